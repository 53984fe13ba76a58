//! An analysis as JSON keeps to its schema, and is read back.

use std::fs;
use std::path::Path;

use competence_ratings::evidence::{Analysis, Settings};
use serde_json::Value;

use super::{analysis, generated, model, without_rules};

/// `UPDATE_PAGES=1` writes it anew.
#[test]
fn the_committed_schema_is_that_of_the_type() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../schemas")
        .join(Analysis::SCHEMA.file_name());
    let text = Analysis::SCHEMA.text();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text);
}

#[test]
fn an_analysis_keeps_to_its_schema_and_is_read_back() {
    let validator = jsonschema::validator_for(&Analysis::SCHEMA.schema()).unwrap();
    let model = model(&[3, 3]);
    let indicators = [
        (0, 0.7, 0.0),
        (0, 0.7, 0.0),
        (0, 0.7, 0.0),
        (1, 0.7, 0.0),
        (1, 0.7, 0.0),
        (1, 0.7, 0.0),
    ];
    let few = generated(1, 7, &indicators, |it| it == 2);
    let many = generated(1, 150, &indicators, |it| it == 2);
    for (ratings, settings) in [
        (&few, without_rules(5)),
        (&few, Settings::default()),
        (&many, without_rules(0)),
        (&many, Settings::default()),
        (&Vec::new(), Settings::default()),
    ] {
        let analysis = analysis(&model, ratings, &settings);
        let json: Value = serde_json::to_value(&analysis).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|it| format!("{it} at {}", it.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let read: Analysis = serde_json::from_value(json).unwrap();
        // A chance near nothing may differ in its last digit.
        assert_eq!(read.structure.correlations, analysis.structure.correlations);
        assert_eq!(
            read.structure.oblimin.known().map(|it| &it.loadings),
            analysis.structure.oblimin.known().map(|it| &it.loadings)
        );
        let without = |it: Analysis| {
            (
                it.indicators,
                it.competences,
                it.between,
                it.breakdowns,
                it.suggestions,
                it.unanswered,
                it.settings,
            )
        };
        assert_eq!(without(read), without(analysis));
    }
}

#[test]
fn settings_are_read_with_their_defaults() {
    let settings: Settings =
        serde_json::from_str(r#"{"min-group": 10, "thresholds": {"ceiling": 0.9}}"#).unwrap();
    assert_eq!(settings.min_group, 10);
    assert!((settings.thresholds.ceiling - 0.9).abs() < f64::EPSILON);
    assert_eq!(settings.rules, Settings::default().rules);
    assert!(serde_json::from_str::<Settings>(r#"{"min-grup": 10}"#).is_err());
}
