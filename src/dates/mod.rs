//! Tokens and the publication date in, [`Timex`]es out: the dates, times, durations and sets of an article, recognised and normalised.
//!
//! Never calls the clock, and cannot fail: an expression whose date cannot be known stays in the list without a range.
//!
//! Recognition ([`find_dates`]'s first half) looks at types of words only and allocates nothing per token; normalisation is apart from it
//! and decides per expression what it is seen from: the day of publication, the last date told of, the year a narrative has come to.
//!
//! # Example
//! ```
//! use dateline::{article::Article, dates::find_dates, text::Text};
//!
//! let article = Article::from_text("The ferry left on Friday. It will be back by June 3, two days later than planned.");
//! let published = jiff::civil::date(2024, 5, 27); // A Monday.
//! let found = find_dates(&Text::new(&article), Some(published));
//! let values: Vec<&str> = found.iter().map(|timex| timex.value.as_str()).collect();
//! assert_eq!(values[..2], ["2024-05-24", "2024-06-03"]);
//! assert_eq!(found[0].reason, "the Friday before the article appeared");
//! ```
//!
//! Source: TimeML 1.2.1, TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1).

mod anchors;
mod calendar;
mod calendar_words;
mod clock;
mod eras;
mod feasts;
mod figures;
mod finish;
mod fiscal;
mod lexicon;
mod numbers;
mod ordinal_words;
mod part_words;
mod phrase;
mod recognise;
mod reference;
mod relations;
mod resolve;
mod resolve_calendar;
mod resolve_parts;
mod resolve_units;
mod stretch;
mod tense;
#[cfg(test)]
mod tests;
mod unit_words;
mod words;

use crate::article::Span;
use crate::text::{Sentence, Text};
use jiff::civil::{Date, DateTime};
use lexicon::Word;
use phrase::Phrase;
use reference::{Reference, Telling};
use resolve::Resolver;
use words::{Manner, Words};

/// The type of a TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexType {
    /// A day or anything coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
    /// Words that only point to a date: "The date" for one just named, "the 65th anniversary". TimeML marks none of them.
    Mention,
}

impl TimexType {
    /// TimeML's word: "DATE", "TIME", "DURATION", "SET"; "DATE" for a mention, which TimeML has no word for.
    pub const fn as_str(self) -> &'static str {
        match self {
            TimexType::Date | TimexType::Mention => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// How exact a date is, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A time of day, to the minute or to the part of the day.
    Time,
    /// A day.
    Day,
    /// A week or weekend.
    Week,
    /// A month.
    Month,
    /// A quarter, half or season.
    Season,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century or more.
    Century,
}

/// A stretch of the calendar: `start` included, `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First instant, local civil time.
    pub start: DateTime,
    /// One past the last instant; after `start`.
    pub end: DateTime,
    /// How exact it is.
    pub grain: Grain,
}

impl Range {
    /// Returns the whole of one day; `None` on the last day a calendar can hold.
    pub fn day(date: Date) -> Option<Range> {
        let end = date.tomorrow().ok()?; // Only the calendar's last day, 9999-12-31, has no tomorrow.
        Some(Range {
            start: date.to_datetime(jiff::civil::Time::midnight()),
            end: end.to_datetime(jiff::civil::Time::midnight()),
            grain: Grain::Day,
        })
    }
}

/// A temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value: "2018-07-27", "2018-W30", "P2D", "PRESENT_REF", "XXXX-WXX-1", …
    pub value: String,
    /// TIMEX3 modifier: "START", "MID", "END", "APPROX", "BEFORE", …
    pub modifier: Option<&'static str>,
    /// When that is on the calendar; `None` for durations, sets, vague words, and where the publication date is missing.
    pub range: Option<Range>,
    /// For a range written out ("1950-1953", "Aug. 26 to Oct. 20"), on its first expression: the whole of it.
    pub interval: Option<Range>,
    /// For an anniversary ("the 65th anniversary of the armistice"): the day it remembers.
    pub remembers: Option<Range>,
    /// Why this value, in words a reader understands: "the Sunday before the article appeared".
    pub reason: String,
}

/// Length in bytes up to which a text counts as a short post rather than an article. Source: the longest posts of most services.
const LONGEST_POST: usize = 280;

/// Returns the temporal expressions of `text`, in reading order, none overlapping another.
pub fn find_dates(text: &Text<'_>, published: Option<Date>) -> Vec<Timex> {
    let manner = if text.str().len() <= LONGEST_POST { Manner::Post } else { Manner::Prose };
    let words: Vec<Word> = text.tokens.iter().map(|token| lexicon::read(token, text.of(token.span), manner)).collect();
    let in_sentence =
        |sentence: &Sentence| Words { text, words: &words, first: sentence.first as usize, end: sentence.end as usize, manner };
    let mut phrases = Vec::new();
    let mut sentences = Vec::new();
    for (sentence_idx, sentence) in text.sentences.iter().enumerate() {
        let from = phrases.len();
        in_sentence(sentence).phrases(&mut phrases);
        relations::share(&in_sentence(sentence), phrases.get_mut(from..).unwrap_or_default());
        sentences.resize(phrases.len(), sentence_idx);
    }
    let mut reference = Reference::new(published, &phrases);
    let mut found = Vec::with_capacity(phrases.len());
    let mut kept = Vec::with_capacity(phrases.len());
    let mut before: Option<(Phrase, Option<Range>)> = None;
    for (i, (phrase, sentence_idx)) in phrases.iter().zip(sentences).enumerate() {
        let Some(sentence) = text.sentences.get(sentence_idx) else { continue };
        reference.sentence = sentence_idx;
        let words = in_sentence(sentence);
        let phrase = &relations::continued(&words, before.as_ref(), *phrase);
        let resolver = Resolver { words, p: phrase, reference: &reference, next: phrases.get(i + 1) };
        let Some(meaning) = resolver.mention_or_meaning() else { continue };
        let modifier = resolver.modifier();
        let ends = resolver.told_end();
        if reference.telling != Telling::Narrative || !words.is_year_of_name(phrase) {
            reference.hear(phrase, &meaning, ends);
        }
        before = Some((*phrase, meaning.range));
        let (Some(first), Some(last)) = (text.tokens.get(phrase.first), text.tokens.get(phrase.end.wrapping_sub(1))) else { continue };
        kept.push((*phrase, sentence_idx));
        found.push(Timex {
            span: first.span.join(last.span),
            kind: meaning.kind,
            value: meaning.value,
            modifier,
            range: meaning.range,
            interval: None,
            remembers: None,
            reason: meaning.reason,
        });
    }
    relations::relate(text, &words, &kept, &mut found, published, reference.telling);
    found
}
