//! A workbook, written.

use std::collections::BTreeSet;

use competence_core::{Kind, Model, Necessity, Polarity, Relation, Relationship, Status};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::history::{self, Page};
use super::{DECISIONS, Decision, ELEMENTS, guide, snapshot};
use crate::tables::{Table, tables_of};
use crate::{Content, ExportError, Exported};

/// The sheets in the order of how often they are edited.
const ORDER: [&str; 13] = [
    "framework",
    "competences",
    "indicators",
    "clusters",
    "profiles",
    "requirements",
    "competence-levels",
    "mappings",
    "relations",
    "scales",
    "scale-levels",
    "organisations",
    "facets",
];

/// The height of a line of text, in points.
const LINE: f64 = 15.0;

/// The most lines that a row is high: Excel has a limit of 409 points.
const LINES: u16 = 24;

/// How many rows below the last one have drop-downs, for what is added.
const ROOM: u32 = 300;

/// The widest list of words that a drop-down takes, by the limits of Excel.
const CHOICES: usize = 250;

fn failed(error: &XlsxError) -> ExportError {
    ExportError::Writer(std::io::Error::other(error.to_string()))
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        failed(&error)
    }
}

/// Writes a model as a workbook. The sheet of changes tells what is different since another version of
/// the model, if one is given.
///
/// # Errors
/// [`ExportError`] if a text has more characters than a cell takes.
pub fn write(model: &Model, since: Option<&Model>) -> Result<Exported, ExportError> {
    let mut workbook = Workbook::new();
    // The same model makes the same bytes: the day of the export is not part of it.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = model.text(&model.framework().title, None).1;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title.chars().take(200).collect::<String>())
            .set_creation_datetime(&day),
    );
    let looks = Looks::new();
    guide_of(model, workbook.add_worksheet(), &looks)?;
    let tables = tables_of(model);
    let place = |it: &&Table| ORDER.iter().position(|name| *name == it.name);
    let mut in_order: Vec<&Table> = tables.iter().collect();
    in_order.sort_by_key(|it| place(it).unwrap_or(ORDER.len()));
    for table in in_order {
        let sheet = workbook.add_worksheet();
        elements(table, &tables, model, sheet, &looks)?;
    }
    for it in [history::lineage(model), history::changes(model, since)] {
        page(&it, workbook.add_worksheet(), &looks)?;
    }
    let hidden = workbook.add_worksheet();
    hidden.set_name(snapshot::SHEET)?.set_very_hidden(true);
    let cells =
        snapshot::cells(model).map_err(|it| ExportError::Writer(std::io::Error::other(it)))?;
    for (row, cell) in (0..).zip(&cells) {
        hidden.write_string_with_format(row, 0, cell, &looks.text)?;
    }
    Ok(Exported {
        content: Content::Bytes(workbook.save_to_buffer()?),
        // The sheet that is not shown holds what no other one does.
        losses: Vec::new(),
    })
}

/// How cells look.
struct Looks {
    title: Format,
    heading: Format,
    decision: Format,
    text: Format,
    id: Format,
    number: Format,
}

impl Looks {
    fn new() -> Self {
        // As text, so that a program that opens the file makes no date or number of it.
        let text = Format::new()
            .set_num_format("@")
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(0x1F_3A_5F))
            .set_border_bottom(FormatBorder::Thin);
        Self {
            title: Format::new().set_bold().set_font_size(16.0),
            decision: heading.clone().set_background_color(Color::RGB(0x7A_4B_00)),
            heading,
            id: text
                .clone()
                .set_font_color(Color::RGB(0x55_55_55))
                .set_background_color(Color::RGB(0xF0_F0_F0)),
            number: Format::new().set_align(FormatAlign::Top),
            text,
        }
    }
}

fn guide_of(model: &Model, sheet: &mut Worksheet, looks: &Looks) -> Result<(), ExportError> {
    sheet.set_name("guide")?;
    sheet.set_column_width(0, 100)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heading = Format::new().set_bold().set_font_size(12.0);
    for (row, line) in (0..).zip(guide::lines(model)) {
        let (text, look) = match line.strip_prefix("# ") {
            Some(text) => (text, &heading),
            None if row == 0 => (line.as_str(), &looks.title),
            None => (line.as_str(), &plain),
        };
        sheet.write_string_with_format(row, 0, text, look)?;
        let lines = if row == 0 { 2 } else { lines(text, 95) };
        sheet.set_row_height(row, LINE * f64::from(lines) + 4.0)?;
    }
    read_only(sheet);
    printed(sheet)?;
    Ok(())
}

/// Lets a sheet be read, filtered and copied from, and not edited.
fn read_only(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
}

/// A page across, with the headings on each.
fn printed(sheet: &mut Worksheet) -> Result<(), ExportError> {
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_footer("&L&A&R&P / &N");
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// How many lines a text takes in a column of this width.
fn lines(text: &str, width: u16) -> u16 {
    let lines = text
        .split('\n')
        .map(|it| it.chars().count() / usize::from(width.max(2) - 1) + 1);
    u16::try_from(lines.sum::<usize>()).map_or(LINES, |it| it.min(LINES))
}

/// Makes a row as high as its texts need: not every program does so when it opens a file.
fn fit<'t>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'t str, &'t str)>,
) -> Result<(), ExportError> {
    let lines = cells.map(|(heading, text)| lines(text, width(heading)));
    sheet.set_row_height(row, LINE * f64::from(lines.max().unwrap_or(1)))?;
    Ok(())
}

/// The number of a row or column as the format has it.
fn column(number: usize) -> Result<u16, ExportError> {
    u16::try_from(number).map_err(|_| failed(&XlsxError::RowColumnLimitError))
}

fn row(number: usize) -> Result<u32, ExportError> {
    u32::try_from(number).map_err(|_| failed(&XlsxError::RowColumnLimitError))
}

/// The headings of a sheet and what all sheets of tables have.
fn headed(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[&str],
    rows: usize,
    looks: &Looks,
) -> Result<(), ExportError> {
    sheet.set_name(name)?;
    for (at, heading) in columns.iter().enumerate() {
        let at = column(at)?;
        let look = if DECISIONS.contains(heading) && ELEMENTS.contains(&name) {
            &looks.decision
        } else {
            &looks.heading
        };
        sheet.write_string_with_format(0, at, *heading, look)?;
        sheet.set_column_width(at, width(heading))?;
    }
    if let Some(last) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, row(rows.max(1))?, column(last)?)?;
    }
    sheet.set_freeze_panes(1, u16::from(columns.first() == Some(&"id")))?;
    printed(sheet)
}

fn width(heading: &str) -> u16 {
    let name = heading.split(" (").next().unwrap_or(heading);
    match name {
        "statement" | "definition" | "description" | "anchor" | "value" | "before" | "after" => 48,
        "title" | "note" | "reason" | "examples" | "evidence" | "target" => 34,
        "id" | "competence" | "cluster" | "profile" | "indicators" | "element" | "merged into"
        | "from" | "to" => 28,
        _ => 15,
    }
}

fn elements(
    table: &Table,
    all: &[Table],
    model: &Model,
    sheet: &mut Worksheet,
    looks: &Looks,
) -> Result<(), ExportError> {
    let has_decisions = ELEMENTS.contains(&table.name);
    let mut columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    if has_decisions {
        columns.extend(DECISIONS);
    }
    headed(sheet, table.name, &columns, table.rows.len(), looks)?;
    for (at, cells) in table.rows.iter().enumerate() {
        let at = row(at + 1)?;
        for (number, cell) in cells.iter().enumerate() {
            let heading = columns.get(number).copied().unwrap_or_default();
            let look = if heading == "id" {
                &looks.id
            } else {
                &looks.text
            };
            let number = column(number)?;
            match cell.parse::<u32>() {
                Ok(value) if heading == "level" => {
                    sheet.write_number_with_format(at, number, value, &looks.number)?;
                }
                _ if cell.is_empty() && heading != "id" => {
                    sheet.write_blank(at, number, look)?;
                }
                _ => {
                    sheet.write_string_with_format(at, number, cell, look)?;
                }
            }
        }
        for number in table.columns.len()..columns.len() {
            sheet.write_blank(at, column(number)?, &looks.text)?;
        }
        let cells = cells.iter().map(String::as_str);
        fit(sheet, at, columns.iter().copied().zip(cells))?;
    }
    let last = row(table.rows.len())?;
    for (number, heading) in columns.iter().enumerate() {
        let number = column(number)?;
        if *heading == "id" && has_decisions && last > 0 {
            sheet.add_data_validation(1, number, last, number, &kept()?)?;
        } else if let Some(choice) = choices(table.name, heading, all, model)? {
            sheet.add_data_validation(1, number, last + ROOM, number, &choice)?;
        }
    }
    Ok(())
}

/// Refuses that an id is typed over.
fn kept() -> Result<DataValidation, ExportError> {
    Ok(DataValidation::new()
        .allow_custom(Formula::new("=FALSE"))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("This id is in use")?
        .set_error_message(
            "Assessments and other documents name the element by this id. For a new element, write a new row and leave the id empty.",
        )?)
}

/// The values that a column has to choose from, if they are few.
fn choices(
    table: &str,
    heading: &str,
    all: &[Table],
    model: &Model,
) -> Result<Option<DataValidation>, ExportError> {
    let named = |words: Vec<String>| -> Result<Option<DataValidation>, ExportError> {
        let length: usize = words.iter().map(|it| it.chars().count() + 1).sum();
        if words.is_empty() || length > CHOICES {
            return Ok(None);
        }
        Ok(Some(DataValidation::new().allow_list_strings(&words)?))
    };

    let ids = |name: &str| -> Result<Option<DataValidation>, ExportError> {
        let number = all
            .iter()
            .find(|it| it.name == name)
            .map_or(0, |it| it.rows.len());
        let last = row(number)? + ROOM;
        let range = Formula::new(format!("=OFFSET('{name}'!$A$2,0,0,{last},1)"));
        Ok((number > 0).then(|| {
            // What is not in the list may be the id of a row that is new.
            DataValidation::new()
                .allow_list_formula(range)
                .set_error_style(DataValidationErrorStyle::Warning)
        }))
    };
    match (table, heading) {
        (_, "status") => named(Status::ALL.iter().map(ToString::to_string).collect()),
        (_, "kind") => named(Kind::ALL.iter().map(ToString::to_string).collect()),
        ("indicators", "polarity") => {
            named(Polarity::ALL.iter().map(ToString::to_string).collect())
        }
        ("requirements", "necessity") => {
            named(Necessity::ALL.iter().map(ToString::to_string).collect())
        }
        ("mappings", "relation") => named(Relation::ALL.iter().map(ToString::to_string).collect()),
        ("relations", "relation") => {
            named(Relationship::ALL.iter().map(ToString::to_string).collect())
        }
        (_, "decision") => named(Decision::ALL.iter().map(ToString::to_string).collect()),
        ("indicators" | "requirements" | "competence-levels", "level") => {
            let of = model.competences().iter().map(Some).chain([None]);
            let scales: BTreeSet<_> = of.map(|it| model.level_scale_of(it)).collect();
            let levels = scales.into_iter().filter_map(|it| model.scale(it));
            let levels: BTreeSet<_> = levels.flatten().map(|it| it.value).collect();
            named(levels.iter().map(ToString::to_string).collect())
        }
        ("framework" | "clusters", _) if heading != "parent" => Ok(None),
        (_, "competence") => ids("competences"),
        (_, "cluster" | "parent") => ids("clusters"),
        (_, "profile") => ids("profiles"),
        (_, "merged into") => ids(table),
        _ => Ok(None),
    }
}

/// A sheet that is only read.
fn page(page: &Page, sheet: &mut Worksheet, looks: &Looks) -> Result<(), ExportError> {
    headed(sheet, page.name, &page.columns, page.rows.len(), looks)?;
    for (at, cells) in page.rows.iter().enumerate() {
        let at = row(at + 1)?;
        for (number, cell) in cells.iter().enumerate() {
            sheet.write_string_with_format(at, column(number)?, cell, &looks.text)?;
        }
        let cells = cells.iter().map(String::as_str);
        fit(sheet, at, page.columns.iter().copied().zip(cells))?;
    }
    read_only(sheet);
    Ok(())
}
