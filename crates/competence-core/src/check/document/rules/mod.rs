//! Rules about files and YAML: found while the files are read.

crate::check::rule::rules! {
    ambiguous_scalar,
    byte_order_mark,
    control_character,
    duplicate_key,
    empty_file,
    invalid_ids,
    invalid_yaml,
    line_endings,
    missing_manifest,
    multiple_documents,
    not_utf8,
    other_format,
    outside_root,
    too_large,
    unexpected_file,
    unread_document,
    unreadable_file,
    unsupported_yaml,
}
