//! The manifest with another version, everything else as it was, comments included.

use semver::Version;

use crate::check::document::{self, Document};
use crate::check::patch::patched;

/// The text of a manifest with another version; `None` if there is no version to be changed.
pub(crate) fn with_version(text: &str, version: &Version) -> Option<String> {
    let document = document::parse("", text, &mut Vec::new());
    if document.is_empty() {
        return None;
    }
    let node = document.value(Document::ROOT, "version")?;
    let place = document.place("", node);
    let (changed, _) = patched(text, &[(&place, &version.to_string())]);
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
