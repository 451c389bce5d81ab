//! Events and legs on the axis: dots where a day is known, bands as long as a coarser date, numbered stops of journeys.

use super::super::cast::told_by;
use super::super::plates::fitted;
use super::super::source_tags;
use super::super::words::{self, Year};
use super::{Anchor, Face, Frame, Hotspot, Layer, PicturePoint, PictureRect, Shape, StripKind, Stroke, dot, fonts};
use crate::dates::{Grain, Range};
use crate::events::{Status, Transport};
use crate::language::tr_with;
use crate::story::{Story, Target};

/// The size of the tags of articles on the axis, in points.
const TAG: f32 = 10.0;

/// Something with a date.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub target: Target,
    pub status: Status,
    pub name: String,
    pub when: Range,
    /// Number of the stop, on a journey of three or more.
    pub number: Option<usize>,
    pub accessible: String,
    /// The article that tells it, where the story is of several.
    pub source: Option<usize>,
}

/// What a mark covers on the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Span {
    /// A day: its noon.
    Day(f32),
    /// Anything coarser.
    Band(f32, f32),
}

impl Mark {
    fn span(&self, frame: &Frame<'_>) -> Span {
        let (from, to) = (frame.x(self.when.start), frame.x(self.when.end));
        let hours = self.when.end.duration_since(self.when.start).as_hours();
        if self.when.grain <= Grain::Day && hours <= 24 { Span::Day((from + to) / 2.0) } else { Span::Band(from, to.max(from + 3.0)) }
    }
}

/// Everything with a date, by time.
fn marks(story: &Story) -> Vec<Mark> {
    let mut marks = Vec::new();
    let source = |index: usize| (story.article.n_sources() > 1).then_some(index);
    for (idx, event) in story.reading.events.iter().enumerate() {
        let Some(when) = event.when else { continue };
        let status = event.status.status;
        let accessible =
            tr_with("Event: {}, {}, {}", &[&event.title, &words::short_date(&when, Year::Said), &words::status(status).to_lowercase()]);
        marks.push(Mark {
            target: Target::Event(idx),
            status,
            name: event.title.clone(),
            when,
            number: None,
            accessible,
            source: source(story.source_of_event(idx)),
        });
    }
    for (route_idx, route) in story.routes.iter().enumerate() {
        let is_storm = route.legs.iter().any(|l| l.transport == Transport::Storm);
        let is_long = route.legs.iter().filter(|l| l.option == 0).count() > 1 && !is_storm;
        let start = story.reading.journeys.get(route_idx).and_then(|j| j.stops.first()).and_then(|s| s.when);
        if let (Some(when), Some(leg), true) = (start, route.legs.first(), is_long) {
            let accessible = tr_with("Start: {}, {}", &[&leg.from.name, &words::short_date(&when, Year::Said)]);
            let target = leg.from.story_place.map_or(Target::Journey(route_idx), Target::Place);
            marks.push(Mark {
                target,
                status: leg.status.status,
                name: leg.from.name.clone(),
                when,
                number: Some(1),
                accessible,
                source: source(story.source_of_journey(route_idx)),
            });
        }
        for (leg_idx, leg) in route.legs.iter().enumerate().filter(|(_, l)| l.option == 0) {
            let Some(when) = leg.when else { continue };
            let status = leg.status.status;
            // The branches of a fork are one mark.
            let others = route.legs.iter().filter(|l| l.option > 0 && l.to.number == leg.to.number && l.when == leg.when);
            let names: Vec<&str> = std::iter::once(leg).chain(others).map(|l| l.to.name.as_str()).collect();
            let accessible = tr_with("Leg: {}, {}", &[&words::leg(status, leg.transport, &names), &words::short_date(&when, Year::Said)]);
            // A storm's positions are many and have no names of their own: the last one says whose they are.
            let is_last = route.legs.iter().all(|l| l.to.number <= leg.to.number);
            let name = if is_storm && !is_last {
                String::new()
            } else if is_storm {
                words::capital(&route.mover)
            } else if is_long {
                words::either(&names)
            } else {
                words::leg(status, leg.transport, &names)
            };
            let number = (is_long && status != Status::Cancelled).then_some(leg.to.number);
            marks.push(Mark {
                target: Target::Leg(route_idx, leg_idx),
                status,
                name,
                when,
                number,
                accessible,
                source: source(story.source_of_journey(route_idx)),
            });
        }
    }
    for mark in &mut marks {
        if let Some(source) = mark.source {
            mark.accessible.push_str(&told_by(story, &[source]));
        }
    }
    marks.sort_by_key(|m| (m.when.start, m.when.end));
    marks
}

/// Heights of the lanes: the middle of the dots and of the bands, the lowest band first.
struct Lanes {
    dots: f32,
    stops: f32,
    bands: Vec<f32>,
    /// How high a band is.
    band: f32,
}

/// The least room for lanes in which dots and bands with names in them stand one above the other.
const ROOM_FOR_NAMED_BANDS: f32 = 24.0;

fn lanes(frame: &Frame<'_>, has_stops: bool) -> Lanes {
    let (top, low) = (frame.top(), frame.axis - 16.0);
    let room = low - top;
    if room < ROOM_FOR_NAMED_BANDS && frame.kind == StripKind::Window {
        // Low timelines have slim bands without names at the axis, and the dots clear of them.
        return Lanes { dots: top + 6.0, stops: top + 6.0, bands: vec![frame.axis - 7.0], band: 8.0 };
    }
    // The names of numbered stops stand above them, under the flag, where there is room.
    let dots = top + if has_stops && frame.kind == StripKind::Window && room > 44.0 { 23.0 } else { 13.0 };
    // Numbered stops have a lane of their own where there is room; the dots move below it.
    let (stops, dots) = if has_stops && room > 58.0 { (dots, dots + 26.0) } else { (dots, dots) };
    let n = (((low - dots - 6.0) / 19.0).floor() as usize).clamp(1, 3);
    Lanes { dots, stops, bands: (0..n).map(|i| low - 19.0 * i as f32).collect(), band: 16.0 }
}

/// Draws all marks; bands go below the playhead's line, dots above it.
pub(super) fn draw(
    frame: &Frame<'_>,
    story: &Story,
    bands: &mut Layer,
    top: &mut Layer,
    taken: &mut Vec<PictureRect>,
    hotspots: &mut Vec<Hotspot>,
) {
    let marks = marks(story);
    let lanes = lanes(frame, marks.iter().any(|m| m.number.is_some()));
    let days: Vec<(&Mark, PicturePoint)> = marks
        .iter()
        .filter_map(|m| match m.span(frame) {
            Span::Day(x) => Some((m, PicturePoint { x, y: if m.number.is_some() { lanes.stops } else { lanes.dots } })),
            Span::Band(..) => None,
        })
        .collect();
    let columns = columns(&days);
    let mut is_lone = vec![true; days.len()];
    for &member in columns.iter().flat_map(|c| &c.members) {
        if let Some(lone) = is_lone.get_mut(member) {
            *lone = false;
        }
    }
    let lone = |i: usize| is_lone.get(i).copied().unwrap_or(true);
    for (_, (mark, at)) in days.iter().enumerate().filter(|(i, _)| lone(*i)) {
        let stem = vec![PicturePoint { x: at.x, y: at.y + 4.0 }, PicturePoint { x: at.x, y: frame.axis }];
        bands.push_for(Some(mark.target), Shape::line(stem, Stroke::solid(frame.options.theme.status(mark.status), 1.0)));
    }
    draw_bands(frame, &marks, &lanes, bands, taken, hotspots);
    joins(frame, story, &marks, &lanes, bands, taken);
    for column in &columns {
        let members: Vec<&Mark> = column.members.iter().filter_map(|&i| days.get(i)).map(|(mark, _)| *mark).collect();
        draw_column(frame, column.x, &members, top, hotspots);
    }
    for (_, (mark, at)) in days.iter().enumerate().filter(|(i, _)| lone(*i)) {
        hotspots.push(Hotspot { target: mark.target, rect: PictureRect::around(*at, 12.0), name: mark.accessible.clone() });
    }
    for (_, (mark, at)) in days.iter().enumerate().filter(|(i, _)| lone(*i)) {
        let radius = if mark.number.is_some() { 9.0 } else { 5.0 };
        taken.push(PictureRect::around(*at, radius + 1.0));
        dot(top, mark, *at, frame);
    }
    // An article says it once of one spot.
    let mut tagged: Vec<(i32, Option<usize>)> = Vec::new();
    for (_, (mark, at)) in days.iter().enumerate().filter(|(i, _)| lone(*i)) {
        let spot = ((at.x / 4.0).round() as i32, mark.source);
        if !tagged.contains(&spot) {
            tagged.push(spot);
            source_tag(frame, mark, *at, top, taken);
        }
    }
    for (_, (mark, at)) in days.iter().enumerate().filter(|(i, _)| lone(*i)) {
        name(frame, mark, *at, top, taken);
    }
    hotspots.sort_by(|a, b| a.rect.min.x.total_cmp(&b.rect.min.x));
}

/// The tag of the article that tells of a dot, on its stem; the tags of dots of one day stand one below the other.
fn source_tag(frame: &Frame<'_>, mark: &Mark, at: PicturePoint, layer: &mut Layer, taken: &mut Vec<PictureRect>) {
    let Some(source) = mark.source else { return };
    let half = source_tags::side(TAG) / 2.0;
    let first = at.y + if mark.number.is_some() { 9.0 } else { 5.0 } + half + 3.0;
    let rect = |nth: u8| PictureRect::around(PicturePoint { x: at.x, y: first + f32::from(nth) * (2.0 * half + 2.0) }, half);
    let is_free = |r: &PictureRect| r.max.y < frame.axis - 1.0 && !taken.iter().any(|t| t.meets(r));
    let Some(spot) = (0..4).map(rect).find(is_free) else { return };
    source_tags::tag(source, spot.centre(), TAG, frame.options.theme).into_iter().for_each(|s| layer.push_for(Some(mark.target), s));
    taken.push(spot);
}

/// Up to so many events of a column are blocks of their own, which can be told apart and pointed at.
const MOST_BLOCKS: usize = 32;

/// Draws a column of the histogram from the axis upwards.
fn draw_column(frame: &Frame<'_>, x: f32, members: &[&Mark], top: &mut Layer, hotspots: &mut Vec<Hotspot>) {
    let theme = frame.options.theme;
    let step = ((frame.axis - frame.top()) / members.len() as f32).min(8.0);
    let block = |from: usize, n: usize| {
        let height = if n == 1 { (step - 1.0).max(1.0) } else { step * n as f32 };
        PictureRect::new(x - 4.0, frame.axis - step * (from + n) as f32, 8.0, height)
    };
    if members.len() <= MOST_BLOCKS {
        for (nth, mark) in members.iter().enumerate() {
            let rect = block(nth, 1);
            top.push_for(Some(mark.target), Shape::block(rect, theme.status(mark.status)));
            hotspots.push(Hotspot { target: mark.target, rect: PictureRect::around(rect.centre(), 12.0), name: mark.accessible.clone() });
        }
        return;
    }
    // Blocks thinner than a point say no more than how many there are of each status; the window's axis zooms in to part them.
    let mut from = 0;
    for run in members.chunk_by(|a, b| a.status == b.status) {
        let Some(first) = run.first() else { continue };
        top.push_for(Some(first.target), Shape::block(block(from, run.len()), theme.status(first.status)));
        from += run.len();
    }
    if let Some(first) = members.first() {
        let name = format!("{} events, the first: {}", members.len(), first.accessible);
        hotspots.push(Hotspot { target: first.target, rect: block(0, members.len()).at_least_a_target(), name });
    }
}

/// More than three dots within twelve points, as one column.
struct Column {
    x: f32,
    members: Vec<usize>,
}

fn columns(days: &[(&Mark, PicturePoint)]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut rest: Vec<usize> = (0..days.len()).filter(|&i| days.get(i).is_some_and(|d| d.0.number.is_none())).collect();
    while let Some(&first) = rest.first() {
        let x = days.get(first).map_or(0.0, |d| d.1.x);
        let (members, others): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|&i| days.get(i).is_some_and(|d| d.1.x - x <= 12.0));
        rest = others;
        if members.len() > 3 {
            let sum: f32 = members.iter().filter_map(|&i| days.get(i)).map(|d| d.1.x).sum();
            columns.push(Column { x: sum / members.len() as f32, members });
        }
    }
    columns
}

fn draw_bands(
    frame: &Frame<'_>,
    marks: &[Mark],
    lanes: &Lanes,
    layer: &mut Layer,
    taken: &mut Vec<PictureRect>,
    hotspots: &mut Vec<Hotspot>,
) {
    let theme = frame.options.theme;
    let mut placed: Vec<PictureRect> = Vec::new();
    for mark in marks {
        let Span::Band(from, to) = mark.span(frame) else { continue };
        let at = |y: f32| PictureRect::new(from, y - lanes.band / 2.0, to - from, lanes.band);
        let free = lanes.bands.iter().map(|&y| at(y)).find(|r| !placed.iter().any(|p| p.meets(&r.grown(0.5))));
        // What has the very dates of another and no lane of its own would only darken it.
        if free.is_none()
            && let Some(twin) = placed.iter().find(|p| (p.min.x - from).abs() < 1.0 && (p.max.x - to).abs() < 1.0)
        {
            hotspots.push(Hotspot { target: mark.target, rect: twin.at_least_a_target(), name: mark.accessible.clone() });
            continue;
        }
        let Some(rect) = free.or(lanes.bands.last().map(|&y| at(y))) else { continue };
        placed.push(rect);
        let color = theme.status(mark.status);
        let is_selected = frame.selected.contains(&mark.target);
        if is_selected || frame.options.hovered == Some(mark.target) {
            let opacity = theme.accent_ring_opacity() * if is_selected { 1.0 } else { 0.5 };
            layer.push_for(
                Some(mark.target),
                Shape::Rect { rect: rect.grown(4.0), radius: 3.0, fill: Some(theme.accent_ring.at(opacity)), stroke: None },
            );
        }
        let edge = Stroke::solid(color.at(0.7), 1.0);
        let (fill, edge) = match mark.status {
            Status::Done | Status::Ongoing | Status::Planned => (Some(color.at(0.22)), edge),
            Status::Possible => (Some(color.at(0.22)), edge.dashed(3.0, 2.0)),
            Status::Cancelled => (None, edge.dashed(3.0, 2.0)),
        };
        layer.push_for(Some(mark.target), Shape::Rect { rect, radius: 1.0, fill, stroke: Some(edge) });
        hotspots.push(Hotspot { target: mark.target, rect: rect.at_least_a_target(), name: mark.accessible.clone() });
        taken.push(rect);
        let is_off = mark.status == Status::Cancelled;
        let tag_width = mark.source.filter(|_| rect.width() >= source_tags::side(TAG) + 4.0 && lanes.band >= 16.0).map_or(0.0, |source| {
            let middle = PicturePoint { x: rect.min.x + 2.0 + source_tags::side(TAG) / 2.0, y: rect.centre().y };
            source_tags::tag(source, middle, TAG, theme).into_iter().for_each(|s| layer.push_for(Some(mark.target), s));
            source_tags::side(TAG)
        });
        let indent = tag_width + if is_off { 18.0 } else { 6.0 };
        if is_off && rect.width() > 20.0 {
            layer.push(super::icons::cross(
                PicturePoint { x: rect.min.x + tag_width + 9.0, y: rect.centre().y },
                6.0,
                Stroke::round(color, 1.25),
            ));
        }
        let room = if lanes.band < 16.0 { 0.0 } else { rect.width() - indent - 6.0 };
        let words = fitted(&mark.name, Face::Sans, 11.0, room);
        // A name of a letter or two says nothing.
        if words.chars().count() >= 6.min(mark.name.chars().count()) && room > 20.0 {
            let baseline = rect.centre().y + fonts::cap_height(Face::Sans, 11.0) / 2.0;
            let ink = if is_off { theme.ink_weak } else { theme.ink };
            layer.push_for(
                Some(mark.target),
                Shape::Text {
                    at: PicturePoint { x: rect.min.x + indent, y: baseline },
                    anchor: Anchor::Start,
                    text: words,
                    face: Face::Sans,
                    size: 11.0,
                    spacing: 0.0,
                    color: ink,
                    halo: None,
                },
            );
        }
    }
}

/// The lines that join the numbered stops of a journey.
fn joins(frame: &Frame<'_>, story: &Story, marks: &[Mark], lanes: &Lanes, layer: &mut Layer, taken: &mut Vec<PictureRect>) {
    for route in 0..story.routes.len() {
        let first = story.routes.get(route).and_then(|r| r.legs.first()).and_then(|l| l.from.story_place);
        let is_of = |m: &&Mark| match m.target {
            Target::Leg(r, _) | Target::Journey(r) => r == route,
            Target::Place(p) => Some(p) == first,
            _ => false,
        };
        let stops: Vec<&Mark> = marks.iter().filter(|m| m.number.is_some()).filter(is_of).collect();
        for pair in stops.windows(2) {
            let [a, b] = *pair else { continue };
            let end = |m: &Mark, is_start: bool| match m.span(frame) {
                Span::Day(x) => x,
                Span::Band(from, to) => {
                    if is_start {
                        to
                    } else {
                        from
                    }
                }
            };
            let (from, to) = (end(a, true), end(b, false));
            let color = frame.options.theme.status(b.status);
            let p = |x: f32| PicturePoint { x, y: lanes.stops };
            taken.push(PictureRect { min: p(from).moved(0.0, -2.0), max: p(to).moved(0.0, 2.0) });
            match b.status {
                Status::Possible => {
                    let n = ((to - from) / 8.0).max(0.0) as usize;
                    for i in 1..n {
                        layer.push(Shape::disc(p(from + 8.0 * i as f32), 1.75, color));
                    }
                }
                Status::Planned => layer.push(Shape::line(vec![p(from), p(to)], Stroke::solid(color, 3.0).dashed(9.0, 4.0))),
                Status::Cancelled => layer.push(Shape::line(vec![p(from), p(to)], Stroke::solid(color, 1.25))),
                Status::Done | Status::Ongoing => layer.push(Shape::line(vec![p(from), p(to)], Stroke::solid(color, 3.0))),
            }
        }
    }
}

/// The name of a dot: to its right or left where there is room; for a stop above or below.
fn name(frame: &Frame<'_>, mark: &Mark, at: PicturePoint, layer: &mut Layer, taken: &mut Vec<PictureRect>) {
    let face = Face::SansMedium;
    let radius = if mark.number.is_some() { 9.0 } else { 5.0 };
    let beside = [(at.x + radius + 6.0, at.y, Anchor::Start), (at.x - radius - 6.0, at.y, Anchor::End)];
    let around = [(at.x, at.y - radius - 10.0, Anchor::Middle), (at.x, at.y + radius + 10.0, Anchor::Middle)];
    let places = if mark.number.is_some() { around.into_iter().chain(beside).collect::<Vec<_>>() } else { beside.to_vec() };
    let rect = |(x, y, anchor): (f32, f32, Anchor), width: f32| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        PictureRect::new(left, y - 7.0, width, 14.0)
    };
    let is_free = |r: &PictureRect| {
        r.min.x >= frame.rect.min.x + 2.0
            && r.max.x <= frame.rect.max.x - 2.0
            && r.min.y >= frame.below_the_flag()
            && r.max.y <= frame.axis - 1.0
            && !taken.iter().any(|t| t.meets(&r.grown(2.0)))
    };
    // Whole where there is room, shorter where there is less.
    let mut found = None;
    for longest in [170.0, 115.0, 75.0] {
        let words = fitted(&mark.name, face, 12.0, longest);
        let width = fonts::width(&words, face, 12.0, 0.0);
        found = places.iter().find(|p| is_free(&rect(**p, width))).map(|p| (words, *p, rect(*p, width)));
        if found.is_some() || width < longest - 40.0 {
            break;
        }
    }
    let Some((words, place, rect)) = found.filter(|(words, ..)| !words.is_empty()) else { return };
    taken.push(rect);
    let color = match mark.status {
        Status::Done | Status::Ongoing => frame.options.theme.ink,
        other => frame.options.theme.status(other),
    };
    let baseline = rect.centre().y + fonts::cap_height(face, 12.0) / 2.0;
    let shape = frame.text(PicturePoint { x: place.0, y: baseline }, place.2, words, face, 12.0, color);
    layer.push_for(Some(mark.target), shape);
}
