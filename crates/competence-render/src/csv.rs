//! Fields of CSV.

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
