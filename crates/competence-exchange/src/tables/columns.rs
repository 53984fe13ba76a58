//! The tables, and the columns of each: one list, by which they are written and read.

use competence_core::{
    Basis, ClusterField, ClusterId, Code, CompetenceId, Confidence, Count, Date, ElementId,
    FacetId, FinalPunctuation, FrameworkId, IndicatorId, Iri, Justification, Kind, LanguageTag,
    Necessity, OrganisationId, Percent, Polarity, Preset, ProfileId, Relation, Relationship,
    ScaleId, Status, VersioningPolicy,
};
use semver::Version;

use super::cell::{self, Parse, formed, number, plain, word};

/// What a table has in its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sheet {
    Framework,
    Scales,
    ScaleLevels,
    Organisations,
    Facets,
    Clusters,
    Competences,
    CompetenceLevels,
    Indicators,
    Profiles,
    Requirements,
    Mappings,
    Relations,
}

competence_core::words!(Sheet, "a table", {
    Framework => "framework",
    Scales => "scales",
    ScaleLevels => "scale-levels",
    Organisations => "organisations",
    Facets => "facets",
    Clusters => "clusters",
    Competences => "competences",
    CompetenceLevels => "competence-levels",
    Indicators => "indicators",
    Profiles => "profiles",
    Requirements => "requirements",
    Mappings => "mappings",
    Relations => "relations",
});

/// How the values of a column stand in its cells.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// A text, with a column for each language.
    Text,
    /// Several texts, with a column for each language: the lines of a row with the same number are one
    /// text in several languages.
    Texts,
    /// One value.
    One(Parse),
    /// Several values, each on a line of its own.
    Several(Parse),
    /// Several values that have neither blanks nor commas: those may stand between them too.
    Words(Parse),
}

/// What the ids of a column are those of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Cluster,
    Competence,
    Indicator,
    Profile,
    Element,
    Organisation,
    Facet,
    Scale,
}

competence_core::words!(Names, "a kind of element", {
    Cluster => "cluster",
    Competence => "competence",
    Indicator => "indicator",
    Profile => "profile",
    Element => "element",
    Organisation => "organisation",
    Facet => "facet",
    Scale => "scale",
});

/// A column, or one for each language.
pub(crate) struct Column {
    /// What stands above it; the language follows in brackets.
    pub heading: &'static str,
    /// The way to the value from the element, by its keys.
    pub path: &'static [&'static str],
    /// The key in each item of a list, where items are maps.
    pub item: Option<&'static str>,
    pub form: Form,
    /// Whether it is there even if all of it is empty.
    pub is_always: bool,
    pub names: Option<Names>,
}

impl Column {
    /// A column that is always there.
    const fn new(heading: &'static str, path: &'static [&'static str], form: Form) -> Self {
        Self {
            heading,
            path,
            item: None,
            form,
            is_always: true,
            names: None,
        }
    }

    /// One that is there where a row has something in it.
    const fn rare(mut self) -> Self {
        self.is_always = false;
        self
    }

    const fn of(mut self, names: Names) -> Self {
        self.names = Some(names);
        self
    }

    const fn item(mut self, key: &'static str) -> Self {
        self.item = Some(key);
        self
    }
}

const fn text(heading: &'static str, path: &'static [&'static str]) -> Column {
    Column::new(heading, path, Form::Text)
}

const fn one(heading: &'static str, path: &'static [&'static str], parse: Parse) -> Column {
    Column::new(heading, path, Form::One(parse))
}

const fn words(heading: &'static str, path: &'static [&'static str], parse: Parse) -> Column {
    Column::new(heading, path, Form::Words(parse))
}

static FRAMEWORK: [Column; 24] = [
    one("id", &["id"], formed::<FrameworkId>),
    one("version", &["version"], formed::<Version>),
    text("title", &["title"]),
    text("description", &["description"]),
    one("base iri", &["base-iri"], formed::<Iri>),
    one("licence", &["licence"], plain),
    one(
        "primary language",
        &["languages", "primary"],
        formed::<LanguageTag>,
    ),
    words(
        "required languages",
        &["languages", "required"],
        formed::<LanguageTag>,
    ),
    words(
        "optional languages",
        &["languages", "optional"],
        formed::<LanguageTag>,
    ),
    one("level scale", &["level-scale"], formed::<ScaleId>).of(Names::Scale),
    one(
        "versioning policy",
        &["versioning-policy"],
        word::<VersioningPolicy>,
    ),
    one("preset", &["conventions", "preset"], word::<Preset>),
    one(
        "final punctuation",
        &["conventions", "final-punctuation"],
        word::<FinalPunctuation>,
    ),
    one(
        "fewest indicators",
        &["conventions", "indicators-min"],
        number::<Count>,
    ),
    one(
        "most indicators",
        &["conventions", "indicators-max"],
        number::<Count>,
    ),
    one(
        "longest statement",
        &["conventions", "statement-length-max"],
        number::<Count>,
    ),
    one(
        "similarity threshold",
        &["conventions", "similarity-threshold"],
        number::<Percent>,
    ),
    words(
        "cluster fields",
        &["conventions", "cluster-fields"],
        word::<ClusterField>,
    ),
    one(
        "unique codes",
        &["conventions", "unique-codes"],
        cell::yes_or_no,
    ),
    one("source basis", &["source", "basis"], word::<Basis>),
    one("source reference", &["source", "reference"], plain),
    one("code", &["code"], formed::<Code>),
    one("iri", &["iri"], formed::<Iri>),
    text("note", &["note"]),
];

static SCALES: [Column; 2] = [
    one("id", &["id"], formed::<ScaleId>),
    text("title", &["title"]),
];

static SCALE_LEVELS: [Column; 4] = [
    one("scale", &["scale"], formed::<ScaleId>),
    one("value", &["value"], cell::level),
    text("title", &["title"]),
    text("anchor", &["anchor"]),
];

static ORGANISATIONS: [Column; 2] = [
    one("id", &["id"], formed::<OrganisationId>),
    text("title", &["title"]),
];

static FACETS: [Column; 3] = [
    one("id", &["id"], formed::<FacetId>),
    text("title", &["title"]),
    text("description", &["description"]),
];

static CLUSTERS: [Column; 7] = [
    one("id", &["id"], formed::<ClusterId>),
    one("parent", &["parent"], formed::<ClusterId>).of(Names::Cluster),
    text("title", &["title"]),
    text("definition", &["definition"]),
    text("field", &["field"]),
    words(
        "organisations",
        &["organisations"],
        formed::<OrganisationId>,
    )
    .of(Names::Organisation),
    one("status", &["status"], word::<Status>),
];

static COMPETENCES: [Column; 9] = [
    one("id", &["id"], formed::<CompetenceId>),
    one("kind", &["kind"], word::<Kind>),
    one("cluster", &["cluster"], formed::<ClusterId>).of(Names::Cluster),
    text("title", &["title"]),
    text("definition", &["definition"]),
    one("status", &["status"], word::<Status>),
    words("also in", &["also-in"], formed::<ClusterId>)
        .of(Names::Cluster)
        .rare(),
    words("includes", &["includes"], formed::<IndicatorId>)
        .of(Names::Indicator)
        .rare(),
    one("scale", &["scale"], formed::<ScaleId>)
        .of(Names::Scale)
        .rare(),
];

static COMPETENCE_LEVELS: [Column; 3] = [
    one("competence", &["competence"], formed::<CompetenceId>),
    one("level", &["value"], cell::level),
    text("description", &["description"]),
];

static INDICATORS: [Column; 7] = [
    one("id", &["id"], formed::<IndicatorId>),
    one("competence", &["competence"], formed::<CompetenceId>),
    text("statement", &["statement"]),
    one("polarity", &["polarity"], word::<Polarity>),
    one("level", &["level"], cell::level),
    words("facets", &["facets"], formed::<FacetId>).of(Names::Facet),
    one("status", &["status"], word::<Status>),
];

static PROFILES: [Column; 6] = [
    one("id", &["id"], formed::<ProfileId>),
    one("cluster", &["cluster"], formed::<ClusterId>).of(Names::Cluster),
    text("title", &["title"]),
    text("description", &["description"]),
    words("extends", &["extends"], formed::<ProfileId>).of(Names::Profile),
    one("status", &["status"], word::<Status>),
];

static REQUIREMENTS: [Column; 7] = [
    one("profile", &["profile"], formed::<ProfileId>),
    one("kind", &["kind"], word::<Kind>),
    one("cluster", &["cluster"], formed::<ClusterId>).of(Names::Cluster),
    one("competence", &["competence"], formed::<CompetenceId>).of(Names::Competence),
    words("indicators", &["indicators"], formed::<IndicatorId>).of(Names::Indicator),
    one("level", &["level"], cell::level),
    one("necessity", &["necessity"], word::<Necessity>),
];

static MAPPINGS: [Column; 10] = [
    one("element", &["element"], formed::<ElementId>),
    one("relation", &["relation"], word::<Relation>),
    one("target", &["target"], formed::<Iri>),
    one("title", &["title"], plain),
    one("version", &["version"], plain),
    one("justification", &["justification"], word::<Justification>),
    one("confidence", &["confidence"], number::<Confidence>),
    one("author", &["author"], plain),
    one("date", &["date"], formed::<Date>),
    one("note", &["note"], plain),
];

static RELATIONS: [Column; 3] = [
    one("element", &["element"], formed::<ElementId>),
    one("relation", &["relation"], word::<Relationship>),
    one("target", &["target"], formed::<ElementId>).of(Names::Element),
];

/// What may be said of the framework and of any element.
static ANNOTATIONS: [Column; 10] = [
    one("code", &["code"], formed::<Code>).rare(),
    one("iri", &["iri"], formed::<Iri>).rare(),
    Column::new("alternative titles", &["alternative-titles"], Form::Texts).rare(),
    Column::new("keywords", &["keywords"], Form::Texts).rare(),
    text("note", &["note"]).rare(),
    Column::new("examples", &["examples"], Form::Texts).rare(),
    Column::new("links", &["links"], Form::Several(formed::<Iri>))
        .item("target")
        .rare(),
    Column::new("link titles", &["links"], Form::Texts)
        .item("title")
        .rare(),
    one("valid from", &["valid-from"], formed::<Date>).rare(),
    one("valid until", &["valid-until"], formed::<Date>).rare(),
];

/// What may be said of any element with a status.
static LIFECYCLE: [Column; 4] = [
    one("source basis", &["source", "basis"], word::<Basis>).rare(),
    one("source reference", &["source", "reference"], plain).rare(),
    text("deprecation reason", &["deprecation", "reason"]).rare(),
    words(
        "successors",
        &["deprecation", "successors"],
        formed::<ElementId>,
    )
    .of(Names::Element)
    .rare(),
];

impl Sheet {
    /// The columns, in order; keys of an organisation's own follow.
    pub fn columns(self) -> impl Iterator<Item = &'static Column> {
        let own: &'static [Column] = match self {
            Self::Framework => &FRAMEWORK,
            Self::Scales => &SCALES,
            Self::ScaleLevels => &SCALE_LEVELS,
            Self::Organisations => &ORGANISATIONS,
            Self::Facets => &FACETS,
            Self::Clusters => &CLUSTERS,
            Self::Competences => &COMPETENCES,
            Self::CompetenceLevels => &COMPETENCE_LEVELS,
            Self::Indicators => &INDICATORS,
            Self::Profiles => &PROFILES,
            Self::Requirements => &REQUIREMENTS,
            Self::Mappings => &MAPPINGS,
            Self::Relations => &RELATIONS,
        };
        let (of_all, of_elements): (&'static [Column], &'static [Column]) = match self {
            Self::Framework => (&ANNOTATIONS, &[]),
            _ if self.has_annotations() => (&ANNOTATIONS, &LIFECYCLE),
            _ => (&[], &[]),
        };
        let is_own = |it: &&Column| !own.iter().any(|own| own.heading == it.heading);
        own.iter()
            .chain(of_all.iter().filter(is_own))
            .chain(of_elements)
    }

    /// Whether keys of an organisation's own have columns.
    pub fn has_annotations(self) -> bool {
        matches!(
            self,
            Self::Framework
                | Self::Clusters
                | Self::Competences
                | Self::Indicators
                | Self::Profiles
        )
    }

    /// The columns without which a row says nothing, by their headings.
    pub fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Framework => &[],
            Self::Scales
            | Self::Organisations
            | Self::Facets
            | Self::Clusters
            | Self::Competences
            | Self::Profiles => &["title"],
            Self::ScaleLevels => &["value", "title"],
            Self::CompetenceLevels => &["competence", "level", "description"],
            Self::Indicators => &["statement"],
            Self::Requirements => &["profile"],
            Self::Mappings | Self::Relations => &["element", "relation", "target"],
        }
    }
}
