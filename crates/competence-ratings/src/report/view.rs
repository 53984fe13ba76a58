//! An analysis in the words of one language, with what each element is called.

use std::collections::BTreeMap;

use competence_core::{LanguageTag, LocalisedText, Model};
use competence_render::locale::{Locale, Value, args};

use super::table::Cell;
use crate::evidence::{Analysis, Figure, IndicatorPart, Reason, Why, WithInterval};
use crate::pictures::Numbers;

/// How many standard errors an interval of 95% is wide, on each side.
const NORMAL: f64 = 1.96;

/// Everything that turns figures into words.
pub struct View<'a> {
    pub analysis: &'a Analysis,
    pub locale: Locale,
    pub numbers: Numbers,
    model: &'a Model,
    language: &'a LanguageTag,
    /// The number of each competence, and of each indicator within its competence: `2`, `2.3`.
    codes: BTreeMap<&'a str, String>,
}

impl<'a> View<'a> {
    pub fn new(analysis: &'a Analysis, model: &'a Model, language: &'a LanguageTag) -> Self {
        let locale = Locale::of(language);
        let numbers = Numbers::of(locale.tag());
        let mut codes = BTreeMap::new();
        for (number, competence) in (1..).zip(&analysis.competences) {
            codes.insert(competence.id.as_str(), u32::to_string(&number));
            let own = |it: &&IndicatorPart| it.competence == competence.id;
            for (place, it) in (1..).zip(analysis.indicators.iter().filter(own)) {
                codes.insert(
                    it.id.as_str(),
                    format!("{number}.{}", u32::to_string(&place)),
                );
            }
        }
        Self {
            analysis,
            locale,
            numbers,
            model,
            language,
            codes,
        }
    }

    /// A message that is filled with nothing.
    pub fn say(&self, id: &str) -> String {
        self.locale.say(id, &[])
    }

    /// A message, filled in.
    pub fn fill(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.locale.say(id, args)
    }

    pub fn text(&self, text: &'a LocalisedText) -> &'a str {
        self.model.text(text, Some(self.language)).1
    }

    pub fn framework(&self) -> &'a str {
        self.text(&self.model.framework().title)
    }

    /// The number of an element, or its id where it is not of the model.
    pub fn code(&self, id: &str) -> String {
        self.codes.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The title of an element, or its statement; its id where it is not of the model.
    pub fn name(&self, id: &str) -> String {
        let element = self.model.element(id);
        element.map_or(id, |it| self.text(it.title())).to_owned()
    }

    /// A title in quotation marks, with its number.
    pub fn quoted(&self, id: &str) -> String {
        let name = self.locale.quoted(&self.name(id));
        match self.codes.get(id) {
            Some(code) => format!("{code} {name}"),
            None => name,
        }
    }

    /// The number and the name.
    pub fn numbered(&self, id: &str) -> String {
        format!("{} {}", self.code(id), self.name(id))
    }

    /// The name of an organisation, or another name of a group, by the model.
    pub fn group(&self, name: &str) -> String {
        let organisations = &self.model.framework().organisations;
        let found = organisations.iter().find(|it| it.id.as_str() == name);
        match found {
            Some(it) => self.text(&it.title).to_owned(),
            None => self.name(name),
        }
    }

    /// The name of a level, with its value.
    pub fn level(&self, value: u16) -> String {
        let levels = self.model.framework().scale.levels.iter();
        let found = levels.into_iter().find(|it| it.value.get() == value);
        let title = found.map_or("", |it| self.text(&it.title));
        let filled = args! { "value" => value.to_string(), "title" => title };
        self.fill("column-level", filled).trim_end().to_owned()
    }

    /// Why there is no figure.
    pub fn why(&self, why: &Why) -> String {
        let (found, needed) = (why.found.unwrap_or(0), why.needed.unwrap_or(0));
        let has_counts = why.found.is_some() && why.needed.is_some();
        match why.reason {
            Reason::Suppressed => self.fill("not-shown", args! { "least" => self.least() }),
            Reason::TooFew if has_counts => {
                let counts = args! { "n" => self.numbers.count(found), "needed" => self.numbers.count(needed) };
                self.fill("reason-too-few", counts)
            }
            Reason::TooFewIndicators if has_counts => {
                self.fill("reason-too-few-indicators", args! { "needed" => needed })
            }
            Reason::NoVariance => self.say("reason-no-variance"),
            Reason::Singular => self.say("reason-singular"),
            Reason::NoSolution => self.say("reason-no-solution"),
            Reason::TooManyFactors => self.say("reason-too-many-factors"),
            Reason::Unreliable => self.say("reason-unreliable"),
            Reason::NothingToTell => self.say("reason-nothing-to-tell"),
            Reason::NotInStatistics => self.say("reason-not-in-statistics"),
            Reason::Uncertain => self.say("reason-uncertain"),
            Reason::TooManyValues => self.say("reason-too-many-values"),
            Reason::TooManyIndicators => self.say("reason-too-many-indicators"),
            Reason::TooManyGroups => self.say("reason-too-many-groups"),
            Reason::InBoth => self.say("reason-in-both"),
            _ => self.say("reason-other"),
        }
    }

    /// The fewest persons that a figure may be of.
    pub fn least(&self) -> String {
        self.numbers.count(self.analysis.settings.min_group)
    }

    /// A figure with two decimals.
    pub fn cell(&self, figure: &Figure) -> Cell {
        self.cell_of(figure, |it| Cell::Number(*it, 2))
    }

    pub fn count(&self, figure: &Figure<u64>) -> Cell {
        self.cell_of(figure, |it| Cell::Count(*it))
    }

    pub fn share(&self, figure: &Figure) -> Cell {
        self.cell_of(figure, |it| Cell::Share(*it))
    }

    /// A figure as a cell, or why there is none.
    pub fn cell_of<T>(&self, figure: &Figure<T>, cell: impl Fn(&T) -> Cell) -> Cell {
        match figure {
            Figure::Known(it) => cell(it),
            Figure::None(it) => Cell::Missing(self.why(&it.none)),
        }
    }

    /// A figure and the ends of its interval. Why there is none is said once.
    pub fn with_interval(&self, figure: &Figure<WithInterval>) -> [Cell; 3] {
        match figure {
            Figure::Known(it) => [it.value, it.lower, it.upper].map(|it| Cell::Number(it, 2)),
            Figure::None(it) => [
                Cell::Missing(self.why(&it.none)),
                Cell::Nothing,
                Cell::Nothing,
            ],
        }
    }

    /// The interval of a mean, which does not leave the scale.
    pub fn interval(&self, mean: &Figure, se: &Figure) -> Option<(f64, f64)> {
        let (mean, se) = (mean.value()?, se.value()?);
        let levels = || {
            self.analysis
                .framework
                .levels
                .iter()
                .map(|it| f64::from(*it))
        };
        let lowest = levels().fold(f64::INFINITY, f64::min);
        let highest = levels().fold(f64::NEG_INFINITY, f64::max);
        Some((
            (mean - NORMAL * se).max(lowest),
            (mean + NORMAL * se).min(highest),
        ))
    }

    /// A figure in a sentence, with its interval.
    pub fn told(&self, figure: &Figure<WithInterval>) -> String {
        match figure {
            Figure::Known(it) => {
                let [value, lower, upper] =
                    [it.value, it.lower, it.upper].map(|it| self.numbers.fixed(it, 2));
                format!("{value} [{lower}–{upper}]")
            }
            Figure::None(it) => self.untold(&it.none),
        }
    }

    /// A number in a sentence.
    pub fn told_number(&self, figure: &Figure) -> String {
        match figure {
            Figure::Known(it) => self.numbers.fixed(*it, 2),
            Figure::None(it) => self.untold(&it.none),
        }
    }

    /// A count in a sentence.
    pub fn told_count(&self, figure: &Figure<u64>) -> String {
        match figure {
            Figure::Known(it) => self.numbers.count(*it),
            Figure::None(it) => self.untold(&it.none),
        }
    }

    fn untold(&self, why: &Why) -> String {
        format!("– ({})", self.why(why))
    }
}
