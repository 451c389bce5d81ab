//! A story in, its JSON out; a batch record in, its fields out.
//!
//! The field names, their order and the unit of offsets are a public contract: see "Batch records" in the README.
//! Offsets count Unicode code points of the text, end exclusive.

use crate::article::{Article, Block, BlockKind, CodePoints, Item, Listing, Span};
use crate::dates::{Grain, Range};
use crate::earth::LatLon;
use crate::events::{Event, Fork, Journey, Stop};
use crate::gazetteer::Gazetteer;
use crate::places::{Near, Reason, ScoredCandidate, Toponym};
use crate::story::Reading;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// One line of a batch: an article to read. Unknown fields are ignored.
#[derive(Clone, Debug, Deserialize)]
pub struct BatchRecord {
    /// Given back as it is, of any type.
    #[serde(default)]
    pub id: Value,
    /// The article; never altered.
    pub text: String,
    /// The day it appeared, ISO 8601; a time behind it is ignored.
    pub published: Option<String>,
    /// Its address or outlet.
    pub source: Option<String>,
    /// Where it is: the name of a place, or its latitude and longitude.
    pub near: Option<BatchNear>,
    /// The places named, where the caller knows them: recognition is skipped.
    pub mentions: Option<Vec<BatchMention>>,
}

/// Where the caller says an article is.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum BatchNear {
    /// As `--near` takes it: "Texas", "48.2, 16.4".
    Words(String),
    /// Latitude and longitude.
    Point([f64; 2]),
    /// The same by name, as results have them.
    Named {
        /// Latitude.
        lat: f64,
        /// Longitude.
        lon: f64,
    },
    /// Anything else, which is told and left aside.
    Unknown(serde::de::IgnoredAny),
}

impl BatchNear {
    /// Whether nothing is said: a blank cell of a table.
    pub fn is_blank(&self) -> bool {
        matches!(self, BatchNear::Words(words) if words.trim().is_empty())
    }

    /// Returns what it names; `None` where it is nothing on the Earth.
    pub fn read(&self, gazetteer: &Gazetteer) -> Option<Near> {
        match self {
            BatchNear::Words(words) => Near::of(words, gazetteer),
            &(BatchNear::Point([lat, lon]) | BatchNear::Named { lat, lon }) => LatLon::new(lat, lon).map(Near::Point),
            BatchNear::Unknown(_) => None,
        }
    }
}

/// Where a place is named, in code points of the record's text.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct BatchMention {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
}

/// Whether a line of results has an error.
pub fn has_error(line: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Outcome {
        error: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_slice::<Outcome>(line).is_ok_and(|o| o.error.is_some())
}

/// Returns what was found in `article` as the fields of a batch record: toponyms, timexes, events, journeys.
pub fn reading(article: &Article, reading: &Reading, gazetteer: &Gazetteer) -> Map<String, Value> {
    let writer = Writer { article, reading, gazetteer, offsets: CodePoints::new(&article.text) };
    let mut out = Map::new();
    out.insert("toponyms".to_owned(), reading.toponyms.iter().map(|t| Value::Object(writer.toponym(t))).collect());
    out.insert("timexes".to_owned(), writer.timexes());
    out.insert("events".to_owned(), reading.events.iter().map(|e| writer.event(e)).collect());
    out.insert("journeys".to_owned(), reading.journeys.iter().map(|j| writer.journey(j)).collect());
    out
}

/// Returns the toponyms of a batch record, each with all its candidates, their scores and reasons, best first.
pub fn explained(article: &Article, reading: &Reading, gazetteer: &Gazetteer) -> Value {
    let writer = Writer { article, reading, gazetteer, offsets: CodePoints::new(&article.text) };
    let toponym = |t: &Toponym| {
        let mut out = writer.toponym(t);
        out.insert("metonymic".to_owned(), json!(t.metonymic));
        out.insert("candidates".to_owned(), t.candidates.iter().map(|c| writer.candidate(c)).collect());
        Value::Object(out)
    };
    reading.toponyms.iter().map(toponym).collect()
}

/// Returns an article as the fields of a story: title, byline, published, source, text.
pub fn article(article: &Article) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("title".to_owned(), json!(article.title));
    out.insert("byline".to_owned(), json!(article.byline));
    out.insert("published".to_owned(), json!(article.published.map(|p| p.date.to_string())));
    out.insert("source".to_owned(), json!(article.source));
    if !article.added.is_empty() {
        let offsets = CodePoints::new(&article.text);
        let source = |i: usize| {
            let (start, alone) = article.alone(i);
            let end = start + alone.text.len() as u32;
            json!({"name": article.source_name(i), "title": alone.title, "byline": alone.byline, "source": alone.source,
                "published": alone.published.map(|p| p.date.to_string()),
                "start": offsets.from_byte(start), "end": offsets.from_byte(end)})
        };
        out.insert("sources".to_owned(), (0..article.n_sources()).map(source).collect());
    }
    out.insert("text".to_owned(), json!(article.text));
    out
}

/// Returns what was loaded as a JSON document: title, byline, published and source in fields of their own, `text` without them and
/// without furniture, and all blocks with their kind.
pub fn loaded(article: &Article) -> Value {
    let mut out = self::article(article);
    let is_running = |kind: BlockKind| !matches!(kind, BlockKind::Title | BlockKind::Byline | BlockKind::Boilerplate);
    let running: Vec<&str> = article.blocks.iter().filter(|b| is_running(b.kind)).map(|b| b.span.of(&article.text)).collect();
    out.insert("text".to_owned(), json!(running.join("\n\n")));
    let block = |b: &Block| json!({"kind": b.kind.as_str(), "text": b.span.of(&article.text)});
    if let Some(language) = article.other_language() {
        out.insert("language".to_owned(), json!(language.code));
    }
    out.insert("blocks".to_owned(), article.blocks.iter().map(block).collect());
    Value::Object(out)
}

/// Returns a listing as a JSON document: kind, title, and of each article its number from 1, title and, where it is known, its day.
pub fn listing(listing: &Listing) -> Value {
    let item = |(i, item): (usize, &Item)| {
        let mut out = json!({"number": i + 1, "title": item.title});
        if let (Some(day), Some(fields)) = (item.published, out.as_object_mut()) {
            fields.insert("published".to_owned(), json!(day.to_string()));
        }
        out
    };
    let items: Vec<Value> = listing.items.iter().enumerate().map(item).collect();
    json!({"kind": listing.kind.as_str().trim_start_matches("a "), "title": listing.title, "items": items})
}

/// Returns `story` as the line that `dateline extract` writes of an article, on several lines.
///
/// # Errors
/// None: every story can be written.
pub fn story(story: &crate::story::Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, super::Error> {
    let mut out = self::article(&story.article);
    out.append(&mut reading(&story.article, &story.reading, gazetteer));
    out.insert("attribution".to_owned(), json!(super::facts::CREDIT));
    Ok(document(&Value::Object(out)))
}

/// The bytes of a JSON document, indented.
///
/// "<" and the line separators of Unicode are escaped: pasted into a script of a web page the document can neither end the script nor a line of it.
pub(super) fn document(value: &Value) -> Vec<u8> {
    let mut text = String::new();
    push_indented(&mut text, value, 0);
    text.push('\n');
    // They stand nowhere but inside strings.
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").into_bytes()
}

/// Appends `value` with a line a field and a line an entry; lists without fields in them, such as positions, stand on one line.
fn push_indented(out: &mut String, value: &Value, depth: usize) {
    fn has_fields(value: &Value) -> bool {
        match value {
            Value::Object(_) => true,
            Value::Array(entries) => entries.iter().any(has_fields),
            _ => false,
        }
    }
    let new_line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', depth));
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            out.push('{');
            for (i, (key, value)) in fields.iter().enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                new_line(out, depth + 1);
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push_str(": ");
                push_indented(out, value, depth + 1);
            }
            new_line(out, depth);
            out.push('}');
        }
        Value::Array(entries) if has_fields(value) => {
            out.push('[');
            for (i, entry) in entries.iter().enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                new_line(out, depth + 1);
                push_indented(out, entry, depth + 1);
            }
            new_line(out, depth);
            out.push(']');
        }
        value => out.push_str(&value.to_string()),
    }
}

struct Writer<'a> {
    article: &'a Article,
    reading: &'a Reading,
    gazetteer: &'a Gazetteer,
    offsets: CodePoints,
}

impl Writer<'_> {
    fn span(&self, span: Span) -> Map<String, Value> {
        let mut out = Map::new();
        out.insert("start".to_owned(), json!(self.offsets.from_byte(span.start)));
        out.insert("end".to_owned(), json!(self.offsets.from_byte(span.end)));
        out
    }

    fn span_and_text(&self, span: Span) -> Map<String, Value> {
        let mut out = self.span(span);
        out.insert("text".to_owned(), json!(span.of(&self.article.text)));
        out
    }

    fn toponym(&self, toponym: &Toponym) -> Map<String, Value> {
        let mut out = self.span_and_text(toponym.span);
        let place = toponym.place.and_then(|id| self.gazetteer.place(id));
        out.insert("name".to_owned(), json!(place.map_or(toponym.span.of(&self.article.text), |p| p.name)));
        out.insert("kind".to_owned(), json!(toponym.kind.as_str()));
        put_point(&mut out, toponym.point);
        if let Some(place) = place {
            if let Some(id) = place.geonameid {
                out.insert("geonameid".to_owned(), json!(id));
            }
            if let Some(code) = place.country {
                out.insert("country".to_owned(), json!(String::from_utf8_lossy(&code)));
            }
        }
        out.insert("confidence".to_owned(), rounded(f64::from(toponym.confidence), 1e3));
        out
    }

    fn candidate(&self, candidate: &ScoredCandidate) -> Value {
        let mut out = Map::new();
        let place = self.gazetteer.place(candidate.place);
        out.insert("name".to_owned(), json!(self.gazetteer.full_name(candidate.place)));
        out.insert("feature".to_owned(), json!(place.map(|p| p.feature.as_str())));
        put_point(&mut out, place.map(|p| p.point));
        out.insert("geonameid".to_owned(), json!(place.and_then(|p| p.geonameid)));
        out.insert("population".to_owned(), json!(place.map(|p| p.population)));
        out.insert("score".to_owned(), rounded(candidate.score.into(), 1e3));
        out.insert("probability".to_owned(), rounded(candidate.probability.into(), 1e3));
        let reason = |r: &Reason| json!({"weight": rounded(r.weight.into(), 1e3), "words": r.words});
        out.insert("reasons".to_owned(), candidate.reasons.iter().map(reason).collect());
        Value::Object(out)
    }

    fn timexes(&self) -> Value {
        let timex = |t: &crate::dates::Timex| {
            let mut out = self.span_and_text(t.span);
            out.insert("type".to_owned(), json!(t.kind.as_str()));
            out.insert("value".to_owned(), json!(t.value));
            Value::Object(out)
        };
        // "The date" points to an expression, it is none in TimeML's sense.
        self.reading.timexes.iter().filter(|t| t.kind != crate::dates::TimexType::Mention).map(timex).collect()
    }

    fn event(&self, event: &Event) -> Value {
        let mut out = self.span(event.span);
        out.insert("title".to_owned(), json!(event.title));
        out.insert("status".to_owned(), json!(event.status.status.as_str()));
        if let Some(toponym) = event.toponym.and_then(|i| self.reading.toponyms.get(i)) {
            let place = toponym.place.and_then(|id| self.gazetteer.place(id));
            out.insert("place".to_owned(), json!(place.map_or(toponym.span.of(&self.article.text), |p| p.name)));
            put_point(&mut out, toponym.point);
        }
        put_when(&mut out, event.when);
        self.put_source(&mut out, event.span);
        Value::Object(out)
    }

    /// Puts the index of the article that tells it, from 0, where there are several.
    fn put_source(&self, out: &mut Map<String, Value>, span: Span) {
        if !self.article.added.is_empty() {
            out.insert("source".to_owned(), json!(self.article.source_at(span)));
        }
    }

    fn journey(&self, journey: &Journey) -> Value {
        let mut out = Map::new();
        out.insert("mover".to_owned(), json!(journey.mover));
        out.insert("status".to_owned(), json!(journey.status.status.as_str()));
        // A journey stands where its sentences stand, from the first to the last.
        if let Some(whole) = journey.evidence.iter().copied().reduce(Span::join) {
            out.append(&mut self.span(whole));
            self.put_source(&mut out, whole);
        }
        out.insert("stops".to_owned(), journey.stops.iter().map(|s| self.stop(s, journey)).collect());
        out.insert("alternatives".to_owned(), journey.forks.iter().map(|f| self.fork(f, journey)).collect());
        Value::Object(out)
    }

    fn fork(&self, fork: &Fork, journey: &Journey) -> Value {
        let options: Value = fork.options.iter().map(|s| self.stop(s, journey)).collect();
        json!({"at": fork.at, "options": options})
    }

    fn stop(&self, stop: &Stop, journey: &Journey) -> Value {
        let mut out = Map::new();
        out.insert("name".to_owned(), json!(stop.name));
        put_point(&mut out, Some(stop.point));
        if let Some(toponym) = stop.toponym.and_then(|i| self.reading.toponyms.get(i)) {
            out.append(&mut self.span(toponym.span));
        }
        put_when(&mut out, stop.when);
        if let Some(found) = stop.status
            && found.status != journey.status.status
        {
            out.insert("status".to_owned(), json!(found.status.as_str()));
        }
        Value::Object(out)
    }
}

/// A number with so many decimals at most; no −0.
pub(super) fn decimals(value: f64, n: i32) -> Value {
    let scale = 10f64.powi(n);
    json!((value * scale).round() / scale + 0.0)
}

/// Puts latitude and longitude; null where they are unknown. Six decimals are 0.1 m, finer than any gazetteer.
fn put_point(out: &mut Map<String, Value>, point: Option<LatLon>) {
    out.insert("lat".to_owned(), point.map_or(Value::Null, |p| rounded(p.lat(), 1e6)));
    out.insert("lon".to_owned(), point.map_or(Value::Null, |p| rounded(p.lon(), 1e6)));
}

/// Puts `date` for a day or a time of day, `date_start` and `date_end` (included) for anything longer.
fn put_when(out: &mut Map<String, Value>, when: Option<Range>) {
    let Some(range) = when else { return };
    let start = range.start.date();
    // The range ends at the first instant that is not in it; the last day is the one before, unless a part of the day is in.
    let last =
        if range.end.time() == jiff::civil::Time::midnight() { range.end.date().yesterday().unwrap_or(start) } else { range.end.date() };
    if matches!(range.grain, Grain::Time | Grain::Day) && last <= start {
        out.insert("date".to_owned(), json!(start.to_string()));
    } else {
        out.insert("date_start".to_owned(), json!(start.to_string()));
        out.insert("date_end".to_owned(), json!(last.max(start).to_string()));
    }
}

fn rounded(value: f64, scale: f64) -> Value {
    json!((value * scale).round() / scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_one_date_and_a_month_is_two() {
        fn check(range: Option<Range>, expected: &str) {
            let mut out = Map::new();
            put_when(&mut out, range);
            assert_eq!(Value::Object(out).to_string(), expected);
        }
        let midnight = |y, m, d| date(y, m, d).to_datetime(jiff::civil::Time::midnight());
        check(None, "{}");
        check(Range::day(date(2018, 7, 27)), r#"{"date":"2018-07-27"}"#);
        check(
            Some(Range { start: midnight(2018, 6, 1), end: midnight(2018, 7, 1), grain: Grain::Month }),
            r#"{"date_start":"2018-06-01","date_end":"2018-06-30"}"#,
        );
        check(
            Some(Range { start: date(2018, 7, 27).at(9, 0, 0, 0), end: date(2018, 7, 27).at(10, 0, 0, 0), grain: Grain::Time }),
            r#"{"date":"2018-07-27"}"#,
        );
    }

    #[test]
    fn a_record_needs_nothing_but_its_text() {
        let record: BatchRecord = serde_json::from_str(r#"{"text":"x","extra":[1]}"#).unwrap();
        assert_eq!((record.text.as_str(), record.id, record.mentions.is_none()), ("x", Value::Null, true));
    }
}
