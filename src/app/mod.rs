//! The window: panels that read the state and send commands. The only module that knows egui.

use crate::story::Story;

/// Opens the window on `story` and returns when it is closed.
///
/// # Errors
/// Where no display can be had, or the window cannot be opened.
pub fn open(story: Story) -> Result<(), String> {
    let _ = story;
    Err("not yet".to_owned())
}
