//! The rows of tables as maps, cell by cell.

use std::borrow::Cow;

use competence_core::check::nearest;
use competence_core::{Extensions, InvalidLanguageTag, LanguageTag};
use serde_json::{Map, Value};

use super::cell::{extension, split};
use super::columns::{Column, Form, Names, Sheet};
use super::{ReadTable, Spot};
use crate::Problem;

/// A row: the values of its cells by their keys, and where it is.
pub(crate) struct Row<'t> {
    pub map: Map<String, Value>,
    pub table: &'t ReadTable<'t>,
    pub spot: Spot,
}

impl Row<'_> {
    /// The text of a key, if it is one.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.map.get(key).and_then(Value::as_str)
    }
}

/// An id that a cell names.
pub(crate) struct Named<'t> {
    pub id: String,
    pub names: Names,
    pub table: &'t ReadTable<'t>,
    pub spot: Spot,
}

/// Reads rows, and notes what is wrong and what is named.
pub(crate) struct Reader<'t> {
    pub primary: LanguageTag,
    pub problems: Vec<Problem>,
    pub named: Vec<Named<'t>>,
}

/// Where a cell belongs.
enum Target {
    Column(&'static Column, LanguageTag),
    /// A key of an organisation's own.
    Own(String),
}

/// A heading as it is compared: in small letters, with single blanks for whatever is between words.
pub(crate) fn normal(heading: &str) -> Cow<'_, str> {
    let heading = heading.trim();
    // As most are written, and all those of mappings.
    let is_plain = |it: u8| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b' ' | b'.');
    if heading.bytes().all(is_plain) && !heading.contains("  ") {
        return Cow::Borrowed(heading);
    }
    let words = heading.split(|it: char| it.is_whitespace() || it == '-' || it == '_');
    let words: Vec<String> = words
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    Cow::Owned(words.join(" "))
}

/// A language tag in whatever letter case.
pub(crate) fn language(text: &str) -> Result<LanguageTag, InvalidLanguageTag> {
    LanguageTag::new(text).or_else(|error| match error {
        InvalidLanguageTag::Case(_, usual) => LanguageTag::new(&usual),
        other => Err(other),
    })
}

/// The name and the language of a heading such as `title (sl)`.
pub(crate) fn parts(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim();
    let inner = heading.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    match inner {
        Some((name, language)) => (name, Some(language.trim())),
        None => (heading, None),
    }
}

impl<'t> Reader<'t> {
    pub fn problem(&mut self, table: &ReadTable<'_>, spot: Spot, message: impl Into<String>) {
        self.problems
            .push(Problem::new((table.place)(spot), message));
    }

    /// The rows of a table that have something in them.
    pub fn rows(&mut self, sheet: Sheet, table: &'t ReadTable<'t>) -> Vec<Row<'t>> {
        let mut taken = Vec::new();
        let mut targets = Vec::new();
        for (at, heading) in table.columns.iter().enumerate() {
            let is_blank = |row: &Vec<String>| row.get(at).is_none_or(|it| it.trim().is_empty());
            if heading.trim().is_empty() && table.rows.iter().all(is_blank) {
                targets.push(None);
                continue;
            }
            targets.push(self.column(sheet, heading, &mut taken, table, Spot::Column(at)));
        }
        let mut rows = Vec::new();
        for (number, cells) in table.rows.iter().enumerate() {
            if cells.iter().all(|it| it.trim().is_empty()) {
                continue;
            }
            let mut row = Row {
                map: Map::new(),
                table,
                spot: Spot::Row(number),
            };
            for (at, cell) in cells.iter().enumerate() {
                let spot = Spot::Cell(number, at);
                match targets.get(at) {
                    Some(Some(target)) => self.put(&mut row, target, cell, spot),
                    Some(None) => {}
                    None if cell.trim().is_empty() => {}
                    None => {
                        self.problem(table, spot, "no heading is above it, and it was left out");
                    }
                }
            }
            self.tidy(&mut row);
            rows.push(row);
        }
        rows
    }

    /// The framework, whose table is read from top to bottom.
    pub fn framework(&mut self, table: &'t ReadTable<'t>) -> Row<'t> {
        let mut row = Row {
            map: Map::new(),
            table,
            spot: Spot::Table,
        };
        let column = |name: &str| table.columns.iter().position(|it| normal(it) == name);
        let (Some(field), Some(value)) = (column("field"), column("value")) else {
            self.problem(
                table,
                Spot::Table,
                "it was left out: it has no columns `field` and `value`",
            );
            return row;
        };
        let mut taken = Vec::new();
        for (number, cells) in table.rows.iter().enumerate() {
            let text = |at: usize| cells.get(at).map_or("", String::as_str);
            if text(field).trim().is_empty() && text(value).trim().is_empty() {
                continue;
            }
            let spot = Spot::Cell(number, field);
            let target = self.column(Sheet::Framework, text(field), &mut taken, table, spot);
            if let Some(target) = target {
                self.put(&mut row, &target, text(value), Spot::Cell(number, value));
            }
        }
        self.tidy(&mut row);
        row
    }

    /// Where the cells below a heading belong; a problem if nowhere.
    fn column(
        &mut self,
        sheet: Sheet,
        heading: &str,
        taken: &mut Vec<String>,
        table: &ReadTable<'_>,
        spot: Spot,
    ) -> Option<Target> {
        match self.target(sheet, heading) {
            Ok((name, target)) if !taken.contains(&name) => {
                taken.push(name);
                Some(target)
            }
            Ok(_) => {
                let message = format!("`{}` is there twice: the first is taken", heading.trim());
                self.problem(table, spot, message);
                None
            }
            Err(message) => {
                self.problem(table, spot, message);
                None
            }
        }
    }

    /// The column that a heading means, with the name that it has no matter how it is written.
    fn target(&self, sheet: Sheet, heading: &str) -> Result<(String, Target), String> {
        let key = heading.trim().to_lowercase();
        if sheet.has_annotations() && key.starts_with("x-") {
            let mut own = Extensions::default();
            own.set(&key, Value::Null)
                .map_err(|it| format!("{it}: it was left out"))?;
            return Ok((key.clone(), Target::Own(key)));
        }
        let (name, tag) = parts(heading);
        let name = normal(name);
        let unknown = || {
            let known = sheet.columns().map(|it| it.heading);
            let near = nearest(&name, known);
            let near = near
                .map(|it| format!(": did you mean `{it}`?"))
                .unwrap_or_default();
            format!(
                "`{}` is not a column of this table, and was left out{near}",
                heading.trim()
            )
        };
        let column = sheet
            .columns()
            .find(|it| it.heading == name)
            .ok_or_else(unknown)?;
        let has_languages = matches!(column.form, Form::Text | Form::Texts);
        let tag = match tag {
            None => self.primary.clone(),
            Some(_) if !has_languages => return Err(unknown()),
            Some(tag) => language(tag).map_err(|it| format!("{it}: the column was left out"))?,
        };
        let name = if has_languages {
            format!("{name} ({tag})")
        } else {
            name.into_owned()
        };
        Ok((name, Target::Column(column, tag)))
    }

    /// Puts the value of a cell where it belongs.
    fn put(&mut self, row: &mut Row<'t>, target: &Target, cell: &str, spot: Spot) {
        if cell.trim().is_empty() {
            return;
        }
        let (column, tag) = match target {
            Target::Column(column, tag) => (column, tag),
            Target::Own(key) => {
                row.map.insert(key.clone(), extension(cell));
                return;
            }
        };
        match column.form {
            Form::Text => set(&mut row.map, column.path, |at| {
                insert(at, tag.as_str(), cell.into());
            }),
            Form::Texts => {
                for (number, line) in split(cell).into_iter().enumerate() {
                    if !line.trim().is_empty() {
                        let text = |at: &mut Value| insert(at, tag.as_str(), line.into());
                        set(&mut row.map, column.path, |at| {
                            item(at, number, column.item, text);
                        });
                    }
                }
            }
            Form::One(parse) => match parse(cell) {
                Ok(value) => {
                    self.note(column, &value, row.table, spot);
                    set(&mut row.map, column.path, |at| *at = value);
                }
                Err(error) => self.problem(row.table, spot, format!("{error}; it was left out")),
            },
            Form::Several(parse) | Form::Words(parse) => {
                let is_split = |it: char| matches!(it, ',' | ';') || it.is_whitespace();
                let values: Vec<String> = match column.form {
                    Form::Words(_) => cell.split(is_split).map(str::to_owned).collect(),
                    _ => split(cell),
                };
                let values = values.into_iter().enumerate();
                for (number, text) in values.filter(|(_, it)| !it.trim().is_empty()) {
                    match parse(&text) {
                        Ok(value) => {
                            self.note(column, &value, row.table, spot);
                            let put = |at: &mut Value| *at = value;
                            set(&mut row.map, column.path, |at| {
                                item(at, number, column.item, put);
                            });
                        }
                        Err(error) => {
                            self.problem(row.table, spot, format!("{error}; it was left out"));
                        }
                    }
                }
            }
        }
    }

    fn note(&mut self, column: &Column, value: &Value, table: &'t ReadTable<'t>, spot: Spot) {
        if let (Some(names), Some(id)) = (column.names, value.as_str()) {
            self.named.push(Named {
                id: id.to_owned(),
                names,
                table,
                spot,
            });
        }
    }

    /// Takes out what cells left empty between others, and what says nothing without another cell.
    fn tidy(&mut self, row: &mut Row<'_>) {
        let of_columns = row.map.iter_mut().filter(|(key, _)| !key.starts_with("x-"));
        for (_, value) in of_columns {
            match value {
                Value::Array(items) => items.retain(|it| !it.is_null()),
                Value::Object(inner) => {
                    for items in inner.values_mut().filter_map(Value::as_array_mut) {
                        items.retain(|it| !it.is_null());
                    }
                }
                _ => {}
            }
        }
        if let Some(links) = row.map.get_mut("links").and_then(Value::as_array_mut) {
            let before = links.len();
            links.retain(|it| it.get("target").is_some());
            if links.len() < before {
                let message = "a link title has no link on the same line, and was left out";
                self.problem(row.table, row.spot, message);
            }
        }
        let source = row.map.get("source");
        if source.is_some_and(|it| it.get("basis").is_none()) {
            row.map.remove("source");
            let message = "the source reference was left out: say in `source basis` whether it is `public-record`, `derived` or `authored`";
            self.problem(row.table, row.spot, message);
        }
    }
}

/// Does something with the value at the end of a way of keys, which is made if it is not there.
fn set(map: &mut Map<String, Value>, path: &[&str], put: impl FnOnce(&mut Value)) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    let mut value = map.entry(*first).or_insert(Value::Null);
    for key in rest {
        if !value.is_object() {
            *value = Value::Object(Map::new());
        }
        let Some(inner) = value.as_object_mut() else {
            return;
        };
        value = inner.entry(*key).or_insert(Value::Null);
    }
    put(value);
}

/// Puts a value under a key of a map, which is made if it is not there.
fn insert(at: &mut Value, key: &str, value: Value) {
    if !at.is_object() {
        *at = Value::Object(Map::new());
    }
    if let Some(map) = at.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}

/// Does something with an item of a list, or with a key of it, which are made if they are not there.
fn item(at: &mut Value, number: usize, key: Option<&str>, put: impl FnOnce(&mut Value)) {
    if !at.is_array() {
        *at = Value::Array(Vec::new());
    }
    let Some(items) = at.as_array_mut() else {
        return;
    };
    if items.len() <= number {
        items.resize(number + 1, Value::Null);
    }
    let Some(item) = items.get_mut(number) else {
        return;
    };
    match key {
        None => put(item),
        Some(key) => {
            let mut inner = item.get(key).cloned().unwrap_or_default();
            put(&mut inner);
            insert(item, key, inner);
        }
    }
}
