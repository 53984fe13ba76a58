//! `competence show`

use std::fmt::Write;

use competence_core::{
    Cluster, Competence, Contents, Deprecation, Element, Indicator, LanguageTag, LocalisedText,
    Mapping, Profile, ProfileId, Provenance,
};
use competence_render::sentence::record_sentence;
use competence_render::visible::{visible_json, visible_line};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Format, Show};
use crate::failure::Failure;
use crate::model::{covers, language, read, unknown};

pub fn run(arguments: &Show) -> Result<Outcome, Failure> {
    let (model, note) = read(arguments.model.model.as_deref())?;
    let wanted = language(&model, arguments.shown.language.lang.as_ref())?;
    let element = find(&model, &arguments.id)?;
    let text = match arguments.shown.format {
        Format::Text => {
            let mut page = Page {
                model: &model,
                wanted,
                out: String::new(),
            };
            page.element(element);
            page.out
        }
        Format::Json => json(&model, element),
    };
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

/// The element that has this id, or alone has this title in any of its languages.
fn find<'m>(model: &'m Contents, name: &str) -> Result<Element<'m>, Failure> {
    if let Some(element) = model.element(name) {
        return Ok(element);
    }
    let shown = visible_line(name);
    let titled: Vec<Element<'_>> = model.titled(name).collect();
    match titled[..] {
        [element] => return Ok(element),
        [] => {}
        _ => {
            let ids = titled.iter().map(|it| format!("`{}`", it.id()));
            let ids: Vec<String> = ids.collect();
            let message = format!(
                "`{shown}` is the title of several elements: name one of {}",
                ids.join(", ")
            );
            return Err(Failure::Unknown(message));
        }
    }
    let texts = model.elements().flat_map(|it| it.title().iter());
    let ids = model.elements().map(|it| it.id());
    let names = ids.chain(texts.map(|(_, text)| text));
    let message = format!("there is no element `{shown}`");
    Err(unknown(&message, name, names))
}

/// The element as it stands in a bundle, with what it is; a profile with what it resolves to.
fn json(model: &Contents, element: Element<'_>) -> String {
    let (document, resolved) =
        match element {
            Element::Cluster(it) => (json!(it), None),
            Element::Competence(it) => (json!(it), None),
            Element::Indicator(_, it) => (json!(it), None),
            Element::Profile(it) => {
                let resolved: Value = model.resolve(it).competences.iter().map(|it| {
                let indicators: Vec<_> = it.indicators.iter().map(|it| &it.id).collect();
                json!({ "id": it.competence.id, "level": it.level, "indicators": indicators })
            }).collect();
                (json!(it), Some(resolved))
            }
        };
    let mut value = json!({ "type": element.noun(), "element": document });
    if let Some(resolved) = resolved {
        value["resolved"] = resolved;
    }
    if let Element::Indicator(competence, _) = element {
        value["competence"] = json!(competence.id);
    }
    format!("{}\n", visible_json(&format!("{value:#}")))
}

struct Page<'m> {
    model: &'m Contents,
    wanted: Option<&'m LanguageTag>,
    out: String,
}

impl Page<'_> {
    fn text(&self, text: &LocalisedText) -> String {
        let (language, words) = self.model.text(text, self.wanted);
        // Say so where the text is in another language than the one asked for.
        match self.wanted {
            Some(wanted) if !covers(language, wanted) => {
                format!("{} [{language}]", visible_line(words))
            }
            _ => visible_line(words).into_owned(),
        }
    }

    fn line(&mut self, name: &str, text: &str) {
        let _ = writeln!(self.out, "{:13} {text}", format!("{name}:"));
    }

    fn texts(&mut self, name: &str, text: Option<&LocalisedText>) {
        if let Some(text) = text {
            let text = self.text(text);
            self.line(name, &text);
        }
    }

    fn element(&mut self, element: Element<'_>) {
        let title = self.text(element.title());
        let _ = writeln!(self.out, "{title}\n{} {}\n", element.noun(), element.id());
        self.line("status", element.status().as_str());
        match element {
            Element::Cluster(it) => self.cluster(it),
            Element::Competence(it) => self.competence(it),
            Element::Indicator(competence, it) => self.indicator(competence, it),
            Element::Profile(it) => self.profile(it),
        }
        self.deprecation(element.deprecation());
        self.mappings(element.mappings());
        self.lineage(element.id());
    }

    fn source(&mut self, source: Option<&Provenance>) {
        if let Some(source) = source {
            let basis = json!(source.basis)
                .as_str()
                .unwrap_or_default()
                .replace('-', " ");
            let reference = source
                .reference
                .as_ref()
                .map(|it| format!(": {}", visible_line(it)));
            self.line(
                "source",
                &format!("{basis}{}", reference.unwrap_or_default()),
            );
        }
    }

    fn cluster(&mut self, cluster: &Cluster) {
        self.texts("field", cluster.field.as_ref());
        let all = &self.model.framework().organisations;
        let named = cluster.organisations.iter().map(|id| {
            let organisation = all.iter().find(|it| it.id == *id);
            organisation.map_or_else(|| id.to_string(), |it| self.text(&it.title))
        });
        let named: Vec<String> = named.collect();
        self.line("for", &named.join("; "));
        self.source(cluster.source.as_ref());
        let _ = writeln!(self.out, "\ncompetences:");
        for competence in self.model.competences_in(&cluster.id) {
            let title = self.text(&competence.title);
            let _ = writeln!(self.out, "  {}  {title}", competence.id);
        }
    }

    fn competence(&mut self, competence: &Competence) {
        self.line("kind", competence.kind.as_str());
        if let Some(cluster) = &competence.cluster {
            self.line("cluster", cluster.as_str());
        }
        self.texts("definition", competence.definition.as_ref());
        self.source(competence.source.as_ref());
        let _ = writeln!(self.out, "\nindicators:");
        for indicator in &competence.indicators {
            self.behaviour(indicator);
        }
    }

    fn behaviour(&mut self, indicator: &Indicator) {
        let mark = if indicator.polarity.is_effective() {
            '+'
        } else {
            '-'
        };
        let statement = self.text(&indicator.statement);
        let mut notes: Vec<String> = Vec::new();
        notes.extend(
            indicator
                .facets
                .iter()
                .map(|it| json!(it).as_str().unwrap_or_default().to_owned()),
        );
        notes.extend(indicator.level.map(|it| format!("from level {it}")));
        notes.extend(indicator.status.map(|it| it.as_str().to_owned()));
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!("  ({})", notes.join(", "))
        };
        let _ = writeln!(
            self.out,
            "  {mark} {statement}{notes}\n      {}",
            indicator.id
        );
    }

    fn indicator(&mut self, competence: &Competence, indicator: &Indicator) {
        let title = self.text(&competence.title);
        self.line("competence", &format!("{title} ({})", competence.id));
        self.line(
            "polarity",
            json!(indicator.polarity).as_str().unwrap_or_default(),
        );
        if let Some(level) = indicator.level {
            self.line("level", &format!("from {level}"));
        }
        for facet in &indicator.facets {
            self.line("facet", json!(facet).as_str().unwrap_or_default());
        }
        self.source(indicator.source.as_ref());
    }

    fn profile(&mut self, profile: &Profile) {
        self.texts("description", profile.description.as_ref());
        let extended: Vec<&str> = profile.extends.iter().map(ProfileId::as_str).collect();
        if !extended.is_empty() {
            self.line("extends", &extended.join(", "));
        }
        self.source(profile.source.as_ref());
        let _ = writeln!(self.out, "\nasks for:");
        for it in self.model.resolve(profile).competences {
            let title = self.text(&it.competence.title);
            let level = it
                .level
                .map(|level| format!(", level {level}"))
                .unwrap_or_default();
            let all = it.competence.indicators.len();
            let number = it.indicators.len();
            let some = if number == all {
                format!("{all}")
            } else {
                format!("{number} of {all}")
            };
            let _ = writeln!(
                self.out,
                "  {}  {title}  ({some} indicators{level})",
                it.competence.id
            );
        }
    }

    fn deprecation(&mut self, deprecation: Option<&Deprecation>) {
        let Some(deprecation) = deprecation else {
            return;
        };
        let _ = writeln!(self.out, "\ndeprecated:");
        if let Some(reason) = &deprecation.reason {
            let reason = self.text(reason);
            let _ = writeln!(self.out, "  {reason}");
        }
        for successor in &deprecation.successors {
            let _ = writeln!(self.out, "  use {successor} instead");
        }
    }

    fn mappings(&mut self, mappings: &[Mapping]) {
        if !mappings.is_empty() {
            let _ = writeln!(self.out, "\nmappings:");
        }
        for mapping in mappings {
            let _ = writeln!(
                self.out,
                "  {} {}",
                mapping.relation.as_str(),
                visible_line(mapping.target.as_str())
            );
        }
    }

    fn lineage(&mut self, id: &str) {
        let mut is_first = true;
        for lineage in self.model.lineage() {
            for record in lineage.records.iter().filter(|it| it.names(id)) {
                if std::mem::take(&mut is_first) {
                    let _ = writeln!(self.out, "\nlineage:");
                }
                let sentence = record_sentence(record);
                let _ = writeln!(
                    self.out,
                    "  {}  {}",
                    lineage.version,
                    visible_line(&sentence)
                );
            }
        }
    }
}
