//! Every command of the window, driven by accessible names, with a check that none is left out.

use crate::app::{example, type_into as fill, wait, window};
use crate::app_commands::run as palette;
use dateline::app::App;
use dateline::article::Article;
use dateline::gazetteer::Gazetteer;
use dateline::story::file::StoryFile;
use dateline::story::{Edit, Story};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

type Window = Harness<'static, App>;

const CONVOY: &str = "Convoy\n\nOn Monday the convoy drove from Lyon through Geneva to Milan.\n\n\
                      The president flew from Oslo to Madrid on May 2, 2020.";

/// Commands that no hand gives: what the desktop says of motion comes from a program of it, and what
/// is selected after a reading from the command that asked for it.
const NOT_BY_HAND: [&str; 3] = ["DesktopMotion", "SelectEventTold", "SelectPlaceNamed"];

/// The names of all commands, as their source lists them.
fn all() -> BTreeSet<String> {
    let source = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app/command.rs")).unwrap();
    let list = source.split("enum Command {").nth(1).unwrap().split("\n}").next().unwrap();
    let names = list.lines().map(str::trim).filter(|l| l.starts_with(|c: char| c.is_ascii_uppercase()));
    names.map(|l| l.chars().take_while(|c| c.is_alphanumeric()).collect()).collect()
}

/// Clicks what is named so: the first, where several are.
fn click(window: &mut Window, name: &str) {
    window.query_all_by_label(name).next().unwrap_or_else(|| panic!("nothing is called {name}")).click();
    window.run_steps(4);
}

fn click_role(window: &mut Window, role: Role, name: &str) {
    let mut found = window.query_all_by_label_contains(name).filter(|n| n.accesskit_node().role() == role);
    found.next().unwrap_or_else(|| panic!("no {role:?} is called {name}")).click();
    drop(found);
    window.run_steps(4);
}

/// What the file dialogs are answered with next, and what they asked.
#[derive(Clone, Default)]
struct Files(Arc<Mutex<Asked>>);

/// The path to answer with, and each question with the name it proposed.
type Asked = (Option<PathBuf>, Vec<(String, String)>);

impl Files {
    fn next(&self, path: impl Into<PathBuf>) {
        self.0.lock().unwrap().0 = Some(path.into());
    }

    fn asked(&self) -> (String, String) {
        self.0.lock().unwrap().1.last().cloned().unwrap()
    }
}

fn title(window: &Window) -> String {
    window.state().story().map_or_else(String::new, |s| s.title().to_owned())
}

#[test]
fn every_command_is_driven_by_its_accessible_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    lose_work(folder.path());
    let files = Files::default();
    let mut window = window(Some(example()));
    let answers = files.clone();
    window.state_mut().ask_for_files(Arc::new(move |asked, name| {
        let mut files = answers.0.lock().unwrap();
        files.1.push((asked.to_owned(), name.to_owned()));
        files.0.take()
    }));
    window.state_mut().note_commands();
    let ctx = window.ctx.clone();
    window.state_mut().keep_in_folder(&ctx, &at("kept"));
    window.run_steps(4);

    recover(&mut window);
    files_are_opened_saved_and_exported(&mut window, &files, folder.path());
    time_goes(&mut window);
    the_view_changes(&mut window, &files, folder.path());
    things_are_selected_and_corrected(&mut window);
    the_window_closes(&mut window, &files, folder.path());

    let run = window.state().commands_run();
    let left: Vec<String> = all().into_iter().filter(|name| !run.contains(name) && !NOT_BY_HAND.contains(&name.as_str())).collect();
    assert!(left.is_empty(), "commands that this test drives by no name: {left:?}");
    assert!(run.iter().all(|name| all().contains(name)), "{run:?}");
}

/// Two windows of the past that ended unasked.
fn lose_work(folder: &Path) {
    for (process, title) in [(4_194_998, "Lost one"), (4_194_999, "Lost two")] {
        let story = Story::new(Article::from_text("They met in Singapore."), Gazetteer::embedded());
        let (story, _) = story.edited(Edit::Title(Some(title.into())), Gazetteer::embedded());
        let journal = folder.join("kept/journal").join(format!("{process}.dateline"));
        std::fs::create_dir_all(journal.parent().unwrap()).unwrap();
        StoryFile::new(story.article_as_read(), story.decisions).save(&journal).unwrap();
    }
}

fn recover(window: &mut Window) {
    click(window, "Throw away");
    click(window, "Recover");
    wait(window, |app| app.story().is_some_and(|s| s.title() == "Lost two"));
}

fn files_are_opened_saved_and_exported(window: &mut Window, files: &Files, folder: &Path) {
    let at = |name: &str| folder.join(name);
    // The recovered work is in no file: opening another story asks first.
    palette(window, "Open the example");
    click(window, "Leave without saving");
    wait(window, |app| app.story().is_some_and(|s| s.title() != "Lost two"));
    std::fs::write(at("convoy.txt"), CONVOY).unwrap();
    files.next(at("convoy.txt"));
    palette(window, "Open…");
    wait(window, |app| app.story().is_some_and(|s| s.title() == "Convoy"));
    assert_eq!(files.asked().0, "Open an article or a story");
    click(window, "Not now");

    files.next(at("saved"));
    palette(window, "Save as…");
    assert_eq!(files.asked(), ("Save the story".to_owned(), "convoy.dateline".to_owned()));
    wait(window, |_| folder.join("saved.dateline").exists());
    window.run_steps(4);
    fill(window, "Title of the story", "The convoy");
    window.key_press(Key::Tab);
    window.run_steps(4);
    assert_eq!(title(window), "The convoy");
    click(window, "Undo");
    assert_eq!(title(window), "Convoy");
    click(window, "Redo");
    click(window, "Save");
    let is_saved = || StoryFile::load(&folder.join("saved.dateline")).unwrap().decisions.title.as_deref() == Some("The convoy");
    wait(window, |_| is_saved());
    window.run_steps(4);

    let more = at("more");
    std::fs::create_dir(&more).unwrap();
    std::fs::write(more.join("a.txt"), "The ship left Lisbon for Goa on 4 May 1920.").unwrap();
    std::fs::write(more.join("b.txt"), "The train left Rome for Naples on 4 May 2020.").unwrap();
    files.next(more.join("a.txt"));
    palette(window, "Add an article…");
    wait(window, |app| app.story().unwrap().article.text.contains("Goa"));
    window.run_steps(4);
    files.next(at("leaving.dateline"));
    files.next(&more);
    palette(window, "Open a folder of articles…");
    // What was added is in no file yet.
    wait_for(window, "Leave without saving");
    click(window, "Leave without saving");
    wait_for(window, "b.txt");
    click(window, "b.txt");
    wait(window, |app| app.story().unwrap().article.text.contains("Naples") && !app.story().unwrap().article.text.contains("Goa"));

    files.next(at("picture.png"));
    palette(window, "Export…");
    click(window, "Choose name and place…");
    wait(window, |_| folder.join("picture.png").exists());
    window.run_steps(4);
    palette(window, "Export…");
    click_role(window, Role::RadioButton, if cfg!(feature = "video") { "webm: " } else { "gif: " });
    files.next(at("film.webm"));
    click(window, "Choose name and place…");
    wait_for(window, "Cancel");
    click(window, "Cancel");
    window.run_steps(4);
    assert!(!at("film.webm").exists(), "a film given up is no film");
    palette(window, "Copy the picture");
    wait_for(window, "Copied the picture");
    click(window, "Menu");
    click(window, "Clear the recent files");
}

/// Waits for something to show that is named so.
fn wait_for(window: &mut Window, name: &str) {
    for _ in 0..500 {
        window.step();
        if window.query_all_by_label(name).next().is_some() {
            // What has just come may still take its place: a click at once can miss it.
            return window.run_steps(4);
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("nothing called {name} came");
}

fn time_goes(window: &mut Window) {
    palette(window, "Open the example");
    wait(window, |app| app.story().is_some_and(|s| s.article.text.len() > 1000));
    for name in [
        "Play or pause",
        "Next event",
        "Previous event",
        "Step forward",
        "Ten steps back",
        "Go to the end",
        "Go to the start",
        "Play from the start",
        "Play faster",
        "Play slower",
        "Loop",
        "Follow with the map",
        "Less motion",
        "Zoom into the timeline",
        "Zoom out of the timeline",
        "Show the whole timeline",
    ] {
        palette(window, name);
    }
    window.key_press(Key::Num5);
    window.run_steps(3);
    assert!(window.query_by_label("Speed 5×").is_some());
    click(window, "Speed 5×");
    click(window, "2×");
    assert!(window.query_by_label("Speed 2×").is_some());
    let strip = window.get_by_label_contains("Time: ").rect();
    let press = egui::pos2(strip.center().x, strip.bottom() - 20.0);
    window.drag_at(press);
    window.run_steps(2);
    window.hover_at(press + egui::vec2(30.0, 0.0));
    window.run_steps(2);
    window.drop_at(press + egui::vec2(30.0, 0.0));
    window.run_steps(3);
}

fn the_view_changes(window: &mut Window, files: &Files, folder: &Path) {
    for name in [
        "Zoom in",
        "Zoom out",
        "Move the map north",
        "Show the whole story",
        "Go to the map",
        "Show the places",
        "Show the article",
        "Find in the article",
        "Inspector",
        "Inspector",
        "Light or dark",
        "Larger interface",
        "Smaller interface",
        "Normal interface",
        "Full screen",
    ] {
        palette(window, name);
    }
    window.key_press(Key::Escape);
    window.run_steps(3);
    palette(window, "Keys");
    window.key_press(Key::Escape);
    window.run_steps(3);

    palette(window, "Settings…");
    let is_dark = |w: &Window| w.ctx.theme() == egui::Theme::Dark;
    click(window, "Dark");
    assert!(is_dark(window));
    click(window, "Light");
    assert!(!is_dark(window));
    click(window, "Full motion");
    click(window, "Deutsch");
    assert!(window.query_by_label("Einstellungen").is_some(), "the window speaks German at once");
    click(window, "English");
    click(window, "Close");

    palette(window, "Map beneath the story…");
    files.next(folder.join("none.pmtiles"));
    click(window, "A file of tiles…");
    for _ in 0..200 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
        if window.query_by_label_contains("The embedded map is shown instead").is_some() {
            break;
        }
    }
    window.get_by_label_contains("The embedded map is shown instead");
    click(window, "Embedded");
    click(window, "Close");
}

fn things_are_selected_and_corrected(window: &mut Window) {
    palette(window, "Show the article");
    window.get_all_by_label_contains("In the text: ").find(|n| n.accesskit_node().label().unwrap().contains("place")).unwrap().click();
    window.run_steps(4);
    palette(window, "Show the places");
    click_role(window, Role::ListItem, "Osan");
    window.run_steps(4);
    click(window, "Not a place");
    click(window, "Restore");
    palette(window, "Show the selection");
    let pin = window.get_all_by_label_contains("Place: ").next().unwrap().rect().center();
    window.hover_at(pin);
    window.run_steps(3);
    click(window, "Move pin");
    click(window, "Click the map");
    palette(window, "Show the events");
    click_role(window, Role::ListItem, "Kim Jong Un agreed");
    click(window, "Place…");
    window.key_press(Key::Escape);
    window.run_steps(3);
    window.key_press(Key::Escape);
    window.run_steps(3);
    fill(window, "Publication date, year-month-day", "soon");
    window.key_press(Key::Tab);
    wait_for(window, "A publication date is written like 2018-07-17");
    palette(window, "Mark a place…");
    fill(window, "Words of the article that name a place", "remains");
    window.key_press(Key::Enter);
    window.run_steps(4);
    palette(window, "Add an event…");
    fill(window, "Words of the article that tell it", "remains");
    fill(window, "Title of the event", "They are carried home");
    fill(window, "Date, like 2018-07-27, 2018-07 or 2018; empty for none", "soon");
    click(window, "Add the event");
    wait_for(window, "A date is written like 2018-07-27, 2018-07 or 2018");
    fill(window, "Date, like 2018-07-27, 2018-07 or 2018; empty for none", "2018-08");
    click(window, "Add the event");
    // A place of the gazetteer, far from the story.
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    window.run_steps(4);
    window.event(egui::Event::Text("Reykjavik".to_owned()));
    window.run_steps(4);
    click_role(window, Role::ListItem, "Reykjav");
}

fn the_window_closes(window: &mut Window, files: &Files, folder: &Path) {
    files.next(folder.join("last.dateline"));
    palette(window, "Close the story");
    window.get_all_by_label("Save").find(|n| n.accesskit_node().role() == Role::Button && n.rect().top() > 60.0).unwrap().click();
    window.run_steps(4);
    wait(window, |app| app.story().is_none());
    assert!(folder.join("last.dateline").exists());
    palette(window, "Quit");
}
