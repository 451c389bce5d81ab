//! Stops of a journey while it is being built.

use super::chain::Chains;
use super::clause::Frame;
use super::lexicon::role;
use super::{Implied, Status, StatusFound, Transport};

/// A stop while its journey is being built.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub spot: u32,
    pub when: Option<u32>,
    pub status: StatusFound,
    pub transport: Transport,
    /// Frames that tell of the leg that arrives here, or for the first stop of the start.
    pub frames: Vec<usize>,
    pub options: Vec<u32>,
    pub or: Option<u32>,
    /// How sure the leg that arrives here is.
    pub sure: f32,
    /// Why it is a stop, where its clause does not name it.
    pub implied: Option<Implied>,
}

/// Where a mover is known to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub spot: u32,
    pub sentence: u32,
    pub when: Option<u32>,
    pub frame: usize,
    pub is_life: bool,
    pub is_planned: bool,
}

impl Chains<'_, '_, '_> {
    /// Puts the places of a frame that has neither start nor end of its own into the leg told just before.
    pub(super) fn goes_by(&self, f: usize, frame: &Frame, path: &mut Vec<Draft>) -> bool {
        let Some(last) = path.last().filter(|_| path.len() >= 2) else { return false };
        let told = last.frames.last().and_then(|&l| self.frame(l));
        if !told.is_some_and(|t| frame.sentence.saturating_sub(t.sentence) <= 1 && t.status.status == frame.status.status) {
            return false;
        }
        for &via in &frame.vias {
            if !path.iter().any(|d| self.same_area(d.spot, via)) {
                let mut draft = self.draft(via, f, frame, 0.7, None);
                draft.when = None;
                path.insert(path.len() - 1, draft);
            }
        }
        true
    }

    pub(super) fn draft(&self, spot: u32, f: usize, frame: &Frame, sure: f32, implied: Option<Implied>) -> Draft {
        Draft {
            spot,
            when: frame.timex,
            status: frame.status,
            transport: frame.transport,
            frames: vec![f],
            options: Vec::new(),
            or: None,
            sure,
            implied,
        }
    }

    pub(super) fn position(&self, spot: u32, f: usize, frame: &Frame) -> Position {
        Position {
            spot,
            sentence: frame.sentence,
            when: frame.timex,
            frame: f,
            is_life: frame.roles & (role::BORN | role::LIFE | role::HOME) != 0,
            is_planned: matches!(frame.status.status, Status::Planned | Status::Possible),
        }
    }

    pub(super) fn flush(&self, path: &mut Vec<Draft>, done: &mut Vec<Vec<Draft>>) {
        if path.len() >= 2 {
            done.push(std::mem::take(path));
        } else {
            path.clear();
        }
    }
}
