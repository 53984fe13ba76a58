//! Lines of blocks: where one ends, and how it stands at another margin.

/// The number of the line behind a block that begins in a line, at an indent. Blank lines and
/// comments at the margin of the block or before it belong to what follows. A list may stand at the
/// indent of its key.
pub(super) fn end(text: &str, start: usize, indent: usize, is_list: bool) -> usize {
    let mut end = start + 1;
    for (at, line) in text.split('\n').enumerate().skip(start + 1) {
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        let content = content.trim_end();
        let is_item = is_list && depth == indent && (content == "-" || content.starts_with("- "));
        if content.is_empty() || content.starts_with('#') && depth <= indent {
            continue;
        }
        if depth <= indent && !is_item {
            break;
        }
        end = at + 1;
    }
    end
}

/// The text with spaces before each line that is not blank, and with this at their ends.
pub(super) fn indented(text: &str, indent: usize, ending: &str) -> String {
    let margin = " ".repeat(indent);
    let lines = text.lines().map(|line| match line {
        "" => ending.to_owned(),
        line => format!("{margin}{line}{ending}"),
    });
    lines.collect()
}

/// The text without so many spaces, or as many spaces and the dash of an item, before each line.
/// Nothing where a line begins before.
pub(super) fn dedented(text: &str, indent: usize) -> Option<String> {
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        let rest = match (line.get(..indent), number) {
            _ if line.trim().is_empty() => "",
            (Some(margin), 0) if margin.trim().trim_start_matches('-').is_empty() => {
                line.get(indent..)?
            }
            (Some(margin), _) if margin.trim().is_empty() => line.get(indent..)?,
            // A comment may begin before.
            _ if line.trim_start().starts_with('#') => line.trim_start(),
            _ => return None,
        };
        out.push_str(rest);
        out.push('\n');
    }
    Some(out)
}

/// The comments of a text, roughly: what stands behind a sign for one.
pub(in crate::edit) fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let at = line.find(" #").map(|at| at + 1);
        let at = at.or_else(|| line.starts_with('#').then_some(0))?;
        line.get(at..).map(str::trim)
    })
}
