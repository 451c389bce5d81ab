//! The palette: commands, places of the story and of the gazetteer, by name.

use super::command::{Command, LIST, keys_of};
use super::icons::Icon;
use super::look::{Type, color32};
use super::state::{Overlay, State};
use super::{Outbox, describe, lists};
use crate::gazetteer::{Gazetteer, fold};
use crate::scene::Theme;
use crate::story::{Story, Target};
use egui::{Context, Id, Key, Modal, Modifiers, Role, ScrollArea, Sense, TextEdit, WidgetInfo, pos2, vec2};

/// What the palette remembers between frames.
#[derive(Default)]
pub(super) struct Palette {
    query: String,
    rows: Vec<Row>,
    chosen: usize,
    is_open: bool,
}

struct Row {
    icon: Icon,
    name: String,
    second: String,
    command: Command,
}

impl Palette {
    /// Shows the palette while it is open.
    pub fn palette_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        if state.overlay != Some(Overlay::Palette) {
            self.is_open = false;
            return;
        }
        let is_new = !std::mem::replace(&mut self.is_open, true);
        if is_new {
            self.query.clear();
            self.rows = rows(ctx, state, "");
            self.chosen = 0;
        }
        let (down, up, enter) = ctx.input_mut(|i| {
            let mut hit = |key| i.consume_key(Modifiers::NONE, key);
            (hit(Key::ArrowDown), hit(Key::ArrowUp), hit(Key::Enter))
        });
        let last = self.rows.len().saturating_sub(1);
        if down {
            self.chosen = (self.chosen + 1).min(last);
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let mut picked = enter.then(|| self.rows.get(self.chosen)).flatten().map(|r| r.command.clone());
        let sheet = Modal::new(Id::unique("palette")).frame(super::overlays::sheet_frame(theme)).show(ctx, |ui| {
            ui.set_width(480.0);
            let field = TextEdit::singleline(&mut self.query).hint_text("Find a place or a command").desired_width(f32::INFINITY);
            let response = ui.add(field.margin(egui::Margin::symmetric(8, 6)));
            response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, "Find a place or a command"));
            if is_new {
                response.request_focus();
            }
            if response.changed() {
                self.rows = rows(ctx, state, &self.query);
                self.chosen = 0;
            }
            ui.add_space(8.0);
            ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if self.rows.is_empty() {
                    ui.label(Type::NAME.text("Nothing of that name", theme.ink_weak));
                }
                for (i, row) in self.rows.iter().enumerate() {
                    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::click());
                    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, i == self.chosen, &row.name));
                    if i == self.chosen || response.hovered() {
                        ui.painter().rect_filled(rect, 2, color32(theme.hover));
                    }
                    if i == self.chosen && (down || up) {
                        response.scroll_to_me(None);
                    }
                    super::icons::paint(ui.painter(), row.icon, pos2(rect.left() + 14.0, rect.center().y), color32(theme.ink_weak));
                    let end = lists::line(ui, pos2(rect.left() + 32.0, rect.top() + 8.0), &row.name, Type::NAME, color32(theme.ink), 260.0);
                    let room = rect.right() - 10.0 - end - 12.0;
                    let galley = ui.painter().layout_job({
                        let mut job =
                            egui::text::LayoutJob::simple_singleline(row.second.clone(), Type::SECOND.font(), color32(theme.ink_weak));
                        job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(8.0));
                        job
                    });
                    ui.painter().galley(pos2(rect.right() - 10.0 - galley.size().x, rect.top() + 9.0), galley, color32(theme.ink_weak));
                    if response.clicked() {
                        picked = Some(row.command.clone());
                    }
                }
            });
        });
        if let Some(command) = picked {
            out.send(Command::Escape);
            out.send(command);
        } else if sheet.should_close() {
            out.send(Command::Escape);
        }
    }
}

fn rows(ctx: &Context, state: &State, query: &str) -> Vec<Row> {
    let wanted = fold(query);
    let matches = |name: &str| wanted.is_empty() || fold(name).split(' ').any(|w| w.starts_with(&wanted)) || fold(name).contains(&wanted);
    let mut rows = Vec::new();
    if let Some(story) = &state.story {
        rows.extend(story_rows(story, &matches).take(if wanted.is_empty() { 4 } else { 8 }));
    }
    let possible = LIST.iter().filter(|e| e.command != Command::Palette && e.command.is_possible(state) && matches(e.name));
    rows.extend(possible.map(|e| Row {
        icon: Icon::Keys,
        name: e.name.to_owned(),
        second: keys_of(ctx, &e.command),
        command: e.command.clone(),
    }));
    if wanted.chars().count() >= 2 {
        let gazetteer = Gazetteer::embedded();
        for place in gazetteer.search(query, 8).into_iter().filter_map(|hit| gazetteer.place(hit.place)) {
            let whereabouts = describe::whereabouts(&place);
            let kind = describe::feature(place.feature);
            let second = if whereabouts.is_empty() { kind.to_owned() } else { format!("{kind}, {whereabouts}") };
            let zoom = if place.feature.is_area() { 4.0 } else { 8.0 };
            rows.push(Row { icon: Icon::Search, name: place.name.to_owned(), second, command: Command::ShowPlace(place.point, zoom) });
        }
    }
    rows
}

fn story_rows<'s>(story: &'s Story, matches: &'s dyn Fn(&str) -> bool) -> impl Iterator<Item = Row> + 's {
    let places = story.places.iter().enumerate().filter(|(_, p)| matches(&p.name)).map(|(i, p)| Row {
        icon: Icon::Follow,
        name: p.name.clone(),
        second: "In this story".to_owned(),
        command: Command::Select(Some(Target::Place(i))),
    });
    let events = story.reading.events.iter().enumerate().filter(|(_, e)| matches(&e.title)).map(|(i, e)| Row {
        icon: Icon::Text,
        name: e.title.clone(),
        second: "Event".to_owned(),
        command: Command::Select(Some(Target::Event(i))),
    });
    places.chain(events)
}
