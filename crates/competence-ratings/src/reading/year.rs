//! The year of a date, however it is written.

/// The four digits of the year in a date: the first that stand together, or begin eight, as in `2024-05-01`,
/// `1. 5. 2024` and `20240501`.
pub(super) fn year(date: &[u8]) -> Option<&[u8]> {
    date.split(|it| !it.is_ascii_digit())
        .filter(|it| matches!(it.len(), 4 | 8))
        .filter_map(|it| it.get(..4))
        .find(|it| it.starts_with(b"19") || it.starts_with(b"20"))
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn a_year_is_found_in_any_date() {
        for date in [
            "2024-05-01",
            "1. 5. 2024",
            "01/05/2024 12:00",
            "20240501",
            "2024-05-01T08:00:00Z",
            "1200; 2024",
        ] {
            assert_eq!(year(date.as_bytes()), Some(&b"2024"[..]), "{date}");
        }
        for date in ["1. 5. 24", "01052024", "0001", "spring", ""] {
            assert_eq!(year(date.as_bytes()), None, "{date}");
        }
    }
}
