//! The line that names the schema of a file, for a file that lacks it: as the other files have it.

use super::File;
use super::rules::missing_modeline::RULE;
use crate::check::finding::Finding;

/// How the line begins.
pub(crate) const START: &str = "# yaml-language-server: $schema=";

/// Where the schemas are: how many folders above the root, and the folder below that; or an
/// address.
struct Schemas<'f> {
    above: usize,
    folder: &'f str,
}

/// Makes an edit of the advice of a missing line, where another file shows where the schemas are.
pub(super) fn complete(findings: &mut [Finding], files: &[File]) {
    if !findings.iter().any(|it| it.rule.id == RULE.id) {
        return;
    }
    let Some(schemas) = files.iter().find_map(schemas) else {
        return;
    };
    for finding in findings.iter_mut().filter(|it| it.rule.id == RULE.id) {
        let file = files.iter().find(|it| it.path == finding.place.file);
        // Before a byte order mark, nothing may be put.
        let file = file.filter(|it| !it.text.starts_with('\u{feff}'));
        let Some(kind) = file.and_then(|it| it.role) else {
            continue;
        };
        let depth = finding.place.file.matches('/').count();
        let way = "../".repeat(if schemas.is_address() {
            0
        } else {
            depth + schemas.above
        });
        let line = format!("{START}{way}{}/{}", schemas.folder, kind.file_name());
        let words = format!("begin it with `{line}`, so that editors complete and check it");
        *finding = finding.clone().replace_safely(format!("{line}\n"), words);
    }
}

impl Schemas<'_> {
    fn is_address(&self) -> bool {
        self.folder.contains("://")
    }
}

fn schemas(file: &File) -> Option<Schemas<'_>> {
    let line = file
        .text
        .lines()
        .find_map(|line| line.strip_prefix(START))?;
    let (way, _) = line.trim_end().rsplit_once('/')?;
    if way.contains("://") {
        return Some(Schemas {
            above: 0,
            folder: way,
        });
    }
    let folder = way.trim_start_matches("../");
    let up = (way.len() - folder.len()) / "../".len();
    let above = up.checked_sub(file.path.matches('/').count())?;
    // Nothing that a path could hide in.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    (!folder.is_empty() && folder.chars().all(is_plain)).then_some(Schemas { above, folder })
}
