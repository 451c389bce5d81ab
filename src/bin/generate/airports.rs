//! Airports and bases by OurAirports; ports.

use std::collections::{BTreeMap, HashMap};

use anyhow::anyhow;
use serde::Deserialize;

use crate::gather::{Gathered, is_latin};
use crate::index::build::PlaceIn;
use crate::index::fold::fold;
use crate::index::kinds::{Feature, NameKind};
use crate::table::{csv, load};

/// Words that make a field a base.
const MILITARY: &[&str] = &[
    "Air Base",
    "Airbase",
    "Air Force Base",
    "AFB",
    "Naval Air",
    "Naval Base",
    "Army Airfield",
    "Army Air",
    "Air Station",
    "Marine Corps",
    "Air National Guard",
    "Joint Base",
    "Air Reserve",
    "RAF ",
    "Military",
    "Base Aérea",
    "Base Aérienne",
    "Royal Air Force",
    "Navy",
    "Armée",
    "Air Force Station",
];

/// Words that a keyword which names a field has.
const FIELDS: &[&str] = &[
    "Airport",
    "Airfield",
    "Airpark",
    "Airstrip",
    "Aerodrome",
    "Field",
    "Intl",
    "International",
    "Regional",
    "Municipal",
    "Heliport",
    "Seaplane",
    "Aeropuerto",
    "Aeroporto",
    "Aéroport",
    "Aérodrome",
    "Flughafen",
    "Flugplatz",
    "Lufthavn",
    "Flygplats",
    "Lotnisko",
    "Station",
    "Base",
];

/// People of a city whose airports are known far away.
const GREAT_CITY: u32 = 3_000_000;

/// The people of the largest town of each name in each country.
fn people_of_towns(gathered: &Gathered) -> HashMap<([u8; 2], String), u32> {
    let mut people: HashMap<([u8; 2], String), u32> = HashMap::new();
    for town in gathered.places.iter().filter(|place| place.feature == Feature::City as u8) {
        let most = people.entry((town.country, fold(&town.name))).or_default();
        *most = town.population.max(*most);
    }
    people
}

pub fn read(gathered: &mut Gathered) -> anyhow::Result<()> {
    let records = csv(&load("data/sources/airports.csv")?);
    let mut records = records.iter();
    let head = records.next().ok_or_else(|| anyhow!("airports.csv is empty"))?;
    let column = |name: &str| head.iter().position(|cell| cell == name).ok_or_else(|| anyhow!("airports.csv: no column {name}"));
    let ident = column("ident")?;
    let (kind, name, lat, lon) = (column("type")?, column("name")?, column("latitude_deg")?, column("longitude_deg")?);
    let (country, region, town) = (column("iso_country")?, column("iso_region")?, column("municipality")?);
    let (iata, link, keywords) = (column("iata_code")?, column("wikipedia_link")?, column("keywords")?);
    let people = people_of_towns(gathered);
    for record in records {
        let cell = |column: usize| record.get(column).map_or("", String::as_str);
        let military = MILITARY.iter().any(|word| cell(name).contains(word));
        let linked = !cell(link).is_empty();
        let wanted = match cell(kind) {
            "large_airport" | "medium_airport" => true,
            "small_airport" | "seaplane_base" => linked || military || !cell(iata).is_empty(),
            "closed" => linked || military,
            "heliport" => linked,
            _ => false,
        };
        if !wanted || !is_latin(cell(name)) {
            continue;
        }
        let Ok(code) = <[u8; 2]>::try_from(cell(country).as_bytes()) else { continue };
        // "Osan Air Base (closed)", "RAF Alconbury (Duplicate)".
        let shown = cell(name).split(" (").next().unwrap_or_default().trim();
        if shown.is_empty() {
            continue;
        }
        let mut names: Vec<(NameKind, String)> = cell(keywords)
            .split(',')
            .map(str::trim)
            .filter(|word| is_name(word))
            .map(|word| (NameKind::Alternate, word.to_owned()))
            .collect();
        names.extend(spellings(shown, cell(town), military, cell(kind)).into_iter().map(|name| (NameKind::Alternate, name)));
        if !cell(iata).is_empty() {
            names.push((NameKind::AirportCode, cell(iata).to_owned()));
        }
        let admin1 = unit_of(gathered, cell(region));
        let people = people.get(&(code, fold(cell(town)))).copied().unwrap_or(0);
        let rank = match (cell(kind), linked) {
            // Far away too one knows the airports of the greatest cities.
            ("large_airport", _) if people >= GREAT_CITY => 5,
            ("large_airport", _) => 4,
            (_, true) if military => 3,
            ("medium_airport", true) => 2,
            _ => 1,
        };
        let position = gathered.add(PlaceIn {
            name: shown.to_owned(),
            names,
            feature: if military { Feature::Base } else { Feature::Airport } as u8,
            lat: cell(lat).parse()?,
            lon: cell(lon).parse()?,
            country: code,
            admin1,
            rank,
            ..PlaceIn::default()
        });
        gathered.by_code.insert(cell(ident).to_owned(), position);
    }
    read_ports(gathered)
}

/// OurAirports writes ISO 3166-2; only where its letters are GeoNames' too (United States, nations of the United Kingdom) the unit is known.
fn unit_of(gathered: &Gathered, region: &str) -> u32 {
    let lettered = region.starts_with("US-") || region.starts_with("GB-");
    let unit = lettered.then(|| gathered.by_code.get(&region.replacen('-', ".", 1))).flatten();
    unit.map_or(0, |&position| position as u32 + 1)
}

/// Whether a keyword is a former or other name of a field and not a code, nor what the field serves: "Black Sea", "Dagestan".
fn is_name(word: &str) -> bool {
    let says_field = FIELDS.iter().chain(MILITARY).any(|field| word.contains(field.trim()));
    word.len() > 4 && is_latin(word) && word.contains(' ') && word.chars().next().is_some_and(char::is_uppercase) && says_field
}

/// Returns the shorter forms of a field's name: "Heathrow" of "London Heathrow Airport" at London, "Ramstein" is left alone.
fn spellings(name: &str, town: &str, military: bool, kind: &str) -> Vec<String> {
    let mut out = Vec::new();
    let bare = name.strip_suffix(" Airport").map(|rest| rest.strip_suffix(" International").unwrap_or(rest));
    if let Some(bare) = bare {
        out.push(format!("{bare} Airport"));
        out.push(format!("{bare} International Airport"));
        let own = bare.strip_prefix(town).map(|rest| rest.trim_start_matches([' ', '-', '/', '–']));
        if let Some(own) = own.filter(|own| own.len() > 3 && !town.is_empty()) {
            out.push(format!("{own} Airport"));
            out.push(format!("{own} International Airport"));
            if kind == "large_airport" {
                out.push(own.to_owned());
            }
        }
    }
    if military {
        for (from, to) in [
            ("Air Base", "Airbase"),
            ("Airbase", "Air Base"),
            ("Air Force Base", "AFB"),
            ("AFB", "Air Force Base"),
            ("Naval Air Station", "NAS"),
        ] {
            if name.contains(from) {
                out.push(name.replace(from, to));
            }
        }
    }
    out
}

#[derive(Deserialize)]
struct Port {
    name: String,
    coordinates: Option<[f64; 2]>,
    #[serde(default)]
    unlocs: Vec<String>,
}

fn read_ports(gathered: &mut Gathered) -> anyhow::Result<()> {
    let ports: BTreeMap<String, Port> = serde_json::from_str(&load("data/sources/ports.json")?)?;
    for (key, port) in ports {
        let Some([lon, lat]) = port.coordinates.filter(|[lon, lat]| lat.abs() <= 90.0 && lon.abs() <= 180.0) else { continue };
        let code = port.unlocs.first().unwrap_or(&key);
        let Some(country) = code.get(..2).and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()) else { continue };
        if !is_latin(&port.name) {
            continue;
        }
        let bare = port.name.strip_prefix("Port of ").unwrap_or(&port.name).to_owned();
        gathered.add(PlaceIn {
            name: format!("Port of {bare}"),
            names: vec![(NameKind::Alternate, format!("{bare} Port")), (NameKind::Alternate, format!("{bare} Harbor"))],
            feature: Feature::Port as u8,
            lat,
            lon,
            country,
            ..PlaceIn::default()
        });
    }
    Ok(())
}
