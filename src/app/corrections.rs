//! Correcting dates, events and journeys: small forms in the inspector, each change one step to undo.

use super::command::Command;
use super::controls::{Weight, button, name_field};
use super::correction::Correction;
use super::inspector::part;
use super::language::{tr, tr_with};
use super::look::{Type, theme};
use super::state::{Pick, State};
use super::{Outbox, describe};
use crate::article::Span;
use crate::dates::{Grain, Range};
use crate::events::{Event, Status, Transport};
use crate::scene::words;
use crate::story::{BY_HAND, DateDecision, Edit, EventDecision, JourneyDecision, JourneyKey, Leg, StopDecision, Story, Target, Way};
use egui::{ComboBox, Key, Margin, Popup, Response, Role, TextEdit, Ui, WidgetInfo};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

/// The words being typed into the forms. They are the reader's until they are taken: a reading that arrives meanwhile leaves them alone.
#[derive(Default)]
pub(super) struct Forms {
    about: Option<(u64, About)>,
    title: Typed,
    date: Typed,
    notes: Typed,
}

/// What a form is about, known again after a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Story,
    Date(Span),
    Event(Span),
    /// A journey, or the leg of it that is selected.
    Journey(JourneyKey, Option<usize>),
}

/// The words of one field.
#[derive(Default)]
struct Typed {
    words: String,
    /// What the story says, as it was shown last.
    shown: String,
    /// Whether the reader changed them since they were taken.
    is_touched: bool,
}

impl Typed {
    /// Shows what the story says now, unless the reader's words stand there.
    fn follow(&mut self, now: &str) {
        if self.shown != now {
            if self.words == self.shown {
                now.clone_into(&mut self.words);
            }
            now.clone_into(&mut self.shown);
        }
    }

    /// The words, where they are to be taken: changed, and Enter or the keyboard gone elsewhere. Escape gives them up.
    fn taken(&mut self, response: &Response) -> Option<String> {
        self.is_touched |= response.changed();
        if !response.lost_focus() || !std::mem::take(&mut self.is_touched) {
            return None;
        }
        if response.ctx.input(|i| i.key_pressed(Key::Escape)) {
            self.words.clone_from(&self.shown);
            return None;
        }
        self.words = self.words.trim().to_owned();
        Some(self.words.clone())
    }
}

/// How dates are typed.
const DATE_HINT: &str = "A date is written like 2018-07-27, 2018-07 or 2018";

impl Forms {
    /// Starts afresh for another thing; follows what is said of the same.
    fn about(&mut self, state: &State, about: About, [title, date, notes]: [&str; 3]) {
        if self.about != Some((state.opened, about)) {
            *self = Forms { about: Some((state.opened, about)), ..Forms::default() };
        }
        for (field, now) in [(&mut self.title, title), (&mut self.date, date), (&mut self.notes, notes)] {
            field.follow(now);
        }
    }

    /// Shows the form of the publication date.
    pub fn published_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
        let now = story.article.published.map(|p| p.date.to_string()).unwrap_or_default();
        self.about(state, About::Story, [story.title(), &now, ""]);
        if let Some(words) = typed(ui, &mut self.date, "Publication date, year-month-day") {
            set_published(&words, out);
        }
        part(ui, "Title");
        if let Some(words) = typed(ui, &mut self.title, "Title of the story") {
            out.send(Command::Correct(Correction::new(move |story| {
                (words != story.title()).then(|| Edit::Title(Some(words.clone()).filter(|t| !t.is_empty())))
            })));
        }
    }

    /// Asks when the article appeared, where nothing says so: its relative dates need it. Returns nothing; sends the answer.
    pub fn undated_ui(&mut self, ui: &mut Ui, state: &State, out: &mut Outbox) {
        let theme = theme(ui);
        self.about(state, About::Story, [""; 3]);
        ui.label(Type::STRONG.text(tr("When did this article appear?"), theme.ink));
        ui.add(egui::Label::new(Type::SECOND.text(tr("Without it, “yesterday” and “on Friday” have no date"), theme.ink_weak)).wrap());
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let name = "When the article appeared, year-month-day";
            let field =
                TextEdit::singleline(&mut self.date.words).desired_width(110.0).margin(Margin::symmetric(8, 5)).hint_text(tr("YYYY-MM-DD"));
            let response = ui.add(field);
            name_field(&response, Role::TextInput, tr(name), &self.date.words);
            let is_entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if button(ui, "Set the date", Weight::Bordered).clicked() || is_entered {
                set_published(&self.date.words, out);
            }
            if button(ui, "Not now", Weight::Bare).clicked() {
                out.send(Command::LeaveUndated);
            }
        });
    }

    /// Shows the form of a date.
    pub fn date_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, index: usize, out: &mut Outbox) {
        let Some(timex) = story.reading.timexes.get(index) else { return };
        let (span, now) = (timex.span, timex.range.map(|r| written(&r)).unwrap_or_default());
        self.about(state, About::Date(span), ["", &now, ""]);
        part(ui, "Correct");
        if let Some(range) = typed_date(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018", out) {
            out.send(Command::Correct(Correction::new(move |story| {
                let before = story.reading.timexes.iter().find(|t| t.span == span).and_then(|t| t.range);
                (before != Some(range)).then_some(Edit::Date(span, Some(DateDecision::Set(range))))
            })));
        }
        ui.add_space(6.0);
        if button(ui, "Not a date", Weight::Bordered).clicked() {
            out.send(Command::Edit(Edit::Date(timex.span, Some(DateDecision::Ignore))));
        }
    }

    /// Shows the form of an event.
    pub fn event_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, index: usize, out: &mut Outbox) {
        let Some(event) = story.reading.events.get(index) else { return };
        let (span, decision) = (event.span, story.decisions.events.get(&event.span));
        let now = event.when.map(|r| written(&r)).unwrap_or_default();
        let notes = decision.and_then(|d| d.notes.as_deref()).unwrap_or_default();
        self.about(state, About::Event(span), [&event.title, &now, notes]);
        part(ui, "Correct");
        if let Some(words) = typed(ui, &mut self.title, "Title of the event") {
            out.send(of_event(span, move |event, decision| {
                if event.title != words {
                    decision.title = Some(words.clone()).filter(|t| !t.is_empty());
                }
            }));
        }
        ui.add_space(4.0);
        if let Some(range) = typed_date(ui, &mut self.date, "Date, like 2018-07-27, 2018-07 or 2018", out) {
            out.send(of_event(span, move |event, decision| {
                if event.when != Some(range) {
                    decision.when = Some(range);
                }
            }));
        }
        ui.add_space(4.0);
        if let Some(status) = status_ui(ui, event.status.status) {
            out.send(of_event(span, move |_, decision| decision.status = Some(status)));
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            if button(ui, "Place…", Weight::Bordered).clicked() {
                out.send(Command::Pick(Pick::EventPlace(index)));
            }
            if button(ui, "Leave out", Weight::Bordered).clicked() {
                out.send(match decision {
                    Some(decision) if decision.is_added => Command::Edit(Edit::Event(span, None)),
                    _ => of_event(span, |_, decision| decision.is_hidden = true),
                });
            }
            let is_changed = decision.is_some_and(|d| !d.is_added && *d != EventDecision::default());
            if is_changed && button(ui, "As it was read", Weight::Bordered).clicked() {
                out.send(Command::Edit(Edit::Event(span, None)));
            }
        });
        part(ui, "Notes");
        let notes = TextEdit::multiline(&mut self.notes.words).desired_width(f32::INFINITY).desired_rows(3).margin(Margin::symmetric(8, 5));
        let response = ui.add(notes.hint_text(tr("Your own notes; they are saved with the story")));
        name_field(&response, Role::MultilineTextInput, tr("Notes on the event"), &self.notes.words);
        if let Some(words) = self.notes.taken(&response) {
            let notes = Some(words).filter(|n| !n.is_empty());
            out.send(of_event(span, move |_, decision| decision.notes.clone_from(&notes)));
        }
    }

    /// Shows the form of a journey, and of the leg of it that is selected.
    pub fn journey_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, target: Target, out: &mut Outbox) {
        let (Target::Journey(index) | Target::Leg(index, _)) = target else { return };
        let (Some(journey), Some(key)) = (story.reading.journeys.get(index), story.journey_key(index)) else { return };
        let (leg, leg_index) = match target {
            Target::Leg(_, leg) => (story.routes.get(index).and_then(|r| r.legs.get(leg)), Some(leg)),
            _ => (None, None),
        };
        let stop = leg.map(|l| Way { stop: l.to.number.saturating_sub(1), option: super::itinerary::option_of(journey, l) });
        let when = stop.and_then(|way| super::itinerary::stop_at(journey, way)).and_then(|s| s.when);
        let now = when.map(|r| written(&r)).unwrap_or_default();
        self.about(state, About::Journey(key, leg_index), [&journey.mover, &now, ""]);
        if let (Some(leg), Some(way)) = (leg, stop) {
            part(ui, &tr_with("Correct the way to {}", &[&leg.to.name]));
            self.stop_ui(ui, (key, way), leg, out);
        }
        part(ui, "Correct the journey");
        let mut send = |change: Box<dyn Fn(&mut JourneyDecision) + Send + Sync>| out.send(of_journey(key, change));
        if let Some(words) = typed(ui, &mut self.title, "Who or what travels") {
            send(Box::new(move |j| j.mover.clone_from(&words)));
        }
        ui.add_space(4.0);
        if let Some(status) = status_ui(ui, journey.status.status) {
            send(Box::new(move |j| j.status = status));
        }
        if let Some(transport) = transport_ui(ui, "Way of travel", journey.transport) {
            send(Box::new(move |j| j.transport = transport));
        }
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            if story.reading.journeys.len() > 1 {
                join_ui(ui, story, index, out);
            }
            if button(ui, "Leave out", Weight::Bordered).clicked() {
                out.send(Command::Correct(Correction::of_journey(key, |story, j, gazetteer| story.leave_out_journey(j, gazetteer))));
            }
            if story.decisions.journeys.contains_key(&key) && key.1 < BY_HAND && button(ui, "As it was read", Weight::Bordered).clicked() {
                out.send(Command::Edit(Edit::Journey(key, None)));
            }
        });
    }

    /// Shows the form of the way to a stop.
    fn stop_ui(&mut self, ui: &mut Ui, (key, way): (JourneyKey, Way), leg: &Leg, out: &mut Outbox) {
        if let Some(words) = typed(ui, &mut self.date, "Date of arrival, like 2018-07-27, 2018-07 or 2018") {
            match read(&words) {
                None if !words.is_empty() => out.send(Command::Tell(tr(DATE_HINT).to_owned())),
                when => {
                    self.date.words = when.map(|r| written(&r)).unwrap_or_default();
                    out.send(of_stop(key, way, move |stop| stop.when = when));
                }
            }
        }
        ui.add_space(4.0);
        if let Some(status) = status_ui(ui, leg.status.status) {
            out.send(of_stop(key, way, move |stop| stop.status = Some(status)));
        }
        if let Some(transport) = transport_ui(ui, "Way of travel to the stop", leg.transport) {
            out.send(of_stop(key, way, move |stop| stop.transport = Some(transport)));
        }
    }
}

/// The correction of the event that `span` tells, as it then is.
fn of_event(span: Span, change: impl Fn(&Event, &mut EventDecision) + Send + Sync + 'static) -> Command {
    Command::Correct(Correction::new(move |story| {
        let event = story.reading.events.iter().find(|e| e.span == span)?;
        let before = story.decisions.events.get(&span).cloned().unwrap_or_default();
        let mut after = before.clone();
        change(event, &mut after);
        (after != before).then_some(Edit::Event(span, Some(after)))
    }))
}

fn of_journey(key: JourneyKey, change: impl Fn(&mut JourneyDecision) + Send + Sync + 'static) -> Command {
    Command::Correct(Correction::of_journey(key, move |story, j, gazetteer| {
        story.change_journey(j, gazetteer, |journey| {
            change(journey);
            Some(())
        })
    }))
}

fn of_stop(key: JourneyKey, way: Way, change: impl Fn(&mut StopDecision) + Send + Sync + 'static) -> Command {
    Command::Correct(Correction::of_journey(key, move |story, j, gazetteer| story.change_stop(j, way, gazetteer, |stop| change(stop))))
}

/// Takes typed words as the publication date; none takes it away.
fn set_published(words: &str, out: &mut Outbox) {
    let words = words.trim();
    let date = match words.parse::<Date>() {
        Ok(date) => Some(date),
        Err(_) if words.is_empty() => None,
        Err(_) => return out.send(Command::Tell(tr("A publication date is written like 2018-07-17").to_owned())),
    };
    let is_new = move |story: &Story| story.article.published.map(|p| p.date) != date;
    out.send(Command::Correct(Correction::new(move |story| is_new(story).then_some(Edit::Published(date)))));
}

/// A button with the other journeys that this one may go on with.
fn join_ui(ui: &mut Ui, story: &Story, index: usize, out: &mut Outbox) {
    let response = button(ui, "Join with…", Weight::Bordered);
    Popup::menu(&response).show(|ui| {
        for other in (0..story.reading.journeys.len()).filter(|other| *other != index) {
            if ui.button(tr_with("Then {}", &[&describe::journey(story, other)])).clicked()
                && let (Some(key), Some(other)) = (story.journey_key(index), story.journey_key(other))
            {
                out.send(Command::Correct(Correction::of_journey(key, move |story, j, gazetteer| {
                    story.join_journeys(j, story.journey_of(other)?, gazetteer)
                })));
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

/// A field of one line; returns its words where they are to be taken.
fn typed(ui: &mut Ui, typed: &mut Typed, name: &str) -> Option<String> {
    let response = field(ui, &mut typed.words, name);
    typed.taken(&response)
}

/// As [`typed`], of a date; says so where the words are none.
fn typed_date(ui: &mut Ui, date: &mut Typed, name: &str, out: &mut Outbox) -> Option<Range> {
    let range = read(&typed(ui, date, name)?);
    match range {
        Some(range) => date.words = written(&range),
        None => out.send(Command::Tell(tr(DATE_HINT).to_owned())),
    }
    range
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
