//! Tokens in, verb groups out: the verb with its auxiliaries, its mood and its voice.

use super::lexicon::{Entry, Lower, Verb, form, is};
use super::reading::{Chunk, Kind, Mood, Reading, VerbGroup};
use super::vocabulary::{ARRIVE, DEPART, DIE, NEAR, ON_THE_WAY, PULL_OUT};
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
        let mut phrasal: Option<&'static Verb> = None;
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
                if lower == "being" && be.is_some() && group.mood == Mood::Done {
                    // "was being sailed to", "is being flown to": under way.
                    group.mood = if self.was(be) { Mood::PastOngoing } else { Mood::Ongoing };
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
            let is_last = lower == "last" && aux && self.entry(to + 1).forms & form::PARTICIPLE != 0; // "was last seen"
            if entry.is(is::ADVERB) || lower.ends_with("ly") || is_last {
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
        if let Some((verb, n_tokens)) = main.and_then(|m| self.phrasal(m, end)) {
            to += n_tokens;
            phrasal = Some(verb);
        }
        let head = main.or(be).unwrap_or(i);
        group.copula = main.is_none() && be.is_some();
        group.verb = phrasal.or(main.and_then(|m| self.entry(m).verb));
        if group.passive && main.is_some_and(|m| matches!(self.word(m), "bound" | "headed" | "destined")) {
            // "was bound for": nobody binds it.
            group.passive = false;
            group.mood = if group.mood != Mood::Done {
                group.mood
            } else if self.was(be) || group.perfect {
                Mood::PastOngoing
            } else {
                Mood::Ongoing
            };
        }
        group.controls_object = main.is_some_and(|m| self.entry(m).is(is::WISHES | is::PLANS | is::MANAGES));
        if group.mood == Mood::Planned && group.negated {
            group.mood = Mood::Planned;
        }
        if let Some(from) = mood_from {
            group.cue = Some(self.span(from as u32, (head as u32).max(from as u32 + 1)));
        }
        out.push(Chunk { kind: Kind::Verb(group), head: head as u32, ..Chunk::plain(i, to, self.entry(head)) });
        to
    }

    /// A verb of more than one word at token `main`, and how many tokens follow it: "set sail", "took off", "made its way".
    fn phrasal(&self, main: usize, end: usize) -> Option<(&'static Verb, usize)> {
        let lower = |i: usize| Lower::new(if i < end { self.word(i) } else { "" });
        let (verb, next, third) = (lower(main), lower(main + 1), lower(main + 2));
        let text = |l: &Option<Lower>| l.as_ref().map_or(String::new(), |l| l.as_str().to_owned());
        let (next, third) = (text(&next), text(&third));
        let found = match (verb.as_ref().map_or("", Lower::as_str), next.as_str()) {
            ("set" | "sets" | "setting", "sail" | "off" | "out" | "forth") => (&DEPART, 1),
            ("take" | "takes" | "took" | "taken" | "taking" | "cast" | "lift" | "lifts" | "lifted" | "blasted", "off") => (&DEPART, 1),
            ("touch" | "touches" | "touched" | "touching", "down") => (&ARRIVE, 1),
            ("make" | "makes" | "made" | "making", "landfall") => (&ARRIVE, 1),
            ("show" | "shows" | "showed" | "shown" | "turn" | "turns" | "turned", "up") => (&ARRIVE, 1),
            ("make" | "makes" | "made" | "making", "their" | "his" | "her" | "its" | "my" | "our" | "the") if third == "way" => {
                (&ON_THE_WAY, 2)
            }
            ("make" | "makes" | "made" | "making", "it") if third == "to" => (&ARRIVE, 1),
            ("pull" | "pulls" | "pulled" | "pulling", "out") if third == "of" => (&PULL_OUT, 0),
            ("bear" | "bears" | "bore" | "bearing", "down") | ("close" | "closes" | "closed" | "closing", "in") if third == "on" => {
                (&NEAR, 1)
            }
            ("pass" | "passes" | "passed" | "passing", "away") => (&DIE, 1),
            _ => return None,
        };
        Some(found)
    }

    /// "en route", "on its way": how many tokens say so at `i`; zero for none.
    pub(super) fn on_the_way(&self, i: usize, end: usize) -> usize {
        let is = |at: usize, words: &[&str]| at < end && words.iter().any(|w| self.word(at).eq_ignore_ascii_case(w));
        if is(i, &["en"]) && is(i + 1, &["route"]) {
            return 2;
        }
        let owners = ["his", "her", "its", "their", "the", "our", "my"];
        if is(i, &["on"])
            && is(i + 1, &owners)
            && is(i + 2, &["way"])
            && is(i + 3, &["to", "from", "back", "home", "into", "toward", "towards"])
        {
            return 3;
        }
        0
    }

    /// Makes the verb group of "en route": with the copula before it a clause of its own, else a description of the noun before it.
    pub(super) fn on_the_way_group(&self, i: usize, n_tokens: usize, out: &mut Vec<Chunk>) -> usize {
        let mut group = VerbGroup { verb: Some(&ON_THE_WAY), ing: true, ..VerbGroup::default() };
        let mut first = i;
        if let Some(be) = out.last().filter(|c| c.verb_group().is_some_and(|g| g.copula)).copied()
            && let Some(outer) = be.verb_group()
        {
            out.pop();
            first = be.first as usize;
            group = VerbGroup { verb: Some(&ON_THE_WAY), copula: false, ..*outer };
            if group.mood == Mood::Done {
                group.mood = if self.was(Some(be.head as usize)) { Mood::PastOngoing } else { Mood::Ongoing };
                group.cue = Some(self.span(be.first, (i + n_tokens) as u32));
            }
        }
        let head = (i + n_tokens - 1) as u32;
        out.push(Chunk { kind: Kind::Verb(group), first: first as u32, head, ..Chunk::plain(i, i + n_tokens, self.entry(head as usize)) });
        i + n_tokens
    }

    pub(super) fn was(&self, be: Option<usize>) -> bool {
        be.is_some_and(|b| matches!(self.word(b), "was" | "were" | "Was" | "Were"))
    }

    pub(super) fn controls(&self, main: Option<usize>) -> bool {
        main.is_some_and(|m| self.entry(m).is(is::WISHES | is::PLANS | is::FAILS | is::MANAGES))
    }

    /// The mood that a word before "to" gives to what follows.
    pub(super) fn control(&self, group: &mut VerbGroup, entry: Entry, at: usize, mood_from: &mut Option<usize>) {
        // "had been due to fly"
        let is_past_plan = entry.is(is::PLANS)
            && group.perfect
            && matches!(self.word(at), "due" | "scheduled" | "set" | "expected" | "slated" | "supposed" | "planned" | "intended");
        let mood = if entry.is(is::FAILS) || is_past_plan {
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
