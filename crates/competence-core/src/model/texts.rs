//! The texts of a framework and its elements, in one list: what rules about wording look at, the
//! search finds, the difference compares language by language, and a language is declared for.

use serde::Serialize;

use crate::{Bundle, Cluster, Competence, Element, Framework, Indicator, LocalisedText, Profile};

/// Which text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TextField {
    /// The title of a framework, cluster, competence or profile, of a level or an organisation.
    Title,
    /// The statement of an indicator.
    Statement,
    /// The definition of a competence.
    Definition,
    /// The field of work of a cluster.
    Field,
    /// The description of a framework or a profile.
    Description,
    /// The anchor of a level of the scale.
    Anchor,
    /// Why something is deprecated.
    DeprecationReason,
}

crate::words!(TextField, "a text", {
    Title => "title",
    Statement => "statement",
    Definition => "definition",
    Field => "field",
    Description => "description",
    Anchor => "anchor",
    DeprecationReason => "deprecation-reason",
});

impl TextField {
    /// The last key on the way to the text in its document.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::DeprecationReason => "reason",
            _ => self.as_str(),
        }
    }

    /// Whether it says what the element is, and not what is to be done with it.
    pub(crate) fn is_of_content(self) -> bool {
        self != Self::DeprecationReason
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

/// An item of a list of the manifest that has texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Level(usize),
    Organisation(usize),
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
            Some(Item::Level(at)) => [Some(Key("scale")), Some(Key("levels")), Some(At(at))],
            Some(Item::Organisation(at)) => [Some(Key("organisations")), Some(At(at)), None],
            None if self.field == TextField::DeprecationReason => {
                [Some(Key("deprecation")), None, None]
            }
            None => [None; 3],
        };
        let steps = to_item.into_iter().flatten();
        steps.chain([Key(self.field.key())])
    }
}

/// The texts of one kind of element: each field once, for reading and for writing.
macro_rules! texts {
    ($name:ident, $name_mut:ident, $owner:ty, $($field:ident: $has:tt $member:ident),* $(,)?) => {
        fn $name(owner: &$owner) -> [Option<Text<'_>>; [$(TextField::$field),*].len()] {
            [$(texts!(@get $has owner, $member).map(|text| Text {
                field: TextField::$field,
                text,
                item: None,
            })),*]
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

texts!(of_cluster, each_of_cluster, Cluster, Title: one title, Field: any field, DeprecationReason: reason deprecation);
texts!(of_competence, each_of_competence, Competence, Title: one title, Definition: any definition, DeprecationReason: reason deprecation);
texts!(of_indicator, each_of_indicator, Indicator, Statement: one statement, DeprecationReason: reason deprecation);
texts!(of_profile, each_of_profile, Profile, Title: one title, Description: any description, DeprecationReason: reason deprecation);
texts!(of_framework, each_of_framework, Framework, Title: one title, Description: any description);
texts!(of_level, each_of_level, crate::Level, Title: one title, Anchor: any anchor);
texts!(of_organisation, each_of_organisation, crate::Organisation, Title: one title);

impl<'m> Element<'m> {
    /// The texts that the element has: its title or statement first. Those of a competence are
    /// without its indicators'.
    pub fn texts(&self) -> impl Iterator<Item = Text<'m>> + use<'m> {
        let all = match self {
            Self::Cluster(it) => of_cluster(it),
            Self::Competence(it) => of_competence(it),
            Self::Indicator(_, it) => {
                let [statement, reason] = of_indicator(it);
                [statement, reason, None]
            }
            Self::Profile(it) => of_profile(it),
        };
        all.into_iter().flatten()
    }
}

impl Framework {
    /// The texts of the manifest: its own, those of the levels, and those of the organisations.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        let at = |item| {
            move |text| Text {
                item: Some(item),
                ..text
            }
        };
        let levels = self.scale.levels.iter().enumerate();
        let levels = levels.flat_map(move |(number, level)| {
            let texts = of_level(level).into_iter().flatten();
            texts.map(at(Item::Level(number)))
        });
        let organisations = self.organisations.iter().enumerate();
        let organisations = organisations.flat_map(move |(number, organisation)| {
            let texts = of_organisation(organisation).into_iter().flatten();
            texts.map(at(Item::Organisation(number)))
        });
        let own = of_framework(self).into_iter().flatten();
        own.chain(levels).chain(organisations)
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
        for organisation in &mut framework.organisations {
            each_of_organisation(organisation, each);
        }
        for cluster in &mut self.clusters {
            each_of_cluster(cluster, each);
        }
        for competence in &mut self.competences {
            each_of_competence(competence, each);
            for indicator in &mut competence.indicators {
                each_of_indicator(indicator, each);
            }
        }
        for profile in &mut self.profiles {
            each_of_profile(profile, each);
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
