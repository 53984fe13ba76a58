//! Rows of files gathered for an analysis, each with the version that it is against.

use competence_core::Model;

use crate::Rated;
use crate::evidence::{Gather, GatherInOrder, Gathered, Groups, NotGathered, Observation};
use crate::reading::{Field, Place, Reader, Subject, Unread, Versions};

/// All ratings of files, gathered for each version that they are against.
pub struct Gathering<'v> {
    versions: &'v Versions,
    order: Order,
    /// By the place of the version; nothing where no rating is against it.
    gathered: Vec<Option<Gatherer>>,
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

    fn add_to_last(&mut self, indicator: usize, value: f64) -> Result<(), NotGathered> {
        match self {
            Self::Any(it) => it.add_to_last(indicator, value),
            Self::ByPerson(it) => it.add_to_last(indicator, value),
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
        Self {
            versions,
            order,
            gathered: (0..versions.len()).map(|_| None).collect(),
            counts: Counts::default(),
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
        // Whether the last rating that was taken is of the form of the row before.
        let mut is_begun = false;
        let mut is_nameless = false;
        while let Some(row) = reader.next()? {
            is_begun &= row.is_of_same_form();
            let Some((version, subject, value)) = row.rated() else {
                self.counts.not_taken +=
                    u64::from(matches!(row.value(), Rated::Number(_) | Rated::Other));
                continue;
            };
            let Subject::Indicator(indicator) = subject else {
                self.counts.competences += 1;
                continue;
            };
            let gatherer = self.gatherer(version)?;
            let taken = if is_begun {
                gatherer.add_to_last(indicator, value)
            } else {
                form.clear();
                is_nameless = row.person().is_none();
                if is_nameless {
                    row.form(&mut form);
                } else {
                    row.form_of_person(&mut form);
                }
                is_begun = true;
                let text = |field| Some(row.field(field)).filter(|it| !it.is_empty());
                gatherer.add(&Observation {
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
                })
            };
            taken.map_err(|problem| Ungathered::Row {
                place: row.place(),
                problem,
            })?;
            self.counts.nameless += u64::from(is_nameless);
            self.counts.taken += 1;
        }
        Ok(())
    }

    /// What gathers the ratings against a version.
    fn gatherer(&mut self, version: usize) -> Result<&mut Gatherer, NotGathered> {
        let place = self.gathered.get_mut(version);
        let (place, model) = place
            .zip(self.versions.model(version))
            .ok_or(NotGathered::OtherModel)?;
        match place {
            Some(it) => Ok(it),
            None => Ok(place.insert(Gatherer::of(model, self.order)?)),
        }
    }

    /// What was read.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The versions that ratings are against, from the earliest.
    pub fn models(&self) -> impl DoubleEndedIterator<Item = &'v Model> {
        let versions = self.versions;
        let rated = self.gathered.iter().enumerate();
        let rated = rated.filter(|(_, it)| it.is_some());
        rated.filter_map(|(at, _)| versions.model(at))
    }

    /// What the ratings against one version give; nothing if there are none.
    ///
    /// # Errors
    /// If they cannot be put together.
    pub fn finish(mut self, model: &Model) -> Result<Option<Gathered>, Ungathered> {
        let version = &model.framework().version;
        let place = self.versions.position(version);
        let gather = place.and_then(|it| self.gathered.get_mut(it)?.take());
        Ok(gather.map(Gatherer::finish).transpose()?)
    }
}
