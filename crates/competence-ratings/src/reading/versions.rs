//! The versions that ratings may be made against, and what their columns and cells name.

use std::collections::HashMap;

use competence_core::{Element, LocalisedText, Model, fold};
use semver::Version;

use crate::digit;

/// What a rating is of, by its place in a version of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The indicator at this place among [`Contents::indicators`](competence_core::Contents::indicators).
    Indicator(usize),
    /// The competence at this place among [`Contents::competences`](competence_core::Contents::competences).
    Competence(usize),
}

/// Versions of a model, from the earliest to the latest.
///
/// ```
/// use competence_core::Model;
/// use competence_ratings::reading::{Subject, Versions};
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
///     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
///   }]
/// }"#;
/// let versions = Versions::of([Model::from_bundle(json.as_bytes())?]);
/// for name in ["cooperation.agreements", "Keeps agreements", " keeps  AGREEMENTS. "] {
///     assert_eq!(versions.find(0, name), Some(Subject::Indicator(0)));
/// }
/// assert_eq!(versions.find(0, "cooperation"), Some(Subject::Competence(0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Versions {
    all: Vec<Known>,
}

/// One version with the names of its elements.
#[derive(Debug, Clone)]
struct Known {
    model: Model,
    ids: HashMap<String, Subject>,
    /// Statements, titles and codes without case, diacritics and double blanks; nothing for those that
    /// several elements have.
    texts: HashMap<String, Option<Subject>>,
    /// The titles of the scale's levels, in the same way.
    levels: HashMap<String, Option<u16>>,
    indicators: Vec<String>,
    /// Whether the scale has each of the numbers from 0 to 9: what most ratings are.
    digits: [bool; 10],
}

impl Versions {
    /// These versions, in their order. Of two with the same number, the first is taken.
    pub fn of(models: impl IntoIterator<Item = Model>) -> Self {
        let mut all: Vec<Known> = models.into_iter().map(Known::of).collect();
        all.sort_by(|a, b| a.version().cmp(b.version()));
        all.dedup_by(|b, a| a.version() == b.version());
        Self { all }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The model of a version, by its place from 0.
    pub fn model(&self, version: usize) -> Option<&Model> {
        self.all.get(version).map(|it| &it.model)
    }

    /// The models, from the earliest version to the latest.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.all.iter().map(|it| &it.model)
    }

    /// The place of a version.
    pub fn position(&self, version: &Version) -> Option<usize> {
        self.all.iter().position(|it| it.version() == version)
    }

    /// The place of the version that a text names: `1.2.0`, and `v1.2` or `1` as well, where a spreadsheet
    /// left out zeros.
    pub fn named(&self, text: &str) -> Option<usize> {
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let parsed = ["", ".0", ".0.0"].iter();
        let mut parsed = parsed.filter_map(|zeros| Version::parse(&format!("{text}{zeros}")).ok());
        self.position(&parsed.next()?)
    }

    /// What a text names in a version: by its id; or else by its code, by its statement or title in any
    /// language, without regard to case, diacritics, blanks and a full stop at the end. Nothing, where
    /// several elements have the text.
    pub fn find(&self, version: usize, text: &str) -> Option<Subject> {
        let known = self.all.get(version)?;
        let text = text.trim();
        match known.ids.get(text) {
            Some(subject) => Some(*subject),
            None => known.texts.get(&folded(text)).copied().flatten(),
        }
    }

    /// The id of a subject.
    pub fn id(&self, version: usize, subject: Subject) -> Option<&str> {
        let known = self.all.get(version)?;
        match subject {
            Subject::Indicator(at) => known.indicators.get(at).map(String::as_str),
            Subject::Competence(at) => {
                let competence = known.model.competences().get(at);
                competence.map(|it| it.id.as_str())
            }
        }
    }

    /// The ids of the indicators of a version, in its order.
    pub fn indicators(&self, version: usize) -> &[String] {
        self.all.get(version).map_or(&[], |it| &it.indicators)
    }

    /// Whether a number can be a rating of a version: see [`Scale::rates`](competence_core::Scale::rates).
    pub fn rates(&self, version: usize, value: f64, parts: u32) -> bool {
        let Some(known) = self.all.get(version) else {
            return false;
        };
        match digit(value).and_then(|it| known.digits.get(it)) {
            Some(rates) if parts == 1 => *rates,
            _ => known.model.framework().scale.rates(value, parts),
        }
    }

    /// The value of the level that a text is the title of.
    pub(crate) fn level(&self, version: usize, text: &str) -> Option<f64> {
        let value = self.all.get(version)?.levels.get(&folded(text))?;
        value.map(f64::from)
    }
}

impl Known {
    fn of(model: Model) -> Self {
        let (mut ids, mut texts) = (HashMap::new(), HashMap::new());
        let mut indicators = Vec::new();
        // Indicators come first: a competence that has the text of one is not meant by it.
        for (at, (_, indicator)) in model.indicators().enumerate() {
            let subject = Subject::Indicator(at);
            let id = indicator.id.as_str().to_owned();
            indicators.push(id.clone());
            ids.insert(id, subject);
            put_all(&mut texts, &indicator.statement, subject);
        }
        let mut titles = HashMap::new();
        for (at, competence) in model.competences().iter().enumerate() {
            let subject = Subject::Competence(at);
            ids.insert(competence.id.as_str().to_owned(), subject);
            put_all(&mut titles, &competence.title, subject);
        }
        let mut codes = HashMap::new();
        for element in model.elements() {
            let (subject, code) = (ids.get(element.id()), element.annotations().code.as_ref());
            let is_rated = matches!(element, Element::Indicator(..) | Element::Competence(_));
            if let (Some(subject), Some(code), true) = (subject, code, is_rated) {
                put(&mut codes, folded(code.as_str()), *subject);
            }
        }
        for (text, subject) in titles.into_iter().chain(codes) {
            texts.entry(text).or_insert(subject);
        }
        let mut levels = HashMap::new();
        for level in &model.framework().scale.levels {
            put_all(&mut levels, &level.title, level.value.get());
        }
        let scale = &model.framework().scale;
        let digits = std::array::from_fn(|digit| {
            u32::try_from(digit).is_ok_and(|it| scale.rates(it.into(), 1))
        });
        Self {
            model,
            ids,
            texts,
            levels,
            indicators,
            digits,
        }
    }

    fn version(&self) -> &Version {
        &self.model.framework().version
    }
}

/// Puts each language of a text.
fn put_all<T: Copy + PartialEq>(
    texts: &mut HashMap<String, Option<T>>,
    text: &LocalisedText,
    subject: T,
) {
    for (_, text) in text.iter() {
        put(texts, folded(text), subject);
    }
}

/// Puts a text; what several have leads to none of them.
fn put<T: Copy + PartialEq>(texts: &mut HashMap<String, Option<T>>, text: String, subject: T) {
    let known = texts.entry(text).or_insert(Some(subject));
    if *known != Some(subject) {
        *known = None;
    }
}

/// A text without case, diacritics, double blanks, and the full stop at its end.
pub(crate) fn folded(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut joined = words.join(" ");
    joined.truncate(joined.trim_end_matches(['.', ':', ' ']).len());
    joined
}
