//! Which indicators go together, as a tree.

use maud::{Markup, html};

use super::text::{fit, wide};
use super::{Caption, Numbers, SIZE, WIDTH, nth, px, svg, within};

/// Two clusters that become one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Branch {
    /// The two: a number below that of the labels is a label, a higher one an earlier branch, from the number of
    /// labels on.
    pub of: [usize; 2],
    /// At which distance they become one, from 0 to 1.
    pub height: f64,
}

const ROW: f64 = 18.0;

/// The most of the width that labels take.
const LABELS: f64 = 0.55;

/// A tree whose leaves are the labels, in this order from the top, and whose branches join at their distance, on an
/// axis below. `cut` is a distance that is marked by a dashed line. A branch of what is not there is left out.
pub fn dendrogram(
    caption: &Caption<'_>,
    labels: &[String],
    order: &[usize],
    branches: &[Branch],
    cut: Option<f64>,
    numbers: Numbers,
) -> Markup {
    let widest = labels.iter().map(|it| wide(it)).fold(0.0, f64::max);
    let left = (widest + 8.0).min(WIDTH * LABELS);
    let x = |height: f64| left + within(height, 0.0, 1.0) * (WIDTH - left - 14.0);
    let y = |row: f64| 2.0 + (row + 0.5) * ROW;
    let bottom = 4.0 + nth(order.len()) * ROW;
    let content = html! {
        @for tenth in [0.0, 0.25, 0.5, 0.75, 1.0] {
            path d={ "M" (px(x(tenth))) " 2V" (px(bottom)) } stroke="currentColor" stroke-opacity="0.2" {}
            text x=(px(x(tenth))) y=(px(bottom + SIZE + 3.0)) text-anchor="middle" { (numbers.fixed(tenth, 2)) }
        }
        @for (row, label) in order.iter().enumerate() {
            @if let Some(label) = labels.get(*label) {
                text x=(px(left - 6.0)) y=(px(y(nth(row)) + 4.0)) text-anchor="end" { (fit(label, left - 8.0)) }
            }
        }
        @for (one, other, height) in joints(labels.len(), order, branches) {
            path d={ "M" (px(x(one.height))) " " (px(y(one.row))) "H" (px(x(height))) "V" (px(y(other.row))) "H" (px(x(other.height))) }
                fill="none" stroke="currentColor" stroke-width="1.5" {}
        }
        @if let Some(cut) = cut {
            path d={ "M" (px(x(cut))) " 2V" (px(bottom)) } stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4" {}
        }
    };
    svg(caption, WIDTH, bottom + SIZE + 8.0, &content)
}

/// Where a cluster ends: its row, which may lie between two, and the height at which it was joined.
#[derive(Clone, Copy)]
struct Joint {
    row: f64,
    height: f64,
}

/// The two sides of every branch, and where they meet.
fn joints(leaves: usize, order: &[usize], branches: &[Branch]) -> Vec<(Joint, Joint, f64)> {
    let mut places: Vec<Option<Joint>> = vec![None; leaves];
    for (row, leaf) in order.iter().enumerate() {
        if let Some(place) = places.get_mut(*leaf) {
            *place = Some(Joint {
                row: nth(row),
                height: 0.0,
            });
        }
    }
    let mut found = Vec::with_capacity(branches.len());
    for branch in branches {
        let side = |at: usize| places.get(at).copied().flatten();
        let joined = match branch.of.map(side) {
            [Some(one), Some(other)] => {
                found.push((one, other, branch.height));
                let row = f64::midpoint(one.row, other.row);
                let height = branch.height;
                Some(Joint { row, height })
            }
            _ => None,
        };
        places.push(joined);
    }
    found
}
