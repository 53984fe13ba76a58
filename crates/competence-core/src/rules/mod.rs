//! The rules that a model is held to, one file each.
//!
//! To add one: write its file beside the others of its category, and add its name to the
//! list in the category's `mod.rs`.

pub(crate) mod identity;
pub(crate) mod lifecycle;
pub(crate) mod reading;
pub(crate) mod shape;
pub(crate) mod structure;
pub(crate) mod text;

use crate::rule::Rule;

/// Declares the modules of a category's rules, and lists the rules.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*
        pub(crate) static RULES: &[&crate::rule::Rule] = &[$(&$name::RULE),*];
    };
}
pub(crate) use rules;

/// All rules, by category.
///
/// ```
/// let rule = competence_core::rules::find("duplicate-id").ok_or("no such rule")?;
/// assert!(rule.is_adjustable());
/// # Ok::<(), &str>(())
/// ```
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        reading::RULES,
        shape::RULES,
        identity::RULES,
        structure::RULES,
        text::RULES,
        lifecycle::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
