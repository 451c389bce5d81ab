//! A story as the JSON of TimelineJS: an event for each dated event and each dated leg; background that lasts is an era.
//!
//! Source: the loader of NUKnightLab/TimelineJS3 (`TimelineConfig.js`, `TLDate.js`). It drops events without a year without a word: all here
//! have one, and what has no date is told on the title slide. Words are read as HTML.

use super::facts::{self, Facts, when};
use super::{Error, json, xml};
use crate::dates::{Grain, Range};
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use jiff::civil::{Date, Time};
use serde_json::{Map, Value, json};

/// Returns `story` as a TimelineJS document.
///
/// # Errors
/// [`Error::Nothing`] where nothing is dated.
pub fn timeline(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let mut events: Vec<(Range, Value)> = Vec::new();
    for event in &facts.events {
        let Some(range) = event.when else { continue };
        let lines: Vec<String> = facts.about_event(event).into_iter().skip(1).collect();
        let group = if event.is_background { "background" } else { event.status.as_str() };
        events.push((range, slide(&event.id, &event.heading(), &lines, range, group)));
    }
    for leg in facts.journeys.iter().flat_map(|j| &j.legs) {
        let Some(range) = leg.when else { continue };
        let lines: Vec<String> = facts.about_leg(leg).into_iter().skip(1).collect();
        events.push((range, slide(&leg.id, &leg.title, &lines, range, leg.status.as_str())));
    }
    if events.is_empty() {
        return Err(Error::Nothing("a timeline wants a dated event, and none was found; give the day of publication with --published"));
    }
    // By date; those of one date in the order of the text.
    events.sort_by_key(|(range, _)| range.start);
    let document = json!({
        "title": title(&facts),
        "scale": "human",
        "events": events.into_iter().map(|(_, e)| e).collect::<Vec<Value>>(),
    });
    Ok(json::document(&document))
}

fn title(facts: &Facts<'_>) -> Value {
    let mut text = html(&facts.about());
    let undated = facts.events.iter().filter(|e| e.when.is_none()).map(|e| e.heading());
    let legs = facts.journeys.iter().flat_map(|j| &j.legs).filter(|l| l.when.is_none()).map(|l| l.title.clone());
    let undated: String = undated.chain(legs).map(|words| format!("<li>{}</li>", xml::html(&words))).collect();
    if !undated.is_empty() {
        text.push_str(&format!("<p>Told without a date:</p><ul>{undated}</ul>"));
    }
    text.push_str(&html(&[facts::CREDIT.to_owned(), facts::GENERATOR.to_owned()]));
    json!({"text": {"headline": xml::html(&facts.title), "text": text}})
}

fn slide(id: &str, headline: &str, lines: &[String], range: Range, group: &str) -> Value {
    let (first, last) = when::days(&range);
    let mut out = Map::new();
    out.insert("unique_id".to_owned(), json!(id));
    out.insert("start_date".to_owned(), start(&range, first));
    if last > first {
        out.insert("end_date".to_owned(), day(last, range.grain));
    }
    out.insert("display_date".to_owned(), json!(xml::html(&when::long(&range))));
    out.insert("text".to_owned(), json!({"headline": xml::html(headline), "text": html(lines)}));
    out.insert("group".to_owned(), json!(group));
    Value::Object(out)
}

/// The first instant, as exact as it is known.
fn start(range: &Range, first: Date) -> Value {
    let mut out = day(first, range.grain);
    if range.grain == Grain::Time
        && range.start.time() != Time::midnight()
        && let Some(fields) = out.as_object_mut()
    {
        fields.insert("hour".to_owned(), json!(range.start.hour()));
        fields.insert("minute".to_owned(), json!(range.start.minute()));
    }
    out
}

fn day(date: Date, grain: Grain) -> Value {
    match grain {
        Grain::Year | Grain::Decade | Grain::Century => json!({"year": date.year()}),
        Grain::Month | Grain::Season => json!({"year": date.year(), "month": date.month()}),
        Grain::Time | Grain::Day | Grain::Week => json!({"year": date.year(), "month": date.month(), "day": date.day()}),
    }
}

fn html(lines: &[String]) -> String {
    lines.iter().map(|l| format!("<p>{}</p>", xml::html(l))).collect()
}
