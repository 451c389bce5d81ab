//! What an article is about: which countries, states, counties and spots its names speak for.

use std::collections::HashMap;

use super::features::F;
use super::names::{Hasher, Sense, WELL_KNOWN};
use super::resolve::Question;
use crate::gazetteer::{Feature, NameKind};

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
        6371.0 * self.square(other).sqrt()
    }

    /// The square of the chord on the unit sphere.
    fn square(self, other: Unit) -> f32 {
        let [x, y, z] = self.0;
        let [a, b, c] = other.0;
        (x - a).powi(2) + (y - b).powi(2) + (z - c).powi(2)
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

/// The countries, states and counties of an article, numbered in order of first use.
#[derive(Default)]
pub(super) struct Atlas {
    countries: HashMap<u32, u32, Hasher>,
    states: HashMap<u32, u32, Hasher>,
    counties: HashMap<u32, u32, Hasher>,
}

/// The numbers of what a place lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Areas {
    country: Option<u32>,
    state: Option<u32>,
    county: Option<u32>,
}

impl Atlas {
    /// The numbers of what `sense` lies in.
    pub fn areas(&mut self, sense: &Sense) -> Areas {
        let number = |map: &mut HashMap<u32, u32, Hasher>, key: u32| {
            let next = map.len() as u32;
            *map.entry(key).or_insert(next)
        };
        let [a, b] = sense.country.map(u32::from);
        Areas {
            country: (sense.country != [0, 0]).then(|| number(&mut self.countries, a << 8 | b)),
            state: sense.admin1.map(|state| number(&mut self.states, state.0)),
            county: sense.admin2.map(|county| number(&mut self.counties, county.0)),
        }
    }
}

/// How much of the article each area takes, by its number in the [`Atlas`].
struct Masses(Vec<f32>);

impl Masses {
    fn new(n: usize) -> Masses {
        Masses(vec![0.0; n])
    }

    fn add(&mut self, area: u32, mass: f32) {
        if let Some(slot) = self.0.get_mut(area as usize) {
            *slot += mass;
        }
    }

    fn clear(&mut self, area: u32) {
        if let Some(slot) = self.0.get_mut(area as usize) {
            *slot = 0.0;
        }
    }

    fn of(&self, area: u32) -> f32 {
        self.0.get(area as usize).copied().unwrap_or(0.0)
    }
}

/// How much of the article each country and state takes.
pub(super) struct Focus {
    countries: Masses,
    states: Masses,
    /// Belief in each county itself, and in places in it.
    counties: Masses,
    in_counties: Masses,
    total: f32,
    /// What each question adds, to be taken off when it is judged itself.
    shares: Vec<f32>,
    /// What the question that is being judged adds to its countries and states.
    own_countries: Masses,
    own_states: Masses,
}

/// A belief below this counts for nothing.
const FAINT: f32 = 0.005;

/// The square of the chord, on the unit sphere, past which a place is not close.
const FAR: f32 = (600.0 / 6371.0) * (600.0 / 6371.0);

impl Focus {
    pub fn of(questions: &[Question], atlas: &Atlas) -> Focus {
        let mut focus = Focus {
            countries: Masses::new(atlas.countries.len()),
            states: Masses::new(atlas.states.len()),
            counties: Masses::new(atlas.counties.len()),
            in_counties: Masses::new(atlas.counties.len()),
            total: 0.0,
            shares: Vec::with_capacity(questions.len()),
            own_countries: Masses::new(atlas.countries.len()),
            own_states: Masses::new(atlas.states.len()),
        };
        for question in questions {
            let weight = 1.0 + (question.n_mentions as f32).ln();
            focus.shares.push(weight);
            focus.total += weight;
            for ((sense, areas), &p) in question.senses.iter().zip(&question.areas).zip(&question.probabilities) {
                if p > FAINT {
                    if let Some(county) = areas.county {
                        let map = if sense.feature == Feature::Admin2 { &mut focus.counties } else { &mut focus.in_counties };
                        map.add(county, p);
                    }
                    if let Some(country) = areas.country {
                        focus.countries.add(country, weight * p);
                    }
                    if let Some(state) = areas.state {
                        focus.states.add(state, weight * p);
                    }
                }
            }
        }
        focus
    }

    /// Weighs the senses of question number `idx` anew, by what is believed of all the others.
    pub fn judge(&mut self, question: &mut Question, idx: usize, anchors: &[Anchor]) {
        let own = self.shares.get(idx).copied().unwrap_or(0.0);
        let rest = (self.total - own).max(0.5);
        // What this question itself adds to its countries and states must not count for it.
        for (areas, &p) in question.areas.iter().zip(&question.probabilities) {
            if p > FAINT {
                areas.country.into_iter().for_each(|country| self.own_countries.add(country, own * p));
                areas.state.into_iter().for_each(|state| self.own_states.add(state, own * p));
            }
        }
        let senses = question.senses.iter().zip(&question.areas).zip(&question.units);
        for ((((sense, areas), &unit), fixed), moving) in senses.zip(&question.fixed).zip(&mut question.moving) {
            let country = areas.country.map_or(0.0, |c| (self.countries.of(c) - self.own_countries.of(c)).max(0.0));
            let state = areas.state.map_or(0.0, |s| (self.states.of(s) - self.own_states.of(s)).max(0.0));
            let county = |masses: &Masses| areas.county.map_or(0.0, |c| (masses.of(c) * 3.0).min(1.0));
            let (holds, county) = match sense.feature {
                Feature::Country => (country * 0.5, 0.0),
                Feature::Admin1 => (state * 0.7, county(&self.counties)),
                Feature::Admin2 => (county(&self.in_counties), 0.0),
                _ => (0.0, county(&self.counties)),
            };
            let is_spot = !sense.feature.is_area() || sense.feature == Feature::Admin2;
            let close = if is_spot { closeness(unit, idx, anchors) } else { 0.0 };
            let said = |f: F| fixed.get(f as usize).copied().unwrap_or(0.0);
            let told = [F::InPhrase, F::Hint, F::OutletPlace, F::LocalLife, F::SaidKind].map(said).into_iter().fold(0.0, f32::max);
            let here = told.max((state * 1.5).min(1.0)).max(county).max(close);
            let there = here.max((country * 2.0).min(1.0)).max(said(F::OutletCountry));
            let is_small = is_spot && sense.prominence < WELL_KNOWN && matches!(sense.feature, Feature::City | Feature::District);
            let is_lesser = sense.kind == NameKind::Alternate;
            let none = |support: f32, on: bool| if on { 1.0 - support } else { 0.0 };
            *moving = [
                country / (rest + 1.0),
                (country * 2.0).min(1.0),
                holds.min(1.0),
                state / (rest + 1.0),
                (state * 1.5).min(1.0),
                county,
                close,
                none(there, is_small),
                none(here, is_small && is_lesser),
            ];
        }
        for areas in &question.areas {
            areas.country.into_iter().for_each(|country| self.own_countries.clear(country));
            areas.state.into_iter().for_each(|state| self.own_states.clear(state));
        }
    }
}

/// How close the place is to the nearest that another question speaks of, times the belief in that.
fn closeness(unit: Unit, idx: usize, anchors: &[Anchor]) -> f32 {
    let mut close = 0.0f32;
    for anchor in anchors {
        let square = anchor.unit.square(unit);
        if square < FAR && anchor.question != idx {
            close = close.max(anchor.belief * (-6371.0 * square.sqrt() / 120.0).exp());
        }
    }
    close
}
