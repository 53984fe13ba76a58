//! Pictures are whole, within their frame, and the same each time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;

use competence_ratings::pictures::{
    Bar, Branch, Caption, Grid, Line, Mean, Numbers, Scree, bars, dendrogram, grid, means, scree,
};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

const CAPTION: Caption<'_> = Caption {
    id: "picture",
    title: "A <title> & \"more\"",
    description: "What is seen",
};

/// A number for each place that looks random and is not.
fn number(seed: usize) -> f64 {
    let mixed = seed.wrapping_mul(2_654_435_761) % 1000;
    f64::from(u32::try_from(mixed).unwrap()) / 1000.0
}

fn labels(count: usize, label: &str) -> Vec<String> {
    (0..count).map(|it| format!("{it}.{label}")).collect()
}

type Drawn = Vec<(&'static str, String)>;

/// All pictures of so many indicators, each named so.
fn all(count: usize, label: &str, numbers: Numbers) -> Drawn {
    let names = labels(count, label);
    [
        of_each(&names, label, numbers),
        of_each_two(&names, numbers),
        of_all(&names, label, numbers),
    ]
    .concat()
}

/// Distributions and means.
fn of_each(names: &[String], label: &str, numbers: Numbers) -> Drawn {
    let count = names.len();
    let counts: Vec<Vec<u64>> = (0..count)
        .map(|it| {
            (0..5)
                .map(|level| (it as u64 * 7 + level * 13) % 29)
                .collect()
        })
        .collect();
    let rows: Vec<Bar<'_>> = names
        .iter()
        .zip(&counts)
        .enumerate()
        .map(|(at, (label, counts))| Bar {
            label,
            counts: (at % 7 != 6).then_some(&counts[..]),
        })
        .collect();
    let levels = ["1 Not developed", "2", "3 Developed", "4", label];
    let dots: Vec<Mean<'_>> = names
        .iter()
        .enumerate()
        .map(|(at, label)| {
            let mean = 1.0 + 4.0 * number(at);
            let interval = (at % 3 != 2).then_some((mean - 0.4, mean + 0.4));
            Mean {
                label,
                mean: (at % 7 != 6).then_some((mean, interval)),
            }
        })
        .collect();
    vec![
        (
            "bars",
            bars(&CAPTION, &levels, &rows, "not told", numbers).into_string(),
        ),
        (
            "means",
            means(
                &CAPTION,
                &[1.0, 2.0, 3.0, 4.0, 5.0],
                &dots,
                "not told",
                numbers,
            )
            .into_string(),
        ),
    ]
}

/// Correlations and loadings.
fn of_each_two(names: &[String], numbers: Numbers) -> Drawn {
    let count = names.len();
    let square: Vec<Vec<Option<f64>>> = (0..count)
        .map(|row| {
            (0..count)
                .map(|column| match row.abs_diff(column) {
                    0 => None,
                    _ => Some(2.0 * number(row * column) - 1.0),
                })
                .collect()
        })
        .collect();
    let loadings: Vec<Vec<Option<f64>>> = (0..count)
        .map(|row| {
            (0..3)
                .map(|it| Some(2.0 * number(row * 3 + it) - 1.0))
                .collect()
        })
        .collect();
    let columns = labels(3, "F");
    vec![
        (
            "correlations",
            grid(
                &CAPTION,
                &Grid {
                    rows: names,
                    columns: names,
                    values: &square,
                    groups: &[2],
                    marked: None,
                },
                numbers,
            )
            .into_string(),
        ),
        (
            "loadings",
            grid(
                &CAPTION,
                &Grid {
                    rows: names,
                    columns: &columns,
                    values: &loadings,
                    groups: &[],
                    marked: Some(0.4),
                },
                numbers,
            )
            .into_string(),
        ),
    ]
}

/// Eigenvalues and the tree.
fn of_all(names: &[String], label: &str, numbers: Numbers) -> Drawn {
    let count = names.len();
    let eigenvalues: Vec<f64> = (1..=count)
        .map(|it| 4.0 / f64::from(u32::try_from(it).unwrap()))
        .collect();
    let random: Vec<f64> = eigenvalues.iter().map(|it| 1.0 + it / 8.0).collect();
    let order: Vec<usize> = (0..count).rev().collect();
    let branches: Vec<Branch> = (1..count)
        .map(|it| Branch {
            of: [if it == 1 { 0 } else { count + it - 2 }, it],
            height: number(it).max(0.1),
        })
        .collect();
    vec![
        (
            "scree",
            scree(
                &CAPTION,
                &Scree {
                    observed: Line {
                        name: label,
                        values: &eigenvalues,
                    },
                    random: Line {
                        name: "random",
                        values: &random,
                    },
                    factors: 2,
                    places: "factor",
                },
                numbers,
            )
            .into_string(),
        ),
        (
            "dendrogram",
            dendrogram(&CAPTION, names, &order, &branches, Some(0.6), numbers).into_string(),
        ),
    ]
}

/// What is in the picture, with the numbers of each element's attributes.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn number(&self, name: &str) -> Option<f64> {
        let found = self.attributes.iter().find(|it| it.0 == name)?;
        found.1.parse().ok()
    }

    /// The corners of what it draws, as far as its attributes say them.
    fn corners(&self) -> Vec<(f64, f64)> {
        let at = |x: &str, y: &str| Some((self.number(x)?, self.number(y)?));
        match self.name.as_str() {
            "rect" => {
                let (x, y) = at("x", "y").unwrap();
                let (width, height) = at("width", "height").unwrap();
                assert!(width > 0.0 && height > 0.0);
                vec![(x, y), (x + width, y + height)]
            }
            "circle" => {
                let ((x, y), r) = (at("cx", "cy").unwrap(), self.number("r").unwrap());
                vec![(x - r, y - r), (x + r, y + r)]
            }
            "line" => vec![at("x1", "y1").unwrap(), at("x2", "y2").unwrap()],
            "text" => vec![at("x", "y").unwrap()],
            "path" => self.points(),
            _ => Vec::new(),
        }
    }

    /// The points of a path, of which we use M, L, H, V and v.
    fn points(&self) -> Vec<(f64, f64)> {
        let path = &self.attributes.iter().find(|it| it.0 == "d").unwrap().1;
        let (mut x, mut y) = (0.0, 0.0);
        let mut points = Vec::new();
        for (at, command) in path.match_indices(|it: char| it.is_ascii_alphabetic()) {
            let rest = &path[at + 1..];
            let end = rest
                .find(|it: char| it.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let numbers: Vec<f64> = rest[..end]
                .split_whitespace()
                .map(|it| it.parse().unwrap())
                .collect();
            match (command, &numbers[..]) {
                ("M" | "L", [to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ("H", [to]) => x = *to,
                ("V", [to]) => y = *to,
                ("v", [by]) => y += by,
                other => panic!("{other:?} in {path}"),
            }
            points.push((x, y));
        }
        points
    }
}

/// The elements of a picture, which must be well-formed.
fn elements(picture: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(picture);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => found.push(Element {
                name: String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
                attributes: start
                    .attributes()
                    .map(|it| {
                        let it = it.unwrap();
                        let key = String::from_utf8(it.key.as_ref().to_vec()).unwrap();
                        (key, String::from_utf8(it.value.to_vec()).unwrap())
                    })
                    .collect(),
            }),
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Well-formed, with its title and its description, nothing but what draws, and nothing outside of the frame.
fn is_sound(name: &str, picture: &str) {
    let all = elements(picture);
    let frame = &all[0];
    let attribute = |name: &str| {
        let found = frame.attributes.iter().find(|it| it.0 == name);
        found.map(|it| it.1.as_str()).unwrap_or_default()
    };
    assert_eq!((frame.name.as_str(), attribute("role")), ("svg", "img"));
    assert_eq!(attribute("aria-labelledby"), "picture-title picture-desc");
    let size: Vec<f64> = attribute("viewBox")
        .split(' ')
        .map(|it| it.parse().unwrap())
        .collect();
    let (width, height) = (size[2], size[3]);
    let known = BTreeSet::from([
        "svg", "title", "desc", "rect", "circle", "line", "path", "text",
    ]);
    for it in &all {
        assert!(known.contains(it.name.as_str()), "{name}: {}", it.name);
        for (x, y) in it.corners() {
            // But for what adding up makes of tenths.
            let is_inside =
                (-1e-6..=width + 1e-6).contains(&x) && (-1e-6..=height + 1e-6).contains(&y);
            assert!(is_inside, "{name}: {x} {y} of {width} {height}: {picture}");
        }
    }
    assert!(picture.contains("&lt;title&gt; &amp; "), "{picture}");
}

#[test]
fn of_one_indicator_and_of_sixty() {
    for count in [1, 2, 9, 60] {
        for (name, picture) in all(
            count,
            "Anticipates the needs of users and acts",
            Numbers::SLOVENE,
        ) {
            is_sound(name, &picture);
        }
    }
}

#[test]
fn they_look_as_they_should() {
    for (name, picture) in all(4, "Shares knowledge", Numbers::SLOVENE) {
        // A line an element, to be read.
        insta::assert_snapshot!(name, picture.replace("><", ">\n<"));
    }
}

#[test]
fn no_label_gets_out_of_its_text() {
    let hostile = "</text></svg><script>alert(1)</script> \" onload=\"x \u{202e}";
    for (name, picture) in all(3, hostile, Numbers::ENGLISH) {
        is_sound(name, &picture);
        assert!(!picture.contains("<script") && !picture.contains('\u{202e}'));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_the_labels_are(count in 1_usize..30, label in "\\PC{0,40}") {
        for (name, picture) in all(count, &label, Numbers::ENGLISH) {
            is_sound(name, &picture);
        }
    }

    #[test]
    fn whatever_the_numbers_are(values in prop::collection::vec(prop::num::f64::ANY, 6), counts: [u64; 3]) {
        let names = labels(2, "a");
        let cells = vec![vec![Some(values[0]), None], vec![Some(values[1]), Some(values[2])]];
        let of = Grid { rows: &names, columns: &names, values: &cells, groups: &[9], marked: Some(values[3]) };
        let dots = [Mean { label: "a", mean: Some((values[0], Some((values[1], values[2])))) }];
        let line = Line { name: "a", values: &values };
        let of_scree = Scree { observed: line, random: line, factors: 9, places: "b" };
        let branches = [Branch { of: [0, 1], height: values[4] }, Branch { of: [7, usize::MAX], height: 0.1 }];
        let row = [Bar { label: "a", counts: Some(&counts) }];
        let drawn = [
            grid(&CAPTION, &of, Numbers::ENGLISH),
            means(&CAPTION, &[1.0, 5.0], &dots, "-", Numbers::ENGLISH),
            scree(&CAPTION, &of_scree, Numbers::ENGLISH),
            dendrogram(&CAPTION, &names, &[0, 1, 5], &branches, Some(values[5]), Numbers::ENGLISH),
            bars(&CAPTION, &["1", "2", "3"], &row, "-", Numbers::ENGLISH),
        ];
        for picture in drawn {
            is_sound("any", &picture.into_string());
        }
    }
}
