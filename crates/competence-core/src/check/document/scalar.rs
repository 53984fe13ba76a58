//! What a plain scalar means: the core schema of YAML 1.2 (section 10.3.2).

use super::Kind;

/// Whether every reader takes a plain scalar for a text.
pub(crate) fn is_text(text: &str) -> bool {
    resolve(text).is_none() && misread(text).is_none()
}

/// The value of a plain scalar, or `None` where it is a text.
pub(super) fn resolve(text: &str) -> Option<Kind> {
    let first = *text.as_bytes().first()?;
    match first {
        b'~' | b'n' | b'N' => matches!(text, "~" | "null" | "Null" | "NULL").then_some(Kind::Null),
        b't' | b'T' => matches!(text, "true" | "True" | "TRUE").then_some(Kind::Bool(true)),
        b'f' | b'F' => matches!(text, "false" | "False" | "FALSE").then_some(Kind::Bool(false)),
        b'0'..=b'9' | b'-' | b'+' | b'.' => number(text),
        _ => None,
    }
}

fn number(text: &str) -> Option<Kind> {
    let radix = |prefix: &str, radix| {
        let digits = text.strip_prefix(prefix)?;
        (!digits.starts_with(['+', '-'])).then(|| i64::from_str_radix(digits, radix).ok())?
    };
    if let Some(number) = radix("0o", 8).or_else(|| radix("0x", 16)) {
        return Some(Kind::Int(number));
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Kind::Float(f64::INFINITY));
    }
    // [0-9]+ (\.[0-9]*)? or \.[0-9]+, and then ([eE][-+]?[0-9]+)?
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    let mut rest = unsigned.get(whole..)?;
    if whole > 0 && rest.is_empty() {
        return Some(
            text.parse()
                .map_or_else(|_| Kind::Float(f64::INFINITY), Kind::Int),
        );
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        let places = digits(fraction);
        if whole + places == 0 {
            return None;
        }
        rest = fraction.get(places..)?;
    } else if whole == 0 {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        rest = exponent.get(digits(exponent)..)?;
        if exponent.is_empty() || digits(exponent) == 0 {
            return None;
        }
    }
    rest.is_empty()
        .then(|| Kind::Float(text.parse().unwrap_or(f64::INFINITY)))
}

/// What a YAML 1.1 reader takes a plain scalar for that is a text in YAML 1.2: such readers
/// are still common, and would see another value.
pub(super) fn misread(text: &str) -> Option<&'static str> {
    let first = *text.as_bytes().first()?;
    match first {
        b'y' | b'Y' | b'n' | b'N' | b'o' | b'O' => {
            const WORDS: [&str; 8] = ["y", "Y", "n", "N", "yes", "no", "on", "off"];
            let listed = WORDS.contains(&text)
                || text.len() > 1 && WORDS[4..].iter().any(|word| cased(word, text));
            listed.then_some("yes or no")
        }
        b'0'..=b'9' | b'-' | b'+' => {
            let digits = |part: &str| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_digit() || byte == b'_')
            };
            let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
            let date = text.get(..10).unwrap_or(text);
            let parts: Vec<&str> = date.splitn(4, '-').collect();
            if let [year, month, day] = parts[..]
                && year.len() == 4
                && [year, month, day].into_iter().all(digits)
            {
                return Some("a date");
            }
            if unsigned.contains(':') && unsigned.split(':').all(digits) {
                return Some("a number to the base of 60");
            }
            (unsigned.contains('_') && digits(unsigned)).then_some("a number")
        }
        _ => None,
    }
}

/// Whether `text` is the word in lower case, with a capital, or in capitals.
fn cased(word: &str, text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_lowercase().to_string());
    let capital = first.unwrap_or_default() + letters.as_str();
    text == word || text == word.to_uppercase() || capital == word
}

#[cfg(test)]
mod tests {
    use super::{Kind, misread, resolve};

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for text in [
            "",
            "-",
            "+",
            ".",
            "..",
            "1.2.3",
            "1e",
            "e1",
            "0x",
            "0o9",
            "0xg",
            "0x-1",
            "1_000",
            "yes",
            "nulll",
            "-a",
            "2025-01-01",
            "1:30",
            "+.",
            ".e1",
            "-.inf.",
            "1 2",
        ] {
            assert_eq!(resolve(text), None, "{text:?}");
        }
        for (text, number) in [
            ("012", 12),
            ("-7", -7),
            ("+3", 3),
            ("0x1F", 31),
            ("0o17", 15),
        ] {
            assert_eq!(resolve(text), Some(Kind::Int(number)), "{text:?}");
        }
        for (text, number) in [
            ("1.0", 1.0),
            ("1.", 1.0),
            (".5", 0.5),
            ("-1e3", -1000.0),
            ("2E-1", 0.2),
        ] {
            assert_eq!(resolve(text), Some(Kind::Float(number)), "{text:?}");
        }
        for text in [".inf", "-.INF", ".nan", "99999999999999999999"] {
            assert_eq!(resolve(text), Some(Kind::Float(f64::INFINITY)), "{text:?}");
        }
        assert_eq!(resolve("~"), Some(Kind::Null));
        assert_eq!(resolve("TRUE"), Some(Kind::Bool(true)));
    }

    #[test]
    fn what_older_readers_take_for_another_value_is_known() {
        for text in ["yes", "No", "ON", "off", "n", "Y"] {
            assert_eq!(misread(text), Some("yes or no"), "{text:?}");
        }
        assert_eq!(misread("2025-01-31"), Some("a date"));
        assert_eq!(misread("2025-1-3"), Some("a date"));
        assert_eq!(misread("12:30:00"), Some("a number to the base of 60"));
        assert_eq!(misread("1_000"), Some("a number"));
        for text in [
            "nobody",
            "yES",
            "only",
            "2025-01",
            "10-12-2025",
            "12 : 30",
            "_",
            "na",
            "",
        ] {
            assert_eq!(misread(text), None, "{text:?}");
        }
    }
}
