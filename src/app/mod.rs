//! The window: panels that read the state and send commands. The only module that knows egui.
//!
//! Every frame goes one way: keys, files and finished work become commands; time goes on; panels read the state and send
//! commands; the commands run. Slow work runs on threads.

mod add_event;
mod article_panel;
mod articles;
mod axis;
mod basemaps;
mod camera;
mod candidates;
mod chooser;
mod command;
mod controls;
mod corrections;
#[cfg(test)]
mod crash_tests;
mod deeds;
mod describe;
mod desktop;
mod export_kinds;
mod export_look;
mod export_preview;
mod export_sheet;
mod exporting;
mod halos;
mod icons;
mod inspector;
mod itinerary;
mod keep;
mod keys;
mod layout;
mod list_order;
mod lists;
mod look;
mod map_panel;
mod marks;
mod menu;
mod opaque;
mod overlays;
mod paint;
mod palette;
mod picker;
mod pin_drag;
mod read;
mod remember;
mod rereading;
mod settings_sheet;
mod signs;
mod sources;
mod state;
mod strokes;
mod tiles;
mod timeline_panel;
mod toolbar;
mod transport;
mod turned;

use crate::article::Listing;
use crate::language::{self, Language, tr, tr_said, tr_with};
use crate::story::file::StoryFile;
use crate::story::{Playhead, Story, Target};
use add_event::AddEvent;
use article_panel::ArticlePanel;
use articles::Articles;
use basemaps::{Basemap, BasemapSheet};
use command::Command;
use egui::{Context, Event, Rect, Ui, ViewportCommand};
use export_sheet::ExportSheet;
use inspector::Inspector;
use keep::{Keep, Settings};
use map_panel::MapPanel;
use palette::Palette;
use picker::Picker;
pub use read::Asker;
use read::{Done, Purpose, Source};
use state::{Camera, State, ThemeChoice};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use timeline_panel::TimelinePanel;

/// The article that the window opens with when it is given none.
pub const EXAMPLE: &str = include_str!("../../data/articles/repatriation.txt");

/// Basename of the `.desktop` file: how Wayland finds the icon.
const APP_ID: &str = "dateline";

/// Why the window could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The window system refused.
    #[error("{0}")]
    Window(String),
}

/// What the window opens on.
pub enum Opening {
    /// A story, playing; and the story file it came from, if any.
    Story(Box<Story>, Option<PathBuf>),
    /// Articles to choose one from.
    Listing(Listing),
}

/// Opens the window, and returns when it is closed.
///
/// # Errors
/// [`Error::Window`] where there is no display, or the window cannot be opened on it.
pub fn open(opening: Opening) -> Result<(), Error> {
    let title = match &opening {
        Opening::Story(story, _) => Some(story.title().to_owned()),
        Opening::Listing(listing) => listing.title.clone(),
    };
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png")).unwrap_or_default();
    let keep = Keep::of_user();
    let settings = keep.settings();
    settings.language().unwrap_or_else(Language::of_desktop).speak();
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title(title.map_or("Dateline".to_owned(), |t| format!("{t} – Dateline")))
        .with_inner_size(settings.window.map(|side| side.clamp(480.0, 8000.0)))
        .with_min_inner_size([560.0, 420.0])
        .with_icon(icon);
    // Flat colours need no dithering, and without a GPU it costs a fifth of a frame.
    let options = eframe::NativeOptions { viewport, dithering: false, ..eframe::NativeOptions::default() };
    let create: eframe::AppCreator<'_> = Box::new(|cc| {
        let (story, path, listing) = match opening {
            Opening::Story(story, path) => (Some(*story), path, None),
            Opening::Listing(listing) => (None, None, Some(listing)),
        };
        if let Some(gl) = &cc.gl {
            opaque::install(&cc.egui_ctx, gl);
        }
        let mut app = App::new(&cc.egui_ctx, story);
        app.keep_in(&cc.egui_ctx, keep, &settings);
        app.desktop = Some(desktop::motion(&cc.egui_ctx));
        if let Some(listing) = listing {
            app.show_listing(listing);
        }
        app.state.is_playing = app.state.can_play() && app.state.overlay.is_none();
        // A file that cannot be read again was not read before either.
        app.state.file = path.and_then(|p| Some((p.clone(), Box::new(StoryFile::load(&p).ok()?))));
        Ok(Box::new(app))
    });
    eframe::run_native(APP_ID, options, create).map_err(|e| Error::Window(e.to_string()))
}

/// What panels send: commands, and what the pointer is over.
#[derive(Default)]
struct Outbox {
    commands: Vec<Command>,
    hovered: Option<Target>,
}

impl Outbox {
    fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    fn hover(&mut self, target: Target) {
        self.hovered = Some(target);
    }
}

/// The window's contents: give it to eframe, or to a test.
pub struct App {
    state: State,
    out: Outbox,
    map: MapPanel,
    article: ArticlePanel,
    inspector: Inspector,
    timeline: TimelinePanel,
    palette: Palette,
    picker: Picker,
    articles: Articles,
    add_event: AddEvent,
    export: ExportSheet,
    basemap: BasemapSheet,
    /// Where the map was last, for what lies over it.
    map_rect: Rect,
    article_width: f32,
    title: String,
    keep: Keep,
    settings_seen: Option<Settings>,
    /// The number of the last edit that is in the journal, and when the next is due in it, in seconds of the window's clock.
    journal: (u64, Option<f64>),
    /// The commands run so far by their names, where a test wants to know.
    run: Option<BTreeSet<String>>,
    /// What the desktop says of motion, once it does.
    desktop: Option<Receiver<bool>>,
    /// What went wrong on threads that nobody waits for.
    trouble: (Sender<String>, Receiver<String>),
    /// The generation of the story whose letters were looked for, and the files of the typefaces of the system that the window has.
    lent_for: u64,
    lent: Arc<Mutex<Vec<PathBuf>>>,
}

impl App {
    /// Returns the window on `story`, or empty; sets fonts and style of `ctx`.
    pub fn new(ctx: &Context, story: Option<Story>) -> App {
        look::install(ctx);
        let state = State::new(story.map(read::explained));
        App {
            map: MapPanel::new(ctx),
            article: ArticlePanel::new(),
            inspector: Inspector::default(),
            timeline: TimelinePanel::default(),
            palette: Palette::default(),
            picker: Picker::default(),
            articles: Articles::default(),
            add_event: AddEvent::default(),
            export: ExportSheet::default(),
            basemap: BasemapSheet::default(),
            map_rect: Rect::ZERO,
            article_width: 336.0,
            title: String::new(),
            keep: Keep::default(),
            settings_seen: None,
            journal: (0, None),
            lent_for: 0,
            lent: Arc::default(),
            run: None,
            desktop: None,
            trouble: channel(),
            out: Outbox::default(),
            state,
        }
    }

    /// Waits for the article to be read with every edit before the next frame, however long it takes: for scripts and tests, which look at
    /// the result at once. A window shows it when it is there.
    pub fn waiting_for_readings(mut self) -> App {
        self.state.rereading.set_patience(std::time::Duration::from_secs(60));
        self
    }

    /// The story that is open, if any.
    pub fn story(&self) -> Option<&Story> {
        self.state.story.as_deref()
    }

    /// Where the playing stands.
    pub fn playhead(&self) -> Playhead {
        self.state.playhead
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.state.is_playing
    }

    /// What is selected.
    pub fn selected(&self) -> Option<Target> {
        self.state.selected
    }

    /// Answers file dialogs from now on in place of the desktop: the title of the dialog and the name it offers in, the chosen path out.
    pub fn ask_for_files(&mut self, asker: Asker) {
        self.state.asker = Some(asker);
    }

    /// Keeps settings and lost work in `folder` from now on, and takes what is there.
    pub fn keep_in_folder(&mut self, ctx: &Context, folder: &Path) {
        let keep = Keep::at(folder);
        let settings = keep.settings();
        self.keep_in(ctx, keep, &settings);
    }

    /// Notes the names of the commands that run from now on.
    pub fn note_commands(&mut self) {
        self.run = Some(BTreeSet::new());
    }

    /// The names of the commands that ran since they are noted: "Open", "Edit".
    pub fn commands_run(&self) -> BTreeSet<String> {
        self.run.clone().unwrap_or_default()
    }

    /// Collects what came from outside the panels: keys, dropped and pasted articles, finished work.
    fn collect(&mut self, ctx: &Context) {
        for command in keys::from_keys(ctx, &self.state, self.map.widget()) {
            self.out.send(command);
        }
        let (dropped, pasted) = ctx.input(|i| {
            let pasted = i.events.iter().find_map(|e| if let Event::Paste(text) = e { Some(text.clone()) } else { None });
            (i.raw.dropped_files.clone(), pasted)
        });
        if let Some(file) = dropped.into_iter().next() {
            self.out.send(Command::Open(Source::File(file.path().to_path_buf())));
        }
        // The window system says so in place of the key.
        let is_copying = ctx.input(|i| i.events.contains(&Event::Copy));
        if is_copying && !ctx.text_edit_focused() && self.state.overlay.is_none() && Command::CopyPicture.is_possible(&self.state) {
            self.out.send(Command::CopyPicture);
        }
        if let Some(text) = pasted.filter(|t| !t.trim().is_empty())
            && !ctx.text_edit_focused()
        {
            self.out.send(Command::Open(Source::Text(text)));
        }
        if let Some(path) = self.state.dialog.as_ref().and_then(|d| Some((d.purpose, d.poll()?))) {
            self.state.dialog = None;
            if let Some(folder) = path.1.as_deref().and_then(Path::parent) {
                self.state.folder = Some(folder.to_path_buf());
            }
            match path {
                (Purpose::Export(kind), Some(path)) => self.out.send(Command::Export(exporting::target(&path, kind))),
                (Purpose::Basemap, Some(path)) => self.out.send(Command::SetBasemap(Basemap::File(path))),
                (Purpose::Add, Some(path)) => self.out.send(Command::Add(Source::File(path))),
                (Purpose::Open | Purpose::OpenFolder, Some(path)) => self.out.send(Command::Open(Source::File(path))),
                (Purpose::Save, Some(path)) => self.out.send(Command::SaveAs(path.with_extension("dateline"))),
                (_, None) => self.state.is_leaving = false,
            }
        }
        rereading::collect(&mut self.state, ctx);
        self.finish_job(ctx);
        if let Some(is_reduced) = self.desktop.as_ref().and_then(|d| d.try_recv().ok()) {
            self.out.send(Command::DesktopMotion(is_reduced));
            self.desktop = None;
        }
        while let Ok(words) = self.trouble.1.try_recv() {
            self.state.toast(tr_with("Could not keep a copy of your changes: {}", &[&words]));
        }
        if ctx.input(|i| i.viewport().close_requested()) && self.state.is_unsaved {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.out.send(Command::Quit);
        }
    }

    fn finish_job(&mut self, ctx: &Context) {
        let Some(job) = &mut self.state.job else { return };
        job.for_secs += ctx.input(|i| i.stable_dt).min(0.1);
        match job.poll() {
            None => {
                ctx.request_repaint_after_secs(0.05);
                return;
            }
            Some(Ok(Done::Recovered(story))) => {
                self.state.open(*story);
                self.state.is_unsaved = true;
                // Its journal is ours now.
                self.journal = (self.state.rereading.last_edit, None);
            }
            Some(Ok(Done::Read(story, file, path))) => {
                if let Some(language) = story.article.other_language() {
                    let words = tr("The article is in {}: places are found by their names, dates and journeys are read in English only");
                    self.state.toast(words.replace("{}", language.name));
                }
                self.state.open(*story);
                self.state.file = file;
                if let Some(path) = path {
                    self.note_recent(&path);
                }
                self.state.is_playing = self.state.can_play();
            }
            Some(Ok(Done::Added(before, added))) => {
                // What was edited meanwhile stays: then the article is added to that.
                let is_same = self.state.story.as_ref().is_some_and(|s| Arc::ptr_eq(s, &before)) && !self.state.rereading.is_ahead();
                let (edit, story, inverse) = *added;
                if is_same {
                    self.state.replace(story);
                    self.state.rereading.last_edit += 1;
                    self.state.undo.push(inverse);
                    self.state.redo.clear();
                } else {
                    self.out.send(Command::Edit(edit));
                }
                self.state.camera = Some(Camera::Fit);
            }
            Some(Ok(Done::Listed(listing, path))) => {
                self.show_listing(listing);
                if let Some(path) = path {
                    self.note_recent(&path);
                }
            }
            Some(Ok(Done::Saved(path, file))) => {
                // What was edited while it was being saved is not in the file.
                self.state.is_unsaved = !rereading::is_in(&self.state, &file);
                self.state.toast(tr_with("Saved {}", &[&path.display()]));
                self.note_recent(&path);
                self.keep.forget_journal();
                self.state.file = Some((path, file));
                if std::mem::take(&mut self.state.is_leaving)
                    && let Some(pending) = self.state.pending.take()
                {
                    self.out.send(*pending);
                }
            }
            Some(Ok(Done::Picture(picture))) => {
                ctx.copy_image(picture);
                self.state.toast(tr("Copied the picture"));
            }
            Some(Ok(Done::Exported(path))) => self.state.toast(tr_with("Saved {}", &[&path.display()])),
            Some(Err(words)) => {
                self.state.is_leaving = false;
                self.state.toast(crate::scene::words::capital(&tr_said(&words)));
            }
        }
        self.state.job = None;
    }

    /// Shows the articles of `listing`, to choose one of.
    pub fn show_listing(&mut self, listing: Listing) {
        self.state.listing = Some(Arc::new(listing));
        self.state.overlay = Some(state::Overlay::Articles);
    }

    /// Lets time go on.
    fn advance(&mut self, ctx: &Context) {
        let dt = ctx.input(|i| i.stable_dt).min(0.25);
        let state = &mut self.state;
        if state.is_playing {
            let end = state.duration_secs();
            let next = if state.is_motion_reduced() {
                // Event by event, one a second: nothing moves in between.
                state.waited_secs += f64::from(dt) * state.speed;
                let is_due = state.waited_secs >= 1.0;
                if is_due {
                    state.waited_secs = 0.0;
                }
                let next = state.story.as_ref().filter(|_| is_due).map_or(state.playhead, |s| s.playback.next(state.playhead)).0;
                if is_due && next <= state.playhead.0 { end } else { next }
            } else {
                state.playhead.0 + f64::from(dt) * state.speed
            };
            state.playhead = Playhead(next.min(end));
            if next >= end {
                if state.is_looping {
                    state.playhead = Playhead(0.0);
                } else {
                    state.is_playing = false;
                }
            }
            ctx.request_repaint();
        }
        if !state.toasts.is_empty() {
            for toast in &mut state.toasts {
                toast.left_secs -= dt;
            }
            state.toasts.retain(|t| t.left_secs > 0.0);
            let next = state.toasts.iter().map(|t| t.left_secs).fold(6.0, f32::min);
            ctx.request_repaint_after_secs(next.clamp(0.05, 0.25));
        }
        let choice = match state.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|o| o.theme_preference) != choice {
            ctx.set_theme(choice);
        }
        let animation_secs = if self.state.is_motion_reduced() { 0.0 } else { look::ANIMATION_SECS };
        if (ctx.global_style().animation_time - animation_secs).abs() > 1e-6 {
            ctx.all_styles_mut(|style| style.animation_time = animation_secs);
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.collect(&ctx);
        self.advance(&ctx);
        self.journalise(&ctx);
        self.lend_letters(&ctx);
        self.panels_ui(ui);
        let Outbox { commands, hovered } = std::mem::take(&mut self.out);
        let n_commands = commands.len();
        let hover = (hovered != self.state.hovered).then_some(Command::Hover(hovered));
        if hover.is_some() {
            ctx.request_repaint();
        }
        for command in commands.into_iter().chain(hover) {
            if let Some(run) = &mut self.run {
                run.insert(format!("{command:?}").chars().take_while(|c| c.is_alphanumeric()).collect());
            }
            command.run(&mut self.state, &ctx);
        }
        if n_commands > 0 {
            ctx.request_repaint();
        }
        self.settings_seen = Some(self.settings(&ctx));
        let title = self.state.story.as_ref().map_or("Dateline".to_owned(), |s| {
            let mark = if self.state.is_unsaved { "• " } else { "" };
            format!("{mark}{} – Dateline", s.title())
        });
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep.forget_journal();
        if let Some(settings) = &self.settings_seen {
            // Nobody is left to be told; the next start has the settings before these.
            let _ = self.keep.save_settings(settings);
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.window_fill.to_normalized_gamma_f32()
    }
}
