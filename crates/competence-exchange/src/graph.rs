//! The structure of a model as a picture: clusters, competences, and who asks for them.

use std::fmt::Write;

use competence_core::{Element, Kind, Model};
use serde_json::Value;

use crate::loss::{Holds, Part, losses};
use crate::{Content, Exported};

/// What the pictures hold: titles in the primary language, clusters and kinds.
struct Picture;

const NOT_A_PICTURE: &str = "the picture shows the structure only";

impl Holds for Picture {
    fn whole(&self, element: Element<'_>) -> Option<&'static str> {
        matches!(element, Element::Indicator(..)).then_some(NOT_A_PICTURE)
    }

    fn field(&self, part: Part<'_>, key: &str, value: &Value) -> Option<&'static str> {
        let is_shown = match (part, key) {
            (Part::Framework, "id") | (_, "title") => {
                return (key == "title" && value.as_object().is_some_and(|it| it.len() > 1))
                    .then_some("only the primary language is shown");
            }
            (Part::Element(Element::Competence(_)), "kind" | "cluster" | "indicators")
            | (Part::Element(_), "id") => true,
            _ => false,
        };
        (!is_shown).then_some(NOT_A_PICTURE)
    }
}

/// A group of the picture with the competences in it: an id, a title, and theirs.
type Group = (String, String, Vec<(String, String)>);

fn groups(model: &Model) -> Vec<Group> {
    let title = |it: Element<'_>| model.text(it.title(), None).1.to_owned();
    let of = |it| {
        (
            Element::Competence(it).id().to_owned(),
            title(Element::Competence(it)),
        )
    };
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let members = model
            .competences_of_kind(*kind)
            .filter(|it| it.cluster.is_none());
        all.push((
            format!("kind-{kind}"),
            kind.to_string(),
            members.map(of).collect(),
        ));
    }
    for cluster in model.clusters() {
        let members = model
            .competences()
            .iter()
            .filter(|it| it.cluster.as_ref() == Some(&cluster.id));
        all.push((
            cluster.id.to_string(),
            title(Element::Cluster(cluster)),
            members.map(of).collect(),
        ));
    }
    all.retain(|(_, _, members): &Group| !members.is_empty());
    all
}

/// A Mermaid flowchart.
pub(crate) fn mermaid(model: &Model) -> Exported {
    // In quotes, a text may hold anything but quotes; HTML is shown as it is written.
    let text = |text: &str| -> String {
        let signs = text.chars().map(|it| match it {
            '"' => "#quot;".to_owned(),
            '#' => "#35;".to_owned(),
            '<' => "#lt;".to_owned(),
            '>' => "#gt;".to_owned(),
            '&' => "#amp;".to_owned(),
            it if it.is_control() => " ".to_owned(),
            it => it.to_string(),
        });
        signs.collect()
    };
    let framework = model.framework();
    let mut out = "flowchart LR\n".to_owned();
    let title = text(model.text(&framework.title, None).1);
    let _ = writeln!(out, "  framework[\"{title}\"]");
    for (number, (_, title, members)) in groups(model).iter().enumerate() {
        let _ = writeln!(out, "  framework --> g{number}[\"{}\"]", text(title));
        for (member, (_, title)) in members.iter().enumerate() {
            let _ = writeln!(
                out,
                "  g{number} --> g{number}c{member}(\"{}\")",
                text(title)
            );
        }
    }
    Exported {
        content: Content::Text(out),
        losses: losses(model, &Picture),
    }
}

/// A graph for Graphviz.
pub(crate) fn graphviz(model: &Model) -> Exported {
    let text = |text: &str| -> String {
        let signs = text.chars().map(|it| match it {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            it if it.is_control() => " ".to_owned(),
            it => it.to_string(),
        });
        signs.collect()
    };
    let framework = model.framework();
    let title = text(model.text(&framework.title, None).1);
    let mut out = format!(
        "digraph \"{}\" {{\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n  framework [label=\"{title}\"];\n",
        framework.id
    );
    for (id, title, members) in groups(model) {
        let _ = writeln!(
            out,
            "  \"{id}\" [label=\"{}\"];\n  framework -> \"{id}\";",
            text(&title)
        );
        for (competence, title) in members {
            let _ = writeln!(
                out,
                "  \"{competence}\" [label=\"{}\", style=rounded];\n  \"{id}\" -> \"{competence}\";",
                text(&title)
            );
        }
    }
    out.push_str("}\n");
    Exported {
        content: Content::Text(out),
        losses: losses(model, &Picture),
    }
}
