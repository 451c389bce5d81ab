//! Why an index could not be opened or made.

use std::io;
use std::path::PathBuf;

/// Why an index could not be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{reason}: {}", path.display())]
    File {
        /// The system's reason.
        reason: io::Error,
        /// The file.
        path: PathBuf,
    },
    /// A row of a table is not as it should be.
    #[error("{what}: {}:{row}", path.display())]
    Row {
        /// What is wrong with it.
        what: String,
        /// Its number in the file, from 1.
        row: u64,
        /// The file.
        path: PathBuf,
    },
    /// A file is not an index, or one of another version.
    #[error("not an index of this version of dateline, make it again with `dateline gazetteer build`: {}", path.display())]
    NotAnIndex {
        /// The file.
        path: PathBuf,
    },
    /// A table has no row that could be used.
    #[error("no place in it: {}", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    /// Names the file of a system's error.
    pub(super) fn file(path: &std::path::Path) -> impl FnOnce(io::Error) -> Error + '_ {
        move |reason| Error::File { reason, path: path.to_owned() }
    }
}
