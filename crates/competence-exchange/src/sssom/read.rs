//! Mappings of SSSOM/TSV, taken over into a model.

use std::collections::{BTreeMap, HashMap};

use competence_core::{Bundle, Iri, Justification, Mapping, Model, Relation};

use super::term;
use crate::{ImportError, Problem, address};

/// A model with the mappings of a mapping set (SSSOM/TSV, version 1.0). A mapping that an element has already, by
/// its target, gets what the set says; those that the set does not name stay.
///
/// Subjects are found by their address, their id or their code. Only the predicates of SKOS are mappings of a
/// model.
///
/// # Errors
/// [`ImportError`] if the text is no mapping set.
pub fn with_mappings(model: &Model, text: &str) -> Result<(Model, Vec<Problem>), ImportError> {
    let set = Set::read(text)?;
    let mut problems = Vec::new();
    let by_address: HashMap<String, &str> = model
        .elements()
        .map(|it| (address::of(model, it), it.id()))
        .collect();
    let mut found: BTreeMap<&str, Vec<Mapping>> = BTreeMap::new();
    for row in &set.rows {
        let mut problem = |message: String| {
            problems.push(Problem::new(
                format!("line {}", row.line),
                format!("{message}; the mapping was left out"),
            ));
        };
        let subject = set.expanded(row.get("subject_id"));
        let name = row.get("subject_id");
        let id = by_address.get(&subject).copied();
        let id = id.or_else(|| model.element(name).map(|it| it.id()));
        let id = id.or_else(|| {
            let mut named = model.named(name).map(|it| it.id());
            named.next().filter(|_| named.next().is_none())
        });
        let Some(id) = id else {
            problem(format!("the model has no element `{subject}`"));
            continue;
        };
        match set.mapping(row) {
            Ok(mapping) => found.entry(id).or_default().push(mapping),
            Err(message) => problem(message),
        }
    }
    let mut bundle = model.as_bundle().clone();
    for (id, mappings) in found {
        let Some(own) = mappings_of(&mut bundle, id) else {
            continue;
        };
        for mut mapping in mappings {
            match own.iter_mut().find(|it| it.target == mapping.target) {
                Some(before) => {
                    // An export writes so where nothing is known.
                    let is_unknown =
                        mapping.justification == Some(Justification::UnspecifiedMatching);
                    if is_unknown && before.justification.is_none() {
                        mapping.justification = None;
                    }
                    *before = mapping;
                }
                None => own.push(mapping),
            }
        }
    }
    Ok((Model::try_new(bundle)?, problems))
}

/// The mappings of an element with this id.
fn mappings_of<'b>(bundle: &'b mut Bundle, id: &str) -> Option<&'b mut Vec<Mapping>> {
    let cluster = bundle.clusters.iter_mut().find(|it| it.id == *id);
    let profile = bundle.profiles.iter_mut().find(|it| it.id == *id);
    if let Some(it) = cluster {
        return Some(&mut it.mappings);
    }
    if let Some(it) = profile {
        return Some(&mut it.mappings);
    }
    for it in &mut bundle.competences {
        if it.id == *id {
            return Some(&mut it.mappings);
        }
        if let Some(it) = it.indicators.iter_mut().find(|it| it.id == *id) {
            return Some(&mut it.mappings);
        }
    }
    None
}

/// A mapping set: its prefixes, its slots that hold for all mappings, and its rows.
struct Set {
    prefixes: HashMap<String, String>,
    slots: HashMap<String, String>,
    rows: Vec<Row>,
}

struct Row {
    line: u64,
    cells: HashMap<String, String>,
}

impl Row {
    fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |it| it.trim())
    }
}

impl Set {
    fn read(text: &str) -> Result<Self, ImportError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut prefixes, mut slots) = (HashMap::new(), HashMap::new());
        let mut head = 0;
        let lines = || text.lines().take_while(|it| it.starts_with('#'));
        let lines = || lines().map(|it| it.trim_start_matches('#'));
        // Some write a blank behind each `#`.
        let depth = |line: &str| line.len() - line.trim_start().len();
        let filled = lines().filter(|it| !it.trim().is_empty());
        let margin = filled.map(depth).min().unwrap_or_default();
        for line in lines() {
            head += 1;
            let line = line.get(margin..).unwrap_or_default();
            let Some((key, value)) = line.split_once(": ") else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            // Below `curie_map:`, further in.
            if key.starts_with([' ', '\t']) {
                prefixes.insert(key.trim().to_owned(), value);
            } else {
                slots.insert(key.trim().to_owned(), value);
            }
        }
        let rest = text.splitn(head + 1, '\n').last().unwrap_or_default();
        let mut table = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .flexible(true)
            .from_reader(rest.as_bytes());
        let wrong = |error: csv::Error| ImportError::Syntax {
            place: error
                .position()
                .map_or_else(String::new, |it| (it.line() + head as u64).to_string()),
            message: format!("this is not SSSOM/TSV: {error}"),
        };
        let columns = table.headers().map_err(wrong)?.clone();
        for needed in ["subject_id", "predicate_id", "object_id"] {
            if !columns.iter().any(|it| it.trim() == needed) {
                return Err(ImportError::Syntax {
                    place: (head + 1).to_string(),
                    message: format!("there is no column `{needed}`: this is not SSSOM/TSV"),
                });
            }
        }
        let mut rows = Vec::new();
        for record in table.records() {
            let record = record.map_err(wrong)?;
            let cells = columns.iter().zip(&record);
            rows.push(Row {
                line: record.position().map_or(0, csv::Position::line) + head as u64,
                cells: cells
                    .map(|(column, cell)| (column.trim().to_owned(), cell.to_owned()))
                    .collect(),
            });
        }
        Ok(Self {
            prefixes,
            slots,
            rows,
        })
    }

    /// An address, or a short one with its prefix written out.
    fn expanded(&self, text: &str) -> String {
        let full = text.split_once(':').and_then(|(prefix, name)| {
            let base = self.prefixes.get(prefix)?;
            Some(format!("{base}{name}"))
        });
        full.unwrap_or_else(|| text.to_owned())
    }

    /// What a row says of a slot, or the set for all rows.
    fn said(&self, row: &Row, column: &str) -> Option<String> {
        let own = Some(row.get(column).to_owned()).filter(|it| !it.is_empty());
        own.or_else(|| self.slots.get(column).cloned())
    }

    fn mapping(&self, row: &Row) -> Result<Mapping, String> {
        if row.get("predicate_modifier").eq_ignore_ascii_case("not") {
            return Err("it says that the two do not correspond".to_owned());
        }
        let predicate = self.expanded(row.get("predicate_id"));
        let name = predicate.rsplit(['#', ':']).next().unwrap_or_default();
        let relation = name.parse::<Relation>().map_err(|_| {
            let known: Vec<&str> = Relation::ALL.iter().map(|it| it.as_str()).collect();
            format!(
                "`{predicate}` is none of `skos:{}`",
                known.join("`, `skos:")
            )
        })?;
        let target = self.expanded(row.get("object_id"));
        let target = target.parse::<Iri>().map_err(|_| {
            format!("`{target}` is not an address, and its prefix is not in `curie_map`")
        })?;
        let mut mapping = Mapping::new(relation, target);
        mapping.title = self.said(row, "object_label");
        mapping.version = self.said(row, "object_source_version");
        mapping.author = self
            .said(row, "author_label")
            .or_else(|| self.said(row, "author_id"));
        mapping.note = self.said(row, "comment");
        let value = |column: &str| self.said(row, column).map(|text| (column.to_owned(), text));
        let wrong =
            |column: &str, text: &str| format!("`{column}` is `{text}`, which is not understood");
        if let Some((column, text)) = value("mapping_justification") {
            let all = Justification::ALL.iter().copied();
            let known = all.into_iter().find(|it| {
                let name = text.rsplit(['/', ':', '#']).next().unwrap_or_default();
                term(*it).strip_prefix("semapv:") == Some(name)
            });
            mapping.justification = Some(known.ok_or_else(|| wrong(&column, &text))?);
        }
        if let Some((column, text)) = value("confidence") {
            let number = serde_json::from_str(text.trim());
            mapping.confidence = Some(number.map_err(|_| wrong(&column, &text))?);
        }
        if let Some((column, text)) = value("mapping_date") {
            mapping.date = Some(text.parse().map_err(|_| wrong(&column, &text))?);
        }
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let json = r#"{"format":2,"framework":{"id":"demo","version":"1.0.0","title":{"en":"Demo"},
            "base-iri":"https://example.org/demo/","languages":{"primary":"en"},"scale":{"levels":[]}},
            "competences":[{"id":"planning","kind":"core","code":"P","title":{"en":"Planning"},"status":"approved",
              "mappings":[{"relation":"closeMatch","target":"https://example.com/x","title":"X"},
                {"relation":"exactMatch","target":"https://example.com/kept","confidence":0.5}]}]}"#;
        Model::from_bundle(json.as_bytes()).unwrap()
    }

    #[test]
    fn what_went_out_comes_in() {
        let model = model();
        let out = super::super::write(&model).unwrap();
        let (again, problems) = with_mappings(&model, out.content.text()).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(again, model);
    }

    #[test]
    fn blanks_before_all_lines_of_a_head_say_nothing() {
        let set = "# curie_map:\n#   x: https://example.com/\n#\n# author_label: Someone\n\
            subject_id\tpredicate_id\tobject_id\nP\tskos:broadMatch\tx:new\n";
        let (again, problems) = with_mappings(&model(), set).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        let mapping = again.competences()[0].mappings.last().unwrap();
        assert_eq!(mapping.target.as_str(), "https://example.com/new");
        assert_eq!(mapping.author.as_deref(), Some("Someone"));
    }

    #[test]
    fn a_set_of_others_is_taken_over() {
        let set = "#curie_map:\n#  d: https://example.org/demo/\n#  x: https://example.com/\n#author_label: Someone\n\
            subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tmapping_date\tpredicate_modifier\n\
            d:planning\tskos:exactMatch\tx:x\tsemapv:ManualMappingCuration\t0.9\t2026-05-04\t\n\
            P\tskos:broadMatch\tx:new\t\t\t\t\n\
            d:gone\tskos:broadMatch\tx:y\t\t\t\t\n\
            d:planning\towl:sameAs\tx:z\t\t\t\t\n\
            d:planning\tskos:broadMatch\tx z\t\t\t\t\n\
            d:planning\tskos:broadMatch\tx:w\t\tsure\t\t\n\
            d:planning\tskos:broadMatch\tx:v\t\t\t\tNot\n";
        let (again, problems) = with_mappings(&model(), set).unwrap();
        let mappings = &again.competences()[0].mappings;
        let told: Vec<String> = mappings
            .iter()
            .map(|it| {
                format!(
                    "{} {} {:?} {:?}",
                    it.relation,
                    it.target,
                    it.confidence.map(|it| it.to_string()),
                    it.author
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                r#"exactMatch https://example.com/x Some("0.9") Some("Someone")"#,
                r#"exactMatch https://example.com/kept Some("0.5") None"#,
                r#"broadMatch https://example.com/new None Some("Someone")"#,
            ]
        );
        let lines: Vec<&str> = problems.iter().map(|it| it.place.as_str()).collect();
        assert_eq!(lines, ["line 8", "line 9", "line 10", "line 11", "line 12"]);
        assert!(with_mappings(&model(), "a\tb\n").is_err());
    }
}
