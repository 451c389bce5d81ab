//! What outlives the window: settings, recent files, and the journal from which lost work comes back.
//!
//! Nothing here touches the user's own files. Without a folder nothing is kept; tests run so.

use crate::story::Story;
use crate::story::file::StoryFile;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

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
    /// Scale of the interface.
    pub scale: f32,
    /// Width and height of the window in points.
    pub window: [f32; 2],
    /// Latest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: None,
            is_following: true,
            is_looping: false,
            is_inspector_open: true,
            scale: 1.0,
            window: [1280.0, 800.0],
            recent: Vec::new(),
        }
    }
}

impl Settings {
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
        Keep { folder: folder.map(|f| f.join("dateline")) }
    }

    /// Keeps things in `folder`.
    #[cfg(test)]
    pub fn at(folder: &Path) -> Keep {
        Keep { folder: Some(folder.to_path_buf()) }
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

    /// Writes `story` into the journal: whole or not at all.
    ///
    /// # Errors
    /// In words, where the folder cannot be made or written.
    pub fn journalise(&self, story: &Story) -> Result<(), String> {
        let Some(path) = self.journal(std::process::id()) else { return Ok(()) };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        }
        StoryFile::new(story.article_as_read(), story.decisions.clone()).save(&path).map_err(|e| e.to_string())
    }

    /// Forgets this window's journal: its work is saved, or was given up.
    pub fn forget_journal(&self) {
        if let Some(path) = self.journal(std::process::id()) {
            // There is none when nothing was edited.
            let _ = std::fs::remove_file(path);
        }
    }

    /// The journals of windows that ended without forgetting theirs, in order of their names.
    pub fn lost(&self) -> Vec<PathBuf> {
        let Some(folder) = self.folder.as_ref().map(|f| f.join("journal")) else { return Vec::new() };
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut lost: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| is_abandoned(p)).collect();
        lost.sort();
        lost
    }
}

/// Whether the window that wrote a journal is gone.
fn is_abandoned(journal: &Path) -> bool {
    if journal.extension().is_none_or(|e| e != "dateline") {
        return false;
    }
    let Some(process) = journal.file_stem().and_then(|s| s.to_str()).and_then(|s| s.parse::<u32>().ok()) else { return false };
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
    use crate::story::Edit;

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
        let story = Story::new(Article::from_text("They met in Singapore."), Gazetteer::embedded());
        let (story, _) = story.edited(Edit::Title(Some("Mine".into())), Gazetteer::embedded());
        keep.journalise(&story).unwrap();
        assert!(keep.lost().is_empty(), "our own is not lost");
        // No process has this number: Linux gives out fewer.
        let gone = folder.path().join("journal/4194999.dateline");
        std::fs::rename(folder.path().join(format!("journal/{}.dateline", std::process::id())), &gone).unwrap();
        assert_eq!(keep.lost(), std::slice::from_ref(&gone));
        assert_eq!(StoryFile::load(&gone).unwrap().decisions.title.as_deref(), Some("Mine"));
        // A journal that was being written when the power went is no journal yet.
        std::fs::write(folder.path().join("journal/4194998.dateline.part"), "{").unwrap();
        assert_eq!(keep.lost().len(), 1);
    }
}
