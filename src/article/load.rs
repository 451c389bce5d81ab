//! The door to the disk: a path or bytes in, an article or one clear error out.
//!
//! What a document is, its content decides before its name. One file a format in `load/`.

#[cfg(feature = "html")]
mod apart;
mod decode;
#[cfg(feature = "documents")]
mod documents;
mod draft;
mod error;
mod folder;
#[cfg(feature = "html")]
mod html;
mod markdown;

pub use error::{Error, Fault};

use super::Article;
use super::listing::Loaded;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest document that is loaded, in bytes: 20 MB, hundreds of times a long article.
pub const LARGEST_DOCUMENT: u64 = 20_000_000;

/// A kind of document that can be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
}

/// Where a document comes from, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// What stands for it in errors: a file's path. Its ending tells the format where the content does not.
    pub name: &'a str,
    /// The address of a web page.
    pub url: Option<&'a str>,
    /// The encoding that a server named.
    pub charset: Option<&'a str>,
}

/// Loads the article at `path`.
///
/// # Errors
/// As [`load_bytes`], and [`Error::Read`] or [`Error::Folder`] where there is no file to be read.
pub fn load(path: &Path) -> Result<Article, Error> {
    only(open(path)?, &path.display().to_string())
}

/// Opens what is at `path`: an article, or several to choose from in a feed, a book or a folder.
///
/// # Errors
/// As [`load`], but for [`Error::Several`].
pub fn open(path: &Path) -> Result<Loaded, Error> {
    if path.is_dir() {
        return folder::listing(path).map(Loaded::Listing);
    }
    open_from(&read(path)?, &Origin { name: &path.display().to_string(), ..Origin::default() })
}

/// Reads the file at `path`, no more than [`LARGEST_DOCUMENT`] and a byte of it.
///
/// # Errors
/// [`Error::Read`] or [`Error::Folder`] where there is no file to be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read { path: path.display().to_string(), source };
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(Error::Folder { path: path.display().to_string() });
    }
    let mut bytes = Vec::new();
    // A file may grow, and a pipe has no size: what counts is what comes.
    file.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Loads an article from `bytes`; `name` stands for it in errors and tells its format where the content does not.
///
/// # Errors
/// [`Error::Empty`], [`Error::TooLarge`], [`Error::NotText`], [`Error::Document`] or [`Error::Several`], by what the bytes are.
pub fn load_bytes(bytes: &[u8], name: &str) -> Result<Article, Error> {
    load_from(bytes, &Origin { name, ..Origin::default() })
}

/// Loads an article from `bytes` of a known origin.
///
/// # Errors
/// As [`load_bytes`].
pub fn load_from(bytes: &[u8], origin: &Origin<'_>) -> Result<Article, Error> {
    only(open_from(bytes, origin)?, origin.name)
}

/// The one article there is.
fn only(loaded: Loaded, name: &str) -> Result<Article, Error> {
    match loaded {
        Loaded::Article(article) => Ok(*article),
        Loaded::Listing(listing) => match listing.items.as_slice() {
            [item] => item.load(),
            items => Err(Error::Several { path: name.to_owned(), what: listing.kind.as_str(), n: items.len() }),
        },
    }
}

/// Opens what `bytes` of a known origin are: an article, or several to choose from.
///
/// # Errors
/// As [`load_bytes`], but for [`Error::Several`].
pub fn open_from(bytes: &[u8], origin: &Origin<'_>) -> Result<Loaded, Error> {
    let path = || origin.name.to_owned();
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(Error::TooLarge { path: path() });
    }
    #[cfg(feature = "documents")]
    if let Some(kind) = documents::kind_of(bytes, origin.name) {
        return documents::open(kind, bytes, origin).and_then(|loaded| with_text(loaded, origin));
    }
    let text = decode::text(bytes, origin.charset).map_err(|what| Error::NotText { path: path(), what })?;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::Empty { path: path() });
    }
    let article = match format_of(&text, origin.name) {
        Format::Text => Article::from_text(text),
        Format::Markdown => markdown::article(&text),
        #[cfg(feature = "html")]
        Format::Html => html::open(text, origin)?,
        #[cfg(not(feature = "html"))]
        Format::Html => return Err(Error::NotText { path: path(), what: "a web page, which this program was built without" }),
    };
    with_text(Loaded::Article(Box::new(article)), origin)
}

/// What was loaded, where there are words in it.
fn with_text(mut loaded: Loaded, origin: &Origin<'_>) -> Result<Loaded, Error> {
    let is_empty = match &mut loaded {
        Loaded::Article(article) => {
            article.source = article.source.take().or(origin.url.map(str::to_owned));
            article.story_blocks().next().is_none()
        }
        Loaded::Listing(listing) => listing.items.is_empty(),
    };
    if is_empty { Err(Error::Empty { path: origin.name.to_owned() }) } else { Ok(loaded) }
}

/// What the words are: a page or Markdown by its marks, or failing that by the name.
fn format_of(text: &str, name: &str) -> Format {
    if is_html(text) {
        return Format::Html;
    }
    let lower = name.to_lowercase();
    if [".html", ".htm", ".xhtml"].iter().any(|end| lower.ends_with(end)) && text.contains('<') {
        return Format::Html;
    }
    let is_named = [".md", ".markdown", ".mdown", ".mkd"].iter().any(|end| lower.ends_with(end));
    if is_named || markdown::is_markdown(text) { Format::Markdown } else { Format::Text }
}

/// Whether a text is a web page.
fn is_html(text: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or("").trim_start().trim_start_matches('\u{feff}').to_lowercase();
    let is_xml_page = head.starts_with("<?xml") && head.contains("<html");
    let has_page = ["<!doctype html", "<html", "<head>", "<head ", "<body", "<meta "].iter().any(|tag| head.contains(tag));
    let has_paragraphs = head.starts_with('<') && ["<p>", "<p ", "<div", "<article", "<h1", "<br"].iter().any(|tag| head.contains(tag));
    is_xml_page || (head.contains('<') && has_page && (head.starts_with('<') || head.contains("<!--"))) || has_paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_article_says_what_it_is() {
        fn check(bytes: &[u8], expected: &str) {
            let said = load_bytes(bytes, "x").map_or_else(|e| e.to_string(), |a| format!("article: {}", a.text));
            assert!(said.contains(expected), "{said}");
        }
        check(b"", "holds no text");
        check(b" \n\n\t", "holds no text");
        check(b"\xEF\xBB\xBF", "holds no text");
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a picture");
        check(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "it is a PDF");
        check(b"\x7FELF\x02\x01\x01\0\0\0\0\0", "it is a program");
        check(b"MZ\x90\0\x03\0\0\0", "it is");
        check(&[0, 1, 2, 3, 4, 5], "it is not text");
        assert!(is_html("<!DOCTYPE html><html>") && is_html("<p>Rome</p>") && !is_html("Rome <b>is</b> old") && !is_html("1 < 2"));
        check("Zürich".as_bytes(), "article: Zürich");
        check(&vec![b'a'; LARGEST_DOCUMENT as usize + 1], "larger than 20 MB");
    }
}
