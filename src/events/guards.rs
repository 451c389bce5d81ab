//! What stands around a verb in, whether it tells a movement at all, and what stands in front of its clause out.

use super::clause::Clauses;
use super::lexicon::{is, role};
use super::reading::{Chunk, Kind, Mood, VerbGroup};

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
        group.present
            && group.mood == Mood::Done
            && chunks
                .iter()
                .skip(i + 1)
                .take_while(in_clause)
                .any(|c| (c.first..c.end).any(|t| self.reading.entry(t as usize).is(is::HABIT)))
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

    /// "Manila, where he arrives": the place before "where".
    pub(super) fn goal_before(&self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let relative = (0..i).rev().take(4).find(|&j| chunks.get(j).is_some_and(|c| matches!(c.kind, Kind::Relative)))?;
        let is_where = chunks.get(relative).is_some_and(|c| self.reading.word(c.head as usize) == "where");
        let place = (0..relative).rev().take(2).find_map(|j| chunks.get(j).and_then(|c| c.toponym));
        place.filter(|_| is_where)
    }
}
