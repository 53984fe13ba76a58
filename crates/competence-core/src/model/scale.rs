//! The scale on which indicators are rated.

use serde::{Deserialize, Serialize};

use crate::{LevelValue, LocalisedText, ScaleId};

/// An ordered set of levels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Scale {
    /// The levels, from the lowest value to the highest.
    pub levels: Vec<Level>,
}

impl Scale {
    /// A scale of these levels, from the lowest value to the highest.
    pub fn new(levels: Vec<Level>) -> Self {
        Self { levels }
    }
}

impl Scale {
    /// The level with this value.
    pub fn level(&self, value: LevelValue) -> Option<&Level> {
        self.levels.iter().find(|level| level.value == value)
    }

    /// Whether a number can be a rating on the scale: a whole number is one of its levels, and a
    /// fraction lies between two of them, as the mean of several ratings does. A number that is
    /// known to be the mean of several (`parts`) lies anywhere from the lowest level to the
    /// highest. A scale without levels has no bounds.
    ///
    /// ```
    /// use competence_core::Scale;
    /// let scale: Scale = serde_json::from_str(
    ///     r#"{"levels": [
    ///         {"value": 1, "title": {"en": "Not yet"}},
    ///         {"value": 2, "title": {"en": "Sometimes"}},
    ///         {"value": 3, "title": {"en": "As a rule"}}
    ///     ]}"#,
    /// )?;
    /// assert!(scale.rates(3.0, 1) && scale.rates(2.5, 1));
    /// assert!(!scale.rates(99.0, 1) && !scale.rates(0.0, 1) && !scale.rates(3.5, 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rates(&self, value: f64, parts: u32) -> bool {
        let levels = || self.levels.iter().map(|it| f64::from(it.value.get()));
        if self.levels.is_empty() {
            return value.is_finite();
        }
        let is_inside = levels().any(|it| it <= value) && levels().any(|it| it >= value);
        let is_mean = parts > 1 || value.fract() != 0.0;
        // A level is a small whole number, which a float holds exactly.
        is_inside && (is_mean || levels().any(|it| (it - value).abs() < f64::EPSILON))
    }
}

/// One level of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Level {
    /// The number that an assessment records.
    pub value: LevelValue,
    /// The short name of the level.
    pub title: LocalisedText,
    /// The anchor: what an assessor has seen when this level is the right one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<LocalisedText>,
}

impl Level {
    /// A level without an anchor.
    pub fn new(value: LevelValue, title: LocalisedText) -> Self {
        Self {
            value,
            title,
            anchor: None,
        }
    }
}

/// A scale beside the one for ratings, such as the proficiency that positions ask for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct NamedScale {
    /// The id that competences and the manifest name it by. `rating` is the scale for ratings.
    pub id: ScaleId,
    /// The name.
    pub title: LocalisedText,
    /// The levels, from the lowest value to the highest.
    pub levels: Vec<Level>,
}

impl NamedScale {
    /// A scale of these levels, from the lowest value to the highest.
    pub fn new(id: ScaleId, title: LocalisedText, levels: Vec<Level>) -> Self {
        Self { id, title, levels }
    }
}

/// What a competence is at one level.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct LevelDescriptor {
    /// The level, by its value on the scale.
    pub value: LevelValue,
    /// What people at this level do.
    pub description: LocalisedText,
}

impl LevelDescriptor {
    /// The description of a competence at a level.
    pub fn new(value: LevelValue, description: LocalisedText) -> Self {
        Self { value, description }
    }
}
