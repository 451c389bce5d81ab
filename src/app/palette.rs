//! The palette: commands, places of the story and of the gazetteer, by name.

use super::chooser::{Answer, Chooser, Row};
use super::command::Command;
use super::icons::Icon;
use super::keys::{LIST, keys_of};
use super::language::tr;
use super::state::{Overlay, State};
use super::{Outbox, describe};
use crate::gazetteer::{Gazetteer, fold};
use crate::scene::Theme;
use crate::story::{Story, Target};
use egui::Context;

/// What the palette remembers between frames.
#[derive(Default)]
pub(super) struct Palette {
    chooser: Chooser<Command>,
}

impl Palette {
    /// Shows the palette while it is open.
    pub fn palette_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        if state.overlay != Some(Overlay::Palette) {
            self.chooser.close();
            return;
        }
        match self.chooser.chooser_ui(ctx, "", tr("Find a place or a command"), theme, |query| rows(ctx, state, query)) {
            Answer::Picked(command) => {
                out.send(Command::Escape);
                out.send(command);
            }
            Answer::Closed => out.send(Command::Escape),
            Answer::Open => {}
        }
    }
}

fn rows(ctx: &Context, state: &State, query: &str) -> Vec<Row<Command>> {
    let wanted = fold(query);
    let matches = |name: &str| wanted.is_empty() || fold(name).split(' ').any(|w| w.starts_with(&wanted)) || fold(name).contains(&wanted);
    let mut rows = Vec::new();
    if let Some(story) = &state.story {
        rows.extend(story_rows(story, &matches).take(if wanted.is_empty() { 4 } else { 8 }));
    }
    let possible = LIST.iter().filter(|e| e.command != Command::Palette && e.command.is_possible(state) && matches(tr(e.name)));
    rows.extend(possible.map(|e| Row {
        icon: Icon::Keys,
        name: tr(e.name).to_owned(),
        second: keys_of(ctx, &e.command),
        value: e.command.clone(),
    }));
    if wanted.chars().count() >= 2 {
        let gazetteer = Gazetteer::current();
        for place in gazetteer.search(query, 8).into_iter().filter_map(|hit| gazetteer.place(hit.place)) {
            let whereabouts = describe::whereabouts(&place);
            let kind = tr(describe::feature(place.feature));
            let second = if whereabouts.is_empty() { kind.to_owned() } else { format!("{kind}, {whereabouts}") };
            let zoom = if place.feature.is_area() { 4.0 } else { 8.0 };
            rows.push(Row { icon: Icon::Search, name: place.name.to_owned(), second, value: Command::ShowPlace(place.point, zoom) });
        }
    }
    rows
}

fn story_rows<'s>(story: &'s Story, matches: &'s dyn Fn(&str) -> bool) -> impl Iterator<Item = Row<Command>> + 's {
    let places = story.places.iter().enumerate().filter(|(_, p)| matches(&p.name)).map(|(i, p)| Row {
        icon: Icon::Follow,
        name: p.name.clone(),
        second: tr("In this story").to_owned(),
        value: Command::Select(Some(Target::Place(i))),
    });
    let events = story.reading.events.iter().enumerate().filter(|(_, e)| matches(&e.title)).map(|(i, e)| Row {
        icon: Icon::Text,
        name: e.title.clone(),
        second: tr("Event").to_owned(),
        value: Command::Select(Some(Target::Event(i))),
    });
    places.chain(events)
}
