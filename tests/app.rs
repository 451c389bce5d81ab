//! The window, driven by accessible names, without a display.

use dateline::app::App;
use dateline::article::Article;
use dateline::gazetteer::Gazetteer;
use dateline::story::{Story, Target};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

pub(crate) fn example() -> Story {
    Story::new(Article::from_text(dateline::app::EXAMPLE), Gazetteer::embedded())
}

/// A window that shows every reading in the next frame.
pub(crate) fn window(story: Option<Story>) -> Harness<'static, App> {
    window_of(story, App::waiting_for_readings)
}

pub(crate) fn window_of(story: Option<Story>, set: impl FnOnce(App) -> App) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_step_dt(1.0 / 20.0)
        .with_max_steps(64)
        .allow_missing_glyphs()
        .build_eframe(|cc| set(App::new(&cc.egui_ctx, story)));
    harness.run_steps(3);
    harness
}

/// Puts words into a field in place of those that stand there.
pub(crate) fn type_into(window: &mut Harness<'static, App>, field: &str, words: &str) {
    window.get_by_label(field).focus();
    window.run_steps(2);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run_steps(2);
    window.get_by_label(field).type_text(words);
    window.run_steps(3);
}

/// Lets work on threads finish: at most ten seconds.
pub(crate) fn wait(harness: &mut Harness<'static, App>, done: impl Fn(&App) -> bool) {
    for _ in 0..500 {
        harness.step();
        if done(harness.state()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the work did not finish");
}

/// A place of the story with a pin and a mark in the text: its index and name.
fn a_place(app: &App) -> (usize, String) {
    let story = app.story().unwrap();
    let found = story.places.iter().enumerate().find(|(_, p)| p.is_on_map && p.point.is_some() && !p.events.is_empty());
    let (i, place) = found.expect("the example has a place with an event");
    (i, place.name.clone())
}

#[test]
fn every_panel_shows_and_names_its_controls() {
    let harness = window(Some(example()));
    for name in ["Open…", "Save", "Undo", "Redo", "Find a place or a command", "Light or dark", "Inspector", "Export"] {
        harness.get_by_label(name);
    }
    for name in
        ["Play", "Previous event", "Next event", "Loop", "Follow with the map", "Zoom in", "Zoom out", "Show the whole story", "Map"]
    {
        assert!(harness.query_all_by_label(name).next().is_some(), "{name}");
    }
    harness.get_by_label("Article");
    harness.get_by_label_contains("Time: ");
    harness.get_by_label_contains("Speed ");
}

#[test]
fn play_moves_time_and_stops_at_the_end() {
    let mut harness = window(Some(example()));
    harness.get_by_label("Play").click();
    harness.run_steps(10);
    assert!(harness.state().is_playing());
    let early = harness.state().playhead();
    harness.run_steps(10);
    assert!(harness.state().playhead() > early);
    let end = harness.state().story().unwrap().playback.duration_secs;
    harness.run_steps((end * 20.0) as usize + 40);
    assert!(!harness.state().is_playing());
    assert!((harness.state().playhead().0 - end).abs() < 1e-6);
    // Play at the end starts anew.
    harness.key_press(egui::Key::Space);
    harness.run_steps(3);
    assert!(harness.state().is_playing() && harness.state().playhead().0 < 1.0);
}

#[test]
fn a_drag_along_the_timeline_scrubs() {
    let mut harness = window(Some(example()));
    let strip = harness.get_by_label_contains("Time: ").rect();
    let at = |share: f32| egui::pos2(strip.left() + strip.width() * share, strip.bottom() - 20.0);
    harness.drag_at(at(0.2));
    harness.run_steps(2);
    let early = harness.state().playhead();
    harness.hover_at(at(0.5));
    harness.run_steps(2);
    harness.hover_at(at(0.97));
    harness.run_steps(2);
    harness.drop_at(at(0.97));
    harness.run_steps(2);
    assert!(harness.state().playhead() > early, "{early:?} {:?}", harness.state().playhead());
    assert!(!harness.state().is_playing());
}

#[test]
fn a_place_is_selected_from_the_text_the_list_and_the_map() {
    let mut harness = window(Some(example()));
    let (index, name) = a_place(harness.state());
    let words = {
        let story = harness.state().story().unwrap();
        story.evidence(Target::Place(index))[0].of(&story.article.text).to_owned()
    };
    harness.get_all_by_label_contains(&format!("In the text: {words}, place")).next().unwrap().click();
    harness.run_steps(4);
    assert_eq!(harness.state().selected(), Some(Target::Place(index)), "from the text");
    harness.key_press(egui::Key::Escape);
    harness.run_steps(4);
    assert_eq!(harness.state().selected(), None);

    harness.get_by_label_contains("Places ").click();
    harness.run_steps(4);
    harness.get_all_by_label_contains(&format!("{name}, ")).find(|n| n.accesskit_node().role() == egui::Role::ListItem).unwrap().click();
    harness.run_steps(4);
    assert_eq!(harness.state().selected(), Some(Target::Place(index)), "from the list");
    harness.key_press(egui::Key::Escape);
    harness.run_steps(40);

    let pin = harness.get_all_by_label_contains("Place: ").next().expect("a pin on the map");
    pin.click();
    harness.run_steps(4);
    assert!(matches!(harness.state().selected(), Some(Target::Place(_))), "from the map");
}

#[test]
fn an_event_is_selected_on_the_timeline_and_time_goes_there() {
    let mut harness = window(Some(example()));
    let before = harness.state().playhead();
    harness.get_all_by_label_contains("Event: ").next().unwrap().click();
    harness.run_steps(4);
    assert!(matches!(harness.state().selected(), Some(Target::Event(_))));
    assert!(harness.state().playhead() > before);
    harness.get_all_by_label_contains("In the words").next();
}

#[test]
fn the_theme_switches() {
    let mut harness = window(Some(example()));
    let was_dark = harness.ctx.theme() == egui::Theme::Dark;
    harness.get_by_label("Light or dark").click();
    harness.run_steps(4);
    assert_ne!(harness.ctx.theme() == egui::Theme::Dark, was_dark);
}

#[test]
fn the_empty_window_invites_and_plays_the_example() {
    let mut harness = window(None);
    harness.get_by_label("Open a file");
    harness.get_by_label("Play the example").click();
    wait(&mut harness, |app| app.story().is_some());
    assert!(harness.state().is_playing());
}

#[test]
fn a_pasted_article_opens() {
    let mut harness = window(None);
    harness.event(egui::Event::Paste("Ships left Lisbon on 3 May 2021 for the Azores.".into()));
    wait(&mut harness, |app| app.story().is_some());
    assert!(harness.state().story().unwrap().article.text.contains("Lisbon"));
}

#[test]
fn an_empty_paste_changes_nothing() {
    let mut harness = window(Some(example()));
    harness.event(egui::Event::Paste(" \n ".into()));
    harness.run_steps(4);
    assert!(harness.state().story().is_some());
}

#[test]
fn a_place_is_ignored_undone_and_redone() {
    let mut harness = window(Some(example()));
    let (index, name) = a_place(harness.state());
    harness.get_by_label_contains("Places ").click();
    harness.run_steps(3);
    harness.get_all_by_label_contains(&format!("{name}, ")).find(|n| n.accesskit_node().role() == egui::Role::ListItem).unwrap().click();
    harness.run_steps(4);
    assert_eq!(harness.state().selected(), Some(Target::Place(index)));
    let decided = |h: &Harness<'static, App>| h.state().story().unwrap().decisions.clone();
    harness.get_by_label("Not a place").click();
    harness.run_steps(4);
    assert!(!decided(&harness).is_empty());
    harness.get_by_label("Undo").click();
    harness.run_steps(4);
    assert!(decided(&harness).is_empty());
    harness.get_by_label("Redo").click();
    harness.run_steps(4);
    assert!(!decided(&harness).is_empty());
}

#[test]
fn commands_and_keys_are_found_by_name() {
    let mut harness = window(Some(example()));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run_steps(4);
    harness.event(egui::Event::Text("loop".into()));
    harness.run_steps(4);
    assert!(harness.query_all_by_label("Loop").count() >= 2, "the button and the row");
    harness.key_press(egui::Key::Escape);
    harness.run_steps(4);
    harness.key_press(egui::Key::Questionmark);
    harness.run_steps(4);
    harness.get_by_label_contains("Play or pause: ");
}

#[test]
fn the_export_sheet_names_every_format_and_shows_how_it_will_look() {
    let mut harness = window(Some(example()));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    harness.run_steps(4);
    for format in dateline::export::FORMATS {
        let name = format!("{}: ", format.extensions[0]);
        let is_listed = harness.query_all_by_label_contains(&name).any(|n| n.accesskit_node().role() == egui::Role::RadioButton);
        assert!(is_listed || !cfg!(feature = "video"), "{name}");
    }
    harness.get_by_label("Preview of the picture");
    harness.get_by_label("Dark").click();
    harness.run_steps(4);
    harness.get_by_label_contains("Size: 1600 × 1000").click();
    harness.run_steps(4);
    harness.get_by_label_contains("1080 × 1080").click();
    harness.run_steps(4);
    harness.get_by_label("Size: 1080 × 1080");
    harness.get_by_label("Width");
    harness.get_by_label("Pixels to the point: 1");
    harness.get_by_label("The map as on the screen").click();
    harness.run_steps(4);
    assert!(harness.query_by_label("Width").is_none(), "the screen has its size");
    harness.get_all_by_label_contains("gif: ").next().unwrap().click();
    harness.run_steps(4);
    harness.get_by_label("Length: 12 seconds");
    harness.get_by_label("Size: 1080 × 1080");
    harness.get_all_by_label_contains("html: ").next().unwrap().click();
    harness.run_steps(4);
    assert!(harness.query_by_label("Preview of the picture").is_none(), "a page has no size");
    harness.get_by_label("Preview of the file");
    harness.get_by_label("Choose name and place…");
    harness.get_by_label("Cancel").click();
    harness.run_steps(4);
    assert!(harness.query_by_label("Choose name and place…").is_none());
}

#[test]
fn of_several_articles_one_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "The ship left Lisbon for Goa on 4 May 1920.").unwrap();
    std::fs::write(folder.path().join("b.txt"), "The train left Rome for Naples on 4 May 2020.").unwrap();
    let dateline::article::Loaded::Listing(listing) = dateline::article::open(folder.path()).unwrap() else { panic!("no list") };
    let mut harness = window(None);
    harness.state_mut().show_listing(listing);
    harness.run_steps(3);
    harness.get_by_label("Find an article");
    harness.get_by_label("a.txt");
    harness.get_by_label("b.txt").click();
    harness.run_steps(2);
    wait(&mut harness, |app| app.story().is_some());
    assert!(harness.state().story().unwrap().article.text.contains("Naples"));
}
