//! How well journeys are read: their legs, stops, dates and status.

use super::record::{JourneyMarked, Record, StopMarked};
use super::{Pair, Ratio, Share};
use crate::earth::{self, LatLon};
use std::collections::{BTreeMap, BTreeSet};

/// Kilometres within which a stop is right: the 100 miles of toponym resolution.
const NEAR_KM: f64 = 161.0;

/// The same for a stop that is a country, a first-order region or a sea, whose point is one of many.
const WIDE_KM: f64 = 400.0;

/// The least that is allowed to an end of a short leg, in kilometres.
const LEAST_KM: f64 = 2.0;

/// How well journeys are read, over all articles together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JourneyScores {
    /// Legs from stop to stop, in their direction; with an alternative, those by way of it too.
    pub legs: Ratio,
    /// Different places visited.
    pub stops: Ratio,
    /// Of the labelled stops with a date: those that end a leg that was found, with the right date there. The others count as wrong.
    pub dates: Share,
    /// Of the labelled stops with a date that end a leg that was found: those with the right date.
    pub dates_of_found: Share,
    /// Of the legs found: those with the right status.
    pub status: Share,
    /// Of the legs that only an alternative makes: those found.
    pub alternatives: Share,
    /// Articles with a journey.
    pub detection: Ratio,
}

/// Scores the journeys of `pairs`.
pub fn score_journeys(pairs: &[Pair<'_>]) -> JourneyScores {
    let mut scores = JourneyScores::default();
    for (gold, found) in pairs {
        let journeys = |record: Option<&'_ Record>| record.and_then(|r| r.journeys.clone()).unwrap_or_default();
        let mut found = journeys(*found);
        found.retain(|j| j.stops.len() > 1);
        score_one(&journeys(Some(gold)), &found, &mut scores);
    }
    scores
}

/// A leg, and what it takes to know it again.
struct Leg<'j> {
    from: &'j StopMarked,
    to: &'j StopMarked,
    status: &'j str,
    is_alternative: bool,
    /// Which stops of which journey: its index, the step, the option at that step.
    from_key: (usize, usize, usize),
    to_key: (usize, usize, usize),
}

fn legs(journeys: &[JourneyMarked]) -> Vec<Leg<'_>> {
    let mut legs = Vec::new();
    for (number, journey) in journeys.iter().enumerate() {
        let ways = |step: usize| {
            let others = journey.alternatives.iter().flatten().filter(move |a| a.at == step).flat_map(|a| &a.options);
            journey.stops.get(step).into_iter().chain(others).enumerate()
        };
        for step in 1..journey.stops.len() {
            for (from_option, from) in ways(step - 1) {
                for (to_option, to) in ways(step) {
                    legs.push(Leg {
                        from,
                        to,
                        status: to.status.as_deref().or(journey.status.as_deref()).unwrap_or("done"),
                        is_alternative: from_option + to_option > 0,
                        from_key: (number, step - 1, from_option),
                        to_key: (number, step, to_option),
                    });
                }
            }
        }
    }
    legs
}

fn score_one(gold: &[JourneyMarked], found: &[JourneyMarked], scores: &mut JourneyScores) {
    let (gold_legs, found_legs) = (legs(gold), legs(found));
    let matches = matched(gold_legs.len(), &|g| gold_legs.get(g).map_or(Vec::new(), |leg| likely(leg, &found_legs)));
    let matching = |g: usize| matches.get(&g).and_then(|&f| found_legs.get(f));
    scores.legs += Ratio { hits: matches.len() as u64, found: found_legs.len() as u64, gold: gold_legs.len() as u64 };
    // A stop between two legs is right where it is right on one of them.
    let mut dated: BTreeMap<(usize, usize, usize), Option<bool>> = BTreeMap::new();
    for (g, leg) in gold_legs.iter().enumerate() {
        let found = matching(g);
        if let Some(found) = found {
            scores.status.count(found.status == leg.status);
        }
        if leg.is_alternative {
            scores.alternatives.count(found.is_some());
        }
        for (key, stop, given) in [(leg.from_key, leg.from, found.map(|f| f.from)), (leg.to_key, leg.to, found.map(|f| f.to))] {
            if days(stop).is_some() {
                let is_right = dated.entry(key).or_default();
                if let Some(given) = given {
                    *is_right = Some(is_right.unwrap_or(false) || has_right_date(stop, given));
                }
            }
        }
    }
    for is_right in dated.into_values() {
        scores.dates.count(is_right == Some(true));
        if let Some(is_right) = is_right {
            scores.dates_of_found.count(is_right);
        }
    }
    score_stops(gold, found, scores);
    let (is_told, is_found) = (u64::from(!gold.is_empty()), u64::from(!found.is_empty()));
    scores.detection += Ratio { hits: is_told * is_found, found: is_found, gold: is_told };
}

/// The found legs that may be `leg`, the likeliest first: of the right status, with the right dates, the nearest.
fn likely(leg: &Leg<'_>, found: &[Leg<'_>]) -> Vec<usize> {
    let mut likely = Vec::new();
    for (f, other) in found.iter().enumerate() {
        let Some((from_km, to_km)) = ends_km(leg, other) else { continue };
        let n_dates = usize::from(has_right_date(leg.from, other.from)) + usize::from(has_right_date(leg.to, other.to));
        likely.push((leg.status != other.status, 2 - n_dates, from_km + to_km, f));
    }
    likely.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
    likely.into_iter().map(|(.., f)| f).collect()
}

/// How far the ends of two legs are apart in kilometres; `None` where they are too far.
fn ends_km(gold: &Leg<'_>, found: &Leg<'_>) -> Option<(f64, f64)> {
    let (from, to) = (gold.from.points(), gold.to.points());
    let length = from.iter().filter_map(|&p| nearest_km(p, &to)).min_by(f64::total_cmp)?;
    // Else the way back would do for the way there, within a city.
    let allowed = |stop: &StopMarked| tolerance_km(stop).min((length / 2.0).max(LEAST_KM));
    let near = |points: &[LatLon], stop: &StopMarked, limit: f64| {
        let [lat, lon] = [stop.lat?, stop.lon?];
        nearest_km(LatLon::new(lat, lon)?, points).filter(|&km| km <= limit)
    };
    Some((near(&from, found.from, allowed(gold.from))?, near(&to, found.to, allowed(gold.to))?))
}

fn tolerance_km(stop: &StopMarked) -> f64 {
    if stop.wide { WIDE_KM } else { NEAR_KM }
}

fn nearest_km(point: LatLon, points: &[LatLon]) -> Option<f64> {
    points.iter().map(|&other| earth::distance(point, other).km()).min_by(f64::total_cmp)
}

/// Counts the places visited: labelled ones by name, found ones by point to four decimals.
fn score_stops(gold: &[JourneyMarked], found: &[JourneyMarked], scores: &mut JourneyScores) {
    fn stops(journeys: &[JourneyMarked]) -> impl Iterator<Item = &StopMarked> {
        journeys.iter().flat_map(|j| j.stops.iter().chain(j.alternatives.iter().flatten().flat_map(|a| &a.options)))
    }
    let gold: Vec<&StopMarked> = stops(gold).map(|s| (&s.name, s)).collect::<BTreeMap<_, _>>().into_values().collect();
    let point = |s: &StopMarked| s.lat.zip(s.lon).and_then(|(lat, lon)| LatLon::new(lat, lon));
    let key = |p: LatLon| [p.lat(), p.lon()].map(|degrees| (degrees * 1e4).round() as i64);
    let found: Vec<LatLon> = stops(found).filter_map(point).map(|p| (key(p), p)).collect::<BTreeMap<_, _>>().into_values().collect();
    let near = |g: usize| {
        let Some(stop) = gold.get(g) else { return Vec::new() };
        let is_near = |p: LatLon| nearest_km(p, &stop.points()).is_some_and(|km| km <= tolerance_km(stop));
        found.iter().enumerate().filter(|&(_, &p)| is_near(p)).map(|(f, _)| f).collect()
    };
    let hits = matched(gold.len(), &near).len() as u64;
    scores.stops += Ratio { hits, found: found.len() as u64, gold: gold.len() as u64 };
}

/// Matches as many as can be of `n` things, one to one, each with one of those that `likely` lists for it, the likeliest first.
///
/// Source: Kuhn (1955), The Hungarian method; here for an unweighted bipartite graph, by augmenting paths.
fn matched(n: usize, likely: &dyn Fn(usize) -> Vec<usize>) -> BTreeMap<usize, usize> {
    let lists: Vec<Vec<usize>> = (0..n).map(likely).collect();
    let mut holder: BTreeMap<usize, usize> = BTreeMap::new();
    for thing in 0..n {
        augment(thing, &lists, &mut holder, &mut BTreeSet::new());
    }
    holder.into_iter().map(|(other, thing)| (thing, other)).collect()
}

/// Gives `thing` one of its list, if need be by giving whoever holds it another of its own. As deep as there are legs in an article.
fn augment(thing: usize, lists: &[Vec<usize>], holder: &mut BTreeMap<usize, usize>, tried: &mut BTreeSet<usize>) -> bool {
    for &other in lists.get(thing).into_iter().flatten() {
        if !tried.insert(other) {
            continue;
        }
        let is_free = match holder.get(&other).copied() {
            None => true,
            Some(rival) => augment(rival, lists, holder, tried),
        };
        if is_free {
            holder.insert(other, thing);
            return true;
        }
    }
    false
}

/// Whether the date of `given` meets that of `stop`: the same day, a day in its month, two stretches that overlap.
fn has_right_date(stop: &StopMarked, given: &StopMarked) -> bool {
    match (days(stop), days(given)) {
        (Some((first, last)), Some((from, to))) => first <= to && from <= last,
        _ => false,
    }
}

/// The first and the last day of a stop's date, as ISO 8601, which sorts as the days do.
fn days(stop: &StopMarked) -> Option<(String, String)> {
    let given = |words: &Option<String>| words.clone().filter(|w| !w.is_empty());
    let (first, last) = match given(&stop.date) {
        Some(date) => (date.clone(), date),
        None => {
            let (start, end) = (given(&stop.date_start), given(&stop.date_end));
            (start.clone().or(end.clone())?, end.or(start)?)
        }
    };
    // A year or a month is all of its days; no month has more than 31.
    let filled = |date: String, month: &str, day: &str| match date.len() {
        4 => date + month + day,
        7 => date + day,
        _ => date,
    };
    Some((filled(first, "-01", "-01"), filled(last, "-12", "-31")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(journeys: &str) -> Record {
        serde_json::from_str(&format!(r#"{{"journeys": [{journeys}]}}"#)).unwrap()
    }

    const GOLD: &str = r#"{"status": "planned", "stops": [
        {"place": "Seoul", "lat": 37.57, "lon": 126.98, "date": "2018-07"},
        {"place": "Osan", "lat": 37.09, "lon": 127.03},
        {"place": "Hawaii", "lat": 20.75, "lon": -156.5, "wide": true, "date": "2018-08-01"}],
        "alternatives": [{"at": 1, "options": [{"place": "Tokyo", "lat": 35.7, "lon": 139.7}]}]}"#;

    fn check(found: &str, expected: &str) {
        let (gold, found) = (record(GOLD), record(found));
        let s = score_journeys(&[(&gold, Some(&found))]);
        let ratio = |r: Ratio| format!("{}/{}/{}", r.hits, r.found, r.gold);
        let share = |s: Share| format!("{}/{}", s.right, s.all);
        let said = format!(
            "legs {} stops {} dates {} {} status {} alternatives {} detection {}",
            ratio(s.legs),
            ratio(s.stops),
            share(s.dates),
            share(s.dates_of_found),
            share(s.status),
            share(s.alternatives),
            ratio(s.detection)
        );
        assert_eq!(said, expected);
    }

    #[test]
    fn legs_stops_dates_and_status_are_told_apart() {
        check(GOLD, "legs 4/4/4 stops 4/4/4 dates 2/2 2/2 status 4/4 alternatives 2/2 detection 1/1/1");
        check("", "legs 0/0/4 stops 0/0/4 dates 0/2 0/0 status 0/0 alternatives 0/2 detection 0/0/1");
        // Honolulu is in Hawaii; the way back is another leg.
        let there = r#"{"status": "done", "stops": [{"lat": 37.1, "lon": 127.0}, {"lat": 21.3, "lon": -157.9, "date_start": "2018-07-30", "date_end": "2018-08-02"}]}"#;
        check(there, "legs 1/1/4 stops 2/2/4 dates 1/2 1/1 status 0/1 alternatives 0/2 detection 1/1/1");
        let back = r#"{"status": "planned", "stops": [{"lat": 21.3, "lon": -157.9}, {"lat": 37.1, "lon": 127.0}]}"#;
        check(back, "legs 0/1/4 stops 2/2/4 dates 0/2 0/0 status 0/0 alternatives 0/2 detection 1/1/1");
        // From Seoul to Osan it is 54 km: an end within 27 km is right, Seoul itself is not.
        let stays = r#"{"stops": [{"lat": 37.57, "lon": 126.98, "date": "2018-07-04"}, {"lat": 37.4, "lon": 127.0}]}"#;
        check(stays, "legs 0/1/4 stops 2/2/4 dates 0/2 0/0 status 0/0 alternatives 0/2 detection 1/1/1");
        // A journey of one stop is none.
        check(r#"{"stops": [{"lat": 1, "lon": 1}]}"#, "legs 0/0/4 stops 0/0/4 dates 0/2 0/0 status 0/0 alternatives 0/2 detection 0/0/1");
    }

    #[test]
    fn as_many_as_can_be_are_matched() {
        let check = |lists: &[&[usize]], expected: &[(usize, usize)]| {
            let found = matched(lists.len(), &|i| lists[i].to_vec());
            assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        };
        check(&[&[0, 1], &[0]], &[(0, 1), (1, 0)]);
        check(&[&[0], &[0], &[1]], &[(0, 0), (2, 1)]);
        check(&[], &[]);
    }

    #[test]
    fn a_date_is_all_its_days() {
        let check = |date: Option<&str>, start: Option<&str>, end: Option<&str>, expected: Option<(&str, &str)>| {
            let own = |w: Option<&str>| w.map(str::to_owned);
            let stop = StopMarked { date: own(date), date_start: own(start), date_end: own(end), ..StopMarked::default() };
            assert_eq!(days(&stop), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        };
        check(None, None, None, None);
        check(Some("2018"), None, None, Some(("2018-01-01", "2018-12-31")));
        check(Some("2018-02"), None, None, Some(("2018-02-01", "2018-02-31")));
        check(Some(""), Some("2018-02-03"), None, Some(("2018-02-03", "2018-02-03")));
        check(None, Some("2018-02"), Some("2018-03"), Some(("2018-02-01", "2018-03-31")));
    }
}
