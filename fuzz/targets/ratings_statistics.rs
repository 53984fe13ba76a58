//! Reads stored statistics of any content. What can be read is written and read again as it was, and analysed.
#![no_main]

use std::sync::LazyLock;

use competence_core::Model;
use competence_ratings::evidence::{Analysis, Settings, Statistics};
use libfuzzer_sys::fuzz_target;

/// What the seeds are of.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let json = r#"{
        "format": 1,
        "framework": {
            "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
            "scale": {"levels": [
                {"value": 1, "title": {"en": "No"}},
                {"value": 2, "title": {"en": "Partly"}},
                {"value": 3, "title": {"en": "Yes"}}
            ]}
        },
        "competences": [
            {"id": "a", "kind": "core", "title": {"en": "A"}, "status": "approved", "indicators": [
                {"id": "a.x", "statement": {"en": "Does x"}},
                {"id": "a.y", "statement": {"en": "Does y"}, "polarity": "ineffective"}
            ]},
            {"id": "b", "kind": "core", "title": {"en": "B"}, "status": "approved", "indicators": [
                {"id": "b.x", "statement": {"en": "Does more"}},
                {"id": "b.y", "statement": {"en": "Does less"}}
            ]}
        ]
    }"#;
    Model::from_bundle(json.as_bytes()).expect("a model")
});

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let mut settings = Settings::default();
    settings.simulation.times = 2;
    settings
});

fuzz_target!(|input: &[u8]| {
    let Ok(read) = Statistics::from_bytes(input) else {
        return;
    };
    let again = Statistics::from_bytes(&read.to_bytes()).expect("what was written is read");
    assert_eq!(again, read);
    if let Ok(analysis) = Analysis::of_statistics(&MODEL, &read, &SETTINGS) {
        // However many forms it is of, it has a part for each indicator.
        assert_eq!(analysis.indicators.len(), 4);
    }
});
