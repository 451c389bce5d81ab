//! A story for a page that lays out its own map: who is on the map, how they change while it plays, and the legs as lines on the Mercator
//! world. The same cast, words and order as on every picture.

use super::cast::{self, Actor};
use super::plates::{self, Playing};
use super::{Color, Options, Theme, areas, words};
use crate::earth::{Metres, WorldPoint, distance, great_circle};
use crate::events::Status;
use crate::language::tr_with;
use crate::story::{CueKind, Leg, Playhead, RouteStop, Story, Target};

pub(crate) use super::cast::{AreaOf, Role, Sign};
pub(crate) use super::icons::outline;
pub(crate) use super::page::{deck, outlet};

/// A story set on its stage.
pub(crate) struct Stage<'a> {
    /// Everybody on the map.
    pub cast: Vec<Player>,
    /// What the plate says and how everybody looks, from a time of playing on; the first from 0.
    pub frames: Vec<Frame>,
    /// The legs, in order of route and leg.
    pub legs: Vec<StageLeg<'a>>,
}

/// Somebody on the map, as they are throughout.
pub(crate) struct Player {
    pub target: Option<Target>,
    pub point: WorldPoint,
    pub role: Role,
    /// Whether the point lies on land.
    pub is_on_land: bool,
    /// Whether it is an area in which nothing of the story happens.
    pub is_only_named: bool,
    /// Whether it is a sea or another water.
    pub is_water: bool,
    /// The most important come first.
    pub rank: u8,
}

/// What is shown from a time of playing on.
pub(crate) struct Frame {
    /// Seconds.
    pub from: f64,
    /// The cue under way or last passed.
    pub cue: Option<usize>,
    /// The date in words.
    pub date: Option<String>,
    /// What plays.
    pub playing: Option<Playing>,
    /// Of each of the cast.
    pub looks: Vec<Look>,
}

/// How one of the cast looks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    pub name: String,
    /// The date under the name, and the status whose colour it has; `None` for that of dates.
    pub line: Option<(String, Option<Status>)>,
    pub is_reached: bool,
    pub is_current: bool,
    /// For those who cannot see it.
    pub accessible: String,
}

/// A leg as it is drawn.
pub(crate) struct StageLeg<'a> {
    pub route: usize,
    pub leg: usize,
    pub of: &'a Leg,
    /// The cue that plays it.
    pub cue: Option<usize>,
    /// Its great circle: evenly spaced on the ground, unbroken, so that `x` may leave 0..1.
    pub line: Vec<WorldPoint>,
    /// Who of the cast stands at its start and at its end.
    pub ends: [Option<usize>; 2],
    /// For those who cannot see it.
    pub accessible: String,
}

/// Points of a leg's line are no further apart than this.
const STEP: Metres = Metres(60_000.0);

/// Sets `story` on its stage.
pub(crate) fn stage(story: &Story) -> Stage<'_> {
    let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
    let company = |at: f64| cast::company(story, &story.playback.at(Playhead(at)), &options);
    let first = company(0.0);
    let cast = first.iter().map(player).collect();
    let mut times = vec![0.0];
    times.extend(story.playback.cues.iter().flat_map(|c| [c.start, c.end]));
    let frames = times.into_iter().map(|from| frame(story, from, &options, &company(from))).collect();
    Stage { cast, frames, legs: legs(story, &first) }
}

fn player(actor: &Actor) -> Player {
    Player {
        target: actor.target,
        point: WorldPoint::from_lat_lon(actor.point),
        role: actor.role,
        is_on_land: areas::is_land(actor.point),
        is_only_named: actor.is_only_named,
        is_water: actor.is_water,
        rank: actor.rank,
    }
}

/// What several articles say of when, in one line: "4 May (A) · 5 May (B)".
fn side_by_side(lines: &[(String, Color, Vec<usize>)]) -> String {
    let one = |(words, _, by): &(String, Color, Vec<usize>)| {
        format!("{words} ({})", by.iter().map(|&i| super::letter(i)).collect::<Vec<_>>().join(", "))
    };
    lines.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn frame(story: &Story, from: f64, options: &Options, company: &[Actor]) -> Frame {
    let instant = story.playback.at(Playhead(from));
    let (date, playing) = plates::plate_words(story, &instant).map_or((None, None), |(date, playing)| (Some(date), playing));
    let playing = playing.map(|p| match &p.source {
        Some((_, name)) => plates::Playing { words: format!("{} · {name}", p.words), ..p },
        None => p,
    });
    let status_of = |color| {
        let all = [Status::Planned, Status::Possible, Status::Cancelled];
        all.into_iter().find(|&s| options.theme.status(s) == color)
    };
    let look = |actor: &Actor| Look {
        name: actor.name.clone(),
        line: match actor.told.lines.as_slice() {
            [] => actor.line.as_ref().map(|(words, color)| (words.clone(), status_of(*color))),
            [(_, color, _), ..] => Some((side_by_side(&actor.told.lines), status_of(*color))),
        },
        is_reached: actor.is_reached,
        is_current: actor.is_current,
        accessible: actor.accessible.clone(),
    };
    Frame { from, cue: instant.cue, date, playing, looks: company.iter().map(look).collect() }
}

fn legs<'a>(story: &'a Story, company: &[Actor]) -> Vec<StageLeg<'a>> {
    let mut all = Vec::new();
    for (route, of_route) in story.routes.iter().enumerate() {
        for (leg, of) in of_route.legs.iter().enumerate() {
            let kind = CueKind::Step(route, of.to.number.saturating_sub(1));
            let cue = story.playback.cues.iter().position(|c| c.kind == kind);
            let ends = [&of.from, &of.to].map(|stop| company.iter().position(|a| stands_at(a, stop)));
            let name = words::leg(of.status.status, of.transport, &[&of.to.name]);
            let date = of.when.map(|r| format!(", {}", words::short_date(&r, words::Year::Said))).unwrap_or_default();
            let accessible = tr_with("{} from {}", &[&name, &of.from.name]) + &date;
            all.push(StageLeg { route, leg, of, cue, line: line(of), ends, accessible });
        }
    }
    all
}

fn stands_at(actor: &Actor, stop: &RouteStop) -> bool {
    match (stop.story_place, actor.target) {
        (Some(idx), Some(Target::Place(place))) => idx == place,
        (None, Some(Target::Journey(_))) => actor.point == stop.point,
        _ => false,
    }
}

/// The great circle of a leg by the shortest way, unbroken.
fn line(leg: &Leg) -> Vec<WorldPoint> {
    let metres = distance(leg.from.point, leg.to.point).0;
    let step = Metres(STEP.0.min(metres / 2.0).max(metres / 180.0));
    let mut last: Option<f64> = None;
    let points = great_circle(leg.from.point, leg.to.point, step).into_iter().map(WorldPoint::from_lat_lon);
    let unbroken = points.map(|w| {
        let x = last.map_or(w.x, |last| w.x - (w.x - last).round());
        last = Some(x);
        WorldPoint { x, ..w }
    });
    unbroken.collect()
}

/// The part of a border that a zone lies on, as lines of the Mercator world.
pub(crate) fn border(a: [u8; 2], b: [u8; 2], at: WorldPoint) -> Vec<Vec<WorldPoint>> {
    areas::border_lines(a, b, at.lat_lon())
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn the_cast_is_the_same_at_every_frame() {
        for (name, story) in samples::all() {
            let stage = stage(&story);
            assert_eq!(stage.frames.len(), 1 + 2 * story.playback.cues.len());
            assert!(stage.frames.iter().all(|f| f.looks.len() == stage.cast.len()), "{name}");
            assert!(stage.frames.is_sorted_by(|a, b| a.from <= b.from), "{name}");
        }
    }

    #[test]
    fn a_leg_over_the_antimeridian_is_one_line() {
        let story = samples::remains();
        let stage = stage(&story);
        let hawaii = stage.legs.iter().find(|l| l.of.to.name == "Hawaii").unwrap();
        assert!(hawaii.line.windows(2).all(|w| w[1].x > w[0].x && w[1].x - w[0].x < 0.01), "always east, in short steps");
        assert!(hawaii.line.last().unwrap().x > 1.0);
        let middle = hawaii.line[hawaii.line.len() / 2];
        let expected =
            crate::earth::along(hawaii.of.from.point, hawaii.of.to.point, (hawaii.line.len() / 2) as f64 / (hawaii.line.len() - 1) as f64);
        assert!((middle.lat_lon().lat() - expected.lat()).abs() < 1e-6 && (middle.lat_lon().lon() - expected.lon()).abs() < 1e-6);
    }

    #[test]
    fn legs_know_their_cues_and_ends() {
        for (name, story) in samples::all() {
            for leg in stage(&story).legs {
                assert!(leg.cue.is_some(), "{name}");
                assert!(leg.ends.iter().all(Option::is_some), "{name}: {} to {}", leg.of.from.name, leg.of.to.name);
            }
        }
    }
}
