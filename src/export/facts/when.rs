//! Stretches of the calendar and instants, as formats write them.

use crate::dates::{Grain, Range};
use jiff::civil::{Date, DateTime, Time};

/// First and last day of a stretch, both in it.
pub(in crate::export) fn days(range: &Range) -> (Date, Date) {
    let start = range.start.date();
    // The range ends at the first instant that is not in it; the last day is the one before, unless a part of the day is in.
    let last = if range.end.time() == Time::midnight() { range.end.date().yesterday().unwrap_or(start) } else { range.end.date() };
    (start, last.max(start))
}

/// A day as ISO 8601 writes it: "2018-07-27"; years before the first count from 0 = 1 BC and have a sign.
pub(in crate::export) fn iso_day(date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if year < 0 { format!("-{:04}-{month:02}-{day:02}", -i32::from(year)) } else { format!("{year:04}-{month:02}-{day:02}") }
}

/// A date as readers say it: "Friday 27 July 2018", "June 2018".
pub(in crate::export) fn long(range: &Range) -> String {
    crate::scene::words::long_date(range)
}

/// A date as exact as it is known: "2018-07-27T09:00", "2018-07-27", "2018-07", "1950", and "2018-07-23/2018-07-29" for what is none of these.
///
/// Source: ISO 8601-1, as W3C-DTF and the Library of Congress's EDTF level 0 take it.
pub(in crate::export) fn exact(range: &Range) -> String {
    let (first, last) = days(range);
    let year = |d: Date| if d.year() < 0 { format!("-{:04}", -i32::from(d.year())) } else { format!("{:04}", d.year()) };
    let month = |d: Date| format!("{}-{:02}", year(d), d.month());
    let is_whole_months = first.day() == 1 && last.day() == last.days_in_month();
    let is_whole_years = is_whole_months && first.month() == 1 && last.month() == 12;
    match range.grain {
        Grain::Time if first == last && range.start.time() != Time::midnight() => {
            format!("{}T{:02}:{:02}", iso_day(first), range.start.hour(), range.start.minute())
        }
        _ if first == last => iso_day(first),
        _ if is_whole_years && first.year() == last.year() => year(first),
        _ if is_whole_years => format!("{}/{}", year(first), year(last)),
        _ if is_whole_months && month(first) == month(last) => month(first),
        _ if is_whole_months => format!("{}/{}", month(first), month(last)),
        _ => format!("{}/{}", iso_day(first), iso_day(last)),
    }
}

/// An instant for players: "2018-07-27T12:00:00Z".
pub(in crate::export) fn instant(at: DateTime) -> String {
    format!("{}T{:02}:{:02}:{:02}Z", iso_day(at.date()), at.hour(), at.minute(), at.second())
}

/// First and last second of a stretch, for players.
pub(in crate::export) fn instants(range: &Range) -> (String, String) {
    let last = range.end.saturating_sub(jiff::SignedDuration::from_secs(1)).max(range.start);
    (instant(range.start), instant(last))
}

/// Seconds from 1970-01-01T00:00:00 to `at`; negative before.
pub(in crate::export) fn unix_secs(at: DateTime) -> i64 {
    at.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_as_exact_as_it_is_known() {
        fn check(start: DateTime, end: DateTime, grain: Grain, expected: &str) {
            assert_eq!(exact(&Range { start, end, grain }), expected);
        }
        let day = |y, m, d| date(y, m, d).at(0, 0, 0, 0);
        check(day(2018, 7, 27), day(2018, 7, 28), Grain::Day, "2018-07-27");
        check(date(2018, 7, 27).at(9, 30, 0, 0), date(2018, 7, 27).at(10, 0, 0, 0), Grain::Time, "2018-07-27T09:30");
        check(day(2018, 7, 23), day(2018, 7, 30), Grain::Week, "2018-07-23/2018-07-29");
        check(day(2020, 2, 1), day(2020, 3, 1), Grain::Month, "2020-02");
        check(day(2020, 1, 1), day(2020, 4, 1), Grain::Season, "2020-01/2020-03");
        check(day(1950, 1, 1), day(1954, 1, 1), Grain::Year, "1950/1953");
        check(day(1950, 1, 1), day(1951, 1, 1), Grain::Year, "1950");
        check(day(-43, 3, 15), day(-43, 3, 16), Grain::Day, "-0043-03-15");
    }

    #[test]
    fn players_get_the_first_and_the_last_second() {
        let day = Range::day(date(2018, 7, 27)).unwrap();
        assert_eq!(instants(&day), ("2018-07-27T00:00:00Z".to_owned(), "2018-07-27T23:59:59Z".to_owned()));
        assert_eq!(unix_secs(date(2018, 7, 27).at(0, 0, 0, 0)), 1_532_649_600);
        assert!(unix_secs(date(1953, 7, 27).at(0, 0, 0, 0)) < 0);
    }
}
