//! The command line as its users meet it: the program is run, and its words and status are read.

mod corpus;
mod evaluate;
mod explain;
#[cfg(feature = "documents")]
mod listings;
#[cfg(feature = "parquet")]
mod tables;

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ARTICLE: &str = "Ferry crews end their strike\n\nBy Ann Example\nMay 5, 2020\n\n\
    PIRAEUS, Greece — Crews of the ferries to Crete went back to work on Monday after a strike of nine days, their union said.\n\n\
    The first ship left Piraeus for Heraklion at noon.\n";

fn dateline(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // No test opens a window, wherever it runs.
    command.args(arguments).current_dir(folder).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.output().unwrap()
}

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// Checks that a command fails with status 1 and one line that holds all of `expected`.
fn check_failure(folder: &Path, arguments: &[&str], expected: &[&str]) {
    let output = dateline(arguments, folder);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    for words in expected {
        assert!(said.contains(words), "{arguments:?} should say {words:?}: {said}");
    }
}

#[test]
fn bad_input_is_one_clear_line() {
    let folder = folder_with(&[
        ("empty.txt", b""),
        ("white.txt", b" \n\n\t"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        ("noise.txt", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("large.txt", &vec![b'a'; 100_000_000]),
        ("good.txt", ARTICLE.as_bytes()),
        ("cut.dateline", br#"{"dateline": 1, "article": {"text": "The tra"#),
        ("wrong.dateline", br#"{"dateline": 1, "article": {"text": 5}}"#),
        ("newer.dateline", br#"{"dateline": 7, "article": {"pages": []}}"#),
    ]);
    let folder = folder.path();
    fs::create_dir(folder.join("void")).unwrap();
    for command in ["article", "extract"] {
        check_failure(folder, &[command, "missing.txt"], &["no such file", "check the path", "missing.txt"]);
        check_failure(folder, &[command, "void"], &["it is a folder with no file"]);
        check_failure(folder, &[command, "empty.txt"], &["it holds no text", "empty.txt"]);
        check_failure(folder, &[command, "white.txt"], &["it holds no text", "white.txt"]);
        check_failure(folder, &[command, "picture.txt"], &["it is a picture", "picture.txt"]);
        check_failure(folder, &[command, "noise.txt"], &["it is not text", "noise.txt"]);
        check_failure(folder, &[command, "large.txt"], &["larger than 20 MB", "large.txt"]);
    }
    check_failure(folder, &["snapshot", "missing.txt", "-o", "a.png"], &["no such file", "missing.txt"]);
    check_failure(folder, &["snapshot", "good.txt", "-o", "a.jpg"], &["name it .png, .svg or .pdf", "a.jpg"]);
    check_failure(folder, &["snapshot", "good.txt", "-o", "none/a.svg"], &["could not write", "none/a.svg"]);
    check_failure(folder, &["snapshot", "cut.dateline", "-o", "a.svg"], &["it was cut short", "cut.dateline"]);
    check_failure(folder, &["snapshot", "wrong.dateline", "-o", "a.svg"], &["expected a string", "wrong.dateline"]);
    check_failure(folder, &["snapshot", "newer.dateline", "-o", "a.svg"], &["a newer Dateline", "newer.dateline"]);
    check_failure(folder, &["extract", "--jsonl", "missing.jsonl", "-o", "out"], &["could not read the corpus", "missing.jsonl"]);
    check_failure(folder, &["search", "qqqqzzzz"], &["no place has this name", "qqqqzzzz"]);
    check_failure(folder, &[], &["dateline snapshot INPUT -o map.png"]);
    check_failure(folder, &["good.txt"], &["dateline snapshot good.txt -o map.png"]);
    assert!(!folder.join("a.svg").exists());
}

#[test]
fn wrong_usage_has_status_2() {
    let folder = folder_with(&[]);
    for arguments in [
        &["extract"][..],
        &["snapshot"],
        &["extract", "--jsonl", "x", "--jobs", "0"],
        &["snapshot", "x", "-o", "y.png", "--size", "9"],
        &["--none"],
    ] {
        assert_eq!(dateline(arguments, folder.path()).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn an_article_shows_what_was_loaded() {
    let (latin1, ..) = encoding_rs::WINDOWS_1252
        .encode("Züge halten in Köln\n\nDie Züge hielten am Montag für eine Stunde in Köln – niemand wusste, warum.");
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes()), ("latin.txt", &latin1)]);
    let output = dateline(&["article", "--json", "a.txt"], folder.path());
    let loaded: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(loaded["title"], "Ferry crews end their strike");
    assert_eq!(loaded["byline"], "Ann Example");
    assert_eq!(loaded["published"], "2020-05-05");
    assert!(loaded["text"].as_str().unwrap().starts_with("PIRAEUS, Greece"), "without title and byline");
    assert_eq!(loaded["blocks"][0]["kind"], "title");
    let output = dateline(&["article", "latin.txt"], folder.path());
    assert!(String::from_utf8(output.stdout).unwrap().contains("in Köln – niemand"));
}

#[test]
fn a_text_without_places_and_dates_is_still_read() {
    let folder = folder_with(&[("plain.txt", b"It was a quiet morning, and nobody had anything to say about it.")]);
    let output = dateline(&["extract", "plain.txt"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    let story: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&story["id"], &story["toponyms"], &story["journeys"]),
        (&Value::from("plain.txt"), &Value::from(Vec::<Value>::new()), &Value::from(Vec::<Value>::new()))
    );
    assert!(String::from_utf8(output.stderr).unwrap().contains("no place was found: plain.txt"));
    assert_eq!(dateline(&["snapshot", "plain.txt", "-o", "a.svg", "--size", "800x500"], folder.path()).status.code(), Some(0));
}

#[test]
fn a_batch_keeps_order_lines_and_bytes_at_any_number_of_threads() {
    let mut corpus = String::new();
    for i in 0..400 {
        corpus.push_str(&match i % 50 {
            7 => "{not json\n".to_owned(),
            9 => format!("{{\"id\": {i}}}\n"),
            11 => "\n".to_owned(),
            _ => {
                serde_json::json!({"id": i, "text": format!("{ARTICLE}{}", "Zürich – Kraków. ".repeat(i % 37)), "published": "2020-05-05"})
                    .to_string()
                    + "\n"
            }
        });
    }
    // The last line needs no end.
    corpus.push_str(r#"{"id": "last", "text": "Rome", "extra": 1}"#);
    let folder = folder_with(&[("in.jsonl", corpus.as_bytes())]);
    let mut outputs = Vec::new();
    for jobs in ["1", "2", "7"] {
        let output = dateline(&["extract", "--jsonl", "in.jsonl", "-o", "out.jsonl", "--jobs", jobs], folder.path());
        assert_eq!(output.status.code(), Some(1), "bad lines are told at the end");
        assert!(String::from_utf8(output.stderr).unwrap().contains("24 of 401 lines"));
        outputs.push(fs::read_to_string(folder.path().join("out.jsonl")).unwrap());
    }
    assert!(outputs.iter().all(|o| *o == outputs[0]), "the same bytes");
    let lines: Vec<Value> = outputs[0].lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 401);
    assert_eq!(lines[7]["error"].as_str().unwrap().split(':').next(), Some("line 8"));
    assert_eq!((&lines[9]["id"], &lines[9]["line"]), (&Value::from(9), &Value::from(10)));
    assert_eq!(lines[400]["id"], "last");
    assert!(lines.iter().enumerate().all(|(i, l)| l["id"] == i || l["id"] == "last" || l["error"].is_string()));
}

#[test]
fn batch_offsets_count_code_points_and_mentions_are_kept() {
    let text = "😀 Kraków and Łódź";
    let record = serde_json::json!({"id": 1, "text": text, "mentions": [{"start": 13, "end": 17}, {"start": 2, "end": 8}, {"start": 90, "end": 99}]});
    let folder = folder_with(&[("in.jsonl", record.to_string().as_bytes())]);
    let output = dateline(&["extract", "--jsonl", "in.jsonl"], folder.path());
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    let words: Vec<&str> = line["toponyms"].as_array().unwrap().iter().map(|t| t["text"].as_str().unwrap()).collect();
    assert_eq!(words, ["Łódź", "Kraków", ""]);
    assert_eq!((&line["toponyms"][0]["start"], &line["toponyms"][0]["end"]), (&Value::from(13), &Value::from(17)));
    assert!(line["error"].as_str().unwrap().contains("1 of 3 mentions"));
}

#[test]
fn a_picture_is_the_same_every_time() {
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes())]);
    let draw = |name: &str| {
        let output = dateline(&["snapshot", "a.txt", "-o", name, "--size", "900x600", "--theme", "dark"], folder.path());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read(folder.path().join(name)).unwrap()
    };
    assert_eq!(draw("a.svg"), draw("b.svg"));
    let png = draw("a.png");
    assert_eq!(png, draw("b.png"));
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn a_picture_may_be_larger_than_its_layout() {
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes())]);
    let draw = |scale: &str| dateline(&["snapshot", "a.txt", "-o", "a.png", "--size", "400x300", "--scale", scale], folder.path());
    assert_eq!(draw("2.5").status.code(), Some(0));
    let png = fs::read(folder.path().join("a.png")).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1000, 750));
    check_failure(folder.path(), &["snapshot", "a.txt", "-o", "b.png", "--scale", "5"], &["9600 × 5400 pixels", "8192 × 8192", "a.txt"]);
    assert!(!folder.path().join("b.png").exists());
}

#[test]
fn a_film_is_made_or_one_line_says_why_not() {
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes()), ("plain.txt", b"Nothing happens here, and nobody goes anywhere at all.")]);
    let folder = folder.path();
    for name in ["a.gif", "a.png"] {
        let output = dateline(&["animate", "a.txt", "-o", name, "--size", "200x120", "--fps", "5", "--seconds", "2"], folder);
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "no progress where nobody looks");
    }
    assert!(fs::read(folder.join("a.gif")).unwrap().starts_with(b"GIF89a"));
    assert!(fs::read(folder.join("a.png")).unwrap().windows(4).any(|w| w == b"acTL"));
    let list = String::from_utf8(dateline(&["export", "--list"], folder).stdout).unwrap();
    assert!(list.lines().any(|l| l.starts_with("gif ") && l.contains("film")), "{list}");
    let still = dateline(&["animate", "plain.txt", "-o", "still.gif", "--size", "200x120"], folder);
    assert_eq!(still.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&still.stderr).contains("nothing moves"));
    check_failure(folder, &["animate", "a.txt", "-o", "a.avi"], &["name it .mp4", ".gif", "a.avi"]);
    check_failure(folder, &["animate", "a.txt", "-o", "none/a.gif"], &["could not write", "none/a.gif"]);
    check_failure(folder, &["animate", "a.txt", "-o", "b.gif", "--fps", "90"], &["1 to 50 frames a second", "b.gif"]);
    check_failure(folder, &["animate", "a.txt", "-o", "b.gif", "--size", "4000x500"], &["not 4000 × 500", "b.gif"]);
    let video = ["animate", "a.txt", "-o", "b.mp4", "--size", "201x121", "--fps", "5", "--seconds", "1"];
    if cfg!(feature = "video") {
        let output = dateline(&video, folder);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stderr).contains("the film is 200x120"), "a size that was changed is told");
    } else {
        check_failure(folder, &video, &["built without video", "--features video", "b.mp4"]);
    }
}

#[test]
fn dates_are_shown_with_their_reasons_and_as_timeml() {
    let folder = folder_with(&[("good.txt", ARTICLE.as_bytes())]);
    let table = String::from_utf8(dateline(&["dates", "good.txt"], folder.path()).stdout).unwrap();
    assert!(table.starts_with("Words") && table.contains("2020-05-04"), "{table}");
    let timeml = String::from_utf8(dateline(&["dates", "--timeml", "good.txt"], folder.path()).stdout).unwrap();
    assert!(timeml.contains("value=\"2020-05-04\">Monday</TIMEX3>"), "{timeml}");
}

#[test]
fn a_stopped_batch_goes_on_where_it_was() {
    let lines = (0..60).map(|i| if i == 20 { "{".to_owned() } else { serde_json::json!({"id": i, "text": ARTICLE}).to_string() });
    let corpus = lines.collect::<Vec<_>>().join("\n");
    let folder = folder_with(&[("in.jsonl", corpus.as_bytes())]);
    let run = |arguments: &[&str]| dateline(&[&["extract", "--jsonl", "in.jsonl", "-o", "out.jsonl"], arguments].concat(), folder.path());
    assert_eq!(run(&[]).status.code(), Some(1));
    let out = folder.path().join("out.jsonl");
    let whole = fs::read(&out).unwrap();
    for kept in [0, 10, whole.len() / 2, whole.len() - 1, whole.len()] {
        fs::write(&out, &whole[..kept]).unwrap();
        let output = run(&["--resume", "--jobs", "2"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8(output.stderr).unwrap().contains("1 of 60 lines"), "the error of the first run is told again");
        assert!(fs::read(&out).unwrap() == whole, "no line is lost, none is there twice");
    }
    fs::remove_file(&out).unwrap();
    run(&["--resume"]);
    assert!(fs::read(&out).unwrap() == whole);
}
