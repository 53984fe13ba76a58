//! Ratings whose forms are looked up together.

use super::forms::Key;

/// How many ratings wait, at most. Each look-up waits for the memory, and many wait at the same time.
const RATINGS: usize = 64;

/// A rating whose form is not looked up yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    pub form: Key,
    pub indicator: usize,
    pub code: u8,
    /// The groups of the form, by their place among all that there are.
    pub groups: u32,
    /// The person, as a part of the texts.
    person: (usize, usize),
}

/// Ratings that wait, with their persons.
#[derive(Debug, Default)]
pub(super) struct Queue {
    ratings: Vec<Waiting>,
    persons: Vec<u8>,
}

impl Queue {
    pub fn push(&mut self, form: Key, person: &[u8], indicator: usize, code: u8, groups: u32) {
        let start = self.persons.len();
        self.persons.extend_from_slice(person);
        self.ratings.push(Waiting {
            form,
            indicator,
            code,
            groups,
            person: (start, self.persons.len()),
        });
    }

    pub fn is_full(&self) -> bool {
        self.ratings.len() >= RATINGS
    }

    pub fn ratings(&self) -> &[Waiting] {
        &self.ratings
    }

    /// The key of the person of a rating.
    pub fn person(&self, rating: &Waiting) -> Key {
        let person = self.persons.get(rating.person.0..rating.person.1);
        Key::of_person(person.unwrap_or_default())
    }

    pub fn clear(&mut self) {
        self.ratings.clear();
        self.persons.clear();
    }
}
