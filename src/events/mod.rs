//! Sentences, places and dates in, [`Event`]s and [`Journey`]s out: what happened where and when, who went from where to where, and how sure it is.
//!
//! Never draws, and cannot fail. Every event, leg, date and status points at its words.

mod areas;
mod arguments;
mod breaks;
mod chain;
mod chunk;
mod clause;
mod compounds;
mod dateline;
mod drafts;
mod frames;
mod groups;
mod guards;
mod implied;
mod journeys;
mod lexicon;
mod meant;
mod movers;
mod names;
mod naming;
mod occasions;
mod offices;
mod offsets;
mod order;
mod origins;
mod phrases;
mod pronouns;
mod reading;
mod standing;
mod straight;
mod subjects;
mod times;
mod title;
mod trips;
mod verbs;
mod vocabulary;
mod whereabouts;
mod worth;
mod wrecks_and_storms;

pub use self::implied::Implied;

use self::chain::Chains;
use self::clause::Clauses;
use self::occasions::{Occasions, change_cue};
use self::reading::Reading;
use crate::article::{BlockKind, Span};
use crate::dates::{Range, Timex};
use crate::earth::LatLon;
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::places::Toponym;
use crate::text::Text;
use jiff::civil::Date;

/// How far along something is, as the article tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It happened.
    Done,
    /// It is under way.
    Ongoing,
    /// It is announced, scheduled, forecast.
    Planned,
    /// It could happen: could, might, if, proposed.
    Possible,
    /// It was begun or planned and did not come about: crash, diversion, called off, turned back.
    Cancelled,
}

impl Status {
    /// The word of batch records: "done", "ongoing", "planned", "possible", "cancelled".
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Ongoing => "ongoing",
            Status::Planned => "planned",
            Status::Possible => "possible",
            Status::Cancelled => "cancelled",
        }
    }
}

/// A status with the words that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusFound {
    /// The status.
    pub status: Status,
    /// Its cue, such as "is planned to"; `None` for the default.
    pub cue: Option<Span>,
    /// Words that say the plan may change ("could change"); `None` where the text does not.
    pub may_change: Option<Span>,
}

/// A dated or placed happening that is worth a point on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The sentence or clause that tells it.
    pub span: Span,
    /// Its sentence, shortened, never invented: "Officials met again in the DMZ".
    pub title: String,
    /// How far along it is.
    pub status: StatusFound,
    /// Index of its place in the article's toponyms.
    pub toponym: Option<usize>,
    /// Index of its date in the article's timexes.
    pub timex: Option<usize>,
    /// When it happens.
    pub when: Option<Range>,
    /// Whether it is background ("since 2009", "the 1950-1953 Korean War") rather than the story itself.
    pub is_background: bool,
    /// All its sentences, in reading order; the first is `span`'s.
    pub evidence: Vec<Span>,
}

/// How somebody travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Not said.
    Unknown,
    /// By aircraft.
    Air,
    /// By ship or boat.
    Sea,
    /// By car, bus, lorry, bicycle.
    Road,
    /// By train.
    Rail,
    /// On foot.
    Foot,
    /// A storm's own way.
    Storm,
}

/// A stop of a journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Its name in the words.
    pub name: String,
    /// Where it is.
    pub point: LatLon,
    /// Its place in the gazetteer.
    pub place: Option<PlaceId>,
    /// Index of its mention in the article's toponyms; `None` for an implied stop ("home") or a computed point.
    pub toponym: Option<usize>,
    /// When the mover is there: arrives, or for the first stop leaves.
    pub when: Option<Range>,
    /// Index of the date in the article's timexes.
    pub timex: Option<usize>,
    /// The status of the leg that arrives here, where it differs from the journey's.
    pub status: Option<StatusFound>,
    /// How the mover comes here, where it differs from the journey's.
    pub transport: Option<Transport>,
    /// Why it is a stop, where the clause that tells the leg does not name it; [`Stop::toponym`] are the words that do.
    pub implied: Option<Implied>,
    /// The sentences that tell of the leg that arrives here.
    pub evidence: Vec<Span>,
}

/// An either/or: other stops that may stand in place of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    /// Index of the stop in [`Journey::stops`].
    pub at: usize,
    /// The other stops.
    pub options: Vec<Stop>,
    /// The words that say so: "or".
    pub cue: Option<Span>,
}

/// One mover going between two or more places.
#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    /// Who or what moves, in the words of the article.
    pub mover: String,
    /// Where the mover is named.
    pub mover_span: Option<Span>,
    /// How far along it is.
    pub status: StatusFound,
    /// How the mover travels.
    pub transport: Transport,
    /// Two or more stops in travel order.
    pub stops: Vec<Stop>,
    /// Either/or at stops, by rising [`Fork::at`].
    pub forks: Vec<Fork>,
    /// How sure it is that this journey is told, 0 to 1.
    pub confidence: f32,
    /// Its sentences, in reading order.
    pub evidence: Vec<Span>,
}

#[cfg(test)]
mod event_tests;
#[cfg(test)]
mod marked;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole_tests;

impl Journey {
    /// The status of the leg that arrives at stop `stop_idx`.
    pub fn leg_status(&self, stop_idx: usize) -> StatusFound {
        self.stops.get(stop_idx).and_then(|s| s.status).unwrap_or(self.status)
    }
}

/// What an article tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happenings {
    /// Events in reading order.
    pub events: Vec<Event>,
    /// Journeys by their first sentence.
    pub journeys: Vec<Journey>,
}

/// How many bytes from a plan's words the words "could change" may stand.
const CHANGE_REACH: u32 = 1200;

/// Returns the events and journeys that `text` tells of.
pub fn find_events(text: &Text<'_>, gazetteer: &Gazetteer, toponyms: &[Toponym], timexes: &[Timex], published: Option<Date>) -> Happenings {
    let reading = Reading::new(text, gazetteer, toponyms, timexes);
    let mut clauses = Clauses::new(&reading, published);
    let mut occasions = Occasions::default();
    let mut chunks = Vec::new();
    for (i, sentence) in text.sentences.iter().enumerate() {
        let kind = text.article.blocks.get(sentence.block as usize).map(|b| b.kind);
        if kind == Some(BlockKind::Byline) {
            continue;
        }
        reading.chunks(sentence, &mut chunks);
        clauses.in_title = matches!(kind, Some(BlockKind::Title | BlockKind::Heading));
        clauses.read(i as u32, &chunks);
        if !matches!(kind, Some(BlockKind::Title | BlockKind::Heading | BlockKind::Caption)) {
            occasions.read(&mut clauses, i as u32, &chunks, published);
        }
    }
    let chains =
        Chains { reading: &reading, gazetteer, movers: &clauses.movers, frames: &clauses.frames, nation: clauses.nation, published };
    let mut happenings = Happenings { journeys: chains.journeys(), events: occasions.into_events() };
    if let Some(cue) = change_cue(text) {
        let near = |spans: &[Span]| spans.iter().any(|s| s.start.abs_diff(cue.start) < CHANGE_REACH);
        for journey in happenings.journeys.iter_mut().filter(|j| near(&j.evidence)) {
            let stops = journey.stops.iter_mut().filter_map(|s| s.status.as_mut());
            for status in std::iter::once(&mut journey.status).chain(stops).filter(|s| s.status == Status::Planned) {
                status.may_change = Some(cue);
            }
        }
        for event in happenings.events.iter_mut().filter(|e| e.status.status == Status::Planned && near(&e.evidence)) {
            event.status.may_change = Some(cue);
        }
    }
    happenings
}
