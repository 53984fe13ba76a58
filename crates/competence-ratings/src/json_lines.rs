//! Ratings as JSON lines: one object a line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};

use competence_core::migration::Way;
use competence_render::visible::visible_json;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::carry::{Carried, Rated, Rows, rounded};
use crate::limited::{BUFFER, Limited, ROW_BYTES, RowEnd};
use crate::reading::is_version;
use crate::{BOM, Columns, Error, PARTS, REASON, WAY, encoding_problem, half_ours};

/// How many names of fields are remembered.
const NAMES: usize = 1 << 12;

/// JSON lines, and the two that their rows go to. Other fields pass through as they are written,
/// in their order.
pub struct JsonLines<'a, R, W: Write> {
    input: BufReader<Limited<R>>,
    row_end: RowEnd,
    line: Vec<u8>,
    number: u64,
    out: BufWriter<W>,
    aside: BufWriter<W>,
    columns: &'a Columns<'a>,
    /// Whether fields of these names say which version a rating is of.
    names: HashMap<String, bool>,
}

/// The fields of an object, in order, each with its JSON.
#[derive(Debug, Clone, Default)]
pub struct Object {
    line: u64,
    /// The place of the field that says the version.
    version: Option<usize>,
    fields: Vec<(String, Value)>,
}

/// The JSON of a field; more than one where rows were joined that differ in it.
#[derive(Debug, Clone)]
struct Value {
    json: Box<RawValue>,
    more: Vec<Box<RawValue>>,
}

impl Value {
    /// As it is written: joined values as a list.
    fn written(&self) -> Cow<'_, str> {
        if self.more.is_empty() {
            return Cow::Borrowed(self.json.get());
        }
        let all = std::iter::once(&self.json).chain(&self.more);
        let all: Vec<&str> = all.map(|it| it.get()).collect();
        Cow::Owned(format!("[{}]", all.join(",")))
    }
}

impl Object {
    fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.json.get())
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut object = Object::default();
                while let Some((name, json)) = map.next_entry()? {
                    let more = Vec::new();
                    let name: String = name;
                    if object.fields.iter().any(|(it, _)| *it == name) {
                        let problem = format!("the field `{name}` is given twice");
                        return Err(de::Error::custom(problem));
                    }
                    object.fields.push((name, Value { json, more }));
                }
                Ok(object)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

impl<'a, R: Read, W: Write> JsonLines<'a, R, W> {
    /// Begins to read lines, each of which is an object.
    pub fn open(input: R, out: W, aside: W, columns: &'a Columns<'a>) -> Self {
        let input = Limited::new(input);
        Self {
            row_end: input.row_end(),
            input: BufReader::with_capacity(BUFFER, input),
            line: Vec::new(),
            number: 0,
            out: BufWriter::with_capacity(BUFFER, out),
            aside: BufWriter::new(aside),
            columns,
            names: HashMap::new(),
        }
    }

    /// The place of the field of an object that says the version.
    fn version_of(&mut self, row: &Object) -> Option<usize> {
        row.fields.iter().position(|(name, _)| {
            if let Some(known) = self.names.get(name) {
                return *known;
            }
            let is_it = is_version(name);
            if self.names.len() < NAMES {
                self.names.insert(name.clone(), is_it);
            }
            is_it
        })
    }

    fn is_own(&self, name: &str) -> bool {
        [self.columns.indicator, self.columns.value, WAY, PARTS].contains(&name)
    }
}

fn at_line(line: u64, problem: String) -> Error {
    Error::Row { line, problem }
}

/// Writes an object of these fields on a line.
fn write<'f>(
    to: &mut impl Write,
    fields: impl Iterator<Item = (&'f str, Cow<'f, str>)>,
) -> std::io::Result<()> {
    for (number, (name, json)) in fields.enumerate() {
        to.write_all(if number == 0 { b"{" } else { b"," })?;
        serde_json::to_writer(&mut *to, name)?;
        to.write_all(b":")?;
        to.write_all(json.as_bytes())?;
    }
    to.write_all(b"}\n")
}

impl<R: Read, W: Write> Rows for JsonLines<'_, R, W> {
    type Row = Object;

    fn next(&mut self, row: &mut Object) -> Result<bool, Error> {
        loop {
            self.line.clear();
            let read = (&mut self.input)
                .take(ROW_BYTES)
                .read_until(b'\n', &mut self.line)
                .map_err(Error::Read)?;
            self.row_end.reached();
            self.number += 1;
            if read == 0 {
                return Ok(false);
            }
            if read as u64 == ROW_BYTES && !self.line.ends_with(b"\n") {
                let problem = "the line is longer than 1 MiB".to_owned();
                return Err(at_line(self.number, problem));
            }
            if self.number == 1 {
                encoding_problem(&self.line).map_or(Ok(()), |problem| Err(at_line(1, problem)))?;
                if self.line.starts_with(BOM) {
                    self.line.drain(..BOM.len());
                }
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        *row = serde_json::from_slice(&self.line).map_err(|error| {
            // Its own line is always the first.
            let text = error.to_string();
            let what = text.split(" at line 1").next().unwrap_or_default();
            let problem = format!(
                "column {}: {}{what}",
                error.column(),
                if what.contains("given twice") {
                    ""
                } else {
                    "this is not a JSON object: "
                }
            );
            at_line(self.number, problem)
        })?;
        row.line = self.number;
        row.version = self.version_of(row);
        match half_ours(row.get(WAY).is_some(), row.get(PARTS).is_some()) {
            Some(problem) => Err(at_line(self.number, problem)),
            None => Ok(true),
        }
    }

    fn indicator<'r>(&self, row: &'r Object) -> Result<&'r [u8], Error> {
        let name = self.columns.indicator;
        let json = row.get(name).ok_or_else(|| {
            let problem = format!("there is no field `{name}`: name the one that holds the indicator's id with `--indicator`");
            at_line(row.line, problem)
        })?;
        // An id has nothing to escape; what has is no id.
        let id = json.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        Ok(id.unwrap_or(json).as_bytes())
    }

    fn version<'r>(&self, row: &'r Object) -> Option<&'r str> {
        let (_, value) = row.fields.get(row.version?)?;
        // A version has nothing to escape.
        let json = value.json.get();
        Some(json.trim_matches('"')).filter(|it| !it.is_empty() && json != "null")
    }

    fn value(&self, row: &Object) -> Rated {
        match row.get(self.columns.value) {
            None => Rated::Absent,
            Some("null") => Rated::Blank,
            Some(json) => Rated::of(json.trim_matches('"')),
        }
    }

    fn parts(&self, row: &Object) -> u32 {
        row.get(PARTS).and_then(|it| it.parse().ok()).unwrap_or(1)
    }

    fn way(&self, row: &Object) -> Way {
        let word = row.get(WAY).unwrap_or_default().trim_matches('"');
        word.parse().unwrap_or(Way::Kept)
    }

    fn key(&self, row: &Object, key: &mut Vec<u8>) {
        let mut add = |name: &str, json: &str| {
            for part in [name, json] {
                key.extend(part.len().to_le_bytes());
                key.extend(part.as_bytes());
            }
        };
        if self.columns.by.is_empty() {
            for (name, value) in row.fields.iter().filter(|(name, _)| !self.is_own(name)) {
                add(name, value.json.get());
            }
        }
        for name in self.columns.by {
            add(name, row.get(name).unwrap_or("null"));
        }
    }

    fn join(&self, row: &mut Object, other: &Object) {
        for (name, value) in &other.fields {
            if self.is_own(name) || self.columns.by.contains(name) {
                continue;
            }
            let same = |it: &RawValue| it.get() == value.json.get();
            match row.fields.iter_mut().find(|(field, _)| field == name) {
                None => row.fields.push((name.clone(), value.clone())),
                Some((_, kept)) if same(&kept.json) || kept.more.iter().any(|it| same(it)) => {}
                Some((_, kept)) => kept.more.push(value.json.clone()),
            }
        }
    }

    fn write(&mut self, row: &mut Object, carried: &Carried<'_>) -> Result<(), Error> {
        let indicator = format!("\"{}\"", carried.indicator);
        let version = carried.version.map(|it| format!("\"{it}\""));
        let said = row.version.and_then(|at| row.fields.get(at));
        let said = said.map(|it| it.0.as_str());
        let mean = carried.value.map(rounded);
        let (way, parts) = (
            format!("\"{}\"", carried.way.as_str()),
            carried.parts.to_string(),
        );
        let columns = self.columns;
        let fields = row
            .fields
            .iter()
            .filter(|(name, _)| name != WAY && name != PARTS);
        let fields = fields.map(|(name, value)| {
            let json = match (&mean, &version) {
                _ if name == columns.indicator => Cow::Borrowed(indicator.as_str()),
                (_, Some(version)) if said == Some(name.as_str()) => {
                    Cow::Borrowed(version.as_str())
                }
                (Some(mean), _) if name == columns.value => Cow::Borrowed(mean.as_str()),
                _ => value.written(),
            };
            (name.as_str(), json)
        });
        let added = [(WAY, Cow::from(way)), (PARTS, Cow::from(parts))];
        write(&mut self.out, fields.chain(added)).map_err(Error::Write)
    }

    fn set_aside(&mut self, row: &mut Object, reason: &str) -> Result<(), Error> {
        let reason = serde_json::Value::from(reason).to_string();
        let reason = visible_json(&reason);
        let fields = row
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.written()));
        let added = std::iter::once((REASON, reason));
        write(&mut self.aside, fields.chain(added)).map_err(Error::Write)
    }

    fn flush(&mut self) -> Result<(), Error> {
        let flushed = self.out.flush().and_then(|()| self.aside.flush());
        flushed.map_err(Error::Write)
    }

    fn failure(&self, row: &Object, problem: String) -> Error {
        at_line(row.line, problem)
    }
}
