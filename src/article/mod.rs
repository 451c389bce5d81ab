//! A file, a paste or a batch record in, an [`Article`] out: clean text, its parts, its title, source and publication date.
//!
//! Knows nothing of places. Only `load` touches the disk, only `fetch` the network.

mod calendar;
#[cfg(feature = "net")]
mod fetch;
mod language;
mod listing;
mod load;
mod offsets;
mod parts;
mod sources;

#[cfg(feature = "net")]
pub use fetch::{FetchError, fetch};
pub use language::Language;
pub use listing::{Item, Listing, ListingKind, Loaded};
pub use load::{Error, Fault, Format, LARGEST_DOCUMENT, Origin, load, load_bytes, load_from, open, open_from, read};
pub use offsets::CodePoints;
pub use sources::Added;

use jiff::civil::Date;

/// A stretch of an article's text, in bytes on character boundaries, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end`, in bytes.
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// Returns the words under the span; empty where it does not lie in `text` on character boundaries.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span around both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// The words under a picture, with its credit.
    Caption,
    /// Who wrote it, when it appeared.
    Byline,
    /// Not part of the story: subscription banners, "join our channel", share bars. Shown, never read.
    Boilerplate,
}

impl BlockKind {
    /// All kinds.
    pub const ALL: [BlockKind; 7] = [
        BlockKind::Title,
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Caption,
        BlockKind::Byline,
        BlockKind::Boilerplate,
    ];

    /// The word of JSON and story files: "title", "heading", "paragraph", "list item", "caption", "byline", "boilerplate".
    pub const fn as_str(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list item",
            BlockKind::Caption => "caption",
            BlockKind::Byline => "byline",
            BlockKind::Boilerplate => "boilerplate",
        }
    }
}

/// A paragraph-sized part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands; blocks are in order, do not overlap, and leave out only white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// When an article appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// The words that say so, where they stand in the text; `None` where it came from metadata or from the user.
    pub span: Option<Span>,
}

/// An article, ready to be read: the first value of the pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Article {
    /// The clean text. Every span of every later step points into it.
    pub text: String,
    /// The parts of `text`, in order.
    pub blocks: Vec<Block>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it comes from: an address, or the outlet's name.
    pub source: Option<String>,
    /// When it appeared; relative dates need it.
    pub published: Option<Published>,
    /// The articles that were added to it, in the order of their words. All else is of the first, but `text` and `blocks`, which hold them all.
    pub added: Vec<Added>,
}

/// Whether a word names a month or a day of the week, in English: what tells when, not what.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    calendar::month_named(word).is_some() || word.ends_with("day")
}

impl Article {
    /// Returns an article over `text` as it stands, with blocks, title, byline and publication date found in the words.
    ///
    /// The text is kept to the byte, so offsets given by a caller stay true.
    pub fn from_text(text: impl Into<String>) -> Article {
        parts::read(text.into())
    }

    /// The blocks that belong to the story: all but [`BlockKind::Boilerplate`].
    pub fn story_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate)
    }
}
