//! `dateline explain`: an article in, each place name with all it may mean out, with scores and reasons, and each leg of its journeys with
//! what tells it, as tables or as JSON.

use super::known::{Known, Setting};
use super::{Failure, input, legs, output, table};
use crate::export::json;
use crate::gazetteer::PlaceId;
use crate::places::{self, ScoredCandidate, Toponym};
use crate::story::{self, Story};
use crate::text::Text;
use serde_json::json;
use std::path::PathBuf;

/// Reasons that a line of the table has room for.
const REASONS: usize = 4;

/// Belief below which "none of these" is not worth a line.
const WORTH_TELLING: f32 = 0.05;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An article, a saved story, its address, or "-" for standard input
    #[arg(value_name = "INPUT")]
    input: PathBuf,
    #[command(flatten)]
    known: Known,
    /// Write JSON, with every candidate and every reason
    #[arg(long)]
    json: bool,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let setting = args.known.setting()?;
    let mut story = input::story(&args.input, &setting)?;
    let mut toponyms = std::mem::take(&mut story.reading.toponyms);
    let text = Text::new(&story.article);
    places::explain(&text, setting.gazetteer, &story::hints(&story.article, &story.decisions, setting.gazetteer), &mut toponyms);
    story.reading.toponyms = toponyms;
    if story.reading.toponyms.is_empty() {
        output::note(&format!("no place was found: {}", args.input.display()));
    }
    let out = if args.json {
        let toponyms = json::explained(&story.article, &story.reading, setting.gazetteer);
        format!("{}\n", json!({"id": args.input.display().to_string(), "toponyms": toponyms, "legs": legs::explained(&story)}))
    } else {
        readable(&story, &setting) + &legs::readable(&story)
    };
    output::write_all(args.output.as_deref(), out.as_bytes())
}

/// A line a candidate, best first, under the words it belongs to; the one taken has a star. Mentions that mean the same are one.
fn readable(story: &Story, setting: &Setting) -> String {
    let words = |t: &Toponym| t.span.of(&story.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut told: Vec<(String, &Toponym, usize)> = Vec::new();
    for toponym in &story.reading.toponyms {
        let words = words(toponym);
        let is_same = |(said, t, _): &&mut (String, &Toponym, usize)| {
            *said == words && t.kind == toponym.kind && t.place == toponym.place && t.candidates == toponym.candidates
        };
        match told.iter_mut().find(is_same) {
            Some((_, _, n)) => *n += 1,
            None => told.push((words, toponym, 1)),
        }
    }
    let mut rows = Vec::new();
    for (words, toponym, n) in &told {
        let mut head = [if *n > 1 { format!("{words} ({n} times)") } else { words.clone() }, toponym.kind.as_str().to_owned()];
        for line in lines(toponym, setting) {
            let [star, belief, score, place, point, why] = line;
            let [words, kind] = std::mem::take(&mut head);
            rows.push([words, kind, star, belief, score, place, point, why]);
        }
    }
    table::table(["Words", "Kind", "", "Belief", "Score", "Place", "Latitude, longitude", "Why"], &rows)
}

/// The lines of a name: each candidate, the place a user chose beside them, and "none of these".
fn lines(toponym: &Toponym, setting: &Setting) -> Vec<[String; 6]> {
    let gazetteer = setting.gazetteer;
    let star = |is_taken: bool| if is_taken { "*".to_owned() } else { String::new() };
    let place = |id: PlaceId| {
        let row = gazetteer.place(id);
        let point = row.map(|r| format!("{:.4}, {:.4}", r.point.lat(), r.point.lon())).unwrap_or_default();
        let feature = row.map_or("", |r| r.feature.as_str());
        (format!("{} ({feature})", gazetteer.full_name(id)), point)
    };
    let line = |c: &ScoredCandidate| {
        let (name, point) = place(c.place);
        [star(toponym.place == Some(c.place)), format!("{:.3}", c.probability), format!("{:.2}", c.score), name, point, why(c)]
    };
    let mut lines: Vec<[String; 6]> = toponym.candidates.iter().map(line).collect();
    let is_listed = |id: PlaceId| toponym.candidates.iter().any(|c| c.place == id);
    if let Some(id) = toponym.place.filter(|&id| !is_listed(id)) {
        let (name, point) = place(id);
        lines.insert(0, [star(true), "-".to_owned(), "-".to_owned(), name, point, "chosen by hand".to_owned()]);
    }
    let rest = 1.0 - toponym.candidates.iter().map(|c| c.probability).sum::<f32>();
    if toponym.place.is_none() || rest >= WORTH_TELLING {
        let name = if toponym.candidates.is_empty() { "unknown to the gazetteer" } else { "none of these, or one not listed" };
        lines.push([star(toponym.place.is_none()), format!("{rest:.3}"), String::new(), name.to_owned(), String::new(), String::new()]);
    }
    lines
}

/// The weightiest reasons, each with what it adds: "+5.00 in Texas, named in the same phrase; …".
fn why(candidate: &ScoredCandidate) -> String {
    let told = candidate.reasons.iter().take(REASONS).map(|r| format!("{:+.2} {}", r.weight, r.words));
    let more = candidate.reasons.len().saturating_sub(REASONS);
    let more = (more > 0).then(|| format!("{more} more"));
    told.chain(more).collect::<Vec<_>>().join("; ")
}
