//! Elements by what the source calls them: their ids, and where rows name them.

use std::collections::HashSet;

use super::apply::{ELEMENTS, Work};
use super::parse::special;
use super::row::{Cell, Row, is_owner};
use crate::Problem;
use crate::advice::Advice;
use crate::naming::{named, stated};
use crate::tables::columns::Sheet;

impl Work {
    /// Gives each element an id, and notes it by its key.
    pub fn make_ids(&mut self) {
        for sheet in ELEMENTS {
            let mut rows = self.tables.remove(&sheet).unwrap_or_default();
            for row in &mut rows {
                let key = row
                    .take_out("key")
                    .map(|it| it.values.concat())
                    .unwrap_or_default();
                let id = match row.text("id") {
                    Some(id) => {
                        self.ids.given(id);
                        id.to_owned()
                    }
                    None if sheet == Sheet::Indicators => match self.statement_id(row) {
                        Some(id) => id,
                        None => continue,
                    },
                    None => self.ids.element(
                        noun(sheet),
                        &named(row.text("title").or(Some(&key)), row.text("code")),
                    ),
                };
                if row.text("id").is_none() {
                    if let Some(origin) = self.ids.origins.last() {
                        self.made.insert(id.clone(), origin.clone());
                    }
                    row.put("id", vec![id.clone()], row.place.clone());
                }
                self.ids_of.insert((sheet, key), id);
                defaults(sheet, row);
            }
            if !rows.is_empty() {
                self.tables.insert(sheet, rows);
            }
        }
    }

    /// The id of an indicator, where its competence is there.
    fn statement_id(&mut self, row: &Row) -> Option<String> {
        let home = row.text("competence")?;
        let home = self
            .ids_of
            .get(&(Sheet::Competences, home.to_owned()))?
            .clone();
        Some(
            self.ids
                .indicator(&home, &stated(row.text("statement"), row.text("code"))),
        )
    }

    /// Puts ids where rows name elements by their keys.
    pub fn resolve(&mut self) {
        let known: HashSet<&String> = self.ids_of.values().collect();
        let mut problems = Vec::new();
        let mut advice = Advice::default();
        for (sheet, rows) in &mut self.tables {
            for row in rows.iter_mut() {
                let of = owner(row);
                for it in &mut row.cells {
                    let targets = targets(*sheet, &it.heading, of);
                    if targets.is_empty() {
                        continue;
                    }
                    let place = it.place.clone();
                    it.values.retain_mut(|value| {
                        let key = value.trim().to_owned();
                        let found = targets
                            .iter()
                            .find_map(|sheet| self.ids_of.get(&(*sheet, key.clone())));
                        if let Some(id) = found {
                            value.clone_from(id);
                            return true;
                        }
                        if known.contains(&key) {
                            return true;
                        }
                        let noun = targets.first().map_or("element", |it| noun(*it));
                        let names = self.ids_of.keys();
                        let names = names.filter(|(sheet, _)| targets.contains(sheet));
                        let near = advice.on(&key, names.map(|(_, key)| key.as_str()));
                        problems.push(Problem::new(
                            place.clone(),
                            format!("the source has no {noun} `{key}`, and it was left out{near}"),
                        ));
                        false
                    });
                    if special(*sheet).contains(&it.heading.as_str()) {
                        "element".clone_into(&mut it.heading);
                    }
                }
            }
            for row in rows.iter_mut() {
                let cluster = row.text("cluster").map(str::to_owned);
                if let Some(also) = row.cells.iter_mut().find(|it| it.heading == "also in") {
                    also.values.retain(|it| Some(it) != cluster.as_ref());
                }
            }
            // Those that are of nothing, or lead nowhere, have been told of.
            let is_needed = |it: &Cell| is_owner(*sheet, &it.heading) || it.heading == "target";
            rows.retain(|row| {
                row.cells
                    .iter()
                    .all(|it| !it.values.is_empty() || !is_needed(it))
            });
        }
        self.problems.extend(problems);
    }
}

/// What an element is known by where no key is given.
pub(super) fn key_of(sheet: Sheet, row: &Row) -> Option<String> {
    let own = match sheet {
        // A statement may be there again in another competence.
        Sheet::Indicators => {
            let key = row
                .text("id")
                .or_else(|| row.text("code"))
                .map(str::to_owned);
            let level = row.text("level").unwrap_or_default();
            let statement = || {
                Some(format!(
                    "{} {level} {}",
                    row.text("competence")?,
                    row.text("statement")?
                ))
            };
            return key.or_else(statement);
        }
        _ => row.text("id").or_else(|| row.text("title")),
    };
    own.or_else(|| row.text("code")).map(str::to_owned)
}

/// What most published frameworks do not say.
fn defaults(sheet: Sheet, row: &mut Row) {
    if sheet != Sheet::Indicators && row.cell("status").is_none() {
        row.put("status", vec!["approved".to_owned()], row.place.clone());
    }
    if sheet == Sheet::Competences && row.cell("kind").is_none() {
        row.put("kind", vec!["job-specific".to_owned()], row.place.clone());
    }
}

fn noun(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Clusters => "cluster",
        Sheet::Competences => "competence",
        Sheet::Indicators => "indicator",
        Sheet::Profiles => "profile",
        _ => "element",
    }
}

/// The kind of element that a row of mappings or relations says that it is of.
fn owner(row: &Row) -> Option<Sheet> {
    ELEMENTS
        .into_iter()
        .find(|sheet| row.cells.iter().any(|it| it.heading == noun(*sheet)))
}

/// The kinds of element that a column names by their keys.
fn targets(sheet: Sheet, heading: &str, owner: Option<Sheet>) -> Vec<Sheet> {
    let one = |it: Sheet| vec![it];
    match (sheet, heading) {
        (Sheet::Clusters, "parent")
        | (Sheet::Competences | Sheet::Profiles | Sheet::Requirements, "cluster")
        | (Sheet::Competences, "also in") => one(Sheet::Clusters),
        (Sheet::Indicators | Sheet::CompetenceLevels | Sheet::Requirements, "competence") => {
            one(Sheet::Competences)
        }
        (Sheet::Profiles, "extends") | (Sheet::Requirements, "profile") => one(Sheet::Profiles),
        (Sheet::Competences, "includes") | (Sheet::Requirements, "indicators") => {
            one(Sheet::Indicators)
        }
        (Sheet::Relations, "target") => owner.into_iter().chain(ELEMENTS).collect(),
        (Sheet::Mappings | Sheet::Relations, "element") | (_, "successors") => ELEMENTS.to_vec(),
        (Sheet::Mappings | Sheet::Relations, heading) if special(sheet).contains(&heading) => {
            ELEMENTS
                .into_iter()
                .filter(|it| noun(*it) == heading)
                .collect()
        }
        _ => Vec::new(),
    }
}
