//! A name in, candidate [`Place`]s out; a prefix in, search results out; an id in, its row out.
//!
//! The one door to `data/gazetteer.*`: a zero-copy index built into the program, never parsed at start. Never reads an article.
//!
//! Source: GeoNames (CC BY 4.0), Natural Earth (public domain) and others; see `data/SOURCES.md`.

use crate::earth::LatLon;

/// The row of a place in one gazetteer. Stable within one build of the data, not across builds: keep [`Place::geonameid`] for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Feature {
    /// An independent or dependent country, today's.
    Country = 0,
    /// A country that is no more: USSR, Yugoslavia.
    HistoricCountry = 1,
    /// A first-level unit: state, province, region.
    Admin1 = 2,
    /// A second-level unit: county, district.
    Admin2 = 3,
    /// A city, town or village.
    City = 4,
    /// A part of a city.
    District = 5,
    /// A continent.
    Continent = 6,
    /// A region of no or several countries: the Middle East, the Sahel, Silicon Valley.
    Region = 7,
    /// An ocean, sea, gulf, bay, strait or canal.
    Sea = 8,
    /// A river.
    River = 9,
    /// A lake or reservoir.
    Lake = 10,
    /// A mountain, range, volcano, pass or valley.
    Mountain = 11,
    /// An island or group of islands.
    Island = 12,
    /// A desert, forest, park or reserve.
    Park = 13,
    /// A civil airport.
    Airport = 14,
    /// An air, naval or army base.
    Base = 15,
    /// A port.
    Port = 16,
    /// A border or demilitarised zone.
    Zone = 17,
    /// Another site: building, monument, stadium, plant.
    Site = 18,
}

impl Feature {
    /// Whether the place is drawn and measured as an area and not as a point.
    pub const fn is_area(self) -> bool {
        matches!(
            self,
            Feature::Country
                | Feature::HistoricCountry
                | Feature::Admin1
                | Feature::Admin2
                | Feature::Continent
                | Feature::Region
                | Feature::Sea
                | Feature::Zone
        )
    }
}

/// How a name belongs to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameKind {
    /// The name the gazetteer shows.
    Main = 0,
    /// Another full name, in any language or time: Burma, Peking, München.
    Alternate = 1,
    /// A short form: U.S., UAE, DMZ, Calif., N.C.
    Abbreviation = 2,
    /// A two-letter postal code of a state or province: KY, ON. Too short to stand alone.
    PostalCode = 3,
    /// The people or the adjective of the place: South Korean, Texans.
    Demonym = 4,
    /// An airport's code: OSN. Too short to stand alone.
    AirportCode = 5,
}

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
pub struct Gazetteer {}

impl Gazetteer {
    /// Returns the gazetteer built into the program. Costs nothing: the index is part of the program's file.
    pub fn embedded() -> &'static Gazetteer {
        static EMBEDDED: Gazetteer = Gazetteer {};
        &EMBEDDED
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        0
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the row of `id`; `None` where the gazetteer has no such row.
    pub fn place(&self, id: PlaceId) -> Option<Place<'_>> {
        let _ = id;
        None
    }

    /// Returns the places that `name` may mean, most prominent first. `name` is folded as [`fold`] does.
    pub fn candidates(&self, name: &str) -> Vec<Candidate> {
        let _ = name;
        Vec::new()
    }

    /// Starts a walk through the names, word by word, for longest match in running text.
    pub fn walk(&self) -> Walk<'_> {
        Walk { gazetteer: self }
    }

    /// Returns the row of a GeoNames id.
    pub fn by_geonameid(&self, geonameid: u32) -> Option<PlaceId> {
        let _ = geonameid;
        None
    }

    /// Returns the row of the country with an ISO 3166-1 alpha-2 code, upper case.
    pub fn country(&self, code: [u8; 2]) -> Option<PlaceId> {
        let _ = code;
        None
    }

    /// Returns up to `limit` places whose name begins with `query` (folded; near misses after exact ones), most prominent first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let _ = (query, limit);
        Vec::new()
    }
}

/// A position in the index of names. Copy it to branch.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
}

impl<'g> Walk<'g> {
    /// Steps over one more word (folded here; a space is put between words). Returns `false` where no name goes on this way.
    pub fn push(&mut self, word: &str) -> bool {
        let _ = (word, self.gazetteer);
        false
    }

    /// The candidates of the words pushed so far, most prominent first; empty where they are no whole name.
    pub fn candidates(&self) -> Vec<Candidate> {
        Vec::new()
    }

    /// Whether the words pushed so far are a whole name. Cheaper than [`Walk::candidates`].
    pub fn is_name(&self) -> bool {
        false
    }
}

/// Returns the form under which names are indexed and looked up.
///
/// Lower case; letters without marks (é → e, ł → l, ß → ss); stops and apostrophes dropped ("U.S." → "us", "O'Hare" → "ohare");
/// hyphens, slashes and runs of white space as one space.
pub fn fold(name: &str) -> String {
    let _ = name;
    String::new()
}
