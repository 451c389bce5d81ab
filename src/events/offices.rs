//! Phrases in, with an office and who holds it made one: "Secretary of State Ann Lee".

use super::lexicon::is;
use super::reading::{Chunk, Reading};

impl Reading<'_, '_> {
    /// Makes one phrase of "Secretary of State Ann Lee": the office and who holds it.
    pub(super) fn join_offices(&self, out: &mut Vec<Chunk>) {
        let mut i = 0;
        while let (Some(rank), Some(of), Some(name)) = (out.get(i), out.get(i + 1), out.get(i + 2)) {
            let is_office = rank.is_noun()
                && matches!(self.word(rank.head as usize), "Secretary" | "Minister" | "secretary" | "minister")
                && of.is_preposition()
                && self.word(of.head as usize) == "of"
                && name.is_noun()
                && name.is_name
                && name.toponym.is_none()
                && name.end - name.first > 2
                && OFFICES.contains(&self.word(name.first as usize))
                && !OFFICES.contains(&self.word(name.head as usize));
            if is_office {
                let joined = Chunk {
                    first: rank.first,
                    flags: rank.flags | name.flags | is::PERSON,
                    origin: rank.origin.or(name.origin),
                    is_definite: rank.is_definite,
                    ..*name
                };
                out.splice(i..i + 3, [joined]);
            }
            i += 1;
        }
    }
}

/// What secretaries and ministers are of.
const OFFICES: &[&str] = &[
    "State",
    "Defense",
    "Defence",
    "Foreign",
    "Interior",
    "Treasury",
    "Commerce",
    "Energy",
    "Health",
    "Homeland",
    "Labor",
    "Labour",
    "Transportation",
    "Transport",
    "Agriculture",
    "Education",
    "Justice",
    "Finance",
    "Information",
    "Trade",
    "Security",
    "War",
    "Tourism",
    "Culture",
    "Planning",
];
