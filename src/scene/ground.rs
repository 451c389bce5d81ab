//! The base map of a story's region as lines on a plane, coarser the further from the story: for pages that pan and zoom by themselves.

use super::basemap::{Window, is_polar};
use super::stage::AreaOf;
use super::{PicturePoint, PictureRect, View, view};
use crate::basemap::{self, Detail, Feature, Kind, Label, features};
use crate::earth::{LatLon, WorldPoint};
use crate::story::Story;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The sizes of maps that must find the story in the region, in points: a wide screen, a window, a telephone upright, an upright sheet.
const FRAMES: [(f32, f32); 4] = [(1560.0, 930.0), (900.0, 640.0), (390.0, 340.0), (760.0, 1000.0)];
/// How far the region goes beyond these on each side, as a share of its size.
const AROUND: f64 = 0.3;
/// The region is no wider than this, in worlds.
const MAX_WORLDS: f64 = 1.3;
/// Near the story, lines are good for this many zoom levels more than the whole of it needs,
const NEAR_LEVELS: f64 = 4.0;
/// but not beyond this zoom: the base map holds no more.
const NEAR_MAX_ZOOM: f64 = 8.0;
/// Far from it, for this many.
const FAR_LEVELS: f64 = 1.0;
/// How far from a place of the story "near" reaches, in metres.
const NEAR_METRES: f64 = 200_000.0;
/// What may be cut off a line, in points at the zoom it is good for.
const TOLERANCE: f64 = 0.6;

/// What lines of the base map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PartKind {
    /// Rings; filled without an edge.
    PolarLand,
    /// Rings; filled, with an edge.
    Land,
    /// Open lines.
    PolarCoast,
    /// Open lines.
    River,
    /// Rings; filled, with an edge.
    Lake,
    /// Open lines.
    Admin1Border,
    /// Open lines.
    Border,
    /// Open lines.
    DisputedBorder,
}

/// A line with the size of each point's triangle with its neighbours, in thousandths of what may be cut off there: the point goes where the
/// size does not count.
struct Weighed {
    line: Vec<PicturePoint>,
    sizes: Vec<u64>,
    is_ring: bool,
    /// How many tolerances wide or high it is, whichever is more.
    extent: f64,
}

impl Weighed {
    /// The line without the points that are too small to be seen; `None` for what is too small altogether.
    fn simplified(&self, coarseness: f64) -> Option<Vec<PicturePoint>> {
        if self.is_ring && self.extent < 2.2 * coarseness {
            return None;
        }
        let least = (1000.0 * coarseness * coarseness) as u64;
        let kept: Vec<PicturePoint> = self.line.iter().zip(&self.sizes).filter(|&(_, &size)| size > least).map(|(p, _)| *p).collect();
        (kept.len() > if self.is_ring { 2 } else { 1 }).then_some(kept)
    }
}

/// Lines of one kind.
pub(crate) struct Part {
    pub kind: PartKind,
    /// Lowest zoom at which they are drawn.
    pub min_zoom: f32,
    /// In points from the top left of the region, see [`Ground::world`].
    pub lines: Vec<Vec<PicturePoint>>,
}

/// The base map of a region.
pub(crate) struct Ground {
    /// West, north, east and south edge of what may be shown, on the Mercator world; east may be beyond 1.
    pub edges: [f64; 4],
    /// Width of the world in the points of the lines.
    pub world: f64,
    /// The part of the world that the story is in: west, north, east, south.
    pub story: Option<[f64; 4]>,
    /// The closest useful zoom.
    pub max_zoom: f64,
    whole: Vec<(PartKind, f32, Vec<Weighed>)>,
    /// Places of the story, in points of the lines.
    places: Vec<PicturePoint>,
    near: f64,
    far_tolerance: f64,
    window: Window,
}

/// Returns the base map around `story`.
pub(crate) fn ground(story: &Story) -> Ground {
    let (points, first) = view::best(story, 900.0, 640.0);
    let centre = WorldPoint::from_lat_lon(first.centre).x;
    let beside = |x: f64| x - (x - centre).round();
    let mut edges = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for (width, height) in FRAMES {
        let view = view::best(story, width, height).1;
        let world = 256.0 * view.zoom.exp2();
        let (w, h) = (f64::from(width) / world / 2.0, f64::from(height) / world / 2.0);
        let c = WorldPoint::from_lat_lon(view.centre);
        let x = beside(c.x);
        edges = [edges[0].min(x - w), edges[1].min(c.y - h), edges[2].max(x + w), edges[3].max(c.y + h)];
    }
    let [west, north, east, south] = edges;
    let (width, height) = (east - west, south - north);
    let middle = (west + east) / 2.0;
    let half = (width * (0.5 + AROUND)).min(MAX_WORLDS / 2.0);
    let edges = [middle - half, (north - height * AROUND).max(0.0), middle + half, (south + height * AROUND).min(1.0)];
    let max_zoom = (first.zoom + NEAR_LEVELS).min(NEAR_MAX_ZOOM).max(first.zoom + FAR_LEVELS);
    let world = 256.0 * max_zoom.exp2();
    // A hair more than may be shown, so that cut edges stay out of sight.
    let (air_x, air_y) = ((edges[2] - edges[0]) * 0.01, (edges[3] - edges[1]) * 0.01);
    let view = View {
        centre: WorldPoint { x: (edges[0] + edges[2]) / 2.0, y: (edges[1] + edges[3]) / 2.0 }.lat_lon(),
        zoom: max_zoom,
        width: ((edges[2] - edges[0] + 2.0 * air_x) * world) as f32,
        height: ((edges[3] - edges[1] + 2.0 * air_y) * world) as f32,
    };
    let window = Window::new(&view);
    // The window's world is one of many; the region goes by it.
    let shift = (window.origin().x - (edges[0] - air_x)).round();
    let edges = [edges[0] + shift, edges[1], edges[2] + shift, edges[3]];
    let middle = (edges[0] + edges[2]) / 2.0;
    let on_plane = |p: LatLon| {
        let w = WorldPoint::from_lat_lon(p);
        WorldPoint { x: w.x - (w.x - middle).round(), ..w }
    };
    let boxed = points.iter().map(|&p| on_plane(p)).fold(None, |b: Option<[f64; 4]>, p| {
        let [w, n, e, s] = b.unwrap_or([p.x, p.y, p.x, p.y]);
        Some([w.min(p.x), n.min(p.y), e.max(p.x), s.max(p.y)])
    });
    let metres_per_point = 40_075_016.7 * first.centre.lat().to_radians().cos() / world;
    let stops = story.routes.iter().flat_map(|r| &r.legs).flat_map(|l| [l.from.point, l.to.point]);
    let places = story.places.iter().filter(|p| p.is_on_map).filter_map(|p| p.point).chain(stops);
    let mut ground = Ground {
        edges,
        world,
        story: boxed,
        max_zoom,
        whole: Vec::new(),
        places: places.map(|p| window.point(on_plane(p))).collect(),
        near: NEAR_METRES / metres_per_point,
        far_tolerance: TOLERANCE * (max_zoom - first.zoom - FAR_LEVELS).exp2(),
        window,
    };
    let whole = whole(&ground, first.zoom + FAR_LEVELS);
    let weighed = |part: Part| {
        let is_ring = matches!(part.kind, PartKind::PolarLand | PartKind::Land | PartKind::Lake);
        (part.kind, part.min_zoom, part.lines.into_iter().map(|line| ground.weighed(line, is_ring)).collect())
    };
    ground.whole = whole.into_iter().map(weighed).collect();
    ground
}

/// The lines of the region at full detail.
fn whole(ground: &Ground, far_zoom: f64) -> Vec<Part> {
    let window = &ground.window;
    let all = features(Detail::for_zoom(ground.max_zoom));
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |kind: PartKind, min_zoom: f32, lines: Vec<Vec<PicturePoint>>| {
        // Half levels are enough to tell when a river begins to be drawn.
        let min_zoom = (min_zoom * 2.0).ceil() / 2.0;
        if lines.is_empty() {
            return;
        }
        match parts.iter_mut().find(|p| p.kind == kind && p.min_zoom == min_zoom) {
            Some(part) => part.lines.extend(lines),
            None => parts.push(Part { kind, min_zoom, lines }),
        }
    };
    for feature in all {
        let min_zoom = match feature.kind {
            Kind::Land => 0.0,
            Kind::Admin1Border => feature.min_zoom.max(4.0),
            _ => feature.min_zoom,
        };
        // What is drawn only closer than the whole of the story is needed where the story is.
        if f64::from(min_zoom) > far_zoom && !ground.is_near(feature.bounds) {
            continue;
        }
        match feature.kind {
            Kind::Land if is_polar(feature) => {
                add(PartKind::PolarLand, min_zoom, window.rings(feature));
                add(PartKind::PolarCoast, min_zoom, window.polar_coasts(feature));
            }
            Kind::Land => add(PartKind::Land, min_zoom, window.rings(feature)),
            Kind::Lake => add(PartKind::Lake, min_zoom, window.rings(feature)),
            Kind::River => add(PartKind::River, min_zoom, window.lines(feature, None)),
            Kind::Border => add(PartKind::Border, min_zoom, window.lines(feature, None)),
            Kind::DisputedBorder => add(PartKind::DisputedBorder, min_zoom, window.lines(feature, None)),
            Kind::Admin1Border => add(PartKind::Admin1Border, min_zoom, window.lines(feature, None)),
        }
    }
    parts.sort_by(|a, b| a.kind.cmp(&b.kind).then(a.min_zoom.total_cmp(&b.min_zoom)));
    parts
}

impl Ground {
    /// Where a point of the Mercator world lies, on the copy of the world nearest to the middle of the region.
    pub fn on_plane(&self, w: WorldPoint) -> WorldPoint {
        WorldPoint { x: w.x - (w.x - (self.edges[0] + self.edges[2]) / 2.0).round(), ..w }
    }

    /// The top left of the lines on the Mercator world.
    pub fn origin(&self) -> WorldPoint {
        self.window.origin()
    }

    /// The lines, simplified; a `coarseness` above 1 leaves out more.
    pub fn parts(&self, coarseness: f64) -> Vec<Part> {
        let part = |(kind, min_zoom, lines): &(PartKind, f32, Vec<Weighed>)| {
            let lines = lines.iter().filter_map(|line| line.simplified(coarseness)).collect();
            Part { kind: *kind, min_zoom: *min_zoom, lines }
        };
        self.whole.iter().map(part).filter(|p| !p.lines.is_empty()).collect()
    }

    /// The rings of a country or first-level unit, simplified like the lines; none where its shape is not known.
    pub fn area(&self, of: AreaOf, coarseness: f64) -> Vec<Vec<PicturePoint>> {
        let feature: Option<&Feature> = match of {
            AreaOf::Country(code) => basemap::country_area(code, Detail::for_zoom(self.max_zoom)),
            AreaOf::Admin1(id) => basemap::admin1_area(id),
        };
        let rings = feature.map(|f| self.window.rings(f)).unwrap_or_default();
        rings.into_iter().filter_map(|r| self.weighed(r, true).simplified(coarseness)).collect()
    }

    /// Whether something within `bounds` on the Mercator world, on any of its copies, is not far from a place of the story.
    fn is_near(&self, bounds: [f64; 4]) -> bool {
        let [west, north, east, south] = bounds;
        let reach = (self.near * 3.0) as f32;
        [-1.0, 0.0, 1.0].into_iter().any(|k| {
            let min = self.window.point(WorldPoint { x: west + k, y: north });
            let max = self.window.point(WorldPoint { x: east + k, y: south });
            let rect = PictureRect { min, max }.grown(reach);
            self.places.iter().any(|p| rect.contains(*p))
        })
    }

    /// A line of the Mercator world in the points of the lines, on the copy that `near` lies on.
    pub fn line(&self, line: &[WorldPoint], near: WorldPoint) -> Vec<PicturePoint> {
        let near = self.on_plane(near);
        line.iter().map(|w| self.window.point(WorldPoint { x: w.x - (w.x - near.x).round(), ..*w })).collect()
    }

    /// The names in the region, most important first, with their places.
    pub fn labels(&self) -> Vec<(&'static Label, WorldPoint)> {
        let [west, north, east, south] = self.edges;
        let placed = basemap::labels().iter().map(|l| (l, self.on_plane(WorldPoint::from_lat_lon(l.point))));
        let is_shown = |l: &Label, p: &WorldPoint| {
            let is_inside = p.x > west && p.x < east && p.y > north && p.y < south;
            // Small places far from the story never show: nobody zooms in there.
            let at = self.window.point(*p);
            let reach = self.near * 2.5;
            let is_near = self.places.iter().any(|q| q.distance(at) < reach as f32);
            let levels = if is_near { self.max_zoom + 0.5 } else { self.max_zoom - (self.far_tolerance / TOLERANCE).log2() + 0.5 };
            is_inside && f64::from(l.min_zoom) <= levels
        };
        placed.filter(|(l, p)| is_shown(l, p)).collect()
    }

    /// What may be cut off at a point: little near the story, more the further from it.
    fn tolerance(&self, p: PicturePoint) -> f64 {
        let squared = |q: &PicturePoint| (q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y);
        let nearest = self.places.iter().map(squared).fold(f32::INFINITY, f32::min).sqrt();
        (TOLERANCE * (f64::from(nearest) / self.near).max(1.0)).min(self.far_tolerance)
    }

    fn weighed(&self, line: Vec<PicturePoint>, is_ring: bool) -> Weighed {
        let bounds = PictureRect::bounding(line.iter().copied()).unwrap_or_default();
        let least = line.first().map_or(TOLERANCE, |&p| self.tolerance(p));
        let extent = f64::from(bounds.width().max(bounds.height())) / least;
        let tolerances: Vec<f64> = line.iter().map(|&p| self.tolerance(p)).collect();
        let sizes = sizes(&line, &tolerances, if is_ring { 4 } else { 2 });
        Weighed { line, sizes, is_ring, extent }
    }
}

/// How many tolerances large the triangle at `b` is, in thousandths.
fn size(a: PicturePoint, b: PicturePoint, c: PicturePoint, tolerance: f64) -> u64 {
    let (ab, ac) = ((f64::from(b.x - a.x), f64::from(b.y - a.y)), (f64::from(c.x - a.x), f64::from(c.y - a.y)));
    let area = (ab.0 * ac.1 - ab.1 * ac.0).abs() / 2.0;
    (area / (tolerance * tolerance) * 1000.0) as u64
}

/// The size of each point when it is the next to go. The last `n_min` points always count.
///
/// Source: Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points.
fn sizes(line: &[PicturePoint], tolerances: &[f64], n_min: usize) -> Vec<u64> {
    let n = line.len();
    let at = |i: usize| line.get(i).copied().unwrap_or_default();
    let size_at = |a: usize, i: usize, b: usize| size(at(a), at(i), at(b), tolerances.get(i).copied().unwrap_or(1.0));
    // The neighbours still there; ends never go.
    let mut links: Vec<(usize, usize)> = (0..n).map(|i| (i.wrapping_sub(1), i + 1)).collect();
    let mut sizes = vec![u64::MAX; n];
    let mut heap = BinaryHeap::new();
    for (i, size) in sizes.iter_mut().enumerate().take(n.saturating_sub(1)).skip(1) {
        *size = size_at(i - 1, i, i + 1);
        heap.push(Reverse((*size, i)));
    }
    let (mut is_gone, mut n_left) = (vec![false; n], n);
    while let Some(Reverse((size, i))) = heap.pop() {
        if is_gone.get(i).copied().unwrap_or(true) || sizes.get(i) != Some(&size) {
            continue;
        }
        if n_left <= n_min {
            break;
        }
        n_left -= 1;
        let Some(&(a, b)) = links.get(i) else { continue };
        if let Some(gone) = is_gone.get_mut(i) {
            *gone = true;
        }
        if let Some(link) = links.get_mut(a) {
            link.1 = b;
        }
        if let Some(link) = links.get_mut(b) {
            link.0 = a;
        }
        for j in [a, b].into_iter().filter(|&j| j > 0 && j + 1 < n) {
            if let (Some(&(before, after)), Some(own)) = (links.get(j), sizes.get_mut(j)) {
                // A point never counts less than the one that went before it, so that points go in the order of their size.
                *own = size_at(before, j, after).max(size);
                heap.push(Reverse((*own, j)));
            }
        }
    }
    for (size, is_gone) in sizes.iter_mut().zip(is_gone) {
        if !is_gone {
            *size = u64::MAX;
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::super::{best_view, samples};
    use super::*;

    #[test]
    fn the_region_holds_every_view_of_the_story() {
        for (name, story) in samples::all() {
            let ground = ground(&story);
            let [west, north, east, south] = ground.edges;
            assert!(east > west && south > north && east - west <= MAX_WORLDS + 1e-9, "{name}");
            for (width, height) in FRAMES {
                let view = best_view(&story, width, height);
                let centre = ground.on_plane(WorldPoint::from_lat_lon(view.centre));
                assert!(centre.x > west && centre.x < east && centre.y > north && centre.y < south, "{name}");
            }
            let parts = ground.parts(1.0);
            assert!(parts.iter().any(|p| p.kind == PartKind::Land), "{name}");
        }
    }

    #[test]
    fn a_coarser_ground_has_fewer_points() {
        let ground = ground(&samples::remains());
        let count = |coarseness| ground.parts(coarseness).iter().flat_map(|p| &p.lines).map(Vec::len).sum::<usize>();
        let (fine, coarse) = (count(1.0), count(3.0));
        assert!(coarse * 3 < fine * 2 && coarse > 500, "{fine} {coarse}");
    }

    #[test]
    fn lines_keep_their_ends_and_their_corners() {
        let p = PicturePoint::new;
        let line = [p(0.0, 0.0), p(5.0, 0.1), p(10.0, 0.0), p(10.0, 10.0)];
        let simplified = |line: &[PicturePoint]| {
            let sizes = sizes(line, &vec![1.0; line.len()], 2);
            Weighed { line: line.to_vec(), sizes, is_ring: false, extent: 10.0 }.simplified(1.0)
        };
        assert_eq!(simplified(&line).unwrap(), [p(0.0, 0.0), p(10.0, 0.0), p(10.0, 10.0)]);
        assert_eq!(simplified(&line[..2]).unwrap(), line[..2]);
        assert_eq!(simplified(&[]), None);
    }
}
