//! The NICE Framework (NIST SP 800-181), as the JSON that NIST's Cybersecurity and Privacy Reference
//! Tool gives out.
//!
//! Categories become clusters of profiles, work roles profiles, competency areas competences. A task,
//! knowledge or skill statement belongs to many roles: each is an indicator once, in a competence of its
//! type that this program adds, and roles and areas name it.

use std::collections::{BTreeMap, HashMap};

use competence_core::{
    Bundle, Cluster, ClusterId, Code, Competence, CompetenceId, Conventions, Deprecation, Facet,
    FacetId, Framework, FrameworkId, Indicator, IndicatorId, InvalidId, Kind, LanguageTag,
    Languages, Link, LocalisedText, Model, Preset, Profile, ProfileId, Requirement, Scale, Status,
    id,
};
use semver::Version;
use serde::Deserialize;
use serde_json::Value;

use crate::naming::Ids;
use crate::{ImportError, Imported, Problem};

#[derive(Deserialize)]
struct File {
    response: Response,
}

#[derive(Deserialize)]
struct Response {
    elements: Elements,
}

#[derive(Deserialize)]
struct Elements {
    documents: Vec<Document>,
    #[serde(rename = "elements")]
    items: Vec<Item>,
    relationships: Vec<Relationship>,
}

#[derive(Deserialize)]
struct Document {
    name: String,
    version: String,
    #[serde(default)]
    website: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    element_type: String,
    element_identifier: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
struct Relationship {
    source_element_identifier: String,
    dest_element_identifier: String,
}

/// A type of statement: the word of the source, the facet, and the competence that holds all of them.
static STATEMENTS: [(&str, FacetId, CompetenceId, &str); 3] = [
    (
        "task",
        id!(FacetId, "task"),
        id!(CompetenceId, "tasks"),
        "Tasks",
    ),
    (
        "knowledge",
        id!(FacetId, "knowledge"),
        id!(CompetenceId, "knowledge"),
        "Knowledge",
    ),
    (
        "skill",
        id!(FacetId, "skill"),
        id!(CompetenceId, "skills"),
        "Skills",
    ),
];

/// Reads the file.
pub(crate) fn read(text: &str) -> Result<Imported, ImportError> {
    let file: File = serde_json::from_str(text)
        .map_err(|error| ImportError::json("a file of the reference tool", &error))?;
    let mut import = Import {
        en: LanguageTag::new("en").map_err(|error| ImportError::Nothing(error.to_string()))?,
        ids: Ids::default(),
        problems: Vec::new(),
        ids_of: HashMap::new(),
    };
    let elements = file.response.elements;
    let bundle = import.bundle(&elements)?;
    Ok(Imported {
        model: Model::try_new(bundle)?,
        ids: import.ids.origins,
        problems: import.problems,
        guessed: None,
    })
}

/// What an item of the source became.
#[derive(Clone)]
enum Became {
    Cluster(ClusterId),
    Profile(ProfileId),
    Competence(CompetenceId),
    Indicator(IndicatorId),
    /// A position code of the Office of Personnel Management.
    Opm,
    /// A key to sort by.
    Sort,
}

struct Import<'s> {
    en: LanguageTag,
    ids: Ids,
    problems: Vec<Problem>,
    ids_of: HashMap<&'s str, Became>,
}

impl<'s> Import<'s> {
    fn text(&self, text: &str) -> LocalisedText {
        LocalisedText::new(self.en.clone(), text.trim())
    }

    fn texts(&self, text: &str) -> Option<LocalisedText> {
        (!text.trim().is_empty()).then(|| self.text(text))
    }

    /// The status, and why it is deprecated: what was withdrawn says so in its text.
    fn status(&self, item: &Item) -> (Status, Option<Deprecation>) {
        let is_withdrawn = [&item.title, &item.text].iter().any(|it| {
            let start: String = it.trim_start_matches(['[', '(']).chars().take(9).collect();
            start.eq_ignore_ascii_case("withdrawn")
        });
        if !is_withdrawn {
            return (Status::Approved, None);
        }
        let mut deprecation = Deprecation::default();
        deprecation.reason = Some(self.text("Withdrawn by the publisher"));
        (Status::Deprecated, Some(deprecation))
    }

    fn bundle(&mut self, source: &'s Elements) -> Result<Bundle, ImportError> {
        let document = source.documents.first().ok_or_else(|| {
            ImportError::Nothing("the file names no document: is it a whole export?".to_owned())
        })?;
        let mut bundle = Bundle::new(self.framework(document)?);
        let mut of_statements: Vec<Competence> = STATEMENTS
            .iter()
            .map(|(_, _, id, title)| {
                let id = self.ids.element(id.as_str(), &[("import", title)]).parse();
                let title = self.text(title);
                Ok(Competence::new(
                    id?,
                    Kind::JobSpecific,
                    title,
                    Status::Approved,
                ))
            })
            .collect::<Result<_, InvalidId>>()
            .map_err(impossible)?;
        for item in &source.items {
            self.item(item, &mut bundle, &mut of_statements)
                .map_err(impossible)?;
        }
        of_statements.retain(|it| !it.indicators.is_empty());
        bundle.competences.extend(of_statements);
        self.relate(source, &mut bundle);
        Ok(bundle)
    }

    fn framework(&mut self, document: &Document) -> Result<Framework, ImportError> {
        let title = document.name.trim();
        let id = if title.contains("NICE") {
            "nice-framework".to_owned()
        } else {
            self.ids.element("framework", &[("title", title)])
        };
        let version = document.version.parse().unwrap_or_else(|_| {
            let message = format!(
                "`{}` is not a version such as 2.1.0: 1.0.0 is written",
                document.version
            );
            self.problems.push(Problem::new("documents[0]", message));
            Version::new(1, 0, 0)
        });
        let (languages, scale) = (Languages::new(self.en.clone()), Scale::new(Vec::new()));
        let id: FrameworkId = id.parse().map_err(impossible)?;
        let mut framework = Framework::new(id, version, self.text(title), languages, scale);
        let mut conventions = Conventions::default();
        conventions.preset = Preset::Imported;
        conventions.unique_codes = true;
        framework.conventions = conventions;
        let facets = STATEMENTS.iter().map(|(word, id, ..)| {
            let mut letters = word.chars();
            let title: String = letters
                .next()
                .map(|it| it.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect();
            Facet::new(id.clone(), self.text(&title))
        });
        framework.facets = facets.collect();
        if let Some(website) = document.website.as_ref().and_then(|it| it.parse().ok()) {
            framework.annotations.links.push(Link::new(website));
        }
        Ok(framework)
    }

    fn item(
        &mut self,
        item: &'s Item,
        bundle: &mut Bundle,
        of_statements: &mut [Competence],
    ) -> Result<(), InvalidId> {
        let name = item.element_identifier.as_str();
        let place = || format!("element `{name}`");
        if self.ids_of.contains_key(name) {
            self.problems.push(Problem::new(
                place(),
                "it is there twice: the first is taken",
            ));
            return Ok(());
        }
        let code: Option<Code> = name.parse().ok();
        let (status, deprecation) = self.status(item);
        let title = if item.title.trim().is_empty() {
            name
        } else {
            &item.title
        };
        let values = [("title", title), ("code", name)];
        let became = match item.element_type.as_str() {
            "category" => {
                let id: ClusterId = self.ids.element("cluster", &values).parse()?;
                let mut it = Cluster::new(id.clone(), self.text(title), status);
                (it.deprecation, it.annotations.code) = (deprecation, code);
                it.definition = self.texts(&item.text);
                bundle.clusters.push(it);
                Became::Cluster(id)
            }
            "work_role" => {
                let id: ProfileId = self.ids.element("profile", &values).parse()?;
                let mut it = Profile::new(id.clone(), self.text(title), status);
                (it.deprecation, it.annotations.code) = (deprecation, code);
                it.description = self.texts(&item.text);
                bundle.profiles.push(it);
                Became::Profile(id)
            }
            "competency_area" => {
                let id: CompetenceId = self.ids.element("competence", &values).parse()?;
                let mut it =
                    Competence::new(id.clone(), Kind::JobSpecific, self.text(title), status);
                (it.deprecation, it.annotations.code) = (deprecation, code);
                it.definition = self.texts(&item.text);
                bundle.competences.push(it);
                Became::Competence(id)
            }
            "opm_code" => Became::Opm,
            "sort" => Became::Sort,
            other => {
                let at = STATEMENTS.iter().position(|(word, ..)| *word == other);
                let found =
                    at.and_then(|at| Some((STATEMENTS.get(at)?, of_statements.get_mut(at)?)));
                let Some(((_, facet, ..), home)) = found else {
                    let message = format!("a `{other}` is not known, and was left out");
                    self.problems.push(Problem::new(place(), message));
                    return Ok(());
                };
                let Some(statement) = self.texts(&item.text) else {
                    self.problems
                        .push(Problem::new(place(), "it has no text, and was left out"));
                    return Ok(());
                };
                let id: IndicatorId = self
                    .ids
                    .indicator(home.id.as_str(), &[("code", name)])
                    .parse()?;
                let mut it = Indicator::new(id.clone(), statement);
                it.facets = vec![facet.clone()];
                it.status = (status == Status::Deprecated).then_some(status);
                (it.deprecation, it.annotations.code) = (deprecation, code);
                home.indicators.push(it);
                Became::Indicator(id)
            }
        };
        self.ids_of.insert(name, became);
        Ok(())
    }

    /// Which statements belong to which roles and areas, which roles to which categories, and in which
    /// order they are read.
    fn relate(&mut self, source: &'s Elements, bundle: &mut Bundle) {
        let mut asked: HashMap<ProfileId, Vec<IndicatorId>> = HashMap::new();
        let mut included: HashMap<CompetenceId, Vec<IndicatorId>> = HashMap::new();
        let mut group: HashMap<ProfileId, ClusterId> = HashMap::new();
        let mut opm: HashMap<ProfileId, Vec<Value>> = HashMap::new();
        let (mut clusters, mut profiles) = (BTreeMap::new(), BTreeMap::new());
        let sort_key: HashMap<&str, &str> = source
            .items
            .iter()
            .filter(|it| it.element_type == "sort")
            .map(|it| (it.element_identifier.as_str(), it.title.as_str()))
            .collect();
        for relationship in &source.relationships {
            let from = relationship.source_element_identifier.as_str();
            let to = relationship.dest_element_identifier.as_str();
            match (self.ids_of.get(from).cloned(), self.ids_of.get(to).cloned()) {
                (Some(Became::Profile(id)), Some(Became::Indicator(to))) => {
                    asked.entry(id).or_default().push(to);
                }
                (Some(Became::Competence(id)), Some(Became::Indicator(to))) => {
                    included.entry(id).or_default().push(to);
                }
                (Some(Became::Cluster(id)), Some(Became::Profile(to))) => {
                    drop(group.insert(to, id));
                }
                (Some(Became::Profile(id)), Some(Became::Opm)) => {
                    opm.entry(id).or_default().push(to.into());
                }
                (Some(Became::Profile(id)), Some(Became::Sort)) => {
                    drop(profiles.insert(sort_key.get(to), id));
                }
                (Some(Became::Cluster(id)), Some(Became::Sort)) => {
                    drop(clusters.insert(sort_key.get(to), id));
                }
                (None, _) | (_, None) => {
                    let gone = if self.ids_of.contains_key(from) {
                        to
                    } else {
                        from
                    };
                    let message = format!(
                        "it names `{gone}`, which the file does not have, and was left out"
                    );
                    self.problems.push(Problem::new(
                        format!("relationship `{from}` to `{to}`"),
                        message,
                    ));
                }
                _ => {
                    let message =
                        "two elements of these types have no relation here, and it was left out";
                    self.problems.push(Problem::new(
                        format!("relationship `{from}` to `{to}`"),
                        message,
                    ));
                }
            }
        }
        for profile in &mut bundle.profiles {
            profile.cluster = group.remove(&profile.id);
            if let Some(mut indicators) = asked.remove(&profile.id) {
                indicators.sort();
                indicators.dedup();
                let mut requirement = Requirement::default();
                requirement.indicators = indicators;
                profile.requires.push(requirement);
            }
            if let Some(codes) = opm.remove(&profile.id) {
                // The key has the form of one.
                let _ = profile
                    .annotations
                    .extensions
                    .set("x-opm-codes", codes.into());
            }
        }
        for competence in &mut bundle.competences {
            if let Some(mut indicators) = included.remove(&competence.id) {
                indicators.sort();
                indicators.dedup();
                competence.includes = indicators;
            }
            competence.indicators.sort_by(|a, b| a.id.cmp(&b.id));
        }
        bundle.framework.order.clusters = clusters.into_values().collect();
        bundle.framework.order.profiles = profiles.into_values().collect();
    }
}

/// Ids are made so that they have the form of one.
fn impossible(error: impl std::fmt::Display) -> ImportError {
    ImportError::Nothing(error.to_string())
}
