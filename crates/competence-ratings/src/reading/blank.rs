//! Empty forms to fill in.

use std::io;

use competence_core::{Indicator, LanguageTag, Level, Model, ResolvedProfile};
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Worksheet};

use super::layout::Role;
use super::tables::{dated, other};
use super::versions::{Versions, folded};

/// How many rows can be filled in.
const ROWS: u32 = 500;
/// How many characters a message of a cell has, at most.
const MESSAGE: usize = 255;

/// An empty form: the headings of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blank {
    /// The headings of who, as what, when, and against which version.
    pub fields: Vec<&'static str>,
    /// Those of the indicators: their statements, or the ids of those whose statement leads to no one
    /// indicator.
    pub indicators: Vec<String>,
}

/// The headings of a form for the ratings of a profile: a row is for a person by one rater. In Slovene if
/// that is the language of the statements, and otherwise in English.
pub fn blank(
    model: &Model,
    profile: &ResolvedProfile<'_>,
    language: Option<&LanguageTag>,
) -> Blank {
    let versions = Versions::of([model.clone()]);
    let primary = &model.framework().languages.primary;
    let is_slovene = language.unwrap_or(primary).as_str().starts_with("sl");
    let heading = |indicator: &Indicator| {
        let (_, statement) = model.text(&indicator.statement, language);
        let statement = statement.trim();
        let found = versions
            .find(0, statement)
            .and_then(|it| versions.id(0, it));
        // A heading is looked for as it stands first: one that is also a field would be that.
        let leads_here = found == Some(indicator.id.as_str()) && !folded(statement).is_empty();
        if leads_here {
            statement.to_owned()
        } else {
            indicator.id.to_string()
        }
    };
    Blank {
        fields: if is_slovene {
            vec!["Oseba", "Ocenjevalec", "Vloga", "Datum", "Različica"]
        } else {
            vec!["Person", "Rater", "Role", "Date", "Version"]
        },
        indicators: profile.indicators().map(heading).collect(),
    }
}

impl Blank {
    /// The form as a workbook: lists of the levels, the roles and the version, and a sheet with what the
    /// levels mean.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn workbook(&self, model: &Model, language: Option<&LanguageTag>) -> io::Result<Vec<u8>> {
        let mut book = dated()?;
        let sheet = self.ratings(model, language).map_err(other)?;
        book.push_worksheet(sheet);
        book.push_worksheet(scale(model, language).map_err(other)?);
        book.save_to_buffer().map_err(other)
    }

    fn ratings(
        &self,
        model: &Model,
        language: Option<&LanguageTag>,
    ) -> Result<Worksheet, rust_xlsxwriter::XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("Ratings")?;
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        // What is typed stays what it is: no date is made of `4.5`.
        let text = Format::new().set_num_format("@");
        let mut column = 0;
        for name in &self.fields {
            sheet.write_string_with_format(0, column, *name, &heading)?;
            sheet.set_column_width(column, 16)?;
            sheet.set_column_format(column, &text)?;
            column += 1;
        }
        let roles: Vec<&str> = Role::ALL.iter().map(|it| it.as_str()).collect();
        let roles = DataValidation::new().allow_list_strings(&roles)?;
        sheet.add_data_validation(1, 2, ROWS, 2, &roles)?;
        let version = model.framework().version.to_string();
        let version = DataValidation::new().allow_list_strings(&[version.as_str()])?;
        sheet.add_data_validation(1, 4, ROWS, 4, &version)?;
        let first = column;
        for name in &self.indicators {
            sheet.write_string_with_format(0, column, name, &heading)?;
            sheet.set_column_width(column, 24)?;
            column += 1;
        }
        if let (Some(levels), true) = (levels(model, language)?, column > first) {
            sheet.add_data_validation(1, first, ROWS, column - 1, &levels)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        Ok(sheet)
    }
}

/// The list of the levels, with what they are called.
fn levels(
    model: &Model,
    language: Option<&LanguageTag>,
) -> Result<Option<DataValidation>, rust_xlsxwriter::XlsxError> {
    let levels = &model.framework().scale.levels;
    if levels.is_empty() {
        return Ok(None);
    }
    let values: Vec<String> = levels.iter().map(|it| it.value.to_string()).collect();
    let title = |it: &Level| format!("{} {}", it.value, model.text(&it.title, language).1);
    let titles: Vec<String> = levels.iter().map(title).collect();
    let message: String = titles.join("\n").chars().take(MESSAGE).collect();
    let list = DataValidation::new().allow_list_strings(&values)?;
    Ok(Some(list.set_input_message(message)?))
}

/// The sheet that says what the levels mean.
fn scale(
    model: &Model,
    language: Option<&LanguageTag>,
) -> Result<Worksheet, rust_xlsxwriter::XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Scale")?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(1, 24)?.set_column_width(2, 80)?;
    for (row, level) in (0..).zip(&model.framework().scale.levels) {
        sheet.write_number(row, 0, f64::from(level.value.get()))?;
        sheet.write_string_with_format(row, 1, model.text(&level.title, language).1, &wrapped)?;
        if let Some(anchor) = &level.anchor {
            sheet.write_string_with_format(row, 2, model.text(anchor, language).1, &wrapped)?;
        }
    }
    Ok(sheet)
}
