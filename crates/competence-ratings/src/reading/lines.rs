//! Rows of JSON lines: an object a line, whose fields are columns.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::place::{Place, Unread};
use super::record::{Block, Record};
use crate::limited::{BUFFER, ROW_BYTES};
use crate::{BOM, encoding_problem};

/// The most fields that the objects of a file have, all together: as many as a sheet has columns.
const FIELDS: usize = 16_384;

/// JSON lines. A field that was not seen before is a further column.
pub(crate) struct JsonRows {
    input: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    number: u64,
    fields: Fields,
    row: Block,
    /// Whether the first row was read, to know its fields, and waits.
    waits: bool,
}

/// The columns, and the values of the row at hand.
#[derive(Default)]
struct Fields {
    columns: Vec<String>,
    places: HashMap<String, usize>,
    /// The texts of the values, one behind the other.
    texts: Vec<u8>,
    /// Where the text of each column is.
    ranges: Vec<Option<(usize, usize)>>,
}

impl JsonRows {
    /// Begins to read.
    pub fn open(input: Box<dyn Read + Send>) -> Result<Self, Unread> {
        let mut rows = Self {
            input: BufReader::with_capacity(BUFFER, input),
            line: Vec::new(),
            number: 0,
            fields: Fields::default(),
            row: Block::default(),
            waits: false,
        };
        rows.waits = rows.advance()?;
        Ok(rows)
    }

    /// The columns so far.
    pub fn columns(&self) -> &[String] {
        &self.fields.columns
    }

    /// The row at hand and its line.
    pub fn row(&self) -> Option<(u64, Record<'_>)> {
        self.row.get(0)
    }

    /// Goes to the next row.
    pub fn advance(&mut self) -> Result<bool, Unread> {
        if std::mem::take(&mut self.waits) {
            return Ok(true);
        }
        loop {
            self.line.clear();
            let mut limited = (&mut self.input).take(ROW_BYTES);
            let read = limited.read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(false);
            }
            self.number += 1;
            if read as u64 == ROW_BYTES && !self.line.ends_with(b"\n") {
                return Err(self.fault("the line is longer than 1 MiB".to_owned()));
            }
            if self.number == 1 {
                if let Some(problem) = encoding_problem(&self.line) {
                    return Err(self.fault(problem));
                }
                if self.line.starts_with(BOM) {
                    self.line.drain(..BOM.len());
                }
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        self.fields.texts.clear();
        self.fields.ranges.clear();
        self.fields.ranges.resize(self.fields.columns.len(), None);
        let mut json = serde_json::Deserializer::from_slice(&self.line);
        let read = (&mut self.fields).deserialize(&mut json);
        if let Err(error) = read.and_then(|()| json.end()) {
            return Err(self.fault(problem(&error)));
        }
        self.row.clear(BUFFER);
        for range in &self.fields.ranges {
            let text = range.and_then(|(from, to)| self.fields.texts.get(from..to));
            self.row.push(text.unwrap_or_default());
        }
        self.row.end(self.number);
        Ok(true)
    }

    fn fault(&self, problem: String) -> Unread {
        let place = Place::Line {
            line: self.number,
            column: None,
        };
        Unread::Row { place, problem }
    }
}

/// What is wrong with a line, without what stands in it: that may be a person.
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    // Its own line is always the first.
    let what = text.split(" at line 1").next().unwrap_or_default();
    let is_own = what.starts_with("the field `") || what.starts_with("there are more than");
    let what = if error.is_data() && !is_own {
        "an object is expected"
    } else {
        what
    };
    format!(
        "column {}: this is not a JSON object: {what}",
        error.column()
    )
}

impl<'de> DeserializeSeed<'de> for &mut Fields {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Fields {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            let value: &RawValue = map.next_value()?;
            let at = match self.places.get(&*name) {
                Some(at) => *at,
                None if self.columns.len() >= FIELDS => {
                    let problem = format!("there are more than {FIELDS} different fields");
                    return Err(serde::de::Error::custom(problem));
                }
                None => {
                    self.columns.push(name.clone().into_owned());
                    self.places
                        .insert(name.clone().into_owned(), self.columns.len() - 1);
                    self.ranges.push(None);
                    self.columns.len() - 1
                }
            };
            let from = self.texts.len();
            let json = value.get();
            if json.starts_with('"') {
                let Text(text) = serde_json::from_str(json).map_err(serde::de::Error::custom)?;
                self.texts.extend(text.as_bytes());
            } else if json != "null" {
                self.texts.extend(json.as_bytes());
            }
            let Some(range) = self.ranges.get_mut(at) else {
                continue;
            };
            if range.replace((from, self.texts.len())).is_some() {
                let problem = format!("the field `{name}` is given twice");
                return Err(serde::de::Error::custom(problem));
            }
        }
        Ok(())
    }
}

/// A text, borrowed where nothing in it is escaped.
#[derive(serde::Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// The name of a field.
#[derive(serde::Deserialize)]
struct Name<'t>(#[serde(borrow)] Cow<'t, str>);
