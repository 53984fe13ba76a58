//! The next state of a source that has no ids, brought onto the first: each element keeps its id.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

use std::fs;
use std::path::Path;

use competence_core::diff::{Diff, Edit};
use competence_core::{LocalisedText, Model};
use competence_exchange::{InFormat, Input, Prefer, import, onto};

type Rows = Vec<Vec<String>>;

/// The two tables of the UK Government's digital and data roles; nothing where they are not there.
fn tables() -> Option<(Rows, Rows)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/frameworks/ddat");
    let rows = |name: &str| -> Option<Rows> {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let rows = reader.records().map(|it| it.unwrap());
        Some(
            rows.map(|it| it.iter().map(str::to_owned).collect())
                .collect(),
        )
    };
    let both = rows("skills_az.csv").zip(rows("roles_skills.csv"));
    if both.is_none() {
        eprintln!("skipped: there is no framework of digital and data roles");
    }
    both
}

fn model((skills, roles): &(Rows, Rows)) -> Model {
    let bytes = |rows: &Rows| {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).unwrap();
        }
        writer.into_inner().unwrap()
    };
    let files = [("skills_az.csv", skills), ("roles_skills.csv", roles)];
    let files = files.map(|(name, rows)| (name.to_owned(), bytes(rows)));
    let input = Input::folder(files.to_vec()).unwrap();
    import(&input, InFormat::Ddat).unwrap().model
}

#[test]
fn what_the_publisher_changed_is_told_and_no_more() {
    let Some(first) = tables() else { return };
    let mut second = first.clone();
    let (renamed, gone) = (second.0[4][0].clone(), second.0[7][0].clone());
    // Another title, another word in a description and in a level, one skill fewer and one more.
    for row in second.0.iter_mut().chain(&mut second.1) {
        for cell in row.iter_mut().filter(|it| **it == renamed) {
            cell.push_str(" at scale");
        }
    }
    second.0[1][1] = second.0[1][1].replacen("involves", "is about", 1);
    second.0[1][2] = second.0[1][2].replacen("understand", "know about", 1);
    second.0.remove(7);
    second.1.retain(|row| !row.contains(&gone));
    let columns = second.0[0].len();
    let mut new = vec!["Zebra keeping".to_owned(), "Keeping zebras".to_owned()];
    new.resize(columns, String::new());
    second.0.push(new);

    let (old, new) = (model(&first), model(&second));
    // Something was changed here as well.
    let mut bundle = old.as_bundle().clone();
    bundle.competences[9].annotations.note =
        Some(LocalisedText::new("en".parse().unwrap(), "Ours"));
    let ours = Model::try_new(bundle).unwrap();
    let brought = onto(&ours, Some(&old), &new, Prefer::Ours).unwrap();
    assert_eq!(brought.conflicts, []);
    let diff = Diff::between(&ours, &brought.target);
    let told = diff
        .changes
        .iter()
        .filter(|it| it.element.noun() == "competence");
    let mut told: Vec<&str> = told
        .map(|it| match &it.edit {
            Edit::Added { .. } => "new",
            Edit::Removed { .. } => "gone",
            _ => it.kind.as_str(),
        })
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "gone",
            "level-text-reworded",
            "new",
            "text-changed",
            "text-changed"
        ]
    );
    // Without what the source said before, its word counts, and what it does not speak of stays.
    let unknown = onto(&ours, None, &new, Prefer::Ours).unwrap();
    let kept = unknown
        .target
        .element(ours.competences()[9].id.as_str())
        .unwrap();
    assert!(kept.annotations().note.is_some());
    let there = |id: &str| unknown.target.element(id).is_some();
    assert!(there("zebra-keeping"));
}
