//! The laws of the sufficient statistics: they agree with exact arithmetic, however rows are put together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use competence_ratings::figures::{
    Ends, Moments, Refused, Rules, Undetermined, Unreadable, VALUES,
};
use proptest::prelude::*;

type Row = Vec<Option<f64>>;

const WIDTH: usize = 3;

fn of(rows: &[Row]) -> Moments {
    let mut moments = Moments::of(WIDTH).unwrap();
    for row in rows {
        moments.add(row).unwrap();
    }
    moments
}

fn merged(parts: &[&Moments]) -> Moments {
    let mut all = Moments::of(WIDTH).unwrap();
    for part in parts {
        all.merge(part).unwrap();
    }
    all
}

fn rows(value: impl Strategy<Value = f64> + 'static) -> impl Strategy<Value = Vec<Row>> {
    let value = value.boxed();
    let values = prop::collection::vec(prop::option::weighted(0.8, value), WIDTH);
    prop::collection::vec(values, 0..90)
}

fn ratings() -> impl Strategy<Value = Vec<Row>> {
    rows((1..=5_u8).prop_map(f64::from))
}

/// Values so far from 0, and so near to each other, that naive sums of squares would lose them.
fn far_away() -> impl Strategy<Value = Vec<Row>> {
    rows((0..60_i32).prop_map(|it| 999_999_000.0 + f64::from(it)))
}

/// An indicator whose values are counted, beside ones whose values are too many.
fn mixed() -> impl Strategy<Value = Vec<Row>> {
    far_away().prop_map(|mut rows| {
        for row in &mut rows {
            row[0] = row[0].map(|it| it % 5.0 + 1.0);
        }
        rows
    })
}

/// The covariance in whole numbers: (n Σxy - Σx Σy) / (n (n - 1)).
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn exact(rows: &[Row], one: usize, other: usize) -> Option<f64> {
    let both: Vec<(i128, i128)> = rows
        .iter()
        .filter_map(|row| Some((row[one]? as i128, row[other]? as i128)))
        .collect();
    let n = both.len() as i128;
    let sum = |of: fn(&(i128, i128)) -> i128| both.iter().map(of).sum::<i128>();
    let above = n * sum(|it| it.0 * it.1) - sum(|it| it.0) * sum(|it| it.1);
    (n > 1).then(|| above as f64 / (n * (n - 1)) as f64)
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * (1.0 + other.abs())
}

fn agrees_with_exact(rows: &[Row]) -> Result<(), TestCaseError> {
    let moments = of(rows);
    for one in 0..WIDTH {
        for other in 0..WIDTH {
            let found = moments.covariance(one, other);
            if let Some(exact) = exact(rows, one, other) {
                let found = found.unwrap();
                prop_assert!(close(found, exact), "{found} for {exact}");
            } else {
                let is_told = matches!(found, Err(Undetermined::TooFew { needed: 2, .. }));
                prop_assert!(is_told, "{found:?}");
            }
        }
    }
    Ok(())
}

/// Nothing but the last digits differs.
fn is_near(one: &Moments, other: &Moments) -> bool {
    (0..WIDTH).all(|first| {
        (0..WIDTH).all(|second| {
            one.n_of_both(first, second) == other.n_of_both(first, second)
                && match (
                    one.covariance(first, second),
                    other.covariance(first, second),
                ) {
                    (Ok(one), Ok(other)) => close(one, other),
                    (one, other) => one == other,
                }
                && one.distribution(first) == other.distribution(first)
        })
    })
}

proptest! {
    #[test]
    fn covariances_of_ratings_are_exact(rows in ratings()) {
        agrees_with_exact(&rows)?;
    }

    #[test]
    fn covariances_far_from_zero_are_exact(rows in far_away(), mixed in mixed()) {
        agrees_with_exact(&rows)?;
        agrees_with_exact(&mixed)?;
    }

    /// Not one bit of what is known of ratings depends on their order or partition.
    #[test]
    fn ratings_merge_to_the_same_bits(rows in ratings(), at in 0..90_usize, to in 0..90_usize) {
        let (at, to) = (at.min(rows.len()), to.min(rows.len()));
        let (first, second) = (at.min(to), at.max(to));
        let parts = [of(&rows[..first]), of(&rows[first..second]), of(&rows[second..])];
        let all = of(&rows);
        prop_assert_eq!(&merged(&[&parts[0], &parts[1], &parts[2]]), &all);
        prop_assert_eq!(&merged(&[&parts[2], &parts[0], &parts[1]]), &all);
        let tail = merged(&[&parts[1], &parts[2]]);
        prop_assert_eq!(&merged(&[&parts[0], &tail]), &all);
        let backwards: Vec<Row> = rows.iter().rev().cloned().collect();
        prop_assert_eq!(&of(&backwards), &all);
    }

    #[test]
    fn many_values_merge_to_the_same_figures(far in far_away(), mixed in mixed(), at in 0..90_usize) {
        for rows in [far, mixed] {
            let at = at.min(rows.len());
            let (one, other) = (of(&rows[..at]), of(&rows[at..]));
            let all = of(&rows);
            prop_assert!(is_near(&merged(&[&one, &other]), &all));
            prop_assert!(is_near(&merged(&[&other, &one]), &all));
        }
    }

    /// A reversed indicator is as if its values had been reversed before.
    #[test]
    fn reversal_is_that_of_the_values(rows in ratings(), far in far_away(), mixed in mixed(), at in 0..WIDTH) {
        for (rows, low, high) in [(rows, 1.0, 5.0), (mixed, 1.0, 5.0), (far, 999_999_000.0, 999_999_059.0)] {
            let mut reversed = of(&rows);
            reversed.reverse(at, Ends::new(low, high).unwrap()).unwrap();
            let mut before = rows.clone();
            for row in &mut before {
                row[at] = row[at].map(|it| low + high - it);
            }
            prop_assert!(is_near(&reversed, &of(&before)));
            reversed.reverse(at, Ends::new(low, high).unwrap()).unwrap();
            prop_assert!(is_near(&reversed, &of(&rows)));
        }
    }

    /// Some of the indicators, in any order, are as if only they had been there.
    #[test]
    fn a_selection_is_that_of_the_columns(rows in ratings(), far in far_away(), mixed in mixed(), order in Just([0, 1, 2]).prop_shuffle()) {
        for rows in [rows, far, mixed] {
            let columns: Vec<Row> = rows.iter().map(|row| order.iter().map(|it| row[*it]).collect()).collect();
            prop_assert!(is_near(&of(&rows).select(&order).unwrap(), &of(&columns)));
        }
    }
}

#[test]
fn a_refused_row_changes_nothing() {
    let mut moments = of(&[vec![Some(1.0), None, Some(2.0)]]);
    let before = moments.clone();
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e10] {
        let row = [Some(3.0), Some(value), None];
        let refused = moments.add(&row).unwrap_err();
        assert!(matches!(refused, Refused::Value { indicator: 1, .. }));
    }
    assert!(matches!(
        moments.add(&[None]),
        Err(Refused::Length {
            found: 1,
            expected: 3
        })
    ));
    assert!(moments.merge(&Moments::of(4).unwrap()).is_err());
    assert!(moments.select(&[3]).is_err());
    assert!(moments.reverse(3, Ends::new(1.0, 5.0).unwrap()).is_err());
    assert_eq!(moments, before);
    assert!(Moments::of(1_000_000).is_err());
}

#[test]
fn values_are_counted_up_to_the_limit() {
    let mut moments = Moments::of(1).unwrap();
    for value in 0..VALUES {
        moments
            .add(&[Some(f64::from(u8::try_from(value).unwrap()))])
            .unwrap();
    }
    moments.add(&[Some(-0.0)]).unwrap();
    let counts = moments.distribution(0).unwrap();
    assert_eq!((counts.len(), counts[0]), (VALUES, (0.0, 2)));
    moments.add(&[Some(0.5)]).unwrap();
    assert_eq!(
        moments.distribution(0),
        Err(Undetermined::TooManyValues {
            indicator: 0,
            limit: VALUES
        })
    );
    assert_eq!(moments.n(0), VALUES as u64 + 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What was written is read back to the last bit, reversed or not, and merges as before.
    #[test]
    fn bytes_hold_everything(ratings in ratings(), far in far_away(), mixed in mixed(), at in 0..WIDTH) {
        for (rows, low, high) in [(ratings, 1.0, 5.0), (mixed, 1.0, 5.0), (far, 999_999_000.0, 999_999_059.0)] {
            let mut all = of(&rows);
            let read = Moments::from_bytes(&all.to_bytes()).unwrap();
            prop_assert_eq!(&read, &all);
            prop_assert_eq!(read.to_bytes(), all.to_bytes());
            prop_assert_eq!(merged(&[&read, &all]), merged(&[&all, &all]));
            all.reverse(at, Ends::new(low, high).unwrap()).unwrap();
            prop_assert_eq!(Moments::from_bytes(&all.to_bytes()).unwrap(), all);
        }
    }

    /// Bytes of anyone are refused, or are statistics from which every figure can be told.
    #[test]
    fn damaged_bytes_do_no_harm(rows in ratings(), mixed in mixed(), at in 0..10_000_usize, byte: u8, cut in 0..10_000_usize) {
        for rows in [rows, mixed] {
            let bytes = of(&rows).to_bytes();
            let short = cut % bytes.len();
            prop_assert!(Moments::from_bytes(&bytes[..short]).is_err());
            let mut damaged = bytes.clone();
            damaged[at % bytes.len()] = byte;
            if let Ok(read) = Moments::from_bytes(&damaged) {
                prop_assert_eq!(read.to_bytes(), damaged);
                let mut twice = read.clone();
                twice.merge(&read).unwrap();
                for one in 0..WIDTH {
                    prop_assert!(read.n(one) <= read.rows());
                    for other in 0..WIDTH {
                        let found = read.pearson(one, other, &Rules::NONE);
                        prop_assert!(found.is_err() || found.is_ok_and(|it| it.abs() <= 1.0));
                    }
                }
            }
        }
    }
}

#[test]
fn bytes_that_no_rows_give_are_refused() {
    let mut longer = of(&[vec![Some(1.0), None, Some(2.0)]]).to_bytes();
    longer.push(0);
    assert_eq!(Moments::from_bytes(&longer), Err(Unreadable::Long));
    assert_eq!(Moments::from_bytes(b""), Err(Unreadable::Mark));
    assert_eq!(Moments::from_bytes(b"CMM\x02\0\0"), Err(Unreadable::Mark));
    let contradicts = |bytes: &[u8]| {
        let read = Moments::from_bytes(&[b"CMM\x01", bytes].concat());
        matches!(read, Err(Unreadable::Contradicts(_)))
    };
    let one = 1.0_f64.to_le_bytes();
    let two = 2.0_f64.to_le_bytes();
    // One row, one indicator, with one value that was given twice.
    assert!(contradicts(&[&[1, 1, 2][..], &one, &[0, 2]].concat()));
    // Two values in the same row.
    assert!(contradicts(
        &[&[2, 1, 3][..], &one, &two, &[0, 0, 1, 1, 0]].concat()
    ));
    // Values out of order, or no number.
    assert!(contradicts(
        &[&[2, 1, 3][..], &two, &one, &[0, 1, 0, 0, 1]].concat()
    ));
    assert!(contradicts(
        &[&[1, 1, 2][..], &f64::NAN.to_le_bytes(), &[0, 1]].concat()
    ));
    // Given together more often than alone.
    let twice = [&[1, 2, 2][..], &one, &[0, 2], &one, &[0, 0, 1, 1]].concat();
    assert!(contradicts(&twice));
    // More indicators or rows than there may be.
    assert!(contradicts(&[1, 0xff, 0xff, 0xff, 0xff, 0x0f]));
    assert!(contradicts(&[0xff; 12]));
}
