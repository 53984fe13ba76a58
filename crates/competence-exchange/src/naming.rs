//! Ids for elements that others named: made from codes or titles, in the same way each time.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use competence_core::fold;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What the id of an imported element was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Origin {
    /// The id.
    pub id: String,
    /// What it was made of: `id`, `code`, `title`, `text`, `iri` or `import`, for what this program
    /// added.
    pub from: &'static str,
    /// The value that it was made of.
    pub value: String,
}

/// The most characters of an id that is made of a text.
const LENGTH: usize = 60;

/// The ids of a model that is being read.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The number that is tried next behind an id that was taken.
    next: HashMap<String, usize>,
    pub origins: Vec<Origin>,
}

impl Ids {
    /// Takes an id that the source gives; not if it is taken.
    pub fn given(&mut self, id: &str) -> bool {
        let is_new = self.taken.insert(id.to_owned());
        if is_new {
            self.origins.push(Origin {
                id: id.to_owned(),
                from: "id",
                value: id.to_owned(),
            });
        }
        is_new
    }

    /// A new id from the first of the values that gives one; `noun` is the word that it begins with
    /// where none does.
    pub fn element(&mut self, noun: &str, values: &[(&'static str, &str)]) -> String {
        self.under("", noun, values)
    }

    /// A new id for an indicator of a competence.
    pub fn indicator(&mut self, competence: &str, values: &[(&'static str, &str)]) -> String {
        self.under(&format!("{competence}."), "statement", values)
    }

    fn under(&mut self, prefix: &str, noun: &str, values: &[(&'static str, &str)]) -> String {
        let made = values
            .iter()
            .find_map(|(from, value)| Some((*from, *value, kebab(value)?)));
        let (from, value, name) = made.unwrap_or_else(|| {
            // In a script without an id's letters: a name that stays the same.
            let (from, value) = values.last().copied().unwrap_or_default();
            let digest = Sha256::digest(value);
            let digits = digest.iter().take(4).fold(String::new(), |mut all, it| {
                // Writing to a string does not fail.
                let _ = write!(all, "{it:02x}");
                all
            });
            (from, value, format!("{noun}-{digits}"))
        });
        let id = self.free(format!("{prefix}{name}"));
        self.origins.push(Origin {
            id: id.clone(),
            from,
            value: value.to_owned(),
        });
        id
    }

    /// Takes an id, or the same with the first number behind it that is free.
    fn free(&mut self, wanted: String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        // Many may have the same name: the numbers of those before are not tried again.
        let mut number = self.next.get(&wanted).copied().unwrap_or(2);
        let id = loop {
            let id = format!("{wanted}-{number}");
            number += 1;
            if self.taken.insert(id.clone()) {
                break id;
            }
        };
        self.next.insert(wanted, number);
        id
    }
}

/// What the id of an element is made of: its title, or its code where the title is too long for one and
/// the code begins with a letter. A code such as `1.1` is a place, and no name.
pub(crate) fn named<'s>(
    title: Option<&'s str>,
    code: Option<&'s str>,
) -> Vec<(&'static str, &'s str)> {
    let code = code.filter(|it| it.starts_with(|c: char| c.is_ascii_alphabetic()));
    let code = code.map(|it| ("code", it));
    let is_long = title.is_some_and(|it| it.chars().count() > LENGTH);
    let title = title.map(|it| ("title", it));
    let (first, second) = if is_long {
        (code, title)
    } else {
        (title, code)
    };
    first.into_iter().chain(second).collect()
}

/// What the id of an indicator is made of: its code, or its words.
pub(crate) fn stated<'s>(
    text: Option<&'s str>,
    code: Option<&'s str>,
) -> Vec<(&'static str, &'s str)> {
    let code = code.filter(|it| it.starts_with(|c: char| c.is_ascii_alphabetic()));
    let code = code.map(|it| ("code", it));
    code.into_iter()
        .chain(text.map(|it| ("text", it)))
        .collect()
}

/// A text as a part of an id: its words in small letters without diacritics, joined by hyphens.
/// Nothing if none is left.
pub(crate) fn kebab(text: &str) -> Option<String> {
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_ascii_alphanumeric());
    let mut id = String::new();
    for word in words.filter(|it| !it.is_empty()) {
        if !id.is_empty() && id.len() + word.len() >= LENGTH {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LENGTH));
    }
    let first = id.chars().next()?;
    // An id begins with a letter.
    Some(if first.is_ascii_digit() {
        format!("n-{id}")
    } else {
        id
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_words() {
        assert_eq!(
            kebab("Vodenje ljudi: čas & mir").as_deref(),
            Some("vodenje-ljudi-cas-mir")
        );
        assert_eq!(kebab("1.1").as_deref(), Some("n-1-1"));
        assert_eq!(kebab("計画"), None);
        let long = "word ".repeat(40);
        assert!(kebab(&long).unwrap().len() <= LENGTH);
    }

    #[test]
    fn no_two_are_the_same() {
        let mut ids = Ids::default();
        let one = ids.element("competence", &[("title", "Planning")]);
        let two = ids.element("competence", &[("title", "Planning!")]);
        assert_eq!((one.as_str(), two.as_str()), ("planning", "planning-2"));
        let three = ids.element("competence", &[("title", "計画")]);
        assert!(three.starts_with("competence-"), "{three}");
        assert_eq!(
            ids.indicator("planning", &[("code", "K 1")]),
            "planning.k-1"
        );
        assert_eq!(ids.origins.len(), 4);
    }
}
