//! The toolbar: the sign, the story's title, files, undo, search, look, export.

use super::Outbox;
use super::command::Command;
use super::controls::{Toggle, Weight, button, icon_button};
use super::icons::{self, Icon};
use super::keys::{keys_of, name_of};
use super::language::tr;
use super::look::{Type, color32, rule, theme};
use super::state::State;
use crate::scene::Theme;
use egui::{Align, CornerRadius, Layout, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Shows the toolbar.
pub(super) fn toolbar_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let wide = ui.ctx().content_rect().width();
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        brand_ui(ui, theme);
        separator(ui, theme);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let is_possible = Command::ExportDialog.is_possible(state);
            if ui.add_enabled_ui(is_possible, |ui| button(ui, "Export", Weight::Primary)).inner.clicked() {
                out.send(Command::ExportDialog);
            }
            ui.add_space(8.0);
            super::menu::menu_ui(ui, state, theme, out);
            let toggle = if state.is_inspector_open { Toggle::On } else { Toggle::Off };
            icon(ui, Icon::Sidebar, Command::ToggleInspector, toggle, state, out);
            let sun = if theme.is_dark { Icon::Sun } else { Icon::Moon };
            icon(ui, sun, Command::CycleTheme, Toggle::None, state, out);
            separator(ui, theme);
            if wide < 960.0 {
                icon(ui, Icon::Search, Command::Palette, Toggle::None, state, out);
            } else {
                search_ui(ui, if wide >= 1600.0 { 320.0 } else { 248.0 }, theme, out);
            }
            separator(ui, theme);
            icon(ui, Icon::Redo, Command::Redo, Toggle::None, state, out);
            icon(ui, Icon::Undo, Command::Undo, Toggle::None, state, out);
            separator(ui, theme);
            icon(ui, Icon::Save, Command::Save, Toggle::None, state, out);
            icon(ui, Icon::Open, Command::OpenDialog, Toggle::None, state, out);
            ui.add_space(8.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| title_ui(ui, state, theme));
        });
    });
}

fn brand_ui(ui: &mut Ui, theme: &Theme) {
    let galley = ui.painter().layout_no_wrap("Dateline".to_owned(), Type::BRAND.font(), color32(theme.ink));
    let (rect, response) = ui.allocate_exact_size(vec2(34.0 + galley.size().x + 10.0, 28.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Dateline"));
    icons::paint_sign(
        ui.painter(),
        pos2(rect.left() + 15.0, rect.center().y),
        color32(theme.ink),
        color32(theme.planned),
        color32(theme.chrome),
    );
    ui.painter().galley(pos2(rect.left() + 34.0, rect.center().y - galley.size().y / 2.0), galley, color32(theme.ink));
}

fn title_ui(ui: &mut Ui, state: &State, theme: &Theme) {
    let words = state.story.as_ref().map_or(tr("No story open").to_owned(), |s| s.title().to_owned());
    let ink = if state.story.is_some() { theme.ink } else { theme.ink_weak };
    let room = ui.available_width() - if state.is_unsaved { 52.0 } else { 8.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(room.max(0.0), 28.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let end = super::lists::line(ui, pos2(rect.left() + 4.0, rect.center().y - 8.0), &words, Type::NAME, color32(ink), room - 4.0);
    if state.is_unsaved {
        ui.painter().text(
            pos2(end + 8.0, rect.center().y),
            egui::Align2::LEFT_CENTER,
            tr("edited"),
            Type::SECOND.font(),
            color32(theme.ink_weak),
        );
    }
    response.on_hover_text(words);
}

fn icon(ui: &mut Ui, icon: Icon, command: Command, toggle: Toggle, state: &State, out: &mut Outbox) {
    let is_possible = command.is_possible(state);
    let name = name_of(&command);
    let keys = keys_of(ui.ctx(), &command);
    let response = ui.add_enabled_ui(is_possible, |ui| icon_button(ui, icon, name, 28.0, toggle)).inner;
    if !keys.is_empty() {
        response.clone().on_hover_text(keys);
    }
    if response.clicked() {
        out.send(command);
    }
}

fn separator(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(17.0, 16.0), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), rule(theme));
}

/// The field that opens the palette: it looks like a field and works like a button.
fn search_ui(ui: &mut Ui, width: f32, theme: &Theme, out: &mut Outbox) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let name = name_of(&Command::Palette);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let fill = if response.hovered() { theme.hover } else { theme.paper };
    ui.painter().rect(rect, CornerRadius::same(4), color32(fill), rule(theme), StrokeKind::Inside);
    icons::paint(ui.painter(), Icon::Search, pos2(rect.left() + 17.0, rect.center().y), color32(theme.ink_weak));
    let weak = color32(theme.ink_weak);
    let keys = ui.painter().layout_no_wrap(keys_of(ui.ctx(), &Command::Palette), Type::SMALL.font(), weak);
    let (left, right) = (rect.left() + 33.0, rect.right() - 9.0 - keys.size().x);
    super::lists::line(ui, pos2(left, rect.center().y - 8.0), name, Type::NAME, weak, right - 8.0 - left);
    ui.painter().galley(pos2(right, rect.center().y - keys.size().y / 2.0), keys, weak);
    super::controls::focus_ring(ui.painter(), &response, rect, theme);
    if response.clicked() {
        out.send(Command::Palette);
    }
}
