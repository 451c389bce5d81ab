//! A [`crate::scene::Scene`] in, SVG, PNG and PDF out; a [`crate::story::Story`] in, an HTML page and JSON out. One writer a format; none decides anything.

mod faces;
mod file;
pub mod html;
pub mod json;
pub mod pdf;
mod png;
pub mod raster;
pub mod svg;
pub mod timeml;

pub use file::write;
pub use png::{pixels, png};

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The picture could not be made.
    #[error("could not draw the picture: {0}")]
    Draw(String),
    /// The file could not be written.
    #[error("could not write: {source}: {path}")]
    Write {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}
