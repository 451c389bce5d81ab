//! The frames of one mover in, the same in the order of travel out.

use super::Status;
use super::chain::Chains;
use super::clause::{Frame, FrameKind};
use super::lexicon::role;
use super::movers::MoverKind;
use jiff::civil::DateTime;

impl Chains<'_, '_, '_> {
    /// Frames of a mover in order of time: dated ones by date, the others after the one told before them.
    pub(super) fn in_order(&self, group: &[usize]) -> Vec<usize> {
        let mut keyed: Vec<(Option<DateTime>, u8, usize)> = Vec::with_capacity(group.len());
        let mut last: Option<DateTime> = None;
        let mut toward: Vec<(Option<DateTime>, u8, usize)> = Vec::new();
        // Where remains travel, life goes on after death.
        let has_remains = group.iter().filter_map(|&g| self.frame(g)?.mover).any(|m| self.movers.get(m).is_some_and(|m| m.is_of_the_dead));
        for &f in group {
            let Some(frame) = self.frame(f) else { continue };
            let own = self.start(frame.timex);
            let died = frame.mover.and_then(|m| self.movers.get(m)).and_then(|m| m.died);
            if frame.roles & role::BORN != 0 {
                keyed.push((None, 0, f));
                continue;
            }
            if frame.roles & role::DIED != 0 && own.is_none() && !(died.is_none() && has_remains) {
                // The end of a life, wherever the text tells it.
                keyed.push((Some(self.start(died).unwrap_or(DateTime::MAX)), 1, f));
                continue;
            }
            if frame.roles & role::SEEN != 0 && own.is_none() {
                keyed.push((None, 0, f)); // "last seen" is before all else that is told of the missing.
                continue;
            }
            if frame.roles & role::BURIED != 0 && own.is_none() {
                keyed.push((Some(DateTime::MAX), 2, f));
                continue;
            }
            let is_storm = frame.mover.and_then(|m| self.movers.get(m)).is_some_and(|m| m.kind == MoverKind::Storm);
            let dated_elsewhere = |goal: u32| {
                group
                    .iter()
                    .filter_map(|&g| self.frame(g))
                    .any(|x| x.timex.is_some() && x.goals.first().is_some_and(|y| self.same_place(y.toponym, goal)))
            };
            if is_storm && own.is_none() && frame.goals.first().is_some_and(|g| dated_elsewhere(g.toponym)) {
                continue; // The headline says where, the story also when.
            }
            if frame.in_title && own.is_none() && self.is_retold(frame, group) {
                continue; // The story tells it better.
            }
            let is_had = |x: &&Frame| matches!(x.status.status, Status::Done | Status::Ongoing);
            let latest = || group.iter().filter_map(|&g| self.frame(g)).filter(is_had).filter_map(|x| self.start(x.timex)).max();
            let is_foreseen = frame.roles & role::TOWARD != 0 || own.is_some() && frame.status.status == Status::Planned;
            if is_storm && is_foreseen && own.is_none_or(|day| latest().is_some_and(|l| day.date() <= l.date())) {
                // "heading for Cuba": after all positions it is known to have had, before those that are forecast for a day.
                let latest = latest();
                toward.push((latest.or(last), 1, f));
                continue;
            }
            let key = own.or(last);
            if own.is_some() {
                last = own;
            }
            let rank = if frame.is_first {
                0
            } else if frame.home {
                2
            } else {
                1
            };
            keyed.push((key, rank, f));
        }
        keyed.extend(toward);
        // Only dates move frames; frames without any date before the first dated one keep their place in front.
        keyed.sort_by_key(|k| k.0);
        // "arrived today, after he had been held in Lima": what was before stands before, inside one sentence.
        for at in 1..keyed.len() {
            let earlier =
                |k: &(Option<DateTime>, u8, usize)| self.frame(k.2).filter(|x| x.is_earlier && x.timex.is_none()).map(|x| x.sentence);
            let Some(sentence) = keyed.get(at).and_then(earlier) else { continue };
            let goes_back = |k: &(Option<DateTime>, u8, usize)| self.frame(k.2).is_some_and(|x| x.sentence == sentence && !x.is_earlier);
            let n = keyed.get(..at).map_or(0, |before| before.iter().rev().take_while(|k| goes_back(k)).count());
            if let Some(run) = keyed.get_mut(at - n..=at) {
                run.rotate_right(1);
            }
        }
        // "first" and "home" move inside one plan.
        let mut out: Vec<(Option<DateTime>, u8, usize)> = Vec::with_capacity(keyed.len());
        for item in keyed {
            let planned = |f: usize| self.frame(f).is_some_and(|x| x.status.status == Status::Planned && x.kind == FrameKind::Move);
            let mut at = out.len();
            while at > 0 {
                let Some(&before) = out.get(at - 1) else { break };
                if planned(before.2) && planned(item.2) && before.1 > item.1 && before.1 == 2 {
                    at -= 1;
                } else {
                    break;
                }
            }
            out.insert(at, item);
        }
        out.into_iter().map(|x| x.2).collect()
    }

    /// Whether the story below a headline tells its movement again.
    fn is_retold(&self, headline: &Frame, group: &[usize]) -> bool {
        let ends = |f: &Frame| f.goals.iter().map(|g| g.toponym).chain(f.sources.iter().copied()).collect::<Vec<u32>>();
        let told = ends(headline);
        let mut others = group.iter().filter_map(|&g| self.frame(g)).filter(|x| !x.in_title && x.kind == FrameKind::Move);
        others.any(|x| !told.is_empty() && told.iter().all(|&t| ends(x).iter().any(|&o| self.same_area(t, o))))
    }
}
