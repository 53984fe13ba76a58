use std::collections::{HashMap, HashSet};

use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Relationship, Severity};

/// Clusters, profiles, lineage records or relations lead in a circle.
pub(crate) static RULE: Rule = Rule {
    id: "cycle",
    category: Category::Structure,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "Clusters are inside each other in a circle, profiles extend each other in one, or lineage or relations lead back to where they began.",
    why: "A circle has no outermost cluster, no first profile and no last successor: the \
          result would depend on where one begins. Lineage goes in a circle where elements \
          give their ids up to each other, in one version or over several; an old assessment \
          would never arrive. What requires or precedes itself, over whatever steps, can never be \
          begun.",
    fix: "Remove one of the references of the circle.",
    example: &[Edit {
        file: "profiles/every-employee.yaml",
        at: r"requires:
",
        bad: r"extends: [records-manager]
requires:
",
        good: r"requires:
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Elements, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    let clusters = subject.clusters().map(|at| {
        let next = at
            .item
            .parent
            .iter()
            .map(crate::ClusterId::as_str)
            .collect();
        (at.item.id.as_str(), next, at.spot.key("parent"))
    });
    find("clusters", &clusters.collect::<Vec<_>>(), report);
    let profiles = subject.profiles().map(|at| {
        let next = at
            .item
            .extends
            .iter()
            .map(crate::ProfileId::as_str)
            .collect();
        (at.item.id.as_str(), next, at.spot.key("extends"))
    });
    find("profiles", &profiles.collect::<Vec<_>>(), report);
    find("lineage records", &successions(subject), report);
    for relation in [Relationship::Requires, Relationship::Precedes] {
        let what = format!("relations `{relation}`");
        find(&what, &related(subject, relation), report);
    }
    for at in subject.elements() {
        let id = at.element.id();
        for (index, it) in at.element.relations().iter().enumerate() {
            if it.target.as_str() == id && !it.relation.is_acyclic() {
                let place = at.spot().key("relations").item(index).key("target").place();
                let message = format!("`{id}` is related to itself");
                report.push(
                    Finding::new(&RULE, place, message)
                        .about(id)
                        .help("remove the relation"),
                );
            }
        }
    }
}

/// What each element stands to in a relation.
fn related<'a>(subject: &Subject<'a>, relation: Relationship) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    for at in subject.elements() {
        let of_it = at
            .element
            .relations()
            .iter()
            .filter(|it| it.relation == relation);
        let next: Vec<&str> = of_it.map(|it| it.target.as_str()).collect();
        if !next.is_empty() {
            nodes.push((at.element.id(), next, at.spot().key("relations")));
        }
    }
    nodes
}

/// What each id that was given up leads to, in the order of the versions.
fn successions<'a>(subject: &Subject<'a>) -> Vec<Node<'a>> {
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for lineage in subject.lineage() {
        for (number, record) in lineage.item.records.iter().enumerate() {
            let spot = lineage.spot.key("records").item(number);
            for id in record.from.iter().filter(|id| !record.to.contains(id)) {
                let at = *index.entry(id.as_str()).or_insert_with(|| {
                    nodes.push((id.as_str(), Vec::new(), spot.key("from")));
                    nodes.len() - 1
                });
                if let Some((_, to, _)) = nodes.get_mut(at) {
                    to.extend(record.to.iter().map(crate::ElementId::as_str));
                }
            }
        }
    }
    nodes
}

type Node<'a> = (&'a str, Vec<&'a str>, Spot<'a>);

/// Reports each circle once, at the element of it that comes first in the declared order.
fn find(what: &str, nodes: &[Node<'_>], report: &mut Report) {
    let index: HashMap<&str, &Node<'_>> = nodes.iter().rev().map(|node| (node.0, node)).collect();
    let mut done: HashSet<&str> = HashSet::new();
    for start in nodes {
        // The path from the start, each with the number of its next reference to follow.
        let mut path: Vec<(&Node<'_>, usize)> = vec![(start, 0)];
        let mut on_path = HashSet::from([start.0]);
        while let Some((node, at)) = path.last_mut() {
            let Some(next) = node.1.get(*at) else {
                done.insert(node.0);
                on_path.remove(node.0);
                path.pop();
                continue;
            };
            *at += 1;
            if on_path.contains(next) {
                let circle = path
                    .iter()
                    .map(|(node, _)| node.0)
                    .skip_while(|id| id != next);
                let circle: Vec<&str> = circle.chain([*next]).collect();
                let Some(first) = index.get(next) else {
                    continue;
                };
                let message = format!("these {what} form a circle: {}", circle.join(" → "));
                let finding = Finding::new(&RULE, first.2.place(), message).about(next);
                report.push(finding.help("remove one of the references of the circle"));
            } else if let Some(node) = index.get(next).filter(|node| !done.contains(node.0)) {
                on_path.insert(node.0);
                path.push((node, 0));
            }
        }
    }
}
