//! What the desktop says of its user that the window toolkit does not pass on: whether less should move; and what it cannot do: drop files.

use egui::Context;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

/// Asks the desktop whether its user wants less motion. The answer comes later; none comes where the desktop does not say.
///
/// GNOME and its kin are asked by `gsettings`, KDE by `kreadconfig`, macOS by `defaults`: programs that come with them.
pub(super) fn motion(ctx: &Context) -> Receiver<bool> {
    let (sender, receiver) = channel();
    let ctx = ctx.clone();
    std::thread::spawn(move || {
        let answers = QUESTIONS.iter().filter_map(|(program, arguments, is_less)| Some(is_less(said(program, arguments)?.trim())));
        // Several may answer: who asked for less anywhere gets less.
        if let Some(is_reduced) = answers.reduce(|a, b| a || b) {
            // Where the window is closed, nobody waits.
            let _ = sender.send(is_reduced);
            ctx.request_repaint();
        }
    });
    receiver
}

/// Whether files can be dropped on the window. Source: winit 0.30, `WindowEvent::DroppedFile`: not on Wayland, which it prefers where both are there.
pub(super) fn can_drop() -> bool {
    cfg!(any(windows, target_os = "macos")) || can_drop_where(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn can_drop_where(is_set: impl Fn(&str) -> bool) -> bool {
    !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET")
}

/// A program, what it is asked, and whether an answer asks for less motion.
type Question = (&'static str, &'static [&'static str], fn(&str) -> bool);

#[cfg(target_os = "macos")]
const QUESTIONS: &[Question] = &[("defaults", &["read", "com.apple.universalaccess", "reduceMotion"], |said| said == "1")];
#[cfg(not(target_os = "macos"))]
const QUESTIONS: &[Question] = &[
    ("gsettings", &["get", "org.gnome.desktop.interface", "enable-animations"], |said| said == "false"),
    ("kreadconfig6", &["--group", "KDE", "--key", "AnimationDurationFactor"], |said| said == "0"),
    ("kreadconfig5", &["--group", "KDE", "--key", "AnimationDurationFactor"], |said| said == "0"),
];

/// What a program says; `None` where it is not there, fails or says nothing.
fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok().filter(|said| output.status.success() && !said.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_says_nothing() {
        assert_eq!(said("dateline-no-such-program", &[]), None);
    }

    #[test]
    fn files_are_dropped_on_x11_alone() {
        let check = |set: &[&str], expected: bool| assert_eq!(can_drop_where(|name| set.contains(&name)), expected, "{set:?}");
        check(&["DISPLAY"], true);
        check(&[], true);
        check(&["WAYLAND_DISPLAY"], false);
        check(&["DISPLAY", "WAYLAND_DISPLAY"], false);
        check(&["DISPLAY", "WAYLAND_SOCKET"], false);
    }

    #[cfg(not(target_os = "macos"))]
    #[test]
    fn less_motion_is_animations_switched_off() {
        let is_less = |program: &str, words: &str| QUESTIONS.iter().find(|q| q.0 == program).is_some_and(|q| (q.2)(words));
        assert!(is_less("gsettings", "false") && !is_less("gsettings", "true"));
        assert!(is_less("kreadconfig6", "0") && !is_less("kreadconfig6", "1.0"));
    }
}
