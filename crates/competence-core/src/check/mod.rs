//! Checking a model against the rules of meaning.

mod excuses;
mod spot;
mod subject;
mod texts;

use crate::finding::Finding;
use crate::load::{Loaded, load};
use crate::rule::Rule;
use crate::source::Source;
use crate::{parallel, rules};

use excuses::Excuses;
pub(crate) use excuses::{ExcuseAt, excuses};
pub(crate) use spot::Spot;
pub(crate) use subject::{At, Statement, Subject};
pub(crate) use texts::TextRole;

/// The findings of a rule, as it adds to them.
pub(crate) type Report = Vec<Finding>;

/// Reads a source and checks it: all problems of all files and elements, in one run.
///
/// ```
/// use competence_core::{Memory, Severity, check, starter};
/// let files = Memory::from_iter(starter::FILES.iter().copied());
/// let checked = check(&files);
/// assert!(checked.findings().is_empty());
/// assert_eq!(checked.model().map(|model| model.competences().len()), Some(4));
/// ```
pub fn check(source: &dyn Source) -> Loaded {
    let mut loaded = load(source);
    loaded.apply_rules();
    loaded
}

impl Loaded {
    /// Applies the rules of meaning, and adds what they find to the findings.
    pub fn apply_rules(&mut self) {
        let subject = Subject::new(self);
        let mut findings = Vec::new();
        let mut excuses = Excuses::of(&subject);
        let all: Vec<&Rule> = rules::all().collect();
        let found = parallel::map(&all, |rule| {
            let mut found = Vec::new();
            if let (Some(apply), Some(severity)) = (rule.apply, subject.severity(rule)) {
                apply(&subject, &mut found);
                for finding in &mut found {
                    finding.severity = severity;
                }
            }
            found
        });
        for (rule, found) in all.iter().zip(found) {
            findings.extend(
                found
                    .into_iter()
                    .filter(|finding| !excuses.cover(rule, finding)),
            );
        }
        let unused = &rules::lifecycle::unused_excuse::RULE;
        if let Some(severity) = subject.severity(unused) {
            let found = excuses.unused().map(|excuse| {
                let mut finding = rules::lifecycle::unused_excuse::finding(excuse);
                finding.severity = severity;
                finding
            });
            findings.extend(found);
        }
        self.findings.append(&mut findings);
        self.sort_findings();
    }
}
