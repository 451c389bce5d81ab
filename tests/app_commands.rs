//! Every command of the window, by its name: in the palette, in the menu, and by what it does.

use crate::app::{example, window};
use dateline::app::App;
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// Runs a command by its name, as the palette offers it.
pub(crate) fn run(harness: &mut Harness<'static, App>, name: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(4);
    harness.event(egui::Event::Text(name.to_owned()));
    harness.run_steps(4);
    let mut rows = harness.query_all_by_label(name).filter(|n| n.accesskit_node().role() == Role::ListItem);
    rows.next().unwrap_or_else(|| panic!("{name} is not in the palette")).click();
    drop(rows);
    harness.run_steps(6);
}

/// Puts the keyboard into a field and types.
fn fill(harness: &mut Harness<'static, App>, field: &str, words: &str) {
    harness.get_by_label(field).focus();
    harness.run_steps(2);
    harness.get_by_label(field).type_text(words);
    harness.run_steps(3);
}

/// All commands that need nothing but themselves, in the order of the sheet of keys.
const NAMES: &[&str] = &[
    "Play or pause",
    "Play or pause",
    "Next event",
    "Previous event",
    "Step forward",
    "Step back",
    "Ten steps forward",
    "Ten steps back",
    "Go to the end",
    "Go to the start",
    "Play from the start",
    "Play faster",
    "Play slower",
    "Loop",
    "Follow with the map",
    "Zoom into the timeline",
    "Zoom out of the timeline",
    "Show the whole timeline",
    "Less motion",
    "Zoom in",
    "Zoom out",
    "Show the whole story",
    "Go to the map",
    "Move the map north",
    "Move the map south",
    "Move the map west",
    "Move the map east",
    "Show the places",
    "Show the events",
    "Show the article",
    "Find in the article",
    "Inspector",
    "Light or dark",
    "Larger interface",
    "Smaller interface",
    "Normal interface",
    "Copy the picture",
];

#[test]
fn every_command_is_in_the_palette_and_runs() {
    let mut harness = window(Some(example()));
    for name in NAMES {
        run(&mut harness, name);
        assert!(harness.state().story().is_some(), "{name} lost the story");
    }
    for (name, shows) in [
        ("Export…", "Choose name and place…"),
        ("Mark a place…", "Words of the article that name a place"),
        ("Add an event…", "Words of the article that tell it"),
        ("Map beneath the story…", "A file of tiles…"),
        ("Keys", "Play or pause: "),
    ] {
        run(&mut harness, name);
        assert!(harness.query_all_by_label_contains(shows).next().is_some(), "{name} shows {shows}");
        harness.key_press(Key::Escape);
        harness.run_steps(4);
    }
    run(&mut harness, "Close the story");
    assert!(harness.state().story().is_none());
}

#[test]
fn commands_that_move_time_do() {
    let mut harness = window(Some(example()));
    run(&mut harness, "Go to the end");
    let end = harness.state().story().unwrap().playback.duration_secs;
    assert_eq!(harness.state().playhead().0, end);
    run(&mut harness, "Go to the start");
    assert_eq!(harness.state().playhead().0, 0.0);
    run(&mut harness, "Next event");
    let first = harness.state().playhead();
    run(&mut harness, "Next event");
    let second = harness.state().playhead();
    run(&mut harness, "Step forward");
    assert!(harness.state().playhead() > second && second > first);
    run(&mut harness, "Ten steps back");
    assert!(harness.state().playhead() < second);
}

#[test]
fn with_less_motion_playing_goes_from_event_to_event() {
    let mut harness = window(Some(example()));
    run(&mut harness, "Less motion");
    run(&mut harness, "Play from the start");
    let cues: Vec<f64> = {
        let playback = &harness.state().story().unwrap().playback;
        let mut at = dateline::story::Playhead(0.0);
        std::iter::from_fn(|| {
            let next = playback.next(at);
            (next > at).then(|| {
                at = next;
                next.0
            })
        })
        .collect()
    };
    assert!(cues.len() > 3);
    let mut seen = vec![harness.state().playhead().0];
    for _ in 0..100 {
        harness.run_steps(1);
        let now = harness.state().playhead().0;
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    let end = harness.state().story().unwrap().playback.duration_secs;
    assert!(seen.len() > 3, "{seen:?}");
    assert!(seen.iter().all(|s| *s == 0.0 || *s == end || cues.contains(s)), "{seen:?} beside {cues:?}");
}

#[test]
fn the_timeline_zooms_and_the_playhead_stays_in_sight() {
    let mut harness = window(Some(example()));
    let marks = |harness: &Harness<'static, App>| {
        let strip = harness.get_by_label_contains("Time: ").rect();
        harness
            .get_all_by_label_contains("Event: ")
            .filter(|n| strip.contains_rect(n.rect()) && n.accesskit_node().role() == Role::Button)
            .count()
    };
    let whole = marks(&harness);
    assert!(whole > 2, "{whole}");
    for _ in 0..6 {
        run(&mut harness, "Zoom into the timeline");
    }
    assert!(marks(&harness) < whole, "fewer marks are in sight");
    run(&mut harness, "Show the whole timeline");
    assert_eq!(marks(&harness), whole);
}

#[test]
fn lists_are_filtered_and_ordered() {
    let mut harness = window(Some(example()));
    run(&mut harness, "Show the places");
    let rows = |harness: &Harness<'static, App>| -> Vec<String> {
        let items = harness.get_all_by_role(Role::ListItem);
        items.filter_map(|n| n.accesskit_node().label()).collect()
    };
    let told = rows(&harness);
    assert!(told.len() > 5, "{told:?}");
    fill(&mut harness, "Filter the list", "korea");
    let kept = rows(&harness);
    assert!(!kept.is_empty() && kept.len() < told.len() && kept.iter().all(|r| r.to_lowercase().contains("korea")), "{kept:?}");
    fill(&mut harness, "Filter the list", " zzz");
    harness.get_by_label("Nothing in the list has these words");
    harness.get_by_label("Clear the filter").click();
    harness.run_steps(3);
    assert_eq!(rows(&harness), told);
    harness.get_by_label_contains("Order: ").click();
    harness.run_steps(3);
    harness.get_by_label("By name").click();
    harness.run_steps(3);
    let named = rows(&harness);
    let mut sorted = named.clone();
    sorted.sort_by_key(|r| r.to_lowercase());
    assert_eq!(named, sorted);
}

#[test]
fn the_menu_offers_what_has_no_button() {
    let mut harness = window(Some(example()));
    harness.get_by_label("Menu").click();
    harness.run_steps(3);
    for name in ["Open the example", "Save as…", "Map beneath the story…", "Less motion", "Full screen", "Quit"] {
        let mut items = harness.query_all_by_label(name).filter(|n| n.accesskit_node().role() == Role::MenuItem);
        assert!(items.next().is_some(), "{name}");
    }
    let mut items = harness.query_all_by_label("Map beneath the story…").filter(|n| n.accesskit_node().role() == Role::MenuItem);
    items.next().unwrap().click();
    drop(items);
    harness.run_steps(3);
    harness.get_by_label("OpenStreetMap");
    harness.get_by_label("Address of the tiles, with {z}, {x} and {y}");
}
