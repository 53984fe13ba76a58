//! Tables whose rows name the row above them: what each row gives, by how deep it lies.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::headings::{Understood, What};
use super::mapping::{Constant, Rows};
use super::source::headings;
use crate::Problem;
use crate::hierarchy::{Hierarchy, Role};
use crate::tables::{ReadTable, Spot};

/// What the rows of a table give that name the row above them.
pub(super) struct Nested<'h> {
    pub rows: Vec<Rows>,
    /// The heading of the column that says how deep a row lies, which is known without it.
    pub depth: Option<&'h str>,
}

/// Looks at the rows of a table; nothing where no row names another one.
pub(super) fn nested<'h>(
    table: &ReadTable<'_>,
    header: u32,
    understood: &Understood<'h>,
    problems: &mut Vec<Problem>,
) -> Option<Nested<'h>> {
    let parent = understood.heading(What::Parent)?;
    let cells = Cells::new(table, header);
    let above = cells.column(parent);
    let key = key(&cells, understood, &above)?;
    let keys = cells.column(key);
    let known: HashSet<&str> = keys.iter().copied().filter(|it| !it.is_empty()).collect();
    let mut parents: HashMap<&str, Vec<&str>> = HashMap::new();
    for (at, (own, above)) in keys.iter().zip(&above).enumerate() {
        if own.is_empty() {
            continue;
        }
        let all = parents.entry(own).or_default();
        if known.contains(above) && above != own {
            all.push(above);
        } else if !above.is_empty() {
            let why = if above == own {
                "the row names itself as the one above".to_owned()
            } else {
                format!("no row has `{above}` in the column `{key}`")
            };
            let message = format!("{why}: it was taken for one of the top");
            problems.push(Problem::new(cells.place(at, parent), message));
        }
    }
    if parents.values().all(Vec::is_empty) {
        return None;
    }
    let definitions = understood.heading(What::Definition);
    let definitions = definitions.map(|it| cells.column(it)).unwrap_or_default();
    let described: HashSet<&str> = keys
        .iter()
        .zip(definitions)
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, _)| *key)
        .collect();
    let is_described = |it: &str| described.contains(it);
    let hierarchy = Hierarchy::by_depth(parents, is_described, problems);
    // Rows of one role are those that name one of these above them.
    let mut named: HashMap<Role, BTreeSet<&str>> = HashMap::new();
    for (own, above) in keys.iter().zip(&above) {
        if let Some(role) = hierarchy.roles.get(own) {
            named.entry(*role).or_default().insert(above);
        }
    }
    let is_top = |key: &str| hierarchy.above.get(key).is_some_and(Vec::is_empty);
    // What is assessed has a level; what stands above it has a depth.
    let level = understood.heading(What::Level);
    let depth = level.filter(|it| {
        let mut levels = keys.iter().zip(cells.column(it));
        levels.any(|(key, level)| !level.is_empty() && is_top(key))
    });
    let roles = [Role::Cluster, Role::Competence, Role::Indicator];
    let top = roles.into_iter().find(|it| named.contains_key(it));
    let rows = roles.into_iter().filter_map(|role| {
        let above: Vec<String> = named.get(&role)?.iter().map(ToString::to_string).collect();
        let is_below = Some(role) != top;
        let has_level = role == Role::Indicator && depth.is_none();
        let mut rows = understood.rows_of(role, key, is_below, has_level);
        rows.only
            .insert(parent.to_owned(), Constant::Several(above));
        Some(rows)
    });
    Some(Nested {
        rows: rows.collect(),
        depth,
    })
}

/// The column by which rows are named above others.
fn key<'h>(cells: &Cells<'_>, understood: &Understood<'h>, above: &[&str]) -> Option<&'h str> {
    let above: HashSet<&str> = above.iter().copied().filter(|it| !it.is_empty()).collect();
    let all = [What::Code, What::Competence, What::Iri];
    let all = all.into_iter().filter_map(|it| understood.heading(it));
    let named = all.map(|it| {
        let values: HashSet<&str> = cells.column(it).into_iter().collect();
        (above.intersection(&values).count(), it)
    });
    // Of those that name the same number, the first.
    let best = named.rev().max_by_key(|(number, _)| *number);
    best.filter(|(number, _)| *number > 0).map(|(_, it)| it)
}

/// The rows below the headings that have something in them.
struct Cells<'t> {
    table: &'t ReadTable<'t>,
    headings: &'t [String],
    rows: Vec<usize>,
}

impl<'t> Cells<'t> {
    fn new(table: &'t ReadTable<'t>, header: u32) -> Self {
        let first = header.saturating_sub(1) as usize;
        let is_blank = |at: usize| {
            let row = table.rows.get(at);
            row.is_none_or(|it| it.iter().all(|cell| cell.trim().is_empty()))
        };
        Self {
            table,
            headings: headings(table, header),
            rows: (first..table.rows.len())
                .filter(|it| !is_blank(*it))
                .collect(),
        }
    }

    fn at(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|it| it.trim() == heading)
    }

    fn column(&self, heading: &str) -> Vec<&'t str> {
        let at = self.at(heading);
        let cell = |row: &usize| self.table.rows.get(*row)?.get(at?);
        let cells = self.rows.iter();
        cells
            .map(|it| cell(it).map_or("", |it| it.trim()))
            .collect()
    }

    fn place(&self, row: usize, heading: &str) -> String {
        let row = self.rows.get(row).copied().unwrap_or_default();
        let spot = self
            .at(heading)
            .map_or(Spot::Row(row), |it| Spot::Cell(row, it));
        (self.table.place)(spot)
    }
}
