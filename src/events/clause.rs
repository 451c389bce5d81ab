//! The chunks of a sentence in, [`Frame`]s out: who moves, by which verb, from where, to where, when, and is it sure.

pub(super) use super::frames::{Arguments, Frame, FrameKind, Goal};
use super::lexicon::{Verb, is, role};
use super::movers::{Mover, MoverId, MoverKind, Movers};
use super::reading::{Chunk, Kind, Mood, Reading, VerbGroup};
use super::{Status, StatusFound, Transport};
use crate::gazetteer::Feature;
use crate::places::ToponymKind;
use crate::text::TokenKind;
use jiff::civil::Date;

/// Reads sentences, one after the other, in order.
pub(super) struct Clauses<'r, 't, 'a> {
    pub reading: &'r Reading<'t, 'a>,
    pub published: Option<Date>,
    /// Whether the sentence is a headline, whose present tense tells the past.
    pub in_title: bool,
    /// The number of the sentence being read.
    pub sentence: u32,
    pub movers: Movers<'a>,
    pub frames: Vec<Frame>,
    pub subjects: Vec<Option<usize>>,
    pub apposed: Vec<Option<usize>>,
    /// Verb groups that are reduced relative clauses: "troops killed in the war".
    pub reduced: Vec<bool>,
    pub who: Vec<Option<MoverId>>,
    pub consumed: Vec<bool>,
    /// The last place at which something was told to happen, and its sentence.
    pub scene: Option<(u32, u32)>,
    /// The first of them, where it stands at the head of the article.
    pub lead: Option<(u32, u32)>,
    /// The place of the dateline.
    pub dateline: Option<u32>,
    /// The place the story was at before this sentence.
    pub there: Option<u32>,
    /// The country whose institutions the article begins with: "the Danish parliament", "the U.S. Senate".
    pub nation: Option<u32>,
    /// The state or province that the article names first: whose coast "the coast" is.
    pub coast: Option<u32>,
    /// The places named in the last sentences, with their sentences.
    pub named: Vec<(u32, u32)>,
    /// The last date at which something was told to happen, and its sentence.
    pub story_time: Option<(u32, u32)>,
    /// The first of them, where it stands at the head of the article.
    pub lead_time: Option<(u32, u32)>,
    /// The date at which the article's head says that something was held: what "the event" further down happened at.
    pub event_time: Option<u32>,
}

impl<'r, 't, 'a> Clauses<'r, 't, 'a> {
    pub(super) fn new(reading: &'r Reading<'t, 'a>, published: Option<Date>) -> Self {
        Clauses {
            reading,
            published,
            in_title: false,
            sentence: 0,
            movers: Movers::default(),
            frames: Vec::new(),
            subjects: Vec::new(),
            apposed: Vec::new(),
            reduced: Vec::new(),
            who: Vec::new(),
            consumed: Vec::new(),
            scene: None,
            lead: None,
            dateline: reading.dateline(),
            there: None,
            nation: None,
            coast: None,
            named: Vec::new(),
            story_time: None,
            lead_time: None,
            event_time: None,
        }
    }

    /// The subjects found in the last sentence, one slot a chunk.
    pub(super) fn subjects(&self) -> &[Option<usize>] {
        &self.subjects
    }

    /// Whether the verb group at chunk `i` only describes the noun before it.
    pub(super) fn is_reduced(&self, i: usize) -> bool {
        self.reduced.get(i).copied().unwrap_or(false)
    }

    /// Reads one sentence.
    pub(super) fn read(&mut self, sentence: u32, chunks: &[Chunk]) {
        self.sentence = sentence;
        self.movers.in_title = self.in_title || sentence == 0;
        self.find_subjects(chunks);
        self.who.clear();
        self.who.resize(chunks.len(), None);
        self.consumed.clear();
        self.consumed.resize(chunks.len(), false);
        self.resolve(sentence, chunks);
        let last_goal = self.frames.last().filter(|f| sentence.saturating_sub(f.sentence) <= 2).and_then(|f| f.goals.last());
        self.there = last_goal.map(|g| g.toponym).or(self.scene.filter(|&(_, s)| sentence.saturating_sub(s) <= 2).map(|(p, _)| p));
        self.set_scene(sentence, chunks);
        self.note_host(sentence, chunks);
        self.note_coast(chunks);
        let known = self.frames.len();
        for (i, chunk) in chunks.iter().enumerate() {
            match &chunk.kind {
                Kind::Verb(group) => self.verb_frame(sentence, chunks, i, group),
                Kind::Noun if chunk.flags & is::TRIP != 0 && self.is_trip(chunk) && !self.consumed.get(i).copied().unwrap_or(false) => {
                    self.noun_frame(sentence, chunks, i);
                }
                _ => {}
            }
        }
        self.helpers(sentence, chunks);
        self.visitors(sentence, chunks);
        self.storms(sentence, chunks);
        self.breaks(sentence, chunks, known);
        self.homes(sentence, chunks);
        self.frames.get_mut(known..).unwrap_or_default().sort_by_key(|f| f.trigger);
        self.date_frames(sentence, chunks, known);
        self.note_places(sentence, chunks);
        self.note_nation(sentence, chunks);
    }

    /// Whether a trip is the heart of a noun phrase: "her trip", "Flight 12".
    fn is_trip(&self, chunk: &Chunk) -> bool {
        let is_trip = |t: u32| self.reading.entry(t as usize).is(is::TRIP);
        let is_number = self.reading.kind(chunk.head as usize) == TokenKind::Number;
        is_trip(chunk.head) || is_number && chunk.head > chunk.first && is_trip(chunk.head - 1)
    }

    /// The place of a sentence: the first that follows "in", "at", "near".
    pub(super) fn set_scene(&mut self, sentence: u32, chunks: &[Chunk]) {
        // What stands after "from" is where somebody came from; after "located" it only says where a place of the story lies.
        let is_end = |c: &Chunk| {
            let word = self.reading.word(c.head as usize);
            c.is_preposition() && word == "from" || matches!(c.kind, Kind::Verb(_)) && matches!(word, "located" | "situated")
        };
        let end = chunks.iter().position(is_end).unwrap_or(chunks.len());
        let found = chunks.get(..end).unwrap_or_default().windows(2).find_map(|w| match w {
            [p, n]
                if p.is_preposition()
                    && matches!(self.reading.word(p.head as usize), "in" | "In" | "at" | "At" | "near" | "outside" | "on") =>
            {
                n.toponym
            }
            _ => None,
        });
        // A park or a region around what was told before is no other scene: "the building in Snowdonia National Park".
        let is_wide = |place: u32| {
            use Feature::{Lake, Mountain, Park, Region, River, Sea};
            let feature = self.reading.spots.get(place as usize).and_then(|s| s.feature);
            matches!(feature, Some(Park | Region | Mountain | Sea | River | Lake))
        };
        let stays = |place: u32| is_wide(place) && self.scene.is_some_and(|(held, s)| sentence.saturating_sub(s) <= 5 && !is_wide(held));
        if let Some(place) = found.filter(|&place| !stays(place)) {
            self.scene = Some((place, sentence));
            if sentence <= 3 {
                self.lead = self.lead.or(self.scene);
            }
        }
    }

    pub(super) fn scene(&self, sentence: u32) -> Option<u32> {
        self.scene.filter(|&(_, s)| sentence.saturating_sub(s) <= 5).or(self.lead).map(|(p, _)| p).or(self.dateline)
    }

    pub(super) fn new_frame(&self, kind: FrameKind, sentence: u32, trigger: u32, mover: Option<MoverId>) -> Frame {
        Frame {
            kind,
            sentence,
            trigger,
            roles: 0,
            mover,
            along: None,
            sources: Vec::new(),
            goals: Vec::new(),
            vias: Vec::new(),
            home: false,
            timex: None,
            status: StatusFound { status: Status::Done, cue: None, may_change: None },
            is_first: false,
            is_interrupted: false,
            is_earlier: false,
            transport: Transport::Unknown,
            scene: self.scene(sentence),
            here: None,
            is_tour: false,
            is_passive: false,
            was_under_way: false,
            in_title: self.in_title,
        }
    }

    /// Makes the frame of the verb group at chunk `i`.
    pub(super) fn verb_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup) {
        let subject_chunk = self.subjects.get(i).copied().flatten();
        let subject = self.who_is_meant(sentence, chunks, subject_chunk, i);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let entry = self.reading.entry(head as usize);
        let is_storm = subject.and_then(|s| self.movers.get(s)).is_some_and(|m| m.kind == MoverKind::Storm);
        if self.has_no_subject(chunks, i) {
            return;
        }
        if is_storm && group.verb.is_none() && self.reading.word(head as usize).starts_with("dissipat") {
            if matches!(group.mood, Mood::Done | Mood::Ongoing | Mood::PastOngoing) && !group.negated && !group.infinitive {
                self.break_frame(sentence, chunks, i, group, subject);
            }
            return;
        }
        if is_storm && let Some(verb) = group.verb.filter(|_| !group.negated && !group.passive) {
            self.storm_frame(sentence, chunks, i, group, verb, subject);
            return;
        }
        if self.is_crash(chunks, i, subject) && !group.negated {
            self.break_frame(sentence, chunks, i, group, subject);
            return;
        }
        let Some(verb) = group.verb else {
            // Who is stranded somewhere is there; a ship that is stranded goes no further.
            let is_somebody = subject.and_then(|s| self.movers.get(s)).is_some_and(|m| m.kind == MoverKind::Person);
            if entry.is(is::BREAKS_OFF) && !group.negated && !(is_somebody && self.reading.word(head as usize) == "stranded") {
                self.break_frame(sentence, chunks, i, group, subject);
            } else if let Some(id) = subject
                && !self.straight_from(sentence, chunks, i, group)
                && !self.between_frame(sentence, chunks, i, group, id)
            {
                self.stay_frame(sentence, chunks, i, group, id, None);
            }
            return;
        };
        if !verb.has(role::GO | role::CARRY) || verb.has(role::STAY) {
            if let Some(id) = subject {
                self.stay_frame(sentence, chunks, i, group, id, Some(verb));
            }
            return;
        }
        let args = self.arguments(chunks, i, verb.roles, group);
        let object_chunk = args.object.and_then(|o| chunks.get(o));
        let is_intransitive = verb.has(role::GO) && !verb.has(role::CARRY | role::OBJECT_GOAL | role::OBJECT_SOURCE | role::OBJECT_VIA);
        let has_other_object = object_chunk.is_some_and(|o| o.flags & (is::TRIP | is::PRONOUN) == 0 && !o.entry.is(is::TRIP));
        if is_intransitive && verb.has(role::WEAK) && has_other_object || args.moves_place && verb.has(role::CARRY) {
            return; // "end the ban on sales to Oslo", "return the islands to Rome"
        }
        if self.is_kept_from(chunks, i, group) || self.is_habit(chunks, i, group) || self.is_anybody(chunks, i, group) {
            return;
        }
        if args.here && args.goals.is_empty() && args.sources.is_empty() {
            return; // "bring them back here", somebody says: that is no place of the story's.
        }
        if args.there && verb.has(role::OBJECT_SOURCE) && object_chunk.is_some() {
            return; // "left them there": put down, not a departure.
        }
        let mut frame = Frame {
            kind: FrameKind::Move,
            sentence,
            trigger: head,
            roles: verb.roles,
            mover: None,
            along: None,
            sources: args.sources,
            goals: args.goals,
            vias: args.vias,
            home: args.home,
            timex: self.time_of(chunks, i, &args.times),
            status: self.status(chunks, i, group),
            is_first: args.is_first || self.first_before(chunks, i),
            // Who was visiting Lima when she was attacked had come there.
            is_interrupted: group.mood == Mood::PastOngoing && !is_visit(verb) && self.when_follows(chunks, args.end),
            is_earlier: group.perfect,
            transport: args.by_means.unwrap_or(verb.transport),
            scene: self.scene(sentence),
            here: self.dateline.or(self.lead.filter(|&(_, s)| s <= 1).map(|(p, _)| p)),
            is_tour: false,
            is_passive: group.passive,
            was_under_way: group.mood == Mood::PastOngoing,
            in_title: self.in_title,
        };
        if args.there && frame.goals.is_empty() {
            frame.goals.extend(self.there(sentence, chunks, i).map(|toponym| Goal { toponym, or: None }));
        }
        if (group.ing || group.participle)
            && !group.bare_finite
            && let Some(before) = self.frames.last()
            && before.sentence == sentence
            && before.was_under_way
        {
            // "was flying from Rome, headed for Oslo, when": one trip under way.
            frame.was_under_way = true;
            frame.is_interrupted = !is_visit(verb) && self.when_follows(chunks, args.end);
        }
        if args.toward {
            frame.roles |= role::TOWARD;
        }
        if verb.forms == "land" && chunks.get(i).is_some_and(|c| (c.first..c.head).any(|t| self.reading.word(t as usize) == "forced")) {
            frame.roles |= role::DIVERT;
        }
        if args.hither {
            frame.roles |= role::HITHER;
            frame.scene = self.there(sentence, chunks, i).or(frame.scene);
        }
        if args.back {
            frame.roles |= role::BACK;
            if verb.forms == "turn" {
                frame.roles |= role::DIVERT;
            }
        }
        if frame.sources.is_empty() {
            frame.sources.extend(self.source_before(chunks, i));
        }
        if verb.has(role::CARRY) && frame.goals.is_empty() && !group.passive && !group.negated {
            frame.goals.extend(self.given_to(chunks, args.end).map(|toponym| Goal { toponym, or: None }));
            if frame.sources.is_empty() && !frame.goals.is_empty() && args.back {
                frame.sources.extend(self.fetched_from(chunks, args.object));
            }
        }
        if frame.sources.is_empty() && frame.home && frame.goals.is_empty() {
            frame.sources.extend(self.source_after(chunks, args.end));
        }
        if frame.goals.is_empty() && verb.has(role::IN_GOAL) {
            frame.goals.extend(self.goal_before(chunks, i).map(|toponym| Goal { toponym, or: None }));
        }
        if group.present && group.bare_finite && verb.has(role::GO) && frame.status.status == Status::Done {
            frame.status = self.futurate(sentence, frame.timex, head);
        }
        let object = self.who(args.object).or_else(|| {
            let chunk = args.object.and_then(|o| chunks.get(o))?;
            (chunk.toponym.is_none()).then(|| self.movers.resolve(self.reading, chunk, sentence)).flatten()
        });
        // "a man deported from Spain to Peru was": the participle describes the noun before it.
        let is_acted_on =
            group.passive || args.object.is_none() && group.participle && group.bare_finite && self.is_reduced(i) && !verb.has(role::GO);
        let carries = verb.has(role::CARRY) && (!verb.has(role::GO) || object.is_some() || is_acted_on);
        if is_acted_on && carries {
            frame.mover = subject;
        } else if carries {
            let giver = subject_chunk.and_then(|s| chunks.get(s));
            // "drove a hundred wooden cases to the border": where the goods are nothing we know, who carries them moves.
            let goods = object.filter(|&o| self.movers.get(o).is_some_and(Mover::can_move));
            let object = goods.or(if verb.has(role::ALONG) { None } else { object });
            frame.mover = object.or(if verb.has(role::ALONG) { subject } else { None });
            if verb.has(role::ALONG) && object.is_some() && subject != object {
                frame.along = subject;
            }
            if verb.has(role::GIVES)
                && frame.sources.is_empty()
                && let Some(place) = giver.and_then(|g| g.toponym.or_else(|| self.state_of(g)))
                && !frame.home
            {
                frame.sources.push(place);
            }
        } else if group.passive && !verb.has(role::CARRY) {
            // "was visited by", "was approached": the subject does not move.
            return;
        } else {
            frame.mover = subject;
            if verb.has(role::FORCE | role::GO)
                && frame.sources.is_empty()
                && !frame.goals.is_empty()
                && let Some(place) = subject_chunk.and_then(|s| chunks.get(s)).and_then(|c| c.toponym)
                && verb.has(role::FORCE | role::LIFE)
            {
                frame.sources.push(place);
            }
        }
        if group.negated {
            return;
        }
        if group.mood == Mood::Failed {
            if frame.goals.is_empty() {
                return;
            }
            frame.status.status = Status::Cancelled;
        }
        self.keep(frame, verb, group);
    }

    /// Where "there" after the verb at chunk `i` is: the newest goal told before it in its sentence, a place that the sentence
    /// says something happened in, or where the sentences before it ended.
    fn there(&self, sentence: u32, chunks: &[Chunk], i: usize) -> Option<u32> {
        let told = self.frames.iter().rev().take_while(|f| f.sentence == sentence).find_map(|f| f.goals.last()).map(|g| g.toponym);
        told.or_else(|| {
            chunks.get(..i)?.windows(2).rev().find_map(|w| match w {
                [p, n] if p.is_preposition() && matches!(self.reading.word(p.head as usize), "in" | "In" | "at" | "At" | "near" | "to") => {
                    n.toponym
                }
                _ => None,
            })
        })
        .or(self.there)
    }

    /// "the Danish government sent": from Denmark; "the Danish troops sent" may be anywhere.
    fn state_of(&self, giver: &Chunk) -> Option<u32> {
        let is_state = |&o: &u32| self.reading.spots.get(o as usize).is_some_and(|s| s.is_country() || s.kind == ToponymKind::Demonym);
        giver.origin.filter(|o| is_state(o) && giver.flags & is::MILITARY == 0)
    }

    pub(super) fn keep(&mut self, mut frame: Frame, verb: &Verb, group: &VerbGroup) {
        let Some(id) = frame.mover else { return };
        let Some(mover) = self.movers.get(id) else { return };
        // Things pay no visits: "the advice is caution when visiting Lima".
        let is_idle = verb.has(role::WEAK) || is_visit(verb);
        if mover.kind == MoverKind::Abstract || is_idle && mover.kind == MoverKind::Thing && !group.passive {
            return;
        }
        frame.is_tour = !mover.is_plural || mover.is_collective;
        if frame.transport == Transport::Unknown {
            frame.transport = mover.transport.unwrap_or(Transport::Unknown);
        }
        if mover.kind == MoverKind::Storm {
            frame.transport = Transport::Storm;
        }
        let empty = frame.goals.is_empty() && frame.sources.is_empty() && !frame.home && frame.vias.is_empty();
        if empty && frame.roles & (role::AWAY | role::BACK) == 0 {
            return;
        }
        if group.ing
            && frame.goals.is_empty()
            && !frame.home
            && let Some(last) = self.frames.last_mut()
            && last.kind == FrameKind::Move
            && last.sentence == frame.sentence
            && last.mover == frame.mover
            && last.sources.is_empty()
            && !last.goals.is_empty()
            && !frame.sources.is_empty()
        {
            // "landed in Rome, flying in from Oslo": one movement.
            last.sources = frame.sources;
            last.vias.extend(frame.vias);
            return;
        }
        let before = self.frames.iter().rev().find(|f| f.mover == Some(id) && frame.sentence.saturating_sub(f.sentence) <= 2);
        if before.is_some_and(|f| f.kind == FrameKind::Stay && f.goals.is_empty()) {
            // "was placed in Saltmoor Prison, and then transferred to Tarn": from a place that nobody knows, not from the scene of the story.
            (frame.scene, frame.here) = (None, None);
        }
        if matches!(mover.kind, MoverKind::Person | MoverKind::Named | MoverKind::Cargo) {
            self.movers.note_traveller(frame.along.unwrap_or(id), frame.transport, frame.sentence);
        }
        self.frames.push(frame);
    }
}

/// Whether who does it is already there: "was visiting".
fn is_visit(verb: &Verb) -> bool {
    matches!(verb.forms, "visit" | "tour")
}
