//! Rules about status, lineage, deprecation and suppressions.

mod before;

crate::check::rules::rules_of_meaning! {
    altered_release,
    changed_release,
    lineage_contradiction,
    lineage_dead_end,
    lineage_numbers,
    lineage_scale,
    lineage_unknown_element,
    lower_version,
    unapproved_in_release,
    unexplained_removal,
    unexplained_deprecation,
    unexplained_suppression,
    unfinished_release,
    unused_suppression,
    validity,
}
