//! The formats of films: their names and limits.

use crate::export::Error;
use crate::export::formats::{FORMATS, Writer, by_file_name};
use std::path::Path;

/// Frames a second, at most.
const MAX_FPS: u32 = 60;
/// A GIF counts time in hundredths of a second, and players slow down below two of them.
const MAX_GIF_FPS: u32 = 50;

/// A format of films. What there is to say of each stands in [`FORMATS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// H.264 in MP4.
    Mp4,
    /// AV1 in WebM.
    Webm,
    /// Animated GIF.
    Gif,
    /// Animated PNG.
    Apng,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 4] = [Format::Mp4, Format::Webm, Format::Gif, Format::Apng];

    /// Returns the format that the name of `path` asks for; a film named ".png" is an animated PNG.
    ///
    /// # Errors
    /// [`Error::Refused`], with the known endings, where it is none, and with what to do where this program was built without it.
    pub fn of(path: &Path) -> Result<Format, Error> {
        let name = path.to_string_lossy();
        let format = match by_file_name(&name).map(|f| (f.name, f.writer)) {
            Some((_, Writer::Film(format))) => format,
            Some(("png", _)) => Format::Apng,
            _ => return Err(Error::Refused(format!("cannot tell which film to make; name it {}: {}", endings(), path.display()))),
        };
        format.built().map_err(|e| Error::Refused(format!("{e}: {}", path.display())))
    }

    /// Returns the format itself where this program can write it.
    ///
    /// # Errors
    /// [`Error::Refused`], with what to do: MP4 and WebM need the feature `video`.
    pub fn built(self) -> Result<Format, Error> {
        if self.is_built() {
            return Ok(self);
        }
        let words = "this program was built without video; build it with --features video, or make the film a .gif or .apng";
        Err(Error::Refused(words.to_owned()))
    }

    /// Whether this program can write it.
    pub const fn is_built(self) -> bool {
        match self {
            Format::Mp4 | Format::Webm => cfg!(feature = "video"),
            Format::Gif | Format::Apng => true,
        }
    }

    /// Returns the size that a film of this format has where `width` × `height` pixels are asked for: video has even sides only.
    pub fn fitted(self, width: u32, height: u32) -> (u32, u32) {
        match self {
            Format::Mp4 | Format::Webm => (width & !1, height & !1),
            Format::Gif | Format::Apng => (width, height),
        }
    }

    /// Frames a second, at most.
    pub(super) const fn max_fps(self) -> u32 {
        if matches!(self, Format::Gif) { MAX_GIF_FPS } else { MAX_FPS }
    }
}

/// The endings of films, for people.
fn endings() -> String {
    let films = FORMATS.iter().filter(|f| matches!(f.writer, Writer::Film(_)));
    let endings: Vec<String> = films.flat_map(|f| f.extensions).map(|e| format!(".{e}")).collect();
    format!("{} or .png", endings.join(", "))
}
