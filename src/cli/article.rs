//! `dateline article`: a document in, what was loaded out: title, byline, published, source, clean text.

use super::input::{self, Opened};
use super::{Failure, output};
use crate::article::{Article, Block, BlockKind, Listing};
use crate::export::json;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document, "-" for standard input. Of a feed, a book or a folder, its articles are listed
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write JSON, with the kind and words of every block
    #[arg(long)]
    json: bool,
    /// Which article of a feed, a book or a folder, counted from 1
    #[arg(long, value_name = "N")]
    item: Option<NonZeroUsize>,
    /// The address the document came from
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let article = match input::open(&args.file, args.url.as_deref())? {
        Opened::Article(article) => *article,
        Opened::Story(file) => file.article,
        Opened::Listing(listing) if args.item.is_none() => {
            let bytes = if args.json { format!("{}\n", json::listing(&listing)) } else { listed(&listing) };
            return output::write_all(args.output.as_deref(), bytes.as_bytes());
        }
        Opened::Listing(listing) => input::chosen(&listing, args.item, &args.file)?,
    };
    let bytes = if args.json { format!("{}\n", json::loaded(&article)) } else { readable(&article) };
    output::write_all(args.output.as_deref(), bytes.as_bytes())
}

/// A listing for people: its name, and a line for each article with its number, day and title.
fn listed(listing: &Listing) -> String {
    let mut out = String::new();
    if let Some(title) = &listing.title {
        out.push_str(&format!("# {title}\n\n"));
    }
    let width = listing.items.len().to_string().len();
    let has_days = listing.items.iter().any(|item| item.published.is_some());
    for (i, item) in listing.items.iter().enumerate() {
        let day = item.published.map_or(String::new(), |d| d.to_string());
        let day = if has_days { format!("{day:10}  ") } else { day };
        out.push_str(&format!("{:>width$}  {day}{}\n", i + 1, item.title));
    }
    out
}

/// What was loaded, for people: what is known about the article, a blank line, its text without furniture.
fn readable(article: &Article) -> String {
    let published = article.published.map(|p| p.date.to_string());
    let mut out = String::new();
    for (name, value) in [("Title", &article.title), ("Byline", &article.byline), ("Published", &published), ("Source", &article.source)] {
        out.push_str(&format!("{name}: {}\n", value.as_deref().unwrap_or("not found")));
    }
    if let Some(language) = article.other_language() {
        out.push_str(&format!(
            "Language: {}; places are found by their names, dates and journeys are read in English only\n",
            language.name
        ));
    }
    for Block { span, kind } in article.story_blocks() {
        let mark = match kind {
            BlockKind::Title => "# ",
            BlockKind::Heading => "## ",
            _ => "",
        };
        out.push_str(&format!("\n{mark}{}\n", span.of(&article.text)));
    }
    out
}
