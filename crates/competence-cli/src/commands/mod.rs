//! The commands: each takes its arguments and returns what to print.

mod add;
mod bundle;
mod check;
mod crosswalk;
mod diff;
mod edit;
mod exchange;
mod explain;
mod fmt;
mod git;
mod history;
mod lineage;
mod list;
mod mappings;
mod migrate;
mod new;
mod progress;
mod ratings;
mod release;
mod reword;
mod schema;
mod search;
mod semver;
mod show;
mod status;
mod table;
mod translate;
mod tree;
mod verbs;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use clap::CommandFactory;
use competence_core::Status;
use competence_render::visible::{visible, visible_line};
use similar::TextDiff;

use crate::Outcome;
use crate::arguments::{Arguments, Command, MappingsCommand};
use crate::failure::Failure;
use table::as_csv;

/// Two texts line by line, safe to show.
fn unified(before: &str, after: &str, from: &str, to: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let diff = diff.unified_diff().header(from, to).to_string();
    visible(&diff).into_owned()
}

/// Where output is written; nothing if it is printed, which `-` asks for too.
fn destination(out: Option<&Path>) -> Option<&Path> {
    out.filter(|it| *it != Path::new("-"))
}

/// A text file of at most so many bytes.
fn text_of(path: &Path, limit: u64) -> Result<String, Failure> {
    String::from_utf8(bytes_of(path, limit)?).map_err(|_| {
        let shown = visible_line(&path.to_string_lossy()).into_owned();
        Failure::Unknown(format!("`{shown}` is not UTF-8\n  save it as UTF-8"))
    })
}

/// What a file holds: a regular one, within the limit.
fn bytes_of(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let shown = || visible_line(&path.to_string_lossy()).into_owned();
    let metadata = path.metadata().map_err(Failure::reading(path))?;
    if !metadata.is_file() {
        return Err(Failure::Unknown(format!(
            "`{}` is not a regular file",
            shown()
        )));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(Failure::reading(path))?;
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(Failure::reading(path))?;
    if bytes.len() as u64 > limit {
        return Err(Failure::Unknown(format!(
            "`{}` is larger than {} MiB\n  split it",
            shown(),
            limit >> 20
        )));
    }
    Ok(bytes)
}

/// Runs a command.
pub fn run(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Check(arguments) => check::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Tree(arguments) => tree::run(arguments),
        Command::Crosswalk(arguments) => crosswalk::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Semver(arguments) => semver::run(arguments),
        Command::Lineage(arguments) => lineage::run(arguments),
        Command::Migrate(arguments) => migrate::run(arguments),
        Command::Ratings(arguments) => ratings::run(arguments),
        Command::History(arguments) => history::run(arguments),
        Command::Release(arguments) => release::run(arguments),
        Command::Add(arguments) => add::run(arguments),
        Command::Rename(arguments) => verbs::rename(arguments),
        Command::Move(arguments) => verbs::relocate(arguments),
        Command::Merge(arguments) => verbs::merge(arguments),
        Command::Split(arguments) => verbs::split(arguments),
        Command::Retire(arguments) => verbs::retire(arguments),
        Command::Translate(arguments) => translate::run(arguments),
        Command::Status(arguments) => status::run(arguments.status, &arguments.approve),
        Command::Approve(arguments) => status::run(Status::Approved, arguments),
        Command::Reword(arguments) => reword::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Bundle(arguments) => bundle::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Export(arguments) => exchange::out(arguments),
        Command::Import(arguments) => exchange::into(arguments),
        Command::Mappings(arguments) => {
            let MappingsCommand::Check(arguments) = &arguments.command;
            mappings::check(arguments)
        }
        Command::Fmt(arguments) => fmt::run(arguments),
        Command::GitMerge(arguments) => git::merge(arguments),
        Command::GitDiff(arguments) => git::diff(arguments),
        Command::Completions(arguments) => {
            let mut script = Vec::new();
            clap_complete::generate(
                arguments.shell,
                &mut Arguments::command(),
                "competence",
                &mut script,
            );
            Ok(Outcome::passed(
                String::from_utf8_lossy(&script).into_owned(),
            ))
        }
        Command::Man => {
            let mut page = Vec::new();
            let man = clap_mangen::Man::new(Arguments::command());
            man.render(&mut page).map_err(Failure::Output)?;
            Ok(Outcome::passed(String::from_utf8_lossy(&page).into_owned()))
        }
    }
}
