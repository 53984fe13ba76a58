//! The texts of a framework and its elements, in one list: what rules about wording look at, the
//! search finds, the difference compares language by language, and a language is declared for.

use serde::Serialize;

use crate::{
    Annotations, Bundle, Cluster, Competence, Element, Facet, Framework, Indicator, Level,
    LevelDescriptor, LocalisedText, NamedScale, Organisation, Profile,
};

/// Which text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "check", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TextField {
    /// The title of a framework, cluster, competence or profile, of a level, a scale, a facet or an
    /// organisation.
    Title,
    /// The statement of an indicator.
    Statement,
    /// The definition of a competence or a cluster.
    Definition,
    /// The field of work of a cluster.
    Field,
    /// The description of a framework, a profile or a facet.
    Description,
    /// What a competence is at a level.
    LevelDescription,
    /// The anchor of a level of the scale.
    Anchor,
    /// Why something is deprecated.
    DeprecationReason,
    /// How something is to be understood and used.
    Note,
    /// Another name for the same.
    AlternativeTitle,
    /// A word under which something is looked for.
    Keyword,
    /// An example.
    Example,
    /// What is found at a link.
    LinkTitle,
}

crate::words!(TextField, "a text", {
    Title => "title",
    Statement => "statement",
    Definition => "definition",
    Field => "field",
    Description => "description",
    LevelDescription => "level-description",
    Anchor => "anchor",
    DeprecationReason => "deprecation-reason",
    Note => "note",
    AlternativeTitle => "alternative-title",
    Keyword => "keyword",
    Example => "example",
    LinkTitle => "link-title",
});

impl TextField {
    /// The last key on the way to the text in its document.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::DeprecationReason => "reason",
            Self::LevelDescription => "description",
            Self::AlternativeTitle => "alternative-titles",
            Self::Keyword => "keywords",
            Self::Example => "examples",
            Self::LinkTitle => "title",
            _ => self.as_str(),
        }
    }

    /// Whether the key holds a list of such texts.
    pub(crate) const fn is_list(self) -> bool {
        matches!(self, Self::AlternativeTitle | Self::Keyword | Self::Example)
    }

    /// Whether each language has texts of its own, of which none translates another.
    #[cfg(feature = "check")]
    pub(crate) const fn is_per_language(self) -> bool {
        matches!(self, Self::AlternativeTitle | Self::Keyword)
    }

    /// Whether it says what the element is, and not what is to be done with it.
    pub(crate) fn is_of_content(self) -> bool {
        !matches!(self, Self::DeprecationReason | Self::LinkTitle)
    }
}

/// A text of a framework or of an element.
///
/// ```
/// use competence_core::{Competence, Element, TextField};
/// let competence: Competence = serde_json::from_str(r#"{
///     "id": "cooperation", "kind": "core", "status": "approved", "indicators": [],
///     "title": {"en": "Cooperation"}, "definition": {"en": "Works with others"}
/// }"#)?;
/// let fields: Vec<TextField> = Element::Competence(&competence).texts().map(|it| it.field).collect();
/// assert_eq!(fields, [TextField::Title, TextField::Definition]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text<'m> {
    /// Which text.
    pub field: TextField,
    /// What it says, in each language.
    pub text: &'m LocalisedText,
    /// The item of a list that it belongs to.
    item: Option<Item>,
}

/// An item of a list that has texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// Of the list with this key.
    Of(&'static str, usize),
    /// A level of the scale for ratings.
    Level(usize),
    /// A level of another scale.
    LevelOf(usize, usize),
}

/// A step on the way to a text.
#[cfg(feature = "check")]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Key(&'static str),
    Item(usize),
}

#[cfg(feature = "check")]
impl Text<'_> {
    /// The way to the text from the map of what it belongs to.
    pub(crate) fn way(&self) -> impl Iterator<Item = Step> {
        use Step::{Item as At, Key};
        let to_item = match self.item {
            Some(Item::Of(list, at)) => [Some(Key(list)), Some(At(at)), None, None],
            Some(Item::Level(at)) => [Some(Key("scale")), Some(Key("levels")), Some(At(at)), None],
            Some(Item::LevelOf(scale, at)) => [
                Some(Key("scales")),
                Some(At(scale)),
                Some(Key("levels")),
                Some(At(at)),
            ],
            None if self.field == TextField::DeprecationReason => {
                [Some(Key("deprecation")), None, None, None]
            }
            None => [None; 4],
        };
        let own = (!self.field.is_list()).then_some(Key(self.field.key()));
        to_item.into_iter().flatten().chain(own)
    }
}

/// The texts of one kind of element that are not in a list: each field once, for reading and for
/// writing.
macro_rules! texts {
    ($name:ident, $name_mut:ident, $owner:ty, $($field:ident: $has:tt $member:ident),* $(,)?) => {
        fn $name(owner: &$owner) -> impl Iterator<Item = Text<'_>> {
            [$(texts!(@get $has owner, $member).map(|text| Text {
                field: TextField::$field,
                text,
                item: None,
            })),*].into_iter().flatten()
        }

        fn $name_mut(owner: &mut $owner, each: &mut impl FnMut(&mut LocalisedText)) {
            $(if let Some(text) = texts!(@get_mut $has owner, $member) {
                each(text);
            })*
        }
    };
    (@get one $owner:ident, $member:ident) => { Some(&$owner.$member) };
    (@get any $owner:ident, $member:ident) => { $owner.$member.as_ref() };
    (@get reason $owner:ident, $member:ident) => {
        $owner.$member.as_ref().and_then(|it| it.reason.as_ref())
    };
    (@get_mut one $owner:ident, $member:ident) => { Some(&mut $owner.$member) };
    (@get_mut any $owner:ident, $member:ident) => { $owner.$member.as_mut() };
    (@get_mut reason $owner:ident, $member:ident) => {
        $owner.$member.as_mut().and_then(|it| it.reason.as_mut())
    };
}

texts!(of_cluster, each_of_cluster, Cluster, Title: one title, Definition: any definition, Field: any field, DeprecationReason: reason deprecation);
texts!(of_competence, each_of_competence, Competence, Title: one title, Definition: any definition, DeprecationReason: reason deprecation);
texts!(of_indicator, each_of_indicator, Indicator, Statement: one statement, DeprecationReason: reason deprecation);
texts!(of_profile, each_of_profile, Profile, Title: one title, Description: any description, DeprecationReason: reason deprecation);
texts!(of_framework, each_of_framework, Framework, Title: one title, Description: any description);
texts!(of_level, each_of_level, Level, Title: one title, Anchor: any anchor);
texts!(of_descriptor, each_of_descriptor, LevelDescriptor, LevelDescription: one description);
texts!(of_scale, each_of_scale, NamedScale, Title: one title);
texts!(of_facet, each_of_facet, Facet, Title: one title, Description: any description);
texts!(of_organisation, each_of_organisation, Organisation, Title: one title);
texts!(of_note, each_of_note, Annotations, Note: any note);

/// The texts of the items of a list.
fn of_items<'m, T, I: Iterator<Item = Text<'m>>>(
    list: &'static str,
    items: &'m [T],
    texts: impl Fn(&'m T) -> I,
) -> impl Iterator<Item = Text<'m>> {
    let numbered = items.iter().enumerate();
    numbered.flat_map(move |(at, it)| {
        let item = Some(Item::Of(list, at));
        texts(it).map(move |text| Text { item, ..text })
    })
}

/// The texts of a list that holds nothing else.
fn of_list(field: TextField, texts: &[LocalisedText]) -> impl Iterator<Item = Text<'_>> {
    of_items(field.key(), texts, move |text| {
        std::iter::once(Text {
            field,
            text,
            item: None,
        })
    })
}

fn of_annotations(it: &Annotations) -> impl Iterator<Item = Text<'_>> {
    let titles = of_items("links", &it.links, |link| {
        let text = |text| Text {
            field: TextField::LinkTitle,
            text,
            item: None,
        };
        link.title.iter().map(text)
    });
    of_note(it)
        .chain(of_list(TextField::AlternativeTitle, &it.alternative_titles))
        .chain(of_list(TextField::Keyword, &it.keywords))
        .chain(of_list(TextField::Example, &it.examples))
        .chain(titles)
}

fn each_of_annotations(it: &mut Annotations, each: &mut impl FnMut(&mut LocalisedText)) {
    each_of_note(it, each);
    for list in [
        &mut it.alternative_titles,
        &mut it.keywords,
        &mut it.examples,
    ] {
        list.iter_mut().for_each(&mut *each);
    }
    let titles = it.links.iter_mut().filter_map(|link| link.title.as_mut());
    titles.for_each(each);
}

impl<'m> Element<'m> {
    /// The texts that the element has: its title or statement first. Those of a competence are
    /// without its indicators'.
    pub fn texts(&self) -> impl Iterator<Item = Text<'m>> + use<'m> {
        // One of the four; the others are empty.
        let (mut cluster, mut competence, mut indicator, mut profile) = (None, None, None, None);
        match *self {
            Self::Cluster(it) => cluster = Some(of_cluster(it)),
            Self::Competence(it) => {
                let levels = of_items("levels", &it.levels, of_descriptor);
                competence = Some(of_competence(it).chain(levels));
            }
            Self::Indicator(_, it) => indicator = Some(of_indicator(it)),
            Self::Profile(it) => profile = Some(of_profile(it)),
        }
        let own = (cluster.into_iter().flatten())
            .chain(competence.into_iter().flatten())
            .chain(indicator.into_iter().flatten())
            .chain(profile.into_iter().flatten());
        own.chain(of_annotations(self.annotations()))
    }
}

impl Framework {
    /// The texts of the manifest: its own, and those of the levels, scales, facets and organisations.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        let levels = self.scale.levels.iter().enumerate();
        let levels = levels.flat_map(|(at, level)| {
            let item = Some(Item::Level(at));
            of_level(level).map(move |text| Text { item, ..text })
        });
        let scales = self.scales.iter().enumerate();
        let levels_of_scales = scales.flat_map(|(scale, named)| {
            let levels = named.levels.iter().enumerate();
            levels.flat_map(move |(at, level)| {
                let item = Some(Item::LevelOf(scale, at));
                of_level(level).map(move |text| Text { item, ..text })
            })
        });
        of_framework(self)
            .chain(levels)
            .chain(of_items("scales", &self.scales, of_scale))
            .chain(levels_of_scales)
            .chain(of_items("facets", &self.facets, of_facet))
            .chain(of_items(
                "organisations",
                &self.organisations,
                of_organisation,
            ))
            .chain(of_annotations(&self.annotations))
    }
}

impl Bundle {
    /// Does something with every text.
    pub(crate) fn each_text(&mut self, mut each: impl FnMut(&mut LocalisedText)) {
        let each = &mut each;
        let framework = &mut self.framework;
        each_of_framework(framework, each);
        for level in &mut framework.scale.levels {
            each_of_level(level, each);
        }
        for scale in &mut framework.scales {
            each_of_scale(scale, each);
            for level in &mut scale.levels {
                each_of_level(level, each);
            }
        }
        for facet in &mut framework.facets {
            each_of_facet(facet, each);
        }
        for organisation in &mut framework.organisations {
            each_of_organisation(organisation, each);
        }
        each_of_annotations(&mut framework.annotations, each);
        for cluster in &mut self.clusters {
            each_of_cluster(cluster, each);
            each_of_annotations(&mut cluster.annotations, each);
        }
        for competence in &mut self.competences {
            each_of_competence(competence, each);
            for level in &mut competence.levels {
                each_of_descriptor(level, each);
            }
            each_of_annotations(&mut competence.annotations, each);
            for indicator in &mut competence.indicators {
                each_of_indicator(indicator, each);
                each_of_annotations(&mut indicator.annotations, each);
            }
        }
        for profile in &mut self.profiles {
            each_of_profile(profile, each);
            each_of_annotations(&mut profile.annotations, each);
        }
    }
}

#[cfg(all(test, feature = "check"))]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::schema::DocumentKind;

    /// The names of all keys whose value is a text in several languages.
    fn keys(schema: &Value, found: &mut BTreeSet<String>) {
        if let Some(properties) = schema["properties"].as_object() {
            let is_text = |it: &Value| it.to_string().contains("#/$defs/LocalisedText\"");
            let texts = properties.iter().filter(|(_, it)| is_text(it));
            found.extend(texts.map(|(key, _)| key.clone()));
        }
        match schema {
            Value::Object(map) => map.values().for_each(|it| keys(it, found)),
            Value::Array(items) => items.iter().for_each(|it| keys(it, found)),
            _ => {}
        }
    }

    #[test]
    fn every_text_of_the_schemas_is_in_the_list() {
        let mut found = BTreeSet::new();
        keys(&DocumentKind::Bundle.schema(), &mut found);
        let listed = TextField::ALL.iter().map(|it| it.key().to_owned());
        assert_eq!(found, listed.collect());
    }

    #[test]
    fn what_is_read_is_what_is_written() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../model/releases/2.0.0.json"
        );
        let model = crate::Model::from_bundle(&std::fs::read(path).unwrap()).unwrap();
        let of_elements = model.elements().flat_map(|it| it.texts());
        let read = model.framework().texts().chain(of_elements);
        let mut read: Vec<LocalisedText> = read.map(|it| it.text.clone()).collect();
        let mut written = Vec::new();
        model
            .as_bundle()
            .clone()
            .each_text(|it| written.push(it.clone()));
        let by_text =
            |a: &LocalisedText, b: &LocalisedText| format!("{a:?}").cmp(&format!("{b:?}"));
        read.sort_by(by_text);
        written.sort_by(by_text);
        assert!(read.len() > 300, "{}", read.len());
        assert_eq!(read, written);
    }
}
