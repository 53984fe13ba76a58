//! What a program shows of a framework in one language: elements, resolved profiles and hits of a
//! search, to be serialised for a page or an answer over HTTP.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::Contents;
use crate::{
    Association, ClusterId, Code, Competence, CompetenceId, Element, FacetId, Hit, Indicator, Iri,
    Kind, LanguageTag, LevelValue, Link, LocalisedText, Mapping, Necessity, Polarity,
    ResolvedCompetence, ResolvedProfile, Status, TextField,
};

/// A framework as it is read in one language. Made by [`Contents::localised`].
///
/// ```
/// use competence_core::Model;
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
///     "languages": {"primary": "en", "optional": ["sl"]}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "status": "approved",
///     "title": {"en": "Cooperation", "sl": "Sodelovanje"}, "definition": {"en": "Works with others"},
///     "indicators": []
///   }]
/// }"#;
/// let model = Model::from_bundle(json.as_bytes())?;
/// let element = model.element("cooperation").ok_or("no such element")?;
/// let view = model.localised(Some(&"sl".parse()?)).element(element);
/// assert_eq!(
///     serde_json::to_value(view)?,
///     serde_json::json!({
///         "id": "cooperation", "type": "competence", "status": "approved", "kind": "core",
///         "title": {"language": "sl", "text": "Sodelovanje"},
///         "definition": {"language": "en", "text": "Works with others"},
///     }),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Localised<'m> {
    model: &'m Contents,
    language: Option<LanguageTag>,
}

/// A text, and the language that it is in: the one that was asked for, or the one that stands in for
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TextView<'m> {
    /// The language.
    pub language: &'m LanguageTag,
    /// The text.
    pub text: &'m str,
}

/// An element in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ElementView<'m> {
    /// The id.
    pub id: &'m str,
    /// The word for what it is.
    #[serde(rename = "type")]
    pub noun: &'static str,
    /// The status; that of the competence for an indicator without one.
    pub status: Status,
    /// The notation that others know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'m Code>,
    /// The address that others know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iri: Option<Iri>,
    /// The texts of which an element has one, each by its name.
    #[serde(flatten)]
    pub texts: BTreeMap<TextField, TextView<'m>>,
    /// Other names for the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternative_titles: Vec<TextView<'m>>,
    /// Words under which it is looked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<TextView<'m>>,
    /// Examples.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<TextView<'m>>,
    /// Pages about it.
    #[serde(skip_serializing_if = "<[Link]>::is_empty")]
    pub links: &'m [Link],
    /// Mappings to elements of other frameworks.
    #[serde(skip_serializing_if = "<[Mapping]>::is_empty")]
    pub mappings: &'m [Mapping],
    /// Relations to other elements.
    #[serde(skip_serializing_if = "<[Association]>::is_empty")]
    pub relations: &'m [Association],
    /// The kind of a competence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The cluster of a competence or a profile, or the one that a cluster is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<&'m ClusterId>,
    /// Further clusters of a competence.
    #[serde(skip_serializing_if = "<[ClusterId]>::is_empty")]
    pub also_in: &'m [ClusterId],
    /// What a competence is at each level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelView<'m>>,
    /// The competence of an indicator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competence: Option<&'m CompetenceId>,
    /// Whether the behaviour of an indicator speaks for the competence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// The level from which an indicator is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelValue>,
    /// The facets of an indicator.
    #[serde(skip_serializing_if = "<[FacetId]>::is_empty")]
    pub facets: &'m [FacetId],
    /// The indicators of a competence, its own and those that it includes. An included one has the
    /// competence that holds it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<ElementView<'m>>,
}

/// What a competence is at a level, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LevelView<'m> {
    /// The level.
    pub value: LevelValue,
    /// Its name on the scale of the competence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<TextView<'m>>,
    /// What people at this level do.
    pub description: TextView<'m>,
}

/// A profile with what it asks for, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ProfileView<'m> {
    /// The profile itself.
    #[serde(flatten)]
    pub profile: ElementView<'m>,
    /// What it asks for, in the declared order.
    pub competences: Vec<RequiredView<'m>>,
}

/// A competence that a profile asks for, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct RequiredView<'m> {
    /// The level that is asked for, where one is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_level: Option<LevelValue>,
    /// Whether the position needs it; nothing is written where it does.
    #[serde(skip_serializing_if = "is_essential")]
    pub necessity: Necessity,
    /// The competence, with the indicators that are asked for.
    #[serde(flatten)]
    pub competence: ElementView<'m>,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it by reference"
)]
fn is_essential(necessity: &Necessity) -> bool {
    *necessity == Necessity::Essential
}

impl Contents {
    /// The framework as it is read in a language, or in its primary one. A text that is not there
    /// in the language is shown in another one, as [`Contents::text`] does.
    pub fn localised(&self, language: Option<&LanguageTag>) -> Localised<'_> {
        Localised {
            model: self,
            language: language.cloned(),
        }
    }
}

impl<'m> Localised<'m> {
    /// An element; a competence with all its indicators.
    pub fn element(&self, element: Element<'m>) -> ElementView<'m> {
        let mut view = self.own(element);
        if let Element::Competence(competence) = element {
            let all = self.model.indicators_of(competence).map(|(_, it)| it);
            view.indicators = self.indicators(competence, all);
        }
        view
    }

    /// A resolved profile.
    pub fn profile(&self, resolved: &ResolvedProfile<'m>) -> ProfileView<'m> {
        let required = |it: &ResolvedCompetence<'m>| RequiredView {
            required_level: it.level,
            necessity: it.necessity,
            competence: ElementView {
                indicators: self.indicators(it.competence, it.indicators.iter().copied()),
                ..self.own(Element::Competence(it.competence))
            },
        };
        ProfileView {
            profile: self.own(Element::Profile(resolved.profile)),
            competences: resolved.competences.iter().map(required).collect(),
        }
    }

    fn indicators(
        &self,
        competence: &'m Competence,
        indicators: impl IntoIterator<Item = &'m Indicator>,
    ) -> Vec<ElementView<'m>> {
        let own = |it: &'m Indicator| ElementView {
            competence: None,
            ..self.own(Element::Indicator(competence, it))
        };
        let view = |it: &'m Indicator| match self.model.indicator(&it.id) {
            Some((home, it)) if home.id != competence.id => self.own(Element::Indicator(home, it)),
            _ => own(it),
        };
        indicators.into_iter().map(view).collect()
    }

    fn text(&self, text: &'m LocalisedText) -> TextView<'m> {
        let (language, text) = self.model.text(text, self.language.as_ref());
        TextView { language, text }
    }

    /// An element without what is in it.
    fn own(&self, element: Element<'m>) -> ElementView<'m> {
        let is_single = |it: TextField| {
            !it.is_list() && !matches!(it, TextField::LevelDescription | TextField::LinkTitle)
        };
        let texts = element.texts().filter(|it| is_single(it.field));
        let texts = texts.map(|it| (it.field, self.text(it.text)));
        let list = |texts: &'m [LocalisedText]| texts.iter().map(|it| self.text(it)).collect();
        let annotations = element.annotations();
        let mut view = ElementView {
            id: element.id(),
            noun: element.noun(),
            status: element.status(),
            code: annotations.code.as_ref(),
            iri: self.model.iri_of(element),
            texts: texts.collect(),
            alternative_titles: list(&annotations.alternative_titles),
            keywords: list(&annotations.keywords),
            examples: list(&annotations.examples),
            links: &annotations.links,
            mappings: element.mappings(),
            relations: element.relations(),
            kind: None,
            cluster: None,
            also_in: &[],
            levels: Vec::new(),
            competence: None,
            polarity: None,
            level: None,
            facets: &[],
            indicators: Vec::new(),
        };
        match element {
            Element::Cluster(it) => view.cluster = it.parent.as_ref(),
            Element::Competence(it) => {
                view.kind = Some(it.kind);
                view.cluster = it.cluster.as_ref();
                view.also_in = &it.also_in;
                let level = |described: &'m crate::LevelDescriptor| LevelView {
                    value: described.value,
                    title: self
                        .model
                        .level_of(Some(it), described.value)
                        .map(|it| self.text(&it.title)),
                    description: self.text(&described.description),
                };
                view.levels = it.levels.iter().map(level).collect();
            }
            Element::Indicator(competence, it) => {
                view.competence = Some(&competence.id);
                view.polarity = Some(it.polarity);
                view.level = it.level;
                view.facets = &it.facets;
            }
            Element::Profile(it) => view.cluster = it.cluster.as_ref(),
        }
        view
    }
}

/// As the id, type and status of the element, and the text with its field and language.
impl Serialize for Hit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'m> {
            id: &'m str,
            r#type: &'static str,
            field: TextField,
            language: &'m LanguageTag,
            text: &'m str,
            status: Status,
        }
        let flat = Flat {
            id: self.element.id(),
            r#type: self.element.noun(),
            field: self.field,
            language: self.language,
            text: self.text,
            status: self.element.status(),
        };
        flat.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Model;

    #[test]
    fn a_profile_is_shown_with_what_it_asks_for() {
        let json = json!({
            "format": 1,
            "framework": {
                "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
                "languages": {"primary": "en"},
                "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]},
            },
            "competences": [{
                "id": "a", "kind": "core", "title": {"en": "A", "sl": "Á"}, "status": "approved",
                "indicators": [
                    {"id": "a.one", "statement": {"en": "One"}, "level": 1, "facets": ["digital"]},
                    {"id": "a.two", "statement": {"en": "Two"}, "level": 2, "polarity": "ineffective"},
                ],
            }],
            "profiles": [{
                "id": "clerk", "title": {"en": "Clerk"}, "status": "draft",
                "requires": [{"competence": "a", "level": 1}],
            }],
        });
        let model = Model::from_bundle(json.to_string().as_bytes()).unwrap();
        let localised = model.localised(Some(&"sl".parse().unwrap()));
        let view = localised.profile(&model.resolve(&model.profiles()[0]));
        let en = |text: &str| json!({"language": "en", "text": text});
        let expected = json!({
            "id": "clerk", "type": "profile", "status": "draft", "title": en("Clerk"),
            "competences": [{
                "required-level": 1,
                "id": "a", "type": "competence", "status": "approved", "kind": "core",
                "title": {"language": "sl", "text": "Á"},
                "indicators": [{
                    "id": "a.one", "type": "indicator", "status": "approved", "statement": en("One"),
                    "polarity": "effective", "level": 1, "facets": ["digital"],
                }],
            }],
        });
        assert_eq!(serde_json::to_value(view).unwrap(), expected);
        let hits = model.search("two");
        let expected = json!([{
            "id": "a.two", "type": "indicator", "field": "statement", "language": "en", "text": "Two",
            "status": "approved",
        }]);
        assert_eq!(serde_json::to_value(hits).unwrap(), expected);
        let alone = localised.element(model.element("a.two").unwrap());
        assert_eq!(serde_json::to_value(alone).unwrap()["competence"], "a");
    }
}
