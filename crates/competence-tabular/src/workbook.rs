//! Workbooks (XLSX), opened only where they are of a size that can be read.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, Xlsx};

/// The most that the files of a workbook may unpack to, in bytes, all together.
pub const UNPACKED: u64 = 256 << 20;

/// An open workbook.
pub type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It is none, or is broken.
    #[error("this is not a workbook (.xlsx): {0}")]
    NoWorkbook(String),
    /// It unpacks to more than [`UNPACKED`].
    #[error("unpacks to more than {} MiB, and is not read", UNPACKED >> 20)]
    TooLarge,
}

impl Fault {
    /// The fault that an error of the reader is.
    #[allow(clippy::needless_pass_by_value, reason = "it is called by `map_err`")]
    pub fn of(error: calamine::XlsxError) -> Self {
        Self::NoWorkbook(error.to_string())
    }
}

/// Opens a workbook whose size is known, and tells the names of its sheets with cells.
///
/// # Errors
/// [`Fault`] if it is none, or unpacks to too much.
pub fn open(bytes: &[u8]) -> Result<(Book<'_>, Vec<String>), Fault> {
    if let Some(form) = other_form(bytes) {
        return Err(Fault::NoWorkbook(form.to_owned()));
    }
    is_of_size(bytes)?;
    let book = Book::new(Cursor::new(bytes)).map_err(Fault::of)?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|it| it.typ == SheetType::WorkSheet);
    let names = sheets.map(|it| it.name.clone()).collect();
    Ok((book, names))
}

/// What programs write at the beginning of workbooks of the form before XLSX, and of any with a password.
pub const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a file is that spreadsheet programs open as well, and what to do with it.
fn other_form(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(OLE) {
        return Some(
            "it has a password, or is of an old form (.xls): save it as .xlsx, without a password",
        );
    }
    // The first file of the archive says what it is, and is not packed.
    let kind = bytes.get(30..100).unwrap_or_default();
    let is_open_document = kind.starts_with(b"mimetypeapplication/vnd.oasis.opendocument");
    is_open_document.then_some("it is an OpenDocument file (.ods): save it as .xlsx")
}

/// Refuses an archive that unpacks to more than is read, whatever it says of its sizes.
fn is_of_size(bytes: &[u8]) -> Result<(), Fault> {
    let broken = |error: &dyn std::fmt::Display| Fault::NoWorkbook(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|it| broken(&it))?;
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|it| broken(&it))?;
        let mut places = Places::default();
        let mut buffer = [0; 16 << 10];
        loop {
            let number = file.read(&mut buffer).map_err(|it| broken(&it))?;
            if number == 0 {
                break;
            }
            left = left.checked_sub(number as u64).ok_or(Fault::TooLarge)?;
            let read = buffer.get(..number).unwrap_or_default();
            if !read.iter().all(|it| places.is_sound(*it)) {
                let message = "a cell or a row has a place that no sheet has";
                return Err(Fault::NoWorkbook(message.to_owned()));
            }
        }
    }
    Ok(())
}

/// The elements whose `r` or `ref` is a place, as the reader of workbooks has it.
const PLACED: [&[u8]; 6] = [b"c", b"row", b"dimension", b"f", b"mergeCell", b"table"];

/// The places in a sheet, byte by byte: the reader of workbooks counts beyond all bounds with what is longer than
/// the last cell of a sheet, `XFD1048576`. In other elements, such as those of a schema that comes along, `ref` is
/// a name of any length.
#[derive(Default)]
struct Places {
    is_tag: bool,
    /// The name of the tag without its prefix, as far as the longest in question.
    name: Vec<u8>,
    is_named: bool,
    /// The last bytes in front of a value.
    before: [u8; 5],
    /// How many letters and digits follow each other in the value of `r` or `ref`.
    run: Option<(u8, u8)>,
}

impl Places {
    /// Whether the place that is read has a length that one can have.
    fn is_sound(&mut self, byte: u8) -> bool {
        match (self.run, byte) {
            (Some(_), b'"' | b'\'') => self.run = None,
            (Some((letters, digits)), _) if byte.is_ascii_digit() => {
                self.run = Some((letters, digits.saturating_add(1)));
            }
            (Some((letters, _)), _) if byte.is_ascii_alphabetic() => {
                self.run = Some((letters.saturating_add(1), 0));
            }
            (Some(_), _) => self.run = Some((0, 0)),
            (None, b'"' | b'\'') if self.is_tag => {
                let is_place = match self.before {
                    [.., blank, b'r', b'='] | [blank, b'r', b'e', b'f', b'='] => {
                        blank.is_ascii_whitespace()
                    }
                    _ => false,
                };
                let is_placed = PLACED.contains(&&self.name[..]);
                self.run = (is_place && is_placed).then_some((0, 0));
            }
            (None, b'<') => {
                self.is_tag = true;
                self.is_named = false;
                self.name.clear();
            }
            (None, b'>') => self.is_tag = false,
            (None, _) if self.is_tag && !self.is_named => self.read_name(byte),
            (None, _) => {}
        }
        self.before.rotate_left(1);
        if let Some(last) = self.before.last_mut() {
            *last = byte;
        }
        self.run
            .is_none_or(|(letters, digits)| letters <= 3 && digits <= 7)
    }

    fn read_name(&mut self, byte: u8) {
        match byte {
            b':' => self.name.clear(),
            it if it.is_ascii_whitespace() => self.is_named = true,
            // One byte more than the longest, so that what is longer is none of them.
            it if self.name.len() <= b"dimension".len() => self.name.push(it),
            _ => {}
        }
    }
}

/// The text that a cell shows.
///
/// # Errors
/// The error that it shows instead, such as `#N/A`.
pub fn text(value: &DataRef<'_>) -> Result<String, String> {
    Ok(match value {
        DataRef::Int(number) => number.to_string(),
        // A number without a fraction has none, such as a code or a level.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                day
            } else {
                format!("{day}T{hour:02}:{minute:02}:{second:02}")
            }
        }
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::Error(error) => return Err(error.to_string()),
        DataRef::Empty => String::new(),
    })
}

/// The name of a cell by its row and column from 0: `Indicators!C12`.
///
/// ```
/// use competence_tabular::workbook::cell_name;
/// assert_eq!(cell_name("Indicators", 11, 2), "Indicators!C12");
/// assert_eq!(cell_name("S", 0, 702), "S!AAA1");
/// ```
pub fn cell_name(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}{}", letters(column), u64::from(row) + 1)
}

/// The letters of a column, from 0.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(
            b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default(),
        ));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_names() {
        let names = [0, 25, 26, 701, 702].map(|it| cell_name("S", 11, it));
        assert_eq!(names, ["S!A12", "S!Z12", "S!AA12", "S!ZZ12", "S!AAA12"]);
    }

    fn is_sound(xml: &str) -> bool {
        let mut places = Places::default();
        xml.bytes().all(|it| places.is_sound(it))
    }

    #[test]
    fn places_that_no_sheet_has_are_found() {
        for xml in [
            r#"<row r="12345678">"#,
            r#"<x:c s="1" r='ABCD1'>"#,
            "<c\nr=\"A99999999\">",
            r#"<dimension ref="A1:XFDA2"/>"#,
            r#"<mergeCell ref="A1:B99999999"/>"#,
        ] {
            assert!(!is_sound(xml), "{xml}");
        }
        assert!(is_sound(r#"<row r="1048576"><c r="XFD1048576" t="s">"#));
    }

    #[test]
    fn what_others_refer_to_is_no_place() {
        for xml in [
            r#"<xsd:element ref="ns2:MediaServiceMetadata" minOccurs="0"/>"#,
            r#"<v:shape href="https://example.org/page"/>"#,
            r#"<p>ref="something"</p>"#,
            r#"<cells r="something"/>"#,
        ] {
            assert!(is_sound(xml), "{xml}");
        }
    }
}
