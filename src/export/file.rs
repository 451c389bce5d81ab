//! Writing a file so that it is whole or not there.

use super::Error;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`, replacing what is there: into a temporary file beside it, synced, then renamed.
///
/// # Errors
/// [`Error::Write`] where the folder is missing, may not be written, or the disk is full. The old file then stays as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    // A device or a pipe ("/dev/stdout") is written to; nothing may take its place.
    if std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        return std::fs::write(path, bytes).map_err(|source| failed(path, source));
    }
    Staged::new(path, bytes)?.put()
}

/// Writes `files` into the folder at `path`, which is made where it is missing: all of them or none.
///
/// # Errors
/// [`Error::Write`] as [`write()`], and where the folder cannot be made. What was in the folder then stays as it was.
pub fn write_folder(path: &Path, files: &[super::NamedFile]) -> Result<(), Error> {
    let is_new = !path.exists();
    std::fs::create_dir_all(path).map_err(|source| failed(path, source))?;
    let staged: Result<Vec<Staged>, Error> = files.iter().map(|(name, bytes)| Staged::new(&path.join(name), bytes)).collect();
    let written = staged.and_then(|all| all.into_iter().try_for_each(Staged::put));
    if written.is_err() && is_new {
        // Only where nothing is in it; the first error says more.
        std::fs::remove_dir(path).ok();
    }
    written
}

/// Returns `path`, or where something is there a name beside it with a number that nothing has: "map-2.png".
pub fn free(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    // Before the first dot, as endings such as ".kepler.geojson" have two.
    let (stem, ending) = name.find('.').filter(|at| *at > 0).map_or((name.as_str(), ""), |at| name.split_at(at));
    let numbered = (2..1000).map(|n| path.with_file_name(format!("{stem}-{n}{ending}")));
    std::iter::once(path.to_path_buf()).chain(numbered).find(|p| p.symlink_metadata().is_err()).unwrap_or_else(|| path.to_path_buf())
}

/// A file whole on the disk that has not its name yet. Dropped before, it is gone.
struct Staged {
    path: PathBuf,
    temporary: PathBuf,
}

impl Staged {
    fn new(path: &Path, bytes: &[u8]) -> Result<Staged, Error> {
        let staged = Staged { path: path.to_path_buf(), temporary: beside(path) };
        let written = File::create(&staged.temporary).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map(|()| staged).map_err(|source| failed(path, source))
    }

    fn put(self) -> Result<(), Error> {
        std::fs::rename(&self.temporary, &self.path).map_err(|source| failed(&self.path, source))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // It has its name by now, or is left over; where even that fails, the error told says more.
        std::fs::remove_file(&self.temporary).ok();
    }
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Write { path: path.display().to_string(), source }
}

/// Makes sure that `path` can be written before much work goes into it; what is there stays.
///
/// # Errors
/// [`Error::Write`] where the folder is missing or may not be written.
pub(super) fn try_path(path: &Path) -> Result<(), Error> {
    match std::fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(failed(path, std::io::ErrorKind::IsADirectory.into())),
        Ok(there) if !there.is_file() => return Ok(()),
        // Not there yet, most likely; otherwise the next lines say why.
        _ => {}
    }
    let temporary = beside(path);
    File::create(&temporary).and_then(|_| std::fs::remove_file(&temporary)).map_err(|source| failed(path, source))
}

/// A name beside `path` that nobody else uses at the same time.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.svg");
        write(&path, b"first, longer").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn a_missing_folder_is_one_clear_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nowhere").join("map.svg");
        let error = write(&path, b"x").unwrap_err().to_string();
        assert!(error.starts_with("could not write: ") && error.ends_with("map.svg"), "{error}");
        assert_eq!(try_path(&path).unwrap_err().to_string(), error, "told before the work as after it");
        let directory = write(folder.path(), b"x").unwrap_err().to_string();
        assert!(directory.starts_with("could not write: "), "{directory}");
        assert!(try_path(folder.path()).is_err());
        try_path(&folder.path().join("map.svg")).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    }

    #[test]
    fn a_folder_gets_all_files_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let files = |b: &str| vec![("a.csv".to_owned(), b"new".to_vec()), (b.to_owned(), b"new".to_vec())];
        let path = folder.path().join("new");
        assert!(write_folder(&path, &files("none/b.csv")).is_err());
        assert!(!path.exists(), "a folder made for nothing goes");
        write_folder(&path, &files("b.csv")).unwrap();
        std::fs::write(path.join("a.csv"), "old").unwrap();
        assert!(write_folder(&path, &files("none/b.csv")).is_err());
        assert_eq!(std::fs::read(path.join("a.csv")).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(&path).unwrap().count(), 2, "no temporary file stays");
    }

    #[test]
    fn a_free_name_is_one_that_nothing_has() {
        let folder = tempfile::tempdir().unwrap();
        let check = |name: &str, expected: &str| {
            let got = free(&folder.path().join(name));
            assert_eq!(got, folder.path().join(expected));
            std::fs::write(got, "").unwrap();
        };
        check("map.png", "map.png");
        check("map.png", "map-2.png");
        check("map.png", "map-3.png");
        check("a.kepler.geojson", "a.kepler.geojson");
        check("a.kepler.geojson", "a-2.kepler.geojson");
        check("tables", "tables");
        check("tables", "tables-2");
    }
}
