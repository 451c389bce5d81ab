//! Names on the base map: countries, first-level units, seas, cities.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use dateline::earth::{LatLon, WorldPoint};

use crate::seas::SEAS;
use crate::simplify::{Point, twice_ring_area};
use crate::sources::{Regions, Unit, dbase, json};
use crate::topology::{GRID, node};

/// What a name names, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A country.
    Country = 0,
    /// A first-level unit.
    Admin1 = 1,
    /// A sea or ocean.
    Sea = 2,
    /// A city.
    City = 3,
}

/// A name.
pub struct Label {
    /// What it names.
    pub kind: Kind,
    /// Rank, 0 the most important.
    pub rank: u8,
    /// Lowest zoom at which it shows.
    pub min_zoom: f64,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// In English.
    pub name: String,
}

/// Names that a map prints otherwise than Natural Earth: its code, the name.
const PRINTED: &[(&str, &str)] = &[
    ("ALD", "Åland"),
    ("BHS", "Bahamas"),
    ("BRN", "Brunei"),
    ("CIV", "Ivory Coast"),
    ("COD", "D.R. Congo"),
    ("COG", "Congo"),
    ("FLK", "Falkland Islands"),
    ("FSM", "Micronesia"),
    ("GMB", "Gambia"),
    ("HKG", "Hong Kong"),
    ("LAO", "Laos"),
    ("MAC", "Macau"),
    ("PRK", "North Korea"),
    ("PSX", "Palestinian territories"),
    ("RUS", "Russia"),
    ("SWZ", "Eswatini"),
    ("USA", "United States"),
    ("VAT", "Vatican"),
];

/// Not countries that a map names: bases, reefs, remote territories without people.
const UNNAMED: &[&str] =
    &["ATC", "ATF", "BJN", "CLP", "CNM", "CSI", "ESB", "HMD", "IOA", "IOT", "KAB", "KAS", "PGA", "SCR", "SER", "SGS", "UMI", "USG", "WSB"];

/// Returns all names, most important first.
pub fn labels(from: &Path, units: &[Unit], regions: &Regions) -> Result<Vec<Label>> {
    let mut labels = countries(from, units)?;
    labels.extend(first_level(units, regions));
    labels.extend(SEAS.iter().map(|(rank, min_zoom, lat, lon, name)| Label {
        kind: Kind::Sea,
        rank: *rank,
        min_zoom: *min_zoom,
        lat: *lat,
        lon: *lon,
        name: (*name).to_owned(),
    }));
    labels.extend(cities(from)?);
    // Stable: within a zoom and a rank, each list's own order, the larger first.
    labels.sort_by(|a, b| a.min_zoom.total_cmp(&b.min_zoom).then(a.rank.cmp(&b.rank)));
    let n = |kind| labels.iter().filter(|l| l.kind == kind).count();
    eprintln!("{} countries, {} first-level units, {} seas, {} cities", n(Kind::Country), n(Kind::Admin1), n(Kind::Sea), n(Kind::City));
    Ok(labels)
}

/// Width of a square of a unit's area in the Mercator world, and its largest ring's.
fn widths(units: &[&Unit]) -> f64 {
    let area = |ring: &Vec<(f64, f64)>| {
        let points: Vec<Point> = ring.iter().map(|p| node(*p)).map(|(x, y)| (i64::from(x), i64::from(y))).collect();
        twice_ring_area(&points) as f64 / 2.0
    };
    units.iter().flat_map(|u| u.rings.iter()).map(area).sum::<f64>().sqrt() / GRID as f64
}

/// The zoom at which something is so many points wide.
fn zoom_for(width: f64, points: f64) -> f64 {
    (points / (256.0 * width.max(1e-9))).log2()
}

fn countries(from: &Path, units: &[Unit]) -> Result<Vec<Label>> {
    let mut labels = Vec::new();
    let mut named: BTreeSet<String> = UNNAMED.iter().map(|c| (*c).to_owned()).collect();
    for row in dbase(&from.join("ne_110m_admin_0_countries.dbf"))? {
        let text = |key: &str| row.get(key).map(String::as_str).unwrap_or_default();
        let number = |key: &str| text(key).parse::<f64>().ok();
        let code = text("ADM0_A3");
        if !named.insert(code.to_owned()) {
            continue;
        }
        let (Some(lon), Some(lat), Some(from_zoom)) = (number("LABEL_X"), number("LABEL_Y"), number("MIN_LABEL")) else { continue };
        let name = if text("NAME").contains('.') { text("NAME_LONG") } else { text("NAME") };
        labels.push(Label {
            kind: Kind::Country,
            rank: (number("LABELRANK").unwrap_or(9.0) - 2.0).clamp(0.0, 9.0) as u8,
            // The largest at any zoom, every country from 4.5.
            min_zoom: if from_zoom <= 2.0 { 1.5 } else { from_zoom.clamp(2.5, 4.5) },
            lat,
            lon,
            name: printed(code, name),
        });
    }
    // Small countries, which the table lacks: named at their largest unit.
    let mut small = BTreeMap::<&str, Vec<&Unit>>::new();
    for unit in units {
        let holder = unit.standing.zone.split('-').next().unwrap_or_default();
        if !named.contains(holder) && holder != "EH" {
            small.entry(holder).or_default().push(unit);
        }
    }
    for (code, units) in small {
        let Some(largest) = units.iter().max_by(|a, b| widths(&[a]).total_cmp(&widths(&[b]))) else { continue };
        labels.push(Label {
            kind: Kind::Country,
            rank: 6,
            // Every country from 4.5, territories of others where they have room.
            min_zoom: zoom_for(widths(&units), 4.0).clamp(3.5, if largest.is_sovereign { 4.5 } else { 5.5 }),
            lat: largest.label.1,
            lon: largest.label.0,
            name: printed(code, &largest.country_name),
        });
    }
    labels.sort_by(|a, b| a.rank.cmp(&b.rank).then(a.name.cmp(&b.name)));
    Ok(labels)
}

fn printed(code: &str, name: &str) -> String {
    PRINTED.iter().find(|(c, _)| *c == code).map_or(name, |(_, name)| name).to_owned()
}

/// One name for each first-level region, at its largest unit, once it is wide enough for a name.
fn first_level(units: &[Unit], regions: &Regions) -> Vec<Label> {
    let mut by_region = BTreeMap::<(&str, &str), Vec<&Unit>>::new();
    for unit in units {
        by_region.entry((&unit.standing.zone, &unit.region)).or_default().push(unit);
    }
    let mut labels = Vec::new();
    for ((zone, region), units) in &by_region {
        let Some(largest) = units.iter().max_by(|a, b| widths(&[a]).total_cmp(&widths(&[b]))) else { continue };
        let width = widths(units);
        let is_alone = by_region.keys().filter(|(z, _)| z == zone).count() == 1;
        if is_alone || largest.name.is_empty() {
            continue;
        }
        let name = match regions.get(*region) {
            Some((_, name)) if units.len() > 1 => name.clone(),
            _ => largest.name.clone(),
        };
        // Alaska is as far from its country as a country of its own.
        let lowest = if name == "Alaska" { 2.3 } else { 5.7 };
        labels.push((
            width,
            Label {
                kind: Kind::Admin1,
                rank: zoom_for(width, 60.0).clamp(0.0, 9.0) as u8,
                min_zoom: zoom_for(width, 75.0).clamp(lowest, 8.5),
                lat: largest.label.1,
                lon: largest.label.0,
                name,
            },
        ));
    }
    labels.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    labels.into_iter().map(|(_, label)| label).collect()
}

/// Cities that GeoNames gives far too many people, or that are parts of the city beside them.
const NOT_CITIES: &[&str] = &["Al Başrah al Qadīmah", "Al Mawşil al Jadīdah", "Camayenne", "Kakamega", "New Territories", "Pudong", "Puxi"];

/// Countries whose names reach us by transliteration: their marks are a scholar's, not a map's.
const TRANSLITERATED: &[&str] = &[
    "AE", "AF", "AM", "BD", "BH", "BT", "BY", "CN", "DZ", "EG", "ER", "ET", "GE", "IL", "IN", "IQ", "IR", "JO", "JP", "KG", "KH", "KP",
    "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MM", "MN", "MR", "NP", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SY", "TH", "TJ",
    "TN", "TW", "UA", "YE",
];

/// Endings that say what kind of town it is: country, ending.
const ENDINGS: &[(&str, &str)] =
    &[("JP", "-shi"), ("KP", "-dong"), ("KP", "-ni"), ("KP", "-nodongjagu"), ("KP", "-ri"), ("KP", "-si"), ("KP", "-up"), ("KR", "-si")];

/// A city's name as a map prints it.
fn printed_city(country: &str, name: &str) -> String {
    let mut printed = name.strip_suffix(" City").filter(|n| *n == "New York").unwrap_or(name).to_owned();
    if TRANSLITERATED.contains(&country) {
        // Chinese syllables are told apart by an apostrophe: Xi'an.
        let printable = if country == "CN" { printed.replace('’', "'") } else { printed };
        printed = printable.chars().filter_map(plain).collect();
    }
    for (_, ending) in ENDINGS.iter().filter(|(c, _)| *c == country) {
        if let Some(stem) = printed.strip_suffix(ending) {
            printed = stem.to_owned();
        }
    }
    printed
}

/// A letter without the marks of transliteration; `None` for marks that stand alone.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'ā' | 'ă' | 'á' | 'à' | 'â' | 'ạ' => 'a',
        'Ā' | 'Á' | 'Â' => 'A',
        'ē' | 'ĕ' | 'é' | 'è' | 'ê' => 'e',
        'Ē' | 'É' => 'E',
        'ī' | 'ĭ' | 'í' | 'ï' => 'i',
        'Ī' | 'Í' => 'I',
        'ō' | 'ŏ' | 'ó' | 'ô' | 'ö' => 'o',
        'Ō' | 'Ŏ' | 'Ó' => 'O',
        'ū' | 'ŭ' | 'ú' | 'û' | 'ü' => 'u',
        'Ū' | 'Ŭ' | 'Ü' => 'U',
        'ş' | 'ș' | 'ṣ' => 's',
        'Ş' | 'Ṣ' => 'S',
        'ţ' | 'ț' | 'ṭ' => 't',
        'Ţ' | 'Ṭ' => 'T',
        'ḩ' | 'ḥ' => 'h',
        'Ḩ' | 'Ḥ' => 'H',
        'ḑ' | 'ḍ' => 'd',
        'Ḑ' => 'D',
        'ẕ' | 'ẓ' | 'ż' => 'z',
        'Ẓ' => 'Z',
        'ņ' | 'ñ' | 'ṇ' => 'n',
        'ķ' => 'k',
        '’' | '‘' | '`' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '\u{327}' | '\u{331}' | '\u{323}' => return None,
        other => other,
    })
}

/// Cities of fewer people are not drawn.
const MIN_PEOPLE: u64 = 60_000;

/// Names of cities stand at least so many points apart from more important ones.
const APART: f64 = 30.0;

fn cities(from: &Path) -> Result<Vec<Label>> {
    let countries = json(&from.join("countries.json"))?;
    let capitals: BTreeSet<(String, String)> = countries
        .as_object()
        .context("no countries")?
        .iter()
        .filter_map(|(code, c)| Some((code.clone(), c.get("capital")?.as_str()?.to_owned())))
        .collect();
    let file = json(&from.join("cities15000.json"))?;
    let mut cities = Vec::new();
    for city in file.as_object().context("no cities")?.values() {
        let text = |key: &str| city.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |key: &str| city.get(key).and_then(Value::as_f64);
        let (Some(lat), Some(lon)) = (number("latitude"), number("longitude")) else { continue };
        let n_people = city.get("population").and_then(Value::as_u64).unwrap_or_default();
        let name = text("name");
        let country = text("countrycode");
        let is_capital = capitals.contains(&(country.clone(), name.clone()));
        if NOT_CITIES.contains(&name.as_str()) {
            continue;
        }
        let name = printed_city(&country, &name);
        if n_people >= MIN_PEOPLE || is_capital {
            cities.push(City { n_people, is_capital, country, name, lat, lon });
        }
    }
    // A capital's namesakes in its country are none: the largest is meant.
    cities.sort_by(|a, b| b.n_people.cmp(&a.n_people).then(a.name.cmp(&b.name)));
    let mut seats = BTreeSet::new();
    for city in &mut cities {
        city.is_capital = city.is_capital && seats.insert(city.country.clone());
    }
    cities.retain(|city| city.is_capital || city.n_people >= MIN_PEOPLE);
    cities.sort_by_key(City::rank);
    let mut labels: Vec<Label> = Vec::new();
    let mut placed: Vec<WorldPoint> = Vec::new();
    for city in cities {
        let (rank, City { name, lat, lon, .. }) = (city.rank(), city);
        let at = WorldPoint::from_lat_lon(LatLon::wrapped(lat, lon));
        let nearest = placed.iter().map(|p| (p.x - at.x).hypot(p.y - at.y)).fold(1.0, f64::min);
        placed.push(at);
        // Quarters of a large city come with the last zoom only.
        let min_zoom = base_zoom(rank).max(zoom_for(nearest, APART)).min(11.0);
        labels.push(Label { kind: Kind::City, rank, min_zoom, lat, lon, name });
    }
    Ok(labels)
}

/// A city that may be named.
struct City {
    n_people: u64,
    is_capital: bool,
    country: String,
    name: String,
    lat: f64,
    lon: f64,
}

impl City {
    fn rank(&self) -> u8 {
        let rank = match self.n_people {
            5_000_000.. => 0,
            2_000_000.. => 1,
            1_000_000.. => 2,
            500_000.. => 3,
            250_000.. => 4,
            120_000.. => 5,
            _ => 6,
        };
        match (self.is_capital, rank) {
            (true, 0..=2) => 0,
            (true, 3 | 4) => 1,
            (true, _) => 2,
            (false, rank) => rank,
        }
    }
}

/// Source: the house's map style: rank up to 2 from zoom 4.5, up to 5 from zoom 6, all from zoom 8.
fn base_zoom(rank: u8) -> f64 {
    match rank {
        0 => 4.5,
        1 => 4.8,
        2 => 5.2,
        3 => 6.0,
        4 => 6.5,
        5 => 7.2,
        _ => 8.0,
    }
}
