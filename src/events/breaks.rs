//! Legs and a frame of grief in, the legs as they ended out: broken off, forecast no more.

use super::chain::{Chains, Draft, REACH};
use super::clause::FrameKind;
use super::{Status, StatusFound};
use crate::dates::Grain;

impl Chains<'_, '_, '_> {
    /// The frame that tells how the mover came to grief: the first, or one with a day that stands in the sentence of a movement.
    pub(super) fn break_of(&self, group: &[usize]) -> Option<usize> {
        let breaks = || group.iter().copied().filter(|&f| self.frame(f).is_some_and(|x| x.kind == FrameKind::Break));
        let beside = |f: usize| {
            self.frame(f)
                .filter(|x| x.timex.is_some())
                .is_some_and(|x| group.iter().filter_map(|&g| self.frame(g)).any(|y| y.kind == FrameKind::Move && y.sentence == x.sentence))
        };
        breaks().find(|&f| beside(f)).or_else(|| breaks().next())
    }

    /// A storm that is over: it no longer comes where it was forecast.
    pub(super) fn die_down(&self, b: usize, done: &mut [Vec<Draft>]) {
        let Some(frame) = self.frame(b) else { return };
        for draft in done.iter_mut().flatten().filter(|d| matches!(d.status.status, Status::Planned | Status::Possible)) {
            draft.status = StatusFound { status: Status::Cancelled, cue: frame.status.cue, may_change: None };
        }
    }

    /// A crash or a sinking: the leg under way was not finished; where the place is told, it ended there.
    pub(super) fn break_off(&self, b: usize, done: &mut Vec<Vec<Draft>>) {
        let Some(frame) = self.frame(b) else { return };
        let near = |d: &[Draft]| {
            d.iter().flat_map(|x| &x.frames).filter_map(|&f| self.frame(f)).any(|f| f.sentence.abs_diff(frame.sentence) <= REACH)
        };
        let Some(path) = done.iter_mut().rev().find(|d| near(d)) else { return };
        let n = path.len();
        let Some(last) = path.last_mut() else { return };
        if matches!(last.status.status, Status::Planned | Status::Possible | Status::Cancelled) && n > 2 {
            return;
        }
        let place = frame.goals.first().map(|g| g.toponym);
        if place.is_some_and(|p| self.same_area(p, last.spot)) {
            return; // It came to grief at its goal.
        }
        last.status = StatusFound { status: Status::Cancelled, cue: frame.status.cue, may_change: None };
        last.frames.push(b);
        if let Some(first) = path.first_mut().filter(|_| n == 2)
            && frame.timex.is_some()
            && self.range(frame.timex).is_some_and(|r| r.grain <= Grain::Month)
        {
            first.when = frame.timex;
        }
        let from = n.checked_sub(2).and_then(|i| path.get(i)).cloned();
        if let (Some(place), Some(from)) = (place, from)
            && !self.same_area(from.spot, place)
            && self.far(from.spot, place)
        {
            let mut reached = self.draft(place, b, frame, 0.7, None);
            reached.status = StatusFound { status: Status::Done, cue: None, may_change: None };
            let mut start = from;
            start.status.status = Status::Done;
            done.push(vec![start, reached]);
        }
    }
}
