//! A [`Phrase`] and what it is seen from in, its [`Meaning`] out: TIMEX3 type and value, its range on the calendar, and why.

use super::calendar::{self, day_value, hours_range, part_code};
use super::lexicon::{Bound, DayName, Edge, Number, Part, Pointer, Vague, Word};
use super::phrase::{Article, Mention, Phrase, Tail};
use super::reference::{Reference, Telling};
use super::tense::Direction;
use super::words::{Manner, Words};
use super::{Grain, Range, TimexType};
use jiff::civil::Date;

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) range: Option<Range>,
    pub(super) reason: String,
}

impl Meaning {
    pub(super) fn new(kind: TimexType, value: impl Into<String>, range: Option<Range>, reason: impl Into<String>) -> Meaning {
        Meaning { kind, value: value.into(), range, reason: reason.into() }
    }

    /// A date with its range.
    pub(super) fn date(value: impl Into<String>, range: Option<Range>, reason: impl Into<String>) -> Meaning {
        Meaning::new(TimexType::Date, value, range, reason)
    }

    /// One day.
    pub(super) fn day(date: Date, reason: impl Into<String>) -> Meaning {
        Meaning::date(day_value(date), Range::day(date), reason)
    }

    /// A date that cannot be placed.
    pub(super) fn unplaced(value: impl Into<String>, reason: impl Into<String>) -> Meaning {
        Meaning::date(value, None, reason)
    }
}

/// What is said where a relative expression has nothing to refer to.
pub(super) const NO_REFERENCE: &str = "needs the day the article appeared";

/// How many sentences back the date may lie that "The date" points to.
const MENTION_NEAR: usize = 3;

/// Tokens between a clock time and the day in its clause.
const CLAUSE_REACH: usize = 7;

/// One expression among the words of its sentence, seen from `reference`.
pub(super) struct Resolver<'a, 't> {
    pub(super) words: Words<'t>,
    pub(super) p: &'a Phrase,
    pub(super) reference: &'a Reference,
    /// The expression after it in the text.
    pub(super) next: Option<&'a Phrase>,
}

impl Resolver<'_, '_> {
    /// Returns what the expression means; nothing for words that point to a date where none was named.
    pub(super) fn mention_or_meaning(&self) -> Option<Meaning> {
        match self.p.mention {
            None if self.p.vague == Some(Vague::Soon) => self.soon(),
            None => Some(self.meaning()),
            Some(Mention::Recent) => Some(Meaning::new(TimexType::Mention, "PAST_REF", None, "some time ago")),
            Some(Mention::Date) => {
                let day = self.reference.antecedent_day_near(MENTION_NEAR)?;
                Some(Meaning { kind: TimexType::Mention, ..Meaning::day(day, "the date named before") })
            }
            // Its day may be named after it: `relations` fills it in.
            Some(Mention::Anniversary(_)) => Some(Meaning::new(TimexType::Mention, "XXXX", None, "falls on a day that is not named")),
        }
    }

    /// "soon" in a plan; in a tale it only means "before long".
    fn soon(&self) -> Option<Meaning> {
        let is_plan = self.reference.telling != Telling::Narrative && self.direction() == Direction::Future;
        is_plan.then(|| Meaning::unplaced("FUTURE_REF", "some time from now"))
    }

    /// Returns what the expression means.
    pub(super) fn meaning(&self) -> Meaning {
        let p = self.p;
        let meaning = self.vague().or_else(|| self.set()).or_else(|| self.relative_unit()).or_else(|| self.calendar());
        let meaning = meaning.unwrap_or_else(|| Meaning::unplaced("XXXX-XX-XX", "names no day that can be told"));
        let meaning = self.with_time(meaning);
        match p.edge {
            Some(edge) => Meaning { range: meaning.range.map(|range| part_of(range, edge)), ..meaning },
            None => meaning,
        }
    }

    /// TIMEX3's modifier.
    pub(super) fn modifier(&self) -> Option<&'static str> {
        let p = self.p;
        let edge = p.edge.map(|edge| match edge {
            Edge::Early | Edge::Start | Edge::Earlier | Edge::Turn => "START",
            Edge::Middle => "MID",
            Edge::Late | Edge::End | Edge::Later => "END",
        });
        edge.or_else(|| {
            p.bound.map(|bound| match bound {
                Bound::About => "APPROX",
                Bound::MoreThan => "MORE_THAN",
                Bound::LessThan => "LESS_THAN",
                Bound::AtLeast => "EQUAL_OR_MORE",
                Bound::AtMost => "EQUAL_OR_LESS",
            })
        })
    }

    /// Which way the governing words point.
    pub(super) fn direction(&self) -> Direction {
        self.words.direction(self.p)
    }

    fn vague(&self) -> Option<Meaning> {
        let p = self.p;
        if p.is_whole_past {
            return Some(Meaning::unplaced("PAST_REF", "the past in general"));
        }
        let is_alone = p.unit.is_none() && p.season.is_none() && p.weekday.is_none();
        match p.vague? {
            Vague::Now => Some(Meaning::unplaced("PRESENT_REF", "the present in general")),
            Vague::Current if is_alone && p.month.is_none() => Some(Meaning::unplaced("PRESENT_REF", "the present in general")),
            Vague::Recent if is_alone => Some(Meaning::unplaced("PAST_REF", "some time ago")),
            Vague::Recent if p.is_plural() => Some(Meaning::unplaced("PAST_REF", "some time ago")),
            Vague::Future => Some(Meaning::unplaced("FUTURE_REF", "the future in general")),
            _ => None,
        }
    }

    /// Things that recur: "every Monday", "daily", "Mondays".
    fn set(&self) -> Option<Meaning> {
        let p = self.p;
        let set = |value: String| Some(Meaning::new(TimexType::Set, value, None, "recurs"));
        if let Some(unit) = p.frequency {
            return set(super::resolve_units::duration_value(Some(10), unit));
        }
        let is_every = matches!(p.pointer, Some(Pointer::Every | Pointer::Each));
        if let Some((weekday, number)) = p.weekday
            && (is_every || number == Number::Many || matches!(p.part, Some((_, Number::Many))))
            && p.tail.is_none()
        {
            let part = p.part.map_or("", |(part, _)| part_code(part).0);
            return set(format!("XXXX-WXX-{weekday}{part}"));
        }
        if !is_every {
            return None;
        }
        if let Some((part, _)) = p.part {
            return set(format!("XXXX-XX-XX{}", part_code(part).0));
        }
        if let Some((season, _)) = p.season {
            return set(format!("XXXX-{}", calendar::season_code(season)));
        }
        if let Some(month) = p.month {
            return set(p.day.map_or_else(|| format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}")));
        }
        let (unit, _) = p.unit?;
        let tenths = p.count.map_or(Some(10), |count| count.as_whole().map(|n| n as u32 * 10));
        set(super::resolve_units::duration_value(tenths, unit))
    }

    /// Puts the time of day to a date, or finds the date of a time of day.
    fn with_time(&self, meaning: Meaning) -> Meaning {
        let p = self.p;
        if meaning.kind != TimexType::Date || !p.has_time() || meaning.value.contains('T') || meaning.value.ends_with("REF") {
            return meaning;
        }
        let (code, hours) = match (p.clock, p.part, p.day_name) {
            (Some(clock), _, _) => {
                let (hour, minute) = (clock.hour, clock.minute);
                let code =
                    clock.second.map_or_else(|| format!("T{hour:02}:{minute:02}"), |second| format!("T{hour:02}:{minute:02}:{second:02}"));
                (code, None)
            }
            (_, Some((part, _)), _) => {
                let (code, from, to) = part_code(part);
                (code.to_owned(), Some((from, to)))
            }
            (_, _, Some(DayName::Tonight | DayName::Overnight)) => ("TNI".to_owned(), Some((20, 24))),
            _ => return meaning,
        };
        let range = meaning.range.filter(|range| range.grain == Grain::Day).and_then(|range| {
            let date = range.start.date();
            match (p.clock, hours) {
                (Some(clock), _) => minute_range(date, clock.hour, clock.minute),
                (None, Some((from, to))) => hours_range(date, from, to),
                _ => Some(range),
            }
        });
        Meaning { kind: TimexType::Time, value: format!("{}{code}", meaning.value), range, ..meaning }
    }

    /// Whether the expression `next` stands in the same clause and may say the day of this one.
    fn is_of_clause(&self, next: &Phrase) -> bool {
        let (from, to) = (self.p.end, next.first);
        let is_adjacent = to == from + 1 && matches!(self.words.at(from), Word::On | Word::Mark(b','));
        let is_joint = |k: usize| {
            let parts = |w: Word| {
                matches!(w, Word::And | Word::Or | Word::To | Word::Until | Word::Since | Word::Before | Word::After | Word::From)
            };
            self.words.mark(k).is_some() || parts(self.words.at(k))
        };
        let is_near = to > from && to <= from + CLAUSE_REACH && self.words.at(to - 1) == Word::On && !(from..to).any(is_joint);
        is_adjacent || is_near
    }

    /// A time of day without a date: that of the day spoken of.
    pub(super) fn time_alone(&self) -> Option<Meaning> {
        let p = self.p;
        if !p.has_time() {
            return None;
        }
        // "3 p.m. on Friday", "6 a.m. near his home on Tuesday".
        if let Some(next) = self.next
            && self.is_of_clause(next)
            && (next.weekday.is_some() || next.day.is_some() || next.day_name.is_some() || next.feast.is_some())
            && next.clock.is_none()
            && let Some(day) = (Resolver { words: self.words, p: next, reference: self.reference, next: None }).calendar()
            && day.range.is_some_and(|range| range.grain == Grain::Day)
        {
            return Some(Meaning { reason: "of the day named after it".to_owned(), ..day });
        }
        let unknown = || Meaning::unplaced("XXXX-XX-XX", NO_REFERENCE);
        let today = self.reference.today();
        // A post tells of its own day, prose goes on from the sentence before.
        let antecedent = self.reference.antecedent_day(if self.words.manner == Manner::Post { 0 } else { 1 });
        let is_in_general = p.part.is_some_and(|(part, number)| matches!(part, Part::Night | Part::Daytime) || number == Number::Many)
            && p.article == Article::None
            && p.pointer.is_none()
            && p.edge.is_none();
        if is_in_general && self.words.manner == Manner::Prose {
            // "They moved only at night."
            return Some(Meaning::unplaced("XXXX-XX-XX", "any day"));
        }
        let (day, reason) = match (p.part.map(|(part, _)| part), p.pointer) {
            (Some(_), Some(Pointer::This)) => (today, "of the day the article appeared"),
            (Some(Part::Night | Part::Evening | Part::Afternoon), Some(Pointer::Last)) => {
                // "the night before last" is the second one back.
                (today.and_then(|d| calendar::days_from(d, -i32::from(p.ordinal.unwrap_or(1)))), "of the day before the article appeared")
            }
            (Some(_), Some(Pointer::Next | Pointer::Following)) => {
                (antecedent.and_then(|d| calendar::days_from(d, 1)), "of the day after the one spoken of")
            }
            (Some(_), Some(Pointer::Previous)) => {
                (antecedent.and_then(|d| calendar::days_from(d, -1)), "of the day before the one spoken of")
            }
            _ => (antecedent, "of the day spoken of"),
        };
        if self.reference.telling != Telling::Narrative
            && p.part.is_some()
            && p.pointer.is_none()
            && p.article == Article::A
            && p.edge.is_none()
            && self.words.manner == Manner::Prose
        {
            return Some(Meaning::unplaced("XXXX-XX-XX", "no day is said"));
        }
        Some(day.map_or_else(unknown, |day| Meaning::day(day, reason)))
    }

    /// What "two days later", "last week" and lengths of time mean.
    fn relative_unit(&self) -> Option<Meaning> {
        let p = self.p;
        if let (Some((weekday, _)), Some(Tail::Ago)) = (p.weekday, p.tail) {
            // "two Sundays ago".
            let today = self.reference.today()?;
            let weeks = p.count?.as_whole()?;
            let last = self.last_weekday(today, weekday)?;
            let day = calendar::days_from(last, -7 * (weeks - 1))?;
            return Some(Meaning::day(day, "counted back from the day the article appeared"));
        }
        let (unit, _) = p.unit?;
        if p.half.is_some() || !p.is_part && (p.decade.is_some() || p.month.is_some()) || p.weekday.is_some() && p.tail.is_none() {
            return None;
        }
        self.unit_meaning(unit)
    }

    /// The last `weekday` before `date`.
    pub(super) fn last_weekday(&self, date: Date, weekday: u8) -> Option<Date> {
        let back = (i32::from(date.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
        calendar::days_from(date, if back == 0 { -7 } else { -back })
    }
}

/// One minute of a day; 24:00 is the next day's first.
fn minute_range(date: Date, hour: u8, minute: u8) -> Option<Range> {
    let (date, hour) = if hour >= 24 { (date.tomorrow().ok()?, 0) } else { (date, hour) }; // The calendar's last day has no tomorrow.
    let start = date.at(hour as i8, minute as i8, 0, 0);
    let end = start.checked_add(jiff::ToSpan::minutes(1)).ok()?; // Past the calendar's end.
    Some(Range { start, end, grain: Grain::Time })
}

/// The third of a range that "early", "mid" or "late" means.
fn part_of(range: Range, edge: Edge) -> Range {
    if range.grain < Grain::Week {
        return range;
    }
    if edge == Edge::Turn {
        // Around its first day.
        return calendar::around(range).unwrap_or(range);
    }
    let days = i64::from(range.start.date().until(range.end.date()).map_or(0, |span| span.get_days()));
    let third = (days / 3).max(1) as i32;
    let (from, to) = match edge {
        Edge::Early | Edge::Start => (0, third),
        Edge::Middle => (third, days as i32 - third),
        Edge::Late | Edge::End => (days as i32 - third, days as i32),
        Edge::Earlier | Edge::Later | Edge::Turn => return range,
    };
    let start = range.start.date();
    match (calendar::days_from(start, from), calendar::days_from(start, to)) {
        (Some(from), Some(to)) => calendar::range(from, Some(to), range.grain).unwrap_or(range),
        _ => range,
    }
}
