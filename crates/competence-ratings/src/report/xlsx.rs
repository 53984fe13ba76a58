//! The tables of a report as a workbook: a sheet a table, numbers as numbers.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::Error;
use super::table::{Cell, Table};

/// A table with the name of its sheet.
pub struct Sheet {
    pub name: String,
    pub table: Table,
}

/// The longest name of a sheet, and the signs that it may not have, by the limits of Excel.
const LONGEST: usize = 31;
const FORBIDDEN: &[char] = &['[', ']', ':', '*', '?', '/', '\\'];

/// The most characters of a cell, by the limits of Excel.
const CELL: usize = 32_767;

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Workbook(error.to_string())
    }
}

pub fn write(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    // The same report makes the same bytes: the day of writing is not part of it.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title.chars().take(200).collect::<String>())
            .set_creation_datetime(&day),
    );
    let looks = Looks::new();
    for sheet in sheets {
        let name: String = sheet
            .name
            .chars()
            .filter(|it| !FORBIDDEN.contains(it))
            .take(LONGEST)
            .collect();
        fill(
            workbook.add_worksheet().set_name(name)?,
            &sheet.table,
            &looks,
        )?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How cells look.
struct Looks {
    heading: Format,
    text: Format,
    count: Format,
    share: Format,
    decimals: [Format; 4],
}

impl Looks {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let number = |format: &str| top.clone().set_num_format(format);
        Self {
            heading: top
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x1F_3A_5F))
                .set_border_bottom(FormatBorder::Thin),
            // As text, so that a program that opens the file makes no date or number of it.
            text: number("@").set_text_wrap(),
            count: number("0"),
            share: number("0%"),
            decimals: ["0", "0.0", "0.00", "0.000"].map(number),
        }
    }

    fn number(&self, decimals: u8) -> &Format {
        let format = self.decimals.get(usize::from(decimals));
        format.unwrap_or(&self.count)
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), Error> {
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name, &looks.heading)?;
        let place = usize::from(column);
        sheet.set_column_width(column, width(table, place))?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell, looks)?;
        }
    }
    let heads = u16::try_from(table.heads).unwrap_or(1);
    sheet.set_freeze_panes(1, heads)?;
    if let (Ok(rows), Ok(columns)) = (
        u32::try_from(table.rows.len()),
        u16::try_from(table.columns.len()),
    ) && rows > 0
        && columns > 0
    {
        sheet.autofilter(0, 0, rows, columns - 1)?;
    }
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
) -> Result<(), Error> {
    match cell {
        Cell::Text(text) | Cell::Missing(text) => {
            let text: String = text.chars().take(CELL).collect();
            sheet.write_string_with_format(row, column, text, &looks.text)?;
        }
        Cell::Count(number) => {
            sheet.write_number_with_format(row, column, float(*number), &looks.count)?;
        }
        Cell::Number(value, decimals) => {
            sheet.write_number_with_format(row, column, *value, looks.number(*decimals))?;
        }
        Cell::Narrow(value) => {
            sheet.write_number_with_format(row, column, *value, looks.number(2))?;
        }
        Cell::Share(value) => {
            sheet.write_number_with_format(row, column, *value, &looks.share)?;
        }
        Cell::Nothing => {}
    }
    Ok(())
}

/// A cell of a workbook holds no other numbers.
#[allow(clippy::cast_precision_loss, reason = "counts are below 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}

/// How wide a column is, in characters.
fn width(table: &Table, column: usize) -> f64 {
    let cells = table.rows.iter().filter_map(|it| it.get(column));
    let longest = cells
        .filter_map(|it| match it {
            Cell::Text(text) => Some(text.chars().count()),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    let heading = table.columns.get(column).map_or(0, |it| it.chars().count());
    let heading = heading.min(16);
    f64::from(u8::try_from(longest.max(heading).clamp(8, 60)).unwrap_or(60)) + 2.0
}
