//! Places in, the bytes of an index out.

use super::fold::fold;
use super::kinds::{Feature, NameKind};
use super::layout::{HEAD, MAGIC, RawRow, SECTIONS, UNITS_PER_DEGREE};
use super::prominence::prominence;

/// A place to be indexed. Other places are referred to by their position in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceIn {
    /// The name to show.
    pub name: String,
    /// Other names, folded or not, without the shown one.
    pub names: Vec<(NameKind, String)>,
    /// Number of its feature.
    pub feature: u8,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Country code, zeros for none.
    pub country: [u8; 2],
    /// Position of its first-level unit + 1, 0 for none.
    pub admin1: u32,
    /// Position of its second-level unit + 1, 0 for none.
    pub admin2: u32,
    /// Inhabitants.
    pub population: u32,
    /// 2 for a country's capital, 1 for a first-level unit's, else 0.
    pub capital: u8,
    /// 0, or 1 to 9 as [`prominence`] takes it.
    pub rank: u8,
    /// GeoNames id, 0 for none.
    pub geonameid: u32,
    /// Codes of the countries that lie in it, for continents and regions.
    pub members: Vec<[u8; 2]>,
}

/// How prominent, of 20 parts, a place is under another name than the one it is shown by: "Philadelphia" was Amman's, "Salisbury" Harare's.
const OTHER_NAME: i32 = 12;

/// Returns the bytes of the index of `places`. The same places give the same bytes.
///
/// # Errors
/// Where the map of names cannot be written, with the reason of the `fst` crate.
pub fn index(places: &[PlaceIn]) -> Result<Vec<u8>, fst::Error> {
    let scores: Vec<u8> = places.iter().map(|p| prominence(Feature::from_number(p.feature), p.population, p.capital, p.rank)).collect();
    let score = |position: u32| scores.get(position as usize).copied().unwrap_or(0);
    let mut order: Vec<u32> = (0..places.len() as u32).collect();
    // Stable: places of the same prominence keep their order.
    order.sort_by_key(|&position| std::cmp::Reverse(score(position)));
    let mut row_of = vec![0u32; places.len()];
    for (row, &position) in order.iter().enumerate() {
        if let Some(slot) = row_of.get_mut(position as usize) {
            *slot = row as u32;
        }
    }
    let parent = |reference: u32| match reference.checked_sub(1).and_then(|position| row_of.get(position as usize)) {
        Some(&row) => row + 1,
        None => 0,
    };

    let (mut rows, mut text) = (Vec::new(), Vec::new());
    let (mut ids, mut countries, mut members) = (Vec::new(), Vec::new(), Vec::new());
    let mut names: Vec<(String, u32, NameKind)> = Vec::new();
    for (row, &position) in order.iter().enumerate() {
        let Some(place) = places.get(position as usize) else { continue };
        let row = row as u32;
        let name = shortened(&place.name);
        rows.extend(
            RawRow {
                name_start: text.len() as u32,
                name_len: name.len() as u8,
                feature: place.feature,
                capital: place.capital,
                prominence: score(position),
                lat: (place.lat * UNITS_PER_DEGREE).round() as i32,
                lon: (place.lon * UNITS_PER_DEGREE).round() as i32,
                country: place.country,
                admin1: parent(place.admin1),
                admin2: parent(place.admin2),
                population: place.population,
                geonameid: place.geonameid,
            }
            .to_bytes(),
        );
        text.extend_from_slice(name.as_bytes());
        if place.geonameid != 0 {
            ids.push((place.geonameid, row));
        }
        if place.feature == Feature::Country as u8 {
            countries.push((place.country, row));
        }
        members.extend(place.members.iter().map(|&code| (row, code)));
        push_names(&mut names, row, place);
    }
    names.sort_unstable();
    let (mut map, mut postings) = (fst::MapBuilder::memory(), Vec::new());
    let mut group = Vec::new();
    for named in names.chunk_by(|a, b| a.0 == b.0) {
        let Some((name, ..)) = named.first() else { continue };
        group.clear();
        group.extend(named.iter().map(|&(_, row, kind)| (row, kind)));
        map.insert(name, postings.len() as u64 / 4)?;
        push_postings(&mut postings, &mut group, |row| order.get(row as usize).map_or(0, |&position| score(position)));
    }
    ids.sort_unstable();
    ids.dedup_by_key(|&mut (id, _)| id);
    countries.sort_unstable();
    countries.dedup_by_key(|&mut (code, _)| code);
    members.sort_unstable();
    Ok(joined([
        map.into_inner()?,
        postings,
        rows,
        text,
        ids.into_iter().flat_map(|(id, row)| [id.to_le_bytes(), row.to_le_bytes()]).flatten().collect(),
        countries.into_iter().flat_map(|(code, row): ([u8; 2], u32)| code.into_iter().chain(row.to_le_bytes())).collect(),
        members.into_iter().flat_map(|(row, code)| row.to_le_bytes().into_iter().chain(code)).collect(),
    ]))
}

/// Adds the postings of one name: the rows of `group`, each once and under its plainest kind, most likely first by `score` of a row.
pub fn push_postings(postings: &mut Vec<u8>, group: &mut Vec<(u32, NameKind)>, score: impl Fn(u32) -> u8) {
    group.sort_unstable();
    group.dedup_by_key(|&mut (row, _)| row);
    // Stable: rows of equal standing keep their order.
    group.sort_by_key(|&(row, kind)| {
        let standing = i32::from(score(row));
        std::cmp::Reverse(if kind == NameKind::Alternate { standing * OTHER_NAME / 20 } else { standing })
    });
    for (i, &(row, kind)) in group.iter().enumerate() {
        let last = u32::from(i + 1 == group.len());
        postings.extend(((row << 4) | ((kind as u32) << 1) | last).to_le_bytes());
    }
}

/// Returns the head of an index whose sections have these lengths.
pub fn head(lengths: [u64; SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut at = HEAD as u64;
    for len in lengths {
        bytes.extend(at.to_le_bytes());
        bytes.extend(len.to_le_bytes());
        at += len;
    }
    bytes
}

/// Puts head and sections together.
fn joined(sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut bytes = head(std::array::from_fn(|i| sections.get(i).map_or(0, |section| section.len() as u64)));
    bytes.extend(sections.into_iter().flatten());
    bytes
}

/// A row keeps 255 bytes of a name; longer ones (there are none worth showing) end at the last whole letter.
fn shortened(name: &str) -> &str {
    name.get(..name.floor_char_boundary(255)).unwrap_or(name)
}

/// Adds the folded names of a place, with the spellings that follow from them.
fn push_names(names: &mut Vec<(String, u32, NameKind)>, row: u32, place: &PlaceIn) {
    let all = std::iter::once((NameKind::Main, &place.name)).chain(place.names.iter().map(|(kind, name)| (*kind, name)));
    for (kind, name) in all {
        each_spelling(name, kind, |folded, kind| names.push((folded, row, kind)));
    }
}

/// Gives the folded form of a name to `each`, with the spellings that follow from it.
pub fn each_spelling(name: &str, kind: NameKind, mut each: impl FnMut(String, NameKind)) {
    let folded = fold(name);
    if folded.is_empty() || folded.len() > 80 {
        return;
    }
    if kind != NameKind::Demonym {
        variants(&folded, |variant| each(variant, kind));
    }
    each(folded, kind);
}

/// Words that are written out or not, as the writer likes.
const SPELLINGS: &[(&str, &str)] = &[
    ("saint ", "st "),
    ("st ", "saint "),
    ("sainte ", "ste "),
    ("ste ", "sainte "),
    ("mount ", "mt "),
    ("mt ", "mount "),
    ("fort ", "ft "),
    ("ft ", "fort "),
    ("point ", "pt "),
    ("port ", "pt "),
];

/// Gives the other spellings of a folded name to `each`: "st louis" for "saint louis", "mt airy" for "mount airy".
fn variants(folded: &str, mut each: impl FnMut(String)) {
    for (from, to) in SPELLINGS {
        if let Some(rest) = folded.strip_prefix(from) {
            each(format!("{to}{rest}"));
        }
        if let Some((before, after)) = folded.split_once(&format!(" {from}")) {
            each(format!("{before} {to}{after}"));
        }
    }
}
