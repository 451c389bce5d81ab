//! W3C Web Annotations of an article in, the decisions they say out: what `export::annotations` wrote and others went over comes back.
//!
//! Notes on places and dates become decisions; events and journeys follow from them. A note is known by its words: where a text was shifted, or offsets
//! count something else than code points, its quotation is searched for.
//!
//! Source: Web Annotation Data Model, W3C Recommendation 2017, §4.2.4 and §4.2.5 (selectors); RFC 5870 (`geo:`).

use super::{ChosenPlace, DateDecision, Edit, PlaceDecision};
use crate::article::{Article, CodePoints, Span};
use crate::dates::{Grain, Range};
use crate::earth::LatLon;
use crate::gazetteer::Gazetteer;
use jiff::civil::{Date, DateTime, Time};
use serde_json::Value;

/// Why annotations could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no JSON.
    #[error("could not read the annotations: {source}: {name}")]
    Json {
        /// Which document.
        name: String,
        /// Why.
        source: serde_json::Error,
    },
    /// There is none in it.
    #[error("could not read the annotations: there is none in it; give W3C Web Annotations (JSON-LD): {name}")]
    None {
        /// Which document.
        name: String,
    },
}

/// What was read of annotations.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotations {
    /// The decisions, as one step that can be taken back.
    pub edit: Edit,
    /// Annotations that became decisions.
    pub n_taken: usize,
    /// Annotations of places and dates whose words are not in the article, or that say no place or date that can be known.
    pub n_left: usize,
}

/// Reads annotations of `article`: one, a list, a page or a collection. `name` stands for the document in errors.
///
/// # Errors
/// [`Error::Json`] and [`Error::None`], by what is wrong.
pub fn read(json: &str, name: &str, article: &Article, gazetteer: &Gazetteer) -> Result<Annotations, Error> {
    let document: Value =
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|source| Error::Json { name: name.to_owned(), source })?;
    let mut notes = Vec::new();
    collect(&document, &mut notes);
    if notes.is_empty() {
        return Err(Error::None { name: name.to_owned() });
    }
    let offsets = CodePoints::new(&article.text);
    let (mut edits, mut n_left) = (Vec::new(), 0);
    for note in notes {
        let tags: Vec<String> = bodies(note, "tagging").map(str::to_lowercase).collect();
        if tags.iter().any(|t| t == "event" || t == "journey") {
            continue;
        }
        let span = span(note, &article.text, &offsets);
        let edit = if tags.iter().any(|t| t == "date") {
            span.and_then(|s| date(note, s))
        } else {
            span.and_then(|s| place(note, s, article, gazetteer))
        };
        match edit {
            Some(edit) => edits.push(edit),
            None => n_left += 1,
        }
    }
    Ok(Annotations { n_taken: edits.len(), edit: Edit::Many(edits), n_left })
}

/// The annotations in a document, wherever collections and pages hold them.
fn collect<'v>(value: &'v Value, notes: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, notes)),
        Value::Object(_) if is_a(value, "Annotation") => notes.push(value),
        Value::Object(fields) => {
            ["first", "items", "@graph"].iter().filter_map(|key| fields.get(*key)).for_each(|inner| collect(inner, notes))
        }
        _ => {}
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    let types = value.get("type").or_else(|| value.get("@type"));
    types.is_some_and(|t| each(t).any(|t| t.as_str() == Some(kind)))
}

/// One value as a list of one.
fn each(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(items) => items.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

/// The values of textual bodies with a purpose.
fn bodies<'v>(note: &'v Value, purpose: &'v str) -> impl Iterator<Item = &'v str> {
    let bodies = note.get("body").into_iter().flat_map(each);
    bodies.filter(move |b| b.get("purpose").and_then(Value::as_str) == Some(purpose)).filter_map(|b| b.get("value").and_then(Value::as_str))
}

/// The resources that bodies point to.
fn sources(note: &Value) -> impl Iterator<Item = &str> {
    note.get("body").into_iter().flat_map(each).filter_map(|body| address(body.get("source").unwrap_or(body)))
}

/// The address of a resource that stands as its address or as an object.
fn address(resource: &Value) -> Option<&str> {
    resource.as_str().or_else(|| resource.get("id").and_then(Value::as_str))
}

/// The words that a note is about: at its offsets where they hold its quotation, else where its quotation stands, the nearest first.
fn span(note: &Value, text: &str, offsets: &CodePoints) -> Option<Span> {
    let selectors: Vec<&Value> = note.get("target").into_iter().flat_map(each).filter_map(|t| t.get("selector")).flat_map(each).collect();
    let of_kind = |kind: &str| selectors.iter().copied().find(|s| is_a(s, kind));
    let words = |value: Option<&Value>, key: &str| value.and_then(|v| v.get(key)).and_then(Value::as_str).map(str::to_owned);
    let quote = of_kind("TextQuoteSelector");
    let exact = words(quote, "exact").filter(|e| !e.is_empty());
    let position = of_kind("TextPositionSelector");
    let number = |key: &str| position.and_then(|p| p.get(key)).and_then(Value::as_u64);
    let at = number("start").zip(number("end")).and_then(|(start, end)| offsets.to_span(start, end)).filter(|s| !s.is_empty());
    let Some(exact) = exact else { return at };
    if let Some(at) = at.filter(|s| s.of(text) == exact) {
        return Some(at);
    }
    let (prefix, suffix) = (words(quote, "prefix").unwrap_or_default(), words(quote, "suffix").unwrap_or_default());
    let near = at.map_or(0, |s| s.start);
    let fits = |start: &usize| {
        let (before, after) = (text.get(..*start).unwrap_or_default(), text.get(start + exact.len()..).unwrap_or_default());
        let is_told = !prefix.is_empty() || !suffix.is_empty();
        is_told && before.ends_with(&prefix) && after.starts_with(&suffix)
    };
    let found: Vec<usize> = text.match_indices(&exact).map(|(start, _)| start).collect();
    let distance = |start: &usize| (*start as u32).abs_diff(near);
    // Without its surroundings only words that stand once are sure.
    let start = found.iter().copied().filter(fits).min_by_key(distance).or(if let [one] = found.as_slice() { Some(*one) } else { None })?;
    Some(Span::new(start as u32, (start + exact.len()) as u32))
}

fn place(note: &Value, span: Span, article: &Article, gazetteer: &Gazetteer) -> Option<Edit> {
    let geonameid = sources(note).find_map(geonameid);
    let row = geonameid.and_then(|id| gazetteer.by_geonameid(id)).and_then(|id| gazetteer.place(id));
    let point = sources(note).find_map(geo).or(row.map(|r| r.point))?;
    let described = bodies(note, "describing").next().map(str::to_owned);
    let name = described.or(row.map(|r| r.name.to_owned())).unwrap_or_else(|| span.of(&article.text).to_owned());
    Some(Edit::Place(span, Some(PlaceDecision::Choose(ChosenPlace { geonameid, name, point }))))
}

fn date(note: &Value, span: Span) -> Option<Edit> {
    let range = bodies(note, "identifying").find_map(range)?;
    Some(Edit::Date(span, Some(DateDecision::Set(range))))
}

/// The id in "https://www.geonames.org/6520375/osan.html", "https://sws.geonames.org/6520375/", "gn:6520375".
fn geonameid(source: &str) -> Option<u32> {
    let rest = source.split_once("geonames.org/").map(|(_, rest)| rest).or_else(|| source.strip_prefix("gn:"))?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok() // What is no number names no row.
}

/// The point of "geo:37.09,127.03".
fn geo(source: &str) -> Option<LatLon> {
    let mut numbers = source.strip_prefix("geo:")?.split([',', ';']).map(|n| n.trim().parse::<f64>().ok()); // As above.
    LatLon::new(numbers.next()??, numbers.next()??)
}

/// The stretch of a date as exact as it is known: "2018-07-27T09:30", "2018-07-27", "2018-07", "1950", "2018-07-23/2018-07-29".
fn range(exact: &str) -> Option<Range> {
    let (first, last) = exact.trim().split_once('/').unwrap_or((exact.trim(), exact.trim()));
    let ((start, grain), (_, end)) = (begin(first)?, (begin(last)?, end(last)?));
    (start < end).then_some(Range { start, end, grain })
}

fn begin(exact: &str) -> Option<(DateTime, Grain)> {
    let (year, rest) = year_and_rest(exact)?;
    let midnight = |month: i8, day: i8| Some(Date::new(year, month, day).ok()?.to_datetime(Time::midnight())); // No day of the calendar is no date.
    let mut parts = rest.split('-').filter(|p| !p.is_empty());
    match (parts.next(), parts.next()) {
        (None, _) => Some((midnight(1, 1)?, Grain::Year)),
        (Some(month), None) => Some((midnight(month.parse().ok()?, 1)?, Grain::Month)), // As above.
        (Some(month), Some(day)) => match day.split_once('T') {
            None => Some((midnight(month.parse().ok()?, day.parse().ok()?)?, Grain::Day)), // As above.
            Some((day, time)) => {
                let (hour, minute) = time.split_once(':')?;
                let minute = minute.get(..2)?;
                let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?; // As above.
                Some((midnight(month.parse().ok()?, day.parse().ok()?)?.date().to_datetime(time), Grain::Time)) // As above.
            }
        },
    }
}

/// One past the last instant.
fn end(exact: &str) -> Option<DateTime> {
    let (start, grain) = begin(exact)?;
    let span = match grain {
        Grain::Time => jiff::Span::new().try_minutes(1),
        Grain::Day => jiff::Span::new().try_days(1),
        Grain::Month => jiff::Span::new().try_months(1),
        _ => jiff::Span::new().try_years(1),
    };
    start.checked_add(span.ok()?).ok() // Only the calendar's last day has no end.
}

fn year_and_rest(exact: &str) -> Option<(i16, &str)> {
    let digits = exact.strip_prefix('-').unwrap_or(exact);
    let n = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let year: i16 = digits.get(..n)?.parse().ok()?; // As above.
    Some((if exact.starts_with('-') { -year } else { year }, digits.get(n..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEXT: &str = "Łódź – and “Osan Air Base” on Friday; Paris, then Paris again.";

    fn note(exact: &str, start: u64, end: u64, bodies: Value) -> Value {
        json!({"type": "Annotation", "body": bodies, "target": {"source": "urn:x", "selector": [
            {"type": "TextQuoteSelector", "exact": exact}, {"type": "TextPositionSelector", "start": start, "end": end}]}})
    }

    fn read(document: &Value) -> Annotations {
        super::read(&document.to_string(), "x", &Article::from_text(TEXT), Gazetteer::embedded()).unwrap()
    }

    #[test]
    fn notes_are_known_by_their_words() {
        fn check(note: Value, expected: Option<(&str, u32)>) {
            let read = read(&note);
            let said = match &read.edit {
                Edit::Many(edits) => edits.first().cloned(),
                _ => None,
            };
            let got = said.and_then(|e| match e {
                Edit::Place(span, Some(PlaceDecision::Choose(_))) => Some((span.of(TEXT), span.start)),
                _ => None,
            });
            assert_eq!(got, expected, "{note}");
            assert_eq!(read.n_left, usize::from(expected.is_none()));
        }
        let geo = json!({"type": "SpecificResource", "purpose": "identifying", "source": "geo:37.09,127.03"});
        // Code points, as they should be.
        check(note("Osan Air Base", 12, 25, geo.clone()), Some(("Osan Air Base", 19)));
        // Bytes, or a text that was shifted: the quotation says more.
        check(note("Osan Air Base", 19, 32, geo.clone()), Some(("Osan Air Base", 19)));
        // Which Paris?
        check(note("Paris", 0, 5, geo.clone()), None);
        check(note("Rome", 0, 4, geo.clone()), None);
        check(note("Osan Air Base", 12, 25, json!([])), None);
        check(note("Osan Air Base", 12, 25, json!({"source": "geo:95,0"})), None);
        let mut second = note("Paris", 0, 5, geo);
        second["target"]["selector"][0]["prefix"] = json!("then ");
        check(second, Some(("Paris", TEXT.rfind("Paris").unwrap() as u32)));
    }

    #[test]
    fn places_and_dates_are_read_in_every_form() {
        let bodies = json!([{"type": "TextualBody", "purpose": "tagging", "value": "date"}, {"type": "TextualBody", "purpose": "identifying", "value": "2018-07-27"}]);
        let page = json!({"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [
            note("Friday", 30, 36, bodies), note("Łódź", 0, 4, json!({"source": {"id": "https://www.geonames.org/3093133/lodz.html"}}))]}});
        let read = read(&page);
        assert_eq!((read.n_taken, read.n_left), (2, 0));
        let Edit::Many(edits) = read.edit else { panic!() };
        assert!(
            matches!(&edits[0], Edit::Date(_, Some(DateDecision::Set(r))) if r.start.to_string() == "2018-07-27T00:00:00" && r.grain == Grain::Day)
        );
        assert!(
            matches!(&edits[1], Edit::Place(_, Some(PlaceDecision::Choose(p))) if p.geonameid == Some(3_093_133) && (p.point.lat() - 51.77).abs() < 0.1)
        );
        for damaged in ["", "{", "[]", "{\"type\": \"FeatureCollection\"}"] {
            assert!(
                super::read(damaged, "x.jsonld", &Article::from_text(TEXT), Gazetteer::embedded())
                    .unwrap_err()
                    .to_string()
                    .ends_with("x.jsonld")
            );
        }
    }

    #[test]
    fn dates_are_stretches() {
        let check = |exact: &str, expected: Option<&str>| {
            let said = range(exact).map(|r| format!("{} {} {:?}", r.start, r.end, r.grain));
            assert_eq!(said.as_deref(), expected, "{exact}");
        };
        check("2018-07-27", Some("2018-07-27T00:00:00 2018-07-28T00:00:00 Day"));
        check("2018-07-27T09:30", Some("2018-07-27T09:30:00 2018-07-27T09:31:00 Time"));
        check("2018-07", Some("2018-07-01T00:00:00 2018-08-01T00:00:00 Month"));
        check("1950/1953", Some("1950-01-01T00:00:00 1954-01-01T00:00:00 Year"));
        check("2018-07-23/2018-07-29", Some("2018-07-23T00:00:00 2018-07-30T00:00:00 Day"));
        check("-0043-03-15", Some("-000043-03-15T00:00:00 -000043-03-16T00:00:00 Day"));
        check("2018-13", None);
        check("9999-12-31", None);
        check("2018/2017", None);
        check("soon", None);
    }
}
