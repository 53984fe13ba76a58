//! What a rule is: its documentation and its example.

use crate::{Preset, Setting, Severity};

/// A rule for models.
///
/// The same text is shown by `competence explain`, and makes up the rule reference.
#[non_exhaustive]
pub struct Rule {
    /// The id, kebab-case, by which settings and suppressions name the rule.
    pub id: &'static str,
    /// What the rule is about.
    pub category: Category,
    /// The severity of its findings where the manifest sets none.
    pub severity: Severity,
    /// The version of this library in which the rule came.
    pub since: &'static str,
    /// Ids that the rule had before. They are understood, and found by `renamed-rule`.
    pub renamed_from: &'static [&'static str],
    /// What it finds, in a sentence.
    pub summary: &'static str,
    /// Why it exists: what goes wrong where it is broken. States measures and thresholds.
    pub why: &'static str,
    /// What to do about a finding.
    pub fix: &'static str,
    /// A bad and a good example, as edits of the starter model. Empty for what a text cannot
    /// show, such as a file that cannot be read.
    pub example: &'static [Edit],
}

impl Rule {
    /// A rule for files of ratings. Models know nothing of it: it has no example there, and no manifest
    /// sets its severity.
    pub const fn of_ratings(
        id: &'static str,
        severity: Severity,
        [summary, why, fix]: [&'static str; 3],
    ) -> Self {
        Self {
            id,
            category: Category::Ratings,
            severity,
            since: "0.1.0",
            renamed_from: &[],
            summary,
            why,
            fix,
            example: &[],
        }
    }

    /// Whether a framework may set the severity of the rule. An error of reading or of shape
    /// stays one: what it is about is not part of the model that the setting is for.
    pub fn is_adjustable(&self) -> bool {
        let is_of_model = self.category != Category::Ratings;
        is_of_model && (self.category.is_about_meaning() || self.severity != Severity::Error)
    }
}

impl Rule {
    /// Whether an id is that of the rule, or was.
    pub fn is_called(&self, id: &str) -> bool {
        self.id == id || self.renamed_from.contains(&id)
    }

    /// The ids by which settings and suppressions may name the rule, its own first.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.id).chain(self.renamed_from.iter().copied())
    }
}

impl Rule {
    /// The severity where the manifest sets none, or `None` if the rule is off: in a framework whose
    /// texts may not be edited, some are.
    pub fn severity_under(&self, preset: Preset) -> Option<Severity> {
        let imported = IMPORTED.iter().find(|(id, _)| *id == self.id);
        match imported.filter(|_| preset == Preset::Imported) {
            Some((_, setting)) => setting.severity(),
            None => Some(self.severity),
        }
    }
}

/// The severity of rules in a framework whose texts may not be edited, where it is not the one that they
/// have: nobody here can reword a statement or add one, so the rules that ask for it are off. What is
/// true of the source and worth knowing is a hint.
pub(crate) const IMPORTED: [(&str, Setting); 14] = [
    ("outside-cluster", Setting::Off),
    ("duplicate-statement", Setting::Hint),
    ("duplicate-title", Setting::Hint),
    ("indicator-count", Setting::Off),
    ("no-digital-indicator", Setting::Off),
    ("no-indicators", Setting::Off),
    ("similar-statements", Setting::Off),
    ("final-punctuation", Setting::Off),
    ("long-statement", Setting::Off),
    ("mixed-quotes", Setting::Off),
    ("negated-statement", Setting::Off),
    ("two-behaviours", Setting::Off),
    ("untranslated", Setting::Off),
    ("white-space", Setting::Off),
];

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Files and YAML. Errors of these rules cannot be set: what they find was not read.
    Reading,
    /// The shape of documents: keys and types of values. Errors of these cannot be set either:
    /// what they find is not part of the model.
    Shape,
    /// Ids, folders and references.
    Identity,
    /// Competences, clusters, profiles and the scale.
    Structure,
    /// Languages and wording.
    Text,
    /// Status, lineage, deprecation and suppressions.
    Lifecycle,
    /// Files of ratings: nothing of a model, so that no manifest sets them.
    Ratings,
}

impl Category {
    /// All categories, in the order of the rule reference.
    pub const ALL: [Self; 7] = [
        Self::Reading,
        Self::Shape,
        Self::Identity,
        Self::Structure,
        Self::Text,
        Self::Lifecycle,
        Self::Ratings,
    ];

    /// The heading of the category.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reading => "Reading",
            Self::Shape => "Shape",
            Self::Identity => "Identity",
            Self::Structure => "Structure",
            Self::Text => "Text",
            Self::Lifecycle => "Lifecycle",
            Self::Ratings => "Ratings",
        }
    }

    /// Whether the rules are about what a model means, and not about how it is written down.
    pub fn is_about_meaning(self) -> bool {
        !matches!(self, Self::Reading | Self::Shape | Self::Ratings)
    }
}

/// A part of a rule's example: a change to one file of the starter model.
#[derive(Debug, Clone, Copy)]
pub struct Edit {
    /// The path of the file.
    pub file: &'static str,
    /// The text in the starter's file that the example replaces; empty for a
    /// file that the starter has not, where the example is its whole content.
    pub at: &'static str,
    /// What breaks the rule; empty where the file must not be there.
    pub bad: &'static str,
    /// What keeps it; empty where the file must not be there.
    pub good: &'static str,
}

impl Edit {
    /// A file that is there in both forms of an example.
    pub(crate) const fn beside(file: &'static str, content: &'static str) -> Self {
        Self {
            file,
            at: "",
            bad: content,
            good: content,
        }
    }
}

/// Declares the modules of some rules, and lists the rules.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*
        pub(crate) static RULES: &[&crate::check::rule::Rule] = &[$(&$name::RULE),*];
    };
}
pub(crate) use rules;

/// Two rules are the same if they have one id.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// A rule is named by its id.
impl PartialEq<str> for Rule {
    fn eq(&self, id: &str) -> bool {
        self.id == id
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.id)
    }
}
