//! An article, what was found in it and the user's decisions in, a [`Story`] out: the document that is edited, played and saved.
//!
//! Knows nothing of egui. Decisions are kept; everything else is derived again by pure functions, so a better gazetteer
//! improves an old story without losing a correction.

mod adding;
pub mod annotations;
mod contradictions;
mod derive;
mod edit;
pub mod file;
mod itinerary;
mod playback;
mod sources;
mod timeline;

pub use adding::adding;
pub use derive::hints;
pub use edit::{
    BY_HAND, ChosenPlace, DateDecision, Decisions, Edit, EventDecision, JourneyDecision, JourneyKey, PlaceDecision, Shown, StopDecision,
};
pub use itinerary::Way;
pub use playback::{Cue, CueKind, Instant, LegProgress, Playback, Playhead};
pub use timeline::{Gap, Timeline};

use crate::article::{Article, Published, Span};
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

/// Longest title that is made of a text's first words, in characters.
const MOST_TITLE: usize = 80;

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

/// How sure a place or a journey is, as the signs of the interface show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Confidence of at least 0.75, or decided by the user.
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
    /// Its GeoNames id, where it has one.
    pub geonameid: Option<u32>,
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
    /// Whether it is told plainly, or an end of it is only implied; what is unsure is drawn faint.
    pub certainty: Certainty,
}

/// The document: article, decisions, and all that follows from them.
#[derive(Clone, Debug)]
pub struct Story {
    /// The article, with the publication date the user gave it, if any.
    pub article: Article,
    /// The publication date found in the article itself.
    read_as_published: Option<Published>,
    /// The keys of the journeys; same indices as [`Reading::journeys`].
    journey_keys: Vec<JourneyKey>,
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

    /// Reads `article` and applies `decisions`.
    pub fn with_decisions(article: Article, decisions: Decisions, gazetteer: &Gazetteer) -> Story {
        Story::derive(article, decisions, gazetteer)
    }

    /// Returns the story after `edit`, and the edit that takes it back.
    pub fn edited(&self, edit: Edit, gazetteer: &Gazetteer) -> (Story, Edit) {
        let (mut article, mut decisions) = (self.article_as_read(), self.decisions.clone());
        let inverse = edit.apply(&mut article, &mut decisions);
        (Story::derive(article, decisions, gazetteer), inverse)
    }

    /// The article without the user's decisions.
    pub fn article_as_read(&self) -> Article {
        Article { published: self.read_as_published, ..self.article.clone() }
    }

    /// The title of the story: the user's, else the article's, else the first words of its text, 80 characters at most.
    pub fn title(&self) -> &str {
        let given = self.decisions.title.as_deref().or(self.article.title.as_deref());
        given.unwrap_or_else(|| {
            let first = self.article.story_blocks().next().map_or("", |b| b.span.of(&self.article.text));
            let line = first.lines().next().unwrap_or("");
            let cut = line.char_indices().nth(MOST_TITLE).map_or(line, |(end, _)| line.get(..end).unwrap_or(line));
            // Whole words only; scripts without spaces are cut between letters.
            if cut.len() < line.len() {
                cut.rsplit_once(' ').map_or(cut, |(words, _)| words.trim_end_matches([',', ';', ':']))
            } else {
                cut
            }
        })
    }

    /// The words that `target` comes from, in reading order.
    pub fn evidence(&self, target: Target) -> Vec<Span> {
        match target {
            Target::Place(i) => {
                let mentions = self.places.get(i).map_or(&[][..], |p| &p.mentions);
                mentions.iter().filter_map(|&m| self.reading.toponyms.get(m)).map(|t| t.span).collect()
            }
            Target::Date(i) => self.reading.timexes.get(i).map(|t| t.span).into_iter().collect(),
            Target::Event(i) => self.reading.events.get(i).map_or(Vec::new(), |e| e.evidence.clone()),
            Target::Journey(i) => self.reading.journeys.get(i).map_or(Vec::new(), |j| j.evidence.clone()),
            Target::Leg(i, leg) => self.routes.get(i).and_then(|r| r.legs.get(leg)).map_or(Vec::new(), |l| l.evidence.clone()),
        }
    }

    /// What lights up with `target`: the events of a place, the place and date of an event, the places and date of a journey or leg.
    /// `target` itself comes first.
    pub fn related(&self, target: Target) -> Vec<Target> {
        let mut related = vec![target];
        match target {
            Target::Place(i) => {
                related.extend(self.places.get(i).iter().flat_map(|p| &p.events).map(|&e| Target::Event(e)));
                let at = |stop: &RouteStop| stop.story_place == Some(i);
                let legs =
                    self.routes.iter().enumerate().flat_map(|(r, route)| route.legs.iter().enumerate().map(move |(l, leg)| (r, l, leg)));
                related.extend(legs.filter(|(_, _, leg)| at(&leg.from) || at(&leg.to)).map(|(r, l, _)| Target::Leg(r, l)));
            }
            Target::Date(i) => {
                let dated = |e: &&(usize, &Event)| e.1.timex == Some(i);
                related.extend(self.reading.events.iter().enumerate().collect::<Vec<_>>().iter().filter(dated).map(|e| Target::Event(e.0)));
            }
            Target::Event(i) => {
                let event = self.reading.events.get(i);
                related.extend(event.and_then(|e| e.toponym).and_then(|t| self.place_of(t)).map(Target::Place));
                related.extend(event.and_then(|e| e.timex).map(Target::Date));
            }
            Target::Journey(i) => {
                let legs = self.routes.get(i).map_or(&[][..], |r| &r.legs);
                related.extend((0..legs.len()).map(|l| Target::Leg(i, l)));
                related.extend(legs.iter().flat_map(|l| [&l.from, &l.to]).filter_map(|s| s.story_place).map(Target::Place));
            }
            Target::Leg(i, leg) => {
                let leg = self.routes.get(i).and_then(|r| r.legs.get(leg));
                related.extend(leg.iter().flat_map(|l| [&l.from, &l.to]).filter_map(|s| s.story_place).map(Target::Place));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        related.retain(|t| seen.insert(*t));
        related
    }

    /// Index of the place that the toponym at `toponym` names.
    pub fn place_of(&self, toponym: usize) -> Option<usize> {
        self.places.iter().position(|p| p.mentions.contains(&toponym))
    }

    /// The playhead at which `target` has fully played; `None` where it does not play.
    pub fn playhead_of(&self, target: Target) -> Option<Playhead> {
        match target {
            Target::Event(i) => self.playback.after(CueKind::Event(i)),
            Target::Leg(i, leg) => {
                let number = self.routes.get(i)?.legs.get(leg)?.to.number;
                self.playback.after(CueKind::Step(i, number.checked_sub(1)?))
            }
            Target::Journey(i) => self.playback.after(CueKind::Step(i, 1)),
            Target::Place(_) | Target::Date(_) => self.related(target).into_iter().skip(1).find_map(|t| self.playhead_of(t)),
        }
    }

    /// The key under which a decision about the journey at `index` is kept.
    pub fn journey_key(&self, index: usize) -> Option<JourneyKey> {
        self.journey_keys.get(index).copied()
    }

    /// Index of the journey whose decision is kept under `key`.
    pub fn journey_of(&self, key: JourneyKey) -> Option<usize> {
        self.journey_keys.iter().position(|k| *k == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Grain;
    use crate::events::{Fork, Status, StatusFound, Stop, Transport};
    use jiff::civil::date;

    #[test]
    fn a_story_without_a_title_is_called_by_its_first_words() {
        let read = |text: &str| Story::new(Article::from_text(text), Gazetteer::embedded()).title().to_owned();
        let long = "I am happy to join with you today in what will go down in history as the greatest demonstration of all, he said.";
        assert_eq!(read(long), "I am happy to join with you today in what will go down in history as the");
        assert_eq!(read("He came to Rome."), "He came to Rome.");
        assert_eq!(read(&"あ".repeat(200)).chars().count(), MOST_TITLE);
    }

    fn stop(name: &str, lat: f64, lon: f64, when: Option<Range>) -> Stop {
        Stop {
            name: name.into(),
            point: LatLon::new(lat, lon).unwrap(),
            place: None,
            toponym: None,
            when,
            timex: None,
            status: None,
            transport: None,
            implied: None,
            evidence: vec![],
        }
    }

    fn event(title: &str, at: u32, when: Option<Range>, is_background: bool) -> Event {
        let span = Span::new(at, at + 5);
        let status = StatusFound { status: Status::Done, cue: None, may_change: None };
        Event { span, title: title.into(), status, toponym: None, timex: None, when, is_background, evidence: vec![span] }
    }

    fn day(m: i8, d: i8) -> Option<Range> {
        Range::day(date(2018, m, d))
    }

    fn story() -> Story {
        let month = Range { start: date(2018, 6, 1).at(0, 0, 0, 0), end: date(2018, 7, 1).at(0, 0, 0, 0), grain: Grain::Month };
        let status = StatusFound { status: Status::Planned, cue: None, may_change: None };
        let journey = Journey {
            mover: "remains".into(),
            mover_span: None,
            status,
            transport: Transport::Air,
            stops: vec![stop("A", 40.0, 127.0, None), stop("B", 37.0, 127.0, day(7, 27)), stop("C", 39.0, -98.0, None)],
            forks: vec![Fork { at: 1, options: vec![stop("D", 20.0, -156.0, day(7, 27))], cue: None }],
            confidence: 0.9,
            evidence: vec![Span::new(50, 60)],
        };
        let events =
            vec![event("talks", 10, day(7, 15), false), event("caskets", 20, Some(month), false), event("summit", 70, day(6, 12), false)];
        let reading = Reading { events, journeys: vec![journey], ..Reading::default() };
        let article =
            Article::from_text("Nothing is read here; the reading is given, with spans of no words at all in this text of some length.");
        Story::from_reading(article, Decisions::default(), reading, Gazetteer::embedded())
    }

    #[test]
    fn a_fork_gives_every_branch_its_legs() {
        let story = story();
        let legs: Vec<String> = story.routes[0].legs.iter().map(|l| format!("{}→{} {}", l.from.name, l.to.name, l.option)).collect();
        assert_eq!(legs, ["A→B 0", "A→D 1", "B→C 0", "D→C 1"]);
        assert!(story.routes[0].legs.iter().all(|l| l.is_branch));
    }

    #[test]
    fn cues_play_by_date_and_steps_in_order() {
        let story = story();
        let kinds: Vec<CueKind> = story.playback.cues.iter().map(|c| c.kind).collect();
        use CueKind::{Event, Step};
        assert_eq!(kinds, [Event(1), Event(2), Event(0), Step(0, 1), Step(0, 2)]);
        let end = story.playback.at(Playhead(1e9));
        assert!(end.legs.iter().all(|l| l.fraction == 1.0) && end.events.len() == 3);
        assert_eq!(end.when.map(|r| r.start.date()), Some(date(2018, 7, 27)));
    }

    #[test]
    fn the_calendar_never_runs_back_while_playing() {
        let story = story();
        let n = 2000;
        let at = |i: i32| story.playback.at(Playhead(story.playback.duration_secs * f64::from(i) / f64::from(n))).at;
        let mut before = at(0);
        for i in 1..=n {
            let now = at(i);
            assert!(before <= now, "{before:?} {now:?}");
            before = now;
        }
    }

    #[test]
    fn scrubbing_to_a_day_plays_all_that_came_before() {
        let story = story();
        let playhead = story.playback.playhead_at(date(2018, 7, 16).at(12, 0, 0, 0));
        let instant = story.playback.at(playhead);
        assert_eq!(instant.events, [1, 2, 0]);
        let come = (0..story.reading.events.len()).filter(|&e| story.playback.has_come(&instant, e));
        assert_eq!(come.collect::<Vec<_>>(), [0, 1, 2]);
        assert!(instant.legs.iter().all(|l| l.fraction == 0.0));
    }

    #[test]
    fn an_undated_story_still_plays_its_journeys() {
        let mut reading = story().reading;
        reading.events.clear();
        for stop in reading.journeys[0].stops.iter_mut() {
            stop.when = None;
        }
        reading.journeys[0].forks.clear();
        let story = Story::from_reading(Article::default(), Decisions::default(), reading, Gazetteer::embedded());
        assert!(story.timeline.is_empty() && story.playback.duration_secs > 3.0);
        assert_eq!(story.playback.at(Playhead(1e9)).legs.len(), 2);
    }
}
