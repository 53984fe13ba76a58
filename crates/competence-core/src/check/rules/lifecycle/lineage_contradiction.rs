use std::collections::HashMap;

use super::before::RECORD;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Spot, Subject};
use crate::check::finding::Finding;
use crate::check::rule::{Category, Edit, Rule};
use crate::model::similarity::{near_equal, normalised};
use crate::model::{Arity, Carried, Element};
use crate::{
    Contents, ElementId, Lineage, LineageChange, LineageRecord, Severity, Status, TextField,
};

/// A lineage record contradicts the two versions.
pub(crate) static RULE: Rule = Rule {
    id: "lineage-contradiction",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A lineage record contradicts the two versions.",
    why: "Assessments are carried over by what the records say. An element that is still in \
          force was not renamed, merged, split, replaced or retired; one that was there before \
          is not another's new id; an indicator does not become a competence; one that is where it \
          was did not move; one that says the same \
          was not reworded; and a renamed or moved indicator with another statement needs \
          `editorial: true`, if it means the same, or is a `replaced` one. An element that one \
          record retires cannot be continued by another.",
    fix: "Correct the record, or the model.",
    example: &[
        Edit::beside("releases/0.9.0.json", RELEASE),
        Edit::beside("releases/releases.yaml", RECORD),
        Edit {
            file: "lineage/1.0.0.yaml",
            at: "",
            bad: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: renamed
    from: [teamwork]
    to: [cooperation]
  - change: moved
    from: [teamwork.shares]
    to: [cooperation.shares-knowledge]
",
            good: r"# yaml-language-server: $schema=../schemas/lineage.schema.json
version: 1.0.0
records:
  - change: renamed
    from: [teamwork]
    to: [cooperation]
  - change: replaced
    from: [teamwork.shares]
    to: [cooperation.shares-knowledge]
",
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

/// A release with one competence that the starter has under another id, and an indicator that
/// has another statement there.
const RELEASE: &str = r#"{"format":1,"framework":{"id":"my-framework","version":"0.9.0","title":{"en":"Before"},"languages":{"primary":"en"},"scale":{"levels":[]}},"competences":[{"id":"teamwork","kind":"core","title":{"en":"Teamwork"},"status":"approved","indicators":[{"id":"teamwork.shares","statement":{"en":"Shares a room"}}]}]}
"#;

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for step in subject.steps() {
        let records = &step.lineage.item.records;
        let spot = |index: usize| step.lineage.spot.key("records").item(index);
        retired_and_living(records, spot, report);
        let (Some(before), Some(after)) = (step.before, step.after) else {
            continue;
        };
        let sides = Sides {
            before: &before.model,
            after,
            lineage: step.lineage.item,
        };
        for (index, record) in records.iter().enumerate() {
            for (message, key, number, help) in sides.contradictions(record) {
                let place = spot(index).key(key).item(number).place();
                report.push(Finding::new(&RULE, place, message).help(help));
            }
        }
    }
}

/// Reports elements that one record of a version retires and another leads on from.
fn retired_and_living<'a>(
    records: &[LineageRecord],
    spot: impl Fn(usize) -> Spot<'a>,
    report: &mut Report,
) {
    let mut living: HashMap<&str, (usize, usize)> = HashMap::new();
    for (index, record) in records.iter().enumerate() {
        if record.change.leads_to() != Arity::None {
            for (number, id) in record.from.iter().enumerate() {
                living.insert(id.as_str(), (index, number));
            }
        }
    }
    for (index, record) in records.iter().enumerate() {
        if record.change.leads_to() != Arity::None {
            continue;
        }
        for (number, id) in record.from.iter().enumerate() {
            let Some((other, at)) = living.get(id.as_str()) else {
                continue;
            };
            let place = |index, number| spot(index).key("from").item(number).place();
            let message = format!("`{id}` is retired here, and continued by another record");
            report.push(
                Finding::new(&RULE, place(index, number), message)
                    .help("remove one of the two records")
                    .related(place(*other, *at), "it is continued here"),
            );
        }
    }
}

/// What the two versions say.
struct Sides<'a> {
    before: &'a Contents,
    after: &'a Contents,
    lineage: &'a Lineage,
}

/// A message, the id that it is about (the key of its list and its number there), and what to do.
type Contradiction = (String, &'static str, usize, &'static str);

const CORRECT: &str = "correct the record, or the model";

impl Sides<'_> {
    fn contradictions(&self, record: &LineageRecord) -> Vec<Contradiction> {
        let mut found = Vec::new();
        let version = &self.lineage.version;
        let word = record.change.as_str();
        for (number, id) in record.from.iter().enumerate() {
            if !record.to.contains(id) && self.is_in_force(id) {
                let message =
                    format!("`{id}` is still in force in version {version}, so it was not {word}");
                found.push((message, "from", number, CORRECT));
            }
        }
        found.extend(self.other_noun(record));
        let ([from], [to]) = (&record.from[..], &record.to[..]) else {
            return found;
        };
        let (Some(old), Some(new)) = (
            self.before.element(from.as_str()),
            self.after.element(to.as_str()),
        ) else {
            return found;
        };
        if !record.change.keeps_identity() || old.noun() != new.noun() {
            return found;
        }
        if from != to && self.before.element(to.as_str()).is_some() {
            let message = format!(
                "`{to}` was in version {} already, so it is not the new id of `{from}`",
                self.before.framework().version
            );
            found.push((message, "to", 0, CORRECT));
        } else if let Some((message, help)) = self.wrong_word(record, old, new) {
            found.push((message, "from", 0, help));
        }
        found
    }

    /// The first element of a record that is something else than the first one of all: an
    /// indicator does not become a competence.
    fn other_noun(&self, record: &LineageRecord) -> Option<Contradiction> {
        if record.change.carried() == Carried::SetAside {
            return None;
        }
        let from = record.from.iter().map(|id| (self.before, "from", id));
        let to = record.to.iter().map(|id| (self.after, "to", id));
        let numbered = from.enumerate().chain(to.enumerate());
        let known = numbered.filter_map(|(number, (model, key, id))| {
            Some((model.element(id.as_str())?.noun(), id, key, number))
        });
        let known: Vec<_> = known.collect();
        let (first, first_id, ..) = known.first()?;
        let (noun, id, key, number) = known.iter().find(|(noun, ..)| noun != first)?;
        let message = format!(
            "`{id}` is {}{noun}, and `{first_id}` {}{first}: the one cannot become the other",
            a(noun),
            a(first)
        );
        Some((message, key, *number, CORRECT))
    }

    /// Whether an element is there after the step, and not deprecated.
    fn is_in_force(&self, id: &ElementId) -> bool {
        let status = match self.after.element(id.as_str()) {
            Some(Element::Indicator(competence, it)) => Some(competence.status_of(it)),
            Some(element) => element.own_status(),
            None => return false,
        };
        status != Some(Status::Deprecated)
    }

    /// What is wrong with the word for a step from one element to one.
    fn wrong_word(
        &self,
        record: &LineageRecord,
        old: Element<'_>,
        new: Element<'_>,
    ) -> Option<(String, &'static str)> {
        let id = old.id();
        let same_words = self.words(old) == self.words(new);
        let message = match record.change {
            LineageChange::Renamed if old.id() == new.id() => {
                format!("`{id}` has the same id as before, so it was not renamed")
            }
            LineageChange::Moved if old.id() == new.id() && place_of(old) == place_of(new) => {
                format!("`{id}` is where it was, so it was not moved")
            }
            LineageChange::Reworded if same_words => {
                format!("`{id}` says the same as before, so it was not reworded")
            }
            LineageChange::Renamed | LineageChange::Moved
                if !record.editorial && self.means_another(old, new) =>
            {
                let message = format!(
                    "`{}` has another statement than `{id}` had, and the record does not say that it means the same",
                    new.id()
                );
                return Some((message, self.editorial_help(old, new)));
            }
            _ => return None,
        };
        Some((message, CORRECT))
    }

    /// What to do about a record that leads to another wording.
    fn editorial_help(&self, old: Element<'_>, new: Element<'_>) -> &'static str {
        let primary = &self.after.framework().languages.primary;
        let text = |it: Element<'_>| it.title().get(primary).unwrap_or_default().to_owned();
        if near_equal(&text(old), &text(new)) {
            "add `editorial: true` to the record: the statement looks as if it had only been corrected"
        } else {
            "add `editorial: true` to the record if it means the same; if not, write `change: replaced`"
        }
    }

    /// Whether the statement of an indicator changed, and no record says that it means the same.
    fn means_another(&self, old: Element<'_>, new: Element<'_>) -> bool {
        let (Element::Indicator(_, before), Element::Indicator(_, after)) = (old, new) else {
            return false;
        };
        let declared = self.lineage.records.iter().any(|it| {
            it.change == LineageChange::Reworded && it.to.iter().any(|to| to.as_str() == new.id())
        });
        let primary = &self.after.framework().languages.primary;
        let text = |it: &crate::Indicator| it.statement.get(primary).map(normalised);
        !declared && text(before) != text(after)
    }

    /// All that an element says, in the primary language.
    fn words<'m>(&self, element: Element<'m>) -> Vec<(TextField, Option<&'m str>)> {
        let primary = &self.after.framework().languages.primary;
        let texts = element.texts().filter(|it| it.field.is_of_content());
        texts.map(|it| (it.field, it.text.get(primary))).collect()
    }
}

/// Where an element stands, apart from its id.
fn place_of(element: Element<'_>) -> (Option<crate::Kind>, Option<&str>) {
    match element {
        Element::Competence(it) => (
            Some(it.kind),
            it.cluster.as_ref().map(crate::ClusterId::as_str),
        ),
        Element::Cluster(it) => (None, it.parent.as_ref().map(crate::ClusterId::as_str)),
        Element::Indicator(competence, _) => (None, Some(competence.id.as_str())),
        Element::Profile(_) => (None, None),
    }
}

/// The indefinite article of a noun, with the space after it.
fn a(noun: &str) -> &'static str {
    if noun.starts_with('i') { "an " } else { "a " }
}
