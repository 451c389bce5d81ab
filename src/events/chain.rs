//! Frames in, [`Journey`]s out: the clauses of one mover joined in the order of travel.

use super::clause::{Frame, FrameKind};
pub(super) use super::drafts::{Draft, Position};
use super::lexicon::role;
use super::movers::{MoverId, MoverKind, Movers};
use super::reading::{Reading, Spot};
use super::{Implied, Journey, Status};
use crate::dates::Range;
use crate::gazetteer::Gazetteer;
use crate::places::ToponymKind;
use jiff::civil::{Date, DateTime};

/// What the chains are made of.
pub(super) struct Chains<'c, 't, 'a> {
    pub reading: &'c Reading<'t, 'a>,
    pub gazetteer: &'c Gazetteer,
    pub movers: &'c Movers<'a>,
    pub frames: &'c [Frame],
    /// The country whose institutions the article begins with.
    pub nation: Option<u32>,
    pub published: Option<Date>,
}

/// How many sentences a place stays the default origin.
pub(super) const REACH: u32 = 8;

impl Chains<'_, '_, '_> {
    /// Builds the journeys, by their first sentence.
    pub(super) fn journeys(&self) -> Vec<Journey> {
        let roots = self.roots();
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); roots.len()];
        let mut order: Vec<MoverId> = Vec::new();
        for (f, frame) in self.frames.iter().enumerate() {
            if let Some(id) = frame.mover {
                let root = root_of(&roots, id);
                if let Some(group) = groups.get_mut(root.0 as usize) {
                    if group.is_empty() {
                        order.push(root);
                    }
                    group.push(f);
                }
            }
        }
        let mut journeys = Vec::new();
        for root in order {
            let Some(group) = groups.get(root.0 as usize) else { continue };
            self.chain(root, group, &mut journeys);
        }
        journeys.sort_by_key(|j| j.evidence.first().map_or(0, |s| s.start));
        self.without_repeats(journeys)
    }

    pub(super) fn frame(&self, idx: usize) -> Option<&Frame> {
        self.frames.get(idx)
    }

    pub(super) fn spot(&self, idx: u32) -> Option<&Spot> {
        self.reading.spots.get(idx as usize)
    }

    /// Who travels together: carrier and carried are one mover.
    fn roots(&self) -> Vec<u32> {
        let mut roots: Vec<u32> = (0..self.movers.all.len() as u32).collect();
        // "a tropical depression", "the system": words for the storm that has a name.
        if let Some(storm) = self.movers.storm() {
            for (mover, root) in self.movers.all.iter().zip(roots.iter_mut()) {
                if mover.kind == MoverKind::Storm && !mover.is_named && !mover.is_plural {
                    *root = (*root).min(storm.0);
                }
            }
        }
        let remains = self.movers.all.iter().enumerate().filter_map(|(i, m)| Some((MoverId(i as u32), m.of?)));
        for (dead, owner) in remains {
            let (a, b) = (root_of(&roots, dead), root_of(&roots, owner));
            if let Some(slot) = roots.get_mut(a.0.max(b.0) as usize) {
                *slot = a.0.min(b.0);
            }
        }
        for frame in self.frames {
            if let (Some(a), Some(b)) = (frame.mover, frame.along) {
                let kind = |id: MoverId| self.movers.get(id).map(|m| m.kind);
                if matches!(kind(b), Some(MoverKind::Person | MoverKind::Vehicle | MoverKind::Named)) {
                    let (ra, rb) = (root_of(&roots, a), root_of(&roots, b));
                    if let Some(slot) = roots.get_mut(rb.0.max(ra.0) as usize) {
                        *slot = ra.0.min(rb.0);
                    }
                }
            }
        }
        roots
    }

    pub(super) fn range(&self, timex: Option<u32>) -> Option<Range> {
        let t = self.reading.timexes.get(timex? as usize)?;
        t.range
    }

    pub(super) fn start(&self, timex: Option<u32>) -> Option<DateTime> {
        self.range(timex).map(|r| r.start)
    }

    fn chain(&self, root: MoverId, group: &[usize], journeys: &mut Vec<Journey>) {
        let Some(mover) = self.movers.get(root) else { return };
        let is_storm = mover.kind == MoverKind::Storm;
        let home = group
            .iter()
            .filter_map(|&f| self.frame(f))
            .flat_map(|x| {
                let cargo = x.mover.and_then(|m| self.movers.get(m)).is_some_and(|m| m.kind == MoverKind::Cargo);
                [x.mover, x.along.filter(|_| !cargo)]
            })
            .flatten()
            .chain([root])
            .find_map(|m| self.movers.get(m).and_then(|m| m.home))
            .or(self.nation.filter(|_| mover.is_head_of_state))
            .filter(|_| !matches!(mover.kind, MoverKind::Storm));
        let mut path: Vec<Draft> = Vec::new();
        let mut position: Option<Position> = None;
        let mut done: Vec<Vec<Draft>> = Vec::new();
        let broken = self.break_of(group);
        for f in self.in_order(group) {
            let Some(frame) = self.frame(f) else { continue };
            let is_stay = frame.kind == FrameKind::Stay;
            if frame.kind == FrameKind::Break {
                continue;
            }
            if is_stay && !is_storm {
                self.stay(f, frame, &mut path, &mut position, &mut done);
                continue;
            }
            let kind = frame.mover.and_then(|m| self.movers.get(m)).map_or(mover.kind, |m| m.kind);
            let own_home = self.home_of(frame).or(home.filter(|_| kind != MoverKind::Cargo));
            if is_storm
                && let Some(last) = path
                    .last()
                    .map(|d| d.spot)
                    .filter(|_| frame.sources.first().is_none_or(|&s| path.iter().any(|d| self.near_spots(d.spot, s))))
            {
                // A storm is one track, in order of time.
                for goal in frame.vias.iter().copied().chain(frame.goals.iter().map(|g| g.toponym)) {
                    let end = path.last().map_or(last, |d| d.spot);
                    if !self.same_area(end, goal) && !path.iter().any(|d| self.same_place(d.spot, goal)) {
                        path.push(self.draft(goal, f, frame, 0.8, None));
                    } else if self.holds(end, goal)
                        && let Some(d) = path.last_mut()
                    {
                        d.spot = goal;
                        d.when = frame.timex.or(d.when);
                    } else if self.same_place(end, goal)
                        && frame.status.status == Status::Planned
                        && let Some(d) = path.last_mut()
                    {
                        d.when = frame.timex.or(d.when); // "approaching Cuba … landfall on Saturday"
                    }
                }
                continue;
            }
            let is_empty = frame.goals.is_empty() && frame.sources.is_empty() && frame.vias.is_empty() && !frame.home;
            if is_empty && frame.roles & role::BACK == 0 && path.is_empty() && position.is_some_and(|p| p.is_life) {
                continue; // "left a message": nothing of where somebody lived.
            }
            let is_dead = position.and_then(|p| self.frame(p.frame)).is_some_and(|x| x.roles & role::DIED != 0)
                || frame.mover.and_then(|m| self.movers.get(m)).is_some_and(|m| m.is_of_the_dead);
            if frame.roles & role::BURIED != 0 && frame.sources.is_empty() && !is_dead {
                continue; // Where somebody was before death does not say from where the body came.
            }
            let (source, sure, implied) = self.source(frame, position, own_home, &path, kind);
            if frame.goals.is_empty() && frame.sources.is_empty() && !frame.home && !frame.vias.is_empty() && path.is_empty() {
                continue; // "crossed the Channel": neither from nor to.
            }
            let mut goals: Vec<(u32, Option<u32>)> = frame.vias.iter().map(|&v| (v, None)).collect();
            goals.extend(frame.goals.iter().map(|g| (g.toponym, g.or)));
            if goals.is_empty()
                && frame.sources.is_empty()
                && frame.roles & role::BACK != 0
                && !frame.home
                && let ([left], Some(home)) = (&path[..], home)
                && left.frames.first().and_then(|&f| self.frame(f)).is_some_and(|f| f.roles & role::AWAY != 0)
                && !self.same_area(left.spot, home)
            {
                // "left Mali in 2011, then returned": home in between.
                let back = left.spot;
                path.push(self.draft(home, f, frame, 0.5, Some(Implied::Home)));
                if let Some(home) = path.last_mut() {
                    home.when = None;
                }
                path.push(self.draft(back, f, frame, 0.5, Some(Implied::Start)));
                position = Some(self.position(back, f, frame));
                continue;
            }
            let mut goals_sure = 1.0;
            let mut goal_implied = None;
            if frame.goals.is_empty() && (frame.home || frame.roles & role::BACK != 0) {
                let back = home.map(|h| (h, Implied::Home)).or(path.first().map(|d| (d.spot, Implied::Start)));
                if let Some((back, why)) = back.filter(|&(b, _)| source.is_none_or(|s| !self.same_area(s, b))) {
                    goals.push((back, None));
                    goals_sure = 0.8;
                    goal_implied = Some(why);
                }
            }
            if goals.is_empty()
                && frame.roles & (role::HITHER | role::BACK) != 0
                && let Some(source) = frame.sources.first()
            {
                // "came from Ghana": to where the mover, or the story, is.
                let here = position
                    .filter(|p| !p.is_life && frame.sentence.saturating_sub(p.sentence) <= REACH)
                    .map(|p| p.spot)
                    .filter(|&p| !self.same_area(p, *source));
                let here = here.map(|h| (h, Implied::LastTold));
                let at_home = own_home.filter(|_| frame.roles & (role::BACK | role::CARRY) == 0).map(|h| (h, Implied::Home));
                if let Some((here, why)) =
                    here.or(at_home).or(frame.scene.map(|s| (s, Implied::Scene))).filter(|&(h, _)| !self.same_area(h, *source))
                {
                    goals.push((here, None));
                    goals_sure = 0.5;
                    goal_implied = Some(why);
                }
            }
            if goals.is_empty()
                && frame.roles & role::HOMEWARD != 0
                && let (Some(&source), Some(home)) = (frame.sources.first(), own_home)
                && self.spot(home).is_some_and(|h| h.is_country() || h.kind == ToponymKind::Demonym)
                && !self.same_area(home, source)
            {
                // "smuggled the Danes out of Iran": home.
                goals.push((home, None));
                goals_sure = 0.5;
                goal_implied = Some(Implied::Home);
            }
            if source.is_none()
                && let (Some(&(goal, _)), Some(last)) = (goals.last(), path.last_mut())
                && self.same_area(last.spot, goal)
            {
                // Told twice: what is finer or dated stays.
                let told = last.frames.first().and_then(|&l| self.frame(l));
                let left = told.is_some_and(|l| l.roles & role::AWAY != 0 && l.sentence != frame.sentence);
                if left && frame.timex.is_some() && frame.roles & role::AWAY == 0 {
                    // "left for Asia on Monday … arrived in Tokyo on Tuesday": the day is the arrival's.
                    last.when = frame.timex;
                    last.frames.insert(0, f);
                } else {
                    last.when = last.when.or(frame.timex);
                    last.frames.push(f);
                }
                if self.holds(last.spot, goal) {
                    last.spot = goal;
                }
                continue;
            }
            if frame.goals.is_empty()
                && frame.sources.is_empty()
                && !frame.home
                && !frame.vias.is_empty()
                && self.goes_by(f, frame, &mut path)
            {
                continue; // "She flew by way of Rome": between the ends told before.
            }
            let (source, sure) = match source {
                // "will visit Oslo, Bergen and Rome": the first place is where the legs told begin.
                None if goals.len() > 1
                    && (frame.roles & role::GO != 0 || frame.is_passive)
                    && frame.is_tour
                    && goals.iter().all(|g| g.1.is_none()) =>
                {
                    (Some(goals.remove(0).0), 0.6)
                }
                source => (source, sure),
            };
            let Some(source) = source else {
                if let Some(&(goal, _)) = goals.last()
                    && !matches!(frame.status.status, Status::Cancelled)
                {
                    self.flush(&mut path, &mut done);
                    path.push(self.draft(goal, f, frame, 1.0, None));
                    position = Some(self.position(goal, f, frame));
                }
                continue;
            };
            for &other in frame.sources.iter().skip(1) {
                // "from Ohio and Texas": each its own journey.
                if let Some(&(goal, _)) = goals.last().filter(|g| !self.same_area(g.0, other)) {
                    done.push(vec![self.draft(other, f, frame, sure, implied), self.draft(goal, f, frame, sure * goals_sure, None)]);
                }
            }
            let extends = path.last().is_some_and(|d| self.same_place(d.spot, source));
            if !extends {
                self.flush(&mut path, &mut done);
                let mut start = self.draft(source, f, frame, sure, implied);
                let known = position.filter(|p| self.same_place(p.spot, source));
                let was_before = known.and_then(|p| self.frame(p.frame)).is_some_and(|x| x.is_earlier);
                start.when = known.and_then(|p| p.when).or(frame.timex.filter(|_| !was_before));
                path.push(start);
            } else if let Some(last) = path.last_mut() {
                if last.when.is_none() {
                    last.when = frame.timex;
                }
                if last.frames.is_empty() {
                    last.frames.push(f);
                }
            }
            if frame.roles & role::DIVERT != 0 && path.len() >= 2 {
                // The leg under way was not finished.
                let mut lost = path.clone();
                if let Some(last) = lost.last_mut() {
                    last.status.status = Status::Cancelled;
                    last.status.cue = Some(self.reading.span(frame.trigger, frame.trigger + 1));
                }
                let tail = lost.split_off(lost.len().saturating_sub(2));
                done.push(tail);
                path.pop();
            }
            let from = path.last().map(|d| d.spot);
            let mut previous: Option<u32> = from;
            let mut added = 0;
            for (goal, or) in goals {
                if let Some(or) = or
                    && added > 0
                {
                    if let Some(last) = path.last_mut() {
                        last.options.push(goal);
                        last.or = last.or.or(Some(or));
                    }
                    continue;
                }
                if previous.is_some_and(|p| self.same_area(p, goal)) {
                    continue;
                }
                let mut draft = self.draft(goal, f, frame, sure * goals_sure, goal_implied);
                if frame.is_interrupted {
                    draft.status.status = Status::Cancelled;
                }
                path.push(draft);
                previous = Some(goal);
                added += 1;
            }
            let last_status = path.last().map(|d| d.status.status);
            if added > 0 && last_status == Some(Status::Cancelled) {
                // The mover stays where it was.
                let mut lost = path.clone();
                let tail = lost.split_off(lost.len().saturating_sub(added + 1));
                done.push(tail);
                path.truncate(path.len().saturating_sub(added));
            }
            if let Some(last) = path.last() {
                position = Some(self.position(last.spot, f, frame));
            }
        }
        self.flush(&mut path, &mut done);
        if let Some(b) = broken {
            if is_storm {
                self.die_down(b, &mut done);
            } else {
                self.break_off(b, &mut done);
            }
        }
        for drafts in done {
            if let Some(journey) = self.journey(root, &drafts) {
                journeys.push(journey);
            }
        }
    }
}

fn root_of(roots: &[u32], id: MoverId) -> MoverId {
    let mut at = id.0;
    while let Some(&up) = roots.get(at as usize) {
        if up == at {
            break;
        }
        at = up;
    }
    MoverId(at)
}
