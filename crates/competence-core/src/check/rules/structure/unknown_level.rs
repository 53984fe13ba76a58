use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Subject};
use crate::check::finding::{Finding, Place};
use crate::check::rule::{Category, Edit, Rule};
use crate::{Competence, Contents, Level, LevelValue, ScaleId, Severity};

/// A level is not on the scale.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-level",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A level is not on the scale.",
    why: "Nobody can be rated with a level that the scale does not have.",
    fix: "Use a value of the scale, or add the level to it.",
    example: &[Edit {
        file: "profiles/records-manager.yaml",
        at: r"    level: 3
",
        bad: r"    level: 5
",
        good: r"    level: 3
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let model = subject.model();
    if subject.framework().is_none() {
        return;
    }
    let lacks = |competence, level| lacking(model, competence, level);
    let mut tell = |(scale, levels): (&ScaleId, &[Level]), level, place: Place, id: &str| {
        let which = if *scale == ScaleId::RATING {
            "the scale".to_owned()
        } else {
            format!("the scale `{scale}`")
        };
        let values: Vec<String> = levels.iter().map(|it| it.value.to_string()).collect();
        let message = format!("the level {level} is not on {which}");
        let advice = format!("the values of {which} are {}", values.join(", "));
        report.push(Finding::new(&RULE, place, message).about(id).help(advice));
    };
    for at in subject.competences() {
        for (index, it) in at.item.levels.iter().enumerate() {
            if let Some(scale) = lacks(Some(at.item), it.value) {
                let place = at.spot.key("levels").item(index).key("value").place();
                tell(scale, it.value, place, at.item.id.as_str());
            }
        }
    }
    for at in subject.indicators() {
        let level = at.item.level;
        let found = level.and_then(|level| Some((level, lacks(Some(at.competence.item), level)?)));
        if let Some((level, scale)) = found {
            tell(
                scale,
                level,
                at.spot().key("level").place(),
                at.item.id.as_str(),
            );
        }
    }
    for At { item, spot } in subject.profiles() {
        for (index, requirement) in item.requires.iter().enumerate() {
            let Some(level) = requirement.level else {
                continue;
            };
            // Each competence that is asked for may have another scale.
            let mut asked = model.required_by(requirement).peekable();
            let found = match asked.peek() {
                Some(_) => asked.find_map(|it| lacks(Some(it), level)),
                None => lacks(None, level),
            };
            if let Some(scale) = found {
                let place = spot.key("requires").item(index).key("level").place();
                tell(scale, level, place, item.id.as_str());
            }
        }
    }
}

/// The scale of a competence, where it does not have a level. Nothing where the scale itself is not
/// known: `unknown-reference` tells.
fn lacking<'m>(
    model: &'m Contents,
    competence: Option<&'m Competence>,
    level: LevelValue,
) -> Option<(&'m ScaleId, &'m [Level])> {
    let scale = model.level_scale_of(competence);
    let levels = model.scale(scale)?;
    let is_there = levels.iter().any(|it| it.value == level);
    (!is_there).then_some((scale, levels))
}
