//! Where the camera looks: walkers' positions and ours, and the view that shows some points.

use crate::earth::{Bounds, LatLon, Metres, WorldPoint, great_circle};
use crate::scene::View;
use crate::story::{Leg, Story, Target};
use egui::{Pos2, Rect, vec2};

/// Walkers' position of one of ours.
pub(super) fn position(p: LatLon) -> walkers::Position {
    // The one door to walkers, which wants x before y.
    #[allow(clippy::disallowed_methods)]
    walkers::lat_lon(p.lat(), p.lon())
}

/// Walkers' position of a point of the Mercator world, whose longitude may leave ±180: the world repeats.
pub(super) fn position_of_world(p: WorldPoint) -> walkers::Position {
    let lat = WorldPoint { x: 0.5, y: p.y.clamp(0.0, 1.0) }.lat_lon().lat();
    #[allow(clippy::disallowed_methods)]
    walkers::lat_lon(lat, (p.x - 0.5) * 360.0)
}

/// The point of the Mercator world of one of walkers' positions, not wrapped.
pub(super) fn world_point(p: walkers::Position) -> WorldPoint {
    WorldPoint { x: p.x() / 360.0 + 0.5, y: WorldPoint::from_lat_lon(LatLon::wrapped(p.y(), 0.0)).y }
}

/// Where a position shows on the screen: in the copy of the world nearest to the middle of the map, which fills `rect`.
pub(super) fn on_screen(view: &View, rect: Rect, p: LatLon) -> Pos2 {
    let (centre, p, world) = (WorldPoint::from_lat_lon(view.centre), WorldPoint::from_lat_lon(p), 256.0 * view.zoom.exp2());
    let dx = p.x - centre.x;
    rect.center() + vec2(((dx - dx.round()) * world) as f32, ((p.y - centre.y) * world) as f32)
}

/// The points of `target` on the map.
pub(super) fn points_of(story: &Story, target: Target) -> Vec<LatLon> {
    // Of a country or a region all of it.
    let place = |p: usize| story.places.get(p).map(crate::scene::extent).unwrap_or_default();
    let toponym_place = |t: usize| story.place_of(t);
    match target {
        Target::Place(p) => place(p),
        Target::Event(e) => {
            let toponym = story.reading.events.get(e).and_then(|e| e.toponym);
            let point = || toponym.and_then(|t| story.reading.toponyms.get(t)).and_then(|t| t.point).into_iter().collect();
            toponym.and_then(toponym_place).map_or_else(point, place)
        }
        Target::Date(_) => story.related(target).into_iter().skip(1).flat_map(|t| points_of(story, t)).collect(),
        Target::Journey(r) => story.routes.get(r).map_or(Vec::new(), |r| r.legs.iter().flat_map(way).collect()),
        Target::Leg(r, l) => story.routes.get(r).and_then(|r| r.legs.get(l)).map_or(Vec::new(), way),
    }
}

/// The points of a leg along its way, which may bend far from the straight line.
fn way(leg: &Leg) -> Vec<LatLon> {
    great_circle(leg.from.point, leg.to.point, Metres(500_000.0))
}

/// The points of the legs that one step of a route travels, the branches of a fork together.
pub(super) fn points_of_step(story: &Story, route: usize, step: usize) -> Vec<LatLon> {
    let legs = story.routes.get(route).map_or(&[][..], |r| &r.legs);
    legs.iter().filter(|l| l.to.number == step + 1).flat_map(way).collect()
}

/// Whether all `points` lie well inside the view.
pub(super) fn all_in_sight(points: &[LatLon], centre: WorldPoint, zoom: f64, width: f32, height: f32) -> bool {
    let world = 256.0 * zoom.exp2();
    points.iter().all(|&p| {
        let p = WorldPoint::from_lat_lon(p);
        let dx = p.x - centre.x;
        let dx = (dx - dx.round()) * world;
        let dy = (p.y - centre.y) * world;
        dx.abs() < f64::from(width) * 0.44 && dy.abs() < f64::from(height) * 0.42
    })
}

/// The middle and zoom that show `points` in `width` × `height` points, at most at `max_zoom`; `None` without points.
pub(super) fn fit(points: &[LatLon], width: f32, height: f32, max_zoom: f64) -> Option<(WorldPoint, f64)> {
    let bounds = Bounds::around(points.iter().copied())?;
    let top = WorldPoint::from_lat_lon(LatLon::wrapped(bounds.north, bounds.west));
    let bottom = WorldPoint::from_lat_lon(LatLon::wrapped(bounds.south, bounds.west));
    let (wide, high) = (bounds.width() / 360.0, bottom.y - top.y);
    let zoom_of = |room: f32, share: f64| if share > 1e-9 { (f64::from(room) * 0.64 / share / 256.0).log2() } else { max_zoom };
    let zoom = zoom_of(width, wide).min(zoom_of(height, high)).min(max_zoom);
    Some((WorldPoint { x: top.x + wide / 2.0, y: (top.y + bottom.y) / 2.0 }, zoom))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_over_the_pacific_is_shown_over_the_pacific() {
        let points = [LatLon::wrapped(40.0, 127.0), LatLon::wrapped(20.75, -156.5)];
        let (centre, zoom) = fit(&points, 640.0, 600.0, 9.0).unwrap();
        assert!((centre.lat_lon().lon() - 165.25).abs() < 0.1, "{:?}", centre.lat_lon());
        assert!(all_in_sight(&points, centre, zoom, 640.0, 600.0));
        assert!(!all_in_sight(&points, centre, zoom + 1.5, 640.0, 600.0));
    }

    #[test]
    fn positions_go_to_walkers_and_back() {
        for p in [WorldPoint { x: 0.2, y: 0.3 }, WorldPoint { x: 1.4, y: 0.6 }, WorldPoint { x: -0.3, y: 0.5 }] {
            let q = world_point(position_of_world(p));
            assert!((p.x - q.x).abs() < 1e-9 && (p.y - q.y).abs() < 1e-9);
        }
    }
}
