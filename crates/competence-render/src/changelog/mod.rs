//! The changelog of a framework, in its own terms and language, in the form of Keep a Changelog.

mod file;

use std::fmt::Write;

use competence_core::diff::{Change, Edit, ElementKey, ProfileEffect};
use competence_core::version::{Comparison, Decision, Judgement};
use competence_core::{Carried, ChangeKind, CompetenceId, Date, LineageChange, Model};

pub use file::with_section;

use crate::locale::{Locale, args, capital};
use crate::markdown::escaped;
use crate::passage;
use crate::telling::{Line, Record, Sides, Teller, ids};

// Writing to a string does not fail, so the results of `write!` are not looked at here.

/// The section of a version: what changed since the one before, or what the first one holds. It
/// is in the framework's primary language, or in English where there are no messages in that one.
pub fn section(since: Option<&Comparison>, model: &Model, date: Date) -> String {
    let locale = Locale::of(&model.framework().languages.primary);
    let mut out = format!("## [{}] - {date}\n", model.framework().version);
    let lists = match since {
        Some(comparison) => Lists::of(comparison),
        None => Lists::of_the_first(model, &locale),
    };
    for (heading, lines) in [
        ("section-added", lists.added),
        ("section-changed", lists.changed),
        ("section-deprecated", lists.deprecated),
        ("section-removed", lists.removed),
        ("section-fixed", lists.fixed),
    ] {
        if !lines.is_empty() {
            let _ = write!(out, "\n### {}\n\n", locale.say(heading, &[]));
        }
        for line in lines {
            let _ = writeln!(out, "- {line}");
        }
    }
    out
}

#[derive(Default)]
struct Lists {
    added: Vec<String>,
    changed: Vec<String>,
    deprecated: Vec<String>,
    removed: Vec<String>,
    fixed: Vec<String>,
}

impl Lists {
    /// What the first release holds, in numbers.
    fn of_the_first(model: &Model, locale: &Locale) -> Self {
        let things = [
            (model.clusters().len(), "cluster"),
            (model.competences().len(), "competence"),
            (model.indicators().count(), "indicator"),
            (model.profiles().len(), "profile"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| locale.counted(number, noun));
        let things = locale.list(&things.collect::<Vec<_>>());
        Self {
            added: vec![locale.say("first-release", args! { "things" => things })],
            ..Self::default()
        }
    }

    fn of(comparison: &Comparison) -> Self {
        let outline = comparison.outline();
        let teller = Teller::new(comparison.before(), comparison.after(), None);
        let mut lists = Self::default();
        for decision in &outline.decisions {
            lists.decision(&teller, decision);
        }
        for group in &outline.groups {
            let is_new = |change: &Change| {
                change.element == group.element && matches!(change.edit, Edit::Added { .. })
            };
            let is_whole = group.judgements.iter().any(|it| is_new(it.change));
            for judgement in &group.judgements {
                let change = judgement.change;
                let is_inside = matches!(change.element, ElementKey::Indicator(_));
                let is_added = matches!(change.edit, Edit::Added { .. });
                // The statements of a new competence come with it.
                if is_whole && is_inside && is_added {
                    continue;
                }
                // A text in several languages is one entry, where its first change is.
                let same = of_one_text(&group.judgements, judgement);
                if !same
                    .first()
                    .is_some_and(|it| std::ptr::eq(it.change, change))
                {
                    continue;
                }
                let primary = &comparison.after().framework().languages.primary;
                let is_binding = |it: &&Judgement<'_>| matches!(&it.change.edit, Edit::Text { language, .. } if language == primary);
                let binding = same.iter().find(is_binding).map_or(change, |it| it.change);
                for line in teller.lines(&same) {
                    lists.change(binding, entry(&teller, binding, &line));
                }
            }
        }
        for effect in &comparison.diff().profiles {
            lists.changed.push(effect_line(&teller, effect));
        }
        let settings = outline.metadata.len();
        if settings > 0 {
            let changes = teller.locale.counted(settings, "change");
            lists
                .changed
                .push(teller.say("settings-changed", args! { "changes" => changes }));
        }
        lists
    }

    fn decision(&mut self, teller: &Teller<'_>, decision: &Decision<'_>) {
        // What goes along with the competence is told with it; what is lost is told by itself.
        let lost = |it: &&Decision<'_>| it.record.change.carried() == Carried::SetAside;
        for part in decision.parts.iter().filter(lost) {
            self.decision(teller, part);
        }
        let record = decision.record;
        let ids = ids(record, "`");
        let mut entry = format!("{} ({ids})", escaped(&teller.record(record)));
        if let Some(reason) = Record::of(teller, record).reason {
            let _ = write!(entry, ". {}", escaped(&reason));
        }
        match record.change {
            LineageChange::Retired => self.removed.push(entry),
            LineageChange::Reworded if record.editorial => self.fixed.push(entry),
            _ => self.changed.push(entry),
        }
    }

    fn change(&mut self, change: &Change, entry: String) {
        let list = match change.kind {
            ChangeKind::ElementAdded => &mut self.added,
            ChangeKind::ElementRemoved => &mut self.removed,
            ChangeKind::ElementDeprecated => &mut self.deprecated,
            ChangeKind::StatementEdited => &mut self.fixed,
            // What a profile gains and loses is listed by itself.
            ChangeKind::RequirementsRaised | ChangeKind::RequirementsChanged => return,
            _ => &mut self.changed,
        };
        list.push(entry);
    }
}

/// The changes of the text that a change is about, in all languages; of another change, itself.
fn of_one_text<'m>(all: &[Judgement<'m>], one: &Judgement<'m>) -> Vec<Judgement<'m>> {
    let text = |it: &Judgement<'m>| match &it.change.edit {
        Edit::Text { path, .. } => Some((&it.change.element, path)),
        _ => None,
    };
    match text(one) {
        Some(wanted) => {
            let same = all.iter().filter(|it| text(it) == Some(wanted));
            same.cloned().collect()
        }
        None => vec![one.clone()],
    }
}

/// What a position is assessed on that it was not, or no longer is.
fn effect_line(teller: &Teller<'_>, effect: &ProfileEffect) -> String {
    let parts = [
        ("gains", &effect.gains),
        ("loses", &effect.loses),
        ("levels", &effect.levels),
    ]
    .into_iter()
    .filter(|(_, ids)| !ids.is_empty())
    .map(|(id, ids)| {
        let names = teller.names(ids.iter().map(CompetenceId::as_str));
        teller.say(id, args! { "names" => teller.locale.list(&names) })
    });
    let what = parts.collect::<Vec<_>>().join("; ");
    let name = teller.name(effect.profile.as_str());
    let noun = teller.say("noun", args! { "noun" => "profile" });
    let said = args! { "noun" => capital(&noun), "name" => name, "change" => what };
    escaped(&teller.say("about", said))
}

/// A change on a line.
fn entry(teller: &Teller<'_>, change: &Change, line: &Line) -> String {
    let is_whole = matches!(change.edit, Edit::Added { .. } | Edit::Removed { .. });
    let is_indicator = matches!(change.element, ElementKey::Indicator(_));
    let mut entry = match change.element {
        ElementKey::Framework | ElementKey::Lineage(_) => escaped(&line.sentence),
        _ if is_whole || is_indicator => format!("{} (`{}`)", escaped(&line.sentence), line.id),
        _ => {
            let noun = teller.say("noun", args! { "noun" => change.element.noun() });
            let name = teller.name(&line.id);
            let said = args! {
                "noun" => capital(&noun), "name" => name, "change" => line.sentence.as_str()
            };
            format!("{} (`{}`)", escaped(&teller.say("about", said)), line.id)
        }
    };
    // In the language of the changelog; the others stand in the model.
    if let Some(Sides { old, new, .. }) = line.texts.first() {
        let texts: Vec<&str> = [old, new]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        if texts.iter().any(|it| passage::lines(it).len() > 1) {
            let _ = write!(entry, ":<br>{}", broken(&texts));
        } else {
            let quoted = |text: &&str| escaped(&teller.locale.quoted(text));
            let texts: Vec<String> = texts.iter().map(quoted).collect();
            let _ = write!(entry, ": {}", texts.join(" → "));
        }
    }
    entry
}

/// Texts with paragraphs or lists, one after the other. An entry is one line of the file, so what
/// a reader sees is broken and not the line.
fn broken(texts: &[&str]) -> String {
    let text = |text: &&str| {
        let lines = passage::lines(text).into_iter();
        lines
            .map(|it| escaped(&it))
            .collect::<Vec<_>>()
            .join("<br>")
    };
    let texts: Vec<String> = texts.iter().map(text).collect();
    texts.join("<br>→<br>")
}
