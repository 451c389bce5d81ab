//! Corpora that are packed, cut off and gone on with.

use super::{ARTICLE, check_failure, dateline, folder_with};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde_json::json;
use std::fs;
use std::io::{Read, Write};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gunzip(bytes: &[u8]) -> String {
    let mut out = String::new();
    MultiGzDecoder::new(bytes).read_to_string(&mut out).unwrap();
    out
}

/// A corpus of several parcels, with one line that is none.
fn corpus() -> String {
    let line = |i: usize| match i {
        70 => "{".to_owned(),
        _ => json!({"id": i, "text": format!("{ARTICLE}{}", "The ferry left Łódź late. ".repeat(i % 60))}).to_string(),
    };
    (0..160).map(|i| line(i) + "\n").collect()
}

#[test]
fn packed_corpora_give_what_plain_ones_give() {
    let plain = corpus();
    let folder = folder_with(&[("in.jsonl", plain.as_bytes()), ("in.jsonl.gz", &gzip(plain.as_bytes()))]);
    let run = |input: &str, out: &str, jobs: &str| {
        let output = dateline(&["extract", "--jsonl", input, "-o", out, "--jobs", jobs], folder.path());
        assert_eq!(output.status.code(), Some(1), "the bad line is told");
        assert!(String::from_utf8(output.stderr).unwrap().contains("1 of 160 lines"));
        fs::read(folder.path().join(out)).unwrap()
    };
    let expected = run("in.jsonl", "a.jsonl", "1");
    assert!(run("in.jsonl.gz", "b.jsonl", "2") == expected);
    let packed = run("in.jsonl", "c.jsonl.gz", "1");
    assert!(packed.len() * 2 < expected.len() && gunzip(&packed).as_bytes() == expected);
    assert!(run("in.jsonl.gz", "d.jsonl.gz", "3") == packed, "the same bytes at any number of threads");
    check_failure(folder.path(), &["extract", "--jsonl", "in.jsonl", "-o", "a.jsonl.xz"], &["name the result .jsonl", ".jsonl.gz"]);
    let cut = gzip(plain.as_bytes());
    fs::write(folder.path().join("cut.jsonl.gz"), &cut[..cut.len() / 2]).unwrap();
    check_failure(
        folder.path(),
        &["extract", "--jsonl", "cut.jsonl.gz", "-o", "e.jsonl"],
        &["could not read the corpus to its end", "cut.jsonl.gz"],
    );
}

#[test]
fn a_packed_result_that_was_cut_anywhere_is_gone_on_with() {
    let plain = corpus();
    let folder = folder_with(&[("in.jsonl", plain.as_bytes())]);
    let out = folder.path().join("out.jsonl.gz");
    let run = |arguments: &[&str]| {
        dateline(&[&["extract", "--jsonl", "in.jsonl", "-o", "out.jsonl.gz"], arguments].concat(), folder.path()).status.code()
    };
    assert_eq!(run(&[]), Some(1));
    let whole = fs::read(&out).unwrap();
    assert!(whole.windows(3).filter(|w| *w == [0x1f, 0x8b, 8]).count() > 2, "the test needs several parts");
    for kept in [0, 5, whole.len() / 3, whole.len() * 2 / 3, whole.len() - 1, whole.len()] {
        fs::write(&out, &whole[..kept]).unwrap();
        assert_eq!(run(&["--resume"]), Some(1));
        assert!(fs::read(&out).unwrap() == whole, "cut at {kept} of {}", whole.len());
    }
}

/// A run that is killed as the system kills, and gone on with, as often as it takes.
#[cfg(unix)]
#[test]
fn a_killed_run_loses_no_line_and_writes_none_twice() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    let many: String = (0..12).map(|_| corpus()).collect();
    let folder = folder_with(&[("in.jsonl", many.as_bytes())]);
    let mut whole = None;
    for out in ["out.jsonl", "out.jsonl.gz"] {
        let path = folder.path().join(out);
        let mut n_kills = 0;
        for round in 0..200u64 {
            let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
            command.args(["extract", "--jsonl", "in.jsonl", "--resume", "--jobs", "2", "-o", out]).current_dir(folder.path());
            let mut run = command.stderr(Stdio::null()).spawn().unwrap();
            let started = Instant::now();
            // Longer from round to round, so that it comes to an end on a slow machine too.
            while started.elapsed() < Duration::from_millis(40 + 40 * round) && run.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(2));
            }
            if run.try_wait().unwrap().is_some() {
                break;
            }
            run.kill().unwrap();
            run.wait().unwrap();
            n_kills += 1;
        }
        assert!(n_kills > 0, "it was never killed");
        let bytes = fs::read(&path).unwrap();
        let text = if out.ends_with(".gz") { gunzip(&bytes) } else { String::from_utf8(bytes).unwrap() };
        assert_eq!(text.lines().count(), 12 * 160);
        let expected = whole.get_or_insert_with(|| {
            dateline(&["extract", "--jsonl", "in.jsonl", "-o", "once.jsonl", "--jobs", "1"], folder.path());
            fs::read_to_string(folder.path().join("once.jsonl")).unwrap()
        });
        assert!(text == *expected, "{out}");
    }
}
