//! The levels of detail: arcs of land and borders, lakes and rivers, simplified to what can be seen at the level's highest zoom.

use std::collections::BTreeMap;

use crate::simplify::{Point, simplify, twice_ring_area};
use crate::sources::{Degrees, River, Unit};
use crate::standing::{Line, line};
use crate::topology::{Arc, Edges, GRID, NOBODY, Side, arcs, node, unwrapped};

/// What an arc is, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Between land and sea.
    Coast = 0,
    /// Between states.
    Border = 1,
    /// Between states, disputed.
    Disputed = 2,
    /// Inside a state.
    Admin1 = 3,
}

/// An arc of a level. Sides are indices into [`Level::groups`], 0 for the sea.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// What it is.
    pub kind: Kind,
    /// Lowest zoom at which it is drawn, times ten.
    pub zoom10: u8,
    /// The groups on both sides, the smaller first.
    pub sides: [u32; 2],
}

/// What lies on one side of an arc.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// ISO 3166-1 alpha-2, zeros for none.
    pub country: [u8; 2],
    /// GeoNames ids of first-level units.
    pub geonameids: Vec<u32>,
}

/// A line or ring of water.
pub struct Water {
    /// Lowest zoom at which it is drawn, times ten.
    pub zoom10: u8,
    /// On the level's grid.
    pub points: Vec<Point>,
}

/// One level of detail.
pub struct Level {
    /// The world is `2^bits` steps of its grid wide.
    pub bits: u32,
    /// What lies beside arcs; the first is the sea.
    pub groups: Vec<Group>,
    /// Land and borders.
    pub arcs: Vec<(Label, Vec<Point>)>,
    /// Lakes, rings.
    pub lakes: Vec<Water>,
    /// Rivers, lines.
    pub rivers: Vec<Water>,
}

/// How a level is made.
struct Recipe {
    name: &'static str,
    /// Lines and waters that show only above this zoom are left out.
    max_zoom: f64,
    /// Zoom at which details below half a square point are left out.
    shape_zoom: f64,
    /// Islands smaller than this many square points at `max_zoom` are left out, but for the largest of a country.
    min_island: f64,
    /// Whether each unit is a group of its own, not each country.
    has_units: bool,
    bits: u32,
}

const RECIPES: [Recipe; 3] = [
    Recipe { name: "low", max_zoom: 2.0, shape_zoom: 2.0, min_island: 0.5, has_units: false, bits: 16 },
    Recipe { name: "middle", max_zoom: 5.0, shape_zoom: 4.6, min_island: 0.3, has_units: false, bits: 18 },
    Recipe { name: "high", max_zoom: 20.0, shape_zoom: 8.5, min_island: 0.0, has_units: true, bits: 21 },
];

/// Steps of the grid to a point of the picture at a zoom.
fn steps_per_point(zoom: f64) -> f64 {
    GRID as f64 / (256.0 * zoom.exp2())
}

/// Returns the three levels, least detail first.
pub fn levels(units: &[Unit], edges: &Edges, lakes: &[Vec<Vec<Degrees>>], rivers: &[River]) -> Vec<Level> {
    let zooms = InnerZooms::new(units);
    RECIPES.iter().map(|recipe| level(recipe, units, edges, &zooms, lakes, rivers)).collect()
}

/// The zooms from which a state's inner lines are drawn: when its middling unit is wide enough on the picture.
struct InnerZooms {
    first_level: BTreeMap<String, f64>,
    second_level: BTreeMap<String, f64>,
}

impl InnerZooms {
    fn new(units: &[Unit]) -> InnerZooms {
        let (mut regions, mut second) = (BTreeMap::<(String, &str), f64>::new(), BTreeMap::<String, Vec<f64>>::new());
        for unit in units {
            let area: f64 = unit.rings.iter().map(|ring| ring_area(ring)).sum();
            *regions.entry((unit.standing.zone.clone(), &unit.region)).or_default() += area;
            second.entry(unit.standing.zone.clone()).or_default().push(area);
        }
        let mut first = BTreeMap::<String, Vec<f64>>::new();
        for ((zone, _), area) in regions {
            first.entry(zone).or_default().push(area);
        }
        let zooms = |areas: BTreeMap<String, Vec<f64>>, lowest: f64| {
            areas.into_iter().map(|(zone, areas)| (zone, zoom_for(&areas).clamp(lowest, 20.0))).collect()
        };
        InnerZooms { first_level: zooms(first, 4.0), second_level: zooms(second, 7.0) }
    }

    fn zoom(&self, a: &Unit, b: &Unit) -> f64 {
        let zooms = if a.region == b.region { &self.second_level } else { &self.first_level };
        let of = |u: &Unit| zooms.get(&u.standing.zone).copied().unwrap_or(20.0);
        of(a).max(of(b))
    }
}

/// The zoom at which the unit in the middle of the ground, not of the list, is 34 points wide: city states count little.
fn zoom_for(areas: &[f64]) -> f64 {
    let mut areas = areas.to_vec();
    areas.sort_by(f64::total_cmp);
    let total: f64 = areas.iter().sum();
    let mut sum = 0.0;
    let middle = areas.iter().find(|area| {
        sum += **area;
        sum >= total / 2.0
    });
    let width = middle.copied().unwrap_or_default().sqrt();
    (34.0 * GRID as f64 / (256.0 * width.max(1.0))).log2()
}

fn ring_area(ring: &[Degrees]) -> f64 {
    let points: Vec<Point> = ring.iter().map(|p| node(*p)).map(|(x, y)| (i64::from(x), i64::from(y))).collect();
    twice_ring_area(&points) as f64 / 2.0
}

fn zoom10(zoom: f64) -> u8 {
    (zoom * 10.0).round().clamp(0.0, 255.0) as u8
}

fn level(recipe: &Recipe, units: &[Unit], edges: &Edges, zooms: &InnerZooms, lakes: &[Vec<Vec<Degrees>>], rivers: &[River]) -> Level {
    let (groups, group_of) = groups(recipe, units);
    let group = |side: Side| if side == NOBODY { 1 } else { group_of.get(side as usize).copied().unwrap_or(1) };
    let label = |sides: &[Side]| -> Option<Label> {
        let &[a, b] = sides else { return Some(Label { kind: Kind::Coast, zoom10: 0, sides: [0, group(*sides.first()?)] }) };
        let (ua, ub) = (units.get(a as usize)?, units.get(b as usize)?);
        let sides = [group(a).min(group(b)), group(a).max(group(b))];
        let kind = match line(&ua.standing, &ub.standing) {
            Line::Border => Kind::Border,
            Line::Disputed => Kind::Disputed,
            Line::Inner => {
                let zoom = zooms.zoom(ua, ub);
                return (zoom < recipe.max_zoom || recipe.has_units).then_some(Label { kind: Kind::Admin1, zoom10: zoom10(zoom), sides });
            }
        };
        Some(Label { kind, zoom10: 0, sides })
    };
    let labelled: BTreeMap<_, _> = edges.iter().filter_map(|(edge, sides)| Some((*edge, label(sides)?))).collect();
    let arcs = shaped_arcs(recipe, arcs(&labelled));
    let lakes = lakes.iter().flatten().filter_map(|ring| lake(recipe, ring)).collect();
    let rivers = rivers.iter().filter_map(|r| river(recipe, r)).collect();
    let level = Level { bits: recipe.bits, groups, arcs, lakes, rivers };
    eprintln!(
        "{}: {} arcs of {} points, {} lakes of {}, {} rivers of {}",
        recipe.name,
        level.arcs.len(),
        level.arcs.iter().map(|(_, p)| p.len()).sum::<usize>(),
        level.lakes.len(),
        level.lakes.iter().map(|w| w.points.len()).sum::<usize>(),
        level.rivers.len(),
        level.rivers.iter().map(|w| w.points.len()).sum::<usize>(),
    );
    level
}

/// Returns the groups, sea and nobody's land first, and the group of each unit.
fn groups(recipe: &Recipe, units: &[Unit]) -> (Vec<Group>, Vec<u32>) {
    let mut groups = vec![Group::default(), Group::default()];
    let of = |unit: &Unit| Group {
        country: unit.standing.country,
        geonameids: if recipe.has_units { unit.geonameids.clone() } else { Vec::new() },
    };
    // Disputed parts without a country of their own share one group; their lines are labelled by what they are.
    let group_of = units
        .iter()
        .map(|unit| {
            let group = of(unit);
            match groups.iter().skip(1).position(|g| *g == group && !recipe.has_units) {
                Some(found) => found as u32 + 1,
                None => {
                    groups.push(group);
                    groups.len() as u32 - 1
                }
            }
        })
        .collect();
    (groups, group_of)
}

fn shaped_arcs(recipe: &Recipe, arcs: Vec<Arc<Label>>) -> Vec<(Label, Vec<Point>)> {
    let is_island = |arc: &Arc<Label>| arc.label.kind == Kind::Coast && arc.nodes.first() == arc.nodes.last();
    let mut largest: BTreeMap<u32, i64> = BTreeMap::new();
    for arc in &arcs {
        let size = if is_island(arc) { twice_ring_area(&unwrapped(&arc.nodes)) } else { i64::MAX };
        let entry = largest.entry(arc.label.sides[1]).or_default();
        *entry = size.max(*entry);
    }
    let min_island = 2.0 * recipe.min_island * steps_per_point(recipe.max_zoom).powi(2);
    let mut kept = Vec::new();
    for arc in arcs {
        let points = unwrapped(&arc.nodes);
        let size = twice_ring_area(&points);
        if is_island(&arc) && (size as f64) < min_island && largest.get(&arc.label.sides[1]) != Some(&size) {
            continue;
        }
        if let Some(points) = shaped(recipe, &points) {
            kept.push((arc.label, points));
        }
    }
    kept
}

/// Simplifies a line and puts it on the level's grid; `None` where nothing of it is left.
fn shaped(recipe: &Recipe, points: &[Point]) -> Option<Vec<Point>> {
    let is_ring = points.first() == points.last();
    let min_area = 0.5 * steps_per_point(recipe.shape_zoom).powi(2);
    let mut points = simplify(points, min_area, if is_ring { 5 } else { 2 });
    let shift = GRID.ilog2() - recipe.bits;
    let round = |v: i64| (v + (1 << shift >> 1)) >> shift;
    for p in &mut points {
        *p = (round(p.0), round(p.1));
    }
    points.dedup();
    (points.len() >= if is_ring { 4 } else { 2 }).then_some(points)
}

/// Returns a lake where it is worth drawing at this level: from the zoom at which it is 5 points wide.
fn lake(recipe: &Recipe, ring: &[Degrees]) -> Option<Water> {
    let nodes: Vec<_> = ring.iter().map(|p| node(*p)).collect();
    let points = unwrapped(&nodes);
    let width = (twice_ring_area(&points) as f64 / 2.0).sqrt().max(1.0);
    let zoom = (5.0 * GRID as f64 / (256.0 * width)).log2().max(0.0);
    if zoom >= recipe.max_zoom {
        return None;
    }
    Some(Water { zoom10: zoom10(zoom), points: shaped(recipe, &points)? })
}

fn river(recipe: &Recipe, river: &River) -> Option<Water> {
    // Natural Earth's zooms are for maps that show little else; later suits a map that carries a story.
    let zoom = river.min_zoom + 1.7;
    if zoom >= recipe.max_zoom {
        return None;
    }
    let nodes: Vec<_> = river.line.iter().map(|p| node(*p)).collect();
    Some(Water { zoom10: zoom10(zoom), points: shaped(recipe, &unwrapped(&nodes))? })
}
