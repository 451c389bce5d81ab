//! A story in, a film of it out: GIF, animated PNG, and with the feature `video` MP4 and WebM.
//!
//! Each frame is the snapshot at its instant, pixel for pixel before the codec. The first and the last picture are held; idle years pass as
//! quickly as in the window. A film is written whole or not at all.

mod apng;
mod difference;
mod gif;
mod line;
#[cfg(feature = "video")]
mod mp4;
mod reel;
#[cfg(test)]
mod tests;
mod timing;
#[cfg(feature = "video")]
mod webm;
#[cfg(feature = "video")]
mod yuv;

pub use reel::{Painter, Reel};

use super::{Error, file};
use crate::scene::Theme;
use crate::story::Story;
use reel::Shot;
use std::ops::ControlFlow;
use std::path::Path;
use timing::Timing;

/// Pixels on the longer side, at most. Source: the limits of the H.264 encoder, which are those of level 5.2.
const MAX_LONG_SIDE: u32 = 3840;
/// Pixels on the shorter side, at most.
const MAX_SHORT_SIDE: u32 = 2160;
/// Pixels on a side, at least.
const MIN_SIDE: u32 = 64;
/// Frames a second, at most.
const MAX_FPS: u32 = 60;
/// A GIF counts time in hundredths of a second, and players slow down below two of them.
const MAX_GIF_FPS: u32 = 50;

/// A format of films.
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

/// What there is to say of a format.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Which one.
    pub format: Format,
    /// Its name.
    pub name: &'static str,
    /// How its files end, without the dot; the usual one first.
    pub extensions: &'static [&'static str],
    /// What it is good for, in a line.
    pub purpose: &'static str,
    /// Whether this program can write it: MP4 and WebM need the feature `video`.
    pub is_built: bool,
}

/// The formats of films.
pub const FORMATS: [About; 4] = [
    About {
        format: Format::Mp4,
        name: "MP4",
        extensions: &["mp4", "m4v"],
        purpose: "film that plays everywhere, H.264",
        is_built: cfg!(feature = "video"),
    },
    About {
        format: Format::Webm,
        name: "WebM",
        extensions: &["webm"],
        purpose: "film free of royalties, AV1, slow to write",
        is_built: cfg!(feature = "video"),
    },
    About { format: Format::Gif, name: "GIF", extensions: &["gif"], purpose: "film for chats and slides, 255 colours", is_built: true },
    About {
        format: Format::Apng,
        name: "APNG",
        extensions: &["apng", "png"],
        purpose: "film for web pages, every pixel as in the snapshot",
        is_built: true,
    },
];

impl Format {
    /// Returns the format that the name of `path` asks for.
    ///
    /// # Errors
    /// [`Error::Refused`], with the known endings, where it is none, and with what to do where this program was built without it.
    pub fn of(path: &Path) -> Result<Format, Error> {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let Some(about) = FORMATS.iter().find(|a| a.extensions.contains(&extension.as_str())) else {
            let known: Vec<String> = FORMATS.iter().map(|a| format!(".{}", a.extensions.join(", ."))).collect();
            return Err(Error::Refused(format!("cannot tell which film to make; name it {}: {}", known.join(", "), path.display())));
        };
        if !about.is_built {
            let name = about.name;
            let words = format!(
                "this program was built without video, so it cannot write {name}; build it with --features video, or name the film .gif or .apng"
            );
            return Err(Error::Refused(format!("{words}: {}", path.display())));
        }
        Ok(about.format)
    }

    /// Returns the size that a film of this format has where `width` × `height` pixels are asked for: video has even sides only.
    pub fn fitted(self, width: u32, height: u32) -> (u32, u32) {
        match self {
            Format::Mp4 | Format::Webm => (width & !1, height & !1),
            Format::Gif | Format::Apng => (width, height),
        }
    }
}

/// How fast a film plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// Times the usual speed, 0.1 to 20.
    Speed(f64),
    /// As fast as it takes for the whole film to last this many seconds, 0.5 to 600.
    Seconds(f64),
}

/// How a film is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which file.
    pub format: Format,
    /// Pixels across. MP4 and WebM take the next smaller even number.
    pub width: u32,
    /// Pixels down, alike.
    pub height: u32,
    /// Frames a second, 1 to 60; to 50 in a GIF.
    pub fps: u32,
    /// Colours.
    pub theme: &'static Theme,
    /// How fast it plays.
    pub pace: Pace,
}

/// How far a film has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Frames written.
    pub done: u32,
    /// Frames in all.
    pub total: u32,
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Frames.
    pub n_frames: u32,
    /// Pictures that differ from the one before: only these were painted.
    pub n_pictures: usize,
    /// How long it plays, in seconds.
    pub duration_secs: f64,
    /// Bytes of the file.
    pub n_bytes: usize,
}

/// Makes a film of `story` at `path`, replacing what is there when it is whole.
///
/// `progress` is told after every picture; where it breaks, nothing is left behind.
///
/// # Errors
/// [`Error::Refused`] where size, rate or pace are impossible; [`Error::Cancelled`]; [`Error::Draw`] of a codec; [`Error::Write`].
pub fn film(
    story: &Story,
    options: &Options,
    path: &Path,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Summary, Error> {
    let (width, height) = size(options)?;
    let timing = Timing::new(&story.playback, rate(options)?, options.pace)?;
    file::try_path(path)?;
    let reel = Reel::new(story, options.theme, width, height)?;
    let shots = reel.shots(&timing);
    let film = Film { reel: &reel, shots: &shots, timing, width, height, theme: options.theme };
    // In memory, which a film of minutes fits: a program that is killed on the way leaves no half file.
    let mut out = Vec::new();
    match options.format {
        Format::Gif => film.gif(&mut out, &mut progress),
        Format::Apng => film.apng(&mut out, &mut progress),
        #[cfg(feature = "video")]
        Format::Mp4 => film.mp4(&mut out, &mut progress),
        #[cfg(feature = "video")]
        Format::Webm => film.webm(&mut out, &mut progress),
        #[cfg(not(feature = "video"))]
        Format::Mp4 | Format::Webm => Format::of(path).map(|_| ()),
    }?;
    file::write(path, &out)?;
    let duration_secs = f64::from(timing.n_frames) / f64::from(timing.fps);
    Ok(Summary { width, height, n_frames: timing.n_frames, n_pictures: shots.len(), duration_secs, n_bytes: out.len() })
}

fn size(options: &Options) -> Result<(u32, u32), Error> {
    let (width, height) = options.format.fitted(options.width, options.height);
    if width.min(height) < MIN_SIDE || width.max(height) > MAX_LONG_SIDE || width.min(height) > MAX_SHORT_SIDE {
        let words = format!("a film from {MIN_SIDE} × {MIN_SIDE} to {MAX_LONG_SIDE} × {MAX_SHORT_SIDE} pixels is possible, or upright");
        return Err(Error::Refused(format!("{words}, not {width} × {height}")));
    }
    Ok((width, height))
}

fn rate(options: &Options) -> Result<u32, Error> {
    let most = if options.format == Format::Gif { MAX_GIF_FPS } else { MAX_FPS };
    if !(1..=most).contains(&options.fps) {
        return Err(Error::Refused(format!("1 to {most} frames a second are possible, not {}", options.fps)));
    }
    Ok(options.fps)
}

/// What is filmed.
struct Film<'a> {
    reel: &'a Reel<'a>,
    shots: &'a [Shot],
    timing: Timing,
    width: u32,
    height: u32,
    theme: &'static Theme,
}

type Watcher<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

impl Film<'_> {
    fn gif(&self, out: &mut Vec<u8>, progress: Watcher<'_>) -> Result<(), Error> {
        // Pictures from all over the film, so that no colour comes as a surprise.
        const N_SAMPLES: usize = 5;
        let mut painter = self.reel.painter();
        let every = (self.shots.len().saturating_sub(1) / (N_SAMPLES - 1)).max(1);
        let samples: Vec<tiny_skia::Pixmap> = self.shots.iter().step_by(every).map(|s| painter.picture(s.playhead).clone()).collect();
        let palette = gif::Palette::new(self.theme, &samples);
        drop(samples);
        let mut gif = gif::Gif::new(&mut *out, self.width, self.height, self.timing.fps, &palette).map_err(failed)?;
        line::run(self.reel, self.shots, |p| palette.indices(p), |p, s| gif.write(p, s).map_err(failed), progress)?;
        gif.finish().map_err(failed)
    }

    fn apng(&self, out: &mut Vec<u8>, progress: Watcher<'_>) -> Result<(), Error> {
        let mut apng = apng::Apng::new(out, self.width, self.height, self.timing.fps, self.shots.len()).map_err(failed)?;
        line::run(self.reel, self.shots, apng::pixels, |p, s| apng.write(p, s).map_err(failed), progress)?;
        apng.finish().map_err(failed)
    }

    #[cfg(feature = "video")]
    fn mp4(&self, out: &mut Vec<u8>, progress: Watcher<'_>) -> Result<(), Error> {
        let mut mp4 = mp4::Mp4::new(out, self.width, self.height, self.timing.fps)?;
        line::run(self.reel, self.shots, yuv::yuv, |p, s| mp4.write(&p, s), progress)?;
        mp4.finish()
    }

    #[cfg(feature = "video")]
    fn webm(&self, out: &mut Vec<u8>, progress: Watcher<'_>) -> Result<(), Error> {
        let mut webm = webm::Webm::new(self.width, self.height, self.timing.fps)?;
        line::run(self.reel, self.shots, yuv::yuv, |p, s| webm.write(p, s), progress)?;
        *out = webm.finish()?;
        Ok(())
    }
}

/// A failure of the writer of a format; memory itself cannot fail.
fn failed(error: impl std::fmt::Display) -> Error {
    Error::Draw(error.to_string())
}
