//! Which organisations are told how many people of, so that no few people follow from the others.

use std::collections::BTreeSet;

/// Organisations with their people, of whom each may be in several or in none.
pub(super) struct Groups {
    /// People in all.
    pub all: u64,
    /// No number of fewer people is told.
    pub least: u64,
    /// Each by its number, with its people, and whether it is withheld for another reason.
    pub each: Vec<(usize, u64, bool)>,
}

/// Those that are told. What `outside` gives is how many people are in none of some of them.
///
/// The people who are not in an organisation are the total less its own: as many as that, or nobody, must be left,
/// or it is not told. The same goes for the people who are in none of all that are told, where the smallest are
/// withheld until it is so. All of it is reckoned from the total, as those who are in several organisations, or in
/// none, are people too.
pub(super) fn told(of: &Groups, outside: impl Fn(&BTreeSet<usize>) -> u64) -> BTreeSet<usize> {
    let are_few = |people: u64| people > 0 && people < of.least;
    let may_be_told = |people: u64| people >= of.least && !are_few(of.all.saturating_sub(people));
    let mut candidates: Vec<(u64, usize)> = of
        .each
        .iter()
        .filter(|(_, people, is_hidden)| !is_hidden && may_be_told(*people))
        .map(|(number, people, _)| (*people, *number))
        .collect();
    candidates.sort_unstable();
    let mut told: BTreeSet<usize> = candidates.iter().map(|it| it.1).collect();
    for (_, smallest) in candidates {
        if !are_few(outside(&told)) {
            break;
        }
        told.remove(&smallest);
    }
    told
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many people are in none of these organisations; each person is a set of those that they are in.
    fn outside(people: &[BTreeSet<usize>], of: &BTreeSet<usize>) -> u64 {
        people.iter().filter(|it| it.is_disjoint(of)).count() as u64
    }

    fn told_of(people: &[BTreeSet<usize>], least: u64) -> BTreeSet<usize> {
        let size = |at: usize| people.iter().filter(|it| it.contains(&at)).count() as u64;
        let groups = Groups {
            all: people.len() as u64,
            least,
            each: (0..5).map(|it| (it, size(it), false)).collect(),
        };
        told(&groups, |it| outside(people, it))
    }

    fn people(sizes: &[(&[usize], usize)]) -> Vec<BTreeSet<usize>> {
        let each = sizes
            .iter()
            .flat_map(|(of, number)| std::iter::repeat_n(of, *number));
        each.map(|it| it.iter().copied().collect()).collect()
    }

    #[test]
    fn small_organisations_take_others_with_them() {
        let told = |sizes: &[(&[usize], usize)]| Vec::from_iter(told_of(&people(sizes), 5));
        assert_eq!(told(&[(&[0], 9), (&[1], 8)]), [0, 1]);
        assert_eq!(told(&[(&[0], 9), (&[1], 3), (&[2], 7)]), [0]);
        assert_eq!(told(&[(&[0], 9), (&[1], 3)]), [0; 0]);
        // Two people are in no organisation.
        assert_eq!(told(&[(&[0], 9), (&[1], 8), (&[], 2)]), [0]);
        // All of the small one are in another one too, which gives nobody away.
        assert_eq!(told(&[(&[0], 9), (&[0, 1], 3), (&[2], 7)]), [0, 2]);
        // Ten people, of whom two are not in the first one.
        assert_eq!(told(&[(&[0, 1], 4), (&[0], 4), (&[1], 2)]), [0; 0]);
    }

    proptest! {
        /// No total, and no complement of one organisation or of all that are told, is of few people.
        #[test]
        fn what_is_withheld_cannot_be_reckoned_from_the_total(
            people in prop::collection::vec(prop::collection::btree_set(0..5_usize, 0..3), 0..40),
            least in 1..8_u64,
        ) {
            let told = told_of(&people, least);
            let is_told = |number: u64| number == 0 || number >= least;
            for at in &told {
                let one = BTreeSet::from([*at]);
                let not_in = outside(&people, &one);
                let size = people.len() as u64 - not_in;
                prop_assert!(size >= least && is_told(not_in), "{at}");
            }
            prop_assert!(told.is_empty() || is_told(outside(&people, &told)));
        }

        /// Where nobody is in two, so is no sum of others either.
        #[test]
        fn no_part_of_the_others_gives_few_people_away(
            people in prop::collection::vec(prop::option::of(0..5_usize), 0..40),
            least in 1..8_u64,
        ) {
            let people: Vec<BTreeSet<usize>> =
                people.into_iter().map(|it| it.into_iter().collect()).collect();
            let told = Vec::from_iter(told_of(&people, least));
            for chosen in 0_usize..1 << told.len() {
                let some = told.iter().enumerate();
                let some = some.filter(|(at, _)| chosen >> at & 1 == 1).map(|it| *it.1);
                let some: BTreeSet<usize> = some.collect();
                let rest = outside(&people, &some);
                prop_assert!(some.is_empty() || rest == 0 || rest >= least, "{some:?}");
            }
        }
    }
}
