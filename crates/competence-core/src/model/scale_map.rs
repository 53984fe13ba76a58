//! What the lineage says became of the levels of the scale.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::LevelValue;

/// What became of the levels of the scale in a version, so that ratings on the scale of the version
/// before can be carried over. In YAML the word `editorial`, or a map from level to level.
///
/// ```
/// use competence_core::{LevelValue, ScaleMap};
/// let map: ScaleMap = serde_json::from_str(r#"{"1": 1, "2": 3}"#)?;
/// let ScaleMap::Levels(levels) = map else { return Err("a map of levels".into()) };
/// assert_eq!(levels.get(&LevelValue::new(2)?), Some(&LevelValue::new(3)?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ScaleMap {
    /// The levels are those of the version before, and their words were corrected: each means what
    /// it meant.
    Editorial,
    /// The level of this version that each level of the version before has become.
    Levels(BTreeMap<LevelValue, LevelValue>),
}

/// The word for [`ScaleMap::Editorial`].
const EDITORIAL: &str = "editorial";

/// A level as the key of a map, as JSON and YAML have no other keys than texts. Only the usual way
/// to write a number is one, so that no level is there twice.
pub(crate) fn level_of_key(key: &str) -> Option<LevelValue> {
    let level = LevelValue::new(key.parse().ok()?).ok()?;
    (level.to_string() == key).then_some(level)
}

impl Serialize for ScaleMap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Editorial => serializer.serialize_str(EDITORIAL),
            Self::Levels(levels) => levels.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ScaleMap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = ScaleMap;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`editorial`, or a map from level to level")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<ScaleMap, E> {
                match word {
                    EDITORIAL => Ok(ScaleMap::Editorial),
                    _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ScaleMap, A::Error> {
                let mut levels = BTreeMap::new();
                while let Some((key, to)) = map.next_entry::<String, LevelValue>()? {
                    let from = level_of_key(&key)
                        .ok_or_else(|| de::Error::custom(format!("`{key}` is not a level")))?;
                    if levels.insert(from, to).is_some() {
                        return Err(de::Error::custom(format!("level {from} is there twice")));
                    }
                }
                if levels.is_empty() {
                    return Err(de::Error::invalid_length(0, &self));
                }
                Ok(ScaleMap::Levels(levels))
            }
        }
        deserializer.deserialize_any(Form)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for ScaleMap {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ScaleMap".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let level = generator.subschema_for::<LevelValue>();
        schemars::json_schema!({
            "type": ["string", "object"],
            "format": "scale-map",
            "description": "`editorial` if only the words of the levels were corrected, or a map from each level of the version before to a level of this one, as in `{ 1: 1, 2: 3 }`.",
            "pattern": "^editorial$",
            "examples": [EDITORIAL],
            "minProperties": 1,
            "propertyNames": {
                "description": "A level of the version before.",
                "format": "level",
                "pattern": "^([0-9]|[1-9][0-9]|100)$",
            },
            "additionalProperties": level,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_read_and_written_in_one_way() {
        for text in [r#""editorial""#, r#"{"0":1,"2":3,"10":100}"#] {
            let map: ScaleMap = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&map).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_map_of_levels_is_refused() {
        let wrong = [
            r#""same""#,
            "{}",
            "1",
            r#"{"01": 1}"#,
            r#"{"+1": 1}"#,
            r#"{"101": 1}"#,
            r#"{"1": 101}"#,
            r#"{"1": 1, "1": 2}"#,
            r#"{"editorial": 1}"#,
        ];
        for text in wrong {
            assert!(serde_json::from_str::<ScaleMap>(text).is_err(), "{text}");
        }
    }
}
