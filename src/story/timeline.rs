//! The axis of time: calendar in, position along the axis out, with empty stretches compressed.

use super::Reading;
use crate::dates::Range;
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// An empty stretch is compressed when it is longer than this many days,
const GAP_MIN_DAYS: f64 = 60.0;
/// and longer than this share of the stretch it lies in.
const GAP_MIN_SHARE: f64 = 0.4;
/// No more than this many gaps: beyond it an axis is no axis.
const MAX_GAPS: usize = 5;
/// Width of a gap as a share of the axis.
const GAP_WIDTH: f64 = 0.05;
/// Least width of a stretch as a share of the axis.
const STRETCH_MIN_WIDTH: f64 = 0.08;

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
    /// Lays out the axis for everything that `reading` dates, and the publication date.
    pub(super) fn new(reading: &Reading, published: Option<Range>) -> Timeline {
        let mut marks: Vec<(Range, f64)> = Vec::new();
        for event in &reading.events {
            marks.extend(event.when.map(|r| (r, if event.is_background { 0.3 } else { 1.0 })));
        }
        for journey in &reading.journeys {
            let stops = journey.stops.iter().chain(journey.forks.iter().flat_map(|f| &f.options));
            marks.extend(stops.filter_map(|s| s.when).map(|r| (r, 1.0)));
        }
        if marks.is_empty() {
            return Timeline::default();
        }
        marks.extend(published.map(|r| (r, 0.5)));
        Timeline::of(marks)
    }

    fn of(mut marks: Vec<(Range, f64)>) -> Timeline {
        marks.sort_by_key(|(r, _)| (r.start, r.end));
        let mut clusters = vec![marks];
        // Cut at the widest empty stretch of any cluster until none is wide enough.
        while clusters.len() <= MAX_GAPS {
            let widest = clusters.iter().enumerate().filter_map(|(i, c)| widest_gap(c).map(|(at, days)| (i, at, days)));
            let Some((i, at, _)) = widest.max_by(|a, b| a.2.total_cmp(&b.2)) else { break };
            let Some(cluster) = clusters.get_mut(i) else { break };
            let tail = cluster.split_off(at);
            clusters.insert(i + 1, tail);
        }
        let weights: Vec<f64> = clusters.iter().map(|c| 1.0 + c.iter().map(|(_, w)| w).sum::<f64>()).collect();
        let widths = widths(&weights);
        let mut timeline = Timeline::default();
        let mut from = 0.0;
        for (cluster, width) in clusters.iter().zip(widths) {
            let (start, end) = padded(cluster);
            if let Some(last) = timeline.stretches.last() {
                timeline.gaps.push(Gap { start: last.end, end: start, from: last.to, to: last.to + GAP_WIDTH });
                from = last.to + GAP_WIDTH;
            }
            timeline.stretches.push(Stretch { start, end, from, to: from + width });
        }
        if let Some(last) = timeline.stretches.last_mut() {
            last.to = 1.0;
        }
        timeline
    }

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

    /// Stretches and gaps together, in order.
    fn pieces(&self) -> impl Iterator<Item = (DateTime, DateTime, f64, f64)> + '_ {
        self.stretches.iter().enumerate().flat_map(|(i, s)| {
            let gap = self.gaps.get(i).map(|g| (g.start, g.end, g.from, g.to));
            [Some((s.start, s.end, s.from, s.to)), gap].into_iter().flatten()
        })
    }

    /// Where `instant` lies on the axis, 0 to 1; clamped. 0 on an empty axis.
    pub fn position(&self, instant: DateTime) -> f64 {
        let mut position = 0.0;
        for (start, end, from, to) in self.pieces() {
            if instant < start {
                break;
            }
            position = from + (to - from) * (days(start, instant) / days(start, end).max(1e-9)).min(1.0);
        }
        position
    }

    /// The instant at a position 0 to 1; inside a gap it runs evenly over the empty time. `None` on an empty axis.
    pub fn instant(&self, position: f64) -> Option<DateTime> {
        let position = position.clamp(0.0, 1.0);
        let (start, end, from, to) = self.pieces().find(|p| position <= p.3)?;
        let share = if to > from { ((position - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        Some(later(start, days(start, end) * share))
    }
}

/// Days from `a` to `b`, with fractions.
pub(super) fn days(a: DateTime, b: DateTime) -> f64 {
    b.duration_since(a).as_secs_f64() / 86_400.0
}

/// `start` moved by `days`, kept within the calendar.
pub(super) fn later(start: DateTime, days: f64) -> DateTime {
    start.saturating_add(SignedDuration::from_secs((days * 86_400.0).clamp(-4e11, 4e11) as i64))
}

/// The widest empty stretch of sorted `marks` worth compressing: the index after it, and its days.
fn widest_gap(marks: &[(Range, f64)]) -> Option<(usize, f64)> {
    let first = marks.first()?.0.start;
    let last = marks.iter().map(|m| m.0.end).max()?;
    let whole = days(first, last);
    let mut end = first;
    let mut widest: Option<(usize, f64)> = None;
    for (i, (range, _)) in marks.iter().enumerate() {
        let gap = days(end, range.start);
        if gap > GAP_MIN_DAYS && gap > GAP_MIN_SHARE * whole && widest.is_none_or(|w| gap > w.1) {
            widest = Some((i, gap));
        }
        end = end.max(range.end);
    }
    widest
}

/// Start and end of a cluster with some air around it.
fn padded(marks: &[(Range, f64)]) -> (DateTime, DateTime) {
    let start = marks.iter().map(|m| m.0.start).min().unwrap_or_default();
    let end = marks.iter().map(|m| m.0.end).max().unwrap_or_default();
    let length = days(start, end);
    // A lone day stands between three days before and after; else a twentieth on each side.
    let pad = if length <= 1.5 { 3.0 } else { (length * 0.05).max(0.5) };
    (later(start, -pad), later(end, pad))
}

/// Widths of the stretches by weight, none too narrow; with the gaps they fill 0 to 1.
fn widths(weights: &[f64]) -> Vec<f64> {
    let room = 1.0 - GAP_WIDTH * (weights.len().saturating_sub(1)) as f64;
    let total: f64 = weights.iter().sum();
    let raised: Vec<f64> = weights.iter().map(|w| (room * w / total.max(1e-9)).max(STRETCH_MIN_WIDTH)).collect();
    let sum: f64 = raised.iter().sum();
    raised.iter().map(|w| w * room / sum.max(1e-9)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Grain;
    use jiff::civil::date;

    fn day(y: i16, m: i8, d: i8) -> (Range, f64) {
        (Range::day(date(y, m, d)).unwrap(), 1.0)
    }

    fn years(from: i16, to: i16) -> (Range, f64) {
        let (start, end) = (date(from, 1, 1).at(0, 0, 0, 0), date(to + 1, 1, 1).at(0, 0, 0, 0));
        (Range { start, end, grain: Grain::Year }, 0.3)
    }

    #[test]
    fn empty_years_are_compressed_and_said() {
        let t = Timeline::of(vec![day(2018, 6, 12), years(1950, 1953), day(2018, 7, 27), day(2018, 7, 15)]);
        assert_eq!(t.gaps.len(), 1);
        let gap = t.gaps[0];
        assert!(gap.end.year() - gap.start.year() == 64, "{gap:?}");
        let june = t.position(date(2018, 6, 12).at(0, 0, 0, 0));
        assert!(june > gap.to && june < t.position(date(2018, 7, 27).at(0, 0, 0, 0)));
    }

    #[test]
    fn positions_and_instants_are_inverse_and_in_order() {
        let t = Timeline::of(vec![day(2018, 6, 12), years(1950, 1953), day(2018, 7, 27), day(2030, 1, 1)]);
        let mut before = None;
        for i in 0..=200 {
            let p = f64::from(i) / 200.0;
            let at = t.instant(p).unwrap();
            assert!((t.position(at) - p).abs() < 1e-3, "{p} {at} {}", t.position(at));
            assert!(before.is_none_or(|b| b <= at));
            before = Some(at);
        }
    }

    #[test]
    fn a_single_day_has_an_axis() {
        let t = Timeline::of(vec![day(2020, 2, 29)]);
        assert!((t.position(date(2020, 2, 29).at(12, 0, 0, 0)) - 0.5).abs() < 0.01);
        assert_eq!(t.gaps.len(), 0);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_break_the_axis() {
        let t = Timeline::of(vec![years(-9999, -9990), years(9000, 9998)]);
        assert!(t.instant(0.0).is_some() && t.instant(1.0).is_some());
    }
}
