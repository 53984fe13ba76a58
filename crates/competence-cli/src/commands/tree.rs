//! `competence tree`

use std::fmt::Write;

use competence_core::{Competence, Contents, Kind, LanguageTag, LocalisedText};
use competence_render::sentence::count;
use competence_render::visible::{visible_json, visible_line};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Format, Tree};
use crate::failure::Failure;
use crate::model::{language, read};

/// A line of the tree with the lines below it.
struct Node {
    id: String,
    title: String,
    /// What else there is to say, in a word or two.
    note: String,
    inner: Vec<Node>,
}

pub fn run(arguments: &Tree) -> Result<Outcome, Failure> {
    let (model, note) = read(arguments.model.path())?;
    let wanted = language(&model, arguments.shown.language.lang.as_ref())?;
    let tree = framework(&model, wanted, arguments.indicators);
    let text = match arguments.shown.format {
        Format::Text => {
            let mut out = String::new();
            print(&tree, "", "", &mut out);
            out
        }
        Format::Json => format!("{}\n", visible_json(&format!("{:#}", value(&tree)))),
    };
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

fn framework(model: &Contents, wanted: Option<&LanguageTag>, indicators: bool) -> Node {
    let title = |text: &LocalisedText| model.text(text, wanted).1.to_owned();
    let competence = |it: &Competence| {
        let behaviours = it
            .indicators
            .iter()
            .filter(|_| indicators)
            .map(|indicator| Node {
                id: indicator.id.to_string(),
                title: title(&indicator.statement),
                note: if indicator.polarity.is_effective() {
                    String::new()
                } else {
                    "ineffective".into()
                },
                inner: Vec::new(),
            });
        Node {
            id: it.id.to_string(),
            title: title(&it.title),
            note: count(it.indicators.len(), "indicator"),
            inner: behaviours.collect(),
        }
    };
    let mut kinds = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let mut inner: Vec<Node> = model
            .competences_of_kind(kind)
            .filter(|it| it.cluster.is_none())
            .map(competence)
            .collect();
        if kind == Kind::JobSpecific {
            inner.extend(model.clusters().iter().map(|cluster| {
                let members: Vec<Node> =
                    model.competences_in(&cluster.id).map(competence).collect();
                let (id, note) = (cluster.id.to_string(), count(members.len(), "competence"));
                Node {
                    id,
                    title: title(&cluster.title),
                    note,
                    inner: members,
                }
            }));
        }
        if !inner.is_empty() {
            let noun = if kind == Kind::JobSpecific {
                "cluster"
            } else {
                "competence"
            };
            let note = count(inner.len(), noun);
            kinds.push(Node {
                id: kind.to_string(),
                title: String::new(),
                note,
                inner,
            });
        }
    }
    let profiles: Vec<Node> = model
        .profiles()
        .iter()
        .map(|profile| {
            let note = count(model.resolve(profile).competences.len(), "competence");
            Node {
                id: profile.id.to_string(),
                title: title(&profile.title),
                note,
                inner: Vec::new(),
            }
        })
        .collect();
    if !profiles.is_empty() {
        let note = count(profiles.len(), "profile");
        kinds.push(Node {
            id: "profiles".into(),
            title: String::new(),
            note,
            inner: profiles,
        });
    }
    let manifest = model.framework();
    Node {
        id: manifest.id.to_string(),
        title: title(&manifest.title),
        note: manifest.version.to_string(),
        inner: kinds,
    }
}

fn print(node: &Node, before: &str, below: &str, out: &mut String) {
    let Node {
        id,
        title,
        note,
        inner: nodes,
    } = node;
    let _ = write!(out, "{before}{id}");
    if !title.is_empty() {
        let _ = write!(out, "  {}", visible_line(title));
    }
    if !note.is_empty() {
        let _ = write!(out, "  ({note})");
    }
    out.push('\n');
    for (index, inner) in nodes.iter().enumerate() {
        let last = index + 1 == nodes.len();
        let (branch, next) = if last {
            ("└── ", "    ")
        } else {
            ("├── ", "│   ")
        };
        print(
            inner,
            &format!("{below}{branch}"),
            &format!("{below}{next}"),
            out,
        );
    }
}

fn value(node: &Node) -> Value {
    let mut object = json!({ "id": node.id });
    if !node.title.is_empty() {
        object["title"] = json!(node.title);
    }
    if !node.note.is_empty() {
        object["note"] = json!(node.note);
    }
    if !node.inner.is_empty() {
        object["inner"] = node.inner.iter().map(value).collect();
    }
    object
}
