//! A journey in the inspector: its stops in travel order, each with a menu of what can be corrected.

use super::command::Command;
use super::controls::{Toggle, focus_ring, icon_button};
use super::correction::Correction;
use super::describe::short_date;
use super::icons::Icon;
use super::inspector::{because_ui, part, quotation_ui, status_ui, title, why_ui};
use super::language::{tr, tr_with};
use super::look::{Type, color32, theme};
use super::state::{Pick, State};
use super::{Outbox, describe, lists, signs};
use crate::events::{Journey, Status, Stop};
use crate::gazetteer::Gazetteer;
use crate::scene::words;
use crate::story::{Certainty, Edit, Leg, RouteStop, Story, Target, Way};
use egui::{Popup, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Height of a stop.
const ROW: f32 = 48.0;

/// A stop as the list shows it.
struct Row<'s> {
    stop: &'s RouteStop,
    way: Way,
    status: Status,
    /// The leg that arrives there, with its index; `None` for the start.
    leg: Option<(usize, &'s Leg)>,
}

/// Which of the options of its last stop a leg leads to; 0 for the stop itself.
pub(super) fn option_of(journey: &Journey, leg: &Leg) -> usize {
    let stop = leg.to.number.saturating_sub(1);
    let n_options: usize = journey.forks.iter().filter(|f| f.at == stop).map(|f| f.options.len()).sum();
    if leg.option <= n_options { leg.option } else { 0 }
}

/// The stop at `way`.
pub(super) fn stop_at(journey: &Journey, way: Way) -> Option<&Stop> {
    match way.option.checked_sub(1) {
        None => journey.stops.get(way.stop),
        Some(option) => journey.forks.iter().filter(|f| f.at == way.stop).flat_map(|f| &f.options).nth(option),
    }
}

/// The stops in travel order, other options after the stop they may stand for.
fn rows<'s>(story: &'s Story, index: usize) -> Vec<Row<'s>> {
    let (Some(journey), Some(route)) = (story.reading.journeys.get(index), story.routes.get(index)) else { return Vec::new() };
    let mut rows: Vec<Row<'s>> = Vec::new();
    if let Some(first) = route.legs.first() {
        rows.push(Row { stop: &first.from, way: Way { stop: 0, option: 0 }, status: first.status.status, leg: None });
    }
    for (i, leg) in route.legs.iter().enumerate() {
        let way = Way { stop: leg.to.number.saturating_sub(1), option: option_of(journey, leg) };
        // The branches of a fork meet again at the next stop: it is listed once.
        if !rows.iter().any(|r| r.way == way) {
            rows.push(Row { stop: &leg.to, way, status: leg.status.status, leg: Some((i, leg)) });
        }
    }
    rows
}

/// Shows a journey: its name, status, stops and words.
pub(super) fn journey_ui(ui: &mut Ui, story: &Story, state: &State, index: usize, out: &mut Outbox) {
    let theme = theme(ui);
    let Some(journey) = story.reading.journeys.get(index) else { return };
    title(ui, &describe::journey(story, index));
    let status = journey.status.status;
    ui.horizontal(|ui| {
        status_ui(ui, status, &tr_with("{} {}", &[&tr(words::status(status)), &tr(words::travel(journey.transport))]), theme)
    });
    unsure_ui(ui, story, index);
    because_ui(ui, story, journey.status, theme);
    super::sources::source_ui(ui, story, &[story.source_of_journey(index)]);
    super::sources::otherwise_ui(ui, story, state.selected.unwrap_or(Target::Journey(index)), out);
    part(ui, "Stops");
    let rows = rows(story, index);
    for (n, row) in rows.iter().enumerate() {
        row_ui(ui, state, index, row, rows.get(n + 1), out);
        menu_ui(ui, story, index, row, out);
    }
    if let Some(Target::Leg(j, l)) = state.selected
        && j == index
        && let Some(leg) = story.routes.get(j).and_then(|r| r.legs.get(l))
    {
        leg_ui(ui, story, journey, leg);
        return;
    }
    part(ui, "In the words");
    for span in journey.evidence.iter().take(4) {
        quotation_ui(ui, story, *span, theme);
    }
}

/// Says so where a journey is not told plainly.
pub(super) fn unsure_ui(ui: &mut Ui, story: &Story, index: usize) {
    let theme = theme(ui);
    if story.routes.get(index).is_some_and(|r| r.certainty != Certainty::Sure) {
        ui.label(Type::SECOND.text(tr("Journey not sure"), theme.place_unsure));
    }
}

/// Shows why a leg is told so: its status, its date and its own sentences.
fn leg_ui(ui: &mut Ui, story: &Story, journey: &Journey, leg: &Leg) {
    let theme = theme(ui);
    part(ui, "This leg");
    ui.label(Type::STRONG.text(format!("{} → {}", leg.from.name, leg.to.name), theme.ink));
    let status = leg.status.status;
    ui.horizontal(|ui| status_ui(ui, status, &tr_with("{} {}", &[&tr(words::status(status)), &tr(words::travel(leg.transport))]), theme));
    because_ui(ui, story, leg.status, theme);
    let to = Way { stop: leg.to.number.saturating_sub(1), option: option_of(journey, leg) };
    let from = Way { stop: leg.from.number.saturating_sub(1), option: 0 };
    let timex = stop_at(journey, to).and_then(|s| s.timex).or_else(|| stop_at(journey, from).and_then(|s| s.timex));
    why_ui(ui, story, timex, leg.status);
    for (intro, stop) in [("From {}: {}", stop_at(journey, from)), ("To {}: {}", stop_at(journey, to))] {
        if let Some((name, why)) = stop.and_then(|s| Some((&s.name, s.implied?))) {
            ui.label(Type::SECOND.text(tr_with(intro, &[name, &tr(why.as_str())]), theme.ink_weak));
        }
        if let Some(words) = stop.filter(|s| s.implied.is_some()).and_then(|s| story.reading.toponyms.get(s.toponym?)) {
            quotation_ui(ui, story, words.span, theme);
        }
    }
    part(ui, "In the words");
    for span in leg.evidence.iter().take(4) {
        quotation_ui(ui, story, *span, theme);
    }
}

fn row_ui(ui: &mut Ui, state: &State, index: usize, row: &Row<'_>, next: Option<&Row<'_>>, out: &mut Outbox) {
    let theme = theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = if row.way.option > 0 { tr_with("or {}", &[&row.stop.name]) } else { row.stop.name.clone() };
    let target = row.leg.map_or(row.stop.story_place.map(Target::Place), |(l, _)| Some(Target::Leg(index, l)));
    let is_selected = target.is_some() && state.selected == target;
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_selected, tr_with("Stop {}: {}", &[&row.stop.number, &name])));
    if is_selected {
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 0, color32(theme.accent));
    } else if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 0, color32(theme.hover));
    }
    let disc = pos2(rect.left() + 10.0, rect.top() + 14.0);
    if let Some(next) = next {
        let line = egui::Stroke::new(2.0, color32(theme.status(next.status).at(0.7)));
        ui.painter().line_segment([disc + vec2(0.0, 9.0), disc + vec2(0.0, ROW - 9.0)], line);
    }
    signs::stop(ui.painter(), disc, row.stop.number, row.status, theme);
    let (left, right) = (rect.left() + 30.0, rect.right() - 34.0);
    let weak = color32(if is_selected { theme.ink } else { theme.ink_weak });
    let mut room = right - left;
    if let Some(when) = row.leg.and_then(|(_, l)| l.when) {
        let galley = ui.painter().layout_no_wrap(short_date(&when), Type::SECOND.font(), weak);
        room -= galley.size().x + 8.0;
        ui.painter().galley(pos2(right - galley.size().x, rect.top() + 6.0), galley, weak);
    }
    lists::line(ui, pos2(left, rect.top() + 5.0), &name, Type::STRONG, color32(theme.ink), room);
    let second = match row.leg {
        Some((_, l)) if l.is_branch => {
            tr_with("{} from {}, one of two ways", &[&describe::kilometres(l.from.point, l.to.point), &l.from.name])
        }
        Some((_, l)) => tr_with("{} from {}", &[&describe::kilometres(l.from.point, l.to.point), &l.from.name]),
        None if row.stop.is_area => tr("Start, known only as an area").to_owned(),
        None => tr("Start").to_owned(),
    };
    lists::line(ui, pos2(left, rect.top() + 23.0), &second, Type::SECOND, weak, right - left);
    focus_ring(ui.painter(), &response, rect.shrink(2.0), theme);
    if let Some(target) = target {
        if response.clicked() {
            out.send(Command::Select(Some(target)));
        }
        if response.hovered() || response.has_focus() {
            out.hover(target);
        }
    }
}

/// What an entry of the menu comes to, for the stop of a journey.
type Change = fn(&Story, (usize, Way), &Gazetteer) -> Option<Edit>;

/// The menu of a stop, at the right end of its row.
fn menu_ui(ui: &mut Ui, story: &Story, index: usize, row: &Row<'_>, out: &mut Outbox) {
    let (Some(journey), Some(key)) = (story.reading.journeys.get(index), story.journey_key(index)) else { return };
    let rect = ui.min_rect();
    let corner = Rect::from_min_size(pos2(ui.max_rect().right() - 28.0, rect.bottom() - ROW + 10.0), vec2(28.0, 28.0));
    let mut button = ui.new_child(UiBuilder::new().max_rect(corner).id_salt(("stop", row.way.stop, row.way.option)));
    let name = tr_with("Correct stop {}: {}", &[&row.stop.number, &row.stop.name]);
    let response = icon_button(&mut button, Icon::More, &name, 28.0, Toggle::None);
    let (way, n) = (row.way, journey.stops.len());
    let can_remove = n > 2 || way.option > 0;
    Popup::menu(&response).show(|ui| {
        let mut edit = |ui: &mut Ui, name: &str, is_possible: bool, edit: Change| {
            if ui.add_enabled(is_possible, egui::Button::new(tr(name))).clicked() {
                out.send(Command::Correct(Correction::of_journey(key, move |story, j, gazetteer| edit(story, (j, way), gazetteer))));
            }
        };
        if way.option == 0 {
            edit(ui, "Earlier", way.stop > 0, |story, (j, way), g| story.move_stop(j, way.stop, way.stop.saturating_sub(1), g));
            edit(ui, "Later", way.stop + 1 < n, |story, (j, way), g| story.move_stop(j, way.stop, way.stop + 1, g));
        } else {
            edit(ui, "This way, not the other", true, |story, (j, way), g| story.take_option(j, way, g));
        }
        edit(ui, "Take it out", can_remove, |story, (j, way), g| story.remove_stop(j, way, g));
        if way.option == 0 {
            let can_split = way.stop > 0 && way.stop + 1 < n;
            edit(ui, "Split the journey here", can_split, |story, (j, way), g| story.split_journey(j, way.stop, g));
        }
        ui.separator();
        let mut ask = |ui: &mut Ui, name: &str, pick: Pick| {
            if ui.button(tr(name)).clicked() {
                out.send(Command::Pick(pick));
            }
        };
        ask(ui, "Another place…", Pick::Reroute(index, way));
        if way.option == 0 {
            ask(ui, "Either this or…", Pick::Option(index, way.stop));
            ask(ui, "A stop before…", Pick::NewStop(index, way.stop));
            if way.stop + 1 == n {
                ask(ui, "A stop after…", Pick::NewStop(index, n));
            }
        }
    });
}
