//! Translations: which are missing or older than what they translate, and where they go.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::reword::set_text;
use super::sheet::Step as Way;
use super::{EditError, Edited};
use crate::check::source::Source;
use crate::model::Step;
use crate::model::similarity::normalised;
use crate::version::lineage::in_force;
use crate::{LanguageTag, Model, Text};

/// A text that lacks a translation, or whose translation is older than the text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Lack {
    /// The element, or the framework.
    pub id: String,
    /// The way to the text in its document, such as `title`, or `scale.levels.2.anchor` (the items of
    /// a list are counted from 0).
    pub field: String,
    /// The text in the primary language.
    pub text: String,
    /// The translation that is older than the text; none if it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub older: Option<String>,
}

/// A translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The element, or the framework.
    pub id: String,
    /// The way to the text, as in [`Lack::field`].
    pub field: String,
    /// The text in the primary language that was translated.
    pub text: String,
    /// What it says in the other language.
    pub translation: String,
}

/// What lacks a translation into a language. A translation is older than its text where the text has
/// another wording than in the version before, and the translation does not.
///
/// ```
/// use competence_core::{check::load, edit::lacking, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let model = load(&files).model()?;
/// assert!(lacking(&model, None, &"sl".parse()?).is_empty());
/// let german = lacking(&model, None, &"de".parse()?);
/// assert!(german.iter().any(|it| it.id == "cooperation" && it.field == "title"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lacking(model: &Model, before: Option<&Model>, language: &LanguageTag) -> Vec<Lack> {
    let primary = &model.framework().languages.primary;
    let origins = before.map(|it| origins(it, model)).unwrap_or_default();
    let old_texts: BTreeMap<(String, String), Text<'_>> = before
        .map(|it| {
            texts(it)
                .map(|(id, text)| ((id, field(&text)), text))
                .collect()
        })
        .unwrap_or_default();
    let mut found = Vec::new();
    for (id, text) in texts(model) {
        let Some(words) = text.text.get(primary) else {
            continue;
        };
        let way = field(&text);
        let translated = text.text.get(language);
        let was = origins.get(&id).unwrap_or(&id);
        let old = old_texts.get(&(was.clone(), way.clone())).map(|it| it.text);
        let is_older = old.is_some_and(|old| {
            let has_other_words = old
                .get(primary)
                .is_some_and(|old| normalised(old) != normalised(words));
            has_other_words && old.get(language) == translated
        });
        if translated.is_none() || is_older {
            found.push(Lack {
                id,
                field: way,
                text: words.to_owned(),
                older: translated.map(str::to_owned),
            });
        }
    }
    found
}

/// Puts translations where they belong. Empty ones are passed over.
///
/// ```
/// use competence_core::edit::{Translation, translate};
/// use competence_core::{source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let translation = Translation {
///     id: "cooperation".to_owned(),
///     field: "title".to_owned(),
///     text: "Cooperation".to_owned(),
///     translation: "Delo z drugimi".to_owned(),
/// };
/// let edited = translate(&files, &"sl".parse()?, &[translation])?;
/// assert!(edited.files[0].after.as_deref().is_some_and(|it| it.contains("sl: Delo z drugimi")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such text, if a text says something
/// else by now than what was translated, or if the model would have errors that it does not have.
pub fn translate(
    source: &dyn Source,
    language: &LanguageTag,
    translations: &[Translation],
) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    let primary = draft.model.framework().languages.primary.clone();
    if *language == primary {
        return Err(EditError::Request(format!(
            "`{language}` is the primary language: what is translated is not a translation; `reword` changes it"
        )));
    }
    let known: BTreeMap<(String, String), (Vec<Way>, String)> = texts(&draft.model)
        .filter_map(|(id, text)| {
            let words = text.text.get(&primary)?.to_owned();
            Some(((id, field(&text)), (way(&text), words)))
        })
        .collect();
    for it in translations
        .iter()
        .filter(|it| !it.translation.trim().is_empty())
    {
        let Some((way, words)) = known.get(&(it.id.clone(), it.field.clone())) else {
            if !known.keys().any(|(id, _)| *id == it.id) {
                return Err(EditError::unknown(&it.id, &draft.model));
            }
            return Err(EditError::Request(format!(
                "`{}` has no text `{}`",
                it.id, it.field
            )));
        };
        if normalised(words) != normalised(&it.text) {
            return Err(EditError::Request(format!(
                "the text `{}` of `{}` is `{words}` by now, and `{}` was translated: translate it again",
                it.field, it.id, it.text
            )));
        }
        let (path, holder) = if it.id == draft.model.framework().id.as_str() {
            (crate::check::MANIFEST.to_owned(), Vec::new())
        } else {
            draft.place_of(&it.id)?
        };
        let way = [&holder[..], &way[..]].concat();
        draft.edit(&path, |sheet| {
            set_text(sheet, &way, &primary, language, it.translation.trim())
        })?;
    }
    draft.declared(Vec::new(), &[])
}

/// Every text, with the id of what it belongs to.
fn texts(model: &Model) -> impl Iterator<Item = (String, Text<'_>)> {
    let framework = model.framework();
    let of_framework = framework.texts().map(|it| (framework.id.to_string(), it));
    let of_elements = model
        .elements()
        .flat_map(|element| element.texts().map(move |it| (element.id().to_owned(), it)));
    of_framework.chain(of_elements)
}

fn way(text: &Text<'_>) -> Vec<Way> {
    let steps = text.way().map(|step| match step {
        Step::Key(key) => Way::from(key),
        Step::Item(index) => Way::from(index),
    });
    steps.collect()
}

fn field(text: &Text<'_>) -> String {
    let steps = text.way().map(|step| match step {
        Step::Key(key) => key.to_owned(),
        Step::Item(index) => index.to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

/// The ids that elements had in an earlier version, where they have another one now.
fn origins(before: &Model, model: &Model) -> BTreeMap<String, String> {
    let (from, to) = (&before.framework().version, &model.framework().version);
    let mut origins: BTreeMap<String, String> = BTreeMap::new();
    for record in in_force(model, from, to).flat_map(|it| &it.records) {
        if let ([old], [new], true) = (
            &record.from[..],
            &record.to[..],
            record.change.keeps_identity(),
        ) && old != new
        {
            let first = origins.get(old.as_str()).cloned();
            origins.insert(new.to_string(), first.unwrap_or_else(|| old.to_string()));
        }
    }
    origins
}
