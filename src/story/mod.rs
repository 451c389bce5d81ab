//! An article, what was found in it and the user's decisions in, a [`Story`] out: the document that is edited, played and saved.
//!
//! Knows nothing of egui. Decisions are kept; everything else is derived again by pure functions, so a better gazetteer
//! improves an old story without losing a correction.

mod edit;
mod playback;
mod timeline;

pub use edit::{Decisions, Edit};
pub use playback::{Cue, CueKind, Instant, LegProgress, Playback, Playhead};
pub use timeline::{Gap, Timeline};

use crate::article::{Article, Span};
use crate::dates::{Range, Timex};
use crate::earth::LatLon;
use crate::events::{Event, Happenings, Journey};
use crate::gazetteer::{Feature, Gazetteer, PlaceId};
use crate::places::{Hints, Toponym};
use crate::text::Text;

/// Something of the story that can be selected, hovered and pointed at, in every panel and export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Index into [`Story::places`].
    Place(usize),
    /// Index into [`Reading::timexes`].
    Date(usize),
    /// Index into [`Reading::events`].
    Event(usize),
    /// Index into [`Reading::journeys`].
    Journey(usize),
    /// A leg: journey, leg (index into [`Route::legs`]).
    Leg(usize, usize),
}

/// What was found in an article.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Places named, in reading order.
    pub toponyms: Vec<Toponym>,
    /// Temporal expressions, in reading order.
    pub timexes: Vec<Timex>,
    /// Events, in reading order.
    pub events: Vec<Event>,
    /// Journeys, by their first sentence.
    pub journeys: Vec<Journey>,
}

impl Reading {
    /// Reads `article`: places, dates, events and journeys.
    pub fn new(article: &Article, gazetteer: &Gazetteer, hints: &Hints<'_>) -> Reading {
        let text = Text::new(article);
        let toponyms = crate::places::find_places(&text, gazetteer, hints);
        Reading::from_toponyms(&text, gazetteer, toponyms)
    }

    /// Reads the rest of an article whose toponyms are known.
    pub fn from_toponyms(text: &Text<'_>, gazetteer: &Gazetteer, toponyms: Vec<Toponym>) -> Reading {
        let published = text.article.published.map(|p| p.date);
        let timexes = crate::dates::find_dates(text, published);
        let Happenings { events, journeys } = crate::events::find_events(text, gazetteer, &toponyms, &timexes, published);
        Reading { toponyms, timexes, events, journeys }
    }
}

/// How sure a place is, as the signs of the interface show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Confidence of at least 0.6, or decided by the user.
    Sure,
    /// A place was taken, with less confidence.
    Unsure,
    /// No place was found.
    Unresolved,
    /// The user said it is no place.
    Ignored,
}

/// One place of the story: all mentions that mean it.
#[derive(Clone, Debug)]
pub struct StoryPlace {
    /// Its row in the gazetteer.
    pub place: Option<PlaceId>,
    /// Its name as shown.
    pub name: String,
    /// Where it is; `None` while unresolved.
    pub point: Option<LatLon>,
    /// What it is.
    pub feature: Option<Feature>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<[u8; 2]>,
    /// Indices of its mentions in [`Reading::toponyms`], in reading order; at least one.
    pub mentions: Vec<usize>,
    /// How sure it is: that of its surest mention.
    pub confidence: f32,
    /// The sign of `confidence`.
    pub certainty: Certainty,
    /// Whether something of the story is there: a literal mention, an event or a stop. Others are named only ("U.S. officials").
    pub is_on_map: bool,
    /// Indices of the events there, by time.
    pub events: Vec<usize>,
    /// When the story is there first.
    pub first: Option<Range>,
}

/// One leg of a route, great circle from stop to stop.
#[derive(Clone, Debug)]
pub struct Leg {
    /// Where it starts.
    pub from: RouteStop,
    /// Where it ends.
    pub to: RouteStop,
    /// How far along it is.
    pub status: crate::events::StatusFound,
    /// How the mover travels.
    pub transport: crate::events::Transport,
    /// When the mover arrives, or failing that leaves.
    pub when: Option<Range>,
    /// 0 for the main way; n for the n-th other option of a fork.
    pub option: usize,
    /// Whether the leg is one branch of an either/or, the main way included.
    pub is_branch: bool,
    /// The sentences that tell of it.
    pub evidence: Vec<Span>,
}

/// A stop as drawn.
#[derive(Clone, Debug)]
pub struct RouteStop {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub point: LatLon,
    /// Index into [`Story::places`], where the stop is a place of the story.
    pub story_place: Option<usize>,
    /// Whether only an area is known ("North Korea"): the leg fades out of it or into it.
    pub is_area: bool,
    /// Number on the route, from 1, counting the main way.
    pub number: usize,
}

/// A journey as drawn: its legs in order of travel, branches included.
#[derive(Clone, Debug)]
pub struct Route {
    /// Its mover.
    pub mover: String,
    /// Its legs: main way in order, each followed by the other options of the same step.
    pub legs: Vec<Leg>,
}

/// The document: article, decisions, and all that follows from them.
#[derive(Clone, Debug)]
pub struct Story {
    /// The article.
    pub article: Article,
    /// What the user decided.
    pub decisions: Decisions,
    /// What was found, the decisions applied.
    pub reading: Reading,
    /// The places, by first mention.
    pub places: Vec<StoryPlace>,
    /// The journeys as drawn; same indices as [`Reading::journeys`].
    pub routes: Vec<Route>,
    /// The axis of time.
    pub timeline: Timeline,
    /// The order of playing.
    pub playback: Playback,
}

impl Story {
    /// Reads `article` into a story without decisions.
    pub fn new(article: Article, gazetteer: &Gazetteer) -> Story {
        Story::with_decisions(article, Decisions::default(), gazetteer)
    }
}
