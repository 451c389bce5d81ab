//! A story of several articles: each is read by itself, with its own day of publication, and what was found is put together.

use super::Story;
use super::edit::Decisions;
use crate::article::{Article, Span};
use crate::dates::Timex;
use crate::events::{Event, Happenings, Journey, Stop};
use crate::gazetteer::Gazetteer;
use crate::places::Toponym;
use crate::text::Text;
use std::collections::BTreeSet;

/// One article of several, alone.
pub(super) struct Part {
    /// How many bytes stand before it in the whole.
    by: u32,
    article: Article,
}

/// The articles of a whole, those left out that the user hides.
pub(super) fn parts(article: &Article, decisions: &Decisions) -> Vec<Part> {
    let shown = (0..article.n_sources()).filter(|i| !decisions.hidden_sources.contains(&(*i as u32)));
    shown.map(|i| article.alone(i)).map(|(by, article)| Part { by, article }).collect()
}

/// The places of all parts.
pub(super) fn toponyms(parts: &[Part], decisions: &Decisions, gazetteer: &Gazetteer) -> Vec<Toponym> {
    let of_part = |part: &Part| {
        let hints = super::hints(&part.article, decisions, gazetteer);
        let found = crate::places::find_places(&Text::new(&part.article), gazetteer, &hints);
        found.into_iter().map(|t| Toponym { span: on(t.span, part.by), ..t }).collect::<Vec<_>>()
    };
    parts.iter().flat_map(of_part).collect()
}

/// The dates of all parts, each from the day its article appeared.
pub(super) fn timexes(parts: &[Part]) -> Vec<Timex> {
    let of_part = |part: &Part| {
        let found = crate::dates::find_dates(&Text::new(&part.article), part.article.published.map(|p| p.date));
        found.into_iter().map(|t| Timex { span: on(t.span, part.by), ..t }).collect::<Vec<_>>()
    };
    parts.iter().flat_map(of_part).collect()
}

/// The events and journeys of all parts, from the decided places and dates of the whole.
pub(super) fn happenings(parts: &[Part], gazetteer: &Gazetteer, toponyms: &[Toponym], timexes: &[Timex]) -> Happenings {
    let mut all = Happenings::default();
    for part in parts {
        let text = Text::new(&part.article);
        let whole = Span::new(part.by, part.by + part.article.text.len() as u32);
        let (first_toponym, own_toponyms) = within(toponyms, |t| t.span, whole);
        let (first_timex, own_timexes) = within(timexes, |t| t.span, whole);
        let own_toponyms: Vec<Toponym> = own_toponyms.iter().map(|t| Toponym { span: back(t.span, part.by), ..t.clone() }).collect();
        let own_timexes: Vec<Timex> = own_timexes.iter().map(|t| Timex { span: back(t.span, part.by), ..t.clone() }).collect();
        let published = part.article.published.map(|p| p.date);
        let found = crate::events::find_events(&text, gazetteer, &own_toponyms, &own_timexes, published);
        let mover = Mover { by: part.by, first_toponym, first_timex };
        all.events.extend(found.events.into_iter().map(|e| mover.event(e)));
        all.journeys.extend(found.journeys.into_iter().map(|j| mover.journey(j)));
    }
    all
}

/// Those of `all`, which are in order, that stand in `whole`, and the index of the first.
pub(super) fn within<T>(all: &[T], span: impl Fn(&T) -> Span, whole: Span) -> (usize, &[T]) {
    let first = all.partition_point(|t| span(t).start < whole.start);
    let end = all.partition_point(|t| span(t).start < whole.end);
    (first, all.get(first..end.max(first)).unwrap_or(&[]))
}

const fn on(span: Span, by: u32) -> Span {
    Span::new(span.start + by, span.end + by)
}

const fn back(span: Span, by: u32) -> Span {
    Span::new(span.start - by, span.end - by)
}

/// Moves what was found in a part to where it stands in the whole.
struct Mover {
    by: u32,
    first_toponym: usize,
    first_timex: usize,
}

impl Mover {
    fn spans(&self, spans: Vec<Span>) -> Vec<Span> {
        spans.into_iter().map(|s| on(s, self.by)).collect()
    }

    fn status(&self, status: crate::events::StatusFound) -> crate::events::StatusFound {
        let may_change = status.may_change.map(|s| on(s, self.by));
        crate::events::StatusFound { cue: status.cue.map(|s| on(s, self.by)), may_change, ..status }
    }

    fn event(&self, event: Event) -> Event {
        Event {
            span: on(event.span, self.by),
            status: self.status(event.status),
            toponym: event.toponym.map(|t| t + self.first_toponym),
            timex: event.timex.map(|t| t + self.first_timex),
            evidence: self.spans(event.evidence),
            ..event
        }
    }

    fn stop(&self, stop: Stop) -> Stop {
        Stop {
            toponym: stop.toponym.map(|t| t + self.first_toponym),
            timex: stop.timex.map(|t| t + self.first_timex),
            status: stop.status.map(|s| self.status(s)),
            evidence: self.spans(stop.evidence),
            ..stop
        }
    }

    fn journey(&self, journey: Journey) -> Journey {
        let fork = |fork: crate::events::Fork| crate::events::Fork {
            options: fork.options.into_iter().map(|s| self.stop(s)).collect(),
            cue: fork.cue.map(|s| on(s, self.by)),
            ..fork
        };
        Journey {
            mover_span: journey.mover_span.map(|s| on(s, self.by)),
            status: self.status(journey.status),
            stops: journey.stops.into_iter().map(|s| self.stop(s)).collect(),
            forks: journey.forks.into_iter().map(fork).collect(),
            evidence: self.spans(journey.evidence),
            ..journey
        }
    }
}

impl Story {
    /// Which of the story's articles tells an event, from 0.
    pub fn source_of_event(&self, event: usize) -> usize {
        self.reading.events.get(event).map_or(0, |e| self.article.source_at(e.span))
    }

    /// Which of the story's articles tells a journey, from 0.
    pub fn source_of_journey(&self, journey: usize) -> usize {
        self.reading.journeys.get(journey).and_then(|j| j.evidence.first()).map_or(0, |s| self.article.source_at(*s))
    }

    /// Whether the user hides the article that some words stand in.
    pub fn is_hidden(&self, words: Span) -> bool {
        !self.decisions.hidden_sources.is_empty() && self.decisions.hidden_sources.contains(&(self.article.source_at(words) as u32))
    }

    /// The articles that name a place, or tell of an event or stop there, from 0; none where the story is of one article.
    pub fn sources_of_place(&self, place: usize) -> Vec<usize> {
        if self.article.n_sources() == 1 {
            return Vec::new();
        }
        let mentions = self.places.get(place).map_or(&[][..], |p| &p.mentions);
        let spans = mentions.iter().filter_map(|&m| self.reading.toponyms.get(m)).map(|t| t.span);
        spans.map(|s| self.article.source_at(s)).collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// Fills in why each candidate of each place was weighed as it was.
    pub fn explain(&mut self, gazetteer: &Gazetteer) {
        for part in parts(&self.article, &self.decisions) {
            let hints = super::hints(&part.article, &self.decisions, gazetteer);
            let whole = Span::new(part.by, part.by + part.article.text.len() as u32);
            let (first, own) = within(&self.reading.toponyms, |t| t.span, whole);
            let mut own: Vec<Toponym> = own.iter().map(|t| Toponym { span: back(t.span, part.by), ..t.clone() }).collect();
            crate::places::explain(&Text::new(&part.article), gazetteer, &hints, &mut own);
            for (slot, toponym) in self.reading.toponyms.iter_mut().skip(first).zip(own) {
                slot.candidates = toponym.candidates;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Published;
    use crate::story::file::StoryFile;
    use crate::story::{Edit, Shown, Target};
    use jiff::civil::date;

    fn article(text: &str, source: &str, day: i8) -> Article {
        let mut article = Article::from_text(text);
        article.source = Some(source.to_owned());
        article.published = Some(Published { date: date(2020, 5, day), span: None });
        article
    }

    fn story() -> Story {
        let mut joined = article("The rebels attacked the harbour of Piraeus on Monday. Nobody was hurt in Piraeus.", "The Daily Tide", 6);
        joined.add(article("Yesterday rebels attacked the harbour of Piraeus and fled to Volos.", "https://www.gull.example/x", 6));
        Story::new(joined, Gazetteer::embedded())
    }

    #[test]
    fn each_article_is_read_from_its_own_day_and_a_place_of_both_is_one() {
        let first = article("The ferries stayed in Piraeus on Monday.", "a", 6);
        let second = article("The ferries left Piraeus on Monday.", "b", 20);
        let alone = Story::new(second.clone(), Gazetteer::embedded());
        let mut joined = first.clone();
        joined.add(second);
        let both = Story::new(joined, Gazetteer::embedded());
        let values: Vec<&str> = both.reading.timexes.iter().map(|t| t.value.as_str()).collect();
        assert_eq!(values, ["2020-05-04", "2020-05-18"]);
        let piraeus: Vec<usize> = both.places.iter().filter(|p| p.name == "Piraeus").map(|p| p.mentions.len()).collect();
        assert_eq!(piraeus, [2]);
        let told: Vec<&str> = both.reading.toponyms.iter().map(|t| t.span.of(&both.article.text)).collect();
        assert_eq!(told, ["Piraeus", "Piraeus"]);
        let last = both.reading.events.last().map(|e| (e.title.clone(), e.when));
        assert_eq!(last, alone.reading.events.last().map(|e| (e.title.clone(), e.when)));
    }

    #[test]
    fn contradicting_dates_stand_side_by_side() {
        let story = story();
        let attacks: Vec<usize> = (0..story.reading.events.len())
            .filter(|&i| story.reading.events[i].span.of(&story.article.text).contains("attacked"))
            .collect();
        let [first, second] = attacks.as_slice() else { panic!("{:?}", story.reading.events) };
        assert_eq!((story.source_of_event(*first), story.source_of_event(*second)), (0, 1));
        assert_eq!(story.article.source_name(1), "gull.example");
        let day = |i: usize| story.reading.events[i].when.map(|r| r.start.date());
        assert_eq!((day(*first), day(*second)), (Some(date(2020, 5, 4)), Some(date(2020, 5, 5))));
        assert_eq!(
            (story.contradictions(Target::Event(*first)), story.contradictions(Target::Event(*second))),
            (vec![Target::Event(*second)], vec![Target::Event(*first)])
        );
    }

    #[test]
    fn an_article_is_hidden_and_shown_again_and_kept_in_the_file() {
        let story = story();
        let n = story.reading.events.len();
        let (hidden, inverse) = story.edited(Edit::Source(1, Shown::No), Gazetteer::embedded());
        assert!(hidden.reading.events.len() < n && (0..hidden.reading.events.len()).all(|i| hidden.source_of_event(i) == 0));
        let (again, _) = hidden.edited(inverse, Gazetteer::embedded());
        assert_eq!(again.reading.events, story.reading.events);
        let file = StoryFile::new(hidden.article_as_read(), hidden.decisions.clone());
        let json = file.to_json();
        assert!(json.starts_with("{\n  \"dateline\": 3,"), "{json}");
        let mut read = StoryFile::parse(json.as_bytes(), "x").unwrap();
        assert_eq!((&read.article, &read.decisions), (&file.article, &file.decisions));
        // What is shown again stays shown: the old file does not come through.
        read.decisions.hidden_sources.clear();
        assert!(StoryFile::parse(read.to_json().as_bytes(), "x").unwrap().decisions.hidden_sources.is_empty());
    }
}
