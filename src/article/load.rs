//! The door to the disk: a path or bytes in, an article or one clear error out.
//!
//! What a document is, its content decides before its name. One file a format in `load/`.

mod decode;
mod draft;
#[cfg(feature = "html")]
mod html;
mod markdown;

use super::Article;
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

/// Why a document could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("could not read the article: {}: {path}", said(.source))]
    Read {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The path is that of a folder.
    #[error("could not read the article: it is a folder; give a file in it: {path}")]
    Folder {
        /// Which folder.
        path: String,
    },
    /// The document holds nothing.
    #[error("could not read the article: it holds no text; give a file with an article in it: {path}")]
    Empty {
        /// Which document.
        path: String,
    },
    /// The document is larger than [`LARGEST_DOCUMENT`].
    #[error("could not read the article: it is larger than 20 MB; cut out one article, or give a corpus to extract --jsonl: {path}")]
    TooLarge {
        /// Which document.
        path: String,
    },
    /// The document is of a kind that holds no article, or that cannot be opened here.
    #[error("could not read the article: it is {what}; save its text and give that: {path}")]
    NotText {
        /// Which document.
        path: String,
        /// What it is, with its article.
        what: &'static str,
    },
}

/// Loads the article at `path`.
///
/// # Errors
/// As [`load_bytes`], and [`Error::Read`] or [`Error::Folder`] where there is no file to be read.
pub fn load(path: &Path) -> Result<Article, Error> {
    let name = path.display().to_string();
    load_bytes(&read(path)?, &name)
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
/// [`Error::Empty`], [`Error::TooLarge`] or [`Error::NotText`], by what the bytes are.
pub fn load_bytes(bytes: &[u8], name: &str) -> Result<Article, Error> {
    load_from(bytes, &Origin { name, ..Origin::default() })
}

/// Loads an article from `bytes` of a known origin.
///
/// # Errors
/// As [`load_bytes`].
pub fn load_from(bytes: &[u8], origin: &Origin<'_>) -> Result<Article, Error> {
    let path = || origin.name.to_owned();
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(Error::TooLarge { path: path() });
    }
    let text = decode::text(bytes, origin.charset).map_err(|what| Error::NotText { path: path(), what })?;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Error::Empty { path: path() });
    }
    let mut article = match format_of(&text, origin.name) {
        Format::Text => Article::from_text(text),
        Format::Markdown => markdown::article(&text),
        #[cfg(feature = "html")]
        Format::Html => html::article(&text, origin),
        #[cfg(not(feature = "html"))]
        Format::Html => return Err(Error::NotText { path: path(), what: "a web page, which this program was built without" }),
    };
    if article.story_blocks().next().is_none() {
        return Err(Error::Empty { path: path() });
    }
    article.source = article.source.or(origin.url.map(str::to_owned));
    Ok(article)
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

/// What an error of the system says, and what to do.
fn said(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read; check its permissions".to_owned(),
        _ => e.to_string(),
    }
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
