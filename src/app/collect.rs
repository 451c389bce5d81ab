//! What comes from outside the panels, at the begin of a frame: keys, files, pasted articles, finished work.

use super::basemaps::Basemap;
use super::command::Command;
use super::language::{tr, tr_said, tr_with};
use super::read::{Done, Purpose, Source};
use super::state::{Camera, Overlay};
use super::{App, exporting, keys, rereading};
use crate::article::Listing;
use egui::{Context, Event, ViewportCommand};
use std::path::Path;
use std::sync::Arc;

impl App {
    /// Collects what came from outside the panels: keys, dropped and pasted articles, finished work.
    pub(super) fn collect(&mut self, ctx: &Context) {
        for command in keys::from_keys(ctx, &self.state, self.map.widget()) {
            self.send_from_outside(ctx, command);
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
        if ctx.input(|i| i.viewport().close_requested()) && (self.state.is_unsaved || ctx.text_edit_focused()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.send_from_outside(ctx, Command::Quit);
        }
    }

    /// Sends a command that no panel sends. One that takes the story as it is lets a field go first, whose words then belong to it.
    fn send_from_outside(&mut self, ctx: &Context, command: Command) {
        let field = ctx.memory(|m| m.focused()).filter(|_| ctx.text_edit_focused() && self.state.overlay.is_none());
        if let Some(field) = field.filter(|_| command.takes_typed_words()) {
            ctx.memory_mut(|m| m.surrender_focus(field));
            self.after_panels.push(command);
        } else {
            self.out.send(command);
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
            Some(Ok(Done::Exported(path, missing))) if missing.is_empty() => self.state.toast(tr_with("Saved {}", &[&path.display()])),
            Some(Ok(Done::Exported(path, missing))) => {
                self.state.toast(tr_with("Saved {}; no typeface here has {}: drawn as boxes", &[&path.display(), &missing]));
            }
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
        self.state.overlay = Some(Overlay::Articles);
    }
}
