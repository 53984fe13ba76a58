//! How many persons are rated on each two indicators by the same form.

use std::collections::BTreeMap;

/// How many different patterns are kept before they are counted up.
const PATTERNS: usize = 4096;

/// Which indicators are rated, one bit each.
pub(super) type Pattern = Box<[u64]>;

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
    pub fn add(&mut self, mut patterns: Vec<Pattern>) {
        patterns.sort_unstable();
        patterns.dedup();
        let all = patterns
            .iter()
            .find(|it| patterns.iter().all(|other| holds(it, other)));
        if let Some(all) = all {
            if self.persons.len() == PATTERNS && !self.persons.contains_key(all) {
                self.count_up();
            }
            *self.persons.entry(all.clone()).or_default() += 1;
            return;
        }
        // No form rates all indicators that any does: each two count once, if some form rates both.
        let mut pairs: Vec<usize> = patterns.iter().flat_map(|it| pairs(it)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            self.count(pair, 1);
        }
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
    let mut bits = vec![0_u64; indicators.div_ceil(64)];
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
