//! What ratings say of a model, as one value.

use competence_core::schema;
use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize};

use super::breakdown::Breakdown;
use super::figure::Figure;
use super::settings::Settings;
use super::structure::Structure;
use super::suggestion::{Suggestion, Unanswered};

/// Everything that the ratings of a model say of it: what a report shows, and a program reads.
///
/// It names elements by their ids; their texts are in the model. No figure in it is of fewer persons than
/// [`Settings::min_group`], and none can be computed from others by subtraction along one breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Analysis {
    /// The form of this document: 1.
    pub format: u32,
    /// The framework that was rated.
    pub framework: RatedFramework,
    /// What the figures are of.
    pub read: Read,
    /// What was asked for: the least group, rules and thresholds.
    pub settings: Settings,
    /// Each indicator of the framework, in its order.
    pub indicators: Vec<IndicatorPart>,
    /// Each competence of the framework, in its order.
    pub competences: Vec<CompetencePart>,
    /// Each two competences, the earlier one first.
    pub between: Vec<BetweenPart>,
    /// How the indicators go together, over all competences.
    pub structure: Structure,
    /// Figures by organisation, profile, role and year, as far as the ratings tell these.
    pub breakdowns: Vec<Breakdown>,
    /// What the figures suggest.
    pub suggestions: Vec<Suggestion>,
    /// What could not be asked of these ratings, and why.
    pub unanswered: Vec<Unanswered>,
}

impl Analysis {
    /// The JSON Schema of an analysis, `schemas/analysis.schema.json`.
    pub const SCHEMA: schema::Named = schema::report::<Self>("analysis");

    /// The part of an indicator.
    pub fn indicator(&self, id: &str) -> Option<&IndicatorPart> {
        self.indicators.iter().find(|it| it.id == id)
    }

    /// The part of a competence.
    pub fn competence(&self, id: &str) -> Option<&CompetencePart> {
        self.competences.iter().find(|it| it.id == id)
    }

    /// The part of two competences, in any order.
    pub fn between(&self, one: &str, other: &str) -> Option<&BetweenPart> {
        let is_of = |it: &&BetweenPart| it.of == [one, other] || it.of == [other, one];
        self.between.iter().find(is_of)
    }

    /// The breakdown by a dimension.
    pub fn breakdown(&self, by: super::Dimension) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|it| it.by == by)
    }
}

/// The framework that was rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RatedFramework {
    /// Its id.
    pub id: String,
    /// The version that the ratings are against.
    #[schemars(with = "String")]
    pub version: Version,
    /// The language of the evidence: the primary one of the framework, if there are sentences in it, or
    /// English.
    pub language: String,
    /// The values of the levels of the scale, from the lowest.
    pub levels: Vec<u16>,
}

/// How much was read, and what of it enters no figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Read {
    /// What the figures are computed from.
    #[serde(default)]
    pub basis: Basis,
    /// Ratings that were read: a person's value on an indicator, by one rater on one occasion.
    pub ratings: u64,
    /// Ratings of an indicator that the same form rates already. Those that say the same are counted once.
    pub repeated: u64,
    /// Indicators of forms that are rated more than once, and not alike. They count as not rated.
    pub contradicting: u64,
    /// Forms: all ratings of one person by one rater on one occasion.
    pub forms: u64,
    /// Different persons who were rated.
    pub persons: u64,
    /// Persons who were rated by several: with two forms or more. Sufficient statistics do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rated_by_several: Option<u64>,
}

/// What figures are computed from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The ratings.
    #[default]
    Ratings,
    /// Sufficient statistics that were stored, without the ratings. What needs single forms is not told.
    Statistics,
}

/// What the ratings of one indicator say of it. Those of an ineffective behaviour are turned around on the
/// scale before, so that a high value is a good one everywhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct IndicatorPart {
    /// Its id.
    pub id: String,
    /// The competence that it belongs to.
    pub competence: String,
    /// Whether its values were turned around, as those of an ineffective behaviour are.
    pub reversed: bool,
    /// Forms that rate it.
    pub n: Figure<u64>,
    /// Forms that rate another indicator of its competence, and not this one.
    pub missing: Figure<u64>,
    /// Persons who are rated on it.
    pub persons: Figure<u64>,
    /// The arithmetic mean.
    pub mean: Figure,
    /// The standard deviation (n - 1).
    pub sd: Figure,
    /// The standard error of the mean, from the number of persons: SD / √persons.
    pub se: Figure,
    /// The median.
    pub median: Figure,
    /// How often each level was given, and each value between levels, from the lowest; levels that nobody gave
    /// are there with 0.
    pub distribution: Figure<Vec<LevelCount>>,
    /// The share at the lowest level, from 0 to 1.
    pub floor: Figure,
    /// The share at the highest level, from 0 to 1.
    pub ceiling: Figure,
    /// How lopsided the distribution is: negative with a long tail to low values.
    pub skewness: Figure,
    /// The correlation with the sum of all other indicators of its competence.
    pub item_rest: Figure,
    /// Cronbach's alpha of its competence without it.
    pub alpha_without: Figure,
    /// The measure of sampling adequacy of Kaiser, Meyer and Olkin, among all indicators.
    pub kmo: Figure,
}

/// How often a value was given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LevelCount {
    /// The value: of an ineffective behaviour, after it was turned around.
    pub value: f64,
    /// Forms that give it.
    pub count: u64,
}

/// What the ratings of a competence's indicators say of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct CompetencePart {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its indicators.
    pub indicators: Vec<String>,
    /// Persons who are rated on one of its indicators or more.
    pub persons: Figure<u64>,
    /// The fewest forms that rate any two of its indicators.
    pub n: Figure<u64>,
    /// The mean of the means of its indicators.
    pub mean: Figure,
    /// The standard deviation of its scores, each the mean of the indicators.
    pub sd: Figure,
    /// Cronbach's alpha.
    pub alpha: Figure<WithInterval>,
    /// `McDonald`'s omega total. There is no interval: one needs the covariances of the covariances, which are
    /// fourth moments of four indicators at a time, and the sufficient statistics know two.
    pub omega_total: Figure,
    /// The mean of the correlations of each two of its indicators.
    pub mean_correlation: Figure,
    /// Whether its raters agree, where several rate one person.
    pub agreement: Figure<AgreementPart>,
}

/// A figure and its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WithInterval {
    /// The figure.
    pub value: f64,
    /// The lower end of the interval.
    pub lower: f64,
    /// The upper end of the interval.
    pub upper: f64,
    /// The level of the interval, such as 0.95.
    pub level: f64,
}

/// Whether the raters of a person agree on a competence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct AgreementPart {
    /// Persons with two raters or more whose forms rate all indicators of the competence.
    pub persons: u64,
    /// The mean number of their raters.
    pub raters: Figure,
    /// ICC(1): the share of the variance of single scores that lies between persons.
    pub icc_single: Figure<WithInterval>,
    /// ICC(k): how reliable the mean of all raters of a person is.
    pub icc_mean: Figure<WithInterval>,
    /// The mean of r<sub>wg(j)</sub> over the persons (James, Demaree & Wolf 1984), against raters who choose
    /// each level by equal chance.
    pub r_wg_j: Figure,
}

/// How two competences go together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct BetweenPart {
    /// The two competences, the earlier one first.
    pub of: [String; 2],
    /// The fewest forms that rate any two of their indicators.
    pub n: Figure<u64>,
    /// The correlation of their scores.
    pub correlation: Figure<WithInterval>,
    /// The same if both were measured without error (Spearman 1904). It may be over 1. The interval is the widest
    /// that those of the correlation and of both alphas allow.
    pub corrected: Figure<WithInterval>,
}
