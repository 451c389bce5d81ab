//! Whom a pronoun means: the newest mover that fits it; in notes that never name anybody, a mover of its own.

use super::lexicon::{Lower, is};
use super::movers::{Mover, MoverId, MoverKind, Movers, is_one_person};
use super::reading::{Chunk, Reading};

impl<'a> Movers<'a> {
    pub(super) fn pronoun(&self, word: &str, sentence: u32) -> Option<MoverId> {
        let near = |m: &Mover| sentence.saturating_sub(m.last_seen) <= 6;
        match Lower::new(word).as_ref().map_or("", Lower::as_str) {
            "he" | "him" | "his" | "himself" => self.person(|m| near(m) && m.sex & is::FEMALE == 0),
            "she" | "her" | "herself" => self.person(|m| near(m) && m.sex & is::MALE == 0),
            "it" | "its" | "itself" => {
                let thing = |m: &Mover| {
                    matches!(m.kind, MoverKind::Vehicle | MoverKind::Storm | MoverKind::Cargo) && !m.is_plural || m.is_collective
                };
                self.newest(|m| near(m) && thing(m)).or_else(|| {
                    self.newest(|m| near(m) && matches!(m.kind, MoverKind::Named | MoverKind::Country | MoverKind::Thing) && !m.is_plural)
                })
            }
            "they" | "them" | "their" | "themselves" => self
                .newest(|m| near(m) && m.is_plural && m.can_move())
                .or_else(|| self.newest(|m| near(m) && matches!(m.kind, MoverKind::Person | MoverKind::Cargo) && !m.is_named)),
            _ => None,
        }
    }

    /// The newest that is surely one person; else the newest that may be: "Lee", but also "Qantas".
    fn person(&self, fits: impl Fn(&Mover) -> bool) -> Option<MoverId> {
        self.newest(|m| fits(m) && is_one_person(m) && m.is_surely_a_person()).or_else(|| self.newest(|m| fits(m) && is_one_person(m)))
    }

    /// Somebody whom the text never names: notes begin with "She flew from …". Only where nobody is known yet.
    pub(super) fn stranger(&mut self, chunk: &Chunk, reading: &Reading<'_, 'a>) -> Option<MoverId> {
        let (sex, is_plural) = match Lower::new(reading.word(chunk.head as usize)).as_ref().map_or("", Lower::as_str) {
            "he" => (is::MALE, false),
            "she" => (is::FEMALE, false),
            "they" => (0, true),
            _ => return None,
        };
        if self.all.iter().any(|m| m.kind == MoverKind::Person) {
            return None;
        }
        let id = self.add(chunk, reading, MoverKind::Person);
        if let Some(mover) = self.get_mut(id) {
            (mover.sex, mover.is_plural, mover.is_named) = (sex, is_plural, false);
        }
        Some(id)
    }

    /// The mover of a possessive pronoun.
    pub fn of_pronoun(&self, word: &str, sentence: u32) -> Option<MoverId> {
        self.pronoun(word, sentence)
    }
}
