//! A story as CZML for Cesium: places and events as points, legs as lines on the ground, and for each way a point that travels.
//!
//! Source: the CZML guide of AnalyticalGraphicsInc/czml-writer, version 1.0. Positions are longitude, latitude, height; the lines are drawn in
//! space, so nothing is cut at the antimeridian.

use super::facts::{self, EventFact, Facts, JourneyFact, LegFact, PlaceFact, Track, Way, when};
use super::json::{self, decimals};
use super::{Error, xml};
use crate::dates::Range;
use crate::earth::LatLon;
use crate::events::Status;
use crate::gazetteer::Gazetteer;
use crate::scene::{Color, Theme};
use crate::story::Story;
use jiff::civil::DateTime;
use serde_json::{Value, json};

/// A story plays in about as many seconds.
const PLAY_SECS: i64 = 40;

const THEME: &Theme = &Theme::LIGHT;

/// Returns `story` as a CZML document.
///
/// # Errors
/// None: every story can be written.
pub fn czml(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let clock = facts.clock();
    let mut packets = vec![head(&facts, clock)];
    packets.extend(facts.places.iter().filter(|p| p.is_on_map).filter_map(|p| place(p, &facts)));
    packets.extend(facts.events.iter().filter_map(|e| event(e, &facts, clock)));
    for journey in &facts.journeys {
        packets.extend(journey.legs.iter().map(|l| leg(l, &facts)));
        packets.extend(journey.ways.iter().enumerate().filter_map(|(i, w)| way(journey, w, i + 1, clock)));
    }
    Ok(json::document(&Value::Array(packets)))
}

fn head(facts: &Facts<'_>, clock: Option<(DateTime, DateTime)>) -> Value {
    let about: Vec<String> = facts.about().into_iter().chain([facts::CLOCK.into(), facts::CREDIT.into()]).collect();
    let mut out = json!({"id": "document", "version": "1.0", "name": facts.title, "description": html(&about)});
    if let (Some((start, end)), Some(fields)) = (clock, out.as_object_mut()) {
        let multiplier = (when::unix_secs(end) - when::unix_secs(start)) / PLAY_SECS;
        let clock = json!({
            "interval": format!("{}/{}", when::instant(start), when::instant(end)),
            "currentTime": when::instant(start),
            "multiplier": multiplier.max(1),
            "range": "LOOP_STOP",
            "step": "SYSTEM_CLOCK_MULTIPLIER",
        });
        fields.insert("clock".to_owned(), clock);
    }
    out
}

fn place(place: &PlaceFact, facts: &Facts<'_>) -> Option<Value> {
    let color = if place.certainty == "sure" { THEME.ink } else { THEME.place_unsure };
    Some(json!({
        "id": place.id,
        "name": place.name,
        "description": html(&facts.about_place(place)),
        "position": {"cartographicDegrees": position(place.point?)},
        "point": {"pixelSize": 9, "color": rgba(color), "outlineColor": rgba(THEME.paper), "outlineWidth": 2, "heightReference": {"heightReference": "CLAMP_TO_GROUND"}},
        "label": {
            "text": place.name, "font": "14px sans-serif", "fillColor": rgba(THEME.ink), "outlineColor": rgba(THEME.paper), "outlineWidth": 3,
            "style": "FILL_AND_OUTLINE", "horizontalOrigin": "LEFT", "pixelOffset": {"cartesian2": [10, 0]}, "heightReference": {"heightReference": "CLAMP_TO_GROUND"},
        },
    }))
}

/// Events appear at their time and stay; those without a place have nothing to show on a globe.
fn event(event: &EventFact, facts: &Facts<'_>, clock: Option<(DateTime, DateTime)>) -> Option<Value> {
    let mut out = json!({
        "id": event.id,
        "name": event.heading(),
        "description": html(&facts.about_event(event)),
        "position": {"cartographicDegrees": position(event.point?)},
        "point": {"pixelSize": 7, "color": rgba(THEME.status(event.status)), "heightReference": {"heightReference": "CLAMP_TO_GROUND"}},
    });
    put_availability(&mut out, event.when, clock);
    Some(out)
}

fn leg(leg: &LegFact, facts: &Facts<'_>) -> Value {
    let (from, to) = (leg.from.point, leg.to.point);
    let color = THEME.status(leg.status);
    let material = match leg.status {
        Status::Done | Status::Ongoing => json!({"solidColor": {"color": rgba(color)}}),
        Status::Planned => json!({"polylineDash": {"color": rgba(color), "dashLength": 16}}),
        Status::Possible | Status::Cancelled => json!({"polylineDash": {"color": rgba(color), "dashLength": 8}}),
    };
    let positions: Vec<Value> = [from, to].iter().flat_map(|p| [number(p.lon()), number(p.lat()), json!(0)]).collect();
    json!({
        "id": leg.id,
        "name": leg.title,
        "description": html(&facts.about_leg(leg)),
        "polyline": {"positions": {"cartographicDegrees": positions}, "arcType": "GEODESIC", "clampToGround": true, "width": 3, "material": material},
    })
}

/// What travels a way, from its start on; it stays where it arrives.
fn way(journey: &JourneyFact, way: &Way, number: usize, clock: Option<(DateTime, DateTime)>) -> Option<Value> {
    let track = way.track(&journey.legs);
    let (start, end) = (track.first()?.at?, track.last()?.at?);
    let positions = samples(&track, start)?;
    let color = THEME.status(journey.way_status(way));
    let until = clock.map_or(end, |(_, last)| last.max(end));
    Some(json!({
        "id": format!("{}-track-{number}", journey.id),
        "name": journey.way_title(way),
        "availability": format!("{}/{}", when::instant(start), when::instant(until)),
        "position": {"epoch": when::instant(start), "cartographicDegrees": positions, "forwardExtrapolationType": "HOLD"},
        "point": {"pixelSize": 11, "color": rgba(color), "outlineColor": rgba(THEME.paper), "outlineWidth": 2, "heightReference": {"heightReference": "CLAMP_TO_GROUND"}},
        "path": {
            "leadTime": 0,
            "trailTime": (when::unix_secs(until) - when::unix_secs(start)).max(1),
            "width": 5,
            "material": {"solidColor": {"color": rgba(color)}},
        },
    }))
}

/// Seconds from `epoch`, longitude, latitude, height; seconds rise from sample to sample.
fn samples(track: &Track, epoch: DateTime) -> Option<Vec<Value>> {
    let mut out = Vec::with_capacity(track.len() * 4);
    let mut last = None;
    for point in track {
        let secs = when::unix_secs(point.at?) - when::unix_secs(epoch);
        // Short legs have more points than seconds.
        if last != Some(secs) {
            out.extend([json!(secs), number(point.point.lon()), number(point.point.lat()), json!(0)]);
        }
        last = Some(secs);
    }
    Some(out)
}

fn put_availability(out: &mut Value, range: Option<Range>, clock: Option<(DateTime, DateTime)>) {
    let (Some(range), Some((first, last)), Some(fields)) = (range, clock, out.as_object_mut()) else { return };
    // Background from before the clock begins is there from its beginning.
    let start = range.start.max(first);
    if start < last {
        fields.insert("availability".to_owned(), json!(format!("{}/{}", when::instant(start), when::instant(last))));
    }
}

fn position(point: LatLon) -> Value {
    json!([number(point.lon()), number(point.lat()), 0])
}

fn number(degrees: f64) -> Value {
    decimals(degrees, 7)
}

fn rgba(c: Color) -> Value {
    json!({"rgba": [c.r, c.g, c.b, c.a]})
}

/// Descriptions are read as HTML.
fn html(lines: &[String]) -> String {
    lines.iter().map(|l| format!("<p>{}</p>", xml::html(l))).collect()
}
