//! The file that the sections of a changelog are kept in, in the form of Keep a Changelog.

use competence_core::Framework;
use semver::Version;

use crate::locale::Locale;

/// The changelog with what changed in a version, before the sections of earlier ones.
///
/// `section` is what [`section`](super::section) gives. Notes that are kept under `[Unreleased]`
/// move into it, under their headings; so do those of a section of this version that is there
/// already, and nothing that it says is said twice. Line ends stay those of the file. Where the
/// file has link references for its versions, they are brought up to date.
pub fn with_section(before: &str, framework: &Framework, section: &str) -> String {
    if before.trim().is_empty() {
        let locale = Locale::of(&framework.languages.primary);
        let (title, intro) = (
            locale.say("changelog-title", &[]),
            locale.say("changelog-intro", &[]),
        );
        return format!("# {title}\n\n{intro}\n\n{section}");
    }
    let is_of_windows = before.matches("\r\n").count() * 2 > before.matches('\n').count();
    let end = if is_of_windows { "\r\n" } else { "\n" };
    let version = &framework.version;
    let mut file = File::parse(before);
    let mut new = Section::parse(section.lines());
    let mut notes = Vec::new();
    let mut place = None;
    for (index, part) in file.sections.iter_mut().enumerate() {
        if part.is_unreleased() {
            notes.extend(part.take_groups());
            place = Some(index + 1);
        }
    }
    if let Some(index) = file.sections.iter().position(|it| it.is_of(version)) {
        notes.extend(file.sections.remove(index).groups);
        place = Some(index);
    }
    let first = file.sections.iter().position(Section::is_of_a_version);
    let last = file.sections.len();
    new.groups = merged(notes, new.groups);
    file.sections.insert(place.or(first).unwrap_or(last), new);
    file.link(version);
    file.to_text(end)
}

/// The parts of a changelog.
struct File<'a> {
    head: Vec<&'a str>,
    sections: Vec<Section<'a>>,
    links: Vec<String>,
}

/// A heading of the second level with what stands below it.
struct Section<'a> {
    heading: &'a str,
    groups: Vec<Group<'a>>,
}

/// A heading of the third level, or none, with the lines below it.
struct Group<'a> {
    heading: Option<&'a str>,
    lines: Vec<&'a str>,
}

impl<'a> File<'a> {
    fn parse(text: &'a str) -> Self {
        let mut lines: Vec<&str> = text.lines().collect();
        let is_blank = |line: &&str| line.trim().is_empty();
        let is_tail = |line: &&str| is_blank(line) || link(line).is_some();
        let tail = lines.iter().rev().take_while(|it| is_tail(it)).count();
        let tail = lines.split_off(lines.len() - tail);
        let references = tail.into_iter().filter(|it| !is_blank(it));
        let mut head = Vec::new();
        let mut sections: Vec<Vec<&str>> = Vec::new();
        let mut is_code = false;
        for line in lines {
            is_code ^= line.starts_with("```");
            match sections.last_mut() {
                _ if !is_code && line.starts_with("## ") => sections.push(vec![line]),
                Some(section) => section.push(line),
                None => head.push(line),
            }
        }
        Self {
            head,
            sections: sections.into_iter().map(Section::parse).collect(),
            links: references.map(str::to_owned).collect(),
        }
    }

    /// Adds the reference of a version, made as those that are there.
    fn link(&mut self, version: &Version) {
        let name = version.to_string();
        if self
            .links
            .iter()
            .any(|it| link(it).is_some_and(|(it, _)| it == name))
        {
            return;
        }
        let latest = self.links.iter().enumerate().find_map(|(index, it)| {
            let (name, address) = link(it)?;
            let version = Version::parse(name).ok()?;
            Some((index, version, address.to_owned()))
        });
        let unreleased = self.links.iter().enumerate().find_map(|(index, it)| {
            let (name, address) = link(it)?;
            is_unreleased(name).then(|| (index, name.to_owned(), address.to_owned()))
        });
        // `.../compare/v1.0.0...HEAD`: from the last version to what is not released.
        if let Some((index, title, address)) = unreleased
            && let Some((from, "HEAD")) = address.rsplit_once("...")
            && let Some((base, tag)) = from.rsplit_once('/')
            && let Some(old) = tag_version(tag)
        {
            let next = tag.replace(&old, &name);
            self.links[index] = format!("[{title}]: {base}/{next}...HEAD");
            let new = format!("[{name}]: {from}...{next}");
            self.links.insert(index + 1, new);
            return;
        }
        let Some((index, last, address)) = latest else {
            return;
        };
        let old = last.to_string();
        let address = match address.rsplit_once("...") {
            Some((from, tag)) => from
                .rsplit_once('/')
                .map(|(base, _)| format!("{base}/{tag}...{}", tag.replace(&old, &name))),
            None => address.contains(&old).then(|| address.replace(&old, &name)),
        };
        if let Some(address) = address {
            self.links.insert(index, format!("[{name}]: {address}"));
        }
    }

    fn to_text(&self, end: &str) -> String {
        let mut blocks: Vec<Vec<&str>> = vec![self.head.clone()];
        for section in &self.sections {
            blocks.push(vec![section.heading]);
            for group in &section.groups {
                blocks.extend(group.heading.map(|it| vec![it]));
                blocks.push(group.lines.clone());
            }
        }
        blocks.push(self.links.iter().map(String::as_str).collect());
        let blocks = blocks.iter().filter_map(|lines| trimmed(lines));
        let blocks: Vec<String> = blocks.map(|lines| lines.join(end)).collect();
        let mut text = blocks.join(&end.repeat(2));
        text.push_str(end);
        text
    }
}

impl<'a> Section<'a> {
    fn parse(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lines = lines.into_iter();
        let heading = lines.next().unwrap_or_default();
        let mut groups = vec![Group {
            heading: None,
            lines: Vec::new(),
        }];
        for line in lines {
            match groups.last_mut() {
                Some(group) if !line.starts_with("### ") => group.lines.push(line),
                _ => groups.push(Group {
                    heading: Some(line),
                    lines: Vec::new(),
                }),
            }
        }
        groups.retain(|it| it.heading.is_some() || trimmed(&it.lines).is_some());
        Self { heading, groups }
    }

    fn take_groups(&mut self) -> Vec<Group<'a>> {
        std::mem::take(&mut self.groups)
    }

    /// What the heading names: `1.0.0` of `## [1.0.0] - 2025-03-31`.
    fn name(&self) -> &str {
        let name = self.heading.trim_start_matches(['#', ' ']);
        match name.strip_prefix('[').and_then(|it| it.split_once(']')) {
            Some((name, _)) => name,
            None => name.split_whitespace().next().unwrap_or_default(),
        }
    }

    fn is_unreleased(&self) -> bool {
        is_unreleased(self.name())
    }

    fn is_of(&self, version: &Version) -> bool {
        self.name().trim_start_matches('v') == version.to_string()
    }

    fn is_of_a_version(&self) -> bool {
        let name = self.name().trim_start_matches('v');
        name.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Notes, and behind them what they do not say yet, each under its heading.
fn merged<'a>(notes: Vec<Group<'a>>, new: Vec<Group<'a>>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for group in notes.into_iter().chain(new) {
        let is_same = |it: &&mut Group<'_>| {
            let heading = |it: Option<&str>| it.map(|it| it.trim().to_lowercase());
            heading(it.heading) == heading(group.heading)
        };
        let Some(there) = groups.iter_mut().find(is_same) else {
            groups.push(group);
            continue;
        };
        let open = group
            .lines
            .into_iter()
            .filter(|line| !there.lines.contains(line));
        let open: Vec<&str> = open.collect();
        let kept = trimmed(&there.lines).map_or_else(Vec::new, <[_]>::to_vec);
        there.lines = kept;
        there.lines.extend(trimmed(&open).unwrap_or_default());
    }
    groups
}

/// Lines without the blank ones around them; `None` if there is no other.
fn trimmed<'b, 'a>(lines: &'b [&'a str]) -> Option<&'b [&'a str]> {
    let is_text = |line: &&str| !line.trim().is_empty();
    let first = lines.iter().position(is_text)?;
    let last = lines.iter().rposition(is_text)?;
    lines.get(first..=last)
}

/// The name and the address of a link reference, such as `[1.0.0]: https://example.org`.
fn link(line: &str) -> Option<(&str, &str)> {
    let (name, address) = line.strip_prefix('[')?.split_once("]:")?;
    let address = address.trim();
    (!address.is_empty() && !address.contains(' ')).then_some((name, address))
}

/// The version in the name of a tag, such as `1.0.0` in `v1.0.0`.
fn tag_version(tag: &str) -> Option<String> {
    let start = tag.find(|c: char| c.is_ascii_digit())?;
    let version = Version::parse(tag.get(start..)?).ok()?;
    Some(version.to_string())
}

fn is_unreleased(name: &str) -> bool {
    let name = name.to_lowercase();
    matches!(name.as_str(), "unreleased" | "neizdano" | "neobjavljeno")
}

#[cfg(test)]
mod tests {
    use competence_core::Framework;
    use competence_core::check::load;
    use competence_core::source::Memory;
    use competence_core::starter;

    use super::with_section;

    const SECTION: &str =
        "## [2.0.0] - 2025-03-31\n\n### Added\n\n- a\n- b\n\n### Removed\n\n- c\n";

    fn framework() -> Framework {
        let files: Memory = starter::FILES
            .iter()
            .map(|(path, text)| (*path, text.replace("1.0.0-draft.1", "2.0.0")))
            .collect();
        load(&files).model().unwrap().framework().clone()
    }

    fn with(before: &str) -> String {
        let after = with_section(before, &framework(), SECTION);
        // What an interrupted release has written is not written twice.
        assert_eq!(with_section(&after, &framework(), SECTION), after);
        after
    }

    #[test]
    fn a_section_stands_before_those_of_earlier_versions() {
        let first = with("");
        assert!(first.starts_with("# Changelog\n\n") && first.ends_with(SECTION));
        assert_eq!(with("# Log"), format!("# Log\n\n{SECTION}"));
        assert_eq!(
            with("# Log\n\nMine.\n\n## 1.0.0\n\n- x\n"),
            format!("# Log\n\nMine.\n\n{SECTION}\n## 1.0.0\n\n- x\n")
        );
    }

    #[test]
    fn notes_move_into_the_release() {
        let before = "# Log\n\n## [Unreleased]\n\nWhy we did it.\n\n### Changed\n\n- mine\n\n### added\n\n- b\n- more\n\n## [1.0.0] - 2024-01-01\n\n- x\n";
        insta::assert_snapshot!(with(before), @r"
        # Log

        ## [Unreleased]

        ## [2.0.0] - 2025-03-31

        Why we did it.

        ### Changed

        - mine

        ### added

        - b
        - more
        - a

        ### Removed

        - c

        ## [1.0.0] - 2024-01-01

        - x
        ");
    }

    #[test]
    fn line_ends_stay_those_of_the_file() {
        let after =
            with("# Log\r\n\r\n## [Unreleased]\r\n\r\n- mine\r\n\r\n## [1.0.0]\r\n\r\n- x\r\n");
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        assert!(after.contains("- mine\r\n\r\n### Added"), "{after}");
    }

    #[test]
    fn link_references_are_brought_up_to_date() {
        let of = |links: &str| {
            let after = with(&format!(
                "# Log\n\n## [Unreleased]\n\n## [1.0.0]\n\n- x\n\n{links}"
            ));
            let (_, links) = after.split_once("- x\n\n").unwrap();
            links.to_owned()
        };
        let root = "https://example.org/o/r";
        assert_eq!(
            of(&format!(
                "[unreleased]: {root}/compare/v1.0.0...HEAD\n[1.0.0]: {root}/releases/tag/v1.0.0\n"
            )),
            format!(
                "[unreleased]: {root}/compare/v2.0.0...HEAD\n[2.0.0]: {root}/compare/v1.0.0...v2.0.0\n[1.0.0]: {root}/releases/tag/v1.0.0\n"
            )
        );
        assert_eq!(
            of(&format!("[1.0.0]: {root}/compare/0.9.0...1.0.0\n")),
            format!(
                "[2.0.0]: {root}/compare/1.0.0...2.0.0\n[1.0.0]: {root}/compare/0.9.0...1.0.0\n"
            )
        );
        assert_eq!(
            of(&format!("[1.0.0]: {root}/-/tags/v1.0.0\n")),
            format!("[2.0.0]: {root}/-/tags/v2.0.0\n[1.0.0]: {root}/-/tags/v1.0.0\n")
        );
        // Other references are left as they are.
        assert_eq!(
            of("[docs]: https://example.org\n"),
            "[docs]: https://example.org\n"
        );
    }

    #[test]
    fn what_looks_like_a_heading_in_code_is_none() {
        let code = "# Log\n\n```\n## [1.0.0]\n```\n\n## [1.0.0]\n\n- x\n";
        let after = with(code);
        assert!(
            after.starts_with("# Log\n\n```\n## [1.0.0]\n```\n\n## [2.0.0]"),
            "{after}"
        );
    }
}
