//! Civil dates to TIMEX3 values and [`Range`]s.

use super::lexicon::{Part, Season, Unit};
use super::{Grain, Range};
use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Time, Weekday};

/// The first day of a year; `None` outside the calendar.
pub(super) fn new_year(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok() // Outside jiff's years.
}

/// The day `n` days from `date`.
pub(super) fn days_from(date: Date, n: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(n).ok()?).ok() // Past the calendar's end.
}

/// The day `n` months from `date`, held at the month's last day.
pub(super) fn months_from(date: Date, n: i32) -> Option<Date> {
    date.checked_add(Span::new().try_months(n).ok()?).ok() // Past the calendar's end.
}

/// The day `n` whole units from `date`; `None` for units of the clock and for seasons.
pub(super) fn step(date: Date, unit: Unit, n: i32) -> Option<Date> {
    match unit {
        Unit::Day | Unit::Night => days_from(date, n),
        Unit::Week | Unit::Weekend => days_from(date, n.checked_mul(7)?),
        Unit::Fortnight => days_from(date, n.checked_mul(14)?),
        Unit::Month => months_from(date, n),
        Unit::Quarter => months_from(date, n.checked_mul(3)?),
        Unit::Year => months_from(date, n.checked_mul(12)?),
        Unit::Decade => months_from(date, n.checked_mul(120)?),
        Unit::Century => months_from(date, n.checked_mul(1200)?),
        _ => None,
    }
}

/// The grain of a date counted in `unit`s.
pub(super) const fn grain_of(unit: Unit) -> Grain {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Grain::Time,
        Unit::Day | Unit::Night => Grain::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter | Unit::Season => Grain::Season,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century | Unit::Millennium => Grain::Century,
    }
}

/// From the start of `start` to the start of `end`.
pub(super) fn range(start: Date, end: Option<Date>, grain: Grain) -> Option<Range> {
    let end = end.filter(|end| *end > start)?;
    Some(Range { start: start.to_datetime(Time::midnight()), end: end.to_datetime(Time::midnight()), grain })
}

/// The year `year`, whole.
pub(super) fn year_range(year: i16) -> Option<Range> {
    range(new_year(year)?, new_year(year.checked_add(1)?), Grain::Year)
}

/// Whole years from `year` on.
pub(super) fn years_range(year: i16, n: i16, grain: Grain) -> Option<Range> {
    range(new_year(year)?, new_year(year.checked_add(n)?), grain)
}

/// One month.
pub(super) fn month_range(year: i16, month: u8) -> Option<Range> {
    let start = Date::new(year, month as i8, 1).ok()?; // Outside jiff's years.
    range(start, months_from(start, 1), Grain::Month)
}

/// The Monday of the ISO week that holds `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    days_from(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// The ISO week that holds `date`.
pub(super) fn week_range(date: Date) -> Option<Range> {
    let start = monday(date)?;
    range(start, days_from(start, 7), Grain::Week)
}

/// The Monday of an ISO week.
pub(super) fn week_start(year: i16, week: u8) -> Option<Date> {
    Some(ISOWeekDate::new(year, week as i8, Weekday::Monday).ok()?.date()) // A year without a week 53.
}

/// One quarter of a year.
pub(super) fn quarter_range(year: i16, quarter: u8) -> Option<Range> {
    let start = Date::new(year, (quarter as i8 - 1) * 3 + 1, 1).ok()?; // Outside jiff's years.
    range(start, months_from(start, 3), Grain::Season)
}

/// One half of a year.
pub(super) fn half_range(year: i16, half: u8) -> Option<Range> {
    let start = Date::new(year, (half as i8 - 1) * 6 + 1, 1).ok()?; // Outside jiff's years.
    range(start, months_from(start, 6), Grain::Season)
}

/// A season of the northern half of the world by whole months; winter starts in December of `year`.
pub(super) fn season_range(year: i16, season: Season) -> Option<Range> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let start = Date::new(year, month, 1).ok()?; // Outside jiff's years.
    range(start, months_from(start, 3), Grain::Season)
}

/// A twentieth of a range before its first day and as much after it: "the turn of the century", "the turn of the year".
pub(super) fn around(range: Range) -> Option<Range> {
    let start = range.start.date();
    let days = start.until(range.end.date()).ok()?.get_days() / 20; // Both are within the calendar.
    super::calendar::range(days_from(start, -days)?, days_from(start, days), range.grain)
}

/// TIMEX3's letters for a season.
pub(super) const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// The season that holds `date`.
pub(super) fn season_of(date: Date) -> Season {
    match date.month() {
        3..=5 => Season::Spring,
        6..=8 => Season::Summer,
        9..=11 => Season::Autumn,
        _ => Season::Winter,
    }
}

/// The quarter that holds `date`, 1 to 4.
pub(super) fn quarter_of(date: Date) -> u8 {
    (date.month() as u8 - 1) / 3 + 1
}

/// TIMEX3's words for a part of the day, with its hours.
pub(super) const fn part_code(part: Part) -> (&'static str, i8, i8) {
    match part {
        Part::Morning => ("TMO", 6, 12),
        Part::Dawn => ("TMO", 5, 7),
        Part::Midday => ("TMI", 11, 14),
        Part::Noon => ("T12:00", 12, 13),
        Part::Afternoon => ("TAF", 12, 18),
        Part::Evening => ("TEV", 18, 22),
        Part::Dusk => ("TEV", 18, 20),
        Part::Night => ("TNI", 20, 24),
        Part::Midnight => ("T00:00", 0, 1),
        Part::Daytime => ("TDT", 6, 20),
    }
}

/// The hours `from` to `to` of one day.
pub(super) fn hours_range(date: Date, from: i8, to: i8) -> Option<Range> {
    let start = date.at(from, 0, 0, 0);
    let end = if to >= 24 { date.tomorrow().ok()?.at(0, 0, 0, 0) } else { date.at(to, 0, 0, 0) }; // The calendar's last day has no tomorrow.
    Some(Range { start, end, grain: Grain::Time })
}

/// "2018", "BC0044".
pub(super) fn year_value(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i32::from(year)) }
}

/// "2018-07-27".
pub(super) fn day_value(date: Date) -> String {
    format!("{}-{:02}-{:02}", year_value(date.year()), date.month(), date.day())
}

/// "2018-07".
pub(super) fn month_value(year: i16, month: u8) -> String {
    format!("{}-{month:02}", year_value(year))
}

/// "2018-W30".
pub(super) fn week_value(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{}-W{:02}", year_value(week.year()), week.week())
}
