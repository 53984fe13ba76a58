//! What people call a key or a value that has another name here: words of the field, of other
//! formats and of other languages, for which the nearest name by its letters would be wrong.

use super::nearest::nearest;

/// A word that is not known, and the names that it may mean, the likeliest first. Which of them is
/// meant depends on what is known at the place.
type Synonym = (&'static str, &'static [&'static str]);

/// Keys.
static KEYS: &[Synonym] = &[
    ("about", DESCRIPTION),
    ("after", &["to"]),
    ("aliases", &["alternative-titles"]),
    ("also-called", &["alternative-titles"]),
    ("alt-label", &["alternative-titles"]),
    ("altlabel", &["alternative-titles"]),
    ("base", &["extends"]),
    ("based-on", &["extends", "source"]),
    ("because", &["reason"]),
    ("before", &["from"]),
    ("behavior", &["statement"]),
    ("behaviors", &["indicators"]),
    ("behaviour", &["statement"]),
    ("behaviours", &["indicators"]),
    ("caption", &["title"]),
    ("category", &["kind"]),
    ("comment", &["note", "reason", "definition", "description"]),
    ("competences", &["requires"]),
    ("competencies", &["requires"]),
    ("date", &["decided", "released"]),
    ("definicija", &["definition"]),
    ("definition", DESCRIPTION),
    ("desc", DESCRIPTION),
    ("description", DESCRIPTION),
    ("descriptors", &["levels"]),
    ("direction", &["polarity"]),
    ("domain", &["field"]),
    ("end-date", &["valid-until"]),
    ("explanation", DESCRIPTION),
    ("grade", &["value", "level"]),
    ("group", &["cluster", "kind"]),
    ("grozd", &["cluster"]),
    ("heading", &["title"]),
    ("href", &["link", "target"]),
    ("identifier", &["id"]),
    ("ignore", &["suppressions"]),
    ("importance", &["necessity"]),
    ("inherits", &["extends"]),
    ("iri", &["target", "link"]),
    ("key", &["id"]),
    ("label", &["title"]),
    ("lang", &["languages"]),
    ("language", &["languages"]),
    ("locales", &["languages"]),
    ("max-indicators", &["indicators-max"]),
    ("max-length", &["statement-length-max"]),
    ("min-indicators", &["indicators-min"]),
    ("name", &["title"]),
    ("naslov", &["title"]),
    ("naziv", &["title"]),
    ("negative", &["polarity"]),
    ("new", &["to"]),
    ("notation", &["code"]),
    ("note", &["reason", "definition", "description"]),
    ("number", &["code", "value"]),
    ("old", &["from"]),
    ("opis", DESCRIPTION),
    ("orgs", &["organisations"]),
    ("parent", &["extends", "cluster"]),
    ("phase", &["status"]),
    ("points", &["value"]),
    ("position", &["order"]),
    ("predicate", &["relation"]),
    ("pref-label", &["title"]),
    ("preflabel", &["title"]),
    ("prerequisites", &["relations"]),
    ("rationale", &["reason"]),
    ("related", &["relations"]),
    ("replaced-by", &["successors", "to"]),
    ("requirements", &["requires"]),
    ("scope-note", &["note"]),
    ("score", &["value"]),
    ("sector", &["field"]),
    ("sentence", &["statement"]),
    ("slug", &["id"]),
    ("stage", &["status"]),
    ("start-date", &["valid-from"]),
    ("state", &["status"]),
    ("statements", &["indicators"]),
    ("summary", DESCRIPTION),
    ("synonyms", &["alternative-titles"]),
    ("tags", &["keywords", "facets"]),
    (
        "text",
        &["statement", "definition", "description", "anchor", "text"],
    ),
    ("title", &["statement"]),
    ("trditev", &["statement"]),
    ("trditve", &["indicators"]),
    ("type", &["kind", "change", "relation"]),
    ("uri", &["iri", "target", "link"]),
    ("url", &["link", "target", "iri"]),
    ("used-by", &["organisations"]),
    ("vrsta", &["kind"]),
    ("when", &["decided", "released"]),
    ("why", &["reason"]),
    ("wording", &["statement"]),
];

/// The keys for what something is, in a sentence.
const DESCRIPTION: &[&str] = &["definition", "description", "field", "anchor", "statement"];

/// Keys that nothing here is called, with what to do instead.
static NO_KEYS: &[(&str, &str)] = &[
    ("author", NO_OWNER),
    ("created", NO_DATES),
    ("deleted", NO_DELETION),
    (
        "deprecated",
        "write `status: deprecated`, and why under `deprecation`",
    ),
    ("modified", NO_DATES),
    ("owner", NO_OWNER),
    ("responsible", NO_OWNER),
    ("retired", NO_DELETION),
    ("translation", TRANSLATIONS),
    ("translations", TRANSLATIONS),
    ("updated", NO_DATES),
    (
        "weight",
        "leave it out: all indicators of a competence count the same",
    ),
];

const NO_DATES: &str = "leave it out: the version control knows when a file changed, and `releases/releases.yaml` when a version was released";
const NO_DELETION: &str = "leave it out: what is no longer in force has `status: deprecated`, or is deleted with a `retired` record in the lineage";
const NO_OWNER: &str = "leave it out: the version control knows who wrote what, and `source` says where something comes from";
const TRANSLATIONS: &str =
    "leave it out: each text holds its languages, as in `title: { en: ..., sl: ... }`";

/// Values: of `status`, `kind`, `change`, `polarity`, `relation`, severities and levels.
static VALUES: &[Synonym] = &[
    ("abolished", &["retired"]),
    ("accepted", &["approved"]),
    ("active", &["approved"]),
    ("archived", &["deprecated"]),
    ("basic", &["core"]),
    ("behavioral", &["core"]),
    ("behavioural", &["core"]),
    ("breaking", &["major"]),
    ("broader", &["broadMatch"]),
    ("candidate", &["proposed"]),
    ("changed", &["reworded"]),
    ("combined", &["merged"]),
    ("common", &["core"]),
    ("current", &["approved"]),
    ("deleted", &["retired", "deprecated"]),
    ("delovno-specifična", &["job-specific"]),
    ("digitalna", &["digital"]),
    ("disable", &["off"]),
    ("disabled", &["off"]),
    ("divided", &["split"]),
    ("dot", &["full-stop"]),
    ("dropped", &["retired"]),
    ("edited", &["reworded"]),
    ("equivalent", &["exactMatch"]),
    ("false", &["off"]),
    ("feature", &["minor"]),
    ("final", &["approved"]),
    ("fix", &["patch"]),
    ("functional", &["job-specific"]),
    ("generic", &["core"]),
    ("ict", &["digital"]),
    ("ignore", &["off"]),
    ("inactive", &["deprecated"]),
    ("info", &["hint"]),
    ("job", &["job-specific"]),
    ("joined", &["merged"]),
    ("management", &["leadership"]),
    ("managerial", &["leadership"]),
    ("modified", &["reworded"]),
    ("narrower", &["narrowMatch"]),
    ("negative", &["ineffective"]),
    ("no", &["off", "none"]),
    ("none", &["off"]),
    ("note", &["hint"]),
    ("obsolete", &["deprecated"]),
    ("osnutek", &["draft"]),
    ("period", &["full-stop"]),
    ("positive", &["effective"]),
    ("potrjeno", &["approved"]),
    ("professional", &["job-specific"]),
    ("published", &["approved"]),
    ("released", &["approved"]),
    ("relocated", &["moved"]),
    ("removed", &["retired", "deprecated"]),
    ("rephrased", &["reworded"]),
    ("retired", &["deprecated"]),
    ("reversed", &["ineffective"]),
    ("review", &["proposed"]),
    ("same", &["exactMatch"]),
    ("separated", &["split"]),
    ("similar", &["closeMatch"]),
    ("soft", &["core"]),
    ("specific", &["job-specific"]),
    ("split-into", &["split"]),
    ("substituted", &["replaced"]),
    ("superseded", &["replaced", "deprecated"]),
    ("technical", &["job-specific"]),
    ("temeljna", &["core"]),
    ("todo", &["draft"]),
    ("transferred", &["moved"]),
    ("transversal", &["core"]),
    ("united", &["merged"]),
    ("updated", &["reworded"]),
    ("valid", &["approved"]),
    ("vodstvena", &["leadership"]),
    ("wip", &["draft"]),
    ("withdrawn", &["retired", "deprecated"]),
    ("yes", &["full-stop"]),
];

/// Languages by what is often taken for their tag: the code of a country, three letters, a name.
static LANGUAGES: &[Synonym] = &[
    ("cz", &["cs"]),
    ("deu", &["de"]),
    ("dk", &["da"]),
    ("eng", &["en"]),
    ("english", &["en"]),
    ("fra", &["fr"]),
    ("fre", &["fr"]),
    ("ger", &["de"]),
    ("german", &["de"]),
    ("gr", &["el"]),
    ("hrv", &["hr"]),
    ("ita", &["it"]),
    ("jp", &["ja"]),
    ("rs", &["sr"]),
    ("se", &["sv"]),
    ("si", &["sl"]),
    ("slo", &["sl"]),
    ("slovene", &["sl"]),
    ("slovenian", &["sl"]),
    ("slv", &["sl"]),
    ("ua", &["uk"]),
    ("uk", &["en"]),
];

/// The names among `known` that a key may mean, the likeliest first.
pub(crate) fn key<'k>(word: &str, known: &[&'k str]) -> Vec<&'k str> {
    if no_key(word).is_some() {
        return Vec::new();
    }
    meant(KEYS, word, known)
}

/// What to do instead of a key that nothing is called.
pub(crate) fn no_key(word: &str) -> Option<&'static str> {
    let word = usual(word);
    let found = NO_KEYS.iter().find(|(it, _)| *it == word);
    found.map(|(_, instead)| *instead)
}

/// The names among `known` that a value may mean, the likeliest first.
pub(crate) fn value<'k>(word: &str, known: &[&'k str]) -> Vec<&'k str> {
    meant(VALUES, word, known)
}

/// The language that is often called so.
pub(crate) fn any_language(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let found = LANGUAGES.iter().find(|(it, _)| *it == word);
    found.and_then(|(_, names)| names.first().copied())
}

/// The language among `known` that a tag may mean: by its synonyms, or a wider one, as `en` is of
/// `en-GB`.
pub(crate) fn language<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    let wider = word.split('-').next().unwrap_or_default();
    let wider = known.iter().find(|it| **it == wider);
    if let Some(wider) = wider {
        return Some(wider);
    }
    let found = LANGUAGES.iter().find(|(it, _)| *it == word);
    let mut names = found.into_iter().flat_map(|(_, names)| *names);
    names.find_map(|name| known.iter().find(|it| *it == name).copied())
}

/// Synonyms first, then the nearest.
fn meant<'k>(table: &[Synonym], word: &str, known: &[&'k str]) -> Vec<&'k str> {
    let word = usual(word);
    let found = table.iter().find(|(it, _)| *it == word);
    let names = found.into_iter().flat_map(|(_, names)| *names);
    let synonyms = names.filter_map(|name| known.iter().find(|it| *it == name).copied());
    let mut all: Vec<&'k str> = synonyms.collect();
    all.extend(nearest(&word, known.iter().copied()).filter(|it| !all.contains(it)));
    all
}

/// The word in the form that keys and values have here: `isPartOf` and `is_part_of` as
/// `is-part-of`.
fn usual(word: &str) -> String {
    let mut out = String::new();
    let mut before_is_lower = false;
    for it in word.trim().chars() {
        if it == '_' || it.is_whitespace() {
            out.push('-');
        } else {
            if it.is_uppercase() && before_is_lower {
                out.push('-');
            }
            out.extend(it.to_lowercase());
        }
        before_is_lower = it.is_lowercase();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{KEYS, LANGUAGES, NO_KEYS, VALUES, key, language, value};

    #[test]
    fn the_tables_are_in_order_and_name_no_word_twice() {
        for table in [KEYS, VALUES, LANGUAGES] {
            assert!(table.is_sorted_by(|(a, _), (b, _)| a < b));
        }
        assert!(NO_KEYS.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn what_is_meant_depends_on_what_is_known() {
        let competence = [
            "id",
            "kind",
            "title",
            "definition",
            "deprecation",
            "indicators",
            "status",
        ];
        assert_eq!(key("description", &competence), ["definition"]);
        assert_eq!(key("Name", &competence), ["title"]);
        assert_eq!(key("statsu", &competence), ["status"]);
        assert_eq!(key("translations", &competence), [""; 0]);
        assert_eq!(key("owner", &["order", "id"]), [""; 0]);
        assert_eq!(key("text", &["id", "statement"]), ["statement"]);
        let changes = [
            "renamed", "moved", "reworded", "merged", "split", "replaced", "retired",
        ];
        assert_eq!(value("removed", &changes).first(), Some(&"retired"));
        assert_eq!(value("renamd", &changes).first(), Some(&"renamed"));
        assert_eq!(value("Active", &["draft", "approved"]), ["approved"]);
        assert_eq!(language("si", &["en", "sl"]), Some("sl"));
        assert_eq!(language("SLO", &["en", "sl"]), Some("sl"));
        assert_eq!(language("en-GB", &["en", "sl"]), Some("en"));
        assert_eq!(language("hr", &["en", "sl"]), None);
    }
}
