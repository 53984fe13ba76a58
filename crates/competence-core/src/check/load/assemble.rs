//! Putting a model together of the documents that were read.

use std::collections::HashSet;

use semver::Version;

use super::{File, Loaded, Origin, Origins, Release, Typed, layout};
use crate::check::document::Document;
use crate::check::document::rules;
use crate::check::finding::{Finding, Place};
use crate::check::schema::DocumentKind;
use crate::model::Declared;
use crate::{
    Bundle, Cluster, Competence, Framework, LanguageTag, Languages, Lineage, LocalisedText,
    PartialModel, Profile, ReleaseRecords, Scale,
};

/// The documents read so far, each list in the order of the files.
#[derive(Default)]
pub(super) struct Parts {
    files: Vec<File>,
    framework: Option<(Framework, Origin)>,
    clusters: Vec<(Cluster, Origin)>,
    competences: Vec<(Competence, Origin)>,
    profiles: Vec<(Profile, Origin)>,
    lineage: Vec<(Lineage, Origin)>,
    records: Option<(ReleaseRecords, Origin)>,
    pub releases: Vec<Release>,
}

impl Parts {
    pub fn add(&mut self, file: File, typed: Option<Typed>) {
        let origin = Origin {
            file: self.files.len(),
            node: Document::ROOT,
        };
        match typed {
            None => {}
            Some(Typed::Framework(it)) => self.framework = Some((it, origin)),
            Some(Typed::Cluster(it)) => self.clusters.push((it, origin)),
            Some(Typed::Competence(it)) => self.competences.push((it, origin)),
            Some(Typed::Profile(it)) => self.profiles.push((it, origin)),
            Some(Typed::Lineage(it)) => self.lineage.push((it, origin)),
            Some(Typed::Releases(it)) => self.records = Some((it, origin)),
            Some(Typed::Bundle(bundle)) => {
                let document = &file.document;
                let nodes = |key: &str| {
                    let list = document.value(Document::ROOT, key);
                    let items = list.into_iter().flat_map(|list| document.items(list));
                    items
                        .map(|node| Origin { node, ..origin })
                        .collect::<Vec<_>>()
                };
                let manifest = document.value(Document::ROOT, "framework");
                let node = manifest.unwrap_or(Document::ROOT);
                self.framework = Some((bundle.framework, Origin { node, ..origin }));
                self.clusters
                    .extend(bundle.clusters.into_iter().zip(nodes("clusters")));
                self.competences
                    .extend(bundle.competences.into_iter().zip(nodes("competences")));
                self.profiles
                    .extend(bundle.profiles.into_iter().zip(nodes("profiles")));
                self.lineage
                    .extend(bundle.lineage.into_iter().zip(nodes("lineage")));
            }
        }
        self.files.push(file);
    }

    pub fn assemble(mut self, is_single: bool, mut findings: Vec<Finding>) -> Loaded {
        let is_bundle = |file: &File| file.role == Some(DocumentKind::Bundle);
        let is_part = is_single && !self.files.iter().any(is_bundle);
        let manifest_was_read = self.files.iter().any(|file| file.path == layout::MANIFEST)
            || findings
                .iter()
                .any(|finding| finding.place.file == layout::MANIFEST);
        if !is_part && !manifest_was_read && self.framework.is_none() {
            let message = "there is no manifest `framework.yaml`";
            findings.push(
                Finding::new(
                    &rules::missing_manifest::RULE,
                    Place::file(layout::MANIFEST),
                    message,
                )
                .help(
                    "name the folder that holds it, or make a new model with `competence new DIR`",
                ),
            );
        }
        let has_manifest = self.framework.is_some();
        let (framework, origin) = match self.framework {
            Some((framework, origin)) => (framework, Some(origin)),
            None => (stand_in(), None),
        };
        let declared = Declared::new(&framework.order);
        // Stable, so that of two elements with one id the first is that of the first file.
        self.competences
            .sort_by(|(a, _), (b, _)| declared.competences(a, b));
        self.clusters
            .sort_by(|(a, _), (b, _)| declared.clusters(a, b));
        self.profiles
            .sort_by(|(a, _), (b, _)| declared.profiles(a, b));
        self.lineage
            .sort_by(|(a, _), (b, _)| a.version.cmp(&b.version));
        let mut origins = Origins {
            framework: origin,
            ..Origins::default()
        };
        let mut bundle = Bundle::new(framework);
        (bundle.clusters, origins.clusters) = self.clusters.into_iter().unzip();
        (bundle.competences, origins.competences) = self.competences.into_iter().unzip();
        (bundle.profiles, origins.profiles) = self.profiles.into_iter().unzip();
        (bundle.lineage, origins.lineage) = self.lineage.into_iter().unzip();
        let (records, origin) = self.records.unzip();
        origins.records = origin;
        self.releases.sort_by(|a, b| a.version.cmp(&b.version));
        let half_known = half_known(&self.files, &findings);
        let records = records.unwrap_or_default();
        let is_recorded = |it: &Release| records.releases.iter().any(|at| at.version == it.version);
        let recorded = self.releases.iter().rfind(|it| is_recorded(it));
        let last = recorded.map(|it| it.version.clone());
        let framework = &bundle.framework;
        // What an interrupted release leaves: the bundle of the next version, not recorded yet.
        let is_begun = |it: &Release| {
            has_manifest
                && !is_recorded(it)
                && it.path == format!("releases/{}.json", it.version)
                && it.model.framework().id == framework.id
                && it.version.cmp_precedence(&framework.version).is_ge()
                && last
                    .as_ref()
                    .is_none_or(|last| it.version.cmp_precedence(last).is_gt())
        };
        let (begun, releases) = self.releases.into_iter().partition(is_begun);
        Loaded {
            model: PartialModel::new(bundle),
            has_manifest,
            is_part,
            findings,
            files: self.files,
            origins,
            releases,
            begun,
            records,
            half_known,
        }
    }
}

/// The ids that documents with findings may define: the names of unread files, and every `id`
/// in documents that parts were left out of.
fn half_known(files: &[File], findings: &[Finding]) -> HashSet<String> {
    let mut ids = HashSet::new();
    let damaged = files.iter().filter(|file| !file.is_whole());
    for file in damaged {
        let document = &file.document;
        ids.extend(document.all_texts_of("id").map(str::to_owned));
    }
    for finding in findings.iter().filter(|it| it.prevents_reading()) {
        let path = finding.place.file.as_str();
        let mut parts = path.rsplit('/');
        let stem = parts.next().unwrap_or_default().trim_end_matches(".yaml");
        let id = if stem == "cluster" {
            parts.next().unwrap_or_default()
        } else {
            stem
        };
        ids.insert(id.to_owned());
    }
    ids
}

/// The manifest of a model whose own could not be understood. Rules that depend on a manifest
/// are not applied to such a model.
fn stand_in() -> Framework {
    let primary = LanguageTag::undetermined();
    Framework::new(
        crate::id!(FrameworkId, "unnamed"),
        Version::new(0, 0, 0),
        LocalisedText::new(primary.clone(), "unnamed"),
        Languages::new(primary),
        Scale::new(Vec::new()),
    )
}
