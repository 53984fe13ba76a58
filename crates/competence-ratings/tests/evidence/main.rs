//! From ratings to an analysis: what it promises of order, of small groups, and of the change it proposes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    clippy::missing_panics_doc
)]

mod gathering;
#[path = "../generated/mod.rs"]
mod generator;
mod json;
mod small_groups;
mod statistics;
mod story;
mod suggestions;

use competence_core::Model;
use competence_ratings::evidence::{
    Analysis, Gather, Gathered, Groups, NotGathered, Observation, Settings,
};
use competence_ratings::figures::Rules;

/// A rating with everything in it its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    pub person: String,
    pub form: String,
    pub indicator: usize,
    pub value: f64,
    pub organisation: Option<String>,
    pub role: Option<String>,
}

impl Rating {
    pub fn observation(&self) -> Observation<'_> {
        Observation {
            person: self.person.as_bytes(),
            form: self.form.as_bytes(),
            indicator: self.indicator,
            value: self.value,
            groups: Groups {
                organisation: self.organisation.as_deref().map(str::as_bytes),
                role: self.role.as_deref().map(str::as_bytes),
                ..Groups::default()
            },
        }
    }
}

/// A model of competences with so many indicators each; the last indicator of the first is ineffective.
pub fn model(sizes: &[usize]) -> Model {
    let competences = sizes.iter().enumerate().map(|(competence, size)| {
        let indicators = (0..*size).map(|it| {
            let polarity = if competence == 0 && it + 1 == *size {
                "ineffective"
            } else {
                "effective"
            };
            serde_json::json!({
                "id": format!("c{competence}.i{it}"),
                "statement": {"en": format!("Does thing {competence} {it}")},
                "polarity": polarity,
            })
        });
        serde_json::json!({
            "id": format!("c{competence}"), "kind": "core", "status": "approved",
            "title": {"en": format!("Competence {competence}")},
            "indicators": indicators.collect::<Vec<_>>(),
        })
    });
    let levels =
        (1..=5).map(|it| serde_json::json!({"value": it, "title": {"en": format!("Level {it}")}}));
    let bundle = serde_json::json!({
        "format": 1,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": {"en": "Demo"},
            "languages": {"primary": "en"},
            "scale": {"levels": levels.collect::<Vec<_>>()},
        },
        "competences": competences.collect::<Vec<_>>(),
    });
    Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
}

pub fn gathered(model: &Model, ratings: &[Rating]) -> Gathered {
    let mut gather = Gather::of(model).unwrap();
    for rating in ratings {
        gather.add(&rating.observation()).unwrap();
    }
    gather.finish().unwrap()
}

/// With as few rules as there can be, so that few ratings give many figures.
pub fn without_rules(min_group: u64) -> Settings {
    let mut settings = Settings::default();
    settings.min_group = min_group;
    settings.rules = Rules::NONE;
    settings.simulation.times = 10;
    settings
}

pub fn analysis(model: &Model, ratings: &[Rating], settings: &Settings) -> Analysis {
    Analysis::of(model, &gathered(model, ratings), settings).unwrap()
}

/// Generated ratings, one form a person.
pub fn generated(
    seed: u64,
    persons: usize,
    indicators: &[(usize, f64, f64)],
    is_ineffective: impl Fn(usize) -> bool,
) -> Vec<Rating> {
    owned(&generator::ratings(
        seed,
        persons,
        indicators,
        is_ineffective,
    ))
}

pub fn owned(given: &[generator::Given]) -> Vec<Rating> {
    let rating = |it: &generator::Given| Rating {
        person: it.person(),
        form: "manager 2024".to_owned(),
        indicator: it.indicator,
        value: f64::from(it.value),
        organisation: Some(it.organisation()),
        role: Some("manager".to_owned()),
    };
    given.iter().map(rating).collect()
}

#[test]
fn what_is_not_of_the_model_is_refused() {
    let model = model(&[2, 2]);
    let mut gather = Gather::of(&model).unwrap();
    let rating = Rating {
        person: "p".to_owned(),
        form: "f".to_owned(),
        indicator: 4,
        value: 3.0,
        organisation: None,
        role: None,
    };
    assert_eq!(
        gather.add(&rating.observation()),
        Err(NotGathered::NoIndicator {
            indicator: 4,
            count: 4
        })
    );
    for value in [0.0, 6.0, -1.0, f64::INFINITY, f64::NAN] {
        let rating = Rating {
            indicator: 0,
            value,
            ..rating.clone()
        };
        assert!(matches!(
            gather.add(&rating.observation()),
            Err(NotGathered::OffScale { .. })
        ));
    }
    let gathered = gather.finish().unwrap();
    assert_eq!(gathered.persons(), 0);
    let other = self::model(&[2, 3]);
    assert_eq!(
        Analysis::of(&other, &gathered, &Settings::default()),
        Err(NotGathered::OtherModel)
    );
    // Of no ratings, there is an analysis without figures.
    let empty = Analysis::of(&model, &gathered, &Settings::default()).unwrap();
    assert!(empty.indicators.iter().all(|it| it.mean.value().is_none()));
    assert!(empty.suggestions.is_empty() && empty.breakdowns.is_empty());
}
