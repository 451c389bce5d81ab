//! What expressions say together: ranges and lists that share month and year, spans of time, anniversaries.

use super::calendar::{day_value, days_from, year_range, year_value};
use super::lexicon::{Number, Pointer, Word};
use super::phrase::{Mention, Phrase};
use super::reference::Telling;
use super::words::{Manner, Words};
use super::{Grain, Range, Timex, TimexType};
use crate::text::Text;
use jiff::Span;
use jiff::civil::Date;

/// Gives phrases of one sentence the year or month that a neighbour of the same list or range says.
pub(super) fn share(words: &Words<'_>, phrases: &mut [Phrase]) {
    share_days(words, phrases);
    share_every(words, phrases);
    // "31 May-1 June 1916", "summer and autumn 1918", "August and September 1914": from right to left.
    for i in (1..phrases.len()).rev() {
        let (Some(a), Some(b)) = (phrases.get(i - 1).copied(), phrases.get(i).copied()) else { continue };
        // "Monday and Tuesday nights".
        if let (Some(_), Some(_), None, Some((part, Number::Many))) = (a.weekday, b.weekday, a.part, b.part)
            && is_joined(words, a.end, b.first)
            && let Some(a) = phrases.get_mut(i - 1)
        {
            a.part = Some((part, Number::Many));
            continue;
        }
        if !is_joined(words, a.end, b.first) || b.year.is_none() || a.year.is_some() || a.weekday.is_some() != b.weekday.is_some() {
            continue;
        }
        let is_alike = a.month.is_some() && b.month.is_some()
            || a.season.is_some() && b.season.is_some()
            || a.quarter.is_some() && b.quarter.is_some();
        // "December and January 1942": the first is of the year before.
        let year = match (a.month, b.month, b.year) {
            (Some(m), Some(n), Some(year)) if m > n => year - 1,
            (_, _, Some(year)) => year,
            _ => continue,
        };
        if is_alike
            && a.pointer.is_none()
            && let Some(a) = phrases.get_mut(i - 1)
        {
            a.year = Some(year);
        }
    }
}

/// "every Monday, Wednesday and Friday", "every Monday to Thursday morning": all of them recur.
fn share_every(words: &Words<'_>, phrases: &mut [Phrase]) {
    for i in 1..phrases.len() {
        let (Some(a), Some(b)) = (phrases.get(i - 1).copied(), phrases.get_mut(i)) else { continue };
        let is_every = matches!(a.pointer, Some(Pointer::Every | Pointer::Each)) && a.weekday.is_some();
        if is_every && b.weekday.is_some() && b.pointer.is_none() && b.day.is_none() && is_joined(words, a.end, b.first) {
            b.pointer = a.pointer;
        }
    }
}

/// Gives a clock time the day of the later one of its range: "9-11 a.m. Friday", "between 9 a.m. and 5 p.m. on Monday".
fn share_days(words: &Words<'_>, phrases: &mut [Phrase]) {
    let says_day = |p: &Phrase| p.weekday.is_some() || p.day.is_some();
    for i in (1..phrases.len()).rev() {
        let (Some(a), Some(b)) = (phrases.get(i - 1).copied(), phrases.get(i).copied()) else { continue };
        let is_range = a.clock.is_some() && !says_day(&a) && a.day_name.is_none() && b.clock.is_some() && is_joined(words, a.end, b.first);
        let behind = phrases.get(i + 1).filter(|c| words.at(b.end) == Word::On && c.first == b.end + 1 && !c.has_time());
        let Some(day) = Some(&b).filter(|b| says_day(b)).or(behind).copied() else { continue };
        if is_range
            && says_day(&day)
            && let Some(a) = phrases.get_mut(i - 1)
        {
            *a = Phrase { weekday: day.weekday, day: day.day, month: day.month, year: day.year, ..*a };
        }
    }
}

/// Gives the end of a range its year from the beginning: "Aug. 26 to Oct. 20", "from Nov. 4 to Feb. 3".
pub(super) fn continued(words: &Words<'_>, before: Option<&(Phrase, Option<Range>)>, phrase: Phrase) -> Phrase {
    let Some((start, Some(range))) = before else { return phrase };
    // "May 5-6 (Tuesday and Wednesday)": weekdays of the days before the bracket.
    let is_beside = phrase.first == start.end + 1 && words.is_mark(start.end, b'(') && phrase.month.is_none();
    if is_beside && range.grain == Grain::Day && start.weekday.is_none() && phrase.pointer.is_none() {
        return days_from(range.start.date(), -6).map_or(phrase, |week_before| weekday_after(week_before, phrase));
    }
    let is_range = phrase.first == start.end + 1 && matches!(words.at(start.end), Word::Mark(b'-') | Word::To | Word::Until)
        || phrase.first == start.end + 2 && matches!(words.at(start.end), Word::To | Word::Until) && words.at(start.end + 1) == Word::The;
    if is_range && range.grain == Grain::Day && phrase.month.is_none() && start.weekday.is_some() && phrase.pointer.is_none() {
        return weekday_after(range.start.date(), phrase);
    }
    // "late Monday or early Tuesday": the day after that Monday, not the day of the article.
    let is_list = matches!(words.at(start.end), Word::Or | Word::And) && phrase.first == start.end + 1;
    if let (true, Grain::Day | Grain::Time, Some((from, Number::One)), Some((to, Number::One)), None, None) =
        (is_list, range.grain, start.weekday, phrase.weekday, phrase.pointer, phrase.month)
        && (1..=MOST_DAYS_IN_LIST).contains(&(i32::from(to) - i32::from(from)).rem_euclid(7))
    {
        return weekday_after(range.start.date(), phrase);
    }
    let (Some(from), Some(to)) = (start.month, phrase.month) else { return phrase };
    if !is_range || phrase.year.is_some() || phrase.pointer.is_some() || phrase.of_that_year || phrase.weekday.is_some() {
        return phrase;
    }
    let is_next_year = to < from || to == from && matches!((start.day, phrase.day), (Some(a), Some(b)) if b < a);
    Phrase { year: range.start.year().checked_add(i16::from(is_next_year)), ..phrase }
}

/// How many days ahead the next weekday of a list may lie.
const MOST_DAYS_IN_LIST: i32 = 3;

/// "Monday through Wednesday": the end is the first such day after the beginning.
fn weekday_after(start: Date, phrase: Phrase) -> Phrase {
    let Some((weekday, Number::One)) = phrase.weekday else { return phrase };
    let ahead = (i32::from(weekday) - i32::from(start.weekday().to_monday_one_offset())).rem_euclid(7);
    match days_from(start, ahead) {
        Some(day) => Phrase { year: Some(day.year()), month: Some(day.month() as u8), day: Some(day.day() as u8), ..phrase },
        None => phrase,
    }
}

/// Whether only a separator of lists and ranges stands between two phrases.
fn is_joined(words: &Words<'_>, from: usize, to: usize) -> bool {
    let mut n_joints = 0;
    for k in from..to {
        match words.at(k) {
            Word::And | Word::Or | Word::To | Word::Until | Word::Mark(b'-' | b'/' | b',' | b'&') => n_joints += 1,
            Word::The => {}
            _ => return false,
        }
    }
    n_joints > 0 && n_joints <= 2
}

/// A phrase with the index of its sentence.
pub(super) type Placed = (Phrase, usize);

/// Finds spans of time and anniversaries among the expressions of `text`.
pub(super) fn relate(text: &Text<'_>, words: &[Word], placed: &[Placed], found: &mut [Timex], published: Option<Date>, telling: Telling) {
    let all = Words { text, words, first: 0, end: words.len(), manner: Manner::Prose };
    super::anchors::anchor(&all, placed, found, telling);
    intervals(&all, placed, found);
    for i in 0..placed.len() {
        if let Some((Phrase { mention: Some(Mention::Anniversary(years)), .. }, _)) = placed.get(i) {
            anniversary(&all, placed, found, i, *years, published);
        }
    }
}

/// "1950-1953", "Aug. 26 to Oct. 20", "between March and May": the whole goes to the first.
fn intervals(words: &Words<'_>, placed: &[Placed], found: &mut [Timex]) {
    for i in 1..placed.len().min(found.len()) {
        let (Some((a, _)), Some((b, _))) = (placed.get(i - 1), placed.get(i)) else { continue };
        let is_range = b.first == a.end + 1
            && (matches!(words.at(a.end), Word::Mark(b'-') | Word::To | Word::Until)
                || words.at(a.end) == Word::And && words.is(a.first.wrapping_sub(1), "between"));
        if !is_range {
            continue;
        }
        let (Some(start), Some(end)) = (found.get(i - 1).and_then(|t| t.range), found.get(i).and_then(|t| t.range)) else { continue };
        if start.start < end.end
            && let Some(first) = found.get_mut(i - 1)
        {
            first.interval = Some(Range { start: start.start, end: end.end, grain: start.grain.min(end.grain) });
        }
    }
}

/// Finds the day an anniversary falls on and the day it remembers.
fn anniversary(words: &Words<'_>, placed: &[Placed], found: &mut [Timex], i: usize, years: u16, published: Option<Date>) {
    let Some((phrase, sentence)) = placed.get(i) else { return };
    // "the 65th anniversary of the July 27, 1953, armistice": what is remembered is written out.
    let written = found.get(i + 1).and_then(|t| t.range).filter(|_| {
        placed
            .get(i + 1)
            .is_some_and(|(next, s)| s == sentence && next.has_own_year && next.first <= phrase.end + 3 && words.at(phrase.end) == Word::Of)
    });
    let day_of = match written {
        Some(remembered) => moved_years(remembered, i32::from(years)).map(|range| (None, range)),
        None => day_of_anniversary(placed, found, i, published),
    };
    let Some((day_idx, range)) = day_of else { return };
    let Some(remembers) = written.or_else(|| moved_years(range, -i32::from(years))) else { return };
    if let Some(day) = day_idx.and_then(|k: usize| found.get_mut(k)) {
        day.remembers = Some(remembers);
    }
    if let Some(mention) = found.get_mut(i) {
        mention.range = Some(range);
        mention.remembers = Some(remembers);
        mention.value = match range.grain {
            Grain::Day => day_value(range.start.date()),
            _ => year_value(range.start.year()),
        };
        mention.reason = format!("{years} years after what it remembers");
    }
}

/// The day an anniversary falls on: one named in its sentence, else the date named before, else the year of the article.
fn day_of_anniversary(placed: &[Placed], found: &[Timex], i: usize, published: Option<Date>) -> Option<(Option<usize>, Range)> {
    let (phrase, sentence) = placed.get(i)?;
    let is_day = |k: &usize| found.get(*k).and_then(|t| t.range).is_some_and(|range| range.grain == Grain::Day);
    let is_dated = |k: &usize| found.get(*k).and_then(|t| t.range).is_some_and(|range| range.grain <= Grain::Year);
    let distance = |k: usize| {
        placed
            .get(k)
            .map_or(usize::MAX, |(p, _)| if k < i { phrase.first.saturating_sub(p.end) } else { p.first.saturating_sub(phrase.end) })
    };
    let in_sentence = |k: &usize| *k != i && placed.get(*k).is_some_and(|(_, s)| s == sentence);
    let nearest = (0..placed.len()).filter(in_sentence).filter(is_dated).min_by_key(|k| (!is_day(k), distance(*k)));
    let before = || (0..i).rev().filter(is_day).find(|k| placed.get(*k).is_some_and(|(_, s)| s + NEAR >= *sentence));
    if let Some(mut k) = nearest.or_else(before) {
        let range = found.get(k)?.range?;
        // "The date" stands for a date named before it: that one is the day.
        while found.get(k).is_some_and(|t| t.kind == TimexType::Mention) {
            k = (0..k).rev().find(|j| found.get(*j).and_then(|t| t.range) == Some(range))?;
        }
        return Some((Some(k), range));
    }
    year_range(published?.year()).map(|range| (None, range))
}

/// How many sentences back the day of an anniversary may be named.
const NEAR: usize = 2;

/// A range moved by whole years.
fn moved_years(range: Range, years: i32) -> Option<Range> {
    let span = Span::new().try_years(years).ok()?;
    // Past the calendar's end.
    Some(Range { start: range.start.checked_add(span).ok()?, end: range.end.checked_add(span).ok()?, grain: range.grain })
}
