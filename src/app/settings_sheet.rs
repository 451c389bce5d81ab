//! The sheet of settings: colours, language, motion, size of the interface. Each choice takes effect at once.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button, kicker};
use super::language::{Language, tr, tr_with};
use super::look::Type;
use super::overlays::sheet_frame;
use super::state::{Motion, Overlay, State, ThemeChoice};
use crate::scene::Theme;
use egui::{Context, Id, Modal, Ui};

/// Shows the sheet while it is asked for.
pub(super) fn settings_ui(ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
    if state.overlay != Some(Overlay::Settings) {
        return;
    }
    let sheet = Modal::new(Id::unique("settings")).frame(sheet_frame(theme)).show(ctx, |ui| {
        ui.set_width(440.0f32.min(ctx.content_rect().width() - 60.0));
        ui.label(Type::TITLE.text(tr("Settings"), theme.ink));
        part(ui, "Colours");
        let desktop = tr("As the desktop says");
        let looks = [(ThemeChoice::System, desktop), (ThemeChoice::Light, tr("Light")), (ThemeChoice::Dark, tr("Dark"))];
        choice(ui, &looks, state.theme, |theme| out.send(Command::SetTheme(theme)));
        part(ui, "Language");
        let mut languages = vec![(None, desktop)];
        languages.extend(Language::ALL.map(|l| (Some(l), l.name())));
        choice(ui, &languages, state.language, |language| out.send(Command::SetLanguage(language)));
        part(ui, "Motion");
        let told = state.desktop_motion.map(|less| tr(if less { "less motion" } else { "full motion" }));
        let desktop = told.map_or_else(|| desktop.to_owned(), |told| tr_with("As the desktop says: {}", &[&told]));
        let motions = [(Motion::System, desktop.as_str()), (Motion::Less, tr("Less motion")), (Motion::Full, tr("Full motion"))];
        choice(ui, &motions, state.motion, |motion| out.send(Command::SetMotion(motion)));
        let note = match (state.motion, state.desktop_motion) {
            (Motion::System, None) => Some(tr("The desktop does not say")),
            _ if state.is_motion_reduced() => Some(tr("Playing goes from event to event, and the map jumps")),
            _ => None,
        };
        if let Some(note) = note {
            ui.label(Type::SECOND.text(note, theme.ink_weak));
        }
        part(ui, "Size of the interface");
        ui.horizontal(|ui| {
            for (command, sign) in [(Command::SmallerText, "−"), (Command::LargerText, "+")] {
                let name = super::keys::name_of(&command);
                let response = button(ui, sign, Weight::Bordered).on_hover_text(name);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
                if response.clicked() {
                    out.send(command);
                }
            }
            ui.label(Type::NAME.text(format!("{:.0} %", ctx.zoom_factor() * 100.0), theme.ink));
            if button(ui, "Normal interface", Weight::Bare).clicked() {
                out.send(Command::NormalText);
            }
        });
        ui.add_space(16.0);
        if button(ui, "Close", Weight::Bordered).clicked() {
            out.send(Command::Escape);
        }
    });
    if sheet.should_close() {
        out.send(Command::Escape);
    }
}

fn part(ui: &mut Ui, name: &str) {
    ui.add_space(14.0);
    kicker(ui, name);
    ui.add_space(4.0);
}

/// One of several, on a line that breaks where it must.
fn choice<T: Copy + PartialEq>(ui: &mut Ui, all: &[(T, &str)], now: T, mut chosen: impl FnMut(T)) {
    ui.horizontal_wrapped(|ui| {
        for (value, name) in all {
            if ui.radio(*value == now, *name).clicked() {
                chosen(*value);
            }
        }
    });
}
