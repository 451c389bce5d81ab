//! Business years: "fiscal 2019", "FY2019", "the fiscal third quarter", and where on the calendar they lie, as far as the article says it.

use super::calendar::{self, months_from, year_value};
use super::lexicon::{Number, Unit, Word};
use super::numbers::full_year;
use super::resolve::{Meaning, Resolver};
use super::words::Words;
use super::{Grain, Range};
use jiff::civil::Date;

impl Words<'_> {
    /// A business year at `i` and the index after it: "fiscal 2019", "fiscal year 2019", "financial year 2018", "FY 19", "FY2019".
    pub(super) fn fiscal_year(&self, i: usize) -> Option<(i16, usize)> {
        match self.at(i) {
            Word::FiscalYear(year) => Some((year as i16, i + 1)),
            Word::Fiscal => {
                let k = if matches!(self.at(i + 1), Word::Unit(Unit::Year, Number::One)) { i + 2 } else { i + 1 };
                match self.at(k) {
                    Word::Digits(n) if self.word(k).len() == 2 && self.is(i, "FY") => Some((full_year(n), k + 1)),
                    _ => self.year(k),
                }
            }
            _ => None,
        }
    }
}

impl Resolver<'_, '_> {
    /// The month, 1 to 12, in which the business years spoken of end; `None` where nobody says.
    fn business_year_end(&self) -> Option<i8> {
        // The budget year of the United States ends on 30 September.
        // Source: Congressional Budget and Impoundment Control Act of 1974, title V.
        let is_federal = || (self.words.first..self.words.end).any(|k| matches!(self.words.word(k), "Congress" | "Pentagon"));
        self.reference.business_year_end.or_else(|| is_federal().then_some(9))
    }

    /// The whole business year that goes by the number `year`: the one that ends in it.
    pub(super) fn business_year(&self, year: i16) -> Meaning {
        let placed = self.business_year_end().and_then(|month| business_months(year, month, 0, 12, Grain::Year));
        let (range, reason) = place(placed, calendar::year_range(year));
        Meaning::date(year_value(year), range, reason)
    }

    /// One quarter of the business year `year`.
    pub(super) fn business_quarter(&self, year: i16, quarter: u8) -> Meaning {
        let skip = 3 * (i32::from(quarter) - 1);
        let placed = self.business_year_end().and_then(|month| business_months(year, month, skip, 3, Grain::Season));
        let (range, reason) = place(placed, calendar::quarter_range(year, quarter));
        Meaning::date(format!("{}-Q{quarter}", year_value(year)), range, reason)
    }
}

/// The place that the article tells of, or else the calendar's, with the reason.
fn place(told: Option<Range>, calendar: Option<Range>) -> (Option<Range>, &'static str) {
    match told {
        Some(range) => (Some(range), "in the business year, which ends when the article says"),
        None => (calendar, "in the business year; nobody says when it ends, so the calendar's is shown"),
    }
}

/// `n` months of the business year that ends with `month` of `year`, after its first `skip` months.
fn business_months(year: i16, month: i8, skip: i32, n: i32, grain: Grain) -> Option<Range> {
    let last = Date::new(year, month, 1).ok()?; // Outside jiff's years.
    let start = months_from(last, skip - 11)?;
    calendar::range(start, months_from(start, n), grain)
}

/// The month that a business year ends with, from the day it is said to end on: "the fiscal year ended Jan. 31", "Feb. 2".
pub(super) fn month_ended(day: Date) -> Option<i8> {
    // Years of whole weeks end a few days into the next month.
    calendar::days_from(day, -10).map(|day| day.month())
}
