//! `dateline dates`: an article in, its expressions of time out, as a table or as TimeML.

use super::{Failure, input, output, table};
use crate::article::Article;
use crate::dates::{Grain, Range, Timex, find_dates};
use crate::export::timeml::timeml;
use crate::text::Text;
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An article, a saved story, or "-" for standard input
    #[arg(value_name = "INPUT")]
    input: PathBuf,
    /// Which article of a feed, a book or a folder, counted from 1
    #[arg(long, value_name = "N")]
    item: Option<NonZeroUsize>,
    /// The day the article appeared, YYYY-MM-DD, in place of the one found in it
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// Write TimeML: the whole text with TIMEX3 tags
    #[arg(long)]
    timeml: bool,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let article = input::article(&args.input, args.item)?;
    let published = args.published.or(article.published.map(|p| p.date));
    let timexes = find_dates(&Text::new(&article), published);
    if timexes.is_empty() {
        output::note(&format!("no date was found: {}", args.input.display()));
    } else if published.is_none() {
        output::note("no publication date was found, so relative dates stay open; give one with --published YYYY-MM-DD");
    }
    let out =
        if args.timeml { timeml(&args.input.display().to_string(), &article, published, &timexes) } else { table(&article, &timexes) };
    output::write_all(args.output.as_deref(), out.as_bytes())
}

/// One line an expression: its words, type, value, when that is, and why.
fn table(article: &Article, timexes: &[Timex]) -> String {
    let rows: Vec<[String; 5]> = timexes.iter().map(|timex| row(article, timex)).collect();
    table::table(["Words", "Type", "Value", "When", "Why"], &rows)
}

fn row(article: &Article, timex: &Timex) -> [String; 5] {
    let words = timex.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let value = timex.modifier.map_or_else(|| timex.value.clone(), |modifier| format!("{} {modifier}", timex.value));
    let mut why = timex.reason.clone();
    if let Some(interval) = timex.interval {
        why.push_str(&format!("; with the next: {}", when(interval)));
    }
    if let Some(remembers) = timex.remembers {
        why.push_str(&format!("; remembers {}", when(remembers)));
    }
    [words, timex.kind.as_str().to_owned(), value, timex.range.map_or_else(|| "-".to_owned(), when), why]
}

/// "2018-07-27", "2018-07-23 to 2018-07-29", "2018-07-27 15:00": the last day is named, not the one after it.
fn when(range: Range) -> String {
    let start = range.start.date();
    if range.grain == Grain::Time {
        return format!("{start} {:02}:{:02}", range.start.hour(), range.start.minute());
    }
    match range.end.date().yesterday() {
        Ok(last) if last > start => format!("{start} to {last}"),
        // The calendar's first day has no yesterday, and no range ends there.
        _ => start.to_string(),
    }
}
