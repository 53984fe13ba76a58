//! The manifest with another version, everything else as it was, comments included.

use semver::Version;

use crate::check::document::{self, Document};

/// The text of a manifest with another version; `None` if there is no version to be changed.
pub(crate) fn with_version(text: &str, version: &Version) -> Option<String> {
    let document = document::parse("", text, &mut Vec::new());
    if document.is_empty() {
        return None;
    }
    let node = document.value(Document::ROOT, "version")?;
    let place = document.place("", node);
    let line_start: usize = text
        .split_inclusive('\n')
        .take(place.line as usize - 1)
        .map(str::len)
        .sum();
    let line = text.get(line_start..)?;
    let at = |column: u32| {
        let characters = line.char_indices().map(|(at, _)| at);
        characters.chain([line.len()]).nth(column as usize - 1)
    };
    let (start, end) = (at(place.column)?, at(place.column + place.length)?);
    let mut changed = text.to_owned();
    changed.replace_range(line_start + start..line_start + end, &version.to_string());
    // It is only good if it says what was meant.
    let document = document::parse("", &changed, &mut Vec::new());
    let node = document.value(Document::ROOT, "version")?;
    (document.text(node)? == version.to_string()).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::with_version;

    #[test]
    fn only_the_version_changes() {
        let changed = |text| with_version(text, &"2.0.0".parse().unwrap());
        for (before, after) in [
            (
                "id: a\nversion: 1.0.0-rc.1 # soon\nx: 1",
                "id: a\nversion: 2.0.0 # soon\nx: 1",
            ),
            (
                "{ š: ž, version: \"1.0.0\", b: c }\n",
                "{ š: ž, version: 2.0.0, b: c }\n",
            ),
            (
                "version: '1.0.0'\r\nid: a\r\n",
                "version: 2.0.0\r\nid: a\r\n",
            ),
            ("version: 2.0.0\n", "version: 2.0.0\n"),
        ] {
            assert_eq!(changed(before).as_deref(), Some(after));
        }
        assert_eq!(changed("id: a\n"), None);
        assert_eq!(changed("version: [\n"), None);
    }
}
