//! The findings of a check, in each form that people and programs read.

pub mod change;
pub mod changelog;
pub mod csv;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod sarif;
pub mod text;
pub mod verdict;

use std::collections::{HashMap, HashSet};

use competence_core::Severity;
use competence_core::check::{Finding, Loaded};

/// The findings, with paths that lead to the files from the current folder.
pub struct Report<'a> {
    loaded: &'a Loaded,
    prefix: &'a str,
    /// Findings of this severity or above fail the check.
    threshold: Severity,
    findings: Vec<Finding>,
    /// The lines of each file that has findings.
    lines: HashMap<String, Vec<&'a str>>,
}

/// The message of a finding, with its advice between two marks.
fn message(finding: &Finding, before: &str, after: &str) -> String {
    let advice = finding.suggestion.as_ref();
    let advice = advice.map(|it| format!("{before}{}{after}", it.message));
    format!("{}{}", finding.message, advice.unwrap_or_default())
}

impl<'a> Report<'a> {
    /// A report of all findings.
    pub fn new(loaded: &'a Loaded, prefix: &'a str, threshold: Severity) -> Self {
        let mut findings = loaded.findings().to_vec();
        let places = findings.iter().flat_map(|finding| {
            std::iter::once(&finding.place).chain(finding.related.iter().map(|it| &it.place))
        });
        let named: HashSet<&str> = places.map(|place| place.file.as_str()).collect();
        let texts = loaded.texts().filter(|(path, _)| named.contains(path));
        let lines =
            texts.map(|(path, text)| (format!("{prefix}{path}"), text.split('\n').collect()));
        let lines = lines.collect();
        for finding in &mut findings {
            finding.place.file.insert_str(0, prefix);
            for related in &mut finding.related {
                related.place.file.insert_str(0, prefix);
            }
        }
        Self {
            loaded,
            prefix,
            threshold,
            findings,
            lines,
        }
    }

    /// Whether nothing reaches the threshold.
    pub fn passed(&self) -> bool {
        self.findings.iter().all(|finding| !self.fails(finding))
    }

    fn fails(&self, finding: &Finding) -> bool {
        finding.severity >= self.threshold
    }

    /// A line of a file, by the path that the report shows.
    fn line(&self, file: &str, line: u32) -> Option<&'a str> {
        self.lines.get(file)?.get(line as usize - 1).copied()
    }

    /// The paths of all files, as the report shows them.
    fn paths(&self) -> impl Iterator<Item = String> {
        self.loaded
            .texts()
            .map(|(path, _)| format!("{}{path}", self.prefix))
    }
}
