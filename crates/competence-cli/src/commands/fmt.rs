//! `competence fmt`

use std::fmt::Write;
use std::fs;
use std::path::Path;

use competence_core::check::{load, same_meaning};
use competence_render::sentence::count;
use competence_render::visible::visible;
use pretty_yaml::config::{FormatOptions, LanguageOptions, LayoutOptions, ProseWrap, Quotes};
use similar::TextDiff;

use crate::Outcome;
use crate::arguments::Fmt;
use crate::failure::Failure;
use crate::model::open;

pub fn run(arguments: &Fmt) -> Result<Outcome, Failure> {
    let opened = open(arguments.path.as_deref())?;
    let loaded = load(opened.source.as_ref());
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
            let diff = TextDiff::from_lines(before, &after);
            let diff = diff
                .unified_diff()
                .header(&shown, &format!("{shown} (formatted)"))
                .to_string();
            text.push_str(&visible(&diff));
        } else {
            replace(Path::new(&shown), &after)?;
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

/// The text in the layout of all models, or `None` if it is not valid or would not say the
/// same any more.
fn formatted(before: &str) -> Option<String> {
    if !same_meaning(before, before) {
        return None;
    }
    let options = FormatOptions {
        layout: LayoutOptions {
            print_width: 100,
            indent_width: 2,
            ..LayoutOptions::default()
        },
        language: LanguageOptions {
            quotes: Quotes::PreferDouble,
            trailing_comma: false,
            prose_wrap: ProseWrap::Preserve,
            ..LanguageOptions::default()
        },
    };
    let after = pretty_yaml::format_text(before, &options).ok()?;
    same_meaning(before, &after).then_some(after)
}

/// Writes a file beside the old one and puts it in its place, so that a crash leaves one of
/// the two. A link stays a link, and permissions stay as they are.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let path = path.canonicalize().map_err(Failure::reading(path))?;
    let permissions = fs::metadata(&path)
        .map_err(Failure::reading(&path))?
        .permissions();
    let beside = path.with_extension("yaml.new");
    fs::write(&beside, text).map_err(Failure::writing(&beside))?;
    fs::set_permissions(&beside, permissions).map_err(Failure::writing(&beside))?;
    fs::rename(&beside, &path).map_err(Failure::writing(&path))
}
