use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::nearest::Meant;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Contents, Severity};

/// A lineage record names an element that is not in the version it should be in.
pub(crate) static RULE: Rule = Rule {
    id: "lineage-unknown-element",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A lineage record names an element that is not in the version it should be in.",
    why: "Assessments are carried over by lineage; a record about an element that never was \
          carries nothing. What is in `from` must be in the release before (if there is one), \
          and what is in `to` in the version itself.",
    fix: "Correct the id, or remove the record.",
    example: &[Edit {
        file: "lineage/1.0.0.yaml",
        at: "",
        bad: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: renamed
    from: [teamwork]
    to: [coperation]
",
        good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: renamed
    from: [teamwork]
    to: [cooperation]
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for step in subject.steps() {
        let version = &step.lineage.item.version;
        let in_itself = |id: &str| {
            let Some(model) = step.after else { return true };
            model.element(id).is_some()
        };
        for (index, record) in step.lineage.item.records.iter().enumerate() {
            let spot = step.lineage.spot.key("records").item(index);
            for (number, id) in record.from.iter().enumerate() {
                let Some(release) = step.before.filter(|it| !it.has(id.as_str())) else {
                    continue;
                };
                let message = format!(
                    "`{id}` is not in version {}, the release before",
                    release.version
                );
                let place = spot.key("from").item(number).place();
                let finding = Finding::new(&RULE, place, message);
                report.push(match meant(&release.model, id.as_str()) {
                    Some(meant) => finding.help(meant.help),
                    None => finding.help("correct the id"),
                });
            }
            for (number, id) in record
                .to
                .iter()
                .enumerate()
                .filter(|(_, id)| !in_itself(id.as_str()))
            {
                let message = format!("`{id}` is not in version {version}");
                let place = spot.key("to").item(number).place();
                let finding = Finding::new(&RULE, place, message);
                let meant = meant(subject.model(), id.as_str());
                report.push(match meant.filter(|_| !step.is_released) {
                    Some(Meant { id: Some(id), help }) => finding.replace(id, help),
                    Some(Meant { id: None, help }) => finding.help(help),
                    None => finding.help("correct the id"),
                });
            }
        }
    }
}

fn meant<'m>(model: &'m Contents, id: &str) -> Option<Meant<'m>> {
    let ids = || model.elements().map(|element| element.id());
    Meant::by_code(model, id, |_| true).or_else(|| Meant::near(id, ids()))
}
