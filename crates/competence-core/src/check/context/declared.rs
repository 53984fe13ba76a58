//! What the manifest declares in lists, and elements name.

use std::collections::BTreeSet;

use crate::model::Target;
use crate::{Facet, FacetId, Framework, ScaleId};

// As statics, they outlive every model.
static DIGITAL: FacetId = Facet::DIGITAL;
static RATING: ScaleId = ScaleId::RATING;

/// The ids that may be named, with those that need not be declared.
pub(crate) struct Declared<'a> {
    organisations: BTreeSet<&'a str>,
    facets: BTreeSet<&'a str>,
    scales: BTreeSet<&'a str>,
}

impl<'a> Declared<'a> {
    pub(super) fn of(framework: &'a Framework) -> Self {
        let organisations = framework.organisations.iter().map(|it| it.id.as_str());
        let facets = framework.facets.iter().map(|it| it.id.as_str());
        let scales = framework.scales.iter().map(|it| it.id.as_str());
        Self {
            organisations: organisations.collect(),
            facets: facets.chain([DIGITAL.as_str()]).collect(),
            scales: scales.chain([RATING.as_str()]).collect(),
        }
    }

    /// The key of the manifest and the ids for what a reference names; none where that is an element.
    pub fn list(&self, target: Target) -> Option<(&'static str, &BTreeSet<&'a str>)> {
        match target {
            Target::Organisation => Some(("organisations", &self.organisations)),
            Target::Facet => Some(("facets", &self.facets)),
            Target::Scale => Some(("scales", &self.scales)),
            _ => None,
        }
    }
}
