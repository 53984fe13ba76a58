use super::missing_translation::is_blank;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A text begins or ends with white space, or has two spaces in a row.
pub(crate) static RULE: Rule = Rule {
    id: "white-space",
    category: Category::Text,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A text begins or ends with white space, or has two spaces in a row.",
    why: "It is invisible, and makes two texts that read the same differ.",
    fix: "Remove it. A block text without a line break at its end begins with `>-` or `|-`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: Keeps agreements  made within the team",
        good: "en: Keeps agreements made within the team",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

fn apply(_: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    for (language, words) in text.words().iter() {
        // A blank text is a missing one.
        if is_blank(words) {
            continue;
        }
        let what = if words.starts_with(char::is_whitespace) {
            "begins with white space"
        } else if words.ends_with('\n') {
            "ends with a line break"
        } else if words.ends_with(char::is_whitespace) {
            "ends with white space"
        } else if words.contains("  ") {
            "has two spaces in a row"
        } else {
            continue;
        };
        let advice = if words.ends_with('\n') {
            "begin the block with `>-` or `|-`"
        } else {
            "remove it"
        };
        let finding = Finding::new(&RULE, text.place(language), format!("this text {what}"));
        // A no-break space between two words may be meant.
        let single = words.trim().split(' ').filter(|it| !it.is_empty());
        let single = single.collect::<Vec<_>>().join(" ");
        let edit = text.rewritten(language, &single);
        let finding = finding.about(text.element);
        report.push(match edit.filter(|_| !words.contains('\n')) {
            Some(edit) => finding.replace_safely(edit, advice),
            None => finding.help(advice),
        });
    }
}
