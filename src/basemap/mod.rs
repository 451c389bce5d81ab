//! The embedded Natural Earth in, areas, lines and names of the base map at a level of detail out.
//!
//! The one door to `data/basemap.*`. Knows nothing of stories and colours.
//!
//! Source: Natural Earth (public domain); see `data/SOURCES.md`.

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
    /// Rank, 0 the most important: rivers and lakes are drawn from a zoom that grows with it.
    pub rank: u8,
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
pub fn features(detail: Detail) -> &'static [Feature] {
    let _ = detail;
    &[]
}

/// Returns all names, most important first.
pub fn labels() -> &'static [Label] {
    &[]
}

/// Returns the rings of a country (ISO 3166-1 alpha-2, upper case), or `None` where it has no area of its own at this detail.
pub fn country_area(code: [u8; 2], detail: Detail) -> Option<&'static Feature> {
    let _ = (code, detail);
    None
}

/// Returns the rings of a first-level unit by its GeoNames id.
pub fn admin1_area(geonameid: u32) -> Option<&'static Feature> {
    let _ = geonameid;
    None
}
