//! A model as a `CFPackage`.

use std::collections::HashMap;

use competence_core::{
    Annotations, CompetenceId, Date, Element, IndicatorId, LocalisedText, Model,
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::holds::Case;
use super::{IDENTIFIER, Version, identifier, item_type, of_mapping, of_relation};
use crate::loss::losses;
use crate::{Content, Exported, address};

struct Writer<'m> {
    model: &'m Model,
    version: Version,
    scheme: String,
    changed: String,
    associations: Vec<Value>,
    /// The place of each element among those of its list, from 1.
    places: HashMap<&'m str, usize>,
}

/// The model as a package. A model knows no times: what was changed last is dated by the newest decision
/// of its lineage.
pub(crate) fn write(model: &Model, version: Version) -> Exported {
    let records = model.lineage().iter().flat_map(|it| &it.records);
    let newest: Option<Date> = records.filter_map(|it| it.decided).max();
    let day = newest.map_or_else(|| "1970-01-01".to_owned(), |it| it.to_string());
    let mut writer = Writer {
        model,
        version,
        scheme: address::scheme(model),
        changed: format!("{day}T00:00:00Z"),
        associations: Vec::new(),
        places: places(model),
    };
    let items: Vec<Value> = model.elements().map(|it| writer.item(it)).collect();
    for element in model.elements() {
        writer.related(element);
    }
    let mut package = Map::new();
    package.insert("CFDocument".to_owned(), writer.document());
    package.insert("CFItems".to_owned(), items.into());
    package.insert(
        "CFAssociations".to_owned(),
        std::mem::take(&mut writer.associations).into(),
    );
    if let Some(licence) = writer.licence() {
        package.insert(
            "CFDefinitions".to_owned(),
            json!({ "CFLicenses": [licence] }),
        );
    }
    let text = format!("{:#}\n", Value::Object(package));
    Exported {
        content: Content::Text(text),
        losses: losses(model, &Case::of(model, version)),
    }
}

fn places(model: &Model) -> HashMap<&str, usize> {
    let lists = [
        model.clusters().iter().map(|it| it.id.as_str()).collect(),
        model
            .competences()
            .iter()
            .map(|it| it.id.as_str())
            .collect(),
        model
            .profiles()
            .iter()
            .map(|it| it.id.as_str())
            .collect::<Vec<_>>(),
    ];
    let of_competences = model.competences().iter();
    let indicators =
        of_competences.map(|it| it.indicators.iter().map(|it| it.id.as_str()).collect());
    let lists = lists.into_iter().chain(indicators);
    let numbered = lists.flat_map(|all: Vec<&str>| all.into_iter().enumerate());
    numbered.map(|(at, id)| (id, at + 1)).collect()
}

impl Writer<'_> {
    fn words(&self, text: &LocalisedText) -> String {
        self.model.text(text, None).1.to_owned()
    }

    fn document(&self) -> Value {
        let framework = self.model.framework();
        let annotations = &framework.annotations;
        let mut it = json!({
            "identifier": self.identifier(None), "uri": self.scheme, "creator": self.words(&framework.title),
            "title": self.words(&framework.title), "lastChangeDateTime": self.changed,
            "language": framework.languages.primary, "version": framework.version,
            "adoptionStatus": if framework.is_release() { "Adopted" } else { "Draft" },
        });
        let mut set = |key: &str, value: Option<Value>| {
            if let (Some(map), Some(value)) = (it.as_object_mut(), value) {
                map.insert(key.to_owned(), value);
            }
        };
        set(
            "description",
            framework
                .description
                .as_ref()
                .map(|it| self.words(it).into()),
        );
        for (key, value) in self.noted(annotations) {
            set(key, value);
        }
        if let Some(licence) = self.licence() {
            let link = json!({ "title": licence["title"], "identifier": licence["identifier"], "uri": licence["uri"] });
            set("licenseURI", Some(link));
        }
        if self.version == Version::V1p1 {
            set("caseVersion", Some("1.1".into()));
        }
        it
    }

    fn licence(&self) -> Option<Value> {
        let licence = self.model.framework().licence.as_ref()?;
        let identifier = identifier(&self.scheme, "licence");
        Some(json!({
            "identifier": identifier, "uri": format!("urn:uuid:{identifier}"), "title": licence,
            "licenseText": licence, "lastChangeDateTime": self.changed,
        }))
    }

    /// The identifier of an element, or of the document: the one that it was imported with, or one of its
    /// own.
    fn identifier(&self, element: Option<Element<'_>>) -> Uuid {
        let annotations =
            element.map_or(&self.model.framework().annotations, |it| it.annotations());
        let kept = annotations
            .extensions
            .get(IDENTIFIER)
            .and_then(Value::as_str);
        let kept = kept.and_then(|it| it.parse().ok());
        kept.unwrap_or_else(|| identifier(&self.scheme, element.map_or("", |it| it.id())))
    }

    /// What a document and an item say alike.
    fn noted(&self, annotations: &Annotations) -> [(&'static str, Option<Value>); 3] {
        let date = |it: Option<Date>| it.map(|it| it.to_string().into());
        let note = annotations.note.as_ref();
        [
            ("notes", note.map(|it| self.words(it).into())),
            ("statusStartDate", date(annotations.valid_from)),
            ("statusEndDate", date(annotations.valid_until)),
        ]
    }

    fn item(&self, element: Element<'_>) -> Value {
        let annotations = element.annotations();
        let title = self.words(element.title());
        let definition = match element {
            Element::Cluster(it) => it.definition.as_ref(),
            Element::Competence(it) => it.definition.as_ref(),
            Element::Profile(it) => it.description.as_ref(),
            Element::Indicator(..) => None,
        };
        let mut it = Map::new();
        let mut set = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                it.insert(key.to_owned(), value);
            }
        };
        set(
            "identifier",
            Some(self.identifier(Some(element)).to_string().into()),
        );
        set("uri", Some(address::of(self.model, element).into()));
        match definition {
            Some(definition) => {
                set("fullStatement", Some(self.words(definition).into()));
                set("abbreviatedStatement", Some(title.into()));
            }
            None => set("fullStatement", Some(title.into())),
        }
        set("CFItemType", Some(item_type(element).into()));
        set(
            "humanCodingScheme",
            annotations.code.as_ref().map(|it| it.as_str().into()),
        );
        set(
            "alternativeLabel",
            annotations
                .alternative_titles
                .first()
                .map(|it| self.words(it).into()),
        );
        let keywords: Vec<Value> = annotations
            .keywords
            .iter()
            .map(|it| self.words(it).into())
            .collect();
        set(
            "conceptKeywords",
            (!keywords.is_empty()).then(|| keywords.into()),
        );
        set(
            "language",
            Some(self.model.framework().languages.primary.as_str().into()),
        );
        for (key, value) in self.noted(annotations) {
            set(key, value);
        }
        set("lastChangeDateTime", Some(self.changed.clone().into()));
        Value::Object(it)
    }

    /// What an element is in, and what else it stands to.
    fn related(&mut self, element: Element<'_>) {
        let model = self.model;
        let by_id = |id: &str| model.element(id);
        let cluster = match element {
            Element::Cluster(it) => it.parent.as_ref(),
            Element::Competence(it) => it.cluster.as_ref(),
            Element::Profile(it) => it.cluster.as_ref(),
            Element::Indicator(..) => None,
        };
        let parent = match element {
            Element::Indicator(competence, _) => Some(Element::Competence(competence)),
            _ => cluster.and_then(|it| by_id(it.as_str())),
        };
        let number = self.places.get(element.id()).copied();
        let destination = match parent {
            Some(parent) => self.link(parent),
            None => json!({
                "title": model.framework().id, "identifier": self.identifier(None), "uri": self.scheme,
            }),
        };
        self.associate("isChildOf", element, &destination, number);
        self.parts(element);
        for (at, mapping) in element.mappings().iter().enumerate() {
            if let Some(kind) = of_mapping(mapping.relation, self.version) {
                let target = mapping.target.as_str();
                let title = mapping.title.as_deref().unwrap_or(target);
                let link = json!({ "title": title, "identifier": target, "uri": target });
                self.associate(kind, element, &link, Some(at + 1));
            }
        }
        for (at, relation) in element.relations().iter().enumerate() {
            let target = by_id(relation.target.as_str());
            if let (Some(kind), Some(target)) =
                (of_relation(relation.relation, self.version), target)
            {
                let link = self.link(target);
                self.associate(kind, element, &link, Some(at + 1));
            }
        }
        let successors = element.deprecation().map_or(&[][..], |it| &it.successors);
        for (at, successor) in successors.iter().enumerate() {
            if let Some(successor) = by_id(successor.as_str()) {
                let link = self.link(successor);
                self.associate("replacedBy", element, &link, Some(at + 1));
            }
        }
    }

    /// What is a part of an element beside what it holds: in the order in which it names them.
    fn parts(&mut self, element: Element<'_>) {
        let model = self.model;
        let by_id = |id: &str| model.element(id);
        if let Element::Competence(it) = element {
            for (at, id) in it.includes.iter().enumerate() {
                if let Some((home, indicator)) = model.indicator(id) {
                    let whole = self.link(element);
                    self.associate(
                        "isPartOf",
                        Element::Indicator(home, indicator),
                        &whole,
                        Some(at + 1),
                    );
                }
            }
            for (at, id) in it.also_in.iter().enumerate() {
                if let Some(cluster) = by_id(id.as_str()) {
                    let whole = self.link(cluster);
                    self.associate("isPartOf", element, &whole, Some(at + 1));
                }
            }
        }
        if let Element::Profile(it) = element {
            let mut at = 0;
            for requirement in &it.requires {
                let competence = requirement.competence.as_ref().map(CompetenceId::as_str);
                let whole = competence.filter(|_| requirement.indicators.is_empty());
                let single = requirement.indicators.iter().map(IndicatorId::as_str);
                for id in whole.into_iter().chain(single) {
                    if let Some(part) = by_id(id) {
                        at += 1;
                        let whole = self.link(element);
                        self.associate("isPartOf", part, &whole, Some(at));
                    }
                }
            }
        }
    }

    fn link(&self, element: Element<'_>) -> Value {
        json!({
            "title": element.id(), "identifier": self.identifier(Some(element)),
            "uri": address::of(self.model, element),
        })
    }

    fn associate(
        &mut self,
        kind: &str,
        origin: Element<'_>,
        destination: &Value,
        number: Option<usize>,
    ) {
        let of = format!("{kind} {} {}", origin.id(), destination["uri"]);
        let identifier = identifier(&self.scheme, &of);
        let mut it = json!({
            "identifier": identifier, "uri": format!("urn:uuid:{identifier}"), "associationType": kind,
            "originNodeURI": self.link(origin), "destinationNodeURI": destination,
            "lastChangeDateTime": self.changed,
        });
        if let (Some(map), Some(number)) = (it.as_object_mut(), number) {
            map.insert("sequenceNumber".to_owned(), number.into());
        }
        self.associations.push(it);
    }
}
