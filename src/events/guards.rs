//! What stands around a verb in, whether it tells a movement at all, and what stands in front of its clause out.

use super::clause::Clauses;
use super::lexicon::{is, role};
use super::movers::MoverId;
use super::reading::{Chunk, Kind, Mood, VerbGroup};
use crate::text::TokenKind;

impl Clauses<'_, '_, '_> {
    /// Whether the subject is "no one", "no ship": nothing happened.
    pub(super) fn has_no_subject(&self, chunks: &[Chunk], i: usize) -> bool {
        let subject = self.subjects.get(i).copied().flatten().and_then(|s| chunks.get(s));
        subject.is_some_and(|s| {
            matches!(
                self.reading.word(s.first as usize),
                "No" | "no" | "None" | "none" | "Nobody" | "nobody" | "Neither" | "neither" | "Few" | "few"
            )
        })
    }

    /// "keep the ship from reaching Rome": it does not; "returned from visiting Rome": she was there.
    pub(super) fn is_kept_from(&self, chunks: &[Chunk], i: usize, group: &VerbGroup) -> bool {
        let after_from = i
            .checked_sub(1)
            .and_then(|p| chunks.get(p))
            .is_some_and(|c| c.is_preposition() && self.reading.word(c.head as usize) == "from");
        let outer = chunks.get(..i).and_then(|c| c.iter().rev().find_map(Chunk::verb_group));
        group.ing && after_from && !outer.and_then(|g| g.verb).is_some_and(|v| v.has(role::GO) && !v.has(role::WEAK))
    }

    /// "enter Nepal every year": no movement of anybody in particular.
    pub(super) fn is_habit(&self, chunks: &[Chunk], i: usize, group: &VerbGroup) -> bool {
        let in_clause = |c: &&Chunk| !matches!(c.kind, Kind::Stop | Kind::Relative | Kind::Subordinator);
        // "refugees enter Nepal every year": without an ending it is the present tense of many.
        let is_of_many = group.base
            && !group.infinitive
            && self.subjects.get(i).copied().flatten().and_then(|s| chunks.get(s)).is_some_and(|s| s.flags & is::PLURAL != 0);
        (group.present || is_of_many)
            && matches!(group.mood, Mood::Done)
            && chunks
                .iter()
                .skip(i + 1)
                .take_while(in_clause)
                .any(|c| (c.first..c.end).any(|t| self.reading.entry(t as usize).is(is::HABIT)))
    }

    /// "Danes who plan to travel to Lima", "when visiting Lima": whoever does so.
    pub(super) fn is_anybody(&self, chunks: &[Chunk], i: usize, group: &VerbGroup) -> bool {
        let subject = self.subjects.get(i).copied().flatten();
        let Some(noun) = subject.and_then(|s| chunks.get(s)) else { return false };
        let is_bare = noun.flags & is::PLURAL != 0
            && noun.flags & is::PRONOUN == 0
            && !noun.is_definite
            && noun.flags & is::VEHICLE == 0
            && self.is_uncounted(noun);
        if !is_bare || subject.is_some_and(|s| self.is_of_count(chunks, s)) {
            return false;
        }
        let restricts = subject.is_some_and(|s| {
            chunks.get(s + 1..i).unwrap_or_default().iter().all(|c| !matches!(c.kind, Kind::Comma | Kind::Stop))
                && chunks.get(s + 1).is_some_and(|c| matches!(c.kind, Kind::Relative))
                // "migrants who were stuck in Lima travelled on": the clause is over.
                && !chunks.get(s + 2..i).unwrap_or_default().iter().any(|c| c.verb_group().is_some_and(|g| g.finite))
        });
        // "six were in Danes who had returned from Lima": they had.
        let restricts = restricts && !(group.perfect && group.mood == Mood::Done);
        restricts || group.base && !group.infinitive && group.mood == Mood::Done && !self.in_title
    }

    /// "thousands of migrants", "three of the sailors".
    fn is_of_count(&self, chunks: &[Chunk], noun: usize) -> bool {
        let before = |n: usize| noun.checked_sub(n).and_then(|k| chunks.get(k));
        before(1).is_some_and(|c| c.is_preposition() && self.reading.word(c.head as usize) == "of")
            && before(2).is_some_and(|c| c.is_noun() && (c.entry.is(is::DET) || self.reading.kind(c.head as usize) == TokenKind::Number))
    }

    /// Whether no word says which or how many: "tourists", not "the tourists", "six tourists", "Danish tourists led by Bo".
    pub(super) fn is_uncounted(&self, noun: &Chunk) -> bool {
        (noun.first..noun.end)
            .all(|t| self.reading.kind(t as usize) == TokenKind::Word && !self.reading.entry(t as usize).is(is::DET | is::POSSESSIVE))
    }

    /// "his fear of being sent to Oslo", "the plan of the rebels to flee to Oslo": who fears, who plans.
    pub(super) fn who_is_meant(&mut self, sentence: u32, chunks: &[Chunk], subject: Option<usize>, i: usize) -> Option<MoverId> {
        let noun = subject.and_then(|s| chunks.get(s)).filter(|c| c.entry.is(is::WISHES | is::PLANS) && c.flags & is::PERSON == 0);
        let own = self.who(subject);
        match (noun, subject) {
            (Some(noun), Some(s)) if i > s && i - s <= 3 => self.owner(sentence, noun).or(own),
            _ => own,
        }
    }

    /// "From Seoul he will fly": the origin in front of the clause.
    pub(super) fn source_before(&self, chunks: &[Chunk], i: usize) -> Option<u32> {
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

    /// "returned home after three months of treatment in Rome": where what was over was.
    pub(super) fn source_after(&self, chunks: &[Chunk], end: usize) -> Option<u32> {
        let opens = chunks.get(end).is_some_and(|c| matches!(self.reading.word(c.head as usize), "after" | "following"));
        let rest = chunks.get(end + 1..).filter(|_| opens)?;
        let over = rest.iter().take_while(|c| matches!(c.kind, Kind::Noun | Kind::Preposition | Kind::Time | Kind::Adverb)).count();
        // A clause of its own tells its own movement.
        let is_clause = rest.get(over).is_some_and(|c| c.verb_group().is_some());
        rest.get(..over).filter(|_| !is_clause)?.windows(2).find_map(|w| match w {
            [p, n] if p.is_preposition() && matches!(self.reading.word(p.head as usize), "in" | "at" | "to") => n.toponym,
            _ => None,
        })
    }

    /// "Manila, where he arrives": the place before "where".
    pub(super) fn goal_before(&self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let relative = (0..i).rev().take(4).find(|&j| chunks.get(j).is_some_and(|c| matches!(c.kind, Kind::Relative)))?;
        let is_where = chunks.get(relative).is_some_and(|c| self.reading.word(c.head as usize) == "where");
        let place = (0..relative).rev().take(2).find_map(|j| chunks.get(j).and_then(|c| c.toponym));
        place.filter(|_| is_where)
    }
}
