use crate::Severity;
use crate::check::{At, Report, Subject};
use crate::finding::Finding;
use crate::rule::{Apply, Category, Edit, Rule};

/// An element has the id of one that was retired.
pub(crate) static RULE: Rule = Rule {
    id: "id-reused",
    category: Category::Identity,
    severity: Severity::Error,
    summary: "An element has the id of one that was retired.",
    why: "Old assessments name the retired element. If its id comes back for something else, \
          they silently change their meaning. An id is retired when a lineage record names it \
          in `from` and not in `to`.",
    fix: "Give the new element another id.",
    example: &[Edit {
        file: "lineage/1.0.0.yaml",
        at: "",
        bad: "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0\nrecords:\n  - change: retired\n    from: [cooperation]\n",
        good: "# yaml-language-server: $schema=../schemas/lineage.schema.json\nversion: 1.0.0\nrecords:\n  - change: retired\n    from: [teamwork]\n",
    }],
    apply: Apply::Model(apply),
};

fn apply(subject: &Subject<'_>, report: &mut Report) {
    for At {
        item: lineage,
        spot,
    } in subject.lineage()
    {
        let already = subject
            .framework()
            .is_none_or(|it| lineage.version <= release_of(&it.item.version));
        for (index, record) in lineage.records.iter().enumerate().filter(|_| already) {
            let retired = record
                .from
                .iter()
                .enumerate()
                .filter(|(_, id)| !record.to.contains(id));
            for (number, id) in retired {
                let Some(at) = subject.find(id.as_str()) else {
                    continue;
                };
                let spot = spot.key("records").item(index).key("from").item(number);
                let message = format!("the id `{id}` was retired in version {}", lineage.version);
                report.push(
                    Finding::new(&RULE, at.spot().key("id").place(), message)
                        .about(id.as_str())
                        .help("give the new element another id")
                        .related(spot.place(), "it was retired here"),
                );
            }
        }
    }
}

/// The release that a pre-release leads to.
fn release_of(version: &semver::Version) -> semver::Version {
    semver::Version::new(version.major, version.minor, version.patch)
}
