//! Figures by organisation, profile, role and year.

use competence_core::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::Figure;

/// What forms are grouped by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// The organisation that the person works for.
    Organisation,
    /// The profile of the person's position.
    Profile,
    /// Who rates: the person, the manager, a peer, a report.
    Role,
    /// The year of the rating.
    Year,
}

words!(Dimension, "a dimension", {
    Organisation => "organisation",
    Profile => "profile",
    Role => "role",
    Year => "year",
});

impl Dimension {
    /// Each of them, by its number.
    pub(super) const EACH: [Self; 4] = [Self::Organisation, Self::Profile, Self::Role, Self::Year];
}

/// Figures of the groups along one dimension. Where a figure of a group is suppressed, so is that of another
/// one, so that it does not follow from the figure of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Breakdown {
    /// The dimension.
    pub by: Dimension,
    /// The groups, in the order of their names; forms that name none are last.
    pub groups: Figure<Vec<GroupPart>>,
}

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct GroupPart {
    /// Its name; none for the forms that name none, or several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Persons in it.
    pub persons: Figure<u64>,
    /// Forms in it.
    pub forms: Figure<u64>,
    /// Each indicator of the framework, in its order.
    pub indicators: Vec<GroupIndicator>,
    /// Each competence of the framework, in its order.
    pub competences: Vec<GroupCompetence>,
}

/// An indicator in a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct GroupIndicator {
    /// Its id.
    pub id: String,
    /// Forms of the group that rate it.
    pub n: Figure<u64>,
    /// The mean.
    pub mean: Figure,
    /// The standard deviation (n - 1).
    pub sd: Figure,
    /// The standard error of the mean, from the number of persons.
    pub se: Figure,
}

/// A competence in a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct GroupCompetence {
    /// Its id.
    pub id: String,
    /// The mean of the means of its indicators. There is none where one of these is missing.
    pub mean: Figure,
}
