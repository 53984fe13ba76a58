//! Checking a model against the rules of meaning.

mod excuses;
mod spot;
mod subject;
mod texts;

use std::sync::Arc;

use crate::finding::Finding;
use crate::load::{Loaded, load};
use crate::rule::{Apply, Rule};
use crate::source::Source;
use crate::{Severity, parallel, rules};

use excuses::Excuses;
pub(crate) use excuses::{ExcuseAt, excuses};
pub(crate) use spot::Spot;
pub(crate) use subject::{At, Statement, Subject};
pub(crate) use texts::{Text, TextRole};

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
        let tasks = tasks(&subject);
        for found in parallel::map(&tasks, |task| task.run(&subject)) {
            findings.extend(found.into_iter().filter(|finding| !excuses.cover(finding)));
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
        // What was found while reading is given the severity that the manifest, known now, sets.
        let read = self.findings.iter().filter_map(|finding| {
            let severity = subject.severity(rules::find(finding.rule)?)?;
            Some(Finding {
                severity,
                ..finding.clone()
            })
        });
        findings.extend(read);
        self.findings = findings;
        self.sort_findings();
    }
}

/// A part of the work of a check.
enum Task<'a> {
    /// One rule, applied to the whole model.
    Model(&'static Rule, Severity, fn(&Subject<'_>, &mut Report)),
    /// All rules about texts, applied to some of them: one after the other for each text, while
    /// it is in the cache.
    Texts(Arc<[TextRule]>, &'a [Text<'a>]),
}

type TextRule = (Severity, fn(&Subject<'_>, &Text<'_>, &mut Report));

/// How many texts are one task.
const TEXTS: usize = 512;

/// All tasks of a check, those that may take longest first.
fn tasks<'a>(subject: &'a Subject<'a>) -> Vec<Task<'a>> {
    let mut of_model = Vec::new();
    let mut of_texts = Vec::new();
    for rule in rules::all() {
        let Some(severity) = subject.severity(rule) else {
            continue;
        };
        match rule.apply {
            Apply::Model(apply) => of_model.push(Task::Model(rule, severity, apply)),
            Apply::Text(apply) => of_texts.push((severity, apply)),
            Apply::Elsewhere => {}
        }
    }
    let first = &rules::structure::similar_statements::RULE;
    of_model.sort_by_key(|task| !matches!(task, Task::Model(rule, ..) if rule.id == first.id));
    let of_texts: Arc<[TextRule]> = of_texts.into();
    let texts = subject.texts().chunks(TEXTS);
    of_model.extend(texts.map(|texts| Task::Texts(Arc::clone(&of_texts), texts)));
    of_model
}

impl Task<'_> {
    fn run(&self, subject: &Subject<'_>) -> Report {
        let mut found = Vec::new();
        match self {
            Self::Model(_, severity, apply) => {
                apply(subject, &mut found);
                set_severity(&mut found, 0, *severity);
            }
            Self::Texts(rules, texts) => {
                for text in *texts {
                    for (severity, apply) in rules.iter() {
                        let before = found.len();
                        apply(subject, text, &mut found);
                        set_severity(&mut found, before, *severity);
                    }
                }
            }
        }
        found
    }
}

fn set_severity(found: &mut [Finding], from: usize, severity: Severity) {
    for finding in found.iter_mut().skip(from) {
        finding.severity = severity;
    }
}
