//! The user's decisions, and the edits that change them. Every edit has an inverse.

use crate::article::{Article, Span};
use crate::dates::Range;
use crate::earth::LatLon;
use crate::events::{Status, Transport};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A place as a decision keeps it: known again in another build of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenPlace {
    /// Its GeoNames id, where it has one.
    pub geonameid: Option<u32>,
    /// Its name as shown.
    pub name: String,
    /// Its point; the user's own where the pin was moved.
    pub point: LatLon,
}

/// What the user said of some words that name a place, or do not.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceDecision {
    /// They mean this place.
    Choose(ChosenPlace),
    /// They mean no place.
    Ignore,
}

/// What the user said of a date.
#[derive(Clone, Debug, PartialEq)]
pub enum DateDecision {
    /// It means this stretch of the calendar.
    Set(Range),
    /// It is no date.
    Ignore,
}

/// What the user changed in an event, or an event added by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventDecision {
    /// Another title.
    pub title: Option<String>,
    /// Another status.
    pub status: Option<Status>,
    /// Another date.
    pub when: Option<Range>,
    /// Another place: some words that name it.
    pub at: Option<Span>,
    /// Whether it happens at no place at all, whatever its words name.
    pub is_placeless: bool,
    /// Notes of the user.
    pub notes: Option<String>,
    /// Whether it is left out.
    pub is_hidden: bool,
    /// Whether the user added it; else it changes the event whose words these are.
    pub is_added: bool,
}

/// A stop of a journey the user put together.
#[derive(Clone, Debug, PartialEq)]
pub struct StopDecision {
    /// Where, as far as no words say it.
    pub place: ChosenPlace,
    /// The words that name it: what they mean now goes before `place`, so that a moved pin or a better gazetteer moves the stop too.
    pub at: Option<Span>,
    /// When.
    pub when: Option<Range>,
    /// The status of the leg that arrives here, where it differs from the journey's.
    pub status: Option<Status>,
    /// How the mover comes here, where it differs from the journey's.
    pub transport: Option<Transport>,
    /// The sentences that tell of the leg that arrives here.
    pub evidence: Vec<Span>,
    /// Other stops that may stand in its place; they have no options of their own.
    pub options: Vec<StopDecision>,
}

impl StopDecision {
    /// A stop at `place`, of which nothing else is known.
    pub fn at(place: ChosenPlace) -> StopDecision {
        StopDecision { place, at: None, when: None, status: None, transport: None, evidence: Vec::new(), options: Vec::new() }
    }
}

/// Under which a decision about a journey is kept: the first of its sentences, and its number among those that begin there. Journeys read from
/// the article count from 0, those that the user made from [`BY_HAND`].
pub type JourneyKey = (Span, u32);

/// The number of the first journey that the user made from a sentence: no article tells so many journeys in one, so that a better reading, which
/// finds more, does not mistake its own for the user's.
pub const BY_HAND: u32 = 1000;

/// A journey the user put together in place of what was read.
#[derive(Clone, Debug, PartialEq)]
pub struct JourneyDecision {
    /// Its mover.
    pub mover: String,
    /// Its status.
    pub status: Status,
    /// How the mover travels.
    pub transport: Transport,
    /// Its stops in travel order; fewer than two take the journey out of the story.
    pub stops: Vec<StopDecision>,
    /// Its sentences, in reading order; empty for those of the journey that was read.
    pub evidence: Vec<Span>,
}

/// What the user decided about an article. Kept in the story file; everything else is derived.
///
/// Each decision is kept by the words it is about: it survives a re-reading with a better gazetteer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// The publication date.
    pub published: Option<Date>,
    /// The title of the story, where it is not the article's.
    pub title: Option<String>,
    /// Where the article is said to be, as [`Near::of`](crate::places::Near::of) reads it: "Texas", "48.2, 16.4".
    pub near: Option<String>,
    /// Places, by the words that name them.
    pub places: BTreeMap<Span, PlaceDecision>,
    /// Dates, by their words.
    pub dates: BTreeMap<Span, DateDecision>,
    /// Events, by the words that tell them.
    pub events: BTreeMap<Span, EventDecision>,
    /// Journeys.
    pub journeys: BTreeMap<JourneyKey, JourneyDecision>,
    /// The articles of the story, from 0, that are not shown.
    pub hidden_sources: BTreeSet<u32>,
}

/// Whether something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// One change of a story: a value put, or taken away with `None`.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The publication date.
    Published(Option<Date>),
    /// The title.
    Title(Option<String>),
    /// What some words mean.
    Place(Span, Option<PlaceDecision>),
    /// What a date means.
    Date(Span, Option<DateDecision>),
    /// An event.
    Event(Span, Option<EventDecision>),
    /// A journey.
    Journey(JourneyKey, Option<JourneyDecision>),
    /// Whether one of the story's articles is shown, by its index.
    Source(u32, Shown),
    /// The articles of the story, as they were read: one more than before, or one less. See [`adding`](super::adding).
    Articles(Box<Article>),
    /// Several changes that are one step: "everywhere in this article".
    Many(Vec<Edit>),
}

impl Edit {
    /// Makes the change to an article as it was read, and to what was decided about it; returns its inverse.
    pub fn apply(self, article: &mut Article, decisions: &mut Decisions) -> Edit {
        fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
            match value {
                Some(value) => map.insert(key, value),
                None => map.remove(&key),
            }
        }
        match self {
            Edit::Published(date) => Edit::Published(std::mem::replace(&mut decisions.published, date)),
            Edit::Title(title) => Edit::Title(std::mem::replace(&mut decisions.title, title)),
            Edit::Place(span, decision) => Edit::Place(span, put(&mut decisions.places, span, decision)),
            Edit::Date(span, decision) => Edit::Date(span, put(&mut decisions.dates, span, decision)),
            Edit::Event(span, decision) => Edit::Event(span, put(&mut decisions.events, span, decision)),
            Edit::Journey(key, decision) => Edit::Journey(key, put(&mut decisions.journeys, key, decision)),
            Edit::Source(source, shown) => {
                let was_hidden = match shown {
                    Shown::Yes => decisions.hidden_sources.remove(&source),
                    Shown::No => !decisions.hidden_sources.insert(source),
                };
                Edit::Source(source, if was_hidden { Shown::No } else { Shown::Yes })
            }
            Edit::Articles(articles) => Edit::Articles(Box::new(std::mem::replace(article, *articles))),
            Edit::Many(edits) => {
                let mut inverse: Vec<Edit> = edits.into_iter().map(|e| e.apply(article, decisions)).collect();
                inverse.reverse();
                Edit::Many(inverse)
            }
        }
    }
}

impl Decisions {
    /// Whether the user decided nothing.
    pub fn is_empty(&self) -> bool {
        *self == Decisions::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_is_undone_by_its_inverse() {
        let place = ChosenPlace { geonameid: Some(1), name: "Osan".into(), point: LatLon::wrapped(37.0, 127.0) };
        let (a, b) = (Span::new(0, 4), Span::new(9, 12));
        let edits = [
            Edit::Published(Some(jiff::civil::date(2018, 7, 17))),
            Edit::Title(Some("A title".into())),
            Edit::Source(1, Shown::No),
            Edit::Source(1, Shown::Yes),
            super::super::adding(&Article::from_text("One."), Article::from_text("Two."), Decisions::default()),
            Edit::Place(a, Some(PlaceDecision::Choose(place))),
            Edit::Many(vec![
                Edit::Place(a, Some(PlaceDecision::Ignore)),
                Edit::Place(b, Some(PlaceDecision::Ignore)),
                Edit::Place(a, None),
            ]),
            Edit::Date(b, Some(DateDecision::Ignore)),
            Edit::Event(a, Some(EventDecision { is_hidden: true, ..EventDecision::default() })),
        ];
        let mut article = Article::from_text("One.");
        let mut decisions = Decisions::default();
        let mut states = vec![(article.clone(), decisions.clone())];
        let mut undo = Vec::new();
        for edit in edits {
            undo.push(edit.apply(&mut article, &mut decisions));
            states.push((article.clone(), decisions.clone()));
        }
        let mut redo = Vec::new();
        for edit in undo.into_iter().rev() {
            assert_eq!(Some(&(article.clone(), decisions.clone())), states.last());
            states.pop();
            redo.push(edit.apply(&mut article, &mut decisions));
        }
        assert!(decisions.is_empty() && article.n_sources() == 1);
        for edit in redo.into_iter().rev() {
            edit.apply(&mut article, &mut decisions);
        }
        assert_eq!((decisions.title.as_deref(), article.n_sources()), (Some("A title"), 2));
    }
}
