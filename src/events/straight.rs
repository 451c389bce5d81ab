//! "Her visit was straight from filming in Peru": a movement that no verb tells.

use super::clause::{Clauses, FrameKind, Goal};
use super::lexicon::{is, role};
use super::movers::{MoverId, MoverKind};
use super::reading::{Chunk, Kind, VerbGroup};
use crate::gazetteer::Feature;

impl Clauses<'_, '_, '_> {
    /// Reads "is straight from" at the verb chunk `i`; returns whether it says so.
    pub(super) fn straight_from(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup) -> bool {
        let word = |j: usize| chunks.get(j).map_or("", |c| self.reading.word(c.head as usize));
        if !group.copula
            || group.negated
            || !matches!(word(i + 1), "directly" | "straight" | "fresh")
            || !chunks.get(i + 2).is_some_and(|c| c.is_preposition() && word(i + 2) == "from")
        {
            return false;
        }
        let Some(source) = self.place_after(chunks, i + 3) else { return false };
        let Some(subject) = self.subjects.get(i).copied().flatten() else { return false };
        let goal = chunks.get(subject + 1..i).unwrap_or_default().iter().find_map(|c| c.toponym);
        let Some(id) = self.who_came(sentence, chunks, subject) else { return false };
        let mut frame = self.new_frame(FrameKind::Move, sentence, chunks.get(i).map_or(0, |c| c.head), Some(id));
        frame.roles = role::GO | role::HITHER;
        frame.sources.push(source);
        frame.goals.extend(goal.map(|toponym| Goal { toponym, or: None }));
        frame.status = self.status(chunks, i, group);
        if let Some(slot) = self.consumed.get_mut(i + 2) {
            *slot = true;
        }
        self.frames.push(frame);
        true
    }

    /// Who came, where the subject is somebody, or somebody's visit.
    fn who_came(&mut self, sentence: u32, chunks: &[Chunk], subject: usize) -> Option<MoverId> {
        let noun = chunks.get(subject)?;
        let is_visit = noun.flags & is::TRIP != 0 || self.reading.word(noun.head as usize) == "appearance";
        let id = if is_visit { self.owner(sentence, noun) } else { self.who(Some(subject)) }?;
        let is_somebody = self.movers.get(id).is_some_and(|m| matches!(m.kind, MoverKind::Person | MoverKind::Named | MoverKind::Vehicle));
        is_somebody.then_some(id)
    }

    /// The first place of what follows "from": "from Lima", "from a meeting in Lima", "from filming in Lima".
    fn place_after(&self, chunks: &[Chunk], from: usize) -> Option<u32> {
        let ends = |c: &Chunk| matches!(c.kind, Kind::Stop | Kind::Relative | Kind::Subordinator | Kind::And | Kind::But | Kind::Comma);
        let rest = chunks.get(from..)?;
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        let rest = rest.get(..end)?;
        rest.first().and_then(|c| c.toponym).or_else(|| {
            rest.windows(2).find_map(|w| match w {
                [p, n] if p.is_preposition() && matches!(self.reading.word(p.head as usize), "in" | "at") => n.toponym,
                _ => None,
            })
        })
    }

    /// "the city of Lima hosted the games", at the head of an article: the story is there.
    pub(super) fn note_host(&mut self, sentence: u32, chunks: &[Chunk]) {
        if sentence > 1 || self.lead.is_some() {
            return;
        }
        let host = chunks.windows(2).find_map(|w| match w {
            [city, verb] if verb.verb_group().is_some_and(|g| g.finite && !g.negated && !g.passive) => {
                let hosts = matches!(self.reading.word(verb.head as usize), "hosted" | "hosts" | "celebrated" | "celebrates" | "staged");
                city.toponym.filter(|_| hosts)
            }
            _ => None,
        });
        let is_city = |p: &u32| self.reading.spots.get(*p as usize).is_some_and(|s| s.feature == Some(Feature::City));
        self.lead = host.filter(is_city).map(|p| (p, sentence));
    }

    /// "brought the crown from Rome and gave it to the city of Lima": to whom what was brought came.
    pub(super) fn given_to(&self, chunks: &[Chunk], end: usize) -> Option<u32> {
        let word = |j: usize| chunks.get(j).map_or("", |c| self.reading.word(c.head as usize));
        let gives = matches!(word(end + 1), "offered" | "gave" | "donated" | "presented" | "bequeathed" | "handed" | "delivered");
        let it = chunks.get(end + 2).is_some_and(|c| c.is_noun() && c.flags & is::PRONOUN != 0) && matches!(word(end + 2), "it" | "them");
        let joined = chunks.get(end).is_some_and(|c| matches!(c.kind, Kind::And));
        if !joined || !gives || !it || word(end + 3) != "to" {
            return None;
        }
        match chunks.get(end + 4..)? {
            [place, ..] if place.toponym.is_some() => place.toponym,
            [body, of, place, ..]
                if body.is_noun() && of.is_preposition() && matches!(self.reading.word(of.head as usize), "of" | "in" | "at") =>
            {
                place.toponym
            }
            _ => None,
        }
    }

    /// "brought back the relics of Rome": from Rome, where something is fetched.
    pub(super) fn fetched_from(&self, chunks: &[Chunk], object: Option<usize>) -> Option<u32> {
        let object = object?;
        let of = chunks.get(object + 1).is_some_and(|c| c.is_preposition() && self.reading.word(c.head as usize) == "of");
        let is_thing = of && chunks.get(object).is_some_and(|c| c.flags & (is::PERSON | is::TRIP) == 0 && !c.is_name);
        chunks.get(object + 2).filter(|_| is_thing).and_then(|c| c.toponym)
    }
}
