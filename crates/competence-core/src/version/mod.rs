//! Which version a difference needs, and whether the declared one suffices.
//!
//! The version of a framework is a promise about assessments made against it: after a *major*
//! change an assessment cannot be carried over as it is; after a *minor* one everything old is
//! still there and still means the same; after a *patch* nothing that is assessed has changed.
//!
//! A framework that nobody is rated by may choose another promise, [`VersioningPolicy`].
//!
//! Semantic Versioning 2.0.0 holds: a version with a pre-release part, and one below 1.0.0,
//! promises nothing yet, so that any later version suffices after it (items 4 and 9). A
//! pre-release bumps what its release will: `2.0.0-rc.1` after `1.4.0` is a major bump.

mod affected;
mod alignment;
mod asks_more;
mod comparison;
mod counts;
pub mod crosswalk;
pub mod diff;
mod in_force;
pub mod lineage;
pub mod migration;
mod outline;
mod outlook;
mod report;
mod rules;
mod scale_step;

use semver::Version;
use serde::{Serialize, Serializer};

use crate::{Framework, Model};

use diff::{Change, Diff};

pub use affected::{Affected, NotAffected, Outcome, People, Share};
pub use asks_more::{AsksMore, RaisedLevel, asks_more};
pub use comparison::Comparison;
pub use counts::{Counts, CountsError, IndicatorCounts, PeopleCounts, VersionCounts};
pub use outline::{Aligned, Decision, Group, Outline};
pub use outlook::{Effects, Outlook, Reach};
pub use report::{
    ComparisonReport, CrosswalkReport, DecisionReport, JudgedChange, NothingToCompare, Reported,
    VerdictReport,
};

pub use crate::{Bump, BumpSetting, ChangeKind, VersioningPolicy};

pub use rules::{ChangeRule, Need, RULES, find, rule_of};

/// What a change needs, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Judgement<'d> {
    /// The change.
    #[serde(flatten)]
    pub change: &'d Change,
    /// The bump that it needs.
    pub level: Bump,
    /// The id of the rule.
    pub rule: &'static str,
    /// Why, in a sentence: the rule's, or the manifest's where it sets another level.
    pub reason: String,
    /// Whether the manifest set the level.
    pub set_by_manifest: bool,
}

/// The verdict on a declared version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Verdict {
    /// The version of the old model.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub old: Version,
    /// The version that the new model declares.
    #[cfg_attr(feature = "check", schemars(with = "crate::model::SemanticVersion"))]
    pub new: Version,
    /// What the version rises by.
    pub declared: Declared,
    /// The bump that the changes need; nothing needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<Bump>,
    /// The lowest release that would suffice, if the declared version does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "check",
        schemars(with = "Option<crate::model::SemanticVersion>")
    )]
    pub lowest: Option<Version>,
    /// Whether the declared version suffices.
    pub sufficient: bool,
}

/// The lowest release that suffices after a version for changes that need this much.
pub(crate) fn lowest_after(before: &Version, needed: Bump) -> Version {
    if !before.pre.is_empty() {
        // After a pre-release, its own release is the next one.
        release_of(before)
    } else if before.major == 0 {
        // Nothing is promised yet, and any later version suffices.
        Bump::Patch.after(before)
    } else {
        needed.after(before)
    }
}

/// The release that a pre-release leads to.
pub(crate) fn release_of(version: &Version) -> Version {
    Version::new(version.major, version.minor, version.patch)
}

/// What a declared version rises by; in reports one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declared {
    /// It is the same version.
    Same,
    /// It is a lower version.
    Lower,
    /// It is higher, by this much.
    Bump(Bump),
}

impl Declared {
    /// The word for it: `same`, `lower`, or that of the bump.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Lower => "lower",
            Self::Bump(bump) => bump.as_str(),
        }
    }
}

impl Serialize for Declared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "check")]
impl schemars::JsonSchema for Declared {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Declared".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "What a declared version rises by; `lower` if it does not.",
            "enum": ["same", "lower", "patch", "minor", "major"],
        })
    }
}

impl Declared {
    fn between(old: &Version, new: &Version) -> Self {
        // Build metadata does not count (item 10).
        match new.cmp_precedence(old) {
            std::cmp::Ordering::Less => Self::Lower,
            std::cmp::Ordering::Equal => Self::Same,
            std::cmp::Ordering::Greater if new.major != old.major => Self::Bump(Bump::Major),
            std::cmp::Ordering::Greater if new.minor != old.minor => Self::Bump(Bump::Minor),
            std::cmp::Ordering::Greater => Self::Bump(Bump::Patch),
        }
    }
}

/// Judges a difference: what each change needs, and whether the new model's version suffices.
///
/// ```
/// use competence_core::{Bump, Model, diff::Diff, version::judge};
///
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
///     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
///   }]
/// }"#;
/// let old = Model::from_bundle(json.as_bytes())?;
/// let reworded = json.replace("Keeps agreements", "Honours agreements");
/// let new = Model::from_bundle(reworded.replace("1.0.0", "1.1.0").as_bytes())?;
///
/// let diff = Diff::between(&old, &new);
/// let verdict = judge(&old, &new, &diff);
/// assert_eq!(verdict.needed, Some(Bump::Major));
/// assert!(!verdict.sufficient);
/// assert_eq!(verdict.lowest, Some("2.0.0".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn judge(old: &Model, new: &Model, diff: &Diff) -> Verdict {
    let judgements = judgements(diff, new.framework());
    let needed = judgements.iter().map(|it| it.level).max();
    let (before, after) = (&old.framework().version, &new.framework().version);
    let declared = Declared::between(before, after);
    let promises_nothing = !before.pre.is_empty() || before.major == 0;
    let sufficient = match (declared, needed) {
        (_, None) => declared != Declared::Lower,
        (Declared::Lower, _) => false,
        // A pre-release in the making may change under its own version; nothing else may.
        (Declared::Same, _) => !before.pre.is_empty(),
        (Declared::Bump(_), _) if promises_nothing => true,
        (Declared::Bump(bump), Some(needed)) => bump >= needed,
    };
    let lowest = match needed {
        _ if sufficient => None,
        Some(needed) => Some(lowest_after(before, needed)),
        None => Some(before.clone()),
    };
    Verdict {
        old: before.clone(),
        new: after.clone(),
        declared,
        needed,
        lowest,
        sufficient,
    }
}

/// What each change needs by the settings of a framework, in the order of reading. The version
/// itself needs nothing, and is left out.
pub fn judgements<'d>(diff: &'d Diff, framework: &Framework) -> Vec<Judgement<'d>> {
    let judged = diff.changes.iter().filter_map(|change| {
        let rule = rule_of(change.kind)?;
        let need = rule.need(framework.versioning_policy);
        let setting = framework.versioning.get(&change.kind);
        Some(Judgement {
            change,
            level: setting.map_or(need.level, |it| it.level),
            rule: rule.id(),
            reason: setting.map_or_else(|| need.reason.to_owned(), |it| it.reason.clone()),
            set_by_manifest: setting.is_some(),
        })
    });
    judged.collect()
}
