//! Tables as people send them: text with a delimiter, and workbooks.
//!
//! What programs that read them have to know is here once: which delimiter a text has, what a cell of a
//! workbook shows and is called, and that a workbook does not unpack without end.
//!
//! | feature | on by default | what it adds |
//! |---|---|---|
//! | `xlsx` | no | `workbook` |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod delimited;
#[cfg(feature = "xlsx")]
pub mod workbook;
