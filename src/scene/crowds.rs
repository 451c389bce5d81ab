//! Places that stand too close to be told apart: shown larger in an inset where a corner is free, else behind one badge.

use super::cast::{Actor, Role};
use super::map::Staging;
use super::pins::text_in_the_middle;
use super::plates::MARGIN;
use super::projection::Projection;
use super::routes::DrawnLeg;
use super::{Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Stroke, View};
use crate::earth::{Bounds, LatLon, WorldPoint};
use crate::language::tr_with;
use crate::story::RouteStop;

/// Three or more places within so many points are a crowd. Source: visual.md, Crowds.
const CROWD: f32 = 48.0;
/// Without room for an inset, only places that cover each other are put behind a badge.
const CLUSTER: f32 = 22.0;
/// Least side of an inset.
const MIN_INSET: f32 = 200.0;
/// An inset that enlarges less than this many zoom levels is not worth its room.
const MIN_GAIN: f64 = 1.3;
/// More would leave no map.
const MAX_INSETS: usize = 2;
const BADGE: f32 = 13.0;

/// Places close together.
#[derive(Clone, Debug)]
pub(crate) struct Crowd {
    /// Indices of the actors, the most important first.
    pub members: Vec<usize>,
    /// Around them on the main map.
    pub frame: PictureRect,
    /// Where they are shown larger, and how.
    pub inset: Option<(PictureRect, View)>,
    /// The line from the frame to the inset.
    pub leader: Option<(PicturePoint, PicturePoint)>,
}

impl Crowd {
    /// What stands for them on the main map.
    pub fn mark(&self) -> PictureRect {
        if self.inset.is_some() { self.frame } else { PictureRect::around(self.frame.centre(), BADGE + 2.0) }
    }

    /// Puts the members in a ring around the badge.
    pub fn open(&self, staging: &mut Staging) {
        let centre = self.frame.centre();
        let n = self.members.len() as f32;
        let radius = (n * 30.0 / std::f32::consts::TAU).max(36.0);
        for (i, &member) in self.members.iter().enumerate() {
            let angle = std::f32::consts::TAU * i as f32 / n - std::f32::consts::FRAC_PI_2;
            staging.moved.insert(member, centre.polar(radius, angle));
        }
    }

    /// "4 places: Seoul, Osan Air Base, …".
    pub fn accessible(&self, actors: &[Actor]) -> String {
        let names: Vec<&str> = self.members.iter().filter_map(|&m| actors.get(m)).map(|a| a.name.as_str()).collect();
        tr_with("{} places: {}", &[&names.len(), &names.join(", ")])
    }
}

/// The line from a frame to its inset: between the nearest corners whose way crosses no route; `None` where all do.
fn leader(frame: &PictureRect, inset: &PictureRect, legs: &[DrawnLeg<'_>]) -> Option<(PicturePoint, PicturePoint)> {
    let corners = |r: &PictureRect| [r.min, PicturePoint { x: r.max.x, y: r.min.y }, r.max, PicturePoint { x: r.min.x, y: r.max.y }];
    let mut pairs: Vec<(PicturePoint, PicturePoint)> =
        corners(frame).into_iter().flat_map(|a| corners(inset).into_iter().map(move |b| (a, b))).collect();
    pairs.sort_by(|x, y| x.0.distance(x.1).total_cmp(&y.0.distance(y.1)));
    let crosses = |&(a, b): &(PicturePoint, PicturePoint)| {
        let mut lines = legs.iter().flat_map(|l| l.track.points().windows(2));
        lines.any(|w| matches!(*w, [c, d] if segments_cross(a, b, c, d)))
    };
    let is_through = |&(a, b): &(PicturePoint, PicturePoint)| frame.grown(-1.0).is_crossed(a, b) || inset.grown(-1.0).is_crossed(a, b);
    pairs.into_iter().find(|p| !crosses(p) && !is_through(p))
}

fn segments_cross(a: PicturePoint, b: PicturePoint, c: PicturePoint, d: PicturePoint) -> bool {
    let side = |p: PicturePoint, q: PicturePoint, r: PicturePoint| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Finds the crowds, and gives the largest an inset where there is room.
pub(crate) fn crowds(actors: &[Actor], legs: &[DrawnLeg<'_>], projection: &Projection, taken: &[PictureRect], sizes: &Sizes) -> Vec<Crowd> {
    let mut spots: Vec<(usize, PicturePoint)> = actors
        .iter()
        .enumerate()
        .filter(|(_, a)| a.is_pin() || matches!(a.role, Role::Around(_) | Role::Border(..)))
        .map(|(i, a)| (i, projection.point(a.point)))
        .filter(|(_, at)| projection.rect.contains(*at))
        .collect();
    let all = spots.clone();
    let mut crowds: Vec<Crowd> = Vec::new();
    let mut taken = taken.to_vec();
    // Bounded by the number of places: each crowd takes three or more of them.
    while let Some(members) = closest(&spots, CROWD * sizes.unit).filter(|_| crowds.len() < MAX_INSETS) {
        let Some(crowd) = with_inset(members, actors, &all, legs, projection, &taken, sizes) else { break };
        taken.extend(crowd.inset.map(|(rect, _)| rect.grown(8.0)));
        taken.push(crowd.frame);
        spots.retain(|(i, _)| !crowd.members.contains(i));
        crowds.push(crowd);
    }
    while let Some(members) = closest(&spots, CLUSTER * sizes.unit) {
        let Some(frame) = PictureRect::bounding(members.iter().map(|m| m.1)) else { break };
        let members: Vec<usize> = members.into_iter().map(|m| m.0).collect();
        spots.retain(|(i, _)| !members.contains(i));
        crowds.push(Crowd { members, frame, inset: None, leader: None });
    }
    crowds
}

/// The most places, at least three, within a square with sides of `side`.
fn closest(spots: &[(usize, PicturePoint)], side: f32) -> Option<Vec<(usize, PicturePoint)>> {
    let mut best: Vec<(usize, PicturePoint)> = Vec::new();
    for (_, left) in spots {
        for (_, top) in spots {
            let square = PictureRect::new(left.x, top.y, side, side);
            let inside: Vec<(usize, PicturePoint)> = spots.iter().copied().filter(|(_, at)| square.contains(*at)).collect();
            if inside.len() > best.len() {
                best = inside;
            }
        }
    }
    (best.len() >= 3).then_some(best)
}

fn with_inset(
    members: Vec<(usize, PicturePoint)>,
    actors: &[Actor],
    all: &[(usize, PicturePoint)],
    legs: &[DrawnLeg<'_>],
    projection: &Projection,
    taken: &[PictureRect],
    sizes: &Sizes,
) -> Option<Crowd> {
    let frame = PictureRect::bounding(members.iter().map(|m| m.1))?;
    // Where a short leg leaves a nearby area, the area's middle belongs on the inset, else the leg would come from nowhere.
    let is_member = |stop: &RouteStop| members.iter().filter_map(|m| actors.get(m.0)).any(|a| a.point == stop.point);
    let ends = legs.iter().flat_map(|l| [(&l.of.from, &l.of.to), (&l.of.to, &l.of.from)]);
    let origins: Vec<LatLon> = ends
        .filter(|(far, near)| far.is_area && is_member(near) && frame.grown(CROWD * sizes.unit).contains(projection.point(far.point)))
        .map(|(far, _)| far.point)
        .collect();
    let frame = PictureRect::bounding([frame.min, frame.max].into_iter().chain(origins.iter().map(|&p| projection.point(p))))?;
    let frame = frame.grown(9.0).at_least_a_target();
    let map = projection.rect;
    for share in [1.0f32, 0.85, 0.7] {
        let width = (map.width() * 0.30 * share).clamp(MIN_INSET * sizes.unit, 310.0 * sizes.unit);
        let height = (map.height() * 0.40 * share).clamp(MIN_INSET * sizes.unit, 290.0 * sizes.unit);
        let points = members.iter().filter_map(|m| actors.get(m.0)).map(|a| a.point).chain(origins.iter().copied());
        let view = enlarged(points, projection.zoom, width, height)?;
        let is_free = |r: &PictureRect| {
            !taken.iter().any(|t| t.meets(&r.grown(8.0)))
                && !frame.meets(&r.grown(24.0))
                && !all.iter().any(|(i, at)| !members.iter().any(|m| m.0 == *i) && r.grown(14.0).contains(*at))
                && !actors.iter().any(|a| matches!(a.role, Role::Area(_)) && r.grown(14.0).contains(projection.point(a.point)))
                && !legs.iter().any(|l| l.track.meets(r, 10.0))
        };
        if let Some(rect) = corners(&map, width, height).into_iter().find(is_free) {
            let leader = leader(&frame, &rect, legs);
            return Some(Crowd { members: members.into_iter().map(|m| m.0).collect(), frame, inset: Some((rect, view)), leader });
        }
    }
    None
}

/// Where an inset may lie: the corners, the lower right first, then along the lower and upper edge.
fn corners(map: &PictureRect, width: f32, height: f32) -> Vec<PictureRect> {
    // Clear of attribution and scale bar below.
    let (left, right) = (map.min.x + MARGIN, map.max.x - MARGIN - width);
    let (top, bottom) = (map.min.y + MARGIN, map.max.y - MARGIN - 26.0 - height);
    let mut spots = vec![(right, bottom), (left, bottom), (right, top), (left, top)];
    let step = 24.0;
    let n = ((right - left) / step).max(0.0) as usize;
    for y in [bottom, top] {
        spots.extend((1..n).map(|i| (right - step * i as f32, y)));
    }
    let m = ((bottom - top) / step).max(0.0) as usize;
    for x in [right, left] {
        spots.extend((1..m).map(|i| (x, bottom - step * i as f32)));
    }
    spots.into_iter().map(|(x, y)| PictureRect::new(x, y, width, height)).filter(|r| map.encloses(r)).collect()
}

/// The view that shows the members well apart; `None` where that enlarges too little.
fn enlarged(points: impl Iterator<Item = LatLon>, zoom: f64, width: f32, height: f32) -> Option<View> {
    let bounds = Bounds::around(points)?;
    let top = WorldPoint::from_lat_lon(LatLon::wrapped(bounds.north, bounds.west));
    let bottom = WorldPoint::from_lat_lon(LatLon::wrapped(bounds.south, bounds.west));
    let (world_width, world_height) = (bounds.width() / 360.0, bottom.y - top.y);
    let room = |side: f32, pad: f32| f64::from((side - 2.0 * pad).max(20.0));
    let fit = (room(width, 60.0) / (256.0 * world_width.max(1e-9))).min(room(height, 44.0) / (256.0 * world_height.max(1e-9))).log2();
    let inner = fit.min(zoom + 6.0).min(11.0);
    let x = WorldPoint::from_lat_lon(bounds.centre()).x;
    let centre = WorldPoint { x, y: (top.y + bottom.y) / 2.0 }.lat_lon();
    (inner - zoom >= MIN_GAIN).then_some(View { centre, zoom: inner, width, height })
}

/// Draws frames with small dots where there is an inset, and badges where there is none.
pub(crate) fn marks(layer: &mut Layer, crowds: &[Crowd], actors: &[Actor], projection: &Projection, options: &Options, sizes: &Sizes) {
    let theme = options.theme;
    for crowd in crowds {
        let members = || crowd.members.iter().filter_map(|&m| actors.get(m));
        let is_marked = members().any(|a| a.is_selected);
        if crowd.inset.is_some() {
            for actor in members() {
                let at = projection.point(actor.point);
                layer.push_for(actor.target, Shape::disc(at, 4.0 * sizes.pin, theme.paper));
                layer.push_for(actor.target, Shape::disc(at, 2.75 * sizes.pin, theme.ink));
            }
            if is_marked {
                let halo = Stroke::solid(theme.accent_ring.at(theme.accent_ring_opacity()), 5.0);
                layer.push(Shape::Rect { rect: crowd.frame.grown(3.5), radius: 0.0, fill: None, stroke: Some(halo) });
            }
            layer.push(Shape::Rect { rect: crowd.frame, radius: 0.0, fill: None, stroke: Some(Stroke::solid(theme.ink, 1.25)) });
            continue;
        }
        let at = crowd.frame.centre();
        let radius = BADGE * sizes.pin;
        if is_marked {
            let n = crowd.members.len();
            let mut staging = Staging::default();
            crowd.open(&mut staging);
            for to in staging.moved.values() {
                layer.push(Shape::line(vec![at, *to], Stroke::solid(theme.ink.at(0.55), 1.0)));
            }
            layer.push(Shape::disc(at, 3.0, theme.ink));
            debug_assert_eq!(staging.moved.len(), n);
            continue;
        }
        let target = members().next().and_then(|a| a.target);
        if members().any(|a| a.is_hovered) {
            layer.push_for(target, Shape::disc(at, radius + 6.0, theme.accent_ring.at(theme.accent_ring_opacity() * 0.5)));
        }
        layer.push_for(target, Shape::disc(at, radius + 2.0, theme.paper));
        layer.push_for(target, Shape::ring(at, radius - 1.0, Some(theme.paper), Stroke::solid(theme.ink, 2.0)));
        layer.push_for(target, text_in_the_middle(at, &crowd.members.len().to_string(), 13.0 * sizes.pin, theme.ink));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_close_places_are_a_crowd_and_two_are_not() {
        let p = PicturePoint::new;
        let spots = [(0, p(0.0, 0.0)), (1, p(20.0, 5.0)), (2, p(300.0, 5.0)), (3, p(10.0, 40.0))];
        let members: Vec<usize> = closest(&spots, CROWD).unwrap().into_iter().map(|m| m.0).collect();
        assert_eq!(members, [0, 1, 3]);
        assert!(closest(&spots[..3], CROWD).is_none());
    }

    #[test]
    fn lines_that_touch_at_an_end_do_not_cross() {
        let p = PicturePoint::new;
        assert!(segments_cross(p(0.0, 0.0), p(10.0, 10.0), p(0.0, 10.0), p(10.0, 0.0)));
        assert!(!segments_cross(p(0.0, 0.0), p(10.0, 10.0), p(10.0, 10.0), p(20.0, 0.0)));
    }
}
