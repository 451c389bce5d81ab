//! Whether a word is a verb, a noun or neither where it stands.

use super::lexicon::{Entry, form, is};
use super::reading::{Chunk, Kind, Mood, Part, Reading};
use crate::text::{Case, TokenKind};

impl Reading<'_, '_> {
    /// Whether the word at `i` is a verb, where a noun phrase in the state `part` stands before it.
    pub(super) fn is_verb(&self, i: usize, end: usize, out: &[Chunk], part: Part) -> bool {
        let entry = self.entry(i);
        if entry.forms == 0 || self.toponym(i).is_some() || self.timex(i).is_some() {
            return false;
        }
        let next = if i + 1 < end { self.entry(i + 1) } else { Entry::default() };
        let plain_noun =
            i + 1 < end && self.kind(i + 1) == TokenKind::Word && next.is(is::NOUN) && next.is(is::PLURAL | is::CARGO) && next.forms == 0;
        let next_goes_on = plain_noun && entry.verb.is_some() && !entry.is(is::NOUN)
            || i + 1 < end
                && (self.toponym(i + 1).is_some()
                    || self.timex(i + 1).is_some()
                    || next.is(is::DET | is::POSSESSIVE | is::PREPOSITION | is::ADVERB | is::PRONOUN | is::SUBORDINATOR)
                    || self.case(i + 1) != Case::Lower
                    || self.word(i + 1) == "home");
        let hyphen_next = self.word(i + 1) == "-" && !self.is_spaced(i + 1);
        if hyphen_next {
            return false;
        }
        if entry.forms & (form::PAST | form::PARTICIPLE) != 0 {
            return match part {
                Part::Open => false,
                Part::Start => {
                    !out.last().is_some_and(Chunk::is_preposition) || entry.forms & form::BASE == 0 && next_goes_on && !entry.is(is::NOUN)
                }
                Part::Headed => true,
            };
        }
        if entry.forms & form::ING != 0 {
            return match part {
                Part::Open => false,
                Part::Start => !entry.is(is::NOUN) || next_goes_on,
                Part::Headed => !entry.is(is::NOUN | is::TRIP) || next_goes_on,
            };
        }
        if entry.forms & form::THIRD != 0 {
            return match part {
                Part::Open => false,
                Part::Start if out.last().is_some_and(|c| c.is_noun() && c.flags & is::PRONOUN != 0) => true,
                Part::Start => {
                    matches!(out.last().map(|c| c.kind), Some(Kind::Relative | Kind::And | Kind::But | Kind::Adverb)) && next_goes_on
                }
                Part::Headed => {
                    next_goes_on && !next.is(is::MODAL | is::BE | is::HAVE) || !entry.is(is::NOUN | is::TRIP | is::PERSON | is::VEHICLE)
                }
            };
        }
        // A base form.
        match part {
            Part::Open => false,
            Part::Start => {
                let shares = out
                    .iter()
                    .rev()
                    .find_map(Chunk::verb_group)
                    .is_some_and(|g| g.infinitive || g.base || matches!(g.mood, Mood::Planned | Mood::Possible));
                match out.last().map(|c| c.kind) {
                    Some(Kind::Relative) => true,
                    Some(Kind::And | Kind::But | Kind::Comma | Kind::Or) => shares && next_goes_on,
                    Some(Kind::Adverb) => {
                        let before = out.iter().rev().find(|c| !matches!(c.kind, Kind::Adverb));
                        shares && before.is_some_and(|c| matches!(c.kind, Kind::And | Kind::Comma | Kind::But))
                            || before.is_some_and(|c| c.is_noun() && c.flags & (is::PLURAL | is::PRONOUN) != 0)
                    }
                    Some(Kind::Noun) if entry.verb.is_some() && next_goes_on && !entry.is(is::NOUN) && self.is_subjunctive(out) => true,
                    Some(Kind::Noun) => {
                        out.last().is_some_and(|c| c.flags & is::PRONOUN != 0 || c.flags & is::PLURAL != 0 && !entry.is(is::NOUN))
                    }
                    _ => false,
                }
            }
            // "Forecasters predict landfall": never a noun.
            Part::Headed if matches!(self.word(i), "predict" | "expect") => true,
            Part::Headed => next_goes_on && !entry.is(is::NOUN | is::TRIP | is::HAPPENING | is::ADJECTIVE),
        }
    }

    /// "suggestions that her father travel".
    pub(super) fn is_subjunctive(&self, out: &[Chunk]) -> bool {
        matches!(out, [.., s, n] if n.is_noun() && matches!(s.kind, Kind::Subordinator) && self.word(s.head as usize) == "that")
    }

    /// Whether an infinitive starts at token `i`, after "to".
    pub(super) fn is_infinitive(&self, mut i: usize, end: usize) -> bool {
        while i < end
            && self.entry(i).is(is::ADVERB | is::NEGATION)
            && self.entry(i).forms == 0
            && self.toponym(i).is_none()
            && !self.entry(i).is(is::NOUN)
        {
            i += 1;
        }
        if i >= end
            || self.toponym(i).is_some()
            || self.timex(i).is_some()
            || self.kind(i) != TokenKind::Word
            || self.case(i) != Case::Lower
        {
            return false;
        }
        let entry = self.entry(i);
        if matches!(self.word(i), "be" | "have" | "do" | "get") {
            return true;
        }
        if entry.is(is::DET | is::POSSESSIVE | is::PRONOUN | is::PREPOSITION) && entry.forms & form::BASE == 0 {
            return false;
        }
        if entry.forms & form::BASE != 0 {
            // "to work and school", "to base": a noun where the next word goes on like a noun's.
            return !(entry.is(is::NOUN) && matches!(self.word(i + 1), "." | "," | "of" | "and"));
        }
        // An unknown word after "to": a verb if an article or a pronoun follows, as in "to finalise the deal".
        let next = self.entry(i + 1);
        entry.flags == 0
            && entry.forms == 0
            && (matches!(self.word(i + 1), "up" | "out" | "off" | "away" | "back")
                || next.is(is::DET | is::POSSESSIVE | is::PRONOUN)
                || self.toponym(i + 1).is_some()
                || self.case(i + 1) == Case::Title)
    }

    /// In a headline all words have capitals: "Pope Visits Iraq".
    pub(super) fn is_title_case_verb(&self, i: usize, out: &[Chunk]) -> bool {
        let entry = self.entry(i);
        entry.forms & (form::PAST | form::THIRD | form::ING) != 0
            && entry.verb.is_some()
            && !entry.is(is::NOUN)
            && self.follows_noun(out)
            && self.toponym(i + 1).is_some()
    }

    /// Whether "as" stands before a noun alone: "as a result", "identified as Ann".
    pub(super) fn is_as_of_nouns(&self, i: usize, end: usize) -> bool {
        for j in i + 1..end.min(i + 9) {
            if self.kind(j) == TokenKind::Punct && matches!(self.word(j), "," | "." | ";" | ")" | "—") {
                return true;
            }
            let entry = self.entry(j);
            if entry.is(is::BE | is::MODAL | is::HAVE | is::PRONOUN)
                || entry.forms & (form::PAST | form::THIRD) != 0 && j > i + 1 && self.case(j) == Case::Lower
            {
                return false;
            }
        }
        false
    }

    pub(super) fn starts_noun(&self, i: usize) -> bool {
        let entry = self.entry(i);
        self.toponym(i).is_some()
            || self.case(i) != Case::Lower
            || self.kind(i) == TokenKind::Number
            || entry.is(is::DET | is::POSSESSIVE | is::PRONOUN)
            || entry.is(is::NOUN | is::ADJECTIVE) && entry.forms == 0
            || self.kind(i) == TokenKind::Word && entry.flags == 0 && entry.forms == 0
    }

    pub(super) fn follows_noun(&self, out: &[Chunk]) -> bool {
        out.last().is_some_and(|c| c.is_noun() || matches!(c.kind, Kind::Comma))
    }

    pub(super) fn after_to(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|p| self.word(p).eq_ignore_ascii_case("to"))
    }
}
