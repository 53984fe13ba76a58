//! Files of ratings, read rating by rating.
//!
//! A [`Source`] has the rows of a file: CSV, TSV, JSON lines; with the feature `xlsx` a workbook, with
//! `parquet` a file of Parquet. A [`Reader`] takes it with a [`Layout`], which says what the columns are, and the
//! [`Versions`] of the model, and lends one [`Row`] after the other: a rating of an indicator or competence, with
//! who rated whom, as what and when. What the layout leaves out is guessed from the headings, in English and
//! Slovene; [`Reader::layout`] shows the guess.
//!
//! - **Long or wide**: a row a rating, or a row a person or form, whose columns are indicators. Both come out
//!   as one [`Row`] a rating, blank ones included.
//! - **What is rated** comes as a [`Subject`]: the place of the indicator among those of its version's model,
//!   or that of a competence. It may be named by its id, its code, or its text in any language.
//! - **The version** is that of the row, or the layout's, or that which knows most of what the first rows
//!   name. [`Row::version`] is its place in [`Versions`].
//! - **The rating** is a [`Rated`](crate::Rated). [`Row::rated`] gives it only if all is in order: the version
//!   and the subject are known, and the number is on the scale.
//! - **Persons** are bytes in columns: [`Row::person`], and [`Row::form`], a key that tells forms apart. They are
//!   for keeping apart what belongs apart, and are never to be shown.
//!
//! Rows are lent, not copied, so that a file of any length is read in constant memory. No row is longer than
//! 1 MiB.
//!
//! ```
//! use competence_core::Model;
//! use competence_ratings::reading::{Field, Form, Layout, Reader, Source, Subject, Versions};
//!
//! # let json = r#"{
//! #   "format": 1,
//! #   "framework": {
//! #     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
//! #     "languages": {"primary": "en"},
//! #     "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]}
//! #   },
//! #   "competences": [{
//! #     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
//! #     "indicators": [
//! #       {"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}},
//! #       {"id": "cooperation.listens", "statement": {"en": "Listens", "sl": "Posluša"}}
//! #     ]
//! #   }]
//! # }"#;
//! let versions = Versions::of([Model::from_bundle(json.as_bytes())?]);
//! let table = "Oseba;Datum;Keeps agreements;Posluša\nana;2026-05-01;2;1\nbor;2026-05-01;;7\n";
//! let source = Source::delimited(table.as_bytes())?;
//! let mut reader = Reader::new(source, &Layout::default(), &versions)?;
//! assert_eq!(reader.layout().form, Some(Form::Wide));
//! assert_eq!(reader.layout().columns[&Field::Person], "Oseba");
//!
//! let mut ratings = Vec::new();
//! while let Some(row) = reader.next()? {
//!     ratings.push((row.number(), row.rated()));
//! }
//! assert_eq!(ratings, [
//!     (2, Some((0, Subject::Indicator(0), 2.0))),
//!     (2, Some((0, Subject::Indicator(1), 1.0))),
//!     (3, None), // not rated
//!     (3, None), // 7 is not on the scale
//! ]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ahead;
#[cfg(feature = "xlsx")]
mod blank;
mod check;
mod columns;
mod delimited;
mod headings;
mod layout;
mod lines;
mod names;
#[cfg(feature = "parquet")]
mod parquet;
mod parse;
mod place;
mod pseudonym;
mod reader;
mod record;
mod rewrite;
pub mod rules;
#[cfg(feature = "xlsx")]
mod sheet;
mod source;
mod tables;
mod versions;
mod year;

#[cfg(feature = "xlsx")]
pub use blank::{Blank, blank};
pub use check::{Checked, check, unreadable};
pub(crate) use headings::is_version;
pub use layout::{Field, Form, Layout, Role};
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
pub use place::{Place, Unread};
pub use pseudonym::{KeyTooShort, Pseudonyms};
pub use reader::{Reader, Row};
pub use record::Record;
pub use rewrite::{Blanks, FORM, Table, Unconverted, rewrite, to_long, to_wide};
pub use source::Source;
#[cfg(feature = "xlsx")]
pub use tables::Workbook;
pub use tables::{Csv, JsonLines};
pub use versions::{Subject, Versions};
