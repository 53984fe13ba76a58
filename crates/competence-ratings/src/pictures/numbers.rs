//! Numbers as the readers of a language write them.

/// How numbers are written: always with the same decimals, so that they can be compared at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    decimal: char,
    percent: &'static str,
}

impl Numbers {
    /// `3.84` and `45%`.
    pub const ENGLISH: Self = Self {
        decimal: '.',
        percent: "%",
    };
    /// `3,84` and `45 %`, which is not broken.
    pub const SLOVENE: Self = Self {
        decimal: ',',
        percent: "\u{a0}%",
    };

    /// Those of the language that a page is in, by its primary subtag; English ones for others.
    pub fn of(language: &str) -> Self {
        match language {
            "sl" => Self::SLOVENE,
            _ => Self::ENGLISH,
        }
    }

    /// A number with so many decimals, with a minus sign of its own. What rounds to nothing has no sign.
    ///
    /// ```
    /// use competence_ratings::pictures::Numbers;
    /// assert_eq!(Numbers::SLOVENE.fixed(3.844, 2), "3,84");
    /// assert_eq!(Numbers::ENGLISH.fixed(-0.25, 1), "\u{2212}0.2");
    /// assert_eq!(Numbers::ENGLISH.fixed(-0.001, 2), "0.00");
    /// ```
    pub fn fixed(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let digits = format!("{:.decimals$}", value.abs());
        let is_nothing = digits.chars().all(|it| matches!(it, '0' | '.'));
        let sign = if value < 0.0 && !is_nothing {
            "\u{2212}"
        } else {
            ""
        };
        let digits = digits.replace('.', self.decimal.encode_utf8(&mut [0; 4]));
        format!("{sign}{digits}")
    }

    /// A correlation: between -1 and 1 the zero before the decimal mark says nothing, and is left out in a
    /// narrow cell.
    pub fn narrow(self, value: f64) -> String {
        let text = self.fixed(value, 2);
        let zero = format!("0{}", self.decimal);
        text.replacen(&zero, zero.trim_start_matches('0'), 1)
    }

    /// A share from 0 to 1 in whole per cent.
    pub fn percent(self, share: f64) -> String {
        format!("{}{}", self.fixed(share * 100.0, 0), self.percent)
    }

    /// A count, in groups of three digits from five digits on, with a narrow space that is not broken.
    ///
    /// ```
    /// use competence_ratings::pictures::Numbers;
    /// assert_eq!(Numbers::ENGLISH.count(9_999), "9999");
    /// assert_eq!(Numbers::ENGLISH.count(1_234_567), "1\u{202f}234\u{202f}567");
    /// ```
    pub fn count(self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() < 5 {
            return digits;
        }
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push('\u{202f}');
            }
            text.push(digit);
        }
        text
    }
}
