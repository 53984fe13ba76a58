//! What a file looks like, to tell somebody who named another format.

use crate::{InFormat, Input};

/// How much of a file is looked at.
const BYTES: usize = 1 << 20;

/// What each format of one file is known by: words that no other one has at its beginning.
const SIGNS: [(InFormat, &[&str]); 6] = [
    (InFormat::Case, &["\"CFDocument\"", "\"CFItems\""]),
    (InFormat::Nice, &["\"element_identifier\""]),
    (InFormat::CtdlAsn, &["ceasn:", "purl.org/ctdlasn/"]),
    (InFormat::Skos, &["www.w3.org/2004/02/skos/core"]),
    (
        InFormat::Sssom,
        &["subject_id\t", "#curie_map:", "#mapping_set_id:"],
    ),
    (InFormat::Osmt, &["\"skillStatement\"", "RSD Name"]),
];

/// The format that a file looks like; nothing of a folder, or of what has no sign of any.
pub fn likely(input: &Input) -> Option<InFormat> {
    let bytes = input.bytes().ok()?;
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(InFormat::Xlsx);
    }
    let head = bytes.get(..BYTES).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let has = |signs: &[&str]| signs.iter().any(|it| text.contains(it));
    let found = SIGNS.iter().find(|(_, signs)| has(signs));
    found.map(|(format, _)| *format)
}
