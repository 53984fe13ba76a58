use crate::RuleId;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Spot, Subject, suppressions};
use crate::check::finding::Finding;
use crate::check::nearest::nearest;
use crate::check::rule::{Category, Edit, Rule};
use crate::check::rules;

/// A setting or a suppression names a rule that does not exist, or that cannot be set.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-rule",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A setting or a suppression names a rule that does not exist, or that cannot be set.",
    why: "A misspelled rule leaves the rule that was meant as it was. Errors of the \
          categories Reading and Shape cannot be set, and nothing is suppressed from these \
          categories: what they find is not part of the model.",
    fix: "Use the id that is suggested; `competence explain` lists all rules.",
    example: &[Edit {
        file: "framework.yaml",
        at: "rules: {}",
        bad: "rules: { two-behavior: off }",
        good: "rules: { two-behaviours: off }",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut check =
        |id: &RuleId, spot: Spot<'_>, element: &str, verb: &str, can: fn(&Rule) -> bool| {
            let finding = match rules::find(id.as_str()) {
                Some(rule) if can(rule) => return,
                Some(_) => {
                    let message = format!("the rule `{id}` cannot be {verb}");
                    Finding::new(&RULE, spot.place(), message).help("fix what it finds")
                }
                None => {
                    let message = format!("there is no rule `{id}`");
                    let finding = Finding::new(&RULE, spot.place(), message);
                    let known = rules::all().filter(|rule| can(rule)).map(|rule| rule.id);
                    match nearest(id.as_str(), known) {
                        Some(near) => finding.replace(near, format!("did you mean `{near}`?")),
                        None => finding.help("`competence explain` lists all rules"),
                    }
                }
            };
            report.push(finding.about(element));
        };
    if let Some(At { item, spot }) = subject.framework() {
        for id in item.rules.keys() {
            let spot = spot.key("rules").name(id.as_str());
            check(id, spot, item.id.as_str(), "set", Rule::is_adjustable);
        }
    }
    for suppression in suppressions(subject) {
        let spot = suppression.spot.key("rule");
        check(
            &suppression.item.rule,
            spot,
            suppression.element,
            "suppressed",
            |rule| rule.category.is_about_meaning(),
        );
    }
}
