//! `dateline snapshot`: a story in, its picture at one instant out, without window, GPU or display.

use super::known::Known;
use super::{Failure, input, output};
use crate::export::{self, pdf, svg};
use crate::scene::{self, Options, Theme};
use crate::story::Playhead;
use clap::ValueEnum;
use jiff::civil::Date;
use std::path::PathBuf;
use std::str::FromStr;

/// Largest edge of a picture in pixels.
const LARGEST_EDGE: u32 = 8192;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An article, a saved story, or "-" for standard input
    #[arg(value_name = "INPUT")]
    input: PathBuf,
    /// The picture: its name ends in .png, .svg or .pdf
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What the calendar reads, YYYY-MM-DD: what had happened by the end of that day. The whole story without it
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
    size: Size,
    /// Colours
    #[arg(long, value_enum, default_value = "light")]
    theme: ThemeName,
    #[command(flatten)]
    known: Known,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    width_px: u32,
    height_px: u32,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(words: &str) -> Result<Size, String> {
        let edge = |part: &str| part.trim().parse().ok().filter(|px| (64..=LARGEST_EDGE).contains(px)); // Any other number is told below.
        let (width, height) = words.split_once(['x', 'X', '×']).unwrap_or((words, ""));
        match (edge(width), edge(height)) {
            (Some(width_px), Some(height_px)) => Ok(Size { width_px, height_px }),
            _ => Err(format!("give width x height, each from 64 to {LARGEST_EDGE} pixels, such as 1920x1080")),
        }
    }
}

enum Picture {
    Pdf,
    Png,
    Svg,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let extension = args.output.extension().map(|e| e.to_string_lossy().to_lowercase());
    let picture = match extension.as_deref() {
        Some("pdf") => Picture::Pdf,
        Some("png") => Picture::Png,
        Some("svg") => Picture::Svg,
        _ => return Err(Failure(format!("cannot tell which picture to make; name it .png, .svg or .pdf: {}", args.output.display()))),
    };
    let story = input::story(&args.input, &args.known.setting()?)?;
    let playhead = match args.at {
        // All of the day: its last second.
        Some(date) => story.playback.playhead_at(date.at(23, 59, 59, 0)),
        None => Playhead(story.playback.duration_secs),
    };
    let theme = match args.theme {
        ThemeName::Light => &Theme::LIGHT,
        ThemeName::Dark => &Theme::DARK,
    };
    let options = Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
    // The page is laid out in points; a pixel is a point here, so that --size says what comes out.
    let page = scene::page(&story, playhead, args.size.width_px as f32, args.size.height_px as f32, &options);
    let failed = |e: export::Error| Failure(format!("{e}: {}", args.input.display()));
    let bytes = match picture {
        Picture::Pdf => pdf::pdf(&page).map_err(failed)?,
        Picture::Png => export::png(&page, 1.0).map_err(failed)?,
        Picture::Svg => svg::svg(&page).into_bytes(),
    };
    output::write_all(Some(&args.output), &bytes)?;
    if story.places.iter().all(|p| p.point.is_none()) {
        output::note(&format!("no place was found, so the map is empty: {}", args.input.display()));
    } else if story.timeline.is_empty() {
        output::note(&format!("no date was found, so everything is shown at once: {}", args.input.display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_two_numbers() {
        let check = |words: &str, expected: Option<(u32, u32)>| {
            assert_eq!(words.parse::<Size>().ok().map(|s| (s.width_px, s.height_px)), expected, "{words}");
        };
        check("1920x1080", Some((1920, 1080)));
        check("640×480", Some((640, 480)));
        check("1920", None);
        check("0x0", None);
        check("99999x10", None);
        check("-5x500", None);
        check("ax b", None);
    }
}
