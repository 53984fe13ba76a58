//! What is not seen in a file, and what is read otherwise than it looks.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::slip::{TYPOGRAPHIC, quoted};
use super::{Document, Kind, Position, place, rules};
use crate::check::finding::Finding;
use crate::check::rule::Rule;
use crate::model::{Invisible, invisible};

/// The most findings of one rule that are reported of one file.
const REPEATS: usize = 20;

/// What is known of a character that has no place where it stands.
pub(super) fn unwanted(before: Option<char>, c: char, after: Option<char>) -> Option<Invisible> {
    let known = invisible(c)?;
    let joins =
        |c: Option<char>| c.is_some_and(|c| c > '\u{24f}' && c.is_alphanumeric() || is_symbol(c));
    // In some scripts, and between the parts of an emoji, these are of use.
    let is_of_use = match c {
        '\u{200c}' | '\u{200d}' => joins(before) && joins(after),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => joins(before),
        '\u{e0000}'..='\u{e007f}' => {
            before.is_some_and(|it| is_symbol(it) || ('\u{e0000}'..='\u{e007f}').contains(&it))
        }
        _ => false,
    };
    (!is_of_use).then_some(known)
}

/// Whether a character is one of the symbols that emoji are made of.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{3030}'..='\u{303d}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '#' | '*' | '0'..='9')
}

/// Reports the characters of a text that are not seen, each by its name.
pub(super) fn report_invisible(
    file: &str,
    text: &str,
    findings: &mut Vec<Finding>,
) -> HashSet<char> {
    let mut found = HashSet::new();
    let mut reported = 0;
    // One look for the bytes that any of them has; almost no file goes further.
    let suspicious = |&byte: &u8| {
        byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t')
            || matches!(byte, 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..)
    };
    if !text.as_bytes().iter().any(suspicious) {
        return found;
    }
    for (line, words) in text.split('\n').enumerate() {
        let mut before = None;
        let mut all = words.chars().enumerate().peekable();
        while let Some((column, c)) = all.next() {
            let after = all.peek().map(|&(_, it)| it);
            if let Some(known) = unwanted(before, c, after) {
                if reported < REPEATS {
                    reported += 1;
                    let is_all = is_all_of_a_text(words, column);
                    findings.push(invisible_finding(file, at(line, column), c, known, is_all));
                }
                found.insert(c);
            }
            before = Some(c);
        }
    }
    found
}

/// The finding of a character that stands in the file itself.
fn invisible_finding(
    file: &str,
    start: Position,
    c: char,
    known: Invisible,
    is_all: bool,
) -> Finding {
    let end = Position {
        column: start.column + 1,
        ..start
    };
    let (rule, message) = described(c, known);
    let finding = Finding::new(rule, place(file, start, end), message);
    if is_all {
        finding.help("write the text that is meant: nothing else is in it")
    } else {
        finding.replace("", "remove it")
    }
}

/// Whether there is nothing else to be seen of the value that a character of a line is in.
fn is_all_of_a_text(line: &str, column: usize) -> bool {
    let is_unseen = |c: char| c.is_whitespace() || invisible(c).is_some();
    let at = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |it| it.0);
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    let (before, after) = (
        before.trim_end_matches(is_unseen),
        after.trim_start_matches(is_unseen),
    );
    before.ends_with([':', '-', '"', '\'', '{', '[', ',', '|', '>'])
        && (after.is_empty() || after.starts_with(['"', '\'', '}', ']', ',', '#']))
}

/// The rule about a character, and what is said of it.
pub(super) fn described(c: char, known: Invisible) -> (&'static Rule, String) {
    let (code, name) = (u32::from(c), known.name);
    if known.is_control {
        let message = format!("there is a control character here, U+{code:04X} {name}");
        (&rules::control_character::RULE, message)
    } else {
        let message = format!("there is a character here that is not seen, U+{code:04X} {name}");
        (&rules::invisible_character::RULE, message)
    }
}

/// Reports letters that are written as several characters where there is one.
pub(super) fn report_decomposed(file: &str, text: &str, findings: &mut Vec<Finding>) {
    // Nothing below these lead bytes combines.
    if !text.as_bytes().iter().any(|&byte| byte >= 0xcc) || is_nfc(text) {
        return;
    }
    let mut number = 0;
    for (line, words) in text.split('\n').enumerate() {
        if is_nfc(words) {
            continue;
        }
        let characters: Vec<char> = words.chars().collect();
        let mut start = 0;
        while start < characters.len() {
            let marks = characters
                .iter()
                .skip(start + 1)
                .take_while(|c| is_combining_mark(**c));
            let end = start + 1 + marks.count();
            let cluster: String = characters
                .get(start..end)
                .unwrap_or_default()
                .iter()
                .collect();
            let composed: String = cluster.nfc().collect();
            if composed != cluster && number < REPEATS {
                number += 1;
                let (from, to) = (at(line, start), at(line, end));
                let codes: Vec<String> = cluster
                    .chars()
                    .map(|c| format!("U+{:04X}", u32::from(c)))
                    .collect();
                let message = format!(
                    "`{composed}` is written here as {}, and looks like the one character that it is elsewhere",
                    codes.join(" and ")
                );
                findings.push(
                    Finding::new(
                        &rules::decomposed_letter::RULE,
                        place(file, from, to),
                        message,
                    )
                    .replace_safely(
                        composed.as_str(),
                        format!("write `{composed}` as one character"),
                    ),
                );
            }
            start = end;
        }
    }
}

/// Reports texts without quotes that a `#` cuts short.
pub(super) fn report_comments(
    file: &str,
    text: &str,
    document: &Document,
    findings: &mut Vec<Finding>,
) {
    if !text.contains(" #") {
        return;
    }
    let texts = document.text_ranges();
    let is_inside_a_text = |place: Position| {
        let before = texts.partition_point(|(start, _)| *start <= place);
        let last = before.checked_sub(1).and_then(|it| texts.get(it));
        last.is_some_and(|(_, end)| place < *end)
    };
    let mut reported = 0;
    for (number, line) in text.lines().enumerate() {
        let Some((head, tail)) = line.split_once(" #") else {
            continue;
        };
        let inner = head.trim_start();
        if inner.starts_with('#') {
            continue;
        }
        let item = inner.strip_prefix("- ").unwrap_or(inner);
        let value = match item.split_once(": ") {
            Some((_, value)) => value.trim(),
            None if inner.starts_with("- ") => item.trim(),
            None => continue,
        };
        let is_plain =
            !value.starts_with(['"', '\'', '{', '[', '|', '>', '#']) && !value.is_empty();
        let is_glued = tail.starts_with(|c: char| !c.is_whitespace() && c != '#');
        let start = at(number, head.chars().count() + 1);
        if !is_plain || !is_glued || reported >= REPEATS || is_inside_a_text(start) {
            continue;
        }
        reported += 1;
        let end = at(number, line.trim_end().chars().count());
        let message = "what follows the `#` is a comment, and not part of the text before it";
        let finding = Finding::new(
            &rules::comment_in_text::RULE,
            place(file, start, end),
            message,
        );
        findings.push(finding.help(
            "put the whole text in quotes if it goes on there; a comment has a blank after the `#`",
        ));
    }
}

/// Reports texts that stand in typographic quotes as a whole, as if these were those of YAML.
pub(super) fn report_typographic(
    file: &str,
    text: &str,
    document: &Document,
    findings: &mut Vec<Finding>,
) {
    // The bytes that they begin with; most files in English have none.
    if !text.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2)) {
        return;
    }
    let mut reported = 0;
    for (id, node) in document.nodes() {
        let Kind::Text { .. } = node.kind else {
            continue;
        };
        let text = document.text(id).unwrap_or_default();
        let Some(inner) = text
            .strip_prefix(TYPOGRAPHIC)
            .and_then(|it| it.strip_suffix(TYPOGRAPHIC))
        else {
            continue;
        };
        let width = node.end.column.saturating_sub(node.start.column) as usize;
        let is_plain = node.start.line == node.end.line && width == text.chars().count();
        if !is_plain || reported >= REPEATS || inner.contains(TYPOGRAPHIC) || !inner.contains(' ') {
            continue;
        }
        reported += 1;
        let edit = quoted(inner);
        let message =
            "the quotes around this text are part of it: typographic quotes are none in YAML";
        findings.push(
            Finding::new(
                &rules::typographic_quotes::RULE,
                place(file, node.start, node.end),
                message,
            )
            .replace(
                edit.as_str(),
                format!("write {edit}, if they are not meant"),
            ),
        );
    }
}

fn at(line: usize, column: usize) -> Position {
    let number = |it: usize| u32::try_from(it + 1).unwrap_or(u32::MAX);
    Position {
        line: number(line),
        column: number(column),
    }
}
