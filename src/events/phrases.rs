//! Tokens in, noun phrases out.

use super::lexicon::{Lower, form, is};
use super::reading::{Chunk, Kind, Part, Reading};
use crate::places::ToponymKind;
use crate::text::{Case, TokenKind};

impl Reading<'_, '_> {
    /// Reads the noun phrase at `i`.
    pub(super) fn noun_phrase(&self, start: usize, i: usize, end: usize, out: &mut Vec<Chunk>) -> usize {
        // After a date: "Friday's talks".
        let i = if matches!(self.word(i), "'s" | "’s") && i + 1 < end { i + 1 } else { i };
        let mut to = i;
        let mut part = Part::Start;
        let mut head = i;
        let mut flags = 0u64;
        let mut last_place: Option<(u32, usize)> = None; // toponym, one past its last token
        let mut first_place: Option<u32> = None;
        let mut is_definite = false;
        let mut is_name = false;
        while to < end {
            let entry = self.entry(to);
            if let Some(t) = self.toponym(to) {
                let mut stop = to + 1;
                while stop < end && self.toponym(stop) == Some(t) {
                    stop += 1;
                }
                if part == Part::Headed
                    && !is_name
                    && last_place.is_none()
                    && self.case(head) == Case::Lower
                    && self.kind(head) == TokenKind::Word
                    && flags & is::PERSON == 0
                {
                    // A lower-case noun directly before a name of a place: the phrase is over ("left the group Paris").
                    break;
                }
                // "the US-run centre": whose it is, not where.
                let is_maker = self.word(stop) == "-"
                    && !self.is_spaced(stop)
                    && matches!(
                        self.word(stop + 1),
                        "run"
                            | "led"
                            | "backed"
                            | "owned"
                            | "funded"
                            | "controlled"
                            | "operated"
                            | "built"
                            | "made"
                            | "managed"
                            | "brokered"
                            | "sponsored"
                    );
                if !is_maker && !self.is_in_name(t, to, stop, start) {
                    first_place = first_place.or(Some(t));
                    last_place = Some((t, stop));
                }
                head = stop - 1;
                is_name = true;
                part = Part::Headed;
                to = stop;
                continue;
            }
            if self.timex(to).is_some() {
                break;
            }
            let word = self.word(to);
            if word == "according" && to > i && self.word(to + 1) == "to" {
                break;
            }
            match self.kind(to) {
                TokenKind::Punct => {
                    if word == "-" && !self.is_spaced(to) && to + 1 < end && !self.is_spaced(to + 1) && to > i {
                        if is_name && head + 1 == to && self.case(to + 1) == Case::Lower && self.is_name_syllable(to + 1) {
                            // "Kim Jong-un": the name goes on.
                            head = to + 1;
                            to += 2;
                            part = Part::Headed;
                            continue;
                        }
                        to += 1;
                        part = Part::Open;
                        continue;
                    }
                    let plural_owner =
                        self.word(to.saturating_sub(1)).ends_with('s') && self.is_spaced(to + 1) && self.kind(to + 1) == TokenKind::Word;
                    if matches!(word, "’" | "'")
                        && !self.is_spaced(to)
                        && to > i
                        && (plural_owner && to + 1 < end || self.starts_noun(to + 1))
                    {
                        part = Part::Open; // "troops’ remains"
                        to += 1;
                        continue;
                    }
                    if matches!(word, "/" | "&") && !is_end(to + 1, end) {
                        to += 1;
                        continue;
                    }
                    if matches!(word, "\"" | "“" | "‘") && part != Part::Headed {
                        to += 1;
                        continue;
                    }
                    break;
                }
                TokenKind::Number => {
                    // "Flight 12", also where it begins a sentence.
                    let is_numbered = to == i + 1 && self.entry(i).is(is::VEHICLE | is::TRIP) && self.case(i) == Case::Title;
                    if part == Part::Headed && !is_name && !is_numbered {
                        break;
                    }
                    is_name |= is_numbered;
                    // "a 31-year-old man" is one.
                    let is_measure = self.word(to + 1) == "-" && !self.is_spaced(to + 1);
                    flags |= if word == "1" || is_measure { 0 } else { is::PLURAL };
                    part = if is_name { Part::Headed } else { Part::Open };
                    if part == Part::Headed {
                        head = to;
                        flags &= !is::PLURAL;
                    } else {
                        head = to;
                    }
                    to += 1;
                    continue;
                }
                TokenKind::Word => {}
            }
            if matches!(word, "'s" | "’s" | "'S" | "’S") {
                if to == i {
                    // After a date: "Friday's".
                    to += 1;
                    continue;
                }
                is_definite = true;
                is_name = false;
                part = Part::Open;
                flags = 0;
                to += 1;
                continue;
            }
            let capital = self.case(to) != Case::Lower
                && (to > start || entry.flags == 0 && entry.forms == 0)
                && !(entry.is(is::PRONOUN) && word.starts_with('I'));
            if entry.is(is::PRONOUN) && !capital {
                if part != Part::Start {
                    break;
                }
                flags |= is::PRONOUN;
                if matches!(Lower::new(word).as_ref().map_or("", Lower::as_str), "they" | "them" | "we" | "us" | "themselves" | "others") {
                    flags |= is::PLURAL;
                }
                head = to;
                to += 1;
                break;
            }
            if capital
                && !(entry.is(is::MODAL | is::BE | is::HAVE)
                    && part == Part::Headed
                    && !self.word(to).eq_ignore_ascii_case("may")
                    && self.word(to) != "Am")
                && !(entry.is(is::SUBORDINATOR | is::RELATIVE) || entry.is(is::PREPOSITION) && part != Part::Start)
            {
                if part == Part::Headed
                    && entry.forms & (form::THIRD | form::PAST) != 0
                    && !entry.is(is::NOUN)
                    && self.toponym(to + 1).is_some()
                {
                    break; // A headline's verb.
                }
                if entry.is(is::DET | is::POSSESSIVE) {
                    if part == Part::Headed && is_name && flags & (is::STORM | is::VEHICLE) != 0 {
                        to += 1; // "Tropical Depression Three", "Air Force Two"
                        continue;
                    }
                    if part == Part::Headed {
                        break;
                    }
                    part = Part::Open;
                    to += 1;
                    continue;
                }
                head = to;
                is_name = true;
                flags |= entry.flags & NOUN_FLAGS;
                part = Part::Headed;
                to += 1;
                continue;
            }
            if part == Part::Start && word == "her" && self.is_whole_object(to, end) {
                // "kept her captive": the object, and what it is kept as.
                flags |= is::PRONOUN;
                head = to;
                to += 1;
                break;
            }
            if entry.is(is::DET | is::POSSESSIVE) {
                if part == Part::Headed {
                    break;
                }
                let lower = Lower::new(word);
                let lower = lower.as_ref().map_or("", Lower::as_str);
                is_definite |= matches!(lower, "the" | "this" | "that" | "these" | "those") || entry.is(is::POSSESSIVE);
                if matches!(
                    lower,
                    "two"
                        | "three"
                        | "four"
                        | "five"
                        | "six"
                        | "seven"
                        | "eight"
                        | "nine"
                        | "ten"
                        | "many"
                        | "several"
                        | "some"
                        | "these"
                        | "those"
                        | "both"
                        | "few"
                        | "most"
                        | "all"
                        | "dozens"
                        | "hundreds"
                        | "thousands"
                ) {
                    flags |= is::PLURAL;
                }
                head = to;
                part = Part::Open;
                to += 1;
                continue;
            }
            if entry.is(is::CONJUNCTION | is::MODAL | is::BE | is::HAVE | is::DO | is::SUBORDINATOR | is::RELATIVE) {
                break;
            }
            if entry.is(is::PREPOSITION) && !(part == Part::Open && entry.is(is::ADJECTIVE)) {
                break;
            }
            if to > i && self.is_verb(to, end, out, part) {
                break;
            }
            if entry.is(is::ADVERB) && !entry.is(is::NOUN | is::ADJECTIVE | is::DIRECTION) {
                if part == Part::Open && entry.flags == is::ADVERB && word.ends_with("ly") {
                    to += 1;
                    continue;
                }
                break;
            }
            if part == Part::Headed && is_name && last_place.is_none() && !entry.is(is::NOUN) && self.case(head) == Case::Lower {
                break;
            }
            if part == Part::Headed
                && is_name
                && matches!(word, "early" | "late")
                && (self.timex(to + 1).is_some() || self.entry(to + 1).is(is::PREPOSITION))
            {
                break; // "from Gaziantep early on Thursday"
            }
            if part == Part::Headed && word == "last" && self.entry(to + 1).forms & form::PAST != 0 {
                break; // "her friends last saw her"
            }
            // A noun or an adjective.
            head = to;
            is_name = false;
            flags |= entry.flags & NOUN_FLAGS;
            if entry.flags == 0 && entry.forms == 0 && word.ends_with('s') && !word.ends_with("ss") {
                flags |= is::PLURAL;
            }
            part = if entry.is(is::ADJECTIVE | is::DIRECTION) && !entry.is(is::NOUN) { Part::Open } else { Part::Headed };
            to += 1;
        }
        while to > i + 1 && matches!(self.word(to - 1), "&" | "/") {
            to -= 1;
        }
        let to = to.max(i + 1);
        let entry = self.entry(head);
        if last_place.is_some_and(|(t, stop)| {
            stop == head + 1 && self.spots.get(t as usize).is_some_and(|s| s.kind == ToponymKind::Demonym) && self.word(head).ends_with('s')
        }) {
            flags |= is::PERSON | is::PLURAL; // "Israelis"
        }
        let mut toponym = None;
        let mut origin = None;
        let last_place = last_place.map(|(t, stop)| (self.owner_of_place(first_place, t).unwrap_or(t), stop));
        if let Some((t, stop)) = last_place {
            let kind = self.spots.get(t as usize).map(|t| t.kind);
            let tail_is_place = entry.is(is::PLACE_NOUN) || self.is_place_noun_cap(head);
            let is_whole = stop == to && !matches!(kind, Some(ToponymKind::Demonym | ToponymKind::Nested));
            let tail_is_place = tail_is_place && !self.is_any_of(head);
            let is_whole = is_whole && !self.is_of_saint(t, stop, head);
            let tail_is_place = tail_is_place && !self.is_part_of_world(t, head);
            if is_whole || stop < to && tail_is_place && !self.is_mission(head) && !self.is_of_saint(t, stop, head) {
                toponym = Some(t);
                origin = first_place.filter(|&f| f != t);
            } else {
                // "the White House's South Lawn": a part of the place, where it follows a preposition of place.
                let possessed =
                    matches!(self.word(stop), "'s" | "’s") && is_name && flags & is::PERSON == 0 && self.case(head) == Case::Title;
                let placed = out.last().is_some_and(|c| {
                    c.is_preposition() && matches!(self.word(c.head as usize), "in" | "at" | "on" | "to" | "from" | "into")
                });
                if possessed && placed && kind != Some(ToponymKind::Demonym) && !self.is_of_saint(t, stop, head) {
                    toponym = Some(t);
                } else {
                    origin = Some(t);
                }
            }
        }
        let mut entry = entry;
        if is_name && head > i && self.kind(head) == TokenKind::Number {
            entry.transport = entry.transport.or(self.entry(head - 1).transport); // "Flight 12" goes by air.
        }
        if is_name && toponym.is_none() && self.is_aircraft(i, head) {
            flags |= is::VEHICLE;
            entry.transport = Some(super::Transport::Air);
        }
        if is_name && toponym.is_none() && entry.is(is::PERSON) && flags & is::PERSON != 0 {
            // "the Pope", "the President": a person by rank.
            flags |= is::PERSON;
        }
        out.push(Chunk {
            kind: Kind::Noun,
            first: i as u32,
            end: to as u32,
            head: head as u32,
            entry,
            toponym,
            origin,
            timex: None,
            is_name,
            is_definite,
            flags,
        });
        to
    }

    /// "kept her captive", "drove her to", "took her home": the pronoun at token `i` is the object, and owns nothing that follows.
    fn is_whole_object(&self, i: usize, end: usize) -> bool {
        let next = self.entry(i + 1);
        i + 1 >= end
            || matches!(self.word(i + 1), "captive" | "hostage" | "prisoner" | "alive" | "home" | "back" | "away")
            || self.timex(i + 1).is_some()
            || self.kind(i + 1) == TokenKind::Punct && !matches!(self.word(i + 1), "\"" | "“" | "‘" | "$")
            || self.kind(i + 1) == TokenKind::Word
                && self.case(i + 1) == Case::Lower
                && next.is(is::PREPOSITION | is::CONJUNCTION)
                && !next.is(is::NOUN | is::ADJECTIVE)
    }

    /// "the palace's Rose Garden": a part that was read as a namesake far away is where its owner is.
    fn owner_of_place(&self, owner: Option<u32>, part: u32) -> Option<u32> {
        let spot = |i: u32| self.spots.get(i as usize);
        let (a, b) = (spot(owner?)?, spot(part)?);
        let is_owner = matches!(self.word(self.text.token_at(a.span.end)), "'s" | "’s");
        let is_area = a.feature.is_some_and(crate::gazetteer::Feature::is_area);
        let is_far = matches!((a.point, b.point), (Some(p), Some(q)) if crate::earth::distance(p, q).km() > 100.0);
        owner.filter(|_| is_owner && !is_area && is_far && b.toponym.is_some())
    }

    /// Whether the place's name is a part of a person's name: "Jordan Lee", "George W. Bush".
    pub(super) fn is_in_name(&self, spot_idx: u32, first: usize, stop: usize, start: usize) -> bool {
        let Some(spot) = self.spots.get(spot_idx as usize) else { return false };
        if spot.kind == ToponymKind::Demonym || spot.is_country() || spot.toponym.is_none() {
            return false;
        }
        let is_name = |i: usize| {
            let e = self.entry(i);
            self.kind(i) == TokenKind::Word
                && self.case(i) == Case::Title
                && e.flags == 0
                && e.forms == 0
                && self.toponym(i).is_none()
                && self.is_spaced(i)
        };
        let before = first.checked_sub(1).filter(|&b| b > start && is_name(b)).is_some();
        is_name(stop) && self.is_spaced(stop) || before && self.kind(first) == TokenKind::Word
    }

    /// Whether the token after a hyphen is the rest of a name: a short word the lexicon does not know.
    fn is_name_syllable(&self, token: usize) -> bool {
        let entry = self.entry(token);
        self.kind(token) == TokenKind::Word
            && self.word(token).len() <= 5
            && entry.flags == 0
            && entry.forms == 0
            && self.is_spaced(token + 1)
    }

    pub(super) fn is_place_noun_cap(&self, token: usize) -> bool {
        self.case(token) != Case::Lower && self.entry(token).is(is::PLACE_NOUN)
    }
}

/// What a noun tells of the phrase around it.
const NOUN_FLAGS: u64 = is::PERSON
    | is::VEHICLE
    | is::STORM
    | is::CARGO
    | is::ABSTRACT
    | is::PLURAL
    | is::TRIP
    | is::PLACE_NOUN
    | is::FEMALE
    | is::MALE
    | is::MILITARY
    | is::HAPPENING
    | is::VISITOR
    | is::COLLECTIVE
    | is::DWELLER;

fn is_end(i: usize, end: usize) -> bool {
    i >= end
}
