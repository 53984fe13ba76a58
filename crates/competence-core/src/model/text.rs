//! Texts in one or more languages.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::LanguageTag;

/// A text in at least one language.
///
/// In a file it is a string, which is in the framework's primary language, or a map from
/// language tag to string. The languages are kept sorted by tag.
///
/// ```
/// use competence_core::{LanguageTag, LocalisedText};
/// let sl = LanguageTag::new("sl")?;
/// let en = LanguageTag::new("en")?;
/// let text = LocalisedText::new(sl.clone(), "Sodelovanje").with(en.clone(), "Cooperation");
/// assert_eq!(text.get(&en), Some("Cooperation"));
/// // Asked for a language that is not there, it falls back and says to what.
/// let german = LanguageTag::new("de-AT")?;
/// assert_eq!(text.resolve(&german, &sl), (&sl, "Sodelovanje"));
/// # Ok::<(), competence_core::InvalidLanguageTag>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LocalisedText(Vec<(LanguageTag, Box<str>)>);

impl LocalisedText {
    /// A text in one language.
    pub fn new(language: LanguageTag, text: impl Into<Box<str>>) -> Self {
        Self(vec![(language, text.into())])
    }

    /// The same text with one more language, or with another wording in that language.
    #[must_use]
    pub fn with(mut self, language: LanguageTag, text: impl Into<Box<str>>) -> Self {
        match self.0.binary_search_by(|(tag, _)| tag.cmp(&language)) {
            Ok(index) => {
                if let Some((_, words)) = self.0.get_mut(index) {
                    *words = text.into();
                }
            }
            Err(index) => self.0.insert(index, (language, text.into())),
        }
        self
    }

    /// The text in exactly this language.
    pub fn get(&self, language: &LanguageTag) -> Option<&str> {
        self.0
            .iter()
            .find(|(tag, _)| tag == language)
            .map(|(_, text)| &**text)
    }

    /// The text in the language asked for, or in the nearest there is, with its language.
    ///
    /// Tried in this order: the tag itself; the tag with its last subtag cut off, again and
    /// again (the lookup of RFC 4647 §3.4, `sl-SI` to `sl`); the primary language; the first
    /// language by tag.
    pub fn resolve<'a>(
        &'a self,
        wanted: &LanguageTag,
        primary: &LanguageTag,
    ) -> (&'a LanguageTag, &'a str) {
        let mut range = wanted.as_str();
        let found = loop {
            if let Some(found) = self.0.iter().find(|(tag, _)| tag.as_str() == range) {
                break Some(found);
            }
            match range.rsplit_once('-') {
                Some((shorter, _)) => range = shorter,
                None => break self.0.iter().find(|(tag, _)| tag == primary),
            }
        };
        #[expect(
            clippy::indexing_slicing,
            reason = "a text is in one language at least"
        )]
        let (tag, text) = found.unwrap_or(&self.0[0]);
        (tag, text)
    }

    /// Each language with its text, sorted by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        self.0.iter().map(|(tag, text)| (tag, &**text))
    }

    /// Says which language the texts without one are in. A text that has that language
    /// already keeps it.
    pub(crate) fn declare(&mut self, primary: &LanguageTag) {
        let undetermined = LanguageTag::undetermined();
        if self.get(primary).is_some() {
            return;
        }
        if let Some((tag, _)) = self.0.iter_mut().find(|(tag, _)| *tag == undetermined) {
            *tag = primary.clone();
            self.0.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
    }
}

impl Serialize for LocalisedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (tag, text) in &self.0 {
            map.serialize_entry(tag, text)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for LocalisedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = LocalisedText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a map from language tag to text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<LocalisedText, E> {
                if text.is_empty() {
                    return Err(E::custom("the text is empty"));
                }
                Ok(LocalisedText::new(LanguageTag::undetermined(), text))
            }

            fn visit_map<A: de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<LocalisedText, A::Error> {
                let mut texts: Vec<(LanguageTag, Box<str>)> = Vec::with_capacity(2);
                while let Some((tag, text)) = map.next_entry::<LanguageTag, Box<str>>()? {
                    if text.is_empty() {
                        return Err(de::Error::custom("the text is empty"));
                    }
                    match texts.binary_search_by(|(have, _)| have.cmp(&tag)) {
                        Ok(_) => return Err(de::Error::custom("a language twice")),
                        Err(index) => texts.insert(index, (tag, text)),
                    }
                }
                if texts.is_empty() {
                    return Err(de::Error::custom("a text in no language"));
                }
                Ok(LocalisedText(texts))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for LocalisedText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LocalisedText".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let tag = generator.subschema_for::<LanguageTag>();
        schemars::json_schema!({
            "type": ["string", "object"],
            "description": "A text in the framework's primary language, or a map from BCP 47 language tag to text.",
            "minLength": 1,
            "minProperties": 1,
            "propertyNames": tag,
            "additionalProperties": { "type": "string", "minLength": 1 },
        })
    }
}
