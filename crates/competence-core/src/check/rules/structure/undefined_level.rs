use crate::Severity;
use crate::check::context::{Apply, At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A profile asks for a competence at a level that it is not described at.
pub(crate) static RULE: Rule = Rule {
    id: "undefined-level",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A profile asks for a competence at a level that it is not described at.",
    why: "A competence that has `levels` is defined at these only. Nobody can say whether a person is \
          at a level of which nothing is written.",
    fix: "Ask for a level that is described, or describe the level in the `levels` of the competence.",
    example: &[Edit {
        file: "digital/digital-work.yaml",
        at: r"indicators:
",
        bad: r"levels:
  - { value: 1, description: { en: Knows the rules, sl: Pozna pravila } }
indicators:
",
        good: r"levels:
  - { value: 2, description: { en: Applies the rules, sl: Uporablja pravila } }
  - { value: 3, description: { en: Advises others, sl: Svetuje drugim } }
indicators:
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let model = subject.model();
    for At { item, spot } in subject.profiles() {
        for (index, requirement) in item.requires.iter().enumerate() {
            let Some(level) = requirement.level else {
                continue;
            };
            let asked = model.required_by(requirement);
            let lacking: Vec<&str> = asked
                .filter(|it| !it.is_defined_at(level))
                .map(|it| it.id.as_str())
                .collect();
            let Some((first, others)) = lacking.split_first() else {
                continue;
            };
            let message = match others.len() {
                0 => format!("`{first}` is not described at the level {level}"),
                1 => format!(
                    "`{first}` and one more competence are not described at the level {level}"
                ),
                more => format!(
                    "`{first}` and {more} more competences are not described at the level {level}"
                ),
            };
            let place = spot.key("requires").item(index).key("level").place();
            let finding = Finding::new(&RULE, place, message).about(item.id.as_str());
            report.push(
                finding.help("ask for a level that is described, or describe this one in `levels`"),
            );
        }
    }
}
