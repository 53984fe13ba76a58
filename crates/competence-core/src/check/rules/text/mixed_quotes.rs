use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A text mixes straight and typographic quotation marks.
pub(crate) static RULE: Rule = Rule {
    id: "mixed-quotes",
    category: Category::Text,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A text mixes straight and typographic quotation marks.",
    why: "The mix comes from copying between programs, and shows in print.",
    fix: "Use one of the two.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: Keeps \"agreements\" made within the “team”",
        good: "en: Keeps “agreements” made within the team",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

fn apply(_: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    for (language, words) in text.words().iter() {
        let double = words.contains('"') && words.contains(['“', '”', '„', '«', '»']);
        let single = words.contains('\'') && words.contains(['‘', '’', '‚']);
        if double || single {
            let message = "this text mixes straight and typographic quotation marks";
            let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
            report.push(finding.help("use one of the two"));
        }
    }
}
