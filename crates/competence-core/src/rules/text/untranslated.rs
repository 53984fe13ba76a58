use crate::Severity;
use crate::rule::{Category, Edit, Rule};
use crate::check::{Report, Subject};
use crate::finding::Finding;

/// A text is the same in two languages.
pub(crate) static RULE: Rule = Rule {
    id: "untranslated",
    category: Category::Text,
    severity: Severity::Warning,
    summary: "A text is the same in two languages.",
    why: "It was probably copied to be translated later. Texts of one word are not compared: \
          names are often the same.",
    fix: "Translate it; excuse it where the words really are the same.",
    example: &[
        Edit {
            file: "core/cooperation.yaml",
            at: "sl: Z drugimi dela za skupni rezultat",
            bad: "sl: Works with others towards a common result",
            good: "sl: Z drugimi dela za skupni rezultat",
        },
    ],
    apply: Some(apply),
};

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for text in subject.texts() {
        let all: Vec<_> = text.words.iter().filter(|(_, it)| it.trim().contains(' ')).collect();
        for (number, (language, words)) in all.iter().enumerate() {
            let same = all[..number].iter().find(|(_, before)| before.trim() == words.trim());
            if let Some((other, _)) = same {
                let message = format!("this text is the same in `{language}` as in `{other}`");
                let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
                report.push(finding.help("translate it, or excuse it if the words really are the same"));
            }
        }
    }
}
