//! The text of an edited file with something put in, taken out or replaced.

use std::ops::Range;

use super::{Sheet, Step};

impl Sheet {
    pub(super) fn without_part(&self, parts: &[(usize, usize)], last: &Step) -> Option<String> {
        let index = match last {
            Step::Item(index) => *index,
            Step::Key(key) => {
                let starts_with = |(start, _): &(usize, usize)| {
                    let rest = self.text().get(*start..).unwrap_or_default();
                    rest.trim_start_matches(['"', '\''])
                        .strip_prefix(key.as_str())
                        .is_some_and(|it| {
                            it.trim_start_matches(['"', '\''])
                                .trim_start()
                                .starts_with(':')
                        })
                };
                parts.iter().position(starts_with)?
            }
        };
        let (start, end) = *parts.get(index)?;
        let before = index.checked_sub(1).and_then(|it| parts.get(it));
        let range = match (parts.get(index + 1), before) {
            (Some((next, _)), _) => start..*next,
            (None, Some((_, before))) => *before..end,
            (None, None) => start..end,
        };
        Some(self.with(range, ""))
    }

    pub(super) fn without_lines(&self, way: &[Step]) -> Option<String> {
        let (last, holder) = way.split_last()?;
        let mut lines = self.lines_of(way)?;
        let is_only = self.parts(holder)?.len() == 1;
        let mut instead = String::new();
        if is_only {
            // A list or a map without anything has to say so.
            let (name, _) = holder.split_last()?;
            let Step::Key(name) = name else { return None };
            lines = self.lines_of(holder)?;
            let indent = self.indent(holder)?;
            let brackets = if matches!(last, Step::Item(_)) {
                "[]"
            } else {
                "{}"
            };
            instead = format!("{}{name}: {brackets}{}", " ".repeat(indent), self.ending());
        }
        Some(self.with_other_lines(&lines, &instead))
    }

    /// The text with an entry whose value stands on several lines on one line instead.
    pub(super) fn with_entry(&self, way: &[Step], source: &str) -> Option<String> {
        let (Step::Key(key), map) = way.split_last()? else {
            return None;
        };
        if self.is_flow(map)? {
            return None;
        }
        let lines = self.lines_of(way)?;
        let column = self.column(way)?;
        let first = self.line(lines.start)?;
        let before: String = first.chars().take(column).collect();
        let entry = format!("{before}{key}: {source}{}", self.ending());
        Some(self.with_other_lines(&lines, &entry))
    }

    pub(super) fn with(&self, range: Range<usize>, new: &str) -> String {
        let mut text = self.text().to_owned();
        text.replace_range(range, new);
        text
    }

    /// The text with some of its lines replaced.
    pub(super) fn with_other_lines(&self, lines: &Range<usize>, new: &str) -> String {
        let mut text = String::new();
        for (at, line) in self.text().split_inclusive('\n').enumerate() {
            if at == lines.start {
                text.push_str(new);
            }
            if !lines.contains(&at) {
                text.push_str(line);
            }
        }
        text
    }

    /// The text with lines put before the line with this number.
    pub(super) fn with_lines(&self, index: usize, new: &str) -> String {
        let mut text: Vec<&str> = self.text().split_inclusive('\n').collect();
        let ended = text.last().is_none_or(|it| it.ends_with('\n'));
        if index >= text.len() && !ended {
            text.push(self.ending());
            text.push(new);
            return text.concat();
        }
        text.insert(index.min(text.len()), new);
        text.concat()
    }

    pub(super) fn ending(&self) -> &'static str {
        if self.text().contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}
