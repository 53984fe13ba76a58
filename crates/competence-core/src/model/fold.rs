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

/// The words of a folded text: its runs of letters and digits. A text in a script that puts no blank
/// between words has a word for each letter.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .flat_map(|word| Letters { rest: word })
}

/// A run of letters, with each letter of a script without blanks as a word of its own.
struct Letters<'w> {
    rest: &'w str,
}

impl<'w> Iterator for Letters<'w> {
    type Item = &'w str;

    fn next(&mut self) -> Option<&'w str> {
        let first = self.rest.chars().next()?;
        let end = if has_no_blanks(first) {
            first.len_utf8()
        } else {
            let end = self.rest.find(has_no_blanks);
            end.unwrap_or(self.rest.len())
        };
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(word)
    }
}

/// Whether a letter is of a script that puts no blank between words: Han, Hiragana, Katakana, Thai,
/// Lao, Khmer and Myanmar, by the blocks of Unicode.
fn has_no_blanks(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn scripts_without_blanks_have_a_word_for_each_letter() {
        let found: Vec<&str> = words("課題 ab12を解決 x").collect();
        assert_eq!(found, ["課", "題", "ab12", "を", "解", "決", "x"]);
        assert_eq!(words("").count(), 0);
    }
}
