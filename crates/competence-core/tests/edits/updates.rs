//! The files of a model become those of another one, and two states of a model become one.

use std::collections::BTreeMap;

use competence_core::check::load;
use competence_core::edit::{EditError, Update, renamed, together, update};
use competence_core::source::Memory;
use competence_core::{LineageChange, LineageRecord, Model, Status};
use proptest::prelude::*;

use super::sequences::{eid, errors, step, taken};
use super::{files, released, released_from, text, woven, written};

/// A model without its version and its lineage.
fn contents(model: &Model) -> Model {
    let mut bundle = model.as_bundle().clone();
    bundle.framework.version = "0.0.1".parse().unwrap();
    bundle.lineage.clear();
    Model::try_new(bundle).unwrap()
}

fn changed(model: &Model, change: impl FnOnce(&mut competence_core::Bundle)) -> Model {
    let mut bundle = model.as_bundle().clone();
    change(&mut bundle);
    Model::try_new(bundle).unwrap()
}

#[test]
fn comments_and_layout_of_everything_else_stay() {
    let mut files = files();
    let path = "core/cooperation.yaml";
    let source = text(&files, path)
        .replace("kind: core\n", "kind:   core # as agreed\n")
        .replace("    statement:\n", "    statement: # binding\n")
        .replace(
            "  - id: cooperation.",
            "  # the one below\n  - id: cooperation.",
        );
    files.insert(path, source.clone());
    let model = load(&files).model().unwrap();
    let target = changed(&model, |it| {
        it.competences[0].status = Status::Consulted;
        it.competences[0].indicators.reverse();
    });
    let edited = update(&files, &Update::new(target.clone())).unwrap();
    assert_eq!(contents(&edited.after), contents(&target));
    let after = edited.files[0].after.clone().unwrap();
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let expected = source.replace("\nstatus: draft\n", "\nstatus: consulted\n");
    assert_eq!(sorted(&after), sorted(&expected));
    assert_eq!(edited.files.len(), 1);
}

#[test]
fn a_text_without_a_tag_stays_one() {
    let manifest = "id: small\nversion: 0.1.0\ntitle: Small # one language\nlanguages: { primary: en }\nscale:\n  levels:\n    - { value: 1, title: No }\n    - { value: 2, title: Yes it is }\n";
    let competence = "id: planning\nkind: core\ntitle: Planning # short\nstatus: draft\nindicators:\n  - { id: planning.plans, statement: Plans the work of a week }\n";
    let files: Memory = [
        ("framework.yaml", manifest),
        ("core/planning.yaml", competence),
    ]
    .into_iter()
    .collect();
    let model = load(&files).model().unwrap();
    let target = changed(&model, |it| {
        let language = it.framework.languages.primary.clone();
        it.competences[0].title = competence_core::LocalisedText::new(language, "Planning ahead");
    });
    let edited = update(&files, &Update::new(target)).unwrap();
    assert_eq!(
        edited.files[0].after.as_deref().unwrap(),
        competence.replace("title: Planning #", "title: Planning ahead #")
    );
}

#[test]
fn what_goes_without_a_decision_is_explained_by_a_proposal() {
    let files = released();
    let model = load(&files).model().unwrap();
    let gone = "cooperation.keeps-agreements";
    let target = changed(&model, |it| {
        it.competences[0].indicators.retain(|it| it.id != *gone);
    });
    let mut wanted = Update::new(target);
    let refused = update(&files, &wanted);
    assert!(
        matches!(refused, Err(EditError::Refused { .. })),
        "{refused:?}"
    );
    wanted.reason = Some("No longer in the source".to_owned());
    let edited = update(&files, &wanted).unwrap();
    let record = &edited.after.lineage()[0].records[0];
    assert_eq!(record.change, LineageChange::Retired);
    assert_eq!(record.reason.as_deref(), Some("No longer in the source"));
    assert_eq!(
        edited.after.framework().version.to_string(),
        "2.0.0-draft.1"
    );
}

#[test]
fn a_record_that_leads_on_keeps_the_file() {
    let files = released();
    let model = load(&files).model().unwrap();
    let ids = BTreeMap::from([("cooperation".to_owned(), "teamwork".to_owned())]);
    let target = renamed(&model, &ids).unwrap();
    assert!(target.element("teamwork.shares-knowledge").is_some());
    let mut wanted = Update::new(target.clone());
    for it in model
        .elements()
        .filter(|it| it.id().starts_with("cooperation"))
    {
        let (from, to) = (
            eid(it.id()),
            eid(&it.id().replace("cooperation", "teamwork")),
        );
        let mut record = LineageRecord::new(LineageChange::Renamed, vec![from], vec![to]);
        record.reason = (!it.id().contains('.')).then(|| "Shorter".to_owned());
        wanted.records.push(record);
    }
    let edited = update(&files, &wanted).unwrap();
    assert_eq!(contents(&edited.after), contents(&target));
    let before = text(&files, "core/cooperation.yaml");
    let file = edited
        .files
        .iter()
        .find(|it| it.path == "core/teamwork.yaml");
    assert_eq!(
        file.unwrap().after.as_deref().unwrap(),
        before.replace("id: cooperation", "id: teamwork")
    );
}

#[test]
fn what_both_changed_is_a_conflict() {
    let base = load(&files()).model().unwrap();
    let language: competence_core::LanguageTag = "en".parse().unwrap();
    let reworded = |text: &str| {
        changed(&base, |it| {
            let indicator = &mut it.competences[0].indicators[0];
            indicator.statement = indicator.statement.clone().with(language.clone(), text);
        })
    };
    let (ours, theirs) = (reworded("Keeps promises"), reworded("Keeps deadlines"));
    let both = together(&base, &ours, &theirs).unwrap();
    let conflicts: Vec<(&str, &str)> = both
        .conflicts
        .iter()
        .map(|it| (it.element.as_str(), it.field.as_str()))
        .collect();
    let id = base.competences()[0].indicators[0].id.as_str();
    assert_eq!(conflicts, [(id, "statement.en")]);
    assert_eq!(both.model, ours);
    let gone = changed(&base, |it| drop(it.competences.remove(0)));
    for both in [together(&base, &ours, &gone), together(&base, &gone, &ours)] {
        let conflicts = both.unwrap().conflicts;
        assert_eq!(conflicts.len(), 1);
        assert_eq!(
            (conflicts[0].element.as_str(), conflicts[0].field.as_str()),
            (base.competences()[0].id.as_str(), "")
        );
    }
    let agreed = together(&base, &ours, &ours).unwrap();
    assert!(agreed.conflicts.is_empty());
    assert_eq!(agreed.model, ours);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 4,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    })]

    /// What the verbs make of a model, an update makes of it too, from the result and the decisions alone.
    #[test]
    fn an_update_gets_where_the_verbs_went(
        is_released in any::<bool>(),
        is_woven in any::<bool>(),
        steps in prop::collection::vec(step(), 1..7),
    ) {
        let draft = if is_woven { woven() } else { files() };
        let before = if is_released { released_from(&draft) } else { draft };
        let mut after = before.clone();
        for step in steps {
            let model = load(&after).model().unwrap();
            if let Ok(edited) = taken(&after, &model, &step) {
                written(&mut after, &edited);
            }
        }
        let target = load(&after).model().unwrap();
        let known = load(&before).model().unwrap();
        let new = target.lineage().iter().filter(|it| !known.lineage().contains(it));
        let wanted = Update {
            target: target.clone(),
            records: new.flat_map(|it| it.records.clone()).collect(),
            reason: None,
        };
        let edited = update(&before, &wanted);
        if let Err(EditError::Layout { path }) = &edited {
            eprintln!("{}\n---\n{}", text(&before, path), after.get(path).map(|it| String::from_utf8_lossy(it).into_owned()).unwrap_or_default());
        }
        let edited = edited.map_err(|it| match it {
            EditError::Refused { findings } => TestCaseError::fail(format!("{:?}", findings.iter().map(|it| &it.message).collect::<Vec<_>>())),
            other => TestCaseError::fail(other.to_string()),
        })?;
        prop_assert_eq!(contents(&edited.after), contents(&target));
        let mut files = before.clone();
        written(&mut files, &edited);
        prop_assert_eq!(errors(&files), Vec::<String>::new());
        prop_assert_eq!(load(&files).model().unwrap(), edited.after);
    }

    /// Changes of two that do not touch go together, whichever side they are on.
    #[test]
    fn two_states_go_together(
        one in prop::collection::vec(step(), 0..3),
        two in prop::collection::vec(step(), 0..3),
    ) {
        let source = woven();
        let base = load(&source).model().unwrap();
        let state = |steps: Vec<_>| {
            let mut files = source.clone();
            for step in steps {
                let model = load(&files).model().unwrap();
                if let Ok(edited) = taken(&files, &model, &step) {
                    written(&mut files, &edited);
                }
            }
            load(&files).model().unwrap()
        };
        let (ours, theirs) = (state(one), state(two));
        let only = |model: &Model| together(&base, &base, model).map(|it| (contents(&it.model), it.conflicts.len()));
        prop_assert_eq!(only(&theirs).unwrap(), (contents(&theirs), 0));
        let kept = together(&base, &ours, &base).unwrap();
        prop_assert_eq!(kept.model, ours.clone());
        if let (Ok(there), Ok(back)) = (together(&base, &ours, &theirs), together(&base, &theirs, &ours)) {
            prop_assert_eq!(there.conflicts.is_empty(), back.conflicts.is_empty());
            if there.conflicts.is_empty() {
                let sorted = |model: &Model| {
                    let mut all: Vec<String> = contents(model).elements().map(|it| format!("{it:?}")).collect();
                    all.sort();
                    all
                };
                prop_assert_eq!(sorted(&there.model).len(), sorted(&back.model).len());
            }
        }
    }
}
