//! The difference of two models as the comment of a pull request.

use std::collections::HashMap;
use std::fmt::Write;

use competence_core::Model;
use competence_core::diff::{Change as ModelChange, Diff, Edit as ChangeEdit};
use competence_core::lineage::Suggestion as LineageSuggestion;
use competence_core::version::{Bump, Verdict, judge};
use similar::{ChangeTag, TextDiff};

use super::change::{describe, effect_sentence, group, title};
use super::verdict::headline;
use crate::model::count;
use crate::visible::visible_line;

/// GitHub refuses longer comments.
const LIMIT: usize = 65_536;

/// What is kept free for the sentence that says what was cut.
const REST: usize = 300;

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// Renders the summary line, the breaking changes, and then all changes by competence.
pub fn render(old: &Model, new: &Model, diff: &Diff, suggestions: &[LineageSuggestion]) -> String {
    let verdict = judge(old, new, diff);
    let mut parts = vec![summary(&verdict)];
    parts.extend(breaking(&verdict));
    parts.extend(lineage(suggestions));
    parts.extend(profiles(diff));
    parts.extend(by_element(diff));
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

fn summary(verdict: &Verdict<'_>) -> String {
    let number = |level| verdict.of_level(level).count();
    let mark = if verdict.sufficient { "✅" } else { "❌" };
    format!(
        "**{mark} {}** — {}: {} major, {} minor, {} patch\n",
        escaped(&headline(verdict)),
        count(verdict.judgements.len(), "change"),
        number(Bump::Major),
        number(Bump::Minor),
        number(Bump::Patch),
    )
}

fn breaking(verdict: &Verdict<'_>) -> Vec<String> {
    let major: Vec<_> = verdict.of_level(Bump::Major).collect();
    if major.is_empty() {
        return Vec::new();
    }
    let mut parts = vec!["\n### Breaking\n\n".to_owned()];
    for it in major {
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

fn lineage(suggestions: &[LineageSuggestion]) -> Vec<String> {
    if suggestions.is_empty() {
        return Vec::new();
    }
    let mut yaml = String::new();
    for it in suggestions {
        // Ids are kebab-case, so nothing in it can end the block.
        let _ = write!(yaml, "  # {} % alike\n{it}", it.percent);
    }
    vec![format!(
        "\n<details><summary>Lineage that would explain what was removed and added</summary>\n\n```yaml\nrecords:\n{yaml}```\n\n</details>\n"
    )]
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

/// All changes, folded, one part for each competence or other element.
fn by_element(diff: &Diff) -> Vec<String> {
    let mut groups: Vec<(String, Vec<&ModelChange>)> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for change in &diff.changes {
        let group = group(change);
        let at = *index.entry(group.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, changes)) => changes.push(change),
            None => groups.push((group, vec![change])),
        }
    }
    let mut parts = Vec::new();
    for (name, changes) in groups {
        let mut part = format!(
            "\n<details><summary><code>{}</code>: {}</summary>\n\n",
            escaped(&name),
            count(changes.len(), "change")
        );
        for change in changes {
            let _ = writeln!(part, "- *{}*: {}", title(change.kind), line(change));
        }
        part.push_str("\n</details>\n");
        parts.push(part);
    }
    parts
}

/// A change on one line; a rewording with its words struck out and set in bold.
fn line(change: &ModelChange) -> String {
    match &change.edit {
        ChangeEdit::Text {
            path,
            language,
            old: Some(old),
            new: Some(new),
        } => {
            format!(
                "`{}` {path} [{language}]: {}",
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

/// A text in which nothing is Markdown, HTML, a mention or a link.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible_line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // An empty comment keeps GitHub from making a mention or a reference of it.
            '@' | '#' => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out.replace("://", ":<!-- -->//")
        .replace("www.", "www<!-- -->.")
}

#[cfg(test)]
mod tests {
    use super::{escaped, limited, words};

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("<script>"), "&lt;script&gt;");
        assert_eq!(
            escaped("a | b `c` [x](y) @team #1"),
            "a \\| b \\`c\\` \\[x\\]\\(y\\) @<!-- -->team #<!-- -->1"
        );
        assert_eq!(
            escaped("https://x.si\u{202e}"),
            "https:<!-- -->//x.si\\u\\{202e\\}"
                .replace("\\\\u", "\\u")
                .replace("\\u\\{", "\\\\u\\{")
        );
    }

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
