//! Whether the name of a place stands for its government or people.

use super::ToponymKind;
use super::clues::Clue;
use super::lexicon::List;
use super::recognise::Mention;
use super::scan::Scan;
use crate::gazetteer::{Feature, Place};

/// Whether `mention`, which means `place`, acts in its sentence as a government, a team or a people does: "Moscow accused Washington".
pub(super) fn is_metonymic(scan: &Scan<'_>, mention: &Mention, place: Option<&Place<'_>>) -> bool {
    let Some(place) = place else { return false };
    if matches!(mention.kind, ToponymKind::Demonym | ToponymKind::Nested) {
        return false;
    }
    let governs =
        matches!(place.feature, Feature::Country | Feature::HistoricCountry | Feature::Admin1 | Feature::Region | Feature::Continent)
            || place.capital == 2;
    let located = [
        Clue::AfterIn,
        Clue::AfterNear,
        Clue::AfterPreposition,
        Clue::AfterNounOf,
        Clue::AfterDirection,
        Clue::BeforeContainer,
        Clue::BeforeNoun,
    ];
    if !governs || located.iter().any(|&c| mention.clues.has(c)) {
        return false;
    }
    // "Russia has accused", "Iran also said".
    for at in mention.end..mention.end + 3 {
        if scan.after(at).is_none() {
            return false;
        }
        let word = scan.word(at);
        if scan.is(at, List::ActOfState) {
            return true;
        }
        if !matches!(
            word,
            "has"
                | "had"
                | "have"
                | "also"
                | "is"
                | "was"
                | "and"
                | "would"
                | "will"
                | "did"
                | "does"
                | "not"
                | "could"
                | "may"
                | "must"
                | "formally"
                | "officially"
        ) {
            return false;
        }
    }
    false
}
