//! The inspector: what was understood of the selected thing, the words it came from, how sure, why, and what else it may be.

use super::command::Command;
use super::controls::{Toggle, Weight, button, hairline, icon_button, kicker};
use super::corrections::Forms;
use super::describe::long_date;
use super::icons::Icon;
use super::language::{tr, tr_said, tr_with};
use super::look::{Type, color32, theme};
use super::state::{Pick, State};
use super::{Outbox, candidates, describe, signs};
use crate::article::{self, Span};
use crate::events::Status;
use crate::scene::{Theme, words};
use crate::story::{Story, Target};
use egui::text::LayoutJob;
use egui::{Align, Layout, Margin, Role, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

/// What the inspector remembers between frames.
#[derive(Default)]
pub(super) struct Inspector {
    pub candidates: candidates::Choice,
    forms: Forms,
    /// The language of the article, where it is another than English, and which article that is: telling it takes as long as a frame.
    language: (u64, Option<article::Language>),
}

impl Inspector {
    /// Shows the inspector for what is selected.
    pub fn inspector_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
        head_ui(ui, story, state, out);
        let Some(target) = state.selected else {
            if self.language.0 != state.opened {
                self.language = (state.opened, story.article.other_language());
            }
            return super::overview::overview_ui(ui, story, state, (&mut self.forms, self.language.1), out);
        };
        let has_foot = matches!(target, Target::Place(_));
        let foot = if has_foot { candidates::foot_height(story, target) } else { 0.0 };
        let height = ui.available_height() - foot;
        let scroll = ScrollArea::vertical().id_salt(("inspector", target, state.opened)).auto_shrink(false).max_height(height);
        scroll.show(ui, |ui| {
            egui::Frame::new().inner_margin(Margin { left: 16, right: 12, top: 14, bottom: 16 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                match target {
                    Target::Place(p) => self.place_ui(ui, story, state, p, out),
                    Target::Date(d) => {
                        date_ui(ui, story, d, out);
                        self.forms.date_ui(ui, story, state, d, out);
                    }
                    Target::Event(e) => {
                        event_ui(ui, story, e, out);
                        self.forms.event_ui(ui, story, state, e, out);
                        if let Some(event) = story.reading.events.get(e) {
                            part(ui, "Why this one");
                            why_ui(ui, story, event.timex, event.status);
                        }
                    }
                    Target::Journey(j) | Target::Leg(j, _) => {
                        super::itinerary::journey_ui(ui, story, state, j, out);
                        self.forms.journey_ui(ui, story, state, target, out);
                    }
                }
            });
        });
        if let Target::Place(p) = target {
            self.candidates.foot_ui(ui, story, state, p, out);
        }
    }

    fn place_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, index: usize, out: &mut Outbox) {
        let theme = theme(ui);
        let Some(place) = story.places.get(index) else { return };
        title(ui, &place.name);
        let row = describe::row(place);
        let whereabouts = row.map(|r| describe::whereabouts(&r)).unwrap_or_default();
        if !whereabouts.is_empty() {
            ui.label(Type::SECOND.text(whereabouts, theme.ink_weak));
        }
        if let Some(point) = place.point {
            let words = describe::coordinates(point);
            let copied = format!("{:.5}, {:.5}", point.lat(), point.lon());
            let response = ui.add(egui::Label::new(Type::SECOND.text(&words, theme.ink_weak)).sense(Sense::click()));
            if response.on_hover_text(tr("Copy")).clicked() {
                ui.ctx().copy_text(copied);
            }
        }
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            let (sign, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            signs::certainty(ui.painter(), sign.center(), place.certainty, theme);
            let ink = match place.certainty {
                crate::story::Certainty::Unsure => theme.place_unsure,
                crate::story::Certainty::Unresolved => theme.place_unresolved,
                _ => theme.ink,
            };
            ui.label(Type::STRONG.text(describe::certainty(place.certainty), ink));
            if place.place.is_some() {
                ui.label(Type::NAME.text(format!("{:.2}", place.confidence), theme.ink_weak));
            }
            let leg = stop_status(story, index);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(status) = leg {
                    status_ui(ui, status, &tr_with("{} stop", &[&tr(words::status(status))]), theme);
                }
            });
        });
        if story.evidence(Target::Place(index)).iter().any(|words| story.decisions.places.contains_key(words)) {
            ui.label(Type::SECOND.text(tr("Decided by you"), theme.ink_weak));
        }
        super::sources::source_ui(ui, story, &story.sources_of_place(index));
        part(ui, "In the words");
        let mentions: Vec<Span> = story.evidence(Target::Place(index));
        for span in mentions.iter().take(3) {
            quotation_ui(ui, story, *span, theme);
        }
        if mentions.len() > 3 {
            ui.label(Type::SECOND.text(tr_with("and {} more", &[&(mentions.len() - 3)]), theme.ink_weak));
        }
        self.candidates.place_ui(ui, story, state, index, out);
        related_ui(ui, story, Target::Place(index), out);
        if place.point.is_some() {
            ui.add_space(8.0);
            if button(ui, "A journey from here…", Weight::Bordered).clicked() {
                out.send(Command::Pick(Pick::JourneyFrom(index)));
            }
        }
    }
}

fn head_ui(ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let words = match state.selected {
        None => tr("Story").to_owned(),
        Some(Target::Place(p)) => match story.places.get(p).and_then(|p| p.feature) {
            Some(feature) => format!("{} · {}", tr("Place"), tr(describe::feature(feature))),
            None => tr("Place").to_owned(),
        },
        Some(Target::Date(_)) => tr("Date").to_owned(),
        Some(Target::Event(e)) => match story.reading.events.get(e) {
            Some(e) if e.is_background => tr("Event · background").to_owned(),
            _ => tr("Event").to_owned(),
        },
        Some(Target::Journey(j) | Target::Leg(j, _)) => {
            tr_with("Journey · {} stops", &[&story.reading.journeys.get(j).map_or(0, |j| j.stops.len())])
        }
    };
    let row = ui.allocate_ui(vec2(ui.available_width(), 36.0), |ui| {
        ui.horizontal_centered(|ui| {
            ui.add_space(16.0);
            kicker(ui, &words);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(4.0);
                if icon_button(ui, Icon::Close, "Close the inspector", 28.0, Toggle::None).clicked() {
                    out.send(Command::ToggleInspector);
                }
            });
        });
    });
    let y = ui.max_rect().top() + 36.0;
    ui.painter().hline(row.response.rect.x_range(), y - 0.5, super::look::rule(theme));
}

/// Shows the name of the selected thing.
pub(super) fn title(ui: &mut Ui, words: &str) {
    let theme = theme(ui);
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), Type::TITLE.format(color32(theme.ink)));
    job.wrap.max_width = ui.available_width();
    let galley = super::turned::in_order(ui.painter().layout_job(job), words);
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, galley, color32(theme.ink));
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    ui.add_space(2.0);
}

/// Begins a part of the inspector: a hairline and its name.
pub(super) fn part(ui: &mut Ui, words: &str) {
    ui.add_space(12.0);
    hairline(ui);
    ui.add_space(8.0);
    kicker(ui, words);
    ui.add_space(4.0);
}

/// Shows the sign of a status with words.
pub(super) fn status_ui(ui: &mut Ui, status: Status, words: &str, theme: &Theme) {
    let color = theme.status(status);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), Type::CHIP.font(), color32(color));
    let (rect, response) = ui.allocate_exact_size(vec2(30.0 + galley.size().x, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    signs::status(ui.painter(), pos2(rect.left(), rect.center().y), status, theme);
    ui.painter().galley(pos2(rect.left() + 30.0, rect.center().y - galley.size().y / 2.0), galley, color32(color));
}

/// The sentence around `span`, shortened, with the span marked.
pub(super) fn quotation_ui(ui: &mut Ui, story: &Story, span: Span, theme: &Theme) {
    let text = &story.article.text;
    let (from, to) = around(text, span);
    let format = |background| TextFormat { background, ..Type::QUOTATION.format(color32(theme.ink)) };
    let plain = format(egui::Color32::TRANSPARENT);
    let mut job = LayoutJob::default();
    let clean = |s: &str| s.replace(['\n', '\r', '\t'], " ");
    let (open, close) = (if from > 0 { "“…" } else { "“" }, if to < text.len() { "…”" } else { "”" });
    job.append(open, 0.0, plain.clone());
    job.append(&clean(text.get(from..span.start as usize).unwrap_or("")), 0.0, plain.clone());
    job.append(&clean(span.of(text)), 0.0, format(color32(theme.accent)));
    job.append(&clean(text.get(span.end as usize..to).unwrap_or("")), 0.0, plain.clone());
    job.append(close, 0.0, plain);
    job.wrap.max_width = ui.available_width();
    ui.label(job);
    ui.add_space(2.0);
}

/// The bytes to quote around `span`: its line, no more than some 60 letters to each side, cut at spaces.
fn around(text: &str, span: Span) -> (usize, usize) {
    const REACH: usize = 60;
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or("");
    let line = before.rfind("\n\n").map_or(0, |i| i + 2);
    let from = if start - line <= REACH {
        line
    } else {
        let reach = before.char_indices().rev().map(|(i, _)| i).find(|i| start - i >= REACH).unwrap_or(line);
        before.get(reach..).and_then(|s| s.find(' ')).map_or(reach, |i| reach + i + 1)
    };
    let after = text.get(end..).unwrap_or("");
    let line_end = after.find("\n\n").unwrap_or(after.len());
    let to = if line_end <= REACH {
        end + line_end
    } else {
        let reach = after.char_indices().map(|(i, _)| i).find(|i| *i >= REACH).unwrap_or(line_end);
        after.get(..reach).and_then(|s| s.rfind(' ')).map_or(end + reach, |i| end + i)
    };
    (from.min(start), to.max(end))
}

/// The status of a leg that arrives at a place, if any does.
fn stop_status(story: &Story, place: usize) -> Option<Status> {
    let legs = || story.routes.iter().flat_map(|r| &r.legs);
    let arriving = legs().find(|l| l.to.story_place == Some(place));
    arriving.or_else(|| legs().find(|l| l.from.story_place == Some(place))).map(|l| l.status.status)
}

/// The events and journeys that belong to `target`, as links.
fn related_ui(ui: &mut Ui, story: &Story, target: Target, out: &mut Outbox) {
    let mut related: Vec<Target> = Vec::new();
    for other in story.related(target).into_iter().skip(1) {
        let other = if let Target::Leg(r, _) = other { Target::Journey(r) } else { other };
        if !related.contains(&other) {
            related.push(other);
        }
    }
    if related.is_empty() {
        return;
    }
    part(ui, "Belongs to");
    for other in related {
        link_ui(ui, &describe::target(story, other), other, out);
    }
}

/// Shows the name of something, which selects it.
pub(super) fn link_ui(ui: &mut Ui, words: &str, target: Target, out: &mut Outbox) {
    let theme = theme(ui);
    let response = ui.add(egui::Label::new(Type::NAME.text(words, theme.ink).underline()).wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, tr_with("Show {}", &[&words])));
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        out.hover(target);
    }
    if response.clicked() {
        out.send(Command::Select(Some(target)));
    }
}

fn date_ui(ui: &mut Ui, story: &Story, index: usize, out: &mut Outbox) {
    let theme = theme(ui);
    let Some(timex) = story.reading.timexes.get(index) else { return };
    title(ui, &describe::target(story, Target::Date(index)));
    if let Some(words) = timex.range.and_then(|r| describe::from_article(story, &r)) {
        ui.label(Type::SECOND.text(words::capital(&words), theme.ink_weak));
    }
    ui.label(Type::SECOND.text(timex.value.clone(), theme.ink_weak));
    super::sources::source_ui(ui, story, &[story.article.source_at(timex.span)]);
    part(ui, "In the words");
    quotation_ui(ui, story, timex.span, theme);
    if !timex.reason.is_empty() {
        part(ui, "Why this one");
        ui.label(Type::NAME.text(words::capital(&tr_said(&timex.reason)), theme.ink));
    }
    related_ui(ui, story, Target::Date(index), out);
}

fn event_ui(ui: &mut Ui, story: &Story, index: usize, out: &mut Outbox) {
    let theme = theme(ui);
    let Some(event) = story.reading.events.get(index) else { return };
    title(ui, &event.title);
    if let Some(when) = event.when {
        ui.label(Type::NAME.text(long_date(&when), theme.date));
        if let Some(words) = describe::from_article(story, &when) {
            ui.label(Type::SECOND.text(words::capital(&words), theme.ink_weak));
        }
    } else {
        ui.label(Type::SECOND.text(tr("No date"), theme.ink_weak));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| status_ui(ui, event.status.status, tr(words::status(event.status.status)), theme));
    because_ui(ui, story, event.status, theme);
    super::sources::source_ui(ui, story, &[story.source_of_event(index)]);
    super::sources::otherwise_ui(ui, story, Target::Event(index), out);
    part(ui, "In the words");
    for span in event.evidence.iter().take(3) {
        quotation_ui(ui, story, *span, theme);
    }
    related_ui(ui, story, Target::Event(index), out);
}

/// Why an event or a leg is told so: what dates it, and that no word speaks against its being done.
pub(super) fn why_ui(ui: &mut Ui, story: &Story, timex: Option<usize>, status: crate::events::StatusFound) {
    let theme = theme(ui);
    dated_by_ui(ui, story, timex, theme);
    if status.cue.is_none() && status.status == Status::Done {
        ui.label(Type::SECOND.text(tr("Told as done: no word says otherwise"), theme.ink_weak));
    }
}

/// The words that give a date, and how they were understood.
fn dated_by_ui(ui: &mut Ui, story: &Story, timex: Option<usize>, theme: &Theme) {
    let Some(timex) = timex.and_then(|t| story.reading.timexes.get(t)) else { return };
    let words = format!("{}: “{}”", tr("Dated by"), timex.span.of(&story.article.text));
    let words = if timex.reason.is_empty() { words } else { format!("{words}, {}", tr_said(&timex.reason)) };
    ui.label(Type::SECOND.text(words, theme.ink_weak));
}

/// The words that say a status, and those that say it may change.
pub(super) fn because_ui(ui: &mut Ui, story: &Story, status: crate::events::StatusFound, theme: &Theme) {
    for (intro, span) in [("Said by", status.cue), ("May change", status.may_change)] {
        if let Some(span) = span {
            let words = format!("{}: “{}”", tr(intro), span.of(&story.article.text));
            ui.label(Type::SECOND.text(words, theme.ink_weak));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_cut_at_spaces_within_its_paragraph() {
        let check = |text: &str, word: &str, expected: &str| {
            let start = text.find(word).unwrap() as u32;
            let (from, to) = around(text, Span::new(start, start + word.len() as u32));
            assert_eq!(&text[from..to], expected);
        };
        check("Title\n\nThey flew to Osan.\n\nMore", "Osan", "They flew to Osan.");
        let long = format!("{} Osan {}", "word ".repeat(40).trim(), "after ".repeat(40).trim());
        let start = long.find("Osan").unwrap() as u32;
        let (from, to) = around(&long, Span::new(start, start + 4));
        assert!(long[from..to].starts_with("word ") && long[from..to].ends_with(" after") && to - from < 140);
    }
}
