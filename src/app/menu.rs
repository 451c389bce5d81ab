//! The menu of the toolbar: what has no button of its own, and the files that were open last.

use super::Outbox;
use super::command::Command;
use super::controls::{Toggle, focus_ring, icon_button};
use super::icons::Icon;
use super::keys::{keys_of, name_of};
use super::language::{tr, tr_with};
use super::lists;
use super::look::{Type, color32};
use super::read::Source;
use super::state::State;
use crate::scene::Theme;
use egui::{Popup, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// The commands of the menu, in parts.
fn parts() -> [&'static [Command]; 4] {
    const FILES: &[Command] = &[Command::OpenDialog, Command::OpenExample, Command::SaveDialog, Command::Close];
    const STORY: &[Command] = &[Command::MarkDialog, Command::AddEventDialog(None), Command::CopyPicture, Command::ExportDialog];
    const LOOK: &[Command] =
        &[Command::BasemapDialog, Command::SettingsDialog, Command::ToggleMotion, Command::WholeAxis, Command::Fullscreen];
    const REST: &[Command] = &[Command::Palette, Command::Keys, Command::Quit];
    [FILES, STORY, LOOK, REST]
}

/// Shows the button of the menu, and the menu.
pub(super) fn menu_ui(ui: &mut Ui, state: &State, theme: &Theme, out: &mut Outbox) {
    let response = icon_button(ui, Icon::More, "Menu", 28.0, Toggle::None);
    Popup::menu(&response).show(|ui| {
        ui.set_width(264.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        // In a low window the menu scrolls.
        let height = ui.ctx().content_rect().height() - 60.0;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (i, part) in parts().into_iter().enumerate() {
                if i > 0 {
                    ui.separator();
                }
                for command in part {
                    let is_on = *command == Command::ToggleMotion && state.is_motion_reduced();
                    let name = if is_on { format!("✓ {}", name_of(command)) } else { name_of(command).to_owned() };
                    let row = Row { name: &name, told: &name, keys: &keys_of(ui.ctx(), command), is_possible: command.is_possible(state) };
                    if row.row_ui(ui, theme).clicked() {
                        out.send(command.clone());
                    }
                }
                if i == 0 && !state.recent.is_empty() {
                    ui.separator();
                    recent_ui(ui, state, theme, out);
                }
            }
        });
    });
}

fn recent_ui(ui: &mut Ui, state: &State, theme: &Theme, out: &mut Outbox) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        super::controls::kicker(ui, "Recent");
    });
    for path in &state.recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).display().to_string();
        let told = tr_with("Open {}", &[&name]);
        let row = Row { name: &name, told: &told, keys: "", is_possible: true };
        if row.row_ui(ui, theme).on_hover_text(path.display().to_string()).clicked() {
            out.send(Command::Open(Source::File(path.clone())));
        }
    }
    let words = tr("Clear the recent files");
    if (Row { name: words, told: words, keys: "", is_possible: true }).row_ui(ui, theme).clicked() {
        out.send(Command::ForgetRecent);
    }
}

/// A line of the menu.
struct Row<'a> {
    name: &'a str,
    /// What those hear who cannot see it.
    told: &'a str,
    keys: &'a str,
    is_possible: bool,
}

impl Row<'_> {
    fn row_ui(&self, ui: &mut Ui, theme: &Theme) -> Response {
        let sense = if self.is_possible { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, self.is_possible, self.told));
        if self.is_possible && response.hovered() {
            ui.painter().rect_filled(rect, 2, color32(theme.hover));
        }
        let ink = if self.is_possible { theme.ink } else { theme.cancelled.at(0.55) };
        lists::line(ui, rect.min + vec2(8.0, 5.0), self.name, Type::NAME, color32(ink), rect.width() - 100.0);
        lists::right(ui, rect.right_top() + vec2(-8.0, 6.0), self.keys, Type::SECOND, color32(theme.ink_weak));
        focus_ring(ui.painter(), &response, rect.shrink(3.0), theme);
        response
    }
}
