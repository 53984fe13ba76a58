//! `competence tree`

use std::fmt::Write;

use competence_core::{Cluster, Competence, Contents, Kind, LanguageTag, LocalisedText, Profile};
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

/// A cluster with what is in it.
fn group(cluster: &Cluster, title: String, inner: Vec<Node>, noun: &'static str) -> Node {
    let mut note = count(inner.len(), noun);
    if let Some(parent) = &cluster.parent {
        let _ = write!(note, ", inside {parent}");
    }
    Node {
        id: cluster.id.to_string(),
        title,
        note,
        inner,
    }
}

fn framework(model: &Contents, wanted: Option<&LanguageTag>, indicators: bool) -> Node {
    let title = |text: &LocalisedText| model.text(text, wanted).1.to_owned();
    let competence = |it: &Competence| {
        let behaviours = model
            .indicators_of(it)
            .filter(|_| indicators)
            .map(|(_, indicator)| Node {
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
            note: count(it.indicators.len() + it.includes.len(), "indicator"),
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
        let single = inner.len();
        for cluster in model.clusters() {
            let all = || model.competences_in(&cluster.id);
            let members: Vec<Node> = all().filter(|it| it.kind == kind).map(competence).collect();
            // One with nothing in it has to be somewhere, and its competences would be here.
            let is_empty =
                all().next().is_none() && model.profiles_in(&cluster.id).next().is_none();
            if !members.is_empty() || (is_empty && kind == Kind::JobSpecific) {
                inner.push(group(cluster, title(&cluster.title), members, "competence"));
            }
        }
        if !inner.is_empty() {
            let groups = inner.len() - single;
            let note = match (single, groups) {
                (_, 0) => count(single, "competence"),
                (0, _) => count(groups, "cluster"),
                _ => format!(
                    "{}, {}",
                    count(single, "competence"),
                    count(groups, "cluster")
                ),
            };
            kinds.push(Node {
                id: kind.to_string(),
                title: String::new(),
                note,
                inner,
            });
        }
    }
    let profile = |profile: &Profile| Node {
        id: profile.id.to_string(),
        title: title(&profile.title),
        note: count(model.resolve(profile).competences.len(), "competence"),
        inner: Vec::new(),
    };
    let single = model.profiles().iter().filter(|it| it.cluster.is_none());
    let mut profiles: Vec<Node> = single.map(profile).collect();
    for cluster in model.clusters() {
        let members: Vec<Node> = model.profiles_in(&cluster.id).map(profile).collect();
        if !members.is_empty() {
            profiles.push(group(cluster, title(&cluster.title), members, "profile"));
        }
    }
    if !profiles.is_empty() {
        let note = count(model.profiles().len(), "profile");
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
