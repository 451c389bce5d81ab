//! A frame in, the place it starts from out: told, where the mover was, its home, the scene of the story.

use super::chain::{Chains, Draft, Position, REACH};
use super::clause::Frame;
use super::lexicon::role;
use super::movers::MoverKind;
use super::{Implied, Status};
use crate::earth::distance;

impl Chains<'_, '_, '_> {
    /// The home of a frame's mover, or of who goes along; cargo has none but its own.
    pub(super) fn home_of(&self, frame: &Frame) -> Option<u32> {
        let mover = frame.mover.and_then(|m| self.movers.get(m))?;
        mover.home.or_else(|| frame.along.filter(|_| mover.kind != MoverKind::Cargo).and_then(|a| self.movers.get(a)).and_then(|m| m.home))
    }

    pub(super) fn stay(&self, f: usize, frame: &Frame, path: &mut Vec<Draft>, position: &mut Option<Position>, done: &mut Vec<Vec<Draft>>) {
        let Some(goal) = frame.goals.first() else {
            self.flush(path, done);
            *position = None;
            return;
        };
        let place = goal.toponym;
        let person = frame.mover.and_then(|m| self.movers.get(m)).filter(|m| m.kind == MoverKind::Person);
        if position.is_none_or(|p| p.is_life || p.sentence.abs_diff(frame.sentence) > 2)
            && path.len() < 2
            && matches!(frame.status.status, Status::Done | Status::Planned)
            && frame.roles & role::ABROAD != 0
            && let Some(from) =
                person.filter(|m| !m.is_plural).and_then(|m| m.home).filter(|&h| !self.same_area(h, place) && self.far(h, place))
        {
            // "The Danish minister was treated in Lima": she went there from home.
            path.clear();
            let mut start = self.draft(from, f, frame, 0.35, Some(Implied::Home));
            start.when = None;
            path.push(start);
            path.push(self.draft(place, f, frame, 0.35, None));
            *position = Some(self.position(place, f, frame));
            return;
        }
        if frame.roles & role::FOUND != 0
            && let Some(seen) = position.filter(|p| self.frame(p.frame).is_some_and(|x| x.roles & (role::SEEN | role::AWAY) != 0))
            && !self.same_area(seen.spot, place)
            && let Some(told) = self.frame(seen.frame)
        {
            // "was last seen in Oslo … was found in Bergen": how she came there is not told, that she did is.
            self.flush(path, done);
            path.push(self.draft(seen.spot, seen.frame, told, 0.45, None));
            let mut end = self.draft(place, f, frame, 0.45, None);
            if end.when.is_none() {
                // "was found dead on Monday … She was found in a hostel": one is found once.
                let told = |x: &&Frame| x.roles & role::FOUND != 0 && x.mover == frame.mover && x.timex.is_some();
                end.when = self.frames.iter().take(f).rev().find(told).and_then(|x| x.timex);
            }
            path.push(end);
        } else if frame.roles & role::DIED != 0 {
            let from = position.filter(|p| p.is_life).map(|p| p.spot);
            if let Some(from) = from.filter(|&s| !self.same_area(s, place)) {
                if !path.last().is_some_and(|d| self.same_place(d.spot, from)) {
                    self.flush(path, done);
                    if let Some(p) = position
                        && let Some(start) = self.frame(p.frame)
                    {
                        path.push(self.draft(from, p.frame, start, 0.5, None));
                    }
                }
                path.push(self.draft(place, f, frame, 0.5, None));
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

    /// The origin of a frame, how sure it is, and why it is the origin where the frame does not say so.
    pub(super) fn source(
        &self,
        frame: &Frame,
        position: Option<Position>,
        home: Option<u32>,
        path: &[Draft],
        kind: MoverKind,
    ) -> (Option<u32>, f32, Option<Implied>) {
        if let Some(&s) = frame.sources.first() {
            return (Some(s), 0.95, None);
        }
        let goal = frame.goals.first().map(|g| g.toponym).or(frame.vias.first().copied());
        let fits = |s: u32| goal.is_none_or(|g| !self.same_area(s, g));
        // What a life is told from birth on, starts nowhere that was told before.
        let life_from = frame.mover.and_then(|m| self.movers.get(m)).and_then(|m| m.life_from);
        let is_retold = |p: &Position| !p.is_life && life_from.is_some_and(|s| p.sentence < s && s <= frame.sentence);
        if let Some(p) = position.filter(|p| !is_retold(p)) {
            let near = (frame.sentence.saturating_sub(p.sentence) <= REACH || p.is_life) && !self.looks_back(frame, &p);
            let order = match (self.start(p.when), self.start(frame.timex)) {
                (Some(a), Some(b)) => a <= b,
                _ => true,
            };
            let mood = !p.is_planned || matches!(frame.status.status, Status::Planned | Status::Possible | Status::Cancelled);
            if near && order && mood && fits(p.spot) {
                return (Some(p.spot), 0.7, Some(Implied::LastTold));
            }
            if goal.is_some_and(|g| self.same_area(p.spot, g)) && path.len() <= 1 && kind == MoverKind::Person {
                // Told twice: fall through to the home.
            } else if !fits(p.spot) {
                return (None, 0.0, None);
            }
        }
        // "a shipment from Peru": cargo has no home but what is told of itself.
        let of_itself = kind == MoverKind::Cargo && frame.mover.and_then(|m| self.movers.get(m)).is_some_and(|m| m.home.is_some());
        let travels = of_itself || matches!(kind, MoverKind::Person | MoverKind::Named | MoverKind::Vehicle);
        let home_fits = travels && frame.roles & (role::GO | role::CARRY) != 0;
        if home_fits && let Some(h) = home.filter(|&h| fits(h) && !self.is_out_of_range(frame, h)) {
            return (Some(h), 0.5, Some(Implied::Home));
        }
        // Where the article is told from, for who is told of nowhere else.
        let told_here = frame.here.filter(|&s| !self.is_old(frame) && fits(s) && goal.is_some_and(|g| self.far(s, g)));
        if frame.roles & role::GO != 0
            && frame.roles & (role::HOME | role::STAY | role::LIFE) == 0
            && matches!(kind, MoverKind::Person | MoverKind::Named)
            && let Some(here) = told_here
        {
            return (Some(here), 0.4, Some(Implied::ToldFrom));
        }
        if frame.roles & role::FROM_SCENE != 0
            && (frame.is_passive || frame.roles & role::AWAY != 0)
            && matches!(kind, MoverKind::Person | MoverKind::Named | MoverKind::Cargo)
            && let Some(scene) = frame.scene.filter(|&s| fits(s) && goal.is_some())
        {
            return (Some(scene), 0.4, Some(Implied::Scene));
        }
        (None, 0.0, None)
    }
}

impl Chains<'_, '_, '_> {
    /// "met him in Esk … toured Peru in May of last year": where somebody is in the news is not where an older journey began.
    fn looks_back(&self, frame: &Frame, known: &Position) -> bool {
        known.when.is_none()
            && !known.is_life
            && frame.roles & (role::LIFE | role::BACK) == 0
            && frame.sentence != known.sentence
            && self.is_old(frame)
            && !self.frame(known.frame).is_some_and(|f| f.is_earlier)
    }

    /// Whether a frame is dated long before the article appeared.
    fn is_old(&self, frame: &Frame) -> bool {
        self.start(frame.timex).zip(self.published).is_some_and(|(at, p)| (p - at.date()).get_days() > PAST_DAYS)
    }

    /// "American helicopters landed in Peru": whose they are, but they did not fly from there.
    fn is_out_of_range(&self, frame: &Frame, home: u32) -> bool {
        let label = frame.mover.and_then(|m| self.movers.get(m)).map_or("", |m| self.reading.text.of(m.label));
        let flies_low = label.split(' ').any(|w| matches!(w, "helicopter" | "helicopters" | "chopper" | "choppers"));
        let point = |spot: u32| self.spot(spot).and_then(|s| s.point);
        let goal = frame.goals.first().and_then(|g| point(g.toponym));
        flies_low && matches!((point(home), goal), (Some(a), Some(b)) if distance(a, b).km() > HELICOPTER_KM)
    }
}

/// How many days before publication a journey is no part of the news.
const PAST_DAYS: i32 = 60;

/// How far a helicopter flies without a tanker, in kilometres: heavy transports have about 700.
const HELICOPTER_KM: f64 = 1000.0;

/// Whether the last stop was told by one of the few frames before frame `f`.
fn path_is_recent(last: &Draft, f: usize) -> bool {
    last.frames.last().is_some_and(|&l| f.saturating_sub(l) <= 6)
}
