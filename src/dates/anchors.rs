//! Times that hang on an event: "two days after the summit", "the week before the vote", "the third day of the siege".
//!
//! When the event was, another sentence of the article may say. Only where exactly one day fits is it taken, as a careful reader would;
//! else the words stay a length of time.

use super::lexicon::{Unit, Word, same};
use super::phrase::{Phrase, Tail};
use super::reference::Telling;
use super::relations::Placed;
use super::resolve_units::moved;
use super::words::Words;
use super::{Grain, Range, Timex, TimexType, calendar};
use crate::text::Case;

/// Tokens after "before" or "after" that may still describe the event.
const LONGEST_DESCRIPTION: usize = 12;

/// Tokens between an event and the date that says when it was.
const LONGEST_REACH: usize = 12;

/// Tokens between an event and the clock time in the same clause.
const CLOCK_REACH: usize = 10;

/// Everything found in an article, and its words.
struct Article<'a, 't> {
    words: &'a Words<'t>,
    placed: &'a [Placed],
    found: &'a [Timex],
    telling: Telling,
}

/// Gives expressions that hang on an event the day that the article tells for it.
pub(super) fn anchor(words: &Words<'_>, placed: &[Placed], found: &mut [Timex], telling: Telling) {
    for i in 0..placed.len() {
        let Some((phrase, _)) = placed.get(i) else { continue };
        let article = Article { words, placed, found, telling };
        let anchored = article.counted(i, phrase).or_else(|| article.nth_day(i, phrase)).or_else(|| article.clock(i, phrase));
        let Some(anchored) = anchored else { continue };
        // "at 6 a.m. ten days before the shooting": the clock time has its day behind it.
        let is_parted = |k: usize| words.mark(k).is_some_and(|m| m != b'\'') || matches!(words.at(k), Word::And | Word::Or);
        let is_clock_of = |b: &Phrase| {
            let is_near = b.end <= phrase.first && phrase.first <= b.end + CLOCK_REACH;
            b.clock.is_some() && !b.has_day() && is_near && !(b.end..phrase.first).any(is_parted)
        };
        let clock_before = i.checked_sub(1).filter(|before| placed.get(*before).is_some_and(|(b, _)| is_clock_of(b)));
        if let (Some(range), Some(clock)) = (anchored.range.filter(|r| r.grain <= Grain::Day), clock_before.and_then(|k| found.get_mut(k)))
        {
            move_to(clock, range, "of the day named after it");
        }
        if let Some(timex) = found.get_mut(i) {
            *timex = Timex { span: timex.span, modifier: timex.modifier, ..anchored };
        }
    }
}

impl Article<'_, '_> {
    /// "two days after the summit", "the day before the vote".
    fn counted(&self, i: usize, p: &Phrase) -> Option<Timex> {
        let (unit, _) = p.unit?;
        let timex = self.found.get(i)?;
        let is_length = timex.kind == TimexType::Duration && timex.range.is_none() && p.tail.is_none() && p.pointer.is_none();
        let is_the_day = matches!(p.tail, Some(Tail::Earlier | Tail::Later)) && unit == Unit::Day;
        let n = p.count?.as_whole()?;
        let sign = match self.words.at(p.end) {
            Word::Before => -1,
            Word::After => 1,
            _ => return None,
        };
        // "eight trading days" are more days of the calendar.
        let is_of_work = (p.first..p.end).any(|k| self.words.is_any(k, &["trading", "working", "business"]));
        if !is_length && !is_the_day || p.more.is_some() || p.bound.is_some() || is_of_work {
            return None;
        }
        if let Some(timex) = self.beside_its_date(i, p) {
            return Some(timex);
        }
        let event = self.event_of(i, p.end + 1, needed(unit)?)?;
        let side = if sign < 0 { "before" } else { "after" };
        let meaning = moved(event.start.date(), unit, sign * n, false, &format!("{side} the event that it names"))?;
        Some(Timex { kind: meaning.kind, value: meaning.value, range: meaning.range, reason: meaning.reason, ..timex.clone() })
    }

    /// "8 October, the day after the crossing": the date that stands before the comma, and so do further ones behind "and".
    fn beside_its_date(&self, i: usize, p: &Phrase) -> Option<Timex> {
        let timex = self.found.get(i)?;
        let (before, date) = (self.placed.get(i.checked_sub(1)?)?, self.found.get(i.checked_sub(1)?)?);
        let is_beside = before.0.end + 1 == p.first && matches!(self.words.mark(before.0.end), Some(b',' | b'-'));
        let range = date.range.filter(|range| is_beside && range.grain <= Grain::Day && date.kind != TimexType::Duration)?;
        let day = range.start.date();
        let reason = "the date that it stands beside".to_owned();
        let timex = Timex { range: Range::day(day), reason, ..timex.clone() };
        // In news TimeML keeps the length; only "the day before" is a day.
        let is_day = p.tail.is_some() || self.telling == Telling::Narrative;
        Some(if is_day { Timex { kind: TimexType::Date, value: calendar::day_value(day), ..timex } } else { timex })
    }

    /// "the third day of the siege": the siege began on the first.
    fn nth_day(&self, i: usize, p: &Phrase) -> Option<Timex> {
        let timex = self.found.get(i)?;
        let nth = i32::from(p.ordinal?);
        let is_nth_day = matches!(p.unit, Some((Unit::Day, _))) && p.count.is_none() && !p.is_part && timex.range.is_none();
        if !is_nth_day || self.words.at(p.end) != Word::Of {
            return None;
        }
        let start = self.event_of(i, p.end + 1, Grain::Day)?.start.date();
        let day = calendar::days_from(start, nth.checked_sub(1)?)?;
        let reason = "counted from the first day of the event that it names".to_owned();
        Some(Timex { kind: TimexType::Date, value: calendar::day_value(day), range: Range::day(day), reason, ..timex.clone() })
    }

    /// "was shot at 10 p.m.": of the day of the shooting, where no day stands near.
    fn clock(&self, i: usize, p: &Phrase) -> Option<Timex> {
        let timex = self.found.get(i)?;
        let (_, sentence) = self.placed.get(i)?;
        let is_lone = p.clock.is_some() && !p.has_day() && !self.placed.iter().enumerate().any(|(k, (_, s))| k != i && s == sentence);
        if !is_lone {
            return None;
        }
        let from = p.first.saturating_sub(CLOCK_REACH);
        let near = (from..p.first).rev().take_while(|k| !self.is_clause_end(*k));
        let event = near.filter_map(|k| self.event_at(k)).next()?;
        let range = self.day_of(event, i, (0, 0), Grain::Day)?;
        let mut timex = timex.clone();
        move_to(&mut timex, range, "of the day of the event that it tells of");
        Some(timex)
    }

    /// When the event was that is described from `from` on, at least as exact as `grain`.
    fn event_of(&self, i: usize, from: usize, grain: Grain) -> Option<Range> {
        let (_, sentence) = self.placed.get(i)?;
        let next =
            self.placed.get(i + 1).filter(|(next, s)| s == sentence && next.mention.is_none() && next.first < from + LONGEST_DESCRIPTION);
        let mut end = from;
        while end < from + LONGEST_DESCRIPTION && !self.is_clause_end(end) && next.is_none_or(|(next, _)| end < next.first) {
            end += 1;
        }
        // "after the July 10 summit", "before the Aug. 3 vote", "after her death on June 2".
        if let Some((next, _)) = next.filter(|(next, _)| next.first <= end)
            && let Some(range) = self.found.get(i + 1).and_then(|t| t.range).filter(|range| range.grain <= grain)
            && !next.is_bare_unit_of_time()
        {
            return Some(range);
        }
        let events = (from..end).filter_map(|k| self.event_at(k));
        events.filter_map(|event| self.day_of(event, i, (from, end), grain)).next()
    }

    /// The one time that the article gives for an event described in the tokens `described`; nothing where it gives several.
    fn day_of(&self, event: u8, i: usize, described: (usize, usize), grain: Grain) -> Option<Range> {
        let mut only: Option<Range> = None;
        for (k, ((phrase, sentence), timex)) in self.placed.iter().zip(self.found).enumerate() {
            let hangs_itself = phrase.unit.is_some() && matches!(self.words.at(phrase.end), Word::Before | Word::After);
            // A clock time alone has its day from elsewhere.
            let is_lone_time = phrase.has_time() && !phrase.has_day();
            let is_date = matches!(timex.kind, TimexType::Date | TimexType::Time) && k != i && !hangs_itself && !is_lone_time;
            let Some(range) = timex.range.filter(|range| is_date && range.grain <= grain) else { continue };
            if !self.tells_of(event, phrase, *sentence, described) {
                continue;
            }
            match only {
                Some(other) if other.start.date() != range.start.date() => return None,
                _ => only = Some(range),
            }
        }
        only
    }

    /// Whether the date `phrase` says when the event was: both stand in one clause, and nobody says something on that date.
    fn tells_of(&self, event: u8, phrase: &Phrase, sentence: usize, described: (usize, usize)) -> bool {
        let Some(sentence) = self.words.text.sentences.get(sentence) else { return false };
        let (first, last) = (sentence.first as usize, sentence.end as usize);
        let from = phrase.first.saturating_sub(LONGEST_REACH).max(first);
        let to = (phrase.end + LONGEST_REACH).min(last);
        let is_inside = |k: usize| (phrase.first..phrase.end).contains(&k) || (described.0..described.1).contains(&k);
        let mut near = (from..to).filter(|k| !is_inside(*k) && self.event_at(*k) == Some(event));
        let is_told = near.any(|k| {
            let between = if k < phrase.first { k + 1..phrase.first } else { phrase.end..k };
            !between.clone().any(|b| {
                self.words.is_any(b, SAYING)
                    || self.words.is_mark(b, b';')
                    || matches!(self.words.at(b), Word::Before | Word::After | Word::Since)
            })
        });
        let before = (1..=2).any(|n| self.words.is_any(phrase.first.wrapping_sub(n), SAYING));
        is_told && !before && self.shares_a_name(described, (first, last))
    }

    /// Whether the sentence names one of those that the description names, if it names any.
    fn shares_a_name(&self, described: (usize, usize), sentence: (usize, usize)) -> bool {
        let is_name = |k: &usize| self.words.case(*k) != Case::Lower && self.words.at(*k) == Word::Other && self.event_at(*k).is_none();
        let mut names = (described.0..described.1).filter(is_name).peekable();
        let outside = |k: &usize| !(described.0..described.1).contains(k);
        names.peek().is_none()
            || names.any(|name| (sentence.0..sentence.1).filter(outside).any(|k| same(self.words.word(k), self.words.word(name))))
    }

    fn is_clause_end(&self, k: usize) -> bool {
        let is_stop = self.words.mark(k).is_some_and(|b| !matches!(b, b'-' | b'\'' | b'"'));
        is_stop || self.words.word(k).is_empty()
    }

    /// The event that the token at `k` names or tells.
    fn event_at(&self, k: usize) -> Option<u8> {
        let word = self.words.word(k);
        let first = word.bytes().next()?.to_ascii_lowercase();
        EVENTS
            .iter()
            .position(|forms| forms.iter().any(|form| form.as_bytes().first() == Some(&first) && same(form, word)))
            .map(|n| n as u8)
    }
}

impl Phrase {
    /// Whether a day or more is said.
    fn has_day(&self) -> bool {
        self.weekday.is_some()
            || self.month.is_some()
            || self.day.is_some()
            || self.day_name.is_some()
            || self.feast.is_some()
            || self.year.is_some()
    }

    /// "week", "two days": no date of its own.
    fn is_bare_unit_of_time(&self) -> bool {
        self.unit.is_some() && self.month.is_none() && self.year.is_none()
    }
}

/// How exact the time of an event must be for units to be counted from it.
const fn needed(unit: Unit) -> Option<Grain> {
    match unit {
        Unit::Day | Unit::Night | Unit::Week | Unit::Fortnight => Some(Grain::Day),
        Unit::Month | Unit::Quarter => Some(Grain::Month),
        Unit::Year | Unit::Decade => Some(Grain::Year),
        _ => None,
    }
}

/// Puts a clock time on another day.
fn move_to(timex: &mut Timex, day: Range, reason: &str) {
    let date = day.start.date();
    let Some(at) = timex.value.find('T').and_then(|at| timex.value.get(at..)) else { return };
    timex.value = format!("{}{at}", calendar::day_value(date));
    timex.range = timex.range.and_then(|range| {
        let span = range.start.until(range.end).ok()?; // Both are within the calendar.
        let start = date.to_datetime(range.start.time());
        Some(Range { start, end: start.checked_add(span).ok()?, grain: range.grain }) // Past the calendar's end.
    });
    reason.clone_into(&mut timex.reason);
}

/// Verbs whose date is that of the telling, not of what is told.
const SAYING: &[&str] = &["said", "says", "told", "reported", "announced", "wrote", "added", "according", "statement"];

/// Events by the words that name and tell them, one kind a line.
const EVENTS: &[&[&str]] = &[
    &[
        "shooting",
        "shootings",
        "shot",
        "killing",
        "killings",
        "killed",
        "murder",
        "murders",
        "murdered",
        "slaying",
        "slain",
        "assassination",
        "assassinated",
        "death",
        "died",
        "execution",
        "executed",
        "suicide",
    ],
    &[
        "attack",
        "attacks",
        "attacked",
        "bombing",
        "bombings",
        "bombed",
        "blast",
        "blasts",
        "explosion",
        "explosions",
        "exploded",
        "raid",
        "raided",
        "ambush",
        "ambushed",
        "massacre",
    ],
    &["crash", "crashed", "collision", "collided", "derailment", "derailed", "accident", "wreck"],
    &["earthquake", "quake", "tremor", "tsunami"],
    &["storm", "hurricane", "typhoon", "cyclone", "tornado", "landfall"],
    &["flood", "floods", "flooding", "flooded"],
    &["fire", "blaze"],
    &["sinking", "sank", "sunk"],
    &["election", "elections", "elected", "vote", "voted", "ballot", "referendum", "poll"],
    &["summit", "talks", "meeting", "met", "conference"],
    &["visit", "visited"],
    &["invasion", "invaded", "invade", "landing", "landings", "landed"],
    &["siege", "besieged"],
    &["battle"],
    &["fall", "fell", "fallen", "capture", "captured", "surrender", "surrendered", "capitulation", "capitulated"],
    &["armistice", "ceasefire", "truce", "treaty", "accord", "agreement", "signing", "signed"],
    &["coup", "overthrow", "overthrown", "ouster", "ousted"],
    &["uprising", "revolt", "rebellion", "revolted", "rebelled", "mutiny"],
    &["arrest", "arrested", "detention", "detained"],
    &["trial", "verdict", "conviction", "convicted", "sentencing", "sentenced"],
    &["release", "released"],
    &["kidnapping", "kidnapped", "abduction", "abducted", "disappearance", "disappeared", "vanished"],
    &["rescue", "rescued"],
    &["resignation", "resigned"],
    &["inauguration", "inaugurated", "coronation", "crowned"],
    &["wedding", "married", "marriage"],
    &["birth", "born"],
    &["funeral", "burial", "buried"],
    &["launch", "launched", "liftoff"],
    &["arrival", "arrived"],
    &["departure", "departed"],
    &["opening", "opened"],
    &["closing", "closure", "closed"],
    &["collapse", "collapsed"],
    &["plunge", "plunged"],
    &["decision", "decided", "ruling", "ruled"],
    &["deployment", "deployed", "intervention", "intervened"],
    &["crossing", "crossed"],
    &["strike", "walkout"],
    &["protest", "protests", "demonstration", "rally"],
    &["declaration", "declared", "independence"],
    &["defeat", "defeated", "victory"],
];
