//! What the window takes up again where the last one left it: settings, sizes, recent files, and the journal of what is not saved yet.

use super::App;
use super::keep::{Keep, Settings};
use super::state::{Motion, Overlay, ThemeChoice};
use super::{language::Language, look};
use crate::export::system_fonts;
use crate::story::file::StoryFile;
use egui::Context;
use std::path::{Path, PathBuf};

/// A change is in the journal after this long, whatever is changed after it: with the time it takes to write, nothing is lost beyond three seconds.
const AUTOSAVE_SECS: f64 = 2.5;

impl App {
    /// Takes the settings of `keep`, and keeps things there from now on.
    pub(super) fn keep_in(&mut self, ctx: &Context, keep: Keep, settings: &Settings) {
        let state = &mut self.state;
        state.theme = match settings.theme.as_deref() {
            Some("light") => ThemeChoice::Light,
            Some("dark") => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        };
        (state.is_following, state.is_looping) = (settings.is_following, settings.is_looping);
        state.is_inspector_open = settings.is_inspector_open;
        state.motion = match settings.motion.as_deref() {
            Some("less") => Motion::Less,
            Some("full") => Motion::Full,
            _ => Motion::System,
        };
        state.language = settings.language();
        state.language.unwrap_or_else(Language::of_desktop).speak();
        state.panels.clone_from(&settings.panels);
        state.recent = settings.recent.clone();
        state.basemap = settings.basemap.clone();
        self.map.keep_tiles_in(Keep::cache_of_user());
        let state = &mut self.state;
        (state.export, state.folder) = (settings.export.clone(), settings.folder.clone());
        state.lost = keep.lost();
        if !state.lost.is_empty() {
            state.overlay = Some(Overlay::Recovery);
        }
        ctx.set_zoom_factor(settings.scale.clamp(0.5, 3.0));
        self.keep = keep;
    }

    pub(super) fn settings(&self, ctx: &Context) -> Settings {
        let state = &self.state;
        let theme = match state.theme {
            ThemeChoice::System => None,
            ThemeChoice::Light => Some("light".to_owned()),
            ThemeChoice::Dark => Some("dark".to_owned()),
        };
        let size = ctx.content_rect().size();
        Settings {
            theme,
            is_following: state.is_following,
            is_looping: state.is_looping,
            is_inspector_open: state.is_inspector_open,
            motion: match state.motion {
                Motion::System => None,
                Motion::Less => Some("less".to_owned()),
                Motion::Full => Some("full".to_owned()),
            },
            language: state.language.map(|l| l.tag().to_owned()),
            panels: state.panels.clone(),
            scale: ctx.zoom_factor(),
            window: [size.x * ctx.zoom_factor(), size.y * ctx.zoom_factor()],
            recent: state.recent.clone(),
            basemap: state.basemap.clone(),
            export: state.export.clone(),
            folder: state.folder.clone(),
        }
    }

    pub(super) fn note_recent(&mut self, path: &Path) {
        let mut settings = Settings { recent: std::mem::take(&mut self.state.recent), ..Settings::default() };
        settings.note_recent(path);
        self.state.recent = settings.recent;
    }

    /// Looks, off the window's thread, for typefaces with the letters of a newly opened or joined article that the embedded ones lack.
    pub(super) fn lend_letters(&mut self, ctx: &Context) {
        let Some(story) = self.state.story.as_ref().filter(|_| self.lent_for != self.state.generation) else { return };
        self.lent_for = self.state.generation;
        if !story.article.text.chars().any(system_fonts::is_foreign) {
            return;
        }
        let (story, lent, ctx) = (story.clone(), self.lent.clone(), ctx.clone());
        std::thread::spawn(move || {
            let faces = system_fonts::faces_for(&story.article.text);
            let paths: Vec<PathBuf> = faces.iter().map(|f| f.path.clone()).collect();
            let mut lent = lent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if !paths.is_empty() && *lent != paths {
                *lent = paths;
                look::lend(&ctx, &faces);
            }
        });
    }

    /// Writes the story into the journal, soon after it was changed first since it was written there.
    pub(super) fn journalise(&mut self, ctx: &Context) {
        let (kept, due) = self.journal;
        let (edit, now) = (self.state.rereading.last_edit, ctx.input(|i| i.time));
        if !self.state.is_unsaved {
            if kept != 0 {
                // What was given up is not offered again.
                self.keep.forget_journal();
            }
            self.journal = (0, None);
            return;
        }
        if kept == edit {
            return;
        }
        let due = due.unwrap_or(now + AUTOSAVE_SECS);
        self.journal = (kept, Some(due));
        if now < due {
            ctx.request_repaint_after_secs((due - now) as f32 + 0.01);
            return;
        }
        self.journal = (edit, None);
        let (Some((article, decisions)), keep) = (super::rereading::as_decided(&self.state), self.keep.clone()) else { return };
        let (sender, ticket) = (self.trouble.0.clone(), keep.ticket());
        std::thread::spawn(move || {
            if let Err(words) = keep.journalise(StoryFile::new(article, decisions), &ticket) {
                // The window may be gone by now; then nobody needs to know.
                let _ = sender.send(words);
            }
        });
    }
}
