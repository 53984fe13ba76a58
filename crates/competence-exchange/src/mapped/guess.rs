//! What the columns of a table are taken for where no mapping says it.

use std::collections::BTreeMap;

use super::mapping::{Constant, Fields, Gives, Mapping, Rows, Take, With};
use super::source::{header, headings};
use super::{Source, apply};
use crate::tables::read::normal;
use crate::tables::{self, ReadTable, flat};
use crate::{ImportError, Imported, InFormat, Input, Problem};

/// What headings are called, without regard to case. The first column that has one of the names is taken.
const NAMES: [(What, &[&str]); 13] = [
    (
        What::Statement,
        &[
            "statement",
            "indicator",
            "behaviour",
            "behavior",
            "behavioural indicator",
            "behavioral indicator",
            "skill statement",
            "trditev",
            "vedenje",
            "kazalnik",
            "vedenjski indikator",
            "vedenjska trditev",
        ],
    ),
    (
        What::Competence,
        &[
            "competence",
            "competency",
            "competence title",
            "competency title",
            "competence name",
            "competency name",
            "skill",
            "skill name",
            "rsd name",
            "kompetenca",
            "naziv kompetence",
            "title",
            "name",
            "naziv",
            "ime",
        ],
    ),
    (
        What::Definition,
        &[
            "definition",
            "description",
            "competence definition",
            "competency definition",
            "skill description",
            "opis",
            "definicija",
            "opredelitev",
        ],
    ),
    (
        What::Cluster,
        &[
            "cluster",
            "category",
            "categories",
            "group",
            "area",
            "domain",
            "family",
            "competence area",
            "skill category",
            "grozd",
            "skupina",
            "področje",
        ],
    ),
    (
        What::Level,
        &[
            "level",
            "proficiency",
            "proficiency level",
            "grade",
            "raven",
            "stopnja",
        ],
    ),
    (What::Polarity, &["polarity", "polarnost"]),
    (
        What::Code,
        &[
            "code",
            "id",
            "identifier",
            "number",
            "šifra",
            "koda",
            "oznaka",
        ],
    ),
    (What::Iri, &["iri", "uri", "url", "link"]),
    (What::Keywords, &["keywords", "tags", "ključne besede"]),
    (
        What::AlternativeTitles,
        &[
            "alternative titles",
            "alternative labels",
            "alt labels",
            "altlabels",
            "synonyms",
            "sopomenke",
        ],
    ),
    (
        What::Note,
        &["note", "notes", "scope note", "opomba", "opombe"],
    ),
    (
        What::Profile,
        &[
            "role",
            "job",
            "job title",
            "position",
            "occupation",
            "profile",
            "delovno mesto",
            "profil",
            "vloga",
        ],
    ),
    (
        What::RequiredLevel,
        &[
            "required level",
            "skill level",
            "target level",
            "zahtevana raven",
        ],
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Statement,
    Competence,
    Definition,
    Cluster,
    Level,
    Polarity,
    Code,
    Iri,
    Keywords,
    AlternativeTitles,
    Note,
    Profile,
    RequiredLevel,
}

/// A mapping that is guessed from the headings of tables, with the columns that it does not take; nothing
/// where the tables are those of a model, and need none.
///
/// # Errors
/// [`ImportError`] if the input is no table, or no heading is understood.
pub fn guess(
    input: &Input,
    format: InFormat,
) -> Result<Option<(Mapping, Vec<String>)>, ImportError> {
    if !matches!(format, InFormat::Csv | InFormat::Xlsx) {
        return Ok(None);
    }
    let Source::Tables(tables) = Source::of_tables(input, &mut Vec::new())? else {
        return Ok(None);
    };
    if tables.iter().any(ReadTable::is_of_model) || is_flat(&tables) {
        return Ok(None);
    }
    of_tables(&tables).map(Some)
}

/// Whether there is one table, with the headings of `csv-flat`.
fn is_flat(tables: &[ReadTable<'_>]) -> bool {
    matches!(tables, [table] if flat::fits(table))
}

/// Reads a model without a mapping.
pub(crate) fn without(input: &Input, format: InFormat) -> Result<Imported, ImportError> {
    if format == InFormat::Json {
        return Err(ImportError::Nothing(
            "a mapping is needed, which says which values of the JSON give what".to_owned(),
        ));
    }
    let mut problems = Vec::new();
    let Source::Tables(tables) = Source::of_tables(input, &mut problems)? else {
        return Err(ImportError::Nothing("there is no table".to_owned()));
    };
    let imported = if tables.iter().any(ReadTable::is_of_model) {
        tables::read(&tables)?
    } else if let [table] = tables.as_slice()
        && flat::fits(table)
    {
        flat::of_table(table, &table.name)?
    } else {
        let (mapping, others) = of_tables(&tables)?;
        let message =
            "the column was not understood, and was left out: a mapping can say what it is";
        problems.extend(others.into_iter().map(|it| Problem::new(it, message)));
        apply(&mapping, &Source::Tables(tables))?
    };
    Ok(imported.after(problems))
}

/// Reads a model by a mapping.
pub(crate) fn by(
    input: &Input,
    format: InFormat,
    mapping: &Mapping,
) -> Result<Imported, ImportError> {
    let mut problems = Vec::new();
    let source = match format {
        InFormat::Csv | InFormat::Xlsx => Source::of_tables(input, &mut problems)?,
        InFormat::Json => Source::of_json(input)?,
        other => {
            let message = format!("`{other}` takes no mapping: use `csv`, `xlsx` or `json`");
            return Err(ImportError::Input(message));
        }
    };
    apply(mapping, &source).map(|it| it.after(problems))
}

fn of_tables(tables: &[ReadTable<'_>]) -> Result<(Mapping, Vec<String>), ImportError> {
    let mut mapping = Mapping::default();
    let mut others = Vec::new();
    for table in tables {
        let guessed = of_table(table, tables.len() > 1);
        if let Some((rows, left)) = guessed {
            mapping.rows.push(rows);
            others.extend(left);
        } else {
            others.push(table.name.clone());
        }
    }
    if mapping.rows.is_empty() {
        let first = tables.first();
        let names = first.map(|it| it.columns.join(", ")).unwrap_or_default();
        return Err(ImportError::Nothing(format!(
            "no column is called as one of a competence or an indicator would be; there are {names}: write a mapping that says what they are"
        )));
    }
    let name = tables.first().map_or("framework", |it| it.name.as_str());
    let id = crate::naming::kebab(name).unwrap_or_else(|| "framework".to_owned());
    let constants = [
        ("id", id.as_str()),
        ("title", name),
        ("version", "1.0.0"),
        ("primary language", "en"),
    ];
    let constants =
        constants.map(|(key, value)| (key.to_owned(), Constant::Text(value.to_owned())));
    mapping.framework = constants.into_iter().collect();
    mapping.scale_levels = scale_levels(tables, &mapping.rows);
    Ok((mapping, others))
}

/// The levels of a scale that has those that the tables name, where they are numbers.
fn scale_levels(tables: &[ReadTable<'_>], rows: &[Rows]) -> Vec<BTreeMap<String, Constant>> {
    let mut levels = std::collections::BTreeSet::new();
    let source = |rows: &Rows, from: &Take| -> Vec<u16> {
        let is_meant =
            |it: &&ReadTable<'_>| rows.table.as_ref().is_none_or(|name| *name == it.name);
        let Some(table) = tables.iter().find(is_meant) else {
            return Vec::new();
        };
        let of_rows = |column: &str| {
            let at = headings(table, rows.header.unwrap_or_else(|| header(table)));
            let at = at.iter().position(|it| it.trim() == column);
            let cells = table.rows.iter().filter_map(move |row| row.get(at?));
            cells
                .filter_map(|it| it.trim().parse().ok())
                .filter(|it| *it <= 100)
                .collect()
        };
        match from {
            Take::Column(column) => of_rows(column),
            Take::With(with) => with
                .is
                .iter()
                .flat_map(Constant::texts)
                .filter_map(|it| it.parse().ok())
                .collect(),
        }
    };
    for it in rows {
        let all = it
            .gives
            .values()
            .flat_map(Gives::all)
            .filter_map(|fields| fields.get("level"));
        levels.extend(all.flat_map(|from| source(it, from)));
    }
    let level = |number: u16| {
        let title = Constant::Text(number.to_string());
        [
            ("value".to_owned(), Constant::Number(number.into())),
            ("title".to_owned(), title),
        ]
        .into_iter()
        .collect()
    };
    levels.into_iter().map(level).collect()
}

/// What a table gives by its headings, which may be further down, and the headings that are not understood.
fn of_table(table: &ReadTable<'_>, is_one_of_many: bool) -> Option<(Rows, Vec<String>)> {
    let first = header(table);
    let found = (first..first + 10)
        .find_map(|it| Some((it, by_headings(table, headings(table, it), is_one_of_many)?)));
    let (at, (mut rows, others)) = found?;
    rows.header = (at != first).then_some(at);
    Some((rows, others))
}

fn by_headings(
    table: &ReadTable<'_>,
    headings: &[String],
    is_one_of_many: bool,
) -> Option<(Rows, Vec<String>)> {
    let mut found: BTreeMap<What, &str> = BTreeMap::new();
    let mut levels: Vec<(u16, &str)> = Vec::new();
    let mut others = Vec::new();
    for heading in headings
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
    {
        let name = normal(heading);
        let is_free = |what: &What| !found.contains_key(what);
        let is_one = |it: &&(What, &[&str])| it.1.contains(&name.as_str()) && is_free(&it.0);
        let mut what = NAMES.iter().find(is_one).map(|(what, _)| *what);
        let last = name.rsplit(' ').next().unwrap_or_default();
        let is_statement = ["statement", "behaviour", "behavior"].contains(&last);
        if what.is_none() && is_statement && is_free(&What::Statement) {
            what = Some(What::Statement);
        }
        let number = name
            .strip_prefix("level ")
            .or_else(|| name.strip_prefix("raven "));
        match (what, number.and_then(|it| it.parse().ok())) {
            (Some(what), _) => drop(found.insert(what, heading)),
            (None, Some(number)) => levels.push((number, heading)),
            (None, None) => others.push(format!("{}, column \"{heading}\"", table.name)),
        }
    }
    // A list of statements alone is one of competences.
    if !found.contains_key(&What::Competence) {
        let statement = found
            .remove(&What::Statement)
            .or_else(|| found.remove(&What::Profile))?;
        found.insert(What::Competence, statement);
    }
    let column = |what: What| found.get(&what).map(|it| Take::Column((*it).to_owned()));
    let competence = column(What::Competence)?;
    let mut rows = Rows::default();
    rows.table = is_one_of_many.then(|| table.name.clone());
    let mut give =
        |name: &str, fields: Fields| rows.gives.insert(name.to_owned(), Gives::One(fields));
    if let Some(cluster) = column(What::Cluster) {
        give("clusters", fields([("title", Some(cluster))]));
    }
    let has_statement = found.contains_key(&What::Statement);
    let of_competence = |what| column(what).filter(|_| !has_statement);
    let split = |what| {
        column(what).map(|it| match it {
            Take::Column(column) => {
                let mut with = With::default();
                (with.column, with.split) = (Some(column), Some(";".to_owned()));
                Take::With(Box::new(with))
            }
            other => other,
        })
    };
    give(
        "competences",
        fields([
            ("title", Some(competence.clone())),
            ("definition", column(What::Definition)),
            ("cluster", column(What::Cluster)),
            ("code", of_competence(What::Code)),
            ("iri", of_competence(What::Iri)),
            ("note", of_competence(What::Note)),
            ("keywords", split(What::Keywords).filter(|_| !has_statement)),
            (
                "alternative titles",
                split(What::AlternativeTitles).filter(|_| !has_statement),
            ),
        ]),
    );
    if has_statement {
        give(
            "indicators",
            fields([
                ("competence", Some(competence.clone())),
                ("statement", column(What::Statement)),
                ("level", column(What::Level)),
                ("polarity", column(What::Polarity)),
                ("code", column(What::Code)),
                ("iri", column(What::Iri)),
                ("note", column(What::Note)),
                ("keywords", split(What::Keywords)),
            ]),
        );
    }
    if let Some(profile) = column(What::Profile) {
        give("profiles", fields([("title", Some(profile.clone()))]));
        let level = column(What::RequiredLevel).or_else(|| of_competence(What::Level));
        give(
            "requirements",
            fields([
                ("profile", Some(profile)),
                ("competence", Some(competence.clone())),
                ("level", level),
            ]),
        );
    }
    if !levels.is_empty() {
        let of_level = |(number, heading): &(u16, &str)| {
            let mut with = With::default();
            with.is = Some(Constant::Number((*number).into()));
            fields([
                ("competence", Some(competence.clone())),
                ("level", Some(Take::With(Box::new(with)))),
                ("description", Some(Take::Column((*heading).to_owned()))),
            ])
        };
        let all = levels.iter().map(of_level).collect();
        rows.gives
            .insert("competence-levels".to_owned(), Gives::Several(all));
    }
    Some((rows, others))
}

fn fields<const N: usize>(all: [(&str, Option<Take>); N]) -> Fields {
    all.into_iter()
        .filter_map(|(key, it)| Some((key.to_owned(), it?)))
        .collect()
}
