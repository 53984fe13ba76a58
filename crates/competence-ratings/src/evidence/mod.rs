//! From ratings to evidence, and from evidence to the change that it speaks for.
//!
//! [`Analysis`] is everything that ratings say of a model, as one value: what a report shows, and what is
//! written as JSON (`schemas/analysis.schema.json`). It names elements by their ids and knows no person. Each
//! figure in it is a number, or the reason why there is none ([`Figure`]).
//!
//! | part | contents |
//! |---|---|
//! | [`IndicatorPart`], [`CompetencePart`], [`BetweenPart`] | figures of each indicator, competence, and two competences |
//! | [`Structure`] | correlations of indicators, factors, clusters |
//! | [`Breakdown`] | figures by organisation, profile, role and year |
//! | [`Suggestion`] | a draft of a lineage record, with the figures that it rests on |
//! | [`Unanswered`] | what the ratings are too few for |

mod analysis;
mod breakdown;
mod figure;
mod settings;
mod structure;
mod suggestion;

pub use analysis::{
    AgreementPart, Analysis, BetweenPart, CompetencePart, IndicatorPart, LevelCount,
    RatedFramework, Read, WithInterval,
};
pub use breakdown::{Breakdown, Dimension, GroupCompetence, GroupIndicator, GroupPart};
pub use figure::{Figure, NoFigure, Reason, Why};
pub use settings::{Settings, Thresholds};
pub use structure::{
    AdequacyPart, DendrogramPart, FactorPart, FitPart, JoinPart, LoadingPart, PairPart,
    ParallelPart, Structure, TestPart,
};
pub use suggestion::{Measure, Measured, Question, Suggestion, Unanswered};
