use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Report, Subject, Text};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};

/// An effective behaviour is stated as a negation.
pub(crate) static RULE: Rule = Rule {
    id: "negated-statement",
    category: Category::Text,
    severity: Severity::Hint,
    since: "0.1.0",
    renamed_from: &[],
    summary: "An effective behaviour is stated as a negation.",
    why: "What somebody does not do cannot be observed, and a low rating of a negation is read \
          the wrong way round. It looks at the first words, in Slovene for `Ne`, `Ni`, `Nima` \
          and `Nikoli`, in English for `Does not`, `Do not`, `Is not`, `Has no`, `Cannot` and \
          `Never`. Ineffective behaviours may be negations.",
    fix: "State what the person does; or mark the behaviour as `polarity: ineffective`.",
    example: &[Edit {
        file: "core/cooperation.yaml",
        at: "en: Keeps agreements made within the team",
        bad: "en: Does not break agreements made within the team",
        good: "en: Keeps agreements made within the team",
    }],
};

pub(crate) const APPLY: Apply = Apply::Text(apply);

/// The beginnings of negations, by the primary language subtag.
const NEGATIONS: [(&str, &[&str]); 2] = [
    ("sl", &["Ne ", "Ni ", "Nima ", "Nikoli "]),
    (
        "en",
        &[
            "Does not ",
            "Do not ",
            "Is not ",
            "Has no ",
            "Cannot ",
            "Never ",
        ],
    ),
];

fn apply(_: &Subject<'_>, text: &Text<'_>, report: &mut Report) {
    if !text.is_of_effective_behaviour() {
        return;
    }
    for (language, words) in text.words().iter() {
        let subtag = language.as_str().split('-').next().unwrap_or_default();
        let of_language = NEGATIONS.iter().filter(|(tag, _)| *tag == subtag);
        if of_language
            .flat_map(|(_, starts)| *starts)
            .any(|start| words.starts_with(start))
        {
            let message = "this effective behaviour is stated as a negation";
            let finding = Finding::new(&RULE, text.place(language), message).about(text.element);
            report
                .push(finding.help("state what the person does, or write `polarity: ineffective`"));
        }
    }
}
