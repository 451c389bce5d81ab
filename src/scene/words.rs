//! Dates, statuses and ways of travel in words, as plates, labels and accessible names say them, in the language that is spoken.

use crate::dates::{Grain, Range};
use crate::events::{Status, Transport};
use crate::language::{self, tr, tr_with};
use crate::story::Certainty;
use jiff::civil::{Date, DateTime, Weekday};

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Abbreviations as newspapers set them. Source: The Guardian and Observer style guide, "dates": short months stay whole.
const SHORT_MONTHS: [&str; 12] = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/// The name of a date's month, in English.
fn month(date: Date) -> &'static str {
    MONTHS.get((date.month() - 1).unsigned_abs() as usize).copied().unwrap_or("")
}

/// The short name of a date's month, in English.
fn short_month(date: Date) -> &'static str {
    SHORT_MONTHS.get((date.month() - 1).unsigned_abs() as usize).copied().unwrap_or("")
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// A mark of the axis of time: "27", "July", "27 July 2018", as much of it as is asked for.
pub(crate) fn tick(date: Date, has_day: bool, month: Option<Month>, has_year: bool) -> String {
    let month = month.map(|m| if m == Month::Whole { self::month(date) } else { short_month(date) }.to_owned());
    let parts = [has_day.then(|| date.day().to_string()), month, has_year.then(|| year(date))];
    language::date(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// How a month is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Month {
    Whole,
    Short,
}

/// A year as it is written: years before the first count back from 1 BC, year 0.
fn year(date: Date) -> String {
    if date.year() > 0 { date.year().to_string() } else { format!("{} BC", 1 - i32::from(date.year())) }
}

/// The last day of a range, whose end is not in it.
fn last_day(range: &Range) -> Date {
    if range.end.time() == jiff::civil::Time::midnight() && range.end > range.start {
        range.end.date().yesterday().unwrap_or(range.end.date())
    } else {
        range.end.date()
    }
}

/// "14:30", or nothing for the first instant of a day.
fn clock(at: DateTime) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

/// Whether and how the year is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    /// Always.
    Said,
    /// Only where it is another than this.
    Known(i16),
}

impl Year {
    fn tail(self, date: Date) -> String {
        match self {
            Year::Known(known) if known == date.year() => String::new(),
            _ => format!(" {}", year(date)),
        }
    }
}

/// A date for the date plate: "Friday 27 July 2018", "Week of 23 July 2018", "June 2018", "1950 – 1953".
pub(crate) fn long_date(range: &Range) -> String {
    language::date(english_long_date(range))
}

fn english_long_date(range: &Range) -> String {
    let (first, last) = (range.start.date(), last_day(range));
    match range.grain {
        Grain::Time if first == last => {
            let day = format!("{} {} {} {}", weekday(first), first.day(), month(first), year(first));
            if range.start.time() == jiff::civil::Time::midnight() { day } else { format!("{day}, {}", clock(range.start)) }
        }
        Grain::Day if first == last => format!("{} {} {} {}", weekday(first), first.day(), month(first), year(first)),
        Grain::Week if n_days(range) <= 8 => format!("Week of {} {} {}", first.day(), month(first), year(first)),
        Grain::Time | Grain::Day | Grain::Week => days(first, last, MONTHS, Year::Said),
        Grain::Month | Grain::Season => months(first, last, MONTHS, Year::Said),
        Grain::Year | Grain::Decade | Grain::Century => years(range, first, last),
    }
}

/// A date for a label: "27 July", "week of 8 Sept", "June 2018", "1950s". The year is left out where it is known.
pub(crate) fn short_date(range: &Range, known: Year) -> String {
    language::date(english_short_date(range, known))
}

fn english_short_date(range: &Range, known: Year) -> String {
    let (first, last) = (range.start.date(), last_day(range));
    match range.grain {
        Grain::Time | Grain::Day if first == last => format!("{} {}{}", first.day(), short_month(first), known.tail(first)),
        Grain::Week if n_days(range) <= 8 => format!("week of {} {}{}", first.day(), short_month(first), known.tail(first)),
        Grain::Time | Grain::Day | Grain::Week => days(first, last, SHORT_MONTHS, known),
        // A month without its year reads like a name; it always has one.
        Grain::Month | Grain::Season => months(first, last, SHORT_MONTHS, Year::Said),
        Grain::Year | Grain::Decade | Grain::Century => years(range, first, last),
    }
}

fn n_days(range: &Range) -> i64 {
    range.start.date().duration_until(range.end.date()).as_hours() / 24
}

fn name_of(date: Date, months: [&'static str; 12]) -> &'static str {
    months.get((date.month() - 1).unsigned_abs() as usize).copied().unwrap_or("")
}

fn days(first: Date, last: Date, months: [&'static str; 12], known: Year) -> String {
    let end = format!("{} {}{}", last.day(), name_of(last, months), known.tail(last));
    if first.year() != last.year() {
        format!("{} {} {} – {} {} {}", first.day(), name_of(first, months), year(first), last.day(), name_of(last, months), year(last))
    } else if first.month() != last.month() {
        format!("{} {} – {end}", first.day(), name_of(first, months))
    } else {
        format!("{} – {end}", first.day())
    }
}

fn months(first: Date, last: Date, months: [&'static str; 12], known: Year) -> String {
    let end = format!("{}{}", name_of(last, months), known.tail(last));
    if first.year() != last.year() {
        format!("{} {} – {} {}", name_of(first, months), year(first), name_of(last, months), year(last))
    } else if first.month() != last.month() {
        format!("{} – {end}", name_of(first, months))
    } else {
        end
    }
}

fn years(range: &Range, first: Date, last: Date) -> String {
    let length = i32::from(last.year()) - i32::from(first.year()) + 1;
    if range.grain == Grain::Decade && length <= 10 && first.year() > 0 {
        format!("{}s", first.year() / 10 * 10)
    } else if length <= 1 {
        year(first)
    } else if range.grain == Grain::Century && length == 100 && first.year() > 0 {
        format!("{} century", ordinal(i32::from(first.year()) / 100 + 1))
    } else {
        format!("{} – {}", year(first), year(last))
    }
}

fn ordinal(n: i32) -> String {
    let tail = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{tail}")
}

/// A status as legends and labels say it.
pub(crate) fn status(status: Status) -> &'static str {
    tr(match status {
        Status::Done => "Done",
        Status::Ongoing => "Under way",
        Status::Planned => "Planned",
        Status::Possible => "Possible",
        Status::Cancelled => "Cancelled",
    })
}

/// What a label adds after the date of something that did not simply happen: ", planned".
pub(crate) fn label_tail(status: Status) -> &'static str {
    tr(match status {
        Status::Done | Status::Ongoing => return "",
        Status::Planned => "planned",
        Status::Possible => "possible",
        Status::Cancelled => "cancelled",
    })
}

/// The way of travel as a noun.
pub(crate) fn travel(transport: Transport) -> &'static str {
    tr(match transport {
        Transport::Unknown => "journey",
        Transport::Air => "flight",
        Transport::Sea => "voyage",
        Transport::Road => "drive",
        Transport::Rail => "train journey",
        Transport::Foot => "journey on foot",
        Transport::Storm => "storm track",
    })
}

/// A leg in words: "Planned flight to Osan Air Base or Hawaii", "Voyage to Guam".
pub(crate) fn leg(status: Status, transport: Transport, to: &[&str]) -> String {
    let noun = travel(transport);
    let head = match status {
        Status::Done | Status::Ongoing => capital(noun),
        Status::Planned => tr_with("Planned {}", &[&noun]),
        Status::Possible => tr_with("Possible {}", &[&noun]),
        Status::Cancelled => tr_with("Cancelled {}", &[&noun]),
    };
    let to = if to.is_empty() { String::new() } else { tr_with(" to {}", &[&either(to)]) };
    format!("{head}{to}")
}

/// Names as alternatives, each once: branches may meet again, and "to Hawaii or Hawaii" says nothing.
pub(crate) fn either(names: &[&str]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !once.contains(name) {
            once.push(name);
        }
    }
    match once.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => tr_with("{} or {}", &[&rest.join(", "), last]),
    }
}

/// How sure a place is, in words.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    tr(match certainty {
        Certainty::Sure => "sure",
        Certainty::Unsure => "unsure",
        Certainty::Unresolved => "not found",
        Certainty::Ignored => "ignored",
    })
}

/// `text` with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A length of empty time: "64 years", "3 months", "12 days".
pub(crate) fn length_of(start: DateTime, end: DateTime) -> String {
    let days = start.date().duration_until(end.date()).as_hours() / 24;
    // Mean lengths of the Gregorian year and month.
    match days {
        d if d >= 700 => tr_with("{} years", &[&((d as f64 / 365.2425).round() as i64)]),
        d if d >= 60 => tr_with("{} months", &[&((d as f64 / 30.436_875).round() as i64)]),
        d if d >= 2 => tr_with("{} days", &[&d]),
        _ => tr("1 day").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn range(start: Date, end: Date, grain: Grain) -> Range {
        Range { start: start.at(0, 0, 0, 0), end: end.at(0, 0, 0, 0), grain }
    }

    #[test]
    fn dates_are_said_as_exactly_as_they_are_known() {
        let check = |r: Range, long: &str, short: &str| {
            assert_eq!(long_date(&r), long);
            assert_eq!(short_date(&r, Year::Known(2018)), short);
        };
        check(range(date(2018, 7, 27), date(2018, 7, 28), Grain::Day), "Friday 27 July 2018", "27 July");
        check(range(date(2017, 9, 5), date(2017, 9, 6), Grain::Day), "Tuesday 5 September 2017", "5 Sept 2017");
        check(range(date(2018, 7, 23), date(2018, 7, 30), Grain::Week), "Week of 23 July 2018", "week of 23 July");
        check(range(date(2018, 6, 1), date(2018, 7, 1), Grain::Month), "June 2018", "June 2018");
        check(range(date(2018, 4, 1), date(2018, 7, 1), Grain::Season), "April – June 2018", "April – June 2018");
        check(range(date(1950, 1, 1), date(1954, 1, 1), Grain::Year), "1950 – 1953", "1950 – 1953");
        check(range(date(1950, 1, 1), date(1951, 1, 1), Grain::Year), "1950", "1950");
        check(range(date(1950, 1, 1), date(1960, 1, 1), Grain::Decade), "1950s", "1950s");
        check(range(date(1900, 1, 1), date(2000, 1, 1), Grain::Century), "20th century", "20th century");
        check(range(date(2018, 8, 26), date(2018, 10, 21), Grain::Day), "26 August – 20 October 2018", "26 Aug – 20 Oct");
        let noon = Range { start: date(2018, 7, 27).at(14, 5, 0, 0), end: date(2018, 7, 27).at(14, 6, 0, 0), grain: Grain::Time };
        check(noon, "Friday 27 July 2018, 14:05", "27 July");
    }

    #[test]
    fn legs_say_status_way_and_where_to() {
        let check = |s, t, to: &[&str], words: &str| assert_eq!(leg(s, t, to), words);
        check(Status::Planned, Transport::Air, &["Osan Air Base", "Hawaii"], "Planned flight to Osan Air Base or Hawaii");
        check(Status::Done, Transport::Sea, &["Guam"], "Voyage to Guam");
        check(Status::Planned, Transport::Unknown, &["United States", "United States"], "Planned journey to United States");
        check(Status::Possible, Transport::Rail, &[], "Possible train journey");
    }

    #[test]
    fn empty_time_is_counted_in_its_largest_unit() {
        let check = |a: Date, b: Date, words: &str| assert_eq!(length_of(a.at(0, 0, 0, 0), b.at(0, 0, 0, 0)), words);
        check(date(1954, 1, 1), date(2018, 6, 1), "64 years");
        check(date(2018, 1, 1), date(2018, 4, 1), "3 months");
        check(date(2018, 1, 1), date(2018, 1, 2), "1 day");
    }
}
