//! The noun phrases of a sentence in, the mover behind each out.

use super::clause::Clauses;
use super::lexicon::is;
use super::movers::{MoverId, MoverKind};
use super::reading::Chunk;
use crate::text::TokenKind;

impl Clauses<'_, '_, '_> {
    /// Finds the mover behind every noun phrase that may be one.
    pub(super) fn resolve(&mut self, sentence: u32, chunks: &[Chunk]) {
        for (i, chunk) in chunks.iter().enumerate() {
            if !chunk.is_noun() {
                continue;
            }
            if matches!(self.reading.word(chunk.first as usize), "No" | "no" | "Nobody" | "nobody" | "None" | "none") {
                continue;
            }
            let is_subject = self.subjects.contains(&Some(i));
            if is_subject && self.is_share(chunks, i) {
                continue; // "Most of them": who they are is read below.
            }
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
        for i in 0..chunks.len() {
            let of = self.noun_after_of(chunks, i);
            if self.is_share(chunks, i) {
                let whole = self.who(of).or_else(|| {
                    of.and_then(|o| chunks.get(o))
                        .filter(|c| c.toponym.is_none())
                        .and_then(|c| self.movers.resolve(self.reading, c, sentence))
                });
                if let Some(slot) = self.who.get_mut(i) {
                    *slot = whole;
                }
            } else if let (Some(id), Some(owner)) =
                (self.who(Some(i)), self.who(of).or_else(|| chunks.get(i).and_then(|c| self.owner(sentence, c))))
                && id != owner
                && self.movers.get(id).is_some_and(|m| m.is_of_the_dead && m.of.is_none())
                && self.movers.get(owner).is_some_and(|m| !m.is_plural && matches!(m.kind, MoverKind::Person | MoverKind::Named))
                && let Some(mover) = self.movers.get_mut(id)
            {
                mover.of = Some(owner); // "the remains of the explorer", "Lee's body"
            }
        }
    }

    /// The mover behind a noun phrase of the last sentence.
    pub(super) fn who(&self, chunk: Option<usize>) -> Option<MoverId> {
        chunk.and_then(|c| self.who.get(c).copied().flatten())
    }

    /// The noun after "of" behind the noun at chunk `i`.
    fn noun_after_of(&self, chunks: &[Chunk], i: usize) -> Option<usize> {
        chunks.get(i + 1).filter(|c| c.is_preposition() && self.reading.word(c.head as usize) == "of")?;
        chunks.get(i + 2).filter(|c| c.is_noun()).map(|_| i + 2)
    }

    /// "Most of them", "Five of the sailors": a part of those named after "of".
    fn is_share(&self, chunks: &[Chunk], i: usize) -> bool {
        let is_count = |c: &Chunk| {
            c.is_noun() && c.end - c.first <= 2 && (c.entry.is(is::DET) || self.reading.kind(c.head as usize) == TokenKind::Number)
        };
        chunks.get(i).is_some_and(is_count) && self.noun_after_of(chunks, i).is_some()
    }
}
