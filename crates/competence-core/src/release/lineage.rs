//! A lineage file with more records, everything else as it was, comments included.

use serde_json::Value;

use crate::check::document::{self, Document, Kind};
use crate::lineage::Proposal;

/// The text of a lineage file with the records of a proposal added to its own; `None` if it is
/// laid out in a way that they cannot be added to.
pub fn with_records(text: &str, proposal: &Proposal) -> Option<String> {
    let items = proposal.items();
    let before = read(text)?;
    let (changed, key) = match before.1.entry(Document::ROOT, "records") {
        None => (format!("{}records:\n{items}", ended(text)), None),
        Some((key, list)) => (inserted(text, &before.1, key, list, &items)?, Some(list)),
    };
    let changed = if text.contains("\r\n") {
        changed.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        changed
    };
    // It is only good if it says what was meant.
    let mut wanted = before.0;
    let added = read(&format!("records:\n{items}"))?.0;
    let added = added.get("records")?.as_array()?.clone();
    let records = wanted.as_object_mut()?.entry("records");
    let records = records.or_insert(Value::Null);
    if key.is_none() || records.is_null() {
        *records = Value::Array(Vec::new());
    }
    records.as_array_mut()?.extend(added);
    (read(&changed)?.0 == wanted).then_some(changed)
}

/// What a text says, and its tree.
fn read(text: &str) -> Option<(Value, Document)> {
    let mut findings = Vec::new();
    let document = document::parse("", text, &mut findings);
    let is_wrong = findings
        .iter()
        .any(|it| it.severity == crate::Severity::Error);
    (!is_wrong && !document.is_empty()).then(|| (document.to_json(Document::ROOT), document))
}

/// The text with a line end behind its last line.
fn ended(text: &str) -> String {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}")
}

/// The text with items at the end of the list of records.
fn inserted(
    text: &str,
    document: &Document,
    key: document::NodeId,
    list: document::NodeId,
    items: &str,
) -> Option<String> {
    let text = ended(text);
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let place = document.place("", list);
    let line = lines.get_mut(place.line as usize - 1)?;
    let is_empty = document.items(list).next().is_none();
    let (at, indent) = if is_empty {
        // The items follow in the next line.
        if document.kind(list) == Kind::List {
            *line = line.replacen("[]", "", 1).replace(": \n", ":\n");
        }
        (document.place("", key).line as usize, 2)
    } else if line.trim_start().starts_with("- ") {
        let indent = line.len() - line.trim_start_matches(' ').len();
        (end_of_list(&lines, document, key), indent)
    } else {
        return None;
    };
    let indented = items.split_inclusive('\n').map(|line| {
        let line = line.strip_prefix("  ").unwrap_or(line);
        format!("{}{line}", " ".repeat(indent))
    });
    let indented: Vec<String> = indented.collect();
    lines.splice(at..at, indented);
    Some(lines.concat())
}

/// The number of the line behind the list: that of the next key, or the end, without the blank
/// lines and comments that stand before it at the margin.
fn end_of_list(lines: &[String], document: &Document, key: document::NodeId) -> usize {
    let start = document.place("", key).line;
    let entries = document.entries(Document::ROOT);
    let later = entries.map(|(key, _)| document.place("", key).line);
    let next = later.filter(|line| *line > start).min();
    let end = next.map_or(lines.len(), |line| line as usize - 1);
    let belongs = |line: &String| {
        let line = line.trim_end();
        !line.is_empty() && !line.starts_with('#') && line != "..."
    };
    let before = lines.get(..end).unwrap_or(lines);
    before.iter().rposition(belongs).map_or(end, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::with_records;
    use crate::lineage::{Proposal, Suggestion};
    use crate::{LineageChange, LineageRecord};

    fn proposal() -> Proposal {
        let from = vec!["b".parse().unwrap()];
        let record = LineageRecord::new(LineageChange::Retired, from, vec![]);
        Proposal {
            version: "1.0.0".parse().unwrap(),
            exists: true,
            raises: false,
            records: vec![Suggestion::proposed(record, None, true)],
        }
    }

    /// The record as it is added, with its first column.
    fn item(indent: usize) -> String {
        let indent = " ".repeat(indent);
        let lines = [
            "- change: retired",
            "  from: [b]",
            "  # if something replaces it, write `replaced` and add `to`",
            "  reason: # why it was decided",
        ];
        lines.map(|line| format!("{indent}{line}\n")).concat()
    }

    #[test]
    fn records_are_added_and_all_else_stays() {
        let one = "  - change: retired # gone\n    from: [a]\n";
        for (before, after) in [
            (
                format!("# š\nversion: 1.0.0\nrecords:\n{one}"),
                format!("# š\nversion: 1.0.0\nrecords:\n{one}{}", item(2)),
            ),
            (
                "version: 1.0.0\nrecords:\n- change: retired\n  from: [a]".to_owned(),
                format!(
                    "version: 1.0.0\nrecords:\n- change: retired\n  from: [a]\n{}",
                    item(0)
                ),
            ),
            (
                format!("records: # these\n{one}\n# the version\nversion: 1.0.0\n"),
                format!(
                    "records: # these\n{one}{}\n# the version\nversion: 1.0.0\n",
                    item(2)
                ),
            ),
            (
                "version: 1.0.0\n".to_owned(),
                format!("version: 1.0.0\nrecords:\n{}", item(2)),
            ),
            (
                "version: 1.0.0\nrecords: [] # none yet\n".to_owned(),
                format!("version: 1.0.0\nrecords:  # none yet\n{}", item(2)),
            ),
            (
                "version: 1.0.0\nrecords: []\n".to_owned(),
                format!("version: 1.0.0\nrecords:\n{}", item(2)),
            ),
            (
                "version: 1.0.0\nrecords:\n".to_owned(),
                format!("version: 1.0.0\nrecords:\n{}", item(2)),
            ),
            (
                "version: 1.0.0\r\nrecords: []\r\n".to_owned(),
                format!("version: 1.0.0\nrecords: \n{}", item(2)).replace('\n', "\r\n"),
            ),
        ] {
            assert_eq!(with_records(&before, &proposal()), Some(after), "{before}");
        }
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        for text in [
            "{version: 1.0.0, records: []}\n",
            "version: 1.0.0\nrecords: [{change: retired, from: [a]}]\n",
            "version: [\n",
            "",
            "- a\n",
        ] {
            assert_eq!(with_records(text, &proposal()), None, "{text}");
        }
    }
}
