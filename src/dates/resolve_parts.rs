//! What parts of longer periods mean: "the last week of August", "the first Monday of the month", "the weekend".

use super::calendar::{self, week_value};
use super::lexicon::{Number, Pointer, Unit, Word};
use super::phrase::{Article, Count, Phrase};
use super::reference::Telling;
use super::resolve::{Meaning, NO_REFERENCE, Resolver};
use super::tense::Direction;
use super::words::Manner;
use super::{Grain, Range, TimexType};
use jiff::civil::Weekday;

impl Resolver<'_, '_> {
    /// "the last week of August", "the first ten months of 1915": a length that has its place.
    pub(super) fn part_of_period(&self, unit: Unit) -> Meaning {
        let p = self.p;
        let length = self.length(p.count.or(Some(Count::whole(1))), unit);
        let range = self.whole_period().and_then(|range| self.piece(range, unit));
        match (unit, range) {
            (Unit::Weekend, Some(range)) => {
                Meaning::date(format!("{}-WE", week_value(range.start.date())), Some(range), "a part of the time named")
            }
            _ => Meaning { range, reason: "a part of the time named".to_owned(), ..length },
        }
    }

    /// "It is the second day of talks": today. Else a day is only counted, unless `anchors` knows when the first one was.
    pub(super) fn nth_day(&self) -> Meaning {
        let is_today = self.words.is_any(self.p.first.wrapping_sub(1), &["is", "'s", "’s"]) && self.words.at(self.p.end) == Word::Of;
        match self.reference.published {
            Some(today) if is_today && self.reference.telling == Telling::News => Meaning::day(today, "the day the article appeared"),
            _ => self.length(Some(Count::whole(1)), Unit::Day),
        }
    }

    /// The longer period that a part is of: "of August", "of last year", "of the month".
    fn whole_period(&self) -> Option<Range> {
        let p = self.p;
        let whole = Phrase {
            unit: p.of_unit.map(|unit| (unit, Number::One)),
            of_unit: None,
            count: None,
            ordinal: None,
            weekday: None,
            pointer: p.of_pointer,
            of_pointer: None,
            is_part: false,
            edge: None,
            article: if p.of_pointer.is_none() { Article::The } else { Article::None },
            ..*p
        };
        let resolver = Resolver { words: self.words, p: &whole, reference: self.reference, next: None };
        resolver.meaning().range
    }

    /// "the third Friday of May", "the last Thursday of the month".
    pub(super) fn nth_weekday(&self, weekday: u8) -> Option<Meaning> {
        let p = self.p;
        let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?; // The lexicon holds seven.
        let range = self.whole_period().filter(|range| range.grain >= Grain::Month)?;
        let (start, end) = (range.start.date(), range.end.date());
        let day = if p.pointer == Some(Pointer::Last) {
            end.nth_weekday(-1, weekday)
        } else {
            start.yesterday().and_then(|eve| eve.nth_weekday(i32::from(p.ordinal.unwrap_or(1)), weekday))
        };
        // Past the calendar's end, or no such day: a fifth Friday.
        let day = day.ok().filter(|day| (start..end).contains(day))?;
        Some(Meaning::day(day, "counted in the time named"))
    }

    /// The first or last units of a range.
    fn piece(&self, range: Range, unit: Unit) -> Option<Range> {
        let p = self.p;
        let n = p.count.map_or(Some(1), Count::as_whole)?;
        let (start, end) = (range.start.date(), range.end.date());
        let is_last = p.pointer == Some(Pointer::Last);
        let nth = i32::from(p.ordinal.unwrap_or(1));
        if unit == Unit::Weekend {
            let saturday = if is_last {
                end.nth_weekday(-1, Weekday::Saturday)
            } else {
                start.yesterday().and_then(|eve| eve.nth_weekday(nth, Weekday::Saturday))
            };
            let saturday = saturday.ok()?; // Past the calendar's end.
            return calendar::range(saturday, calendar::days_from(saturday, 2), Grain::Week);
        }
        let grain = calendar::grain_of(unit).min(Grain::Month);
        if is_last {
            return calendar::range(calendar::step(end, unit, -n)?, Some(end), grain);
        }
        // "the first ten months", "the third week".
        let from = if p.count.is_some() { start } else { calendar::step(start, unit, nth.checked_sub(1)?)? };
        calendar::range(from, calendar::step(from, unit, n), grain)
    }

    /// The weekend that is meant.
    pub(super) fn weekend(&self) -> Meaning {
        let p = self.p;
        if p.is_plural() {
            return Meaning::new(TimexType::Set, "XXXX-WE", None, "recurs");
        }
        let Some(today) = self.reference.today() else {
            return Meaning::unplaced("XXXX-WXX-WE", NO_REFERENCE);
        };
        let is_weekend = today.weekday().to_monday_one_offset() >= 6;
        let is_early = today.weekday().to_monday_one_offset() <= 3;
        let (step, reason) = match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => (-1, "the weekend before the article appeared"),
            Some(Pointer::Next | Pointer::Following) => (1, "the weekend of the week after"),
            // "formed this weekend", told on a Monday.
            Some(Pointer::This) if is_early && self.direction() == Direction::Past => (-1, "the weekend before the article appeared"),
            Some(Pointer::This | Pointer::Coming | Pointer::That | Pointer::Same) => (0, "the weekend of the week the article appeared"),
            _ if is_weekend => (0, "the weekend the article appeared"),
            _ => match self.direction() {
                Direction::Unknown if self.words.manner == Manner::Post => (0, "the weekend to come"),
                Direction::Future => (0, "the weekend after the article appeared"),
                _ => (-1, "the weekend before the article appeared"),
            },
        };
        match calendar::days_from(today, 7 * step) {
            Some(day) => {
                let range = calendar::monday(day)
                    .and_then(|monday| calendar::days_from(monday, 5))
                    .and_then(|saturday| calendar::range(saturday, calendar::days_from(saturday, 2), Grain::Week));
                Meaning::date(format!("{}-WE", week_value(day)), range, reason)
            }
            None => Meaning::unplaced("XXXX-WXX-WE", "beyond the calendar"),
        }
    }
}
