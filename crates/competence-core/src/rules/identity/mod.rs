//! Rules about ids, folders and references.

super::rules! {
    duplicate_id,
    id_mismatch,
    id_reused,
    outside_cluster,
    unknown_reference,
    unknown_rule,
    wrong_folder,
}
