use std::collections::HashSet;

use crate::Severity;
use crate::check::context::{Apply, At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A competence includes an indicator that it has, or stands twice in one cluster.
pub(crate) static RULE: Rule = Rule {
    id: "redundant-membership",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A competence includes an indicator that it has already, or stands twice in one cluster.",
    why: "`includes` is for indicators of other competences, and `also-in` for further clusters. Said \
          twice, it looks as if something else was meant.",
    fix: "Remove the repeated id, or correct it.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: r"indicators:
",
        bad: r"includes: [cooperation.keeps-agreements]
indicators:
",
        good: r"includes: [leading-people.gives-feedback]
indicators:
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for At { item, spot } in subject.competences() {
        let id = item.id.as_str();
        let mut tell = |key: &str, index, message: String| {
            let place = spot.key(key).item(index).place();
            let finding = Finding::new(&RULE, place, message).about(id);
            report.push(finding.help("remove it, or correct it"));
        };
        let mut indicators: HashSet<_> = item.indicators.iter().map(|it| &it.id).collect();
        for (index, it) in item.includes.iter().enumerate() {
            if !indicators.insert(it) {
                tell(
                    "includes",
                    index,
                    format!("`{id}` has the indicator `{it}` already"),
                );
            }
        }
        let mut clusters: HashSet<_> = item.cluster.iter().collect();
        for (index, it) in item.also_in.iter().enumerate() {
            if !clusters.insert(it) {
                tell(
                    "also-in",
                    index,
                    format!("`{id}` stands in the cluster `{it}` already"),
                );
            }
        }
    }
}
