//! Rewording a statement or a title, with the lineage that says what it means.

use super::declare::declared;
use super::{EditError, Edited, Patch, opened};
use crate::check::context::Subject;
use crate::check::source::Source;
use crate::model::Element;
use crate::model::similarity::normalised;
use crate::{Date, ElementId, Evidence, LanguageTag, LineageChange, LineageRecord};

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
    pub reason: Option<String>,
    /// What the decision rests on.
    pub evidence: Vec<Evidence>,
    /// The day of the decision.
    pub decided: Option<Date>,
}

impl Rewording {
    /// Another wording in the primary language.
    pub fn new(id: ElementId, text: impl Into<String>) -> Self {
        Self {
            id,
            text: text.into(),
            language: None,
            editorial: false,
            reason: None,
            evidence: Vec::new(),
            decided: None,
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
/// assert!(edited.files[0].after.contains("en: Keeps what was agreed\n"));
/// # Ok::<(), competence_core::edit::EditError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if there is no such element or text, if the text
/// stands on several lines, if a reason is missing, or if the model would have errors that it does
/// not have.
pub fn reword(source: &dyn Source, rewording: &Rewording) -> Result<Edited, EditError> {
    let checked = opened(source)?;
    let model = checked.model()?;
    let subject = Subject::new(&checked);
    let id = rewording.id.as_str();
    let Some(at) = subject.find(id) else {
        return Err(EditError::unknown(id, &model));
    };
    let primary = &model.framework().languages.primary;
    let language = rewording.language.as_ref().unwrap_or(primary);
    let field = match at.element {
        Element::Indicator(..) => "statement",
        _ => "title",
    };
    let texts = at.spot().key(field);
    let text = scalar(&rewording.text);
    let patch: Option<Patch> = if at.element.title().get(language).is_some() {
        let place = texts.key(language.as_str()).scalar();
        place.map(|place| (place, text))
    } else {
        let first = texts.first();
        first.and_then(|(name, value)| value.insertion(&name, language.as_str(), &text))
    };
    let Some(patch) = patch else {
        return Err(EditError::SeveralLines {
            place: texts.key(language.as_str()).place(),
        });
    };
    let is_statement = matches!(at.element, Element::Indicator(..));
    let released = checked.releases().next_back().and_then(|it| it.element(id));
    let was = released.and_then(|it| it.title().get(primary));
    let has_other_words = was.is_some_and(|was| normalised(was) != normalised(&rewording.text));
    let mut records = Vec::new();
    if is_statement && language == primary && has_other_words {
        if !rewording.editorial && rewording.reason.is_none() {
            return Err(EditError::NoReason);
        }
        let ids = || vec![rewording.id.clone()];
        records.push(LineageRecord {
            editorial: rewording.editorial,
            reason: rewording.reason.clone(),
            evidence: rewording.evidence.clone(),
            decided: rewording.decided,
            ..LineageRecord::new(LineageChange::Reworded, ids(), ids())
        });
    }
    declared(source, &checked, &[patch], records)
}

/// A text as it can stand behind a key, in quotes where it must be.
fn scalar(text: &str) -> String {
    use crate::check::document::{self, Document};
    let reads_the_same = |yaml: String| {
        let mut findings = Vec::new();
        let document = document::parse("", &yaml, &mut findings);
        if document.is_empty() {
            return false;
        }
        let value = document.value(Document::ROOT, "k");
        let is_text = value.and_then(|it| document.text(it)) == Some(text);
        findings.is_empty() && document.ambiguous().is_empty() && is_text
    };
    let is_plain = !text.is_empty()
        && reads_the_same(format!("k: {text}\n"))
        && reads_the_same(format!("{{ k: {text} }}\n"));
    if is_plain {
        text.to_owned()
    } else {
        // A string of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    }
}
