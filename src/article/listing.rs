//! What holds more than one article: a feed, a folder, a book. The reader chooses one of them, or takes them all.

use super::{Article, Error};
use jiff::civil::Date;
use std::path::PathBuf;

/// What was found where an article was looked for.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// One article.
    Article(Box<Article>),
    /// Several to choose from.
    Listing(Listing),
}

/// What a listing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingKind {
    /// A book; its chapters are articles.
    Book,
    /// A feed: RSS, Atom or JSON Feed.
    Feed,
    /// A folder of files.
    Folder,
}

impl ListingKind {
    /// What it is in a sentence: "a feed".
    pub const fn as_str(self) -> &'static str {
        match self {
            ListingKind::Book => "a book",
            ListingKind::Feed => "a feed",
            ListingKind::Folder => "a folder",
        }
    }
}

/// Several articles, in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What they stand in.
    pub kind: ListingKind,
    /// Its name: a book's title, a feed's.
    pub title: Option<String>,
    /// The articles, at least one.
    pub items: Vec<Item>,
}

/// One article of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called: a headline, a chapter, the name of a file.
    pub title: String,
    /// When it appeared, where the listing says so.
    pub published: Option<Date>,
    held: Held,
}

/// How a listing holds an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// With all its words.
    #[cfg_attr(not(feature = "documents"), allow(dead_code))] // books and feeds come with documents
    Article(Box<Article>),
    /// As a file that is not read yet.
    #[cfg_attr(not(feature = "documents"), allow(dead_code))] // as below
    File(PathBuf),
    /// By its address alone.
    #[cfg_attr(not(feature = "documents"), allow(dead_code))] // feeds come with documents
    Address(String),
}

impl Item {
    pub(super) fn new(title: String, published: Option<Date>, held: Held) -> Item {
        Item { title, published, held }
    }

    /// Loads the article.
    ///
    /// # Errors
    /// As [`super::load`] where the article is a file; [`Error::Elsewhere`] where the listing holds only its address, which is not opened
    /// unasked.
    pub fn load(&self) -> Result<Article, Error> {
        match &self.held {
            Held::Article(article) => Ok((**article).clone()),
            Held::File(path) => super::load(path),
            Held::Address(url) => Err(Error::Elsewhere { url: url.clone() }),
        }
    }

    /// What stands for the article in messages: the path of its file, or its title.
    pub fn name(&self) -> String {
        match &self.held {
            Held::File(path) => path.display().to_string(),
            _ => self.title.clone(),
        }
    }
}
