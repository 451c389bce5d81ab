//! Movement of another kind: storms, which are where they strike, and vehicles that come to grief.

use super::clause::{Clauses, FrameKind, Goal};
use super::lexicon::{Verb, is, role};
use super::movers::{MoverId, MoverKind};
use super::reading::{Chunk, VerbGroup};
use super::{Status, StatusFound, Transport};

impl Clauses<'_, '_, '_> {
    /// A position told by distance and direction is a storm's, where a storm is in the story.
    pub(super) fn storms(&mut self, sentence: u32, chunks: &[Chunk]) {
        let Some(storm) = self.movers.storm() else { return };
        for (i, chunk) in chunks.iter().enumerate() {
            let Some(spot) = chunk.toponym.filter(|&t| self.reading.spots.get(t as usize).is_some_and(|s| s.toponym.is_none())) else {
                continue;
            };
            let mut frame = self.new_frame(FrameKind::Stay, sentence, chunk.head, Some(storm));
            frame.goals.push(Goal { toponym: spot, or: None });
            frame.timex = self.time_of(chunks, i, &[]);
            frame.roles = role::STAY;
            frame.transport = Transport::Storm;
            self.frames.push(frame);
        }
        self.landfall(sentence, chunks, storm);
    }

    /// "forecasters predict landfall on Saturday": at the coast that the story is about.
    fn landfall(&mut self, sentence: u32, chunks: &[Chunk], storm: MoverId) {
        let is_landfall = |c: &Chunk| c.is_noun() && self.reading.word(c.head as usize) == "landfall";
        let Some(at) = chunks.iter().position(is_landfall) else { return };
        let Some(verb) = (0..at).rev().find(|&v| chunks.get(v).is_some_and(|c| c.verb_group().is_some())) else { return };
        let Some(group) = chunks.get(verb).and_then(Chunk::verb_group).copied() else { return };
        let foresees = chunks.get(verb).is_some_and(|c| {
            let word = self.reading.word(c.head as usize);
            c.entry.is(is::PLANS) || ["predict", "forecast", "expect", "anticipat", "project"].iter().any(|stem| word.starts_with(stem))
        });
        let told = chunks.iter().skip(at + 1).take(2).find_map(|c| c.toponym);
        let Some(coast) = told.or(self.coast).filter(|_| foresees && !group.negated) else { return };
        let Some(head) = chunks.get(at).map(|c| c.head) else { return };
        let mut frame = self.new_frame(FrameKind::Move, sentence, head, Some(storm));
        frame.roles = role::GO | role::IN_GOAL;
        frame.goals.push(Goal { toponym: coast, or: None });
        frame.timex = self.time_of(chunks, at, &[]);
        let cue = chunks.get(verb).map(|c| self.reading.span(c.first, c.end));
        frame.status = StatusFound { status: Status::Planned, cue, may_change: None };
        frame.transport = Transport::Storm;
        self.frames.push(frame);
    }

    /// Where a storm strikes, crosses, comes ashore or stands is where it is.
    pub(super) fn storm_frame(
        &mut self,
        sentence: u32,
        chunks: &[Chunk],
        i: usize,
        group: &VerbGroup,
        verb: &'static Verb,
        storm: Option<MoverId>,
    ) {
        let via = if verb.has(role::OBJECT_VIA | role::OBJECT_SOURCE) { 0 } else { role::OBJECT_GOAL };
        let roles = verb.roles & !role::IN_SOURCE & !role::STAY | role::IN_GOAL | via | role::GO;
        let args = self.arguments(chunks, i, roles, group);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let mut frame = self.new_frame(FrameKind::Move, sentence, head, storm);
        frame.roles = roles & !role::AWAY | if args.toward { role::TOWARD } else { 0 };
        frame.sources = if args.sources.is_empty() { self.source_before(chunks, i).into_iter().collect() } else { args.sources };
        frame.goals = args.goals;
        frame.vias = args.vias;
        let what = chunks.iter().skip(i + 1).find(|c| !c.is_preposition()).filter(|c| c.is_noun() && c.toponym.is_none());
        let is_coast = what.is_some_and(|c| matches!(self.reading.word(c.head as usize), "coast" | "coastline" | "shore" | "land"));
        if is_coast && frame.goals.is_empty() && frame.vias.is_empty() {
            frame.goals.extend(self.coast.map(|toponym| Goal { toponym, or: None })); // "approaching the coast"
        }
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status = self.status(chunks, i, group);
        if frame.roles & role::TOWARD != 0 && matches!(frame.status.status, Status::Done | Status::Ongoing) {
            // "is moving toward Bermuda": it may never get there.
            frame.status = StatusFound { status: Status::Planned, cue: Some(self.reading.span(head, head + 1)), may_change: None };
        }
        frame.transport = Transport::Storm;
        if !(frame.goals.is_empty() && frame.vias.is_empty() && frame.sources.is_empty()) {
            self.frames.push(frame);
        }
    }

    /// "the crashed jet", "plane crash": a vehicle of the sentence came to grief.
    pub(super) fn breaks(&mut self, sentence: u32, chunks: &[Chunk], known: usize) {
        if self.frames.iter().skip(known).any(|f| f.kind == FrameKind::Break) {
            return;
        }
        let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else { return };
        let Some(token) = (first.first..last.end).find(|&t| self.reading.entry(t as usize).is(is::BREAKS_OFF)) else { return };
        let vehicle = self
            .who
            .iter()
            .copied()
            .flatten()
            .find(|&id| self.movers.get(id).is_some_and(|m| m.kind == MoverKind::Vehicle && !m.is_plural));
        if let Some(id) = vehicle {
            let mut frame = self.new_frame(FrameKind::Break, sentence, token, Some(id));
            frame.status.cue = Some(self.reading.span(token, token + 1));
            self.frames.push(frame);
        }
    }

    /// "hit the water", "plunged into a hillside", "the flight came down": a vehicle comes to grief.
    pub(super) fn is_crash(&self, chunks: &[Chunk], i: usize, subject: Option<MoverId>) -> bool {
        let is_vehicle = subject.and_then(|s| self.movers.get(s)).is_some_and(|m| m.kind == MoverKind::Vehicle && !m.is_plural);
        let Some(verb) = chunks.get(i).filter(|_| is_vehicle) else { return false };
        let flies = subject.and_then(|s| self.movers.get(s)).is_some_and(|m| m.transport == Some(Transport::Air));
        if flies && matches!(self.reading.word(verb.head as usize), "came" | "went") && self.reading.word(verb.head as usize + 1) == "down"
        {
            return chunks.get(i + 2).is_none_or(|c| self.reading.word(c.first as usize) != "to");
        }
        if !matches!(
            self.reading.word(verb.head as usize),
            "hit" | "hits" | "struck" | "strikes" | "plunged" | "plunges" | "slammed" | "slams"
        ) {
            return false;
        }
        let what = chunks.iter().skip(i + 1).find(|c| !c.is_preposition()).filter(|c| c.is_noun());
        what.is_some_and(|c| {
            matches!(
                self.reading.word(c.head as usize),
                "ocean"
                    | "sea"
                    | "water"
                    | "ground"
                    | "mountain"
                    | "mountainside"
                    | "hill"
                    | "hillside"
                    | "building"
                    | "trees"
                    | "river"
                    | "lake"
                    | "reef"
                    | "iceberg"
                    | "rocks"
            )
        })
    }

    /// "was forty minutes from Rome to Oslo when it vanished": a vehicle is between two places. Whether that is what is told.
    pub(super) fn between_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup, id: MoverId) -> bool {
        let is_vehicle = self.movers.get(id).is_some_and(|m| m.kind == MoverKind::Vehicle && !m.is_plural);
        if !is_vehicle || !group.copula || group.negated {
            return false;
        }
        // "was on a journey from Rome to Oslo": the noun tells it.
        if chunks.iter().skip(i + 1).take(4).any(|c| c.is_noun() && c.entry.is(is::TRIP)) {
            return false;
        }
        let args = self.arguments(chunks, i, role::GO, group);
        let (Some(head), false, false) = (chunks.get(i).map(|c| c.head), args.sources.is_empty(), args.goals.is_empty()) else {
            return false;
        };
        let mut frame = self.new_frame(FrameKind::Move, sentence, head, Some(id));
        frame.roles = role::GO;
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status = self.status(chunks, i, group);
        frame.is_interrupted = self.when_follows(chunks, args.end);
        frame.was_under_way = true;
        frame.transport = self.movers.get(id).and_then(|m| m.transport).unwrap_or(Transport::Unknown);
        frame.sources = args.sources;
        frame.goals = args.goals;
        frame.vias = args.vias;
        self.frames.push(frame);
        true
    }

    pub(super) fn break_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup, subject: Option<MoverId>) {
        let args = self.arguments(chunks, i, role::IN_GOAL | role::WEAK, group);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let goals = args.goals;
        let mut frame = self.new_frame(FrameKind::Break, sentence, head, subject);
        frame.goals = goals;
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status.cue = Some(self.reading.span(head, head + 1));
        self.frames.push(frame);
    }
}
