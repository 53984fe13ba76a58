//! The release before the starter, which the examples of several rules need.

/// A release of another model than the starter.
pub(super) const RELEASE: &str = r#"{"format":1,"framework":{"id":"my-framework","version":"0.9.0","title":{"en":"Before"},"languages":{"primary":"en"},"scale":{"levels":[]}}}
"#;

/// What is recorded of the release of version 0.9.0; the tests put the hash in.
pub(super) const RECORD: &str = r#"# yaml-language-server: $schema=../schemas/releases.schema.json
releases:
  - version: 0.9.0
    released: "2025-03-31"
    hash: <hash of releases/0.9.0.json>
"#;
