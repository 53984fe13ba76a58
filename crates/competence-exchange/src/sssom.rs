//! Mappings as SSSOM/TSV (Simple Standard for Sharing Ontological Mappings, version 1.0).

mod read;

use competence_core::{Element, Justification, Mapping, Model};
use serde_json::Value;

use crate::loss::{Holds, Part, losses};
use crate::{Content, ExportError, Exported, address};

pub use read::with_mappings;

const COLUMNS: [&str; 12] = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "author_label",
    "mapping_date",
    "subject_source_version",
    "object_source_version",
    "comment",
];

/// All that is not a mapping stays behind.
struct Mappings;

impl Holds for Mappings {
    fn whole(&self, _: Element<'_>) -> Option<&'static str> {
        None
    }

    fn field(&self, _: Part<'_>, key: &str, _: &Value) -> Option<&'static str> {
        let is_held = matches!(key, "id" | "iri" | "mappings");
        (!is_held).then_some("the format is for mappings only")
    }
}

/// The mappings of a model, each in a row.
pub(crate) fn write(model: &Model) -> Result<Exported, ExportError> {
    let framework = model.framework();
    let licence = "https://w3id.org/sssom/license/unspecified";
    let mut text = format!(
        "#curie_map:\n#  semapv: https://w3id.org/semapv/vocab/\n#  skos: http://www.w3.org/2004/02/skos/core#\n\
         #license: {licence}\n#mapping_set_id: {}\n#mapping_set_version: \"{}\"\n",
        address::scheme(model),
        framework.version
    );
    let mut table = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .from_writer(Vec::new());
    let failed = |error: csv::Error| ExportError::Writer(std::io::Error::other(error));
    table.write_record(COLUMNS).map_err(failed)?;
    let version = framework.version.to_string();
    for element in model.elements() {
        for mapping in element.mappings() {
            let row = row(model, element, mapping, &version);
            table.write_record(row).map_err(failed)?;
        }
    }
    let bytes = table
        .into_inner()
        .map_err(|error| ExportError::Writer(error.into_error()))?;
    text.push_str(&String::from_utf8(bytes).map_err(std::io::Error::other)?);
    Ok(Exported {
        content: Content::Text(text),
        losses: losses(model, &Mappings),
    })
}

fn row(model: &Model, element: Element<'_>, mapping: &Mapping, version: &str) -> [String; 12] {
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    [
        address::of(model, element),
        model.text(element.title(), None).1.to_owned(),
        format!("skos:{}", mapping.relation),
        mapping.target.to_string(),
        text(mapping.title.as_ref()),
        term(
            mapping
                .justification
                .unwrap_or(Justification::UnspecifiedMatching),
        ),
        mapping
            .confidence
            .map(|it| it.to_string())
            .unwrap_or_default(),
        text(mapping.author.as_ref()),
        mapping.date.map(|it| it.to_string()).unwrap_or_default(),
        version.to_owned(),
        text(mapping.version.as_ref()),
        text(mapping.note.as_ref()),
    ]
}

/// A justification as a term of the Semantic Mapping Vocabulary.
fn term(justification: Justification) -> String {
    let words = justification.as_str().split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    format!("semapv:{}", words.collect::<String>())
}
