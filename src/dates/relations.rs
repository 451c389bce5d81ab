//! What expressions say together: ranges and lists that share month and year, spans of time, anniversaries.

use super::lexicon::Word;
use super::phrase::Phrase;
use super::recognise::Words;
use super::{Range, Timex};
use crate::text::Text;

/// Gives phrases of one sentence the year or month that a neighbour of the same list or range says.
pub(super) fn share(words: &Words<'_>, phrases: &mut [Phrase]) {
    // "31 May-1 June 1916", "summer and autumn 1918", "August and September 1914": from right to left.
    for i in (1..phrases.len()).rev() {
        let (Some(a), Some(b)) = (phrases.get(i - 1).copied(), phrases.get(i).copied()) else { continue };
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

/// Gives the end of a range its year from the beginning: "Aug. 26 to Oct. 20", "from Nov. 4 to Feb. 3".
pub(super) fn continued(words: &Words<'_>, before: Option<&(Phrase, Option<Range>)>, phrase: Phrase) -> Phrase {
    let Some((start, Some(range))) = before else { return phrase };
    let is_range = phrase.first == start.end + 1 && matches!(words.at(start.end), Word::Mark(b'-') | Word::To | Word::Until)
        || phrase.first == start.end + 2 && matches!(words.at(start.end), Word::To | Word::Until) && words.at(start.end + 1) == Word::The;
    let (Some(from), Some(to)) = (start.month, phrase.month) else { return phrase };
    if !is_range || phrase.year.is_some() || phrase.pointer.is_some() || phrase.of_that_year || phrase.weekday.is_some() {
        return phrase;
    }
    let is_next_year = to < from || to == from && matches!((start.day, phrase.day), (Some(a), Some(b)) if b < a);
    Phrase { year: range.start.year().checked_add(i16::from(is_next_year)), ..phrase }
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

/// Finds spans of time and anniversaries among the expressions of `text`.
pub(super) fn relate(text: &Text<'_>, words: &[Word], phrases: &[Phrase], found: &mut [Timex]) {
    intervals(text, words, phrases, found);
}

/// "1950-1953", "Aug. 26 to Oct. 20", "between March and May": the whole goes to the first.
fn intervals(text: &Text<'_>, words: &[Word], phrases: &[Phrase], found: &mut [Timex]) {
    let all = Words { text, words, first: 0, end: words.len(), manner: super::recognise::Manner::Prose };
    for i in 1..phrases.len().min(found.len()) {
        let (Some(a), Some(b)) = (phrases.get(i - 1), phrases.get(i)) else { continue };
        let between = (a.end, b.first);
        let is_range = between.1 == between.0 + 1
            && (matches!(all.at(between.0), Word::Mark(b'-') | Word::To | Word::Until)
                || all.at(between.0) == Word::And && all.is(a.first.wrapping_sub(1), "between"));
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
