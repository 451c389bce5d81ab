//! Corpora and results as Parquet tables and by Zstandard.

use super::{ARTICLE, check_failure, dateline, folder_with};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const JOURNEY: &str = "Ann Example flew from Paris to Lyon on 4 May 2018 and went on to Rome or to Naples on Sunday. ";

/// A table as other programs write it: two groups of rows, packed by Snappy, days as days, a column that is not ours, values left out.
fn write_table(path: &Path, text: &str) {
    let schema = format!(
        "message m {{ optional binary id (STRING); optional binary {text} (STRING); optional int32 published (DATE); \
         optional binary section (STRING); }}"
    );
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut writer = SerializedFileWriter::new(fs::File::create(path).unwrap(), schema, properties).unwrap();
    for group in 0..2 {
        let mut group_writer = writer.next_row_group().unwrap();
        for column in 0..4 {
            let mut out = group_writer.next_column().unwrap().unwrap();
            let words: Vec<ByteArray> = (0..50)
                .map(|i| match column {
                    0 => format!("n{group}-{i}").into_bytes().into(),
                    1 => format!("{JOURNEY}{}", "The ferry left Łódź late. ".repeat(i)).into_bytes().into(),
                    _ => "news".as_bytes().to_vec().into(),
                })
                .collect();
            match column {
                // 1 May 2018 for every other row; none for the others.
                2 => {
                    let levels: Vec<i16> = (0..50).map(|i| i % 2).collect();
                    out.typed::<Int32Type>().write_batch(&[17_652; 25], Some(&levels), None).unwrap();
                }
                _ => {
                    out.typed::<ByteArrayType>().write_batch(&words, Some(&[1; 50]), None).unwrap();
                }
            }
            out.close().unwrap();
        }
        group_writer.close().unwrap();
    }
    writer.close().unwrap();
}

/// A value without what is null, as a reader of tables gives every field that is not there.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        value => value,
    }
}

fn rows(path: &Path) -> Vec<Value> {
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    reader.get_row_iter(None).unwrap().map(|row| without_nulls(row.unwrap().to_json_value())).collect()
}

fn lines(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|l| without_nulls(serde_json::from_str(l).unwrap())).collect()
}

#[test]
fn tables_give_and_take_what_lines_do() {
    let folder = folder_with(&[]);
    let at = |name: &str| folder.path().join(name);
    write_table(&at("in.parquet"), "text");
    let given: String = rows(&at("in.parquet"))
        .iter()
        .map(|r| {
            let day = r.get("published").map(|_| "2018-05-01");
            format!("{}\n", json!({"id": r["id"], "text": r["text"], "published": day}))
        })
        .collect();
    assert_eq!(given.matches("2018-05-01").count(), 50);
    fs::write(at("in.jsonl"), &given).unwrap();
    let run = |input: &str, out: &str, jobs: &str| {
        let output = dateline(&["extract", "--corpus", input, "-o", out, "--jobs", jobs], folder.path());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read(at(out)).unwrap()
    };
    let expected = run("in.jsonl", "a.jsonl", "1");
    assert!(run("in.parquet", "b.jsonl", "2") == expected, "a table is read as lines are");
    let table = run("in.parquet", "c.parquet", "1");
    assert!(run("in.jsonl", "d.parquet", "3") == table, "the same bytes at any number of threads");
    let results = rows(&at("c.parquet"));
    assert_eq!(results, lines(&at("a.jsonl")), "a table says what lines say");
    assert!(results[0]["journeys"][0]["stops"].as_array().is_some_and(|s| s.len() > 1), "the test needs lists in lists");
    assert!(!at("c.parquet.part").exists());
    // By Zstandard, in and out, and gone on with after a cut.
    let packed = run("in.jsonl", "e.jsonl.zst", "2");
    assert_eq!(zstd::decode_all(packed.as_slice()).unwrap(), expected);
    fs::write(at("in.jsonl.zst"), zstd::encode_all(given.as_bytes(), 1).unwrap()).unwrap();
    assert!(run("in.jsonl.zst", "f.jsonl", "2") == expected);
    for kept in [0, 5, packed.len() / 2, packed.len() - 1, packed.len()] {
        fs::write(at("e.jsonl.zst"), &packed[..kept]).unwrap();
        let output = dateline(&["extract", "--jsonl", "in.jsonl", "-o", "e.jsonl.zst", "--resume"], folder.path());
        assert!(output.status.success() && fs::read(at("e.jsonl.zst")).unwrap() == packed, "cut at {kept}");
    }
}

#[test]
fn articles_go_into_a_table_with_their_words_and_come_back() {
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes())]);
    let run = |arguments: &[&str]| assert!(dateline(arguments, folder.path()).status.success(), "{arguments:?}");
    run(&["extract", "a.txt", "--published", "2018-07-17", "-o", "a.parquet"]);
    run(&["extract", "a.txt", "--published", "2018-07-17", "-o", "a.jsonl"]);
    assert_eq!(rows(&folder.path().join("a.parquet")), lines(&folder.path().join("a.jsonl")));
    run(&["extract", "--jsonl", "a.parquet", "-o", "again.jsonl"]);
    let (first, again) = (&lines(&folder.path().join("a.jsonl"))[0], &lines(&folder.path().join("again.jsonl"))[0]);
    assert_eq!(first["toponyms"], again["toponyms"]);
}

#[test]
fn tables_that_are_none_are_told_in_one_line() {
    let folder = folder_with(&[("none.parquet", b"PAR1 and nothing of it PAR1"), ("a.txt", ARTICLE.as_bytes())]);
    let at = |name: &str| folder.path().join(name);
    write_table(&at("whole.parquet"), "text");
    write_table(&at("body.parquet"), "body");
    let whole = fs::read(at("whole.parquet")).unwrap();
    fs::write(at("cut.parquet"), &whole[..whole.len() / 2]).unwrap();
    let mut bent = whole.clone();
    bent[200..whole.len() / 2].iter_mut().for_each(|b| *b ^= 0x5a);
    fs::write(at("bent.parquet"), &bent).unwrap();
    let check = |name: &str, words: &[&str]| check_failure(folder.path(), &["extract", "--jsonl", name, "-o", "out.jsonl"], words);
    check("none.parquet", &["Parquet table that is damaged", "none.parquet"]);
    check("cut.parquet", &["Parquet table that is damaged", "cut.parquet"]);
    check("bent.parquet", &["Parquet table is damaged", "bent.parquet"]);
    check("body.parquet", &["no column \"text\"", "it has: id, body, published, section", "body.parquet"]);
    check_failure(folder.path(), &["snapshot", "whole.parquet", "-o", "a.png"], &["a corpus in Parquet", "whole.parquet"]);
    check_failure(
        folder.path(),
        &["extract", "--jsonl", "whole.parquet", "-o", "out.parquet", "--resume"],
        &["a Parquet table cannot be gone on with", "out.parquet"],
    );
    // A failed run leaves no half table.
    fs::write(at("bad.jsonl"), "{\n").unwrap();
    check_failure(folder.path(), &["extract", "--jsonl", "bad.jsonl", "-o", "bad.parquet"], &["1 of 1 lines"]);
    assert!(rows(&at("bad.parquet"))[0]["error"].as_str().is_some_and(|e| e.contains("not valid JSON")));
}
