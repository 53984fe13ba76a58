use super::before::{RECORD, RELEASE};
use crate::Severity;
use crate::check::context::{Apply, At, Relies, Report, Subject};
use crate::check::finding::{Finding, Place};
use crate::check::rule::{Category, Edit, Rule};

/// The version is lower than that of the last release.
pub(crate) static RULE: Rule = Rule {
    id: "lower-version",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "The version is lower than that of the last release.",
    why: "Versions are ordered in time: a lower one would be read as the model of before, and what \
          was carried over from it would be carried the wrong way. A pre-release is lower than its \
          release (Semantic Versioning 2.0.0, item 11).",
    fix: "Raise the version above that of the last release.",
    example: &[
        Edit::beside("releases/0.9.0.json", RELEASE),
        Edit::beside("releases/releases.yaml", RECORD),
        Edit {
            file: "framework.yaml",
            at: "version: 1.0.0-draft.1",
            bad: "version: 0.9.0-draft.1",
            good: "version: 1.0.0-draft.1",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let (Some(At { item, spot }), Some(last)) = (subject.framework(), subject.releases().last())
    else {
        return;
    };
    let (version, released) = (&item.version, &last.version);
    if version.cmp_precedence(released).is_ge() {
        return;
    }
    let message = format!("the version {version} is lower than {released}, the last release");
    report.push(
        Finding::new(&RULE, spot.key("version").place(), message)
            .about(item.id.as_str())
            .help(format!(
                "raise it above {released}; `competence semver --against {released}` shows what the changes need"
            ))
            .related(Place::file(&last.path), "this is the last release"),
    );
}
