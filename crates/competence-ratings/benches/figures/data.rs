//! Ratings from a fixed seed: each person is rated once on each of 40 indicators, which have something in common.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

const INDICATORS: u64 = 40;

/// The ids, five a competence.
pub fn indicators() -> Vec<String> {
    let id = |it| format!("competence-{}.indicator-{}", it / 5, it % 5);
    (0..INDICATORS).map(id).collect()
}

/// A model that has them.
pub fn bundle() -> String {
    let ids = indicators();
    let level = |it| format!(r#"{{"value": {it}, "title": {{"en": "Level {it}"}}}}"#);
    let competences = ids.chunks(5).enumerate().map(|(at, ids)| {
        let indicators = ids.iter().map(|id| format!(r#"{{"id": "{id}", "statement": {{"en": "Does {id}"}}}}"#));
        format!(
            r#"{{"id": "competence-{at}", "kind": "core", "title": {{"en": "Competence {at}"}}, "status": "approved", "indicators": [{}]}}"#,
            indicators.collect::<Vec<_>>().join(",")
        )
    });
    format!(
        r#"{{"format": 1, "framework": {{"id": "demo", "version": "1.0.0", "title": {{"en": "Demo"}},
            "languages": {{"primary": "en"}}, "scale": {{"levels": [{}]}}}}, "competences": [{}]}}"#,
        (1..=5).map(level).collect::<Vec<_>>().join(","),
        competences.collect::<Vec<_>>().join(",")
    )
}

/// Writes so many ratings, those of a person one after the other, or anywhere.
pub fn write(ratings: u64, is_random: bool, path: &Path) {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    out.write_all(b"person,indicator,value\n").unwrap();
    let ids = indicators();
    for at in 0..ratings {
        let place = if is_random { shuffled(at, ratings) } else { at };
        let (person, indicator) = (place / INDICATORS, place % INDICATORS);
        let common = noise(person) + noise(person ^ 0x5555_5555);
        let own = noise(place.wrapping_add(1 << 40)) + noise(place.wrapping_add(1 << 41));
        let value = match common + own {
            ..-170 => 1,
            -170..-60 => 2,
            -60..60 => 3,
            60..170 => 4,
            170.. => 5,
        };
        let id = &ids[usize::try_from(indicator).unwrap()];
        writeln!(out, "p{person:08},{id},{value}").unwrap();
    }
    out.flush().unwrap();
}

/// Some number from -128 to 127.
fn noise(seed: u64) -> i64 {
    i64::from(mixed(seed).to_le_bytes()[0]) - 128
}

/// The finaliser of `SplitMix64`.
fn mixed(seed: u64) -> u64 {
    let mut it = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ it >> 31
}

/// The place of a row among so many once they are shuffled: a Feistel network over the next power of four, again
/// and again until it is one of them.
fn shuffled(at: u64, count: u64) -> u64 {
    let half = (u64::BITS - (count - 1).leading_zeros()).div_ceil(2);
    let mask = (1 << half) - 1;
    let mut place = at;
    loop {
        for round in 0..4 {
            let (left, right) = (place >> half, place & mask);
            place = right << half | (left ^ mixed(right ^ round << 48) & mask);
        }
        if place < count {
            return place;
        }
    }
}
