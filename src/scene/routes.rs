//! The legs of journeys as lines: casing, quiet way to come, bright way behind, dashes and dots by status, arrowheads.

use super::cast::{Actor, progress};
use super::icons::{self, Body};
use super::projection::Projection;
use super::track::Track;
use super::{Color, Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Stroke};
use crate::events::{Status, Transport};
use crate::story::{Certainty, CueKind, Instant, Leg, RouteStop, Story, Target};
use std::collections::BTreeMap;

/// A leg found under a view, ready to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct DrawnLeg<'a> {
    pub route: usize,
    pub leg: usize,
    pub of: &'a Leg,
    /// Its line, on one copy of the world.
    pub track: Track,
    /// Where on the track the drawn part begins and where an arrowhead's tip lies, clear of the pins.
    pub from: f32,
    pub to: f32,
    /// How far along the track the mover is.
    pub travelled: f32,
    /// 0 not begun, 1 arrived.
    pub fraction: f64,
    /// Brightness of the way behind, at its start and at its head.
    trail: (f32, f32),
    /// Whether its journey is told plainly.
    pub certainty: Certainty,
    /// Opacity of the whole: less for the branches not chosen, and for what is not sure.
    strength: f32,
}

/// Length of the fade out of and into areas, in points. Source: visual.md, Routes.
const FADE: f32 = 24.0;

/// Opacity of the legs of a journey that is not told plainly.
pub(crate) const UNSURE: f32 = 0.5;

/// An ongoing leg is somewhere on its way; where is not known. The head stands here.
const ONGOING_SHARE: f64 = 0.6;

impl DrawnLeg<'_> {
    pub fn status(&self) -> Status {
        self.of.status.status
    }

    /// Whether the mover is on this leg just now.
    pub fn is_under_way(&self) -> bool {
        self.fraction > 0.0 && (self.fraction < 1.0 || self.status() == Status::Ongoing) && self.status() != Status::Cancelled
    }

    /// How much of the line shows at `distance`: it fades out of areas and into them.
    fn presence(&self, distance: f32) -> f32 {
        let fade = |is_area: bool, d: f32| if is_area { (d / FADE).clamp(0.0, 1.0) } else { 1.0 };
        // A leg no longer than the fade itself would vanish.
        if self.to - self.from < FADE * 1.5 {
            return self.strength;
        }
        let into = fade(self.of.to.is_area, self.to - distance).max(0.25);
        fade(self.of.from.is_area, distance - self.from).min(into) * self.strength
    }
}

/// Finds the legs of `story` under a projection, once for each copy of the world that shows them.
pub(crate) fn legs<'a>(
    story: &'a Story,
    instant: &Instant,
    actors: &[Actor],
    projection: &Projection,
    options: &Options,
    sizes: &Sizes,
) -> Vec<DrawnLeg<'a>> {
    let current = instant.cue.and_then(|c| story.playback.cues.get(c)).map(|c| c.kind);
    let radii = Radii::of(actors);
    let mut found = Vec::new();
    for (route_idx, route) in story.routes.iter().enumerate() {
        let last_begun = (0..route.legs.len())
            .filter(|&l| progress(instant, route_idx, l) > 0.0)
            .filter_map(|l| route.legs.get(l))
            .map(|l| l.to.number)
            .max();
        for (leg_idx, leg) in route.legs.iter().enumerate() {
            let track = Track::new(projection.great_circle(leg.from.point, leg.to.point));
            let Some(bounds) = track.bounds() else { continue };
            let fraction = match leg.status.status {
                Status::Ongoing => progress(instant, route_idx, leg_idx) * ONGOING_SHARE,
                _ => progress(instant, route_idx, leg_idx),
            };
            let is_current = matches!(current, Some(CueKind::Step(r, s)) if r == route_idx && s + 1 == leg.to.number);
            let age = last_begun.unwrap_or(0).saturating_sub(leg.to.number) as f32;
            let head = if is_current { 1.0 } else { (1.0 - 0.06 * age).max(0.85) };
            let trail = ((head - 0.25).max(0.70), head);
            let from = radii.clearance(&leg.from, sizes, 0.0);
            let length = track.length();
            let to = (length - radii.clearance(&leg.to, sizes, 4.0)).max(from);
            let strength = match route.certainty {
                _ if is_passed_over(story, options, route_idx, leg_idx) => 0.3,
                Certainty::Sure => 1.0,
                _ => UNSURE,
            };
            for dx in projection.copies(&bounds.grown(30.0)) {
                let track = track.moved(dx);
                let travelled = track.share(fraction as f32);
                let certainty = route.certainty;
                found.push(DrawnLeg {
                    route: route_idx,
                    leg: leg_idx,
                    of: leg,
                    track,
                    from,
                    to,
                    travelled,
                    fraction,
                    trail,
                    certainty,
                    strength,
                });
            }
        }
    }
    found
}

/// Whether the user has selected another branch of the same fork.
fn is_passed_over(story: &Story, options: &Options, route: usize, leg: usize) -> bool {
    let Some(Target::Leg(r, l)) = options.selected else { return false };
    let legs = story.routes.get(route).map(|r| (r.legs.get(l), r.legs.get(leg)));
    matches!(legs, Some((Some(chosen), Some(this))) if r == route && l != leg && chosen.is_branch && this.is_branch && chosen.option != this.option)
}

/// Radii of pins, found by what stops at them.
struct Radii<'a> {
    by_place: BTreeMap<usize, f32>,
    /// Of stops that are no place of the story.
    others: Vec<&'a Actor>,
}

impl<'a> Radii<'a> {
    fn of(actors: &'a [Actor]) -> Radii<'a> {
        let mut radii = Radii { by_place: BTreeMap::new(), others: Vec::new() };
        for actor in actors {
            match actor.target {
                Some(Target::Place(place)) => {
                    radii.by_place.entry(place).or_insert(actor.radius());
                }
                Some(Target::Journey(_)) => radii.others.push(actor),
                _ => {}
            }
        }
        radii
    }

    /// How far from a stop's point a line keeps: the pin's edge, and `more`.
    fn clearance(&self, stop: &RouteStop, sizes: &Sizes, more: f32) -> f32 {
        let radius = match stop.story_place {
            Some(place) => self.by_place.get(&place).copied(),
            None => self.others.iter().find(|a| a.point == stop.point).map(|a| a.radius()),
        };
        match radius.unwrap_or(0.0) {
            0.0 => 0.0,
            radius => (radius + more) * sizes.pin,
        }
    }
}

/// Draws the lines of `legs`, those not begun below, then those travelled.
pub(crate) fn routes(legs: &[DrawnLeg<'_>], options: &Options, sizes: &Sizes) -> Layer {
    let mut layer = Layer::new("routes");
    for leg in legs {
        let target = Some(Target::Leg(leg.route, leg.leg));
        // The marker of the selected thing lies under everything of its line.
        let is_marked = options.selected == target || options.selected == Some(Target::Journey(leg.route));
        let is_hovered = options.hovered == target || options.hovered == Some(Target::Journey(leg.route));
        if is_marked || is_hovered {
            let opacity = options.theme.accent_ring_opacity() * if is_marked { 1.0 } else { 0.5 };
            push(
                &mut layer,
                target,
                leg.track.slice(leg.from, leg.to),
                Stroke::round(options.theme.accent_ring.at(opacity), 12.0 * sizes.line),
            );
        }
    }
    for leg in legs {
        casing(&mut layer, leg, options, sizes);
    }
    for leg in legs {
        way_to_come(&mut layer, leg, options, sizes);
    }
    for leg in legs {
        way_behind(&mut layer, leg, options, sizes);
        arrow(&mut layer, leg, options, sizes);
    }
    layer
}

fn push(layer: &mut Layer, target: Option<Target>, points: Vec<PicturePoint>, stroke: Stroke) {
    if points.len() > 1 {
        layer.push_for(target, Shape::line(points, stroke));
    }
}

/// Where the line stops: at the back of the arrowhead, if there is one.
fn line_end(leg: &DrawnLeg<'_>, sizes: &Sizes) -> f32 {
    (leg.to - arrow_length(leg, sizes).map_or(0.0, |l| l - 1.0)).max(leg.from)
}

/// 10 long; half the leg where the leg is under 24; none under 12, and none where nobody went.
fn arrow_length(leg: &DrawnLeg<'_>, sizes: &Sizes) -> Option<f32> {
    let length = leg.to - leg.from;
    if leg.status() == Status::Cancelled || leg.of.transport == Transport::Storm || length < 12.0 {
        return None;
    }
    Some((10.0 * sizes.line).min(length / 2.0))
}

/// Cuts a stretch into parts of even presence: short ones where it fades, one where it does not.
fn parts(leg: &DrawnLeg<'_>, from: f32, to: f32) -> Vec<(f32, f32, f32)> {
    let mut cuts = vec![from];
    for (is_area, low, high) in [(leg.of.from.is_area, leg.from, leg.from + FADE), (leg.of.to.is_area, leg.to - FADE, leg.to)] {
        if is_area {
            let mut d = low;
            while d <= high {
                cuts.push(d);
                d += 3.0;
            }
            cuts.push(high);
        }
    }
    cuts.push(to);
    cuts.retain(|&c| c >= from && c <= to);
    cuts.sort_by(f32::total_cmp);
    let pairs = cuts.windows(2).filter_map(|w| if let [a, b] = *w { (b > a).then_some((a, b)) } else { None });
    pairs.map(|(a, b)| (a, b, leg.presence((a + b) / 2.0))).collect()
}

fn casing(layer: &mut Layer, leg: &DrawnLeg<'_>, options: &Options, sizes: &Sizes) {
    let target = Some(Target::Leg(leg.route, leg.leg));
    let end = line_end(leg, sizes);
    let is_thin = leg.status() == Status::Cancelled;
    let behind = if is_thin { leg.from } else { leg.travelled.clamp(leg.from, end) };
    for (from, to, width) in [(leg.from, behind, 6.0 * sizes.line), (behind, end, 4.5 * sizes.line)] {
        for (a, b, presence) in parts(leg, from, to) {
            push(layer, target, leg.track.slice(a, b), Stroke::solid(options.theme.paper.at(0.8 * presence), width));
        }
    }
}

fn way_to_come(layer: &mut Layer, leg: &DrawnLeg<'_>, options: &Options, sizes: &Sizes) {
    let (theme, end) = (options.theme, line_end(leg, sizes));
    let target = Some(Target::Leg(leg.route, leg.leg));
    let color = theme.status(leg.status());
    let start = leg.travelled.max(leg.from);
    match leg.status() {
        Status::Cancelled => {
            for (a, b, presence) in parts(leg, leg.from, end) {
                push(layer, target, leg.track.slice(a, b), Stroke::solid(color.at(presence), 1.25 * sizes.line));
            }
            let middle = leg.track.at((leg.from + end) / 2.0);
            layer.push_for(
                target,
                icons::cross(middle, 7.0 * sizes.line, Stroke::round(theme.paper.at(0.8 * leg.strength), 4.5 * sizes.line)),
            );
            layer.push_for(target, icons::cross(middle, 7.0 * sizes.line, Stroke::round(color.at(leg.strength), 1.5 * sizes.line)));
        }
        Status::Possible => dots(layer, leg, (start, end), |d| color.over(theme.paper, 0.8).at(leg.presence(d)), 1.1 * sizes.line, sizes),
        Status::Done | Status::Ongoing | Status::Planned => {
            let stroke = |d| Stroke::solid(color.over(theme.paper, 0.8).at(leg.presence(d)), 1.5 * sizes.line);
            dashes(layer, leg, (start, end), (6.0 * sizes.line, 4.0 * sizes.line), stroke);
        }
    }
}

fn way_behind(layer: &mut Layer, leg: &DrawnLeg<'_>, options: &Options, sizes: &Sizes) {
    let (theme, end) = (options.theme, line_end(leg, sizes).min(leg.travelled));
    if end <= leg.from || leg.status() == Status::Cancelled {
        return;
    }
    let target = Some(Target::Leg(leg.route, leg.leg));
    let color = theme.status(leg.status());
    let (start_brightness, head_brightness) = leg.trail;
    let bright = |d: f32| {
        let share = (d - leg.from) / (leg.travelled - leg.from).max(1.0);
        color.over(theme.paper, start_brightness + (head_brightness - start_brightness) * share)
    };
    match leg.status() {
        Status::Possible => dots(layer, leg, (leg.from, end), |d| bright(d).at(leg.presence(d)), 1.75 * sizes.line, sizes),
        Status::Planned => {
            let stroke = |d| Stroke::solid(bright(d).at(leg.presence(d)), 3.0 * sizes.line);
            dashes(layer, leg, (leg.from, end), (9.0 * sizes.line, 4.0 * sizes.line), stroke);
        }
        Status::Done | Status::Ongoing | Status::Cancelled => {
            for (a, b, presence) in parts(leg, leg.from, end) {
                let is_faded = presence < 1.0;
                // Solid colours and round ends overlap without a seam; where the line fades, short butt ends meet.
                let n = if is_faded { 1 } else { (((b - a) / 24.0).ceil() as usize).clamp(1, 16) };
                for i in 0..n {
                    let (from, to) = (a + (b - a) * i as f32 / n as f32, a + (b - a) * (i + 1) as f32 / n as f32);
                    let color = bright((from + to) / 2.0).at(presence);
                    let stroke = if is_faded { Stroke::solid(color, 3.0 * sizes.line) } else { Stroke::round(color, 3.0 * sizes.line) };
                    push(layer, target, leg.track.slice(from, to), stroke);
                }
            }
        }
    }
}

fn dashes(layer: &mut Layer, leg: &DrawnLeg<'_>, (from, to): (f32, f32), (dash, gap): (f32, f32), stroke: impl Fn(f32) -> Stroke) {
    let target = Some(Target::Leg(leg.route, leg.leg));
    let period = dash + gap;
    // Dashes keep their places while the head moves over them.
    let mut start = leg.from + ((from - leg.from) / period).floor().max(0.0) * period;
    while start < to {
        let (a, b) = (start.max(from), (start + dash).min(to));
        if b - a > 0.5 {
            push(layer, target, leg.track.slice(a, b), stroke((a + b) / 2.0));
        }
        start += period;
    }
}

fn dots(layer: &mut Layer, leg: &DrawnLeg<'_>, (from, to): (f32, f32), color: impl Fn(f32) -> Color, radius: f32, sizes: &Sizes) {
    let target = Some(Target::Leg(leg.route, leg.leg));
    let period = 8.0 * sizes.line;
    let mut d = leg.from + period / 2.0 + ((from - leg.from) / period).ceil().max(0.0) * period;
    while d < to {
        layer.push_for(target, Shape::disc(leg.track.at(d), radius, color(d)));
        d += period;
    }
}

fn arrow(layer: &mut Layer, leg: &DrawnLeg<'_>, options: &Options, sizes: &Sizes) {
    let Some(length) = arrow_length(leg, sizes) else { return };
    let is_there = leg.travelled >= leg.to - length;
    let theme = options.theme;
    let color = theme.status(leg.status()).over(theme.paper, if is_there { leg.trail.1 } else { 0.8 }).at(leg.strength);
    let tip = leg.track.at(leg.to);
    let heading = leg.track.at((leg.to - length).max(0.0)).angle_to(tip);
    let target = Some(Target::Leg(leg.route, leg.leg));
    for shape in icons::arrowhead(tip, heading, length, color, theme.paper.at(leg.strength), body(leg.status())) {
        layer.push_for(target, shape);
    }
}

fn body(status: Status) -> Body {
    match status {
        Status::Done | Status::Ongoing => Body::Filled,
        Status::Planned | Status::Possible | Status::Cancelled => Body::Hollow,
    }
}

/// Draws the moving heads, and the signs of storms where they are.
pub(crate) fn heads(legs: &[DrawnLeg<'_>], options: &Options, sizes: &Sizes) -> (Layer, Vec<(PictureRect, usize)>) {
    let mut layer = Layer::new("heads");
    let mut spots = Vec::new();
    for (i, leg) in legs.iter().enumerate() {
        let is_next_begun =
            || legs.iter().skip(i + 1).any(|l| l.route == leg.route && l.of.to.number > leg.of.to.number && l.fraction > 0.0);
        let is_storm_at_rest = leg.of.transport == Transport::Storm && leg.fraction >= 1.0 && !is_next_begun();
        if !leg.is_under_way() && !is_storm_at_rest {
            continue;
        }
        let at = leg.track.at(leg.travelled);
        let theme = options.theme;
        let color = theme.status(leg.status()).at(leg.strength);
        let stand =
            icons::Stand { at, heading: leg.track.heading(leg.travelled), scale: sizes.line, is_southern: leg.of.to.point.lat() < 0.0 };
        for shape in icons::head(leg.of.transport, stand, color, theme.paper.at(leg.strength), body(leg.status())) {
            layer.push_for(Some(Target::Journey(leg.route)), shape);
        }
        spots.push((PictureRect::around(at, 14.0 * sizes.line), leg.route));
    }
    (layer, spots)
}
