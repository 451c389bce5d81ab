//! The timeline: the scene's axis of time, painted and made to react. A drag along it scrubs; a click on a mark selects it.

use super::Outbox;
use super::command::Command;
use super::controls::focus_ring;
use super::language::{long_date, tr, tr_with};
use super::look::{Type, color32, theme};
use super::paint::{self, ScenePainter};
use super::state::State;
use crate::scene::{Options, PicturePoint, PictureRect, StripKind, strip};
use crate::story::{Playhead, Story};
use egui::{Align2, CursorIcon, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

/// What the timeline remembers between frames.
#[derive(Default)]
pub(super) struct TimelinePanel {
    painter: ScenePainter,
}

impl TimelinePanel {
    /// Shows the timeline in the rest of `ui`.
    pub fn timeline_ui(&mut self, ui: &mut Ui, story: Option<&Story>, state: &State, out: &mut Outbox) {
        let rect = ui.available_rect_before_wrap();
        let Some(story) = story else { return bare_axis(ui, rect, tr("Dates line up here")) };
        if story.timeline.is_empty() {
            let can_play = state.can_play();
            bare_axis(ui, rect, if can_play { "" } else { tr("No dates in this article") });
            if can_play {
                undated_ui(ui, state, rect, out);
            }
            return;
        }
        let theme = theme(ui);
        let response = ui.interact(rect, ui.scope_id().with("strip"), Sense::click_and_drag());
        let instant = story.playback.at(state.playhead);
        response.widget_info(|| {
            let when = instant.when.map_or(tr("before the first date").to_owned(), |w| long_date(&w));
            let mut info = WidgetInfo::labeled(Role::Slider, true, tr_with("Time: {}", &[&when]));
            info.value = Some(state.playhead.0);
            info
        });
        let options = Options { theme, has_basemap: false, selected: state.selected, hovered: state.hovered, reserved: Vec::new() };
        let whole = PictureRect { min: PicturePoint { x: 0.0, y: 0.0 }, max: PicturePoint { x: rect.width(), y: rect.height() } };
        let strip = strip(story, state.playhead, whole, &options, StripKind::Window);
        self.painter.paint_layers(&ui.painter_at(rect), rect.min, &strip.layers);
        let grip = strip.playhead.map(|g| paint::rect(rect.min, g));
        if grip.is_some_and(|g| ui.rect_contains_pointer(g)) || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        for (i, hotspot) in strip.hotspots.iter().enumerate() {
            let area = paint::rect(rect.min, hotspot.rect).intersect(rect);
            let response = ui.interact(area, ui.scope_id().with(("mark", hotspot.target, i)), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, state.selected == Some(hotspot.target), &hotspot.name));
            if response.hovered() || response.has_focus() {
                out.hover(hotspot.target);
            }
            if response.hovered() && !ui.input(|i| i.pointer.any_down()) {
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            }
            if response.clicked() {
                out.send(Command::Select(Some(hotspot.target)));
            }
            focus_ring(ui.painter(), &response, area.shrink(4.0), theme);
        }
        focus_ring(ui.painter(), &response, rect.shrink(6.0), theme);
        if let Some(at) = pressed_at(&response)
            && let Some(instant) = strip.instant(story, at.x - rect.left())
        {
            out.send(Command::Seek(story.playback.playhead_at(instant)));
        }
    }
}

/// Where the strip is clicked or dragged.
fn pressed_at(response: &egui::Response) -> Option<Pos2> {
    response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged())
}

fn bare_axis(ui: &Ui, rect: Rect, words: &str) {
    let theme = theme(ui);
    let y = rect.bottom() - 32.0;
    let line = Stroke::new(1.0, color32(theme.ink));
    let (left, right) = (rect.left() + 32.0, rect.right() - 32.0);
    ui.painter().hline(left..=right, y, line);
    for i in 0..=24u8 {
        let x = left + (right - left) * f32::from(i) / 24.0;
        ui.painter().vline(x, y..=y + if i % 6 == 0 { 8.0 } else { 3.0 }, line);
    }
    ui.painter().text(pos2(rect.center().x, y - 14.0), Align2::CENTER_BOTTOM, words, Type::NAME.font(), color32(theme.ink_weak));
}

/// A story without dates still plays in the order it is told: a plain slider.
fn undated_ui(ui: &mut Ui, state: &State, rect: Rect, out: &mut Outbox) {
    let theme = theme(ui);
    let response = ui.interact(rect, ui.scope_id().with("strip"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, tr("Time: no dates, in the order it is told")));
    let (left, width) = (rect.left() + 32.0, rect.width() - 64.0);
    let x = left + width * (state.playhead.0 / state.duration_secs().max(1e-9)) as f32;
    ui.painter().circle_filled(pos2(x, rect.bottom() - 32.0), 6.0, color32(theme.ink));
    focus_ring(ui.painter(), &response, rect.shrink(6.0), theme);
    if let Some(at) = pressed_at(&response) {
        out.send(Command::Seek(Playhead(f64::from((at.x - left) / width) * state.duration_secs())));
    }
}
