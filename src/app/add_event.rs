//! The form of an event added by hand: what it is called, which words tell it, when, how far along, where.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button, kicker};
use super::corrections::{field, read, status_ui, written};
use super::find;
use super::language::{tr, tr_with};
use super::look::{Type, theme};
use super::state::{Overlay, State};
use crate::article::Span;
use crate::dates::Range;
use crate::events::Status;
use crate::gazetteer::Gazetteer;
use crate::scene::Theme;
use crate::story::{EventDecision, Story};
use egui::{ComboBox, Context, Id, Modal, Role, Ui, WidgetInfo};

/// What the form holds. Nothing of it is in the story before it is added.
#[derive(Default)]
pub(super) struct AddEvent {
    is_open: bool,
    title: String,
    words: String,
    /// The words as they were picked in the article, where they were.
    picked: Option<Span>,
    date: String,
    status: Option<Status>,
    /// Index of a place of the story, or none, as the user chose; `None` while it is where the words say.
    place: Option<Option<usize>>,
}

impl AddEvent {
    /// Shows the form while it is open.
    pub fn add_event_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        let story = state.story.as_deref().filter(|_| state.overlay == Some(Overlay::AddEvent));
        let Some(story) = story else {
            self.is_open = false;
            return;
        };
        let is_new = !self.is_open;
        if is_new {
            *self = AddEvent { is_open: true, ..AddEvent::default() };
            self.start(story, state);
        }
        let sheet = Modal::new(Id::unique("add event")).frame(super::overlays::sheet_frame(theme)).show(ctx, |ui| {
            ui.set_width(420.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(Type::TITLE.text(tr("Add an event"), theme.ink));
            self.fields_ui(ui, story, is_new);
            ui.add_space(14.0);
            let ready = self.ready(story);
            ui.horizontal(|ui| {
                if ui.add_enabled_ui(ready.is_some(), |ui| button(ui, "Add the event", Weight::Primary)).inner.clicked()
                    && let Some((span, decision)) = ready
                {
                    out.send(Command::Escape);
                    out.send(Command::AddEvent(span, decision));
                }
                if button(ui, "Cancel", Weight::Bordered).clicked() {
                    out.send(Command::Escape);
                }
            });
        });
        if sheet.should_close() {
            out.send(Command::Escape);
        }
    }

    /// Fills in what is known: the words that were picked, and the date that is playing.
    fn start(&mut self, story: &Story, state: &State) {
        let instant = story.playback.at(state.playhead);
        let range = instant.when.or_else(|| instant.at.and_then(|at| Range::day(at.date())));
        self.date = range.map(|r| written(&r)).unwrap_or_default();
        let Some(picked) = state.picked else { return };
        self.picked = Some(picked);
        self.words = one_line(picked.of(&story.article.text));
        self.title.clone_from(&self.words);
    }

    /// Where it happens: where the user says, or at the first place that the words name.
    fn place(&self, story: &Story) -> Option<usize> {
        self.place.unwrap_or_else(|| {
            let span = self.span(story)?;
            let named = story.reading.toponyms.iter().position(|t| span.contains(t.span) && t.point.is_some())?;
            story.place_of(named)
        })
    }

    /// The words of the article that tell the event.
    fn span(&self, story: &Story) -> Option<Span> {
        let text = &story.article.text;
        let picked = self.picked.filter(|p| one_line(p.of(text)) == self.words.trim());
        picked.or_else(|| find::matches(text, &self.words).first().copied())
    }

    /// The event, once all that is needed is there.
    fn ready(&self, story: &Story) -> Option<(Span, EventDecision)> {
        let span = self.span(story)?;
        let when = if self.date.trim().is_empty() { None } else { Some(read(&self.date)?) };
        let place = self.place(story).and_then(|p| story.places.get(p));
        let decision = EventDecision {
            title: Some(self.title.trim().to_owned()).filter(|t| !t.is_empty()),
            status: Some(self.status.unwrap_or(Status::Done)),
            when,
            at: place.and_then(|p| story.chosen_place(p, Gazetteer::current())).and_then(|(_, at)| at),
            is_placeless: place.is_none(),
            is_added: true,
            ..EventDecision::default()
        };
        Some((span, decision))
    }

    fn fields_ui(&mut self, ui: &mut Ui, story: &Story, is_new: bool) {
        let theme = theme(ui);
        let has_words = !self.words.is_empty();
        label(ui, "Words of the article");
        let words = field(ui, &mut self.words, "Words of the article that tell it");
        let (said, ink) = match (self.words.trim().is_empty(), self.span(story)) {
            (true, _) => (tr("Type them as they stand there").to_owned(), theme.ink_weak),
            (_, None) => (tr("Not in the article").to_owned(), theme.place_unresolved),
            (_, Some(span)) if story.reading.events.iter().any(|e| e.span == span) => {
                (tr("These words tell an event already").to_owned(), theme.place_unresolved)
            }
            (_, Some(span)) => (format!("“{}”", one_line(span.of(&story.article.text))), theme.ink_weak),
        };
        ui.add(egui::Label::new(Type::SECOND.text(said, ink)).truncate());
        label(ui, "Title");
        let title = field(ui, &mut self.title, "Title of the event");
        label(ui, "Date");
        field(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018; empty for none");
        if !self.date.trim().is_empty() && read(&self.date).is_none() {
            ui.label(Type::SECOND.text(tr("A date is written like 2018-07-27, 2018-07 or 2018"), theme.place_unresolved));
        }
        label(ui, "Status");
        if let Some(status) = status_ui(ui, self.status.unwrap_or(Status::Done)) {
            self.status = Some(status);
        }
        label(ui, "Place");
        self.place_ui(ui, story);
        if is_new {
            if has_words { title } else { words }.request_focus();
        }
    }

    fn place_ui(&mut self, ui: &mut Ui, story: &Story) {
        let name = |p: Option<usize>| p.and_then(|p| story.places.get(p)).map_or(tr("No place"), |p| p.name.as_str());
        let places = (0..story.places.len()).filter(|&p| story.places.get(p).is_some_and(|p| p.point.is_some()));
        let now = self.place(story);
        let shown = name(now);
        let combo = ComboBox::from_id_salt("place of the event").width(ui.available_width()).selected_text(shown);
        let mut chosen = now;
        let response = combo.show_ui(ui, |ui| {
            for place in std::iter::once(None).chain(places.map(Some)) {
                ui.selectable_value(&mut chosen, place, name(place));
            }
        });
        response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr_with("Place of the event: {}", &[&shown])));
        if chosen != now {
            self.place = Some(chosen);
        }
    }
}

fn label(ui: &mut Ui, words: &str) {
    ui.add_space(8.0);
    kicker(ui, words);
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
