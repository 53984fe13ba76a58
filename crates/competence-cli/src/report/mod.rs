//! The findings of a check, in each form that people and programs read.

pub mod github;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod text;

use competence_core::{Finding, Loaded, Severity};

/// The findings, with paths that lead to the files from the current folder.
pub struct Report<'a> {
    loaded: &'a Loaded,
    prefix: &'a str,
    /// Findings of this severity or above fail the check.
    threshold: Severity,
    findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// A report of all findings.
    pub fn new(loaded: &'a Loaded, prefix: &'a str, threshold: Severity) -> Self {
        let mut findings = loaded.findings().to_vec();
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
        let text = self.loaded.text(file.strip_prefix(self.prefix)?)?;
        text.split('\n').nth(line as usize - 1)
    }

    /// The paths of all files, as the report shows them.
    fn paths(&self) -> impl Iterator<Item = String> {
        self.loaded
            .paths()
            .map(|path| format!("{}{path}", self.prefix))
    }
}
