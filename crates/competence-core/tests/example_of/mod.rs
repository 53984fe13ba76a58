//! The starter with the example of a rule in it.

use competence_core::check::{Edit, Rule};
use competence_core::source::Memory;
use competence_core::{ContentHash, starter};

/// The starter with one form of a rule's example.
pub fn starter_with(rule: &Rule, form: fn(&Edit) -> &'static str) -> Memory {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    for edit in rule.example {
        let after = if edit.at.is_empty() {
            form(edit).to_owned()
        } else {
            let before = String::from_utf8(
                files
                    .get(edit.file)
                    .expect("a file of the starter")
                    .to_vec(),
            )
            .unwrap();
            assert_eq!(
                before.matches(edit.at).count(),
                1,
                "{}: {:?} once in {}",
                rule.id,
                edit.at,
                edit.file
            );
            before.replace(edit.at, form(edit))
        };
        if after.is_empty() {
            files.remove(edit.file);
        } else {
            let after = with_hashes(&after, &files);
            files.insert(edit.file, after);
        }
    }
    files
}

/// A text with the hash of a file instead of `<hash of FILE>`.
fn with_hashes(text: &str, files: &Memory) -> String {
    let Some((before, rest)) = text.split_once("<hash of ") else {
        return text.to_owned();
    };
    let (file, after) = rest.split_once('>').unwrap();
    let hash = ContentHash::of(files.get(file).expect("a file that is written before"));
    format!("{before}{hash}{}", with_hashes(after, files))
}
