//! Which stretches of an article are names of places.

use std::collections::{HashMap, HashSet};

use super::ToponymKind;
use super::apart;
use super::around;
use super::clues::{self, Clue, Clues, Head, Stretch};
use super::context;
use super::headed::{head, headed_ends};
use super::model;
use super::names::{Hasher, Name, NameIdx};
use super::otherwise;
use super::scan::Scan;
use crate::article::Span;
use crate::gazetteer::{Feature, NameKind};

/// A stretch that is taken for the name of a place.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub span: Span,
    /// Its tokens.
    pub first: usize,
    pub end: usize,
    /// `None` where the gazetteer does not know it.
    pub name: Option<NameIdx>,
    /// The name of what an unknown place is in or named after, which tells roughly where it is.
    pub near: Option<NameIdx>,
    pub kind: ToponymKind,
    pub clues: Clues,
}

/// Returns the names of places in the order of reading.
pub(super) fn recognise(scan: &Scan<'_>) -> Vec<Mention> {
    let chosen = choose(&weighed(scan));
    let mut mentions: Vec<Mention> = chosen.into_iter().map(|(stretch, clues)| mention(scan, stretch, clues)).collect();
    around::look_around(scan, &mut mentions);
    add_defined_abbreviations(scan, &mut mentions);
    apart::set_apart(scan, &mut mentions);
    mentions
}

/// What a known name gains that the rules take: they and the model err differently, and a name that one of them is sure of is seldom wrong.
/// Tuned on the development parts: 0.7 to 1.6 differ by less than half a point.
const TRUST: f32 = 1.4;

/// What a name of several words gains: it explains more words than a shorter one of the same score.
const LONGER: f32 = 1.5;

/// A stretch with its clues and its score: the log-odds of being the name of a place.
pub(super) type Weighed = (Stretch, Clues, f32);

/// Every stretch that may be a name, weighed, in order of first token.
fn weighed(scan: &Scan<'_>) -> Vec<Weighed> {
    let mut features = Vec::with_capacity(96);
    let weigh = |(stretch, clues): (Stretch, Clues)| {
        model::features(scan, stretch, clues, &mut features);
        let rules = clues.score();
        let trust = if rules > 0.0 && stretch.name.is_some() { TRUST } else { 0.0 };
        (stretch, clues, rules + model::correction(&features) + trust)
    };
    let mut weighed: Vec<Weighed> = with_clues(scan).into_iter().map(weigh).collect();
    agree(&mut weighed, scan.names.list.len());
    weighed
}

/// How much of the mean score of a name's other occurrences each of them takes over.
const AGREEMENT: f32 = 0.5;

/// The score past which an occurrence counts no more for the others: one sure place does not make ten persons places.
const LOUDEST: f32 = 5.0;

/// Lets the occurrences of a name tell each other what they are: an article seldom uses one name for a place and for something else.
fn agree(weighed: &mut [Weighed], n_names: usize) {
    let mut sums = vec![(0.0f32, 0u32); n_names];
    let voice = |score: f32| score.clamp(-LOUDEST, LOUDEST);
    for (stretch, _, score) in weighed.iter() {
        if let Some((sum, n)) = stretch.name.and_then(|name| sums.get_mut(name.0 as usize)) {
            *sum += voice(*score);
            *n += 1;
        }
    }
    for (stretch, _, score) in weighed {
        if let Some(&(sum, n)) = stretch.name.and_then(|name| sums.get(name.0 as usize))
            && n > 1
        {
            *score += AGREEMENT * (sum - voice(*score)) / (n - 1) as f32;
        }
    }
}

/// Every stretch that may be a name, with all its clues.
pub(super) fn with_clues(scan: &Scan<'_>) -> Vec<(Stretch, Clues)> {
    let mut stretches = stretches(scan);
    let mut elsewhere = clear_places(&stretches);
    elsewhere.extend(short_forms(scan, &stretches));
    for (stretch, clues) in &mut stretches {
        let same = stretch.name.is_some_and(|n| elsewhere.contains(&n.0));
        clues.set(Clue::PlaceElsewhere, same && !is_clear(*clues));
    }
    stretches
}

/// Every stretch that may be a name, in order of first token.
fn stretches(scan: &Scan<'_>) -> Vec<(Stretch, Clues)> {
    let mut all = Vec::new();
    let vehicles = otherwise::vehicles(scan);
    let mut matches = scan.matches.iter().peekable();
    for first in 0..scan.text.tokens.len() {
        let mut known = [0usize; 12];
        let mut n_known = 0;
        while let Some(found) = matches.next_if(|m| m.first as usize == first) {
            let end = found.end as usize;
            if is_borrowed(scan, first, end, found.name) || otherwise::is_no_place(scan, &vehicles, first, end, found.name) {
                continue;
            }
            let head = if end > first + 1 { head(scan, first, end) } else { Head::None };
            let stretch = Stretch { first, end, name: Some(found.name), head };
            all.push((stretch, clues::clues(scan, stretch)));
            if let Some(slot) = known.get_mut(n_known) {
                *slot = end;
                n_known += 1;
            }
        }
        if n_known == 0
            && let Some(end) = context::called_end(scan, first)
        {
            let stretch = Stretch { first, end, name: None, head: Head::None };
            all.push((stretch, clues::clues(scan, stretch)));
        }
        for end in headed_ends(scan, first) {
            if !known.iter().take(n_known).any(|&k| k == end) {
                let stretch = Stretch { first, end, name: None, head: head(scan, first, end) };
                all.push((stretch, clues::clues(scan, stretch)));
            }
        }
    }
    all
}

/// Whether the last word of a lesser name belongs to what follows: "Ohio State" before "Police", "Leeds City" before "Council".
fn is_borrowed(scan: &Scan<'_>, first: usize, end: usize, name: NameIdx) -> bool {
    matches!(scan.word(end - 1), "State" | "City" | "Center" | "Centre" | "Town")
        && scan.after(end).is_some()
        && scan.fact(end).is_capital
        && scan.name(name).and_then(Name::best).is_none_or(|s| s.kind != NameKind::Main)
        && scan.matches_at(first).iter().any(|m| m.end as usize + 1 == end)
}

/// Whether the clues say by themselves that this is a place.
fn is_clear(clues: Clues) -> bool {
    let strong = [
        Clue::AfterIn,
        Clue::AfterNear,
        Clue::AfterNounOf,
        Clue::BeforeContainer,
        Clue::BeforeNoun,
        Clue::Dateline,
        Clue::BeforeBased,
        Clue::AfterTownComma,
    ];
    !clues.has(Clue::Person)
        && !clues.has(Clue::AfterTitle)
        && !clues.has(Clue::Loud)
        && !clues.has(Clue::BeforeCapital)
        && strong.iter().any(|&c| clues.has(c))
}

/// The names that are clearly places somewhere in the article.
fn clear_places(stretches: &[(Stretch, Clues)]) -> HashSet<u32, Hasher> {
    let mut clear = HashSet::default();
    for (stretch, clues) in stretches {
        if let Some(name) = stretch.name
            && is_clear(*clues)
            && clues.score() > 0.0
        {
            clear.insert(name.0);
        }
    }
    clear
}

/// The names that are the rest of a fuller one in the article: "Clarke" beside "Clarke County", "the Neches" beside "Neches River".
fn short_forms(scan: &Scan<'_>, stretches: &[(Stretch, Clues)]) -> HashSet<u32, Hasher> {
    let is_full = |(stretch, clues): &&(Stretch, Clues)| {
        let head = matches!(scan.word(stretch.end - 1), "County" | "Township" | "River" | "Parish" | "Province" | "District" | "Valley");
        stretch.end > stretch.first + 1 && head && !clues.has(Clue::Person) && !clues.has(Clue::AfterCapital) && clues.score() > 0.0
    };
    let rests: HashSet<&str> = stretches.iter().filter(is_full).map(|(s, _)| scan.words(s.first, s.end - 1)).collect();
    let is_rest = |(stretch, _): &&(Stretch, Clues)| rests.contains(scan.words(stretch.first, stretch.end));
    stretches.iter().filter(is_rest).filter_map(|(s, _)| s.name).map(|n| n.0).collect()
}

/// Takes the stretches that do not overlap and whose scores above zero add up to most.
fn choose(stretches: &[Weighed]) -> Vec<(Stretch, Clues)> {
    let Some(last) = stretches.iter().map(|(s, ..)| s.end).max() else { return Vec::new() };
    // best[end]: the greatest sum up to token `end`, and the stretch that ends there where it is part of it.
    let mut best: Vec<(f32, Option<usize>)> = vec![(0.0, None); last + 1];
    let mut next = 0;
    for at in 0..=last {
        if at > 0 {
            let before = best.get(at - 1).map_or(0.0, |b| b.0);
            if let Some(here) = best.get_mut(at)
                && here.0 <= before
            {
                *here = (before, None);
            }
        }
        let sum = best.get(at).map_or(0.0, |b| b.0);
        while let Some((stretch, _, score)) = stretches.get(next).filter(|(s, ..)| s.first == at) {
            // A longer name explains more words than a shorter one of the same score.
            let longer = if stretch.end > stretch.first + 1 { LONGER } else { 0.0 };
            let score = if *score > 0.0 { score + longer } else { *score };
            if score > 0.0
                && let Some(there) = best.get_mut(stretch.end)
                && there.0 < sum + score
            {
                *there = (sum + score, Some(next));
            }
            next += 1;
        }
    }
    let mut chosen = Vec::new();
    let mut at = last;
    while at > 0 {
        match best.get(at).and_then(|b| b.1).and_then(|i| stretches.get(i)) {
            Some(&(stretch, clues, _)) => {
                chosen.push((stretch, clues));
                at = stretch.first;
            }
            None => at -= 1,
        }
    }
    chosen.reverse();
    chosen
}

fn mention(scan: &Scan<'_>, stretch: Stretch, clues: Clues) -> Mention {
    let span = match (scan.text.tokens.get(stretch.first), scan.text.tokens.get(stretch.end.wrapping_sub(1))) {
        (Some(a), Some(b)) => a.span.join(b.span),
        _ => Span::new(0, 0),
    };
    let kind = kind(scan, stretch, clues);
    let mut mention = Mention { span, first: stretch.first, end: stretch.end, name: stretch.name, near: None, kind, clues };
    if mention.name.is_none() {
        mention.near = around::near(scan, stretch, &mention);
    }
    mention
}

fn kind(scan: &Scan<'_>, stretch: Stretch, clues: Clues) -> ToponymKind {
    let best = stretch.name.and_then(|n| scan.name(n)).and_then(Name::best);
    let words = scan.words(stretch.first, stretch.end);
    if best.is_some_and(|b| b.kind == NameKind::Demonym) {
        ToponymKind::Demonym
    } else if matches!(words, "EU" | "E.U." | "European Union" | "African Union") {
        ToponymKind::Political
    } else if clues.has(Clue::BeforeOrganisation) {
        ToponymKind::Nested
    } else if matches!(stretch.head, Head::Site | Head::Street)
        && best.is_none_or(|b| !matches!(b.feature, Feature::City | Feature::Admin1 | Feature::Admin2 | Feature::Country))
        || best.is_some_and(|b| matches!(b.feature, Feature::Airport | Feature::Base | Feature::Port | Feature::Site))
    {
        ToponymKind::Facility
    } else {
        ToponymKind::Place
    }
}

/// Adds what the article itself abbreviates: "Demilitarized Zone (DMZ)" makes every later "DMZ" the same place.
fn add_defined_abbreviations(scan: &Scan<'_>, mentions: &mut Vec<Mention>) {
    let mut defined: HashMap<&str, Mention, Hasher> = HashMap::default();
    for mention in mentions.iter() {
        let short = scan.word(mention.end + 1);
        if scan.word(mention.end) == "(" && scan.word(mention.end + 2) == ")" && abbreviates(short, scan.words(mention.first, mention.end))
        {
            defined.insert(short, mention.clone());
        }
    }
    if defined.is_empty() {
        return;
    }
    for idx in 0..scan.text.tokens.len() {
        let Some(long) = defined.get(scan.word(idx)) else { continue };
        let Some(token) = scan.text.tokens.get(idx) else { continue };
        if let Some(known) = mentions.iter_mut().find(|m| m.first == idx && m.end == idx + 1) {
            known.name = long.name;
            known.kind = long.kind;
        } else if !mentions.iter().any(|m| m.first <= idx && idx < m.end) {
            mentions.push(Mention { span: token.span, first: idx, end: idx + 1, ..long.clone() });
        }
    }
    mentions.sort_by_key(|m| m.span);
}

/// Whether `short` is made of the initials of the capitalised words of `long`: "DMZ" of "Demilitarized Zone" takes inner letters too.
fn abbreviates(short: &str, long: &str) -> bool {
    if short.len() < 2 || !short.chars().all(char::is_uppercase) {
        return false;
    }
    let mut letters = short.chars().peekable();
    for word in long.split_whitespace() {
        if !word.starts_with(char::is_uppercase) {
            continue;
        }
        let mut inner = word.chars();
        if letters.peek().is_some() && letters.peek().copied() != inner.next() {
            return false;
        }
        letters.next();
        // Further letters of the same word, unless the next word needs them.
        let n_words_left = long.split_whitespace().rev().take_while(|w| !std::ptr::eq(*w, word)).count();
        while letters.clone().count() > n_words_left && letters.peek().is_some_and(|&l| inner.any(|c| c.to_uppercase().next() == Some(l))) {
            letters.next();
        }
    }
    letters.peek().is_none()
}
