//! A story as the JSON of StoryMapJS: an overview slide, then a slide for each step of playing that has a place.
//!
//! Source: the loader of NUKnightLab/StoryMapJS (`StoryMap.js`, `Map.js`, `MapMarker.Leaflet.js`). What it wants: latitude and longitude are
//! numbers; latitude 0 counts as none; words are read as HTML.

use super::facts::{self, Facts, StopFact, when};
use super::json::{self, decimals};
use super::{Error, xml};
use crate::earth::{LatLon, delta_lon};
use crate::gazetteer::Gazetteer;
use crate::story::{CueKind, Story};
use serde_json::{Value, json};

/// Web map zooms of an area and of a point.
const ZOOMS: (u32, u32) = (5, 9);

/// A latitude on the equator is moved by so many degrees, 1 cm.
const NUDGE: f64 = 1e-7;

/// Returns `story` as a StoryMapJS document. What has no place is told on the overview slide.
///
/// # Errors
/// [`Error::Nothing`] where no place was found.
pub fn storymap(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let steps = steps(&facts);
    if steps.is_empty() {
        return Err(Error::Nothing("StoryMapJS goes from place to place, and none was found"));
    }
    let mut slides = vec![overview(&facts)];
    let mut lon: Option<f64> = None;
    for step in &steps {
        // The next slide stands on the copy of the world that is nearest, so that the line between them takes the short way.
        let near = lon.map_or(step.point.lon(), |before| before + delta_lon(before, step.point.lon()));
        let near = if near.abs() <= 360.0 { near } else { step.point.lon() };
        lon = Some(near);
        slides.push(slide(step, near));
    }
    let storymap = json!({
        "language": "en",
        "map_type": "osm:standard",
        "map_as_image": false,
        "map_background_color": "",
        "attribution": xml::html(facts::CREDIT),
        "call_to_action": true,
        "slides": slides,
    });
    Ok(json::document(&json!({"storymap": storymap})))
}

/// One slide.
struct Step<'f> {
    point: LatLon,
    place: &'f str,
    is_area: bool,
    headline: String,
    lines: Vec<String>,
    date: Option<String>,
}

/// The places in the order of playing; where nothing plays, the places of the map by first mention.
fn steps<'f>(facts: &'f Facts<'_>) -> Vec<Step<'f>> {
    let mut steps = Vec::new();
    for cue in &facts.story.playback.cues {
        match cue.kind {
            CueKind::Event(i) => steps.extend(event(facts, i)),
            CueKind::Step(route, step) => steps.extend(legs(facts, route, step)),
        }
    }
    if steps.is_empty() {
        let place = |p: &'f facts::PlaceFact| {
            let lines = facts.about_place(p);
            Some(Step { point: p.point?, place: &p.name, is_area: p.is_area, headline: p.name.clone(), lines, date: None })
        };
        steps.extend(facts.places.iter().filter(|p| p.is_on_map).filter_map(place));
    }
    steps
}

fn event<'f>(facts: &'f Facts<'_>, index: usize) -> Option<Step<'f>> {
    let event = facts.events.get(index)?;
    let place = facts.place(event.place)?;
    let date = event.when.map(|r| when::long(&r));
    let lines = facts.about_event(event).into_iter().skip(usize::from(date.is_some())).collect();
    Some(Step { point: event.point?, place: &place.name, is_area: place.is_area, headline: event.heading(), lines, date })
}

/// Where a step of a journey arrives, each way of a fork; before the first, where it begins.
fn legs<'f>(facts: &'f Facts<'_>, route: usize, step: usize) -> Vec<Step<'f>> {
    let Some(journey) = facts.journeys.get(route) else { return Vec::new() };
    let at = |stop: &'f StopFact, headline: String, lines: Vec<String>, date: Option<String>| Step {
        point: stop.point,
        place: &stop.name,
        is_area: stop.is_area,
        headline,
        lines,
        date,
    };
    let mut out: Vec<Step<'f>> = Vec::new();
    for leg in journey.legs.iter().filter(|l| l.step == step) {
        // Two ways that meet again arrive once.
        if out.iter().any(|s| s.point == leg.to.point) {
            continue;
        }
        if step == 1 && out.is_empty() {
            let mover = crate::scene::words::capital(&journey.mover);
            let headline = if mover.is_empty() { leg.from.name.clone() } else { format!("{mover}: {}", leg.from.name) };
            out.push(at(&leg.from, headline, journey.evidence.iter().map(|q| format!("“{}”", q.line)).collect(), None));
        }
        let date = leg.when.map(|r| when::long(&r));
        let lines = facts.about_leg(leg).into_iter().skip(usize::from(date.is_some())).collect();
        out.push(at(&leg.to, leg.title.clone(), lines, date));
    }
    out
}

fn overview(facts: &Facts<'_>) -> Value {
    let unplaced = facts.events.iter().filter(|e| e.point.is_none());
    let told: Vec<String> =
        unplaced.map(|e| e.when.map_or_else(|| e.heading(), |r| format!("{}: {}", when::long(&r), e.heading()))).collect();
    let mut text = html(&facts.about());
    if !told.is_empty() {
        let items: String = told.iter().map(|t| format!("<li>{}</li>", xml::html(t))).collect();
        text.push_str(&format!("<p>Told without a place:</p><ul>{items}</ul>"));
    }
    text.push_str(&html(&[facts::CREDIT.to_owned(), facts::GENERATOR.to_owned()]));
    json!({"type": "overview", "text": {"headline": xml::html(&facts.title), "text": text}, "media": media()})
}

fn slide(step: &Step<'_>, lon: f64) -> Value {
    let lat = if step.point.lat().abs() < NUDGE { NUDGE } else { step.point.lat() };
    let zoom = if step.is_area { ZOOMS.0 } else { ZOOMS.1 };
    json!({
        "date": step.date.as_deref().unwrap_or_default(),
        "location": {"lat": decimals(lat, 7), "lon": decimals(lon, 7), "zoom": zoom, "name": step.place, "line": true},
        "text": {"headline": xml::html(&step.headline), "text": html(&step.lines)},
        "media": media(),
    })
}

/// The editor expects the fields, empty as they are.
fn media() -> Value {
    json!({"url": "", "caption": "", "credit": ""})
}

fn html(lines: &[String]) -> String {
    lines.iter().map(|l| format!("<p>{}</p>", xml::html(l))).collect()
}
