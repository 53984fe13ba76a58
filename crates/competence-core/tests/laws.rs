//! Laws that hold for every model and every input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;

use competence_core::check::{check, load, same_meaning};
use competence_core::source::{Listing, Memory, ReadError, SingleFile, Source};
use competence_core::{Bundle, Model, fold, starter};
use proptest::prelude::*;

fn starter_files() -> Memory {
    starter::FILES.iter().copied().collect()
}

/// The files of a source, listed in another order.
struct Shuffled {
    files: Memory,
    order: Vec<String>,
}

impl Source for Shuffled {
    fn list(&self) -> Listing {
        Listing {
            files: self.order.clone(),
            problems: Vec::new(),
        }
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.files.read(path, limit)
    }
}

/// Texts as a model may hold them, but never empty. The separators U+0085, U+2028 and U+2029
/// are left out: the other reader is one of YAML 1.1, where they are line breaks, and the check
/// reports them.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-ZČŠŽ][a-zčšž]{0,8}( [a-zčšž]{1,8}){0,5}",
        1 => "[ -~]{1,20}",
        1 => "\\PC{1,12}",
        1 => prop::sample::select(&["yes", "no", "~", "1.0", "012", "2025-01-01", "a: b", "# x", "- x", "\"", "'", "|", "{", "&a", "*a", "!x", "%", "@", "`", " x ", "a\nb", "a\n", "\u{feff}x", "𝒳"][..]).prop_map(str::to_owned),
    ]
    .prop_filter("a separator", |text| !text.contains(['\u{85}', '\u{2028}', '\u{2029}']))
}

/// A model of a few competences, with any texts, as the types write it.
fn any_model() -> impl Strategy<Value = Model> {
    let competence = (
        any_text(),
        prop::collection::vec((any_text(), any_text(), prop::option::of(1u16..5)), 0..5),
        0usize..3,
    );
    (any_text(), prop::collection::vec(competence, 0..6), any::<prop::sample::Index>()).prop_map(|(title, competences, first)| {
        let kinds = ["core", "leadership", "digital"];
        let all: Vec<_> = competences.iter().enumerate().map(|(number, (name, behaviours, kind))| {
            let indicators: Vec<_> = behaviours.iter().enumerate().map(|(index, (en, sl, level))| {
                let mut it = serde_json::json!({"id": format!("c{number}.i{index}"), "statement": {"en": en, "sl": sl}});
                if let Some(level) = level {
                    it["level"] = (*level).into();
                }
                it
            }).collect();
            serde_json::json!({"id": format!("c{number}"), "kind": kinds[*kind], "title": {"en": name}, "status": "draft", "indicators": indicators})
        }).collect();
        let listed: Vec<String> = if all.is_empty() { vec![] } else { vec![format!("c{}", first.index(all.len()))] };
        let bundle = serde_json::json!({
            "format": 1,
            "framework": {
                "id": "f", "version": "1.0.0-rc.1", "title": {"en": title}, "languages": {"primary": "en"},
                "scale": {"levels": [{"value": 1, "title": {"en": "One"}}]}, "order": {"competences": listed},
            },
            "competences": all,
        });
        Model::from_bundle(bundle.to_string().as_bytes()).unwrap()
    })
}

/// The files of a model, as YAML by another writer.
fn files_of(model: &Model) -> BTreeMap<String, String> {
    let bundle: &Bundle = model.as_bundle();
    let mut files = BTreeMap::new();
    files.insert(
        "framework.yaml".to_owned(),
        serde_yaml::to_string(&bundle.framework).unwrap(),
    );
    for it in &bundle.competences {
        files.insert(
            format!("{}/{}.yaml", it.kind, it.id),
            serde_yaml::to_string(it).unwrap(),
        );
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_bundle_round_trips(model in any_model()) {
        let json = model.to_bundle().unwrap();
        let again = Model::from_bundle(json.as_bytes()).unwrap();
        prop_assert_eq!(&again, &model);
        prop_assert_eq!(again.to_bundle().unwrap(), json);
        prop_assert_eq!(again.content_hash().unwrap(), model.content_hash().unwrap());
    }

    /// Written as YAML by an independent writer and read by ours, a model is the same; so the
    /// two agree on every text, however it has to be quoted.
    #[test]
    fn yaml_round_trips(model in any_model()) {
        let files: Memory = files_of(&model).into_iter().collect();
        let loaded = load(&files);
        prop_assert_eq!(loaded.model(), Ok(model.clone()), "{:?}\n{:?}", loaded.findings(), files_of(&model));
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(model in any_model(), seed in any::<u64>()) {
        let files = files_of(&model);
        let mut order: Vec<String> = files.keys().cloned().collect();
        let count = order.len();
        for at in 0..count {
            let turned = seed.rotate_left(u32::try_from(at).unwrap() * 7);
            order.swap(at, usize::try_from(turned % count as u64).unwrap());
        }
        let files: Memory = files.into_iter().collect();
        let shuffled = Shuffled { files: files.clone(), order };
        let (one, other) = (check(&files), check(&shuffled));
        prop_assert_eq!(one.findings(), other.findings());
        prop_assert_eq!(one.model().unwrap().to_bundle().unwrap(), other.model().unwrap().to_bundle().unwrap());
    }

    /// What is wrong with one file never hides what is wrong with another.
    #[test]
    fn files_are_checked_apart(text in "\\PC{0,60}") {
        let mut files = starter_files();
        files.insert("profiles/every-employee.yaml", text);
        files.insert("core/cooperation.yaml", "id: cooperation\nkind: coer\n");
        let checked = check(&files);
        prop_assert!(checked.findings().iter().any(|it| it.rule == "invalid-value" && it.place.file == "core/cooperation.yaml"));
    }

    /// No text makes the check panic, and each finding is at a place that is in the file.
    #[test]
    fn any_text_is_checked(text in prop_oneof!["(\\PC|\n|\t){0,200}", "[a-z:\\-\\[\\]{}&*!|>'\"%@ \n#,?~.0-9]{0,200}"]) {
        let mut files = starter_files();
        files.insert("core/cooperation.yaml", text.clone());
        for it in check(&files).findings().iter().filter(|it| it.place.file == "core/cooperation.yaml") {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count().max(1);
            prop_assert!(it.place.line >= 1 && it.place.line as usize <= lines + 1 && it.place.column >= 1, "{:?}", it);
        }
    }

    #[test]
    fn any_bytes_are_checked(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut files = starter_files();
        files.insert("core/cooperation.yaml", bytes.clone());
        files.insert("releases/1.0.0.json", bytes);
        check(&files);
    }

    /// A change anywhere in a real file: a byte replaced, removed or put in.
    #[test]
    fn any_damage_is_checked(
        which in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0u8..3, prop::sample::select(&b":-[]{}&*!|>'\"%@ \n\t#,?~.0a\xc5\x9e"[..])), 1..5),
    ) {
        let (path, text) = starter::FILES[which.index(starter::FILES.len())];
        let mut bytes = text.as_bytes().to_vec();
        for (at, how, byte) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        let mut files = starter_files();
        files.insert(path, bytes);
        check(&files);
    }

    /// What one YAML reader takes for valid and what it reads, the other does too: ours and
    /// `serde_yaml` are held against each other.
    #[test]
    fn two_yaml_readers_agree(model in any_model()) {
        for text in files_of(&model).values() {
            let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
            prop_assert!(same_meaning(text, &value.to_string()), "{}", text);
        }
    }

    #[test]
    fn search_finds_every_text_by_its_folded_words(model in any_model()) {
        for (_, indicator) in model.indicators() {
            for (_, text) in indicator.statement.iter() {
                if fold(text).chars().any(char::is_alphanumeric) {
                    let hits = model.search(text);
                    prop_assert!(hits.iter().any(|hit| hit.element.id() == indicator.id.as_str()), "{}", text);
                }
            }
        }
    }
}

#[test]
fn a_model_is_send_and_sync_and_cheap_to_clone() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Model>();
    assert_eq!(size_of::<Model>(), size_of::<usize>());
}

#[test]
fn a_damaged_bundle_is_an_error_and_tells_where() {
    let loaded = load(&starter_files());
    let json = loaded.model().unwrap().to_bundle().unwrap();
    let error = |json: &str| Model::from_bundle(json.as_bytes()).unwrap_err().to_string();
    insta::assert_snapshot!(error(&json[..json.len() / 2]));
    insta::assert_snapshot!(error(&json.replace("\"format\":1", "\"format\":3")));
    insta::assert_snapshot!(error(
        &json.replace("\"kind\":\"core\"", "\"kind\":\"main\"")
    ));
    insta::assert_snapshot!(error(
        &json
            .replace("\"id\":\"digital-work\"", "\"id\":\"cooperation\"")
            .replace("\"digital-work.", "\"cooperation.")
    ));
    insta::assert_snapshot!(error(&json.replace(
        "\"cooperation.keeps-agreements\"",
        "\"cooperation.shares-knowledge\""
    )));
    insta::assert_snapshot!(error(&json.replace(
        "\"cooperation.keeps-agreements\"",
        "\"other.keeps-agreements\""
    )));
    insta::assert_snapshot!(error(&"[".repeat(100_000)));
    assert!(Model::from_bundle(b"\xff").is_err());
}

#[test]
fn a_source_of_one_file_may_be_a_yaml_bundle() {
    let loaded = load(&starter_files());
    let model = loaded.model().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.yaml");
    std::fs::write(&path, serde_yaml::to_string(model.as_bundle()).unwrap()).unwrap();
    assert_eq!(check(&SingleFile::open(&path).unwrap()).model(), Ok(model));
}
