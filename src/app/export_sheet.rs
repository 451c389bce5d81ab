//! File → Export…: what to, how large, how it will look; then the desktop asks for name and place.

use super::Outbox;
use super::basemaps::Basemap;
use super::command::Command;
use super::controls::{Weight, button, focus_ring, kicker};
use super::export_kinds::{self, Choice, Group, Kind};
use super::export_look::look_ui;
use super::export_preview::Preview;
use super::language::tr;
use super::lists;
use super::look::{Type, color32};
use super::state::{Overlay, State};
use crate::scene::{Theme, View};
use egui::{Context, Id, Modal, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The sheet's size at most, in points.
const WIDTH: f32 = 900.0;
const HEIGHT: f32 = 480.0;
/// The column of formats.
const LIST_WIDTH: f32 = 520.0;

/// What the sheet remembers between frames.
#[derive(Default)]
pub(super) struct ExportSheet {
    /// What is being chosen; `None` while the sheet is closed.
    choice: Option<Choice>,
    preview: Preview,
}

impl ExportSheet {
    /// Shows the sheet while it is open.
    ///
    /// `view` is what the map shows.
    pub fn export_ui(&mut self, ctx: &Context, state: &State, view: Option<View>, theme: &Theme, out: &mut Outbox) {
        let story = state.story.as_ref().filter(|_| state.overlay == Some(Overlay::Export));
        let Some(story) = story else {
            if self.choice.take().is_some() {
                self.preview = Preview::default();
            }
            return;
        };
        let choice = self.choice.get_or_insert_with(|| state.export.clone());
        choice.view = view;
        choice.basemap = if state.is_basemap_broken { Basemap::Embedded } else { state.basemap.clone() };
        let preview = &mut self.preview;
        let room = ctx.content_rect().size() - vec2(80.0, 150.0);
        let sheet = Modal::new(Id::unique("export")).frame(super::overlays::sheet_frame(theme)).show(ctx, |ui| {
            let size = vec2(WIDTH.min(room.x), HEIGHT.min(room.y));
            ui.set_width(size.x);
            ui.label(Type::TITLE.text(tr("Export"), theme.ink));
            ui.add_space(8.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let left = Rect::from_min_size(rect.min, vec2(LIST_WIDTH.min(size.x * 0.58), size.y));
            let right = Rect::from_min_max(pos2(left.right() + 24.0, rect.top()), rect.max);
            list_ui(&mut ui.new_child(UiBuilder::new().max_rect(left).id_salt("kinds")), choice, theme);
            let mut look = ui.new_child(UiBuilder::new().max_rect(right).id_salt("look"));
            if let Some(kind) = choice.kind() {
                look_ui(&mut look, choice, kind, (state, story), preview, theme);
            }
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                if button(ui, "Choose name and place…", Weight::Primary).clicked() {
                    out.send(Command::Escape);
                    out.send(Command::ExportAs(choice.clone()));
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
}

/// The formats, one line each, in groups.
fn list_ui(ui: &mut Ui, choice: &mut Choice, theme: &Theme) {
    let chosen = choice.kind().map(Kind::extension);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for group in Group::ALL {
            let kinds: Vec<Kind> = export_kinds::all().into_iter().filter(|k| k.group() == group).collect();
            if kinds.is_empty() {
                continue;
            }
            kicker(ui, group.name());
            ui.add_space(4.0);
            for kind in kinds {
                let is_chosen = chosen == Some(kind.extension());
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 10.0, 28.0), Sense::click());
                let name = format!("{}: {}", kind.extension(), tr(kind.about));
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
                let fill = match (is_chosen, response.hovered()) {
                    (true, _) => color32(theme.hover),
                    (_, true) => color32(theme.chrome),
                    _ => egui::Color32::TRANSPARENT,
                };
                ui.painter().rect_filled(rect, 2, fill);
                if is_chosen {
                    ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(2.0, rect.height())), 0, color32(theme.ink));
                }
                let second = color32(if is_chosen { theme.ink } else { theme.ink_weak });
                let top = rect.top() + 6.0;
                lists::line(ui, pos2(rect.left() + 8.0, top - 1.0), kind.extension(), Type::STRONG, color32(theme.ink), 104.0);
                lists::line(ui, pos2(rect.left() + 118.0, top), tr(kind.about), Type::SECOND, second, rect.width() - 124.0);
                focus_ring(ui.painter(), &response, rect.shrink(3.0), theme);
                if response.clicked() {
                    kind.extension().clone_into(&mut choice.extension);
                }
                // Said again only where it does not fit: over the rows below it would be in the way.
                let whole = ui.painter().layout_no_wrap(tr(kind.about).to_owned(), Type::SECOND.font(), second).size().x;
                if whole > rect.width() - 124.0 {
                    response.on_hover_text(tr(kind.about));
                }
            }
            ui.add_space(12.0);
        }
    });
}
