//! Properties that hold on any text: ours made of pieces that meet in dates, and strings of any characters.

use crate::article::Article;
use crate::dates::{Timex, find_dates};
use crate::text::Text;
use jiff::civil::{Date, DateTime};
use proptest::prelude::*;

/// Pieces that random texts are made of.
const PIECES: &[&str] = &[
    "the ",
    "a ",
    "last ",
    "next ",
    "of ",
    "in ",
    "on ",
    "-",
    "–",
    ", ",
    ". ",
    "'",
    "’s ",
    "\n",
    "\"",
    "“",
    "Monday",
    "May ",
    "march ",
    "31 ",
    "30 ",
    "29 February ",
    "1900 ",
    "2018",
    "9999 ",
    "-12-31",
    "0000",
    "1000",
    "99999999999 ",
    "12:60",
    "24:00 ",
    "3pm ",
    "p.m. ",
    "GMT ",
    "second ",
    "quarter ",
    "half ",
    "first ",
    "20th ",
    "century ",
    "BC ",
    "AD ",
    "decades ",
    "year",
    "years ",
    "ago ",
    "later ",
    "before ",
    "after ",
    "from ",
    "now ",
    "two ",
    "hundred ",
    "thousand ",
    "million ",
    "anniversary ",
    "date ",
    "This ",
    "week ",
    "weekend ",
    "morning ",
    "night ",
    "'90s ",
    "1990s",
    "mid-",
    "late ",
    "early ",
    "end ",
    "é",
    "日本",
    "😀",
    "\u{301}",
    "١٩٩٠ ",
    "Thanksgiving ",
    "New Year's Eve ",
    "every ",
    "each ",
    "daily ",
    "per ",
    "few ",
    "more than ",
    "and ",
    "or ",
    "to ",
    "1/2 ",
    "2.5 ",
    "1,000,000 ",
    "fiscal ",
    "period ",
    "9/11 ",
    "31/12/9999 ",
    "99",
    "Sept. ",
    "29, ",
    "said ",
    "will ",
    "scheduled ",
    "(",
    ")",
    "999 years ago ",
    "9000 centuries later ",
    "4000000000 days ago ",
    "FY2019 ",
    "FY19-20 ",
    "fiscal year ",
    "ended ",
    "through ",
    "D-Day ",
    "Easter Monday ",
    "Election Day ",
    "half past ",
    "quarter to ",
    "in the evening ",
    "9-11 a.m. ",
    "2018-07-27T15:00:00Z ",
    "UTC+2 ",
    "local time ",
    "the shooting ",
    "third Friday of ",
    "weekend of ",
    "264 to 146 BC ",
    "10,000 BC ",
    "the siege began on ",
    "30000 ",
    "32767 months ",
    "winter of ",
    "soon ",
    "Today's ",
];

/// Any publication date, or none.
fn any_date() -> impl Strategy<Value = Option<Date>> {
    let any = (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).ok());
    prop_oneof![1 => Just(None), 1 => Just(Some(Date::MIN)), 1 => Just(Some(Date::MAX)), 6 => any]
}

/// Finds the dates of `text` and holds them against everything that must be true.
fn hold(text: String, published: Option<Date>) -> Result<(), TestCaseError> {
    let article = Article::from_text(text);
    let timexes = find_dates(&Text::new(&article), published);
    let mut last = 0;
    for timex in &timexes {
        let words = article.text.get(timex.span.start as usize..timex.span.end as usize);
        prop_assert!(words.is_some_and(|w| !w.is_empty()), "span off a character boundary: {timex:?}");
        prop_assert!(timex.span.start >= last, "out of order: {timex:?}");
        last = timex.span.end;
        prop_assert!(!timex.value.is_empty() && !timex.reason.is_empty(), "{timex:?}");
        for range in [timex.range, timex.interval, timex.remembers].into_iter().flatten() {
            prop_assert!(range.start < range.end, "{timex:?}");
        }
        prop_assert!(is_of_calendar(timex), "no day or time of any calendar: {timex:?}");
    }
    prop_assert_eq!(&timexes, &find_dates(&Text::new(&article), published), "another answer the second time");
    Ok(())
}

/// Whether jiff reads the value, where it names a day or a minute.
fn is_of_calendar(timex: &Timex) -> bool {
    let is_figures = |v: &str| v.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b':' || b == b'T');
    if timex.range.is_none() || !is_figures(&timex.value) {
        return true;
    }
    match timex.value.len() {
        10 => timex.value.parse::<Date>().is_ok(),
        // "24:00" is the end of a day; a clock that knows only 00:00 cannot read it.
        16 | 19 => timex.value.contains("T24:00") || timex.value.parse::<DateTime>().is_ok(),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dates_hold_on_pieces_that_meet(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..40), published in any_date()) {
        hold(pieces.concat(), published)?;
    }

    #[test]
    fn dates_hold_on_any_string(text in any::<String>(), published in any_date()) {
        hold(text, published)?;
    }

    #[test]
    fn written_days_come_back(y in 1700_i16..=2050, m in 1_i8..=12, d in 1_i8..=28, published in any_date()) {
        let date = Date::new(y, m, d).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let month = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
            [m as usize - 1];
        for text in [format!("It was on {month} {d}, {y} at sea."), format!("It was on {d} {month} {y} at sea."), format!("It was on {date} at sea.")] {
            let article = Article::from_text(text.clone());
            let values: Vec<String> = find_dates(&Text::new(&article), published).into_iter().map(|t| t.value).collect();
            prop_assert_eq!(values, [date.to_string()], "{}", text);
        }
    }
}
