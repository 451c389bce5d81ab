//! What commands do that takes more than a line: words that become a place or an event, names of files.

use super::command::Command;
use super::language::{tr, tr_with};
use super::rereading;
use super::state::State;
use crate::article::Span;
use crate::gazetteer::Gazetteer;
use crate::story::{ChosenPlace, Edit, EventDecision, PlaceDecision, Target};
use egui::Context;

/// Takes the words under `span` as the name of the place that the gazetteer knows best under it.
pub(super) fn mark_place(state: &mut State, ctx: &Context, span: Span) {
    let Some(story) = state.story.clone() else { return };
    let (gazetteer, words) = (Gazetteer::current(), span.of(&story.article.text).trim());
    let exact = gazetteer.candidates(words).first().map(|c| c.place);
    let place = exact.or_else(|| gazetteer.search(words, 1).first().map(|hit| hit.place)).and_then(|id| gazetteer.place(id));
    let Some(place) = place else {
        state.toast(tr_with("The gazetteer knows no place called “{}”", &[&words]));
        return;
    };
    let chosen = ChosenPlace { geonameid: place.geonameid, name: place.name.to_owned(), point: place.point };
    Command::Edit(Edit::Place(span, Some(PlaceDecision::Choose(chosen)))).run(state, ctx);
    rereading::once_read(state, ctx, Command::SelectPlaceNamed(span));
}

/// Selects the place that the words under `span` name.
pub(super) fn select_place_named(state: &mut State, ctx: &Context, span: Span) {
    let Some(story) = state.story.clone() else { return };
    let toponym = story.reading.toponyms.iter().position(|t| t.span == span);
    if let Some(place) = toponym.and_then(|t| story.place_of(t)) {
        Command::SelectWords(Target::Place(place), span).run(state, ctx);
    }
}

/// Adds an event and selects it. Words that tell one already keep it: they are selected.
pub(super) fn add_event(state: &mut State, ctx: &Context, span: Span, decision: EventDecision) {
    if event_told(state, span).is_none() {
        Command::Edit(Edit::Event(span, Some(decision))).run(state, ctx);
    } else {
        state.toast(tr("These words tell an event already"));
    }
    rereading::once_read(state, ctx, Command::SelectEventTold(span));
}

/// Selects the event that the words under `span` tell.
pub(super) fn select_event_told(state: &mut State, ctx: &Context, span: Span) {
    if let Some(event) = event_told(state, span) {
        Command::Select(Some(Target::Event(event))).run(state, ctx);
    }
}

fn event_told(state: &State, span: Span) -> Option<usize> {
    state.story.as_ref().and_then(|s| s.reading.events.iter().position(|e| e.span == span))
}

/// A title as a file's name: letters, digits and hyphens, not too long.
pub(super) fn file_name(title: &str) -> String {
    let words: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let name: Vec<&str> = words.split_whitespace().take(8).collect();
    if name.is_empty() { "story".to_owned() } else { name.join("-").to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_file_names() {
        let check = |title: &str, expected: &str| assert_eq!(file_name(title), expected);
        check("Fifty-five soldiers may soon come home", "fifty-five-soldiers-may-soon-come-home");
        check("U.S. / Korea: talks?", "u-s-korea-talks");
        check("…", "story");
    }
}
