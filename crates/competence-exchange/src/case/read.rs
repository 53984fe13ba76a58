//! A model from a `CFPackage`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use competence_core::{
    Annotations, Association, Bundle, Cluster, Code, Competence, Deprecation, ElementId, Framework,
    Indicator, Iri, Kind, LanguageTag, Languages, LocalisedText, Mapping, Model, Polarity, Profile,
    Relation, Relationship, Requirement, Scale, Status,
};
use semver::Version as Semver;
use serde::{Deserialize, Deserializer, de};

use super::{IDENTIFIER, Version, identifier, of_mapping, of_relation};
use crate::hierarchy::{Hierarchy, Role};
use crate::naming::{Ids, kebab, named, stated};
use crate::{ImportError, Imported, Problem, address, imported_conventions};

#[derive(Deserialize)]
struct Package {
    #[serde(rename = "CFDocument")]
    document: Document,
    #[serde(rename = "CFItems", default)]
    items: Vec<Item>,
    #[serde(rename = "CFAssociations", default)]
    associations: Vec<Link>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    identifier: String,
    uri: String,
    title: String,
    description: Option<String>,
    language: Option<String>,
    version: Option<String>,
    notes: Option<String>,
    #[serde(rename = "licenseURI")]
    licence: Option<Node>,
    status_start_date: Option<String>,
    status_end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    identifier: String,
    uri: String,
    #[serde(default)]
    full_statement: String,
    abbreviated_statement: Option<String>,
    #[serde(rename = "CFItemType")]
    kind: Option<String>,
    human_coding_scheme: Option<String>,
    notes: Option<String>,
    alternative_label: Option<String>,
    #[serde(default)]
    concept_keywords: Vec<String>,
    language: Option<String>,
    status_start_date: Option<String>,
    status_end_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Link {
    association_type: String,
    #[serde(default, deserialize_with = "number")]
    sequence_number: Option<i64>,
    #[serde(rename = "originNodeURI")]
    origin: Node,
    #[serde(rename = "destinationNodeURI")]
    destination: Node,
}

#[derive(Deserialize)]
struct Node {
    title: String,
    identifier: String,
    uri: String,
}

/// A number, which some write as a text.
fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(i64),
        Text(String),
        Other(de::IgnoredAny),
    }
    Ok(match Option::<Either>::deserialize(from)? {
        Some(Either::Number(number)) => Some(number),
        Some(Either::Text(text)) => text.trim().parse().ok(),
        Some(Either::Other(_)) | None => None,
    })
}

/// Reads a package.
pub(crate) fn read(text: &str) -> Result<Imported, ImportError> {
    let package: Package = serde_json::from_str(text).map_err(|error| ImportError::Syntax {
        place: format!("{}:{}", error.line(), error.column()),
        message: format!("this is not a CFPackage: {error}"),
    })?;
    let primary = package
        .document
        .language
        .as_deref()
        .or_else(|| package.items.iter().find_map(|it| it.language.as_deref()));
    let primary = primary.and_then(|it| it.parse().ok());
    let mut import = Import {
        primary: primary.map_or_else(|| "en".parse().map_err(impossible), Ok)?,
        ids: Ids::default(),
        problems: Vec::new(),
        of: HashMap::new(),
        items: BTreeMap::new(),
        links: Links::default(),
        base: String::new(),
        scheme: package.document.uri.clone(),
    };
    let bundle = import.bundle(&package)?;
    Ok(Imported {
        model: Model::try_new(bundle)?,
        ids: import.ids.origins,
        problems: import.problems,
    })
}

/// What an item is, by its own word: that of our exports.
enum Own {
    Cluster,
    Competence(Kind),
    Indicator(Polarity),
    Profile,
}

fn own(item: &Item) -> Option<Own> {
    Some(match item.kind.as_deref()? {
        "Cluster" => Own::Cluster,
        "Core competence" => Own::Competence(Kind::Core),
        "Leadership competence" => Own::Competence(Kind::Leadership),
        "Digital competence" => Own::Competence(Kind::Digital),
        "Job-specific competence" => Own::Competence(Kind::JobSpecific),
        "Indicator" => Own::Indicator(Polarity::Effective),
        "Ineffective indicator" => Own::Indicator(Polarity::Ineffective),
        "Profile" => Own::Profile,
        _ => return None,
    })
}

/// The associations by the identifier of their origin, in their order.
#[derive(Default)]
struct Links<'s> {
    of: BTreeMap<&'s str, Vec<&'s Link>>,
    /// By the identifier of their destination.
    to: BTreeMap<&'s str, Vec<&'s Link>>,
}

impl<'s> Links<'s> {
    fn from(&self, item: &str, kind: &'static str) -> impl Iterator<Item = &'s Link> + use<'s> {
        let all = self.of.get(item).cloned().unwrap_or_default();
        all.into_iter()
            .filter(move |it| it.association_type == kind)
    }

    fn to(&self, item: &str, kind: &'static str) -> impl Iterator<Item = &'s Link> + use<'s> {
        let all = self.to.get(item).cloned().unwrap_or_default();
        all.into_iter()
            .filter(move |it| it.association_type == kind)
    }
}

struct Import<'s> {
    primary: LanguageTag,
    ids: Ids,
    problems: Vec<Problem>,
    /// The id of each item that became an element.
    of: HashMap<&'s str, String>,
    items: BTreeMap<&'s str, &'s Item>,
    links: Links<'s>,
    base: String,
    scheme: String,
}

impl<'s> Import<'s> {
    fn bundle(&mut self, package: &'s Package) -> Result<Bundle, ImportError> {
        for item in &package.items {
            if item.full_statement.trim().is_empty() {
                let message = "it has no fullStatement, and was left out";
                let place = format!("item {}", item.identifier);
                self.problems.push(Problem::new(place, message));
                continue;
            }
            if self.items.insert(&item.identifier, item).is_some() {
                let message = "two items have this identifier: the last one is taken";
                self.problems
                    .push(Problem::new(format!("item {}", item.identifier), message));
            }
        }
        let mut links: Vec<&Link> = package.associations.iter().collect();
        links.sort_by_key(|it| it.sequence_number.unwrap_or(i64::MAX));
        for link in links {
            self.links
                .of
                .entry(&link.origin.identifier)
                .or_default()
                .push(link);
            self.links
                .to
                .entry(&link.destination.identifier)
                .or_default()
                .push(link);
        }
        let mut bundle = Bundle::new(self.framework(package)?);
        let is_own = self.items.values().all(|it| own(it).is_some());
        let hierarchy = if is_own {
            self.as_told()
        } else {
            self.by_depth()
        };
        let order: HashMap<&str, usize> = package
            .items
            .iter()
            .enumerate()
            .map(|(at, it)| (it.identifier.as_str(), at))
            .collect();
        let in_order = |mut all: Vec<&'s str>| {
            all.sort_by_key(|it| order.get(it));
            all
        };
        let clusters = in_order(hierarchy.with(Role::Cluster));
        let competences = in_order(hierarchy.with(Role::Competence));
        let indicators = in_order(hierarchy.with(Role::Indicator));
        let profiles: Vec<&'s str> = self
            .items
            .iter()
            .filter(|(_, it)| is_own && matches!(own(it), Some(Own::Profile)))
            .map(|(it, _)| *it)
            .collect();
        let profiles = in_order(profiles);
        for it in &clusters {
            self.name(it, "cluster", None);
        }
        for it in &competences {
            self.name(it, "competence", None);
        }
        let mut inside: BTreeMap<&str, Vec<&'s str>> = BTreeMap::new();
        for it in indicators {
            let above = hierarchy.competences_above(it);
            let Some(home) = above.first() else {
                let message = "no competence is above it, and it was left out";
                self.problems
                    .push(Problem::new(format!("item {it}"), message));
                continue;
            };
            self.name(it, "statement", Some(home));
            inside.entry(home).or_default().push(it);
        }
        for it in &profiles {
            self.name(it, "profile", None);
        }
        for it in clusters {
            bundle.clusters.push(self.cluster(it)?);
        }
        for it in competences {
            let mut own = inside.remove(it).unwrap_or_default();
            let place = |item: &str| {
                let link = self
                    .links
                    .from(item, "isChildOf")
                    .find(|link| link.destination.identifier == it);
                link.and_then(|it| it.sequence_number).unwrap_or(i64::MAX)
            };
            own.sort_by_key(|it| place(it));
            bundle
                .competences
                .push(self.competence(it, &own, &hierarchy)?);
        }
        for it in profiles {
            bundle.profiles.push(self.profile(it)?);
        }
        self.dangling(package);
        Ok(bundle)
    }

    fn framework(&mut self, package: &'s Package) -> Result<Framework, ImportError> {
        let document = &package.document;
        let place = || "CFDocument".to_owned();
        // Our exports name the framework where an item is its child.
        let named = self
            .links
            .to(&document.identifier, "isChildOf")
            .next()
            .map(|it| it.destination.title.as_str());
        let own = named.filter(|_| self.items.values().all(|it| own(it).is_some()));
        let id = own.and_then(|it| it.parse().ok());
        let id = match id {
            Some(id) => id,
            None => kebab(&document.title)
                .unwrap_or_else(|| "framework".to_owned())
                .parse()
                .map_err(impossible)?,
        };
        let version = document
            .version
            .as_deref()
            .and_then(|it| it.trim_start_matches('v').parse().ok());
        let version = version.unwrap_or_else(|| {
            let message = "it names no version such as 1.2.0: 1.0.0 is written";
            self.problems.push(Problem::new(place(), message));
            Semver::new(1, 0, 0)
        });
        let title = self.text(&document.title);
        let languages = Languages::new(self.primary.clone());
        let mut it = Framework::new(id, version, title, languages, Scale::new(Vec::new()));
        it.description = document
            .description
            .as_deref()
            .and_then(|it| self.texts(it));
        it.licence = document.licence.as_ref().map(|it| it.title.clone());
        it.conventions = imported_conventions();
        it.annotations.note = document.notes.as_deref().and_then(|it| self.texts(it));
        it.annotations.valid_from = self.date(&place(), document.status_start_date.as_deref());
        it.annotations.valid_until = self.date(&place(), document.status_end_date.as_deref());
        let default = format!("urn:competence:{}:", it.id);
        self.base = self.base_of_items().unwrap_or_else(|| default.clone());
        if self.base != default {
            it.base_iri = self.base.parse().ok();
        }
        if address::of_base(&self.base) != document.uri {
            it.annotations.iri = document.uri.parse().ok();
        }
        self.keep_identifier(&mut it.annotations, &document.identifier, "");
        Ok(it)
    }

    /// What the addresses of most items begin with that end with the id of the element, as those of our
    /// exports do.
    fn base_of_items(&self) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, item) in &self.items {
            let named = self.named(id);
            let base = named.and_then(|it| item.uri.strip_suffix(it));
            if let Some(base) = base.filter(|it| it.parse::<Iri>().is_ok()) {
                *counts.entry(base).or_default() += 1;
            }
        }
        let most = counts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        most.map(|(base, _)| base.to_owned())
    }

    /// The id of the element, which our exports name where an item is a child of something.
    fn named(&self, item: &str) -> Option<&'s str> {
        own(self.items.get(item)?)?;
        let link = self.links.from(item, "isChildOf").next()?;
        let title = link.origin.title.as_str();
        title.parse::<ElementId>().is_ok().then_some(title)
    }

    /// Keeps an identifier that an export would not make again.
    fn keep_identifier(&self, annotations: &mut Annotations, given: &str, id: &str) {
        if identifier(&self.scheme, id).to_string() != given {
            // The key has the form of one.
            let _ = annotations.extensions.set(IDENTIFIER, given.into());
        }
    }

    /// The roles that the items tell themselves.
    fn as_told(&mut self) -> Hierarchy<'s> {
        let (mut roles, mut above) = (HashMap::new(), HashMap::new());
        for (id, item) in &self.items {
            let role = match own(item) {
                Some(Own::Cluster) => Role::Cluster,
                Some(Own::Competence(_)) => Role::Competence,
                Some(Own::Indicator(_)) => Role::Indicator,
                Some(Own::Profile) | None => continue,
            };
            roles.insert(*id, role);
            above.insert(*id, self.above(id));
        }
        Hierarchy::new(roles, above)
    }

    fn by_depth(&mut self) -> Hierarchy<'s> {
        let above = self.items.keys().map(|it| (*it, self.above(it))).collect();
        let items = &self.items;
        let is_described = |it: &str| {
            items
                .get(it)
                .is_some_and(|it| it.abbreviated_statement.is_some())
        };
        Hierarchy::by_depth(above, is_described, &mut self.problems)
    }

    /// The items that an item is a child of.
    fn above(&self, item: &str) -> Vec<&'s str> {
        let all = self
            .links
            .from(item, "isChildOf")
            .map(|it| it.destination.identifier.as_str());
        all.filter_map(|it| self.items.get_key_value(it).map(|(it, _)| *it))
            .filter(|it| *it != item)
            .collect()
    }

    fn name(&mut self, item: &'s str, noun: &str, home: Option<&str>) {
        let Some(it) = self.items.get(item) else {
            return;
        };
        let own_id = self.named(item);
        let title = it
            .abbreviated_statement
            .as_deref()
            .unwrap_or(&it.full_statement);
        let code = it.human_coding_scheme.as_deref();
        let values = match home {
            Some(_) => stated(Some(title), code),
            None => named(Some(title), code),
        };
        let home = home.and_then(|it| self.of.get(it)).cloned();
        let id = match (home, own_id) {
            (Some(home), Some(named))
                if named.split_once('.').is_some_and(|(it, _)| it == home) =>
            {
                let name = named.split_once('.').map_or(named, |(_, name)| name);
                self.ids.indicator(&home, &[("id", name)])
            }
            (Some(home), _) => self.ids.indicator(&home, &values),
            (None, Some(named)) if !named.contains('.') => self.ids.element(noun, &[("id", named)]),
            (None, _) => self.ids.element(noun, &values),
        };
        self.of.insert(item, id);
    }

    fn text(&self, text: &str) -> LocalisedText {
        let text = text.trim_end().replace("\r\n", "\n");
        LocalisedText::new(
            self.primary.clone(),
            if text.is_empty() { "…" } else { &text },
        )
    }

    fn texts(&self, text: &str) -> Option<LocalisedText> {
        (!text.trim().is_empty()).then(|| self.text(text))
    }

    fn date(&mut self, place: &str, date: Option<&str>) -> Option<competence_core::Date> {
        let date = date?;
        let read = date.get(..10).and_then(|it| it.parse().ok());
        if read.is_none() {
            self.problems.push(Problem::new(
                place,
                format!("`{date}` is not a date: it was left out"),
            ));
        }
        read
    }

    /// The title, and what it is beside.
    fn described(&self, item: &Item) -> (LocalisedText, Option<LocalisedText>) {
        match item
            .abbreviated_statement
            .as_deref()
            .and_then(|it| self.texts(it))
        {
            Some(title) => (title, self.texts(&item.full_statement)),
            None => (self.text(&item.full_statement), None),
        }
    }

    fn annotations(&mut self, item: &Item) -> Annotations {
        let place = format!("item {}", item.identifier);
        let mut it = Annotations::default();
        if let Some(code) = &item.human_coding_scheme {
            it.code = code.trim().parse::<Code>().ok();
            if it.code.is_none() && !code.trim().is_empty() {
                self.problems.push(Problem::new(
                    &place,
                    format!("`{code}` is not a code of one line: it was left out"),
                ));
            }
        }
        let id = self
            .of
            .get(item.identifier.as_str())
            .cloned()
            .unwrap_or_default();
        if item.uri != format!("{}{id}", self.base) {
            it.iri = item.uri.parse::<Iri>().ok();
            if it.iri.is_none() {
                self.problems.push(Problem::new(
                    &place,
                    format!("`{}` is not an absolute IRI: it was left out", item.uri),
                ));
            }
        }
        it.note = item.notes.as_deref().and_then(|it| self.texts(it));
        it.alternative_titles = item
            .alternative_label
            .as_deref()
            .and_then(|it| self.texts(it))
            .into_iter()
            .collect();
        it.keywords = item
            .concept_keywords
            .iter()
            .filter_map(|it| self.texts(it))
            .collect();
        it.valid_from = self.date(&place, item.status_start_date.as_deref());
        it.valid_until = self.date(&place, item.status_end_date.as_deref());
        self.keep_identifier(&mut it, &item.identifier, &id);
        it
    }

    fn item(&self, item: &str) -> Result<&'s Item, ImportError> {
        self.items
            .get(item)
            .copied()
            .ok_or_else(|| impossible("an item that was there is gone"))
    }

    fn id(&self, item: &str) -> &str {
        self.of.get(item).map_or("", String::as_str)
    }

    /// The id of what an item is in, if it is of the model.
    fn parent(&self, item: &str) -> Option<&str> {
        let mut all = self
            .links
            .from(item, "isChildOf")
            .filter_map(|it| self.of.get(it.destination.identifier.as_str()));
        all.next().map(String::as_str)
    }

    /// The status, and what comes instead.
    fn status(&self, item: &str) -> (Status, Option<Deprecation>) {
        let mut deprecation = Deprecation::default();
        let successors = self.links.from(item, "replacedBy");
        let successors = successors.filter_map(|it| {
            self.of
                .get(it.destination.identifier.as_str())?
                .parse()
                .ok()
        });
        deprecation.successors = successors.collect();
        if deprecation.successors.is_empty() {
            (Status::Approved, None)
        } else {
            (Status::Deprecated, Some(deprecation))
        }
    }

    fn mappings(&mut self, item: &str) -> Vec<Mapping> {
        let mut all: Vec<(i64, Mapping)> = Vec::new();
        for relation in Relation::ALL.iter().copied() {
            let Some(kind) = of_mapping(relation, Version::V1p1) else {
                continue;
            };
            for link in self.links.from(item, kind) {
                let target = &link.destination;
                if self.of.contains_key(target.identifier.as_str()) {
                    continue;
                }
                match target.uri.parse() {
                    Ok(iri) => {
                        let mut mapping = Mapping::new(relation, iri);
                        mapping.title = (target.title != target.uri).then(|| target.title.clone());
                        all.push((link.sequence_number.unwrap_or(i64::MAX), mapping));
                    }
                    Err(error) => self.problems.push(Problem::new(
                        format!("item {item}"),
                        format!("{error}: a mapping was left out"),
                    )),
                }
            }
        }
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, it)| it).collect()
    }

    fn relations(&self, item: &str) -> Vec<Association> {
        let mut all: Vec<(i64, Association)> = Vec::new();
        for relation in Relationship::ALL.iter().copied() {
            let Some(kind) = of_relation(relation, Version::V1p1) else {
                continue;
            };
            for link in self.links.from(item, kind) {
                let target = self
                    .of
                    .get(link.destination.identifier.as_str())
                    .and_then(|it| it.parse().ok());
                if let Some(target) = target {
                    all.push((
                        link.sequence_number.unwrap_or(i64::MAX),
                        Association::new(relation, target),
                    ));
                }
            }
        }
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, it)| it).collect()
    }

    fn cluster(&mut self, item: &'s str) -> Result<Cluster, ImportError> {
        let source = self.item(item)?;
        let (title, definition) = self.described(source);
        let (status, deprecation) = self.status(item);
        let mut it = Cluster::new(self.id(item).parse().map_err(impossible)?, title, status);
        (it.definition, it.deprecation) = (definition, deprecation);
        it.parent = self.parent(item).and_then(|it| it.parse().ok());
        it.annotations = self.annotations(source);
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        Ok(it)
    }

    fn competence(
        &mut self,
        item: &'s str,
        inside: &[&'s str],
        hierarchy: &Hierarchy<'s>,
    ) -> Result<Competence, ImportError> {
        let source = self.item(item)?;
        let (title, definition) = self.described(source);
        let (status, deprecation) = self.status(item);
        let kind = match own(source) {
            Some(Own::Competence(kind)) => kind,
            _ => Kind::JobSpecific,
        };
        let mut it = Competence::new(
            self.id(item).parse().map_err(impossible)?,
            kind,
            title,
            status,
        );
        (it.definition, it.deprecation) = (definition, deprecation);
        it.cluster = self.parent(item).and_then(|it| it.parse().ok());
        let is_cluster = |it: &&Link| {
            hierarchy.roles.get(it.destination.identifier.as_str()) == Some(&Role::Cluster)
        };
        let further = self.links.from(item, "isPartOf").filter(is_cluster);
        let further: Vec<&str> = further
            .filter_map(|it| self.of.get(it.destination.identifier.as_str()))
            .map(String::as_str)
            .collect();
        let mut also: Vec<_> = further
            .into_iter()
            .filter_map(|it| it.parse().ok())
            .collect();
        // A second parent is one more cluster.
        let parents = self
            .links
            .from(item, "isChildOf")
            .skip(1)
            .filter(is_cluster);
        also.extend(parents.filter_map(|it| {
            self.of
                .get(it.destination.identifier.as_str())?
                .parse()
                .ok()
        }));
        it.also_in = also;
        it.annotations = self.annotations(source);
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        for inner in inside {
            it.indicators.push(self.indicator(inner, status)?);
        }
        let held: HashSet<&str> = inside.iter().copied().collect();
        let included = self
            .links
            .to(item, "isPartOf")
            .chain(self.links.to(item, "isChildOf"));
        let included = included.map(|it| it.origin.identifier.as_str());
        let included = included
            .filter(|it| hierarchy.roles.get(it) == Some(&Role::Indicator) && !held.contains(it));
        let mut seen = BTreeSet::new();
        it.includes = included
            .filter(|it| seen.insert(*it))
            .filter_map(|it| self.of.get(it)?.parse().ok())
            .collect();
        Ok(it)
    }

    fn indicator(
        &mut self,
        item: &'s str,
        of_competence: Status,
    ) -> Result<Indicator, ImportError> {
        let source = self.item(item)?;
        let mut it = Indicator::new(
            self.id(item).parse().map_err(impossible)?,
            self.text(&source.full_statement),
        );
        if let Some(Own::Indicator(polarity)) = own(source) {
            it.polarity = polarity;
        }
        let (status, deprecation) = self.status(item);
        it.status =
            (status == Status::Deprecated && of_competence != Status::Deprecated).then_some(status);
        it.deprecation = deprecation;
        it.annotations = self.annotations(source);
        if let Some(label) = source
            .abbreviated_statement
            .as_deref()
            .and_then(|it| self.texts(it))
        {
            it.annotations.alternative_titles.push(label);
        }
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        Ok(it)
    }

    fn profile(&mut self, item: &'s str) -> Result<Profile, ImportError> {
        let source = self.item(item)?;
        let (title, description) = self.described(source);
        let (status, deprecation) = self.status(item);
        let mut it = Profile::new(self.id(item).parse().map_err(impossible)?, title, status);
        (it.description, it.deprecation) = (description, deprecation);
        it.cluster = self.parent(item).and_then(|it| it.parse().ok());
        it.annotations = self.annotations(source);
        (it.mappings, it.relations) = (self.mappings(item), self.relations(item));
        let mut single = Requirement::default();
        for link in self.links.to(item, "isPartOf") {
            let Some(id) = self.of.get(link.origin.identifier.as_str()) else {
                continue;
            };
            // Only the id of an indicator has a dot.
            if id.contains('.') {
                single.indicators.extend(id.parse().ok());
            } else {
                let mut whole = Requirement::default();
                whole.competence = id.parse().ok();
                it.requires.push(whole);
            }
        }
        if !single.indicators.is_empty() {
            it.requires.push(single);
        }
        Ok(it)
    }

    /// Tells of associations that could not be taken over.
    fn dangling(&mut self, package: &'s Package) {
        const KNOWN: [&str; 10] = [
            "isChildOf",
            "isPartOf",
            "exactMatchOf",
            "isRelatedTo",
            "precedes",
            "replacedBy",
            "ext:closeMatch",
            "ext:broadMatch",
            "ext:narrowMatch",
            "ext:requires",
        ];
        let mut types: BTreeMap<&str, usize> = BTreeMap::new();
        for link in &package.associations {
            let kind = link.association_type.as_str();
            if !KNOWN.contains(&kind) && kind != "ext:supports" {
                *types.entry(kind).or_default() += 1;
                continue;
            }
            let place = format!("association {} of {}", kind, link.origin.identifier);
            let is_known = |node: &Node| self.of.contains_key(node.identifier.as_str());
            if !is_known(&link.origin) {
                self.problems.push(Problem::new(
                    place,
                    "its origin is not in the package: it was left out",
                ));
                continue;
            }
            let to_document = link.destination.identifier == package.document.identifier;
            let leads_out =
                matches!(kind, "exactMatchOf" | "isRelatedTo") || kind.ends_with("Match");
            if !is_known(&link.destination) && !to_document && !leads_out {
                let message = format!(
                    "`{}` is not in the package: it was left out",
                    link.destination.identifier
                );
                self.problems.push(Problem::new(place, message));
            }
        }
        for (kind, number) in types {
            let message = format!("{number} of this type have no counterpart, and were left out");
            self.problems
                .push(Problem::new(format!("associations {kind}"), message));
        }
    }
}

/// Ids and tags are made so that they have their form.
fn impossible(error: impl std::fmt::Display) -> ImportError {
    ImportError::Nothing(error.to_string())
}
