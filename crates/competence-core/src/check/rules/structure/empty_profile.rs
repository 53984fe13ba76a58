use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A profile asks for no competence.
pub(crate) static RULE: Rule = Rule {
    id: "empty-profile",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A profile asks for no competence.",
    why: "A position that nothing is asked of is nearly always a misspelled or incomplete \
          requirement.",
    fix: "Add requirements, or what the profile extends.",
    example: &[Edit {
        file: "profiles/every-employee.yaml",
        at: r"  - kind: core
  - kind: digital
    level: 2 # leaves out the indicators of level 3
",
        bad: r"  - kind: core
    cluster: records-management
",
        good: r"  - kind: core
  - kind: digital
    level: 2
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole_model() {
        return;
    }
    for At { item, spot } in subject.profiles() {
        if subject.model().resolve(item).competences.is_empty() {
            let message = format!("the profile `{}` asks for no competence", item.id);
            let finding =
                Finding::new(&RULE, spot.key("id").place(), message).about(item.id.as_str());
            report.push(
                finding
                    .help("a requirement asks for the competences that are in all that it names"),
            );
        }
    }
}
