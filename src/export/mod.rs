//! A [`crate::scene::Scene`] in, pictures out; a [`crate::story::Story`] in, films and data out. One writer a format, all
//! in the table [`FORMATS`]; none decides anything: what the writers of data tell is decided in `facts`.

pub mod annotations;
pub mod czml;
mod faces;
mod facts;
mod file;
pub mod film;
mod formats;
pub mod geojson;
mod glyphs;
pub mod gpx;
pub mod html;
pub mod json;
pub mod kepler;
pub mod kml;
pub mod lpf;
mod paint;
pub mod pdf;
mod pdf_layers;
mod png;
pub mod raster;
pub mod storymap;
pub mod svg;
pub(crate) mod system_fonts;
pub mod tables;
pub mod tei;
pub mod timelinejs;
pub mod timeml;
mod xml;

pub use file::{free, write, write_folder};
pub use formats::{FORMATS, Format, NamedFile, Writer, by_file_name, by_name};
#[cfg(feature = "gui")]
pub(crate) use glyphs::Pen;
pub use png::{LARGEST_SIDE, packed, pixels, pixels_over, png};

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The picture could not be made.
    #[error("could not draw the picture: {0}")]
    Draw(String),
    /// The story has nothing that this format could hold.
    #[error("nothing to export: {0}")]
    Nothing(&'static str),
    /// What was asked for is not possible.
    #[error("{0}")]
    Refused(String),
    /// Whoever watched the work ended it.
    #[error("stopped; nothing was written")]
    Cancelled,
    /// The file could not be written.
    #[error("could not write: {source}: {path}")]
    Write {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// Degrees as text: seven decimals are 1 cm, and no zeros behind them.
fn degrees(value: f64) -> String {
    // Adding 0 makes of -0 a plain one.
    ((value * 1e7).round() / 1e7 + 0.0).to_string()
}
