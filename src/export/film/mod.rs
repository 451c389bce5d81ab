//! A story in, a film of it out: GIF, animated PNG, and with the feature `video` MP4 and WebM.
//!
//! Each frame is the snapshot at its instant, pixel for pixel before the codec. The first and the last picture are held; idle years pass as
//! quickly as in the window. A film is written whole or not at all.

mod apng;
mod difference;
mod format;
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

pub use format::Format;
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

impl Options {
    /// A film as it is made where nothing else is asked for: 1280 × 720, 30 frames a second, light, at the usual speed.
    pub const fn usual(format: Format) -> Options {
        Options { format, width: 1280, height: 720, fps: 30, theme: &Theme::LIGHT, pace: Pace::Speed(1.0) }
    }
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

/// Paints the film that `options` describe, and gives its pictures to `out` in their order: RGBA, row by row, each with the number of frames
/// for which it is shown. For those who encode it by other means.
///
/// # Errors
/// What `out` says, and as [`film`].
pub fn pictures(
    story: &Story,
    options: &Options,
    mut out: impl FnMut(&[u8], u32) -> Result<(), Error>,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), Error> {
    let (width, height) = size(options)?;
    let timing = Timing::new(&story.playback, rate(options)?, options.pace)?;
    let reel = Reel::new(story, options.theme, width, height)?;
    let shots = reel.shots(&timing);
    line::run(&reel, &shots, |p| p.data().to_vec(), |rgba, shot| out(&rgba, shot.n_frames), &mut progress)
}

fn size(options: &Options) -> Result<(u32, u32), Error> {
    let (width, height) = options.format.fitted(options.width, options.height);
    if !is_size(width, height) {
        let words = format!("a film from {MIN_SIDE} × {MIN_SIDE} to {MAX_LONG_SIDE} × {MAX_SHORT_SIDE} pixels is possible, or upright");
        return Err(Error::Refused(format!("{words}, not {width} × {height}")));
    }
    Ok((width, height))
}

/// Whether a film of `width` × `height` pixels can be made.
pub fn is_size(width: u32, height: u32) -> bool {
    width.min(height) >= MIN_SIDE && width.max(height) <= MAX_LONG_SIDE && width.min(height) <= MAX_SHORT_SIDE
}

fn rate(options: &Options) -> Result<u32, Error> {
    let most = options.format.max_fps();
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
