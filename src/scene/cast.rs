//! Who is on the picture: the places of a story at one instant, each with its look, its words and its importance.

use super::words::{self, Year};
use super::{Color, Options, Theme};
use crate::dates::Range;
use crate::earth::{LatLon, distance};
use crate::events::{Status, Transport};
use crate::gazetteer::Feature;
use crate::language::tr_with;
use crate::story::{Certainty, CueKind, Instant, Story, StoryPlace, Target};

/// How a point is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A place of the story, sure.
    Sure,
    /// A place of low confidence.
    Unsure,
    /// A stop, or a place where all that happens has one status.
    Status(Status),
    /// A position of a storm.
    Storm(Status),
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// A point.
    Pin {
        /// Its look.
        sign: Sign,
        /// The number of the stop, on a journey of three or more.
        number: Option<usize>,
    },
    /// A country or first-level unit, drawn as its area.
    Area(AreaOf),
    /// A zone along the border between two countries, by their ISO 3166-1 alpha-2 codes.
    Border([u8; 2], [u8; 2]),
    /// An area whose shape is not known, drawn as a soft disc of this radius in kilometres.
    Around(f64),
    /// A sea, region or continent: its name only.
    NameOnly,
}

/// Whose area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AreaOf {
    /// A country, by its ISO 3166-1 alpha-2 code.
    Country([u8; 2]),
    /// A first-level unit, by its GeoNames id.
    Admin1(u32),
}

/// Which articles of a story of several tell of a place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// All of them, from 0; none where the story is of one article.
    pub by: Vec<usize>,
    /// What each says of when, side by side, each line with those who agree on it.
    pub lines: Vec<(String, Color, Vec<usize>)>,
}

/// A place on the picture.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub target: Option<Target>,
    pub name: String,
    pub point: LatLon,
    pub role: Role,
    /// Second line of the label: the date, with its colour.
    pub line: Option<(String, Color)>,
    /// The articles that tell of it, where the story is of several.
    pub told: Told,
    /// Whether the story has come here.
    pub is_reached: bool,
    /// Whether the story is here now.
    pub is_current: bool,
    pub is_selected: bool,
    pub is_hovered: bool,
    /// An area in which nothing of the story happens.
    pub is_only_named: bool,
    /// A sea, a river or another water.
    pub is_water: bool,
    /// 0 is the most important.
    pub rank: u8,
    /// Its accessible name.
    pub accessible: String,
}

impl Actor {
    /// Radius of the pin with its paper ring, in points at scale 1; 0 for areas.
    pub fn radius(&self) -> f32 {
        match self.role {
            Role::Pin { number: Some(_), .. } => 11.0,
            Role::Pin { sign: Sign::Storm(_), .. } => 5.0,
            Role::Pin { .. } => 7.0,
            Role::Area(_) | Role::Border(..) | Role::Around(_) | Role::NameOnly => 0.0,
        }
    }

    /// Radius of everything that is drawn of the pin, its ring included while it is selected or current.
    pub fn extent(&self) -> f32 {
        match self.radius() {
            0.0 => 0.0,
            radius if self.is_selected || self.is_current => radius + 3.5,
            radius => radius,
        }
    }

    /// Whether a journey stops here.
    pub fn is_stop(&self) -> bool {
        matches!(self.role, Role::Pin { number: Some(_), .. } | Role::Pin { sign: Sign::Status(_), .. })
    }

    pub fn is_pin(&self) -> bool {
        matches!(self.role, Role::Pin { .. })
    }
}

/// A stop as a leg arrives at it, or leaves it first.
struct StopAt<'a> {
    stop: &'a crate::story::RouteStop,
    route: usize,
    status: Status,
    transport: Transport,
    when: Option<Range>,
    is_reached: bool,
    is_current: bool,
    is_option: bool,
    is_start: bool,
    /// Whether the mover has gone further.
    is_left: bool,
    n_stops: usize,
}

/// How far a leg has come at an instant, 0 to 1.
pub(crate) fn progress(instant: &Instant, route: usize, leg: usize) -> f64 {
    instant.progress(route, leg)
}

fn stops<'a>(story: &'a Story, instant: &Instant) -> Vec<StopAt<'a>> {
    let current_step = instant.cue.and_then(|c| story.playback.cues.get(c)).map(|c| c.kind);
    let mut all = Vec::new();
    for (route_idx, route) in story.routes.iter().enumerate() {
        let begun = (0..route.legs.len())
            .filter(|&l| progress(instant, route_idx, l) > 0.0)
            .filter_map(|l| route.legs.get(l))
            .map(|l| l.to.number)
            .max();
        let n_stops = 1 + route.legs.iter().filter(|l| l.option == 0).count();
        for (leg_idx, leg) in route.legs.iter().enumerate() {
            let fraction = progress(instant, route_idx, leg_idx);
            let common = |stop, is_start, when, is_reached| StopAt {
                stop,
                route: route_idx,
                status: leg.status.status,
                transport: leg.transport,
                when,
                is_reached,
                is_current: false,
                is_option: leg.option > 0,
                is_start,
                is_left: begun.is_some_and(|b| b > if is_start { 1 } else { leg.to.number }),
                n_stops,
            };
            if leg_idx == 0 {
                let left = story.reading.journeys.get(route_idx).and_then(|j| j.stops.first()).and_then(|s| s.when);
                all.push(common(&leg.from, true, left, fraction > 0.0));
            }
            let mut arrival = common(&leg.to, false, leg.when, fraction >= 1.0);
            arrival.is_current = fraction >= 1.0 && current_step == Some(CueKind::Step(route_idx, leg.to.number.saturating_sub(1)));
            all.push(arrival);
        }
    }
    all
}

/// Returns everybody on the picture, the most important first.
pub(crate) fn cast(story: &Story, instant: &Instant, options: &Options) -> Vec<Actor> {
    let mut actors = company(story, instant, options);
    actors.sort_by_key(|a| a.rank);
    actors
}

/// Returns everybody on the picture in an order that is the same at every instant.
pub(super) fn company(story: &Story, instant: &Instant, options: &Options) -> Vec<Actor> {
    let stops = stops(story, instant);
    let known = known_year(story, instant);
    let mut actors: Vec<Actor> = Vec::new();
    for (idx, place) in story.places.iter().enumerate() {
        let target = Target::Place(idx);
        let is_shown_anyway = options.selected == Some(target) || options.hovered == Some(target);
        let here: Vec<&StopAt<'_>> = stops.iter().filter(|s| s.stop.story_place == Some(idx)).collect();
        let Some(point) = place.point else { continue };
        if place.certainty == Certainty::Ignored || !(place.is_on_map || is_shown_anyway || !here.is_empty()) {
            continue;
        }
        actors.push(actor(story, instant, options, &known, Some((target, place)), &place.name, point, &here));
    }
    let mut homeless: Vec<&StopAt<'_>> = stops.iter().filter(|s| s.stop.story_place.is_none()).collect();
    while let Some(first) = homeless.first().copied() {
        let (same, rest) =
            homeless.into_iter().partition(|s| s.stop.name == first.stop.name && distance(s.stop.point, first.stop.point).km() < 1.0);
        homeless = rest;
        let mut actor = actor(story, instant, options, &known, None, &first.stop.name, first.stop.point, &same);
        actor.target = Some(Target::Journey(first.route));
        if first.transport == Transport::Storm {
            // A storm's positions are told by their dates; its name goes with its head.
            let is_head = same.iter().any(|s| s.is_reached && !s.is_left);
            let mover = story.routes.get(first.route).map_or("", |r| r.mover.as_str());
            actor.name = if is_head { words::capital(mover) } else { String::new() };
        }
        actors.push(actor);
    }
    actors
}

/// The year that labels need not say: that of the instant, else that of publication.
fn known_year(story: &Story, instant: &Instant) -> Year {
    let shown = instant.when.map(|r| r.start.year());
    shown.or(story.article.published.map(|p| p.date.year())).map_or(Year::Said, Year::Known)
}

#[expect(clippy::too_many_arguments, reason = "one call site a kind of place; a struct would only name the same eight things twice")]
fn actor(
    story: &Story,
    instant: &Instant,
    options: &Options,
    known: &Year,
    place: Option<(Target, &StoryPlace)>,
    name: &str,
    point: LatLon,
    here: &[&StopAt<'_>],
) -> Actor {
    let theme = options.theme;
    let target = place.map(|(target, _)| target);
    let is_unsure = place.is_some_and(|(_, p)| p.certainty == Certainty::Unsure);
    let role = role(story, place.map(|(_, p)| p), here, is_unsure);
    let events: Vec<usize> = place.map(|(_, p)| p.events.clone()).unwrap_or_default();
    let has_event = |e: &usize| story.playback.has_come(instant, *e);
    let is_dated = !here.is_empty() || !events.is_empty();
    let is_reached = !is_dated || here.iter().any(|s| s.is_reached) || events.iter().any(has_event);
    let is_current = here.iter().any(|s| s.is_current)
        || matches!(instant.cue.and_then(|c| story.playback.cues.get(c)).map(|c| c.kind), Some(CueKind::Event(e)) if events.contains(&e));
    // An event is selected with its place, a date with the places of its events.
    let is_selected = target.is_some_and(|t| match options.selected {
        Some(Target::Event(e)) => events.contains(&e),
        Some(Target::Date(d)) => events.iter().filter_map(|&e| story.reading.events.get(e)).any(|e| e.timex == Some(d)),
        selected => selected == Some(t),
    });
    let is_hovered = target.is_some() && options.hovered == target;
    let only_option = !here.is_empty() && here.iter().all(|s| s.is_option);
    let mut label = if only_option { tr_with("or {}", &[&name]) } else { name.to_owned() };
    if is_unsure {
        label.push('?');
    }
    let said = when_said(story, instant, place.map(|(_, p)| p), here, None);
    let line = said.and_then(|(range, status)| line(&range, status, *known, theme, label.trim_end_matches('?')));
    let is_only_named = role == Role::NameOnly && !is_dated;
    let is_water = place.is_some_and(|(_, p)| p.feature == Some(Feature::Sea));
    let is_stop = !here.is_empty();
    let rank = match role {
        _ if is_selected => 0,
        _ if is_current => 1,
        Role::Pin { .. } if is_stop => 2,
        _ if is_stop => 3,
        Role::Pin { .. } => 4,
        _ if is_only_named => 6,
        _ => 5,
    };
    let told = told(story, instant, place, here, *known, theme, &label);
    let mut accessible = accessible(name, place.map(|(_, p)| p), here, said);
    accessible.push_str(&told_by(story, &told.by));
    Actor {
        target,
        name: label,
        point,
        role,
        line,
        told,
        is_reached,
        is_current,
        is_selected,
        is_hovered,
        is_only_named,
        is_water,
        rank,
        accessible,
    }
}

fn role(story: &Story, place: Option<&StoryPlace>, here: &[&StopAt<'_>], is_unsure: bool) -> Role {
    if let Some(area) = place.and_then(|p| border_role(story, p).or_else(|| area_role(p))) {
        // Where nothing of the story happens in an area, its name is enough: a tint would draw the eye to it.
        let is_told_of = !here.is_empty() || place.is_some_and(|p| !p.events.is_empty());
        return if is_told_of || !matches!(area, Role::Area(_)) { area } else { Role::NameOnly };
    }
    if place.is_none() && here.iter().all(|s| s.stop.is_area) && !here.is_empty() {
        return Role::NameOnly;
    }
    let number = here.iter().filter(|s| s.n_stops > 2).map(|s| s.stop.number).min();
    if let Some(stop) = here.iter().min_by_key(|s| (s.is_start, s.status == Status::Cancelled)) {
        if stop.transport == Transport::Storm {
            return Role::Pin { sign: Sign::Storm(stop.status), number: None };
        }
        let is_called_off = stop.status == Status::Cancelled;
        let sign = if is_unsure { Sign::Unsure } else { Sign::Status(stop.status) };
        return Role::Pin { sign, number: number.filter(|_| !is_called_off && !is_unsure) };
    }
    if is_unsure {
        return Role::Pin { sign: Sign::Unsure, number: None };
    }
    // A place where everything is yet to come, or was called off, says so; anything else is simply a place of the story.
    let statuses: Vec<Status> =
        place.iter().flat_map(|p| &p.events).filter_map(|&e| story.reading.events.get(e)).map(|e| e.status.status).collect();
    let sign = match statuses.split_first() {
        Some((&first, rest)) if rest.iter().all(|&s| s == first) && !matches!(first, Status::Done | Status::Ongoing) => Sign::Status(first),
        _ => Sign::Sure,
    };
    Role::Pin { sign, number: None }
}

/// A zone that is named as one and lies on the border of two countries of the story.
fn border_role(story: &Story, place: &StoryPlace) -> Option<Role> {
    let name = place.name.to_lowercase();
    if place.feature != Some(Feature::Zone) || !["zone", "border", "frontier", "line"].iter().any(|w| name.contains(w)) {
        return None;
    }
    let point = place.point?;
    let mut countries: Vec<[u8; 2]> = story.places.iter().filter_map(|p| p.country).collect();
    countries.sort_unstable();
    countries.dedup();
    let mut pairs = countries.iter().flat_map(|&a| countries.iter().map(move |&b| (a, b))).filter(|(a, b)| a < b);
    pairs.find(|&(a, b)| super::areas::is_on_border(a, b, point)).map(|(a, b)| Role::Border(a, b))
}

fn area_role(place: &StoryPlace) -> Option<Role> {
    match place.feature? {
        Feature::Country | Feature::HistoricCountry => Some(place.country.map_or(Role::NameOnly, |code| Role::Area(AreaOf::Country(code)))),
        Feature::Admin1 => Some(place.geonameid.map_or(Role::NameOnly, |id| Role::Area(AreaOf::Admin1(id)))),
        // Radii of a usual county and of a usual border zone; their shapes are not in the program.
        Feature::Admin2 => Some(Role::Around(25.0)),
        Feature::Zone => Some(Role::Around(15.0)),
        Feature::Continent | Feature::Region | Feature::Sea => Some(Role::NameOnly),
        _ => None,
    }
}

/// The date a label shows: the latest that has come, else the first to come.
///
/// With `source`, only what that article says.
fn when_said(
    story: &Story,
    instant: &Instant,
    place: Option<&StoryPlace>,
    here: &[&StopAt<'_>],
    source: Option<usize>,
) -> Option<(Range, Status)> {
    let here: Vec<&StopAt<'_>> =
        here.iter().copied().filter(|s| source.is_none_or(|source| story.source_of_journey(s.route) == source)).collect();
    let from_stops = here.iter().filter_map(|s| Some((s.when?, s.status, s.is_reached)));
    let events = place.iter().flat_map(|p| &p.events);
    let events = events.filter(|&&e| source.is_none_or(|source| story.source_of_event(e) == source));
    let from_events = events.filter_map(|&e| {
        let event = story.reading.events.get(e)?;
        Some((event.when?, event.status.status, story.playback.has_come(instant, e)))
    });
    let all: Vec<(Range, Status, bool)> = from_stops.chain(from_events).collect();
    let come = all.iter().filter(|(_, _, is_come)| *is_come).max_by_key(|(r, s, _)| (r.start, std::cmp::Reverse(*s)));
    let next = all.iter().filter(|(_, _, is_come)| !is_come).min_by_key(|(r, s, _)| (r.start, *s));
    // An arrival outweighs what merely happened there on the way to it.
    let stop = here.iter().find(|s| s.is_reached || s.is_current).and_then(|s| Some((s.when?, s.status)));
    stop.or(come.or(next).map(|&(range, status, _)| (range, status)))
        .or(place.filter(|_| source.is_none()).and_then(|p| p.first).map(|r| (r, Status::Done)))
}

/// Who tells of a place in a story of several articles, and what each of them says of when.
fn told(
    story: &Story,
    instant: &Instant,
    place: Option<(Target, &StoryPlace)>,
    here: &[&StopAt<'_>],
    known: Year,
    theme: &Theme,
    label: &str,
) -> Told {
    if story.article.n_sources() == 1 {
        return Told::default();
    }
    let mut by: Vec<usize> = here.iter().map(|s| story.source_of_journey(s.route)).collect();
    if let Some((Target::Place(place), _)) = place {
        by.extend(story.sources_of_place(place));
    }
    by.sort_unstable();
    by.dedup();
    let mut lines: Vec<(String, Color, Vec<usize>)> = Vec::new();
    for &source in &by {
        let said = when_said(story, instant, place.map(|(_, p)| p), here, Some(source));
        let Some((text, color)) = said.and_then(|(range, status)| line(&range, status, known, theme, label.trim_end_matches('?'))) else {
            continue;
        };
        match lines.iter_mut().find(|(t, c, _)| *t == text && *c == color) {
            Some((_, _, sources)) => sources.push(source),
            None => lines.push((text, color, vec![source])),
        }
    }
    Told { by, lines }
}

/// ", told by The Daily Tide and gull.example"; nothing where the story is of one article.
pub(crate) fn told_by(story: &Story, sources: &[usize]) -> String {
    if sources.is_empty() || story.article.n_sources() == 1 {
        return String::new();
    }
    let names: Vec<String> = sources.iter().map(|&i| story.article.source_name(i)).collect();
    format!(", {}", tr_with("told by {}", &[&names.join(", ")]))
}

fn line(range: &Range, status: Status, known: Year, theme: &Theme, name: &str) -> Option<(String, Color)> {
    let date = words::short_date(range, known);
    if name == date {
        return None;
    }
    let tail = words::label_tail(status);
    let text = if tail.is_empty() { words::capital(&date) } else { format!("{}, {tail}", words::capital(&date)) };
    let color = match status {
        Status::Done | Status::Ongoing => theme.date,
        other => theme.status(other),
    };
    Some((text, color))
}

fn accessible(name: &str, place: Option<&StoryPlace>, here: &[&StopAt<'_>], said: Option<(Range, Status)>) -> String {
    let mut parts = vec![tr_with("Place: {}", &[&name])];
    if let Some(place) = place {
        parts.push(words::certainty(place.certainty).to_owned());
    }
    if let Some(stop) = here.iter().min_by_key(|s| s.is_start) {
        let kind = if stop.is_start { "{} start" } else { "{} stop" };
        parts.push(tr_with(kind, &[&words::status(stop.status).to_lowercase()]));
    }
    if let Some((range, _)) = said {
        parts.push(words::short_date(&range, Year::Said));
    }
    parts.join(", ")
}
