//! The work of an export: a picture, a film or data, written whole or not at all.

use super::export_kinds::{Choice, How, Kind};
use super::look::theme_of;
use super::read::{Done, Watch};
use crate::export;
use crate::scene::{self, Options};
use crate::story::{Playhead, Story};
use std::path::{Path, PathBuf};

/// Writes `story` as `choice` has it to `path`; of pictures, as it is at `playhead`.
///
/// # Errors
/// One line for the reader: what, and where. What was at `path` is then as it was.
pub(super) fn export(story: &Story, playhead: Playhead, choice: &Choice, path: PathBuf, watch: &Watch) -> Result<Done, String> {
    let kind = choice.kind().ok_or("there is nothing to export to")?;
    let [width, height] = choice.size;
    let words = |e: export::Error| e.to_string();
    let bytes = match kind.how {
        How::Picture(write) => {
            let theme = theme_of(choice.is_dark);
            let options = Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
            write(&scene::page(story, playhead, width as f32, height as f32, &options)).map_err(words)?
        }
        How::Data(write) => write(story).map_err(words)?,
    };
    watch.tell(1, 2);
    if watch.is_cancelled() {
        return Err("given up".to_owned());
    }
    export::write(&path, &bytes).map_err(words)?;
    Ok(Done::Exported(path))
}

/// The path with an ending of `kind`: what the user typed where it has one, else with the usual one behind it.
pub(super) fn with_ending(path: &Path, kind: Kind) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    if kind.is_folder() || kind.extensions.iter().any(|e| name.ends_with(&format!(".{e}"))) {
        return path.to_path_buf();
    }
    let mut named = path.as_os_str().to_owned();
    named.push(format!(".{}", kind.extension()));
    PathBuf::from(named)
}

#[cfg(test)]
mod tests {
    use super::super::export_kinds;
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;

    fn story() -> Story {
        Story::new(Article::from_text(super::super::EXAMPLE), Gazetteer::embedded())
    }

    #[test]
    fn every_kind_is_written_and_leaves_no_half_file() {
        let (folder, story) = (tempfile::tempdir().unwrap(), story());
        let watch = Watch::default();
        for kind in export_kinds::all().into_iter() {
            let path = with_ending(&folder.path().join("story"), kind);
            let choice = Choice { extension: kind.extension().to_owned(), size: [320, 200], ..Choice::default() };
            let done = export(&story, Playhead(f64::MAX), &choice, path.clone(), &watch);
            assert!(matches!(done, Ok(Done::Exported(_))), "{}", kind.extension());
            assert!(std::fs::metadata(&path).unwrap().len() > 0, "{}", kind.extension());
        }
        let missing = folder.path().join("no/such/story.png");
        let said = export(&story, Playhead(0.0), &Choice::default(), missing, &watch).err().unwrap();
        assert!(said.contains("no/such/story.png"), "{said}");
    }

    #[test]
    fn a_name_without_ending_gets_the_usual_one() {
        let kinds = export_kinds::all();
        let kind = |extension: &str| *kinds.iter().find(|k| k.extension() == extension).unwrap();
        let check = |name: &str, extension: &str, expected: &str| {
            assert_eq!(with_ending(Path::new(name), kind(extension)), Path::new(expected));
        };
        check("a/story", "png", "a/story.png");
        check("a/story.PNG", "png", "a/story.PNG");
        check("a/story.v2", "html", "a/story.v2.html");
    }
}
