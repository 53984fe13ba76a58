//! Rows of files gathered for an analysis, each with the version that it is against.

use std::collections::BTreeMap;

use competence_core::Model;

use crate::Rated;
use crate::evidence::{Gather, GatherInOrder, Gathered, Groups, NotGathered, Observation};
use crate::reading::{Field, Place, Reader, Subject, Unread, Versions};

/// All ratings of files, gathered for each version that they are against.
pub struct Gathering<'v> {
    versions: &'v Versions,
    order: Order,
    gathered: BTreeMap<usize, Gatherer>,
    counts: Counts,
}

/// In which order ratings come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// In any: one byte is kept of each rating.
    Any,
    /// Person by person, in the order of the bytes that tell persons apart: nothing is kept of those before.
    ByPerson,
}

enum Gatherer {
    Any(Box<Gather>),
    ByPerson(Box<GatherInOrder>),
}

impl Gatherer {
    fn of(model: &Model, order: Order) -> Result<Self, NotGathered> {
        Ok(match order {
            Order::Any => Self::Any(Box::new(Gather::of(model)?)),
            Order::ByPerson => Self::ByPerson(Box::new(GatherInOrder::of(model)?)),
        })
    }

    fn add(&mut self, rating: &Observation<'_>) -> Result<(), NotGathered> {
        match self {
            Self::Any(it) => it.add(rating),
            Self::ByPerson(it) => it.add(rating),
        }
    }

    fn finish(self) -> Result<Gathered, NotGathered> {
        match self {
            Self::Any(it) => it.finish(),
            Self::ByPerson(it) => it.finish(),
        }
    }
}

/// What was read, and what of it is in no figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Ratings of indicators that were taken.
    pub taken: u64,
    /// Ratings that are not in order: of no indicator of their version, or not on the scale.
    pub not_taken: u64,
    /// Ratings of whole competences, of which no figure is told.
    pub competences: u64,
    /// Ratings whose row says nothing of who is rated. Each form counts as a person of its own.
    pub nameless: u64,
}

/// Why ratings cannot be gathered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Ungathered {
    /// They cannot be read.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// One of them cannot be taken.
    #[error("{place}: {problem}")]
    Row {
        /// Where it is.
        place: Place,
        /// What is wrong.
        problem: NotGathered,
    },
    /// They cannot be put together.
    #[error(transparent)]
    NotGathered(#[from] NotGathered),
}

impl<'v> Gathering<'v> {
    /// Nothing yet, of ratings that come in an order.
    pub fn of(versions: &'v Versions, order: Order) -> Self {
        let (gathered, counts) = (BTreeMap::new(), Counts::default());
        Self {
            versions,
            order,
            gathered,
            counts,
        }
    }

    /// All ratings of a file. It is opened again where its persons turn out not to be in order.
    ///
    /// # Errors
    /// If it cannot be opened; inside, as of [`Gathering::read`].
    pub fn of_file<E>(
        versions: &'v Versions,
        mut open: impl FnMut() -> Result<Reader<'v>, E>,
    ) -> Result<Result<Self, Ungathered>, E> {
        let mut gathering = Self::of(versions, Order::ByPerson);
        let read = gathering.read(&mut open()?);
        if let Err(Ungathered::Row { problem, .. }) = &read
            && *problem == NotGathered::NotInOrder
        {
            gathering = Self::of(versions, Order::Any);
            let read = gathering.read(&mut open()?);
            return Ok(read.map(|()| gathering));
        }
        Ok(read.map(|()| gathering))
    }

    /// Adds all ratings of a file.
    ///
    /// # Errors
    /// If the file cannot be read to its end, holds more than can be told apart, or its persons do not come in the
    /// order that they were to come in. Ratings that are not valid are counted, and are what `check` finds.
    pub fn read(&mut self, reader: &mut Reader<'v>) -> Result<(), Ungathered> {
        let mut form = Vec::new();
        while let Some(row) = reader.next()? {
            let Some((version, subject, value)) = row.rated() else {
                self.counts.not_taken +=
                    u64::from(matches!(row.value(), Rated::Number(_) | Rated::Other));
                continue;
            };
            let Subject::Indicator(indicator) = subject else {
                self.counts.competences += 1;
                continue;
            };
            form.clear();
            row.form(&mut form);
            self.counts.nameless += u64::from(row.person().is_none());
            let text = |field| Some(row.field(field)).filter(|it| !it.is_empty());
            let rating = Observation {
                person: row.person().unwrap_or(&form),
                form: &form,
                indicator,
                value,
                groups: Groups {
                    organisation: text(Field::Organisation),
                    profile: text(Field::Profile),
                    role: row.role().map(|it| it.as_str().as_bytes()),
                    year: row.year(),
                },
            };
            let gather = match self.gathered.entry(version) {
                std::collections::btree_map::Entry::Occupied(it) => it.into_mut(),
                std::collections::btree_map::Entry::Vacant(it) => {
                    let model = self
                        .versions
                        .model(version)
                        .ok_or(NotGathered::OtherModel)?;
                    it.insert(Gatherer::of(model, self.order)?)
                }
            };
            gather.add(&rating).map_err(|problem| Ungathered::Row {
                place: row.place(),
                problem,
            })?;
            self.counts.taken += 1;
        }
        Ok(())
    }

    /// What was read.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The versions that ratings are against, from the earliest.
    pub fn models(&self) -> impl DoubleEndedIterator<Item = &'v Model> {
        let versions = self.versions;
        self.gathered.keys().filter_map(|it| versions.model(*it))
    }

    /// What the ratings against one version give; nothing if there are none.
    ///
    /// # Errors
    /// If they cannot be put together.
    pub fn finish(mut self, model: &Model) -> Result<Option<Gathered>, Ungathered> {
        let version = &model.framework().version;
        let place = self.versions.position(version);
        let gather = place.and_then(|it| self.gathered.remove(&it));
        Ok(gather.map(Gatherer::finish).transpose()?)
    }
}
