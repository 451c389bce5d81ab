//! A record: what is marked in one text, by a person or by a system. Unknown fields are ignored.
//!
//! Reads JSON itself, beside `export` and `story::file`: its lines are the same public contract as the batch records'.

use crate::earth::LatLon;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// What is marked in one text. A kind of mark that is missing altogether is not scored.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Record {
    /// Of any type.
    #[serde(default)]
    pub id: Value,
    /// The corpus it belongs to, where ids are only unique in theirs.
    pub corpus: Option<String>,
    /// The text; offsets count its Unicode code points.
    pub text: Option<String>,
    /// The places named.
    pub toponyms: Option<Vec<Mention>>,
    /// The expressions of time.
    pub timexes: Option<Vec<Expression>>,
    /// The journeys told.
    pub journeys: Option<Vec<JourneyMarked>>,
}

/// Words that name a place.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The words.
    #[serde(default)]
    pub text: String,
    /// What they are: "place", "demonym", …
    pub kind: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// How sure the system is, 0 to 1.
    pub confidence: Option<f64>,
}

impl Mention {
    /// Where it is; `None` where that is not known.
    pub fn point(&self) -> Option<LatLon> {
        LatLon::new(self.lat?, self.lon?)
    }
}

/// Words that tell a time.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Expression {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// TIMEX3 type.
    #[serde(rename = "type", default, deserialize_with = "words")]
    pub kind: String,
    /// TIMEX3 value.
    #[serde(default, deserialize_with = "words")]
    pub value: String,
}

/// A journey: stops in order.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct JourneyMarked {
    /// "done", "ongoing", "planned", "possible" or "cancelled".
    pub status: Option<String>,
    /// Where it goes, in order.
    #[serde(default)]
    pub stops: Vec<StopMarked>,
    /// Other stops that may stand in the place of one.
    pub alternatives: Option<Vec<Alternative>>,
}

/// A stop of a journey.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct StopMarked {
    /// Its name.
    #[serde(alias = "place", default)]
    pub name: String,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// Other points that are as right, latitude and longitude.
    #[serde(default)]
    pub alt_points: Vec<[f64; 2]>,
    /// Whether it is a country, a first-order region or a sea, whose point is one of many.
    #[serde(default)]
    pub wide: bool,
    /// The day, month or year there.
    pub date: Option<String>,
    /// The first day of a stretch.
    pub date_start: Option<String>,
    /// The last day of a stretch.
    pub date_end: Option<String>,
    /// The status of the leg that arrives here, where it is not the journey's.
    pub status: Option<String>,
}

impl StopMarked {
    /// Its points: none where it is not known where it is.
    pub fn points(&self) -> Vec<LatLon> {
        let own = self.lat.zip(self.lon).map(|(lat, lon)| [lat, lon]);
        own.into_iter().chain(self.alt_points.iter().copied()).filter_map(|[lat, lon]| LatLon::new(lat, lon)).collect()
    }
}

/// Stops that may stand in the place of another.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Alternative {
    /// Index of the stop in whose place they may stand.
    pub at: usize,
    /// The stops.
    #[serde(default)]
    pub options: Vec<StopMarked>,
}

/// A value as words: labels hold years as numbers, and missing values as null.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Null => String::new(),
        Value::String(words) => words.trim().to_owned(),
        other => other.to_string(),
    })
}
