use std::collections::HashMap;

use super::before::{RECORD, RELEASE};
use crate::Severity;
use crate::check::context::Apply;
use crate::check::context::{Relies, Report, Subject};
use crate::check::finding::{Finding, Place};
use crate::check::load::{RECORDS, Release};
use crate::check::rule::{Category, Edit, Rule};

/// A released bundle was edited, removed or added by hand.
pub(crate) static RULE: Rule = Rule {
    id: "altered-release",
    category: Category::Lifecycle,
    severity: Severity::Error,
    since: "0.1.0",
    renamed_from: &[],
    summary: "A released bundle was edited, removed or added by hand.",
    why: "Assessments made against a version are read by its bundle, for as long as anyone asks. \
          `releases/releases.yaml` holds the hash of each bundle from the day of its release; a \
          bundle with another hash, none, or one that was never recorded cannot be trusted.",
    fix: "Restore the bundle from the version control, or release again what was added.",
    example: &[
        Edit::beside("releases/0.9.0.json", RELEASE),
        Edit {
            file: "releases/releases.yaml",
            at: "",
            bad: r#"# yaml-language-server: $schema=../schemas/releases.schema.json
releases:
  - version: 0.9.0
    released: "2025-03-31"
    hash: sha256:0000000000000000000000000000000000000000000000000000000000000000
"#,
            good: RECORD,
        },
    ],
};

pub(crate) const APPLY: Apply = Apply::Model(Relies::Model, apply);

fn apply(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole_model() {
        return;
    }
    let releases = subject.releases();
    let by_path: HashMap<&str, &Release> =
        releases.iter().map(|it| (it.path.as_str(), it)).collect();
    let mut recorded: HashMap<String, Place> = HashMap::new();
    if let Some(records) = subject.records() {
        let list = records.spot.key("releases");
        for (index, record) in records.item.releases.iter().enumerate() {
            let spot = list.item(index);
            let version = &record.version;
            let path = format!("releases/{version}.json");
            let finding = |place, message| Finding::new(&RULE, place, message);
            if let Some(first) = recorded.get(&path) {
                let message = format!("version {version} is recorded twice");
                report.push(
                    finding(spot.key("version").place(), message)
                        .help("remove one of the two records")
                        .related(first.clone(), "it is recorded here first"),
                );
                continue;
            }
            recorded.insert(path.clone(), spot.key("version").place());
            match by_path.get(path.as_str()) {
                None => {
                    let message = format!("the bundle of version {version}, `{path}`, is gone");
                    report.push(
                        finding(spot.key("version").place(), message)
                            .help("restore the file from the version control"),
                    );
                }
                Some(release) if release.hash != record.hash => {
                    let message = format!(
                        "the bundle of version {version} is not the one that was released: its hash is `{}`",
                        release.hash
                    );
                    report.push(
                        finding(spot.key("hash").place(), message)
                            .help(format!("restore `{path}` from the version control"))
                            .related(Place::file(&path), "the bundle"),
                    );
                }
                Some(_) => {}
            }
        }
    }
    for release in releases {
        let (path, version) = (&release.path, &release.version);
        if *path != format!("releases/{version}.json") {
            let message =
                format!("the bundle holds version {version}, which its name does not say");
            report.push(
                Finding::new(&RULE, Place::file(path), message)
                    .help("restore the file, or remove it"),
            );
        } else if !recorded.contains_key(path) {
            let message = format!("the bundle of version {version} is not recorded in `{RECORDS}`");
            report.push(Finding::new(&RULE, Place::file(path), message).help(format!(
                "remove it, or record it, if it is what was released, as\n  - version: {version}\n    released: # the day, such as \"2025-03-31\"\n    hash: {}",
                release.hash
            )));
        }
    }
}
