//! Severities of findings, and the excuses of single elements.

use serde::{Deserialize, Serialize};

use crate::RuleId;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth a thought; never fails a check.
    Hint,
    /// Probably wrong; fails a check when warnings are denied.
    Warning,
    /// Wrong; fails a check.
    Error,
}

impl Severity {
    /// The word that stands for it in files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The severity that a framework gives a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// Findings of the rule are errors.
    Error,
    /// Findings of the rule are warnings.
    Warning,
    /// Findings of the rule are hints.
    Hint,
    /// The rule is not applied.
    Off,
}

impl Setting {
    /// The severity of the rule's findings, or `None` when the rule is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Hint => Some(Severity::Hint),
            Self::Off => None,
        }
    }
}

/// Takes one element out of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Excuse {
    /// The rule whose findings on this element are not reported.
    pub rule: RuleId,
    /// Why the rule does not hold here. An excuse without a reason is a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
