use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A statement is longer than the framework wants.
pub(crate) static RULE: Rule = Rule {
    id: "long-statement",
    category: Category::Text,
    severity: Severity::Hint,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A statement is longer than the framework wants.",
    why: "An assessor reads dozens of statements in a sitting; a long one is read in part. The \
          bound is the convention `statement-length-max`, 200 characters if not set.",
    fix: "Say it in fewer words, or make two indicators of it.",
    example: &[Edit {
        file: "framework.yaml",
        at: r"conventions:
",
        bad: r"conventions:
  statement-length-max: 60
",
        good: r"conventions:
  statement-length-max: 120
",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

fn apply(subject: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let most = framework.item.conventions.statement_length_max;
    if !text.is_statement() {
        return;
    }
    for (language, words) in text.words().iter() {
        // As many bytes as the bound are never more characters.
        if words.len() <= usize::from(most.get()) {
            continue;
        }
        let length = words.chars().count();
        if length > usize::from(most.get()) {
            let message = format!("this statement is {length} characters long");
            let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
            report.push(finding.help(format!("the framework wants {most} at most")));
        }
    }
}
