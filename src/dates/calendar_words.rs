//! Expressions that name their place on the calendar: months, days, years, decades, weekdays, feasts, seasons, and dates in figures.

use super::lexicon::{Edge, Feast, Number, Pointer, Season, Unit, Vague, Word};
use super::numbers::{Certainty, full_year};
use super::phrase::{Article, Mention, Phrase};
use super::recognise::Words;
use crate::text::Case;

impl Words<'_> {
    /// A phrase whose heart is a name at `i`: a month, a weekday, "today", a decade, a season, a feast.
    pub(super) fn named(&self, p: Phrase, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Month(_) => self.month(p, i),
            Word::Weekday(weekday, number) => {
                if is_short_weekday(self.word(i)) && !self.is_date_like(i) {
                    return None;
                }
                if p.count.is_some() || p.ordinal.is_some() {
                    return None;
                }
                Some(Phrase { weekday: Some((weekday, number)), end: i + 1, ..p })
            }
            Word::DayName(name) if p.pointer.is_none() && matches!(p.article, Article::None) => {
                Some(Phrase { day_name: Some(name), end: i + 1, ..p })
            }
            Word::Decade(year) => Some(Phrase { decade: Some(year as i16), end: i + 1, ..p }),
            Word::DecadeWord(tens) if p.article == Article::The || p.edge.is_some() => {
                Some(Phrase { decade: Some(1900 + i16::from(tens)), end: i + 1, ..p })
            }
            Word::Season(season, number) => self.season(p, i, season, number),
            Word::Feast(_) | Word::Other => self.feast(p, i),
            _ => None,
        }
    }

    fn month(&self, p: Phrase, i: usize) -> Option<Phrase> {
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
                    return Some(Phrase { day: Some(day), end: at + 2, ..p });
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
    fn year_of(&self, p: &mut Phrase) {
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
    fn that_year(&self, i: usize) -> Option<usize> {
        let mut k = i;
        while matches!(self.at(k), Word::The | Word::Pointer(Pointer::That | Pointer::Same | Pointer::This)) {
            k += 1;
        }
        (k > i && matches!(self.at(k), Word::Unit(Unit::Year, Number::One))).then_some(k + 1)
    }

    /// A day's number at `i` that follows a month: "27", "27th", not "27 people", "27 percent", "27:30".
    fn day_of_month(&self, i: usize) -> Option<(u8, usize)> {
        let (day, end) = self.day_number(i)?;
        let is_clock = self.mark(end) == Some(b':')
            && matches!(self.at(end + 1), Word::Digits(_))
            && !self.is_spaced(end)
            && self.word(end + 1).len() == 2;
        (!is_clock && !matches!(self.at(end), Word::HalfDay(_))).then_some((day, end))
    }

    /// A number from 1 to 31 at `i`.
    fn day_number(&self, i: usize) -> Option<(u8, usize)> {
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

    fn season(&self, p: Phrase, i: usize, season: Season, number: Number) -> Option<Phrase> {
        let mut p = Phrase { season: Some((season, number)), end: i + 1, ..p };
        if p.count.is_some() {
            return None;
        }
        self.year_of(&mut p);
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
                && (is_pointed || p.article == Article::The || after_preposition || self.case(i) == Case::Title && i > self.first))
                .then_some(p),
            _ => Some(p),
        }
    }

    fn feast(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let is_day = |k: usize| self.is(k, "day");
        let is_eve = |k: usize| self.is(k, "eve");
        let (feast, end) = match self.at(i) {
            Word::Feast(Feast::Christmas) if is_eve(i + 1) => (Feast::ChristmasEve, i + 2),
            Word::Feast(feast) => (feast, if is_day(i + 1) { i + 2 } else { i + 1 }),
            _ if self.case(i) == Case::Lower => return None,
            _ => self.long_feast(i)?,
        };
        let mut p = Phrase { feast: Some(feast), end, ..p };
        self.year_of(&mut p);
        Some(p)
    }

    /// Feasts whose names have several words.
    fn long_feast(&self, i: usize) -> Option<(Feast, usize)> {
        FEASTS.iter().find_map(|(words, feast)| {
            let mut k = i;
            for word in *words {
                if !self.is(k, word) {
                    return None;
                }
                k += 1;
            }
            Some((*feast, k))
        })
    }

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
        self.bare_year(p, i).or_else(|| self.century(p, i))
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
        let (year, mut end) = self.year(i)?;
        let is_digits = matches!(self.at(i), Word::Digits(_));
        let is_apostrophe = self.is_mark(i, b'\'');
        let before = self.before(p.first);
        let after_preposition = matches!(
            before,
            Word::In | Word::Since | Word::Of | Word::Until | Word::From | Word::To | Word::Before | Word::After | Word::And | Word::Or
        ) || self
            .is_any(p.first.wrapping_sub(1), &["by", "during", "between", "throughout", "for", "circa", "year"]);
        if let Word::Era(era) = self.at(end) {
            end += 1;
            let year = if era == 0 { 1 - year } else { year };
            return Some(Phrase { year: Some(year), has_own_year: true, end, ..p });
        }
        let is_year = if is_digits {
            let is_money = self.mark(i.wrapping_sub(1)).is_some_and(|b| matches!(b, b'$' | b'#' | b'/' | b'+'))
                || matches!(self.word_before(i), "£" | "€" | "¥" | "No." | "no." | "Nos.");
            let is_numbered =
                self.is_any(i.wrapping_sub(1), NUMBERED) || (1..=3).any(|n| self.is_any(end + n, STREETS)) && self.case(end) == Case::Title;
            let is_decimal = self.is_mark(end, b'-') && !self.is_spaced(end) && matches!(self.at(end + 1), Word::Unit(..));
            let has_unit = self.is_counted_noun(end) || matches!(self.at(end), Word::Unit(..)) || is_decimal;
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

    /// "44 BC", "A.D. 70", "'90s", "9/11".
    fn century(&self, p: Phrase, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Digits(n @ 1..=9999) => {
                let Word::Era(era) = self.at(i + 1) else { return None };
                let year = if era == 0 { 1 - n as i16 } else { n as i16 };
                Some(Phrase { year: Some(year), has_own_year: true, end: i + 2, ..p })
            }
            Word::Mark(b'\'') => match self.at(i + 1) {
                Word::DecadeWord(tens) if !self.is_spaced(i + 1) => Some(Phrase { decade: Some(full_decade(tens)), end: i + 2, ..p }),
                _ => None,
            },
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
            (b'-', Word::Mixed | Word::Other) if is_year => {
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
        let mut at_first = out.len() - 1;
        if !matches!(self.at(first.end.wrapping_sub(1)), Word::Digits(_) | Word::Ordinal(_)) || first.has_own_year || first.clock.is_some()
        {
            return end;
        }
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
                for earlier in out.iter_mut().skip(at_first) {
                    earlier.year = earlier.year.or(p.year);
                }
                at_first = out.len();
                break;
            }
        }
        let _ = at_first;
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
        let goes_on = matches!(self.at(end), Word::And | Word::Or | Word::Mark(b',' | b'-' | b'.' | b')' | b';' | b':'))
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
        if !matches!(self.mark(end), Some(b'-' | b'/'))
            || !matches!(self.at(end.wrapping_sub(1)), Word::Digits(_))
            || self.word(end.wrapping_sub(1)).len() != 4
        {
            return end;
        }
        match self.at(end + 1) {
            Word::Digits(n)
                if self.word(end + 1).len() == 2 && n as i16 > year % 100 && !(self.is_mark(end + 2, b'-') && !self.is_spaced(end + 2)) =>
            {
                out.push(Phrase {
                    first: end + 1,
                    end: end + 2,
                    year: Some(year - year % 100 + n as i16),
                    has_own_year: true,
                    ..Phrase::default()
                });
                end + 2
            }
            _ => end,
        }
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
                    | Word::Pointer(Pointer::This | Pointer::Next | Pointer::Last)
            )
        };
        let next = if matches!(self.mark(i + 1), Some(b',' | b'-' | b'/')) { i + 2 } else { i + 1 };
        let before = self.before(i);
        is_date(self.at(next))
            || is_date(before)
            || matches!(before, Word::Mark(b'-' | b'/')) && is_date(self.at(i.wrapping_sub(2)))
            || before == Word::On
    }

    /// "the second quarter" and what else an ordinal at `i` may start.
    pub(super) fn ordinal(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let Word::Ordinal(n) = self.at(i) else { return None };
        let mut p = Phrase { ordinal: Some(n), ..p };
        let mut k = self.past_hyphen(i + 1);
        if self.at(k) == Word::Fiscal {
            p.is_fiscal = true;
            k += 1;
        }
        match self.at(k) {
            Word::Anniversary if p.count.is_none() => {
                Some(Phrase { mention: Some(Mention::Anniversary(n)), ordinal: None, end: k + 1, ..p })
            }
            Word::Unit(Unit::Century | Unit::Millennium, _) | Word::Unit(Unit::Quarter, _) => self.unit(p, k),
            Word::Some(super::lexicon::Some::Half) => self.half(p, k),
            Word::Unit(unit, _) if unit >= Unit::Day => self.unit(p, k),
            Word::Digits(_) | Word::Cardinal(_) | Word::Some(_) => self.counted(Phrase { ordinal: None, ..p }, k),
            // "the 18th and 19th centuries".
            Word::And | Word::To | Word::Or if (5..=21).contains(&n) && matches!(self.at(k + 1), Word::Ordinal(_) | Word::Edge(_)) => {
                let mut at = k + 1;
                while matches!(self.at(at), Word::Edge(_) | Word::The) {
                    at += 1;
                }
                let is_centuries =
                    matches!(self.at(at), Word::Ordinal(_)) && matches!(self.at(self.past_hyphen(at + 1)), Word::Unit(Unit::Century, _));
                is_centuries.then_some(Phrase { century: Some(n as i16 - 1), end: i + 1, ..p })
            }
            Word::And | Word::To | Word::Or if n <= 4 && matches!(self.at(k + 1), Word::Ordinal(1..=4)) => {
                let is_quarters = matches!(self.at(self.past_hyphen(k + 2)), Word::Unit(Unit::Quarter, _));
                is_quarters.then_some(Phrase { quarter: Some(n as u8), ordinal: None, end: i + 1, ..p })
            }
            _ => self.day_of_known_month(p, i, n),
        }
    }

    /// "on the 20th": a day of the month spoken of.
    fn day_of_known_month(&self, p: Phrase, i: usize, n: u16) -> Option<Phrase> {
        let is_figure = self.word(i).starts_with(|c: char| c.is_ascii_digit());
        let after_preposition = matches!(self.before(p.first), Word::On | Word::Until | Word::From | Word::Since | Word::To)
            || self.is_any(p.first.wrapping_sub(1), &["by"]);
        (is_figure && n <= 31 && p.article == Article::The && after_preposition && self.ends_here(i + 1) && p.edge.is_none())
            .then_some(Phrase { day: Some(n as u8), ordinal: None, end: i + 1, ..p })
    }

    /// "first half of 1990", "the last half of the decade".
    pub(super) fn half(&self, p: Phrase, k: usize) -> Option<Phrase> {
        let half = p.ordinal.filter(|n| (1..=2).contains(n))? as u8;
        let mut p = Phrase { half: Some(half), ordinal: None, end: k + 1, ..p };
        if self.at(k + 1) == Word::Of {
            let of = self.period_of(k + 2)?;
            p.year = of.year;
            p.has_own_year = of.year.is_some();
            p.decade = of.decade;
            p.century = of.century;
            p.month = of.month;
            p.pointer = of.pointer;
            p.unit = of.unit;
            p.vague = of.vague;
            p.end = of.end;
            return Some(p);
        }
        if let Some((year, end)) = self.year(k + 1) {
            p.year = Some(year);
            p.has_own_year = true;
            p.end = end;
            return Some(p);
        }
        None
    }

    /// The year, month, decade or century that "of" leads to.
    pub(super) fn period_of(&self, i: usize) -> Option<Phrase> {
        let mut p = Phrase { first: i, end: i, ..Phrase::default() };
        let mut k = i;
        loop {
            match self.at(k) {
                Word::The => p.article = Article::The,
                Word::Pointer(pointer) => p.pointer = Some(pointer),
                Word::Fiscal => p.is_fiscal = true,
                Word::Edge(edge @ (Edge::Early | Edge::Late | Edge::Middle)) => p.edge = Some(edge),
                Word::Vague(Vague::Current) => p.pointer = Some(Pointer::This),
                _ => break,
            }
            k += 1;
        }
        if let Some((year, end)) = self.year(k) {
            return Some(Phrase { year: Some(year), has_own_year: true, end, ..p });
        }
        match self.at(k) {
            Word::Decade(year) => Some(Phrase { decade: Some(year as i16), end: k + 1, ..p }),
            Word::Month(_) => {
                let month = self.month_day(k).filter(|m| m.day.is_none())?;
                p.merge_date(&month);
                Some(p)
            }
            Word::Unit(Unit::Century, _) if p.ordinal.is_some() => None,
            Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Decade | Unit::Century | Unit::Quarter | Unit::Week), number)
                if p.article == Article::The || p.pointer.is_some() =>
            {
                Some(Phrase { unit: Some((unit, number)), end: k + 1, ..p })
            }
            Word::Ordinal(n) if matches!(self.at(self.past_hyphen(k + 1)), Word::Unit(Unit::Century, _)) => {
                Some(Phrase { century: Some(n as i16 - 1), end: self.past_hyphen(k + 1) + 1, ..p })
            }
            Word::Season(season, number) => {
                let mut p = Phrase { season: Some((season, number)), end: k + 1, ..p };
                self.year_of(&mut p);
                Some(p)
            }
            _ => None,
        }
    }
}

/// The first year of a decade written with two digits: '90s, '00s.
fn full_decade(tens: u8) -> i16 {
    1900 + i16::from(tens)
}

fn is_short_weekday(word: &str) -> bool {
    word.trim_end_matches('.').len() <= 5 && !word.ends_with("day")
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Names of feasts in several words.
const FEASTS: &[(&[&str], Feast)] = &[
    (&["New", "Year", "'s", "Eve"], Feast::NewYearEve),
    (&["New", "Year", "’s", "Eve"], Feast::NewYearEve),
    (&["New", "Year", "'s", "Day"], Feast::NewYear),
    (&["New", "Year", "’s", "Day"], Feast::NewYear),
    (&["New", "Year", "Eve"], Feast::NewYearEve),
    (&["New", "Years", "Day"], Feast::NewYear),
    (&["Good", "Friday"], Feast::GoodFriday),
    (&["Independence", "Day"], Feast::Independence),
    (&["Valentine", "'s", "Day"], Feast::Valentine),
    (&["Valentine", "’s", "Day"], Feast::Valentine),
    (&["Valentines", "Day"], Feast::Valentine),
    (&["Labor", "Day"], Feast::Labor),
    (&["Labour", "Day"], Feast::MayDay),
    (&["Memorial", "Day"], Feast::Memorial),
    (&["Veterans", "Day"], Feast::Veterans),
    (&["Armistice", "Day"], Feast::Veterans),
    (&["Remembrance", "Day"], Feast::Veterans),
    (&["Columbus", "Day"], Feast::Columbus),
    (&["Martin", "Luther", "King", "Day"], Feast::MartinLutherKing),
    (&["Presidents", "Day"], Feast::Presidents),
    (&["Presidents", "'", "Day"], Feast::Presidents),
    (&["Presidents", "’", "Day"], Feast::Presidents),
    (&["May", "Day"], Feast::MayDay),
    (&["Boxing", "Day"], Feast::BoxingDay),
    (&["St.", "Patrick", "'s", "Day"], Feast::SaintPatrick),
    (&["St.", "Patrick", "’s", "Day"], Feast::SaintPatrick),
    (&["All", "Saints", "Day"], Feast::AllSaints),
    (&["Mother", "'s", "Day"], Feast::MothersDay),
    (&["Mother", "’s", "Day"], Feast::MothersDay),
    (&["Father", "'s", "Day"], Feast::FathersDay),
    (&["Father", "’s", "Day"], Feast::FathersDay),
    (&["Bastille", "Day"], Feast::Bastille),
];

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
