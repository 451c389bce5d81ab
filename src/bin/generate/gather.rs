//! The places gathered so far, found by the keys of their sources.

use std::collections::BTreeMap;

use crate::index::build::PlaceIn;
use crate::index::fold::fold;
use crate::index::kinds::{Feature, NameKind};

/// The places gathered so far. Positions in `places` are the references of `admin1` and `admin2`, less 1.
#[derive(Default)]
pub struct Gathered {
    pub places: Vec<PlaceIn>,
    /// By GeoNames id.
    pub by_id: BTreeMap<u32, usize>,
    /// Units by GeoNames' code: "US.CA", "US.CA.059"; fields by ICAO's: "RKSO".
    pub by_code: BTreeMap<String, usize>,
    /// Countries by their code.
    pub countries: BTreeMap<String, usize>,
    /// People of a country by GeoNames.
    #[allow(dead_code)] // read by no table yet
    pub country_people: BTreeMap<String, u32>,
    /// Positions of rows that are not wanted in the end: units without a point.
    pub dropped: Vec<usize>,
}

impl Gathered {
    /// Adds a place; returns its position.
    pub fn add(&mut self, place: PlaceIn) -> usize {
        let position = self.places.len();
        if place.geonameid != 0 {
            self.by_id.insert(place.geonameid, position);
        }
        self.places.push(place);
        position
    }

    /// Returns the position of the row with a key of the curated tables: a country "KR", a unit "KR.13", a field "RKSO" or a GeoNames id.
    pub fn find(&self, key: &str) -> Option<usize> {
        if let Ok(id) = key.parse::<u32>() {
            return self.by_id.get(&id).copied();
        }
        self.by_code.get(key).or_else(|| self.countries.get(key)).copied()
    }

    /// Returns the places in the order that packs best: areas first, then towns by country and unit.
    pub fn finish(mut self) -> Vec<PlaceIn> {
        let n = self.places.len();
        let mut keep = vec![true; n];
        for &position in &self.dropped {
            if let Some(slot) = keep.get_mut(position) {
                *slot = false;
            }
        }
        let mut order: Vec<usize> = (0..n).filter(|&i| keep.get(i) == Some(&true)).collect();
        let key = |i: &usize| {
            let place = &self.places[*i];
            let group = match Feature::from_number(place.feature) {
                Feature::City | Feature::District => 1,
                Feature::Airport | Feature::Base | Feature::Port => 2,
                _ => 0,
            };
            (group, if group == 0 { place.feature } else { 0 }, place.country, place.admin1, place.admin2, place.geonameid, *i)
        };
        order.sort_by_key(key);
        let mut moved = vec![0u32; n];
        for (to, &from) in order.iter().enumerate() {
            moved[from] = to as u32 + 1;
        }
        let parent = |reference: u32| match reference {
            0 => 0,
            position => moved.get(position as usize - 1).copied().unwrap_or(0),
        };
        let mut places: Vec<PlaceIn> = order.iter().map(|&i| std::mem::take(&mut self.places[i])).collect();
        for place in &mut places {
            place.admin1 = parent(place.admin1);
            place.admin2 = parent(place.admin2);
            tidy(place);
        }
        places
    }
}

/// Folds the other names and leaves out what the builder finds by itself: the shown name, and doubles.
fn tidy(place: &mut PlaceIn) {
    let shown = fold(&place.name);
    let mut seen: Vec<String> = Vec::new();
    let mut names: Vec<(NameKind, String)> = place.names.iter().map(|(kind, name)| (*kind, fold(name))).collect();
    names.sort();
    // "KY" and "Ky." fold alike: two letters are the postal code, which cannot stand alone; a reader sees the stop.
    let is_postal = |name: &String| name.len() <= 2 && names.contains(&(NameKind::PostalCode, name.clone()));
    let shadowed: Vec<String> =
        names.iter().filter(|(kind, name)| *kind == NameKind::Abbreviation && is_postal(name)).map(|(_, name)| name.clone()).collect();
    names.retain(|(kind, name)| *kind != NameKind::Abbreviation || !shadowed.contains(name));
    names.retain(|(kind, name)| {
        let new = !name.is_empty() && *name != shown && !seen.contains(name) && (*kind != NameKind::Alternate || is_usable(name));
        if new {
            seen.push(name.clone());
        }
        new
    });
    place.names = names;
}

/// Whether a folded name can stand for a place in a text: not a number, not one or two letters.
fn is_usable(name: &str) -> bool {
    name.chars().count() > 2 && name.len() <= 60 && !name.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

/// Whether every letter is Latin, so that an English text may hold the name.
pub fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || ('\u{2b0}'..'\u{300}').contains(&c))
}
