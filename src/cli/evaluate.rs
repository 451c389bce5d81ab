//! `dateline evaluate`: a labelled corpus in, how well the program (or another) reads it out, as a table or as JSON.

use super::corpus::Line;
use super::gazetteer::Choice;
use super::known::Setting;
use super::{Failure, batch, output, table};
use crate::evaluate::{Confidence, DateScores, Distances, Filter, JourneyScores, Pair, PlaceScores, Ratio, Record, Share};
use crate::evaluate::{pairs, score_dates, score_journeys, score_places};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The labelled corpus: one record a line, in the form that `extract --jsonl` writes, with its text
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    /// What another system found, in the same form; scored in the place of this program
    #[arg(long, value_name = "OUT.jsonl", conflicts_with_all = ["gazetteer", "places"])]
    sys: Option<PathBuf>,
    /// Kinds of place names that are left aside, such as "demonym" where the labels do not mark them
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    without: Vec<String>,
    #[command(flatten)]
    choice: Choice,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// All that is scored; `None` where nothing of the kind is labelled.
struct Report {
    n_documents: usize,
    places: Option<Places>,
    dates: Option<DateScores>,
    journeys: Option<JourneyScores>,
}

struct Places {
    /// Of the plain text.
    read: PlaceScores,
    /// With the stretches of the labels given: resolution alone. `None` for another system, which was not asked.
    given: Option<PlaceScores>,
    /// The same without the commonest names of countries and continents.
    given_filtered: Option<PlaceScores>,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let lines: Vec<Value> = read_lines(&args.gold)?;
    let gold = lines.iter().zip(1..).map(|(line, number)| typed(line, &args.gold, number)).collect::<Result<Vec<Record>, Failure>>()?;
    if gold.is_empty() {
        return Err(Failure(format!("no record is in it: {}", args.gold.display())));
    }
    let report = match &args.sys {
        Some(path) => {
            let found: Vec<Record> = read_lines(path)?;
            let paired = pairs(&gold, &found).map_err(|e| Failure(format!("{e}: {}", path.display())))?;
            report(&paired, None, &args.without)
        }
        None => {
            if let Some(record) = gold.iter().position(|r| r.text.is_none()) {
                return Err(Failure(format!("record {} has no text, so it cannot be read: {}", record + 1, args.gold.display())));
            }
            let setting = Setting { gazetteer: args.choice.open()?, published: None, near: None, item: None };
            let found = lines.iter().map(|line| read(line, &setting, Spans::Found, &args.gold)).collect::<Result<Vec<_>, _>>()?;
            let has_places = gold.iter().any(|g| g.toponyms.is_some());
            let given = lines.iter().filter(|_| has_places).map(|line| read(line, &setting, Spans::Given, &args.gold));
            let given = given.collect::<Result<Vec<_>, _>>()?;
            let beside = |found| gold.iter().zip(found).map(|(g, f)| (g, Some(f))).collect::<Vec<Pair<'_>>>();
            report(&beside(&found), Some(&beside(&given)), &args.without)
        }
    };
    if report.places.is_none() && report.dates.is_none() && report.journeys.is_none() {
        return Err(Failure(format!("nothing is labelled in it: no \"toponyms\", \"timexes\" or \"journeys\": {}", args.gold.display())));
    }
    let out = if args.json { format!("{:#}\n", report.json()) } else { report.table() };
    output::write_all(args.output.as_deref(), out.as_bytes())
}

/// The lines of a file that are not empty, each as a value of one type.
fn read_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let failed = |e: std::io::Error| Failure(format!("could not read the corpus: {e}: {}", path.display()));
    let mut corpus = super::corpus::open(path)?;
    let mut out = Vec::new();
    let mut number = 0;
    while let Some(line) = corpus.next_line().map_err(failed)? {
        number += 1;
        match line {
            Line::TooLong(_) => return Err(Failure(format!("line {number} is longer than any article: {}", path.display()))),
            Line::Whole(line) if line.trim_ascii().is_empty() => {}
            Line::Whole(line) => out.push(serde_json::from_slice(&line).map_err(|e| wrong(&e, path, number))?),
        }
    }
    Ok(out)
}

fn typed(line: &Value, path: &Path, number: u64) -> Result<Record, Failure> {
    Record::deserialize(line).map_err(|e| wrong(&e, path, number))
}

fn wrong(e: &serde_json::Error, path: &Path, number: u64) -> Failure {
    Failure(format!("line {number} is not a labelled record: {}: {}", batch::without_position(e), path.display()))
}

/// Which words are resolved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spans {
    /// Those the program finds.
    Found,
    /// Those of the labels.
    Given,
}

/// What the program finds in a labelled text, by way of a batch's record: what is scored is what users get.
fn read(line: &Value, setting: &Setting, spans: Spans, path: &Path) -> Result<Record, Failure> {
    let mut record = Map::new();
    for key in ["id", "text", "source", "near"] {
        record.extend(line.get(key).filter(|v| !v.is_null()).map(|v| (key.to_owned(), v.clone())));
    }
    // The names that public corpora have for it.
    let published = ["published", "date", "dct", "pub_date"]
        .into_iter()
        .find_map(|key| line.get(key).and_then(Value::as_str).filter(|d| !d.is_empty()));
    record.extend(published.map(|p| ("published".to_owned(), Value::from(p))));
    if spans == Spans::Given {
        let mention = |t: &Value| json!({"start": t.get("start"), "end": t.get("end")});
        let mentions: Vec<Value> = line.get("toponyms").and_then(Value::as_array).into_iter().flatten().map(mention).collect();
        record.insert("mentions".to_owned(), Value::from(mentions));
    }
    let found = batch::read_line(Value::Object(record).to_string().as_bytes(), 0, setting);
    Record::deserialize(&Value::Object(found)).map_err(|e| Failure(format!("could not score what was found: {e}: {}", path.display())))
}

fn report(read: &[Pair<'_>], given: Option<&[Pair<'_>]>, without: &[String]) -> Report {
    let filter = Filter { kinds: without.to_vec(), leaves_out_common: false };
    let filtered = Filter { leaves_out_common: true, ..filter.clone() };
    let places = Places {
        read: score_places(read, &filter),
        // Nothing is left aside here for its kind: each labelled stretch has its answer.
        given: given.map(|g| score_places(g, &Filter::default())),
        given_filtered: given.map(|g| score_places(g, &Filter { kinds: Vec::new(), ..filtered })),
    };
    let is_labelled = |has: fn(&Record) -> bool| read.iter().any(|(gold, _)| has(gold));
    Report {
        n_documents: read.len(),
        places: is_labelled(|g| g.toponyms.is_some()).then_some(places),
        dates: is_labelled(|g| g.timexes.is_some()).then(|| score_dates(read)),
        journeys: is_labelled(|g| g.journeys.is_some()).then(|| score_journeys(read)),
    }
}

impl Report {
    fn table(&self) -> String {
        let mut rows: Vec<[String; 5]> = Vec::new();
        if let Some(Places { read, .. }) = &self.places {
            rows.push(ratio("places, exact stretch", read.exact));
            rows.push(ratio("places, overlapping stretch", read.overlap));
            rows.push(ratio("places, end to end within 161 km", read.end_to_end));
            rows.push(ratio("the same, exact stretch", read.end_to_end_exact));
        }
        if let Some(dates) = &self.dates {
            rows.push(ratio("dates, strict", dates.strict));
            rows.push(ratio("dates, relaxed", dates.relaxed));
            rows.push(f1("dates, type", dates.type_f1()));
            rows.push(f1("dates, value", dates.value_f1()));
            rows.push(ratio("dates, stretch, type and value", dates.strict_value));
            rows.push(ratio("dates, value but for the time of day", dates.date_value));
            rows.push(ratio("the same, of a known day", dates.day_value));
        }
        if let Some(journeys) = &self.journeys {
            rows.push(ratio("journeys, legs", journeys.legs));
            rows.push(ratio("journeys, stops", journeys.stops));
            rows.push(ratio("articles with a journey", journeys.detection));
            rows.push(share("dates of the dated stops", journeys.dates));
            rows.push(share("the same, of legs found", journeys.dates_of_found));
            rows.push(share("status of legs found", journeys.status));
            rows.push(share("legs by an alternative", journeys.alternatives));
        }
        let mut out = format!(
            "{} documents\n\n{}",
            self.n_documents,
            table::table(["", "Precision", "Recall", "F1", "Right, found, labelled"], &rows)
        );
        if let Some(places) = &self.places {
            let rows: Vec<[String; 6]> = places.resolutions().map(|(name, d)| distances(name, d)).collect();
            out.push_str(&format!("\n{}", table::table(["Resolution", "Places", "Within 161 km", "Mean km", "Median km", "AUC"], &rows)));
            let rows: Vec<[String; 4]> = places.surest().reliability.iter().filter(|c| c.right.all > 0).map(confidence).collect();
            if !rows.is_empty() {
                out.push_str(&format!("\n{}", table::table(["Sure", "Places", "Said", "Within 161 km"], &rows)));
            }
        }
        out
    }

    fn json(&self) -> Value {
        let mut out = Map::new();
        out.insert("documents".to_owned(), json!(self.n_documents));
        if let Some(places) = &self.places {
            let read = &places.read;
            let resolution: Map<String, Value> =
                places.resolutions().map(|(name, d)| (name.replace(' ', "_"), distances_json(d))).collect();
            let step =
                |c: &Confidence| json!({"at_least": c.at_least, "places": c.right.all, "said": said(c), "within_161_km": c.right.value()});
            out.insert(
                "places".to_owned(),
                json!({
                    "exact": ratio_json(read.exact), "overlap": ratio_json(read.overlap), "end_to_end": ratio_json(read.end_to_end),
                    "end_to_end_exact": ratio_json(read.end_to_end_exact), "resolution": resolution,
                    "reliability": places.surest().reliability.iter().map(step).collect::<Vec<_>>(),
                }),
            );
        }
        if let Some(d) = &self.dates {
            out.insert(
                "dates".to_owned(),
                json!({
                    "strict": ratio_json(d.strict), "relaxed": ratio_json(d.relaxed), "type_f1": d.type_f1(), "value_f1": d.value_f1(),
                    "strict_value": ratio_json(d.strict_value), "date_value": ratio_json(d.date_value), "day_value": ratio_json(d.day_value),
                }),
            );
        }
        if let Some(j) = &self.journeys {
            out.insert(
                "journeys".to_owned(),
                json!({
                    "legs": ratio_json(j.legs), "stops": ratio_json(j.stops), "detection": ratio_json(j.detection), "dates": share_json(j.dates),
                    "dates_of_found": share_json(j.dates_of_found), "status": share_json(j.status), "alternatives": share_json(j.alternatives),
                }),
            );
        }
        Value::Object(out)
    }
}

impl Places {
    /// The resolutions that were measured, by name.
    fn resolutions(&self) -> impl Iterator<Item = (&'static str, &Distances)> {
        let given = self.given.iter().map(|s| ("given stretches", &s.of_all));
        let filtered = self.given_filtered.iter().map(|s| ("given stretches filtered", &s.of_all));
        given.chain(filtered).chain([("found stretches", &self.read.of_found), ("all labelled", &self.read.of_all)])
    }

    /// The scores that tell how far confidence can be relied on: of all labelled places where they were given.
    fn surest(&self) -> &PlaceScores {
        self.given.as_ref().unwrap_or(&self.read)
    }
}

fn three(value: f64) -> String {
    format!("{value:.3}")
}

fn ratio(name: &str, ratio: Ratio) -> [String; 5] {
    let counts = format!("{}, {}, {}", ratio.hits, ratio.found, ratio.gold);
    [name.to_owned(), three(ratio.precision()), three(ratio.recall()), three(ratio.f1()), counts]
}

fn f1(name: &str, f1: f64) -> [String; 5] {
    [name.to_owned(), String::new(), String::new(), three(f1), String::new()]
}

fn share(name: &str, share: Share) -> [String; 5] {
    let value = share.value().map_or("-".to_owned(), three);
    [name.to_owned(), String::new(), value, String::new(), format!("{} of {}", share.right, share.all)]
}

fn distances(name: &str, d: &Distances) -> [String; 6] {
    let [right, auc] = [d.within_161_km(), d.auc()].map(|v| v.map_or("-".to_owned(), three));
    let [mean, median] = [d.mean_km(), d.median_km()].map(|v| v.map_or("-".to_owned(), |km| format!("{km:.1}")));
    [name.to_owned(), d.len().to_string(), right, mean, median, auc]
}

fn confidence(step: &Confidence) -> [String; 4] {
    let value = |v: Option<f64>| v.map_or("-".to_owned(), three);
    [format!("from {}", step.at_least), step.right.all.to_string(), value(said(step)), value(step.right.value())]
}

/// How sure the answers of a step were on the average.
fn said(step: &Confidence) -> Option<f64> {
    (step.right.all > 0).then(|| step.sum / step.right.all as f64)
}

fn ratio_json(r: Ratio) -> Value {
    json!({"precision": r.precision(), "recall": r.recall(), "f1": r.f1(), "right": r.hits, "found": r.found, "labelled": r.gold})
}

fn share_json(s: Share) -> Value {
    json!({"value": s.value(), "right": s.right, "all": s.all})
}

fn distances_json(d: &Distances) -> Value {
    json!({
        "places": d.len(), "within_161_km": d.within_161_km(), "mean_km": d.mean_km(), "median_km": d.median_km(), "auc": d.auc(),
    })
}
