//! Everything the user can do, as one list: menus, buttons, keys and the palette send these, and [`Command::run`] alone changes the state.

use super::axis;
use super::basemaps::Basemap;
use super::correction::Correction;
use super::deeds::{add_event, file_name, mark_place, select_event_told, select_place_named};
use super::export_kinds::Choice;
use super::language::{Language, tr_with};
use super::look;
use super::read::{Dialog, Job, Purpose, Source};
use super::rereading::{self, as_decided, edited};
use super::state::{Camera, Motion, Overlay, Pick, State, Tab, ThemeChoice};
use crate::article::Span;
use crate::story::file::StoryFile;
use crate::story::{Edit, EventDecision, Playhead, Target};
use egui::{Context, ViewportCommand};
use std::path::PathBuf;

/// Something the user can do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    OpenDialog,
    OpenFolderDialog,
    AddDialog,
    /// Adds an article to the story.
    Add(Source),
    Open(Source),
    OpenExample,
    Close,
    Save,
    SaveDialog,
    SaveAs(PathBuf),
    ExportDialog,
    /// Asks for name and place of an export.
    ExportAs(Choice),
    Export(PathBuf),
    CancelJob,
    /// Changes the story; can be undone.
    Edit(Edit),
    /// As `Edit`, with what follows from the story as it is decided by then.
    Correct(Correction),
    Undo,
    Redo,
    PlayPause,
    Restart,
    GoToStart,
    GoToEnd,
    NextEvent,
    PreviousEvent,
    /// Moves the playhead by units of the calendar.
    Step(i32),
    Seek(Playhead),
    SpeedUp,
    SlowDown,
    SetSpeed(f64),
    Digit(u8),
    ToggleLoop,
    ToggleFollow,
    /// Lets things jump where they would move.
    ToggleMotion,
    ZoomAxisIn,
    ZoomAxisOut,
    WholeAxis,
    Select(Option<Target>),
    /// Selects what some words of the article name.
    SelectWords(Target, Span),
    /// Selects the place that these words name, or the event that they tell.
    SelectPlaceNamed(Span),
    SelectEventTold(Span),
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
    /// Asks for words to mark.
    MarkDialog,
    /// Asks for a place.
    Pick(Pick),
    /// Opens the form of a new event, told by some words.
    AddEventDialog(Option<Span>),
    /// Adds an event that some words tell.
    AddEvent(Span, EventDecision),
    /// Shows the article without asking when it appeared.
    LeaveUndated,
    /// Gives the map the keyboard.
    FocusMap,
    CopyPicture,
    /// Asks for the map beneath the story.
    BasemapDialog,
    /// Asks for a file of tiles.
    BasemapFile,
    SetBasemap(Basemap),
    /// Shows the embedded map in place of one that failed, and says why.
    BasemapFailed(String),
    /// Asks for colours, language, motion and size.
    SettingsDialog,
    SetTheme(ThemeChoice),
    /// Speaks a language; with `None` that of the desktop.
    SetLanguage(Option<Language>),
    SetMotion(Motion),
    /// Takes what the desktop says of motion: whether it wants less.
    DesktopMotion(bool),
    /// Says something to the reader.
    Tell(String),
}

/// The speeds that faster and slower step through.
const SPEEDS: [f64; 7] = [0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0];

impl Command {
    /// Whether the command can do anything now.
    pub fn is_possible(&self, state: &State) -> bool {
        match self {
            Command::Close
            | Command::Save
            | Command::SaveDialog
            | Command::AddDialog
            | Command::ExportDialog
            | Command::CopyPicture
            | Command::Find
            | Command::FitStory
            | Command::MarkDialog
            | Command::AddEventDialog(_) => state.story.is_some(),
            Command::PlayPause
            | Command::Restart
            | Command::GoToStart
            | Command::GoToEnd
            | Command::NextEvent
            | Command::PreviousEvent
            | Command::Step(_)
            | Command::ZoomAxisIn
            | Command::ZoomAxisOut
            | Command::WholeAxis
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
        state.is_unsaved && self.is_parting()
    }

    /// Whether it needs the story as it is decided, and not as it was read last.
    fn needs_reading(&self) -> bool {
        matches!(self, Command::Correct(_) | Command::AddEvent(..)) || self.can_be_given_up()
    }

    /// Whether it can be given up while it waits for a reading.
    pub fn can_be_given_up(&self) -> bool {
        matches!(self, Command::Add(_) | Command::Export(_) | Command::CopyPicture)
    }

    /// Whether it must not go before a correction that was made before it.
    fn is_after_corrections(&self) -> bool {
        matches!(self, Command::Edit(_) | Command::MarkPlace(_) | Command::Undo | Command::Redo | Command::SaveAs(_)) || self.is_parting()
    }

    /// Whether it does something with the story as the user left it: words that are being typed belong to that.
    pub fn takes_typed_words(&self) -> bool {
        matches!(self, Command::Save | Command::SaveDialog | Command::ExportDialog) || self.is_parting()
    }

    fn is_parting(&self) -> bool {
        matches!(self, Command::Open(_) | Command::OpenExample | Command::Close | Command::Quit | Command::Recover(_))
    }

    /// Does it. The only writer of the state.
    pub fn run(self, state: &mut State, ctx: &Context) {
        if state.rereading.is_ahead() && (self.needs_reading() || state.rereading.is_correction_waiting() && self.is_after_corrections()) {
            rereading::once_read(state, ctx, self);
            return;
        }
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
                    state.dialog = Some(Dialog::start(Purpose::Open, state, "", wake));
                }
            }
            Command::OpenFolderDialog => {
                if state.dialog.is_none() {
                    state.dialog = Some(Dialog::start(Purpose::OpenFolder, state, "", wake));
                }
            }
            Command::AddDialog => {
                if state.dialog.is_none() && state.story.is_some() {
                    state.dialog = Some(Dialog::start(Purpose::Add, state, "", wake));
                }
            }
            Command::Add(source) => {
                if let Some(story) = &state.story {
                    (state.job, state.is_adding) = (Some(Job::add(source, story.clone(), wake)), true);
                }
            }
            Command::Open(source) => (state.job, state.is_adding) = (Some(Job::read(source, wake)), false),
            Command::OpenExample => state.job = Some(Job::read(Source::Text(super::EXAMPLE.to_owned()), wake)),
            Command::Close => state.close(),
            Command::Save => match &state.file {
                Some((path, file)) if !file.is_read_only => Command::SaveAs(path.clone()).run(state, ctx),
                _ => Command::SaveDialog.run(state, ctx),
            },
            Command::SaveDialog => {
                if let (Some(story), None) = (&state.story, &state.dialog) {
                    let name = format!("{}.dateline", file_name(story.title()));
                    state.dialog = Some(Dialog::start(Purpose::Save, state, &name, wake));
                }
            }
            Command::SaveAs(path) => {
                if let Some((article, decisions)) = as_decided(state) {
                    let mut file = state.file.as_ref().map_or_else(StoryFile::default, |(_, file)| (**file).clone());
                    (file.article, file.decisions, file.is_read_only) = (article, decisions, false);
                    state.job = Some(Job::save(file, path, wake));
                }
            }
            Command::ExportDialog => {
                if state.story.is_some() {
                    state.overlay = toggled(state.overlay, Overlay::Export);
                }
            }
            Command::ExportAs(choice) => {
                if let (Some(story), None, Some(kind)) = (&state.story, &state.dialog, choice.kind()) {
                    let name = format!("{}.{}", file_name(story.title()), kind.extension());
                    state.dialog = Some(Dialog::start(Purpose::Export(kind), state, &name, wake));
                    state.export = choice;
                }
            }
            Command::Export(path) => {
                if let Some(story) = &state.story {
                    state.job = Some(Job::export(story.clone(), state.playhead, state.export.clone(), path, wake));
                }
            }
            Command::CancelJob => {
                if state.job.take().is_none() {
                    state.rereading.give_up_waiting();
                }
            }
            Command::Correct(correction) => {
                if let Some(edit) = state.story.as_deref().and_then(|story| correction.edit(story)) {
                    Command::Edit(edit).run(state, ctx);
                }
            }
            Command::Edit(edit) => {
                if let Some(inverse) = edited(state, ctx, edit) {
                    state.undo.push(inverse);
                    state.redo.clear();
                }
            }
            Command::Undo => {
                if let Some(inverse) = state.undo.pop().and_then(|edit| edited(state, ctx, edit)) {
                    state.redo.push(inverse);
                }
            }
            Command::Redo => {
                if let Some(inverse) = state.redo.pop().and_then(|edit| edited(state, ctx, edit)) {
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
            Command::Step(n) => {
                let dated = state.story.as_ref().and_then(|story| axis::stepped(story, state.playhead, n));
                // Without dates the units are quarters of a second.
                let to = dated.map_or(state.playhead.0 + 0.25 * f64::from(n), |p| p.0);
                state.playhead = Playhead(to.clamp(0.0, state.duration_secs()));
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
            Command::ToggleMotion => state.motion = if state.is_motion_reduced() { Motion::Full } else { Motion::Less },
            Command::SetMotion(motion) => state.motion = motion,
            Command::DesktopMotion(is_reduced) => state.desktop_motion = Some(is_reduced),
            Command::SettingsDialog => state.overlay = toggled(state.overlay, Overlay::Settings),
            Command::SetTheme(theme) => state.theme = theme,
            Command::SetLanguage(language) => {
                state.language = language;
                language.unwrap_or_else(Language::of_desktop).speak();
                // What was said of the story is said anew.
                state.generation += 1;
            }
            Command::ZoomAxisIn => state.axis = Some(axis::Wish::Zoom(1.5)),
            Command::ZoomAxisOut => state.axis = Some(axis::Wish::Zoom(1.0 / 1.5)),
            Command::WholeAxis => state.axis = Some(axis::Wish::Whole),
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
            Command::MovePin(place) => {
                state.moving = place;
                // The keyboard moves the map under the mark in its middle.
                state.camera = place.map(|_| Camera::Focus);
            }
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
                state.lost.retain(|l| l.path != path);
                state.overlay = None;
                state.job = Some(Job::recover(path, wake));
            }
            Command::ThrowAway(path) => {
                if let Err(e) = std::fs::remove_file(&path) {
                    state.toast(tr_with("Could not throw it away: {}", &[&e]));
                }
                state.lost.retain(|l| l.path != path);
                if state.lost.is_empty() {
                    state.overlay = None;
                }
            }
            Command::ForgetRecent => state.recent.clear(),
            Command::Tell(words) => state.toast(words),
            Command::MarkPlace(span) => mark_place(state, ctx, span),
            Command::MarkDialog if state.story.is_some() => state.overlay = toggled(state.overlay, Overlay::Mark),
            Command::AddEventDialog(words) if state.story.is_some() => {
                (state.picked, state.overlay) = (words, Some(Overlay::AddEvent));
                state.is_playing = false;
            }
            Command::MarkDialog | Command::AddEventDialog(_) => {}
            Command::Pick(pick) => state.overlay = Some(Overlay::Pick(pick)),
            Command::SelectPlaceNamed(span) => select_place_named(state, ctx, span),
            Command::SelectEventTold(span) => select_event_told(state, ctx, span),
            Command::AddEvent(span, decision) => add_event(state, ctx, span, decision),
            Command::LeaveUndated => state.is_date_asked = true,
            Command::BasemapDialog => state.overlay = toggled(state.overlay, Overlay::Basemap),
            Command::BasemapFile => {
                if state.dialog.is_none() {
                    state.dialog = Some(Dialog::start(Purpose::Basemap, state, "", wake));
                }
            }
            Command::SetBasemap(basemap) => (state.basemap, state.is_basemap_broken) = (basemap, false),
            Command::BasemapFailed(words) => {
                state.is_basemap_broken = true;
                state.toast(tr_with("{}. The embedded map is shown instead", &[&words]));
            }
            Command::FocusMap => state.camera = Some(Camera::Focus),
            Command::CopyPicture => {
                if let Some(story) = &state.story {
                    let theme = look::theme_of(ctx.theme() == egui::Theme::Dark);
                    state.job = Some(Job::picture(story.clone(), state.playhead, theme, wake));
                }
            }
        }
    }
}

fn toggled(now: Option<Overlay>, wanted: Overlay) -> Option<Overlay> {
    if now == Some(wanted) { None } else { Some(wanted) }
}
