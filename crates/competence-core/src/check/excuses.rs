//! The excuses of single elements, and what they cover.

use std::collections::HashMap;

use super::spot::Spot;
use super::subject::{At, Subject};
use crate::finding::Finding;
use crate::{Excuse, RuleId, rules};

/// An excuse in the model.
pub(crate) struct ExcuseAt<'a> {
    pub element: &'a str,
    pub item: &'a Excuse,
    pub spot: Spot<'a>,
    /// Whether a finding was excused by it.
    used: bool,
}

/// All excuses, by element and rule.
pub(super) struct Excuses<'a> {
    all: Vec<ExcuseAt<'a>>,
    index: HashMap<(&'a str, &'a RuleId), usize>,
}

impl<'a> Excuses<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let all = excuses(subject);
        let keys = all.iter().map(|it| (it.element, &it.item.rule));
        let index = keys
            .enumerate()
            .map(|(number, key)| (key, number))
            .collect();
        Self { all, index }
    }

    /// Whether an element that a finding is about is excused from its rule.
    pub(super) fn cover(&mut self, finding: &Finding) -> bool {
        if self.all.is_empty() {
            return false;
        }
        let Ok(id) = RuleId::new(finding.rule) else {
            return false;
        };
        let related = finding
            .related
            .iter()
            .filter_map(|it| it.element.as_deref());
        let elements = finding.element.as_deref().into_iter().chain(related);
        let mut covered = false;
        for element in elements {
            if let Some(&number) = self.index.get(&(element, &id)) {
                self.all[number].used = true;
                covered = true;
            }
        }
        covered
    }

    pub(super) fn unused(&self) -> impl Iterator<Item = &ExcuseAt<'a>> {
        // An excuse from what is no rule of meaning is found as such.
        let is_rule = |it: &ExcuseAt<'_>| {
            let rule = rules::find(it.item.rule.as_str());
            rule.is_some_and(|rule| rule.category.is_about_meaning())
        };
        self.all.iter().filter(move |it| !it.used && is_rule(it))
    }
}

/// Every excuse of every element.
pub(crate) fn excuses<'a>(subject: &Subject<'a>) -> Vec<ExcuseAt<'a>> {
    let mut all = Vec::new();
    let mut add = |element: &'a str, excuses: &'a [Excuse], spot: &dyn Fn() -> Spot<'a>| {
        for (index, item) in excuses.iter().enumerate() {
            let spot = spot().key("excuses").item(index);
            all.push(ExcuseAt {
                element,
                item,
                spot,
                used: false,
            });
        }
    };
    if let Some(At { item, spot }) = subject.framework() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    for At { item, spot } in subject.clusters() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    for At { item, spot } in subject.competences() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    for indicator in subject.indicators() {
        add(indicator.item.id.as_str(), &indicator.item.excuses, &|| {
            indicator.spot()
        });
    }
    for At { item, spot } in subject.profiles() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    all
}
