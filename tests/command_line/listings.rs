//! Folders, feeds and books: listed, chosen from, read whole.

use super::{ARTICLE, check_failure, dateline, folder_with};
use std::fs;

#[test]
fn a_folder_is_listed_chosen_from_and_read_whole() {
    let folder = folder_with(&[]);
    let folder = folder.path();
    let clippings = folder.join("clippings");
    fs::create_dir(&clippings).unwrap();
    fs::write(clippings.join("a.txt"), ARTICLE).unwrap();
    fs::write(clippings.join("b.pdf"), b"%PDF-1.7 and no more").unwrap();
    fs::write(clippings.join("c.txt"), "The train left Rome for Naples on 4 May 2020.").unwrap();
    fs::write(clippings.join(".hidden"), "no").unwrap();
    let listed = dateline(&["article", "clippings"], folder);
    assert_eq!(String::from_utf8(listed.stdout).unwrap(), "# clippings\n\n1  a.txt\n2  b.pdf\n3  c.txt\n");
    let json = dateline(&["article", "--json", "clippings"], folder);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((json["kind"].as_str(), json["items"][2]["title"].as_str()), (Some("folder"), Some("c.txt")));
    let third = dateline(&["article", "clippings", "--item", "3"], folder);
    assert!(String::from_utf8(third.stdout).unwrap().contains("left Rome for Naples"));
    let picture = dateline(&["snapshot", "clippings", "--item", "1", "-o", "a.svg"], folder);
    assert!(picture.status.success() && folder.join("a.svg").is_file());
    check_failure(folder, &["snapshot", "clippings", "-o", "b.svg"], &["a folder of 3", "--item N", "clippings"]);
    check_failure(folder, &["article", "clippings", "--item", "4"], &["no article 4", "a folder of 3"]);
    // All of them: those that can be read, and a line for the one that cannot.
    let all = dateline(&["extract", "clippings", "-o", "all.jsonl"], folder);
    let said = String::from_utf8(all.stderr).unwrap();
    assert_eq!(all.status.code(), Some(1), "{said}");
    assert!(said.contains("b.pdf") && said.contains("1 article could not be read"), "{said}");
    let lines = fs::read_to_string(folder.join("all.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.contains("clippings/c.txt"), "{lines}");
}

#[test]
fn a_thousand_bad_files_cost_a_line_each() {
    let folder = folder_with(&[]);
    let folder = folder.path();
    let bad = folder.join("bad");
    fs::create_dir(&bad).unwrap();
    let beginnings: [&[u8]; 8] = [
        b"%PDF-1.4\n1 0 obj <<",
        b"PK\x03\x04\x14\0",
        b"{\\rtf1 {{{",
        b"\x89PNG\r\n\x1a\n",
        b"",
        b"<rss version='2.0'><channel><item>",
        b"From: a\nTo: b\nSubject: c\n\n",
        b"\0\x01\x02\x03",
    ];
    for i in 0..1000 {
        fs::write(bad.join(format!("{i:04}")), beginnings[i % beginnings.len()]).unwrap();
    }
    let output = dateline(&["extract", "bad", "-o", "all.jsonl"], folder);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("articles could not be read"), "{said}");
    assert!(said.lines().all(|line| line.starts_with("dateline: ")), "{said}");
    assert!(said.lines().count() <= 2100, "{}", said.lines().count());
}

#[test]
fn several_articles_are_one_story() {
    let other = "Strike over\n\nMay 7, 2020\n\nThe first ship left Piraeus for Chania on Wednesday, the harbour office said.\n";
    let folder = folder_with(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", other.as_bytes())]);
    let folder = folder.path();
    let output = dateline(&["extract", "--together", "a.txt", "b.txt"], folder);
    assert!(output.status.success());
    let story: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(story["sources"].as_array().map(Vec::len), Some(2));
    assert_eq!(story["sources"][1]["published"], "2020-05-07");
    let sources: Vec<_> = story["events"].as_array().unwrap().iter().map(|e| e["source"].as_u64().unwrap()).collect();
    assert!(sources.contains(&0) && sources.contains(&1), "{sources:?}");
    let geojson = dateline(&["export", "a.txt", "b.txt", "--to", "geojson"], folder);
    let geojson = String::from_utf8(geojson.stdout).unwrap();
    assert!(geojson.contains("\"source\": \"Strike over\""), "{geojson}");
    let picture = dateline(&["snapshot", "a.txt", "b.txt", "-o", "a.svg"], folder);
    assert!(picture.status.success() && fs::read_to_string(folder.join("a.svg")).unwrap().contains("Chania"));
}
