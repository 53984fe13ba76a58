//! Checking a model against the rules of meaning.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::document::NodeId;
use crate::finding::{Finding, Place};
use crate::load::{File, Loaded, Origin, Release, load};
use crate::model::Position;
use crate::parallel;
use crate::rule::Rule;
use crate::rules;
use crate::similarity;
use crate::source::Source;
use crate::{
    Cluster, Competence, Element, Excuse, Framework, Indicator, Kind, LanguageTag, Lineage,
    LocalisedText, Model, Polarity, Profile, RuleId, Severity, Status,
};

/// Reads a source and checks it: all problems of all files and elements, in one run.
///
/// ```
/// use competence_core::{Memory, Severity, check, starter};
/// let files = Memory::from_iter(starter::FILES.iter().copied());
/// let checked = check(&files);
/// assert!(checked.findings().is_empty());
/// assert_eq!(checked.model().map(|model| model.competences().len()), Some(4));
/// ```
pub fn check(source: &dyn Source) -> Loaded {
    let mut loaded = load(source);
    loaded.apply_rules();
    loaded
}

impl Loaded {
    /// Applies the rules of meaning, and adds what they find to the findings.
    pub fn apply_rules(&mut self) {
        let subject = Subject::new(self);
        let mut findings = Vec::new();
        let mut excuses = Excuses::of(&subject);
        let all: Vec<&Rule> = rules::all().collect();
        let found = parallel::map(&all, |rule| {
            let mut found = Vec::new();
            if let (Some(apply), Some(severity)) = (rule.apply, subject.severity(rule)) {
                apply(&subject, &mut found);
                found
                    .iter_mut()
                    .for_each(|finding| finding.severity = severity);
            }
            found
        });
        for (rule, found) in all.iter().zip(found) {
            findings.extend(
                found
                    .into_iter()
                    .filter(|finding| !excuses.cover(rule, finding)),
            );
        }
        let unused = &rules::lifecycle::unused_excuse::RULE;
        if let Some(severity) = subject.severity(unused) {
            let found = excuses.unused().map(|excuse| {
                let mut finding = rules::lifecycle::unused_excuse::finding(excuse);
                finding.severity = severity;
                finding
            });
            findings.extend(found);
        }
        self.findings.append(&mut findings);
        self.sort_findings();
    }
}

/// The findings of a rule, as it adds to them.
pub(crate) type Report = Vec<Finding>;

/// What rules look at: the model, and where everything in it is.
pub(crate) struct Subject<'a> {
    loaded: &'a Loaded,
    texts: Vec<Text<'a>>,
    statements: OnceLock<Vec<Statement<'a>>>,
}

/// The statement of an indicator in the primary language, normalised for comparison.
pub(crate) struct Statement<'a> {
    pub at: IndicatorAt<'a>,
    pub normalised: String,
}

/// A node of a document, as a way to the places of what is in it. A step to what is not there
/// stays where it is, so that there always is a place.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'a> {
    file: &'a File,
    node: NodeId,
}

impl<'a> Spot<'a> {
    /// The value of a key.
    pub fn key(self, key: &str) -> Self {
        let node = self
            .file
            .document
            .value(self.node, key)
            .unwrap_or(self.node);
        Self { node, ..self }
    }

    /// The key itself, if the map has it.
    pub fn name(self, key: &str) -> Self {
        let node = self
            .file
            .document
            .entry(self.node, key)
            .map_or(self.node, |(name, _)| name);
        Self { node, ..self }
    }

    /// An item of a list.
    pub fn item(self, index: usize) -> Self {
        let node = self
            .file
            .document
            .item(self.node, index)
            .unwrap_or(self.node);
        Self { node, ..self }
    }

    pub fn place(self) -> Place {
        self.file.document.place(&self.file.path, self.node)
    }

    /// The path of the file.
    pub fn path(self) -> &'a str {
        &self.file.path
    }

    /// Whether the whole file could be understood: what seems to be missing may otherwise
    /// have been left out.
    pub fn is_whole(self) -> bool {
        self.file.whole
    }

    /// Whether the file is one of the model's folder, so that its path means something.
    pub fn has_layout(self) -> bool {
        !matches!(self.file.role, Some(crate::schema::DocumentKind::Bundle))
    }
}

/// An element of the model with the spot of its map.
pub(crate) struct At<'a, T> {
    pub item: &'a T,
    pub spot: Spot<'a>,
}

impl<'a, T> Clone for At<'a, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<'_, T> {}

/// An indicator with its competence and its number in it.
#[derive(Clone, Copy)]
pub(crate) struct IndicatorAt<'a> {
    pub competence: At<'a, Competence>,
    pub index: usize,
    pub item: &'a Indicator,
}

impl<'a> IndicatorAt<'a> {
    pub fn spot(&self) -> Spot<'a> {
        self.competence.spot.key("indicators").item(self.index)
    }
}

/// Any element with an id, and its place.
#[derive(Clone, Copy)]
pub(crate) struct ElementAt<'a> {
    pub element: Element<'a>,
    holder: Spot<'a>,
    /// The number of an indicator in the competence that is the holder.
    index: Option<usize>,
}

impl<'a> ElementAt<'a> {
    pub fn spot(&self) -> Spot<'a> {
        match self.index {
            Some(index) => self.holder.key("indicators").item(index),
            None => self.holder,
        }
    }
}

/// A text of the model, and the way to it from its element.
pub(crate) struct Text<'a> {
    /// The id of the element.
    pub element: &'a str,
    pub role: TextRole,
    pub text: &'a LocalisedText,
    spot: Spot<'a>,
    steps: [Step; 4],
}

/// What a text is there for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextRole {
    /// The statement of an indicator.
    Statement(Polarity),
    /// The name of something.
    Title,
    /// A definition, a description, an anchor, a reason.
    Prose,
}

#[derive(Clone, Copy)]
enum Step {
    End,
    Key(&'static str),
    Item(usize),
}

impl<'a> Text<'a> {
    /// The spot of the text in all its languages.
    pub fn spot(&self) -> Spot<'a> {
        self.steps.iter().fold(self.spot, |spot, step| match step {
            Step::End => spot,
            Step::Key(key) => spot.key(key),
            Step::Item(index) => spot.item(*index),
        })
    }

    /// Whether the whole file could be understood.
    pub fn is_whole(&self) -> bool {
        self.spot.is_whole()
    }

    /// The place of the text in one language; of a plain string, that of the string.
    pub fn place(&self, language: &LanguageTag) -> Place {
        self.spot().key(language.as_str()).place()
    }
}

impl<'a> Subject<'a> {
    fn new(loaded: &'a Loaded) -> Self {
        let mut subject = Self {
            loaded,
            texts: Vec::new(),
            statements: OnceLock::new(),
        };
        subject.texts = subject.collect_texts();
        subject
    }

    pub fn model(&self) -> &'a Model {
        &self.loaded.model
    }

    /// Whether there is a whole model, and not one document without its framework.
    pub fn is_whole_model(&self) -> bool {
        !self.loaded.is_part
    }

    /// The manifest, if it could be understood.
    pub fn framework(&self) -> Option<At<'a, Framework>> {
        let origin = self.loaded.origins.framework?;
        Some(At {
            item: self.loaded.model.framework(),
            spot: self.spot(origin),
        })
    }

    fn spot(&self, origin: Origin) -> Spot<'a> {
        Spot {
            file: &self.loaded.files[origin.file],
            node: origin.node,
        }
    }

    fn located<T>(&self, items: &'a [T], origins: &'a [Origin]) -> impl Iterator<Item = At<'a, T>> {
        let loaded = self.loaded;
        items.iter().zip(origins).map(move |(item, origin)| {
            let spot = Spot {
                file: &loaded.files[origin.file],
                node: origin.node,
            };
            At { item, spot }
        })
    }

    pub fn clusters(&self) -> impl Iterator<Item = At<'a, Cluster>> {
        self.located(self.loaded.model.clusters(), &self.loaded.origins.clusters)
    }

    pub fn competences(&self) -> impl Iterator<Item = At<'a, Competence>> {
        self.located(
            self.loaded.model.competences(),
            &self.loaded.origins.competences,
        )
    }

    pub fn profiles(&self) -> impl Iterator<Item = At<'a, Profile>> {
        self.located(self.loaded.model.profiles(), &self.loaded.origins.profiles)
    }

    pub fn lineage(&self) -> impl Iterator<Item = At<'a, Lineage>> {
        self.located(self.loaded.model.lineage(), &self.loaded.origins.lineage)
    }

    pub fn indicators(&self) -> impl Iterator<Item = IndicatorAt<'a>> {
        self.competences().flat_map(|competence| {
            let indicators = competence.item.indicators.iter().enumerate();
            indicators.map(move |(index, item)| IndicatorAt {
                competence,
                index,
                item,
            })
        })
    }

    /// Every element: clusters, competences each followed by its indicators, profiles.
    pub fn elements(&self) -> impl Iterator<Item = ElementAt<'a>> {
        let whole = |element, holder| ElementAt {
            element,
            holder,
            index: None,
        };
        let clusters = self
            .clusters()
            .map(move |at| whole(Element::Cluster(at.item), at.spot));
        let competences = self.competences().flat_map(move |at| {
            let indicators = at
                .item
                .indicators
                .iter()
                .enumerate()
                .map(move |(index, it)| ElementAt {
                    element: Element::Indicator(at.item, it),
                    holder: at.spot,
                    index: Some(index),
                });
            std::iter::once(whole(Element::Competence(at.item), at.spot)).chain(indicators)
        });
        let profiles = self
            .profiles()
            .map(move |at| whole(Element::Profile(at.item), at.spot));
        clusters.chain(competences).chain(profiles)
    }

    /// The first element with this id.
    pub fn find(&self, id: &str) -> Option<ElementAt<'a>> {
        let element = self.model().element(id)?;
        let holder = id.split_once('.').map_or(id, |(parent, _)| parent);
        let origins = &self.loaded.origins;
        let origin = match self.model().position(holder)? {
            Position::Cluster(at) => origins.clusters.get(at),
            Position::Competence(at) => origins.competences.get(at),
            Position::Profile(at) => origins.profiles.get(at),
        };
        let index = match element {
            Element::Indicator(competence, _) => competence
                .indicators
                .iter()
                .position(|it| it.id.as_str() == id),
            _ => None,
        };
        Some(ElementAt {
            element,
            holder: self.spot(*origin?),
            index,
        })
    }

    /// The indicators that are not deprecated and have a statement in the primary language.
    pub fn statements_in_force(&self) -> &[Statement<'a>] {
        self.statements.get_or_init(|| {
            let primary = &self.model().framework().languages.primary;
            let statement = |at: IndicatorAt<'a>| {
                let status = at.competence.item.status_of(at.item);
                let normalised = similarity::normalised(at.item.statement.get(primary)?);
                (status != Status::Deprecated).then_some(Statement { at, normalised })
            };
            self.indicators().filter_map(statement).collect()
        })
    }

    /// The place of an indicator's statement in the primary language.
    pub fn statement_place(&self, at: &IndicatorAt<'_>) -> Place {
        let primary = &self.model().framework().languages.primary;
        at.spot().key("statement").key(primary.as_str()).place()
    }

    /// Whether all files below a folder could be understood as a whole.
    pub fn all_whole_below(&self, folder: &str) -> bool {
        let broken = |path: &str| path.starts_with(folder);
        let unread = self.loaded.findings.iter().any(|it| {
            let reading = rules::find(it.rule).is_some_and(|rule| !rule.category.is_adjustable());
            reading && it.severity == Severity::Error && broken(&it.place.file)
        });
        !unread
            && self
                .loaded
                .files
                .iter()
                .all(|file| file.whole || !broken(&file.path))
    }

    /// All texts of the model, in all their languages.
    pub fn texts(&self) -> &[Text<'a>] {
        &self.texts
    }

    /// The released bundles, from the oldest to the newest.
    pub fn releases(&self) -> &'a [Release] {
        &self.loaded.releases
    }

    /// Whether a document that could not be understood may define this id.
    pub fn may_exist(&self, id: &str) -> bool {
        self.loaded.half_known.contains(id)
    }

    /// The severity of a rule here, or `None` if it is off.
    fn severity(&self, rule: &Rule) -> Option<Severity> {
        let settings = self.framework().map(|framework| &framework.item.rules);
        match settings.and_then(|settings| settings.get(rule.id)) {
            Some(setting) if rule.category.is_adjustable() => setting.severity(),
            _ => Some(rule.severity),
        }
    }

    fn collect_texts(&self) -> Vec<Text<'a>> {
        use Step::{End, Item, Key};
        let mut texts = Vec::with_capacity(self.loaded.model.competences().len() * 8);
        if let Some(At {
            item: framework,
            spot,
        }) = self.framework()
        {
            let element = framework.id.as_str();
            let mut add = |role, text, steps| {
                texts.push(Text {
                    element,
                    role,
                    text,
                    spot,
                    steps,
                })
            };
            add(
                TextRole::Title,
                &framework.title,
                [Key("title"), End, End, End],
            );
            if let Some(text) = &framework.description {
                add(TextRole::Prose, text, [Key("description"), End, End, End]);
            }
            for (index, level) in framework.scale.levels.iter().enumerate() {
                let steps = |key| [Key("scale"), Key("levels"), Item(index), Key(key)];
                add(TextRole::Title, &level.title, steps("title"));
                if let Some(text) = &level.anchor {
                    add(TextRole::Prose, text, steps("anchor"));
                }
            }
            for (index, organisation) in framework.organisations.iter().enumerate() {
                let steps = [Key("organisations"), Item(index), Key("title"), End];
                add(TextRole::Title, &organisation.title, steps);
            }
        }
        let mut common = |element,
                          spot,
                          title,
                          prose: Option<(&'static str, &'a LocalisedText)>,
                          deprecation: &'a Option<crate::Deprecation>| {
            let mut add = |role, text, steps| {
                texts.push(Text {
                    element,
                    role,
                    text,
                    spot,
                    steps,
                })
            };
            add(TextRole::Title, title, [Key("title"), End, End, End]);
            if let Some((key, text)) = prose {
                add(TextRole::Prose, text, [Key(key), End, End, End]);
            }
            if let Some(text) = deprecation.as_ref().and_then(|it| it.reason.as_ref()) {
                add(
                    TextRole::Prose,
                    text,
                    [Key("deprecation"), Key("reason"), End, End],
                );
            }
        };
        for At { item, spot } in self.clusters() {
            let prose = item.field.as_ref().map(|text| ("field", text));
            common(
                item.id.as_str(),
                spot,
                &item.title,
                prose,
                &item.deprecation,
            );
        }
        for At { item, spot } in self.competences() {
            let prose = item.definition.as_ref().map(|text| ("definition", text));
            common(
                item.id.as_str(),
                spot,
                &item.title,
                prose,
                &item.deprecation,
            );
        }
        for At { item, spot } in self.profiles() {
            let prose = item.description.as_ref().map(|text| ("description", text));
            common(
                item.id.as_str(),
                spot,
                &item.title,
                prose,
                &item.deprecation,
            );
        }
        for IndicatorAt {
            competence: At { spot, .. },
            index,
            item,
        } in self.indicators()
        {
            let element = item.id.as_str();
            let at = |last, inner| [Key("indicators"), Item(index), Key(last), inner];
            let role = TextRole::Statement(item.polarity);
            texts.push(Text {
                element,
                role,
                text: &item.statement,
                spot,
                steps: at("statement", End),
            });
            if let Some(text) = item.deprecation.as_ref().and_then(|it| it.reason.as_ref()) {
                let steps = at("deprecation", Key("reason"));
                texts.push(Text {
                    element,
                    role: TextRole::Prose,
                    text,
                    spot,
                    steps,
                });
            }
        }
        texts
    }

    /// The competence's kind as its folder says, if the file is in a folder of kinds.
    pub fn kind_of_folder(path: &str) -> Option<Kind> {
        let (folder, _) = path.split_once('/')?;
        Kind::ALL.into_iter().find(|kind| kind.as_str() == folder)
    }
}

/// An excuse in the model.
pub(crate) struct ExcuseAt<'a> {
    pub element: &'a str,
    pub item: &'a Excuse,
    pub spot: Spot<'a>,
    /// Whether a finding was excused by it.
    used: bool,
}

/// All excuses, by element and rule.
struct Excuses<'a> {
    all: Vec<ExcuseAt<'a>>,
    index: HashMap<(&'a str, &'a RuleId), usize>,
}

impl<'a> Excuses<'a> {
    fn of(subject: &Subject<'a>) -> Self {
        let all = excuses(subject);
        let keys = all.iter().map(|it| (it.element, &it.item.rule));
        let index = keys
            .enumerate()
            .map(|(number, key)| (key, number))
            .collect();
        Self { all, index }
    }

    /// Whether an element that a finding is about is excused from the rule.
    fn cover(&mut self, rule: &Rule, finding: &Finding) -> bool {
        if self.all.is_empty() || !rule.category.is_adjustable() {
            return false;
        }
        let Ok(id) = RuleId::new(rule.id) else {
            return false;
        };
        let related = finding
            .related
            .iter()
            .filter_map(|it| it.element.as_deref());
        let elements = finding.element.as_deref().into_iter().chain(related);
        let mut covered = false;
        for element in elements {
            if let Some(&number) = self.index.get(&(element, &id)) {
                self.all[number].used = true;
                covered = true;
            }
        }
        covered
    }

    fn unused(&self) -> impl Iterator<Item = &ExcuseAt<'a>> {
        self.all.iter().filter(|excuse| !excuse.used)
    }
}

/// Every excuse of every element.
pub(crate) fn excuses<'a>(subject: &Subject<'a>) -> Vec<ExcuseAt<'a>> {
    let mut all = Vec::new();
    let mut add = |element: &'a str, excuses: &'a [Excuse], spot: &dyn Fn() -> Spot<'a>| {
        for (index, item) in excuses.iter().enumerate() {
            let spot = spot().key("excuses").item(index);
            all.push(ExcuseAt {
                element,
                item,
                spot,
                used: false,
            });
        }
    };
    if let Some(At { item, spot }) = subject.framework() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    for At { item, spot } in subject.clusters() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    for At { item, spot } in subject.competences() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    for indicator in subject.indicators() {
        add(indicator.item.id.as_str(), &indicator.item.excuses, &|| {
            indicator.spot()
        });
    }
    for At { item, spot } in subject.profiles() {
        add(item.id.as_str(), &item.excuses, &|| spot);
    }
    all
}
