//! Applying the edits that findings suggest.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Applicability, Finding, numbers};
use super::load::Loaded;
use super::patch::patched;
use super::run::check;
use super::source::{Memory, Overlay, Replacement, Source};

/// In how many rounds edits are applied: one may uncover another.
const ROUNDS: usize = 10;

/// What a check finds after the edits that it suggests were applied, and what these changed.
/// Nothing is written.
#[derive(Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The files that changed.
    pub files: Vec<Replacement>,
    /// How many findings of each rule an edit was applied for.
    pub applied: BTreeMap<&'static str, usize>,
    /// The check of the model as it is then.
    pub checked: Loaded,
}

/// Applies the edits that a check of a source suggests: the safe ones, or with
/// [`Applicability::Unsafe`] all. Everything else of the files stays byte for byte, and so do
/// bundles.
///
/// Edits that overlap are applied one after the other. Edits after which a finding that they are
/// for is still there are not applied.
///
/// ```
/// use competence_core::check::{Applicability, fix};
/// use competence_core::{source::Memory, starter};
///
/// let mut files: Memory = starter::FILES.iter().copied().collect();
/// let core = "core/cooperation.yaml";
/// let text = String::from_utf8(files.get(core).unwrap_or_default().to_vec())?;
/// files.insert(core, text.replace("within the team", "within the team."));
///
/// let fixed = fix(&files, Applicability::Safe);
/// assert_eq!(fixed.applied["final-punctuation"], 1);
/// assert_eq!(fixed.files[0].after.as_deref(), Some(text.as_str()));
/// assert!(fixed.checked.findings().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fix(source: &dyn Source, which: Applicability) -> Fixed {
    let mut applied = BTreeMap::new();
    let mut files = Memory::default();
    let mut checked = check(source);
    let before: BTreeMap<String, String> = checked
        .texts()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    for _ in 0..ROUNDS {
        let (edited, fixed) = edited(&checked, which);
        if fixed.is_empty() {
            break;
        }
        let mut next = files.clone();
        for (path, text) in edited {
            next.insert(path, text);
        }
        let overlay = Overlay {
            base: source,
            files: next,
            without: BTreeSet::new(),
        };
        let again = check(&overlay);
        // What could not be read before may have findings of its own.
        let (was, is) = (numbers(checked.findings()), numbers(again.findings()));
        let is_left = |it: &&Finding| is.get(&it.key()) >= was.get(&it.key());
        if fixed.iter().any(is_left) {
            break;
        }
        for finding in fixed {
            *applied.entry(finding.rule.id).or_default() += 1;
        }
        (files, checked) = (overlay.files, again);
    }
    let changed = before.into_iter().filter_map(|(path, before)| {
        let after = String::from_utf8(files.get(&path)?.to_vec()).ok()?;
        (after != before).then_some(Replacement {
            path,
            before: Some(before),
            after: Some(after),
        })
    });
    Fixed {
        files: changed.collect(),
        applied,
        checked,
    }
}

/// The files with the edits of findings that do not overlap, and the findings that they are for.
fn edited(checked: &Loaded, which: Applicability) -> (Vec<(String, String)>, Vec<&Finding>) {
    let mut edits: BTreeMap<&str, Vec<(&Finding, &str)>> = BTreeMap::new();
    for finding in checked.findings() {
        let suggestion = finding.suggestion.as_ref();
        let edit = suggestion.filter(|it| it.applicability() <= which);
        if let Some(replacement) = edit.and_then(|it| it.replacement()) {
            let of_file = edits.entry(finding.place.file.as_str()).or_default();
            of_file.push((finding, replacement));
        }
    }
    let (mut files, mut fixed) = (Vec::new(), Vec::new());
    for (path, text) in checked.written() {
        let Some(of_file) = edits.get(path) else {
            continue;
        };
        let patches: Vec<_> = of_file
            .iter()
            .map(|(it, text)| (&it.place, *text))
            .collect();
        let (after, applied) = patched(text, &patches);
        let applied = applied.into_iter().filter_map(|at| of_file.get(at));
        fixed.extend(applied.map(|(finding, _)| *finding));
        if after != text {
            files.push((path.to_owned(), after));
        }
    }
    (files, fixed)
}
