//! Tokens in, [`Toponym`]s out: the names of places, recognised and resolved, with every candidate's score and reasons.
//!
//! Reads neither dates nor events, and cannot fail: a name that cannot be resolved stays in the list without a place.

use crate::article::Span;
use crate::earth::LatLon;
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::text::Text;

/// What a toponym is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToponymKind {
    /// A place: "Seoul", "Hawaii", "the Rhine".
    Place,
    /// A facility: "Osan Air Base", "Heathrow".
    Facility,
    /// People or an adjective: "South Korean", "Texans".
    Demonym,
    /// A place inside the name of something else: "University of Texas".
    Nested,
    /// A political body that is named like a place or has its place: "European Union".
    Political,
}

impl ToponymKind {
    /// The word of batch records: "place", "facility", "demonym", "nested", "political".
    pub const fn as_str(self) -> &'static str {
        match self {
            ToponymKind::Place => "place",
            ToponymKind::Facility => "facility",
            ToponymKind::Demonym => "demonym",
            ToponymKind::Nested => "nested",
            ToponymKind::Political => "political",
        }
    }
}

/// One reason for or against a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it adds to the score; the weights of a candidate add up to its score.
    pub weight: f32,
    /// Why, in words a reader understands: "in South Korea, named in the same phrase".
    pub words: String,
}

/// A place that a toponym may mean, with its score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredCandidate {
    /// The place.
    pub place: PlaceId,
    /// Higher is better; only comparable within one toponym.
    pub score: f32,
    /// Share of the belief, 0 to 1; those of one toponym add up to at most 1, the rest is "none of these".
    pub probability: f32,
    /// Why. Filled on demand by [`explain`] where the reader did not ask for it.
    pub reasons: Vec<Reason>,
}

/// A place named in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// Its words.
    pub span: Span,
    /// What it is in its sentence.
    pub kind: ToponymKind,
    /// Whether the name stands for a government, a team or a people rather than the ground: "Moscow accused Washington".
    pub metonymic: bool,
    /// The places it may mean, best first; at most eight.
    pub candidates: Vec<ScoredCandidate>,
    /// The place taken; `None` where none of the candidates is good enough.
    pub place: Option<PlaceId>,
    /// The point taken: that of `place`, moved for "northern Syria" and the like. `None` without a place.
    pub point: Option<LatLon>,
    /// How sure the resolution is, 0 to 1, calibrated.
    pub confidence: f32,
}

/// What is known about an article beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The article's address or outlet: a paper in Paris, Texas writes about Texas.
    pub source: Option<&'a str>,
    /// A place the user says the article is near.
    pub near: Option<LatLon>,
}

/// Returns the places named in `text`, in reading order, resolved.
pub fn find_places(text: &Text<'_>, gazetteer: &Gazetteer, hints: &Hints<'_>) -> Vec<Toponym> {
    let _ = (text, gazetteer, hints);
    Vec::new()
}

/// Resolves exactly `mentions`, one toponym each, in their order.
pub fn resolve_mentions(text: &Text<'_>, gazetteer: &Gazetteer, hints: &Hints<'_>, mentions: &[Span]) -> Vec<Toponym> {
    let _ = (text, gazetteer, hints);
    let unresolved = |&span: &Span| Toponym {
        span,
        kind: ToponymKind::Place,
        metonymic: false,
        candidates: Vec::new(),
        place: None,
        point: None,
        confidence: 0.0,
    };
    mentions.iter().map(unresolved).collect()
}

/// Fills the reasons of every candidate of every toponym of `toponyms`, which came from `text` with the same `hints`.
pub fn explain(text: &Text<'_>, gazetteer: &Gazetteer, hints: &Hints<'_>, toponyms: &mut [Toponym]) {
    let _ = (text, gazetteer, hints, toponyms);
}
