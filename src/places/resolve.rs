//! Which place each name means, judged over the whole article.

use std::collections::HashMap;

use super::clues::Clue;
use super::names::{Hasher, Name, NameIdx, Sense};
use super::outlet::Outlet;
use super::recognise::Mention;
use super::scan::Scan;
use super::{Hints, Reason, ScoredCandidate};
use crate::gazetteer::{Feature, NameKind, PlaceId};

macro_rules! features {
    ($($name:ident $weight:literal $words:literal,)*) => {
        /// A feature of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum F { $(#[doc = $words] $name,)* }

        const FEATURE_WORDS: &[&str] = &[$($words,)*];
        const WEIGHTS: [f32; N_FEATURES] = [$($weight,)*];
    };
}

const N_FEATURES: usize = 22;

features! {
    Prominence 7.5 "how well known it is",
    Main 0.8 "its usual name",
    Code -1.5 "only its code",
    InPhrase 5.0 "in what is named in the same phrase",
    NotInPhrase -3.0 "not in what is named in the same phrase",
    CountryFocus 2.5 "in the country the article is mostly about",
    StateFocus 2.5 "in the state or province the article is mostly about",
    CountryNamed 0.6 "in a country named in the article",
    StateNamed 1.5 "in a state or province named in the article",
    CountyNamed 2.0 "in a county named in the article",
    HoldsNamed 2.0 "holds a place named in the article",
    Close 2.0 "close to another place of the article",
    OutletCountry 1.0 "in the country of the outlet",
    OutletPlace 1.5 "near the home of the outlet",
    Hint 3.0 "near where the reader said",
    HoldsPhrase 3.0 "holds what is named before it in the same phrase",
    TownNotState 1.5 "a great town rather than the state of the same name",
    CountryPeople 1.5 "the people of a country",
    CountyAlone -1.0 "a county named without “County”",
    SiteAlone -1.0 "a site named without its kind",
    Capital 0.4 "a capital",
    District -0.5 "only a part of a city",
}

/// The score of "none of these".
const NONE_SCORE: f32 = 1.0;

type Values = [f32; N_FEATURES];

fn weigh(values: &Values) -> f32 {
    values.iter().zip(&WEIGHTS).map(|(v, w)| v * w).sum()
}

/// A place in the sky of the article: a unit vector for fast distances.
#[derive(Clone, Copy, Debug)]
struct Unit([f32; 3]);

impl Unit {
    fn of(sense: &Sense) -> Unit {
        Unit::at(sense.lat, sense.lon)
    }

    fn at(lat: f32, lon: f32) -> Unit {
        let (lat, lon) = (lat.to_radians(), lon.to_radians());
        Unit([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()])
    }

    /// Length of the chord in kilometres; close to the great circle where it matters.
    fn chord_km(self, other: Unit) -> f32 {
        let [x, y, z] = self.0;
        let [a, b, c] = other.0;
        6371.0 * ((x - a).powi(2) + (y - b).powi(2) + (z - c).powi(2)).sqrt()
    }
}

/// One name of the article with what is believed of it.
struct Question {
    name: NameIdx,
    n_mentions: usize,
    senses: Vec<Sense>,
    units: Vec<Unit>,
    /// Features that do not change between the rounds.
    fixed: Vec<Values>,
    values: Vec<Values>,
    probabilities: Vec<f32>,
}

impl Question {
    fn best(&self) -> Option<usize> {
        let mut best: Option<(usize, f32)> = None;
        for (i, &p) in self.probabilities.iter().enumerate() {
            if best.is_none_or(|(_, b)| p > b) {
                best = Some((i, p));
            }
        }
        best.map(|(i, _)| i)
    }
}

/// What is believed of every name, and with it of every mention.
pub(super) struct Answers {
    questions: Vec<Question>,
    by_name: HashMap<u32, usize, Hasher>,
}

/// Judges all names of `mentions` together.
pub(super) fn resolve(scan: &Scan<'_>, mentions: &[Mention], outlet: &Outlet, hints: &Hints<'_>) -> Answers {
    let mut answers = Answers { questions: Vec::new(), by_name: HashMap::default() };
    for mention in mentions {
        let Some(idx) = mention.name else { continue };
        let Some(name) = scan.name(idx) else { continue };
        let at = *answers.by_name.entry(idx.0).or_insert_with(|| {
            answers.questions.push(question(idx, name, outlet, hints));
            answers.questions.len() - 1
        });
        if let Some(question) = answers.questions.get_mut(at) {
            question.n_mentions += 1;
            read_phrase(scan, mention, question);
        }
    }
    for question in &mut answers.questions {
        question.values.clone_from(&question.fixed);
        believe(question);
    }
    for _ in 0..3 {
        let focus = Focus::of(&answers.questions);
        let anchors = anchors(&answers.questions);
        for (i, question) in answers.questions.iter_mut().enumerate() {
            judge(question, i, &focus, &anchors);
            believe(question);
        }
    }
    answers
}

/// A place the article speaks of with some belief, for the distances of others.
struct Anchor {
    question: usize,
    unit: Unit,
    belief: f32,
}

/// The likeliest points of each question.
fn anchors(questions: &[Question]) -> Vec<Anchor> {
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

fn question(idx: NameIdx, name: &Name, outlet: &Outlet, hints: &Hints<'_>) -> Question {
    let senses = name.senses.clone();
    let units: Vec<Unit> = senses.iter().map(Unit::of).collect();
    let near = hints.near.map(|p| Unit::at(p.lat() as f32, p.lon() as f32));
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
        set(F::Hint, near.map_or(0.0, |n| (-n.chord_km(unit) / 500.0).exp()));
        // New York has two fifths of its state's people, Quebec a fifteenth of its province's: the first is the city, the second is not.
        let rivals =
            |s: &Sense| s.feature == Feature::Admin1 && s.admin1 == sense.admin1 && sense.prominence.saturating_add(21) >= s.prominence;
        let is_town = sense.feature == Feature::City && sense.kind == NameKind::Main && senses.iter().any(rivals);
        set(F::TownNotState, f32::from(u8::from(is_town && !senses.iter().any(|s| s.feature == Feature::Country))));
        set(F::CountryPeople, f32::from(u8::from(sense.kind == NameKind::Demonym && sense.feature == Feature::Country)));
        let site = matches!(sense.feature, Feature::Airport | Feature::Base | Feature::Port | Feature::Site);
        set(F::SiteAlone, f32::from(u8::from(site)));
        set(F::CountyAlone, f32::from(u8::from(sense.feature == Feature::Admin2)));
        v
    });
    let fixed: Vec<Values> = fixed.collect();
    Question { name: idx, n_mentions: 0, values: fixed.clone(), probabilities: vec![0.0; senses.len()], fixed, units, senses }
}

/// Reads the containers that stand beside `mention`: "Paris, Texas", "Georgia's Gori", "Herat in Afghanistan".
fn read_phrase(scan: &Scan<'_>, mention: &Mention, question: &mut Question) {
    let holders = phrase_holders(scan, mention);
    // How many of the holders hold each sense, of those that hold any.
    let mut n_inside: Vec<u8> = vec![0; question.senses.len()];
    let mut n_holders = 0u8;
    for &holder in &holders {
        let Some(holder) = scan.name(holder) else { continue };
        let containers: Vec<&Sense> = holder.senses.iter().filter(|s| s.is_container()).take(6).collect();
        let mut any = false;
        for (sense, n) in question.senses.iter().zip(&mut n_inside) {
            if containers.iter().any(|c| sense.is_in(c, scan.gazetteer)) {
                *n += 1;
                any = true;
            }
        }
        n_holders += u8::from(any);
    }
    let held = phrase_held(scan, mention);
    let holds: Vec<bool> = question
        .senses
        .iter()
        .map(|sense| {
            sense.is_container() && held.and_then(|h| scan.name(h)).is_some_and(|h| h.senses.iter().any(|s| s.is_in(sense, scan.gazetteer)))
        })
        .collect();
    for ((fixed, &n), &holds) in question.fixed.iter_mut().zip(&n_inside).zip(&holds) {
        if n_holders > 0 {
            let share = f32::from(n) / f32::from(n_holders);
            raise(fixed, F::InPhrase, share);
            raise(fixed, F::NotInPhrase, 1.0 - share);
        }
        raise(fixed, F::HoldsPhrase, f32::from(u8::from(holds)));
    }
    // "Boone County" says what it is; "Boone" does not.
    for (fixed, sense) in question.fixed.iter_mut().zip(&question.senses) {
        let said = mention.end > mention.first + 1;
        if said && let Some(slot) = fixed.get_mut(F::CountyAlone as usize) {
            *slot = 0.0;
        }
        if said
            && (mention.clues.has(Clue::SiteHead) || matches!(scan.word(mention.first), "Fort" | "Camp"))
            && let Some(slot) = fixed.get_mut(F::SiteAlone as usize)
        {
            *slot = 0.0;
        }
        let _ = sense;
    }
}

fn raise(values: &mut Values, feature: F, value: f32) {
    if let Some(slot) = values.get_mut(feature as usize) {
        *slot = slot.max(value);
    }
}

/// The names beside `mention` that may hold it.
pub(super) fn phrase_holders(scan: &Scan<'_>, mention: &Mention) -> Vec<NameIdx> {
    let mut holders = Vec::new();
    let mut end = mention.end;
    let mut held = mention.name;
    let mut first = mention.first;
    // "Troy, Ala.", "Springfield (Illinois)", "Athens, Limestone County, Alabama".
    for _ in 0..3 {
        if !matches!(scan.word(end), "," | "(") || scan.after(end).is_none() || scan.after(end + 1).is_none() {
            break;
        }
        let Some(next) = scan.longest_at(end + 1) else { break };
        if !scan.name(next.name).is_some_and(|n| n.may_contain() && !n.is_demonym()) {
            break;
        }
        if super::clues::is_list(scan, (first, held), next) {
            break;
        }
        holders.push(next.name);
        first = next.first as usize;
        held = Some(next.name);
        end = next.end as usize;
    }
    // "Gori is a city in eastern Georgia": the sentence that says what it is.
    if holders.is_empty()
        && matches!(scan.word(mention.end), "is" | "was")
        && matches!(scan.word(mention.end + 1), "a" | "an" | "the" | "one")
    {
        let mut at = mention.end + 2;
        while at < mention.end + 22 && scan.after(at).is_some() && !matches!(scan.word(at), ";" | "and" | "which" | "that") {
            match scan.longest_at(at) {
                Some(found) if scan.name(found.name).is_some_and(Name::may_contain) && Some(found.name) != mention.name => {
                    holders.push(found.name);
                    at = found.end as usize;
                }
                _ => at += 1,
            }
        }
    }
    // "Herat in Afghanistan", "Gori in central Georgia".
    if holders.is_empty() && scan.after(mention.end).is_some() && matches!(scan.word(mention.end), "in" | "of") {
        let mut at = mention.end + 1;
        while super::lexicon::is_direction(scan.word(at)) || scan.word(at) == "the" {
            at += 1;
        }
        if let Some(next) = scan.longest_at(at)
            && scan.same_sentence(mention.end, at)
            && scan.name(next.name).is_some_and(|n| n.may_contain() && !n.is_demonym())
        {
            holders.push(next.name);
        }
    }
    // "South Korea's Osan Air Base".
    if let Some(before) = scan.before(mention.first) {
        if matches!(scan.word(before), "'s" | "’s" | "'" | "’") {
            holders.extend(scan.matches_ending(before).filter(|m| scan.name(m.name).is_some_and(Name::may_contain)).map(|m| m.name));
        } else {
            // "the Iraqi city of Mosul", "Iraq's northern city of Mosul".
            if scan.word(before) == "of"
                && let Some(noun) = scan.before(before)
                && super::lexicon::is_place_noun_before_of(scan.word(noun))
            {
                let mut at = noun;
                for _ in 0..4 {
                    let Some(left) = scan.before(at) else { break };
                    holders
                        .extend(scan.matches_ending(left + 1).filter(|m| scan.name(m.name).is_some_and(Name::may_contain)).map(|m| m.name));
                    if !holders.is_empty() {
                        break;
                    }
                    at = left;
                }
            }
        }
    }
    holders
}

/// The name before `mention` that it may hold: the town of "Paris, Texas".
fn phrase_held(scan: &Scan<'_>, mention: &Mention) -> Option<NameIdx> {
    let comma = scan.before(mention.first).filter(|&b| matches!(scan.word(b), "," | "("))?;
    scan.matches_ending(comma).max_by_key(|m| m.end - m.first).map(|m| m.name)
}

/// How much of the article each country and state takes.
struct Focus {
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
    fn of(questions: &[Question]) -> Focus {
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

fn judge(question: &mut Question, idx: usize, focus: &Focus, anchors: &[Anchor]) {
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
        if let Some(state) = sense.admin1 {
            let state_mass = focus.states.get(&state).copied().unwrap_or(0.0) - own_state.get(&state).copied().unwrap_or(0.0);
            raise(values, F::StateFocus, state_mass.max(0.0) / (rest + 1.0));
            raise(values, F::StateNamed, (state_mass.max(0.0) * 1.5).min(1.0));
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

/// Turns the scores of a question into probabilities.
fn believe(question: &mut Question) {
    let scores = question.values.iter().map(weigh);
    let top = scores.clone().fold(NONE_SCORE, f32::max);
    let total: f32 = scores.clone().map(|s| (s - top).exp()).sum::<f32>() + (NONE_SCORE - top).exp();
    question.probabilities.clear();
    question.probabilities.extend(scores.map(|s| (s - top).exp() / total));
}

/// At most so many candidates are kept.
const MAX_CANDIDATES: usize = 8;

impl Answers {
    fn question(&self, name: NameIdx) -> Option<&Question> {
        self.by_name.get(&name.0).and_then(|&i| self.questions.get(i))
    }

    /// The candidates of a name, best first, with reasons where `with_reasons` asks for them.
    pub fn candidates(&self, name: NameIdx, reasons: Reasons) -> Vec<ScoredCandidate> {
        let Some(question) = self.question(name) else { return Vec::new() };
        debug_assert_eq!(question.name, name);
        let mut order: Vec<usize> = (0..question.senses.len()).collect();
        let p = |i: usize| question.probabilities.get(i).copied().unwrap_or(0.0);
        order.sort_by(|&a, &b| p(b).total_cmp(&p(a)).then(a.cmp(&b)));
        order.truncate(MAX_CANDIDATES);
        let candidate = |i: usize| {
            let (sense, values) = (question.senses.get(i)?, question.values.get(i)?);
            Some(ScoredCandidate {
                place: sense.place,
                score: weigh(values),
                probability: p(i),
                reasons: if reasons == Reasons::Given { in_words(values) } else { Vec::new() },
            })
        };
        order.into_iter().filter_map(candidate).collect()
    }

    /// Every sense of a name with its features, for training.
    #[cfg(feature = "generate")]
    pub fn judgements(&self, name: NameIdx) -> impl Iterator<Item = super::training::Judgement> {
        let question = self.question(name);
        question.into_iter().flat_map(|q| {
            q.senses.iter().zip(&q.values).zip(&q.probabilities).filter_map(|((s, v), &probability)| {
                let point = crate::earth::LatLon::new(f64::from(s.lat), f64::from(s.lon))?;
                Some(super::training::Judgement { point, probability, values: v.to_vec() })
            })
        })
    }

    /// How sure it is that a name means the place of its first candidate or one on the same spot.
    pub fn confidence(&self, name: NameIdx) -> f32 {
        let Some(question) = self.question(name) else { return 0.0 };
        let Some(best) = question.best().and_then(|b| question.units.get(b)) else { return 0.0 };
        question.units.iter().zip(&question.probabilities).filter(|(u, _)| u.chord_km(*best) < 30.0).map(|(_, p)| p).sum::<f32>().min(1.0)
    }
}

/// Whether candidates carry their reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reasons {
    Given,
    Omitted,
}

fn in_words(values: &Values) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = values
        .iter()
        .zip(&WEIGHTS)
        .zip(FEATURE_WORDS)
        .filter(|((v, _), _)| **v != 0.0)
        .map(|((v, w), words)| Reason { weight: v * w, words: (*words).to_owned() })
        .collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}
