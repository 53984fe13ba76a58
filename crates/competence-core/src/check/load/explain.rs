//! What breaks the schema of a document, in words for people.

use std::cell::OnceCell;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::invalid::{SCALE_MAP, form_of, kebab};
use super::rules;
use super::shape::TOO_MANY;
use super::trial::Trial;
use crate::LanguageTag;
use crate::check::document::{Document, Kind, NodeId};
use crate::check::finding::{Finding, Place};
use crate::check::schema::DocumentKind;
use crate::check::synonyms;
use crate::model::level_of_key;

/// A problem, and the node to leave out because of it: `None` for the whole document.
pub(super) struct Problem {
    pub finding: Finding,
    pub drop: Option<NodeId>,
    /// The key that a map lacks.
    pub misses: Option<(NodeId, String)>,
    /// The key that a map would have by the suggestion: that it lacks it follows from the slip.
    pub supplies: Option<(NodeId, String)>,
}

impl Problem {
    fn new(finding: Finding, drop: Option<NodeId>) -> Self {
        Self {
            finding,
            drop,
            misses: None,
            supplies: None,
        }
    }
}

/// A document that breaks its schema.
pub(super) struct Context<'a> {
    pub file: &'a str,
    pub text: &'a str,
    /// The lines of the text, once one is asked for: a file may have many findings.
    pub lines: OnceCell<Vec<&'a str>>,
    pub kind: DocumentKind,
    pub schema: &'a Value,
    pub document: &'a Document,
    pub trial: Trial<'a>,
}

/// A node of the document by the path of an error, with what to leave out so that the error goes.
pub(super) struct Target<'a> {
    /// The path, as a JSON pointer.
    pub pointer: String,
    pub node: NodeId,
    /// The key or the item that the node is the value of.
    pub owner: Option<NodeId>,
    /// The last key on the path.
    pub name: Option<String>,
    /// Whether the node cannot be left out.
    pub is_required: bool,
    /// Whether the node is a text in one language, and its key the language.
    pub is_language: bool,
    /// Whether the node is what a level of the scale has become, and its key the level.
    pub is_level: bool,
    /// The schema of the node.
    pub schema: &'a Value,
}

impl<'a> Context<'a> {
    /// Follows a JSON pointer through the document and the schema side by side.
    fn target(&self, pointer: &str) -> Target<'a> {
        let mut target = Target {
            pointer: pointer.to_owned(),
            node: Document::ROOT,
            owner: None,
            name: None,
            is_required: true,
            is_language: false,
            is_level: false,
            schema: self.schema,
        };
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            match self.document.kind(target.node) {
                Kind::Map => {
                    let Some((key, value)) = self.document.entry(target.node, &part) else {
                        break;
                    };
                    target.owner = Some(key);
                    target.node = value;
                    let required = target.schema["required"].as_array();
                    let schema = &target.schema["properties"][&part];
                    target.is_language = is_localised(target.schema);
                    target.is_level = target.schema["propertyNames"]["format"] == "level";
                    // A language of a text is there for those who read it.
                    target.is_required = target.is_language
                        || required.is_some_and(|it| it.iter().any(|it| *it == part.as_str()));
                    let patterns = target.schema["patternProperties"].as_object();
                    let of_any = patterns.and_then(|it| it.values().next());
                    target.schema = self.deref(if schema.is_null() {
                        of_any.unwrap_or(&target.schema["additionalProperties"])
                    } else {
                        schema
                    });
                    target.name = Some(part);
                }
                Kind::List => {
                    let index = part.parse().unwrap_or(usize::MAX);
                    let Some(item) = self.document.item(target.node, index) else {
                        break;
                    };
                    target.owner = Some(item);
                    target.node = item;
                    target.is_required = false;
                    target.is_language = false;
                    target.is_level = false;
                    target.schema = self.deref(&target.schema["items"]);
                }
                _ => break,
            }
        }
        target
    }

    fn deref(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        // A schema of ours never refers to itself; the bound is for the day that one does.
        for _ in 0..8 {
            let Some(name) = schema["$ref"]
                .as_str()
                .and_then(|it| it.strip_prefix("#/$defs/"))
            else {
                break;
            };
            schema = &self.schema["$defs"][name];
        }
        schema
    }

    /// Turns an error of the schema into problems, one for each thing to correct.
    pub fn explain(&self, error: &ValidationError<'_>, problems: &mut Vec<Problem>) {
        let target = self.target(error.instance_path().as_str());
        // What is not a language, or a level, is told of at its key, whatever its value is.
        let is_tag = |name: &str| LanguageTag::new(name).is_ok();
        if target.is_language && !target.name.as_deref().is_some_and(is_tag) {
            return;
        }
        let is_level = |name: &str| level_of_key(name).is_some();
        if target.is_level && !target.name.as_deref().is_some_and(is_level) {
            return;
        }
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected.iter().take(TOO_MANY) {
                    if let Some((key, _)) = self.document.entry(target.node, name) {
                        problems.push(self.unknown_key(&target, name, key));
                    }
                }
            }
            ValidationErrorKind::PropertyNames { error } => {
                let name = error.instance().as_str().unwrap_or_default();
                if let Some((key, _)) = self.document.entry(target.node, name) {
                    let schema = self.deref(&target.schema["propertyNames"]);
                    let finding = match LanguageTag::new(name) {
                        Err(error) if schema["format"] == "language-tag" => {
                            self.invalid_tag(&target, &error, self.place(key))
                        }
                        _ => self.invalid_text(name, &target, schema, self.place(key)),
                    };
                    problems.push(Problem::new(finding, Some(key)));
                }
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let finding = self.missing_key(&target, key, self.place(target.node));
                problems.push(Problem {
                    misses: Some((target.node, key.to_owned())),
                    ..Problem::new(finding, target.owner)
                });
            }
            _ => problems.push(Problem::new(self.one(error, &target), target.owner)),
        }
    }

    pub(super) fn place(&self, node: NodeId) -> Place {
        let mut place = self.document.place(self.file, node);
        // Between brackets and braces, the parser takes the blanks after a quote to it.
        if matches!(self.document.kind(node), Kind::Text { .. }) {
            let written = self.source(&place).trim_end_matches([' ', '\t']);
            place.length = u32::try_from(written.chars().count()).unwrap_or(place.length);
        }
        place
    }

    /// What to call the value of a target in a message.
    pub(super) fn called(&self, target: &Target<'_>) -> String {
        match &target.name {
            Some(name) if target.is_level => format!("what level {name} has become"),
            Some(name) => format!("`{name}`"),
            None => format!("a {}", self.kind.as_str()),
        }
    }

    fn one(&self, error: &ValidationError<'_>, target: &Target<'a>) -> Finding {
        let place = self.place(target.node);
        let called = self.called(target);
        match error.kind() {
            ValidationErrorKind::Type { kind } => self.wrong_type(target, kind),
            ValidationErrorKind::OneOfNotValid { .. } | ValidationErrorKind::Enum { .. } => {
                self.not_a_choice(target, place)
            }
            ValidationErrorKind::Pattern { .. }
            | ValidationErrorKind::Format { .. }
            | ValidationErrorKind::MaxLength { .. } => {
                let text = self.document.text(target.node).unwrap_or_default();
                self.invalid_text(text, target, target.schema, place)
            }
            ValidationErrorKind::MinLength { .. } => Finding::new(
                &rules::invalid_value::RULE,
                place,
                format!("{called} is an empty text"),
            )
            .help(fill(target)),
            ValidationErrorKind::MinProperties { .. } if !is_localised(target.schema) => {
                let message = format!("{called} maps no level");
                Finding::new(&rules::invalid_value::RULE, place, message).help(SCALE_MAP)
            }
            ValidationErrorKind::MinProperties { .. } => {
                let message = format!("{called} is a text in no language");
                Finding::new(&rules::invalid_value::RULE, place, message)
                    .help("add a language, as in `sl: ...`")
            }
            ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
                let bounds = (&target.schema["minimum"], &target.schema["maximum"]);
                let message = format!(
                    "{called} must be a whole number from {} to {}",
                    bounds.0, bounds.1
                );
                Finding::new(&rules::invalid_value::RULE, place, message)
            }
            // No schema of ours leads here; were one to, its own words are better than none.
            _ => Finding::new(
                &rules::invalid_value::RULE,
                place,
                format!("{called}: {}", error.masked()),
            ),
        }
    }

    fn unknown_key(&self, target: &Target<'a>, name: &str, key: NodeId) -> Problem {
        let known = target.schema["properties"].as_object();
        let names: Vec<&str> = known
            .into_iter()
            .flat_map(|it| it.keys().map(String::as_str))
            .collect();
        let holder = match &target.name {
            Some(holder) => format!("`{holder}`"),
            None => format!("a {}", self.kind.as_str()),
        };
        let message = format!("`{name}` is not a key of {holder}");
        let finding = Finding::new(&rules::unknown_key::RULE, self.place(key), message);
        let meant = synonyms::key(name, &names);
        let is_there = |it: &&str| self.document.entry(target.node, it).is_some();
        let pointer = target.pointer.as_str();
        let fits = |it: &&&str| {
            self.holds_languages(target, name, it) && self.trial.renames(pointer, name, it)
        };
        let mut fitting = meant.iter().filter(fits);
        if let Some(near) = fitting.next() {
            let finding = finding.replace(*near, format!("did you mean `{near}`?"));
            return Problem {
                supplies: Some((target.node, (*near).to_owned())),
                ..Problem::new(finding, Some(key))
            };
        }
        let help = if let Some(there) = meant.iter().find(|it| is_there(it)) {
            format!("remove it: `{there}` is here as well")
        } else if let Some(near) = meant.first() {
            let schema = self.deref(&target.schema["properties"][*near]);
            format!("did you mean `{near}`? It is {}", described(schema))
        } else if let Some(instead) = synonyms::no_key(name) {
            instead.to_owned()
        } else if names.is_empty() {
            format!("did you mean `{}`?", kebab(name))
        } else {
            format!("the keys here are {}", list(&names))
        };
        Problem::new(finding.help(help), Some(key))
    }

    /// Whether the value of a key may be a text under another name: its keys are languages, or it is a plain text where the others are.
    fn holds_languages(&self, target: &Target<'a>, name: &str, other: &str) -> bool {
        let is_text = is_localised(self.deref(&target.schema["properties"][other]));
        let value = self.document.value(target.node, name);
        let title = self.document.value(Document::ROOT, "title");
        let kind = |node: Option<NodeId>| node.map(|it| self.document.kind(it));
        let is_plain = matches!(kind(value), Some(Kind::Text { .. }));
        let others_are = matches!(kind(title), Some(Kind::Text { .. }));
        if is_text && is_plain && !others_are {
            return false;
        }
        let keys = value.into_iter().flat_map(|it| self.document.entries(it));
        let mut keys = keys.filter_map(|(key, _)| self.document.text(key));
        !is_text || keys.all(|it| LanguageTag::new(it).is_ok())
    }

    fn missing_key(&self, target: &Target<'a>, key: &str, place: Place) -> Finding {
        let holder = self.called(target);
        let version = key == "version";
        let rule = if version {
            &rules::invalid_version::RULE
        } else {
            &rules::missing_key::RULE
        };
        let message = format!("{holder} has no `{key}`");
        let described = self.deref(&target.schema["properties"][key]);
        let own = &target.schema["properties"][key]["description"];
        let description = own.as_str().or(described["description"].as_str());
        let first = description
            .and_then(|it| it.split(". ").next())
            .unwrap_or_default();
        Finding::new(rule, place, message).help(
            format!("add `{key}:`. {}", first.replace('\n', " "))
                .trim_end()
                .to_owned(),
        )
    }

    fn wrong_type(&self, target: &Target<'_>, expected: &TypeKind) -> Finding {
        let place = self.place(target.node);
        let raw = self.source(&place);
        let kind = self.document.kind(target.node);
        let is_text = matches!(kind, Kind::Bool(_) | Kind::Int(_) | Kind::Float(_));
        if is_text && target.schema["format"] == "semver" {
            return self.invalid_version(raw, target, place);
        }
        let expected = match expected {
            TypeKind::Single(kind) => noun(&kind.to_string()).to_owned(),
            TypeKind::Multiple(_) => described(target.schema).to_owned(),
        };
        let is = match kind {
            Kind::Null => "it has no value",
            Kind::Bool(_) => "this is true or false",
            Kind::Int(_) => "this is a number",
            Kind::Float(_) => "this is a number with a decimal point",
            Kind::Text { .. } => "this is a text",
            Kind::List => "this is a list",
            Kind::Map => "this is a map of keys and values",
        };
        let message = format!("{} must be {expected}, but {is}", self.called(target));
        let finding = Finding::new(&rules::wrong_type::RULE, place.clone(), message);
        if kind == Kind::Null {
            return finding.help(fill(target));
        }
        let tried = [
            (format!("\"{raw}\""), "put it in quotes"),
            (format!("[{raw}]"), "put it in brackets"),
            (
                raw.trim_matches(['"', '\'']).to_owned(),
                "write it without quotes",
            ),
        ];
        let fits = |it: &&(String, &str)| self.trial.sets(&target.pointer, &it.0);
        let is_localised = is_localised(target.schema);
        let is_map = target.schema["format"] == "scale-map";
        let is_id = target.schema["pattern"].is_string();
        // What is on several lines cannot be put in anything by one edit.
        let is_whole = place.length as usize == raw.chars().count() && self.is_scalar(target);
        let may_fit = is_whole && !is_localised && !is_map && !is_id;
        let fitting = tried.iter().filter(|_| may_fit).find(fits);
        match fitting {
            Some((replacement, words)) => finding.replace(replacement, *words),
            None if is_localised => finding.help(
                "put it in quotes, or write it in each language, as in `{ en: ..., sl: ... }`",
            ),
            None if is_map => finding.help(SCALE_MAP),
            None if is_id => finding.help(format!("write {}", form_of(target.schema))),
            None => finding,
        }
    }

    /// Whether a node is a text, a number or a truth value on one line.
    pub(super) fn is_scalar(&self, target: &Target<'_>) -> bool {
        let kind = self.document.kind(target.node);
        let is_on_one_line = self.document.is_on_one_line(target.node);
        is_on_one_line && !matches!(kind, Kind::List | Kind::Map | Kind::Null)
    }

    /// The text of the file at a place.
    pub(super) fn source(&self, place: &Place) -> &'a str {
        let lines = self.lines.get_or_init(|| self.text.split('\n').collect());
        let line = lines.get(place.line as usize - 1).copied();
        let line = line.unwrap_or_default();
        let at = |column: u32| {
            line.char_indices()
                .nth(column as usize - 1)
                .map_or(line.len(), |(index, _)| index)
        };
        let range = at(place.column)..at(place.column + place.length);
        line.get(range).unwrap_or_default()
    }
}

/// The schema of the keys of a text in several languages.
const LANGUAGE: &str = "#/$defs/LanguageTag";

/// Whether a schema is that of a text in one or several languages.
fn is_localised(schema: &Value) -> bool {
    schema["propertyNames"]["$ref"] == LANGUAGE
}

/// What to do about a value that is not there.
fn fill(target: &Target<'_>) -> &'static str {
    match target.name.as_deref() {
        Some("reason") => "write why",
        _ if target.is_required => "fill it",
        _ => "fill it, or delete the key",
    }
}

/// What a value should be, in words.
fn described(schema: &Value) -> &'static str {
    match &schema["type"] {
        Value::String(kind) => noun(kind),
        Value::Array(_) if is_localised(schema) => "a text, or a map from language to text",
        Value::Array(_) => "`editorial`, or a map from level to level",
        _ => "one of a few words",
    }
}

fn noun(kind: &str) -> &'static str {
    match kind {
        "string" => "a text",
        "integer" | "number" => "a whole number",
        "array" => "a list",
        "object" => "a map of keys and values",
        "boolean" => "true or false",
        _ => "another value",
    }
}

pub(super) fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
