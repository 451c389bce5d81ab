//! Numbers, years, clock times and written-out dates among the words of a sentence.

use super::lexicon::{Part, Some as Quantity, Word};
use super::phrase::{Clock, Count};
use super::recognise::Words;

/// Years that a bare number of four digits may name.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2099;

impl Words<'_> {
    /// Reads a quantity at `k`: its count and the index after it.
    pub(super) fn count(&self, k: usize) -> Option<(Count, usize)> {
        let (count, end) = self.count_without_fraction(k)?;
        // "two to three weeks": the first number is taken.
        if matches!(self.at(end), Word::To | Word::Or)
            && matches!(count, Count::Tenths(_))
            && let Some((Count::Tenths(_), to)) = self.count_without_fraction(end + 1)
            && matches!(self.at(to), Word::Unit(_, super::lexicon::Number::Many))
            && self.at(end + 1) != Word::A
        {
            return Some((count, to));
        }
        // "two and a half", "two and half", "2 1/2".
        if let Count::Tenths(tenths) = count {
            if self.at(end) == Word::And {
                let half = if self.at(end + 1) == Word::A { end + 2 } else { end + 1 };
                if self.at(half) == Word::Some(Quantity::Half) {
                    return Some((Count::Tenths(tenths + 5), half + 1));
                }
            }
            if self.at(end) == Word::Digits(1) && self.is_mark(end + 1, b'/') && self.at(end + 2) == Word::Digits(2) {
                return Some((Count::Tenths(tenths + 5), end + 3));
            }
        }
        Some((count, end))
    }

    fn count_without_fraction(&self, k: usize) -> Option<(Count, usize)> {
        match self.at(k) {
            Word::Digits(n) if n < 100_000 => Some((Count::whole(n), k + 1)),
            Word::Mixed => decimal(self.word(k)).map(|count| (count, k + 1)),
            Word::Cardinal(_) => self.cardinal(k).map(|(n, end)| (Count::whole(n), end)),
            Word::Some(some) => Some((Count::Some(some), if self.at(k + 1) == Word::Of { k + 2 } else { k + 1 })),
            Word::A => match self.at(k + 1) {
                Word::Some(Quantity::Half) => None,
                Word::Some(some @ (Quantity::Few | Quantity::Couple | Quantity::Dozen)) => {
                    Some((Count::Some(some), if self.at(k + 2) == Word::Of { k + 3 } else { k + 2 }))
                }
                Word::Cardinal(n @ (100 | 1000)) => Some((Count::whole(u32::from(n)), k + 2)),
                Word::Unit(..) => Some((Count::whole(1), k + 1)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Reads a number in words at `k`: "twenty-four", "two hundred", "three thousand five hundred".
    pub(super) fn cardinal(&self, k: usize) -> Option<(u32, usize)> {
        let (mut total, mut part, mut i, mut end) = (0u32, 0u32, k, k);
        loop {
            match self.at(i) {
                Word::Cardinal(1000) if part > 0 || total == 0 => {
                    total += part.max(1) * 1000;
                    part = 0;
                }
                Word::Cardinal(100) if part < 10 => part = part.max(1) * 100,
                Word::Cardinal(n) if n >= 20 && part % 100 == 0 => part += u32::from(n),
                Word::Cardinal(n) if n < 20 && (part % 100 == 0 || n < 10 && part % 10 == 0 && part % 100 >= 20) => part += u32::from(n),
                _ => break,
            }
            i += 1;
            end = i;
            let is_hyphened = self.is_mark(i, b'-') && !self.is_spaced(i) && part % 100 >= 20 && part % 10 == 0;
            let is_added = self.at(i) == Word::And && part % 100 == 0 && (part > 0 || total > 0);
            let limit = if is_hyphened { 10 } else { 100 };
            if (is_hyphened || is_added) && matches!(self.at(i + 1), Word::Cardinal(n) if n < limit) {
                i += 1;
            }
        }
        (end > k).then_some((total + part, end))
    }

    /// Reads a year at `k`, whatever stands around it: "1998", "nineteen ninety-eight", "'98".
    pub(super) fn year(&self, k: usize) -> Option<(i16, usize)> {
        match self.at(k) {
            Word::Digits(n) if self.word(k).len() == 4 && YEARS.contains(&n) => Some((n as i16, k + 1)),
            Word::Cardinal(_) => self.spelled_year(k),
            Word::Mark(b'\'') => match self.at(k + 1) {
                Word::Digits(n) if self.word(k + 1).len() == 2 && !self.is_spaced(k + 1) => Some((full_year(n), k + 2)),
                _ => None,
            },
            _ => None,
        }
    }

    /// "nineteen ninety-six", "eighteen twelve", "two thousand", "two thousand (and) eight".
    pub(super) fn spelled_year(&self, k: usize) -> Option<(i16, usize)> {
        let Word::Cardinal(head) = self.at(k) else { return None };
        if (15..=20).contains(&head) && matches!(self.at(k + 1), Word::Cardinal(10..=90)) {
            let (rest, end) = self.cardinal(k + 1)?;
            if (10..100).contains(&rest) {
                return Some((head as i16 * 100 + rest as i16, end));
            }
        }
        if head == 2 && self.at(k + 1) == Word::Cardinal(1000) {
            let (n, end) = self.cardinal(k)?;
            if (2000..2100).contains(&n) {
                return Some((n as i16, end));
            }
        }
        None
    }

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
        let (hour, minute, second, mut end, mut certainty) = match self.at(k) {
            Word::Digits(h) => match (self.mark(k + 1), self.at(k + 2)) {
                (Some(b':' | b'.'), Word::Digits(m))
                    if h < 25 && m < 60 && self.word(k + 2).len() == 2 && !self.is_spaced(k + 1) && !self.is_spaced(k + 2) =>
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
                _ if h < 2500
                    && self.word(k).len() == 4
                    && h % 100 < 60
                    && (self.at(k + 1) == Word::Zone || super::lexicon::same(self.word(k + 1), "hours")) =>
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
        if certainty == Certainty::No {
            return None;
        }
        Some(self.with_zone((clock_of(hour, minute, second, half), end, certainty)))
    }

    /// Takes a time zone after a clock time into it.
    fn with_zone(&self, (clock, end, certainty): (Clock, usize, Certainty)) -> (Clock, usize, Certainty) {
        if self.at(end) == Word::Zone {
            return (clock, end + 1, Certainty::Sure);
        }
        // "local time", "Eastern time", "Eastern Daylight Time".
        let name = self.word(end);
        let is_named = ["local", "eastern", "central", "pacific", "mountain", "moscow"].iter().any(|n| super::lexicon::same(n, name));
        if is_named {
            for skip in 1..=2 {
                if super::lexicon::same(self.word(end + skip), "time") {
                    return (clock, end + skip + 1, Certainty::Sure);
                }
            }
        }
        (clock, end, certainty)
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

/// The year that two digits mean: '45 is 1945, '18 is 2018.
pub(super) fn full_year(two_digits: u32) -> i16 {
    // Written years of two digits look back far and ahead a little. 30 keeps the 1930s and gives this century its first thirty years.
    if two_digits < 30 { 2000 + two_digits as i16 } else { 1900 + two_digits as i16 }
}

fn clock_of(hour: u32, minute: u32, second: Option<u8>, half: Option<u8>) -> Clock {
    let hour = match half {
        Some(half) => hour % 12 + u32::from(half),
        None => hour,
    };
    Clock { hour: hour as u8, minute: minute as u8, second }
}

/// "2.5" and "1,000" as counts.
pub(super) fn decimal(word: &str) -> Option<Count> {
    let mut value = 0u32;
    let mut is_fraction = false;
    for c in word.chars() {
        match c {
            '0'..='9' if is_fraction => return word.ends_with(c).then(|| Count::Tenths(value * 10 + c as u32 - '0' as u32)),
            '0'..='9' => value = value.checked_mul(10)?.checked_add(c as u32 - '0' as u32)?,
            '.' => is_fraction = true,
            ',' => {}
            _ => return None,
        }
        if value > 1_000_000 {
            return None;
        }
    }
    Some(Count::whole(value))
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
    let (h, m) = dotted_clock(word.get(..at)?)?;
    Some((h, m, half))
}

/// "10.30" as (10, 30).
fn dotted_clock(word: &str) -> Option<(u32, u32)> {
    let (h, m) = word.split_once('.')?;
    let (h, m): (u32, u32) = (h.parse().ok()?, if m.len() == 2 { m.parse().ok()? } else { return None }); // Not digits: not a time.
    (h <= 12 && m < 60).then_some((h, m))
}
