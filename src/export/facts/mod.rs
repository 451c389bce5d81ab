//! A story in, [`Facts`] out: what the writers of data tell, decided once, so that no writer decides anything.
//!
//! Names, identifiers, words of evidence, dates and the instants of playing are the same in every format. What the user said is no place is left out.

mod tracks;
pub(super) mod when;
mod words;

pub(super) use tracks::{Track, TrackPoint, Way, cut};

use crate::article::{CodePoints, Span};
use crate::dates::{Range, TimexType};
use crate::earth::LatLon;
use crate::events::{Status, StatusFound, Transport};
use crate::gazetteer::Gazetteer;
use crate::scene::words as told;
use crate::story::{Certainty, Leg, Story, Target};
use crate::text::Text;
use jiff::civil::Date;

/// What every export says of its data. Source: `data/SOURCES.md`.
pub(super) const CREDIT: &str =
    "Places: GeoNames (geonames.org), CC BY 4.0, modified. Map data: Natural Earth (naturalearthdata.com), public domain.";

/// What every export says of its maker.
pub(super) const GENERATOR: &str = concat!("Dateline ", env!("CARGO_PKG_VERSION"));

/// What every export with instants says of them.
pub(super) const CLOCK: &str = "Times of travel are for playing: a journey is spread over the dates that the article gives, or without any put where it is told. Only what is called a date is the article's. Local civil time, written as UTC.";

/// Words of the article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quote {
    /// Where they stand, in bytes.
    pub span: Span,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words on one line.
    pub line: String,
}

/// A place.
#[derive(Clone, Debug)]
pub(super) struct PlaceFact {
    /// "place-1".
    pub id: String,
    /// Its name as shown.
    pub name: String,
    /// Where it is; `None` where that is not known.
    pub point: Option<LatLon>,
    /// What it is: "city", "country".
    pub feature: Option<&'static str>,
    /// Whether it is an area rather than a point.
    pub is_area: bool,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Its GeoNames id.
    pub geonameid: Option<u32>,
    /// 0 to 1, three decimals.
    pub confidence: f64,
    /// "sure", "unsure", "unresolved".
    pub certainty: &'static str,
    /// Whether something of the story is there; others are named only.
    pub is_on_map: bool,
    /// When the story is there first.
    pub when: Option<Range>,
    /// The words that name it; at least one.
    pub mentions: Vec<Quote>,
    /// The names of the articles that name it, where the story is of several.
    pub sources: Vec<String>,
    /// The sentence of the first of them.
    pub context: Option<Quote>,
}

/// An expression of time.
#[derive(Clone, Debug)]
pub(super) struct DateFact {
    /// "date-1".
    pub id: String,
    /// Its words.
    pub quote: Quote,
    /// TIMEX3 type.
    pub kind: &'static str,
    /// TIMEX3 value.
    pub value: String,
    /// When that is; `None` where it cannot be known.
    pub when: Option<Range>,
    /// Why.
    pub reason: String,
}

/// An event.
#[derive(Clone, Debug)]
pub(super) struct EventFact {
    /// "event-1".
    pub id: String,
    /// Its sentence, shortened.
    pub title: String,
    /// How far along it is.
    pub status: Status,
    /// Whether the article says the plan may change.
    pub may_change: bool,
    /// When.
    pub when: Option<Range>,
    /// Whether it is background.
    pub is_background: bool,
    /// Index of its place in [`Facts::places`].
    pub place: Option<usize>,
    /// Where it is.
    pub point: Option<LatLon>,
    /// Notes of the user.
    pub notes: Option<String>,
    /// The article that tells it, where the story is of several.
    pub source: Option<String>,
    /// The events of other articles that date it otherwise: their identifiers.
    pub contradicted_by: Vec<String>,
    /// Its sentences.
    pub evidence: Vec<Quote>,
}

/// A stop of a journey.
#[derive(Clone, Debug)]
pub(super) struct StopFact {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub point: LatLon,
    /// Whether only an area is known.
    pub is_area: bool,
    /// Index in [`Facts::places`].
    pub place: Option<usize>,
}

/// A leg of a journey.
#[derive(Clone, Debug)]
pub(super) struct LegFact {
    /// "journey-1-leg-2".
    pub id: String,
    /// "Remains: North Korea to Osan Air Base (planned)".
    pub title: String,
    /// Its number in the journey, from 1: the branches of a fork share theirs.
    pub step: usize,
    /// Where it starts.
    pub from: StopFact,
    /// Where it ends.
    pub to: StopFact,
    /// How far along it is.
    pub status: Status,
    /// Whether the article says the plan may change.
    pub may_change: bool,
    /// How the mover travels: "air"; `None` where it is not said.
    pub transport: Option<&'static str>,
    /// The date that the article gives for it.
    pub when: Option<Range>,
    /// 0 for the main way; n for the n-th other option.
    pub option: usize,
    /// Whether it is one branch of an either/or.
    pub is_branch: bool,
    /// The article that tells it, where the story is of several.
    pub source: Option<String>,
    /// The legs of other articles that date it otherwise, or give it another status: their identifiers.
    pub contradicted_by: Vec<String>,
    /// The sentences that tell of it.
    pub evidence: Vec<Quote>,
    /// Its great circle.
    pub track: Track,
}

/// A journey.
#[derive(Clone, Debug)]
pub(super) struct JourneyFact {
    /// "journey-1".
    pub id: String,
    /// Who or what moves.
    pub mover: String,
    /// How far along it is.
    pub status: Status,
    /// How sure it is that it is told, 0 to 1, three decimals.
    pub confidence: f64,
    /// Its sentences.
    pub evidence: Vec<Quote>,
    /// The article that tells it, where the story is of several.
    pub source: Option<String>,
    /// Its legs in order of travel, branches included.
    pub legs: Vec<LegFact>,
    /// Its legs joined to unbroken ways: the main way first, then each other branch.
    pub ways: Vec<Way>,
}

/// What there is to tell.
#[derive(Clone, Debug)]
pub(super) struct Facts<'a> {
    /// The story.
    pub story: &'a Story,
    /// Its title.
    pub title: String,
    /// When the article appeared.
    pub published: Option<Date>,
    /// Its places, by first mention.
    pub places: Vec<PlaceFact>,
    /// Its expressions of time, in reading order.
    pub dates: Vec<DateFact>,
    /// Its events, in reading order.
    pub events: Vec<EventFact>,
    /// Its journeys, by their first sentence.
    pub journeys: Vec<JourneyFact>,
}

impl<'a> Facts<'a> {
    /// Returns what there is to tell of `story`, whose places are rows of `gazetteer`.
    pub fn new(story: &'a Story, gazetteer: &Gazetteer) -> Facts<'a> {
        let article = &story.article;
        Builder { story, gazetteer, offsets: CodePoints::new(&article.text), text: Text::new(article) }.facts()
    }

    /// The place at `index`.
    pub fn place(&self, index: Option<usize>) -> Option<&PlaceFact> {
        self.places.get(index?)
    }
}

/// `words` with a status behind them, where it needs saying.
fn headed(words: &str, status: Status) -> String {
    match told::label_tail(status) {
        "" => words.to_owned(),
        tail => format!("{words} ({tail})"),
    }
}

/// `words` on one line: every run of white space is one space.
pub(super) fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Quotes on one line: "first; second".
pub(super) fn quoted(quotes: &[Quote]) -> String {
    quotes.iter().map(|q| q.line.as_str()).collect::<Vec<_>>().join(" … ")
}

/// The word of a way of travel; `None` where it is not said.
const fn transport(transport: Transport) -> Option<&'static str> {
    match transport {
        Transport::Unknown => None,
        Transport::Air => Some("air"),
        Transport::Sea => Some("sea"),
        Transport::Road => Some("road"),
        Transport::Rail => Some("rail"),
        Transport::Foot => Some("foot"),
        Transport::Storm => Some("storm"),
    }
}

/// Three decimals: finer than any confidence is known.
fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1e3).round() / 1e3
}

struct Builder<'a, 'g> {
    story: &'a Story,
    gazetteer: &'g Gazetteer,
    offsets: CodePoints,
    text: Text<'a>,
}

impl<'a> Builder<'a, '_> {
    fn facts(&self) -> Facts<'a> {
        let story = self.story;
        // A place of the story, to its place among those told.
        let mut told = Vec::with_capacity(story.places.len());
        let mut places = Vec::new();
        for (index, place) in story.places.iter().enumerate() {
            let is_told = place.certainty != Certainty::Ignored;
            told.push(is_told.then_some(places.len()));
            if is_told {
                places.push(self.place(index, place, places.len() + 1));
            }
        }
        let told = |index: Option<usize>| told.get(index?).copied().flatten();
        let timexes = story.reading.timexes.iter().filter(|t| t.kind != TimexType::Mention);
        let date = |(i, t): (usize, &crate::dates::Timex)| DateFact {
            id: format!("date-{}", i + 1),
            quote: self.quote(t.span),
            kind: t.kind.as_str(),
            value: t.value.clone(),
            when: t.range,
            reason: t.reason.clone(),
        };
        Facts {
            story,
            title: line(story.title()),
            published: story.article.published.map(|p| p.date),
            dates: timexes.enumerate().map(date).collect(),
            events: (0..story.reading.events.len()).filter_map(|i| self.event(i, &told)).collect(),
            journeys: (0..story.routes.len()).filter_map(|i| self.journey(i, &told)).collect(),
            places,
        }
    }

    fn quote(&self, span: Span) -> Quote {
        let words = span.of(&self.story.article.text);
        Quote { span, start: self.offsets.from_byte(span.start), end: self.offsets.from_byte(span.end), line: line(words) }
    }

    /// The identifiers of what other articles tell otherwise.
    fn others(&self, target: Target) -> Vec<String> {
        let id = |other: Target| match other {
            Target::Event(e) => Some(format!("event-{}", e + 1)),
            Target::Leg(j, leg) => Some(format!("journey-{}-leg-{}", j + 1, leg + 1)),
            Target::Place(_) | Target::Date(_) | Target::Journey(_) => None,
        };
        self.story.contradictions(target).into_iter().filter_map(id).collect()
    }

    /// The name of one of the story's articles, where there are several.
    fn source(&self, index: usize) -> Option<String> {
        let article = &self.story.article;
        (article.n_sources() > 1).then(|| article.source_name(index))
    }

    /// The sentence around some words.
    fn sentence(&self, words: Span) -> Option<Quote> {
        let sentence = self.text.sentences.get(self.text.sentence_at(words.start)?)?;
        sentence.span.contains(words).then(|| self.quote(sentence.span))
    }

    fn quotes(&self, spans: &[Span]) -> Vec<Quote> {
        spans.iter().map(|&s| self.quote(s)).collect()
    }

    fn place(&self, index: usize, place: &crate::story::StoryPlace, number: usize) -> PlaceFact {
        let toponyms = &self.story.reading.toponyms;
        let mentions: Vec<Span> = place.mentions.iter().filter_map(|&m| toponyms.get(m)).map(|t| t.span).collect();
        let row = place.place.and_then(|id| self.gazetteer.place(id));
        PlaceFact {
            id: format!("place-{number}"),
            name: line(&place.name),
            point: place.point,
            feature: place.feature.map(|f| f.as_str()),
            is_area: place.feature.is_some_and(|f| f.is_area()),
            country: place.country.map(|code| String::from_utf8_lossy(&code).into_owned()),
            geonameid: row.and_then(|r| r.geonameid),
            confidence: thousandths(place.confidence),
            certainty: match place.certainty {
                Certainty::Sure => "sure",
                Certainty::Unsure => "unsure",
                Certainty::Unresolved | Certainty::Ignored => "unresolved",
            },
            is_on_map: place.is_on_map,
            when: place.first,
            sources: self.story.sources_of_place(index).into_iter().filter_map(|s| self.source(s)).collect(),
            context: mentions.first().and_then(|m| self.sentence(*m)),
            mentions: self.quotes(&mentions),
        }
    }

    fn event(&self, index: usize, told: &impl Fn(Option<usize>) -> Option<usize>) -> Option<EventFact> {
        let event = self.story.reading.events.get(index)?;
        let story_place = event.toponym.and_then(|t| self.story.place_of(t));
        let place = told(story_place);
        Some(EventFact {
            id: format!("event-{}", index + 1),
            title: line(&event.title),
            status: event.status.status,
            may_change: event.status.may_change.is_some(),
            when: event.when,
            is_background: event.is_background,
            place,
            point: place.and(story_place).and_then(|p| self.story.places.get(p)).and_then(|p| p.point),
            notes: self.story.decisions.events.get(&event.span).and_then(|d| d.notes.clone()),
            source: self.source(self.story.source_of_event(index)),
            contradicted_by: self.others(Target::Event(index)),
            evidence: self.quotes(&event.evidence),
        })
    }

    fn journey(&self, index: usize, told: &impl Fn(Option<usize>) -> Option<usize>) -> Option<JourneyFact> {
        let (journey, route) = (self.story.reading.journeys.get(index)?, self.story.routes.get(index)?);
        let id = format!("journey-{}", index + 1);
        let tracks = tracks::tracks(&self.story.playback, index, &route.legs);
        let mover = line(&journey.mover);
        let leg = |(i, (leg, track)): (usize, (&Leg, Track))| LegFact {
            source: self.source(self.story.source_of_journey(index)),
            contradicted_by: self.others(Target::Leg(index, i)),
            ..self.leg(format!("{id}-leg-{}", i + 1), &mover, leg, track, told)
        };
        let legs: Vec<LegFact> = route.legs.iter().zip(tracks).enumerate().map(leg).collect();
        Some(JourneyFact {
            status: journey.status.status,
            confidence: thousandths(journey.confidence),
            evidence: self.quotes(&self.story.evidence(Target::Journey(index))),
            source: self.source(self.story.source_of_journey(index)),
            ways: tracks::ways(&legs),
            id,
            mover,
            legs,
        })
    }

    fn leg(&self, id: String, mover: &str, leg: &Leg, track: Track, told: &impl Fn(Option<usize>) -> Option<usize>) -> LegFact {
        let stop =
            |s: &crate::story::RouteStop| StopFact { name: line(&s.name), point: s.point, is_area: s.is_area, place: told(s.story_place) };
        let StatusFound { status, may_change, .. } = leg.status;
        let way = format!("{} to {}", line(&leg.from.name), line(&leg.to.name));
        let title = if mover.is_empty() { way } else { format!("{}: {way}", told::capital(mover)) };
        LegFact {
            title: headed(&title, status),
            id,
            step: leg.to.number.saturating_sub(1),
            from: stop(&leg.from),
            to: stop(&leg.to),
            status,
            may_change: may_change.is_some(),
            transport: transport(leg.transport),
            when: leg.when,
            option: leg.option,
            is_branch: leg.is_branch,
            source: None,
            contradicted_by: Vec::new(),
            evidence: self.quotes(&leg.evidence),
            track,
        }
    }
}
