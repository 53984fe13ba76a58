//! The ids of others: codes and addresses, by which elements are found too.

use super::{Contents, Element};
use crate::Iri;

/// What a name leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'m> {
    /// Nothing has it.
    Nothing,
    /// The element with this id, or the only one with this code or address.
    One(Element<'m>),
    /// Several elements have this code or address, in the declared order.
    Several(Vec<Element<'m>>),
}

impl<'m> Found<'m> {
    /// What elements that all have a name are.
    pub fn of(elements: impl IntoIterator<Item = Element<'m>>) -> Self {
        let all: Vec<Element<'m>> = elements.into_iter().collect();
        match all[..] {
            [] => Self::Nothing,
            [one] => Self::One(one),
            _ => Self::Several(all),
        }
    }
}

/// The codes and addresses of a model in small letters, each with the number of its element, sorted.
pub(super) struct Names(Vec<(Box<str>, usize)>);

impl Names {
    fn new(model: &Contents) -> Self {
        let mut all = Vec::new();
        for (number, element) in model.elements().enumerate() {
            let annotations = element.annotations();
            let code = annotations.code.as_ref().map(crate::Code::as_str);
            let iri = annotations.iri.as_ref().map(Iri::as_str);
            let names = code.into_iter().chain(iri);
            all.extend(names.map(|name| (name.to_lowercase().into_boxed_str(), number)));
        }
        all.sort_unstable();
        Self(all)
    }
}

impl Contents {
    /// What somebody names by an id, or by a code or an address without regard to case. An id comes
    /// first.
    ///
    /// ```
    /// use competence_core::{Found, Model};
    /// # let json = r#"{
    /// #   "format": 2,
    /// #   "framework": {
    /// #     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
    /// #     "languages": {"primary": "en"}, "scale": {"levels": []}
    /// #   },
    /// #   "competences": [{
    /// #     "id": "cooperation", "code": "C1", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved"
    /// #   }]
    /// # }"#;
    /// // The competence `cooperation` has the code `C1`.
    /// let model = Model::from_bundle(json.as_bytes())?;
    /// for name in ["cooperation", "C1", "c1"] {
    ///     assert!(matches!(model.find(name), Found::One(it) if it.id() == "cooperation"));
    /// }
    /// assert_eq!(model.find("c2"), Found::Nothing);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find(&self, name: &str) -> Found<'_> {
        match self.element(name) {
            Some(element) => Found::One(element),
            None => Found::of(self.named(name)),
        }
    }

    /// The elements that others know by this code or address, without regard to case, in the declared
    /// order. Several may have one code.
    ///
    /// ```
    /// use competence_core::Model;
    /// let json = r#"{
    ///   "format": 2,
    ///   "framework": {
    ///     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "base-iri": "https://example.org/demo/",
    ///     "languages": {"primary": "en"}, "scale": {"levels": []}
    ///   },
    ///   "competences": [{
    ///     "id": "cooperation", "code": "C1", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved"
    ///   }]
    /// }"#;
    /// let model = Model::from_bundle(json.as_bytes())?;
    /// for name in ["c1", "HTTPS://example.org/demo/cooperation"] {
    ///     let found: Vec<&str> = model.named(name).map(|it| it.id()).collect();
    ///     assert_eq!(found, ["cooperation"]);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn named(&self, name: &str) -> impl Iterator<Item = Element<'_>> {
        let name = name.to_lowercase();
        let Names(names) = self.names.get_or_init(|| Names::new(self));
        let from = names.partition_point(|(it, _)| **it < *name);
        let found = names.iter().skip(from).take_while(|(it, _)| **it == *name);
        let numbers: Vec<usize> = found.map(|(_, number)| *number).collect();
        let base = self.framework().base_iri.as_ref();
        let id = base.and_then(|base| name.strip_prefix(&base.as_str().to_lowercase()));
        // One with an address of its own is not at the default one.
        let by_default = id.and_then(|id| self.element(id));
        let by_default = by_default.filter(|it| it.annotations().iri.is_none());
        let end = numbers.last().map_or(0, |last| last + 1);
        let mut numbers = numbers.into_iter().peekable();
        let all = self.elements().take(end).enumerate();
        let by_name = all.filter_map(move |(number, element)| {
            numbers.next_if(|it| *it == number).map(|_| element)
        });
        by_name.chain(by_default)
    }

    /// The address of an element: its own, or the one that the manifest's `base-iri` and its id make.
    pub fn iri_of(&self, element: Element<'_>) -> Option<Iri> {
        if let Some(iri) = &element.annotations().iri {
            return Some(iri.clone());
        }
        let base = self.framework().base_iri.as_ref()?;
        format!("{base}{}", element.id()).parse().ok()
    }
}
