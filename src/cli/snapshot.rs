//! `dateline snapshot`: a story in, its picture at one instant out, without window, GPU or display.

use super::known::Known;
use super::look::{Middle, Size, ThemeName};
use super::{Failure, input, output};
use crate::export::{self, pdf, svg};
use crate::scene::{self, Options, View};
use crate::story::Playhead;
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An article, a saved story, or "-" for standard input; of several articles one story is made
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// The picture: its name ends in .png, .svg or .pdf
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What the calendar reads, YYYY-MM-DD: what had happened by the end of that day. The whole story without it
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", default_value = "1920x1080")]
    size: Size,
    /// Makes a PNG this many times larger, with everything in its place: 2 for fine screens and print
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    scale: f32,
    /// The map alone, as the window shows it there: latitude, longitude, web map zoom. Without it the whole story on a page
    #[arg(long, value_name = "LAT,LON,ZOOM", allow_hyphen_values = true)]
    view: Option<Middle>,
    /// Draws the letters of an SVG as outlines, for Inkscape and other programs that read no embedded typefaces
    #[arg(long)]
    outlines: bool,
    /// Colours
    #[arg(long, value_enum, default_value = "light")]
    theme: ThemeName,
    #[command(flatten)]
    known: Known,
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
    let story = input::story_of_all(&args.inputs, &args.known.setting()?)?;
    let playhead = match args.at {
        // All of the day: its last second.
        Some(date) => story.playback.playhead_at(date.at(23, 59, 59, 0)),
        None => Playhead(story.playback.duration_secs),
    };
    let options = Options { theme: args.theme.theme(), has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
    // The page is laid out in points; without --scale a pixel is a point, so that --size says what comes out.
    let (width, height) = (args.size.width as f32, args.size.height as f32);
    let page = match args.view {
        Some(Middle { centre, zoom }) => scene::scene(&story, playhead, &View { centre, zoom, width, height }, &options),
        None => scene::page(&story, playhead, width, height, &options),
    };
    let failed = |e: export::Error| Failure(format!("{e}: {}", input::named(&args.inputs)));
    let bytes = match &picture {
        Picture::Pdf => pdf::pdf(&page).map_err(failed)?,
        Picture::Png => export::png(&page, args.scale).map_err(failed)?,
        Picture::Svg if args.outlines => svg::svg_outlined(&page).into_bytes(),
        Picture::Svg => svg::svg(&page).into_bytes(),
    };
    output::write_all(Some(&args.output), &bytes)?;
    if !matches!(picture, Picture::Svg) || args.outlines {
        output::note_missing_letters(&page, &input::named(&args.inputs));
    }
    if story.places.iter().all(|p| p.point.is_none()) {
        output::note(&format!("no place was found, so the map is empty: {}", input::named(&args.inputs)));
    } else if story.timeline.is_empty() {
        output::note(&format!("no date was found, so everything is shown at once: {}", input::named(&args.inputs)));
    }
    Ok(())
}
