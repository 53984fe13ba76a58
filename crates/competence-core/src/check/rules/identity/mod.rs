//! Rules about ids, folders and references.

crate::check::rules::rules_of_meaning! {
    duplicate_code,
    duplicate_id,
    id_mismatch,
    id_reused,
    outside_cluster,
    renamed_rule,
    unknown_reference,
    unknown_rule,
    wrong_folder,
}
