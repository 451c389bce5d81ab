//! The user's decisions, and the edits that change them. Every edit has an inverse.

use super::Story;
use crate::gazetteer::Gazetteer;

/// What the user decided about an article. Kept in the story file; everything else is derived.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {}

/// One change of the decisions.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {}

impl Story {
    /// Reads `article` and applies `decisions`.
    pub fn with_decisions(article: crate::article::Article, decisions: Decisions, gazetteer: &Gazetteer) -> Story {
        let reading = super::Reading::new(&article, gazetteer, &crate::places::Hints { source: article.source.as_deref(), near: None });
        Story {
            article,
            decisions,
            reading,
            places: Vec::new(),
            routes: Vec::new(),
            timeline: super::Timeline::default(),
            playback: super::Playback::default(),
        }
    }
}
