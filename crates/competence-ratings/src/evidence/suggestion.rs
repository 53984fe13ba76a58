//! What figures suggest, and what they do not answer.

use competence_core::{Evidence, LineageChange, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::Why;

/// A question that figures are asked of the model.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Question {
    /// Whether two competences are one.
    OneCompetence,
    /// Whether a competence is two.
    TwoCompetences,
    /// Whether an indicator belongs to another competence.
    Elsewhere,
    /// Whether an indicator says nothing of its competence: everyone reaches the highest level, or it does not go
    /// with the others.
    SaysNothing,
    /// Whether two indicators of a competence say the same.
    Repeats,
}

words!(Question, "a question", {
    OneCompetence => "one-competence",
    TwoCompetences => "two-competences",
    Elsewhere => "elsewhere",
    SaysNothing => "says-nothing",
    Repeats => "repeats",
});

/// What the figures suggest: a draft of a lineage record, which people decide on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Suggestion {
    /// The question that it answers with yes.
    pub question: Question,
    /// The kind of change.
    pub change: LineageChange,
    /// The elements as they are.
    pub from: Vec<String>,
    /// The elements in their stead. An id that is new is a proposal, to be named by those who decide.
    pub to: Vec<String>,
    /// Why, in a sentence of the analysis' language.
    pub reason: String,
    /// The figures behind it, in a sentence of the analysis' language.
    pub evidence: Vec<Evidence>,
    /// The same figures, one by one.
    pub figures: Vec<Measured>,
    /// The command that makes the change, for a POSIX shell.
    pub command: String,
}

/// A figure behind a suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Measured {
    /// What it is.
    pub figure: Measure,
    /// What it is of: one element, or two.
    pub of: Vec<String>,
    /// The figure.
    pub value: f64,
    /// The lower end of its interval, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<f64>,
    /// The upper end of its interval, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// The threshold that it was held against, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
}

/// Figures that suggestions rest on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Measure {
    /// The persons that the figures are of.
    Persons,
    /// The correlation of two competences, corrected for attenuation.
    CorrectedCorrelation,
    /// The number of factors, by parallel analysis.
    Factors,
    /// The correlation of two factors.
    FactorCorrelation,
    /// Cronbach's alpha of the indicators together.
    Alpha,
    /// The correlation of an indicator with the others of its competence.
    ItemRest,
    /// The correlation of an indicator with the score of another competence.
    WithOther,
    /// The share of ratings at the highest level.
    Ceiling,
    /// The correlation of two indicators.
    Correlation,
}

words!(Measure, "a figure", {
    Persons => "persons",
    CorrectedCorrelation => "corrected-correlation",
    Factors => "factors",
    FactorCorrelation => "factor-correlation",
    Alpha => "alpha",
    ItemRest => "item-rest",
    WithOther => "with-other",
    Ceiling => "ceiling",
    Correlation => "correlation",
});

/// A question that these ratings do not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Unanswered {
    /// The question.
    pub question: Question,
    /// The elements that it could not be asked of; all of the framework where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// Why not.
    pub why: Why,
}
