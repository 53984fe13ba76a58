//! The addresses of a framework and its elements, where a format asks for one.

use competence_core::{Contents, Element};

/// What the addresses of elements begin with that have none of their own. Without a `base-iri`, it is
/// one that is never looked up.
pub(crate) fn base(model: &Contents) -> String {
    let framework = model.framework();
    match &framework.base_iri {
        Some(base) => base.to_string(),
        None => format!("urn:competence:{}:", framework.id),
    }
}

/// The address of the framework: its own, or the base without the sign at its end.
pub(crate) fn scheme(model: &Contents) -> String {
    let own = model.framework().annotations.iri.as_ref();
    own.map_or_else(|| of_base(&base(model)).to_owned(), ToString::to_string)
}

/// The address of a framework that its base makes.
pub(crate) fn of_base(base: &str) -> &str {
    base.trim_end_matches([':', '/', '#'])
}

/// The address of an element: its own, or the base and its id.
pub(crate) fn of(model: &Contents, element: Element<'_>) -> String {
    let own = model.iri_of(element).map(|it| it.to_string());
    own.unwrap_or_else(|| format!("{}{}", base(model), element.id()))
}
