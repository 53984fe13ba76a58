use crate::check::context::{Apply, Relies, Report, Subject};
use crate::check::finding::{Finding, Place};
use crate::check::load::{RECORDS, Release};
use crate::check::rule::{Category, Edit, Rule};
use crate::diff::Diff;
use crate::{ChangeKind, Model, Severity};

/// A release was interrupted before it was recorded.
pub(crate) static RULE: Rule = Rule {
    id: "unfinished-release",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A release was interrupted before it was recorded.",
    why: "A release writes the bundle, the changelog, the version in the manifest and, last, the \
          record in `releases/releases.yaml`. It holds from the moment at which it is recorded. A \
          bundle without a record, of a version that is not below that of the manifest, is what \
          an interrupted release leaves behind.",
    fix: "Run the release again: it goes on where it was interrupted. To give it up, delete the \
          bundle and restore the changelog and the manifest from the version control.",
    example: &[Edit {
        file: "releases/1.0.0.json",
        at: "",
        bad: r#"{"format":1,"framework":{"id":"my-framework","version":"1.0.0","title":{"en":"Begun"},"languages":{"primary":"en"},"scale":{"levels":[]}}}
"#,
        good: "",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole_model() {
        return;
    }
    for Release {
        path,
        version,
        model,
        ..
    } in subject.begun()
    {
        let message = format!(
            "the release of version {version} was begun, and is not recorded in `{RECORDS}`: it does not hold yet"
        );
        let is_other = |now: &Model| {
            let diff = Diff::between(model, now);
            diff.changes
                .iter()
                .any(|it| it.kind != ChangeKind::VersionChanged)
        };
        let help = if subject.whole_model().as_ref().is_some_and(is_other) {
            format!(
                "the model has changed since: delete `{path}`, and the section of the version in `CHANGELOG.md` if there is one, and release again"
            )
        } else {
            format!(
                "go on with `competence release --version {version}`, or give it up: delete `{path}`, and restore `CHANGELOG.md` and `framework.yaml` if they name the version"
            )
        };
        report.push(Finding::new(&RULE, Place::file(path), message).help(help));
    }
}
