use std::collections::HashSet;

use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::load::name_of;
use crate::check::nearest::Meant;
use crate::check::rule::{Category, Edit, Rule};
use crate::model::{Reference, Target};
use crate::{Element, Severity};

/// An element, or something of the manifest, that is named does not exist.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-reference",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An element, organisation, facet or scale that is named does not exist.",
    why: "A misspelled reference means that a profile lacks a competence, or a cluster its \
          organisation, without anyone noticing.",
    fix: "Use the id that is suggested, or add the element; or declare the organisation, facet or scale in \
          the manifest.",
    example: &[Edit {
        file: "profiles/records-manager.yaml",
        at: "cluster: records-management",
        bad: "cluster: record-management",
        good: "cluster: records-management",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Itself, apply);

/// For how many references the nearest id is looked for: each look goes through all ids.
const SUGGESTIONS: usize = 50;

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole_model() {
        return;
    }
    let mut check = Check {
        subject,
        report,
        suggested: 0,
        misnamed: misnamed(subject).collect(),
    };
    if let Some(At { item, spot }) = subject.framework() {
        for reference in item.references() {
            check.reference(&reference, spot, item.id.as_str());
        }
    }
    for at in subject.elements() {
        for reference in at.element.references() {
            check.reference(&reference, at.spot(), at.element.id());
        }
    }
}

/// The names of files and folders whose elements have other ids, which `id-mismatch` reports.
fn misnamed<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a str> {
    let competences = subject
        .competences()
        .map(|it| (it.spot, it.item.id.as_str()));
    let profiles = subject.profiles().map(|it| (it.spot, it.item.id.as_str()));
    let clusters = subject.clusters().map(|it| (it.spot, it.item.id.as_str()));
    let all = competences.chain(profiles).chain(clusters);
    let named = all
        .filter(|(spot, _)| spot.has_layout())
        .map(|(spot, id)| (name_of(spot.path()), id));
    named.filter(|(name, id)| name != id).map(|(name, _)| name)
}

struct Check<'s, 'a, 'r> {
    subject: &'s Subject<'a>,
    report: &'r mut Report,
    suggested: usize,
    /// The names of files and folders whose elements have other ids.
    misnamed: HashSet<&'a str>,
}

impl Check<'_, '_, '_> {
    /// Looks for what a reference names, and says where it is not there.
    fn reference(&mut self, reference: &Reference<'_>, holder: Spot<'_>, of: &str) {
        let spot = holder.along(reference.way.iter().copied());
        let Reference { id, target, .. } = *reference;
        let Some((list, declared)) = self.subject.declared().list(target) else {
            return self.element(id, target, spot, of);
        };
        if !declared.contains(id) && self.subject.is_key_of_manifest_understood(list) {
            let near = self.near(id, declared.iter().copied());
            self.unknown(id, target.noun(), spot, of, near);
        }
    }

    /// Looks for an element that must be of the kind that is meant.
    fn element(&mut self, id: &str, target: Target, spot: Spot<'_>, holder: &str) {
        let model = self.subject.model();
        let noun = target.noun();
        let is_right = |element: &Element<'_>| target == Target::Element || element.noun() == noun;
        let found = model.element(id);
        if found.as_ref().is_some_and(is_right) || self.subject.may_exist(id) {
            return;
        }
        // A file or folder has this name, and another id is in it: that is the one slip.
        if found.is_none() && self.misnamed.contains(id) {
            return;
        }
        if let Some(other) = found {
            let message = format!("`{id}` is a {}, and a {noun} is meant here", other.noun());
            self.report
                .push(Finding::new(&RULE, spot.place(), message).about(holder));
            return;
        }
        let ids = model.elements().filter(is_right).map(|it| it.id());
        let meant = Meant::by_code(model, id, is_right).or_else(|| self.near(id, ids));
        self.unknown(id, noun, spot, holder, meant);
    }

    /// The nearest of the ids that may be meant, for the first references.
    fn near<'i>(&mut self, id: &str, ids: impl Iterator<Item = &'i str>) -> Option<Meant<'i>> {
        self.suggested += 1;
        (self.suggested <= SUGGESTIONS)
            .then(|| Meant::near(id, ids))
            .flatten()
    }

    fn unknown(
        &mut self,
        id: &str,
        noun: &str,
        spot: Spot<'_>,
        holder: &str,
        meant: Option<Meant<'_>>,
    ) {
        let message = format!("there is no {noun} `{id}`");
        let finding = Finding::new(&RULE, spot.place(), message).about(holder);
        self.report.push(match meant {
            Some(Meant { id: Some(id), help }) => finding.replace(id, help),
            Some(Meant { id: None, help }) => finding.help(help),
            None => finding,
        });
    }
}
