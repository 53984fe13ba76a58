//! Edits the starter in which a file has any content, and puts that content together with another
//! version: whatever is done leaves the model that was promised, and nothing panics.
#![no_main]

use competence_core::ElementId;
use competence_core::edit::{
    EditError, Edited, Grounds, Merger, Retirement, Rewording, merge, reconcile, relocate, rename,
    retire, reword,
};
use competence_core::source::Memory;
use competence_fuzz::{approved, path};
use libfuzzer_sys::fuzz_target;

fn id(text: &str) -> ElementId {
    ElementId::new(text).expect("an id")
}

fn held(files: &Memory, edited: Result<Edited, EditError>) {
    if let Ok(edited) = edited {
        competence_fuzz::held(files, &edited);
    }
}

fuzz_target!(|input: &[u8]| {
    let Some((&which, content)) = input.split_first() else {
        return;
    };
    let mut files = approved();
    let before = files.get(path(which)).map(<[u8]>::to_vec);
    files.insert(path(which), content);
    let grounds = Grounds {
        reason: Some("Fuzzed".to_owned()),
        ..Grounds::default()
    };
    held(
        &files,
        rename(&files, &id("cooperation"), &id("teamwork"), &grounds),
    );
    held(
        &files,
        relocate(&files, &id("keeping-records"), "core", &grounds),
    );
    let two = vec![id("cooperation"), id("digital-work")];
    held(&files, merge(&files, &Merger::new(two, id("together"))));
    held(
        &files,
        retire(&files, &Retirement::new(id("cooperation.keeps-agreements"))),
    );
    held(
        &files,
        reword(
            &files,
            &Rewording::new(id("cooperation.keeps-agreements"), "Keeps: it"),
        ),
    );
    let (Some(before), Ok(content)) = (before, str::from_utf8(content)) else {
        return;
    };
    let base = String::from_utf8(before).expect("a text");
    let other = base.replace("approved", "draft # by us");
    if let Ok(both) = reconcile(&base, content, &base) {
        assert_eq!(both.ours, content);
    }
    let _ = reconcile(&base, content, &other);
    let _ = reconcile(&base, &other, content);
});
