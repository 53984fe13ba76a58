//! Evidence in sentences.

use competence_core::{LanguageTag, Model};
use competence_render::locale::{Locale, args};

use super::suggestion::{Measure, Measured, Question};

/// The language of the evidence, and the texts of the elements that it names.
pub(super) struct Wording<'m> {
    model: &'m Model,
    locale: Locale,
}

impl<'m> Wording<'m> {
    /// In the primary language of the model, if there are sentences in it, or in English.
    pub fn of(model: &'m Model) -> Self {
        let primary: &LanguageTag = &model.framework().languages.primary;
        let locale = Locale::of(primary);
        Self { model, locale }
    }

    /// The tag of the language.
    pub fn tag(&self) -> &'static str {
        self.locale.tag()
    }

    /// Why a change is suggested.
    pub fn reason(&self, question: Question, figures: &[Measured]) -> String {
        let has_ceiling = figures.iter().any(|it| it.figure == Measure::Ceiling);
        let id = match question {
            Question::SaysNothing if has_ceiling => "draft-reason-ceiling".to_owned(),
            _ => format!("draft-reason-{question}"),
        };
        self.locale.say(&id, &[])
    }

    /// The figures in a sentence.
    pub fn evidence(&self, question: Question, from: &[String], figures: &[Measured]) -> String {
        let persons = figures.iter().find(|it| it.figure == Measure::Persons);
        let figures = figures.iter().filter(|it| it.figure != Measure::Persons);
        let figures: Vec<String> = figures.map(|it| self.figure(it)).collect();
        let names: Vec<String> = from.iter().map(|it| self.title(it)).collect();
        let noun = match question {
            Question::OneCompetence | Question::TwoCompetences => "competence",
            Question::Elsewhere | Question::SaysNothing | Question::Repeats => "indicator",
        };
        self.locale.say(
            "draft-evidence",
            args! {
                "number" => persons.map_or(0.0, |it| it.value),
                "noun" => noun,
                "targets" => names.len(),
                "elements" => self.locale.list(&names),
                "figures" => figures.join("; "),
            },
        )
    }

    fn figure(&self, it: &Measured) -> String {
        let value = match it.figure {
            Measure::Factors | Measure::Persons => format!("{:.0}", it.value),
            _ => self.decimal(it.value),
        };
        let value = match (it.lower, it.upper) {
            (Some(lower), Some(upper)) => {
                let (lower, upper) = (self.decimal(lower), self.decimal(upper));
                let ends = args! { "value" => value, "lower" => lower, "upper" => upper };
                self.locale.say("draft-interval", ends)
            }
            _ => value,
        };
        let id = format!("draft-{}", it.figure);
        let competence = it.of.last().map(|it| self.title(it)).unwrap_or_default();
        let filled = args! { "value" => value, "competence" => competence };
        self.locale.say(&id, filled)
    }

    /// Two decimals, as the language writes them.
    fn decimal(&self, value: f64) -> String {
        let text = format!("{value:.2}").replace('-', "\u{2212}");
        if self.tag() == "sl" {
            text.replace('.', ",")
        } else {
            text
        }
    }

    fn title(&self, id: &str) -> String {
        let element = self.model.element(id);
        let text = element.map_or(id, |it| self.model.text(it.title(), None).1);
        self.locale.quoted(text)
    }
}
