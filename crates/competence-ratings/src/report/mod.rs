//! What ratings say of a model, for people: a page, Markdown, a workbook; and JSON for programs.
//!
//! All of them show one [`Analysis`], in the words of one language, and decide nothing. Figures that the analysis
//! suppresses are said to be so, and no person is ever named, as the analysis knows none.
//!
//! | form | contents |
//! |---|---|
//! | [`html`] | one page: a summary in sentences, suggestions, every competence, the whole model, groups, method |
//! | [`markdown`] | the same without the pictures, whose numbers are in the tables |
//! | [`xlsx`] | a sheet a table, numbers as numbers |
//! | [`json`] | the analysis itself, by `schemas/analysis.schema.json` |

mod competences;
mod draft;
mod groups;
mod html;
mod markdown;
mod method;
mod part;
mod suggestions;
mod summary;
mod table;
mod tables;
mod view;
mod whole;
mod xlsx;

use competence_core::{LanguageTag, Model};
use competence_render::locale::args;
use competence_render::visible::visible_line;

use crate::evidence::Analysis;
pub use draft::{draft, draft_name};
use part::Section;
use view::View;
use xlsx::Sheet;

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The analysis cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The same, with its control characters made visible.
    #[error(transparent)]
    Render(#[from] competence_render::Error),
    /// The workbook cannot be written.
    #[error("cannot write a workbook: {0}")]
    Workbook(String),
}

/// One page without a script, in the language, or in the primary one of the framework.
///
/// # Errors
/// [`Error::Json`] if the analysis cannot be looked through, which would be a fault of this library.
pub fn html(
    analysis: &Analysis,
    model: &Model,
    language: Option<&LanguageTag>,
) -> Result<String, Error> {
    Ok(html::render(&Report::of(analysis, model, language)?))
}

/// As [`html`], as Markdown and without pictures.
///
/// # Errors
/// As [`html`].
pub fn markdown(
    analysis: &Analysis,
    model: &Model,
    language: Option<&LanguageTag>,
) -> Result<String, Error> {
    Ok(markdown::render(&Report::of(analysis, model, language)?))
}

/// The analysis as JSON.
///
/// # Errors
/// [`Error::Render`] if it is no JSON, which would be a fault of this library.
pub fn json(analysis: &Analysis) -> Result<String, Error> {
    Ok(competence_render::json::pretty(analysis)?)
}

/// The tables as a workbook.
///
/// # Errors
/// [`Error::Workbook`] if a table has more rows than a sheet.
pub fn xlsx(
    analysis: &Analysis,
    model: &Model,
    language: Option<&LanguageTag>,
) -> Result<Vec<u8>, Error> {
    let view = View::new(analysis, model, language_of(model, language));
    xlsx::write(&title(&view), &sheets(&view))
}

fn language_of<'a>(model: &'a Model, language: Option<&'a LanguageTag>) -> &'a LanguageTag {
    language.unwrap_or(&model.framework().languages.primary)
}

fn title(view: &View<'_>) -> String {
    let framework = visible_line(view.framework());
    format!("{}: {framework}", view.say("report-title"))
}

/// A report before it has a form.
struct Report<'a> {
    view: View<'a>,
    framework: String,
    version: String,
    title: String,
    sections: Vec<Section>,
}

impl<'a> Report<'a> {
    fn of(
        analysis: &'a Analysis,
        model: &'a Model,
        language: Option<&'a LanguageTag>,
    ) -> Result<Self, Error> {
        let view = View::new(analysis, model, language_of(model, language));
        let mut sections = vec![
            summary::section(&view)?,
            suggestions::section(&view),
            competences::section(&view),
            whole::section(&view),
        ];
        sections.extend(groups::section(&view));
        sections.push(method::section(&view));
        let version = analysis.framework.version.to_string();
        Ok(Self {
            framework: visible_line(view.framework()).into_owned(),
            version: view.fill("report-of-version", args! { "version" => version }),
            title: view.say("report-title"),
            sections,
            view,
        })
    }
}

/// The tables, each with the name of its sheet.
fn sheets(view: &View<'_>) -> Vec<Sheet> {
    let structure = &view.analysis.structure;
    let all: Vec<_> = view.analysis.indicators.iter().collect();
    let mut tables = vec![
        ("sheet-indicators", tables::indicators(view, &all)),
        ("sheet-distribution", tables::distributions(view, &all)),
        ("sheet-competences", tables::reliability(view)),
        ("sheet-between", tables::between(view)),
        ("sheet-correlations", tables::pairs(view)),
    ];
    if let Some(it) = structure.parallel.known() {
        tables.push(("sheet-eigenvalues", tables::eigenvalues(view, it)));
    }
    if let Some(it) = structure.oblimin.known() {
        tables.push((
            "sheet-oblimin",
            tables::loadings(view, "table-loadings", it),
        ));
        tables.push(("sheet-factors", tables::factors(view, it)));
    }
    if let Some(it) = structure.varimax.known() {
        tables.push(("sheet-varimax", tables::loadings(view, "table-varimax", it)));
    }
    if let Some(it) = structure.dendrogram.known() {
        tables.push(("sheet-dendrogram", tables::joins(view, it)));
    }
    if !view.analysis.breakdowns.is_empty() {
        tables.push(("sheet-groups", tables::group_competences(view)));
        tables.push(("sheet-group-indicators", tables::group_indicators(view)));
    }
    tables.push(("sheet-suggestions", suggestions::table(view)));
    let named = tables.into_iter().map(|(name, table)| Sheet {
        name: view.say(name),
        table,
    });
    named.collect()
}
