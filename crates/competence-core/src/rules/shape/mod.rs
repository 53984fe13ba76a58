//! Rules about the shape of documents: found while the files are read.

super::rules! {
    invalid_id,
    invalid_iri,
    invalid_language_tag,
    invalid_value,
    invalid_version,
    missing_key,
    missing_modeline,
    unknown_key,
    wrong_type,
}
