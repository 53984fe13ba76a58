//! What a package says in keys that have no place in a model.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::Problem;

/// The parts of a package, each with the keys of it that are read, or that say nothing beside those.
const READ: [(&str, &[&str]); 3] = [
    (
        "CFDocument",
        &[
            "identifier",
            "uri",
            "title",
            "description",
            "language",
            "version",
            "notes",
            "licenseURI",
            "statusStartDate",
            "statusEndDate",
            "lastChangeDateTime",
            "CFPackageURI",
            "caseVersion",
        ],
    ),
    (
        "CFItems",
        &[
            "identifier",
            "uri",
            "fullStatement",
            "abbreviatedStatement",
            "CFItemType",
            "CFItemTypeURI",
            "humanCodingScheme",
            "notes",
            "alternativeLabel",
            "conceptKeywords",
            "language",
            "statusStartDate",
            "statusEndDate",
            "lastChangeDateTime",
            "CFDocumentURI",
            "CFItemAssociationURI",
        ],
    ),
    (
        "CFAssociations",
        &[
            "identifier",
            "uri",
            "associationType",
            "sequenceNumber",
            "originNodeURI",
            "destinationNodeURI",
            "lastChangeDateTime",
            "CFDocumentURI",
        ],
    ),
];

/// What is read of no part: the licence of the document is told by its address and title.
const DEFINITIONS: &str = "CFDefinitions";

/// Tells of each key once, with how often it says something. Nothing of a text that is no package.
pub(super) fn unread(text: &str) -> Vec<Problem> {
    let mut counts = Counts::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let package = Package(&mut counts);
    if package.deserialize(&mut json).is_err() {
        return Vec::new();
    }
    let all = counts.0.into_iter().map(|((part, key), number)| {
        let place = format!("{part} {key}").trim().to_owned();
        let message = format!("a model has no place for it: {number} left out");
        Problem::new(place, message)
    });
    all.collect()
}

/// How often each key of each part says something.
#[derive(Default)]
struct Counts(BTreeMap<(&'static str, String), usize>);

impl Counts {
    fn add(&mut self, part: &'static str, key: &str) {
        // Most are there already.
        let key = (part, key.to_owned());
        *self.0.entry(key).or_default() += 1;
    }
}

/// The package as a whole.
struct Package<'c>(&'c mut Counts);

impl<'de> DeserializeSeed<'de> for Package<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Package<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a CFPackage")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            match READ.iter().find(|(part, _)| *part == key) {
                Some((name, read)) => map.next_value_seed(Part {
                    name,
                    read,
                    counts: self.0,
                })?,
                None if key == DEFINITIONS => map.next_value_seed(Part {
                    name: DEFINITIONS,
                    read: &[],
                    counts: self.0,
                })?,
                None => {
                    if map.next_value::<IsFilled>()?.0 {
                        self.0.add("", &key);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A part, or a list of such.
struct Part<'c> {
    name: &'static str,
    read: &'static [&'static str],
    counts: &'c mut Counts,
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        loop {
            let item = Part {
                name: self.name,
                read: self.read,
                counts: self.counts,
            };
            if list.next_element_seed(item)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if self.read.contains(&&*key) {
                map.next_value::<IgnoredAny>()?;
            } else if map.next_value::<IsFilled>()?.0 {
                self.counts.add(self.name, &key);
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Whether a value says something: neither null nor empty.
struct IsFilled(bool);

impl<'de> Deserialize<'de> for IsFilled {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(true)
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        Ok(!text.trim().is_empty())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let mut any = false;
        while let Some(it) = list.next_element::<IsFilled>()? {
            any |= it.0;
        }
        Ok(any)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut any = false;
        while let Some((_, it)) = map.next_entry::<IgnoredAny, IsFilled>()? {
            any |= it.0;
        }
        Ok(any)
    }
}
