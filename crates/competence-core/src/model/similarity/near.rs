//! Whether a rewording looks like a correction of how a statement is written.

use super::normalised;

/// From how many letters on a word with one other letter is taken for the same word: in shorter
/// ones, such as `now` and `not`, one letter makes another word.
const LONG_ENOUGH: usize = 4;

/// For how many words of a statement one may be corrected.
const WORDS_FOR_ONE: usize = 4;

/// Words that may come and go. No word that negates or limits is among them.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Whether two statements differ only as the corrections of a proofreader do: case, punctuation,
/// white space and diacritics; a letter in a word; words joined or divided; a word twice; an
/// article. A word with another first letter, a short word and a number are never taken for a
/// correction, since `able` and `unable`, `now` and `not`, 2 and 3 say different things.
pub(crate) fn near_equal(a: &str, b: &str) -> bool {
    let (a, b) = (normalised(a), normalised(b));
    let joined = |text: &str| text.replace(' ', "");
    if joined(&a) == joined(&b) {
        return true;
    }
    let words = |text: &'_ str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(&a), words(&b));
    if a.len() == b.len() {
        let other: Vec<_> = a.iter().zip(&b).filter(|(a, b)| a != b).collect();
        other.len() <= (a.len() / WORDS_FOR_ONE).max(1)
            && other
                .iter()
                .all(|(a, b)| is_corrected(a, b) || is_article(a) && is_article(b))
    } else {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        long.len() == short.len() + 1 && has_one_more(&short, &long)
    }
}

/// Whether the longer of two lists of words has one word more that says nothing.
fn has_one_more(short: &[String], long: &[String]) -> bool {
    let at = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let rest = long.iter().skip(at + 1);
    let Some(more) = long.get(at).filter(|_| rest.eq(short.iter().skip(at))) else {
        return false;
    };
    let is_repeated = at > 0 && long.get(at - 1) == Some(more);
    is_repeated || is_article(more)
}

fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

/// Whether one word is the other with a letter more, less, replaced, or swapped with the next.
fn is_corrected(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let is_number = |word: &[char]| word.iter().any(|it| it.is_numeric());
    if a.len().min(b.len()) < LONG_ENOUGH
        || a.first() != b.first()
        || is_number(&a)
        || is_number(&b)
    {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or(&[]), b.get(start..).unwrap_or(&[]));
    let pairs = a.iter().rev().zip(b.iter().rev());
    let end = pairs.take_while(|(a, b)| a == b).count();
    let a = a.get(..a.len() - end).unwrap_or(&[]);
    let b = b.get(..b.len() - end).unwrap_or(&[]);
    match (a, b) {
        ([first, second], [other, last]) => first == last && second == other,
        _ => a.len() <= 1 && b.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::near_equal;

    #[test]
    fn corrections_are_near() {
        for (a, b) in [
            ("Drži se dogovorenem rokov", "Drži se dogovorjenem rokov"),
            ("Recieves feedback calmly", "Receives feedback calmly"),
            ("Keeps agreements", "keeps  agreements."),
            ("Answers e-mail in time", "Answers email in time"),
            ("Keeps the the agreements", "Keeps the agreements"),
            ("Keeps agreements in team", "Keeps agreements in the team"),
            ("Keeps agreements in a team", "Keeps agreements in the team"),
            ("Pove, kaj misli", "Pove kaj misli!"),
            ("Aktivno sodleuje v skupini", "Aktivno sodeluje v skupini"),
        ] {
            assert!(near_equal(a, b) && near_equal(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_not() {
        for (a, b) in [
            ("Is able to wait", "Is unable to wait"),
            ("Answers within 2 days", "Answers within 3 days"),
            ("Answers within 20 days", "Answers within 200 days"),
            ("Keeps agreements", "Keeps no agreements"),
            ("Speaks now", "Speaks not"),
            ("Prosi za pomoč", "Ne prosi za pomoč"),
            ("Keeps agreements", "Honours agreements"),
            ("Makes recent decisions", "Makes decent decisions"),
            ("Sales keeps plans orderly", "Sale keep plan orderly"),
            ("", "Keeps"),
        ] {
            assert!(!near_equal(a, b) && !near_equal(b, a), "{a} / {b}");
        }
    }
}
