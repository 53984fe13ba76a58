//! All texts of a model, for the rules about wording.

use super::spot::Spot;
use super::subject::{At, ElementAt, Subject};
use crate::check::finding::Place;
use crate::{Element, LanguageTag, LocalisedText, Polarity};

/// A text of the model, and the way to it from its element.
pub(crate) struct Text<'a> {
    /// The id of the element.
    pub element: &'a str,
    pub role: TextRole,
    pub words: &'a LocalisedText,
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

    /// The place of the text in one language; of a plain string, that of the string.
    pub fn place(&self, language: &LanguageTag) -> Place {
        self.spot().key(language.as_str()).place()
    }
}

use Step::{End, Item, Key};

pub(super) fn collect<'a>(subject: &Subject<'a>) -> Vec<Text<'a>> {
    let mut texts = Vec::with_capacity(subject.model().competences().len() * 8);
    of_manifest(subject, &mut texts);
    for at in subject.elements() {
        let ElementAt {
            element: it,
            holder: spot,
            index,
        } = at;
        let steps = |key, inner| match index {
            Some(index) => [Key("indicators"), Item(index), Key(key), inner],
            None => [Key(key), inner, End, End],
        };
        let mut add = |role, text, steps| {
            texts.push(Text {
                element: it.id(),
                role,
                words: text,
                spot,
                steps,
            });
        };
        let (role, key) = match it {
            Element::Indicator(_, indicator) => {
                (TextRole::Statement(indicator.polarity), "statement")
            }
            _ => (TextRole::Title, "title"),
        };
        add(role, it.title(), steps(key, End));
        let prose = match it {
            Element::Cluster(it) => it.field.as_ref().map(|text| ("field", text)),
            Element::Competence(it) => it.definition.as_ref().map(|text| ("definition", text)),
            Element::Profile(it) => it.description.as_ref().map(|text| ("description", text)),
            Element::Indicator(..) => None,
        };
        if let Some((key, text)) = prose {
            add(TextRole::Prose, text, steps(key, End));
        }
        if let Some(text) = it.deprecation().and_then(|it| it.reason.as_ref()) {
            add(TextRole::Prose, text, steps("deprecation", Key("reason")));
        }
    }
    texts
}

fn of_manifest<'a>(subject: &Subject<'a>, texts: &mut Vec<Text<'a>>) {
    let Some(At {
        item: framework,
        spot,
    }) = subject.framework()
    else {
        return;
    };
    let element = framework.id.as_str();
    let mut add = |role, words, steps| {
        texts.push(Text {
            element,
            role,
            words,
            spot,
            steps,
        });
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
