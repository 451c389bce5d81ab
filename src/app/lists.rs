//! The places and the events of the story as lists: the map's equal for keyboard and screen reader.

use super::command::Command;
use super::controls::focus_ring;
use super::describe::long_date;
use super::language::{tr, tr_with};
use super::list_order::{Head, Order};
use super::look::{Type, color32, theme};
use super::state::{State, Tab};
use super::{Outbox, describe, signs, sources};
use crate::events::Status;
use crate::gazetteer::fold;
use crate::scene::{Theme, words};
use crate::story::{Certainty, Story, Target};
use egui::{Align2, Color32, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 44.0;

/// The lists between frames: what is typed over them, and their rows.
#[derive(Default)]
pub(super) struct Lists {
    places: Head,
    events: Head,
    made_for: Option<(u64, Tab, Head)>,
    rows: Vec<Row>,
    /// How many rows there are without the filter.
    n: usize,
}

impl Lists {
    /// Shows the list of the chosen tab.
    pub fn lists_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
        let is_places = state.tab == Tab::Places;
        let (head, orders) = if is_places { (&mut self.places, Order::OF_PLACES) } else { (&mut self.events, Order::OF_EVENTS) };
        head.head_ui(ui, orders);
        let made_for = (state.generation, state.tab, head.clone());
        if self.made_for.as_ref() != Some(&made_for) {
            let rows = if is_places { place_rows(story) } else { event_rows(story) };
            self.n = rows.len();
            self.rows = ordered(rows, head);
            self.made_for = Some(made_for);
        }
        if self.rows.is_empty() {
            let words = match (self.n, is_places) {
                (1.., _) => tr("Nothing in the list has these words"),
                (0, true) => tr("No places in this article"),
                (0, false) => tr("No dated events in this article"),
            };
            ui.add_space(24.0);
            ui.vertical_centered(|ui| ui.label(Type::NAME.text(words, theme(ui).ink_weak)));
            return;
        }
        let scroll = ScrollArea::vertical().id_salt(("list", state.opened, is_places)).auto_shrink(false);
        scroll.show_rows(ui, ROW, self.rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in self.rows.get(range).unwrap_or_default() {
                let response = row_ui(ui, row, state);
                if response.clicked() {
                    out.send(Command::Select(Some(row.target)));
                }
                if response.hovered() || response.has_focus() {
                    out.hover(row.target);
                }
            }
        });
    }
}

/// The rows that the filter keeps, in the order that was chosen; what was ignored stays last.
fn ordered(mut rows: Vec<Row>, head: &Head) -> Vec<Row> {
    rows.retain(|row| head.keeps(&[&row.name, &row.second, &row.note]));
    match head.order {
        Order::Told => {}
        Order::Name => rows.sort_by_cached_key(|row| (row.is_last, fold(&row.name))),
        Order::Mentions => rows.sort_by_key(|row| (row.is_last, std::cmp::Reverse(row.n_mentions))),
        Order::Doubt => rows.sort_by_key(|row| (row.is_last, row.sign.doubt())),
    }
    rows
}

/// One row: a sign, a name, a second line, a note at the right.
struct Row {
    target: Target,
    sign: Sign,
    name: String,
    second: String,
    note: String,
    is_struck: bool,
    is_faint: bool,
    /// Indices and names of the articles that tell it, where there are several.
    sources: Vec<(usize, String)>,
    /// Whether it stands at the end, whatever the order.
    is_last: bool,
    n_mentions: usize,
}

enum Sign {
    Certainty(Certainty),
    Event(Status),
    Journey(Status),
}

impl Sign {
    /// What is most in doubt comes first: names that were not found, what is only possible.
    fn doubt(&self) -> u8 {
        match self {
            Sign::Certainty(Certainty::Unresolved) => 0,
            Sign::Certainty(Certainty::Unsure) => 1,
            Sign::Certainty(Certainty::Sure) => 2,
            Sign::Certainty(Certainty::Ignored) => 3,
            Sign::Event(status) | Sign::Journey(status) => match status {
                Status::Possible => 0,
                Status::Planned => 1,
                Status::Ongoing => 2,
                Status::Cancelled => 3,
                Status::Done => 4,
            },
        }
    }
}

fn place_rows(story: &Story) -> Vec<Row> {
    let mut rows: Vec<Row> = story
        .places
        .iter()
        .enumerate()
        .map(|(i, place)| {
            let whereabouts = describe::row(place).map(|r| describe::whereabouts(&r)).unwrap_or_default();
            let kind = place.feature.map_or(tr("Not found in the gazetteer"), |f| tr(describe::feature(f)));
            let second = if whereabouts.is_empty() { kind.to_owned() } else { format!("{kind} · {whereabouts}") };
            let n = place.mentions.len();
            let note = match place.certainty {
                Certainty::Unresolved => tr("Not found").to_owned(),
                Certainty::Ignored => tr("Ignored").to_owned(),
                _ if n > 1 => tr_with("{} mentions", &[&n]),
                _ => String::new(),
            };
            let is_faint = place.certainty == Certainty::Ignored || !place.is_on_map;
            let sign = Sign::Certainty(place.certainty);
            let is_last = place.certainty == Certainty::Ignored;
            let (target, name) = (Target::Place(i), place.name.clone());
            let sources = story.sources_of_place(i).into_iter().map(|s| (s, story.article.source_name(s))).collect();
            Row { target, sign, name, second, note, is_struck: false, is_faint, is_last, n_mentions: n, sources }
        })
        .collect();
    // What was ignored comes last.
    rows.sort_by_key(|row| row.is_last);
    rows
}

fn event_rows(story: &Story) -> Vec<Row> {
    let mut rows = Vec::new();
    for (i, event) in story.reading.events.iter().enumerate() {
        let place = event.toponym.and_then(|t| story.place_of(t)).and_then(|p| story.places.get(p));
        let date = event.when.map(|w| long_date(&w));
        let second = match (date, place) {
            (Some(date), Some(place)) => format!("{date} · {}", place.name),
            (Some(date), None) => date,
            (None, Some(place)) => format!("{} · {}", tr("No date"), place.name),
            (None, None) => tr("No date").to_owned(),
        };
        let status = event.status.status;
        let note = if status == Status::Done { String::new() } else { tr(words::status(status)).to_owned() };
        rows.push((
            event.when.map(|w| w.start),
            Row {
                target: Target::Event(i),
                sign: Sign::Event(status),
                name: event.title.clone(),
                second,
                note,
                is_struck: status == Status::Cancelled,
                is_faint: event.is_background,
                sources: sources::told_by(story, Target::Event(i)).into_iter().collect(),
                is_last: false,
                n_mentions: 0,
            },
        ));
    }
    for (i, journey) in story.reading.journeys.iter().enumerate() {
        let when = journey.stops.iter().filter_map(|s| s.when).min_by_key(|w| w.start);
        let status = journey.status.status;
        let stops = tr_with("{} stops", &[&journey.stops.len()]);
        let second = when.map_or(stops.clone(), |w| format!("{} · {stops}", long_date(&w)));
        let row = Row {
            target: Target::Journey(i),
            sign: Sign::Journey(status),
            name: describe::journey(story, i),
            second,
            note: tr(words::status(status)).to_owned(),
            is_struck: status == Status::Cancelled,
            is_faint: false,
            sources: sources::told_by(story, Target::Journey(i)).into_iter().collect(),
            is_last: false,
            n_mentions: 0,
        };
        rows.push((when.map(|w| w.start), row));
    }
    // By time; what has no date comes last.
    rows.sort_by_key(|(start, row)| (start.is_none(), *start, row.target));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row_ui(ui: &mut Ui, row: &Row, state: &State) -> Response {
    let theme = theme(ui);
    let sources: String = row.sources.iter().map(|(_, name)| format!(" · {name}")).collect();
    let second = format!("{}{sources}", row.second);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let is_selected = state.selected == Some(row.target);
    response.widget_info(|| {
        let note = if row.note.is_empty() { String::new() } else { format!(", {}", row.note) };
        WidgetInfo::selected(Role::ListItem, true, is_selected, format!("{}, {second}{note}", row.name))
    });
    let fill = match (is_selected, state.hovered == Some(row.target)) {
        (true, _) => color32(theme.accent),
        (_, true) => color32(theme.accent.at(0.5)),
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 0, fill);
    let n_tags = row.sources.len().min(3);
    // The tags of articles stand under the edge of what is above the list.
    let inset = if n_tags == 0 { 0.0 } else { 14.0 };
    for (nth, (index, _)) in row.sources.iter().take(n_tags).enumerate() {
        let y = rect.center().y + (nth as f32 - (n_tags as f32 - 1.0) / 2.0) * 14.5;
        sources::paint_tag(ui.painter(), pos2(rect.left() + 9.0 + inset, y), *index, theme);
    }
    let middle = pos2(rect.left() + 29.0 + inset, rect.center().y);
    match row.sign {
        Sign::Certainty(certainty) => signs::certainty(ui.painter(), middle, certainty, theme),
        Sign::Event(status) => signs::dot(ui.painter(), middle, status, theme),
        Sign::Journey(status) => signs::status(ui.painter(), middle - vec2(11.0, 0.0), status, theme),
    }
    let left = rect.left() + 48.0 + inset;
    let note = ui.painter().layout_no_wrap(row.note.clone(), Type::SECOND.font(), color32(weak_on(theme, is_selected)));
    let room = rect.right() - 16.0 - note.size().x - 8.0 - left;
    ui.painter().galley(pos2(rect.right() - 16.0 - note.size().x, rect.top() + 7.0), note, color32(theme.ink_weak));
    let ink = if row.is_faint { weak_on(theme, is_selected) } else { theme.ink };
    let end = line(ui, pos2(left, rect.top() + 5.0), &row.name, Type::NAME, color32(ink), room);
    if row.is_struck {
        ui.painter().hline(left..=end, rect.top() + 14.5, Stroke::new(1.0, color32(theme.cancelled)));
    }
    line(ui, pos2(left, rect.top() + 23.0), &second, Type::SECOND, color32(weak_on(theme, is_selected)), rect.right() - 16.0 - left);
    ui.painter().hline(
        Rect::from_min_max(pos2(rect.left() + if n_tags == 0 { 24.0 } else { 16.0 }, 0.0), rect.max).x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, color32(theme.hair)),
    );
    focus_ring(ui.painter(), &response, rect.shrink(4.0), theme);
    response
}

/// On the highlighter only ink keeps its contrast.
fn weak_on(theme: &Theme, is_selected: bool) -> crate::scene::Color {
    if is_selected { theme.ink } else { theme.ink_weak }
}

/// Paints one line of words, cut with an ellipsis where there is no room, and returns its right end.
pub(super) fn line(ui: &Ui, at: Pos2, words: &str, kind: Type, color: Color32, room: f32) -> f32 {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), kind.font(), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(8.0));
    let galley = super::turned::in_order(ui.painter().layout_job(job), words);
    let width = galley.size().x;
    ui.painter().galley(at, galley, color);
    at.x + width
}

/// Paints words right-aligned at a point.
pub(super) fn right(ui: &Ui, at: Pos2, words: &str, kind: Type, color: Color32) {
    ui.painter().text(at, Align2::RIGHT_TOP, words, kind.font(), color);
}
