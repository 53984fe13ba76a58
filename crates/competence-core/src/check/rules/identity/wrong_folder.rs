use crate::Kind;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A competence is in the folder of another kind or cluster.
pub(crate) static RULE: Rule = Rule {
    id: "wrong-folder",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A competence is in the folder of another kind or cluster.",
    why: "People look for a competence by its folder, and tools by its kind and cluster: both \
          must say the same.",
    fix: "Move the file, or change `kind` and `cluster`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "kind: core",
        bad: "kind: digital",
        good: "kind: core",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for At { item, spot } in subject.competences() {
        let Some(folder) = Subject::kind_of_folder(spot.path()).filter(|_| spot.has_layout())
        else {
            continue;
        };
        let id = item.id.as_str();
        if folder != item.kind {
            let message = format!(
                "`{id}` is of the kind `{}`, but lies in the folder `{folder}`",
                item.kind
            );
            report.push(
                Finding::new(&RULE, spot.key("kind").place(), message)
                    .about(id)
                    .help(format!(
                        "move the file to `{}`, or write `kind: {folder}`",
                        item.kind
                    )),
            );
            continue;
        }
        let parts: Vec<&str> = spot.path().split('/').collect();
        if let (Kind::JobSpecific, [_, folder, _], Some(cluster)) =
            (item.kind, &parts[..], &item.cluster)
            && *folder != cluster.as_str()
        {
            let message = format!(
                "`{id}` is in the cluster `{cluster}`, but lies in the folder of `{folder}`"
            );
            report.push(
                Finding::new(&RULE, spot.key("cluster").place(), message)
                    .about(id)
                    .replace(
                        *folder,
                        format!("write `cluster: {folder}`, or move the file"),
                    ),
            );
        }
    }
}
