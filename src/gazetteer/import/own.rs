//! A table of a user's own places.

use std::fs;
use std::path::Path;

use crate::earth::LatLon;
use crate::gazetteer::error::Error;
use crate::gazetteer::index::build::PlaceIn;
use crate::gazetteer::index::kinds::{Feature, NameKind};

/// A user's own place is meant before every other of its name.
const OWN_RANK: u8 = 9;

/// Reads a table of places with a head.
pub(in crate::gazetteer) fn read_own_places(path: &Path) -> Result<Vec<PlaceIn>, Error> {
    let bytes = fs::read(path).map_err(Error::file(path))?;
    let wrong = |row: usize, what: String| Error::Row { what, row: row as u64, path: path.to_owned() };
    let text = std::str::from_utf8(&bytes).map_err(|_| wrong(1, "the table is not UTF-8".to_owned()))?;
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let Some((_, head)) = lines.next() else { return Err(Error::Empty { path: path.to_owned() }) };
    let head: Vec<String> = head.split('\t').map(|cell| cell.trim().to_lowercase()).collect();
    let column = |names: &[&str]| head.iter().position(|cell| names.contains(&cell.as_str()));
    let needed = |names: &[&str], word: &str| column(names).ok_or_else(|| wrong(1, format!("the head has no column {word:?}")));
    let name = needed(&["name"], "name")?;
    let lat = needed(&["lat", "latitude"], "lat")?;
    let lon = needed(&["lon", "lng", "longitude"], "lon")?;
    let [kind, country, population, names] =
        [&["kind", "feature"][..], &["country"][..], &["population"][..], &["names", "aliases"][..]].map(column);
    let mut places = Vec::new();
    for (i, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let row = i + 1;
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() != head.len() {
            return Err(wrong(row, format!("the row has {} columns instead of {}", cells.len(), head.len())));
        }
        let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
        let maybe = |column: Option<usize>| column.map(cell).filter(|cell| !cell.is_empty());
        let point = cell(lat).parse().ok().zip(cell(lon).parse().ok()).and_then(|(lat, lon)| LatLon::new(lat, lon));
        let point = point.ok_or_else(|| wrong(row, format!("no position on the Earth ({:?}, {:?})", cell(lat), cell(lon))))?;
        if cell(name).is_empty() {
            return Err(wrong(row, "no name".to_owned()));
        }
        let feature = match maybe(kind) {
            Some(word) => {
                Feature::from_word(&word.to_lowercase()).ok_or_else(|| wrong(row, format!("no kind of place is called {word:?}")))?
            }
            None => Feature::Site,
        };
        let country = match maybe(country) {
            Some(code) => <[u8; 2]>::try_from(code.to_uppercase().as_bytes())
                .map_err(|_| wrong(row, format!("a country is two letters, not {code:?}")))?,
            None => [0, 0],
        };
        let population = match maybe(population) {
            Some(number) => number.parse().map_err(|_| wrong(row, format!("no number of people ({number:?})")))?,
            None => 0,
        };
        let others = maybe(names).unwrap_or_default().split('|').map(str::trim).filter(|name| !name.is_empty());
        places.push(PlaceIn {
            name: cell(name).to_owned(),
            names: others.map(|name| (NameKind::Main, name.to_owned())).collect(),
            // A country of a user's is no state of the world: the code stays with the gazetteer's own row.
            feature: if feature == Feature::Country { Feature::Region } else { feature } as u8,
            lat: point.lat(),
            lon: point.lon(),
            country,
            population,
            rank: OWN_RANK,
            ..PlaceIn::default()
        });
    }
    if places.is_empty() { Err(Error::Empty { path: path.to_owned() }) } else { Ok(places) }
}
