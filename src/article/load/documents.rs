//! Office files, books, mail and feeds in, articles out. What a document is, its bytes tell.
//!
//! The parsers are other people's: each runs apart, where a panic, an endless loop or a deep nesting costs this document and nothing else.
//! One file a kind.

mod archive;
mod docx;
mod epub;
mod feed;
mod mail;
mod odt;
mod pdf;
mod rtf;
mod xml;

use super::apart::apart;
use super::{Error, Fault, Origin};
use crate::article::Article;
use crate::article::listing::Loaded;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Docx,
    Epub,
    Feed,
    Mail,
    Odt,
    Pdf,
    Rtf,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Kind::Docx => "a Word document",
            Kind::Epub => "an EPUB book",
            Kind::Feed => "a feed",
            Kind::Mail => "a mail",
            Kind::Odt => "an OpenDocument text",
            Kind::Pdf => "a PDF",
            Kind::Rtf => "a rich text document",
        }
    }
}

/// What the bytes are; `None` where they are none of these kinds. A name decides only where content cannot.
pub(super) fn kind_of(bytes: &[u8], name: &str) -> Option<Kind> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    if bytes.starts_with(b"{\\rtf") {
        Some(Kind::Rtf)
    } else if head.windows(5).any(|w| w == b"%PDF-") && !head.starts_with(b"<") {
        // Source: PDF 1.7, implementation note 13: the mark stands within the first 1024 bytes.
        Some(Kind::Pdf)
    } else if bytes.starts_with(b"PK\x03\x04") {
        archive::kind_of(bytes)
    } else if feed::is_feed(bytes) {
        Some(Kind::Feed)
    } else {
        mail::is_mail(bytes, name).then_some(Kind::Mail)
    }
}

/// Opens a document of a kind.
pub(super) fn open(kind: Kind, bytes: &[u8], origin: &Origin<'_>) -> Result<Loaded, Error> {
    let owned = bytes.to_vec();
    let opened = apart(move || {
        let article = |read: Result<Article, Fault>| read.map(|a| Loaded::Article(Box::new(a)));
        match kind {
            Kind::Docx => article(docx::article(&owned)),
            Kind::Epub => epub::open(owned),
            Kind::Feed => feed::open(&owned),
            Kind::Mail => article(mail::article(&owned)),
            Kind::Odt => article(odt::article(&owned)),
            Kind::Pdf => article(pdf::article(&owned)),
            Kind::Rtf => article(rtf::article(&owned)),
        }
    });
    opened.map_err(|fault| Error::Document { path: origin.name.to_owned(), what: kind.as_str(), fault })
}

/// Letters and figures alone, in lower case: to tell whether a title stands in a text.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Takes title and author from a document's properties, as far as they can be believed: templates and programs fill them in, too.
fn with_properties(mut article: Article, title: Option<&str>, author: Option<&str>) -> Article {
    if article.title.is_none()
        && let Some(title) = title.map(str::trim).filter(|t| t.split_whitespace().count() >= 2)
        && letters(&article.text).contains(&letters(title))
    {
        article.title = Some(title.to_owned());
    }
    // One word is an account, not an author.
    let name = author.map(str::trim).filter(|a| (2..=6).contains(&a.split_whitespace().count()) && a.len() < 100);
    article.byline = article.byline.take().or(name.map(str::to_owned));
    article
}

#[cfg(test)]
mod tests;
