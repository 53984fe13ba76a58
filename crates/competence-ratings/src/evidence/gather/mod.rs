//! Ratings put together to what figures are computed from.

mod chunks;
mod codes;
mod collected;
mod forms;
mod groups;
mod joint;
mod patterns;
mod shape;
mod waiting;

use std::cmp::Ordering;
use std::thread;

use competence_core::Model;

use crate::figures::Refused;
use codes::Codes;
use collected::Collector;
use forms::{Forms, Key};
use groups::Memberships;
use shape::Shape;
use waiting::Queue;

pub use collected::Gathered;
pub(super) use collected::GroupCounts;
pub use groups::{GROUPS, Groups};

/// From how many persons on two threads put them together.
const PERSONS: usize = 1 << 12;

/// A rating, as a row of a file says it; everything in it is lent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation<'a> {
    /// What tells the persons who are rated apart.
    pub person: &'a [u8],
    /// What tells the forms of a person apart: the rater, the role, the date. All ratings of one form are one
    /// row of the correlations.
    pub form: &'a [u8],
    /// The indicator, by its place among [`Contents::indicators`](competence_core::Contents::indicators).
    pub indicator: usize,
    /// The value as it was given; one of an ineffective behaviour is turned around later.
    pub value: f64,
    /// The groups that the form is in.
    pub groups: Groups<'a>,
}

/// Why a rating is not taken. Nothing of it was.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotGathered {
    /// The model has no such indicator.
    #[error("there is no indicator {indicator}: the model has {count}")]
    NoIndicator {
        /// The place that was named.
        indicator: usize,
        /// How many there are.
        count: usize,
    },
    /// The value is no number, or not on the scale.
    #[error("{value} is not on the scale")]
    OffScale {
        /// The value.
        value: f64,
    },
    /// There are more different values than one byte tells apart.
    #[error("there are more than 254 different values: round means of ratings to fewer digits")]
    TooManyValues,
    /// There are more forms than can be told apart.
    #[error("there are more than 4294967295 forms")]
    TooManyForms,
    /// A person comes before the last one in the order of the bytes, so that their forms may not be complete.
    #[error("the rows are not in the order of the persons")]
    NotInOrder,
    /// No rating was added before one that is of the same form as it.
    #[error("no rating was added before, so that it is not known of which form this one is")]
    NoForm,
    /// The ratings are of another model.
    #[error("the ratings are not of the same model")]
    OtherModel,
    /// The figures do not take it.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Gathers ratings that come in any order.
///
/// A rating takes one byte, and a form some 60 more, so that forms of 40 indicators take less than three bytes a
/// rating. Neither order nor partition of the rows changes what comes out. A rating that a form has twice counts
/// once; two that contradict each other count as none; so does a group where a form names several.
///
/// ```
/// use competence_core::Model;
/// use competence_ratings::evidence::{Gather, Groups, Observation};
/// # let json = r#"{
/// #   "format": 1,
/// #   "framework": {
/// #     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
/// #     "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]}
/// #   },
/// #   "competences": [{
/// #     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
/// #     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
/// #   }]
/// # }"#;
/// let model = Model::from_bundle(json.as_bytes())?;
/// let mut gather = Gather::of(&model)?;
/// gather.add(&Observation {
///     person: b"p1",
///     form: b"manager 2024",
///     indicator: 0,
///     value: 2.0,
///     groups: Groups::default(),
/// })?;
/// let gathered = gather.finish()?;
/// assert_eq!((gathered.persons(), gathered.moments().n(0)), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Gather {
    shape: Shape,
    codes: Codes,
    memberships: Memberships,
    forms: Forms,
    waiting: Queue,
    /// The keys of the forms of those that wait, and where each form may be.
    likely: Vec<(Key, Option<usize>)>,
    ratings: u64,
    last: Last,
}

/// The form of the last rating, which the next may be of too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    None,
    /// That of the last rating that waits.
    Waits,
    At(usize),
}

impl Gather {
    /// Of no ratings of a model yet.
    ///
    /// # Errors
    /// If it has more indicators than there are figures of
    /// ([`INDICATORS`](crate::figures::INDICATORS)).
    pub fn of(model: &Model) -> Result<Self, NotGathered> {
        let shape = Shape::of(model)?;
        Ok(Self {
            codes: Codes::of(shape.levels.iter().copied()),
            memberships: Memberships::new(),
            forms: Forms::of(shape.indicators()),
            shape,
            waiting: Queue::default(),
            likely: Vec::new(),
            ratings: 0,
            last: Last::None,
        })
    }

    /// Adds a rating.
    ///
    /// # Errors
    /// If the value is not on the scale, the indicator not of the model, or there is too much of something.
    pub fn add(&mut self, rating: &Observation<'_>) -> Result<(), NotGathered> {
        let code = self.code(rating.indicator, rating.value)?;
        let groups = self.memberships.place(&rating.groups);
        let (person, form) = (rating.person, rating.form);
        self.waiting
            .push(person, form, rating.indicator, code, groups);
        self.last = Last::Waits;
        if self.waiting.is_full() {
            self.settle()?;
        }
        Ok(())
    }

    /// Adds a rating of the same form as the one before, in the same groups.
    ///
    /// # Errors
    /// [`NotGathered::NoForm`] if none was added before. Otherwise as of [`Gather::add`].
    pub fn add_to_last(&mut self, indicator: usize, value: f64) -> Result<(), NotGathered> {
        if self.last == Last::Waits {
            // More will follow.
            self.settle()?;
        }
        let Last::At(place) = self.last else {
            return Err(NotGathered::NoForm);
        };
        let code = self.code(indicator, value)?;
        self.forms.rate(place, indicator, code);
        Ok(())
    }

    /// The code of a rating that is counted from now on.
    fn code(&mut self, indicator: usize, value: f64) -> Result<u8, NotGathered> {
        self.shape.expect(indicator, value)?;
        let code = self.codes.code(value)?;
        self.ratings += 1;
        Ok(code)
    }

    fn rate(&mut self, form: usize, groups: u32, indicator: usize, code: u8) {
        let known = self.forms.groups(form);
        if known != groups {
            let joined = self.memberships.joined(known, groups);
            self.forms.set_groups(form, joined);
        }
        self.forms.rate(form, indicator, code);
    }

    /// Looks up the forms of all ratings that wait. What order they are in makes no difference to any form.
    fn settle(&mut self) -> Result<(), NotGathered> {
        let waiting = std::mem::take(&mut self.waiting);
        // One loop after the other, so that each has many that wait for nothing but the memory.
        self.likely.clear();
        let keys = waiting.ratings().iter().map(|it| (waiting.form(it), None));
        self.likely.extend(keys);
        for (key, likely) in &mut self.likely {
            *likely = self.forms.likely(*key);
        }
        for (key, likely) in &mut self.likely {
            *likely = likely.filter(|it| self.forms.key(*it) == *key);
        }
        for (at, rating) in waiting.ratings().iter().enumerate() {
            let Some((key, found)) = self.likely.get(at).copied() else {
                continue;
            };
            let place = found.or_else(|| self.forms.find_or_add(key, || waiting.person(rating)));
            let place = place.ok_or(NotGathered::TooManyForms)?;
            self.rate(place, rating.groups, rating.indicator, rating.code);
            self.last = Last::At(place);
        }
        self.waiting = waiting;
        self.waiting.clear();
        Ok(())
    }

    /// Adds all ratings of another partition. A form may have ratings in both.
    ///
    /// # Errors
    /// If it is of another model, or there is too much of something together.
    pub fn merge(&mut self, other: &Self) -> Result<(), NotGathered> {
        if self.shape != other.shape {
            return Err(NotGathered::OtherModel);
        }
        let mut codes = vec![codes::UNRATED];
        for value in other.codes.values() {
            codes.push(self.codes.code(*value)?);
        }
        let groups = self.memberships.taken_in(&other.memberships);
        for there in 0..other.forms.len() {
            let person = || other.forms.person_key(there);
            let here = self.forms.find_or_add(other.forms.key(there), person);
            let here = here.ok_or(NotGathered::TooManyForms)?;
            let of_other = groups.get(other.forms.groups(there) as usize).copied();
            let joined = self
                .memberships
                .joined(self.forms.groups(here), of_other.unwrap_or(0));
            self.forms.set_groups(here, joined);
            for (indicator, code) in other.forms.codes(there).iter().enumerate() {
                let code = codes.get(usize::from(*code)).copied();
                match code.unwrap_or(codes::CONTRADICTS) {
                    codes::UNRATED => {}
                    code => self.forms.rate(here, indicator, code),
                }
            }
        }
        for rating in other.waiting.ratings() {
            let code = codes.get(usize::from(rating.code)).copied();
            let code = code.unwrap_or(codes::CONTRADICTS);
            let groups = groups.get(rating.groups as usize).copied().unwrap_or(0);
            let person = || other.waiting.person(rating);
            let form = other.waiting.form(rating);
            let here = self.forms.find_or_add(form, person);
            let here = here.ok_or(NotGathered::TooManyForms)?;
            self.rate(here, groups, rating.indicator, code);
        }
        self.ratings += other.ratings;
        Ok(())
    }

    /// What all ratings give.
    ///
    /// # Errors
    /// If the figures do not take them.
    pub fn finish(mut self) -> Result<Gathered, NotGathered> {
        self.settle()?;
        let values = self.codes.values();
        let (order, ends) = self.forms.by_person();
        // The same halves on every machine.
        let (first, second) = ends.split_at(ends.len() / 2);
        let middle = first.last().copied().unwrap_or(0);
        let collected = |start, ends: &[u32]| self.collected(&order, start, ends);
        let collector = if ends.len() < PERSONS {
            collected(0, &ends)?
        } else {
            let (one, other) = thread::scope(|scope| {
                let thread = thread::Builder::new();
                let other = thread.spawn_scoped(scope, || collected(middle, second));
                let one = collected(0, first);
                // Where there can be no more threads, this one does it all.
                let alone = |_| Ok(collected(middle, second));
                let other = other.map_or_else(alone, thread::ScopedJoinHandle::join);
                (one, other)
            });
            let mut collector = one?;
            let other = other.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            collector.merge(other?, values)?;
            collector
        };
        collector.finish(self.ratings, values, &self.memberships, self.shape)
    }

    /// What the forms of some persons give: from a place in their order to where those of each end.
    fn collected(&self, order: &[u32], start: u32, ends: &[u32]) -> Result<Collector, NotGathered> {
        let values = self.codes.values();
        let mut collector = Collector::of(&self.shape, values.len())?;
        let mut start = start as usize;
        let mut theirs = Vec::new();
        for end in ends {
            theirs.clear();
            for form in order.get(start..*end as usize).unwrap_or_default() {
                let form = *form as usize;
                theirs.push((
                    self.memberships.group(self.forms.groups(form)),
                    self.forms.codes(form),
                ));
            }
            collector.add(&theirs, values, &self.memberships)?;
            start = *end as usize;
        }
        Ok(collector)
    }
}

/// Gathers ratings that come person by person, in the order of the bytes that tell persons apart. It keeps the
/// forms of one person at a time, so that memory does not grow with their number.
///
/// That a person comes back is noticed by the order, whatever lies between: no figure is ever of half a form.
#[derive(Debug)]
pub struct GatherInOrder {
    all: Gather,
    person: Option<Vec<u8>>,
    collector: Collector,
}

impl GatherInOrder {
    /// Of no ratings of a model yet.
    ///
    /// # Errors
    /// As of [`Gather::of`].
    pub fn of(model: &Model) -> Result<Self, NotGathered> {
        let all = Gather::of(model)?;
        Ok(Self {
            collector: Collector::of(&all.shape, all.codes.values().len())?,
            all,
            person: None,
        })
    }

    /// Adds a rating.
    ///
    /// # Errors
    /// [`NotGathered::NotInOrder`] if its person comes before the last one in the order of the bytes: the ratings
    /// are then to be read again from the beginning, by [`Gather`]. Otherwise as of [`Gather::add`].
    pub fn add(&mut self, rating: &Observation<'_>) -> Result<(), NotGathered> {
        let order = self.person.as_deref().map(|it| it.cmp(rating.person));
        match order {
            Some(Ordering::Greater) => return Err(NotGathered::NotInOrder),
            Some(Ordering::Equal) => {}
            Some(Ordering::Less) | None => {
                self.all.shape.expect(rating.indicator, rating.value)?;
                self.complete()?;
                let person = self.person.get_or_insert_default();
                person.clear();
                person.extend_from_slice(rating.person);
            }
        }
        self.all.add(rating)
    }

    /// Adds a rating of the same form as the one before, in the same groups.
    ///
    /// # Errors
    /// As of [`Gather::add_to_last`].
    pub fn add_to_last(&mut self, indicator: usize, value: f64) -> Result<(), NotGathered> {
        self.all.add_to_last(indicator, value)
    }

    /// What all ratings give.
    ///
    /// # Errors
    /// If the figures do not take them.
    pub fn finish(mut self) -> Result<Gathered, NotGathered> {
        self.complete()?;
        let Gather {
            ratings,
            codes,
            memberships,
            shape,
            ..
        } = self.all;
        self.collector
            .finish(ratings, codes.values(), &memberships, shape)
    }

    /// Takes in the person whose ratings are complete.
    fn complete(&mut self) -> Result<(), NotGathered> {
        self.all.settle()?;
        let Gather {
            forms,
            memberships,
            codes,
            ..
        } = &mut self.all;
        if forms.len() > 0 {
            let theirs =
                (0..forms.len()).map(|it| (memberships.group(forms.groups(it)), forms.codes(it)));
            let theirs: Vec<_> = theirs.collect();
            self.collector.add(&theirs, codes.values(), memberships)?;
            forms.clear();
            self.all.last = Last::None;
        }
        Ok(())
    }
}
