//! Correcting dates, events and journeys: small forms in the inspector, each change one step to undo.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button};
use super::inspector::part;
use super::look::{Type, theme};
use crate::dates::{Grain, Range};
use crate::events::Status;
use crate::scene::words;
use crate::story::{DateDecision, Edit, EventDecision, JourneyDecision, Story, Target};
use egui::{Key, Margin, Response, Role, TextEdit, Ui, WidgetInfo};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

/// The words being typed into the forms; nothing of them is in the story before Enter.
#[derive(Default)]
pub(super) struct Forms {
    about: Option<(u64, Option<Target>)>,
    title: String,
    date: String,
}

impl Forms {
    /// Starts afresh for another thing, or after an edit.
    fn about(&mut self, generation: u64, target: Option<Target>, title: &str, date: &str) {
        if self.about != Some((generation, target)) {
            *self = Forms { about: Some((generation, target)), title: title.to_owned(), date: date.to_owned() };
        }
    }

    /// Shows the form of the publication date.
    pub fn published_ui(&mut self, ui: &mut Ui, story: &Story, generation: u64, out: &mut Outbox) {
        let now = story.article.published.map(|p| p.date.to_string()).unwrap_or_default();
        self.about(generation, None, "", &now);
        let name = "Publication date, year-month-day";
        if field(ui, &mut self.date, name) {
            match self.date.trim().parse::<Date>() {
                _ if self.date.trim() == now => {}
                Ok(date) => out.send(Command::Edit(Edit::Published(Some(date)))),
                Err(_) if self.date.trim().is_empty() => out.send(Command::Edit(Edit::Published(None))),
                Err(_) => out.send(Command::Tell("A publication date is written like 2018-07-17".to_owned())),
            }
        }
    }

    /// Shows the form of a date.
    pub fn date_ui(&mut self, ui: &mut Ui, story: &Story, generation: u64, index: usize, out: &mut Outbox) {
        let Some(timex) = story.reading.timexes.get(index) else { return };
        let now = timex.range.map(|r| written(&r)).unwrap_or_default();
        self.about(generation, Some(Target::Date(index)), "", &now);
        part(ui, "Correct");
        if field(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018") && self.date.trim() != now {
            match read(&self.date) {
                Some(range) => out.send(Command::Edit(Edit::Date(timex.span, Some(DateDecision::Set(range))))),
                None => out.send(Command::Tell("A date is written like 2018-07-27, 2018-07 or 2018".to_owned())),
            }
        }
        ui.add_space(6.0);
        if button(ui, "Not a date", Weight::Bordered).clicked() {
            out.send(Command::Edit(Edit::Date(timex.span, Some(DateDecision::Ignore))));
        }
    }

    /// Shows the form of an event.
    pub fn event_ui(&mut self, ui: &mut Ui, story: &Story, generation: u64, index: usize, out: &mut Outbox) {
        let Some(event) = story.reading.events.get(index) else { return };
        let now = event.when.map(|r| written(&r)).unwrap_or_default();
        self.about(generation, Some(Target::Event(index)), &event.title, &now);
        let decision = story.decisions.events.get(&event.span).cloned().unwrap_or_default();
        let edit = |decision: EventDecision| Command::Edit(Edit::Event(event.span, Some(decision)));
        part(ui, "Correct");
        if field(ui, &mut self.title, "Title of the event") && self.title.trim() != event.title {
            let title = Some(self.title.trim().to_owned()).filter(|t| !t.is_empty());
            out.send(edit(EventDecision { title, ..decision.clone() }));
        }
        ui.add_space(4.0);
        if field(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018") && self.date.trim() != now {
            match read(&self.date) {
                Some(range) => out.send(edit(EventDecision { when: Some(range), ..decision.clone() })),
                None => out.send(Command::Tell("A date is written like 2018-07-27, 2018-07 or 2018".to_owned())),
            }
        }
        ui.add_space(4.0);
        if let Some(status) = status_ui(ui, event.status.status) {
            out.send(edit(EventDecision { status: Some(status), ..decision.clone() }));
        }
        ui.add_space(6.0);
        if button(ui, "Leave out", Weight::Bordered).clicked() {
            out.send(edit(EventDecision { is_hidden: true, ..decision }));
        }
    }

    /// Shows what can be changed of a journey.
    pub fn journey_ui(&mut self, ui: &mut Ui, story: &Story, index: usize, out: &mut Outbox) {
        let (Some(journey), Some(key)) = (story.reading.journeys.get(index), story.journey_key(index)) else { return };
        part(ui, "Correct");
        ui.horizontal(|ui| {
            if button(ui, "Leave out", Weight::Bordered).clicked() {
                let gone = JourneyDecision {
                    mover: journey.mover.clone(),
                    status: journey.status.status,
                    transport: journey.transport,
                    stops: Vec::new(),
                };
                out.send(Command::Edit(Edit::Journey(key, Some(gone))));
            }
            if story.decisions.journeys.contains_key(&key) && button(ui, "As it was read", Weight::Bordered).clicked() {
                out.send(Command::Edit(Edit::Journey(key, None)));
            }
        });
    }
}

/// A field of one line; returns whether its words are to be taken: Enter, or the keyboard gone elsewhere.
fn field(ui: &mut Ui, words: &mut String, name: &str) -> bool {
    let field = TextEdit::singleline(words).desired_width(f32::INFINITY).margin(Margin::symmetric(8, 5)).hint_text(name);
    let response: Response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    let is_given_up = ui.input(|i| i.key_pressed(Key::Escape));
    response.on_hover_text(name).lost_focus() && !is_given_up
}

/// A row of statuses; returns the one clicked.
fn status_ui(ui: &mut Ui, now: Status) -> Option<Status> {
    let theme = theme(ui);
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for status in [Status::Done, Status::Ongoing, Status::Planned, Status::Possible, Status::Cancelled] {
            let color = if status == now { theme.ink } else { theme.ink_weak };
            if ui.selectable_label(status == now, Type::SECOND.text(words::status(status), color)).clicked() && status != now {
                clicked = Some(status);
            }
        }
    });
    clicked
}

/// A range as it is typed: "2018-07-27", "2018-07", "2018".
fn written(range: &Range) -> String {
    let date = range.start.date();
    match range.grain {
        Grain::Year | Grain::Decade | Grain::Century => format!("{:04}", date.year()),
        Grain::Month | Grain::Season => format!("{:04}-{:02}", date.year(), date.month()),
        Grain::Time | Grain::Day | Grain::Week => date.to_string(),
    }
}

/// The range that typed words mean.
fn read(words: &str) -> Option<Range> {
    let words = words.trim();
    let midnight = |d: Date| d.to_datetime(Time::midnight());
    if let Ok(date) = words.parse::<Date>() {
        return Range::day(date);
    }
    let mut parts = words.split('-');
    let year: i16 = parts.next()?.parse().ok()?; // Words that are no number are no date, and are said to be none.
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let start = Date::new(year, month.unwrap_or(1), 1).ok()?;
    let (end, grain) = match month {
        Some(_) => (start.checked_add(1.month()).ok()?, Grain::Month),
        None => (start.checked_add(1.year()).ok()?, Grain::Year),
    };
    Some(Range { start: midnight(start), end: midnight(end), grain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_typed_as_exactly_as_they_are_known() {
        for (words, end) in [("2018-07-27", "2018-07-28"), ("2018-07", "2018-08-01"), ("2018", "2019-01-01"), (" 2018-12 ", "2019-01-01")] {
            let range = read(words).unwrap();
            assert_eq!(range.end.date().to_string(), end, "{words}");
            assert_eq!(written(&range), words.trim());
        }
        for words in ["", "July", "2018-13", "2018-07-27-1", "2018-02-30"] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
