//! The time an expression is seen from: the day the article appeared, or the last date told of.

use super::lexicon::Pointer;
use super::phrase::Phrase;
use super::{Grain, Range};
use jiff::civil::Date;

/// How a text tells its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// From the day it appeared: "on Tuesday", "last year".
    News,
    /// From date to date: "In 1915 …; on 14 January …".
    Narrative,
    /// From a day that nobody knows: "on 14 January" goes on from the date told of, "yesterday" and "next week" stay open.
    Open,
}

/// A date that later expressions may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) range: Range,
    /// Index of its sentence.
    pub(super) sentence: usize,
}

/// What is known while the expressions of a text are read in order.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// When the text appeared.
    pub(super) published: Option<Date>,
    pub(super) telling: Telling,
    /// The last date told of.
    pub(super) last: Option<Anchor>,
    /// The last date told of that is exact to the day.
    pub(super) last_day: Option<Anchor>,
    /// The quarter spoken of: year and 1 to 4.
    pub(super) quarter: Option<(i16, u8)>,
    /// The month, 1 to 12, in which the business years spoken of end.
    pub(super) business_year_end: Option<i8>,
    /// Index of the sentence being read.
    pub(super) sentence: usize,
    /// First and last year that a narrative may be about; dates outside are asides.
    story: (i16, i16),
}

impl Reference {
    /// Starts reading a text whose expressions are `phrases`.
    pub(super) fn new(published: Option<Date>, phrases: &[Phrase]) -> Reference {
        Reference {
            published,
            telling: telling(published, phrases),
            last: None,
            last_day: None,
            quarter: None,
            business_year_end: None,
            sentence: 0,
            story: story(phrases),
        }
    }

    /// The day that "today" would be: publication in news, the date told of in a narrative.
    pub(super) fn today(&self) -> Option<Date> {
        match self.telling {
            Telling::News | Telling::Open => self.published,
            Telling::Narrative => self.told().or(self.published),
        }
    }

    /// Whether dates without a year go on from the date told of.
    pub(super) fn goes_on(&self) -> bool {
        self.telling != Telling::News
    }

    /// The day from which the year of "in May", "last winter" and "at Christmas" is found.
    pub(super) fn calendar_base(&self, pointer: Option<Pointer>) -> Option<Date> {
        let is_deictic = matches!(pointer, Some(Pointer::Last | Pointer::Past | Pointer::This | Pointer::Next | Pointer::Coming));
        match self.telling {
            Telling::News => self.published,
            Telling::Open if is_deictic => None,
            Telling::Open | Telling::Narrative => self.told().or(self.published),
        }
    }

    /// The first day of the last date told of.
    pub(super) fn told(&self) -> Option<Date> {
        self.last.map(|anchor| anchor.range.start.date())
    }

    /// What "that day" and "a year earlier" refer to: the last date told of, if it is near; else the day of publication.
    pub(super) fn antecedent(&self) -> Option<Range> {
        let is_near = |anchor: &Anchor| self.telling == Telling::Narrative || anchor.sentence + 3 >= self.sentence;
        self.last.filter(is_near).map(|anchor| anchor.range).or_else(|| self.published.and_then(Range::day))
    }

    /// The day that "the next morning" and "at 10 p.m." refer to.
    pub(super) fn antecedent_day(&self, sentences: usize) -> Option<Date> {
        let is_near = |anchor: &Anchor| self.telling == Telling::Narrative || anchor.sentence + sentences >= self.sentence;
        self.last_day.filter(is_near).map(|anchor| anchor.range.start.date()).or_else(|| self.today())
    }

    /// Whether a date lies in the years that the narrative is about.
    fn is_of_story(&self, range: Range) -> bool {
        (self.story.0..=self.story.1).contains(&range.start.year())
    }

    /// The last day told of, if it was told of at most `n` sentences ago.
    pub(super) fn antecedent_day_near(&self, n: usize) -> Option<Date> {
        self.last_day.filter(|anchor| anchor.sentence + n >= self.sentence).map(|anchor| anchor.range.start.date())
    }

    /// Remembers a date told of.
    pub(super) fn tell(&mut self, range: Range) {
        let anchor = Anchor { range, sentence: self.sentence };
        self.last = Some(anchor);
        if range.grain <= Grain::Day {
            self.last_day = Some(anchor);
        }
    }
}

/// The years that most of the written years lie in, with room on both sides: "until 2004" in a history of 1920 is an aside.
fn story(phrases: &[Phrase]) -> (i16, i16) {
    let mut years: Vec<i16> = phrases.iter().filter(|p| p.has_own_year).filter_map(|p| p.year).collect();
    years.sort_unstable();
    let at = |share: usize| years.get(years.len() * share / 100).copied();
    match (at(25), at(75)) {
        (Some(from), Some(to)) => {
            let room = to.saturating_sub(from).max(3);
            (from.saturating_sub(room), to.saturating_add(room))
        }
        _ => (i16::MIN, i16::MAX),
    }
}

/// Decides how a text tells its time from the years written in it.
fn telling(published: Option<Date>, phrases: &[Phrase]) -> Telling {
    let Some(published) = published else {
        // A history gives its years; an article counts from a day that is not known here.
        let n_years = phrases.iter().filter(|p| p.year.is_some() && p.has_own_year).count();
        let n_near = phrases.iter().filter(|p| p.weekday.is_some() || p.day_name.is_some()).count();
        return if n_years >= 3 && n_years >= 4 * n_near { Telling::Narrative } else { Telling::Open };
    };
    let mut n_far = 0usize;
    let mut n_near = 0usize;
    for phrase in phrases {
        if let Some(year) = phrase.year
            && phrase.has_own_year
        {
            if year.abs_diff(published.year()) > 2 {
                n_far += 1;
            } else {
                n_near += 1;
            }
        } else if phrase.weekday.is_some() || phrase.day_name.is_some() {
            n_near += 1;
        }
    }
    // A history names ten far years and more for each weekday; news about history still says "on Tuesday".
    if n_far >= 6 && n_far >= 4 * n_near { Telling::Narrative } else { Telling::News }
}

impl Reference {
    /// Remembers what later expressions may refer to, once an expression is understood; `ends` is the day it is said to end on.
    pub(super) fn hear(&mut self, phrase: &Phrase, meaning: &super::resolve::Meaning, ends: Option<Date>) {
        if let Some(ended) = ends.and_then(super::fiscal::month_ended)
            && phrase.is_fiscal
        {
            // The year ends as many months after its third quarter as there are in a quarter.
            let quarters_left = phrase.quarter.filter(|q| *q > 0).map_or(0, |q| 4_i8.saturating_sub(q as i8));
            let is_year = matches!(phrase.unit, Some((super::lexicon::Unit::Year, _)));
            if is_year || phrase.quarter.is_some_and(|q| q > 0) {
                self.business_year_end = Some((ended - 1 + 3 * quarters_left) % 12 + 1);
            }
        }
        if meaning.kind == super::TimexType::Duration && ends.is_some() {
            return;
        }
        let Some(range) = meaning.range else { return };
        // The quarter that is reported has ended, but for a few days.
        let has_ended = self.published.and_then(|d| super::calendar::days_from(d, 7)).is_none_or(|soon| range.end.date() <= soon);
        if let Some(quarter @ 1..=4) = phrase.quarter
            && !phrase.is_year_ago
            && matches!(phrase.pointer, None | Some(Pointer::This))
        {
            let quarter = Some((range.start.year(), quarter));
            self.quarter = if has_ended { quarter } else { self.quarter.or(quarter) };
        }
        if self.telling != Telling::Narrative || self.is_of_story(range) && !is_look_back(phrase) {
            self.tell(range);
        }
    }
}

/// Whether a narrative only looks back: "the previous year", "two years earlier", "ten years ago".
fn is_look_back(phrase: &Phrase) -> bool {
    use super::phrase::Tail;
    matches!(phrase.pointer, Some(Pointer::Previous | Pointer::Last)) || matches!(phrase.tail, Some(Tail::Ago | Tail::Earlier))
}
