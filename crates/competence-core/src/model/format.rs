//! Which form of a bundle a model needs.

use super::Bundle;
use crate::{
    ChangeKind, Cluster, Competence, Conventions, Facet, FormatVersion, Framework, Indicator,
    Mapping, Preset, Profile, Requirement,
};

impl Bundle {
    /// The lowest version of the form that holds all of it.
    pub(super) fn needed_format(&self) -> FormatVersion {
        let is_of_first = of_framework(&self.framework)
            && self.clusters.iter().all(of_cluster)
            && self.competences.iter().all(of_competence)
            && self.profiles.iter().all(of_profile);
        if is_of_first {
            FormatVersion::constant(1)
        } else {
            Self::FORMAT
        }
    }
}

/// The kinds of change that came with the second form.
const NEW_KINDS: [ChangeKind; 9] = [
    ChangeKind::LevelTextAdded,
    ChangeKind::LevelTextReworded,
    ChangeKind::LevelTextEdited,
    ChangeKind::LevelTextRemoved,
    ChangeKind::IndicatorIncluded,
    ChangeKind::IndicatorExcluded,
    ChangeKind::GroupingChanged,
    ChangeKind::RelationsChanged,
    ChangeKind::IdentifierChanged,
];

// Whether something uses nothing but what the first form has. All fields are named, so that a new one
// cannot be forgotten.

fn of_framework(it: &Framework) -> bool {
    let Framework {
        base_iri,
        scales,
        level_scale,
        facets,
        conventions,
        annotations,
        id: _,
        version: _,
        title: _,
        description: _,
        licence: _,
        languages: _,
        scale: _,
        organisations: _,
        order: _,
        versioning,
        rules: _,
        versioning_policy: _,
        source: _,
        suppressions: _,
    } = it;
    let Conventions {
        preset,
        cluster_fields,
        unique_codes,
        final_punctuation: _,
        indicators_min: _,
        indicators_max: _,
        statement_length_max: _,
        similarity_threshold: _,
    } = conventions;
    let has_conventions = *preset != Preset::Own || cluster_fields.is_some() || *unique_codes;
    base_iri.is_none()
        && scales.is_empty()
        && level_scale.is_none()
        && facets.is_empty()
        && !has_conventions
        && !versioning.keys().any(|it| NEW_KINDS.contains(it))
        && annotations.is_empty()
}

fn of_cluster(it: &Cluster) -> bool {
    let Cluster {
        definition,
        mappings,
        relations,
        annotations,
        id: _,
        title: _,
        field: _,
        organisations: _,
        parent: _,
        status: _,
        deprecation: _,
        source: _,
        suppressions: _,
    } = it;
    definition.is_none()
        && mappings.iter().all(of_mapping)
        && relations.is_empty()
        && annotations.is_empty()
}

fn of_competence(it: &Competence) -> bool {
    let Competence {
        also_in,
        scale,
        levels,
        mappings,
        relations,
        annotations,
        indicators,
        includes,
        id: _,
        kind: _,
        cluster: _,
        title: _,
        definition: _,
        status: _,
        deprecation: _,
        source: _,
        suppressions: _,
    } = it;
    also_in.is_empty()
        && scale.is_none()
        && levels.is_empty()
        && includes.is_empty()
        && mappings.iter().all(of_mapping)
        && relations.is_empty()
        && annotations.is_empty()
        && indicators.iter().all(of_indicator)
}

fn of_indicator(it: &Indicator) -> bool {
    let Indicator {
        facets,
        mappings,
        relations,
        annotations,
        id: _,
        statement: _,
        polarity: _,
        level: _,
        status: _,
        deprecation: _,
        source: _,
        suppressions: _,
    } = it;
    facets.iter().all(|it| *it == Facet::DIGITAL)
        && mappings.iter().all(of_mapping)
        && relations.is_empty()
        && annotations.is_empty()
}

fn of_profile(it: &Profile) -> bool {
    let Profile {
        cluster,
        requires,
        mappings,
        relations,
        annotations,
        id: _,
        title: _,
        description: _,
        extends: _,
        status: _,
        deprecation: _,
        source: _,
        suppressions: _,
    } = it;
    let of_requirement = |it: &Requirement| {
        let Requirement {
            indicators,
            necessity,
            kind: _,
            cluster: _,
            competence: _,
            level: _,
        } = it;
        indicators.is_empty() && necessity.is_none()
    };
    cluster.is_none()
        && requires.iter().all(of_requirement)
        && mappings.is_empty()
        && relations.is_empty()
        && annotations.is_empty()
}

fn of_mapping(it: &Mapping) -> bool {
    *it == Mapping::new(it.relation, it.target.clone())
}
