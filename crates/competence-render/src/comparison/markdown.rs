//! The difference of two models as the comment of a pull request.

use std::fmt::Write;

use competence_core::diff::{Change, Diff, Edit};
use competence_core::lineage::Proposal;
use competence_core::version::{AsksMore, Bump, Comparison, Group, Judgement};
use similar::{ChangeTag, TextDiff};

use super::{headline, lineage_sentence};
use crate::markdown::escaped;
use crate::sentence::{count, describe, effect_sentence, more_sentence, same_to_the_eye, title};

/// GitHub refuses longer comments.
const LIMIT: usize = 65_536;

/// What is kept free for the sentence that says what was cut.
const REST: usize = 300;

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// Renders the summary line, the breaking changes, and then all changes by competence.
pub(super) fn render(comparison: &Comparison) -> String {
    let judgements = comparison.judgements();
    let mut parts = vec![summary(comparison, &judgements)];
    parts.extend(asks_more(comparison.asks_more()));
    parts.extend(breaking(&judgements));
    parts.extend(comparison.lineage().map(lineage));
    parts.extend(profiles(comparison.diff()));
    parts.extend(comparison.groups().iter().map(folded));
    limited(&parts)
}

/// The parts, up to GitHub's limit, with a word on what was left out.
fn limited(parts: &[String]) -> String {
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        if out.chars().count() + part.chars().count() > LIMIT - REST {
            let left = parts.len() - index;
            let _ = write!(
                out,
                "\n---\n\nCut here, at GitHub's limit of 65,536 characters: {} left out. `competence diff` shows everything.\n",
                count(left, "part")
            );
            return out;
        }
        out.push_str(part);
    }
    out
}

fn summary(comparison: &Comparison, judgements: &[Judgement<'_>]) -> String {
    let number = |level| judgements.iter().filter(|it| it.level == level).count();
    let mark = if comparison.is_sufficient() {
        "✅"
    } else {
        "❌"
    };
    format!(
        "**{mark} {}** — {}: {} major, {} minor, {} patch\n",
        escaped(&headline(comparison)),
        count(judgements.len(), "change"),
        number(Bump::Major),
        number(Bump::Minor),
        number(Bump::Patch),
    )
}

fn breaking(judgements: &[Judgement<'_>]) -> Vec<String> {
    let mut parts = Vec::new();
    for it in judgements.iter().filter(|it| it.level == Bump::Major) {
        if parts.is_empty() {
            parts.push("\n### Breaking\n\n".to_owned());
        }
        let by = if it.set_by_manifest {
            ", set by the manifest"
        } else {
            ""
        };
        parts.push(format!(
            "- {} — {} (`{}`{by})\n",
            line(it.change),
            escaped(&it.reason),
            it.rule
        ));
    }
    parts
}

fn asks_more(all: &[AsksMore]) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut part = "\n### Asks more\n\n".to_owned();
    for it in all {
        let _ = writeln!(part, "- `{}`: {}", it.profile, more_sentence(it));
    }
    vec![part]
}

fn lineage(proposal: &Proposal) -> String {
    // Ids are kebab-case, so nothing in it can end the block.
    format!(
        "\n<details><summary>Lineage that would explain this</summary>\n\n{}\n\n```yaml\n{proposal}```\n\n</details>\n",
        lineage_sentence(proposal)
    )
}

fn profiles(diff: &Diff) -> Vec<String> {
    if diff.profiles.is_empty() {
        return Vec::new();
    }
    let mut part = "\n### Profiles\n\n".to_owned();
    for it in &diff.profiles {
        let _ = writeln!(part, "- `{}` {}", it.profile, effect_sentence(it));
    }
    vec![part]
}

/// The changes of a competence or other element, folded.
fn folded(group: &Group<'_>) -> String {
    let mut part = format!(
        "\n<details><summary><code>{}</code>: {}</summary>\n\n",
        escaped(&group.element.to_string()),
        count(group.judgements.len(), "change")
    );
    for it in &group.judgements {
        let _ = writeln!(part, "- *{}*: {}", title(it.change.kind), line(it.change));
    }
    part.push_str("\n</details>\n");
    part
}

/// A change on one line; a rewording with its words struck out and set in bold.
fn line(change: &Change) -> String {
    match &change.edit {
        Edit::Text {
            path,
            language,
            old: Some(old),
            new: Some(new),
        } => {
            let same = same_to_the_eye(&change.edit);
            format!(
                "`{}` {path} [{language}]: {}{same}",
                change.element,
                words(old, new)
            )
        }
        _ => escaped(&describe(change)),
    }
}

fn words(old: &str, new: &str) -> String {
    let diff = TextDiff::from_words(old, new);
    let mut out = String::new();
    for change in diff.iter_all_changes() {
        let text = escaped(change.value());
        let shown = if text.trim().is_empty() {
            text
        } else {
            match change.tag() {
                ChangeTag::Equal => text,
                ChangeTag::Delete => format!("<del>{text}</del>"),
                ChangeTag::Insert => format!("<ins>{text}</ins>"),
            }
        };
        out.push_str(&shown);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{limited, words};

    #[test]
    fn rewordings_are_shown_word_by_word() {
        assert_eq!(
            words("Keeps old agreements", "Keeps new agreements"),
            "Keeps <del>old</del><ins>new</ins> agreements"
        );
    }

    #[test]
    fn a_comment_stays_within_the_limit() {
        let parts: Vec<String> = (0..2_000)
            .map(|n| format!("{n} {}\n", "ž".repeat(90)))
            .collect();
        let comment = limited(&parts);
        assert!(comment.chars().count() <= 65_536 && comment.contains("parts left out"));
        assert_eq!(limited(&parts[..2]), parts[..2].concat());
    }
}
