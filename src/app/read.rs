//! Slow work off the window's thread: reading articles, and the desktop's file dialogs. Each sends one message back.

use super::keep::taken_over;
use crate::article::{self, Article};
use crate::export;
use crate::gazetteer::Gazetteer;
use crate::places::Hints;
use crate::scene::{self, Options, Theme};
use crate::story::file::{StoryFile, is_story_at};
use crate::story::{Playhead, Story};
use crate::text::Text;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    File(PathBuf),
    /// Pasted words.
    Text(String),
}

/// What a job brought.
pub(super) enum Done {
    /// An article read, or a story file with its content; and the path it came from.
    Read(Box<Story>, Option<(PathBuf, Box<StoryFile>)>, Option<PathBuf>),
    /// A story from the journal of a window that is gone.
    Recovered(Box<Story>),
    /// The story, saved to this file as it then was.
    Saved(PathBuf, Box<StoryFile>),
    /// A picture, written to this file.
    Exported(PathBuf),
    /// A picture for the clipboard.
    Picture(egui::ColorImage),
}

/// Work under way. Dropping it cancels: the result is thrown away.
pub(super) struct Job {
    receiver: Receiver<Result<Done, String>>,
    /// What is being done, in words.
    pub words: String,
    /// Seconds since it began.
    pub for_secs: f32,
}

impl Job {
    /// Starts to read `source` on a thread; `wake` is called when the result is there.
    pub fn read(source: Source, wake: impl FnOnce() + Send + 'static) -> Job {
        let words = match &source {
            Source::File(path) => format!("Reading {}", path.file_name().unwrap_or(path.as_os_str()).display()),
            Source::Text(_) => "Reading the pasted article".to_owned(),
        };
        Job::start(words, move || read(source), wake)
    }

    /// Starts to read a journal; once it is read, it is this window's own, and lost again if this window ends before it saves.
    pub fn recover(path: PathBuf, wake: impl FnOnce() + Send + 'static) -> Job {
        let recover = move || match read(Source::File(path.clone()))? {
            Done::Read(story, ..) => {
                std::fs::rename(&path, taken_over(&path))
                    .map_err(|e| format!("could not take over the journal: {e}: {}", path.display()))?;
                Ok(Done::Recovered(story))
            }
            other => Ok(other),
        };
        Job::start("Recovering the story".to_owned(), recover, wake)
    }

    /// Starts to save `file` to `path` on a thread.
    pub fn save(file: StoryFile, path: PathBuf, wake: impl FnOnce() + Send + 'static) -> Job {
        let words = format!("Saving {}", path.file_name().unwrap_or(path.as_os_str()).display());
        let save = move || file.save(&path).map_err(|e| e.to_string()).map(|()| Done::Saved(path, Box::new(file)));
        Job::start(words, save, wake)
    }

    /// Starts to write the page of `story` at `playhead` to `path` on a thread: SVG where it is called so, else PNG.
    pub fn export(
        story: Arc<Story>,
        playhead: Playhead,
        theme: &'static Theme,
        path: PathBuf,
        wake: impl FnOnce() + Send + 'static,
    ) -> Job {
        let words = format!("Drawing {}", path.file_name().unwrap_or(path.as_os_str()).display());
        Job::start(words, move || export_page(&story, playhead, theme, path), wake)
    }

    /// Starts to draw the page of `story` at `playhead` for the clipboard.
    pub fn picture(story: Arc<Story>, playhead: Playhead, theme: &'static Theme, wake: impl FnOnce() + Send + 'static) -> Job {
        let draw = move || {
            let options = Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
            let page = scene::page(&story, playhead, 1600.0, 1000.0, &options);
            let pixels = export::pixels(&page, 1.0).map_err(|e| e.to_string())?;
            let size = [pixels.width() as usize, pixels.height() as usize];
            Ok(Done::Picture(egui::ColorImage::from_rgba_premultiplied(size, pixels.data())))
        };
        Job::start("Drawing the picture".to_owned(), draw, wake)
    }

    fn start(words: String, work: impl FnOnce() -> Result<Done, String> + Send + 'static, wake: impl FnOnce() + Send + 'static) -> Job {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            // Where the window has dropped the job, nobody listens, and that is right.
            let _ = sender.send(work());
            wake();
        });
        Job { receiver, words, for_secs: 0.0 }
    }

    /// The result, once it is there.
    pub fn poll(&self) -> Option<Result<Done, String>> {
        match self.receiver.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err("the work stopped before it was done".to_owned())),
        }
    }
}

fn read(source: Source) -> Result<Done, String> {
    let from = if let Source::File(path) = &source { Some(path.clone()) } else { None };
    let article = match source {
        Source::File(path) if is_story_at(&path) => {
            let file = StoryFile::load(&path).map_err(|e| e.to_string())?;
            let story = Story::with_decisions(file.article.clone(), file.decisions.clone(), Gazetteer::embedded());
            return Ok(Done::Read(Box::new(explained(story)), Some((path.clone(), Box::new(file))), Some(path)));
        }
        Source::File(path) => article::load(&path).map_err(|e| e.to_string())?,
        Source::Text(text) => Article::from_text(text),
    };
    if article.text.trim().is_empty() {
        return Err("there are no words in it".to_owned());
    }
    Ok(Done::Read(Box::new(explained(Story::new(article, Gazetteer::embedded()))), None, from))
}

fn export_page(story: &Story, playhead: Playhead, theme: &'static Theme, path: PathBuf) -> Result<Done, String> {
    let options = Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
    let page = scene::page(story, playhead, 1600.0, 1000.0, &options);
    let is_svg = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg"));
    let bytes = if is_svg { export::svg::svg(&page).into_bytes() } else { export::png(&page, 2.0).map_err(|e| e.to_string())? };
    std::fs::write(&path, bytes).map_err(|e| format!("could not write the picture: {e}: {}", path.display()))?;
    Ok(Done::Exported(path))
}

/// Fills in why each candidate was weighed as it was: the inspector shows it.
pub(super) fn explained(mut story: Story) -> Story {
    let text = Text::new(&story.article);
    let hints = Hints { source: story.article.source.as_deref(), near: None };
    crate::places::explain(&text, Gazetteer::embedded(), &hints, &mut story.reading.toponyms);
    story
}

/// A file dialog of the desktop that is open.
pub(super) struct Dialog {
    receiver: Receiver<Option<PathBuf>>,
    pub purpose: Purpose,
}

/// What a chosen file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Open,
    Save,
    ExportPng,
}

impl Dialog {
    /// Opens the dialog on a thread; `name` is offered as the file's name.
    pub fn start(purpose: Purpose, name: &str, wake: impl FnOnce() + Send + 'static) -> Dialog {
        let (sender, receiver) = channel();
        let name = name.to_owned();
        std::thread::spawn(move || {
            let dialog = rfd::FileDialog::new();
            let path = match purpose {
                Purpose::Open => dialog
                    .set_title("Open an article or a story")
                    .add_filter("Articles and stories", &["txt", "md", "markdown", "html", "htm", "dateline"])
                    .add_filter("All files", &["*"])
                    .pick_file(),
                Purpose::Save => {
                    dialog.set_title("Save the story").add_filter("Dateline story", &["dateline"]).set_file_name(name).save_file()
                }
                Purpose::ExportPng => {
                    dialog.set_title("Export a picture").add_filter("Picture", &["png", "svg"]).set_file_name(name).save_file()
                }
            };
            // As for jobs.
            let _ = sender.send(path);
            wake();
        });
        Dialog { receiver, purpose }
    }

    /// The chosen file, `Some(None)` where the user chose none.
    pub fn poll(&self) -> Option<Option<PathBuf>> {
        match self.receiver.try_recv() {
            Ok(path) => Some(path),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(None),
        }
    }
}
