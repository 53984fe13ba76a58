use crate::Severity;
use crate::check::{At, Report, Spot, Subject, excuses};
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::rule::{Apply, Category, Edit, Rule};
use crate::{RuleId, rules};

/// A setting or an excuse names a rule that does not exist, or that cannot be set.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-rule",
    category: Category::Identity,
    severity: Severity::Error,
    summary: "A setting or an excuse names a rule that does not exist, or that cannot be set.",
    why: "A misspelled rule leaves the rule that was meant as it was. Rules of the categories \
          Reading and Shape cannot be set or excused: what they find is not part of the model.",
    fix: "Use the id that is suggested; `competence explain` lists all rules.",
    example: &[Edit {
        file: "framework.yaml",
        at: "rules: {}",
        bad: "rules: { two-behavior: off }",
        good: "rules: { two-behaviours: off }",
    }],
    apply: Apply::Model(apply),
};

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let mut check = |id: &RuleId, spot: Spot<'_>, element: &str| {
        let finding = match rules::find(id.as_str()) {
            Some(rule) if rule.category.is_adjustable() => return,
            Some(_) => Finding::new(
                &RULE,
                spot.place(),
                format!("the rule `{id}` cannot be set or excused"),
            )
            .help("mend what it finds"),
            None => {
                let finding = Finding::new(&RULE, spot.place(), format!("there is no rule `{id}`"));
                let adjustable = rules::all().filter(|rule| rule.category.is_adjustable());
                match nearest(id.as_str(), adjustable.map(|rule| rule.id)) {
                    Some(near) => finding.replace(near, format!("did you mean `{near}`?")),
                    None => finding.help("`competence explain` lists all rules"),
                }
            }
        };
        report.push(finding.about(element));
    };
    if let Some(At { item, spot }) = subject.framework() {
        for id in item.rules.keys() {
            check(id, spot.key("rules").name(id.as_str()), item.id.as_str());
        }
    }
    for excuse in excuses(subject) {
        check(&excuse.item.rule, excuse.spot.key("rule"), excuse.element);
    }
}
