//! Every correction of the window, made by accessible name, undone and made again.

use crate::app::{example, type_into, window};
use dateline::app::App;
use dateline::article::Article;
use dateline::events::Status;
use dateline::gazetteer::Gazetteer;
use dateline::story::{Decisions, Story, Target};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};

type Window = Harness<'static, App>;

const CONVOY: &str = "Convoy\n\nMay 6, 2020\n\nOn Monday the convoy drove from Lyon through Geneva to Milan.\n\n\
                      The president flew from Oslo to Madrid on May 2.";

fn convoy() -> Window {
    window(Some(Story::new(Article::from_text(CONVOY), Gazetteer::embedded())))
}

fn decisions(window: &Window) -> Decisions {
    window.state().story().unwrap().decisions.clone()
}

fn journeys(window: &Window) -> Vec<String> {
    let journeys = &window.state().story().unwrap().reading.journeys;
    journeys.iter().map(|j| j.stops.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

fn row<'w>(window: &'w Window, name: &'w str) -> Node<'w> {
    window.get_all_by_label_contains(name).find(|n| n.accesskit_node().role() == egui::Role::ListItem).expect(name)
}

fn click(window: &mut Window, name: &str) {
    window.get_by_label(name).click();
    window.run_steps(4);
}

/// Takes an answer of a question that lies over the window: a row named so and nothing more.
fn answer(window: &mut Window, name: &str) {
    window.get_all_by_label(name).find(|n| n.accesskit_node().role() == egui::Role::ListItem).expect(name).click();
    window.run_steps(4);
}

fn tab(window: &mut Window, name: &str) {
    window.get_all_by_label_contains(name).find(|n| n.accesskit_node().role() == egui::Role::Tab).unwrap().click();
    window.run_steps(4);
}

/// Selects a row of one of the lists.
fn select(window: &mut Window, list: &str, name: &str) {
    tab(window, list);
    row(window, name).click();
    window.run_steps(4);
}

/// Puts words into a field and goes on to the next.
fn fill(window: &mut Window, field: &str, words: &str) {
    type_into(window, field, words);
    window.key_press(egui::Key::Tab);
    window.run_steps(4);
}

/// One step back and one forward again.
fn undo_and_redo(window: &mut Window, before: &Decisions) {
    let after = decisions(window);
    assert_ne!(after, *before, "something was corrected");
    click(window, "Undo");
    assert_eq!(decisions(window), *before, "in one step");
    click(window, "Redo");
    assert_eq!(decisions(window), after);
}

#[test]
fn dragging_the_pin_of_the_selected_place_moves_it() {
    let mut window = convoy();
    select(&mut window, "Places ", "Oslo, ");
    window.key_press(egui::Key::R);
    window.run_steps(30);
    let Some(Target::Place(oslo)) = window.state().selected() else { panic!("Oslo is selected") };
    let point = |w: &Window| w.state().story().unwrap().places[oslo].point.unwrap();
    let pin = |w: &Window| w.get_all_by_label_contains("Place: Oslo").next().unwrap().rect().center();
    let (before, none, at) = (point(&window), decisions(&window), pin(&window));

    // A hand that trembles by three points clicks.
    window.drag_at(at);
    window.run_steps(2);
    window.hover_at(at + egui::vec2(3.0, 0.0));
    window.run_steps(2);
    window.drop_at(at + egui::vec2(3.0, 0.0));
    window.run_steps(4);
    assert!(decisions(&window).is_empty(), "a click is no drag");
    assert_eq!(window.state().selected(), Some(Target::Place(oslo)));

    window.drag_at(at);
    window.run_steps(2);
    for step in 1..=8 {
        window.hover_at(at + egui::vec2(0.0, 10.0 * step as f32));
        window.run_steps(1);
    }
    window.drop_at(at + egui::vec2(0.0, 80.0));
    window.run_steps(4);
    let after = point(&window);
    assert!(after.lat() < before.lat() - 0.5 && (after.lon() - before.lon()).abs() < 0.2, "{before:?} {after:?}");
    assert!((pin(&window) - at - egui::vec2(0.0, 80.0)).length() < 1.5, "the pin lies where it was dropped");
    undo_and_redo(&mut window, &none);
}

#[test]
fn a_drag_of_a_pin_that_is_not_selected_moves_the_map() {
    let mut window = convoy();
    let at = window.get_all_by_label_contains("Place: Oslo").next().unwrap().rect().center();
    window.drag_at(at);
    window.run_steps(2);
    window.hover_at(at + egui::vec2(0.0, 60.0));
    window.run_steps(2);
    window.drop_at(at + egui::vec2(0.0, 60.0));
    window.run_steps(4);
    assert!(decisions(&window).is_empty());
}

#[test]
fn a_pin_is_moved_with_the_keyboard() {
    let mut window = convoy();
    select(&mut window, "Places ", "Oslo, ");
    let none = decisions(&window);
    click(&mut window, "Move pin");
    window.run_steps(4);
    window.key_press(egui::Key::ArrowDown);
    window.run_steps(20);
    let time = window.state().playhead();
    window.key_press(egui::Key::ArrowRight);
    window.run_steps(20);
    assert_eq!(window.state().playhead(), time, "arrows on the map move no time");
    window.key_press(egui::Key::Enter);
    window.run_steps(4);
    undo_and_redo(&mut window, &none);
}

#[test]
fn arrows_move_the_map_where_it_has_the_keyboard_and_time_elsewhere() {
    let mut window = convoy();
    window.key_press(egui::Key::M);
    window.run_steps(4);
    let pin = |w: &Window| w.get_all_by_label_contains("Place: ").next().unwrap().rect().center();
    let (time, at) = (window.state().playhead(), pin(&window));
    window.key_press(egui::Key::ArrowUp);
    window.run_steps(30);
    assert!(pin(&window).y > at.y + 20.0, "the map went down under the view");
    assert_eq!(window.state().playhead(), time);
    window.key_press(egui::Key::Escape);
    window.run_steps(4);
    let at = pin(&window);
    window.key_press(egui::Key::ArrowRight);
    window.run_steps(4);
    assert!(window.state().playhead() > time);
    assert!((pin(&window) - at).length() < 1.0);
}

#[test]
fn an_event_is_added_by_hand_and_taken_out() {
    let mut window = convoy();
    let n = window.state().story().unwrap().reading.events.len();
    let none = decisions(&window);
    window.key_press(egui::Key::A);
    window.run_steps(4);
    fill(&mut window, "Words of the article that tell it", "through geneva to milan");
    fill(&mut window, "Title of the event", "Arrival in Milan");
    fill(&mut window, "Date, like 2018-07-27, 2018-07 or 2018; empty for none", "2020-05-05");
    click(&mut window, "Planned");
    click(&mut window, "Add the event");
    undo_and_redo(&mut window, &none);
    let story = window.state().story().unwrap();
    assert_eq!(story.reading.events.len(), n + 1);
    let added = story.reading.events.iter().find(|e| e.title == "Arrival in Milan").unwrap();
    assert_eq!((added.span.of(CONVOY), added.status.status), ("through Geneva to Milan", Status::Planned));
    assert_eq!(added.when.unwrap().start.date().to_string(), "2020-05-05");
    select(&mut window, "Events ", "Arrival in Milan, ");
    click(&mut window, "Leave out");
    assert!(decisions(&window).is_empty());
}

#[test]
fn an_event_gets_title_status_place_and_notes() {
    let mut window = window(Some(example()));
    let index = {
        let events = &window.state().story().unwrap().reading.events;
        events.iter().position(|e| e.toponym.is_some() && e.when.is_some() && !e.is_background).expect("a placed event")
    };
    let title = window.state().story().unwrap().reading.events[index].title.clone();
    select(&mut window, "Events ", &format!("{title}, "));
    assert_eq!(window.state().selected(), Some(Target::Event(index)));
    let steps = [
        |w: &mut Window| fill(w, "Title of the event", "Another title"),
        |w: &mut Window| click(w, "Cancelled"),
        |w: &mut Window| fill(w, "Date, like 2018-07-27, 2018-07 or 2018", "2018-06"),
        |w: &mut Window| fill(w, "Notes on the event", "Ask the embassy"),
        |w: &mut Window| {
            click(w, "Place…");
            click(w, "No place");
        },
    ];
    for step in steps {
        let before = decisions(&window);
        step(&mut window);
        undo_and_redo(&mut window, &before);
        assert_eq!(window.state().selected(), Some(Target::Event(index)), "what is corrected stays selected");
    }
    let story = window.state().story().unwrap();
    let event = &story.reading.events[index];
    assert_eq!((event.title.as_str(), event.status.status, event.toponym), ("Another title", Status::Cancelled, None));
    assert_eq!(story.decisions.events[&event.span].notes.as_deref(), Some("Ask the embassy"));
    click(&mut window, "As it was read");
    assert!(decisions(&window).is_empty());
}

#[test]
fn the_stops_of_a_journey_are_corrected() {
    let mut window = convoy();
    assert_eq!(journeys(&window), ["Lyon Geneva Milan", "Oslo Madrid"]);
    let journey = |w: &mut Window| {
        tab(w, "Events ");
        row(w, "Lyon to Milan").click();
        w.run_steps(4);
    };
    let menu = |w: &mut Window, stop: &str, item: &str| {
        click(w, stop);
        click(w, item);
    };
    let check = |w: &mut Window, before: &Decisions, expected: &str| {
        undo_and_redo(w, before);
        assert_eq!(journeys(w)[0], expected);
        click(w, "Undo");
    };
    journey(&mut window);
    let none = decisions(&window);
    menu(&mut window, "Correct stop 3: Milan", "Earlier");
    check(&mut window, &none, "Lyon Milan Geneva");
    menu(&mut window, "Correct stop 1: Lyon", "Later");
    check(&mut window, &none, "Geneva Lyon Milan");
    menu(&mut window, "Correct stop 2: Geneva", "Take it out");
    check(&mut window, &none, "Lyon Milan");
    menu(&mut window, "Correct stop 2: Geneva", "Another place…");
    window.get_by_label("Find a place").type_text("Zermatt");
    window.run_steps(4);
    window.key_press(egui::Key::Enter);
    window.run_steps(4);
    check(&mut window, &none, "Lyon Zermatt Milan");
    menu(&mut window, "Correct stop 3: Milan", "A stop after…");
    answer(&mut window, "Oslo");
    check(&mut window, &none, "Lyon Geneva Milan Oslo");
}

#[test]
fn journeys_are_split_joined_and_forked() {
    let mut window = convoy();
    tab(&mut window, "Events ");
    row(&window, "Lyon to Milan").click();
    window.run_steps(4);
    let none = decisions(&window);
    click(&mut window, "Correct stop 2: Geneva");
    click(&mut window, "Split the journey here");
    undo_and_redo(&mut window, &none);
    assert_eq!(journeys(&window), ["Lyon Geneva", "Geneva Milan", "Oslo Madrid"]);
    let split = decisions(&window);
    click(&mut window, "Join with…");
    let then = window.get_all_by_label_contains("Then ").find(|n| n.accesskit_node().label().unwrap().contains("Geneva to Milan"));
    then.unwrap().click();
    window.run_steps(4);
    undo_and_redo(&mut window, &split);
    assert_eq!(journeys(&window), ["Lyon Geneva Milan", "Oslo Madrid"]);
    let joined = decisions(&window);
    click(&mut window, "Correct stop 2: Geneva");
    click(&mut window, "Either this or…");
    answer(&mut window, "Madrid");
    undo_and_redo(&mut window, &joined);
    assert_eq!(window.state().story().unwrap().reading.journeys[0].forks.len(), 1);
    click(&mut window, "Correct stop 2: Madrid");
    click(&mut window, "This way, not the other");
    assert_eq!(journeys(&window), ["Lyon Madrid Milan", "Oslo Madrid"]);
}

#[test]
fn a_story_without_a_date_asks_for_it() {
    let mut window = window(Some(Story::new(Article::from_text("They met in Oslo on Friday."), Gazetteer::embedded())));
    assert_eq!(window.state().story().unwrap().article.published, None);
    let none = decisions(&window);
    window.get_by_label("When the article appeared, year-month-day").focus();
    window.run_steps(2);
    window.get_by_label("When the article appeared, year-month-day").type_text("2020-05-06");
    window.run_steps(2);
    click(&mut window, "Set the date");
    undo_and_redo(&mut window, &none);
    let story = window.state().story().unwrap();
    assert_eq!(story.article.published.unwrap().date.to_string(), "2020-05-06");
    assert!(story.reading.timexes[0].range.is_some(), "“Friday” has a date now");
    assert!(window.query_by_label("When the article appeared, year-month-day").is_none(), "it is not asked again");
}

#[test]
fn words_are_marked_as_a_place_with_the_keyboard() {
    let mut window = window(Some(Story::new(Article::from_text("He said nothing of nice weather. It rained."), Gazetteer::embedded())));
    let none = decisions(&window);
    window.key_press(egui::Key::P);
    window.run_steps(4);
    window.get_by_label("Words of the article that name a place").type_text("nice");
    window.run_steps(4);
    window.key_press(egui::Key::Enter);
    window.run_steps(4);
    undo_and_redo(&mut window, &none);
    assert_eq!(window.state().story().unwrap().places.last().unwrap().name, "Nice");
}

#[test]
fn the_picture_is_copied() {
    let mut window = convoy();
    window.event(egui::Event::Copy);
    for _ in 0..500 {
        window.step();
        let commands = &window.output().platform_output.commands;
        if commands.iter().any(|c| matches!(c, egui::OutputCommand::CopyImage(image) if image.size == [1600, 1000])) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("nothing was copied");
}

#[test]
fn corrections_come_back_from_the_file_they_were_saved_in() {
    let mut window = convoy();
    tab(&mut window, "Events ");
    row(&window, "Lyon to Milan").click();
    window.run_steps(4);
    click(&mut window, "Correct stop 2: Geneva");
    click(&mut window, "Split the journey here");
    let story = window.state().story().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("convoy.dateline");
    dateline::story::file::StoryFile::new(story.article_as_read(), story.decisions.clone()).save(&path).unwrap();
    let before = journeys(&window);
    let file = dateline::story::file::StoryFile::load(&path).unwrap();
    let again = crate::app::window(Some(Story::with_decisions(file.article, file.decisions, Gazetteer::embedded())));
    assert_eq!(journeys(&again), before);
}
