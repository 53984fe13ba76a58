//! Eigenvalues beside those of random numbers.

use maud::{Markup, html};

use super::text::{fit, wide};
use super::{Caption, Numbers, SIZE, WIDTH, nth, px, svg, within};

/// What a scree plot shows.
#[derive(Debug, Clone, Copy)]
pub struct Scree<'a> {
    /// The eigenvalues of the correlations, from the largest.
    pub observed: Line<'a>,
    /// Those of random numbers at the same places.
    pub random: Line<'a>,
    /// How many of the first are more than chance.
    pub factors: usize,
    /// What the axis of places is called.
    pub places: &'a str,
}

/// Values with a name.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its values, from the first place.
    pub values: &'a [f64],
}

const LEFT: f64 = 34.0;
const TOP: f64 = 44.0;
const HEIGHT: f64 = 220.0;

/// The eigenvalues as a line with dots, those that are more than chance filled; the random ones dashed, with
/// squares.
pub fn scree(caption: &Caption<'_>, of: &Scree<'_>, numbers: Numbers) -> Markup {
    let count = of.observed.values.len();
    let all = of.observed.values.iter().chain(of.random.values);
    let highest = all
        .copied()
        .filter(|it| it.is_finite())
        .fold(1.0, f64::max)
        .ceil();
    let step = tick(highest);
    let bottom = TOP + HEIGHT;
    let across = (WIDTH - LEFT - 12.0) / nth(count.saturating_sub(1)).max(1.0);
    let x = |at: usize| LEFT + 6.0 + nth(at) * across;
    let y = |value: f64| bottom - within(value / highest, 0.0, 1.0) * HEIGHT;
    let every = count.div_ceil(16).max(1);
    let content = html! {
        (legend(of))
        @for value in ticks(step, highest) {
            path d={ "M" (px(LEFT)) " " (px(y(value))) "H" (px(WIDTH)) } stroke="currentColor" stroke-opacity="0.25" {}
            text x=(px(LEFT - 5.0)) y=(px(y(value) + 4.0)) text-anchor="end" { (numbers.fixed(value, usize::from(step < 1.0))) }
        }
        @for at in (0..count).step_by(every) {
            text x=(px(x(at))) y=(px(bottom + SIZE + 5.0)) text-anchor="middle" { (at + 1) }
        }
        text x=(px(WIDTH - 2.0)) y=(px(bottom + 2.0 * SIZE + 8.0)) text-anchor="end" { (fit(of.places, WIDTH - LEFT)) }
        path d=(path(of.random.values, x, y)) fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4" {}
        path d=(path(of.observed.values, x, y)) fill="none" stroke="currentColor" stroke-width="1.5" {}
        @for (at, value) in of.random.values.iter().enumerate() {
            (square(x(at), y(*value)))
        }
        @for (at, value) in of.observed.values.iter().enumerate() {
            (dot(x(at), y(*value), at < of.factors))
        }
    };
    svg(caption, WIDTH, bottom + 2.0 * SIZE + 12.0, &content)
}

fn legend(of: &Scree<'_>) -> Markup {
    html! {
        (dot(8.0, 10.0, true))
        text x="18" y="14" { (fit(of.observed.name, WIDTH - 20.0)) }
        (square(8.0, 28.0))
        text x="18" y="32" { (fit(of.random.name, WIDTH - 20.0 - wide(" "))) }
    }
}

fn dot(x: f64, y: f64, is_filled: bool) -> Markup {
    let fill = if is_filled { "currentColor" } else { "Canvas" };
    html! { circle cx=(px(x)) cy=(px(y)) r="4" fill=(fill) stroke="currentColor" stroke-width="1.5" {} }
}

fn square(x: f64, y: f64) -> Markup {
    html! { rect x=(px(x - 3.0)) y=(px(y - 3.0)) width="6" height="6" fill="Canvas" stroke="currentColor" stroke-width="1.2" {} }
}

fn path(values: &[f64], x: impl Fn(usize) -> f64, y: impl Fn(f64) -> f64) -> String {
    let points = values.iter().enumerate();
    let parts = points.map(|(at, value)| {
        let command = if at == 0 { "M" } else { "L" };
        format!("{command}{} {}", px(x(at)), px(y(*value)))
    });
    parts.collect()
}

/// The distance of the lines, so that there are at most six.
fn tick(highest: f64) -> f64 {
    let steps = [0.5, 1.0, 2.0, 5.0, 10.0];
    let fits = |it: &f64| highest / it <= 6.0;
    steps.into_iter().find(fits).unwrap_or(highest / 5.0)
}

fn ticks(step: f64, highest: f64) -> impl Iterator<Item = f64> {
    (0..=6u32)
        .map(move |it| f64::from(it) * step)
        .take_while(move |it| *it <= highest)
}
