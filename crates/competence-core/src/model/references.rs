//! Where the manifest and the elements name other things, in one list: what a rule looks up, and what
//! a new id has to be written to.

use super::texts::Step;
use crate::{Element, Framework};

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Cluster,
    Competence,
    Indicator,
    Profile,
    /// An element of any kind.
    Element,
    Organisation,
    Facet,
    Scale,
}

impl Target {
    /// The word for it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Competence => "competence",
            Self::Indicator => "indicator",
            Self::Profile => "profile",
            Self::Element => "element",
            Self::Organisation => "organisation",
            Self::Facet => "facet",
            Self::Scale => "scale",
        }
    }

    /// Whether it is an element of the model, and not something that the manifest declares.
    pub const fn is_element(self) -> bool {
        !matches!(self, Self::Organisation | Self::Facet | Self::Scale)
    }
}

/// One place where something is named.
#[derive(Debug, Clone)]
pub(crate) struct Reference<'m> {
    /// The id.
    pub id: &'m str,
    /// What it is the id of.
    pub target: Target,
    /// The way to it from the map of what names it.
    pub way: Vec<Step>,
}

/// Collects references.
struct Found<'m>(Vec<Reference<'m>>);

impl<'m> Found<'m> {
    fn one(&mut self, target: Target, way: &[Step], id: Option<&'m impl AsRef<str>>) {
        let way = || way.to_vec();
        self.0.extend(id.map(|id| Reference {
            id: id.as_ref(),
            target,
            way: way(),
        }));
    }

    fn list(&mut self, target: Target, way: &[Step], ids: &'m [impl AsRef<str>]) {
        for (index, id) in ids.iter().enumerate() {
            self.one(target, &[way, &[Step::Item(index)]].concat(), Some(id));
        }
    }
}

impl Framework {
    /// What the manifest names.
    pub(crate) fn references(&self) -> Vec<Reference<'_>> {
        use Step::Key;
        let mut found = Found(Vec::new());
        let order = |list| [Key("order"), Key(list)];
        found.list(
            Target::Competence,
            &order("competences"),
            &self.order.competences,
        );
        found.list(Target::Cluster, &order("clusters"), &self.order.clusters);
        found.list(Target::Profile, &order("profiles"), &self.order.profiles);
        found.one(
            Target::Scale,
            &[Key("level-scale")],
            self.level_scale.as_ref(),
        );
        found.0
    }
}

impl<'m> Element<'m> {
    /// What the element names; a competence without what its indicators name.
    pub(crate) fn references(&self) -> Vec<Reference<'m>> {
        use Step::{Item, Key};
        let mut found = Found(Vec::new());
        match *self {
            Self::Cluster(it) => {
                found.one(Target::Cluster, &[Key("parent")], it.parent.as_ref());
                found.list(
                    Target::Organisation,
                    &[Key("organisations")],
                    &it.organisations,
                );
            }
            Self::Competence(it) => {
                found.one(Target::Cluster, &[Key("cluster")], it.cluster.as_ref());
                found.list(Target::Cluster, &[Key("also-in")], &it.also_in);
                found.one(Target::Scale, &[Key("scale")], it.scale.as_ref());
                found.list(Target::Indicator, &[Key("includes")], &it.includes);
            }
            Self::Indicator(_, it) => found.list(Target::Facet, &[Key("facets")], &it.facets),
            Self::Profile(it) => {
                found.one(Target::Cluster, &[Key("cluster")], it.cluster.as_ref());
                found.list(Target::Profile, &[Key("extends")], &it.extends);
                for (index, required) in it.requires.iter().enumerate() {
                    let way = |key| [Key("requires"), Item(index), Key(key)];
                    found.one(Target::Cluster, &way("cluster"), required.cluster.as_ref());
                    found.one(
                        Target::Competence,
                        &way("competence"),
                        required.competence.as_ref(),
                    );
                    found.list(Target::Indicator, &way("indicators"), &required.indicators);
                }
            }
        }
        for (index, it) in self.relations().iter().enumerate() {
            let way = [Key("relations"), Item(index), Key("target")];
            found.one(Target::Element, &way, Some(&it.target));
        }
        let successors = self.deprecation().map_or(&[][..], |it| &it.successors);
        found.list(
            Target::Element,
            &[Key("deprecation"), Key("successors")],
            successors,
        );
        found.0
    }
}
