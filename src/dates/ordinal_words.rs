//! Expressions that an ordinal opens: "the third quarter", "the 19th century", "the first half of 1990", "the 20th".

use super::lexicon::{Edge, Number, Pointer, Unit, Vague, Word};
use super::phrase::{Article, Mention, Phrase};
use super::words::Words;

impl Words<'_> {
    /// "the second quarter" and what else an ordinal at `i` may start.
    pub(super) fn ordinal(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let Word::Ordinal(n) = self.at(i) else { return None };
        let mut p = Phrase { ordinal: Some(n), ..p };
        let mut k = self.past_hyphen(i + 1);
        if self.at(k) == Word::Fiscal {
            p.is_fiscal = true;
            k += 1;
        }
        match self.at(k) {
            Word::Anniversary if p.count.is_none() => {
                Some(Phrase { mention: Some(Mention::Anniversary(n)), ordinal: None, end: k + 1, ..p })
            }
            Word::Unit(Unit::Century | Unit::Millennium, _) | Word::Unit(Unit::Quarter, _) => self.unit(p, k),
            Word::Some(super::lexicon::Some::Half) => self.half(p, k),
            Word::Unit(unit, _) if unit >= Unit::Day => self.unit(p, k),
            Word::Digits(_) | Word::Cardinal(_) | Word::Some(_) => self.counted(p, k),
            // "the third Friday in May".
            Word::Weekday(weekday, Number::One) if n <= 5 && matches!(self.at(k + 1), Word::Of | Word::In) => {
                let of = self.period_of(k + 2)?;
                let is_long = of.month.is_some() || matches!(of.unit, Some((Unit::Month | Unit::Year, Number::One)));
                is_long.then(|| Phrase { weekday: Some((weekday, Number::One)), ..p }.of_period(&of))
            }
            // "the 18th and 19th centuries".
            Word::And | Word::To | Word::Or if (5..=21).contains(&n) && matches!(self.at(k + 1), Word::Ordinal(_) | Word::Edge(_)) => {
                let mut at = k + 1;
                while matches!(self.at(at), Word::Edge(_) | Word::The) {
                    at += 1;
                }
                let is_centuries =
                    matches!(self.at(at), Word::Ordinal(_)) && matches!(self.at(self.past_hyphen(at + 1)), Word::Unit(Unit::Century, _));
                is_centuries.then_some(Phrase { century: Some(n as i16 - 1), end: i + 1, ..p })
            }
            Word::And | Word::To | Word::Or if n <= 4 && matches!(self.at(k + 1), Word::Ordinal(1..=4)) => {
                let is_quarters = matches!(self.at(self.past_hyphen(k + 2)), Word::Unit(Unit::Quarter, _));
                is_quarters.then_some(Phrase { quarter: Some(n as u8), ordinal: None, end: i + 1, ..p })
            }
            _ => self.day_of_known_month(p, i, n),
        }
    }

    /// "on the 20th": a day of the month spoken of.
    fn day_of_known_month(&self, p: Phrase, i: usize, n: u16) -> Option<Phrase> {
        let is_figure = self.word(i).starts_with(|c: char| c.is_ascii_digit());
        let after_preposition = matches!(self.before(p.first), Word::On | Word::Until | Word::From | Word::Since | Word::To)
            || self.is_any(p.first.wrapping_sub(1), &["by"]);
        (is_figure && n <= 31 && p.article == Article::The && after_preposition && self.ends_here(i + 1) && p.edge.is_none())
            .then_some(Phrase { day: Some(n as u8), ordinal: None, end: i + 1, ..p })
    }

    /// "first half of 1990", "the last half of the decade".
    pub(super) fn half(&self, p: Phrase, k: usize) -> Option<Phrase> {
        let half = p.ordinal.filter(|n| (1..=2).contains(n))? as u8;
        let mut p = Phrase { half: Some(half), ordinal: None, end: k + 1, ..p };
        if self.at(k + 1) == Word::Of {
            let of = self.period_of(k + 2)?;
            p.year = of.year;
            p.has_own_year = of.year.is_some();
            p.decade = of.decade;
            p.century = of.century;
            p.month = of.month;
            p.pointer = of.pointer;
            p.unit = of.unit;
            p.vague = of.vague;
            p.end = of.end;
            return Some(p);
        }
        if let Some((year, end)) = self.year(k + 1) {
            p.year = Some(year);
            p.has_own_year = true;
            p.end = end;
            return Some(p);
        }
        None
    }

    /// The year, month, decade or century that "of" leads to.
    pub(super) fn period_of(&self, i: usize) -> Option<Phrase> {
        let mut p = Phrase { first: i, end: i, ..Phrase::default() };
        let mut k = i;
        loop {
            match self.at(k) {
                Word::The => p.article = Article::The,
                Word::Pointer(pointer) => p.pointer = Some(pointer),
                Word::Fiscal => p.is_fiscal = true,
                Word::Edge(edge @ (Edge::Early | Edge::Late | Edge::Middle)) => p.edge = Some(edge),
                Word::Vague(Vague::Current) => p.pointer = Some(Pointer::This),
                _ => break,
            }
            k += 1;
        }
        if let Some((year, end)) = self.year(k) {
            return Some(Phrase { year: Some(year), has_own_year: true, end, ..p });
        }
        match self.at(k) {
            Word::Decade(year) => Some(Phrase { decade: Some(year as i16), end: k + 1, ..p }),
            Word::Month(_) => {
                let month = self.month_day(k).filter(|m| m.day.is_none())?;
                p.merge_date(&month);
                Some(p)
            }
            Word::Unit(Unit::Century, _) if p.ordinal.is_some() => None,
            Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Decade | Unit::Century | Unit::Quarter | Unit::Week), number)
                if p.article == Article::The || p.pointer.is_some() =>
            {
                Some(Phrase { unit: Some((unit, number)), end: k + 1, ..p })
            }
            Word::Ordinal(n) if matches!(self.at(self.past_hyphen(k + 1)), Word::Unit(Unit::Century, _)) => {
                Some(Phrase { century: Some(n as i16 - 1), end: self.past_hyphen(k + 1) + 1, ..p })
            }
            Word::Season(season, number) => {
                let mut p = Phrase { season: Some((season, number)), end: k + 1, ..p };
                self.year_of(&mut p);
                Some(p)
            }
            _ => None,
        }
    }
}
