//! Sufficient statistics as they are stored: with what they are of, and how many persons.

use competence_core::{Contents, Model};
use semver::Version;
use serde::{Deserialize, Serialize};

use super::gather::Gathered;
use crate::figures::{Moments, Unreadable};

/// The form of the bytes.
const FORMAT: u32 = 1;

/// Everything that the figures of a version of a framework are computed from, but for the ratings themselves: what
/// another machine has gathered, and an analysis is made of
/// ([`Analysis::of_statistics`](super::Analysis::of_statistics)).
///
/// It knows no person. Yet it says how often each two values were given together, down to single forms: it is to be
/// kept as the ratings are.
///
/// ```
/// use competence_core::Model;
/// use competence_ratings::evidence::{Analysis, PersonCounts, Settings, Statistics};
/// use competence_ratings::figures::Moments;
/// # let json = r#"{
/// #   "format": 1,
/// #   "framework": {
/// #     "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
/// #     "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 2, "title": {"en": "Yes"}}]}
/// #   },
/// #   "competences": [{
/// #     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "approved",
/// #     "indicators": [{"id": "cooperation.agreements", "statement": {"en": "Keeps agreements"}}]
/// #   }]
/// # }"#;
/// let model = Model::from_bundle(json.as_bytes())?;
/// let mut moments = Moments::of(1)?;
/// for value in [2.0, 1.0, 2.0, 2.0, 1.0] {
///     moments.add(&[Some(value)])?;
/// }
/// // One form a person.
/// let counts = PersonCounts { persons: 5, persons_of_both: vec![5], ..PersonCounts::default() };
/// let stored = Statistics::of(&model, moments, counts)?.to_bytes();
///
/// let read = Statistics::from_bytes(&stored)?;
/// let analysis = Analysis::of_statistics(&model, &read, &Settings::default())?;
/// assert_eq!(analysis.indicators[0].mean.value(), Some(1.6));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    head: Head,
    /// As the values were given: nothing is turned around.
    moments: Moments,
}

/// What sufficient statistics do not say themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonCounts {
    /// Different persons who were rated.
    pub persons: u64,
    /// Persons with a form that rates both of two indicators: (0,0), (1,0), (1,1), (2,0), ...
    pub persons_of_both: Vec<u64>,
    /// Ratings of an indicator that the same form rates already.
    pub repeated: u64,
    /// Indicators of forms that are rated more than once, and not alike.
    pub contradicting: u64,
}

/// The first line of the bytes, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Head {
    format: u32,
    framework: String,
    version: Version,
    indicators: Vec<String>,
    persons: u64,
    persons_of_both: Vec<u64>,
    repeated: u64,
    contradicting: u64,
}

/// Why bytes are not [`Statistics`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotStatistics {
    /// The first line is something else.
    #[error("this is not a file of sufficient statistics: {0}")]
    Head(String),
    /// They are of a later form.
    #[error(
        "this is format {0} of sufficient statistics; a later version of this program reads it"
    )]
    Later(u32),
    /// What follows cannot be read.
    #[error(transparent)]
    Moments(#[from] Unreadable),
    /// No ratings give these numbers.
    #[error("the sufficient statistics contradict themselves: {0}")]
    Contradicts(&'static str),
}

impl Statistics {
    /// Those of ratings of all indicators of a framework, in its order, with values as they were given.
    ///
    /// # Errors
    /// [`NotStatistics::Contradicts`] if no ratings give these numbers.
    pub fn of(
        contents: &Contents,
        moments: Moments,
        counts: PersonCounts,
    ) -> Result<Self, NotStatistics> {
        let framework = contents.framework();
        let ids = contents.indicators().map(|(_, it)| it.id.to_string());
        let head = Head {
            format: FORMAT,
            framework: framework.id.to_string(),
            version: framework.version.clone(),
            indicators: ids.collect(),
            persons: counts.persons,
            persons_of_both: counts.persons_of_both,
            repeated: counts.repeated,
            contradicting: counts.contradicting,
        };
        Self { head, moments }.sound()
    }

    /// The id of the framework.
    pub fn framework(&self) -> &str {
        &self.head.framework
    }

    /// The version of it.
    pub fn version(&self) -> &Version {
        &self.head.version
    }

    /// The sufficient statistics.
    pub fn moments(&self) -> &Moments {
        &self.moments
    }

    /// How many different persons were rated.
    pub fn persons(&self) -> u64 {
        self.head.persons
    }

    /// How many persons have a form that rates both indicators.
    pub fn persons_of_both(&self, one: usize, other: usize) -> u64 {
        let (first, second) = (one.min(other), one.max(other));
        let pair = second * (second + 1) / 2 + first;
        self.head.persons_of_both.get(pair).copied().unwrap_or(0)
    }

    /// Ratings of an indicator that the same form rates already, and how many of these indicators are not rated
    /// alike.
    pub(super) fn repeated(&self) -> (u64, u64) {
        (self.head.repeated, self.head.contradicting)
    }

    /// Whether they are of this model, indicator by indicator.
    pub fn is_of(&self, model: &Model) -> bool {
        let framework = model.framework();
        self.head.framework == framework.id.as_str()
            && self.head.version == framework.version
            && model.indicators().map(|(_, it)| it.id.as_str()).eq(self
                .head
                .indicators
                .iter()
                .map(String::as_str))
    }

    /// As bytes: a line of JSON that says what they are of, and [`Moments::to_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers are always JSON.
        let mut bytes = serde_json::to_vec(&self.head).unwrap_or_default();
        bytes.push(b'\n');
        bytes.extend(self.moments.to_bytes());
        bytes
    }

    /// What [`Statistics::to_bytes`] wrote. The bytes may come from anywhere.
    ///
    /// # Errors
    /// [`NotStatistics`] if they are something else, or no ratings give such numbers.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotStatistics> {
        #[derive(Deserialize)]
        struct Form {
            format: u32,
        }
        let end = bytes.iter().position(|it| *it == b'\n');
        let (line, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
        let not = |error: serde_json::Error| NotStatistics::Head(error.to_string());
        let form: Form = serde_json::from_slice(line).map_err(not)?;
        if form.format != FORMAT {
            return Err(NotStatistics::Later(form.format));
        }
        let head: Head = serde_json::from_slice(line).map_err(not)?;
        let moments = Moments::from_bytes(rest.get(1..).unwrap_or_default())?;
        Self { head, moments }.sound()
    }

    /// An error if no ratings give these counts.
    fn sound(self) -> Result<Self, NotStatistics> {
        let count = self.moments.indicators();
        let pairs = || (0..count).flat_map(|second| (0..=second).map(move |it| (it, second)));
        let contradicts = |is_so: bool, what: &'static str| {
            if is_so {
                Err(NotStatistics::Contradicts(what))
            } else {
                Ok(())
            }
        };
        contradicts(
            self.head.indicators.len() != count
                || self.head.persons_of_both.len() != pairs().count(),
            "they are of another number of indicators",
        )?;
        contradicts(
            (0..count).any(|it| self.moments.is_reversed(it)),
            "values are turned around already",
        )?;
        contradicts(
            self.persons() > self.moments.rows(),
            "there are more persons than forms",
        )?;
        let is_unsound = |(one, other): (usize, usize)| {
            let (of, n) = (
                self.persons_of_both(one, other),
                self.moments.n_of_both(one, other),
            );
            let most = self
                .persons_of_both(one, one)
                .min(self.persons_of_both(other, other));
            of > most.min(self.persons()).min(n) || (of > 0) != (n > 0)
        };
        contradicts(
            pairs().any(is_unsound),
            "two indicators are rated by more persons than one, or by none",
        )?;
        Ok(self)
    }
}

impl From<&Gathered> for Statistics {
    /// What is to be stored of ratings that were gathered here.
    fn from(gathered: &Gathered) -> Self {
        let (framework, version) = gathered.shape.framework.clone();
        let indicators = gathered.shape.ids.clone();
        let pairs =
            (0..indicators.len()).flat_map(|second| (0..=second).map(move |first| (first, second)));
        let persons_of_both = pairs.map(|(one, other)| gathered.persons_of_both(one, other));
        let totals = &gathered.totals;
        Self {
            head: Head {
                format: FORMAT,
                framework,
                version,
                persons: totals.persons,
                persons_of_both: persons_of_both.collect(),
                repeated: totals.ratings.saturating_sub(totals.distinct),
                contradicting: totals.contradicting,
                indicators,
            },
            moments: gathered.moments().clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Statistics {
        let mut moments = Moments::of(2).unwrap();
        for row in [[Some(1.0), Some(2.0)], [Some(3.0), None]] {
            moments.add(&row).unwrap();
        }
        let head = Head {
            format: FORMAT,
            framework: "demo".to_owned(),
            version: Version::new(1, 0, 0),
            indicators: vec!["a.x".to_owned(), "a.y\n".to_owned()],
            persons: 2,
            persons_of_both: vec![2, 1, 1],
            repeated: 0,
            contradicting: 0,
        };
        Statistics { head, moments }
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let read = Statistics::from_bytes(&two().to_bytes()).unwrap();
        assert_eq!(read, two());
    }

    #[test]
    fn what_no_ratings_give_is_refused() {
        let told = |change: fn(&mut Head)| {
            let mut it = two();
            change(&mut it.head);
            let error = Statistics::from_bytes(&it.to_bytes()).unwrap_err();
            error.to_string()
        };
        assert!(told(|it| it.persons = 3).contains("more persons than forms"));
        for change in [
            (|it| it.persons_of_both = vec![2, 2, 1]) as fn(&mut Head),
            |it| it.persons_of_both = vec![2, 0, 1],
            |it| it.persons_of_both = vec![3, 1, 1],
        ] {
            assert!(told(change).contains("by more persons"));
        }
        assert!(told(|it| it.indicators.truncate(1)).contains("another number"));
        assert!(told(|it| it.persons_of_both.truncate(2)).contains("another number"));
        assert!(told(|it| it.format = 2).contains("later version"));
        let mut reversed = two();
        let ends = crate::figures::Ends::new(1.0, 5.0).unwrap();
        reversed.moments.reverse(0, ends).unwrap();
        assert!(Statistics::from_bytes(&reversed.to_bytes()).is_err());
    }

    #[test]
    fn other_files_are_told_from_it() {
        let bytes = two().to_bytes();
        for other in [
            &b"person,indicator,value\n"[..],
            b"",
            b"{}\n",
            b"{\"format\": 1}\n",
        ] {
            let error = Statistics::from_bytes(other).unwrap_err().to_string();
            assert!(
                error.contains("not a file of sufficient statistics"),
                "{error}"
            );
        }
        for end in 0..bytes.len() {
            let part = bytes.get(..end).unwrap();
            assert!(Statistics::from_bytes(part).is_err(), "{end}");
        }
        let longer = [&bytes[..], b"1"].concat();
        assert!(Statistics::from_bytes(&longer).is_err());
    }
}
