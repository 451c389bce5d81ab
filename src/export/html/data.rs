//! The story as the page's script reads it: cues, frames, cast, legs, words, base map.

use super::{pack, target_id, text};
use crate::events::{Status, Transport};
use crate::scene::ground::{self, Ground, PartKind};
use crate::scene::stage::{self, Role, Sign, Stage};
use crate::scene::{PicturePoint, words};
use crate::story::{Certainty, CueKind, Story, Target};
use serde_json::{Map, Value, json};

/// Lines of the base map are given in so many parts of a point.
const GRAIN: f64 = 2.0;
/// The base map takes no more than this, in bytes; else it is made coarser.
const LARGEST_BASE: usize = 300_000;

/// Returns everything about `story` that the page shows.
pub(super) fn story(story: &Story) -> Value {
    let stage = stage::stage(story);
    let ground = ground::ground(story);
    let (blocks, passages) = text::text(story);
    let (coarseness, parts) = parts(&ground);
    let source = story.article.source.as_deref().map(|s| text::clean(stage::outlet(s)));
    let published = published(story);
    json!({
        "title": text::clean(story.title()),
        "deck": stage::deck(story).map(|d| text::clean(&d)),
        "source": source,
        "published": published.map(|r| words::long_date(&r)),
        "duration": story.playback.duration_secs,
        "cues": cues(story),
        "gaps": gaps(story),
        "undated": undated(story),
        "frames": frames(&stage),
        "cast": cast(&stage, &ground, story, coarseness),
        "legs": legs(&stage, &ground),
        "heads": heads(&stage),
        "names": names(story),
        "links": links(story),
        "passages": passages,
        "blocks": blocks,
        "base": {
            "edges": ground.edges.map(rounded),
            "origin": [rounded(ground.origin().x), rounded(ground.origin().y)],
            "unit": 1.0 / (ground.world * GRAIN),
            "story": ground.story.map(|edges| edges.map(rounded)),
            "maxZoom": ground.max_zoom,
            "parts": parts,
            "labels": labels(&ground),
        },
    })
}

fn published(story: &Story) -> Option<crate::dates::Range> {
    story.article.published.and_then(|p| crate::dates::Range::day(p.date))
}

/// A place on the Mercator world, to a few metres.
fn rounded(value: f64) -> f64 {
    (value * 1e7).round() / 1e7
}

fn packed(lines: &[Vec<PicturePoint>]) -> String {
    let grid = |v: f32| (f64::from(v) * GRAIN).round() as i64;
    pack::lines(lines.iter().map(|line| line.iter().map(|p| (grid(p.x), grid(p.y)))))
}

/// The base map's lines, as fine as fits.
fn parts(ground: &Ground) -> (f64, Value) {
    let mut coarseness = 1.0;
    loop {
        let parts = ground.parts(coarseness);
        let mut size = 0;
        let list: Vec<Value> = parts
            .iter()
            .map(|part| {
                let lines = packed(&part.lines);
                size += lines.len();
                json!({"kind": kind(part.kind), "zoom": part.min_zoom, "lines": lines})
            })
            .collect();
        if size <= LARGEST_BASE || coarseness > 8.0 {
            return (coarseness, Value::Array(list));
        }
        coarseness *= 1.4;
    }
}

const fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::PolarLand => "polar-land",
        PartKind::Land => "land",
        PartKind::PolarCoast => "polar-coast",
        PartKind::River => "river",
        PartKind::Lake => "lake",
        PartKind::Admin1Border => "admin1",
        PartKind::Border => "border",
        PartKind::DisputedBorder => "disputed",
    }
}

fn labels(ground: &Ground) -> Vec<Value> {
    use crate::basemap::LabelKind;
    let kind = |kind| match kind {
        LabelKind::Sea => "sea",
        LabelKind::Country => "country",
        LabelKind::Admin1 => "unit",
        LabelKind::City => "city",
    };
    // Three digits of zoom and five of place are more than a label needs.
    let short = |v: f64| (v * 1e5).round() / 1e5;
    let all = ground.labels();
    all.into_iter()
        .map(|(l, w)| json!([l.name, kind(l.kind), l.rank, (l.min_zoom * 10.0).round() / 10.0, short(w.x), short(w.y)]))
        .collect()
}

/// The word of a status, as classes of the page's style have it.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Ongoing => "ongoing",
        Status::Planned => "planned",
        Status::Possible => "possible",
        Status::Cancelled => "cancelled",
    }
}

const fn transport(transport: Transport) -> &'static str {
    match transport {
        Transport::Unknown => "unknown",
        Transport::Air => "air",
        Transport::Sea => "sea",
        Transport::Road => "road",
        Transport::Rail => "rail",
        Transport::Foot => "foot",
        Transport::Storm => "storm",
    }
}

fn cues(story: &Story) -> Vec<Value> {
    let published = published(story);
    let cue = |cue: &crate::story::Cue| {
        let (target, title, status_of, is_background) = match cue.kind {
            CueKind::Event(e) => {
                let event = story.reading.events.get(e);
                (
                    Target::Event(e),
                    event.map(|e| e.title.clone()).unwrap_or_default(),
                    event.map(|e| e.status.status),
                    event.is_some_and(|e| e.is_background),
                )
            }
            CueKind::Step(r, step) => {
                let legs: Vec<_> =
                    story.routes.get(r).iter().flat_map(|r| r.legs.iter().enumerate()).filter(|(_, l)| l.to.number == step + 1).collect();
                let to: Vec<&str> = legs.iter().map(|(_, l)| l.to.name.as_str()).collect();
                let first = legs.first();
                let title = first.map(|(_, l)| words::leg(l.status.status, l.transport, &to)).unwrap_or_default();
                (Target::Leg(r, first.map_or(0, |(i, _)| *i)), title, first.map(|(_, l)| l.status.status), false)
            }
        };
        json!({
            "start": cue.start,
            "end": cue.end,
            "target": target_id(target),
            "title": text::clean(&words::capital(&title)),
            "status": status(status_of.unwrap_or(Status::Done)),
            "leg": matches!(cue.kind, CueKind::Step(..)),
            "background": is_background,
            // Whether it lies after the day the article appeared.
            "after": cue.when.zip(published).is_some_and(|(when, published)| when.start >= published.end),
            "date": cue.when.map(|r| words::capital(&words::long_date(&r))),
            "short": cue.when.map(|r| words::capital(&words::short_date(&r, words::Year::Said))),
        })
    };
    story.playback.cues.iter().map(cue).collect()
}

/// Empty time between cues that is long enough to be told: index of the cue after it, and its length in words.
fn gaps(story: &Story) -> Vec<Value> {
    let cues = &story.playback.cues;
    let pairs = cues.iter().zip(cues.iter().skip(1)).enumerate();
    let gap = |(i, (a, b)): (usize, (&crate::story::Cue, &crate::story::Cue))| {
        let (end, start) = (a.when?.end, b.when?.start);
        let days = end.date().duration_until(start.date()).as_hours() / 24;
        // Two months, as on the axis of time.
        (days > 60).then(|| json!([i + 1, words::length_of(end, start)]))
    };
    pairs.filter_map(gap).collect()
}

/// Events without a date: they do not play, but they are told.
fn undated(story: &Story) -> Vec<Value> {
    let events = story.reading.events.iter().enumerate().filter(|(_, e)| e.when.is_none());
    events
        .map(|(i, e)| json!({"target": target_id(Target::Event(i)), "title": text::clean(&words::capital(&e.title)), "status": status(e.status.status)}))
        .collect()
}

/// The frames, each with what is other than in the frame before.
fn frames(stage: &Stage<'_>) -> Vec<Value> {
    let mut list = Vec::new();
    let mut before: &[stage::Look] = &[];
    for frame in &stage.frames {
        let mut changed = Map::new();
        for (i, look) in frame.looks.iter().enumerate().filter(|(i, l)| before.get(*i) != Some(l)) {
            let line = look.line.as_ref().map(|(words, status_of)| json!([text::clean(words), status_of.map_or("date", status)]));
            let look = json!([
                text::clean(&look.name),
                line,
                u8::from(look.is_reached) + 2 * u8::from(look.is_current),
                text::clean(&look.accessible)
            ]);
            changed.insert(i.to_string(), look);
        }
        let playing = frame.playing.as_ref().map(|p| json!([text::clean(&p.words), status(p.status), p.is_leg]));
        list.push(json!({"from": frame.from, "cue": frame.cue, "date": frame.date, "playing": playing, "looks": changed}));
        before = &frame.looks;
    }
    list
}

fn cast(stage: &Stage<'_>, ground: &Ground, story: &Story, coarseness: f64) -> Vec<Value> {
    let player = |player: &stage::Player| {
        let at = ground.on_plane(player.point);
        let mut out = Map::new();
        out.insert("target".to_owned(), json!(player.target.map(target_id)));
        out.insert("x".to_owned(), json!(rounded(at.x)));
        out.insert("y".to_owned(), json!(rounded(at.y)));
        out.insert("rank".to_owned(), json!(player.rank));
        out.insert("land".to_owned(), json!(player.is_on_land));
        if player.is_water {
            out.insert("lettering".to_owned(), json!("water"));
        } else if player.is_only_named {
            out.insert("lettering".to_owned(), json!("only-named"));
        }
        let is_unsure =
            matches!(player.target, Some(Target::Place(p)) if story.places.get(p).is_some_and(|p| p.certainty == Certainty::Unsure));
        out.insert("unsure".to_owned(), json!(is_unsure));
        let role = match player.role {
            Role::Pin { sign, number } => {
                let sign = match sign {
                    Sign::Sure => "sure",
                    Sign::Unsure => "unsure",
                    Sign::Status(s) => status(s),
                    Sign::Storm(s) => {
                        out.insert("storm".to_owned(), json!(true));
                        status(s)
                    }
                };
                out.insert("sign".to_owned(), json!(sign));
                out.insert("number".to_owned(), json!(number));
                "pin"
            }
            Role::Area(of) => {
                let rings = ground.area(of, coarseness);
                out.insert("lines".to_owned(), json!(packed(&rings)));
                if rings.is_empty() { "name" } else { "area" }
            }
            Role::Border(a, b) => {
                let lines = crate::scene::stage::border(a, b, player.point);
                let lines: Vec<_> = lines.iter().map(|l| ground.line(l, player.point)).collect();
                out.insert("lines".to_owned(), json!(packed(&lines)));
                "border"
            }
            Role::Around(km) => {
                out.insert("km".to_owned(), json!(km));
                "around"
            }
            Role::NameOnly => "name",
        };
        out.insert("role".to_owned(), json!(role));
        Value::Object(out)
    };
    stage.cast.iter().map(player).collect()
}

fn legs(stage: &Stage<'_>, ground: &Ground) -> Vec<Value> {
    let leg = |leg: &stage::StageLeg<'_>| {
        // In ten-millionths of the world, on the copy that its start is on.
        let start = leg.line.first().map_or(0.0, |w| ground.on_plane(*w).x - w.x);
        let line = leg.line.iter().map(|w| (((w.x + start) * 1e7).round() as i64, (w.y * 1e7).round() as i64));
        json!({
            "target": target_id(Target::Leg(leg.route, leg.leg)),
            "route": leg.route,
            "journey": target_id(Target::Journey(leg.route)),
            "status": status(leg.of.status.status),
            "transport": transport(leg.of.transport),
            "number": leg.of.to.number,
            "option": leg.of.option,
            "branch": leg.of.is_branch,
            "fromArea": leg.of.from.is_area,
            "toArea": leg.of.to.is_area,
            "south": leg.of.to.point.lat() < 0.0,
            "ends": leg.ends,
            "cue": leg.cue,
            "line": pack::lines([line]),
            "name": text::clean(&leg.accessible),
        })
    };
    stage.legs.iter().map(leg).collect()
}

/// The outlines of the moving heads that the story needs, as path data, nose to the right.
fn heads(stage: &Stage<'_>) -> Value {
    let mut out = Map::new();
    for leg in &stage.legs {
        let mut path = String::new();
        for line in stage::outline(leg.of.transport) {
            for (i, p) in line.iter().enumerate() {
                path.push_str(&format!("{}{:.1} {:.1}", if i == 0 { 'M' } else { 'L' }, p.x, p.y));
            }
            path.push('Z');
        }
        out.insert(transport(leg.of.transport).to_owned(), json!(path));
    }
    Value::Object(out)
}

fn targets(story: &Story) -> impl Iterator<Item = Target> + '_ {
    let legs = story.routes.iter().enumerate().flat_map(|(r, route)| (0..route.legs.len()).map(move |l| Target::Leg(r, l)));
    let places = (0..story.places.len()).map(Target::Place);
    let dates = (0..story.reading.timexes.len()).map(Target::Date);
    let events = (0..story.reading.events.len()).map(Target::Event);
    places.chain(dates).chain(events).chain((0..story.routes.len()).map(Target::Journey)).chain(legs)
}

/// What each thing is called when it is selected.
fn names(story: &Story) -> Value {
    let name = |target: Target| match target {
        Target::Place(p) => {
            let place = story.places.get(p)?;
            Some(format!("{}, {}", place.name, words::certainty(place.certainty)))
        }
        Target::Date(d) => {
            let timex = story.reading.timexes.get(d)?;
            Some(
                timex
                    .interval
                    .or(timex.range)
                    .map_or_else(|| timex.span.of(&story.article.text).to_owned(), |r| words::capital(&words::long_date(&r))),
            )
        }
        Target::Event(_) | Target::Journey(_) | Target::Leg(..) => None,
    };
    Value::Object(targets(story).filter_map(|t| Some((target_id(t), json!(text::clean(&name(t)?))))).collect())
}

/// What lights up with each thing, and when it has played.
fn links(story: &Story) -> Value {
    let mut out = Map::new();
    for target in targets(story) {
        let related: Vec<String> = story.related(target).into_iter().skip(1).map(target_id).collect();
        let at = story.playhead_of(target).map(|p| p.0);
        out.insert(target_id(target), json!([related, at]));
    }
    Value::Object(out)
}
