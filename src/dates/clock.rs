//! Times of the clock: "10:30", "3 p.m. local time", "half past six", "0300 GMT".

use super::lexicon::{Number, Part, Pointer, Some as Quantity, Unit, Word, same};
use super::phrase::Clock;
use super::words::{Manner, Words};
use crate::text::{Case, TokenKind};

impl Words<'_> {
    /// Reads a time of the clock at `k`: "10:30", "3 p.m.", "3pm", "430pm", "three o'clock", "1500 GMT".
    ///
    /// The flag says whether it can be nothing else.
    pub(super) fn clock(&self, k: usize) -> Option<(Clock, usize, Certainty)> {
        // "4 in the morning".
        if let (Word::Digits(h @ 1..=12), Word::In, Word::The, Word::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening), _)) =
            (self.at(k), self.at(k + 1), self.at(k + 2), self.at(k + 3))
        {
            let half = if part == Part::Morning { 0 } else { 12 };
            return (self.word(k).len() <= 2).then(|| (clock_of(h, 0, None, Some(half)), k + 4, Certainty::Sure));
        }
        if let Some(shared) = self.shared_half_day(k) {
            return Some(shared);
        }
        if let Some(clock) = self.bare_clock(k) {
            return Some(clock);
        }
        let (hour, minute, second, mut end, mut certainty) = match self.at(k) {
            // "5+ am".
            Word::Digits(h @ 1..=12) if self.is_mark(k + 1, b'+') && matches!(self.at(k + 2), Word::HalfDay(_)) => {
                (h, 0, None, k + 2, Certainty::No)
            }
            Word::Digits(h) => match (self.mark(k + 1), self.at(k + 2)) {
                (Some(b':' | b'.'), Word::Digits(m))
                    if (h < 24 || h == 24 && m == 0)
                        && m < 60
                        && self.word(k + 2).len() == 2
                        && !self.is_spaced(k + 1)
                        && !self.is_spaced(k + 2) =>
                {
                    match (self.mark(k + 3), self.at(k + 4)) {
                        (Some(b':'), Word::Digits(s)) if s < 60 && self.word(k + 4).len() == 2 => {
                            (h, m, Some(s as u8), k + 5, Certainty::Sure)
                        }
                        _ => (h, m, None, k + 3, Certainty::Likely),
                    }
                }
                (Some(b':'), Word::Mixed) if h < 13 && !self.is_spaced(k + 1) && !self.is_spaced(k + 2) => {
                    let (m, half) = half_day_suffix(self.word(k + 2))?;
                    return (m < 60).then(|| (clock_of(h, m, None, half), k + 3, Certainty::Sure)).map(|c| self.with_zone(c));
                }
                _ if h <= 2400
                    && self.word(k).len() == 4
                    && h % 100 < 60
                    && (self.at(k + 1) == Word::Zone || same(self.word(k + 1), "hours")) =>
                {
                    let end = if self.at(k + 1) == Word::Zone { k + 1 } else { k + 2 };
                    return Some(self.with_zone((clock_of(h / 100, h % 100, None, None), end, Certainty::Sure)));
                }
                _ if h < 25 => (h, 0, None, k + 1, Certainty::No),
                _ => return None,
            },
            Word::Cardinal(h) if h <= 12 => (u32::from(h), 0, None, k + 1, Certainty::No),
            Word::Mixed => {
                if let Some((h, m, half)) = dotted_half_day(self.word(k)) {
                    return Some(self.with_zone((clock_of(h, m, None, Some(half)), k + 1, Certainty::Sure)));
                }
                if let Some((h, m)) = dotted_clock(self.word(k)) {
                    // "10.30" is a time only with a.m. or p.m. after it.
                    match self.at(k + 1) {
                        Word::HalfDay(_) => (h, m, None, k + 1, Certainty::No),
                        // "at 14.30".
                        _ if h > 12 && self.before(k) == Word::At => (h, m, None, k + 1, Certainty::Likely),
                        _ => return None,
                    }
                } else {
                    let (n, half) = half_day_suffix(self.word(k))?;
                    let (h, m) = if n < 100 { (n, 0) } else { (n / 100, n % 100) };
                    if h > 12 || m > 59 {
                        return None;
                    }
                    return Some(self.with_zone((clock_of(h, m, None, half), k + 1, Certainty::Sure)));
                }
            }
            _ => return None,
        };
        let mut half = None;
        match self.at(end) {
            Word::HalfDay(h) if hour <= 12 && (h == 12 || self.word(end).contains('.') || self.word(end).len() == 2) => {
                half = Some(h);
                end += 1;
                certainty = Certainty::Sure;
            }
            Word::OClock if hour <= 12 => {
                end += 1;
                certainty = Certainty::Sure;
            }
            _ => {}
        }
        if half.is_none()
            && hour <= 12
            && certainty != Certainty::No
            && let Some((h, to)) = self.in_the_part(end)
        {
            half = Some(h);
            end = to;
            certainty = Certainty::Sure;
        }
        if certainty == Certainty::No {
            return None;
        }
        Some(self.with_zone((clock_of(hour, minute, second, half), end, certainty)))
    }

    /// Takes what stands after a clock time into it: "in the evening", "GMT", "UTC+2", "local time", "Central European Summer Time", "Eastern".
    fn with_zone(&self, (clock, end, certainty): (Clock, usize, Certainty)) -> (Clock, usize, Certainty) {
        if self.at(end) == Word::Zone {
            let is_offset = matches!(self.word(end + 1), "+" | "-" | "−" | "–") && !self.is_spaced(end + 1) && !self.is_spaced(end + 2);
            let has_hours = is_offset && matches!(self.at(end + 2), Word::Digits(0..=14));
            return (clock, if has_hours { end + 3 } else { end + 1 }, Certainty::Sure);
        }
        // "local time", "Moscow time", "Eastern Daylight Time".
        for k in end..=end + 3 {
            if k > end && same(self.word(k), "time") {
                return (clock, k + 1, Certainty::Sure);
            }
            let is_zone_word = self.case(k) == Case::Title && self.text.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word)
                || k == end && (self.is(k, "local") || self.is(k, "eastern"));
            if !is_zone_word || self.at(k) != Word::Other {
                break;
            }
        }
        // "8 p.m. Eastern", but "8 p.m. Eastern Airlines …".
        let is_bare_zone = matches!(self.word(end), "Eastern" | "Central" | "Pacific" | "Mountain") && self.case(end + 1) == Case::Lower;
        (clock, if certainty == Certainty::Sure && is_bare_zone { end + 1 } else { end }, certainty)
    }

    /// The half of the day that "in the morning" and the like behind a clock time say, and the index after it.
    fn in_the_part(&self, end: usize) -> Option<(u8, usize)> {
        match (self.at(end), self.at(end + 1), self.at(end + 2)) {
            (Word::In, Word::The, Word::Part(Part::Morning, Number::One)) => Some((0, end + 3)),
            (Word::In, Word::The, Word::Part(Part::Afternoon | Part::Evening, Number::One)) => Some((12, end + 3)),
            (Word::At, Word::Part(Part::Night, Number::One), _) => Some((12, end + 2)),
            _ => None,
        }
    }

    /// "half past six", "a quarter to nine".
    pub(super) fn clock_in_words(&self, i: usize) -> Option<(Clock, usize)> {
        let at = if self.at(i) == Word::A { i + 1 } else { i };
        let minutes = match self.at(at) {
            Word::Some(Quantity::Half) if at == i => 30,
            Word::Unit(Unit::Quarter, Number::One) => 15,
            _ => return None,
        };
        let hour = match self.at(at + 2) {
            Word::Cardinal(h @ 1..=12) => u32::from(h),
            Word::Digits(h @ 1..=12) => h,
            _ => return None,
        };
        let (hour, minute) = match self.at(at + 1) {
            Word::Pointer(Pointer::Past) | Word::After => (hour, minutes),
            Word::To if minutes == 15 => (if hour == 1 { 12 } else { hour - 1 }, 45),
            _ => return None,
        };
        let mut end = at + 3;
        let mut half = None;
        if let Word::HalfDay(h) = self.at(end) {
            half = Some(h);
            end += 1;
        } else if let Some((h, to)) = self.in_the_part(end) {
            half = Some(h);
            end = to;
        }
        Some((clock_of(hour, minute, None, half), end))
    }

    /// "9" in "9-11 a.m.", "from 9 to 11 a.m.": the half of the day stands with the later hour.
    fn shared_half_day(&self, k: usize) -> Option<(Clock, usize, Certainty)> {
        let (Word::Digits(h @ 1..=12), joint) = (self.at(k), self.at(k + 1)) else { return None };
        let is_joined = joint == Word::Mark(b'-')
            || joint == Word::To && self.before(k) == Word::From
            || joint == Word::And && self.is(k.wrapping_sub(1), "between");
        let is_hour = self.word(k).len() <= 2 && is_joined && matches!(self.at(k + 2), Word::Digits(1..=12) | Word::Mixed);
        if !is_hour {
            return None;
        }
        let (later, _, Certainty::Sure) = self.clock(k + 2)? else { return None };
        // "11 to 1 p.m." starts in the morning.
        let half = if later.hour >= 12 && h % 12 <= u32::from(later.hour) % 12 { 12 } else { 0 };
        Some((clock_of(h, 0, None, Some(half)), k + 1, Certainty::Sure))
    }

    /// "left at 1015": four figures after "at" in a post, where no year is meant.
    fn bare_clock(&self, k: usize) -> Option<(Clock, usize, Certainty)> {
        let Word::Digits(n @ 0..=2359) = self.at(k) else { return None };
        let after_at = self.before(k) == Word::At || matches!(self.before(k), Word::Bound(_)) && self.before(k.wrapping_sub(1)) == Word::At;
        let is_clock = self.word(k).len() == 4 && n % 100 < 60 && !(1800..=2059).contains(&n);
        let is_counted = self.is_counted_noun(k + 1) || self.case(k + 1) == Case::Title;
        (self.manner == Manner::Post && after_at && is_clock && !is_counted)
            .then(|| (clock_of(n / 100, n % 100, None, None), k + 1, Certainty::Sure))
    }

    /// "27T15:00:00Z" in a time stamp, from the token of the day on: the day, the clock time and the index after it.
    pub(super) fn stamp(&self, i: usize) -> Option<(u8, Clock, usize)> {
        let (day, hour) = self.word(i).split_once('T')?;
        let (day, hour): (u8, u8) = (day.parse().ok()?, hour.parse().ok()?); // Not figures: no time stamp.
        let minute = self.after_colon(i + 1)?;
        let second = self.after_colon(i + 3);
        let end = if second.is_some() { i + 5 } else { i + 3 };
        let fits = (1..=31).contains(&day) && hour < 24;
        fits.then_some((day, Clock { hour, minute, second }, end))
    }

    /// The two digits behind the colon at `i`: "00", "00Z".
    fn after_colon(&self, i: usize) -> Option<u8> {
        let digits = self.word(i + 1).get(..2).filter(|_| self.is_mark(i, b':') && !self.is_spaced(i + 1))?;
        digits.parse().ok().filter(|n| *n < 60) // Not figures: no time.
    }
}

/// How sure it is that digits are a clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// Not one.
    No,
    /// "10:30", which may be a score or a verse.
    Likely,
    /// "10:30 p.m."
    Sure,
}

fn clock_of(hour: u32, minute: u32, second: Option<u8>, half: Option<u8>) -> Clock {
    let hour = match half {
        Some(half) => hour % 12 + u32::from(half),
        None => hour,
    };
    Clock { hour: hour as u8, minute: minute as u8, second }
}

/// "3pm" as (3, 12), "430pm" as (430, 12).
fn half_day_suffix(word: &str) -> Option<(u32, Option<u8>)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let half = match word.get(digits..)? {
        "am" | "AM" | "Am" | "a" => 0,
        "pm" | "PM" | "Pm" | "p" => 12,
        _ => return None,
    };
    Some((word.get(..digits)?.parse().ok()?, Some(half))) // No digits: not a time.
}

/// "7.30am" as (7, 30, 0).
fn dotted_half_day(word: &str) -> Option<(u32, u32, u8)> {
    let at = word.len().checked_sub(2)?;
    let half = match word.get(at..)? {
        "am" | "AM" => 0,
        "pm" | "PM" => 12,
        _ => return None,
    };
    let (h, m) = dotted_clock(word.get(..at)?).filter(|(h, _)| *h <= 12)?;
    Some((h, m, half))
}

/// "10.30" as (10, 30).
fn dotted_clock(word: &str) -> Option<(u32, u32)> {
    let (h, m) = word.split_once('.')?;
    let (h, m): (u32, u32) = (h.parse().ok()?, if m.len() == 2 { m.parse().ok()? } else { return None }); // Not digits: not a time.
    (h < 24 && m < 60).then_some((h, m))
}
