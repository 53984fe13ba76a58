//! Each competence with its indicators.

use competence_render::locale::{args, capital};

use super::part::{Part, Section};
use super::tables::{self, level_counts, statement};
use super::view::View;
use crate::evidence::{AgreementPart, CompetencePart, Figure, IndicatorPart, Reason};
use crate::pictures::{Bar, Caption, Mean, bars, means};

pub fn section(view: &View<'_>) -> Section {
    let mut section = Section::new("competences", view.say("report-competences"));
    let reliability = tables::reliability(view);
    match without_agreement(view) {
        // Once for all of them, and no empty columns.
        Some(why) => {
            let reliability = reliability.without_last(tables::OF_AGREEMENT);
            section.parts.push(Part::Table(reliability));
            section.parts.push(Part::Note(why));
        }
        None => section.parts.push(Part::Table(reliability)),
    }
    for competence in &view.analysis.competences {
        let own = view.analysis.indicators.iter();
        let own: Vec<_> = own.filter(|it| it.competence == competence.id).collect();
        let id = format!("competence-{}", competence.id);
        section
            .parts
            .push(Part::Heading(id, view.numbered(&competence.id)));
        section.parts.push(Part::Paragraph(told(view, competence)));
        if let Some(text) = agreement(view, &competence.agreement) {
            section.parts.push(Part::Paragraph(text));
        }
        if own.is_empty() {
            continue;
        }
        if own.iter().any(|it| it.distribution.known().is_some()) {
            section.parts.push(distribution(view, competence, &own));
            section
                .parts
                .push(Part::Folded(tables::distributions(view, &own)));
        }
        if own.iter().any(|it| it.mean.known().is_some()) {
            section.parts.push(dots(view, competence, &own));
        }
        section
            .parts
            .push(Part::Table(tables::indicators(view, &own)));
    }
    section
}

/// Why agreement is told of no competence, if it is for one reason.
fn without_agreement(view: &View<'_>) -> Option<String> {
    let mut competences = view.analysis.competences.iter();
    let first = competences.next()?.agreement.why()?;
    if !competences.all(|it| it.agreement.why() == Some(first)) {
        return None;
    }
    Some(match first.reason {
        Reason::NothingToTell => view.say("agreement-nobody"),
        _ => view.fill("agreement-none", args! { "reason" => view.why(first) }),
    })
}

/// The figures of a competence in a sentence, or why there are none.
fn told(view: &View<'_>, of: &CompetencePart) -> String {
    if let Some(why) = of.n.why() {
        return format!("{}.", capital(&view.why(why)));
    }
    view.fill(
        "competence-figures",
        args! {
            "persons" => view.told_count(&of.persons),
            "forms" => view.told_count(&of.n),
            "mean" => view.told_number(&of.mean),
            "sd" => view.told_number(&of.sd),
            "alpha" => view.told(&of.alpha),
            "omega" => view.told_number(&of.omega_total),
            "correlation" => view.told_number(&of.mean_correlation),
        },
    )
}

/// Whether raters agree, in a sentence; nothing where nobody is rated by several.
fn agreement(view: &View<'_>, of: &Figure<AgreementPart>) -> Option<String> {
    let of = of.known()?;
    Some(view.fill(
        "competence-agreement",
        args! {
            "number" => of.persons,
            "persons" => view.numbers.count(of.persons),
            "raters" => view.told_number(&of.raters),
            "single" => view.told(&of.icc_single),
            "mean" => view.told(&of.icc_mean),
            "within" => view.told_number(&of.r_wg_j),
        },
    ))
}

fn distribution(view: &View<'_>, competence: &CompetencePart, own: &[&IndicatorPart]) -> Part {
    let levels = &view.analysis.framework.levels;
    let names: Vec<String> = levels.iter().map(|it| view.level(*it)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rows: Vec<(String, Option<Vec<u64>>)> = own
        .iter()
        .map(|it| {
            let counts = it.distribution.known().map(|it| level_counts(levels, it));
            (
                format!("{} {}", view.code(&it.id), statement(view, it)),
                counts,
            )
        })
        .collect();
    let rows: Vec<Bar<'_>> = rows
        .iter()
        .map(|(label, counts)| Bar {
            label,
            counts: counts.as_deref(),
        })
        .collect();
    let title = view.fill(
        "picture-distribution",
        args! { "competence" => view.name(&competence.id) },
    );
    let shares = own
        .iter()
        .filter_map(|it| Some((view.code(&it.id), it.ceiling.value()?)));
    let [highest, lowest] = ends(&shares.collect::<Vec<_>>(), |it| view.numbers.percent(it));
    let description = view.fill(
        "picture-distribution-desc",
        args! { "number" => own.len(), "highest" => highest, "lowest" => lowest },
    );
    let caption = Caption {
        id: &format!("distribution-{}", competence.id),
        title: &title,
        description: &description,
    };
    let nothing = view.say("not-told");
    let picture = bars(&caption, &names, &rows, &nothing, view.numbers);
    Part::Picture(picture, None)
}

fn dots(view: &View<'_>, competence: &CompetencePart, own: &[&IndicatorPart]) -> Part {
    let codes: Vec<String> = own.iter().map(|it| view.code(&it.id)).collect();
    let rows: Vec<Mean<'_>> = codes
        .iter()
        .zip(own)
        .map(|(label, it)| Mean {
            label,
            mean: it
                .mean
                .value()
                .map(|mean| (mean, view.interval(&it.mean, &it.se))),
        })
        .collect();
    let levels = &view.analysis.framework.levels;
    let scale: Vec<f64> = levels.iter().map(|it| f64::from(*it)).collect();
    let title = view.fill(
        "picture-means",
        args! { "competence" => view.name(&competence.id) },
    );
    let known = own
        .iter()
        .filter_map(|it| Some((view.code(&it.id), it.mean.value()?)));
    let [highest, lowest] = ends(&known.collect::<Vec<_>>(), |it| view.numbers.fixed(it, 2));
    let description = view.fill(
        "picture-means-desc",
        args! { "highest" => highest, "lowest" => lowest },
    );
    let caption = Caption {
        id: &format!("means-{}", competence.id),
        title: &title,
        description: &description,
    };
    let nothing = view.say("not-told");
    let picture = means(&caption, &scale, &rows, &nothing, view.numbers);
    Part::Picture(picture, Some(description))
}

/// The highest and the lowest value, each with the number of its indicator.
fn ends(known: &[(String, f64)], told: impl Fn(f64) -> String) -> [String; 2] {
    let by = |one: &&(String, f64), other: &&(String, f64)| one.1.total_cmp(&other.1);
    let name = |it: Option<&(String, f64)>| match it {
        Some((code, value)) => format!("{} ({code})", told(*value)),
        None => "–".to_owned(),
    };
    [known.iter().max_by(by), known.iter().min_by(by)].map(name)
}
