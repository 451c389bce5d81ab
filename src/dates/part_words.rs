//! Parts of the day and of the week: "this morning", "the night before", "the first weekend in July", "the third Friday of the month".

use super::lexicon::{Number, Part, Pointer, Unit, Word};
use super::phrase::{Article, Count, Phrase};
use super::words::{Manner, Words};
use crate::text::Case;

impl Words<'_> {
    pub(super) fn weekend(&self, p: Phrase) -> Option<Phrase> {
        match (p.unit, p.article, p.pointer) {
            (Some((_, Number::Many)), _, None) => Some(Phrase { ..p }),
            (_, Article::The, _) | (_, _, Some(_)) => Some(p),
            // "Labor Day weekend": not the last one.
            _ if self.is_mark(p.end, b'-') || matches!(self.before(p.first), Word::Unit(Unit::Day, _) | Word::Feast) => None,
            _ => Some(p),
        }
    }

    /// A phrase whose heart is a part of the day at `i`.
    pub(super) fn part(&self, p: Phrase, i: usize) -> Option<Phrase> {
        let Word::Part(part, number) = self.at(i) else { return None };
        // "12 noon", "12 midnight".
        let is_twelve = matches!(part, Part::Noon | Part::Midnight) && p.count == Some(Count::whole(12));
        let p = Phrase { part: Some((part, number)), end: i + 1, count: p.count.filter(|_| !is_twelve), ..p };
        if p.count.is_some() || p.is_fiscal {
            return None;
        }
        if self.manner == Manner::Prose
            && self.case(i) != Case::Lower
            && i > self.first
            && p.pointer.is_none()
            && p.article == Article::None
        {
            return None; // A name: "Dawn", "Night of the Long Knives".
        }
        let has_determiner = p.pointer.is_some() || p.article != Article::None || p.edge.is_some();
        let after_preposition = matches!(
            self.before(p.first),
            Word::At | Word::Until | Word::From | Word::To | Word::Since | Word::Before | Word::After | Word::Bound(_)
        ) || self.is_any(p.first.wrapping_sub(1), &["by"]);
        match part {
            _ if self.manner == Manner::Post => Some(p),
            // "the night before", "the morning after".
            _ if p.article == Article::The
                && p.pointer.is_none()
                && matches!(self.at(p.end), Word::Before | Word::After)
                && (self.ends_here(p.end + 1) || self.at(p.end + 1) == Word::Pointer(Pointer::Last))
                && !matches!(self.at(p.end + 1), Word::The | Word::A) =>
            {
                let pointer = if self.at(p.end) == Word::Before { Pointer::Previous } else { Pointer::Following };
                let is_before_last = self.at(p.end + 1) == Word::Pointer(Pointer::Last);
                Some(if is_before_last {
                    Phrase { pointer: Some(Pointer::Last), ordinal: Some(2), end: p.end + 2, ..p }
                } else {
                    Phrase { pointer: Some(pointer), end: p.end + 1, ..p }
                })
            }
            Part::Noon | Part::Midnight => (has_determiner
                || after_preposition
                || self.ends_here(p.end)
                || matches!(self.at(p.end), Word::Weekday(..) | Word::DayName(_)))
            .then_some(p),
            _ if p.vague.is_some() => None,
            _ if matches!(p.pointer, Some(Pointer::Every | Pointer::Each)) => Some(p),
            // "the night of July 4" is told by its date; "the dawn of an era" is none.
            _ if p.article == Article::The && self.at(p.end) == Word::Of && p.edge.is_none() && p.pointer.is_none() => {
                let mut p = p;
                let date =
                    self.month_day(if self.at(p.end + 1) == Word::The { p.end + 2 } else { p.end + 1 }).filter(|d| d.day.is_some())?;
                p.merge_date(&date);
                Some(p)
            }
            _ => (has_determiner || after_preposition).then_some(p),
        }
    }
}
