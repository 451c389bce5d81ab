//! The chunks right of a verb or noun of motion in, its roles out: from, to, by way of, when, what.

use super::Transport;
use super::clause::{Arguments, Clauses, Goal};
use super::lexicon::{Lower, is, role};
use super::reading::{Chunk, Kind, VerbGroup};
use crate::earth::distance;
use crate::gazetteer::Feature;

/// What the next place will be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    None,
    Source,
    Goal,
    Via,
    At,
    Between,
    Skip,
}

impl Clauses<'_, '_, '_> {
    /// Reads what stands right of the verb or noun at chunk `i`.
    pub(super) fn arguments(&mut self, chunks: &[Chunk], i: usize, roles: u32, group: &VerbGroup) -> Arguments {
        let mut args = Arguments { end: chunks.len(), ..Arguments::default() };
        let has = |r: u32| roles & r != 0;
        let is_noun_trigger = chunks.get(i).is_some_and(Chunk::is_noun);
        let mut pending = Pending::None;
        let mut open = Pending::None;
        let mut last: Option<(u32, Pending)> = None;
        let mut or: Option<u32> = None;
        let mut expects_object = !group.passive && !is_noun_trigger;
        let mut in_purpose = false;
        let mut ashore = false;
        let mut of_mission = false;
        let mut j = i + 1;
        while let Some(chunk) = chunks.get(j) {
            match &chunk.kind {
                Kind::Preposition => {
                    expects_object = false;
                    let word = Lower::new(self.reading.word(chunk.head as usize));
                    let word = word.as_ref().map_or("", Lower::as_str);
                    let two = chunk.end - chunk.first == 2;
                    let new = match word {
                        "from" => {
                            // "flown in from Rome": to here.
                            args.hither |= self.reading.word((chunk.head as usize).saturating_sub(1)) == "in";
                            Pending::Source
                        }
                        "out" if two => Pending::Source,
                        "to" if chunks.get(j - 1).is_some_and(|c| c.is_noun() && c.entry.is(is::ABSTRACT)) => Pending::Skip, // "in response to Rome"
                        "toward" | "towards" => {
                            args.toward = true;
                            Pending::Goal
                        }
                        // "returned from a visit to Lima": from Lima.
                        "to" if open == Pending::Source && !is_noun_trigger && chunks.get(j - 1).is_some_and(|c| c.entry.is(is::TRIP)) => {
                            if let Some(slot) = self.consumed.get_mut(j - 1) {
                                *slot = true;
                            }
                            Pending::Source
                        }
                        "to" | "into" | "onto" => Pending::Goal,
                        "for"
                            if has(role::FOR_GOAL)
                                && (chunks.get(j + 1).is_some_and(|c| c.toponym.is_some() || c.flags & is::PLACE_NOUN != 0)
                                    || has(role::AWAY) && self.is_purpose_at(chunks, j + 1)) =>
                        {
                            Pending::Goal
                        }
                        _ if two && self.reading.entry(chunk.head as usize).is(is::DIRECTION) => Pending::At,
                        "in" | "at" | "on" | "inside" | "outside" | "near" | "off" | "over" | "above" | "around" | "aboard" | "atop" => {
                            Pending::At
                        }
                        "via" | "through" | "across" | "past" => Pending::Via,
                        // "a flight between Rome and Oslo", not "a deal between Rome and Oslo".
                        "between" => {
                            let before = j.checked_sub(1).and_then(|b| chunks.get(b));
                            let of_trip = before.is_some_and(|b| {
                                !b.is_noun() || b.flags & (is::TRIP | is::VEHICLE | is::PERSON | is::PRONOUN) != 0 || b.entry.is(is::TRIP)
                            });
                            if of_trip && !in_purpose { Pending::Between } else { Pending::Skip }
                        }
                        // "visited the embassy of Denmark in Lima": Lima is where she was.
                        "of" if chunks.get(j - 1).is_some_and(|c| self.reading.is_mission(c.head as usize)) => {
                            of_mission = true;
                            Pending::Skip
                        }
                        "of" => {
                            if is_noun_trigger && j == i + 1 && has(role::OBJECT_GOAL) {
                                Pending::Goal
                            } else if is_noun_trigger && j == i + 1 && has(role::AWAY) {
                                Pending::Source
                            } else if open != Pending::None
                                && chunks.get(j - 1).is_some_and(|c| c.flags & is::PLACE_NOUN != 0 || self.is_part_word(c))
                            {
                                open
                            } else if let Some((p, was)) = last {
                                let before = chunks.get(j - 1);
                                let is_owner = |c: &Chunk| (c.origin == Some(p) || c.toponym == Some(p)) && !c.is_name;
                                let names_it = before.is_some_and(|c| is_owner(c) && c.entry.is(is::PLACE_NOUN))
                                    && chunks.get(j + 1).is_some_and(|c| c.toponym.is_some());
                                if names_it {
                                    args.forget(p); // "to the Peruvian town of Puno"
                                    was
                                } else {
                                    Pending::Skip
                                }
                            } else {
                                Pending::None
                            }
                        }
                        "including" if last.is_some_and(|(_, t)| t == Pending::Source) => {
                            args.sources.clear();
                            Pending::Source
                        }
                        // "pass by Bermuda"
                        "by" if has(role::OBJECT_VIA) && !group.passive && chunks.get(j + 1).is_some_and(|c| c.toponym.is_some()) => {
                            Pending::Goal
                        }
                        "by" => {
                            args.by_means = args.by_means.or(chunks.get(j + 1).filter(|c| c.end - c.first == 1).and_then(means_of));
                            Pending::Skip
                        }
                        "up" | "down" | "along" if has(role::GO) => Pending::Goal,
                        _ => Pending::Skip,
                    };
                    if in_purpose && matches!(new, Pending::Source | Pending::Goal) {
                        // "to hand the papers to Rome" says nothing of the journey.
                        pending = Pending::Skip;
                    } else {
                        if matches!(new, Pending::Source | Pending::Goal | Pending::Via) {
                            open = Pending::None;
                        }
                        pending = new;
                    }
                    if has(role::GO | role::CARRY)
                        && let Some(slot) = self.consumed.get_mut(j)
                    {
                        *slot = pending != Pending::Skip && pending != Pending::None;
                    }
                }
                Kind::Noun => {
                    let before_comma = chunks.get(j - 1).is_some_and(|c| matches!(c.kind, Kind::Comma));
                    let joins = chunks.get(j - 1).is_some_and(|c| matches!(c.kind, Kind::And | Kind::Or | Kind::Comma));
                    let may_be_meant = matches!(pending, Pending::Source | Pending::Goal)
                        || expects_object && (has(role::OBJECT_SOURCE) || has(role::OBJECT_GOAL) && !has(role::WEAK));
                    let place = chunk
                        .toponym
                        .or_else(|| self.demonym_place(chunk))
                        .or_else(|| if may_be_meant { self.place_meant(self.sentence, chunks, j) } else { None });
                    if let Some(place) = place {
                        let direct = expects_object && args.object.is_none();
                        let mut target = pending;
                        let keeps_open = std::mem::take(&mut of_mission);
                        if direct {
                            target = if has(role::OBJECT_GOAL) {
                                Pending::Goal
                            } else if has(role::OBJECT_SOURCE) {
                                Pending::Source
                            } else if has(role::OBJECT_VIA) {
                                Pending::Via
                            } else {
                                args.moves_place = true;
                                Pending::Skip
                            };
                            expects_object = false;
                        } else if before_comma
                            && matches!(open, Pending::Source | Pending::Goal)
                            && chunks.get(j - 2).is_some_and(|c| c.is_noun() && c.entry.is(is::PLACE_NOUN))
                        {
                            target = open; // "to the capital, Lima"
                        } else if chunks
                            .get(j - 1)
                            .is_some_and(|c| c.is_noun() && !c.is_name && c.toponym.is_none() && c.entry.is(is::PLACE_NOUN))
                            && (open != Pending::None || last.is_some())
                        {
                            // "to the Peruvian capital Lima", "in the town Bergen": its name, finer than whose it is.
                            target =
                                last.filter(|&(p, _)| chunks.get(j - 1).is_some_and(|c| c.origin == Some(p))).map_or(open, |(p, was)| {
                                    args.forget(p);
                                    was
                                });
                        } else if joins && let Some((_, was)) = last {
                            let next_is_verb = chunks.get(j + 1).and_then(Chunk::verb_group).is_some_and(|g| g.finite);
                            if next_is_verb && !before_comma {
                                break; // "to Rome and Paris was …": a new subject.
                            }
                            target = if before_comma && !self.list_goes_on(chunks, j) { Pending::Skip } else { was };
                        } else if target == Pending::At && matches!(open, Pending::Source | Pending::Goal) {
                            target = open;
                        } else if target == Pending::At && last.is_some_and(|_| chunks.get(j - 2).is_some_and(|c| c.toponym.is_some())) {
                            target = Pending::Skip; // "Omsk in Siberia"
                            self.mend(&mut args, last, place);
                        } else if target == Pending::At && has(role::IN_SOURCE) && args.sources.is_empty() {
                            target = Pending::Source;
                        } else if target == Pending::At
                            && j >= 3
                            && chunks.get(j - 2).is_some_and(|c| matches!(c.kind, Kind::Comma))
                            && chunks.get(j - 3).is_some_and(|c| c.toponym.is_some())
                        {
                            target = Pending::Skip; // "from Esk, near Tarn"
                        } else if target == Pending::At && (has(role::IN_GOAL) || ashore) && args.goals.is_empty() {
                            target = Pending::Goal;
                        }
                        match target {
                            Pending::Source => args.sources.push(place),
                            Pending::Goal => args.goals.push(Goal { toponym: place, or: or.filter(|_| !args.goals.is_empty()) }),
                            Pending::Via => args.vias.push(place),
                            Pending::At => args.ats.push(place),
                            Pending::Between => {
                                if args.sources.is_empty() {
                                    args.sources.push(place);
                                } else {
                                    args.goals.push(Goal { toponym: place, or: None });
                                }
                            }
                            Pending::None | Pending::Skip => {}
                        }
                        if !matches!(target, Pending::None | Pending::Skip) {
                            last = Some((place, target));
                        }
                        if target != Pending::Between {
                            pending = Pending::Skip;
                        }
                        if !keeps_open {
                            open = Pending::None;
                        }
                        or = None;
                    } else {
                        if expects_object && args.object.is_none() {
                            args.object = Some(j);
                            expects_object = false;
                            if has(role::OBJECT_GOAL) {
                                open = Pending::Goal;
                            } else if has(role::OBJECT_SOURCE)
                                && (chunk.flags & is::PLACE_NOUN != 0
                                    || has(role::FROM_SCENE) && chunk.flags & (is::PERSON | is::VEHICLE) == 0)
                            {
                                open = Pending::Source;
                            }
                            pending = Pending::None;
                        } else if has(role::CARRY)
                            && !group.passive
                            && args.object.is_none()
                            && chunks.get(j - 1).is_some_and(|c| c.toponym.is_some())
                            && chunk.flags & (is::PERSON | is::CARGO | is::VEHICLE) != 0
                        {
                            args.object = Some(j); // "extradited to Mali a man convicted of murder"
                            pending = Pending::None;
                        } else if joins {
                            pending = Pending::Skip;
                        } else {
                            if matches!(pending, Pending::Source | Pending::Goal) {
                                open = pending;
                            } else if pending == Pending::At {
                                open = if has(role::IN_GOAL) && args.goals.is_empty() { Pending::Goal } else { Pending::At };
                            }
                            pending = Pending::Skip;
                        }
                    }
                }
                Kind::Home => {
                    args.home = true;
                    last = None;
                    expects_object = false;
                }
                Kind::Time => {
                    let since = chunks
                        .get(j - 1)
                        .is_some_and(|c| c.is_preposition() && matches!(self.reading.word(c.head as usize), "since" | "until" | "till"));
                    if let Some(t) = chunk.timex.filter(|_| !since && !self.is_since(chunks, j) && !self.reading.is_possessive(chunk)) {
                        args.times.push(t);
                    }
                    expects_object = false;
                }
                Kind::Adverb => {
                    let word = self.reading.word(chunk.head as usize);
                    args.back |= word.eq_ignore_ascii_case("back");
                    ashore |= word == "ashore";
                    args.here |= word == "here";
                    // "started attacking people there": of the other verb.
                    args.there |= word == "there" && !in_purpose && has(role::GO | role::CARRY);
                    args.is_first |= self.reading.entry(chunk.head as usize).is(is::FIRST);
                    if word.eq_ignore_ascii_case("instead") {
                        or = None;
                    }
                }
                Kind::Or => {
                    or = Some(chunk.head);
                }
                Kind::And | Kind::But => {
                    let next = chunks.get(j + 1);
                    if next.is_some_and(|c| c.verb_group().is_some()) {
                        args.end = j;
                        break;
                    }
                    if matches!(chunk.kind, Kind::But) {
                        args.end = j;
                        break;
                    }
                    or = None;
                }
                Kind::Comma => {}
                Kind::Verb(inner) => {
                    let moves = inner.verb.is_some_and(|v| v.has(role::GO | role::CARRY) && !v.has(role::STAY));
                    // ", officials said Friday"
                    let reports = self.reading.entry(chunk.head as usize).is(is::REPORTS);
                    let after_comma = j >= 2 && chunks.get(j - 2).is_some_and(|c| matches!(c.kind, Kind::Comma));
                    if inner.finite && (reports || after_comma)
                        || inner.finite
                            && !(inner.bare_finite
                                && inner.participle
                                && chunks.get(j - 1).is_some_and(Chunk::is_noun)
                                && !chunks.get(j - 1).is_some_and(|c| matches!(c.kind, Kind::Comma)))
                        || moves
                        || inner.base
                    {
                        args.end = j;
                        break;
                    }
                    in_purpose = true;
                    expects_object = false;
                    pending = Pending::Skip;
                }
                Kind::Subordinator | Kind::Relative | Kind::Stop => {
                    args.end = j;
                    break;
                }
            }
            j += 1;
        }
        args
    }

    /// "left for talks in Lima": a noun of no place, then where it is.
    fn is_purpose_at(&self, chunks: &[Chunk], noun: usize) -> bool {
        let is_plain = chunks.get(noun).is_some_and(|c| {
            let is_state = self.reading.word(c.head as usize) == "exile";
            c.is_noun() && c.toponym.is_none() && !c.is_name && (is_state || c.flags & (is::PERSON | is::VEHICLE | is::PRONOUN) == 0)
        });
        let stands_in =
            chunks.get(noun + 1).is_some_and(|c| c.is_preposition() && matches!(self.reading.word(c.head as usize), "in" | "at"));
        is_plain && stands_in && chunks.get(noun + 2).is_some_and(|c| c.toponym.is_some())
    }

    /// "at Holy Cross Hospital in Miami": a site far from the town it is said to be in was misread; the town is right.
    fn mend(&self, args: &mut Arguments, last: Option<(u32, Pending)>, town: u32) {
        let Some((site, target)) = last else { return };
        let spot = |i: u32| self.reading.spots.get(i as usize);
        let (Some(a), Some(b)) = (spot(site), spot(town)) else { return };
        let is_far = matches!((a.point, b.point), (Some(p), Some(q)) if distance(p, q).km() > 150.0);
        // "to the Children's Hospital of Manitoba in Winnipeg": the town is where it is.
        let is_finer = b.feature == Some(Feature::City)
            && matches!((a.place, b.place), (Some(outer), Some(inner)) if self.reading.gazetteer.contains(outer, inner));
        let is_area = matches!(a.feature, Some(Feature::Country | Feature::Admin1 | Feature::Admin2));
        let is_misread = is_far && matches!(a.feature, Some(Feature::Site | Feature::District | Feature::City));
        if b.feature != Some(Feature::City) || !(is_area && is_finer || is_misread) {
            return;
        }
        match target {
            Pending::Source => args.sources.iter_mut().filter(|s| **s == site).for_each(|s| *s = town),
            Pending::Goal => args.goals.iter_mut().filter(|g| g.toponym == site).for_each(|g| g.toponym = town),
            Pending::At => args.ats.iter_mut().filter(|s| **s == site).for_each(|s| *s = town),
            _ => {}
        }
    }

    /// "to the tip of Florida", "the streets of London".
    pub(super) fn is_part_word(&self, chunk: &Chunk) -> bool {
        matches!(
            self.reading.word(chunk.head as usize),
            "tip"
                | "edge"
                | "north"
                | "south"
                | "east"
                | "west"
                | "streets"
                | "jungle"
                | "jungles"
                | "mountains"
                | "republic"
                | "kingdom"
                | "part"
                | "parts"
                | "heart"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "skies"
        )
    }

    /// "flown to a German hospital": the adjective names the place.
    pub(super) fn demonym_place(&self, chunk: &Chunk) -> Option<u32> {
        let is_mission = self.reading.is_mission(chunk.head as usize);
        chunk.origin.filter(|&o| {
            let head = chunk.head as usize;
            let stop = self.reading.spots.get(o as usize).map_or(head, |s| self.reading.text.token_at(s.span.end));
            let is_named_after = self.reading.is_part_of_world(o, head) || self.reading.is_of_saint(o, stop, head);
            chunk.entry.is(is::PLACE_NOUN) && !is_mission && !is_named_after && !self.reading.is_any_of(head)
        })
    }

    /// Whether a comma before the place at chunk `j` is a list's: an "and", "or" or another place after a comma follows.
    pub(super) fn list_goes_on(&self, chunks: &[Chunk], j: usize) -> bool {
        let is_place = |k: usize| chunks.get(k).is_some_and(|c| c.toponym.is_some());
        let kind = |k: usize| chunks.get(k).map(|c| c.kind);
        match kind(j + 1) {
            Some(Kind::And | Kind::Or) => is_place(j + 2),
            Some(Kind::Comma) => match kind(j + 2) {
                Some(Kind::And | Kind::Or) => is_place(j + 3),
                _ => is_place(j + 2) && matches!(kind(j + 3), Some(Kind::And | Kind::Or | Kind::Comma)) && self.list_goes_on(chunks, j + 2),
            },
            _ => false,
        }
    }
}

fn means_of(chunk: &Chunk) -> Option<Transport> {
    chunk.entry.transport
}
