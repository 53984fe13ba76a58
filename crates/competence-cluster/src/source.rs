//! The files that are read, each looked at before anything is computed: a table of several files is read by the
//! places of its columns (CSV), or with nothing where a column is missing (Parquet), and either would give wrong
//! figures without a word.

use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::execution::session_state::SessionState;
use datafusion::prelude::SessionContext;
use futures::TryStreamExt;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

/// The name of the table of ratings in the queries.
pub(crate) const TABLE: &str = "ratings";

/// The longest line of names of columns, in bytes.
const HEADER: u64 = 64 * 1024;

/// How tables are written.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// What parts the columns of a CSV.
    pub delimiter: u8,
    /// That no value of a CSV has a line break in it, so that one file may be read in several parts.
    pub is_single_line: bool,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            delimiter: b',',
            is_single_line: false,
        }
    }
}

/// The form of a file, by how its name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Parquet,
}

impl Form {
    fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

/// A file of the table.
struct File {
    url: ListingTableUrl,
    store: Arc<dyn ObjectStore>,
    meta: ObjectMeta,
    form: Form,
}

/// Makes the files the table of ratings. Returns the names of its columns.
///
/// # Errors
/// If there are no files, or they are not of one form with the same columns.
pub async fn register(
    session: &SessionContext,
    places: &[String],
    written: Written,
) -> Result<Vec<String>> {
    let state = session.state();
    let mut files = Vec::new();
    for place in places {
        let before = files.len();
        list(&state, place, &mut files)
            .await
            .with_context(|| format!("`{place}` cannot be read"))?;
        ensure!(
            files.len() > before,
            "`{place}` has no file whose name ends in .csv, .tsv or .parquet"
        );
    }
    files.sort_by(|left, right| left.url.as_str().cmp(right.url.as_str()));
    files.dedup_by(|left, right| left.url.as_str() == right.url.as_str());
    let first = files.first().context("no file is named")?;
    let form = first.form;
    let mut schema: Option<SchemaRef> = None;
    for file in &files {
        let url = file.url.as_str();
        ensure!(
            file.form == form,
            "`{}` is CSV and another is Parquet: analyse them in two runs, or convert one",
            if file.form == Form::Csv {
                url
            } else {
                first.url.as_str()
            }
        );
        let found = columns(&state, file, written)
            .await
            .with_context(|| format!("`{url}` cannot be read"))?;
        match &schema {
            None => schema = Some(found),
            Some(schema) => same(schema, &found)
                .with_context(|| format!("`{url}` does not go with `{}`", first.url.as_str()))?,
        }
    }
    let schema = schema.context("no file is named")?;
    let format: Arc<dyn FileFormat> = match form {
        Form::Parquet => Arc::new(ParquetFormat::default()),
        Form::Csv => Arc::new(
            CsvFormat::default()
                .with_has_header(true)
                .with_delimiter(written.delimiter)
                .with_newlines_in_values(!written.is_single_line),
        ),
    };
    let options = ListingOptions::new(format).with_file_extension("");
    let urls = files.iter().map(|it| it.url.clone()).collect();
    let config = ListingTableConfig::new_with_multi_paths(urls)
        .with_listing_options(options)
        .with_schema(schema.clone());
    session.register_table(TABLE, Arc::new(ListingTable::try_new(config)?))?;
    let names = schema.fields().iter().map(|it| it.name().clone());
    Ok(names.collect())
}

/// The files of a place: one, those of a folder, or those of a pattern.
async fn list(state: &SessionState, place: &str, files: &mut Vec<File>) -> Result<()> {
    let listing = ListingTableUrl::parse(place)?;
    let store = state.runtime_env().object_store(&listing)?;
    let found = listing.list_all_files(state, store.as_ref(), "").await?;
    let found: Vec<ObjectMeta> = found.try_collect().await?;
    let root = listing.object_store();
    for meta in found {
        let Some(form) = Form::of(meta.location.as_ref()) else {
            continue;
        };
        // Names may have signs that mean something else in an address.
        let mut url = url::Url::parse(root.as_str())?;
        url.path_segments_mut()
            .map_err(|()| anyhow::anyhow!("an address without a path"))?
            .clear()
            .extend(meta.location.parts().map(|it| it.as_ref().to_owned()));
        files.push(File {
            url: ListingTableUrl::try_new(url, None)?,
            store: store.clone(),
            meta,
            form,
        });
    }
    Ok(())
}

async fn columns(state: &SessionState, file: &File, written: Written) -> Result<SchemaRef> {
    match file.form {
        Form::Parquet => {
            let format = ParquetFormat::default();
            let meta = std::slice::from_ref(&file.meta);
            Ok(format.infer_schema(state, &file.store, meta).await?)
        }
        Form::Csv => {
            ensure!(file.meta.size > 0, "the file is empty");
            let end = file.meta.size.min(HEADER);
            let start = file.store.get_range(&file.meta.location, 0..end).await?;
            header(&start, written.delimiter)
        }
    }
}

/// The columns of a CSV, all of them texts: what is a number is decided value by value, by one rule.
fn header(start: &[u8], delimiter: u8) -> Result<SchemaRef> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let is_wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    ensure!(
        !is_wide && !start.contains(&0),
        "the file is in UTF-16: save it as UTF-8"
    );
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(start);
    let header = reader.headers().context("the line of names is not UTF-8")?;
    ensure!(!header.is_empty(), "the file is empty");
    let is_whole = reader.position().byte() < HEADER;
    ensure!(is_whole, "the line of names is longer than {HEADER} bytes");
    let header = reader.headers()?.clone();
    let names: Vec<&str> = header.iter().collect();
    for (at, name) in names.iter().enumerate() {
        if names.iter().take(at).any(|it| it == name) {
            bail!("two columns are named `{name}`");
        }
    }
    let fields = names.iter();
    let fields = fields.map(|name| Field::new(*name, DataType::Utf8View, true));
    Ok(Arc::new(Schema::new(fields.collect::<Vec<_>>())))
}

/// An error if a file has other columns than the first.
fn same(first: &Schema, other: &Schema) -> Result<()> {
    let columns = |schema: &Schema| -> Vec<(String, DataType)> {
        let fields = schema.fields().iter();
        let mut columns: Vec<_> = fields
            .map(|it| (it.name().clone(), it.data_type().clone()))
            .collect();
        // Those of Parquet are found by their names.
        if columns.iter().any(|it| it.1 != DataType::Utf8View) {
            columns.sort_by(|left, right| left.0.cmp(&right.0));
        }
        columns
    };
    let (first, other) = (columns(first), columns(other));
    if first == other {
        return Ok(());
    }
    let names = |columns: &[(String, DataType)]| {
        let names = columns.iter().map(|(name, of)| format!("`{name}` ({of})"));
        names.collect::<Vec<_>>().join(", ")
    };
    bail!(
        "it has the columns {}, and the other {}",
        names(&other),
        names(&first)
    )
}
