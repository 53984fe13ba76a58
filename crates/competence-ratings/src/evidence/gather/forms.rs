//! Forms, one byte a rating.

use hashbrown::HashTable;
use siphasher::sip128::SipHasher13;

use super::chunks::Chunks;
use super::codes::{CONTRADICTS, UNRATED};

/// What a form or a person is known by: 128 bits of `SipHash`, in which two different ones do not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key([u64; 2]);

impl Key {
    pub fn of_person(person: &[u8]) -> Self {
        Self::of(0, person.len(), person)
    }

    /// Of a form by its text, which begins with so many bytes of its person.
    pub fn of_form(person: usize, text: &[u8]) -> Self {
        Self::of(1, person, text)
    }

    fn of(kind: u64, person: usize, text: &[u8]) -> Self {
        let hash = SipHasher13::new_with_keys(kind, person as u64).hash(text);
        Self([hash.h1, hash.h2])
    }

    fn hash(self) -> u64 {
        self.0[0]
    }

    fn to_bytes(self) -> [u8; KEY] {
        let [first, second] = self.0;
        (u128::from(second) << 64 | u128::from(first)).to_le_bytes()
    }
}

/// What is known of a form, in bytes that lie together, so that a rating finds them with one look at the memory:
/// its key, the place of its person, that of the groups that it is in among all that there are, and a code for
/// each indicator.
const KEY: usize = 16;
const PERSON: usize = KEY;
const GROUPS: usize = PERSON + 4;
const CODES: usize = GROUPS + 4;

/// All forms so far.
#[derive(Debug)]
pub(super) struct Forms {
    bytes: Chunks<u8>,
    by_key: HashTable<u32>,
    persons: Chunks<Key>,
    person_by_key: HashTable<u32>,
}

impl Forms {
    pub fn of(indicators: usize) -> Self {
        Self {
            bytes: Chunks::of(CODES + indicators),
            by_key: HashTable::new(),
            persons: Chunks::of(1),
            person_by_key: HashTable::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    pub fn key(&self, form: usize) -> Key {
        key(self.bytes.get(form))
    }

    pub fn person_key(&self, form: usize) -> Key {
        self.persons.get(self.person(form))[0]
    }

    fn person(&self, form: usize) -> usize {
        number(self.bytes.get(form), PERSON) as usize
    }

    pub fn groups(&self, form: usize) -> u32 {
        number(self.bytes.get(form), GROUPS)
    }

    pub fn set_groups(&mut self, form: usize, groups: u32) {
        self.bytes.get_mut(form)[GROUPS..CODES].copy_from_slice(&groups.to_le_bytes());
    }

    pub fn codes(&self, form: usize) -> &[u8] {
        &self.bytes.get(form)[CODES..]
    }

    /// The form that most probably has this key, if any does. It is told without a look at the forms.
    pub fn likely(&self, wanted: Key) -> Option<usize> {
        let found = self.by_key.find(wanted.hash(), |_| true);
        found.map(|form| *form as usize)
    }

    /// The form of this key, if there is one.
    fn find(&self, wanted: Key) -> Option<usize> {
        let bytes = wanted.to_bytes();
        let is_it = |form: &u32| self.bytes.get(*form as usize)[..KEY] == bytes;
        let found = self.by_key.find(wanted.hash(), is_it);
        found.map(|form| *form as usize)
    }

    /// The form of this key, of the person of another; nothing if there would be more than four billions.
    pub fn find_or_add(&mut self, wanted: Key, person: impl FnOnce() -> Key) -> Option<usize> {
        if let Some(form) = self.find(wanted) {
            return Some(form);
        }
        let form = u32::try_from(self.bytes.len()).ok()?;
        let forms = &self.bytes;
        let hash_of = |form: &u32| key(forms.get(*form as usize)).hash();
        self.by_key.insert_unique(wanted.hash(), form, hash_of);
        let person = self.find_or_add_person(person());
        self.bytes.push(UNRATED);
        let bytes = self.bytes.get_mut(form as usize);
        bytes[..KEY].copy_from_slice(&wanted.to_bytes());
        bytes[PERSON..GROUPS].copy_from_slice(&person.to_le_bytes());
        bytes[GROUPS..CODES].fill(0);
        Some(form as usize)
    }

    /// There are no more persons than forms.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a form's place was one of 32 bits"
    )]
    fn find_or_add_person(&mut self, key: Key) -> u32 {
        let persons = &self.persons;
        let key_of = |person: &u32| persons.get(*person as usize)[0];
        if let Some(person) = self.person_by_key.find(key.hash(), |it| key_of(it) == key) {
            return *person;
        }
        let person = self.persons.len() as u32;
        let hash_of = |person: &u32| key_of(person).hash();
        self.person_by_key
            .insert_unique(key.hash(), person, hash_of);
        self.persons.push(key);
        person
    }

    /// Notes a rating. One that contradicts another of the same form is none, and neither is that.
    pub fn rate(&mut self, form: usize, indicator: usize, code: u8) {
        if let Some(cell) = self.bytes.get_mut(form).get_mut(CODES + indicator) {
            *cell = match *cell {
                UNRATED => code,
                same if same == code => same,
                _ => CONTRADICTS,
            };
        }
    }

    /// All forms, those of a person one after the other: for each person, where they end.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a form's place was one of 32 bits"
    )]
    pub fn by_person(&self) -> (Vec<u32>, Vec<u32>) {
        let mut next = vec![0_u32; self.persons.len() + 1];
        for form in 0..self.len() {
            next[self.person(form) + 1] += 1;
        }
        for person in 1..next.len() {
            next[person] += next[person - 1];
        }
        let mut order = vec![0_u32; self.len()];
        for form in 0..self.len() {
            let place = &mut next[self.person(form)];
            order[*place as usize] = form as u32;
            *place += 1;
        }
        next.pop();
        (order, next)
    }

    pub fn clear(&mut self) {
        self.bytes.clear();
        self.by_key.clear();
        self.persons.clear();
        self.person_by_key.clear();
    }
}

fn key(form: &[u8]) -> Key {
    let number = |at| u64::from(number(form, at)) | u64::from(number(form, at + 4)) << 32;
    Key([number(0), number(8)])
}

/// A number of 32 bits among the bytes of a form.
fn number(form: &[u8], at: usize) -> u32 {
    let bytes = form.get(at..).and_then(|it| it.first_chunk());
    u32::from_le_bytes(bytes.copied().unwrap_or_default())
}
