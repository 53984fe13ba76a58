//! What a step from one version to a later one does to the levels of the scale.

use std::collections::BTreeMap;

use semver::Version;
use serde::Serialize;

use super::in_force::in_force;
use crate::model::similarity::normalised;
use crate::{Framework, LevelValue, LocalisedText, Model, Scale, ScaleMap};

/// What became of the levels of the scale from one version to a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScaleStep {
    /// Each level means what it meant.
    Same,
    /// Each level has become a level of the later version, by the lineage.
    Mapped(BTreeMap<LevelValue, LevelValue>),
    /// The scale changed in this version, and the lineage does not say what became of its levels.
    Changed(Version),
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for ScaleStep {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ScaleStep".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let level = generator.subschema_for::<LevelValue>();
        let mut version = generator.subschema_for::<crate::model::SemanticVersion>();
        version.insert("title".to_owned(), "Changed".into());
        let changed = "The version in which the scale changed, without a word of the lineage about its levels.";
        version.insert("description".to_owned(), changed.into());
        schemars::json_schema!({
            "description": "What became of the levels of the scale: `same` if each means what it meant.",
            "oneOf": [
                { "const": "same" },
                {
                    "type": "object",
                    "properties": {
                        "mapped": {
                            "title": "Mapped",
                            "description": "The level of the later version that each level has become, by the lineage.",
                            "type": "object",
                            "additionalProperties": level,
                        },
                    },
                    "required": ["mapped"],
                    "additionalProperties": false,
                },
                {
                    "type": "object",
                    "properties": { "changed": version },
                    "required": ["changed"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

impl ScaleStep {
    /// One step, by the lineage in force and by what the two scales say.
    ///
    /// A map counts only if it leads from every level of the old scale to levels of the new one:
    /// ratings are not carried by half of a map.
    pub(super) fn between(old: &Model, new: &Model) -> Self {
        let (before, after) = (old.framework(), new.framework());
        let lineage = in_force(new, &before.version, &after.version);
        let declared = lineage.filter_map(|it| it.scale.as_ref());
        // An editorial change leaves each level where it is.
        let map = declared.fold(None, |map, it| match (map, it) {
            (None, ScaleMap::Editorial) => Some(identity(&before.scale)),
            (None, ScaleMap::Levels(levels)) => Some(levels.clone()),
            (Some(map), ScaleMap::Editorial) => Some(map),
            (Some(map), ScaleMap::Levels(levels)) => Some(compose(&map, levels)),
        });
        match map {
            Some(map) if fits(&map, &before.scale, &after.scale) => Self::Mapped(map),
            None if says_the_same(before, after) => Self::Same,
            _ => Self::Changed(after.version.clone()),
        }
    }

    /// This step and then another.
    pub(super) fn then(&self, next: &Self) -> Self {
        match (self, next) {
            (Self::Changed(_), _) | (_, Self::Same) => self.clone(),
            (Self::Same, _) | (_, Self::Changed(_)) => next.clone(),
            (Self::Mapped(first), Self::Mapped(then)) => Self::Mapped(compose(first, then)),
        }
    }

    /// The level of the later version that a level has become; itself where nothing tells.
    pub(super) fn level(&self, level: LevelValue) -> LevelValue {
        match self {
            Self::Mapped(map) => map.get(&level).copied().unwrap_or(level),
            Self::Same | Self::Changed(_) => level,
        }
    }

    /// Whether every rating keeps its number, and the number its meaning.
    pub fn keeps_ratings(&self) -> bool {
        match self {
            Self::Same => true,
            Self::Mapped(map) => map.iter().all(|(from, to)| from == to),
            Self::Changed(_) => false,
        }
    }
}

fn identity(scale: &Scale) -> BTreeMap<LevelValue, LevelValue> {
    scale.levels.iter().map(|it| (it.value, it.value)).collect()
}

fn compose(
    first: &BTreeMap<LevelValue, LevelValue>,
    then: &BTreeMap<LevelValue, LevelValue>,
) -> BTreeMap<LevelValue, LevelValue> {
    let through = first.iter();
    let through = through.filter_map(|(from, to)| Some((*from, *then.get(to)?)));
    through.collect()
}

/// Whether a map leads from every level of a scale to levels of another one.
fn fits(map: &BTreeMap<LevelValue, LevelValue>, old: &Scale, new: &Scale) -> bool {
    let mut from = old.levels.iter();
    let mut to = map.values();
    from.all(|level| map.contains_key(&level.value)) && to.all(|it| new.level(*it).is_some())
}

/// Whether the levels of two scales are the same numbers with the same words.
fn says_the_same(old: &Framework, new: &Framework) -> bool {
    let primary = &new.languages.primary;
    // A text that is there in one of the versions only says nothing else than the other one.
    let is_same = |before: Option<&LocalisedText>, after: Option<&LocalisedText>| {
        let text = |it: Option<&LocalisedText>| it.and_then(|it| it.get(primary)).map(normalised);
        match (text(before), text(after)) {
            (Some(before), Some(after)) => before == after,
            _ => true,
        }
    };
    let (old, new) = (&old.scale.levels, &new.scale.levels);
    old.len() == new.len()
        && old.iter().zip(new).all(|(before, after)| {
            before.value == after.value
                && is_same(Some(&before.title), Some(&after.title))
                && is_same(before.anchor.as_ref(), after.anchor.as_ref())
        })
}

/// The line that all levels of a map lie on: then what lies between two levels, and the mean of
/// several ratings, becomes what lies there on the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// A level, and what it becomes.
    from: f64,
    to: f64,
    /// What one more makes.
    slope: f64,
}

impl Line {
    /// Every number becomes itself.
    pub const IDENTITY: Self = Self {
        from: 0.0,
        to: 0.0,
        slope: 1.0,
    };

    /// The line of a map, if its levels lie on one.
    pub fn of(levels: &BTreeMap<LevelValue, LevelValue>) -> Option<Self> {
        let number = |it: LevelValue| i32::from(it.get());
        let mut points = levels.iter().map(|(from, to)| (number(*from), number(*to)));
        let (from, to) = points.next()?;
        let (last, last_to) = points.next_back()?;
        let (run, rise) = (last - from, last_to - to);
        let is_on_it = |(x, y): (i32, i32)| (y - to) * run == rise * (x - from);
        points.all(is_on_it).then(|| Self {
            from: f64::from(from),
            to: f64::from(to),
            slope: f64::from(rise) / f64::from(run),
        })
    }

    pub fn at(self, rating: f64) -> f64 {
        self.to + (rating - self.from) * self.slope
    }
}
