use std::collections::HashSet;

use crate::Element;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{At, Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::nearest::nearest;
use crate::check::rule::{Category, Edit, Rule};

/// An element that is named does not exist.
pub(crate) static RULE: Rule = Rule {
    id: "unknown-reference",
    category: Category::Identity,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An element that is named does not exist.",
    why: "A misspelled reference means that a profile lacks a competence, or a cluster its \
          organisation, without anyone noticing.",
    fix: "Use the id that is suggested, or add the element.",
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
        knows_organisations: subject.is_key_of_manifest_understood("organisations"),
    };
    if let Some(At { item, spot }) = subject.framework() {
        let order = spot.key("order");
        for (index, id) in item.order.competences.iter().enumerate() {
            check.element(
                id.as_str(),
                "competence",
                order.key("competences").item(index),
                item.id.as_str(),
            );
        }
        for (index, id) in item.order.clusters.iter().enumerate() {
            check.element(
                id.as_str(),
                "cluster",
                order.key("clusters").item(index),
                item.id.as_str(),
            );
        }
        for (index, id) in item.order.profiles.iter().enumerate() {
            check.element(
                id.as_str(),
                "profile",
                order.key("profiles").item(index),
                item.id.as_str(),
            );
        }
    }
    for At { item, spot } in subject.clusters() {
        if let Some(parent) = &item.parent {
            check.element(
                parent.as_str(),
                "cluster",
                spot.key("parent"),
                item.id.as_str(),
            );
        }
        for (index, id) in item.organisations.iter().enumerate() {
            check.organisation(
                id.as_str(),
                spot.key("organisations").item(index),
                item.id.as_str(),
            );
        }
    }
    for At { item, spot } in subject.competences() {
        if let Some(cluster) = &item.cluster {
            check.element(
                cluster.as_str(),
                "cluster",
                spot.key("cluster"),
                item.id.as_str(),
            );
        }
    }
    for At { item, spot } in subject.profiles() {
        let holder = item.id.as_str();
        for (index, id) in item.extends.iter().enumerate() {
            check.element(
                id.as_str(),
                "profile",
                spot.key("extends").item(index),
                holder,
            );
        }
        for (index, requirement) in item.requires.iter().enumerate() {
            let spot = spot.key("requires").item(index);
            if let Some(id) = &requirement.cluster {
                check.element(id.as_str(), "cluster", spot.key("cluster"), holder);
            }
            if let Some(id) = &requirement.competence {
                check.element(id.as_str(), "competence", spot.key("competence"), holder);
            }
        }
    }
    for at in subject.elements() {
        let Some(deprecation) = at.element.deprecation() else {
            continue;
        };
        for (index, id) in deprecation.successors.iter().enumerate() {
            let spot = at.spot().key("deprecation").key("successors").item(index);
            check.element(id.as_str(), "element", spot, at.element.id());
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
    let named = all.filter(|(spot, _)| spot.has_layout()).map(|(spot, id)| {
        let path = spot.path();
        let path = path.strip_suffix("/cluster.yaml").unwrap_or(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        (name.strip_suffix(".yaml").unwrap_or(name), id)
    });
    named.filter(|(name, id)| name != id).map(|(name, _)| name)
}

struct Check<'s, 'a, 'r> {
    subject: &'s Subject<'a>,
    report: &'r mut Report,
    suggested: usize,
    /// The names of files and folders whose elements have other ids.
    misnamed: HashSet<&'a str>,
    knows_organisations: bool,
}

impl Check<'_, '_, '_> {
    /// Looks for an element that must be of the kind that `noun` says.
    fn element(&mut self, id: &str, noun: &str, spot: Spot<'_>, holder: &str) {
        let model = self.subject.model();
        let is_right = |element: &Element<'_>| noun == "element" || element.noun() == noun;
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
        let ids = model
            .elements()
            .filter(is_right)
            .map(|element| element.id());
        self.unknown(id, noun, spot, holder, ids);
    }

    fn organisation(&mut self, id: &str, spot: Spot<'_>, holder: &str) {
        let framework = self.subject.framework();
        let Some(framework) = framework.filter(|_| self.knows_organisations) else {
            return;
        };
        let ids = || framework.item.organisations.iter().map(|it| it.id.as_str());
        if !ids().any(|known| known == id) {
            self.unknown(id, "organisation", spot, holder, ids());
        }
    }

    fn unknown<'i>(
        &mut self,
        id: &str,
        noun: &str,
        spot: Spot<'_>,
        holder: &str,
        ids: impl Iterator<Item = &'i str>,
    ) {
        self.suggested += 1;
        let near = if self.suggested <= SUGGESTIONS {
            nearest(id, ids)
        } else {
            None
        };
        let message = format!("there is no {noun} `{id}`");
        let finding = Finding::new(&RULE, spot.place(), message).about(holder);
        self.report.push(match near {
            Some(near) => finding.replace(near, format!("did you mean `{near}`?")),
            None => finding,
        });
    }
}
