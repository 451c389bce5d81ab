//! Tokens in, verb groups out: the verb with its auxiliaries, its mood and its voice.

use super::lexicon::{Entry, Lower, form, is};
use super::reading::{Chunk, Kind, Mood, Reading, VerbGroup};
use crate::text::TokenKind;

impl Reading<'_, '_> {
    /// Reads the verb group at `i`, which starts with "to", an auxiliary or a verb.
    pub(super) fn verb_group(&self, i: usize, end: usize, out: &mut Vec<Chunk>) -> usize {
        let mut group = VerbGroup::default();
        let mut to = i;
        let mut be: Option<usize> = None;
        let mut have = false;
        let mut aux = false;
        let mut main: Option<usize> = None;
        let mut mood_from: Option<usize> = None;
        while to < end {
            let entry = self.entry(to);
            if self.toponym(to).is_some() || self.timex(to).is_some() || self.kind(to) == TokenKind::Punct {
                break;
            }
            let word = self.word(to);
            let lower = Lower::new(word);
            let lower = lower.as_ref().map_or("", Lower::as_str);
            if lower == "to" {
                if !self.is_infinitive(to + 1, end) {
                    break;
                }
                if main.is_none() {
                    if be.is_some() {
                        group.mood = if self.was(be) { Mood::PastOngoing } else { Mood::Planned };
                        mood_from = be;
                    } else if aux || have {
                        // "have to go", "had to go".
                    } else {
                        group.infinitive = true;
                    }
                } else {
                    // After a word that controls what follows.
                    main = None;
                }
                be = None;
                to += 1;
                continue;
            }
            if main.is_some() {
                if (entry.is(is::ADVERB) || entry.is(is::NEGATION)) && self.word(to + 1) == "to" && self.controls(main) {
                    to += 1;
                    continue;
                }
                break;
            }
            if entry.is(is::MODAL) {
                aux = true;
                group.finite = true;
                group.negated |= entry.is(is::NEGATION);
                group.mood = match lower {
                    "will" | "'ll" | "shall" | "would" => Mood::Planned,
                    "won't" | "wouldn't" | "can't" | "cannot" | "couldn't" => Mood::Possible,
                    _ => Mood::Possible,
                };
                mood_from = Some(to);
                to += 1;
                continue;
            }
            if entry.is(is::BE) {
                if !aux && !group.infinitive && !matches!(lower, "be" | "been" | "being") {
                    group.finite = true;
                    group.present = matches!(lower, "is" | "are" | "am" | "isn't" | "aren't" | "'re");
                }
                if lower == "being" && be.is_none() && !aux {
                    group.ing = true;
                }
                if !(lower == "been" || lower == "being" || lower == "be") || be.is_none() {
                    be = Some(to);
                }
                group.negated |= entry.is(is::NEGATION);
                aux = true;
                to += 1;
                continue;
            }
            if entry.is(is::HAVE) || entry.is(is::DO) {
                let next = self.entry(to + 1);
                let helps = next.forms & (form::PARTICIPLE | form::BASE) != 0
                    || next.is(is::ADVERB | is::BE | is::NEGATION | is::DO)
                    || self.word(to + 1) == "to";
                if !helps || matches!(lower, "done" | "doing") {
                    main = Some(to);
                    if !aux && !group.infinitive {
                        group.finite = true;
                    }
                    to += 1;
                    break;
                }
                if !aux && !group.infinitive {
                    group.finite = !matches!(lower, "having" | "doing");
                    group.ing = lower == "having";
                }
                have |= entry.is(is::HAVE);
                group.perfect |= lower == "had";
                group.negated |= entry.is(is::NEGATION);
                aux = true;
                to += 1;
                continue;
            }
            if entry.is(is::NEGATION) && entry.forms == 0 {
                group.negated = true;
                to += 1;
                continue;
            }
            if entry.forms != 0
                && (aux || group.infinitive || to == i || main.is_none() && to > i)
                && !(entry.is(is::ADVERB) && entry.forms & (form::ING | form::PARTICIPLE | form::PAST) == 0 && !group.infinitive)
            {
                if aux
                    && !group.infinitive
                    && mood_from.is_none()
                    && entry.forms & (form::PARTICIPLE | form::ING | form::PAST) == 0
                    && !have
                    && be.is_some()
                    && !entry.is(is::PLANS)
                {
                    break; // "is home", "was head of": a noun after the copula.
                }
                main = Some(to);
                let goes_on = self.word(to + 1).eq_ignore_ascii_case("to") && self.is_infinitive(to + 2, end)
                    || self.entry(to + 1).is(is::ADVERB) && self.word(to + 2).eq_ignore_ascii_case("to") && self.is_infinitive(to + 3, end);
                if to == i || !aux && !group.infinitive {
                    self.bare(&mut group, entry.forms, out);
                }
                if goes_on {
                    self.control(&mut group, entry, to, &mut mood_from);
                    to += 1;
                    aux = true;
                    continue;
                }
                self.voice(&mut group, entry.forms, be, have);
                to += 1;
                break;
            }
            if aux
                && entry.is(is::WISHES | is::PLANS | is::FAILS)
                && self.word(to + 1).eq_ignore_ascii_case("to")
                && self.is_infinitive(to + 2, end)
            {
                // "willing to", "due to", "unable to".
                self.control(&mut group, entry, to, &mut mood_from);
                main = Some(to);
                to += 1;
                continue;
            }
            if entry.is(is::ADVERB) || lower.ends_with("ly") {
                to += 1;
                continue;
            }
            break;
        }
        let mut to = to.max(i + 1);
        while to > i + 1
            && main.is_none_or(|m| to > m + 1)
            && self.entry(to - 1).is(is::ADVERB)
            && !self.entry(to - 1).is(is::BE | is::HAVE)
        {
            to -= 1;
        }
        let head = main.or(be).unwrap_or(i);
        group.copula = main.is_none() && be.is_some();
        group.verb = main.and_then(|m| self.entry(m).verb);
        group.controls_object = main.is_some_and(|m| self.entry(m).is(is::WISHES | is::PLANS | is::MANAGES));
        if group.mood == Mood::Planned && group.negated {
            group.mood = Mood::Planned;
        }
        if let Some(from) = mood_from {
            group.cue = Some(self.span(from as u32, (head as u32).max(from as u32 + 1)));
        }
        out.push(Chunk {
            kind: Kind::Verb(group),
            first: i as u32,
            end: to as u32,
            head: head as u32,
            entry: self.entry(head),
            toponym: None,
            origin: None,
            timex: None,
            is_name: false,
            is_definite: false,
            flags: 0,
        });
        to
    }

    pub(super) fn was(&self, be: Option<usize>) -> bool {
        be.is_some_and(|b| matches!(self.word(b), "was" | "were" | "Was" | "Were"))
    }

    pub(super) fn controls(&self, main: Option<usize>) -> bool {
        main.is_some_and(|m| self.entry(m).is(is::WISHES | is::PLANS | is::FAILS | is::MANAGES))
    }

    /// The mood that a word before "to" gives to what follows.
    pub(super) fn control(&self, group: &mut VerbGroup, entry: Entry, at: usize, mood_from: &mut Option<usize>) {
        let mood = if entry.is(is::FAILS) {
            Mood::Failed
        } else if entry.is(is::PLANS) {
            Mood::Planned
        } else if entry.is(is::WISHES) {
            Mood::Possible
        } else {
            return;
        };
        if group.mood != Mood::Possible || mood == Mood::Failed {
            group.mood = mood;
        }
        *mood_from = Some(mood_from.unwrap_or(at));
    }

    /// A verb without auxiliary.
    pub(super) fn bare(&self, group: &mut VerbGroup, forms: u8, out: &[Chunk]) {
        if forms & (form::PAST | form::THIRD) != 0 {
            group.bare_finite = true;
            group.finite = true;
            group.participle = forms & form::PARTICIPLE != 0;
            group.present = forms & form::THIRD != 0;
        } else if forms & form::PARTICIPLE != 0 {
            group.participle = true;
            group.passive = true;
        } else if forms & form::ING != 0 {
            group.ing = true;
        } else {
            group.base = true;
            // "retrieve the remains, then fly them out": the mood of the verb before.
            if let Some(before) = out.iter().rev().find_map(Chunk::verb_group) {
                group.mood = before.mood;
                group.cue = before.cue;
                group.infinitive = before.infinitive;
            }
        }
    }

    pub(super) fn voice(&self, group: &mut VerbGroup, forms: u8, be: Option<usize>, have: bool) {
        if be.is_none() {
            return;
        }
        if forms & form::ING != 0 {
            if group.mood == Mood::Done {
                group.mood = if self.was(be) || group.perfect {
                    Mood::PastOngoing
                } else if have {
                    Mood::Done
                } else {
                    Mood::Ongoing
                };
            }
        } else if forms & (form::PARTICIPLE | form::PAST) != 0 {
            group.passive = true;
        }
    }
}
