//! Which groups say nothing, so that no figure tells of few persons.

/// Which of the groups along a dimension are suppressed, by the persons in each.
///
/// Those of fewer persons than `least` are. What they leave is told by the figure of all, minus those of the other
/// groups: so the smallest of these are suppressed too, until all suppressed ones together are of `least` persons
/// or more. Where a person is in several groups, they may be as few as the largest of them.
///
/// A group without persons has no figure, and hides nothing.
pub(super) fn suppressed(
    persons: &[u64],
    are_hidden: &[bool],
    overlap: bool,
    least: u64,
) -> Vec<bool> {
    let small = |it: u64| it > 0 && it < least;
    let mut hidden: Vec<bool> = persons
        .iter()
        .zip(are_hidden)
        .map(|(it, is_hidden)| *it > 0 && (*is_hidden || small(*it)))
        .collect();
    loop {
        let theirs = || {
            persons
                .iter()
                .zip(&hidden)
                .filter(|it| *it.1)
                .map(|it| *it.0)
        };
        let together = if overlap {
            theirs().max()
        } else {
            Some(theirs().sum())
        };
        let together = together.unwrap_or(0);
        if together == 0 || (together >= least && theirs().count() > 1) {
            return hidden;
        }
        let others = persons.iter().zip(&hidden).enumerate();
        let others = others.filter(|(_, (persons, is_hidden))| **persons > 0 && !**is_hidden);
        let Some((next, _)) = others.min_by_key(|(_, (persons, _))| **persons) else {
            return hidden;
        };
        if let Some(it) = hidden.get_mut(next) {
            *it = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(persons: &[u64], overlap: bool) -> Vec<bool> {
        suppressed(persons, &vec![false; persons.len()], overlap, 5)
    }

    #[test]
    fn what_remains_of_all_is_hidden_too() {
        assert_eq!(of(&[9, 8, 7], false), [false; 3]);
        assert_eq!(of(&[9, 3, 7], false), [false, true, true]);
        assert_eq!(of(&[9, 3, 4], false), [false, true, true]);
        assert_eq!(of(&[9, 1, 2, 8], false), [false, true, true, true]);
        assert_eq!(of(&[9, 3, 4, 0], true), [true, true, true, false]);
        assert_eq!(of(&[3], false), [true]);
        assert_eq!(of(&[0, 9], false), [false, false]);
        // Hidden by the group of all its ratings, it hides another one here.
        let hidden = suppressed(&[9, 8, 7], &[false, true, false], false, 5);
        assert_eq!(hidden, [false, true, true]);
    }
}
