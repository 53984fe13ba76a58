//! The layout of all models.

use std::panic;

use competence_core::check::same_meaning;
use pretty_yaml::config::{FormatOptions, LanguageOptions, LayoutOptions, ProseWrap, Quotes};

/// The deepest indent that is laid out: the formatter counts indents in the bits of a number, and
/// no model comes near.
const INDENT: usize = 30;

/// How many brackets may stand open. Of those that are part of a text the formatter tries all ways to
/// read them, which takes twice as long with each.
const OPEN: usize = 12;

/// The text in the layout of all models, or `None` if it is not valid or would not say the
/// same any more.
pub fn formatted(before: &str) -> Option<String> {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    if before.lines().any(|it| indent(it) > INDENT) || most_open(before) > OPEN {
        return None;
    }
    if !same_meaning(before, before) {
        return None;
    }
    let options = FormatOptions {
        layout: LayoutOptions {
            print_width: 100,
            indent_width: 2,
            ..LayoutOptions::default()
        },
        language: LanguageOptions {
            quotes: Quotes::PreferDouble,
            trailing_comma: false,
            prose_wrap: ProseWrap::Preserve,
            ..LanguageOptions::default()
        },
    };
    let after = laid_out(before, &options)?;
    same_meaning(before, &after).then_some(after)
}

/// The most brackets and braces that stand open anywhere in a text.
fn most_open(text: &str) -> usize {
    let mut open = 0_usize;
    let after = text.bytes().map(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    after.max().unwrap_or_default()
}

/// What the formatter makes of a text. On some odd texts it panics; these are left as they are.
fn laid_out(before: &str, options: &FormatOptions) -> Option<String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let after = panic::catch_unwind(|| pretty_yaml::format_text(before, options).ok());
    panic::set_hook(hook);
    after.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::formatted;

    #[test]
    fn a_text_that_the_formatter_panics_on_is_left_as_it_is() {
        let odd = "a:\n\r\r\r\r|-\n\r\r\r\r\r\r\r\r\r\r\r\r\r|\nyamo:tlrsa\n  - id: b\n";
        let after = formatted(odd);
        assert!(after.is_none_or(|it| competence_core::check::same_meaning(odd, &it)));
        let deep = format!("a:\n{}b: c\n", " ".repeat(70));
        assert_eq!(formatted(&deep), None);
        // A text that the formatter would try to read as lists for hours.
        let brackets = format!("-#--\n\n{}", "[".repeat(30));
        assert_eq!(formatted(&brackets), None);
        assert_eq!(formatted("a:   b\n").as_deref(), Some("a: b\n"));
        assert_eq!(formatted("a:   [[b]]\n").as_deref(), Some("a: [[b]]\n"));
    }
}
