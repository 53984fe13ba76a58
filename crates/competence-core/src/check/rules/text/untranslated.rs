use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A text is the same in two languages.
pub(crate) static RULE: Rule = Rule {
    id: "untranslated",
    category: Category::Text,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A text is the same in two languages.",
    why: "It was probably copied to be translated later. Texts of one word are not compared: \
          names are often the same.",
    fix: "Translate it; suppress the rule where the words really are the same.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "sl: Z drugimi dela za skupni rezultat",
        bad: "sl: Works with others towards a common result",
        good: "sl: Z drugimi dela za skupni rezultat",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

fn apply(_: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    if text.is_per_language() {
        return;
    }
    for (number, (language, words)) in text.words().iter().enumerate() {
        let words = words.trim();
        let before = text.words().iter().take(number);
        let same = before
            .filter(|(_, other)| other.trim() == words)
            .map(|(tag, _)| tag)
            .next();
        if let Some(other) = same.filter(|_| words.contains(' ')) {
            let message = format!("this text is the same in `{language}` as in `{other}`");
            let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
            report.push(
                finding.help("translate it, or suppress the rule if the words really are the same"),
            );
        }
    }
}
