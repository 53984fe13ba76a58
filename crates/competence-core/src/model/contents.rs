//! What a model holds, and the questions it answers.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::OnceLock;

use super::element::Element;
use super::similarity::normalised;
use super::{Bundle, names, search};
use crate::{
    Cluster, ClusterId, Competence, CompetenceId, Framework, Indicator, IndicatorId, Kind,
    LanguageTag, Level, LevelValue, Lineage, LocalisedText, OrganisationId, Profile, ProfileId,
    ScaleId,
};

/// What a model holds, and the questions it answers: by id, kind, cluster, organisation, profile
/// and language. A whole [`Model`](crate::Model) and a
/// [`PartialModel`](crate::PartialModel) both lead to it.
///
/// Everything is iterated in the declared order (see [`crate::Order`]). An id is unique in a
/// whole model; in a partial one, an id that occurs twice leads to its first element.
pub struct Contents {
    bundle: Bundle,
    /// Where each cluster, competence and profile is. Indicators are found through the
    /// competence that their id names.
    index: HashMap<Box<str>, Position>,
    /// The first id that two clusters, competences or profiles have.
    duplicate: Option<String>,
    pub(super) search: OnceLock<search::Index>,
    pub(super) names: OnceLock<names::Names>,
}

/// Where an element is in its list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Position {
    Cluster(usize),
    Competence(usize),
    Profile(usize),
}

impl Contents {
    /// Puts the elements into the declared order, and notes where each is.
    pub(super) fn of(mut bundle: Bundle) -> Self {
        bundle.declare_language();
        bundle.format = bundle.needed_format();
        bundle.arrange();
        let mut duplicate = None;
        let mut index = HashMap::with_capacity(bundle.competences.len() * 2);
        let clusters = bundle.clusters.iter().enumerate();
        let competences = bundle.competences.iter().enumerate();
        let profiles = bundle.profiles.iter().enumerate();
        let all = (clusters.map(|(at, it)| (it.id.as_str(), Position::Cluster(at))))
            .chain(competences.map(|(at, it)| (it.id.as_str(), Position::Competence(at))))
            .chain(profiles.map(|(at, it)| (it.id.as_str(), Position::Profile(at))));
        for (id, position) in all {
            match index.entry(Box::from(id)) {
                Entry::Vacant(entry) => drop(entry.insert(position)),
                Entry::Occupied(_) => duplicate = duplicate.or_else(|| Some(id.to_owned())),
            }
        }
        Self {
            bundle,
            index,
            duplicate,
            search: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    pub(super) fn duplicate(&self) -> Option<&str> {
        self.duplicate.as_deref()
    }

    /// The framework and its elements as they are written to a bundle.
    pub fn as_bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// The manifest.
    pub fn framework(&self) -> &Framework {
        &self.bundle.framework
    }

    /// All clusters.
    pub fn clusters(&self) -> &[Cluster] {
        &self.bundle.clusters
    }

    /// All competences, of all kinds.
    pub fn competences(&self) -> &[Competence] {
        &self.bundle.competences
    }

    /// All profiles.
    pub fn profiles(&self) -> &[Profile] {
        &self.bundle.profiles
    }

    /// The lineage of each version, from the oldest to the newest.
    pub fn lineage(&self) -> &[Lineage] {
        &self.bundle.lineage
    }

    /// All indicators, each with its competence.
    pub fn indicators(&self) -> impl Iterator<Item = (&Competence, &Indicator)> {
        self.competences().iter().flat_map(|competence| {
            competence
                .indicators
                .iter()
                .map(move |indicator| (competence, indicator))
        })
    }

    /// All elements: clusters, competences each followed by its indicators, profiles.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let competences = self.competences().iter().flat_map(|competence| {
            let indicators = competence.indicators.iter();
            std::iter::once(Element::Competence(competence))
                .chain(indicators.map(move |indicator| Element::Indicator(competence, indicator)))
        });
        (self.clusters().iter().map(Element::Cluster))
            .chain(competences)
            .chain(self.profiles().iter().map(Element::Profile))
    }

    pub(crate) fn position(&self, id: &str) -> Option<Position> {
        self.index.get(id).copied()
    }

    /// The element with this id, of whatever kind.
    pub fn element(&self, id: &str) -> Option<Element<'_>> {
        // Only the id of an indicator has a dot.
        if id.contains('.') {
            let (competence, indicator) = self.find_indicator(id)?;
            return Some(Element::Indicator(competence, indicator));
        }
        match self.position(id)? {
            Position::Cluster(at) => self.clusters().get(at).map(Element::Cluster),
            Position::Competence(at) => self.competences().get(at).map(Element::Competence),
            Position::Profile(at) => self.profiles().get(at).map(Element::Profile),
        }
    }

    /// The elements with this title, or statement, in any language, without regard to case,
    /// diacritics, punctuation and white space.
    pub fn titled(&self, title: &str) -> impl Iterator<Item = Element<'_>> {
        let wanted = normalised(title);
        self.elements().filter(move |it| {
            !wanted.is_empty()
                && it
                    .title()
                    .iter()
                    .any(|(_, text)| normalised(text) == wanted)
        })
    }

    fn find_indicator(&self, id: &str) -> Option<(&Competence, &Indicator)> {
        let (parent, _) = id.split_once('.')?;
        let Some(Position::Competence(at)) = self.position(parent) else {
            return None;
        };
        let competence = self.competences().get(at)?;
        let indicator = competence
            .indicators
            .iter()
            .find(|it| it.id.as_str() == id)?;
        Some((competence, indicator))
    }

    /// The competence with this id. The id of another kind of element is not accepted:
    ///
    /// ```compile_fail
    /// # use competence_core::{IndicatorId, Model};
    /// fn wrong(model: &Model, id: &IndicatorId) {
    ///     model.competence(id);
    /// }
    /// ```
    pub fn competence(&self, id: &CompetenceId) -> Option<&Competence> {
        match self.element(id.as_str()) {
            Some(Element::Competence(competence)) => Some(competence),
            _ => None,
        }
    }

    /// The indicator with this id, and its competence.
    pub fn indicator(&self, id: &IndicatorId) -> Option<(&Competence, &Indicator)> {
        self.find_indicator(id.as_str())
    }

    /// The cluster with this id.
    pub fn cluster(&self, id: &ClusterId) -> Option<&Cluster> {
        match self.element(id.as_str()) {
            Some(Element::Cluster(cluster)) => Some(cluster),
            _ => None,
        }
    }

    /// The profile with this id.
    pub fn profile(&self, id: &ProfileId) -> Option<&Profile> {
        match self.element(id.as_str()) {
            Some(Element::Profile(profile)) => Some(profile),
            _ => None,
        }
    }

    /// The competences of one kind.
    pub fn competences_of_kind(&self, kind: Kind) -> impl Iterator<Item = &Competence> {
        self.competences()
            .iter()
            .filter(move |competence| competence.kind == kind)
    }

    /// The competences of one cluster, also those that stand in another one first, without those of
    /// the clusters inside it.
    pub fn competences_in<'m>(
        &'m self,
        cluster: &'m ClusterId,
    ) -> impl Iterator<Item = &'m Competence> {
        self.competences()
            .iter()
            .filter(move |competence| competence.clusters().any(|it| it == cluster))
    }

    /// The profiles of one group of profiles, without those of the groups inside it.
    pub fn profiles_in<'m>(&'m self, cluster: &'m ClusterId) -> impl Iterator<Item = &'m Profile> {
        let profiles = self.profiles().iter();
        profiles.filter(move |profile| profile.cluster.as_ref() == Some(cluster))
    }

    /// The indicators that speak for a competence: its own, and those that it includes, each with the
    /// competence that holds it.
    pub fn indicators_of<'m>(
        &'m self,
        competence: &'m Competence,
    ) -> impl Iterator<Item = (&'m Competence, &'m Indicator)> {
        let own = competence.indicators.iter().map(move |it| (competence, it));
        own.chain(
            competence
                .includes
                .iter()
                .filter_map(|id| self.indicator(id)),
        )
    }

    /// The scale of this id: one of the manifest's `scales`, or the one for ratings.
    pub fn scale(&self, id: &ScaleId) -> Option<&[Level]> {
        let framework = self.framework();
        if *id == ScaleId::RATING {
            return Some(&framework.scale.levels);
        }
        let found = framework.scales.iter().find(|it| it.id == *id);
        found.map(|it| &*it.levels)
    }

    /// The id of the scale that the levels of a competence are on: its own, the one that the manifest
    /// sets, or the one for ratings.
    pub fn level_scale_of<'m>(&'m self, competence: Option<&'m Competence>) -> &'m ScaleId {
        const RATING: &ScaleId = &ScaleId::RATING;
        let own = competence.and_then(|it| it.scale.as_ref());
        let set = self.framework().level_scale.as_ref();
        own.or(set).unwrap_or(RATING)
    }

    /// The level with this value on the scale of a competence, or of all that set no other one.
    pub fn level_of(&self, competence: Option<&Competence>, value: LevelValue) -> Option<&Level> {
        let levels = self.scale(self.level_scale_of(competence))?;
        levels.iter().find(|it| it.value == value)
    }

    /// The clusters that name this organisation.
    pub fn clusters_for<'m>(
        &'m self,
        organisation: &'m OrganisationId,
    ) -> impl Iterator<Item = &'m Cluster> {
        self.clusters()
            .iter()
            .filter(move |cluster| cluster.organisations.contains(organisation))
    }

    /// The job-specific competences of the clusters that name this organisation.
    pub fn competences_for<'m>(
        &'m self,
        organisation: &'m OrganisationId,
    ) -> impl Iterator<Item = &'m Competence> {
        self.clusters_for(organisation)
            .flat_map(|cluster| self.competences_in(&cluster.id))
    }

    /// A text in the language asked for, with the language it is in: the fallback is that of
    /// [`LocalisedText::resolve`] with the framework's primary language.
    pub fn text<'m>(
        &'m self,
        text: &'m LocalisedText,
        wanted: Option<&LanguageTag>,
    ) -> (&'m LanguageTag, &'m str) {
        let primary = &self.framework().languages.primary;
        text.resolve(wanted.unwrap_or(primary), primary)
    }
}

impl PartialEq for Contents {
    fn eq(&self, other: &Self) -> bool {
        self.bundle == other.bundle
    }
}

impl Eq for Contents {}

impl fmt::Debug for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bundle.fmt(f)
    }
}
