//! Names for findings that stay the same from run to run.

use std::collections::HashMap;

use super::finding::Finding;
use crate::Fingerprint;

/// Of a place further on in a line than this, the text is left out: a bundle is one line of
/// megabytes.
const LAST_COLUMN: u32 = 1_000;

/// Gives sorted findings about files that are no part of a model their fingerprints.
pub fn give_fingerprints(findings: &mut [Finding]) {
    give(findings, std::iter::empty());
}

/// Gives each finding its fingerprint. The findings are sorted; `texts` are the files by path.
///
/// It is made of the rule, the element, or else the file, and the text at the place; and, of
/// several that have these in common, the number in order. So it stays the same where lines are
/// added above, where a file is moved, where the manifest sets another severity, and where a later
/// version of the tool words the message in another way.
pub(crate) fn give<'a>(findings: &mut [Finding], texts: impl Iterator<Item = (&'a str, &'a str)>) {
    let texts: HashMap<&str, &str> = texts.collect();
    let mut lines: HashMap<String, Vec<&str>> = HashMap::new();
    let mut numbers: HashMap<Fingerprint, u32> = HashMap::new();
    for finding in findings {
        let place = &finding.place;
        let lines = lines.entry(place.file.clone()).or_insert_with(|| {
            let text = texts.get(place.file.as_str()).copied();
            text.unwrap_or_default().split('\n').collect()
        });
        let line = lines.get((place.line as usize).saturating_sub(1));
        let text: String = line
            .filter(|_| place.column <= LAST_COLUMN)
            .map(|line| {
                let behind = line.chars().skip(place.column.saturating_sub(1) as usize);
                behind.take(place.length as usize).collect()
            })
            .unwrap_or_default();
        let about = match &finding.element {
            Some(element) => ["element", element.as_str()],
            None => ["file", place.file.as_str()],
        };
        let parts = [finding.rule.id, about[0], about[1], text.as_str()];
        let number = numbers.entry(Fingerprint::of(parts)).or_default();
        let [rule, what, which, text] = parts;
        finding.fingerprint = Fingerprint::of([rule, what, which, text, &number.to_string()]);
        *number += 1;
    }
}
