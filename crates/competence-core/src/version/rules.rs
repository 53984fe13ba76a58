//! Which bump each kind of change needs, and why.

use crate::Bump;
use crate::ChangeKind;

/// The rule of a kind of change.
#[derive(Debug)]
pub struct ChangeRule {
    /// The id, by which the manifest's `versioning` names it.
    pub id: &'static str,
    /// The kind of change.
    pub kind: ChangeKind,
    /// The bump that it needs where the manifest sets none.
    pub level: Bump,
    /// Why, in a sentence.
    pub reason: &'static str,
    /// What else there is to know.
    pub why: &'static str,
    /// An example of such a change.
    pub example: &'static str,
}

const fn rule(
    id: &'static str,
    kind: ChangeKind,
    level: Bump,
    reason: &'static str,
    why: &'static str,
    example: &'static str,
) -> ChangeRule {
    ChangeRule {
        id,
        kind,
        level,
        reason,
        why,
        example,
    }
}

/// The rules of all kinds of change but that of the version itself.
pub static RULES: &[ChangeRule] = &[
    rule(
        "element-added",
        ChangeKind::ElementAdded,
        Bump::Minor,
        "Everything old is still there.",
        "Assessments made before know nothing of the new element, and lose nothing by it.",
        "a competence gets one more indicator",
    ),
    rule(
        "element-removed",
        ChangeKind::ElementRemoved,
        Bump::Major,
        "Assessments made against it have nothing to stand on.",
        "Also where the element became part of another one: lineage then says how its assessments are carried over. Deprecate an element first to announce its removal.",
        "an indicator is deleted",
    ),
    rule(
        "id-changed",
        ChangeKind::IdChanged,
        Bump::Major,
        "Assessments name it by the old id.",
        "The lineage says that it is the same element, so they can be carried over, but not as they are.",
        "`cooperation` becomes `working-together`, with a record `renamed`",
    ),
    rule(
        "element-moved",
        ChangeKind::ElementMoved,
        Bump::Major,
        "It counts towards another whole.",
        "A competence of another kind or in another cluster applies to other people, and an indicator in another competence counts in another mean.",
        "a job-specific competence becomes a core one",
    ),
    rule(
        "statement-reworded",
        ChangeKind::StatementReworded,
        Bump::Major,
        "What was assessed is not what is asked now.",
        "Statements are compared in the primary language. A rewording that leaves the meaning as it was is declared in the lineage with `editorial: true`, and is then `statement-edited`.",
        "\"Keeps agreements\" becomes \"Honours agreements in writing\"",
    ),
    rule(
        "statement-edited",
        ChangeKind::StatementEdited,
        Bump::Patch,
        "What is assessed is the same.",
        "The statement is the same without case, punctuation, white space and diacritics, or the lineage declares the rewording editorial.",
        "\"Keeps agreements\" becomes \"Keeps agreements.\"",
    ),
    rule(
        "text-changed",
        ChangeKind::TextChanged,
        Bump::Patch,
        "It is not what people are rated on.",
        "Titles, definitions and descriptions help to read a framework; ratings are of statements.",
        "a competence has another definition",
    ),
    rule(
        "translation-added",
        ChangeKind::TranslationAdded,
        Bump::Minor,
        "Everything old is still there, in one more language.",
        "",
        "a statement is there in German too",
    ),
    rule(
        "translation-changed",
        ChangeKind::TranslationChanged,
        Bump::Patch,
        "The primary language is the one that binds.",
        "Where people are assessed in a translation, raise the level in the manifest.",
        "the English of a Slovene statement is corrected",
    ),
    rule(
        "translation-removed",
        ChangeKind::TranslationRemoved,
        Bump::Major,
        "Assessments in that language have no text any more.",
        "",
        "the Italian statements are deleted",
    ),
    rule(
        "indicators-reordered",
        ChangeKind::IndicatorsReordered,
        Bump::Patch,
        "The same indicators are assessed.",
        "",
        "the most important indicator now comes first",
    ),
    rule(
        "element-deprecated",
        ChangeKind::ElementDeprecated,
        Bump::Minor,
        "It is still there, and announces that it will go.",
        "",
        "a competence is `deprecated`, with a successor",
    ),
    rule(
        "status-changed",
        ChangeKind::StatusChanged,
        Bump::Patch,
        "It is the same element, further on its way.",
        "",
        "a cluster goes from `consulted` to `approved`",
    ),
    rule(
        "polarity-changed",
        ChangeKind::PolarityChanged,
        Bump::Major,
        "A high rating now means the opposite.",
        "",
        "an effective behaviour is marked as ineffective",
    ),
    rule(
        "level-changed",
        ChangeKind::LevelChanged,
        Bump::Major,
        "It is asked of other people than before.",
        "Profiles leave out the indicators above the level that they ask for.",
        "an indicator is expected from level 3 instead of level 2",
    ),
    rule(
        "facets-changed",
        ChangeKind::FacetsChanged,
        Bump::Patch,
        "The behaviour is the same.",
        "",
        "an indicator is marked as digital",
    ),
    rule(
        "scale-changed",
        ChangeKind::ScaleChanged,
        Bump::Major,
        "The same number means something else.",
        "Also where only the name or the anchor of a level says something else.",
        "the scale gets a sixth level",
    ),
    rule(
        "requirements-changed",
        ChangeKind::RequirementsChanged,
        Bump::Minor,
        "What was assessed is still there and means the same.",
        "Which competences a position gains and loses is told with the difference.",
        "a profile asks for one more cluster",
    ),
    rule(
        "mappings-changed",
        ChangeKind::MappingsChanged,
        Bump::Minor,
        "The element itself is the same.",
        "",
        "a competence is mapped to ESCO",
    ),
    rule(
        "languages-changed",
        ChangeKind::LanguagesChanged,
        Bump::Minor,
        "The texts that were there still are.",
        "A change of the primary language shows in the statements as well.",
        "German becomes an optional language",
    ),
    rule(
        "metadata-changed",
        ChangeKind::MetadataChanged,
        Bump::Patch,
        "Nothing that is assessed changed.",
        "Sources, organisations, order, conventions, settings, suppressions, lineage and licence.",
        "a cluster is for one more organisation",
    ),
];

/// The rule of a kind of change; the version itself has none.
pub fn rule_of(kind: ChangeKind) -> Option<&'static ChangeRule> {
    RULES.iter().find(|rule| rule.kind == kind)
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static ChangeRule> {
    RULES.iter().find(|rule| rule.id == id)
}
