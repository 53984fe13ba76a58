//! Sufficient statistics as bytes: what one machine hands to another.

use super::moments::{Levels, Moments, VALUES};
use super::pair::{Pair, Sums};
use super::refused::{INDICATORS, LARGEST, ROWS};
use super::sum::Sum;

/// What the bytes begin with. The last is the version of the form.
const MARK: [u8; 4] = *b"CMM\x01";

/// The largest value, up or down, that one becomes when it is reversed.
const REVERSED: f64 = 3.0 * LARGEST;

/// Why bytes are not [`Moments`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// They begin otherwise, or are of a later version.
    #[error("the bytes are not sufficient statistics, or are those of a later version")]
    Mark,
    /// They end too early.
    #[error("the sufficient statistics end before they are complete")]
    Short,
    /// More follows.
    #[error("there are bytes after the sufficient statistics")]
    Long,
    /// No rows give these numbers.
    #[error("the sufficient statistics contradict themselves: {0}")]
    Contradicts(&'static str),
}

impl Moments {
    /// Everything that is known, as bytes: the same for the same statistics, on every machine, and from every
    /// version that reads this form.
    ///
    /// Numbers are little-endian floats, or counts of seven bits a byte, the low ones first (LEB128).
    ///
    /// ```
    /// use competence_ratings::figures::Moments;
    /// let mut moments = Moments::of(2)?;
    /// moments.add(&[Some(1.0), Some(2.0)])?;
    /// let read = Moments::from_bytes(&moments.to_bytes())?;
    /// assert_eq!(read, moments);
    /// assert!(Moments::from_bytes(b"something else").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        put_count(&mut bytes, self.rows);
        put_count(&mut bytes, self.indicators() as u64);
        for (levels, reversed) in self.levels.iter().zip(&self.reversed) {
            // One more than there are, so that none is told from not counted.
            put_count(
                &mut bytes,
                levels.as_ref().map_or(0, |it| it.len() as u64 + 1),
            );
            for level in levels.iter().flatten() {
                bytes.extend(level.to_le_bytes());
            }
            bytes.push(u8::from(reversed.is_some()));
            bytes.extend(reversed.iter().flat_map(|it| it.to_le_bytes()));
        }
        for pair in &self.pairs {
            match pair {
                Pair::Counted(cells) => cells.iter().for_each(|it| put_count(&mut bytes, *it)),
                Pair::Summed(sums) => put_sums(&mut bytes, sums),
            }
        }
        bytes
    }

    /// What [`Moments::to_bytes`] wrote. The bytes may come from anywhere: memory stays in proportion to their
    /// number, but for what a group of [`INDICATORS`] takes when it is empty.
    ///
    /// # Errors
    /// If they are not of this form, or no rows give such numbers.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let rest = bytes.strip_prefix(&MARK).ok_or(Unreadable::Mark)?;
        let mut reader = Reader(rest);
        let rows = reader.count()?;
        sound(rows <= ROWS, "too many rows")?;
        let indicators = reader.count()?;
        let indicators = usize::try_from(indicators).unwrap_or(usize::MAX);
        sound(indicators <= INDICATORS, "too many indicators")?;
        let (mut levels, mut reversed) = (Vec::new(), Vec::new());
        for _ in 0..indicators {
            levels.push(reader.levels()?);
            reversed.push(reader.reversed()?);
        }
        let mut pairs = Vec::new();
        for second in 0..indicators {
            for first in 0..=second {
                pairs.push(match (levels.get(first), levels.get(second)) {
                    (Some(Some(columns)), Some(Some(rows))) => {
                        reader.cells(columns.len() * rows.len())?
                    }
                    _ => Pair::Summed(Box::new(reader.sums()?)),
                });
            }
        }
        if !reader.0.is_empty() {
            return Err(Unreadable::Long);
        }
        let moments = Self {
            rows,
            levels,
            reversed,
            pairs,
        };
        moments.agree_with_themselves()?;
        Ok(moments)
    }

    /// An error if no rows give these counts and sums, as far as every two indicators tell.
    fn agree_with_themselves(&self) -> Result<(), Unreadable> {
        let mut each = Vec::new();
        for indicator in 0..self.indicators() {
            each.push(self.own_counts(indicator)?);
        }
        for (second, of_second) in each.iter().enumerate() {
            for (first, of_first) in each.iter().enumerate().take(second) {
                match self.at(first, second) {
                    Some(Pair::Counted(cells)) => {
                        let width = of_first.counts.len();
                        let rows = cells.chunks(width.max(1));
                        let rows = rows.map(|it| it.iter().sum::<u64>());
                        let columns = (0..width).map(|at| cells.iter().skip(at).step_by(width));
                        let columns = columns.map(Iterator::sum::<u64>);
                        let is_within = rows.zip(&of_second.counts).all(|(it, all)| it <= *all)
                            && columns.zip(&of_first.counts).all(|(it, all)| it <= *all);
                        sound(
                            is_within,
                            "two values were given together more often than one",
                        )?;
                    }
                    Some(Pair::Summed(sums)) => {
                        let most = of_first.n.min(of_second.n);
                        sound(sums.n() <= most, "more rows have both values than one")?;
                        sound(sums.are_within(REVERSED), "sums that no values add up to")?;
                    }
                    None => sound(false, "a pair is missing")?,
                }
            }
        }
        Ok(())
    }

    fn own_counts(&self, indicator: usize) -> Result<Own, Unreadable> {
        let too_many = "an indicator has more values than there are rows";
        match self.at(indicator, indicator) {
            Some(Pair::Counted(cells)) => {
                let width = self
                    .levels
                    .get(indicator)
                    .and_then(Option::as_ref)
                    .map_or(0, Vec::len);
                let counts: Vec<u64> = cells.iter().step_by(width + 1).copied().collect();
                let n = counts.iter().sum();
                sound(n <= self.rows, too_many)?;
                let is_diagonal = cells.iter().sum::<u64>() == n;
                sound(is_diagonal, "one indicator has two values in the same row")?;
                Ok(Own { n, counts })
            }
            Some(Pair::Summed(sums)) => {
                sound(sums.n() <= self.rows, too_many)?;
                sound(sums.are_within(REVERSED), "sums that no values add up to")?;
                Ok(Own {
                    n: sums.n(),
                    counts: Vec::new(),
                })
            }
            None => Err(Unreadable::Contradicts("a pair is missing")),
        }
    }
}

/// How often an indicator was rated, and at each value.
struct Own {
    n: u64,
    counts: Vec<u64>,
}

fn sound(is_so: bool, otherwise: &'static str) -> Result<(), Unreadable> {
    if is_so {
        Ok(())
    } else {
        Err(Unreadable::Contradicts(otherwise))
    }
}

#[allow(clippy::cast_possible_truncation, reason = "seven bits are cut out")]
fn put_count(bytes: &mut Vec<u8>, mut count: u64) {
    while count >= 0x80 {
        bytes.push((count & 0x7f) as u8 | 0x80);
        count >>= 7;
    }
    bytes.push(count as u8);
}

fn put_sums(bytes: &mut Vec<u8>, sums: &Sums) {
    put_count(bytes, sums.n());
    for sum in sums.all() {
        for part in sum.parts() {
            bytes.extend(part.to_le_bytes());
        }
    }
}

/// The bytes that are still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (first, rest) = self.0.split_first_chunk().ok_or(Unreadable::Short)?;
        self.0 = rest;
        Ok(*first)
    }

    fn count(&mut self) -> Result<u64, Unreadable> {
        let mut count = 0;
        for shift in (0..63).step_by(7) {
            let [byte] = self.take()?;
            count |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                // The shortest way to write a number is the only one.
                sound(
                    byte > 0 || shift == 0,
                    "a number is written with zeros before it",
                )?;
                sound(count <= ROWS, "a number is too large")?;
                return Ok(count);
            }
        }
        Err(Unreadable::Contradicts("a number is too large"))
    }

    fn float(&mut self) -> Result<f64, Unreadable> {
        let value = f64::from_le_bytes(self.take()?);
        sound(value.is_finite(), "a number is not finite")?;
        Ok(value)
    }

    fn levels(&mut self) -> Result<Levels, Unreadable> {
        let Some(count) = self.count()?.checked_sub(1) else {
            return Ok(None);
        };
        sound(count <= VALUES as u64, "too many different values")?;
        let mut levels: Vec<f64> = Vec::new();
        for _ in 0..count {
            let level = self.float()?;
            let is_next = levels.last().is_none_or(|it| *it < level);
            sound(is_next, "the values are not in order")?;
            let is_value = level.abs() <= REVERSED && (level != 0.0 || level.is_sign_positive());
            sound(is_value, "a value is too large")?;
            levels.push(level);
        }
        Ok(Some(levels))
    }

    fn reversed(&mut self) -> Result<Option<f64>, Unreadable> {
        match self.take()? {
            [0] => Ok(None),
            [1] => {
                let total = self.float()?;
                sound(total.abs() <= 2.0 * LARGEST, "no scale is that long")?;
                Ok(Some(total))
            }
            _ => Err(Unreadable::Contradicts("neither reversed nor not")),
        }
    }

    fn cells(&mut self, count: usize) -> Result<Pair, Unreadable> {
        let mut cells = Vec::new();
        let mut all = 0;
        for _ in 0..count {
            let cell = self.count()?;
            // Each is at most 2^53 and they are at most 576: the sum stays below 2^63.
            all += cell;
            cells.push(cell);
        }
        sound(all <= ROWS, "too many rows")?;
        Ok(Pair::Counted(cells))
    }

    fn sums(&mut self) -> Result<Sums, Unreadable> {
        let n = self.count()?;
        let mut all = [Sum::default(); 5];
        for sum in &mut all {
            let (high, low) = (self.float()?, self.float()?);
            let read = Sum::of_parts(high, low);
            *sum = read.ok_or(Unreadable::Contradicts("a sum is written in two ways"))?;
        }
        Ok(Sums::of_all(n, all))
    }
}
