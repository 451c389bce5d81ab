//! Tokens with their places and dates in, the chunks of a sentence out: noun phrases, verb groups, prepositions.

use super::lexicon::{Entry, Verb, form, is, look_up};
use super::offsets;
use crate::article::Span;
use crate::dates::{Timex, TimexType};
use crate::earth::LatLon;
use crate::gazetteer::{Feature, Gazetteer, PlaceId};
use crate::places::{Toponym, ToponymKind};
use crate::text::{Case, Sentence, Text, TokenKind};

/// What a verb group says about whether its action came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    Done,
    Ongoing,
    /// "was flying", "was to": under way or meant, in the past.
    PastOngoing,
    Planned,
    Possible,
    Failed,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// The main verb, if it is in the lexicon.
    pub verb: Option<&'static Verb>,
    pub finite: bool,
    pub passive: bool,
    /// An -ing form without auxiliary.
    pub ing: bool,
    pub infinitive: bool,
    /// A past participle without auxiliary, or a form that may be one.
    pub participle: bool,
    /// A past form or third person without auxiliary: certainly or possibly finite by itself.
    pub bare_finite: bool,
    /// A base form without auxiliary or "to".
    pub base: bool,
    pub negated: bool,
    pub mood: Mood,
    /// The words that make the mood.
    pub cue: Option<Span>,
    /// Present tense.
    pub present: bool,
    /// A copula alone: "is a Turkish national".
    pub copula: bool,
    /// "had gone": before the other things told.
    pub perfect: bool,
    /// "asked", "permit": its object does what the next infinitive says.
    pub controls_object: bool,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Noun,
    Verb(VerbGroup),
    Preposition,
    And,
    Or,
    But,
    Comma,
    /// A mark that ends a clause.
    Stop,
    Subordinator,
    Relative,
    Time,
    Adverb,
    /// "home" as a goal.
    Home,
}

/// A phrase of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub kind: Kind,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// The token of its noun, main verb or preposition.
    pub head: u32,
    /// What the lexicon knows of the head.
    pub entry: Entry,
    /// For noun phrases: the place they name.
    pub toponym: Option<u32>,
    /// For noun phrases: the place or people that stand before the noun ("Canadian tourist", "Kenya's runner").
    pub origin: Option<u32>,
    /// For time chunks: the date.
    pub timex: Option<u32>,
    /// Whether the head is a name.
    pub is_name: bool,
    /// Whether the noun phrase is definite.
    pub is_definite: bool,
    /// What the lexicon knows of all its nouns together.
    pub flags: u64,
}

impl Chunk {
    pub fn verb_group(&self) -> Option<&VerbGroup> {
        match &self.kind {
            Kind::Verb(group) => Some(group),
            _ => None,
        }
    }

    pub fn is_noun(&self) -> bool {
        matches!(self.kind, Kind::Noun)
    }

    pub fn is_preposition(&self) -> bool {
        matches!(self.kind, Kind::Preposition)
    }
}

const NONE: u32 = u32::MAX;

/// A place in the text: a toponym, or a point computed from one ("90 miles south of Bermuda").
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub span: Span,
    pub kind: ToponymKind,
    pub point: Option<LatLon>,
    pub place: Option<PlaceId>,
    /// Its index in the article's toponyms; `None` for a computed point.
    pub toponym: Option<usize>,
    pub confidence: f32,
    pub feature: Option<Feature>,
}

impl Spot {
    fn is_country(&self) -> bool {
        matches!(self.feature, Some(Feature::Country | Feature::HistoricCountry | Feature::Continent))
    }
}

/// A text with the lexicon's knowledge, places and dates at its tokens.
pub(super) struct Reading<'t, 'a> {
    pub text: &'t Text<'a>,
    /// The places of the text, and after them the computed ones.
    pub spots: Vec<Spot>,
    pub timexes: &'t [Timex],
    entries: Vec<Entry>,
    /// Per token: the toponym whose span holds it.
    toponym_at: Vec<u32>,
    /// Per token: the timex whose span holds it.
    timex_at: Vec<u32>,
}

impl<'t, 'a> Reading<'t, 'a> {
    pub fn new(text: &'t Text<'a>, gazetteer: &Gazetteer, toponyms: &'t [Toponym], timexes: &'t [Timex]) -> Reading<'t, 'a> {
        let n = text.tokens.len();
        let mut toponym_at = vec![NONE; n];
        let mut timex_at = vec![NONE; n];
        let mut spots: Vec<Spot> = toponyms
            .iter()
            .enumerate()
            .map(|(i, t)| Spot {
                span: t.span,
                kind: t.kind,
                point: t.point,
                place: t.place,
                toponym: Some(i),
                confidence: t.confidence,
                feature: t.place.and_then(|p| gazetteer.place(p)).map(|p| p.feature),
            })
            .collect();
        for (i, spot) in spots.iter().enumerate() {
            if spot.point.is_some() {
                mark(text, &mut toponym_at, spot.span, i, Overwrite::No);
            }
        }
        for offset in offsets::find(text, &spots) {
            mark(text, &mut toponym_at, offset.span, spots.len(), Overwrite::Yes);
            spots.push(offset);
        }
        for (i, t) in timexes.iter().enumerate() {
            if matches!(t.kind, TimexType::Date | TimexType::Time) && t.range.is_some() {
                mark(text, &mut timex_at, t.span, i, Overwrite::No);
            }
        }
        let entries = (0..n)
            .map(|i| match text.tokens.get(i) {
                Some(t) if t.kind == TokenKind::Word => {
                    let word = text.of(t.span);
                    look_up(word).unwrap_or_else(|| guess(word, t.case))
                }
                _ => Entry::default(),
            })
            .collect();
        Reading { text, spots, timexes, entries, toponym_at, timex_at }
    }

    pub fn entry(&self, token: usize) -> Entry {
        self.entries.get(token).copied().unwrap_or_default()
    }

    pub fn word(&self, token: usize) -> &'a str {
        self.text.word(token)
    }

    /// Whether the place's name is a part of a person's name: "Jordan Lee", "George W. Bush".
    fn is_in_name(&self, spot_idx: u32, first: usize, stop: usize, start: usize) -> bool {
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

    fn toponym(&self, token: usize) -> Option<u32> {
        self.toponym_at.get(token).copied().filter(|&t| t != NONE)
    }

    /// The place that holds a token.
    pub fn spot_at(&self, token: usize) -> Option<u32> {
        self.toponym(token)
    }

    fn timex(&self, token: usize) -> Option<u32> {
        self.timex_at.get(token).copied().filter(|&t| t != NONE)
    }

    fn case(&self, token: usize) -> Case {
        self.text.tokens.get(token).map_or(Case::Lower, |t| t.case)
    }

    fn kind(&self, token: usize) -> TokenKind {
        self.text.tokens.get(token).map_or(TokenKind::Punct, |t| t.kind)
    }

    fn is_spaced(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_none_or(|t| t.spaced)
    }

    /// The span from a token to the one before `end`.
    pub fn span(&self, first: u32, end: u32) -> Span {
        let start = self.text.tokens.get(first as usize).map_or(0, |t| t.span.start);
        let stop = (end as usize).checked_sub(1).and_then(|i| self.text.tokens.get(i)).map_or(start, |t| t.span.end);
        Span::new(start, stop.max(start))
    }

    /// Reads the chunks of `sentence` into `out`, which is emptied first.
    pub fn chunks(&self, sentence: &Sentence, out: &mut Vec<Chunk>) {
        out.clear();
        let tokens = sentence.tokens();
        let (start, end) = (tokens.start, tokens.end);
        let mut i = start;
        while i < end {
            let next = self.chunk(start, i, end, out);
            i = next.max(i + 1);
        }
    }

    /// Reads the chunk at token `i`; returns the token after it.
    fn chunk(&self, start: usize, i: usize, end: usize, out: &mut Vec<Chunk>) -> usize {
        let plain = |kind: Kind, to: usize| Chunk {
            kind,
            first: i as u32,
            end: to as u32,
            head: i as u32,
            entry: self.entry(i),
            toponym: None,
            origin: None,
            timex: None,
            is_name: false,
            is_definite: false,
            flags: 0,
        };
        if let Some(t) = self.timex(i) {
            let mut to = i + 1;
            while to < end && self.timex(to) == Some(t) {
                to += 1;
            }
            let mut chunk = plain(Kind::Time, to);
            chunk.timex = Some(t);
            out.push(chunk);
            return to;
        }
        let word = self.word(i);
        if self.toponym(i).is_none() && self.kind(i) == TokenKind::Punct {
            return self.mark_chunk(i, end, word, out, plain);
        }
        let entry = self.entry(i);
        let named = self.case(i) != Case::Lower && i > start && self.kind(i) == TokenKind::Word;
        if self.toponym(i).is_some()
            || (named && !entry.is(is::MODAL | is::BE | is::HAVE | is::PREPOSITION | is::PRONOUN | is::SUBORDINATOR))
        {
            if !(named && self.toponym(i).is_none() && self.is_title_case_verb(i, out)) {
                return self.noun_phrase(start, i, end, out);
            }
        }
        if matches!(word, "according" | "According" | "due" | "Due" | "thanks" | "Thanks" | "prior" | "Prior" | "owing" | "next" | "close")
            && self.word(i + 1) == "to"
            && !self.is_infinitive(i + 2, end)
        {
            out.push(plain(Kind::Preposition, i + 2));
            return i + 2;
        }
        if word.eq_ignore_ascii_case("to") {
            if self.is_infinitive(i + 1, end) {
                return self.verb_group(i, end, out);
            }
            out.push(plain(Kind::Preposition, i + 1));
            return i + 1;
        }
        if entry.is(is::CONJUNCTION) {
            let kind = match word.to_ascii_lowercase().as_str() {
                "or" | "nor" => Kind::Or,
                "but" => Kind::But,
                _ => Kind::And,
            };
            out.push(plain(kind, i + 1));
            return i + 1;
        }
        if entry.is(is::MODAL | is::BE | is::HAVE | is::DO) && !(word.eq_ignore_ascii_case("may") && named) && !matches!(word, "'s" | "’s")
        {
            return self.verb_group(i, end, out);
        }
        if entry.is(is::RELATIVE) && !(word == "that" && self.word(i + 1) == "of") {
            let is_determiner = word.eq_ignore_ascii_case("that") && !self.follows_noun(out)
                || word.eq_ignore_ascii_case("that") && self.starts_noun(i + 1);
            let kind = if is_determiner { Kind::Subordinator } else { Kind::Relative };
            out.push(plain(kind, i + 1));
            return i + 1;
        }
        if word.eq_ignore_ascii_case("as")
            && self.word(i + 2) == "as"
            && matches!(self.word(i + 1), "many" | "much" | "early" | "few" | "little" | "late" | "soon")
        {
            out.push(plain(Kind::Adverb, i + 3)); // "as many as"
            return i + 3;
        }
        if entry.is(is::SUBORDINATOR) {
            let kind = if word.eq_ignore_ascii_case("as") && self.is_as_of_nouns(i, end) { Kind::Preposition } else { Kind::Subordinator };
            out.push(plain(kind, i + 1));
            return i + 1;
        }
        if word.eq_ignore_ascii_case("home") && !out.last().is_some_and(Chunk::is_preposition) {
            out.push(plain(Kind::Home, i + 1));
            return i + 1;
        }
        let is_direction_phrase = entry.is(is::DIRECTION) && self.word(i + 1) == "of" && word != "northern" && self.starts_noun(i + 2);
        if is_direction_phrase {
            out.push(plain(Kind::Preposition, i + 2)); // "east of"
            return i + 2;
        }
        if entry.is(is::PREPOSITION) && !(entry.forms & form::BASE != 0 && self.after_to(i)) && !is_direction_phrase {
            if entry.is(is::ADVERB) && !self.starts_noun(i + 1) {
                // "fly them out on July 27", "took off from".
                out.push(plain(Kind::Adverb, i + 1));
                return i + 1;
            }
            let mut to = i + 1;
            // "out of", "off of".
            if matches!(word.to_ascii_lowercase().as_str(), "out" | "off" | "outside" | "inside" | "because") && self.word(to) == "of" {
                to += 1;
            }
            out.push(plain(Kind::Preposition, to));
            return to;
        }
        let part = if out.last().is_some_and(|c| c.is_noun() && c.end as usize == i) { Part::Headed } else { Part::Start };
        if self.is_verb(i, end, out, part) || self.is_verb(i, end, out, Part::Start) {
            return self.verb_group(i, end, out);
        }
        if entry.is(is::ADVERB) && entry.flags & is::NOUN == 0 || entry.is(is::NEGATION) {
            out.push(plain(Kind::Adverb, i + 1));
            return i + 1;
        }
        self.noun_phrase(start, i, end, out)
    }

    fn mark_chunk(&self, i: usize, end: usize, word: &str, out: &mut Vec<Chunk>, plain: impl Fn(Kind, usize) -> Chunk) -> usize {
        match word {
            "," => out.push(plain(Kind::Comma, i + 1)),
            "(" | "[" => {
                let close = if word == "(" { ")" } else { "]" };
                if let Some(n) = (i + 1..end.min(i + 30)).find(|&j| self.word(j) == close) {
                    return n + 1;
                }
            }
            "“" | "”" | "\"" | "‘" | "’" | "'" | ")" | "]" | "*" | "$" | "%" | "#" => {}
            "-" if !self.is_spaced(i) => {}
            "." if i + 1 < end => {}
            _ => out.push(plain(Kind::Stop, i + 1)),
        }
        i + 1
    }

    /// Whether "as" stands before a noun alone: "as a result", "identified as Ann".
    fn is_as_of_nouns(&self, i: usize, end: usize) -> bool {
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

    fn follows_noun(&self, out: &[Chunk]) -> bool {
        out.last().is_some_and(|c| c.is_noun() || matches!(c.kind, Kind::Comma))
    }

    fn starts_noun(&self, i: usize) -> bool {
        let entry = self.entry(i);
        self.toponym(i).is_some()
            || self.case(i) != Case::Lower
            || self.kind(i) == TokenKind::Number
            || entry.is(is::DET | is::POSSESSIVE | is::PRONOUN)
            || entry.is(is::NOUN | is::ADJECTIVE) && entry.forms == 0
            || self.kind(i) == TokenKind::Word && entry.flags == 0 && entry.forms == 0
    }

    fn after_to(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|p| self.word(p).eq_ignore_ascii_case("to"))
    }

    /// Whether an infinitive starts at token `i`, after "to".
    fn is_infinitive(&self, mut i: usize, end: usize) -> bool {
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
    fn is_title_case_verb(&self, i: usize, out: &[Chunk]) -> bool {
        let entry = self.entry(i);
        entry.forms & (form::PAST | form::THIRD | form::ING) != 0
            && entry.verb.is_some()
            && !entry.is(is::NOUN)
            && self.follows_noun(out)
            && self.toponym(i + 1).is_some()
    }

    /// Whether the word at `i` is a verb, where a noun phrase in the state `part` stands before it.
    fn is_verb(&self, i: usize, end: usize, out: &[Chunk], part: Part) -> bool {
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
            Part::Headed => next_goes_on && !entry.is(is::NOUN | is::TRIP | is::HAPPENING | is::ADJECTIVE),
        }
    }

    /// "suggestions that her father travel".
    fn is_subjunctive(&self, out: &[Chunk]) -> bool {
        matches!(out, [.., s, n] if n.is_noun() && matches!(s.kind, Kind::Subordinator) && self.word(s.head as usize) == "that")
    }

    /// Reads the noun phrase at `i`.
    fn noun_phrase(&self, start: usize, i: usize, end: usize, out: &mut Vec<Chunk>) -> usize {
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
                if !self.is_in_name(t, to, stop, start) {
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
            match self.kind(to) {
                TokenKind::Punct => {
                    if word == "-" && !self.is_spaced(to) && to + 1 < end && !self.is_spaced(to + 1) && to > i {
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
                    if part == Part::Headed && !is_name {
                        break;
                    }
                    flags |= if word == "1" { 0 } else { is::PLURAL };
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
            let capital = self.case(to) != Case::Lower && (to > start || entry.flags == 0 && entry.forms == 0);
            if entry.is(is::PRONOUN) && !capital {
                if part != Part::Start {
                    break;
                }
                flags |= is::PRONOUN;
                if matches!(word.to_ascii_lowercase().as_str(), "they" | "them" | "we" | "us" | "themselves" | "others") {
                    flags |= is::PLURAL;
                }
                head = to;
                to += 1;
                part = Part::Headed;
                break;
            }
            if capital
                && !(entry.is(is::MODAL | is::BE | is::HAVE) && part == Part::Headed && !self.word(to).eq_ignore_ascii_case("may"))
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
            if entry.is(is::DET | is::POSSESSIVE) {
                if part == Part::Headed {
                    break;
                }
                let lower = word.to_ascii_lowercase();
                is_definite |= matches!(lower.as_str(), "the" | "this" | "that" | "these" | "those") || entry.is(is::POSSESSIVE);
                if matches!(
                    lower.as_str(),
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
        let to = to.max(i + 1);
        let entry = self.entry(head);
        let mut toponym = None;
        let mut origin = None;
        if let Some((t, stop)) = last_place {
            let kind = self.spots.get(t as usize).map(|t| t.kind);
            let tail_is_place = entry.is(is::PLACE_NOUN) || self.is_place_noun_cap(head);
            let is_whole = stop == to && !matches!(kind, Some(ToponymKind::Demonym | ToponymKind::Nested));
            let is_mission = matches!(self.word(head), "embassy" | "Embassy" | "consulate" | "Consulate");
            if is_whole || stop < to && tail_is_place && !is_mission {
                toponym = Some(t);
                origin = first_place.filter(|&f| f != t);
            } else {
                // "the White House's South Lawn": a part of the place, where it follows a preposition of place.
                let possessed =
                    matches!(self.word(stop), "'s" | "’s") && is_name && flags & is::PERSON == 0 && self.case(head) == Case::Title;
                let placed = out.last().is_some_and(|c| {
                    c.is_preposition() && matches!(self.word(c.head as usize), "in" | "at" | "on" | "to" | "from" | "into")
                });
                if possessed && placed && kind != Some(ToponymKind::Demonym) {
                    toponym = Some(t);
                } else {
                    origin = Some(t);
                }
            }
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

    fn is_place_noun_cap(&self, token: usize) -> bool {
        self.case(token) != Case::Lower && self.entry(token).is(is::PLACE_NOUN)
    }

    /// Reads the verb group at `i`, which starts with "to", an auxiliary or a verb.
    fn verb_group(&self, i: usize, end: usize, out: &mut Vec<Chunk>) -> usize {
        let mut group = VerbGroup {
            verb: None,
            finite: false,
            passive: false,
            ing: false,
            infinitive: false,
            participle: false,
            bare_finite: false,
            base: false,
            negated: false,
            mood: Mood::Done,
            cue: None,
            present: false,
            copula: false,
            perfect: false,
            controls_object: false,
        };
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
            let lower = word.to_ascii_lowercase();
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
                group.mood = match lower.as_str() {
                    "will" | "'ll" | "shall" | "would" => Mood::Planned,
                    "won't" | "wouldn't" | "can't" | "cannot" | "couldn't" => Mood::Possible,
                    _ => Mood::Possible,
                };
                mood_from = Some(to);
                to += 1;
                continue;
            }
            if entry.is(is::BE) {
                if !aux && !group.infinitive && !matches!(lower.as_str(), "be" | "been" | "being") {
                    group.finite = true;
                    group.present = matches!(lower.as_str(), "is" | "are" | "am" | "isn't" | "aren't" | "'re");
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
                if !helps || matches!(lower.as_str(), "done" | "doing") {
                    main = Some(to);
                    if !aux && !group.infinitive {
                        group.finite = true;
                    }
                    to += 1;
                    break;
                }
                if !aux && !group.infinitive {
                    group.finite = !matches!(lower.as_str(), "having" | "doing");
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
                    self.bare(&mut group, entry.forms, to, out);
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

    fn was(&self, be: Option<usize>) -> bool {
        be.is_some_and(|b| matches!(self.word(b), "was" | "were" | "Was" | "Were"))
    }

    fn controls(&self, main: Option<usize>) -> bool {
        main.is_some_and(|m| self.entry(m).is(is::WISHES | is::PLANS | is::FAILS | is::MANAGES))
    }

    /// The mood that a word before "to" gives to what follows.
    fn control(&self, group: &mut VerbGroup, entry: Entry, at: usize, mood_from: &mut Option<usize>) {
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
    fn bare(&self, group: &mut VerbGroup, forms: u8, at: usize, out: &[Chunk]) {
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
            let _ = at;
        }
    }

    fn voice(&self, group: &mut VerbGroup, forms: u8, be: Option<usize>, have: bool) {
        let Some(be_at) = be else { return };
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
        let _ = be_at;
    }
}

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

/// How far a noun phrase is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Nothing yet.
    Start,
    /// Articles and adjectives: a noun must come.
    Open,
    /// A noun is there.
    Headed,
}

fn is_end(i: usize, end: usize) -> bool {
    i >= end
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Overwrite {
    Yes,
    No,
}

fn mark(text: &Text<'_>, at: &mut [u32], span: Span, idx: usize, overwrite: Overwrite) {
    let mut i = text.tokens.partition_point(|t| t.span.end <= span.start);
    while let (Some(token), Some(slot)) = (text.tokens.get(i), at.get_mut(i)) {
        if token.span.start >= span.end {
            break;
        }
        if *slot == NONE || overwrite == Overwrite::Yes {
            *slot = idx as u32;
        }
        i += 1;
    }
}

/// What the ending of an unknown word says.
fn guess(word: &str, case: Case) -> Entry {
    let mut entry = Entry::default();
    if case != Case::Lower || word.len() < 4 {
        return entry;
    }
    if word.ends_with("ly") {
        entry.flags = is::ADVERB;
    } else if word.ends_with("ed") && !word.ends_with("eed") {
        entry.forms = form::PAST | form::PARTICIPLE;
    } else if word.ends_with("ing") && word.len() > 5 {
        entry.forms = form::ING;
    }
    entry
}
