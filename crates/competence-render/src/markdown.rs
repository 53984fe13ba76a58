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

#[cfg(test)]
mod tests {
    use super::escaped;

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
