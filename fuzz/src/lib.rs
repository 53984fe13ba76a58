//! What the targets have in common.

use std::sync::LazyLock;

use competence_core::check::{Loaded, check, load};
use competence_core::edit::{Edited, files_of};
use competence_core::migration::Migration;
use competence_core::source::Memory;
use competence_core::{Model, Severity, starter};
use competence_ratings::Columns;
use competence_ratings::reading::{
    self, Csv, Form, Layout, Reader, Source, Unread, Versions, rewrite,
};
use competence_render::findings::{Format, Report};

/// The released versions of the worked example.
pub static VERSIONS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let bundles: [&[u8]; 2] = [
        include_bytes!("../../model/releases/1.0.0.json"),
        include_bytes!("../../model/releases/2.0.0.json"),
    ];
    bundles
        .map(|it| Model::from_bundle(it).expect("a model"))
        .into()
});

/// From the first of them to the last.
pub static MIGRATION: LazyLock<Migration> =
    LazyLock::new(|| Migration::over(&VERSIONS).expect("a migration"));

/// The columns of a file of ratings.
pub const COLUMNS: Columns<'_> = Columns {
    indicator: "indicator",
    value: "value",
    by: &[],
};

/// The same, for what files of ratings name.
pub static KNOWN: LazyLock<Versions> = LazyLock::new(|| Versions::of(VERSIONS.iter().cloned()));

/// Checks the ratings of a file, if it can be read. No cell of a person is told.
pub fn ratings(source: Result<Source, Unread>) {
    let Ok(source) = source else { return };
    let Ok(mut reader) = Reader::new(source, &Layout::default(), &KNOWN) else {
        return;
    };
    let checked = reading::check(&mut reader, "r", 10);
    assert!(checked.findings.len() <= 10 * 14);
}

/// Puts the rows of a table in another form, and back.
pub fn there_and_back(bytes: &[u8]) {
    let turned = |bytes: &[u8], form: Form| {
        let source = Source::delimited(std::io::Cursor::new(bytes.to_vec())).ok()?;
        let mut reader = Reader::new(source, &Layout::default(), &KNOWN).ok()?;
        let mut out = Vec::new();
        let mut table = Csv::new(&mut out, b',');
        rewrite(&mut reader, form, &mut table).ok()?;
        table.finish().ok()?;
        Some(out)
    };
    if let Some(wide) = turned(bytes, Form::Wide) {
        let _ = turned(&wide, Form::Long);
    }
}

/// The starter, as version 1.0.0 with everything approved.
pub fn approved() -> Memory {
    let approve = |text: &str| {
        text.replace("1.0.0-draft.1", "1.0.0")
            .replace("status: draft", "status: approved")
    };
    starter::FILES
        .iter()
        .map(|(path, text)| (*path, approve(text)))
        .collect()
}

/// Files that are edited hold the model that was promised.
pub fn held(files: &Memory, edited: &Edited) {
    let mut files = files.clone();
    for file in &edited.files {
        match &file.after {
            Some(after) => files.insert(file.path.as_str(), after.as_str()),
            None => drop(files.remove(&file.path)),
        }
    }
    assert_eq!(load(&files).model().expect("a model"), edited.after);
}

/// What is imported can be written as files, and read again as the same.
pub fn can_be_kept(imported: &Model) {
    let files: Memory = files_of(imported).into_iter().collect();
    assert_eq!(load(&files).model().expect("a model"), *imported);
}

/// The file that a number stands for: one of the starter, or a bundle beside it.
pub fn path(which: u8) -> &'static str {
    let which = usize::from(which) % (starter::FILES.len() + 3);
    match starter::FILES.get(which) {
        Some((path, _)) => path,
        None => [
            "releases/0.9.0.json",
            "releases/releases.yaml",
            "lineage/1.0.0.yaml",
        ][which - starter::FILES.len()],
    }
}

/// Checks, and writes the findings in every form.
pub fn report(files: &Memory) -> Loaded {
    let checked = check(files);
    for format in Format::ALL {
        let report = Report::new(&checked, "model/", Severity::Warning);
        report.render(*format).expect("a report");
    }
    checked
}
