//! Why each place was taken, and what a reader adds: where the article is, places of their own, a bigger gazetteer.

use super::{ARTICLE, check_failure, dateline, folder_with};
use serde_json::Value;
use std::fs;
use std::path::Path;

const COUNCIL: &[u8] = b"The council met in Springfield on Tuesday and voted for the bridge. Springfield will pay for it.";

fn said(arguments: &[&str], folder: &Path) -> String {
    let output = dateline(arguments, folder);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn explained(arguments: &[&str], folder: &Path) -> Value {
    serde_json::from_str(&said(&[&["explain", "--json"], arguments].concat(), folder)).unwrap()
}

#[test]
fn every_candidate_is_told_with_its_score_and_reasons() {
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes()), ("council.txt", COUNCIL), ("none.txt", b"Nobody went anywhere.")]);
    let table = said(&["explain", "a.txt"], folder.path());
    let head = table.lines().next().unwrap();
    assert!(head.starts_with("Words") && head.contains("Belief") && head.ends_with("Why"), "{table}");
    let crete = table.lines().find(|l| l.starts_with("Crete")).unwrap();
    assert!(crete.contains("  *  ") && crete.contains("in Greece, "), "{table}");
    let table = said(&["explain", "council.txt"], folder.path());
    assert!(table.contains("Springfield (2 times)") && table.contains("Springfield, Missouri, United States (city)"), "{table}");

    let json = explained(&["council.txt"], folder.path());
    let toponyms = json["toponyms"].as_array().unwrap();
    assert_eq!(toponyms.len(), 2);
    let candidates = toponyms[0]["candidates"].as_array().unwrap();
    assert!(candidates.len() > 3);
    for candidate in candidates {
        let weights: f64 = candidate["reasons"].as_array().unwrap().iter().map(|r| r["weight"].as_f64().unwrap()).sum();
        assert!((weights - candidate["score"].as_f64().unwrap()).abs() < 0.01, "the weights add up to the score: {candidate}");
    }
    assert_eq!(explained(&["none.txt"], folder.path())["toponyms"], Value::from(Vec::<Value>::new()));
}

#[test]
fn every_leg_is_told_with_its_status_its_day_and_why_an_end_is_implied() {
    let article = b"Minister visits Peru\n\nMay 5, 2020\n\nDanish minister Ann Lund arrived in Lima on Monday. She will fly on to Quito, or to Bogota, on Wednesday.";
    let folder = folder_with(&[("a.txt", article), ("none.txt", b"Nobody went anywhere near Lima.")]);
    let table = said(&["explain", "a.txt"], folder.path());
    let legs: Vec<&str> = table.lines().skip_while(|l| !l.starts_with("Journey of")).collect();
    assert_eq!(legs.len(), 4, "a head, a leg and the two ways of a fork: {table}");
    let holds = |line: &str, expected: &[&str]| expected.iter().all(|e| line.contains(e));
    assert!(holds(legs[1], &["Ann Lund", "Danish \u{2192} Lima", "done", "2020-05-04", "\u{201c}Monday\u{201d}", "Danish: "]), "{table}");
    assert!(holds(legs[2], &["Lima \u{2192} Quito", "planned", "\u{201c}will\u{201d}", "2020-05-06"]), "{table}");
    assert!(holds(legs[3], &["Lima \u{2192} Bogota", "planned"]), "{table}");

    let json = explained(&["a.txt"], folder.path());
    let legs = json["legs"].as_array().unwrap();
    assert_eq!(legs.len(), 3);
    let fields: Vec<&str> = legs[0].as_object().unwrap().keys().map(String::as_str).collect();
    for field in ["mover", "from", "to", "status", "cue", "day", "dated_by", "from_implied", "to_implied"] {
        assert!(fields.contains(&field), "{field} is missing: {fields:?}");
    }
    assert_eq!((&legs[0]["from"], &legs[0]["to"], &legs[0]["status"]), (&"Danish".into(), &"Lima".into(), &"done".into()));
    assert_eq!((&legs[0]["cue"], &legs[0]["day"], &legs[0]["dated_by"]), (&Value::Null, &"2020-05-04".into(), &"Monday".into()));
    assert!(legs[0]["from_implied"].is_string() && legs[0]["to_implied"].is_null(), "{}", legs[0]);
    assert_eq!((&legs[1]["status"], &legs[1]["cue"]), (&"planned".into(), &"will".into()));

    assert!(!said(&["explain", "none.txt"], folder.path()).contains("Journey of"), "no head without a leg");
    assert_eq!(explained(&["none.txt"], folder.path())["legs"], Value::from(Vec::<Value>::new()));
}

#[test]
fn a_hint_biases_every_command() {
    let batch = r#"{"id": 1, "text": "The council met in Springfield."}
{"id": 2, "text": "The council met in Springfield.", "near": "Oregon"}
{"id": 3, "text": "The council met in Springfield.", "near": [44.05, -123.02]}
{"id": 4, "text": "The council met in Springfield.", "near": "Nowhere at all"}
{"id": 5, "text": "The council met in Springfield.", "near": 7}
{"id": 6, "text": "The council met in Springfield.", "near": {"lat": 44.05, "lon": -123.02}}
{"id": 7, "text": "The council met in Springfield.", "near": " "}"#;
    let folder = folder_with(&[("council.txt", COUNCIL), ("in.jsonl", batch.as_bytes())]);
    let folder = folder.path();
    let state = |arguments: &[&str]| {
        let json = explained(arguments, folder);
        json["toponyms"][0]["candidates"][0]["name"].as_str().unwrap().to_owned()
    };
    assert_eq!(state(&["council.txt", "--near", "Oregon"]), "Springfield, Oregon, United States");
    assert_eq!(state(&["council.txt", "--near", "Vermont"]), "Springfield, Vermont, United States");
    assert_eq!(state(&["council.txt", "--near", "44.05,-123.02"]), "Springfield, Oregon, United States");
    // A number below zero is no option.
    assert!(state(&["council.txt", "--near", "-33.9,151.2"]).starts_with("Springfield, "));
    let story: Value = serde_json::from_str(&said(&["extract", "council.txt", "--near", "Oregon"], folder)).unwrap();
    assert_eq!(story["toponyms"][0]["lat"].as_f64().map(f64::round), Some(44.0));
    let batch = |arguments: &[&str]| {
        let output = dateline(&[&["extract", "--jsonl", "in.jsonl"], arguments].concat(), folder);
        let lines: Vec<Value> = String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        lines
    };
    let lines = batch(&["--near", "Vermont"]);
    let lat = |line: &Value| line["toponyms"][0]["lat"].as_f64().unwrap().round();
    assert_eq!([lat(&lines[0]), lat(&lines[1]), lat(&lines[2])], [43.0, 44.0, 44.0], "a record's own hint comes first");
    assert_eq!(lat(&lines[5]), 44.0, "a point by name");
    assert_eq!((lat(&lines[6]), lines[6].get("error")), (43.0, None), "a blank cell says nothing");
    for line in &lines[3..5] {
        assert!(line["error"].as_str().unwrap().contains("\"near\" is no place"), "{line}");
        assert_eq!(lat(line), 43.0, "and is read all the same");
    }
    said(&["snapshot", "council.txt", "--near", "Oregon", "-o", "a.svg", "--size", "800x500"], folder);
    assert!(fs::read_to_string(folder.join("a.svg")).unwrap().contains("Springfield"));
    check_failure(folder, &["explain", "council.txt", "--near", "Nowhere at all"], &["no place has this name", "--near Nowhere at all"]);
    check_failure(folder, &["explain", "council.txt", "--near", "91,0"], &["no point of the Earth", "--near 91,0"]);
}

#[test]
fn places_of_ones_own_are_found_and_bad_rows_are_told() {
    let own = "name\tlat\tlon\tkind\tcountry\nQuillfen Lock\t51.5\t-2.25\tsite\tGB\nOsan\t1.5\t2.5\tcity\t\n";
    let article = b"The barge waited at Quillfen Lock on Monday. Later it was seen in Osan, Paris and Quillfen Lock again.";
    let folder = folder_with(&[("mine.tsv", own.as_bytes()), ("a.txt", article)]);
    let folder = folder.path();
    let json = explained(&["a.txt", "--places", "mine.tsv"], folder);
    let found: Vec<String> =
        json["toponyms"].as_array().unwrap().iter().map(|t| format!("{} {} {}", t["name"], t["lat"], t["lon"])).collect();
    assert_eq!(found, ["\"Quillfen Lock\" 51.5 -2.25", "\"Osan\" 1.5 2.5", "\"Paris\" 48.8534 2.3488", "\"Quillfen Lock\" 51.5 -2.25"]);
    let story: Value = serde_json::from_str(&said(&["extract", "a.txt", "--places", "mine.tsv"], folder)).unwrap();
    assert_eq!(story["toponyms"][0]["name"], "Quillfen Lock");
    said(&["snapshot", "a.txt", "--places", "mine.tsv", "-o", "a.svg", "--size", "800x500"], folder);
    assert!(fs::read_to_string(folder.join("a.svg")).unwrap().contains("Quillfen Lock"));

    fs::write(folder.join("bad.tsv"), "name\tlat\tlon\nA\t1\t2\nB\t1\n").unwrap();
    fs::write(folder.join("cut.tsv"), "name\tlat\tlon\nA\t1\t2\nB\t1\t9999").unwrap();
    fs::write(folder.join("head.tsv"), "place\tx\ty\n").unwrap();
    for command in [&["explain", "a.txt"][..], &["extract", "a.txt"], &["snapshot", "a.txt", "-o", "b.svg"], &["search", "A"], &["a.txt"]] {
        let fails = |more: &[&str], expected: &[&str]| check_failure(folder, &[command, more].concat(), expected);
        fails(&["--places", "bad.tsv"], &["the row has 2 columns instead of 3", "bad.tsv:3"]);
        fails(&["--places", "cut.tsv"], &["no position on the Earth", "cut.tsv:3"]);
        fails(&["--places", "head.tsv"], &["the head has no column \"name\"", "head.tsv:1"]);
        fails(&["--places", "none.tsv"], &["none.tsv"]);
        fails(&["--gazetteer", "mine.tsv"], &["not an index of this version", "mine.tsv"]);
    }
}

#[test]
fn a_gazetteer_of_ones_own_is_read_by_every_command() {
    let row = |id: u32, name: &str, lat: f64, lon: f64, class: &str, code: &str, people: u32| {
        format!("{id}\t{name}\t{name}\t\t{lat}\t{lon}\t{class}\t{code}\tGB\t\tENG\t\t\t\t{people}\t\t0\tEurope/London\t2026-01-01\n")
    };
    let dump =
        row(91_000_001, "Quillfen", 51.5, -2.25, "P", "PPL", 8_120) + &row(91_000_002, "Nether Quillfen", 51.6, -2.3, "P", "PPL", 90);
    let folder =
        folder_with(&[("dump.txt", dump.as_bytes()), ("a.txt", b"They moved from Quillfen to Paris in May. In Quillfen nobody stayed.")]);
    let folder = folder.path();
    said(&["gazetteer", "build", "--geonames", "dump.txt", "-o", "big.gaz"], folder);
    let json = explained(&["a.txt", "--gazetteer", "big.gaz"], folder);
    assert_eq!((&json["toponyms"][0]["geonameid"], &json["toponyms"][1]["name"]), (&Value::from(91_000_001), &Value::from("Paris")));
    let story: Value = serde_json::from_str(&said(&["extract", "a.txt", "--gazetteer", "big.gaz"], folder)).unwrap();
    assert_eq!(story["toponyms"][0]["geonameid"], 91_000_001);
    said(&["snapshot", "a.txt", "--gazetteer", "big.gaz", "-o", "a.svg", "--size", "800x500"], folder);
    assert!(fs::read_to_string(folder.join("a.svg")).unwrap().contains("Quillfen"));

    let whole = fs::read(folder.join("big.gaz")).unwrap();
    for n_bytes in [0, 7, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(folder.join("cut.gaz"), &whole[..n_bytes]).unwrap();
        check_failure(folder, &["explain", "a.txt", "--gazetteer", "cut.gaz"], &["cut.gaz"]);
    }
    for part in 0..12 {
        let mut broken = whole.clone();
        let at = 8 + (whole.len() - 9) * part / 11;
        broken[at] ^= 0xff;
        fs::write(folder.join("broken.gaz"), broken).unwrap();
        let output = dateline(&["explain", "a.txt", "--gazetteer", "broken.gaz"], folder);
        // A wrong letter in a name does no harm; nothing else may.
        assert!(matches!(output.status.code(), Some(0 | 1)), "broken at {at}: {}", String::from_utf8_lossy(&output.stderr));
    }
    fs::write(folder.join("cut.txt"), &dump[..dump.len() - 30]).unwrap();
    check_failure(folder, &["gazetteer", "build", "--geonames", "cut.txt", "-o", "x.gaz"], &["columns instead of 19", "cut.txt:2"]);
    assert!(!folder.join("x.gaz").exists());
}
