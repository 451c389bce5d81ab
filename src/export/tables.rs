//! A story as tables (CSV): places, dates, events, journeys.
//!
//! Source: RFC 4180, with a byte order mark in front: without it spreadsheets read UTF-8 as the code page of the machine, and "Łódź" is lost;
//! readers of data (pandas, R, QGIS) skip it. A cell that a spreadsheet would run as a formula gets a quotation mark in front (OWASP, "CSV injection").

use super::facts::{self, Facts, when};
use super::{Error, NamedFile, degrees};
use crate::dates::Range;
use crate::gazetteer::Gazetteer;
use crate::story::Story;

/// A writer of one table.
type Table = fn(&Story, &Gazetteer) -> Result<Vec<u8>, Error>;

const TABLES: [(&str, Table); 4] = [("places.csv", places), ("dates.csv", dates), ("events.csv", events), ("journeys.csv", journeys)];

/// Returns the four tables of `story`, and a note of what the data may be used for.
///
/// # Errors
/// None: every story can be written.
pub fn all(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<NamedFile>, Error> {
    let mut files = Vec::new();
    for (name, table) in TABLES {
        files.push((name.to_owned(), table(story, gazetteer)?));
    }
    let credit = format!("{}\n{}\n{}\n", facts::line(story.title()), facts::CREDIT, facts::GENERATOR);
    files.push(("credit.txt".to_owned(), credit.into_bytes()));
    Ok(files)
}

/// Returns the places of `story`, one a row.
///
/// # Errors
/// None: every story can be written.
pub fn places(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let heads = [
        "id",
        "name",
        "lat",
        "lon",
        "feature",
        "country",
        "geonameid",
        "certainty",
        "confidence",
        "on_map",
        "date",
        "date_start",
        "date_end",
        "mentions",
        "start",
        "end",
        "words",
        "sentence",
        "credit",
        "source",
    ];
    let row = |p: &facts::PlaceFact| {
        let mut row = vec![p.id.clone(), p.name.clone()];
        row.extend([p.point.map(|p| degrees(p.lat())), p.point.map(|p| degrees(p.lon()))].map(Option::unwrap_or_default));
        row.extend([p.feature.unwrap_or_default().to_owned(), p.country.clone().unwrap_or_default()]);
        row.extend([p.geonameid.map(|id| id.to_string()).unwrap_or_default(), p.certainty.to_owned(), p.confidence.to_string()]);
        row.push(yes(p.is_on_map));
        row.extend(dated(p.when));
        row.push(p.mentions.len().to_string());
        row.extend(words(&p.mentions));
        row.push(p.context.as_ref().map(|q| q.line.clone()).unwrap_or_default());
        row.extend([credit(p.point.is_some()), p.sources.join("; ")]);
        row
    };
    csv(&heads, facts.places.iter().map(row))
}

/// Returns the expressions of time of `story`, one a row.
///
/// # Errors
/// None: every story can be written.
pub fn dates(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let heads = ["id", "words", "type", "value", "date", "date_start", "date_end", "why", "start", "end"];
    let row = |d: &facts::DateFact| {
        let mut row = vec![d.id.clone(), d.quote.line.clone(), d.kind.to_owned(), d.value.clone()];
        row.extend(dated(d.when));
        row.extend([d.reason.clone(), d.quote.start.to_string(), d.quote.end.to_string()]);
        row
    };
    csv(&heads, facts.dates.iter().map(row))
}

/// Returns the events of `story`, one a row.
///
/// # Errors
/// None: every story can be written.
pub fn events(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let heads = [
        "id",
        "title",
        "status",
        "may_change",
        "background",
        "date",
        "date_start",
        "date_end",
        "place",
        "place_id",
        "lat",
        "lon",
        "start",
        "end",
        "evidence",
        "notes",
        "credit",
        "source",
        "contradicted_by",
    ];
    let row = |e: &facts::EventFact| {
        let place = facts.place(e.place);
        let mut row = vec![e.id.clone(), e.title.clone(), e.status.as_str().to_owned(), yes(e.may_change), yes(e.is_background)];
        row.extend(dated(e.when));
        row.extend([place.map(|p| p.name.clone()).unwrap_or_default(), place.map(|p| p.id.clone()).unwrap_or_default()]);
        row.extend([e.point.map(|p| degrees(p.lat())), e.point.map(|p| degrees(p.lon()))].map(Option::unwrap_or_default));
        row.extend(words(&e.evidence));
        row.push(e.notes.clone().unwrap_or_default());
        row.extend([credit(e.point.is_some()), e.source.clone().unwrap_or_default(), e.contradicted_by.join("; ")]);
        row
    };
    csv(&heads, facts.events.iter().map(row))
}

/// Returns the legs of the journeys of `story`, one a row.
///
/// # Errors
/// None: every story can be written.
pub fn journeys(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let heads = [
        "journey",
        "id",
        "mover",
        "step",
        "from",
        "from_lat",
        "from_lon",
        "to",
        "to_lat",
        "to_lon",
        "status",
        "may_change",
        "transport",
        "alternative",
        "option",
        "confidence",
        "date",
        "date_start",
        "date_end",
        "plays_from",
        "plays_to",
        "start",
        "end",
        "evidence",
        "credit",
        "source",
        "contradicted_by",
    ];
    let row = |(j, l): (&facts::JourneyFact, &facts::LegFact)| {
        let mut row = vec![j.id.clone(), l.id.clone(), j.mover.clone(), l.step.to_string()];
        for stop in [&l.from, &l.to] {
            row.extend([stop.name.clone(), degrees(stop.point.lat()), degrees(stop.point.lon())]);
        }
        row.extend([l.status.as_str().to_owned(), yes(l.may_change), l.transport.unwrap_or_default().to_owned()]);
        row.extend([yes(l.is_branch), l.option.to_string(), j.confidence.to_string()]);
        row.extend(dated(l.when));
        row.extend([l.track.first(), l.track.last()].map(|p| p.and_then(|p| p.at).map(when::instant).unwrap_or_default()));
        row.extend(words(&l.evidence));
        row.extend([credit(true), l.source.clone().unwrap_or_default(), l.contradicted_by.join("; ")]);
        row
    };
    csv(&heads, facts.journeys.iter().flat_map(|j| j.legs.iter().map(move |l| (j, l))).map(row))
}

/// Whose a row's position is.
fn credit(has_point: bool) -> String {
    if has_point { facts::CREDIT.to_owned() } else { String::new() }
}

fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

/// The date as exact as it is known, its first and its last day.
fn dated(range: Option<Range>) -> [String; 3] {
    range.map_or_else(Default::default, |r| {
        let (first, last) = when::days(&r);
        [when::exact(&r), when::iso_day(first), when::iso_day(last)]
    })
}

/// Where words stand, in code points, and the words: those of several quotes from the first to the last.
fn words(quotes: &[facts::Quote]) -> [String; 3] {
    let start = quotes.iter().map(|q| q.start).min().map(|n| n.to_string()).unwrap_or_default();
    let end = quotes.iter().map(|q| q.end).max().map(|n| n.to_string()).unwrap_or_default();
    [start, end, facts::quoted(quotes)]
}

/// Returns a table of rows under `heads`.
pub(super) fn csv(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, Error> {
    let failed = |e: String| Error::Draw(e);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(heads).map_err(|e| failed(e.to_string()))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(|e| failed(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| failed(e.to_string()))
}

/// A cell that a spreadsheet shows and never runs: what begins like a formula and is no number gets a quotation mark in front.
fn guarded(cell: &str) -> String {
    // Full-width forms are taken for the plain ones by some spreadsheets.
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    // "-157.9" is a longitude and cannot run.
    let is_number = cell.ends_with(|c: char| c.is_ascii_digit()) && cell.parse::<f64>().is_ok();
    if is_formula && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shown_and_not_run() {
        let check = |cell: &str, expected: &str| assert_eq!(guarded(cell), expected);
        check("=cmd()", "'=cmd()");
        check("+1+2", "'+1+2");
        check("-2+3", "'-2+3");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "'\r=1");
        check("＝1", "'＝1");
        check("-157.9", "-157.9");
        check("-0043-03-15", "'-0043-03-15");
        check("-inf", "'-inf");
        check("-", "'-");
        check("a=b", "a=b");
        check("", "");
    }

    #[test]
    fn a_table_is_read_back_by_its_columns() {
        let rows = vec![vec!["Łódź, \"the\" town".to_owned(), "two\nlines".to_owned()], vec!["=1".to_owned(), String::new()]];
        let bytes = csv(&["a", "b"], rows).unwrap();
        assert!(bytes.starts_with("\u{feff}a,b\r\n".as_bytes()));
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let read: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(read, [["Łódź, \"the\" town", "two\nlines"], ["'=1", ""]]);
    }
}
