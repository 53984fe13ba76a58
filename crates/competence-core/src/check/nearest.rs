//! The nearest known name to one that is not known.

/// The candidate that is most like `name`, if one is like it at all: a Jaro-Winkler similarity of
/// 0.8 or more, and at least 3 of 5 letters the same, or one the beginning of the other. Of equals,
/// the first.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best = None;
    let mut best_score = 0.8;
    for candidate in candidates {
        let score = strsim::jaro_winkler(name, candidate);
        if score > best_score && is_like(name, candidate) {
            best_score = score;
            best = Some(candidate);
        }
    }
    best
}

/// Jaro-Winkler alone takes `description` for `deprecation`: they begin and end alike.
fn is_like(name: &str, candidate: &str) -> bool {
    candidate.starts_with(name)
        || name.starts_with(candidate)
        || strsim::normalized_damerau_levenshtein(name, candidate) >= 0.6
}
