//! A text as YAML has it on one line.

use crate::check::document::{self, Document};

/// A text as it can stand behind a key, in quotes where it must be.
pub(in crate::edit) fn scalar(text: &str) -> String {
    if can_be_plain(text).unwrap_or_else(|| is_read_plain(text)) {
        text.to_owned()
    } else {
        // A string of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    }
}

/// Whether a text is read as it is without quotes: behind a key, and between brackets.
fn is_read_plain(text: &str) -> bool {
    let reads_the_same = |yaml: String| {
        let mut findings = Vec::new();
        let document = document::parse("", &yaml, &mut findings);
        if document.is_empty() {
            return false;
        }
        let value = document.value(Document::ROOT, "k");
        let is_text = value.and_then(|it| document.text(it)) == Some(text);
        findings.is_empty() && document.ambiguous().is_empty() && is_text
    };
    !text.is_empty()
        && reads_the_same(format!("k: {text}\n"))
        && reads_the_same(format!("{{ k: {text} }}\n"))
}

/// The same for most texts by a look at their letters, since there are many; nothing where it takes more.
fn can_be_plain(text: &str) -> Option<bool> {
    let is_letter = |it: char| it.is_ascii_alphabetic() || matches!(it, 'À'..='ɏ' | 'а'..='я');
    if !text.starts_with(is_letter) || text.ends_with(' ') {
        return None;
    }
    let is_inner = |it: char| is_letter(it) || it.is_ascii_digit();
    let mut may_be_in_brackets = true;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ',' | '[' | ']' | '{' | '}' => may_be_in_brackets = false,
            ' ' if letters
                .peek()
                .is_some_and(|it| is_inner(*it) || matches!(it, '(' | '-' | '–')) => {}
            ':' if letters.peek().is_some_and(|it| is_inner(*it) || *it == '/') => {}
            '0'..='9' | '_' | '-' | '.' | '/' | '(' | ')' | ';' | '\'' | '’' | '–' => {}
            it if is_letter(it) => {}
            _ => return None,
        }
    }
    Some(may_be_in_brackets && document::is_text(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn a_look_finds_what_is_read(
            text in "(|[aeA-Znočшλ])([a-z0-9 ,:;#'’–_./()\\[\\]{}\"?!&*|>%@`-]|[čßøшяé×÷λ\u{301}\u{a0}]){0,8}"
        ) {
            if let Some(is_plain) = can_be_plain(&text) {
                prop_assert_eq!(is_plain, is_read_plain(&text), "{:?}", text);
            }
        }

        #[test]
        fn words_that_are_values_are_not_plain(text in "(?i)yes|no|on|off|y|n|null|true|false|nan|inf|e5|x") {
            let is_plain = can_be_plain(&text);
            prop_assert_eq!(is_plain, Some(is_read_plain(&text)), "{:?}", text);
        }
    }

    #[test]
    fn a_look_is_enough_for_most_texts() {
        let texts = [
            "title",
            "Vodi sodelavce, z zgledom",
            "https://example.org/a/b-c_1",
            "Leads (well); 3 – of 4",
        ];
        for text in texts {
            assert!(can_be_plain(text).is_some(), "{text}");
        }
    }
}
