//! How often each level was given, as one bar an indicator.

use maud::{Markup, html};

use super::text::{fit, line, wide};
use super::{Caption, Colour, Numbers, SIZE, WIDTH, nth, px, svg};

/// The bar of an indicator.
#[derive(Debug, Clone, Copy)]
pub struct Bar<'a> {
    /// What stands above it.
    pub label: &'a str,
    /// How often each level was given, in the order of the levels. Nothing where it may not be told.
    pub counts: Option<&'a [u64]>,
}

/// How high a bar is, and the row that it is in.
const BAR: f64 = 20.0;
const ROW: f64 = 46.0;

/// The narrowest part of a bar that says its share.
const ROOM: f64 = 36.0;

/// The space between the parts of a legend.
const GAP: f64 = 14.0;

/// A bar for each indicator, of one part a level, as wide as the level's share of the ratings. The levels go
/// from the lowest, at the left, to the highest; `nothing` is said in the place of a bar that there is none of.
pub fn bars(
    caption: &Caption<'_>,
    levels: &[&str],
    all: &[Bar<'_>],
    nothing: &str,
    numbers: Numbers,
) -> Markup {
    let places = legend_places(levels);
    let top = places.last().map_or(0.0, |(_, y)| y + 2.0 * SIZE);
    let height = top + ROW * nth(all.len());
    let content = html! {
        @for (at, (level, (x, y))) in levels.iter().zip(&places).enumerate() {
            rect x=(px(*x)) y=(px(*y)) width=(px(SIZE)) height=(px(SIZE)) fill=(colour(at, levels)) stroke="currentColor" stroke-width="0.5" {}
            text x=(px(x + SIZE + 4.0)) y=(px(y + SIZE - 2.0)) { (fit(level, WIDTH - SIZE - 8.0)) }
        }
        @for (at, bar) in all.iter().enumerate() {
            (row(bar, top + ROW * nth(at), levels, nothing, numbers))
        }
    };
    svg(caption, WIDTH, height.max(1.0), &content)
}

fn colour(level: usize, levels: &[&str]) -> Colour {
    let most = nth(levels.len().saturating_sub(1)).max(1.0);
    Colour::of_level(nth(level) / most)
}

/// Where the levels of the legend are: beside each other, in as many lines as they need.
fn legend_places(levels: &[&str]) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (1.0, 1.0);
    let mut places = Vec::with_capacity(levels.len());
    for level in levels {
        let width = SIZE + 4.0 + wide(&line(level));
        if x > 1.0 && x + width > WIDTH - 1.0 {
            (x, y) = (1.0, y + SIZE + 6.0);
        }
        places.push((x, y));
        x += width + GAP;
    }
    places
}

fn row(bar: &Bar<'_>, top: f64, levels: &[&str], nothing: &str, numbers: Numbers) -> Markup {
    let base = top + SIZE;
    let counts = bar.counts.unwrap_or_default();
    let total = counts.iter().fold(0, |all: u64, it| all.saturating_add(*it));
    let parts = parts(counts, total);
    html! {
        text x="1" y=(px(base)) { (fit(bar.label, WIDTH - 2.0)) }
        @if total == 0 {
            text x="1" y=(px(base + 18.0)) font-style="italic" { (fit(nothing, WIDTH - 2.0)) }
        }
        @for (at, (start, share)) in parts.iter().enumerate() {
            @let width = share * (WIDTH - 2.0);
            @if width > 0.0 {
                @let ground = colour(at, levels);
                rect x=(px(1.0 + start * (WIDTH - 2.0))) y=(px(base + 5.0)) width=(px(width)) height=(px(BAR)) fill=(ground) stroke="currentColor" stroke-width="0.5" {
                    title { (line(levels.get(at).copied().unwrap_or_default())) ": " (numbers.percent(*share)) }
                }
                @if width >= ROOM {
                    text x=(px(1.0 + (start + share / 2.0) * (WIDTH - 2.0))) y=(px(base + 19.0)) text-anchor="middle" fill=(ground.ink()) { (numbers.percent(*share)) }
                }
            }
        }
    }
}

/// Where each part begins, and how much of the bar it takes.
fn parts(counts: &[u64], total: u64) -> Vec<(f64, f64)> {
    let mut before = 0.0;
    let part = |count: &u64| {
        let share = share(*count, total);
        let start = before;
        before += share;
        (start, share)
    };
    counts.iter().map(part).collect()
}

#[allow(clippy::cast_precision_loss, reason = "a share, to draw with")]
fn share(count: u64, total: u64) -> f64 {
    count as f64 / total.max(1) as f64
}
