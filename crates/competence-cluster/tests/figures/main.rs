//! The same figures as from rows that are gathered one by one: in this process, and on a cluster of processes, one of
//! which may die.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::float_cmp,
    clippy::type_complexity,
    missing_docs
)]

mod cluster;
mod costs;
mod ratings;
mod s3;

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use competence_cluster::{Analysis, Columns, Running, Written, analyse};
use competence_ratings::evidence::Statistics;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{CsvReadOptions, SessionContext};

use cluster::{Cluster, printed, texts};
use ratings::{BUNDLE, Expected, by_hand, model, rows, write_csv};

fn columns() -> Columns {
    Columns {
        person: "person".to_owned(),
        form: vec!["rater".to_owned()],
        indicator: "indicator".to_owned(),
        value: "value".to_owned(),
        version: Some("version".to_owned()),
    }
}

async fn analysed(files: &Path, partitions: usize) -> anyhow::Result<Analysis> {
    let running = Running {
        partitions: Some(partitions),
        ..Running::default()
    };
    let files = [files.to_str().unwrap().to_owned()];
    analyse(&model(), &files, Written::default(), &columns(), &running).await
}

/// The figures agree to 1e-9, and every row is accounted for.
#[track_caller]
fn same(analysis: &Analysis, expected: &Expected) {
    let (found, moments) = (&analysis.gathered.moments, &expected.moments);
    assert_eq!(found.rows(), moments.rows());
    assert_eq!(analysis.gathered.persons, expected.persons);
    for second in 0..moments.indicators() {
        for first in 0..=second {
            let n = moments.n_of_both(first, second);
            assert_eq!(found.n_of_both(first, second), n);
            let persons = analysis.gathered.persons_of(first, second);
            let of_both = expected.persons_of.get(&(first, second));
            assert_eq!(persons, of_both.copied().unwrap_or(0));
            close(
                found.covariance(first, second),
                moments.covariance(first, second),
            );
        }
        close(found.mean(second), moments.mean(second));
    }
    let rows = analysis.rows;
    let found = [
        rows.used,
        rows.blank,
        rows.other_version,
        rows.without_person,
        rows.set_aside.unknown_indicator,
        rows.set_aside.not_a_number,
        rows.set_aside.off_the_scale,
        rows.set_aside.repeated,
        rows.set_aside.contradicting,
    ];
    let by_hand = [
        expected.used,
        expected.blank,
        expected.other_version,
        expected.without_person,
        expected.unknown,
        expected.not_a_number,
        expected.off_the_scale,
        expected.repeated,
        expected.contradicting,
    ];
    assert_eq!(found, by_hand);
}

#[track_caller]
fn close<E: std::fmt::Debug>(found: Result<f64, E>, expected: Result<f64, E>) {
    match (found, expected) {
        (Ok(found), Ok(expected)) => assert!((found - expected).abs() < 1e-9),
        (Err(_), Err(_)) => {}
        (found, expected) => panic!("{found:?} is not {expected:?}"),
    }
}

async fn to_parquet(csv: &Path, parquet: &Path) {
    let session = SessionContext::new();
    let frame = session
        .read_csv(csv.to_str().unwrap(), CsvReadOptions::new())
        .await
        .unwrap();
    frame
        .write_parquet(
            parquet.to_str().unwrap(),
            DataFrameWriteOptions::new(),
            None,
        )
        .await
        .unwrap();
}

fn bundle(folder: &Path) -> PathBuf {
    let path = folder.join("model.json");
    std::fs::write(&path, BUNDLE).unwrap();
    path
}

#[tokio::test]
async fn figures_are_those_of_rows_gathered_by_hand_whatever_the_files_and_partitions() {
    let folder = tempfile::tempdir().unwrap();
    let rows = rows(700, 1);
    let expected = by_hand(&rows);
    assert!(expected.repeated > 0 && expected.contradicting > 0);
    assert!(expected.off_the_scale > 0 && expected.blank > 0);
    assert!(expected.other_version > 0 && expected.without_person > 0 && expected.unknown > 0);
    for (files, partitions) in [(1, 1), (5, 3), (3, 16)] {
        let csv = write_csv(&rows, files, &folder.path().join(format!("csv {files}")));
        let analysis = analysed(&csv, partitions).await.unwrap();
        same(&analysis, &expected);
        let parquet = folder.path().join(format!("parquet {files}"));
        to_parquet(&csv, &parquet).await;
        assert_eq!(analysed(&parquet, partitions).await.unwrap(), analysis);
    }
}

#[tokio::test]
async fn two_executors_give_the_bytes_of_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let rows = rows(1500, 2);
    let csv = write_csv(&rows, 6, &folder.path().join("csv"));
    let parquet = folder.path().join("parquet");
    to_parquet(&csv, &parquet).await;
    let model = bundle(folder.path());
    let here = analysed(&csv, 4).await.unwrap();
    same(&here, &by_hand(&rows));

    let environment = s3::serve(folder.path());
    let stored = PathBuf::from(format!("s3://{}/parquet/", s3::BUCKET));
    let cluster = Cluster::start(2, &environment);
    for files in [&csv, &parquet, &stored] {
        let moments = |name: &str| folder.path().join(name);
        let alone = cluster::analyse(&model, files)
            .arg("--moments")
            .arg(moments("alone"))
            .envs(environment.iter().cloned())
            .output()
            .unwrap();
        let together = cluster
            .analyse(&model, files)
            .arg("--moments")
            .arg(moments("together"))
            .envs(environment.iter().cloned())
            .output()
            .unwrap();
        assert!(together.status.success(), "{}", cluster.logs());
        assert_eq!(printed(&alone), printed(&together));
        let read = |name| std::fs::read(moments(name)).unwrap();
        assert_eq!(read("alone"), read("together"));
        // And `competence ratings report --moments` reads them.
        let stored = Statistics::from_bytes(&read("alone")).unwrap();
        assert_eq!(*stored.moments(), here.gathered.moments);
        assert_eq!(stored.persons(), here.gathered.persons);
    }
    let worked = cluster.executors.iter().filter(|it| it.has_worked());
    assert_eq!(worked.count(), 2, "{}", cluster.logs());
}

#[test]
fn an_executor_that_dies_never_changes_a_figure() {
    let folder = tempfile::tempdir().unwrap();
    let csv = write_csv(&rows(8000, 3), 24, &folder.path().join("csv"));
    let model = bundle(folder.path());
    let alone = cluster::analyse(&model, &csv).output().unwrap();

    let mut cluster = Cluster::start(2, &[]);
    let together = ends_while_running(&mut cluster, &model, &csv, 1);
    if together.status.success() {
        assert_eq!(printed(&alone), printed(&together));
    } else {
        names_executors(&cluster, &together);
    }
    // The other goes on.
    let later = cluster.analyse(&model, &csv).output().unwrap();
    assert_eq!(printed(&alone), printed(&later));
}

#[test]
fn executors_that_all_die_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let csv = write_csv(&rows(8000, 6), 24, &folder.path().join("csv"));
    let mut cluster = Cluster::start(2, &[]);
    let together = ends_while_running(&mut cluster, &bundle(folder.path()), &csv, 2);
    assert!(!together.status.success());
    names_executors(&cluster, &together);
}

/// Starts an analysis, and ends so many executors once each has a part of the results.
fn ends_while_running(cluster: &mut Cluster, model: &Path, csv: &Path, deaths: usize) -> Output {
    let mut running = cluster
        .analyse(model, csv)
        .args(["--timeout", "150"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !cluster.executors.iter().all(cluster::Node::has_results) {
        std::thread::sleep(Duration::from_millis(1));
    }
    for executor in cluster.executors.iter_mut().take(deaths) {
        executor.kill();
    }
    assert!(running.try_wait().unwrap().is_none(), "it had ended before");
    running.wait_with_output().unwrap()
}

/// There are no figures, and the error says what was lost.
#[track_caller]
fn names_executors(cluster: &Cluster, output: &Output) {
    let error = texts(&output.stderr);
    assert!(error.contains("executor"), "{error}{}", cluster.logs());
    assert!(output.stdout.is_empty());
}

#[tokio::test]
async fn forms_of_one_row_go_through_uncombined() {
    // So many different forms that the engine stops combining rows before it brings them to their partitions.
    let folder = tempfile::tempdir().unwrap();
    let mut rows = Vec::new();
    for number in 0..260_000_u64 {
        rows.push(ratings::Row {
            person: format!("p{}", number % 130_000),
            rater: format!("r{}", number / 130_000),
            indicator: "cooperation.sharing".to_owned(),
            value: (number % 5 + 1).to_string(),
            version: "1.0.0".to_owned(),
        });
    }
    let csv = write_csv(&rows, 2, folder.path());
    same(&analysed(&csv, 2).await.unwrap(), &by_hand(&rows));
}

#[tokio::test]
async fn files_that_do_not_go_together_are_refused() {
    let header = "person,rater,indicator,value,version\n";
    let row = "a,r,cooperation.sharing,4,1.0.0\n";
    let turned = "rater,person,indicator,value,version\nr,a,cooperation.sharing,4,1.0.0\n";
    let fewer = "person,indicator,value,version\na,cooperation.sharing,4,1.0.0\n";
    let good = format!("{header}{row}");
    let wide: Vec<u8> = good.bytes().flat_map(|it| [it, 0]).collect();
    let cases: [(&[(&str, &[u8])], &str); 9] = [
        (
            &[("a.csv", good.as_bytes()), ("b.csv", turned.as_bytes())],
            "b.csv` does not go with",
        ),
        (
            &[("a.csv", good.as_bytes()), ("b.csv", fewer.as_bytes())],
            "b.csv` does not go with",
        ),
        (&[("a.csv", fewer.as_bytes())], "there is no column `rater`"),
        (&[("a.csv", &wide)], "UTF-16"),
        (&[("a.csv", b"")], "the file is empty"),
        (
            &[("a.csv", b"person,person\n")],
            "two columns are named `person`",
        ),
        (&[("a.txt", good.as_bytes())], "no file whose name ends in"),
        (
            &[("a.parquet", b"PAR1 and no more")],
            "a.parquet` cannot be read",
        ),
        (
            &[("a.csv", b"person,rater,indicator,value,version\na,b\n")],
            "incorrect number of fields",
        ),
    ];
    for (files, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let error = analysed(folder.path(), 2).await.unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[tokio::test]
async fn a_parquet_file_without_a_column_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let all = write_csv(&rows(20, 4), 1, &folder.path().join("all"));
    to_parquet(&all, &folder.path().join("parquet/1")).await;
    let few = folder.path().join("few");
    std::fs::create_dir(&few).unwrap();
    std::fs::write(
        few.join("a.csv"),
        "person,indicator,value\na,cooperation.sharing,4\n",
    )
    .unwrap();
    to_parquet(&few, &folder.path().join("parquet/2")).await;
    let error = analysed(&folder.path().join("parquet"), 2)
        .await
        .unwrap_err();
    assert!(
        format!("{error:#}").contains("does not go with"),
        "{error:#}"
    );
}

#[test]
fn line_breaks_in_quotes_are_not_rows() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "\u{feff}person;rater;indicator;value;version\r\n".to_owned();
    for person in 0..40 {
        for id in ["cooperation.sharing", "initiative.waiting"] {
            text += &format!(
                "\"{person}\n9;9;cooperation.sharing;1;1.0.0\";r;{id};{};1.0.0\r\n",
                person % 5 + 1
            );
        }
    }
    let csv = folder.path().join("a.csv");
    std::fs::write(&csv, text).unwrap();
    let output = cluster::analyse(&bundle(folder.path()), &csv)
        .args(["--delimiter", ";"])
        .output()
        .unwrap();
    let figures: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(figures["rows"]["used"], 80);
    assert_eq!(figures["persons"], 40);
    let waiting = &figures["indicators"][7];
    assert_eq!(
        (&waiting["id"], &waiting["reversed"]),
        (&"initiative.waiting".into(), &true.into())
    );
    assert_eq!(waiting["mean"], 3.0);
    // The two have the same values, of which one is turned around.
    let correlation = figures["correlations"].as_array().unwrap();
    let of_both = correlation.iter().find(|it| it["n"] == 40).unwrap();
    assert!((of_both["r"].as_f64().unwrap() + 1.0).abs() < 1e-9);
}

#[test]
fn figures_of_few_persons_are_withheld() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "person,rater,indicator,value,version\n".to_owned();
    // Twelve forms of four persons, and six persons.
    for form in 0..12 {
        text += &format!(
            "p{},r{},cooperation.sharing,{},1.0.0\n",
            form % 4,
            form / 4,
            form % 5 + 1
        );
    }
    for person in 0..6 {
        text += &format!(
            "p{person},r0,cooperation.helping,{},1.0.0\n",
            person % 5 + 1
        );
    }
    let csv = folder.path().join("a.csv");
    std::fs::write(&csv, text).unwrap();
    let model = bundle(folder.path());
    let output = cluster::analyse(&model, &csv).output().unwrap();
    let figures: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    let indicators = &figures["indicators"];
    assert_eq!(
        indicators[2],
        serde_json::json!({"id": "cooperation.sharing"})
    );
    assert_eq!(indicators[3]["persons"], 6);
    assert_eq!(figures["correlations"], serde_json::json!([]));

    let output = cluster::analyse(&model, &csv)
        .args(["--min-group", "7"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(texts(&output.stderr).contains("there are ratings of 6 persons"));
}

#[test]
fn rows_that_are_set_aside_can_be_denied_and_a_scheduler_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let csv = write_csv(&rows(30, 5), 1, &folder.path().join("csv"));
    let model = bundle(folder.path());
    let output = cluster::analyse(&model, &csv)
        .arg("--deny-set-aside")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(texts(&output.stderr).contains("rows are set aside"));
    let output = cluster::analyse(&model, &csv)
        .args(["--scheduler", "df://127.0.0.1:1"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        texts(&output.stderr).contains("127.0.0.1:1"),
        "{}",
        texts(&output.stderr)
    );
}
