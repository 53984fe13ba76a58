//! A check: all rules applied to what was read.

use std::sync::Arc;

use super::context::{Apply, Relies, Report, Subject, Suppressions, Text};
use super::finding::Finding;
use super::load::{Loaded, load};
use super::rule::Rule;
use super::rules;
use super::source::{Listing, ReadError, Source};
use crate::model::parallel;
use crate::{BundleError, Model, Severity};

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

/// Checks a model that was made in code, as [`check`] does its files. A finding has its element;
/// its place is in the model's bundle, as if that were the file `bundle.json`.
///
/// ```
/// use competence_core::check::check_model;
/// use competence_core::{
///     Bundle, Competence, CompetenceId, Framework, FrameworkId, Kind, LanguageTag, Languages,
///     LocalisedText, Model, Scale, Status, id,
/// };
///
/// let en: LanguageTag = "en".parse()?;
/// let text = |text: &str| LocalisedText::new(en.clone(), text);
/// let (id, title) = (id!(FrameworkId, "demo"), text("Demo"));
/// let (languages, scale) = (Languages::new(en.clone()), Scale::new(Vec::new()));
/// let framework = Framework::new(id, "1.0.0".parse()?, title, languages, scale);
/// let mut bundle = Bundle::new(framework);
/// let (id, title) = (id!(CompetenceId, "cooperation"), text("Cooperation"));
/// bundle.competences.push(Competence::new(id, Kind::Core, title, Status::Draft));
/// let findings = check_model(&Model::try_new(bundle)?)?;
/// let found: Vec<_> = findings.iter().map(|it| (it.rule.id, it.element.as_deref())).collect();
/// assert!(found.contains(&("no-indicators", Some("cooperation"))));
/// assert!(found.contains(&("unapproved-in-release", Some("cooperation"))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Model::to_bundle`]: a model that cannot be checked is not one without findings.
pub fn check_model(model: &Model) -> Result<Vec<Finding>, BundleError> {
    /// The bundle, as the one file that there is.
    struct Written(String);
    impl Source for Written {
        fn list(&self) -> Listing {
            Listing {
                files: vec!["bundle.json".to_owned()],
                problems: Vec::new(),
            }
        }

        fn read(&self, _: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
            if self.0.len() as u64 > limit {
                return Err(ReadError::TooLarge { limit });
            }
            Ok(self.0.clone().into_bytes())
        }

        fn is_single(&self) -> bool {
            true
        }
    }
    let bundle = model.to_bundle()?;
    Ok(check(&Written(bundle)).findings)
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
            let is_rule = |id: &str| rules::of_meaning().any(|(rule, _)| rule.is_called(id));
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
