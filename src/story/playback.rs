//! The order of playing: playhead seconds in, what has happened and how far each leg has come out.
//!
//! Paced by event and not by calendar: each event holds, each leg takes its time, idle stretches pass quickly.

use crate::dates::Range;
use jiff::civil::DateTime;

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

/// The order of playing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Playback {
    /// What plays, by time of playing.
    pub cues: Vec<Cue>,
    /// Length in seconds; 0 where nothing plays.
    pub duration_secs: f64,
}

impl Playback {
    /// The story at `playhead`; clamped to the ends.
    pub fn at(&self, playhead: Playhead) -> Instant {
        let _ = playhead;
        Instant::default()
    }

    /// The playhead at which the calendar reads `instant`: all that had happened by then has played.
    pub fn playhead_at(&self, instant: DateTime) -> Playhead {
        let _ = instant;
        Playhead(0.0)
    }

    /// The start of the next cue after `playhead`, or the end.
    pub fn next(&self, playhead: Playhead) -> Playhead {
        let _ = playhead;
        Playhead(self.duration_secs)
    }

    /// The start of the last cue before `playhead`, or the start.
    pub fn previous(&self, playhead: Playhead) -> Playhead {
        let _ = playhead;
        Playhead(0.0)
    }
}
