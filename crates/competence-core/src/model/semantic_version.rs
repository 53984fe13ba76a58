//! The schema of a semantic version, whose type is that of the crate `semver`.

use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The schema of a semantic version.
pub(crate) struct SemanticVersion;

impl JsonSchema for SemanticVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SemanticVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A version by Semantic Versioning 2.0.0, such as `1.0.0` or `2.1.0-draft.1`.",
            "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$",
            "format": "semver",
        })
    }
}
