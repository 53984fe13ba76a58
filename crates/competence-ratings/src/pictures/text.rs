//! Labels in pictures. No browser is asked how wide a text is, so that it is estimated, rather too wide.

use std::borrow::Cow;

use competence_render::visible::visible_line;

use super::SIZE;

/// A text on one line, with what drives a terminal or turns the direction of writing made visible.
pub fn line(text: &str) -> Cow<'_, str> {
    visible_line(text)
}

/// The text, cut off with an ellipsis where it is wider than this.
pub fn fit(text: &str, width: f64) -> String {
    let text = line(text);
    if wide(&text) <= width {
        return text.into_owned();
    }
    let mut room = width - of_letter('…');
    let mut cut: String = text
        .chars()
        .take_while(|it| {
            room -= of_letter(*it);
            room >= 0.0
        })
        .collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// How wide a text is at most, in the fonts that browsers have.
pub fn wide(text: &str) -> f64 {
    text.chars().map(of_letter).sum()
}

fn of_letter(letter: char) -> f64 {
    let share = match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 1.05,
        _ if letter.is_ascii_uppercase() => 0.8,
        ' '..='\u{24f}' => 0.65,
        '\u{202f}' | '\u{2212}' | '–' | '‘'..='„' => 0.65,
        // Letters of other scripts, some as wide as high, and pictures.
        _ => 1.4,
    };
    share * SIZE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_too_wide_is_cut_at_a_letter() {
        assert_eq!(fit("Anticipates", 500.0), "Anticipates");
        assert_eq!(fit("Anticipates needs", 80.0), "Anticipat…");
        assert_eq!(fit("a b", 12.0), "…");
        assert_eq!(fit("right to \u{202e}left", 500.0), "right to \\u{202e}left");
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(text in "\\PC{0,60}", width in 14.0..400.0_f64) {
            prop_assert!(wide(&fit(&text, width)) <= width);
        }
    }
}
