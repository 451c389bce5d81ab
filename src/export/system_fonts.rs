//! A letter that the typefaces of the house lack in, a typeface of the system that has it out.
//!
//! The house's cover Latin, Greek and Cyrillic. Everything else is drawn with what the machine has, so that pictures of such words are the same
//! only on machines with the same typefaces. Only the folders where systems keep typefaces are read, and only when such a letter is met.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::scene::{Face, Scene, Shape, fonts};

/// Larger files, in bytes, are no typefaces of one script.
const LARGEST: u64 = 64 << 20;
/// Files looked at, at most.
const MOST_FILES: usize = 4000;
/// Folders within folders, at most.
const DEEPEST: usize = 6;

/// A typeface of the system.
#[derive(Debug)]
pub(crate) struct SystemFace {
    /// Its file, whole.
    pub bytes: &'static [u8],
    /// The file, parsed.
    pub parsed: ttf_parser::Face<'static>,
    /// Where it was found.
    pub path: PathBuf,
}

/// What was looked for so far, and the faces it was found in.
struct Found {
    by_letter: BTreeMap<char, Option<&'static SystemFace>>,
    opened: Vec<&'static SystemFace>,
}

/// Whether the typefaces of the house lack `letter`.
pub(crate) fn is_foreign(letter: char) -> bool {
    let is_seen = !letter.is_control() && !letter.is_whitespace() && u32::from(letter) >= 0x250;
    is_seen && fonts::parsed(Face::Sans).is_some_and(|f| f.glyph_index(letter).is_none())
}

/// The letters of `scene` that no typeface has, neither of the house nor of the system: they are drawn as empty boxes.
pub(crate) fn missing(scene: &Scene) -> String {
    let shapes = scene.layers.iter().flat_map(|l| &l.items).map(|i| &i.shape);
    let texts = shapes.filter_map(|s| if let Shape::Text { text, .. } = s { Some(text) } else { None });
    let letters: BTreeSet<char> = texts.flat_map(|t| t.chars()).filter(|c| is_foreign(*c)).collect();
    letters.into_iter().filter(|c| face_of(*c).is_none()).collect()
}

/// The typeface of the system that has `letter`, the plainest first; `None` where none has it.
pub(crate) fn face_of(letter: char) -> Option<&'static SystemFace> {
    static FOUND: Mutex<Found> = Mutex::new(Found { by_letter: BTreeMap::new(), opened: Vec::new() });
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let Found { by_letter, opened } = &mut *found;
    if let Some(known) = by_letter.get(&letter) {
        return *known;
    }
    let has = |f: &SystemFace| f.parsed.glyph_index(letter).is_some();
    let face = opened.iter().copied().find(|f| has(f)).or_else(|| {
        let face = files().iter().find_map(|path| open(path, letter))?;
        // Kept until the program ends, like those of the house; there is one for each script.
        let face: &'static SystemFace = Box::leak(Box::new(face));
        opened.push(face);
        Some(face)
    });
    by_letter.insert(letter, face);
    face
}

/// The typefaces of the system for the letters of `text` that those of the house lack, in the order of the text.
#[cfg(feature = "gui")]
pub(crate) fn faces_for(text: &str) -> Vec<&'static SystemFace> {
    let letters: BTreeSet<char> = text.chars().filter(|c| is_foreign(*c)).collect();
    let mut faces: Vec<&'static SystemFace> = Vec::new();
    for face in letters.into_iter().filter_map(face_of) {
        if !faces.iter().any(|f| f.path == face.path) {
            faces.push(face);
        }
    }
    faces
}

/// Reads the file at `path` where it has `letter`.
fn open(path: &Path, letter: char) -> Option<SystemFace> {
    // What cannot be read is passed over: another may have the letter.
    let bytes = std::fs::read(path).ok()?;
    ttf_parser::Face::parse(&bytes, 0).ok().filter(|f| f.glyph_index(letter).is_some())?;
    let bytes: &'static [u8] = Box::leak(bytes.into_boxed_slice());
    let parsed = ttf_parser::Face::parse(bytes, 0).ok()?;
    Some(SystemFace { bytes, parsed, path: path.to_path_buf() })
}

/// The files of typefaces, the plainest first, then by name.
fn files() -> &'static [PathBuf] {
    static FILES: OnceLock<Vec<PathBuf>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = Vec::new();
        folders().iter().for_each(|folder| gather(folder, 0, &mut files));
        files.sort_by_cached_key(|path| (fanciness(path), path.clone()));
        files
    })
}

/// Where systems keep typefaces.
fn folders() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let windows = std::env::var_os("WINDIR").map(PathBuf::from);
    let mut folders: Vec<PathBuf> = if cfg!(windows) {
        windows.map(|w| w.join("Fonts")).into_iter().collect()
    } else if cfg!(target_os = "macos") {
        vec!["/System/Library/Fonts".into(), "/Library/Fonts".into()]
    } else {
        vec!["/usr/share/fonts".into(), "/usr/local/share/fonts".into()]
    };
    for within in [".local/share/fonts", ".fonts", "Library/Fonts"] {
        folders.extend(home.as_ref().map(|h| h.join(within)));
    }
    folders
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if files.len() >= MOST_FILES {
            return;
        }
        if path.is_dir() {
            if depth < DEEPEST {
                gather(&path, depth + 1, files);
            }
            continue;
        }
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let is_typeface = matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc"));
        if is_typeface && std::fs::metadata(&path).is_ok_and(|m| m.is_file() && m.len() <= LARGEST) {
            files.push(path);
        }
    }
}

/// How far a typeface is from a plain upright one, by the words of its file's name.
fn fanciness(path: &Path) -> usize {
    let name = path.file_stem().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let fancy =
        ["mono", "bold", "italic", "oblique", "condensed", "light", "thin", "black", "display", "serif", "nastaliq", "looped", "symbol"];
    fancy.iter().filter(|word| name.contains(**word)).count() + usize::from(!name.contains("sans"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_nobody_has_are_told() {
        let story = crate::scene::samples::story("Łódź \u{10fffd} Москва", jiff::civil::date(2020, 1, 1), vec![], &[], vec![]);
        let options = crate::scene::Options {
            theme: &crate::scene::Theme::LIGHT,
            has_basemap: false,
            selected: None,
            hovered: None,
            reserved: Vec::new(),
        };
        let scene = crate::scene::page(&story, crate::story::Playhead(0.0), 800.0, 600.0, &options);
        assert!(matches!(missing(&scene).as_str(), "\u{10fffd}" | ""), "{}", missing(&scene));
    }

    #[cfg(feature = "gui")]
    #[test]
    fn letters_of_the_house_are_not_looked_for() {
        for letter in "Łódź Αθήνα Москва – “x” Việt\n\t".chars() {
            assert!(!is_foreign(letter), "{letter}");
        }
        assert!("日ب한".chars().all(is_foreign));
        assert!(faces_for("Łódź").is_empty());
    }

    #[test]
    fn a_face_that_is_found_has_the_letter_and_is_found_again() {
        // What no machine has to have may be missing; what is found is right.
        for letter in "日ب한ไहא".chars() {
            let Some(face) = face_of(letter) else { continue };
            assert!(face.parsed.glyph_index(letter).is_some(), "{letter}");
            assert_eq!(face_of(letter).map(|f| &f.path), Some(&face.path));
        }
        assert!(face_of('\u{10fffd}').is_none_or(|f| f.parsed.glyph_index('\u{10fffd}').is_some()));
    }

    #[test]
    fn plain_faces_go_first() {
        let of = |name: &str| fanciness(Path::new(name));
        assert!(of("NotoSansCJK-Regular.ttc") < of("NotoSansCJK-Bold.ttc"));
        assert!(of("DejaVuSans.ttf") < of("DejaVuSansMono-Bold.ttf") && of("DejaVuSans.ttf") < of("NotoSerifThai.ttf"));
    }
}
