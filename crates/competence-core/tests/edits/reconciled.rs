//! Two versions of a file, each made from the same third one, put together.

use competence_core::check::same_meaning;
use competence_core::edit::{EditError, reconcile};
use proptest::prelude::*;

use super::{files, text};

const CORE: &str = "core/cooperation.yaml";

/// Changes of a competence that have nothing to do with each other: what stands there, and instead.
const CHANGES: [(&str, &str); 12] = [
    ("kind: core", "kind: digital # for now"),
    ("sl: Sodelovanje }", "sl: Skupno delo }"),
    ("{ en: Cooperation,", "{ en: \"Co: operation\","),
    (
        "en: Works with others towards a common result",
        "en: Works with others",
    ),
    (
        "sl: Z drugimi dela za skupni rezultat",
        "sl: >-\n    Z drugimi dela\n    za isti cilj",
    ),
    ("status: draft", "status: approved # in May"),
    (
        "  - id: cooperation.shares-knowledge\n    statement:\n      en: Shares what they know before being asked\n      sl: Svoje znanje deli, še preden ga kdo prosi\n",
        "",
    ),
    (
        "en: Keeps agreements made within the team",
        "en: Keeps agreements",
    ),
    (
        "sl: Drži se dogovorov v skupini\n",
        "sl: Drži se dogovorov v skupini\n    level: 2 # from here on\n",
    ),
    (
        "polarity: ineffective # a behaviour that shows the lack of the competence\n",
        "facets: [digital]\n",
    ),
    (
        "sl: Težave pred sodelavci skriva vse do roka\n",
        "sl: Težave pred sodelavci skriva vse do roka\n  # from the workshop\n  - id: cooperation.asks\n    statement: { en: Asks, sl: Vpraša } # short\n",
    ),
    (
        "definition:\n",
        "source: { basis: authored }\ndefinition:\n",
    ),
];

fn with(text: &str, chosen: &[bool], of: bool) -> String {
    let chosen = chosen.iter().zip(CHANGES).filter(|(it, _)| **it == of);
    chosen.fold(text.to_owned(), |text, (_, (before, after))| {
        assert!(text.contains(before), "{before}");
        text.replace(before, after)
    })
}

proptest! {
    /// Whoever makes which of the changes, together they are all made, and no comment is lost.
    #[test]
    fn what_does_not_touch_goes_together(
        chosen in prop::collection::vec(any::<bool>(), CHANGES.len()),
        more in prop::collection::vec(any::<bool>(), CHANGES.len()),
    ) {
        let base = text(&files(), CORE);
        let (ours, theirs) = (with(&base, &chosen, true), with(&base, &chosen, false));
        let all = with(&ours, &chosen, false);
        let both = reconcile(&base, &ours, &theirs).unwrap();
        prop_assert_eq!(&both.conflicts, &[]);
        prop_assert!(same_meaning(&both.ours, &all), "{}", both.ours);
        for comment in ["# for now", "# in May", "# from here on", "# short", "# yaml-language-server"] {
            prop_assert_eq!(both.ours.contains(comment), all.contains(comment), "{}: {}", comment, both.ours);
        }
        // What is the same on both sides is no conflict either.
        let side = |of: bool| {
            let all: Vec<bool> = chosen.iter().zip(&more).map(|(a, b)| if *b { of } else { *a }).collect();
            with(&base, &all, of)
        };
        let both = reconcile(&base, &side(true), &side(false)).unwrap();
        prop_assert_eq!(&both.conflicts, &[]);
        prop_assert!(same_meaning(&both.ours, &all), "{}", both.ours);
    }
}

#[test]
fn one_side_alone_is_taken_as_it_is() {
    let base = text(&files(), CORE);
    let changed = with(&base, &[true; CHANGES.len()], true);
    let ours = reconcile(&base, &changed, &base).unwrap();
    assert_eq!(ours.ours, changed);
    let same = reconcile(&base, &changed, &changed).unwrap();
    assert_eq!(same.ours, changed);
    let theirs = reconcile(&base, &base, &changed).unwrap();
    assert!(same_meaning(&theirs.ours, &changed), "{}", theirs.ours);
}

#[test]
fn conflicts_are_named_and_all_else_is_merged() {
    let base = text(&files(), CORE);
    let keeps = "en: Keeps agreements made within the team";
    let ours = base
        .replace(keeps, "en: Ours")
        .replace("kind: core", "kind: digital");
    let theirs = base
        .replace(keeps, "en: Theirs")
        .replace("kind: core", "kind: leadership")
        .replace("status: draft", "status: approved");
    let both = reconcile(&base, &ours, &theirs).unwrap();
    let named: Vec<String> = both
        .conflicts
        .iter()
        .map(|it| format!("{} {}", it.element, it.field))
        .collect();
    assert_eq!(
        named,
        [
            "cooperation kind",
            "cooperation.keeps-agreements statement.en"
        ]
    );
    assert_eq!(both.ours, ours.replace("status: draft", "status: approved"));
    assert_eq!(both.theirs, theirs);
    assert_eq!(both.base, base.replace("status: draft", "status: approved"));
    // Two new indicators of the same id, or two orders of the same list.
    let list = "[every-employee, records-manager]";
    let base = text(&files(), "framework.yaml").replace(list, "[a, b, c]");
    let conflict = reconcile(
        &base,
        &base.replace("[a, b, c]", "[b, a, c, d]"),
        &base.replace("[a, b, c]", "[c, a, b]"),
    )
    .unwrap();
    assert_eq!(conflict.conflicts.len(), 1);
    assert_eq!(conflict.conflicts[0].field, "order.profiles");
}

#[test]
fn what_is_not_understood_is_left_to_the_lines() {
    let base = text(&files(), CORE);
    for broken in [
        "id: [",
        "",
        "- a\n- b\n",
        &base.replace("status: draft", "status: draft\nstatus: draft"),
    ] {
        let said = reconcile(&base, broken, &base.replace("kind: core", "kind: digital"));
        let is_refused = matches!(said, Err(EditError::Layout { .. }))
            || said.is_ok_and(|it| !it.conflicts.is_empty());
        assert!(is_refused, "{broken}");
    }
    // A comment of its own line that would be lost.
    let theirs = base.replace("status: draft", "# not yet\nstatus: draft");
    assert!(reconcile(&base, &base, &theirs).is_err());
}
