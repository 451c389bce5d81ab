//! The edges of a phrase: articles that belong to what follows it, dates and times that go on behind it, and what only looks like time.

use super::clock::Certainty;
use super::lexicon::{DayName, Edge, Pointer, Word};
use super::phrase::{Article, Phrase};
use super::words::Words;
use crate::text::Case;

impl Words<'_> {
    /// Leaves an article off that belongs to a noun after the phrase: "the Oct. 23 attack", "the two-day visit", "a year-earlier loss".
    pub(super) fn trimmed(&self, p: Phrase) -> Phrase {
        // "the early October storm".
        let is_edge_of_month = matches!(p.edge, Some(Edge::Early | Edge::Middle | Edge::Late)) && p.month.is_some() && p.unit.is_none();
        if p.article == Article::None || p.pointer.is_some() || p.edge.is_some() && !is_edge_of_month || p.bound.is_some() {
            return p;
        }
        let k = p.first;
        if !matches!(self.at(k), Word::The | Word::A) || p.end <= k + 1 {
            return p;
        }
        let is_date = (p.year.is_some() || p.month.is_some() || p.weekday.is_some())
            && p.unit.is_none()
            && p.quarter.is_none()
            && p.season.is_none()
            && p.part.is_none()
            && p.half.is_none()
            && !p.is_part;
        // "the 14 September" and "the year 2000" keep theirs.
        let is_day_first = p.day.is_some() && matches!(self.at(k + 1), Word::Digits(_) | Word::Ordinal(_))
            || matches!(self.at(k + 1), Word::Unit(..) | Word::Fiscal);
        let is_letter = matches!(self.at(k + 1), Word::QuarterName(_));
        let is_hyphened = !(p.is_year_ago && (p.quarter.is_some() || p.is_period))
            && (k..p.end).any(|i| self.is_mark(i, b'-') && !self.is_spaced(i))
            && (p.unit.is_some() || p.quarter.is_some());
        let is_count = p.count.is_some() && self.at(k) == Word::The && p.unit.is_some() && !self.ends_here(p.end) && !p.is_plural();
        let is_name = p.season.is_some() && p.year.is_none() && self.case(p.end - 1) != Case::Lower && self.case(p.end) != Case::Lower;
        let is_a_day = self.at(k) == Word::A && p.weekday.is_some();
        if is_date && !is_day_first && !is_a_day || is_hyphened || is_letter || is_count || is_name {
            Phrase { first: k + 1, ..p }
        } else {
            p
        }
    }

    /// Takes in what may follow: a part of the day, a clock time, a date beside a weekday.
    pub(super) fn extend(&self, mut p: Phrase) -> Phrase {
        if p.unit.is_some() && p.part.is_none() && p.weekday.is_none() {
            return p;
        }
        loop {
            let i = p.end;
            let comma = if self.is_mark(i, b',') { i + 1 } else { i };
            if p.weekday.is_some() && p.month.is_none() {
                let at = if self.at(comma) == Word::The { comma + 1 } else { comma };
                if let Some(date) = self.month_day(at).filter(|d| d.day.is_some()) {
                    p.merge_date(&date);
                    continue;
                }
            }
            if !p.has_time() && (p.weekday.is_some() || p.day.is_some() || p.day_name.is_some() || p.feast.is_some()) {
                if let Word::Part(part, number) = self.at(i) {
                    p.part = Some((part, number));
                    p.end = i + 1;
                    continue;
                }
                // "2018-07-27 15:00": figures beside figures.
                let is_figures = p.day.is_some() && self.is_mark(i.wrapping_sub(2), b'-') && matches!(self.before(i), Word::Digits(_));
                if let Some((clock, end, certainty)) = self.clock(if p.weekday.is_some() { comma } else { i })
                    && (certainty == Certainty::Sure || certainty == Certainty::Likely && is_figures)
                {
                    p.clock = Some(clock);
                    p.end = end;
                    continue;
                }
            }
            let has_day = p.weekday.is_some() || p.month.is_some() || p.day_name.is_some() || p.pointer.is_some() || p.feast.is_some();
            let is_loose_part = p.part.is_some() && p.article == Article::None;
            if (p.clock.is_some() || is_loose_part) && !has_day {
                match self.at(i) {
                    Word::Weekday(weekday, number) => {
                        p.weekday = Some((weekday, number));
                        p.end = i + 1;
                        continue;
                    }
                    Word::DayName(name) => {
                        p.day_name = Some(name);
                        p.end = i + 1;
                        continue;
                    }
                    _ => {
                        if let Some(date) = self.month_day(i).filter(|d| d.day.is_some()) {
                            p.merge_date(&date);
                            continue;
                        }
                    }
                }
            }
            return p;
        }
    }

    /// Expressions that look like time and are not.
    pub(super) fn is_barred(&self, p: &Phrase) -> bool {
        let next = p.end;
        // "#Friday" is a label.
        if self.before(p.first) == Word::Mark(b'#') && !self.is_spaced(p.first) && p.clock.is_none() {
            return true;
        }
        // "today's youth": of our time, not of that day.
        if p.day_name == Some(DayName::Today) && matches!(self.word(next), "'s" | "’s") && self.is_any(next + 1, TIMELESS) {
            return true;
        }
        // "the people of tomorrow".
        if p.day_name == Some(DayName::Tomorrow)
            && p.end == p.first + 1
            && self.before(p.first) == Word::Of
            && self.before(p.first.wrapping_sub(1)) == Word::Other
            && !self.is(p.first.wrapping_sub(2), "as")
        {
            return true;
        }
        // "that third-quarter profit": the conjunction.
        if p.quarter.is_some() && p.pointer == Some(Pointer::That) && p.year.is_none() {
            return true;
        }
        // Ages: "18-year-old", "two years old", "aged two years".
        if p.unit.is_some() && (self.at(self.past_hyphen(next)) == Word::Old || self.is(next, "olds")) {
            return true;
        }
        // "12-year-olds".
        if p.unit.is_some() && self.is_mark(next, b'-') && self.is_any(next + 1, &["old", "olds"]) {
            return true;
        }
        // "Sunday Times", "The Daily Telegraph": names of newspapers.
        if (p.weekday.is_some() || p.frequency.is_some()) && self.case(p.first) != Case::Lower && self.is_any(next, NEWSPAPERS) {
            return true;
        }
        false
    }
}

/// What is of our time rather than of a day: "today's world".
const TIMELESS: &[&str] = &[
    "world",
    "youth",
    "society",
    "generation",
    "standards",
    "age",
    "children",
    "women",
    "men",
    "parents",
    "students",
    "consumers",
    "teenagers",
    "kids",
    "culture",
    "technology",
];

/// Words that make a newspaper's name of the weekday or "Daily" before them.
const NEWSPAPERS: &[&str] =
    &["times", "telegraph", "mail", "mirror", "express", "herald", "post", "news", "star", "sun", "tribune", "independent", "journal"];
