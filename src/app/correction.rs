//! A correction that builds on what the article says: made of the story as it stands when all before it is read, however early it is asked for.

use crate::gazetteer::Gazetteer;
use crate::story::{Edit, JourneyKey, Story};
use std::fmt;
use std::sync::Arc;

/// The edit that a correction comes to in a story; `None` where what it is about is gone, or nothing would change.
#[derive(Clone)]
pub(super) struct Correction(Arc<Make>);

type Make = dyn Fn(&Story) -> Option<Edit> + Send + Sync;

impl Correction {
    /// A correction of the story as a whole.
    pub fn new(edit: impl Fn(&Story) -> Option<Edit> + Send + Sync + 'static) -> Correction {
        Correction(Arc::new(edit))
    }

    /// A correction of the journey that decisions know by `key`, whatever its index then is.
    pub fn of_journey(key: JourneyKey, edit: impl Fn(&Story, usize, &Gazetteer) -> Option<Edit> + Send + Sync + 'static) -> Correction {
        Correction::new(move |story| edit(story, story.journey_of(key)?, Gazetteer::current()))
    }

    /// The edit that it comes to in `story`.
    pub fn edit(&self, story: &Story) -> Option<Edit> {
        (self.0)(story)
    }
}

impl fmt::Debug for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Correction").finish_non_exhaustive()
    }
}

impl PartialEq for Correction {
    fn eq(&self, other: &Correction) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
