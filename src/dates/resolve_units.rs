//! What units of time mean: lengths, counts from a date, "last week", "the quarter".

use super::calendar::{self, day_value, month_value, quarter_of, week_value, year_value};
use super::lexicon::{DayName, Edge, Pointer, Some as Quantity, Unit, Vague};
use super::phrase::{Article, Count, Tail};
use super::reference::Telling;
use super::resolve::{Meaning, NO_REFERENCE, Resolver};
use super::{Grain, Range, TimexType};
use jiff::civil::Date;

impl Resolver<'_, '_> {
    pub(super) fn unit_meaning(&self, unit: Unit) -> Option<Meaning> {
        let p = self.p;
        if p.is_year_ago {
            return Some(self.year_ago());
        }
        if p.tail.is_none()
            && !p.is_part
            && let Some(meaning) = self.told_stretch(unit)
        {
            return Some(meaning);
        }
        match p.tail {
            Some(tail) => return Some(self.counted_from(unit, tail)),
            None if p.is_part => return Some(self.part_of_period(unit)),
            None if p.month.is_some() || p.year.is_some() || p.season.is_some() => return None,
            None => {}
        }
        if unit == Unit::Weekend && p.count.is_none() {
            return Some(self.weekend());
        }
        if let Some(count) = p.count {
            return Some(self.length(Some(count), unit));
        }
        if p.is_plural() {
            return Some(match p.pointer {
                Some(Pointer::This) => Meaning::unplaced("PRESENT_REF", "the present in general"),
                Some(Pointer::Past | Pointer::Previous) if p.article == Article::None => Meaning::unplaced("PAST_REF", "some time ago"),
                Some(Pointer::Coming | Pointer::Next) if p.article == Article::None => {
                    Meaning::unplaced("FUTURE_REF", "some time from now")
                }
                _ => self.length(None, unit),
            });
        }
        if p.ordinal.is_some() {
            return Some(match unit {
                Unit::Day => self.nth_day(),
                _ => self.length(Some(Count::whole(1)), unit),
            });
        }
        Some(self.one_unit(unit))
    }

    /// A length of time, or how often: "$3 a day".
    pub(super) fn length(&self, count: Option<Count>, unit: Unit) -> Meaning {
        let tenths = match count {
            Some(Count::Tenths(tenths)) => Some(tenths),
            Some(Count::Some(Quantity::Couple)) => Some(20),
            Some(Count::Some(Quantity::Dozen)) => Some(120),
            _ => None,
        };
        let value = match self.p.more {
            Some((Count::Tenths(more), smaller)) => joined(&duration_value(tenths, unit), &duration_value(Some(more), smaller)),
            _ => duration_value(tenths, unit),
        };
        if self.is_rate() {
            return Meaning::new(TimexType::Set, value, None, "how often");
        }
        Meaning::new(
            TimexType::Duration,
            value,
            None,
            if tenths.is_some() { "a length of time" } else { "a length of time that is not said" },
        )
    }

    /// Whether "a day" tells how often: "400 tons a day", "three times a week", "$5 a share a year".
    fn is_rate(&self) -> bool {
        let p = self.p;
        if p.frequency.is_some() {
            return true;
        }
        if p.article != Article::A || p.count != Some(Count::whole(1)) || p.bound.is_some() || p.is_plural() {
            return false;
        }
        let words = &self.words;
        let before = p.first.wrapping_sub(1);
        if words.is_any(before, &["once", "twice", "times", "percent", "million", "billion", "cents"]) {
            return true;
        }
        if words.mark(before).is_some() || p.first <= words.first {
            return false;
        }
        use super::lexicon::Word;
        let is_number_near = (1..=3).any(|back| {
            let k = p.first.wrapping_sub(back);
            matches!(words.at(k), Word::Digits(_) | Word::Mixed | Word::Cardinal(_) | Word::Mark(b'$'))
                || words.is_any(k, &["hundreds", "thousands", "dozens"])
        });
        let is_preposition = !matches!(words.at(before), Word::Other | Word::Digits(_) | Word::Mixed | Word::Cardinal(_) | Word::Unit(..))
            || words.is_any(
                before,
                &[
                    "for", "within", "after", "during", "with", "as", "is", "was", "take", "takes", "took", "last", "lasted", "spent",
                    "spend", "barely", "than", "by",
                ],
            );
        is_number_near && !is_preposition
    }

    /// "two days ago", "a year earlier", "three weeks later".
    fn counted_from(&self, unit: Unit, tail: Tail) -> Meaning {
        let p = self.p;
        let sign = match tail {
            Tail::Ago | Tail::Earlier => -1,
            Tail::Later | Tail::FromNow | Tail::FromThen => 1,
        };
        let Some(n) = p.count.and_then(Count::as_whole) else {
            let half = match p.count {
                Some(Count::Tenths(tenths)) => self.fraction_from(unit, sign, tenths),
                _ => None,
            };
            return half.unwrap_or_else(|| {
                if sign < 0 {
                    Meaning::unplaced("PAST_REF", "some time before")
                } else {
                    Meaning::unplaced("FUTURE_REF", "some time after")
                }
            });
        };
        // "a year ago" beside a quarter is that quarter a year before.
        if unit == Unit::Year
            && sign < 0
            && n == 1
            && self.reference.telling != Telling::Narrative
            && let Some((year, quarter)) = self.reference.quarter
        {
            return quarter_meaning(year - 1, quarter, "the same quarter a year before");
        }
        let (base, from) = match tail {
            Tail::Ago => (self.reference.published, "before the article appeared"),
            Tail::FromNow => (self.reference.published, "after the article appeared"),
            Tail::FromThen => (self.then(), "after that day"),
            Tail::Earlier | Tail::Later if p.day_name.is_some() || p.weekday.is_some() => {
                (self.then(), if sign < 0 { "before that day" } else { "after that day" })
            }
            Tail::Earlier => (self.reference.antecedent().map(|range| range.start.date()), "before the date spoken of"),
            Tail::Later => (self.reference.antecedent().map(|range| range.start.date()), "after the date spoken of"),
        };
        let Some(base) = base else {
            return Meaning::unplaced(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }, NO_REFERENCE);
        };
        let is_exact = matches!(tail, Tail::FromThen);
        // "two years and three months ago": the grain is that of the smaller unit.
        let (base, unit, n) = match p.more.map(|(more, smaller)| (more.as_whole(), smaller)) {
            Some((Some(more), smaller)) => match calendar::step(base, unit, sign * n) {
                Some(base) => (base, smaller, more),
                None => (base, unit, n),
            },
            _ => (base, unit, n),
        };
        moved(base, unit, sign * n, is_exact, from)
            .unwrap_or_else(|| Meaning::unplaced(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }, "beyond the calendar"))
    }

    /// "two and a half years ago" and "half an hour later".
    fn fraction_from(&self, unit: Unit, sign: i32, tenths: u32) -> Option<Meaning> {
        let base =
            if sign < 0 && self.p.tail == Some(Tail::Ago) { self.reference.today()? } else { self.reference.antecedent()?.start.date() };
        let months = match unit {
            Unit::Year => tenths as i32 * 12 / 10,
            Unit::Decade => tenths as i32 * 12,
            Unit::Century => tenths as i32 * 120,
            _ => return None,
        };
        let grain = if unit == Unit::Year { Unit::Month } else { Unit::Year };
        let n = if unit == Unit::Year { months } else { months / 12 };
        moved(base, grain, sign * n, false, "counted from the date spoken of")
    }

    /// The day named at the end of "a week from Tuesday", "the day before yesterday".
    fn then(&self) -> Option<Date> {
        let today = self.reference.today()?;
        match (self.p.day_name, self.p.weekday) {
            (Some(DayName::Tomorrow), _) => calendar::days_from(today, 1),
            (Some(DayName::Yesterday), _) => calendar::days_from(today, -1),
            (Some(_), _) => Some(today),
            (_, Some((weekday, _))) => {
                let ahead = (i32::from(weekday) - i32::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
                calendar::days_from(today, ahead)
            }
            _ => None,
        }
    }

    /// "the year-ago quarter".
    fn year_ago(&self) -> Meaning {
        let p = self.p;
        let quarter = match p.quarter {
            Some(quarter @ 1..=4) => {
                self.reference.quarter.map(|(year, _)| (year, quarter)).or_else(|| self.reference.published.map(|d| (d.year(), quarter)))
            }
            _ => self.reference.quarter,
        };
        if let Some((year, quarter)) = quarter {
            return quarter_meaning(year - 1, quarter, "the same quarter a year before");
        }
        match self.reference.today() {
            Some(today) if p.quarter.is_some() => quarter_meaning(today.year() - 1, quarter_of(today), "the same quarter a year before"),
            Some(today) => {
                let year = today.year() - 1;
                Meaning::date(year_value(year), calendar::year_range(year), "the year before")
            }
            None => Meaning::unplaced("PAST_REF", NO_REFERENCE),
        }
    }

    /// "last week", "this month", "the following year", "the quarter", "the end of the month".
    fn one_unit(&self, unit: Unit) -> Meaning {
        let p = self.p;
        let pointer = p.pointer;
        // "the fiscal year ended Jan. 31": a year, but not the calendar's.
        if unit == Unit::Year && pointer.is_none() && p.article == Article::The && self.words.is_any(p.end, &["ended", "ending", "ends"]) {
            return Meaning::new(TimexType::Duration, "P1Y", None, "a year of its own, not the calendar's");
        }
        // "to this day".
        if unit == Unit::Day && pointer == Some(Pointer::This) && self.words.before(p.first) == super::lexicon::Word::To {
            return Meaning::unplaced("PRESENT_REF", "the present in general");
        }
        let is_anaphoric = matches!(pointer, Some(Pointer::That | Pointer::Same | Pointer::Following | Pointer::Previous))
            || matches!(pointer, Some(Pointer::Next)) && p.article == Article::The;
        let step = match pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => -1,
            Some(Pointer::Next | Pointer::Coming | Pointer::Following) => 1,
            _ => 0,
        };
        // "this past year" is the one that has just ended.
        if unit == Unit::Quarter
            && step == 0
            && p.vague.is_none()
            && let Some((year, quarter)) = self.reference.quarter
        {
            return quarter_meaning(year, quarter, "the quarter spoken of");
        }
        // "the past year" is a length that ends now.
        let is_over = matches!(self.words.before(p.first), super::lexicon::Word::In | super::lexicon::Word::Bound(_))
            && pointer == Some(Pointer::Past)
            || self.words.is_any(p.first.wrapping_sub(1), &["for", "over", "during", "within", "throughout", "through", "last"]);
        if matches!(pointer, Some(Pointer::Past | Pointer::Last | Pointer::Next | Pointer::Coming))
            && p.article == Article::The
            && unit > Unit::Day
            && is_over
        {
            return Meaning::new(TimexType::Duration, duration_value(Some(10), unit), None, "a length of time that ends now");
        }
        let is_deictic =
            matches!(pointer, Some(Pointer::This | Pointer::Last | Pointer::Next)) && p.article == Article::None && unit > Unit::Day;
        let base = if is_anaphoric {
            self.reference.antecedent().map(|range| range.start.date())
        } else if is_deictic {
            self.reference.published
        } else {
            self.reference.today()
        };
        let Some(base) = base else {
            return Meaning::unplaced(
                if step < 0 {
                    "PAST_REF"
                } else if step > 0 {
                    "FUTURE_REF"
                } else {
                    "PRESENT_REF"
                },
                NO_REFERENCE,
            );
        };
        let reason = match (is_anaphoric, step) {
            (true, 0) => "the one spoken of",
            (true, -1) => "the one before that spoken of",
            (true, _) => "the one after that spoken of",
            (false, 0) => "the one in which the article appeared",
            (false, -1) => "the one before the article appeared",
            (false, _) => "the one after the article appeared",
        };
        if p.vague == Some(Vague::Current) && unit < Unit::Week {
            return Meaning::unplaced("PRESENT_REF", "the present in general");
        }
        self.unit_at(base, unit, step, reason).unwrap_or_else(|| Meaning::unplaced("XXXX", "beyond the calendar"))
    }

    /// The calendar's `unit` that holds `base`, moved by `step`.
    fn unit_at(&self, base: Date, unit: Unit, step: i32, reason: &str) -> Option<Meaning> {
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                Meaning::new(TimexType::Duration, duration_value(Some(10), unit), None, "a length of time")
            }
            Unit::Day | Unit::Night => Meaning::day(calendar::days_from(base, step)?, reason),
            Unit::Week | Unit::Fortnight => {
                let day = calendar::days_from(base, 7 * step)?;
                Meaning::date(week_value(day), calendar::week_range(day), reason)
            }
            Unit::Weekend => return None,
            Unit::Month => {
                let day = calendar::months_from(base.first_of_month(), step)?;
                Meaning::date(month_value(day.year(), day.month() as u8), calendar::month_range(day.year(), day.month() as u8), reason)
            }
            Unit::Quarter => {
                let day = calendar::months_from(base.first_of_month(), 3 * step)?;
                quarter_meaning(day.year(), quarter_of(day), reason)
            }
            Unit::Season => {
                let day = calendar::months_from(base.first_of_month(), 3 * step)?;
                let season = calendar::season_of(day);
                Meaning::date(
                    format!("{}-{}", year_value(day.year()), calendar::season_code(season)),
                    calendar::season_range(day.year(), season),
                    reason,
                )
            }
            Unit::Year => {
                let year = base.year().checked_add(step as i16)?;
                // "the turn of the year" and "the end of the year" are narrowed by their edge.
                Meaning::date(year_value(year), calendar::year_range(year), reason)
            }
            Unit::Decade => {
                let year = (base.year().div_euclid(10) + step as i16) * 10;
                Meaning::date(decade_value(year), calendar::years_range(year, 10, Grain::Decade), reason)
            }
            Unit::Century | Unit::Millennium => {
                let century = base.year().div_euclid(100) + step as i16;
                let century = if self.p.edge == Some(Edge::Turn) { century + i16::from(base.year().rem_euclid(100) > 50) } else { century };
                Meaning::date(century_value(century), calendar::years_range(century.checked_mul(100)?, 100, Grain::Century), reason)
            }
        })
    }
}

/// `n` units from `base`, at the grain of the unit.
pub(super) fn moved(base: Date, unit: Unit, n: i32, is_exact: bool, from: &str) -> Option<Meaning> {
    let reason = |unit: &str| match (n.abs(), unit) {
        (1, _) => format!("1 {unit} {from}"),
        (n, "century") => format!("{n} centuries {from}"),
        (n, _) => format!("{n} {unit}s {from}"),
    };
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            Meaning::new(TimexType::Time, format!("{}TXX:XX", day_value(base)), Range::day(base), format!("hours or minutes {from}"))
        }
        Unit::Day | Unit::Night | Unit::Weekend => Meaning::day(calendar::days_from(base, n)?, reason("day")),
        Unit::Week | Unit::Fortnight => {
            let days = if unit == Unit::Week { 7 } else { 14 };
            let day = calendar::days_from(base, n.checked_mul(days)?)?;
            if is_exact {
                Meaning::day(day, reason("week"))
            } else {
                Meaning::date(week_value(day), calendar::week_range(day), reason("week"))
            }
        }
        Unit::Month => {
            let day = calendar::months_from(base, n)?;
            if is_exact {
                Meaning::day(day, reason("month"))
            } else {
                Meaning::date(
                    month_value(day.year(), day.month() as u8),
                    calendar::month_range(day.year(), day.month() as u8),
                    reason("month"),
                )
            }
        }
        Unit::Quarter | Unit::Season => {
            let day = calendar::months_from(base, n.checked_mul(3)?)?;
            quarter_meaning(day.year(), quarter_of(day), reason("quarter"))
        }
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
            let years = match unit {
                Unit::Year => 1,
                Unit::Decade => 10,
                Unit::Century => 100,
                _ => 1000,
            };
            let year = i16::try_from(i32::from(base.year()).checked_add(n.checked_mul(years)?)?).ok()?; // Outside any calendar.
            let name = ["year", "decade", "century", "millennium"].get(unit as usize - Unit::Year as usize).copied().unwrap_or("year");
            Meaning::date(year_value(year), calendar::year_range(year), reason(name))
        }
    })
}

/// One quarter of the calendar.
pub(super) fn quarter_meaning(year: i16, quarter: u8, reason: impl Into<String>) -> Meaning {
    Meaning::date(format!("{}-Q{quarter}", year_value(year)), calendar::quarter_range(year, quarter), reason)
}

/// "198" for the 1980s.
pub(super) fn decade_value(year: i16) -> String {
    let value = year_value(year);
    value.get(..value.len() - 1).unwrap_or(&value).to_owned()
}

/// "19" for the 20th century; "BC04" for the fifth before Christ.
pub(super) fn century_value(century: i16) -> String {
    if century >= 0 { format!("{century:02}") } else { format!("BC{:02}", -(century + 1)) }
}

/// One length out of two, the longer unit first: "P2Y" and "P3M" are "P2Y3M", "P1D" and "PT12H" are "P1DT12H".
fn joined(longer: &str, shorter: &str) -> String {
    let rest = if longer.contains('T') { shorter.strip_prefix("PT") } else { shorter.strip_prefix('P') };
    format!("{longer}{}", rest.unwrap_or_default())
}

/// A length in TIMEX3's letters: "P3D", "PT4H", "P2.5Y", "PXM".
pub(super) fn duration_value(tenths: Option<u32>, unit: Unit) -> String {
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Night => ("T", "NI"),
        Unit::Weekend => ("", "WE"),
        Unit::Week | Unit::Fortnight => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Season => ("", "SE"),
        Unit::Year => ("", "Y"),
        Unit::Decade if tenths.is_some() => return duration_value(tenths.map(|t| t.saturating_mul(10)), Unit::Year),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
        Unit::Millennium => ("", "ML"),
    };
    let tenths = if unit == Unit::Fortnight { tenths.map(|t| t.saturating_mul(2)) } else { tenths };
    match tenths {
        None => format!("P{time}X{letter}"),
        Some(5) if unit == Unit::Hour => "PT30M".to_owned(),
        Some(tenths) if unit == Unit::Hour && tenths % 10 == 5 => format!("PT{}H30M", tenths / 10),
        Some(tenths) if tenths % 10 == 0 => format!("P{time}{}{letter}", tenths / 10),
        Some(tenths) => format!("P{time}{}.{}{letter}", tenths / 10, tenths % 10),
    }
}
