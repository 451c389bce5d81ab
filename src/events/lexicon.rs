//! What is known about a word form: the words of [`vocabulary`](super::vocabulary), made ready to be looked up.

use super::Transport::{self, Air, Rail, Road, Sea, Storm};
use super::vocabulary::{
    ABSTRACT, ACTS, ADJECTIVES, ADVERBS, AIRCRAFT, BE, BREAKS_OFF, CALLS_OFF, CARGO, COLLECTIVES, CONJUNCTIONS, DETERMINERS, DIRECTIONS,
    DO, DWELLERS, FAILS, FIRST, FIXED, HABITS, HAPPENINGS, HAVE, LIGHT, MANAGES, MODALS, NEGATIONS, OTHER_VERBS, PEOPLE, PLACE_NOUNS,
    PLANS, POSSESSIVES, PREPOSITIONS, PRONOUNS, RELATIVES, REPORTS, RESPONDING, ROAD_VEHICLES, STORMS, SUBORDINATORS, TRAINS, TRIPS, VERBS,
    VESSELS, VISITORS, WISHES,
};
pub(super) use super::vocabulary::{Verb, role};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// What is known about a word form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// What it may be: the constants of [`is`].
    pub flags: u64,
    /// Which forms of a verb it may be: the constants of [`form`].
    pub forms: u8,
    /// Its verb, if it is one of ours.
    pub verb: Option<&'static Verb>,
    /// For vehicles: how they travel.
    pub transport: Option<Transport>,
    /// As the last word of a name: what does not travel itself, as in "High Street", "State Department".
    pub is_fixed: bool,
}

impl Entry {
    /// Whether any of `flags` is set.
    pub fn is(&self, flags: u64) -> bool {
        self.flags & flags != 0
    }
}

/// Forms of a verb.
pub(super) mod form {
    pub const BASE: u8 = 1;
    pub const THIRD: u8 = 2;
    pub const PAST: u8 = 4;
    pub const PARTICIPLE: u8 = 8;
    pub const ING: u8 = 16;
}

/// Kinds of words.
pub(super) mod is {
    pub const DET: u64 = 1;
    pub const POSSESSIVE: u64 = 1 << 1;
    pub const PRONOUN: u64 = 1 << 2;
    pub const MODAL: u64 = 1 << 3;
    pub const BE: u64 = 1 << 4;
    pub const HAVE: u64 = 1 << 5;
    pub const DO: u64 = 1 << 6;
    pub const NEGATION: u64 = 1 << 7;
    pub const ADVERB: u64 = 1 << 8;
    pub const CONJUNCTION: u64 = 1 << 9;
    pub const SUBORDINATOR: u64 = 1 << 10;
    pub const RELATIVE: u64 = 1 << 11;
    pub const PREPOSITION: u64 = 1 << 12;
    pub const NOUN: u64 = 1 << 13;
    pub const PERSON: u64 = 1 << 14;
    pub const VEHICLE: u64 = 1 << 15;
    pub const STORM: u64 = 1 << 16;
    pub const CARGO: u64 = 1 << 17;
    pub const ABSTRACT: u64 = 1 << 18;
    pub const PLURAL: u64 = 1 << 19;
    pub const TRIP: u64 = 1 << 20;
    pub const PLACE_NOUN: u64 = 1 << 21;
    /// "planned to", "set to": what follows is planned.
    pub const PLANS: u64 = 1 << 22;
    /// "willing to", "hopes to": what follows is possible.
    pub const WISHES: u64 = 1 << 23;
    /// "failed to", "unable to": what follows did not happen.
    pub const FAILS: u64 = 1 << 24;
    /// "began to", "managed to", "had to": what follows happened.
    pub const MANAGES: u64 = 1 << 25;
    pub const FEMALE: u64 = 1 << 26;
    pub const MALE: u64 = 1 << 27;
    pub const ADJECTIVE: u64 = 1 << 28;
    pub const DIRECTION: u64 = 1 << 29;
    pub const REPORTS: u64 = 1 << 30;
    pub const MILITARY: u64 = 1 << 31;
    /// "cancelled", "called off", "postponed": a trip in its clause does not come about.
    pub const CALLS_OFF: u64 = 1 << 32;
    /// "crashed", "sank", "vanished": a trip under way is broken off.
    pub const BREAKS_OFF: u64 = 1 << 33;
    /// "meeting", "summit", "attack": a noun that is a happening.
    pub const HAPPENING: u64 = 1 << 34;
    /// Only part of the year or a habit: "every", "annually", "regularly".
    pub const HABIT: u64 = 1 << 35;
    /// "killed", "fired", "met", "signed": a verb that is a happening by itself.
    pub const ACT: u64 = 1 << 36;
    /// "first", "initially".
    pub const FIRST: u64 = 1 << 37;
    /// "native", "resident", "national", "citizen": the place beside it is a home.
    pub const DWELLER: u64 = 1 << 38;
    /// "tourist", "visitor": somebody away from home.
    pub const VISITOR: u64 = 1 << 39;
    /// "sent", "attended", "responded": helpers come to the scene.
    pub const RESPONDS: u64 = 1 << 40;
    /// "made a trip", "cancelled the visit": the subject is who travels.
    pub const LIGHT: u64 = 1 << 41;
    /// One word for several: "delegation", "crew".
    pub const COLLECTIVE: u64 = 1 << 42;
}

/// Looks a word up, any case. Words that are not in the lexicon give `None`.
pub(super) fn look_up(word: &str) -> Option<Entry> {
    lexicon().get(Lower::new(word)?.as_str()).copied()
}

/// A word in lower case, without a place on the heap; words of other alphabets and long ones have none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lower {
    bytes: [u8; 24],
    len: u8,
}

impl Lower {
    pub fn new(word: &str) -> Option<Lower> {
        let mut lower = Lower { bytes: [0; 24], len: 0 };
        for c in word.chars() {
            let byte = match c {
                '’' | 'ʼ' => b'\'',
                c if c.is_ascii() => c.to_ascii_lowercase() as u8,
                _ => return None,
            };
            *lower.bytes.get_mut(lower.len as usize)? = byte;
            lower.len += 1;
        }
        Some(lower)
    }

    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.len as usize).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("") // Only ASCII was written.
    }
}

/// FNV-1a: the keys are our own short words, nobody can flood them.
///
/// Source: Fowler, Noll, Vo; draft-eastlake-fnv-17.
#[derive(Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map of words.
pub(super) type Words<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

fn lexicon() -> &'static Words<String, Entry> {
    static LEXICON: OnceLock<Words<String, Entry>> = OnceLock::new();
    LEXICON.get_or_init(build)
}

fn build() -> Words<String, Entry> {
    let mut map: Words<String, Entry> = Words::with_capacity_and_hasher(4096, BuildHasherDefault::default());
    for verb in VERBS {
        for (word, forms) in forms_of(verb.forms) {
            let entry = map.entry(word).or_default();
            entry.forms |= forms;
            entry.verb = Some(verb);
        }
    }
    for verb in OTHER_VERBS.split(';') {
        for (word, forms) in forms_of(verb) {
            map.entry(word).or_default().forms |= forms;
        }
    }
    let lists: &[(&str, u64)] = &[
        (PREPOSITIONS, is::PREPOSITION),
        (SUBORDINATORS, is::SUBORDINATOR),
        (RELATIVES, is::RELATIVE),
        (DETERMINERS, is::DET),
        (POSSESSIVES, is::POSSESSIVE),
        (MODALS, is::MODAL),
        (BE, is::BE),
        (HAVE, is::HAVE),
        (DO, is::DO),
        (NEGATIONS, is::NEGATION),
        (ADVERBS, is::ADVERB),
        (DIRECTIONS, is::DIRECTION),
        (CONJUNCTIONS, is::CONJUNCTION),
        (PRONOUNS, is::PRONOUN),
        (PLANS, is::PLANS),
        (WISHES, is::WISHES),
        (FAILS, is::FAILS),
        (MANAGES, is::MANAGES),
        (REPORTS, is::REPORTS),
        (HABITS, is::HABIT),
        (ABSTRACT, is::ABSTRACT | is::NOUN),
        (CALLS_OFF, is::CALLS_OFF),
        (BREAKS_OFF, is::BREAKS_OFF),
        (ACTS, is::ACT),
        (FIRST, is::FIRST),
        (DWELLERS, is::DWELLER),
        (VISITORS, is::VISITOR),
        (RESPONDING, is::RESPONDS),
        (LIGHT, is::LIGHT),
        (COLLECTIVES, is::COLLECTIVE),
        (ADJECTIVES, is::ADJECTIVE),
    ];
    for (words, flags) in lists {
        for word in words.split_ascii_whitespace() {
            map.entry(word.to_owned()).or_default().flags |= flags;
        }
    }
    for word in FIXED.split_ascii_whitespace() {
        map.entry(word.to_owned()).or_default().is_fixed = true;
    }
    for word in PEOPLE.split_ascii_whitespace() {
        nouns(&mut map, word, is::PERSON, None);
    }
    for (words, transport) in [(AIRCRAFT, Air), (VESSELS, Sea), (ROAD_VEHICLES, Road), (TRAINS, Rail)] {
        for word in words.split_ascii_whitespace() {
            nouns(&mut map, word, is::VEHICLE, Some(transport));
        }
    }
    for word in STORMS.split_ascii_whitespace() {
        nouns(&mut map, word, is::STORM, Some(Storm));
    }
    for word in CARGO.split_ascii_whitespace() {
        nouns(&mut map, word, is::CARGO, None);
    }
    for word in TRIPS.split_ascii_whitespace() {
        nouns(&mut map, word, is::TRIP, None);
    }
    for word in PLACE_NOUNS.split_ascii_whitespace() {
        nouns(&mut map, word, is::PLACE_NOUN, None);
    }
    for word in HAPPENINGS.split_ascii_whitespace() {
        nouns(&mut map, word, is::HAPPENING, None);
    }
    for word in
        ["troops", "soldiers", "forces", "army", "fighters", "rebels", "marines", "brigade", "battalion", "tanks", "military", "warship"]
    {
        map.entry(word.to_owned()).or_default().flags |= is::MILITARY;
    }
    map
}

/// Adds a noun, with its plural, its sex ("man:m") or its being plural only ("troops:s").
fn nouns(map: &mut Words<String, Entry>, word: &str, flag: u64, transport: Option<Transport>) {
    let (word, mark) = word.split_once(':').unwrap_or((word, ""));
    let sex = match mark {
        "f" => is::FEMALE,
        "m" => is::MALE,
        "s" => is::PLURAL,
        _ => 0,
    };
    let mut add = |form: String, flags: u64| {
        let entry = map.entry(form).or_default();
        entry.flags |= flag | is::NOUN | flags;
        entry.transport = entry.transport.or(transport);
    };
    add(word.to_owned(), sex);
    if mark != "s" && !word.ends_with("ships") {
        let plural = match word.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ if word.ends_with("man") => format!("{}men", word.trim_end_matches("man")),
            _ if word.ends_with(['s', 'x']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
            _ => format!("{word}s"),
        };
        add(plural, sex | is::PLURAL);
    }
}

/// The forms of a verb given as its lemma, or as all five forms.
fn forms_of(verb: &str) -> Vec<(String, u8)> {
    let given: Vec<&str> = verb.split_ascii_whitespace().collect();
    if let [base, third, past, participle, ing] = given[..] {
        return vec![
            (base.to_owned(), form::BASE),
            (third.to_owned(), form::THIRD),
            (past.to_owned(), form::PAST),
            (participle.to_owned(), form::PARTICIPLE),
            (ing.to_owned(), form::ING),
        ];
    }
    let Some(base) = given.first() else { return Vec::new() };
    let stem_e = base.strip_suffix('e').unwrap_or(base);
    let (third, past) = match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => (format!("{stem}ies"), format!("{stem}ied")),
        _ if base.ends_with(['s', 'x']) || base.ends_with("ch") || base.ends_with("sh") => (format!("{base}es"), format!("{base}ed")),
        _ => (format!("{base}s"), format!("{stem_e}ed")),
    };
    let doubled = matches!(*base, "stop" | "ship" | "jet" | "plan" | "ban" | "rob" | "transfer" | "trek" | "hug" | "airdrop");
    let last = base.chars().last().map(String::from).unwrap_or_default();
    let (past, ing) = match (doubled, *base) {
        (true, _) => (format!("{base}{last}ed"), format!("{base}{last}ing")),
        _ if base.ends_with("ee") => (format!("{base}d"), format!("{base}ing")),
        _ if base.ends_with("ie") => (format!("{base}d"), format!("{}ying", base.trim_end_matches("ie"))),
        _ => (past, format!("{stem_e}ing")),
    };
    vec![((*base).to_owned(), form::BASE), (third, form::THIRD), (past, form::PAST | form::PARTICIPLE), (ing, form::ING)]
}
