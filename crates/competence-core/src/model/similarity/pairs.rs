//! Pairs of texts that are nearly the same, among all texts.

use std::collections::HashMap;

use super::{CANDIDATES, Identity, common, shingles};
use crate::Percent;

/// Two texts that are alike, by their numbers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub earlier: usize,
    pub later: usize,
    /// The Jaccard index of their word pairs, in per cent, rounded down.
    pub percent: usize,
}

/// At how many occurrences of its word pairs in other texts a text is looked at, at most.
const OCCURRENCES: usize = 2_000;

/// For each normalised text the one that it is most alike to, if the Jaccard index of their
/// word pairs reaches the threshold. Texts that are the same are not a pair.
///
/// Only texts that share one of their rarest word pairs can reach the threshold, so only these
/// are compared. This is the prefix and the positional filter of Xiao et al., "Efficient
/// similarity joins for near-duplicate detection" (ACM TODS 36, 2011): with all sets in one
/// order, two of sizes x and y with a Jaccard index of t share at least t / (1 + t) (x + y)
/// members, and so their first common member stands early in both.
pub(crate) fn similar(texts: &[&str], threshold: Percent) -> Vec<Pair> {
    let threshold = usize::from(threshold.get());
    let needed = |a: usize, b: usize| ((a + b) * threshold).div_ceil(100 + threshold);
    let sets: Vec<Vec<u64>> = texts.iter().map(|text| shingles(text)).collect();
    let counts = Counts::of(&sets);
    // The smaller set comes first, so that what is looked for in the index is never smaller.
    let mut order: Vec<usize> = (0..sets.len())
        .filter(|&number| !sets[number].is_empty())
        .collect();
    order.sort_by_key(|&number| (sets[number].len(), number));
    let mut index: HashMap<u64, Vec<Occurrence>, Identity> = HashMap::default();
    let mut pairs = Vec::new();
    let mut compared = vec![u32::MAX; sets.len()];
    let mut rarest = Vec::new();
    for &number in &order {
        let set = &sets[number];
        let prefix = set.len() + 1 - (set.len() * threshold).div_ceil(100);
        counts.rarest(set, prefix, &mut rarest);
        let mut best: Option<(usize, usize)> = None;
        let (mut candidates, mut occurrences) = (CANDIDATES, OCCURRENCES);
        for &(position, shingle) in &rarest {
            let holders = index.entry(shingle).or_default();
            // The last ones are nearest in size.
            for holder in holders.iter().rev().take(occurrences) {
                occurrences -= 1;
                // This is decided without a look at the other text, which would be far away.
                let (size, after) = (holder.size as usize, holder.after as usize);
                let most = 1 + after.min(set.len() - position - 1);
                if most < needed(set.len(), size) || candidates == 0 {
                    continue;
                }
                let other = holder.text as usize;
                if compared[other] == small(number) {
                    continue;
                }
                compared[other] = small(number);
                candidates -= 1;
                let smaller = &sets[other];
                let common = common(smaller, set);
                let percent = common * 100 / (smaller.len() + set.len() - common);
                let better = best
                    .is_none_or(|(most, which)| percent > most || percent == most && other < which);
                if percent >= threshold && better && texts[other] != texts[number] {
                    best = Some((percent, other));
                }
            }
            // Later sets are not smaller, and share more with this one.
            if position <= set.len() - needed(set.len(), set.len()) {
                holders.push(Occurrence {
                    text: small(number),
                    size: small(set.len()),
                    after: small(set.len() - position - 1),
                });
            }
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

/// A word pair in a text.
struct Occurrence {
    text: u32,
    /// How many word pairs the text has.
    size: u32,
    /// How many of them come after this one in the order.
    after: u32,
}

/// There are far fewer texts, and word pairs in one, than 32 bits can count.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// In how many texts each word pair occurs, of those that occur in more than one.
struct Counts {
    counts: HashMap<u64, usize, Identity>,
    repeated: Bits,
}

impl Counts {
    fn of(sets: &[Vec<u64>]) -> Self {
        let total = sets.iter().map(Vec::len).sum();
        // Most pairs occur once. Two small tables tell nearly all of them apart from the
        // others, which alone are counted in a map.
        let (mut seen, mut repeated) = (Bits::new(total), Bits::new(total));
        for &shingle in sets.iter().flatten() {
            if seen.set(shingle) {
                repeated.set(shingle);
            }
        }
        let mut counts: HashMap<u64, usize, Identity> = HashMap::default();
        for &shingle in sets.iter().flatten().filter(|&&it| repeated.has(it)) {
            *counts.entry(shingle).or_default() += 1;
        }
        Self { counts, repeated }
    }

    /// The members of a set that are among its `prefix` rarest and occur elsewhere too, from
    /// the rarest on, each with its place in that order.
    fn rarest(&self, set: &[u64], prefix: usize, rarest: &mut Vec<(usize, u64)>) {
        rarest.clear();
        let repeated = set.iter().filter(|&&shingle| self.repeated.has(shingle));
        let count = |&shingle: &u64| (self.counts.get(&shingle).copied().unwrap_or(1), shingle);
        rarest.extend(repeated.map(count).filter(|&(count, _)| count > 1));
        // The members that occur nowhere else are the rarest, and lead to no other text.
        let unique = set.len() - rarest.len();
        rarest.sort_unstable();
        rarest.truncate(prefix.saturating_sub(unique));
        for (place, (count, _)) in rarest.iter_mut().enumerate() {
            *count = unique + place;
        }
    }
}

/// A table of bits, one for many shingles: what is not set is certainly not in it.
struct Bits {
    words: Vec<u64>,
    mask: u64,
}

impl Bits {
    fn new(members: usize) -> Self {
        let words = (members / 4).next_power_of_two();
        Self {
            words: vec![0; words],
            mask: words as u64 - 1,
        }
    }

    fn place(&self, shingle: u64) -> (usize, u64) {
        // The mask keeps the index below the length.
        #[allow(clippy::cast_possible_truncation)]
        let word = ((shingle >> 6) & self.mask) as usize;
        (word, 1 << (shingle & 63))
    }

    fn has(&self, shingle: u64) -> bool {
        let (word, bit) = self.place(shingle);
        self.words[word] & bit != 0
    }

    /// Sets the bit, and tells whether it was set before.
    fn set(&mut self, shingle: u64) -> bool {
        let (word, bit) = self.place(shingle);
        let was_set = self.words[word] & bit != 0;
        self.words[word] |= bit;
        was_set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::similarity::normalised;

    fn pairs(texts: &[&str], threshold: u16) -> Vec<Pair> {
        let texts: Vec<String> = texts.iter().map(|text| normalised(text)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
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
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
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
