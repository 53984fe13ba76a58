//! How indicators go together over all competences, in the form in which it is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::Figure;

/// How indicators go together.
///
/// Factors, adequacy and clusters need correlations of each two indicators from enough persons. They are of
/// those [`indicators`](Self::indicators) that leave enough: the one with the fewest ratings in common with
/// another is left out until they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Structure {
    /// The correlations of each two indicators that enough persons are rated on both of; all others are left
    /// out. In the order of the framework.
    pub correlations: Vec<PairPart>,
    /// The indicators of all that follows.
    pub indicators: Vec<String>,
    /// Those that are not among them, as too few persons are rated on them together with others.
    pub left_out: Vec<String>,
    /// Persons that tests reckon with: never more than there are, however many forms each has.
    pub n: Figure<u64>,
    /// Whether the correlations lend themselves to factor analysis.
    pub adequacy: Figure<AdequacyPart>,
    /// How many factors are more than chance.
    pub parallel: Figure<ParallelPart>,
    /// So many factors, which may correlate.
    pub oblimin: Figure<FactorPart>,
    /// So many factors, which do not correlate.
    pub varimax: Figure<FactorPart>,
    /// Clusters of indicators, by average linkage of 1 - |r|.
    pub dendrogram: Figure<DendrogramPart>,
}

/// How two indicators go together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct PairPart {
    /// The two indicators, the earlier one first.
    pub of: [String; 2],
    /// Forms that rate both.
    pub n: u64,
    /// Pearson's correlation.
    pub pearson: Figure,
    /// Spearman's rank correlation.
    pub spearman: Figure,
}

/// Whether correlations lend themselves to factor analysis. That of each indicator is with the indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct AdequacyPart {
    /// The measure of sampling adequacy of Kaiser, Meyer and Olkin, from 0 to 1. Below 0.5 the correlations are
    /// no ground for factors (Kaiser & Rice 1974).
    pub kmo: f64,
    /// Bartlett's test of whether there are any correlations at all.
    pub bartlett: TestPart,
}

/// A test whose statistic is chi-squared if what it tests holds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TestPart {
    /// The statistic.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// The chance of one that is at least as large.
    pub p: f64,
}

/// Horn's parallel analysis: the eigenvalues beside those of random numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct ParallelPart {
    /// The eigenvalues of the correlations, from the largest.
    pub observed: Vec<f64>,
    /// The mean of the random ones at each place.
    pub random_mean: Vec<f64>,
    /// Their quantile at each place.
    pub random_quantile: Vec<f64>,
    /// How many factors are more than chance.
    pub factors: usize,
}

/// Factors behind the indicators, by principal axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct FactorPart {
    /// How many factors there are, from the one that explains most.
    pub factors: usize,
    /// Each indicator's loadings.
    pub loadings: Vec<LoadingPart>,
    /// The share of all variance that each factor explains.
    pub explained: Vec<f64>,
    /// The correlations of the factors, row by row.
    pub between: Vec<Vec<f64>>,
    /// How well the factors reproduce the correlations.
    pub fit: FitPart,
}

/// What the factors say of one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct LoadingPart {
    /// The indicator.
    pub indicator: String,
    /// Its loading on each factor.
    pub loadings: Vec<f64>,
    /// The share of its variance that the factors explain together.
    pub communality: f64,
}

/// How well factors reproduce the correlations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct FitPart {
    /// The root of the mean squared difference between correlations and reproduced ones.
    pub rmsr: f64,
    /// Whether differences are more than chance.
    pub test: Figure<TestPart>,
    /// The root mean square error of approximation: below 0.06 the fit is considered good (Hu & Bentler 1999).
    pub rmsea: Figure,
    /// The index of Tucker and Lewis: above 0.95 the fit is considered good (ibid.).
    pub tli: Figure,
}

/// Clusters of indicators, each joined of two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct DendrogramPart {
    /// The indicators in the order in which a picture shows them, so that no lines cross.
    pub order: Vec<String>,
    /// All joins, from the lowest.
    pub joins: Vec<JoinPart>,
}

/// Two clusters that become one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct JoinPart {
    /// The two: a number below that of the indicators is an indicator, by its place among the structure's; a
    /// higher one is an earlier join, from the number of indicators on.
    pub of: [usize; 2],
    /// The mean distance between their indicators, from 0 to 1.
    pub height: f64,
    /// All indicators of both, those of the first before those of the second.
    pub indicators: Vec<String>,
}
