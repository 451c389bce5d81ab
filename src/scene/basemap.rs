//! A view in, the base map's areas and lines out: what is drawn at a zoom, how wide, how dashed. Screen tiles and exports paint this layer.
//!
//! Lines are thinned to what can be seen, cut a little outside the view, and repeated with the world. Thinning and dashes depend on the
//! zoom alone, never on the view, so neighbouring tiles meet without a seam.

use super::{Layer, PicturePoint, PictureRect, Shape, Stroke, Theme, View};
use crate::basemap::{Detail, Feature, Kind, features};
use crate::earth::{LatLon, WorldPoint};

/// How far outside the view lines are cut, in points: more than the widest line.
const MARGIN: f64 = 6.0;

/// Points nearer than this to the one before are left out, in points.
const THIN: f64 = 0.45;

/// Islands and lakes that measure less than this, in points, are left out.
const SPECK: f64 = 0.3;

/// Meridians and parallels are this far apart, in degrees.
const GRATICULE: i32 = 30;

/// What is drawn at a zoom, widths in points. Source: the house's map style; lines grow a little as the map comes nearer.
struct Rules {
    has_graticule: bool,
    has_admin1: bool,
    coast: f32,
    shore: f32,
    river: f32,
    border: f32,
    admin1: f32,
}

impl Rules {
    fn at(zoom: f64) -> Rules {
        let zoom = zoom as f32;
        let coast = if zoom < 4.0 {
            0.8
        } else if zoom < 7.0 {
            1.0
        } else {
            1.25
        };
        Rules {
            has_graticule: zoom < 5.0,
            has_admin1: zoom >= 4.0,
            coast,
            shore: coast * 0.75,
            river: (0.4 + 0.1 * zoom).clamp(0.6, 1.2),
            border: 0.8 + 0.45 * ((zoom - 3.0) / 4.0).clamp(0.0, 1.0),
            admin1: 0.6,
        }
    }
}

/// Returns the land, waters and borders under `view`, to be painted over the colour of the sea.
pub fn basemap_layer(view: &View, theme: &Theme) -> Layer {
    let rules = Rules::at(view.zoom);
    let window = Window::new(view);
    let all = features(Detail::for_zoom(view.zoom));
    let shown = |kind: Kind| all.iter().filter(move |f| f.kind == kind && f64::from(f.min_zoom) <= view.zoom);
    let mut layer = Layer { clip: Some(PictureRect::new(0.0, 0.0, view.width, view.height)), ..Layer::new("basemap") };
    let mut lines = |lines: Vec<Vec<PicturePoint>>, stroke: Stroke| {
        if !lines.is_empty() {
            layer.push(Shape::Path { lines, is_closed: false, fill: None, stroke: Some(stroke) });
        }
    };
    if rules.has_graticule {
        lines(window.graticule(), Stroke::solid(theme.graticule, 1.0));
    }
    // A continent around the pole is closed below the map; that part of its ring is no coast.
    let (polar, land): (Vec<&Feature>, Vec<&Feature>) = shown(Kind::Land).partition(|f| is_polar(f));
    let coast = Stroke { is_round: true, ..Stroke::solid(theme.coast, rules.coast) };
    let rings = |features: &[&Feature]| features.iter().flat_map(|f| window.rings(f)).collect::<Vec<_>>();
    let mut area = |lines: Vec<Vec<PicturePoint>>, fill, stroke| {
        if !lines.is_empty() {
            layer.push(Shape::Path { lines, is_closed: true, fill: Some(fill), stroke });
        }
    };
    area(rings(&polar), theme.land, None);
    area(rings(&land), theme.land, Some(coast));
    let rivers: Vec<Vec<PicturePoint>> = shown(Kind::River).flat_map(|f| window.lines(f, None)).collect();
    let lakes: Vec<&Feature> = shown(Kind::Lake).collect();
    let lakes = rings(&lakes);
    let mut lines = |lines: Vec<Vec<PicturePoint>>, stroke: Stroke| {
        if !lines.is_empty() {
            layer.push(Shape::Path { lines, is_closed: false, fill: None, stroke: Some(stroke) });
        }
    };
    let polar_coasts: Vec<_> = polar.iter().flat_map(|f| window.polar_coasts(f)).collect();
    lines(polar_coasts, coast);
    lines(rivers, Stroke { is_round: true, ..Stroke::solid(theme.coast.at(0.75), rules.river) });
    if !lakes.is_empty() {
        layer.push(Shape::Path {
            lines: lakes,
            is_closed: true,
            fill: Some(theme.sea),
            stroke: Some(Stroke { is_round: true, ..Stroke::solid(theme.coast, rules.shore) }),
        });
    }
    let dashed = |kind: Kind, width: f32, dash: Option<[f32; 2]>| {
        let lines: Vec<_> = shown(kind).flat_map(|f| window.lines(f, dash)).collect();
        let stroke = Stroke { color: theme.border, width, dash, is_round: dash.is_none() };
        (!lines.is_empty()).then_some(Shape::Path { lines, is_closed: false, fill: None, stroke: Some(stroke) })
    };
    let admin1 = if rules.has_admin1 { dashed(Kind::Admin1Border, rules.admin1, Some([3.0, 2.0])) } else { None };
    let borders = dashed(Kind::Border, rules.border, None);
    let disputed = dashed(Kind::DisputedBorder, rules.border, Some([4.0, 2.5]));
    for shape in [admin1, borders, disputed].into_iter().flatten() {
        layer.push(shape);
    }
    layer
}

/// Whether a land lies around the pole: its ring is closed below the map.
pub(super) fn is_polar(land: &Feature) -> bool {
    land.bounds[3] > 1.5
}

/// The part of the Mercator world that a view shows, with a margin, and how it lies on the picture.
pub(super) struct Window {
    /// West, north, east, south.
    edges: [f64; 4],
    /// Width of the world in points.
    world: f64,
    /// Left and top edge of the picture in the world.
    origin: WorldPoint,
}

impl Window {
    pub fn new(view: &View) -> Window {
        let world = 256.0 * view.zoom.exp2();
        let centre = WorldPoint::from_lat_lon(view.centre);
        let (width, height) = (f64::from(view.width) / world, f64::from(view.height) / world);
        let origin = WorldPoint { x: centre.x - width / 2.0, y: centre.y - height / 2.0 };
        let margin = MARGIN / world;
        let edges = [origin.x - margin, origin.y - margin, origin.x + width + margin, origin.y + height + margin];
        Window { edges, world, origin }
    }

    /// The top left of the picture on the Mercator world.
    pub fn origin(&self) -> WorldPoint {
        self.origin
    }

    pub fn point(&self, p: WorldPoint) -> PicturePoint {
        PicturePoint { x: ((p.x - self.origin.x) * self.world) as f32, y: ((p.y - self.origin.y) * self.world) as f32 }
    }

    /// By how many worlds something within `bounds` must be moved to show, for each of its copies that shows.
    fn copies(&self, bounds: [f64; 4]) -> std::ops::RangeInclusive<i32> {
        let [west, north, east, south] = self.edges;
        if bounds[1] > south || bounds[3] < north {
            #[expect(clippy::reversed_empty_ranges, reason = "none")]
            return 1..=0;
        }
        // A view shows a few worlds at most; the limit guards against views that are no numbers.
        let from = (west - bounds[2]).ceil().max(-9.0) as i32;
        from..=((east - bounds[0]).floor().min(9.0) as i32).min(from + 9)
    }

    fn copies_of_line(&self, line: &[WorldPoint]) -> std::ops::RangeInclusive<i32> {
        self.copies(line.iter().fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |[w, n, e, s], p| {
            [w.min(p.x), n.min(p.y), e.max(p.x), s.max(p.y)]
        }))
    }

    /// The visible rings of an area, on every copy of the world.
    pub fn rings(&self, feature: &Feature) -> Vec<Vec<PicturePoint>> {
        let [west, north, east, south] = feature.bounds;
        if (east - west).max(south - north) * self.world < SPECK {
            return Vec::new();
        }
        let mut rings = Vec::new();
        for copy in self.copies(feature.bounds) {
            for ring in &feature.lines {
                let ring = self.cut_ring(ring, f64::from(copy));
                if ring.len() > 2 {
                    rings.push(ring);
                }
            }
        }
        rings
    }

    /// The visible parts of lines, on every copy of the world.
    pub fn lines(&self, feature: &Feature, dash: Option<[f32; 2]>) -> Vec<Vec<PicturePoint>> {
        let copies = self.copies(feature.bounds);
        feature.lines.iter().flat_map(|line| self.cut_line(line, copies.clone(), dash)).collect()
    }

    /// The visible coasts of a land around the pole.
    pub fn polar_coasts(&self, land: &Feature) -> Vec<Vec<PicturePoint>> {
        let coasts = land.lines.iter().map(|ring| {
            let ring: Vec<WorldPoint> = ring.iter().copied().filter(|p| p.y < 1.5).collect();
            // The last point only leads back to the first.
            ring.get(..ring.len().saturating_sub(1)).unwrap_or_default().to_vec()
        });
        coasts.flat_map(|line| self.cut_line(&line, self.copies_of_line(&line), None)).collect()
    }

    /// The points of a line that are far enough from the one kept before, and its last.
    fn thinned(&self, line: &[WorldPoint]) -> impl Iterator<Item = WorldPoint> {
        let limit = (THIN / self.world).powi(2);
        let mut kept: Option<WorldPoint> = None;
        let last = line.len().saturating_sub(1);
        line.iter().enumerate().filter_map(move |(i, p)| {
            let is_near = kept.is_some_and(|k| (k.x - p.x).powi(2) + (k.y - p.y).powi(2) < limit);
            if is_near && i != last {
                return None;
            }
            kept = Some(*p);
            Some(*p)
        })
    }

    /// On which outer sides of the window a point lies, one bit a side.
    fn outside(&self, p: WorldPoint) -> u8 {
        let [west, north, east, south] = self.edges;
        u8::from(p.x < west) | u8::from(p.y < north) << 1 | u8::from(p.x > east) << 2 | u8::from(p.y > south) << 3
    }

    /// A ring moved by `copy` worlds, thinned and cut to the window.
    ///
    /// Source: Sutherland and Hodgman (1974), reentrant polygon clipping; runs of points beyond one side are passed over first.
    fn cut_ring(&self, ring: &[WorldPoint], copy: f64) -> Vec<PicturePoint> {
        let mut points: Vec<WorldPoint> = Vec::new();
        let (mut sides_before, mut sides_last, mut sides_all) = (0, 0, 0);
        for p in self.thinned(ring) {
            let p = WorldPoint { x: p.x + copy, y: p.y };
            let sides = self.outside(p);
            sides_all |= sides;
            // The last point lies beyond the same side as both its neighbours: nothing near it shows.
            if sides & sides_last & sides_before != 0
                && let Some(last) = points.last_mut()
            {
                *last = p;
            } else {
                points.push(p);
                sides_before = sides_last;
            }
            sides_last = sides;
        }
        if sides_all != 0 {
            let [west, north, east, south] = self.edges;
            points = cut_side(points, |p| p.x - west);
            points = cut_side(points, |p| p.y - north);
            points = cut_side(points, |p| east - p.x);
            points = cut_side(points, |p| south - p.y);
        }
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        points.into_iter().map(|p| self.point(p)).collect()
    }

    /// The parts of a line that show. A part of a dashed line begins where a dash does, so that dashes meet across tiles.
    fn cut_line(&self, line: &[WorldPoint], copies: std::ops::RangeInclusive<i32>, dash: Option<[f32; 2]>) -> Vec<Vec<PicturePoint>> {
        let mut parts = Vec::new();
        if copies.is_empty() {
            return parts;
        }
        let thinned: Vec<WorldPoint> = self.thinned(line).collect();
        let period = dash.map(|[dash, gap]| f64::from(dash + gap) / self.world);
        for copy in copies {
            let moved = |p: &WorldPoint| WorldPoint { x: p.x + f64::from(copy), y: p.y };
            let mut part: Vec<PicturePoint> = Vec::new();
            let mut length = 0.0;
            for (i, pair) in thinned.windows(2).enumerate() {
                let &[a, b] = pair else { continue };
                let (a, b) = (moved(&a), moved(&b));
                if self.outside(a) & self.outside(b) == 0 {
                    if part.is_empty() {
                        let back = period.map_or(0.0, |period| length % period);
                        let before: Vec<WorldPoint> = thinned.iter().take(i + 1).rev().map(moved).collect();
                        part = lead_in(&before, back).into_iter().map(|p| self.point(p)).collect();
                    }
                    part.push(self.point(b));
                } else if !part.is_empty() {
                    parts.push(std::mem::take(&mut part));
                }
                length += (a.x - b.x).hypot(a.y - b.y);
            }
            if !part.is_empty() {
                parts.push(part);
            }
        }
        parts
    }

    fn graticule(&self) -> Vec<Vec<PicturePoint>> {
        let [west, north, east, south] = self.edges;
        let (north, south) = (north.max(0.0), south.min(1.0));
        let mut lines = Vec::new();
        let step = f64::from(GRATICULE) / 360.0;
        let (from, to) = ((west / step).ceil().max(-200.0) as i32, (east / step).floor().min(200.0) as i32);
        for i in from..=to {
            let x = f64::from(i) * step;
            lines.push(vec![self.point(WorldPoint { x, y: north }), self.point(WorldPoint { x, y: south })]);
        }
        for lat in (-60..=60).step_by(GRATICULE.unsigned_abs() as usize) {
            let y = WorldPoint::from_lat_lon(LatLon::wrapped(f64::from(lat), 0.0)).y;
            if y >= north && y <= south {
                lines.push(vec![self.point(WorldPoint { x: west, y }), self.point(WorldPoint { x: east, y })]);
            }
        }
        lines
    }
}

/// Cuts a ring to where `depth` is not negative.
fn cut_side(ring: Vec<WorldPoint>, depth: impl Fn(WorldPoint) -> f64) -> Vec<WorldPoint> {
    let mut kept = Vec::with_capacity(ring.len());
    let mut last = ring.last().copied();
    for p in ring {
        if let Some(before) = last {
            let (a, b) = (depth(before), depth(p));
            if (a < 0.0) != (b < 0.0) {
                let t = a / (a - b);
                kept.push(WorldPoint { x: before.x + (p.x - before.x) * t, y: before.y + (p.y - before.y) * t });
            }
            if b >= 0.0 {
                kept.push(p);
            }
        }
        last = Some(p);
    }
    kept
}

/// Returns the way to the first of `before` (a line read backwards) from `back` before it, both ends included.
fn lead_in(before: &[WorldPoint], back: f64) -> Vec<WorldPoint> {
    let mut way = Vec::new();
    let mut left = back;
    for pair in before.windows(2) {
        let &[here, earlier] = pair else { break };
        way.push(here);
        let length = (here.x - earlier.x).hypot(here.y - earlier.y);
        if length >= left {
            if left > 0.0 {
                let t = left / length;
                way.push(WorldPoint { x: here.x + (earlier.x - here.x) * t, y: here.y + (earlier.y - here.y) * t });
            }
            way.reverse();
            return way;
        }
        left -= length;
    }
    way.extend(before.last());
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(lat: f64, lon: f64, zoom: f64) -> View {
        View { centre: LatLon::new(lat, lon).unwrap(), zoom, width: 512.0, height: 512.0 }
    }

    fn paths(layer: &Layer) -> impl Iterator<Item = &Vec<PicturePoint>> {
        layer.items.iter().flat_map(|item| match &item.shape {
            Shape::Path { lines, .. } => lines.iter(),
            _ => [].iter(),
        })
    }

    #[test]
    fn nothing_lies_far_outside_the_view() {
        for (lat, lon, zoom) in [(37.0, 127.0, 6.0), (0.0, 180.0, 2.0), (-75.0, 0.0, 3.0), (65.0, -179.0, 4.5)] {
            let layer = basemap_layer(&view(lat, lon, zoom), &Theme::LIGHT);
            assert!(!layer.items.is_empty());
            for item in &layer.items {
                let Shape::Path { lines, is_closed: true, .. } = &item.shape else { continue };
                for p in lines.iter().flatten() {
                    assert!(p.x > -7.0 && p.x < 519.0 && p.y > -7.0 && p.y < 519.0, "{p:?}");
                }
            }
        }
    }

    #[test]
    fn a_view_of_two_worlds_shows_every_continent_twice() {
        let one = paths(&basemap_layer(&View { width: 256.0, ..view(0.0, 0.0, 0.0) }, &Theme::LIGHT)).count();
        let two = paths(&basemap_layer(&view(0.0, 0.0, 0.0), &Theme::LIGHT)).count();
        assert!(two > one + one / 2, "{one} {two}");
    }

    #[test]
    fn dashes_meet_across_views() {
        // The same border, seen from two views half a screen apart: where both show it, dashes begin at the same places.
        let (left, right) = (view(40.0, -100.0, 5.0), view(40.0, -98.0, 5.0));
        let shift = (2.0 / 360.0 * 256.0 * 32.0) as f32;
        let starts = |v: &View| -> Vec<PicturePoint> {
            let layer = basemap_layer(v, &Theme::LIGHT);
            let dashed = layer.items.iter().filter_map(|item| match &item.shape {
                Shape::Path { lines, stroke: Some(Stroke { dash: Some(_), .. }), .. } => Some(lines.clone()),
                _ => None,
            });
            dashed.flatten().flatten().collect()
        };
        let (a, b) = (starts(&left), starts(&right));
        let inner = |p: &&PicturePoint| p.x > shift + 20.0 && p.x < 492.0 && p.y > 20.0 && p.y < 492.0;
        for p in a.iter().filter(inner) {
            assert!(b.iter().any(|q| (q.x + shift - p.x).abs() < 0.01 && (q.y - p.y).abs() < 0.01), "{p:?}");
        }
    }

    #[test]
    fn a_lead_in_goes_back_as_far_as_told() {
        let w = |x: f64| WorldPoint { x, y: 0.0 };
        assert_eq!(lead_in(&[w(3.0), w(2.0), w(0.0)], 1.5), [w(1.5), w(2.0), w(3.0)]);
        assert_eq!(lead_in(&[w(3.0), w(2.0), w(0.0)], 0.0), [w(3.0)]);
        assert_eq!(lead_in(&[w(3.0)], 0.0), [w(3.0)]);
    }

    #[test]
    fn views_that_are_no_numbers_draw_nothing_and_do_not_hang() {
        for (zoom, width) in [(f64::NAN, 512.0), (2.0, f32::NAN), (-40.0, 512.0), (60.0, 512.0)] {
            let _ = basemap_layer(&View { width, ..view(0.0, 0.0, zoom) }, &Theme::LIGHT);
        }
    }
}
