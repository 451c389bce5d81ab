//! `dateline export`: a story in, any of the formats of [`FORMATS`] out.

use super::known::Known;
use super::{Failure, animate, input, output};
use crate::export::{self, FORMATS, Format, Writer, film};
use crate::scene::{self, Options, Theme};
use crate::story::{Playhead, Story};
use std::path::{Path, PathBuf};

/// The size of a picture in pixels; `dateline snapshot` makes any other, `dateline animate` any film.
const PICTURE_SIZE: (f32, f32) = (1920.0, 1080.0);

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An article, a saved story, or "-" for standard input; of several articles one story is made
    #[arg(value_name = "INPUT", required_unless_present = "list")]
    inputs: Vec<PathBuf>,
    /// Where to write; its name says the format unless --to does. Standard output without it
    #[arg(short, long, value_name = "OUT", required_unless_present_any = ["list", "to"])]
    output: Option<PathBuf>,
    /// The format, by its name in --list
    #[arg(long, value_name = "FORMAT", value_parser = named)]
    to: Option<&'static Format>,
    #[command(flatten)]
    known: Known,
    /// W3C Web Annotations of the article, whose places and dates count as decided
    #[arg(long, value_name = "FILE")]
    annotations: Option<PathBuf>,
    /// List the formats
    #[arg(long)]
    list: bool,
}

fn named(name: &str) -> Result<&'static Format, String> {
    let names = || FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
    export::by_name(name).ok_or_else(|| format!("the formats are {}", names()))
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    if args.list {
        return output::write_all(None, list().as_bytes());
    }
    let name = input::named(&args.inputs);
    let format = match (args.to, &args.output) {
        (Some(format), _) => format,
        (None, Some(path)) => export::by_file_name(&path.to_string_lossy()).ok_or_else(|| unknown(path))?,
        (None, None) => return Err(Failure("say where to write (-o) or which format (--to)".to_owned())),
    };
    if let Writer::Film(film) = format.writer {
        // Before the article is read.
        film.built().map_err(|e| Failure(format!("{e}: {}", name)))?;
    }
    let setting = args.known.setting()?;
    let mut story = input::story_of_all(&args.inputs, &setting)?;
    if let Some(annotations) = &args.annotations {
        story = input::annotated(story, annotations, &setting)?;
    }
    let failed = |e: export::Error| Failure(format!("{e}: {}", name));
    let out = args.output.as_deref();
    match format.writer {
        Writer::Pixels(writer) => {
            let page = page(&story);
            output::write_all(out, &writer(&page, 1.0).map_err(failed)?)?;
            output::note_missing_letters(&page, &name);
        }
        Writer::Picture(writer) => {
            let page = page(&story);
            output::write_all(out, &writer(&page).map_err(failed)?)?;
            // A browser has typefaces of its own for an SVG.
            if format.name == "pdf" {
                output::note_missing_letters(&page, &name);
            }
        }
        Writer::Data(writer) => output::write_all(out, &writer(&story, setting.gazetteer).map_err(failed)?)?,
        Writer::Folder(writer) => {
            let files = writer(&story, setting.gazetteer).map_err(failed)?;
            let Some(folder) = out else {
                return Err(Failure(format!("{} is several files; say into which folder with -o", format.name)));
            };
            export::write_folder(folder, &files).map_err(|e| Failure(e.to_string()))?;
        }
        Writer::Film(film) => {
            let Some(path) = out else { return Err(Failure(format!("{} is a film; say into which file with -o", format.name))) };
            animate::make(&story, &film::Options::usual(film), path)?;
        }
    }
    if story.places.iter().all(|p| p.point.is_none()) {
        output::note(&format!("no place was found: {}", name));
    }
    Ok(())
}

/// The whole story as a page.
fn page(story: &Story) -> scene::Scene {
    let options = Options { theme: &Theme::LIGHT, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
    let (width, height) = PICTURE_SIZE;
    scene::page(story, Playhead(story.playback.duration_secs), width, height, &options)
}

/// The table of formats.
fn list() -> String {
    let endings = |extensions: &[&str]| extensions.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ");
    let row = |f: &Format| {
        let is_missing = matches!(f.writer, Writer::Film(film) if !film.is_built());
        let about = format!("{}{}", f.about, if is_missing { "; not in this build" } else { "" });
        [f.name.to_owned(), endings(f.extensions), about]
    };
    let heads = ["Format", "Files", "What"].map(str::to_owned);
    let rows: Vec<[String; 3]> = std::iter::once(heads).chain(FORMATS.iter().map(row)).collect();
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    rows.iter().map(|[name, files, about]| format!("{name:first$}  {files:second$}  {about}\n")).collect()
}

fn unknown(path: &Path) -> Failure {
    let endings = FORMATS.iter().filter_map(|f| f.extensions.first()).map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ");
    Failure(format!("cannot tell which format to write; end the name in one of {endings}, or say --to FORMAT: {}", path.display()))
}
