use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A competence has too few or too many indicators.
pub(crate) static RULE: Rule = Rule {
    id: "indicator-count",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A competence has too few or too many indicators.",
    why: "With few indicators an assessment rests on chance; with many, assessors tire and \
          stop telling them apart. The bounds are the conventions `indicators-min` (3 if not \
          set) and `indicators-max` (10 if not set).",
    fix: "Write more indicators, or split the competence.",
    example: &[Edit {
        file: "framework.yaml",
        at: "indicators-min: 3",
        bad: "indicators-min: 4",
        good: "indicators-min: 3",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let conventions = &framework.item.conventions;
    let (least, most) = (conventions.indicators_min, conventions.indicators_max);
    for at in subject.competences() {
        let id = at.item.id.as_str();
        let count = at.item.indicators.len();
        let advice = match count {
            // That is another rule's.
            0 => continue,
            _ if count < usize::from(least.get()) => {
                format!("the framework asks for {least} or more")
            }
            _ if count > usize::from(most.get()) => format!("the framework allows {most} at most"),
            _ => continue,
        };
        let noun = if count == 1 {
            "indicator"
        } else {
            "indicators"
        };
        let message = format!("the competence `{id}` has {count} {noun}");
        let place = at.spot.name("indicators").place();
        report.push(Finding::new(&RULE, place, message).about(id).help(advice));
    }
}
