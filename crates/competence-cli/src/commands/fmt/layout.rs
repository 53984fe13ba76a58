//! The layout of all models.

use competence_core::check::same_meaning;
use pretty_yaml::config::{FormatOptions, LanguageOptions, LayoutOptions, ProseWrap, Quotes};

/// The deepest indent that is laid out: the formatter counts indents in the bits of a number, and
/// no model comes near.
const INDENT: usize = 30;

/// The text in the layout of all models, or `None` if it is not valid or would not say the
/// same any more.
pub fn formatted(before: &str) -> Option<String> {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    if !same_meaning(before, before) || before.lines().any(|it| indent(it) > INDENT) {
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
    let after = pretty_yaml::format_text(before, &options).ok()?;
    same_meaning(before, &after).then_some(after)
}
