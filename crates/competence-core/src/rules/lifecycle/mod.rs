//! Rules about status, lineage, deprecation and excuses.

super::rules! {
    altered_release,
    lineage_contradiction,
    lineage_dead_end,
    lineage_numbers,
    lineage_unknown_element,
    unapproved_in_release,
    unexplained_removal,
    unexplained_deprecation,
    unexplained_excuse,
    unused_excuse,
}
