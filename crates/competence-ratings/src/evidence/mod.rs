//! From ratings to evidence, and from evidence to the change that it speaks for.
//!
//! [`Analysis`] is everything that ratings say of a model, as one value: what a report shows, and what is
//! written as JSON (`schemas/analysis.schema.json`). It names elements by their ids and knows no person. Each
//! figure in it is a number, or the reason why there is none ([`Figure`]).
//!
//! Ratings are added one by one: to [`Gather`] in any order, one byte each, or to [`GatherInOrder`] person by
//! person, in memory that does not grow. Both give [`Gathered`], of which an analysis is made ([`Analysis::of`]),
//! or of [`Statistics`] that were stored elsewhere ([`Analysis::of_statistics`]),
//! and [`proposed`] gives what it suggests as drafts of lineage records and commands.
//!
//! | part | contents |
//! |---|---|
//! | [`IndicatorPart`], [`CompetencePart`], [`BetweenPart`] | figures of each indicator, competence, and two competences |
//! | [`Structure`] | correlations of indicators, factors, clusters |
//! | [`Breakdown`] | figures by organisation, profile, role and year |
//! | [`Suggestion`] | a draft of a lineage record, with the figures that it rests on |
//! | [`Unanswered`] | what the ratings are too few for |
//!
//! # What it counts
//!
//! A form is one row: all ratings of a person by one rater on one occasion. A person may have several. Means,
//! deviations and correlations are over forms; what grows with their number (standard errors, intervals, tests,
//! the rules of how many are needed) takes the number of persons, so that nothing is more certain than they
//! make it.
//!
//! # Small groups
//!
//! No figure is of fewer persons than [`Settings::min_group`]. Along each breakdown, groups are suppressed until
//! what they leave of the figures of all is of so many persons too; a competence's mean in a group is told only
//! where those of all its indicators are. A distribution is a figure of all who are rated on the indicator, and
//! says how many are at each level, however few. Two breakdowns are not put together: who knows of a person that
//! they are alone in an organisation with their profile may learn more.

mod analysed;
mod analysis;
mod asked;
mod breakdown;
mod draft;
mod figure;
mod gather;
mod ground;
mod grouped;
mod parts;
mod settings;
mod statistics;
mod structure;
mod structured;
mod suggestion;
mod suppression;
mod wording;

pub use analysis::{
    AgreementPart, Analysis, Basis, BetweenPart, CompetencePart, IndicatorPart, LevelCount,
    RatedFramework, Read, WithInterval,
};
pub use breakdown::{Breakdown, Dimension, GroupCompetence, GroupIndicator, GroupPart};
pub use draft::{Draft, proposed};
pub use figure::{Figure, NoFigure, Reason, Why};
pub use gather::{GROUPS, Gather, GatherInOrder, Gathered, Groups, NotGathered, Observation};
pub use settings::{Settings, Thresholds};
pub use statistics::{NotStatistics, PersonCounts, Statistics};
pub use structure::{
    AdequacyPart, DendrogramPart, FactorPart, FitPart, JoinPart, LoadingPart, PairPart,
    ParallelPart, Structure, TestPart,
};
pub use suggestion::{Measure, Measured, Question, Suggestion, Unanswered};
