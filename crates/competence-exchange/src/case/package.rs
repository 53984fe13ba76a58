//! A `CFPackage` as it is read: what of it has a place in a model.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de};

#[derive(Deserialize)]
pub(super) struct Package {
    #[serde(rename = "CFDocument")]
    pub document: Document,
    #[serde(rename = "CFItems", default)]
    pub items: Vec<Item>,
    #[serde(rename = "CFAssociations", default)]
    pub associations: Vec<Link>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub identifier: String,
    pub uri: String,
    pub title: String,
    pub description: Option<String>,
    pub language: Option<String>,
    pub version: Option<String>,
    pub notes: Option<String>,
    #[serde(rename = "licenseURI")]
    pub licence: Option<Node>,
    pub status_start_date: Option<String>,
    pub status_end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub identifier: String,
    pub uri: String,
    #[serde(default)]
    pub full_statement: String,
    pub abbreviated_statement: Option<String>,
    #[serde(rename = "CFItemType")]
    pub kind: Option<String>,
    pub human_coding_scheme: Option<String>,
    pub notes: Option<String>,
    pub alternative_label: Option<String>,
    #[serde(default)]
    pub concept_keywords: Vec<String>,
    pub language: Option<String>,
    pub status_start_date: Option<String>,
    pub status_end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Link {
    pub association_type: String,
    #[serde(default, deserialize_with = "number")]
    pub sequence_number: Option<i64>,
    #[serde(rename = "originNodeURI")]
    pub origin: Node,
    #[serde(rename = "destinationNodeURI")]
    pub destination: Node,
}

#[derive(Deserialize)]
pub(super) struct Node {
    pub title: String,
    pub identifier: String,
    pub uri: String,
}

/// A number, which some write as a text.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(i64),
        Text(String),
        Other(de::IgnoredAny),
    }
    Ok(match Option::<Either>::deserialize(from)? {
        Some(Either::Number(number)) => Some(number),
        Some(Either::Text(text)) => text.trim().parse().ok(),
        Some(Either::Other(_)) | None => None,
    })
}

/// The associations by the identifier of their origin, in their order.
#[derive(Default)]
pub(super) struct Links<'s> {
    pub of: BTreeMap<&'s str, Vec<&'s Link>>,
    /// By the identifier of their destination.
    pub to: BTreeMap<&'s str, Vec<&'s Link>>,
}

impl<'s> Links<'s> {
    pub fn from(&self, item: &str, kind: &'static str) -> impl Iterator<Item = &'s Link> + use<'s> {
        let all = self.of.get(item).cloned().unwrap_or_default();
        all.into_iter()
            .filter(move |it| it.association_type == kind)
    }

    pub fn to(&self, item: &str, kind: &'static str) -> impl Iterator<Item = &'s Link> + use<'s> {
        let all = self.to.get(item).cloned().unwrap_or_default();
        all.into_iter()
            .filter(move |it| it.association_type == kind)
    }
}
