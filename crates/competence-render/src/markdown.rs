//! Texts within Markdown.

use crate::visible::visible_line;

/// A text in which nothing is Markdown, HTML, a mention or a link.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible_line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // An empty comment keeps GitHub from making a mention or a reference of it.
            '@' | '#' => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out.replace("://", ":<!-- -->//")
        .replace("www.", "www<!-- -->.")
}

/// A text that stands at the beginning of a line: as [`escaped`], and it begins no list and
/// underlines no heading.
pub(crate) fn escaped_line(text: &str) -> String {
    let text = escaped(text.trim_start());
    let digits = text.trim_start_matches(|it: char| it.is_ascii_digit());
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    // The other form, `1)`, is escaped already.
    match digits.strip_prefix('.') {
        Some(rest) if digits.len() < text.len() => {
            let number = text.strip_suffix(digits).unwrap_or_default();
            format!("{number}\\.{rest}")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_line};

    #[test]
    fn nothing_at_the_beginning_of_a_line_is_markup() {
        let lines = [
            "- a", "+ a", "---", "=== b", "12. a", "12) a", ".5", "5 a", "    code",
        ];
        assert_eq!(
            lines.map(escaped_line),
            [
                "\\- a", "\\+ a", "\\---", "\\=== b", "12\\. a", "12\\) a", ".5", "5 a", "code"
            ]
        );
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("<script>"), "&lt;script&gt;");
        assert_eq!(
            escaped("a | b `c` [x](y) @team #1"),
            "a \\| b \\`c\\` \\[x\\]\\(y\\) @<!-- -->team #<!-- -->1"
        );
        assert_eq!(
            escaped("https://x.si\u{202e}"),
            "https:<!-- -->//x.si\\u\\{202e\\}"
                .replace("\\\\u", "\\u")
                .replace("\\u\\{", "\\\\u\\{")
        );
    }
}
