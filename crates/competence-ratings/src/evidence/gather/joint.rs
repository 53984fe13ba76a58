//! How often each two codes were given by the same form.

use super::codes::{CONTRADICTS, UNRATED};
use crate::figures::{Moments, Refused, VALUES};

/// Counts of each two codes of each two indicators, as one table: what [`Moments`] keeps, in a form to which a
/// form is added by nothing but counting up. With more codes than are counted, it is [`Moments`] itself.
#[derive(Debug)]
pub(super) struct Joint {
    indicators: usize,
    /// How many codes there is room for.
    room: usize,
    /// As narrow as they are, those of 40 indicators fit into the fastest cache.
    cells: Vec<u16>,
    rows: u16,
    before: Moments,
    rated: Vec<(usize, usize)>,
}

impl Joint {
    pub fn of(indicators: usize, codes: usize) -> Result<Self, Refused> {
        let room = codes.max(2);
        let pairs = indicators * (indicators + 1) / 2;
        let before = Moments::of(indicators)?;
        let cells = if room > VALUES {
            0
        } else {
            pairs * room * room
        };
        Ok(Self {
            indicators,
            room,
            cells: vec![0; cells],
            rows: 0,
            before,
            rated: Vec::new(),
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
        if self.rows == u16::MAX {
            self.settle(values)?;
        }
        self.rated.clear();
        for (indicator, code) in codes.iter().enumerate() {
            if !matches!(*code, UNRATED | CONTRADICTS) {
                self.rated.push((indicator, usize::from(*code) - 1));
            }
        }
        let (room, area) = (self.room, self.room * self.room);
        for (at, &(second, of_second)) in self.rated.iter().enumerate() {
            let start = second * (second + 1) / 2 * area + of_second * room;
            let Some(cells) = self.cells.get_mut(start..) else {
                continue;
            };
            for &(first, of_first) in &self.rated[..=at] {
                if let Some(cell) = cells.get_mut(first * area + of_first) {
                    *cell += 1;
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// All that was added.
    pub fn into_moments(mut self, values: &[f64]) -> Result<Moments, Refused> {
        self.settle(values)?;
        Ok(self.before)
    }

    /// Takes what was counted into the moments, and begins anew.
    fn settle(&mut self, values: &[f64]) -> Result<(), Refused> {
        let (room, area) = (self.room, self.room * self.room);
        // A value that there is no room for yet was not counted.
        let values = values.get(..room).unwrap_or(values);
        let count = |first: usize, second: usize, of_first: usize, of_second: usize| {
            let pair = second * (second + 1) / 2 + first;
            let cell = self.cells.get(pair * area + of_second * room + of_first);
            cell.copied().map_or(0, u64::from)
        };
        let counted = Moments::counted(self.indicators, u64::from(self.rows), values, count)?;
        self.before.merge(&counted)?;
        self.cells.fill(0);
        self.rows = 0;
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
