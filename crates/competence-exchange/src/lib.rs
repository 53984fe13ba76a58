//! Competence frameworks out to other formats and in from them.
//!
//! Each format holds a part of what a model does. [`Exported::losses`] names every field of every
//! element that the format cannot hold, so that nobody finds out later.
//!
//! ```
//! use competence_core::Model;
//! use competence_exchange::{OutFormat, export};
//!
//! let json = r#"{
//!   "format": 1,
//!   "framework": {
//!     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
//!     "languages": {"primary": "en"}, "scale": {"levels": []}
//!   },
//!   "competences": [{
//!     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
//!     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}, "level": 2}]
//!   }]
//! }"#;
//! let model = Model::from_bundle(json.as_bytes())?;
//! let exported = export(&model, OutFormat::Skos)?;
//! assert!(exported.content.text().contains("skos:prefLabel \"Keeps agreements\"@en"));
//! let lost: Vec<String> = exported.losses.iter().map(ToString::to_string).collect();
//! assert!(lost.contains(&"cooperation.agreements: level".to_owned()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod address;
mod advice;
mod case;
mod ctdl;
mod delimited;
mod graph;
mod hierarchy;
mod input;
mod likely;
mod loss;
pub mod mapped;
mod mappings;
mod naming;
mod nice;
mod onto;
mod rdf;
mod schema_org;
mod skos;
mod sqlite;
mod sssom;
pub mod tables;
pub mod workbook;
mod xlsx;

use competence_core::{BundleError, Conventions, Model, Preset};

pub use input::{Input, LIMIT};
pub use likely::likely;
pub use loss::{Loss, LossReport};
pub use mappings::{Fate, MappingsReport, Stale, stale_mappings};
pub use naming::Origin;
pub use onto::{Onto, Prefer, onto};
pub use skos::{Breach, integrity};
pub use sssom::with_mappings;

/// A format that a model is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OutFormat {
    /// SKOS (W3C Recommendation, 18 August 2009) in Turtle.
    Skos,
    /// SKOS in JSON-LD 1.1.
    SkosJsonLd,
    /// A `CFPackage` of CASE 1.1.
    Case,
    /// A `CFPackage` of CASE 1.0.
    Case1p0,
    /// A folder of tables as CSV (RFC 4180).
    Csv,
    /// One table as CSV: a row for each indicator, with its competence and cluster beside it.
    CsvFlat,
    /// A workbook (XLSX) that people edit and send back.
    Xlsx,
    /// CTDL-ASN in JSON-LD 1.1.
    CtdlAsn,
    /// A `DefinedTermSet` of schema.org in JSON-LD.
    SchemaOrg,
    /// The mappings as SSSOM/TSV.
    Sssom,
    /// A database of SQLite, with the feature `sqlite`.
    Sqlite,
    /// A Mermaid flowchart of clusters and competences.
    Mermaid,
    /// The same as a graph for Graphviz.
    Graphviz,
}

competence_core::words!(OutFormat, "a format to export to", {
    Skos => "skos",
    SkosJsonLd => "skos-jsonld",
    Case => "case",
    Case1p0 => "case-1.0",
    Csv => "csv",
    CsvFlat => "csv-flat",
    Xlsx => "xlsx",
    CtdlAsn => "ctdl-asn",
    SchemaOrg => "schema-org",
    Sssom => "sssom",
    Sqlite => "sqlite",
    Mermaid => "mermaid",
    Graphviz => "graphviz",
});

/// A format that a model is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InFormat {
    /// SKOS in Turtle or JSON-LD.
    Skos,
    /// A `CFPackage` of CASE, 1.0 or 1.1.
    Case,
    /// The NICE Framework as the JSON of NIST's Cybersecurity and Privacy Reference Tool.
    Nice,
    /// A folder of tables as CSV: those of a model, or any others, by a mapping or by guess.
    Csv,
    /// One table as CSV: a row for each indicator, with its competence and cluster beside it.
    CsvFlat,
    /// The sheets of a workbook: those of a model, or any others, by a mapping or by guess.
    Xlsx,
    /// Any JSON, by a mapping.
    Json,
    /// The capability framework of the UK Government for digital and data roles, as its two tables.
    Ddat,
    /// The competency framework of the UK Civil Service of 2012, as JSON.
    UkCivilService,
    /// Skills of the Open Skills Management Tool: a collection as JSON, or either of its tables.
    Osmt,
    /// ESCO, as the folder of its tables.
    Esco,
    /// O*NET, as the folder of its text files.
    Onet,
    /// Mappings as SSSOM/TSV: see [`with_mappings`]. They are no model of their own.
    Sssom,
    /// CTDL-ASN in JSON-LD.
    CtdlAsn,
}

competence_core::words!(InFormat, "a format to import", {
    Skos => "skos",
    Case => "case",
    Nice => "nice",
    Csv => "csv",
    CsvFlat => "csv-flat",
    Xlsx => "xlsx",
    Json => "json",
    Ddat => "ddat",
    UkCivilService => "uk-civil-service",
    Osmt => "osmt",
    Esco => "esco",
    Onet => "onet",
    Sssom => "sssom",
    CtdlAsn => "ctdl-asn",
});

/// A model in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exported {
    /// What is written.
    pub content: Content,
    /// What the format does not hold, in the order of the model.
    pub losses: Vec<Loss>,
}

/// Why a model cannot be written to a format.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// An element cannot be written as the format asks for.
    #[error("`{id}` cannot be exported: {message}")]
    Element {
        /// The element.
        id: String,
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// The format is behind a feature of the crate that is not on.
    #[error(
        "`{format}` is not built into this program, as it needs a C compiler: build it with the feature `{feature}` \
         (`cargo install --path crates/competence-cli --features {feature}`)"
    )]
    NotBuiltIn {
        /// The format.
        format: OutFormat,
        /// The feature of the crate, and of the program.
        feature: &'static str,
    },
    /// The writer failed.
    #[error("the export failed: {0}")]
    Writer(#[from] std::io::Error),
}

/// What an export writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text, which may go to a terminal.
    Text(String),
    /// A file that is no text.
    Bytes(Vec<u8>),
    /// The files of a folder, by their names.
    Folder(Vec<(String, Vec<u8>)>),
}

impl Content {
    /// The text; empty if it is none.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Bytes(_) | Self::Folder(_) => "",
        }
    }
}

/// Writes a model to a format.
///
/// # Errors
/// [`ExportError`] if an element cannot be written as the format asks for.
pub fn export(model: &Model, format: OutFormat) -> Result<Exported, ExportError> {
    match format {
        OutFormat::Skos => skos::turtle(model),
        OutFormat::SkosJsonLd => skos::json_ld(model),
        OutFormat::Case => Ok(case::write(model, case::Version::V1p1)),
        OutFormat::Case1p0 => Ok(case::write(model, case::Version::V1p0)),
        OutFormat::Csv => tables::csv::write(model),
        OutFormat::CsvFlat => tables::flat::write(model),
        OutFormat::Xlsx => workbook::write(model, None),
        OutFormat::CtdlAsn => ctdl::write(model),
        OutFormat::SchemaOrg => schema_org::write(model),
        OutFormat::Sssom => sssom::write(model),
        OutFormat::Sqlite => sqlite::write(model),
        OutFormat::Mermaid => Ok(graph::mermaid(model)),
        OutFormat::Graphviz => Ok(graph::graphviz(model)),
    }
}

/// The conventions of what is read: the texts are those of another publisher.
fn imported_conventions() -> Conventions {
    let mut conventions = Conventions::default();
    conventions.preset = Preset::Imported;
    conventions
}

/// What was read from another format.
#[derive(Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The model.
    pub model: Model,
    /// What the id of each element was made of.
    pub ids: Vec<Origin>,
    /// What the source says that was not taken over, or not as it stands.
    pub problems: Vec<Problem>,
    /// What the columns of tables were taken for, where no mapping said it and they are not those of a model.
    pub guessed: Option<mapped::Mapping>,
}

impl Imported {
    /// The same, with what was told before it was read.
    fn after(mut self, problems: Vec<Problem>) -> Self {
        self.problems.splice(..0, problems);
        self
    }
}

/// Something in a source that was not taken over, or not as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Problem {
    /// Where it is: a line, an item, a resource.
    pub place: String,
    /// What is wrong, and what became of it.
    pub message: String,
    /// Whether nothing that was meant is lost: it was written in another way than it is read.
    pub is_harmless: bool,
}

impl Problem {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
            is_harmless: false,
        }
    }

    /// One by which nothing that was meant is lost.
    fn harmless(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            is_harmless: true,
            ..Self::new(place, message)
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Why a source cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The text is not of the format.
    #[error("{place}: {message}")]
    Syntax {
        /// Where it breaks off.
        place: String,
        /// What is wrong.
        message: String,
    },
    /// It is too large.
    #[error("there are more than {} MiB: split it", LIMIT >> 20)]
    TooLarge,
    /// It is not what the format is written in: a folder for a file, or bytes that are no UTF-8.
    #[error("{0}")]
    Input(String),
    /// There is nothing in it that could be imported.
    #[error("{0}")]
    Nothing(String),
    /// What results breaks what a model promises.
    #[error("what was read is not a model: {0}")]
    Model(#[from] BundleError),
}

impl ImportError {
    /// JSON that is not what it should be.
    fn json(what: &str, error: &serde_json::Error) -> Self {
        let told = error.to_string();
        // The place is told before it.
        let why = told.split(" at line ").next().unwrap_or_default();
        Self::Syntax {
            place: format!("{}:{}", error.line(), error.column()),
            message: format!("this is not {what}: {why}"),
        }
    }
}

/// Reads a model from tables or JSON by a mapping: `csv`, `xlsx` or `json`.
///
/// ```
/// use competence_exchange::{InFormat, Input, import_by, mapped::Mapping};
/// let mapping = Mapping::parse(
///     "mapping.yaml",
///     "rows: [{ competences: { title: Skill }, indicators: { competence: Skill, statement: What people do } }]",
/// )?;
/// let table = "Skill;What people do\nPlanning;Plans ahead\nPlanning;Keeps to plans\n";
/// let imported = import_by(&Input::file("skills.csv", table)?, InFormat::Csv, &mapping)?;
/// assert_eq!(imported.model.competences()[0].indicators.len(), 2);
/// # Ok::<(), competence_exchange::ImportError>(())
/// ```
///
/// # Errors
/// [`ImportError`] if the input is not of the format, or the mapping finds nothing in it.
pub fn import_by(
    input: &Input,
    format: InFormat,
    mapping: &mapped::Mapping,
) -> Result<Imported, ImportError> {
    mapped::by(input, format, mapping)
}

/// Reads a model from another format.
///
/// # Errors
/// [`ImportError`] if the input is not of the format, is too large, or holds nothing.
pub fn import(input: &Input, format: InFormat) -> Result<Imported, ImportError> {
    match format {
        InFormat::Skos => {
            let text = input.text()?;
            // No document of Turtle begins so.
            if text.trim_start().starts_with(['{', '[']) {
                skos::from_json_ld(text)
            } else {
                skos::from_turtle(text)
            }
        }
        InFormat::Case => case::read(input.text()?),
        InFormat::CtdlAsn => ctdl::read(input.text()?),
        InFormat::Xlsx if workbook::is_ours(input) => workbook::read(input.bytes()?),
        InFormat::Nice => nice::read(input.text()?),
        InFormat::Sssom => Err(ImportError::Nothing(
            "mappings belong to a model: name it with `--onto`".to_owned(),
        )),
        InFormat::CsvFlat => tables::flat::read_file(input),
        InFormat::Csv | InFormat::Xlsx | InFormat::Json => mapped::without(input, format),
        InFormat::Ddat => mapped::Known::Ddat.read(input),
        InFormat::UkCivilService => mapped::Known::UkCivilService.read(input),
        InFormat::Osmt => mapped::Known::Osmt.read(input),
        InFormat::Esco => mapped::Known::Esco.read(input),
        InFormat::Onet => mapped::Known::Onet.read(input),
    }
}
