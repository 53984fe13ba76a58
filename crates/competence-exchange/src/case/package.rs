//! A `CFPackage` as it is read: what of it has a place in a model.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A text of the file: that of the file itself, unless something is escaped in it.
pub(super) struct Text<'t>(Cow<'t, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Text<'_> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self(Cow::Borrowed(""))
    }
}

impl<'de: 't, 't> Deserialize<'de> for Text<'t> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OfText;

        impl<'de> Visitor<'de> for OfText {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        from.deserialize_str(OfText)
    }
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub(super) struct Package<'t> {
    #[serde(rename = "CFDocument")]
    pub document: Document<'t>,
    #[serde(rename = "CFItems", default)]
    pub items: Vec<Item<'t>>,
    #[serde(rename = "CFAssociations", default)]
    pub associations: Vec<Link<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 't"))]
pub(super) struct Document<'t> {
    pub identifier: Text<'t>,
    pub uri: Text<'t>,
    pub title: Text<'t>,
    pub description: Option<Text<'t>>,
    pub language: Option<Text<'t>>,
    pub version: Option<Text<'t>>,
    pub notes: Option<Text<'t>>,
    #[serde(rename = "licenseURI")]
    pub licence: Option<Node<'t>>,
    pub status_start_date: Option<Text<'t>>,
    pub status_end_date: Option<Text<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 't"))]
pub(super) struct Item<'t> {
    pub identifier: Text<'t>,
    pub uri: Text<'t>,
    #[serde(default)]
    pub full_statement: Text<'t>,
    pub abbreviated_statement: Option<Text<'t>>,
    #[serde(rename = "CFItemType")]
    pub kind: Option<Text<'t>>,
    pub human_coding_scheme: Option<Text<'t>>,
    pub notes: Option<Text<'t>>,
    pub alternative_label: Option<Text<'t>>,
    #[serde(default)]
    pub concept_keywords: Vec<Text<'t>>,
    pub language: Option<Text<'t>>,
    pub status_start_date: Option<Text<'t>>,
    pub status_end_date: Option<Text<'t>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound(deserialize = "'de: 't"))]
pub(super) struct Link<'t> {
    pub association_type: Text<'t>,
    sequence_number: Option<&'t RawValue>,
    #[serde(rename = "originNodeURI")]
    pub origin: Node<'t>,
    #[serde(rename = "destinationNodeURI")]
    pub destination: Node<'t>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub(super) struct Node<'t> {
    pub title: Text<'t>,
    pub identifier: Text<'t>,
    pub uri: Text<'t>,
}

impl Link<'_> {
    /// The place among others. Some write the number as a text.
    pub fn place(&self) -> Option<i64> {
        let written = self.sequence_number?.get();
        written.trim_matches('"').trim().parse().ok()
    }
}

/// The associations by the identifiers of their ends, in their order.
#[derive(Default)]
pub(super) struct Links<'s> {
    of: HashMap<&'s str, Vec<&'s Link<'s>>>,
    to: HashMap<&'s str, Vec<&'s Link<'s>>>,
}

impl<'s> Links<'s> {
    pub fn of(package: &'s Package<'s>) -> Self {
        let mut links = Self::default();
        let mut all: Vec<(i64, &Link<'_>)> = package
            .associations
            .iter()
            .map(|it| (it.place().unwrap_or(i64::MAX), it))
            .collect();
        all.sort_by_key(|(place, _)| *place);
        for (_, link) in all {
            let ends = (&*link.origin.identifier, &*link.destination.identifier);
            links.of.entry(ends.0).or_default().push(link);
            links.to.entry(ends.1).or_default().push(link);
        }
        links
    }

    /// Those that lead from an item.
    pub fn from(
        &'s self,
        item: &str,
        kind: &'static str,
    ) -> impl Iterator<Item = &'s Link<'s>> + use<'s> {
        of_kind(self.of.get(item), kind)
    }

    /// Those that lead to an item.
    pub fn to(
        &'s self,
        item: &str,
        kind: &'static str,
    ) -> impl Iterator<Item = &'s Link<'s>> + use<'s> {
        of_kind(self.to.get(item), kind)
    }
}

fn of_kind<'s>(
    all: Option<&'s Vec<&'s Link<'s>>>,
    kind: &'static str,
) -> impl Iterator<Item = &'s Link<'s>> {
    let all = all.into_iter().flatten().copied();
    all.filter(move |it| &*it.association_type == kind)
}
