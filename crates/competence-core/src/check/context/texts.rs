//! All texts of a model, for the rules about wording.

use super::spot::Spot;
use super::subject::Subject;
use crate::check::finding::Place;
use crate::{Element, LanguageTag, LocalisedText, Polarity, TextField};

/// A text of the model, and the way to it in its file.
pub(crate) struct Text<'a> {
    /// The id of the element, or of the framework.
    pub element: &'a str,
    own: crate::Text<'a>,
    /// The element; none for what is in the manifest.
    of: Option<Element<'a>>,
    holder: Spot<'a>,
    /// The number of an indicator in the competence that is the holder.
    index: Option<usize>,
}

impl<'a> Text<'a> {
    /// What it says, in each language.
    pub fn words(&self) -> &'a LocalisedText {
        self.own.text
    }

    /// Whether it is the statement of an indicator.
    pub fn is_statement(&self) -> bool {
        self.own.field == TextField::Statement
    }

    /// Whether each language has texts of its own, of which none translates another.
    pub fn is_per_language(&self) -> bool {
        self.own.field.is_per_language()
    }

    /// The spot of the text in all its languages.
    pub fn spot(&self) -> Spot<'a> {
        let map = match self.index {
            Some(index) => self.holder.key("indicators").item(index),
            None => self.holder,
        };
        map.along(self.own.way())
    }

    /// The place of the text in one language; of a plain string, that of the string.
    pub fn place(&self, language: &LanguageTag) -> Place {
        self.spot().key(language.as_str()).place()
    }

    /// How the text is written in the file, in quotes or without, with other words. Nothing where
    /// it stands on several lines, or is written with escapes.
    pub fn rewritten(&self, language: &LanguageTag, to: &str) -> Option<String> {
        let words = self.words().get(language)?;
        let spot = self.spot().key(language.as_str());
        let source = spot.source()?;
        let end = usize::try_from(spot.scalar()?.length).ok()?;
        let end = source
            .char_indices()
            .nth(end)
            .map_or(source.len(), |(at, _)| at);
        let (text, behind) = source.split_at_checked(end)?;
        let Some(quote) = text.chars().next().filter(|it| ['"', '\''].contains(it)) else {
            return (text == words).then(|| to.to_owned());
        };
        let is_written_so = text == format!("{quote}{words}{quote}");
        let has_no_signs = !words.contains(['\\', quote]) && !to.contains(quote);
        (is_written_so && has_no_signs).then(|| format!("{quote}{to}{quote}{behind}"))
    }

    /// Whether it is the statement of a behaviour that speaks for the competence.
    pub fn is_of_effective_behaviour(&self) -> bool {
        let is_effective = matches!(
            self.of,
            Some(Element::Indicator(_, it)) if it.polarity == Polarity::Effective
        );
        self.is_statement() && is_effective
    }
}

pub(super) fn collect<'a>(subject: &Subject<'a>) -> Vec<Text<'a>> {
    let of_manifest = subject.framework().into_iter().flat_map(|at| {
        at.item.texts().map(move |text| Text {
            element: at.item.id.as_str(),
            own: text,
            of: None,
            holder: at.spot,
            index: None,
        })
    });
    let of_elements = subject.elements().flat_map(|at| {
        at.element.texts().map(move |text| Text {
            element: at.element.id(),
            own: text,
            of: Some(at.element),
            holder: at.holder,
            index: at.index,
        })
    });
    of_manifest.chain(of_elements).collect()
}
