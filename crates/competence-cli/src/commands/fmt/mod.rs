//! `competence fmt`

mod layout;

use std::fmt::Write;
use std::path::Path;

use competence_core::check::load;
use competence_core::source::{Directory, Expected, replace};
use competence_render::sentence::count;
use competence_render::visible::visible;

use super::unified;
use layout::formatted;

use crate::Outcome;
use crate::arguments::Fmt;
use crate::failure::Failure;
use crate::model::open;

pub fn run(arguments: &Fmt) -> Result<Outcome, Failure> {
    let opened = open(arguments.model.path())?;
    let loaded = load(opened.source.as_ref());
    let is_folder = opened.path.is_dir();
    let directory = is_folder.then(|| Directory::open(&opened.path));
    let directory = directory
        .transpose()
        .map_err(Failure::reading(&opened.path))?;
    let mut text = String::new();
    let mut note = String::new();
    let mut changed = 0;
    let yaml =
        |(path, _): &(&str, &str)| Path::new(path).extension().is_some_and(|it| it == "yaml");
    for (path, before) in loaded.texts().filter(yaml) {
        let shown = format!("{}{path}", opened.prefix);
        let Some(after) = formatted(before) else {
            let _ = writeln!(
                note,
                "{} is left as it is: it is not valid, or its layout cannot be changed safely",
                visible(&shown)
            );
            continue;
        };
        if after == before {
            continue;
        }
        changed += 1;
        if arguments.check {
            let formatted = format!("{shown} (formatted)");
            text.push_str(&unified(before, &after, &shown, &formatted));
        } else {
            let expected = Expected::Bytes(before.as_bytes());
            match &directory {
                Some(directory) => directory.write(path, expected, &after)?,
                None => replace(&opened.path, expected, after.as_bytes())?,
            }
            let _ = writeln!(text, "formatted {}", visible(&shown));
        }
    }
    let total = loaded.texts().count();
    let verb = if arguments.check {
        "to be formatted"
    } else {
        "formatted"
    };
    let _ = writeln!(note, "{} of {} {verb}", changed, count(total, "file"));
    let passed = !arguments.check || changed == 0;
    Ok(Outcome { text, note, passed })
}
