//! What is wrong with the ratings of a file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use competence_core::check::Place as FilePlace;
use competence_core::check::{Finding, Rule, give_fingerprints, nearest};
use competence_render::sentence::count;
use competence_render::visible::visible_line;

use super::layout::{Field, Form, Role};
use super::place::{Place, Unread};
use super::reader::{Reader, Row};
use super::rules;
use super::versions::{Subject, Versions};
use crate::carry::Rated;

/// Of how many ratings it is remembered that they were there.
const RATINGS: usize = 1 << 22;
/// How many forms are looked at as a whole.
const FORMS: usize = 1 << 20;
/// How many characters of a cell are shown.
const SHOWN: usize = 60;

/// What a check of a file of ratings found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// The findings, by their places. What is wrong in the same way many times is one finding with their
    /// number.
    pub findings: Vec<Finding>,
    /// How many further findings each rule would have had, beyond the number that was asked for.
    pub more: BTreeMap<&'static str, u64>,
    /// How many ratings there are, blank ones not counted.
    pub ratings: u64,
    /// How many forms there are, as far as they were counted.
    pub forms: u64,
}

/// Checks the ratings of a file; `file` is the path by which places are told. At most `limit` findings of
/// each rule are kept, and the others counted, so that memory is bounded whatever the file.
///
/// No finding tells a person or a rater.
pub fn check(reader: &mut Reader<'_>, file: &str, limit: usize) -> Checked {
    let by_rater = {
        let columns = &reader.layout().columns;
        let form_is_told = [Field::Rater, Field::Date]
            .iter()
            .any(|it| columns.contains_key(it));
        reader.layout().form == Some(Form::Long)
            || (columns.contains_key(&Field::Person) && form_is_told)
    };
    let mut check = Check {
        file,
        limit,
        versions: reader.versions(),
        findings: Vec::new(),
        kept: HashMap::new(),
        more: BTreeMap::new(),
        same: HashMap::new(),
        rated: HashSet::default(),
        forms: HashMap::new(),
        has_forms_by_fields: by_rater,
        ratings: 0,
        key: Vec::new(),
    };
    for (at, name) in reader.unknown_columns() {
        check.unknown_column(&reader.place_of_heading(at), name);
    }
    loop {
        match reader.next() {
            Ok(Some(row)) => check.row(&row),
            Ok(None) => break,
            Err(error) => {
                check.unread(&error);
                break;
            }
        }
    }
    check.finish()
}

/// The finding that a file is which cannot be read at all.
pub fn unreadable(file: &str, error: &Unread) -> Finding {
    let rule = match error {
        Unread::Layout(_) | Unread::Column { .. } => &rules::UNREADABLE_LAYOUT,
        Unread::Row { .. } | Unread::File(_) | Unread::Read(_) => &rules::UNREADABLE_RATINGS,
    };
    let (place, problem) = match error {
        Unread::Row { place, problem } => (Some(place), problem.clone()),
        error => (None, error.to_string()),
    };
    let (place, name) = place.map_or((FilePlace::file(file), String::new()), |it| {
        in_file(file, it)
    });
    Finding::new(rule, place, format!("{name}{}", visible_line(&problem))).help(rule.fix)
}

struct Check<'c> {
    file: &'c str,
    limit: usize,
    versions: &'c Versions,
    findings: Vec<(Finding, u64)>,
    kept: HashMap<&'static str, usize>,
    more: BTreeMap<&'static str, u64>,
    /// The findings by what is wrong: the rule, the version and the text.
    same: HashMap<(&'static str, Option<usize>, Vec<u8>), usize>,
    /// Hashes of the ratings that were there.
    rated: HashSet<u64, BuildHasherDefault<DefaultHasher>>,
    /// The forms by their hashes.
    forms: HashMap<u64, FormSeen>,
    /// Whether two rows may be of one form.
    has_forms_by_fields: bool,
    ratings: u64,
    key: Vec<u8>,
}

/// What is known of a form.
struct FormSeen {
    place: Place,
    asked: u32,
    rated: u32,
    value: f64,
    all_the_same: bool,
}

impl Check<'_> {
    fn row(&mut self, row: &Row<'_>) {
        if row.is_first_of_row() {
            self.fields(row);
        }
        self.key.clear();
        row.form(&mut self.key);
        let form = hash(&self.key);
        match row.value() {
            Rated::Blank | Rated::Absent => {}
            value => {
                self.ratings += 1;
                self.value(row, value);
            }
        }
        self.subject(row);
        self.form(row, form);
        self.twice(row, form);
    }

    /// What a row says beside the rating.
    fn fields(&mut self, row: &Row<'_>) {
        if let Some((has, needs)) = row.unequal() {
            let message = format!(
                "the row has {}, and the header {needs}",
                count(has, "field")
            );
            let help = "put what contains the delimiter in quotes, and leave no field out";
            let key = format!("{has}");
            self.add(
                &rules::UNEQUAL_ROW,
                row,
                &row.place(),
                key.as_bytes(),
                &message,
                help,
            );
        }
        if row.version().is_none() {
            let said = row.field(Field::Version);
            let known = self.versions.models();
            let known: Vec<String> = known.map(|it| it.framework().version.to_string()).collect();
            let message = format!("{} is no version of the model", shown(said, row));
            let help = format!("the versions are {}", known.join(", "));
            let place = row.place_of(Field::Version);
            self.add(&rules::UNKNOWN_VERSION, row, &place, said, &message, &help);
        }
        let role = row.field(Field::Role);
        if row.role().is_none() && !role.trim_ascii().is_empty() {
            let roles: Vec<&str> = Role::ALL.iter().map(|it| it.as_str()).collect();
            let message = format!("{} is no role that is known", shown(role, row));
            let help = format!(
                "the roles are {}; name the word under `roles` in the layout",
                roles.join(", ")
            );
            let place = row.place_of(Field::Role);
            self.add(&rules::UNKNOWN_ROLE, row, &place, role, &message, &help);
        }
    }

    /// What is rated.
    fn subject(&mut self, row: &Row<'_>) {
        let (Some(version), None) = (row.version(), row.subject()) else {
            return;
        };
        let named = row.named();
        let text = String::from_utf8_lossy(named);
        let number = |at: usize| {
            let model = self.versions.model(at);
            model.map_or_else(String::new, |it| it.framework().version.to_string())
        };
        let mut others = (0..self.versions.len()).rev();
        let other = others.find(|at| self.versions.find(*at, &text).is_some());
        let at = if row.is_first_of_row() && row.named() == row.field(Field::Indicator) {
            row.place_of(Field::Indicator)
        } else {
            row.place()
        };
        if let Some(other) = other {
            // In a wide file, columns of other versions are empty in the row.
            if matches!(row.value(), Rated::Blank) {
                return;
            }
            let message = format!(
                "{} is of version {}, and the row is read against version {}",
                shown(named, row),
                number(other),
                number(version)
            );
            let help =
                "say which version was rated against: in a column of the file, or with `--version`";
            self.add(&rules::WRONG_VERSION, row, &at, named, &message, help);
            return;
        }
        let competences = self.versions.model(version).into_iter();
        let competences = competences
            .flat_map(|it| it.competences())
            .map(|it| it.id.as_str());
        let ids = self.versions.indicators(version).iter().map(String::as_str);
        let near = nearest(text.trim(), ids.chain(competences));
        let message = format!(
            "{} is neither an indicator nor a competence of version {}",
            shown(named, row),
            number(version)
        );
        let help = near.map_or_else(
            || {
                "write its id, or name what it stands for under `indicators` in the layout"
                    .to_owned()
            },
            |it| format!("did you mean `{it}`?"),
        );
        self.add(&rules::UNKNOWN_INDICATOR, row, &at, named, &message, &help);
    }

    /// The rating itself.
    fn value(&mut self, row: &Row<'_>, value: Rated) {
        let said = row.said();
        if let Rated::Number(number) = value {
            let Some(version) = row.version() else { return };
            if self.versions.rates(version, number, row.parts()) {
                return;
            }
            let Some(model) = self.versions.model(version) else {
                return;
            };
            let levels = model.framework().scale.levels.iter();
            let levels: Vec<String> = levels.map(|it| it.value.to_string()).collect();
            let message = format!(
                "{} is not on the scale of version {}, which has the levels {}",
                shown(said, row),
                model.framework().version,
                levels.join(", ")
            );
            let help =
                "correct it; if it stands for \"not rated\", name it under `missing` in the layout";
            self.add(&rules::OFF_SCALE, row, &row.place(), said, &message, help);
            return;
        }
        let message = format!("{} is no rating", shown(said, row));
        let help = if is_date(said) {
            "a spreadsheet has made a date of a number: format the column as text, and enter the rating again"
        } else {
            "write the number of the level, or its title; name what stands for \"not rated\" under `missing` in the layout"
        };
        self.add(
            &rules::NOT_A_NUMBER,
            row,
            &row.place(),
            said,
            &message,
            help,
        );
    }

    /// Counts what the form of a row has.
    fn form(&mut self, row: &Row<'_>, form: u64) {
        let is_full = self.forms.len() >= FORMS;
        let seen = match self.forms.get_mut(&form) {
            Some(seen) => seen,
            None if is_full => return,
            None => self.forms.entry(form).or_insert(FormSeen {
                place: row.place(),
                asked: 0,
                rated: 0,
                value: 0.0,
                all_the_same: true,
            }),
        };
        if !matches!(row.subject(), Some(Subject::Indicator(_))) {
            return;
        }
        seen.asked += 1;
        let Some((_, _, value)) = row.rated() else {
            return;
        };
        if seen.rated > 0 && (seen.value - value).abs() > f64::EPSILON {
            seen.all_the_same = false;
        }
        seen.value = value;
        seen.rated += 1;
    }

    fn twice(&mut self, row: &Row<'_>, form: u64) {
        let (Some(version), Some(subject)) = (row.version(), row.subject()) else {
            return;
        };
        if matches!(row.value(), Rated::Blank) {
            return;
        }
        let form = if self.has_forms_by_fields && row.is_wide() {
            self.key.clear();
            row.assessment(&mut self.key);
            hash(&self.key)
        } else {
            form
        };
        let rating = hash(&(form, version, subject));
        let is_full = self.rated.len() >= RATINGS;
        let is_new = if is_full {
            !self.rated.contains(&rating)
        } else {
            self.rated.insert(rating)
        };
        if is_new {
            return;
        }
        let id = self
            .versions
            .id(version, subject)
            .unwrap_or_default()
            .to_owned();
        let message = format!("`{id}` was rated before in the same form");
        let help = "leave one of the two out, or name the column that tells their forms apart, such as that of the rater or the date";
        let key = row.number().to_le_bytes();
        let finding = self.add(&rules::RATED_TWICE, row, &row.place(), &key, &message, help);
        if let Some(finding) = finding {
            finding.element = Some(id);
        }
    }

    fn unknown_column(&mut self, place: &Place, name: &str) {
        let shown: String = name.chars().take(SHOWN).collect();
        let message = format!(
            "the column `{}` is neither a field nor an indicator",
            visible_line(&shown)
        );
        let ids = (0..self.versions.len()).flat_map(|it| self.versions.indicators(it));
        let near = nearest(name, ids.map(String::as_str));
        let help = near.map_or_else(
            || "name it in the layout: under `other`, if it is to be left aside".to_owned(),
            |it| format!("did you mean `{it}`?"),
        );
        let key = (rules::UNKNOWN_COLUMN.id, None, name.as_bytes().to_vec());
        self.put(&rules::UNKNOWN_COLUMN, key, place, &message, &help);
    }

    fn unread(&mut self, error: &Unread) {
        self.findings.push((unreadable(self.file, error), 1));
    }

    /// Adds a finding of a row, or counts it to one of the same.
    fn add(
        &mut self,
        rule: &'static Rule,
        row: &Row<'_>,
        place: &Place,
        key: &[u8],
        message: &str,
        help: &str,
    ) -> Option<&mut Finding> {
        let column = row.heading();
        let message = match column.filter(|_| row.is_wide() && rule.id != rules::UNEQUAL_ROW.id) {
            Some(heading) if !message.starts_with("the row") => {
                let heading: String = heading.chars().take(SHOWN).collect();
                format!("{message}, in the column `{}`", visible_line(&heading))
            }
            _ => message.to_owned(),
        };
        // In a wide file, the same in another column is another.
        let version = if row.is_wide() {
            Some(row.column())
        } else {
            row.version()
        };
        self.put(
            rule,
            (rule.id, version, key.to_vec()),
            place,
            &message,
            help,
        )
    }

    fn put(
        &mut self,
        rule: &'static Rule,
        key: (&'static str, Option<usize>, Vec<u8>),
        place: &Place,
        message: &str,
        help: &str,
    ) -> Option<&mut Finding> {
        if let Some(at) = self.same.get(&key) {
            if let Some((_, times)) = self.findings.get_mut(*at) {
                *times += 1;
            }
            return None;
        }
        let kept = self.kept.entry(rule.id).or_default();
        if *kept >= self.limit {
            *self.more.entry(rule.id).or_default() += 1;
            return None;
        }
        *kept += 1;
        self.same.insert(key, self.findings.len());
        let (place, name) = in_file(self.file, place);
        let finding = Finding::new(rule, place, format!("{name}{message}")).help(help);
        self.findings.push((finding, 1));
        self.findings.last_mut().map(|(finding, _)| finding)
    }

    /// Looks at the forms as a whole, and puts all in order.
    fn finish(mut self) -> Checked {
        let forms = std::mem::take(&mut self.forms);
        let number = forms.len() as u64;
        let mut forms: Vec<FormSeen> = forms.into_values().collect();
        forms.sort_by(|a, b| a.place.cmp(&b.place));
        for form in forms {
            let missing = form.asked - form.rated;
            let key = |rule: &'static Rule| (rule.id, None, form.place.to_string().into_bytes());
            if form.asked >= rules::ASKED && 2 * missing > form.asked {
                let message = format!(
                    "{missing} of the {} of the form that begins here are not rated",
                    count(form.asked as usize, "indicator")
                );
                let rule = &rules::TOO_MANY_MISSING;
                self.put(
                    rule,
                    key(rule),
                    &form.place,
                    &message,
                    "ask for the ratings, or leave the form out",
                );
            }
            if form.rated >= rules::STRAIGHT && form.all_the_same {
                let message = format!(
                    "all {} of the form that begins here are {}",
                    count(form.rated as usize, "rating"),
                    form.value
                );
                let rule = &rules::STRAIGHT_LINING;
                self.put(
                    rule,
                    key(rule),
                    &form.place,
                    &message,
                    "look at how the form came about, and leave it out if it was not meant",
                );
            }
        }
        let findings = self.findings.into_iter().map(|(mut finding, times)| {
            if times > 1 {
                let more = usize::try_from(times - 1).unwrap_or(usize::MAX);
                let more = count(more, "further place");
                finding.message = format!("{}; so in {more}", finding.message);
            }
            finding
        });
        let mut findings: Vec<Finding> = findings.collect();
        findings.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
        give_fingerprints(&mut findings);
        Checked {
            findings,
            more: self.more,
            ratings: self.ratings,
            forms: number,
        }
    }
}

/// A place in the file as findings have it, and what it is called where that is not its line.
fn in_file(file: &str, place: &Place) -> (FilePlace, String) {
    let (line, name) = match place {
        Place::Line { line, .. } => (*line, String::new()),
        Place::Row { row, .. } | Place::Cell { row, .. } => {
            (*row, format!("{}: ", visible_line(&place.to_string())))
        }
    };
    let mut in_file = FilePlace::file(file);
    in_file.line = u32::try_from(line).unwrap_or(u32::MAX).max(1);
    (in_file, name)
}

/// What stands in a cell, safe to show; nothing of it where it is a person or a rater.
fn shown(text: &[u8], row: &Row<'_>) -> String {
    let is_person = [Field::Person, Field::Rater].iter().any(|field| {
        let person = row.field(*field).trim_ascii();
        !person.is_empty() && text.trim_ascii() == person
    });
    if is_person {
        return "what stands here".to_owned();
    }
    let text = String::from_utf8_lossy(text);
    let mut shown: String = text.trim().chars().take(SHOWN).collect();
    if shown.len() < text.trim().len() {
        shown.push_str("...");
    }
    format!("`{}`", visible_line(&shown))
}

/// Whether a text is what a spreadsheet makes of a number with a point: `04.maj`, `2026-05-04`, `4-May`.
fn is_date(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else {
        return false;
    };
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = text
        .split(['.', '-', '/', ' ', 't', ':'])
        .filter(|it| !it.is_empty())
        .collect();
    let is_number = |it: &&str| it.bytes().all(|it| it.is_ascii_digit());
    let months = [
        "jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "avg", "aug", "sep", "okt", "oct",
        "nov", "dec",
    ];
    let words = text.split(|it: char| !it.is_alphabetic());
    let has_month = words
        .filter(|it| !it.is_empty())
        .any(|it| months.iter().any(|month| it.starts_with(month)));
    let has_number = parts.iter().any(is_number);
    (has_month && has_number) || (parts.len() >= 3 && parts.iter().take(3).all(is_number))
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_of_spreadsheets_are_known() {
        for text in [
            "04.maj",
            "4-May",
            "2026-05-04",
            "4. 5. 2026",
            "2026-05-04T00:00:00",
            "maj.04",
        ] {
            assert!(is_date(text.as_bytes()), "{text}");
        }
        for text in [
            "4.5",
            "4,5",
            "n/a",
            "very well",
            "sometimes",
            "",
            "NaN",
            "4",
        ] {
            assert!(!is_date(text.as_bytes()), "{text}");
        }
    }
}
