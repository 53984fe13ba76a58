//! Colours, and whether text can be read on them.

use std::fmt;

/// A colour of the screen (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    const BLACK: Self = Self(0, 0, 0);
    const WHITE: Self = Self(255, 255, 255);

    /// From light to dark: little to much.
    const LITTLE: Self = Self(0xdc, 0xe9, 0xf5);
    const MUCH: Self = Self(0x0b, 0x3c, 0x6f);
    /// Against each other, nothing, together. Told apart by people who see no red or no green.
    const AGAINST: Self = Self(0xb3, 0x58, 0x06);
    const NOTHING: Self = Self(0xf7, 0xf7, 0xf7);
    const TOGETHER: Self = Self(0x1f, 0x5a, 0x99);

    /// The colour of a level, by its place from 0 to 1 on the scale.
    pub fn of_level(place: f64) -> Self {
        Self::LITTLE.towards(Self::MUCH, place)
    }

    /// The colour of a correlation or a loading.
    pub fn of_correlation(value: f64) -> Self {
        let end = if value < 0.0 {
            Self::AGAINST
        } else {
            Self::TOGETHER
        };
        Self::NOTHING.towards(end, value.abs())
    }

    /// The colour of text on this one: black or white. One of the two always has a contrast of 4.5 to 1 at least.
    ///
    /// ```
    /// use competence_ratings::pictures::Colour;
    /// let grey = Colour(120, 120, 120);
    /// assert!(grey.ink().contrast(grey) >= 4.5);
    /// ```
    #[must_use]
    pub fn ink(self) -> Self {
        if self.contrast(Self::BLACK) >= self.contrast(Self::WHITE) {
            Self::BLACK
        } else {
            Self::WHITE
        }
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two bytes"
    )]
    fn towards(self, other: Self, share: f64) -> Self {
        let share = if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        };
        let between = |one: u8, other: u8| {
            let (one, other) = (f64::from(one), f64::from(other));
            (one + (other - one) * share).round() as u8
        };
        Self(
            between(self.0, other.0),
            between(self.1, other.1),
            between(self.2, other.2),
        )
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrasts_are_those_of_the_standard() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        // The grey that WCAG's own tools give as the lightest on white that passes.
        let grey = Colour(0x76, 0x76, 0x76).contrast(Colour::WHITE);
        assert!((grey - 4.54).abs() < 0.005, "{grey}");
    }

    proptest! {
        #[test]
        fn text_is_read_on_every_colour(red: u8, green: u8, blue: u8) {
            let ground = Colour(red, green, blue);
            prop_assert!(ground.ink().contrast(ground) >= 4.5);
        }

        #[test]
        fn and_of_every_number_there_is_a_colour(value in proptest::num::f64::ANY) {
            for ground in [Colour::of_level(value), Colour::of_correlation(value)] {
                prop_assert!(ground.ink().contrast(ground) >= 4.5);
            }
        }
    }
}
