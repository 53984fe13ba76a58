//! A model from a `CFPackage`.

mod elements;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use competence_core::{
    Annotations, Bundle, ElementId, Framework, Iri, Kind, LanguageTag, Languages, Model, Polarity,
    Scale,
};
use semver::Version as Semver;

use super::package::{Item, Link, Links, Node, Package};
use super::unread::unread;
use super::{IDENTIFIER, identifier};
use crate::hierarchy::{Hierarchy, Role};
use crate::naming::{Ids, kebab, named, stated};
use crate::{ImportError, Imported, Problem, address, imported_conventions};

/// Reads a package.
pub(crate) fn read(text: &str) -> Result<Imported, ImportError> {
    let package: Package<'_> =
        serde_json::from_str(text).map_err(|error| ImportError::json("a CFPackage", &error))?;
    let primary = package
        .document
        .language
        .as_deref()
        .or_else(|| package.items.iter().find_map(|it| it.language.as_deref()));
    let primary = primary.and_then(|it| it.parse().ok());
    let links = Links::of(&package);
    let mut import = Import {
        primary: primary.map_or_else(|| "en".parse().map_err(impossible), Ok)?,
        ids: Ids::default(),
        problems: unread(text),
        of: HashMap::new(),
        items: HashMap::new(),
        links: &links,
        base: String::new(),
        scheme: &package.document.uri,
    };
    let bundle = import.bundle(&package)?;
    Ok(Imported {
        model: Model::try_new(bundle)?,
        ids: import.ids.origins,
        problems: import.problems,
        guessed: None,
    })
}

/// What an item is, by its own word: that of our exports.
enum Own {
    Cluster,
    Competence(Kind),
    Indicator(Polarity),
    Profile,
}

fn own(item: &Item<'_>) -> Option<Own> {
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

struct Import<'s> {
    primary: LanguageTag,
    ids: Ids,
    problems: Vec<Problem>,
    /// The id of each item that became an element.
    of: HashMap<&'s str, String>,
    items: HashMap<&'s str, &'s Item<'s>>,
    links: &'s Links<'s>,
    base: String,
    scheme: &'s str,
}

impl<'s> Import<'s> {
    fn bundle(&mut self, package: &'s Package<'s>) -> Result<Bundle, ImportError> {
        for item in &package.items {
            if item.full_statement.trim().is_empty() {
                let message = "it has no fullStatement, and was left out";
                let place = format!("item {}", item.identifier);
                self.problems.push(Problem::new(place, message));
                continue;
            }
            if self.items.contains_key(item.identifier.as_str()) {
                let message = "two items have this identifier: the first one is taken";
                self.problems
                    .push(Problem::new(format!("item {}", item.identifier), message));
                continue;
            }
            self.items.insert(&item.identifier, item);
        }
        self.unlike(package);
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
            .map(|(at, it)| (&*it.identifier, at))
            .collect();
        let in_order = |mut all: Vec<&'s str>| {
            all.sort_by_cached_key(|it| order.get(it));
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
                    .find(|link| link.destination.identifier.as_str() == it);
                link.and_then(Link::place).unwrap_or(i64::MAX)
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

    /// Tells of items that say of what type they are, if it is none of ours, and of those that are in another
    /// language than the package.
    fn unlike(&mut self, package: &Package<'_>) {
        let kinds = package.items.iter().filter(|it| own(it).is_none());
        let kinds = kinds.filter_map(|it| it.kind.as_deref());
        let foreign: Vec<&str> = kinds.filter(|it| !it.trim().is_empty()).collect();
        if !foreign.is_empty() {
            let (number, types) = (foreign.len(), foreign.iter().collect::<BTreeSet<_>>());
            let types: Vec<String> = types.iter().take(5).map(|it| format!("`{it}`")).collect();
            let message = format!(
                "a model has no place for it: {number} left out, such as {}",
                types.join(", ")
            );
            self.problems
                .push(Problem::new("CFItems CFItemType", message));
        }
        let mut others: BTreeMap<&str, usize> = BTreeMap::new();
        let languages = package.items.iter().filter_map(|it| it.language.as_deref());
        let plain = |it: &str| it.split(['-', '_']).next().map(str::to_lowercase);
        let primary = plain(self.primary.as_str());
        for it in languages.filter(|it| plain(it) != primary) {
            *others.entry(it).or_default() += 1;
        }
        for (language, number) in others.into_iter().filter(|(it, _)| !it.trim().is_empty()) {
            let message = format!(
                "{number} items are in `{language}`, and their texts were taken for `{}`, the language of the package",
                self.primary
            );
            self.problems
                .push(Problem::new("CFItems language", message));
        }
    }

    fn framework(&mut self, package: &'s Package<'s>) -> Result<Framework, ImportError> {
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
        it.licence = document.licence.as_ref().map(|it| it.title.to_string());
        it.conventions = imported_conventions();
        it.annotations.note = document.notes.as_deref().and_then(|it| self.texts(it));
        it.annotations.valid_from = self.date(&place(), document.status_start_date.as_deref());
        it.annotations.valid_until = self.date(&place(), document.status_end_date.as_deref());
        let default = format!("urn:competence:{}:", it.id);
        self.base = self.base_of_items().unwrap_or_else(|| default.clone());
        if self.base != default {
            it.base_iri = self.base.parse().ok();
        }
        if address::of_base(&self.base) != document.uri.as_str() {
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
        if identifier(self.scheme, id).to_string() != given {
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

    /// Tells of associations that could not be taken over.
    fn dangling(&mut self, package: &'s Package<'s>) {
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
            let is_known = |node: &Node<'_>| self.of.contains_key(node.identifier.as_str());
            let is_told = |node: &Node<'_>| {
                // What is there and became nothing has been told of.
                !is_known(node) && self.items.contains_key(node.identifier.as_str())
            };
            if is_told(&link.origin) || is_told(&link.destination) {
                continue;
            }
            if link.origin.identifier.as_str() == link.destination.identifier.as_str() {
                let message = "it leads to itself, and was left out";
                self.problems.push(Problem::new(place, message));
                continue;
            }
            if !is_known(&link.origin) {
                self.problems.push(Problem::new(
                    place,
                    "its origin is not in the package: it was left out",
                ));
                continue;
            }
            let to_document =
                link.destination.identifier.as_str() == package.document.identifier.as_str();
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
