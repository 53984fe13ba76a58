//! Ratings to analyse, with everything in them that exports have, and what they come to when one gathers them by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use competence_core::{Contents, Model};
use competence_ratings::Rated;
use competence_ratings::figures::Moments;

/// Eight indicators on a scale from 1 to 5, of which the last is ineffective.
pub fn model() -> Model {
    Model::from_bundle(BUNDLE.as_bytes()).unwrap()
}

pub const BUNDLE: &str = include_str!("model.json");

/// A row of a file.
#[derive(Debug, Clone)]
pub struct Row {
    pub person: String,
    pub rater: String,
    pub indicator: String,
    pub value: String,
    pub version: String,
}

/// Numbers that are the same everywhere (Knuth's MMIX generator; its upper bits).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// The rows of so many persons, each rated by one to three others, in random order.
pub fn rows(persons: u64, seed: u64) -> Vec<Row> {
    let model = model();
    let ids: Vec<&str> = model.indicators().map(|it| it.1.id.as_str()).collect();
    let mut numbers = Numbers(seed);
    let mut rows = Vec::new();
    for person in 0..persons {
        let ability = numbers.below(3) + 1;
        for rater in 0..=numbers.below(3) {
            for id in &ids {
                let value = match numbers.below(100) {
                    0 => "9".to_owned(),
                    1 => "4.maj".to_owned(),
                    2 | 3 => String::new(),
                    4 => " 3,5 ".to_owned(),
                    5 => "NaN".to_owned(),
                    _ => (ability + numbers.below(3)).to_string(),
                };
                let row = Row {
                    person: match numbers.below(200) {
                        0 => " ".to_owned(),
                        _ => format!("o'sebа \"{person}\", č"),
                    },
                    rater: format!("r{rater}"),
                    indicator: match numbers.below(100) {
                        0 => "nobody.knows".to_owned(),
                        _ => (*id).to_owned(),
                    },
                    value,
                    version: match numbers.below(50) {
                        0 => "0.9.0".to_owned(),
                        _ => "1.0.0".to_owned(),
                    },
                };
                if numbers.below(60) == 0 {
                    rows.push(row.clone());
                }
                if numbers.below(60) == 0 {
                    let value = (numbers.below(5) + 1).to_string();
                    rows.push(Row {
                        value,
                        ..row.clone()
                    });
                }
                rows.push(row);
            }
        }
    }
    for place in (1..rows.len()).rev() {
        let other = numbers.below(place as u64 + 1);
        rows.swap(place, usize::try_from(other).unwrap());
    }
    rows
}

/// The rows as so many CSV files in a folder.
pub fn write_csv(rows: &[Row], files: usize, folder: &Path) -> PathBuf {
    std::fs::create_dir_all(folder).unwrap();
    for (at, part) in rows.chunks(rows.len().div_ceil(files).max(1)).enumerate() {
        let mut text = "rater,person,value,indicator,version\n".to_owned();
        for row in part {
            let person = row.person.replace('"', "\"\"");
            writeln!(
                text,
                "{},\"{person}\",\"{}\",{},{}",
                row.rater, row.value, row.indicator, row.version
            )
            .unwrap();
        }
        std::fs::write(folder.join(format!("part {at}.csv")), text).unwrap();
    }
    folder.to_owned()
}

/// What the rows come to.
#[derive(Debug)]
pub struct Expected {
    pub moments: Moments,
    pub persons: u64,
    pub persons_of: BTreeMap<(usize, usize), u64>,
    pub used: u64,
    pub blank: u64,
    pub other_version: u64,
    pub without_person: u64,
    pub unknown: u64,
    pub not_a_number: u64,
    pub off_the_scale: u64,
    pub repeated: u64,
    pub contradicting: u64,
}

/// Gathers the rows one by one, in maps.
pub fn by_hand(rows: &[Row]) -> Expected {
    let model = model();
    let ids: Vec<&str> = model.indicators().map(|it| it.1.id.as_str()).collect();
    let mut expected = Expected {
        moments: Moments::of(ids.len()).unwrap(),
        persons: 0,
        persons_of: BTreeMap::new(),
        used: 0,
        blank: 0,
        other_version: 0,
        without_person: 0,
        unknown: 0,
        not_a_number: 0,
        off_the_scale: 0,
        repeated: 0,
        contradicting: 0,
    };
    let mut forms: BTreeMap<(&str, &str), BTreeMap<usize, Vec<f64>>> = BTreeMap::new();
    for row in rows {
        if row.version != "1.0.0" {
            expected.other_version += 1;
            continue;
        }
        if row.person.trim().is_empty() {
            expected.without_person += 1;
            continue;
        }
        let value = Rated::of(&row.value);
        let place = ids.iter().position(|it| *it == row.indicator);
        match (value, place) {
            (Rated::Blank | Rated::Absent, _) => expected.blank += 1,
            (_, None) => expected.unknown += 1,
            (Rated::Other, _) => expected.not_a_number += 1,
            (Rated::Number(value), Some(place)) => {
                if model.framework().scale.rates(value, 1) {
                    let form = forms.entry((&row.person, &row.rater)).or_default();
                    form.entry(place).or_default().push(value);
                } else {
                    expected.off_the_scale += 1;
                }
            }
        }
    }
    let persons: BTreeSet<&str> = forms.keys().map(|it| it.0).collect();
    expected.persons = persons.len() as u64;
    let mut pairs = BTreeSet::new();
    for ((person, _), ratings) in forms {
        let mut values = vec![None; ids.len()];
        for (place, given) in ratings {
            expected.repeated += given.len() as u64 - 1;
            if given.iter().all(|it| *it == given[0]) {
                values[place] = Some(given[0]);
                expected.used += 1;
            } else {
                expected.contradicting += 1;
            }
        }
        expected.moments.add(&values).unwrap();
        for second in 0..ids.len() {
            for first in 0..=second {
                if values[first].is_some() && values[second].is_some() {
                    pairs.insert((person.to_owned(), first, second));
                }
            }
        }
    }
    for (_, first, second) in pairs {
        *expected.persons_of.entry((first, second)).or_default() += 1;
    }
    expected
}
