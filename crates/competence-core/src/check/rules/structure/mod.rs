//! Rules about competences, clusters, profiles and the scale.

crate::check::rules::rules_of_meaning! {
    contradicting_mappings,
    cycle,
    duplicate_mapping,
    duplicate_statement,
    duplicate_title,
    empty_cluster,
    empty_profile,
    empty_requirement,
    incomplete_cluster,
    indicator_count,
    no_digital_indicator,
    no_indicators,
    redundant_membership,
    scale_values,
    similar_statements,
    undefined_level,
    unknown_level,
}
