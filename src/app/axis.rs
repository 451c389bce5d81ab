//! Zoom and pan of the timeline, and steps along it by units of the calendar.

use crate::story::{Playhead, Story};
use jiff::{Span, ToSpan};

/// How far the axis is zoomed in at most: a month of a year is then as wide as the window.
const MOST_ZOOM: f32 = 24.0;
/// The playhead is kept this far inside the ends of the axis, in points: its mark keeps its name.
const MARGIN: f32 = 120.0;
/// A step is seen: a two-hundredth of the axis, four points of a usual window.
const LEAST_STEP: f64 = 1.0 / 200.0;

/// What the timeline should do at its next frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wish {
    /// Zoom by this factor around the playhead.
    Zoom(f32),
    /// Show all of it.
    Whole,
}

/// Which part of the axis shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    /// How many times as wide as its panel the axis is; 1 or more.
    pub zoom: f32,
    /// Where the panel begins, as a share of the axis.
    pub left: f32,
}

impl Default for Window {
    fn default() -> Window {
        Window { zoom: 1.0, left: 0.0 }
    }
}

impl Window {
    /// Whether less than the whole axis shows.
    pub fn is_zoomed(&self) -> bool {
        self.zoom > 1.001
    }

    /// Zooms by `factor`; what is at `share` of the panel stays there.
    pub fn zoom_at(&mut self, factor: f32, share: f32) {
        let at = self.left + share / self.zoom;
        self.zoom = (self.zoom * factor).clamp(1.0, MOST_ZOOM);
        self.left = at - share / self.zoom;
        self.hold();
    }

    /// Moves by a share of the panel.
    pub fn pan(&mut self, share: f32) {
        self.left += share / self.zoom;
        self.hold();
    }

    /// Brings `x`, points from the left of a panel `width` wide, into sight.
    pub fn follow(&mut self, x: f32, width: f32) {
        let margin = MARGIN.min(width / 4.0);
        let over = if x < margin {
            x - margin
        } else if x > width - margin {
            x - (width - margin)
        } else {
            return;
        };
        self.pan(over / width.max(1.0));
    }

    fn hold(&mut self) {
        self.left = self.left.clamp(0.0, 1.0 - 1.0 / self.zoom);
    }
}

/// The playhead `n` units of the calendar later, or earlier where `n` is negative. The unit is the smallest whose step is seen on the axis:
/// where days are apart, a day; in an empty stretch, years. `None` where nothing is dated.
pub(super) fn stepped(story: &Story, playhead: Playhead, n: i32) -> Option<Playhead> {
    let at = story.playback.at(playhead).at?;
    let (first, last) = story.timeline.span()?;
    let position = |at| story.timeline.position(at);
    let units: [(Span, i32); 7] =
        [(1.hour(), 3), (1.day(), 1), (1.week(), 1), (1.month(), 1), (1.year(), 1), (10.years(), 1), (100.years(), 1)];
    for (unit, times) in units {
        // Beyond the calendar lies nothing of the story.
        let step = |n: i32| unit.checked_mul(i64::from(n) * i64::from(times)).ok().and_then(|span| at.checked_add(span).ok());
        let Some(next) = step(n.signum()) else { continue };
        if (position(next) - position(at)).abs() < LEAST_STEP && next > first && next < last {
            continue;
        }
        let to = step(n)?.clamp(first, last);
        let stepped = story.playback.playhead_at(to);
        if stepped != playhead {
            return Some(stepped);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let mut window = Window::default();
        window.zoom_at(4.0, 0.75);
        assert_eq!(window, Window { zoom: 4.0, left: 0.5625 });
        assert!((window.left + 0.75 / window.zoom - 0.75).abs() < 1e-6);
        window.pan(9.0);
        assert_eq!(window.left, 0.75);
        window.zoom_at(0.01, 0.2);
        assert_eq!(window, Window::default());
        window.zoom_at(1e9, 0.5);
        assert!(window.zoom <= MOST_ZOOM && window.is_zoomed());
    }

    #[test]
    fn the_playhead_is_brought_into_sight() {
        let mut window = Window { zoom: 4.0, left: 0.5 };
        window.follow(500.0, 1000.0);
        assert_eq!(window.left, 0.5);
        window.follow(1200.0, 1000.0);
        assert!(window.left > 0.5 && window.left <= 0.75);
        window.follow(-9000.0, 1000.0);
        assert_eq!(window.left, 0.0);
    }

    #[test]
    fn a_step_is_the_smallest_unit_that_is_seen() {
        let words =
            "July 1, 2018\n\nThey met in Oslo on June 3, 2018. They left for Rome on June 9, 2018. They came to Cairo on June 28, 2018.";
        let story = Story::new(Article::from_text(words), Gazetteer::embedded());
        let day = |p: Playhead| story.playback.at(p).at.map(|at| at.date());
        let start = story.playback.next(Playhead(0.0));
        let later = stepped(&story, start, 1).expect("the story is dated");
        let (from, to) = (day(start).unwrap(), day(later).unwrap());
        assert!(to > from && (to - from).get_days() <= 2, "{from} {to}");
        let far = stepped(&story, start, 10).unwrap();
        assert!(day(far).unwrap() > to);
        assert!(stepped(&story, later, -1).unwrap() < later);
        // From the end there is nowhere to go, and that is no step.
        let end = Playhead(story.playback.duration_secs);
        assert!(stepped(&story, end, 1).is_none_or(|p| p <= end));
    }
}
