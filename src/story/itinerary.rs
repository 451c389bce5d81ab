//! A story's journeys in, the [`Edit`]s that reorder, add, remove and reroute their stops, join them and split them out.
//!
//! Changes nothing itself. An edit that would change nothing, or leave a journey of fewer than two stops, is `None`.

use super::edit::{BY_HAND, ChosenPlace, Edit, JourneyDecision, JourneyKey, StopDecision};
use super::{Story, StoryPlace};
use crate::article::Span;
use crate::events::{Journey, Status, Stop, Transport};
use crate::gazetteer::Gazetteer;

/// A stop of a journey, or one of the stops that may stand in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Index of the stop in [`Journey::stops`].
    pub stop: usize,
    /// 0 for the stop itself; n for the n-th other option of its fork.
    pub option: usize,
}

impl Story {
    /// The journey at `index` as a decision: the user's, or what was read.
    pub fn journey_decision(&self, index: usize, gazetteer: &Gazetteer) -> Option<JourneyDecision> {
        let decided = self.decisions.journeys.get(&self.journey_key(index)?);
        decided.cloned().or_else(|| Some(self.as_decision(self.reading.journeys.get(index)?, gazetteer)))
    }

    /// The journey at `index` after `change`, which answers `None` where it cannot be.
    pub fn change_journey(
        &self,
        index: usize,
        gazetteer: &Gazetteer,
        change: impl FnOnce(&mut JourneyDecision) -> Option<()>,
    ) -> Option<Edit> {
        let before = self.journey_decision(index, gazetteer)?;
        let mut after = before.clone();
        change(&mut after)?;
        (after != before && after.stops.len() >= 2).then_some(Edit::Journey(self.journey_key(index)?, Some(after)))
    }

    /// Moves the stop at `from` to where the one at `to` is.
    pub fn move_stop(&self, index: usize, from: usize, to: usize, gazetteer: &Gazetteer) -> Option<Edit> {
        self.change_journey(index, gazetteer, |journey| {
            let n = journey.stops.len();
            if from >= n || to >= n {
                return None;
            }
            let stop = journey.stops.remove(from);
            journey.stops.insert(to, stop);
            Some(())
        })
    }

    /// Takes a stop out, or one of its options.
    pub fn remove_stop(&self, index: usize, way: Way, gazetteer: &Gazetteer) -> Option<Edit> {
        self.change_journey(index, gazetteer, |journey| {
            match way.option.checked_sub(1) {
                None if way.stop < journey.stops.len() => drop(journey.stops.remove(way.stop)),
                None => return None,
                Some(option) => {
                    let options = &mut journey.stops.get_mut(way.stop)?.options;
                    if option >= options.len() {
                        return None;
                    }
                    options.remove(option);
                }
            }
            Some(())
        })
    }

    /// Puts a stop at `place` before the stop at `stop`; at the end where there is none. `at` are words that name the place.
    pub fn insert_stop(&self, index: usize, stop: usize, place: ChosenPlace, at: Option<Span>, gazetteer: &Gazetteer) -> Option<Edit> {
        self.change_journey(index, gazetteer, |journey| {
            let stop = stop.min(journey.stops.len());
            journey.stops.insert(stop, StopDecision { at, ..StopDecision::at(place) });
            Some(())
        })
    }

    /// Leads the journey over `place` in place of a stop, which keeps its date and status.
    pub fn reroute(&self, index: usize, way: Way, place: ChosenPlace, at: Option<Span>, gazetteer: &Gazetteer) -> Option<Edit> {
        self.change_stop(index, way, gazetteer, |stop| (stop.place, stop.at) = (place, at))
    }

    /// The journey at `index` after a change of one stop.
    pub fn change_stop(&self, index: usize, way: Way, gazetteer: &Gazetteer, change: impl FnOnce(&mut StopDecision)) -> Option<Edit> {
        self.change_journey(index, gazetteer, |journey| {
            let stop = journey.stops.get_mut(way.stop)?;
            change(match way.option.checked_sub(1) {
                None => stop,
                Some(option) => stop.options.get_mut(option)?,
            });
            Some(())
        })
    }

    /// Puts another stop beside one: either this or that.
    pub fn add_option(&self, index: usize, stop: usize, place: ChosenPlace, at: Option<Span>, gazetteer: &Gazetteer) -> Option<Edit> {
        self.change_journey(index, gazetteer, |journey| {
            let stop = journey.stops.get_mut(stop)?;
            let option = StopDecision { at, when: stop.when, status: stop.status, ..StopDecision::at(place) };
            stop.options.push(option);
            Some(())
        })
    }

    /// Decides an either/or: the option becomes the stop, and the others go.
    pub fn take_option(&self, index: usize, way: Way, gazetteer: &Gazetteer) -> Option<Edit> {
        self.change_journey(index, gazetteer, |journey| {
            let stop = journey.stops.get_mut(way.stop)?;
            let options = std::mem::take(&mut stop.options);
            if let Some(option) = way.option.checked_sub(1) {
                *stop = options.into_iter().nth(option)?;
            }
            Some(())
        })
    }

    /// Makes one journey of two: the second goes on where the first ends.
    pub fn join_journeys(&self, first: usize, second: usize, gazetteer: &Gazetteer) -> Option<Edit> {
        if first == second {
            return None;
        }
        let (key, other_key) = (self.journey_key(first)?, self.journey_key(second)?);
        let (mut joined, mut rest) = (self.journey_decision(first, gazetteer)?, self.journey_decision(second, gazetteer)?);
        let gone = JourneyDecision { stops: Vec::new(), ..rest.clone() };
        for stop in rest.stops.iter_mut().flat_map(|s| std::iter::once(&mut s.status).chain(s.options.iter_mut().map(|o| &mut o.status))) {
            // What was said of the whole is now said of its legs.
            *stop = stop.or(Some(rest.status)).filter(|s| *s != joined.status);
        }
        for stop in &mut rest.stops {
            stop.transport = stop.transport.or(Some(rest.transport)).filter(|t| *t != joined.transport);
        }
        let is_met = match (joined.stops.last(), rest.stops.first()) {
            (Some(a), Some(b)) => is_same_place(a, b),
            _ => false,
        };
        if is_met {
            let met = rest.stops.remove(0);
            let last = joined.stops.last_mut()?;
            last.when = last.when.or(met.when);
        }
        joined.evidence = self.sentences(&joined, first).into_iter().chain(self.sentences(&rest, second)).collect();
        joined.evidence.sort();
        joined.evidence.dedup();
        joined.stops.extend(rest.stops);
        // A journey that the user made is gone with its decision; one that was read would come back.
        let gone = if other_key.1 >= BY_HAND { None } else { Some(gone) };
        Some(Edit::Many(vec![Edit::Journey(key, Some(joined)), Edit::Journey(other_key, gone)]))
    }

    /// Makes two journeys of one: the first ends at the stop `at`, where the second begins.
    pub fn split_journey(&self, index: usize, at: usize, gazetteer: &Gazetteer) -> Option<Edit> {
        let mut first = self.journey_decision(index, gazetteer)?;
        if at == 0 || at + 1 >= first.stops.len() {
            return None;
        }
        let mut second = first.clone();
        second.stops.drain(..at);
        first.stops.truncate(at + 1);
        let told: Vec<Span> = second.stops.iter().skip(1).flat_map(|s| s.evidence.clone()).collect();
        second.evidence = if told.is_empty() { self.sentences(&second, index) } else { told };
        second.evidence.sort();
        second.evidence.dedup();
        let key = self.free_key(*second.evidence.first()?);
        Some(Edit::Many(vec![Edit::Journey(self.journey_key(index)?, Some(first)), Edit::Journey(key, Some(second))]))
    }

    /// Makes a journey of two stops; the words that name the first are the words it is kept by.
    pub fn new_journey(&self, from: (ChosenPlace, Option<Span>), to: (ChosenPlace, Option<Span>)) -> Option<Edit> {
        let words = from.1.or(to.1)?;
        let sentence = self.reading.events.iter().map(|e| e.span).find(|s| s.contains(words)).unwrap_or(words);
        let stop = |(place, at)| StopDecision { at, ..StopDecision::at(place) };
        let decision = JourneyDecision {
            mover: String::new(),
            status: Status::Done,
            transport: Transport::Unknown,
            stops: vec![stop(from), stop(to)],
            evidence: vec![sentence],
        };
        Some(Edit::Journey(self.free_key(sentence), Some(decision)))
    }

    /// Takes the journey at `index` out of the story.
    pub fn leave_out_journey(&self, index: usize, gazetteer: &Gazetteer) -> Option<Edit> {
        let (key, decision) = (self.journey_key(index)?, self.journey_decision(index, gazetteer)?);
        let gone = JourneyDecision { stops: Vec::new(), ..decision };
        Some(Edit::Journey(key, if key.1 >= BY_HAND { None } else { Some(gone) }))
    }

    /// The place of a story as a decision keeps it, with the words that name it first. `None` while it is nowhere.
    pub fn chosen_place(&self, place: &StoryPlace, gazetteer: &Gazetteer) -> Option<(ChosenPlace, Option<Span>)> {
        let geonameid = place.place.and_then(|id| gazetteer.place(id)).and_then(|row| row.geonameid);
        let words = place.mentions.first().and_then(|&m| self.reading.toponyms.get(m)).map(|t| t.span);
        Some((ChosenPlace { geonameid, name: place.name.clone(), point: place.point? }, words))
    }

    fn as_decision(&self, journey: &Journey, gazetteer: &Gazetteer) -> JourneyDecision {
        let stop = |stop: &Stop| StopDecision {
            place: ChosenPlace {
                geonameid: stop.place.and_then(|id| gazetteer.place(id)).and_then(|row| row.geonameid),
                name: stop.name.clone(),
                point: stop.point,
            },
            at: stop.toponym.and_then(|t| self.reading.toponyms.get(t)).filter(|t| t.point == Some(stop.point)).map(|t| t.span),
            when: stop.when,
            status: stop.status.map(|s| s.status),
            transport: stop.transport,
            evidence: if stop.evidence == journey.evidence { Vec::new() } else { stop.evidence.clone() },
            options: Vec::new(),
        };
        let mut stops: Vec<StopDecision> = journey.stops.iter().map(stop).collect();
        for fork in &journey.forks {
            if let Some(at) = stops.get_mut(fork.at) {
                at.options.extend(fork.options.iter().map(stop));
            }
        }
        JourneyDecision {
            mover: journey.mover.clone(),
            status: journey.status.status,
            transport: journey.transport,
            stops,
            evidence: Vec::new(),
        }
    }

    /// The sentences of a decision about the journey at `index`.
    fn sentences(&self, decision: &JourneyDecision, index: usize) -> Vec<Span> {
        if !decision.evidence.is_empty() {
            return decision.evidence.clone();
        }
        self.reading.journeys.get(index).map_or(Vec::new(), |j| j.evidence.clone())
    }

    /// A key that no journey has, read or made.
    fn free_key(&self, span: Span) -> JourneyKey {
        let is_taken = |key: &JourneyKey| self.journey_keys.contains(key) || self.decisions.journeys.contains_key(key);
        let mut key = (span, BY_HAND);
        while is_taken(&key) {
            key.1 += 1;
        }
        key
    }
}

fn is_same_place(a: &StopDecision, b: &StopDecision) -> bool {
    a.place.point == b.place.point || a.place.geonameid.is_some() && a.place.geonameid == b.place.geonameid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::earth::LatLon;
    use crate::story::PlaceDecision;

    const TEXT: &str = "Convoy\n\nMay 6, 2020\n\nOn Monday the convoy drove from Lyon through Geneva to Milan.\n\n\
                        The president flew from Oslo to Madrid on May 2.";

    fn story() -> Story {
        let story = Story::new(Article::from_text(TEXT), Gazetteer::embedded());
        assert_eq!(ways(&story), ["convoy: Lyon Geneva Milan", "president: Oslo Madrid"], "the reading these tests build on");
        story
    }

    fn ways(story: &Story) -> Vec<String> {
        let name = |j: &Journey| {
            let stops: Vec<&str> = j.stops.iter().map(|s| s.name.as_str()).collect();
            format!("{}: {}", j.mover.to_lowercase().trim_start_matches("the "), stops.join(" "))
        };
        story.reading.journeys.iter().map(name).collect()
    }

    /// The journeys after an edit, which must be undone by its inverse.
    fn after(story: &Story, edit: Edit) -> Story {
        let gazetteer = Gazetteer::embedded();
        let (edited, inverse) = story.edited(edit, gazetteer);
        let (undone, _) = edited.edited(inverse, gazetteer);
        assert_eq!((undone.decisions, undone.reading.journeys), (story.decisions.clone(), story.reading.journeys.clone()));
        edited
    }

    fn rome() -> ChosenPlace {
        ChosenPlace { geonameid: Some(3_169_070), name: "Rome".into(), point: LatLon::wrapped(41.89, 12.51) }
    }

    #[test]
    fn stops_are_moved_removed_added_and_rerouted() {
        let (story, g) = (story(), Gazetteer::embedded());
        let check = |edit: Option<Edit>, expected: &str| assert_eq!(ways(&after(&story, edit.unwrap()))[0], expected);
        check(story.move_stop(0, 2, 1, g), "convoy: Lyon Milan Geneva");
        check(story.remove_stop(0, Way { stop: 1, option: 0 }, g), "convoy: Lyon Milan");
        check(story.insert_stop(0, 3, rome(), None, g), "convoy: Lyon Geneva Milan Rome");
        check(story.reroute(0, Way { stop: 1, option: 0 }, rome(), None, g), "convoy: Lyon Rome Milan");
        assert_eq!(story.remove_stop(1, Way { stop: 0, option: 0 }, g), None, "a journey has two stops");
        assert_eq!(story.move_stop(0, 1, 1, g), None, "nothing changes");
        assert_eq!(story.move_stop(0, 1, 9, g), None);
    }

    #[test]
    fn an_either_or_is_made_and_decided() {
        let (story, g) = (story(), Gazetteer::embedded());
        let forked = after(&story, story.add_option(0, 1, rome(), None, g).unwrap());
        assert_eq!(forked.reading.journeys[0].forks[0].options[0].name, "Rome");
        assert_eq!(forked.routes[0].legs.len(), 4);
        let decided = after(&forked, forked.take_option(0, Way { stop: 1, option: 1 }, g).unwrap());
        assert_eq!(ways(&decided)[0], "convoy: Lyon Rome Milan");
        assert!(decided.reading.journeys[0].forks.is_empty());
        let removed = after(&forked, forked.remove_stop(0, Way { stop: 1, option: 1 }, g).unwrap());
        assert_eq!(removed.routes[0].legs.len(), 2);
    }

    #[test]
    fn journeys_are_split_joined_and_left_out() {
        let (story, g) = (story(), Gazetteer::embedded());
        let split = after(&story, story.split_journey(0, 1, g).unwrap());
        assert_eq!(ways(&split), ["convoy: Lyon Geneva", "convoy: Geneva Milan", "president: Oslo Madrid"]);
        let joined = after(&split, split.join_journeys(0, 1, g).unwrap());
        assert_eq!(ways(&joined), ["convoy: Lyon Geneva Milan", "president: Oslo Madrid"]);
        let both = after(&story, story.join_journeys(1, 0, g).unwrap());
        assert_eq!(ways(&both), ["president: Oslo Madrid Lyon Geneva Milan"]);
        let gone = after(&split, split.leave_out_journey(1, g).unwrap());
        assert_eq!(ways(&gone), ["convoy: Lyon Geneva", "president: Oslo Madrid"]);
        assert_eq!(story.split_journey(0, 0, g), None);
        assert_eq!(story.split_journey(0, 2, g), None);
        assert_eq!(story.join_journeys(0, 0, g), None);
    }

    #[test]
    fn a_journey_is_made_from_a_place_of_the_story() {
        let (story, g) = (story(), Gazetteer::embedded());
        let oslo = story.places.iter().find(|p| p.name == "Oslo").unwrap();
        let made = after(&story, story.new_journey(story.chosen_place(oslo, g).unwrap(), (rome(), None)).unwrap());
        assert_eq!(ways(&made), ["convoy: Lyon Geneva Milan", "president: Oslo Madrid", ": Oslo Rome"]);
        let gone = after(&made, made.leave_out_journey(2, g).unwrap());
        assert!(gone.decisions.is_empty());
    }

    #[test]
    fn a_journey_left_out_does_not_give_its_key_to_the_next() {
        let g = Gazetteer::embedded();
        let story = story();
        let gone = after(&story, story.leave_out_journey(0, g).unwrap());
        assert_eq!(gone.journey_key(0), story.journey_key(1));
        let both = after(&gone, gone.leave_out_journey(0, g).unwrap());
        assert!(both.reading.journeys.is_empty());
        assert_eq!(both.decisions.journeys.len(), 2);
    }

    #[test]
    fn a_moved_pin_moves_the_stops_of_a_journey_put_together_by_hand() {
        let (story, g) = (story(), Gazetteer::embedded());
        let story = after(&story, story.move_stop(0, 2, 1, g).unwrap());
        let geneva = story.reading.toponyms.iter().find(|t| t.span.of(TEXT) == "Geneva").unwrap().span;
        let spans = story.reading.toponyms.iter().map(|t| t.span).filter(|s| s.of(TEXT) == geneva.of(TEXT));
        let point = LatLon::wrapped(46.0, 6.0);
        let chosen = PlaceDecision::Choose(ChosenPlace { geonameid: None, name: "Geneva".into(), point });
        let moved = after(&story, Edit::Many(spans.map(|s| Edit::Place(s, Some(chosen.clone()))).collect()));
        assert_eq!(moved.reading.journeys[0].stops[2].point, point);
    }
}
