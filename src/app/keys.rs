//! The keys: which command each calls, and when. The one list of commands, for keys, menus, the palette and the sheet of keys.

use super::command::Command;
use super::language::tr;
use super::state::{State, Tab};
use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};

/// A command of the palette, with its name and keys.
pub(super) struct Entry {
    pub command: Command,
    pub name: &'static str,
    pub keys: &'static [KeyboardShortcut],
}

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const BARE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

/// Every command that needs nothing but itself, in the order of the sheet of keys.
pub(super) const LIST: &[Entry] = &[
    Entry { command: Command::OpenDialog, name: "Open…", keys: &[key(CTRL, Key::O)] },
    Entry { command: Command::AddDialog, name: "Add an article…", keys: &[key(CTRL.plus(SHIFT), Key::O)] },
    Entry { command: Command::OpenFolderDialog, name: "Open a folder of articles…", keys: &[] },
    Entry { command: Command::OpenExample, name: "Open the example", keys: &[] },
    Entry { command: Command::Close, name: "Close the story", keys: &[key(CTRL, Key::N), key(CTRL, Key::W)] },
    Entry { command: Command::Save, name: "Save", keys: &[key(CTRL, Key::S)] },
    Entry { command: Command::SaveDialog, name: "Save as…", keys: &[key(CTRL.plus(SHIFT), Key::S)] },
    Entry { command: Command::ExportDialog, name: "Export…", keys: &[key(CTRL, Key::E)] },
    Entry { command: Command::CopyPicture, name: "Copy the picture", keys: &[key(CTRL, Key::C)] },
    Entry { command: Command::Undo, name: "Undo", keys: &[key(CTRL, Key::Z)] },
    Entry { command: Command::Redo, name: "Redo", keys: &[key(CTRL.plus(SHIFT), Key::Z), key(CTRL, Key::Y)] },
    Entry { command: Command::PlayPause, name: "Play or pause", keys: &[key(BARE, Key::Space)] },
    Entry { command: Command::NextEvent, name: "Next event", keys: &[key(CTRL, Key::ArrowRight)] },
    Entry { command: Command::PreviousEvent, name: "Previous event", keys: &[key(CTRL, Key::ArrowLeft)] },
    Entry { command: Command::Step(1), name: "Step forward", keys: &[key(BARE, Key::ArrowRight)] },
    Entry { command: Command::Step(-1), name: "Step back", keys: &[key(BARE, Key::ArrowLeft)] },
    Entry { command: Command::Step(10), name: "Ten steps forward", keys: &[key(SHIFT, Key::ArrowRight)] },
    Entry { command: Command::Step(-10), name: "Ten steps back", keys: &[key(SHIFT, Key::ArrowLeft)] },
    Entry { command: Command::GoToStart, name: "Go to the start", keys: &[key(BARE, Key::Home)] },
    Entry { command: Command::GoToEnd, name: "Go to the end", keys: &[key(BARE, Key::End)] },
    Entry { command: Command::Restart, name: "Play from the start", keys: &[key(ALT, Key::ArrowLeft)] },
    Entry { command: Command::SpeedUp, name: "Play faster", keys: &[key(BARE, Key::CloseBracket)] },
    Entry { command: Command::SlowDown, name: "Play slower", keys: &[key(BARE, Key::OpenBracket)] },
    Entry { command: Command::ToggleLoop, name: "Loop", keys: &[key(BARE, Key::L)] },
    Entry { command: Command::ToggleFollow, name: "Follow with the map", keys: &[key(BARE, Key::C)] },
    Entry { command: Command::ZoomAxisIn, name: "Zoom into the timeline", keys: &[key(ALT, Key::Plus), key(ALT, Key::Equals)] },
    Entry { command: Command::ZoomAxisOut, name: "Zoom out of the timeline", keys: &[key(ALT, Key::Minus)] },
    Entry { command: Command::WholeAxis, name: "Show the whole timeline", keys: &[key(ALT, Key::Num0)] },
    Entry { command: Command::ToggleMotion, name: "Less motion", keys: &[] },
    Entry { command: Command::ZoomIn, name: "Zoom in", keys: &[key(BARE, Key::Plus), key(BARE, Key::Equals)] },
    Entry { command: Command::ZoomOut, name: "Zoom out", keys: &[key(BARE, Key::Minus)] },
    Entry { command: Command::FitStory, name: "Show the whole story", keys: &[key(BARE, Key::R), key(BARE, Key::N)] },
    Entry { command: Command::FitSelection, name: "Show the selection", keys: &[key(BARE, Key::F)] },
    Entry { command: Command::BasemapDialog, name: "Map beneath the story…", keys: &[key(BARE, Key::B)] },
    Entry { command: Command::FocusMap, name: "Go to the map", keys: &[key(BARE, Key::M)] },
    Entry { command: Command::Pan(0.0, -0.2), name: "Move the map north", keys: &[key(SHIFT, Key::ArrowUp)] },
    Entry { command: Command::Pan(0.0, 0.2), name: "Move the map south", keys: &[key(SHIFT, Key::ArrowDown)] },
    Entry { command: Command::Pan(-0.2, 0.0), name: "Move the map west", keys: &[key(ALT.plus(SHIFT), Key::ArrowLeft)] },
    Entry { command: Command::Pan(0.2, 0.0), name: "Move the map east", keys: &[key(ALT.plus(SHIFT), Key::ArrowRight)] },
    Entry { command: Command::ShowTab(Tab::Article), name: "Show the article", keys: &[key(ALT, Key::Num1)] },
    Entry { command: Command::ShowTab(Tab::Places), name: "Show the places", keys: &[key(ALT, Key::Num2)] },
    Entry { command: Command::ShowTab(Tab::Events), name: "Show the events", keys: &[key(ALT, Key::Num3)] },
    Entry { command: Command::Find, name: "Find in the article", keys: &[key(CTRL, Key::F)] },
    Entry { command: Command::MarkDialog, name: "Mark a place…", keys: &[key(BARE, Key::P)] },
    Entry { command: Command::AddEventDialog(None), name: "Add an event…", keys: &[key(BARE, Key::A)] },
    Entry { command: Command::ToggleInspector, name: "Inspector", keys: &[key(BARE, Key::I)] },
    Entry { command: Command::CycleTheme, name: "Light or dark", keys: &[key(CTRL.plus(SHIFT), Key::L)] },
    Entry { command: Command::LargerText, name: "Larger interface", keys: &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)] },
    Entry { command: Command::SmallerText, name: "Smaller interface", keys: &[key(CTRL, Key::Minus)] },
    Entry { command: Command::NormalText, name: "Normal interface", keys: &[key(CTRL, Key::Num0)] },
    Entry { command: Command::SettingsDialog, name: "Settings…", keys: &[key(CTRL, Key::Comma)] },
    Entry { command: Command::Palette, name: "Find a place or a command", keys: &[key(CTRL, Key::K), key(CTRL, Key::P)] },
    Entry { command: Command::Keys, name: "Keys", keys: &[key(BARE, Key::Questionmark), key(SHIFT, Key::Slash)] },
    Entry { command: Command::Escape, name: "Close, or clear the selection", keys: &[key(BARE, Key::Escape)] },
    Entry { command: Command::Fullscreen, name: "Full screen", keys: &[key(BARE, Key::F11)] },
    Entry { command: Command::Quit, name: "Quit", keys: &[key(CTRL, Key::Q)] },
];

/// The keys of the map while it has the keyboard; elsewhere left and right move time.
pub(super) const ON_THE_MAP: &[(KeyboardShortcut, Command)] = &[
    (key(BARE, Key::ArrowUp), Command::Pan(0.0, -0.2)),
    (key(BARE, Key::ArrowDown), Command::Pan(0.0, 0.2)),
    (key(BARE, Key::ArrowLeft), Command::Pan(-0.2, 0.0)),
    (key(BARE, Key::ArrowRight), Command::Pan(0.2, 0.0)),
];

/// Reads the keys of this frame; `map` is the map's widget. Bare keys are left to a text field or a focused control.
pub(super) fn from_keys(ctx: &Context, state: &State, map: Option<Id>) -> Vec<Command> {
    let is_typing = ctx.text_edit_focused();
    let focused = ctx.memory(|m| m.focused());
    let has_focus = focused.is_some();
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        if has_focus && focused == map && state.overlay.is_none() {
            let pressed = ON_THE_MAP.iter().filter(|(keys, _)| input.consume_shortcut(keys));
            commands.extend(pressed.map(|(_, command)| command.clone()));
        }
        // Those with more modifiers first: Ctrl+Shift+L is not Ctrl+L.
        let mut pairs: Vec<(&KeyboardShortcut, &Command)> = LIST.iter().flat_map(|e| e.keys.iter().map(move |k| (k, &e.command))).collect();
        pairs.sort_by_key(|(k, _)| std::cmp::Reverse(n_modifiers(k.modifiers)));
        for (keys, command) in pairs {
            let is_bare = !keys.modifiers.command && !keys.modifiers.alt;
            let is_escape = keys.logical_key == Key::Escape;
            let is_function = keys.logical_key == Key::F11;
            let is_of_text = matches!(keys.logical_key, Key::Z | Key::Y | Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End);
            if is_typing && (is_bare || is_of_text) && !is_escape && !is_function {
                continue;
            }
            if has_focus && matches!(keys.logical_key, Key::Space) {
                continue;
            }
            // While something lies over the window, only what closes it.
            if state.overlay.is_some() && is_bare && !is_escape {
                continue;
            }
            if input.consume_shortcut(keys) {
                commands.push(command.clone());
            }
        }
        if !is_typing && state.overlay.is_none() {
            for (digit, key) in DIGITS {
                if input.consume_key(Modifiers::NONE, key) {
                    commands.push(Command::Digit(digit));
                }
            }
        }
    });
    commands
}

const DIGITS: [(u8, Key); 10] = [
    (0, Key::Num0),
    (1, Key::Num1),
    (2, Key::Num2),
    (3, Key::Num3),
    (4, Key::Num4),
    (5, Key::Num5),
    (6, Key::Num6),
    (7, Key::Num7),
    (8, Key::Num8),
    (9, Key::Num9),
];

fn n_modifiers(m: Modifiers) -> u8 {
    u8::from(m.alt) + u8::from(m.command || m.ctrl) + u8::from(m.shift)
}

/// The name of a command of the list; empty for others.
pub(super) fn name_of(command: &Command) -> &'static str {
    LIST.iter().find(|e| e.command == *command).map_or("", |e| tr(e.name))
}

/// The keys of a command, as this desktop writes them; empty where it has none.
pub(super) fn keys_of(ctx: &Context, command: &Command) -> String {
    let entry = LIST.iter().find(|e| e.command == *command);
    entry.and_then(|e| e.keys.first()).map_or_else(String::new, |k| written(ctx, k))
}

/// Keys as this desktop writes them, and signs as they stand on the key.
pub(super) fn written(ctx: &Context, keys: &KeyboardShortcut) -> String {
    let in_words = |words: String| words.split('+').map(tr).collect::<Vec<_>>().join("+");
    let (sign, name) = match keys.logical_key {
        Key::Questionmark => ("?", "Questionmark"),
        Key::Slash => ("/", "Slash"),
        Key::Plus => ("+", "Plus"),
        Key::Minus => ("−", "Minus"),
        Key::Equals => ("=", "Equals"),
        Key::OpenBracket => ("[", "OpenBracket"),
        Key::CloseBracket => ("]", "CloseBracket"),
        Key::Comma => (",", "Comma"),
        _ => return in_words(ctx.format_shortcut(keys)),
    };
    let words = ctx.format_shortcut(keys);
    let rest = words.strip_suffix(name).map(|rest| in_words(rest.to_owned()) + sign);
    rest.unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_commands_share_a_key_on_any_system() {
        // On a Mac, Command is ⌘ and not Ctrl; no entry names Ctrl itself, so one table holds for all systems.
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for entry in LIST {
            for keys in entry.keys {
                assert!(!keys.modifiers.ctrl && !keys.modifiers.mac_cmd, "{} names a key of one system", entry.name);
                let text = format!("{:?} {:?}", keys.modifiers, keys.logical_key);
                if let Some(other) = seen.insert(text, entry.name) {
                    panic!("{} and {other} share {keys:?}", entry.name);
                }
            }
        }
    }

    #[test]
    fn the_keys_of_the_map_take_nothing_but_steps_in_time() {
        for (i, (keys, command)) in ON_THE_MAP.iter().enumerate() {
            assert!(!ON_THE_MAP.iter().skip(i + 1).any(|(other, _)| other == keys), "{keys:?} twice");
            assert!(LIST.iter().any(|e| e.command == *command), "{command:?} is in no list");
            let shadowed = LIST.iter().filter(|e| e.keys.contains(keys)).find(|e| !matches!(e.command, Command::Step(_)));
            assert!(shadowed.is_none(), "{keys:?} hides {:?}", shadowed.map(|e| e.name));
        }
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let mut names: Vec<&str> = LIST.iter().map(|e| e.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), LIST.len());
    }
}
