//! The nearest known name to one that is not known.

/// The candidate that is most like `name`, if one is like it at all: a Jaro-Winkler similarity
/// of 0.8 or more. Of equals, the first.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut best = None;
    let mut best_score = 0.8;
    for candidate in candidates {
        let score = strsim::jaro_winkler(name, candidate);
        if score > best_score {
            best_score = score;
            best = Some(candidate);
        }
    }
    best
}
