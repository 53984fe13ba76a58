//! Carrying ratings of indicators over from one version to a later one.

use std::collections::{BTreeMap, HashMap};

use semver::Version;

use super::crosswalk::{Crosswalk, Entry, Exactness, ScaleStep};
use super::scale_step::Line;
use crate::model::Element;
use crate::{ElementId, LevelValue, Model, Scale};

/// Where the ratings of one indicator go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// To these indicators: one, or several where it was split.
    Carried(Vec<Target>),
    /// Nowhere, for this reason.
    SetAside(String),
}

/// An indicator that ratings are carried to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// The later indicator.
    pub id: ElementId,
    /// How the ratings get there.
    pub way: Way,
}

/// How a rating is carried over, from the most exact way to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// As it is.
    Kept,
    /// As what its level has become on a later scale.
    Mapped,
    /// As a part of the mean of the indicators that were merged.
    Merged,
    /// As a copy, to each part of the indicator that was split.
    Split,
}

crate::words!(Way, "a way to carry ratings over", {
    Kept => "kept",
    Mapped => "mapped",
    Merged => "merged",
    Split => "split",
});

/// What happens to ratings made against one version when they are carried over to a later one.
///
/// A rating is *kept* where the indicator is the same, under whatever id. Where several became
/// one, the later rating is the *mean* of those that there are, each counted as often as the
/// ratings that it is itself the mean of. Where one became several, each gets a copy. Where
/// what an indicator says changed, the rating is set aside.
///
/// Where the scale changed, ratings are *mapped* as the lineage says: each becomes what its level
/// has become, before a mean is taken. Without a map all are set aside. So is a fraction, or the
/// mean of several, unless all levels lie on one line: else nothing tells what it has become.
///
/// ```
/// use competence_core::{Model, migration::{Fate, Migration}};
///
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
///     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
///   }]
/// }"#;
/// let old = Model::from_bundle(json.as_bytes())?;
/// let reworded = json.replace("Keeps agreements", "Honours agreements");
/// let new = Model::from_bundle(reworded.replace("1.0.0", "2.0.0").as_bytes())?;
///
/// let migration = Migration::over(&[old, new]).ok_or("no version")?;
/// assert_eq!(
///     migration.fate("cooperation.agreements"),
///     Some(&Fate::SetAside("what it says changed in version 2.0.0".to_owned())),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Migration {
    /// The last version.
    to: Version,
    /// The scale of the first version.
    scale: Scale,
    /// Whether ratings get another number on the scale of the last version.
    converts: bool,
    /// What each level becomes, by its number; nothing for a number that is no level.
    levels: Vec<Option<f64>>,
    /// What lies between two levels becomes, if that is known.
    line: Option<Line>,
    fates: HashMap<String, Fate>,
    /// How many indicators lead to a later one.
    sources: HashMap<ElementId, usize>,
}

impl Migration {
    /// The migration from the first of some versions to the last, by the lineage between them.
    /// `None` if there is no version.
    pub fn over(versions: &[Model]) -> Option<Self> {
        let first = versions.first()?;
        let mut table = Crosswalk::between(first, first);
        // The version in which an element was lost.
        let mut lost: BTreeMap<ElementId, &Model> = BTreeMap::new();
        for pair in versions.windows(2) {
            let [old, new] = pair else { continue };
            table = table.then(&Crosswalk::between(old, new));
            for (id, _) in table
                .entries
                .iter()
                .filter(|(_, it)| it.successors.is_empty())
            {
                lost.entry(id.clone()).or_insert(new);
            }
        }
        let mut sources: HashMap<ElementId, usize> = HashMap::new();
        for entry in table.entries.values() {
            for id in entry.successors.keys() {
                *sources.entry(id.clone()).or_default() += 1;
            }
        }
        let map = match &table.scale {
            step if step.keeps_ratings() => None,
            ScaleStep::Mapped(levels) => Some(levels),
            ScaleStep::Same | ScaleStep::Changed(_) => None,
        };
        let unshared = match map {
            Some(_) => Way::Mapped,
            None => Way::Kept,
        };
        let mut fates = HashMap::new();
        for (id, entry) in &table.entries {
            if !matches!(first.element(id.as_str()), Some(Element::Indicator(..))) {
                continue;
            }
            let fate = match (&table.scale, lost.get(id)) {
                (ScaleStep::Changed(version), _) => {
                    Fate::SetAside(format!("the scale changed in version {version}"))
                }
                (_, Some(model)) => Fate::SetAside(reason(id, entry, model)),
                (_, None) => Fate::Carried(targets(entry, &sources, unshared)),
            };
            fates.insert(id.to_string(), fate);
        }
        let scale = first.framework().scale.clone();
        let becomes = |level: u16| {
            let level = scale.level(LevelValue::new(level).ok()?)?.value;
            let later = map.map_or(Some(level), |it| it.get(&level).copied());
            later.map(|it| f64::from(it.get()))
        };
        let highest = scale.levels.iter().map(|it| it.value.get()).max();
        let levels = highest.map(|it| (0..=it).map(becomes).collect());
        Some(Self {
            to: versions.last()?.framework().version.clone(),
            converts: map.is_some(),
            levels: levels.unwrap_or_default(),
            line: map.map_or(Some(Line::IDENTITY), Line::of),
            scale,
            fates,
            sources,
        })
    }

    /// What happens to the ratings of an indicator, or `None` if the first version has no
    /// indicator with this id.
    pub fn fate(&self, indicator: &str) -> Option<&Fate> {
        self.find(indicator).map(|(_, fate)| fate)
    }

    /// As [`Migration::fate`], with the id as the migration holds it.
    pub fn find(&self, indicator: &str) -> Option<(&str, &Fate)> {
        let found = self.fates.get_key_value(indicator);
        found.map(|(id, fate)| (id.as_str(), fate))
    }

    /// The version that ratings are carried over to.
    pub fn to(&self) -> &Version {
        &self.to
    }

    /// The scale that the ratings are on: that of the first version.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The ids of the indicators of the first version, in no order.
    pub fn indicators(&self) -> impl Iterator<Item = &str> {
        self.fates.keys().map(String::as_str)
    }

    /// How many indicators of the first version lead to this one of the last.
    pub fn sources(&self, later: &ElementId) -> usize {
        self.sources.get(later).copied().unwrap_or_default()
    }

    /// Whether ratings have to be numbers: means are taken of them, or their numbers change.
    pub fn needs_numbers(&self) -> bool {
        self.converts || self.fates.values().any(Fate::is_merged)
    }

    /// What a rating on the scale of the first version, the mean of several (`parts`) or one, is
    /// on that of the last.
    ///
    /// # Errors
    /// [`Unconverted`] if it is not on the scale, or if nothing tells what it has become.
    #[inline]
    pub fn convert(&self, rating: f64, parts: u32) -> Result<f64, Unconverted> {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "what the cast changes is no level"
        )]
        let level = rating as usize;
        #[allow(clippy::cast_precision_loss, reason = "a level is a small number")]
        let is_whole = rating.total_cmp(&(level as f64)).is_eq();
        match self.levels.get(level) {
            Some(converted) if is_whole && parts == 1 => converted.ok_or(Unconverted::OffScale),
            _ => self.between(rating, parts),
        }
    }

    /// What a fraction becomes, or the mean of several ratings.
    fn between(&self, rating: f64, parts: u32) -> Result<f64, Unconverted> {
        if !self.scale.rates(rating, parts) {
            return Err(Unconverted::OffScale);
        }
        let line = self.line.ok_or(Unconverted::BetweenLevels)?;
        Ok(line.at(rating))
    }

    /// Whether a rating can have another number on the scale of the last version.
    pub fn converts(&self) -> bool {
        self.converts
    }
}

/// Why a rating has no number on the later scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unconverted {
    /// It is not on the scale that it was made on.
    #[error("the rating is not on the scale")]
    OffScale,
    /// It lies between two levels, or is a mean, and the levels do not become others evenly.
    #[error("the scale changed unevenly, so what lies between its levels cannot be carried over")]
    BetweenLevels,
}

impl Fate {
    /// Whether a rating becomes part of a mean, so that it has to be a number.
    pub fn is_merged(&self) -> bool {
        matches!(self, Self::Carried(targets) if targets.iter().any(|it| it.way == Way::Merged))
    }
}

fn targets(entry: &Entry, sources: &HashMap<ElementId, usize>, unshared: Way) -> Vec<Target> {
    let several = entry.successors.len() > 1;
    let target = |(id, exactness): (&ElementId, &Exactness)| {
        // Two ratings of one indicator in one assessment would count it twice, so wherever two
        // lead to the same one, they are merged.
        let is_shared = sources.get(id).is_some_and(|it| *it > 1);
        let way = match exactness {
            _ if is_shared => Way::Merged,
            Exactness::MergedInto => Way::Merged,
            Exactness::PartOf => Way::Split,
            Exactness::Same | Exactness::Editorial if several => Way::Split,
            Exactness::Same | Exactness::Editorial => unshared,
        };
        Target {
            id: id.clone(),
            way,
        }
    };
    entry.successors.iter().map(target).collect()
}

/// Why the ratings of an indicator lead nowhere.
fn reason(id: &ElementId, entry: &Entry, lost_in: &Model) -> String {
    let version = &lost_in.framework().version;
    let what = if lost_in.element(id.as_str()).is_some() {
        format!("what it says changed in version {version}")
    } else {
        format!("it was removed in version {version}")
    };
    let reasons: Vec<&str> = entry.reasons.iter().map(|it| it.text.as_str()).collect();
    if reasons.is_empty() {
        what
    } else {
        format!("{what}: {}", reasons.join("; "))
    }
}

/// A mean of ratings, each of which may be a mean itself.
///
/// ```
/// use competence_core::migration::Mean;
/// let mut mean = Mean::default();
/// mean.add(4.0, 2);
/// mean.add(1.0, 1);
/// assert_eq!((mean.value(), mean.parts()), (Some(3.0), 3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mean {
    sum: f64,
    parts: u32,
}

impl Mean {
    /// Adds a rating that stands for this many.
    pub fn add(&mut self, rating: f64, parts: u32) {
        self.sum += rating * f64::from(parts);
        self.parts = self.parts.saturating_add(parts);
    }

    /// The mean, or `None` of no ratings.
    pub fn value(&self) -> Option<f64> {
        (self.parts > 0).then(|| self.sum / f64::from(self.parts))
    }

    /// How many ratings it stands for.
    pub fn parts(&self) -> u32 {
        self.parts
    }
}
