//! A model as plain tables, and back: what CSV and workbooks are made of.
//!
//! Every cell is a text, or empty. A row is an element, and the first column has its id; a text has a
//! column for each language, such as `title (sl)`. The table `framework` is the exception: it is read
//! from top to bottom, with a `field` and its `value` in each row.
//!
//! - Several values of a cell are on lines of their own. A line break in a value is written `\n`, and a
//!   backslash `\\`. Between ids and words, commas and semicolons do as well.
//! - Alternative titles, keywords, examples and titles of links may be in several languages: lines with
//!   the same number belong together, and an empty line stands for what is not there.
//! - Columns of your own begin with `x-`. What is not a text stands as JSON.
//! - The order of rows is the order of elements, within what a model sorts by itself: competences by kind
//!   and cluster.
//!
//! Reading finds columns by their headings, whatever their order, letter case and blanks. A heading
//! without a language is of the primary one. An element without a status is a draft, and one without an
//! id gets one.
//!
//! ```
//! use competence_exchange::tables::{ReadTable, Spot, read};
//! let table = |name: &str, columns: &[&str], rows: &[&[&str]]| {
//!     let name = name.to_owned();
//!     let texts = |it: &[&str]| it.iter().map(ToString::to_string).collect::<Vec<String>>();
//!     ReadTable {
//!         columns: texts(columns),
//!         rows: rows.iter().map(|it| texts(it)).collect(),
//!         place: Box::new({ let name = name.clone(); move |spot| format!("{name} {spot:?}") }),
//!         name,
//!     }
//! };
//! let imported = read(&[
//!     table("framework", &["field", "value"], &[
//!         &["id", "demo"], &["version", "1.0.0"], &["title", "Demo"], &["primary language", "en"],
//!     ]),
//!     table("competences", &["id", "Kind", "Title (en)"], &[&["cooperation", "core", "Cooperation"]]),
//!     table("indicators", &["competence", "statement"], &[
//!         &["cooperation", "Keeps agreements"],
//!         &["co-operation", "Shares knowledge"],
//!     ]),
//! ])?;
//! let (_, indicator) = imported.model.indicators().next().ok_or("no indicator")?;
//! assert_eq!(indicator.id, "cooperation.keeps-agreements");
//! assert_eq!(
//!     imported.problems[0].to_string(),
//!     "indicators Cell(1, 0): there is no competence `co-operation`, and the row was left out: did you mean `cooperation`?"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assemble;
pub(crate) mod cell;
pub(crate) mod columns;
pub(crate) mod csv;
pub(crate) mod flat;
mod lost;
pub(crate) mod read;
mod write;

pub use assemble::read;
pub(crate) use lost::measured;
pub use write::tables_of;

/// A table of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// Its name, such as `indicators`.
    pub name: &'static str,
    /// The headings.
    pub columns: Vec<String>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A table that is read. Cells that are missing at the end of a row are empty.
pub struct ReadTable<'p> {
    /// Its name, in whatever letter case.
    pub name: String,
    /// The headings.
    pub columns: Vec<String>,
    /// The rows below the headings.
    pub rows: Vec<Vec<String>>,
    /// The name of a place in it, for those who look it up: `indicators.csv:12`, `Indicators!C12`.
    pub place: Place<'p>,
}

impl ReadTable<'_> {
    /// Whether it has the name of a table of a model.
    pub(crate) fn is_of_model(&self) -> bool {
        let name = read::normal(&self.name);
        columns::Sheet::ALL
            .iter()
            .any(|it| read::normal(it.as_str()) == name)
    }
}

/// Says where a place in a table is found in what it was read from.
pub type Place<'p> = Box<dyn Fn(Spot) -> String + 'p>;

/// A place in a table. Rows are counted from 0 below the headings, and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The table as a whole.
    Table,
    /// The heading of a column.
    Column(usize),
    /// A row.
    Row(usize),
    /// A cell, by its row and column.
    Cell(usize, usize),
}
