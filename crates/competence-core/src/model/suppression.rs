//! Severities of findings, and the suppressions of single elements.

use serde::{Deserialize, Serialize};

use crate::RuleId;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth a thought; never fails a check.
    Hint,
    /// Probably wrong; fails a check when warnings are denied.
    Warning,
    /// Wrong; fails a check.
    Error,
}

crate::words!(Severity, "a severity", {
    Hint => "hint",
    Warning => "warning",
    Error => "error",
});

/// The severity that a framework gives a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
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

crate::words!(Setting, "a severity or `off`", {
    Error => "error",
    Warning => "warning",
    Hint => "hint",
    Off => "off",
});

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
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Suppression {
    /// The rule whose findings on this element are not reported.
    pub rule: RuleId,
    /// Why the rule does not hold here. A suppression without a reason is a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Suppression {
    /// A suppression with its reason.
    pub fn new(rule: RuleId, reason: impl Into<String>) -> Self {
        Self {
            rule,
            reason: Some(reason.into()),
        }
    }
}
