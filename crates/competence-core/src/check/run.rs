//! A check: all rules applied to what was read.

use std::sync::Arc;

use super::context::{Apply, Relies, Report, Subject, Suppressions, Text};
use super::finding::Finding;
use super::load::{Loaded, load};
use super::rule::Rule;
use super::rules;
use super::source::Source;
use crate::Severity;
use crate::model::parallel;

/// Reads a source and checks it: all problems of all files and elements, in one run.
///
/// ```
/// use competence_core::{check::check, source::Memory, starter};
/// let files = Memory::from_iter(starter::FILES.iter().copied());
/// let checked = check(&files);
/// assert!(checked.findings().is_empty());
/// assert_eq!(checked.model()?.competences().len(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
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
        let mut suppressions = Suppressions::of(&subject);
        let tasks = tasks(&subject);
        for found in parallel::map(&tasks, |task| task.run(&subject)) {
            findings.extend(
                found
                    .into_iter()
                    .filter(|finding| !suppressions.cover(finding)),
            );
        }
        let unused = &rules::lifecycle::unused_suppression::RULE;
        // What a rule would have found in what was left out may be what is suppressed.
        let severity = subject.severity(unused);
        if let Some(severity) = severity.filter(|_| subject.is_all_understood()) {
            // A suppression of what is not a rule of meaning is found as such.
            let is_rule = |id: &str| rules::of_meaning().any(|(rule, _)| rule.id == id);
            let found = suppressions
                .unused()
                .filter(|it| is_rule(it.item.rule.as_str()));
            let found = found.map(|suppression| {
                let mut finding = rules::lifecycle::unused_suppression::finding(suppression);
                finding.severity = severity;
                finding
            });
            findings.extend(found);
        }
        // What was found while reading is given the severity that the manifest, known now, sets.
        let read = self.findings.iter().filter_map(|finding| {
            let severity = subject.severity(finding.rule)?;
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
    Model(
        &'static Rule,
        Severity,
        Relies,
        fn(&Subject<'_>, &mut Report),
    ),
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
    for (rule, apply) in rules::of_meaning() {
        let Some(severity) = subject.severity(rule) else {
            continue;
        };
        match apply {
            Apply::Model(relies, apply) => {
                of_model.push(Task::Model(rule, severity, relies, apply));
            }
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
            Self::Model(_, severity, relies, apply) => {
                apply(subject, &mut found);
                set_severity(&mut found, 0, *severity);
                found.retain(|it| subject.is_certain(*relies, it));
            }
            Self::Texts(rules, texts) => {
                for text in *texts {
                    for (severity, apply) in rules.iter() {
                        let before = found.len();
                        apply(subject, text, &mut found);
                        set_severity(&mut found, before, *severity);
                    }
                }
                found.retain(|it| subject.is_certain(Relies::Elements, it));
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
