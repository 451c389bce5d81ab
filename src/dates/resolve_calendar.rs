//! What names on the calendar mean: days, months, years, weekdays, seasons, quarters, decades, feasts.

use super::calendar::{self, month_value, quarter_of, year_value};
use super::feasts::Feast;
use super::lexicon::{DayName, Pointer, Season, Unit};
use super::phrase::Article;
use super::reference::Telling;
use super::resolve::{Meaning, NO_REFERENCE, Resolver};
use super::resolve_units::{century_value, decade_value, quarter_meaning};
use super::tense::Direction;
use super::words::Manner;
use super::{Grain, Range, TimexType};
use jiff::civil::Date;

/// How many times farther than the nearest date one on the side of the verb's tense may lie and still be meant.
const TENSE_WEIGHT: i32 = 6;

/// How many sentences after a day was told of it may still be the "today" of a quotation.
const SPOKEN_NEAR: usize = 3;

/// From this month on, "the winter" is the one to come.
const FIRST_MONTH_BEFORE_WINTER: i8 = 7;

/// How many times the months that a narrative goes back weigh against those it goes ahead.
const BACK_WEIGHT: i32 = 3;

impl Resolver<'_, '_> {
    pub(super) fn calendar(&self) -> Option<Meaning> {
        let p = self.p;
        if p.is_part
            && let Some((weekday, _)) = p.weekday
        {
            return self.nth_weekday(weekday);
        }
        if let Some(half) = p.half {
            return self.half(half);
        }
        if let Some(feast) = p.feast {
            return self.feast(feast);
        }
        if let (Some(year), Some(week)) = (p.year, p.week) {
            let start = calendar::week_start(year, week)?;
            return Some(Meaning::date(format!("{}-W{week:02}", year_value(year)), calendar::week_range(start), "as written"));
        }
        if let Some(quarter) = p.quarter {
            return Some(self.quarter(quarter));
        }
        if let Some((season, _)) = p.season {
            return Some(self.season(season));
        }
        if let (Some(month), Some(day)) = (p.month, p.day) {
            return Some(self.month_day(month, day));
        }
        if let Some(month) = p.month {
            return Some(self.month(month));
        }
        if let Some((weekday, _)) = p.weekday {
            return Some(self.weekday(weekday));
        }
        if let Some(year) = p.year
            && p.is_fiscal
        {
            return Some(self.business_year(year));
        }
        if let Some(year) = p.year {
            return Some(Meaning::date(year_value(year), calendar::year_range(year), "as written"));
        }
        if let Some(decade) = p.decade {
            return Some(Meaning::date(
                decade_value(decade),
                calendar::years_range(decade, 10, Grain::Decade),
                "the ten years from then on",
            ));
        }
        if let Some(century) = p.century {
            let range = century.checked_mul(100).and_then(|year| calendar::years_range(year, 100, Grain::Century));
            return Some(Meaning::date(century_value(century), range, "the hundred years from then on"));
        }
        if let Some(name) = p.day_name {
            return Some(self.day_name(name));
        }
        if let Some(day) = p.day {
            return self.day_alone(day);
        }
        self.time_alone()
    }

    fn day_name(&self, name: DayName) -> Meaning {
        // The day spoken of in the words around a quotation is the speaker's today: "Today's talks went well", of a meeting on Sunday.
        let is_spoken = name == DayName::Today && matches!(self.words.word(self.p.end), "'s" | "’s") && self.words.is_quoted(self.p.first);
        if is_spoken {
            // TimeML marks only what is told from the article's own day.
            let spoken = self.reference.antecedent_day_near(SPOKEN_NEAR);
            if let Some(day) = spoken.filter(|day| Some(*day) != self.reference.published) {
                return Meaning { kind: TimexType::Mention, ..Meaning::day(day, "the day on which these words were spoken") };
            }
        }
        let today =
            if name == DayName::Today { self.reference.published } else { self.reference.published.or_else(|| self.reference.today()) };
        let (step, value, reason) = match name {
            DayName::Today => (0, "PRESENT_REF", "the day the article appeared"),
            DayName::Tonight => (0, "PRESENT_REF", "the night of the day the article appeared"),
            // A post tells of its own night.
            DayName::Overnight if self.words.manner == Manner::Post => (0, "PRESENT_REF", "the night of the day the post appeared"),
            DayName::Overnight => (-1, "PAST_REF", "the night before the article appeared"),
            DayName::Yesterday => (-1, "PAST_REF", "the day before the article appeared"),
            DayName::Tomorrow => (1, "FUTURE_REF", "the day after the article appeared"),
        };
        match today.and_then(|today| calendar::days_from(today, step)) {
            Some(day) => Meaning::day(day, reason),
            None => Meaning::unplaced(value, NO_REFERENCE),
        }
    }

    fn weekday(&self, weekday: u8) -> Meaning {
        let p = self.p;
        let unplaced = || Meaning::unplaced(format!("XXXX-WXX-{weekday}"), NO_REFERENCE);
        // "Saturday (June 2)".
        if let Some(next) = self.next
            && next.first == p.end + 1
            && self.words.is_mark(p.end, b'(')
            && let (Some(month), Some(day), None) = (next.month, next.day, next.weekday)
        {
            let dated = super::phrase::Phrase { weekday: p.weekday, ..*next };
            let meaning = Resolver { words: self.words, p: &dated, reference: self.reference, next: None }.month_day(month, day);
            if meaning.range.is_some_and(|range| range.start.date().weekday().to_monday_one_offset() == weekday as i8) {
                return Meaning { reason: "the date given beside it".to_owned(), ..meaning };
            }
        }
        let is_anaphoric = matches!(p.pointer, Some(Pointer::That | Pointer::Following | Pointer::Previous | Pointer::Same))
            || p.pointer == Some(Pointer::Next) && p.article == Article::The;
        // "the previous Friday", after a Friday was told of.
        let told = self.reference.last_day.map(|anchor| anchor.range.start.date());
        let is_told = |day: &Date| p.pointer == Some(Pointer::Previous) && day.weekday().to_monday_one_offset() == weekday as i8;
        let base = if let Some(day) = told.filter(is_told) {
            Some(day)
        } else if is_anaphoric || self.reference.telling == Telling::Narrative {
            self.reference.antecedent().map(|r| r.start.date())
        } else {
            self.reference.today()
        };
        let Some(base) = base else { return unplaced() };
        let back = (i32::from(base.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
        let ahead = (7 - back) % 7;
        let name = weekday_name(weekday);
        let (step, reason) = match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => {
                (if back == 0 { -7 } else { -back }, format!("the last {name} before the article appeared"))
            }
            Some(Pointer::Next | Pointer::Following) => (if ahead == 0 { 7 } else { ahead }, format!("the next {name} after that day")),
            Some(Pointer::Coming) => (if ahead == 0 { 7 } else { ahead }, format!("the {name} to come")),
            Some(Pointer::That | Pointer::Same) => (ahead, format!("the {name} of that time")),
            _ if back == 0 => (0, format!("the {name} the article appeared")),
            Some(Pointer::This) if self.direction() != Direction::Past => (ahead, format!("the {name} after the article appeared")),
            _ if self.reference.telling == Telling::Narrative && self.reference.told().is_some() => {
                (ahead, format!("the {name} after the date spoken of"))
            }
            _ => match self.direction() {
                // "was expected to pass on Wednesday", told on Thursday: what had been foreseen.
                Direction::Future if back == 1 && self.words.is_foreseen_before(p) => {
                    (-back, format!("the {name} before the article appeared, as it had been foreseen"))
                }
                Direction::Future => (ahead, format!("the {name} after the article appeared, by the plan it tells of")),
                _ => (-back, format!("the {name} before the article appeared")),
            },
        };
        calendar::days_from(base, step).map_or_else(unplaced, |day| Meaning::day(day, reason))
    }

    /// The year of a date that does not say it, from candidates in neighbouring years.
    fn nearest<T>(&self, base: Date, at: impl Fn(i16) -> Option<(T, Date)>) -> Option<(T, &'static str)> {
        let direction = self.direction();
        let year = base.year();
        let mut best: Option<(i64, T)> = None;
        for candidate in [year, year - 1, year + 1] {
            let Some((what, date)) = at(candidate) else { continue };
            let days = days_between(base, date);
            let is_against = match direction {
                Direction::Past => days > 0,
                Direction::Future => days < 0,
                Direction::Unknown => false,
            };
            let cost = i64::from(days.abs()) * if is_against { i64::from(TENSE_WEIGHT) } else { 1 };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, what));
            }
        }
        let reason = match direction {
            Direction::Past => "the nearest one that the past tense allows",
            Direction::Future => "the nearest one that the plan allows",
            Direction::Unknown => "the nearest one to the day the article appeared",
        };
        best.map(|(_, what)| (what, reason))
    }

    /// The year that a narrative has come to, for a month without a year: it goes forward rather than back.
    fn told_year(&self, month: u8) -> Option<i16> {
        let told = self.reference.last?.range;
        let year = told.start.year();
        if told.grain >= Grain::Year {
            return Some(year);
        }
        // In months: back by `n` costs more than ahead by `n`.
        let cost = |candidate: i32| {
            let ahead = (candidate - i32::from(year)) * 12 + i32::from(month) - i32::from(told.start.month());
            if ahead < 0 { -ahead * BACK_WEIGHT } else { ahead }
        };
        let next = year.checked_add(1)?;
        Some(if cost(i32::from(next)) < cost(i32::from(year)) { next } else { year })
    }

    fn month_day(&self, month: u8, day: u8) -> Meaning {
        let p = self.p;
        let at = |year: i16| Date::new(year, month as i8, day as i8).ok(); // February 30, or February 29 in most years.
        let unplaced = || Meaning::unplaced(format!("XXXX-{month:02}-{day:02}"), NO_REFERENCE);
        if let Some(year) = p.year {
            return at(year).map_or_else(
                || Meaning::unplaced(format!("{}-{month:02}-{day:02}", year_value(year)), "no such day"),
                |date| Meaning::day(date, if p.has_own_year { "as written" } else { "from the date it stands with" }),
            );
        }
        // The one day that is known without its year.
        if (month, day) == (9, 11) && (1..=2).any(|n| self.words.is_any(p.end + n - 1, ATTACKS)) {
            return at(2001).map_or_else(unplaced, |date| Meaning::day(date, "the day of history that goes by this name"));
        }
        if p.of_that_year || self.reference.goes_on() {
            let year = if p.of_that_year { self.reference.antecedent().map(|r| r.start.year()) } else { self.told_year(month) };
            return year.and_then(at).map_or_else(unplaced, |date| Meaning::day(date, "in the year spoken of"));
        }
        let Some(base) = self.reference.today() else { return unplaced() };
        // A weekday beside it fixes the year.
        if let Some((weekday, _)) = p.weekday {
            let matching = [0, -1, 1, -2, 2]
                .into_iter()
                .filter_map(|step| at(base.year().checked_add(step)?))
                .find(|d| d.weekday().to_monday_one_offset() == weekday as i8);
            if let Some(date) = matching {
                return Meaning::day(date, "the nearest year in which it falls on that weekday");
            }
        }
        match self.nearest(base, |year| at(year).map(|date| (date, date))) {
            Some((date, reason)) => Meaning::day(date, reason),
            None => unplaced(),
        }
    }

    fn month(&self, month: u8) -> Meaning {
        let p = self.p;
        let meaning = |year: i16, reason: &str| Meaning::date(month_value(year, month), calendar::month_range(year, month), reason);
        let unplaced = || Meaning::unplaced(format!("XXXX-{month:02}"), NO_REFERENCE);
        if let Some(year) = p.year {
            return meaning(year, "as written");
        }
        let base =
            if p.of_that_year { self.reference.antecedent().map(|r| r.start.date()) } else { self.reference.calendar_base(p.pointer) };
        let Some(base) = base else { return unplaced() };
        let this = base.year();
        let is_past = |strictly: bool| if strictly { month < base.month() as u8 } else { month <= base.month() as u8 };
        match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => {
                meaning(if is_past(true) { this } else { this - 1 }, "the last one before")
            }
            Some(Pointer::Next | Pointer::Coming | Pointer::Following) => {
                meaning(if is_past(false) { this + 1 } else { this }, "the next one after")
            }
            Some(Pointer::This) => meaning(this, "of the year the article appeared"),
            Some(Pointer::That | Pointer::Same) => meaning(this, "of the year spoken of"),
            _ if p.of_that_year || self.reference.goes_on() => {
                let year = if p.of_that_year { this } else { self.told_year(month).unwrap_or(this) };
                meaning(year, "in the year spoken of")
            }
            _ => {
                let middle = |year: i16| Date::new(year, month as i8, base.day().min(28)).ok().map(|date| (year, date)); // Outside jiff's years.
                match self.nearest(base, middle) {
                    Some((year, reason)) => meaning(year, reason),
                    None => unplaced(),
                }
            }
        }
    }

    /// "the 20th": of the month spoken of.
    fn day_alone(&self, day: u8) -> Option<Meaning> {
        let base = match self.p.of_pointer {
            Some(Pointer::Last) => calendar::months_from(self.reference.published?.first_of_month(), -1)?,
            Some(Pointer::This) => self.reference.published?,
            Some(Pointer::Next | Pointer::Coming) => calendar::months_from(self.reference.published?.first_of_month(), 1)?,
            Some(Pointer::Following) => calendar::months_from(self.reference.antecedent()?.start.date().first_of_month(), 1)?,
            _ => self.reference.antecedent()?.start.date(),
        };
        let date = Date::new(base.year(), base.month(), day as i8).ok()?; // The month is too short.
        Some(Meaning::day(date, "of the month spoken of"))
    }

    fn season(&self, season: Season) -> Meaning {
        let p = self.p;
        let code = calendar::season_code(season);
        let meaning =
            |year: i16, reason: &str| Meaning::date(format!("{}-{code}", year_value(year)), calendar::season_range(year, season), reason);
        if let Some(year) = p.year {
            return meaning(year, "as written");
        }
        let base =
            if p.of_that_year { self.reference.antecedent().map(|r| r.start.date()) } else { self.reference.calendar_base(p.pointer) };
        let Some(base) = base else { return Meaning::unplaced(format!("XXXX-{code}"), NO_REFERENCE) };
        if season == Season::Winter {
            return self.winter(base);
        }
        let year = base.year();
        let starts = |year: i16| calendar::season_range(year, season).map(|range| (year, range.start.date()));
        let ends = |year: i16| calendar::season_range(year, season).map(|range| range.end.date());
        match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => {
                let last = [year, year - 1, year - 2].into_iter().find(|y| ends(*y).is_some_and(|end| end <= base));
                meaning(last.unwrap_or(year - 1), "the last one before")
            }
            Some(Pointer::Next | Pointer::Coming | Pointer::Following) => {
                let next = [year, year + 1].into_iter().find(|y| starts(*y).is_some_and(|(_, start)| start > base));
                meaning(next.unwrap_or(year + 1), "the next one after")
            }
            Some(Pointer::This) => meaning(year, "of the year the article appeared"),
            _ if self.reference.goes_on() => meaning(year, "in the year spoken of"),
            _ => match self.nearest(base, starts) {
                Some((year, reason)) => meaning(year, reason),
                None => meaning(year, "of the year the article appeared"),
            },
        }
    }

    /// A winter without a year, seen from `base`: it lies in two years.
    ///
    /// Its value is the year it begins in, but in its later half and in a narrative the year that it ends in.
    fn winter(&self, base: Date) -> Meaning {
        let p = self.p;
        let is_told = p.of_that_year || self.reference.goes_on();
        // Each winter by the year it ends in.
        let winter = |year: i16| Some((year, calendar::season_range(year.checked_sub(1)?, Season::Winter)?));
        let year = base.year();
        let around = [year.checked_sub(1), Some(year), year.checked_add(1), year.checked_add(2)];
        let winters = || around.into_iter().flatten().filter_map(winter);
        let first_of = |range: &Range| range.start.date();
        let found = match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => winters().rfind(|(_, r)| r.end.date() <= base),
            Some(Pointer::Next | Pointer::Coming | Pointer::Following) => winters().find(|(_, r)| first_of(r) > base),
            Some(Pointer::This) => winters().find(|(_, r)| r.end.date() > base),
            _ if is_told => winter(if base.month() >= FIRST_MONTH_BEFORE_WINTER { year.saturating_add(1) } else { year }),
            _ => {
                let ends_in = |y: i16| winter(y).map(|found| (found, first_of(&found.1)));
                self.nearest(base, ends_in).map(|(found, _)| found)
            }
        };
        let Some((ends_in, range)) = found else { return Meaning::unplaced("XXXX-WI", "beyond the calendar") };
        let is_by_end = is_told || ends_in == year && base.month() < FIRST_MONTH_BEFORE_WINTER;
        let named = if is_by_end { ends_in } else { ends_in.saturating_sub(1) };
        let reason = if is_told { "the winter of the time spoken of" } else { "the winter that the words allow" };
        Meaning::date(format!("{}-WI", year_value(named)), Some(range), reason)
    }

    fn quarter(&self, quarter: u8) -> Meaning {
        let p = self.p;
        let step = match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => -1,
            Some(Pointer::Next | Pointer::Coming) => 1,
            _ => 0,
        };
        if quarter == 0 {
            return self.quarter_spoken_of(step);
        }
        if p.is_fiscal
            && let Some(year) = p.year
        {
            return self.business_quarter(year, quarter);
        }
        if let Some(end) = self.told_end() {
            let first = calendar::months_from(end, -3).and_then(|day| calendar::days_from(day, 1));
            let range = first.and_then(|first| calendar::range(first, calendar::days_from(end, 1), Grain::Season));
            let year = calendar::days_from(end, -10).map_or(end.year(), |day| day.year());
            return Meaning { range, ..quarter_meaning(year, quarter, "ends when its words say") };
        }
        if let Some(year) = p.year {
            return quarter_meaning(year, quarter, "as written");
        }
        let Some(base) = self.reference.today() else { return Meaning::unplaced(format!("XXXX-Q{quarter}"), NO_REFERENCE) };
        if step != 0 || p.pointer == Some(Pointer::This) {
            return quarter_meaning(base.year() + step, quarter, "of that year");
        }
        let year = match (quarter > quarter_of(base), self.direction()) {
            (true, Direction::Future) => base.year(),
            (true, _) => base.year() - 1,
            (false, _) => base.year(),
        };
        quarter_meaning(year, quarter, "the last one that had begun when the article appeared")
    }

    /// "the latest period", "the 1988 quarter", "last year's quarter": the one that is reported.
    fn quarter_spoken_of(&self, step: i16) -> Meaning {
        let p = self.p;
        let base = self.reference.today();
        let (year, quarter) = match (self.reference.quarter, base) {
            (Some(quarter), _) => quarter,
            (None, Some(base)) => match calendar::months_from(base, -3) {
                Some(before) => (before.year(), quarter_of(before)),
                None => return Meaning::unplaced("XXXX-QX", NO_REFERENCE),
            },
            (None, None) => {
                return Meaning::unplaced(
                    p.year.map_or_else(|| "XXXX-QX".to_owned(), |year| format!("{}-QX", year_value(year))),
                    NO_REFERENCE,
                );
            }
        };
        let year = p.year.unwrap_or(year + if p.pointer == Some(Pointer::Latest) { 0 } else { step });
        quarter_meaning(year, quarter, "the quarter spoken of")
    }

    fn half(&self, half: u8) -> Option<Meaning> {
        let p = self.p;
        let name = if half == 1 { "H1" } else { "H2" };
        if let Some(year) = p.year {
            return Some(Meaning::date(format!("{}-{name}", year_value(year)), calendar::half_range(year, half), "as written"));
        }
        if let Some(decade) = p.decade {
            return Some(Meaning::date(
                decade_value(decade),
                calendar::years_range(decade + if half == 1 { 0 } else { 5 }, 5, Grain::Decade),
                "half of the ten years",
            ));
        }
        if let Some(century) = p.century {
            let start = century.checked_mul(100)?.checked_add(if half == 1 { 0 } else { 50 })?;
            return Some(Meaning::date(century_value(century), calendar::years_range(start, 50, Grain::Century), "half of the century"));
        }
        if let Some(month) = p.month {
            return Some(self.month(month));
        }
        let base = self.reference.today()?;
        let (unit, _) = p.unit?;
        let step = match p.pointer {
            Some(Pointer::Last | Pointer::Previous) => -1,
            Some(Pointer::Next | Pointer::Coming | Pointer::Following) => 1,
            _ => 0,
        };
        match unit {
            Unit::Year => {
                let year = base.year() + step;
                Some(Meaning::date(format!("{}-{name}", year_value(year)), calendar::half_range(year, half), "half of that year"))
            }
            _ => None,
        }
    }

    fn feast(&self, feast: Feast) -> Option<Meaning> {
        let p = self.p;
        let meaning = |date: Date, reason: &str| Meaning::day(date, reason);
        if let Some(year) = p.year {
            return feast.day(year).map(|date| meaning(date, "the feast in the year written"));
        }
        if let Some(date) = feast.once().filter(|_| p.pointer.is_none()) {
            return Some(meaning(date, "the day of history that goes by this name"));
        }
        let base = self.reference.calendar_base(p.pointer);
        let Some(base) = base else { return Some(Meaning::unplaced("XXXX-XX-XX", NO_REFERENCE)) };
        let at = |year: i16| feast.day(year);
        let year = base.year();
        match p.pointer {
            Some(Pointer::Last | Pointer::Past | Pointer::Previous) => {
                let last = [year, year - 1].into_iter().filter_map(at).find(|date| *date < base)?;
                Some(meaning(last, "the last one before"))
            }
            Some(Pointer::Next | Pointer::Coming) => {
                let next = [year, year + 1].into_iter().filter_map(at).find(|date| *date > base)?;
                Some(meaning(next, "the next one after"))
            }
            Some(Pointer::This) => at(year).map(|date| meaning(date, "of the year the article appeared")),
            _ if self.reference.goes_on() => at(year).map(|date| meaning(date, "in the year spoken of")),
            _ => {
                let (date, reason) = self.nearest(base, |year| at(year).map(|date| (date, date)))?;
                Some(meaning(date, reason))
            }
        }
    }
}

/// What stands behind "Sept. 11" where 2001 is meant.
const ATTACKS: &[&str] = &["attack", "attacks", "hijackers", "hijackings", "terror", "terrorist"];

/// Days from `a` to `b`.
pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days()) // Both are within the calendar, so their distance is.
}

fn weekday_name(weekday: u8) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .get(usize::from(weekday).wrapping_sub(1))
        .copied()
        .unwrap_or("weekday")
}
