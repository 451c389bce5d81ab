//! A field and rows under it, over the window: type, arrows, Enter. The palette and every question with a list of answers are made of it.

use super::controls::name_field;
use super::icons::{self, Icon};
use super::language::tr;
use super::lists;
use super::look::{Type, color32};
use crate::scene::Theme;
use egui::{Context, Id, Key, Modal, Modifiers, Role, ScrollArea, Sense, TextEdit, WidgetInfo, pos2, vec2};

/// One answer.
#[derive(Clone)]
pub(super) struct Row<T> {
    pub icon: Icon,
    pub name: String,
    pub second: String,
    pub value: T,
}

/// What the user did.
pub(super) enum Answer<T> {
    /// Still choosing.
    Open,
    /// Took this.
    Picked(T),
    /// Went away.
    Closed,
}

/// A chooser between frames.
pub(super) struct Chooser<T> {
    query: String,
    rows: Vec<Row<T>>,
    chosen: usize,
    is_open: bool,
}

impl<T> Default for Chooser<T> {
    fn default() -> Chooser<T> {
        Chooser { query: String::new(), rows: Vec::new(), chosen: 0, is_open: false }
    }
}

impl<T: Clone> Chooser<T> {
    /// Forgets what was typed: the next time it shows, it starts afresh.
    pub fn close(&mut self) {
        self.is_open = false;
    }

    /// Shows the chooser; `rows_for` finds the answers to what is typed.
    pub fn chooser_ui(
        &mut self,
        ctx: &Context,
        title: &str,
        name: &str,
        theme: &Theme,
        rows_for: impl Fn(&str) -> Vec<Row<T>>,
    ) -> Answer<T> {
        let is_new = !std::mem::replace(&mut self.is_open, true);
        if is_new {
            self.query.clear();
            self.rows = rows_for("");
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
        let mut picked = enter.then(|| self.rows.get(self.chosen)).flatten().map(|r| r.value.clone());
        let sheet = Modal::new(Id::unique("chooser")).frame(super::overlays::sheet_frame(theme)).show(ctx, |ui| {
            ui.set_width(480.0);
            if !title.is_empty() {
                ui.label(Type::TITLE.text(title, theme.ink));
                ui.add_space(6.0);
            }
            let field = TextEdit::singleline(&mut self.query).hint_text(name).desired_width(f32::INFINITY);
            let response = ui.add(field.margin(egui::Margin::symmetric(8, 6)));
            name_field(&response, Role::SearchInput, name, &self.query);
            if is_new {
                response.request_focus();
            }
            if response.changed() {
                self.rows = rows_for(&self.query);
                self.chosen = 0;
            }
            ui.add_space(8.0);
            // The window over the others is no higher than it was: without a least height, a list that became short stays short.
            let height = (ctx.content_rect().height() - 240.0).clamp(96.0, 360.0);
            let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
            scroll.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if self.rows.is_empty() {
                    ui.label(Type::NAME.text(tr("Nothing of that name"), theme.ink_weak));
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
                    icons::paint(ui.painter(), row.icon, pos2(rect.left() + 14.0, rect.center().y), color32(theme.ink_weak));
                    let end = lists::line(ui, pos2(rect.left() + 32.0, rect.top() + 8.0), &row.name, Type::NAME, color32(theme.ink), 260.0);
                    let room = rect.right() - 10.0 - end - 12.0;
                    let mut job =
                        egui::text::LayoutJob::simple_singleline(row.second.clone(), Type::SECOND.font(), color32(theme.ink_weak));
                    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(8.0));
                    let galley = ui.painter().layout_job(job);
                    ui.painter().galley(pos2(rect.right() - 10.0 - galley.size().x, rect.top() + 9.0), galley, color32(theme.ink_weak));
                    if response.clicked() {
                        picked = Some(row.value.clone());
                    }
                }
            });
        });
        match picked {
            Some(value) => Answer::Picked(value),
            None if sheet.should_close() => Answer::Closed,
            None => Answer::Open,
        }
    }
}
