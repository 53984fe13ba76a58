//! Texts without case and diacritics, for search and comparison.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::invisible;

/// Folds a text: compatibility decomposition without its combining marks, lower case, and the
/// letters that Unicode does not decompose replaced by their base letter (`đ` to `d`, `ø` to
/// `o`, `ł` to `l`, `ß` to `ss`).
///
/// ```
/// assert_eq!(competence_core::fold("Strežba ĐURĐA"), "strezba durda");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], at the end of a string that is there already.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        match c {
            ..='\u{7f}' => folded.push(c.to_ascii_lowercase()),
            // The letters of Slovene, without a look into the tables.
            'č' | 'Č' => folded.push('c'),
            'š' | 'Š' => folded.push('s'),
            'ž' | 'Ž' => folded.push('z'),
            _ if invisible(c).is_some() => {}
            _ => fold_any(c, folded),
        }
    }
}

fn fold_any(c: char, folded: &mut String) {
    for c in std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c)) {
        for c in c.to_lowercase() {
            match c {
                'đ' | 'ð' => folded.push('d'),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ı' => folded.push('i'),
                _ => folded.push(c),
            }
        }
    }
}

/// The words of a folded text: its runs of letters and digits.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
