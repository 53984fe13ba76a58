//! Replacing ranges of a text, and nothing else of it.

use super::finding::Place;

/// The text with the ranges replaced, and which of them were: of two that overlap, the one that
/// begins later. A range that is not in the text is left out.
pub(crate) fn patched(text: &str, patches: &[(&Place, &str)]) -> (String, Vec<usize>) {
    let mut order: Vec<usize> = (0..patches.len()).collect();
    // From the end, so that the places before stay where they are.
    order.sort_by_key(|at| std::cmp::Reverse(patches.get(*at).map(|(place, _)| *place)));
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut limit = (u32::MAX, u32::MAX);
    let mut applied = Vec::new();
    for at in order {
        let Some((place, replacement)) = patches.get(at) else {
            continue;
        };
        let is_behind = (place.line, place.column + place.length) > limit;
        let line = usize::try_from(place.line)
            .ok()
            .and_then(|it| it.checked_sub(1));
        let line = line.and_then(|at| lines.get_mut(at)).filter(|_| !is_behind);
        let Some((line, edited)) =
            line.and_then(|line| replaced(line, place, replacement).map(|it| (line, it)))
        else {
            continue;
        };
        *line = edited;
        limit = (place.line, place.column);
        applied.push(at);
    }
    (lines.concat(), applied)
}

/// A line with a range replaced; columns count characters.
fn replaced(line: &str, place: &Place, replacement: &str) -> Option<String> {
    let start = usize::try_from(place.column).ok()?.checked_sub(1)?;
    let length = usize::try_from(place.length).ok()?;
    let byte = |column: usize| {
        let mut bytes = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        bytes.nth(column)
    };
    let (start, end) = (byte(start)?, byte(start + length)?);
    Some([line.get(..start)?, replacement, line.get(end..)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u32, column: u32, length: u32) -> Place {
        Place {
            line,
            column,
            length,
            ..Place::file("a.yaml")
        }
    }

    #[test]
    fn ranges_are_replaced_from_the_end_and_never_over_each_other() {
        let text = "čaj: a b\nend";
        let places = [
            place(1, 6, 1),
            place(1, 8, 1),
            place(1, 6, 3),
            place(9, 1, 1),
            place(2, 1, 0),
        ];
        let words = ["one", "two", "both", "nowhere", "the "];
        let patches: Vec<(&Place, &str)> = places.iter().zip(words).collect();
        let (text, applied) = patched(text, &patches);
        assert_eq!(text, "čaj: one two\nthe end");
        assert_eq!(applied, [4, 1, 0]);
    }
}
