//! Tables of figures: the same for the page, Markdown and the workbook.

use super::view::View;

/// A table with a heading over each column. The cells of the first columns say what a row is of.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it is called.
    pub title: String,
    /// What stands above each column.
    pub columns: Vec<String>,
    /// How many of the first columns say what a row is of.
    pub heads: usize,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// What is in a cell: a number stays one in a workbook.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number of things.
    Count(u64),
    /// A number with so many decimals where people read it.
    Number(f64, u8),
    /// A number from -1 to 1 in a narrow column.
    Narrow(f64),
    /// A share from 0 to 1.
    Share(f64),
    /// There is no figure, and why.
    Missing(String),
    /// There is nothing to tell here.
    Nothing,
}

impl Cell {
    /// What people read; of what is missing, the dash.
    pub fn shown(&self, view: &View<'_>) -> String {
        let numbers = view.numbers;
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(number) => numbers.count(*number),
            Self::Number(value, decimals) => numbers.fixed(*value, (*decimals).into()),
            Self::Narrow(value) => numbers.fixed(*value, 2),
            Self::Share(value) => numbers.percent(*value),
            Self::Missing(_) => "–".to_owned(),
            Self::Nothing => String::new(),
        }
    }

    /// Whether it is read from the right.
    pub fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_))
    }
}

impl Table {
    /// Whether there are numbers in a column, so that its heading stands above them at the right.
    pub fn is_of_numbers(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|it| it.get(column));
        column >= self.heads && cells.any(Cell::is_number)
    }

    /// Leaves out its last columns.
    pub fn without_last(mut self, columns: usize) -> Self {
        self.columns
            .truncate(self.columns.len().saturating_sub(columns));
        for row in &mut self.rows {
            row.truncate(self.columns.len());
        }
        self
    }

    /// Why there are no figures in some cells, each reason once, in the order in which they are met.
    pub fn reasons(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for cell in self.rows.iter().flatten() {
            if let Cell::Missing(reason) = cell
                && !found.contains(&reason.as_str())
            {
                found.push(reason);
            }
        }
        found
    }

    /// The sign of a reason: a letter, or a number where there are too many.
    pub fn sign(place: usize) -> String {
        let letter = u8::try_from(place).ok().filter(|it| *it < 26);
        match letter {
            Some(it) => char::from(b'a' + it).to_string(),
            None => (place + 1).to_string(),
        }
    }

    /// The sign of why there is no figure in this cell.
    pub fn sign_of(&self, cell: &Cell) -> Option<String> {
        let Cell::Missing(reason) = cell else {
            return None;
        };
        let place = self.reasons().iter().position(|it| it == reason)?;
        Some(Self::sign(place))
    }
}
