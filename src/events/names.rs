//! Words and names in, what they say of who is meant out: one family, one body, the dead.

use super::reading::{Chunk, Reading};

pub(super) fn is_acronym(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

pub(super) fn is_family(head: &str) -> bool {
    matches!(head, "parents" | "couple" | "family" | "pair" | "spouses" | "siblings" | "brothers" | "sisters" | "twins")
}

/// The first of the names before the last: "Ann" in "minister Ann Maria Lee".
pub(super) fn given_name(chunk: &Chunk, reading: &Reading<'_, '_>) -> Option<u32> {
    let is_name = |t: u32| {
        let entry = reading.entry(t as usize);
        let word = reading.word(t as usize);
        word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && entry.flags == 0
            && entry.forms == 0
            && reading.toponym(t as usize).is_none()
    };
    if !is_name(chunk.head) {
        return None;
    }
    let mut first = chunk.head;
    while first > chunk.first && is_name(first - 1) {
        first -= 1;
    }
    (first < chunk.head).then_some(first)
}

/// Whether two full names of one family name may be one person's: a given name, or a title, is the same.
pub(super) fn names_share(reading: &Reading<'_, '_>, a: u32, b: u32, chunk: &Chunk) -> bool {
    let names = |from: u32| (from..from + 5).map(|t| reading.word(t as usize)).take_while(|w| w.starts_with(char::is_uppercase));
    let last = reading.word(chunk.head as usize);
    let title = |w: &str| {
        matches!(
            w,
            "Justice"
                | "Mr"
                | "Mrs"
                | "Ms"
                | "Miss"
                | "Dr"
                | "Sir"
                | "Lady"
                | "Lord"
                | "Dame"
                | "St"
                | "Senator"
                | "Rev"
                | "Sgt"
                | "Lt"
                | "Col"
                | "Gen"
                | "Capt"
                | "Cpl"
                | "Pvt"
                | "Maj"
                | "Judge"
                | "Father"
                | "Sister"
                | "Brother"
                | "Saint"
                | "Mme"
                | "Congressman"
                | "Detective"
        )
    };
    names(a).take_while(|&w| w != last).any(|w| title(w) || names(b).take_while(|&v| v != last).any(|v| v == w || title(v)))
}

pub(super) fn is_collective(head: &str) -> bool {
    matches!(
        head,
        "group"
            | "team"
            | "delegation"
            | "party"
            | "crew"
            | "family"
            | "couple"
            | "pair"
            | "men"
            | "women"
            | "children"
            | "people"
            | "squad"
            | "expedition"
            | "convoy"
            | "caravan"
    )
}

pub(super) fn is_of_the_dead(head: &str) -> bool {
    matches!(head, "remains" | "body" | "bodies" | "coffin" | "coffins" | "corpse" | "corpses" | "ashes")
}
