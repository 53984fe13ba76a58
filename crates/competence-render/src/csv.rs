//! Fields of CSV.

use competence_core::LanguageTag;

use crate::visible::visible_line;

/// A field that no spreadsheet takes for a formula (OWASP, CSV injection).
pub fn plain(field: &str) -> String {
    let field = visible_line(field);
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.into_owned()
    }
}

/// How a table is written as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between two fields.
    pub delimiter: u8,
    /// Whether the file begins with a byte-order mark, by which a spreadsheet knows UTF-8.
    pub has_mark: bool,
}

impl Default for Dialect {
    /// As RFC 4180 has it, for programs: commas, and no mark.
    fn default() -> Self {
        Self {
            delimiter: b',',
            has_mark: false,
        }
    }
}

/// The languages whose decimal mark is a comma in the data of Unicode CLDR, so that spreadsheets
/// of their users have a semicolon between fields.
const DECIMAL_COMMA: &[&str] = &[
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl",
    "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "lb", "lt", "lv", "mk", "nb", "nl", "nn", "no",
    "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
];

impl Dialect {
    /// As a spreadsheet opens it by a double click, on a machine of people of this language.
    pub fn of_spreadsheets(language: &LanguageTag) -> Self {
        let primary = language.as_str().split('-').next().unwrap_or_default();
        Self {
            delimiter: if DECIMAL_COMMA.contains(&primary) {
                b';'
            } else {
                b','
            },
            has_mark: true,
        }
    }

    /// What the file begins with.
    pub fn mark(self) -> &'static str {
        if self.has_mark { "\u{feff}" } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_is_a_formula() {
        assert_eq!(plain("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(plain("-1+1"), "'-1+1");
        assert_eq!(plain("Keeps a = b"), "Keeps a = b");
    }
}
