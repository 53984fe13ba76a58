//! Files of ratings, opened with what their columns say.

use std::fs::File;
use std::path::Path;

use competence_core::Model;
use competence_core::source::limits;
use competence_ratings::reading::{Field, Layout, Reader, Source, Unread, Versions};
use competence_render::visible::{visible, visible_line};

use crate::arguments::{Columns, RatingsFile};
use crate::commands::progress::Bar;
#[cfg(feature = "parquet")]
use crate::commands::progress::parts;
use crate::commands::{bytes_of, text_of};
use crate::failure::Failure;
use crate::sides::all_versions;

/// The largest workbook that is read, in bytes.
const WORKBOOK: u64 = 128 << 20;

/// A form of a file, by the ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Tsv,
    JsonLines,
    Xlsx,
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Kind {
    /// By the ending of a name; a table, where it tells nothing.
    #[cfg_attr(
        feature = "parquet",
        allow(
            clippy::unnecessary_wraps,
            reason = "without the feature, one form fails"
        )
    )]
    pub fn of(path: &Path) -> Result<Self, Failure> {
        let end = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        Ok(match end.as_ref().and_then(|it| it.to_str()) {
            Some("tsv" | "tab") => Self::Tsv,
            Some("jsonl" | "ndjson") => Self::JsonLines,
            Some("xlsx") => Self::Xlsx,
            #[cfg(feature = "parquet")]
            Some("parquet" | "pq") => Self::Parquet,
            #[cfg(not(feature = "parquet"))]
            Some("parquet" | "pq") => {
                return Err(Failure::Unknown(format!(
                    "{}: this program was built without the feature `parquet`: install it with `cargo install --path crates/competence-cli --features parquet`, or use CSV",
                    visible_line(&path.to_string_lossy())
                )));
            }
            _ => Self::Csv,
        })
    }

    /// Whether there is no text in it.
    pub fn is_binary(self) -> bool {
        match self {
            Self::Csv | Self::Tsv | Self::JsonLines => false,
            Self::Xlsx => true,
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
        }
    }
}

/// All versions that ratings may be made against.
pub fn versions(model: Option<&Path>) -> Result<Versions, Failure> {
    let models: Vec<Model> = all_versions(model)?;
    Ok(Versions::of(models))
}

/// The layout that the options and the layout file say.
pub fn layout(columns: &Columns) -> Result<Layout, Failure> {
    let of_file = match &columns.layout {
        Some(path) => {
            let text = text_of(path, limits::FILE_BYTES)?;
            Layout::parse(&path.to_string_lossy(), &text)
                .map_err(|it| Failure::Unknown(visible_line(&it).into_owned()))?
        }
        None => Layout::default(),
    };
    let mut layout = Layout::default();
    layout.form = columns.rows;
    layout.version.clone_from(&columns.version);
    layout.sheet.clone_from(&columns.sheet);
    let given = [
        (Field::Person, &columns.person),
        (Field::Rater, &columns.rater),
        (Field::Role, &columns.role),
        (Field::Date, &columns.date),
        (Field::Organisation, &columns.organisation),
        (Field::Profile, &columns.profile),
        (Field::Indicator, &columns.indicator),
        (Field::Value, &columns.value),
        (Field::Version, &columns.version_column),
    ];
    for (field, name) in given {
        if let Some(name) = name {
            layout.columns.insert(field, name.clone());
        }
    }
    Ok(layout.or(of_file))
}

/// Opens a file of ratings. What is wrong with the file itself is a finding.
pub fn open<'v>(
    arguments: &RatingsFile,
    versions: &'v Versions,
) -> Result<Result<Reader<'v>, Unread>, Failure> {
    let layout = layout(&arguments.columns)?;
    let source = source(&arguments.file, &layout, versions)?;
    Ok(source.and_then(|source| Reader::new(source, &layout, versions)))
}

/// The rows of a file, with a bar where it takes long.
pub fn source(
    path: &Path,
    layout: &Layout,
    versions: &Versions,
) -> Result<Result<Source, Unread>, Failure> {
    let kind = Kind::of(path)?;
    if kind == Kind::Xlsx {
        return Ok(Source::workbook(
            bytes_of(path, WORKBOOK)?,
            layout,
            versions,
        ));
    }
    let file = File::open(path).map_err(Failure::reading(path))?;
    let size = file.metadata().map_err(Failure::reading(path))?.len();
    match kind {
        Kind::JsonLines => Ok(Source::json_lines(Bar::over(file, size))),
        #[cfg(feature = "parquet")]
        Kind::Parquet => Ok(Source::parquet(file, parts(size))),
        Kind::Csv | Kind::Tsv | Kind::Xlsx => Ok(Source::delimited(Bar::over(file, size))),
    }
}

/// The failure that a file which cannot be read is.
pub fn failure(path: &Path, error: &Unread) -> Failure {
    let error = error.to_string();
    Failure::Unknown(format!(
        "{}: {}\n  `competence ratings check` tells more",
        visible_line(&path.to_string_lossy()),
        visible_line(&error)
    ))
}

/// What the columns were taken for, line by line.
pub fn guessed(reader: &Reader<'_>) -> String {
    let mut note = String::from("the columns were taken for this:\n");
    for line in reader.layout().to_yaml().lines() {
        note.push_str("  ");
        note.push_str(&visible(line));
        note.push('\n');
    }
    let ignored = reader.ignored_sheets();
    if !ignored.is_empty() {
        note.push_str("not read: the sheets ");
        note.push_str(&visible_line(&ignored.join(", ")));
        note.push('\n');
    }
    note
}
