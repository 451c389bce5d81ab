//! Correcting dates, events and journeys: small forms in the inspector, each change one step to undo.

use super::command::Command;
use super::controls::{Weight, button, name_field};
use super::inspector::part;
use super::language::{tr, tr_with};
use super::look::{Type, theme};
use super::state::{Pick, State};
use super::{Outbox, describe};
use crate::dates::{Grain, Range};
use crate::events::{Status, Transport};
use crate::gazetteer::Gazetteer;
use crate::scene::words;
use crate::story::{BY_HAND, DateDecision, Edit, EventDecision, Story, Target, Way};
use egui::{ComboBox, Key, Margin, Popup, Response, Role, TextEdit, Ui, WidgetInfo};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

/// The words being typed into the forms; nothing of them is in the story before Enter.
#[derive(Default)]
pub(super) struct Forms {
    about: Option<(u64, Option<Target>)>,
    title: String,
    date: String,
    notes: String,
    /// Whether a date was typed that is none.
    is_refused: bool,
}

/// How dates are typed.
const DATE_HINT: &str = "A date is written like 2018-07-27, 2018-07 or 2018";

impl Forms {
    /// Starts afresh for another thing, or after an edit; returns whether it did.
    fn about(&mut self, generation: u64, target: Option<Target>, title: &str, date: &str) -> bool {
        let is_new = self.about != Some((generation, target));
        if is_new {
            let (title, date) = (title.to_owned(), date.to_owned());
            *self = Forms { about: Some((generation, target)), title, date, ..Forms::default() };
        }
        is_new
    }

    /// Shows the form of the publication date.
    pub fn published_ui(&mut self, ui: &mut Ui, story: &Story, generation: u64, out: &mut Outbox) {
        let now = story.article.published.map(|p| p.date.to_string()).unwrap_or_default();
        self.about(generation, None, story.title(), &now);
        if typed(ui, &mut self.date, "Publication date, year-month-day") {
            set_published(&self.date, &now, out);
        }
        part(ui, "Title");
        if typed(ui, &mut self.title, "Title of the story") && self.title.trim() != story.title() {
            out.send(Command::Edit(Edit::Title(Some(self.title.trim().to_owned()).filter(|t| !t.is_empty()))));
        }
    }

    /// Asks when the article appeared, where nothing says so: its relative dates need it. Returns nothing; sends the answer.
    pub fn undated_ui(&mut self, ui: &mut Ui, generation: u64, out: &mut Outbox) {
        let theme = theme(ui);
        self.about(generation, None, "", "");
        ui.label(Type::STRONG.text(tr("When did this article appear?"), theme.ink));
        ui.add(egui::Label::new(Type::SECOND.text(tr("Without it, “yesterday” and “on Friday” have no date"), theme.ink_weak)).wrap());
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let name = "When the article appeared, year-month-day";
            let field = TextEdit::singleline(&mut self.date).desired_width(110.0).margin(Margin::symmetric(8, 5)).hint_text("2018-07-17");
            let response = ui.add(field);
            name_field(&response, Role::TextInput, name, &self.date);
            let is_entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if button(ui, "Set the date", Weight::Bordered).clicked() || is_entered {
                set_published(&self.date, "", out);
            }
            if button(ui, "Not now", Weight::Bare).clicked() {
                out.send(Command::LeaveUndated);
            }
        });
    }

    /// Shows the form of a date.
    pub fn date_ui(&mut self, ui: &mut Ui, story: &Story, generation: u64, index: usize, out: &mut Outbox) {
        let Some(timex) = story.reading.timexes.get(index) else { return };
        let now = timex.range.map(|r| written(&r)).unwrap_or_default();
        self.about(generation, Some(Target::Date(index)), "", &now);
        part(ui, "Correct");
        if typed(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018") && self.date.trim() != now {
            match read(&self.date) {
                Some(range) => out.send(Command::Edit(Edit::Date(timex.span, Some(DateDecision::Set(range))))),
                None => out.send(Command::Tell(tr(DATE_HINT).to_owned())),
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
        let decision = story.decisions.events.get(&event.span).cloned().unwrap_or_default();
        let now = event.when.map(|r| written(&r)).unwrap_or_default();
        if self.about(generation, Some(Target::Event(index)), &event.title, &now) {
            self.notes = decision.notes.clone().unwrap_or_default();
        }
        let edit = |decision: EventDecision| Command::Edit(Edit::Event(event.span, Some(decision)));
        part(ui, "Correct");
        if typed(ui, &mut self.title, "Title of the event") && self.title.trim() != event.title {
            let title = Some(self.title.trim().to_owned()).filter(|t| !t.is_empty());
            out.send(edit(EventDecision { title, ..decision.clone() }));
        }
        ui.add_space(4.0);
        if typed(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018") && self.date.trim() != now {
            match read(&self.date) {
                Some(range) => out.send(edit(EventDecision { when: Some(range), ..decision.clone() })),
                None => out.send(Command::Tell(tr(DATE_HINT).to_owned())),
            }
        }
        ui.add_space(4.0);
        if let Some(status) = status_ui(ui, event.status.status) {
            out.send(edit(EventDecision { status: Some(status), ..decision.clone() }));
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            if button(ui, "Place…", Weight::Bordered).clicked() {
                out.send(Command::Pick(Pick::EventPlace(index)));
            }
            if button(ui, "Leave out", Weight::Bordered).clicked() {
                let gone = EventDecision { is_hidden: true, ..decision.clone() };
                let gone = if decision.is_added { Edit::Event(event.span, None) } else { Edit::Event(event.span, Some(gone)) };
                out.send(Command::Edit(gone));
            }
            if !decision.is_added && decision != EventDecision::default() && button(ui, "As it was read", Weight::Bordered).clicked() {
                out.send(Command::Edit(Edit::Event(event.span, None)));
            }
        });
        part(ui, "Notes");
        let notes = TextEdit::multiline(&mut self.notes).desired_width(f32::INFINITY).desired_rows(3).margin(Margin::symmetric(8, 5));
        let response = ui.add(notes.hint_text(tr("Your own notes; they are saved with the story")));
        name_field(&response, Role::MultilineTextInput, tr("Notes on the event"), &self.notes);
        let notes = Some(self.notes.trim().to_owned()).filter(|n| !n.is_empty());
        if response.lost_focus() && notes != decision.notes {
            out.send(edit(EventDecision { notes, ..decision }));
        }
    }

    /// Shows the form of a journey, and of the leg of it that is selected.
    pub fn journey_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, target: Target, out: &mut Outbox) {
        let (Target::Journey(index) | Target::Leg(index, _)) = target else { return };
        let (Some(journey), Some(key)) = (story.reading.journeys.get(index), story.journey_key(index)) else { return };
        let gazetteer = Gazetteer::current();
        let leg = if let Target::Leg(_, leg) = target { story.routes.get(index).and_then(|r| r.legs.get(leg)) } else { None };
        let stop = leg.map(|l| Way { stop: l.to.number.saturating_sub(1), option: super::itinerary::option_of(journey, l) });
        let when = stop.and_then(|way| super::itinerary::stop_at(journey, way)).and_then(|s| s.when);
        let now = when.map(|r| written(&r)).unwrap_or_default();
        self.about(state.generation, Some(target), &journey.mover, &now);
        let mut send = |edit: Option<Edit>| edit.into_iter().for_each(|e| out.send(Command::Edit(e)));
        if let (Some(leg), Some(way)) = (leg, stop) {
            part(ui, &tr_with("Correct the way to {}", &[&leg.to.name]));
            if typed(ui, &mut self.date, "Date of arrival, like 2018-07-27, 2018-07 or 2018") && self.date.trim() != now {
                match read(&self.date) {
                    None if !self.date.trim().is_empty() => self.is_refused = true,
                    when => send(story.change_stop(index, way, gazetteer, |stop| stop.when = when)),
                }
            }
            ui.add_space(4.0);
            if let Some(status) = status_ui(ui, leg.status.status) {
                send(story.change_stop(index, way, gazetteer, |stop| stop.status = Some(status)));
            }
            if let Some(transport) = transport_ui(ui, "Way of travel to the stop", leg.transport) {
                send(story.change_stop(index, way, gazetteer, |stop| stop.transport = Some(transport)));
            }
        }
        part(ui, "Correct the journey");
        if typed(ui, &mut self.title, "Who or what travels") && self.title.trim() != journey.mover {
            let mover = self.title.trim().to_owned();
            send(story.change_journey(index, gazetteer, |j| {
                j.mover = mover;
                Some(())
            }));
        }
        ui.add_space(4.0);
        if let Some(status) = status_ui(ui, journey.status.status) {
            send(story.change_journey(index, gazetteer, |j| {
                j.status = status;
                Some(())
            }));
        }
        if let Some(transport) = transport_ui(ui, "Way of travel", journey.transport) {
            send(story.change_journey(index, gazetteer, |j| {
                j.transport = transport;
                Some(())
            }));
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            if story.reading.journeys.len() > 1 {
                join_ui(ui, story, index, &mut send);
            }
            if button(ui, "Leave out", Weight::Bordered).clicked() {
                send(story.leave_out_journey(index, gazetteer));
            }
            if story.decisions.journeys.contains_key(&key) && key.1 < BY_HAND && button(ui, "As it was read", Weight::Bordered).clicked() {
                send(Some(Edit::Journey(key, None)));
            }
        });
        if std::mem::take(&mut self.is_refused) {
            out.send(Command::Tell(tr(DATE_HINT).to_owned()));
        }
    }
}

/// Takes typed words as the publication date; none takes it away.
fn set_published(words: &str, now: &str, out: &mut Outbox) {
    match words.trim().parse::<Date>() {
        _ if words.trim() == now => {}
        Ok(date) => out.send(Command::Edit(Edit::Published(Some(date)))),
        Err(_) if words.trim().is_empty() => out.send(Command::Edit(Edit::Published(None))),
        Err(_) => out.send(Command::Tell(tr("A publication date is written like 2018-07-17").to_owned())),
    }
}

/// A button with the other journeys that this one may go on with.
fn join_ui(ui: &mut Ui, story: &Story, index: usize, send: &mut impl FnMut(Option<Edit>)) {
    let response = button(ui, "Join with…", Weight::Bordered);
    Popup::menu(&response).show(|ui| {
        for other in (0..story.reading.journeys.len()).filter(|other| *other != index) {
            if ui.button(tr_with("Then {}", &[&describe::journey(story, other)])).clicked() {
                send(story.join_journeys(index, other, Gazetteer::current()));
            }
        }
    });
}

/// A field of one line, with its name where it is empty.
pub(super) fn field(ui: &mut Ui, words: &mut String, name: &str) -> Response {
    let name = tr(name);
    let field = TextEdit::singleline(words).desired_width(f32::INFINITY).margin(Margin::symmetric(8, 5)).hint_text(name);
    let response: Response = ui.add(field);
    name_field(&response, Role::TextInput, name, words);
    response.on_hover_text(name)
}

/// A field of one line; returns whether its words are to be taken: Enter, or the keyboard gone elsewhere.
fn typed(ui: &mut Ui, words: &mut String, name: &str) -> bool {
    let response = field(ui, words, name);
    response.lost_focus() && !ui.input(|i| i.key_pressed(Key::Escape))
}

/// A box with the ways of travel; returns the one chosen.
fn transport_ui(ui: &mut Ui, name: &str, now: Transport) -> Option<Transport> {
    const ALL: [Transport; 7] =
        [Transport::Unknown, Transport::Air, Transport::Sea, Transport::Road, Transport::Rail, Transport::Foot, Transport::Storm];
    let words = |t: Transport| if t == Transport::Unknown { tr("way of travel not said") } else { tr(words::travel(t)) };
    let mut chosen = now;
    let combo = ComboBox::from_id_salt(name).selected_text(words(now)).show_ui(ui, |ui| {
        for transport in ALL {
            ui.selectable_value(&mut chosen, transport, words(transport));
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{}: {}", tr(name), words(now))));
    (chosen != now).then_some(chosen)
}

/// A row of statuses; returns the one clicked.
pub(super) fn status_ui(ui: &mut Ui, now: Status) -> Option<Status> {
    let theme = theme(ui);
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for status in [Status::Done, Status::Ongoing, Status::Planned, Status::Possible, Status::Cancelled] {
            let color = if status == now { theme.ink } else { theme.ink_weak };
            if ui.selectable_label(status == now, Type::SECOND.text(tr(words::status(status)), color)).clicked() && status != now {
                clicked = Some(status);
            }
        }
    });
    clicked
}

/// A range as it is typed: "2018-07-27", "2018-07", "2018".
pub(super) fn written(range: &Range) -> String {
    let date = range.start.date();
    match range.grain {
        Grain::Year | Grain::Decade | Grain::Century => format!("{:04}", date.year()),
        Grain::Month | Grain::Season => format!("{:04}-{:02}", date.year(), date.month()),
        Grain::Time | Grain::Day | Grain::Week => date.to_string(),
    }
}

/// The range that typed words mean.
pub(super) fn read(words: &str) -> Option<Range> {
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
