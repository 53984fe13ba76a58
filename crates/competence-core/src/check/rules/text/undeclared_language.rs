use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::check::synonyms;
use crate::{LanguageTag, Languages, Severity};

/// A text is in a language that the framework does not declare.
pub(crate) static RULE: Rule = Rule {
    id: "undeclared-language",
    category: Category::Text,
    severity: Severity::Warning,
    since: "0.1.0",
    renamed_from: &[],
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
    for (language, meant) in undeclared(&framework.item.languages, text) {
        let message = format!("the language `{language}` is not declared by the framework");
        let place = text.spot().name(language.as_str()).place();
        let finding = Finding::new(&RULE, place, message).about(text.element);
        report.push(match meant {
            Some(tag) => finding.replace(tag, format!("did you mean `{tag}`?")),
            None => finding.help("correct the tag, or add it to `languages` in the manifest"),
        });
    }
}

/// The languages of a text that are not declared, each with the one that is probably meant: one
/// that the text does not have.
pub(super) fn undeclared<'t>(
    languages: &'t Languages,
    text: &Text<'t>,
) -> Vec<(&'t LanguageTag, Option<&'t str>)> {
    let declared: Vec<_> = languages
        .all_required()
        .chain(&languages.optional)
        .collect();
    let tags: Vec<&str> = declared.iter().map(|it| it.as_str()).collect();
    let words = text.words();
    let other = words.iter().filter(|(tag, _)| !declared.contains(tag));
    let other = other.map(|(language, _)| {
        let meant = synonyms::language(language.as_str(), &tags);
        let is_free = |tag: &&str| words.iter().all(|(it, _)| it.as_str() != *tag);
        (language, meant.filter(is_free))
    });
    other.collect()
}
