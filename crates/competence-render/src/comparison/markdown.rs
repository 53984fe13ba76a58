//! The difference of two models as the comment of a pull request.

use std::fmt::Write;

use competence_core::LanguageTag;
use competence_core::version::{Bump, Comparison};
use similar::ChangeTag;

use super::compared::{compared, excerpt};
use super::page::{Page, Section, Told, ended};
use crate::locale::args;
use crate::markdown::{escaped, escaped_line};
use crate::passage::{Block, Run, blocks, whole};
use crate::telling::{Line, Sides, ids};

/// GitHub refuses longer comments.
const LIMIT: usize = 65_536;

/// What is kept free for the sentence that says what was cut.
const REST: usize = 300;

/// How many decisions are told before the first fold.
const DECISIONS: usize = 8;

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// Renders the verdict, the decisions and what to do next; and folded, everything.
pub(super) fn render(comparison: &Comparison, language: Option<&LanguageTag>) -> String {
    let page = Page::of(comparison, language);
    let mut parts = vec![summary(&page)];
    if page.outline.is_empty() {
        return limited(&page, &parts);
    }
    parts.extend(next(&page));
    parts.extend(for_whom(&page));
    parts.extend(page.decisions().iter().map(|it| decision(&page, it)));
    parts.extend(page.sections().iter().map(|it| section(&page, it)));
    parts.extend(settings(&page));
    limited(&page, &parts)
}

/// The parts, up to GitHub's limit, with a word on what was left out.
fn limited(page: &Page<'_>, parts: &[String]) -> String {
    let mut out = String::new();
    for (index, part) in parts.iter().enumerate() {
        if out.chars().count() + part.chars().count() > LIMIT - REST {
            let left = parts.len() - index;
            let sentence = page.teller.say("left-out", args! { "number" => left });
            let _ = write!(out, "\n---\n\n{sentence}\n");
            return out;
        }
        out.push_str(part);
    }
    out
}

/// What fits on a screen: the verdict, the decisions and what they mean, in sentences.
fn summary(page: &Page<'_>) -> String {
    let is_sufficient = page.comparison.is_sufficient();
    let mark = if is_sufficient { "✅" } else { "❌" };
    let mut out = format!("**{mark} {}**\n", escaped(&page.verdict()));
    if page.outline.is_empty() {
        let _ = writeln!(out, "\n{}", escaped(&page.say("no-change")));
        return out;
    }
    let changes = page.teller.locale.counted(page.outline.len(), "change");
    let levels: Vec<String> = Bump::ALL
        .iter()
        .rev()
        .filter_map(|level| number(page, *level))
        .collect();
    let _ = writeln!(out, "\n{changes}: {}", levels.join(", "));
    let decisions = page.decisions();
    let shown = decisions.iter().take(DECISIONS);
    if !decisions.is_empty() {
        let _ = writeln!(out, "\n### {}\n", escaped(&page.say("decisions")));
    }
    for told in shown {
        let reason = told
            .record
            .reason
            .as_ref()
            .map(|it| format!(" {}", ended(it)));
        let sentence = ended(&told.sentence) + &reason.unwrap_or_default();
        let _ = writeln!(
            out,
            "- {} ({})",
            escaped(&sentence),
            ids(told.decision.record, "`")
        );
    }
    if decisions.len() > DECISIONS {
        let more = page
            .teller
            .locale
            .counted(decisions.len() - DECISIONS, "change");
        let _ = writeln!(out, "- … {more}");
    }
    let _ = writeln!(out, "\n### {}\n", escaped(&page.say("summary")));
    // The decisions are told above.
    for sentence in page.consequences() {
        let _ = writeln!(out, "- {}", escaped(&sentence));
    }
    out
}

/// How many changes need a version, if there are any.
fn number(page: &Page<'_>, level: Bump) -> Option<String> {
    let outline = &page.outline;
    let decisions = outline
        .decisions
        .iter()
        .filter(|it| it.level() == level)
        .count();
    let of_groups = outline.groups.iter().flat_map(|it| &it.judgements);
    let rest = of_groups
        .chain(&outline.metadata)
        .filter(|it| it.level == level);
    let number = decisions + rest.count();
    (number > 0).then(|| format!("{number} × {}", page.bump(level)))
}

/// What to do next, with the lineage that would explain the change, folded.
fn next(page: &Page<'_>) -> Option<String> {
    let next = page.next()?;
    // The sentence is ours; the command in it is code.
    let mut out = format!("\n**{next}**\n");
    if let Some(proposal) = page.comparison.lineage() {
        // Ids are kebab-case, so nothing in it can end the block.
        let _ = write!(
            out,
            "\n<details><summary><code>{}</code></summary>\n\n```yaml\n{proposal}```\n\n</details>\n",
            proposal.path()
        );
    }
    Some(out)
}

fn fold(summary: &str, content: &str) -> String {
    format!("\n<details><summary>{summary}</summary>\n\n{content}\n</details>\n")
}

fn for_whom(page: &Page<'_>) -> Option<String> {
    let mut lines = String::new();
    for (name, id, parts) in page.for_whom() {
        let _ = writeln!(
            lines,
            "- {} (`{id}`): {}",
            escaped(&name),
            escaped(&parts.join("; "))
        );
    }
    (!lines.is_empty()).then(|| fold(&escaped(&page.say("for-whom")), &lines))
}

/// A decision with its reasons and the statements before and after.
fn decision(page: &Page<'_>, told: &Told<'_>) -> String {
    let mut content = String::new();
    let linked = |text: &str, link: &str| format!("{text} ({link})");
    for sentence in told.record.sentences(linked) {
        let _ = writeln!(content, "{}\n", escaped(&ended(&sentence)));
    }
    if !told.decision.statements.is_empty() {
        let heads = ["before", "after"].map(|id| escaped(&page.say(id)));
        let question = escaped(&page.say("affects"));
        let _ = writeln!(
            content,
            "| {} | {} | {question} |\n| --- | --- | --- |",
            heads[0], heads[1]
        );
    }
    for row in &told.decision.statements {
        let side = |all: &[&competence_core::Indicator], texts: crate::locale::Texts<'_>| {
            let all: Vec<String> = all
                .iter()
                .map(|it| format!("{} `{}`", escaped(texts.text(&it.statement)), it.id))
                .collect();
            all.join("<br>")
        };
        let _ = writeln!(
            content,
            "| {} | {} | {} |",
            side(&row.before, page.teller.old),
            side(&row.after, page.teller.new),
            escaped(&page.carried(row))
        );
    }
    if !told.lines.is_empty() {
        let _ = writeln!(content, "\n{}:\n", escaped(&page.say("also-changed")));
    }
    for it in &told.lines {
        content.push_str(&line(page, it));
    }
    let level = page.bump(told.decision.level());
    fold(
        &format!("{} ({})", escaped(&told.sentence), escaped(&level)),
        &content,
    )
}

/// The changes of a competence or other element.
fn section(page: &Page<'_>, section: &Section<'_>) -> String {
    let mut content = String::new();
    for it in &section.lines {
        content.push_str(&line(page, it));
    }
    for statement in &section.statements {
        let _ = writeln!(content, "- {}", passage(&whole(statement), "  "));
    }
    let changes = page
        .teller
        .locale
        .counted(section.group.judgements.len(), "change");
    let summary = format!(
        "{} <code>{}</code>: {changes}",
        escaped(&section.heading),
        section.group.element
    );
    fold(&summary, &content)
}

fn settings(page: &Page<'_>) -> Option<String> {
    let lines = page.settings();
    if lines.is_empty() {
        return None;
    }
    let content: String = lines.iter().map(|it| line(page, it)).collect();
    Some(fold(&escaped(&page.say("settings")), &content))
}

/// A change with what it needs and why, and its texts with their words struck out and set in bold.
fn line(page: &Page<'_>, line: &Line) -> String {
    let mut out = format!("- *{}* {}", line.level, escaped(&line.sentence));
    if line.id.contains('.') {
        let _ = write!(out, " `{}`", line.id);
    }
    if line.set_by_manifest {
        let by = escaped(&page.say("set-by-manifest"));
        let _ = write!(out, " ({by}: {})", escaped(&line.reason));
    }
    out.push('\n');
    for (at, sides) in line.texts.iter().enumerate() {
        let language = match at {
            0 => String::new(),
            _ => format!("\\[{}\\] ", sides.language),
        };
        let _ = writeln!(out, "  - {language}{}", passage(&runs(sides), "    "));
    }
    out
}

/// The words of both sides in one text, long ones as an excerpt of what differs.
fn runs(sides: &Sides) -> Vec<Run> {
    let (old, new) = match (&sides.old, &sides.new) {
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            let alone = [(old, ChangeTag::Delete), (new, ChangeTag::Insert)].into_iter();
            let runs = alone.filter_map(|(text, tag)| Some((whole(text.as_deref()?), tag)));
            return runs
                .flat_map(|(runs, tag)| runs.map(|it| Run { tag, ..it }))
                .collect();
        }
    };
    let mut runs = excerpt(compared(old, new));
    for run in &mut runs {
        // A line that is broken in one text only has no words that would show it.
        let is_break = run.text.trim().is_empty() && run.text.contains('\n');
        if is_break && run.tag != ChangeTag::Equal {
            run.text.insert(0, '¶');
        }
    }
    runs
}

/// The paragraphs and lists of a text inside an item of a list; what follows the first is indented.
fn passage(runs: &[Run], indent: &str) -> String {
    let mut out = String::new();
    let mut was_item = false;
    for (at, block) in blocks(runs).iter().enumerate() {
        if at > 0 {
            // The items of a list stand together.
            let gap = if was_item && block.is_item() {
                ""
            } else {
                "\n"
            };
            let _ = write!(out, "\n{gap}{indent}");
        }
        was_item = block.is_item();
        out.push_str(&paragraph(block));
    }
    out
}

/// A paragraph or an item on one line, its words struck out and set in bold.
fn paragraph(block: &Block) -> String {
    let mut out = String::new();
    if let Some(mark) = block.mark {
        out.push_str("- ");
        let mut words = block.lines.iter().flatten();
        // Where the item is all new, its words say so.
        if mark != ChangeTag::Equal && words.any(|it| it.tag != mark) {
            out.push_str(&marked(mark, "•"));
            out.push(' ');
        }
    }
    for (at, line) in block.lines.iter().enumerate() {
        if at > 0 {
            out.push_str("<br>");
        }
        for (nth, run) in line.iter().enumerate() {
            let is_first = at == 0 && nth == 0;
            let text = if is_first {
                escaped_line(&run.text)
            } else {
                escaped(&run.text)
            };
            let is_blank = text.trim().is_empty();
            let tag = if is_blank { ChangeTag::Equal } else { run.tag };
            out.push_str(&marked(tag, &text));
        }
    }
    out
}

fn marked(tag: ChangeTag, text: &str) -> String {
    match tag {
        ChangeTag::Equal => text.to_owned(),
        ChangeTag::Delete => format!("<del>{text}</del>"),
        ChangeTag::Insert => format!("<ins>{text}</ins>"),
    }
}

#[cfg(test)]
mod tests {
    use competence_core::version::Comparison;
    use competence_core::{Bundle, Model};

    use super::*;

    fn sides(old: &str, new: &str) -> Sides {
        Sides {
            language: "en".parse().unwrap(),
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
        }
    }

    #[test]
    fn rewordings_are_shown_word_by_word() {
        let told = |old, new| passage(&runs(&sides(old, new)), "  ");
        assert_eq!(
            told("Keeps old agreements", "Keeps new agreements"),
            "Keeps <del>old</del><ins>new</ins> agreements"
        );
        assert_eq!(
            told("One.\n\n- a\n- b\n\nTwo", "One.\n\n- a\n- c\n- d\n\n+ Two"),
            "One.\n\n  - a\n  - <del>b</del><ins>c</ins>\n  - <ins>d</ins>\n\n  <ins>\\+ </ins>Two"
        );
    }

    #[test]
    fn a_break_that_only_one_text_has_is_seen() {
        let told = |old, new| passage(&runs(&sides(old, new)), "");
        assert_eq!(told("a b", "a\n\nb"), "a <ins>¶</ins>\n\nb");
        assert_eq!(told("a\nb", "a\n- b"), "a\n\n- <ins>•</ins> b");
        assert_eq!(told("a\nb c", "a\nb\nc"), "a<br>b <ins>¶</ins><br>c");
    }

    #[test]
    fn a_comment_stays_within_the_limit() {
        let json = r#"{"format": 1, "framework": {"id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
            "languages": {"primary": "en"}, "scale": {"levels": []}}}"#;
        let bundle: Bundle = serde_json::from_str(json).unwrap();
        let model = Model::try_new(bundle).unwrap();
        let comparison = Comparison::between(model.clone(), model);
        let page = Page::of(&comparison, None);
        let parts: Vec<String> = (0..2_000)
            .map(|n| format!("{n} {}\n", "ž".repeat(90)))
            .collect();
        let comment = limited(&page, &parts);
        assert!(comment.chars().count() <= 65_536 && comment.contains("parts left out"));
        assert_eq!(limited(&page, &parts[..2]), parts[..2].concat());
    }
}
