//! The work of an export: a picture, a film or data, written whole or not at all.

use super::basemaps::still;
use super::export_kinds::{Choice, Kind};
use super::language::Language;
use super::look::theme_of;
use super::read::{Done, Watch};
use crate::export::film::{self, Pace, Progress};
use crate::export::{self, Writer};
use crate::gazetteer::Gazetteer;
use crate::story::{Playhead, Story};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Writes `story` as `choice` has it to `path`; of pictures, as it is at `playhead`.
///
/// # Errors
/// One line for the reader: what, and where. What was at `path` is then as it was.
pub(super) fn export(story: &Story, playhead: Playhead, choice: &Choice, path: PathBuf, watch: &Watch) -> Result<Done, String> {
    let kind = choice.kind().ok_or("there is nothing to export to")?;
    if let Some((basemap, view)) = choice.ground(kind) {
        let look = (basemap, theme_of(choice.is_dark), choice.scale as f32);
        let picture = still::picture(story, playhead, &view, look)?;
        watch.tell(1, 2);
        if watch.is_cancelled() {
            return Err(export::Error::Cancelled.to_string());
        }
        let bytes = export::packed(&picture).map_err(|e| e.to_string())?;
        export::write(&path, &bytes).map_err(|e| e.to_string())?;
    } else {
        written(story, playhead, choice, kind, &path, watch).map_err(|e| e.to_string())?;
    }
    Ok(Done::Exported(path, missing(story, playhead, choice, kind)))
}

/// The letters of a picture or film that are drawn as boxes, for want of a typeface that has them: 20 at most.
fn missing(story: &Story, playhead: Playhead, choice: &Choice, kind: Kind) -> String {
    let is_drawn = match kind.writer {
        Writer::Pixels(_) | Writer::Film(_) => true,
        Writer::Picture(_) => kind.extension() != "svg", // what shows an SVG has typefaces of its own
        Writer::Data(_) | Writer::Folder(_) => false,
    };
    let letters = if is_drawn { export::system_fonts::missing(&choice.scene(story, playhead)) } else { String::new() };
    letters.chars().take(20).collect()
}

fn written(story: &Story, playhead: Playhead, choice: &Choice, kind: Kind, path: &Path, watch: &Watch) -> Result<(), export::Error> {
    let go_on = || if watch.is_cancelled() { Err(export::Error::Cancelled) } else { Ok(()) };
    let gazetteer = Gazetteer::current();
    let bytes = match kind.writer {
        Writer::Pixels(write) => write(&choice.scene(story, playhead), choice.scale as f32)?,
        Writer::Picture(write) => write(&choice.scene(story, playhead))?,
        Writer::Data(write) => Language::in_english(|| write(story, gazetteer))?,
        Writer::Folder(write) => {
            let files = Language::in_english(|| write(story, gazetteer))?;
            go_on()?;
            return export::write_folder(path, &files);
        }
        Writer::Film(format) => {
            let [width, height] = choice.size;
            let pace = Pace::Seconds(f64::from(choice.length_secs));
            let options = film::Options { width, height, theme: theme_of(choice.is_dark), pace, ..film::Options::usual(format) };
            let progress = |p: Progress| {
                watch.tell(p.done, p.total);
                if watch.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            return film::film(story, &options, path, progress).map(|_| ());
        }
    };
    watch.tell(1, 2);
    go_on()?;
    export::write(path, &bytes)
}

/// Where to write, of what the user chose in the dialog, which has asked before a file of exactly this name is replaced.
///
/// A name without an ending of `kind` gets the usual one, and tables a folder of their own; where that is taken already, of which nobody was
/// asked, a number goes behind it: nothing is lost.
pub(super) fn target(path: &Path, kind: Kind) -> PathBuf {
    if kind.is_folder() {
        return export::free(&path.join("dateline-tables"));
    }
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    if kind.extensions.iter().any(|e| name.ends_with(&format!(".{e}"))) {
        return path.to_path_buf();
    }
    let mut named = path.as_os_str().to_owned();
    named.push(format!(".{}", kind.extension()));
    export::free(&PathBuf::from(named))
}

#[cfg(test)]
mod tests {
    use super::super::export_kinds;
    use super::*;
    use crate::article::Article;

    fn story() -> Story {
        Story::new(Article::from_text(super::super::EXAMPLE), Gazetteer::embedded())
    }

    fn choice(kind: Kind) -> Choice {
        Choice { extension: kind.extension().to_owned(), size: [160, 100], length_secs: 1, ..Choice::default() }
    }

    #[test]
    fn every_kind_is_written_and_leaves_no_half_file() {
        let (folder, story) = (tempfile::tempdir().unwrap(), story());
        for kind in export_kinds::all() {
            let path = target(&folder.path().join("story"), kind);
            // Tables go into a folder that is there.
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let done = export(&story, Playhead(f64::MAX), &choice(kind), path.clone(), &Watch::default());
            assert!(matches!(done, Ok(Done::Exported(..))), "{}: {:?}", kind.extension(), done.err());
            assert!(std::fs::metadata(&path).unwrap().len() > 0, "{}", kind.extension());
        }
        let missing = folder.path().join("no/such/story.png");
        let said = export(&story, Playhead(0.0), &Choice::default(), missing, &Watch::default()).err().unwrap();
        assert!(said.contains("no/such/story.png"), "{said}");
    }

    #[test]
    fn letters_without_a_typeface_are_told() {
        // A letter of a private area: no typeface has it.
        let text = "Talks \u{e0ff}\n\nThe minister flew from Rome to Athens on 4 May 2020.";
        let story = Story::new(crate::article::Article::from_text(text), Gazetteer::embedded());
        let told = |kind: Kind| missing(&story, Playhead(f64::MAX), &choice(kind), kind);
        for kind in export_kinds::all() {
            let is_drawn = matches!(kind.extension(), "png" | "pdf" | "gif" | "mp4" | "webm");
            let expected = if is_drawn { "\u{e0ff}" } else { "" };
            if is_drawn || kind.extension() == "svg" || kind.is_folder() {
                assert_eq!(told(kind), expected, "{}", kind.extension());
            }
        }
    }

    #[test]
    fn an_export_given_up_leaves_what_was_there() {
        let (folder, story, watch) = (tempfile::tempdir().unwrap(), story(), Watch::default());
        watch.cancel();
        for kind in export_kinds::all().into_iter().filter(|k| !k.is_folder()) {
            let path = folder.path().join(format!("story.{}", kind.extension()));
            std::fs::write(&path, "before").unwrap();
            assert!(export(&story, Playhead(0.0), &choice(kind), path.clone(), &watch).is_err(), "{}", kind.extension());
            assert_eq!(std::fs::read(&path).unwrap(), b"before", "{}", kind.extension());
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), export_kinds::all().len() - 1, "no half file stays");
    }

    #[test]
    fn a_name_without_ending_gets_the_usual_one_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let kind = |extension: &str| export_kinds::all().into_iter().find(|k| k.extension() == extension).unwrap();
        let check = |name: &str, extension: &str, expected: &str| {
            assert_eq!(target(&folder.path().join(name), kind(extension)), folder.path().join(expected));
        };
        check("story", "png", "story.png");
        check("story.PNG", "png", "story.PNG");
        check("story.v2", "html", "story.v2.html");
        check("story", "kepler.geojson", "story.kepler.geojson");
        check("", "csv", "dateline-tables");
        std::fs::write(folder.path().join("story.png"), "").unwrap();
        check("story", "png", "story-2.png");
        check("story.png", "png", "story.png");
    }
}
