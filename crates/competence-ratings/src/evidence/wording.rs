//! Evidence in sentences.

use competence_core::Model;

use super::suggestion::{Measure, Measured, Question};

/// The language of the evidence, and the texts of the elements that it names.
pub(super) struct Wording<'m> {
    model: &'m Model,
    language: Language,
}

#[derive(Clone, Copy, PartialEq)]
enum Language {
    English,
    Slovene,
}

impl<'m> Wording<'m> {
    /// In the primary language of the model, if there are sentences in it, or in English.
    pub fn of(model: &'m Model) -> Self {
        let primary = model.framework().languages.primary.as_str();
        let is_slovene = primary.split('-').next() == Some("sl");
        let language = if is_slovene {
            Language::Slovene
        } else {
            Language::English
        };
        Self { model, language }
    }

    /// The tag of the language.
    pub fn tag(&self) -> &'static str {
        match self.language {
            Language::English => "en",
            Language::Slovene => "sl",
        }
    }

    /// Why a change is suggested.
    pub fn reason(&self, question: Question, figures: &[Measured]) -> String {
        let has_ceiling = figures.iter().any(|it| it.figure == Measure::Ceiling);
        let (english, slovene) = match question {
            Question::OneCompetence => (
                "The ratings do not tell the two competences apart",
                "Ocene kompetenc ne ločijo",
            ),
            Question::TwoCompetences => (
                "The ratings show two things in the competence",
                "Ocene kažejo, da kompetenca zajema dve stvari",
            ),
            Question::Elsewhere => (
                "The ratings of the indicator go with those of another competence",
                "Ocene trditve se ujemajo z ocenami druge kompetence",
            ),
            Question::SaysNothing if has_ceiling => (
                "Nearly everyone is rated at the highest level",
                "Skoraj vsi so ocenjeni z najvišjo ravnjo",
            ),
            Question::SaysNothing => (
                "The ratings of the indicator do not go with those of its competence",
                "Ocene trditve se ne ujemajo z ocenami kompetence",
            ),
            Question::Repeats => (
                "The ratings of the two indicators are nearly the same",
                "Oceni trditev sta skoraj enaki",
            ),
        };
        self.one_of(english, slovene).to_owned()
    }

    /// The figures in a sentence.
    pub fn evidence(&self, question: Question, from: &[String], figures: &[Measured]) -> String {
        let persons = figures.iter().find(|it| it.figure == Measure::Persons);
        let persons = self.persons(persons.map_or(0.0, |it| it.value));
        let figures = figures.iter().filter(|it| it.figure != Measure::Persons);
        let figures: Vec<String> = figures.map(|it| self.figure(it)).collect();
        let names: Vec<String> = from.iter().map(|it| self.title(it)).collect();
        let of = names.join(self.one_of(" and ", " in "));
        let head = match (question, self.language) {
            (Question::OneCompetence | Question::TwoCompetences, Language::English) => {
                format!("Ratings of {persons} on {of}")
            }
            (Question::OneCompetence | Question::TwoCompetences, Language::Slovene) => {
                format!("Ocene {persons} pri {of}")
            }
            (_, Language::English) => format!("Ratings of {persons} on {of}"),
            (_, Language::Slovene) => format!("Ocene {persons} pri trditvi {of}"),
        };
        format!("{head}: {}", figures.join("; "))
    }

    fn figure(&self, it: &Measured) -> String {
        let other = it.of.last().map(|it| self.title(it)).unwrap_or_default();
        let name = match it.figure {
            Measure::CorrectedCorrelation => self
                .one_of(
                    "correlation corrected for attenuation",
                    "korelacija, popravljena za nezanesljivost,",
                )
                .to_owned(),
            Measure::Factors => self
                .one_of(
                    "factors by parallel analysis",
                    "faktorji po vzporedni analizi",
                )
                .to_owned(),
            Measure::FactorCorrelation => self
                .one_of("correlation of the factors", "korelacija faktorjev")
                .to_owned(),
            Measure::Alpha => self
                .one_of(
                    "Cronbach's alpha of all indicators together",
                    "Cronbachov alfa vseh trditev skupaj",
                )
                .to_owned(),
            Measure::ItemRest => self
                .one_of(
                    "correlation with the rest of its competence",
                    "korelacija s preostankom kompetence",
                )
                .to_owned(),
            Measure::WithOther => {
                format!(
                    "{} {other}",
                    self.one_of("correlation with", "korelacija s kompetenco")
                )
            }
            Measure::Ceiling => self
                .one_of("share at the highest level", "delež najvišje ravni")
                .to_owned(),
            Measure::Correlation => self.one_of("correlation", "korelacija").to_owned(),
            Measure::Persons => self.one_of("persons", "osebe").to_owned(),
        };
        let value = match it.figure {
            Measure::Factors | Measure::Persons => format!("{:.0}", it.value),
            _ => self.decimal(it.value),
        };
        match (it.lower, it.upper) {
            (Some(lower), Some(upper)) => {
                let (lower, upper) = (self.decimal(lower), self.decimal(upper));
                let to = self.one_of("95% interval", "95-odstotni interval");
                let dash = self.one_of("to", "do");
                format!("{name} {value} ({to} {lower} {dash} {upper})")
            }
            _ => format!("{name}: {value}"),
        }
    }

    fn persons(&self, number: f64) -> String {
        let is = |it: f64| (it - 1.0).abs() < 0.5;
        let is_one = match self.language {
            Language::English => is(number),
            // "Ocene 101 osebe", but "ocene 102 oseb".
            Language::Slovene => is(number % 100.0),
        };
        let word = match (self.language, is_one) {
            (Language::English, true) => "person",
            (Language::English, false) => "persons",
            (Language::Slovene, true) => "osebe",
            (Language::Slovene, false) => "oseb",
        };
        format!("{number:.0} {word}")
    }

    /// Two decimals, as a language writes them.
    fn decimal(&self, value: f64) -> String {
        let text = format!("{value:.2}");
        match self.language {
            Language::English => text,
            Language::Slovene => text.replace('.', ",").replace('-', "−"),
        }
    }

    fn title(&self, id: &str) -> String {
        let element = self.model.element(id);
        let text = element.map_or(id, |it| self.model.text(it.title(), None).1);
        match self.language {
            Language::English => format!("“{text}”"),
            Language::Slovene => format!("»{text}«"),
        }
    }

    fn one_of<'t>(&self, english: &'t str, slovene: &'t str) -> &'t str {
        match self.language {
            Language::English => english,
            Language::Slovene => slovene,
        }
    }
}
