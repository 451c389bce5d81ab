//! Which place each name means, judged over the whole article.

use std::collections::HashMap;

use super::features::{F, MOVING, Moving, N_FEATURES, N_MOVING, Values, raise, weigh, weigh_moving};
use super::focus::{self, Areas, Atlas, Focus, Unit};
use super::local_life::LocalLife;
use super::names::{Hasher, Name, NameIdx, Sense};
use super::outlet::Outlet;
use super::phrase;
use super::recognise::Mention;
use super::scan::Scan;
use super::{Hints, Near, ScoredCandidate, reasons};
use crate::gazetteer::{Feature, NameKind};

/// The score of "none of these".
const NONE_SCORE: f32 = 1.0;

/// Places that are closer than this are one for the reader.
const SAME_SPOT_KM: f32 = 30.0;

/// One name of the article with what is believed of it.
pub(super) struct Question {
    pub name: NameIdx,
    pub n_mentions: usize,
    pub senses: Vec<Sense>,
    pub units: Vec<Unit>,
    pub areas: Vec<Areas>,
    /// Features that do not change between the rounds, and what they come to.
    pub fixed: Vec<Values>,
    fixed_scores: Vec<f32>,
    pub moving: Vec<Moving>,
    pub scores: Vec<f32>,
    pub probabilities: Vec<f32>,
    /// The names that stand beside it and may hold it.
    pub holders: Vec<NameIdx>,
}

impl Question {
    /// The sense most believed in.
    pub fn best(&self) -> Option<usize> {
        let mut best: Option<(usize, f32)> = None;
        for (i, &p) in self.probabilities.iter().enumerate() {
            if best.is_none_or(|(_, b)| p > b) {
                best = Some((i, p));
            }
        }
        best.map(|(i, _)| i)
    }

    /// All features of sense number `i`.
    fn values(&self, i: usize) -> Values {
        let mut values = self.fixed.get(i).copied().unwrap_or([0.0; N_FEATURES]);
        for (&feature, &value) in MOVING.iter().zip(self.moving.get(i).into_iter().flatten()) {
            raise(&mut values, feature, value);
        }
        values
    }

    /// Turns the features into scores and the scores into probabilities.
    fn believe(&mut self) {
        self.scores.clear();
        self.scores.extend(self.fixed_scores.iter().zip(&self.moving).map(|(fixed, moving)| fixed + weigh_moving(moving)));
        let top = self.scores.iter().copied().fold(NONE_SCORE, f32::max);
        self.probabilities.clear();
        // What is hopeless counts as nothing: e^-20 is two billionths.
        self.probabilities.extend(self.scores.iter().map(|s| if s - top < -20.0 { 0.0 } else { (s - top).exp() }));
        let total = self.probabilities.iter().sum::<f32>() + (NONE_SCORE - top).exp();
        for p in &mut self.probabilities {
            *p /= total;
        }
    }
}

/// What is believed of every name, and with it of every mention.
pub(super) struct Answers {
    pub questions: Vec<Question>,
    /// Where the reader says the article is.
    pub near: Option<Near>,
    by_name: HashMap<u32, usize, Hasher>,
}

/// Judges all names of `mentions` together.
pub(super) fn resolve(scan: &Scan<'_>, mentions: &[Mention], outlet: &Outlet, hints: &Hints<'_>) -> Answers {
    let local = LocalLife::of(scan);
    let mut atlas = Atlas::default();
    let mut answers = Answers { questions: Vec::new(), near: hints.near, by_name: HashMap::default() };
    for mention in mentions {
        let Some(idx) = mention.name.or(mention.near) else { continue };
        let Some(name) = scan.name(idx) else { continue };
        let at = *answers.by_name.entry(idx.0).or_insert_with(|| {
            answers.questions.push(question(scan, idx, name, outlet, hints.near, &local, &mut atlas));
            answers.questions.len() - 1
        });
        if let Some(question) = answers.questions.get_mut(at) {
            question.n_mentions += 1;
            if mention.name.is_some() {
                phrase::read_phrase(scan, mention, question);
            }
        }
    }
    for question in &mut answers.questions {
        question.fixed_scores.extend(question.fixed.iter().map(weigh));
        question.believe();
    }
    for _ in 0..3 {
        let mut focus = Focus::of(&answers.questions, &atlas);
        let anchors = focus::anchors(&answers.questions);
        for (i, question) in answers.questions.iter_mut().enumerate() {
            focus.judge(question, i, &anchors);
            question.believe();
        }
    }
    answers
}

fn question(
    scan: &Scan<'_>,
    idx: NameIdx,
    name: &Name,
    outlet: &Outlet,
    near: Option<Near>,
    local: &LocalLife,
    atlas: &mut Atlas,
) -> Question {
    let senses = name.senses.clone();
    let units: Vec<Unit> = senses.iter().map(Unit::of).collect();
    let fixed = senses.iter().zip(&units).map(|(sense, &unit)| {
        let mut v = [0.0; N_FEATURES];
        let mut set = |f: F, value: f32| {
            if let Some(slot) = v.get_mut(f as usize) {
                *slot = value;
            }
        };
        set(F::Prominence, f32::from(sense.prominence) / 255.0);
        set(F::Main, f32::from(u8::from(!matches!(sense.kind, NameKind::Alternate | NameKind::PostalCode))));
        set(F::Code, f32::from(u8::from(sense.kind == NameKind::PostalCode)));
        set(F::Capital, f32::from(u8::from(sense.capital == 2)));
        set(F::District, f32::from(u8::from(sense.feature == Feature::District)));
        set(F::OutletCountry, f32::from(u8::from(outlet.country.is_some_and(|c| c == sense.country))));
        let home = outlet.places.iter().map(|&(lat, lon)| Unit::at(lat, lon).chord_km(unit)).fold(f32::INFINITY, f32::min);
        set(F::OutletPlace, (-home / 150.0).exp());
        set(F::Hint, near.map_or(0.0, |near| near.share(sense, scan.gazetteer)));
        // New York has two fifths of its state's people, Quebec a fifteenth of its province's: the first is the city, the second is not.
        let rivals =
            |s: &Sense| s.feature == Feature::Admin1 && s.admin1 == sense.admin1 && sense.prominence.saturating_add(21) >= s.prominence;
        let is_town = sense.feature == Feature::City && sense.kind == NameKind::Main && senses.iter().any(rivals);
        set(F::TownNotState, f32::from(u8::from(is_town && !senses.iter().any(|s| s.feature == Feature::Country))));
        // The country itself is no part of its local life.
        let is_local = matches!(sense.feature, Feature::City | Feature::Admin2 | Feature::District | Feature::Admin1);
        set(F::LocalLife, if is_local { local.share(sense.country) } else { 0.0 });
        // On the same spot it is the same place under another head: a base and the district around it.
        let bears = |s: &Sense, u: &Unit| s.kind == NameKind::Main && s.place != sense.place && u.chord_km(unit) > SAME_SPOT_KM;
        let mut bearers = senses.iter().zip(&units).filter(|(s, u)| bears(s, u)).map(|(s, _)| s);
        let is_lesser = sense.kind == NameKind::Alternate;
        set(F::OldName, f32::from(u8::from(is_lesser && bearers.clone().any(|s| s.country == sense.country))));
        let rival = |s: &Sense| s.country != sense.country && u16::from(s.prominence) * 2 >= u16::from(sense.prominence);
        set(F::Foreign, f32::from(u8::from(is_lesser && bearers.any(rival))));
        set(F::CountryPeople, f32::from(u8::from(sense.kind == NameKind::Demonym && sense.feature == Feature::Country)));
        let site = matches!(sense.feature, Feature::Airport | Feature::Base | Feature::Port | Feature::Site);
        set(F::SiteAlone, f32::from(u8::from(site && sense.kind != NameKind::Main)));
        let flown = matches!(sense.feature, Feature::Airport | Feature::Base) && scan.speaks_of_flights;
        set(F::Flown, f32::from(u8::from(flown)));
        // Kent is called so, Walton County is not; and the town comes before the county that is named after it.
        let town = |s: &Sense| s.feature == Feature::City && s.country == sense.country && s.prominence + 30 >= sense.prominence;
        let county_alone = sense.feature == Feature::Admin2 && (sense.kind != NameKind::Main || senses.iter().any(town));
        set(F::CountyAlone, f32::from(u8::from(county_alone)));
        v
    });
    let fixed: Vec<Values> = fixed.collect();
    Question {
        name: idx,
        n_mentions: 0,
        areas: senses.iter().map(|sense| atlas.areas(sense)).collect(),
        fixed_scores: Vec::with_capacity(senses.len()),
        moving: vec![[0.0; N_MOVING]; senses.len()],
        scores: Vec::with_capacity(senses.len()),
        probabilities: Vec::with_capacity(senses.len()),
        holders: Vec::new(),
        fixed,
        units,
        senses,
    }
}

/// At most so many candidates are kept.
const MAX_CANDIDATES: usize = 8;

impl Answers {
    pub fn question(&self, name: NameIdx) -> Option<&Question> {
        self.by_name.get(&name.0).and_then(|&i| self.questions.get(i))
    }

    /// The candidates of a name, best first, with reasons where `with_reasons` asks for them.
    pub fn candidates(&self, name: NameIdx, reasons: Reasons<'_>) -> Vec<ScoredCandidate> {
        let Some(question) = self.question(name) else { return Vec::new() };
        debug_assert_eq!(question.name, name);
        let mut order: Vec<usize> = (0..question.senses.len()).collect();
        let p = |i: usize| question.probabilities.get(i).copied().unwrap_or(0.0);
        order.sort_by(|&a, &b| p(b).total_cmp(&p(a)).then(a.cmp(&b)));
        order.truncate(MAX_CANDIDATES);
        let candidate = |i: usize| {
            let sense = question.senses.get(i)?;
            Some(ScoredCandidate {
                place: sense.place,
                score: question.scores.get(i).copied()?,
                probability: p(i),
                reasons: match reasons {
                    Reasons::Given(scan) => reasons::in_words(scan, self, question, sense, &question.values(i)),
                    Reasons::Omitted => Vec::new(),
                },
            })
        };
        order.into_iter().filter_map(candidate).collect()
    }

    /// Every sense of a name with its features, for training.
    #[cfg(feature = "generate")]
    pub fn judgements(&self, name: NameIdx) -> impl Iterator<Item = super::training::Judgement> {
        let question = self.question(name);
        question.into_iter().flat_map(|q| {
            q.senses.iter().zip(&q.probabilities).enumerate().filter_map(|(i, (s, &probability))| {
                let point = crate::earth::LatLon::new(f64::from(s.lat), f64::from(s.lon))?;
                Some(super::training::Judgement { point, probability, values: q.values(i).to_vec() })
            })
        })
    }

    /// How sure it is that a name means the place of its first candidate or one on the same spot.
    pub fn confidence(&self, name: NameIdx) -> f32 {
        let Some(question) = self.question(name) else { return 0.0 };
        let Some(best) = question.best().and_then(|b| question.units.get(b)) else { return 0.0 };
        question
            .units
            .iter()
            .zip(&question.probabilities)
            .filter(|(u, _)| u.chord_km(*best) < SAME_SPOT_KM)
            .map(|(_, p)| p)
            .sum::<f32>()
            .min(1.0)
    }
}

/// Whether candidates carry their reasons.
#[derive(Clone, Copy)]
pub(super) enum Reasons<'s> {
    Given(&'s Scan<'s>),
    Omitted,
}
