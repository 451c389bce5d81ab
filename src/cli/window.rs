//! `dateline [INPUT]`: opens the window, or says what to do where there is none.

use super::Failure;
#[cfg(feature = "gui")]
use super::input::Opened;
use super::known::Known;
#[cfg(feature = "gui")]
use crate::app::Opening;
use std::path::PathBuf;

/// Opens the window on the story of `inputs`, or on the bundled example without one.
#[cfg(feature = "gui")]
pub(super) fn run(inputs: &[PathBuf], known: Known) -> Result<(), Failure> {
    let setting = known.setting()?;
    let opening = match inputs {
        [] => Opening::Story(Box::new(super::input::example(&setting)), None),
        [path] => match super::input::open(path, None)? {
            Opened::Listing(listing) if setting.item.is_none() && listing.items.len() > 1 => Opening::Listing(listing),
            opened => {
                let file = matches!(opened, Opened::Story(_)).then(|| path.clone());
                Opening::Story(Box::new(super::input::story_in(opened, path, &setting)?), file)
            }
        },
        several => Opening::Story(Box::new(super::input::story_of_all(several, &setting)?), None),
    };
    let name = if inputs.is_empty() { "INPUT".to_owned() } else { super::input::named(inputs) };
    let without = format!("; to draw without a window: dateline snapshot {name} -o map.png");
    if !has_display() {
        return Err(Failure(format!("could not open the window: there is no display{without}")));
    }
    crate::app::open(opening).map_err(|e| Failure(format!("could not open the window: {e}{without}")))
}

/// Says that this program has no window.
#[cfg(not(feature = "gui"))]
pub(super) fn run(inputs: &[PathBuf], _: Known) -> Result<(), Failure> {
    let name = super::input::named(inputs);
    Err(Failure(format!("this program was built without a window; to draw: dateline snapshot {name} -o map.png")))
}

/// Whether the desktop names a display. Only X11 and Wayland do so beforehand.
#[cfg(feature = "gui")]
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let names_one = cfg!(all(unix, not(target_os = "macos")));
    !names_one || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}
