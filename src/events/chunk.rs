//! A phrase of a sentence, and what is known of it.

use super::lexicon::{Entry, Verb};
use crate::article::Span;

/// What a verb group says about whether its action came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mood {
    #[default]
    Done,
    Ongoing,
    /// "was flying", "was to": under way or meant, in the past.
    PastOngoing,
    Planned,
    Possible,
    Failed,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct VerbGroup {
    /// The main verb, if it is in the lexicon.
    pub verb: Option<&'static Verb>,
    pub finite: bool,
    pub passive: bool,
    /// An -ing form without auxiliary.
    pub ing: bool,
    pub infinitive: bool,
    /// A past participle without auxiliary, or a form that may be one.
    pub participle: bool,
    /// A past form or third person without auxiliary: certainly or possibly finite by itself.
    pub bare_finite: bool,
    /// A base form without auxiliary or "to".
    pub base: bool,
    pub negated: bool,
    pub mood: Mood,
    /// The words that make the mood.
    pub cue: Option<Span>,
    /// Present tense.
    pub present: bool,
    /// A copula alone: "is a Turkish national".
    pub copula: bool,
    /// "had gone": before the other things told.
    pub perfect: bool,
    /// "asked", "permit": its object does what the next infinitive says.
    pub controls_object: bool,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Noun,
    Verb(VerbGroup),
    Preposition,
    And,
    Or,
    But,
    Comma,
    /// A mark that ends a clause.
    Stop,
    Subordinator,
    Relative,
    Time,
    Adverb,
    /// "home" as a goal.
    Home,
}

/// A phrase of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub kind: Kind,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// The token of its noun, main verb or preposition.
    pub head: u32,
    /// What the lexicon knows of the head.
    pub entry: Entry,
    /// For noun phrases: the place they name.
    pub toponym: Option<u32>,
    /// For noun phrases: the place or people that stand before the noun ("Canadian tourist", "Kenya's runner").
    pub origin: Option<u32>,
    /// For time chunks: the date.
    pub timex: Option<u32>,
    /// Whether the head is a name.
    pub is_name: bool,
    /// Whether the noun phrase is definite.
    pub is_definite: bool,
    /// What the lexicon knows of all its nouns together.
    pub flags: u64,
}

impl Chunk {
    /// A chunk of the tokens from `first` to `end` that is no noun phrase.
    pub(super) fn plain(first: usize, end: usize, entry: Entry) -> Chunk {
        Chunk {
            kind: Kind::Adverb,
            first: first as u32,
            end: end as u32,
            head: first as u32,
            entry,
            toponym: None,
            origin: None,
            timex: None,
            is_name: false,
            is_definite: false,
            flags: 0,
        }
    }

    pub(super) fn verb_group(&self) -> Option<&VerbGroup> {
        match &self.kind {
            Kind::Verb(group) => Some(group),
            _ => None,
        }
    }

    pub(super) fn is_noun(&self) -> bool {
        matches!(self.kind, Kind::Noun)
    }

    pub(super) fn is_preposition(&self) -> bool {
        matches!(self.kind, Kind::Preposition)
    }
}
