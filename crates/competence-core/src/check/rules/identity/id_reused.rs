use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::version::release_of;

/// An element has the id of one that was retired.
pub(crate) static RULE: Rule = Rule {
    id: "id-reused",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An element has the id of one that was retired.",
    why: "Old assessments name the retired element. If its id comes back for something else, \
          they silently change their meaning. An id is retired when a lineage record names it \
          in `from` and not in `to`.",
    fix: "Give the new element another id.",
    example: &[Edit {
        file: "lineage/1.0.0.yaml",
        at: "",
        bad: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: retired
    from: [cooperation]
",
        good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: retired
    from: [teamwork]
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let current = subject.framework().map(|it| release_of(&it.item.version));
    for step in subject.steps() {
        let version = &step.lineage.item.version;
        if current.as_ref().is_some_and(|current| version > current) {
            continue;
        }
        // What is there on both sides of the step was not given up in it, whatever the record says.
        let stayed = |id: &str| {
            step.before.is_some_and(|it| it.has(id))
                && step.after.is_some_and(|it| it.element(id).is_some())
        };
        for (index, record) in step.lineage.item.records.iter().enumerate() {
            let retired = record
                .from
                .iter()
                .enumerate()
                .filter(|(_, id)| !record.to.contains(id) && !stayed(id.as_str()));
            for (number, id) in retired {
                let Some(at) = subject.find(id.as_str()) else {
                    continue;
                };
                let records = step.lineage.spot.key("records");
                let spot = records.item(index).key("from").item(number);
                let message = format!("the id `{id}` was retired in version {version}");
                report.push(
                    Finding::new(&RULE, at.spot().key("id").place(), message)
                        .about(id.as_str())
                        .help("give the new element another id")
                        .related(spot.place(), "it was retired here"),
                );
            }
        }
    }
}
