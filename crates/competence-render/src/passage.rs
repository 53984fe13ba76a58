//! Texts of several paragraphs, with lists: an empty line ends a paragraph, and a line that begins
//! with `- ` is an item.

use similar::ChangeTag;

use crate::visible::visible;

/// A run of words that both of two texts have, or only one; of a text that is compared with
/// none, both have all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub tag: ChangeTag,
    pub text: String,
}

/// A paragraph, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Of an item, whether both texts have its mark.
    pub mark: Option<ChangeTag>,
    /// Its lines, as the author broke them. None is blank.
    pub lines: Vec<Vec<Run>>,
}

impl Block {
    pub(crate) fn is_item(&self) -> bool {
        self.mark.is_some()
    }
}

/// A text that is compared with none, safe to show.
pub(crate) fn whole(text: &str) -> [Run; 1] {
    [Run {
        tag: ChangeTag::Equal,
        text: visible(text).into_owned(),
    }]
}

/// The runs of one side of two texts.
pub(crate) fn of_side(runs: &[Run], tag: ChangeTag) -> impl Iterator<Item = &Run> {
    runs.iter()
        .filter(move |it| it.tag == ChangeTag::Equal || it.tag == tag)
}

/// The paragraphs and items of a text.
pub(crate) fn blocks<'r>(runs: impl IntoIterator<Item = &'r Run>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for mut line in split(runs) {
        let plain: String = line.iter().map(|it| it.text.as_str()).collect();
        let plain = plain.trim_start();
        if plain.is_empty() {
            is_open = false;
            continue;
        }
        trim(&mut line);
        let is_item = plain
            .strip_prefix("- ")
            .is_some_and(|it| !it.trim().is_empty());
        let mark = line.first().filter(|_| is_item).map(|it| it.tag);
        if mark.is_some() {
            drop_first(&mut line);
            trim(&mut line);
        }
        match blocks.last_mut() {
            Some(block) if is_open && mark.is_none() => block.lines.push(line),
            _ => blocks.push(Block {
                mark,
                lines: vec![line],
            }),
        }
        is_open = true;
    }
    blocks
}

/// The lines of runs.
fn split<'r>(runs: impl IntoIterator<Item = &'r Run>) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (at, text) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                line.push(Run {
                    tag: run.tag,
                    text: text.to_owned(),
                });
            }
        }
    }
    lines
}

/// Takes the white space at the beginning of a line away.
fn trim(line: &mut Vec<Run>) {
    while let Some(first) = line.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            return;
        }
        line.remove(0);
    }
}

/// Takes the first character of a line away.
fn drop_first(line: &mut [Run]) {
    if let Some(first) = line.first_mut() {
        first.text = first.text.chars().skip(1).collect();
    }
}

/// A text as lines for a terminal: an empty one before each further paragraph, and a bullet before
/// each item. Nothing in them drives the terminal. There is always one, which may be empty.
///
/// ```
/// use competence_render::passage::lines;
/// let text = "Works with others.\n\nIt covers:\n- sharing\n- helping\n";
/// assert_eq!(lines(text), ["Works with others.", "", "It covers:", "• sharing", "• helping"]);
/// ```
pub fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks(&whole(text)) {
        let is_item = block.is_item();
        if !lines.is_empty() && !is_item {
            lines.push(String::new());
        }
        for (at, line) in block.lines.iter().enumerate() {
            let words: String = line.iter().map(|it| it.text.as_str()).collect();
            let before = match (is_item, at) {
                (true, 0) => "• ",
                (true, _) => "  ",
                (false, _) => "",
            };
            lines.push(format!("{before}{}", words.trim_end()));
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(blocks: &[Block]) -> Vec<(bool, Vec<String>)> {
        let line = |line: &Vec<Run>| line.iter().map(|it| it.text.as_str()).collect();
        let block = |it: &Block| (it.is_item(), it.lines.iter().map(line).collect());
        blocks.iter().map(block).collect()
    }

    #[test]
    fn paragraphs_items_and_lines_are_told_apart() {
        let text = "One\ntwo\n\nThree:\n - a\n   more\n- b\n\n\nFour - five\n-six\n- \n";
        let lines = |these: &[&str]| these.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(
            told(&blocks(&whole(text))),
            [
                (false, lines(&["One", "two"])),
                (false, lines(&["Three:"])),
                (true, lines(&["a", "more"])),
                (true, lines(&["b"])),
                (false, lines(&["Four - five", "-six", "- "])),
            ]
        );
        assert_eq!(blocks(&whole(" \n")), []);
        assert_eq!(super::lines(""), [""]);
    }

    #[test]
    fn what_only_one_text_has_keeps_its_mark() {
        let run = |tag, text: &str| Run {
            tag,
            text: text.to_owned(),
        };
        let runs = [
            run(ChangeTag::Equal, "a\n"),
            run(ChangeTag::Insert, "- "),
            run(ChangeTag::Equal, "b "),
            run(ChangeTag::Delete, "c\n\nd"),
        ];
        let old = blocks(of_side(&runs, ChangeTag::Delete));
        assert_eq!(
            told(&old),
            [
                (false, vec!["a".to_owned(), "b c".to_owned()]),
                (false, vec!["d".to_owned()]),
            ]
        );
        assert_eq!(old[1].lines[0], [run(ChangeTag::Delete, "d")]);
        let new = blocks(of_side(&runs, ChangeTag::Insert));
        assert_eq!(new[1].mark, Some(ChangeTag::Insert));
        assert_eq!(new[1].lines, [[run(ChangeTag::Equal, "b ")]]);
    }
}
