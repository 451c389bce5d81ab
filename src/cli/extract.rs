//! `dateline extract`: articles in, what was found in them out as JSON.

use super::batch::{Job, Resume};
use super::input::{self, Opened};
use super::known::{Known, Setting};
use super::output::{Packing, Results};
use super::{Failure, batch, output};
use crate::article::ListingKind;
use crate::export::json;
use crate::story::{Decisions, Story};
use serde_json::{Map, Value};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Articles; one JSON line each. Of a folder, a feed or a book, every article in it
    #[arg(value_name = "INPUT", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    inputs: Vec<PathBuf>,
    /// A corpus: one record a line or row, as JSON lines, packed or not, or Parquet; "-" for standard input
    #[arg(long, value_name = "FILE", visible_alias = "corpus")]
    jsonl: Option<PathBuf>,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    known: Known,
    /// W3C Web Annotations of the one article given, whose places and dates count as decided
    #[arg(long, value_name = "FILE", conflicts_with = "jsonl")]
    annotations: Option<PathBuf>,
    /// One story of all articles given: one line
    #[arg(long, conflicts_with = "jsonl")]
    together: bool,
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
    let packing = path.map_or(Ok(Packing::None), Packing::of)?;
    let mut out = Results::create(path, packing)?;
    let mut n_unread = 0;
    if args.together {
        let story = input::story_of_all(&args.inputs, &setting)?;
        write(&mut out, path, &input::named(&args.inputs), story, args.annotations.as_deref(), &setting)?;
        return output::written(path, out.end());
    }
    for path_in in &args.inputs {
        let name = path_in.display().to_string();
        let listing = match input::open(path_in, None)? {
            Opened::Listing(listing) if setting.item.is_none() => listing,
            Opened::Listing(listing) => {
                let article = input::chosen(&listing, setting.item, path_in)?;
                let story = input::story_of(article, Decisions::default(), &setting);
                write(&mut out, path, &name, story, args.annotations.as_deref(), &setting)?;
                continue;
            }
            Opened::Article(article) => {
                write(
                    &mut out,
                    path,
                    &name,
                    input::story_of(*article, Decisions::default(), &setting),
                    args.annotations.as_deref(),
                    &setting,
                )?;
                continue;
            }
            Opened::Story(file) => {
                write(
                    &mut out,
                    path,
                    &name,
                    input::story_of(file.article, file.decisions, &setting),
                    args.annotations.as_deref(),
                    &setting,
                )?;
                continue;
            }
        };
        // Of a folder, a feed or a book every article is read; one that cannot be costs none of the others.
        for (i, item) in listing.items.iter().enumerate() {
            match item.load() {
                Ok(article) => {
                    let id = if listing.kind == ListingKind::Folder { item.name() } else { format!("{name}#{}", i + 1) };
                    write(
                        &mut out,
                        path,
                        &id,
                        input::story_of(article, Decisions::default(), &setting),
                        args.annotations.as_deref(),
                        &setting,
                    )?;
                }
                Err(e) => {
                    n_unread += 1;
                    output::note(&e.to_string());
                }
            }
        }
    }
    output::written(path, out.end())?;
    match n_unread {
        0 => Ok(()),
        1 => Err(Failure("1 article could not be read".to_owned())),
        n => Err(Failure(format!("{n} articles could not be read"))),
    }
}

/// Writes the line of one story.
fn write(
    out: &mut Results,
    path: Option<&Path>,
    id: &str,
    story: Story,
    annotations: Option<&Path>,
    setting: &Setting,
) -> Result<(), Failure> {
    let mut story = story;
    if let Some(annotations) = annotations {
        story = input::annotated(story, annotations, setting)?;
    }
    if story.reading.toponyms.is_empty() {
        output::note(&format!("no place was found: {id}"));
    }
    if story.article.added.is_empty() {
        input::tell_language(&story.article, Path::new(id));
    }
    if story.reading.timexes.is_empty() {
        output::note(&format!("no date was found: {id}"));
    }
    let article = &story.article;
    let mut record = Map::new();
    record.insert("id".to_owned(), Value::from(id));
    record.append(&mut json::article(article));
    record.append(&mut json::reading(article, &story.reading, setting.gazetteer));
    let packing = path.map_or(Ok(Packing::None), Packing::of)?;
    let line = format!("{}\n", Value::Object(record));
    output::written(path, out.add(&packing.packed(line.into_bytes())))
}
