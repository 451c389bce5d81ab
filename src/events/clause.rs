//! The chunks of a sentence in, [`Frame`]s out: who moves, by which verb, from where, to where, when, and is it sure.

use super::lexicon::{Verb, is, role};
use super::movers::{Mover, MoverId, MoverKind, Movers};
use super::reading::{Chunk, Kind, Mood, Reading, VerbGroup};
use super::{Status, StatusFound, Transport};
use crate::article::Span;
use jiff::civil::Date;

/// A goal of a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub toponym: u32,
    /// The token of the "or" that makes it an alternative to the goal before it.
    pub or: Option<u32>,
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// Somebody goes or is brought.
    Move,
    /// Somebody is somewhere.
    Stay,
    /// A vehicle or a trip comes to grief.
    Break,
}

/// One statement about one mover.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub kind: FrameKind,
    pub sentence: u32,
    /// The token of its verb or noun.
    pub trigger: u32,
    pub roles: u32,
    pub mover: Option<MoverId>,
    /// Who goes along with it.
    pub along: Option<MoverId>,
    pub sources: Vec<u32>,
    pub goals: Vec<Goal>,
    pub vias: Vec<u32>,
    /// Towards home.
    pub home: bool,
    pub timex: Option<u32>,
    pub status: StatusFound,
    /// "first", "initially".
    pub is_first: bool,
    pub is_noun: bool,
    /// "was flying … when": broken off in its own sentence.
    pub is_interrupted: bool,
    /// Before the other things told: "had left".
    pub is_earlier: bool,
    pub transport: Transport,
    /// Where the story was when this was told.
    pub scene: Option<u32>,
    /// The subject is acted on.
    pub is_passive: bool,
    /// "was flying".
    pub was_under_way: bool,
}

/// What stands around a verb or a noun of motion.
#[derive(Debug, Default)]
struct Arguments {
    sources: Vec<u32>,
    goals: Vec<Goal>,
    vias: Vec<u32>,
    ats: Vec<u32>,
    object: Option<usize>,
    times: Vec<u32>,
    home: bool,
    back: bool,
    is_first: bool,
    /// The chunk where reading ended.
    end: usize,
    by_means: Option<Transport>,
}

/// Reads sentences, one after the other, in order.
pub(super) struct Clauses<'r, 't, 'a> {
    pub reading: &'r Reading<'t, 'a>,
    pub published: Option<Date>,
    /// Whether the sentence is a headline, whose present tense tells the past.
    pub in_title: bool,
    pub movers: Movers<'a>,
    pub frames: Vec<Frame>,
    subjects: Vec<Option<usize>>,
    apposed: Vec<Option<usize>>,
    /// Verb groups that are reduced relative clauses: "troops killed in the war".
    reduced: Vec<bool>,
    who: Vec<Option<MoverId>>,
    consumed: Vec<bool>,
    /// The last place at which something was told to happen, and its sentence.
    scene: Option<(u32, u32)>,
    /// The first of them, where it stands at the head of the article.
    lead: Option<(u32, u32)>,
    /// The last date at which something was told to happen, and its sentence.
    story_time: Option<(u32, u32)>,
}

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

impl<'r, 't, 'a> Clauses<'r, 't, 'a> {
    pub fn new(reading: &'r Reading<'t, 'a>, published: Option<Date>) -> Self {
        Clauses {
            reading,
            published,
            in_title: false,
            movers: Movers::default(),
            frames: Vec::new(),
            subjects: Vec::new(),
            apposed: Vec::new(),
            reduced: Vec::new(),
            who: Vec::new(),
            consumed: Vec::new(),
            scene: None,
            lead: None,
            story_time: None,
        }
    }

    /// The subjects found in the last sentence, one slot a chunk.
    pub fn subjects(&self) -> &[Option<usize>] {
        &self.subjects
    }

    /// Whether the verb group at chunk `i` only describes the noun before it.
    pub fn is_reduced(&self, i: usize) -> bool {
        self.reduced.get(i).copied().unwrap_or(false)
    }

    /// Whether the subject is "no one", "no ship": nothing happened.
    pub fn has_no_subject(&self, chunks: &[Chunk], i: usize) -> bool {
        let subject = self.subjects.get(i).copied().flatten().and_then(|s| chunks.get(s));
        subject.is_some_and(|s| {
            matches!(
                self.reading.word(s.first as usize),
                "No" | "no" | "None" | "none" | "Nobody" | "nobody" | "Neither" | "neither" | "Few" | "few"
            )
        })
    }

    /// Reads one sentence.
    pub fn read(&mut self, sentence: u32, chunks: &[Chunk]) {
        self.find_subjects(chunks);
        self.who.clear();
        self.who.resize(chunks.len(), None);
        self.consumed.clear();
        self.consumed.resize(chunks.len(), false);
        self.resolve(sentence, chunks);
        self.set_scene(sentence, chunks);
        let known = self.frames.len();
        for (i, chunk) in chunks.iter().enumerate() {
            match &chunk.kind {
                Kind::Verb(group) => self.verb_frame(sentence, chunks, i, group),
                Kind::Noun if chunk.flags & is::TRIP != 0 && self.reading.entry(chunk.head as usize).is(is::TRIP) => {
                    self.noun_frame(sentence, chunks, i)
                }
                _ => {}
            }
        }
        self.helpers(sentence, chunks);
        self.visitors(sentence, chunks);
        self.storms(sentence, chunks);
        self.breaks(sentence, chunks, known);
        self.homes(sentence, chunks);
        // A leg that happened without a date of its own happened when the sentences before it did.
        let carried = self.story_time.filter(|&(_, s)| sentence.saturating_sub(s) <= 3).map(|(t, _)| t);
        for frame in self.frames.iter_mut().skip(known).filter(|f| f.kind == FrameKind::Move && f.roles & role::LIFE == 0) {
            if frame.timex.is_none() && frame.status.status == Status::Done && !frame.is_earlier {
                frame.timex = carried;
            }
        }
        let own = (0..chunks.len())
            .find(|&i| chunks.get(i).and_then(Chunk::verb_group).is_some_and(|g| g.finite && !g.perfect))
            .and_then(|i| self.time_of(chunks, i, &[]));
        if let Some(t) = own {
            self.story_time = Some((t, sentence));
        }
    }

    /// The place of a sentence: the first that follows "in", "at", "near".
    fn set_scene(&mut self, sentence: u32, chunks: &[Chunk]) {
        // What stands after "from" is where somebody came from.
        let end = chunks.iter().position(|c| c.is_preposition() && self.reading.word(c.head as usize) == "from").unwrap_or(chunks.len());
        let found = chunks.get(..end).unwrap_or_default().windows(2).find_map(|w| match w {
            [p, n]
                if p.is_preposition()
                    && matches!(self.reading.word(p.head as usize), "in" | "In" | "at" | "At" | "near" | "outside" | "on") =>
            {
                n.toponym
            }
            _ => None,
        });
        if let Some(place) = found {
            self.scene = Some((place, sentence));
            if sentence <= 3 {
                self.lead = self.lead.or(self.scene);
            }
        }
    }

    fn scene(&self, sentence: u32) -> Option<u32> {
        self.scene.filter(|&(_, s)| sentence.saturating_sub(s) <= 5).or(self.lead).map(|(p, _)| p)
    }

    fn new_frame(&self, kind: FrameKind, sentence: u32, trigger: u32, mover: Option<MoverId>) -> Frame {
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
            is_noun: false,
            is_interrupted: false,
            is_earlier: false,
            transport: Transport::Unknown,
            scene: self.scene(sentence),
            is_passive: false,
            was_under_way: false,
        }
    }

    /// "crews from Esk and Tarn attended": each comes to the scene.
    fn helpers(&mut self, sentence: u32, chunks: &[Chunk]) {
        let Some(scene) = self.scene(sentence) else { return };
        if !chunks.iter().any(|c| c.verb_group().is_some() && self.reading.entry(c.head as usize).is(is::RESPONDS)) {
            return;
        }
        for (i, chunk) in chunks.iter().enumerate() {
            let is_from = chunk.is_preposition() && self.reading.word(chunk.head as usize) == "from";
            let noun = i
                .checked_sub(1)
                .and_then(|n| chunks.get(n))
                .filter(|n| n.is_noun() && n.flags & is::PLURAL != 0 && n.entry.is(is::VEHICLE | is::PERSON));
            let (true, Some(noun)) = (is_from, noun) else { continue };
            if self.consumed.get(i).copied().unwrap_or(true) {
                continue;
            }
            let places: Vec<u32> = chunks
                .iter()
                .skip(i + 1)
                .map_while(|c| match c.kind {
                    Kind::Noun => c.toponym.map(Some),
                    Kind::Comma | Kind::And => Some(None),
                    _ => None,
                })
                .flatten()
                .collect();
            let Some(id) = self.movers.resolve(self.reading, noun, sentence) else { continue };
            for place in places {
                let mut frame = self.new_frame(FrameKind::Move, sentence, noun.head, Some(id));
                frame.roles = role::GO;
                frame.sources.push(place);
                frame.goals.push(Goal { toponym: scene, or: None });
                frame.transport = noun.entry.transport.unwrap_or(Transport::Road);
                self.frames.push(frame);
            }
            if let Some(slot) = self.consumed.get_mut(i) {
                *slot = true;
            }
        }
    }

    /// "a Danish tourist in Lima": from home to the place of the sentence.
    fn visitors(&mut self, sentence: u32, chunks: &[Chunk]) {
        for chunk in chunks {
            let (true, Some(origin)) = (chunk.is_noun() && chunk.entry.is(is::VISITOR), chunk.origin) else { continue };
            let Some((scene, _)) = self.scene.filter(|&(_, s)| s == sentence) else { continue };
            let Some(id) = self.movers.resolve(self.reading, chunk, sentence) else { continue };
            let mut frame = self.new_frame(FrameKind::Move, sentence, chunk.head, Some(id));
            frame.roles = role::GO;
            frame.sources.push(origin);
            frame.goals.push(Goal { toponym: scene, or: None });
            frame.timex = chunks.iter().rev().find_map(|c| c.timex);
            self.frames.push(frame);
        }
    }

    /// A position told by distance and direction is a storm's, where a storm is in the story.
    fn storms(&mut self, sentence: u32, chunks: &[Chunk]) {
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
    }

    /// "the crashed jet", "plane crash": a vehicle of the sentence came to grief.
    fn breaks(&mut self, sentence: u32, chunks: &[Chunk], known: usize) {
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

    /// Finds the subject of every verb group.
    fn find_subjects(&mut self, chunks: &[Chunk]) {
        self.subjects.clear();
        self.subjects.resize(chunks.len(), None);
        self.apposed.clear();
        self.apposed.resize(chunks.len(), None);
        self.reduced.clear();
        self.reduced.resize(chunks.len(), false);
        let mut candidate: Option<usize> = None;
        let mut verb_seen = false;
        let mut fallback: Option<usize> = None;
        let mut last_noun: Option<usize> = None;
        let mut boundary_since_verb = false;
        let mut outer: Option<(Option<usize>, bool)> = None;
        let mut after_report = false;
        let mut fronted: Option<usize> = None;
        for (i, chunk) in chunks.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|p| chunks.get(p));
            match &chunk.kind {
                Kind::Noun => {
                    if before.is_some_and(Chunk::is_preposition) {
                        continue;
                    }
                    if !verb_seen {
                        match candidate {
                            None => candidate = Some(i),
                            Some(c) if before.is_some_and(|b| matches!(b.kind, Kind::Comma)) => {
                                if chunks.get(c).is_some_and(Chunk::is_noun) {
                                    if let Some(slot) = self.apposed.get_mut(i) {
                                        *slot = Some(c);
                                    }
                                }
                            }
                            Some(c) if before.is_some_and(|b| matches!(b.kind, Kind::And | Kind::Or)) => {
                                // "singer, actor and activist Ann Lee": the name at the end is who is meant.
                                if chunk.is_name
                                    && chunk.flags & is::PERSON != 0
                                    && chunks.get(c).is_some_and(|c| !c.is_name && c.flags & is::PERSON != 0)
                                {
                                    candidate = Some(i);
                                }
                            }
                            Some(_) => candidate = Some(i),
                        }
                    } else {
                        if before.is_some_and(|b| matches!(b.kind, Kind::Comma))
                            && let Some(l) = last_noun
                            && l + 2 == i
                            && let Some(slot) = self.apposed.get_mut(i)
                        {
                            *slot = Some(l);
                        }
                        if self.apposed.get(i).copied().flatten().is_none() {
                            last_noun = Some(i);
                        }
                    }
                }
                Kind::Verb(group) => {
                    let directly_after_noun = before.is_some_and(Chunk::is_noun);
                    if group.finite
                        && directly_after_noun
                        && let Some(b) = i.checked_sub(1)
                        && let Some(slot) = self.apposed.get_mut(b)
                        && slot.is_some()
                    {
                        // "Last month, forces moved", "…, Lee said": no apposition, for no comma closes it.
                        *slot = None;
                        if verb_seen {
                            last_noun = Some(b);
                        } else {
                            candidate = Some(b);
                        }
                    }
                    if group.ing && candidate.is_none() && i <= 1 {
                        fronted = Some(i);
                    } else if group.finite
                        && let Some(f) = fronted.take()
                        && candidate.is_some()
                        && let Some(slot) = self.subjects.get_mut(f)
                    {
                        // "Speaking in Rome, the minister said".
                        *slot = candidate;
                    }
                    let after_place = before.is_some_and(|b| b.is_noun() && b.toponym.is_some());
                    let current = candidate.or(fallback);
                    let subject = if group.finite
                        && !(group.bare_finite && group.participle && verb_seen && directly_after_noun && !boundary_since_verb)
                    {
                        if let Some((outer_candidate, outer_seen)) = outer
                            && verb_seen
                            && !before.is_some_and(|b| matches!(b.kind, Kind::And | Kind::But | Kind::Or))
                            && !boundary_since_verb
                        {
                            // The relative clause is over.
                            candidate = outer_candidate;
                            verb_seen = outer_seen;
                            outer = None;
                        }
                        let after_comma = before.is_some_and(|b| matches!(b.kind, Kind::Comma));
                        let is_near = last_noun.is_some_and(|l| l + 1 == i || after_comma && l + 2 <= i);
                        let subject =
                            if verb_seen && is_near && (directly_after_noun || after_comma) && (boundary_since_verb || after_report) {
                                candidate = last_noun;
                                last_noun
                            } else {
                                candidate.or(fallback)
                            };
                        verb_seen = true;
                        boundary_since_verb = false;
                        last_noun = None;
                        after_report = self.reading.entry(chunk.head as usize).is(is::REPORTS);
                        subject
                    } else if group.infinitive {
                        let controlled = chunks
                            .get(..i)
                            .and_then(|c| c.iter().rev().find_map(Chunk::verb_group))
                            .is_some_and(|g| g.controls_object && !g.passive);
                        let subject = if controlled && directly_after_noun && last_noun.is_some() { last_noun } else { current };
                        last_noun = None;
                        subject
                    } else if group.ing || group.participle {
                        if let Some(slot) = self.reduced.get_mut(i) {
                            *slot = true;
                        }
                        let subject = if directly_after_noun && !after_place { i.checked_sub(1) } else { current };
                        if group.ing {
                            last_noun = None;
                        }
                        subject
                    } else {
                        last_noun = None;
                        current
                    };
                    if let Some(slot) = self.subjects.get_mut(i) {
                        *slot = subject;
                    }
                }
                Kind::Subordinator | Kind::Stop => {
                    if verb_seen || candidate.is_some() {
                        fallback = candidate.or(fallback);
                    }
                    candidate = None;
                    verb_seen = false;
                    last_noun = None;
                    outer = None;
                    boundary_since_verb = false;
                }
                Kind::Relative => {
                    let antecedent = (0..i).rev().find(|&j| chunks.get(j).is_some_and(Chunk::is_noun));
                    let word = self.reading.word(chunk.head as usize);
                    // "a man from Japan who": the noun that the phrase hangs on, if it is a person.
                    let antecedent = antecedent.map(|a| self.head_of_phrase(chunks, a, word));
                    // "three Danes, Jens, Bo and Ib, who": the noun that the list explains.
                    let in_list =
                        antecedent.and_then(|a| a.checked_sub(1)).and_then(|a| chunks.get(a)).is_some_and(|c| matches!(c.kind, Kind::And));
                    let antecedent = match candidate {
                        Some(c) if in_list && chunks.get(c).is_some_and(|c| c.is_noun() && c.flags & is::PLURAL != 0) => Some(c),
                        _ => antecedent,
                    };
                    if outer.is_none() {
                        outer = Some((candidate, verb_seen));
                    }
                    candidate = if matches!(word, "where" | "why" | "how") { None } else { antecedent };
                    verb_seen = false;
                    last_noun = None;
                    boundary_since_verb = false;
                }
                Kind::Comma => {
                    if verb_seen {
                        boundary_since_verb = true;
                        if let Some((outer_candidate, outer_seen)) = outer.take() {
                            candidate = outer_candidate;
                            verb_seen = outer_seen;
                        }
                    }
                }
                Kind::And | Kind::But | Kind::Or => boundary_since_verb |= verb_seen,
                _ => {}
            }
        }
    }

    fn head_of_phrase(&self, chunks: &[Chunk], noun: usize, relative: &str) -> usize {
        let mut at = noun;
        while at >= 2
            && chunks.get(at - 1).is_some_and(Chunk::is_preposition)
            && chunks.get(at - 2).is_some_and(Chunk::is_noun)
            && (relative.eq_ignore_ascii_case("who")
                && chunks.get(at).is_some_and(|c| c.toponym.is_some() || c.flags & is::PERSON == 0 && !c.is_name))
        {
            at -= 2;
        }
        at
    }

    /// Finds the mover behind every noun phrase that may be one.
    fn resolve(&mut self, sentence: u32, chunks: &[Chunk]) {
        for (i, chunk) in chunks.iter().enumerate() {
            if !chunk.is_noun() {
                continue;
            }
            let is_subject = self.subjects.contains(&Some(i));
            let known = chunk.is_name || chunk.flags & (is::PRONOUN | is::PERSON | is::VEHICLE | is::STORM | is::CARGO) != 0;
            if !is_subject && (!known || chunk.toponym.is_some()) {
                continue;
            }
            let apposed = self.apposed.get(i).copied().flatten();
            let own = if let Some(first) = apposed
                && chunk.flags & is::PERSON != 0
                && let Some(id) = self.who.get(first).copied().flatten()
            {
                if let Some(origin) = chunk.origin
                    && let Some(mover) = self.movers.get_mut(id)
                    && mover.home.is_none()
                {
                    mover.home = Some(origin);
                }
                if let Some(mover) = self.movers.get_mut(id) {
                    if mover.kind == MoverKind::Named {
                        mover.kind = MoverKind::Person;
                    }
                    mover.sex |= chunk.flags & (is::MALE | is::FEMALE);
                }
                Some(id)
            } else {
                self.movers.resolve(self.reading, chunk, sentence)
            };
            if let Some(slot) = self.who.get_mut(i) {
                *slot = own;
            }
            if is_subject && let Some(id) = own {
                self.movers.note_subject(id);
            }
        }
    }

    /// The mover behind a noun phrase of the last sentence.
    pub fn who(&self, chunk: Option<usize>) -> Option<MoverId> {
        chunk.and_then(|c| self.who.get(c).copied().flatten())
    }

    /// Makes the frame of the verb group at chunk `i`.
    fn verb_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup) {
        let subject_chunk = self.subjects.get(i).copied().flatten();
        let subject = self.who(subject_chunk);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let entry = self.reading.entry(head as usize);
        let is_storm = subject.and_then(|s| self.movers.get(s)).is_some_and(|m| m.kind == MoverKind::Storm);
        if self.has_no_subject(chunks, i) {
            return;
        }
        if is_storm && let Some(verb) = group.verb.filter(|_| !group.negated && !group.passive) {
            self.storm_frame(sentence, chunks, i, group, verb, subject);
            return;
        }
        let Some(verb) = group.verb else {
            if entry.is(is::BREAKS_OFF) && !group.negated {
                self.break_frame(sentence, chunks, i, group, subject);
            } else if let Some(id) = subject {
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
            status: self.status(chunks, i, group, args.end),
            is_first: args.is_first || self.first_before(chunks, i),
            is_noun: false,
            is_interrupted: group.mood == Mood::PastOngoing && self.when_follows(chunks, args.end),
            is_earlier: group.perfect,
            transport: args.by_means.unwrap_or(verb.transport),
            scene: self.scene(sentence),
            is_passive: group.passive,
            was_under_way: group.mood == Mood::PastOngoing,
        };
        if (group.ing || group.participle)
            && !group.bare_finite
            && let Some(before) = self.frames.last()
            && before.sentence == sentence
            && before.was_under_way
        {
            // "was flying from Rome, headed for Oslo, when": one trip under way.
            frame.was_under_way = true;
            frame.is_interrupted = self.when_follows(chunks, args.end);
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
        let carries = verb.has(role::CARRY) && (!verb.has(role::GO) || object.is_some() || group.passive);
        if group.passive && carries {
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
                && let Some(place) = giver.and_then(|g| g.toponym)
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

    /// "She flies on to Rome": planned where the story is of plans, else under way.
    fn futurate(&self, sentence: u32, timex: Option<u32>, head: u32) -> StatusFound {
        let start = timex.and_then(|t| self.reading.timexes.get(t as usize)).and_then(|t| t.range).map(|r| r.start.date());
        let after_plan =
            self.frames.iter().rev().take(6).any(|f| sentence.saturating_sub(f.sentence) <= 3 && f.status.status == Status::Planned);
        let status = match (start, self.published) {
            _ if self.in_title => Status::Done,
            (Some(date), Some(published)) if date < published => Status::Done,
            (Some(_), Some(_)) => Status::Planned,
            _ if after_plan => Status::Planned,
            _ => Status::Ongoing,
        };
        StatusFound { status, cue: (status != Status::Done).then(|| self.reading.span(head, head + 1)), may_change: None }
    }

    /// Where a storm strikes, crosses, comes ashore or stands is where it is.
    fn storm_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup, verb: &'static Verb, storm: Option<MoverId>) {
        let via = if verb.has(role::OBJECT_VIA | role::OBJECT_SOURCE) { 0 } else { role::OBJECT_GOAL };
        let roles = verb.roles & !role::IN_SOURCE & !role::STAY | role::IN_GOAL | via | role::GO;
        let args = self.arguments(chunks, i, roles, group);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let mut frame = self.new_frame(FrameKind::Move, sentence, head, storm);
        frame.roles = roles & !role::AWAY;
        frame.sources = if args.sources.is_empty() { self.source_before(chunks, i).into_iter().collect() } else { args.sources };
        frame.goals = args.goals;
        frame.vias = args.vias;
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status = self.status(chunks, i, group, args.end);
        frame.transport = Transport::Storm;
        if !(frame.goals.is_empty() && frame.vias.is_empty() && frame.sources.is_empty()) {
            self.frames.push(frame);
        }
    }

    /// "From Seoul he will fly": the origin in front of the clause.
    fn source_before(&self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let subject = self.subjects.get(i).copied().flatten()?;
        let at = (0..subject.min(i))
            .rev()
            .take(6)
            .take_while(|&j| chunks.get(j).is_some_and(|c| !matches!(c.kind, Kind::Verb(_) | Kind::Stop | Kind::Relative)))
            .find(|&j| {
                chunks.get(j).is_some_and(|c| c.is_preposition() && self.reading.word(c.head as usize).eq_ignore_ascii_case("from"))
            })?;
        chunks.get(at + 1).and_then(|c| c.toponym)
    }

    /// "Manila, where he arrives": the place before "where".
    fn goal_before(&self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let relative = (0..i).rev().take(4).find(|&j| chunks.get(j).is_some_and(|c| matches!(c.kind, Kind::Relative)))?;
        let is_where = chunks.get(relative).is_some_and(|c| self.reading.word(c.head as usize) == "where");
        let place = (0..relative).rev().take(2).find_map(|j| chunks.get(j).and_then(|c| c.toponym));
        place.filter(|_| is_where)
    }

    fn keep(&mut self, mut frame: Frame, verb: &Verb, group: &VerbGroup) {
        let Some(id) = frame.mover else { return };
        let Some(mover) = self.movers.get(id) else { return };
        if mover.kind == MoverKind::Abstract || verb.has(role::WEAK) && mover.kind == MoverKind::Thing && !group.passive {
            return;
        }
        if frame.transport == Transport::Unknown {
            frame.transport = mover.transport.unwrap_or(Transport::Unknown);
        }
        if mover.kind == MoverKind::Storm {
            frame.transport = Transport::Storm;
        }
        let empty = frame.goals.is_empty() && frame.sources.is_empty() && !frame.home && frame.vias.is_empty();
        if empty && !verb.has(role::AWAY | role::BACK) {
            return;
        }
        if matches!(mover.kind, MoverKind::Person | MoverKind::Named | MoverKind::Cargo) {
            self.movers.note_traveller(frame.along.unwrap_or(id), frame.transport, frame.sentence);
        }
        self.frames.push(frame);
    }

    /// Makes the frame of a noun such as "flight", "visit".
    fn noun_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize) {
        let Some(chunk) = chunks.get(i) else { return };
        let word = self.reading.word(chunk.head as usize).to_ascii_lowercase();
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
        let group = VerbGroup {
            verb: None,
            finite: false,
            passive: false,
            ing: false,
            infinitive: false,
            participle: false,
            bare_finite: false,
            base: false,
            negated: false,
            mood: Mood::Done,
            cue: None,
            present: false,
            copula: false,
            perfect: false,
            controls_object: false,
        };
        let args = self.arguments(chunks, i, roles, &group);
        let governor = chunks.get(..i).and_then(|c| c.iter().rposition(|c| c.verb_group().is_some()));
        let clause_governor =
            governor.filter(|&g| chunks.get(g..i).is_some_and(|c| !c.iter().any(|c| matches!(c.kind, Kind::Stop | Kind::Subordinator))));
        let is_subject = self.subjects.contains(&Some(i));
        let own_verb = self.subjects.iter().position(|&s| s == Some(i));
        let mood_chunk = if is_subject { own_verb } else { clause_governor };
        let mood = mood_chunk.and_then(|g| chunks.get(g)).and_then(Chunk::verb_group).copied();
        let mut status = match (mood_chunk, mood) {
            (Some(g), Some(mood)) => self.status(chunks, g, &mood, args.end),
            _ => StatusFound { status: Status::Done, cue: None, may_change: None },
        };
        // "planned trip", "possible visit".
        for t in chunk.first..chunk.end {
            let w = self.reading.word(t as usize);
            let s = match w.to_ascii_lowercase().as_str() {
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
        let mover = match mover {
            None if !args.sources.is_empty() => self.movers.resolve(self.reading, chunk, sentence),
            known => known,
        };
        if mood.is_some_and(|m| m.negated) {
            return;
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
            is_noun: true,
            is_interrupted: false,
            is_earlier: false,
            transport,
            scene: self.scene(sentence),
            is_passive: false,
            was_under_way: false,
        };
        if mover.and_then(|m| self.movers.get(m)).is_some_and(|m| m.kind != MoverKind::Abstract) {
            self.frames.push(frame);
        }
    }

    /// The possessor in a noun phrase: "his trip", "Lee's visit".
    fn owner(&mut self, sentence: u32, chunk: &Chunk) -> Option<MoverId> {
        let first = self.reading.entry(chunk.first as usize);
        if first.is(is::POSSESSIVE) {
            return self.movers.of_pronoun(self.reading.word(chunk.first as usize), sentence);
        }
        let mark = (chunk.first..chunk.end).find(|&t| matches!(self.reading.word(t as usize), "'s" | "’s" | "’" | "'"))?;
        let name = self.reading.word(mark.checked_sub(1)? as usize);
        self.movers.by_word(name)
    }

    fn called_off(&self, chunks: &[Chunk]) -> Option<Span> {
        let (first, last) = (chunks.first()?, chunks.last()?);
        (first.first..last.end).find(|&t| self.reading.entry(t as usize).is(is::CALLS_OFF)).map(|t| self.reading.span(t, t + 1))
    }

    fn break_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup, subject: Option<MoverId>) {
        let args = self.arguments(chunks, i, role::IN_GOAL | role::WEAK, group);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let goals = args.goals;
        let mut frame = self.new_frame(FrameKind::Break, sentence, head, subject);
        frame.goals = goals;
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status.cue = Some(self.reading.span(head, head + 1));
        self.frames.push(frame);
    }

    fn stay_frame(&mut self, sentence: u32, chunks: &[Chunk], i: usize, group: &VerbGroup, id: MoverId, verb: Option<&'static Verb>) {
        let roles = verb.map_or(role::STAY, |v| v.roles);
        let Some(mover) = self.movers.get(id) else { return };
        if matches!(mover.kind, MoverKind::Abstract | MoverKind::Thing | MoverKind::Country)
            || group.negated
            || matches!(group.mood, Mood::Failed | Mood::Possible)
        {
            return;
        }
        let is_tracked = matches!(mover.kind, MoverKind::Storm | MoverKind::Vehicle);
        let args = self.arguments(chunks, i, roles, group);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let is_home = verb.is_some_and(|v| v.has(role::HOME));
        let timex = self.time_of(chunks, i, &args.times);
        if roles & role::DIED != 0
            && timex.is_some()
            && let Some(mover) = self.movers.get_mut(id)
        {
            mover.died = mover.died.or(timex);
        }
        let direct = args.object.is_none() && group.copula && is_tracked;
        let next = chunks.iter().skip(i + 1).find(|c| !matches!(c.kind, Kind::Adverb)).filter(|_| direct).and_then(|c| c.toponym);
        let place = args
            .ats
            .first()
            .copied()
            .or(if is_home || roles & role::IN_SOURCE != 0 { args.sources.first().copied() } else { None })
            .or(next);
        let Some(place) = place else { return };
        if is_home || roles & role::BORN != 0 {
            if let Some(mover) = self.movers.get_mut(id)
                && (mover.home.is_none() || is_home)
            {
                mover.home = Some(place);
                mover.home_sentence = sentence;
            }
        }
        let mut frame = self.new_frame(FrameKind::Stay, sentence, head, Some(id));
        frame.roles = roles;
        frame.goals.push(Goal { toponym: place, or: None });
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status = self.status(chunks, i, group, args.end);
        frame.is_earlier = group.perfect;
        let object = self.who(args.object).filter(|&o| o != id && !group.passive && verb.is_some());
        if let Some(object) = object
            && self.movers.get(object).is_some_and(|m| matches!(m.kind, MoverKind::Person | MoverKind::Named))
        {
            // "police held him in Lima": both are there.
            self.frames.push(Frame { mover: Some(object), ..frame.clone() });
        }
        self.frames.push(frame);
    }

    /// Homes told without a verb: "a couple from Ohio", "the president of Ghana", "a native of Peru", "is a Danish national".
    fn homes(&mut self, sentence: u32, chunks: &[Chunk]) {
        for (i, chunk) in chunks.iter().enumerate() {
            if !chunk.is_preposition() || self.consumed.get(i).copied().unwrap_or(true) {
                continue;
            }
            let word = self.reading.word(chunk.head as usize);
            let Some(place) = chunks.get(i + 1).filter(|c| c.is_noun()).and_then(|c| c.toponym) else { continue };
            let mut owner = match i.checked_sub(1) {
                Some(o) => o,
                None => continue,
            };
            if chunks.get(owner).is_some_and(|c| matches!(c.kind, Kind::Comma)) && word == "from" {
                // "Ann Lee, 42, from Sydney": back over commas and ages.
                while owner > 0 && !chunks.get(owner).is_some_and(|c| c.is_noun() && (c.is_name || c.flags & is::PERSON != 0)) {
                    owner -= 1;
                }
            }
            let Some(noun) = chunks.get(owner).filter(|c| c.is_noun()) else { continue };
            let person = noun.flags & is::PERSON != 0;
            let fits = match word {
                "from" => person || noun.is_name && noun.toponym.is_none(),
                "of" => person,
                "in" => noun.entry.is(is::DWELLER),
                _ => false,
            };
            if !fits {
                continue;
            }
            let id = self.who(Some(owner)).or_else(|| self.movers.resolve(self.reading, noun, sentence));
            let copula = i
                .checked_sub(2)
                .and_then(|v| chunks.get(v).and_then(Chunk::verb_group).map(|g| (v, g)))
                .filter(|(_, g)| g.copula)
                .and_then(|(v, _)| self.subjects.get(v).copied().flatten());
            for id in [id, self.who(copula)].into_iter().flatten() {
                if let Some(mover) = self.movers.get_mut(id)
                    && (mover.home.is_none() || noun.entry.is(is::DWELLER))
                {
                    mover.home = Some(place);
                    mover.home_sentence = sentence;
                }
            }
        }
        for (i, chunk) in chunks.iter().enumerate() {
            let Some(group) = chunk.verb_group().filter(|g| g.copula) else { continue };
            let _ = group;
            let Some(noun) = chunks.get(i + 1).filter(|c| c.is_noun() && c.flags & (is::PERSON | is::DWELLER) != 0) else { continue };
            if let (Some(origin), Some(id)) = (noun.origin, self.who(self.subjects.get(i).copied().flatten()))
                && let Some(mover) = self.movers.get_mut(id)
                && mover.home.is_none()
            {
                mover.home = Some(origin);
                mover.home_sentence = sentence;
            }
        }
    }

    /// Reads what stands right of the verb or noun at chunk `i`.
    fn arguments(&mut self, chunks: &[Chunk], i: usize, roles: u32, group: &VerbGroup) -> Arguments {
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
        let mut j = i + 1;
        while let Some(chunk) = chunks.get(j) {
            match &chunk.kind {
                Kind::Preposition => {
                    expects_object = false;
                    let word = self.reading.word(chunk.head as usize).to_ascii_lowercase();
                    let two = chunk.end - chunk.first == 2;
                    let new = match word.as_str() {
                        "from" => Pending::Source,
                        "out" if two => Pending::Source,
                        "to" if chunks.get(j - 1).is_some_and(|c| c.is_noun() && c.entry.is(is::ABSTRACT)) => Pending::Skip, // "in response to Rome"
                        "to" | "into" | "onto" | "toward" | "towards" => Pending::Goal,
                        "for"
                            if has(role::FOR_GOAL)
                                && chunks.get(j + 1).is_some_and(|c| c.toponym.is_some() || c.flags & is::PLACE_NOUN != 0) =>
                        {
                            Pending::Goal
                        }
                        _ if two && self.reading.entry(chunk.head as usize).is(is::DIRECTION) => Pending::At,
                        "in" | "at" | "on" | "inside" | "outside" | "near" | "off" | "over" | "above" | "around" | "aboard" | "atop" => {
                            Pending::At
                        }
                        "via" | "through" | "across" | "past" => Pending::Via,
                        "between" => Pending::Between,
                        "of" => {
                            if is_noun_trigger && j == i + 1 && has(role::OBJECT_GOAL) {
                                Pending::Goal
                            } else if is_noun_trigger && j == i + 1 && has(role::AWAY) {
                                Pending::Source
                            } else if open != Pending::None
                                && chunks.get(j - 1).is_some_and(|c| c.flags & is::PLACE_NOUN != 0 || self.is_part_word(c))
                            {
                                open
                            } else if last.is_some() {
                                Pending::Skip
                            } else {
                                Pending::None
                            }
                        }
                        "including" if last.is_some_and(|(_, t)| t == Pending::Source) => {
                            args.sources.clear();
                            Pending::Source
                        }
                        "by" if has(role::GO) && !group.passive && chunks.get(j + 1).is_some_and(|c| c.toponym.is_some()) => Pending::Goal,
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
                    let place = chunk.toponym.or_else(|| self.demonym_place(chunk));
                    if let Some(place) = place {
                        let direct = expects_object && args.object.is_none();
                        let mut target = pending;
                        if direct {
                            target = if has(role::OBJECT_GOAL) {
                                Pending::Goal
                            } else if has(role::OBJECT_SOURCE) {
                                Pending::Source
                            } else if has(role::OBJECT_VIA) {
                                Pending::Via
                            } else {
                                Pending::Skip
                            };
                            expects_object = false;
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
                        open = Pending::None;
                        or = None;
                    } else {
                        if expects_object && args.object.is_none() {
                            args.object = Some(j);
                            expects_object = false;
                            if has(role::OBJECT_GOAL) {
                                open = Pending::Goal;
                            } else if has(role::OBJECT_SOURCE) && chunk.flags & is::PLACE_NOUN != 0 {
                                open = Pending::Source;
                            }
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
                    if let Some(t) = chunk.timex.filter(|_| !since) {
                        args.times.push(t);
                    }
                    expects_object = false;
                }
                Kind::Adverb => {
                    let word = self.reading.word(chunk.head as usize);
                    args.back |= word.eq_ignore_ascii_case("back");
                    ashore |= word == "ashore";
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
                    if inner.finite
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
        if args.home || !args.goals.is_empty() {
            // "in" after the goal says no more than where the goal is.
        }
        args
    }

    /// "to the tip of Florida", "the streets of London".
    fn is_part_word(&self, chunk: &Chunk) -> bool {
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
    fn demonym_place(&self, chunk: &Chunk) -> Option<u32> {
        let is_mission = matches!(self.reading.word(chunk.head as usize), "embassy" | "Embassy" | "consulate" | "Consulate");
        chunk.origin.filter(|_| chunk.entry.is(is::PLACE_NOUN) && !is_mission)
    }

    /// Whether a comma before the place at chunk `j` is a list's: an "and", "or" or another place after a comma follows.
    fn list_goes_on(&self, chunks: &[Chunk], j: usize) -> bool {
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

    /// The date of the clause around chunk `i`: after the verb, before it, then anywhere in the sentence but after a verb of saying.
    fn time_of(&self, chunks: &[Chunk], i: usize, after: &[u32]) -> Option<u32> {
        if let Some(&t) = after.first() {
            return Some(t);
        }
        let said = |j: usize| {
            (0..j)
                .rev()
                .map_while(|k| chunks.get(k).filter(|c| !matches!(c.kind, Kind::Noun | Kind::Comma | Kind::Stop | Kind::Subordinator)))
                .any(|c| c.verb_group().is_some() && self.reading.entry(c.head as usize).is(is::REPORTS))
        };
        // "Last month Lee said the talks would end": the date is that of saying.
        let said_between = |j: usize| {
            (j..i).any(|k| chunks.get(k).is_some_and(|c| c.verb_group().is_some() && self.reading.entry(c.head as usize).is(is::REPORTS)))
        };
        let mut j = i;
        while j > 0 {
            j -= 1;
            let Some(chunk) = chunks.get(j) else { break };
            match chunk.kind {
                Kind::Time if !said(j) && !said_between(j) => return chunk.timex,
                Kind::Stop => break,
                _ => {}
            }
        }
        let end = (i + 1..chunks.len())
            .find(|&j| chunks.get(j).is_some_and(|c| matches!(c.kind, Kind::Relative | Kind::Subordinator)))
            .unwrap_or(chunks.len());
        (i..end).find_map(|j| chunks.get(j).filter(|c| matches!(c.kind, Kind::Time) && !said(j)).and_then(|c| c.timex))
    }

    /// The date of the verb at chunk `i`, for its event.
    pub fn time_of_verb(&mut self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let group = chunks.get(i).and_then(Chunk::verb_group).copied()?;
        let args = self.arguments(chunks, i, group.verb.map_or(role::STAY, |v| v.roles), &group);
        self.time_of(chunks, i, &args.times)
    }

    /// The place of the verb at chunk `i`, for its event: where it ends, where it happens, where it begins.
    pub fn place_of_verb(&mut self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let group = chunks.get(i).and_then(Chunk::verb_group).copied()?;
        let args = self.arguments(chunks, i, group.verb.map_or(role::STAY, |v| v.roles), &group);
        let found = args
            .goals
            .first()
            .map(|g| g.toponym)
            .or(args.ats.first().copied())
            .or(args.vias.first().copied())
            .or(args.sources.first().copied());
        // In front of the clause, or the country that acts.
        let found = found.or_else(|| self.goal_before(chunks, i));
        let subject = self.subjects.get(i).copied().flatten();
        let before = (0..subject.unwrap_or(i).min(i)).rev().find_map(|j| {
            let after_in = j.checked_sub(1).and_then(|p| chunks.get(p)).is_some_and(|p| {
                p.is_preposition()
                    && matches!(self.reading.word(p.head as usize), "in" | "In" | "at" | "At" | "On" | "on" | "near" | "Near")
            });
            chunks.get(j).and_then(|c| c.toponym).filter(|_| after_in)
        });
        found.or(before).or(subject.and_then(|s| chunks.get(s)).and_then(|c| c.toponym))
    }

    fn first_before(&self, chunks: &[Chunk], i: usize) -> bool {
        let Some(chunk) = chunks.get(i) else { return false };
        (chunk.first..chunk.end).any(|t| self.reading.entry(t as usize).is(is::FIRST))
            || i.checked_sub(1)
                .and_then(|p| chunks.get(p))
                .is_some_and(|c| self.reading.entry(c.head as usize).is(is::FIRST) && matches!(c.kind, Kind::Adverb))
    }

    fn when_follows(&self, chunks: &[Chunk], end: usize) -> bool {
        chunks.get(end..).is_some_and(|rest| {
            rest.iter().take(6).any(|c| matches!(c.kind, Kind::Subordinator) && self.reading.word(c.head as usize) == "when")
        })
    }

    /// The status of the verb group at chunk `i`, with its cue.
    pub fn status(&self, chunks: &[Chunk], i: usize, group: &VerbGroup, end: usize) -> StatusFound {
        let mut status = match group.mood {
            Mood::Done => Status::Done,
            Mood::Ongoing => Status::Ongoing,
            Mood::PastOngoing => Status::Done,
            Mood::Planned => Status::Planned,
            Mood::Possible => Status::Possible,
            Mood::Failed => Status::Cancelled,
        };
        let mut cue = group.cue;
        if matches!(status, Status::Done) && (group.infinitive || group.ing) {
            let noun = (1..=2).find_map(|back| i.checked_sub(back).and_then(|n| chunks.get(n)).filter(|c| c.is_noun()));
            if let Some(noun) = noun.filter(|n| n.entry.is(is::PLANS | is::WISHES)) {
                // "a plan to send", "the agreement on sending".
                status = if noun.entry.is(is::PLANS) { Status::Planned } else { Status::Possible };
                cue = Some(self.reading.span(noun.head, noun.head + 1));
            } else if let Some((outer, chunk)) = chunks.get(..i).and_then(|c| c.iter().rev().find_map(|c| c.verb_group().map(|g| (g, c)))) {
                let entry = self.reading.entry(chunk.head as usize);
                status = if entry.is(is::FAILS) {
                    Status::Cancelled
                } else if entry.is(is::PLANS) && outer.mood == Mood::Done {
                    Status::Planned
                } else if entry.is(is::WISHES) && !(outer.mood == Mood::Planned) {
                    Status::Possible
                } else {
                    match outer.mood {
                        Mood::Planned => Status::Planned,
                        Mood::Possible => Status::Possible,
                        Mood::Failed => Status::Cancelled,
                        _ => status,
                    }
                };
                if status != Status::Done {
                    cue = cue.or(Some(self.reading.span(chunk.first, chunk.end)));
                }
            }
        }
        let process =
            i.checked_sub(2).and_then(|n| chunks.get(n)).is_some_and(|c| c.is_noun() && self.reading.word(c.head as usize) == "process");
        if group.ing && process {
            status = Status::Ongoing;
        }
        if status == Status::Planned
            && let Some(sub) = chunks.get(..i).and_then(|c| c.iter().rev().find(|c| matches!(c.kind, Kind::Subordinator)))
            && matches!(self.reading.word(sub.head as usize), "if" | "unless" | "If")
            && group.cue.is_none_or(|c| !self.reading.text.of(c).starts_with("will"))
        {
            status = Status::Possible;
            cue = Some(self.reading.span(sub.head, sub.head + 1));
        }
        let _ = end;
        StatusFound { status, cue, may_change: None }
    }
}

fn means_of(chunk: &Chunk) -> Option<Transport> {
    chunk.entry.transport
}
