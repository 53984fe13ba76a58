use crate::FinalPunctuation;
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A statement ends against the framework's own convention.
pub(crate) static RULE: Rule = Rule {
    id: "final-punctuation",
    category: Category::Text,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A statement ends against the framework's own convention.",
    why: "Statements stand below each other in forms, where a stray full stop shows. The \
          convention `final-punctuation` is `none` (if not set) or `full-stop`; with `none`, \
          the abbreviations `etc.`, `itd.` and `ipd.` may end a statement.",
    fix: "Add or remove the full stop, or change the convention.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: Keeps agreements made within the team.",
        good: "en: Keeps agreements made within the team",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

/// What a statement may end with.
const PUNCTUATION: [char; 7] = ['.', ';', ',', ':', '!', '?', '…'];

fn apply(subject: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let convention = framework.item.conventions.final_punctuation;
    if !text.is_statement() {
        return;
    }
    for (language, words) in text.words().iter() {
        let words = words.trim_end();
        let abbreviated = ["etc.", "itd.", "ipd."]
            .iter()
            .any(|it| words.ends_with(it));
        let advice = match convention {
            FinalPunctuation::None if abbreviated => continue,
            FinalPunctuation::None if words.ends_with(PUNCTUATION) => {
                "the framework ends statements without punctuation: remove it"
            }
            FinalPunctuation::FullStop if !words.ends_with('.') => {
                "the framework ends statements with a full stop: add it"
            }
            _ => continue,
        };
        let message = match convention {
            FinalPunctuation::None => "this statement ends with punctuation",
            FinalPunctuation::FullStop => "this statement does not end with a full stop",
        };
        let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
        let to = match convention {
            FinalPunctuation::None => words.trim_end_matches(PUNCTUATION).trim_end().to_owned(),
            FinalPunctuation::FullStop => format!("{}.", words.trim_end_matches(PUNCTUATION)),
        };
        // What is left of a text of nothing but signs is not a text.
        let edit = text.rewritten(language, &to).filter(|_| !to.is_empty());
        report.push(match edit {
            Some(edit) => finding.replace_safely(edit, advice),
            None => finding.help(advice),
        });
    }
}
