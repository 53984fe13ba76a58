use std::collections::HashSet;

use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Spot, Subject, suppressions};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::check::rules;

/// A setting or a suppression names a rule by an id that it had before.
pub(crate) static RULE: Rule = Rule {
    id: "renamed-rule",
    category: Category::Identity,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A setting or a suppression names a rule by an id that it had before.",
    why: "The old id is still understood, for one version of the program.",
    fix: "Write the new id.",
    example: &[Edit {
        file: "framework.yaml",
        at: "rules: {}",
        bad: "rules: { unused-excuse: error }",
        good: "rules: { unused-suppression: error }",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut check = |id: &str, spot: Spot<'_>, element: &str, has: &dyn Fn(&str) -> bool| {
        let Some(rule) = rules::find(id).filter(|it| *it != id) else {
            return;
        };
        let message = format!("the rule `{id}` is now called `{rule}`");
        let finding = Finding::new(&RULE, spot.place(), message).about(element);
        report.push(if has(rule.id) {
            finding.help(format!("remove it: `{rule}` is here as well"))
        } else {
            finding.replace_safely(rule.id, format!("write `{rule}`"))
        });
    };
    if let Some(at) = subject.framework() {
        let has = |id: &str| at.item.rules.contains_key(id);
        for id in at.item.rules.keys() {
            let spot = at.spot.key("rules").name(id.as_str());
            check(id.as_str(), spot, at.item.id.as_str(), &has);
        }
    }
    let all = suppressions(subject);
    let named: HashSet<(&str, &str)> = all
        .iter()
        .map(|it| (it.element, it.item.rule.as_str()))
        .collect();
    for it in &all {
        let has = |id: &str| named.contains(&(it.element, id));
        check(it.item.rule.as_str(), it.spot.key("rule"), it.element, &has);
    }
}
