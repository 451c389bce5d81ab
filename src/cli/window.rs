//! `dateline [INPUT]`: opens the window, or says what to do where there is none.

use super::Failure;
use super::known::Known;
use std::path::Path;

/// Opens the window on the story at `input`, or on the bundled example without one.
#[cfg(feature = "gui")]
pub(super) fn run(input: Option<&Path>, known: Known) -> Result<(), Failure> {
    let setting = known.setting()?;
    let story = match input {
        Some(path) => super::input::story(path, &setting)?,
        None => super::input::example(&setting),
    };
    let name = input.map_or("INPUT".to_owned(), |p| p.display().to_string());
    let without = format!("; to draw without a window: dateline snapshot {name} -o map.png");
    if !has_display() {
        return Err(Failure(format!("could not open the window: there is no display{without}")));
    }
    let file = input.filter(|p| crate::story::file::is_story_at(p));
    crate::app::open(story, file).map_err(|e| Failure(format!("could not open the window: {e}{without}")))
}

/// Says that this program has no window.
#[cfg(not(feature = "gui"))]
pub(super) fn run(input: Option<&Path>, _: Known) -> Result<(), Failure> {
    let name = input.map_or("INPUT".to_owned(), |p| p.display().to_string());
    Err(Failure(format!("this program was built without a window; to draw: dateline snapshot {name} -o map.png")))
}

/// Whether the desktop names a display. Only X11 and Wayland do so beforehand.
#[cfg(feature = "gui")]
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let names_one = cfg!(all(unix, not(target_os = "macos")));
    !names_one || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}
