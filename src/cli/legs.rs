//! A story in, each leg of its journeys with what says its status, its day and its implied ends out: the second table of `dateline explain`.

use super::table;
use crate::events::{Status, Stop};
use crate::story::Story;
use serde_json::{Value, json};

/// What is told of a leg.
struct Told<'s> {
    mover: &'s str,
    from: &'s Stop,
    to: &'s Stop,
    status: Status,
    cue: Option<&'s str>,
    dated_by: Option<&'s str>,
}

/// The legs of all journeys, in order, other ways after the main one.
fn legs(story: &Story) -> Vec<Told<'_>> {
    let text = &story.article.text;
    let mut out = Vec::new();
    for journey in &story.reading.journeys {
        for (i, pair) in journey.stops.windows(2).enumerate() {
            let [from, to] = pair else { continue };
            let options = journey.forks.iter().filter(|f| f.at == i + 1).flat_map(|f| &f.options);
            let status = journey.leg_status(i + 1);
            for to in std::iter::once(to).chain(options) {
                let timex = to.timex.or(from.timex).and_then(|t| story.reading.timexes.get(t));
                out.push(Told {
                    mover: &journey.mover,
                    from,
                    to,
                    status: status.status,
                    cue: status.cue.map(|s| s.of(text)),
                    dated_by: timex.map(|t| t.span.of(text)),
                });
            }
        }
    }
    out
}

/// The day of a leg: when it arrives, else when it leaves.
fn day(told: &Told<'_>) -> String {
    told.to.when.or(told.from.when).map(|w| w.start.date().to_string()).unwrap_or_default()
}

/// Returns the legs as a table, empty where there are none.
pub(super) fn readable(story: &Story) -> String {
    let implied = |told: &Told<'_>| {
        let why = |stop: &Stop| stop.implied.map(|w| format!("{}: {}", stop.name, w.as_str()));
        [why(told.from), why(told.to)].into_iter().flatten().collect::<Vec<_>>().join("; ")
    };
    let row = |told: &Told<'_>| {
        let quoted =
            |words: Option<&str>| words.map(|w| format!("“{}”", w.split_whitespace().collect::<Vec<_>>().join(" "))).unwrap_or_default();
        let leg = format!("{} → {}", told.from.name, told.to.name);
        [
            told.mover.split_whitespace().collect::<Vec<_>>().join(" "),
            leg,
            told.status.as_str().to_owned(),
            quoted(told.cue),
            day(told),
            quoted(told.dated_by),
            implied(told),
        ]
    };
    let rows: Vec<_> = legs(story).iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!("\n{}", table::table(["Journey of", "Leg", "Status", "Said by", "Day", "Dated by", "Implied"], &rows))
}

/// Returns the legs as JSON: mover, from, to, status and cue, day and its words, and why an end is implied.
pub(super) fn explained(story: &Story) -> Value {
    let leg = |told: &Told<'_>| {
        json!({"mover": told.mover, "from": told.from.name, "to": told.to.name, "status": told.status.as_str(), "cue": told.cue,
            "day": Some(day(told)).filter(|d| !d.is_empty()), "dated_by": told.dated_by,
            "from_implied": told.from.implied.map(|w| w.as_str()), "to_implied": told.to.implied.map(|w| w.as_str())})
    };
    legs(story).iter().map(leg).collect()
}
