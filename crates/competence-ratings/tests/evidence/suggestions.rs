//! Each suggestion comes where the data were made for it, and not where they were not.

use competence_core::LineageChange;
use competence_ratings::evidence::{Question, Settings, Suggestion};

use super::{Rating, analysis, generated, model};

fn suggested(sizes: &[usize], ratings: &[Rating]) -> Vec<Suggestion> {
    analysis(&model(sizes), ratings, &Settings::default()).suggestions
}

fn told(suggestions: &[Suggestion]) -> Vec<(Question, LineageChange, Vec<&str>, Vec<&str>)> {
    suggestions
        .iter()
        .map(|it| {
            (
                it.question,
                it.change,
                it.from.iter().map(String::as_str).collect(),
                it.to.iter().map(String::as_str).collect(),
            )
        })
        .collect()
}

/// Of two competences with four indicators each, that of the ineffective indicator is the fourth.
fn plain() -> Vec<(usize, f64, f64)> {
    (0..8).map(|it| (it / 4, 0.75, 0.0)).collect()
}

fn is_reversed(at: usize) -> bool {
    at == 3
}

#[test]
fn competences_that_are_as_they_should_be_stay() {
    for seed in 1..6 {
        let suggestions = suggested(&[4, 4], &generated(seed, 400, &plain(), is_reversed));
        assert!(suggestions.is_empty(), "{seed}: {suggestions:#?}");
    }
}

#[test]
fn an_indicator_that_belongs_elsewhere_is_moved() {
    let mut indicators = plain();
    indicators[1].0 = 1;
    let suggestions = suggested(&[4, 4], &generated(3, 400, &indicators, is_reversed));
    let expected = (
        Question::Elsewhere,
        LineageChange::Moved,
        vec!["c0.i1"],
        vec!["c1.i1"],
    );
    assert_eq!(told(&suggestions), [expected]);
    let command = &suggestions[0].command;
    assert!(
        command.starts_with("competence move c0.i1 c1 --reason '"),
        "{command}"
    );
}

#[test]
fn an_indicator_that_says_nothing_is_retired() {
    let mut indicators = plain();
    // One that goes with nothing, and one that everyone reaches.
    indicators[1].1 = 0.0;
    indicators[6] = (1, 0.75, 3.5);
    let suggestions = suggested(&[4, 4], &generated(3, 400, &indicators, is_reversed));
    let retired = |id| {
        (
            Question::SaysNothing,
            LineageChange::Retired,
            vec![id],
            vec![],
        )
    };
    assert_eq!(told(&suggestions), [retired("c0.i1"), retired("c1.i2")]);
    let evidence = &suggestions[1].evidence[0].text;
    assert!(
        evidence.contains("share at the highest level"),
        "{evidence}"
    );
}

#[test]
fn an_indicator_that_repeats_another_is_merged_into_it() {
    let mut ratings = generated(3, 400, &plain(), is_reversed);
    let second: Vec<f64> = ratings
        .iter()
        .filter(|it| it.indicator == 4)
        .map(|it| it.value)
        .collect();
    for (at, (rating, value)) in ratings
        .iter_mut()
        .filter(|it| it.indicator == 5)
        .zip(second)
        .enumerate()
    {
        // The same but for one of forty.
        rating.value = if at % 40 == 0 { 6.0 - value } else { value };
    }
    let suggestions = suggested(&[4, 4], &ratings);
    let [only] = &told(&suggestions)[..] else {
        panic!("{suggestions:#?}");
    };
    assert_eq!((only.0, only.1), (Question::Repeats, LineageChange::Merged));
    assert_eq!(only.3.len(), 1);
    assert!(only.2.contains(&"c1.i0") && only.2.contains(&"c1.i1"));
}

#[test]
fn a_competence_of_two_factors_is_split() {
    let indicators: Vec<(usize, f64, f64)> = (0..10)
        .map(|it| ([0, 0, 0, 1, 1, 1, 2, 2, 2, 2][it], 0.75, 0.0))
        .collect();
    let ratings = generated(3, 600, &indicators, |it| it == 5);
    let suggestions = suggested(&[6, 4], &ratings);
    let expected = (
        Question::TwoCompetences,
        LineageChange::Split,
        vec!["c0"],
        vec!["c0-1", "c0-2"],
    );
    assert_eq!(told(&suggestions), [expected]);
    let command = &suggestions[0].command;
    assert!(
        command.starts_with("competence split c0 --into c0-1=i0,i1,i2 c0-2=i3,i4,i5 --reason '"),
        "{command}"
    );
}

#[test]
fn competences_of_one_factor_are_merged() {
    let indicators: Vec<(usize, f64, f64)> =
        (0..12).map(|it| ([0, 0, 1][it / 4], 0.75, 0.0)).collect();
    let suggestions = suggested(&[4, 4, 4], &generated(3, 400, &indicators, is_reversed));
    let expected = (
        Question::OneCompetence,
        LineageChange::Merged,
        vec!["c0", "c1"],
        vec!["c0-and-c1"],
    );
    assert_eq!(told(&suggestions), [expected]);
}
