//! The timeline: the scene's axis of time, painted and made to react. A drag along it scrubs; a click on a mark selects it.

use super::Outbox;
use super::axis::{Window, Wish};
use super::command::Command;
use super::controls::focus_ring;
use super::describe::long_date;
use super::language::{tr, tr_with};
use super::look::{Type, color32, theme};
use super::paint::{self, ScenePainter};
use super::state::State;
use crate::events::Status;
use crate::language::Language;
use crate::scene::{Axis, Options, PicturePoint, PictureRect, StripKind, Theme};
use crate::story::{CueKind, Playhead, Story, Target};
use egui::{Align2, CursorIcon, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

/// What the axis depends on: the story's generation, where it is, what is selected and pointed at, whether it is dark, the language.
type Layout = (u64, PictureRect, [Option<Target>; 2], bool, Language);

/// What the timeline remembers between frames.
#[derive(Default)]
pub(super) struct TimelinePanel {
    painter: ScenePainter,
    /// The axis as it was laid out last, and what it depends on.
    laid: Option<(Layout, Axis)>,
    window: Window,
    /// Which story the window is of, by [`State::opened`].
    opened: u64,
    /// The playhead that was brought into sight last.
    followed: Option<Playhead>,
    /// Whether the drag under way moves the axis and not the playhead.
    is_panning: bool,
}

impl TimelinePanel {
    /// Shows the timeline in the rest of `ui`.
    pub fn timeline_ui(&mut self, ui: &mut Ui, story: Option<&Story>, state: &State, wish: Option<Wish>, out: &mut Outbox) {
        let rect = ui.available_rect_before_wrap();
        let Some(story) = story else { return bare_axis(ui, rect, tr("Dates line up here")) };
        if story.timeline.is_empty() {
            if state.can_play() {
                undated_ui(ui, story, state, rect, out);
            } else {
                no_axis(ui, rect, tr("No dated events in this article"));
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
        self.gestures(ui, state, wish, &response, rect);
        let wide = rect.width() * self.window.zoom;
        let left = -self.window.left * wide;
        let whole = PictureRect { min: PicturePoint { x: left, y: 0.0 }, max: PicturePoint { x: left + wide, y: rect.height() } };
        let layout = (state.generation, whole, [state.selected, state.hovered], theme.is_dark, Language::spoken());
        let (_, axis) = match self.laid.take() {
            Some(laid) if laid.0 == layout => self.laid.insert(laid),
            _ => self.laid.insert((layout, Axis::new(story, whole, &options, StripKind::Window))),
        };
        let moving = axis.moving(story, state.playhead, &options);
        let layers = axis.below.iter().chain([&moving.line, &axis.marks, &moving.flag]);
        self.painter.paint_layers(&ui.painter_at(rect), rect.min, layers);
        if self.window.is_zoomed() {
            overview(ui, rect, &self.window, theme);
        }
        if let Some(line) = moving.playhead.filter(|_| self.window.is_zoomed() && self.followed != Some(state.playhead)) {
            // Whatever moved the playhead, it stays in sight; a look elsewhere lasts until it moves again.
            self.window.follow(line.centre().x, rect.width());
            ui.ctx().request_repaint();
        }
        self.followed = Some(state.playhead);
        let grip = moving.playhead.map(|g| paint::rect(rect.min, g));
        if grip.is_some_and(|g| ui.rect_contains_pointer(g)) || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        for (i, hotspot) in axis.hotspots.iter().enumerate() {
            let area = paint::rect(rect.min, hotspot.rect).intersect(rect);
            if !area.is_positive() {
                continue;
            }
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
        if let Some(at) = pressed_at(&response).filter(|_| !self.is_panning)
            && let Some(instant) = axis.instant(story, at.x - rect.left())
        {
            out.send(Command::Seek(story.playback.playhead_at(instant)));
        }
    }
}

impl TimelinePanel {
    /// Zooms and moves the axis: by the wheel or two fingers, by a drag of its numbers, as commands wish.
    fn gestures(&mut self, ui: &Ui, state: &State, wish: Option<Wish>, response: &egui::Response, rect: Rect) {
        if self.opened != state.opened {
            (self.opened, self.window) = (state.opened, Window::default());
        }
        let width = rect.width().max(1.0);
        match wish {
            Some(Wish::Zoom(factor)) => {
                self.window.zoom_at(factor, 0.5);
                // Around the playhead, where there is one.
                self.followed = None;
            }
            Some(Wish::Whole) => self.window = Window::default(),
            None => {}
        }
        if ui.rect_contains_pointer(rect)
            && let Some(at) = ui.input(|i| i.pointer.hover_pos())
        {
            let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
            let factor = pinch * (scroll.y / 240.0).exp();
            if (factor - 1.0).abs() > 1e-4 {
                self.window.zoom_at(factor, (at.x - rect.left()) / width);
            }
            if scroll.x != 0.0 {
                self.window.pan(-scroll.x / width);
            }
        }
        let is_on_numbers = |at: Pos2| at.y > rect.bottom() - 30.0;
        if response.drag_started() {
            self.is_panning = self.window.is_zoomed() && ui.input(|i| i.pointer.press_origin()).is_some_and(is_on_numbers);
        }
        if response.dragged() && self.is_panning {
            self.window.pan(-response.drag_delta().x / width);
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        } else {
            self.is_panning = false;
        }
        if response.double_clicked() && ui.input(|i| i.pointer.interact_pos()).is_some_and(is_on_numbers) {
            self.window = Window::default();
        }
    }
}

/// A bar at the foot: which part of the axis shows.
fn overview(ui: &Ui, rect: Rect, window: &Window, theme: &Theme) {
    let track = Rect::from_min_max(pos2(rect.left() + 24.0, rect.bottom() - 4.0), pos2(rect.right() - 24.0, rect.bottom() - 1.0));
    ui.painter().rect_filled(track, 1, color32(theme.rule));
    let left = track.left() + track.width() * window.left;
    let thumb = Rect::from_min_max(pos2(left, track.top()), pos2(left + track.width() / window.zoom, track.bottom()));
    ui.painter().rect_filled(thumb, 1, color32(theme.ink_weak));
}

/// Where the strip is clicked or dragged.
fn pressed_at(response: &egui::Response) -> Option<Pos2> {
    response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged())
}

/// One sentence in place of an axis: marks of time without any time would only puzzle.
fn no_axis(ui: &Ui, rect: Rect, words: &str) {
    let response = ui.interact(rect, ui.scope_id().with("no axis"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, Type::NAME.font(), color32(theme(ui).ink_weak));
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

/// A story without dates still plays in the order it is told: a slider, with a mark where each event begins.
fn undated_ui(ui: &mut Ui, story: &Story, state: &State, rect: Rect, out: &mut Outbox) {
    let theme = theme(ui);
    let response = ui.interact(rect, ui.scope_id().with("strip"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, tr("Time: no dates, in the order it is told")));
    let (left, width, axis) = (rect.left() + 32.0, rect.width() - 64.0, rect.bottom() - 32.0);
    let at = |secs: f64| left + width * (secs / state.duration_secs().max(1e-9)) as f32;
    let playing = story.playback.at(state.playhead).cue;
    let x = at(state.playhead.0);
    // A line without ticks: it counts no time.
    ui.painter().hline(left..=left + width, axis, Stroke::new(1.0, color32(theme.ink)));
    let mut gap = None;
    for (i, cue) in story.playback.cues.iter().enumerate() {
        let target = target_of(story, cue.kind);
        let area = Rect::from_center_size(pos2(at(cue.start), rect.top() + 36.0), egui::Vec2::splat(24.0));
        let (point, name) = (area.center(), super::describe::target(story, target));
        ui.painter().vline(point.x, point.y..=axis, Stroke::new(1.0, color32(theme.ink_weak)));
        let is_marked = [state.selected, state.hovered].contains(&Some(target));
        if is_marked {
            ui.painter().circle_filled(point, 11.0, color32(theme.accent_ring.at(theme.accent_ring_opacity())));
        }
        ui.painter().circle_filled(
            point,
            5.0,
            color32(if playing == Some(i) { theme.ink } else { theme.status(status_of(story, target)) }),
        );
        let next = story.playback.cues.get(i + 1).map_or(rect.right() - 8.0, |next| at(next.start) - 12.0);
        let end = super::lists::line(ui, point + egui::vec2(10.0, -9.0), &name, Type::SECOND, color32(theme.ink), next - point.x - 14.0);
        if point.x + 7.0 < x && x < end + 3.0 {
            gap = Some(point.y);
        }
        let mark = ui.interact(area, ui.scope_id().with(("told", i)), Sense::click());
        mark.widget_info(|| WidgetInfo::selected(Role::Button, true, state.selected == Some(target), tr_with("Event: {}", &[&name])));
        if mark.hovered() || mark.has_focus() {
            out.hover(target);
        }
        if mark.clicked() {
            out.send(Command::Select(Some(target)));
        }
        focus_ring(ui.painter(), &mark, area.shrink(4.0), theme);
    }
    let words = tr("No dated events: in the order they are told");
    ui.painter().text(pos2(left, axis + 12.0), Align2::LEFT_TOP, words, Type::SMALL.font(), color32(theme.ink_weak));
    // The line leaves out the name it passes.
    let (top, stroke) = (rect.top() + 20.0, Stroke::new(2.0, color32(theme.ink)));
    let parts = gap.map_or(vec![top..=axis], |y| vec![top..=y - 9.0, y + 9.0..=axis]);
    for part in parts.into_iter().filter(|p| p.start() < p.end()) {
        ui.painter().vline(x, part, stroke);
    }
    ui.painter().circle_filled(pos2(x, axis), 6.0, color32(theme.ink));
    focus_ring(ui.painter(), &response, rect.shrink(6.0), theme);
    if let Some(at) = pressed_at(&response) {
        out.send(Command::Seek(Playhead(f64::from((at.x - left) / width) * state.duration_secs())));
    }
}

/// What a cue plays, to be selected.
pub(super) fn target_of(story: &Story, kind: CueKind) -> Target {
    match kind {
        CueKind::Event(e) => Target::Event(e),
        CueKind::Step(r, step) => {
            let leg = story.routes.get(r).and_then(|r| r.legs.iter().position(|l| l.to.number == step + 1));
            leg.map_or(Target::Journey(r), |l| Target::Leg(r, l))
        }
    }
}

fn status_of(story: &Story, target: Target) -> Status {
    let leg = |r: usize, l: usize| story.routes.get(r).and_then(|r| r.legs.get(l)).map(|l| l.status.status);
    let found = match target {
        Target::Event(e) => story.reading.events.get(e).map(|e| e.status.status),
        Target::Leg(r, l) => leg(r, l),
        Target::Journey(r) => leg(r, 0),
        Target::Place(_) | Target::Date(_) => None,
    };
    found.unwrap_or(Status::Done)
}
