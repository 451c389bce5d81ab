//! Tokens with their places and dates in, the chunks of a sentence out: noun phrases, verb groups, prepositions.

pub(super) use super::chunk::{Chunk, Kind, Mood, VerbGroup};
use super::lexicon::{Entry, Lower, form, is, look_up};
use super::offsets;
use super::standing;
use crate::article::Span;
use crate::dates::{Timex, TimexType};
use crate::earth::LatLon;
use crate::gazetteer::{Feature, Gazetteer, PlaceId};
use crate::places::{Toponym, ToponymKind};
use crate::text::{Case, Sentence, Text, TokenKind};

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
    /// Whether it is the capital of a country.
    pub is_capital: bool,
    /// Whether its point is that of the town it stands in, for want of its own.
    pub stands_in_town: bool,
}

impl Spot {
    pub(super) fn is_country(&self) -> bool {
        matches!(self.feature, Some(Feature::Country | Feature::HistoricCountry | Feature::Continent))
    }
}

/// A text with the lexicon's knowledge, places and dates at its tokens.
pub(super) struct Reading<'t, 'a> {
    pub text: &'t Text<'a>,
    /// The places of the text, and after them the computed ones.
    pub spots: Vec<Spot>,
    pub timexes: &'t [Timex],
    pub gazetteer: &'t Gazetteer,
    entries: Vec<Entry>,
    /// Per token: the toponym whose span holds it.
    toponym_at: Vec<u32>,
    /// Per token: the timex whose span holds it.
    timex_at: Vec<u32>,
}

impl<'t, 'a> Reading<'t, 'a> {
    pub(super) fn new(text: &'t Text<'a>, gazetteer: &'t Gazetteer, toponyms: &'t [Toponym], timexes: &'t [Timex]) -> Reading<'t, 'a> {
        let n = text.tokens.len();
        let mut toponym_at = vec![NONE; n];
        let mut timex_at = vec![NONE; n];
        let mut spots: Vec<Spot> = toponyms
            .iter()
            .enumerate()
            .map(|(i, t)| {
                let row = t.place.and_then(|p| gazetteer.place(p));
                Spot {
                    span: t.span,
                    kind: t.kind,
                    point: t.point,
                    place: t.place,
                    toponym: Some(i),
                    confidence: t.confidence,
                    feature: row.as_ref().map(|p| p.feature),
                    is_capital: row.is_some_and(|p| p.capital == 2),
                    stands_in_town: false,
                }
            })
            .collect();
        standing::place_sites(text, &mut spots);
        let is_of_space = is_of_space(text);
        for (i, spot) in spots.iter().enumerate() {
            if spot.point.is_some() && !(is_of_space && WORLDS.contains(&text.of(spot.span))) {
                mark(text, &mut toponym_at, spot.span, i, Overwrite::No);
            }
        }
        for offset in offsets::find(text, &spots, gazetteer) {
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
        Reading { text, spots, timexes, gazetteer, entries, toponym_at, timex_at }
    }

    pub(super) fn entry(&self, token: usize) -> Entry {
        self.entries.get(token).copied().unwrap_or_default()
    }

    pub(super) fn word(&self, token: usize) -> &'a str {
        self.text.word(token)
    }

    pub(super) fn toponym(&self, token: usize) -> Option<u32> {
        self.toponym_at.get(token).copied().filter(|&t| t != NONE)
    }

    /// The place that holds a token.
    pub(super) fn spot_at(&self, token: usize) -> Option<u32> {
        self.toponym(token)
    }

    pub(super) fn timex(&self, token: usize) -> Option<u32> {
        self.timex_at.get(token).copied().filter(|&t| t != NONE)
    }

    pub(super) fn case(&self, token: usize) -> Case {
        self.text.tokens.get(token).map_or(Case::Lower, |t| t.case)
    }

    pub(super) fn kind(&self, token: usize) -> TokenKind {
        self.text.tokens.get(token).map_or(TokenKind::Punct, |t| t.kind)
    }

    pub(super) fn is_spaced(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_none_or(|t| t.spaced)
    }

    /// The span from a token to the one before `end`.
    pub(super) fn span(&self, first: u32, end: u32) -> Span {
        let start = self.text.tokens.get(first as usize).map_or(0, |t| t.span.start);
        let stop = (end as usize).checked_sub(1).and_then(|i| self.text.tokens.get(i)).map_or(start, |t| t.span.end);
        Span::new(start, stop.max(start))
    }

    /// "last year's earthquake": the date of a noun, not of its clause.
    pub(super) fn is_possessive(&self, time: &Chunk) -> bool {
        matches!(self.word(time.end as usize), "'s" | "’s") || matches!(self.word((time.end as usize).saturating_sub(1)), "'s" | "’s")
    }

    /// Reads the chunks of `sentence` into `out`, which is emptied first.
    pub(super) fn chunks(&self, sentence: &Sentence, out: &mut Vec<Chunk>) {
        out.clear();
        let tokens = sentence.tokens();
        let end = tokens.end;
        let mut i = tokens.start;
        // A quotation mark in front: the first word has its capital from the sentence all the same.
        let start = tokens.clone().find(|&t| self.kind(t) != TokenKind::Punct).unwrap_or(i);
        while i < end {
            let next = self.chunk(start, i, end, out);
            i = next.max(i + 1);
        }
        self.join_offices(out);
    }

    /// Reads the chunk at token `i`; returns the token after it.
    pub(super) fn chunk(&self, start: usize, i: usize, end: usize, out: &mut Vec<Chunk>) -> usize {
        let plain = |kind: Kind, to: usize| Chunk { kind, ..Chunk::plain(i, to, self.entry(i)) };
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
        let opens_noun = self.toponym(i).is_some()
            || named && !entry.is(is::MODAL | is::BE | is::HAVE | is::PREPOSITION | is::PRONOUN | is::SUBORDINATOR);
        if opens_noun && !(named && self.toponym(i).is_none() && self.is_title_case_verb(i, out)) {
            return self.noun_phrase(start, i, end, out);
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
            let kind = match Lower::new(word).as_ref().map_or("", Lower::as_str) {
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
        if matches!(word, "Over" | "over" | "Around" | "around" | "About" | "about" | "under" | "Under") && self.is_count(i + 1) {
            out.push(plain(Kind::Adverb, i + 1)); // "over a thousand people"
            return i + 1;
        }
        if word == "last" && self.entry(i + 1).forms & form::PAST != 0 && out.last().is_some_and(Chunk::is_noun) {
            out.push(plain(Kind::Adverb, i + 1)); // "they last saw him"
            return i + 1;
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
        if matches!(word, "en" | "En" | "on" | "On") {
            let n_tokens = self.on_the_way(i, end);
            if n_tokens > 0 {
                return self.on_the_way_group(i, n_tokens, out);
            }
        }
        if entry.is(is::PREPOSITION) && !(entry.forms & form::BASE != 0 && self.after_to(i)) && !is_direction_phrase {
            let is_out_of = matches!(word, "out" | "off") && self.word(i + 1) == "of" && i + 1 < end;
            if entry.is(is::ADVERB) && !self.starts_noun(i + 1) && !is_out_of {
                // "fly them out on July 27", "took off from".
                out.push(plain(Kind::Adverb, i + 1));
                return i + 1;
            }
            let mut to = i + 1;
            // "out of", "off of".
            if matches!(Lower::new(word).as_ref().map_or("", Lower::as_str), "out" | "off" | "outside" | "inside" | "because")
                && self.word(to) == "of"
            {
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

    /// Whether a count of people or things starts at token `i`: "1,200 people", "a thousand fans", not "over two days".
    fn is_count(&self, i: usize) -> bool {
        let is_hundred = |i: usize| matches!(self.word(i), "hundred" | "thousand" | "dozen" | "million");
        self.timex(i).is_none()
            && (self.word(i) == "a" && is_hundred(i + 1)
                || self.kind(i) == TokenKind::Number
                    && self.kind(i + 1) == TokenKind::Word
                    && (is_hundred(i + 1) || self.entry(i + 1).is(is::PERSON)))
    }

    pub(super) fn mark_chunk(&self, i: usize, end: usize, word: &str, out: &mut Vec<Chunk>, plain: impl Fn(Kind, usize) -> Chunk) -> usize {
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
}

/// Worlds that share their names with places on Earth.
const WORLDS: &[&str] =
    &["Mars", "Venus", "Mercury", "Jupiter", "Saturn", "Neptune", "Pluto", "Titan", "Europa", "Callisto", "Triton", "Ceres", "Moon"];

/// Whether an article is about spaceflight: its Titan is no town.
fn is_of_space(text: &Text<'_>) -> bool {
    let of_space = |i: usize| matches!(text.word(i), "spacecraft" | "NASA" | "orbiter" | "lander" | "rover" | "astronomers" | "planet");
    (0..text.tokens.len()).filter(|&i| of_space(i)).take(2).count() > 1
}

/// How far a noun phrase is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Nothing yet.
    Start,
    /// Articles and adjectives: a noun must come.
    Open,
    /// A noun is there.
    Headed,
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
    } else if word.ends_with("ed") && !word.ends_with("eed") || matches!(word, "freed" | "guaranteed" | "decreed") {
        entry.forms = form::PAST | form::PARTICIPLE;
    } else if word.ends_with("ing") && word.len() > 5 {
        entry.forms = form::ING;
    }
    entry
}
