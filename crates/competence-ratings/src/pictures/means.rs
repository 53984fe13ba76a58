//! Means with their intervals, on the scale.

use maud::{Markup, html};

use super::text::{fit, wide};
use super::{Caption, Numbers, SIZE, WIDTH, nth, px, svg, within};

/// The mean of an indicator or a competence.
#[derive(Debug, Clone, Copy)]
pub struct Mean<'a> {
    /// What stands before it.
    pub label: &'a str,
    /// The mean, with the ends of its interval where there is one. Nothing where it may not be told.
    pub mean: Option<(f64, Option<(f64, f64)>)>,
}

const ROW: f64 = 22.0;

/// A dot for each mean, with a line over its interval, above each other on one scale. The scale is shown at these
/// values, from the lowest; `nothing` is said in the place of a mean that there is none of.
pub fn means(
    caption: &Caption<'_>,
    scale: &[f64],
    all: &[Mean<'_>],
    nothing: &str,
    numbers: Numbers,
) -> Markup {
    let label = all.iter().map(|it| wide(it.label)).fold(0.0, f64::max);
    let label = label.clamp(12.0, WIDTH * 0.35);
    let value = wide("3,84 [3,84–3,84]") * 0.85;
    let (left, right) = (label + 12.0, WIDTH - value - 12.0);
    let (lowest, highest) = (
        scale.first().copied().unwrap_or(0.0),
        scale.last().copied().unwrap_or(1.0),
    );
    let width = (highest - lowest).max(f64::MIN_POSITIVE);
    let place = |at: f64| left + within((at - lowest) / width, 0.0, 1.0) * (right - left);
    let bottom = ROW * nth(all.len()) + 4.0;
    let content = html! {
        @for at in scale {
            line x1=(px(place(*at))) x2=(px(place(*at))) y1="2" y2=(px(bottom)) stroke="currentColor" stroke-opacity="0.25" {}
            text x=(px(place(*at))) y=(px(bottom + SIZE + 2.0)) text-anchor="middle" { (scale_value(*at, numbers)) }
        }
        @for (at, it) in all.iter().enumerate() {
            @let middle = ROW * nth(at) + ROW / 2.0 + 2.0;
            @let base = px(middle + 4.0);
            text x=(px(label)) y=(base) text-anchor="end" { (fit(it.label, label)) }
            @match it.mean {
                Some((mean, interval)) => {
                    @if let Some((low, high)) = interval {
                        path d={ "M" (px(place(low))) " " (px(middle)) "H" (px(place(high)))
                            "M" (px(place(low))) " " (px(middle - 4.0)) "v8M" (px(place(high))) " " (px(middle - 4.0)) "v8" }
                            fill="none" stroke="currentColor" stroke-width="1.5" {}
                    }
                    circle cx=(px(place(mean))) cy=(px(middle)) r="4" {}
                    text x=(px(right + 12.0)) y=(base) { (value_of(mean, interval, numbers)) }
                }
                None => text x=(px(left)) y=(base) font-style="italic" { (fit(nothing, WIDTH - left)) },
            }
        }
    };
    svg(caption, WIDTH, bottom + SIZE + 8.0, &content)
}

/// The values of a scale are whole numbers almost always.
fn scale_value(value: f64, numbers: Numbers) -> String {
    let decimals = usize::from(value.fract().abs() > 0.0);
    numbers.fixed(value, decimals)
}

fn value_of(mean: f64, interval: Option<(f64, f64)>, numbers: Numbers) -> String {
    let mean = numbers.fixed(mean, 2);
    match interval {
        Some((low, high)) => {
            let (low, high) = (numbers.fixed(low, 2), numbers.fixed(high, 2));
            format!("{mean} [{low}–{high}]")
        }
        None => mean,
    }
}
