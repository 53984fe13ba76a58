//! Which file of a model is what, by its path. Names are compared as they are written: on some
//! systems `Framework.YAML` is another file.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

use crate::Kind;
use crate::check::document::Document;
use crate::check::schema::DocumentKind;

/// The path of the manifest.
pub(crate) const MANIFEST: &str = "framework.yaml";

/// The path of what is recorded of the releases.
pub(crate) const RECORDS: &str = "releases/releases.yaml";

/// What a file is there for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A document of the framework.
    Document(DocumentKind),
    /// A released bundle.
    Release,
    /// The only file of its source: what it is shows from its content.
    Alone,
    /// Not part of the model, and that is fine.
    Ignored,
    /// Not part of the model, and perhaps meant to be: with advice.
    Unexpected(&'static str),
    /// In a folder of the model, and yet no part of it: with advice.
    Unread(&'static str),
}

/// The role of a file, by its path below the root.
pub(super) fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    let is_kind = |folder: &str| Kind::ALL.iter().any(|kind| kind.as_str() == folder);
    let is_of_model = |parts: &[&str]| match parts {
        [folder, _, ..] => {
            is_kind(folder) || matches!(*folder, "clusters" | "profiles" | "lineage" | "releases")
        }
        _ => false,
    };
    match &parts[..] {
        _ if path == RECORDS => Role::Document(DocumentKind::Releases),
        // The one for editors, the other tells what an import made the ids of.
        ["schemas", ..] | ["ids.csv"] => Role::Ignored,
        ["releases", name] if name.ends_with(".json") => Role::Release,
        [.., name] if name.ends_with(".json") => Role::Ignored,
        [.., name] if !name.ends_with(".yaml") => {
            let advice =
                "rename it: the files of a model end with `.yaml` or `.json`, in small letters";
            if is_of_model(&parts) {
                Role::Unread(advice)
            } else {
                Role::Unexpected(advice)
            }
        }
        [MANIFEST] => Role::Document(DocumentKind::Framework),
        // A cluster without a folder of job-specific competences: a group of others, or of profiles.
        ["clusters", _] | ["job-specific", _, "cluster.yaml"] => {
            Role::Document(DocumentKind::Cluster)
        }
        ["profiles", _] => Role::Document(DocumentKind::Profile),
        ["lineage", _] => Role::Document(DocumentKind::Lineage),
        // A competence without its cluster's folder is read too: a rule tells where it belongs.
        ["job-specific", _, _] => Role::Document(DocumentKind::Competence),
        [folder, _] if is_kind(folder) => Role::Document(DocumentKind::Competence),
        _ if is_of_model(&parts) => Role::Unread(
            "move it: files are in `core`, `leadership`, `digital`, `job-specific/<cluster>`, `clusters`, `profiles` and `lineage`, and not in folders below",
        ),
        _ => Role::Unexpected(
            "move it into `core`, `leadership`, `digital`, `job-specific/<cluster>`, `clusters`, `profiles` or `lineage`, or out of the model's folder",
        ),
    }
}

/// What the only file of a source is, by the keys of its root.
pub(super) fn recognise(document: &Document) -> Option<DocumentKind> {
    if document.is_empty() {
        return None;
    }
    let has = |key| document.value(Document::ROOT, key).is_some();
    let table = [
        ("framework", DocumentKind::Bundle),
        ("languages", DocumentKind::Framework),
        ("scale", DocumentKind::Framework),
        ("kind", DocumentKind::Competence),
        ("indicators", DocumentKind::Competence),
        ("requires", DocumentKind::Profile),
        ("extends", DocumentKind::Profile),
        ("records", DocumentKind::Lineage),
        ("releases", DocumentKind::Releases),
        ("field", DocumentKind::Cluster),
        ("organisations", DocumentKind::Cluster),
    ];
    table
        .into_iter()
        .find(|(key, _)| has(key))
        .map(|(_, kind)| kind)
}

/// What a path names what is in the file by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedBy<'a> {
    /// The name of the file.
    File(&'a str),
    /// That of its folder: a cluster that has one of its own.
    Folder(&'a str),
}

impl<'a> NamedBy<'a> {
    /// Nothing of a cluster's file without its folder, as it is where a file is checked alone.
    pub(crate) fn of(path: &'a str) -> Option<Self> {
        const CLUSTER: &str = "cluster.yaml";
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        match folder {
            "" if file == CLUSTER => None,
            // There, it is the file of a cluster that has this name.
            folder if file == CLUSTER && folder != "clusters" => {
                Some(Self::Folder(folder.rsplit('/').next().unwrap_or(folder)))
            }
            _ => Some(Self::File(file.strip_suffix(".yaml").unwrap_or(file))),
        }
    }

    pub(crate) const fn name(self) -> &'a str {
        match self {
            Self::File(name) | Self::Folder(name) => name,
        }
    }
}

/// The name that a path gives to what is in the file; empty if it gives none.
pub(crate) fn name_of(path: &str) -> &str {
    NamedBy::of(path).map_or("", NamedBy::name)
}

/// What a file of a model's folder is, by its path, if it is a document.
pub(crate) fn kind_of(path: &str) -> Option<DocumentKind> {
    match role(path) {
        Role::Document(kind) => Some(kind),
        _ => None,
    }
}
