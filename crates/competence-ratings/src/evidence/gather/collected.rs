//! What is kept of ratings once all forms of a person are there.

use competence_core::Model;

use super::super::breakdown::Dimension;
use super::NotGathered;
use super::codes::{CONTRADICTS, UNRATED};
use super::groups::{Group, Memberships, SEVERAL};
use super::joint::Joint;
use super::patterns::{OfForms, Pattern, Patterns, add_each, meet, pattern, rated, unite};
use super::shape::Shape;
use crate::figures::{Agreement, Moments, Refused, WithinGroup};

/// A form: the groups that it is in, and the code of each indicator.
type Form<'a> = (Group, &'a [u8]);

/// Everything that figures of a model are computed from. It knows no person.
#[derive(Debug)]
pub struct Gathered {
    pub(in super::super) shape: Shape,
    /// As the values were given: nothing is turned around.
    moments: Moments,
    pub(in super::super) totals: Totals,
    /// Of indicators (0,0), (1,0), (1,1), ...
    persons_of_pairs: Vec<u64>,
    pub(in super::super) competences: Vec<OfCompetence>,
    pub(in super::super) groups: [Option<Vec<Named>>; 4],
    /// Whether a person is in several groups along each dimension.
    pub(in super::super) overlap: [bool; 4],
}

/// A group by its name, if it has one.
pub(in super::super) type Named = (Option<String>, GroupCounts);

/// Counts over all.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Totals {
    pub ratings: u64,
    pub distinct: u64,
    pub contradicting: u64,
    pub forms: u64,
    pub persons: u64,
    pub several: u64,
}

/// What is kept of one competence.
#[derive(Debug, Clone)]
pub(in super::super) struct OfCompetence {
    pub persons: u64,
    pub forms: u64,
    pub agreement: Option<(Agreement, WithinGroup)>,
}

/// What is kept of one group.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct GroupCounts {
    pub forms: u64,
    pub persons: u64,
    /// For each indicator.
    pub persons_of: Vec<u64>,
    /// For each indicator, how often each value was given, turned around where it is to be.
    pub values: Vec<Vec<(f64, u64)>>,
    /// For each code, from 1, and each indicator.
    codes: Vec<u64>,
}

impl Gathered {
    /// The sufficient statistics of all indicators, with values as they were given.
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// Whether it is of this model.
    pub(in super::super) fn is_of(&self, model: &Model) -> bool {
        Shape::of(model).is_ok_and(|it| it == self.shape)
    }

    /// How many different persons were rated.
    pub fn persons(&self) -> u64 {
        self.totals.persons
    }

    /// How many persons have a form that rates both indicators.
    pub fn persons_of_both(&self, one: usize, other: usize) -> u64 {
        let (first, second) = (one.min(other), one.max(other));
        let pair = second * (second + 1) / 2 + first;
        self.persons_of_pairs.get(pair).copied().unwrap_or(0)
    }
}

/// Takes in person after person.
#[derive(Debug)]
pub(super) struct Collector {
    shape: Shape,
    masks: Vec<Pattern>,
    joint: Joint,
    patterns: Patterns,
    totals: Totals,
    competences: Vec<OfCompetence>,
    /// Counts over all, as those of a group.
    everyone: GroupCounts,
    /// By the number of the group, of which the first is that of no group; nothing where no form named one yet.
    groups: [Option<Vec<GroupCounts>>; 4],
    overlap: [bool; 4],
    /// What is needed for one person at a time.
    of_forms: OfForms,
    united: Vec<u64>,
}

impl Collector {
    pub fn of(shape: &Shape, codes: usize) -> Result<Self, NotGathered> {
        let indicators = shape.indicators();
        let masks = shape
            .competences
            .iter()
            .map(|it| pattern(indicators, it.iter().copied()));
        let levels = u16::try_from(shape.levels.len()).unwrap_or(u16::MAX);
        let agreement = || -> Result<_, Refused> {
            let Some(ends) = shape.ends else {
                return Ok(None);
            };
            Ok(Some((
                Agreement::on(ends, levels)?,
                WithinGroup::on(ends, levels)?,
            )))
        };
        let competences = shape.competences.iter().map(|_| {
            Ok(OfCompetence {
                persons: 0,
                forms: 0,
                agreement: agreement()?,
            })
        });
        Ok(Self {
            masks: masks.collect(),
            joint: Joint::of(indicators, codes)?,
            patterns: Patterns::of(indicators),
            totals: Totals::default(),
            competences: competences.collect::<Result<_, Refused>>()?,
            everyone: GroupCounts::default(),
            groups: Default::default(),
            overlap: [false; 4],
            of_forms: OfForms::of(indicators),
            united: Vec::new(),
            shape: shape.clone(),
        })
    }

    /// Adds all forms of a person.
    pub fn add(
        &mut self,
        forms: &[Form<'_>],
        values: &[f64],
        memberships: &Memberships,
    ) -> Result<(), NotGathered> {
        self.of_forms.clear();
        for (_, codes) in forms {
            self.joint.add(codes, values)?;
            let pattern = self.of_forms.push();
            for (indicator, code) in codes.iter().enumerate() {
                match *code {
                    UNRATED => continue,
                    CONTRADICTS => self.totals.contradicting += 1,
                    _ => pattern[indicator / 64] |= 1 << (indicator % 64),
                }
                self.totals.distinct += 1;
            }
        }
        self.totals.persons += 1;
        self.totals.forms += forms.len() as u64;
        self.totals.several += u64::from(forms.len() > 1);
        for by in Dimension::EACH {
            self.add_to_groups(by, forms);
        }
        let theirs = forms.iter().zip(self.of_forms.iter());
        self.everyone.add(theirs, &mut self.united);
        for (competence, mask) in self.competences.iter_mut().zip(&self.masks) {
            competence.persons += u64::from(meet(&self.united, mask));
            let theirs = self.of_forms.iter().filter(|it| meet(it, mask));
            competence.forms += theirs.count() as u64;
        }
        if forms.len() > 1 {
            self.add_agreement(forms, values, memberships)?;
        }
        self.patterns.add(&self.of_forms);
        Ok(())
    }

    fn add_to_groups(&mut self, by: Dimension, forms: &[Form<'_>]) {
        let at = by as usize;
        let groups = match &mut self.groups[at] {
            Some(groups) => groups,
            None if forms.iter().all(|it| it.0[at] == 0) => return,
            // All before were in no group.
            none => none.insert(vec![self.everyone.clone()]),
        };
        let number = |form: &Form<'_>| match form.0[at] {
            SEVERAL => 0,
            number => usize::from(number),
        };
        let mut numbers: Vec<usize> = forms.iter().map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.overlap[at] |= numbers.len() > 1;
        for of_group in numbers {
            if groups.len() <= of_group {
                groups.resize(of_group + 1, GroupCounts::default());
            }
            let theirs = forms.iter().zip(self.of_forms.iter());
            let theirs = theirs.filter(|(form, _)| number(form) == of_group);
            groups[of_group].add(theirs, &mut self.united);
        }
    }

    /// Adds the forms of a person by others than themselves. Forms of different years are not of the same state
    /// of the person, and are not compared.
    fn add_agreement(
        &mut self,
        forms: &[Form<'_>],
        values: &[f64],
        memberships: &Memberships,
    ) -> Result<(), NotGathered> {
        let own = memberships.number(Dimension::Role, b"self");
        let is_other =
            |form: &&Form<'_>| own.is_none_or(|own| form.0[Dimension::Role as usize] != own);
        let mut others: Vec<&Form<'_>> = forms.iter().filter(is_other).collect();
        let year = |form: &Form<'_>| form.0[Dimension::Year as usize];
        others.sort_by_key(|it| year(it));
        for same in others
            .chunk_by(|a, b| year(a) == year(b))
            .filter(|it| it.len() > 1)
        {
            for (places, competence) in self.shape.competences.iter().zip(&mut self.competences) {
                let Some((agreement, within)) = &mut competence.agreement else {
                    continue;
                };
                let items = |form: &&Form<'_>| -> Option<Vec<f64>> {
                    let value = |at: &usize| {
                        let place = usize::from(*form.1.get(*at)?).checked_sub(1)?;
                        Some(self.shape.counted(*at, *values.get(place)?))
                    };
                    places.iter().map(value).collect()
                };
                let complete: Vec<Vec<f64>> = same.iter().filter_map(items).collect();
                if complete.len() > 1 && !places.is_empty() {
                    let mut scores: Vec<f64> = complete.iter().map(|it| mean(it)).collect();
                    // The order of forms is that of the rows.
                    scores.sort_by(f64::total_cmp);
                    agreement.add(&scores)?;
                    within.add(&complete)?;
                }
            }
        }
        Ok(())
    }

    /// Adds what another took in, of other persons.
    pub fn merge(&mut self, other: Self, values: &[f64]) -> Result<(), NotGathered> {
        self.joint.merge(other.joint, values)?;
        self.patterns.merge(other.patterns);
        let (totals, others) = (&mut self.totals, &other.totals);
        totals.distinct += others.distinct;
        totals.contradicting += others.contradicting;
        totals.forms += others.forms;
        totals.persons += others.persons;
        totals.several += others.several;
        for (competence, other) in self.competences.iter_mut().zip(&other.competences) {
            competence.persons += other.persons;
            competence.forms += other.forms;
            if let (Some((agreement, within)), Some(other)) =
                (&mut competence.agreement, &other.agreement)
            {
                agreement.merge(&other.0)?;
                within.merge(&other.1)?;
            }
        }
        for (groups, others) in self.groups.iter_mut().zip(other.groups) {
            if groups.is_none() && others.is_none() {
                continue;
            }
            // Where no form named a group, all are in none.
            let groups = groups.get_or_insert_with(|| vec![self.everyone.clone()]);
            let others = others.unwrap_or_else(|| vec![other.everyone.clone()]);
            groups.resize(groups.len().max(others.len()), GroupCounts::default());
            for (group, other) in groups.iter_mut().zip(&others) {
                group.merge(other);
            }
        }
        for (overlap, other) in self.overlap.iter_mut().zip(other.overlap) {
            *overlap |= other;
        }
        self.everyone.merge(&other.everyone);
        Ok(())
    }

    pub fn finish(
        self,
        ratings: u64,
        values: &[f64],
        memberships: &Memberships,
        shape: Shape,
    ) -> Result<Gathered, NotGathered> {
        let mut groups = self.groups;
        let mut names = Dimension::EACH.map(|by| {
            let known = memberships.names(by);
            let mut groups = std::mem::take(&mut groups[by as usize]).unwrap_or_default();
            for group in &mut groups {
                group.tell_values(&shape, values);
            }
            let told = known.map(|names| named(groups, names));
            // Where no form names a group, there is nothing to tell.
            told.map(|it| {
                if known.is_some_and(<[_]>::is_empty) {
                    Vec::new()
                } else {
                    it
                }
            })
        });
        Ok(Gathered {
            moments: self.joint.into_moments(values)?,
            totals: Totals {
                ratings,
                ..self.totals
            },
            persons_of_pairs: self.patterns.into_pairs(),
            competences: self.competences,
            groups: std::mem::take(&mut names),
            overlap: self.overlap,
            shape,
        })
    }
}

/// Groups in the order of their names, that of none last.
fn named(groups: Vec<GroupCounts>, names: &[Vec<u8>]) -> Vec<Named> {
    let name = |number: usize| {
        let name = number.checked_sub(1).and_then(|it| names.get(it));
        name.map(|it| String::from_utf8_lossy(it).into_owned())
    };
    let groups = groups
        .into_iter()
        .enumerate()
        .map(|(number, it)| (name(number), it));
    let mut groups: Vec<Named> = groups.filter(|it| it.1.forms > 0).collect();
    groups.sort_by(|(one, _), (other, _)| (one.is_none(), one).cmp(&(other.is_none(), other)));
    groups
}

impl GroupCounts {
    /// Adds a person with these of their forms. Which indicators these rate together is in the last argument then.
    fn add<'f>(
        &mut self,
        forms: impl Iterator<Item = (&'f Form<'f>, &'f [u64])> + Clone,
        united: &mut Vec<u64>,
    ) {
        self.persons += 1;
        for ((_, codes), _) in forms.clone() {
            self.forms += 1;
            self.persons_of.resize(codes.len(), 0);
            for (indicator, code) in codes.iter().enumerate() {
                if matches!(*code, UNRATED | CONTRADICTS) {
                    continue;
                }
                let place = (usize::from(*code) - 1) * codes.len() + indicator;
                if self.codes.len() <= place {
                    self.codes.resize(usize::from(*code) * codes.len(), 0);
                }
                self.codes[place] += 1;
            }
        }
        unite(united, forms.map(|it| it.1));
        for indicator in rated(united) {
            self.persons_of[indicator] += 1;
        }
    }

    fn merge(&mut self, other: &Self) {
        self.forms += other.forms;
        self.persons += other.persons;
        add_each(&mut self.persons_of, &other.persons_of);
        add_each(&mut self.codes, &other.codes);
    }

    fn tell_values(&mut self, shape: &Shape, values: &[f64]) {
        let width = shape.indicators();
        self.persons_of.resize(width, 0);
        let of = |indicator: usize| {
            let counts = self.codes.iter().skip(indicator).step_by(width.max(1));
            let counts = values.iter().zip(counts).filter(|it| *it.1 > 0);
            let counts = counts.map(|(value, count)| (shape.counted(indicator, *value), *count));
            let mut counts: Vec<(f64, u64)> = counts.collect();
            counts.sort_by(|a, b| a.0.total_cmp(&b.0));
            counts
        };
        self.values = (0..width).map(of).collect();
        self.codes = Vec::new();
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a competence has few indicators"
)]
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
