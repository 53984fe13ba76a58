//! What a manifest declares, where a source shows it by its use only.

use std::collections::BTreeSet;

use competence_core::{Bundle, Element, Facet, LanguageTag, LocalisedText};

/// Declares the facets that indicators have, and the languages that texts are in.
pub(crate) fn declare(bundle: &mut Bundle) {
    let primary = bundle.framework.languages.primary.clone();
    let indicators = bundle.competences.iter().flat_map(|it| &it.indicators);
    let facets: BTreeSet<_> = indicators.flat_map(|it| &it.facets).collect();
    let facets = facets.into_iter().filter(|it| **it != Facet::DIGITAL);
    let facets = facets.map(|it| {
        let title = LocalisedText::new(primary.clone(), it.as_str());
        Facet::new(it.clone(), title)
    });
    bundle.framework.facets = facets.collect();
    let clusters = bundle.clusters.iter().map(Element::Cluster);
    let competences = bundle.competences.iter().flat_map(|it| {
        let inside = it.indicators.iter();
        let inside = inside.map(move |indicator| Element::Indicator(it, indicator));
        std::iter::once(Element::Competence(it)).chain(inside)
    });
    let of_elements = clusters.chain(competences).flat_map(|it| it.texts());
    let texts = bundle.framework.texts().chain(of_elements);
    bundle.framework.languages.optional = other_languages(texts.map(|it| it.text), &primary);
}

/// The languages of texts, without the primary one.
pub(crate) fn other_languages<'t>(
    texts: impl Iterator<Item = &'t LocalisedText>,
    primary: &LanguageTag,
) -> Vec<LanguageTag> {
    let tags = texts.flat_map(|it| it.iter().map(|(tag, _)| tag));
    let tags: BTreeSet<&LanguageTag> = tags.filter(|it| *it != primary).collect();
    tags.into_iter().cloned().collect()
}
