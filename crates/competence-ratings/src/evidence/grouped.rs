//! The parts of an analysis that are of groups.

use super::breakdown::{Breakdown, Dimension, GroupCompetence, GroupIndicator, GroupPart};
use super::figure::{Figure, Reason, Why, rounded};
use super::gather::{GROUPS, GroupCounts};
use super::ground::{Ground, count};
use super::suppression::suppressed;

/// The figures along each dimension that the forms tell of.
pub(super) fn breakdowns(ground: &Ground<'_>) -> Vec<Breakdown> {
    let told = |by: Dimension| {
        let groups = ground.gathered.groups.get(by as usize)?;
        let groups = match groups {
            None => Err(too_many()),
            Some(groups) if groups.is_empty() => return None,
            Some(groups) => {
                let overlap = ground
                    .gathered
                    .overlap
                    .get(by as usize)
                    .copied()
                    .unwrap_or(true);
                Ok(parts(ground, groups, overlap))
            }
        };
        Some(Breakdown {
            by,
            groups: groups.into(),
        })
    };
    Dimension::EACH.into_iter().filter_map(told).collect()
}

fn too_many() -> Why {
    let text = format!("there are more than {GROUPS} groups, too many for figures of each");
    Why {
        needed: Some(GROUPS as u64),
        ..Why::new(Reason::TooManyGroups, text)
    }
}

fn parts(
    ground: &Ground<'_>,
    groups: &[(Option<String>, GroupCounts)],
    overlap: bool,
) -> Vec<GroupPart> {
    let least = ground.settings.min_group;
    let persons: Vec<u64> = groups.iter().map(|it| it.1.persons).collect();
    let hidden = suppressed(&persons, &vec![false; groups.len()], overlap, least);
    let count = ground.gathered.shape.indicators();
    let hidden_of = |indicator: usize| {
        let persons = groups
            .iter()
            .map(|it| it.1.persons_of.get(indicator).copied().unwrap_or(0));
        let persons: Vec<u64> = persons.collect();
        suppressed(&persons, &hidden, overlap, least)
    };
    let hidden_of: Vec<Vec<bool>> = (0..count).map(hidden_of).collect();
    let parts = groups
        .iter()
        .zip(&hidden)
        .enumerate()
        .map(|(at, ((name, counts), is_hidden))| {
            let told = |value: u64| -> Figure<u64> {
                if *is_hidden {
                    Figure::suppressed()
                } else {
                    Figure::Known(value)
                }
            };
            let indicators: Vec<GroupIndicator> = hidden_of
                .iter()
                .enumerate()
                .map(|(indicator, hidden)| {
                    let is_hidden = *is_hidden || hidden.get(at).copied().unwrap_or(true);
                    group_indicator(ground, counts, indicator, is_hidden)
                })
                .collect();
            let competences = ground
                .model
                .competences()
                .iter()
                .enumerate()
                .map(|(place, it)| GroupCompetence {
                    id: it.id.to_string(),
                    mean: mean_of_means(ground.indicators(place), &indicators),
                });
            GroupPart {
                name: name.clone(),
                persons: told(counts.persons),
                forms: told(counts.forms),
                competences: competences.collect(),
                indicators,
            }
        });
    parts.collect()
}

fn group_indicator(
    ground: &Ground<'_>,
    counts: &GroupCounts,
    indicator: usize,
    is_hidden: bool,
) -> GroupIndicator {
    let id = ground.id(indicator).to_owned();
    if is_hidden {
        return GroupIndicator {
            id,
            n: Figure::suppressed(),
            mean: Figure::suppressed(),
            sd: Figure::suppressed(),
            se: Figure::suppressed(),
        };
    }
    let persons = counts.persons_of.get(indicator).copied().unwrap_or(0);
    let values = counts.values.get(indicator).map_or(&[][..], Vec::as_slice);
    let n: u64 = values.iter().map(|it| it.1).sum();
    let few = |needed: u64| -> Figure {
        let text = format!("there are {n} ratings; {needed} are needed");
        let (found, needed) = (Some(n), Some(needed));
        Why {
            found,
            needed,
            ..Why::new(Reason::TooFew, text)
        }
        .into()
    };
    // About the first value, so that squares of small numbers are added up.
    let about = values.first().map_or(0.0, |it| it.0);
    let sum: f64 = values.iter().map(|it| (it.0 - about) * count(it.1)).sum();
    let squares: f64 = values
        .iter()
        .map(|it| (it.0 - about).powi(2) * count(it.1))
        .sum();
    let variance =
        (squares - sum * sum / count(n.max(1))).max(0.0) / count(n.saturating_sub(1).max(1));
    let sd = variance.sqrt();
    GroupIndicator {
        id,
        n: Figure::Known(n),
        mean: if n > 0 {
            Figure::Known(rounded(about + sum / count(n)))
        } else {
            few(1)
        },
        sd: if n > 1 {
            Figure::Known(rounded(sd))
        } else {
            few(2)
        },
        se: if n > 1 {
            Figure::Known(rounded(sd / count(persons).sqrt()))
        } else {
            few(2)
        },
    }
}

/// The mean of the indicators' means, if all of them are told: otherwise one that is not could be computed.
fn mean_of_means(places: &[usize], indicators: &[GroupIndicator]) -> Figure {
    let means = places
        .iter()
        .filter_map(|it| indicators.get(*it))
        .map(|it| &it.mean);
    let mut sum = 0.0;
    for mean in means {
        match mean {
            Figure::Known(mean) => sum += mean,
            Figure::None(_) => return mean.clone(),
        }
    }
    if places.is_empty() {
        return Why::new(Reason::TooFewIndicators, "the competence has no indicators").into();
    }
    Figure::Known(rounded(sum / count(places.len() as u64)))
}
