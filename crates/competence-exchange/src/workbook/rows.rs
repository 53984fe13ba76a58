//! What the rows of a workbook say that is more than another text in a cell: ids that were changed, rows that
//! are gone or in another order, and decisions.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::book::{Book, Grid, Row};
use super::{Decision, ELEMENTS};
use crate::Problem;

/// What was decided about an element.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    pub id: String,
    pub decision: Decision,
    pub into: String,
    pub reason: Option<String>,
    /// Where the reason is, or should be.
    pub place: String,
}

/// What the rows say beside their texts. The ids are those of the model that the workbook was made of.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub decided: Vec<Decided>,
    /// The old and the new id of what was given another one.
    pub renamed: Vec<(String, String, String)>,
    /// An indicator, the competence that it was put into, and the place that says so.
    pub moved: Vec<(String, String, String)>,
    /// What has no row any more: its id and its sheet.
    pub gone: Vec<(String, String)>,
    /// Where the row of each indicator names its competence.
    pub homes: HashMap<String, String>,
    /// Why each element was changed, by its id: the reason, and the place for it.
    pub reasons: HashMap<String, (Option<String>, String)>,
}

impl Rows {
    /// Why an element was changed, as its row says.
    pub fn reason(&self, id: &str) -> Option<&String> {
        self.reasons.get(id)?.0.as_ref()
    }

    /// What was decided to end.
    pub fn retired(&self) -> HashSet<&str> {
        let decided = self.decided.iter();
        let retired = decided.filter(|it| it.decision == Decision::Retired);
        retired.map(|it| it.id.as_str()).collect()
    }
}

/// The columns whose cells name elements.
const NAMES: [&str; 11] = [
    "competence",
    "cluster",
    "parent",
    "profile",
    "element",
    "target",
    "indicators",
    "includes",
    "also in",
    "extends",
    "successors",
];

/// Reads what the rows say, and makes them say only what is left: with the ids that they had, in the order
/// that they had, and with the rows that are gone.
pub(super) fn rows(book: &mut Book) -> Rows {
    let mut rows = Rows::default();
    for name in ELEMENTS {
        with_lost_ids(book, name);
        renamed(book, name, &mut rows);
    }
    with_old_ids(book, &rows.renamed);
    moved(book, &mut rows);
    for name in ELEMENTS {
        gone(book, name, &mut rows);
        in_order(book, name);
        decided(book, name, &mut rows);
    }
    rows
}

fn ids(grid: &Grid) -> Vec<String> {
    let ids = grid.rows.iter().map(|row| grid.cell(row, "id").to_owned());
    ids.collect()
}

/// What a row says of an element's own words: each text with its heading, whatever the order of the columns.
fn words(columns: &[String], cells: &[String]) -> BTreeMap<String, String> {
    let texts = columns.iter().zip(cells).filter_map(|(heading, cell)| {
        let heading = heading.trim().to_lowercase();
        let name = heading.split(" (").next().unwrap_or_default();
        let is_text = matches!(name, "title" | "statement") && !cell.trim().is_empty();
        is_text.then(|| (heading, cell.trim().to_owned()))
    });
    texts.collect()
}

/// Puts an id back into a row that has none and says the same as one that is gone.
fn with_lost_ids(book: &mut Book, name: &str) {
    let table = book.tables.iter().find(|it| it.name == name);
    let grid = book.grids.iter_mut().find(|it| it.name == name);
    let (Some(table), Some(grid)) = (table, grid) else {
        return;
    };
    let Some(column) = grid.column("id") else {
        return;
    };
    let now: HashSet<String> = ids(grid).into_iter().collect();
    let mut lost: HashMap<BTreeMap<String, String>, &String> = HashMap::new();
    for old in &table.rows {
        if let Some(id) = old.first().filter(|id| !now.contains(*id)) {
            lost.entry(words(&table.columns, old)).or_insert(id);
        }
    }
    for at in 0..grid.rows.len() {
        let Some(row) = grid.rows.get(at) else {
            continue;
        };
        if !grid.cell(row, "id").is_empty() {
            continue;
        }
        let words = words(&grid.columns, &row.cells);
        if let Some(id) = lost.remove(&words).filter(|_| !words.is_empty()) {
            let message = format!("the id is gone, and by its words this is `{id}`");
            book.problems
                .push(Problem::harmless(grid.place(row, "id"), message));
            grid.set(at, column, id.clone());
        }
    }
}

/// Rows that say the same under another id.
fn renamed(book: &Book, name: &str, rows: &mut Rows) {
    let table = book.tables.iter().find(|it| it.name == name);
    let (Some(table), Some(grid)) = (table, book.grid(name)) else {
        return;
    };
    let now: HashSet<String> = ids(grid).into_iter().collect();
    let before = table.rows.iter().filter_map(|it| it.first());
    let before: HashSet<&str> = before.map(String::as_str).collect();
    let lost = table
        .rows
        .iter()
        .filter(|it| it.first().is_some_and(|id| !now.contains(id)));
    let mut new: HashMap<BTreeMap<String, String>, &Row> = HashMap::new();
    for row in &grid.rows {
        let id = grid.cell(row, "id");
        if !id.is_empty() && !before.contains(id) {
            new.entry(words(&grid.columns, &row.cells)).or_insert(row);
        }
    }
    for old in lost {
        let same = new.get(&words(&table.columns, old));
        if let (Some(row), Some(id)) = (same, old.first()) {
            let new = grid.cell(row, "id").to_owned();
            rows.renamed.push((id.clone(), new, grid.place(row, "id")));
        }
    }
}

/// Writes the ids that elements had wherever they are named.
fn with_old_ids(book: &mut Book, renamed: &[(String, String, String)]) {
    if renamed.is_empty() {
        return;
    }
    let old: HashMap<&str, &str> = renamed
        .iter()
        .map(|(old, new, _)| (new.as_str(), old.as_str()))
        .collect();
    let of = |text: &str| -> String {
        if let Some(old) = old.get(text) {
            return (*old).to_owned();
        }
        match text
            .split_once('.')
            .and_then(|(parent, name)| Some((old.get(parent)?, name)))
        {
            Some((parent, name)) => format!("{parent}.{name}"),
            None => text.to_owned(),
        }
    };
    for grid in &mut book.grids {
        let columns = NAMES
            .iter()
            .chain(&["id", "merged into"])
            .filter_map(|it| grid.column(it));
        for column in columns.collect::<Vec<_>>() {
            for row in 0..grid.rows.len() {
                let Some(cell) = grid
                    .rows
                    .get(row)
                    .and_then(|it| it.cells.get(column))
                    .cloned()
                else {
                    continue;
                };
                let lines: Vec<String> = cell.split('\n').map(|it| of(it.trim())).collect();
                grid.set(row, column, lines.join("\n"));
            }
        }
    }
}

/// Indicators whose row names another competence than their id.
fn moved(book: &mut Book, rows: &mut Rows) {
    let Some(grid) = book.grids.iter_mut().find(|it| it.name == "indicators") else {
        return;
    };
    let Some(column) = grid.column("competence") else {
        return;
    };
    for at in 0..grid.rows.len() {
        let Some(row) = grid.rows.get(at) else {
            continue;
        };
        let (id, competence) = (
            grid.cell(row, "id").to_owned(),
            grid.cell(row, "competence").to_owned(),
        );
        let Some((parent, _)) = id.split_once('.') else {
            continue;
        };
        rows.homes.insert(id.clone(), grid.place(row, "competence"));
        if parent != competence {
            if !competence.is_empty() {
                let place = grid.place(row, "competence");
                rows.moved.push((id.clone(), competence, place));
            }
            grid.set(at, column, parent.to_owned());
        }
    }
}

/// Puts the rows back that are gone, behind the others, and notes them.
fn gone(book: &mut Book, name: &str, rows: &mut Rows) {
    let Some(table) = book.tables.iter().find(|it| it.name == name).cloned() else {
        return;
    };
    let Some(grid) = book.grids.iter_mut().find(|it| it.name == name) else {
        return;
    };
    let now: HashSet<String> = ids(grid).into_iter().collect();
    for old in &table.rows {
        let Some(id) = old.first().filter(|id| !now.contains(*id)) else {
            continue;
        };
        rows.gone.push((id.clone(), grid.sheet()));
        let cells = grid.columns.iter().map(|heading| {
            let at = table
                .columns
                .iter()
                .position(|it| it.eq_ignore_ascii_case(heading.trim()));
            at.and_then(|at| old.get(at)).cloned().unwrap_or_default()
        });
        let cells = cells.collect();
        grid.rows.push(Row {
            number: None,
            cells,
        });
    }
}

/// Puts sorted rows back into their order. What a person moved by hand stays where it is: few rows, and
/// those of indicators only, whose order is told.
fn in_order(book: &mut Book, name: &str) {
    let Some(table) = book.tables.iter().find(|it| it.name == name) else {
        return;
    };
    let rank: HashMap<String, usize> = table
        .rows
        .iter()
        .filter_map(|it| it.first().cloned())
        .zip(0..)
        .collect();
    let Some(grid) = book.grids.iter_mut().find(|it| it.name == name) else {
        return;
    };
    let known: Vec<usize> = ids(grid)
        .iter()
        .filter_map(|it| rank.get(it).copied())
        .collect();
    let moved = known.len() - longest_rise(&known);
    if moved == 0 || name == "indicators" && moved <= (known.len() / 20).max(1) {
        return;
    }
    let at = |grid: &Grid, row: &Row| *rank.get(grid.cell(row, "id")).unwrap_or(&usize::MAX);
    let mut ranked: Vec<(usize, Row)> = grid
        .rows
        .iter()
        .map(|row| (at(grid, row), row.clone()))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    grid.rows = ranked.into_iter().map(|(_, row)| row).collect();
}

/// How many of the numbers are in order, if the fewest others are taken out.
fn longest_rise(numbers: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|it| it < number);
        match ends.get_mut(at) {
            Some(end) => *end = *number,
            None => ends.push(*number),
        }
    }
    ends.len()
}

/// What the columns for decisions say.
fn decided(book: &mut Book, name: &str, rows: &mut Rows) {
    let (mut wrong, Some(grid)) = (Vec::new(), book.grid(name)) else {
        return;
    };
    for row in &grid.rows {
        let id = grid.cell(row, "id");
        if id.is_empty() {
            continue;
        }
        let reason = Some(grid.cell(row, "reason"))
            .filter(|it| !it.is_empty())
            .map(str::to_owned);
        let place = grid.place(row, "reason");
        rows.reasons
            .insert(id.to_owned(), (reason.clone(), place.clone()));
        let word = grid.cell(row, "decision").to_lowercase();
        let decision = match word.as_str() {
            "" => continue,
            "editorial" => Decision::Editorial,
            "retired" => Decision::Retired,
            "merged" => Decision::Merged,
            _ => {
                let message =
                    format!("`{word}` is no decision: choose `retired`, `merged` or `editorial`");
                wrong.push(Problem::new(grid.place(row, "decision"), message));
                continue;
            }
        };
        rows.decided.push(Decided {
            id: id.to_owned(),
            decision,
            into: grid.cell(row, "merged into").to_owned(),
            reason,
            place,
        });
    }
    book.problems.extend(wrong);
    // The decisions are no fields of the elements.
    if let Some(grid) = book.grids.iter_mut().find(|it| it.name == name) {
        for heading in super::DECISIONS {
            if let Some(column) = grid.column(heading) {
                grid.clear(column);
            }
        }
    }
}
