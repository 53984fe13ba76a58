//! Two texts word by word.

use similar::{ChangeTag, TextDiff};

use crate::passage::{Run, of_side};
use crate::visible::visible;

/// How many words around a difference are shown in an excerpt.
const AROUND: usize = 8;

/// Texts up to this length are shown whole, in characters.
const WHOLE: usize = 240;

/// The runs of two texts, safe to show.
pub(super) fn compared(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (visible(old), visible(new));
    let diff = TextDiff::from_words(old.as_ref(), new.as_ref());
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some(run) if run.tag == change.tag() => run.text.push_str(change.value()),
            _ => runs.push(Run {
                tag: change.tag(),
                text: change.value().to_owned(),
            }),
        }
    }
    runs
}

/// The runs with long ones that both texts have cut down to the words around what differs. What
/// differs is never cut.
pub(super) fn excerpt(runs: Vec<Run>) -> Vec<Run> {
    let length: usize = runs.iter().map(|it| it.text.chars().count()).sum();
    if length <= WHOLE {
        return runs;
    }
    let last = runs.len().saturating_sub(1);
    let cut = |(at, run): (usize, Run)| {
        if run.tag != ChangeTag::Equal {
            return run;
        }
        let words: Vec<&str> = run.text.split_inclusive(char::is_whitespace).collect();
        let head = if at == 0 { 0 } else { AROUND };
        let tail = if at == last { 0 } else { AROUND };
        if words.len() <= head + tail + 1 {
            return run;
        }
        let cut = words.get(head..words.len() - tail).unwrap_or_default();
        let (head, tail) = (words.get(..head), words.get(words.len() - tail..));
        // What stands in different paragraphs stays apart.
        let is_broken = cut.iter().any(|it| it.contains('\n'));
        let gap = if is_broken { "…\n\n… " } else { "… " };
        let text = [
            head.unwrap_or_default().concat(),
            tail.unwrap_or_default().concat(),
        ]
        .join(gap);
        Run { text, ..run }
    };
    runs.into_iter().enumerate().map(cut).collect()
}

/// One side of two texts: what both have, and what only it has.
pub(super) fn side(runs: &[Run], tag: ChangeTag) -> String {
    of_side(runs, tag).map(|it| it.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_never_cut() {
        let start = "word ".repeat(100);
        let (old, new) = (format!("{start}old {start}"), format!("{start}new {start}"));
        let runs = excerpt(compared(&old, &new));
        let sides = [ChangeTag::Delete, ChangeTag::Insert].map(|tag| side(&runs, tag));
        assert_ne!(sides[0], sides[1]);
        assert!(
            sides[0].contains(" old ") && sides[1].contains(" new "),
            "{sides:?}"
        );
        assert!(
            sides.iter().all(|it| it.chars().count() < WHOLE),
            "{sides:?}"
        );
    }

    #[test]
    fn short_texts_are_whole() {
        let runs = excerpt(compared("Keeps agreements", "Honours agreements"));
        assert_eq!(side(&runs, ChangeTag::Delete), "Keeps agreements");
    }
}
