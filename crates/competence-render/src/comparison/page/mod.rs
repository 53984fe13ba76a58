//! A comparison in sentences: what the text, the comment, and the page show, each in its form.

mod overview;
mod parts;
mod profiles;
mod ratings;
mod summary;

use competence_core::version::{Aligned, Bump, Comparison, Declared, Effects, Outline};
use competence_core::{Carried, Indicator, LanguageTag};

pub(super) use overview::Row;
pub(super) use parts::{Section, Told};
pub(super) use profiles::Profile;

use crate::locale::{Texts, args};
use crate::telling::Teller;
use crate::visible::visible_line;

/// A comparison with everything that is said about it.
pub(super) struct Page<'c> {
    pub comparison: &'c Comparison,
    pub outline: Outline<'c>,
    pub teller: Teller<'c>,
    pub effects: Effects<'c>,
}

impl<'c> Page<'c> {
    pub fn of(comparison: &'c Comparison, language: Option<&'c LanguageTag>) -> Self {
        Self {
            comparison,
            outline: comparison.outline(),
            teller: Teller::new(comparison.before(), comparison.after(), language),
            effects: Effects::of(comparison),
        }
    }

    pub fn say(&self, id: &str) -> String {
        self.teller.say(id, &[])
    }

    /// The name of the framework.
    pub fn framework(&self) -> String {
        let title = &self.comparison.after().framework().title;
        visible_line(self.teller.new.text(title)).into_owned()
    }

    pub fn title(&self) -> String {
        let version = |model: &competence_core::Model| model.framework().version.to_string();
        let (old, new) = (
            version(self.comparison.before()),
            version(self.comparison.after()),
        );
        self.teller
            .say("title", args! { "old" => old, "new" => new })
    }

    /// The verdict on the version, in a sentence.
    pub fn verdict(&self) -> String {
        let new = self.comparison.after().framework().version.to_string();
        let Some(verdict) = self.comparison.verdict() else {
            return self.teller.say("verdict-first", args! { "new" => new });
        };
        let lowest = verdict
            .lowest
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let is_free = !verdict.old.pre.is_empty() || verdict.old.major == 0;
        let id = match (verdict.sufficient, verdict.needed, verdict.declared) {
            (true, None, _) => "verdict-unchanged",
            (true, Some(_), _) if is_free => "verdict-free",
            (true, Some(_), _) => "verdict-sufficient",
            (false, _, Declared::Lower) => "verdict-lower",
            (false, ..) => "verdict-insufficient",
        };
        let bump = verdict.needed.map(Bump::as_str).unwrap_or_default();
        self.teller.say(
            id,
            args! { "old" => verdict.old.to_string(), "new" => new, "bump" => bump, "lowest" => lowest },
        )
    }

    pub fn bump(&self, bump: Bump) -> String {
        self.teller.say("bump", args! { "bump" => bump.as_str() })
    }

    /// What a bump means, by the promise of the framework's versions.
    pub fn legend(&self) -> [(Bump, String); 3] {
        let policy = self.comparison.after().framework().versioning_policy;
        let is_progression = policy == competence_core::VersioningPolicy::Progression;
        let ids = if is_progression {
            [
                "legend-progression-major",
                "legend-progression-minor",
                "legend-progression-patch",
            ]
        } else {
            ["legend-major", "legend-minor", "legend-patch"]
        };
        let [major, minor, patch] = ids.map(|id| self.say(id));
        [
            (Bump::Major, major),
            (Bump::Minor, minor),
            (Bump::Patch, patch),
        ]
    }

    /// Statements that stand side by side: the old ones and the new ones.
    pub fn statements(&self, row: &Aligned<'_>) -> (Vec<String>, Vec<String>) {
        let texts = |all: &[&Indicator], texts: Texts<'_>| {
            let all = all.iter();
            all.map(|it| texts.text(&it.statement).to_owned()).collect()
        };
        let (old, new) = (self.teller.old, self.teller.new);
        (texts(&row.before, old), texts(&row.after, new))
    }

    /// What becomes of the ratings of statements that stand side by side.
    pub fn carried(&self, row: &Aligned<'_>) -> String {
        let said = match row.carried {
            None => self.say("row-new"),
            Some(Carried::Kept) => self.say("row-kept"),
            Some(Carried::Joined) => self.say("row-joined"),
            Some(Carried::Divided) => self.say("row-divided"),
            Some(Carried::SetAside) => self.say("row-set-aside"),
        };
        let reason = row.record.and_then(|it| it.reason.as_deref());
        match (row.after.is_empty(), row.record, reason) {
            (true, None, _) => format!("{said}: {}", self.say("row-unexplained")),
            (true, Some(_), Some(reason)) => format!("{said}: {}", visible_line(reason)),
            _ => said,
        }
    }

    /// What to do next: raise the version, say what became of what was removed, or release.
    pub fn next(&self) -> Option<String> {
        let version = &self.comparison.after().framework().version;
        let lowest = self.comparison.verdict().and_then(|it| it.lowest.as_ref());
        if let Some(proposal) = self.comparison.lineage() {
            let corrections = proposal.corrections().count();
            return Some(if corrections == proposal.records.len() {
                self.say("next-correction")
            } else {
                self.say("next-lineage")
            });
        }
        if let Some(lowest) = lowest {
            let said = args! { "lowest" => lowest.to_string() };
            return Some(self.teller.say("next-version", said));
        }
        let is_draft = !version.pre.is_empty();
        let release = semver::Version::new(version.major, version.minor, version.patch);
        is_draft.then(|| {
            self.teller
                .say("next-release", args! { "new" => release.to_string() })
        })
    }
}

/// A sentence with a full stop.
pub(super) fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}
