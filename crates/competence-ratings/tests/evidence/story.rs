//! The case that all of this is for: ratings against version 1.0.0 of the worked example, in which two competences
//! are one factor, lead to the merger that the example's lineage has, and to nothing else.

use std::path::Path;

use competence_core::{LineageChange, Model};
use competence_ratings::evidence::{Analysis, Measure, Question, Settings, proposed};

use super::generator::{csv, story};
use super::{analysis, owned};

fn example(version: &str) -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/releases");
    let bytes = std::fs::read(folder.join(format!("{version}.json"))).unwrap();
    Model::from_bundle(&bytes).unwrap()
}

fn analysed(persons: usize) -> Analysis {
    let model = example("1.0.0");
    analysis(
        &model,
        &owned(&story(&model, persons)),
        &Settings::default(),
    )
}

#[test]
fn ratings_lead_to_the_merger_that_was_decided() {
    let analysis = analysed(600);
    let reversed: Vec<&str> = analysis
        .indicators
        .iter()
        .filter(|it| it.reversed)
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(reversed, ["user-focus.passes-on"]);

    let [suggestion] = &analysis.suggestions[..] else {
        panic!("{:#?}", analysis.suggestions);
    };
    assert_eq!(suggestion.question, Question::OneCompetence);
    let decided = example("2.0.0");
    let decided = &decided.lineage()[0].records[0];
    let [draft] = &proposed(&analysis)[..] else {
        panic!("one draft");
    };
    assert_eq!(draft.record.change, LineageChange::Merged);
    assert_eq!(draft.record.change, decided.change);
    assert_eq!(draft.record.from, decided.from);
    assert!(draft.record.change.leads_to().holds(draft.record.to.len()));

    let corrected = suggestion
        .figures
        .iter()
        .find(|it| it.figure == Measure::CorrectedCorrelation)
        .unwrap();
    assert!(
        corrected.value > 0.9 && corrected.lower.unwrap() > 0.85,
        "{corrected:?}"
    );
    insta::assert_snapshot!(serde_json::to_string_pretty(&draft.record).unwrap());
    insta::assert_snapshot!(draft.command);
    assert!(analysis.unanswered.is_empty(), "{:?}", analysis.unanswered);

    // The eight competences are seven factors.
    let parallel = analysis.structure.parallel.known().unwrap();
    assert_eq!(parallel.factors, 7);
    let oblimin = analysis.structure.oblimin.known().unwrap();
    let factor = |id: &str| {
        let row = oblimin
            .loadings
            .iter()
            .find(|it| it.indicator == id)
            .unwrap();
        (0..7)
            .max_by(|a, b| row.loadings[*a].abs().total_cmp(&row.loadings[*b].abs()))
            .unwrap()
    };
    let first = factor("proactive-action.anticipates-needs");
    for part in &analysis.competences {
        let is_first = ["proactive-action", "user-focus"].contains(&part.id.as_str());
        for id in &part.indicators {
            assert_eq!(factor(id) == first, is_first, "{id}");
        }
    }
}

/// What the data are as a file: 600 persons, 34 indicators.
#[test]
fn the_ratings_of_the_story_are_always_the_same() {
    let model = example("1.0.0");
    let text = csv(&model, &story(&model, 600));
    assert_eq!(text.lines().count(), 1 + 600 * 34);
    let start: Vec<&str> = text.lines().take(12).collect();
    insta::assert_snapshot!(start.join("\n"));
}

/// The same from few persons is a question that is left open.
#[test]
fn few_persons_lead_to_no_change() {
    let analysis = analysed(60);
    assert!(
        analysis.suggestions.is_empty(),
        "{:?}",
        analysis.suggestions
    );
    let open: Vec<Question> = analysis.unanswered.iter().map(|it| it.question).collect();
    assert_eq!(open, [Question::OneCompetence]);
    let analysis = analysed(20);
    assert!(analysis.suggestions.is_empty());
    assert!(analysis.unanswered.len() >= 4, "{:?}", analysis.unanswered);
}
