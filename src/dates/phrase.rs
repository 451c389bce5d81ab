//! What the words of one temporal expression say, before anyone asks which day that is.

use super::feasts::Feast;
use super::lexicon::{Bound, DayName, Edge, Number, Part, Pointer, Season, Some, Unit, Vague};

/// "the", "a" or nothing before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Article {
    #[default]
    None,
    A,
    The,
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Ten times the number, so that "two and a half" is 25.
    Tenths(u32),
    /// "a few", "several".
    Some(Some),
}

impl Count {
    /// The count of `n` whole units.
    pub(super) const fn whole(n: u32) -> Count {
        Count::Tenths(n.saturating_mul(10))
    }

    /// The number, if it is a whole one.
    pub(super) fn as_whole(self) -> Option<i32> {
        match self {
            Count::Tenths(t) if t % 10 == 0 => i32::try_from(t / 10).ok(), // Too large for any calendar.
            Count::Some(Some::Couple) => Option::Some(2),
            Count::Some(Some::Dozen) => Option::Some(12),
            _ => None,
        }
    }
}

/// Words that point to a date without naming one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mention {
    /// "The date".
    Date,
    /// "the 65th anniversary", with its number.
    Anniversary(u16),
    /// "recent" before a noun: "after recent meetings".
    Recent,
}

/// What follows a quantity and turns it into a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// "two days ago".
    Ago,
    /// "two days later", "two days after that".
    Later,
    /// "a year earlier".
    Earlier,
    /// "two weeks from now".
    FromNow,
    /// "a week from Tuesday": the rest of the phrase says from when.
    FromThen,
}

/// A time of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
}

/// The slots of an expression. Several may be filled at once: "10 p.m. Wednesday, July 18".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Phrase {
    /// Index of its first token.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) article: Article,
    pub(super) pointer: Option<Pointer>,
    pub(super) edge: Option<Edge>,
    pub(super) bound: Option<Bound>,
    pub(super) count: Option<Count>,
    pub(super) ordinal: Option<u16>,
    pub(super) unit: Option<(Unit, Number)>,
    pub(super) tail: Option<Tail>,
    pub(super) weekday: Option<(u8, Number)>,
    pub(super) day: Option<u8>,
    pub(super) month: Option<u8>,
    /// Astronomical: 0 is 1 BC.
    pub(super) year: Option<i16>,
    /// First year of a decade.
    pub(super) decade: Option<i16>,
    /// Years divided by 100: 19 is the 20th century; negative before Christ.
    pub(super) century: Option<i16>,
    pub(super) season: Option<(Season, Number)>,
    /// 1 to 4; 0 where it is not said which.
    pub(super) quarter: Option<u8>,
    /// 1 or 2.
    pub(super) half: Option<u8>,
    pub(super) is_fiscal: bool,
    pub(super) feast: Option<Feast>,
    pub(super) part: Option<(Part, Number)>,
    pub(super) clock: Option<Clock>,
    pub(super) day_name: Option<DayName>,
    pub(super) vague: Option<Vague>,
    /// "daily", "weekly".
    pub(super) frequency: Option<Unit>,
    /// ISO week of `year`.
    pub(super) week: Option<u8>,
    /// "of that year", "of the same year": the year is that of the expression before.
    pub(super) of_that_year: bool,
    /// "February this year": the pointer belongs to the year.
    pub(super) is_of_pointed_year: bool,
    /// "year-ago", "year-earlier" before a period.
    pub(super) is_year_ago: bool,
    /// Whether the year was written in this very expression, not shared with a neighbour.
    pub(super) has_own_year: bool,
    /// "the past", "the future", "the near future".
    pub(super) is_whole_past: bool,
    /// "the last week of": a part of the month, year or season that it names.
    pub(super) is_part: bool,
    /// "of that month", "of last year": what points to the longer period.
    pub(super) of_pointer: Option<Pointer>,
    /// "of the month": the longer period, where a unit names it.
    pub(super) of_unit: Option<Unit>,
    /// "and three months" after "two years".
    pub(super) more: Option<(Count, Unit)>,
    /// "the whole day", "a full year".
    pub(super) is_whole: bool,
    pub(super) mention: Option<Mention>,
    /// "period": stands for the period spoken of.
    pub(super) is_period: bool,
}

impl Phrase {
    /// Whether there is a time of day.
    pub(super) fn has_time(&self) -> bool {
        self.clock.is_some() || self.part.is_some() || matches!(self.day_name, Option::Some(DayName::Tonight | DayName::Overnight))
    }
}
