//! Ids as names of Rust.
//!
//! An id is kebab-case and begins with a letter, so that `_` for `-` makes a name of it, and no two ids
//! make the same one. A constant, in capitals, is never a keyword; a module may be, and then ends with
//! `_`, as no id does.

/// The keywords of all editions, also the reserved ones. `r#` will not do: it is not allowed for `crate`,
/// `self` and `super`.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The constant of an id, or of the part of an indicator's id after the dot.
pub(crate) fn constant(id: &str) -> String {
    id.replace('-', "_").to_ascii_uppercase()
}

/// The module of a competence, in which the constants of its indicators are.
pub(crate) fn module(id: &str) -> String {
    let name = id.replace('-', "_");
    if KEYWORDS.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use competence_core::CompetenceId;

    use super::*;

    #[test]
    fn keywords_are_no_names() {
        assert_eq!(module("self"), "self_");
        assert_eq!(module("type"), "type_");
        assert_eq!(module("self-care"), "self_care");
        assert_eq!(constant("type"), "TYPE");
        assert!(KEYWORDS.is_sorted());
        assert!(KEYWORDS.iter().all(|it| CompetenceId::new(*it).is_ok()));
    }

    /// All ids of three parts that are made of few letters, against each other.
    #[test]
    fn two_ids_have_two_names() {
        let parts = ["a", "b", "a1", "aa", "self"];
        let mut ids: Vec<String> = parts.map(str::to_owned).to_vec();
        for _ in 0..2 {
            let longer = ids
                .iter()
                .flat_map(|id| parts.map(|part| format!("{id}-{part}")));
            ids = ids.iter().cloned().chain(longer).collect();
        }
        let ids: BTreeSet<String> = ids.into_iter().collect();
        assert!(ids.iter().all(|it| CompetenceId::new(it.as_str()).is_ok()));
        let constants: BTreeSet<String> = ids.iter().map(|it| constant(it)).collect();
        let modules: BTreeSet<String> = ids.iter().map(|it| module(it)).collect();
        assert_eq!((constants.len(), modules.len()), (ids.len(), ids.len()));
    }
}
