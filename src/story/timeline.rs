//! The axis of time: calendar in, position along the axis out, with empty stretches compressed.

use jiff::civil::DateTime;

/// An empty stretch of the calendar that the axis compresses, and says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// First instant left out.
    pub start: DateTime,
    /// Last instant left out.
    pub end: DateTime,
    /// Where the gap begins on the axis, 0 to 1.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// A stretch of the axis that runs evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    start: DateTime,
    end: DateTime,
    from: f64,
    to: f64,
}

/// The axis of a story's time. Empty where nothing is dated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    stretches: Vec<Stretch>,
    /// The compressed stretches, in order.
    pub gaps: Vec<Gap>,
}

impl Timeline {
    /// Whether nothing is dated.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// First and last instant of the axis.
    pub fn span(&self) -> Option<(DateTime, DateTime)> {
        Some((self.stretches.first()?.start, self.stretches.last()?.end))
    }

    /// The even stretches as (start, end, from, to): calendar instants and positions 0 to 1, in order.
    pub fn stretches(&self) -> impl Iterator<Item = (DateTime, DateTime, f64, f64)> + '_ {
        self.stretches.iter().map(|s| (s.start, s.end, s.from, s.to))
    }

    /// Where `instant` lies on the axis, 0 to 1; clamped. 0 on an empty axis.
    pub fn position(&self, instant: DateTime) -> f64 {
        let _ = instant;
        0.0
    }

    /// The instant at a position 0 to 1; inside a gap it runs evenly over the empty time. `None` on an empty axis.
    pub fn instant(&self, position: f64) -> Option<DateTime> {
        let _ = position;
        None
    }
}
