//! What is certain in a model of which something was left out.

use super::{Relies, Subject};
use crate::check::finding::Finding;
use crate::check::load::{File, Loaded};

/// The keys of the manifest that every rule of meaning relies on: which rules there are, in which
/// languages texts are, and what they should be like.
const OF_ALL: [&str; 4] = ["version", "languages", "conventions", "rules"];

/// What of a model was understood.
pub(super) struct Certainty {
    /// Nothing was left out.
    whole: bool,
    /// What every rule relies on was understood.
    manifest: bool,
}

impl Certainty {
    pub fn of(loaded: &Loaded) -> Self {
        let whole = !loaded.findings.iter().any(Finding::prevents_reading)
            && loaded.files.iter().all(File::is_whole);
        let manifest = match loaded.origins.framework {
            Some(origin) => loaded.files.get(origin.file).is_some_and(|file| {
                let is_complete = |key: &&str| file.document.is_complete(origin.node, key);
                !file.is_cut && OF_ALL.iter().all(is_complete)
            }),
            // One document on its own has no manifest to rely on.
            None => loaded.is_part,
        };
        Self { whole, manifest }
    }
}

impl Subject<'_> {
    /// Whether a finding does not follow from what was left out.
    pub(crate) fn is_certain(&self, relies: Relies, finding: &Finding) -> bool {
        if self.certainty.whole || relies == Relies::Itself {
            return true;
        }
        if relies == Relies::Model || !self.certainty.manifest {
            return false;
        }
        let related = finding.related.iter();
        let mut elements = related
            .filter_map(|it| it.element.as_deref())
            .chain(finding.element.as_deref());
        if finding.element.is_none() {
            let mut files = self.loaded.files.iter();
            let file = files.find(|file| file.path == finding.place.file);
            return file.is_some_and(File::is_whole) && elements.all(|id| self.is_understood(id));
        }
        elements.all(|id| self.is_understood(id))
    }

    /// Whether all of an element was understood; of an indicator with the keys of its competence,
    /// of the manifest with all that is in it.
    fn is_understood(&self, id: &str) -> bool {
        let framework = self.framework().filter(|at| at.item.id.as_str() == id);
        if let Some(framework) = framework {
            return framework.spot.is_understood();
        }
        // What is not in the model relies on nothing of it.
        self.find(id).is_none_or(|at| {
            at.spot().is_understood() && (at.index.is_none() || at.holder.has_all_keys())
        })
    }

    /// Whether all of a key of the manifest was understood.
    pub fn is_key_of_manifest_understood(&self, key: &str) -> bool {
        self.framework().is_some_and(|at| {
            let file = at.spot.file;
            !file.is_cut && file.document.is_complete(at.spot.node, key)
        })
    }

    /// Whether nothing at all was left out of the model.
    pub fn is_all_understood(&self) -> bool {
        self.certainty.whole
    }
}

impl super::Spot<'_> {
    /// Whether nothing was left out of what is here.
    fn is_understood(self) -> bool {
        !self.file.is_cut && !self.file.document.is_incomplete(self.node)
    }

    /// Whether no key of the map that is here was left out.
    fn has_all_keys(self) -> bool {
        !self.file.is_cut && !self.file.document.lacks_a_key(self.node)
    }
}
