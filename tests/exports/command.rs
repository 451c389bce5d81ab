//! `dateline export` as its users meet it.

use dateline::export::Writer;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ARTICLE: &str = "Crew sails for Hawaii\n\nMay 4, 2021\n\nThe ship will leave Tokyo for Honolulu on May 10.\n";

fn dateline(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // No test opens a window, wherever it runs.
    command.args(arguments).current_dir(folder).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    fs::write(folder.path().join("plain.txt"), "It was a quiet morning, and nobody had anything to say about it.").unwrap();
    folder
}

fn check_failure(folder: &Path, arguments: &[&str], expected: &[&str]) {
    let output = dateline(arguments, folder);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    assert!(expected.iter().all(|words| said.contains(words)), "{arguments:?}: {said}");
}

#[test]
fn the_list_names_every_format_and_each_is_written_by_its_ending() {
    let folder = folder();
    let list = String::from_utf8(dateline(&["export", "--list"], folder.path()).stdout).unwrap();
    for format in dateline::export::FORMATS {
        assert!(list.lines().any(|l| l.starts_with(format.name) && l.contains(format.about)), "{}: {list}", format.name);
        if matches!(format.writer, Writer::Data(_) | Writer::Pixels(_) | Writer::Picture(_)) {
            let name = format!("out.{}", format.extensions[0]);
            let output = dateline(&["export", "a.txt", "-o", &name], folder.path());
            assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&output.stderr));
            let bytes = fs::read(folder.path().join(&name)).unwrap();
            let named = dateline(&["export", "a.txt", "--to", format.name], folder.path());
            assert_eq!(named.stdout, bytes, "{name}: the same on standard output");
        }
    }
}

#[test]
fn tables_go_into_a_folder() {
    let folder = folder();
    let output = dateline(&["export", "a.txt", "--to", "csv", "-o", "tables"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mut names: Vec<String> =
        fs::read_dir(folder.path().join("tables")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["credit.txt", "dates.csv", "events.csv", "journeys.csv", "places.csv"]);
    check_failure(folder.path(), &["export", "a.txt", "--to", "csv"], &["several files", "-o"]);
    check_failure(folder.path(), &["export", "a.txt", "--to", "csv", "-o", "a.txt"], &["could not write", "a.txt"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), ARTICLE);
}

#[test]
fn what_cannot_be_written_is_one_clear_line_and_loses_nothing() {
    let folder = folder();
    let path = folder.path();
    check_failure(path, &["export", "a.txt", "-o", "out.doc"], &["cannot tell which format", ".geojson", "out.doc"]);
    check_failure(path, &["export", "missing.txt", "-o", "out.kml"], &["no such file", "missing.txt"]);
    check_failure(path, &["export", "a.txt", "-o", "none/out.kml"], &["could not write", "none/out.kml"]);
    fs::write(path.join("old.kepler.geojson"), "old").unwrap();
    check_failure(path, &["export", "plain.txt", "-o", "old.kepler.geojson"], &["nothing to export", "plain.txt"]);
    assert_eq!(fs::read_to_string(path.join("old.kepler.geojson")).unwrap(), "old", "a failure leaves the old file");
    assert_eq!(dateline(&["export", "a.txt", "-o", "old.kepler.geojson"], path).status.code(), Some(0));
    assert!(fs::read_to_string(path.join("old.kepler.geojson")).unwrap().starts_with('{'), "it is replaced whole");
    assert_eq!(dateline(&["export", "a.txt", "--to", "doc"], path).status.code(), Some(2));
    assert_eq!(dateline(&["export", "a.txt"], path).status.code(), Some(2));
    assert_eq!(fs::read_dir(path).unwrap().filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains(".part")).count(), 0);
}

#[test]
fn a_film_is_exported_by_its_ending() {
    let folder = folder();
    let output = dateline(&["export", "plain.txt", "-o", "still.gif"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read(folder.path().join("still.gif")).unwrap().starts_with(b"GIF89a"));
    check_failure(folder.path(), &["export", "a.txt", "--to", "gif"], &["is a film", "-o"]);
    check_failure(folder.path(), &["export", "a.txt", "-o", "none/a.gif"], &["could not write", "none/a.gif"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_clear_line() {
    let folder = folder();
    for format in ["geojson", "kmz", "places.csv", "png", "svg", "pdf", "html"] {
        check_failure(folder.path(), &["export", "a.txt", "--to", format, "-o", "/dev/full"], &["could not write", "/dev/full"]);
    }
    check_failure(folder.path(), &["export", "plain.txt", "--to", "gif", "-o", "/dev/full"], &["could not write", "/dev/full"]);
    fs::create_dir(folder.path().join("locked")).unwrap();
    fs::write(folder.path().join("locked/out.kml"), "old").unwrap();
    let locked = |mode| fs::set_permissions(folder.path().join("locked"), std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    locked(0o555);
    // Root may write anywhere: then there is nothing to refuse.
    if fs::write(folder.path().join("locked/probe"), "").is_err() {
        check_failure(folder.path(), &["export", "a.txt", "-o", "locked/a.gif"], &["could not write", "locked/a.gif"]);
        check_failure(folder.path(), &["export", "a.txt", "-o", "locked/out.kml"], &["could not write", "locked/out.kml"]);
        assert_eq!(fs::read_to_string(folder.path().join("locked/out.kml")).unwrap(), "old");
    }
    locked(0o755);
}

#[test]
fn a_snapshot_of_a_view_is_the_scene_that_the_window_shows_there() {
    let folder = folder();
    let arguments = ["snapshot", "a.txt", "-o", "map.png", "--size", "500x300", "--view", "30,-175,2.5", "--scale", "2"];
    assert_eq!(dateline(&arguments, folder.path()).status.code(), Some(0));
    let article = dateline::article::load(&folder.path().join("a.txt")).unwrap();
    let story = dateline::story::Story::new(article, dateline::gazetteer::Gazetteer::embedded());
    let centre = dateline::earth::LatLon::new(30.0, -175.0).unwrap();
    let view = dateline::scene::View { centre, zoom: 2.5, width: 500.0, height: 300.0 };
    let options = dateline::scene::Options {
        theme: &dateline::scene::Theme::LIGHT,
        has_basemap: true,
        selected: None,
        hovered: None,
        reserved: Vec::new(),
    };
    let end = dateline::story::Playhead(story.playback.duration_secs);
    let expected = dateline::export::png(&dateline::scene::scene(&story, end, &view, &options), 2.0).unwrap();
    assert!(fs::read(folder.path().join("map.png")).unwrap() == expected);
    assert_eq!(dateline(&["snapshot", "a.txt", "-o", "b.png", "--view", "95,0,3"], folder.path()).status.code(), Some(2));
}

#[test]
fn annotations_are_taken_as_decisions() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(dateline(&["export", "a.txt", "-o", "notes.jsonld"], path).status.code(), Some(0));
    let notes = fs::read_to_string(path.join("notes.jsonld")).unwrap();
    // Somebody moves Honolulu.
    let mut document: serde_json::Value = serde_json::from_str(&notes).unwrap();
    let items = document["first"]["items"].as_array_mut().unwrap();
    let note = items.iter_mut().find(|i| i["target"][0]["selector"][0]["exact"] == "Honolulu").unwrap();
    note["body"] = serde_json::json!([{"type": "SpecificResource", "purpose": "identifying", "source": "geo:10,-150"}]);
    fs::write(path.join("notes.jsonld"), document.to_string()).unwrap();
    let output = dateline(&["extract", "a.txt", "--annotations", "notes.jsonld"], path);
    let story: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let honolulu = story["toponyms"].as_array().unwrap().iter().find(|t| t["text"] == "Honolulu").unwrap();
    assert_eq!((&honolulu["lat"], &honolulu["confidence"]), (&serde_json::json!(10.0), &serde_json::json!(1.0)));
    let geojson = dateline(&["export", "a.txt", "--annotations", "notes.jsonld", "--to", "geojson"], path);
    assert!(String::from_utf8(geojson.stdout).unwrap().contains("-150"));
    check_failure(path, &["extract", "a.txt", "--annotations", "a.txt"], &["could not read the annotations", "a.txt"]);
    check_failure(path, &["extract", "a.txt", "--annotations", "none"], &["could not read the annotations", "none"]);
}
