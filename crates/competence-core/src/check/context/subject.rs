//! What rules look at: the model, and where everything in it is.

use std::sync::OnceLock;

use super::certainty::Certainty;
use super::declared::Declared;
use super::spot::Spot;
use super::texts::{self, Text};
use crate::check::finding::Place;
use crate::check::load::{Loaded, Origin, Release};
use crate::check::rule::Rule;
use crate::model::{Position, similarity};
use crate::version::release_of;
use crate::{
    Cluster, Competence, Contents, Element, Framework, Indicator, Kind, Lineage, Model, Profile,
    ReleaseRecords, Severity, Status,
};

/// What rules look at: the model, and where everything in it is.
pub(crate) struct Subject<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) certainty: Certainty,
    texts: Vec<Text<'a>>,
    statements: OnceLock<Vec<Statement<'a>>>,
    declared: OnceLock<Declared<'a>>,
}

/// The statement of an indicator in the primary language, normalised for comparison.
pub(crate) struct Statement<'a> {
    pub at: IndicatorAt<'a>,
    pub normalised: String,
}

/// An element of the model with the spot of its map.
pub(crate) struct At<'a, T> {
    pub item: &'a T,
    pub spot: Spot<'a>,
}

impl<T> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<'_, T> {}

/// An indicator with its competence and its number in it.
#[derive(Clone, Copy)]
pub(crate) struct IndicatorAt<'a> {
    pub competence: At<'a, Competence>,
    pub index: usize,
    pub item: &'a Indicator,
}

impl<'a> IndicatorAt<'a> {
    pub fn spot(&self) -> Spot<'a> {
        self.competence.spot.key("indicators").item(self.index)
    }
}

/// Any element with an id, and its place.
#[derive(Clone, Copy)]
pub(crate) struct ElementAt<'a> {
    pub element: Element<'a>,
    pub holder: Spot<'a>,
    /// The number of an indicator in the competence that is the holder.
    pub index: Option<usize>,
}

impl<'a> ElementAt<'a> {
    pub fn spot(&self) -> Spot<'a> {
        match self.index {
            Some(index) => self.holder.key("indicators").item(index),
            None => self.holder,
        }
    }
}

/// A step to a version: its lineage, and what is known of both sides.
pub(crate) struct Step<'a> {
    pub lineage: At<'a, Lineage>,
    /// The release before, if there is one.
    pub before: Option<&'a Release>,
    /// The model of the version itself: a release, or the model that is checked.
    pub after: Option<&'a Contents>,
    /// Whether the version itself is released.
    pub is_released: bool,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(loaded: &'a Loaded) -> Self {
        let mut subject = Self {
            loaded,
            certainty: Certainty::of(loaded),
            texts: Vec::new(),
            statements: OnceLock::new(),
            declared: OnceLock::new(),
        };
        subject.texts = texts::collect(&subject);
        subject
    }

    pub fn model(&self) -> &'a Contents {
        &self.loaded.model
    }

    /// What the manifest declares.
    pub fn declared(&self) -> &Declared<'a> {
        let framework = || self.loaded.model.framework();
        self.declared.get_or_init(|| Declared::of(framework()))
    }

    /// The whole model, if nothing of it was left out.
    pub fn whole_model(&self) -> Option<Model> {
        self.loaded.model().ok()
    }

    /// Whether there is a whole model, and not one document without its framework.
    pub fn is_whole_model(&self) -> bool {
        !self.loaded.is_part
    }

    /// The manifest, if it could be understood.
    pub fn framework(&self) -> Option<At<'a, Framework>> {
        let origin = self.loaded.origins.framework?;
        Some(At {
            item: self.loaded.model.framework(),
            spot: self.spot(origin),
        })
    }

    fn spot(&self, origin: Origin) -> Spot<'a> {
        spot(self.loaded, origin)
    }

    fn located<T>(&self, items: &'a [T], origins: &'a [Origin]) -> impl Iterator<Item = At<'a, T>> {
        let loaded = self.loaded;
        items.iter().zip(origins).map(move |(item, origin)| {
            let spot = spot(loaded, *origin);
            At { item, spot }
        })
    }

    pub fn clusters(&self) -> impl Iterator<Item = At<'a, Cluster>> {
        self.located(self.loaded.model.clusters(), &self.loaded.origins.clusters)
    }

    pub fn competences(&self) -> impl Iterator<Item = At<'a, Competence>> {
        self.located(
            self.loaded.model.competences(),
            &self.loaded.origins.competences,
        )
    }

    pub fn profiles(&self) -> impl Iterator<Item = At<'a, Profile>> {
        self.located(self.loaded.model.profiles(), &self.loaded.origins.profiles)
    }

    pub fn lineage(&self) -> impl Iterator<Item = At<'a, Lineage>> {
        self.located(self.loaded.model.lineage(), &self.loaded.origins.lineage)
    }

    pub fn indicators(&self) -> impl Iterator<Item = IndicatorAt<'a>> {
        self.competences().flat_map(|competence| {
            let indicators = competence.item.indicators.iter().enumerate();
            indicators.map(move |(index, item)| IndicatorAt {
                competence,
                index,
                item,
            })
        })
    }

    /// Every element: clusters, competences each followed by its indicators, profiles.
    pub fn elements(&self) -> impl Iterator<Item = ElementAt<'a>> {
        let whole = |element, holder| ElementAt {
            element,
            holder,
            index: None,
        };
        let clusters = self
            .clusters()
            .map(move |at| whole(Element::Cluster(at.item), at.spot));
        let competences = self.competences().flat_map(move |at| {
            let indicators = at
                .item
                .indicators
                .iter()
                .enumerate()
                .map(move |(index, it)| ElementAt {
                    element: Element::Indicator(at.item, it),
                    holder: at.spot,
                    index: Some(index),
                });
            std::iter::once(whole(Element::Competence(at.item), at.spot)).chain(indicators)
        });
        let profiles = self
            .profiles()
            .map(move |at| whole(Element::Profile(at.item), at.spot));
        clusters.chain(competences).chain(profiles)
    }

    /// The first element with this id.
    pub fn find(&self, id: &str) -> Option<ElementAt<'a>> {
        let element = self.model().element(id)?;
        let holder = id.split_once('.').map_or(id, |(parent, _)| parent);
        let origins = &self.loaded.origins;
        let origin = match self.model().position(holder)? {
            Position::Cluster(at) => origins.clusters.get(at),
            Position::Competence(at) => origins.competences.get(at),
            Position::Profile(at) => origins.profiles.get(at),
        };
        let index = match element {
            Element::Indicator(competence, _) => competence
                .indicators
                .iter()
                .position(|it| it.id.as_str() == id),
            _ => None,
        };
        Some(ElementAt {
            element,
            holder: self.spot(*origin?),
            index,
        })
    }

    /// The indicators that are not deprecated and have a statement in the primary language.
    pub fn statements_in_force(&self) -> &[Statement<'a>] {
        self.statements.get_or_init(|| {
            let primary = &self.model().framework().languages.primary;
            let statement = |at: IndicatorAt<'a>| {
                let status = at.competence.item.status_of(at.item);
                let normalised = similarity::normalised(at.item.statement.get(primary)?);
                (status != Status::Deprecated).then_some(Statement { at, normalised })
            };
            self.indicators().filter_map(statement).collect()
        })
    }

    /// The place of an indicator's statement in the primary language.
    pub fn statement_place(&self, at: &IndicatorAt<'_>) -> Place {
        let primary = &self.model().framework().languages.primary;
        at.spot().key("statement").key(primary.as_str()).place()
    }

    /// All texts of the model, in all their languages.
    pub fn texts(&self) -> &[Text<'a>] {
        &self.texts
    }

    /// The released bundles, from the oldest to the newest.
    pub fn releases(&self) -> &'a [Release] {
        &self.loaded.releases
    }

    /// The bundles of releases that were begun and are not recorded.
    pub fn begun(&self) -> &'a [Release] {
        &self.loaded.begun
    }

    /// What is recorded of the releases, if there is such a file.
    pub fn records(&self) -> Option<At<'a, ReleaseRecords>> {
        let origin = self.loaded.origins.records?;
        Some(At {
            item: &self.loaded.records,
            spot: self.spot(origin),
        })
    }

    /// The steps from version to version, each with the lineage that explains it.
    pub fn steps(&self) -> impl Iterator<Item = Step<'a>> {
        let current = self.framework().map(|at| &at.item.version);
        let (model, releases) = (self.model(), self.releases());
        self.lineage().map(move |lineage| {
            let version = &lineage.item.version;
            let itself = releases.iter().find(|it| it.version == *version);
            // The lineage of a pre-release is that of the release it leads to.
            let is_current = current.is_some_and(|it| release_of(it) == release_of(version));
            Step {
                lineage,
                before: releases.iter().rev().find(|it| it.version < *version),
                after: match itself {
                    Some(release) => Some(&*release.model),
                    None => is_current.then_some(model),
                },
                is_released: itself.is_some(),
            }
        })
    }

    /// Whether a document that could not be understood may define this id.
    pub fn may_exist(&self, id: &str) -> bool {
        self.loaded.half_known.contains(id)
    }

    /// The severity of a rule here, or `None` if it is off.
    pub(crate) fn severity(&self, rule: &Rule) -> Option<Severity> {
        let framework = self.framework().map(|framework| framework.item);
        let setting = framework.and_then(|it| rule.ids().find_map(|id| it.rules.get(id)));
        match setting {
            Some(setting) if rule.is_adjustable() => setting.severity(),
            _ => {
                let preset = framework.map(|it| it.conventions.preset);
                rule.severity_under(preset.unwrap_or_default())
            }
        }
    }

    /// The competence's kind as its folder says, if the file is in a folder of kinds.
    pub fn kind_of_folder(path: &str) -> Option<Kind> {
        let (folder, _) = path.split_once('/')?;
        Kind::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == folder)
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "an origin is only made for a file that was read"
)]
fn spot(loaded: &Loaded, origin: Origin) -> Spot<'_> {
    Spot::new(&loaded.files[origin.file], origin.node)
}
