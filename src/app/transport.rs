//! The transport: previous, play, next, speed, loop, follow, and what is playing.

use super::command::Command;
use super::controls::{Toggle, focus_ring, icon_button};
use super::icons::{self, Icon};
use super::keys::name_of;
use super::language::{tr, tr_with};
use super::look::{Type, color32, rule, theme};
use super::state::State;
use super::{Outbox, describe, lists};
use crate::story::Story;
use egui::{Popup, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Speeds on offer.
const SPEEDS: [f64; 6] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0];

/// Shows the transport.
pub(super) fn transport_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    // In the lowest of panels nothing is cut.
    ui.add_space(if ui.max_rect().height() < 100.0 { 4.0 } else { 12.0 });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_space(16.0);
        let can_play = state.can_play();
        ui.add_enabled_ui(can_play, |ui| {
            if icon_button(ui, Icon::Previous, name_of(&Command::PreviousEvent), 36.0, Toggle::None).clicked() {
                out.send(Command::PreviousEvent);
            }
            play_ui(ui, state, out);
            if icon_button(ui, Icon::Next, name_of(&Command::NextEvent), 36.0, Toggle::None).clicked() {
                out.send(Command::NextEvent);
            }
            let (rect, _) = ui.allocate_exact_size(vec2(9.0, 16.0), Sense::hover());
            ui.painter().vline(rect.center().x, rect.y_range(), rule(theme));
            speed_ui(ui, state, out);
            let toggle = |on: bool| if on { Toggle::On } else { Toggle::Off };
            if icon_button(ui, Icon::Loop, name_of(&Command::ToggleLoop), 28.0, toggle(state.is_looping)).clicked() {
                out.send(Command::ToggleLoop);
            }
            if icon_button(ui, Icon::Follow, name_of(&Command::ToggleFollow), 28.0, toggle(state.is_following)).clicked() {
                out.send(Command::ToggleFollow);
            }
        });
    });
    if let Some(story) = &state.story {
        now_ui(ui, story, state, out);
    }
}

fn play_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(36.0, 36.0), Sense::click());
    let name = if state.is_playing { tr("Pause") } else { tr("Play") };
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let fill = match (enabled, response.hovered()) {
        (false, _) => theme.cancelled.at(0.55),
        (_, true) => theme.ink.at(0.85),
        _ => theme.ink,
    };
    ui.painter().circle_filled(rect.center(), 18.0, color32(fill));
    let icon = if state.is_playing { Icon::Pause } else { Icon::Play };
    icons::paint(ui.painter(), icon, rect.center(), color32(theme.chrome));
    focus_ring(ui.painter(), &response, rect, theme);
    if response.on_hover_text(name).clicked() {
        out.send(Command::PlayPause);
    }
}

fn speed_ui(ui: &mut Ui, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let words = speed_words(state.speed);
    let (rect, response) = ui.allocate_exact_size(vec2(36.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr_with("Speed {}", &[&words])));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4, color32(theme.hover));
    }
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, &words, Type::NAME.font(), color32(theme.ink));
    focus_ring(ui.painter(), &response, rect, theme);
    Popup::menu(&response).show(|ui| {
        for speed in SPEEDS {
            if ui.selectable_label((speed - state.speed).abs() < 1e-6, speed_words(speed)).clicked() {
                out.send(Command::SetSpeed(speed));
            }
        }
    });
}

fn speed_words(speed: f64) -> String {
    format!("{speed}×")
}

/// What is playing, and its number.
fn now_ui(ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let rect = Rect::from_min_size(pos2(ui.max_rect().left() + 20.0, ui.cursor().top() + 4.0), vec2(ui.max_rect().width() - 32.0, 36.0));
    let cues = &story.playback.cues;
    let Some((i, cue)) = story.playback.at(state.playhead).cue.and_then(|i| Some((i, cues.get(i)?))) else {
        let words = if cues.is_empty() { tr("Nothing to play: no dated events") } else { tr("At the start") };
        lists::line(ui, rect.min, words, Type::NAME, color32(theme.ink_weak), rect.width());
        return;
    };
    let target = super::timeline_panel::target_of(story, cue.kind);
    let name = describe::target(story, target);
    let response = ui.interact(rect, ui.scope_id().with("now"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr_with("Now: {}", &[&name])));
    lists::line(ui, rect.min, &name, Type::STRONG, color32(theme.ink), rect.width());
    let far = cue.when.and_then(|w| describe::from_article(story, &w)).map_or(String::new(), |w| format!(" · {w}"));
    let second = format!("{}{far}", tr_with("{} of {}", &[&(i + 1), &cues.len()]));
    lists::line(ui, rect.min + vec2(0.0, 18.0), &second, Type::SECOND, color32(theme.ink_weak), rect.width());
    if response.hovered() {
        out.hover(target);
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.clicked() {
        out.send(Command::Select(Some(target)));
    }
}
