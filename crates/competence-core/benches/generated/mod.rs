//! Models of any size, the same for the same seed: clean by every rule, with the lengths of
//! words and statements of real ones, and words as frequent as in a language (Zipf).

use std::fmt::Write;

use competence_core::{LanguageTag, Model};

/// A generator of pseudo-random numbers (xorshift64*): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 33) as usize) % bound
    }

    /// A rank from 0, each as probable as 1 / (rank + 1).
    fn zipf(&mut self, bound: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((bound as f64).powf(unit) as usize - 1).min(bound - 1)
    }
}

/// The words of a made-up language.
fn vocabulary(random: &mut Random, syllables: &[&str]) -> Vec<String> {
    let word = |random: &mut Random| {
        let length = 1 + random.below(4);
        (0..length)
            .map(|_| syllables[random.below(syllables.len())])
            .collect()
    };
    (0..12_000).map(|_| word(random)).collect()
}

fn sentence(random: &mut Random, words: &[String], length: usize) -> String {
    let mut text = String::new();
    for number in 0..length {
        let word = &words[random.zipf(words.len())];
        if number == 0 {
            let mut letters = word.chars();
            text.extend(letters.next().map(|first| first.to_uppercase().to_string()));
            text.push_str(letters.as_str());
        } else {
            write!(text, " {word}").unwrap();
        }
    }
    text
}

const INDICATORS: usize = 6;
const PER_CLUSTER: usize = 10;

/// The files of a model with about this many indicators, as path and content.
pub fn model(indicators: usize) -> Vec<(String, String)> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let slovene = vocabulary(
        &mut random,
        &[
            "pre", "na", "lo", "ga", "de", "lov", "nja", "ka", "stra", "ža", "či", "šo", "vel",
            "od", "za", "mi", "te", "ru", "po", "nje",
        ],
    );
    let english = vocabulary(
        &mut random,
        &[
            "re", "port", "ing", "con", "sult", "ta", "ment", "plan", "er", "un", "der", "stand",
            "a", "ble", "de", "ci", "sion", "work", "pro", "to",
        ],
    );
    let competences = indicators.div_ceil(INDICATORS);
    let mut files = vec![("framework.yaml".to_owned(), MANIFEST.to_owned())];
    let mut left = indicators;
    for number in 0..competences {
        let cluster = number / PER_CLUSTER;
        if number % PER_CLUSTER == 0 {
            let text = format!(
                "# yaml-language-server: $schema=../../schemas/cluster.schema.json\nid: cluster-{cluster}\ntitle:\n  sl: {} {cluster}\n  en: {} {cluster}\nfield:\n  sl: {}\n  en: {}\norganisations: [ministry]\nstatus: approved\n",
                sentence(&mut random, &slovene, 4),
                sentence(&mut random, &english, 4),
                sentence(&mut random, &slovene, 3),
                sentence(&mut random, &english, 3),
            );
            files.push((format!("job-specific/cluster-{cluster}/cluster.yaml"), text));
        }
        let mut text = format!(
            "# yaml-language-server: $schema=../../schemas/competence.schema.json\nid: competence-{number}\nkind: job-specific\ncluster: cluster-{cluster}\ntitle:\n  sl: {} {number}\n  en: {} {number}\ndefinition:\n  sl: {}\n  en: {}\nstatus: approved\nsource:\n  basis: authored\n  reference: {}\nindicators:\n",
            sentence(&mut random, &slovene, 3),
            sentence(&mut random, &english, 3),
            sentence(&mut random, &slovene, 14),
            sentence(&mut random, &english, 14),
            sentence(&mut random, &english, 5),
        );
        for behaviour in 0..INDICATORS.min(left) {
            let (sl, en) = (14 + random.below(5), 14 + random.below(6));
            write!(
                text,
                "  - id: competence-{number}.behaviour-{behaviour}\n    statement:\n      sl: {}\n      en: {}\n    polarity: effective\n    level: {}\n    source:\n      basis: authored\n      reference: {}\n    mappings:\n      - relation: closeMatch\n        target: http://data.europa.eu/esco/skill/{:016x}\n",
                sentence(&mut random, &slovene, sl), sentence(&mut random, &english, en),
                1 + random.below(5), sentence(&mut random, &english, 6), random.next(),
            ).unwrap();
        }
        left = left.saturating_sub(INDICATORS);
        files.push((
            format!("job-specific/cluster-{cluster}/competence-{number}.yaml"),
            text,
        ));
    }
    files
}

const MANIFEST: &str = "# yaml-language-server: $schema=../schemas/framework.schema.json
id: generated
version: 1.0.0
title: { sl: Velik model, en: Large model }
languages:
  primary: sl
  required: [en]
scale:
  levels:
    - { value: 1, title: { sl: Ena, en: One } }
    - { value: 2, title: { sl: Dva, en: Two } }
    - { value: 3, title: { sl: Tri, en: Three } }
    - { value: 4, title: { sl: Štiri, en: Four } }
    - { value: 5, title: { sl: Pet, en: Five } }
organisations:
  - id: ministry
    title: { sl: Ministrstvo, en: Ministry }
conventions:
  indicators-min: 1
  statement-length-max: 400
";

/// A model with every hundredth indicator reworded, and every hundredth under another id.
pub fn changed(old: &Model) -> Model {
    let mut bundle = old.as_bundle().clone();
    let indicators = bundle
        .competences
        .iter_mut()
        .flat_map(|it| &mut it.indicators);
    let sl: LanguageTag = "sl".parse().unwrap();
    for (number, indicator) in indicators.enumerate() {
        match number % 100 {
            0 => {
                let words = format!("{} drugega", indicator.statement.get(&sl).unwrap());
                indicator.statement = indicator.statement.clone().with(sl.clone(), words);
            }
            50 => indicator.id = format!("{}-anew", indicator.id).parse().unwrap(),
            _ => {}
        }
    }
    Model::try_new(bundle).unwrap_or_else(|error| unreachable!("{error}"))
}
