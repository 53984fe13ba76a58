//! How much alike statements are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::Percent;
use crate::model::{fold_into, words};

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

/// Two texts that are alike, by their numbers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub earlier: usize,
    pub later: usize,
    /// The Jaccard index of their word pairs, in per cent, rounded down.
    pub percent: usize,
}

/// To how many others a text is compared at most, so that the time grows linearly even where
/// all texts share a phrase.
const CANDIDATES: usize = 200;

/// For each normalised text the one that it is most alike to, if the Jaccard index of their
/// word pairs reaches the threshold. Texts that are the same are not a pair.
///
/// Only texts that share one of their rarest word pairs can reach the threshold (prefix
/// filtering: two sets with a Jaccard index of t have a common member among the first
/// |x| - ceil(t |x|) + 1 of each, in one global order), so only these are compared.
pub(crate) fn similar(texts: &[String], threshold: Percent) -> Vec<Pair> {
    let threshold = usize::from(threshold.get());
    let mut sets: Vec<Vec<u64>> = texts.iter().map(|text| shingles(text)).collect();
    rank(&mut sets);
    // The smaller set comes first, so that a set's prefix need only reach its own bound.
    let mut order: Vec<usize> = (0..sets.len())
        .filter(|&number| !sets[number].is_empty())
        .collect();
    order.sort_by_key(|&number| (sets[number].len(), number));
    let mut index: HashMap<u64, Vec<usize>, Identity> = HashMap::default();
    let mut pairs = Vec::new();
    let mut compared = vec![usize::MAX; sets.len()];
    for &number in &order {
        let set = &sets[number];
        let prefix = set.len() - (set.len() * threshold).div_ceil(100) + 1;
        let mut best: Option<(usize, usize)> = None;
        let mut left = CANDIDATES;
        for shingle in &set[..prefix.min(set.len())] {
            let holders = index.entry(*shingle).or_default();
            // The last ones are nearest in size.
            for &other in holders.iter().rev().take(left) {
                left -= 1;
                let smaller = &sets[other];
                let bound = smaller.len() * 100 >= set.len() * threshold;
                if !bound || compared[other] == number || texts[other] == texts[number] {
                    continue;
                }
                compared[other] = number;
                let common = common(smaller, set);
                let percent = common * 100 / (smaller.len() + set.len() - common);
                let better = best
                    .is_none_or(|(most, which)| percent > most || percent == most && other < which);
                if percent >= threshold && better {
                    best = Some((percent, other));
                }
            }
            holders.push(number);
        }
        if let Some((percent, other)) = best {
            pairs.push(Pair {
                earlier: number.min(other),
                later: number.max(other),
                percent,
            });
        }
    }
    pairs.sort_by_key(|pair| (pair.later, pair.earlier));
    pairs
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
    mixed ^ (mixed >> 29)
}

/// Orders each set from the rarest of its members to the most frequent.
fn rank(sets: &mut [Vec<u64>]) {
    let mut counts: HashMap<u64, u32, Identity> = HashMap::default();
    for shingle in sets.iter().flatten() {
        *counts.entry(*shingle).or_default() += 1;
    }
    for set in sets {
        set.sort_by_cached_key(|shingle| (counts.get(shingle).copied().unwrap_or(0), *shingle));
    }
}

/// The number of members that two short sets share.
fn common(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|member| b.contains(member)).count()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(texts: &[&str], threshold: u16) -> Vec<Pair> {
        let texts: Vec<String> = texts.iter().map(|text| normalised(text)).collect();
        similar(&texts, Percent::new(threshold).unwrap())
    }

    #[test]
    fn one_word_of_eight_makes_a_pair_and_other_words_do_not() {
        let texts = [
            "Keeps the agreements that were made in the team",
            "Plans the work of the unit for the coming year",
            "Keeps the promises that were made in the team",
        ];
        assert_eq!(
            pairs(&texts, 60),
            [Pair {
                earlier: 0,
                later: 2,
                percent: 66
            }]
        );
        assert_eq!(pairs(&texts, 67), []);
    }

    #[test]
    fn the_same_text_is_not_a_pair_and_an_empty_one_has_none() {
        assert_eq!(
            pairs(&["Keeps agreements", "keeps agreements!", "", "."], 60),
            []
        );
    }

    proptest::proptest! {
        #[test]
        fn no_pair_is_missed(texts in proptest::collection::vec("[ab]( [abc]){1,6}", 0..12), threshold in 30u16..=100) {
            let texts: Vec<String> = texts;
            let found = similar(&texts, Percent::new(threshold).unwrap());
            let sets: Vec<_> = texts.iter().map(|text| shingles(text)).collect();
            for later in 0..texts.len() {
                for earlier in 0..later {
                    let common = common(&sets[earlier], &sets[later]);
                    let percent = common * 100 / (sets[earlier].len() + sets[later].len() - common);
                    let reached = percent >= usize::from(threshold) && texts[earlier] != texts[later];
                    // Each text names its best; a pair shows from one of its two sides.
                    let known = |number| found.iter().any(|it| (it.later == number || it.earlier == number) && it.percent >= percent);
                    proptest::prop_assert!(!reached || known(earlier) || known(later));
                }
            }
        }
    }
}
