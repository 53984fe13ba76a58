//! How often each two codes were given by the same form.

use super::codes::{CONTRADICTS, UNRATED};
use crate::figures::{Moments, Refused, VALUES};

/// Counts of each two codes of each two indicators, as one table: what [`Moments`] keeps, in a form to which a
/// form is added by nothing but counting up. With more codes than are counted, it is [`Moments`] itself.
///
/// For each indicator and each of its codes there is a row, with a cell for each code of each indicator up to it. A form
/// adds its own zeros and ones to the row of each code that it gives. Eight cells are added at once: each is a byte of one
/// number, and a byte never overflows, since the cells are emptied after 255 forms.
#[derive(Debug)]
pub(super) struct Joint {
    indicators: usize,
    /// How many codes there is room for.
    room: usize,
    /// Where the rows of each indicator begin, and where those of the last one end.
    starts: Vec<usize>,
    /// Of the last few forms.
    cells: Vec<u64>,
    forms: u8,
    /// Of those before.
    sums: Vec<[u16; LANES]>,
    sum_forms: u16,
    before: Moments,
    /// Of the form that is added, the places of the codes that it gives, and where the row of each begins.
    rated: Vec<(usize, usize)>,
    /// A one at each of these places.
    given: Vec<u64>,
}

/// How many cells a number holds, each in a byte.
const LANES: usize = 8;

/// A one in the cell of a place.
fn one(place: usize) -> u64 {
    1 << (8 * (place % LANES))
}

impl Joint {
    pub fn of(indicators: usize, codes: usize) -> Result<Self, Refused> {
        let room = codes.max(2);
        let before = Moments::of(indicators)?;
        let mut starts = vec![0];
        if room <= VALUES {
            starts.extend((0..indicators).scan(0, |end, it| {
                *end += room * length(it, room);
                Some(*end)
            }));
        }
        let cells = starts.last().copied().unwrap_or(0);
        let given = indicators.checked_sub(1).map_or(0, |it| length(it, room));
        Ok(Self {
            indicators,
            room,
            starts,
            cells: vec![0; cells],
            forms: 0,
            sums: vec![[0; LANES]; cells],
            sum_forms: 0,
            before,
            rated: Vec::new(),
            given: vec![0; given],
        })
    }

    /// Adds a form; the values are those of the codes, from 1.
    pub fn add(&mut self, codes: &[u8], values: &[f64]) -> Result<(), Refused> {
        if values.len() > self.room {
            self.make_room(values)?;
        }
        if self.room > VALUES {
            let value = |code: &u8| values.get(usize::from(*code).checked_sub(1)?).copied();
            let row: Vec<Option<f64>> = codes.iter().map(value).collect();
            return self.before.add(&row);
        }
        if self.forms == u8::MAX {
            self.sum_up(values)?;
        }
        self.rated.clear();
        for (indicator, code) in codes.iter().enumerate() {
            if !matches!(*code, UNRATED | CONTRADICTS) {
                let code = usize::from(*code) - 1;
                let place = indicator * self.room + code;
                self.rated.push((place, self.start(indicator, code)));
                self.given[place / LANES] |= one(place);
            }
        }
        let lowest = self.rated.first().map_or(0, |it| it.0 / LANES);
        for (at, &(place, start)) in self.rated.iter().enumerate() {
            let last = place / LANES;
            let cells = &mut self.cells[start..=start + last];
            if last - lowest <= at {
                let given = &self.given[lowest..=last];
                for (cells, given) in cells[lowest..].iter_mut().zip(given) {
                    *cells += given;
                }
            } else {
                // Most of the indicators between are not rated.
                for &(place, _) in &self.rated[..=at] {
                    cells[place / LANES] += one(place);
                }
            }
        }
        for (place, _) in &self.rated {
            self.given[place / LANES] = 0;
        }
        self.forms += 1;
        Ok(())
    }

    /// Where the row of a code of an indicator begins.
    fn start(&self, indicator: usize, code: usize) -> usize {
        self.starts[indicator] + code * length(indicator, self.room)
    }

    /// Adds all that was added to another.
    pub fn merge(&mut self, other: Self, values: &[f64]) -> Result<(), Refused> {
        self.before.merge(&other.into_moments(values)?)
    }

    /// All that was added.
    pub fn into_moments(mut self, values: &[f64]) -> Result<Moments, Refused> {
        self.settle(values)?;
        Ok(self.before)
    }

    /// Takes the last few forms to those before.
    fn sum_up(&mut self, values: &[f64]) -> Result<(), Refused> {
        if self.sum_forms > u16::MAX - u16::from(u8::MAX) {
            self.settle_sums(values)?;
        }
        for (sums, cells) in self.sums.iter_mut().zip(&mut self.cells) {
            for (sum, cell) in sums.iter_mut().zip(std::mem::take(cells).to_le_bytes()) {
                *sum += u16::from(cell);
            }
        }
        self.sum_forms += u16::from(std::mem::take(&mut self.forms));
        Ok(())
    }

    /// Takes what was counted into the moments, and begins anew.
    fn settle(&mut self, values: &[f64]) -> Result<(), Refused> {
        self.sum_up(values)?;
        self.settle_sums(values)
    }

    fn settle_sums(&mut self, values: &[f64]) -> Result<(), Refused> {
        if self.sum_forms == 0 {
            return Ok(());
        }
        // A value that there is no room for yet was not counted.
        let values = values.get(..self.room).unwrap_or(values);
        let count = |first: usize, second: usize, of_first: usize, of_second: usize| {
            let place = first * self.room + of_first;
            let sums = self.sums[self.start(second, of_second) + place / LANES];
            u64::from(sums[place % LANES])
        };
        let forms = u64::from(self.sum_forms);
        let counted = Moments::counted(self.indicators, forms, values, count)?;
        self.before.merge(&counted)?;
        self.sums.fill([0; LANES]);
        self.sum_forms = 0;
        Ok(())
    }

    fn make_room(&mut self, values: &[f64]) -> Result<(), Refused> {
        self.settle(values)?;
        let room = values.len().next_power_of_two();
        // From the most that are counted on, nothing is.
        let room = if values.len() > VALUES {
            room
        } else {
            room.min(VALUES)
        };
        let before = std::mem::replace(&mut self.before, Moments::of(0)?);
        *self = Self::of(self.indicators, room)?;
        self.before = before;
        Ok(())
    }
}

/// How many numbers each row of an indicator has.
fn length(indicator: usize, room: usize) -> usize {
    ((indicator + 1) * room).div_ceil(LANES)
}
