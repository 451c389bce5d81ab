//! What the articles of a story tell otherwise: the same event on other days, the same leg on other days or with another status.
//!
//! Nothing is taken for the right one, and nothing is averaged: all of it is shown side by side, each with its article.

use super::sources::within;
use super::{Leg, RouteStop, Story, Target};
use crate::article::Span;
use crate::dates::{Grain, Range};
use crate::earth::distance;
use crate::events::{Event, Status};
use std::collections::BTreeSet;

/// From this share of common words on, two events of one place are taken for the same.
const SAME: f32 = 0.4;
/// Stops nearer than this are one.
const ONE_PLACE_KM: f64 = 1.0;

impl Story {
    /// What another article of the story tells too, but otherwise than `target`, in reading order.
    ///
    /// For an event, events at the same place in much the same words with a date that contradicts; for a leg, legs of the same mover between the
    /// same stops with such a date or another status; for a journey those of all its legs.
    pub fn contradictions(&self, target: Target) -> Vec<Target> {
        if self.article.n_sources() == 1 {
            return Vec::new();
        }
        match target {
            Target::Event(event) => self.other_events(event),
            Target::Leg(route, leg) => self.other_legs(route, leg),
            Target::Journey(route) => {
                let n = self.routes.get(route).map_or(0, |r| r.legs.len());
                let all: BTreeSet<Target> = (0..n).flat_map(|leg| self.other_legs(route, leg)).collect();
                all.into_iter().collect()
            }
            Target::Place(_) | Target::Date(_) => Vec::new(),
        }
    }

    /// When and with which status something is told; `None` for places and dates.
    pub fn told(&self, target: Target) -> Option<(Option<Range>, Status)> {
        match target {
            Target::Event(i) => self.reading.events.get(i).map(|e| (e.when, e.status.status)),
            Target::Leg(i, leg) => self.routes.get(i).and_then(|r| r.legs.get(leg)).map(|l| (l.when, l.status.status)),
            Target::Journey(i) => {
                let journey = self.reading.journeys.get(i)?;
                Some((journey.stops.iter().filter_map(|s| s.when).min_by_key(|w| w.start), journey.status.status))
            }
            Target::Place(_) | Target::Date(_) => None,
        }
    }

    fn other_events(&self, event: usize) -> Vec<Target> {
        let Some(one) = self.reading.events.get(event) else { return Vec::new() };
        let Some(when) = one.when else { return Vec::new() };
        let (here, words) = (self.named_in(one.span), content_words(&self.sentence(one)));
        let source = self.source_of_event(event);
        let is_contrary = |(i, other): &(usize, &Event)| {
            self.source_of_event(*i) != source
                && other.when.is_some_and(|w| is_apart(&w, &when))
                && self.named_in(other.span).iter().any(|place| here.contains(place))
                && likeness(&words, &content_words(&self.sentence(other))) >= SAME
        };
        self.reading.events.iter().enumerate().filter(is_contrary).map(|(i, _)| Target::Event(i)).collect()
    }

    fn other_legs(&self, route: usize, leg: usize) -> Vec<Target> {
        let Some(one) = self.routes.get(route).and_then(|r| r.legs.get(leg)) else { return Vec::new() };
        let (source, mover) = (self.source_of_journey(route), self.routes.get(route).map_or("", |r| r.mover.as_str()));
        let mut found = Vec::new();
        for (r, other) in self.routes.iter().enumerate() {
            if self.source_of_journey(r) == source || !is_one_mover(mover, &other.mover) {
                continue;
            }
            let is_contrary = |l: &Leg| {
                let is_elsewhen = matches!((l.when, one.when), (Some(a), Some(b)) if is_apart(&a, &b));
                is_one_stop(&l.from, &one.from) && is_one_stop(&l.to, &one.to) && (is_elsewhen || l.status.status != one.status.status)
            };
            found.extend(other.legs.iter().enumerate().filter(|(_, l)| is_contrary(l)).map(|(l, _)| Target::Leg(r, l)));
        }
        found
    }

    /// The places of the story that some words name.
    fn named_in(&self, words: Span) -> Vec<usize> {
        let (first, named) = within(&self.reading.toponyms, |t| t.span, words);
        (first..first + named.len()).filter_map(|t| self.place_of(t)).collect()
    }

    fn sentence(&self, event: &Event) -> String {
        event.span.of(&self.article.text).to_lowercase()
    }
}

/// Whether two dates, neither coarser than a month, have no instant in common.
fn is_apart(a: &Range, b: &Range) -> bool {
    let is_exact = |r: &Range| r.grain <= Grain::Month;
    is_exact(a) && is_exact(b) && (a.end <= b.start || b.end <= a.start)
}

fn is_one_stop(a: &RouteStop, b: &RouteStop) -> bool {
    match (a.story_place, b.story_place) {
        (Some(a), Some(b)) => a == b,
        _ => distance(a.point, b.point).km() < ONE_PLACE_KM,
    }
}

/// Whether two articles mean one mover: a word in common ("the ferry Daria", "Daria"), or one of them does not name it.
fn is_one_mover(a: &str, b: &str) -> bool {
    let words = |mover: &str| -> BTreeSet<String> {
        let words = mover.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2).map(str::to_lowercase);
        words.filter(|w| !matches!(w.as_str(), "the" | "and" | "his" | "her" | "its" | "their")).collect()
    };
    let (a, b) = (words(a), words(b));
    a.is_empty() || b.is_empty() || !a.is_disjoint(&b)
}

/// The words of a sentence that carry its sense, cut to their beginnings: "sailed" and "sailing" are one.
fn content_words(words: &str) -> BTreeSet<String> {
    let long = words.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() >= 4);
    let is_dated = |w: &str| crate::article::is_calendar_word(w);
    long.filter(|w| !is_dated(w)).map(|w| w.chars().take(5).collect()).collect()
}

/// Common words among all words of the shorter of two sentences, 0 to 1.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let least = a.len().min(b.len());
    if least < 2 { 0.0 } else { a.intersection(b).count() as f32 / least as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;

    fn story(second: &str) -> Story {
        let mut joined = Article::from_text("May 6, 2020\n\nThe ferry Daria sailed from Piraeus to Rhodes on Monday.");
        joined.add(Article::from_text(second));
        Story::new(joined, Gazetteer::embedded())
    }

    #[test]
    fn the_same_leg_on_another_day_or_called_off_is_told_otherwise() {
        let check = |second: &str, expected: bool| {
            let story = story(second);
            assert!(story.routes.len() == 2, "{second}: {:?}", story.routes.len());
            let found = story.contradictions(Target::Leg(0, 0));
            assert_eq!(found == [Target::Leg(1, 0)], expected, "{second}: {found:?}");
            assert_eq!(found.is_empty(), !expected);
            assert_eq!(story.contradictions(Target::Journey(1)) == [Target::Leg(0, 0)], expected);
        };
        check("May 6, 2020\n\nThe Daria sailed from Piraeus to Rhodes on Tuesday.", true);
        check("May 6, 2020\n\nThe Daria sailed from Piraeus to Rhodes on Monday.", false);
        check("May 6, 2020\n\nThe Daria will sail from Piraeus to Rhodes on Thursday.", true);
        check("May 6, 2020\n\nThe Daria sailed from Piraeus to Chania on Tuesday.", false);
        check("May 6, 2020\n\nThe tanker Minos sailed from Piraeus to Rhodes on Tuesday.", false);
    }
}
