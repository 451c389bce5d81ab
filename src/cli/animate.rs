//! `dateline animate`: a story in, a film of it out, without window, GPU or display.

use super::known::Known;
use super::look::{Size, ThemeName};
use super::{Failure, ffmpeg, input, output};
use crate::export::Error;
use crate::export::film::{self, Format, Options, Pace, Progress};
use crate::story::Story;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An article, a saved story, or "-" for standard input; of several articles one story is made
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// The film: its name ends in .mp4, .webm, .gif, .apng or .png
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Width and height in pixels; MP4 and WebM have even ones
    #[arg(long, value_name = "WxH", default_value = "1280x720")]
    size: Size,
    /// Frames a second
    #[arg(long, value_name = "N", default_value_t = 30)]
    fps: u32,
    /// How long the whole film lasts
    #[arg(long, value_name = "N", conflicts_with = "speed")]
    seconds: Option<f64>,
    /// How fast it plays: 2 is twice as fast
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    speed: f64,
    /// Colours
    #[arg(long, value_enum, default_value = "light")]
    theme: ThemeName,
    /// Encode it with the ffmpeg of this machine, to any format that it knows: .mov, .mkv, .avi
    #[arg(long)]
    ffmpeg: bool,
    #[command(flatten)]
    known: Known,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    // Even sides are what all formats of ffmpeg take.
    let format = if args.ffmpeg { Format::Mp4 } else { Format::of(&args.output).map_err(|e| Failure(e.to_string()))? };
    let story = input::story_of_all(&args.inputs, &args.known.setting()?)?;
    let options = Options {
        format,
        width: args.size.width,
        height: args.size.height,
        fps: args.fps,
        theme: args.theme.theme(),
        pace: args.seconds.map_or(Pace::Speed(args.speed), Pace::Seconds),
    };
    if args.ffmpeg {
        let (width, height) = format.fitted(options.width, options.height);
        ffmpeg::make(&story, &Options { width, height, ..options }, &args.output, teller())?;
    } else {
        make(&story, &options, &args.output)?;
    }
    if story.playback.cues.is_empty() {
        output::note(&format!("no date and no journey was found, so nothing moves: {}", input::named(&args.inputs)));
    }
    Ok(())
}

/// Makes a film at `path`, and tells how far it is.
pub(super) fn make(story: &Story, options: &Options, path: &Path) -> Result<(), Failure> {
    let summary = film::film(story, options, path, teller()).map_err(|e| match e {
        Error::Write { .. } => Failure(e.to_string()),
        other => Failure(format!("{other}: {}", path.display())),
    })?;
    if (summary.width, summary.height) != (options.width, options.height) {
        let (width, height) = (summary.width, summary.height);
        output::note(&format!("video has even sides only, so the film is {width}x{height}: {}", path.display()));
    }
    Ok(())
}

/// Tells how far the film is, on one line of a terminal; elsewhere nothing.
fn teller() -> impl FnMut(Progress) -> ControlFlow<()> {
    let is_shown = std::io::stderr().is_terminal();
    let mut last = None;
    move |progress| {
        let percent = u64::from(progress.done) * 100 / u64::from(progress.total.max(1));
        if is_shown && last != Some(percent) {
            last = Some(percent);
            let end = if progress.done == progress.total { "\n" } else { "" };
            // Where standard error is closed there is nobody left to tell.
            let _ = write!(std::io::stderr(), "\rdateline: film {percent} %{end}");
        }
        ControlFlow::Continue(())
    }
}
