//! The scale on which indicators are rated.

use serde::{Deserialize, Serialize};

use crate::{LevelValue, LocalisedText};

/// An ordered set of levels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scale {
    /// The levels, from the lowest value to the highest.
    pub levels: Vec<Level>,
}

impl Scale {
    /// The level with this value.
    pub fn level(&self, value: LevelValue) -> Option<&Level> {
        self.levels.iter().find(|level| level.value == value)
    }
}

/// One level of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Level {
    /// The number that an assessment records.
    pub value: LevelValue,
    /// The short name of the level.
    pub title: LocalisedText,
    /// The anchor: what an assessor has seen when this level is the right one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<LocalisedText>,
}
