//! Which bump each kind of change needs, and why.

use crate::{Bump, ChangeKind, VersioningPolicy};

/// What a kind of change needs, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Need {
    /// The bump.
    pub level: Bump,
    /// Why, in a sentence.
    pub reason: &'static str,
}

/// The rule of a kind of change. Its id is the word for the kind, by which the manifest's
/// `versioning` names it.
#[derive(Debug)]
#[non_exhaustive]
pub struct ChangeRule {
    /// The kind of change.
    pub kind: ChangeKind,
    /// What it needs where a version is a promise about assessments.
    pub assessments: Need,
    /// What it needs where a version is a promise about what is asked of people.
    pub progression: Need,
    /// What else there is to know.
    pub why: &'static str,
    /// An example of such a change.
    pub example: &'static str,
}

impl ChangeRule {
    /// The id, such as `element-added`.
    pub const fn id(&self) -> &'static str {
        self.kind.as_str()
    }

    /// What the change needs under a policy.
    pub const fn need(&self, policy: VersioningPolicy) -> Need {
        match policy {
            VersioningPolicy::Assessments => self.assessments,
            VersioningPolicy::Progression => self.progression,
        }
    }
}

const fn rule(
    kind: ChangeKind,
    assessments: (Bump, &'static str),
    progression: (Bump, &'static str),
    why: &'static str,
    example: &'static str,
) -> ChangeRule {
    const fn need(of: (Bump, &'static str)) -> Need {
        Need {
            level: of.0,
            reason: of.1,
        }
    }
    ChangeRule {
        kind,
        assessments: need(assessments),
        progression: need(progression),
        why,
        example,
    }
}

/// The rules of all kinds of change but that of the version itself.
pub static RULES: &[ChangeRule] = &[
    rule(
        ChangeKind::ElementAdded,
        (Bump::Minor, "Everything old is still there."),
        (Bump::Major, "There may be more to meet."),
        "Assessments made before know nothing of the new element, and lose nothing by it.",
        "a competence gets one more indicator",
    ),
    rule(
        ChangeKind::ElementRemoved,
        (
            Bump::Major,
            "Assessments made against it cannot be carried over as they are.",
        ),
        (Bump::Minor, "Nothing more is asked than before."),
        "Also where the element became part of another one: lineage then says how its assessments are carried over. Deprecate an element first to announce its removal.",
        "an indicator is deleted",
    ),
    rule(
        ChangeKind::IdChanged,
        (
            Bump::Major,
            "What names it by the old id no longer finds it.",
        ),
        (Bump::Minor, "The same is asked, under another id."),
        "The lineage says that it is the same element, so they can be carried over, but not as they are.",
        "`cooperation` becomes `working-together`, with a record `renamed`",
    ),
    rule(
        ChangeKind::ElementMoved,
        (
            Bump::Major,
            "It belongs to another competence, kind or cluster.",
        ),
        (Bump::Major, "It may be asked of people of whom it was not."),
        "A competence of another kind or in another cluster applies to other people, and an indicator in another competence counts in another mean.",
        "a job-specific competence becomes a core one",
    ),
    rule(
        ChangeKind::StatementReworded,
        (Bump::Major, "What was assessed is not what is asked now."),
        (Bump::Major, "What is asked now is something else."),
        "Statements are compared in the primary language. A rewording that leaves the meaning as it was is declared in the lineage with `editorial: true`, and is then `statement-edited`.",
        "\"Keeps agreements\" becomes \"Honours agreements in writing\"",
    ),
    rule(
        ChangeKind::StatementEdited,
        (Bump::Patch, "What is assessed is the same."),
        (Bump::Minor, "The same is asked, in clearer words."),
        "The statement is the same without case, punctuation, white space and diacritics, or the lineage declares the rewording editorial.",
        "\"Keeps agreements\" becomes \"Keeps agreements.\"",
    ),
    rule(
        ChangeKind::TextChanged,
        (Bump::Patch, "It is not what people are rated on."),
        (
            Bump::Minor,
            "It explains what is asked, and asks nothing new.",
        ),
        "Titles, definitions, descriptions, notes, examples and keywords help to read a framework; ratings are of statements. Also where one is added or removed in all languages.",
        "a competence has another definition",
    ),
    rule(
        ChangeKind::TranslationAdded,
        (
            Bump::Minor,
            "Everything old is still there, in one more language.",
        ),
        (Bump::Minor, "The same is asked, in one more language."),
        "",
        "a statement is there in German too",
    ),
    rule(
        ChangeKind::TranslationChanged,
        (Bump::Patch, "The primary language is the one that binds."),
        (Bump::Minor, "The primary language is the one that binds."),
        "Where people are assessed in a translation, raise the level in the manifest.",
        "the English of a Slovene statement is corrected",
    ),
    rule(
        ChangeKind::TranslationRemoved,
        (
            Bump::Major,
            "Whoever reads it in that language has no text any more.",
        ),
        (Bump::Minor, "Nothing more is asked than before."),
        "",
        "the Italian statements are deleted",
    ),
    rule(
        ChangeKind::IndicatorsReordered,
        (Bump::Patch, "The same indicators are assessed."),
        (Bump::Patch, "The same is asked."),
        "",
        "the most important indicator now comes first",
    ),
    rule(
        ChangeKind::ElementDeprecated,
        (
            Bump::Minor,
            "It is still there, and announces that it will go.",
        ),
        (
            Bump::Minor,
            "It is still asked, and announces that it will go.",
        ),
        "",
        "a competence is `deprecated`, with a successor",
    ),
    rule(
        ChangeKind::StatusChanged,
        (
            Bump::Patch,
            "It is the same element with another approval status.",
        ),
        (Bump::Patch, "The same is asked."),
        "",
        "a cluster goes from `consulted` to `approved`",
    ),
    rule(
        ChangeKind::PolarityChanged,
        (Bump::Major, "A high rating now means the opposite."),
        (Bump::Major, "The opposite is asked now."),
        "",
        "an effective behaviour is marked as ineffective",
    ),
    rule(
        ChangeKind::LevelChanged,
        (Bump::Major, "It may be asked of other people than before."),
        (Bump::Major, "It may be asked of people of whom it was not."),
        "Profiles leave out the indicators above the level that they ask for.",
        "an indicator is expected from level 3 instead of level 2",
    ),
    rule(
        ChangeKind::FacetsChanged,
        (Bump::Patch, "The behaviour is the same."),
        (Bump::Patch, "The same is asked."),
        "",
        "an indicator is marked as digital",
    ),
    rule(
        ChangeKind::ScaleChanged,
        (
            Bump::Major,
            "A rating on the scale before may mean something else.",
        ),
        (Bump::Major, "The same level asks for something else."),
        "Also where only the name or the anchor of a level changed. Ratings can be carried over if the lineage maps the levels with `scale:`. Words of levels that were only corrected are declared with `scale: editorial`, and are then `scale-edited`.",
        "the scale gets a sixth level",
    ),
    rule(
        ChangeKind::ScaleEdited,
        (Bump::Patch, "Each level means what it meant."),
        (Bump::Minor, "The same is asked, in clearer words."),
        "The words of the levels are the same without case, punctuation, white space and diacritics, or the lineage declares that the levels mean the same.",
        "the anchor of a level gets a comma",
    ),
    rule(
        ChangeKind::RequirementsRaised,
        (
            Bump::Minor,
            "What was assessed is still there and means the same.",
        ),
        (
            Bump::Major,
            "People of this profile must meet something that they did not have to.",
        ),
        "The profile now asks for a competence or an indicator that it did not ask for, for a higher level, or for something that was optional. Whom this concerns is told as `asks more`.",
        "a profile asks for one more cluster",
    ),
    rule(
        ChangeKind::RequirementsChanged,
        (
            Bump::Minor,
            "What was assessed is still there and means the same.",
        ),
        (Bump::Minor, "Nothing more is asked than before."),
        "The profile asks for fewer competences, for a lower level, or for the same in other words. Which competences a position gains and loses is told with the difference.",
        "a profile no longer asks for a cluster",
    ),
    rule(
        ChangeKind::LevelTextAdded,
        (Bump::Minor, "Everything old is still there."),
        (Bump::Major, "There may be more to meet."),
        "A competence that is described at some levels is defined at these only.",
        "a competence is described at level 4 too",
    ),
    rule(
        ChangeKind::LevelTextReworded,
        (
            Bump::Major,
            "What was assessed at this level is not what is asked now.",
        ),
        (
            Bump::Major,
            "What is asked at this level now is something else.",
        ),
        "Compared in the primary language, as statements are. A rewording that leaves the meaning as it was is declared in the lineage of the competence with `editorial: true`, and is then `level-text-edited`.",
        "what a competence is at level 2 is described anew",
    ),
    rule(
        ChangeKind::LevelTextEdited,
        (Bump::Patch, "The level means what it meant."),
        (Bump::Minor, "The same is asked, in clearer words."),
        "The text is the same without case, punctuation, white space and diacritics, or the lineage declares the rewording editorial.",
        "the description of a level gets a comma",
    ),
    rule(
        ChangeKind::LevelTextRemoved,
        (
            Bump::Major,
            "Who was found to be at this level has no level any more.",
        ),
        (Bump::Minor, "Nothing more is asked than before."),
        "Also where other levels were added or reworded at the same time.",
        "a competence is no longer described at level 4",
    ),
    rule(
        ChangeKind::IndicatorIncluded,
        (Bump::Minor, "Everything old is still there."),
        (Bump::Major, "There may be more to meet."),
        "The indicator is rated once, and counts in the mean of one more competence from now on.",
        "a competence includes an indicator of another one",
    ),
    rule(
        ChangeKind::IndicatorExcluded,
        (
            Bump::Major,
            "Ratings of the indicator no longer count in this competence.",
        ),
        (Bump::Minor, "Nothing more is asked than before."),
        "",
        "a competence no longer includes an indicator",
    ),
    rule(
        ChangeKind::GroupingChanged,
        (Bump::Minor, "The same competences are assessed."),
        (Bump::Major, "It may be asked of people of whom it was not."),
        "Which competences a position gains and loses by it is told with the difference.",
        "a competence stands in a second cluster too",
    ),
    rule(
        ChangeKind::RelationsChanged,
        (Bump::Minor, "The element itself is the same."),
        (Bump::Patch, "The same is asked."),
        "",
        "a competence now requires another one",
    ),
    rule(
        ChangeKind::IdentifierChanged,
        (
            Bump::Minor,
            "It is the same element; who knows it by its code or address looks again.",
        ),
        (Bump::Patch, "The same is asked."),
        "Assessments name elements by their ids, which are the same.",
        "a competence gets the code `C1`",
    ),
    rule(
        ChangeKind::MappingsChanged,
        (Bump::Minor, "The element itself is the same."),
        (Bump::Patch, "The same is asked."),
        "",
        "a competence is mapped to ESCO",
    ),
    rule(
        ChangeKind::LanguagesChanged,
        (
            Bump::Minor,
            "It says which texts there must be, and changes none.",
        ),
        (Bump::Minor, "The same is asked."),
        "A change of the primary language shows in the statements as well.",
        "German becomes an optional language",
    ),
    rule(
        ChangeKind::MetadataChanged,
        (Bump::Patch, "Nothing that is assessed changed."),
        (Bump::Patch, "The same is asked."),
        "Sources, organisations, facets of the manifest, order, links, dates of validity, conventions, settings, suppressions, lineage, licence, role families, and keys that begin with `x-`.",
        "a cluster is for one more organisation",
    ),
];

/// The rule of a kind of change; the version itself has none.
pub fn rule_of(kind: ChangeKind) -> Option<&'static ChangeRule> {
    RULES.iter().find(|rule| rule.kind == kind)
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static ChangeRule> {
    RULES.iter().find(|rule| rule.id() == id)
}
