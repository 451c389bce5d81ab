//! Slow work off the window's thread: reading articles, and the desktop's file dialogs. Each sends one message back.

use super::export_kinds::{Choice, Kind};
use super::keep::taken_over;
use super::language::{self, tr, tr_with};
use super::state::State;
use crate::article::{self, Article, Item, Listing, Loaded};
use crate::export;
use crate::gazetteer::Gazetteer;
use crate::scene::{self, Options, Theme};
use crate::story::file::{StoryFile, is_story_at};
use crate::story::{Edit, Playhead, Story, adding};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    File(PathBuf),
    /// Pasted words.
    Text(String),
    /// One of a listing.
    Item(Box<Item>),
}

/// What a job brought.
pub(super) enum Done {
    /// An article read, or a story file with its content; and the path it came from.
    Read(Box<Story>, Option<(PathBuf, Box<StoryFile>)>, Option<PathBuf>),
    /// Several articles to choose from, and the path they came from.
    Listed(Listing, Option<PathBuf>),
    /// An article was added to the story: which story that was, the edit, the story after it, and what takes it back.
    Added(Arc<Story>, Box<(Edit, Story, Edit)>),
    /// A story from the journal of a window that is gone.
    Recovered(Box<Story>),
    /// The story, saved to this file as it then was.
    Saved(PathBuf, Box<StoryFile>),
    /// An export, written to this file, and the letters in it that no typeface here has.
    Exported(PathBuf, String),
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
    /// How far it is.
    pub watch: Arc<Watch>,
}

/// What the window and the work say to each other while it goes on.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Thousandths done; 0 where the work does not say.
    permille: AtomicU32,
    is_cancelled: AtomicBool,
}

impl Watch {
    /// Says how far the work is.
    pub fn tell(&self, done: u32, total: u32) {
        let permille = u64::from(done) * 1000 / u64::from(total.max(1));
        self.permille.store(permille.min(1000) as u32, Ordering::Relaxed);
    }

    /// How far the work is, 0 to 1; 0 where it does not say.
    pub fn share(&self) -> f32 {
        self.permille.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the work is asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.watch.cancel();
    }
}

impl Job {
    /// Starts to read `source` on a thread; `wake` is called when the result is there.
    pub fn read(source: Source, wake: impl FnOnce() + Send + 'static) -> Job {
        let words = match &source {
            Source::File(path) => tr_with("Reading {}", &[&path.file_name().unwrap_or(path.as_os_str()).display()]),
            Source::Text(_) => tr("Reading the pasted article").to_owned(),
            Source::Item(item) => tr_with("Reading {}", &[&item.title]),
        };
        let read = move || {
            crate::scene::unpack();
            read(source)
        };
        Job::start(words, read, wake)
    }

    /// Starts to read `source` and to add its article to `story`.
    pub fn add(source: Source, story: Arc<Story>, wake: impl FnOnce() + Send + 'static) -> Job {
        let add = move || match read(source)? {
            Done::Read(other, ..) => {
                let edit = adding(&story.article_as_read(), other.article_as_read(), other.decisions);
                let (after, inverse) = story.edited(edit.clone(), Gazetteer::current());
                Ok(Done::Added(story, Box::new((edit, explained(after), inverse))))
            }
            other => Ok(other),
        };
        Job::start(tr("Adding the article").to_owned(), add, wake)
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
        Job::start(tr("Recovering the story").to_owned(), recover, wake)
    }

    /// Starts to save `file` to `path` on a thread.
    pub fn save(file: StoryFile, path: PathBuf, wake: impl FnOnce() + Send + 'static) -> Job {
        let words = tr_with("Saving {}", &[&path.file_name().unwrap_or(path.as_os_str()).display()]);
        let save = move || file.save(&path).map_err(|e| e.to_string()).map(|()| Done::Saved(path, Box::new(file)));
        Job::start(words, save, wake)
    }

    /// Starts to export `story` to `path` on a thread.
    pub fn export(story: Arc<Story>, playhead: Playhead, choice: Choice, path: PathBuf, wake: impl FnOnce() + Send + 'static) -> Job {
        let words = tr_with("Writing {}", &[&path.file_name().unwrap_or(path.as_os_str()).display()]);
        Job::watched(words, move |watch| super::exporting::export(&story, playhead, &choice, path, watch), wake)
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
        Job::start(tr("Drawing the picture").to_owned(), draw, wake)
    }

    fn start(words: String, work: impl FnOnce() -> Result<Done, String> + Send + 'static, wake: impl FnOnce() + Send + 'static) -> Job {
        Job::watched(words, |_| work(), wake)
    }

    fn watched(
        words: String,
        work: impl FnOnce(&Watch) -> Result<Done, String> + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> Job {
        let (sender, receiver) = channel();
        let watch = Arc::new(Watch::default());
        let watched = watch.clone();
        language::spawn(move || {
            // Where the window has dropped the job, nobody listens, and that is right.
            let _ = sender.send(work(&watched));
            wake();
        });
        Job { receiver, words, for_secs: 0.0, watch }
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
            let story = Story::with_decisions(file.article.clone(), file.decisions.clone(), Gazetteer::current());
            return Ok(Done::Read(Box::new(explained(story)), Some((path.clone(), Box::new(file))), Some(path)));
        }
        Source::File(path) => match article::open(&path).map_err(|e| e.to_string())? {
            Loaded::Article(article) => *article,
            Loaded::Listing(listing) => match listing.items.as_slice() {
                [item] => item.load().map_err(|e| e.to_string())?,
                _ => return Ok(Done::Listed(listing, from)),
            },
        },
        Source::Item(item) => item.load().map_err(|e| e.to_string())?,
        Source::Text(text) => Article::from_text(text),
    };
    if article.text.trim().is_empty() {
        return Err("there are no words in it".to_owned());
    }
    Ok(Done::Read(Box::new(explained(Story::new(article, Gazetteer::current()))), None, from))
}

/// Fills in why each candidate was weighed as it was: the inspector shows it.
pub(super) fn explained(mut story: Story) -> Story {
    story.explain(Gazetteer::current());
    story
}

/// The endings of what can be opened. The content decides; the dialog knows only names.
const ENDINGS: &[&str] = &[
    "atom", "dateline", "docx", "eml", "epub", "htm", "html", "json", "markdown", "md", "odt", "pdf", "rss", "rtf", "txt", "xhtml", "xml",
];

/// A file dialog of the desktop that is open.
pub(super) struct Dialog {
    receiver: Receiver<Option<PathBuf>>,
    pub purpose: Purpose,
}

/// What a chosen file is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Open,
    /// As `Open`, to be added to the story that is open.
    Add,
    /// As `Open`, a folder of articles.
    OpenFolder,
    Save,
    /// A file of tiles.
    Basemap,
    Export(Kind),
}

impl Purpose {
    /// What the dialog is called, in English.
    pub const fn title(self) -> &'static str {
        match self {
            Purpose::Open => "Open an article or a story",
            Purpose::Add => "Add an article",
            Purpose::OpenFolder => "Open a folder of articles",
            Purpose::Save => "Save the story",
            Purpose::Basemap => "Open a map",
            Purpose::Export(kind) if kind.is_folder() => "Export into a folder",
            Purpose::Export(_) => "Export",
        }
    }
}

/// Answers in place of the desktop's file dialogs: the title of the dialog and the name it offers in, the chosen path out.
pub type Asker = Arc<dyn Fn(&str, &str) -> Option<PathBuf> + Send + Sync>;

impl Dialog {
    /// Opens the dialog on a thread, where a file was chosen last, with `name` offered as the file's name.
    pub fn start(purpose: Purpose, state: &State, name: &str, wake: impl FnOnce() + Send + 'static) -> Dialog {
        let (sender, receiver) = channel();
        let (name, folder) = (name.to_owned(), state.folder.clone());
        if let Some(asker) = &state.asker {
            // As for jobs.
            let _ = sender.send(asker(purpose.title(), &name));
            wake();
            return Dialog { receiver, purpose };
        }
        language::spawn(move || {
            let title = tr(purpose.title());
            let dialog = rfd::FileDialog::new().set_title(title);
            let dialog = match folder {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            let path = match purpose {
                Purpose::Open | Purpose::Add => {
                    dialog.add_filter(tr("Articles and stories"), ENDINGS).add_filter(tr("All files"), &["*"]).pick_file()
                }
                Purpose::Basemap => dialog
                    .add_filter(tr("Tiles that are pictures"), &["pmtiles", "mbtiles"])
                    .add_filter(tr("All files"), &["*"])
                    .pick_file(),
                Purpose::OpenFolder => dialog.pick_folder(),
                Purpose::Save => dialog.add_filter(tr("Dateline story"), &["dateline"]).set_file_name(name).save_file(),
                Purpose::Export(kind) if kind.is_folder() => dialog.pick_folder(),
                Purpose::Export(kind) => {
                    let last = |ending: &&'static str| ending.rsplit('.').next().unwrap_or(ending);
                    let endings: Vec<&str> = kind.extensions.iter().map(last).collect();
                    dialog.add_filter(tr(kind.about), &endings).set_file_name(name).save_file()
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
