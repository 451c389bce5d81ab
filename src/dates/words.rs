//! The words of one sentence with what each can mean: what the recogniser and the resolver look at.

use super::lexicon::{Word, same};
use super::phrase::Phrase;
use crate::text::{Case, Text};

/// The words of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) text: &'t Text<'t>,
    pub(super) words: &'t [Word],
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) manner: Manner,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// In sentences of prose.
    Prose,
    /// A short post, where "Good morning" and "a long day" are of the day it was sent.
    Post,
}

impl<'t> Words<'t> {
    /// What the token at `k` can mean; nothing outside the sentence.
    pub(super) fn at(&self, k: usize) -> Word {
        if k < self.first || k >= self.end { Word::Other } else { self.words.get(k).copied().unwrap_or(Word::Other) }
    }

    /// What the token before `k` can mean.
    pub(super) fn before(&self, k: usize) -> Word {
        k.checked_sub(1).map_or(Word::Other, |k| self.at(k))
    }

    /// The letters of the token at `k`; empty outside the sentence.
    pub(super) fn word(&self, k: usize) -> &'t str {
        if k < self.first || k >= self.end { "" } else { self.text.word(k) }
    }

    /// The letters of the token before `k`.
    pub(super) fn word_before(&self, k: usize) -> &'t str {
        k.checked_sub(1).map_or("", |k| self.word(k))
    }

    /// Whether the token at `k` is the word `word`, whatever its capitals.
    pub(super) fn is(&self, k: usize, word: &str) -> bool {
        same(self.word(k), word)
    }

    pub(super) fn is_any(&self, k: usize, words: &[&str]) -> bool {
        let word = self.word(k);
        words.iter().any(|w| same(word, w))
    }

    pub(super) fn mark(&self, k: usize) -> Option<u8> {
        match self.at(k) {
            Word::Mark(b) => Some(b),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, k: usize, mark: u8) -> bool {
        self.at(k) == Word::Mark(mark)
    }

    /// Whether white space stands before the token at `k`.
    pub(super) fn is_spaced(&self, k: usize) -> bool {
        self.text.tokens.get(k).is_none_or(|t| t.spaced)
    }

    pub(super) fn case(&self, k: usize) -> Case {
        if k < self.first || k >= self.end { Case::Lower } else { self.text.tokens.get(k).map_or(Case::Lower, |t| t.case) }
    }

    /// The index after an inner hyphen at `k` ("third-quarter"), or `k`.
    pub(super) fn past_hyphen(&self, k: usize) -> usize {
        if self.is_mark(k, b'-') && !self.is_spaced(k) && !self.is_spaced(k + 1) { k + 1 } else { k }
    }

    /// Whether the token at `k` stands inside a quotation that opens in its sentence.
    pub(super) fn is_quoted(&self, k: usize) -> bool {
        let mut is_open = false;
        for i in self.first..k.min(self.end) {
            match self.word(i) {
                "“" | "«" | "„" => is_open = true,
                "”" | "»" => is_open = false,
                "\"" => is_open = !is_open,
                "`" if self.word(i + 1) == "`" => is_open = true,
                "'" if self.word(i + 1) == "'" => is_open = false,
                _ => {}
            }
        }
        is_open
    }

    /// Whether a year only names a thing: "the 1978 Treaty of Friendship".
    pub(super) fn is_year_of_name(&self, p: &Phrase) -> bool {
        let is_bare_year = p.year.is_some() && p.month.is_none() && p.season.is_none() && p.end == p.first + 1;
        is_bare_year && self.before(p.first) == Word::The && self.case(p.end) == Case::Title
    }

    /// Whether no noun follows at `i`: the phrase before it stands for itself.
    pub(super) fn ends_here(&self, i: usize) -> bool {
        i >= self.end
            || self.mark(i).is_some_and(|b| b != b'-')
            || matches!(
                self.at(i),
                Word::In
                    | Word::On
                    | Word::At
                    | Word::To
                    | Word::And
                    | Word::Or
                    | Word::From
                    | Word::Before
                    | Word::After
                    | Word::Until
                    | Word::Since
                    | Word::The
                    | Word::A
            )
            || self.is_any(i, FUNCTION_WORDS)
    }
}

/// Words after which no noun belongs to the phrase before.
const FUNCTION_WORDS: &[&str] = &[
    "was", "were", "is", "are", "has", "had", "have", "will", "would", "could", "may", "might", "that", "which", "who", "when", "where",
    "as", "but", "by", "for", "with", "if", "because", "while", "it", "he", "she", "they", "we", "i", "you", "did", "does", "said", "says",
    "than", "then",
];
