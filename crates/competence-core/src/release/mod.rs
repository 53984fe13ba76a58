//! Releasing a version: whether it may be released, and what is written for it.

mod lineage;
mod manifest;

use std::collections::HashSet;

use semver::Version;

use crate::check::source::{Memory, Overlay, Replacement, Source, limits};
use crate::check::{Loaded, MANIFEST, RECORDS, Summary, check, load};
use crate::version::diff::{Diff, ElementKey};
use crate::version::lineage::in_force;
use crate::version::{judge, lowest_after, release_of};
use crate::{Bump, ChangeKind, ContentHash, Date, Model, ReleaseRecord, Status};

pub use lineage::with_records;
pub(crate) use manifest::with_version;

/// Which version is to be released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The one that the manifest declares.
    Declared,
    /// This one.
    Exactly(Version),
    /// The lowest that suffices for the changes since the release before; for the first
    /// release, the manifest's without its pre-release part.
    Lowest,
}

/// A decision may be dated for the day on which it takes effect, up to so many days ahead.
pub const DAYS_AHEAD: i64 = 31;

/// A version that may be released.
#[derive(Debug)]
pub struct Candidate {
    /// The model, with the version that is released.
    pub model: Model,
    /// The release before, if there is one.
    pub before: Option<Model>,
    /// The hash of the bundle.
    pub hash: ContentHash,
    /// The bundle, which is written first.
    pub bundle: Replacement,
    /// The manifest with the version.
    pub manifest: Replacement,
    /// The record of the bundle, which is written last: with it the release holds.
    pub record: Replacement,
}

impl Candidate {
    /// All files in the order in which [`Directory::write_all`] is to write them, with others
    /// that go with the release, such as a changelog.
    ///
    /// A process that ends in between leaves a release that does not hold. Preparing it again,
    /// and writing what is prepared, goes on where it was interrupted.
    ///
    /// [`Directory::write_all`]: crate::source::Directory::write_all
    pub fn files(&self, with: impl IntoIterator<Item = Replacement>) -> Vec<Replacement> {
        let mut files = vec![self.bundle.clone()];
        files.extend(with);
        files.extend([self.manifest.clone(), self.record.clone()]);
        files
    }
}

/// Why a version may not be released.
#[derive(Debug)]
#[non_exhaustive]
pub struct Refusal {
    /// What was found in the model as it would be released.
    pub checked: Loaded,
    /// The reasons.
    pub obstacles: Vec<Obstacle>,
}

/// A reason why a version may not be released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Obstacle {
    /// The model has no manifest that could be understood.
    #[error("the model cannot be understood")]
    NotUnderstood,
    /// The check is not clean.
    #[error("the check is not clean: {}", counted(*errors, *warnings))]
    NotClean {
        /// The number of errors.
        errors: usize,
        /// The number of warnings.
        warnings: usize,
    },
    /// The version has a pre-release part.
    #[error("{0} is a pre-release, and a release has no such part: release it as {release}", release = release_of(.0))]
    PreRelease(Version),
    /// The version was released already.
    #[error("version {0} was released already")]
    Released(Version),
    /// A higher version was released already.
    #[error("version {version} is below {highest}, which was released already")]
    NotAbove {
        /// The version that is wanted.
        version: Version,
        /// The highest release.
        highest: Version,
    },
    /// Nothing changed since the release before.
    #[error("nothing changed since version {0}")]
    NothingChanged(Version),
    /// The version is not high enough for the changes.
    #[error("version {version} is not enough after {before}: the changes need a {} bump, at least {lowest}", needed.as_str())]
    TooSmall {
        /// The version that is wanted.
        version: Version,
        /// The release before.
        before: Version,
        /// The bump that the changes need.
        needed: Bump,
        /// The lowest version that suffices.
        lowest: Version,
    },
    /// The day of the release lies before that of the last one.
    #[error("the day {day} is before {last}, the day of the last release")]
    TooEarly {
        /// The day that was given.
        day: Date,
        /// The day of the last release.
        last: Date,
    },
    /// The day of the release lies too far in the future.
    #[error("the day {day} is in the future, more than {DAYS_AHEAD} days after {today}")]
    TooLate {
        /// The day that was given.
        day: Date,
        /// The day it is.
        today: Date,
    },
    /// A bundle of this version is there, holds another model, and was never recorded.
    #[error(
        "`{path}` holds another model and is not recorded: it was left by a release that was interrupted; delete it, and the section of the version in `CHANGELOG.md` if there is one"
    )]
    OtherBundle {
        /// The path of the bundle.
        path: String,
    },
    /// An element is neither approved nor deprecated.
    #[error("the {noun} `{id}` is `{}`: a release holds only what is approved or deprecated", status.as_str())]
    Unapproved {
        /// What it is.
        noun: &'static str,
        /// Its id.
        id: String,
        /// Its status.
        status: Status,
    },
    /// An element is gone, and the lineage does not say what became of it.
    #[error("the {0} `{1}` is gone, and no lineage record says what became of it")]
    Unexplained(&'static str, String),
    /// A file that is to be changed is written in a way that it cannot be changed in.
    #[error("`{0}` cannot be extended: lay it out as `competence fmt` does")]
    Layout(&'static str),
    /// The bundle cannot be written.
    #[error("{0}")]
    Bundle(String),
}

/// Numbers of errors and warnings in words.
fn counted(errors: usize, warnings: usize) -> String {
    let counted = |number: usize, noun| match number {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{number} {noun}s")),
    };
    let parts = [counted(errors, "error"), counted(warnings, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Looks whether a version may be released, and prepares what is written for it. Nothing is
/// written yet.
///
/// `released` is the day of the release, and `today` the day it is: the one may not lie before the
/// last release, nor more than [`DAYS_AHEAD`] days in the future.
///
/// A version is refused unless the check of the model as it would be released is clean (hints
/// are allowed), every element is approved or deprecated, the version is above all that were
/// released and enough for the changes, and the lineage says of everything that is gone what
/// became of it. The severity settings of the manifest do not soften the last three.
///
/// # Errors
/// All reasons for which it is refused.
///
/// ```
/// use competence_core::{release, source::Memory, starter};
///
/// let approved = |(path, text): &(&'static str, &'static str)| {
///     (*path, text.replace("status: draft", "status: approved"))
/// };
/// let files: Memory = starter::FILES.iter().map(approved).collect();
/// let day = "2025-03-31".parse()?;
/// let candidate = release::prepare(&files, &release::Wanted::Lowest, day, day)
///     .map_err(|refusal| format!("{:?}", refusal.obstacles))?;
/// assert_eq!(candidate.model.framework().version.to_string(), "1.0.0");
/// assert_eq!(candidate.bundle.path, "releases/1.0.0.json");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn prepare(
    source: &dyn Source,
    wanted: &Wanted,
    released: Date,
    today: Date,
) -> Result<Candidate, Box<Refusal>> {
    let loaded = load(source);
    let refuse = |checked: Loaded, obstacles| Box::new(Refusal { checked, obstacles });
    let refuse_as_it_is = |mut loaded: Loaded, obstacle| {
        loaded.apply_rules();
        refuse(loaded, vec![obstacle])
    };
    let Ok(model) = loaded.model() else {
        return Err(refuse_as_it_is(loaded, Obstacle::NotUnderstood));
    };
    let before = loaded.releases().next_back().cloned();
    let declared = &model.framework().version;
    let version = match (wanted, &before) {
        (Wanted::Declared, _) => declared.clone(),
        (Wanted::Exactly(version), _) => version.clone(),
        (Wanted::Lowest, None) => release_of(declared),
        (Wanted::Lowest, Some(before)) => {
            let Some(version) = lowest(before, &model) else {
                let before = before.framework().version.clone();
                return Err(refuse_as_it_is(loaded, Obstacle::NothingChanged(before)));
            };
            version
        }
    };
    let path = format!("releases/{version}.json");
    let is_recorded = loaded
        .records
        .releases
        .iter()
        .any(|it| it.version == version);
    let mut overlay = Overlay {
        base: source,
        files: Memory::default(),
        // What an interrupted release has left is compared below with what is to be written.
        without: (!is_recorded).then(|| path.clone()).into_iter().collect(),
    };
    // `None` of a file that cannot be read as text.
    let text = |path: &str| {
        let bytes = source.read_if_any(path, limits::BUNDLE_BYTES).ok()?;
        bytes.map(String::from_utf8).transpose().ok()
    };
    let Some(Some(manifest_text)) = text(MANIFEST) else {
        return Err(refuse_as_it_is(loaded, Obstacle::Layout(MANIFEST)));
    };
    let Some(records_text) = text(RECORDS) else {
        return Err(refuse_as_it_is(loaded, Obstacle::Layout(RECORDS)));
    };
    let Some(there) = text(&path) else {
        return Err(refuse_as_it_is(loaded, Obstacle::OtherBundle { path }));
    };
    let Some(manifest) = manifest::with_version(&manifest_text, &version) else {
        return Err(refuse_as_it_is(loaded, Obstacle::Layout(MANIFEST)));
    };
    overlay.files.insert(MANIFEST, manifest.clone());
    let checked = check(&overlay);
    let mut obstacles = obstacles(&checked, before.as_ref(), &version);
    obstacles.extend(wrong_day(&loaded, released, today));
    let model = match checked.model() {
        Ok(model) if obstacles.is_empty() => model,
        _ => return Err(refuse(checked, obstacles)),
    };
    let bundle = match model.to_bundle() {
        Ok(bundle) => bundle,
        Err(error) => return Err(refuse(checked, vec![Obstacle::Bundle(error.to_string())])),
    };
    if there.as_ref().is_some_and(|it| *it != bundle) {
        return Err(refuse(checked, vec![Obstacle::OtherBundle { path }]));
    }
    let hash = ContentHash::of(&bundle);
    let record = ReleaseRecord {
        version: version.clone(),
        released,
        hash,
    };
    let records = with_record(records_text.as_deref(), &manifest, &record);
    overlay.without.clear();
    overlay.files.insert(path.as_str(), bundle.as_str());
    overlay.files.insert(RECORDS, records.as_str());
    // What is written has to be as clean as what it was made of.
    let written = check(&overlay);
    let is_clean = not_clean(&written).is_none();
    if !is_clean || !written.records.releases.contains(&record) {
        return Err(refuse(written, vec![Obstacle::Layout(RECORDS)]));
    }
    let replacement = |path: &str, before, after| Replacement {
        path: path.to_owned(),
        before,
        after: Some(after),
    };
    Ok(Candidate {
        model,
        before,
        hash,
        bundle: replacement(&path, there, bundle),
        manifest: replacement(MANIFEST, Some(manifest_text), manifest),
        record: replacement(RECORDS, records_text, records),
    })
}

/// Why a day cannot be that of the next release.
fn wrong_day(loaded: &Loaded, day: Date, today: Date) -> Option<Obstacle> {
    let last = loaded.records.releases.iter().map(|it| it.released).max();
    match last {
        Some(last) if day < last => Some(Obstacle::TooEarly { day, last }),
        _ if day.days_since(today) > DAYS_AHEAD => Some(Obstacle::TooLate { day, today }),
        _ => None,
    }
}

/// The lowest version that suffices for what changed since the release before; `None` if nothing
/// did.
fn lowest(before: &Model, model: &Model) -> Option<Version> {
    let diff = Diff::between(before, model);
    let is_change = |kind: ChangeKind| kind != ChangeKind::VersionChanged;
    if !diff.changes.iter().any(|it| is_change(it.kind)) {
        return None;
    }
    let needed = judge(before, model, &diff).needed?;
    Some(lowest_after(&before.framework().version, needed))
}

fn not_clean(checked: &Loaded) -> Option<Obstacle> {
    let Summary {
        errors, warnings, ..
    } = Summary::of(checked.findings());
    (errors + warnings > 0).then_some(Obstacle::NotClean { errors, warnings })
}

fn obstacles(checked: &Loaded, before: Option<&Model>, version: &Version) -> Vec<Obstacle> {
    let mut obstacles: Vec<Obstacle> = not_clean(checked).into_iter().collect();
    let Ok(model) = checked.model() else {
        return obstacles;
    };
    if !version.pre.is_empty() {
        obstacles.push(Obstacle::PreRelease(version.clone()));
    }
    // What the check found is not said twice; it may have been set to find nothing.
    let is_found = |rule: &str| checked.findings().iter().any(|it| it.rule.id == rule);
    if !is_found("unapproved-in-release") {
        for element in model.elements() {
            let status = element.own_status().filter(|it| !it.is_releasable());
            obstacles.extend(status.map(|status| Obstacle::Unapproved {
                noun: element.noun(),
                id: element.id().to_owned(),
                status,
            }));
        }
    }
    let Some(before) = before else {
        return obstacles;
    };
    let highest = &before.framework().version;
    match version.cmp_precedence(highest) {
        std::cmp::Ordering::Equal => obstacles.push(Obstacle::Released(version.clone())),
        std::cmp::Ordering::Less => obstacles.push(Obstacle::NotAbove {
            version: version.clone(),
            highest: highest.clone(),
        }),
        std::cmp::Ordering::Greater => {}
    }
    let diff = Diff::between(before, &model);
    let verdict = judge(before, &model, &diff);
    if let (std::cmp::Ordering::Greater, Some(needed), Some(lowest)) = (
        version.cmp_precedence(highest),
        verdict.needed,
        verdict.lowest,
    ) {
        obstacles.push(Obstacle::TooSmall {
            version: version.clone(),
            before: highest.clone(),
            needed,
            lowest,
        });
    }
    if !is_found("unexplained-removal") {
        let records = in_force(&model, highest, version).flat_map(|it| &it.records);
        let explained: HashSet<&str> = records
            .flat_map(|it| &it.from)
            .map(crate::ElementId::as_str)
            .collect();
        let removed = diff.changes.iter().filter(|it| {
            it.kind == ChangeKind::ElementRemoved
                && !matches!(it.element, ElementKey::Framework | ElementKey::Lineage(_))
        });
        for change in removed {
            let id = change.element.to_string();
            if !explained.contains(id.as_str()) {
                obstacles.push(Obstacle::Unexplained(change.element.noun(), id));
            }
        }
    }
    obstacles
}

/// The text of `releases/releases.yaml` with one more record.
fn with_record(there: Option<&str>, manifest: &str, record: &ReleaseRecord) -> String {
    let new = || format!("{}releases:\n", modeline(manifest));
    let mut text = there.map_or_else(new, str::to_owned);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&record.to_yaml());
    text
}

/// The line that names the schema, as the manifest names its own.
fn modeline(manifest: &str) -> String {
    const START: &str = "# yaml-language-server: $schema=";
    let named = manifest.lines().find_map(|line| line.strip_prefix(START));
    let folder = named.and_then(|it| it.trim_end().strip_suffix("framework.schema.json"));
    let folder = folder.unwrap_or("schemas/");
    let is_absolute = folder.starts_with('/') || folder.contains("://");
    let up = if is_absolute { "" } else { "../" };
    format!("{START}{up}{folder}releases.schema.json\n")
}
