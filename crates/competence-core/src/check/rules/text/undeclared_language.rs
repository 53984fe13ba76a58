use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::check::synonyms;

/// A text is in a language that the framework does not declare.
pub(crate) static RULE: Rule = Rule {
    id: "undeclared-language",
    category: Category::Text,
    severity: Severity::Warning,
    summary: "A text is in a language that the framework does not declare.",
    why: "It may be a misspelled tag; and a language that is not declared is in no list that \
          readers choose from.",
    fix: "Correct the tag, or add the language to `languages.optional`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "title: { en: Cooperation, sl: Sodelovanje }",
        bad: "title: { en: Cooperation, sl: Sodelovanje, hr: Suradnja }",
        good: "title: { en: Cooperation, sl: Sodelovanje }",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

fn apply(subject: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    let Some(framework) = subject.framework() else {
        return;
    };
    let languages = &framework.item.languages;
    let declared: Vec<_> = languages
        .all_required()
        .chain(&languages.optional)
        .collect();
    let tags: Vec<&str> = declared.iter().map(|it| it.as_str()).collect();
    for (language, _) in text.words.iter().filter(|(tag, _)| !declared.contains(tag)) {
        let message = format!("the language `{language}` is not declared by the framework");
        let place = text.spot().name(language.as_str()).place();
        let finding = Finding::new(&RULE, place, message).about(text.element);
        let meant = synonyms::language(language.as_str(), &tags);
        let meant = meant.filter(|tag| text.words.iter().all(|(it, _)| it.as_str() != *tag));
        report.push(match meant {
            Some(tag) => finding.replace(tag, format!("did you mean `{tag}`?")),
            None => finding.help("correct the tag, or add it to `languages` in the manifest"),
        });
    }
}
