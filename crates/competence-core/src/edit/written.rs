//! The files of a model that is written for the first time.

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::sheet::scalar;
use crate::check::document::{self, Document};
use crate::check::schema::DocumentKind;
use crate::check::{MANIFEST, MODELINE};
use crate::{Cluster, Competence, Kind, Model};

/// From how many characters on a list of words is written below its key, and not behind it.
const WIDTH: usize = 90;

/// The files of a model: path and text. Each begins with the line that names its schema, in the folder
/// `schemas`. What is released is not among them.
///
/// A cluster lies in the folder of its job-specific competences, and in `clusters` if it has others, or
/// profiles.
///
/// ```
/// use competence_core::check::check;
/// use competence_core::{edit, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let model = check(&files).model()?;
/// let written: Memory = edit::files_of(&model).into_iter().collect();
/// assert_eq!(check(&written).model()?, model);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn files_of(model: &Model) -> Vec<(String, String)> {
    let files = documents_of(model).into_iter();
    let with_line = files.map(|it| {
        let up = "../".repeat(it.path.matches('/').count());
        let line = format!("{MODELINE}{up}schemas/{}\n", it.kind.file_name());
        (it.path, line + &it.text)
    });
    with_line.collect()
}

/// A document of a model that is written for the first time.
pub(super) struct Written {
    pub path: String,
    pub kind: DocumentKind,
    /// The id of the element; for lineage, the version.
    pub id: String,
    /// The text, without the line that names the schema.
    pub text: String,
}

/// The documents of a model.
pub(super) fn documents_of(model: &Model) -> Vec<Written> {
    let bundle = model.as_bundle();
    let with_folder: HashSet<_> = (bundle.competences.iter())
        .filter(|it| it.kind == Kind::JobSpecific)
        .filter_map(|it| it.cluster.as_ref())
        .collect();
    let is_group: HashSet<_> = (bundle.competences.iter().flat_map(Competence::clusters))
        .chain(bundle.profiles.iter().filter_map(|it| it.cluster.as_ref()))
        .collect();
    let path_of = |it: &Cluster| {
        if with_folder.contains(&it.id)
            || !is_group.contains(&it.id) && !it.organisations.is_empty()
        {
            format!("job-specific/{}/cluster.yaml", it.id)
        } else {
            format!("clusters/{}.yaml", it.id)
        }
    };
    let mut files = Vec::new();
    let mut add = |path: String, kind: DocumentKind, id: String, text: Option<String>| {
        files.extend(text.map(|text| Written {
            path,
            kind,
            id,
            text,
        }));
    };
    add(
        MANIFEST.to_owned(),
        DocumentKind::Framework,
        bundle.framework.id.to_string(),
        yaml(&bundle.framework),
    );
    for it in &bundle.clusters {
        add(
            path_of(it),
            DocumentKind::Cluster,
            it.id.to_string(),
            yaml(it),
        );
    }
    for it in &bundle.competences {
        let folder = match &it.cluster {
            Some(cluster) if it.kind == Kind::JobSpecific => format!("{}/{cluster}", it.kind),
            _ => it.kind.to_string(),
        };
        add(
            format!("{folder}/{}.yaml", it.id),
            DocumentKind::Competence,
            it.id.to_string(),
            yaml(it),
        );
    }
    for it in &bundle.profiles {
        add(
            format!("profiles/{}.yaml", it.id),
            DocumentKind::Profile,
            it.id.to_string(),
            yaml(it),
        );
    }
    for it in &bundle.lineage {
        add(
            format!("lineage/{}.yaml", it.version),
            DocumentKind::Lineage,
            it.version.to_string(),
            yaml(it),
        );
    }
    files
}

/// A document as YAML, with its keys in the order of its type.
pub(super) fn yaml(document: &impl Serialize) -> Option<String> {
    let json = serde_json::to_string(document).ok()?;
    let mut out = String::new();
    if let Node::Map(entries) = serde_json::from_str(&json).ok()? {
        map(&entries, 0, &mut out);
    }
    Some(out)
}

/// A value whose keys are in the order in which they were written.
enum Node {
    Map(Vec<(String, Node)>),
    List(Vec<Node>),
    Text(String),
    /// A number, a truth value or nothing, as YAML writes them too.
    Word(Value),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = from.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Word(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Word(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Word(number.into()))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Word(truth.into()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Word(Value::Null))
    }
}

/// The entries of a map, each on lines of its own; the first begins where the cursor is.
fn map(entries: &[(String, Node)], indent: usize, out: &mut String) {
    for (number, (key, value)) in entries.iter().enumerate() {
        if number > 0 {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(&scalar(key));
        out.push(':');
        below(value, indent, out);
    }
}

/// A value behind its key, or on the lines below it.
fn below(node: &Node, indent: usize, out: &mut String) {
    let margin = " ".repeat(indent + 2);
    match node {
        Node::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            out.push_str(&margin);
            map(entries, indent + 2, out);
        }
        Node::List(items) if !items.is_empty() => {
            if let Some(line) = flow(items) {
                out.push(' ');
                out.push_str(&line);
                out.push('\n');
                return;
            }
            out.push('\n');
            for item in items {
                out.push_str(&margin);
                out.push('-');
                match item {
                    Node::Map(entries) if !entries.is_empty() => {
                        out.push(' ');
                        map(entries, indent + 4, out);
                    }
                    _ => below(item, indent + 2, out),
                }
            }
        }
        _ => {
            out.push(' ');
            out.push_str(&single(node, &margin));
            out.push('\n');
        }
    }
}

/// A list of words on one line, if it is short.
fn flow(items: &[Node]) -> Option<String> {
    let words: Option<Vec<String>> = items
        .iter()
        .map(|it| match it {
            Node::Text(text) if !text.contains('\n') => Some(scalar(text)),
            _ => None,
        })
        .collect();
    let line = format!("[{}]", words?.join(", "));
    (line.chars().count() <= WIDTH).then_some(line)
}

/// A value without values in it, as it stands behind its key.
fn single(node: &Node, margin: &str) -> String {
    match node {
        Node::Text(text) => lines(text, margin).unwrap_or_else(|| scalar(text)),
        Node::Map(_) => "{}".to_owned(),
        Node::List(_) => "[]".to_owned(),
        Node::Word(word) => word.to_string(),
    }
}

/// A text of several lines as a literal block, where that says the same.
fn lines(text: &str, margin: &str) -> Option<String> {
    if !text.contains('\n') {
        return None;
    }
    let mut block = "|-".to_owned();
    for line in text.split('\n') {
        block.push('\n');
        if !line.is_empty() {
            block.push_str(margin);
            block.push_str(line);
        }
    }
    let mut findings = Vec::new();
    let yaml = format!("k: {}\n", block.replace(&format!("\n{margin}"), "\n  "));
    let read = document::parse("", &yaml, &mut findings);
    if read.is_empty() || !findings.is_empty() {
        return None;
    }
    let value = read.value(Document::ROOT, "k")?;
    (read.text(value) == Some(text)).then_some(block)
}
