//! `dateline extract --jsonl`: a corpus in, one record a line; what was found out, one line for each, in order.
//!
//! Memory does not grow with the corpus: lines are read in parcels, and no more parcels are under way than a few for each
//! thread. The bytes do not depend on the number of threads: parcels are written in the order they were read.

use super::Failure;
use super::corpus::{self, Corpus, Line};
use super::known::Setting;
use super::output::{self, Packing, Results};
use super::progress::Progress;
use crate::article::{Article, CodePoints, Published};
use crate::export::json::{self, BatchRecord};
use crate::places::{Hints, Near, resolve_mentions};
use crate::story::Reading;
use crate::text::Text;
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Bytes of lines that make a parcel: enough that handing it over costs nothing beside reading it.
const PARCEL_BYTES: u64 = 1 << 16;

/// Parcels under way for each thread: enough that a long article holds nobody up.
const PARCELS_PER_JOB: usize = 8;

/// Consecutive lines of the corpus.
struct Parcel {
    first_line: u64,
    lines: Vec<Line>,
    /// How far the corpus had been read when they were.
    position: u64,
}

/// What became of a parcel.
struct Answer {
    /// Result lines, packed where the output is.
    bytes: Vec<u8>,
    n_lines: u64,
    n_bytes_read: u64,
    n_errors: u64,
    position: u64,
}

/// How a corpus is read.
pub(super) struct Job<'a> {
    /// The corpus, "-" for standard input.
    pub input: &'a Path,
    /// Where to write; standard output without it.
    pub output: Option<&'a Path>,
    /// Threads.
    pub jobs: NonZeroUsize,
    /// What is known of the articles beside their words.
    pub setting: Setting,
    /// Whether what an earlier run wrote is kept, and gone on with.
    pub resume: Resume,
}

/// What becomes of an output that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resume {
    /// It is replaced.
    No,
    /// Its whole lines are kept; the run goes on behind them.
    Yes,
}

/// Reads a corpus, a line at a time, and writes a line for each.
pub(super) fn run(job: &Job<'_>) -> Result<(), Failure> {
    let &Job { input, output: path, jobs, ref setting, resume } = job;
    let name = input.display();
    let mut corpus = corpus::open(input)?;
    if path.is_some_and(|out| same_file(input, out)) {
        return Err(Failure(format!("the result would overwrite the corpus; give another file to -o: {name}")));
    }
    let packing = path.map_or(Ok(Packing::None), Packing::of)?;
    let (mut out, done) = match (resume, path) {
        (Resume::Yes, Some(path)) => output::reopen(path, packing)?,
        _ => (Results::create(path, packing)?, output::Written::default()),
    };
    let n_skipped = skip_lines(&mut corpus, done.n_lines).map_err(|e| Failure(format!("could not read the corpus: {e}: {name}")))?;
    if n_skipped < done.n_lines {
        return Err(Failure(format!("the result has more lines than the corpus; it is of another one: {name}")));
    }
    let mut progress = Progress::new(corpus.size, corpus.position());

    let (parcels, todo) = sync_channel::<(Parcel, SyncSender<Answer>)>(jobs.get());
    let (order, answers) = sync_channel::<Receiver<Answer>>(jobs.get() * PARCELS_PER_JOB);
    let todo = Mutex::new(todo);
    let (read, wrote) = std::thread::scope(|scope| {
        for _ in 0..jobs.get() {
            scope.spawn(|| {
                loop {
                    // Nothing panics while the lock is held, so what it guards is sound even if it were poisoned.
                    let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((parcel, reply)) = next else { break };
                    // The writer may be gone after a failed write; its error is the one that is told.
                    let _ = reply.send(answer(&parcel, setting, packing));
                }
            });
        }
        let writer = scope.spawn(move || {
            let mut n_errors = done.n_errors;
            for answer in answers {
                let Ok(answer) = answer.recv() else { continue };
                n_errors += answer.n_errors;
                out.add(&answer.bytes)?;
                progress.add(answer.n_lines, answer.n_bytes_read, answer.position);
            }
            progress.end();
            out.end().map(|()| n_errors)
        });
        let read = read_parcels(&mut corpus, n_skipped, &parcels, &order);
        drop((parcels, order));
        (read, writer.join())
    });
    let n_lines = read.map_err(|e| Failure(format!("could not read the corpus to its end: {e}: {name}")))?;
    let n_errors = match wrote {
        Ok(Ok(n)) => n,
        Ok(Err(e)) => return output::written(path, Err(e)),
        Err(_) => return Err(Failure(format!("could not write the result: the writer stopped: {name}"))),
    };
    if n_errors > 0 {
        return Err(Failure(format!("{n_errors} of {n_lines} lines have an error, told in the field \"error\" of their result: {name}")));
    }
    Ok(())
}

/// Passes over lines that an earlier run read; returns how many there were.
fn skip_lines(corpus: &mut Corpus, n_lines: u64) -> std::io::Result<u64> {
    for n in 0..n_lines {
        if corpus.next_line()?.is_none() {
            return Ok(n);
        }
    }
    Ok(n_lines)
}

/// Hands out all lines; returns how many there were.
fn read_parcels(
    corpus: &mut Corpus,
    n_skipped: u64,
    parcels: &SyncSender<(Parcel, SyncSender<Answer>)>,
    order: &SyncSender<Receiver<Answer>>,
) -> std::io::Result<u64> {
    let mut n_lines = n_skipped;
    loop {
        let mut parcel = Parcel { first_line: n_lines + 1, lines: Vec::new(), position: 0 };
        let mut size = 0;
        let mut is_end = false;
        while size < PARCEL_BYTES {
            let Some(line) = corpus.next_line()? else {
                is_end = true;
                break;
            };
            size += line.len();
            n_lines += 1;
            parcel.lines.push(line);
        }
        parcel.position = corpus.position();
        if !parcel.lines.is_empty() {
            let (reply, answer) = sync_channel(1);
            // Both ends live until the writer fails to write; then reading on is of no use.
            if order.send(answer).is_err() || parcels.send((parcel, reply)).is_err() {
                return Ok(n_lines);
            }
        }
        if is_end {
            return Ok(n_lines);
        }
    }
}

fn answer(parcel: &Parcel, setting: &Setting, packing: Packing) -> Answer {
    let n_bytes_read = parcel.lines.iter().map(Line::len).sum();
    let mut answer = Answer { bytes: Vec::new(), n_lines: parcel.lines.len() as u64, n_bytes_read, n_errors: 0, position: parcel.position };
    for (line, line_number) in parcel.lines.iter().zip(parcel.first_line..) {
        let out = match line {
            // Reading never fails; should it do so all the same, one article is lost and not the corpus.
            Line::Whole(line) => catch_unwind(AssertUnwindSafe(|| read_line(line, line_number, setting)))
                .unwrap_or_else(|_| error_line(Value::Null, line_number, "could not be read: please report this article")),
            Line::TooLong(n_bytes) => error_line(Value::Null, line_number, &format!("longer than any article: {n_bytes} bytes")),
        };
        answer.n_errors += u64::from(out.contains_key("error"));
        answer.bytes.extend_from_slice(Value::Object(out).to_string().as_bytes());
        answer.bytes.push(b'\n');
    }
    // Packed here and not by the writer: packing takes its time, and here all threads share it.
    answer.bytes = packing.packed(answer.bytes);
    answer
}

/// Returns the result of one line of the corpus.
pub(super) fn read_line(line: &[u8], line_number: u64, setting: &Setting) -> Map<String, Value> {
    let record = match serde_json::from_slice::<BatchRecord>(line) {
        Ok(record) => record,
        Err(e) => {
            let value = serde_json::from_slice::<Value>(line);
            let id = value.as_ref().ok().and_then(|v| v.get("id")).cloned().unwrap_or(Value::Null);
            let what = if value.is_ok() { "not a record" } else { "not valid JSON" };
            return error_line(id, line_number, &format!("{what}: {}", without_position(&e)));
        }
    };
    let mut error = None;
    let mut article = Article::from_text(record.text);
    article.source = record.source.or(article.source);
    if let Some(date) = setting.published {
        article.published = Some(Published { date, span: None });
    } else if let Some(words) = record.published.as_deref().map(str::trim).filter(|w| !w.is_empty()) {
        // A time of day may stand behind the date.
        match words.get(..10).unwrap_or(words).parse::<Date>() {
            Ok(date) => article.published = Some(Published { date, span: None }),
            Err(_) => error = Some(format!("\"published\" is not a date (YYYY-MM-DD), read without it: {words}")),
        }
    }
    let gazetteer = setting.gazetteer;
    let near = record.near.filter(|near| !near.is_blank());
    let own = near.as_ref().and_then(|near| near.read(gazetteer));
    if near.is_some() && own.is_none() {
        error = Some("\"near\" is no place, nor latitude and longitude; read without it".to_owned());
    }
    let hints = Hints { source: article.source.as_deref(), near: own.or_else(|| Near::of(setting.near.as_deref()?, gazetteer)) };
    let reading = match record.mentions {
        None => Reading::new(&article, gazetteer, &hints),
        Some(mentions) => {
            let offsets = CodePoints::new(&article.text);
            let outside = mentions.iter().filter(|m| offsets.to_span(m.start, m.end).is_none()).count();
            if outside > 0 {
                error = Some(format!("{outside} of {} mentions do not lie in the text", mentions.len()));
            }
            // One toponym a mention, in order: a mention outside the text is an empty name.
            let spans: Vec<_> = mentions.iter().map(|m| offsets.to_span(m.start, m.end).unwrap_or_default()).collect();
            let text = Text::new(&article);
            Reading::from_toponyms(&text, gazetteer, resolve_mentions(&text, gazetteer, &hints, &spans))
        }
    };
    let mut out = Map::new();
    out.insert("id".to_owned(), record.id);
    out.append(&mut json::reading(&article, &reading, gazetteer));
    if let Some(error) = error {
        out.insert("error".to_owned(), Value::from(format!("line {line_number}: {error}")));
    }
    out
}

fn error_line(id: Value, line_number: u64, error: &str) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("id".to_owned(), id);
    out.insert("line".to_owned(), Value::from(line_number));
    out.insert("error".to_owned(), Value::from(format!("line {line_number}: {error}")));
    out
}

/// The message of a JSON error without "at line 1 column 5": its line is always 1 here, ours is the corpus's.
pub(super) fn without_position(e: &serde_json::Error) -> String {
    let words = e.to_string();
    let message = words.rsplit_once(" at line ").map_or(words.as_str(), |(message, _)| message);
    if e.column() > 0 { format!("{message}, column {}", e.column()) } else { message.to_owned() }
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        // Where one does not exist they are not the same.
        _ => false,
    }
}
