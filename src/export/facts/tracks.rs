//! The legs of a route and the order of playing in, great circles with instants out; and the cut at the antimeridian.

use super::LegFact;
use crate::earth::{self, LatLon};
use crate::story::{CueKind, Leg, Playback};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

/// Points of a track are no further apart than this, in kilometres: the chord then lies 0.2 km beside the great circle at most.
const STEP_KM: f64 = 100.0;

/// A leg takes this many seconds at least, where the dates leave it no time.
const LEAST_SECS: i64 = 60;

/// A point of a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::export) struct TrackPoint {
    /// Where.
    pub point: LatLon,
    /// When, for playing; `None` where nothing of the story is dated, or outside the years 1 to 9999, which no player reads.
    pub at: Option<DateTime>,
}

/// A great circle from stop to stop, two points or more, evenly apart; the point halfway is one of them.
pub(in crate::export) type Track = Vec<TrackPoint>;

/// An unbroken way: legs one behind the other.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::export) struct Way {
    /// Indices into [`super::JourneyFact::legs`], in order of travel.
    pub legs: Vec<usize>,
    /// 0 for the main way; n for the n-th other option.
    pub option: usize,
}

impl Way {
    /// The points of the whole way: where one leg ends the next begins, and the point stands once.
    pub fn track(&self, legs: &[LegFact]) -> Track {
        let mut track: Track = Vec::new();
        for leg in self.legs.iter().filter_map(|&i| legs.get(i)) {
            let is_met = match (track.last(), leg.track.first()) {
                (Some(last), Some(first)) => last == first,
                _ => false,
            };
            track.extend(leg.track.iter().skip(usize::from(is_met)));
        }
        track
    }
}

/// Returns the track of each of the `legs` of the route at `route`.
pub(super) fn tracks(playback: &Playback, route: usize, legs: &[Leg]) -> Vec<Track> {
    let n_steps = legs.iter().map(|l| l.to.number).max().unwrap_or(1) - 1;
    let stretches = stretches(playback, route, legs, n_steps);
    let track = |leg: &Leg| {
        let stretch = leg.to.number.checked_sub(2).and_then(|step_idx| stretches.get(step_idx)).copied().flatten();
        track(leg.from.point, leg.to.point, stretch)
    };
    legs.iter().map(track).collect()
}

/// When each step of a route is travelled, from the first: never back in time, and never in no time.
///
/// A step is travelled on its own date; without one on that of the step before, or else of the one after; in a journey without any date when it
/// plays. Steps of one date share it evenly.
fn stretches(playback: &Playback, route: usize, legs: &[Leg], n_steps: usize) -> Vec<Option<(DateTime, DateTime)>> {
    let own = |step: usize| legs.iter().filter(|l| l.to.number == step + 1).find_map(|l| l.when).map(|r| (r.start, r.end));
    let own: Vec<Option<(DateTime, DateTime)>> = (1..=n_steps).map(own).collect();
    // What plays before the first date plays at it.
    let first = playback.cues.iter().find_map(|c| c.calendar).map(|(start, _)| (start, start));
    let plays = |step: usize| playback.cues.iter().find(|c| c.kind == CueKind::Step(route, step)).and_then(|c| c.calendar.or(first));
    let is_dated = own.iter().any(Option::is_some);
    let mut dated: Vec<Option<(DateTime, DateTime)>> = Vec::with_capacity(n_steps);
    for (i, range) in own.iter().enumerate() {
        let before = dated.last().copied().flatten();
        let after = || own.iter().skip(i).flatten().next().copied();
        dated.push(if is_dated { range.or(before).or_else(after) } else { plays(i + 1) });
    }
    let mut stretches = Vec::with_capacity(n_steps);
    let mut done: Option<DateTime> = None;
    for group in dated.chunk_by(|a, b| a == b) {
        for i in 0..group.len() {
            let share = |n: usize, (start, end): (DateTime, DateTime)| between(start, end, n as f64 / group.len() as f64);
            let stretch = group.first().copied().flatten().and_then(|range| {
                let start = done.map_or(share(i, range), |d| d.max(share(i, range)));
                let end = share(i + 1, range).max(start.saturating_add(SignedDuration::from_secs(LEAST_SECS)));
                done = Some(end);
                (is_readable(start) && is_readable(end) && start < end).then_some((start, end))
            });
            stretches.push(stretch);
        }
    }
    stretches
}

fn is_readable(at: DateTime) -> bool {
    (Date::constant(1, 1, 1)..=Date::constant(9999, 12, 31)).contains(&at.date())
}

fn track(from: LatLon, to: LatLon, stretch: Option<(DateTime, DateTime)>) -> Track {
    let km = earth::distance(from, to).km();
    // Even, so that the point halfway is one of them.
    let n = 2 * ((km / STEP_KM / 2.0).ceil().clamp(1.0, 500.0) as usize);
    let at = |i: usize| stretch.map(|(start, end)| between(start, end, i as f64 / n as f64));
    let point = |i: usize| match i {
        0 => from,
        i if i == n => to,
        i => earth::along(from, to, i as f64 / n as f64),
    };
    (0..=n).map(|i| TrackPoint { point: point(i), at: at(i) }).collect()
}

/// The instant at a share 0 to 1 of the way from `start` to `end`, in whole seconds.
fn between(start: DateTime, end: DateTime, share: f64) -> DateTime {
    let secs = end.duration_since(start).as_secs_f64() * share;
    start.saturating_add(SignedDuration::from_secs(secs.round() as i64))
}

/// Joins the legs of each option to unbroken ways, the main way first.
pub(super) fn ways(legs: &[LegFact]) -> Vec<Way> {
    let n_options = legs.iter().map(|l| l.option + 1).max().unwrap_or(0);
    let mut ways: Vec<Way> = Vec::new();
    for option in 0..n_options {
        let mut last: Option<&LegFact> = None;
        for (i, leg) in legs.iter().enumerate().filter(|(_, l)| l.option == option) {
            let goes_on = last.is_some_and(|l| l.step + 1 == leg.step && l.to.point == leg.from.point);
            match ways.last_mut().filter(|w| goes_on && w.option == option) {
                Some(way) => way.legs.push(i),
                None => ways.push(Way { legs: vec![i], option }),
            }
            last = Some(leg);
        }
    }
    ways
}

/// Cuts a track where it crosses the antimeridian: each part ends and the next begins on it, at the great circle's own latitude there.
///
/// No two neighbours of a part are more than 180° of longitude apart.
pub(in crate::export) fn cut(track: &[TrackPoint]) -> Vec<Track> {
    let mut parts: Vec<Track> = Vec::new();
    let mut part: Track = Vec::new();
    for &next in track {
        if let Some(&last) = part.last()
            && let Some((lat, share)) = earth::antimeridian_crossing(last.point, next.point)
        {
            let at = last.at.zip(next.at).map(|(a, b)| between(a, b, share));
            let side = if last.point.lon() > 0.0 { 180.0 } else { -180.0 };
            let on = |lon: f64| TrackPoint { point: LatLon::wrapped(lat, lon), at };
            if last.point.lon() != side {
                part.push(on(side));
            }
            parts.push(std::mem::take(&mut part));
            if next.point.lon() != -side {
                part.push(on(-side));
            }
        }
        part.push(next);
    }
    parts.push(part);
    // A part of one point is what a track that begins or ends on the antimeridian leaves on the other side.
    let n_points = parts.iter().map(Vec::len).max().unwrap_or(0);
    parts.retain(|p| p.len() > 1 || n_points < 2);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    /// The midpoint of a great circle from the sum of the unit vectors of its ends: another formula than `earth::along`'s.
    fn midpoint(a: LatLon, b: LatLon) -> (f64, f64) {
        let unit = |p: LatLon| {
            let (lat, lon) = (p.lat().to_radians(), p.lon().to_radians());
            (lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin())
        };
        let (u, v) = (unit(a), unit(b));
        let (x, y, z) = (u.0 + v.0, u.1 + v.1, u.2 + v.2);
        (z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees())
    }

    const ENDS: [((f64, f64), (f64, f64)); 6] = [
        ((40.0, 127.0), (21.3, -157.9)),
        ((37.09, 127.03), (38.0, 127.5)),
        ((-36.85, 174.76), (-33.44, -70.65)),
        ((65.0, -179.5), (65.0, 179.5)),
        ((0.0, 170.0), (0.0, -170.0)),
        ((51.5, -0.1), (40.7, -74.0)),
    ];

    #[test]
    fn the_point_halfway_is_the_midpoint_of_the_great_circle() {
        for ((a, b), (c, d)) in ENDS {
            let (from, to) = (at(a, b), at(c, d));
            let track = track(from, to, None);
            let middle = track[track.len() / 2].point;
            let (lat, lon) = midpoint(from, to);
            assert!((middle.lat() - lat).abs() < 1e-6 && earth::delta_lon(middle.lon(), lon).abs() < 1e-6, "{middle:?} {lat} {lon}");
            assert_eq!((track[0].point, track[track.len() - 1].point), (from, to));
        }
    }

    #[test]
    fn no_part_spans_half_the_world() {
        let mut n_cut = 0;
        for ((a, b), (c, d)) in ENDS {
            for (from, to) in [(at(a, b), at(c, d)), (at(c, d), at(a, b))] {
                let whole = track(from, to, None);
                let parts = cut(&whole);
                n_cut += usize::from(parts.len() > 1);
                for part in &parts {
                    assert!(part.len() > 1);
                    for pair in part.windows(2) {
                        assert!((pair[0].point.lon() - pair[1].point.lon()).abs() <= 180.0, "{pair:?}");
                    }
                }
                for pair in parts.windows(2) {
                    let (end, start) = (pair[0].last().unwrap().point, pair[1][0].point);
                    assert!(end.lat() == start.lat() && end.lon() == -start.lon() && end.lon().abs() == 180.0, "{end:?} {start:?}");
                    // The latitude is that of the great circle: the point lies no nearer to either end than the whole is long.
                    let around = earth::distance(from, end).0 + earth::distance(end, to).0 - earth::distance(from, to).0;
                    assert!(around.abs() < 1.0, "{around} m aside");
                }
            }
        }
        assert_eq!(n_cut, 8);
    }

    #[test]
    fn a_track_that_begins_on_the_antimeridian_is_not_cut_to_a_point() {
        for (from, to) in [(at(10.0, 180.0), at(12.0, -175.0)), (at(12.0, -175.0), at(10.0, 180.0)), (at(10.0, -180.0), at(12.0, 175.0))] {
            let parts = cut(&track(from, to, None));
            assert_eq!(parts.len(), 1, "{parts:?}");
            assert!(parts[0].windows(2).all(|p| (p[0].point.lon() - p[1].point.lon()).abs() <= 180.0));
        }
    }

    #[test]
    fn a_cut_has_its_instant() {
        let day = (date(2018, 7, 27).at(0, 0, 0, 0), date(2018, 7, 28).at(0, 0, 0, 0));
        let parts = cut(&track(at(0.0, 170.0), at(0.0, -170.0), Some(day)));
        assert_eq!(parts[0].last().unwrap().at, Some(date(2018, 7, 27).at(12, 0, 0, 0)));
        assert_eq!(parts[1].first().unwrap().at, Some(date(2018, 7, 27).at(12, 0, 0, 0)));
        let all: Vec<DateTime> = parts.iter().flatten().filter_map(|p| p.at).collect();
        assert!(all.windows(2).all(|w| w[0] <= w[1]) && all[0] == day.0 && all[all.len() - 1] == day.1);
    }
}
