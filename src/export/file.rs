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
    let failed = |source| Error::Write { path: path.display().to_string(), source };
    // A device or a pipe ("/dev/stdout") is written to; nothing may take its place.
    if std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
        return std::fs::write(path, bytes).map_err(failed);
    }
    let temporary = beside(path);
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| std::fs::rename(&temporary, path));
    if renamed.is_err() {
        // Nothing is left behind; where even that fails, the first error says more.
        std::fs::remove_file(&temporary).ok();
    }
    renamed.map_err(failed)
}

/// Writes `files` into the folder at `path`, which is made where it is missing; each file as [`write()`] does.
///
/// # Errors
/// [`Error::Write`] as [`write()`], and where the folder cannot be made.
pub fn write_folder(path: &Path, files: &[super::NamedFile]) -> Result<(), Error> {
    std::fs::create_dir_all(path).map_err(|source| Error::Write { path: path.display().to_string(), source })?;
    files.iter().try_for_each(|(name, bytes)| write(&path.join(name), bytes))
}

/// Makes sure that `path` can be written before much work goes into it; what is there stays.
///
/// # Errors
/// [`Error::Write`] where the folder is missing or may not be written.
pub(super) fn try_path(path: &Path) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.display().to_string(), source };
    match std::fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(failed(std::io::ErrorKind::IsADirectory.into())),
        Ok(there) if !there.is_file() => return Ok(()),
        // Not there yet, most likely; otherwise the next lines say why.
        _ => {}
    }
    let temporary = beside(path);
    File::create(&temporary).and_then(|_| std::fs::remove_file(&temporary)).map_err(failed)
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
}
