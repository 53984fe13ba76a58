//! The ratings of many forms, each gathered from rows that come in any order and from any partition.

use std::collections::BTreeMap;

use anyhow::{Result, bail, ensure};
use competence_ratings::Rated;
use competence_ratings::figures::LARGEST;

use crate::question::Lookup;

/// The indicator was not rated.
const NOTHING: u8 = 0;
/// The value is none of the first levels, and stands with the rest.
const OTHER: u8 = 254;
/// The indicator was rated more than once, and not alike.
const CONTRADICTS: u8 = 255;
/// Each level has a code, from 1.
const LEVELS: usize = 253;

/// Ratings that are not used, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SetAside {
    /// The framework has no such indicator.
    pub unknown_indicator: u64,
    /// The value is no number.
    pub not_a_number: u64,
    /// The number is not on the scale.
    pub off_the_scale: u64,
    /// The same form rates the indicator in an earlier row already. Alike, they count once.
    pub repeated: u64,
    /// Indicators that a form rates more than once, and not alike: one row of each. They count as not rated.
    pub contradicting: u64,
}

impl SetAside {
    /// How many fields it has.
    pub(crate) const FIELDS: usize = 5;

    pub(crate) fn fields(self) -> [u64; Self::FIELDS] {
        [
            self.unknown_indicator,
            self.not_a_number,
            self.off_the_scale,
            self.repeated,
            self.contradicting,
        ]
    }

    pub(crate) fn of_fields(fields: [u64; Self::FIELDS]) -> Self {
        let [
            unknown_indicator,
            not_a_number,
            off_the_scale,
            repeated,
            contradicting,
        ] = fields;
        Self {
            unknown_indicator,
            not_a_number,
            off_the_scale,
            repeated,
            contradicting,
        }
    }

    /// All of them.
    pub fn total(self) -> u64 {
        self.fields().iter().sum()
    }

    /// Adds those of other forms.
    pub fn add(&mut self, other: Self) {
        let (mut fields, others) = (self.fields(), other.fields());
        for (field, more) in fields.iter_mut().zip(others) {
            *field = field.saturating_add(more);
        }
        *self = Self::of_fields(fields);
    }
}

/// What a form has beside the codes of levels; most have nothing.
#[derive(Debug, Clone, Default, PartialEq)]
struct Rest {
    set_aside: SetAside,
    /// By the place of the indicator.
    others: BTreeMap<usize, f64>,
}

/// Forms, by their place among those that are gathered at once. A rating on the scale takes one byte.
#[derive(Debug)]
pub struct Forms {
    width: usize,
    /// `width` of each form.
    codes: Vec<u8>,
    /// Whether the form has any row at all.
    begun: Vec<bool>,
    rest: BTreeMap<usize, Rest>,
}

impl Forms {
    /// None yet, of so many indicators.
    pub fn of(indicators: usize) -> Self {
        Self {
            width: indicators,
            codes: Vec::new(),
            begun: Vec::new(),
            rest: BTreeMap::new(),
        }
    }

    /// Makes room for so many forms.
    pub fn resize(&mut self, forms: usize) {
        if forms > self.begun.len() {
            self.codes.resize(forms * self.width, NOTHING);
            self.begun.resize(forms, false);
        }
    }

    /// About how many bytes all of this takes.
    pub fn size(&self) -> usize {
        // A node of the map, with the values of a few indicators.
        const REST: usize = 128;
        self.codes.capacity() + self.begun.capacity() + self.rest.len() * REST
    }

    /// Adds a row to a form. A row without a value says nothing, whatever it is about.
    pub fn add(&mut self, form: usize, lookup: &mut Lookup, id: Option<&str>, value: Rated) {
        if let Some(begun) = self.begun.get_mut(form) {
            *begun = true;
        }
        let value = match value {
            Rated::Blank | Rated::Absent => return,
            Rated::Number(value) if !value.is_nan() => Some(value),
            Rated::Number(_) | Rated::Other => None,
        };
        let Some(place) = id.and_then(|it| lookup.place(it)) else {
            self.rest
                .entry(form)
                .or_default()
                .set_aside
                .unknown_indicator += 1;
            return;
        };
        let Some(value) = value else {
            self.rest.entry(form).or_default().set_aside.not_a_number += 1;
            return;
        };
        // Minus zero is zero.
        let value = value + 0.0;
        if value.abs() > LARGEST || !lookup.is_on_scale(value) {
            self.rest.entry(form).or_default().set_aside.off_the_scale += 1;
            return;
        }
        let level = lookup.levels().iter().take(LEVELS);
        let level = level.zip(1..).find(|(it, _)| it.total_cmp(&value).is_eq());
        self.rate(form, place, level.map_or(OTHER, |(_, code)| code), value);
    }

    /// Notes a rating. One that contradicts another of the same form is none, and neither is that.
    fn rate(&mut self, form: usize, place: usize, code: u8, value: f64) {
        let Some(cell) = self.codes.get_mut(form * self.width + place) else {
            return;
        };
        if *cell == NOTHING {
            *cell = code;
            if code == OTHER {
                let rest = self.rest.entry(form).or_default();
                rest.others.insert(place, value);
            }
            return;
        }
        let rest = self.rest.entry(form).or_default();
        rest.set_aside.repeated += 1;
        let there = rest.others.get(&place);
        let is_alike = *cell == code
            && (code != OTHER || there.is_some_and(|it| it.total_cmp(&value).is_eq()));
        if !is_alike {
            *cell = CONTRADICTS;
            rest.others.remove(&place);
        }
    }

    /// Adds what another partition has of a form.
    ///
    /// # Errors
    /// If the bytes are not those of a form of so many indicators.
    pub fn merge(&mut self, form: usize, bytes: &[u8]) -> Result<()> {
        let other = Form::read(bytes, self.width)?;
        if let Some(begun) = self.begun.get_mut(form) {
            *begun = true;
        }
        for (place, &code) in other.codes.iter().enumerate() {
            if code != NOTHING {
                let value = other.rest.others.get(&place).copied();
                self.rate(form, place, code, value.unwrap_or_default());
            }
        }
        if other.rest != Rest::default() {
            let rest = self.rest.entry(form).or_default();
            rest.set_aside.add(other.rest.set_aside);
        }
        Ok(())
    }

    /// Takes the first forms out, as bytes; the others move to their places. Nothing for a form without a row.
    pub fn take(&mut self, forms: usize) -> Vec<Option<Vec<u8>>> {
        let forms = forms.min(self.begun.len());
        let later = self.rest.split_off(&forms);
        let rest = std::mem::replace(
            &mut self.rest,
            later.into_iter().map(|(at, it)| (at - forms, it)).collect(),
        );
        let codes = split_front(&mut self.codes, forms * self.width);
        let begun = split_front(&mut self.begun, forms);
        let rows = codes.chunks(self.width.max(1)).zip(begun).enumerate();
        rows.map(|(form, (codes, begun))| begun.then(|| written(codes, rest.get(&form))))
            .collect()
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.begun.len()
    }
}

fn split_front<T>(all: &mut Vec<T>, count: usize) -> Vec<T> {
    if count >= all.len() {
        return std::mem::take(all);
    }
    all.drain(..count).collect()
}

fn written(codes: &[u8], rest: Option<&Rest>) -> Vec<u8> {
    let mut bytes = codes.to_vec();
    if let Some(rest) = rest.filter(|it| **it != Rest::default()) {
        for field in rest.set_aside.fields() {
            bytes.extend(field.to_le_bytes());
        }
        for (place, value) in &rest.others {
            bytes.extend((*place as u64).to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
    }
    bytes
}

/// One form, as it travels between partitions.
#[derive(Debug)]
pub struct Form<'a> {
    codes: &'a [u8],
    rest: Rest,
}

impl<'a> Form<'a> {
    /// Reads a form of so many indicators.
    ///
    /// # Errors
    /// If the bytes are something else.
    pub fn read(bytes: &'a [u8], indicators: usize) -> Result<Self> {
        let Some((codes, tail)) = bytes.split_at_checked(indicators) else {
            bail!("a form has the ratings of fewer indicators than are asked for");
        };
        let (numbers, odd) = tail.as_chunks::<8>();
        ensure!(odd.is_empty(), "a form ends within a number");
        let mut rest = Rest::default();
        if let Some((fields, others)) = numbers.split_first_chunk::<{ SetAside::FIELDS }>() {
            rest.set_aside = SetAside::of_fields(fields.map(u64::from_le_bytes));
            let (others, odd) = others.as_chunks::<2>();
            ensure!(odd.is_empty(), "a form ends within a rating");
            for [place, value] in others {
                let place = usize::try_from(u64::from_le_bytes(*place))?;
                ensure!(
                    codes.get(place) == Some(&OTHER),
                    "a form has a rating too many"
                );
                rest.others.insert(place, f64::from_le_bytes(*value));
            }
        } else {
            ensure!(numbers.is_empty(), "a form ends within its counts");
        }
        let others: usize = codes.iter().map(|it| usize::from(*it == OTHER)).sum();
        ensure!(
            others == rest.others.len(),
            "a form has a rating without a value"
        );
        Ok(Self { codes, rest })
    }

    /// What was set aside of it.
    pub fn set_aside(&self) -> SetAside {
        let contradicting = self.codes.iter().map(|it| u64::from(*it == CONTRADICTS));
        SetAside {
            contradicting: contradicting.sum(),
            ..self.rest.set_aside
        }
    }

    /// Whether it rates any indicator.
    pub fn is_rated(&self) -> bool {
        self.codes.iter().any(|it| *it != NOTHING)
    }

    /// Its values, one for each indicator.
    ///
    /// # Errors
    /// If there is a code for no level.
    pub fn values(&self, levels: &[f64], values: &mut Vec<Option<f64>>) -> Result<()> {
        values.clear();
        for (place, &code) in self.codes.iter().enumerate() {
            values.push(match code {
                NOTHING | CONTRADICTS => None,
                OTHER => self.rest.others.get(&place).copied(),
                code => match levels.get(usize::from(code) - 1) {
                    Some(level) => Some(*level),
                    None => bail!("a form has a level that the scale does not have"),
                },
            });
        }
        Ok(())
    }
}
