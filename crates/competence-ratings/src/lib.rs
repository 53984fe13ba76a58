//! Ratings of a competence framework: carried over from one version to a later one, with every row
//! accounted for.
//!
//! A rating is a person's value on an indicator, made against a version of the framework.
//! [`carry`] reads [`Rows`] one by one, and writes each to where the lineage leads, or aside with
//! the reason. The rows are those of a [`Table`] (CSV), of [`JsonLines`], or [`Ratings`] in memory.
//!
//! ```
//! use competence_core::{Model, migration::Migration};
//! use competence_ratings::{Columns, Table, carry};
//!
//! let json = r#"{
//!   "format": 1,
//!   "framework": {
//!     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
//!     "languages": {"primary": "en"},
//!     "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]}
//!   },
//!   "competences": [{
//!     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
//!     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
//!   }]
//! }"#;
//! let old = Model::from_bundle(json.as_bytes())?;
//! let new = Model::from_bundle(json.replace("1.0.0", "1.0.1").as_bytes())?;
//! let from = old.framework().version.clone();
//! let migration = Migration::over(&[old, new]).ok_or("no version")?;
//!
//! let table = "person,indicator,value\na,cooperation.agreements,2\nb,cooperation.agreements,7\n";
//! let columns = Columns { indicator: "indicator", value: "value", by: &[] };
//! let (mut out, mut aside) = (Vec::new(), Vec::new());
//! let mut rows = Table::open(table.as_bytes(), &mut out, &mut aside, &columns, false)?;
//! let tally = carry(&mut rows, &migration, &from)?;
//! drop(rows);
//! assert_eq!((tally.read, tally.carried(), tally.set_aside), (2, 1, 1));
//! assert!(String::from_utf8(out)?.ends_with("a,cooperation.agreements,2,kept,1\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod carry;
pub mod count;
#[cfg(feature = "figures")]
pub mod evidence;
mod fates;
#[cfg(feature = "figures")]
pub mod figures;
#[cfg(feature = "figures")]
pub mod gathering;
mod json_lines;
mod limited;
mod memory;
mod people;
#[cfg(feature = "report")]
pub mod pictures;
pub mod reading;
#[cfg(feature = "report")]
pub mod report;
pub mod series;
mod table;

use std::io;

pub use carry::{Carried, Rated, Rows, Tally, carry};
pub use json_lines::{JsonLines, Object};
pub use memory::{Rating, Ratings};
pub use people::Untold;
pub use table::Table;

/// Why ratings cannot be carried over. Nothing of what was written by then is to be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A row cannot be understood.
    #[error("line {line}: {problem}")]
    Row {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// A table has no column of this name.
    #[error("there is no column `{name}`; the columns are {known}")]
    Column {
        /// What was looked for.
        name: String,
        /// What the column is for.
        column: Column,
        /// The columns that there are.
        known: String,
    },
    /// The ratings cannot be read.
    #[error("the ratings cannot be read: {0}")]
    Read(#[source] io::Error),
    /// The ratings cannot be written.
    #[error("the ratings cannot be written: {0}")]
    Write(#[source] io::Error),
    /// Not every row was accounted for, which would be a fault of this library.
    #[error("{read} rows were read, but {carried} carried over and {set_aside} set aside")]
    RowsLost {
        /// Rows that were read.
        read: usize,
        /// Rows that were carried over.
        carried: usize,
        /// Rows that were set aside.
        set_aside: usize,
    },
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The id of the indicator.
    Indicator,
    /// The rating.
    Value,
    /// What tells assessments apart.
    By,
}

/// The names of the columns, or of the fields of each JSON object.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// The id of the indicator.
    pub indicator: &'a str,
    /// The rating.
    pub value: &'a str,
    /// What tells assessments apart; all other columns where nothing is named.
    pub by: &'a [String],
}

/// The column that says how a rating got there.
const WAY: &str = "migration";
/// The column that says how many ratings a rating is the mean of.
const PARTS: &str = "parts";
/// The column that says why a row was set aside.
const REASON: &str = "reason";

/// The mark with which many programs begin a file in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What is wrong with the encoding of a file, by its first bytes.
fn encoding_problem(start: &[u8]) -> Option<String> {
    let is_wide = start.starts_with(b"\xff\xfe")
        || start.starts_with(b"\xfe\xff")
        || start
            .get(..64.min(start.len()))
            .is_some_and(|it| it.contains(&0));
    is_wide.then(|| {
        "the file is in UTF-16: save it as UTF-8 (in Excel as \"CSV UTF-8\", in a text editor by its encoding)"
            .to_owned()
    })
}

/// What is wrong where there is one of the two columns that a migration writes, and not the
/// other: it is somebody else's, and would be overwritten.
fn half_ours(has_way: bool, has_parts: bool) -> Option<String> {
    let (there, missing) = match (has_way, has_parts) {
        (true, false) => (WAY, PARTS),
        (false, true) => (PARTS, WAY),
        _ => return None,
    };
    Some(format!(
        "there is a column `{there}` without `{missing}`, so it is not of a migration: give it another name"
    ))
}

/// The place of a value among the numbers from 0 to 9, which most ratings are.
fn digit(value: f64) -> Option<usize> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is compared with the value"
    )]
    let digit = value as u8;
    (digit < 10 && f64::from(digit).total_cmp(&value).is_eq()).then_some(usize::from(digit))
}
