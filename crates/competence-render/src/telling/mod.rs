//! Changes and decisions in sentences, in the language of the reader.
//!
//! Whatever shows a change asks this: the terminal, the comment of a pull request, the page, the
//! changelog, the verdict. No sentence holds JSON or the name of a field.

mod decisions;
mod lines;
mod values;

use competence_core::lineage::known_as;
use competence_core::version::Judgement;
use competence_core::{
    Bump, Element, Facet, LanguageTag, LevelValue, LineageRecord, Model, ScaleId,
};

use crate::locale::{Locale, Texts, args};
use crate::visible::visible_line;
pub(crate) use decisions::{Record, ids};

/// Tells the changes from one model to another.
///
/// ```
/// use competence_core::{LanguageTag, Model, version::Comparison};
/// use competence_render::telling::Teller;
///
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "draft",
///     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
///   }]
/// }"#;
/// let old = Model::from_bundle(json.as_bytes())?;
/// let new = Model::from_bundle(json.replace("draft", "approved").as_bytes())?;
/// let comparison = Comparison::between(old, new);
///
/// let teller = Teller::new(comparison.before(), comparison.after(), None);
/// let lines = teller.lines(&comparison.judgements());
/// assert_eq!(lines[0].sentence, "Status: draft → approved");
///
/// let slovene: LanguageTag = "sl".parse()?;
/// let teller = Teller::new(comparison.before(), comparison.after(), Some(&slovene));
/// assert_eq!(teller.lines(&comparison.judgements())[0].sentence, "Stanje: osnutek → potrjeno");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Teller<'m> {
    pub(crate) locale: Locale,
    pub(crate) old: Texts<'m>,
    pub(crate) new: Texts<'m>,
}

/// What is said of a change, or of the changes of one text in several languages.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// The id of the element.
    pub id: String,
    /// The version that it needs.
    pub level: Bump,
    /// Why it needs that version, in English: the rule's reason, or the manifest's.
    pub reason: String,
    /// The id of the rule.
    pub rule: &'static str,
    /// Whether the manifest set the level.
    pub set_by_manifest: bool,
    /// The sentence, on one line, with nothing in it that drives a terminal. It begins with the
    /// statement of the indicator that it is about, where that is not what changed.
    pub sentence: String,
    /// Texts to be compared: first in the language of the reader, then in the others.
    pub texts: Vec<Sides>,
}

/// A text before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sides {
    /// The language of the two.
    pub language: LanguageTag,
    /// The text before; none if it is new.
    pub old: Option<String>,
    /// The text after; none if it was removed.
    pub new: Option<String>,
}

/// A sentence about a change, with the texts that it is about.
pub(crate) struct Said {
    pub sentence: String,
    pub texts: Vec<Sides>,
}

impl Said {
    fn of(sentence: String) -> Self {
        Self {
            sentence,
            texts: Vec::new(),
        }
    }
}

impl<'m> Teller<'m> {
    /// Tells changes in a language, or in the primary one of the new model. Where there are no
    /// messages in it, the words are English, and the texts of the model in that language.
    pub fn new(old: &'m Model, new: &'m Model, language: Option<&'m LanguageTag>) -> Self {
        let language = language.unwrap_or(&new.framework().languages.primary);
        Self {
            locale: Locale::of(language),
            old: Texts {
                model: old,
                language,
            },
            new: Texts {
                model: new,
                language,
            },
        }
    }

    /// The same, with English words around the texts.
    pub fn in_english(old: &'m Model, new: &'m Model, language: Option<&'m LanguageTag>) -> Self {
        Self {
            locale: Locale::english(),
            ..Self::new(old, new, language)
        }
    }

    /// The sentences of changes. Those of one text in several languages are one.
    pub fn lines(&self, judgements: &[Judgement<'_>]) -> Vec<Line> {
        lines::lines(self, judgements)
    }

    /// A lineage record in a sentence, without its reason and without a full stop.
    pub fn record(&self, record: &LineageRecord) -> String {
        decisions::sentence(self, record)
    }

    pub(crate) fn say(&self, id: &str, args: &[(&str, fluent_bundle::FluentValue<'_>)]) -> String {
        self.locale.say(id, args)
    }

    /// The name of an element in quotation marks, as it is now, or as it was. What is in neither
    /// model came and went between the two, and is called as what became of it.
    pub(crate) fn name(&self, id: &str) -> String {
        self.named(id, [self.new, self.old])
    }

    /// The name of an element in quotation marks, as it was, or as it is now.
    pub(crate) fn old_name(&self, id: &str) -> String {
        self.named(id, [self.old, self.new])
    }

    /// The name of an element without quotation marks, as it is now, or as it was.
    pub(crate) fn plain_name(&self, id: &str) -> String {
        visible_line(&self.called(id, [self.new, self.old])).into_owned()
    }

    fn named(&self, id: &str, sides: [Texts<'m>; 2]) -> String {
        self.locale.quoted(&self.called(id, sides))
    }

    fn called(&self, id: &str, sides: [Texts<'m>; 2]) -> String {
        let of = |id: &str| {
            // In an earlier draft, it may have another id already.
            let element = |model: &'m Model| model.element(known_as(model, id)?);
            let found = |texts: &Texts<'m>| Some(texts.title(element(texts.model)?));
            sides.iter().find_map(found)
        };
        let records = || self.new.model.lineage().iter().flat_map(|it| &it.records);
        let mut at = id;
        let mut steps = records().count();
        while of(at).is_none() && steps > 0 {
            let later = records().find(|it| it.from.iter().any(|from| from.as_str() == at));
            let Some(later) = later.and_then(|it| it.to.first()) else {
                break;
            };
            at = later.as_str();
            steps -= 1;
        }
        of(at).unwrap_or(id).to_owned()
    }

    pub(crate) fn names<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<String> {
        ids.into_iter().map(|id| self.name(id)).collect()
    }

    /// The name of something that the manifest declares in a list, in quotation marks: a scale, a
    /// facet or an organisation.
    pub(crate) fn declared(&self, list: &str, id: &str) -> String {
        let found = [self.new, self.old].into_iter().find_map(|texts| {
            let framework = texts.model.framework();
            let title = match list {
                "scales" => framework
                    .scales
                    .iter()
                    .find(|it| it.id == *id)
                    .map(|it| &it.title),
                "facets" => framework
                    .facets
                    .iter()
                    .find(|it| it.id == *id)
                    .map(|it| &it.title),
                _ => {
                    let mut all = framework.organisations.iter();
                    all.find(|it| it.id == *id).map(|it| &it.title)
                }
            };
            Some(texts.text(title?))
        });
        match found {
            Some(title) => self.locale.quoted(title),
            None if list == "scales" && ScaleId::RATING == *id => self.say("rating-scale", &[]),
            None if list == "facets" && Facet::DIGITAL == *id => self.say("facet-digital", &[]),
            None => self.locale.quoted(id),
        }
    }

    /// A level of a competence by its title, as it is in one of the two models; without a
    /// competence, a level of the scale that holds for all.
    pub(crate) fn level(
        &self,
        texts: Texts<'m>,
        competence: Option<&str>,
        value: LevelValue,
    ) -> String {
        let competence = competence.and_then(|id| match texts.model.element(id) {
            Some(Element::Competence(it)) => Some(it),
            _ => None,
        });
        self.level_on(texts, texts.model.level_scale_of(competence), value)
    }

    pub(crate) fn level_on(&self, texts: Texts<'m>, scale: &ScaleId, value: LevelValue) -> String {
        let levels = texts.model.scale(scale).unwrap_or_default();
        match levels.iter().find(|it| it.value == value) {
            Some(level) => {
                let title = visible_line(texts.text(&level.title)).into_owned();
                self.say(
                    "level-titled",
                    args! { "number" => value.get(), "title" => title },
                )
            }
            None => self.say("level", args! { "number" => value.get() }),
        }
    }

    /// The statement of an indicator, as it is now, or as it was.
    fn statement(&self, id: &str) -> Option<String> {
        let found = [self.new, self.old].into_iter().find_map(|texts| {
            let element = texts.model.element(id)?;
            matches!(element, Element::Indicator(..)).then(|| texts.title(element))
        });
        found.map(|it| visible_line(it).into_owned())
    }
}
