//! Loading: from the files of a source to a model and the documents that it was read from.

#[cfg(test)]
mod agreement;
mod assemble;
#[expect(
    clippy::indexing_slicing,
    reason = "a JSON value has nothing where there is no such key, and does not panic"
)]
mod explain;
mod invalid;
mod layout;
pub(crate) mod modeline;
pub(crate) mod rules;
mod shape;
mod trial;

use std::collections::HashSet;
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use semver::Version;

use crate::check::document::rules as reading;
use crate::check::document::{self, Document, NodeId};
use crate::check::finding::{Finding, Place};
use crate::check::fingerprint;
use crate::check::schema::DocumentKind;
use crate::check::source::{ReadError, Source, limits};
use crate::model::{is_ours, parallel};
use crate::{
    Bundle, BundleError, Cluster, Competence, ContentHash, Framework, Lineage, Model, PartialModel,
    Profile, ReleaseRecords,
};

use assemble::Parts;
pub(crate) use layout::{MANIFEST, NamedBy, RECORDS, kind_of, name_of};
use layout::{Role, role};

/// Where an element was read: a document and a node in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    pub file: usize,
    pub node: NodeId,
}

/// What was read of a source: the model as far as it could be understood, and the findings.
#[derive(Debug)]
pub struct Loaded {
    pub(crate) model: PartialModel,
    /// Whether the model has the manifest that was read, and not one that stands in for it.
    pub(crate) has_manifest: bool,
    /// Whether the source is one document without its framework.
    pub(crate) is_part: bool,
    pub(crate) findings: Vec<Finding>,
    /// In the order of their paths.
    pub(crate) files: Vec<File>,
    pub(crate) origins: Origins,
    pub(crate) releases: Vec<Release>,
    /// The bundles of releases that were begun and are not recorded: they do not hold.
    pub(crate) begun: Vec<Release>,
    /// What is recorded of the releases.
    pub(crate) records: ReleaseRecords,
    /// Ids in documents that could not be understood as a whole: they are not unknown.
    pub(crate) half_known: HashSet<String>,
}

/// Why there is no whole model: what was found while it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    findings: Vec<Finding>,
}

impl Incomplete {
    /// What prevents a whole model; at least one finding.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the model was not read as a whole")?;
        let Some(first) = self.findings.first() else {
            return Ok(());
        };
        let Place {
            file, line, column, ..
        } = &first.place;
        write!(f, ": {file}:{line}:{column}: {}", first.message)?;
        match self.findings.len() - 1 {
            0 => Ok(()),
            1 => f.write_str(", and 1 more error"),
            more => write!(f, ", and {more} more errors"),
        }
    }
}

impl std::error::Error for Incomplete {}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct File {
    pub path: String,
    pub role: Option<DocumentKind>,
    pub text: String,
    pub document: Document,
    /// Whether the document was understood only in part, and it is not known what is missing.
    pub is_cut: bool,
    /// Where each line begins, once one is asked for: a file may have many findings.
    pub starts: OnceLock<Vec<usize>>,
}

impl File {
    /// A line, counted from 1, without its end.
    pub fn line(&self, number: u32) -> Option<&str> {
        let starts = self.starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.text.get(*starts.get(at)?..)?.lines().next()
    }

    /// Whether nothing had to be left out of the document.
    pub fn is_whole(&self) -> bool {
        !self.is_cut && (self.document.is_empty() || !self.document.is_incomplete(Document::ROOT))
    }
}

/// Where each element of the model was read, in the order of the model.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    pub framework: Option<Origin>,
    pub clusters: Vec<Origin>,
    pub competences: Vec<Origin>,
    pub profiles: Vec<Origin>,
    pub lineage: Vec<Origin>,
    pub records: Option<Origin>,
}

/// A released bundle.
#[derive(Debug)]
pub(crate) struct Release {
    pub path: String,
    pub version: Version,
    pub hash: ContentHash,
    pub model: Model,
}

impl Release {
    /// Whether the release has an element with this id.
    pub fn has(&self, id: &str) -> bool {
        self.model.element(id).is_some()
    }
}

impl Loaded {
    /// The whole model.
    ///
    /// # Errors
    /// [`Incomplete`] if anything of the source was not understood: a file, a key or a value, or
    /// an id that occurs twice.
    pub fn model(&self) -> Result<Model, Incomplete> {
        let errors = self.findings.iter().filter(|it| it.prevents_reading());
        let mut findings: Vec<Finding> = errors.cloned().collect();
        if self.partial().is_none() && findings.is_empty() {
            findings.push(Finding::new(
                &reading::missing_manifest::RULE,
                Place::file(layout::MANIFEST),
                "this is one document of a framework, and not a whole one",
            ));
        }
        if !findings.is_empty() {
            return Err(Incomplete { findings });
        }
        self.model.whole().map_err(|error| Incomplete {
            findings: vec![Finding::new(
                &reading::invalid_ids::RULE,
                Place::file(layout::MANIFEST),
                error.to_string(),
            )],
        })
    }

    /// The model as far as it could be understood, to be looked at: `None` if there is no manifest
    /// that could be, or if the source is one document of a framework.
    pub fn partial(&self) -> Option<&PartialModel> {
        (self.has_manifest && !self.is_part).then_some(&self.model)
    }

    /// The released versions, from the lowest to the highest.
    pub fn releases(&self) -> impl DoubleEndedIterator<Item = &Model> {
        self.releases.iter().map(|release| &release.model)
    }

    /// The versions whose release was begun and is not recorded: they do not hold yet.
    pub fn begun(&self) -> impl Iterator<Item = &Model> {
        self.begun.iter().map(|release| &release.model)
    }

    /// All findings so far, sorted by file and position.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The files that were read: path and text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()))
    }

    /// The field that stands at a place: the kind of document, and the keys on the way, such as
    /// `indicators[].statement.en`. Nothing for a file as a whole, or one that is no document.
    ///
    /// ```
    /// use competence_core::{check::check, schema::DocumentKind, source::Memory};
    /// let files = Memory::from_iter([("framework.yaml", "id: demo\nversion: one\n")]);
    /// let checked = check(&files);
    /// let wrong = checked.findings().iter().find(|it| it.rule.id == "invalid-version");
    /// let field = wrong.and_then(|it| checked.field_at(&it.place));
    /// assert_eq!(field, Some((DocumentKind::Framework, "version".to_owned())));
    /// ```
    pub fn field_at(&self, place: &Place) -> Option<(DocumentKind, String)> {
        let file = self.files.iter().find(|it| it.path == place.file)?;
        let kind = file.role?;
        let at = document::Position {
            line: place.line,
            column: place.column,
        };
        if file.document.is_empty() || place.length == 0 {
            return None;
        }
        let way = file.document.way_to(at).join(".").replace(".[]", "[]");
        (!way.is_empty()).then_some((kind, way))
    }

    /// The files that people write: those that are no bundle, which is bound by its hash.
    pub(crate) fn written(&self) -> impl Iterator<Item = (&str, &str)> {
        let written = self.files.iter();
        let written = written.filter(|it| it.role != Some(DocumentKind::Bundle));
        written.map(|file| (file.path.as_str(), file.text.as_str()))
    }

    /// The text of one of them.
    pub(crate) fn written_text(&self, path: &str) -> Option<&str> {
        let at = self.files.binary_search_by(|it| it.path.as_str().cmp(path));
        let file = self.files.get(at.ok()?)?;
        (file.role != Some(DocumentKind::Bundle)).then_some(file.text.as_str())
    }

    pub(crate) fn sort_findings(&mut self) {
        self.findings.sort_by(|a, b| {
            (&a.place, a.rule.id, &a.message).cmp(&(&b.place, b.rule.id, &b.message))
        });
        let texts = self.files.iter();
        let texts = texts.map(|file| (file.path.as_str(), file.text.as_str()));
        fingerprint::give(&mut self.findings, texts);
    }
}

/// A typed document, before the framework is put together.
enum Typed {
    Framework(Framework),
    Cluster(Cluster),
    Competence(Competence),
    Profile(Profile),
    Lineage(Lineage),
    Releases(ReleaseRecords),
    Bundle(Box<Bundle>),
}

#[derive(Default)]
struct Outcome {
    file: Option<File>,
    typed: Option<Typed>,
    release: Option<Release>,
    findings: Vec<Finding>,
}

/// How often a source is read again because it was written to meanwhile.
const ATTEMPTS: usize = 20;

/// Reads all files of a source. Every problem becomes a finding; none stops the others from
/// being found. What a release writes meanwhile is seen as a whole or not at all.
pub fn load(source: &dyn Source) -> Loaded {
    let mut before = source.state();
    let mut loaded = load_once(source);
    for _ in 0..ATTEMPTS {
        let after = source.state();
        if after == before {
            break;
        }
        before = after;
        loaded = load_once(source);
    }
    loaded
}

fn load_once(source: &dyn Source) -> Loaded {
    let mut listing = source.list();
    listing.files.sort();
    listing.problems.sort_by(|(a, _), (b, _)| a.cmp(b));
    let unread = listing
        .problems
        .iter()
        .map(|(path, error)| unreadable(path, error));
    let mut findings: Vec<Finding> = unread.collect();
    let budget = Budget(AtomicUsize::new(0));
    let outcomes = parallel::map(&listing.files, |path| read_file(source, path, &budget));
    let mut parts = Parts::default();
    for outcome in outcomes {
        findings.extend(outcome.findings);
        parts.releases.extend(outcome.release);
        if let Some(file) = outcome.file {
            parts.add(file, outcome.typed);
        }
    }
    let mut loaded = parts.assemble(source.is_single(), findings);
    modeline::complete(&mut loaded.findings, &loaded.files);
    loaded.sort_findings();
    loaded
}

/// The bytes that have been read so far.
struct Budget(AtomicUsize);

fn read_file(source: &dyn Source, path: &str, budget: &Budget) -> Outcome {
    let mut outcome = Outcome::default();
    let role = if source.is_single() {
        Role::Alone
    } else {
        role(path)
    };
    let limit = match role {
        Role::Ignored => return outcome,
        Role::Unexpected(advice) => {
            let message = "no file is expected here, and it is not read";
            let finding = Finding::new(&reading::unexpected_file::RULE, Place::file(path), message);
            outcome.findings.push(finding.help(advice));
            return outcome;
        }
        Role::Unread(advice) => {
            let message = "this file is in a folder of the model, and is not read";
            let finding = Finding::new(&reading::unread_document::RULE, Place::file(path), message);
            outcome.findings.push(finding.help(advice));
            return outcome;
        }
        Role::Document(_) => limits::FILE_BYTES,
        Role::Alone | Role::Release => limits::BUNDLE_BYTES,
    };
    let read = source.read(path, limit).and_then(|bytes| {
        let before = budget.0.fetch_add(bytes.len(), Ordering::Relaxed);
        if before as u64 > limits::TOTAL_BYTES {
            return Err(ReadError::TooLarge {
                limit: limits::TOTAL_BYTES,
            });
        }
        Ok(bytes)
    });
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            outcome.findings.push(unreadable(path, &error));
            return outcome;
        }
    };
    if matches!(role, Role::Release) {
        read_release(path, &bytes, &mut outcome);
        return outcome;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            outcome.findings.push(not_utf8(path, &error));
            return outcome;
        }
    };
    let mut document = document::parse(path, &text, &mut outcome.findings);
    report_ambiguous(path, &document, &mut outcome.findings);
    // What the parser did not take may have been anything.
    let was_cut = outcome.findings.iter().any(Finding::prevents_reading);
    let kind = match role {
        Role::Document(kind) => Some(kind),
        _ => layout::recognise(&document),
    };
    if kind == Some(DocumentKind::Bundle)
        && let Some(finding) = other_format(path, &document)
    {
        outcome.findings.push(finding);
        return outcome;
    }
    if kind.is_none() && !document.is_empty() {
        let message = "this is neither a bundle nor a document of a framework";
        outcome.findings.push(
            Finding::new(
                &reading::unexpected_file::RULE,
                document.place(path, Document::ROOT),
                message,
            )
            .help("check the folder of the framework, or one of its files"),
        );
    }
    let mut is_cut = true;
    if let Some(kind) = kind.filter(|_| !document.is_empty()) {
        let findings = &mut outcome.findings;
        let understood = shape::check(path, &text, kind, &mut document, findings);
        tell_once(findings);
        is_cut = !understood;
        if understood {
            match read_typed(kind, &document) {
                Ok(typed) => outcome.typed = Some(typed),
                // The property tests say that this does not happen.
                Err(mismatch) => outcome.findings.push(Finding::new(
                    &rules::wrong_type::RULE,
                    document.place(path, Document::ROOT),
                    format!("the document cannot be read: {mismatch}"),
                )),
            }
        }
    }
    outcome.file = Some(File {
        path: path.to_owned(),
        role: kind,
        text,
        document,
        is_cut: is_cut || was_cut,
        starts: OnceLock::new(),
    });
    outcome
}

/// A value that is wrong at all is not told to be ambiguous as well.
fn tell_once(findings: &mut Vec<Finding>) {
    let wrong = findings.iter().filter(|it| it.prevents_reading());
    let wrong: HashSet<Place> = wrong.map(|it| it.place.clone()).collect();
    let ambiguous = reading::ambiguous_scalar::RULE.id;
    findings.retain(|it| it.rule != ambiguous || !wrong.contains(&it.place));
}

/// The finding about a bundle whose format is not ours, whatever else it holds.
fn other_format(path: &str, document: &Document) -> Option<Finding> {
    let node = document.value(Document::ROOT, "format")?;
    let document::Kind::Int(format) = document.kind(node) else {
        return None;
    };
    let error = BundleError::Format(format.into());
    (!is_ours(Some(format))).then(|| {
        Finding::new(
            &reading::other_format::RULE,
            document.place(path, node),
            error.to_string(),
        )
    })
}

/// Reports plain texts that older YAML readers take for something else. The words of the
/// manifest's `rules`, such as `off`, are settings and not texts.
fn report_ambiguous(path: &str, document: &Document, findings: &mut Vec<Finding>) {
    // Of a file with a fault, the fault is what is told.
    if document.is_cut() {
        return;
    }
    if document.ambiguous().is_empty() {
        return;
    }
    let manifest = document
        .value(Document::ROOT, "framework")
        .unwrap_or(Document::ROOT);
    let settings = document.value(manifest, "rules");
    let settings: Vec<NodeId> = settings
        .into_iter()
        .flat_map(|it| document.entries(it))
        .map(|(_, it)| it)
        .collect();
    for &(node, misread) in document
        .ambiguous()
        .iter()
        .filter(|(it, _)| !settings.contains(it))
    {
        let text = document.text(node).unwrap_or_default();
        let message = format!("older YAML readers take `{text}` for {misread}, not for a text");
        let place = document.place(path, node);
        findings.push(
            Finding::new(&reading::ambiguous_scalar::RULE, place, message)
                .replace_safely(format!("\"{text}\""), "put it in quotes"),
        );
    }
}

fn read_typed(kind: DocumentKind, document: &Document) -> Result<Typed, document::Mismatch> {
    let root = Document::ROOT;
    Ok(match kind {
        DocumentKind::Framework => Typed::Framework(document::read(document, root)?),
        DocumentKind::Cluster => Typed::Cluster(document::read(document, root)?),
        DocumentKind::Competence => Typed::Competence(document::read(document, root)?),
        DocumentKind::Profile => Typed::Profile(document::read(document, root)?),
        DocumentKind::Lineage => Typed::Lineage(document::read(document, root)?),
        DocumentKind::Releases => Typed::Releases(document::read(document, root)?),
        DocumentKind::Bundle => Typed::Bundle(Box::new(document::read(document, root)?)),
    })
}

fn unreadable(path: &str, error: &ReadError) -> Finding {
    let place = Place::file(path);
    let message = error.to_string();
    match error {
        ReadError::OutsideRoot => Finding::new(&reading::outside_root::RULE, place, message)
            .help("put the file itself into the model's folder, and not a link to it"),
        ReadError::TooLarge { .. } | ReadError::TooMany => {
            Finding::new(&reading::too_large::RULE, place, message)
                .help("split it, or move what is not part of the model elsewhere")
        }
        ReadError::NotAFile => Finding::new(&reading::unreadable_file::RULE, place, message)
            .help("rename it, or replace it with a file"),
        ReadError::Name => Finding::new(&reading::unreadable_file::RULE, place, message)
            .help("rename it with plain letters, digits and hyphens"),
        ReadError::Io(_) => {
            let message = format!("the file cannot be read: {error}");
            Finding::new(&reading::unreadable_file::RULE, place, message)
                .help("see that it exists and that you may read it")
        }
    }
}

fn not_utf8(path: &str, error: &std::string::FromUtf8Error) -> Finding {
    let valid = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let place = Place {
        file: path.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        length: 0,
    };
    let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
    let message =
        format!("the file is not UTF-8: the byte 0x{byte:02X} is not part of a character");
    Finding::new(&reading::not_utf8::RULE, place, message)
        .help("save it as UTF-8; it may be in an older encoding such as Windows-1250")
}

/// The hash of a bundle as it was released: a version control may have turned the one line end
/// that it has into that of the system.
fn hash_of(bytes: &[u8]) -> ContentHash {
    match bytes.strip_suffix(b"\r\n") {
        Some(line) => ContentHash::of([line, b"\n"].concat()),
        None => ContentHash::of(bytes),
    }
}

/// Reads a released bundle, which lineage leads from.
fn read_release(path: &str, bytes: &[u8], outcome: &mut Outcome) {
    match Model::from_bundle(bytes) {
        Ok(model) => {
            let version = model.framework().version.clone();
            outcome.release = Some(Release {
                path: path.to_owned(),
                version,
                hash: hash_of(bytes),
                model,
            });
        }
        Err(error) => outcome.findings.push(
            Finding::new(
                &reading::unreadable_file::RULE,
                Place::file(path),
                error.to_string(),
            )
            .help("restore the file as it was released: it must not be edited"),
        ),
    }
}
