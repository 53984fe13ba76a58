//! Full-text search over titles, definitions and statements.

use super::{Contents, Element, fold};
use crate::LanguageTag;

/// A text that holds all the words that were searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Which text of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The title of a competence, cluster or profile.
    Title,
    /// The definition of a competence, the field of a cluster, the description of a profile.
    Definition,
    /// The statement of an indicator.
    Statement,
}

/// All folded texts of a model in one string, each between two line feeds, in the order in
/// which [`texts`] yields them. Words are joined by single spaces, and each has one before it.
pub(super) struct Index {
    folded: String,
    starts: Vec<usize>,
}

fn texts(model: &Contents) -> impl Iterator<Item = Hit<'_>> {
    model.elements().flat_map(|element| {
        let (field, definition) = match element {
            Element::Indicator(..) => (TextField::Statement, None),
            Element::Competence(competence) => (TextField::Title, competence.definition.as_ref()),
            Element::Cluster(cluster) => (TextField::Title, cluster.field.as_ref()),
            Element::Profile(profile) => (TextField::Title, profile.description.as_ref()),
        };
        let fields = [
            (field, Some(element.title())),
            (TextField::Definition, definition),
        ];
        fields.into_iter().flat_map(move |(field, text)| {
            text.into_iter().flat_map(move |text| {
                text.iter().map(move |(language, text)| Hit {
                    element,
                    field,
                    language,
                    text,
                })
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

    /// The numbers of the texts that hold a word beginning with each of `words`.
    fn matches(&self, words: &[String]) -> Vec<usize> {
        // The longest word is the rarest; the others are looked for only where it is.
        let Some(longest) = words.iter().max_by_key(|word| word.len()) else {
            return Vec::new();
        };
        let mut found: Vec<usize> = Vec::new();
        for (at, _) in self.folded.match_indices(longest.as_str()) {
            let number = self.starts.partition_point(|&start| start <= at) - 1;
            if found.last() == Some(&number) {
                continue;
            }
            let end = self
                .starts
                .get(number + 1)
                .map_or(self.folded.len(), |&next| next);
            let text = &self.folded[self.starts[number]..end];
            if words.iter().all(|word| text.contains(word.as_str())) {
                found.push(number);
            }
        }
        found
    }
}

impl Contents {
    /// The texts in which every word of the query begins some word, in any language, without
    /// regard to case and diacritics: `strezb` finds `strežba`. In the declared order; a query
    /// without a word finds nothing.
    ///
    /// The first search folds all texts of the model and keeps them; later ones only look.
    pub fn search(&self, query: &str) -> Vec<Hit<'_>> {
        let folded = fold(query);
        let words: Vec<String> = fold::words(&folded)
            .map(|word| format!(" {word}"))
            .collect();
        if words.is_empty() {
            return Vec::new();
        }
        let index = self.search.get_or_init(|| Index::new(self));
        let mut wanted = index.matches(&words).into_iter().peekable();
        texts(self)
            .enumerate()
            .filter(|(number, _)| wanted.next_if_eq(number).is_some())
            .map(|(_, hit)| hit)
            .collect()
    }
}
