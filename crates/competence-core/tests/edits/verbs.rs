//! Each verb brings along what names the element, and says in the lineage what became of it.

use std::fmt::Write;

use competence_core::check::load;
use competence_core::diff::Diff;
use competence_core::edit::{
    Addition, EditError, Edited, Grounds, Merger, Part, Retirement, Rewording, Splitting, Within,
    add, merge, relocate, rename, retire, reword, split,
};
use competence_core::source::Memory;
use competence_core::version::Comparison;

use competence_core::{ElementId, Kind, LocalisedText, id};

use super::{because, files, released, released_from, text, written};

pub fn eid(text: &str) -> ElementId {
    ElementId::new(text).unwrap()
}

/// The files that an edit changes, as differences of lines.
fn shown(edited: &Edited) -> String {
    let mut out = String::new();
    for file in &edited.files {
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let (before, after) = (text(&file.before), text(&file.after));
        let diff = similar::TextDiff::from_lines(&before, &after);
        let verb = match (&file.before, &file.after) {
            (None, _) => "new",
            (_, None) => "gone",
            _ => "changed",
        };
        writeln!(out, "== {} {verb}", file.path).unwrap();
        if verb != "gone" {
            out.push_str(&diff.unified_diff().context_radius(1).to_string());
        }
    }
    out
}

/// What each verb does to a released model, read by eye.
#[test]
fn verbs_say_what_became_of_what() {
    let files = released();
    let why = || because("Workshop");
    let mut agreements = Part::new(eid("agreements"));
    agreements.members = vec!["keeps-agreements".to_owned()];
    let split_into = |rest: &str| Splitting {
        id: eid("cooperation"),
        parts: vec![agreements.clone(), Part::new(eid(rest))],
        grounds: why(),
    };
    let merged = |ids: &[&str], into: &str| Merger {
        grounds: why(),
        ..Merger::new(ids.iter().map(|it| eid(it)).collect(), eid(into))
    };
    let retired = |id: &str| Retirement {
        grounds: why(),
        ..Retirement::new(eid(id))
    };
    let keeps = "cooperation.keeps-agreements";
    let renamed = |from: &str, to: &str| rename(&files, &eid(from), &eid(to), &why());
    let moved = |id: &str, target: &str| relocate(&files, &eid(id), target, &why());
    let learning = Addition::Competence {
        id: id!(CompetenceId, "learning"),
        place: Within::Kind(Kind::Core),
        title: in_both("Learning"),
        definition: None,
        indicators: vec![("asks".to_owned(), in_both("Asks for feedback: always"))],
    };
    let edits = [
        (
            "rename a competence",
            renamed("digital-work", "digital-skills"),
        ),
        ("rename a cluster", renamed("records-management", "records")),
        ("rename a profile", renamed("every-employee", "all-staff")),
        ("rename an indicator", renamed(keeps, "cooperation.agrees")),
        ("move an indicator", moved(keeps, "leading-people")),
        (
            "move a competence",
            moved("cooperation", "records-management"),
        ),
        (
            "merge into a new one",
            merge(
                &files,
                &merged(&["cooperation", "leading-people"], "together"),
            ),
        ),
        (
            "merge into another",
            merge(&files, &merged(&["keeping-records"], "digital-work")),
        ),
        (
            "merge indicators",
            merge(
                &files,
                &merged(&[keeps, "leading-people.gives-feedback"], keeps),
            ),
        ),
        (
            "retire a competence",
            retire(&files, &retired("digital-work")),
        ),
        ("retire an indicator", retire(&files, &retired(keeps))),
        (
            "retire a profile",
            retire(&files, &retired("records-manager")),
        ),
        ("split into new ones", split(&files, &split_into("sharing"))),
        (
            "split and keep one",
            split(&files, &split_into("cooperation")),
        ),
        ("add a competence", add(&files, &learning)),
    ];
    let mut out = String::new();
    for (name, edited) in edits {
        writeln!(out, "# {name}\n{}", shown(&edited.unwrap())).unwrap();
    }
    insta::assert_snapshot!(out);
}

fn in_both(text: &str) -> LocalisedText {
    LocalisedText::new("en".parse().unwrap(), text)
        .with("sl".parse().unwrap(), format!("{text}, po slovensko"))
}

/// The records of the lineage that is not released.
pub fn records(files: &Memory) -> Vec<String> {
    let model = load(files).model().unwrap();
    let records = model.lineage().iter().flat_map(|it| &it.records);
    let list = |ids: &[ElementId]| {
        let ids: Vec<&str> = ids.iter().map(ElementId::as_str).collect();
        ids.join(" ")
    };
    records
        .map(|it| format!("{} {} -> {}", it.change, list(&it.from), list(&it.to)))
        .collect()
}

fn renamed(files: &mut Memory, from: &str, to: &str) {
    let edited = rename(files, &eid(from), &eid(to), &because("Clearer"));
    written(files, &edited.unwrap());
}

/// What was not released has no past: one record says what became of what was.
#[test]
fn steps_of_one_draft_are_one_record() {
    let (from, between, to) = (
        "cooperation.keeps-agreements",
        "cooperation.a",
        "cooperation.b",
    );
    let mut files = released();
    renamed(&mut files, from, between);
    // The last reason counts, and one that is not given takes none away.
    let later = rename(&files, &eid(between), &eid(to), &because("Shorter")).unwrap();
    written(&mut files, &later);
    assert_eq!(records(&files), [format!("renamed {from} -> {to}")]);
    assert!(text(&files, "lineage/2.0.0.yaml").contains("reason: \"Shorter\""));
    let plain = rename(&files, &eid(to), &eid("cooperation.c"), &Grounds::default()).unwrap();
    assert!(plain.files.iter().any(|it| {
        it.after
            .as_ref()
            .is_some_and(|it| it.contains("\"Shorter\""))
    }));
    renamed(&mut files, to, from);
    assert_eq!(records(&files), [""; 0]);
    // A merger of what was renamed is one of what was released.
    renamed(&mut files, from, between);
    let merger = Merger {
        grounds: because("Same"),
        ..Merger::new(
            vec![eid(between), eid("cooperation.shares-knowledge")],
            eid(to),
        )
    };
    let edited = merge(&files, &merger).unwrap();
    written(&mut files, &edited);
    assert_eq!(
        records(&files),
        [format!(
            "merged {from} cooperation.shares-knowledge -> {to}"
        )]
    );
    // And so is its end.
    let end = Retirement {
        grounds: because("Not needed"),
        ..Retirement::new(eid(to))
    };
    let edited = retire(&files, &end).unwrap();
    written(&mut files, &edited);
    assert_eq!(
        records(&files),
        [format!("retired {from} cooperation.shares-knowledge -> ")]
    );
}

#[test]
fn what_is_not_released_needs_no_reason_and_no_record() {
    let mut files = files();
    let plain = Grounds::default();
    let edited = rename(&files, &eid("cooperation"), &eid("teamwork"), &plain).unwrap();
    assert!(
        edited
            .files
            .iter()
            .all(|it| !it.path.starts_with("lineage"))
    );
    written(&mut files, &edited);
    let end = Retirement::new(eid("teamwork.keeps-agreements"));
    let edited = retire(&files, &end).unwrap();
    written(&mut files, &edited);
    assert!(text(&files, "framework.yaml").contains("version: 1.0.0-draft.1"));
    let released = released();
    let end = Retirement::new(eid("cooperation"));
    assert!(matches!(
        retire(&released, &end),
        Err(EditError::Unexplained { .. })
    ));
}

/// A version that was enough for a correction is not for the end of a competence.
#[test]
fn the_version_and_its_lineage_rise_with_what_is_decided() {
    let mut files = released();
    let editorial = Rewording {
        editorial: true,
        ..Rewording::new(
            eid("cooperation.keeps-agreements"),
            "Keeps agreements made in the team",
        )
    };
    let edited = reword(&files, &editorial).unwrap();
    written(&mut files, &edited);
    assert!(text(&files, "framework.yaml").contains("version: 1.0.1-draft.1"));
    let end = Retirement {
        grounds: because("Not needed"),
        ..Retirement::new(eid("digital-work"))
    };
    let edited = retire(&files, &end).unwrap();
    written(&mut files, &edited);
    assert!(text(&files, "framework.yaml").contains("version: 2.0.0-draft.1"));
    assert!(files.get("lineage/1.0.1.yaml").is_none());
    assert_eq!(records(&files).len(), 5);
}

#[test]
fn what_does_not_fit_is_refused() {
    let files = released();
    let why = because("Workshop");
    let said = |edited: Result<Edited, EditError>| edited.unwrap_err().to_string();
    let renamed = |from: &str, to: &str| said(rename(&files, &eid(from), &eid(to), &why));
    assert_eq!(
        renamed("cooperation", "digital-work"),
        "there is a competence `digital-work` already"
    );
    assert_eq!(
        renamed("cooperation", "teamwork.works"),
        "`teamwork.works` is the id of an indicator, and `cooperation` is a competence"
    );
    assert_eq!(
        renamed(
            "cooperation.keeps-agreements",
            "digital-work.keeps-agreements"
        ),
        "`cooperation.keeps-agreements` is in the competence `cooperation`, so its id begins with that; to put it into another competence, move it"
    );
    let end = Retirement {
        grounds: why.clone(),
        ..Retirement::new(eid("records-management"))
    };
    assert_eq!(
        said(retire(&files, &end)),
        "`records-management` is not empty: move or retire `keeping-records` first"
    );
    let two = |ids: &[&str], into| Merger {
        grounds: why.clone(),
        ..Merger::new(ids.iter().map(|it| eid(it)).collect(), eid(into))
    };
    assert_eq!(
        said(merge(
            &files,
            &two(&["cooperation", "records-management"], "both")
        )),
        "`records-management` is a cluster and `cooperation` is a competence: the one cannot be merged with the other"
    );
    assert_eq!(
        said(merge(&files, &two(&["cooperation"], "cooperation"))),
        "two or more elements can be merged"
    );
    assert!(
        said(relocate(&files, &eid("cooperation"), "job-specific", &why))
            .contains("name the cluster")
    );
    let mut part = Part::new(eid("one"));
    part.members = vec!["keeps-agreements".to_owned(), "no-such".to_owned()];
    let splitting = Splitting {
        id: eid("cooperation"),
        parts: vec![part, Part::new(eid("two"))],
        grounds: why,
    };
    assert_eq!(
        said(split(&files, &splitting)),
        "`cooperation` has no `no-such`"
    );
}

/// Comments and the layout of everything else stay, in whatever way a list is written.
#[test]
fn lists_are_edited_as_they_are_written() {
    let block = "profiles: # in this order\n    - every-employee # all\n    # only some\n    - records-manager # few\nconventions:";
    let flow = "profiles: [every-employee, records-manager]\nconventions:";
    for (before, after) in [
        (
            block,
            "profiles: # in this order\n    - every-employee # all\n    # only some\nconventions:",
        ),
        (flow, "profiles: [every-employee]\nconventions:"),
        (
            "profiles:\n    [\n      every-employee, # all\n      records-manager,\n    ]\nconventions:",
            "profiles:\n    [\n      every-employee,\n    ]\nconventions:",
        ),
    ] {
        let mut files = self::files();
        let manifest = text(&files, "framework.yaml").replace(flow, before);
        files.insert("framework.yaml", manifest.clone());
        let end = Retirement::new(eid("records-manager"));
        let edited = retire(&files, &end).unwrap();
        let changed = edited.files.iter().find(|it| it.path == "framework.yaml");
        let changed = changed.unwrap().after.clone().unwrap();
        assert_eq!(changed, manifest.replace(before, after));
    }
}

/// Whoever named what was renamed did not change.
#[test]
fn a_renaming_is_one_decision() {
    for (from, to) in [
        ("digital-work", "digital-skills"),
        ("records-management", "records"),
        ("every-employee", "all-staff"),
    ] {
        let edited = rename(&released(), &eid(from), &eid(to), &because("Clearer")).unwrap();
        let diff = Diff::between(&edited.before, &edited.after);
        assert_eq!(diff.apply(&edited.before).unwrap(), edited.after);
        let comparison = Comparison::between(edited.before, edited.after);
        let outline = comparison.outline();
        assert_eq!(outline.decisions.len(), 1, "{from}");
        assert!(outline.groups.is_empty(), "{from}: {:?}", outline.groups);
    }
}

/// So it is where the successor of a deprecated element is renamed.
#[test]
fn a_renamed_successor_is_no_change_of_what_it_succeeds() {
    let mut files = files();
    let core = "core/cooperation.yaml";
    let deprecated = text(&files, core).replace(
        "    polarity: ineffective",
        "    status: deprecated\n    deprecation: { successors: [digital-work.automates] }\n    polarity: ineffective",
    );
    files.insert(core, deprecated);
    let files = released_from(&files);
    let edited = rename(
        &files,
        &eid("digital-work"),
        &eid("digital-skills"),
        &because("Clearer"),
    );
    let edited = edited.unwrap();
    let comparison = Comparison::between(edited.before, edited.after);
    assert!(
        comparison.outline().groups.is_empty(),
        "{:?}",
        comparison.outline().groups
    );
}

/// What a second step of a draft says is told as a decision, and not as something unexplained.
#[test]
fn a_later_draft_tells_its_own_decisions() {
    let mut files = released();
    renamed(&mut files, "digital-work", "digital-skills");
    let told = |edited: &Edited| {
        let comparison = Comparison::between(edited.before.clone(), edited.after.clone());
        let diff = Diff::between(&edited.before, &edited.after);
        assert_eq!(diff.apply(&edited.before).unwrap(), edited.after);
        let outline = comparison.outline();
        assert!(outline.groups.is_empty(), "{:?}", outline.groups);
        assert!(outline.metadata.is_empty(), "{:?}", outline.metadata);
        let decisions = outline.decisions.iter();
        decisions
            .map(|it| it.record.change.to_string())
            .collect::<Vec<_>>()
    };
    let again = rename(
        &files,
        &eid("digital-skills"),
        &eid("digital"),
        &because("Shorter"),
    );
    assert_eq!(told(&again.unwrap()), ["renamed"]);
    let end = Retirement {
        grounds: because("Not needed"),
        ..Retirement::new(eid("digital-skills.automates"))
    };
    assert_eq!(told(&retire(&files, &end).unwrap()), ["retired"]);
    let merger = Merger {
        grounds: because("One factor"),
        ..Merger::new(
            vec![eid("digital-skills"), eid("cooperation")],
            eid("working"),
        )
    };
    let edited = merge(&files, &merger).unwrap();
    let comparison = Comparison::between(edited.before, edited.after);
    let decisions = comparison.outline().decisions;
    assert_eq!(decisions.len(), 1);
    assert_eq!(decisions[0].record.change.to_string(), "merged");
}

/// An element that is merged with one that names it, or moved into one, no longer names itself.
#[test]
fn nothing_names_itself_afterwards() {
    let annotated = |mut files: Memory| {
        let mut edit = |path: &str, from: &str, to: &str| {
            let before = text(&files, path);
            assert!(before.contains(from), "{path}: {from}");
            files.insert(path.to_owned(), before.replacen(from, to, 1));
        };
        let core = "core/cooperation.yaml";
        let relations = |to: &[&str]| {
            let all = to.iter();
            let all = all.map(|it| format!("  - relation: supports\n    target: {it}\n"));
            format!("relations:\n{}indicators:\n", all.collect::<String>())
        };
        edit(
            core,
            "indicators:\n",
            &relations(&["leading-people", "digital-work"]),
        );
        edit(
            core,
            "status: draft\n",
            "status: draft\nalso-in: [records-management]\n",
        );
        edit(
            core,
            "indicators:\n",
            "includes: [leading-people.gives-feedback]\nindicators:\n",
        );
        let digital = "digital/digital-work.yaml";
        edit(
            digital,
            "indicators:\n",
            &relations(&["cooperation", "leading-people"]),
        );
        files
    };
    let files = annotated(files());
    let merged = |ids: &[&str], into: &str| {
        merge(
            &files,
            &Merger::new(ids.iter().map(|it| eid(it)).collect(), eid(into)),
        )
        .unwrap()
    };
    let moved = |id: &str, to: &str| relocate(&files, &eid(id), to, &Grounds::default()).unwrap();
    let mut out = String::new();
    for (what, edited) in [
        (
            "competences",
            merged(&["cooperation", "leading-people"], "cooperation"),
        ),
        (
            "an included indicator",
            moved("leading-people.gives-feedback", "cooperation"),
        ),
        (
            "into a further cluster",
            moved("cooperation", "records-management"),
        ),
    ] {
        writeln!(out, "# {what}\n{}", shown(&edited)).unwrap();
    }
    insta::assert_snapshot!(out);
    // What a profile extends is what it requires, and is not dropped.
    let profiles = ["records-manager", "every-employee"].map(eid);
    let both = Merger::new(profiles.to_vec(), eid("records-manager"));
    let refused = merge(&files, &both).unwrap_err();
    assert!(matches!(refused, EditError::Refused { .. }), "{refused}");
}
