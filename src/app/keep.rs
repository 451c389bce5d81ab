//! What outlives the window: settings, recent files, and the journal from which lost work comes back.
//!
//! Nothing here touches the user's own files. Without a folder nothing is kept; tests run so.

use super::language::Language;
use crate::story::file::StoryFile;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Recent files kept.
const N_RECENT: usize = 8;

/// What is remembered of how the user likes the window.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct Settings {
    /// "light", "dark", or as the desktop says.
    pub theme: Option<String>,
    pub is_following: bool,
    pub is_looping: bool,
    pub is_inspector_open: bool,
    /// "less", "full", or as the desktop says.
    pub motion: Option<String>,
    /// The tag of the language, or that of the desktop.
    pub language: Option<String>,
    /// Sizes of the panels that the user dragged, by name, in points.
    pub panels: std::collections::BTreeMap<String, f32>,
    /// Scale of the interface.
    pub scale: f32,
    /// Width and height of the window in points.
    pub window: [f32; 2],
    /// Latest first.
    pub recent: Vec<PathBuf>,
    /// The map beneath the story.
    pub basemap: super::basemaps::Basemap,
    /// What was exported last.
    pub export: super::export_kinds::Choice,
    /// Where a file was opened or saved last.
    pub folder: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: None,
            is_following: true,
            is_looping: false,
            is_inspector_open: true,
            motion: None,
            language: None,
            panels: std::collections::BTreeMap::new(),
            scale: 1.0,
            window: [1280.0, 800.0],
            recent: Vec::new(),
            basemap: super::basemaps::Basemap::default(),
            export: super::export_kinds::Choice::default(),
            folder: None,
        }
    }
}

impl Settings {
    /// The language that was chosen, if any was.
    pub fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::of_tag)
    }

    /// Puts a file in front of the recent ones.
    pub fn note_recent(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        self.recent.retain(|p| *p != path);
        self.recent.insert(0, path);
        self.recent.truncate(N_RECENT);
    }
}

/// The folder where things are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Keep {
    folder: Option<PathBuf>,
    /// The last ticket drawn, and the last that was at the journal: whoever comes later with an older one leaves it alone.
    tickets: Arc<AtomicU64>,
    served: Arc<Mutex<u64>>,
}

/// What is to be done with the journal, in the order in which it was asked for.
pub(super) struct Ticket(u64);

/// Work that a window lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Its journal.
    pub path: PathBuf,
    /// The title of its story.
    pub title: String,
}

impl Keep {
    /// The folder of this user on this desktop; nothing is kept where the desktop names none.
    pub fn of_user() -> Keep {
        let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        let folder = if cfg!(windows) {
            var("APPDATA")
        } else if cfg!(target_os = "macos") {
            var("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            var("XDG_DATA_HOME").or_else(|| var("HOME").map(|home| home.join(".local/share")))
        };
        Keep { folder: folder.map(|f| f.join("dateline")), ..Keep::default() }
    }

    /// The folder of this user for what can be fetched again.
    pub fn cache_of_user() -> Option<PathBuf> {
        let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        let folder = if cfg!(windows) {
            var("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            var("HOME").map(|home| home.join("Library/Caches"))
        } else {
            var("XDG_CACHE_HOME").or_else(|| var("HOME").map(|home| home.join(".cache")))
        };
        folder.map(|f| f.join("dateline"))
    }

    /// Keeps things in `folder`.
    pub fn at(folder: &Path) -> Keep {
        Keep { folder: Some(folder.to_path_buf()), ..Keep::default() }
    }

    /// The settings; the usual ones where none can be read.
    pub fn settings(&self) -> Settings {
        let text = self.folder.as_ref().and_then(|f| std::fs::read_to_string(f.join("settings.json")).ok());
        // Settings that cannot be read are no reason not to open.
        text.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default()
    }

    /// Writes the settings.
    ///
    /// # Errors
    /// Where the folder cannot be made or written.
    pub fn save_settings(&self, settings: &Settings) -> std::io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        std::fs::create_dir_all(folder)?;
        let partial = folder.join(format!("settings.{}.part", std::process::id()));
        std::fs::write(&partial, serde_json::to_string_pretty(settings).map_err(std::io::Error::other)?)?;
        std::fs::rename(partial, folder.join("settings.json"))
    }

    /// Where this window's journal lies.
    fn journal(&self, process: u32) -> Option<PathBuf> {
        self.folder.as_ref().map(|f| f.join("journal").join(format!("{process}.dateline")))
    }

    /// Draws a ticket: what is done with a later one stands, whichever thread comes first.
    pub fn ticket(&self) -> Ticket {
        Ticket(self.tickets.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// Writes `story` into the journal: whole or not at all.
    ///
    /// # Errors
    /// In words, where the folder cannot be made or written.
    pub fn journalise(&self, file: StoryFile, ticket: &Ticket) -> Result<(), String> {
        let Some(path) = self.journal(std::process::id()) else { return Ok(()) };
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        if ticket.0 < *served {
            return Ok(());
        }
        *served = ticket.0;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        }
        file.save(&path).map_err(|e| e.to_string())
    }

    /// Forgets this window's journal: its work is saved, or was given up.
    pub fn forget_journal(&self) {
        let ticket = self.ticket();
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        *served = ticket.0;
        if let Some(path) = self.journal(std::process::id()) {
            // There is none when nothing was edited.
            let _ = std::fs::remove_file(path);
        }
    }

    /// What windows lost that ended without forgetting their journals, in order of their names. What they left half written goes.
    pub fn lost(&self) -> Vec<Lost> {
        let Some(folder) = self.folder.as_ref().map(|f| f.join("journal")) else { return Vec::new() };
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut abandoned: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| is_abandoned(p)).collect();
        abandoned.sort();
        let (partial, whole): (Vec<_>, Vec<_>) = abandoned.into_iter().partition(|p| p.extension().is_some_and(|e| e == "part"));
        for path in partial {
            // Half a journal can be of no use to anybody.
            let _ = std::fs::remove_file(path);
        }
        let lost = |path: PathBuf| {
            // One that cannot be read is offered all the same: opening it says what is wrong.
            let title =
                StoryFile::load(&path).map_or_else(|_| String::new(), |f| f.decisions.title.or(f.article.title).unwrap_or_default());
            Lost { path, title }
        };
        whole.into_iter().map(lost).collect()
    }
}

/// The journal that this window takes another one over into.
pub(super) fn taken_over(journal: &Path) -> PathBuf {
    journal.with_file_name(format!("{}.dateline", std::process::id()))
}

/// Whether the window that wrote a journal is gone.
fn is_abandoned(journal: &Path) -> bool {
    let name = journal.file_name().and_then(|n| n.to_str()).unwrap_or("");
    let number = name.strip_suffix(".part").unwrap_or(name).strip_suffix(".dateline");
    let Some(process) = number.and_then(|n| n.parse::<u32>().ok()) else { return false };
    // Numbers are given out again: only a process with our own name is another window. Where there is no /proc, any journal but our
    // own counts as lost.
    let name = |process: &str| std::fs::read(format!("/proc/{process}/comm")).ok();
    process != std::process::id() && name(&process.to_string()).is_none_or(|n| Some(n) != name("self"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use crate::story::{Edit, Story};

    fn file(story: &Story) -> StoryFile {
        StoryFile::new(story.article_as_read(), story.decisions.clone())
    }

    #[test]
    fn settings_come_back_and_unreadable_ones_are_the_usual() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::at(folder.path());
        assert_eq!(keep.settings(), Settings::default());
        let mut settings = Settings { theme: Some("dark".into()), ..Settings::default() };
        settings.note_recent(Path::new("/a/one.txt"));
        settings.note_recent(Path::new("/a/two.txt"));
        settings.note_recent(Path::new("/a/one.txt"));
        assert_eq!(settings.recent.len(), 2);
        keep.save_settings(&settings).unwrap();
        assert_eq!(keep.settings(), settings);
        std::fs::write(folder.path().join("settings.json"), "{broken").unwrap();
        assert_eq!(keep.settings(), Settings::default());
    }

    #[test]
    fn the_journal_of_a_window_that_is_gone_is_offered_and_that_of_a_living_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::at(folder.path());
        let story = Story::new(Article::from_text("They met in Singapore."), Gazetteer::current());
        let (story, _) = story.edited(Edit::Title(Some("Mine".into())), Gazetteer::current());
        keep.journalise(file(&story), &keep.ticket()).unwrap();
        assert!(keep.lost().is_empty(), "our own is not lost");
        // No process has this number: Linux gives out fewer.
        let gone = folder.path().join("journal/4194999.dateline");
        std::fs::rename(folder.path().join(format!("journal/{}.dateline", std::process::id())), &gone).unwrap();
        assert_eq!(keep.lost(), [Lost { path: gone, title: "Mine".into() }]);
        // A journal that was being written when the power went is no journal yet.
        let partial = folder.path().join("journal/4194998.dateline.part");
        std::fs::write(&partial, "{").unwrap();
        assert_eq!(keep.lost().len(), 1);
        assert!(!partial.exists());
    }

    #[test]
    fn what_was_asked_last_stands_whichever_thread_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::at(folder.path());
        let journal = taken_over(&folder.path().join("journal/1.dateline"));
        let story = Story::new(Article::from_text("They met in Singapore."), Gazetteer::current());
        let (edited, _) = story.edited(Edit::Title(Some("Later".into())), Gazetteer::current());
        let (early, late) = (keep.ticket(), keep.ticket());
        keep.journalise(file(&edited), &late).unwrap();
        keep.journalise(file(&story), &early).unwrap();
        assert_eq!(StoryFile::load(&journal).unwrap().decisions.title.as_deref(), Some("Later"));
        let slow = keep.ticket();
        keep.forget_journal();
        keep.journalise(file(&story), &slow).unwrap();
        assert!(!journal.exists(), "what was saved does not come back as lost");
    }
}
