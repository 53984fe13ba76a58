//! What is said of a value, or a key, that has the right type and is not valid: versions, language
//! tags, words out of a list, ids, days, levels.

use serde_json::Value;

use super::explain::{Context, Target, list};
use super::layout::name_of;
use super::rules;
use crate::check::document::{Kind, NodeId};
use crate::check::finding::{Finding, Place};
use crate::check::nearest::nearest;
use crate::check::schema::DocumentKind;
use crate::check::synonyms;
use crate::model::level_of_key;
use crate::{Date, InvalidLanguageTag, LanguageTag, LineageChange, Status};

impl<'a> Context<'a> {
    pub(super) fn invalid_version(&self, text: &str, target: &Target<'_>, place: Place) -> Finding {
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

    pub(super) fn invalid_tag(
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

    pub(super) fn not_a_choice(&self, target: &Target<'_>, place: Place) -> Finding {
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

    pub(super) fn invalid_text(
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
            Some("notation") => {
                let called = self.called(target);
                let message = format!("{called} is `{text}`, which is no code");
                Finding::new(&rules::invalid_value::RULE, place, message).help(
                    "write a notation such as `K0018` or `1.1` on one line, without blanks around it",
                )
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
            Some((from, to)) if has_no_value && level_of_key(from).is_some() && level_of_key(to).is_some() => {
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
        let is_named_by_path = !matches!(self.kind, DocumentKind::Framework);
        target.pointer != "/id" || !is_named_by_path || name_of(self.file) == id
    }
}

/// What to write for what became of the levels of the scale.
pub(super) const SCALE_MAP: &str = "write the level that each level of the version before has become, as in `{ 1: 1, 2: 3 }`, or `editorial` if only the words of the levels were corrected";

/// The form of an id, with an example.
pub(super) fn form_of(schema: &Value) -> &str {
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
pub(super) fn kebab(text: &str) -> String {
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
    // `3/4/2025` means one day in Europe and one in America.
    let (year, day) = match (first.len(), last.len()) {
        (4, _) => (first, last),
        (_, 4) if text.contains('.') => (last, first),
        _ => return None,
    };
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}
