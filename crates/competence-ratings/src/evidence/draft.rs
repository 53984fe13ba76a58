//! Suggestions as what changes a model: a lineage record, and the command that makes the change.

use competence_core::{ElementId, Evidence, LineageChange, LineageRecord, Model};

use super::analysis::Analysis;
use super::asked::Answer;
use super::suggestion::{Question, Suggestion};
use super::wording::Wording;

/// A suggestion as a draft of what changes the model.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Draft {
    /// The record, as lineage files have it. The commands add those of the indicators that follow.
    pub record: LineageRecord,
    /// The command that makes the change and writes the records, for a POSIX shell.
    pub command: String,
}

/// What the figures suggest, as drafts of lineage records with their evidence.
///
/// A record whose new element has no name yet has one that tells where it comes from, `a-and-b`: the name is to be
/// chosen by those who decide.
pub fn proposed(analysis: &Analysis) -> Vec<Draft> {
    let drafts = analysis.suggestions.iter().filter_map(|it| {
        let ids = |of: &[String]| -> Option<Vec<ElementId>> {
            of.iter().map(|it| it.parse().ok()).collect()
        };
        let mut record = LineageRecord::new(it.change, ids(&it.from)?, ids(&it.to)?);
        record.reason = Some(it.reason.clone());
        record.evidence.clone_from(&it.evidence);
        Some(Draft {
            record,
            command: it.command.clone(),
        })
    });
    drafts.collect()
}

/// The answers as suggestions.
pub(super) fn suggestions(
    model: &Model,
    answers: Vec<Answer>,
    wording: &Wording<'_>,
) -> Vec<Suggestion> {
    answers
        .into_iter()
        .filter_map(|it| suggestion(model, it, wording))
        .collect()
}

#[allow(
    clippy::too_many_lines,
    reason = "an arm for each kind of suggestion, each of one shape"
)]
fn suggestion(model: &Model, answer: Answer, wording: &Wording<'_>) -> Option<Suggestion> {
    let competence = |place: usize| model.competences().get(place).map(|it| it.id.to_string());
    let indicator = |place: usize| {
        model
            .indicators()
            .nth(place)
            .map(|(_, it)| it.id.to_string())
    };
    let name = |id: &str| id.rsplit_once('.').map_or(id, |it| it.1).to_owned();
    let (question, change, from, to, figures, verb) = match answer {
        Answer::OneCompetence {
            competences: [one, other],
            figures,
        } => {
            let from = vec![competence(one)?, competence(other)?];
            let to = fresh(model, &from.join("-and-"));
            let verb = format!("merge {} --into {to}", from.join(" "));
            (
                Question::OneCompetence,
                LineageChange::Merged,
                from,
                vec![to],
                figures,
                verb,
            )
        }
        Answer::TwoCompetences {
            competence: of,
            parts,
            figures,
        } => {
            let from = competence(of)?;
            let to = [1, 2].map(|it| fresh(model, &format!("{from}-{it}")));
            let names = parts.map(|it| {
                let names = it.into_iter().filter_map(indicator).map(|it| name(&it));
                names.collect::<Vec<_>>().join(",")
            });
            let into: Vec<String> = to
                .iter()
                .zip(names)
                .map(|(id, names)| format!("{id}={names}"))
                .collect();
            let verb = format!("split {from} --into {}", into.join(" "));
            (
                Question::TwoCompetences,
                LineageChange::Split,
                vec![from],
                to.to_vec(),
                figures,
                verb,
            )
        }
        Answer::Elsewhere {
            indicator: of,
            to,
            figures,
        } => {
            let (from, to) = (indicator(of)?, competence(to)?);
            let verb = format!("move {from} {to}");
            let to = format!("{to}.{}", name(&from));
            (
                Question::Elsewhere,
                LineageChange::Moved,
                vec![from],
                vec![to],
                figures,
                verb,
            )
        }
        Answer::SaysNothing {
            indicator: of,
            figures,
        } => {
            let from = indicator(of)?;
            let verb = format!("retire {from}");
            (
                Question::SaysNothing,
                LineageChange::Retired,
                vec![from],
                Vec::new(),
                figures,
                verb,
            )
        }
        Answer::Repeats {
            indicators: [stays, goes],
            figures,
        } => {
            let from = vec![indicator(stays)?, indicator(goes)?];
            let to = indicator(stays)?;
            let verb = format!("merge {} --into {to}", from.join(" "));
            (
                Question::Repeats,
                LineageChange::Merged,
                from,
                vec![to],
                figures,
                verb,
            )
        }
    };
    let reason = wording.reason(question, &figures);
    let evidence = wording.evidence(question, &from, &figures);
    let command = format!(
        "competence {verb} --reason {} --evidence {}",
        quoted(&reason),
        quoted(&evidence)
    );
    Some(Suggestion {
        question,
        change,
        from,
        to,
        reason,
        evidence: vec![Evidence::new(evidence)],
        figures,
        command,
    })
}

/// An id that the model does not have yet.
fn fresh(model: &Model, id: &str) -> String {
    // An id has at most 120 characters.
    let id = id.get(..100).unwrap_or(id).trim_end_matches('-');
    let numbered = (2..).map(|it| format!("{id}-{it}"));
    let mut all = std::iter::once(id.to_owned()).chain(numbered);
    all.find(|it| model.element(it).is_none())
        .unwrap_or_default()
}

/// A text as one word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
