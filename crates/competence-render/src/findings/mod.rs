//! The findings of a check, in each form that people and programs read.

mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod text;

use std::collections::{HashMap, HashSet};

use competence_core::Severity;
use competence_core::check::{Finding, Loaded};

use crate::Error;
use crate::sentence::count;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// For people, with the source line.
    Text,
    /// For programs, by `schemas/findings.schema.json`.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for CI servers.
    Junit,
}

competence_core::words!(Format, "a form of a report", {
    Text => "text",
    Json => "json",
    Github => "github",
    Gitlab => "gitlab",
    Sarif => "sarif",
    Junit => "junit",
});

impl Format {
    /// What the form is for, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Text => "For people, with the source line",
            Self::Json => "For programs, by `schemas/findings.schema.json`",
            Self::Github => "Annotations of a GitHub workflow",
            Self::Gitlab => "Code quality of GitLab",
            Self::Sarif => "SARIF 2.1.0, for code scanning",
            Self::Junit => "JUnit XML, for CI servers",
        }
    }
}

/// The findings, with paths that lead to the files from the current folder.
pub struct Report<'a> {
    /// The paths of all files, as the report shows them.
    files: Vec<String>,
    /// What was looked at, in words; empty where that is not known.
    subject: String,
    /// Findings of this severity or above fail the check.
    threshold: Severity,
    has_summary: bool,
    findings: Vec<Finding>,
    /// The lines of each file that has findings.
    lines: HashMap<String, Vec<&'a str>>,
}

/// The message of a finding, with its advice between two marks.
fn message(finding: &Finding, before: &str, after: &str) -> String {
    let advice = finding.suggestion.as_ref();
    let advice = advice.map(|it| format!("{before}{}{after}", it.message()));
    format!("{}{}", finding.message, advice.unwrap_or_default())
}

impl<'a> Report<'a> {
    /// A report of all findings. The paths of files get a prefix, which is empty or ends with
    /// `/`; findings of the threshold or above fail the check.
    pub fn new(loaded: &'a Loaded, prefix: &str, threshold: Severity) -> Self {
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
        let subject = loaded.partial().map(|model| {
            let competences = count(model.competences().len(), "competence");
            let indicators = count(model.indicators().count(), "indicator");
            format!("{competences}, {indicators}")
        });
        Self {
            files: loaded
                .texts()
                .map(|(path, _)| format!("{prefix}{path}"))
                .collect(),
            subject: subject.unwrap_or_default(),
            threshold,
            has_summary: true,
            findings,
            lines,
        }
    }

    /// A report of findings about a file that is no part of a model, of which no line is shown. `subject`
    /// says in words what was looked at, such as `12 ratings`.
    pub fn of_file(
        path: &str,
        findings: Vec<Finding>,
        subject: impl Into<String>,
        threshold: Severity,
    ) -> Self {
        Self {
            files: vec![path.to_owned()],
            subject: subject.into(),
            threshold,
            has_summary: true,
            findings,
            lines: HashMap::new(),
        }
    }

    /// The same report; as text without the summary at its end.
    #[must_use]
    pub fn without_summary(mut self) -> Self {
        self.has_summary = false;
        self
    }

    /// The report in one of its forms.
    ///
    /// # Errors
    /// [`Error`] if JSON or XML cannot be written.
    pub fn render(&self, format: Format) -> Result<String, Error> {
        match format {
            Format::Text => Ok(text::render(self)),
            Format::Json => json::render(self),
            Format::Github => Ok(github::render(self)),
            Format::Gitlab => gitlab::render(self),
            Format::Sarif => sarif::render(self),
            Format::Junit => junit::render(self),
        }
    }

    /// How many findings there are of each rule, for people: the gravest first, then the most.
    pub fn summary(&self) -> String {
        text::numbers(self)
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
}
