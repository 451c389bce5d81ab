//! Expressions that name their place on the calendar: months, days, years, decades, weekdays, feasts, seasons, and dates in figures.

use super::lexicon::{Number, Pointer, Season, Unit, Word};
use super::phrase::{Article, Phrase};
use super::words::{Manner, Words};
use crate::text::Case;

impl Words<'_> {
    /// A phrase whose heart is a name at `i`: a month, a weekday, "today", a decade, a season, a feast.
    pub(super) fn named(&self, p: Phrase, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Month(_) => self.feast(p, i).or_else(|| self.month(p, i)),
            Word::Weekday(weekday, number) => {
                if is_short_weekday(self.word(i)) && !self.is_date_like(i) {
                    return None;
                }
                // "sat" and "sun" are words as well.
                if is_short_weekday(self.word(i)) && self.case(i) == Case::Lower && !self.is_weekday_place(i) {
                    return None;
                }
                if p.count.is_some() || p.ordinal.is_some() {
                    return None;
                }
                // "the last Thursday of the month".
                if p.pointer == Some(Pointer::Last)
                    && p.article == Article::The
                    && self.at(i + 1) == Word::Of
                    && let Some(of) = self.period_of(i + 2)
                    && (of.month.is_some() || matches!(of.unit, Some((Unit::Month | Unit::Year, Number::One))))
                {
                    return Some(Phrase { weekday: Some((weekday, Number::One)), ..p }.of_period(&of));
                }
                Some(Phrase { weekday: Some((weekday, number)), end: i + 1, ..p })
            }
            Word::DayName(name) if p.pointer.is_none() && matches!(p.article, Article::None) => {
                Some(Phrase { day_name: Some(name), end: i + 1, ..p })
            }
            Word::Decade(year) => Some(Phrase { decade: Some(year as i16), end: i + 1, ..p }),
            // "temperatures in the 90s".
            Word::Tens(_) if (1..=4).any(|n| self.is_any(p.first.wrapping_sub(n), MEASURED)) => None,
            Word::Tens(tens) if p.article == Article::The || p.edge.is_some() => {
                Some(Phrase { decade: Some(1900 + i16::from(tens)), end: i + 1, ..p })
            }
            // "the 1950s and 60s".
            Word::Tens(tens) if matches!(self.before(i), Word::And | Word::Or | Word::To | Word::Mark(b'-')) => {
                match self.at(i.wrapping_sub(2)) {
                    Word::Decade(first) => Some(Phrase { decade: Some(first as i16 / 100 * 100 + i16::from(tens)), end: i + 1, ..p }),
                    _ => None,
                }
            }
            Word::Season(season, number) => self.season(p, i, season, number),
            Word::Feast | Word::FeastHead => self.feast(p, i),
            _ => None,
        }
    }

    pub(super) fn month(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let date = self.month_day(i)?;
        // "Lee Jia Jun 2": a name before it.
        if matches!(self.word(i), "Jun" | "Jan")
            && date.year.is_none()
            && i > self.first
            && self.case(i - 1) == Case::Title
            && self.before(i) == Word::Other
        {
            return None;
        }
        if date.day.is_none() && date.year.is_none() && p.first == i && !self.is_month_name(i) {
            return None;
        }
        let mut p = p;
        p.merge_date(&date);
        Some(p)
    }

    /// Whether a month's name with nothing around it that speaks for a date is one all the same: not "May he", "April Jones".
    fn is_month_name(&self, i: usize) -> bool {
        let word = self.word(i);
        let after_preposition = matches!(
            self.before(i),
            Word::In | Word::Since | Word::Until | Word::Of | Word::From | Word::To | Word::After | Word::Before | Word::Only
        ) || matches!(self.before(i), Word::And | Word::Or) && matches!(self.at(i.wrapping_sub(2)), Word::Month(_))
            || self.is_any(i.wrapping_sub(1), &["by", "for", "during", "between", "throughout"]);
        let is_ambiguous = ["May", "March", "Mar", "Dec", "Sep", "Jan"].iter().any(|m| m.eq_ignore_ascii_case(word));
        if is_ambiguous && !after_preposition {
            return matches!(self.before(i), Word::The)
                && self.at(i + 1) == Word::Other
                && self.case(i + 1) == Case::Lower
                && word != "May"
                || self.is_mark(i + 1, b'-')
                || self.at(i + 1) == Word::And && matches!(self.at(i + 2), Word::Month(_));
        }
        let is_first_name = ["April", "June", "August", "Jan", "May", "January"].contains(&word);
        if is_first_name && self.case(i + 1) == Case::Title && !after_preposition && self.at(i + 1) == Word::Other {
            return false;
        }
        // "Jan Kavan", "Jia Jun".
        if self.case(i) == Case::Title
            && matches!(word, "Jan" | "Jun" | "June" | "April")
            && self.case(i.wrapping_sub(1)) == Case::Title
            && self.before(i) == Word::Other
            && i > self.first + 1
        {
            return false;
        }
        // "General August von Mackensen", "Jean August".
        !(is_first_name
            && self.case(i.wrapping_sub(1)) == Case::Title
            && self.before(i) == Word::Other
            && i > self.first + 1
            && !after_preposition)
    }

    /// Reads a month with what belongs to it at `i`: "July", "July 27", "July 27, 2018", "27 July 2018", "27th of July", "October of that year".
    pub(super) fn month_day(&self, i: usize) -> Option<Phrase> {
        let mut p = Phrase { first: i, end: i, ..Phrase::default() };
        match self.at(i) {
            Word::Month(month) => {
                p.month = Some(month);
                p.end = i + 1;
                let mut at = i + 1;
                if self.at(at) == Word::The && matches!(self.at(at + 1), Word::Ordinal(_)) {
                    at += 1;
                }
                if let Some((day, end)) = self.day_of_month(at) {
                    p.day = Some(day);
                    p.end = end;
                } else if self.is_mark(at, b'-')
                    && !self.is_spaced(at)
                    && !self.is_spaced(at + 1)
                    && let Some((day, end)) = self.day_of_month(at + 1)
                {
                    p.day = Some(day);
                    p.end = end;
                }
            }
            Word::Digits(_) | Word::Ordinal(_) | Word::Cardinal(_) => {
                let (day, mut at) = self.day_number(i)?;
                if matches!(self.at(i), Word::Cardinal(_)) {
                    return None;
                }
                if self.at(at) == Word::Of {
                    at += 1;
                } else {
                    at = self.past_hyphen(at);
                }
                if matches!(self.at(at), Word::Pointer(Pointer::That | Pointer::This | Pointer::Same))
                    && matches!(self.at(at + 1), Word::Unit(Unit::Month, Number::One))
                    && self.at(at - 1) == Word::Of
                {
                    let of_pointer = (self.at(at) == Word::Pointer(Pointer::This)).then_some(Pointer::This);
                    return Some(Phrase { day: Some(day), of_pointer, end: at + 2, ..p });
                }
                // "the first of the month".
                if self.at(at) == Word::The
                    && matches!(self.at(at + 1), Word::Unit(Unit::Month, Number::One))
                    && self.at(at - 1) == Word::Of
                {
                    return Some(Phrase { day: Some(day), end: at + 2, ..p });
                }
                // "the 3rd of next month".
                if let Word::Pointer(pointer @ (Pointer::Next | Pointer::Last | Pointer::Coming | Pointer::Following)) = self.at(at)
                    && matches!(self.at(at + 1), Word::Unit(Unit::Month, Number::One))
                    && self.at(at - 1) == Word::Of
                {
                    return Some(Phrase { day: Some(day), of_pointer: Some(pointer), end: at + 2, ..p });
                }
                let Word::Month(month) = self.at(at) else { return None };
                // "the second May": not a day.
                if self.word(at).len() == 3 && self.word(at) == "may" {
                    return None;
                }
                p.day = Some(day);
                p.month = Some(month);
                p.end = at + 1;
            }
            Word::Mixed => {
                // "26nov".
                let word = self.word(i);
                let digits = word.bytes().take_while(u8::is_ascii_digit).count();
                let day: u8 = word.get(..digits)?.parse().ok()?; // No digits: not a day.
                let month = MONTHS
                    .iter()
                    .position(|m| word.get(digits..).is_some_and(|w| w.len() >= 3 && m.starts_with(&w.to_ascii_lowercase())))?;
                p.day = (1..=31).contains(&day).then_some(day);
                p.day?;
                p.month = Some(month as u8 + 1);
                p.end = i + 1;
            }
            _ => return None,
        }
        self.year_of(&mut p);
        Some(p)
    }

    /// Takes in the year that belongs to a month or season: ", 2018", "of 2018", "2018", "'98", "of that year", "of the same year", "of last year".
    pub(super) fn year_of(&self, p: &mut Phrase) {
        let i = p.end;
        let comma = self.is_mark(i, b',');
        let hyphen = self.past_hyphen(i);
        let at = if comma || self.at(i) == Word::Of {
            i + 1
        } else if p.day.is_some() && hyphen > i {
            hyphen
        } else {
            i
        };
        if let Some((year, end)) = self.year(at) {
            let is_time = self.mark(end) == Some(b':') && matches!(self.at(end + 1), Word::Digits(_)) && !self.is_spaced(end + 1);
            // "In May 1500 men …" has no year, "July 4, 1,500" neither.
            if !is_time && !self.is_counted_noun(end) {
                p.year = Some(year);
                p.has_own_year = true;
                p.end = end;
            }
            return;
        }
        if self.at(i) == Word::Of
            && let Some(end) = self.that_year(i + 1)
        {
            p.of_that_year = true;
            p.end = end;
        } else if let Word::Pointer(pointer @ (Pointer::Last | Pointer::This | Pointer::Next)) = self.at(i)
            && matches!(self.at(i + 1), Word::Unit(Unit::Year, Number::One))
            && !self.is_mark(i + 2, b'\'')
            && !matches!(self.word(i + 2), "'s" | "’s")
            && (p.season.is_none() || p.pointer.is_none())
        {
            // "in February this year".
            p.pointer = Some(pointer);
            p.is_of_pointed_year = true;
            p.end = i + 2;
        }
    }

    /// The index after "that year", "the same year", "the year" at `i`.
    pub(super) fn that_year(&self, i: usize) -> Option<usize> {
        let mut k = i;
        while matches!(self.at(k), Word::The | Word::Pointer(Pointer::That | Pointer::Same | Pointer::This)) {
            k += 1;
        }
        (k > i && matches!(self.at(k), Word::Unit(Unit::Year, Number::One))).then_some(k + 1)
    }

    /// A day's number at `i` that follows a month: "27", "27th", not "27 people", "27 percent", "27:30".
    pub(super) fn day_of_month(&self, i: usize) -> Option<(u8, usize)> {
        let (day, end) = self.day_number(i)?;
        let is_clock = self.mark(end) == Some(b':')
            && matches!(self.at(end + 1), Word::Digits(_))
            && !self.is_spaced(end)
            && self.word(end + 1).len() == 2;
        (!is_clock && !matches!(self.at(end), Word::HalfDay(_))).then_some((day, end))
    }

    /// A number from 1 to 31 at `i`.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        match self.at(i) {
            Word::Digits(n @ 1..=31) if self.word(i).len() <= 2 => Some((n as u8, i + 1)),
            Word::Ordinal(n @ 1..=31) => {
                // "twenty-first" is three tokens, and starts with a cardinal.
                Some((n as u8, i + 1))
            }
            Word::Cardinal(tens @ (20 | 30)) => match self.at(self.past_hyphen(i + 1)) {
                Word::Ordinal(n @ 1..=9) if tens + n <= 31 => Some(((tens + n) as u8, self.past_hyphen(i + 1) + 1)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a noun that is counted starts at `i`, so that the number before it is no year.
    pub(super) fn is_counted_noun(&self, i: usize) -> bool {
        self.is_mark(i, b'%') || self.is_any(i, COUNTED)
    }

    pub(super) fn season(&self, p: Phrase, i: usize, season: Season, number: Number) -> Option<Phrase> {
        let mut p = Phrase { season: Some((season, number)), end: i + 1, ..p };
        if p.count.is_some() {
            return None;
        }
        self.year_of(&mut p);
        // "the winter of 2017-18".
        if let (Season::Winter, Some(year)) = (season, p.year)
            && matches!(self.mark(p.end), Some(b'-' | b'/'))
            && self.at(p.end + 1) == Word::Digits((i32::from(year).rem_euclid(100) as u32 + 1) % 100)
            && self.word(p.end + 1).len() == 2
        {
            p.end += 2;
        }
        let word = self.word(i);
        let is_pointed = p.year.is_some() || p.of_that_year || p.pointer.is_some() || p.edge.is_some();
        let after_preposition = matches!(self.before(p.first), Word::In | Word::Since | Word::Until | Word::Of)
            || self.is_any(p.first.wrapping_sub(1), &["by", "during", "throughout"]);
        match season {
            // "fall" is a verb, "spring" is water or a coil.
            Season::Autumn if word.eq_ignore_ascii_case("fall") => {
                let is_of = self.at(i + 1) == Word::Of && p.year.is_none();
                (is_pointed
                    || p.article == Article::The && after_preposition && !is_of
                    || self.before(i) == Word::In && self.ends_here(i + 1))
                .then_some(p)
            }
            Season::Spring => (number == Number::One
                && (self.manner == Manner::Post
                    || is_pointed
                    || p.article == Article::The
                    || after_preposition
                    || self.case(i) == Case::Title && i > self.first))
                .then_some(p),
            _ => Some(p),
        }
    }

    /// Whether a weekday is likely at `i`: after "next", "on", "every", or in a list of weekdays.
    fn is_weekday_place(&self, i: usize) -> bool {
        let pointed = |k: usize| matches!(self.before(k), Word::On | Word::Until | Word::Pointer(_));
        let in_list = matches!(self.before(i), Word::Or | Word::And | Word::Mark(b',' | b'-' | b'/'))
            && (2..=3).any(|n| matches!(self.at(i.wrapping_sub(n)), Word::Weekday(..)));
        let opens_list =
            matches!(self.at(i + 1), Word::Mark(b',' | b'-' | b'/') | Word::And | Word::Or) && matches!(self.at(i + 2), Word::Weekday(..));
        pointed(i) || in_list || opens_list || matches!(self.at(i + 1), Word::Part(..))
    }

    /// Whether something of a date stands beside the token at `i`.
    fn is_date_like(&self, i: usize) -> bool {
        let is_date = |w: Word| {
            matches!(
                w,
                Word::Digits(_)
                    | Word::Ordinal(_)
                    | Word::Month(_)
                    | Word::Part(..)
                    | Word::Weekday(..)
                    | Word::Pointer(Pointer::This | Pointer::Next | Pointer::Last | Pointer::Every | Pointer::Each)
            )
        };
        let next = if matches!(self.mark(i + 1), Some(b',' | b'-' | b'/')) { i + 2 } else { i + 1 };
        let before = self.before(i);
        is_date(self.at(next))
            || is_date(before)
            || matches!(before, Word::Mark(b'-' | b'/' | b',') | Word::Or | Word::And)
                && (2..=3).any(|n| is_date(self.at(i.wrapping_sub(n))))
            || before == Word::On
    }
}

fn is_short_weekday(word: &str) -> bool {
    word.trim_end_matches('.').len() <= 5 && !word.ends_with("day")
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// What is measured in tens: "temperatures in the 90s".
const MEASURED: &[&str] = &["temperature", "temperatures", "highs", "lows", "degrees", "scores", "iq"];

/// Nouns that are counted by the thousand, so that a number before them is no year.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "soldiers",
    "troops",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "feet",
    "ft",
    "yards",
    "acres",
    "tons",
    "tonnes",
    "pounds",
    "dollars",
    "shares",
    "votes",
    "prisoners",
    "casualties",
    "guns",
    "tanks",
    "aircraft",
    "planes",
    "ships",
    "homes",
    "houses",
    "points",
    "jobs",
    "workers",
    "employees",
    "members",
    "students",
    "residents",
    "percent",
    "per",
    "kg",
    "mm",
    "cm",
    "m",
    "hp",
    "mph",
    "euros",
    "francs",
    "marks",
    "yen",
    "passengers",
    "refugees",
    "civilians",
    "dead",
    "wounded",
    "others",
    "copies",
    "barrels",
    "rounds",
    "degrees",
    "times",
    "million",
    "billion",
    "officers",
    "fighters",
    "rebels",
    "policemen",
    "demonstrators",
    "protesters",
    "hectares",
    "calories",
    "steps",
];
