//! Countries, first-level units and places known only to a radius, drawn as areas.

use super::cast::{Actor, AreaOf, Role};
use super::projection::Projection;
use super::{Layer, Options, PicturePoint, PictureRect, Shape, Stroke};
use crate::basemap::{self, Detail, Feature};
use crate::earth::{LatLon, WorldPoint};
use std::sync::OnceLock;

/// The rings of one area on one copy of the world.
type Rings = Vec<Vec<PicturePoint>>;

/// The areas of actors under a projection: for each actor, its rings on each copy of the world that shows them.
pub(crate) struct Shapes(Vec<Vec<Rings>>);

impl Shapes {
    pub fn new(actors: &[Actor], projection: &Projection) -> Shapes {
        let rings = |actor: &Actor| if let Role::Area(of) = actor.role { area(of, projection) } else { Vec::new() };
        Shapes(actors.iter().map(rings).collect())
    }

    fn of(&self, actor: usize) -> &[Rings] {
        self.0.get(actor).map_or(&[], Vec::as_slice)
    }

    /// Whether `rect` lies on the area of an actor: its middle, its corners and the middles of its sides do.
    pub fn hold(&self, actor: usize, rect: &PictureRect) -> bool {
        let c = rect.centre();
        let xs = [c.x, rect.min.x, rect.max.x];
        let points = xs.into_iter().flat_map(|x| [c.y, rect.min.y, rect.max.y].map(|y| PicturePoint { x, y }));
        let points: Vec<PicturePoint> = points.collect();
        self.of(actor).iter().flatten().any(|ring| points.iter().all(|p| is_inside(ring, *p)))
    }
}

/// Draws the areas among `actors`.
pub(crate) fn areas(actors: &[Actor], shapes: &Shapes, projection: &Projection, options: &Options) -> Layer {
    let mut layer = Layer::new("areas");
    let theme = options.theme;
    for (idx, actor) in actors.iter().enumerate() {
        let strength = if actor.is_reached { 1.0 } else { 0.5 };
        let tint = if theme.is_dark { 0.22 } else { 0.14 };
        let fill = theme.ink.at(tint * strength);
        let edge = Stroke::round(theme.ink.at(0.75 * strength), 1.25);
        match actor.role {
            Role::Area(_) => {
                for lines in shapes.of(idx) {
                    // Where nearly all of the map is this area, a tint would only darken the map; its edge still says where it ends.
                    let fill = (covered(lines, &projection.rect) < 0.6).then_some(fill);
                    if actor.is_selected {
                        let halo = Stroke::round(theme.accent_ring.at(theme.accent_ring_opacity()), 7.0);
                        layer.push_for(actor.target, Shape::Path { lines: lines.clone(), is_closed: true, fill: None, stroke: Some(halo) });
                    }
                    layer.push_for(actor.target, Shape::Path { lines: lines.clone(), is_closed: true, fill, stroke: Some(edge) });
                }
                for centre in specks(actor, shapes.of(idx), projection) {
                    if actor.is_selected {
                        let halo = theme.accent_ring.at(theme.accent_ring_opacity());
                        layer.push_for(actor.target, Shape::disc(centre, SPECK + 8.0, halo));
                    }
                    layer.push_for(actor.target, Shape::disc(centre, SPECK + 1.5, theme.paper));
                    layer.push_for(actor.target, Shape::disc(centre, SPECK, theme.ink.over(theme.paper, 0.4 + 0.6 * strength)));
                }
            }
            Role::Around(km) => {
                let radius = around_radius(km, projection);
                for centre in projection.points(actor.point, radius) {
                    layer.push_for(actor.target, Shape::ring(centre, radius, Some(fill), edge.dashed(2.0, 3.0)));
                }
            }
            Role::Border(a, b) => {
                let lines = border(a, b, actor.point, projection);
                let line = |color, width| Shape::Path {
                    lines: lines.clone(),
                    is_closed: false,
                    fill: None,
                    stroke: Some(Stroke::round(color, width)),
                };
                if actor.is_selected {
                    layer.push_for(actor.target, line(theme.accent_ring.at(theme.accent_ring_opacity()), 13.0));
                }
                layer.push_for(actor.target, line(theme.ink.at(0.28 * strength), 7.0));
                layer.push_for(actor.target, line(theme.ink.at(0.75 * strength), 1.25));
            }
            Role::Pin { .. } | Role::NameOnly => {}
        }
    }
    layer
}

/// An area smaller than this each way, in points, is no more than a speck: a dot says where it is.
const SMALLEST: f32 = 7.0;
/// Radius of that dot.
const SPECK: f32 = 3.5;

/// No dot of an area is wider than this, in points.
pub(super) const WIDEST_SPECK: f32 = 2.0 * SPECK + 4.0;

/// Where an area is too small to be seen as one, once for each copy of the world.
fn specks(actor: &Actor, copies: &[Rings], projection: &Projection) -> Vec<PicturePoint> {
    if copies.is_empty() {
        // Out of view, or too small for a line around it.
        let Role::Area(of) = actor.role else { return Vec::new() };
        let reach = feature(of, projection).map(|f| (f.bounds[2] - f.bounds[0]).max(f.bounds[3] - f.bounds[1]));
        let is_small = reach.is_some_and(|r| r * f64::from(projection.world_width()) < f64::from(SMALLEST));
        return if is_small { projection.points(actor.point, 0.0) } else { Vec::new() };
    }
    let bounds = copies.iter().filter_map(|rings| PictureRect::bounding(rings.iter().flatten().copied()));
    let small = bounds.filter(|b| b.width() < SMALLEST && b.height() < SMALLEST);
    small.map(|b| b.centre()).filter(|c| projection.rect.contains(*c)).collect()
}

/// How much of a border belongs to a zone on it: as far from its point, in kilometres. The longest such zone, Korea's, is 250 km long.
const BORDER_REACH_KM: f64 = 140.0;

/// The part of the border between two countries that a zone at `point` lies on, as lines of the Mercator world.
pub(super) fn border_lines(a: [u8; 2], b: [u8; 2], point: LatLon) -> Vec<Vec<WorldPoint>> {
    let Some(feature) = basemap::border_between(a, b) else { return Vec::new() };
    let near = |w: &WorldPoint| crate::earth::distance(w.lat_lon(), point).km() <= BORDER_REACH_KM;
    let parts = feature.lines.iter().flat_map(|line| line.split(|w| !near(w)));
    parts.filter(|part| part.len() > 1).map(<[WorldPoint]>::to_vec).collect()
}

fn border(a: [u8; 2], b: [u8; 2], point: LatLon, projection: &Projection) -> Vec<Vec<PicturePoint>> {
    let centre = projection.point(point);
    let lines = border_lines(a, b, point).into_iter().map(|line| {
        thinned(line.into_iter().map(|w| {
            // On the copy of the world that the point is on.
            let p = projection.world_point(w);
            p.moved(((centre.x - p.x) / projection.world_width()).round() * projection.world_width(), 0.0)
        }))
    });
    lines.filter(|l| l.len() > 1).collect()
}

/// Whether the border between two countries passes within 40 km of `point`.
pub(crate) fn is_on_border(a: [u8; 2], b: [u8; 2], point: LatLon) -> bool {
    let points = basemap::border_between(a, b).into_iter().flat_map(|f| f.lines.iter().flatten());
    points.into_iter().any(|w| crate::earth::distance(w.lat_lon(), point).km() < 40.0)
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
pub(crate) fn is_out_of_view(actor: &Actor, idx: usize, shapes: &Shapes, projection: &Projection) -> bool {
    match actor.role {
        Role::Area(of) if feature(of, projection).is_some() => {
            let is_seen = |ring: &Vec<PicturePoint>| {
                PictureRect::bounding(ring.iter().copied())
                    .is_some_and(|b| b.cut_to(&projection.rect).is_some_and(|b| b.width() * b.height() > 0.0))
            };
            !shapes.of(idx).iter().flatten().any(is_seen)
        }
        Role::Area(_) => projection.points(actor.point, 0.0).is_empty(),
        Role::Around(km) => projection.points(actor.point, around_radius(km, projection)).is_empty(),
        Role::Pin { .. } | Role::NameOnly | Role::Border(..) => projection.points(actor.point, 0.0).is_empty(),
    }
}

/// Where the name of an area belongs, once for each copy on the map: the box of its largest ring in view, or its point where its shape is
/// not known.
pub(crate) fn boxes(actor: &Actor, idx: usize, shapes: &Shapes, projection: &Projection) -> Vec<PictureRect> {
    let point = actor.point;
    if matches!(actor.role, Role::Area(of) if feature(of, projection).is_none()) {
        return projection.points(point, 0.0).into_iter().map(|at| PictureRect::around(at, 0.0)).collect();
    }
    let specks = specks(actor, shapes.of(idx), projection);
    if !specks.is_empty() {
        return specks.into_iter().map(|at| PictureRect::around(at, SPECK + 1.5)).collect();
    }
    let size = |r: &PictureRect| r.width() * r.height();
    let frame = projection.rect;
    let largest = shapes.of(idx).iter().filter_map(|rings| {
        let boxed = rings.iter().filter_map(|ring| Some((PictureRect::bounding(ring.iter().copied())?.cut_to(&frame)?, ring)));
        boxed.max_by(|a, b| size(&a.0).total_cmp(&size(&b.0)))
    });
    let largest: Vec<(PictureRect, &Vec<PicturePoint>)> = largest.collect();
    let biggest = largest.iter().map(|(b, _)| size(b)).fold(0.0, f32::max);
    largest
        .into_iter()
        // An area may reach over the edge of the world; its name does not stand on the scrap on the other side.
        .filter(|(b, _)| size(b) > biggest * 0.5)
        .map(|(b, ring)| if b.width() > 60.0 && b.height() > 24.0 { b.centred(name_point(ring, &b, point, projection)) } else { b })
        .collect()
}

/// Where a name lies in a ring: on the point of its place, if that is in view and well inside, else as far from the edge as possible.
fn name_point(ring: &[PicturePoint], bounds: &PictureRect, point: LatLon, projection: &Projection) -> PicturePoint {
    // Names are wider than high.
    let from_frame = |p: PicturePoint| (p.x - bounds.min.x).min(bounds.max.x - p.x).min(p.y - bounds.min.y).min(bounds.max.y - p.y) * 1.5;
    // Squares are compared, for there are many points.
    let from_ring = |p: PicturePoint| ring.iter().map(|q| (p.x - q.x).powi(2) + (p.y - q.y).powi(2)).fold(f32::INFINITY, f32::min).sqrt();
    let from_edge = |p: PicturePoint| from_ring(p).min(from_frame(p));
    let world = projection.world_width();
    let at = projection.point(point);
    let own = [at, at.moved(world, 0.0), at.moved(-world, 0.0)].into_iter().find(|p| bounds.contains(*p) && is_inside(ring, *p));
    let steps = 12;
    let grid = (1..steps).flat_map(|i| (1..steps).map(move |j| (i as f32 / steps as f32, j as f32 / steps as f32)));
    let points = grid.map(|(i, j)| PicturePoint { x: bounds.min.x + bounds.width() * i, y: bounds.min.y + bounds.height() * j });
    let best = points.fold(None, |best: Option<(f32, PicturePoint)>, p| {
        let least = best.map_or(0.0, |(room, _)| room);
        // Near the frame there is less room than was found, wherever the ring runs.
        let is_worth = from_frame(p) >= least && is_inside(ring, p);
        Some(p).filter(|_| is_worth).map(|p| (from_edge(p), p)).filter(|(room, _)| *room >= least).or(best)
    });
    match (own, best) {
        (Some(own), Some((room, _))) if from_edge(own) > room * 0.5 => own,
        (_, Some((_, best))) => best,
        (Some(own), None) => own,
        (None, None) => bounds.centre(),
    }
}

/// Even-odd rule, on the picture.
fn is_inside(ring: &[PicturePoint], at: PicturePoint) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crossings =
        ring.iter().zip(next).filter(|(a, b)| (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x);
    crossings.count() % 2 == 1
}

/// The points less those that are too near to the one before to be seen.
fn thinned(points: impl Iterator<Item = PicturePoint>) -> Vec<PicturePoint> {
    let mut line: Vec<PicturePoint> = Vec::new();
    for p in points {
        // Squares are compared, for there are many points.
        if line.last().is_none_or(|last| (last.x - p.x).powi(2) + (last.y - p.y).powi(2) > 0.25) {
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
    type Coordinate = fn(PicturePoint) -> f32;
    let sides: [(Coordinate, f32, f32); 4] =
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

/// Whether there is land under a position, by the middle outlines: good enough to choose the colour of a halo.
pub(crate) fn is_land(p: LatLon) -> bool {
    static LAND: OnceLock<Land> = OnceLock::new();
    LAND.get_or_init(Land::new).is_under(WorldPoint::from_lat_lon(p))
}

/// The edges of all land, each with the strip from north to south it lies in, once for each strip, in order of strips: so a question meets
/// only those on its height. Ends are as exact as 3 m, and the same for both edges that meet there.
struct Land {
    edges: Box<[(u16, [f32; 4])]>,
}

const N_STRIPS: u16 = 2048;

impl Land {
    fn new() -> Land {
        let mut edges = Vec::new();
        for ring in basemap::land(Detail::Middle).iter().flat_map(|f| &f.lines) {
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let ends = [a.x as f32, a.y as f32, b.x as f32, b.y as f32];
                let [north, south] = [a.y.min(b.y), a.y.max(b.y)];
                edges.extend((Land::strip(north)..=Land::strip(south)).map(|strip| (strip, ends)));
            }
        }
        edges.sort_by_key(|(strip, _)| *strip);
        Land { edges: edges.into_boxed_slice() }
    }

    /// The strip of a height in the Mercator world, rounded as the ends of edges are.
    fn strip(y: f64) -> u16 {
        (y as f32 * f32::from(N_STRIPS)).clamp(0.0, f32::from(N_STRIPS - 1)) as u16
    }

    /// Even-odd rule. Rings that cross the antimeridian leave 0..1, so the point is asked for on three copies of the world.
    fn is_under(&self, w: WorldPoint) -> bool {
        let strip = Land::strip(w.y);
        let from = self.edges.partition_point(|(s, _)| *s < strip);
        let edges = self.edges.iter().skip(from).take_while(|(s, _)| *s == strip);
        let edges = edges.map(|(_, ends)| ends.map(f64::from));
        [w.x - 1.0, w.x, w.x + 1.0].into_iter().any(|x| {
            let is_right = |&[ax, ay, bx, by]: &[f64; 4]| (ay > w.y) != (by > w.y) && x < (bx - ax) * (w.y - ay) / (by - ay) + ax;
            edges.clone().filter(is_right).count() % 2 == 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_land_under_cities_and_none_under_seas() {
        let land = [(48.86, 2.35), (-33.45, -70.66), (66.5, 179.5), (66.5, -179.5), (-80.0, 0.0), (39.03, 125.75)];
        let water = [(0.0, 0.0), (42.0, 51.0), (-20.0, 180.0), (75.0, -179.9), (36.0, 18.0)];
        assert!(land.iter().all(|&(lat, lon)| is_land(LatLon::wrapped(lat, lon))));
        assert!(!water.iter().any(|&(lat, lon)| is_land(LatLon::wrapped(lat, lon))));
    }

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
