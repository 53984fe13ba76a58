//! Which delimiter a text has.

use csv::ReaderBuilder;

/// The delimiters that are looked for. Of those that split the first line alike, the first is taken.
pub const DELIMITERS: [u8; 4] = *b",;\t|";

/// The delimiter that a first line `sep=;` declares, as spreadsheets write it.
///
/// ```
/// assert_eq!(competence_tabular::delimited::declared(b"sep=;\r\n"), Some(b';'));
/// assert_eq!(competence_tabular::delimited::declared(b"sep=ab\n"), None);
/// ```
pub fn declared(line: &[u8]) -> Option<u8> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match line.strip_prefix(b"sep=") {
        Some([delimiter]) if delimiter.is_ascii_punctuation() || *delimiter == b'\t' => {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// The delimiter that makes the most of the first line, and leaves no quote inside of a field.
///
/// ```
/// assert_eq!(competence_tabular::delimited::likely(b"name;\"a, b, c\";x\n"), b';');
/// ```
pub fn likely(body: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(body);
        let first = reader.byte_records().next().and_then(Result::ok);
        let first = first.unwrap_or_default();
        (!first.iter().any(|it| it.contains(&b'"')), first.len())
    };
    let mut best = (b',', score(b','));
    for delimiter in DELIMITERS {
        let score = score(delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}
