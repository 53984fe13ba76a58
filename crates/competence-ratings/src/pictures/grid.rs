//! Correlations and loadings: a cell for each two.

use maud::{Markup, html};

use super::text::{fit, wide};
use super::{Caption, Colour, Numbers, SIZE, WIDTH, nth, px, svg};

/// What is shown in cells.
#[derive(Debug, Clone, Copy)]
pub struct Grid<'a> {
    /// What stands before the rows.
    pub rows: &'a [String],
    /// What stands above the columns.
    pub columns: &'a [String],
    /// The numbers from -1 to 1, row by row. Nothing where there is none.
    pub values: &'a [Vec<Option<f64>>],
    /// The rows before which there is a line, and the columns too where these are the same things.
    pub groups: &'a [usize],
    /// From which size on a number is marked by a frame.
    pub marked: Option<f64>,
}

/// The narrowest cell that shows its number, the narrowest at all, and the widest.
const WITH_NUMBER: f64 = 28.0;
const NARROWEST: f64 = 10.0;
const WIDEST: f64 = 64.0;

/// Where things are.
struct Layout {
    left: f64,
    top: f64,
    cell: f64,
    row: f64,
}

/// A cell for each row and column, darker the farther its number is from 0. In wide cells the number is there,
/// in narrow ones a stroke goes through what is below 0.
pub fn grid(caption: &Caption<'_>, of: &Grid<'_>, numbers: Numbers) -> Markup {
    let layout = Layout::of(of);
    let (columns, rows) = (nth(of.columns.len()), nth(of.rows.len()));
    let (right, bottom) = (
        layout.left + columns * layout.cell,
        layout.top + rows * layout.row,
    );
    let content = html! {
        @for (at, label) in of.columns.iter().enumerate().step_by(layout.step(layout.cell)) {
            @let x = layout.left + (nth(at) + 0.5) * layout.cell;
            @if layout.is_upright(of) {
                @let (x, y) = (px(x + 4.0), px(layout.top - 4.0));
                text x=(x) y=(y) transform={ "rotate(-90 " (x) " " (y) ")" } { (fit(label, layout.top - 6.0)) }
            } @else {
                text x=(px(x)) y=(px(layout.top - 5.0)) text-anchor="middle" { (fit(label, layout.cell)) }
            }
        }
        @for (at, label) in of.rows.iter().enumerate().step_by(layout.step(layout.row)) {
            @let y = layout.top + (nth(at) + 0.5) * layout.row + 4.0;
            text x=(px(layout.left - 5.0)) y=(px(y)) text-anchor="end" { (fit(label, layout.left - 6.0)) }
        }
        @for (row, values) in of.values.iter().enumerate().take(of.rows.len()) {
            @for (column, value) in values.iter().enumerate().take(of.columns.len()) {
                (cell(&layout, (row, column), *value, of.marked, numbers))
            }
        }
        @for at in of.groups {
            @let place = layout.top + nth(*at) * layout.row;
            @if place <= bottom {
                path d={ "M" (px(layout.left)) " " (px(place)) "H" (px(right)) } stroke="currentColor" stroke-width="1.5" {}
            }
            @let place = layout.left + nth(*at) * layout.cell;
            @if of.rows == of.columns && place <= right {
                path d={ "M" (px(place)) " " (px(layout.top)) "V" (px(bottom)) } stroke="currentColor" stroke-width="1.5" {}
            }
        }
    };
    svg(caption, right.max(WIDTH), bottom + 2.0, &content)
}

impl Layout {
    fn of(grid: &Grid<'_>) -> Self {
        let widest = |labels: &[String]| labels.iter().map(|it| wide(it)).fold(0.0, f64::max);
        let columns = nth(grid.columns.len()).max(1.0);
        // Short labels of many columns, or long ones of few.
        let left = (widest(grid.rows) + 8.0).clamp(16.0, WIDTH * 0.55);
        let cell = ((WIDTH - 2.0 - left) / columns).clamp(NARROWEST, WIDEST);
        let above = widest(grid.columns);
        let top = if above > cell {
            (above + 10.0).min(WIDTH * 0.4)
        } else {
            SIZE + 8.0
        };
        Self {
            left,
            top,
            cell,
            row: cell.min(24.0),
        }
    }

    fn is_upright(&self, grid: &Grid<'_>) -> bool {
        grid.columns.iter().any(|it| wide(it) > self.cell)
    }

    /// Where rows are lower than letters, only some are named.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 or 2"
    )]
    fn step(&self, room: f64) -> usize {
        ((SIZE + 1.0) / room.max(1.0)).ceil().max(1.0) as usize
    }
}

fn cell(
    layout: &Layout,
    (row, column): (usize, usize),
    value: Option<f64>,
    marked: Option<f64>,
    numbers: Numbers,
) -> Markup {
    let (x, y) = (
        layout.left + nth(column) * layout.cell,
        layout.top + nth(row) * layout.row,
    );
    let middle = (px(x + layout.cell / 2.0), px(y + layout.row / 2.0 + 4.0));
    let has_number = layout.cell >= WITH_NUMBER;
    html! {
        @match value {
            Some(value) => {
                @let ground = Colour::of_correlation(value);
                rect x=(px(x)) y=(px(y)) width=(px(layout.cell)) height=(px(layout.row)) fill=(ground) {}
                @if has_number {
                    text x=(middle.0) y=(middle.1) text-anchor="middle" font-size="11" fill=(ground.ink()) { (numbers.narrow(value)) }
                } @else if value < 0.0 {
                    path d={ "M" (px(x + 2.0)) " " (px(y + layout.row - 2.0)) "L" (px(x + layout.cell - 2.0)) " " (px(y + 2.0)) } stroke=(ground.ink()) {}
                }
                @if marked.is_some_and(|it| value.abs() >= it) {
                    rect x=(px(x + 1.5)) y=(px(y + 1.5)) width=(px(layout.cell - 3.0)) height=(px(layout.row - 3.0)) fill="none" stroke=(ground.ink()) stroke-width="1.5" {}
                }
            }
            None => text x=(middle.0) y=(middle.1) text-anchor="middle" { "·" },
        }
    }
}
