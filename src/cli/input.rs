//! What the user names, in: an article's file, a saved story, an address or "-"; the article or story it holds, out.

use super::Failure;
use crate::article::{self, Article, LARGEST_DOCUMENT, Published};
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use jiff::civil::Date;
use std::io::Read;
use std::path::Path;

/// The article that opens without an argument.
#[cfg(feature = "gui")]
const EXAMPLE: &str = include_str!("../../data/articles/repatriation.txt");

/// Loads the article at `path`, "-" for standard input.
pub(super) fn article(path: &Path) -> Result<Article, Failure> {
    if let Some(url) = path.to_str().filter(|p| is_address(p)) {
        return Err(Failure(format!(
            "could not open the address: this program reads no addresses yet; save the page and give the file: {url}"
        )));
    }
    if path.as_os_str() != "-" {
        return article::load(path).map_err(|e| Failure(e.to_string()));
    }
    let name = "standard input";
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes);
    read.map_err(|e| Failure(format!("could not read the article: {e}: {name}")))?;
    article::load_bytes(&bytes, name).map_err(|e| Failure(e.to_string()))
}

/// Opens the story at `path`: a saved one, or a new one of the article there.
pub(super) fn story(path: &Path, published: Option<Date>) -> Result<Story, Failure> {
    let mut article = article(path)?;
    if let Some(date) = published {
        article.published = Some(Published { date, span: None });
    }
    Ok(Story::new(article, Gazetteer::embedded()))
}

/// Opens the story of the bundled example.
#[cfg(feature = "gui")]
pub(super) fn example() -> Story {
    Story::new(Article::from_text(EXAMPLE), Gazetteer::embedded())
}

fn is_address(words: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| words.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}
