//! What lies over the window: toasts, work under way, the empty state, the sheet of keys, the question before leaving.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button, focus_ring, hairline, kicker};
use super::icons::{self, Icon};
use super::keys::{Entry, LIST, keys_of};
use super::language::{tr, tr_with};
use super::look::{Type, color32, theme};
use super::state::{Overlay, State};
use crate::scene::Theme;
use egui::{Align, Area, Context, Id, Layout, Margin, Modal, Order, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Work shows after this long.
pub(super) const WORK_SHOWS_AFTER_SECS: f32 = 0.3;

/// Shows toasts at the foot of the map, newest last.
pub(super) fn toasts_ui(ctx: &Context, map: Rect, state: &State, theme: &Theme) {
    for (i, toast) in state.toasts.iter().rev().take(3).enumerate() {
        let at = pos2(map.center().x, map.bottom() - 40.0 - 44.0 * i as f32);
        Area::new(Id::unique(("toast", i)))
            .order(Order::Foreground)
            .pivot(egui::Align2::CENTER_BOTTOM)
            .fixed_pos(at)
            .interactable(false)
            .show(ctx, |ui| {
                egui::Frame::new().fill(color32(theme.ink)).inner_margin(Margin::symmetric(16, 9)).corner_radius(2).show(ui, |ui| {
                    ui.set_max_width(map.width() - 80.0);
                    let response = ui.add(egui::Label::new(Type::NAME.text(&toast.words, theme.paper)).wrap());
                    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &toast.words));
                });
            });
    }
}

/// Work under way as it shows: its name, how far it is, since when it goes on, and whether it can be given up.
struct Work<'a> {
    words: &'a str,
    share: f32,
    for_secs: f32,
    can_cancel: bool,
}

/// What goes on: a job, or else a reading that the screen waits for.
fn work<'a>(ctx: &Context, state: &'a State) -> Option<Work<'a>> {
    let job = state.job.as_ref();
    let job = job.map(|job| Work { words: &job.words, share: job.watch.share(), for_secs: job.for_secs, can_cancel: true });
    let work = job.unwrap_or_else(|| Work {
        words: tr("Reading the article with your changes"),
        share: 0.0,
        for_secs: state.rereading.for_secs(ctx),
        can_cancel: state.rereading.can_give_up(),
    });
    Some(work).filter(|w| w.for_secs >= WORK_SHOWS_AFTER_SECS)
}

/// Shows a bar under the toolbar while work is under way, and at the foot of the map its name and Cancel, where they cover no date.
pub(super) fn work_ui(ctx: &Context, (window, map): (Rect, Rect), state: &State, theme: &Theme, out: &mut Outbox) {
    let Some(work) = work(ctx, state) else { return };
    let at = pos2(map.center().x, map.bottom() - 6.0);
    Area::new(Id::unique("work")).order(Order::Foreground).pivot(egui::Align2::CENTER_BOTTOM).fixed_pos(at).show(ctx, |ui| {
        let rect = Rect::from_min_max(pos2(window.left(), window.top() + 40.0), pos2(window.right(), window.top() + 42.0));
        let (from, to) = match work.share {
            share if share > 0.0 => (0.0, share),
            _ if state.is_motion_reduced() => (0.0, 1.0),
            _ => ((work.for_secs * 0.4).fract(), (work.for_secs * 0.4).fract() + 0.2),
        };
        let x = |share: f32| rect.left() + rect.width() * share.min(1.0);
        let bar = Rect::from_min_max(pos2(x(from), rect.top()), pos2(x(to), rect.bottom()));
        ctx.layer_painter(ui.layer_id()).rect_filled(bar, 0, color32(theme.ink));
        egui::Frame::new().fill(color32(theme.paper)).stroke(super::look::rule(theme)).inner_margin(Margin::symmetric(12, 4)).show(
            ui,
            |ui| {
                ui.horizontal(|ui| {
                    let percent = if work.share > 0.0 { format!(" {:.0} %", work.share * 100.0) } else { String::new() };
                    ui.label(Type::NAME.text(format!("{}…{percent}", work.words), theme.ink));
                    if work.can_cancel && button(ui, "Cancel", Weight::Bare).clicked() {
                        out.send(Command::CancelJob);
                    }
                });
            },
        );
    });
}

/// Shows what can be done while nothing is open, on a plate over the map.
pub(super) fn empty_ui(ui: &mut Ui, map: Rect, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let width = 432.0f32.min(map.width() - 32.0);
    let recent: Vec<&std::path::PathBuf> = state.recent.iter().take(3).collect();
    let height = 384.0 + if recent.is_empty() { 0.0 } else { 40.0 + 26.0 * recent.len() as f32 };
    let left = if map.width() > 720.0 { 96.0 } else { (map.width() - width) / 2.0 };
    let top = ((map.height() - height) / 2.0).clamp(16.0, 88.0);
    let plate = Rect::from_min_size(map.min + vec2(left, top), vec2(width, height));
    ui.painter().rect_filled(plate, 0, color32(theme.paper));
    ui.painter().rect_filled(Rect::from_min_size(plate.min, vec2(width, 2.0)), 0, color32(theme.ink));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(plate.shrink2(vec2(32.0, 26.0))).layout(Layout::top_down(Align::LEFT)));
    let ui = &mut inner;
    ui.spacing_mut().item_spacing.y = 0.0;
    let headline = Type { size: 32.0, line: 40.0, ..Type::TITLE };
    ui.label(headline.text(tr("Put a story on the map"), theme.ink));
    ui.add_space(4.0);
    let deck = Type { size: 16.0, line: 24.0, ..Type::QUOTATION };
    ui.label(deck.text(tr("Give Dateline an article. It finds where and when, and shows the words behind every pin."), theme.ink_weak));
    ui.add_space(14.0);
    let keys = keys_of(ui.ctx(), &Command::OpenDialog);
    if way_in_ui(ui, Icon::Open, "Open a file", "Text, web page, PDF, Word, book, mail, feed", &keys, Sense::click()) {
        out.send(Command::OpenDialog);
    }
    way_in_ui(ui, Icon::Paste, "Paste an article", "Its text, anywhere in this window", &ui.ctx().format_shortcut(&PASTE), Sense::hover());
    // Where nothing can be dropped, opening and pasting are the ways in.
    if super::desktop::can_drop() {
        way_in_ui(ui, Icon::Drop, "Drop a file here", "Anywhere in this window", "", Sense::hover());
    }
    ui.add_space(18.0);
    ui.horizontal(|ui| {
        if button(ui, "Play the example", Weight::Primary).clicked() {
            out.send(Command::OpenExample);
        }
    });
    if recent.is_empty() {
        return;
    }
    ui.add_space(12.0);
    hairline(ui);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        kicker(ui, "Recent");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let clear = ui.add(egui::Label::new(Type::SECOND.text(tr("Clear"), theme.ink_weak)).sense(Sense::click()));
            clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr("Clear the recent files")));
            if clear.clicked() {
                out.send(Command::ForgetRecent);
            }
        });
    });
    for path in recent {
        let name = path.file_stem().unwrap_or(path.as_os_str()).display().to_string();
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr_with("Open {}", &[&name])));
        if response.hovered() {
            ui.painter().rect_filled(rect, 0, color32(theme.hover));
        }
        super::lists::line(ui, rect.min + vec2(0.0, 5.0), &name, Type::NAME, color32(theme.ink), rect.width());
        focus_ring(ui.painter(), &response, rect, theme);
        if response.clicked() {
            out.send(Command::Open(super::read::Source::File(path.clone())));
        }
    }
}

const PASTE: egui::KeyboardShortcut = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::V);

fn way_in_ui(ui: &mut Ui, icon: Icon, name: &str, second: &str, keys: &str, sense: Sense) -> bool {
    let theme = theme(ui);
    hairline(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 55.0), sense);
    let role = if sense.senses_click() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, tr(name)));
    if response.hovered() && sense.senses_click() {
        ui.painter().rect_filled(rect, 0, color32(theme.hover));
    }
    icons::paint(ui.painter(), icon, pos2(rect.left() + 10.0, rect.center().y), color32(theme.ink));
    let big = Type { size: 14.0, ..Type::STRONG };
    super::lists::line(ui, pos2(rect.left() + 36.0, rect.top() + 9.0), tr(name), big, color32(theme.ink), rect.width() - 100.0);
    super::lists::line(
        ui,
        pos2(rect.left() + 36.0, rect.top() + 29.0),
        tr(second),
        Type::SECOND,
        color32(theme.ink_weak),
        rect.width() - 100.0,
    );
    super::lists::right(ui, pos2(rect.right(), rect.top() + 19.0), keys, Type::SECOND, color32(theme.ink_weak));
    focus_ring(ui.painter(), &response, rect, theme);
    response.clicked()
}

/// Shows the sheet of keys, or the question before leaving.
pub(super) fn sheets_ui(ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
    match state.overlay {
        Some(Overlay::Keys) => keys_ui(ctx, theme, out),
        Some(Overlay::Leaving) => leaving_ui(ctx, theme, out),
        Some(Overlay::Recovery) => recovery_ui(ctx, state, theme, out),
        Some(
            Overlay::Palette
            | Overlay::Pick(_)
            | Overlay::Mark
            | Overlay::AddEvent
            | Overlay::Export
            | Overlay::Basemap
            | Overlay::Settings
            | Overlay::Articles,
        )
        | None => {}
    }
}

fn keys_ui(ctx: &Context, theme: &Theme, out: &mut Outbox) {
    let sheet = Modal::new(Id::unique("keys")).frame(sheet_frame(theme)).show(ctx, |ui| {
        let n_columns = if ctx.content_rect().width() >= 960.0 { 2 } else { 1 };
        ui.set_width(420.0 * n_columns as f32);
        ui.label(Type::TITLE.text(tr("Keys"), theme.ink));
        ui.add_space(8.0);
        let height = (ctx.content_rect().height() - 160.0).max(120.0);
        ScrollArea::vertical().auto_shrink([false, true]).max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(36.0, 0.0);
            let entries: Vec<_> = LIST.iter().filter(|e| !e.keys.is_empty()).collect();
            let in_a_column = entries.len().div_ceil(n_columns);
            let row_ui = |ui: &mut Ui, entry: &Entry| {
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 12.0, 24.0), Sense::hover());
                let keys: Vec<String> = entry.keys.iter().map(|k| super::keys::written(ctx, k)).collect();
                let keys = keys.join(&format!("  {}  ", tr("or")));
                response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{}: {keys}", tr(entry.name))));
                super::lists::line(ui, rect.min + vec2(0.0, 4.0), tr(entry.name), Type::NAME, color32(theme.ink), 240.0);
                super::lists::right(ui, rect.right_top() + vec2(0.0, 4.0), &keys, Type::SECOND, color32(theme.ink_weak));
            };
            ui.columns(n_columns, |columns| {
                for (column, entries) in columns.iter_mut().zip(entries.chunks(in_a_column.max(1))) {
                    entries.iter().for_each(|entry| row_ui(column, entry));
                }
            });
            ui.add_space(8.0);
            kicker(ui, "On the map");
            ui.label(Type::SECOND.text(tr("Arrows move the map while it has the keyboard; elsewhere they move time"), theme.ink_weak));
            ui.add_space(8.0);
            kicker(ui, "Speed");
            ui.label(Type::SECOND.text(tr("A digit plays that many times as fast; 0 and a digit, tenths"), theme.ink_weak));
        });
    });
    if sheet.should_close() {
        out.send(Command::Escape);
    }
}

/// A plate in the middle of the window: paper under a rule of ink.
pub(super) fn sheet_frame(theme: &Theme) -> egui::Frame {
    egui::Frame::new().fill(color32(theme.paper)).stroke(super::look::rule(theme)).corner_radius(2).inner_margin(Margin::same(20))
}

fn recovery_ui(ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
    let sheet = Modal::new(Id::unique("recovery")).frame(sheet_frame(theme)).show(ctx, |ui| {
        ui.set_width(380.0);
        ui.label(Type::TITLE.text(tr("Work from last time"), theme.ink));
        ui.label(Type::NAME.text(tr("Dateline ended while corrections were in no file yet. They were kept."), theme.ink_weak));
        ui.add_space(12.0);
        for lost in &state.lost {
            ui.add_space(6.0);
            ui.add(egui::Label::new(Type::STRONG.text(&lost.title, theme.ink)).truncate());
            ui.horizontal(|ui| {
                if button(ui, "Recover", Weight::Primary).clicked() {
                    out.send(Command::Recover(lost.path.clone()));
                }
                if button(ui, "Throw away", Weight::Bordered).clicked() {
                    out.send(Command::ThrowAway(lost.path.clone()));
                }
            });
        }
    });
    if sheet.should_close() {
        out.send(Command::Escape);
    }
}

fn leaving_ui(ctx: &Context, theme: &Theme, out: &mut Outbox) {
    let sheet = Modal::new(Id::unique("leaving")).frame(sheet_frame(theme)).show(ctx, |ui| {
        ui.set_width(360.0);
        ui.label(Type::TITLE.text(tr("Save your corrections?"), theme.ink));
        ui.label(Type::NAME.text(tr("This story has corrections that are not in a file yet."), theme.ink_weak));
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if button(ui, "Save", Weight::Primary).clicked() {
                out.send(Command::SaveAndLeave);
            }
            if button(ui, "Leave without saving", Weight::Bordered).clicked() {
                out.send(Command::LeaveWithoutSaving);
            }
            if button(ui, "Stay", Weight::Bare).clicked() {
                out.send(Command::Escape);
            }
        });
    });
    if sheet.should_close() {
        out.send(Command::Escape);
    }
}
