//! Who moves: names, nouns and pronouns in, one [`Mover`] for each person, group, vehicle, storm or cargo out.

use super::Transport;
use super::lexicon::{Lower, Words, is};
use super::names::{given_name, is_acronym, is_collective, is_family, is_of_the_dead, names_share};
use super::reading::{Chunk, Reading};
use crate::article::Span;
use crate::places::ToponymKind;

/// A mover's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct MoverId(pub u32);

/// What a mover is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoverKind {
    /// A name that may be anything.
    Named,
    Person,
    Vehicle,
    Storm,
    Cargo,
    /// A country or city that acts.
    Country,
    /// Talks, prices, attention: things that do not travel.
    Abstract,
    /// Any other noun.
    Thing,
}

/// Somebody or something that may move.
#[derive(Clone, Debug)]
pub(super) struct Mover {
    pub kind: MoverKind,
    /// The words that name it best.
    pub label: Span,
    pub is_plural: bool,
    pub sex: u64,
    pub transport: Option<Transport>,
    /// Toponym of its home.
    pub home: Option<u32>,
    /// The sentence that last named it.
    pub last_seen: u32,
    /// Whether its label is a name.
    pub is_named: bool,
    /// Whether a headline named it first.
    pub is_from_title: bool,
    /// Remains, bodies, coffins.
    pub is_of_the_dead: bool,
    /// The date of its death, where it stands apart from the place.
    pub died: Option<u32>,
    /// Whether one word names several: "delegation", "convoy".
    pub is_collective: bool,
    /// "NATO", "the FBI": no person.
    pub is_acronym: bool,
    /// The sentence that begins to tell its life from birth.
    pub life_from: Option<u32>,
    /// Whose remains it is.
    pub of: Option<MoverId>,
    /// Whether it heads a state: "President Ann Lee".
    pub is_head_of_state: bool,
    /// The first of the given names in its label, as a token.
    given: Option<u32>,
}

impl Mover {
    /// Whether it is called by a rank, a sex, or a given and a family name.
    pub fn is_surely_a_person(&self) -> bool {
        self.kind == MoverKind::Person || self.sex != 0 || self.given.is_some()
    }

    /// Whether it can travel.
    pub fn can_move(&self) -> bool {
        !matches!(self.kind, MoverKind::Abstract | MoverKind::Thing)
    }
}

/// All movers of an article.
#[derive(Debug, Default)]
pub(super) struct Movers<'a> {
    pub all: Vec<Mover>,
    by_key: Words<&'a str, MoverId>,
    /// Ranks of named people, in lower case: "president".
    by_rank: Words<String, MoverId>,
    /// Last subjects, newest last; at most a few.
    subjects: Vec<MoverId>,
    /// Last mentions of any role, newest last.
    mentions: Vec<MoverId>,
    /// Whether the sentence being read is a headline.
    pub in_title: bool,
    /// Who travelled last, how, and in which sentence.
    traveller: Option<(MoverId, Transport, u32)>,
}

const KEPT: usize = 12;

impl<'a> Movers<'a> {
    pub fn get(&self, id: MoverId) -> Option<&Mover> {
        self.all.get(id.0 as usize)
    }

    pub fn get_mut(&mut self, id: MoverId) -> Option<&mut Mover> {
        self.all.get_mut(id.0 as usize)
    }

    /// Remembers that `id` was the subject of a clause.
    pub fn note_subject(&mut self, id: MoverId) {
        self.subjects.retain(|&s| s != id);
        self.subjects.push(id);
        if self.subjects.len() > KEPT {
            self.subjects.remove(0);
        }
    }

    /// Remembers that `id` travelled by `transport`: "the flight" that follows is that one.
    pub fn note_traveller(&mut self, id: MoverId, transport: Transport, sentence: u32) {
        self.traveller = Some((id, transport, sentence));
    }

    /// The storm of the article: the first named.
    pub fn storm(&self) -> Option<MoverId> {
        let first = self.all.iter().position(|m| m.kind == MoverKind::Storm && !m.is_plural)?;
        Some(MoverId(first as u32))
    }

    fn note_mention(&mut self, id: MoverId) {
        self.mentions.retain(|&s| s != id);
        self.mentions.push(id);
        if self.mentions.len() > KEPT {
            self.mentions.remove(0);
        }
    }

    /// Returns who the noun phrase means, making a new mover where it is the first mention.
    pub fn resolve(&mut self, reading: &Reading<'_, 'a>, chunk: &Chunk, sentence: u32) -> Option<MoverId> {
        let head = reading.word(chunk.head as usize);
        if chunk.flags & is::PRONOUN != 0 {
            let id = self.pronoun(head, sentence).or_else(|| self.stranger(chunk, reading))?;
            self.seen(id, sentence);
            return Some(id);
        }
        let is_part = chunk.end - chunk.first == 1 && matches!(head, "most" | "Most" | "some" | "Some" | "many" | "Many" | "both" | "Both");
        if is_part && let Some(id) = self.pronoun("they", sentence) {
            self.seen(id, sentence);
            return Some(id); // "Over a thousand reached Oslo, but most turned back."
        }
        let first = reading.entry(chunk.first as usize);
        let id = if let Some(t) = chunk.toponym {
            let name = reading.spots.get(t as usize).map_or(head, |t| reading.text.of(t.span));
            let id = self.keyed(name, chunk, reading, MoverKind::Country);
            if let Some(mover) = self.get_mut(id)
                && mover.home.is_none()
            {
                mover.home = Some(t);
            }
            id
        } else if let Some(plane) = self.known_model(chunk) {
            plane
        } else if chunk.is_name && reading.entry(chunk.head as usize).flags & (is::PERSON | is::VEHICLE | is::STORM) == 0 {
            let kind = if chunk.entry.is_fixed && chunk.flags & is::PERSON == 0 {
                MoverKind::Abstract
            } else {
                kind_of(chunk.flags & !is::ABSTRACT, true)
            };
            let id = self.keyed(head, chunk, reading, kind);
            self.note_ranks(id, chunk, reading);
            id
        } else {
            let is_number = chunk.end - chunk.first <= 2
                && matches!(head, "thousands" | "Thousands" | "hundreds" | "Hundreds" | "dozens" | "Dozens" | "thousand" | "hundred");
            let kind = kind_of(if chunk.is_name { chunk.flags } else { chunk.entry.flags }, false);
            // "Hundreds have fled Lima": people.
            let kind = if is_number { MoverKind::Person } else { kind };
            let bare_plural = chunk.flags & is::PLURAL != 0 && chunk.end - chunk.first == 1;
            // "Plane crashes" in the headline, "a plane" in the first sentence: one plane.
            let from_title = self
                .by_key
                .get(head)
                .copied()
                .filter(|&id| self.get(id).is_some_and(|m| m.is_from_title && m.last_seen <= 1) && sentence <= 3);
            let known = if from_title.is_some() {
                from_title
            } else if chunk.is_definite || chunk.is_name || bare_plural {
                self.known_noun(head, chunk, kind, sentence)
            } else {
                None
            };
            known.unwrap_or_else(|| {
                let id = self.add(chunk, reading, kind);
                self.by_key.insert(head, id);
                if is_number && let Some(mover) = self.get_mut(id) {
                    mover.is_plural = true;
                }
                id
            })
        };
        if first.is(is::POSSESSIVE)
            && let Some(owner) = self.pronoun(reading.word(chunk.first as usize), sentence)
        {
            // "his plane", "her son": they share a home.
            let home = self.get(owner).and_then(|o| o.home);
            if let Some(mover) = self.get_mut(id)
                && mover.home.is_none()
                && mover.kind == MoverKind::Person
            {
                mover.home = home;
            }
        }
        let is_state = |t: u32| reading.spots.get(t as usize).is_some_and(|s| s.is_country() || s.kind == ToponymKind::Demonym);
        let is_craft = self.get(id).is_some_and(|m| m.kind == MoverKind::Vehicle);
        if let Some(origin) = chunk.origin.filter(|&o| chunk.toponym.is_none() && (!is_craft || is_state(o)))
            && let Some(mover) = self.get_mut(id)
            && mover.home.is_none()
        {
            mover.home = Some(origin);
        }
        if chunk.is_definite && is_family(head) && self.get(id).is_some_and(|m| m.home.is_none()) {
            // "the parents", of those named before.
            let home = self.newest(|m| is_one_person(m) && m.is_named && m.home.is_some()).and_then(|m| self.get(m)).and_then(|m| m.home);
            if let Some(mover) = self.get_mut(id) {
                mover.home = home;
            }
        }
        self.seen(id, sentence);
        Some(id)
    }

    fn seen(&mut self, id: MoverId, sentence: u32) {
        if let Some(mover) = self.get_mut(id) {
            mover.last_seen = sentence;
        }
        self.note_mention(id);
    }

    /// "President Ann Lee": "the president" is hers from now on.
    fn note_ranks(&mut self, id: MoverId, chunk: &Chunk, reading: &Reading<'_, 'a>) {
        for t in chunk.first..chunk.head {
            if reading.entry(t as usize).is(is::PERSON) {
                self.by_rank.insert(reading.word(t as usize).to_ascii_lowercase(), id);
            }
            if matches!(reading.word(t as usize), "President" | "Premier" | "Chancellor")
                && chunk.origin.is_none()
                && let Some(mover) = self.get_mut(id)
            {
                mover.is_head_of_state = true;
            }
        }
    }

    fn keyed(&mut self, key: &'a str, chunk: &Chunk, reading: &Reading<'_, 'a>, kind: MoverKind) -> MoverId {
        let given = given_name(chunk, reading);
        let other = |id: MoverId| {
            let known = self.get(id).and_then(|m| m.given);
            // "Ann Lee" and "Bo Lee": one family, two people.
            let is_namesake =
                matches!((known, given), (Some(a), Some(b)) if kind != MoverKind::Country && !names_share(reading, a, b, chunk));
            // "the Court" after "Court Justice Ann Lee": not her.
            is_namesake || kind == MoverKind::Abstract && self.get(id).is_some_and(|m| m.kind != MoverKind::Abstract)
        };
        if let Some(&id) = self.by_key.get(key).filter(|&&id| !other(id)) {
            let label = reading.span(chunk.first, chunk.end);
            if let Some(mover) = self.get_mut(id) {
                if mover.kind == MoverKind::Named && kind != MoverKind::Country {
                    mover.kind = kind;
                }
                mover.sex |= chunk.flags & (is::MALE | is::FEMALE);
                mover.given = mover.given.or(given);
                if label.len() > mover.label.len() && label.len() < 40 && mover.is_named {
                    mover.label = label;
                }
            }
            return id;
        }
        // Of two people with one family name, each is known by all names, and the first by the last alone.
        let whole = given.map(|g| reading.text.of(reading.span(g, chunk.head + 1)));
        if let Some(id) = whole.and_then(|w| self.by_key.get(w).copied()) {
            return id;
        }
        let id = self.add(chunk, reading, kind);
        if let Some(mover) = self.get_mut(id) {
            mover.given = given;
        }
        self.by_key.entry(key).or_insert(id);
        if let Some(whole) = whole {
            self.by_key.insert(whole, id);
        }
        if kind != MoverKind::Country {
            // First names and parts of names mean the same, until somebody else bears them.
            for t in chunk.first..chunk.end.saturating_sub(1) {
                let part = reading.word(t as usize);
                let is_part = part.len() > 2
                    && part.starts_with(char::is_uppercase)
                    && reading.entry(t as usize).flags == 0
                    && !reading.entry(t as usize).is_fixed
                    && reading.spot_at(t as usize).is_none();
                if is_part {
                    self.by_key.entry(part).or_insert(id);
                }
            }
        }
        id
    }

    pub(super) fn add(&mut self, chunk: &Chunk, reading: &Reading<'_, 'a>, kind: MoverKind) -> MoverId {
        let id = MoverId(self.all.len() as u32);
        self.all.push(Mover {
            kind,
            label: reading.span(chunk.first, chunk.end),
            is_plural: chunk.flags & is::PLURAL != 0 || chunk.entry.is(is::COLLECTIVE),
            sex: chunk.flags & (is::MALE | is::FEMALE),
            transport: chunk.entry.transport,
            home: None,
            last_seen: 0,
            is_named: chunk.is_name,
            died: None,
            is_from_title: self.in_title,
            is_of_the_dead: is_of_the_dead(reading.word(chunk.head as usize)),
            is_collective: (chunk.flags | chunk.entry.flags) & is::COLLECTIVE != 0,
            is_acronym: chunk.is_name && is_acronym(reading.word(chunk.head as usize)),
            life_from: None,
            of: None,
            is_head_of_state: false,
            given: None,
        });
        id
    }

    /// "the Airbus A320": the flight that was named before, by another name.
    fn known_model(&self, chunk: &Chunk) -> Option<MoverId> {
        let is_model = chunk.is_name && chunk.is_definite && chunk.flags & is::VEHICLE != 0;
        let alike = |m: &Mover| m.transport.is_none() || m.transport == chunk.entry.transport;
        let known = self.newest(|m| m.kind == MoverKind::Vehicle && !m.is_plural && alike(m));
        known.filter(|_| is_model && chunk.entry.transport.is_some())
    }

    /// "the plane", "the group", "the president": something named before.
    fn known_noun(&self, head: &str, chunk: &Chunk, kind: MoverKind, sentence: u32) -> Option<MoverId> {
        let ranked = Lower::new(head)
            .and_then(|l| self.by_rank.get(l.as_str()).copied())
            .filter(|&id| self.get(id).is_some_and(|m| sentence.saturating_sub(m.last_seen) <= 12));
        if let Some(id) = ranked.or_else(|| self.by_key.get(head).copied()) {
            return Some(id);
        }
        let plural = chunk.flags & is::PLURAL != 0;
        match kind {
            MoverKind::Vehicle => {
                let same = |t: Transport| t == Transport::Unknown || Some(t) == chunk.entry.transport;
                let alike = |m: &Mover| m.kind == MoverKind::Vehicle && (m.transport == chunk.entry.transport || m.transport.is_none());
                let known = self.newest(|m| alike(m) && m.is_plural == plural);
                known.or_else(|| self.traveller.filter(|&(_, t, s)| same(t) && sentence.saturating_sub(s) <= 3).map(|(id, _, _)| id))
            }
            MoverKind::Storm => self.newest(|m| m.kind == MoverKind::Storm),
            // One set of dead under many words.
            MoverKind::Cargo if is_of_the_dead(head) => self.newest(|m| m.kind == MoverKind::Cargo && m.is_of_the_dead),
            // "a caravan … the migrants"
            MoverKind::Person if plural && chunk.is_definite && !self.by_key.contains_key(head) => self
                .subjects
                .iter()
                .rev()
                .copied()
                .find(|&id| self.get(id).is_some_and(|m| m.is_collective && sentence.saturating_sub(m.last_seen) <= 2)),
            MoverKind::Person if is_collective(head) && self.traveller.is_some_and(|(_, _, s)| sentence.saturating_sub(s) <= 2) => self
                .newest(|m| m.kind == MoverKind::Person && (m.is_plural || m.is_collective) && sentence.saturating_sub(m.last_seen) <= 1)
                .or(self.traveller.map(|(id, _, _)| id)),
            MoverKind::Person if is_collective(head) => self.newest(|m| m.kind == MoverKind::Person && (m.is_plural || !m.is_named)),
            _ => None,
        }
    }

    pub(super) fn newest(&self, wanted: impl Fn(&Mover) -> bool) -> Option<MoverId> {
        let find = |list: &[MoverId]| list.iter().rev().copied().find(|&id| self.get(id).is_some_and(&wanted));
        find(&self.subjects).or_else(|| find(&self.mentions))
    }

    /// The mover whose name or noun is `word`.
    pub fn by_word(&self, word: &str) -> Option<MoverId> {
        self.by_key.get(word).copied()
    }
}

pub(super) fn is_one_person(m: &Mover) -> bool {
    matches!(m.kind, MoverKind::Person | MoverKind::Named) && !m.is_plural && !m.is_collective && !m.is_acronym
}

fn kind_of(flags: u64, named: bool) -> MoverKind {
    if flags & is::STORM != 0 {
        MoverKind::Storm
    } else if flags & is::VEHICLE != 0 {
        MoverKind::Vehicle
    } else if flags & is::PERSON != 0 {
        MoverKind::Person
    } else if flags & is::CARGO != 0 {
        MoverKind::Cargo
    } else if named {
        MoverKind::Named
    } else if flags & (is::ABSTRACT | is::HAPPENING) != 0 {
        MoverKind::Abstract
    } else {
        MoverKind::Thing
    }
}
