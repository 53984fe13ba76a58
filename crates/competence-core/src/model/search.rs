//! Full-text search over titles, definitions and statements.

use super::{Contents, Element, fold, inflection};
use crate::{LanguageTag, TextField};

/// A text that holds all the words that were searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hit<'m> {
    /// The element that the text belongs to.
    pub element: Element<'m>,
    /// Which of its texts it is.
    pub field: TextField,
    /// The language of the text.
    pub language: &'m LanguageTag,
    /// The text.
    pub text: &'m str,
}

/// All folded texts of a model in one string, each between two line feeds, in the order in
/// which [`texts`] yields them. Words are joined by single spaces, and each has one before it.
pub(super) struct Index {
    folded: String,
    starts: Vec<usize>,
}

fn texts(model: &Contents) -> impl Iterator<Item = Hit<'_>> {
    model.elements().flat_map(|element| {
        let texts = element.texts().filter(|it| it.field.is_of_content());
        texts.flat_map(move |it| {
            it.text.iter().map(move |(language, text)| Hit {
                element,
                field: it.field,
                language,
                text,
            })
        })
    })
}

impl Index {
    fn new(model: &Contents) -> Self {
        let mut index = Self {
            folded: String::new(),
            starts: Vec::new(),
        };
        let mut one = String::new();
        for hit in texts(model) {
            index.starts.push(index.folded.len());
            one.clear();
            fold::fold_into(hit.text, &mut one);
            for word in fold::words(&one) {
                index.folded.push(' ');
                index.folded.push_str(word);
            }
            index.folded.push('\n');
        }
        index
    }

    /// The numbers of the texts that may hold a form of each of `words`, with the texts folded.
    fn candidates(&self, words: &[&str]) -> Vec<(usize, &str)> {
        // What all forms of a word begin with. The longest is the rarest; the others are looked
        // for only where it is.
        let beginnings = words
            .iter()
            .map(|it| format!(" {}", inflection::common_beginning(it)));
        let beginnings: Vec<String> = beginnings.collect();
        let Some(longest) = beginnings.iter().max_by_key(|it| it.len()) else {
            return Vec::new();
        };
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (at, _) in self.folded.match_indices(longest.as_str()) {
            let number = self.starts.partition_point(|&start| start <= at) - 1;
            if found.last().is_some_and(|(last, _)| *last == number) {
                continue;
            }
            let end = self
                .starts
                .get(number + 1)
                .map_or(self.folded.len(), |&next| next);
            let start = self.starts.get(number).copied().unwrap_or(end);
            let text = self.folded.get(start..end).unwrap_or_default();
            if beginnings.iter().all(|it| text.contains(it.as_str())) {
                found.push((number, text));
            }
        }
        found
    }
}

impl Contents {
    /// The texts that have every word of the query, in any language, without regard to case and
    /// diacritics. A text has a word if one of its own begins with it, `strezb` and `strežba`, or,
    /// in Slovene and English, is another form of it by its ending, `knjiga` and `knjige`,
    /// `studies` and `study`. In the declared order; a query without a word finds nothing.
    ///
    /// Elements whose code or address is the whole query come first, with their titles.
    ///
    /// The first search folds all texts of the model and keeps them; later ones only look.
    pub fn search(&self, query: &str) -> Vec<Hit<'_>> {
        let primary = &self.framework().languages.primary;
        let by_name = self.named(query.trim()).map(|element| {
            let (language, text) = element.title().resolve(primary, primary);
            let field = match element {
                Element::Indicator(..) => TextField::Statement,
                _ => TextField::Title,
            };
            Hit {
                element,
                field,
                language,
                text,
            }
        });
        let mut found: Vec<Hit<'_>> = by_name.collect();
        let folded = fold(query);
        let words: Vec<&str> = fold::words(&folded).collect();
        if words.is_empty() {
            return found;
        }
        let index = self.search.get_or_init(|| Index::new(self));
        let mut candidates = index.candidates(&words).into_iter().peekable();
        let candidates = texts(self).enumerate().filter_map(|(number, hit)| {
            let (_, folded) = candidates.next_if(|(it, _)| *it == number)?;
            Some((hit, folded))
        });
        let has = |folded: &str, word: &str, language: &LanguageTag| {
            fold::words(folded).any(|it| inflection::is_form(it, word, language))
        };
        let hits = candidates
            .filter(|(hit, folded)| words.iter().all(|word| has(folded, word, hit.language)));
        let by_text: Vec<Hit<'_>> = hits
            .map(|(hit, _)| hit)
            .filter(|it| !found.contains(it))
            .collect();
        found.extend(by_text);
        found
    }
}
