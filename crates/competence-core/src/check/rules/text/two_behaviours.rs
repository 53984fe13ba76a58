use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// A statement may hold two behaviours.
pub(crate) static RULE: Rule = Rule {
    id: "two-behaviours",
    category: Category::Text,
    severity: Severity::Hint,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A statement may hold two behaviours.",
    why: "A person who shows one of the two cannot be rated fairly. This is a guess: it looks \
          for a semicolon in any language; in Slovene for ` ter `, ` in hkrati `, ` in obenem \
          ` and `, poleg tega`; in English for ` as well as `, ` and also `, ` while also ` \
          and `, and `.",
    fix: "Make two indicators of it; suppress the rule where the words belong together.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: Keeps agreements, and supports new colleagues",
        good: "en: Keeps agreements made within the team",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

/// Words that join two behaviours, by the primary language subtag.
const JOINERS: [(&str, &[&str]); 3] = [
    ("", &[";"]),
    (
        "sl",
        &[" ter ", " in hkrati ", " in obenem ", ", poleg tega"],
    ),
    (
        "en",
        &[" as well as ", " and also ", " while also ", ", and "],
    ),
];

fn apply(_: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    if !text.is_statement() {
        return;
    }
    for (language, words) in text.words().iter() {
        let subtag = language.as_str().split('-').next().unwrap_or_default();
        let of_language = JOINERS
            .iter()
            .filter(|(tag, _)| tag.is_empty() || *tag == subtag);
        let joiner = of_language
            .flat_map(|(_, joiners)| *joiners)
            .find(|it| words.contains(**it));
        if let Some(joiner) = joiner {
            let message = format!(
                "this statement may hold two behaviours, joined by `{}`",
                joiner.trim()
            );
            let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
            report.push(
                finding.help("make two indicators of it, if one can be shown without the other"),
            );
        }
    }
}
