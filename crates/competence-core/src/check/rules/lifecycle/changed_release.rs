use super::before::{RECORD, RELEASE};
use crate::Severity;
use crate::check::context::{Apply, At, Relies, Report, Subject};
use crate::check::finding::{Finding, Place};
use crate::check::rule::{Category, Edit, Rule};
use crate::diff::Diff;
use crate::version::judge;

/// The model differs from the release of its own version.
pub(crate) static RULE: Rule = Rule {
    id: "changed-release",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The model differs from the release of its own version.",
    why: "A version that was released is what people were assessed against, and stays as it is. \
          What is changed after it belongs to a later version, or two models would have one \
          number.",
    fix: "Raise the version in the manifest with the first change, for instance to `1.1.0-draft.1`.",
    example: &[
        Edit::beside("releases/0.9.0.json", RELEASE),
        Edit::beside("releases/releases.yaml", RECORD),
        Edit {
            file: "framework.yaml",
            at: "version: 1.0.0-draft.1",
            bad: "version: 0.9.0",
            good: "version: 1.0.0-draft.1",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(At { item, spot }) = subject.framework() else {
        return;
    };
    let mut releases = subject.releases().iter();
    let (Some(release), Some(model)) = (
        releases.find(|it| it.version == item.version),
        subject.whole_model(),
    ) else {
        return;
    };
    let diff = Diff::between(&release.model, &model);
    let Some(first) = diff.changes.first() else {
        return;
    };
    let version = &item.version;
    let more = match diff.changes.len() - 1 {
        0 => String::new(),
        1 => " and 1 more change".to_owned(),
        more => format!(" and {more} more changes"),
    };
    let message = format!(
        "version {version} was released, and the model differs from it: `{}` ({}){more}",
        first.element,
        first.kind.as_str().replace('-', " "),
    );
    let needed = judge(&release.model, &model, &diff).lowest;
    let help = needed.map_or_else(
        || "raise the version".to_owned(),
        |needed| format!("raise the version: to `{needed}-draft.1` while you work on it, to `{needed}` or higher for the release; `competence diff {version}` shows what changed"),
    );
    report.push(
        Finding::new(&RULE, spot.key("version").place(), message)
            .about(item.id.as_str())
            .help(help)
            .related(Place::file(&release.path), "this is what was released"),
    );
}
