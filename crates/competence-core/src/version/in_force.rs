//! Which lineage is in force between two versions.

use semver::Version;

use super::release_of;
use crate::{Contents, Lineage};

/// The lineage that is in force from one version to another, from the oldest to the newest: that
/// of every version after `from`, up to `to`. The lineage of a release counts for its
/// pre-releases too, so that `lineage/3.0.0.yaml` is in force for `3.0.0-draft.1`.
///
/// What checks, compares and carries over asks this and nothing else, so that all agree.
pub fn in_force<'m>(
    model: &'m Contents,
    from: &Version,
    to: &Version,
) -> impl Iterator<Item = &'m Lineage> {
    let last = release_of(to);
    model
        .lineage()
        .iter()
        .filter(move |it| it.version > *from && release_of(&it.version) <= last)
}

/// The id that an element has in a model, itself or by the model's own lineage. Two drafts of one
/// version both lead from the release before: what a record of the later one leads from may have
/// another id in the earlier one already.
///
/// ```
/// use competence_core::{Model, lineage::known_as};
///
/// let json = r#"{
///   "format": 1,
///   "framework": {
///     "id": "demo", "version": "2.0.0-draft.1", "title": {"en": "Demo"},
///     "languages": {"primary": "en"}, "scale": {"levels": []}
///   },
///   "competences": [{
///     "id": "cooperation", "kind": "core", "title": {"en": "Cooperation"}, "status": "draft",
///     "indicators": []
///   }],
///   "lineage": [{
///     "version": "2.0.0",
///     "records": [{"change": "renamed", "from": ["teamwork"], "to": ["cooperation"]}]
///   }]
/// }"#;
/// let model = Model::from_bundle(json.as_bytes())?;
/// assert_eq!(known_as(&model, "teamwork"), Some("cooperation"));
/// assert_eq!(known_as(&model, "cooperation"), Some("cooperation"));
/// assert_eq!(known_as(&model, "leadership"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn known_as<'m>(model: &'m Contents, id: &str) -> Option<&'m str> {
    let mut id = id;
    // A chain is no longer than the versions that it leads through.
    for lineage in model.lineage() {
        if model.element(id).is_some() {
            break;
        }
        let mut records = lineage
            .records
            .iter()
            .filter(|it| it.change.keeps_identity());
        if let Some(to) = records.find_map(|it| match (&it.from[..], &it.to[..]) {
            ([from], [to]) if from.as_str() == id => Some(to.as_str()),
            _ => None,
        }) {
            id = to;
        }
    }
    model.element(id).map(|it| it.id())
}
