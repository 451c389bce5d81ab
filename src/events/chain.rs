//! Frames in, [`Journey`]s out: the clauses of one mover joined in the order of travel.

use super::clause::{Frame, FrameKind};
use super::lexicon::role;
use super::movers::{MoverId, MoverKind, Movers};
use super::reading::{Reading, Spot};
use super::{Journey, Status, StatusFound, Transport};
use crate::dates::Range;
use crate::earth::distance;
use crate::gazetteer::{Feature, Gazetteer, PlaceId};
use jiff::civil::DateTime;

/// What the chains are made of.
pub(super) struct Chains<'c, 't, 'a> {
    pub reading: &'c Reading<'t, 'a>,
    pub gazetteer: &'c Gazetteer,
    pub movers: &'c Movers<'a>,
    pub frames: &'c [Frame],
}

/// A stop while its journey is being built.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub spot: u32,
    pub when: Option<u32>,
    pub status: StatusFound,
    pub transport: Transport,
    /// Frames that tell of the leg that arrives here, or for the first stop of the start.
    pub frames: Vec<usize>,
    pub options: Vec<u32>,
    pub or: Option<u32>,
    /// How sure the leg that arrives here is.
    pub sure: f32,
    pub is_implied: bool,
}

/// Where a mover is known to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    spot: u32,
    sentence: u32,
    when: Option<u32>,
    frame: usize,
    is_life: bool,
    is_planned: bool,
}

/// How many sentences a place stays the default origin.
const REACH: u32 = 8;

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

    fn start(&self, timex: Option<u32>) -> Option<DateTime> {
        self.range(timex).map(|r| r.start)
    }

    /// Frames of a mover in order of time: dated ones by date, the others after the one told before them.
    fn in_order(&self, group: &[usize]) -> Vec<usize> {
        let mut keyed: Vec<(Option<DateTime>, u8, usize)> = Vec::with_capacity(group.len());
        let mut last: Option<DateTime> = None;
        for &f in group {
            let Some(frame) = self.frame(f) else { continue };
            let own = self.start(frame.timex);
            let died = frame.mover.and_then(|m| self.movers.get(m)).and_then(|m| m.died);
            if frame.roles & role::BORN != 0 {
                keyed.push((None, 0, f));
                continue;
            }
            if frame.roles & role::DIED != 0
                && own.is_none()
                && let Some(died) = self.start(died)
            {
                keyed.push((Some(died), 1, f));
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
            if is_storm && own.is_none() && frame.roles & role::TOWARD != 0 {
                // "heading for Cuba": after all positions it is known to have had.
                keyed.push((Some(DateTime::MAX), 1, f));
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
        // Only dates move frames; frames without any date before the first dated one keep their place in front.
        keyed.sort_by_key(|k| k.0);
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
            .filter(|_| !matches!(mover.kind, MoverKind::Storm));
        let mut path: Vec<Draft> = Vec::new();
        let mut position: Option<Position> = None;
        let mut done: Vec<Vec<Draft>> = Vec::new();
        let broken = group.iter().copied().find(|&f| self.frame(f).is_some_and(|x| x.kind == FrameKind::Break));
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
                        path.push(self.draft(goal, f, frame, 0.8, false));
                    } else if self.holds(end, goal)
                        && let Some(d) = path.last_mut()
                    {
                        d.spot = goal;
                    }
                }
                continue;
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
                path.push(self.draft(home, f, frame, 0.5, true));
                if let Some(home) = path.last_mut() {
                    home.when = None;
                }
                path.push(self.draft(back, f, frame, 0.5, true));
                position = Some(self.position(back, f, frame));
                continue;
            }
            let mut goals_sure = 1.0;
            if frame.goals.is_empty() && (frame.home || frame.roles & role::BACK != 0) {
                let back = home.or(path.first().map(|d| d.spot));
                if let Some(back) = back.filter(|&b| source.is_none_or(|s| !self.same_area(s, b))) {
                    goals.push((back, None));
                    goals_sure = 0.8;
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
                if let Some(here) = here.or(frame.scene).filter(|&h| !self.same_area(h, *source)) {
                    goals.push((here, None));
                    goals_sure = 0.5;
                }
            }
            if source.is_none()
                && let (Some(&(goal, _)), Some(last)) = (goals.last(), path.last_mut())
                && self.same_area(last.spot, goal)
            {
                // Told twice: what is finer or dated stays.
                if self.holds(last.spot, goal) {
                    last.spot = goal;
                }
                last.when = last.when.or(frame.timex);
                last.frames.push(f);
                continue;
            }
            let Some(source) = source else {
                if let Some(&(goal, _)) = goals.last()
                    && !matches!(frame.status.status, Status::Cancelled)
                {
                    self.flush(&mut path, &mut done);
                    path.push(self.draft(goal, f, frame, 1.0, false));
                    position = Some(self.position(goal, f, frame));
                }
                continue;
            };
            for &other in frame.sources.iter().skip(1) {
                // "from Ohio and Texas": each its own journey.
                if let Some(&(goal, _)) = goals.last().filter(|g| !self.same_area(g.0, other)) {
                    done.push(vec![self.draft(other, f, frame, sure, implied), self.draft(goal, f, frame, sure * goals_sure, false)]);
                }
            }
            let extends = path.last().is_some_and(|d| self.same_place(d.spot, source));
            if !extends {
                self.flush(&mut path, &mut done);
                let mut start = self.draft(source, f, frame, sure, implied);
                start.when = position.filter(|p| self.same_place(p.spot, source)).and_then(|p| p.when).or(frame.timex);
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
                let mut draft = self.draft(goal, f, frame, sure * goals_sure, false);
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
            self.break_off(b, &mut done);
        }
        for drafts in done {
            if let Some(journey) = self.journey(root, &drafts) {
                journeys.push(journey);
            }
        }
    }

    /// The home of a frame's mover, or of who goes along; cargo has none but its own.
    fn home_of(&self, frame: &Frame) -> Option<u32> {
        let mover = frame.mover.and_then(|m| self.movers.get(m))?;
        mover.home.or_else(|| frame.along.filter(|_| mover.kind != MoverKind::Cargo).and_then(|a| self.movers.get(a)).and_then(|m| m.home))
    }

    fn draft(&self, spot: u32, f: usize, frame: &Frame, sure: f32, is_implied: bool) -> Draft {
        Draft {
            spot,
            when: frame.timex,
            status: frame.status,
            transport: frame.transport,
            frames: vec![f],
            options: Vec::new(),
            or: None,
            sure,
            is_implied,
        }
    }

    fn position(&self, spot: u32, f: usize, frame: &Frame) -> Position {
        Position {
            spot,
            sentence: frame.sentence,
            when: frame.timex,
            frame: f,
            is_life: frame.roles & (role::BORN | role::LIFE | role::HOME) != 0,
            is_planned: matches!(frame.status.status, Status::Planned | Status::Possible),
        }
    }

    fn stay(&self, f: usize, frame: &Frame, path: &mut Vec<Draft>, position: &mut Option<Position>, done: &mut Vec<Vec<Draft>>) {
        let Some(goal) = frame.goals.first() else { return };
        let place = goal.toponym;
        let person = frame.mover.and_then(|m| self.movers.get(m)).filter(|m| m.kind == MoverKind::Person);
        if position.is_none_or(|p| p.sentence.abs_diff(frame.sentence) > 2)
            && path.len() < 2
            && frame.status.status == Status::Done
            && frame.roles & role::ABROAD != 0
            && let Some(from) = person.and_then(|m| m.home).filter(|&h| !self.same_area(h, place) && self.far(h, place))
        {
            // "The Danish minister was treated in Lima": she went there from home.
            path.clear();
            let mut start = self.draft(from, f, frame, 0.35, true);
            start.when = None;
            path.push(start);
            path.push(self.draft(place, f, frame, 0.35, true));
            *position = Some(self.position(place, f, frame));
            return;
        }
        if frame.roles & role::DIED != 0 {
            let from = position.filter(|p| p.is_life).map(|p| p.spot);
            if let Some(from) = from.filter(|&s| !self.same_area(s, place)) {
                if !path.last().is_some_and(|d| self.same_place(d.spot, from)) {
                    self.flush(path, done);
                    if let Some(p) = position
                        && let Some(start) = self.frame(p.frame)
                    {
                        path.push(self.draft(from, p.frame, start, 0.5, false));
                    }
                }
                path.push(self.draft(place, f, frame, 0.5, false));
            }
        } else if let Some(last) = path.last_mut().filter(|d| self.holds(d.spot, place)) {
            // "arrived in Peru … in Lima": the finer place is where the leg ended.
            if path_is_recent(last, f) {
                last.spot = place;
                last.when = last.when.or(frame.timex);
            }
        } else if let Some(last) = path.last_mut().filter(|d| self.same_place(d.spot, place)) {
            if last.when.is_none() {
                last.when = frame.timex;
            }
        } else if !path.last().is_some_and(|d| self.same_area(d.spot, place)) {
            self.flush(path, done);
        }
        *position = Some(self.position(place, f, frame));
    }

    /// The origin of a frame, how sure it is, and whether it is only implied.
    fn source(
        &self,
        frame: &Frame,
        position: Option<Position>,
        home: Option<u32>,
        path: &[Draft],
        kind: MoverKind,
    ) -> (Option<u32>, f32, bool) {
        if let Some(&s) = frame.sources.first() {
            return (Some(s), 0.95, false);
        }
        let goal = frame.goals.first().map(|g| g.toponym).or(frame.vias.first().copied());
        let fits = |s: u32| goal.is_none_or(|g| !self.same_area(s, g));
        if let Some(p) = position {
            let near = frame.sentence.saturating_sub(p.sentence) <= REACH || p.is_life;
            let order = match (self.start(p.when), self.start(frame.timex)) {
                (Some(a), Some(b)) => a <= b,
                _ => true,
            };
            let mood = !p.is_planned || matches!(frame.status.status, Status::Planned | Status::Possible | Status::Cancelled);
            if near && order && mood && fits(p.spot) {
                return (Some(p.spot), 0.7, true);
            }
            if goal.is_some_and(|g| self.same_area(p.spot, g)) && path.len() <= 1 && kind == MoverKind::Person {
                // Told twice: fall through to the home.
            } else if !fits(p.spot) {
                return (None, 0.0, true);
            }
        }
        let home_fits =
            matches!(kind, MoverKind::Person | MoverKind::Named | MoverKind::Vehicle) && frame.roles & (role::GO | role::CARRY) != 0;
        if home_fits && let Some(h) = home.filter(|&h| fits(h)) {
            return (Some(h), 0.5, true);
        }
        if frame.roles & role::FROM_SCENE != 0
            && (frame.is_passive || frame.roles & role::AWAY != 0)
            && matches!(kind, MoverKind::Person | MoverKind::Named | MoverKind::Cargo)
            && let Some(scene) = frame.scene.filter(|&s| fits(s) && goal.is_some())
        {
            return (Some(scene), 0.4, true);
        }
        (None, 0.0, true)
    }

    fn flush(&self, path: &mut Vec<Draft>, done: &mut Vec<Vec<Draft>>) {
        if path.len() >= 2 {
            done.push(std::mem::take(path));
        } else {
            path.clear();
        }
    }

    /// A crash or a sinking: the leg under way was not finished; where the place is told, it ended there.
    fn break_off(&self, b: usize, done: &mut Vec<Vec<Draft>>) {
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
        let from = n.checked_sub(2).and_then(|i| path.get(i)).cloned();
        if let (Some(place), Some(from)) = (place, from)
            && !self.same_area(from.spot, place)
            && self.far(from.spot, place)
        {
            let mut reached = self.draft(place, b, frame, 0.7, false);
            reached.status = StatusFound { status: Status::Done, cue: None, may_change: None };
            let mut start = from;
            start.status.status = Status::Done;
            done.push(vec![start, reached]);
        }
    }

    fn near_spots(&self, a: u32, b: u32) -> bool {
        self.same_area(a, b) || !self.far(a, b)
    }

    /// More than a short hop apart.
    fn far(&self, a: u32, b: u32) -> bool {
        matches!((self.spot(a).and_then(|s| s.point), self.spot(b).and_then(|s| s.point)), (Some(p), Some(q)) if distance(p, q).km() > 50.0)
    }

    fn same_place(&self, a: u32, b: u32) -> bool {
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (self.spot(a), self.spot(b)) else { return false };
        if a.place.is_some() && a.place == b.place {
            return true;
        }
        matches!((a.point, b.point), (Some(p), Some(q)) if distance(p, q).km() < 0.2)
    }

    /// Whether two places are one, or one lies in the other.
    fn same_area(&self, a: u32, b: u32) -> bool {
        if self.same_place(a, b) {
            return true;
        }
        let (Some(a), Some(b)) = (self.spot(a), self.spot(b)) else { return false };
        self.place_holds(a.place, b.place) || self.place_holds(b.place, a.place) || is_within_city(a, b) || is_within_city(b, a)
    }

    fn holds(&self, outer: u32, inner: u32) -> bool {
        matches!((self.spot(outer), self.spot(inner)), (Some(a), Some(b)) if self.place_holds(a.place, b.place))
    }

    /// Whether `outer` is the country or unit of `inner`.
    pub(super) fn place_holds(&self, outer: Option<PlaceId>, inner: Option<PlaceId>) -> bool {
        matches!((outer, inner), (Some(outer), Some(inner)) if self.gazetteer.contains(outer, inner))
    }
}

/// Whether a site or district lies in a city: movement between the two is none on a map.
fn is_within_city(city: &Spot, site: &Spot) -> bool {
    city.feature == Some(Feature::City)
        && matches!(site.feature, Some(Feature::Site | Feature::District))
        && matches!((city.point, site.point), (Some(p), Some(q)) if distance(p, q).km() < 12.0)
}

/// Whether the last stop was told by one of the few frames before frame `f`.
fn path_is_recent(last: &Draft, f: usize) -> bool {
    last.frames.last().is_some_and(|&l| f.saturating_sub(l) <= 6)
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
