//! What holds while the article is still being read with a correction, however long that takes.

use crate::app::{example, type_into, wait, window_of};
use dateline::app::App;
use dateline::story::{Story, Target};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::{Arc, Mutex, MutexGuard};

type Window = Harness<'static, App>;

/// A window whose readings wait until the gate is opened.
fn held(story: Story) -> (Window, &'static Mutex<()>) {
    let gate: Arc<Mutex<()>> = Arc::default();
    let mut window = window_of(Some(story), |app| app);
    window.state_mut().hold_readings(gate.clone());
    // A guard lives as long as the test, and so must its gate.
    (window, Box::leak(Box::new(gate)))
}

fn close(gate: &'static Mutex<()>) -> MutexGuard<'static, ()> {
    gate.lock().unwrap()
}

fn select(window: &mut Window, tab: Key, row: &str) {
    window.key_press_modifiers(Modifiers::ALT, tab);
    window.run_steps(4);
    let mut rows = window.query_all_by_label_contains(row).filter(|n| n.accesskit_node().role() == egui::Role::ListItem);
    rows.next().unwrap_or_else(|| panic!("no row is called {row}")).click();
    drop(rows);
    window.run_steps(4);
}

fn value(window: &Window, field: &str) -> String {
    window.get_by_label(field).accesskit_node().value().unwrap_or_default()
}

fn title(app: &App) -> String {
    app.story().unwrap().title().to_owned()
}

#[test]
fn words_being_typed_stay_when_a_reading_arrives() {
    let (mut window, gate) = held(example());
    let closed = close(gate);
    type_into(&mut window, "Title of the story", "Mine");
    window.key_press(Key::Tab);
    window.run_steps(3);
    type_into(&mut window, "Publication date, year-month-day", "2019-0");
    drop(closed);
    wait(&mut window, |app| title(app) == "Mine");
    window.run_steps(3);
    assert_eq!(value(&window, "Publication date, year-month-day"), "2019-0", "half typed");
    assert_eq!(value(&window, "Title of the story"), "Mine");
    window.get_by_label("Publication date, year-month-day").type_text("3-02");
    window.run_steps(2);
    window.key_press(Key::Tab);
    wait(&mut window, |app| app.story().unwrap().article.published.unwrap().date.to_string() == "2019-03-02");
    window.get_by_label("Undo").click();
    wait(&mut window, |app| app.story().unwrap().article.published.unwrap().date.to_string() != "2019-03-02");
    window.run_steps(3);
    assert_ne!(value(&window, "Publication date, year-month-day"), "2019-03-02", "a field follows what is undone");
}

#[test]
fn corrections_made_during_a_reading_build_on_one_another() {
    let (mut window, gate) = held(example());
    select(&mut window, Key::Num3, "Kim Jong Un agreed");
    let Some(Target::Event(event)) = window.state().selected() else { panic!("an event is selected") };
    let span = window.state().story().unwrap().reading.events[event].span;
    let closed = close(gate);
    type_into(&mut window, "Title of the event", "He agreed");
    window.key_press(Key::Tab);
    window.run_steps(3);
    window.get_by_label("Possible").click();
    window.run_steps(3);
    type_into(&mut window, "Notes on the event", "Ask again");
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run_steps(3);
    drop(closed);
    let decision = move |app: &App| app.story().unwrap().decisions.events.get(&span).cloned().unwrap_or_default();
    wait(&mut window, move |app| decision(app).notes.is_some());
    let decision = decision(window.state());
    assert_eq!((decision.title.as_deref(), decision.notes.as_deref()), (Some("He agreed"), Some("Ask again")));
    assert_eq!(decision.status, Some(dateline::events::Status::Possible));
}

#[test]
fn a_pin_that_was_dragged_shows_where_it_was_dropped_until_it_is_read() {
    let (mut window, gate) = held(example());
    select(&mut window, Key::Num2, "Osan");
    window.key_press(Key::F);
    window.run_steps(30);
    let pin = |w: &Window| w.get_all_by_label_contains("Place: Osan").next().unwrap().rect().center();
    let (at, closed) = (pin(&window), close(gate));
    window.drag_at(at);
    window.run_steps(2);
    for step in 1..=4 {
        window.hover_at(at + egui::vec2(0.0, 20.0 * step as f32));
        window.run_steps(1);
    }
    let to = at + egui::vec2(0.0, 80.0);
    window.drop_at(to);
    window.run_steps(4);
    let moved = window.get_by_label("The pin that you moved").rect().center();
    assert!((moved - to).length() < 1.5, "{moved:?} {to:?}");
    drop(closed);
    wait(&mut window, |app| !app.story().unwrap().decisions.is_empty());
    window.run_steps(3);
    assert!(window.query_by_label("The pin that you moved").is_none());
    assert!((pin(&window) - to).length() < 1.5, "the pin lies where it was dropped");
}

#[test]
fn what_waits_for_a_reading_says_so_and_can_be_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.geojson");
    let (mut window, gate) = held(example());
    let to = path.clone();
    window.state_mut().ask_for_files(Arc::new(move |_, _| Some(to.clone())));
    let closed = close(gate);
    type_into(&mut window, "Title of the story", "Mine");
    window.key_press(Key::Tab);
    window.run_steps(20);
    let says = |w: &Window| w.query_by_label_contains("Reading the article with your changes").is_some();
    assert!(says(&window), "a long reading is told");
    assert!(window.query_by_label("Cancel").is_none(), "a correction is not given up so: it is undone");
    let export = |window: &mut Window| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::E);
        window.run_steps(3);
        let mut kinds = window.query_all_by_label_contains("geojson: ").filter(|n| n.accesskit_node().role() == egui::Role::RadioButton);
        kinds.next().unwrap().click();
        drop(kinds);
        window.run_steps(3);
        window.get_by_label("Choose name and place…").click();
        window.run_steps(4);
    };
    export(&mut window);
    window.get_by_label("Cancel").click();
    window.run_steps(4);
    assert!(says(&window) && window.query_by_label("Cancel").is_none());
    drop(closed);
    wait(&mut window, |app| title(app) == "Mine");
    window.run_steps(20);
    assert!(!path.exists(), "an export given up is not written later");
    let closed = close(gate);
    window.get_by_label("Undo").click();
    window.run_steps(4);
    export(&mut window);
    drop(closed);
    wait(&mut window, |_| path.exists());
}

#[test]
fn saving_takes_the_words_that_are_being_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.dateline");
    let (mut window, _gate) = held(example());
    let to = path.clone();
    window.state_mut().ask_for_files(Arc::new(move |_, _| Some(to.clone())));
    type_into(&mut window, "Title of the story", "Typed and saved");
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    wait(&mut window, |_| path.exists());
    let file = dateline::story::file::StoryFile::load(&path).unwrap();
    assert_eq!(file.decisions.title.as_deref(), Some("Typed and saved"));
}
