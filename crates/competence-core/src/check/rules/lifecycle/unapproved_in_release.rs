use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A released version holds an element that is not approved.
pub(crate) static RULE: Rule = Rule {
    id: "unapproved-in-release",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A released version holds an element that is not approved.",
    why: "People are assessed against a release: it holds only what was decided. A version is \
          a release if it is 1.0.0 or later and has no pre-release part; while work goes on, \
          the version has one, as in `2.1.0-draft.1`.",
    fix: "Approve the element, take it out, or give the version a pre-release part.",
    example: &[Edit {
        file: "framework.yaml",
        at: "version: 1.0.0-draft.1",
        bad: "version: 1.0.0",
        good: "version: 1.0.0-draft.2",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(framework) = subject.framework().filter(|it| it.item.is_release()) else {
        return;
    };
    for at in subject.elements() {
        // An indicator without a status of its own is reported with its competence.
        let Some(status) = at.element.own_status().filter(|it| !it.is_releasable()) else {
            continue;
        };
        let (noun, id) = (at.element.noun(), at.element.id());
        let message = format!(
            "the {noun} `{id}` is `{}`, and version {} is a release",
            status.as_str(),
            framework.item.version
        );
        report.push(
            Finding::new(&RULE, at.spot().key("status").place(), message)
                .about(id)
                .help("approve it, or give the version a pre-release part such as `-draft.1`"),
        );
    }
}
