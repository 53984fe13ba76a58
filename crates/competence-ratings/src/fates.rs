//! What happens to the ratings of each indicator, found fast where the indicators of each
//! assessment stand in the same order, as they mostly do.

use std::collections::HashMap;

use competence_core::migration::{Fate, Migration};

/// The fates of the indicators that were seen.
pub(crate) struct Fates<'m> {
    migration: &'m Migration,
    seen: Vec<Seen<'m>>,
    index: HashMap<&'m str, usize>,
    last: usize,
}

struct Seen<'m> {
    known: Known<'m>,
    /// The one that stood behind it the last time.
    next: usize,
}

/// An indicator of the first version, and what happens to its ratings.
#[derive(Clone, Copy)]
pub(crate) struct Known<'m> {
    pub id: &'m str,
    pub fate: &'m Fate,
    /// Whether its ratings become part of a mean.
    pub is_merged: bool,
}

impl<'m> Fates<'m> {
    pub fn of(migration: &'m Migration) -> Self {
        Self {
            migration,
            seen: Vec::new(),
            index: HashMap::new(),
            last: 0,
        }
    }

    /// What is known of an indicator, or `None` if the first version has none with this id.
    pub fn find(&mut self, id: &[u8]) -> Option<Known<'m>> {
        let guess = self.seen.get(self.last).map_or(0, |last| last.next);
        if let Some(seen) = self
            .seen
            .get(guess)
            .filter(|seen| seen.known.id.as_bytes() == id)
        {
            self.last = guess;
            return Some(seen.known);
        }
        let id = std::str::from_utf8(id).ok()?;
        let at = if let Some(at) = self.index.get(id) {
            *at
        } else {
            let (id, fate) = self.migration.find(id)?;
            let is_merged = fate.is_merged();
            let known = Known {
                id,
                fate,
                is_merged,
            };
            self.seen.push(Seen { known, next: 0 });
            self.index.insert(id, self.seen.len() - 1);
            self.seen.len() - 1
        };
        if let Some(last) = self.seen.get_mut(self.last) {
            last.next = at;
        }
        self.last = at;
        self.seen.get(at).map(|it| it.known)
    }
}
