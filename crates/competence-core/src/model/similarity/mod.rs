//! How much alike statements are.

mod near;
#[cfg(feature = "check")]
mod pairs;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::Percent;
use crate::model::{fold_into, words};

pub(crate) use near::near_equal;
#[cfg(feature = "check")]
pub(crate) use pairs::similar;

/// To how many others a text is compared at most, so that the time grows linearly even where
/// all texts share a phrase.
const CANDIDATES: usize = 200;

/// A statement without regard to case, diacritics, punctuation and white space: its folded
/// words, joined by single spaces.
pub(crate) fn normalised(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    let mut joined = String::with_capacity(folded.len());
    for word in words(&folded) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// For each text of `from` the texts of `to` that it is most alike to, all equally, if the Jaccard
/// index of their word pairs reaches the threshold: the numbers and the index in per cent.
///
/// Only texts that share a word pair are compared, those of the rarest pairs first, and at most
/// [`CANDIDATES`] for each text.
pub(crate) fn likeness(
    from: &[String],
    to: &[String],
    threshold: Percent,
) -> Vec<(usize, Vec<usize>, usize)> {
    let sets: Vec<Vec<u64>> = to.iter().map(|text| shingles(text)).collect();
    let mut index: HashMap<u64, Vec<usize>, Identity> = HashMap::default();
    for (number, set) in sets.iter().enumerate() {
        for &shingle in set {
            index.entry(shingle).or_default().push(number);
        }
    }
    let mut found = Vec::new();
    for (number, text) in from.iter().enumerate() {
        let set = shingles(text);
        let mut lists: Vec<&Vec<usize>> = set.iter().filter_map(|it| index.get(it)).collect();
        lists.sort_by_key(|list| list.len());
        let mut candidates: Vec<usize> = lists
            .into_iter()
            .flatten()
            .copied()
            .take(CANDIDATES)
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let percent = |other: usize| {
            let common = common(&set, &sets[other]);
            common * 100 / (set.len() + sets[other].len() - common).max(1)
        };
        let alike = candidates.into_iter().map(|other| (percent(other), other));
        let alike: Vec<(usize, usize)> = alike.collect();
        let best = alike.iter().map(|(percent, _)| *percent).max();
        if let Some(best) = best.filter(|it| *it >= usize::from(threshold.get())) {
            let equals = alike.iter().filter(|(percent, _)| *percent == best);
            found.push((number, equals.map(|(_, other)| *other).collect(), best));
        }
    }
    found
}

/// The pairs of neighbouring words of a text, as hashes; the ends of the text count as words.
fn shingles(text: &str) -> Vec<u64> {
    let mut before = 0;
    let ends = text.split(' ').filter(|word| !word.is_empty()).map(hash);
    let mut set: Vec<u64> = ends
        .chain((!text.is_empty()).then_some(1))
        .map(|word| {
            let pair = mix(before, word);
            before = word;
            pair
        })
        .collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// FNV-1a. A collision would at worst make two statements look more alike than they are.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, mix_byte)
}

fn mix_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn mix(a: u64, b: u64) -> u64 {
    let mixed = (a.rotate_left(26) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The number of members that two sorted sets share.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(left), b.get(right)) {
        common += usize::from(x == y);
        left += usize::from(x <= y);
        right += usize::from(y <= x);
    }
    common
}

/// Shingles are hashes already.
#[derive(Default)]
struct Same(u64);

type Identity = BuildHasherDefault<Same>;

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes
            .iter()
            .fold(self.0, |hash, &byte| mix_byte(hash, byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
