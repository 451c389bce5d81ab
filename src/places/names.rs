//! The distinct names of an article that the gazetteer knows, each with the places it may mean.

use std::collections::HashMap;

use super::hash;
use super::lexicon::{List, Lists};
use crate::gazetteer::{Candidate, Feature, Gazetteer, NameKind, PlaceId};

/// A name of the article, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameIdx(pub u32);

/// A place that a name may mean, with what the scoring reads of its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sense {
    pub place: PlaceId,
    pub kind: NameKind,
    pub feature: Feature,
    pub country: [u8; 2],
    pub admin1: Option<PlaceId>,
    pub admin2: Option<PlaceId>,
    pub prominence: u8,
    pub capital: u8,
    pub lat: f32,
    pub lon: f32,
}

impl Sense {
    /// Whether this is something that holds towns: a county, state, country or continent.
    pub fn is_container(&self) -> bool {
        matches!(
            self.feature,
            Feature::Country | Feature::HistoricCountry | Feature::Admin1 | Feature::Admin2 | Feature::Continent | Feature::Region
        )
    }

    /// Whether `self` lies in `parent`.
    pub fn is_in(&self, parent: &Sense, gazetteer: &Gazetteer) -> bool {
        if self.place == parent.place {
            return false;
        }
        match parent.feature {
            Feature::Country => self.country == parent.country && self.feature != Feature::Country,
            Feature::Admin1 => self.admin1 == Some(parent.place) && self.feature != Feature::Admin1,
            Feature::Admin2 => self.admin2 == Some(parent.place) && self.feature != Feature::Admin2,
            Feature::Continent | Feature::Region => gazetteer.has_country(parent.place, self.country),
            _ => false,
        }
    }
}

/// A distinct name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The places it may mean, most prominent first.
    pub senses: Vec<Sense>,
}

impl Name {
    /// The most prominent option that is no code.
    pub fn best(&self) -> Option<&Sense> {
        self.senses.iter().find(|o| !matches!(o.kind, NameKind::PostalCode | NameKind::AirportCode)).or(self.senses.first())
    }

    /// Whether all it may mean is a people or an adjective.
    pub fn is_demonym(&self) -> bool {
        self.best().is_some_and(|o| o.kind == NameKind::Demonym)
    }

    /// Whether it may be a county, state, country or the like.
    pub fn may_contain(&self) -> bool {
        self.senses.iter().any(Sense::is_container)
    }
}

/// The distinct names, in order of first use.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub list: Vec<Name>,
    by_key: HashMap<u64, NameIdx, Hasher>,
}

/// At most so many places of one name are weighed.
const MAX_SENSES: usize = 160;

impl Names {
    pub fn get(&self, idx: NameIdx) -> Option<&Name> {
        self.list.get(idx.0 as usize)
    }

    /// Returns the number of the name written `words`, whose candidates `candidates` finds. "WINDSOR" and "Windsor" are one name;
    /// "US" and "us" are not.
    pub fn intern(&mut self, words: &str, gazetteer: &Gazetteer, candidates: impl Iterator<Item = Candidate>) -> NameIdx {
        let shape = Shape::of(words);
        let key = shape.key(words);
        if let Some(&idx) = self.by_key.get(&key) {
            return idx;
        }
        let idx = NameIdx(self.list.len() as u32);
        let found = candidates.filter(|c| shape.allows(c.name)).filter_map(|c| sense(gazetteer, c, &shape)).take(MAX_SENSES);
        let mut senses: Vec<Sense> = found.collect();
        senses.extend(whole_of(words, &senses, gazetteer));
        // A place that bears the name in two ways counts once, by the fuller way.
        senses.sort_by_key(|o| (o.place, o.kind));
        senses.dedup_by_key(|o| o.place);
        senses.sort_by_key(|o| (std::cmp::Reverse(o.prominence), o.place));
        self.list.push(Name { senses });
        self.by_key.insert(key, idx);
        idx
    }
}

/// A place that is better known than this is what its name says, though the name be "West" and a state. About 15,000 people.
pub(super) const WELL_KNOWN: u8 = 95;

/// The state or country that "East Texas" and "North Wales" are a part of, where the gazetteer knows but a village of that name.
fn whole_of(words: &str, senses: &[Sense], gazetteer: &Gazetteer) -> Vec<Sense> {
    let Some((direction, rest)) = words.split_once(' ') else { return Vec::new() };
    if !Lists::of_word(direction).has(List::Direction) || senses.iter().any(|s| s.is_container() || s.prominence > WELL_KNOWN) {
        return Vec::new();
    }
    let mut walk = gazetteer.walk();
    if !walk.push(rest) || !walk.is_name() {
        return Vec::new();
    }
    let shape = Shape::of(rest);
    let is_whole = |s: &Sense| matches!(s.feature, Feature::Country | Feature::HistoricCountry | Feature::Admin1);
    let named = walk.iter().filter(|c| matches!(c.name, NameKind::Main | NameKind::Alternate) && shape.allows(c.name));
    let found = named.filter_map(|c| sense(gazetteer, c, &shape)).filter(is_whole);
    // The part is not what the whole is called.
    found.map(|s| Sense { kind: NameKind::Alternate, ..s }).collect()
}

fn sense(gazetteer: &Gazetteer, candidate: Candidate, shape: &Shape) -> Option<Sense> {
    let place = gazetteer.place(candidate.place)?;
    // "Mo." is how a newspaper abbreviates Missouri; "MO" is how the post does.
    let kind = match candidate.name {
        NameKind::PostalCode if shape.has_stop && shape.is_upper => NameKind::Abbreviation,
        kind => kind,
    };
    Some(Sense {
        place: place.id,
        kind,
        feature: place.feature,
        country: place.country.unwrap_or([0, 0]),
        admin1: if place.feature == Feature::Admin1 { Some(place.id) } else { place.admin1 },
        admin2: if place.feature == Feature::Admin2 { Some(place.id) } else { place.admin2 },
        prominence: place.prominence,
        capital: place.capital,
        lat: place.point.lat() as f32,
        lon: place.point.lon() as f32,
    })
}

/// How a name is written, as far as it tells which kinds of names it can be.
struct Shape {
    letters: usize,
    is_upper: bool,
    has_stop: bool,
}

impl Shape {
    fn of(words: &str) -> Shape {
        let letters = words.chars().filter(|c| c.is_alphabetic());
        Shape { letters: letters.clone().count(), is_upper: letters.clone().all(char::is_uppercase), has_stop: words.contains('.') }
    }

    /// The hash of the words: in lower case, but for short words in capitals and those with stops, which may be abbreviations.
    fn key(&self, words: &str) -> u64 {
        let (exact, lower) = hash::both(words.as_bytes());
        let as_is = self.has_stop || self.is_upper && self.letters <= 4;
        if as_is { exact } else { lower }
    }

    fn allows(&self, kind: NameKind) -> bool {
        match kind {
            NameKind::PostalCode => self.letters == 2,
            NameKind::AirportCode => false,
            NameKind::Abbreviation => self.is_upper || self.has_stop || self.letters >= 4,
            // "us", "it", "dc" are never written so; nor is "NATO" the town of Nato.
            NameKind::Main | NameKind::Alternate | NameKind::Demonym => self.letters > 2 || !self.is_upper || self.has_stop,
        }
    }
}

/// Stirs numbers into one: the same on every machine, and fast on the keys of the maps of one article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stir(u64);

impl std::hash::Hasher for Stir {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.write_u64(hash::both(bytes).0);
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = hash::mix(self.0, number);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// The hasher of the maps of one article.
pub(super) type Hasher = std::hash::BuildHasherDefault<Stir>;
