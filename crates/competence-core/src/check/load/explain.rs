//! What breaks the schema of a document, in words for people.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::rules;
use super::shape::TOO_MANY;
use super::trial::Trial;
use crate::check::document::{Document, Kind, NodeId};
use crate::check::finding::{Finding, Place};
use crate::check::nearest::nearest;
use crate::check::schema::DocumentKind;
use crate::check::synonyms;
use crate::{Date, InvalidLanguageTag, LanguageTag, LevelValue, LineageChange, Status};

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
    pub kind: DocumentKind,
    pub schema: &'a Value,
    pub document: &'a Document,
    pub trial: Trial<'a>,
}

/// A node of the document by the path of an error, with what is to be left out to be rid of it.
struct Target<'a> {
    /// The path, as a JSON pointer.
    pointer: String,
    node: NodeId,
    /// The key or the item that the node is the value of.
    owner: Option<NodeId>,
    /// The last key on the path.
    name: Option<String>,
    /// Whether the node cannot be left out.
    is_required: bool,
    /// Whether the node is a text in one language, and its key the language.
    is_language: bool,
    /// Whether the node is what a level of the scale has become, and its key the level.
    is_level: bool,
    /// The schema of the node.
    schema: &'a Value,
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

    /// Turns an error of the schema into problems, one for each thing to mend.
    pub fn explain(&self, error: &ValidationError<'_>, problems: &mut Vec<Problem>) {
        let target = self.target(error.instance_path().as_str());
        // What is not a language, or a level, is told of at its key, whatever its value is.
        let is_tag = |name: &str| LanguageTag::new(name).is_ok();
        if target.is_language && !target.name.as_deref().is_some_and(is_tag) {
            return;
        }
        let is_level = |name: &str| level(name).is_some();
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

    fn place(&self, node: NodeId) -> Place {
        let mut place = self.document.place(self.file, node);
        // Between brackets and braces, the parser takes the blanks after a quote to it.
        if matches!(self.document.kind(node), Kind::Text { .. }) {
            let written = self.source(&place).trim_end_matches([' ', '\t']);
            place.length = u32::try_from(written.chars().count()).unwrap_or(place.length);
        }
        place
    }

    /// What to call the value of a target in a message.
    fn called(&self, target: &Target<'_>) -> String {
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

    fn unknown_key(&self, target: &Target<'_>, name: &str, key: NodeId) -> Problem {
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
    fn holds_languages(&self, target: &Target<'_>, name: &str, other: &str) -> bool {
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

    fn missing_key(&self, target: &Target<'_>, key: &str, place: Place) -> Finding {
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
    fn is_scalar(&self, target: &Target<'_>) -> bool {
        let kind = self.document.kind(target.node);
        let is_on_one_line = self.document.is_on_one_line(target.node);
        is_on_one_line && !matches!(kind, Kind::List | Kind::Map | Kind::Null)
    }

    fn invalid_version(&self, text: &str, target: &Target<'_>, place: Place) -> Finding {
        let message = format!("`{text}` is not a semantic version");
        let finding = Finding::new(&rules::invalid_version::RULE, place, message);
        let digits = text.trim_start_matches(['v', 'V']);
        let numbers: Vec<&str> = digits.split('.').collect();
        let whole = match numbers[..] {
            [major] => format!("{major}.0.0"),
            [major, minor] => format!("{major}.{minor}.0"),
            _ => digits.to_owned(),
        };
        if semver::Version::parse(&whole).is_err() {
            return finding.help("write three numbers, as in `1.0.0` or `2.1.0-draft.1`");
        }
        let is_file = self.file.rsplit('/').next() == Some(&format!("{whole}.yaml"));
        if is_file && self.is_scalar(target) && self.trial.sets(&target.pointer, &whole) {
            finding.replace(&whole, format!("write three numbers: `{whole}`"))
        } else if self.kind == DocumentKind::Framework {
            finding.help(format!(
                "write three numbers: `{whole}`, or `{whole}-draft.1` while it is in the making"
            ))
        } else {
            finding.help(format!("write three numbers: `{whole}`"))
        }
    }

    fn invalid_tag(
        &self,
        target: &Target<'_>,
        error: &InvalidLanguageTag,
        place: Place,
    ) -> Finding {
        let rule = &rules::invalid_language_tag::RULE;
        let (text, usual) = match error {
            InvalidLanguageTag::Case(text, usual) => (text, Some(usual.clone())),
            InvalidLanguageTag::Malformed(text) => (text, usual_tag(text)),
        };
        let message = match error {
            InvalidLanguageTag::Case(..) => {
                format!("the language tag `{text}` is not in its usual letter case")
            }
            InvalidLanguageTag::Malformed(_) => {
                format!("`{text}` is not a language tag of BCP 47")
            }
        };
        let finding = Finding::new(rule, place, message);
        let entry = self.document.entry(target.node, text);
        let in_map = entry.is_some();
        let is_blank = |(_, value): (NodeId, NodeId)| self.document.kind(value) == Kind::Null;
        let has_no_value = entry.is_some_and(is_blank);
        // A key and its text in one, where the map does not have the key already.
        if let Some((tag, rest)) = text.split_once(':')
            && has_no_value
            && LanguageTag::new(tag).is_ok()
            && self.document.entry(target.node, tag).is_none()
        {
            let edit = format!("{tag}: {}", rest.trim_start());
            return finding.replace(edit, "put a blank after the colon");
        }
        if has_no_value {
            return finding.help(
                "a comma ends a text between braces: put the text before it and this in quotes",
            );
        }
        let Some(usual) = usual else {
            return finding.help(if in_map {
                "write a tag such as `sl`, `en` or `sr-Latn`; what is no language does not belong into a text"
            } else {
                "write a tag such as `sl`, `en` or `sr-Latn`"
            });
        };
        // A language that is nowhere else may be none of the framework's.
        let is_used = self.document.all_texts_of(&usual).next().is_some();
        let fits = if in_map {
            is_used && self.trial.renames(&target.pointer, text, &usual)
        } else {
            self.is_scalar(target) && self.trial.sets(&target.pointer, &usual)
        };
        if fits {
            finding.replace(&usual, format!("write `{usual}`"))
        } else if in_map && self.document.entry(target.node, &usual).is_some() {
            finding.help(format!("remove it: `{usual}` is here as well"))
        } else {
            finding.help(format!("did you mean `{usual}`?"))
        }
    }

    /// The text of the file at a place.
    fn source(&self, place: &Place) -> &'a str {
        let line = self
            .text
            .split('\n')
            .nth(place.line as usize - 1)
            .unwrap_or_default();
        let at = |column: u32| {
            line.char_indices()
                .nth(column as usize - 1)
                .map_or(line.len(), |(index, _)| index)
        };
        let range = at(place.column)..at(place.column + place.length);
        line.get(range).unwrap_or_default()
    }

    fn not_a_choice(&self, target: &Target<'_>, place: Place) -> Finding {
        let constants = target.schema["oneOf"].as_array().into_iter().flatten();
        let constants = constants.filter_map(|option| option["const"].as_str());
        let listed = target.schema["enum"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let words: Vec<&str> = constants.chain(listed).collect();
        let called = self.called(target);
        if matches!(
            self.document.kind(target.node),
            Kind::List | Kind::Map | Kind::Null
        ) {
            let message = format!("{called} must be one of {}", list(&words));
            return Finding::new(&rules::invalid_value::RULE, place, message);
        }
        let raw = self.source(&place);
        let text = self.document.text(target.node).unwrap_or(raw);
        let message = format!("{called} is `{text}`, which is not one of {}", list(&words));
        let finding = Finding::new(&rules::invalid_value::RULE, place, message);
        let meant = synonyms::value(text, &words);
        let fits = |it: &&&str| {
            self.is_consistent(target, it)
                && self.is_scalar(target)
                && self.trial.sets(&target.pointer, it)
        };
        match meant.iter().find(fits) {
            Some(near) => finding.replace(*near, format!("did you mean `{near}`?")),
            None => match meant.first() {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding,
            },
        }
    }

    /// Whether a word goes with what is beside it, as far as rules of meaning would ask.
    fn is_consistent(&self, target: &Target<'_>, word: &str) -> bool {
        let holder = target.pointer.rsplit_once('/').map_or("", |(it, _)| it);
        let beside = |key: &str| self.trial.at(holder).and_then(|it| it.get(key));
        let number = |key: &str| beside(key).and_then(Value::as_array).map_or(0, Vec::len);
        match target.name.as_deref() {
            Some("change") => word.parse::<LineageChange>().is_ok_and(|it| {
                it.leads_from().holds(number("from")) && it.leads_to().holds(number("to"))
            }),
            Some("status") if word == Status::Deprecated.as_str() => {
                beside("deprecation").is_some()
            }
            // Which end the statements should have is for a person to say, and not for a synonym.
            Some("final-punctuation") => {
                let text = self.document.text(target.node).unwrap_or_default();
                nearest(text, [word]).is_some()
            }
            Some("kind") if holder.is_empty() => match self.file.split_once('/') {
                Some((folder, _)) => folder == word || folder.parse::<crate::Kind>().is_err(),
                None => true,
            },
            _ => true,
        }
    }

    fn invalid_text(
        &self,
        text: &str,
        target: &Target<'_>,
        schema: &Value,
        place: Place,
    ) -> Finding {
        match schema["format"].as_str() {
            Some("semver") => self.invalid_version(text, target, place),
            Some("language-tag") => match LanguageTag::new(text) {
                Err(error) => self.invalid_tag(target, &error, place),
                Ok(_) => Finding::new(
                    &rules::invalid_language_tag::RULE,
                    place,
                    format!("`{text}` is not a language tag of BCP 47"),
                ),
            },
            Some("iri") => {
                let message = format!("`{text}` is not an absolute IRI");
                Finding::new(&rules::invalid_iri::RULE, place, message)
                    .help("write the whole address, as in `http://data.europa.eu/esco/skill/...`, without spaces")
            }
            Some("date") => {
                let message = format!("`{text}` is not a day of the calendar");
                let finding = Finding::new(&rules::invalid_value::RULE, place, message);
                let day = day_of(text).map(|day| format!("\"{day}\""));
                let fits =
                    |it: &String| self.is_scalar(target) && self.trial.sets(&target.pointer, it);
                match day.filter(fits) {
                    Some(day) => finding.replace(&day, format!("write {day}")),
                    None => finding.help("write year, month and day, as in \"2025-03-31\""),
                }
            }
            Some("sha256") => {
                let message = format!("`{text}` is not the hash of a bundle");
                Finding::new(&rules::invalid_value::RULE, place, message)
                    .help("write `sha256:` and the 64 digits that `sha256sum` prints for the file")
            }
            Some("scale-map") => {
                let message = format!("`{text}` does not say what became of the levels");
                let finding = Finding::new(&rules::invalid_value::RULE, place, message);
                let near = nearest(text, ["editorial"]);
                match near.filter(|it| self.trial.sets(&target.pointer, it)) {
                    Some(near) => finding.replace(near, format!("did you mean `{near}`?")),
                    None => finding.help(SCALE_MAP),
                }
            }
            Some("level") => self.invalid_level(text, target, place),
            _ => self.invalid_id(text, target, schema, place),
        }
    }

    /// The key of a map of levels that is no level.
    fn invalid_level(&self, text: &str, target: &Target<'_>, place: Place) -> Finding {
        let message = format!("`{text}` is not the value of a level, from 0 to 100");
        let finding = Finding::new(&rules::invalid_value::RULE, place, message);
        let entry = self.document.entry(target.node, text);
        let has_no_value = entry.is_some_and(|(_, it)| self.document.kind(it) == Kind::Null);
        match text.split_once(':') {
            // A level and what it has become in one.
            Some((from, to)) if has_no_value && level(from).is_some() && level(to).is_some() => {
                finding.replace(format!("{from}: {to}"), "put a blank after the colon")
            }
            _ if text == "editorial" => finding.help("write `scale: editorial`, without a map"),
            _ => finding.help("write a level of the version before, and the level that it has become, as in `2: 3`"),
        }
    }

    fn invalid_id(&self, text: &str, target: &Target<'_>, schema: &Value, place: Place) -> Finding {
        let form = form_of(schema);
        let message = format!("`{text}` is not {form}");
        let finding = Finding::new(&rules::invalid_id::RULE, place, message);
        let is_indicator = form.starts_with("an indicator");
        let parent = self.competence_of(target).filter(|_| is_indicator);
        let kebab = |text: &str| kebab(text.trim_start_matches(|it: char| !it.is_alphabetic()));
        let right = match (parent, text.split_once('.')) {
            (Some(parent), Some((_, name))) if is_indicator => {
                format!("{parent}.{}", kebab(name))
            }
            (Some(parent), None) => {
                // The dot may have been written as another character.
                let name = text.strip_prefix(parent).filter(|it| it.len() > 1);
                format!("{parent}.{}", kebab(name.unwrap_or(text)))
            }
            (None, Some((first, second))) => format!("{}.{}", kebab(first), kebab(second)),
            _ => kebab(text),
        };
        let is_own = target.name.as_deref() == Some("id");
        // A word that older readers take for a truth value was hardly meant as a name.
        let mut ambiguous = self.document.ambiguous().iter();
        let is_word = !ambiguous.any(|(node, _)| *node == target.node);
        let is_only = is_own && is_word && self.is_only(target, &right, is_indicator);
        if is_only && self.is_scalar(target) && self.trial.sets(&target.pointer, &right) {
            return finding.replace(&right, format!("write `{right}`"));
        }
        let is_form = schema["pattern"].as_str().is_some_and(|_| {
            let id = crate::ElementId::new(right.as_str());
            id.is_ok() && right.contains('.') == is_indicator
        });
        if is_indicator && is_own && is_form && is_word && !is_only {
            finding.help(format!(
                "`{right}` is here already: give this one another name"
            ))
        } else if is_form && !is_own {
            finding.help(format!("did you mean `{right}`?"))
        } else if is_indicator {
            finding.help("write the competence's id, a dot and a name, each of lower-case letters without diacritics and digits, in words joined by single hyphens")
        } else {
            finding.help("use lower-case letters without diacritics and digits, in words joined by single hyphens")
        }
    }

    /// The id of the competence that holds the indicator whose id is the target.
    fn competence_of(&self, target: &Target<'_>) -> Option<&'a str> {
        let mut parts = target.pointer.rsplitn(4, '/');
        let is_indicator = parts.next() == Some("id") && parts.next().is_some();
        let is_inside = is_indicator && parts.next() == Some("indicators");
        let holder = parts.next().filter(|_| is_inside)?;
        self.trial.at(holder)?.get("id")?.as_str()
    }

    /// Whether an element may have this id: a file is named for what it holds, and no two
    /// indicators have one id.
    fn is_only(&self, target: &Target<'_>, id: &str, is_indicator: bool) -> bool {
        if is_indicator {
            let list = target.pointer.rsplitn(3, '/').nth(2).unwrap_or_default();
            let list = self.trial.at(list).and_then(Value::as_array);
            let mut ids = list.into_iter().flatten().filter_map(|it| it.get("id"));
            return !ids.any(|it| it == id);
        }
        let path = self.file.strip_suffix("/cluster.yaml");
        let path = path.or_else(|| self.file.strip_suffix(".yaml"));
        let name = path.and_then(|it| it.rsplit('/').next());
        let is_named_by_path = !matches!(self.kind, DocumentKind::Framework);
        target.pointer != "/id" || !is_named_by_path || name == Some(id)
    }
}

/// The schema of the keys of a text in several languages.
const LANGUAGE: &str = "#/$defs/LanguageTag";

/// Whether a schema is that of a text in one or several languages.
fn is_localised(schema: &Value) -> bool {
    schema["propertyNames"]["$ref"] == LANGUAGE
}

/// What to write for what became of the levels of the scale.
const SCALE_MAP: &str = "write the level that each level of the version before has become, as in `{ 1: 1, 2: 3 }`, or `editorial` if only the words of the levels were corrected";

/// A level as the key of a map.
fn level(text: &str) -> Option<LevelValue> {
    LevelValue::new(text.parse().ok()?).ok()
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

/// The form of an id, with an example.
fn form_of(schema: &Value) -> &str {
    let description = schema["description"].as_str().unwrap_or("An id.");
    description
        .trim_start_matches("An id: ")
        .trim_end_matches('.')
}

/// A malformed tag as it is usually written, if it is only written otherwise: `en_GB`.
fn usual_tag(text: &str) -> Option<String> {
    let text = text.replace('_', "-");
    match LanguageTag::new(&text) {
        Ok(_) => Some(text),
        Err(InvalidLanguageTag::Case(_, usual)) => Some(usual),
        Err(InvalidLanguageTag::Malformed(_)) => synonyms::any_language(&text).map(str::to_owned),
    }
}

/// A text as an id: its letters and digits without diacritics, in words joined by hyphens.
fn kebab(text: &str) -> String {
    let folded = crate::fold(text);
    let words = folded.split(|it: char| !it.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    words.join("-")
}

/// A day as it is written in Slovenia, `31. 3. 2025`, or without leading zeros, `2025-3-31`.
fn day_of(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(['.', '-', '/', ' '])
        .filter(|it| !it.is_empty())
        .collect();
    let &[first, month, last] = &parts[..] else {
        return None;
    };
    // `3/4/2025` is another day on each side of an ocean.
    let (year, day) = match (first.len(), last.len()) {
        (4, _) => (first, last),
        (_, 4) if text.contains('.') => (last, first),
        _ => return None,
    };
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
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

fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
