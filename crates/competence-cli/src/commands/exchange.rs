//! `competence export` and `competence import`

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use competence_core::check::{Loaded, Summary, check, load};
use competence_core::edit::Update;
use competence_core::source::{self, Directory, Memory, Replacement, Source, limits};
use competence_core::{Model, edit};
use competence_exchange::mapped::{Mapping, guess};
use competence_exchange::workbook::{self, Clash, Refusal};
use competence_exchange::{
    Content, ImportError, Imported, InFormat, Input, LIMIT, Loss, LossReport, Onto, OutFormat,
    Prefer, Problem, export, import, import_by,
};
use competence_render::csv::plain;
use competence_render::json::pretty;
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::edit::outcome;
use super::new::write_model;
use super::{bytes_of, text_of};
use crate::Outcome;
use crate::arguments::{Export, Import};
use crate::failure::Failure;
use crate::model::{open, whole};
use crate::sides::pair;

/// How many problems of a source are listed; the others are counted.
const LISTED: usize = 20;

pub fn out(arguments: &Export) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.as_deref())?;
    let loaded = load(opened.source.as_ref());
    let model = whole(&loaded, &opened.path)?;
    let exported = if arguments.format == OutFormat::Xlsx {
        let since = since(arguments, &loaded, &model)?;
        workbook::write(&model, since.as_ref())?
    } else {
        export(&model, arguments.format)?
    };
    let mut note = lost(&exported.losses);
    if let Some(path) = &arguments.loss_report {
        let is_json = path
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("json"));
        let report = if is_json {
            let report = LossReport::of(&model, arguments.format, &exported.losses);
            pretty(&report)?
        } else {
            table(arguments.format, &exported.losses)
        };
        source::write(path, report.as_bytes())?;
    } else if !exported.losses.is_empty() {
        note.push_str("`--loss-report FILE` names them\n");
    }
    let text = match (&arguments.out, exported.content) {
        (None, Content::Text(text)) => text,
        (None, _) => return Err(Failure::NoText(arguments.format.as_str())),
        (Some(path), content) => {
            put(path, &content)?;
            format!("wrote {}\n", path.display())
        }
    };
    Ok(Outcome {
        text,
        note,
        passed: true,
    })
}

/// The model since which a workbook tells changes.
fn since(arguments: &Export, loaded: &Loaded, model: &Model) -> Result<Option<Model>, Failure> {
    let Some(base) = &arguments.since else {
        let mut releases = loaded.releases().rev();
        let version = &model.framework().version;
        return Ok(releases
            .find(|it| it.framework().version < *version)
            .cloned());
    };
    let path = arguments.model.as_deref().map(Path::to_string_lossy);
    let pair = pair(base, path.as_deref(), None)?;
    pair.base.promise(base).map(Some).map_err(Failure::Unknown)
}

/// Writes a file, or the files of a folder that is made if it is not there.
fn put(path: &Path, content: &Content) -> Result<(), Failure> {
    match content {
        Content::Text(text) => source::write(path, text.as_bytes())?,
        Content::Bytes(bytes) => source::write(path, bytes)?,
        Content::Folder(files) => {
            fs::create_dir_all(path).map_err(Failure::writing(path))?;
            for (name, bytes) in files {
                source::write(&path.join(name), bytes)?;
            }
        }
    }
    Ok(())
}

/// How much is lost, in a sentence.
fn lost(losses: &[Loss]) -> String {
    if losses.is_empty() {
        return "nothing is lost\n".to_owned();
    }
    let whole = losses.iter().filter(|it| it.field.is_none()).count();
    let fields = losses.len() - whole;
    let mut parts = Vec::new();
    if fields > 0 {
        parts.push(count(fields, "field"));
    }
    if whole > 0 {
        parts.push(format!("{} as a whole", count(whole, "element")));
    }
    format!("the format cannot hold {}\n", parts.join(", and "))
}

/// What is lost, by field and reason, with the elements.
fn table(format: OutFormat, losses: &[Loss]) -> String {
    let mut by_field: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for it in losses {
        let field = it.field.as_deref().unwrap_or("(the whole element)");
        by_field
            .entry((field, it.why))
            .or_default()
            .push(&it.element);
    }
    let mut out = format!(
        "What `{format}` does not hold: {}\n",
        count(losses.len(), "field")
    );
    for ((field, why), elements) in by_field {
        let _ = write!(out, "\n{field}: {why}\n");
        for element in elements {
            let _ = writeln!(out, "  {element}");
        }
    }
    out
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
    import(&input, format).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &ImportError) -> Failure {
    // With the line and column of the file, where there are any.
    let file = visible_line(&path.to_string_lossy()).into_owned();
    let error = visible_line(&error.to_string()).into_owned();
    let is_placed = error.starts_with(|it: char| it.is_ascii_digit());
    let between = if is_placed { ":" } else { ": " };
    Failure::Unknown(format!("{file}{between}{error}"))
}

/// What is imported as a mapping says, and what is said of the mapping: where none is given, it is guessed
/// and shown.
fn mapped(arguments: &Import) -> Result<(Imported, String), Failure> {
    let input = input_of(&arguments.file)?;
    let failed = |error: ImportError| unreadable(&arguments.file, &error);
    let guessed = match &arguments.mapping {
        Some(path) => {
            let name = path.to_string_lossy();
            let text = String::from_utf8(bytes_of(path, LIMIT)?)
                .map_err(|_| Failure::Unknown(format!("{} is not UTF-8", visible_line(&name))))?;
            let mapping = Mapping::parse(&name, &text)
                .map_err(|it| Failure::Unknown(visible_line(&it.to_string()).into_owned()))?;
            let imported = import_by(&input, arguments.format, &mapping).map_err(failed)?;
            return Ok((imported, String::new()));
        }
        None => guess(&input, arguments.format).map_err(failed)?,
    };
    let imported = import(&input, arguments.format).map_err(failed)?;
    let Some((mapping, _)) = guessed else {
        return match arguments.write_mapping {
            Some(_) => Err(Failure::Unknown(
                "`--write-mapping` is for tables whose columns are guessed".to_owned(),
            )),
            None => Ok((imported, String::new())),
        };
    };
    let text = mapping.to_yaml();
    if let Some(path) = &arguments.write_mapping {
        source::write(path, text.as_bytes())?;
        let note = format!(
            "wrote to {} what the columns were taken for\n",
            path.display()
        );
        return Ok((imported, note));
    }
    let mut note = "the columns were taken for this:\n".to_owned();
    for line in text.lines() {
        let _ = writeln!(note, "  {}", visible_line(line));
    }
    note.push_str("`--write-mapping FILE` saves it, to be corrected and given with `--mapping`\n");
    Ok((imported, note))
}

pub fn into(arguments: &Import) -> Result<Outcome, Failure> {
    if let (InFormat::Xlsx, Some(path)) = (arguments.format, &arguments.onto)
        && workbook::is_ours(&input_of(&arguments.file)?)
    {
        return sent_back(arguments, path);
    }
    if let (InFormat::Sssom, Some(path)) = (arguments.format, &arguments.onto) {
        return with_mappings(arguments, path);
    }
    let (imported, mut note) = mapped(arguments)?;
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

/// What a source says that was not taken over.
fn listed(problems: &[Problem]) -> String {
    let mut note = String::new();
    for problem in problems.iter().take(LISTED) {
        let _ = writeln!(note, "note: {}", visible_line(&problem.to_string()));
    }
    if problems.len() > LISTED {
        let _ = writeln!(note, "note: and {} more", problems.len() - LISTED);
    }
    note
}

/// What each id was made of.
const IDS: &str = "ids.csv";

/// The state of the source that was imported last, as a bundle: what the next one is compared with.
const STATE: &str = "imported.json";

/// What is kept of an import beside the model.
fn records(imported: &Imported, state: &Model) -> Result<[(String, String); 2], Failure> {
    Ok([
        (IDS.to_owned(), ids(imported)?),
        (STATE.to_owned(), state.to_bundle()?),
    ])
}

/// Brings a new state of a source into the files of a model.
fn onto(arguments: &Import, imported: &Imported, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    if !opened.path.is_dir() {
        return Err(Failure::NotAFolder(opened.path));
    }
    let model = whole(&load(opened.source.as_ref()), &opened.path)?;
    let directory = Directory::open(&opened.path).map_err(Failure::reading(&opened.path))?;
    let read = |name: &str| {
        let read = directory.read_if_any(name, limits::BUNDLE_BYTES);
        read.map_err(|error| Failure::reading(Path::new(name))(io::Error::other(error)))
    };
    let state = read(STATE)?;
    let before = state.as_deref().map(Model::from_bundle).transpose()?;
    let prefer = arguments.prefer.unwrap_or(Prefer::Ours);
    let brought = match competence_exchange::onto(&model, before.as_ref(), &imported.model, prefer)
    {
        Ok(brought) => brought,
        Err(error) => return outcome(&opened, Err(error), arguments.dry_run),
    };
    if !brought.conflicts.is_empty() && arguments.prefer.is_none() {
        return Ok(conflicting(&brought, &model));
    }
    let framework = imported.model.framework();
    let title = imported.model.text(&framework.title, None).1;
    let mut update = Update::new(brought.target);
    update.reason = Some(format!("Taken over from {title} {}", framework.version));
    let updated = edit::update(opened.source.as_ref(), &update).map(|mut it| {
        let again = [(STATE, brought.theirs.to_bundle().ok(), state.clone())];
        for (path, after, before) in again {
            let before = before.and_then(|it| String::from_utf8(it).ok());
            if after != before {
                it.files.push(Replacement {
                    path: path.to_owned(),
                    before,
                    after,
                });
            }
        }
        it
    });
    outcome(&opened, updated, arguments.dry_run)
}

/// Brings mappings into the files of a model.
fn with_mappings(arguments: &Import, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    let model = whole(&load(opened.source.as_ref()), &opened.path)?;
    let text = text_of(&arguments.file, LIMIT)?;
    let set = competence_exchange::with_mappings(&model, &text);
    let (target, problems) = set.map_err(|it| unreadable(&arguments.file, &it))?;
    let edited = edit::update(opened.source.as_ref(), &Update::new(target));
    let mut outcome = outcome(&opened, edited, arguments.dry_run)?;
    outcome.note.insert_str(0, &listed(&problems));
    Ok(outcome)
}

/// Brings what was changed in a workbook into the files of a model.
fn sent_back(arguments: &Import, path: &Path) -> Result<Outcome, Failure> {
    let opened = open(Some(path))?;
    if !opened.path.is_dir() {
        return Err(Failure::NotAFolder(opened.path));
    }
    let file = bytes_of(&arguments.file, LIMIT)?;
    let reason = arguments.reason.as_deref();
    let source = opened.source.as_ref();
    let (edited, problems) = match workbook::edits(source, &file, reason, arguments.prefer) {
        Ok(sent) => (sent.edited, sent.problems),
        Err(Refusal::Edit(error)) => return outcome(&opened, Err(error), arguments.dry_run),
        Err(Refusal::Import(error)) => {
            let file = visible_line(&arguments.file.to_string_lossy()).into_owned();
            return Err(Failure::Unknown(format!("{file}: {error}")));
        }
        Err(Refusal::Clashes(clashes)) => return Ok(clashing(&clashes)),
        Err(Refusal::Questions(questions)) => {
            let lines = questions
                .iter()
                .map(|it| format!("{}\n", visible_line(&it.to_string())));
            return Ok(Outcome {
                text: lines.collect(),
                note: "nothing was written\n".to_owned(),
                passed: false,
            });
        }
        Err(error) => return Err(Failure::Unknown(error.to_string())),
    };
    let note = listed(&problems);
    let Some(edited) = edited else {
        return Ok(Outcome {
            text: "nothing was changed in the workbook\n".to_owned(),
            note,
            passed: true,
        });
    };
    let mut outcome = outcome(&opened, Ok(edited), arguments.dry_run)?;
    outcome.note.insert_str(0, &note);
    Ok(outcome)
}

/// What the workbook and the model both changed.
fn clashing(clashes: &[Clash]) -> Outcome {
    let mut text = String::new();
    for it in clashes {
        let field = if it.field.is_empty() {
            "the whole element"
        } else {
            &it.field
        };
        let _ = writeln!(text, "{}: {} {field}", visible_line(&it.place), it.element);
        let _ = writeln!(text, "  here: {}", visible_line(&it.here));
        let _ = writeln!(text, "  in the workbook: {}", visible_line(&it.there));
    }
    let number = count(clashes.len(), "conflict");
    let _ = writeln!(
        text,
        "{number}: the model and the workbook both changed the same; nothing was written"
    );
    let note = "`--prefer ours` keeps what the model says there, `--prefer theirs` what the workbook says\n";
    Outcome {
        text,
        note: note.to_owned(),
        passed: false,
    }
}

/// What both sides changed, each in its words.
fn conflicting(brought: &Onto, model: &Model) -> Outcome {
    let mut text = String::new();
    for it in &brought.conflicts {
        let field = if it.field.is_empty() {
            "the whole element"
        } else {
            &it.field
        };
        let _ = writeln!(text, "{}: {field}", it.element);
        for (side, words) in [
            ("here", it.said_in(model)),
            ("in the source", it.said_in(&brought.theirs)),
        ] {
            let _ = writeln!(text, "  {side}: {}", visible_line(&words));
        }
    }
    let number = count(brought.conflicts.len(), "conflict");
    let _ = writeln!(
        text,
        "{number}: the model and the source both changed the same; nothing was written"
    );
    let note =
        "`--prefer ours` keeps what the model says there, `--prefer theirs` what the source says\n";
    Outcome {
        text,
        note: note.to_owned(),
        passed: false,
    }
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

/// What each id was made of, as a table.
fn ids(imported: &Imported) -> Result<String, Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Output(std::io::Error::other(error));
    table
        .write_record(["id", "from", "value"])
        .map_err(failed)?;
    for it in &imported.ids {
        let row = [&it.id, it.from, &plain(&it.value)];
        table.write_record(row).map_err(failed)?;
    }
    let bytes = table
        .into_inner()
        .map_err(|it| Failure::Output(it.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
