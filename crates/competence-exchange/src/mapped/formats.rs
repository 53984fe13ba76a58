//! The mappings that come along, for what others publish as tables or JSON.

use competence_tabular::workbook::OLE;
use serde_json::Value;

use super::{Mapping, Source, apply};
use crate::tables::ReadTable;
use crate::{ImportError, Imported, Input, Problem, delimited, xlsx};

/// A format of another publisher, which a mapping reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Ddat,
    Osmt,
    Esco,
    Onet,
    UkCivilService,
}

impl Known {
    /// The mappings: the first one that fits the files is taken.
    fn mappings(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! mapping {
            ($name:literal) => {
                ($name, include_str!(concat!("../../mappings/", $name)))
            };
        }
        match self {
            Self::Ddat => &[mapping!("ddat.yaml")],
            Self::Osmt => &[
                mapping!("osmt-collection.yaml"),
                mapping!("osmt-batch.yaml"),
                mapping!("osmt-skills.yaml"),
            ],
            Self::Esco => &[mapping!("esco.yaml")],
            Self::Onet => &[mapping!("onet.yaml")],
            Self::UkCivilService => &[mapping!("uk-civil-service.yaml")],
        }
    }

    /// Reads a framework of the format.
    pub fn read(self, input: &Input) -> Result<Imported, ImportError> {
        let mut problems = Vec::new();
        let source = Source::of(input, &mut problems)?;
        let mut chosen = None;
        for (name, text) in self.mappings() {
            let mapping = Mapping::parse(name, text)?;
            if chosen.is_none() || mapping.fits(&source) {
                let is_fit = mapping.fits(&source);
                chosen = Some(mapping);
                if is_fit {
                    break;
                }
            }
        }
        match chosen {
            Some(mapping) => apply(&mapping, &source).map(|it| it.after(problems)),
            None => Err(ImportError::Nothing("there is no mapping".to_owned())),
        }
    }
}

impl Mapping {
    /// Whether each table that is there has the columns that are named.
    fn fits(&self, source: &Source<'_>) -> bool {
        let mut found = false;
        for rows in &self.rows {
            let Some(first) = source.items(rows).and_then(|it| it.into_iter().next()) else {
                continue;
            };
            let all = rows.gives.values().flat_map(super::Gives::all);
            let mut columns = all
                .flat_map(std::collections::BTreeMap::values)
                .flat_map(super::Take::columns);
            found |= columns.any(|it| first.values(it).is_some_and(|it| !it.is_empty()));
            let all = rows.gives.values().flat_map(super::Gives::all);
            let mut columns = all
                .flat_map(std::collections::BTreeMap::values)
                .flat_map(super::Take::columns);
            if columns.any(|it| first.values(it).is_none()) {
                return false;
            }
        }
        found
    }
}

impl<'p> Source<'p> {
    /// The tables or the JSON files of an input: JSON where the first file is that.
    pub fn of(input: &'p Input, problems: &mut Vec<Problem>) -> Result<Self, ImportError> {
        let is_json = |(name, bytes): (&str, &[u8])| {
            let begins = bytes
                .iter()
                .find(|it| !it.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(it));
            name.to_lowercase().ends_with(".json") || matches!(begins, Some(b'{' | b'['))
        };
        if input.files().next().is_some_and(is_json) {
            Self::of_json(input)
        } else {
            Self::of_tables(input, problems)
        }
    }

    /// Tables with a delimiter, and the sheets of workbooks.
    pub fn of_tables(input: &'p Input, problems: &mut Vec<Problem>) -> Result<Self, ImportError> {
        let mut tables = Vec::new();
        let mut cells = 0;
        for (name, bytes) in input.files() {
            let ending = name
                .rsplit_once('.')
                .map_or("", |(_, it)| it)
                .to_lowercase();
            let is_table =
                ["", "csv", "tsv", "tab", "txt", "xlsx", "xlsm"].contains(&ending.as_str());
            if !is_table && input.files().nth(1).is_some() {
                problems.push(Problem::new(name, "it is not a table, and was left out"));
                continue;
            }
            if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(OLE) {
                tables.extend(xlsx::read(name, bytes, problems)?);
                continue;
            }
            let grid = delimited::read(name, bytes)?;
            cells += grid.rows.iter().map(Vec::len).sum::<usize>();
            if cells > delimited::CELLS {
                let message = format!(
                    "there are more than {} cells: split the files",
                    delimited::CELLS
                );
                return Err(ImportError::Input(message));
            }
            tables.push(ReadTable::of_grid(name, name, grid));
        }
        Ok(Self::Tables(tables))
    }

    /// JSON files.
    pub fn of_json(input: &'p Input) -> Result<Self, ImportError> {
        let mut files = Vec::new();
        for (name, bytes) in input.files() {
            let text = delimited::decode(name, bytes)?;
            let value: Value =
                serde_json::from_str(&text).map_err(|error| {
                    match ImportError::json("JSON", &error) {
                        ImportError::Syntax { place, message } => ImportError::Syntax {
                            place: format!("{name}:{place}"),
                            message,
                        },
                        other => other,
                    }
                })?;
            files.push((name.to_owned(), value));
        }
        Ok(Self::Json(files))
    }
}
