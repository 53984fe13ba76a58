//! Findings: what is wrong, where, and what to do.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::check::rule::Rule;
use crate::{Fingerprint, Severity};

/// One problem, whatever layer found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Finding {
    /// The rule; its id in a report.
    #[serde(serialize_with = "id_of")]
    #[schemars(with = "String")]
    pub rule: &'static Rule,
    /// How much it matters here: the rule's default, or what the manifest sets.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// The id of the element that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Suggestion>,
    /// A name that stays the same from run to run. It is made of the rule, the element, or else
    /// the file, and the text at the place; of several that have these in common, of their number
    /// in order too. It does not change with the line, the severity or the words of the message.
    pub fingerprint: Fingerprint,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it by reference"
)]
fn id_of<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}

/// A place in a file. Lines and columns count from 1, columns and lengths in Unicode scalar
/// values. A finding about a file as a whole is at line 1, column 1, with length 0.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub struct Place {
    /// The path of the file, with `/` between its parts: relative to the model's root in the
    /// library; reports of the command line have the path of the model before it.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// The length, up to the end of the line at most.
    pub length: u32,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 1,
            column: 1,
            length: 0,
        }
    }
}

/// Another place that has to do with a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Related {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// What is there.
    pub message: String,
    /// The id of the element that is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
}

/// Whether an edit may be applied without a person who has read it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Applicability {
    /// It leaves what the model says as it is: white space, punctuation, quotes, the encoding of
    /// letters, the line that names the schema, a new name of a key or a rule.
    Safe,
    /// It may say something that is not meant: another name, another value.
    Unsafe,
}

crate::words!(Applicability, "an applicability", {
    Safe => "safe",
    Unsafe => "unsafe",
});

/// What to do about a finding: an edit that works as it stands, or advice in words. An edit is one
/// only if it says what to write: applied alone, the finding is gone and no other has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Suggestion {
    /// The advice, in a sentence.
    message: String,
    /// The text that replaces the finding's range.
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<String>,
    /// Of an edit, whether it may be applied without a person who has read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    applicability: Option<Applicability>,
}

impl Suggestion {
    /// Advice in words.
    fn advice(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            replacement: None,
            applicability: None,
        }
    }

    /// An edit, and what it does, in words.
    fn edit(
        replacement: impl Into<String>,
        message: impl Into<String>,
        applicability: Applicability,
    ) -> Self {
        Self {
            message: message.into(),
            replacement: Some(replacement.into()),
            applicability: Some(applicability),
        }
    }

    /// The advice, in a sentence or two.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Of an edit the text that replaces the finding's range; nothing of
    /// advice in words.
    pub fn replacement(&self) -> Option<&str> {
        self.replacement.as_deref()
    }

    /// Whether it may be applied without a person who has read it; advice in words may not.
    pub fn applicability(&self) -> Applicability {
        self.applicability.unwrap_or(Applicability::Unsafe)
    }
}

impl Finding {
    /// A finding of a rule, as severe as the rule says.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            place,
            element: None,
            related: Vec::new(),
            suggestion: None,
            fingerprint: Fingerprint::default(),
        }
    }

    /// Whether something was not understood because of it, so that the model is not whole.
    pub fn prevents_reading(&self) -> bool {
        // A text with a control character is read all the same, character and all.
        let is_left_out = self.rule != &super::document::rules::control_character::RULE;
        is_left_out
            && !self.rule.category.is_about_meaning()
            && self.rule.severity == Severity::Error
    }

    /// What it is known by while places move: its file, rule and message.
    pub(crate) fn key(&self) -> (&str, &'static str, &str) {
        (&self.place.file, self.rule.id, &self.message)
    }

    /// Adds advice in words.
    #[must_use]
    pub fn help(mut self, message: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion::advice(message));
        self
    }

    /// Adds the text that should stand here: an edit after which the finding is gone and no other has come.
    pub(crate) fn replace(mut self, text: impl Into<String>, message: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion::edit(text, message, Applicability::Unsafe));
        self
    }

    /// The same, where the edit leaves what the model says as it is.
    pub(crate) fn replace_safely(
        mut self,
        text: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        self.suggestion = Some(Suggestion::edit(text, message, Applicability::Safe));
        self
    }

    /// Adds another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related {
            place,
            message: message.into(),
            element: None,
        });
        self
    }

    /// Adds the place of another element, for which the rule can be suppressed as well.
    pub(crate) fn related_element(
        mut self,
        place: Place,
        message: impl Into<String>,
        id: &str,
    ) -> Self {
        self.related.push(Related {
            place,
            message: message.into(),
            element: Some(id.into()),
        });
        self
    }

    /// Says which element it is about.
    #[must_use]
    pub fn about(mut self, element: &str) -> Self {
        self.element = Some(element.to_owned());
        self
    }
}

/// The findings of a check, as they are reported to machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct FindingsReport {
    /// The version of the report's form: 1.
    pub format: u32,
    /// The number of findings of each severity.
    pub summary: Summary,
    /// The number of findings of each rule that found something.
    pub rules: BTreeMap<&'static str, usize>,
    /// The findings, sorted by file and position.
    pub findings: Vec<Finding>,
}

impl FindingsReport {
    /// A report of these findings.
    pub fn new(findings: Vec<Finding>) -> Self {
        Self {
            format: 1,
            summary: Summary::of(&findings),
            rules: by_rule(&findings),
            findings,
        }
    }
}

/// The number of findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Summary {
    /// The errors.
    pub errors: usize,
    /// The warnings.
    pub warnings: usize,
    /// The hints.
    pub hints: usize,
}

impl Summary {
    /// Counts findings.
    pub fn of(findings: &[Finding]) -> Self {
        let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Hint),
        }
    }
}

fn by_rule(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut rules = BTreeMap::new();
    for finding in findings {
        *rules.entry(finding.rule.id).or_default() += 1;
    }
    rules
}

/// How many findings there are of each key.
pub(crate) fn numbers<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
) -> BTreeMap<(&'f str, &'static str, &'f str), usize> {
    let mut numbers = BTreeMap::new();
    for finding in findings {
        *numbers.entry(finding.key()).or_default() += 1;
    }
    numbers
}
