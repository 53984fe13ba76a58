//! Which elements of a model are those of another one whose ids are not known to it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::EditError;
use super::together::renamed;
use crate::lineage::Suggestion;
use crate::model::similarity::normalised;
use crate::version::diff::Diff;
use crate::{Element, LineageChange, Model};

/// A model with the ids of another one.
#[derive(Debug)]
#[non_exhaustive]
pub struct Recognised {
    /// The model.
    pub model: Model,
    /// The ids that are others now: what each was, and what it is.
    pub ids: BTreeMap<String, String>,
}

/// A model with the ids of another one, wherever an element is the same: by its address, by its code, by
/// its words in its place, and else by likeness, as lineage is suggested. What is new keeps its id, unless
/// another element has it, or had it once.
///
/// Two indicators are the same only in the same competence: one that was moved is new.
///
/// # Errors
/// [`EditError`] if the result is not a model.
pub fn recognised(model: &Model, known: &Model) -> Result<Recognised, EditError> {
    let mut found = Found::new(model, known);
    found.by(|_, it| it.annotations().iri.as_ref().map(ToString::to_string));
    found.by(|_, it| Some(it.annotations().code.as_ref()?.as_str().to_lowercase()));
    found.by(|model, it| Some(normalised(model.text(it.title(), None).1)));
    found.by(|_, it| Some(it.id().to_owned()));
    found.by(description);
    // By likeness: what the lineage between the two would say was given another name.
    let near = renamed(model, &found.ids(false))?;
    let diff = Diff::between(known, &near);
    let back: BTreeMap<String, String> = found
        .ids(false)
        .into_iter()
        .map(|(id, now)| (now, id))
        .collect();
    for it in diff.suggestions(known, &near) {
        if let Some((from, to)) = step(&it) {
            let id = back.get(to).map_or(to, String::as_str);
            found.join(id, from);
        }
    }
    let ids = found.ids(true);
    Ok(Recognised {
        model: renamed(model, &ids)?,
        ids,
    })
}

/// What is said of a competence beside its title, which may be another one: its definition and the texts for
/// its levels.
fn description(model: &Model, element: Element<'_>) -> Option<String> {
    let Element::Competence(it) = element else {
        return None;
    };
    let levels = it.levels.iter().map(|it| &it.description);
    let texts = it.definition.iter().chain(levels);
    let texts: Vec<String> = texts
        .map(|text| normalised(model.text(text, None).1))
        .collect();
    Some(texts.join("\n")).filter(|it| !it.is_empty())
}

/// What a suggestion says was renamed only.
fn step(suggestion: &Suggestion) -> Option<(&str, &str)> {
    let record = &suggestion.record;
    let is_renamed = record.change == LineageChange::Renamed;
    match (&record.from[..], &record.to[..]) {
        ([from], [to]) if is_renamed => Some((from.as_str(), to.as_str())),
        _ => None,
    }
}

struct Found<'m> {
    model: &'m Model,
    known: &'m Model,
    /// The known element that each one is.
    same: HashMap<&'m str, &'m str>,
    /// The known elements that were found.
    used: HashSet<&'m str>,
}

impl<'m> Found<'m> {
    fn new(model: &'m Model, known: &'m Model) -> Self {
        Self {
            model,
            known,
            same: HashMap::new(),
            used: HashSet::new(),
        }
    }

    /// Joins what has the same sign and is of the same kind of thing, where one only has it on each side:
    /// first what is no indicator, then the indicators of competences that are the same.
    fn by(&mut self, sign: impl Fn(&Model, Element<'_>) -> Option<String>) {
        for indicators in [false, true] {
            let open = |model: &'m Model,
                        is_open: &dyn Fn(&str) -> bool,
                        place: &dyn Fn(Element<'m>) -> Option<String>| {
                let mut all: HashMap<(String, String), Vec<&'m str>> = HashMap::new();
                let elements = model.elements().filter(|it| {
                    matches!(it, Element::Indicator(..)) == indicators && is_open(it.id())
                });
                for it in elements {
                    if let (Some(sign), Some(place)) = (sign(model, it), place(it)) {
                        all.entry((place, sign)).or_default().push(it.id());
                    }
                }
                all
            };
            let parent = |it: Element<'m>| match it {
                Element::Indicator(competence, _) => competence.id.as_str(),
                other => other.noun(),
            };
            let known = open(self.known, &|id| !self.used.contains(id), &|it| {
                Some(parent(it).to_owned())
            });
            let new = open(self.model, &|id| !self.same.contains_key(id), &|it| {
                let parent = parent(it);
                if indicators {
                    self.same.get(parent).map(|it| (*it).to_owned())
                } else {
                    Some(parent.to_owned())
                }
            });
            for (key, ids) in new {
                if let ([id], Some([known])) = (&ids[..], known.get(&key).map(Vec::as_slice)) {
                    self.same.insert(id, known);
                    self.used.insert(known);
                }
            }
        }
    }

    /// Joins two that look alike, unless one of them was found already, or an indicator is in another competence.
    fn join(&mut self, id: &str, known: &str) {
        let (Some(new), Some(old)) = (self.model.element(id), self.known.element(known)) else {
            return;
        };
        let is_open = !self.same.contains_key(new.id()) && !self.used.contains(old.id());
        let is_in_place = match (new, old) {
            (Element::Indicator(new, _), Element::Indicator(old, _)) => {
                self.same.get(new.id.as_str()) == Some(&old.id.as_str())
            }
            (new, old) => new.noun() == old.noun(),
        };
        if is_open && is_in_place {
            self.same.insert(new.id(), old.id());
            self.used.insert(old.id());
        }
    }

    /// The ids that differ. Those of what is new are free ones, if they are to be.
    fn ids(&self, are_free: bool) -> BTreeMap<String, String> {
        let mut ids = BTreeMap::new();
        let mut taken: HashSet<String> =
            self.known.elements().map(|it| it.id().to_owned()).collect();
        if are_free {
            let records = self.known.lineage().iter().flat_map(|it| &it.records);
            let past = records.flat_map(|it| it.from.iter().chain(&it.to));
            taken.extend(past.map(ToString::to_string));
        }
        for it in self.model.elements() {
            let (own, parent) = match it {
                Element::Indicator(competence, it) => {
                    let competence = competence.id.as_str();
                    let id = it.id.as_str();
                    let name = id.strip_prefix(competence).unwrap_or_default();
                    let parent = ids.get(competence).map_or(competence, String::as_str);
                    (id, Some(format!("{parent}{name}")))
                }
                it => (it.id(), None),
            };
            let made = parent.unwrap_or_else(|| own.to_owned());
            let id = match self.same.get(own) {
                Some(known) => (*known).to_owned(),
                None => free(made, &taken),
            };
            taken.insert(id.clone());
            if id != own {
                ids.insert(own.to_owned(), id);
            }
        }
        ids
    }
}

/// An id, or the same with a number behind it that nothing has.
fn free(id: String, taken: &HashSet<String>) -> String {
    if !taken.contains(&id) {
        return id;
    }
    let numbered = (2_u32..).map(|number| format!("{id}-{number}"));
    let mut numbered = numbered.filter(|it| !taken.contains(it));
    numbered.next().unwrap_or(id)
}
