//! How the texts of a framework are written, and what is asked of its elements.

use serde::{Deserialize, Serialize};

use crate::{Count, Percent};

/// How the texts of a framework are written, and what is asked of its elements; rules hold the model
/// to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Conventions {
    /// Whose texts these are.
    #[serde(skip_serializing_if = "is_default")]
    pub preset: Preset,
    /// Whether statements end with a full stop.
    pub final_punctuation: FinalPunctuation,
    /// The fewest indicators of a competence.
    pub indicators_min: Count,
    /// The most indicators of a competence.
    pub indicators_max: Count,
    /// The longest statement, in characters.
    pub statement_length_max: Count,
    /// From which share of common word pairs two statements are too similar, in per cent.
    pub similarity_threshold: Percent,
    /// What each cluster must have. Without this, both in a framework of your own, and none in an
    /// imported one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_fields: Option<Vec<ClusterField>>,
    /// Whether no two elements may have the same code.
    #[serde(skip_serializing_if = "is_default")]
    pub unique_codes: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            preset: Preset::Own,
            final_punctuation: FinalPunctuation::None,
            indicators_min: Count::constant(3),
            indicators_max: Count::constant(10),
            statement_length_max: Count::constant(200),
            similarity_threshold: Percent::constant(60),
            cluster_fields: None,
            unique_codes: false,
        }
    }
}

impl Conventions {
    /// Whether each cluster must have this.
    pub fn asks_of_clusters(&self, field: ClusterField) -> bool {
        match &self.cluster_fields {
            Some(fields) => fields.contains(&field),
            None => self.preset == Preset::Own,
        }
    }
}

/// Whose texts the texts of a framework are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// They are written here, and checked against all rules.
    #[default]
    Own,
    /// They are those of another publisher and may not be edited: rules about wording, and about the
    /// number of things, are off.
    Imported,
}

crate::words!(Preset, "a preset of conventions", {
    Own => "own",
    Imported => "imported",
});

/// What a cluster may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClusterField {
    /// The field of work.
    Field,
    /// The organisations that it is for.
    Organisations,
}

crate::words!(ClusterField, "what a cluster may be asked for", {
    Field => "field",
    Organisations => "organisations",
});

/// Whether statements end with a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FinalPunctuation {
    /// A statement ends with its last word.
    None,
    /// A statement ends with a full stop.
    FullStop,
}

crate::words!(FinalPunctuation, "a final punctuation", {
    None => "none",
    FullStop => "full-stop",
});
