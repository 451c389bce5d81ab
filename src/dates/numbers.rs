//! Numbers, years, clock times and written-out dates among the words of a sentence.

use super::lexicon::{Some as Quantity, Word};
use super::phrase::Count;
use super::words::Words;

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
            // "4+ hours".
            Word::Digits(n) if n < 100_000 => {
                let is_open = self.is_mark(k + 1, b'+') && !self.is_spaced(k + 1) && matches!(self.at(k + 2), Word::Unit(..));
                Some((Count::whole(n), if is_open { k + 2 } else { k + 1 }))
            }
            Word::Mixed => decimal(self.word(k)).map(|count| (count, k + 1)),
            Word::Cardinal(_) => self.cardinal(k).map(|(n, end)| (Count::whole(n), end)),
            Word::Bound(_)
                if self.is(k, "some")
                    && matches!(self.at(k + 1), Word::Unit(unit, super::lexicon::Number::Many) if unit != super::lexicon::Unit::Quarter) =>
            {
                Some((Count::Some(Quantity::Several), k + 1))
            }
            Word::Some(some) => Some((Count::Some(some), if self.at(k + 1) == Word::Of { k + 2 } else { k + 1 })),
            Word::A => match self.at(k + 1) {
                Word::Some(Quantity::Half) => None,
                Word::Some(some @ (Quantity::Few | Quantity::Couple | Quantity::Dozen)) => {
                    Some((Count::Some(some), if self.at(k + 2) == Word::Of { k + 3 } else { k + 2 }))
                }
                Word::Cardinal(n @ (100 | 1000)) => Some((Count::whole(u32::from(n)), k + 2)),
                Word::Unit(_, super::lexicon::Number::One) => Some((Count::whole(1), k + 1)),
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
}

/// The year that two digits mean: '45 is 1945, '18 is 2018.
pub(super) fn full_year(two_digits: u32) -> i16 {
    // Written years of two digits look back far and ahead a little. 30 keeps the 1930s and gives this century its first thirty years.
    if two_digits < 30 { 2000 + two_digits as i16 } else { 1900 + two_digits as i16 }
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
