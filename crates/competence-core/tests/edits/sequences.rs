//! Whatever verbs are used one after the other, the model stays one that the check accepts, and the
//! lineage tells what was done.

use competence_core::check::{check, load};
use competence_core::crosswalk::{Crosswalk, Exactness};
use competence_core::diff::Diff;
use competence_core::edit::{
    Addition, EditError, Edited, Merger, Part, Retirement, Rewording, Selection, Splitting, add,
    merge, relocate, rename, retire, reword, set_status, split,
};
use competence_core::source::Memory;
use competence_core::version::Comparison;
use competence_core::{Element, ElementId, LocalisedText, Model, Severity, Status};
use proptest::prelude::*;

use super::{because, files, released_from, woven, written};

/// A step by numbers, so that any numbers are a step.
#[derive(Debug, Clone)]
pub struct Step {
    verb: usize,
    one: usize,
    two: usize,
    name: u8,
}

pub fn step() -> impl Strategy<Value = Step> {
    (0_usize..9, any::<usize>(), any::<usize>(), 0_u8..30).prop_map(|(verb, one, two, name)| Step {
        verb,
        one,
        two,
        name,
    })
}

pub fn eid(text: &str) -> ElementId {
    ElementId::new(text).unwrap()
}

/// An id for a new element of the same kind of thing, in the same competence.
fn new_id(element: &Element<'_>, name: u8) -> ElementId {
    match element {
        Element::Indicator(competence, _) => eid(&format!("{}.n{name}", competence.id)),
        _ => eid(&format!("n{name}")),
    }
}

pub fn taken(files: &Memory, model: &Model, step: &Step) -> Result<Edited, EditError> {
    let all: Vec<Element<'_>> = model.elements().collect();
    let (one, two) = (all[step.one % all.len()], all[step.two % all.len()]);
    let id = eid(one.id());
    let grounds = because("Workshop");
    let new = new_id(&one, step.name);
    match step.verb {
        0 => rename(files, &id, &new, &grounds),
        1 => {
            let targets = ["core", "leadership", "digital", two.id()];
            relocate(files, &id, targets[usize::from(step.name) % 4], &grounds)
        }
        2 => {
            let into = if step.name.is_multiple_of(2) {
                new
            } else {
                id.clone()
            };
            let ids = vec![id, eid(two.id())];
            merge(
                files,
                &Merger {
                    grounds,
                    ..Merger::new(ids, into)
                },
            )
        }
        3 => split(files, &divided(one, step, new)),
        4 => retire(
            files,
            &Retirement {
                grounds,
                ..Retirement::new(id)
            },
        ),
        5 => {
            let words = format!("Says number {} in other words", step.name);
            reword(
                files,
                &Rewording {
                    editorial: step.two.is_multiple_of(2),
                    grounds,
                    ..Rewording::new(id, words)
                },
            )
        }
        6 => {
            let selection = Selection {
                ids: vec![id.to_string()],
                ..Selection::default()
            };
            set_status(
                files,
                &selection,
                [Status::Draft, Status::Approved][step.two % 2],
            )
        }
        7 => {
            let Element::Indicator(..) = one else {
                return Err(EditError::Nothing);
            };
            let statement = in_both(&format!("Does what is new, number {}", step.two));
            add(
                files,
                &Addition::Indicator {
                    id: new.as_str().parse().unwrap(),
                    statement,
                },
            )
        }
        _ => add(
            files,
            &Addition::Cluster {
                id: format!("c{}", step.name).parse().unwrap(),
                title: in_both(&format!("Cluster {}", step.name)),
                field: Some(in_both("Archives")),
                organisations: vec!["archive".parse().unwrap()],
            },
        ),
    }
}

/// A split into what has the first indicator, and the rest.
fn divided(one: Element<'_>, step: &Step, new: ElementId) -> Splitting {
    let id = eid(one.id());
    let mut first = Part::new(new);
    if let Element::Competence(it) = one {
        first.members = it
            .indicators
            .iter()
            .take(1)
            .map(|it| it.id.to_string())
            .collect();
    }
    let mut second = Part::new(if step.two.is_multiple_of(2) {
        id.clone()
    } else {
        new_id(&one, step.name + 50)
    });
    if let Element::Indicator(..) = one {
        first.text = Some(in_both(&format!("Does the first thing of {}", step.name)));
        second.text = Some(in_both(&format!("Does another thing of {}", step.two)));
    }

    Splitting {
        id,
        parts: vec![first, second],
        grounds: because("Workshop"),
    }
}

fn in_both(text: &str) -> LocalisedText {
    LocalisedText::new("en".parse().unwrap(), text)
        .with("sl".parse().unwrap(), format!("{text}, po slovensko"))
}

/// The statement of an indicator, by which it is known wherever it goes.
fn statement<'m>(model: &'m Model, id: &str) -> Option<&'m str> {
    match model.element(id) {
        Some(Element::Indicator(_, it)) => it.statement.get(&"en".parse().unwrap()),
        _ => None,
    }
}

pub fn errors(files: &Memory) -> Vec<String> {
    let checked = check(files);
    let errors = checked
        .findings()
        .iter()
        .filter(|it| it.severity == Severity::Error);
    errors
        .map(|it| {
            format!(
                "{}:{}: {} {}",
                it.place.file, it.place.line, it.rule.id, it.message
            )
        })
        .collect()
}

fn lineage_agrees(release: &Model, model: &Model) -> Result<(), TestCaseError> {
    let crosswalk = Crosswalk::between(release, model);
    for (_, before) in release.indicators() {
        let id = before.id.as_str();
        let entry = &crosswalk.entries[id];
        let words = statement(release, id);
        // Whoever says the same is what became of it.
        for (_, after) in model.indicators() {
            if statement(model, after.id.as_str()) == words {
                let later = eid(after.id.as_str());
                prop_assert!(
                    entry.successors.contains_key(&later),
                    "{} -> {}: {:?}",
                    id,
                    later,
                    entry
                );
            }
        }
        for (later, exactness) in &entry.successors {
            prop_assert!(
                model.element(later.as_str()).is_some(),
                "{} -> {}",
                id,
                later
            );
            if *exactness == Exactness::Same {
                prop_assert_eq!(
                    statement(model, later.as_str()),
                    words,
                    "{} -> {}",
                    id,
                    later
                );
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each case checks a whole model several times.
        cases: ProptestConfig::default().cases / 4,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_sequence_leaves_a_model_that_is_accepted(
        is_released in any::<bool>(),
        is_woven in any::<bool>(),
        steps in prop::collection::vec(step(), 1..7),
    ) {
        let draft = if is_woven { woven() } else { files() };
        let mut files = if is_released { released_from(&draft) } else { draft };
        let release = is_released.then(|| load(&files).model().unwrap());
        for step in steps {
            let before = load(&files).model().unwrap();
            let edited = match taken(&files, &before, &step) {
                Ok(edited) => edited,
                // A file that this program wrote is one that it can edit.
                Err(error) => {
                    prop_assert!(!matches!(error, EditError::Layout { .. } | EditError::Incomplete(_)), "{:?}: {error}", step);
                    continue;
                }
            };
            prop_assert_eq!(&edited.before, &before);
            written(&mut files, &edited);
            prop_assert_eq!(errors(&files), Vec::<String>::new(), "{:?}", step);
            let model = load(&files).model().unwrap();
            prop_assert_eq!(&edited.after, &model);
            let diff = Diff::between(&before, &model);
            prop_assert_eq!(&diff.apply(&before).unwrap(), &model);
            if let Some(release) = &release {
                lineage_agrees(release, &model)?;
                let comparison = Comparison::between(release.clone(), model);
                prop_assert!(comparison.is_sufficient(), "{:?}", step);
            }
        }
    }
}
