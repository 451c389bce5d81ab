//! Trips told as nouns: "her flight from Lima to Quito".

use super::clause::{Clauses, Frame, FrameKind};
use super::lexicon::{Lower, is, role};
use super::movers::{Mover, MoverId, MoverKind};
use super::reading::{Chunk, Kind, Mood, VerbGroup};
use super::{Status, StatusFound, Transport};
use crate::article::Span;
use crate::text::Case;

/// Verbs of those who do not want a trip.
const PREVENTS: &[&str] = &[
    "block",
    "blocks",
    "blocked",
    "blocking",
    "prevent",
    "prevented",
    "preventing",
    "oppose",
    "opposes",
    "opposed",
    "opposing",
    "halt",
    "halted",
    "resist",
    "resisted",
    "forbid",
    "forbade",
    "avoid",
    "delay",
    "delayed",
];

impl Clauses<'_, '_, '_> {
    /// Makes the frame of a noun such as "flight", "visit".
    pub(super) fn noun_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize) {
        let Some(chunk) = chunks.get(i) else { return };
        let word = Lower::new(self.reading.word(chunk.head as usize));
        let word = word.as_ref().map_or("", Lower::as_str);
        let stem = word.trim_end_matches('s');
        let roles = match stem {
            "arrival" => role::GO | role::IN_GOAL,
            "return" => role::GO | role::BACK,
            "departure" | "withdrawal" | "exodus" => role::GO | role::AWAY | role::FOR_GOAL,
            "deployment" | "transfer" | "extradition" | "deportation" | "airlift" | "relocation" => role::CARRY,
            "evacuation" => role::CARRY | role::AWAY,
            "repatriation" => role::CARRY | role::BACK,
            "visit" | "tour" => role::GO | role::OBJECT_GOAL,
            _ => role::GO,
        };
        let group = VerbGroup::default();
        let args = self.arguments(chunks, i, roles, &group);
        let governor = chunks.get(..i).and_then(|c| c.iter().rposition(|c| c.verb_group().is_some()));
        let clause_governor =
            governor.filter(|&g| chunks.get(g..i).is_some_and(|c| !c.iter().any(|c| matches!(c.kind, Kind::Stop | Kind::Subordinator))));
        let is_subject = self.subjects.contains(&Some(i));
        let own_verb = self.subjects.iter().position(|&s| s == Some(i));
        let mood_chunk = if is_subject { own_verb } else { clause_governor };
        let mood = mood_chunk.and_then(|g| chunks.get(g)).and_then(Chunk::verb_group).copied();
        let mut status = match (mood_chunk, mood) {
            (Some(g), Some(mood)) => self.status(chunks, g, &mood),
            _ => StatusFound { status: Status::Done, cue: None, may_change: None },
        };
        if let Some(governor) = mood_chunk.and_then(|g| chunks.get(g)).filter(|_| status.status == Status::Done && !is_subject) {
            // "demanded his return", "promised a visit", "tried to block the transfer": it had not come about.
            let entry = self.reading.entry(governor.head as usize);
            let is_fought = (governor.first..chunk.first).any(|t| PREVENTS.contains(&self.reading.word(t as usize)));
            let told = if entry.is(is::WISHES) || is_fought { Some(Status::Possible) } else { None };
            if let Some(told) = told.or(Some(Status::Planned).filter(|_| entry.is(is::PLANS))) {
                status = StatusFound { status: told, cue: Some(self.reading.span(governor.first, governor.end)), may_change: None };
            }
        }
        // "planned trip", "possible visit".
        for t in chunk.first..chunk.end {
            let w = self.reading.word(t as usize);
            let s = match Lower::new(w).as_ref().map_or("", Lower::as_str) {
                "planned" | "upcoming" | "scheduled" | "forthcoming" | "expected" => Some(Status::Planned),
                "possible" | "proposed" | "potential" => Some(Status::Possible),
                "cancelled" | "canceled" | "aborted" | "postponed" => Some(Status::Cancelled),
                _ => None,
            };
            if let Some(s) = s {
                status = StatusFound { status: s, cue: Some(self.reading.span(t, t + 1)), may_change: None };
            }
        }
        if let Some(cue) = self.called_off(chunks) {
            status = StatusFound { status: Status::Cancelled, cue: Some(cue), may_change: None };
        }
        let owner = self.owner(sentence, chunk);
        let of = chunks
            .get(i + 1)
            .filter(|c| c.is_preposition() && self.reading.word(c.head as usize) == "of")
            .and_then(|_| chunks.get(i + 2))
            .filter(|c| c.is_noun() && c.toponym.is_none())
            .and_then(|c| self.movers.resolve(self.reading, c, sentence));
        let vehicle = chunk.flags & is::VEHICLE != 0;
        let after_preposition = i.checked_sub(1).and_then(|p| chunks.get(p)).is_some_and(|c| {
            c.is_preposition()
                && matches!(
                    self.reading.word(c.head as usize),
                    "on" | "for" | "during" | "after" | "with" | "in" | "before" | "since" | "following"
                )
        }) || i.checked_sub(1).and_then(|p| chunks.get(p)).is_some_and(|c| matches!(c.kind, Kind::Subordinator));
        let is_light =
            clause_governor.and_then(|g| chunks.get(g)).is_some_and(|c| self.reading.entry(c.head as usize).is(is::LIGHT | is::CALLS_OFF));
        let is_light = is_light || clause_governor.and_then(|g| chunks.get(g)).and_then(Chunk::verb_group).is_some_and(|g| g.copula);
        let mut subject = clause_governor.and_then(|g| self.subjects.get(g).copied().flatten());
        let moves = |s: Option<usize>| self.who(s).and_then(|w| self.movers.get(w)).is_some_and(Mover::can_move);
        if after_preposition && !moves(subject) {
            let is_person = |s: usize| {
                self.who(Some(s)).and_then(|w| self.movers.get(w)).is_some_and(|m| matches!(m.kind, MoverKind::Person | MoverKind::Named))
            };
            subject = self.subjects.iter().copied().flatten().find(|&s| moves(Some(s)) && is_person(s));
        }
        let is_plural = chunk.flags & is::PLURAL != 0;
        if self.is_service(chunks, i) {
            return;
        }
        if (is_plural || !after_preposition && !is_light) && args.sources.is_empty() {
            subject = None;
        }
        let object = clause_governor
            .filter(|&g| chunks.get(g).and_then(Chunk::verb_group).is_some_and(|g| g.verb.is_some_and(|v| v.has(role::CARRY))))
            .and_then(|g| chunks.get(g + 1).filter(|c| c.is_noun()).and(Some(g + 1)))
            .filter(|&o| o != i);
        let mover = owner
            .or(of)
            .or(if vehicle && is_subject { self.who(Some(i)) } else { None })
            .or(self.who(object))
            .or(if is_subject { None } else { self.who(subject) })
            .or(if vehicle && !args.sources.is_empty() { self.who(Some(i)) } else { None });
        if clause_governor.and_then(|g| chunks.get(g)).is_some_and(|c| self.reading.entry(c.head as usize).is(is::BREAKS_OFF)) {
            status = StatusFound {
                status: Status::Cancelled,
                cue: clause_governor.and_then(|g| chunks.get(g)).map(|c| self.reading.span(c.first, c.end)),
                may_change: None,
            };
        }
        if args.goals.is_empty() && args.sources.is_empty() && !args.home {
            return;
        }
        // "the bombing of Flight 12 from Rome to Oslo"
        let fate = match chunks.get(..i) {
            Some([.., fate, of]) if of.is_preposition() && self.reading.word(of.head as usize) == "of" => Some(fate.head),
            _ => None,
        };
        if let Some(t) = fate.filter(|&t| {
            self.reading.entry(t as usize).is(is::BREAKS_OFF)
                || matches!(self.reading.word(t as usize), "bombing" | "hijacking" | "loss" | "downing" | "disappearance" | "explosion")
        }) {
            status = StatusFound { status: Status::Cancelled, cue: Some(self.reading.span(t, t + 1)), may_change: None };
        }
        let mover = match mover {
            None if !args.sources.is_empty() => self.movers.resolve(self.reading, chunk, sentence),
            known => known,
        };
        if mood.is_some_and(|m| m.negated) {
            // "did not make the trek to the base": it was meant, and did not come about.
            if !is_light || !chunk.is_definite || mood.is_none_or(|m| m.mood != Mood::Done) {
                return;
            }
            status = StatusFound {
                status: Status::Cancelled,
                cue: clause_governor.and_then(|g| chunks.get(g)).map(|c| self.reading.span(c.first, c.end)),
                may_change: None,
            };
        }
        let transport = args.by_means.or(chunk.entry.transport).unwrap_or(match stem {
            "flight" | "airlift" => Transport::Air,
            "voyage" | "crossing" => Transport::Sea,
            "march" | "trek" | "walk" => Transport::Foot,
            "drive" | "ride" => Transport::Road,
            _ => Transport::Unknown,
        });
        let frame = Frame {
            kind: FrameKind::Move,
            sentence,
            trigger: chunk.head,
            roles: if args.back { roles | role::BACK } else { roles },
            mover,
            along: None,
            sources: args.sources,
            goals: args.goals,
            vias: args.vias,
            home: args.home,
            timex: self.time_of(chunks, i, &args.times),
            status,
            is_first: args.is_first,
            is_interrupted: false,
            is_earlier: false,
            transport,
            scene: self.scene(sentence),
            here: None,
            is_tour: chunk.flags & is::PLURAL == 0,
            is_passive: false,
            was_under_way: false,
            in_title: self.in_title,
        };
        // "Our schedule has a trip to Oslo": a thing travels only where both ends are told.
        let is_told_whole = !frame.sources.is_empty() && !frame.goals.is_empty();
        let travels = |m: &Mover| m.kind != MoverKind::Abstract && (is_told_whole || m.kind != MoverKind::Thing);
        if mover.and_then(|m| self.movers.get(m)).is_some_and(travels) {
            self.frames.push(frame);
        }
    }

    /// "daily flights between Rome and Oslo", "the ferry service to Oslo": what an airline offers, no trip of anybody.
    fn is_service(&self, chunks: &[Chunk], i: usize) -> bool {
        let Some(chunk) = chunks.get(i) else { return false };
        let stem = self.reading.word(chunk.head as usize).to_ascii_lowercase();
        let is_line = matches!(stem.as_str(), "flight" | "flights" | "crossings" | "sailings" | "cruises" | "trips" | "tours");
        let entry = |t: u32| self.reading.entry(t as usize);
        let offered = chunks.get(..i).and_then(|c| c.iter().rev().find(|c| c.verb_group().is_some())).is_some_and(|c| {
            matches!(
                self.reading.word(c.head as usize),
                "launch"
                    | "launched"
                    | "launching"
                    | "offer"
                    | "offers"
                    | "offered"
                    | "offering"
                    | "operate"
                    | "operates"
                    | "operated"
                    | "operating"
                    | "run"
                    | "runs"
                    | "ran"
                    | "running"
                    | "suspend"
                    | "suspended"
                    | "resume"
                    | "resumed"
                    | "start"
                    | "started"
                    | "starting"
            )
        });
        let is_regular = (chunk.first..chunk.head).any(|t| {
            let word = Lower::new(self.reading.word(t as usize));
            entry(t).is(is::HABIT)
                || matches!(
                    word.as_ref().map_or("", Lower::as_str),
                    "scheduled" | "commercial" | "nonstop" | "direct" | "regular" | "new" | "domestic" | "international" | "cheap"
                )
        });
        let is_plural = chunk.flags & is::PLURAL != 0;
        let is_owned = matches!(self.reading.word(chunk.first as usize), "his" | "her" | "His" | "Her" | "my" | "My");
        let is_its = self.reading.word(chunk.first as usize) == "its";
        is_line && !is_owned && (is_plural && (self.is_uncounted(chunk) || is_regular || is_its || offered) || offered && is_regular)
    }

    /// The possessor in a noun phrase: "his trip", "Lee's visit".
    pub(super) fn owner(&mut self, sentence: u32, chunk: &Chunk) -> Option<MoverId> {
        let first = self.reading.entry(chunk.first as usize);
        if first.is(is::POSSESSIVE) {
            return self.movers.of_pronoun(self.reading.word(chunk.first as usize), sentence);
        }
        let mark = (chunk.first..chunk.end).find(|&t| matches!(self.reading.word(t as usize), "'s" | "’s" | "’" | "'"))?;
        let head = mark.checked_sub(1)?;
        self.movers.by_word(self.reading.word(head as usize)).or_else(|| {
            // "President Lee's trip": somebody who is named here only.
            let is_place = (chunk.first..mark).any(|t| self.reading.toponym(t as usize).is_some());
            let is_name = self.reading.case(head as usize) == Case::Title && self.reading.entry(head as usize).flags == 0;
            let flags = (chunk.first..mark).fold(0, |all, t| all | self.reading.entry(t as usize).flags & is::PERSON);
            let whole = Chunk { end: mark, head, entry: self.reading.entry(head as usize), is_name, flags, ..*chunk };
            (is_name && !is_place).then(|| self.movers.resolve(self.reading, &whole, sentence)).flatten()
        })
    }

    pub(super) fn called_off(&self, chunks: &[Chunk]) -> Option<Span> {
        let (first, last) = (chunks.first()?, chunks.last()?);
        (first.first..last.end).find(|&t| self.reading.entry(t as usize).is(is::CALLS_OFF)).map(|t| self.reading.span(t, t + 1))
    }
}
