//! "the country", "the island", "the base" in, the place named before that it means out.

use super::clause::Clauses;
use super::lexicon::{Lower, is};
use super::reading::{Chunk, Kind, Spot};
use crate::gazetteer::Feature;
use crate::places::ToponymKind;

/// How many sentences a place stays what "the country" means.
const REACH: u32 = 5;

impl Clauses<'_, '_, '_> {
    /// The place that the plain noun phrase at chunk `j` means: the newest of its kind that was named as a place, not as an adjective.
    pub(super) fn place_meant(&self, sentence: u32, chunks: &[Chunk], j: usize) -> Option<u32> {
        let chunk = chunks.get(j).filter(|c| c.is_noun() && c.toponym.is_none() && c.origin.is_none() && !c.is_name)?;
        let first = Lower::new(self.reading.word(chunk.first as usize));
        let is_plain = chunk.end - chunk.first == 2 && matches!(first.as_ref().map_or("", Lower::as_str), "the" | "that" | "this");
        if !is_plain || !chunk.entry.is(is::PLACE_NOUN) || self.says_which(chunks, j) {
            return None;
        }
        let noun = Lower::new(self.reading.word(chunk.head as usize));
        let noun = noun.as_ref().map_or("", Lower::as_str);
        let is_of_kind = |spot: u32| self.reading.spots.get(spot as usize).is_some_and(|s| is_a(s, noun, self.reading.text.of(s.span)));
        let of_sentence = chunks.get(..j)?.iter().rev().filter_map(|c| self.named_place(c)).find(|&p| is_of_kind(p));
        let arrived = self.there.filter(|&p| is_of_kind(p));
        of_sentence.or(arrived).or_else(|| {
            let recent = self.named.iter().rev().take_while(|&&(_, s)| sentence.saturating_sub(s) <= REACH);
            recent.map(|&(p, _)| p).find(|&p| is_of_kind(p))
        })
    }

    /// Whether the words after a noun phrase say which is meant: "the base in Lima", "the capital, Lima", "the city where".
    fn says_which(&self, chunks: &[Chunk], j: usize) -> bool {
        let names = |k: usize| chunks.get(k).is_some_and(|c| c.is_noun() && (c.toponym.is_some() || c.is_name));
        match chunks.get(j + 1).map(|c| c.kind) {
            Some(Kind::Preposition) => {
                let word = chunks.get(j + 1).map_or("", |c| self.reading.word(c.head as usize));
                matches!(word, "of" | "in" | "near" | "at" | "on" | "outside") && (word == "of" || names(j + 2))
            }
            Some(Kind::Comma) => names(j + 2),
            Some(Kind::Relative) => true,
            Some(Kind::Noun) => names(j + 1),
            _ => false,
        }
    }

    /// Remembers the places that a sentence names.
    pub(super) fn note_places(&mut self, sentence: u32, chunks: &[Chunk]) {
        // "the gates of the base" keeps alive what "the base" means.
        let place = |j: usize| chunks.get(j).and_then(|c| self.named_place(c)).or_else(|| self.place_meant(sentence, chunks, j));
        let places: Vec<u32> = (0..chunks.len()).filter_map(place).collect();
        self.named.extend(places.into_iter().map(|p| (p, sentence)));
        let old = self.named.iter().take_while(|&&(_, s)| sentence.saturating_sub(s) > REACH).count();
        self.named.drain(..old);
    }

    /// Remembers the state or province that the article names first.
    pub(super) fn note_coast(&mut self, chunks: &[Chunk]) {
        let is_unit = |p: &u32| self.reading.spots.get(*p as usize).is_some_and(|s| s.feature == Some(Feature::Admin1));
        self.coast = self.coast.or_else(|| chunks.iter().filter_map(|c| self.named_place(c)).find(is_unit));
    }

    /// Remembers the country whose institution one of the first sentences names.
    pub(super) fn note_nation(&mut self, sentence: u32, chunks: &[Chunk]) {
        if sentence > 2 || self.nation.is_some() {
            return;
        }
        let is_state = |&o: &u32| self.reading.spots.get(o as usize).is_some_and(|s| s.is_country() || s.kind == ToponymKind::Demonym);
        let is_body = |c: &&Chunk| {
            let words = c.first..c.end;
            c.is_noun()
                && words.into_iter().any(|t| {
                    matches!(
                        self.reading.word(t as usize),
                        "House"
                            | "Senate"
                            | "Congress"
                            | "Parliament"
                            | "Government"
                            | "parliament"
                            | "government"
                            | "Supreme"
                            | "Constitution"
                    )
                })
        };
        self.nation = chunks.iter().filter(is_body).find_map(|c| c.origin.filter(is_state));
    }

    /// The place of a noun phrase that is its name and nothing else.
    fn named_place(&self, chunk: &Chunk) -> Option<u32> {
        let spot = chunk.toponym.filter(|_| chunk.is_noun() && chunk.is_name)?;
        let ends_with_it = self.reading.toponym(chunk.head as usize) == Some(spot);
        Some(spot).filter(|_| ends_with_it)
    }
}

/// Whether a place is what the noun says: a country, a city, an island.
fn is_a(spot: &Spot, noun: &str, name: &str) -> bool {
    let Some(feature) = spot.feature.filter(|_| spot.toponym.is_some()) else { return false };
    let is_called = |word: &str| name.split(' ').any(|w| w.eq_ignore_ascii_case(word));
    match noun {
        "country" => matches!(feature, Feature::Country | Feature::HistoricCountry),
        "state" | "province" => feature == Feature::Admin1,
        "county" => feature == Feature::Admin2,
        "capital" => feature == Feature::City && spot.is_capital,
        "city" | "town" | "village" => feature == Feature::City,
        "island" => feature == Feature::Island || is_called("island"),
        "airport" => feature == Feature::Airport || is_called("airport"),
        "base" | "airbase" => feature == Feature::Base || is_called("base") || is_called("area"),
        "port" | "harbor" | "harbour" => is_called("port") || is_called("harbor") || is_called("harbour"),
        "embassy" | "hospital" | "prison" | "camp" | "university" | "stadium" | "museum" => is_called(noun),
        _ => false,
    }
}
