//! `competence import` into a new model.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use competence_core::check::{Loaded, Summary, check};
use competence_core::source::{Memory, Outputs};
use competence_core::{Model, edit};
use competence_exchange::mapped::Mapping;
use competence_exchange::{
    ImportError, Imported, InFormat, Input, LIMIT, Problem, import, import_by, likely, workbook,
};
use competence_render::sentence::count;
use competence_render::visible::visible_line;
use indicatif::{ProgressBar, ProgressStyle};

use super::super::new::write_model;
use super::super::{bytes_of, text_of};
use super::ids::{self, IDS};
use super::onto::{onto, sent_back, with_mappings};
use crate::Outcome;
use crate::arguments::Import;
use crate::failure::Failure;

/// How many problems of a source are listed; the others are counted.
const LISTED: usize = 20;

/// How many that are alike are listed one by one.
const ALIKE: usize = 5;

/// Shows on a terminal that something goes on, once it has taken a second.
struct Busy(ProgressBar);

impl Busy {
    fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        let style =
            ProgressStyle::with_template("{spinner} reading, comparing and checking: {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(Duration::from_secs(1));
        Self(bar)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// What is imported: a file, or the files that lie in a folder, but for hidden ones.
fn input_of(path: &Path) -> Result<Input, Failure> {
    let refused = |error: ImportError| Failure::Unknown(error.to_string());
    if !path.is_dir() {
        let name = path.file_name().unwrap_or(path.as_os_str());
        return Input::file(name.to_string_lossy(), bytes_of(path, LIMIT)?).map_err(refused);
    }
    let (mut files, mut left) = (Vec::new(), LIMIT);
    for entry in fs::read_dir(path).map_err(Failure::reading(path))? {
        let entry = entry.map_err(Failure::reading(path))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // No link is followed out of the folder.
        let is_file = entry.file_type().is_ok_and(|it| it.is_file());
        if is_file && !name.starts_with('.') {
            let bytes = bytes_of(&entry.path(), left)?;
            left -= bytes.len() as u64;
            files.push((name, bytes));
        }
    }
    Input::folder(files).map_err(refused)
}

/// A framework from a file or a folder of another format.
pub fn read(path: &Path, format: InFormat) -> Result<Imported, Failure> {
    let input = input_of(path)?;
    import(&input, format).map_err(|error| unreadable(path, &input, format, &error))
}

/// Why a source cannot be read, with the format that it looks like if that is another one.
pub(super) fn unreadable(
    path: &Path,
    input: &Input,
    format: InFormat,
    error: &ImportError,
) -> Failure {
    // With the line and column of the file, where there are any.
    let file = visible_line(&path.to_string_lossy()).into_owned();
    let error = visible_line(&error.to_string()).into_owned();
    let is_placed = error.starts_with(|it: char| it.is_ascii_digit());
    let between = if is_placed { ":" } else { ": " };
    let hint = match likely(input).filter(|it| *it != format) {
        Some(other) => {
            format!("\n  it looks like `{other}`: name that format in place of `{format}`")
        }
        None => String::new(),
    };
    Failure::Unknown(format!("{file}{between}{error}{hint}"))
}

/// What is imported, as a mapping says if one is given, and what its columns were taken for where that was
/// guessed.
fn mapped(arguments: &Import, input: &Input) -> Result<(Imported, String), Failure> {
    let failed = |error| unreadable(&arguments.file, input, arguments.format, &error);
    if let Some(path) = &arguments.mapping {
        let name = path.to_string_lossy();
        let mapping = Mapping::parse(&name, &text_of(path, LIMIT)?)
            .map_err(|it| Failure::Unknown(visible_line(&it.to_string()).into_owned()))?;
        let imported = import_by(input, arguments.format, &mapping).map_err(failed)?;
        return Ok((imported, String::new()));
    }
    let imported = import(input, arguments.format).map_err(failed)?;
    let note = match &imported.guessed {
        Some(mapping) => guessed(arguments, mapping)?,
        None if arguments.write_mapping.is_some() => {
            return Err(Failure::Unknown(
                "`--write-mapping` is for tables whose columns are guessed".to_owned(),
            ));
        }
        None => String::new(),
    };
    Ok((imported, note))
}

/// Shows a mapping that was guessed, or writes it to a file.
fn guessed(arguments: &Import, mapping: &Mapping) -> Result<String, Failure> {
    let text = mapping.to_yaml();
    if let Some(path) = &arguments.write_mapping {
        let outputs = Outputs::default().overwriting(arguments.writing.overwrite);
        outputs.file(path, text).write()?;
        return Ok(format!(
            "wrote to {} what the columns were taken for\n",
            path.display()
        ));
    }
    let mut note = "the columns were taken for this:\n".to_owned();
    for line in text.lines() {
        let _ = writeln!(note, "  {}", visible_line(line));
    }
    note.push_str("`--write-mapping FILE` saves it, to be corrected and given with `--mapping`\n");
    Ok(note)
}

pub fn into(arguments: &Import) -> Result<Outcome, Failure> {
    let _busy = Busy::new();
    let input = input_of(&arguments.file)?;
    match (arguments.format, &arguments.onto) {
        (InFormat::Xlsx, Some(path)) if workbook::is_ours(&input) => {
            return sent_back(arguments, &input, path);
        }
        (InFormat::Sssom, Some(path)) => return with_mappings(arguments, &input, path),
        _ => {}
    }
    let (imported, mut note) = mapped(arguments, &input)?;
    note.push_str(&listed(&imported.problems));
    if let Some(path) = &arguments.onto {
        let told = format!("{}\n", held(&imported.model));
        let mut outcome = onto(arguments, &imported, path)?;
        outcome.text.insert_str(0, &told);
        outcome.note.insert_str(0, &note);
        return Ok(outcome);
    }
    let model = &imported.model;
    let mut files = edit::files_of(model);
    let checked = check(&files.iter().cloned().collect::<Memory>());
    let number = count(files.len(), "file");
    files.extend(records(&imported, model)?);
    let mut text = format!("{}\n", held(model));
    if let Some(folder) = arguments.out.as_ref().filter(|_| !arguments.dry_run) {
        let advice = write_model(folder, &files)?;
        note.push_str(&advice);
        let shown = folder.display();
        let _ = writeln!(
            text,
            "wrote {number} to {shown}, and to {shown}/{IDS} what their ids were made of"
        );
        let _ = writeln!(text, "{}", verdict(&checked, &shown.to_string()));
    } else {
        let _ = writeln!(text, "would write {number}");
        let _ = writeln!(text, "{}", verdict(&checked, "it"));
    }
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

/// What a source says that was not taken over. Of what is wrong in the same way in many places, some are named.
pub(super) fn listed(problems: &[Problem]) -> String {
    let mut groups: Vec<Vec<&Problem>> = Vec::new();
    let mut group_of: HashMap<&str, usize> = HashMap::new();
    for problem in problems {
        let at = *group_of.entry(&problem.message).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    let (mut note, mut left) = (String::new(), LISTED);
    let mut unlisted = 0;
    for group in groups {
        let named = if group.len() > ALIKE { 1 } else { group.len() }.min(left);
        left -= named;
        for problem in group.iter().take(named) {
            let _ = write!(note, "note: {}", visible_line(&problem.to_string()));
            if group.len() > ALIKE {
                let others = count(group.len() - 1, "other place");
                let _ = write!(note, " (and in {others})");
            }
            note.push('\n');
        }
        if named == 0 || group.len() <= ALIKE {
            unlisted += group.len() - named;
        }
    }
    if unlisted > 0 {
        let _ = writeln!(note, "note: and {unlisted} more");
    }
    note
}

/// The state of the source that was imported last, as a bundle: what the next one is compared with.
pub(super) const STATE: &str = "imported.json";

/// What is kept of an import beside the model.
fn records(imported: &Imported, state: &Model) -> Result<[(String, String); 2], Failure> {
    Ok([
        (IDS.to_owned(), ids::of_new(imported)?),
        (STATE.to_owned(), state.to_bundle()?),
    ])
}

/// What a model holds, in a sentence.
fn held(model: &Model) -> String {
    let numbers = [
        (model.clusters().len(), "cluster"),
        (model.competences().len(), "competence"),
        (model.indicators().count(), "indicator"),
        (model.profiles().len(), "profile"),
    ];
    let numbers = numbers.iter().filter(|(number, _)| *number > 0);
    let numbers: Vec<String> = numbers.map(|(number, noun)| count(*number, noun)).collect();
    let framework = model.framework();
    let title = model.text(&framework.title, None).1;
    format!(
        "{} {}: {}",
        visible_line(title),
        framework.version,
        numbers.join(", ")
    )
}

/// What a check of it finds.
fn verdict(checked: &Loaded, what: &str) -> String {
    let summary = Summary::of(checked.findings());
    let numbers = [
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.hints, "hint"),
    ];
    let numbers = numbers.iter().filter(|(number, _)| *number > 0);
    let numbers: Vec<String> = numbers.map(|(number, noun)| count(*number, noun)).collect();
    if numbers.is_empty() {
        format!("`competence check` finds nothing in {what}")
    } else {
        format!("`competence check` finds {} in {what}", numbers.join(", "))
    }
}
