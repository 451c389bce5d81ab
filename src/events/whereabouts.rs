//! Where somebody is, lives or comes from, told without a movement.

use super::Transport;
use super::clause::{Clauses, Frame, FrameKind, Goal};
use super::lexicon::{Verb, is, role};
use super::movers::{MoverId, MoverKind};
use super::reading::{Chunk, Kind, Mood, VerbGroup};
use super::times::is_time_of_day;

impl Clauses<'_, '_, '_> {
    pub(super) fn stay_frame(
        &mut self,
        sentence: u32,
        chunks: &[Chunk],
        i: usize,
        group: &VerbGroup,
        id: MoverId,
        verb: Option<&'static Verb>,
    ) {
        let roles = verb.map_or(role::STAY, |v| v.roles);
        let roles = if self.is_last_seen(chunks, i) { roles } else { roles & !role::SEEN };
        let Some(mover) = self.movers.get(id) else { return };
        if matches!(mover.kind, MoverKind::Abstract | MoverKind::Thing | MoverKind::Country)
            || group.negated
            || matches!(group.mood, Mood::Failed | Mood::Possible)
        {
            return;
        }
        let is_tracked = matches!(mover.kind, MoverKind::Storm | MoverKind::Vehicle);
        // "an airport located near Lima": of the airport, not of who flies there.
        let of_place = chunks.get(i).is_some_and(|c| matches!(self.reading.word(c.head as usize), "located" | "situated"));
        if of_place && !group.passive {
            return;
        }
        let args = self.arguments(chunks, i, roles, group);
        let Some(head) = chunks.get(i).map(|c| c.head) else { return };
        let is_home = verb.is_some_and(|v| v.has(role::HOME));
        if roles & role::BORN != 0
            && group.passive
            && let Some(mover) = self.movers.get_mut(id)
        {
            mover.life_from = mover.life_from.or(Some(sentence));
        }
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
        // "last saw him on Saturday, after his shift in Lima": there.
        let at_last = || {
            chunks.get(i + 1..)?.windows(2).find_map(|w| match w {
                [p, n] if p.is_preposition() && matches!(self.reading.word(p.head as usize), "in" | "at" | "near") => n.toponym,
                _ => None,
            })
        };
        let place = place.or_else(|| if roles & role::SEEN != 0 { at_last() } else { None });
        let Some(place) = place else {
            if verb.is_some() && roles & (role::BORN | role::DIED) == 0 && self.is_somewhere_unknown(chunks, i) {
                // "was placed in Saltmoor Prison", which no gazetteer has: where she was before no longer holds.
                let mut frame = self.new_frame(FrameKind::Stay, sentence, head, Some(id));
                frame.timex = self.time_of(chunks, i, &args.times);
                self.frames.push(frame);
            }
            return;
        };
        if verb.is_none() && !is_tracked && !self.is_beside(chunks, i, place) {
            return;
        }
        let exile = chunks.iter().skip(i + 1).find(|c| c.is_noun() && self.reading.word(c.head as usize) == "exile");
        if let Some(from) = self.movers.get(id).and_then(|m| m.home).filter(|_| is_home && exile.is_some()) {
            // "the Danish writer lived in exile in Lima": she had gone there from home.
            let mut frame = self.new_frame(FrameKind::Move, sentence, head, Some(id));
            frame.roles = role::GO | role::LIFE;
            frame.sources.push(from);
            frame.goals.push(Goal { toponym: place, or: None });
            self.frames.push(frame);
        }
        if (is_home || roles & role::BORN != 0)
            && let Some(mover) = self.movers.get_mut(id)
            && (mover.home.is_none() || is_home)
        {
            mover.home = Some(place);
        }
        let mut frame = self.new_frame(FrameKind::Stay, sentence, head, Some(id));
        // Who is arrested is away from home, who is found had gone astray, not who arrests or finds.
        frame.roles = if group.passive { roles } else { roles & !(role::ABROAD | role::SEEN | role::FOUND) };
        if roles & role::ABROAD != 0 && verb.is_some_and(|v| matches!(v.forms, "perform" | "attend")) {
            frame.roles = roles;
        }
        frame.goals.push(Goal { toponym: place, or: None });
        frame.timex = self.time_of(chunks, i, &args.times);
        frame.status = self.status(chunks, i, group);
        frame.is_earlier = group.perfect;
        let object = if roles & role::SEEN != 0 { self.sought(chunks, args.object) } else { None }.or_else(|| self.who(args.object));
        let object = object.filter(|&o| o != id && !group.passive && verb.is_some());
        if let Some(object) = object
            && self.movers.get(object).is_some_and(|m| matches!(m.kind, MoverKind::Person | MoverKind::Named))
        {
            // "police held him in Lima": both are there.
            self.frames.push(Frame { mover: Some(object), roles, ..frame.clone() });
        }
        self.frames.push(frame);
    }

    /// "his friends last saw him in": he who was found, not he who says so.
    fn sought(&self, chunks: &[Chunk], object: Option<usize>) -> Option<MoverId> {
        object.and_then(|o| chunks.get(o)).filter(|c| c.flags & is::PRONOUN != 0)?;
        self.frames.iter().rev().find(|f| f.roles & role::FOUND != 0).and_then(|f| f.mover)
    }

    /// Whether the verb at chunk `i` is followed by "in" or "at" and the name of a site that was not found.
    fn is_somewhere_unknown(&self, chunks: &[Chunk], i: usize) -> bool {
        let (Some(stands), Some(noun)) = (chunks.get(i + 1), chunks.get(i + 2)) else { return false };
        stands.is_preposition()
            && matches!(self.reading.word(stands.head as usize), "in" | "at")
            && noun.is_noun()
            && noun.is_name
            && noun.toponym.is_none()
            && (noun.first..noun.end).any(|t| self.reading.is_place_noun_cap(t as usize))
    }

    /// "was last seen in", "they last saw him in".
    fn is_last_seen(&self, chunks: &[Chunk], i: usize) -> bool {
        let Some(verb) = chunks.get(i) else { return false };
        (verb.first.saturating_sub(1)..=verb.end).any(|t| self.reading.word(t as usize) == "last")
    }

    /// Whether a place belongs to the verb at chunk `i`, not to a noun further off: "dined with friends in Rome", not "told of the war in Mali".
    fn is_beside(&self, chunks: &[Chunk], i: usize, place: u32) -> bool {
        let Some(at) = (i + 1..chunks.len()).find(|&j| chunks.get(j).is_some_and(|c| c.toponym == Some(place))) else { return false };
        let stands_in = at
            .checked_sub(1)
            .and_then(|p| chunks.get(p))
            .is_some_and(|c| matches!(self.reading.word(c.head as usize), "in" | "at" | "inside" | "near" | "outside" | "aboard"));
        let between = chunks.get(i + 1..at.saturating_sub(1)).unwrap_or_default();
        let n_prepositions = between.iter().filter(|c| c.is_preposition() && self.reading.word(c.head as usize) != "with").count();
        stands_in && n_prepositions == 0 && !between.iter().any(|c| c.verb_group().is_some())
    }

    /// Homes told without a verb: "a couple from Ohio", "the president of Ghana", "a native of Peru", "is a Danish national".
    pub(super) fn homes(&mut self, sentence: u32, chunks: &[Chunk]) {
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
            // "a shipment of 500 tonnes of rice from Thailand": of what travels.
            let is_of = |o: usize| chunks.get(o).is_some_and(|c| c.is_preposition() && self.reading.word(c.head as usize) == "of");
            while word == "from"
                && owner >= 2
                && is_of(owner - 1)
                && chunks.get(owner).is_some_and(|c| c.flags & (is::PERSON | is::VEHICLE | is::CARGO) == 0 && !c.is_name)
            {
                owner -= 2;
            }
            let Some(noun) = chunks.get(owner).filter(|c| c.is_noun()) else { continue };
            let person = noun.flags & is::PERSON != 0;
            let fits = match word {
                "from" => person || noun.is_name && noun.toponym.is_none() || noun.flags & (is::VEHICLE | is::CARGO) != 0,
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
                }
            }
        }
        for (i, chunk) in chunks.iter().enumerate() {
            if !chunk.verb_group().is_some_and(|g| g.copula) {
                continue;
            }
            let Some(noun) = chunks.get(i + 1).filter(|c| c.is_noun() && c.flags & (is::PERSON | is::DWELLER) != 0) else { continue };
            if let (Some(origin), Some(id)) = (noun.origin, self.who(self.subjects.get(i).copied().flatten()))
                && let Some(mover) = self.movers.get_mut(id)
                && mover.home.is_none()
            {
                mover.home = Some(origin);
            }
        }
    }

    /// "crews from Esk and Tarn attended": each comes to the scene.
    pub(super) fn helpers(&mut self, sentence: u32, chunks: &[Chunk]) {
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

    /// "a Danish tourist in Lima", "two visitors, a man from Oslo and": from home to the place of the sentence.
    pub(super) fn visitors(&mut self, sentence: u32, chunks: &[Chunk]) {
        if !chunks.iter().any(|c| c.is_noun() && c.entry.is(is::VISITOR)) {
            return;
        }
        let Some((scene, _)) = self.scene.filter(|&(_, s)| s == sentence) else { return };
        for (i, chunk) in chunks.iter().enumerate() {
            let is_visitor = chunk.is_noun() && chunk.entry.is(is::VISITOR);
            let is_person = chunk.is_noun() && chunk.flags & is::PERSON != 0 && chunk.toponym.is_none();
            let from = chunks
                .get(i + 1)
                .filter(|c| is_person && c.is_preposition() && self.reading.word(c.head as usize) == "from")
                .filter(|_| !self.consumed.get(i + 1).copied().unwrap_or(true))
                .and_then(|_| chunks.get(i + 2).and_then(|c| c.toponym));
            let Some(origin) = from.or(chunk.origin.filter(|_| is_visitor)) else { continue };
            if chunk.flags & is::PLURAL != 0 && !chunk.is_definite && self.is_uncounted(chunk) {
                continue; // "frightened away visitors from Peru": any.
            }
            let Some(id) = self.movers.resolve(self.reading, chunk, sentence) else { continue };
            let mut frame = self.new_frame(FrameKind::Move, sentence, chunk.head, Some(id));
            frame.roles = role::GO;
            frame.sources.push(origin);
            frame.goals.push(Goal { toponym: scene, or: None });
            let until = (i + 1..chunks.len()).find(|&j| chunks.get(j).and_then(Chunk::verb_group).is_some_and(|g| g.finite));
            let beside = chunks.get(i..until.unwrap_or(chunks.len())).unwrap_or_default().iter().find_map(|c| c.timex);
            frame.timex = beside.filter(|&t| !is_time_of_day(self.reading, t));
            self.frames.push(frame);
        }
    }
}
