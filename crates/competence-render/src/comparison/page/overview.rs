//! The overview: what changed in which competence, and whether earlier assessments are affected.

use competence_core::ElementId;
use competence_core::diff::ElementKey;
use competence_core::version::{Outlook, Reach};

use super::{Page, Section, Told};
use crate::locale::args;

/// What a change means for earlier assessments of a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::comparison) enum Affects {
    No,
    New,
    Carried,
    Partly { lost: usize, all: usize },
    All,
}

/// A row of the overview.
pub(in crate::comparison) struct Row {
    pub anchor: String,
    pub name: String,
    pub what: Vec<String>,
    pub affects: Affects,
    pub reach: Reach,
}

impl Page<'_> {
    /// The overview: a row for each decision on competences and for each other competence that
    /// changed.
    pub(in crate::comparison) fn rows(
        &self,
        decisions: &[Told<'_>],
        sections: &[Section<'_>],
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        for told in decisions {
            let record = told.decision.record;
            let ids = record.from.iter().chain(&record.to).map(ElementId::as_str);
            let competences: Vec<&str> = ids.map(whole).collect();
            let name = record.to.first().or(record.from.first());
            let name = name.map(|it| self.teller.plain_name(whole(it.as_str())));
            rows.push(Row {
                anchor: told.anchor.clone(),
                name: name.unwrap_or_default(),
                what: vec![told.sentence.clone()],
                affects: affects(self.effects.of_competences(competences.iter().copied())),
                reach: told.reach.clone(),
            });
        }
        for section in sections {
            let ElementKey::Competence(id) = &section.group.element else {
                continue;
            };
            let mut what: Vec<String> = Vec::new();
            if section.level.is_some() {
                let number = section.statements.len();
                let statements = self.teller.locale.counted(number, "indicator");
                what.push(
                    self.teller
                        .say("new-competence", args! { "statements" => statements }),
                );
            }
            for line in &section.lines {
                if !what.contains(&line.sentence) {
                    what.push(line.sentence.clone());
                }
            }
            rows.push(Row {
                anchor: section.anchor.clone(),
                name: section.name.clone(),
                what,
                affects: affects(self.effects.of_competences([id.as_str()])),
                reach: section.reach.clone(),
            });
        }
        rows
    }

    pub(in crate::comparison) fn affects(&self, affects: Affects) -> String {
        match affects {
            Affects::No => self.say("affects-no"),
            Affects::New => self.say("affects-new"),
            Affects::Carried => self.say("affects-carried"),
            Affects::Partly { lost, all } => self
                .teller
                .say("affects-partly", args! { "lost" => lost, "all" => all }),
            Affects::All => self.say("affects-all"),
        }
    }
}

/// What holds an element: of an indicator the competence, of anything else itself.
fn whole(id: &str) -> &str {
    id.split_once('.').map_or(id, |(parent, _)| parent)
}

fn affects(outlook: Outlook) -> Affects {
    let all = outlook.all();
    match outlook.lost {
        _ if all == 0 => Affects::New,
        0 if outlook.carried() > 0 => Affects::Carried,
        0 => Affects::No,
        lost if lost == all => Affects::All,
        lost => Affects::Partly { lost, all },
    }
}
