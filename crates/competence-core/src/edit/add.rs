//! A new element.

use super::declare::schema;
use super::draft::Draft;
use super::sheet::{Block, scalar, way};
use super::{EditError, Edited};
use crate::check::schema::DocumentKind;
use crate::check::source::Source;
use crate::check::{MANIFEST, MODELINE};
use crate::{
    ClusterId, CompetenceId, IndicatorId, Kind, LocalisedText, OrganisationId, ProfileId,
    Requirement,
};

/// A new element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// A competence.
    Competence {
        /// Its id.
        id: CompetenceId,
        /// Its kind, or the cluster of a job-specific one.
        place: Within,
        /// Its title.
        title: LocalisedText,
        /// What it is.
        definition: Option<LocalisedText>,
        /// Its indicators: their names and statements. A competence has one at least.
        indicators: Vec<(String, LocalisedText)>,
    },
    /// An indicator of a competence, which its id names.
    Indicator {
        /// Its id.
        id: IndicatorId,
        /// Its statement.
        statement: LocalisedText,
    },
    /// A cluster.
    Cluster {
        /// Its id.
        id: ClusterId,
        /// Its title.
        title: LocalisedText,
        /// The field of work.
        field: Option<LocalisedText>,
        /// The organisations that it is for.
        organisations: Vec<OrganisationId>,
    },
    /// A profile.
    Profile {
        /// Its id.
        id: ProfileId,
        /// Its title.
        title: LocalisedText,
        /// The profiles that it extends.
        extends: Vec<ProfileId>,
        /// What it requires.
        requires: Vec<Requirement>,
    },
}

/// Where a new competence is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// Among those of a kind; not for job-specific ones.
    Kind(Kind),
    /// In a cluster.
    Cluster(ClusterId),
}

/// Adds a draft of an element: a file from which the editor goes on, or an indicator at the end of its
/// competence. Where the manifest declares an order, the element is put behind those of its kind and
/// cluster.
///
/// ```
/// use competence_core::edit::{Addition, add};
/// use competence_core::{IndicatorId, LanguageTag, LocalisedText, id, source::Memory, starter};
///
/// let files: Memory = starter::FILES.iter().copied().collect();
/// let statement = LocalisedText::new("en".parse::<LanguageTag>()?, "Asks others for their view")
///     .with("sl".parse()?, "Druge vpraša za mnenje");
/// let id = id!(IndicatorId, "cooperation.asks-others");
/// let edited = add(&files, &Addition::Indicator { id, statement })?;
/// assert!(edited.after.element("cooperation.asks-others").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EditError`] if the model was read with errors, if the id is taken, if there is no such cluster or
/// competence, or if the model would have errors that it does not have.
pub fn add(source: &dyn Source, addition: &Addition) -> Result<Edited, EditError> {
    let mut draft = Draft::open(source)?;
    match addition {
        Addition::Indicator { id, statement } => draft.add_indicator(id, statement)?,
        Addition::Competence { id, place, .. } => {
            let (kind, cluster) = match place {
                Within::Kind(kind) => (*kind, None),
                Within::Cluster(id) => {
                    draft.element(id.as_str())?;
                    (Kind::JobSpecific, Some(id))
                }
            };
            let folder = match cluster {
                Some(cluster) => format!("{kind}/{cluster}"),
                None => kind.to_string(),
            };
            let path = format!("{folder}/{id}.yaml");
            let lines = competence(addition, kind, cluster);
            draft.create_document(id.as_str(), &path, DocumentKind::Competence, &lines)?;
            draft.put_in_order("competences", id.as_str(), |model, other| {
                let other = model.competences().iter().find(|it| it.id == *other);
                other.is_some_and(|it| it.kind == kind && it.cluster.as_ref() == cluster)
            })?;
        }
        Addition::Cluster {
            id,
            title,
            field,
            organisations,
        } => {
            let mut lines = vec![format!("id: {id}\n"), texts("title", title)];
            lines.extend(field.as_ref().map(|it| texts("field", it)));
            lines.extend(list("organisations", organisations));
            lines.push("status: draft\n".to_owned());
            let path = format!("job-specific/{id}/cluster.yaml");
            draft.create_document(id.as_str(), &path, DocumentKind::Cluster, &lines)?;
            draft.put_in_order("clusters", id.as_str(), |_, _| false)?;
        }
        Addition::Profile {
            id,
            title,
            extends,
            requires,
        } => {
            let mut lines = vec![format!("id: {id}\n"), texts("title", title)];
            lines.extend(list("extends", extends));
            if !requires.is_empty() {
                lines.push("requires:\n".to_owned());
                lines.extend(requires.iter().map(requirement));
            }
            lines.push("status: draft\n".to_owned());
            let path = format!("profiles/{id}.yaml");
            draft.create_document(id.as_str(), &path, DocumentKind::Profile, &lines)?;
            draft.put_in_order("profiles", id.as_str(), |_, _| false)?;
        }
    }
    draft.declared(Vec::new(), &[])
}

/// The lines of a new competence.
fn competence(addition: &Addition, kind: Kind, cluster: Option<&ClusterId>) -> Vec<String> {
    let Addition::Competence {
        id,
        title,
        definition,
        indicators,
        ..
    } = addition
    else {
        return Vec::new();
    };
    let mut lines = vec![format!("id: {id}\nkind: {kind}\n")];
    lines.extend(cluster.map(|it| format!("cluster: {it}\n")));
    lines.push(texts("title", title));
    lines.extend(definition.as_ref().map(|it| texts("definition", it)));
    lines.push("status: draft\nindicators:\n".to_owned());
    lines.extend(indicators.iter().map(|(name, statement)| {
        let item = indicator(&format!("{id}.{name}"), statement);
        format!("  - {}\n", item.trim_end().replace('\n', "\n    "))
    }));
    lines
}

impl Draft<'_> {
    fn add_indicator(
        &mut self,
        id: &IndicatorId,
        statement: &LocalisedText,
    ) -> Result<(), EditError> {
        self.free(id.as_str())?;
        let (path, _) = self.place_of(id.competence())?;
        let lines = indicator(id.as_str(), statement);
        let block = Block::yaml(&lines).ok_or_else(|| EditError::layout(&path))?;
        self.edit(&path, |sheet| {
            sheet.push(&[], "indicators", "status", &block)
        })
    }

    fn create_document(
        &mut self,
        id: &str,
        path: &str,
        kind: DocumentKind,
        lines: &[String],
    ) -> Result<(), EditError> {
        self.free(id)?;
        let schema = schema(&self.checked, path.matches('/').count(), kind.as_str());
        self.create(path, format!("{MODELINE}{schema}\n{}", lines.concat()))
    }

    /// Puts an id into the declared order, behind the last one that it belongs to; where no order is
    /// declared, there is none afterwards.
    fn put_in_order(
        &mut self,
        list: &str,
        id: &str,
        belongs: impl Fn(&crate::Model, &str) -> bool,
    ) -> Result<(), EditError> {
        let mut sheet = self.sheet(MANIFEST)?;
        let order = sheet.items(&way!["order", list]).to_vec();
        if order.is_empty() {
            return Ok(());
        }
        let near = order
            .iter()
            .rposition(|it| it.as_str().is_some_and(|it| belongs(&self.model, it)));
        let at = near.map_or(order.len(), |at| at + 1);
        sheet.insert_item(&way!["order", list], at, &Block::scalar(id))?;
        self.keep(&sheet);
        Ok(())
    }
}

fn indicator(id: &str, statement: &LocalisedText) -> String {
    format!("id: {id}\n{}", texts("statement", statement))
}

/// A list in brackets, if it has items.
fn list<I: ToString>(key: &str, items: &[I]) -> Option<String> {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    (!items.is_empty()).then(|| format!("{key}: [{}]\n", items.join(", ")))
}

fn texts(key: &str, text: &LocalisedText) -> String {
    let lines = text
        .iter()
        .map(|(language, text)| format!("  {language}: {}\n", scalar(text)));
    format!("{key}:\n{}", lines.collect::<String>())
}

fn requirement(it: &Requirement) -> String {
    let kind = it.kind.map(|it| ("kind", it.to_string()));
    let cluster = it.cluster.as_ref().map(|it| ("cluster", it.to_string()));
    let competence = it
        .competence
        .as_ref()
        .map(|it| ("competence", it.to_string()));
    let indicators: Vec<&str> = it.indicators.iter().map(IndicatorId::as_str).collect();
    let indicators = format!("[{}]", indicators.join(", "));
    let indicators = (indicators != "[]").then_some(("indicators", indicators));
    let level = it.level.map(|it| ("level", it.to_string()));
    let necessity = it.necessity.map(|it| ("necessity", it.to_string()));
    let keys = [kind, cluster, competence, indicators, level, necessity];
    let keys = keys.into_iter().flatten();
    let keys: Vec<String> = keys.map(|(key, value)| format!("{key}: {value}")).collect();
    format!("  - {}\n", keys.join("\n    "))
}
