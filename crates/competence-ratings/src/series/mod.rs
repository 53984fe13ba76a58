//! One comparable series for each indicator and competence, over all versions that ratings were made against.
//!
//! Every rating is carried over to the latest version as [`migrate`](crate::carry) carries it: kept, mapped to the
//! later scale, or as a part of a mean. A series breaks where ratings of an earlier version lead nowhere, and says
//! why. A competence has only those of its indicators in its series that have ratings at each of its points, so that
//! two points never differ because other indicators were asked.
//!
//! No figure is of fewer than `min_group` people, or of people who are not known.

mod competences;
mod gathered;
mod indicators;
mod read;

use competence_core::{CompetenceId, FrameworkId, IndicatorId, schema};
use schemars::JsonSchema;
use semver::Version;
use serde::Serialize;

/// The series of all indicators and competences of the latest version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Series {
    /// The version of the form: 1.
    pub format: u32,
    /// The framework.
    pub framework: FrameworkId,
    /// The version whose indicators and scale all points are on.
    #[schemars(with = "String")]
    pub version: Version,
    /// No figure is of fewer people.
    pub min_group: u64,
    /// Those of the indicators that have any point or break, in the order of the model.
    pub indicators: Vec<IndicatorSeries>,
    /// Those of the competences, in the order of the model.
    pub competences: Vec<CompetenceSeries>,
    /// The indicators of earlier versions whose ratings lead nowhere.
    pub ended: Vec<Ended>,
    /// How many ratings could not be taken: of no known version or indicator, on no scale, of whole competences.
    pub left_out: u64,
}

/// The series of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct IndicatorSeries {
    /// The indicator of the latest version.
    #[schemars(with = "String")]
    pub id: IndicatorId,
    /// From the oldest version and year.
    pub points: Vec<Point>,
    /// The versions whose ratings do not lead here, and why.
    pub breaks: Vec<Break>,
}

/// The series of a competence: the mean of the means of those of its indicators that are at all points.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompetenceSeries {
    /// The competence of the latest version.
    #[schemars(with = "String")]
    pub id: CompetenceId,
    /// The indicators that are in it.
    #[schemars(with = "Vec<String>")]
    pub of: Vec<IndicatorId>,
    /// Those that are not, since they have no ratings, or too few, at one of the points.
    #[schemars(with = "Vec<String>")]
    pub without: Vec<IndicatorId>,
    /// From the oldest version and year.
    pub points: Vec<CompetencePoint>,
    /// The versions that have ratings of the competence's indicators, but of none that is at all points.
    #[schemars(with = "Vec<String>")]
    pub breaks: Vec<Version>,
}

/// The ratings of one version and year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Point {
    /// The version that they were made against.
    #[schemars(with = "String")]
    pub version: Version,
    /// The year, where the ratings have dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// How they got to the latest version: `kept`, `mapped`, `merged`, `split`.
    #[schemars(with = "String")]
    pub way: &'static str,
    /// The figures; left out where they are of too few people.
    #[serde(flatten)]
    pub figures: Option<Figures>,
}

/// The figures of a point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Figures {
    /// How many ratings; a mean of several is one.
    pub n: u64,
    /// Their mean, on the scale of the latest version.
    pub mean: f64,
    /// Their standard deviation (of a sample, n - 1); 0 of one rating.
    pub sd: f64,
}

/// The mean of a competence in one version and year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct CompetencePoint {
    /// The version that the ratings were made against.
    #[schemars(with = "String")]
    pub version: Version,
    /// The year, where the ratings have dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The mean of the means of its indicators.
    pub mean: f64,
}

/// That the ratings of a version do not lead to an indicator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Break {
    /// The version that has ratings, but none that lead here.
    #[schemars(with = "String")]
    pub version: Version,
    /// Why, in a few words.
    pub why: String,
}

/// An indicator whose ratings lead nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
#[non_exhaustive]
pub struct Ended {
    /// The version that it was rated in.
    #[schemars(with = "String")]
    pub version: Version,
    /// The indicator.
    #[schemars(with = "String")]
    pub id: IndicatorId,
    /// Why, in a few words.
    pub why: String,
}

impl Series {
    /// The JSON Schema of series, `schemas/series.schema.json`.
    pub const SCHEMA: schema::Named = schema::report::<Self>("series");
}
