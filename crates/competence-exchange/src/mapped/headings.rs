//! What columns are by their headings.

use std::collections::{BTreeMap, HashSet};

use super::mapping::{Constant, Fields, Gives, Rows, Take, With};
use crate::hierarchy::Role;
use crate::tables::read::normal;

/// What headings are called, without regard to case. The first column that has one of the names is taken.
const NAMES: [(What, &[&str]); 14] = [
    (
        What::Statement,
        &[
            "statement",
            "indicator",
            "behaviour",
            "behavior",
            "behavioural indicator",
            "behavioral indicator",
            "skill statement",
            "trditev",
            "vedenje",
            "kazalnik",
            "vedenjski indikator",
            "vedenjska trditev",
        ],
    ),
    (
        What::Competence,
        &[
            "competence",
            "competency",
            "competence title",
            "competency title",
            "competence name",
            "competency name",
            "skill",
            "skill name",
            "rsd name",
            "preferred label",
            "pref label",
            "kompetenca",
            "naziv kompetence",
            "title",
            "name",
            "naziv",
            "ime",
        ],
    ),
    (
        What::Definition,
        &[
            "definition",
            "description",
            "competence definition",
            "competency definition",
            "skill description",
            "opis",
            "definicija",
            "opredelitev",
        ],
    ),
    (
        What::Cluster,
        &[
            "cluster",
            "category",
            "categories",
            "group",
            "area",
            "domain",
            "family",
            "competence area",
            "skill category",
            "grozd",
            "skupina",
            "področje",
        ],
    ),
    (
        What::Level,
        &[
            "level",
            "proficiency",
            "proficiency level",
            "grade",
            "raven",
            "stopnja",
        ],
    ),
    (What::Polarity, &["polarity", "polarnost"]),
    (
        What::Code,
        &[
            "code",
            "short code",
            "notation",
            "skill code",
            "competence code",
            "competency code",
            "competence id",
            "competency id",
            "skill id",
            "id",
            "identifier",
            "number",
            "šifra",
            "koda",
            "oznaka",
        ],
    ),
    (What::Iri, &["iri", "uri", "concept uri", "url", "link"]),
    (What::Keywords, &["keywords", "tags", "ključne besede"]),
    (
        What::AlternativeTitles,
        &[
            "alternative titles",
            "alternative title",
            "alternative labels",
            "alternative label",
            "alt label",
            "alt labels",
            "altlabels",
            "synonyms",
            "sopomenke",
        ],
    ),
    (
        What::Note,
        &["note", "notes", "scope note", "opomba", "opombe"],
    ),
    (
        What::Profile,
        &[
            "role",
            "job",
            "job title",
            "position",
            "occupation",
            "profile",
            "delovno mesto",
            "profil",
            "vloga",
        ],
    ),
    (
        What::RequiredLevel,
        &[
            "required level",
            "skill level",
            "target level",
            "zahtevana raven",
        ],
    ),
    (
        What::Parent,
        &[
            "parent",
            "parent code",
            "parent id",
            "parent identifier",
            "parent uri",
            "parent title",
            "parent name",
            "parent concept",
            "parent competence",
            "parent competency",
            "parent skill",
            "broader",
            "broader concept",
            "broader term",
            "broader code",
            "broader uri",
            "broader title",
            "belongs to",
            "nadrejeno",
            "nadrejeni",
            "nadrejena kompetenca",
            "nadrejena šifra",
        ],
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Statement,
    Competence,
    Definition,
    Cluster,
    Level,
    Polarity,
    Code,
    Iri,
    Keywords,
    AlternativeTitles,
    Note,
    Profile,
    RequiredLevel,
    /// The row above, in a table of several depths.
    Parent,
}

/// The columns that are understood, and the others.
pub(super) struct Understood<'h> {
    found: BTreeMap<What, &'h str>,
    /// What competences are at each level.
    levels: Vec<(u16, &'h str)>,
    others: Vec<&'h str>,
}

impl<'h> Understood<'h> {
    /// Whether headings are Slovene words.
    pub fn is_slovene(headings: &[String]) -> bool {
        let words = [
            "kompetenca",
            "naziv kompetence",
            "vedenje",
            "trditev",
            "vedenjski indikator",
            "vedenjska trditev",
            "kazalnik",
            "naziv",
            "opis",
        ];
        headings.iter().any(|it| words.contains(&&*normal(it)))
    }

    /// What the headings of a table are; nothing if no competence is among them.
    pub fn of(headings: &'h [String]) -> Option<Self> {
        let mut all = Self {
            found: BTreeMap::new(),
            levels: Vec::new(),
            others: Vec::new(),
        };
        for heading in headings
            .iter()
            .map(|it| it.trim())
            .filter(|it| !it.is_empty())
        {
            let name = normal(&spaced(heading)).into_owned();
            let number = name
                .strip_prefix("level ")
                .or_else(|| name.strip_prefix("raven "));
            match (all.what(&name), number.and_then(|it| it.parse().ok())) {
                (Some(what), _) => drop(all.found.insert(what, heading)),
                (None, Some(number)) => all.levels.push((number, heading)),
                (None, None) => all.others.push(heading),
            }
        }
        // Where rows are of one depth each, what is above one is in a column of another name.
        let others = [What::Statement, What::Cluster, What::Profile];
        if others.iter().any(|it| all.found.contains_key(it)) {
            all.others.extend(all.found.remove(&What::Parent));
        }
        // A list of statements alone is one of competences.
        if !all.found.contains_key(&What::Competence) {
            let statement = all.found.remove(&What::Statement)?;
            all.found.insert(What::Competence, statement);
        }
        Some(all)
    }

    /// What a heading says, where no column before it says the same.
    fn what(&self, name: &str) -> Option<What> {
        let is_free = |what: &What| !self.found.contains_key(what);
        let is_one = |it: &&(What, &[&str])| it.1.contains(&name) && is_free(&it.0);
        let last = name.rsplit(' ').next().unwrap_or_default();
        let is_statement = ["statement", "behaviour", "behavior"].contains(&last);
        let by_end = is_statement.then_some(What::Statement).filter(is_free);
        NAMES.iter().find(is_one).map(|(what, _)| *what).or(by_end)
    }

    /// The heading that says something.
    pub fn heading(&self, what: What) -> Option<&'h str> {
        self.found.get(&what).copied()
    }

    /// The headings that nothing is made of, whatever they are called.
    pub fn left_out(&self, rows: &[Rows]) -> Vec<&'h str> {
        let gives = rows.iter().flat_map(|it| it.gives.values());
        let fields = gives.flat_map(Gives::all).flat_map(BTreeMap::values);
        let mut used: HashSet<&str> = fields.flat_map(Take::columns).collect();
        used.extend(
            rows.iter()
                .flat_map(|it| it.only.keys())
                .map(String::as_str),
        );
        let unused = self.found.values().filter(|it| !used.contains(*it));
        unused.chain(&self.others).copied().collect()
    }

    fn column(&self, what: What) -> Option<Take> {
        self.found
            .get(&what)
            .map(|it| Take::Column((*it).to_owned()))
    }

    /// Several values, with semicolons between them.
    fn split(&self, what: What) -> Option<Take> {
        let with = With {
            column: Some((*self.found.get(&what)?).to_owned()),
            split: Some(";".to_owned()),
            ..With::default()
        };
        Some(Take::With(Box::new(with)))
    }

    /// What each row gives.
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::default();
        let mut give = |name: &str, it: Fields| rows.gives.insert(name.to_owned(), Gives::One(it));
        let competence = || self.column(What::Competence);
        if let Some(cluster) = self.column(What::Cluster) {
            give("clusters", fields([("title", Some(cluster))]));
        }
        // What is said of the rows is said of the lowest thing in them.
        let of_rows = || self.of_rows();
        let mut of_competence = fields([
            ("title", competence()),
            ("definition", self.column(What::Definition)),
            ("cluster", self.column(What::Cluster)),
        ]);
        let has_statement = self.found.contains_key(&What::Statement);
        if has_statement {
            let own = fields([
                ("competence", competence()),
                ("statement", self.column(What::Statement)),
                ("level", self.column(What::Level)),
                ("polarity", self.column(What::Polarity)),
            ]);
            give("indicators", own.into_iter().chain(of_rows()).collect());
        } else {
            of_competence.extend(of_rows());
        }
        give("competences", of_competence);
        if let Some(profile) = self.column(What::Profile) {
            give("profiles", fields([("title", Some(profile.clone()))]));
            let other = || self.column(What::Level).filter(|_| !has_statement);
            let level = self.column(What::RequiredLevel).or_else(other);
            let all = [
                ("profile", Some(profile)),
                ("competence", competence()),
                ("level", level),
            ];
            give("requirements", fields(all));
        }
        if !self.levels.is_empty() {
            let all = self.levels.iter().map(|it| self.level(it)).collect();
            rows.gives
                .insert("competence-levels".to_owned(), Gives::Several(all));
        }
        rows
    }

    fn of_rows(&self) -> Fields {
        fields([
            ("code", self.column(What::Code)),
            ("iri", self.column(What::Iri)),
            ("note", self.column(What::Note)),
            ("keywords", self.split(What::Keywords)),
            ("alternative titles", self.split(What::AlternativeTitles)),
        ])
    }

    /// What rows of one role give, where each row is one element that names the one above it. The key is the
    /// heading by which it is named.
    pub fn rows_of(&self, role: Role, key: &str, is_below: bool, has_level: bool) -> Rows {
        let (table, above) = match role {
            Role::Cluster => ("clusters", None),
            Role::Competence => ("competences", Some("cluster")),
            Role::Indicator => ("indicators", Some("competence")),
        };
        let mut all = self.of_rows();
        let title = self.column(What::Competence);
        let definition = self.column(What::Definition);
        let key = Some(Take::Column(key.to_owned()));
        all.extend(if role == Role::Indicator {
            // A statement is not defined: what is said of it beside it is a note.
            let note = self.column(What::Note).or(definition);
            fields([
                ("key", key),
                ("statement", title),
                ("note", note),
                ("level", self.column(What::Level).filter(|_| has_level)),
                ("polarity", self.column(What::Polarity)),
            ])
        } else {
            fields([("key", key), ("title", title), ("definition", definition)])
        });
        let parent = above.filter(|_| is_below).zip(self.column(What::Parent));
        all.extend(parent.map(|(name, it)| (name.to_owned(), it)));
        let mut rows = Rows::default();
        rows.gives.insert(table.to_owned(), Gives::One(all));
        if role == Role::Competence && !self.levels.is_empty() {
            let all = self.levels.iter().map(|it| self.level(it)).collect();
            rows.gives
                .insert("competence-levels".to_owned(), Gives::Several(all));
        }
        rows
    }

    fn level(&self, (number, heading): &(u16, &str)) -> Fields {
        let is = Some(Constant::Number((*number).into()));
        let level = Take::With(Box::new(With {
            is,
            ..With::default()
        }));
        fields([
            ("competence", self.column(What::Competence)),
            ("level", Some(level)),
            ("description", Some(Take::Column((*heading).to_owned()))),
        ])
    }
}

/// A heading with blanks between words that are told apart by capitals only.
fn spaced(heading: &str) -> String {
    let mut words = String::new();
    for c in heading.chars() {
        if c.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(c);
    }
    words
}

fn fields<const N: usize>(all: [(&str, Option<Take>); N]) -> Fields {
    all.into_iter()
        .filter_map(|(key, it)| Some((key.to_owned(), it?)))
        .collect()
}
