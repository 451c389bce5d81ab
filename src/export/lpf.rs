//! A story's places as Linked Places (LPF 1.3), the exchange format of historical gazetteers: each with its names, words and dates, and each way of a
//! journey as a route.
//!
//! Source: github.com/LinkedPasts/linked-places-format. What a feature needs: an `@id`, a title, feature classes, a name with its citation,
//! a `when` and a geometry. A place that the story does not date is attested by the day of publication.

use super::facts::{self, Facts, JourneyFact, PlaceFact, Quote, Track, Way, when};
use super::{Error, json};
use crate::dates::Range;
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use serde_json::{Value, json};

const CONTEXT: &str = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld";

/// Returns `story` as a Linked Places document.
///
/// # Errors
/// [`Error::Nothing`] where no place was found: the format holds one at least.
pub fn lpf(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let places = facts.places.iter().filter_map(|p| place(p, &facts));
    let ways = facts.journeys.iter().flat_map(|j| j.ways.iter().enumerate().map(|(i, w)| way(j, w, i + 1, &facts)));
    let features: Vec<Value> = places.chain(ways).collect();
    if features.is_empty() {
        return Err(Error::Nothing("Linked Places holds places with their points, and none was found"));
    }
    let document = json!({
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "title": facts.title,
        "attribution": facts::CREDIT,
        "generator": facts::GENERATOR,
        "features": features,
    });
    Ok(json::document(&document))
}

fn place(place: &PlaceFact, facts: &Facts<'_>) -> Option<Value> {
    let point = place.point?;
    let certainty = if place.certainty == "sure" { "certain" } else { "less-certain" };
    let attested = when(None, facts);
    let cite = |q: &Quote| json!({"label": facts.citation_of(q), "@id": facts.quote_id(q)});
    // One name a way of writing it, each with all its places in the text.
    let mut names: Vec<Value> = Vec::new();
    let mut written: Vec<&str> = Vec::new();
    for mention in &place.mentions {
        if !written.contains(&mention.line.as_str()) {
            written.push(&mention.line);
            let citations: Vec<Value> = place.mentions.iter().filter(|m| m.line == mention.line).map(cite).collect();
            names.push(json!({"toponym": mention.line, "citations": citations, "when": attested}));
        }
    }
    let mut out = json!({
        "@id": facts.id_of(&place.id),
        "type": "Feature",
        "properties": {"title": place.name, "fclasses": [feature_class(place.feature)]},
        "when": when(place.when, facts),
        "names": names,
        "geometry": {
            "type": "Point",
            "coordinates": [json::decimals(point.lon(), 7), json::decimals(point.lat(), 7)],
            "certainty": certainty,
        },
        "descriptions": place.context.iter().map(|q| json!({"value": q.line})).collect::<Vec<Value>>(),
    });
    if let (Some(id), Some(fields)) = (place.geonameid, out.as_object_mut()) {
        fields.insert("links".to_owned(), json!([{"type": "closeMatch", "identifier": format!("gn:{id}")}]));
    }
    // The schema of the World Historical Gazetteer knows neither Kosovo's code nor Palestine's.
    let is_iso = |code: &&String| !matches!(code.as_str(), "PS" | "XK") && place.feature != Some("historic");
    if let (Some(code), Some(properties)) =
        (place.country.as_ref().filter(is_iso), out.get_mut("properties").and_then(Value::as_object_mut))
    {
        properties.insert("ccodes".to_owned(), json!([code]));
    }
    Some(out)
}

fn way(journey: &JourneyFact, way: &Way, number: usize, facts: &Facts<'_>) -> Value {
    let title = journey.way_title(way);
    let legs = || way.legs.iter().filter_map(|&i| journey.legs.get(i));
    let start = legs().find_map(|l| l.when);
    let end = legs().filter_map(|l| l.when).next_back();
    let whole = start.zip(end).map(|(a, b)| Range { start: a.start, end: a.end.max(b.end), grain: a.grain.max(b.grain) });
    let certainty = match journey.way_status(way) {
        crate::events::Status::Done | crate::events::Status::Ongoing => "certain",
        crate::events::Status::Planned => "less-certain",
        crate::events::Status::Possible | crate::events::Status::Cancelled => "uncertain",
    };
    let citations: Vec<Value> = journey.evidence.iter().map(|q| json!({"label": facts.citation_of(q), "@id": facts.quote_id(q)})).collect();
    let mut when = when(whole, facts);
    if let Some(fields) = when.as_object_mut() {
        fields.insert("certainty".to_owned(), json!(certainty));
    }
    let line = |part: &Track| -> Vec<Value> {
        part.iter().map(|p| json!([json::decimals(p.point.lon(), 7), json::decimals(p.point.lat(), 7)])).collect()
    };
    let parts: Vec<Vec<Value>> = facts::cut(&way.track(&journey.legs)).iter().map(line).collect();
    let geometry = match parts.as_slice() {
        [one] => json!({"type": "LineString", "coordinates": one}),
        several => json!({"type": "MultiLineString", "coordinates": several}),
    };
    json!({
        "@id": facts.id_of(&format!("{}-way-{number}", journey.id)),
        "type": "Feature",
        // R: roads, railways and routes.
        "properties": {"title": title, "fclasses": ["R"], "status": journey.way_status(way).as_str()},
        "when": when,
        "names": [{"toponym": title, "citations": citations}],
        "geometry": geometry,
    })
}

/// The stretch of a date; without one, the day of publication; without that, none, and it says so.
fn when(range: Option<Range>, facts: &Facts<'_>) -> Value {
    if let Some(range) = range {
        let (first, last) = when::days(&range);
        return json!({"timespans": [{"start": {"in": day(&range, first)}, "end": {"in": day(&range, last)}}], "label": when::long(&range)});
    }
    match facts.published {
        Some(date) => json!({"timespans": [{"start": {"in": when::iso_day(date)}}], "label": "named in an article of this day"}),
        None => json!({"timespans": [], "label": "not dated"}),
    }
}

/// A first or last day, as exact as the range is.
fn day(range: &Range, date: jiff::civil::Date) -> String {
    use crate::dates::Grain;
    let n = match range.grain {
        Grain::Time | Grain::Day | Grain::Week => 0,
        Grain::Month | Grain::Season => 3,
        Grain::Year | Grain::Decade | Grain::Century => 6,
    };
    let day = when::iso_day(date);
    day.get(..day.len().saturating_sub(n)).unwrap_or(&day).to_owned()
}

/// GeoNames' class of a feature.
fn feature_class(feature: Option<&str>) -> &'static str {
    match feature.unwrap_or_default() {
        "country" | "historic" | "admin1" | "admin2" => "A",
        "sea" | "river" | "lake" => "H",
        "city" | "district" => "P",
        "mountain" | "island" => "T",
        "airport" | "base" | "port" | "site" => "S",
        _ => "L",
    }
}
