//! Why a place was or was not taken, in words a reader understands.

use super::Reason;
use super::features::{F, FEATURE_WORDS, Values, WEIGHTS};
use super::names::Sense;
use super::resolve::{Answers, Question};
use super::scan::Scan;
use crate::gazetteer::{Feature, Place};

/// Returns the reasons for and against `sense`, the weightiest first; their weights add up to its score.
pub(super) fn in_words(scan: &Scan<'_>, answers: &Answers, question: &Question, sense: &Sense, values: &Values) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for ((number, (value, weight)), words) in values.iter().zip(&WEIGHTS).enumerate().zip(FEATURE_WORDS) {
        let weight = value * weight;
        if weight != 0.0 {
            let told = told(scan, answers, question, sense, number);
            reasons.push(Reason { weight, words: told.unwrap_or_else(|| (*words).to_owned()) });
        }
    }
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}

/// The words of a feature with the names it speaks of; `None` where its own words say it all.
fn told(scan: &Scan<'_>, answers: &Answers, question: &Question, sense: &Sense, number: usize) -> Option<String> {
    let gazetteer = scan.gazetteer;
    let is = |f: F| f as usize == number;
    let country = || gazetteer.country(sense.country).and_then(|c| gazetteer.place(c));
    let state = || sense.admin1.and_then(|s| gazetteer.place(s));
    let county = || sense.admin2.and_then(|c| gazetteer.place(c));
    if is(F::Prominence) {
        gazetteer.place(sense.place).map(|p| what_it_is(&p))
    } else if is(F::InPhrase) {
        let holder = question.holders.iter().find_map(|h| {
            let senses = &scan.name(*h)?.senses;
            senses.iter().find(|s| s.is_container() && sense.is_in(s, gazetteer)).and_then(|s| gazetteer.place(s.place))
        })?;
        Some(format!("in {}, named in the same phrase", holder.name))
    } else if is(F::CountryFocus) {
        Some(format!("in {}, which much of the article is about", country()?.name))
    } else if is(F::CountryNamed) {
        Some(format!("in {}, which the article speaks of", country()?.name))
    } else if is(F::StateFocus) {
        Some(format!("in {}, which much of the article is about", state()?.name))
    } else if is(F::StateNamed) {
        Some(format!("in {}, which the article speaks of", state()?.name))
    } else if is(F::CountyNamed) {
        Some(format!("in {}, which the article names", county()?.name))
    } else if is(F::Close) {
        let unit = super::focus::Unit::of(sense);
        let others = answers.questions.iter().filter(|q| q.name != question.name);
        let spots = others.filter_map(|q| {
            let best = q.best()?;
            let (other, at) = (q.senses.get(best)?, q.units.get(best)?);
            (!other.feature.is_area() || other.feature == Feature::Admin2).then(|| (at.chord_km(unit), other.place))
        });
        let (km, place) = spots.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        Some(format!("{km:.0} km from {}, named too", gazetteer.place(place)?.name))
    } else if is(F::Hint) {
        answers.near?.in_words(sense, gazetteer)
    } else if is(F::OutletCountry) {
        Some(format!("in {}, the outlet's country", country()?.name))
    } else {
        None
    }
}

/// What a place is and how large: "a city of 1,240,000 people".
fn what_it_is(place: &Place<'_>) -> String {
    let kind = match place.feature {
        Feature::Country => "a country",
        Feature::HistoricCountry => "a former country",
        Feature::Admin1 => "a state or province",
        Feature::Admin2 => "a county or district",
        Feature::City if place.capital == 2 => "the capital, a city",
        Feature::City if place.population >= 100_000 => "a city",
        Feature::City => "a town",
        Feature::District => "a part of a city",
        Feature::Continent => "a continent",
        Feature::Region => "a region",
        Feature::Sea => "a sea, bay, strait or canal",
        Feature::River => "a river",
        Feature::Lake => "a lake",
        Feature::Mountain => "a mountain, range or valley",
        Feature::Island => "an island",
        Feature::Park => "a park, forest or desert",
        Feature::Airport => "an airport",
        Feature::Base => "a base",
        Feature::Port => "a port",
        Feature::Zone => "a border zone",
        Feature::Site => "a site",
    };
    match place.population {
        0 => kind.to_owned(),
        n => format!("{kind} of {} people", grouped(n)),
    }
}

/// "1,240,000".
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
