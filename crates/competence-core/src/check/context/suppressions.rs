//! The suppressions of single elements, and what they cover.

use std::collections::HashMap;

use super::spot::Spot;
use super::subject::{At, Subject};
use crate::Suppression;
use crate::check::finding::Finding;

/// A suppression in the model.
pub(crate) struct SuppressionAt<'a> {
    pub element: &'a str,
    pub item: &'a Suppression,
    pub spot: Spot<'a>,
    /// Whether a finding was suppressed by it.
    used: bool,
}

/// All suppressions, by element and rule.
pub(crate) struct Suppressions<'a> {
    all: Vec<SuppressionAt<'a>>,
    index: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Suppressions<'a> {
    pub(crate) fn of(subject: &Subject<'a>) -> Self {
        let all = suppressions(subject);
        let keys = all.iter().map(|it| (it.element, it.item.rule.as_str()));
        let index = keys
            .enumerate()
            .map(|(number, key)| (key, number))
            .collect();
        Self { all, index }
    }

    /// Whether the rule of a finding is suppressed for an element that it is about.
    pub(crate) fn cover(&mut self, finding: &Finding) -> bool {
        if self.all.is_empty() {
            return false;
        }
        let related = finding
            .related
            .iter()
            .filter_map(|it| it.element.as_deref());
        let elements = finding.element.as_deref().into_iter().chain(related);
        let mut covered = false;
        for element in elements {
            for id in finding.rule.ids() {
                if let Some(&number) = self.index.get(&(element, id)) {
                    if let Some(suppression) = self.all.get_mut(number) {
                        suppression.used = true;
                    }
                    covered = true;
                }
            }
        }
        covered
    }

    pub(crate) fn unused(&self) -> impl Iterator<Item = &SuppressionAt<'a>> {
        self.all.iter().filter(|it| !it.used)
    }
}

/// Every suppression of every element.
pub(crate) fn suppressions<'a>(subject: &Subject<'a>) -> Vec<SuppressionAt<'a>> {
    let mut all = Vec::new();
    let mut add =
        |element: &'a str, suppressions: &'a [Suppression], spot: &dyn Fn() -> Spot<'a>| {
            for (index, item) in suppressions.iter().enumerate() {
                let spot = spot().key("suppressions").item(index);
                all.push(SuppressionAt {
                    element,
                    item,
                    spot,
                    used: false,
                });
            }
        };
    if let Some(At { item, spot }) = subject.framework() {
        add(item.id.as_str(), &item.suppressions, &|| spot);
    }
    for At { item, spot } in subject.clusters() {
        add(item.id.as_str(), &item.suppressions, &|| spot);
    }
    for At { item, spot } in subject.competences() {
        add(item.id.as_str(), &item.suppressions, &|| spot);
    }
    for indicator in subject.indicators() {
        add(
            indicator.item.id.as_str(),
            &indicator.item.suppressions,
            &|| indicator.spot(),
        );
    }
    for At { item, spot } in subject.profiles() {
        add(item.id.as_str(), &item.suppressions, &|| spot);
    }
    all
}
