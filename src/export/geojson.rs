//! A story as GeoJSON: places and events as points, legs of journeys as great circles, each with its words, dates and status.
//!
//! Source: RFC 7946. Lines are cut at the antimeridian into a `MultiLineString` (§3.1.9); positions have two elements, longitude first (§3.1.1).
//! Instants stand in `properties`: `times` of points, `coordTimes` of the points of lines, as Leaflet.TimeDimension and togeojson know them.

use super::facts::{self, EventFact, Facts, JourneyFact, LegFact, PlaceFact, Quote, Track, when};
use super::{Error, json};
use crate::dates::Range;
use crate::earth::LatLon;
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use serde_json::{Map, Value, json};

/// Returns `story` as a GeoJSON document: features of places, then events, then legs.
///
/// # Errors
/// None: every story can be written.
pub fn geojson(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let places = facts.places.iter().filter_map(place);
    let events = facts.events.iter().map(|e| event(e, &facts));
    let legs = facts.journeys.iter().flat_map(|j| j.legs.iter().map(|l| leg(j, l, &facts)).collect::<Vec<Value>>());
    let features: Vec<Value> = places.chain(events).chain(legs).collect();
    // Members beside those of RFC 7946 are "foreign" (§6.1): readers skip them; GDAL shows `name` and `description`.
    let document = json!({
        "type": "FeatureCollection",
        "name": facts.title,
        "description": facts::CLOCK,
        "attribution": facts::CREDIT,
        "generator": facts::GENERATOR,
        "source": story.article.source,
        "published": facts.published.map(when::iso_day),
        "features": features,
    });
    Ok(json::document(&document))
}

fn feature(id: &str, geometry: Value, properties: Map<String, Value>) -> Value {
    json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
}

fn place(place: &PlaceFact) -> Option<Value> {
    let point = place.point?;
    let mut out = Map::new();
    put(&mut out, "kind", "place");
    put(&mut out, "name", &*place.name);
    put(&mut out, "feature", place.feature);
    put(&mut out, "is_area", place.is_area);
    put(&mut out, "is_on_map", place.is_on_map);
    put(&mut out, "country", place.country.clone());
    put(&mut out, "geonameid", place.geonameid);
    put(&mut out, "certainty", place.certainty);
    put(&mut out, "confidence", place.confidence);
    put(&mut out, "mentions", place.mentions.len());
    if !place.sources.is_empty() {
        put(&mut out, "sources", place.sources.clone());
    }
    put_when(&mut out, place.when);
    put_evidence(&mut out, &place.mentions);
    Some(feature(&place.id, position(point), out))
}

fn event(event: &EventFact, facts: &Facts<'_>) -> Value {
    let mut out = Map::new();
    put(&mut out, "kind", "event");
    put(&mut out, "name", &*event.title);
    put(&mut out, "place", facts.place(event.place).map(|p| p.name.clone()));
    put(&mut out, "place_id", facts.place(event.place).map(|p| p.id.clone()));
    put(&mut out, "status", event.status.as_str());
    put(&mut out, "may_change", event.may_change);
    put(&mut out, "is_background", event.is_background);
    put(&mut out, "confidence", facts.place(event.place).map(|p| p.confidence));
    put(&mut out, "notes", event.notes.clone());
    put(&mut out, "source", event.source.clone());
    if !event.contradicted_by.is_empty() {
        put(&mut out, "contradicted_by", event.contradicted_by.clone());
    }
    put_when(&mut out, event.when);
    put_evidence(&mut out, &event.evidence);
    // An event without a place is told all the same: "unlocated", RFC 7946 §3.2.
    feature(&event.id, event.point.map_or(Value::Null, position), out)
}

fn leg(journey: &JourneyFact, leg: &LegFact, facts: &Facts<'_>) -> Value {
    let mut out = Map::new();
    put(&mut out, "kind", "leg");
    put(&mut out, "name", &*leg.title);
    put(&mut out, "journey", &*journey.id);
    put(&mut out, "mover", &*journey.mover);
    put(&mut out, "step", leg.step);
    put(&mut out, "from", &*leg.from.name);
    put(&mut out, "from_id", facts.place(leg.from.place).map(|p| p.id.clone()));
    put(&mut out, "to", &*leg.to.name);
    put(&mut out, "to_id", facts.place(leg.to.place).map(|p| p.id.clone()));
    put(&mut out, "status", leg.status.as_str());
    put(&mut out, "may_change", leg.may_change);
    put(&mut out, "transport", leg.transport);
    put(&mut out, "is_alternative", leg.is_branch);
    put(&mut out, "option", leg.option);
    put(&mut out, "confidence", journey.confidence);
    put(&mut out, "source", leg.source.clone());
    if !leg.contradicted_by.is_empty() {
        put(&mut out, "contradicted_by", leg.contradicted_by.clone());
    }
    put_when(&mut out, leg.when);
    let parts = facts::cut(&leg.track);
    let times = |part: &Track| part.iter().map(|p| p.at.map(when::instant)).collect::<Option<Vec<String>>>();
    let coord_times: Option<Vec<Vec<String>>> = parts.iter().map(times).collect();
    let line = |part: &Track| -> Value { part.iter().map(|p| lon_lat(p.point)).collect() };
    let (geometry, coord_times) = match parts.as_slice() {
        [one] => (json!({"type": "LineString", "coordinates": line(one)}), coord_times.map(|t| json!(t.first()))),
        several => {
            let lines: Vec<Value> = several.iter().map(line).collect();
            (json!({"type": "MultiLineString", "coordinates": lines}), coord_times.map(|t| json!(t)))
        }
    };
    put_evidence(&mut out, &leg.evidence);
    put(&mut out, "coordTimes", coord_times);
    feature(&leg.id, geometry, out)
}

/// Puts a property; one without a value stays out.
fn put(out: &mut Map<String, Value>, key: &str, value: impl Into<PropertyValue>) {
    if let PropertyValue(Some(value)) = value.into() {
        out.insert(key.to_owned(), value);
    }
}

/// The value of a property, or none.
struct PropertyValue(Option<Value>);

impl<T: Into<Value>> From<T> for PropertyValue {
    fn from(value: T) -> PropertyValue {
        // `Option<T>` is a `Value` too: null for none.
        PropertyValue(Some(value.into()).filter(|v| !v.is_null()))
    }
}

/// Puts the date as exact as it is known, its first and last day, and its first and last second for players.
fn put_when(out: &mut Map<String, Value>, range: Option<Range>) {
    let Some(range) = range else { return };
    let (first, last) = when::days(&range);
    let (start, end) = when::instants(&range);
    put(out, "date", when::exact(&range));
    put(out, "date_start", when::iso_day(first));
    put(out, "date_end", when::iso_day(last));
    put(out, "times", vec![start, end]);
}

/// Puts the words and where they stand, in code points of the article.
fn put_evidence(out: &mut Map<String, Value>, quotes: &[Quote]) {
    put(out, "quote", facts::quoted(quotes.get(..1).unwrap_or(&[])));
    let evidence = quotes.iter().map(|q| json!({"start": q.start, "end": q.end, "text": q.line}));
    put(out, "evidence", evidence.collect::<Value>());
}

fn position(point: LatLon) -> Value {
    json!({"type": "Point", "coordinates": lon_lat(point)})
}

/// Longitude before latitude. Seven decimals are 1 cm: rounding moves no midpoint by 1e-6°.
fn lon_lat(point: LatLon) -> Value {
    json!([json::decimals(point.lon(), 7), json::decimals(point.lat(), 7)])
}
