//! What a clause says of one mover: who, from where, to where, when, how surely.

use super::movers::MoverId;
use super::{StatusFound, Transport};

/// A goal of a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub toponym: u32,
    /// The token of the "or" that makes it an alternative to the goal before it.
    pub or: Option<u32>,
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    /// Somebody goes or is brought.
    Move,
    /// Somebody is somewhere.
    Stay,
    /// A vehicle or a trip comes to grief.
    Break,
}

/// One statement about one mover.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub kind: FrameKind,
    pub sentence: u32,
    /// The token of its verb or noun.
    pub trigger: u32,
    pub roles: u32,
    pub mover: Option<MoverId>,
    /// Who goes along with it.
    pub along: Option<MoverId>,
    pub sources: Vec<u32>,
    pub goals: Vec<Goal>,
    pub vias: Vec<u32>,
    /// Towards home.
    pub home: bool,
    pub timex: Option<u32>,
    pub status: StatusFound,
    /// "first", "initially".
    pub is_first: bool,
    /// "was flying … when": broken off in its own sentence.
    pub is_interrupted: bool,
    /// Before the other things told: "had left".
    pub is_earlier: bool,
    pub transport: Transport,
    /// Where the story was when this was told.
    pub scene: Option<u32>,
    /// Where the article is told from, for a movement told by a verb.
    pub here: Option<u32>,
    /// Its goals may be one after the other: one mover, or one body of people.
    pub is_tour: bool,
    /// The subject is acted on.
    pub is_passive: bool,
    /// "was flying".
    pub was_under_way: bool,
    /// Told by a headline.
    pub in_title: bool,
}

impl Arguments {
    /// Takes a place out again: a finer one follows.
    pub(super) fn forget(&mut self, place: u32) {
        self.sources.retain(|&s| s != place);
        self.goals.retain(|g| g.toponym != place);
        self.ats.retain(|&a| a != place);
    }
}

/// What stands around a verb or a noun of motion.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    pub sources: Vec<u32>,
    pub goals: Vec<Goal>,
    pub vias: Vec<u32>,
    pub ats: Vec<u32>,
    pub object: Option<usize>,
    pub times: Vec<u32>,
    pub home: bool,
    pub back: bool,
    /// "there": the place told before.
    pub there: bool,
    /// "in from": to where the story is.
    pub hither: bool,
    /// "here": where who speaks is.
    pub here: bool,
    /// A place is what the verb moves: "return the islands to Rome".
    pub moves_place: bool,
    /// "toward": the goal is only a direction.
    pub toward: bool,
    pub is_first: bool,
    /// The chunk where reading ended.
    pub end: usize,
    pub by_means: Option<Transport>,
}
