//! Expressions around a unit of time: "two days ago", "the past three years", "last week", "each month", "the third quarter", "this morning".

use super::lexicon::{Bound, Edge, Number, Part, Pointer, Some as Quantity, Unit, Vague, Word};
use super::phrase::{Article, Count, Phrase, Tail};
use super::words::{Manner, Words};
use crate::text::Case;

impl Words<'_> {
    /// A quantity at `i` and the unit it counts.
    pub(super) fn counted(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if let Some(p) = self.half_unit(p, i) {
            return Some(p);
        }
        if let Some(p) = self.glued_unit(p, i) {
            return Some(p);
        }
        let (count, mut k) = match p.count {
            Some(count) => (count, i),
            None => self.count(i)?,
        };
        // "the second in as many months".
        if count == Count::Some(Quantity::Many) && self.is(i.wrapping_sub(1), "as") {
            return None;
        }
        let mut p = Phrase { count: Some(count), ..p };
        let is_a = self.at(i) == Word::A;
        // "two or three days": the first number is left to the reader.
        k = self.past_hyphen(k);
        k = self.past_fillers(k);
        match self.at(k) {
            // "the 1988 quarter" counts nothing.
            Word::Unit(_, Number::One) if matches!(count, Count::Tenths(10_000..=21_000)) => return None,
            Word::Unit(unit, number) => {
                // "a one", "400 second".
                p.unit = Some((unit, number));
                p.end = k + 1;
                if is_a {
                    p.article = Article::A;
                }
            }
            Word::Ordinal(2) if self.is(k, "second") && self.is_mark(k.wrapping_sub(1), b'-') => {
                p.unit = Some((Unit::Second, Number::One));
                p.end = k + 1;
            }
            Word::Season(_, Number::Many) => {
                p.unit = Some((Unit::Season, Number::Many));
                p.end = k + 1;
            }
            Word::Part(Part::Night, Number::Many) => {
                p.unit = Some((Unit::Night, Number::Many));
                p.end = k + 1;
            }
            Word::Weekday(weekday, number) if self.at(k + 1) == Word::Ago => {
                p.weekday = Some((weekday, number));
                return Some(p.with_tail(Tail::Ago, k + 2));
            }
            Word::Part(Part::Noon | Part::Midnight, Number::One) if count == Count::whole(12) => return self.part(p, k),
            // "one night".
            Word::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening | Part::Night), Number::One)
                if count == Count::whole(1) && matches!(self.at(i), Word::Cardinal(1)) && p.article == Article::None =>
            {
                return Some(Phrase { part: Some((part, Number::One)), count: None, article: Article::A, end: k + 1, ..p });
            }
            Word::Part(part, number) if self.at(k + 1) == Word::Ago => {
                p.part = Some((part, number));
                return Some(p.with_tail(Tail::Ago, k + 2));
            }
            _ => return None,
        }
        if self.is_unit_a_measure(&p, k) {
            return None;
        }
        // "a year and a half".
        if let Some(Count::Tenths(tenths)) = p.count
            && self.at(p.end) == Word::And
            && self.at(p.end + 1) == Word::A
            && self.at(p.end + 2) == Word::Some(Quantity::Half)
            && !matches!(self.at(p.end + 3), Word::Unit(..))
        {
            p.count = Some(Count::Tenths(tenths + 5));
            p.end += 3;
        }
        self.take_smaller_unit(&mut p);
        // "the first ten months of 1915", "the last two weeks of May".
        if p.article == Article::The
            && (p.ordinal.is_some() || p.pointer == Some(Pointer::Last))
            && self.at(p.end) == Word::Of
            && let Some(of) = self.period_of(p.end + 1)
        {
            return Some(p.of_period(&of));
        }
        Some(self.tail(p))
    }

    /// Takes in the smaller unit of "two years and three months", "1 hour 30 minutes".
    fn take_smaller_unit(&self, p: &mut Phrase) {
        let (Some(Count::Tenths(_)), Some((unit, _))) = (p.count, p.unit) else { return };
        let k = if self.at(p.end) == Word::And { p.end + 1 } else { p.end };
        if let Some((count @ Count::Tenths(_), at)) = self.count(k)
            && let Word::Unit(smaller, _) = self.at(at)
            && smaller < unit
            && !matches!(smaller, Unit::Night | Unit::Weekend | Unit::Quarter | Unit::Season)
        {
            p.more = Some((count, smaller));
            p.end = at + 1;
        }
    }

    /// "half an hour", "half a year", "a half hour", "half-century".
    fn half_unit(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let at = if self.at(i) == Word::A && self.at(i + 1) == Word::Some(Quantity::Half) { i + 1 } else { i };
        if self.at(at) != Word::Some(Quantity::Half) {
            return None;
        }
        let k = self.past_hyphen(at + 1);
        let k = if self.at(k) == Word::A { k + 1 } else { k };
        match self.at(k) {
            Word::Unit(unit, number) => {
                Some(self.tail(Phrase { count: Some(Count::Tenths(5)), unit: Some((unit, number)), end: k + 1, ..p }))
            }
            Word::Some(Quantity::Dozen) => None,
            _ => None,
        }
    }

    /// "7hrs", "16days": a number with its unit in one token.
    fn glued_unit(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if self.at(i) != Word::Mixed || p.count.is_some() {
            return None;
        }
        let word = self.word(i);
        let digits = word.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let (count, _) = super::numbers::decimal(word.get(..digits)?).map(|count| (count, ()))?;
        match super::lexicon::of_letters(word.get(digits..)?) {
            Word::Unit(unit, number) => Some(self.tail(Phrase { count: Some(count), unit: Some((unit, number)), end: i + 1, ..p })),
            _ => None,
        }
    }

    /// Words that stand between a quantity and its unit: "two more weeks", "five consecutive days".
    fn past_fillers(&self, k: usize) -> usize {
        match self.at(k) {
            Word::Whole | Word::Fiscal | Word::Bound(Bound::MoreThan) | Word::Long | Word::Pointer(Pointer::Another) => k + 1,
            _ if self.is_any(k, FILLERS) => k + 1,
            _ => k,
        }
    }

    /// Whether the unit is none of time here: "two quarters" of an apple, "five minute" of arc; "two seconds" in a fight is fine.
    fn is_unit_a_measure(&self, p: &Phrase, k: usize) -> bool {
        match p.unit {
            // A quarter is a coin and a part of a town as well.
            Some((Unit::Quarter, Number::One)) => {
                !matches!(self.at(k + 1), Word::Ago | Word::Earlier | Word::Later) && p.article == Article::A
            }
            // "a season", "a night" are told of elsewhere.
            Some((Unit::Season, Number::One)) => p.article == Article::A,
            _ => false,
        }
    }

    /// Reads what follows a counted unit.
    fn tail(&self, p: Phrase) -> Phrase {
        let mut p = p;
        let i = p.end;
        if self.at(i) == Word::Or && self.is(i + 1, "so") {
            p.bound = Some(Bound::About);
            p.end = i + 2;
        } else if self.at(i) == Word::Or && matches!(self.at(i + 1), Word::Bound(Bound::MoreThan)) {
            p.bound = Some(Bound::AtLeast);
            p.end = i + 2;
        }
        let i = p.end;
        match self.at(i) {
            Word::Ago => p.with_tail(Tail::Ago, i + 1),
            // "two-year-long", "a week long", "day-long".
            Word::Mark(b'-') if self.at(self.past_hyphen(i)) == Word::Long => Phrase { end: i + 2, ..p },
            Word::Mark(b'-') if matches!(self.at(self.past_hyphen(i)), Word::Ago | Word::Earlier) => self.year_ago(p),
            Word::Earlier => p.with_tail(Tail::Earlier, i + 1),
            Word::Later => p.with_tail(Tail::Later, i + 1),
            Word::Before if self.ends_here(i + 1) && !matches!(self.at(i + 1), Word::The | Word::A) && !self.is_any(i + 1, SUBJECTS) => {
                p.with_tail(Tail::Earlier, i + 1)
            }
            Word::After if self.ends_here(i + 1) && !matches!(self.at(i + 1), Word::The | Word::A) && !self.is_any(i + 1, SUBJECTS) => {
                p.with_tail(Tail::Later, i + 1)
            }
            Word::From => match self.at(i + 1) {
                Word::Vague(Vague::Now) => p.with_tail(Tail::FromNow, i + 2),
                Word::DayName(name) => Phrase { day_name: Some(name), ..p.with_tail(Tail::FromThen, i + 2) },
                Word::Weekday(weekday, number) => Phrase { weekday: Some((weekday, number)), ..p.with_tail(Tail::FromThen, i + 2) },
                _ => p,
            },
            _ if self.is(i, "hence") => p.with_tail(Tail::FromNow, i + 1),
            _ => p,
        }
    }

    /// "year-ago", "year-earlier" with the period it belongs to, if one follows.
    fn year_ago(&self, p: Phrase) -> Phrase {
        let i = self.past_hyphen(p.end);
        let mut p = Phrase { is_year_ago: true, end: i + 1, count: Some(p.count.unwrap_or(Count::whole(1))), ..p };
        let k = self.past_fillers(p.end);
        match self.at(k) {
            Word::Unit(unit @ (Unit::Quarter | Unit::Month), Number::One) => {
                p.quarter = (unit == Unit::Quarter).then_some(0);
                p.end = k + 1;
            }
            _ if self.is(k, "period") => {
                p.is_period = true;
                p.end = k + 1;
            }
            Word::Ordinal(n @ 1..=4) if matches!(self.at(self.past_hyphen(k + 1)), Word::Unit(Unit::Quarter, _)) => {
                p.quarter = Some(n as u8);
                p.end = self.past_hyphen(k + 1) + 1;
            }
            _ => {}
        }
        p
    }

    /// A phrase whose heart is the unit at `i`, with no count before it.
    pub(super) fn unit(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let Word::Unit(unit, number) = self.at(i) else { return None };
        let p = Phrase { unit: Some((unit, number)), end: i + 1, ..p };
        let next = self.past_hyphen(p.end);
        // "year-end", "by year end".
        if matches!(unit, Unit::Year | Unit::Month)
            && p.is_bare_unit()
            && p.vague.is_none()
            && self.at(next) == Word::Edge(Edge::End)
            && self.at(next + 1) != Word::Of
        {
            return Some(Phrase { edge: Some(Edge::End), pointer: Some(Pointer::This), end: next + 1, ..p });
        }
        if next > p.end && matches!(self.at(next), Word::Ago | Word::Earlier) {
            return Some(self.year_ago(p));
        }
        // "day-long", "decades-long", "monthlong" is one token and not read.
        if next > p.end && self.at(next) == Word::Long {
            return Some(Phrase {
                end: next + 1,
                ordinal: None,
                first: if p.ordinal.is_some() { i } else { p.first },
                count: p.count.or((number == Number::One).then_some(Count::whole(1))),
                ..p
            });
        }
        if next > p.end && self.is_mark(p.end, b'-') && p.is_bare_unit() && p.article == Article::None {
            return None;
        }
        // "the first weekend in July", "the last weekend of July".
        if unit == Unit::Weekend
            && (p.ordinal.is_some() || p.pointer == Some(Pointer::Last))
            && matches!(self.at(p.end), Word::Of | Word::In)
            && let Some(of) = self.period_of(p.end + 1)
            && (of.month.is_some() || matches!(of.unit, Some((Unit::Month, Number::One))))
        {
            return Some(p.of_period(&of));
        }
        match unit {
            Unit::Century | Unit::Millennium | Unit::Quarter if p.ordinal.is_some() => return self.ordinal_period(p, unit),
            Unit::Weekend => return self.weekend(p),
            _ => {}
        }
        if number == Number::Many {
            return self.plural_unit(p, unit);
        }
        if let Some(pointer) = p.pointer {
            // "this year's third quarter", "last year's quarter".
            if unit == Unit::Year
                && matches!(self.word(p.end), "'s" | "’s")
                && let Some(p) = self.quarter_of_year(p)
            {
                return Some(p);
            }
            return self.pointed_unit(p, unit, pointer);
        }
        if p.vague == Some(Vague::Current) {
            return (unit >= Unit::Day).then_some(p);
        }
        if p.ordinal.is_some() {
            return self.ordinal_unit(p, unit);
        }
        if p.edge.is_some() && p.article == Article::The {
            return Some(p);
        }
        // "the whole day", but "the full year" of an account is the one told of.
        if p.is_whole && p.article == Article::The && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Season) {
            return Some(Phrase { count: Some(Count::whole(1)), ..p });
        }
        // "$3 a day" is told of in `counted`; "the day" and "the year" follow.
        if p.article == Article::The {
            return self.the_unit(p, unit);
        }
        // "Day 1" of a trip, in a post.
        if self.manner == Manner::Post
            && p.first == i
            && matches!(unit, Unit::Day | Unit::Week | Unit::Year)
            && matches!(self.at(i + 1), Word::Digits(0..=99))
            && !matches!(self.at(i + 2), Word::Unit(..) | Word::Month(_))
        {
            return Some(Phrase { count: Some(Count::whole(1)), end: i + 2, ..p });
        }
        // "a long day" is one only where people tell of their own.
        (self.manner == Manner::Post
            && matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year)
            && p.article == Article::None
            && p.edge.is_none())
        .then_some(Phrase { count: Some(Count::whole(1)), ..p })
    }

    fn plural_unit(&self, p: Phrase, unit: Unit) -> Option<Phrase> {
        let is_pointed = p.pointer.is_some() || p.vague.is_some();
        match unit {
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Hour | Unit::Minute => {
                if p.article == Article::The && !is_pointed && p.ordinal.is_none() && self.at(p.end) == Word::Of {
                    return None;
                }
                Some(self.tail(p))
            }
            Unit::Quarter | Unit::Second | Unit::Fortnight if is_pointed => Some(self.tail(p)),
            _ => None,
        }
    }

    fn pointed_unit(&self, p: Phrase, unit: Unit, pointer: Pointer) -> Option<Phrase> {
        match pointer {
            Pointer::Every | Pointer::Each => Some(p),
            Pointer::Another => Some(Phrase { count: Some(Count::whole(1)), pointer: None, ..p }),
            Pointer::Any => None,
            // "the last week of August".
            Pointer::Last if p.article == Article::The && self.at(p.end) == Word::Of => match self.period_of(p.end + 1) {
                Some(of) => Some(Phrase { count: Some(Count::whole(1)), ..p }.of_period(&of)),
                None => (unit > Unit::Day).then_some(Phrase { count: Some(Count::whole(1)), ..p }),
            },
            // "that second", "this minute", "the last minute" are seldom dates.
            _ if unit < Unit::Hour => None,
            Pointer::Last | Pointer::Latest if unit <= Unit::Hour => None,
            Pointer::Last if unit == Unit::Day && p.article == Article::The => None,
            _ if unit == Unit::Season => None,
            _ => Some(self.tail(p)),
        }
    }

    /// "the third quarter", "the 19th century": the ordinal says which.
    fn ordinal_period(&self, p: Phrase, unit: Unit) -> Option<Phrase> {
        let n = p.ordinal?;
        let mut p = Phrase { ordinal: None, ..p };
        match unit {
            Unit::Century if (1..=30).contains(&n) => {
                p.century = Some(n as i16 - 1);
                p.unit = None;
                if let Word::Era(0) = self.at(p.end) {
                    p.century = Some(-(n as i16));
                    p.end += 1;
                }
                Some(p)
            }
            Unit::Quarter if (1..=4).contains(&n) => {
                p.quarter = Some(n as u8);
                p.unit = None;
                self.quarter_year(&mut p);
                Some(p)
            }
            _ => None,
        }
    }

    /// "'s third quarter" after a year.
    fn quarter_of_year(&self, p: Phrase) -> Option<Phrase> {
        let mut k = p.end + 1;
        let mut quarter = 0;
        if let Word::Ordinal(n @ 1..=4) = self.at(k) {
            quarter = n as u8;
            k = self.past_hyphen(k + 1);
        }
        let is_quarter = matches!(self.at(k), Word::Unit(Unit::Quarter, Number::One));
        (is_quarter || quarter == 0 && self.is(k, "period")).then_some(Phrase { quarter: Some(quarter), unit: None, end: k + 1, ..p })
    }

    /// "Q3" with the year that may follow.
    pub(super) fn with_year_of_quarter(&self, mut p: Phrase) -> Phrase {
        self.quarter_year(&mut p);
        p
    }

    /// Takes in the year of a quarter: "of 1990", "1990", "of last year", "of fiscal 1990".
    fn quarter_year(&self, p: &mut Phrase) {
        let at = if self.at(p.end) == Word::Of { p.end + 1 } else { p.end };
        let fiscal = self.fiscal_year(at);
        if let Some((year, end)) = fiscal.or_else(|| self.year(at)) {
            p.is_fiscal |= fiscal.is_some();
            p.year = Some(year);
            p.has_own_year = true;
            p.end = end;
        } else if at > p.end
            && let Some(of) = self.period_of(at)
            && matches!(of.unit, Some((Unit::Year, Number::One)))
        {
            p.pointer = of.pointer;
            p.end = of.end;
        }
    }

    /// "the second day", "the third week of June", "first year".
    fn ordinal_unit(&self, p: Phrase, unit: Unit) -> Option<Phrase> {
        if self.at(p.end) == Word::Of
            && let Some(of) = self.period_of(p.end + 1)
        {
            return Some(p.of_period(&of));
        }
        // Alone it counts days of something: "the second day of talks".
        (p.article == Article::The && unit <= Unit::Week).then_some(p)
    }

    /// "the day", "the year" and "the month", where they point to a time.
    fn the_unit(&self, p: Phrase, unit: Unit) -> Option<Phrase> {
        let next = p.end;
        if unit == Unit::Year
            && let Some((year, end)) = self.year(next)
        {
            return Some(Phrase { year: Some(year), has_own_year: true, unit: None, end, ..p });
        }
        match unit {
            Unit::Day => match self.at(next) {
                Word::Pointer(Pointer::Following)
                    if self.ends_here(next + 1) || self.case(next + 1) == Case::Lower && self.word(next + 1).ends_with("ed") =>
                {
                    Some(Phrase { count: Some(Count::whole(1)), ..p }.with_tail(Tail::Later, next + 1))
                }
                Word::Before | Word::After => {
                    let tail = if self.at(next) == Word::Before { Tail::Earlier } else { Tail::Later };
                    let p = Phrase { count: Some(Count::whole(1)), ..p };
                    match self.at(next + 1) {
                        Word::DayName(name) => Some(Phrase { day_name: Some(name), ..p.with_tail(tail, next + 2) }),
                        Word::Weekday(weekday, number) => Some(Phrase { weekday: Some((weekday, number)), ..p.with_tail(tail, next + 2) }),
                        _ if self.ends_here(next + 1)
                            && !matches!(self.at(next + 1), Word::The | Word::A)
                            && !self.is_any(next + 1, SUBJECTS) =>
                        {
                            Some(p.with_tail(tail, next + 1))
                        }
                        // "later in the day before returning": goes on to tell, names no day.
                        _ if self.word(next + 1).ends_with("ing") => None,
                        // "the day after the vote": the vote says when.
                        _ => Some(Phrase { tail: Some(tail), ..p }),
                    }
                }
                _ => None,
            },
            Unit::Year | Unit::Month | Unit::Week if matches!(self.at(next), Word::Before | Word::After) => {
                let p = Phrase { count: Some(Count::whole(1)), ..p };
                if self.at(next) == Word::Before && self.at(next + 1) == Word::Pointer(Pointer::Last) && self.ends_here(next + 2) {
                    // "the week before last".
                    return Some(Phrase { count: Some(Count::whole(2)), ..p }.with_tail(Tail::Ago, next + 2));
                }
                let is_alone = self.ends_here(next + 1)
                    && !matches!(self.at(next + 1), Word::The | Word::A)
                    && !self.is_any(next + 1, SUBJECTS)
                    && !self.word(next + 1).ends_with("ing");
                // Else "the week before the vote": a length that hangs on an event.
                let tail = if self.at(next) == Word::Before { Tail::Earlier } else { Tail::Later };
                Some(if is_alone { p.with_tail(tail, next + 1) } else { p })
            }
            Unit::Year | Unit::Month | Unit::Week | Unit::Quarter | Unit::Decade if self.at(next) != Word::Of => Some(p),
            // "the week of July 23".
            Unit::Week => self.month_day(next + 1).is_some_and(|date| date.day.is_some()).then_some(p),
            _ => None,
        }
    }
}

impl Phrase {
    /// A part of the longer period `of`, which ends the phrase.
    pub(super) fn of_period(self, of: &Phrase) -> Phrase {
        Phrase {
            month: of.month,
            year: of.year,
            has_own_year: of.year.is_some(),
            season: of.season,
            decade: of.decade,
            of_pointer: of.pointer,
            of_unit: of.unit.map(|(unit, _)| unit),
            is_part: true,
            end: of.end,
            ..self
        }
    }
}

const FILLERS: &[&str] = &[
    "consecutive",
    "straight",
    "short",
    "further",
    "extra",
    "successive",
    "solid",
    "working",
    "business",
    "trading",
    "other",
    "such",
    "long",
    "intense",
    "brutal",
    "turbulent",
    "additional",
];

/// Words that start the clause of "two days after he left".
const SUBJECTS: &[&str] = &["he", "she", "it", "they", "we", "i", "you", "that", "which", "who"];
