//! Texts with language tags as those of a model.

use std::collections::BTreeMap;

use competence_core::LanguageTag;
use competence_core::LocalisedText;

use super::{Said, Vocabulary};
use crate::Problem;

/// Reads texts, and keeps what is wrong with them.
#[derive(Debug)]
pub(crate) struct Words {
    /// The language of texts that name none.
    pub primary: LanguageTag,
    pub problems: Vec<Problem>,
    empty: usize,
}

impl Words {
    pub fn new(primary: LanguageTag, problems: Vec<Problem>) -> Self {
        Self {
            primary,
            problems,
            empty: 0,
        }
    }

    /// A text in all its languages.
    pub fn text<T: Vocabulary>(
        &mut self,
        iri: &str,
        said: &Said<T>,
        term: T,
    ) -> Option<LocalisedText> {
        let mut text: Option<LocalisedText> = None;
        for (language, words) in said.literals(term) {
            let words = words.trim_end();
            if words.trim().is_empty() {
                self.empty += 1;
                continue;
            }
            let Some(tag) = self.tag(iri, language) else {
                continue;
            };
            text = Some(match text {
                None => LocalisedText::new(tag, words),
                Some(text) if text.get(&tag).is_some() => {
                    let message = format!(
                        "it has a second {} in `{tag}`: `{words}` was left out",
                        term.short()
                    );
                    self.problems.push(Problem::new(iri, message));
                    text
                }
                Some(text) => text.with(tag, words),
            });
        }
        text
    }

    /// Texts in one language each, in the order of language and words.
    pub fn texts<T: Vocabulary>(
        &mut self,
        iri: &str,
        said: &Said<T>,
        term: T,
    ) -> Vec<LocalisedText> {
        let mut texts: Vec<(LanguageTag, String)> = Vec::new();
        for (language, words) in said.literals(term) {
            if words.trim().is_empty() {
                self.empty += 1;
            } else if let Some(tag) = self.tag(iri, language) {
                texts.push((tag, words.trim_end().to_owned()));
            }
        }
        texts.sort();
        let texts = texts.into_iter();
        texts
            .map(|(tag, words)| LocalisedText::new(tag, words))
            .collect()
    }

    fn tag(&mut self, iri: &str, language: Option<&str>) -> Option<LanguageTag> {
        let Some(language) = language else {
            return Some(self.primary.clone());
        };
        let found = tag(language);
        if found.is_none() {
            let message = format!("`{language}` is not a language tag: a text was left out");
            self.problems.push(Problem::new(iri, message));
        }
        found
    }

    /// The problems, with those that are only counted.
    pub fn into_problems(mut self) -> Vec<Problem> {
        if self.empty > 0 {
            let message = format!("{} empty texts were left out", self.empty);
            self.problems.push(Problem::new("texts", message));
        }
        self.problems
    }
}

/// A language tag in its usual letter case.
pub(crate) fn tag(text: &str) -> Option<LanguageTag> {
    let parsed = text.parse().ok();
    parsed.or_else(|| {
        // RDF writes tags in small letters.
        let parts: Vec<String> = text
            .split('-')
            .enumerate()
            .map(|(number, part)| match (number, part.len()) {
                (0, _) => part.to_lowercase(),
                (_, 2) => part.to_uppercase(),
                (_, 4) => {
                    let mut letters = part.chars();
                    let first = letters.next().map(|it| it.to_ascii_uppercase());
                    first
                        .into_iter()
                        .chain(letters.map(|it| it.to_ascii_lowercase()))
                        .collect()
                }
                _ => part.to_lowercase(),
            })
            .collect();
        parts.join("-").parse().ok()
    })
}

/// The language of most of some literals.
pub(crate) fn most<'s>(literals: impl Iterator<Item = Option<&'s str>>) -> Option<LanguageTag> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for language in literals.flatten() {
        *counts.entry(language).or_default() += 1;
    }
    let counts = counts
        .into_iter()
        .filter_map(|(language, number)| Some((tag(language)?, number)));
    let most = counts.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    most.map(|(tag, _)| tag)
}
