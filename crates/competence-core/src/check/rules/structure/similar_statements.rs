use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Statement, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::model::similarity::similar;

/// Two indicators say nearly the same.
pub(crate) static RULE: Rule = Rule {
    id: "similar-statements",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Two indicators say nearly the same.",
    why: "Assessors cannot tell them apart, so their ratings repeat each other. The measure is \
          the Jaccard index of the pairs of neighbouring words (the beginning and the end of \
          the statement count as words) in the primary language, without regard to case, \
          diacritics and punctuation; the threshold is the convention `similarity-threshold`, \
          60 % if not set. Each statement is held against the 200 others that share its rarest \
          pairs, and the most similar is named. Deprecated indicators are not compared.",
    fix: "Remove one of them, or say what makes them differ.",
    example: &[
        Edit {
            file: "leadership/leading-people.yaml",
            at: "en: Gives feedback soon after the event",
            bad: "en: Keeps agreements made within the unit",
            good: "en: Gives feedback soon after the event",
        },
        Edit {
            file: "framework.yaml",
            at: "final-punctuation: none",
            bad: r"similarity-threshold: 50
  final-punctuation: none",
            good: r"similarity-threshold: 50
  final-punctuation: none",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let threshold = framework.item.conventions.similarity_threshold;
    let all = subject.statements_in_force();
    let texts: Vec<&str> = all.iter().map(|it| it.normalised.as_str()).collect();
    for pair in similar(&texts, threshold) {
        let (Some(Statement { at, .. }), Some(Statement { at: before, .. })) =
            (all.get(pair.later), all.get(pair.earlier))
        else {
            continue;
        };
        let id = at.item.id.as_str();
        let message = format!(
            "`{id}` and `{}` have {} % of their word pairs in common",
            before.item.id, pair.percent
        );
        report.push(
            Finding::new(&RULE, subject.statement_place(at), message)
                .about(id)
                .help(format!(
                    "remove one of them, or say what makes them differ (the threshold is {threshold} %)"
                ))
                .related_element(subject.statement_place(before), "the other is here", before.item.id.as_str()),
        );
    }
}
