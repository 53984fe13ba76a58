//! Ratings in memory, for programs that keep them elsewhere.

use competence_core::migration::Way;

use crate::Error;
use crate::carry::{Carried, Rated, Rows};

/// A rating of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    /// What tells the assessment apart from others, such as the person and the day.
    pub assessment: String,
    /// The id of the indicator.
    pub indicator: String,
    /// The rating; `None` if the indicator was not rated.
    pub value: Option<f64>,
    /// How it got here; [`Way::Kept`] if it was never carried over.
    pub way: Way,
    /// How many ratings it is the mean of; 1 if it is none.
    pub parts: u32,
}

impl Default for Rating {
    fn default() -> Self {
        Self {
            assessment: String::new(),
            indicator: String::new(),
            value: None,
            way: Way::Kept,
            parts: 1,
        }
    }
}

/// Ratings that are carried over in memory.
///
/// The ratings of one assessment stand next to each other, or no mean can be taken of them.
#[derive(Debug, Clone)]
pub struct Ratings<I> {
    left: I,
    read: u64,
    /// What is carried over.
    pub carried: Vec<Rating>,
    /// What leads nowhere, each with the reason.
    pub set_aside: Vec<(Rating, String)>,
}

impl<I: Iterator<Item = Rating>> Ratings<I> {
    /// Ratings to carry over.
    ///
    /// ```
    /// # use competence_core::{Model, migration::Migration};
    /// use competence_ratings::{Rating, Ratings, carry};
    /// # let json = r#"{"format": 1, "framework": {"id": "demo", "version": "1.0.0",
    /// #   "title": {"en": "Demo"}, "languages": {"primary": "en"}, "scale": {"levels": []}}}"#;
    /// # let model = Model::from_bundle(json.as_bytes())?;
    /// # let from = model.framework().version.clone();
    /// # let migration = Migration::over(&[model]).ok_or("no version")?;
    /// let rating = Rating {
    ///     assessment: "ana 2024-05-01".to_owned(),
    ///     indicator: "cooperation.smiles".to_owned(),
    ///     value: Some(3.0),
    ///     ..Rating::default()
    /// };
    /// let mut ratings = Ratings::new(vec![rating]);
    /// carry(&mut ratings, &migration, &from)?;
    /// assert_eq!(ratings.set_aside[0].1, "not an indicator of version 1.0.0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(ratings: impl IntoIterator<IntoIter = I>) -> Self {
        Self {
            left: ratings.into_iter(),
            read: 0,
            carried: Vec::new(),
            set_aside: Vec::new(),
        }
    }
}

impl<I: Iterator<Item = Rating>> Rows for Ratings<I> {
    type Row = Rating;

    fn next(&mut self, row: &mut Rating) -> Result<bool, Error> {
        let Some(next) = self.left.next() else {
            return Ok(false);
        };
        self.read += 1;
        *row = next;
        Ok(true)
    }

    fn indicator<'r>(&self, row: &'r Rating) -> Result<&'r [u8], Error> {
        Ok(row.indicator.as_bytes())
    }

    fn version<'r>(&self, _: &'r Rating) -> Option<&'r str> {
        None
    }

    fn value(&self, row: &Rating) -> Rated {
        match row.value {
            Some(value) if value.is_finite() => Rated::Number(value),
            Some(_) => Rated::Other,
            None => Rated::Blank,
        }
    }

    fn parts(&self, row: &Rating) -> u32 {
        row.parts
    }

    fn way(&self, row: &Rating) -> Way {
        row.way
    }

    fn key(&self, row: &Rating, key: &mut Vec<u8>) {
        key.extend(row.assessment.as_bytes());
    }

    fn join(&self, _: &mut Rating, _: &Rating) {}

    fn write(&mut self, row: &mut Rating, carried: &Carried<'_>) -> Result<(), Error> {
        self.carried.push(Rating {
            assessment: row.assessment.clone(),
            indicator: carried.indicator.to_owned(),
            value: carried.value.or(row.value),
            way: carried.way,
            parts: carried.parts,
        });
        Ok(())
    }

    fn set_aside(&mut self, row: &mut Rating, reason: &str) -> Result<(), Error> {
        self.set_aside.push((row.clone(), reason.to_owned()));
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        Ok(())
    }

    /// The line is the number of the rating, from 1.
    fn failure(&self, _: &Rating, problem: String) -> Error {
        Error::Row {
            line: self.read,
            problem,
        }
    }
}
