//! A story's journeys for kepler.gl: as trips in GeoJSON, or as a table of positions.
//!
//! Source: kepler.gl's user guide, "Trip layer", and the trip layer's own reader. Positions have four elements, the last an instant, which
//! is no valid GeoJSON for anyone else: that is why this is a format of its own. What its reader wants: the first feature is a line, and all
//! positions have the fourth element.

use super::facts::{self, Facts, JourneyFact, TrackPoint, Way, when};
use super::json::{self, decimals};
use super::{Error, tables};
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use serde_json::{Value, json};

const NOTHING: Error = Error::Nothing("kepler.gl plays journeys with dates, and none was found; export geojson, which needs none");

/// Returns the journeys of `story` as trips: a line a way, cut at the antimeridian.
///
/// Instants are seconds since 1970; in a story that begins earlier they are ISO 8601, because kepler.gl reads no negative numbers.
///
/// # Errors
/// [`Error::Nothing`] where no journey has instants.
pub fn trips(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let ways = dated_ways(&facts);
    let is_early = |p: &TrackPoint| p.at.is_some_and(|at| when::unix_secs(at) < 0);
    let clock = if ways.iter().flat_map(|(j, _, w)| w.track(&j.legs)).any(|p| is_early(&p)) { Clock::Iso } else { Clock::Unix };
    let features: Vec<Value> = ways.iter().flat_map(|(j, _, w)| way(j, w, clock)).collect();
    if features.is_empty() {
        return Err(NOTHING);
    }
    let document = json!({
        "type": "FeatureCollection",
        "name": facts.title,
        "description": facts::CLOCK,
        "attribution": facts::CREDIT,
        "features": features,
    });
    Ok(json::document(&document))
}

/// Returns the journeys of `story` as a table of positions with instants: `id`, `name`, `status`, `lat`, `lng`, `alt`, `timestamp`, and on the first row of
/// each line `credit`. In a story of several articles a last column, `source`, names the one that tells the journey.
///
/// For the trip layer's table mode: group by `id`, sort by `timestamp`. Reads any year.
///
/// # Errors
/// [`Error::Nothing`] where no journey has instants.
pub fn table(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let has_sources = facts.journeys.iter().any(|j| j.source.is_some());
    let mut rows = Vec::new();
    for (journey, number, way) in dated_ways(&facts) {
        let (name, status) = (journey.way_title(way), journey.way_status(way).as_str());
        for (i, part) in facts::cut(&way.track(&journey.legs)).iter().enumerate() {
            let id = format!("{}-way-{number}-{}", journey.id, i + 1);
            let row = |(i, p): (usize, &TrackPoint)| {
                let credit = if i == 0 { facts::CREDIT } else { "" };
                let at = p.at.map(when::instant).unwrap_or_default();
                let (lat, lon) = (super::degrees(p.point.lat()), super::degrees(p.point.lon()));
                let mut row = vec![id.clone(), name.clone(), status.to_owned(), lat, lon, "0".to_owned(), at, credit.to_owned()];
                row.extend(has_sources.then(|| journey.source.clone().unwrap_or_default()));
                row
            };
            rows.extend(part.iter().enumerate().map(row));
        }
    }
    if rows.is_empty() {
        return Err(NOTHING);
    }
    let columns = ["id", "name", "status", "lat", "lng", "alt", "timestamp", "credit", "source"];
    tables::csv(columns.get(..if has_sources { 9 } else { 8 }).unwrap_or(&columns), rows)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    Unix,
    Iso,
}

/// The ways that have instants, each with its journey and its number in it.
fn dated_ways<'f>(facts: &'f Facts<'_>) -> Vec<(&'f JourneyFact, usize, &'f Way)> {
    let ways = facts.journeys.iter().flat_map(|j| j.ways.iter().enumerate().map(move |(i, w)| (j, i + 1, w)));
    ways.filter(|(j, _, w)| w.track(&j.legs).iter().all(|p| p.at.is_some())).collect()
}

fn way(journey: &JourneyFact, way: &Way, clock: Clock) -> Vec<Value> {
    let mut properties = json!({
        "id": journey.id,
        "name": journey.way_title(way),
        "mover": journey.mover,
        "status": journey.way_status(way).as_str(),
        "option": way.option,
        "confidence": journey.confidence,
        "evidence": facts::quoted(&journey.evidence),
    });
    if let (Some(source), Some(fields)) = (&journey.source, properties.as_object_mut()) {
        fields.insert("source".to_owned(), json!(source));
    }
    let at = |p: &TrackPoint| match clock {
        Clock::Unix => json!(p.at.map(when::unix_secs)),
        Clock::Iso => json!(p.at.map(when::instant)),
    };
    let position = |p: &TrackPoint| json!([decimals(p.point.lon(), 7), decimals(p.point.lat(), 7), 0, at(p)]);
    let line = |part: &facts::Track| -> Value { part.iter().map(position).collect() };
    let feature = |part: &facts::Track| json!({"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": line(part)}});
    facts::cut(&way.track(&journey.legs)).iter().map(feature).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn the_table_names_the_article_of_each_journey_where_there_are_several() {
        let text = |day: u8, from: &str, to: &str| {
            format!("President travels\n\nMay {day}, 2020\n\nPresident Ann Lee flew from {from} to {to} on May {day}.")
        };
        let mut article = Article::from_text(text(4, "Madrid", "Berlin"));
        article.source = Some("https://tide.example/a".to_owned());
        let gazetteer = Gazetteer::embedded();
        let heads = |article: &Article| {
            let table = String::from_utf8(table(&Story::new(article.clone(), gazetteer), gazetteer).unwrap()).unwrap();
            table.trim_start_matches('\u{feff}').lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>()
        };
        assert!(heads(&article)[0].ends_with(",credit"));
        let mut other = Article::from_text(text(9, "Rome", "Vienna"));
        other.source = Some("https://gull.example/b".to_owned());
        article.add(other);
        let lines = heads(&article);
        assert!(lines[0].ends_with(",credit,source"));
        assert!(["tide.example", "gull.example"].iter().all(|name| lines.iter().any(|l| l.ends_with(name))), "{lines:?}");
        assert!(lines[1..].iter().all(|l| l.ends_with(".example")), "{lines:?}");
    }
}
