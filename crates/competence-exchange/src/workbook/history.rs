//! The sheets that are only read: the lineage, and what changed since a version.

use competence_core::diff::{Change, Diff, Edit};
use competence_core::version::judgements;
use competence_core::{ElementId, Model};
use serde_json::Value;

/// The most characters that a cell of these sheets shows: Excel has a limit, and nobody reads more there.
const SHOWN: usize = 2_000;

/// A sheet that is only read.
pub(super) struct Page {
    pub name: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// What became of what, version by version.
pub(super) fn lineage(model: &Model) -> Page {
    let records = model
        .lineage()
        .iter()
        .flat_map(|it| it.records.iter().map(move |record| (&it.version, record)));
    let rows = records.map(|(version, record)| {
        let ids = |ids: &[ElementId]| {
            let ids: Vec<&str> = ids.iter().map(ElementId::as_str).collect();
            ids.join("\n")
        };
        let evidence: Vec<&str> = record.evidence.iter().map(|it| it.text.as_str()).collect();
        let decided = record.decided.map(|it| it.to_string());
        vec![
            version.to_string(),
            record.change.to_string(),
            cut(&ids(&record.from)),
            cut(&ids(&record.to)),
            cut(record.reason.as_deref().unwrap_or_default()),
            cut(&evidence.join("\n")),
            decided.unwrap_or_default(),
        ]
    });
    Page {
        name: "lineage",
        columns: vec![
            "version", "change", "from", "to", "reason", "evidence", "decided",
        ],
        rows: rows.collect(),
    }
}

/// What is different since another version of the model; nothing if none is given.
pub(super) fn changes(model: &Model, since: Option<&Model>) -> Page {
    let diff = since.map(|it| Diff::between(it, model));
    let judged = diff.as_ref().map(|it| judgements(it, model.framework()));
    let rows = judged.unwrap_or_default().into_iter().map(|it| {
        let (field, before, after) = sides(it.change, model);
        vec![
            it.level.to_string(),
            it.change.element.to_string(),
            it.change.kind.to_string(),
            field,
            cut(&before),
            cut(&after),
        ]
    });
    Page {
        name: "changes",
        columns: vec!["version", "element", "change", "field", "before", "after"],
        rows: rows.collect(),
    }
}

/// The field of a change, and what it said before and says now; of a whole element, its title.
fn sides(change: &Change, model: &Model) -> (String, String, String) {
    let shown = |it: Option<&Value>| match it {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let primary = model.framework().languages.primary.as_str();
    let title = |content: &Value| {
        let text = content.get("title").or_else(|| content.get("statement"));
        shown(text.and_then(|it| it.get(primary)))
    };
    let none = String::new;
    match &change.edit {
        Edit::Added { content, .. } => (none(), none(), title(content)),
        Edit::Removed { content } => (none(), title(content), none()),
        Edit::Renamed { from, .. } => (none(), from.clone(), change.element.to_string()),
        Edit::Text {
            path,
            language,
            old,
            new,
        } => (
            format!("{path} ({language})"),
            old.clone().unwrap_or_default(),
            new.clone().unwrap_or_default(),
        ),
        Edit::Value { path, old, new } => {
            (path.to_string(), shown(old.as_ref()), shown(new.as_ref()))
        }
        Edit::Order { .. } => ("order".to_owned(), none(), none()),
    }
}

/// A text as far as a cell shows it.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
