//! What people who write sentences get wrong in YAML: each slip gets one finding, at the line at
//! fault and in plain words, and a suggested edit corrects it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod show;

use std::fmt::Write;

use competence_core::check::{Finding, check};
use competence_core::source::Memory;
use competence_core::{Severity, starter};
use show::show;

const FILE: &str = "core/cooperation.yaml";

fn base() -> &'static str {
    let mut files = starter::FILES.iter();
    files.find(|(path, _)| *path == FILE).unwrap().1
}

fn findings(text: &str) -> Vec<Finding> {
    let mut files: Memory = starter::FILES.iter().copied().collect();
    files.insert(FILE, text);
    check(&files).findings().to_vec()
}

/// The text with a finding's edit made.
fn corrected(text: &str, finding: &Finding, edit: &str) -> String {
    let place = &finding.place;
    let lines = text.split_inclusive('\n').enumerate();
    let lines = lines.map(|(number, line)| {
        if number + 1 != place.line as usize {
            return line.to_owned();
        }
        let (start, length) = (place.column as usize - 1, place.length as usize);
        let before: String = line.chars().take(start).collect();
        let after: String = line.chars().skip(start + length).collect();
        before + edit + &after
    });
    lines.collect()
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn every_slip_has_one_finding_in_plain_words() {
    let base = base();
    let e = "en: Keeps agreements made within the team";
    let title = "{ en: Cooperation, sl: Sodelovanje }";
    let cases: Vec<(&str, String)> = vec![
        ("colon", base.replace(e, "en: Note: asks first")),
        (
            "quotes inside",
            base.replace(e, "en: \"Keeps \"own\" agreements\""),
        ),
        (
            "quotes inside single",
            base.replace(e, "en: 'Keeps 'own' agreements'"),
        ),
        (
            "apostrophe",
            base.replace(e, "en: 'Keeps the team's agreements'"),
        ),
        (
            "after closing",
            base.replace(e, "en: \"Keeps\" agreements made"),
        ),
        ("no blank", base.replace("sl: Drži se", "sl:Drži se")),
        ("no blank key", base.replace("kind: core", "kind:core")),
        ("no blank first", base.replace(e, "en:Keeps agreements")),
        ("@", base.replace(e, "en: @home keeps")),
        ("backtick", base.replace(e, "en: `x` keeps")),
        ("hyphen", base.replace(e, "en: - Keeps agreements")),
        ("percent", base.replace(e, "en: % of agreements")),
        ("star", base.replace(e, "en: *Keeps* agreements")),
        ("amp", base.replace(e, "en: &Keeps agreements")),
        ("amp blank", base.replace(e, "en: & Keeps agreements")),
        ("bang", base.replace(e, "en: !Keeps agreements")),
        ("bang blank", base.replace(e, "en: ! Keeps agreements")),
        ("question", base.replace(e, "en: ? Keeps agreements")),
        ("pipe", base.replace(e, "en: | Keeps agreements")),
        ("gt", base.replace(e, "en: > Keeps agreements")),
        ("bracket", base.replace(e, "en: [Keeps] agreements")),
        ("brace", base.replace(e, "en: {Keeps} agreements")),
        ("comma first", base.replace(e, "en: , agreements")),
        ("close", base.replace(e, "en: ] agreements")),
        ("tab", base.replace("      sl: Drži", "\tsl: Drži")),
        ("tab after", base.replace("kind: core", "kind:\tcore")),
        (
            "nbsp indent",
            base.replace(
                "      sl: Drži",
                "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}sl: Drži",
            ),
        ),
        (
            "nbsp after colon",
            base.replace("sl: Drži", "sl:\u{a0}Drži"),
        ),
        ("nbsp key", base.replace("kind: core", "kind:\u{a0}core")),
        (
            "indent more",
            base.replace("      sl: Drži", "        sl: Drži"),
        ),
        (
            "indent less",
            base.replace("      sl: Drži", "     sl: Drži"),
        ),
        ("indent key", base.replace("kind: core", " kind: core")),
        (
            "indent item",
            base.replace("  - id: cooperation.keeps", "   - id: cooperation.keeps"),
        ),
        (
            "indent item less",
            base.replace("  - id: cooperation.keeps", " - id: cooperation.keeps"),
        ),
        (
            "list for map",
            base.replace(
                "  en: Works with others towards a common result\n  sl: Z",
                "  - en: Works with others towards a common result\n  - sl: Z",
            ),
        ),
        (
            "map for list",
            base.replace("  - id: cooperation.shares", "    id: cooperation.shares"),
        ),
        (
            "flow colon",
            base.replace(title, "{ en: Note: cooperation, sl: Sodelovanje }"),
        ),
        (
            "flow comma",
            base.replace(title, "{ en: Planning, order, sl: Sodelovanje }"),
        ),
        (
            "flow no blank",
            base.replace(title, "{ en: Cooperation, sl:Sodelovanje }"),
        ),
        (
            "flow no blank first",
            base.replace(title, "{en:Cooperation, sl: Sodelovanje }"),
        ),
        (
            "flow not closed",
            base.replace(title, "{ en: Cooperation, sl: Sodelovanje"),
        ),
        (
            "flow apostrophe",
            base.replace(title, "{ en: 'Team's work', sl: Sodelovanje }"),
        ),
        (
            "flow bracket",
            base.replace(title, "{ en: Cooperation [team], sl: Sodelovanje }"),
        ),
        (
            "flow brace",
            base.replace(title, "{ en: Cooperation }, sl: Sodelovanje }"),
        ),
        (
            "hash",
            base.replace(e, "en: Keeps agreements with tier #1 suppliers"),
        ),
        (
            "conflict",
            base.replace(
                "kind: core",
                "<<<<<<< HEAD\nkind: core\n=======\nkind: digital\n>>>>>>> branch",
            ),
        ),
        (
            "conflict in map",
            base.replace(
                "      sl: Drži se dogovorov v skupini",
                "<<<<<<< HEAD\n      sl: Drži se\n=======\n      sl: Drži\n>>>>>>> branch",
            ),
        ),
        ("smart", base.replace(e, "en: “Keeps: agreements”")),
        ("smart id", base.replace("kind: core", "kind: “core”")),
        ("smart open", base.replace(e, "en: „Keeps agreements“")),
        ("unclosed dq", base.replace(e, "en: \"Keeps agreements")),
        ("unclosed sq", base.replace(e, "en: 'Keeps agreements")),
        ("backslash", base.replace(e, "en: \"Keeps \\d agreements\"")),
        (
            "text on next line",
            base.replace(e, "en: Keeps agreements\n      made within the team"),
        ),
        (
            "text on next line colon",
            base.replace(e, "en: Keeps agreements\n        made within: the team"),
        ),
        ("colon at end", base.replace(e, "en: Keeps agreements:")),
        ("equals", base.replace("kind: core", "kind = core")),
        ("no colon", base.replace("kind: core", "kind core")),
        ("fullwidth colon", base.replace("kind: core", "kind： core")),
        ("id at end", format!("{base}\nid")),
        ("item id at end", format!("{base}  - id")),
    ];
    let mut out = String::new();
    for (name, text) in cases {
        assert_ne!(text, base, "{name}");
        let found = findings(&text);
        writeln!(out, "== {name}\n{}", show(&found)).unwrap();
        let [finding] = &found[..] else {
            panic!("{name}: one finding\n{}", show(&found));
        };
        let said = &finding.message;
        assert!(!said.contains("not valid YAML"), "{name}: {said}");
        let edit = finding.suggestion.as_ref().and_then(|it| it.replacement());
        if let Some(edit) = edit {
            let left = findings(&corrected(&text, finding, edit));
            let is_wrong = left.iter().any(|it| it.severity == Severity::Error);
            assert!(!is_wrong, "{name}:\n{}", show(&left));
        }
    }
    insta::assert_snapshot!("slips", out);
}

/// What was read before a fault is kept: what is wrong there is found in the same run.
#[test]
fn what_stands_before_a_fault_is_read() {
    let text = base()
        .replace("kind: core", "kind: cor")
        .replace("sl: Drži se", "sl:Drži se");
    insta::assert_snapshot!("before-a-fault", show(&findings(&text)));
    let mut files: Memory = starter::FILES.iter().copied().collect();
    files.insert(FILE, base().replace("sl: Drži se", "sl:Drži se"));
    let checked = check(&files);
    assert!(checked.model().is_err());
    let partial = checked.partial().unwrap();
    let kept = partial.element("cooperation.shares-knowledge");
    assert!(
        kept.is_some(),
        "the indicators before the fault can be looked at"
    );
}

#[test]
fn characters_that_are_not_seen_are_named() {
    let found = |from: &str, to: &str| show(&findings(&base().replacen(from, to, 1)));
    let mut out = String::new();
    for (from, to) in [
        ("Sodelovanje", "Sodelo\u{200b}vanje"),
        ("Sodelovanje", "Sodelo\u{ad}vanje"),
        ("Sodelovanje", "Sodelovanje\u{61c}"),
        ("Sodelovanje", "\u{202e}Sodelovanje"),
        ("Sodelovanje", "Sodelo\u{fffe}vanje"),
        ("Sodelovanje", "\"Sodelo\\u200Bvanje\""),
        ("Težave", "Tez\u{30c}ave"),
        ("Z drugimi", "Z drugimi \u{2060}"),
        ("sl: Drži se dogovorov v skupini", "sl: \" \""),
        ("sl: Drži se dogovorov v skupini", "sl: \"\u{200b}\""),
    ] {
        out += &found(from, to);
    }
    insta::assert_snapshot!("unseen", out);
    // Joiners between letters that need them, emoji, and no-break spaces are left alone.
    for fine in ["می\u{200c}خواهم", "👩\u{200d}💻 ❤\u{fe0f}", "5\u{a0}% časa"] {
        let text = base().replacen("Z drugimi", &format!("{fine} z drugimi"), 1);
        assert_eq!(show(&findings(&text)), "", "{fine}");
    }
}

#[test]
fn comments_that_are_plain_to_see_are_none_in_a_text() {
    for (from, to) in [
        ("kind: core", "kind: core # the word for temeljna"),
        (
            "en: Keeps agreements made within the team",
            "en: \"Keeps #1 agreements\" # ours",
        ),
        (
            "en: Keeps agreements made within the team",
            "en: |-\n        Keeps agreements: see tier #1 here",
        ),
        (
            "en: Keeps agreements made within the team",
            "en: Keeps C#agreements",
        ),
        ("status: draft", "# note: of tier #1\nstatus: draft"),
    ] {
        let text = base().replacen(from, to, 1);
        assert_ne!(text, base());
        assert_eq!(show(&findings(&text)), "", "{to}");
    }
    for to in [
        "en: Keeps tier #1",
        "en: Tier #1",
        "en: Keeps agreements (#1)",
        "en: A #tag here",
    ] {
        let text = base().replacen("en: Keeps agreements made within the team", to, 1);
        let found = findings(&text);
        let rules: Vec<_> = found.iter().map(|it| it.rule.id).collect();
        let expected: &[&str] = if to.contains(" #") {
            &["comment-in-text"]
        } else {
            &[]
        };
        assert_eq!(rules, expected, "{to}");
    }
}

/// A suggestion does not take a comment into the quotes, and corrects a key only where
/// that leaves one key.
#[test]
fn a_suggested_edit_keeps_to_the_slip() {
    let e = "en: Keeps agreements made within the team";
    let text = base().replace(e, "en: Note: asks first # the working group of May");
    let found = findings(&text);
    let edit = found[0].suggestion.as_ref().and_then(|it| it.replacement());
    assert_eq!(edit, Some("\"Note: asks first\""), "{}", show(&found));
    let left = findings(&corrected(&text, &found[0], edit.unwrap()));
    assert_eq!(show(&left), "");
    for (from, to) in [
        (
            "{ en: Cooperation, sl: Sodelovanje }",
            "{ en: Cooperation, en:Working, sl: Sodelovanje }",
        ),
        (
            "{ en: Cooperation, sl: Sodelovanje }",
            "{ \"en:x\": y, sl: Sodelovanje }",
        ),
    ] {
        let found = findings(&base().replace(from, to));
        let mut edits = found
            .iter()
            .filter_map(|it| it.suggestion.as_ref()?.replacement());
        assert!(!edits.any(|it| it.contains(": ")), "{}", show(&found));
    }
}
