//! The series of indicators, with where they break, and those that have ended.

use std::collections::{BTreeMap, BTreeSet};

use competence_core::migration::{Fate, Migration};
use competence_core::{ElementId, IndicatorId, Model};
use semver::Version;

use super::gathered::{Gathered, Told};
use super::{Break, Ended, IndicatorSeries, Point};
use crate::reading::Versions;

/// The ratings where they lead to, and the ways that led there.
pub(super) struct Led<'g, 'm> {
    pub versions: &'g Versions,
    /// From each version to the last one.
    pub migrations: &'m [Option<Migration>],
    pub gathered: &'g Gathered<'m>,
}

impl Led<'_, '_> {
    /// The series of the indicators of the last version, in its order.
    pub fn indicators(
        &self,
        last: &Model,
        points: &BTreeMap<&str, Vec<Told>>,
    ) -> Vec<IndicatorSeries> {
        let rated: BTreeSet<usize> = self.gathered.versions().collect();
        let indicators = last.indicators().filter_map(|(_, indicator)| {
            let id = indicator.id.as_str();
            let points = points.get(id)?;
            let points = points.iter().filter_map(|it| self.point(it)).collect();
            let broken = rated.iter().filter(|at| !self.leads(**at, id));
            let breaks = broken.filter_map(|at| {
                Some(Break {
                    version: self.version(*at)?,
                    why: self.why(id, *at),
                })
            });
            Some(IndicatorSeries {
                id: indicator.id.clone(),
                points,
                breaks: breaks.collect(),
            })
        });
        indicators.collect()
    }

    /// The indicators of earlier versions whose ratings lead nowhere.
    pub fn ended(&self) -> Vec<Ended> {
        let ended = self.gathered.indicators().filter_map(|(at, id)| {
            let Some(Fate::SetAside(why)) = self.migration(at)?.fate(id) else {
                return None;
            };
            Some(Ended {
                version: self.version(at)?,
                id: IndicatorId::new(id).ok()?,
                why: why.clone(),
            })
        });
        let mut ended: Vec<Ended> = ended.collect();
        ended.sort();
        ended
    }

    fn point(&self, told: &Told) -> Option<Point> {
        Some(Point {
            version: self.version(told.version)?,
            year: told.year,
            way: told.way.as_str(),
            figures: told.figures,
        })
    }

    fn version(&self, at: usize) -> Option<Version> {
        let model = self.versions.model(at)?;
        Some(model.framework().version.clone())
    }

    fn migration(&self, at: usize) -> Option<&Migration> {
        self.migrations.get(at)?.as_ref()
    }

    /// Whether ratings of a version lead to an indicator of the last one.
    fn leads(&self, at: usize, id: &str) -> bool {
        let id = ElementId::new(id).ok();
        let sources = self.migration(at).zip(id).map(|(it, id)| it.sources(&id));
        sources.is_some_and(|it| it > 0)
    }

    /// Why no ratings of a version lead to an indicator of the last one.
    fn why(&self, id: &str, at: usize) -> String {
        let fate = self.migration(at).and_then(|it| it.fate(id));
        if let Some(Fate::SetAside(reason)) = fate {
            return reason.clone();
        }
        let first = (at..self.versions.len()).find(|at| self.leads(*at, id));
        let first = first.and_then(|it| self.version(it));
        first.map_or_else(
            || "it is new".to_owned(),
            |it| format!("it is new in version {it}"),
        )
    }
}
