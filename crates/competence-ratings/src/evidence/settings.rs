//! What an analysis is asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Rules, Simulation};

/// What an analysis is asked for. The defaults are what a report has where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Settings {
    /// The fewest persons that a figure may be of: 5.
    pub min_group: u64,
    /// The fewest persons that each kind of figure needs, so that it is not chance.
    #[serde(with = "RulesPart")]
    #[schemars(with = "RulesPart")]
    pub rules: Rules,
    /// From when on figures suggest a change.
    pub thresholds: Thresholds,
    /// How the random eigenvalues of parallel analysis are drawn.
    #[serde(with = "SimulationPart")]
    #[schemars(with = "SimulationPart")]
    pub simulation: Simulation,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            min_group: 5,
            rules: Rules::default(),
            thresholds: Thresholds::default(),
            simulation: Simulation::default(),
        }
    }
}

/// From when on figures suggest a change.
///
/// A figure is above a threshold, or below it, when all of its 95% interval is: a suggestion is not made where
/// chance explains it, but told as a question that is open. Where a figure is a count, it is compared as it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Thresholds {
    /// Two competences are one if their correlation, corrected for attenuation, is above 0.85 (Kline 2015,
    /// "Principles and Practice of Structural Equation Modeling": from there on, two constructs are not
    /// distinct), and if their indicators together have one factor by parallel analysis.
    pub one_competence: f64,
    /// How much lower than the higher alpha of the two that of their indicators together may be: 0. More
    /// indicators of the same thing measure it better.
    pub alpha_loss: f64,
    /// A competence is two if its indicators have two factors whose correlation is below 0.7, about half of
    /// their variance, and each indicator belongs to one of them.
    pub two_competences: f64,
    /// An indicator belongs to a factor if its loading there is 0.4 or more, and on no other (Stevens 2009,
    /// "Applied Multivariate Statistics for the Social Sciences").
    pub loading: f64,
    /// A factor is one if three indicators or more belong to it (Costello & Osborne 2005).
    pub indicators_of_factor: u64,
    /// An indicator belongs elsewhere if its correlation with another competence is higher than that with the
    /// others of its own: by more than 0.1, on Fisher's scale (the difference of Meng, Rosenthal & Rubin 1992).
    pub elsewhere: f64,
    /// An indicator says nothing if its correlation with the others of its competence is below 0.2 (Ebel 1965,
    /// "Measuring Educational Achievement": to be rejected or rewritten).
    pub item_rest: f64,
    /// An indicator says nothing if more than 0.8 of the ratings are at the highest level: it then tells apart
    /// one person of five at most.
    pub ceiling: f64,
    /// An indicator repeats another of its competence if their correlation is above 0.85: they then share over
    /// 70% of their variance, as two ratings of the same behaviour do.
    pub repeats: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            one_competence: 0.85,
            alpha_loss: 0.0,
            two_competences: 0.7,
            loading: 0.4,
            indicators_of_factor: 3,
            elsewhere: 0.1,
            item_rest: 0.2,
            ceiling: 0.8,
            repeats: 0.85,
        }
    }
}

/// The fewest observations of each kind of figure.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Rules", rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Rules")]
struct RulesPart {
    /// For a correlation.
    correlation: u64,
    /// For reliability and agreement.
    reliability: u64,
    /// For factors, in all.
    factors: u64,
    /// For factors, for each indicator.
    factors_per_indicator: u64,
}

/// How random eigenvalues are drawn.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Simulation", rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Simulation")]
struct SimulationPart {
    /// Where the random numbers begin.
    seed: u64,
    /// How many times eigenvalues are drawn.
    times: u32,
    /// The quantile that an eigenvalue has to exceed.
    quantile: f64,
}
