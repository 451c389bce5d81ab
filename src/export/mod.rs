//! A [`Scene`] in, SVG and PNG out; a [`crate::story::Story`] in, JSON out. One writer a format; none decides anything.

pub mod json;
pub mod svg;

use crate::scene::Scene;

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

/// Returns `scene` as a PNG, `scale` pixels to the point.
///
/// # Errors
/// [`Error::Draw`] where the picture would be empty or larger than 8192 × 8192 pixels.
pub fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, Error> {
    let _ = (scene, scale);
    Err(Error::Draw("not yet".to_owned()))
}
