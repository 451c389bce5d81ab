//! `dateline article`: a document in, what was loaded out: title, byline, published, source, clean text.

use super::{Failure, input, output};
use crate::article::{Article, Block, BlockKind};
use crate::export::json;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document, "-" for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write JSON, with the kind and words of every block
    #[arg(long)]
    json: bool,
    /// The address the document came from
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let article = input::article(&args.file, args.url.as_deref())?;
    let bytes = if args.json { format!("{}\n", json::loaded(&article)) } else { readable(&article) };
    output::write_all(args.output.as_deref(), bytes.as_bytes())
}

/// What was loaded, for people: what is known about the article, a blank line, its text without furniture.
fn readable(article: &Article) -> String {
    let published = article.published.map(|p| p.date.to_string());
    let mut out = String::new();
    for (name, value) in [("Title", &article.title), ("Byline", &article.byline), ("Published", &published), ("Source", &article.source)] {
        out.push_str(&format!("{name}: {}\n", value.as_deref().unwrap_or("not found")));
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
