//! The decisions, and everything else element by element.

use competence_core::diff::{Change, Edit, ElementKey};
use competence_core::version::{Bump, Decision, Group, Reach};
use competence_core::{ChangeKind, Element, ElementId, LineageChange};

use super::Page;
use crate::locale::{args, capital};
use crate::telling::{Line, Record};

/// A decision in sentences.
pub(in crate::comparison) struct Told<'c> {
    pub decision: &'c Decision<'c>,
    pub sentence: String,
    pub record: Record,
    /// What else changed, other than what the decision and its parts say.
    pub lines: Vec<Line>,
    pub reach: Reach,
    pub anchor: String,
}

/// An element with the changes that no record explains.
pub(in crate::comparison) struct Section<'c> {
    pub group: &'c Group<'c>,
    /// What it is and its name; of a new element also that it is new.
    pub heading: String,
    pub name: String,
    /// The version that a new element needs; that of others is beside each change.
    pub level: Option<Bump>,
    pub lines: Vec<Line>,
    /// The statements of a new competence; they are not told one by one.
    pub statements: Vec<&'c str>,
    pub reach: Reach,
    pub anchor: String,
}

impl<'c> Page<'c> {
    /// The decisions in sentences.
    pub(in crate::comparison) fn decisions<'p>(&'p self) -> Vec<Told<'p>> {
        let told = |(at, decision): (usize, &'p Decision<'c>)| {
            let record = decision.record;
            let ids = || record.from.iter().chain(&record.to).map(ElementId::as_str);
            Told {
                decision,
                sentence: self.teller.record(record),
                record: Record {
                    ratings: self.affected_by(record),
                    ..Record::of(&self.teller, record)
                },
                lines: self.also(decision),
                reach: self.effects.reach(ids()),
                anchor: format!("decision-{}", at + 1),
            }
        };
        self.outline
            .decisions
            .iter()
            .enumerate()
            .map(told)
            .collect()
    }

    /// What else changed in what a decision leads to: not that it was added, removed or moved, nor
    /// the statements, which stand side by side.
    fn also(&self, decision: &Decision<'_>) -> Vec<Line> {
        let parts = decision.parts.iter().flat_map(|it| &it.judgements);
        let rest: Vec<_> = decision
            .judgements
            .iter()
            .chain(parts)
            .filter(|it| {
                let is_statement = matches!(
                    &it.change.edit,
                    Edit::Text { path, language, .. }
                        if path.0 == ["statement"] && language == self.teller.new.language
                );
                let change = decision.record.change;
                let is_told = match &it.change.edit {
                    Edit::Added { .. } | Edit::Removed { .. } | Edit::Renamed { .. } => true,
                    // The old name and the new one are in the sentence.
                    Edit::Text { path, .. } => {
                        change == LineageChange::Renamed && path.0 == ["title"]
                    }
                    _ => {
                        change == LineageChange::Moved && it.change.kind == ChangeKind::ElementMoved
                    }
                };
                !is_told && !is_statement
            })
            .cloned()
            .collect();
        self.teller.lines(&rest)
    }

    /// What no record explains, element by element.
    pub(in crate::comparison) fn sections<'p>(&'p self) -> Vec<Section<'p>> {
        let section = |group: &'p Group<'c>| {
            let id = group.element.to_string();
            let added = group.judgements.iter().find(|it| {
                it.change.element == group.element && matches!(it.change.edit, Edit::Added { .. })
            });
            // What is new is told with its heading, the statements of a competence below it.
            let is_told =
                |change: &Change| added.is_some() && matches!(change.edit, Edit::Added { .. });
            let (told, own): (Vec<_>, Vec<_>) =
                (group.judgements.iter().cloned()).partition(|it| is_told(it.change));
            let name = self.name_of(&group.element);
            let heading = match &group.element {
                _ if added.is_some() => self.teller.say(
                    "added",
                    args! { "noun" => group.element.noun(), "name" => self.teller.locale.quoted(&name) },
                ),
                element => {
                    let noun = self.teller.say("noun", args! { "noun" => element.noun() });
                    format!("{} {}", capital(&noun), self.teller.locale.quoted(&name))
                }
            };
            let new = self.comparison.after();
            let statements = told.iter().filter_map(|it| {
                let element = new.element(&it.change.element.to_string())?;
                matches!(element, Element::Indicator(..)).then(|| self.teller.new.title(element))
            });
            Section {
                group,
                heading,
                name,
                level: added.map(|it| it.level),
                lines: self.teller.lines(&own),
                statements: statements.collect(),
                reach: self.effects.reach_of(&group.element),
                anchor: format!("of-{}", id.replace('/', "-")),
            }
        };
        self.outline.groups.iter().map(section).collect()
    }

    fn name_of(&self, element: &ElementKey) -> String {
        match element {
            ElementKey::Framework | ElementKey::Lineage(_) => self.framework(),
            element => self.teller.plain_name(&element.to_string()),
        }
    }

    /// Settings of the manifest.
    pub(in crate::comparison) fn settings(&self) -> Vec<Line> {
        self.teller.lines(&self.outline.metadata)
    }
}
