use super::undeclared_language::undeclared;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::{Severity, invisible};

/// A text is missing in a language that the framework requires.
pub(crate) static RULE: Rule = Rule {
    id: "missing-translation",
    category: Category::Text,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
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
    if text.is_per_language() {
        return;
    }
    let languages = &framework.item.languages;
    let misspelt = undeclared(languages, text);
    for language in languages.all_required() {
        // It is there under a tag that is found as such.
        let mut meant = misspelt.iter().filter_map(|(_, meant)| *meant);
        if meant.any(|it| it == language.as_str()) {
            continue;
        }
        let (place, message, help) = match text.words().get(language) {
            None => (
                text.spot().place(),
                format!("this text is missing in `{language}`"),
                format!("add `{language}: ...`"),
            ),
            Some(words) if is_blank(words) => (
                text.place(language),
                format!("this text is blank in `{language}`"),
                "write the translation".to_owned(),
            ),
            Some(_) => continue,
        };
        report.push(
            Finding::new(&RULE, place, message)
                .about(text.element)
                .help(help),
        );
    }
}

/// Whether nothing of a text is seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || invisible(c).is_some())
}
