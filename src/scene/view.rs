//! The view that shows a story best.

use super::View;
use crate::earth::{Bounds, LatLon, Metres, WorldPoint, great_circle};
use crate::gazetteer::Feature;
use crate::story::{Certainty, Story};

/// The zoom for a single point: a region of a country, wide enough to be recognised.
const POINT_ZOOM: f64 = 6.0;
/// Never closer than this, whatever the story: the base map has no streets.
const MAX_ZOOM: f64 = 10.0;
/// A place that is only mentioned may cost this much zoom, no more: others are named at the edge.
const MENTION_COST: f64 = 0.5;
/// The foot of a date plate of two lines and half a pin, in points from the top of the map: what is higher may lie under it.
const PLATE_BOTTOM: f32 = 96.0;
/// The head of a legend and half a pin, in points from the foot of the map: what is lower may lie under it.
const LEGEND_TOP: f32 = 90.0;

/// Returns the view that shows the whole story best in `width` × `height` points, across the antimeridian where that is narrower.
///
/// Where journeys go and where something happens is always in view; a place that is only mentioned is, if that does not make the rest small.
pub fn best_view(story: &Story, width: f32, height: f32) -> View {
    best(story, width, height).1
}

/// What is to be in view on a map of `width` × `height` points, and the view that shows it; no points for a story without places.
pub(super) fn best(story: &Story, width: f32, height: f32) -> (Vec<LatLon>, View) {
    let core = core(story);
    let foot = if has_legend(story) { LEGEND_TOP } else { 0.0 };
    let mut others: Vec<LatLon> = story
        .places
        .iter()
        .filter(|p| p.is_on_map && p.certainty != Certainty::Ignored)
        // The middle of a country that is only named says nothing about where the story is.
        .filter(|p| !p.feature.is_some_and(Feature::is_area))
        .filter_map(|p| p.point)
        .filter(|p| !core.contains(p))
        .collect();
    let mut points = core;
    if points.is_empty() {
        // Nothing happens anywhere: all that is named literally counts; failing that, all that is named.
        points = std::mem::take(&mut others);
    }
    if points.is_empty() {
        points = story.places.iter().filter(|p| p.certainty != Certainty::Ignored).filter_map(|p| p.point).collect();
    }
    // A story of one country or region shows it whole.
    if let [only] = points.as_slice()
        && let Some(place) = story.places.iter().find(|p| p.point == Some(*only) && p.feature.is_some_and(Feature::is_area))
    {
        points = super::extent(place);
    }
    let Some(mut view) = fitted(&points, width, height, foot) else {
        let zoom = least_zoom(width, height);
        return (points, View { centre: LatLon::wrapped(20.0, 0.0), zoom, width, height });
    };
    let least = view.zoom - MENTION_COST;
    let centre = view.centre;
    others.sort_by(|a, b| crate::earth::distance(centre, *a).0.total_cmp(&crate::earth::distance(centre, *b).0));
    for other in others {
        points.push(other);
        match fitted(&points, width, height, foot) {
            Some(wider) if wider.zoom >= least => view = wider,
            _ => {
                points.pop();
            }
        }
    }
    (points, view)
}

/// Whether journeys of several statuses, or several articles, ask for a legend.
fn has_legend(story: &Story) -> bool {
    let mut statuses: Vec<_> = story.routes.iter().flat_map(|r| &r.legs).map(|leg| leg.status.status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let is_unsure = story.routes.iter().any(|r| r.certainty != Certainty::Sure);
    statuses.len() + usize::from(is_unsure) >= 2 || story.article.n_sources() > 1
}

/// Where the story itself is: its journeys along their whole way, and the places of what happens.
fn core(story: &Story) -> Vec<LatLon> {
    let mut points = Vec::new();
    for leg in story.routes.iter().flat_map(|r| &r.legs) {
        points.extend(great_circle(leg.from.point, leg.to.point, Metres(500_000.0)));
    }
    for place in story.places.iter().filter(|p| p.is_on_map && p.certainty != Certainty::Ignored) {
        let is_news = place.events.iter().filter_map(|&e| story.reading.events.get(e)).any(|e| !e.is_background);
        points.extend(place.point.filter(|_| is_news));
    }
    points
}

/// The zoom below which the world would not fill the frame.
fn least_zoom(width: f32, height: f32) -> f64 {
    (f64::from(width.max(height)) / 256.0).max(1.0).log2()
}

/// The closest view with all `points` and some air around them, at the foot at least `foot` points; `None` without points.
fn fitted(points: &[LatLon], width: f32, height: f32, foot: f32) -> Option<View> {
    let bounds = Bounds::around(points.iter().copied())?;
    let top = WorldPoint::from_lat_lon(LatLon::wrapped(bounds.north, bounds.west));
    let bottom = WorldPoint::from_lat_lon(LatLon::wrapped(bounds.south, bounds.west));
    let (world_width, world_height) = (bounds.width() / 360.0, bottom.y - top.y);
    // Room for labels at the sides, for the date plate above and for legend, scale and timeline flag below.
    let side = (width * 0.12).clamp(40.0, 150.0);
    let above = (height * 0.16).clamp(40.0, 130.0).max(PLATE_BOTTOM.min(height * 0.22));
    let below = (height * 0.12).clamp(36.0, 90.0).max(foot.min(height * 0.16));
    let (room_x, room_y) = (f64::from((width - 2.0 * side).max(40.0)), f64::from((height - above - below).max(40.0)));
    let zoom_x = (room_x / (256.0 * world_width.max(1e-9))).log2();
    let zoom_y = (room_y / (256.0 * world_height.max(1e-9))).log2();
    let closest = if points.len() == 1 || (world_width < 1e-6 && world_height < 1e-6) { POINT_ZOOM } else { MAX_ZOOM };
    let zoom = zoom_x.min(zoom_y).min(closest).max(least_zoom(width, height));
    let world = 256.0 * zoom.exp2();
    let shift = f64::from(above - below) / 2.0 / world;
    // The frame stays within the world north and south.
    let half = f64::from(height) / 2.0 / world;
    let y = ((top.y + bottom.y) / 2.0 - shift).clamp(half.min(0.5), (1.0 - half).max(0.5));
    let x = WorldPoint::from_lat_lon(bounds.centre()).x;
    Some(View { centre: WorldPoint { x, y }.lat_lon(), zoom, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    #[test]
    fn a_pacific_story_is_seen_across_the_antimeridian() {
        let view = fitted(&[at(37.0, 127.0), at(21.0, -157.0)], 800.0, 600.0, 0.0).unwrap();
        assert!((view.centre.lon() - 165.0).abs() < 1.0, "{view:?}");
        for p in [at(37.0, 127.0), at(21.0, -157.0)] {
            let q = view.project(p);
            assert!(q.x > 60.0 && q.x < 740.0 && q.y > 60.0 && q.y < 540.0, "{q:?}");
        }
    }

    #[test]
    fn nothing_lies_under_the_date_plate_of_a_small_window() {
        let points = [at(51.5, -0.1), at(30.0, 31.2), at(31.9, 35.9)];
        let view = fitted(&points, 720.0, 488.0, 0.0).unwrap();
        assert!(points.iter().all(|&p| view.project(p).y > PLATE_BOTTOM - 1.0), "{view:?}");
    }

    #[test]
    fn nothing_lies_under_a_legend() {
        let points = [at(59.9, 10.7), at(53.8, -1.5), at(51.5, -0.1)];
        let view = fitted(&points, 640.0, 632.0, LEGEND_TOP).unwrap();
        assert!(points.iter().all(|&p| view.project(p).y < 632.0 - LEGEND_TOP + 1.0), "{view:?}");
    }

    #[test]
    fn one_point_is_seen_with_its_surroundings() {
        let view = fitted(&[at(48.2, 16.4)], 800.0, 600.0, 0.0).unwrap();
        assert_eq!(view.zoom, POINT_ZOOM);
        assert!(fitted(&[], 800.0, 600.0, 0.0).is_none());
    }

    #[test]
    fn the_world_fills_the_frame() {
        let all = [at(-33.0, 151.0), at(51.0, 0.0), at(40.0, -74.0), at(-34.0, -58.0), at(35.0, 139.0)];
        let view = fitted(&all, 1600.0, 700.0, 0.0).unwrap();
        assert!(256.0 * view.zoom.exp2() >= 1599.9, "{view:?}");
    }
}
