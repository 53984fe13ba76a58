//! How many persons are rated on each two indicators by the same form.

use std::collections::BTreeMap;

/// How many different patterns are kept before they are counted up.
const PATTERNS: usize = 4096;

/// Which indicators are rated, one bit each.
pub(super) type Pattern = Box<[u64]>;

/// The patterns of a person's forms, in memory that is used again.
#[derive(Debug)]
pub(super) struct OfForms {
    words: usize,
    bits: Vec<u64>,
}

impl OfForms {
    pub fn of(indicators: usize) -> Self {
        Self {
            // A model without any has patterns too.
            words: indicators.div_ceil(64).max(1),
            bits: Vec::new(),
        }
    }

    pub fn clear(&mut self) {
        self.bits.clear();
    }

    /// The pattern of a further form, which rates nothing yet.
    pub fn push(&mut self) -> &mut [u64] {
        let start = self.bits.len();
        self.bits.resize(start + self.words, 0);
        &mut self.bits[start..]
    }

    pub fn iter(&self) -> impl Iterator<Item = &[u64]> + Clone {
        self.bits.chunks_exact(self.words)
    }
}

/// Counts persons by the indicators that they are rated on. Most persons of a model are rated on the same ones, so
/// that they need not be counted for each two indicators one by one.
#[derive(Debug)]
pub(super) struct Patterns {
    indicators: usize,
    persons: BTreeMap<Pattern, u64>,
    /// Of indicators (0,0), (1,0), (1,1), ...; empty until it is needed.
    counted: Vec<u64>,
}

impl Patterns {
    pub fn of(indicators: usize) -> Self {
        Self {
            indicators,
            persons: BTreeMap::new(),
            counted: Vec::new(),
        }
    }

    /// Adds a person with the patterns of all their forms.
    pub fn add(&mut self, patterns: &OfForms) {
        let all = patterns
            .iter()
            .find(|it| patterns.iter().all(|other| holds(it, other)));
        if let Some(all) = all {
            if let Some(persons) = self.persons.get_mut(all) {
                *persons += 1;
                return;
            }
            if self.persons.len() == PATTERNS {
                self.count_up();
            }
            self.persons.insert(all.into(), 1);
            return;
        }
        // No form rates all indicators that any does: each two count once, if some form rates both.
        let mut pairs: Vec<usize> = patterns.iter().flat_map(pairs).collect();
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            self.count(pair, 1);
        }
    }

    /// Adds the persons of another.
    pub fn merge(&mut self, mut other: Self) {
        other.count_up();
        add_each(&mut self.counted, &other.counted);
    }

    /// Persons for each two indicators, (0,0), (1,0), (1,1), ...
    pub fn into_pairs(mut self) -> Vec<u64> {
        self.count_up();
        self.counted
            .resize(self.indicators * (self.indicators + 1) / 2, 0);
        self.counted
    }

    fn count_up(&mut self) {
        for (pattern, persons) in std::mem::take(&mut self.persons) {
            for pair in pairs(&pattern) {
                self.count(pair, persons);
            }
        }
    }

    fn count(&mut self, pair: usize, persons: u64) {
        if self.counted.len() <= pair {
            self.counted
                .resize(self.indicators * (self.indicators + 1) / 2, 0);
        }
        if let Some(count) = self.counted.get_mut(pair) {
            *count += persons;
        }
    }
}

/// The pattern of these indicators.
pub(super) fn pattern(indicators: usize, rated: impl Iterator<Item = usize>) -> Pattern {
    let mut bits = vec![0_u64; indicators.div_ceil(64).max(1)];
    for indicator in rated {
        if let Some(word) = bits.get_mut(indicator / 64) {
            *word |= 1 << (indicator % 64);
        }
    }
    bits.into()
}

/// The indicators of a pattern.
pub(super) fn rated(pattern: &[u64]) -> impl Iterator<Item = usize> + '_ {
    let bits = |word: u64| (0..64).filter(move |bit| word >> bit & 1 == 1);
    let words = pattern.iter().enumerate();
    words.flat_map(move |(at, word)| bits(*word).map(move |bit| at * 64 + bit))
}

fn pairs(pattern: &[u64]) -> impl Iterator<Item = usize> + '_ {
    rated(pattern).flat_map(move |second| {
        let until = rated(pattern).take_while(move |it| *it <= second);
        until.map(move |first| second * (second + 1) / 2 + first)
    })
}

fn holds(pattern: &[u64], other: &[u64]) -> bool {
    pattern
        .iter()
        .zip(other)
        .all(|(it, other)| it & other == *other)
}

/// Makes one pattern of all.
pub(super) fn unite<'p>(all: &mut Vec<u64>, patterns: impl Iterator<Item = &'p [u64]>) {
    all.clear();
    for pattern in patterns {
        all.resize(pattern.len(), 0);
        for (word, other) in all.iter_mut().zip(pattern) {
            *word |= other;
        }
    }
}

/// Whether two patterns have an indicator in common.
pub(super) fn meet(pattern: &[u64], other: &[u64]) -> bool {
    pattern.iter().zip(other).any(|(it, other)| it & other != 0)
}

/// Adds counts to those in the same places.
pub(super) fn add_each(counts: &mut Vec<u64>, others: &[u64]) {
    counts.resize(counts.len().max(others.len()), 0);
    for (count, other) in counts.iter_mut().zip(others) {
        *count += other;
    }
}
