//! Characters that are not seen, or that make other text look as it is not.

use unicode_normalization::UnicodeNormalization;

/// A character that is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invisible {
    /// The name, by the Unicode Character Database.
    pub name: &'static str,
    /// Whether it drives a terminal or changes the order or the lines of the text around it, so
    /// that it has no place in any text. Others are of use in some scripts.
    pub is_control: bool,
}

/// The last and the first character of a range, whether they are controls, and the name.
type Range = (char, char, bool, &'static str);

/// All of them but tab, line feed and carriage return, and the controls that have no name of
/// their own; in order.
const TABLE: &[Range] = &[
    ('\u{0}', '\u{1f}', true, "CONTROL"),
    ('\u{7f}', '\u{9f}', true, "CONTROL"),
    ('\u{ad}', '\u{ad}', false, "SOFT HYPHEN"),
    ('\u{34f}', '\u{34f}', false, "COMBINING GRAPHEME JOINER"),
    ('\u{61c}', '\u{61c}', true, "ARABIC LETTER MARK"),
    ('\u{115f}', '\u{115f}', false, "HANGUL CHOSEONG FILLER"),
    ('\u{1160}', '\u{1160}', false, "HANGUL JUNGSEONG FILLER"),
    ('\u{17b4}', '\u{17b5}', false, "KHMER VOWEL INHERENT"),
    (
        '\u{180b}',
        '\u{180d}',
        false,
        "MONGOLIAN FREE VARIATION SELECTOR",
    ),
    ('\u{180e}', '\u{180e}', false, "MONGOLIAN VOWEL SEPARATOR"),
    (
        '\u{180f}',
        '\u{180f}',
        false,
        "MONGOLIAN FREE VARIATION SELECTOR",
    ),
    ('\u{200b}', '\u{200b}', false, "ZERO WIDTH SPACE"),
    ('\u{200c}', '\u{200c}', false, "ZERO WIDTH NON-JOINER"),
    ('\u{200d}', '\u{200d}', false, "ZERO WIDTH JOINER"),
    ('\u{200e}', '\u{200e}', true, "LEFT-TO-RIGHT MARK"),
    ('\u{200f}', '\u{200f}', true, "RIGHT-TO-LEFT MARK"),
    ('\u{2028}', '\u{2028}', true, "LINE SEPARATOR"),
    ('\u{2029}', '\u{2029}', true, "PARAGRAPH SEPARATOR"),
    ('\u{202a}', '\u{202a}', true, "LEFT-TO-RIGHT EMBEDDING"),
    ('\u{202b}', '\u{202b}', true, "RIGHT-TO-LEFT EMBEDDING"),
    ('\u{202c}', '\u{202c}', true, "POP DIRECTIONAL FORMATTING"),
    ('\u{202d}', '\u{202d}', true, "LEFT-TO-RIGHT OVERRIDE"),
    ('\u{202e}', '\u{202e}', true, "RIGHT-TO-LEFT OVERRIDE"),
    ('\u{2060}', '\u{2060}', false, "WORD JOINER"),
    ('\u{2061}', '\u{2064}', false, "INVISIBLE OPERATOR"),
    ('\u{2066}', '\u{2066}', true, "LEFT-TO-RIGHT ISOLATE"),
    ('\u{2067}', '\u{2067}', true, "RIGHT-TO-LEFT ISOLATE"),
    ('\u{2068}', '\u{2068}', true, "FIRST STRONG ISOLATE"),
    ('\u{2069}', '\u{2069}', true, "POP DIRECTIONAL ISOLATE"),
    ('\u{206a}', '\u{206f}', true, "DEPRECATED FORMAT CHARACTER"),
    ('\u{2800}', '\u{2800}', false, "BRAILLE PATTERN BLANK"),
    ('\u{3164}', '\u{3164}', false, "HANGUL FILLER"),
    ('\u{fdd0}', '\u{fdef}', true, "NONCHARACTER"),
    ('\u{fe00}', '\u{fe0f}', false, "VARIATION SELECTOR"),
    ('\u{feff}', '\u{feff}', false, "ZERO WIDTH NO-BREAK SPACE"),
    ('\u{ffa0}', '\u{ffa0}', false, "HALFWIDTH HANGUL FILLER"),
    (
        '\u{fff9}',
        '\u{fffb}',
        true,
        "INTERLINEAR ANNOTATION CHARACTER",
    ),
    ('\u{fffe}', '\u{ffff}', true, "NONCHARACTER"),
    ('\u{1fffe}', '\u{1ffff}', true, "NONCHARACTER"),
    ('\u{2fffe}', '\u{2ffff}', true, "NONCHARACTER"),
    ('\u{3fffe}', '\u{3ffff}', true, "NONCHARACTER"),
    ('\u{4fffe}', '\u{4ffff}', true, "NONCHARACTER"),
    ('\u{5fffe}', '\u{5ffff}', true, "NONCHARACTER"),
    ('\u{6fffe}', '\u{6ffff}', true, "NONCHARACTER"),
    ('\u{7fffe}', '\u{7ffff}', true, "NONCHARACTER"),
    ('\u{8fffe}', '\u{8ffff}', true, "NONCHARACTER"),
    ('\u{9fffe}', '\u{9ffff}', true, "NONCHARACTER"),
    ('\u{afffe}', '\u{affff}', true, "NONCHARACTER"),
    ('\u{bfffe}', '\u{bffff}', true, "NONCHARACTER"),
    ('\u{cfffe}', '\u{cffff}', true, "NONCHARACTER"),
    ('\u{dfffe}', '\u{dffff}', true, "NONCHARACTER"),
    ('\u{e0000}', '\u{e007f}', false, "TAG CHARACTER"),
    ('\u{e0100}', '\u{e01ef}', false, "VARIATION SELECTOR"),
    ('\u{efffe}', '\u{effff}', true, "NONCHARACTER"),
    ('\u{ffffe}', '\u{fffff}', true, "NONCHARACTER"),
    ('\u{10fffe}', '\u{10ffff}', true, "NONCHARACTER"),
];

/// What is known of a character that is not seen; `None` of all others, white space among them.
///
/// ```
/// use competence_core::invisible;
/// assert_eq!(invisible('\u{200b}').map(|it| it.name), Some("ZERO WIDTH SPACE"));
/// assert!(invisible('\u{202e}').is_some_and(|it| it.is_control));
/// assert_eq!(invisible(' '), None);
/// ```
pub fn invisible(c: char) -> Option<Invisible> {
    if matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{34e}' | '\t' | '\n' | '\r') {
        return None;
    }
    let at = TABLE.partition_point(|(_, last, ..)| *last < c);
    let (first, _, is_control, name) = *TABLE.get(at)?;
    (first <= c).then_some(Invisible { name, is_control })
}

/// Whether two texts look the same: but for characters that are not seen, and for letters that
/// are written as one character or as several.
pub(crate) fn looks_same(one: &str, other: &str) -> bool {
    let seen = |text: &str| -> String {
        text.chars()
            .filter(|&c| invisible(c).is_none())
            .nfc()
            .collect()
    };
    seen(one) == seen(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_complete() {
        assert!(TABLE.windows(2).all(|it| it[0].1 < it[1].0));
        for c in [
            '\u{0}',
            '\u{1b}',
            '\u{85}',
            '\u{200b}',
            '\u{61c}',
            '\u{e0041}',
            '\u{feff}',
            '\u{fdd0}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{10ffff}',
        ] {
            assert!(invisible(c).is_some(), "{c:?}");
        }
        for c in [
            'a',
            'č',
            ' ',
            '\u{a0}',
            '\n',
            '\t',
            '–',
            '😀',
            '漢',
            '\u{301}',
            '\u{10fffd}',
        ] {
            assert_eq!(invisible(c), None, "{c:?}");
        }
        assert!(looks_same("dru\u{200b}gi", "drugi") && looks_same("s\u{30c}", "š"));
        assert!(!looks_same("s", "š"));
    }
}
