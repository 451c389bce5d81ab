//! The table of formats: what a story can be exported to, and by which writer.

use super::{
    Error, annotations, czml, film, geojson, gpx, html, json, kepler, kml, lpf, pdf, png, storymap, svg, tables, tei, timelinejs, timeml,
};
use crate::gazetteer::Gazetteer;
use crate::scene::Scene;
use crate::story::Story;

/// A file of an export that is a folder: its name and content.
pub type NamedFile = (String, Vec<u8>);

/// The writer of a format, by what it writes from.
#[derive(Clone, Copy, Debug)]
pub enum Writer {
    /// From a picture at one instant, in so many pixels to the point.
    Pixels(fn(&Scene, f32) -> Result<Vec<u8>, Error>),
    /// From a picture at one instant ([`crate::scene::page`], [`crate::scene::scene`]), in lines and letters.
    Picture(fn(&Scene) -> Result<Vec<u8>, Error>),
    /// From the story: one file.
    Data(fn(&Story, &Gazetteer) -> Result<Vec<u8>, Error>),
    /// From the story: several files, into a folder.
    Folder(fn(&Story, &Gazetteer) -> Result<Vec<NamedFile>, Error>),
    /// From the story over time, by [`film::film`].
    Film(film::Format),
}

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name it is asked for by: "geojson".
    pub name: &'static str,
    /// What names of its files end in, without the dot, the usual one first. The same ending belongs to no other format.
    pub extensions: &'static [&'static str],
    /// What it is, in one line.
    pub about: &'static str,
    /// Its writer.
    pub writer: Writer,
}

/// All formats: pictures first, then films, then pages and data.
pub const FORMATS: &[Format] = &[
    Format { name: "png", extensions: &["png"], about: "picture in pixels", writer: Writer::Pixels(png) },
    Format {
        name: "svg",
        extensions: &["svg"],
        about: "picture in lines and letters, with named layers",
        writer: Writer::Picture(|page| Ok(svg::svg(page).into_bytes())),
    },
    Format {
        name: "pdf",
        extensions: &["pdf"],
        about: "picture for print, vector all through, with named layers",
        writer: Writer::Picture(pdf::pdf),
    },
    Format {
        name: "mp4",
        extensions: &["mp4", "m4v"],
        about: "film that plays everywhere (H.264)",
        writer: Writer::Film(film::Format::Mp4),
    },
    Format {
        name: "webm",
        extensions: &["webm"],
        about: "film free of royalties (AV1), slow to write",
        writer: Writer::Film(film::Format::Webm),
    },
    Format { name: "gif", extensions: &["gif"], about: "film for chats and slides, 255 colours", writer: Writer::Film(film::Format::Gif) },
    Format {
        name: "apng",
        extensions: &["apng"],
        about: "film for web pages, every pixel as in the snapshot",
        writer: Writer::Film(film::Format::Apng),
    },
    Format {
        name: "html",
        extensions: &["html", "htm"],
        about: "one page that plays offline in a browser",
        writer: Writer::Data(|story, _| Ok(html::html(story).into_bytes())),
    },
    Format {
        name: "geojson",
        extensions: &["geojson"],
        about: "places, events and legs for QGIS, Leaflet, geojson.io (RFC 7946)",
        writer: Writer::Data(geojson::geojson),
    },
    Format {
        name: "kml",
        extensions: &["kml"],
        about: "pins, lines and moving tracks for Google Earth (KML 2.2)",
        writer: Writer::Data(kml::kml),
    },
    Format { name: "kmz", extensions: &["kmz"], about: "the same with its pins' picture, compressed", writer: Writer::Data(kml::kmz) },
    Format {
        name: "gpx",
        extensions: &["gpx"],
        about: "waypoints and tracks for GPS devices and outdoor maps (GPX 1.1)",
        writer: Writer::Data(gpx::gpx),
    },
    Format { name: "czml", extensions: &["czml"], about: "a globe that plays, for Cesium", writer: Writer::Data(czml::czml) },
    Format {
        name: "kepler",
        extensions: &["kepler.geojson", "kepler.json"],
        about: "journeys as trips for kepler.gl",
        writer: Writer::Data(kepler::trips),
    },
    Format {
        name: "kepler.csv",
        extensions: &["kepler.csv"],
        about: "the same as a table of positions, for any year",
        writer: Writer::Data(kepler::table),
    },
    Format {
        name: "csv",
        extensions: &["csv"],
        about: "tables for spreadsheets: places, dates, events, journeys; OUT is a folder",
        writer: Writer::Folder(tables::all),
    },
    Format { name: "places.csv", extensions: &["places.csv"], about: "the table of places alone", writer: Writer::Data(tables::places) },
    Format { name: "dates.csv", extensions: &["dates.csv"], about: "the table of dates alone", writer: Writer::Data(tables::dates) },
    Format { name: "events.csv", extensions: &["events.csv"], about: "the table of events alone", writer: Writer::Data(tables::events) },
    Format {
        name: "journeys.csv",
        extensions: &["journeys.csv"],
        about: "the table of journeys alone",
        writer: Writer::Data(tables::journeys),
    },
    Format {
        name: "storymap",
        extensions: &["storymap.json"],
        about: "slides from place to place for StoryMapJS",
        writer: Writer::Data(storymap::storymap),
    },
    Format {
        name: "timeline",
        extensions: &["timeline.json"],
        about: "dated events for TimelineJS",
        writer: Writer::Data(timelinejs::timeline),
    },
    Format {
        name: "lpf",
        extensions: &["lpf.json", "lpf.jsonld"],
        about: "places with names and dates for gazetteers (Linked Places)",
        writer: Writer::Data(lpf::lpf),
    },
    Format {
        name: "annotations",
        extensions: &["jsonld"],
        about: "notes on the words for Recogito and others (W3C Web Annotation)",
        writer: Writer::Data(annotations::annotations),
    },
    Format {
        name: "tei",
        extensions: &["tei.xml", "tei"],
        about: "the text with places and dates marked up (TEI P5)",
        writer: Writer::Data(tei::tei),
    },
    Format {
        name: "timeml",
        extensions: &["tml", "timeml"],
        about: "the text with its dates marked up (TIMEX3)",
        writer: Writer::Data(timeml::of_story),
    },
    Format { name: "json", extensions: &["json"], about: "all that was found, as `extract` writes it", writer: Writer::Data(json::story) },
];

/// Returns the format with a name, in any case.
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name.eq_ignore_ascii_case(name))
}

/// Returns the format that files named `name` have: by the longest ending that fits, "places.csv" before "csv".
pub fn by_file_name(name: &str) -> Option<&'static Format> {
    let name = name.to_lowercase();
    let fits = |extension: &str| name.strip_suffix(extension).is_some_and(|head| head.is_empty() || head.ends_with(['.', '/', '\\']));
    let endings = FORMATS.iter().flat_map(|f| f.extensions.iter().map(move |e| (f, *e)));
    endings.filter(|(_, e)| fits(e)).max_by_key(|(_, e)| e.len()).map(|(f, _)| f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        let mut names: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
        let mut endings: Vec<&str> = FORMATS.iter().flat_map(|f| f.extensions).copied().collect();
        for list in [&mut names, &mut endings] {
            let n = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), n, "{list:?}");
        }
        for format in FORMATS {
            assert!(!format.about.is_empty() && format.extensions.iter().all(|e| *e == e.to_lowercase() && !e.starts_with('.')));
        }
    }

    #[test]
    fn a_file_name_says_its_format() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(by_file_name(name).map(|f| f.name), expected, "{name}");
        check("out.geojson", Some("geojson"));
        check("OUT.GEOJSON", Some("geojson"));
        check("folder.svg/map.png", Some("png"));
        check("json", Some("json"));
        check("notjson", None);
        check("film.mp4", Some("mp4"));
        check("out.doc", None);
        check("", None);
    }
}
