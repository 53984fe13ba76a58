//! The rules for files of ratings.

use competence_core::Severity;
use competence_core::check::Rule;

/// All of them, in the order of their ids.
pub static ALL: [&Rule; 13] = [
    &NOT_A_NUMBER,
    &OFF_SCALE,
    &RATED_TWICE,
    &STRAIGHT_LINING,
    &TOO_MANY_MISSING,
    &UNEQUAL_ROW,
    &UNKNOWN_COLUMN,
    &UNKNOWN_INDICATOR,
    &UNKNOWN_ROLE,
    &UNKNOWN_VERSION,
    &UNREADABLE_LAYOUT,
    &UNREADABLE_RATINGS,
    &WRONG_VERSION,
];

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.id == id)
}

/// How many ratings of a form are all the same before it is told.
pub const STRAIGHT: u32 = 10;

/// How many indicators a form asks for before those that are missing are told.
pub const ASKED: u32 = 4;

pub(crate) static NOT_A_NUMBER: Rule = Rule::of_ratings(
    "not-a-number",
    Severity::Error,
    [
        "A rating is no number, and no title of a level.",
        "A cell that is no number is in no figure. Spreadsheets turn what looks like a day into a date: `4.5` becomes `04.maj`, and the rating is gone. `NaN` and infinities are no ratings either.",
        "Write the number of the level, or its title. Format the column as text before ratings are entered, so that no dates are made. What stands for \"not rated\" is named under `missing` in the layout, and what words stand for under `values`.",
    ],
);

pub(crate) static OFF_SCALE: Rule = Rule::of_ratings(
    "off-scale",
    Severity::Error,
    [
        "A rating is not on the scale of its version.",
        "A whole number is one of the levels, and a fraction lies between two of them, as a mean does. Anything else moves means, or comes from a code such as `99` for \"no answer\".",
        "Correct the rating. If the number stands for \"not rated\", name it under `missing` in the layout; if the row is of another version, say so.",
    ],
);

pub(crate) static RATED_TWICE: Rule = Rule::of_ratings(
    "rated-twice",
    Severity::Error,
    [
        "A form rates an indicator twice.",
        "Nobody can say which of the two counts, and a mean of both counts one person twice. Forms are told apart by person, rater, role, date and version. It is looked for among the first 4,194,304 ratings.",
        "Leave one of the two out. If they are of different forms, name the column that tells these apart, such as that of the rater or the date.",
    ],
);

pub(crate) static STRAIGHT_LINING: Rule = Rule::of_ratings(
    "straight-lining",
    Severity::Warning,
    [
        "A form gives every indicator the same rating.",
        "Whoever gives ten or more indicators the same rating has often not read them. Such forms make indicators look more alike than they are. It is looked for among the first 1,048,576 forms.",
        "Look at how the form came about. Leave it out if it was not meant, and keep it if it was.",
    ],
);

pub(crate) static TOO_MANY_MISSING: Rule = Rule::of_ratings(
    "too-many-missing",
    Severity::Warning,
    [
        "A form leaves most indicators unrated.",
        "Of four or more indicators that the form asks for, more than half have no rating. The mean of the rest is not that of the whole, and what is missing is seldom missing by chance. It is looked for among the first 1,048,576 forms.",
        "Ask for the ratings, or leave the form out. If the indicators were not meant for this person, leave their rows or columns out.",
    ],
);

pub(crate) static UNEQUAL_ROW: Rule = Rule::of_ratings(
    "unequal-row",
    Severity::Error,
    [
        "A row has more or fewer fields than the header.",
        "One field too few or too many moves all that follow into other columns, so that a rating may be taken for something else.",
        "Put what contains the delimiter or a quote in quotes, and leave no field out.",
    ],
);

pub(crate) static UNKNOWN_COLUMN: Rule = Rule::of_ratings(
    "unknown-column",
    Severity::Warning,
    [
        "A column is neither a field nor an indicator.",
        "A column whose heading is misspelt is not read. In a wide file these are ratings that nobody would miss.",
        "Correct the heading, or name the column in the layout: under `columns` or `indicators` if it is one, and under `other` if it is to be left aside.",
    ],
);

pub(crate) static UNKNOWN_INDICATOR: Rule = Rule::of_ratings(
    "unknown-indicator",
    Severity::Error,
    [
        "A rating is of something that no version of the model has.",
        "What is neither an id, a code nor a text of an indicator or competence cannot be rated, and its ratings are in no figure.",
        "Correct the id, or name what it stands for under `indicators` in the layout.",
    ],
);

pub(crate) static UNKNOWN_ROLE: Rule = Rule::of_ratings(
    "unknown-role",
    Severity::Warning,
    [
        "The role of a rater is none that is known.",
        "Figures by role leave out raters whose role is not known. The roles are `self`, `manager`, `peer` and `report`; their usual words in English and Slovene are known too.",
        "Correct the word, or name it under `roles` in the layout.",
    ],
);

pub(crate) static UNKNOWN_VERSION: Rule = Rule::of_ratings(
    "unknown-version",
    Severity::Error,
    [
        "A row names a version that the model does not have.",
        "What was rated is known only together with the version: its texts, its scale and its ids.",
        "Name a version that was released, or leave the field empty and say the version of the file with `--version`.",
    ],
);

pub(crate) static UNREADABLE_LAYOUT: Rule = Rule::of_ratings(
    "unreadable-layout",
    Severity::Error,
    [
        "Nothing tells which columns have the ratings.",
        "A long file needs a column for what is rated and one for the rating, and a wide file one column for an indicator at least.",
        "Name the columns with options such as `--indicator` and `--value`, or in a layout file.",
    ],
);

pub(crate) static UNREADABLE_RATINGS: Rule = Rule::of_ratings(
    "unreadable-ratings",
    Severity::Error,
    [
        "The file cannot be read further.",
        "What stands behind the place was not looked at: an open quote, a row longer than 1 MiB, or a file that is not of its format.",
        "Correct what stands at the place, and check the file again.",
    ],
);

pub(crate) static WRONG_VERSION: Rule = Rule::of_ratings(
    "wrong-version",
    Severity::Error,
    [
        "A rating is of something that another version has.",
        "The row is read against one version, and the indicator is of another. With the wrong version, ids and scales are taken for what they are not.",
        "Say which version was rated against: in a column of the file, or with `--version`.",
    ],
);

#[cfg(test)]
mod tests {
    use super::*;
    use competence_core::check::rules;

    #[test]
    fn ids_are_sorted_and_no_rule_of_models_has_one() {
        assert!(ALL.windows(2).all(|it| it[0].id < it[1].id));
        for rule in ALL {
            assert!(rules::find(rule.id).is_none(), "{rule}");
        }
    }
}
