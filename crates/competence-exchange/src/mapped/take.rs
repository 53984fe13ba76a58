//! The values that a row of the source gives.

use competence_core::invisible;

use super::mapping::{Constant, Part, Take, With};
use super::source::{Item, is_like};

/// What was taken from an item, with the column that it is from.
#[derive(Debug)]
pub(super) struct Taken<'m> {
    pub values: Vec<String>,
    pub column: Option<&'m str>,
    /// What was wrong, and what became of it.
    pub faults: Vec<String>,
}

/// Takes values from an item; `Err` is a column that is not there.
pub(super) fn take<'m>(take: &'m Take, item: &Item<'_>) -> Result<Taken<'m>, &'m str> {
    match take {
        Take::Column(column) => Ok(Taken {
            values: item.values(column).ok_or(column.as_str())?,
            column: Some(column),
            faults: Vec::new(),
        }),
        Take::With(with) => with.take(item),
    }
}

impl Take {
    /// Whether it is a value that the mapping gives itself.
    pub(super) fn is_constant(&self) -> bool {
        matches!(self, Self::With(with) if with.is.is_some())
    }

    /// The columns that it names.
    pub(super) fn columns(&self) -> Vec<&str> {
        match self {
            Self::Column(column) => vec![column],
            Self::With(with) => with
                .column
                .iter()
                .chain(&with.columns)
                .map(String::as_str)
                .collect(),
        }
    }
}

impl With {
    fn take<'m>(&'m self, item: &Item<'_>) -> Result<Taken<'m>, &'m str> {
        let mut values = Vec::new();
        let columns = || self.column.iter().chain(&self.columns);
        if let Some(constant) = &self.is {
            values = constant.texts();
        }
        for column in columns() {
            values.extend(item.values(column).ok_or(column.as_str())?);
        }
        if let Some(join) = &self.join {
            let joined: Vec<&str> = values.iter().map(|it| it.trim()).collect();
            values = if joined.is_empty() {
                Vec::new()
            } else {
                vec![joined.join(join)]
            };
        }
        if let Some(split) = &self.split {
            // A line break is one whatever the system.
            let parts = values.iter().flat_map(|it| it.split(split.as_str()));
            let parts = parts
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty());
            values = parts.collect();
        }
        match self.part {
            Some(Part::First) => values.truncate(1),
            Some(Part::Rest) => drop(values.drain(..values.len().min(1))),
            None => {}
        }
        if let Some(mark) = &self.before_last {
            let before = values
                .iter()
                .filter_map(|it| it.trim().rsplit_once(mark.as_str()));
            values = before.map(|(before, _)| before.to_owned()).collect();
        }
        let mut faults = Vec::new();
        if !self.words.is_empty() {
            values.retain_mut(|value| self.translate(value, &mut faults));
        }
        if self.round {
            for value in &mut values {
                if let Ok(number) = value.trim().parse::<f64>() {
                    *value = format!("{:.0}", number.round());
                }
            }
        }
        if let Some(prefix) = &self.prefix {
            for value in &mut values {
                *value = format!("{prefix}{}", value.trim());
            }
        }
        let column = columns().next().map(String::as_str);
        Ok(Taken {
            values,
            column,
            faults,
        })
    }

    /// Puts the mapping's word for that of the source; a fault if there is none.
    fn translate(&self, value: &mut String, faults: &mut Vec<String>) -> bool {
        let wanted = value.trim().to_lowercase();
        let found = self
            .words
            .iter()
            .find(|(word, _)| word.trim().to_lowercase() == wanted);
        if let Some((_, constant)) = found {
            *value = constant.texts().join("\n");
            return true;
        }
        let known: Vec<&str> = self.words.keys().map(String::as_str).collect();
        faults.push(format!(
            "`{}` is none of the words of the mapping, and was left out: they are {}",
            value.trim(),
            known.join(", ")
        ));
        false
    }
}

/// Whether an item is one of those that are meant.
pub(super) fn is_meant(item: &Item<'_>, column: &str, constant: &Constant) -> bool {
    let wanted = constant.texts();
    let found = item.values(column).unwrap_or_default();
    let is_empty = found.iter().all(|it| it.trim().is_empty());
    if is_empty && wanted.iter().any(|it| it.trim().is_empty()) {
        return true;
    }
    found.iter().any(|it| {
        wanted
            .iter()
            .any(|wanted| is_like(wanted.trim(), it.trim()))
    })
}

/// A text without what cannot be seen and has no place in one: whether something but line ends was taken
/// out.
pub(super) fn clean(text: &str) -> (String, bool) {
    // As most are: nothing is to be taken out.
    if text.bytes().all(|it| matches!(it, b' '..=b'~' | b'\n')) {
        return (text.trim().to_owned(), false);
    }
    let mut is_changed = false;
    let lines = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    let is_kept = |it: &char| {
        let is_control = invisible(*it).is_some_and(|it| it.is_control);
        is_changed |= is_control;
        !is_control
    };
    let kept: String = lines.chars().filter(is_kept).collect();
    (kept.trim().to_owned(), is_changed)
}
