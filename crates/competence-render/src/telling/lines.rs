//! The changes of elements in sentences.

use std::collections::HashMap;

use competence_core::diff::{Change, Edit, ElementKey, Path};
use competence_core::version::Judgement;
use competence_core::{ChangeKind, LanguageTag};
use serde_json::Value;

use super::{Line, Said, Sides, Teller, values};
use crate::locale::args;
use crate::visible::visible_line;

pub(super) fn lines(teller: &Teller<'_>, judgements: &[Judgement<'_>]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut of_texts: HashMap<(&ElementKey, &Path), Vec<&Judgement<'_>>> = HashMap::new();
    for judgement in judgements {
        if let Edit::Text { path, .. } = &judgement.change.edit {
            let text = (&judgement.change.element, path);
            of_texts.entry(text).or_default().push(judgement);
        }
    }
    for judgement in judgements {
        let change = judgement.change;
        let Edit::Text { path, .. } = &change.edit else {
            lines.extend(
                said(teller, change)
                    .into_iter()
                    .map(|it| line(teller, judgement, it)),
            );
            continue;
        };
        // All languages of a text are told where the first of them is.
        if let Some(all) = of_texts.remove(&(&change.element, path)) {
            lines.extend(texts(teller, &all));
        }
    }
    lines
}

/// The changes of one text in several languages: one sentence where the binding text changed, and
/// one for each translation where it did not.
fn texts(teller: &Teller<'_>, all: &[&Judgement<'_>]) -> Vec<Line> {
    let primary = &teller.new.model.framework().languages.primary;
    let binding = all.iter().find(|it| {
        matches!(&it.change.edit, Edit::Text { language, .. } if language == primary)
            || it.change.kind == ChangeKind::TextChanged
    });
    let Some(binding) = binding else {
        let each = all
            .iter()
            .map(|it| line(teller, it, text_said(teller, it.change)));
        return each.collect();
    };
    let mut said = text_said(teller, binding.change);
    said.texts = all.iter().filter_map(|it| sides(it.change)).collect();
    let reader = teller.new.language;
    said.texts
        .sort_by_key(|it| (it.language != *reader, it.language != *primary));
    let heaviest = all.iter().max_by_key(|it| it.level).unwrap_or(binding);
    vec![line(teller, heaviest, said)]
}

fn line(teller: &Teller<'_>, judgement: &Judgement<'_>, said: Said) -> Line {
    let change = judgement.change;
    let id = change.element.to_string();
    // The statement itself is shown where it is what changed.
    let shows_statement = matches!(
        change.edit,
        Edit::Added { .. } | Edit::Removed { .. } | Edit::Text { .. }
    );
    let about = match &change.element {
        ElementKey::Indicator(_) if !shows_statement => teller.statement(&id),
        _ => None,
    };
    let sentence = match about {
        Some(about) => format!("{}: {}", teller.locale.quoted(&about), said.sentence),
        None => said.sentence,
    };
    Line {
        id,
        level: judgement.level,
        reason: visible_line(&judgement.reason).into_owned(),
        rule: judgement.rule,
        set_by_manifest: judgement.set_by_manifest,
        sentence: visible_line(&sentence).into_owned(),
        texts: said.texts,
    }
}

fn said(teller: &Teller<'_>, change: &Change) -> Vec<Said> {
    let noun = change.element.noun();
    let id = change.element.to_string();
    match &change.edit {
        Edit::Added { content, .. } => {
            let said = Said {
                sentence: teller.say(
                    "added",
                    args! { "noun" => noun, "name" => teller.name(&id) },
                ),
                texts: statement(teller, content, |text| (None, Some(text))),
            };
            vec![said]
        }
        Edit::Removed { content } => {
            let name = teller.old_name(&id);
            let said = Said {
                sentence: teller.say("removed", args! { "noun" => noun, "name" => name }),
                texts: statement(teller, content, |text| (Some(text), None)),
            };
            vec![said]
        }
        Edit::Renamed { from, .. } => {
            let parents = id.split_once('.').zip(from.split_once('.'));
            let sentence = match parents {
                Some(((new, _), (old, _))) if change.kind == ChangeKind::ElementMoved => {
                    let (old, new) = (teller.old_name(old), teller.name(new));
                    teller.say("indicator-moved", args! { "old" => old, "new" => new })
                }
                _ => teller.say("id-changed", args! { "noun" => noun }),
            };
            vec![Said::of(sentence)]
        }
        Edit::Order { .. } => vec![Said::of(teller.say("reordered", &[]))],
        Edit::Text { .. } => vec![text_said(teller, change)],
        Edit::Value { path, old, new } => {
            values::said(teller, change, &path.0, old.as_ref(), new.as_ref())
        }
    }
}

/// The statement of an added or removed indicator, in the reader's language.
fn statement(
    teller: &Teller<'_>,
    content: &Value,
    sides: impl Fn(String) -> (Option<String>, Option<String>),
) -> Vec<Sides> {
    let Some(texts) = content.get("statement") else {
        return Vec::new();
    };
    let reader = teller.new.language;
    let primary = &teller.new.model.framework().languages.primary;
    let found = [reader, primary].into_iter().find_map(|language| {
        let text = texts.get(language.as_str())?.as_str()?;
        Some((language, text.to_owned()))
    });
    let any = || {
        let (language, text) = texts.as_object()?.iter().next()?;
        Some((
            language.parse::<LanguageTag>().ok()?,
            text.as_str()?.to_owned(),
        ))
    };
    let found = found
        .map(|(language, text)| (language.clone(), text))
        .or_else(any);
    let shown = found.map(|(language, text)| {
        let (old, new) = sides(text);
        Sides { language, old, new }
    });
    shown.into_iter().collect()
}

fn sides(change: &Change) -> Option<Sides> {
    let Edit::Text {
        language, old, new, ..
    } = &change.edit
    else {
        return None;
    };
    Some(Sides {
        language: language.clone(),
        old: old.clone(),
        new: new.clone(),
    })
}

/// The change of a text in one language.
fn text_said(teller: &Teller<'_>, change: &Change) -> Said {
    let Edit::Text {
        path,
        language,
        old,
        new,
    } = &change.edit
    else {
        return Said::of(String::new());
    };
    let field = path.0.last().map_or("", String::as_str);
    let language = teller.locale.language(language);
    let translation = |id| {
        teller.say(
            id,
            args! { "field" => field, "language" => language.as_str() },
        )
    };
    let sentence = match change.kind {
        ChangeKind::StatementReworded => teller.say("statement-reworded", &[]),
        ChangeKind::StatementEdited => teller.say("statement-edited", &[]),
        ChangeKind::TranslationAdded => translation("translation-added"),
        ChangeKind::TranslationChanged => translation("translation-changed"),
        ChangeKind::TranslationRemoved => translation("translation-removed"),
        _ => {
            let id = match (old, new) {
                (None, _) => "text-added",
                (_, None) => "text-removed",
                _ => "text-changed",
            };
            teller.say(id, args! { "field" => field })
        }
    };
    let mut sentence = values::within_element(teller, Some(&change.element), &path.0, sentence);
    if change.edit.looks_same() {
        let same = teller.say("looks-same", &[]);
        sentence = format!("{sentence} ({same})");
    }
    Said {
        sentence,
        texts: sides(change).into_iter().collect(),
    }
}
