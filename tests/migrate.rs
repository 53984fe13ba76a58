//! `competence migrate`: assessments are carried over, and no row is lost.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::support::{copy, repository, run, transcript};
use competence_core::Model;
use competence_core::check::load;
use competence_core::crosswalk::Crosswalk;
use competence_core::source::Directory;

/// A folder with the worked example in `model` and a file of ratings.
fn folder(name: &str, ratings: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository().join("model"), &folder.path().join("model"));
    fs::write(folder.path().join(name), ratings).unwrap();
    folder
}

/// What a run prints, and the files that it writes.
fn migrate(folder: &Path, arguments: &[&str]) -> String {
    let before: Vec<_> = files(folder);
    let all = [&["migrate"], arguments].concat();
    let mut out = transcript(folder, &all);
    for name in files(folder).iter().filter(|it| !before.contains(it)) {
        let text = fs::read(folder.join(name)).unwrap();
        write!(out, "--- {name}\n{}", String::from_utf8_lossy(&text)).unwrap();
    }
    out
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

const RATINGS: &str = "person,date,indicator,value,comment
ana,2024-05-01,proactive-action.anticipates-needs,4,\"asks, then acts\"
ana,2024-05-01,user-focus.meets-user-needs,3,at the counter
ana,2024-05-01,proactive-action.spots-risks,3,
ana,2024-05-01,user-focus.passes-on,5,=HYPERLINK(\"x\")
bor,2024-05-01,user-focus.meets-user-needs,,not seen
bor,2024-05-01,proactive-action.anticipates-needs,2,
bor,2024-05-01,user-focus.smiles,2,
";

#[test]
fn ratings_are_kept_merged_or_set_aside_with_the_reason() {
    let folder = folder("2024.csv", RATINGS);
    let arguments = [
        "2024.csv",
        "--from",
        "1.0.0",
        "--to",
        "2.0.0",
        "--by",
        "person,date",
    ];
    insta::assert_snapshot!("migrate", migrate(folder.path(), &arguments));
    // Nothing is overwritten.
    insta::assert_snapshot!("migrate-again", migrate(folder.path(), &arguments));
}

#[test]
fn a_comment_for_each_rating_keeps_them_apart_unless_the_key_is_named() {
    let folder = folder("2024.csv", RATINGS);
    let arguments = ["2024.csv", "--from", "1.0.0"];
    insta::assert_snapshot!("migrate-without-by", migrate(folder.path(), &arguments));
}

#[test]
fn json_lines_keep_their_other_fields_as_they_are() {
    let lines = r#"{"person":"ana","indicator":"proactive-action.anticipates-needs","value":4,"comment":"a","id":12345678901234567890123}
{"person":"ana","indicator":"user-focus.meets-user-needs","value":3.0,"comment":"b"}

{"indicator":"user-focus.passes-on","value":null,"nested":{"b": 1.50, "a":[]}}
{"person":"bor","indicator":"user-focus.meets-user-needs","value":"n/a"}
{"person":"bor","indicator":17,"value":1}
"#;
    let folder = folder("2024.jsonl", lines);
    let arguments = ["2024.jsonl", "--from", "1.0.0", "--by", "person"];
    insta::assert_snapshot!("migrate-jsonl", migrate(folder.path(), &arguments));
}

#[test]
fn a_table_keeps_its_delimiter_line_ends_encoding_and_decimal_comma() {
    // Windows-1250: 0x9a is š.
    let mut table = b"\xef\xbb\xbfIme;Trditev;Ocena\r\n".to_vec();
    table.extend(b"Nata\x9aa;proactive-action.anticipates-needs;4\r\n");
    table.extend(b"Nata\x9aa;user-focus.meets-user-needs;3,5\r\n");
    let folder = folder("ocene.csv", table);
    let here = folder.path();
    let output = run(
        here,
        &[
            "migrate",
            "ocene.csv",
            "--from",
            "1.0.0",
            "--indicator",
            "Trditev",
            "--value",
            "Ocena",
        ],
    );
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        fs::read(here.join("ocene-2.1.0.csv")).unwrap(),
        b"\xef\xbb\xbfIme;Trditev;Ocena;migration;parts\r\nNata\x9aa;proactive-user-service.anticipates-needs;3,75;merged;2\r\n"
    );
    assert!(!here.join("ocene-2.1.0-set-aside.csv").exists());
}

#[test]
fn what_cannot_be_migrated_is_an_error_and_leaves_no_file() {
    let two = "user-focus.meets-user-needs";
    let cases: [(&str, String); 10] = [
        (
            "own-column",
            format!("indicator,value,parts\n{two},1,arms\n"),
        ),
        (
            "own-field.jsonl",
            format!("{{\"indicator\":\"{two}\",\"value\":1,\"migration\":\"birds\"}}\n"),
        ),
        ("no-column", "a,b\n1,2\n".into()),
        ("no-value", format!("indicator\n{two}\n")),
        (
            "ragged",
            format!("person,indicator,value\na,{two},1\nb,{two}\n"),
        ),
        ("twice", format!("indicator,value\n{two},1\n{two},2\n")),
        (
            "not-neighbours",
            format!(
                "person,indicator,value\na,{two},1\nb,{two},2\na,proactive-action.anticipates-needs,3\n"
            ),
        ),
        (
            "open-quote",
            format!(
                "person,indicator,value\n\"a,{two},1\n{}",
                "b,c,3\n".repeat(400_000)
            ),
        ),
        ("empty", String::new()),
        ("not-json", "{\"indicator\":\"a\"}\n[1]\n".into()),
    ];
    for (name, table) in cases {
        let file = if name == "not-json" || name.ends_with("jsonl") {
            "in.jsonl"
        } else {
            "in.csv"
        };
        let folder = folder(file, table);
        insta::assert_snapshot!(
            format!("migrate-{name}"),
            migrate(folder.path(), &[file, "--from", "1.0.0"])
        );
        assert_eq!(files(folder.path()), [file, "model"], "{name}");
    }
}

/// A release of the worked example's core with other lineage and texts.
fn release(model: &Path, version: &str, lineage: &str, replaced: &[(&str, &str)]) {
    let old = fs::read_to_string(repository().join("model/releases/1.0.0.json")).unwrap();
    let mut json = old.replacen(
        "\"version\":\"1.0.0\"",
        &format!("\"version\":\"{version}\""),
        1,
    );
    for (from, to) in replaced {
        assert!(json.contains(from), "{from}");
        json = json.replace(from, to);
    }
    let at = json.rfind("\"lineage\":[").unwrap();
    json.truncate(at);
    writeln!(json, "\"lineage\":[{lineage}]}}").unwrap();
    Model::from_bundle(json.as_bytes()).unwrap();
    fs::write(model.join(format!("releases/{version}.json")), json).unwrap();
}

#[test]
fn two_steps_come_to_the_same_as_one_and_splits_are_flagged() {
    let input = "person,indicator,value
ana,user-focus.meets-user-needs,5
ana,user-focus.keeps-informed,2
ana,user-focus.explains-clearly,2
ana,proactive-action.takes-ownership,4
";
    let folder = folder("in.csv", input);
    let here = folder.path();
    let model = here.join("model");
    for release in ["1.0.0", "2.0.0"] {
        let _ = fs::remove_file(model.join(format!("releases/{release}.json")));
    }
    let second = r#"{"version":"1.5.0","records":[
        {"change":"merged","from":["user-focus.meets-user-needs","user-focus.keeps-informed"],"to":["user-focus.keeps-informed"]}]}"#;
    let third = r#"{"version":"1.6.0","records":[
        {"change":"merged","from":["user-focus.explains-clearly","user-focus.keeps-informed"],"to":["user-focus.keeps-informed"]},
        {"change":"split","from":["proactive-action.takes-ownership"],"to":["proactive-action.takes-ownership","proactive-action.spots-risks"]}]}"#;
    release(&model, "1.0.0", "", &[]);
    release(
        &model,
        "1.5.0",
        second,
        &[("user-focus.meets-user-needs", "user-focus.other")],
    );
    release(
        &model,
        "1.6.0",
        &format!("{second},{third}"),
        &[
            ("user-focus.meets-user-needs", "user-focus.other"),
            ("user-focus.explains-clearly", "user-focus.more"),
        ],
    );
    let step = |from: &str, to: &str, file: &str, out: &str| {
        let arguments = [
            "migrate",
            file,
            "--from",
            from,
            "--to",
            to,
            "--out",
            out,
            "--set-aside",
            "aside.csv",
            "--by",
            "person",
        ];
        let output = run(here, &arguments);
        assert!(output.status.success(), "{output:?}");
        fs::read_to_string(here.join(out)).unwrap()
    };
    step("1.0.0", "1.5.0", "in.csv", "middle.csv");
    let stepwise = step("1.5.0", "1.6.0", "middle.csv", "stepwise.csv");
    let at_once = step("1.0.0", "1.6.0", "in.csv", "at-once.csv");
    insta::assert_snapshot!("migrate-steps", stepwise);
    assert_eq!(stepwise, at_once);
}

#[test]
fn ratings_on_a_scale_that_the_lineage_maps_are_carried_over() {
    let table = "person;indicator;value
ana;user-focus.keeps-informed;2
ana;user-focus.passes-on;2,5
ana;user-focus.meets-user-needs;5
ana;user-focus.explains-clearly;
bor;user-focus.keeps-informed;7
";
    let folder = folder("in.csv", table);
    let here = folder.path();
    let model = here.join("model");
    for later in ["2.0.0", "2.1.0"] {
        fs::remove_file(model.join(format!("releases/{later}.json"))).unwrap();
    }
    let lineage = r#"{"version":"1.5.0","scale":{"1":1,"2":3,"3":5,"4":7,"5":9}}"#;
    let levels = [5, 4, 3, 2].map(|it| {
        (
            format!("\"value\":{it},"),
            format!("\"value\":{},", 2 * it - 1),
        )
    });
    let levels: Vec<(&str, &str)> = levels.iter().map(|(from, to)| (&**from, &**to)).collect();
    release(&model, "1.0.0", "", &[]);
    release(&model, "1.5.0", lineage, &levels);
    let arguments = [
        "in.csv", "--from", "1.0.0", "--to", "1.5.0", "--by", "person",
    ];
    insta::assert_snapshot!("migrate-scale", migrate(here, &arguments));
    // The same as JSON lines; a row without the field of the rating cannot be carried over.
    let lines = r#"{"person":"ana","indicator":"user-focus.keeps-informed","value":2}
{"person":"ana","indicator":"user-focus.passes-on","value":"2,5"}
{"person":"ana","indicator":"user-focus.explains-clearly","value":null}
{"person":"ana","indicator":"user-focus.meets-user-needs","score":5}
"#;
    fs::write(here.join("in.jsonl"), lines).unwrap();
    let arguments = [
        "in.jsonl", "--from", "1.0.0", "--to", "1.5.0", "--by", "person",
    ];
    insta::assert_snapshot!("migrate-scale-jsonl", migrate(here, &arguments));
    // Without a column of ratings there is nothing to map.
    let arguments = [
        "in.csv", "--from", "1.0.0", "--to", "1.5.0", "--value", "score", "--out", "x.csv",
    ];
    let output = run(here, &[&["migrate"], &arguments[..]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("has no column `score`"), "{told}");
    // The crosswalk says the same.
    let crosswalk = transcript(here, &["crosswalk", "--from", "1.0.0", "--to", "1.5.0"]);
    assert!(
        crosswalk.contains("The levels of the scale become: 1 → 1, 2 → 3, 3 → 5, 4 → 7, 5 → 9.\n"),
        "{crosswalk}"
    );
    release(&model, "1.5.0", "", &levels);
    let crosswalk = transcript(here, &["crosswalk", "--from", "1.0.0", "--to", "1.5.0"]);
    let told = "The scale changed in version 1.5.0, and the lineage does not say what became of its levels.";
    assert!(crosswalk.contains(told), "{crosswalk}");
}

/// Many assessments, checked against a second computation.
#[test]
fn many_ratings_come_to_what_the_crosswalk_says() {
    let model = Directory::open(&repository().join("model")).unwrap();
    let loaded = load(&model);
    let versions: Vec<Model> = loaded.releases().cloned().collect();
    let crosswalk = Crosswalk::over(&versions).unwrap();
    let ids: Vec<String> = versions[0]
        .indicators()
        .map(|(_, it)| it.id.to_string())
        .chain(["nobody.knows".to_owned()])
        .collect();
    // The same numbers every time.
    let mut state = 7_u64;
    let mut below = |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let mut table = String::from("person,indicator,value\n");
    let mut expected: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
    let (mut rows, mut lost) = (0, 0);
    for person in 0..200 {
        let mut rated: Vec<&String> = ids.iter().filter(|_| below(3) > 0).collect();
        for at in (1..rated.len()).rev() {
            rated.swap(at, below(at + 1));
        }
        for id in rated {
            let value = below(5) + 1;
            writeln!(table, "p{person},{id},{value}").unwrap();
            rows += 1;
            let entry = crosswalk.entries.get(id.as_str());
            let successors: Vec<String> = entry
                .into_iter()
                .flat_map(|it| it.successors.keys().map(ToString::to_string))
                .collect();
            lost += usize::from(successors.is_empty());
            for to in successors {
                let key = (format!("p{person}"), to);
                #[allow(clippy::cast_precision_loss, reason = "from one to five")]
                expected.entry(key).or_default().push(value as f64);
            }
        }
    }
    let folder = folder("in.csv", table);
    let here = folder.path();
    let output = run(
        here,
        &["migrate", "in.csv", "--from", "1.0.0", "--to", "2.0.0"],
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let carried = rows - lost;
    let line = format!("{rows} rows in = {carried} carried + {lost} set aside");
    assert!(printed.contains(&line), "{printed}");
    let mut found = BTreeMap::new();
    for row in csv::Reader::from_path(here.join("in-2.0.0.csv"))
        .unwrap()
        .records()
    {
        let row = row.unwrap();
        let key = (row[0].to_owned(), row[1].to_owned());
        let value: f64 = row[2].parse().unwrap();
        let parts: usize = row[4].parse().unwrap();
        // Nobody has two ratings of one indicator.
        assert!(found.insert(key, (value, parts)).is_none(), "{row:?}");
    }
    assert!(found.keys().eq(expected.keys()));
    for (key, values) in &expected {
        let (value, parts) = found[key];
        #[allow(clippy::cast_precision_loss, reason = "of one or two")]
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!(
            (value - mean).abs() < 1e-4 && parts == values.len(),
            "{key:?}"
        );
    }
    let aside = fs::read_to_string(here.join("in-2.0.0-set-aside.csv")).unwrap();
    assert_eq!(aside.lines().count() - 1, lost);
}

const TO: [&str; 4] = ["--from", "1.0.0", "--to", "2.0.0"];

/// The text of a file that a migration wrote.
fn written(here: &Path, name: &str) -> String {
    fs::read_to_string(here.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_rating_that_is_not_on_the_scale_is_set_aside() {
    // The levels are 1 to 5. Where two are merged, none of the wrong ones is in the mean.
    let (one, other) = (
        "user-focus.meets-user-needs",
        "proactive-action.anticipates-needs",
    );
    let mut input = String::from("person,indicator,value\n");
    let values = [
        "99", "-1", "0", "6", "odlično", "NaN", "1e9", "5.5", "0.5", "4,x", "+inf",
    ];
    for (number, value) in values.iter().enumerate() {
        writeln!(input, "p{number},{one},4\np{number},{other},\"{value}\"").unwrap();
    }
    let fine = ["1", "5", "4.0", "3.5", "\"2,5\"", " 3 "];
    for (number, value) in fine.iter().enumerate() {
        writeln!(input, "q{number},{one},{value}").unwrap();
    }
    let folder = folder("in.csv", &input);
    let here = folder.path();
    let output = run(here, &[&["migrate", "in.csv"], &TO[..]].concat());
    assert!(output.status.success(), "{output:?}");
    let aside = written(here, "in-2.0.0-set-aside.csv");
    let reason = "not on the scale of version 1.0.0";
    assert_eq!(aside.matches(reason).count(), values.len(), "{aside}");
    for value in values {
        assert!(aside.contains(value), "{value}: {aside}");
    }
    // Every mean is of the one rating that is on the scale.
    let out = written(here, "in-2.0.0.csv");
    for line in out.lines().skip(1).filter(|it| it.starts_with('p')) {
        assert!(line.ends_with(",4,merged,1"), "{line}");
    }
    let summary = String::from_utf8(output.stdout).unwrap();
    let counted = format!("  {} × the rating is {reason}", values.len());
    assert!(summary.contains(&counted), "{summary}");
    assert!(
        summary.contains("28 rows in = 17 carried + 11 set aside"),
        "{summary}"
    );
}

#[test]
fn a_rating_that_is_kept_is_held_to_the_scale_too() {
    let release = |version: &str| {
        let path = repository().join(format!("model/releases/{version}.json"));
        Model::from_bundle(&fs::read(path).unwrap()).unwrap()
    };
    let (earlier, later) = (release("1.0.0"), release("2.0.0"));
    let kept = earlier
        .indicators()
        .map(|(_, it)| it.id.as_str())
        .find(|id| later.element(id).is_some())
        .unwrap();
    for (name, text) in [
        (
            "in.csv",
            format!("person,indicator,value\na,{kept},99\nb,{kept},3\nc,{kept},\n"),
        ),
        (
            "in.jsonl",
            format!(
                "{{\"person\":\"a\",\"indicator\":\"{kept}\",\"value\":99}}\n{{\"person\":\"b\",\"indicator\":\"{kept}\",\"value\":3}}\n{{\"person\":\"c\",\"indicator\":\"{kept}\",\"value\":null}}\n"
            ),
        ),
    ] {
        let folder = folder(name, &text);
        let output = run(folder.path(), &[&["migrate", name], &TO[..]].concat());
        let said = String::from_utf8(output.stdout).unwrap();
        // Who was not rated was not rated.
        assert!(said.contains("2 kept as they are"), "{said}");
        assert!(
            said.contains("1 × the rating is not on the scale"),
            "{said}"
        );
    }
}

#[test]
fn what_is_there_twice_is_refused() {
    for (name, text, told) in [
        (
            "in.csv",
            "person,value,indicator,value\na,4,user-focus.smiles,5\n",
            "in.csv:1: the column `value` is there twice, as column 2 and column 4",
        ),
        (
            "in.csv",
            "indicator;value;indicator\nx;4;y\n",
            "the column `indicator` is there twice, as column 1 and column 3",
        ),
        (
            "in.csv",
            "indicator,value,person,person\nx,4,y,z\n",
            "the column `person` is there twice",
        ),
        (
            "in.jsonl",
            "{\"indicator\":\"x\",\"value\":4,\"value\":5}\n",
            "in.jsonl:1: column",
        ),
        (
            "in.jsonl",
            "{\"indicator\":\"x\",\"value\":4,\"value\":5}\n",
            "the field `value` is given twice",
        ),
    ] {
        let folder = folder(name, text);
        let by = if text.contains("person,person") {
            &["--by", "person"][..]
        } else {
            &[]
        };
        let output = run(folder.path(), &[&["migrate", name], &TO[..], by].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(told), "{said}");
        assert_eq!(files(folder.path()).len(), 2);
    }
}

#[test]
fn the_cause_is_named_and_not_the_symptom() {
    let row = "user-focus.meets-user-needs";
    let plain = format!("person;indicator;value\na;{row};4\n");
    let wide = |text: &str, little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units
            .flat_map(|it| {
                if little {
                    it.to_le_bytes()
                } else {
                    it.to_be_bytes()
                }
            })
            .collect()
    };
    // What spreadsheets write as the first line is read, and kept.
    let folder = folder(
        "in.csv",
        format!("sep=;\r\n{}", plain.replace('\n', "\r\n")),
    );
    let output = run(folder.path(), &[&["migrate", "in.csv"], &TO[..]].concat());
    assert!(output.status.success(), "{output:?}");
    let out = written(folder.path(), "in-2.0.0.csv");
    assert!(
        out.starts_with("sep=;\r\nperson;indicator;value;migration;parts\r\n"),
        "{out}"
    );
    // Encodings that are not read are named.
    for (name, bytes) in [
        ("a.csv", wide(&plain, true)),
        ("b.csv", wide(&plain, false)),
        (
            "c.csv",
            plain.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("d.jsonl", wide("{\"indicator\":\"x\",\"value\":4}\n", true)),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let output = run(folder.path(), &[&["migrate", name], &TO[..]].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("the file is in UTF-16: save it as UTF-8"),
            "{said}"
        );
        assert_eq!(output.status.code(), Some(2));
    }
    // A mark before JSON lines is none of them.
    let lines = format!("\u{feff}{{\"person\":\"a\",\"indicator\":\"{row}\",\"value\":4}}\n");
    fs::write(folder.path().join("e.jsonl"), lines).unwrap();
    let output = run(folder.path(), &[&["migrate", "e.jsonl"], &TO[..]].concat());
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_file_of_which_nothing_matches_is_refused_with_the_nearest_ids() {
    let folder = folder(
        "in.csv",
        "person,indicator,value\na,user-focus.meets-user-need,4\nb,something else,3\n",
    );
    insta::assert_snapshot!(
        "migrate-nothing",
        migrate(folder.path(), &[&["in.csv"], &TO[..]].concat())
    );
}

#[test]
fn a_mean_has_the_decimal_mark_of_the_file() {
    let (one, other) = (
        "user-focus.meets-user-needs",
        "proactive-action.anticipates-needs",
    );
    let mean = |delimiter: &str, first: &str, ratings: [&str; 2]| {
        let rows = [
            ("a", one, first),
            ("b", one, ratings[0]),
            ("b", other, ratings[1]),
        ];
        let mut input = ["person", "indicator", "value"].join(delimiter) + "\n";
        for (person, id, value) in rows {
            let value = if value.contains(delimiter) {
                format!("\"{value}\"")
            } else {
                value.to_owned()
            };
            input += &([person, id, &value].join(delimiter) + "\n");
        }
        let folder = folder("in.csv", &input);
        let output = run(folder.path(), &[&["migrate", "in.csv"], &TO[..]].concat());
        assert!(output.status.success(), "{output:?}");
        written(folder.path(), "in-2.0.0.csv")
    };
    for (delimiter, first, expected) in [
        ("\t", "3,5", "3,75"),
        ("\t", "3.5", "3.75"),
        (",", "3,5", "3,75"),
        (";", "3.5", "3.75"),
        (";", "3,5", "3,75"),
    ] {
        let comma = first.contains(',');
        let half = if comma { "3,5" } else { "3.5" };
        let out = mean(delimiter, first, [half, "4"]);
        assert!(out.contains(expected), "{delimiter:?}: {out}");
    }
    assert!(mean("\t", "3", ["3", "4"]).contains("3.5"));
    assert!(mean(";", "3", ["3", "4"]).contains("3,5"));
}

/// An archive keeps ratings so that nobody writes to them.
#[cfg(unix)]
#[test]
fn ratings_that_may_only_be_read_are_carried_over() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder("in.csv", "indicator,value\nuser-focus.meets-user-needs,4\n");
    let path = folder.path().join("in.csv");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let output = run(folder.path(), &[&["migrate", "in.csv"], &TO[..]].concat());
    assert!(output.status.success(), "{output:?}");
    let mode = fs::metadata(folder.path().join("in-2.0.0.csv"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o440);
}

/// Ratings are never left in a temporary file.
#[cfg(unix)]
#[test]
fn an_interrupted_migration_leaves_nothing() {
    ended_by("-INT", Some(130));
}

#[test]
#[cfg(target_os = "linux")]
fn a_killed_migration_leaves_nothing() {
    ended_by("-KILL", None);
}

/// Whether a process writes to files in a folder, by whatever name or none.
#[cfg(unix)]
fn has_begun(process: u32, here: &Path) -> bool {
    let open = fs::read_dir(format!("/proc/{process}/fd"));
    let open = open.into_iter().flatten().filter_map(Result::ok);
    let mut open = open.filter_map(|it| fs::read_link(it.path()).ok());
    let is_nameless =
        |it: &Path| it.starts_with(here) && it.to_string_lossy().ends_with(" (deleted)");
    files(here).iter().any(|it| it.starts_with(".competence-")) || open.any(|it| is_nameless(&it))
}

/// Ends a migration that has begun by a signal.
#[cfg(unix)]
fn ended_by(signal: &str, code: Option<i32>) {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let folder = folder("ratings", "");
    let here = folder.path();
    let made = Command::new("mkfifo").arg(here.join("in.csv")).status();
    if !made.is_ok_and(|it| it.success()) {
        eprintln!("skipped: no pipe can be made here");
        return;
    }
    let arguments = [&["migrate", "in.csv"], &TO[..]].concat();
    let mut command = super::support::competence(here);
    let command = command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut running = command.spawn().unwrap();
    // The program waits for rows, with its outputs begun.
    let mut pipe = fs::OpenOptions::new()
        .write(true)
        .open(here.join("in.csv"))
        .unwrap();
    std::io::Write::write_all(&mut pipe, b"indicator,value\n").unwrap();
    let begun = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        has_begun(running.id(), here)
    });
    assert!(begun, "{:?}", files(here));
    let interrupt = Command::new("kill")
        .args([signal, &running.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    assert_eq!(running.wait().unwrap().code(), code);
    let has_left = files(here).iter().any(|it| it.starts_with(".competence-"));
    if code.is_none() && has_left {
        eprintln!("skipped: this file system has no files without a name");
        return;
    }
    assert_eq!(files(here), ["in.csv", "model", "ratings"]);
    drop(pipe);
}

#[test]
fn a_wide_file_stays_wide() {
    let wide = "Oseba,user-focus.meets-user-needs,proactive-action.anticipates-needs,proactive-action.spots-risks,Opomba\nana,3,4,3,at the counter\nana,3,4,3,at the counter\nbor,,2,,\n";
    let folder = folder("2024.csv", wide);
    let arguments = ["2024.csv", "--from", "1.0.0", "--to", "2.0.0"];
    insta::assert_snapshot!("migrate_wide", migrate(folder.path(), &arguments));
    // A workbook of the same says the same.
    let convert = |from: &str, to: &str| {
        let output = run(folder.path(), &["ratings", "convert", from, "--out", to]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    convert("2024.csv", "book.xlsx");
    let arguments = ["book.xlsx", "--from", "1.0.0", "--to", "2.0.0"];
    let output = run(folder.path(), &[&["migrate"][..], &arguments].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    convert("book-2.0.0.xlsx", "book.csv");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("book.csv"), read("2024-2.0.0.csv"));
}
