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
        Addition::Indicator { id, statement } => {
            draft.free(id.as_str())?;
            let parent = draft.element(id.competence())?.id().to_owned();
            let (path, _) = draft.place_of(&parent)?;
            let lines = indicator(id.as_str(), statement);
            let block = Block::yaml(&lines).ok_or_else(|| EditError::layout(&path))?;
            draft.edit(&path, |sheet| {
                sheet.push(&[], "indicators", "status", &block)
            })?;
        }
        Addition::Competence {
            id,
            place,
            title,
            definition,
            indicators,
        } => {
            let (kind, cluster) = match place {
                Within::Kind(kind) => (*kind, None),
                Within::Cluster(id) => {
                    draft.element(id.as_str())?;
                    (Kind::JobSpecific, Some(id))
                }
            };
            let mut file = format!("id: {id}\nkind: {kind}\n");
            let folder = match cluster {
                Some(cluster) => {
                    file.push_str(&format!("cluster: {cluster}\n"));
                    format!("{kind}/{cluster}")
                }
                None => kind.to_string(),
            };
            file.push_str(&texts("title", title));
            if let Some(definition) = definition {
                file.push_str(&texts("definition", definition));
            }
            file.push_str("status: draft\nindicators:\n");
            for (name, statement) in indicators {
                let lines = indicator(&format!("{id}.{name}"), statement);
                file.push_str("  - ");
                file.push_str(lines.trim_end().replace('\n', "\n    ").as_str());
                file.push('\n');
            }
            let path = format!("{folder}/{id}.yaml");
            draft.create_document(id.as_str(), &path, DocumentKind::Competence, &file)?;
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
            let mut file = format!("id: {id}\n{}", texts("title", title));
            if let Some(field) = field {
                file.push_str(&texts("field", field));
            }
            if !organisations.is_empty() {
                let ids: Vec<&str> = organisations.iter().map(OrganisationId::as_str).collect();
                file.push_str(&format!("organisations: [{}]\n", ids.join(", ")));
            }
            file.push_str("status: draft\n");
            let path = format!("job-specific/{id}/cluster.yaml");
            draft.create_document(id.as_str(), &path, DocumentKind::Cluster, &file)?;
            draft.put_in_order("clusters", id.as_str(), |_, _| false)?;
        }
        Addition::Profile {
            id,
            title,
            extends,
            requires,
        } => {
            let mut file = format!("id: {id}\n{}", texts("title", title));
            if !extends.is_empty() {
                let ids: Vec<&str> = extends.iter().map(ProfileId::as_str).collect();
                file.push_str(&format!("extends: [{}]\n", ids.join(", ")));
            }
            if !requires.is_empty() {
                file.push_str("requires:\n");
                requires
                    .iter()
                    .for_each(|it| file.push_str(&requirement(it)));
            }
            file.push_str("status: draft\n");
            let path = format!("profiles/{id}.yaml");
            draft.create_document(id.as_str(), &path, DocumentKind::Profile, &file)?;
            draft.put_in_order("profiles", id.as_str(), |_, _| false)?;
        }
    }
    draft.declared(Vec::new(), &[])
}

impl Draft<'_> {
    fn create_document(
        &mut self,
        id: &str,
        path: &str,
        kind: DocumentKind,
        content: &str,
    ) -> Result<(), EditError> {
        self.free(id)?;
        let schema = schema(&self.checked, path.matches('/').count(), kind.as_str());
        self.create(path, format!("{MODELINE}{schema}\n{content}"))
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
        let order = sheet.value()["order"][list]
            .as_array()
            .cloned()
            .unwrap_or_default();
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
    let level = it.level.map(|it| ("level", it.to_string()));
    let keys = [kind, cluster, competence, level].into_iter().flatten();
    let keys: Vec<String> = keys.map(|(key, value)| format!("{key}: {value}")).collect();
    format!("  - {}\n", keys.join("\n    "))
}
