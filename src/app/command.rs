//! Everything the user can do, as one list: menus, buttons, keys and the palette send these, and [`Command::run`] alone changes the state.

use super::look;
use super::read::{Dialog, Job, Purpose, Source, explained};
use super::state::{Camera, Overlay, State, Tab, ThemeChoice};
use crate::article::Span;
use crate::gazetteer::Gazetteer;
use crate::story::file::StoryFile;
use crate::story::{ChosenPlace, Edit, PlaceDecision, Playhead, Story, Target};
use egui::{Context, Key, KeyboardShortcut, Modifiers, ViewportCommand};
use std::path::PathBuf;

/// Something the user can do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    OpenDialog,
    Open(Source),
    OpenExample,
    Close,
    Save,
    SaveDialog,
    SaveAs(PathBuf),
    ExportDialog,
    Export(PathBuf),
    CancelJob,
    /// Changes the story; can be undone.
    Edit(Edit),
    Undo,
    Redo,
    PlayPause,
    Restart,
    GoToStart,
    GoToEnd,
    NextEvent,
    PreviousEvent,
    /// Moves the playhead by seconds.
    Step(f64),
    Seek(Playhead),
    SpeedUp,
    SlowDown,
    SetSpeed(f64),
    Digit(u8),
    ToggleLoop,
    ToggleFollow,
    Select(Option<Target>),
    /// Selects what some words of the article name.
    SelectWords(Target, Span),
    /// Waits for a click on the map that moves the pin of this place; with `None` no longer.
    MovePin(Option<usize>),
    Hover(Option<Target>),
    ShowTab(Tab),
    Find,
    ToggleInspector,
    CycleTheme,
    ZoomIn,
    ZoomOut,
    Pan(f32, f32),
    FitStory,
    FitSelection,
    ShowPlace(crate::earth::LatLon, f64),
    LargerText,
    SmallerText,
    NormalText,
    Palette,
    Keys,
    /// Closes what lies over the window, or else clears the selection.
    Escape,
    Fullscreen,
    Quit,
    /// Gives up the changes and does what waited for the answer.
    LeaveWithoutSaving,
    SaveAndLeave,
    /// Opens a journal.
    Recover(PathBuf),
    /// Throws a journal away.
    ThrowAway(PathBuf),
    ForgetRecent,
    /// Takes some words of the article as the name of a place.
    MarkPlace(Span),
    /// Says something to the reader.
    Tell(String),
}

/// A command of the palette, with its name and keys.
pub(super) struct Entry {
    pub command: Command,
    pub name: &'static str,
    pub keys: &'static [KeyboardShortcut],
}

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const BARE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

/// Every command that needs nothing but itself, in the order of the sheet of keys.
pub(super) const LIST: &[Entry] = &[
    Entry { command: Command::OpenDialog, name: "Open…", keys: &[key(CTRL, Key::O)] },
    Entry { command: Command::OpenExample, name: "Open the example", keys: &[] },
    Entry { command: Command::Close, name: "Close the story", keys: &[key(CTRL, Key::N), key(CTRL, Key::W)] },
    Entry { command: Command::Save, name: "Save", keys: &[key(CTRL, Key::S)] },
    Entry { command: Command::SaveDialog, name: "Save as…", keys: &[key(CTRL.plus(SHIFT), Key::S)] },
    Entry { command: Command::ExportDialog, name: "Export…", keys: &[key(CTRL, Key::E)] },
    Entry { command: Command::Undo, name: "Undo", keys: &[key(CTRL, Key::Z)] },
    Entry { command: Command::Redo, name: "Redo", keys: &[key(CTRL.plus(SHIFT), Key::Z), key(CTRL, Key::Y)] },
    Entry { command: Command::PlayPause, name: "Play or pause", keys: &[key(BARE, Key::Space)] },
    Entry { command: Command::NextEvent, name: "Next event", keys: &[key(CTRL, Key::ArrowRight)] },
    Entry { command: Command::PreviousEvent, name: "Previous event", keys: &[key(CTRL, Key::ArrowLeft)] },
    Entry { command: Command::Step(0.25), name: "Step forward", keys: &[key(BARE, Key::ArrowRight)] },
    Entry { command: Command::Step(-0.25), name: "Step back", keys: &[key(BARE, Key::ArrowLeft)] },
    Entry { command: Command::Step(2.5), name: "Ten steps forward", keys: &[key(SHIFT, Key::ArrowRight)] },
    Entry { command: Command::Step(-2.5), name: "Ten steps back", keys: &[key(SHIFT, Key::ArrowLeft)] },
    Entry { command: Command::GoToStart, name: "Go to the start", keys: &[key(BARE, Key::Home)] },
    Entry { command: Command::GoToEnd, name: "Go to the end", keys: &[key(BARE, Key::End)] },
    Entry { command: Command::Restart, name: "Play from the start", keys: &[key(ALT, Key::ArrowLeft)] },
    Entry { command: Command::SpeedUp, name: "Play faster", keys: &[key(BARE, Key::CloseBracket)] },
    Entry { command: Command::SlowDown, name: "Play slower", keys: &[key(BARE, Key::OpenBracket)] },
    Entry { command: Command::ToggleLoop, name: "Loop", keys: &[key(BARE, Key::L)] },
    Entry { command: Command::ToggleFollow, name: "Follow with the map", keys: &[key(BARE, Key::C)] },
    Entry { command: Command::ZoomIn, name: "Zoom in", keys: &[key(BARE, Key::Plus), key(BARE, Key::Equals)] },
    Entry { command: Command::ZoomOut, name: "Zoom out", keys: &[key(BARE, Key::Minus)] },
    Entry { command: Command::FitStory, name: "Show the whole story", keys: &[key(BARE, Key::R), key(BARE, Key::N)] },
    Entry { command: Command::FitSelection, name: "Show the selection", keys: &[key(BARE, Key::F)] },
    Entry { command: Command::Pan(0.0, -0.2), name: "Move the map north", keys: &[key(SHIFT, Key::ArrowUp)] },
    Entry { command: Command::Pan(0.0, 0.2), name: "Move the map south", keys: &[key(SHIFT, Key::ArrowDown)] },
    Entry { command: Command::Pan(-0.2, 0.0), name: "Move the map west", keys: &[key(ALT.plus(SHIFT), Key::ArrowLeft)] },
    Entry { command: Command::Pan(0.2, 0.0), name: "Move the map east", keys: &[key(ALT.plus(SHIFT), Key::ArrowRight)] },
    Entry { command: Command::ShowTab(Tab::Article), name: "Show the article", keys: &[key(ALT, Key::Num1)] },
    Entry { command: Command::ShowTab(Tab::Places), name: "Show the places", keys: &[key(ALT, Key::Num2)] },
    Entry { command: Command::ShowTab(Tab::Events), name: "Show the events", keys: &[key(ALT, Key::Num3)] },
    Entry { command: Command::Find, name: "Find in the article", keys: &[key(CTRL, Key::F)] },
    Entry { command: Command::ToggleInspector, name: "Inspector", keys: &[key(BARE, Key::I)] },
    Entry { command: Command::CycleTheme, name: "Light or dark", keys: &[key(CTRL.plus(SHIFT), Key::L)] },
    Entry { command: Command::LargerText, name: "Larger interface", keys: &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)] },
    Entry { command: Command::SmallerText, name: "Smaller interface", keys: &[key(CTRL, Key::Minus)] },
    Entry { command: Command::NormalText, name: "Normal interface", keys: &[key(CTRL, Key::Num0)] },
    Entry { command: Command::Palette, name: "Find a place or a command", keys: &[key(CTRL, Key::K), key(CTRL, Key::P)] },
    Entry { command: Command::Keys, name: "Keys", keys: &[key(BARE, Key::Questionmark), key(SHIFT, Key::Slash)] },
    Entry { command: Command::Escape, name: "Close, or clear the selection", keys: &[key(BARE, Key::Escape)] },
    Entry { command: Command::Fullscreen, name: "Full screen", keys: &[key(BARE, Key::F11)] },
    Entry { command: Command::Quit, name: "Quit", keys: &[key(CTRL, Key::Q)] },
];

/// The speeds that faster and slower step through.
const SPEEDS: [f64; 7] = [0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0];

/// Reads the keys of this frame. Bare keys are left to a text field or a focused control.
pub(super) fn from_keys(ctx: &Context, state: &State) -> Vec<Command> {
    let is_typing = ctx.text_edit_focused();
    let has_focus = ctx.memory(|m| m.focused().is_some());
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        // Those with more modifiers first: Ctrl+Shift+L is not Ctrl+L.
        let mut pairs: Vec<(&KeyboardShortcut, &Command)> = LIST.iter().flat_map(|e| e.keys.iter().map(move |k| (k, &e.command))).collect();
        pairs.sort_by_key(|(k, _)| std::cmp::Reverse(n_modifiers(k.modifiers)));
        for (keys, command) in pairs {
            let is_bare = !keys.modifiers.command && !keys.modifiers.alt;
            let is_escape = keys.logical_key == Key::Escape;
            let is_function = keys.logical_key == Key::F11;
            let is_of_text = matches!(keys.logical_key, Key::Z | Key::Y | Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End);
            if is_typing && (is_bare || is_of_text) && !is_escape && !is_function {
                continue;
            }
            if has_focus && matches!(keys.logical_key, Key::Space) {
                continue;
            }
            // While something lies over the window, only what closes it.
            if state.overlay.is_some() && is_bare && !is_escape {
                continue;
            }
            if input.consume_shortcut(keys) {
                commands.push(command.clone());
            }
        }
        if !is_typing && state.overlay.is_none() {
            for (digit, key) in DIGITS {
                if input.consume_key(Modifiers::NONE, key) {
                    commands.push(Command::Digit(digit));
                }
            }
        }
    });
    commands
}

const DIGITS: [(u8, Key); 10] = [
    (0, Key::Num0),
    (1, Key::Num1),
    (2, Key::Num2),
    (3, Key::Num3),
    (4, Key::Num4),
    (5, Key::Num5),
    (6, Key::Num6),
    (7, Key::Num7),
    (8, Key::Num8),
    (9, Key::Num9),
];

fn n_modifiers(m: Modifiers) -> u8 {
    u8::from(m.alt) + u8::from(m.command || m.ctrl) + u8::from(m.shift)
}

/// The name of a command of the list; empty for others.
pub(super) fn name_of(command: &Command) -> &'static str {
    LIST.iter().find(|e| e.command == *command).map_or("", |e| e.name)
}

/// The keys of a command, as this desktop writes them; empty where it has none.
pub(super) fn keys_of(ctx: &Context, command: &Command) -> String {
    let entry = LIST.iter().find(|e| e.command == *command);
    entry.and_then(|e| e.keys.first()).map_or_else(String::new, |k| ctx.format_shortcut(k))
}

impl Command {
    /// Whether the command can do anything now.
    pub fn is_possible(&self, state: &State) -> bool {
        match self {
            Command::Close | Command::Save | Command::SaveDialog | Command::ExportDialog | Command::Find | Command::FitStory => {
                state.story.is_some()
            }
            Command::PlayPause
            | Command::Restart
            | Command::GoToStart
            | Command::GoToEnd
            | Command::NextEvent
            | Command::PreviousEvent
            | Command::Step(_)
            | Command::SpeedUp
            | Command::SlowDown => state.can_play(),
            Command::FitSelection => state.selected.is_some(),
            Command::Undo => !state.undo.is_empty(),
            Command::Redo => !state.redo.is_empty(),
            _ => true,
        }
    }

    /// Whether it would lose changes that are in no file.
    fn is_leaving(&self, state: &State) -> bool {
        state.is_unsaved && matches!(self, Command::Open(_) | Command::OpenExample | Command::Close | Command::Quit | Command::Recover(_))
    }

    /// Does it. The only writer of the state.
    pub fn run(self, state: &mut State, ctx: &Context) {
        if self.is_leaving(state) {
            (state.pending, state.overlay) = (Some(Box::new(self)), Some(Overlay::Leaving));
            return;
        }
        let wake = {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        match self {
            Command::OpenDialog => {
                if state.dialog.is_none() {
                    state.dialog = Some(Dialog::start(Purpose::Open, "", wake));
                }
            }
            Command::Open(source) => state.job = Some(Job::read(source, wake)),
            Command::OpenExample => state.job = Some(Job::read(Source::Text(super::EXAMPLE.to_owned()), wake)),
            Command::Close => {
                state.story = None;
                state.generation += 1;
                state.opened += 1;
                state.is_playing = false;
                (state.selected, state.hovered, state.file, state.moving) = (None, None, None, None);
                state.undo.clear();
                state.redo.clear();
            }
            Command::Save => match &state.file {
                Some((path, file)) if !file.is_read_only => Command::SaveAs(path.clone()).run(state, ctx),
                _ => Command::SaveDialog.run(state, ctx),
            },
            Command::SaveDialog => {
                if let (Some(story), None) = (&state.story, &state.dialog) {
                    let name = format!("{}.dateline", file_name(story.title()));
                    state.dialog = Some(Dialog::start(Purpose::Save, &name, wake));
                }
            }
            Command::SaveAs(path) => {
                if let Some(story) = &state.story {
                    let mut file = state.file.as_ref().map_or_else(StoryFile::default, |(_, file)| (**file).clone());
                    (file.article, file.decisions, file.is_read_only) = (story.article_as_read(), story.decisions.clone(), false);
                    state.job = Some(Job::save(file, path, wake));
                }
            }
            Command::ExportDialog => {
                if let (Some(story), None) = (&state.story, &state.dialog) {
                    let name = format!("{}.png", file_name(story.title()));
                    state.dialog = Some(Dialog::start(Purpose::ExportPng, &name, wake));
                }
            }
            Command::Export(path) => {
                if let Some(story) = &state.story {
                    let theme = look::theme_of(ctx.theme() == egui::Theme::Dark);
                    state.job = Some(Job::export(story.clone(), state.playhead, theme, path, wake));
                }
            }
            Command::CancelJob => state.job = None,
            Command::Edit(edit) => {
                if let Some(inverse) = edited(state, edit) {
                    state.undo.push(inverse);
                    state.redo.clear();
                }
            }
            Command::Undo => {
                if let Some(inverse) = state.undo.pop().and_then(|edit| edited(state, edit)) {
                    state.redo.push(inverse);
                }
            }
            Command::Redo => {
                if let Some(inverse) = state.redo.pop().and_then(|edit| edited(state, edit)) {
                    state.undo.push(inverse);
                }
            }
            Command::PlayPause if state.can_play() => {
                if !state.is_playing && state.is_at_end() {
                    state.playhead = Playhead(0.0);
                }
                state.is_playing = !state.is_playing;
            }
            Command::PlayPause => {}
            Command::Restart => {
                state.playhead = Playhead(0.0);
                state.is_playing = state.can_play();
            }
            Command::GoToStart => state.playhead = Playhead(0.0),
            Command::GoToEnd => {
                state.playhead = Playhead(state.duration_secs());
                state.is_playing = false;
            }
            Command::NextEvent => {
                if let Some(story) = &state.story {
                    state.playhead = story.playback.next(state.playhead);
                }
            }
            Command::PreviousEvent => {
                if let Some(story) = &state.story {
                    state.playhead = story.playback.previous(state.playhead);
                }
            }
            Command::Step(secs) => {
                state.playhead = Playhead((state.playhead.0 + secs).clamp(0.0, state.duration_secs()));
                state.is_playing = false;
            }
            Command::Seek(playhead) => state.playhead = Playhead(playhead.0.clamp(0.0, state.duration_secs())),
            Command::SpeedUp => state.speed = SPEEDS.into_iter().find(|s| *s > state.speed + 1e-6).unwrap_or(state.speed),
            Command::SlowDown => state.speed = SPEEDS.into_iter().rev().find(|s| *s < state.speed - 1e-6).unwrap_or(state.speed),
            Command::SetSpeed(speed) => state.speed = speed,
            Command::Digit(0) => state.speed_chord = true,
            Command::Digit(digit) => {
                let digit = f64::from(digit);
                state.speed = if state.speed_chord { digit / 10.0 } else { digit };
                state.speed_chord = false;
            }
            Command::ToggleLoop => state.is_looping = !state.is_looping,
            Command::ToggleFollow => state.is_following = !state.is_following,
            Command::Select(target) => {
                state.selected = target;
                state.selected_words = None;
                state.moving = None;
                state.selections += 1;
                if let (Some(story), Some(target)) = (&state.story, target)
                    && let Some(playhead) = story.playhead_of(target)
                {
                    state.playhead = playhead;
                    state.is_playing = false;
                }
            }
            Command::SelectWords(target, span) => {
                Command::Select(Some(target)).run(state, ctx);
                state.selected_words = Some(span);
            }
            Command::MovePin(place) => state.moving = place,
            Command::Hover(target) => state.hovered = target,
            Command::ShowTab(tab) => state.tab = tab,
            Command::Find => {
                state.tab = Tab::Article;
                state.is_finding = !state.is_finding;
            }
            Command::ToggleInspector if state.is_narrow => state.is_drawer_open = !state.is_drawer_open,
            Command::ToggleInspector => state.is_inspector_open = !state.is_inspector_open,
            Command::CycleTheme => {
                let is_dark = ctx.theme() == egui::Theme::Dark;
                state.theme = if is_dark { ThemeChoice::Light } else { ThemeChoice::Dark };
            }
            Command::ZoomIn => state.camera = Some(Camera::Zoom(1.0)),
            Command::ZoomOut => state.camera = Some(Camera::Zoom(-1.0)),
            Command::Pan(x, y) => state.camera = Some(Camera::Pan(x, y)),
            Command::FitStory => state.camera = Some(Camera::Fit),
            Command::FitSelection => state.camera = Some(Camera::FitSelection),
            Command::ShowPlace(point, zoom) => state.camera = Some(Camera::Show(point, zoom)),
            Command::LargerText => ctx.set_zoom_factor((ctx.zoom_factor() + 0.1).min(3.0)),
            Command::SmallerText => ctx.set_zoom_factor((ctx.zoom_factor() - 0.1).max(0.5)),
            Command::NormalText => ctx.set_zoom_factor(1.0),
            Command::Palette => state.overlay = toggled(state.overlay, Overlay::Palette),
            Command::Keys => state.overlay = toggled(state.overlay, Overlay::Keys),
            Command::Escape => {
                // A field that goes away with its overlay would keep the keyboard.
                if let Some(id) = ctx.memory(|m| m.focused()) {
                    ctx.memory_mut(|m| m.surrender_focus(id));
                }
                state.pending = None;
                if state.overlay.take().is_none() && state.moving.take().is_none() && !std::mem::take(&mut state.is_finding) {
                    state.selected = None;
                }
            }
            Command::Fullscreen => {
                state.is_fullscreen = !state.is_fullscreen;
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(state.is_fullscreen));
            }
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::SaveAndLeave => {
                state.overlay = None;
                state.is_leaving = true;
                Command::Save.run(state, ctx);
            }
            Command::LeaveWithoutSaving => {
                (state.is_unsaved, state.overlay) = (false, None);
                if let Some(pending) = state.pending.take() {
                    pending.run(state, ctx);
                }
            }
            Command::Recover(path) => {
                state.lost.retain(|p| *p != path);
                state.overlay = None;
                state.job = Some(Job::recover(path, wake));
            }
            Command::ThrowAway(path) => {
                if let Err(e) = std::fs::remove_file(&path) {
                    state.toast(format!("Could not throw it away: {e}"));
                }
                state.lost.retain(|p| *p != path);
                if state.lost.is_empty() {
                    state.overlay = None;
                }
            }
            Command::ForgetRecent => state.recent.clear(),
            Command::Tell(words) => state.toast(words),
            Command::MarkPlace(span) => mark_place(state, ctx, span),
        }
    }
}

/// Applies `edit` to the open story and returns its inverse; `None` where no story is open.
fn edited(state: &mut State, edit: Edit) -> Option<Edit> {
    let story: &Story = state.story.as_ref()?;
    let (story, inverse) = story.edited(edit, Gazetteer::embedded());
    state.replace(explained(story));
    Some(inverse)
}

/// Takes the words under `span` as the name of the place that the gazetteer knows best under it.
fn mark_place(state: &mut State, ctx: &Context, span: Span) {
    let Some(story) = state.story.clone() else { return };
    let (gazetteer, words) = (Gazetteer::embedded(), span.of(&story.article.text).trim());
    let exact = gazetteer.candidates(words).first().map(|c| c.place);
    let place = exact.or_else(|| gazetteer.search(words, 1).first().map(|hit| hit.place)).and_then(|id| gazetteer.place(id));
    let Some(place) = place else {
        state.toast(format!("The gazetteer knows no place called “{words}”"));
        return;
    };
    let chosen = ChosenPlace { geonameid: place.geonameid, name: place.name.to_owned(), point: place.point };
    Command::Edit(Edit::Place(span, Some(PlaceDecision::Choose(chosen)))).run(state, ctx);
    let Some(story) = state.story.clone() else { return };
    let toponym = story.reading.toponyms.iter().position(|t| t.span == span);
    if let Some(place) = toponym.and_then(|t| story.place_of(t)) {
        Command::SelectWords(Target::Place(place), span).run(state, ctx);
    }
}

fn toggled(now: Option<Overlay>, wanted: Overlay) -> Option<Overlay> {
    if now == Some(wanted) { None } else { Some(wanted) }
}

/// A title as a file's name: letters, digits and hyphens, not too long.
fn file_name(title: &str) -> String {
    let words: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let name: Vec<&str> = words.split_whitespace().take(8).collect();
    if name.is_empty() { "story".to_owned() } else { name.join("-").to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_commands_share_a_key_on_any_system() {
        // On a Mac, Command is ⌘ and not Ctrl; no entry names Ctrl itself, so one table holds for all systems.
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for entry in LIST {
            for keys in entry.keys {
                assert!(!keys.modifiers.ctrl && !keys.modifiers.mac_cmd, "{} names a key of one system", entry.name);
                let text = format!("{:?} {:?}", keys.modifiers, keys.logical_key);
                if let Some(other) = seen.insert(text, entry.name) {
                    panic!("{} and {other} share {keys:?}", entry.name);
                }
            }
        }
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let mut names: Vec<&str> = LIST.iter().map(|e| e.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LIST.len());
    }

    #[test]
    fn titles_become_file_names() {
        let check = |title: &str, expected: &str| assert_eq!(file_name(title), expected);
        check("Fifty-five soldiers may soon come home", "fifty-five-soldiers-may-soon-come-home");
        check("U.S. / Korea: talks?", "u-s-korea-talks");
        check("…", "story");
    }
}
