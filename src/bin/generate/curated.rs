//! Our own tables: places that no package has, names that it lacks, points that it has wrong. Every row says why it is there.

use std::collections::HashMap;

use crate::gather::Gathered;
use crate::index::build::PlaceIn;
use crate::index::fold::fold;
use crate::index::kinds::{Feature, NameKind};
use crate::table::{load, rows};

pub fn read(gathered: &mut Gathered) -> anyhow::Result<()> {
    // Names first: a place of ours finds its twin by the name to show.
    read_names(gathered)?;
    read_places(gathered)?;
    read_points(gathered)
}

/// `places.tsv`: name, feature, latitude, longitude, country or unit, rank, other names, short forms, people, countries in it, why.
fn read_places(gathered: &mut Gathered) -> anyhow::Result<()> {
    let path = "data/curated/places.tsv";
    let text = load(path)?;
    let mut known: HashMap<([u8; 2], String), Vec<usize>> = HashMap::new();
    for (position, place) in gathered.places.iter().enumerate() {
        known.entry((place.country, fold(&place.name))).or_default().push(position);
    }
    for row in rows(path, &text) {
        let feature = Feature::from_word(row.cell(1)?).ok_or_else(|| row.wrong("no such feature"))?;
        let within = row.cell(4)?;
        let country = within.get(..2).and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()).unwrap_or_default();
        let admin1 = match within.len() {
            0 | 2 => 0,
            _ => gathered.by_code.get(within).ok_or_else(|| row.wrong("no such unit"))? + 1,
        };
        let mut names = Vec::new();
        for (column, kind) in [(6, NameKind::Alternate), (7, NameKind::Abbreviation), (8, NameKind::Demonym)] {
            names.extend(row.list(column)?.map(|name| (kind, name.to_owned())));
        }
        if row.cell(10)?.is_empty() {
            return Err(row.wrong("the row does not say why it is there"));
        }
        let place = PlaceIn {
            name: row.cell(0)?.to_owned(),
            names,
            feature: feature as u8,
            lat: row.number(2)?,
            lon: row.number(3)?,
            country,
            admin1: admin1 as u32,
            rank: row.number(5)?,
            members: row.cell(9)?.split(',').filter_map(|code| code.as_bytes().try_into().ok()).collect(),
            ..PlaceIn::default()
        };
        let folded = fold(&place.name);
        let twin = known.get(&(country, folded)).and_then(|positions| {
            positions.iter().copied().find(|&position| gathered.places.get(position).is_some_and(|other| is_twin(&place, other)))
        });
        match twin.and_then(|position| gathered.places.get_mut(position)) {
            Some(twin) => {
                twin.names.extend(place.names);
                twin.rank = twin.rank.max(place.rank);
                if twin.feature != Feature::Admin1 as u8 {
                    twin.feature = place.feature;
                }
            }
            None => {
                gathered.add(place);
            }
        }
    }
    Ok(())
}

/// Whether a row of ours names a place that another source has already, so that its names and rank belong there.
fn is_twin(ours: &PlaceIn, other: &PlaceIn) -> bool {
    let limit = match (Feature::from_number(ours.feature), Feature::from_number(other.feature)) {
        (Feature::Region, Feature::Admin1) => 3.0,
        (Feature::District, Feature::City | Feature::District) => 0.1,
        (Feature::Base | Feature::Airport, Feature::Base | Feature::Airport) => 0.2,
        (Feature::Port, Feature::Port) => 0.2,
        _ => return false,
    };
    (ours.lat - other.lat).abs() < limit && (ours.lon - other.lon).abs() < limit
}

/// `points.tsv`: key, latitude, longitude, why.
fn read_points(gathered: &mut Gathered) -> anyhow::Result<()> {
    let path = "data/curated/points.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        let position = gathered.find(row.cell(0)?).ok_or_else(|| row.wrong("no such place"))?;
        gathered.dropped.retain(|&dropped| dropped != position);
        if let Some(place) = gathered.places.get_mut(position) {
            (place.lat, place.lon) = (row.number(1)?, row.number(2)?);
        }
    }
    Ok(())
}

/// `names.tsv`: key, kind ("main", "equal", "name", "short", "people", "rank" or "not"), names or number, why.
fn read_names(gathered: &mut Gathered) -> anyhow::Result<()> {
    let path = "data/curated/names.tsv";
    let text = load(path)?;
    for row in rows(path, &text) {
        let position = gathered.find(row.cell(0)?).ok_or_else(|| row.wrong("no such place"))?;
        let Some(place) = gathered.places.get_mut(position) else { continue };
        let kind = match row.cell(1)? {
            "main" => {
                let old = std::mem::replace(&mut place.name, row.cell(2)?.to_owned());
                place.names.push((NameKind::Alternate, old));
                continue;
            }
            "rank" => {
                place.rank = row.number(2)?;
                continue;
            }
            "not" => {
                let unwanted: Vec<String> = row.list(2)?.map(fold).collect();
                place.names.retain(|(_, name)| !unwanted.contains(&fold(name)));
                continue;
            }
            "equal" => NameKind::Main,
            "name" => NameKind::Alternate,
            "short" => NameKind::Abbreviation,
            "people" => NameKind::Demonym,
            _ => return Err(row.wrong("no such kind of name")),
        };
        place.names.extend(row.list(2)?.map(|name| (kind, name.to_owned())));
    }
    Ok(())
}
