//! From what is published, nobody can compute a figure of fewer persons than may be told of.

use std::collections::BTreeSet;

use competence_ratings::evidence::{Dimension, GroupPart, Reason, Why};
use proptest::prelude::*;

use super::{Rating, analysis, model, without_rules};

const LEAST: u64 = 5;

fn ratings() -> impl Strategy<Value = Vec<Rating>> {
    // A person is in one organisation, of which some are small; a form is of one role.
    let person = (
        0..40_u8,
        0..4_u8,
        prop::collection::vec(prop::option::weighted(0.8, 1..=5_u8), 4),
    );
    prop::collection::vec(person, 0..80).prop_map(|forms| {
        let forms = forms.into_iter().flat_map(|(person, role, values)| {
            let values = values.into_iter().enumerate();
            values.filter_map(move |(indicator, value)| {
                Some(Rating {
                    person: format!("p{person}"),
                    form: format!("r{role}"),
                    indicator,
                    value: f64::from(value?),
                    organisation: (person % 7 < 6).then(|| format!("o{}", person.min(33) / 9)),
                    role: Some(format!("r{role}")),
                })
            })
        });
        forms.collect()
    })
}

/// The persons of a group who are rated on an indicator, or on any.
fn persons<'a>(
    ratings: &'a [Rating],
    of: impl Fn(&Rating) -> Option<&str>,
    name: Option<&str>,
    indicator: Option<usize>,
) -> BTreeSet<&'a str> {
    let is_of = |it: &&Rating| of(it) == name && indicator.is_none_or(|at| it.indicator == at);
    ratings
        .iter()
        .filter(is_of)
        .map(|it| it.person.as_str())
        .collect()
}

fn check(
    ratings: &[Rating],
    groups: &[GroupPart],
    of: impl Fn(&Rating) -> Option<&str> + Copy,
    indicator: Option<usize>,
    is_told: impl Fn(&GroupPart) -> bool,
) -> Result<(), TestCaseError> {
    let mut hidden = BTreeSet::new();
    let mut hidden_groups = 0;
    for group in groups {
        let persons = persons(ratings, of, group.name.as_deref(), indicator);
        if is_told(group) {
            prop_assert!(persons.is_empty() || persons.len() as u64 >= LEAST);
        } else if !persons.is_empty() {
            hidden_groups += 1;
            hidden.extend(persons);
        }
    }
    // What is left of all when everything that is told is taken away is of nobody, or of enough persons of two
    // groups or more; or of all, of whom nothing is told by group.
    let all = groups.len();
    let is_all = groups.iter().all(|it| !is_told(it));
    prop_assert!(
        hidden.is_empty() || is_all || (hidden.len() as u64 >= LEAST && hidden_groups > 1),
        "{hidden:?} of {all}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_figure_of_few_persons_follows(mut ratings in ratings()) {
        // The same form says the same of an indicator.
        let mut seen = BTreeSet::new();
        ratings.retain(|it| seen.insert((it.person.clone(), it.form.clone(), it.indicator)));
        let model = model(&[2, 2]);
        let analysis = analysis(&model, &ratings, &without_rules(LEAST));
        for (at, part) in analysis.indicators.iter().enumerate() {
            let theirs: BTreeSet<&str> = ratings.iter().filter(|it| it.indicator == at).map(|it| it.person.as_str()).collect();
            if !theirs.is_empty() && (theirs.len() as u64) < LEAST {
                prop_assert_eq!(part.mean.why().map(|it| it.reason), Some(Reason::Suppressed));
                prop_assert_eq!(part.n.why().map(|it| it.reason), Some(Reason::Suppressed));
                prop_assert!(part.distribution.known().is_none() && part.sd.known().is_none());
            }
        }
        for breakdown in &analysis.breakdowns {
            let groups = breakdown.groups.known().unwrap();
            for (at, _) in analysis.indicators.iter().enumerate() {
                let is_told = |it: &GroupPart| it.indicators[at].mean.known().is_some() || it.indicators[at].n.known().is_some_and(|it| *it > 0);
                match breakdown.by {
                    Dimension::Organisation => check(&ratings, groups, |it| it.organisation.as_deref(), Some(at), is_told)?,
                    _ => check(&ratings, groups, |it| it.role.as_deref(), Some(at), is_told)?,
                }
            }
            let is_told = |it: &GroupPart| it.persons.known().is_some() || it.forms.known().is_some();
            match breakdown.by {
                Dimension::Organisation => check(&ratings, groups, |it| it.organisation.as_deref(), None, is_told)?,
                _ => check(&ratings, groups, |it| it.role.as_deref(), None, is_told)?,
            }
            // A mean of means is told only where each of them is.
            for group in groups {
                for (competence, part) in group.competences.iter().enumerate() {
                    let own = &group.indicators[competence * 2..competence * 2 + 2];
                    let are_told = own.iter().all(|it| it.mean.known().is_some());
                    prop_assert_eq!(part.mean.known().is_some(), are_told);
                }
            }
        }
        // Whatever is of pairs of indicators is of enough persons.
        for pair in &analysis.structure.correlations {
            let persons = |id: &str| -> BTreeSet<(&str, &str)> {
                let at = analysis.indicators.iter().position(|it| it.id == id).unwrap();
                ratings.iter().filter(|it| it.indicator == at).map(|it| (it.person.as_str(), it.form.as_str())).collect()
            };
            let (one, other) = (persons(&pair.of[0]), persons(&pair.of[1]));
            let both: BTreeSet<&str> = one.intersection(&other).map(|it| it.0).collect();
            prop_assert!(both.len() as u64 >= LEAST);
        }
    }
}

#[test]
fn of_few_persons_nothing_is_told() {
    let model = model(&[2, 2]);
    let ratings: Vec<Rating> = super::generated(1, 4, &[(0, 0.7, 0.0); 4], |_| false);
    let analysis = analysis(&model, &ratings, &without_rules(LEAST));
    let is_hidden = |why: Option<&Why>| why.is_some_and(|it| it.reason == Reason::Suppressed);
    for part in &analysis.indicators {
        assert!(
            is_hidden(part.n.why()) && is_hidden(part.mean.why()),
            "{part:?}"
        );
        assert!(
            is_hidden(part.distribution.why()) && is_hidden(part.item_rest.why()),
            "{part:?}"
        );
    }
    for part in &analysis.competences {
        assert!(
            is_hidden(part.persons.why()) && is_hidden(part.mean.why()),
            "{part:?}"
        );
        assert!(
            is_hidden(part.alpha.why()) && is_hidden(part.omega_total.why()),
            "{part:?}"
        );
    }
    assert!(
        analysis
            .between
            .iter()
            .all(|it| is_hidden(it.correlation.why()))
    );
    assert!(analysis.structure.correlations.is_empty());
    assert!(is_hidden(analysis.structure.n.why()) && is_hidden(analysis.structure.parallel.why()));
    for breakdown in &analysis.breakdowns {
        let groups = breakdown.groups.known().unwrap();
        assert!(groups.iter().all(|it| is_hidden(it.forms.why())));
    }
    assert!(analysis.suggestions.is_empty());
    assert!(
        analysis
            .unanswered
            .iter()
            .all(|it| is_hidden(Some(&it.why))),
        "{:?}",
        analysis.unanswered
    );
}
