//! The lineage that would explain a change, and what to do with it.

use competence_core::lineage::Proposal;

/// What the proposed lineage is for and where it belongs, in a few sentences.
pub fn lineage_sentence(proposal: &Proposal) -> String {
    let path = proposal.path();
    let mut parts = Vec::new();
    if proposal.corrections().count() < proposal.records.len() {
        parts.push("This lineage would explain what is gone.".to_owned());
    }
    if proposal.corrections().next().is_some() {
        parts.push(
            "Statements that were only corrected, and mean the same, need no more than a patch \
             once an editorial record says so."
                .to_owned(),
        );
    }
    let what = if proposal.exists {
        format!("Add these records to `{path}`")
    } else {
        format!("Put this into `{path}`")
    };
    let reasons = if proposal.records.iter().any(|it| it.needs_reason) {
        " with the reasons filled in"
    } else {
        ""
    };
    parts.push(format!(
        "{what}{reasons}, or run `competence lineage --write`."
    ));
    if proposal.raises {
        parts.push(format!(
            "It is in force once the manifest has version {}.",
            proposal.version
        ));
    }
    parts.join(" ")
}
