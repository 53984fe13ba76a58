use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Facet, Kind};

/// A leadership competence has no digital indicator.
pub(crate) static RULE: Rule = Rule {
    id: "no-digital-indicator",
    category: Category::Structure,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A leadership competence has no digital indicator.",
    why: "Digital behaviours are part of leading: each leadership competence shows at least \
          one, marked with the facet `digital`.",
    fix: "Add an indicator with `facets: [digital]`.",
    example: &[Edit {
        file: "leadership/leading-people.yaml",
        at: "facets: [digital]",
        bad: "facets: []",
        good: "facets: [digital]",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for at in subject.competences() {
        let indicators = &at.item.indicators;
        let is_digital = indicators.iter().any(|it| it.has_facet(&Facet::DIGITAL));
        if at.item.kind == Kind::Leadership && !indicators.is_empty() && !is_digital {
            let id = at.item.id.as_str();
            let message = format!("the leadership competence `{id}` has no digital indicator");
            let place = at.spot.name("indicators").place();
            let finding = Finding::new(&RULE, place, message).about(id);
            report.push(finding.help("mark the digital behaviours with `facets: [digital]`"));
        }
    }
}
