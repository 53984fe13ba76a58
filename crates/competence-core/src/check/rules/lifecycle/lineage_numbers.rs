use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A lineage record has too few or too many elements for its change.
pub(crate) static RULE: Rule = Rule {
    id: "lineage-numbers",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A lineage record has too few or too many elements for its change.",
    why: "`renamed`, `moved` and `reworded` lead from one element to one, `merged` from several \
          to one, `split` from one to several, `replaced` from at least one to at least one, \
          and `retired` to none. A record with other numbers contradicts its `change`, and \
          assessments would be carried over wrongly.",
    fix: "Name all elements, divide the record, or correct its `change`.",
    example: &[Edit {
        file: "lineage/1.0.0.yaml",
        at: "",
        bad: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: merged
    from: [teamwork]
    to: [cooperation]
",
        good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: merged
    from: [teamwork, helpfulness]
    to: [cooperation]
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for lineage in subject.lineage() {
        for (index, record) in lineage.item.records.iter().enumerate() {
            let (from, to) = (record.from.len(), record.to.len());
            let (needs_from, needs_to) = (record.change.leads_from(), record.change.leads_to());
            if needs_from.holds(from) && needs_to.holds(to) {
                continue;
            }
            let word = record.change.as_str();
            let message = format!(
                "`{word}` leads from {} to {}; here are {from} in `from` and {to} in `to`",
                needs_from.as_str(),
                needs_to.as_str()
            );
            let spot = lineage.spot.key("records").item(index);
            report.push(
                Finding::new(&RULE, spot.key("change").place(), message)
                    .help("name all elements, divide the record, or correct its `change`"),
            );
        }
    }
}
