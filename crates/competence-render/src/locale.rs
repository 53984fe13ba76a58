//! Messages for people, in the languages that have a folder under `locales/`.
//!
//! The messages are in the form of Project Fluent, with the plural rules of CLDR: Slovene has one,
//! two, few and other. All of the project are here, so that one test holds the languages to each other.
//!
//! ```
//! use competence_render::locale::{Locale, args};
//! let slovene = Locale::of(&"sl".parse()?);
//! assert_eq!(slovene.counted(2, "competence"), "2 kompetenci");
//! assert_eq!(slovene.say("level", args! { "number" => 3 }), "raven 3");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use competence_core::{Date, Element, LanguageTag, LocalisedText, Model};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::visible::visible_line;

/// The languages that there are messages in, with their files. The first is the one that is used
/// where a framework has none of them.
const LOCALES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            include_str!("../locales/en/words.ftl"),
            include_str!("../locales/en/decisions.ftl"),
            include_str!("../locales/en/changes.ftl"),
            include_str!("../locales/en/page.ftl"),
            include_str!("../locales/en/changelog.ftl"),
            include_str!("../locales/en/ratings.ftl"),
            include_str!("../locales/en/evidence.ftl"),
        ],
    ),
    (
        "sl",
        &[
            include_str!("../locales/sl/words.ftl"),
            include_str!("../locales/sl/decisions.ftl"),
            include_str!("../locales/sl/changes.ftl"),
            include_str!("../locales/sl/page.ftl"),
            include_str!("../locales/sl/changelog.ftl"),
            include_str!("../locales/sl/ratings.ftl"),
            include_str!("../locales/sl/evidence.ftl"),
        ],
    ),
];

/// The messages of one language.
pub struct Locale {
    tag: &'static str,
    messages: FluentBundle<FluentResource>,
}

/// What a message is filled with: `args! { "name" => value }`.
#[macro_export]
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {
        &[$(($name, $crate::locale::Value::from($value))),*]
    };
}
pub use crate::args;

/// What a message is filled with: a text or a number.
pub use fluent_bundle::FluentValue as Value;

impl Locale {
    /// The messages in a language, or where there are none, in English.
    pub fn of(language: &LanguageTag) -> Self {
        let primary = language.as_str().split('-').next().unwrap_or_default();
        let known = LOCALES.iter().find(|(tag, _)| *tag == primary);
        let (tag, files) = known
            .or_else(|| LOCALES.first())
            .copied()
            .unwrap_or(("en", &[]));
        Self::from_files(tag, files)
    }

    /// The English messages: for what is about the program and not about the framework.
    pub(crate) fn english() -> Self {
        LanguageTag::new("en").map_or_else(|_| Self::from_files("en", &[]), |en| Self::of(&en))
    }

    fn from_files(tag: &'static str, files: &[&str]) -> Self {
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![language]);
        // The marks around what is filled in would be shown as what they are: not seen.
        messages.set_use_isolating(false);
        for file in files {
            // The files are ours, and a test reads them: what cannot be read is left out.
            let resource = match FluentResource::try_new((*file).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            messages.add_resource_overriding(resource);
        }
        Self { tag, messages }
    }

    /// The language of the messages.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// A message, filled in. One that there is none of shows its id; a test finds these.
    pub fn say(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.messages.get_message(id).and_then(|it| it.value()) else {
            return id.to_owned();
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            filled.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = self
            .messages
            .format_pattern(pattern, Some(&filled), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text.into_owned()
    }

    /// A text in the quotation marks of the language; in the inner ones if it has the outer ones
    /// itself.
    pub fn quoted(&self, text: &str) -> String {
        let text = visible_line(text);
        let outer = self.say("quoted", args! { "text" => "" });
        let has_marks = outer.chars().any(|mark| text.contains(mark));
        let id = if has_marks { "quoted-again" } else { "quoted" };
        self.say(id, args! { "text" => text.as_ref() })
    }

    /// A list in words: `a, b and c`. Nothing of an empty one.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first, last] => self.say(
                "list-two",
                args! { "first" => first.as_str(), "last" => last.as_str() },
            ),
            [rest @ .., last] => {
                let joined = rest.iter().cloned().reduce(|first, rest| {
                    self.say("list-more", args! { "first" => first, "rest" => rest })
                });
                let first = joined.unwrap_or_default();
                self.say(
                    "list-last",
                    args! { "first" => first, "last" => last.as_str() },
                )
            }
        }
    }

    /// A list of at most this many, with the number of the others.
    pub fn list_of_at_most(&self, items: &[String], most: usize) -> String {
        if items.len() <= most + 1 {
            return self.list(items);
        }
        let shown = items.get(..most).unwrap_or_default().join(", ");
        self.say(
            "and-others",
            args! { "list" => shown, "number" => items.len() - most },
        )
    }

    /// A number with the noun of an element, or `change`.
    pub fn counted(&self, number: usize, noun: &str) -> String {
        self.say("counted", args! { "number" => number, "noun" => noun })
    }

    /// A day in words.
    pub fn date(&self, date: Date) -> String {
        let text = date.to_string();
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|it| it.parse::<u32>().ok()).unwrap_or(0);
        let (month, day) = (number(month), number(day));
        self.say(
            "date",
            args! { "day" => day, "month" => month, "year" => year.unwrap_or_default() },
        )
    }

    /// The name of a language.
    pub(crate) fn language(&self, tag: &LanguageTag) -> String {
        let name = self.say("language", args! { "tag" => tag.as_str() });
        if name == tag.as_str() {
            name
        } else {
            format!("{name} ({tag})")
        }
    }
}

/// The word with a capital letter.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The texts of a model in the language in which it is told.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'m> {
    pub model: &'m Model,
    pub language: &'m LanguageTag,
}

impl<'m> Texts<'m> {
    pub(crate) fn text(&self, text: &'m LocalisedText) -> &'m str {
        self.model.text(text, Some(self.language)).1
    }

    /// The title of an element, or its statement.
    pub(crate) fn title(&self, element: Element<'m>) -> &'m str {
        self.text(element.title())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::of(&tag.parse().unwrap())
    }

    /// The ids of the messages of a language, each with the names that it is filled with.
    fn messages(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut all = BTreeMap::new();
        for file in files {
            assert!(FluentResource::try_new((*file).to_owned()).is_ok());
            let mut id = String::new();
            for line in file.lines().filter(|it| !it.starts_with('#')) {
                let is_head = line.starts_with(|c: char| c.is_ascii_lowercase());
                if let Some((head, _)) = line.split_once(" = ").filter(|_| is_head) {
                    id = head.to_owned();
                    let known = all.insert(id.clone(), BTreeSet::new());
                    assert!(known.is_none(), "`{id}` is there twice");
                }
                let names: &mut BTreeSet<String> = all.get_mut(&id).unwrap();
                for part in line.split('$').skip(1) {
                    let end = part
                        .find(|c: char| !c.is_ascii_lowercase())
                        .unwrap_or(part.len());
                    names.insert(part[..end].to_owned());
                }
            }
        }
        all
    }

    #[test]
    fn every_language_has_every_message_with_the_same_variables() {
        let (_, english) = LOCALES[0];
        let english = messages(english);
        for (tag, files) in LOCALES {
            let of_language = messages(files);
            let ids =
                |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<Vec<_>>();
            assert_eq!(ids(&of_language), ids(&english), "{tag}");
            for (id, names) in &of_language {
                // Grammar may need a number that English has no use for, and the reverse.
                let counts = ["number", "targets"].map(str::to_owned);
                let without = |names: &BTreeSet<String>| {
                    let names = names.iter().filter(|it| !counts.contains(it));
                    names.cloned().collect::<Vec<_>>()
                };
                assert_eq!(without(names), without(&english[id]), "{tag}: {id}");
            }
        }
    }

    #[test]
    fn a_folder_that_is_there_is_read() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");
        let mut folders: Vec<String> = std::fs::read_dir(root)
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        folders.sort();
        let known: Vec<&str> = LOCALES.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(folders, known);
    }

    /// Every id that the code asks for is there, and every message is asked for.
    #[test]
    fn the_code_and_the_messages_agree() {
        let mut asked = String::new();
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![here.join("src"), here.join("../competence-ratings/src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|it| it == "rs") {
                    let file = std::fs::read_to_string(path).unwrap();
                    asked.push_str(file.split("#[cfg(test)]").next().unwrap());
                }
            }
        }
        let english = messages(LOCALES[0].1);
        // Some are put together of a word and the name of a figure or a question.
        let begun = asked.split("format!(\"").skip(1);
        let begun: Vec<&str> = begun
            .filter_map(|it| Some(it.split_once('{')?.0))
            .filter(|it| it.len() > 2 && it.ends_with('-'))
            .collect();
        let unused: Vec<&String> = english
            .keys()
            .filter(|id| !asked.contains(&format!("\"{id}\"")))
            .filter(|id| !begun.iter().any(|it| id.starts_with(it)))
            .collect();
        assert_eq!(unused, Vec::<&String>::new(), "no code asks for these");
        let mut unknown = BTreeSet::new();
        for part in asked.split("say(").skip(1) {
            let part = part.trim_start();
            let id = part.strip_prefix('"').and_then(|it| it.split('"').next());
            unknown.extend(id.filter(|id| !english.contains_key(*id)));
        }
        assert_eq!(unknown, BTreeSet::new(), "there is no message for these");
    }

    #[test]
    fn slovene_has_a_dual() {
        let slovene = locale("sl-SI");
        let counted = [1, 2, 3, 5, 101, 102].map(|it| slovene.counted(it, "change"));
        assert_eq!(
            counted,
            [
                "1 sprememba",
                "2 spremembi",
                "3 spremembe",
                "5 sprememb",
                "101 sprememba",
                "102 spremembi"
            ]
        );
    }

    #[test]
    fn other_languages_are_told_in_english() {
        assert_eq!(locale("de").tag(), "en");
        assert_eq!(locale("de").counted(2, "competence"), "2 competences");
    }

    #[test]
    fn lists_quotes_and_days() {
        let (english, slovene) = (locale("en"), locale("sl"));
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(english.list(&items), "a, b, and c");
        assert_eq!(slovene.list(&items), "a, b in c");
        assert_eq!(english.list_of_at_most(&items, 1), "a and 2 more");
        assert_eq!(slovene.quoted("Dajanje »vsega«"), "„Dajanje »vsega«“");
        let day = "2026-01-15".parse().unwrap();
        assert_eq!(english.date(day), "15 January 2026");
        assert_eq!(slovene.date(day), "15. januar 2026");
    }
}
