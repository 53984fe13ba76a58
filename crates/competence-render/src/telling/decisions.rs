//! Lineage records in sentences.

use competence_core::{Element, ElementId, LineageChange, LineageRecord};

use super::Teller;
use crate::locale::args;
use crate::visible::visible_line;

/// Why and on what a decision rests, and when it was made, each in a sentence.
pub(crate) struct Record {
    pub reason: Option<String>,
    pub evidence: Vec<(String, Option<String>)>,
    pub decided: Option<String>,
    /// What becomes of the ratings that there are.
    pub ratings: Option<String>,
}

impl Record {
    pub(crate) fn of(teller: &Teller<'_>, record: &LineageRecord) -> Self {
        let reason = record
            .reason
            .as_deref()
            .map(|it| teller.say("reason", args! { "reason" => visible_line(it).as_ref() }));
        let evidence = record.evidence.iter().map(|it| {
            let text = visible_line(&it.text);
            let sentence = teller.say("evidence", args! { "evidence" => text.as_ref() });
            (sentence, it.link.as_ref().map(ToString::to_string))
        });
        let decided = record
            .decided
            .map(|it| teller.say("decided", args! { "date" => teller.locale.date(it) }));
        Self {
            reason,
            evidence: evidence.collect(),
            decided,
            ratings: None,
        }
    }

    /// All of it, each in a sentence, with the links of the evidence behind their text.
    pub(crate) fn sentences(&self, linked: impl Fn(&str, &str) -> String) -> Vec<String> {
        let evidence = self.evidence.iter().map(|(text, link)| match link {
            Some(link) => linked(text, link),
            None => text.clone(),
        });
        let reason = self.reason.iter().cloned();
        let rest = [&self.decided, &self.ratings]
            .into_iter()
            .flatten()
            .cloned();
        reason.chain(evidence).chain(rest).collect()
    }
}

/// The ids that a record leads from and to, each between marks: `a, b → c`.
pub(crate) fn ids(record: &LineageRecord, mark: &str) -> String {
    let list = |ids: &[ElementId]| {
        let ids: Vec<String> = ids.iter().map(|id| format!("{mark}{id}{mark}")).collect();
        ids.join(", ")
    };
    match (list(&record.from), list(&record.to)) {
        (from, to) if to.is_empty() || from == to => from,
        (from, to) => format!("{from} → {to}"),
    }
}

/// A record in a sentence, without its reason.
pub(super) fn sentence(teller: &Teller<'_>, record: &LineageRecord) -> String {
    let noun = noun(teller, record);
    // The indicators that a record names beside their competence are told with it.
    let is_told = |id: &&ElementId| noun == "indicator" || !id.as_str().contains('.');
    let told = |ids: &'_ [ElementId]| ids.iter().filter(is_told).cloned().collect::<Vec<_>>();
    let (from, to) = (told(&record.from), told(&record.to));
    let (number, targets) = (from.len(), to.len());
    let old: Vec<String> = from.iter().map(|it| teller.old_name(it.as_str())).collect();
    let new = teller.names(to.iter().map(ElementId::as_str));
    let (from, to) = (teller.locale.list(&old), teller.locale.list(&new));
    let id = match record.change {
        LineageChange::Merged => "merged",
        LineageChange::Split => "split",
        LineageChange::Replaced => "replaced",
        LineageChange::Retired => "retired",
        LineageChange::Renamed if from == to => "renamed-id",
        LineageChange::Renamed => "renamed",
        LineageChange::Moved => match place(teller, record) {
            Some(place) => {
                return teller.say(
                    "moved-to",
                    args! { "noun" => noun, "from" => from, "place" => place },
                );
            }
            None => "moved",
        },
        LineageChange::Reworded if record.editorial => "reworded-editorial",
        LineageChange::Reworded => "reworded",
    };
    teller.say(
        id,
        args! {
            "noun" => noun,
            "from" => from,
            "to" => to,
            "number" => number,
            "targets" => targets,
        },
    )
}

fn noun(teller: &Teller<'_>, record: &LineageRecord) -> &'static str {
    let models = [teller.old.model, teller.new.model];
    let all = || record.from.iter().chain(&record.to);
    let wholes = all().filter(|it| !it.as_str().contains('.'));
    let mut ids = wholes.chain(all());
    let found = ids.find_map(|id| models.iter().find_map(|it| it.element(id.as_str())));
    let of_id = || {
        let first = record.from.first();
        let is_indicator = first.is_some_and(|it| it.as_str().contains('.'));
        if is_indicator {
            "indicator"
        } else {
            "competence"
        }
    };
    found.map_or_else(of_id, |it| it.noun())
}

/// Where what was moved is now: an indicator in which competence, a competence of which kind or in
/// which cluster, a cluster in which other one.
fn place(teller: &Teller<'_>, record: &LineageRecord) -> Option<String> {
    let to = record.to.first()?;
    match teller.new.model.element(to.as_str())? {
        Element::Indicator(competence, _) => Some(teller.name(competence.id.as_str())),
        Element::Competence(it) => Some(match &it.cluster {
            Some(cluster) => teller.name(cluster.as_str()),
            None => teller.say("kind", args! { "kind" => it.kind.as_str() }),
        }),
        Element::Cluster(it) => it.parent.as_ref().map(|it| teller.name(it.as_str())),
        Element::Profile(_) => None,
    }
}
