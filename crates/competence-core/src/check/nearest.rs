//! What a name that is not known was meant to be: the nearest one, or the id of what has it as a code.

use std::borrow::Cow;

use crate::{Contents, Element, Found};

/// The candidate that is most like `name`, if one is like it at all: a Jaro-Winkler similarity of
/// 0.8 or more, and at least 3 of 5 letters the same, or one the beginning of the other, without
/// regard to case. Of equals, the first.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best = None;
    let mut best_score = 0.8;
    let name = &*in_small_letters(name);
    for candidate in candidates {
        let folded = in_small_letters(candidate);
        let score = strsim::jaro_winkler(name, &folded);
        if score > best_score && is_like(name, &folded) {
            best_score = score;
            best = Some(candidate);
        }
    }
    best
}

/// Most names are in small letters already.
fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_uppercase) {
        Cow::Owned(name.to_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// What was written instead of an id, and is none.
pub(crate) struct Meant<'m> {
    /// What to write, if that is certain or near.
    pub id: Option<&'m str>,
    /// The same in words.
    pub help: String,
}

impl<'m> Meant<'m> {
    /// What has the text as its code, of the elements that may be meant.
    pub(crate) fn by_code(
        model: &'m Contents,
        code: &str,
        may_be: impl Fn(&Element<'_>) -> bool,
    ) -> Option<Self> {
        match Found::of(model.named(code).filter(may_be)) {
            Found::Nothing => None,
            Found::One(element) => {
                let id = element.id();
                Some(Self {
                    id: Some(id),
                    help: format!("`{code}` is the code of `{id}`: write the id"),
                })
            }
            Found::Several(all) => {
                let ids: Vec<&str> = all.iter().map(Element::id).collect();
                Some(Self {
                    id: None,
                    help: format!(
                        "`{code}` is the code of `{}`: write the id of the one that is meant",
                        ids.join("` and `")
                    ),
                })
            }
        }
    }

    /// The id that is most like the text.
    pub(crate) fn near(text: &str, ids: impl IntoIterator<Item = &'m str>) -> Option<Self> {
        let id = nearest(text, ids)?;
        Some(Self {
            id: Some(id),
            help: format!("did you mean `{id}`?"),
        })
    }
}

/// Jaro-Winkler alone takes `description` for `deprecation`: they begin and end alike.
fn is_like(name: &str, candidate: &str) -> bool {
    candidate.starts_with(name)
        || name.starts_with(candidate)
        || strsim::normalized_damerau_levenshtein(name, candidate) >= 0.6
}
