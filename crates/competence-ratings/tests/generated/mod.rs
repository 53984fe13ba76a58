//! Ratings that are made from a known structure, the same everywhere: 600 persons who rate the worked example in such
//! a way that two of its competences are one factor, and others.

use std::fmt::Write;

use competence_core::Model;

/// A rating from 1 to 5, as it is given: of an ineffective behaviour, the lower the better.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    pub person: usize,
    /// The place of the indicator in the model.
    pub indicator: usize,
    pub value: u8,
}

impl Given {
    /// What tells the person apart.
    pub fn person(self) -> String {
        format!("person {:05}", self.person)
    }

    /// The organisation of the person.
    pub fn organisation(self) -> String {
        format!("organisation {}", self.person % 3)
    }
}

/// An indicator: the factor that it belongs to, how much it does, and how much its ratings are shifted up.
pub type Indicator = (usize, f64, f64);

/// Numbers from a seed.
struct Numbers(u64);

impl Numbers {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        f64::from(u32::try_from(bits >> 32).unwrap()) / 4_294_967_296.0
    }

    /// Nearly a normal one, without the functions of a platform.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// Ratings of so many persons, all indicators of one after the other. Factors correlate with 0.36.
pub fn ratings(
    seed: u64,
    persons: usize,
    indicators: &[Indicator],
    is_ineffective: impl Fn(usize) -> bool,
) -> Vec<Given> {
    let mut numbers = Numbers(seed);
    let factors = indicators
        .iter()
        .map(|it| it.0)
        .max()
        .map_or(0, |it| it + 1);
    let mut ratings = Vec::new();
    for person in 0..persons {
        let common = numbers.normal();
        let factors: Vec<f64> = (0..factors)
            .map(|_| 0.6 * common + 0.8 * numbers.normal())
            .collect();
        for (indicator, (factor, loading, shift)) in indicators.iter().enumerate() {
            let own = (1.0 - loading * loading).sqrt() * numbers.normal();
            let level = 3.4 + shift + loading * factors[*factor] + own;
            let level = (1..5_u8).filter(|it| level >= f64::from(*it) + 0.5).count();
            let level = 1 + u8::try_from(level).unwrap();
            ratings.push(Given {
                person,
                indicator,
                value: if is_ineffective(indicator) {
                    6 - level
                } else {
                    level
                },
            });
        }
    }
    ratings
}

/// Ratings of version 1.0.0 of the worked example: each competence is a factor of its own, but for `user-focus`, which
/// is that of `proactive-action`.
pub fn story(model: &Model, persons: usize) -> Vec<Given> {
    let factor = |competence: &str| {
        let name = if competence == "user-focus" {
            "proactive-action"
        } else {
            competence
        };
        model
            .competences()
            .iter()
            .position(|it| it.id.as_str() == name)
            .unwrap()
    };
    let indicators: Vec<Indicator> = model
        .indicators()
        .enumerate()
        .map(|(at, (competence, _))| {
            let loading = [0.8, 0.75, 0.7][at % 3];
            (
                factor(competence.id.as_str()),
                loading,
                [0.0, 0.3, -0.2, 0.1][at % 4],
            )
        })
        .collect();
    let ineffective: Vec<bool> = model
        .indicators()
        .map(|(_, it)| !it.polarity.is_effective())
        .collect();
    ratings(2024, persons, &indicators, |it| ineffective[it])
}

/// A row a rating, as CSV.
pub fn csv(model: &Model, ratings: &[Given]) -> String {
    let ids: Vec<&str> = model.indicators().map(|(_, it)| it.id.as_str()).collect();
    let mut text = "person,role,date,organisation,indicator,value\n".to_owned();
    for it in ratings {
        let (person, organisation, id) = (it.person(), it.organisation(), ids[it.indicator]);
        writeln!(
            text,
            "{person},manager,2024-03-01,{organisation},{id},{}",
            it.value
        )
        .unwrap();
    }
    text
}
