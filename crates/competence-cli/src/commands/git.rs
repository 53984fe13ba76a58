//! `competence git-merge` and `competence git-diff`: what git calls for files of a model.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use competence_core::check::load;
use competence_core::edit::{Conflict, Reconciled, reconcile};
use competence_core::source::{Directory, Expected, Memory, Source, limits, replace};
use competence_core::version::Comparison;
use competence_render::comparison::changes_text;
use competence_render::visible::visible_line;
use diffy::{ConflictStyle, MergeOptions};

use super::{text_of, unified};
use crate::Outcome;
use crate::arguments::{GitDiff, GitMerge};
use crate::failure::Failure;

/// Merges the versions of a file; what is merged is written where ours was.
pub fn merge(arguments: &GitMerge) -> Result<Outcome, Failure> {
    let base = text_of(&arguments.base, limits::FILE_BYTES)?;
    let ours = text_of(&arguments.ours, limits::FILE_BYTES)?;
    let theirs = text_of(&arguments.theirs, limits::FILE_BYTES)?;
    let mut lines = MergeOptions::new();
    lines.set_conflict_marker_length(arguments.marker_size.unwrap_or(7));
    lines.set_conflict_style(ConflictStyle::Merge);
    let by_lines = lines.merge(&base, &ours, &theirs);
    let shown = visible_line(&arguments.path).into_owned();
    let mut note = String::new();
    let (text, passed) = match reconcile(&base, &ours, &theirs) {
        Ok(both) if both.conflicts.is_empty() => {
            // The lines keep more of the comments, where they say the same.
            let same = by_lines.ok().filter(|it| says_the_same(it, &both));
            (same.unwrap_or(both.ours), true)
        }
        Ok(both) => {
            for it in &both.conflicts {
                let _ = writeln!(note, "conflict in {shown}: {}", named(it));
            }
            let marked = lines.merge(&both.base, &both.ours, &both.theirs);
            (marked.unwrap_or_else(|marked| marked), false)
        }
        // What is not understood is merged line by line, as git does it.
        Err(_) => match by_lines {
            Ok(text) => (text, true),
            Err(marked) => {
                let _ = writeln!(note, "conflict in {shown}: both change the same lines");
                (marked, false)
            }
        },
    };
    replace(
        &arguments.ours,
        Expected::Bytes(ours.as_bytes()),
        text.as_bytes(),
    )?;
    Ok(Outcome {
        text: String::new(),
        note,
        passed,
    })
}

fn says_the_same(text: &str, both: &Reconciled) -> bool {
    competence_core::check::same_meaning(text, &both.ours)
}

/// An element and its field, as a person looks for them.
fn named(conflict: &Conflict) -> String {
    let element = visible_line(&conflict.element);
    match (conflict.element.is_empty(), conflict.field.is_empty()) {
        (true, _) => format!("`{}`", visible_line(&conflict.field)),
        (false, true) => format!("`{element}`"),
        (false, false) => format!("`{}` of `{element}`", visible_line(&conflict.field)),
    }
}

/// Tells what a file changes in the model that it is in, and shows the lines too.
pub fn diff(arguments: &GitDiff) -> Result<Outcome, Failure> {
    let path = arguments.path.as_str();
    let (Some(old), Some(new)) = (&arguments.old, &arguments.new) else {
        let shown = visible_line(path);
        return Ok(Outcome::passed(format!(
            "the merge of {shown} is not finished\n"
        )));
    };
    let new_path = arguments.new_path.as_deref().unwrap_or(path);
    let (old, new) = (side(old)?, side(new)?);
    let shown = visible_line(new_path);
    let mut text = format!("competence diff {shown}\n");
    let comparison = compared((path, old.as_deref()), (new_path, new.as_deref()));
    let changes = comparison.map(|it| changes_text(&it, None));
    if let Some(changes) = changes.filter(|it| !it.is_empty()) {
        text.push_str(&changes);
        text.push('\n');
    }
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let header = (format!("a/{}", visible_line(path)), format!("b/{shown}"));
    text.push_str(&unified(&old, &new, &header.0, &header.1));
    Ok(Outcome::passed(text))
}

/// One version of a file; nothing where git says that there is none.
fn side(path: &Path) -> Result<Option<String>, Failure> {
    if path == Path::new("/dev/null") {
        Ok(None)
    } else {
        text_of(path, limits::FILE_BYTES).map(Some)
    }
}

/// The model's folder that a path of the repository is in, and the path inside. Git runs the command
/// at the root of the work tree.
fn model_of(path: &str) -> Option<(PathBuf, String)> {
    let path = Path::new(path);
    let is_plain = |it: Component<'_>| matches!(it, Component::Normal(_));
    path.components().all(is_plain).then_some(())?;
    let mut folders = path.ancestors().skip(1);
    let root = folders.find(|it| it.join("framework.yaml").is_file())?;
    let inner = path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    Some((root.to_owned(), inner))
}

/// The model of the work tree with the one version of a file and with the other, if both are whole.
fn compared(old: (&str, Option<&str>), new: (&str, Option<&str>)) -> Option<Comparison> {
    let (root, old_path) = model_of(old.0)?;
    let (_, new_path) = model_of(new.0)?;
    let directory = Directory::open(&root).ok()?;
    let mut files = Memory::default();
    for path in directory.list().files {
        let bytes = directory.read(&path, limits::BUNDLE_BYTES).ok()?;
        files.insert(path, bytes);
    }
    files.remove(&old_path);
    files.remove(&new_path);
    let with = |path: &str, text: Option<&str>| {
        let mut files = files.clone();
        if let Some(text) = text {
            files.insert(path, text);
        }
        load(&files).model().ok()
    };
    let (before, after) = (with(&old_path, old.1)?, with(&new_path, new.1)?);
    Some(Comparison::between(before, after))
}
