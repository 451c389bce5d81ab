//! Questions of a correction: which place, and which words of the article.

use super::chooser::{Answer, Chooser, Row};
use super::command::Command;
use super::correction::Correction;
use super::icons::Icon;
use super::language::{tr, tr_with};
use super::state::{Overlay, Pick, State};
use super::{Outbox, describe, find};
use crate::article::Span;
use crate::gazetteer::{Gazetteer, fold};
use crate::scene::Theme;
use crate::story::{ChosenPlace, Edit, Story};
use egui::Context;

/// What the questions remember between frames.
#[derive(Default)]
pub(super) struct Picker {
    places: Chooser<Option<(ChosenPlace, Option<Span>)>>,
    words: Chooser<Span>,
}

impl Picker {
    /// Shows the question that is open, if any.
    pub fn picker_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        let story = state.story.as_deref();
        match (state.overlay, story) {
            (Some(Overlay::Pick(pick)), Some(story)) => {
                self.words.close();
                let rows = |query: &str| place_rows(story, pick, query);
                match self.places.chooser_ui(ctx, &title(story, pick), tr("Find a place"), theme, rows) {
                    Answer::Picked(place) => {
                        out.send(Command::Escape);
                        match correction(story, pick, &place) {
                            Some(correction) if state.rereading.is_ahead() || correction.edit(story).is_some() => {
                                out.send(Command::Correct(correction));
                            }
                            _ => out.send(Command::Tell(tr("Nothing would change").to_owned())),
                        }
                    }
                    Answer::Closed => out.send(Command::Escape),
                    Answer::Open => {}
                }
            }
            (Some(Overlay::Mark), Some(story)) => {
                self.places.close();
                let name = tr("Words of the article that name a place");
                match self.words.chooser_ui(ctx, tr("Mark a place"), name, theme, |query| word_rows(story, query)) {
                    Answer::Picked(span) => {
                        out.send(Command::Escape);
                        out.send(Command::MarkPlace(span));
                    }
                    Answer::Closed => out.send(Command::Escape),
                    Answer::Open => {}
                }
            }
            _ => {
                self.places.close();
                self.words.close();
            }
        }
    }
}

fn title(story: &Story, pick: Pick) -> String {
    let stop = |j: usize, s: usize| story.reading.journeys.get(j).and_then(|j| j.stops.get(s)).map_or("", |s| s.name.as_str());
    match pick {
        Pick::Reroute(j, way) if way.option == 0 => tr_with("Instead of {}", &[&stop(j, way.stop)]),
        Pick::Reroute(..) => tr("Another place").to_owned(),
        Pick::NewStop(j, s) if !stop(j, s).is_empty() => tr_with("A stop before {}", &[&stop(j, s)]),
        Pick::NewStop(..) => tr("The next stop").to_owned(),
        Pick::Option(j, s) => tr_with("{}, or", &[&stop(j, s)]),
        Pick::EventPlace(e) => story.reading.events.get(e).map_or(String::new(), |e| tr_with("Where: {}", &[&e.title])),
        Pick::JourneyFrom(p) => story.places.get(p).map_or(String::new(), |p| tr_with("From {} to", &[&p.name])),
    }
}

/// A place to choose, and the words that name it; `None` for no place.
type Choice = Option<(ChosenPlace, Option<Span>)>;

/// The places to choose from: those of the story, then those of the gazetteer. An event happens at a place that the article names.
fn place_rows(story: &Story, pick: Pick, query: &str) -> Vec<Row<Choice>> {
    let gazetteer = Gazetteer::current();
    let wanted = fold(query);
    let mut rows = Vec::new();
    if matches!(pick, Pick::EventPlace(_)) && wanted.is_empty() {
        let (name, second) = (tr("No place").to_owned(), tr("It happens nowhere on the map").to_owned());
        rows.push(Row { icon: Icon::Close, name, second, value: None });
    }
    for place in &story.places {
        let Some(value) = story.chosen_place(place, gazetteer).filter(|_| fold(&place.name).contains(&wanted)) else { continue };
        rows.push(Row { icon: Icon::Follow, name: place.name.clone(), second: tr("In this story").to_owned(), value: Some(value) });
    }
    if wanted.chars().count() >= 2 && !matches!(pick, Pick::EventPlace(_)) {
        for place in gazetteer.search(query, 12).into_iter().filter_map(|hit| gazetteer.place(hit.place)) {
            let (kind, whereabouts) = (tr(describe::feature(place.feature)), describe::whereabouts(&place));
            let second = if whereabouts.is_empty() { kind.to_owned() } else { format!("{kind}, {whereabouts}") };
            let chosen = ChosenPlace { geonameid: place.geonameid, name: place.name.to_owned(), point: place.point };
            rows.push(Row { icon: Icon::Search, name: place.name.to_owned(), second, value: Some((chosen, None)) });
        }
    }
    rows
}

/// The correction that the answer to a question makes; `None` where what was asked about is gone.
fn correction(story: &Story, pick: Pick, answer: &Choice) -> Option<Correction> {
    let answer = answer.clone();
    if let Pick::EventPlace(e) = pick {
        let span = story.reading.events.get(e)?.span;
        return Some(Correction::new(move |story| {
            let before = story.decisions.events.get(&span).cloned().unwrap_or_default();
            let mut decision = before.clone();
            (decision.at, decision.is_placeless) = (answer.as_ref().and_then(|(_, at)| *at), answer.is_none());
            (decision != before).then_some(Edit::Event(span, Some(decision)))
        }));
    }
    let (place, at) = answer?;
    match pick {
        Pick::Reroute(j, way) => Some(Correction::of_journey(story.journey_key(j)?, move |story, j, gazetteer| {
            story.reroute(j, way, place.clone(), at, gazetteer)
        })),
        Pick::NewStop(j, stop) => Some(Correction::of_journey(story.journey_key(j)?, move |story, j, gazetteer| {
            story.insert_stop(j, stop, place.clone(), at, gazetteer)
        })),
        Pick::Option(j, stop) => Some(Correction::of_journey(story.journey_key(j)?, move |story, j, gazetteer| {
            story.add_option(j, stop, place.clone(), at, gazetteer)
        })),
        Pick::JourneyFrom(p) => {
            let from = story.chosen_place(story.places.get(p)?, Gazetteer::current())?;
            Some(Correction::new(move |story| story.new_journey(from.clone(), (place.clone(), at))))
        }
        Pick::EventPlace(_) => None,
    }
}

/// Where the typed words stand in the article and are not marked yet.
fn word_rows(story: &Story, query: &str) -> Vec<Row<Span>> {
    let text = &story.article.text;
    let is_new = |span: &Span| !story.reading.toponyms.iter().any(|t| t.span == *span);
    let row = |span: Span| {
        let (before, after) = (text.get(..span.start as usize).unwrap_or(""), text.get(span.end as usize..).unwrap_or(""));
        let start = before.char_indices().rev().nth(24).map_or(0, |(i, _)| i);
        let end = after.char_indices().nth(24).map_or(after.len(), |(i, _)| i);
        let around = format!("…{}{}{}…", before.get(start..).unwrap_or(""), span.of(text), after.get(..end).unwrap_or(""));
        Row { icon: Icon::Text, name: span.of(text).to_owned(), second: around.replace(['\n', '\r', '\t'], " "), value: span }
    };
    find::matches(text, query).into_iter().filter(is_new).take(20).map(row).collect()
}
