//! Rewording a statement or a title, with the lineage that says what it means.

use serde_json::Value;

use super::draft::Draft;
use super::sheet::{Block, Sheet, Step, scalar, way};
use super::{EditError, Edited, Grounds};
use crate::check::source::Source;
use crate::model::Element;
use crate::model::similarity::normalised;
use crate::{ElementId, LanguageTag, LineageChange, LineageRecord, LocalisedText};

/// Another wording of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// The element whose statement, or title, it is.
    pub id: ElementId,
    /// The new text.
    pub text: String,
    /// The language of the text; the primary one if none is given.
    pub language: Option<LanguageTag>,
    /// Whether it means the same, so that assessments are carried over as they are.
    pub editorial: bool,
    /// Why it was decided.
    pub grounds: Grounds,
}

impl Rewording {
    /// Another wording in the primary language.
    pub fn new(id: ElementId, text: impl Into<String>) -> Self {
        Self {
            id,
            text: text.into(),
            language: None,
            editorial: false,
            grounds: Grounds::default(),
        }
    }
}

/// Rewords a statement or a title. Where a statement was released, the wording that binds changes,
/// and it is not a matter of case, punctuation or white space, a lineage record is written; where
/// the model still has the version of its last release, the version is raised.
///
/// ```
/// use competence_core::edit::{Rewording, reword};
/// use competence_core::{ElementId, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let id = id!(ElementId, "cooperation.keeps-agreements");
/// let edited = reword(&files, &Rewording::new(id, "Keeps what was agreed"))?;
/// let after = edited.files[0].after.as_deref().unwrap_or_default();
/// assert!(after.contains("en: Keeps what was agreed\n"));
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element, if a reason is
/// missing, or if the model would have errors that it does not have.
pub fn reword(source: &dyn Source, rewording: &Rewording) -> Result<Edited, EditError> {
    reword_all(source, std::slice::from_ref(rewording)).map_err(|(_, error)| error)
}

/// Rewords several texts at once, as [`reword`] does: the model is checked once.
///
/// # Errors
/// The number of the rewording that fails, from 0, and why it does.
pub fn reword_all(
    source: &dyn Source,
    rewordings: &[Rewording],
) -> Result<Edited, (usize, EditError)> {
    let mut draft = Draft::open(source).map_err(|error| (0, error))?;
    let mut records = Vec::new();
    for (number, it) in rewordings.iter().enumerate() {
        let record = draft.reword(it).map_err(|error| (number, error))?;
        records.extend(record);
    }
    draft.declared(records, &[]).map_err(|error| (0, error))
}

impl Draft<'_> {
    /// Writes the new text, and tells the record that it needs.
    fn reword(&mut self, rewording: &Rewording) -> Result<Option<LineageRecord>, EditError> {
        let id = rewording.id.as_str();
        let element = self.element(id)?;
        let primary = self.model.framework().languages.primary.clone();
        let language = rewording.language.as_ref().unwrap_or(&primary);
        let is_statement = matches!(element, Element::Indicator(..));
        let field = if is_statement { "statement" } else { "title" };
        let (path, holder) = self.place_of(id)?;
        self.edit(&path, |sheet| {
            let text = [&holder[..], &way![field]].concat();
            set_text(sheet, &text, &primary, language, &rewording.text)
        })?;
        if !is_statement || *language != primary {
            return Ok(None);
        }
        let Some(from) = self.only_origin(id)? else {
            return Ok(None);
        };
        let was = self.released(from.as_str());
        let was = was.and_then(|it| it.title().get(&primary));
        let has_other_words = was.is_some_and(|was| normalised(was) != normalised(&rewording.text));
        if !has_other_words {
            return Ok(None);
        }
        if !rewording.editorial && rewording.grounds.reason.is_none() {
            return Err(EditError::NoReason);
        }
        let to = vec![rewording.id.clone()];
        let mut record = LineageRecord::new(LineageChange::Reworded, vec![from], to);
        record.editorial = rewording.editorial;
        rewording.grounds.give(&mut record);
        Ok(Some(record))
    }
}

/// Writes a text in a language: where it stands, or behind the languages that are there.
pub(super) fn set_text(
    sheet: &mut Sheet,
    way: &[Step],
    primary: &LanguageTag,
    language: &LanguageTag,
    text: &str,
) -> Result<(), EditError> {
    let in_language = [way, &way![language.as_str()]].concat();
    match sheet.get(way) {
        Some(Value::String(_)) if language == primary => sheet.set(way, text),
        Some(Value::String(plain)) => {
            // A text in one language becomes one in two.
            let lines = format!("{primary}: {}\n{language}: {}", scalar(plain), scalar(text));
            let block = Block::yaml(&lines).ok_or_else(|| EditError::layout(sheet.path()))?;
            sheet.replace(way, &block)
        }
        Some(Value::Object(_)) if sheet.get(&in_language).is_some() => {
            sheet.set(&in_language, text)
        }
        Some(Value::Object(texts)) => {
            let is_there = texts.contains_key(primary.as_str());
            let first = texts.keys().next().cloned().unwrap_or_default();
            let behind = if is_there { primary.as_str() } else { &first };
            sheet.insert(way, behind, language.as_str(), &Block::scalar(text))
        }
        _ => Err(EditError::layout(sheet.path())),
    }
}

/// Writes the title of an element, or the statement of an indicator, in each of the languages given.
pub(super) fn set_texts(
    draft: &mut Draft<'_>,
    id: &str,
    text: &LocalisedText,
) -> Result<(), EditError> {
    let primary = draft.model.framework().languages.primary.clone();
    let (path, holder) = draft.place_of(id)?;
    let field = if id.contains('.') {
        "statement"
    } else {
        "title"
    };
    let way = [&holder[..], &way![field]].concat();
    draft.edit(&path, |sheet| {
        let mut texts = text.iter();
        texts.try_for_each(|(language, text)| set_text(sheet, &way, &primary, language, text))
    })
}
