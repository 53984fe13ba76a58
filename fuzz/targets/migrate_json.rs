//! Carries JSON lines of any content over: every row is carried or set aside.
#![no_main]

use std::sync::LazyLock;

use competence_core::Model;
use competence_core::migration::Migration;
use competence_ratings::{Columns, JsonLines, carry};
use libfuzzer_sys::fuzz_target;

static VERSIONS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let bundles: [&[u8]; 2] = [
        include_bytes!("../../model/releases/1.0.0.json"),
        include_bytes!("../../model/releases/2.0.0.json"),
    ];
    bundles.map(|it| Model::from_bundle(it).expect("a model")).into()
});

static MIGRATION: LazyLock<Migration> =
    LazyLock::new(|| Migration::over(&VERSIONS).expect("a migration"));

const COLUMNS: Columns<'_> = Columns {
    indicator: "indicator",
    value: "value",
    by: &[],
};

fuzz_target!(|input: &[u8]| {
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let mut rows = JsonLines::open(input, &mut out, &mut aside, &COLUMNS);
    let from = &VERSIONS[0].framework().version;
    if let Ok(tally) = carry(&mut rows, &MIGRATION, from) {
        assert_eq!(tally.read, tally.carried() + tally.set_aside);
    }
});
