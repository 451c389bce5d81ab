//! A folder in, the files in it out as a list of articles to choose from.

use super::Error;
use crate::article::listing::{Held, Item, Listing, ListingKind};
use std::path::Path;

/// Most files that are listed: a folder of more is a corpus.
const MOST_FILES: usize = 10_000;

/// Lists the files in the folder at `path` by name; hidden files and folders in it are left out. No file is opened.
pub(super) fn listing(path: &Path) -> Result<Listing, Error> {
    let name = || path.display().to_string();
    let entries = std::fs::read_dir(path).map_err(|source| Error::Read { path: name(), source })?;
    // An entry that cannot be looked at is none of the user's articles.
    let mut files: Vec<_> = entries.filter_map(Result::ok).filter(|e| e.path().is_file()).map(|e| e.path()).take(MOST_FILES).collect();
    files.retain(|file| !file.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')));
    files.sort();
    if files.is_empty() {
        return Err(Error::Folder { path: name() });
    }
    let items = files.into_iter().map(|file| {
        let title = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Item::new(title, None, Held::File(file))
    });
    let title = path.file_name().map(|n| n.to_string_lossy().into_owned());
    Ok(Listing { kind: ListingKind::Folder, title, items: items.collect() })
}
