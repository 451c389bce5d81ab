//! The records of a story file, and their conversions: the only place where the story meets serde.

use super::SavedView;
use crate::article::{Added, Article, Block, BlockKind, CodePoints, Published, Span};
use crate::dates::{Grain, Range};
use crate::earth::LatLon;
use crate::events::{Status, Transport};
use crate::story::{ChosenPlace, DateDecision, Decisions, EventDecision, JourneyDecision, PlaceDecision, Playhead, StopDecision};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Clone, Copy, Deserialize, Serialize)]
pub(super) struct SpanRecord {
    start: u64,
    end: u64,
}

#[derive(Deserialize, Serialize)]
pub(super) struct ArticleRecord {
    title: Option<String>,
    byline: Option<String>,
    source: Option<String>,
    published: Option<DateRecord>,
    published_at: Option<SpanRecord>,
    text: String,
    #[serde(default)]
    blocks: Vec<BlockRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    added: Vec<AddedRecord>,
}

/// An article that was added to the first.
#[derive(Deserialize, Serialize)]
struct AddedRecord {
    start: u64,
    end: u64,
    title: Option<String>,
    byline: Option<String>,
    source: Option<String>,
    published: Option<DateRecord>,
    published_at: Option<SpanRecord>,
}

#[derive(Deserialize, Serialize)]
struct BlockRecord {
    kind: String,
    start: u64,
    end: u64,
}

/// A day, ISO 8601.
#[derive(Clone, Copy)]
struct DateRecord(Date);

/// A civil time, ISO 8601.
#[derive(Clone, Copy)]
struct DateTimeRecord(DateTime);

#[derive(Clone, Copy, Deserialize, Serialize)]
struct RangeRecord {
    start: DateTimeRecord,
    end: DateTimeRecord,
    grain: GrainRecord,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum GrainRecord {
    Time,
    Day,
    Week,
    Month,
    Season,
    Year,
    Decade,
    Century,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum StatusRecord {
    Done,
    Ongoing,
    Planned,
    Possible,
    Cancelled,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum TransportRecord {
    Unknown,
    Air,
    Sea,
    Road,
    Rail,
    Foot,
    Storm,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct DecisionsRecord {
    published: Option<DateRecord>,
    title: Option<String>,
    near: Option<String>,
    places: Vec<PlaceEntry>,
    dates: Vec<DateEntry>,
    events: Vec<EventEntry>,
    journeys: Vec<JourneyEntry>,
    /// Written where there are several articles, also when none is hidden: what is missing is taken from the file as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_sources: Option<BTreeSet<u32>>,
}

#[derive(Deserialize, Serialize)]
struct PlaceEntry {
    start: u64,
    end: u64,
    /// Missing where the words mean no place.
    place: Option<PlaceRecord>,
}

#[derive(Deserialize, Serialize)]
struct PlaceRecord {
    geonameid: Option<u32>,
    name: String,
    lat: f64,
    lon: f64,
}

#[derive(Deserialize, Serialize)]
struct DateEntry {
    start: u64,
    end: u64,
    /// Missing where the words mean no date.
    when: Option<RangeRecord>,
}

#[derive(Deserialize, Serialize)]
struct EventEntry {
    start: u64,
    end: u64,
    title: Option<String>,
    status: Option<StatusRecord>,
    when: Option<RangeRecord>,
    at: Option<SpanRecord>,
    notes: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    placeless: bool,
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    added: bool,
}

#[derive(Deserialize, Serialize)]
struct JourneyEntry {
    start: u64,
    end: u64,
    nth: u32,
    mover: String,
    status: StatusRecord,
    transport: TransportRecord,
    stops: Vec<StopRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<SpanRecord>,
}

#[derive(Deserialize, Serialize)]
struct StopRecord {
    place: PlaceRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<SpanRecord>,
    when: Option<RangeRecord>,
    status: Option<StatusRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    transport: Option<TransportRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<SpanRecord>,
    #[serde(default)]
    options: Vec<OptionRecord>,
}

/// Another stop in place of one: in version 1 its place alone, at the date and with the status of the one.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum OptionRecord {
    Stop(StopRecord),
    Place(PlaceRecord),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Deserialize, Serialize)]
pub(super) struct ViewRecord {
    lat: f64,
    lon: f64,
    zoom: f64,
    playhead_secs: f64,
}

/// Spans of one text, to code points and back.
struct Offsets(CodePoints);

impl Offsets {
    fn of(article: &Article) -> Offsets {
        Offsets(CodePoints::new(&article.text))
    }

    fn record(&self, span: Span) -> SpanRecord {
        SpanRecord { start: self.0.from_byte(span.start).into(), end: self.0.from_byte(span.end).into() }
    }

    fn records(&self, spans: &[Span]) -> Vec<SpanRecord> {
        spans.iter().map(|s| self.record(*s)).collect()
    }

    fn spans(&self, records: &[SpanRecord]) -> Result<Vec<Span>, String> {
        records.iter().map(|r| self.span(r.start, r.end)).collect()
    }

    fn span(&self, start: u64, end: u64) -> Result<Span, String> {
        self.0.to_span(start, end).ok_or_else(|| format!("a decision is about words {start} to {end}, which are not in its article"))
    }
}

impl ArticleRecord {
    pub(super) fn of(article: &Article) -> ArticleRecord {
        let offsets = Offsets::of(article);
        let block = |b: &Block| {
            let SpanRecord { start, end } = offsets.record(b.span);
            BlockRecord { kind: b.kind.as_str().to_owned(), start, end }
        };
        let added = |a: &Added| {
            let SpanRecord { start, end } = offsets.record(a.span);
            AddedRecord {
                start,
                end,
                title: a.title.clone(),
                byline: a.byline.clone(),
                source: a.source.clone(),
                published: a.published.map(|p| DateRecord(p.date)),
                published_at: a.published.and_then(|p| p.span).map(|s| offsets.record(s)),
            }
        };
        ArticleRecord {
            title: article.title.clone(),
            byline: article.byline.clone(),
            source: article.source.clone(),
            published: article.published.map(|p| DateRecord(p.date)),
            published_at: article.published.and_then(|p| p.span).map(|s| offsets.record(s)),
            text: article.text.clone(),
            blocks: article.blocks.iter().map(block).collect(),
            added: article.added.iter().map(added).collect(),
        }
    }

    pub(super) fn article(self) -> Article {
        let offsets = CodePoints::new(&self.text);
        let blocks = self.blocks.iter().map(|b| {
            let kind = BlockKind::ALL.into_iter().find(|k| k.as_str() == b.kind).unwrap_or(BlockKind::Paragraph);
            Some(Block { span: offsets.to_span(b.start, b.end)?, kind })
        });
        let blocks: Option<Vec<Block>> = blocks.collect();
        let is_in_order =
            |blocks: &Vec<Block>| !blocks.is_empty() && blocks.windows(2).all(|w| matches!(w, [a, b] if a.span.end <= b.span.start));
        let published_at = self.published_at.and_then(|s| offsets.to_span(s.start, s.end));
        let published = self.published.map(|d| Published { date: d.0, span: published_at });
        // Blocks that do not fit the text are read again from it.
        let blocks = blocks.filter(is_in_order).unwrap_or_else(|| Article::from_text(self.text.clone()).blocks);
        // Articles that do not stand one behind the other in the text are one.
        let added = self.added.into_iter().map(|a| {
            let at = a.published_at.and_then(|s| offsets.to_span(s.start, s.end));
            let published = a.published.map(|d| Published { date: d.0, span: at });
            Some(Added { span: offsets.to_span(a.start, a.end)?, title: a.title, byline: a.byline, source: a.source, published })
        });
        let added: Option<Vec<Added>> = added.collect();
        let is_apart = |added: &Vec<Added>| added.windows(2).all(|w| matches!(w, [a, b] if a.span.end <= b.span.start));
        let added = added.filter(is_apart).unwrap_or_default();
        Article { text: self.text, blocks, title: self.title, byline: self.byline, source: self.source, published, added }
    }
}

impl DecisionsRecord {
    pub(super) fn of(decisions: &Decisions, article: &Article) -> DecisionsRecord {
        let offsets = Offsets::of(article);
        let place = |(&span, decision): (&Span, &PlaceDecision)| {
            let SpanRecord { start, end } = offsets.record(span);
            let place = match decision {
                PlaceDecision::Choose(place) => Some(PlaceRecord::of(place)),
                PlaceDecision::Ignore => None,
            };
            PlaceEntry { start, end, place }
        };
        let date = |(&span, decision): (&Span, &DateDecision)| {
            let SpanRecord { start, end } = offsets.record(span);
            let when = match decision {
                DateDecision::Set(range) => Some(RangeRecord::of(*range)),
                DateDecision::Ignore => None,
            };
            DateEntry { start, end, when }
        };
        let event = |(&span, e): (&Span, &EventDecision)| {
            let SpanRecord { start, end } = offsets.record(span);
            EventEntry {
                start,
                end,
                title: e.title.clone(),
                status: e.status.map(StatusRecord::of),
                when: e.when.map(RangeRecord::of),
                at: e.at.map(|s| offsets.record(s)),
                notes: e.notes.clone(),
                placeless: e.is_placeless,
                hidden: e.is_hidden,
                added: e.is_added,
            }
        };
        let journey = |(&(span, nth), j): (&(Span, u32), &JourneyDecision)| {
            let SpanRecord { start, end } = offsets.record(span);
            let stops = j.stops.iter().map(|s| StopRecord::of(s, &offsets)).collect();
            let (status, transport) = (StatusRecord::of(j.status), TransportRecord::of(j.transport));
            let evidence = offsets.records(&j.evidence);
            JourneyEntry { start, end, nth, mover: j.mover.clone(), status, transport, stops, evidence }
        };
        DecisionsRecord {
            hidden_sources: (!article.added.is_empty()).then(|| decisions.hidden_sources.clone()),
            published: decisions.published.map(DateRecord),
            title: decisions.title.clone(),
            near: decisions.near.clone(),
            places: decisions.places.iter().map(place).collect(),
            dates: decisions.dates.iter().map(date).collect(),
            events: decisions.events.iter().map(event).collect(),
            journeys: decisions.journeys.iter().map(journey).collect(),
        }
    }

    pub(super) fn decisions(self, article: &Article) -> Result<Decisions, String> {
        let offsets = Offsets::of(article);
        let mut out = Decisions { published: self.published.map(|d| d.0), title: self.title, near: self.near, ..Decisions::default() };
        out.hidden_sources = self.hidden_sources.unwrap_or_default();
        for entry in self.places {
            let decision = match entry.place {
                Some(place) => PlaceDecision::Choose(place.place()?),
                None => PlaceDecision::Ignore,
            };
            out.places.insert(offsets.span(entry.start, entry.end)?, decision);
        }
        for entry in self.dates {
            let decision = match entry.when {
                Some(range) => DateDecision::Set(range.range()?),
                None => DateDecision::Ignore,
            };
            out.dates.insert(offsets.span(entry.start, entry.end)?, decision);
        }
        for entry in self.events {
            let decision = EventDecision {
                title: entry.title,
                status: entry.status.map(StatusRecord::status),
                when: entry.when.map(RangeRecord::range).transpose()?,
                at: entry.at.map(|s| offsets.span(s.start, s.end)).transpose()?,
                notes: entry.notes,
                is_placeless: entry.placeless,
                is_hidden: entry.hidden,
                is_added: entry.added,
            };
            out.events.insert(offsets.span(entry.start, entry.end)?, decision);
        }
        for entry in self.journeys {
            let stops: Result<Vec<_>, String> = entry.stops.into_iter().map(|s| s.stop(&offsets)).collect();
            let decision = JourneyDecision {
                mover: entry.mover,
                status: entry.status.status(),
                transport: entry.transport.transport(),
                stops: stops?,
                evidence: offsets.spans(&entry.evidence)?,
            };
            out.journeys.insert((offsets.span(entry.start, entry.end)?, entry.nth), decision);
        }
        Ok(out)
    }
}

impl PlaceRecord {
    fn of(place: &ChosenPlace) -> PlaceRecord {
        PlaceRecord { geonameid: place.geonameid, name: place.name.clone(), lat: place.point.lat(), lon: place.point.lon() }
    }

    fn place(self) -> Result<ChosenPlace, String> {
        let point = LatLon::new(self.lat, self.lon)
            .ok_or_else(|| format!("the place \"{}\" lies outside the world ({}, {})", self.name, self.lat, self.lon))?;
        Ok(ChosenPlace { geonameid: self.geonameid, name: self.name, point })
    }
}

impl StopRecord {
    fn of(stop: &StopDecision, offsets: &Offsets) -> StopRecord {
        let option = |option: &StopDecision| {
            if is_of_version_1(option, stop) {
                OptionRecord::Place(PlaceRecord::of(&option.place))
            } else {
                OptionRecord::Stop(StopRecord::of(option, offsets))
            }
        };
        StopRecord {
            place: PlaceRecord::of(&stop.place),
            at: stop.at.map(|at| offsets.record(at)),
            when: stop.when.map(RangeRecord::of),
            status: stop.status.map(StatusRecord::of),
            transport: stop.transport.map(TransportRecord::of),
            evidence: offsets.records(&stop.evidence),
            options: stop.options.iter().map(option).collect(),
        }
    }

    fn stop(self, offsets: &Offsets) -> Result<StopDecision, String> {
        let mut stop = StopDecision {
            place: self.place.place()?,
            at: self.at.map(|at| offsets.span(at.start, at.end)).transpose()?,
            when: self.when.map(RangeRecord::range).transpose()?,
            status: self.status.map(StatusRecord::status),
            transport: self.transport.map(TransportRecord::transport),
            evidence: offsets.spans(&self.evidence)?,
            options: Vec::new(),
        };
        for option in self.options {
            let option = match option {
                OptionRecord::Stop(record) => StopDecision { options: Vec::new(), ..record.stop(offsets)? },
                OptionRecord::Place(place) => StopDecision { when: stop.when, status: stop.status, ..StopDecision::at(place.place()?) },
            };
            stop.options.push(option);
        }
        Ok(stop)
    }
}

/// Whether an option of `stop` is all told by its place, as version 1 tells it.
fn is_of_version_1(option: &StopDecision, stop: &StopDecision) -> bool {
    *option == StopDecision { when: stop.when, status: stop.status, ..StopDecision::at(option.place.clone()) }
}

/// The first version of the format that holds all of `decisions`.
pub(super) fn version_for(article: &Article, decisions: &Decisions) -> u64 {
    if !article.added.is_empty() {
        return 3;
    }
    let is_plain = |stop: &StopDecision| stop.at.is_none() && stop.transport.is_none() && stop.evidence.is_empty();
    let is_old_stop = |stop: &StopDecision| is_plain(stop) && stop.options.iter().all(|o| is_of_version_1(o, stop));
    let is_old = decisions.journeys.values().all(|j| j.evidence.is_empty() && j.stops.iter().all(is_old_stop))
        && !decisions.events.values().any(|e| e.is_placeless);
    if is_old { 1 } else { 2 }
}

impl RangeRecord {
    fn of(range: Range) -> RangeRecord {
        RangeRecord { start: DateTimeRecord(range.start), end: DateTimeRecord(range.end), grain: GrainRecord::of(range.grain) }
    }

    fn range(self) -> Result<Range, String> {
        if self.end.0 <= self.start.0 {
            return Err(format!("a date ends ({}) before it begins ({})", self.end.0, self.start.0));
        }
        Ok(Range { start: self.start.0, end: self.end.0, grain: self.grain.grain() })
    }
}

impl ViewRecord {
    pub(super) fn of(view: SavedView) -> ViewRecord {
        ViewRecord { lat: view.centre.lat(), lon: view.centre.lon(), zoom: view.zoom, playhead_secs: view.playhead.0 }
    }

    /// The view, or `None` where it shows no place of the world: then all is shown.
    pub(super) fn view(self) -> Option<SavedView> {
        let is_sound = (0.0..=26.0).contains(&self.zoom) && self.playhead_secs.is_finite();
        let centre = LatLon::new(self.lat, self.lon).filter(|_| is_sound)?;
        Some(SavedView { centre, zoom: self.zoom, playhead: Playhead(self.playhead_secs.max(0.0)) })
    }
}

/// Conversions of words, which are the same on both sides.
macro_rules! words {
    ($record:ident, $value:ident, $from:ident, [$($variant:ident),+]) => {
        impl $record {
            fn of(value: $value) -> $record {
                match value { $($value::$variant => $record::$variant),+ }
            }

            fn $from(self) -> $value {
                match self { $($record::$variant => $value::$variant),+ }
            }
        }
    };
}
words!(GrainRecord, Grain, grain, [Time, Day, Week, Month, Season, Year, Decade, Century]);
words!(StatusRecord, Status, status, [Done, Ongoing, Planned, Possible, Cancelled]);
words!(TransportRecord, Transport, transport, [Unknown, Air, Sea, Road, Rail, Foot, Storm]);

/// Calendar values are written as they are spoken, ISO 8601.
macro_rules! calendar {
    ($record:ident, $value:ident, $what:literal) => {
        impl Serialize for $record {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $record {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$record, D::Error> {
                let words = String::deserialize(deserializer)?;
                words.parse::<$value>().map($record).map_err(|_| serde::de::Error::custom(format!(concat!("not ", $what, ": {}"), words)))
            }
        }
    };
}
calendar!(DateRecord, Date, "a day (YYYY-MM-DD)");
calendar!(DateTimeRecord, DateTime, "a time (YYYY-MM-DDTHH:MM:SS)");
