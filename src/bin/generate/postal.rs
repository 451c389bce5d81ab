//! Small places that GeoNames' towns leave out and its postal codes know: hamlets, suburbs, townships. Only countries where they pay for
//! their size.

use std::collections::{BTreeMap, HashMap};

use crate::gather::{Gathered, is_latin};
use crate::index::build::PlaceIn;
use crate::index::fold::fold;
use crate::index::kinds::Feature;
use crate::table::{load, rows};

/// Countries whose postal places are taken.
const COUNTRIES: &[&str] = &["US", "CA", "GB", "AU", "IE", "NZ"];

/// Two places of one name nearer than this, in degrees, are one.
const SAME_PLACE: f64 = 0.2;

/// A place of several codes.
#[derive(Default)]
struct Postal {
    name: String,
    lat: f64,
    lon: f64,
    n_codes: u32,
}

#[allow(clippy::type_complexity)] // one local map
pub fn read(gathered: &mut Gathered) -> anyhow::Result<()> {
    let mut known: HashMap<([u8; 2], String), Vec<(f64, f64)>> = HashMap::new();
    let mut first_level: HashMap<([u8; 2], String), usize> = HashMap::new();
    for (position, place) in gathered.places.iter().enumerate() {
        let names = std::iter::once(&place.name).chain(place.names.iter().map(|(_, name)| name));
        match Feature::from_number(place.feature) {
            Feature::City | Feature::District => {
                names.for_each(|name| known.entry((place.country, fold(name))).or_default().push((place.lat, place.lon)));
            }
            Feature::Admin1 => names.for_each(|name| {
                first_level.insert((place.country, fold(name)), position);
            }),
            _ => {}
        }
    }
    let mut found: BTreeMap<([u8; 2], u32, u32, String), Postal> = BTreeMap::new();
    let path = "data/sources/postal.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        let code = row.cell(0)?;
        if !COUNTRIES.contains(&code) {
            continue;
        }
        let Ok(country) = <[u8; 2]>::try_from(code.as_bytes()) else { continue };
        // "Western Avalon Peninsula (Argentia)": the town in brackets is a town of its own.
        let name = row.cell(2)?.split(" (").next().unwrap_or_default().trim();
        if name.len() < 3 || !is_latin(name) || name.chars().any(|c| c.is_ascii_digit() || c == '/' || c == ',') {
            continue;
        }
        let admin1 = first_level.get(&(country, fold(row.cell(3)?))).map_or(0, |&position| position as u32 + 1);
        let second = format!("{code}.{}.{}", row.cell(4)?, row.cell(6)?);
        let admin2 = gathered.by_code.get(&second).map_or(0, |&position| position as u32 + 1);
        let (lat, lon): (f64, f64) = (row.number(9)?, row.number(10)?);
        let place = found.entry((country, admin1, admin2, fold(name))).or_default();
        name.clone_into(&mut place.name);
        place.lat += lat;
        place.lon += lon;
        place.n_codes += 1;
    }
    for ((country, admin1, admin2, folded), postal) in found {
        let (lat, lon) = (postal.lat / f64::from(postal.n_codes), postal.lon / f64::from(postal.n_codes));
        let near = |&(other_lat, other_lon): &(f64, f64)| (lat - other_lat).abs() < SAME_PLACE && (lon - other_lon).abs() < SAME_PLACE;
        let places = known.entry((country, folded)).or_default();
        if places.iter().any(near) {
            continue;
        }
        places.push((lat, lon));
        gathered.add(PlaceIn { name: postal.name, feature: Feature::City as u8, lat, lon, country, admin1, admin2, ..PlaceIn::default() });
    }
    Ok(())
}
