//! What names stand for, found again.

use std::collections::HashMap;

use super::versions::Subject;

/// How many names are remembered, known ones and others.
const NAMES: usize = 1 << 16;

/// How many of them are found without a look into the map.
const SLOTS: usize = 1 << 12;

/// What the names of indicators are in one version.
pub(super) struct Names {
    seen: Vec<(Box<[u8]>, Option<Subject>)>,
    index: HashMap<Box<[u8]>, usize>,
    /// The last of those names that share a slot. Most have one for themselves, and what a slot has is compared: names
    /// that are made to share one only cost more.
    slots: Vec<usize>,
}

impl Names {
    pub fn new() -> Self {
        Self {
            seen: Vec::new(),
            index: HashMap::new(),
            slots: vec![0; SLOTS],
        }
    }

    /// What a name stands for: found once, and then remembered.
    pub fn find(
        &mut self,
        name: &[u8],
        find: impl FnOnce(&[u8]) -> Option<Subject>,
    ) -> Option<Subject> {
        let slot = slot(name);
        let guess = self.slots.get(slot).and_then(|it| self.seen.get(*it));
        if let Some((_, subject)) = guess.filter(|(seen, _)| **seen == *name) {
            return *subject;
        }
        let at = if let Some(at) = self.index.get(name) {
            *at
        } else {
            let subject = find(name);
            if self.seen.len() >= NAMES {
                return subject;
            }
            self.seen.push((name.into(), subject));
            self.index.insert(name.into(), self.seen.len() - 1);
            self.seen.len() - 1
        };
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = at;
        }
        self.seen.get(at).and_then(|it| it.1)
    }
}

/// The slot of a name, from all its words of eight bytes.
fn slot(name: &[u8]) -> usize {
    let (words, rest) = name.as_chunks::<8>();
    let mut last = [0; 8];
    for (byte, of_rest) in last.iter_mut().zip(rest) {
        *byte = *of_rest;
    }
    let mix = |all: u64, word: &[u8; 8]| all.rotate_left(23) ^ u64::from_le_bytes(*word);
    let mixed = mix(words.iter().fold(name.len() as u64, mix), &last);
    usize::try_from(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52).unwrap_or(0)
}
