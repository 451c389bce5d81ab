//! A story as GPX 1.1: places as waypoints, each way of a journey as a track.
//!
//! Source: GPX 1.1 schema (topografix.com/GPX/1/1). Tracks are cut at the antimeridian into segments.

use super::facts::{self, Facts, JourneyFact, Track, TrackPoint, Way, when};
use super::xml::{self, Layout, Xml};
use super::{Error, degrees};
use crate::earth::LatLon;
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use std::io;

/// Returns `story` as a GPX document.
///
/// # Errors
/// None: every story can be written.
pub fn gpx(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    xml::document(Layout::Indented, |xml| {
        let attributes = [("version", "1.1"), ("creator", facts::GENERATOR), ("xmlns", "http://www.topografix.com/GPX/1/1")];
        xml::element(xml, "gpx", &attributes, |xml| {
            metadata(xml, &facts)?;
            waypoints(xml, &facts)?;
            for journey in &facts.journeys {
                journey.ways.iter().try_for_each(|way| track(xml, journey, way))?;
            }
            Ok(())
        })
    })
}

fn metadata(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    xml::element(xml, "metadata", &[], |xml| {
        xml::text(xml, "name", &facts.title)?;
        xml::text(xml, "desc", facts::CLOCK)?;
        xml::element(xml, "copyright", &[("author", facts::CREDIT)], |xml| {
            xml::text(xml, "license", "https://creativecommons.org/licenses/by/4.0/")
        })?;
        if let Some(address) = facts.address() {
            xml::empty(xml, "link", &[("href", address)])?;
        }
        match facts.published {
            Some(date) if date.year() > 0 => xml::text(xml, "time", &format!("{}T00:00:00Z", when::iso_day(date))),
            _ => Ok(()),
        }
    })
}

fn waypoints(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    for place in facts.places.iter().filter(|p| p.is_on_map) {
        let Some(point) = place.point else { continue };
        xml::element(xml, "wpt", &[("lat", &degrees(point.lat())), ("lon", &longitude(point))], |xml| {
            xml::text(xml, "name", &place.name)?;
            xml::text(xml, "desc", &facts.about_place(place).join("\n"))?;
            if !place.sources.is_empty() {
                xml::text(xml, "src", &place.sources.join(", "))?;
            }
            xml::text(xml, "type", place.feature.unwrap_or("place"))
        })?;
    }
    Ok(())
}

fn track(xml: &mut Xml, journey: &JourneyFact, way: &Way) -> io::Result<()> {
    xml::element(xml, "trk", &[], |xml| {
        xml::text(xml, "name", &journey.way_title(way))?;
        xml::text(xml, "desc", &facts::quoted(&journey.evidence))?;
        journey.source.as_ref().map_or(Ok(()), |source| xml::text(xml, "src", source))?;
        xml::text(xml, "type", journey.way_status(way).as_str())?;
        facts::cut(&way.track(&journey.legs)).iter().try_for_each(|part| segment(xml, part))
    })
}

fn segment(xml: &mut Xml, part: &Track) -> io::Result<()> {
    let point = |xml: &mut Xml, p: &TrackPoint| {
        let (lat, lon) = (degrees(p.point.lat()), longitude(p.point));
        let attributes = [("lat", lat.as_str()), ("lon", lon.as_str())];
        match p.at {
            Some(at) => xml::element(xml, "trkpt", &attributes, |xml| xml::text(xml, "time", &when::instant(at))),
            None => xml::empty(xml, "trkpt", &attributes),
        }
    };
    xml::element(xml, "trkseg", &[], |xml| part.iter().try_for_each(|p| point(xml, p)))
}

/// The longitude, below 180: the schema's `longitudeType` leaves 180 itself out. What stands there is moved west by 1 cm.
fn longitude(point: LatLon) -> String {
    degrees(point.lon().min(179.999_999_9))
}
