//! Findings that were there before: they are let be, and what is new is found.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::load::Loaded;

/// The findings that a model had at some time, by their fingerprints. Where a framework is taken over
/// as it is, its texts may not be edited: a baseline lets what was found in them be, and what comes
/// later is found.
///
/// ```
/// use competence_core::check::{Baseline, check};
/// use competence_core::{source::Memory, starter};
///
/// let mut files: Memory = starter::FILES.iter().copied().collect();
/// let core = "core/cooperation.yaml";
/// let text = String::from_utf8(files.get(core).unwrap_or_default().to_vec())?;
/// files.insert(core, text.replace("within the team", "within the team."));
/// let baseline = Baseline::of(check(&files).findings());
///
/// let (checked, known) = check(&files).without(&baseline);
/// assert_eq!((checked.findings().len(), known.found, known.gone), (0, 1, 0));
/// let (_, known) = check(&Memory::from_iter(starter::FILES.iter().copied())).without(&baseline);
/// assert_eq!((known.found, known.gone), (0, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Baseline {
    /// The version of the file's form: 1.
    format: u32,
    /// The findings, by rule, file and element.
    findings: Vec<Known>,
}

/// A finding of a baseline.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Known {
    /// The id of the rule.
    rule: String,
    /// The path of the file.
    file: String,
    /// The id of the element that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    element: Option<String>,
    /// The name by which it is known again.
    fingerprint: String,
}

/// What of a baseline was found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Matched {
    /// The findings that are let be.
    pub found: usize,
    /// Those of the baseline that are not there any more.
    pub gone: usize,
}

/// Why a text is not a baseline.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidBaseline {
    /// It is not a baseline, or not JSON at all.
    #[error("this is not a baseline: {0}")]
    Json(#[from] serde_json::Error),
    /// It was made by a newer version of the program.
    #[error("the baseline has format {0}, and this version of the program reads format 1")]
    Format(u32),
}

impl Baseline {
    /// The findings of a check. What prevents a whole model is not let be: it stays a finding.
    pub fn of(findings: &[Finding]) -> Self {
        let known = findings.iter().filter(|it| !it.prevents_reading());
        let known = known.map(|it| Known {
            rule: it.rule.id.to_owned(),
            file: it.place.file.clone(),
            element: it.element.clone(),
            fingerprint: it.fingerprint.to_string(),
        });
        let mut findings: Vec<Known> = known.collect();
        findings.sort();
        Self {
            format: 1,
            findings,
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// [`InvalidBaseline`] if the text is not one, or has a form that is not known here.
    pub fn parse(text: &str) -> Result<Self, InvalidBaseline> {
        let baseline: Self = serde_json::from_str(text)?;
        match baseline.format {
            1 => Ok(baseline),
            other => Err(InvalidBaseline::Format(other)),
        }
    }

    /// The baseline as JSON, a finding a line.
    ///
    /// # Errors
    /// If JSON cannot be written.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let lines: Result<Vec<String>, _> = self
            .findings
            .iter()
            .map(|it| Ok(format!("    {}", serde_json::to_string(it)?)))
            .collect();
        let lines = lines?.join(",\n");
        let inner = if lines.is_empty() {
            String::new()
        } else {
            format!("\n{lines}\n  ")
        };
        Ok(format!(
            "{{\n  \"format\": 1,\n  \"findings\": [{inner}]\n}}\n"
        ))
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether it has no finding.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Loaded {
    /// The same without the findings of a baseline, and what of it was found again. What prevents a
    /// whole model stays.
    #[must_use]
    pub fn without(mut self, baseline: &Baseline) -> (Self, Matched) {
        let known = baseline.findings.iter().map(|it| it.fingerprint.as_str());
        let known: BTreeSet<&str> = known.collect();
        let before = self.findings.len();
        self.findings.retain(|it| {
            it.prevents_reading() || !known.contains(it.fingerprint.to_string().as_str())
        });
        let found = before - self.findings.len();
        let gone = known.len().saturating_sub(found);
        (self, Matched { found, gone })
    }
}
