//! Countries, first-level units and places known only to a radius, drawn as areas.

use super::cast::{Actor, AreaOf, Role};
use super::projection::Projection;
use super::{Layer, Options, PicturePoint, PictureRect, Shape, Stroke};
use crate::basemap::{self, Detail, Feature};
use crate::earth::{LatLon, WorldPoint};

/// Draws the areas among `actors`.
pub(crate) fn areas(actors: &[Actor], projection: &Projection, options: &Options) -> Layer {
    let mut layer = Layer::new("areas");
    let theme = options.theme;
    for actor in actors {
        let strength = if actor.is_reached { 1.0 } else { 0.5 };
        let tint = if theme.is_dark { 0.22 } else { 0.14 };
        let fill = theme.ink.at(tint * strength);
        let edge = Stroke::round(theme.ink.at(0.75 * strength), 1.25);
        match actor.role {
            Role::Area(of) => {
                for lines in area(of, projection) {
                    // Where nearly all of the map is this area, a tint would only darken the map; its edge still says where it ends.
                    let fill = (covered(&lines, &projection.rect) < 0.6).then_some(fill);
                    if actor.is_selected {
                        let halo = Stroke::round(theme.accent_ring.at(theme.accent_ring_opacity()), 7.0);
                        layer.push_for(actor.target, Shape::Path { lines: lines.clone(), is_closed: true, fill: None, stroke: Some(halo) });
                    }
                    layer.push_for(actor.target, Shape::Path { lines, is_closed: true, fill, stroke: Some(edge) });
                }
            }
            Role::Around(km) => {
                let radius = around_radius(km, projection);
                for centre in projection.points(actor.point, radius) {
                    layer.push_for(actor.target, Shape::ring(centre, radius, Some(fill), edge.dashed(2.0, 3.0)));
                }
            }
            Role::Pin { .. } | Role::NameOnly => {}
        }
    }
    layer
}

/// The share of the map that rings cover, 0 to 1. Their parts outside it, a narrow margin, count too.
fn covered(rings: &[Vec<PicturePoint>], map: &PictureRect) -> f32 {
    // Shoelace formula.
    let twice = |ring: &Vec<PicturePoint>| {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f32>().abs()
    };
    rings.iter().map(twice).sum::<f32>() / 2.0 / (map.width() * map.height()).max(1.0)
}

/// The radius at which a place known to `km` is drawn, in points: never so small that it looks like a pin.
pub(crate) fn around_radius(km: f64, projection: &Projection) -> f32 {
    ((km * 1000.0 / projection.metres_per_point()) as f32).clamp(9.0, projection.rect.width().max(18.0) / 2.0)
}

fn feature(of: AreaOf, projection: &Projection) -> Option<&'static Feature> {
    match of {
        AreaOf::Country(code) => basemap::country_area(code, Detail::for_zoom(projection.zoom)),
        AreaOf::Admin1(id) => basemap::admin1_area(id),
    }
}

/// The rings of an area, once for each copy of the world on the map, cut to a little more than the map.
fn area(of: AreaOf, projection: &Projection) -> Vec<Vec<Vec<PicturePoint>>> {
    let Some(feature) = feature(of, projection) else { return Vec::new() };
    let [west, north, east, south] = feature.bounds;
    let bounds = PictureRect {
        min: projection.world_point(WorldPoint { x: west, y: north }),
        max: projection.world_point(WorldPoint { x: east, y: south }),
    };
    let frame = projection.rect.grown(40.0);
    let copies = projection.copies(&bounds).into_iter().map(|dx| {
        let rings = feature.lines.iter().map(|ring| cut(thinned(ring.iter().map(|&w| projection.world_point(w).moved(dx, 0.0))), &frame));
        rings.filter(|r| r.len() > 2).collect::<Vec<_>>()
    });
    copies.filter(|rings| !rings.is_empty()).collect()
}

/// Whether nothing of an actor's area shows.
pub(crate) fn is_out_of_view(actor: &Actor, projection: &Projection) -> bool {
    match actor.role {
        Role::Area(of) => boxes(of, actor.point, projection).is_empty(),
        Role::Around(km) => projection.points(actor.point, around_radius(km, projection)).is_empty(),
        Role::Pin { .. } | Role::NameOnly => projection.points(actor.point, 0.0).is_empty(),
    }
}

/// Where the name of an area belongs, once for each copy on the map: the box of its largest ring in view, or its point where its shape is
/// not known.
pub(crate) fn boxes(of: AreaOf, point: LatLon, projection: &Projection) -> Vec<PictureRect> {
    if feature(of, projection).is_none() {
        return projection.points(point, 0.0).into_iter().map(|at| PictureRect::around(at, 0.0)).collect();
    }
    let size = |r: &PictureRect| r.width() * r.height();
    let boxes = area(of, projection).into_iter().filter_map(|rings| {
        let boxes = rings.into_iter().filter_map(PictureRect::bounding);
        boxes.max_by(|a, b| size(a).total_cmp(&size(b)))
    });
    let frame = projection.rect;
    boxes
        .map(|b| PictureRect {
            min: PicturePoint { x: b.min.x.max(frame.min.x), y: b.min.y.max(frame.min.y) },
            max: PicturePoint { x: b.max.x.min(frame.max.x), y: b.max.y.min(frame.max.y) },
        })
        .filter(|b| b.width() > 0.0 && b.height() > 0.0)
        .map(|b| {
            // A name lies on the point that mapmakers chose, as long as that is in view.
            let at = projection.point(point);
            let at = [at, at.moved(projection.world_width(), 0.0), at.moved(-projection.world_width(), 0.0)]
                .into_iter()
                .find(|p| b.contains(*p));
            match at {
                Some(at) if b.width() > 120.0 => {
                    let (w, h) = ((at.x - b.min.x).min(b.max.x - at.x), (at.y - b.min.y).min(b.max.y - at.y));
                    PictureRect { min: at.moved(-w, -h), max: at.moved(w, h) }
                }
                _ => b,
            }
        })
        .collect()
}

/// The points less those that are too near to the one before to be seen.
fn thinned(points: impl Iterator<Item = PicturePoint>) -> Vec<PicturePoint> {
    let mut line: Vec<PicturePoint> = Vec::new();
    for p in points {
        if line.last().is_none_or(|last| last.distance(p) > 0.5) {
            line.push(p);
        }
    }
    line
}

/// A ring cut to a rectangle. Source: Sutherland and Hodgman (1974), reentrant polygon clipping.
fn cut(ring: Vec<PicturePoint>, frame: &PictureRect) -> Vec<PicturePoint> {
    let is_inside = PictureRect::bounding(ring.iter().copied()).is_some_and(|b| frame.encloses(&b));
    if is_inside {
        return ring;
    }
    let sides: [(fn(PicturePoint) -> f32, f32, f32); 4] =
        [(|p| p.x, frame.min.x, 1.0), (|p| p.x, frame.max.x, -1.0), (|p| p.y, frame.min.y, 1.0), (|p| p.y, frame.max.y, -1.0)];
    let mut ring = ring;
    for (coordinate, edge, sign) in sides {
        let depth = |p: PicturePoint| (coordinate(p) - edge) * sign;
        let mut kept = Vec::with_capacity(ring.len());
        let mut last = ring.last().copied();
        for &p in &ring {
            if let Some(before) = last {
                let (a, b) = (depth(before), depth(p));
                if (a < 0.0) != (b < 0.0) {
                    kept.push(before.toward(p, a / (a - b)));
                }
                if b >= 0.0 {
                    kept.push(p);
                }
            }
            last = Some(p);
        }
        ring = kept;
    }
    ring
}

/// Whether there is land under a position, by the coarser outlines: good enough to choose the colour of a halo.
pub(crate) fn is_land(p: LatLon, zoom: f64) -> bool {
    let w = WorldPoint::from_lat_lon(p);
    let detail = if zoom < 4.0 { Detail::Low } else { Detail::Middle };
    let land = basemap::features(detail).iter().filter(|f| f.kind == basemap::Kind::Land);
    let mut is_land = false;
    for feature in land {
        let [west, north, east, south] = feature.bounds;
        for x in [w.x - 1.0, w.x, w.x + 1.0] {
            // The rings of all land are one area: the Caspian is a ring within a ring.
            if x >= west && x <= east && w.y >= north && w.y <= south && is_in(&feature.lines, x, w.y) {
                is_land = !is_land;
            }
        }
    }
    is_land
}

/// Even-odd rule.
fn is_in(rings: &[Vec<WorldPoint>], x: f64, y: f64) -> bool {
    let mut is_in = false;
    for ring in rings {
        let mut last = ring.last();
        for p in ring {
            if let Some(l) = last
                && (p.y > y) != (l.y > y)
                && x < (l.x - p.x) * (y - p.y) / (l.y - p.y) + p.x
            {
                is_in = !is_in;
            }
            last = Some(p);
        }
    }
    is_in
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_cut_at_the_frame() {
        let p = PicturePoint::new;
        let frame = PictureRect::new(0.0, 0.0, 10.0, 10.0);
        let ring = vec![p(-5.0, 2.0), p(5.0, 2.0), p(5.0, 8.0), p(-5.0, 8.0)];
        let bounds = PictureRect::bounding(cut(ring, &frame)).unwrap();
        assert_eq!(bounds, PictureRect { min: p(0.0, 2.0), max: p(5.0, 8.0) });
        assert!(cut(vec![p(20.0, 20.0), p(30.0, 20.0), p(30.0, 30.0)], &frame).is_empty());
    }
}
