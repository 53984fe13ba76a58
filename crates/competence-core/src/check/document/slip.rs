//! What people who write sentences get wrong in YAML, in plain words and at the line at fault.
//!
//! The parser says where it could go no further, which is often the line after the fault, and
//! says it in words of its grammar. The lines around that place are looked through for slips.

/// A slip in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The line, from 0.
    pub line: usize,
    /// The column, from 0, in characters.
    pub column: usize,
    /// The number of characters.
    pub length: usize,
    pub message: String,
    pub help: String,
    /// What to write instead, where that is certain.
    pub edit: Option<String>,
}

/// How many lines with something in them are looked through, from that at which the parser stopped.
const LINES: usize = 3;

/// The markers that git leaves around the two sides of a merge conflict.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Quotes that are none in YAML.
pub(super) const TYPOGRAPHIC: [char; 8] = ['“', '”', '„', '‘', '’', '‚', '»', '«'];

/// The first line of a merge conflict.
pub(super) fn conflict(text: &str) -> Option<Slip> {
    // Almost no file goes further.
    if !text.contains(CONFLICT[0]) {
        return None;
    }
    let is_marker = |line: &str, marker: &str| {
        let rest = line.strip_prefix(marker);
        rest.is_some_and(|it| it.is_empty() || it.starts_with([' ', '\r']))
    };
    let lines = || text.lines().enumerate();
    let (line, _) = lines().find(|(_, it)| is_marker(it, CONFLICT[0]))?;
    let is_closed = lines().skip(line).any(|(_, it)| is_marker(it, CONFLICT[3]));
    is_closed.then(|| Slip {
        line,
        column: 0,
        length: CONFLICT[0].len(),
        message: "this is an unresolved merge conflict".to_owned(),
        help: "keep one of the two sides, or what both say, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`".to_owned(),
        edit: None,
    })
}

/// The slip because of which the parser stopped at a line, from 0.
pub(super) fn diagnose(text: &str, stopped: usize) -> Option<Slip> {
    let lines: Vec<&str> = text.lines().collect();
    let is_text = |line: &str| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    };
    let before = (0..=stopped.min(lines.len().saturating_sub(1))).rev();
    let mut near = before.filter(|&at| lines.get(at).is_some_and(|it| is_text(it)));
    let near: Vec<usize> = near.by_ref().take(LINES).collect();
    // The parser names the line before one that is indented with a tab.
    let next = lines
        .get(stopped + 1)
        .filter(|it| it.trim_start_matches(' ').starts_with('\t'));
    let tab = next.and_then(|it| in_line(stopped + 1, it));
    let mut found = near.iter().filter_map(|&at| in_line(at, lines.get(at)?));
    tab.or_else(|| found.next())
        .or_else(|| near.first().and_then(|&at| indent(&lines, at)))
        .or_else(|| without_colon(&lines, &near))
}

/// The slip in a line, whatever stands around it.
fn in_line(number: usize, line: &str) -> Option<Slip> {
    let inner = line.trim_start();
    let spaces = line.strip_suffix(inner).unwrap_or_default();
    let slip = |from: &str, length: usize, message: &str, help: &str, edit: Option<String>| Slip {
        line: number,
        // `from` is the end of the line.
        column: line.chars().count() - from.chars().count(),
        length,
        message: message.to_owned(),
        help: help.to_owned(),
        edit,
    };
    let indented = spaces.chars().count();
    if spaces.contains('\t') {
        return Some(slip(
            line,
            indented,
            "this line is indented with a tab",
            "indent with spaces: YAML allows no tabs there",
            None,
        ));
    }
    if spaces.chars().any(|c| c != ' ') {
        return Some(slip(
            line,
            indented,
            "this line is indented with no-break spaces or other blanks that look like spaces",
            "indent with plain spaces",
            Some(" ".repeat(indented)),
        ));
    }
    let inner = inner.trim_end();
    let item = inner.strip_prefix("- ").map_or(inner, str::trim_start);
    let Some((key, value)) = key_and_value(item) else {
        return key_slip(item, &slip);
    };
    if value.contains('\t') && value.trim_start_matches([' ', '\t']).len() < value.len() {
        let rest = value.trim_start_matches([' ', '\t']);
        let length = value.chars().count() - rest.chars().count();
        return Some(slip(
            value,
            length,
            "a tab follows the colon",
            "put a blank there",
            Some(" ".to_owned()),
        ));
    }
    let value = value.trim_start();
    if value.starts_with('{') && (value.ends_with('}') || !value.contains('}')) {
        return flow(value, &slip);
    }
    // What a comment says is not part of the text.
    let is_quoted = value.starts_with(['"', '\'']);
    let text = match value.split_once(" #") {
        Some((text, _)) if !is_quoted => text.trim_end(),
        _ => value,
    };
    let slip_of_text = |from: &str, length: usize, message: &str, help: &str, edit| {
        // The makers count from the end of the line.
        let rest = value.strip_prefix(text).unwrap_or_default();
        slip(&format!("{from}{rest}"), length, message, help, edit)
    };
    value_slip(text, false, &slip_of_text).or_else(|| {
        // A sentence with a colon as an item of a list.
        let is_sentence = item.len() < inner.len() && key.contains(' ');
        is_sentence
            .then(|| value_slip(item, false, &slip))
            .flatten()
    })
}

/// Makes a slip of: the text from it to the end of the line, its length, message, help, edit.
type Make<'m> = dyn Fn(&str, usize, &str, &str, Option<String>) -> Slip + 'm;

/// The key before the first colon that a blank or the end of the line follows, and what follows.
fn key_and_value(item: &str) -> Option<(&str, &str)> {
    let ends = item.match_indices(':').map(|(at, _)| at);
    let mut ends = ends.filter(|at| {
        let rest = item.get(at + 1..).unwrap_or_default();
        rest.is_empty() || rest.starts_with([' ', '\t'])
    });
    let at = ends.next()?;
    Some((item.get(..at)?, item.get(at + 1..)?))
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// A line that has no key with a colon and a blank.
fn key_slip(item: &str, slip: &Make<'_>) -> Option<Slip> {
    if let Some((key, rest)) = item.split_once(':')
        && is_word(key)
        && !rest.starts_with("//")
    {
        let blank = rest.chars().next().filter(|c| c.is_whitespace());
        let message = if blank.is_some() {
            "a no-break space, or another blank that looks like a space, follows the colon"
        } else {
            "a blank is missing after the colon"
        };
        let length = key.len() + 1 + usize::from(blank.is_some());
        let edit = format!("{key}: ");
        return Some(slip(
            item,
            length,
            message,
            &format!("write `{edit}`"),
            Some(edit),
        ));
    }
    for (mark, name) in [("：", "a wide colon"), ("=", "an equals sign")] {
        if let Some((key, _)) = item.split_once(mark)
            && is_word(key.trim_end())
        {
            let blanks = |text: &str| text.chars().take_while(|&c| c == ' ').count();
            let rest = item.get(key.len() + mark.len()..).unwrap_or_default();
            let length = key.chars().count() + 1 + blanks(rest);
            let edit = format!("{}: ", key.trim_end());
            let message = format!("{name} stands where a colon belongs");
            return Some(slip(
                item,
                length,
                &message,
                &format!("write `{edit}`"),
                Some(edit),
            ));
        }
    }
    // An item of a list that is a text.
    value_slip(item, false, slip)
}

/// What a text cannot begin with, unless it is in quotes.
const FIRST: [char; 13] = [
    '@', '`', '%', '*', '&', '!', '|', '>', '[', ']', '{', '}', ',',
];

/// A value of one line that has to be in quotes, or has its quotes in the wrong places.
fn value_slip(value: &str, is_flow: bool, slip: &Make<'_>) -> Option<Slip> {
    let length = value.chars().count();
    // Quotes that a word processor made are those that were meant.
    let inner = value
        .strip_prefix(TYPOGRAPHIC)
        .and_then(|it| it.strip_suffix(TYPOGRAPHIC));
    let quoted = || Some(quoted(inner.unwrap_or(value)));
    let first = value.chars().next()?;
    if first == '"' || first == '\'' {
        return quotes_slip(value, first, slip);
    }
    let begins = FIRST.contains(&first) && !is_complete(value)
        || ["- ", "? "].iter().any(|it| value.starts_with(it))
        || matches!(value, "-" | "?");
    if begins {
        let sign = match first {
            '`' => "a backtick".to_owned(),
            sign => format!("`{sign}`"),
        };
        let message = format!("a text that begins with {sign} has a meaning of its own in YAML");
        let is_bracket = matches!(first, '[' | '{') && !value.contains([']', '}']);
        let (help, edit) = if is_bracket {
            ("put the text in quotes, or close the bracket", None)
        } else {
            ("put the text in quotes", quoted())
        };
        return Some(slip(value, length, &message, help, edit));
    }
    let typographic = if TYPOGRAPHIC.contains(&first) {
        ", straight ones: typographic quotes are none in YAML"
    } else {
        ""
    };
    let help = format!("put the text in quotes{typographic}");
    if value.contains(": ") || value.ends_with(':') {
        let message = "the text holds a colon, by which YAML takes it for a key and a value";
        return Some(slip(value, length, message, &help, quoted()));
    }
    if !is_flow {
        return None;
    }
    let sign = if value.contains(" #") {
        Some("#")
    } else {
        [",", "[", "]", "{", "}"]
            .into_iter()
            .find(|it| value.contains(it))
    };
    sign.map(|sign| {
        let message =
            format!("the text holds `{sign}`, which has a meaning of its own between braces");
        slip(value, length, &message, &help, quoted())
    })
}

/// Whether a value that begins with a sign is one of its kind, and no text: `|`, `>-`, `[a]`.
fn is_complete(value: &str) -> bool {
    let indicator = value.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    matches!(indicator, "|" | ">")
        || value.starts_with('[') && value.ends_with(']')
        || value.starts_with('{') && value.ends_with('}')
}

/// Quotes that end too early, or never, or an escape that is none.
fn quotes_slip(value: &str, quote: char, slip: &Make<'_>) -> Option<Slip> {
    let length = value.chars().count();
    let body = value.get(1..)?;
    let Some(at) = closing(body, quote) else {
        let message = format!("the quote {quote} is not closed on this line");
        return Some(slip(
            value,
            1,
            &message,
            &format!("put {quote} behind the text"),
            None,
        ));
    };
    let rest = body.get(at + 1..).unwrap_or_default().trim_start();
    let has_comment = rest.starts_with('#');
    if rest.is_empty() || has_comment {
        let escape = quote == '"' && odd_escape(body.get(..at).unwrap_or_default());
        return escape.then(|| {
            let message = "in double quotes a backslash begins an escape, and this is none";
            let text = body.get(..at).unwrap_or_default();
            let edit = (!text.contains("\\\"")).then(|| format!("'{}'", text.replace('\'', "''")));
            let length = text.chars().count() + 2;
            slip(
                value,
                length,
                message,
                "put the text in single quotes",
                edit,
            )
        });
    }
    // The quotes around the whole text are kept apart from those inside.
    let inner = body.strip_suffix(quote).filter(|_| value.len() > 1);
    if let Some(inner) = inner {
        let is_apostrophe = quote == '\'';
        let (message, help) = if is_apostrophe {
            (
                "the apostrophe inside ends the text",
                "put the text in double quotes",
            )
        } else {
            (
                "a quote inside ends the text",
                "put the text in single quotes",
            )
        };
        return Some(slip(value, length, message, help, Some(quoted(inner))));
    }
    let message = "text follows the closing quote";
    let help = "put the whole text in other quotes, or take the quotes away";
    Some(slip(value, length, message, help, Some(quoted(value))))
}

/// Where a quoted text ends, as YAML sees it.
fn closing(body: &str, quote: char) -> Option<usize> {
    let mut characters = body.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            if quote == '\'' && characters.peek().is_some_and(|&(_, next)| next == quote) {
                characters.next();
                continue;
            }
            return Some(at);
        }
    }
    None
}

/// Whether a text in double quotes has an escape that YAML does not have.
fn odd_escape(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        if c == '\\'
            && !characters
                .next()
                .is_some_and(|it| "0abt\tnvfre \"/\\N_LPxuU".contains(it))
        {
            return true;
        }
    }
    false
}

/// The text in quotes that keep it as it is.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// A map on one line: `{ en: ..., sl: ... }`.
fn flow(value: &str, slip: &Make<'_>) -> Option<Slip> {
    let body = value.strip_prefix('{')?;
    let Some(body) = body.strip_suffix('}') else {
        let message = "the brace `{` is not closed on this line";
        return Some(slip(value, 1, message, "end the line with `}`", None));
    };
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (at, _) in body.match_indices(": ") {
        let head = body.get(..at).unwrap_or_default();
        let from = head.rfind(',').map_or(0, |it| it + 1);
        let key = head.get(from..).unwrap_or_default();
        if is_word(key.trim()) {
            starts.push((from, at + 2));
        }
    }
    for (index, (_, start)) in starts.iter().enumerate() {
        let end = match starts.get(index + 1) {
            // Before the comma that the next key follows.
            Some((next, _)) => next.saturating_sub(1),
            None => body.len(),
        };
        let text = body.get(*start..end).unwrap_or_default();
        let text = text.trim();
        let from = body.get(*start..).unwrap_or_default().trim_start();
        // The column is counted from the end of the line.
        let make = |_: &str, length: usize, message: &str, help: &str, edit: Option<String>| {
            let rest = format!("{from}}}");
            slip(&rest, length, message, help, edit)
        };
        if let Some(found) = value_slip(text, true, &make) {
            return Some(found);
        }
    }
    None
}

/// A line that is indented as no line is that it could belong with.
fn indent(lines: &[&str], at: usize) -> Option<Slip> {
    let of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let line = lines.get(at)?;
    let own = of(line);
    let mut open: Vec<usize> = Vec::new();
    let mut before = None;
    for above in lines.get(..at)?.iter().rev() {
        let inner = above.trim_start_matches(' ');
        if inner.is_empty() || inner.starts_with('#') {
            continue;
        }
        before = before.or(Some(*above));
        let outer = of(above);
        if open.last().is_none_or(|last| outer < *last) {
            // What follows the hyphen of an item is indented by itself.
            if inner.starts_with("- ") {
                let behind = outer + inner.len() - inner.get(2..)?.trim_start().len();
                if open.last().is_none_or(|last| behind < *last) {
                    open.push(behind);
                }
            }
            open.push(outer);
        }
        if outer == 0 {
            break;
        }
    }
    let before = before?;
    let (last, inner) = (open.first().copied()?, line.get(own..)?);
    let holds = key_and_value(before.trim()).is_some_and(|(_, value)| !value.trim().is_empty());
    let number = |number: usize| match number {
        1 => "1 space".to_owned(),
        number => format!("{number} spaces"),
    };
    let message = format!("this line is indented by {}", number(own));
    let slip = |message: String, help: String, edit: Option<String>| Slip {
        line: at,
        column: 0,
        length: own,
        message,
        help,
        edit,
    };
    let key = key_and_value(inner.strip_prefix("- ").unwrap_or(inner)).map(|(key, _)| key);
    if own > last && holds {
        if !key.is_some_and(|it| is_word(it.trim())) {
            let message = "the text of the line before goes on here, and holds a colon".to_owned();
            return Some(slip(
                message,
                "put the whole text in quotes".to_owned(),
                None,
            ));
        }
        let message = format!("{message}, and the line before has its value already");
        let edit = (!inner.starts_with("- ")).then(|| " ".repeat(last));
        let help = match last {
            0 => "begin it at the left edge".to_owned(),
            last => format!("indent it by {}", number(last)),
        };
        return Some(slip(message, help, edit));
    }
    if own < last && !open.contains(&own) || own > last && !holds && inner.starts_with("- ") {
        let mut open: Vec<String> = open.iter().map(ToString::to_string).collect();
        open.reverse();
        open.dedup();
        let help = format!(
            "indent it as the lines that it belongs with: those above are indented by {}",
            open.join(", ")
        );
        return Some(slip(message, help, None));
    }
    None
}

/// A line without a key, where one is due.
fn without_colon(lines: &[&str], near: &[usize]) -> Option<Slip> {
    let mut candidates = near.iter().filter_map(|&at| Some((at, *lines.get(at)?)));
    let (at, line) = candidates.find(|(_, line)| {
        let inner = line.trim();
        let item = inner.strip_prefix("- ").unwrap_or(inner);
        key_and_value(item).is_none() && !inner.starts_with(['"', '\'', '[', '{', ']', '}'])
    })?;
    let inner = line.trim();
    Some(Slip {
        line: at,
        column: line.chars().count() - line.trim_start().chars().count(),
        length: inner.chars().count(),
        message: "this line has no key: a colon and a blank behind a word".to_owned(),
        help: "write `key: value`; where a text goes on in a second line, indent that more than the key, or put the text on one line".to_owned(),
        edit: None,
    })
}
