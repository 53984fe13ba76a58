//! `competence show`

use std::fmt::Write;

use competence_core::{
    Association, Cluster, ClusterId, Competence, Contents, Deprecation, Element, FacetId,
    Indicator, LanguageTag, LevelValue, LocalisedText, Mapping, Necessity, Profile, ProfileId,
    Provenance,
};
use competence_render::passage::lines;
use competence_render::sentence::record_sentence;
use competence_render::visible::{visible_json, visible_line};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Format, Show};
use crate::failure::Failure;
use crate::model::{covers, language, read};
use crate::named;

pub fn run(arguments: &Show) -> Result<Outcome, Failure> {
    let (model, note) = read(arguments.model.model.as_deref())?;
    let wanted = language(&model, arguments.shown.language.lang.as_ref())?;
    let element = named::element(&model, &arguments.id)?;
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

/// The element as it stands in a bundle, with what it is; a profile with what it resolves to.
fn json(model: &Contents, element: Element<'_>) -> String {
    let (document, resolved) = match element {
        Element::Cluster(it) => (json!(it), None),
        Element::Competence(it) => (json!(it), None),
        Element::Indicator(_, it) => (json!(it), None),
        Element::Profile(it) => {
            let resolved: Value = model
                .resolve(it)
                .competences
                .iter()
                .map(|it| {
                    let indicators: Vec<_> = it.indicators.iter().map(|it| &it.id).collect();
                    json!({
                        "id": it.competence.id, "level": it.level, "necessity": it.necessity,
                        "indicators": indicators,
                    })
                })
                .collect();
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
        let annotations = element.annotations();
        if let Some(code) = &annotations.code {
            self.line("code", &visible_line(code.as_str()));
        }
        self.line("status", element.status().as_str());
        match element {
            Element::Cluster(it) => self.cluster(it),
            Element::Competence(it) => self.competence(it),
            Element::Indicator(competence, it) => self.indicator(competence, it),
            Element::Profile(it) => self.profile(it),
        }
        self.deprecation(element.deprecation());
        self.annotations(element);
        self.relations(element.relations());
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
        if !named.is_empty() {
            self.line("for", &named.join("; "));
        }
        if let Some(parent) = &cluster.parent {
            self.line("inside", parent.as_str());
        }
        self.paragraphs("definition", cluster.definition.as_ref());
        self.source(cluster.source.as_ref());
        let model = self.model;
        let inner = model.clusters().iter();
        let inner = inner.filter(|it| it.parent.as_ref() == Some(&cluster.id));
        self.members("clusters", inner.map(Element::Cluster));
        let competences = model.competences_in(&cluster.id);
        self.members("competences", competences.map(Element::Competence));
        let profiles = model.profiles_in(&cluster.id);
        self.members("profiles", profiles.map(Element::Profile));
    }

    /// The elements of a group, under a heading; nothing where there is none.
    fn members<'e>(&mut self, heading: &str, members: impl Iterator<Item = Element<'e>>) {
        for (number, it) in members.enumerate() {
            if number == 0 {
                let _ = writeln!(self.out, "\n{heading}:");
            }
            let title = self.text(it.title());
            let _ = writeln!(self.out, "  {}  {title}", it.id());
        }
    }

    /// A text that may have paragraphs and lists, each line of it below the first.
    fn paragraphs(&mut self, name: &str, text: Option<&LocalisedText>) {
        let Some(text) = text else { return };
        let mut name = Some(name);
        for line in self.lines(text) {
            match name.take() {
                Some(name) => self.line(name, &line),
                None if line.is_empty() => self.out.push('\n'),
                None => _ = writeln!(self.out, "{:13} {line}", ""),
            }
        }
    }

    /// The lines of a text, and where it is in another language than the one asked for, which.
    fn lines(&self, text: &LocalisedText) -> Vec<String> {
        let (language, words) = self.model.text(text, self.wanted);
        let mut lines = lines(words);
        if self.wanted.is_some_and(|wanted| !covers(language, wanted)) {
            match &mut lines[..] {
                [only] => *only = format!("{only} [{language}]"),
                _ => lines.push(format!("[{language}]")),
            }
        }
        lines
    }

    /// The lines of a text below a heading, behind a sign; what follows the first is indented.
    fn below(&mut self, indent: &str, sign: &str, text: &LocalisedText) {
        for (at, line) in self.lines(text).iter().enumerate() {
            let before = match at {
                0 => sign.to_owned(),
                _ => " ".repeat(sign.chars().count()),
            };
            let line = format!("{indent}{before}{line}");
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }

    /// What a competence is at each level, and at which levels nothing is said of it.
    fn levels(&mut self, competence: &Competence) {
        let scale = self.model.level_scale_of(Some(competence));
        let levels = self.model.scale(scale).unwrap_or_default();
        if competence.levels.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\nlevels:");
        for it in &competence.levels {
            let level = self.level(Some(competence), it.value);
            let _ = writeln!(self.out, "  {level}");
            self.below("      ", "", &it.description);
        }
        let undefined = levels
            .iter()
            .filter(|it| !competence.is_defined_at(it.value));
        let undefined: Vec<String> = undefined
            .map(|it| self.level(Some(competence), it.value))
            .collect();
        if !undefined.is_empty() {
            let _ = writeln!(self.out, "  not defined at {}", undefined.join(", "));
        }
    }

    /// A level by its number and its title.
    fn level(&self, competence: Option<&Competence>, value: LevelValue) -> String {
        let level = self.model.level_of(competence, value);
        level.map_or_else(
            || value.to_string(),
            |it| format!("{value}: {}", self.text(&it.title)),
        )
    }

    fn annotations(&mut self, element: Element<'_>) {
        let it = element.annotations();
        if let Some(iri) = self.model.iri_of(element) {
            self.line("address", &visible_line(iri.as_str()));
        }
        let list = |texts: &[LocalisedText]| {
            let texts: Vec<String> = texts.iter().map(|it| self.text(it)).collect();
            texts.join("; ")
        };
        let lists = [
            ("also called", list(&it.alternative_titles)),
            ("keywords", list(&it.keywords)),
        ];
        for (name, texts) in lists.iter().filter(|(_, texts)| !texts.is_empty()) {
            self.line(name, texts);
        }
        self.paragraphs("note", it.note.as_ref());
        for link in &it.links {
            let title = link
                .title
                .as_ref()
                .map(|it| format!(" ({})", self.text(it)));
            let target = visible_line(link.target.as_str());
            self.line("link", &format!("{target}{}", title.unwrap_or_default()));
        }
        let dates = [
            ("valid from", it.valid_from),
            ("valid until", it.valid_until),
        ];
        for (name, date) in dates {
            if let Some(date) = date {
                self.line(name, &date.to_string());
            }
        }
        for (key, value) in it.extensions.iter() {
            self.line(key, &visible_line(&value.to_string()));
        }
        if !it.examples.is_empty() {
            let _ = writeln!(self.out, "\nexamples:");
        }
        for example in &it.examples {
            self.below("  ", "• ", example);
        }
    }

    fn relations(&mut self, relations: &[Association]) {
        if !relations.is_empty() {
            let _ = writeln!(self.out, "\nrelations:");
        }
        for it in relations {
            let title = self.model.element(it.target.as_str());
            let title = title.map(|it| format!("  {}", self.text(it.title())));
            let _ = writeln!(
                self.out,
                "  {} {}{}",
                it.relation,
                it.target,
                title.unwrap_or_default()
            );
        }
    }

    fn competence(&mut self, competence: &Competence) {
        self.line("kind", competence.kind.as_str());
        if let Some(cluster) = &competence.cluster {
            self.line("cluster", cluster.as_str());
        }
        let further: Vec<&str> = competence.also_in.iter().map(ClusterId::as_str).collect();
        if !further.is_empty() {
            self.line("also in", &further.join(", "));
        }
        self.paragraphs("definition", competence.definition.as_ref());
        self.source(competence.source.as_ref());
        self.levels(competence);
        let _ = writeln!(self.out, "\nindicators:");
        let model = self.model;
        for (home, indicator) in model.indicators_of(competence) {
            self.behaviour(home, indicator);
        }
    }

    fn behaviour(&mut self, home: &Competence, indicator: &Indicator) {
        let mark = if indicator.polarity.is_effective() {
            '+'
        } else {
            '-'
        };
        let statement = self.text(&indicator.statement);
        let mut notes: Vec<String> = Vec::new();
        let code = indicator.annotations.code.as_ref();
        notes.extend(code.map(|it| visible_line(it.as_str()).into_owned()));
        notes.extend(indicator.facets.iter().map(|it| self.facet(it)));
        notes.extend(
            indicator
                .level
                .map(|it| format!("from level {}", self.level(Some(home), it))),
        );
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
            let level = self.level(Some(competence), level);
            self.line("level", &format!("from {level}"));
        }
        for facet in &indicator.facets {
            let facet = self.facet(facet);
            self.line("facet", &facet);
        }
        let including = self.model.competences().iter();
        let including = including.filter(|it| it.includes.contains(&indicator.id));
        let including: Vec<&str> = including.map(|it| it.id.as_str()).collect();
        if !including.is_empty() {
            self.line("included by", &including.join(", "));
        }
        self.source(indicator.source.as_ref());
    }

    /// A facet by its title.
    fn facet(&self, id: &FacetId) -> String {
        let mut declared = self.model.framework().facets.iter();
        let declared = declared.find(|it| it.id == *id);
        declared.map_or_else(|| id.to_string(), |it| self.text(&it.title))
    }

    fn profile(&mut self, profile: &Profile) {
        if let Some(cluster) = &profile.cluster {
            self.line("cluster", cluster.as_str());
        }
        self.paragraphs("description", profile.description.as_ref());
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
                .map(|level| format!(", level {}", self.level(Some(it.competence), level)))
                .unwrap_or_default();
            let optional = match it.necessity {
                Necessity::Optional => ", optional",
                Necessity::Essential => "",
            };
            let all = it.competence.indicators.len() + it.competence.includes.len();
            let number = it.indicators.len();
            let some = if number == all {
                format!("{all}")
            } else {
                format!("{number} of {all}")
            };
            let _ = writeln!(
                self.out,
                "  {}  {title}  ({some} indicators{level}{optional})",
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
            self.below("  ", "", reason);
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
            let title = mapping
                .title
                .as_ref()
                .map(|it| format!("  {}", visible_line(it)));
            let _ = writeln!(
                self.out,
                "  {} {}{}",
                mapping.relation.as_str(),
                visible_line(mapping.target.as_str()),
                title.unwrap_or_default()
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
