//! The words of a sentence in, its temporal [`Phrase`]s out.
//!
//! A phrase grows from left to right over words of temporal types: what may stand before a time word (articles, pointers, quantities,
//! edges), the time word, and what may stand after it. Nothing but types of words is looked at, so it holds for sentences nobody wrote yet.
//! Allocates nothing per token.

use super::lexicon::{Bound, Edge, Number, Pointer, Some as Quantity, Unit, Vague, Word};
use super::phrase::{Article, Count, Mention, Phrase, Tail};
use super::words::{Manner, Words};

impl Words<'_> {
    /// Appends the sentence's phrases to `out`.
    pub(super) fn phrases(&self, out: &mut Vec<Phrase>) {
        let mut k = self.first;
        while k < self.end {
            match self.phrase(k) {
                Some(phrase) if phrase.end > k => {
                    k = phrase.end;
                    out.push(phrase);
                    if phrase.month.is_some() && phrase.day.is_some() {
                        k = self.more_days(phrase, out);
                    } else if phrase.year.is_some() && phrase.month.is_none() || phrase.has_own_year {
                        k = self.year_range_end(phrase, out);
                    }
                }
                _ => k += 1,
            }
        }
    }

    /// The phrase that starts at `k`, if any.
    fn phrase(&self, k: usize) -> Option<Phrase> {
        match self.at(k) {
            Word::Other
            | Word::Ago
            | Word::Before
            | Word::After
            | Word::From
            | Word::Since
            | Word::Old
            | Word::Of
            | Word::In
            | Word::On
            | Word::To
            | Word::Until
            | Word::And
            | Word::Or
            | Word::Than
            | Word::Only
            | Word::Long
            | Word::HalfDay(_)
            | Word::OClock
            | Word::Zone => return None,
            Word::Mark(b) if b != b'\'' => return None,
            _ => {}
        }
        self.grow(k).filter(|p| !self.is_barred(p))
    }

    /// Grows a phrase from `k`.
    fn grow(&self, k: usize) -> Option<Phrase> {
        let mut p = Phrase { first: k, end: k, ..Phrase::default() };
        let mut i = k;
        if let Some((bound, next)) = self.bound(i) {
            // A bound needs its quantity: "more than four hours".
            let count_at = if self.at(next) == Word::The { return None } else { next };
            self.count(count_at)?;
            p.bound = Some(bound);
            i = next;
        }
        let mut is_after_edge = false;
        loop {
            let word = self.at(i);
            match word {
                Word::The
                    if (p.article == Article::None || is_after_edge)
                        && matches!(p.pointer, None | Some(Pointer::Every | Pointer::Each)) =>
                {
                    p.article = Article::The;
                    is_after_edge = false;
                    i += 1;
                }
                Word::Pointer(pointer)
                    if p.pointer.is_none()
                        || matches!(
                            (p.pointer, pointer),
                            (Some(Pointer::This), Pointer::Past | Pointer::Coming | Pointer::Last | Pointer::Next)
                                | (Some(Pointer::That), Pointer::Same)
                        ) =>
                {
                    p.pointer = Some(pointer);
                    i += 1;
                    if pointer == Pointer::Each && self.at(i) == Word::Of && self.at(i + 1) == Word::The {
                        // "each of the past three years".
                        p.pointer = None;
                        i += 1;
                    } else if pointer == Pointer::Every && self.is(i, "single") {
                        i += 1;
                    } else if pointer == Pointer::Every && self.is(i, "other") {
                        p.count = Some(Count::whole(2));
                        i += 1;
                    }
                }
                Word::Edge(edge) if p.edge.is_none() => {
                    let next = self.edge_end(edge, i)?;
                    p.edge = Some(edge);
                    is_after_edge = true;
                    if self.at(next.wrapping_sub(1)) == Word::Of {
                        // "the end of next year": the article belongs to the end.
                        p.article = Article::None;
                    }
                    i = next;
                }
                Word::Earlier | Word::Later if p.edge.is_none() && i == k => {
                    let next = i + 1;
                    p.edge = Some(if word == Word::Earlier { Edge::Earlier } else { Edge::Later });
                    i = match self.at(next) {
                        Word::In
                            if self.at(next + 1) == Word::The && !matches!(self.at(next + 2), Word::Unit(Unit::Day, _))
                                || matches!(self.at(next + 1), Word::Pointer(_))
                                || self.year(next + 1).is_some() =>
                        {
                            next + 1
                        }
                        Word::Pointer(Pointer::This | Pointer::That | Pointer::Same) => next,
                        _ => return None,
                    };
                }
                Word::Fiscal => {
                    p.is_fiscal = true;
                    if let Some((year, end)) = self.fiscal_year(i)
                        && p.pointer.is_none()
                    {
                        return Some(self.trimmed(Phrase { year: Some(year), has_own_year: true, end, ..p }));
                    }
                    i = self.past_hyphen(i + 1);
                }
                Word::Whole if i > k => {
                    p.is_whole = true;
                    i += 1;
                }
                Word::Vague(vague @ (Vague::Recent | Vague::Current)) if p.vague.is_none() => {
                    p.vague = Some(vague);
                    i += 1;
                }
                // "the near future", "the month of April".
                _ if i > k && self.is_any(i, &["near", "foreseeable"]) && matches!(self.at(i + 1), Word::Vague(Vague::Future)) => i += 1,
                Word::Unit(Unit::Month | Unit::Year, Number::One)
                    if p.article == Article::The
                        && self.at(i + 1) == Word::Of
                        && (matches!(self.at(i + 2), Word::Month(_)) || self.year(i + 2).is_some()) =>
                {
                    i += 2
                }
                _ => break,
            }
        }
        self.core(p, i).or_else(|| self.lone_adjective(k))
    }

    /// What a phrase can be at its heart, with everything before it in `p`.
    fn core(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if p.pointer.is_none()
            && let Some((clock, end)) = self.clock_in_words(i)
        {
            return Some(self.extend(Phrase { clock: Some(clock), end, ..p }));
        }
        let found = match self.at(i) {
            Word::Month(_) | Word::Weekday(..) | Word::DayName(_) | Word::Feast | Word::Decade(_) | Word::Tens(_) | Word::Season(..) => {
                self.named(p, i)
            }
            Word::Era(1) => self.era_year(p, i),
            Word::Digits(_) | Word::Mixed | Word::Cardinal(_) => self.written(p, i).or_else(|| self.counted(p, i)),
            Word::Mark(b'\'') => self.written(p, i),
            Word::DateNoun | Word::Anniversary => self.mention(p, i),
            Word::Some(Quantity::Half) if p.pointer == Some(Pointer::Last) => self.half(Phrase { ordinal: Some(2), pointer: None, ..p }, i),
            Word::Bound(_) if self.is(i, "some") => self.counted(p, i),
            Word::Some(_) | Word::A => self.counted(p, i).or_else(|| self.after_article(p, i)),
            Word::Ordinal(_) => self.written(p, i).or_else(|| self.ordinal(p, i)),
            Word::Unit(..) => self.unit(p, i),
            Word::Part(..) => self.part(p, i),
            Word::Vague(_) => self.vague(p, i),
            Word::Frequency(unit) if p.first == i && unit != Unit::Quarter && !self.is_any(i, &["annual", "monthly"]) => {
                Some(Phrase { frequency: Some(unit), end: i + 1, ..p })
            }
            Word::Right if p.first == i && self.at(i + 1) == Word::Vague(Vague::Now) => {
                Some(Phrase { vague: Some(Vague::Now), end: i + 2, ..p })
            }
            Word::FiscalYear(year) => Some(Phrase { year: Some(year as i16), has_own_year: true, is_fiscal: true, end: i + 1, ..p }),
            Word::QuarterName(quarter) if p.count.is_none() => {
                Some(self.with_year_of_quarter(Phrase { quarter: Some(quarter), end: i + 1, ..p }))
            }
            Word::Per => match self.at(i + 1) {
                Word::Unit(unit, Number::One) if p.first == i => Some(Phrase { frequency: Some(unit), end: i + 2, ..p }),
                _ => None,
            },
            Word::Other if self.is(i, "period") && p.pointer == Some(Pointer::Latest) => {
                Some(Phrase { is_period: true, quarter: Some(0), end: i + 1, ..p })
            }
            _ => self.named(p, i),
        };
        found.map(|p| self.trimmed(self.extend(p))).or_else(|| self.bare_past(p, i))
    }

    /// "The date", "that date", "the centenary": words that point to a date.
    fn mention(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let is_lone = p.edge.is_none() && p.count.is_none() && p.ordinal.is_none() && !p.is_fiscal;
        let is_the =
            p.article == Article::The && p.pointer.is_none() || matches!(p.pointer, Some(Pointer::That | Pointer::This | Pointer::Same));
        let mention = match self.at(i) {
            // "the date of birth", "the date for talks": not one named before.
            Word::DateNoun if self.at(i + 1) != Word::Of && !self.is_any(i + 1, &["for", "when", "set"]) => Mention::Date,
            Word::Anniversary if self.is_any(i, &["centenary", "centennial"]) => Mention::Anniversary(100),
            Word::Anniversary if self.is_any(i, &["bicentenary", "bicentennial"]) => Mention::Anniversary(200),
            _ => return None,
        };
        (is_lone && is_the).then_some(Phrase { mention: Some(mention), end: i + 1, ..p })
    }

    /// "the past" and "the future" on their own.
    fn bare_past(&self, p: Phrase, i: usize) -> Option<Phrase> {
        (p.pointer == Some(Pointer::Past) && p.article == Article::The && p.edge.is_none() && p.vague.is_none() && self.ends_here(i))
            .then_some(Phrase { is_whole_past: true, pointer: None, end: i, ..p })
    }

    fn lone_adjective(&self, k: usize) -> Option<Phrase> {
        match self.at(k) {
            // "as soon as", "soon after the vote": no time of its own.
            Word::Vague(Vague::Soon) if self.is_soon_after(k) || self.manner == Manner::Post => None,
            // "current mood": posts speak of nothing else.
            Word::Vague(Vague::Current) if self.manner == Manner::Post => None,
            Word::Vague(vague) if !self.is(k, "present") => {
                // "currently" and "recently" stand for themselves; "current" and "recent" stand before a noun.
                let mention = (self.is(k, "recent")).then_some(Mention::Recent);
                Some(Phrase { first: k, end: k + 1, vague: Some(vague), mention, ..Phrase::default() })
            }
            _ => None,
        }
    }

    fn is_soon_after(&self, k: usize) -> bool {
        self.is_any(k.wrapping_sub(1), &["as", "so", "too", "how"])
            || matches!(self.at(k + 1), Word::After | Word::Before | Word::Vague(_))
            || self.is_any(k + 1, &["as", "afterwards", "afterward", "thereafter", "enough"])
    }

    fn after_article(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if self.at(i) != Word::A || p.article != Article::None {
            return None;
        }
        let p = Phrase { article: Article::A, ..p };
        let mut next = i + 1;
        let mut p = p;
        if let Word::Edge(edge @ (Edge::Early | Edge::Late | Edge::Middle)) = self.at(next) {
            p.edge = Some(edge);
            next += 1;
        }
        match self.at(next) {
            Word::Weekday(..) | Word::Season(..) => self.named(p, next),
            Word::Part(..) => self.part(p, next),
            Word::Pointer(Pointer::Another) | Word::Whole => self.counted(Phrase { count: Some(Count::whole(1)), ..p }, next + 1),
            _ => None,
        }
    }

    /// "more than", "about", "at least": the bound and the index after it.
    fn bound(&self, i: usize) -> Option<(Bound, usize)> {
        let Word::Bound(bound) = self.at(i) else { return None };
        match bound {
            Bound::MoreThan | Bound::LessThan if self.at(i + 1) == Word::Than => Some((bound, i + 2)),
            // "for over a year", but "spread over a year".
            Bound::MoreThan
                if self.is(i, "over")
                    && (i == self.first
                        || !matches!(self.before(i), Word::Other)
                        || self.is_any(i.wrapping_sub(1), &["for", "lasted", "took", "with", "just", "well"])) =>
            {
                Some((bound, i + 1))
            }
            Bound::LessThan if self.is_any(i, &["nearly", "almost"]) => Some((bound, i + 1)),
            // "some months": not a bound but a quantity.
            Bound::About if self.is(i, "some") && matches!(self.at(i + 1), Word::Unit(..)) => None,
            Bound::About => Some((bound, i + 1)),
            _ => None,
        }
    }

    /// The index where the phrase goes on after an edge word at `i`.
    fn edge_end(&self, edge: Edge, i: usize) -> Option<usize> {
        let next = i + 1;
        match edge {
            Edge::Early | Edge::Late
                if self.at(next) == Word::In && self.at(next + 1) == Word::The && matches!(self.at(next + 2), Word::Unit(Unit::Day, _)) =>
            {
                None
            }
            Edge::Early | Edge::Late => {
                Some(if self.at(next) == Word::In && self.stretch_follows(next + 1) { next + 1 } else { self.past_hyphen(next) })
            }
            Edge::Middle if self.at(next) != Word::Of => Some(self.past_hyphen(next)),
            Edge::End if self.is(i, "close") => None,
            _ => (self.at(next) == Word::Of && self.stretch_follows(next + 1)).then_some(next + 1),
        }
    }

    /// Whether a stretch of the calendar seems to start at `i`: what "the end of" and "early in" need after them.
    fn stretch_follows(&self, i: usize) -> bool {
        let i = if self.at(i) == Word::The { i + 1 } else { i };
        matches!(
            self.at(i),
            Word::Unit(..)
                | Word::Month(_)
                | Word::Season(..)
                | Word::Pointer(_)
                | Word::Decade(_)
                | Word::Tens(_)
                | Word::Ordinal(_)
                | Word::Fiscal
                | Word::Edge(_)
                | Word::DayName(_)
                | Word::Weekday(..)
                | Word::Part(..)
        ) || self.year(i).is_some()
    }

    /// Words that "the past" and the like may stand before.
    fn vague(&self, p: Phrase, i: usize) -> Option<Phrase> {
        match self.at(i) {
            Word::Vague(Vague::Future) if p.article == Article::The || p.first == i => {
                Some(Phrase { vague: Some(Vague::Future), end: i + 1, ..p })
            }
            Word::Vague(vague @ Vague::Now) if p.first == i => Some(Phrase { vague: Some(vague), end: i + 1, ..p }),
            _ => None,
        }
    }
}

impl Phrase {
    /// Takes month, day and year of `date` in, which ends later.
    pub(super) fn merge_date(&mut self, date: &Phrase) {
        self.month = date.month;
        self.day = date.day;
        if date.year.is_some() {
            self.year = date.year;
            self.has_own_year = true;
        }
        self.of_that_year |= date.of_that_year;
        self.of_pointer = self.of_pointer.or(date.of_pointer);
        if date.is_of_pointed_year {
            self.is_of_pointed_year = true;
            self.pointer = date.pointer;
        }
        self.end = date.end;
    }

    /// A phrase of a count and a unit that goes on to `end`.
    pub(super) fn with_tail(self, tail: Tail, end: usize) -> Phrase {
        Phrase { tail: Some(tail), end, ..self }
    }

    /// Whether nothing but an article and a unit was said.
    pub(super) fn is_bare_unit(&self) -> bool {
        self.pointer.is_none() && self.count.is_none() && self.ordinal.is_none() && self.edge.is_none() && self.tail.is_none()
    }

    /// Whether the unit is in the plural.
    pub(super) fn is_plural(&self) -> bool {
        matches!(self.unit, Some((_, Number::Many)))
    }
}
