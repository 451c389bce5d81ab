//! Arcs in, closed rings and lines of the Mercator world out.

use std::collections::HashMap;
use std::ops::Range;

use super::decode::{Arc, GridPoint, Level, Line};
use super::{Feature, Kind};
use crate::earth::WorldPoint;

/// How far below the south edge a ring around the pole is closed, so that a map that shows more than the world shows land there.
const BELOW_THE_POLE: f64 = 2.0;

/// Returns a feature of `lines`, each moved by whole worlds to lie near the largest, and all so that their west edge is in 0..1.
pub(super) fn feature(kind: Kind, mut lines: Vec<Vec<WorldPoint>>, min_zoom: f32) -> Feature {
    let middle = |[west, _, east, _]: [f64; 4]| (west + east) / 2.0;
    let boxes: Vec<[f64; 4]> = lines.iter().map(|line| bounds(std::slice::from_ref(line))).collect();
    if let Some(largest) = boxes.iter().copied().max_by(|a, b| (a[2] - a[0]).total_cmp(&(b[2] - b[0]))) {
        for (line, own) in lines.iter_mut().zip(&boxes) {
            shift(line, (middle(largest) - middle(*own)).round());
        }
    }
    let [west, ..] = bounds(&lines);
    lines.iter_mut().for_each(|line| shift(line, -west.floor()));
    let bounds = bounds(&lines);
    Feature { kind, lines, bounds, min_zoom }
}

/// Moves a line by so many worlds east.
fn shift(line: &mut [WorldPoint], worlds: f64) {
    if worlds != 0.0 && worlds.is_finite() {
        line.iter_mut().for_each(|p| p.x += worlds);
    }
}

fn bounds(lines: &[Vec<WorldPoint>]) -> [f64; 4] {
    lines.iter().flatten().fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |[w, n, e, s], p| {
        [w.min(p.x), n.min(p.y), e.max(p.x), s.max(p.y)]
    })
}

/// Returns a line of the grid in the Mercator world.
pub(super) fn line(level: &Level, line: &Line) -> Vec<WorldPoint> {
    let points: Vec<GridPoint> = level.points(line).collect();
    in_world(level, &points)
}

fn in_world(level: &Level, points: &[GridPoint]) -> Vec<WorldPoint> {
    let scale = (-f64::from(level.bits)).exp2();
    points.iter().map(|(x, y)| WorldPoint { x: f64::from(*x) * scale, y: f64::from(*y) * scale }).collect()
}

/// Joins arcs end to end into rings. Where more than two meet, any way through is right under the even-odd rule.
pub(super) fn rings(level: &Level, arcs: &[&Arc]) -> Vec<Vec<WorldPoint>> {
    let n_around = 1_i32 << level.bits;
    let node = |p: GridPoint| (p.0.rem_euclid(n_around), p.1);
    // All in one piece, which goes back to the system whole.
    let mut points = Vec::new();
    let spans = arcs.iter().map(|arc| {
        let start = points.len();
        points.extend(level.points(&arc.line));
        start..points.len()
    });
    let spans: Vec<Range<usize>> = spans.collect();
    let arcs: Vec<&[GridPoint]> = spans.into_iter().map(|span| points.get(span).unwrap_or_default()).collect();
    let mut at: HashMap<GridPoint, Vec<usize>> = HashMap::new();
    for (i, arc) in arcs.iter().enumerate() {
        if let (Some(first), Some(last)) = (arc.first(), arc.last()) {
            at.entry(node(*first)).or_default().push(i);
            at.entry(node(*last)).or_default().push(i);
        }
    }
    let mut is_used = vec![false; arcs.len()];
    let mut take = |i: usize| is_used.get_mut(i).is_some_and(|used| !std::mem::replace(used, true));
    let mut rings = Vec::new();
    for (i, arc) in arcs.iter().enumerate() {
        if !take(i) {
            continue;
        }
        let mut ring = arc.to_vec();
        let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { continue };
        let (start, mut end) = (node(first), last);
        while node(end) != start {
            let next = at.get(&node(end)).into_iter().flatten().copied().find(|i| take(*i)).and_then(|i| arcs.get(i));
            let Some(next) = next else { break };
            append(&mut ring, end, next, |p| node(p) == node(end));
            end = ring.last().copied().unwrap_or(end);
        }
        let mut ring = in_world(level, &ring);
        close_around_the_pole(&mut ring);
        rings.push(ring);
    }
    rings
}

/// Appends the rest of a line that begins or ends at `end`, moved by whole worlds to it.
fn append(ring: &mut Vec<GridPoint>, end: GridPoint, points: &[GridPoint], is_end: impl Fn(GridPoint) -> bool) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    if is_end(*first) {
        let dx = end.0 - first.0;
        ring.extend(points.iter().skip(1).map(|p| (p.0 + dx, p.1)));
    } else {
        let dx = end.0 - last.0;
        ring.extend(points.iter().rev().skip(1).map(|p| (p.0 + dx, p.1)));
    }
}

/// A ring that runs once around the world (Antarctica) is closed below its southern edge.
fn close_around_the_pole(ring: &mut Vec<WorldPoint>) {
    if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
        && (first.x - last.x).abs() > 0.5
    {
        ring.push(WorldPoint { x: last.x, y: BELOW_THE_POLE });
        ring.push(WorldPoint { x: first.x, y: BELOW_THE_POLE });
        ring.push(first);
    }
}
