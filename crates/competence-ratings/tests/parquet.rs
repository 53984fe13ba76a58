//! Ratings as Parquet: what others write is read, and what is written is read by others.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Float32Array, Float64Array,
    Int32Array, Int64Array, ListArray, RecordBatch, StringArray, UInt64Array,
};
use competence_core::Model;
use competence_ratings::Rated;
use competence_ratings::reading::{
    Csv, Form, Layout, Parquet, Reader, Source, Unread, Versions, check, rewrite,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

fn versions() -> Versions {
    let json = r#"{
      "format": 1,
      "framework": {
        "id": "demo", "version": "1.0.0", "title": {"en": "Demo"}, "languages": {"primary": "en"},
        "scale": {"levels": [{"value": 1, "title": {"en": "No"}}, {"value": 5, "title": {"en": "Yes"}}]}
      },
      "competences": [{
        "id": "a", "kind": "core", "title": {"en": "A"}, "status": "approved",
        "indicators": [{"id": "a.one", "statement": {"en": "Does one"}}, {"id": "a.two", "statement": {"en": "Does two"}}]
      }]
    }"#;
    Versions::of([Model::from_bundle(json.as_bytes()).unwrap()])
}

fn file(columns: Vec<(&str, ArrayRef)>, properties: Option<WriterProperties>) -> File {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut file = tempfile::tempfile().unwrap();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), properties).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    file.rewind().unwrap();
    file
}

fn source(file: File) -> Result<Source, Unread> {
    Source::parquet(file, |_, _| {})
}

/// The table as CSV.
fn as_csv(file: File) -> Result<String, String> {
    let versions = versions();
    let source = source(file).map_err(|it| it.to_string())?;
    let reader = Reader::new(source, &Layout::default(), &versions);
    let mut reader = reader.map_err(|it| it.to_string())?;
    let form = reader.layout().form.unwrap();
    let mut out = Vec::new();
    let mut table = Csv::new(&mut out, b',');
    rewrite(&mut reader, form, &mut table).map_err(|it| it.to_string())?;
    table.finish().unwrap();
    Ok(String::from_utf8(out).unwrap())
}

fn texts(texts: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

#[test]
fn columns_of_every_kind_are_texts() {
    let kinds: DictionaryArray<Int8Type> = ["a.one", "a.two", "a.one"].into_iter().collect();
    let file = file(
        vec![
            ("person", texts(&["p1", "č", ""])),
            ("indicator", Arc::new(kinds)),
            (
                "value",
                Arc::new(Int32Array::from(vec![Some(4), None, Some(-12)])),
            ),
            (
                "double",
                Arc::new(Float64Array::from(vec![4.0, f64::NAN, 0.1])),
            ),
            (
                "single",
                Arc::new(Float32Array::from(vec![3.1, f32::INFINITY, -2.0])),
            ),
            ("day", Arc::new(Date32Array::from(vec![20_574, 0, 1]))),
            (
                "truth",
                Arc::new(BooleanArray::from(vec![true, false, true])),
            ),
            ("large", Arc::new(UInt64Array::from(vec![u64::MAX, 10, 1]))),
            (
                "bytes",
                Arc::new(BinaryArray::from(vec![&b"x"[..], b"yz", b""])),
            ),
        ],
        None,
    );
    insta::assert_snapshot!(as_csv(file).unwrap(), @r"
    person,indicator,value,double,single,day,truth,large,bytes
    p1,a.one,4,4,3.1,2026-05-01,true,18446744073709551615,x
    č,a.two,,NaN,inf,1970-01-01,false,10,yz
    ,a.one,-12,0.1,-2,1970-01-02,true,1,
    ");
}

#[test]
fn a_column_of_lists_is_named() {
    let lists: ArrayRef = Arc::new(ListArray::from_iter_primitive::<
        arrow_array::types::Int32Type,
        _,
        _,
    >([Some([Some(1)])]));
    let file = file(vec![("person", texts(&["p"])), ("values", lists)], None);
    let error = source(file).unwrap_err().to_string();
    assert_eq!(
        error,
        "the column `values` holds lists or groups of values: write a column for each value"
    );
}

#[test]
fn findings_tell_the_row_and_the_column() {
    let file = file(
        vec![
            ("person", texts(&["p", "q", "r"])),
            ("indicator", texts(&["a.one", "a.onne", "a.two"])),
            (
                "value",
                Arc::new(Float64Array::from(vec![f64::NAN, 4.0, 99.0])),
            ),
            ("odd", texts(&["", "", ""])),
        ],
        None,
    );
    let versions = versions();
    let mut reader = Reader::new(source(file).unwrap(), &Layout::default(), &versions).unwrap();
    let checked = check(&mut reader, "r.parquet", usize::MAX);
    let found = checked.findings.iter();
    let found: Vec<String> = found
        .map(|it| format!("{}: {}", it.rule, it.message))
        .collect();
    insta::assert_snapshot!(found.join("\n"), @r"
    not-a-number: row 1, column 3: `NaN` is no rating
    unknown-column: column 4: the column `odd` is neither a field nor an indicator
    off-scale: row 2, column 3: `4` is not on the scale of version 1.0.0, which has the levels 1, 5
    unknown-indicator: row 2, column 2: `a.onne` is neither an indicator nor a competence of version 1.0.0
    off-scale: row 3, column 3: `99` is not on the scale of version 1.0.0, which has the levels 1, 5
    ");
}

#[test]
fn days_where_ratings_are_meant_are_no_ratings() {
    let file = file(
        vec![
            ("person", texts(&["p"])),
            ("indicator", texts(&["a.one"])),
            ("value", Arc::new(Date32Array::from(vec![20_574]))),
        ],
        None,
    );
    let versions = versions();
    let mut reader = Reader::new(source(file).unwrap(), &Layout::default(), &versions).unwrap();
    let row = reader.next().unwrap().unwrap();
    assert_eq!(
        (row.value(), row.said()),
        (Rated::Other, &b"2026-05-01"[..])
    );
}

fn written(csv: &str, to: Form, out: &mut File) {
    let versions = versions();
    let source = Source::delimited(std::io::Cursor::new(csv.to_owned())).unwrap();
    let mut reader = Reader::new(source, &Layout::default(), &versions).unwrap();
    let mut table = Parquet::new(&mut *out, tempfile::tempfile().unwrap()).unwrap();
    rewrite(&mut reader, to, &mut table).unwrap();
    table.finish().unwrap();
    out.rewind().unwrap();
}

#[test]
fn a_column_has_the_narrowest_type_that_holds_all_of_it() {
    for (values, expected) in [
        (["4", "", "5"], "INTEGER"),
        (["4", "3.5", ""], "NUMBER"),
        (["4", "n/a", "5"], "TEXT"),
        (["04", "", ""], "NUMBER"),
        (["", "", ""], "INTEGER"),
    ] {
        let rows = values.iter().enumerate();
        let rows: Vec<String> = rows.map(|(at, it)| format!("p{at},a.one,{it}\n")).collect();
        let rows = rows.concat();
        let mut out = tempfile::tempfile().unwrap();
        written(
            &format!("person,indicator,value\n{rows}"),
            Form::Long,
            &mut out,
        );
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(out);
        let schema = reader.unwrap().schema().clone();
        let told = match schema.field(2).data_type() {
            arrow_schema::DataType::Int64 => "INTEGER",
            arrow_schema::DataType::Float64 => "NUMBER",
            arrow_schema::DataType::Utf8 => "TEXT",
            other => panic!("{other}"),
        };
        assert_eq!(told, expected, "{values:?}");
    }
}

#[test]
fn the_same_ratings_make_the_same_bytes() {
    let csv = "person,indicator,value,comment\np,a.one,4,\"x,\ny\"\nq,a.two,,\n";
    let bytes = || {
        let mut out = tempfile::tempfile().unwrap();
        written(csv, Form::Long, &mut out);
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut out, &mut bytes).unwrap();
        bytes
    };
    assert!(bytes() == bytes());
}

/// Python with the package `duckdb`, if there is one.
fn duckdb() -> Option<Command> {
    let mut has = Command::new("python3");
    if has
        .args(["-c", "import duckdb"])
        .output()
        .is_ok_and(|it| it.status.success())
    {
        Some(Command::new("python3"))
    } else {
        println!("DuckDB for Python is not installed: it reads and writes no Parquet");
        None
    }
}

fn run(mut command: Command, program: &str, file: &Path) -> String {
    let output = command.args(["-c", program]).arg(file).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn another_reader_finds_the_same() {
    let Some(python) = duckdb() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.parquet");
    let csv = "person,indicator,value,comment\nana,a.one,4,\"x,\ny\"\nana,a.two,3.5,\"x,\ny\"\nbor,a.two,,č\n";
    let mut out = File::create_new(&path).unwrap();
    out.write_all(b"").unwrap();
    let mut out = File::options().read(true).write(true).open(&path).unwrap();
    written(csv, Form::Wide, &mut out);
    let told = run(
        python,
        "import duckdb, sys
for row in duckdb.sql(f\"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{sys.argv[1]}')\").fetchall(): print(row)
for row in duckdb.sql(f\"SELECT * FROM '{sys.argv[1]}'\").fetchall(): print(row)",
        &path,
    );
    insta::assert_snapshot!(told, @r"
    ('person', 'VARCHAR')
    ('comment', 'VARCHAR')
    ('a.one', 'BIGINT')
    ('a.two', 'DOUBLE')
    ('ana', 'x,\ny', 4, 3.5)
    ('bor', 'č', None, None)
    ");
}

#[test]
fn what_another_program_wrote_is_read() {
    let Some(python) = duckdb() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.parquet");
    run(
        python,
        "import duckdb, sys
duckdb.sql(f\"\"\"COPY (SELECT 'p' || (i // 2) AS person, CASE i % 2 WHEN 0 THEN 'a.one' ELSE 'a.two' END AS indicator,
    CASE WHEN i % 7 = 0 THEN NULL ELSE (1 + i % 5)::DECIMAL(4, 1) END AS value, DATE '2026-05-01' + i::INTEGER AS date
    FROM range(20000) AS t(i)) TO '{sys.argv[1]}' (FORMAT parquet, COMPRESSION zstd)\"\"\")",
        &path,
    );
    let versions = versions();
    let mut reader = Reader::new(
        source(File::open(&path).unwrap()).unwrap(),
        &Layout::default(),
        &versions,
    )
    .unwrap();
    let (mut rows, mut sum, mut blank) = (0_u64, 0.0, 0);
    while let Some(row) = reader.next().unwrap() {
        rows += 1;
        assert_eq!(row.number(), rows);
        match row.value() {
            Rated::Number(value) => sum += value,
            value => blank += usize::from(value.is_blank()),
        }
    }
    let expected = (0..20_000)
        .filter(|it| it % 7 != 0)
        .map(|it| f64::from(1 + it % 5));
    assert_eq!((rows, blank), (20_000, 2858));
    assert!((sum - expected.sum::<f64>()).abs() < 1e-9);
}

fn small(properties: WriterProperties) -> Vec<u8> {
    let rows = 300_u16;
    let person = (0..rows).map(|it| format!("person {it}"));
    let mut file = file(
        vec![
            ("person", Arc::new(StringArray::from_iter_values(person))),
            ("indicator", texts(&vec!["a.one"; rows.into()])),
            (
                "value",
                Arc::new(Int64Array::from_iter_values(
                    (0..rows).map(|it| 1 + i64::from(it) % 5),
                )),
            ),
        ],
        Some(properties),
    );
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
    bytes
}

fn read(bytes: &[u8]) -> Result<u64, String> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    as_csv(file).map(|it| it.lines().count() as u64)
}

#[test]
fn every_encoding_is_read() {
    let builder = || WriterProperties::builder().set_dictionary_enabled(false);
    let delta = builder().set_column_encoding("person".into(), Encoding::DELTA_BYTE_ARRAY);
    let zstd = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()));
    let lz4 = WriterProperties::builder().set_compression(Compression::LZ4_RAW);
    let gzip = WriterProperties::builder().set_compression(Compression::GZIP(GzipLevel::default()));
    let pages = WriterProperties::builder()
        .set_data_page_row_count_limit(7)
        .set_write_batch_size(7);
    for properties in [delta, zstd, lz4, gzip, pages, builder()] {
        assert_eq!(read(&small(properties.build())), Ok(301));
    }
}

#[test]
fn a_part_of_a_file_is_no_file() {
    let bytes = small(WriterProperties::default());
    for end in (0..bytes.len()).step_by(13) {
        let error = read(&bytes[..end]).unwrap_err();
        assert!(error.contains("no file of Parquet"), "{end}: {error}");
    }
}

#[test]
fn a_row_is_at_most_a_mebibyte() {
    let long = "x".repeat((1 << 20) + 1);
    let file = file(
        vec![
            ("person", texts(&["p", &long])),
            ("indicator", texts(&["a.one", "a.two"])),
            ("value", texts(&["1", "5"])),
        ],
        None,
    );
    assert_eq!(
        as_csv(file).unwrap_err(),
        "row 2: a row is longer than 1 MiB"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Bytes that are changed anywhere give an error or other rows, and nothing else.
    #[test]
    fn changed_bytes_break_nothing(at in any::<prop::sample::Index>(), to in any::<u8>(), delta in any::<bool>()) {
        let mut properties = WriterProperties::builder();
        if delta {
            properties = properties
                .set_dictionary_enabled(false)
                .set_column_encoding("person".into(), Encoding::DELTA_BYTE_ARRAY);
        }
        let mut bytes = small(properties.build());
        let at = at.index(bytes.len());
        bytes[at] = to;
        let _ = read(&bytes);
    }
}
