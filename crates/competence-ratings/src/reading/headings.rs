//! What columns are by their headings, in English and Slovene.

use super::layout::{Field, Role};
use super::versions::folded;

/// What headings are called, folded. `_`, `-`, `.` and `/` count as blanks.
const HEADINGS: [(Field, &[&str]); 9] = [
    (
        Field::Person,
        &[
            "person",
            "person id",
            "employee",
            "employee id",
            "ratee",
            "assessee",
            "assessed person",
            "subject",
            "participant",
            "respondent",
            "oseba",
            "id osebe",
            "sifra osebe",
            "zaposleni",
            "zaposlena oseba",
            "id zaposlenega",
            "ocenjevani",
            "ocenjevanec",
            "ocenjena oseba",
            "udelezenec",
            "sodelavec",
        ],
    ),
    (
        Field::Rater,
        &[
            "rater",
            "rater id",
            "assessor",
            "evaluator",
            "reviewer",
            "rated by",
            "assessed by",
            "ocenjevalec",
            "ocenjevalka",
            "id ocenjevalca",
            "ocenil",
            "ocenila",
        ],
    ),
    (
        Field::Role,
        &[
            "role",
            "rater role",
            "role of rater",
            "relationship",
            "relation",
            "perspective",
            "vloga",
            "vloga ocenjevalca",
            "odnos",
            "vir ocene",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "day",
            "rated on",
            "assessed on",
            "assessment date",
            "timestamp",
            "completed",
            "completed at",
            "datum",
            "dan",
            "datum ocene",
            "datum ocenjevanja",
            "casovni zig",
        ],
    ),
    (
        Field::Organisation,
        &[
            "organisation",
            "organization",
            "organisation id",
            "org",
            "department",
            "unit",
            "organisational unit",
            "organizational unit",
            "organizacija",
            "enota",
            "organizacijska enota",
            "oddelek",
            "sektor",
            "sluzba",
            "ustanova",
        ],
    ),
    (
        Field::Profile,
        &[
            "profile",
            "profile id",
            "position",
            "job",
            "job title",
            "post",
            "profil",
            "delovno mesto",
            "polozaj",
        ],
    ),
    (
        Field::Version,
        &[
            "version",
            "framework version",
            "model version",
            "razlicica",
            "verzija",
            "razlicica modela",
            "razlicica okvira",
        ],
    ),
    (
        Field::Indicator,
        &[
            "indicator",
            "indicator id",
            "item",
            "statement",
            "behaviour",
            "behavior",
            "question",
            "competence",
            "competency",
            "kazalnik",
            "id kazalnika",
            "indikator",
            "trditev",
            "vedenje",
            "postavka",
            "vprasanje",
            "kompetenca",
        ],
    ),
    (
        Field::Value,
        &[
            "value", "rating", "score", "answer", "response", "mark", "grade", "vrednost", "ocena",
            "odgovor", "rezultat",
        ],
    ),
];

/// The words for the roles of raters, folded.
const ROLES: [(Role, &[&str]); 4] = [
    (
        Role::Itself,
        &[
            "self",
            "self-assessment",
            "self-rating",
            "own",
            "samoocena",
            "samoocenjevanje",
            "sam",
            "sama",
            "jaz",
        ],
    ),
    (
        Role::Manager,
        &[
            "manager",
            "supervisor",
            "superior",
            "boss",
            "line manager",
            "vodja",
            "nadrejeni",
            "nadrejena",
            "neposredni vodja",
        ],
    ),
    (
        Role::Peer,
        &[
            "peer",
            "colleague",
            "coworker",
            "co-worker",
            "sodelavec",
            "sodelavka",
            "kolega",
            "kolegica",
        ],
    ),
    (
        Role::Report,
        &[
            "report",
            "direct report",
            "subordinate",
            "podrejeni",
            "podrejena",
            "podrejen",
        ],
    ),
];

/// What a column is by its heading.
pub(crate) fn field(heading: &str) -> Option<Field> {
    let words = folded(&heading.replace(['_', '-', '.', '/'], " "));
    let mut all = HEADINGS.iter();
    let found = all.find(|(_, names)| names.contains(&words.as_str()));
    found.map(|(field, _)| *field)
}

/// Whether a heading is that of the versions of ratings.
pub(crate) fn is_version(heading: &str) -> bool {
    field(heading) == Some(Field::Version)
}

/// The role that a word is for.
pub(crate) fn role(word: &str) -> Option<Role> {
    let word = folded(word);
    let mut all = ROLES.iter();
    let found = all.find(|(_, words)| words.contains(&word.as_str()));
    found.map(|(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings_and_each_is_folded() {
        let all: Vec<&str> = HEADINGS
            .iter()
            .flat_map(|(_, it)| it.iter().copied())
            .collect();
        for (at, word) in all.iter().enumerate() {
            assert_eq!(folded(word), *word);
            assert!(!all[..at].contains(word), "{word}");
        }
        for (at, word) in ROLES.iter().flat_map(|(_, it)| it.iter()).enumerate() {
            assert_eq!(folded(word), *word);
            assert!(
                !ROLES
                    .iter()
                    .flat_map(|(_, it)| it.iter())
                    .take(at)
                    .any(|it| it == word)
            );
        }
    }

    #[test]
    fn headings_are_read_in_both_languages() {
        assert_eq!(field("Delovno mesto"), Some(Field::Profile));
        assert_eq!(field("INDICATOR_ID"), Some(Field::Indicator));
        assert_eq!(field("Komentar"), None);
        assert_eq!(role("Neposredni vodja"), Some(Role::Manager));
    }
}
