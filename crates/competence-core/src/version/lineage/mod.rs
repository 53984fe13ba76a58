//! Lineage between versions: which is in force, and which would explain a difference, suggested
//! by likeness of texts and never assumed.

mod proposal;
mod suggest;

use std::fmt;

use serde::Serialize;

pub use super::in_force::{in_force, known_as};
pub use proposal::Proposal;

use crate::{LineageChange, LineageRecord};

/// A lineage record that would explain something of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Suggestion {
    /// The record, without its reason.
    #[serde(flatten)]
    pub record: LineageRecord,
    /// How alike the two sides are, in per cent: for indicators the share of common word pairs,
    /// for competences of indicators that have a counterpart, for clusters and profiles of
    /// competences; the lowest of several. Nothing for what has no counterpart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<usize>,
    /// Whether someone has to say why. Not for what follows from another record, such as the
    /// indicators of a merged competence, nor for the correction of a statement.
    pub needs_reason: bool,
    /// Whether it was decided, and asks nothing more.
    #[serde(skip)]
    is_decided: bool,
}

impl Suggestion {
    /// A record that was decided, with its reason.
    #[cfg(feature = "check")]
    pub(crate) fn decided(record: LineageRecord) -> Self {
        Self {
            record,
            percent: None,
            needs_reason: false,
            is_decided: true,
        }
    }

    /// A record that a person has to look at.
    pub(crate) fn proposed(
        record: LineageRecord,
        percent: Option<usize>,
        needs_reason: bool,
    ) -> Self {
        Self {
            record,
            percent,
            needs_reason,
            is_decided: false,
        }
    }

    /// Whether it leads from an element with this id.
    pub fn explains(&self, id: &str) -> bool {
        self.record.from.iter().any(|from| from.as_str() == id)
    }

    /// What a person has to decide before they take the record over, beside the reason.
    fn question(&self) -> Option<&'static str> {
        match self.record.change {
            _ if self.record.editorial => {
                Some("only if it means the same; if not, delete this record")
            }
            LineageChange::Replaced => {
                Some("if it means the same, write `moved` and add `editorial: true`")
            }
            LineageChange::Retired => {
                Some("if something replaces it, write `replaced` and add `to`")
            }
            _ => None,
        }
    }
}

/// The record as an item of the list `records` of a lineage file, in YAML. What is left to a
/// person stands behind `#`.
impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |ids: &[crate::ElementId]| {
            let ids: Vec<&str> = ids.iter().map(crate::ElementId::as_str).collect();
            ids.join(", ")
        };
        write!(f, "  - change: {}", self.record.change)?;
        if let Some(percent) = self.percent.filter(|it| *it < 100) {
            write!(f, " # {percent} % alike")?;
        }
        writeln!(f, "\n    from: [{}]", list(&self.record.from))?;
        if !self.record.to.is_empty() {
            writeln!(f, "    to: [{}]", list(&self.record.to))?;
        }
        if self.record.editorial {
            writeln!(f, "    editorial: true")?;
        }
        if let Some(question) = self.question().filter(|_| !self.is_decided) {
            writeln!(f, "    # {question}")?;
        }
        if let Some(reason) = &self.record.reason {
            writeln!(f, "    reason: {}", quoted(reason))?;
        } else if self.needs_reason {
            writeln!(f, "    reason: # why it was decided")?;
        }
        if !self.record.evidence.is_empty() {
            writeln!(f, "    evidence:")?;
        }
        for evidence in &self.record.evidence {
            writeln!(f, "      - text: {}", quoted(&evidence.text))?;
            if let Some(link) = &evidence.link {
                writeln!(f, "        link: {}", quoted(link.as_str()))?;
            }
        }
        if let Some(day) = self.record.decided {
            writeln!(f, "    decided: \"{day}\"")?;
        }
        Ok(())
    }
}

/// A text in quotes: a string of JSON is one of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
