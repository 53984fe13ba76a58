//! The edits that a workbook asks for, in their order.

use std::collections::{BTreeMap, HashMap, HashSet};

use competence_core::edit::{
    EditError, Edited, Grounds, Merger, Relocation, Renaming, Retirement, Rewording, Turn, Update,
    merge, rearrange, rename_all, reword_all, update,
};
use competence_core::source::Source;
use competence_core::{Element, ElementId, Model};

use super::Decision;
use super::changes::Refusal;
use super::rows::{Decided, Rows};
use crate::Problem;

/// Edits in turn, those of one kind at once, each with the element that it is about and the place that asks
/// for it.
pub(super) struct Steps<'t> {
    pub turns: Vec<Turn<'t>>,
    asked: Vec<Vec<Asked>>,
    /// What cannot be done as it is said.
    pub questions: Vec<Problem>,
}

/// What an edit is about.
struct Asked {
    id: String,
    place: String,
}

impl Asked {
    fn new(id: &str, place: &str) -> Self {
        Self {
            id: id.to_owned(),
            place: place.to_owned(),
        }
    }
}

impl<'t> Steps<'t> {
    pub fn of(
        base: &Model,
        theirs: &Model,
        target: &Model,
        rows: &Rows,
        reason: Option<&str>,
    ) -> Self {
        let mut steps = Self {
            turns: Vec::new(),
            asked: Vec::new(),
            questions: Vec::new(),
        };
        let grounds = |own: Option<&String>| Grounds {
            reason: own.cloned().or_else(|| reason.map(str::to_owned)),
            ..Grounds::default()
        };
        let wanted = Update::new(target.clone());
        steps.add(vec![Asked::new("", "")], move |source| {
            update(source, &wanted).map_err(|error| (0, error))
        });
        steps.wordings(base, theirs, target, rows, &grounds);
        let ids = NewIds::of(rows);
        let (mut asked, moves) = steps.moves(rows, target, &ids, &grounds);
        let (ending, ends) = steps.ends(rows, target, &ids, &grounds);
        asked.extend(ending);
        steps.add(asked, move |source| rearrange(source, &moves, &ends));
        steps.names(rows, &ids, &grounds);
        steps.mergers(rows, &ids, &grounds);
        steps
    }

    /// Adds edits of one kind; nothing if there are none.
    fn add(
        &mut self,
        asked: Vec<Asked>,
        turn: impl Fn(&dyn Source) -> Result<Edited, (usize, EditError)> + 't,
    ) {
        if !asked.is_empty() {
            self.turns.push(Box::new(turn));
            self.asked.push(asked);
        }
    }

    fn ask(&mut self, place: &str, message: String) {
        self.questions.push(Problem::new(place, message));
    }

    /// Other statements.
    fn wordings(
        &mut self,
        base: &Model,
        theirs: &Model,
        target: &Model,
        rows: &Rows,
        grounds: &dyn Fn(Option<&String>) -> Grounds,
    ) {
        let removed: HashSet<&str> = rows.gone.iter().map(|(id, _)| id.as_str()).collect();
        let decided = rows.decided.iter();
        let decided: HashMap<&str, Decision> =
            decided.map(|it| (it.id.as_str(), it.decision)).collect();
        let primary = base.framework().languages.primary.clone();
        let (mut asked, mut rewordings) = (Vec::new(), Vec::new());
        for (_, indicator) in theirs.indicators() {
            let id = indicator.id.as_str();
            let before = match base.element(id) {
                Some(Element::Indicator(_, it)) => it.statement.get(&primary),
                _ => None,
            };
            let (Some(before), Some(after)) = (before, indicator.statement.get(&primary)) else {
                continue;
            };
            let decision = decided.get(id);
            let ends = decision.is_some_and(|it| *it != Decision::Editorial);
            if before == after || ends || removed.contains(id) || target.element(id).is_none() {
                continue;
            }
            let Some(element) = element(id) else { continue };
            let (own, place) = rows.reasons.get(id).cloned().unwrap_or_default();
            let mut rewording = Rewording::new(element, after);
            rewording.editorial = decision == Some(&Decision::Editorial);
            rewording.grounds = grounds(own.as_ref());
            asked.push(Asked::new(id, &place));
            rewordings.push(rewording);
        }
        self.add(asked, move |source| reword_all(source, &rewordings));
    }

    /// Other places.
    fn moves(
        &mut self,
        rows: &Rows,
        target: &Model,
        ids: &NewIds<'_>,
        grounds: &dyn Fn(Option<&String>) -> Grounds,
    ) -> (Vec<Asked>, Vec<Relocation>) {
        let given = rows.renamed.iter();
        let given = given.map(|(old, new, place)| (old.as_str(), (new, place)));
        let given: HashMap<&str, _> = given.collect();
        let retired = rows.retired();
        let (mut asked, mut moves) = (Vec::new(), Vec::new());
        for (id, competence, place) in &rows.moved {
            let Some(element) = element(id).filter(|_| target.element(id).is_some()) else {
                continue;
            };
            // What ends need not be moved before.
            if retired.contains(id.as_str()) {
                continue;
            }
            if let Some((new, place)) = given.get(id.as_str())
                && !ids.is_of(new, competence)
            {
                self.ask(place, other_competence(new, competence));
                continue;
            }
            asked.push(Asked::new(id, place));
            moves.push(Relocation {
                id: element,
                target: ids.moved(id).unwrap_or_else(|| competence.clone()),
                grounds: grounds(rows.reason(id)),
            });
        }
        (asked, moves)
    }

    /// Other names.
    fn names(
        &mut self,
        rows: &Rows,
        ids: &NewIds<'_>,
        grounds: &dyn Fn(Option<&String>) -> Grounds,
    ) {
        let (mut asked, mut renamings) = (Vec::new(), Vec::new());
        let retired = rows.retired();
        for (old, new, place) in &rows.renamed {
            // What was moved got its name there, and what ended needs none.
            let parent = old.split_once('.').map(|(parent, _)| parent);
            let has_ended =
                retired.contains(old.as_str()) || parent.is_some_and(|it| retired.contains(it));
            if ids.moved(old).is_some() || has_ended {
                continue;
            }
            let Some((id, to)) = element(old).zip(element(new)) else {
                let message = format!("`{new}` is not an id: small letters, digits and hyphens");
                self.ask(place, message);
                continue;
            };
            if let Some((competence, _)) = old.split_once('.')
                && !ids.is_of(new, competence)
            {
                self.ask(place, other_competence(new, competence));
                continue;
            }
            let grounds = grounds(rows.reason(old));
            asked.push(Asked::new(old, place));
            renamings.push(Renaming { id, to, grounds });
        }
        self.add(asked, move |source| rename_all(source, &renamings));
    }

    /// Mergers, each into one element.
    fn mergers(
        &mut self,
        rows: &Rows,
        ids: &NewIds<'_>,
        grounds: &dyn Fn(Option<&String>) -> Grounds,
    ) {
        let merged = rows.decided.iter();
        let merged = merged.filter(|it| it.decision == Decision::Merged);
        let mut by_target: BTreeMap<&str, Vec<&Decided>> = BTreeMap::new();
        for it in merged {
            by_target.entry(&it.into).or_default().push(it);
        }
        for (into, all) in by_target {
            let Some(first) = all.first() else { continue };
            if into.is_empty() {
                for it in &all {
                    let message = format!(
                        "`{}` is merged, and into what is not said: write the id of the element into the column `merged into`",
                        it.id
                    );
                    self.ask(&it.place, message);
                }
                continue;
            }
            let elements: Option<Vec<ElementId>> = std::iter::once(into)
                .chain(all.iter().map(|it| it.id.as_str()))
                .map(|it| element(&ids.now(it)))
                .collect();
            let (Some(elements), Some(target)) = (elements, element(&ids.now(into))) else {
                self.ask(&first.place, format!("`{into}` is not an id"));
                continue;
            };
            let mut wanted = Merger::new(elements, target);
            wanted.grounds = grounds(all.iter().find_map(|it| it.reason.as_ref()));
            let asked = vec![Asked::new(&first.id, &first.place)];
            self.add(asked, move |source| {
                merge(source, &wanted).map_err(|error| (0, error))
            });
        }
    }

    /// What is retired, or has no row any more.
    fn ends(
        &mut self,
        rows: &Rows,
        target: &Model,
        ids: &NewIds<'_>,
        grounds: &dyn Fn(Option<&String>) -> Grounds,
    ) -> (Vec<Asked>, Vec<Retirement>) {
        let retired = rows.decided.iter();
        let retired = retired.filter(|it| it.decision == Decision::Retired);
        let retired = retired.map(|it| {
            (
                it.id.as_str(),
                it.into.as_str(),
                it.reason.as_ref(),
                it.place.as_str(),
            )
        });
        let gone = rows.gone.iter();
        let gone = gone.map(|(id, sheet)| (id.as_str(), "", None, sheet.as_str()));
        let all: Vec<_> = retired
            .chain(gone)
            .filter(|it| target.element(it.0).is_some())
            .collect();
        let ends: HashSet<&str> = all.iter().map(|it| it.0).collect();
        self.left_behind(rows, target, ids);
        let (mut asked, mut retirements) = (Vec::new(), Vec::new());
        for (id, into, own, place) in &all {
            // A competence takes its indicators along.
            let parent = id.split_once('.').map(|(parent, _)| parent);
            if parent.is_some_and(|it| ends.contains(it)) {
                continue;
            }
            let Some(element_id) = element(id) else {
                continue;
            };
            let mut retirement = Retirement::new(element_id);
            retirement.successors = element(into).into_iter().collect();
            retirement.grounds = grounds(*own);
            asked.push(Asked::new(id, place));
            retirements.push(retirement);
        }
        (asked, retirements)
    }

    /// Asks about indicators that have a row, and whose competence has none any more.
    fn left_behind(&mut self, rows: &Rows, target: &Model, ids: &NewIds<'_>) {
        let gone: HashSet<&str> = rows.gone.iter().map(|(id, _)| id.as_str()).collect();
        let decided: HashSet<&str> = rows.decided.iter().map(|it| it.id.as_str()).collect();
        for (competence, indicator) in target.indicators() {
            let id = indicator.id.as_str();
            let is_asked_for = gone.contains(id) || decided.contains(id) || ids.moved(id).is_some();
            if !gone.contains(competence.id.as_str()) || is_asked_for {
                continue;
            }
            // What was added here since has no row in it.
            if let Some(place) = rows.homes.get(id) {
                let message = format!(
                    "the row of its competence `{}` is gone: put that back, choose another competence for `{id}`, or remove this row too",
                    competence.id
                );
                self.ask(place, message);
            }
        }
    }

    /// The error of an edit, as a question to who filled in the workbook.
    pub fn question(&self, (turn, number): (usize, usize), error: EditError) -> Refusal {
        let asked = self.asked.get(turn).and_then(|it| it.get(number));
        let Some(Asked { id, place }) = asked.filter(|it| !it.place.is_empty()) else {
            return Refusal::Edit(error);
        };
        let message = match error {
            EditError::NoReason => format!(
                "the statement of `{id}` was released with other words: write into the column `reason` why it changes, or choose `editorial` in the column `decision` if it means the same"
            ),
            EditError::Unexplained { .. } if place.contains('!') => format!(
                "`{id}` was released, and assessments name it: write into the column `reason` why"
            ),
            EditError::Unexplained { .. } => format!(
                "the row of `{id}` is gone, which was released: put it back and choose `retired` or `merged` in the column `decision`, with the reason, or give `--reason`"
            ),
            error => error.to_string(),
        };
        Refusal::Questions(vec![Problem::new(place, message)])
    }
}

/// The ids that elements have once they are moved and renamed.
struct NewIds<'r> {
    moved: HashMap<&'r str, &'r str>,
    renamed: HashMap<&'r str, &'r str>,
}

impl<'r> NewIds<'r> {
    fn of(rows: &'r Rows) -> Self {
        let moved = rows.moved.iter();
        let renamed = rows.renamed.iter();
        Self {
            moved: moved.map(|(id, to, _)| (&**id, &**to)).collect(),
            renamed: renamed.map(|(old, new, _)| (&**old, &**new)).collect(),
        }
    }

    /// The id of an indicator in the competence that it is moved to, before that one is renamed; nothing of
    /// what stays.
    fn moved(&self, id: &str) -> Option<String> {
        let competence = self.moved.get(id)?;
        let named = self.renamed.get(id).copied().unwrap_or(id);
        let name = named.rsplit('.').next().unwrap_or_default();
        Some(format!("{competence}.{name}"))
    }

    /// Whether an id is one of the indicators of a competence, by the name that it has or will have.
    fn is_of(&self, id: &str, competence: &str) -> bool {
        let parent = id.split_once('.').map(|(parent, _)| parent);
        let renamed = self.renamed.get(competence).copied();
        parent == Some(competence) || renamed.is_some() && parent == renamed
    }

    /// The id once all is done.
    fn now(&self, id: &str) -> String {
        let moved = self.moved(id);
        let Some((parent, name)) = moved.as_deref().unwrap_or(id).split_once('.') else {
            return self.renamed.get(id).copied().unwrap_or(id).to_owned();
        };
        let parent = self.renamed.get(parent).copied().unwrap_or(parent);
        let renamed = self.renamed.get(id).and_then(|it| it.split_once('.'));
        let name = renamed.map_or(name, |(_, name)| name);
        format!("{parent}.{name}")
    }
}

/// That an id and the column `competence` say different things.
fn other_competence(id: &str, competence: &str) -> String {
    format!(
        "`{id}` begins with another competence than `{competence}`, which the column `competence` says: write the same in both"
    )
}

fn element(id: &str) -> Option<ElementId> {
    ElementId::new(id).ok()
}
