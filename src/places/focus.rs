//! What an article is about: which countries, states, counties and spots its names speak for.

use std::collections::HashMap;

use super::features::{F, raise};
use super::names::{Hasher, Sense};
use super::resolve::Question;
use crate::gazetteer::{Feature, PlaceId};

/// A place in the sky of the article: a unit vector for fast distances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit([f32; 3]);

impl Unit {
    pub fn of(sense: &Sense) -> Unit {
        Unit::at(sense.lat, sense.lon)
    }

    pub fn at(lat: f32, lon: f32) -> Unit {
        let (lat, lon) = (lat.to_radians(), lon.to_radians());
        Unit([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    /// Length of the chord in kilometres; close to the great circle where it matters.
    pub fn chord_km(self, other: Unit) -> f32 {
        let [x, y, z] = self.0;
        let [a, b, c] = other.0;
        6371.0 * ((x - a).powi(2) + (y - b).powi(2) + (z - c).powi(2)).sqrt()
    }
}

/// A place the article speaks of with some belief, for the distances of others.
pub(super) struct Anchor {
    pub question: usize,
    pub unit: Unit,
    pub belief: f32,
}

/// The likeliest points of each question.
pub(super) fn anchors(questions: &[Question]) -> Vec<Anchor> {
    let mut anchors = Vec::with_capacity(questions.len() * 2);
    for (number, question) in questions.iter().enumerate() {
        let start = anchors.len();
        for ((sense, &unit), &belief) in question.senses.iter().zip(&question.units).zip(&question.probabilities) {
            let is_point = !sense.feature.is_area() || sense.feature == Feature::Admin2;
            if is_point && belief > 0.12 {
                anchors.push(Anchor { question: number, unit, belief });
            }
        }
        anchors.truncate(start + 4);
    }
    anchors
}

/// How much of the article each country and state takes.
pub(super) struct Focus {
    countries: HashMap<[u8; 2], f32, Hasher>,
    states: HashMap<PlaceId, f32, Hasher>,
    /// Belief in each county itself, and in places in it.
    counties: HashMap<PlaceId, f32, Hasher>,
    in_counties: HashMap<PlaceId, f32, Hasher>,
    total: f32,
    /// What each question adds, to be taken off when it is judged itself.
    shares: Vec<f32>,
}

impl Focus {
    pub fn of(questions: &[Question]) -> Focus {
        let mut focus = Focus {
            countries: HashMap::default(),
            states: HashMap::default(),
            counties: HashMap::default(),
            in_counties: HashMap::default(),
            total: 0.0,
            shares: Vec::with_capacity(questions.len()),
        };
        for question in questions {
            let weight = 1.0 + (question.n_mentions as f32).ln();
            focus.shares.push(weight);
            focus.total += weight;
            for (sense, &p) in question.senses.iter().zip(&question.probabilities) {
                if p > 0.005 {
                    if let Some(county) = sense.admin2 {
                        let map = if sense.feature == Feature::Admin2 { &mut focus.counties } else { &mut focus.in_counties };
                        *map.entry(county).or_default() += p;
                    }
                    if sense.country != [0, 0] {
                        *focus.countries.entry(sense.country).or_default() += weight * p;
                    }
                    if let Some(state) = sense.admin1 {
                        *focus.states.entry(state).or_default() += weight * p;
                    }
                }
            }
        }
        focus
    }
}

/// Weighs the senses of a question anew, by what is believed of all the others.
pub(super) fn judge(question: &mut Question, idx: usize, focus: &Focus, anchors: &[Anchor]) {
    let own = focus.shares.get(idx).copied().unwrap_or(0.0);
    let rest = (focus.total - own).max(0.5);
    // What this question itself adds to its countries and states must not count for it.
    let mut own_country: HashMap<[u8; 2], f32, Hasher> = HashMap::default();
    let mut own_state: HashMap<PlaceId, f32, Hasher> = HashMap::default();
    for (sense, &p) in question.senses.iter().zip(&question.probabilities) {
        if p > 0.005 {
            *own_country.entry(sense.country).or_default() += own * p;
            if let Some(state) = sense.admin1 {
                *own_state.entry(state).or_default() += own * p;
            }
        }
    }
    for (((sense, &unit), fixed), values) in question.senses.iter().zip(&question.units).zip(&question.fixed).zip(&mut question.values) {
        *values = *fixed;
        let country = focus.countries.get(&sense.country).copied().unwrap_or(0.0) - own_country.get(&sense.country).copied().unwrap_or(0.0);
        let country = if sense.country == [0, 0] { 0.0 } else { country.max(0.0) };
        raise(values, F::CountryFocus, country / (rest + 1.0));
        raise(values, F::CountryNamed, (country * 2.0).min(1.0));
        if sense.feature == Feature::Country {
            raise(values, F::HoldsNamed, (country * 0.5).min(1.0));
        }
        if let Some(state) = sense.admin1 {
            let state_mass = focus.states.get(&state).copied().unwrap_or(0.0) - own_state.get(&state).copied().unwrap_or(0.0);
            raise(values, F::StateFocus, state_mass.max(0.0) / (rest + 1.0));
            raise(values, F::StateNamed, (state_mass.max(0.0) * 1.5).min(1.0));
            if sense.feature == Feature::Admin1 {
                raise(values, F::HoldsNamed, (state_mass.max(0.0) * 0.7).min(1.0));
            }
        }
        if let Some(county) = sense.admin2 {
            if sense.feature == Feature::Admin2 {
                let held = focus.in_counties.get(&county).copied().unwrap_or(0.0);
                raise(values, F::HoldsNamed, (held * 3.0).min(1.0));
            } else {
                let named = focus.counties.get(&county).copied().unwrap_or(0.0);
                raise(values, F::CountyNamed, (named * 3.0).min(1.0));
            }
        }
        let mut close = 0.0f32;
        if !sense.feature.is_area() || sense.feature == Feature::Admin2 {
            for anchor in anchors {
                if anchor.question != idx {
                    let km = anchor.unit.chord_km(unit);
                    if km < 600.0 {
                        close = close.max(anchor.belief * (-km / 120.0).exp());
                    }
                }
            }
        }
        raise(values, F::Close, close);
    }
}
