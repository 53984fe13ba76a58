//! Which kind of change the change of a field is.
//!
//! Every key of every document is listed, and a test holds the list to the schemas: a field that
//! is added without a kind of change fails the tests instead of passing as metadata.

use super::change::ElementKey;
use crate::ChangeKind;

/// What the change of a field is, by the first key of its path. `None` for a key that no
/// document has.
#[allow(
    clippy::match_same_arms,
    reason = "the arms are a table, element by element"
)]
pub(super) fn kind_of_field(element: &ElementKey, key: &str) -> Option<ChangeKind> {
    use ChangeKind::{
        ElementMoved, FacetsChanged, GroupingChanged, IdChanged, IdentifierChanged,
        IndicatorExcluded, IndicatorsReordered, LanguagesChanged, LevelChanged, LevelTextRemoved,
        MappingsChanged, MetadataChanged, PolarityChanged, RelationsChanged, RequirementsChanged,
        ScaleChanged, StatementReworded, StatusChanged, TextChanged, VersionChanged,
    };
    let kind = match (element, key) {
        (ElementKey::Lineage(_), "version" | "scale" | "records") => MetadataChanged,
        (ElementKey::Lineage(_), _) => return None,
        (_, "id") => IdChanged,
        (_, "title") => TextChanged,
        (_, "source" | "suppressions") => MetadataChanged,
        (_, "code" | "iri") => IdentifierChanged,
        (_, "alternative-titles" | "keywords" | "note" | "examples") => TextChanged,
        (_, "links" | "valid-from" | "valid-until") => MetadataChanged,
        (_, key) if key.starts_with("x-") => MetadataChanged,
        (ElementKey::Framework, "version") => VersionChanged,
        (ElementKey::Framework, "description") => TextChanged,
        (ElementKey::Framework, "languages") => LanguagesChanged,
        (ElementKey::Framework, "scale" | "scales" | "level-scale") => ScaleChanged,
        (ElementKey::Framework, "base-iri") => IdentifierChanged,
        (
            ElementKey::Framework,
            "licence" | "organisations" | "facets" | "order" | "conventions" | "rules"
            | "versioning" | "versioning-policy",
        ) => MetadataChanged,
        (ElementKey::Framework, _) => return None,
        // What follows is of all elements of a model.
        (_, "status") => StatusChanged,
        (_, "deprecation") => MetadataChanged,
        (ElementKey::Cluster(_), "parent") => ElementMoved,
        (ElementKey::Cluster(_), "field" | "definition") => TextChanged,
        (ElementKey::Cluster(_), "organisations") => MetadataChanged,
        (ElementKey::Competence(_), "kind" | "cluster") => ElementMoved,
        (ElementKey::Competence(_), "also-in") => GroupingChanged,
        (ElementKey::Competence(_), "definition") => TextChanged,
        (ElementKey::Competence(_), "scale") => ScaleChanged,
        (ElementKey::Competence(_), "levels") => LevelTextRemoved,
        (ElementKey::Competence(_), "includes") => IndicatorExcluded,
        (ElementKey::Competence(_), "indicators") => IndicatorsReordered,
        (ElementKey::Indicator(_), "statement") => StatementReworded,
        (ElementKey::Indicator(_), "polarity") => PolarityChanged,
        (ElementKey::Indicator(_), "level") => LevelChanged,
        (ElementKey::Indicator(_), "facets") => FacetsChanged,
        (ElementKey::Profile(_), "description") => TextChanged,
        (ElementKey::Profile(_), "cluster") => MetadataChanged,
        (ElementKey::Profile(_), "requires" | "extends") => RequirementsChanged,
        (_, "mappings") => MappingsChanged,
        (_, "relations") => RelationsChanged,
        _ => return None,
    };
    Some(kind)
}

#[cfg(all(test, feature = "check"))]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::schema::DocumentKind;

    #[test]
    fn every_key_of_every_schema_has_a_kind_of_change() {
        let competence = DocumentKind::Competence.schema();
        let indicator = competence["$defs"]["Indicator"].clone();
        let cases: [(ElementKey, Value); 6] = [
            (ElementKey::Framework, DocumentKind::Framework.schema()),
            (
                ElementKey::Cluster(crate::id!(ClusterId, "a")),
                DocumentKind::Cluster.schema(),
            ),
            (
                ElementKey::Competence(crate::id!(CompetenceId, "a")),
                competence,
            ),
            (
                ElementKey::Indicator(crate::id!(IndicatorId, "a.b")),
                indicator,
            ),
            (
                ElementKey::Profile(crate::id!(ProfileId, "a")),
                DocumentKind::Profile.schema(),
            ),
            (
                ElementKey::Lineage(semver::Version::new(1, 0, 0)),
                DocumentKind::Lineage.schema(),
            ),
        ];
        for (element, schema) in cases {
            let properties = schema["properties"].as_object().unwrap();
            assert!(!properties.is_empty());
            for key in properties.keys() {
                let kind = kind_of_field(&element, key);
                assert!(kind.is_some(), "`{key}` of a {}", element.noun());
            }
            assert_eq!(kind_of_field(&element, "colour"), None);
        }
    }
}
