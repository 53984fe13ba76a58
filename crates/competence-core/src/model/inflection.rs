//! Other forms of a word, found by its ending: a light stemming for search.
//!
//! The endings are those of the declensions and of the commonest verb forms, as grammars list
//! them, folded. No word is looked up: where the stem itself changes (`pes`, `psa`), a form is
//! not found; where an ending is part of the stem, a form too many is.

use crate::LanguageTag;

/// A stem has at least this many letters.
const STEM: usize = 3;

/// The endings of a language, longest first.
struct Endings {
    /// Those that are taken off a word that is searched for.
    taken: &'static [&'static str],
    /// Those that a form of it may have in place of them.
    given: &'static [&'static str],
}

const SLOVENE: Endings = Endings {
    taken: &[
        "cema", "ami", "ama", "ega", "emu", "ema", "ima", "imi", "oma", "cem", "cev", "cih", "ati",
        "iti", "eti", "am", "ah", "em", "ev", "ih", "im", "om", "ov", "ec", "ca", "ce", "ci", "cu",
        "a", "e", "i", "o", "u",
    ],
    given: &[
        "", "a", "e", "i", "o", "u", "am", "ah", "ami", "ama", "em", "ev", "ega", "emu", "ema",
        "ih", "im", "ima", "imi", "om", "oma", "ov", "ec", "ca", "ce", "ci", "cu", "cem", "cev",
        "cih", "cema", "ati", "iti", "eti", "ajo", "ijo", "ejo", "al", "ala", "ali", "il", "ila",
        "ili",
    ],
};

const ENGLISH: Endings = Endings {
    taken: &["ies", "ied", "ing", "es", "ed", "s", "y", "e"],
    given: &["", "s", "es", "ed", "ing", "y", "ies", "ied", "e"],
};

/// The endings of the language of a text; none for other languages.
fn endings(language: &LanguageTag) -> Option<&'static Endings> {
    match language.as_str().split('-').next() {
        Some("sl") => Some(&SLOVENE),
        Some("en") => Some(&ENGLISH),
        _ => None,
    }
}

/// What a folded word without its ending begins with, in any of the languages: no form of it
/// begins otherwise.
pub(super) fn common_beginning(word: &str) -> &str {
    let stems = [&SLOVENE, &ENGLISH].map(|it| stem(word, it));
    let shortest = stems.into_iter().min_by_key(|it| it.len());
    shortest.unwrap_or(word)
}

/// Whether a folded word of a text in this language is the one that is searched for, begins
/// with it, or has another ending.
pub(super) fn is_form(found: &str, searched: &str, language: &LanguageTag) -> bool {
    if found.starts_with(searched) {
        return true;
    }
    let Some(endings) = endings(language) else {
        return false;
    };
    let rest = found.strip_prefix(stem(searched, endings));
    rest.is_some_and(|rest| endings.given.contains(&rest))
}

fn stem<'w>(word: &'w str, endings: &Endings) -> &'w str {
    let stems = endings.taken.iter().filter_map(|it| word.strip_suffix(it));
    let mut long = stems.filter(|it| it.chars().count() >= STEM);
    long.next().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_found() {
        let cases = [
            (
                "sl",
                "knjiga",
                "knjige knjigi knjigo knjig knjigama knjigah knjigami",
                "knjiznica",
            ),
            (
                "sl",
                "uporabnik",
                "uporabnika uporabniki uporabnikov uporabnikom",
                "uporaba",
            ),
            (
                "sl",
                "uporabnikov",
                "uporabnik uporabniku uporabniki",
                "uporaben",
            ),
            (
                "sl",
                "delavec",
                "delavca delavci delavcev delavcem",
                "delovni",
            ),
            ("sl", "delo", "dela delu delom del", "delavec deljenje"),
            ("sl", "nova", "nov novega novih novimi novo", "november"),
            ("sl", "pravila", "pravilo pravil pravilom", "pravica"),
            ("sl", "vodi", "voditi vodijo", "vodnik"),
            ("en", "service", "services serviced servicing", "servant"),
            ("en", "studies", "study studied", "student"),
            ("en", "plan", "plans planned planning", "plot"),
            ("en", "manages", "manage managed managing", "manor"),
            ("de", "plan", "plane", "plotten"),
        ];
        for (language, searched, forms, others) in cases {
            let language = LanguageTag::new(language).unwrap();
            for form in forms.split(' ') {
                assert!(is_form(form, searched, &language), "{searched}: {form}");
                assert!(
                    form.starts_with(common_beginning(searched)),
                    "{searched}: {form}"
                );
            }
            for other in others.split(' ') {
                assert!(!is_form(other, searched, &language), "{searched}: {other}");
            }
        }
        // In a language without endings here a word finds what begins with it, and no more.
        let german = LanguageTag::new("de").unwrap();
        assert!(!is_form("knjige", "knjiga", &german));
    }
}
