//! Forms, one byte a rating.

use std::hash::{DefaultHasher, Hasher};

use hashbrown::HashTable;

use super::chunks::Chunks;
use super::codes::{CONTRADICTS, UNRATED};

/// What a form or a person is known by: 128 bits of `SipHash`, in which two different ones do not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key([u64; 2]);

impl Key {
    pub fn of_person(person: &[u8]) -> Self {
        Self::of(0, person, &[])
    }

    pub fn of_form(person: &[u8], form: &[u8]) -> Self {
        Self::of(1, person, form)
    }

    fn of(kind: u8, person: &[u8], form: &[u8]) -> Self {
        Self([0, 1].map(|half| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(half);
            hasher.write_u8(kind);
            hasher.write_usize(person.len());
            hasher.write(person);
            hasher.write(form);
            hasher.finish()
        }))
    }

    fn hash(self) -> u64 {
        self.0[0]
    }
}

/// What is known of a form beside its values.
#[derive(Debug, Clone, Copy)]
struct Head {
    key: Key,
    person: u32,
    /// The groups that it is in, by their place among all that there are.
    groups: u32,
}

/// All forms so far, each with one code for each indicator.
#[derive(Debug)]
pub(super) struct Forms {
    heads: Chunks<Head>,
    codes: Chunks<u8>,
    by_key: HashTable<u32>,
    persons: Chunks<Key>,
    person_by_key: HashTable<u32>,
}

impl Forms {
    pub fn of(indicators: usize) -> Self {
        Self {
            heads: Chunks::of(1),
            codes: Chunks::of(indicators),
            by_key: HashTable::new(),
            persons: Chunks::of(1),
            person_by_key: HashTable::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.heads.len()
    }

    pub fn key(&self, form: usize) -> Key {
        self.heads.get(form)[0].key
    }

    pub fn person_key(&self, form: usize) -> Key {
        self.persons.get(self.heads.get(form)[0].person as usize)[0]
    }

    pub fn groups(&self, form: usize) -> u32 {
        self.heads.get(form)[0].groups
    }

    pub fn set_groups(&mut self, form: usize, groups: u32) {
        self.heads.get_mut(form)[0].groups = groups;
    }

    pub fn codes(&self, form: usize) -> &[u8] {
        self.codes.get(form)
    }

    /// The form of this key, of the person of another; nothing if there would be more than four billions.
    pub fn find_or_add(&mut self, key: Key, person: impl FnOnce() -> Key) -> Option<usize> {
        let heads = &self.heads;
        let key_of = |form: &u32| heads.get(*form as usize)[0].key;
        if let Some(form) = self.by_key.find(key.hash(), |it| key_of(it) == key) {
            return Some(*form as usize);
        }
        let form = u32::try_from(self.heads.len()).ok()?;
        let hash_of = |form: &u32| key_of(form).hash();
        self.by_key.insert_unique(key.hash(), form, hash_of);
        let person = self.find_or_add_person(person());
        self.heads.push(Head {
            key,
            person,
            groups: 0,
        });
        self.codes.push(UNRATED);
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
        if let Some(cell) = self.codes.get_mut(form).get_mut(indicator) {
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
        let person_of = |form: usize| self.heads.get(form)[0].person as usize;
        let mut next = vec![0_u32; self.persons.len() + 1];
        for form in 0..self.len() {
            next[person_of(form) + 1] += 1;
        }
        for person in 1..next.len() {
            next[person] += next[person - 1];
        }
        let mut order = vec![0_u32; self.len()];
        for form in 0..self.len() {
            let place = &mut next[person_of(form)];
            order[*place as usize] = form as u32;
            *place += 1;
        }
        next.pop();
        (order, next)
    }

    pub fn clear(&mut self) {
        self.heads.clear();
        self.codes.clear();
        self.by_key.clear();
        self.persons.clear();
        self.person_by_key.clear();
    }
}
