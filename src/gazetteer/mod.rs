//! A name in, candidate [`Place`]s out; a prefix in, search results out; an id in, its row out.
//!
//! The one door to `data/gazetteer.*`: a zero-copy index built into the program, never parsed at start. Never reads an article.
//! [`Gazetteer::open`] takes a bigger index in a file, [`Gazetteer::with_places`] a user's own places on top.
//!
//! ```
//! use dateline::gazetteer::{Feature, Gazetteer};
//!
//! let gazetteer = Gazetteer::embedded();
//! let first = gazetteer.candidates("Osan")[0].place;
//! let osan = gazetteer.place(first).unwrap();
//! assert_eq!((osan.feature, osan.country), (Feature::City, Some(*b"KR")));
//! assert_eq!(gazetteer.full_name(first), "Osan, Gyeonggi, South Korea");
//! assert!(gazetteer.contains(gazetteer.country(*b"KR").unwrap(), first));
//!
//! // What a search box shows for the first letters, most likely first.
//! assert_eq!(gazetteer.place(gazetteer.search("pyongy", 5)[0].place).unwrap().name, "Pyongyang");
//! ```
//!
//! Source: GeoNames (CC BY 4.0), Natural Earth (public domain) and others; see `data/SOURCES.md`.

mod error;
pub mod import;
#[allow(dead_code, reason = "build.rs uses more of it: it unpacks the committed places")]
mod index;
mod mapped;
mod open;
mod search;
mod table;
mod walk;

use std::sync::LazyLock;

use crate::earth::LatLon;

pub use error::Error;
pub use index::fold::fold;
pub use index::kinds::{Feature, NameKind};
pub use walk::Walk;

use index::layout::UNITS_PER_DEGREE;
use table::Table;

/// The row of a place in one gazetteer. Stable within one build of the data, not across builds: keep [`Place::geonameid`] for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// A row of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<'g> {
    /// Its row.
    pub id: PlaceId,
    /// Its name as shown.
    pub name: &'g str,
    /// Its point. For countries, first-level units and continents GeoNames' own, as all published scores use.
    pub point: LatLon,
    /// What it is.
    pub feature: Feature,
    /// ISO 3166-1 alpha-2 code of its country, upper case; `None` for seas, continents and the like.
    pub country: Option<[u8; 2]>,
    /// Its first-level unit.
    pub admin1: Option<PlaceId>,
    /// Its second-level unit.
    pub admin2: Option<PlaceId>,
    /// Inhabitants; 0 where unknown or none.
    pub population: u32,
    /// How prominent it is, 0 to 255: by population, rank and feature, comparable across features.
    pub prominence: u8,
    /// Its GeoNames id, where it has one.
    pub geonameid: Option<u32>,
    /// Whether it is the capital of its country (2) or of its first-level unit (1), else 0.
    pub capital: u8,
}

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// How the name belongs to it.
    pub name: NameKind,
}

/// A search result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The place.
    pub place: PlaceId,
    /// The name that matched, as written in the gazetteer where known.
    pub matched: String,
}

/// An index of places by name.
#[derive(Debug)]
pub struct Gazetteer {
    /// `None` only where the embedded index is not one: then there are no places, and nothing fails.
    table: Option<Table>,
    /// A user's own places, with rows after those of `table`.
    own: Option<Table>,
}

/// The index that `build.rs` makes of `data/gazetteer.zst`.
static EMBEDDED_BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.index"));

impl Gazetteer {
    /// Returns the gazetteer built into the program. Costs nothing: the index is part of the program's file.
    pub fn embedded() -> &'static Gazetteer {
        static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::fresh);
        &EMBEDDED
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.layers().map(|(_, table)| table.n_rows() as usize).sum()
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The tables, the user's own first, with the row that the first of each has here.
    fn layers(&self) -> impl Iterator<Item = (u32, &Table)> {
        let n_below = self.table.as_ref().map_or(0, Table::n_rows);
        let own = self.own.iter().map(move |table| (n_below, table));
        own.chain(self.table.iter().map(|table| (0, table)))
    }

    /// Returns the row of `id`; `None` where the gazetteer has no such row.
    pub fn place(&self, id: PlaceId) -> Option<Place<'_>> {
        let (first, table) = self.layers().find(|&(first, _)| id.0 >= first)?;
        let row = table.row(id.0 - first)?;
        let degrees = |units: i32| f64::from(units) / UNITS_PER_DEGREE;
        Some(Place {
            id,
            name: table.name(&row)?,
            point: LatLon::new(degrees(row.lat), degrees(row.lon))?,
            feature: Feature::from_number(row.feature),
            country: Some(row.country).filter(|&code| code != [0, 0]),
            admin1: row.admin1.checked_sub(1).map(PlaceId),
            admin2: row.admin2.checked_sub(1).map(PlaceId),
            population: row.population,
            prominence: row.prominence,
            geonameid: Some(row.geonameid).filter(|&id| id != 0),
            capital: row.capital,
        })
    }

    /// Returns the places that `name` may mean, most likely first: by prominence, less where `name` is not the name they are shown by.
    /// `name` is folded as [`fold`] does.
    pub fn candidates(&self, name: &str) -> Vec<Candidate> {
        let mut walk = self.walk();
        walk.push(name);
        walk.candidates()
    }

    /// Starts a walk through the names, word by word, for longest match in running text.
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// Returns the row of a GeoNames id.
    pub fn by_geonameid(&self, geonameid: u32) -> Option<PlaceId> {
        self.layers().find_map(|(first, table)| table.by_geonameid(geonameid).map(|row| PlaceId(first + row)))
    }

    /// Returns the row of the country with an ISO 3166-1 alpha-2 code, upper case.
    pub fn country(&self, code: [u8; 2]) -> Option<PlaceId> {
        self.table.as_ref()?.country(code).map(PlaceId)
    }

    /// Whether `child` lies in `parent` by the gazetteer's own hierarchy: a town in its county, state, country or continent; a state in its
    /// country; a country in a region that lists it. A place does not contain itself.
    pub fn contains(&self, parent: PlaceId, child: PlaceId) -> bool {
        let (Some(within), Some(place)) = (self.place(parent), self.place(child)) else { return false };
        if parent == child {
            return false;
        }
        match within.feature {
            Feature::Country => place.country == within.country,
            Feature::Admin1 => place.admin1 == Some(parent),
            Feature::Admin2 => place.admin2 == Some(parent),
            _ => place.country.is_some_and(|code| self.has_country(parent, code)),
        }
    }

    /// Whether the country with the ISO 3166-1 alpha-2 code `code`, upper case, lies in the region or continent `region`.
    pub fn has_country(&self, region: PlaceId, code: [u8; 2]) -> bool {
        self.table.as_ref().is_some_and(|table| table.has_member(region.0, code))
    }

    /// Returns the name of `id` with what it lies in: "Pyeongtaek, Gyeonggi, South Korea". Empty where there is no such row.
    pub fn full_name(&self, id: PlaceId) -> String {
        let Some(place) = self.place(id) else { return String::new() };
        let country = place.country.and_then(|code| self.country(code));
        let above = [place.admin1, country];
        let mut name = place.name.to_owned();
        for parent in above.into_iter().flatten().filter(|&parent| parent != id).filter_map(|parent| self.place(parent)) {
            if parent.name != place.name || place.feature == Feature::City {
                name.push_str(", ");
                name.push_str(parent.name);
            }
        }
        name
    }
}

#[cfg(test)]
mod tests;
