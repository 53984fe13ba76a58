//! What is kept of two indicators, over the rows that have both.

use super::sum::Sum;

/// Counts of each two values, or sums where there are too many different ones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pair {
    /// A table: a row for each value of the second indicator, a column for each of the first.
    Counted(Vec<u64>),
    Summed(Box<Sums>),
}

impl Default for Pair {
    fn default() -> Self {
        Self::Counted(Vec::new())
    }
}

impl Pair {
    pub fn n(&self) -> u64 {
        match self {
            Self::Counted(cells) => cells.iter().sum(),
            Self::Summed(sums) => sums.n,
        }
    }

    /// Adds what one row says of both.
    pub fn add(&mut self, first: &Rated, second: &Rated) {
        match self {
            Self::Counted(cells) => {
                if let Some(count) = cells.get_mut(second.place * first.width + first.place) {
                    *count += 1;
                }
            }
            Self::Summed(sums) => sums.add(first.value, second.value),
        }
    }

    /// Adds those of another, counted over the same values or not counted either.
    pub fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Counted(here), Self::Counted(there)) => {
                for (here, there) in here.iter_mut().zip(there) {
                    *here += there;
                }
            }
            (Self::Summed(here), Self::Summed(there)) => here.merge(there),
            // Both were brought to the same values before.
            (Self::Counted(_), Self::Summed(_)) | (Self::Summed(_), Self::Counted(_)) => {}
        }
    }

    /// The same with the first indicator as the second, which has so many values.
    pub fn turned(&self, rows: usize) -> Self {
        match self {
            Self::Counted(cells) => {
                let columns = cells.len().checked_div(rows).unwrap_or(0);
                let turned = (0..columns)
                    .flat_map(|column| cells.iter().skip(column).step_by(columns.max(1)))
                    .copied();
                Self::Counted(turned.collect())
            }
            Self::Summed(sums) => Self::Summed(Box::new(sums.turned())),
        }
    }

    /// A column without counts, in a table of so many rows.
    pub fn insert_column(&mut self, rows: usize, at: usize) {
        if let Self::Counted(cells) = self
            && rows > 0
        {
            let width = cells.len() / rows;
            let mut wider = Vec::with_capacity(cells.len() + rows);
            for row in 0..rows {
                let cells = cells.iter().copied().skip(row * width);
                wider.extend(cells.clone().take(at));
                wider.push(0);
                wider.extend(cells.take(width).skip(at));
            }
            *cells = wider;
        }
    }

    /// A row without counts, in a table of so many columns.
    pub fn insert_row(&mut self, width: usize, at: usize) {
        if let Self::Counted(cells) = self {
            let at = (at * width).min(cells.len());
            cells.splice(at..at, std::iter::repeat_n(0, width));
        }
    }

    /// Takes `total - x` for each value x of the first indicator.
    pub fn reverse_first(&mut self, width: usize, total: f64) {
        match self {
            Self::Counted(cells) => {
                for row in cells.chunks_mut(width.max(1)) {
                    row.reverse();
                }
            }
            Self::Summed(sums) => sums.reverse_first(total),
        }
    }

    /// Takes `total - y` for each value y of the second indicator.
    pub fn reverse_second(&mut self, width: usize, total: f64) {
        match self {
            Self::Counted(cells) => {
                let rows: Vec<&[u64]> = cells.chunks(width.max(1)).rev().collect();
                *cells = rows.concat();
            }
            Self::Summed(sums) => {
                let mut turned = sums.turned();
                turned.reverse_first(total);
                **sums = turned.turned();
            }
        }
    }
}

/// What a row says of one indicator.
pub(crate) struct Rated {
    pub indicator: usize,
    value: f64,
    /// Where the value stands among those that are counted; 0 where none are.
    place: usize,
    /// How many are counted.
    width: usize,
}

impl Rated {
    pub fn of(indicator: usize, value: f64, levels: Option<&[f64]>) -> Self {
        let levels = levels.unwrap_or_default();
        let place = levels.binary_search_by(|it| it.total_cmp(&value));
        Self {
            indicator,
            value,
            place: place.unwrap_or_default(),
            width: levels.len(),
        }
    }
}

/// Number of rows, sums, squares and cross products.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sums {
    pub n: u64,
    first: Sum,
    second: Sum,
    squares_of_first: Sum,
    squares_of_second: Sum,
    products: Sum,
}

impl Sums {
    pub fn of(cells: impl Iterator<Item = (f64, f64, u64)>) -> Self {
        let mut sums = Self::default();
        for (x, y, count) in cells {
            let mut one = Self::default();
            one.add(x, y);
            sums.merge(&one.times(count));
        }
        sums
    }

    fn add(&mut self, x: f64, y: f64) {
        self.n += 1;
        self.first += Sum::of(x);
        self.second += Sum::of(y);
        self.squares_of_first += Sum::product(x, x);
        self.squares_of_second += Sum::product(y, y);
        self.products += Sum::product(x, y);
    }

    /// Those of the same rows, so many times.
    fn times(&self, count: u64) -> Self {
        let times = Sum::of(float(count));
        Self {
            n: self.n * count,
            first: self.first * times,
            second: self.second * times,
            squares_of_first: self.squares_of_first * times,
            squares_of_second: self.squares_of_second * times,
            products: self.products * times,
        }
    }

    fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.first += other.first;
        self.second += other.second;
        self.squares_of_first += other.squares_of_first;
        self.squares_of_second += other.squares_of_second;
        self.products += other.products;
    }

    pub fn n(&self) -> u64 {
        self.n
    }

    /// The sums in the order in which they are stored.
    pub fn all(&self) -> [Sum; 5] {
        [
            self.first,
            self.second,
            self.squares_of_first,
            self.squares_of_second,
            self.products,
        ]
    }

    pub fn of_all(n: u64, all: [Sum; 5]) -> Self {
        let [first, second, squares_of_first, squares_of_second, products] = all;
        Self {
            n,
            first,
            second,
            squares_of_first,
            squares_of_second,
            products,
        }
    }

    /// Whether none is larger than so many values from -`largest` to `largest` can give, but for rounding.
    pub fn are_within(&self, largest: f64) -> bool {
        let most = float(self.n) * (largest * (1.0 + 1e-9));
        let [first, second, rest @ ..] = self.all().map(|it| it.to_f64().abs());
        first <= most && second <= most && rest.iter().all(|it| *it <= most * largest)
    }

    pub fn turned(&self) -> Self {
        Self {
            n: self.n,
            first: self.second,
            second: self.first,
            squares_of_first: self.squares_of_second,
            squares_of_second: self.squares_of_first,
            products: self.products,
        }
    }

    fn reverse_first(&mut self, total: f64) {
        let (n, total) = (Sum::of(float(self.n)), Sum::of(total));
        let twice = total + total;
        self.squares_of_first = n * total * total - twice * self.first + self.squares_of_first;
        self.products = total * self.second - self.products;
        self.first = n * total - self.first;
    }

    pub fn mean_of_first(&self) -> f64 {
        self.first.over(float(self.n)).to_f64()
    }

    /// The sum of squared deviations of the first from its mean.
    pub fn deviations_of_first(&self) -> f64 {
        self.about_means(self.squares_of_first, self.first, self.first)
            .max(0.0)
    }

    /// The sum of squared deviations of the second from its mean.
    pub fn deviations_of_second(&self) -> f64 {
        self.about_means(self.squares_of_second, self.second, self.second)
            .max(0.0)
    }

    pub fn covariance(&self) -> f64 {
        self.about_means(self.products, self.first, self.second) / float(self.n - 1)
    }

    /// The correlation, if both vary.
    pub fn correlation(&self) -> Option<f64> {
        let products = self.about_means(self.products, self.first, self.second);
        let (first, second) = (self.deviations_of_first(), self.deviations_of_second());
        let correlation = products / (first.sqrt() * second.sqrt());
        (first > 0.0 && second > 0.0).then(|| correlation.clamp(-1.0, 1.0))
    }

    fn about_means(&self, products: Sum, one: Sum, other: Sum) -> f64 {
        (products - (one * other).over(float(self.n))).to_f64()
    }
}

/// A number of things as a float. It is exact up to 2^53, more than can be counted here.
#[allow(clippy::cast_precision_loss, reason = "no count gets near 2^53")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}
