//! Rules about the shape of documents: found while the files are read.

crate::check::rule::rules! {
    invalid_id,
    invalid_iri,
    invalid_language_tag,
    invalid_value,
    invalid_version,
    missing_key,
    missing_modeline,
    renamed_key,
    unknown_key,
    wrong_type,
}
