//! The order of playing: playhead seconds in, what has happened and how far each leg has come out.
//!
//! Paced by event and not by calendar: each event holds, each leg takes its time, idle stretches pass quickly.

use super::timeline::{days, later};
use super::{Reading, Route};
use crate::dates::{Grain, Range};
use crate::earth;
use jiff::civil::DateTime;

/// Before the first cue, in seconds.
const LEAD_IN_SECS: f64 = 0.7;
/// After the last cue.
const LEAD_OUT_SECS: f64 = 1.5;
/// Between cues, however many days that is.
const IDLE_SECS: f64 = 0.25;
/// An event holds.
const EVENT_SECS: f64 = 1.2;
/// Background holds.
const BACKGROUND_SECS: f64 = 0.6;
/// The longest a story plays; longer ones play faster.
const MAX_SECS: f64 = 90.0;

/// A time of playing, in seconds from the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Playhead(pub f64);

/// What a cue plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// An event appears: index into [`crate::story::Reading::events`].
    Event(usize),
    /// Legs are travelled, the branches of a fork together: route, and the step (index of the arriving stop, from 1).
    Step(usize, usize),
}

/// One thing that plays.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// When it begins, in seconds.
    pub start: f64,
    /// When it ends, in seconds.
    pub end: f64,
    /// What it plays.
    pub kind: CueKind,
    /// Its date, its own or carried from the cue before.
    pub when: Option<Range>,
    /// The calendar as it begins and as it ends; `None` before the first date.
    pub calendar: Option<(DateTime, DateTime)>,
}

/// How far a leg has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegProgress {
    /// Index into [`crate::story::Story::routes`].
    pub route: usize,
    /// Index into [`crate::story::Route::legs`].
    pub leg: usize,
    /// 0 not begun, 1 arrived.
    pub fraction: f64,
}

/// The story at one instant of playing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instant {
    /// The date shown, with its grain; `None` before the first dated cue.
    pub when: Option<Range>,
    /// The instant on the timeline's axis.
    pub at: Option<DateTime>,
    /// Index of the cue under way or last passed.
    pub cue: Option<usize>,
    /// Events that have appeared, in order of appearance.
    pub events: Vec<usize>,
    /// All legs, in order of route and leg.
    pub legs: Vec<LegProgress>,
}

impl Instant {
    /// How far a leg, by its route and its index there, has come: 0 not begun, 1 arrived.
    pub fn progress(&self, route: usize, leg: usize) -> f64 {
        let found = self.legs.binary_search_by_key(&(route, leg), |l| (l.route, l.leg));
        found.ok().and_then(|i| self.legs.get(i)).map_or(0.0, |l| l.fraction.clamp(0.0, 1.0))
    }
}

/// The order of playing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Playback {
    /// What plays, by time of playing.
    pub cues: Vec<Cue>,
    /// Length in seconds; 0 where nothing plays.
    pub duration_secs: f64,
    /// The step of each leg, by route: the index of its arriving stop, from 1.
    steps: Vec<Vec<usize>>,
    /// The cue of each event, where it has one.
    event_cues: Vec<Option<usize>>,
}

/// A cue before it has its time.
struct Draft {
    kind: CueKind,
    when: Option<Range>,
    offset: u32,
    secs: f64,
}

impl Playback {
    /// Orders what `reading` and its `routes` tell.
    pub(super) fn new(reading: &Reading, routes: &[Route]) -> Playback {
        let mut drafts = drafts(reading, routes);
        order(&mut drafts);
        let raw: f64 = drafts.iter().map(|d| d.secs + IDLE_SECS).sum();
        let pace = if raw > MAX_SECS { MAX_SECS / raw } else { 1.0 };
        let mut cues: Vec<Cue> = Vec::with_capacity(drafts.len());
        let mut start = LEAD_IN_SECS;
        for draft in &drafts {
            let end = start + draft.secs * pace;
            cues.push(Cue { start, end, kind: draft.kind, when: draft.when, calendar: None });
            start = end + IDLE_SECS * pace;
        }
        set_calendar(&mut cues);
        let duration_secs = cues.last().map_or(0.0, |c| c.end + LEAD_OUT_SECS);
        let steps = routes.iter().map(|r| r.legs.iter().map(|l| l.to.number.saturating_sub(1)).collect()).collect();
        let mut event_cues = vec![None; reading.events.len()];
        for (i, cue) in cues.iter().enumerate() {
            if let CueKind::Event(event) = cue.kind
                && let Some(of) = event_cues.get_mut(event)
            {
                *of = Some(i);
            }
        }
        Playback { cues, duration_secs, steps, event_cues }
    }

    /// The story at `playhead`; clamped to the ends.
    pub fn at(&self, playhead: Playhead) -> Instant {
        let t = playhead.0.clamp(0.0, self.duration_secs);
        let begun = self.cues.partition_point(|c| c.start <= t);
        let mut legs: Vec<LegProgress> = Vec::new();
        let mut firsts: Vec<usize> = Vec::with_capacity(self.steps.len());
        for (route, steps) in self.steps.iter().enumerate() {
            firsts.push(legs.len());
            legs.extend((0..steps.len()).map(|leg| LegProgress { route, leg, fraction: 0.0 }));
        }
        let mut events = Vec::new();
        for cue in self.cues.iter().take(begun) {
            match cue.kind {
                CueKind::Event(event) => events.push(event),
                CueKind::Step(route, step) => {
                    let fraction = eased(((t - cue.start) / (cue.end - cue.start).max(1e-9)).clamp(0.0, 1.0));
                    let (Some(steps), Some(&first)) = (self.steps.get(route), firsts.get(route)) else { continue };
                    let of_route = legs.iter_mut().skip(first).zip(steps);
                    of_route.filter(|(_, of)| **of == step).for_each(|(leg, _)| leg.fraction = fraction);
                }
            }
        }
        let cue = begun.checked_sub(1);
        let current = cue.and_then(|i| self.cues.get(i));
        Instant { when: current.and_then(|c| c.when), at: self.calendar_at(t, begun), cue, events, legs }
    }

    /// Whether an event, an index into the story's, has appeared at `instant`.
    pub fn has_come(&self, instant: &Instant, event: usize) -> bool {
        self.event_cues.get(event).copied().flatten().is_some_and(|of| instant.cue.is_some_and(|cue| of <= cue))
    }

    /// The calendar at `t` seconds, with `begun` cues begun.
    fn calendar_at(&self, t: f64, begun: usize) -> Option<DateTime> {
        let next = self.cues.get(begun);
        let Some(cue) = begun.checked_sub(1).and_then(|i| self.cues.get(i)) else {
            return next.and_then(|c| c.calendar).map(|c| c.0);
        };
        let Some((from, to)) = cue.calendar else { return next.and_then(|c| c.calendar).map(|c| c.0) };
        if t <= cue.end {
            let share = (t - cue.start) / (cue.end - cue.start).max(1e-9);
            return Some(later(from, days(from, to) * share));
        }
        let Some(Cue { start, calendar: Some((then, _)), .. }) = next else { return Some(to) };
        let share = (t - cue.end) / (start - cue.end).max(1e-9);
        Some(later(to, days(to, *then) * share.clamp(0.0, 1.0)))
    }

    /// The playhead at which the calendar reads `instant`: all that had happened by then has played.
    pub fn playhead_at(&self, instant: DateTime) -> Playhead {
        let mut playhead = 0.0;
        let mut before: Option<DateTime> = None;
        for cue in &self.cues {
            let Some((from, to)) = cue.calendar else {
                playhead = cue.end;
                continue;
            };
            if instant < from {
                if let Some(before) = before {
                    let share = days(before, instant) / days(before, from).max(1e-9);
                    playhead += (cue.start - playhead).max(0.0) * share.clamp(0.0, 0.999);
                }
                return Playhead(playhead);
            }
            if instant < to {
                let share = days(from, instant) / days(from, to).max(1e-9);
                return Playhead(cue.start + (cue.end - cue.start) * share);
            }
            playhead = cue.end;
            before = Some(to);
        }
        Playhead(if self.cues.is_empty() { 0.0 } else { self.duration_secs })
    }

    /// The end of the first cue that ends after `playhead`: the next thing has then fully played. The end of the story after the last.
    pub fn next(&self, playhead: Playhead) -> Playhead {
        let next = self.cues.iter().map(|c| c.end).find(|&end| end > playhead.0 + 1e-6);
        Playhead(next.unwrap_or(self.duration_secs))
    }

    /// The end of the last cue that ended before `playhead`, or the start.
    pub fn previous(&self, playhead: Playhead) -> Playhead {
        let previous = self.cues.iter().rev().map(|c| c.end).find(|&end| end < playhead.0 - 1e-6);
        Playhead(previous.unwrap_or(0.0))
    }

    /// The playhead at which a cue has fully played.
    pub fn after(&self, kind: CueKind) -> Option<Playhead> {
        self.cues.iter().find(|c| c.kind == kind).map(|c| Playhead(c.end))
    }
}

/// Slow at both ends, even between.
fn eased(x: f64) -> f64 {
    // A tenth of the way to speed up and to slow down.
    const EASE: f64 = 0.1;
    let top = 1.0 / (1.0 - EASE);
    if x < EASE {
        top * x * x / (2.0 * EASE)
    } else if x > 1.0 - EASE {
        1.0 - top * (1.0 - x) * (1.0 - x) / (2.0 * EASE)
    } else {
        top * (x - EASE / 2.0)
    }
}

fn drafts(reading: &Reading, routes: &[Route]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (i, event) in reading.events.iter().enumerate().filter(|(_, e)| e.when.is_some()) {
        let secs = if event.is_background { BACKGROUND_SECS } else { EVENT_SECS };
        drafts.push(Draft { kind: CueKind::Event(i), when: event.when, offset: event.span.start, secs });
    }
    for (i, (journey, route)) in reading.journeys.iter().zip(routes).enumerate() {
        let offset = journey.evidence.first().map_or(0, |s| s.start);
        let mut when = journey.stops.first().and_then(|s| s.when);
        for (step, stop) in journey.stops.iter().enumerate().skip(1) {
            // A stop keeps the date of the one before it where it has none, and never goes back in time.
            if let Some(own) = stop.when
                && when.is_none_or(|w: Range| own.start >= w.start)
            {
                when = Some(own);
            }
            let km = route.legs.iter().filter(|l| l.to.number == step + 1).map(|l| earth::distance(l.from.point, l.to.point).km());
            let secs = (1.6 + 2.4 * (km.fold(0.0, f64::max) / 10_000.0).sqrt()).clamp(1.6, 4.0);
            drafts.push(Draft { kind: CueKind::Step(i, step), when, offset: stop.evidence.first().map_or(offset, |s| s.start), secs });
        }
    }
    drafts
}

/// Sorts by date; what has none follows what stands before it in the text, and the steps of a route keep their order.
fn order(drafts: &mut Vec<Draft>) {
    drafts.sort_by_key(|d| (d.offset, step_of(d.kind)));
    let mut carried: Option<DateTime> = drafts.iter().find_map(|d| d.when).map(|r| r.start);
    let mut last_step: std::collections::BTreeMap<usize, Option<DateTime>> = std::collections::BTreeMap::new();
    let mut keyed: Vec<(Option<DateTime>, Draft)> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let mut key = draft.when.map(|r| r.start).or(carried);
        if let CueKind::Step(route, _) = draft.kind {
            let last = last_step.entry(route).or_insert(key);
            key = key.max(*last);
            *last = key;
        }
        if draft.when.is_some() {
            carried = key;
        }
        keyed.push((key, draft));
    }
    // Stable: at the same instant the coarser first (June before June 1), then the order of the text.
    keyed.sort_by_key(|(key, d)| (*key, std::cmp::Reverse(d.when.map_or(Grain::Day, |r| r.grain)), step_of(d.kind)));
    drafts.extend(keyed.into_iter().map(|(_, d)| d));
    let mut when: Option<Range> = None;
    for draft in drafts.iter_mut() {
        when = draft.when.or(when);
        draft.when = when;
    }
}

fn step_of(kind: CueKind) -> usize {
    match kind {
        CueKind::Event(_) => 0,
        CueKind::Step(_, step) => step,
    }
}

/// Gives each cue its stretch of the calendar: cues of one date share it evenly, and the calendar never runs back.
fn set_calendar(cues: &mut [Cue]) {
    let mut done: Option<DateTime> = None;
    let mut i = 0;
    while i < cues.len() {
        let when = cues.get(i).and_then(|c| c.when);
        let n = cues.iter().skip(i).take_while(|c| c.when == when).count().max(1);
        let next = cues.get(i + n).and_then(|c| c.when).map(|r| r.start);
        if let Some(range) = when {
            let low = done.map_or(range.start, |d| d.max(range.start));
            let high = next.map_or(range.end, |s| s.min(range.end)).max(low);
            let share = days(low, high) / n as f64;
            for (k, cue) in cues.iter_mut().skip(i).take(n).enumerate() {
                cue.calendar = Some((later(low, share * k as f64), later(low, share * (k + 1) as f64)));
            }
            done = Some(high);
        }
        i += n;
    }
}
