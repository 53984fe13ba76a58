//! Ratings whose forms are looked up together.

use super::forms::Key;

/// How many ratings wait, at most. Each look-up waits for the memory, and many wait at the same time.
const RATINGS: usize = 64;

/// A rating whose form is not looked up yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    pub indicator: usize,
    pub code: u8,
    /// The groups of the form, by their place among all that there are.
    pub groups: u32,
    /// Where the text of its person and form begins, and where each of the two ends.
    text: [usize; 3],
}

/// Ratings that wait, with their persons and forms.
#[derive(Debug, Default)]
pub(super) struct Queue {
    ratings: Vec<Waiting>,
    texts: Vec<u8>,
}

impl Queue {
    pub fn push(&mut self, person: &[u8], form: &[u8], indicator: usize, code: u8, groups: u32) {
        let start = self.texts.len();
        self.texts.extend_from_slice(person);
        let middle = self.texts.len();
        self.texts.extend_from_slice(form);
        self.ratings.push(Waiting {
            indicator,
            code,
            groups,
            text: [start, middle, self.texts.len()],
        });
    }

    pub fn is_full(&self) -> bool {
        self.ratings.len() >= RATINGS
    }

    pub fn ratings(&self) -> &[Waiting] {
        &self.ratings
    }

    /// The key of the form of a rating.
    pub fn form(&self, rating: &Waiting) -> Key {
        let [start, middle, end] = rating.text;
        let text = self.texts.get(start..end).unwrap_or_default();
        Key::of_form(middle - start, text)
    }

    /// The key of the person of a rating.
    pub fn person(&self, rating: &Waiting) -> Key {
        let [start, middle, _] = rating.text;
        Key::of_person(self.texts.get(start..middle).unwrap_or_default())
    }

    pub fn clear(&mut self) {
        self.ratings.clear();
        self.texts.clear();
    }
}
