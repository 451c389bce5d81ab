//! The embedded Natural Earth in, areas, lines and names of the base map at a level of detail out.
//!
//! The one door to `data/basemap.*`. Knows nothing of stories and colours.
//!
//! Source: Natural Earth (public domain); see `data/SOURCES.md`.

mod decode;
mod rings;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use decode::{Arc, ArcKind, Level};

use crate::earth::{LatLon, WorldPoint};

/// How much detail is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// 1 : 110 million, below zoom 2.
    Low,
    /// 1 : 50 million, zoom 2 to 5.
    Middle,
    /// 1 : 10 million, from zoom 5.
    High,
}

impl Detail {
    /// The detail for a zoom (the world is `256 · 2^zoom` points wide).
    pub fn for_zoom(zoom: f64) -> Detail {
        if zoom < 2.0 {
            Detail::Low
        } else if zoom < 5.0 {
            Detail::Middle
        } else {
            Detail::High
        }
    }
}

/// What a shape of the base map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Land; rings.
    Land,
    /// A lake; rings.
    Lake,
    /// A river; lines.
    River,
    /// A border between countries; lines.
    Border,
    /// A disputed border, drawn dashed; lines.
    DisputedBorder,
    /// A border between first-level units; lines.
    Admin1Border,
}

/// A shape of the base map: lines, or the rings of one area (even-odd), unwrapped over the antimeridian.
#[derive(Clone, Debug)]
pub struct Feature {
    /// What it is.
    pub kind: Kind,
    /// Lines or closed rings in the Mercator world; `x` may leave 0..1 where a ring crosses the antimeridian.
    pub lines: Vec<Vec<WorldPoint>>,
    /// West, north, east and south edge in the Mercator world.
    pub bounds: [f64; 4],
    /// Lowest zoom at which it is drawn.
    pub min_zoom: f32,
}

/// What a name on the base map names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// A country.
    Country,
    /// A first-level unit.
    Admin1,
    /// A sea or ocean.
    Sea,
    /// A city.
    City,
}

/// A name on the base map.
#[derive(Clone, Debug)]
pub struct Label {
    /// The name, in English.
    pub name: &'static str,
    /// What it names.
    pub kind: LabelKind,
    /// Where it stands.
    pub point: LatLon,
    /// Rank, 0 the most important.
    pub rank: u8,
    /// Lowest zoom at which it shows.
    pub min_zoom: f32,
}

/// Returns the shapes of the base map at a level of detail, in painting order. Decoded once, then kept.
///
/// All [`Kind::Land`] together are one area under the even-odd rule (the Caspian is a hole), and so are all [`Kind::Lake`]: fill them
/// together. Outlines of [`country_area`] and [`admin1_area`] are the very points of coasts and borders of the same detail.
pub fn features(detail: Detail) -> &'static [Feature] {
    static FEATURES: [OnceLock<Vec<Feature>>; 3] = [const { OnceLock::new() }; 3];
    of_detail(&FEATURES, detail).get_or_init(|| read_features(level(detail)))
}

/// Returns those of [`features`] that are [`Kind::Land`], and keeps nothing: for one who needs the land alone, and once.
pub fn land(detail: Detail) -> Vec<Feature> {
    read_land(level(detail))
}

/// Returns all names, most important first.
pub fn labels() -> &'static [Label] {
    static LABELS: OnceLock<Vec<Label>> = OnceLock::new();
    LABELS.get_or_init(|| decode::labels(FILE).unwrap_or_default())
}

/// Returns the rings of a country (ISO 3166-1 alpha-2, upper case), or `None` where it has no area of its own at this detail.
pub fn country_area(code: [u8; 2], detail: Detail) -> Option<&'static Feature> {
    static AREAS: [Areas<[u8; 2]>; 3] = [const { Areas::new() }; 3];
    of_detail(&AREAS, detail).area(code, level(detail), |group| group.country == code && code != [0, 0])
}

/// Returns the rings of a first-level unit by its GeoNames id, in high detail.
pub fn admin1_area(geonameid: u32) -> Option<&'static Feature> {
    static AREAS: Areas<u32> = Areas::new();
    AREAS.area(geonameid, level(Detail::High), |group| group.geonameids.contains(&geonameid))
}

/// Returns the border between two countries (ISO 3166-1 alpha-2) in high detail as lines in no order, or `None` where they have none.
///
/// Between `KP` and `KR` it is the Military Demarcation Line, the middle of the Demilitarized Zone.
pub fn border_between(a: [u8; 2], b: [u8; 2]) -> Option<&'static Feature> {
    static BORDERS: Areas<[[u8; 2]; 2]> = Areas::new();
    let key = if a <= b { [a, b] } else { [b, a] };
    BORDERS.get_or_make(key, || {
        let level = level(Detail::High);
        let country = |side: u32| level.groups.get(side as usize).map(|g| g.country);
        let is_between = |arc: &&Arc| {
            let sides = [country(arc.sides[0]), country(arc.sides[1])];
            arc.kind != ArcKind::Coast && (sides == [Some(a), Some(b)] || sides == [Some(b), Some(a)])
        };
        let lines: Vec<_> = level.arcs.iter().filter(is_between).map(|arc| rings::line(level, &arc.line)).collect();
        (!lines.is_empty()).then(|| rings::feature(Kind::Border, lines, 0.0))
    })
}

/// The unpacked base map.
const FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/basemap.bin"));

fn of_detail<T>(all: &'static [T; 3], detail: Detail) -> &'static T {
    let [low, middle, high] = all;
    match detail {
        Detail::Low => low,
        Detail::Middle => middle,
        Detail::High => high,
    }
}

fn level(detail: Detail) -> &'static Level {
    static LEVELS: [OnceLock<Level>; 3] = [const { OnceLock::new() }; 3];
    of_detail(&LEVELS, detail).get_or_init(|| decode::level(FILE, detail as usize).unwrap_or_default())
}

fn read_features(level: &Level) -> Vec<Feature> {
    let mut features = read_land(level);
    let water = |kind: Kind, waters: &[decode::Water]| -> Vec<Feature> {
        waters.iter().map(|w| rings::feature(kind, vec![rings::line(level, &w.line)], w.min_zoom)).collect()
    };
    features.extend(water(Kind::River, &level.rivers));
    features.extend(water(Kind::Lake, &level.lakes));
    for (arc_kind, kind) in
        [(ArcKind::Admin1, Kind::Admin1Border), (ArcKind::Border, Kind::Border), (ArcKind::Disputed, Kind::DisputedBorder)]
    {
        let arcs = level.arcs.iter().filter(|arc| arc.kind == arc_kind);
        features.extend(arcs.map(|arc| rings::feature(kind, vec![rings::line(level, &arc.line)], arc.min_zoom)));
    }
    features
}

fn read_land(level: &Level) -> Vec<Feature> {
    let coast: Vec<&Arc> = level.arcs.iter().filter(|arc| arc.kind == ArcKind::Coast).collect();
    rings::rings(level, &coast).into_iter().map(|ring| rings::feature(Kind::Land, vec![ring], 0.0)).collect()
}

/// Areas made when they are first asked for, then kept for good: as many as there are countries and units.
struct Areas<K>(Mutex<BTreeMap<K, Option<&'static Feature>>>);

impl<K: Ord + Copy> Areas<K> {
    const fn new() -> Areas<K> {
        Areas(Mutex::new(BTreeMap::new()))
    }

    fn get_or_make(&self, key: K, make: impl FnOnce() -> Option<Feature>) -> Option<&'static Feature> {
        let mut areas = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *areas.entry(key).or_insert_with(|| make().map(|feature| &*Box::leak(Box::new(feature))))
    }

    fn area(&self, key: K, level: &'static Level, is_inside: impl Fn(&decode::Group) -> bool) -> Option<&'static Feature> {
        self.get_or_make(key, || {
            let is_inside: Vec<bool> = level.groups.iter().map(is_inside).collect();
            let inside = |side: u32| is_inside.get(side as usize).copied().unwrap_or_default();
            let outline: Vec<&Arc> = level.arcs.iter().filter(|arc| inside(arc.sides[0]) != inside(arc.sides[1])).collect();
            (!outline.is_empty()).then(|| rings::feature(Kind::Land, rings::rings(level, &outline), 0.0))
        })
    }
}

#[cfg(test)]
mod tests;
