//! The rules that a model is checked against, one file each.
//!
//! The rules about files and YAML are where documents are parsed, those about the shape of
//! documents where they are loaded, and those about what a model means here. To add one of
//! these: write its file beside the others of its category, and add its name to the list in the
//! category's `mod.rs`.

pub(crate) mod identity;
pub(crate) mod lifecycle;
pub(crate) mod structure;
pub(crate) mod text;

use super::context::Apply;
use super::rule::Rule;
use super::{document, load};

/// Declares the modules of a category's rules, and lists the rules with how each is applied.
macro_rules! rules_of_meaning {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*
        pub(crate) static RULES: &[(&crate::check::rule::Rule, crate::check::context::Apply)] =
            &[$((&$name::RULE, $name::APPLY)),*];
    };
}
pub(crate) use rules_of_meaning;

/// All rules, by category.
///
/// ```
/// use competence_core::check::rules;
/// let rule = rules::find("duplicate-id").ok_or("no such rule")?;
/// assert!(rule.is_adjustable());
/// # Ok::<(), &str>(())
/// ```
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let of_reading = [document::rules::RULES, load::rules::RULES];
    let of_reading = of_reading.into_iter().flatten().copied();
    of_reading.chain(of_meaning().map(|(rule, _)| rule))
}

/// The rules about what a model means, each with how it is applied.
pub(crate) fn of_meaning() -> impl Iterator<Item = (&'static Rule, Apply)> {
    [
        identity::RULES,
        structure::RULES,
        text::RULES,
        lifecycle::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule with this id, or that had it before.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.is_called(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rule::IMPORTED;

    #[test]
    fn what_is_set_for_imported_frameworks_are_rules() {
        for (id, _) in IMPORTED {
            assert!(find(id).is_some_and(Rule::is_adjustable), "{id}");
        }
    }
}
