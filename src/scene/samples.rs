//! Stories made by hand, for tests of pictures.

use crate::article::{Article, Published, Span};
use crate::dates::{Grain, Range};
use crate::earth::LatLon;
use crate::events::{Event, Fork, Journey, Status, StatusFound, Stop, Transport};
use crate::gazetteer::{Feature, Gazetteer};
use crate::story::{Certainty, Decisions, Reading, Story, StoryPlace};
use jiff::civil::{Date, date};

pub(crate) fn at(lat: f64, lon: f64) -> LatLon {
    LatLon::new(lat, lon).unwrap()
}

pub(crate) fn day(y: i16, m: i8, d: i8) -> Option<Range> {
    Range::day(date(y, m, d))
}

pub(crate) fn span(first: Date, end: Date, grain: Grain) -> Option<Range> {
    Some(Range { start: first.at(0, 0, 0, 0), end: end.at(0, 0, 0, 0), grain })
}

fn found(status: Status) -> StatusFound {
    StatusFound { status, cue: None, may_change: None }
}

pub(crate) fn stop(name: &str, lat: f64, lon: f64, when: Option<Range>) -> Stop {
    Stop {
        name: name.into(),
        point: at(lat, lon),
        place: None,
        toponym: None,
        when,
        timex: None,
        status: None,
        transport: None,
        implied: None,
        evidence: vec![],
    }
}

pub(crate) fn with(stop: Stop, status: Status) -> Stop {
    Stop { status: Some(found(status)), ..stop }
}

pub(crate) fn journey(mover: &str, status: Status, transport: Transport, stops: Vec<Stop>, forks: Vec<Fork>) -> Journey {
    Journey { mover: mover.into(), mover_span: None, status: found(status), transport, stops, forks, confidence: 0.9, evidence: vec![] }
}

pub(crate) fn place(name: &str, lat: f64, lon: f64, feature: Feature, country: Option<&[u8; 2]>) -> StoryPlace {
    StoryPlace {
        geonameid: None,
        place: None,
        name: name.into(),
        point: Some(at(lat, lon)),
        feature: Some(feature),
        country: country.copied(),
        mentions: vec![0],
        confidence: 0.94,
        certainty: Certainty::Sure,
        is_on_map: true,
        events: vec![],
        first: None,
    }
}

/// An event: title, its place by name, when, status.
pub(crate) type Told<'a> = (&'a str, &'a str, Option<Range>, Status);

pub(crate) fn story(title: &str, published: Date, places: Vec<StoryPlace>, told: &[Told<'_>], journeys: Vec<Journey>) -> Story {
    let events = told.iter().map(|&(title, _, when, status)| Event {
        span: Span::new(0, 0),
        title: title.into(),
        status: found(status),
        toponym: None,
        timex: None,
        when,
        is_background: when.is_some_and(|w| w.grain >= Grain::Year),
        evidence: vec![],
    });
    let reading = Reading { events: events.collect(), journeys, ..Reading::default() };
    let article =
        Article { title: Some(title.into()), published: Some(Published { date: published, span: None }), ..Article::from_text("") };
    let mut story = Story::from_reading(article, Decisions::default(), reading, Gazetteer::embedded());
    story.places = places;
    for (idx, place) in story.places.iter_mut().enumerate() {
        place.events = (0..told.len()).filter(|&e| told[e].1 == place.name).collect();
        for leg in story.routes.iter_mut().flat_map(|r| &mut r.legs) {
            for stop in [&mut leg.from, &mut leg.to].into_iter().filter(|s| s.name == place.name) {
                stop.story_place = Some(idx);
                stop.is_area = place.feature.is_some_and(Feature::is_area);
            }
        }
    }
    story
}

/// A planned flight out of an area, to a base or to islands far away, with talks before.
pub(crate) fn remains() -> Story {
    let flight = journey(
        "The cases",
        Status::Planned,
        Transport::Air,
        vec![stop("North Korea", 40.0, 127.0, None), stop("Osan Air Base", 37.0906, 127.0296, day(2018, 7, 27))],
        vec![Fork { at: 1, options: vec![stop("Hawaii", 20.75, -156.5, day(2018, 7, 27))], cue: None }],
    );
    let mut columbus = place("Columbus", 39.96, -83.0, Feature::City, Some(b"US"));
    columbus.certainty = Certainty::Unsure;
    let mut washington = place("Washington", 38.9, -77.04, Feature::City, Some(b"US"));
    washington.is_on_map = true;
    story(
        "Fifty-five soldiers may soon come home",
        date(2018, 7, 17),
        vec![
            place("North Korea", 40.0, 127.0, Feature::Country, Some(b"KP")),
            place("Demilitarized Zone", 38.0, 127.2, Feature::Zone, None),
            place("Osan Air Base", 37.0906, 127.0296, Feature::Base, Some(b"KR")),
            place("Seoul", 37.566, 126.98, Feature::City, Some(b"KR")),
            place("Hawaii", 20.75, -156.5, Feature::Admin1, Some(b"US")),
            place("Singapore", 1.29, 103.85, Feature::City, Some(b"SG")),
            columbus,
            washington,
        ],
        &[
            ("Fighting ends in a truce", "", span(date(1950, 1, 1), date(1954, 1, 1), Grain::Year), Status::Done),
            (
                "A hundred wooden cases are driven to the Demilitarized Zone",
                "Demilitarized Zone",
                span(date(2018, 6, 1), date(2018, 7, 1), Grain::Month),
                Status::Done,
            ),
            ("Singapore summit", "Singapore", day(2018, 6, 12), Status::Done),
            ("Officers of both armies meet in the Demilitarized Zone", "Demilitarized Zone", day(2018, 7, 15), Status::Done),
            ("They meet again", "Demilitarized Zone", day(2018, 7, 16), Status::Done),
        ],
        vec![flight],
    )
}

/// A long voyage over the Pacific with a stop that was dropped and one that may follow, and a storm in its way.
pub(crate) fn voyage() -> Story {
    let ship = journey(
        "The Meridian",
        Status::Done,
        Transport::Sea,
        vec![
            stop("Busan", 35.1, 129.04, day(2025, 8, 28)),
            stop("Naha", 26.21, 127.68, day(2025, 8, 31)),
            stop("Guam", 13.45, 144.78, day(2025, 9, 5)),
            stop("Majuro", 7.1, 171.38, day(2025, 9, 12)),
            stop("Honolulu", 21.31, -157.86, day(2025, 9, 20)),
            with(stop("San Diego", 32.72, -117.16, span(date(2025, 10, 1), date(2025, 10, 8), Grain::Week)), Status::Possible),
        ],
        vec![],
    );
    let dropped = journey(
        "The Meridian",
        Status::Cancelled,
        Transport::Sea,
        vec![stop("Guam", 13.45, 144.78, None), stop("Pohnpei", 6.88, 158.22, span(date(2025, 9, 8), date(2025, 9, 15), Grain::Week))],
        vec![],
    );
    let storm = journey(
        "The storm",
        Status::Done,
        Transport::Storm,
        vec![
            stop("Storm centre", 11.0, -125.0, day(2025, 9, 17)),
            stop("Storm centre", 12.0, -130.0, day(2025, 9, 18)),
            stop("Storm centre", 13.0, -136.0, day(2025, 9, 19)),
            stop("Storm centre", 13.8, -141.0, day(2025, 9, 21)),
        ],
        vec![],
    );
    let mut san_diego = place("San Diego", 32.72, -117.16, Feature::City, Some(b"US"));
    san_diego.certainty = Certainty::Unsure;
    story(
        "Survey ship reaches Honolulu two days ahead of the storm",
        date(2025, 9, 21),
        vec![
            place("Busan", 35.1, 129.04, Feature::City, Some(b"KR")),
            place("Naha", 26.21, 127.68, Feature::City, Some(b"JP")),
            place("Guam", 13.45, 144.78, Feature::Island, Some(b"GU")),
            place("Majuro", 7.1, 171.38, Feature::City, Some(b"MH")),
            place("Honolulu", 21.31, -157.86, Feature::City, Some(b"US")),
            place("Pohnpei", 6.88, 158.22, Feature::Island, Some(b"FM")),
            san_diego,
        ],
        &[("The storm may brush the Big Island", "", day(2025, 9, 24), Status::Possible)],
        vec![ship, dropped, storm],
    )
}

/// A council, a bridge and a school in and around one town.
pub(crate) fn town() -> Story {
    story(
        "Bridge over the Enns to close for two years",
        date(2024, 3, 5),
        vec![
            place("Steyr", 48.043, 14.421, Feature::City, Some(b"AT")),
            place("Münichholz", 48.057, 14.456, Feature::District, Some(b"AT")),
            place("Garsten", 48.022, 14.408, Feature::City, Some(b"AT")),
            place("Linz", 48.306, 14.286, Feature::City, Some(b"AT")),
            place("Austria", 47.33, 13.33, Feature::Country, Some(b"AT")),
        ],
        &[
            ("The council of Steyr votes for closing", "Steyr", day(2024, 3, 4), Status::Done),
            ("Buses are to leave from Garsten instead", "Garsten", day(2024, 5, 1), Status::Planned),
            ("Engineers found cracks", "Münichholz", span(date(2023, 11, 1), date(2023, 12, 1), Grain::Month), Status::Done),
        ],
        vec![],
    )
}

/// One place, one day.
pub(crate) fn one_place() -> Story {
    story(
        "A meteorite falls on Bamako",
        date(2024, 3, 5),
        vec![place("Bamako", 12.65, -8.0, Feature::City, Some(b"ML"))],
        &[("A meteorite falls into a garden", "Bamako", day(2024, 3, 4), Status::Done)],
        vec![],
    )
}

/// Everything, with a name.
pub(crate) fn all() -> Vec<(&'static str, Story)> {
    vec![("remains", remains()), ("voyage", voyage()), ("town", town()), ("one-place", one_place())]
}
