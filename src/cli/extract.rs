//! `dateline extract`: articles in, what was found in them out as JSON.

use super::batch::{Job, Resume};
use super::known::Known;
use super::{Failure, batch, input, output};
use crate::export::json;
use serde_json::{Map, Value};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Articles; one JSON line each
    #[arg(value_name = "INPUT", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    inputs: Vec<PathBuf>,
    /// A corpus: one record a line, "-" for standard input
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    known: Known,
    /// W3C Web Annotations of the one article given, whose places and dates count as decided
    #[arg(long, value_name = "FILE", conflicts_with = "jsonl")]
    annotations: Option<PathBuf>,
    /// Threads for a corpus; all cores without it. Changes the time, never the bytes
    #[arg(long, value_name = "N", requires = "jsonl")]
    jobs: Option<NonZeroUsize>,
    /// Go on with a corpus where an earlier run was stopped: the lines in the output are kept
    #[arg(long, requires_all = ["jsonl", "output"])]
    resume: bool,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let setting = args.known.setting()?;
    if let Some(corpus) = &args.jsonl {
        let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
        let resume = if args.resume { Resume::Yes } else { Resume::No };
        let output = args.output.as_deref();
        return batch::run(&Job { input: corpus, output, jobs, setting, resume });
    }
    let path = args.output.as_deref();
    let mut out = output::create(path)?;
    for path_in in &args.inputs {
        let mut story = input::story(path_in, &setting)?;
        if let Some(annotations) = &args.annotations {
            story = input::annotated(story, annotations, &setting)?;
        }
        if story.reading.toponyms.is_empty() {
            output::note(&format!("no place was found: {}", path_in.display()));
        }
        if story.reading.timexes.is_empty() {
            output::note(&format!("no date was found: {}", path_in.display()));
        }
        let article = &story.article;
        let mut record = Map::new();
        record.insert("id".to_owned(), Value::from(path_in.display().to_string()));
        record.append(&mut json::article(article));
        record.append(&mut json::reading(article, &story.reading, setting.gazetteer));
        output::written(path, writeln!(out, "{}", Value::Object(record)))?;
    }
    output::written(path, out.flush())
}
