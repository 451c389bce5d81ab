//! A small learned correction of the rules: a hashed logistic model over the words around a stretch.
//!
//! Its score is added to that of the clues, so that where it has learned nothing the rules decide alone. `data/MODEL.md` tells what it
//! was trained on, with which command, and what it brings.

use super::clues::{Clue, Clues, Head, Stretch};
use super::hash;
use super::names::Name;
use super::scan::Scan;
use crate::text::{Case, TokenKind};

/// Number of weights; a power of two.
pub(super) const N_WEIGHTS: usize = 1 << 17;

/// The weights: four bytes of scale (little-endian `f32`), then one signed byte each.
static WEIGHTS: &[u8] = include_bytes!("../../data/model.recogniser");

/// Numbers of the features of one stretch.
pub(super) type Features = Vec<u32>;

/// Returns what the model adds to the score of the clues.
pub(super) fn correction(features: &[u32]) -> f32 {
    let Some((scale, weights)) = WEIGHTS.split_first_chunk::<4>() else { return 0.0 };
    let sum: i32 = features.iter().filter_map(|&f| weights.get(f as usize)).map(|&w| i32::from(w.cast_signed())).sum();
    sum as f32 * f32::from_le_bytes(*scale)
}

/// What a feature looks at; part of its hash.
#[derive(Clone, Copy)]
enum Template {
    Words,
    Left,
    Right,
    LeftSize,
    RightSize,
    Left2,
    Right2,
    Around,
    Shapes,
    Last,
    LastKnown,
    First,
    Sense,
    Opening,
    Tail,
    Lead,
    Often,
    Suffix,
    Pair,
    ClueSize,
}

/// Writes the features of `stretch` into `out`.
pub(super) fn features(scan: &Scan<'_>, stretch: Stretch, clues: Clues, out: &mut Features) {
    out.clear();
    // World news has hardly a street: nothing can be learned of them, and the rules decide.
    if stretch.head == Head::Street && stretch.name.is_none() {
        return;
    }
    out.extend(clues.iter().map(|c| c as u32));
    let name = stretch.name.and_then(|n| scan.name(n));
    let size = size(clues);
    let mut left = scan.before(stretch.first);
    let article = left.is_some_and(|l| matches!(scan.word(l), "the" | "The"));
    if article {
        left = left.and_then(|l| scan.before(l));
    }
    let left2 = left.and_then(|l| scan.before(l));
    let right = scan.after(stretch.end);
    let right2 = right.and_then(|r| scan.after(r + 1));
    let key = |idx: Option<usize>| idx.map_or(0, |i| scan.fact(i).lower);
    let (l, r) = (key(left), key(right));
    let n_words = (stretch.end - stretch.first).min(4) as u64;
    let mut add = |template: Template, a: u64, b: u64| out.push(number(template, a, b));
    let words = (stretch.first..stretch.end).fold(0, |all, i| hash::mix(all, scan.fact(i).lower));
    add(Template::Words, words, 0);
    add(Template::Left, l, u64::from(article));
    add(Template::Right, r, 0);
    add(Template::LeftSize, l, size);
    add(Template::RightSize, r, size);
    add(Template::Left2, key(left2), l);
    add(Template::Right2, r, key(right2));
    add(Template::Around, l, r);
    let shapes = shape(scan, left) * 64 + shape(scan, right) * 8 + u64::from(article);
    add(Template::Shapes, shapes, size * 8 + n_words);
    let last = scan.fact(stretch.end - 1).lower;
    add(Template::Last, last, n_words);
    add(Template::LastKnown, last, u64::from(name.is_some()) * 4 + n_words.min(2));
    add(Template::First, scan.fact(stretch.first).lower, n_words);
    if let Some(best) = name.and_then(Name::best) {
        let senses = name.map_or(0, |n| n.senses.len().ilog2() as u64);
        add(Template::Sense, best.feature as u64 * 8 + best.kind as u64, senses * 32 + u64::from(best.prominence / 16));
    } else {
        let end = scan.word(stretch.end - 1);
        let suffix = end.char_indices().rev().nth(2).and_then(|(i, _)| end.get(i..)).unwrap_or(end);
        add(Template::Suffix, hash::both(suffix.as_bytes()).1, n_words);
    }
    let fact = scan.fact(stretch.first);
    let opening = u64::from(fact.is_initial) * 4 + u64::from(fact.is_loud) * 2 + u64::from(clues.has(Clue::Common));
    add(Template::Opening, opening, size);
    add(Template::Tail, run_end(scan, stretch.end), u64::from(name.is_some()));
    add(Template::Lead, run_start(scan, stretch.first), u64::from(name.is_some()));
    let often = stretch.name.map_or(0, |n| scan.n_matches(n).min(8).ilog2() as u64 + 1);
    add(Template::Often, often, size);
    let left_clue = (Clue::AfterIn as usize..=Clue::AfterPossessor as usize).find(|&c| clues.0 >> c & 1 == 1).unwrap_or(0) as u64;
    let right_clue = (Clue::BeforeContainer as usize..=Clue::BeforeInitials as usize).find(|&c| clues.0 >> c & 1 == 1).unwrap_or(0) as u64;
    add(Template::Pair, left_clue * 64 + right_clue, size);
    for clue in [Clue::Person, Clue::SurnameHere, Clue::PlaceElsewhere, Clue::LowerToo, Clue::Given, Clue::Surname, Clue::Loud] {
        if clues.has(clue) {
            add(Template::ClueSize, clue as u64, size);
        }
    }
}

/// Which of the sizes the clues tell.
fn size(clues: Clues) -> u64 {
    let sizes = [Clue::Great, Clue::State, Clue::Large, Clue::Middling, Clue::Small, Clue::Demonym, Clue::NotFound];
    sizes.iter().position(|&c| clues.has(c)).map_or(0, |p| p as u64 + 1)
}

/// The hash of the last word of the run of capitals from token `idx` on.
fn run_end(scan: &Scan<'_>, idx: usize) -> u64 {
    let mut last = 0;
    for at in idx..idx + 6 {
        let fact = scan.fact(at);
        if !fact.is_capital || scan.after(at).is_none() {
            break;
        }
        last = fact.lower;
    }
    last
}

/// The hash of the first word of the run of capitals before token `idx`, over "of".
fn run_start(scan: &Scan<'_>, idx: usize) -> u64 {
    let mut first = 0;
    let mut at = idx;
    for _ in 0..6 {
        let Some(before) = scan.before(at) else { break };
        let fact = scan.fact(before);
        if fact.is_capital {
            first = fact.lower;
        } else if !matches!(fact.word, "of" | "for" | "the") {
            break;
        }
        at = before;
    }
    first
}

fn shape(scan: &Scan<'_>, idx: Option<usize>) -> u64 {
    let Some(token) = idx.and_then(|i| scan.text.tokens.get(i)) else { return 0 };
    match (token.kind, token.case) {
        (TokenKind::Punct, _) => 1,
        (TokenKind::Number, _) => 2,
        (_, Case::Lower) => 3,
        (_, Case::Title) => 4,
        (_, Case::Upper) => 5,
    }
}

/// The number of a feature: the first 64 are the clues.
fn number(template: Template, a: u64, b: u64) -> u32 {
    let hash = hash::mix(hash::mix(hash::mix(0, template as u64 + 1), a), b);
    64 + (((hash >> 32) * (N_WEIGHTS as u64 - 64)) >> 32) as u32
}
