//! A story as KML and KMZ: places and events as pins, legs as great circles, and a track with instants for each way.
//!
//! Source: OGC KML 2.2 (12-007r2) and Google's extension namespace for `gx:Track`. The order of elements is the schema's.
//! Lines and tracks are cut at the antimeridian.

use super::facts::{self, EventFact, Facts, JourneyFact, LegFact, PlaceFact, Track, Way, when};
use super::xml::{self, Layout, Xml};
use super::{Error, degrees};
use crate::dates::Range;
use crate::earth::LatLon;
use crate::events::Status;
use crate::gazetteer::Gazetteer;
use crate::scene::{Color, Theme};
use crate::story::Story;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;

/// Edge of the pin's picture inside KMZ, in pixels.
const DOT_PX: u32 = 64;

/// Where the pin's picture stands inside KMZ.
const DOT: &str = "files/dot.png";

/// What pins look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pins {
    /// The program's own pins, coloured: the file stands alone.
    Own,
    /// The picture that the archive holds.
    Dot,
}

/// Returns `story` as a KML document. It refers to no other file.
///
/// # Errors
/// None: every story can be written.
pub fn kml(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    document(story, gazetteer, Pins::Own)
}

/// Returns `story` as a KMZ archive: the KML document and the picture of its pins.
///
/// # Errors
/// None: every story can be written.
pub fn kmz(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let kml = document(story, gazetteer, Pins::Dot)?;
    // Every entry has the time that ZIP counts from: the archive does not depend on the clock.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let failed = |e: String| Error::Draw(e);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The document comes first: programs take the first .kml that they meet.
    for (name, bytes) in [("doc.kml", &kml), (DOT, &dot()?)] {
        archive.start_file(name, options).map_err(|e| failed(e.to_string()))?;
        archive.write_all(bytes).map_err(|e| failed(e.to_string()))?;
    }
    Ok(archive.finish().map_err(|e| failed(e.to_string()))?.into_inner())
}

/// A white disc with a dark rim, which styles tint.
fn dot() -> Result<Vec<u8>, Error> {
    let centre = f64::from(DOT_PX) / 2.0;
    let mut pixels = Vec::with_capacity((DOT_PX * DOT_PX * 4) as usize);
    for y in 0..DOT_PX {
        for x in 0..DOT_PX {
            let distance = (f64::from(x) + 0.5 - centre).hypot(f64::from(y) + 0.5 - centre);
            let cover = |radius: f64| (radius + 0.5 - distance).clamp(0.0, 1.0);
            let (disc, inside) = (cover(centre - 2.0), cover(centre - 8.0));
            let grey = (70.0 + 185.0 * inside).round() as u8;
            pixels.extend([grey, grey, grey, (255.0 * disc).round() as u8]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, DOT_PX, DOT_PX);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    written.map_err(|e| Error::Draw(e.to_string()))?;
    Ok(bytes)
}

fn document(story: &Story, gazetteer: &Gazetteer, pins: Pins) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    xml::document(Layout::Indented, |xml| {
        let spaces = [("xmlns", "http://www.opengis.net/kml/2.2"), ("xmlns:gx", "http://www.google.com/kml/ext/2.2")];
        xml::element(xml, "kml", &spaces, |xml| {
            xml::element(xml, "Document", &[], |xml| {
                xml::text(xml, "name", &facts.title)?;
                xml::text(xml, "open", "1")?;
                let about: Vec<String> = facts.about().into_iter().chain([facts::CLOCK.into(), facts::CREDIT.into()]).collect();
                description(xml, &about)?;
                styles(xml, pins)?;
                folder(xml, "Places", facts.places.iter().filter(|p| p.is_on_map), |xml, p| place(xml, &facts, p))?;
                folder(xml, "Events", facts.events.iter(), |xml, e| event(xml, &facts, e))?;
                facts.journeys.iter().try_for_each(|j| journey(xml, &facts, j))
            })
        })
    })
}

fn folder<'a, T: 'a>(
    xml: &mut Xml,
    name: &str,
    items: impl Iterator<Item = &'a T>,
    write: impl Fn(&mut Xml, &T) -> io::Result<()>,
) -> io::Result<()> {
    let items: Vec<&T> = items.collect();
    if items.is_empty() {
        return Ok(());
    }
    xml::element(xml, "Folder", &[], |xml| {
        xml::text(xml, "name", name)?;
        items.into_iter().try_for_each(|item| write(xml, item))
    })
}

fn place(xml: &mut Xml, facts: &Facts<'_>, place: &PlaceFact) -> io::Result<()> {
    let Some(at) = place.point else { return Ok(()) };
    placemark(xml, &place.id, &place.name, |xml| {
        description(xml, &facts.about_place(place))?;
        xml::text(xml, "styleUrl", if place.certainty == "sure" { "#place" } else { "#place-unsure" })?;
        data(
            xml,
            &[
                ("feature", place.feature.unwrap_or_default()),
                ("country", place.country.as_deref().unwrap_or_default()),
                ("geonameid", &place.geonameid.map(|id| id.to_string()).unwrap_or_default()),
                ("certainty", place.certainty),
                ("confidence", &place.confidence.to_string()),
                ("source", &place.sources.join("; ")),
            ],
        )?;
        point(xml, at)
    })
}

fn event(xml: &mut Xml, facts: &Facts<'_>, event: &EventFact) -> io::Result<()> {
    placemark(xml, &event.id, &event.heading(), |xml| {
        description(xml, &facts.about_event(event))?;
        time_span(xml, event.when)?;
        xml::text(xml, "styleUrl", &format!("#event-{}", event.status.as_str()))?;
        data(
            xml,
            &[
                ("status", event.status.as_str()),
                ("date", &event.when.map(|r| when::exact(&r)).unwrap_or_default()),
                ("place", facts.place(event.place).map_or("", |p| &p.name)),
                ("evidence", &facts::quoted(&event.evidence)),
                ("source", event.source.as_deref().unwrap_or_default()),
            ],
        )?;
        event.point.map_or(Ok(()), |at| point(xml, at))
    })
}

fn journey(xml: &mut Xml, facts: &Facts<'_>, journey: &JourneyFact) -> io::Result<()> {
    xml::element(xml, "Folder", &[], |xml| {
        xml::text(xml, "name", if journey.mover.is_empty() { "Journey" } else { &journey.mover })?;
        journey.legs.iter().try_for_each(|l| leg(xml, facts, journey, l))?;
        journey.ways.iter().enumerate().try_for_each(|(i, w)| way(xml, journey, w, i + 1))
    })
}

fn leg(xml: &mut Xml, facts: &Facts<'_>, journey: &JourneyFact, leg: &LegFact) -> io::Result<()> {
    placemark(xml, &leg.id, &leg.title, |xml| {
        description(xml, &facts.about_leg(leg))?;
        time_span(xml, leg.when)?;
        xml::text(xml, "styleUrl", &format!("#leg-{}", leg.status.as_str()))?;
        data(
            xml,
            &[
                ("mover", &journey.mover),
                ("from", &leg.from.name),
                ("to", &leg.to.name),
                ("status", leg.status.as_str()),
                ("date", &leg.when.map(|r| when::exact(&r)).unwrap_or_default()),
                ("alternative", if leg.is_branch { "yes" } else { "no" }),
                ("confidence", &journey.confidence.to_string()),
                ("evidence", &facts::quoted(&leg.evidence)),
                ("source", leg.source.as_deref().unwrap_or_default()),
            ],
        )?;
        match facts::cut(&leg.track).as_slice() {
            [one] => line(xml, one),
            parts => xml::element(xml, "MultiGeometry", &[], |xml| parts.iter().try_for_each(|part| line(xml, part))),
        }
    })
}

/// The track of a way, where it has instants: what moves when the clock runs.
fn way(xml: &mut Xml, journey: &JourneyFact, way: &Way, number: usize) -> io::Result<()> {
    let track = way.track(&journey.legs);
    if track.iter().any(|p| p.at.is_none()) {
        return Ok(());
    }
    placemark(xml, &format!("{}-track-{number}", journey.id), &journey.way_title(way), |xml| {
        xml::text(xml, "styleUrl", &format!("#track-{}", journey.way_status(way).as_str()))?;
        match facts::cut(&track).as_slice() {
            [one] => gx_track(xml, one),
            parts => xml::element(xml, "gx:MultiTrack", &[], |xml| {
                // The parts meet on the antimeridian: nothing has to be filled in between.
                xml::text(xml, "gx:interpolate", "0")?;
                parts.iter().try_for_each(|part| gx_track(xml, part))
            }),
        }
    })
}

/// All instants, then all positions, as many.
fn gx_track(xml: &mut Xml, part: &Track) -> io::Result<()> {
    xml::element(xml, "gx:Track", &[], |xml| {
        part.iter().filter_map(|p| p.at).try_for_each(|at| xml::text(xml, "when", &when::instant(at)))?;
        part.iter().try_for_each(|p| xml::text(xml, "gx:coord", &format!("{} {} 0", degrees(p.point.lon()), degrees(p.point.lat()))))
    })
}

fn placemark(xml: &mut Xml, id: &str, name: &str, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml::element(xml, "Placemark", &[("id", id)], |xml| {
        xml::text(xml, "name", name)?;
        content(xml)
    })
}

/// Balloons are read as HTML.
fn description(xml: &mut Xml, lines: &[String]) -> io::Result<()> {
    let lines: Vec<String> = lines.iter().map(|l| xml::html(l)).collect();
    xml::text(xml, "description", &lines.join("<br>\n"))
}

/// Years outside 1 to 9999 have no date that the schema's `xsd:dateTime` and Google Earth agree on.
fn time_span(xml: &mut Xml, range: Option<Range>) -> io::Result<()> {
    let Some(range) = range.filter(|r| r.start.year() >= 1) else { return Ok(()) };
    let (begin, end) = when::instants(&range);
    xml::element(xml, "TimeSpan", &[], |xml| {
        xml::text(xml, "begin", &begin)?;
        xml::text(xml, "end", &end)
    })
}

/// Fields for programs; those without a value stay out.
fn data(xml: &mut Xml, fields: &[(&str, &str)]) -> io::Result<()> {
    xml::element(xml, "ExtendedData", &[], |xml| {
        let fields = fields.iter().filter(|(_, value)| !value.is_empty());
        fields.copied().try_for_each(|(name, value)| xml::element(xml, "Data", &[("name", name)], |xml| xml::text(xml, "value", value)))
    })
}

fn point(xml: &mut Xml, at: LatLon) -> io::Result<()> {
    xml::element(xml, "Point", &[], |xml| xml::text(xml, "coordinates", &lon_lat(at)))
}

fn line(xml: &mut Xml, part: &Track) -> io::Result<()> {
    xml::element(xml, "LineString", &[], |xml| {
        // On the ground, and not through it.
        xml::text(xml, "tessellate", "1")?;
        let points: Vec<String> = part.iter().map(|p| lon_lat(p.point)).collect();
        xml::text(xml, "coordinates", &points.join(" "))
    })
}

fn lon_lat(at: LatLon) -> String {
    format!("{},{},0", degrees(at.lon()), degrees(at.lat()))
}

const STATUSES: [Status; 5] = [Status::Done, Status::Ongoing, Status::Planned, Status::Possible, Status::Cancelled];

fn styles(xml: &mut Xml, pins: Pins) -> io::Result<()> {
    let theme = &Theme::LIGHT;
    pin_style(xml, "place", theme.ink, 1.0, pins)?;
    pin_style(xml, "place-unsure", theme.place_unsure, 1.0, pins)?;
    for status in STATUSES {
        // Events stand on the pin of their place: smaller, and without a second label on the map.
        let color = theme.status(status);
        style(xml, &format!("event-{}", status.as_str()), |xml| {
            icon(xml, color, 0.6, pins)?;
            xml::element(xml, "LabelStyle", &[], |xml| xml::text(xml, "scale", "0"))
        })?;
        // KML has no dashes: what is not done is thinner and lets the map through.
        let (opacity, width) = if matches!(status, Status::Done | Status::Ongoing) { (1.0, "4") } else { (0.7, "3") };
        style(xml, &format!("leg-{}", status.as_str()), |xml| line_style(xml, color.at(opacity), width))?;
        style(xml, &format!("track-{}", status.as_str()), |xml| {
            icon(xml, color, 1.0, pins)?;
            line_style(xml, color.at(0.35), "6")
        })?;
    }
    Ok(())
}

fn pin_style(xml: &mut Xml, id: &str, color: Color, scale: f64, pins: Pins) -> io::Result<()> {
    style(xml, id, |xml| icon(xml, color, scale, pins))
}

fn style(xml: &mut Xml, id: &str, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml::element(xml, "Style", &[("id", id)], content)
}

fn icon(xml: &mut Xml, color: Color, scale: f64, pins: Pins) -> io::Result<()> {
    xml::element(xml, "IconStyle", &[], |xml| {
        xml::text(xml, "color", &kml_color(color))?;
        let scale = if pins == Pins::Dot { scale * 0.5 } else { scale };
        xml::text(xml, "scale", &scale.to_string())?;
        match pins {
            Pins::Own => Ok(()),
            Pins::Dot => xml::element(xml, "Icon", &[], |xml| xml::text(xml, "href", DOT)),
        }
    })
}

fn line_style(xml: &mut Xml, color: Color, width: &str) -> io::Result<()> {
    xml::element(xml, "LineStyle", &[], |xml| {
        xml::text(xml, "color", &kml_color(color))?;
        xml::text(xml, "width", width)
    })
}

/// KML's order of bytes: opacity, blue, green, red.
fn kml_color(c: Color) -> String {
    format!("{:02x}{:02x}{:02x}{:02x}", c.a, c.b, c.g, c.r)
}
