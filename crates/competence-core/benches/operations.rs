//! Each operation on models of several sizes: `cargo bench -p competence-core --bench operations`.
//! The times tell of this machine; the ratios that are promised are printed by `ratios`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

mod generated;

use competence_core::Model;
use competence_core::check::{Loaded, check, load};
use competence_core::diff::Diff;
use competence_core::source::Memory;
use divan::Bencher;

const SIZES: [usize; 4] = [300, 3_000, 20_000, 100_000];

fn main() {
    divan::main();
}

fn files(size: usize) -> Memory {
    generated::model(size).into_iter().collect()
}

fn model(size: usize) -> Model {
    load(&files(size)).model().expect("a model").clone()
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn bare_parse(bencher: Bencher, size: usize) {
    let files = generated::model(size);
    bencher.bench_local(|| -> Vec<serde_yaml::Value> {
        files
            .iter()
            .map(|(_, text)| serde_yaml::from_str(text).unwrap())
            .collect()
    });
}

#[divan::bench(name = "load", args = SIZES, sample_count = 5)]
fn load_files(bencher: Bencher, size: usize) {
    let files = files(size);
    bencher.bench_local(|| -> Loaded { load(&files) });
}

#[divan::bench(name = "check", args = SIZES, sample_count = 5)]
fn check_files(bencher: Bencher, size: usize) {
    let files = files(size);
    bencher.bench_local(|| -> Loaded { check(&files) });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn bundle(bencher: Bencher, size: usize) {
    let model = model(size);
    bencher.bench_local(|| model.to_bundle().unwrap());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn read_bundle(bencher: Bencher, size: usize) {
    let bundle = model(size).to_bundle().unwrap();
    bencher.bench_local(|| Model::from_bundle(bundle.as_bytes()).unwrap());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn search(bencher: Bencher, size: usize) {
    let model = model(size);
    model.search("report");
    bencher.bench_local(|| model.search("pregalo report").len());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn diff(bencher: Bencher, size: usize) {
    let old = model(size);
    let new = generated::changed(&old);
    bencher.bench_local(|| {
        let diff = Diff::between(&old, &new);
        assert!(!diff.is_empty());
        diff.suggestions(&old, &new).len()
    });
}
