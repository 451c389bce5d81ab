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
mod clock;
mod collect;
mod command;
mod controls;
mod correction;
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
mod find;
mod halos;
mod icons;
mod inspector;
mod inspector_card;
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
mod overview;
mod paint;
mod palette;
mod picker;
mod picking;
mod pin_drag;
mod read;
mod remember;
mod rereading;
mod retained;
mod set_text;
mod settings_sheet;
mod signs;
mod sources;
mod state;
mod strokes;
mod textures;
mod tiles;
mod timeline_panel;
mod toolbar;
mod transport;
mod turned;

use crate::article::Listing;
use crate::language::{self, Language};
use crate::story::file::StoryFile;
use crate::story::{Playhead, Story, Target};
use add_event::AddEvent;
use article_panel::ArticlePanel;
use articles::Articles;
use basemaps::BasemapSheet;
use command::Command;
use egui::{Context, Rect, Ui, ViewportCommand};
use export_sheet::ExportSheet;
use inspector::Inspector;
use keep::{Keep, Settings};
use map_panel::MapPanel;
use palette::Palette;
use picker::Picker;
pub use read::Asker;
use state::State;
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
    // While the window is being made, what its first picture needs is made too.
    std::thread::spawn(crate::scene::unpack);
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
    /// Commands that go after those of the panels.
    after_panels: Vec<Command>,
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
    retained: retained::Retained,
    /// Where the map was last, for what lies over it.
    map_rect: Rect,
    article_width: f32,
    /// The panel that takes its usual size again at the next frame.
    reset_panel: Option<&'static str>,
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
            retained: retained::Retained::default(),
            map_rect: Rect::ZERO,
            article_width: 336.0,
            reset_panel: None,
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
            after_panels: Vec::new(),
            state,
        }
    }

    /// Waits for the article to be read with every edit before the next frame, however long it takes: for scripts and tests, which look at
    /// the result at once. A window shows it when it is there.
    pub fn waiting_for_readings(mut self) -> App {
        self.state.rereading.set_patience(std::time::Duration::from_secs(60));
        self
    }

    /// Lets readings wait for `gate` before they are done, and nobody for them: for tests of what shows meanwhile.
    pub fn hold_readings(&mut self, gate: Arc<Mutex<()>>) {
        self.state.rereading.hold(gate);
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
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.collect(&ctx);
        self.advance(&ctx);
        self.journalise(&ctx);
        self.lend_letters(&ctx);
        self.panels_ui(ui);
        self.out.commands.append(&mut self.after_panels);
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
