//! Ratings in, sufficient statistics out.

use anyhow::{Context, Result, bail, ensure};
use competence_core::Contents;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::prelude::SessionContext;

use crate::form::SetAside;
use crate::gathered::Gathered;
use crate::query::{self, Columns};
use crate::question::Question;
use crate::session::{Running, open};
use crate::source::{Written, register};

/// What became of the rows. Together they are all that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Rows {
    /// Those of the files.
    pub read: u64,
    /// Those that the figures are of.
    pub used: u64,
    /// Those without a value.
    pub blank: u64,
    /// Those of another version of the framework.
    pub other_version: u64,
    /// Those that name no person.
    pub without_person: u64,
    /// Those that cannot be used.
    pub set_aside: SetAside,
}

/// What was gathered from files.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The statistics.
    pub gathered: Gathered,
    /// The rows.
    pub rows: Rows,
}

/// Gathers the ratings of files, which are all CSV or all Parquet: a row a rating.
///
/// # Errors
/// If a file cannot be read, a column is missing, or the cluster fails. There is never a part of the figures.
pub async fn analyse(
    contents: &Contents,
    files: &[String],
    written: Written,
    columns: &Columns,
    running: &Running,
) -> Result<Analysis> {
    let question = Question::of(contents)?;
    let session = open(running).await?;
    let there = register(&session, files, written).await?;
    columns.check(&there)?;
    let version = contents.framework().version.to_string();
    let query = query::gather(columns, &question, &version)?;
    let row = one_row(&session, &query).await?;
    let counted = one_row(&session, &query::count()).await?;
    analysis(&row, number(&counted, "read")?)
}

fn analysis(row: &RecordBatch, counted: u64) -> Result<Analysis> {
    let gathered = column(row, "gathered")?;
    let bytes = gathered.as_binary_opt::<i64>().filter(|it| it.is_valid(0));
    let bytes = bytes.context("the query gave no statistics")?;
    let gathered = Gathered::from_bytes(bytes.value(0))?;
    let read = number(row, "read")?;
    ensure!(
        read == counted,
        "{read} rows were analysed, but the files have {counted}: a part was lost, or a file was changed meanwhile"
    );
    let (other_version, without_person) = (number(row, "other")?, number(row, "nobody")?);
    let used = (0..gathered.moments.indicators()).map(|it| gathered.moments.n(it));
    let used: u64 = used.sum();
    let not_blank = used + other_version + without_person + gathered.set_aside.total();
    let Some(blank) = read.checked_sub(not_blank) else {
        bail!("{read} rows were read, but {not_blank} are accounted for");
    };
    let rows = Rows {
        read,
        used,
        blank,
        other_version,
        without_person,
        set_aside: gathered.set_aside,
    };
    Ok(Analysis { gathered, rows })
}

async fn one_row(session: &SessionContext, query: &str) -> Result<RecordBatch> {
    let batches = session.sql(query).await?.collect().await?;
    let mut rows = batches.into_iter().filter(|it| it.num_rows() > 0);
    match (rows.next(), rows.next()) {
        (Some(row), None) if row.num_rows() == 1 => Ok(row),
        _ => bail!("the query did not give one row"),
    }
}

fn column<'a>(row: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef> {
    let column = row.column_by_name(name);
    column.with_context(|| format!("the query gave no column `{name}`"))
}

/// A count; without rows there is none.
fn number(row: &RecordBatch, name: &str) -> Result<u64> {
    let column = column(row, name)?.as_primitive_opt::<Int64Type>();
    let column = column.with_context(|| format!("`{name}` is no count"))?;
    let count = if column.is_valid(0) {
        column.value(0)
    } else {
        0
    };
    Ok(u64::try_from(count)?)
}
