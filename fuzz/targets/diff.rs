//! Compares the starter with one in which a file has any content: the difference turns the one
//! into the other, back too, and every form of it is written.
#![no_main]

use std::sync::LazyLock;

use competence_core::Model;
use competence_core::check::load;
use competence_core::crosswalk::Crosswalk;
use competence_core::diff::Diff;
use competence_core::version::Comparison;
use competence_fuzz::{approved, path};
use competence_render::comparison::{Format, render};
use libfuzzer_sys::fuzz_target;

static OLD: LazyLock<Model> = LazyLock::new(|| load(&approved()).model().expect("a model"));

fuzz_target!(|input: &[u8]| {
    let Some((&which, content)) = input.split_first() else {
        return;
    };
    let mut files = approved();
    files.insert(path(which), content);
    let Ok(new) = load(&files).model() else {
        return;
    };
    let diff = Diff::between(&OLD, &new);
    assert_eq!(diff.apply(&OLD).expect("it applies"), new);
    let back = Diff::between(&new, &OLD);
    assert_eq!(back.apply(&new).expect("it applies"), *OLD);
    let _ = Crosswalk::between(&OLD, &new);
    let comparison = Comparison::between(OLD.clone(), new);
    for format in Format::ALL {
        render(&comparison, *format, None).expect("a page");
    }
});
