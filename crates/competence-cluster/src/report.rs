//! The figures as JSON, without those of few persons.

use anyhow::{Result, ensure};
use competence_core::{Contents, Polarity};
use competence_ratings::figures::{Ends, IndicatorFigures, Rules};
use serde::Serialize;

use crate::analysis::{Analysis, Rows};

/// What `analyse` prints.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Figures {
    /// The version of this form.
    format: u32,
    framework: Framework,
    rows: Rows,
    /// How many forms, and of how many persons.
    forms: u64,
    persons: u64,
    /// Figures of fewer persons are withheld.
    min_group: u64,
    indicators: Vec<Indicator>,
    correlations: Vec<Correlation>,
}

#[derive(Debug, Serialize)]
struct Framework {
    id: String,
    version: String,
}

/// One indicator. Where fewer persons rate it than a group has, nothing but its id.
#[derive(Debug, Serialize)]
struct Indicator {
    id: String,
    #[serde(flatten)]
    figures: Option<OfIndicator>,
}

#[derive(Debug, Serialize)]
struct OfIndicator {
    n: u64,
    persons: u64,
    missing: u64,
    /// That the values were turned around, as those of an ineffective behaviour are.
    reversed: bool,
    mean: Option<f64>,
    sd: Option<f64>,
}

/// Pearson's correlation of two indicators over the forms that have both.
#[derive(Debug, Serialize)]
struct Correlation {
    first: String,
    second: String,
    n: u64,
    /// Nothing where the forms are too few, or one of the two does not vary in them.
    r: Option<f64>,
}

/// The figures of an analysis. Those of ineffective indicators are turned around on the scale.
///
/// # Errors
/// If there are fewer persons than a group has.
pub fn figures(contents: &Contents, analysis: &Analysis, min_group: u64) -> Result<Figures> {
    let gathered = &analysis.gathered;
    ensure!(
        gathered.persons >= min_group,
        "there are ratings of {} persons, and figures of fewer than {min_group} are not given",
        gathered.persons
    );
    let framework = contents.framework();
    let values = framework.scale.levels.iter().map(|it| it.value.get());
    let ends = values.clone().min().zip(values.max());
    let mut moments = gathered.moments.clone();
    for (place, (_, indicator)) in contents.indicators().enumerate() {
        if let (Polarity::Ineffective, Some((lowest, highest))) = (indicator.polarity, ends) {
            moments.reverse(place, Ends::new(lowest.into(), highest.into())?)?;
        }
    }
    let ids: Vec<String> = contents
        .indicators()
        .map(|(_, it)| it.id.as_str().to_owned())
        .collect();
    let is_group = |one, other| gathered.persons_of(one, other) >= min_group;
    let mut indicators = Vec::new();
    let mut correlations = Vec::new();
    for (second, id) in ids.iter().enumerate() {
        let figures = if is_group(second, second) {
            let of = IndicatorFigures::of(&moments, second, None)?;
            Some(OfIndicator {
                n: of.n,
                persons: gathered.persons_of(second, second),
                missing: of.missing,
                reversed: of.is_reversed,
                mean: of.mean.ok(),
                sd: of.sd.ok(),
            })
        } else {
            None
        };
        indicators.push(Indicator {
            id: id.clone(),
            figures,
        });
        for (first, other) in ids.iter().enumerate().take(second) {
            if is_group(first, second) {
                correlations.push(Correlation {
                    first: other.clone(),
                    second: id.clone(),
                    n: moments.n_of_both(first, second),
                    r: moments.pearson(first, second, &Rules::default()).ok(),
                });
            }
        }
    }
    Ok(Figures {
        format: 1,
        framework: Framework {
            id: framework.id.as_str().to_owned(),
            version: framework.version.to_string(),
        },
        rows: analysis.rows,
        forms: gathered.moments.rows(),
        persons: gathered.persons,
        min_group,
        indicators,
        correlations,
    })
}
