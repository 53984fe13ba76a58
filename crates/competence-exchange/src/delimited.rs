//! Text files with a delimiter, such as CSV, whatever their encoding and delimiter.

use competence_tabular::delimited::{declared, likely};
use csv::ReaderBuilder;

use crate::ImportError;

/// The most cells that are read, all files together: they need more memory than their text.
pub(crate) const CELLS: usize = 5_000_000;

/// The rows of a file, each with the line that it begins on, from 1. The first one is the header.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    pub rows: Vec<Vec<String>>,
    pub lines: Vec<u64>,
}

/// Reads the rows of a file. Spreadsheets may say in a first line `sep=;` what the delimiter is.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Grid, ImportError> {
    let text = decode(name, bytes)?;
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let declared = declared(first.as_bytes());
    let body = match declared {
        Some(_) => text.get(first.len()..).unwrap_or_default(),
        None => &text,
    };
    let delimiter = declared.unwrap_or_else(|| likely(body.as_bytes()));
    rows(name, body, delimiter, u64::from(declared.is_some()))
}

fn rows(name: &str, body: &str, delimiter: u8, lines_before: u64) -> Result<Grid, ImportError> {
    let broken = |error: &csv::Error| {
        let line = error.position().map_or(0, csv::Position::line) + lines_before;
        ImportError::Syntax {
            place: format!("{name}:{line}"),
            message: format!("this is not a table: {error}"),
        }
    };
    if let Some(line) = open_quote(body.as_bytes(), delimiter) {
        return Err(ImportError::Syntax {
            place: format!("{name}:{}", line + lines_before),
            message: "a field begins with a quote here that nothing closes: all that follows would be one cell"
                .to_owned(),
        });
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let (mut grid, mut cells) = (Grid::default(), 0);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|it| broken(&it))? {
        cells += record.len();
        if cells > CELLS {
            let message = format!("{name} has more than {CELLS} cells: split it");
            return Err(ImportError::Input(message));
        }
        let (at, line) = record
            .position()
            .map_or((0, 1), |it| (it.byte(), it.line()));
        // The position is before the empty lines that were skipped.
        let rest = usize::try_from(at)
            .ok()
            .and_then(|at| body.get(at..))
            .unwrap_or_default();
        let blank = rest.bytes().take_while(|it| matches!(it, b'\n' | b'\r'));
        let skipped = blank.filter(|it| *it == b'\n').count() as u64;
        grid.lines.push(line + skipped + lines_before);
        grid.rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(grid)
}

/// The line, from 1, of a quote that begins a field and is not closed.
fn open_quote(body: &[u8], delimiter: u8) -> Option<u64> {
    let (mut line, mut opened) = (1, None);
    let (mut is_start, mut is_closed) = (true, false);
    for byte in body {
        let is_end = *byte == delimiter || matches!(byte, b'\n' | b'\r');
        match (opened, byte) {
            // Two quotes in a quoted field are one, and one ends it.
            (Some(_), b'"') => is_closed = !is_closed,
            (Some(_), _) if !is_closed => {}
            (Some(_), _) => (opened, is_closed, is_start) = (None, false, is_end),
            (None, b'"') if is_start => (opened, is_start) = (Some(line), false),
            (None, _) => is_start = is_end,
        }
        line += u64::from(*byte == b'\n');
    }
    opened.filter(|_| !is_closed)
}

/// The text of a file: UTF-8, or UTF-16 with or without a mark.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            _ => 0xFFFD,
        });
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .ok()
    };
    // Of a text in the letters of Europe, every other byte is zero.
    let second_is_zero = matches!(bytes, [a, 0, b, 0, ..] if *a != 0 && *b != 0);
    let first_is_zero = matches!(bytes, [0, a, 0, b, ..] if *a != 0 && *b != 0);
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ if second_is_zero => wide(bytes, u16::from_le_bytes),
        _ if first_is_zero => wide(bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    };
    text.ok_or_else(|| {
        ImportError::Input(format!(
            "{name} is not UTF-8: save it as UTF-8 (in Excel as \"CSV UTF-8\", in a text editor by its encoding)"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(bytes: &[u8]) -> Vec<Vec<String>> {
        read("t.csv", bytes).unwrap().rows
    }

    #[test]
    fn encodings_and_delimiters_are_found() {
        let expected = vec![
            vec!["ime".to_owned(), "čas, mir".to_owned()],
            vec!["a".to_owned(), "b\nc".to_owned()],
        ];
        let with = |delimiter: char| format!("ime{delimiter}\"čas, mir\"\na{delimiter}\"b\nc\"\n");
        for delimiter in [',', ';', '\t', '|'] {
            assert_eq!(grid(with(delimiter).as_bytes()), expected, "{delimiter}");
        }
        let text = format!("sep=;\r\n{}", with(';'));
        assert_eq!(grid(text.as_bytes()), expected);
        assert_eq!(grid(format!("\u{feff}{text}").as_bytes()), expected);
        for (mark, to) in [
            (&[0xFF, 0xFE][..], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (&[0xFE, 0xFF], u16::to_be_bytes),
        ] {
            let wide: Vec<u8> = text.encode_utf16().flat_map(to).collect();
            assert_eq!(grid(&[mark, &wide].concat()), expected);
            assert_eq!(grid(&wide), expected);
        }
    }

    #[test]
    fn a_row_knows_its_line() {
        let read = read("t.csv", b"sep=,\na,b\n\n\"x\ny\",z\r\n\r\n1,2\n").unwrap();
        assert_eq!(read.lines, [2, 4, 7]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told() {
        for (text, line) in [
            ("a,b\n\"c,d\ne,f\n", Some(2)),
            ("a,\"b\"\"\n", Some(1)),
            ("sep=,\na,\"b\n\nc\",\"d\n", Some(4)),
            ("a,\"b\"\n", None),
            ("a,5\" pipe\n", None),
            ("a,\"say \"\"x\"\"\"", None),
            ("a,\"b\"c,\"d\"\r\n", None),
        ] {
            let place = match read("t.csv", text.as_bytes()) {
                Err(ImportError::Syntax { place, .. }) => Some(place),
                _ => None,
            };
            assert_eq!(place, line.map(|it: u64| format!("t.csv:{it}")), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(read("t.csv", b"a,\xff\n").is_err());
        let cells = ",".repeat(CELLS + 1);
        let error = read("t.csv", cells.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "t.csv has more than 5000000 cells: split it"
        );
    }
}
