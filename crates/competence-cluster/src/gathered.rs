//! What all forms together say: the sufficient statistics, and how many persons they are of.

use anyhow::{Context, Result, ensure};
use competence_core::Contents;
use competence_ratings::evidence::{PersonCounts, Statistics};
use competence_ratings::figures::{INDICATORS, Moments};

use crate::form::{Form, SetAside};

/// What the bytes begin with. The last is the version of the form.
const MARK: [u8; 4] = *b"CCG\x01";

/// The sufficient statistics of forms, and of how many persons they are. It knows no person, and two of it merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// Over all forms.
    pub moments: Moments,
    /// How many persons have a form.
    pub persons: u64,
    /// How many persons have ratings of both of two indicators in one form: (0,0), (1,0), (1,1), (2,0), ...
    persons_of: Vec<u64>,
    /// What is not used.
    pub set_aside: SetAside,
}

impl Gathered {
    /// Nothing yet, of so many indicators.
    ///
    /// # Errors
    /// If there are too many indicators.
    pub fn of(indicators: usize) -> Result<Self> {
        Ok(Self {
            moments: Moments::of(indicators)?,
            persons: 0,
            persons_of: vec![0; indicators * (indicators + 1) / 2],
            set_aside: SetAside::default(),
        })
    }

    /// Adds all forms of one person.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn add<'a>(&mut self, forms: impl Iterator<Item = &'a [u8]>, levels: &[f64]) -> Result<()> {
        let indicators = self.moments.indicators();
        let mut both = vec![false; self.persons_of.len()];
        let mut values = Vec::new();
        let mut is_anybody = false;
        for bytes in forms {
            let form = Form::read(bytes, indicators)?;
            self.set_aside.add(form.set_aside());
            if !form.is_rated() {
                continue;
            }
            form.values(levels, &mut values)?;
            self.moments.add(&values)?;
            is_anybody = true;
            for (second, value) in values.iter().enumerate() {
                let firsts = values.iter().take(second + 1);
                let both = both.iter_mut().skip(index(0, second));
                for (both, first) in both.zip(firsts) {
                    *both |= value.is_some() && first.is_some();
                }
            }
        }
        self.persons += u64::from(is_anybody);
        for (persons, both) in self.persons_of.iter_mut().zip(both) {
            *persons += u64::from(both);
        }
        Ok(())
    }

    /// Adds what was gathered of other persons.
    ///
    /// # Errors
    /// If it is of other indicators.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        self.moments.merge(&other.moments)?;
        self.persons += other.persons;
        for (here, there) in self.persons_of.iter_mut().zip(&other.persons_of) {
            *here += there;
        }
        self.set_aside.add(other.set_aside);
        Ok(())
    }

    /// How many persons have ratings of both indicators in one form; of one and the same, how many have rated it.
    pub fn persons_of(&self, one: usize, other: usize) -> u64 {
        let place = index(one.min(other), one.max(other));
        self.persons_of.get(place).copied().unwrap_or_default()
    }

    /// As it is stored for a report: with the framework and the version that it is of.
    ///
    /// # Errors
    /// If the framework has other indicators.
    pub fn statistics(&self, contents: &Contents) -> Result<Statistics> {
        let counts = PersonCounts {
            persons: self.persons,
            persons_of_both: self.persons_of.clone(),
            repeated: self.set_aside.repeated,
            contradicting: self.set_aside.contradicting,
        };
        Ok(Statistics::of(contents, self.moments.clone(), counts)?)
    }

    /// As bytes, for another node.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        let counts = [self.persons, self.moments.indicators() as u64];
        let counts = counts.iter().chain(&self.persons_of).copied();
        for count in counts.chain(self.set_aside.fields()) {
            bytes.extend(count.to_le_bytes());
        }
        bytes.extend(self.moments.to_bytes());
        bytes
    }

    /// What [`Gathered::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are something else, or contradict themselves.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut rest = bytes
            .strip_prefix(&MARK)
            .context("these are not gathered ratings, or those of a later version")?;
        let persons = count(&mut rest)?;
        let indicators = usize::try_from(count(&mut rest)?).unwrap_or(usize::MAX);
        ensure!(
            indicators <= INDICATORS,
            "there are more indicators than can be a group"
        );
        let pairs = indicators * (indicators + 1) / 2;
        let persons_of = (0..pairs).map(|_| count(&mut rest));
        let persons_of: Vec<u64> = persons_of.collect::<Result<_>>()?;
        let mut fields = [0; SetAside::FIELDS];
        for field in &mut fields {
            *field = count(&mut rest)?;
        }
        let moments = Moments::from_bytes(rest)?;
        let in_pairs = (0..indicators).flat_map(|second| (0..=second).map(move |it| (it, second)));
        let is_sound = persons <= moments.rows()
            && moments.indicators() == indicators
            && persons_of.iter().zip(in_pairs).all(|(of, (one, other))| {
                let n = moments.n_of_both(one, other);
                *of <= persons && *of <= n && (*of > 0) == (n > 0)
            });
        ensure!(is_sound, "the gathered ratings contradict themselves");
        Ok(Self {
            moments,
            persons,
            persons_of,
            set_aside: SetAside::of_fields(fields),
        })
    }
}

/// Where a pair stands.
fn index(first: usize, second: usize) -> usize {
    second * (second + 1) / 2 + first
}

fn count(rest: &mut &[u8]) -> Result<u64> {
    let (first, later) = rest
        .split_first_chunk()
        .context("the gathered ratings end too early")?;
    *rest = later;
    Ok(u64::from_le_bytes(*first))
}
