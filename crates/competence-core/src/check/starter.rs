//! A small model to start from, which is also what the examples of the rules are made of.

use std::fmt::Write;

use super::load::MANIFEST;
use crate::{FrameworkId, LanguageTag};

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../starter/", $path)))),*]
    };
}

/// The files of the starter model: path and content.
pub static FILES: &[(&str, &str)] = files![
    "framework.yaml",
    "core/cooperation.yaml",
    "leadership/leading-people.yaml",
    "digital/digital-work.yaml",
    "job-specific/records-management/cluster.yaml",
    "job-specific/records-management/keeping-records.yaml",
    "profiles/every-employee.yaml",
    "profiles/records-manager.yaml",
];

/// What a new model is called, and in which languages it is.
#[derive(Debug, Clone)]
pub struct Naming {
    /// The id of the framework.
    pub id: Option<FrameworkId>,
    /// Its title, in every language.
    pub title: Option<String>,
    /// The languages of its texts; the first is the primary one.
    pub languages: Vec<LanguageTag>,
}

/// The files of the starter model with names and languages of one's own: path and content.
///
/// The texts are there in English and Slovene. In another language they are the English ones, to
/// be translated: the rule `untranslated` finds them, beside English. Without a language, they are
/// in both.
///
/// ```
/// use competence_core::check::{check, starter};
/// use competence_core::source::Memory;
///
/// let naming = starter::Naming {
///     id: Some("ministry-framework".parse()?),
///     title: Some("Kompetenčni model ministrstva".to_owned()),
///     languages: vec!["sl".parse()?],
/// };
/// let files: Memory = starter::files(&naming).into_iter().collect();
/// let model = check(&files).model()?;
/// assert_eq!(model.framework().id.as_str(), "ministry-framework");
/// assert_eq!(model.framework().languages.primary.as_str(), "sl");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn files(naming: &Naming) -> Vec<(String, String)> {
    let all = FILES.iter();
    all.map(|(path, text)| {
        let text = if naming.languages.is_empty() {
            (*text).to_owned()
        } else {
            in_languages(text, &naming.languages)
        };
        let text = if *path == MANIFEST {
            named(&text, naming)
        } else {
            text
        };
        ((*path).to_owned(), text)
    })
    .collect()
}

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// The manifest with the names.
fn named(text: &str, naming: &Naming) -> String {
    let mut out = String::new();
    let mut is_title = false;
    for line in text.split_inclusive('\n') {
        is_title = line.starts_with("title:") || is_title && line.starts_with(' ');
        match (&naming.id, &naming.title) {
            (Some(id), _) if line.starts_with("id: ") => _ = writeln!(out, "id: {id}"),
            (_, Some(title)) if is_title && line.starts_with(' ') => {
                let (language, _) = line.split_once(": ").unwrap_or((line, ""));
                // A string of JSON is one of YAML.
                let title = serde_json::Value::from(title.as_str());
                _ = writeln!(out, "{language}: {title}");
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// A file of the starter with its texts in these languages. Every text there is a map of `en` and
/// `sl`, on one line or on two.
fn in_languages(text: &str, languages: &[LanguageTag]) -> String {
    let mut out = String::new();
    let mut english = None;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start();
        let indent = line.strip_suffix(inner).unwrap_or_default();
        if let Some(words) = inner.strip_prefix("en: ") {
            english = Some(words.trim_end());
        } else if let (Some(slovene), Some(english)) = (inner.strip_prefix("sl: "), english.take())
        {
            for language in languages {
                let words = in_language(language, english, slovene.trim_end());
                _ = writeln!(out, "{indent}{language}: {words}");
            }
        } else if let Some((head, english, slovene)) = flow(line) {
            let all = languages
                .iter()
                .map(|language| format!("{language}: {}", in_language(language, english, slovene)));
            let all: Vec<String> = all.collect();
            _ = writeln!(out, "{head}{{ {} }}", all.join(", "));
        } else if let Some((_, comment)) = line.split_once("primary: en ") {
            let primary = languages.first().map_or("en", LanguageTag::as_str);
            _ = write!(out, "{indent}primary: {primary} {comment}");
        } else if let Some((_, comment)) = line.split_once("required: [sl] ") {
            let others = languages.iter().skip(1).map(LanguageTag::as_str);
            let others: Vec<&str> = others.collect();
            _ = write!(out, "{indent}required: [{}] {comment}", others.join(", "));
        } else {
            out.push_str(line);
        }
    }
    out
}

fn in_language<'t>(language: &LanguageTag, english: &'t str, slovene: &'t str) -> &'t str {
    match language.as_str().split('-').next() {
        Some("sl") => slovene,
        _ => english,
    }
}

/// The parts of a line that ends with `{ en: ..., sl: ... }`.
fn flow(line: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = line.split_once("{ en: ")?;
    let (english, rest) = rest.split_once(", sl: ")?;
    Some((head, english, rest.strip_suffix(" }\n")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::run::check;
    use crate::check::source::Memory;

    #[test]
    fn the_starter_is_clean_in_every_language() {
        let same: Vec<(String, String)> = FILES
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        for languages in [
            "en,sl",
            "sl,en",
            "sl",
            "en",
            "de",
            "fr,sl",
            "sl-SI,en-GB,de",
        ] {
            let naming = Naming {
                id: None,
                title: None,
                languages: languages.split(',').map(|it| it.parse().unwrap()).collect(),
            };
            let files = files(&naming);
            if languages == "en,sl" {
                assert_eq!(files, same);
            }
            let checked = check(&files.into_iter().collect::<Memory>());
            // What is there in English only is to be translated, and is found as such.
            let mut rules = checked.findings().iter().map(|it| it.rule.id);
            assert!(rules.all(|it| it == "untranslated"), "{languages}");
            if ["en,sl", "sl,en", "sl", "en", "de"].contains(&languages) {
                assert_eq!(checked.findings(), [], "{languages}");
            }
            let model = checked.model().unwrap();
            let all = model.framework().languages.all_required();
            let all: Vec<&str> = all.map(LanguageTag::as_str).collect();
            assert_eq!(all.join(","), languages);
        }
    }

    #[test]
    fn a_title_may_have_any_characters() {
        let title = "Model: \"a\" #1 \\ č";
        let naming = Naming {
            id: Some("a-b".parse().unwrap()),
            title: Some(title.to_owned()),
            languages: Vec::new(),
        };
        let checked = check(&files(&naming).into_iter().collect::<Memory>());
        let rules: Vec<_> = checked.findings().iter().map(|it| it.rule.id).collect();
        assert_eq!(rules, ["untranslated"]);
        let model = checked.model().unwrap();
        let titles = model.framework().title.iter().map(|(_, text)| text);
        assert!(titles.eq([title, title]));
    }
}
