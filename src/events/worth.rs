//! A verb in its sentence in, how much it tells a happening that is worth a point on the timeline out.

use super::clause::Clauses;
use super::lexicon::{is, role};
use super::reading::{Chunk, Kind, Mood, VerbGroup};
use crate::dates::Grain;

/// Verbs that tell how things are, by their beginnings.
const STATES: &[&str] = &[
    "accord",
    "appear",
    "belong",
    "believe",
    "concern",
    "consist",
    "contain",
    "cost",
    "cover",
    "depend",
    "estimate",
    "exist",
    "expect",
    "face",
    "feature",
    "felt",
    "had",
    "has",
    "have",
    "hope",
    "include",
    "involve",
    "knew",
    "lack",
    "last",
    "like",
    "live",
    "look",
    "made",
    "maintain",
    "mean",
    "need",
    "own",
    "range",
    "rank",
    "remain",
    "represent",
    "said",
    "saw",
    "seem",
    "show",
    "stood",
    "suggest",
    "thought",
    "total",
    "want",
    "weigh",
];

/// How much the verb at chunk `i` tells a happening; zero or less for none.
pub(super) fn worth(clauses: &Clauses<'_, '_, '_>, chunks: &[Chunk], i: usize, group: &VerbGroup) -> i32 {
    let Some(chunk) = chunks.get(i) else { return 0 };
    let entry = clauses.reading.entry(chunk.head as usize);
    let mut score = 0;
    if group.copula {
        score -= 6;
    }
    if clauses.frames.iter().rev().take(8).any(|f| f.trigger == chunk.head && f.roles & (role::GO | role::CARRY) != 0) {
        score += 4;
    } else if group.verb.is_some_and(|v| v.has(role::GO | role::CARRY) && !v.has(role::STAY)) {
        score += 2;
    }
    if entry.is(is::ACT) {
        score += 3;
    }
    // "announced on Tuesday that", not "announced his death on Tuesday".
    let names_what = chunks.get(i + 1).is_some_and(Chunk::is_noun) && !opens_clause(chunks, i + 1);
    if entry.is(is::REPORTS) && !(entry.is(is::ACT) && names_what) {
        score -= 4;
    }
    let subject = clauses.subjects().get(i).copied().flatten().and_then(|s| chunks.get(s));
    if subject.is_none() {
        score -= 3;
    }
    if subject.is_some_and(|s| s.flags & is::HAPPENING != 0) {
        score += 3;
    }
    if times_of(chunks, i).next().is_some() {
        score += 2;
    }
    if is_deed(clauses, chunks, i, group) && day_of(clauses, chunks, i).is_some() {
        score += 1;
    }
    if matches!(group.mood, Mood::Planned) {
        score += 1;
    }
    if matches!(group.mood, Mood::Possible) {
        score -= 1;
    }
    if i.checked_sub(1).and_then(|p| chunks.get(p)).is_some_and(|c| matches!(c.kind, Kind::Relative)) {
        score -= 2;
    }
    if group.present && !group.passive && group.mood == Mood::Done {
        score -= 1;
    }
    score
}

/// The time phrases with no other verb between them and the verb at chunk `i`.
fn times_of(chunks: &[Chunk], i: usize) -> impl Iterator<Item = &Chunk> {
    let is_of_verb = move |j: usize| j > i && !verb_between(chunks, i, j) || j < i && !verb_between(chunks, j, i);
    chunks.iter().enumerate().filter(move |&(j, c)| matches!(c.kind, Kind::Time) && is_of_verb(j)).map(|(_, c)| c)
}

/// The day that is told of the verb at chunk `i`.
pub(super) fn day_of(clauses: &Clauses<'_, '_, '_>, chunks: &[Chunk], i: usize) -> Option<u32> {
    let is_day = |t: &u32| clauses.reading.timexes.get(*t as usize).and_then(|t| t.range).is_some_and(|r| r.grain == Grain::Day);
    times_of(chunks, i).filter(|c| !clauses.reading.is_possessive(c)).filter_map(|c| c.timex).find(is_day)
}

/// "On Saturday, Esk defeated Tarn": somebody did something, whatever the verb; no state, and no clause inside another.
fn is_deed(clauses: &Clauses<'_, '_, '_>, chunks: &[Chunk], i: usize, group: &VerbGroup) -> bool {
    let Some(chunk) = chunks.get(i) else { return false };
    let word = clauses.reading.word(chunk.head as usize);
    let Some(subject) = clauses.subjects().get(i).copied().flatten() else { return false };
    let is_somebody = chunks.get(subject).is_some_and(|s| s.is_name || s.flags & is::PERSON != 0 || s.toponym.is_some());
    let is_inside = chunks.get(..i).unwrap_or_default().iter().any(|c| matches!(c.kind, Kind::Subordinator | Kind::Relative));
    let goes_on = chunks.get(i + 1).is_some_and(|c| c.is_noun() || c.is_preposition());
    let is_state = STATES.iter().any(|state| word.starts_with(state));
    matches!(group.mood, Mood::Done | Mood::Planned) && !group.present && !group.copula && is_somebody && goes_on && !is_inside && !is_state
}

/// "announced Lee would go": a clause of its own begins at chunk `at`.
fn opens_clause(chunks: &[Chunk], at: usize) -> bool {
    let after = chunks.iter().skip(at + 1).find(|c| !matches!(c.kind, Kind::Noun | Kind::Preposition | Kind::Time | Kind::Adverb));
    after.and_then(Chunk::verb_group).is_some_and(|g| g.finite && !g.participle)
}

/// "it was not clear if the standoff went on", "not one candidate ran": nobody says that it happened.
pub(super) fn is_in_doubt(clauses: &Clauses<'_, '_, '_>, chunks: &[Chunk], i: usize) -> bool {
    let Some(subject) = clauses.subjects().get(i).copied().flatten() else { return false };
    let word = |j: usize| chunks.get(j).map_or("", |c| clauses.reading.word(c.head as usize));
    let asks = subject.checked_sub(1).is_some_and(|before| matches!(word(before), "if" | "whether"));
    let first = chunks.get(subject).map_or(0, |c| c.first as usize);
    let denied = |t: usize| matches!(clauses.reading.word(t), "not" | "Not" | "no" | "No" | "none" | "None" | "neither" | "Neither");
    asks || denied(first) || (1..=2).any(|back| first.checked_sub(back).is_some_and(|t| matches!(clauses.reading.word(t), "not" | "Not")))
}

fn verb_between(chunks: &[Chunk], from: usize, to: usize) -> bool {
    chunks.get(from + 1..to).is_some_and(|c| c.iter().any(|c| c.verb_group().is_some_and(|g| g.finite)))
}
