//! Moving the pin of the selected place: by dragging it, or by a click or Enter while the map waits for one.

use super::command::Command;
use super::language::tr;
use super::look::{Type, color32, theme};
use super::state::State;
use super::{Outbox, candidates, describe};
use crate::earth::{LatLon, WorldPoint};
use crate::scene::{Theme, View};
use crate::story::{ChosenPlace, Edit, PlaceDecision, Story, Target};
use egui::{CursorIcon, Pos2, Rect, Response, Shape, Stroke, Ui, Vec2, pos2, vec2};

/// A pin that moves less than this, in points, was clicked.
const THRESHOLD: f32 = 6.0;

/// A pin on its way.
pub(super) struct PinDrag {
    place: usize,
    /// Where the pointer took it, and where it then was.
    from: Pos2,
    pin: Pos2,
    at: Pos2,
}

/// Whether the pin of `target` can be dragged: that of the selected place, unless the place is an area and has none.
pub(super) fn draggable(story: &Story, state: &State, target: Target) -> Option<usize> {
    let Target::Place(p) = target else { return None };
    let place = story.places.get(p).filter(|place| place.point.is_some() && !place.feature.is_some_and(|f| f.is_area()));
    place.filter(|_| state.selected == Some(target) && state.moving.is_none()).map(|_| p)
}

impl PinDrag {
    /// Begins, goes on with or ends a drag of the pin of `place`, which lies in `area`.
    pub fn drag(
        drag: &mut Option<PinDrag>,
        ui: &Ui,
        response: &Response,
        area: Rect,
        (story, place): (&Story, usize),
        (map, view): (Rect, &View),
        out: &mut Outbox,
    ) {
        let pointer = response.interact_pointer_pos();
        if let Some(from) = ui.input(|i| i.pointer.press_origin()).filter(|_| response.drag_started()) {
            *drag = Some(PinDrag { place, from, pin: area.center(), at: area.center() });
        }
        let Some(moving) = drag.as_mut().filter(|d| d.place == place) else { return };
        if let Some(pointer) = pointer {
            moving.at = moving.pin + (pointer - moving.from);
        }
        if response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        } else if response.drag_stopped() {
            let is_far = moving.at.distance(moving.pin) >= THRESHOLD;
            if is_far && map.contains(moving.at) {
                out.send(Command::Edit(moved(story, place, at_screen(map, view, moving.at))));
            }
            *drag = None;
        }
    }

    /// Paints the pin where it would come to lie, the way to it, and its coordinates.
    pub fn paint(&self, painter: &egui::Painter, map: Rect, view: &View, theme: &Theme) {
        let ink = color32(theme.ink);
        paint_moved(painter, Some(self.pin), self.at, theme);
        let words = describe::coordinates(at_screen(map, view, self.at));
        let galley = painter.layout_no_wrap(words, Type::CHIP.font(), ink);
        // Above the pointer, where no hand covers it; inside the map.
        let size = galley.size() + vec2(16.0, 8.0);
        let corner = self.at - vec2(size.x / 2.0, size.y + 20.0);
        let room = Rect::from_min_max(map.min + vec2(4.0, 4.0), map.max - size - vec2(4.0, 4.0));
        let plate = Rect::from_min_size(pos2(corner.x.clamp(room.left(), room.right()), corner.y.clamp(room.top(), room.bottom())), size);
        painter.rect(plate, 2, color32(theme.paper), super::look::rule(theme), egui::StrokeKind::Inside);
        painter.galley(plate.min + vec2(8.0, 4.0), galley, ink);
    }
}

/// Paints a pin where it will lie, and the way there.
fn paint_moved(painter: &egui::Painter, from: Option<Pos2>, to: Pos2, theme: &Theme) {
    let ink = color32(theme.ink);
    if let Some(from) = from {
        painter.extend(Shape::dashed_line(&[from, to], Stroke::new(1.75, ink), 2.0, 4.0));
    }
    painter.circle_filled(to, 13.0, color32(theme.accent_ring.at(theme.accent_ring_opacity())));
    painter.circle(to, 6.0, ink, Stroke::new(2.0, color32(theme.paper)));
}

/// Shows the pins that were moved where they will lie, until the article is read with that.
pub(super) fn moved_ui(ui: &Ui, story: &Story, state: &State, map: Rect, view: &View) {
    for (i, (from, to)) in state.rereading.moved(story).into_iter().enumerate() {
        let on_screen = |point| super::camera::on_screen(view, map, point);
        let at = on_screen(to);
        paint_moved(&ui.painter_at(map), from.map(on_screen), at, theme(ui));
        let area = Rect::from_center_size(at, Vec2::splat(26.0)).intersect(map);
        let response = ui.interact(area, ui.scope_id().with(("moved", i)), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, tr("The pin that you moved")));
    }
}

/// While the map waits for where a pin goes: a click puts it there; Enter puts it under the mark in the middle, when the map has the keyboard.
pub(super) fn await_ui(ui: &Ui, story: &Story, state: &State, response: &Response, map: Rect, view: &View, out: &mut Outbox) {
    let Some(place) = state.moving else { return };
    ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked_by(egui::PointerButton::Primary)) {
        out.send(Command::MovePin(None));
        out.send(Command::Edit(moved(story, place, at_screen(map, view, at))));
    }
    if response.has_focus() && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter)) {
        out.send(Command::MovePin(None));
        out.send(Command::Edit(moved(story, place, at_screen(map, view, map.center()))));
    }
}

/// Paints the mark in the middle of a map that waits and has the keyboard.
pub(super) fn mark_ui(ui: &Ui, state: &State, response: &Response, map: Rect) {
    if state.moving.is_none() || !response.has_focus() {
        return;
    }
    let (centre, theme) = (map.center(), theme(ui));
    for width in [4.0, 2.0] {
        let color = if width > 3.0 { theme.paper } else { theme.ink };
        for arm in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
            let arm: Vec2 = arm;
            ui.painter().line_segment([centre + arm * 5.0, centre + arm * 16.0], Stroke::new(width, color32(color)));
        }
    }
}

/// The position under a point of the screen.
pub(super) fn at_screen(map: Rect, view: &View, at: Pos2) -> LatLon {
    let (centre, world) = (WorldPoint::from_lat_lon(view.centre), 256.0 * view.zoom.exp2());
    let offset = at - map.center();
    WorldPoint { x: centre.x + f64::from(offset.x) / world, y: centre.y + f64::from(offset.y) / world }.lat_lon()
}

/// The edit that moves the pin of a place.
fn moved(story: &Story, place: usize, point: LatLon) -> Edit {
    let place = story.places.get(place);
    let name = place.map_or(String::new(), |p| p.name.clone());
    let decision = PlaceDecision::Choose(ChosenPlace { geonameid: place.and_then(describe::row).and_then(|r| r.geonameid), name, point });
    let spans = place.iter().flat_map(|p| &p.mentions).filter_map(|&m| story.reading.toponyms.get(m)).map(|t| t.span);
    candidates::every(spans.collect(), Some(&decision))
}

#[cfg(test)]
mod tests {
    use super::super::camera;
    use super::*;

    #[test]
    fn a_point_of_the_screen_is_where_it_is_drawn() {
        let view = View { centre: LatLon::wrapped(37.0, 179.0), zoom: 5.0, width: 640.0, height: 480.0 };
        let map = Rect::from_min_size(pos2(336.0, 40.0), vec2(640.0, 480.0));
        for point in [LatLon::wrapped(38.5, 175.0), LatLon::wrapped(35.0, -178.0)] {
            let again = at_screen(map, &view, camera::on_screen(&view, map, point));
            assert!((again.lat() - point.lat()).abs() < 1e-3 && (again.lon() - point.lon()).abs() < 1e-3, "{again:?}");
        }
    }
}
