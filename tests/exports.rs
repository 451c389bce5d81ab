//! The formats of data as others read them: each is parsed by a reader that is not ours, or held against a schema.

#[path = "exports/command.rs"]
mod command;
#[path = "exports/films.rs"]
mod films;
#[path = "exports/pictures.rs"]
mod pictures;
#[path = "exports/samples.rs"]
mod samples;

use dateline::export::{Error, FORMATS, Writer, by_name};
use dateline::gazetteer::Gazetteer;
use dateline::story::{Story, annotations};
use samples::{HOSTILE, all, hostile, pacific, repatriation};
use serde_json::Value;
use std::io::Read;

/// The file of `story` in a format of data; `None` where the story has nothing for it.
fn written(story: &Story, format: &str) -> Option<Vec<u8>> {
    let Writer::Data(writer) = by_name(format).unwrap().writer else { panic!("{format} is no format of data") };
    match writer(story, Gazetteer::embedded()) {
        Ok(bytes) => Some(bytes),
        Err(Error::Nothing(_)) => None,
        Err(e) => panic!("{format}: {e}"),
    }
}

fn text(story: &Story, format: &str) -> String {
    String::from_utf8(written(story, format).unwrap()).unwrap()
}

fn json(story: &Story, format: &str) -> Value {
    serde_json::from_str(&text(story, format)).unwrap()
}

/// The names of the formats of data that are one file. The page has tests of its own.
fn data() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().filter(|f| matches!(f.writer, Writer::Data(_)) && f.name != "html").map(|f| f.name)
}

/// Checks a document against one of our schemas.
fn check_schema(schema: &str, document: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// All positions of a document, with the name of the line they stand in: (line, longitude, latitude).
fn lines(geometry: &Value) -> Vec<Vec<(f64, f64)>> {
    let position = |p: &Value| (p[0].as_f64().unwrap(), p[1].as_f64().unwrap());
    let line = |l: &Value| l.as_array().unwrap().iter().map(position).collect();
    match geometry["type"].as_str() {
        Some("LineString") => vec![line(&geometry["coordinates"])],
        Some("MultiLineString") => geometry["coordinates"].as_array().unwrap().iter().map(line).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_same_story_gives_the_same_bytes_in_every_format() {
    for (name, story) in all() {
        for format in data() {
            assert_eq!(written(&story, format), written(&story, format), "{name} as {format}");
        }
    }
}

#[test]
fn every_format_names_whose_data_it_holds() {
    let story = repatriation();
    for format in data().filter(|f| !matches!(*f, "dates.csv" | "timeml")) {
        let bytes = written(&story, format).unwrap();
        let text = if format == "kmz" { unzipped(&bytes) } else { String::from_utf8(bytes).unwrap() };
        assert!(text.contains("GeoNames") && text.contains("CC BY 4.0") && text.contains("Natural Earth"), "{format}");
    }
}

/// The document in a KMZ archive.
fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("doc.kml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn geojson_is_read_by_another_parser_and_no_line_spans_half_the_world() {
    for (name, story) in all() {
        let text = text(&story, "geojson");
        let parsed: geojson::FeatureCollection = text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(parsed.features.len(), document["features"].as_array().unwrap().len());
        for feature in document["features"].as_array().unwrap() {
            let lines = lines(&feature["geometry"]);
            for pair in lines.iter().flat_map(|l| l.windows(2)) {
                assert!((pair[0].0 - pair[1].0).abs() <= 180.0 && pair[0].0.abs() <= 180.0, "{name}: {pair:?}");
            }
            let kind = feature["properties"]["kind"].as_str().unwrap();
            assert!(feature["properties"]["evidence"].as_array().is_some(), "{kind}");
            if let Some(times) = feature["properties"].get("coordTimes") {
                let n_times = |t: &Value| t.as_array().unwrap().len();
                let counts: Vec<usize> =
                    if lines.len() == 1 { vec![n_times(times)] } else { times.as_array().unwrap().iter().map(n_times).collect() };
                assert_eq!(counts, lines.iter().map(Vec::len).collect::<Vec<_>>(), "an instant a position");
            }
        }
    }
}

#[test]
fn a_leg_with_a_date_plays_on_it() {
    let mut n_dated = 0;
    for (name, story) in all() {
        for properties in json(&story, "geojson")["features"].as_array().unwrap().iter().map(|f| &f["properties"]) {
            if properties["kind"] != "leg" || properties.get("date").is_none() {
                continue;
            }
            n_dated += 1;
            let times = properties["coordTimes"].to_string();
            let instants: Vec<&str> = times.split('"').filter(|t| t.ends_with('Z')).collect();
            let (start, end) = (instants[0], instants[instants.len() - 1]);
            let next_day = |day: &str| day.parse::<jiff::civil::Date>().unwrap().tomorrow().unwrap().to_string();
            assert!(start >= properties["date_start"].as_str().unwrap(), "{name}: {properties:#}");
            assert!(end <= format!("{}T00:00:00Z", next_day(properties["date_end"].as_str().unwrap())).as_str(), "{name}: {properties:#}");
            assert!(start < end && instants.windows(2).all(|w| w[0] <= w[1]));
        }
    }
    assert!(n_dated > 4, "{n_dated}");
}

#[test]
fn a_route_over_the_pacific_is_cut_at_the_antimeridian() {
    let document = json(&pacific(), "geojson");
    let features = document["features"].as_array().unwrap();
    let leg = features.iter().find(|f| f["geometry"]["type"] == "MultiLineString").unwrap();
    let parts = lines(&leg["geometry"]);
    let (end, start) = (*parts[0].last().unwrap(), parts[1][0]);
    assert_eq!((parts.len(), end.0, start.0), (2, 180.0, -180.0));
    assert!((end.1 - start.1).abs() < 1e-9 && end.1 > 30.0, "{end:?}");
    let properties = &leg["properties"];
    assert_eq!((&properties["status"], &properties["kind"]), (&Value::from("planned"), &Value::from("leg")));
    assert!(properties["quote"].as_str().unwrap().contains("Honolulu"));
}

/// The middle of a great circle by another formula. Source: Ed Williams, Aviation Formulary, "Lat/lon of the midpoint".
fn midpoint((lon1, lat1): (f64, f64), (lon2, lat2): (f64, f64)) -> (f64, f64) {
    let (a, b, dlon) = (lat1.to_radians(), lat2.to_radians(), (lon2 - lon1).to_radians());
    let (x, y) = (b.cos() * dlon.cos(), b.cos() * dlon.sin());
    let lat = (a.sin() + b.sin()).atan2((a.cos() + x).hypot(y));
    let lon = lon1.to_radians() + y.atan2(a.cos() + x);
    ((lon.to_degrees() + 540.0).rem_euclid(360.0) - 180.0, lat.to_degrees())
}

#[test]
fn half_way_is_the_middle_of_the_great_circle() {
    let mut n_legs = 0;
    for (name, story) in all() {
        for feature in json(&story, "geojson")["features"].as_array().unwrap().iter().filter(|f| f["properties"]["kind"] == "leg") {
            let mut points: Vec<(f64, f64)> = lines(&feature["geometry"]).into_iter().flatten().collect();
            // Both sides of the cut are one point.
            points.dedup_by(|a, b| (a.0 - b.0).abs() == 360.0);
            let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
            let middle = midpoint(*first, *last);
            // The points are as far from each other all along, but for the cut: the middle is a point, or the middle of two.
            let is_near = |p: (f64, f64)| (p.0 - middle.0).abs() < 1e-6 && (p.1 - middle.1).abs() < 1e-6;
            let is_there = points.iter().any(|p| is_near(*p)) || points.windows(2).any(|w| is_near(midpoint(w[0], w[1])));
            assert!(is_there, "{name}: {middle:?} is not on {points:?}");
            n_legs += 1;
        }
    }
    assert!(n_legs > 8, "{n_legs}");
}

#[test]
fn kml_has_the_schema_s_order_and_as_many_instants_as_positions() {
    // The order of the schema's elements, of those that are written. Source: ogckml22.xsd, AbstractFeatureType and PlacemarkType.
    const ORDER: [&str; 15] = [
        "name",
        "open",
        "description",
        "TimeSpan",
        "styleUrl",
        "Style",
        "ExtendedData",
        "Point",
        "LineString",
        "MultiGeometry",
        "Track",
        "MultiTrack",
        "Folder",
        "Placemark",
        "-",
    ];
    for (name, story) in all() {
        let text = text(&story, "kml");
        let tree = roxmltree::Document::parse(&text).unwrap();
        let mut n_tracks = 0;
        for node in tree.descendants().filter(|n| n.is_element()) {
            if ["Document", "Folder", "Placemark"].contains(&node.tag_name().name()) {
                let ranks: Vec<usize> = node
                    .children()
                    .filter(|c| c.is_element())
                    .map(|c| ORDER.iter().position(|o| *o == c.tag_name().name()).unwrap())
                    .collect();
                assert!(ranks.windows(2).all(|w| w[0] <= w[1] || w[0] >= 12), "{name}: {ranks:?}");
            }
            if node.tag_name().name() == "Track" {
                n_tracks += 1;
                let children: Vec<&str> = node.children().filter(|c| c.is_element()).map(|c| c.tag_name().name()).collect();
                let n_when = children.iter().take_while(|c| **c == "when").count();
                assert!(n_when > 1 && children[n_when..].iter().all(|c| *c == "coord") && children.len() == 2 * n_when);
                let coords: Vec<Vec<f64>> = node
                    .children()
                    .filter(|c| c.tag_name().name() == "coord")
                    .map(|c| c.text().unwrap().split(' ').map(|n| n.parse().unwrap()).collect())
                    .collect();
                assert!(coords.iter().all(|c| c.len() == 3 && c[0].abs() <= 180.0 && c[1].abs() <= 90.0));
                assert!(coords.windows(2).all(|w| (w[0][0] - w[1][0]).abs() <= 180.0));
                let whens: Vec<&str> = node.children().filter(|c| c.tag_name().name() == "when").filter_map(|c| c.text()).collect();
                assert!(whens.windows(2).all(|w| w[0] <= w[1]), "time does not run back: {whens:?}");
            }
            if node.tag_name().name() == "styleUrl" {
                let id = node.text().unwrap().trim_start_matches('#');
                assert!(tree.descendants().any(|n| n.attribute("id") == Some(id)), "{id} is no style");
            }
        }
        assert_eq!(n_tracks > 0, ["repatriation", "pacific", "early", "hostile"].contains(&name), "{name}");
        assert!(!text.contains("http://maps") && !text.contains("<href>"), "it needs no network");
        let kmz = unzipped(&written(&story, "kmz").unwrap());
        assert!(kmz.contains("<href>files/dot.png</href>") && kmz.lines().count() > text.lines().count());
    }
}

#[test]
fn gpx_is_read_by_another_parser() {
    for (name, story) in all() {
        let bytes = written(&story, "gpx").unwrap();
        let read = gpx::read(bytes.as_slice()).unwrap();
        let n_ways = read.tracks.len();
        assert_eq!(n_ways > 0, !story.routes.is_empty(), "{name}");
        for segment in read.tracks.iter().flat_map(|t| &t.segments) {
            let lons: Vec<f64> = segment.points.iter().map(|p| p.point().x()).collect();
            assert!(lons.len() > 1 && lons.windows(2).all(|w| (w[0] - w[1]).abs() <= 180.0));
        }
        let on_map = story.places.iter().filter(|p| p.is_on_map && p.point.is_some()).count();
        assert_eq!(read.waypoints.len(), on_map, "{name}");
    }
}

#[test]
fn czml_is_as_its_guide_says() {
    for (_, story) in all() {
        let document = json(&story, "czml");
        check_schema(include_str!("schemas/czml.schema.json"), &document);
        let packets = document.as_array().unwrap();
        let mut ids: Vec<&str> = packets.iter().map(|p| p["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        let n = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), n, "no two packets share an id");
        for position in packets.iter().filter(|p| p["position"].get("epoch").is_some()).map(|p| &p["position"]) {
            let numbers: Vec<f64> = position["cartographicDegrees"].as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect();
            assert!(numbers.len().is_multiple_of(4) && numbers.len() >= 8);
            assert!(numbers.chunks(4).zip(numbers.chunks(4).skip(1)).all(|(a, b)| a[0] < b[0]), "seconds rise");
        }
    }
}

#[test]
fn kepler_gl_gets_lines_of_four_elements_or_a_clear_word() {
    for (name, story) in all() {
        let Some(bytes) = written(&story, "kepler") else {
            assert!(["empty", "undated", "equator"].contains(&name), "{name}");
            continue;
        };
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        for feature in document["features"].as_array().unwrap() {
            assert_eq!(feature["geometry"]["type"], "LineString");
            let coordinates = feature["geometry"]["coordinates"].as_array().unwrap();
            assert!(coordinates.len() >= 3 && coordinates.iter().all(|c| c.as_array().unwrap().len() == 4));
            let is_early = name == "early";
            assert!(coordinates.iter().all(|c| if is_early { c[3].is_string() } else { c[3].as_i64().is_some_and(|t| t >= 0) }), "{name}");
            assert!(coordinates.windows(2).all(|w| (w[0][0].as_f64().unwrap() - w[1][0].as_f64().unwrap()).abs() <= 180.0));
        }
        let table = text(&story, "kepler.csv");
        let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(
            rows.headers().unwrap().iter().collect::<Vec<_>>(),
            ["id", "name", "status", "lat", "lng", "alt", "timestamp", "credit"]
        );
        let n_positions: usize =
            document["features"].as_array().unwrap().iter().map(|f| f["geometry"]["coordinates"].as_array().unwrap().len()).sum();
        assert_eq!(rows.records().map(Result::unwrap).count(), n_positions);
    }
}

#[test]
fn storymapjs_gets_numbers_no_zero_latitude_and_a_slide_for_all_that_has_a_place() {
    for (name, story) in all() {
        let Some(bytes) = written(&story, "storymap") else {
            assert_eq!(name, "empty");
            continue;
        };
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        check_schema(include_str!("schemas/storymap.schema.json"), &document);
        let slides = document["storymap"]["slides"].as_array().unwrap();
        assert_eq!(slides[0]["type"], "overview");
        let lons: Vec<f64> = slides.iter().skip(1).map(|s| s["location"]["lon"].as_f64().unwrap()).collect();
        assert!(!lons.is_empty() && lons.windows(2).all(|w| (w[0] - w[1]).abs() <= 180.0), "{name}: {lons:?}");
    }
    let equator = json(&samples::equator(), "storymap");
    assert_eq!(equator["storymap"]["slides"][1]["location"]["lat"], 1e-7);
}

#[test]
fn timelinejs_gets_a_year_for_every_event_and_loses_none() {
    for (name, story) in all() {
        let n_dated = story.reading.events.iter().filter(|e| e.when.is_some()).count()
            + story.routes.iter().flat_map(|r| &r.legs).filter(|l| l.when.is_some()).count();
        let Some(bytes) = written(&story, "timeline") else {
            assert_eq!(n_dated, 0, "{name}");
            continue;
        };
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        check_schema(include_str!("schemas/timeline.schema.json"), &document);
        assert_eq!(document["events"].as_array().unwrap().len(), n_dated);
        let n_undated = story.reading.events.len() + story.routes.iter().map(|r| r.legs.len()).sum::<usize>() - n_dated;
        assert_eq!(document["title"]["text"]["text"].as_str().unwrap().matches("<li>").count(), n_undated, "{name}");
    }
}

#[test]
fn linked_places_have_names_citations_and_a_when() {
    for (name, story) in all() {
        match written(&story, "lpf") {
            None => assert!(story.places.iter().all(|p| p.point.is_none()), "{name}"),
            Some(bytes) => check_schema(include_str!("schemas/lpf.schema.json"), &serde_json::from_slice(&bytes).unwrap()),
        }
    }
}

#[test]
fn annotations_point_at_their_words_in_code_points_and_come_back() {
    for (name, story) in all() {
        let document = json(&story, "annotations");
        check_schema(include_str!("schemas/annotations.schema.json"), &document);
        let points: Vec<char> = story.article.text.chars().collect();
        let items = document["first"]["items"].as_array().unwrap();
        for target in items.iter().flat_map(|i| i["target"].as_array().unwrap()) {
            let number = |key: &str| usize::try_from(target["selector"][1][key].as_u64().unwrap()).unwrap();
            let words: String = points[number("start")..number("end")].iter().collect();
            assert_eq!(target["selector"][0]["exact"], words.as_str());
        }
        let Ok(read) = annotations::read(&document.to_string(), name, &story.article, Gazetteer::embedded()) else {
            assert!(items.is_empty(), "{name}");
            continue;
        };
        let (again, _) = story.edited(read.edit, Gazetteer::embedded());
        let places = |s: &Story| s.reading.toponyms.iter().map(|t| (t.span, t.place, t.point)).collect::<Vec<_>>();
        let dates = |s: &Story| s.reading.timexes.iter().map(|t| (t.span, t.range.map(|r| (r.start, r.end)))).collect::<Vec<_>>();
        assert_eq!((places(&again), dates(&again)), (places(&story), dates(&story)), "{name}");
    }
}

#[test]
fn tei_holds_every_word_of_the_article_and_its_marks() {
    for (name, story) in all() {
        let text = text(&story, "tei");
        let tree = roxmltree::Document::parse(&text).unwrap();
        let body = tree.descendants().find(|n| n.has_tag_name(("http://www.tei-c.org/ns/1.0", "body"))).unwrap();
        let words: String = body.descendants().filter_map(|n| if n.is_text() { n.text() } else { None }).collect();
        let expected: String =
            story.article.text.chars().map(|c| if c.is_control() && !"\n\r\t".contains(c) { '\u{fffd}' } else { c }).collect();
        assert_eq!(words.split_whitespace().collect::<String>(), expected.split_whitespace().collect::<String>(), "{name}");
        for node in body.descendants().filter(|n| n.has_tag_name(("http://www.tei-c.org/ns/1.0", "placeName"))) {
            let target = node.attribute("ref").unwrap().split(' ').next().unwrap().trim_start_matches('#');
            assert!(tree.descendants().any(|n| n.attribute(("http://www.w3.org/XML/1998/namespace", "id")) == Some(target)), "{target}");
        }
    }
}

#[test]
fn hostile_words_come_through_every_format_whole_and_harmless() {
    let story = hostile();
    for format in data() {
        let bytes = written(&story, format).unwrap_or_else(|| panic!("{format} has nothing"));
        match format {
            "kml" | "gpx" | "tei" | "timeml" => {
                let text = String::from_utf8(bytes).unwrap();
                let tree = roxmltree::Document::parse(&text).unwrap_or_else(|e| panic!("{format}: {e}"));
                let shown = HOSTILE.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{7}', "\u{fffd}");
                let found =
                    tree.descendants().filter_map(|n| n.text()).any(|t| t.split_whitespace().collect::<Vec<_>>().join(" ") == shown);
                assert!(found, "{format} changed the words");
                assert!(!text.contains("</script>") && !text.contains("]]>"), "{format}");
            }
            "kmz" => assert!(roxmltree::Document::parse(&unzipped(&bytes)).is_ok()),
            f if f.ends_with(".csv") => {
                let text = String::from_utf8(bytes).unwrap();
                let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
                for row in rows.records().map(Result::unwrap) {
                    assert!(row.iter().all(|c| !c.starts_with(['=', '+', '@', '\t', '\r', '\n'])), "{format}: {row:?}");
                }
            }
            _ => {
                let text = String::from_utf8(bytes).unwrap();
                assert!(!text.contains('<'), "{format}: the document could end a script of a page");
                let document: Value = serde_json::from_str(&text).unwrap();
                if matches!(format, "storymap" | "timeline" | "czml") {
                    // Cesium reads descriptions as HTML, names and labels as they are.
                    let html = if format == "czml" { descriptions(&document) } else { all_strings(&document) };
                    assert!(
                        html.iter().all(|s| !s.contains("<script") && !s.contains("</script") && !s.contains("onerror=\"")),
                        "{format}"
                    );
                }
            }
        }
    }
}

fn descriptions(packets: &Value) -> Vec<String> {
    packets.as_array().unwrap().iter().filter_map(|p| p["description"].as_str()).map(str::to_owned).collect()
}

fn all_strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(s) => vec![s.clone()],
        Value::Array(items) => items.iter().flat_map(all_strings).collect(),
        Value::Object(fields) => fields.values().flat_map(all_strings).collect(),
        _ => Vec::new(),
    }
}
