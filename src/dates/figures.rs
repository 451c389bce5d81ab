//! Dates written in figures or number words: "2018-07-27", "6-7 January", "1998", "44 BC", and the ends of their lists and ranges.

use super::clock::Certainty;
use super::lexicon::{Number, Unit, Word};
use super::numbers::full_year;
use super::phrase::{Article, Mention, Phrase};
use super::words::Words;
use crate::text::Case;

impl Words<'_> {
    /// A phrase whose heart is written in figures or number words at `i`: a date, a year, a clock time.
    pub(super) fn written(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if p.count.is_some() || p.ordinal.is_some() || p.bound.is_some() {
            return None;
        }
        if let Some(date) = self.figures(i) {
            return Some(Phrase { first: p.first, edge: p.edge, ..date });
        }
        if let Some((clock, end, certainty)) = self.clock(i)
            && (certainty == Certainty::Sure || self.is_clock_place(i, end))
            && p.pointer.is_none()
        {
            return Some(Phrase { clock: Some(clock), end, ..p });
        }
        if let Some(date) = self.month_day(i) {
            let mut p = p;
            p.merge_date(&date);
            return Some(p);
        }
        if let Word::Cardinal(tens @ 20..=90) = self.at(i)
            && let k = self.past_hyphen(i + 1)
            && let Word::Ordinal(n @ 1..=9) = self.at(k)
            && self.at(k + 1) == Word::Anniversary
        {
            return Some(Phrase { mention: Some(Mention::Anniversary(tens + n)), end: k + 2, ..p });
        }
        if let Some(p) = self.shared_day(p, i) {
            return Some(p);
        }
        self.era_year(p, i).or_else(|| self.bare_year(p, i)).or_else(|| self.short_decade(p, i))
    }

    /// "6" in "6-7 January 1916", "28" in "the 28 and 29 August": month and year stand with a later day.
    fn shared_day(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let (day, end) = self.day_number(i)?;
        if !matches!(self.mark(end), Some(b'-' | b'/' | b',')) && !matches!(self.at(end), Word::And | Word::Or | Word::To | Word::Until) {
            return None;
        }
        let mut at = end + 1;
        if matches!(self.at(at), Word::And | Word::Or) {
            at += 1;
        }
        if self.at(at) == Word::The {
            at += 1;
        }
        let later = self
            .month_day(at)
            .filter(|d| d.day.is_some() && !matches!(self.at(at), Word::Month(_)))
            .or_else(|| self.shared_day(Phrase::default(), at))?;
        Some(Phrase { day: Some(day), month: later.month, year: later.year, of_that_year: later.of_that_year, end, ..p })
    }

    /// A clock time that could be a score stands where a time would.
    fn is_clock_place(&self, i: usize, end: usize) -> bool {
        matches!(
            self.before(i),
            Word::At | Word::Until | Word::From | Word::Since | Word::After | Word::Before | Word::Mark(b'@') | Word::Bound(_)
        ) || self.is_any(i.wrapping_sub(1), &["by", "between"])
            || matches!(self.at(end), Word::On | Word::Weekday(..) | Word::DayName(_) | Word::Month(_))
            || self.before(i) == Word::And && matches!(self.at(i.wrapping_sub(2)), Word::Digits(_))
    }

    /// A year that stands alone: "in 1998", "the year 2000", "1998's", "1996 Olympics".
    fn bare_year(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let (year, end) = self.year(i)?;
        let is_digits = matches!(self.at(i), Word::Digits(_));
        let is_apostrophe = self.is_mark(i, b'\'');
        let before = self.before(p.first);
        let after_preposition = matches!(
            before,
            Word::In | Word::Since | Word::Of | Word::Until | Word::From | Word::To | Word::Before | Word::After | Word::And | Word::Or
        ) || self
            .is_any(p.first.wrapping_sub(1), &["by", "during", "between", "throughout", "for", "circa", "year"]);
        let is_year = if is_digits {
            let is_money = self
                .mark(i.wrapping_sub(1))
                .is_some_and(|b| matches!(b, b'$' | b'#' | b'+') || b == b'/' && self.year(i.wrapping_sub(2)).is_none())
                || matches!(self.word_before(i), "£" | "€" | "¥" | "No." | "no." | "Nos.");
            let is_numbered =
                self.is_any(i.wrapping_sub(1), NUMBERED) || (1..=3).any(|n| self.is_any(end + n, STREETS)) && self.case(end) == Case::Title;
            let is_decimal = self.is_mark(end, b'-') && !self.is_spaced(end) && matches!(self.at(end + 1), Word::Unit(..));
            // "555-1990".
            let is_phone = self.is_mark(i.wrapping_sub(1), b'-')
                && !self.is_spaced(i)
                && matches!(self.at(i.wrapping_sub(2)), Word::Digits(100..=999));
            let has_unit =
                is_phone || self.is(end, "block") || self.is_counted_noun(end) || matches!(self.at(end), Word::Unit(..)) || is_decimal;
            let is_digits_run = matches!(self.at(end), Word::Digits(_)) && !self.is_spaced(end) || matches!(before, Word::Digits(_));
            let is_recent = (1700..=2050).contains(&year);
            !is_money && !is_numbered && !has_unit && !is_digits_run && p.pointer.is_none() && (is_recent || after_preposition)
        } else if is_apostrophe {
            // A lone '98 is a year after a preposition; elsewhere it may be a quote.
            p.article == Article::The || after_preposition || self.ends_here(end)
        } else {
            // Spelled: "nineteen ninety-six"; "two thousand" needs a sign.
            !self.is_counted_noun(end)
                && !matches!(self.at(end), Word::Unit(..))
                && (year % 100 != 0 && year < 2000 || after_preposition && year % 1000 == 0 && self.is_any(i.wrapping_sub(1), &["year"]))
        };
        let p = Phrase { year: Some(year), has_own_year: true, end, ..p };
        // "the 1988 quarter", "the 1988 third quarter", "the 1988 period".
        if is_digits && p.article == Article::The {
            let (quarter, k) = match self.at(end) {
                Word::Ordinal(n @ 1..=4) => (n as u8, self.past_hyphen(end + 1)),
                _ => (0, end),
            };
            if matches!(self.at(k), Word::Unit(Unit::Quarter, Number::One)) || quarter == 0 && self.is(k, "period") {
                return Some(Phrase { quarter: Some(quarter), end: k + 1, ..p });
            }
        }
        is_year.then_some(p)
    }

    /// "'90s".
    fn short_decade(&self, p: Phrase, i: usize) -> Option<Phrase> {
        match self.at(i + 1) {
            Word::Tens(tens) if self.is_mark(i, b'\'') && !self.is_spaced(i + 1) => {
                Some(Phrase { decade: Some(full_decade(tens)), end: i + 2, ..p })
            }
            _ => None,
        }
    }

    /// Dates in figures: "2018-07-27", "2018-07", "2018-W30", "2018-Q3", "7/27/2018", "27.07.2018", "9/11".
    fn figures(&self, i: usize) -> Option<Phrase> {
        let p = Phrase { first: i, has_own_year: true, ..Phrase::default() };
        let Word::Digits(a) = self.at(i) else {
            return self.dotted_figures(i);
        };
        let mark = self.mark(i + 1).filter(|_| !self.is_spaced(i + 1) && !self.is_spaced(i + 2))?;
        let starts_clean =
            self.is_spaced(i) || !matches!(self.before(i), Word::Mark(b'/' | b'-' | b'.' | b'$') | Word::Digits(_) | Word::Mixed);
        if !starts_clean {
            return None;
        }
        let second = self.at(i + 2);
        let is_year = self.word(i).len() == 4 && (1000..=2100).contains(&a);
        let third = |mark: u8| match self.at(i + 4) {
            Word::Digits(n) if self.is_mark(i + 3, mark) && !self.is_spaced(i + 3) && !self.is_spaced(i + 4) => Some((n, i + 5)),
            _ => None,
        };
        match (mark, second) {
            (b'-' | b'/', Word::Digits(m @ 1..=12)) if is_year && self.word(i + 2).len() == 2 => {
                let p = Phrase { year: Some(a as i16), month: Some(m as u8), end: i + 3, ..p };
                if mark == b'-'
                    && self.is_mark(i + 3, mark)
                    && let Some((day, clock, end)) = self.stamp(i + 4)
                {
                    return Some(Phrase { day: Some(day), clock: Some(clock), end, ..p });
                }
                match third(mark) {
                    Some((d @ 1..=31, end)) => Some(Phrase { day: Some(d as u8), end, ..p }),
                    // "2018/07" and "1907-08" may be a span of years.
                    _ if mark == b'-' && m as i16 > a as i16 % 100
                        || mark == b'/'
                        || self.is_mark(i + 3, b'-') && !self.is_spaced(i + 3) =>
                    {
                        None
                    }
                    _ if a % 100 < m => None,
                    _ => (mark == b'-').then_some(p),
                }
            }
            (b'-', Word::Mixed | Word::Other | Word::QuarterName(_)) if is_year => {
                let word = self.word(i + 2);
                let n: u8 = word.get(1..)?.parse().ok()?; // Not figures: not a week.
                match word.as_bytes().first()? {
                    b'W' if (1..=53).contains(&n) => Some(Phrase { year: Some(a as i16), week: Some(n), end: i + 3, ..p }),
                    b'Q' if (1..=4).contains(&n) => Some(Phrase { year: Some(a as i16), quarter: Some(n), end: i + 3, ..p }),
                    _ => None,
                }
            }
            (b'/' | b'-', Word::Digits(b)) if (1..=31).contains(&a) && (1..=31).contains(&b) => {
                let Some((c, end)) = third(mark) else {
                    // The one day that goes by its figures.
                    return (mark == b'/' && a == 9 && b == 11 && self.word(i).len() == 1 && self.mark(i + 3) != Some(b'/'))
                        .then_some(Phrase { month: Some(9), day: Some(11), year: Some(2001), end: i + 3, ..p });
                };
                let year = match self.word(end - 1).len() {
                    4 if (1000..=2100).contains(&c) => c as i16,
                    2 => full_year(c),
                    _ => return None,
                };
                // American order unless only the other one is possible.
                let (month, day) = if a <= 12 { (a, b) } else { (b, a) };
                (month <= 12).then_some(Phrase { month: Some(month as u8), day: Some(day as u8), year: Some(year), end, ..p })
            }
            _ => None,
        }
    }

    /// "27.07.2018" is one token; the tokeniser keeps inner stops of numbers.
    fn dotted_figures(&self, i: usize) -> Option<Phrase> {
        if self.at(i) != Word::Mixed {
            return None;
        }
        let mut parts = self.word(i).split('.');
        let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || !matches!(y.len(), 2 | 4) || d.len() > 2 || m.len() > 2 {
            return None;
        }
        // Not figures: not a date.
        let (d, m, n): (u8, u8, u32) = (d.parse().ok()?, m.parse().ok()?, y.parse().ok()?);
        let year = if y.len() == 2 { full_year(n) } else { n as i16 };
        let fits = (1..=31).contains(&d) && (1..=12).contains(&m) && (1000..=2100).contains(&year);
        fits.then_some(Phrase {
            first: i,
            day: Some(d),
            month: Some(m),
            year: Some(year),
            has_own_year: true,
            end: i + 1,
            ..Phrase::default()
        })
    }

    /// Appends the further days of a list or range that leave the month out ("April 24 and 25", "March 5-9, 1918"); returns where to go on.
    pub(super) fn more_days(&self, first: Phrase, out: &mut Vec<Phrase>) -> usize {
        let mut end = first.end;
        let is_open = matches!(self.at(first.end.wrapping_sub(1)), Word::Digits(_) | Word::Ordinal(_)) && !first.has_own_year;
        if !is_open || first.clock.is_some() {
            return end;
        }
        let from = out.len().saturating_sub(1);
        let mut last_day = first.day.unwrap_or(0);
        while let Some((day, day_end)) = self.next_day(end) {
            // Dates in a list rise: "May 5, 12 people" is no list.
            if day <= last_day {
                break;
            }
            last_day = day;
            let mut p =
                Phrase { first: day_end - 1, end: day_end, day: Some(day), month: first.month, year: first.year, ..Phrase::default() };
            self.year_of(&mut p);
            end = p.end;
            out.push(p);
            if p.has_own_year {
                // "March 5-9, 1918": the year is that of all.
                for earlier in out.iter_mut().skip(from) {
                    earlier.year = earlier.year.or(p.year);
                }
                break;
            }
        }
        end
    }

    /// A separator and a day's number at `i`: the day and the index after it.
    fn next_day(&self, i: usize) -> Option<(u8, usize)> {
        let mut k = match self.at(i) {
            Word::Mark(b'-' | b',' | b'/' | b'&') | Word::And | Word::Or | Word::To | Word::Until => i + 1,
            _ => return None,
        };
        let is_comma = self.is_mark(i, b',');
        if is_comma && matches!(self.at(k), Word::And | Word::Or) {
            k += 1;
        }
        if self.at(k) == Word::The && matches!(self.at(k + 1), Word::Ordinal(_)) {
            k += 1;
        }
        let (day, end) = self.day_of_month(k)?;
        if matches!(self.at(k), Word::Cardinal(_)) {
            return None;
        }
        let is_link = self.is_any(end, &["http", "https", "www"]);
        let goes_on = is_link
            || matches!(self.at(end), Word::And | Word::Or | Word::Mark(b',' | b'-' | b'.' | b')' | b';' | b':'))
            || self.ends_here(end)
            || self.year(end).is_some();
        // "Aug. 5, 12 people died": only a number that ends its phrase is a day.
        let is_counted = self.is_counted_noun(end)
            || matches!(self.at(end), Word::Unit(..) | Word::Month(_))
            || is_comma && !goes_on
            || self.is_mark(end, b'%');
        let is_list = !is_comma
            || matches!(self.at(end), Word::And | Word::Or | Word::Mark(b',' | b'-'))
            || matches!(self.at(i + 1), Word::And | Word::Or);
        (!is_counted && goes_on && is_list).then_some((day, end))
    }

    /// Appends the end of a span of years written short: "1914-18", "1942/43", "1995-96"; returns where to go on.
    pub(super) fn year_range_end(&self, first: Phrase, out: &mut Vec<Phrase>) -> usize {
        let end = first.end;
        let Some(year) = first.year else { return end };
        let is_written = matches!(self.at(end.wrapping_sub(1)), Word::Digits(_)) && self.word(end.wrapping_sub(1)).len() == 4
            || matches!(self.at(end.wrapping_sub(1)), Word::FiscalYear(_));
        if !matches!(self.mark(end), Some(b'-' | b'/')) || !is_written {
            return end;
        }
        match self.at(end + 1) {
            Word::Digits(n)
                if self.word(end + 1).len() == 2 && n as i16 > year % 100 && (!self.is_mark(end + 2, b'-') || self.is_spaced(end + 2)) =>
            {
                out.push(Phrase {
                    first: end + 1,
                    end: end + 2,
                    year: Some(year - year % 100 + n as i16),
                    has_own_year: true,
                    is_fiscal: first.is_fiscal,
                    ..Phrase::default()
                });
                end + 2
            }
            _ => end,
        }
    }
}

/// The first year of a decade written with two digits: '90s, '00s.
fn full_decade(tens: u8) -> i16 {
    1900 + i16::from(tens)
}

/// Nouns that a number names one of: "Flight 1998".
const NUMBERED: &[&str] = &[
    "apartment",
    "article",
    "boeing",
    "bus",
    "case",
    "channel",
    "chapter",
    "code",
    "division",
    "extension",
    "flight",
    "form",
    "gate",
    "highway",
    "item",
    "line",
    "model",
    "no",
    "number",
    "page",
    "regiment",
    "resolution",
    "road",
    "room",
    "route",
    "section",
    "squadron",
    "suite",
    "train",
    "unit",
    "version",
];

/// What ends a street's name: "1600 Harbour Avenue".
const STREETS: &[&str] = &["avenue", "ave.", "boulevard", "blvd.", "drive", "lane", "road", "rd.", "street", "st."];
