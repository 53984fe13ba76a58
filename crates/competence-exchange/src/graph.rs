//! The structure of a model as a picture: a box for each cluster, with its competences.

use std::collections::HashMap;
use std::fmt::Write;

use competence_core::{Competence, Element, Kind, Model};
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

/// A box of the picture: the competences of a kind that are in no cluster, or those of a cluster.
struct Group {
    /// None for the groups of a kind.
    kind: Option<Kind>,
    title: String,
    competences: Vec<String>,
}

fn groups(model: &Model) -> Vec<Group> {
    let title = |it: Element<'_>| model.text(it.title(), None).1.to_owned();
    let titles = |all: &mut dyn Iterator<Item = &Competence>| -> Vec<String> {
        all.map(|it| title(Element::Competence(it))).collect()
    };
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let of_it = model.competences_of_kind(*kind);
        all.push(Group {
            kind: Some(*kind),
            title: match kind {
                Kind::Core => "Core competences",
                Kind::Leadership => "Leadership competences",
                Kind::Digital => "Digital competences",
                Kind::JobSpecific => "Job-specific competences",
            }
            .to_owned(),
            competences: titles(&mut of_it.filter(|it| it.cluster.is_none())),
        });
    }
    let mut in_clusters: HashMap<&str, Vec<&Competence>> = HashMap::new();
    for it in model.competences() {
        if let Some(cluster) = &it.cluster {
            in_clusters.entry(cluster.as_str()).or_default().push(it);
        }
    }
    for cluster in model.clusters() {
        let of_it = in_clusters.remove(cluster.id.as_str()).unwrap_or_default();
        all.push(Group {
            kind: None,
            title: title(Element::Cluster(cluster)),
            competences: titles(&mut of_it.into_iter()),
        });
    }
    all.retain(|it| !it.competences.is_empty());
    all
}

impl Group {
    /// The colour behind its title, which is white: each has a contrast of more than 7 to 1.
    const fn colour(&self) -> &'static str {
        match self.kind {
            Some(Kind::Core) => "#1f4e79",
            Some(Kind::Leadership) => "#6b2d5c",
            Some(Kind::Digital) => "#0b5345",
            Some(Kind::JobSpecific) | None => "#424949",
        }
    }
}

/// How many groups lie side by side: as many as rows lie below each other.
fn columns(groups: usize) -> usize {
    (1..=groups.max(1))
        .find(|it| it * it >= groups)
        .unwrap_or(1)
}

/// The most characters of a line.
const LINE: usize = 34;

/// A text in lines, broken between words.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(|it: char| it.is_whitespace() || it.is_control()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ if word.is_empty() => {}
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text with some signs written in another way.
fn escaped(text: &str, of: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match of(sign) {
            Some(it) => out.push_str(it),
            None if sign.is_control() => out.push(' '),
            None => out.push(sign),
        }
    }
    out
}

/// A Mermaid flowchart: a box for each group, in columns that links nobody sees keep.
pub(crate) fn mermaid(model: &Model) -> Exported {
    // Within quotes, what could end them, be markup, a directive or an icon is written by its number.
    let text = |text: &str| {
        escaped(text, |it| match it {
            '"' => Some("#quot;"),
            '#' => Some("#35;"),
            '<' => Some("#lt;"),
            '>' => Some("#gt;"),
            '&' => Some("#amp;"),
            '`' => Some("#96;"),
            '*' => Some("#42;"),
            '_' => Some("#95;"),
            '\\' => Some("#92;"),
            '$' => Some("#36;"),
            '%' => Some("#37;"),
            ':' => Some("#58;"),
            _ => None,
        })
    };
    let groups = groups(model);
    let framework = model.framework();
    // YAML, of which JSON is a part.
    let title = Value::from(model.text(&framework.title, None).1);
    let mut out = format!("---\ntitle: {title}\n---\nflowchart TB\n  top[\" \"]:::unseen\n");
    for (number, group) in groups.iter().enumerate() {
        let _ = writeln!(out, "  subgraph g{number}[\"{}\"]", text(&group.title));
        for (at, title) in group.competences.iter().enumerate() {
            let _ = writeln!(out, "    g{number}c{at}(\"{}\")", text(title));
            if at > 0 {
                let _ = writeln!(out, "    g{number}c{} ~~~ g{number}c{at}", at - 1);
            }
        }
        out.push_str("  end\n");
    }
    let columns = columns(groups.len());
    // Below one node that nobody sees, the first row keeps its order.
    for number in 0..groups.len() {
        let above = number.checked_sub(columns).map(|it| format!("g{it}"));
        let above = above.as_deref().unwrap_or("top");
        let _ = writeln!(out, "  {above} ~~~ g{number}");
    }
    out.push_str("  classDef unseen opacity:0\n");
    out.push_str("  classDef default fill:#fff,stroke:#85929e,color:#1c2833\n");
    for (number, group) in groups.iter().enumerate() {
        let colour = group.colour();
        let _ = writeln!(
            out,
            "  style g{number} fill:#f4f6f7,stroke:{colour},stroke-width:2px,color:{colour}"
        );
    }
    Exported {
        content: Content::Text(out),
        losses: losses(model, &Picture),
    }
}

/// A graph for Graphviz: a table for each group, in columns that edges nobody sees keep.
pub(crate) fn graphviz(model: &Model) -> Exported {
    let quoted = |text: &str| {
        escaped(text, |it| match it {
            '"' => Some("\\\""),
            '\\' => Some("\\\\"),
            _ => None,
        })
    };
    let markup = |text: &str| {
        let lines = lines(text).into_iter().map(|line| {
            escaped(&line, |it| match it {
                '<' => Some("&lt;"),
                '>' => Some("&gt;"),
                '&' => Some("&amp;"),
                '"' => Some("&quot;"),
                _ => None,
            })
        });
        lines.collect::<Vec<_>>().join("<br/>")
    };
    let framework = model.framework();
    let title = quoted(model.text(&framework.title, None).1);
    let mut out = format!(
        "digraph \"{}\" {{\n  graph [label=\"{title}\", labelloc=t, fontsize=24, fontname=\"sans-serif\", \
         nodesep=0.3, ranksep=0.3];\n  node [shape=plain, fontname=\"sans-serif\", fontsize=12];\n  \
         edge [style=invis];\n",
        framework.id
    );
    let groups = groups(model);
    for (number, group) in groups.iter().enumerate() {
        let colour = group.colour();
        let _ = write!(
            out,
            "  g{number} [label=<<table border=\"1\" color=\"{colour}\" cellborder=\"0\" cellspacing=\"0\" \
             cellpadding=\"6\">\n    <tr><td bgcolor=\"{colour}\"><font color=\"white\"><b>{}</b></font></td></tr>\n",
            markup(&group.title)
        );
        for title in &group.competences {
            let _ = writeln!(out, "    <tr><td>{}</td></tr>", markup(title));
        }
        out.push_str("  </table>>];\n");
    }
    let columns = columns(groups.len());
    for row in 0..groups.len().div_ceil(columns) {
        let of_row =
            (row * columns..groups.len().min((row + 1) * columns)).map(|it| format!("g{it}"));
        let of_row: Vec<String> = of_row.collect();
        let _ = writeln!(out, "  {{ rank=same; {} }}", of_row.join("; "));
        let _ = writeln!(out, "  {};", of_row.join(" -> "));
    }
    for number in columns..groups.len() {
        let _ = writeln!(out, "  g{} -> g{number};", number - columns);
    }
    out.push_str("}\n");
    Exported {
        content: Content::Text(out),
        losses: losses(model, &Picture),
    }
}
