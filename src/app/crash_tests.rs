//! A window is killed in the middle of editing and saving, and the next one offers what was lost: done with processes and signals, not imagined.

use super::keep::{Keep, Lost, Settings};
use super::state::Overlay;
use super::{App, Command};
use crate::article::Article;
use crate::gazetteer::Gazetteer;
use crate::story::file::StoryFile;
use crate::story::{Edit, Story};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};

/// Where the child keeps its things.
const FOLDER: &str = "DATELINE_TEST_FOLDER";
/// How often it edits.
const EDIT_EVERY: Duration = Duration::from_millis(100);

fn window(folder: &Path, story: Option<Story>) -> Harness<'static, App> {
    let keep = Keep::at(folder);
    let builder = Harness::builder().with_size([640.0, 480.0]).with_step_dt(0.025).with_max_steps(8).allow_missing_glyphs();
    builder.build_eframe(move |cc| {
        let mut app = App::new(&cc.egui_ctx, story).waiting_for_readings();
        app.keep_in(&cc.egui_ctx, keep, &Settings::default());
        app
    })
}

/// The window that is killed. It edits ten times a second, saves now and then, and writes down what it did and when.
#[test]
#[ignore = "the child of the tests below: it runs until it is killed"]
fn a_window_edits_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(std::path::PathBuf::from) else { return };
    let mut harness = window(&folder, Some(Story::new(Article::from_text("They met in Oslo."), Gazetteer::current())));
    let mut log = std::fs::File::create(folder.join("log")).unwrap();
    let begun = Instant::now();
    let (mut n, mut next) = (0, Duration::ZERO);
    loop {
        // The window's clock goes as fast as the wall's.
        while harness.ctx.input(|i| i.time) < begun.elapsed().as_secs_f64() {
            harness.step();
        }
        if begun.elapsed() >= next {
            n += 1;
            next += EDIT_EVERY;
            let ctx = harness.ctx.clone();
            let state = &mut harness.state_mut().state;
            Command::Edit(Edit::Title(Some(n.to_string()))).run(state, &ctx);
            if n % 17 == 0 {
                Command::SaveAs(folder.join("mine.dateline")).run(state, &ctx);
            }
            writeln!(log, "{n} {}", begun.elapsed().as_millis()).unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Starts a window and returns it with its folder.
fn start() -> (tempfile::TempDir, Child) {
    let folder = tempfile::tempdir().unwrap();
    let child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "app::crash_tests::a_window_edits_until_it_is_killed", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    (folder, child)
}

/// The edits of a window with their times in milliseconds, as far as it got.
fn edits(folder: &Path) -> Vec<(u32, u64)> {
    let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    let whole = log.rfind('\n').map_or("", |end| &log[..end]);
    let read = |line: &str| line.split_once(' ').and_then(|(n, ms)| Some((n.parse().ok()?, ms.parse().ok()?)));
    whole.lines().filter_map(read).collect()
}

/// Kills windows and looks at what is left; returns the longest time in milliseconds of which the work was lost.
fn kill_and_recover(n_crashes: usize, at_once: usize) -> u64 {
    let mut worst = 0;
    let mut done = 0;
    while done < n_crashes {
        let mut windows: Vec<(tempfile::TempDir, Child)> = (0..at_once.min(n_crashes - done)).map(|_| start()).collect();
        for (i, (folder, child)) in windows.iter_mut().enumerate() {
            // At another moment every time: between edits, in the middle of writing, in the middle of saving.
            let wanted = 3600 + (done + i) as u64 * 37 % 1700;
            let patience = Instant::now();
            while edits(folder.path()).last().is_none_or(|(_, ms)| *ms < wanted) {
                assert!(patience.elapsed() < Duration::from_secs(60), "the window does not edit");
                std::thread::sleep(Duration::from_millis(3));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            worst = worst.max(what_is_lost(folder.path()));
        }
        done += windows.len();
    }
    worst
}

/// Starts the next window on what a killed one left, recovers, and returns of how many milliseconds the work is gone.
fn what_is_lost(folder: &Path) -> u64 {
    let edits = edits(folder);
    let number = |title: Option<String>| title.and_then(|t| t.parse::<u32>().ok()).unwrap_or(0);
    let saved = folder.join("mine.dateline");
    let saved = if saved.exists() { number(StoryFile::load(&saved).unwrap().decisions.title) } else { 0 };
    let mut harness = window(folder, None);
    harness.run_steps(3);
    let lost: Vec<Lost> = harness.state().state.lost.clone();
    let mut kept = saved;
    if let [lost] = &lost[..] {
        assert_eq!(harness.state().state.overlay, Some(Overlay::Recovery));
        harness.get_by_label("Recover").click();
        let patience = Instant::now();
        while harness.state().story().is_none() {
            harness.step();
            assert!(patience.elapsed() < Duration::from_secs(30), "{} is not recovered", lost.path.display());
            std::thread::sleep(Duration::from_millis(5));
        }
        kept = kept.max(number(harness.state().story().unwrap().decisions.title.clone()));
        // Should this window end as badly, the work is still there.
        assert!(!lost.path.exists());
        assert_eq!(std::fs::read_dir(folder.join("journal")).unwrap().count(), 1);
    } else {
        assert!(lost.is_empty(), "one window has one journal: {lost:?}");
    }
    let first_gone = edits.iter().find(|(n, _)| *n > kept).map(|(_, ms)| *ms);
    let end = edits.last().map_or(0, |(_, ms)| *ms);
    first_gone.map_or(0, |ms| end - ms)
}

#[test]
fn a_killed_window_loses_no_more_than_three_seconds() {
    let worst = kill_and_recover(3, 3);
    assert!(worst <= 3000, "{worst} ms of work are gone");
}

#[test]
#[ignore = "takes two minutes: cargo test --lib crash_tests -- --ignored --nocapture a_hundred"]
fn a_hundred_killed_windows_lose_no_more_than_three_seconds() {
    let worst = kill_and_recover(100, 4);
    println!("a hundred windows killed; at most {worst} ms of work gone");
    assert!(worst <= 3000, "{worst} ms of work are gone");
}
