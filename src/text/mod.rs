//! An [`Article`] in, its sentences and tokens as byte [`Span`]s out.
//!
//! Never copies the text: every token and sentence is a span into it. Blocks of boilerplate are left out.

mod tokens;

use crate::article::{Article, BlockKind, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes ("O'Hare") and the stops of abbreviations ("U.S.", "Calif.", "Mr.") kept.
    Word,
    /// Digits first: "27", "1950", "5,300", "3.5", "27th", "18-year" is three tokens.
    Number,
    /// One mark.
    Punct,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital first: "may", "eBay", digits, marks.
    Lower,
    /// A capital first, then not all capitals: "May", "McCain".
    Title,
    /// Capitals only, two or more letters: "DMZ", "U.S.".
    Upper,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// Whether white space or the text's edge comes before it.
    pub spaced: bool,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, from its first token to its last.
    pub span: Span,
    /// Index of its first token in [`Text::tokens`].
    pub first: u32,
    /// One past the index of its last token.
    pub end: u32,
    /// Index of its block in [`Article::blocks`].
    pub block: u32,
}

impl Sentence {
    /// The indices of its tokens in [`Text::tokens`].
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// The tokens and sentences of an article, in reading order. A possessive "'s" is a token of its own.
#[derive(Debug)]
pub struct Text<'a> {
    /// The article.
    pub article: &'a Article,
    /// All tokens of the story's blocks.
    pub tokens: Vec<Token>,
    /// All sentences; they cover `tokens` without gaps.
    pub sentences: Vec<Sentence>,
}

impl<'a> Text<'a> {
    /// Reads the tokens and sentences of `article`.
    pub fn new(article: &'a Article) -> Text<'a> {
        let mut text = Text { article, tokens: Vec::with_capacity(article.text.len() / 5), sentences: Vec::new() };
        for (i, block) in article.blocks.iter().enumerate() {
            if block.kind != BlockKind::Boilerplate {
                tokens::read_block(&mut text, i as u32, block.span);
            }
        }
        text
    }

    /// The whole text.
    pub fn str(&self) -> &'a str {
        &self.article.text
    }

    /// The words of a span.
    pub fn of(&self, span: Span) -> &'a str {
        span.of(&self.article.text)
    }

    /// The words of the token at `idx`; empty past the end.
    pub fn word(&self, idx: usize) -> &'a str {
        self.tokens.get(idx).map_or("", |t| self.of(t.span))
    }

    /// Index of the sentence that holds the byte at `offset`, or of the last one before it.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start <= offset).checked_sub(1)
    }

    /// Index of the first token that starts at or after `offset`.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|t| t.span.start < offset)
    }
}
