use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A text is missing in a language that the framework requires.
pub(crate) static RULE: Rule = Rule {
    id: "missing-translation",
    category: Category::Text,
    severity: Severity::Error,
    summary: "A text is missing in a language that the framework requires.",
    why: "Whoever reads the model in that language would see a gap, or another language in its \
          place. The required languages are `languages.primary` and `languages.required` of \
          the manifest.",
    fix: "Add the translation.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "title: { en: Cooperation, sl: Sodelovanje }",
        bad: "title: { en: Cooperation }",
        good: "title: { en: Cooperation, sl: Sodelovanje }",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

fn apply(subject: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let required: Vec<_> = framework.item.languages.all_required().collect();
    for language in required.iter().filter(|tag| text.words.get(tag).is_none()) {
        let message = format!("this text is missing in `{language}`");
        let finding = Finding::new(&RULE, text.spot().place(), message).about(text.element);
        report.push(finding.help(format!("add `{language}: ...`")));
    }
}
