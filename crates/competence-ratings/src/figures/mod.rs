//! What ratings say of a model, as figures.
//!
//! [`Moments`] is all that is known of a group of indicators: it is added to form by form, merges with that of
//! other forms, and knows no person. Each figure is computed from it, and is a number or the reason why there
//! is none ([`Undetermined`]): too few persons by the [`Rules`], no variance, correlations without an inverse.
//!
//! | of | figures |
//! |---|---|
//! | an indicator | [`IndicatorFigures`] |
//! | a competence | [`CompetenceFigures`]; the [`Agreement`] of raters |
//! | the model | [`Correlations`], [`BetweenCompetences`], [`Adequacy`], [`ParallelAnalysis`], [`FactorAnalysis`], [`Dendrogram`] |
//!
//! Rows may come in any order and partition: those of ratings on a scale give the same figures to the last bit,
//! others but for the last digits. Random numbers are the same everywhere. What eigenvalues are computed for
//! (factors, KMO, parallel analysis) may differ between kinds of processors in the last digits, as their
//! instructions do; it is not to be printed to more than ten.
//!
//! ```
//! use competence_ratings::figures::{CompetenceFigures, Ends, Moments, Rules, Undetermined};
//!
//! // Three indicators, of which the last is ineffective.
//! let mut moments = Moments::of(3)?;
//! for form in [[4.0, 5.0, 1.0], [2.0, 3.0, 3.0], [5.0, 5.0, 2.0], [1.0, 2.0, 5.0]] {
//!     moments.add(&form.map(Some))?;
//! }
//! moments.reverse(2, Ends::new(1.0, 5.0)?)?;
//!
//! let figures = CompetenceFigures::of(&moments, &Rules::default());
//! assert!(matches!(figures.alpha, Err(Undetermined::TooFew { n: 4, needed: 30, .. })));
//! let figures = CompetenceFigures::of(&moments, &Rules::NONE);
//! assert!(figures.alpha?.value > 0.9);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adequacy;
mod agreement;
mod between;
mod clusters;
mod correlation;
mod counted;
mod eigen;
mod ends;
mod factors;
mod indicator;
mod moments;
mod pair;
mod parallel;
mod random;
mod refused;
mod reliability;
mod rotation;
mod rules;
mod steps;
mod stored;
mod sum;
mod tails;
mod undetermined;
mod within_group;

pub use adequacy::{Adequacy, ChiSquared};
pub use agreement::{Agreement, IccIntervals};
pub use between::BetweenCompetences;
pub use clusters::{Dendrogram, Join};
pub use correlation::Correlations;
pub use ends::Ends;
pub use factors::{FactorAnalysis, Fit, Rotation};
pub use indicator::IndicatorFigures;
pub use moments::{Moments, VALUES};
pub use parallel::{ParallelAnalysis, Simulation};
pub use refused::{INDICATORS, LARGEST, ROWS, Refused};
pub(crate) use reliability::Covariances;
pub use reliability::{Alpha, AmongOthers, CompetenceFigures};
pub use rules::Rules;
pub use stored::Unreadable;
pub use undetermined::Undetermined;
pub use within_group::WithinGroup;
