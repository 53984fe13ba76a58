//! One comparable series for each indicator and competence, over all versions that ratings were made against.
//!
//! Every rating is carried over to the latest version as [`migrate`](crate::carry) carries it: kept, mapped to the
//! later scale, or as a part of a mean. A series breaks where ratings of an earlier version lead nowhere, and says
//! why. A competence has only those of its indicators in its series that have ratings at each of its points, so that
//! two points never differ because other indicators were asked.
//!
//! No figure is of fewer than `min_group` people, or of people who are not known.

mod gathered;

use std::collections::{BTreeMap, BTreeSet};

use competence_core::migration::{Fate, Migration};
use competence_core::{CompetenceId, ElementId, FrameworkId, IndicatorId, Model};
use schemars::JsonSchema;
use semver::Version;
use serde::Serialize;

use crate::reading::{Field, Reader, Subject, Unread, Versions};
use gathered::Gathered;

/// The series of all indicators and competences of the latest version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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

/// Why there is no series.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoSeries {
    /// The ratings cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Nothing says of whom they are, so that small groups cannot be told.
    #[error(
        "no column says who was rated, so it cannot be told which figures are of too few people: name it with `--person`"
    )]
    NoPerson,
    /// There is no version.
    #[error("there is no version of the model that ratings could be about")]
    NoVersion,
}

impl Series {
    /// The series of the ratings of a file.
    ///
    /// # Errors
    /// [`NoSeries`] if they cannot be read, or do not say of whom they are.
    pub fn of(reader: &mut Reader<'_>, min_group: u64) -> Result<Self, NoSeries> {
        let versions = reader.versions();
        if !reader.layout().columns.contains_key(&Field::Person) {
            return Err(NoSeries::NoPerson);
        }
        let models: Vec<Model> = versions.models().cloned().collect();
        let last = models.last().ok_or(NoSeries::NoVersion)?;
        let migrations: Vec<Option<Migration>> = (0..models.len())
            .map(|at| Migration::over(models.get(at..).unwrap_or_default()))
            .collect();
        let mut gathered = Gathered::new(min_group);
        let (mut left_out, mut key) = (0, Vec::new());
        while let Some(row) = reader.next()? {
            if row.value().is_blank() {
                continue;
            }
            let Some((version, subject @ Subject::Indicator(_), value)) = row.rated() else {
                left_out += 1;
                continue;
            };
            let id = versions.id(version, subject).unwrap_or_default();
            let migration = migrations.get(version).and_then(Option::as_ref);
            let found = migration.and_then(|it| Some((it, it.find(id)?)));
            let Some((migration, (id, fate))) = found else {
                left_out += 1;
                continue;
            };
            gathered.seen(version, id);
            let Fate::Carried(targets) = fate else {
                continue;
            };
            let Ok(value) = migration.convert(value, row.parts()) else {
                left_out += 1;
                continue;
            };
            let year = year(row.field(Field::Date));
            key.clear();
            row.form(&mut key);
            for target in targets {
                gathered.add(
                    version,
                    year,
                    target,
                    value,
                    row.parts(),
                    row.person(),
                    &key,
                );
            }
        }
        Ok(Self::told(
            gathered,
            versions,
            last,
            &migrations,
            min_group,
            left_out,
        ))
    }

    fn told(
        mut gathered: Gathered<'_>,
        versions: &Versions,
        last: &Model,
        migrations: &[Option<Migration>],
        min_group: u64,
        left_out: u64,
    ) -> Self {
        let version = |at: usize| versions.model(at).map(|it| it.framework().version.clone());
        let points = gathered.points();
        let rated: BTreeSet<usize> = gathered.versions().collect();
        let mut indicators = Vec::new();
        for (_, indicator) in last.indicators() {
            let own = points.get(indicator.id.as_str());
            let own: Vec<Point> = own
                .into_iter()
                .flatten()
                .filter_map(|it| {
                    Some(Point {
                        version: version(it.version)?,
                        year: it.year,
                        way: it.way.as_str(),
                        figures: it.figures,
                    })
                })
                .collect();
            let id = ElementId::new(indicator.id.as_str()).ok();
            let leads = |at: usize| {
                let migration = migrations.get(at).and_then(Option::as_ref);
                let sources = migration.zip(id.as_ref()).map(|(it, id)| it.sources(id));
                sources.is_some_and(|it| it > 0)
            };
            let broken = rated.iter().filter(|at| !leads(**at));
            let breaks = broken.filter_map(|at| {
                Some(Break {
                    version: version(*at)?,
                    why: why(indicator.id.as_str(), *at, versions, migrations, &leads),
                })
            });
            let breaks: Vec<Break> = breaks.collect();
            if !own.is_empty() {
                indicators.push(IndicatorSeries {
                    id: indicator.id.clone(),
                    points: own,
                    breaks,
                });
            }
        }
        let competences = last
            .competences()
            .iter()
            .filter_map(|it| CompetenceSeries::of(&it.id, &indicators));
        let ended = gathered.indicators().filter_map(|(at, id)| {
            let migration = migrations.get(at).and_then(Option::as_ref)?;
            let Some(Fate::SetAside(why)) = migration.fate(id) else {
                return None;
            };
            Some(Ended {
                version: version(at)?,
                id: IndicatorId::new(id).ok()?,
                why: why.clone(),
            })
        });
        let mut ended: Vec<Ended> = ended.collect();
        ended.sort();
        Self {
            format: 1,
            framework: last.framework().id.clone(),
            version: last.framework().version.clone(),
            min_group,
            competences: competences.collect(),
            ended,
            indicators,
            left_out,
        }
    }
}

impl CompetenceSeries {
    fn of(id: &CompetenceId, all: &[IndicatorSeries]) -> Option<Self> {
        type At<'s> = (&'s Version, Option<u16>);
        let own: Vec<&IndicatorSeries> = all
            .iter()
            .filter(|it| it.id.competence() == id.as_str())
            .collect();
        let told = |series: &'_ IndicatorSeries| -> BTreeMap<(Version, Option<u16>), f64> {
            let told = series.points.iter();
            told.filter_map(|it| Some(((it.version.clone(), it.year), it.figures?.mean)))
                .collect()
        };
        let by_indicator: Vec<_> = own.iter().map(|it| (&it.id, told(it))).collect();
        let places: BTreeSet<At<'_>> = by_indicator
            .iter()
            .flat_map(|(_, it)| it.keys().map(|(version, year)| (version, *year)))
            .collect();
        let last = places.iter().next_back()?.0.clone();
        // From the newest point backwards, as long as there are indicators that are at all of them.
        let mut kept: Vec<At<'_>> = Vec::new();
        let mut within: Vec<usize> = (0..by_indicator.len()).collect();
        let has = |at: usize, (version, year): At<'_>| {
            let told = by_indicator.get(at).map(|(_, it)| it);
            told.is_some_and(|it| it.contains_key(&(version.clone(), year)))
        };
        let mut breaks = BTreeSet::new();
        for place in places.iter().rev() {
            let still: Vec<usize> = within
                .iter()
                .copied()
                .filter(|at| has(*at, *place))
                .collect();
            if still.is_empty() {
                breaks.insert(place.0.clone());
            } else {
                within = still;
                kept.push(*place);
            }
        }
        kept.reverse();
        let points = kept.iter().filter_map(|(version, year)| {
            let key = ((*version).clone(), *year);
            let means: Vec<f64> = within
                .iter()
                .filter_map(|at| by_indicator.get(*at)?.1.get(&key).copied())
                .collect();
            let number = f64::from(u32::try_from(means.len()).ok()?);
            Some(CompetencePoint {
                version: (*version).clone(),
                year: *year,
                mean: means.iter().sum::<f64>() / number,
            })
        });
        breaks.remove(&last);
        let points = points.collect();
        let (of, without): (Vec<_>, Vec<_>) =
            (0..by_indicator.len()).partition(|it| within.contains(it));
        let ids = |all: Vec<usize>| {
            let ids = all
                .into_iter()
                .filter_map(|at| Some(by_indicator.get(at)?.0.clone()));
            ids.collect()
        };
        Some(Self {
            id: id.clone(),
            of: ids(of),
            without: ids(without),
            points,
            breaks: breaks.into_iter().collect(),
        })
    }
}

/// Why no ratings of a version lead to an indicator of the last one.
fn why(
    id: &str,
    at: usize,
    versions: &Versions,
    migrations: &[Option<Migration>],
    leads: &dyn Fn(usize) -> bool,
) -> String {
    let fate = migrations.get(at).and_then(|it| it.as_ref()?.fate(id));
    if let Some(Fate::SetAside(reason)) = fate {
        return reason.clone();
    }
    let first = (at..versions.len()).find(|at| leads(*at));
    let first = first.and_then(|at| versions.model(at));
    first.map_or_else(
        || "it is new".to_owned(),
        |it| format!("it is new in version {}", it.framework().version),
    )
}

/// The year of a date: the first four digits in a row that can be one.
fn year(date: &[u8]) -> Option<u16> {
    let mut runs = date.split(|it| !it.is_ascii_digit());
    let run = runs.find(|it| it.len() == 4 || it.len() == 8)?;
    let text = std::str::from_utf8(run.get(..4)?).ok()?;
    text.parse().ok().filter(|it| (1900..2200).contains(it))
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn years_are_found_in_dates() {
        for (date, expected) in [
            ("2026-05-01", Some(2026)),
            ("1. 5. 2026", Some(2026)),
            ("01/05/2026 12:00", Some(2026)),
            ("20260501", Some(2026)),
            ("spring", None),
            ("", None),
            ("0001", None),
        ] {
            assert_eq!(year(date.as_bytes()), expected, "{date}");
        }
    }
}
