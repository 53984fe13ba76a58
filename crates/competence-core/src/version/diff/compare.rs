//! Comparing two elements field by field.

use serde_json::{Map, Value};

use super::change::{Change, Edit, ElementKey, Path, content, predecessor};
use super::kinds::kind_of_field;
use super::{Matching, common_order, order_of};
use crate::model::Element;
use crate::model::similarity::normalised;
use crate::{ChangeKind, Competence, Framework, LanguageTag, LevelValue, Lineage, TextField};

/// Lists whose items are matched by a key of theirs.
const KEYED: [(&str, &str); 4] = [
    ("levels", "value"),
    ("organisations", "id"),
    ("scales", "id"),
    ("facets", "id"),
];

/// The changes of the manifest.
pub(super) fn frameworks(old: &Framework, new: &Framework, matching: &Matching<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if old != new {
        let value = |it: &Framework| serde_json::to_value(it).unwrap_or_default();
        let mut comparison = Comparison {
            element: ElementKey::Framework,
            primary: &new.languages.primary,
            matching,
            editorial: false,
            changes: &mut changes,
        };
        comparison.values(&value(old), &value(new), &mut Vec::new());
    }
    changes
}

/// The changes of one element that is in both models.
pub(super) fn elements<'m>(
    old: Element<'m>,
    new: Element<'m>,
    matching: &Matching<'m>,
    changes: &mut Vec<Change>,
) {
    if let (Element::Competence(before), Element::Competence(after)) = (old, new) {
        reordered(before, after, matching, changes);
    }
    if is_same(old, new) {
        return;
    }
    let element = ElementKey::of(new);
    if old.id() != new.id() {
        let edit = Edit::Renamed {
            from: old.id().to_owned(),
            after: predecessor(new),
        };
        let parent = |id: &str| id.split_once('.').map(|(parent, _)| parent.to_owned());
        let moved = matching.parent_of(new) != parent(old.id());
        let kind = if moved {
            ChangeKind::ElementMoved
        } else {
            ChangeKind::IdChanged
        };
        changes.push(Change {
            element: element.clone(),
            kind,
            edit,
        });
    }
    let mut comparison = Comparison {
        element,
        primary: matching.primary,
        matching,
        editorial: matching.is_editorial(new.id()),
        changes,
    };
    let (mut before, mut after) = (content(old), content(new));
    for value in [&mut before, &mut after] {
        if let Value::Object(fields) = value {
            fields.remove("id");
        }
    }
    comparison.values(&before, &after, &mut Vec::new());
}

/// Whether two elements are equal; a competence apart from its indicators.
fn is_same(old: Element<'_>, new: Element<'_>) -> bool {
    match (old, new) {
        (Element::Cluster(a), Element::Cluster(b)) => a == b,
        (Element::Indicator(_, a), Element::Indicator(_, b)) => a == b,
        (Element::Profile(a), Element::Profile(b)) => a == b,
        (Element::Competence(a), Element::Competence(b)) => {
            // Named one by one, so that a new field cannot be forgotten.
            let Competence {
                id,
                kind,
                cluster,
                also_in,
                title,
                definition,
                scale,
                levels,
                status,
                deprecation,
                source,
                mappings,
                relations,
                annotations,
                suppressions,
                indicators: _,
                includes,
            } = a;
            (id, kind, cluster, also_in) == (&b.id, &b.kind, &b.cluster, &b.also_in)
                && (title, definition, scale, levels)
                    == (&b.title, &b.definition, &b.scale, &b.levels)
                && (status, deprecation, source) == (&b.status, &b.deprecation, &b.source)
                && (mappings, relations, annotations) == (&b.mappings, &b.relations, &b.annotations)
                && (suppressions, includes) == (&b.suppressions, &b.includes)
        }
        _ => false,
    }
}

fn reordered<'m>(
    old: &'m Competence,
    new: &'m Competence,
    matching: &Matching<'m>,
    changes: &mut Vec<Change>,
) {
    let ids = |it: &'m Competence| it.indicators.iter().map(|it| &it.id);
    // As in nearly all competences.
    if ids(old).eq(ids(new)) {
        return;
    }
    let (before, after) = common_order(old, new, matching);
    if before != after {
        changes.push(Change {
            element: ElementKey::Competence(new.id.clone()),
            kind: ChangeKind::IndicatorsReordered,
            edit: Edit::Order {
                order: order_of(new),
            },
        });
    }
}

/// The lineage of versions that one of the two models has, or that differs.
pub(super) fn lineages(old: &[Lineage], new: &[Lineage], changes: &mut Vec<Change>) {
    let mut versions: Vec<_> = old.iter().chain(new).map(|it| &it.version).collect();
    versions.sort();
    versions.dedup();
    for version in versions {
        let records = |all: &[Lineage]| -> Option<Value> {
            let mut of_version = all.iter().filter(|it| it.version == *version).peekable();
            of_version.peek()?;
            Some(
                of_version
                    .map(|it| serde_json::to_value(it).unwrap_or_default())
                    .collect(),
            )
        };
        let (old, new) = (records(old), records(new));
        if old != new {
            changes.push(Change {
                element: ElementKey::Lineage(version.clone()),
                kind: ChangeKind::MetadataChanged,
                edit: Edit::Value {
                    path: Path(vec!["records".to_owned()]),
                    old,
                    new,
                },
            });
        }
    }
}

struct Comparison<'a> {
    element: ElementKey,
    primary: &'a LanguageTag,
    /// Which elements are the same under other ids.
    matching: &'a Matching<'a>,
    editorial: bool,
    changes: &'a mut Vec<Change>,
}

impl Comparison<'_> {
    /// Compares two maps, key by key.
    fn values(&mut self, old: &Value, new: &Value, path: &mut Vec<String>) {
        let empty = Map::new();
        let (old, new) = (
            old.as_object().unwrap_or(&empty),
            new.as_object().unwrap_or(&empty),
        );
        let mut keys: Vec<&String> = old
            .keys()
            .chain(new.keys().filter(|key| !old.contains_key(*key)))
            .collect();
        keys.sort();
        for key in keys {
            let (before, after) = (old.get(key), new.get(key));
            if before == after {
                continue;
            }
            path.push(key.clone());
            self.field(before, after, path);
            path.pop();
        }
    }

    fn field(&mut self, old: Option<&Value>, new: Option<&Value>, path: &mut Vec<String>) {
        let key = path.last().map_or("", String::as_str);
        // A deprecation is looked at as a whole: a reason in it is not read in an assessment.
        let mut texts = TextField::ALL
            .iter()
            .filter(|it| it.is_of_content() && !it.is_list());
        if texts.any(|it| it.key() == key) {
            self.texts(old, new, path);
            return;
        }
        let keyed = KEYED.iter().find(|(name, _)| *name == key);
        let items = keyed.zip(old).zip(new);
        if let Some((before, after)) = items.and_then(|(((_, id), old), new)| matched(old, new, id))
        {
            for ((name, before), (_, after)) in before.iter().zip(after) {
                path.push(name.clone());
                self.values(before, after, path);
                path.pop();
            }
            return;
        }
        match key {
            // Each list of an order is a change of its own, also where there was none.
            "scale" | "conventions" | "languages" | "order"
                if self.element == ElementKey::Framework =>
            {
                let none = Value::Null;
                self.values(old.unwrap_or(&none), new.unwrap_or(&none), path);
            }
            _ => {
                let kind = self.kind_of_value(path, old, new);
                let edit = Edit::Value {
                    path: Path(path.clone()),
                    old: old.cloned(),
                    new: new.cloned(),
                };
                self.changes.push(Change {
                    element: self.element.clone(),
                    kind,
                    edit,
                });
            }
        }
    }

    fn texts(&mut self, old: Option<&Value>, new: Option<&Value>, path: &[String]) {
        let empty = Map::new();
        let texts = |value: Option<&'_ Value>| {
            value
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or(empty.clone())
        };
        let (old, new) = (texts(old), texts(new));
        let mut tags: Vec<&String> = old
            .keys()
            .chain(new.keys().filter(|tag| !old.contains_key(*tag)))
            .collect();
        tags.sort();
        for tag in tags {
            let text =
                |map: &Map<String, Value>| map.get(tag).and_then(Value::as_str).map(str::to_owned);
            let (before, after) = (text(&old), text(&new));
            let Ok(language) = LanguageTag::new(tag) else {
                continue;
            };
            if before != after {
                let is_whole = old.is_empty() || new.is_empty();
                let texts = (before.as_deref(), after.as_deref());
                let kind = self.kind_of_text(path, &language, texts, is_whole);
                let path = Path(path.to_vec());
                let edit = Edit::Text {
                    path,
                    language,
                    old: before,
                    new: after,
                };
                self.changes.push(Change {
                    element: self.element.clone(),
                    kind,
                    edit,
                });
            }
        }
    }

    fn kind_of_text(
        &self,
        path: &[String],
        language: &LanguageTag,
        texts: (Option<&str>, Option<&str>),
        is_whole: bool,
    ) -> ChangeKind {
        let first = path.first().map_or("", String::as_str);
        let last = path.last().map_or("", String::as_str);
        let in_scale = first == "scale" || (first == "scales" && path.len() > 3);
        // What the lineage says of levels is about those for ratings.
        let keeps_ratings = first == "scale" && self.matching.scale.keeps_ratings();
        let is_of_level = first == "levels";
        let is_statement = last == "statement";
        match texts {
            // A text that was in no language, or is in none any more, is not a translation.
            (None, _) | (_, None) if is_whole && in_scale => {
                if keeps_ratings {
                    ChangeKind::ScaleEdited
                } else {
                    ChangeKind::ScaleChanged
                }
            }
            (None, _) | (_, None) if is_whole => ChangeKind::TextChanged,
            (None, _) => ChangeKind::TranslationAdded,
            (_, None) => ChangeKind::TranslationRemoved,
            (Some(old), Some(new)) => {
                let same = self.editorial || normalised(old) == normalised(new);
                if language != self.primary {
                    ChangeKind::TranslationChanged
                } else if is_statement && same {
                    ChangeKind::StatementEdited
                } else if is_statement {
                    ChangeKind::StatementReworded
                } else if is_of_level && same {
                    ChangeKind::LevelTextEdited
                } else if is_of_level {
                    ChangeKind::LevelTextReworded
                } else if in_scale && (same || keeps_ratings) {
                    ChangeKind::ScaleEdited
                } else if in_scale {
                    ChangeKind::ScaleChanged
                } else {
                    ChangeKind::TextChanged
                }
            }
        }
    }

    /// A level as the level of the new scale that it has become.
    fn on_new_scale(&self, level: &Value) -> Value {
        let number = level.as_u64().and_then(|it| u16::try_from(it).ok());
        let known = number.and_then(|it| LevelValue::new(it).ok());
        let later = known.map(|it| self.matching.scale.level(it).get());
        later.map_or_else(|| level.clone(), Value::from)
    }

    fn kind_of_value(
        &self,
        path: &[String],
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> ChangeKind {
        let first = path.first().map_or("", String::as_str);
        // A key that no document has cannot be here: the types refuse it.
        match kind_of_field(&self.element, first).unwrap_or(ChangeKind::MetadataChanged) {
            // The level is the one that the old level has become.
            ChangeKind::LevelChanged if old.map(|it| self.on_new_scale(it)).as_ref() == new => {
                ChangeKind::MetadataChanged
            }
            ChangeKind::StatusChanged => {
                let is_deprecated =
                    |value: Option<&Value>| value.and_then(Value::as_str) == Some("deprecated");
                match (is_deprecated(old), is_deprecated(new)) {
                    (false, true) => ChangeKind::ElementDeprecated,
                    _ => ChangeKind::StatusChanged,
                }
            }
            ChangeKind::IndicatorExcluded => match gained(old, new) {
                Some(true) => ChangeKind::IndicatorIncluded,
                Some(false) => ChangeKind::MetadataChanged,
                None => ChangeKind::IndicatorExcluded,
            },
            ChangeKind::LevelTextRemoved if gained(old, new).is_some() => {
                ChangeKind::LevelTextAdded
            }
            // One more scale leaves the others as they were.
            ChangeKind::ScaleChanged if first == "scales" && gained(old, new).is_some() => {
                ChangeKind::ScaleEdited
            }
            kind => kind,
        }
    }
}

/// Whether a list has more than before, where it has all that it had; nothing where it lost something.
fn gained(old: Option<&Value>, new: Option<&Value>) -> Option<bool> {
    let items = |list: Option<&Value>| list.and_then(Value::as_array).cloned().unwrap_or_default();
    let (old, new) = (items(old), items(new));
    old.iter()
        .all(|it| new.contains(it))
        .then(|| new.iter().any(|it| !old.contains(it)))
}

type Items<'a> = Vec<(String, &'a Value)>;

/// The items of two lists by their key, if the two have the same keys in the same order.
fn matched<'a>(old: &'a Value, new: &'a Value, id: &str) -> Option<(Items<'a>, Items<'a>)> {
    let items = |list: &'a Value| -> Option<Items<'a>> {
        list.as_array()?
            .iter()
            .map(|item| Some((super::apply::key_of(item, id)?, item)))
            .collect()
    };
    let (old, new) = (items(old)?, items(new)?);
    let same = old.len() == new.len() && old.iter().zip(&new).all(|((a, _), (b, _))| a == b);
    let unique = old
        .iter()
        .map(|(key, _)| key)
        .collect::<std::collections::HashSet<_>>()
        .len()
        == old.len();
    (same && unique).then_some((old, new))
}

/// Which list is matched by which key.
pub(super) fn key_of_list(name: &str) -> Option<&'static str> {
    KEYED
        .iter()
        .find(|(list, _)| *list == name)
        .map(|(_, id)| *id)
}
