use crate::Kind;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A job-specific competence is in no cluster, or not in its folder.
pub(crate) static RULE: Rule = Rule {
    id: "outside-cluster",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A job-specific competence is in no cluster, or its file is not in the folder of one.",
    why: "Job-specific competences are found, and given to organisations, through their \
          cluster. Core, leadership and digital competences are for all; they may stand in a \
          cluster too, and need not.",
    fix: "Add `cluster:` and put the file into the cluster's folder.",
    example: &[Edit {
        file: "job-specific/records-management/keeping-records.yaml",
        at: r"cluster: records-management
",
        bad: "",
        good: r"cluster: records-management
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for At { item, spot } in subject.competences() {
        let id = item.id.as_str();
        let is_job_specific = item.kind == Kind::JobSpecific;
        let in_folder = !spot.has_layout() || spot.path().split('/').count() != 2;
        match &item.cluster {
            None if is_job_specific => {
                let message = format!("the job-specific competence `{id}` is in no cluster");
                report.push(
                    Finding::new(&RULE, spot.key("kind").place(), message)
                        .about(id)
                        .help("add `cluster:` with the id of the cluster"),
                );
            }
            Some(cluster) if is_job_specific && !in_folder => {
                let message = format!("the file of `{id}` is not in the folder of a cluster");
                report.push(
                    Finding::new(&RULE, spot.key("cluster").place(), message)
                        .about(id)
                        .help(format!("move it to `job-specific/{cluster}`")),
                );
            }
            _ => {}
        }
    }
}
