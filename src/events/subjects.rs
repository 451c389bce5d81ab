//! The chunks of a sentence in, the subject of every verb group out.

use super::clause::Clauses;
use super::lexicon::{is, role};
use super::reading::{Chunk, Kind, VerbGroup};
use crate::text::TokenKind;

impl Clauses<'_, '_, '_> {
    /// Finds the subject of every verb group.
    pub(super) fn find_subjects(&mut self, chunks: &[Chunk]) {
        self.subjects.clear();
        self.subjects.resize(chunks.len(), None);
        self.apposed.clear();
        self.apposed.resize(chunks.len(), None);
        self.reduced.clear();
        self.reduced.resize(chunks.len(), false);
        let mut candidate: Option<usize> = None;
        let mut verb_seen = false;
        // After a participle that describes the subject nouns are the participle's.
        let mut is_worn = false;
        let mut fallback: Option<usize> = None;
        let mut last_noun: Option<usize> = None;
        let mut boundary_since_verb = false;
        let mut outer: Option<(Option<usize>, bool)> = None;
        let mut after_report = false;
        let mut relative: Option<(Option<usize>, &str)> = None;
        let mut fronted: Option<usize> = None;
        for (i, chunk) in chunks.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|p| chunks.get(p));
            match &chunk.kind {
                Kind::Noun => {
                    if before.is_some_and(Chunk::is_preposition) {
                        continue;
                    }
                    let is_figure = chunk.end - chunk.first == 1 && self.reading.kind(chunk.head as usize) == TokenKind::Number;
                    if is_figure && before.is_some_and(Chunk::is_noun) {
                        continue; // "the player ranked number 27"
                    }
                    if !verb_seen {
                        match candidate {
                            None => candidate = Some(i),
                            Some(c) if before.is_some_and(|b| matches!(b.kind, Kind::Comma)) => {
                                if chunks.get(c).is_some_and(Chunk::is_noun)
                                    && let Some(slot) = self.apposed.get_mut(i)
                                {
                                    *slot = Some(c);
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
                            // "a man wearing a red hat opened fire": the hat is what he wears.
                            Some(_) if is_worn => {}
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
                    let after_place = before.is_some_and(|b| b.is_noun() && b.toponym.is_some());
                    // "a plane in Ohio, United States crashed": the comma belongs to the place.
                    let is_container = after_place && i >= 3 && chunks.get(i - 3).is_some_and(|c| c.toponym.is_some());
                    if group.finite
                        && directly_after_noun
                        && !is_container
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
                    let opens = group.ing || group.passive && group.participle && !group.finite;
                    if opens && candidate.is_none() && i <= 1 {
                        fronted = Some(i);
                    } else if group.finite
                        && let Some(f) = fronted.take()
                        && candidate.is_some()
                        && let Some(slot) = self.subjects.get_mut(f)
                    {
                        // "Speaking in Rome, the minister said".
                        *slot = candidate;
                    }
                    let current = candidate.or(fallback);
                    let after_with = i
                        .checked_sub(2)
                        .and_then(|w| chunks.get(w))
                        .is_some_and(|c| c.is_preposition() && matches!(self.reading.word(c.head as usize), "with" | "With"));
                    let after_comma = i >= 3 && chunks.get(i - 3).is_some_and(|c| matches!(c.kind, Kind::Comma));
                    // ", with a second storm expected to reach Cuba"
                    let is_absolute = verb_seen
                        && after_comma
                        && directly_after_noun
                        && after_with
                        && group.participle
                        && (group.bare_finite || !group.finite);
                    if is_absolute {
                        if let Some(slot) = self.subjects.get_mut(i) {
                            *slot = i.checked_sub(1);
                        }
                        if let Some(slot) = self.reduced.get_mut(i) {
                            *slot = true;
                        }
                        continue;
                    }
                    let subject = if group.finite
                        && !is_garden_path(chunks, i)
                        && !(group.bare_finite
                            && group.participle
                            && verb_seen
                            && directly_after_noun
                            && !boundary_since_verb
                            && !(outer.is_some() && is_only_going(group)))
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
                        // Reduced relative clauses.
                        if let Some(slot) = self.reduced.get_mut(i) {
                            *slot = true;
                        }
                        // "wearing a hat", not "a report saying that" and not "house hunting tours".
                        let has_object = chunks
                            .get(i + 1)
                            .is_some_and(|c| c.is_noun() && self.reading.entry(c.first as usize).is(is::DET | is::POSSESSIVE));
                        let reports = self.reading.entry(chunk.head as usize).is(is::REPORTS);
                        is_worn = group.ing && candidate.is_some() && directly_after_noun && has_object && !reports;
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
                    is_worn = false;
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
                    // "Ann, who wrote to Bo and who flew": who flew is who wrote.
                    let joined = before.is_some_and(|b| matches!(b.kind, Kind::And | Kind::But | Kind::Or));
                    let antecedent = match relative {
                        Some((of, said)) if joined && said == word => of,
                        _ => antecedent,
                    };
                    relative = Some((antecedent, word));
                    if outer.is_none() {
                        // "Reports said the parts that exploded were sent": the parts were.
                        outer = match last_noun {
                            Some(l) if verb_seen && after_report && l < i => Some((Some(l), false)),
                            _ => Some((candidate, verb_seen)),
                        };
                    }
                    candidate = if matches!(word, "where" | "why" | "how") { None } else { antecedent };
                    verb_seen = false;
                    last_noun = None;
                    boundary_since_verb = false;
                }
                Kind::Comma => {
                    is_worn = false;
                    boundary_since_verb |= verb_seen;
                    if verb_seen && let Some((outer_candidate, outer_seen)) = outer.take() {
                        candidate = outer_candidate;
                        verb_seen = outer_seen;
                    }
                }
                Kind::And | Kind::But | Kind::Or => boundary_since_verb |= verb_seen,
                _ => {}
            }
        }
    }

    pub(super) fn head_of_phrase(&self, chunks: &[Chunk], noun: usize, relative: &str) -> usize {
        let mut at = noun;
        while at >= 2
            && chunks.get(at - 1).is_some_and(Chunk::is_preposition)
            && chunks.get(at - 2).is_some_and(Chunk::is_noun)
            && (relative.eq_ignore_ascii_case("who")
                && chunks.get(at).is_some_and(|c| c.toponym.is_some() || c.flags & is::PERSON == 0 && !c.is_name))
        {
            at -= 2;
        }
        // "bombings in Lima that killed many": the bombings did.
        let stands_in = |at: usize| {
            chunks
                .get(at - 1)
                .is_some_and(|c| c.is_preposition() && matches!(self.reading.word(c.head as usize), "in" | "at" | "near" | "outside"))
        };
        if matches!(relative, "that" | "which")
            && at >= 2
            && chunks.get(at).is_some_and(|c| c.toponym.is_some())
            && stands_in(at)
            && chunks.get(at - 2).is_some_and(|c| c.is_noun() && c.flags & is::HAPPENING != 0)
        {
            at -= 2;
        }
        at
    }
}

/// "arrived", "travelled": nobody is arrived or travelled, so it is no participle that describes the noun before it.
fn is_only_going(group: &VerbGroup) -> bool {
    let acts = role::CARRY | role::OBJECT_GOAL | role::OBJECT_SOURCE | role::OBJECT_VIA | role::WEAK | role::STAY;
    group.verb.is_some_and(|v| v.has(role::GO) && !v.has(acts))
}

/// "The ship loaded with wheat left": a participle, for another verb without a subject of its own follows.
fn is_garden_path(chunks: &[Chunk], i: usize) -> bool {
    let is_participle = chunks.get(i).and_then(Chunk::verb_group).is_some_and(|g| g.bare_finite && g.participle);
    let follows_noun = i.checked_sub(1).and_then(|b| chunks.get(b)).is_some_and(Chunk::is_noun);
    if !is_participle || !follows_noun || !chunks.get(i + 1).is_some_and(Chunk::is_preposition) {
        return false;
    }
    let is_argument = |c: &Chunk| matches!(c.kind, Kind::Noun | Kind::Preposition | Kind::Time | Kind::Adverb);
    let next = (i + 1..chunks.len()).find(|&j| !chunks.get(j).is_some_and(is_argument));
    // "the house where he lived in the village built in 1950": what has no object may be the participle itself.
    let has_object = |j: usize| chunks.get(j + 1).is_some_and(Chunk::is_noun);
    next.and_then(|j| Some((j, chunks.get(j)?.verb_group()?)))
        .is_some_and(|(j, g)| g.finite && (!g.participle || !g.bare_finite || has_object(j)))
}
