use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A competence has no indicators.
pub(crate) static RULE: Rule = Rule {
    id: "no-indicators",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A competence has no indicators.",
    why: "People are assessed on indicators; a competence without them cannot be assessed.",
    fix: "Write the behaviours by which the competence is seen.",
    example: &[Edit {
        file: "leadership/leading-people.yaml",
        at: r"indicators:
  - id: leading-people.sets-expectations
    statement:
      en: Tells each member of the team what is expected of them
      sl: Vsakemu članu skupine pove, kaj se od njega pričakuje
  - id: leading-people.gives-feedback
    statement:
      en: Gives feedback soon after the event
      sl: Povratno informacijo da kmalu po dogodku
  - id: leading-people.digital-tools
    facets: [digital] # a digital behaviour inside a competence of another kind
    statement:
      en: Agrees with the team on which digital tool serves which task
      sl: S skupino se dogovori, katero digitalno orodje služi kateri nalogi
",
        bad: r"indicators: []
",
        good: r"indicators:
  - id: leading-people.sets-expectations
    statement:
      en: Tells each member of the team what is expected of them
      sl: Vsakemu članu skupine pove, kaj se od njega pričakuje
  - id: leading-people.gives-feedback
    statement:
      en: Gives feedback soon after the event
      sl: Povratno informacijo da kmalu po dogodku
  - id: leading-people.digital-tools
    facets: [digital]
    statement:
      en: Agrees with the team on which digital tool serves which task
      sl: S skupino se dogovori, katero digitalno orodje služi kateri nalogi
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let empty = subject
        .competences()
        .filter(|at| at.item.indicators.is_empty());
    for at in empty {
        let id = at.item.id.as_str();
        let message = format!("the competence `{id}` has no indicators");
        let finding = Finding::new(&RULE, at.spot.key("id").place(), message).about(id);
        report.push(finding.help("add the behaviours by which it is seen, under `indicators:`"));
    }
}
