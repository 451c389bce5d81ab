//! Stretches of time that say where they end or begin: "the quarter ended Sept. 30", "the week of July 23", "the 12 months to June".

use super::calendar::{self, days_from, quarter_of, week_value};
use super::lexicon::{Unit, Word};
use super::phrase::Count;
use super::resolve::{Meaning, Resolver};
use super::resolve_units::quarter_meaning;
use super::{Grain, Range, TimexType};
use jiff::civil::Date;

/// What a stretch says of the date that stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It ends with that date.
    End,
    /// It starts on that date.
    Start,
    /// It holds that date.
    Around,
}

impl Resolver<'_, '_> {
    /// The last day of the stretch, where its own words say it: "ended Sept. 30".
    pub(super) fn told_end(&self) -> Option<Date> {
        match self.told()? {
            (Told::End, range) => range.end.date().yesterday().ok(), // No range ends on the calendar's first day.
            _ => None,
        }
    }

    fn told(&self) -> Option<(Told, Range)> {
        let (p, words) = (self.p, &self.words);
        let next = self.next?;
        let is_counted = p.count.is_some();
        let told = match words.at(p.end) {
            Word::To | Word::Until if is_counted && p.is_plural() || self.is_the(Unit::Year) => Told::End,
            Word::Of if self.is_the(Unit::Week) || self.is_the(Unit::Weekend) => Told::Around,
            _ if words.is_any(p.end, &["ended", "ending", "ends"]) => Told::End,
            _ if words.is_any(p.end, &["beginning", "starting", "commencing"]) => Told::Start,
            _ => return None,
        };
        let at = if matches!(words.at(p.end + 1), Word::On | Word::In) { p.end + 2 } else { p.end + 1 };
        let is_date =
            next.first == at && (next.month.is_some() || next.day_name.is_some() || next.weekday.is_some() && told != Told::Around);
        if !is_date {
            return None;
        }
        let range = Resolver { words: self.words, p: next, reference: self.reference, next: None }.calendar()?.range?;
        let fits = range.grain == Grain::Day || range.grain == Grain::Month && told == Told::End;
        fits.then_some((told, range))
    }

    /// Whether it is "the" and a unit, and nothing else.
    fn is_the(&self, unit: Unit) -> bool {
        self.p.is_bare_unit() && self.p.unit.is_some_and(|(u, _)| u == unit) && !self.p.is_plural()
    }

    /// The meaning of a stretch of `unit`s that says where it lies.
    pub(super) fn told_stretch(&self, unit: Unit) -> Option<Meaning> {
        let p = self.p;
        let (told, date) = self.told()?;
        let n = match p.count {
            Some(count) => count.as_whole()?,
            None => 1,
        };
        let (first, last) = (date.start.date(), date.end.date());
        let grain = calendar::grain_of(unit);
        let range = match (told, unit) {
            (_, Unit::Weekend) => return self.weekend_of(first),
            (Told::End, _) => calendar::range(calendar::step(last, unit, -n)?, Some(last), grain),
            (Told::Start, _) => calendar::range(first, calendar::step(first, unit, n), grain),
            (Told::Around, _) => calendar::week_range(first),
        };
        let reason = if told == Told::End { "ends when its words say" } else { "starts when its words say" };
        Some(match (unit, p.count) {
            (Unit::Week, None) => Meaning::date(week_value(if told == Told::End { date.start.date() } else { first }), range, reason),
            // Quarters of whole weeks end a few days into the next month.
            (Unit::Quarter, None) => {
                let inside = days_from(first, -10)?;
                let meaning = quarter_meaning(inside.year(), quarter_of(inside), reason);
                Meaning { range, ..meaning }
            }
            (_, count) => {
                let tenths = count.unwrap_or(Count::whole(1)).as_whole()?.checked_mul(10)?;
                let value = super::resolve_units::duration_value(Some(tenths.unsigned_abs()), unit);
                Meaning::new(TimexType::Duration, value, range, reason)
            }
        })
    }

    /// The weekend that holds or follows a day: "the weekend of July 28".
    fn weekend_of(&self, day: Date) -> Option<Meaning> {
        let saturday = days_from(calendar::monday(day)?, 5)?;
        let range = calendar::range(saturday, days_from(saturday, 2), Grain::Week);
        Some(Meaning::date(format!("{}-WE", week_value(day)), range, "the weekend of that day"))
    }
}
