//! Rings of units in, edges shared by at most two units out; edges in, arcs out.

use std::collections::{BTreeMap, HashMap, HashSet};

use dateline::earth::{LatLon, WorldPoint};

use crate::sources::{Degrees, Unit};

/// The grid on which points of neighbours are the same: this many steps around the world.
pub const GRID: i64 = 1 << 22;

/// A point of the grid, x in 0..GRID, so that both sides of the antimeridian are one.
pub type Node = (i32, i32);

/// A side of an edge: a unit, or land that belongs to no unit of the file.
pub type Side = u32;

/// The unit of land that no unit covers: islets that only the land layer has.
pub const NOBODY: Side = u32::MAX;

/// An edge between two nodes, the smaller first.
pub type Edge = (Node, Node);

/// Every edge with the units on its sides, one for coast.
pub type Edges = BTreeMap<Edge, Vec<Side>>;

/// Returns the node of a position.
pub fn node((lon, lat): Degrees) -> Node {
    let p = WorldPoint::from_lat_lon(LatLon::wrapped(lat, lon));
    let x = (p.x * GRID as f64).round() as i64;
    (x.rem_euclid(GRID) as i32, (p.y * GRID as f64).round() as i32)
}

/// Whether an edge only cuts the world open: along the antimeridian, or around the south pole.
fn is_seam(a: Degrees, b: Degrees) -> bool {
    let at_antimeridian = |p: Degrees| p.0.abs() > 180.0 - 1e-5;
    let at_pole = |p: Degrees| p.1 < -89.9;
    (at_antimeridian(a) && at_antimeridian(b)) || at_pole(a) || at_pole(b)
}

fn ring_edges(ring: &[Degrees]) -> impl Iterator<Item = Edge> {
    ring.windows(2).filter_map(|pair| {
        let (a, b) = (node(pair[0]), node(pair[1]));
        if a == b || is_seam(pair[0], pair[1]) { None } else { Some((a.min(b), a.max(b))) }
    })
}

/// Returns the edges of all units, and of the rings of `land` that share no edge with any unit.
pub fn edges(units: &[Unit], land: &[Vec<Vec<Degrees>>]) -> Edges {
    let mut edges: HashMap<Edge, Vec<Side>> = HashMap::new();
    for (side, unit) in units.iter().enumerate() {
        for edge in unit.rings.iter().flat_map(|ring| ring_edges(ring)) {
            let sides = edges.entry(edge).or_default();
            // Twice the same unit is no edge of it: where rings were cut at the antimeridian, or fold on the grid.
            match sides.iter().position(|s| *s == side as Side) {
                Some(found) => drop(sides.remove(found)),
                None => sides.push(side as Side),
            }
        }
    }
    edges.retain(|_, sides| !sides.is_empty());
    let nodes: HashSet<Node> = edges.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let (mut n_rings, mut extra) = (0, HashMap::<Edge, Vec<Side>>::new());
    // Natural Earth has an island of a metre at 0, 0 to catch mistakes of geocoding. It does not exist.
    let is_null_island = |ring: &[Degrees]| ring.iter().all(|p| p.0.abs() < 0.01 && p.1.abs() < 0.01);
    for ring in land.iter().flatten() {
        if !is_null_island(ring) && ring.iter().all(|p| !nodes.contains(&node(*p))) {
            n_rings += 1;
            for edge in ring_edges(ring) {
                extra.insert(edge, vec![NOBODY]);
            }
        }
    }
    eprintln!("{n_rings} rings of land belong to no unit");
    edges.extend(extra);
    let mut edges: Edges = edges.into_iter().collect();
    mend_seam(&mut edges);
    edges
}

/// Joins the loose ends of coasts at the antimeridian: the two sides of the cut do not meet exactly everywhere.
fn mend_seam(edges: &mut Edges) {
    let mut loose: BTreeMap<Node, Vec<Side>> = BTreeMap::new();
    for ((a, b), sides) in edges.iter().filter(|(_, sides)| sides.len() == 1) {
        for end in [a, b] {
            match loose.remove(end) {
                Some(_) => {}
                None => drop(loose.insert(*end, sides.clone())),
            }
        }
    }
    let ends: Vec<(Node, Vec<Side>)> = loose.into_iter().filter(|((x, _), _)| *x == 0).collect();
    for pair in ends.chunks_exact(2) {
        let [(a, sides), (b, _)] = pair else { continue };
        eprintln!("mended the antimeridian between {a:?} and {b:?}");
        edges.insert((*a, *b), sides.clone());
    }
}

/// A line between two junctions, or a ring, with one label all along.
#[derive(Clone, Debug)]
pub struct Arc<L> {
    /// What it is.
    pub label: L,
    /// Its nodes in order; the first again at the end of a ring.
    pub nodes: Vec<Node>,
}

/// Joins labelled edges into arcs: cut where the label changes and where other than two edges meet. In a fixed order.
pub fn arcs<L: Clone + Ord>(edges: &BTreeMap<Edge, L>) -> Vec<Arc<L>> {
    let mut at: HashMap<Node, Vec<Node>> = HashMap::new();
    for (a, b) in edges.keys() {
        at.entry(*a).or_default().push(*b);
        at.entry(*b).or_default().push(*a);
    }
    let label = |a: Node, b: Node| edges.get(&(a.min(b), a.max(b)));
    let goes_on = |n: Node| match at.get(&n).map(Vec::as_slice) {
        Some(&[a, b]) => label(a, n) == label(n, b),
        _ => false,
    };
    let mut done: HashSet<Edge> = HashSet::new();
    let mut walk = |from: Node, to: Node| -> Option<Arc<L>> {
        let label = label(from, to)?.clone();
        if !done.insert((from.min(to), from.max(to))) {
            return None;
        }
        let mut nodes = vec![from, to];
        let (mut before, mut here) = (from, to);
        while goes_on(here) && here != from {
            let Some(next) = at.get(&here).and_then(|n| n.iter().find(|n| **n != before)).copied() else { break };
            if !done.insert((here.min(next), here.max(next))) {
                break;
            }
            nodes.push(next);
            (before, here) = (here, next);
        }
        Some(Arc { label, nodes })
    };
    let mut arcs = Vec::new();
    // First from junctions, then the rings that have none.
    for (a, b) in edges.keys() {
        if !goes_on(*a) {
            arcs.extend(walk(*a, *b));
        }
        if !goes_on(*b) {
            arcs.extend(walk(*b, *a));
        }
    }
    for (a, b) in edges.keys() {
        arcs.extend(walk(*a, *b));
    }
    arcs
}

/// The step from one node to the next, the short way round the world.
pub fn step(from: Node, to: Node) -> (i64, i64) {
    let dx = (i64::from(to.0) - i64::from(from.0) + GRID / 2).rem_euclid(GRID) - GRID / 2;
    (dx, i64::from(to.1) - i64::from(from.1))
}

/// Points of a line of nodes, unwrapped over the antimeridian.
pub fn unwrapped(nodes: &[Node]) -> Vec<(i64, i64)> {
    let Some(first) = nodes.first() else { return Vec::new() };
    let mut points = vec![(i64::from(first.0), i64::from(first.1))];
    let (mut x, mut y) = (i64::from(first.0), i64::from(first.1));
    for pair in nodes.windows(2) {
        let (dx, dy) = step(pair[0], pair[1]);
        (x, y) = (x + dx, y + dy);
        points.push((x, y));
    }
    points
}
