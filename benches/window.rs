//! How long the window's thread is held up at once: opening, reading through, correcting, adding to, saving and exporting articles of 50 KB and
//! 1 MB. Without a display; with what is made for screen readers, without the painting.
//!
//! Every line is one thing that a user does: the longest single update of the window, all its updates together, and the time until it is
//! done. It is done several times, and the least of each figure is told: what else runs on the machine adds, and never takes away.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a benchmark that cannot go on says so

use dateline::app::App;
use egui::{Event, Key, Modifiers, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The window, and how long its updates took.
struct Timed {
    app: App,
    longest: Duration,
    sum: Duration,
}

impl eframe::App for Timed {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let begun = Instant::now();
        self.app.ui(ui, frame);
        let took = begun.elapsed();
        self.longest = self.longest.max(took);
        self.sum += took;
    }
}

type Window = Harness<'static, Timed>;

/// What one deed took: the longest update, all updates, and the time from the first to the end.
type Took = [Duration; 3];

/// A chronicle of about `n_bytes`: voyages and meetings in ten cities, with words between them.
fn article(n_bytes: usize) -> String {
    const CITIES: [&str; 10] = ["Paris", "Berlin", "Rome", "Madrid", "Vienna", "Tokyo", "Cairo", "Lima", "Sydney", "Nairobi"];
    const MONTHS: [&str; 4] = ["January", "April", "July", "October"];
    let city = |i: usize| CITIES[i % CITIES.len()];
    let mut words = "A long chronicle\n\nJuly 17, 2018\n".to_owned();
    for i in 0.. {
        if words.len() >= n_bytes {
            break;
        }
        let (year, month) = (1990 + i % 28, MONTHS[i % 4]);
        words += &format!("\n\nMinister Number {i} flew from {} to {} on {month} {}, {year}.", city(i), city(i + 1 + i % 7), 1 + i % 27);
        words += " The talks had been prepared for months, and nobody who took part in them would say afterwards what they had been about.";
        words += &format!(" Delegates met in {} on {} {}, {year}.", city(i * 3), MONTHS[(i + 1) % 4], 1 + (i * 5) % 27);
        words += " What remained was a paper of forty pages, which was printed, bound, laid on a shelf and seldom taken down again.";
    }
    words
}

fn window() -> Window {
    let builder = Harness::builder().with_size([1280.0, 800.0]).with_step_dt(1.0 / 60.0).with_max_steps(64).allow_missing_glyphs();
    let mut window = builder.build_eframe(|cc| Timed { app: App::new(&cc.egui_ctx, None), longest: Duration::ZERO, sum: Duration::ZERO });
    window.run_steps(3);
    window
}

/// Does `begin`, goes on until `is_done`, then `n_more` frames.
fn timed(
    deed: &'static str,
    window: &mut Window,
    begin: impl FnOnce(&mut Window),
    is_done: impl Fn(&Window) -> bool,
    n_more: usize,
) -> (&'static str, Took) {
    (window.state_mut().longest, window.state_mut().sum) = (Duration::ZERO, Duration::ZERO);
    let begun = Instant::now();
    begin(window);
    window.step();
    while !is_done(window) {
        assert!(begun.elapsed() < Duration::from_secs(120), "“{deed}” does not end");
        std::thread::sleep(Duration::from_millis(1));
        window.step();
    }
    let took = begun.elapsed();
    for _ in 0..n_more {
        window.step();
    }
    (deed, [window.state().longest, window.state().sum, took])
}

fn shows(window: &Window, name: &str) -> bool {
    window.query_all_by_label_contains(name).next().is_some()
}

fn click(window: &mut Window, name: &str) {
    window.query_all_by_label(name).next().unwrap_or_else(|| panic!("nothing is called {name}")).click();
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
}

/// Opens `words`, does everything once and says what each took.
fn once(words: &str, folder: &Path) -> Vec<(&'static str, Took)> {
    let mut window = window();
    let (saved, exported) = (folder.join("saved.dateline"), folder.join("out.geojson"));
    for old in [&saved, &exported] {
        // There is none the first time.
        let _ = std::fs::remove_file(old);
    }
    let more = folder.join("more.txt");
    std::fs::write(&more, article(2_000)).unwrap();
    let paths = (saved.clone(), exported.clone());
    window.state_mut().app.ask_for_files(Arc::new(move |title, _| match title {
        "Save the story" => Some(paths.0.clone()),
        "Add an article" => Some(more.clone()),
        _ => Some(paths.1.clone()),
    }));
    let ctx = window.ctx.clone();
    window.state_mut().app.keep_in_folder(&ctx, folder);
    let title = |w: &Window| w.state().app.story().map_or(String::new(), |s| s.title().to_owned());
    let mut took = Vec::new();
    let opened = |w: &mut Window| w.event(Event::Paste(words.to_owned()));
    took.push(timed("open, to the first pins", &mut window, opened, |w| w.state().app.story().is_some(), 0));
    took.push(timed("set the rest of the text", &mut window, |_| {}, |_| true, 60));
    press(&mut window, Modifiers::NONE, Key::Space);
    window.run_steps(4);
    took.push(timed("go to the end", &mut window, |w| press(w, Modifiers::NONE, Key::End), |_| true, 4));
    took.push(timed("list the places", &mut window, |w| press(w, Modifiers::ALT, Key::Num2), |_| true, 4));
    let row = |w: &mut Window| {
        let mut rows = w.query_all_by_label_contains("Vienna").filter(|n| n.accesskit_node().role() == egui::Role::ListItem);
        rows.next().expect("a row").click();
    };
    took.push(timed("select a place", &mut window, row, |_| true, 4));
    took.push(timed("list the events", &mut window, |w| press(w, Modifiers::ALT, Key::Num3), |_| true, 4));
    took.push(timed("show the article again", &mut window, |w| press(w, Modifiers::ALT, Key::Num1), |_| true, 4));
    took.push(timed("a frame with a selection", &mut window, |_| {}, |_| true, 4));
    let search = |w: &mut Window| {
        press(w, Modifiers::COMMAND, Key::F);
        w.run_steps(2);
        w.event(Event::Text("forty pages".to_owned()));
    };
    took.push(timed("find words", &mut window, search, |_| true, 4));
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(4);
    let retitle = |w: &mut Window| {
        w.get_by_label("Title of the story").focus();
        w.run_steps(2);
        press(w, Modifiers::COMMAND, Key::A);
        w.run_steps(1);
        w.event(Event::Text("Another title".to_owned()));
        w.run_steps(1);
        press(w, Modifiers::NONE, Key::Tab);
    };
    took.push(timed("correct, until it is read", &mut window, retitle, |w| title(w) == "Another title", 4));
    let undo = |w: &mut Window| press(w, Modifiers::COMMAND, Key::Z);
    took.push(timed("undo, until it is read", &mut window, undo, |w| title(w) != "Another title", 4));
    let mark = |w: &mut Window| {
        press(w, Modifiers::NONE, Key::P);
        w.run_steps(2);
        w.event(Event::Text("shelf".to_owned()));
        w.run_steps(2);
        press(w, Modifiers::NONE, Key::Enter);
    };
    let n_places = window.state().app.story().map_or(0, |s| s.decisions.places.len());
    let is_marked = move |w: &Window| w.state().app.story().is_some_and(|s| s.decisions.places.len() > n_places);
    took.push(timed("mark a place, until it is read", &mut window, mark, is_marked, 4));
    took.push(timed("three seconds, with the journal", &mut window, |_| {}, |_| true, 200));
    let save = |w: &mut Window| press(w, Modifiers::COMMAND, Key::S);
    took.push(timed("save", &mut window, save, |w| shows(w, "Saved "), 4));
    let export = |w: &mut Window| {
        press(w, Modifiers::COMMAND, Key::E);
        w.run_steps(3);
        let mut kinds = w.query_all_by_label_contains("geojson: ").filter(|n| n.accesskit_node().role() == egui::Role::RadioButton);
        kinds.next().expect("GeoJSON").click();
        drop(kinds);
        w.run_steps(2);
        click(w, "Choose name and place…");
    };
    took.push(timed("export, with the preview", &mut window, export, |_| exported.exists(), 4));
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(2);
    let n_articles = |w: &Window| w.state().app.story().map_or(0, |s| s.article.n_sources());
    let add = |w: &mut Window| press(w, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    took.push(timed("add an article", &mut window, add, |w| n_articles(w) > 1, 4));
    took
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    for (name, n_bytes, n_runs) in [("50 KB", 50_000, 5), ("1 MB", 1_000_000, 2)] {
        let words = article(n_bytes);
        let mut least = once(&words, folder.path());
        for _ in 1..n_runs {
            for (least, now) in least.iter_mut().zip(once(&words, folder.path())) {
                for (l, n) in least.1.iter_mut().zip(now.1) {
                    *l = (*l).min(n);
                }
            }
        }
        println!("{name:<34} {:>14} {:>14} {:>14}", "longest update", "all updates", "until done");
        for (deed, took) in least {
            let [longest, sum, done] = took.map(|d| format!("{:.1} ms", d.as_secs_f64() * 1000.0));
            println!("  {deed:<32} {longest:>14} {sum:>14} {done:>14}");
        }
    }
}
