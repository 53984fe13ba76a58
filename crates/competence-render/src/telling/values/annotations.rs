//! What else is said of an element: codes, addresses, further texts, links, dates, relations.

use competence_core::{Association, Date, Link, LocalisedText};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Said, Sides, Values, difference, list, typed};
use crate::locale::args;
use crate::visible::visible_line;

impl Values<'_, '_> {
    /// A value that is shown as it is: gained, lost, or another one.
    pub(super) fn plain(&self, ids: [&'static str; 3]) -> Vec<String> {
        let shown = |text: &str| Some(visible_line(text).into_owned());
        self.shown(ids, |value| shown(value.as_str()?))
    }

    pub(super) fn date(&self, ids: [&'static str; 3]) -> Vec<String> {
        let date = |value: &Value| typed::<Date>(Some(value));
        self.shown(ids, |value| Some(self.teller.locale.date(date(value)?)))
    }

    /// A scale by its name.
    pub(super) fn scale(&self, ids: [&'static str; 3]) -> Vec<String> {
        self.shown(ids, |value| {
            Some(self.teller.declared("scales", value.as_str()?))
        })
    }

    fn shown(
        &self,
        [gained, lost, changed]: [&'static str; 3],
        shown: impl Fn(&Value) -> Option<String>,
    ) -> Vec<String> {
        let (old, new) = (self.old.and_then(&shown), self.new.and_then(&shown));
        let id = match (&old, &new) {
            (None, _) => gained,
            (_, None) => lost,
            _ => changed,
        };
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        vec![self.say(id, args! { "old" => old, "new" => new })]
    }

    /// The texts of a list, each as the reader reads it.
    pub(super) fn texts(&self, which: &str) -> Vec<String> {
        self.items(which, |it: &LocalisedText, texts| texts.text(it).to_owned())
    }

    /// Examples, which may have paragraphs, and so are no part of a sentence.
    pub(super) fn examples(&self) -> Vec<Said> {
        let (old, new) = (list::<LocalisedText>(self.old), list(self.new));
        let (added, removed) = difference(&old, &new);
        let text = |it, texts: crate::locale::Texts<'_>| Some(texts.text(it).to_owned());
        let language = self.teller.new.language;
        let said = |id, old, new| Said {
            sentence: self.say(id, &[]),
            texts: vec![Sides {
                language: language.clone(),
                old,
                new,
            }],
        };
        let added = added.into_iter();
        let added = added.map(|it| said("example-added", None, text(it, self.teller.new)));
        let removed = removed.into_iter();
        let removed = removed.map(|it| said("example-removed", text(it, self.teller.old), None));
        added.chain(removed).collect()
    }

    pub(super) fn links(&self) -> Vec<String> {
        self.items("links", |it: &Link, texts| match &it.title {
            Some(title) => format!("{} ({})", texts.text(title), it.target),
            None => it.target.to_string(),
        })
    }

    fn items<T: DeserializeOwned + PartialEq>(
        &self,
        which: &str,
        shown: impl Fn(&T, crate::locale::Texts<'_>) -> String,
    ) -> Vec<String> {
        let (old, new) = (list::<T>(self.old), list::<T>(self.new));
        let (added, removed) = difference(&old, &new);
        let told = |id: &'static str, text: String| {
            let text = visible_line(&text).into_owned();
            self.say(id, args! { "list" => which, "text" => text })
        };
        let added = added
            .into_iter()
            .map(|it| told("item-added", shown(it, self.teller.new)));
        let mut sentences: Vec<String> = added.collect();
        let removed = removed.into_iter();
        sentences.extend(removed.map(|it| told("item-removed", shown(it, self.teller.old))));
        sentences
    }

    pub(super) fn extension(&self, key: &str) -> Vec<String> {
        let key = self.teller.locale.quoted(key);
        vec![self.say("extension-changed", args! { "key" => key })]
    }

    pub(super) fn relations(&self) -> Vec<String> {
        let (old, new) = (list::<Association>(self.old), list::<Association>(self.new));
        let (added, removed) = difference(&old, &new);
        let told = |id: &'static str, it: &Association, name: String| {
            self.say(
                id,
                args! { "relation" => it.relation.as_str(), "name" => name },
            )
        };
        let name = |it: &Association| self.teller.name(it.target.as_str());
        let old_name = |it: &Association| self.teller.old_name(it.target.as_str());
        let added = added
            .into_iter()
            .map(|it| told("relation-added", it, name(it)));
        let mut sentences: Vec<String> = added.collect();
        let removed = removed.into_iter();
        sentences.extend(removed.map(|it| told("relation-removed", it, old_name(it))));
        sentences
    }
}
