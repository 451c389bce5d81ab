//! File → Export…: what to, how large, how it will look; then the desktop asks for name and place.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button, focus_ring, kicker};
use super::export_kinds::{self, Choice, Group, Kind, LENGTHS, SIZES};
use super::language::{tr, tr_with};
use super::lists;
use super::look::{Type, color32, rule, theme_of};
use super::state::{Overlay, State};
use crate::export;
use crate::scene::{self, Options, Theme};
use crate::story::{Playhead, Story};
use egui::{ComboBox, Context, Id, Modal, Rect, Role, ScrollArea, Sense, TextureHandle, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// The sheet's size at most, in points.
const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 430.0;
/// The column of formats.
const LIST_WIDTH: f32 = 396.0;

/// What the sheet remembers between frames.
#[derive(Default)]
pub(super) struct ExportSheet {
    /// What is being chosen; `None` while the sheet is closed.
    choice: Option<Choice>,
    preview: Preview,
}

/// The picture as it will be, small; drawn on a thread.
#[derive(Default)]
struct Preview {
    /// What the picture shows, and what is being drawn.
    shown: Option<Look>,
    wanted: Option<Look>,
    receiver: Option<Receiver<Result<egui::ColorImage, String>>>,
    texture: Option<TextureHandle>,
    trouble: String,
}

/// All that decides how the preview looks.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    generation: u64,
    playhead: Playhead,
    size: [u32; 2],
    is_dark: bool,
}

impl ExportSheet {
    /// Shows the sheet while it is open.
    pub fn export_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        let story = state.story.as_ref().filter(|_| state.overlay == Some(Overlay::Export));
        let Some(story) = story else {
            if self.choice.take().is_some() {
                self.preview = Preview::default();
            }
            return;
        };
        let choice = self.choice.get_or_insert_with(|| state.export.clone());
        let preview = &mut self.preview;
        let room = ctx.content_rect().size() - vec2(80.0, 150.0);
        let sheet = Modal::new(Id::unique("export")).frame(super::overlays::sheet_frame(theme)).show(ctx, |ui| {
            let size = vec2(WIDTH.min(room.x), HEIGHT.min(room.y));
            ui.set_width(size.x);
            ui.label(Type::TITLE.text(tr("Export"), theme.ink));
            ui.add_space(8.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let left = Rect::from_min_size(rect.min, vec2(LIST_WIDTH.min(size.x * 0.55), size.y));
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
                let name = format!("{}: {}", kind.extension(), kind.about);
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
                lists::line(ui, pos2(rect.left() + 118.0, top), kind.about, Type::SECOND, second, rect.width() - 124.0);
                focus_ring(ui.painter(), &response, rect.shrink(3.0), theme);
                if response.clicked() {
                    kind.extension().clone_into(&mut choice.extension);
                }
                response.on_hover_text(kind.about);
            }
            ui.add_space(12.0);
        }
    });
}

/// How the picture will look: size, colours, length of a film, and the picture itself.
fn look_ui(ui: &mut Ui, choice: &mut Choice, kind: Kind, (state, story): (&State, &Arc<Story>), preview: &mut Preview, theme: &Theme) {
    if kind.group() == Group::Data {
        ui.label(Type::NAME.text(crate::scene::words::capital(kind.about), theme.ink));
        ui.add_space(4.0);
        let (places, events) = (story.places.iter().filter(|p| p.point.is_some()).count(), story.reading.events.len());
        let words = tr_with("{} places, {} events, {} journeys", &[&places, &events, &story.routes.len()]);
        ui.label(Type::SECOND.text(words, theme.ink_weak));
        if kind.is_folder() {
            ui.label(Type::SECOND.text(tr("Several files, into a folder that you choose"), theme.ink_weak));
        }
        return;
    }
    let size = choice.size;
    let look = Look { generation: state.generation, playhead: state.playhead, size, is_dark: choice.is_dark };
    preview.preview_ui(ui, story, look, theme);
    ui.add_space(12.0);
    kicker(ui, "Size");
    let words = |[w, h]: [u32; 2]| format!("{w} × {h}");
    let combo = ComboBox::from_id_salt("size").width(ui.available_width()).selected_text(words(choice.size)).show_ui(ui, |ui| {
        for (size, about) in SIZES {
            ui.selectable_value(&mut choice.size, size, format!("{}, {}", words(size), tr(about)));
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr_with("Size: {}", &[&words(choice.size)])));
    ui.add_space(8.0);
    kicker(ui, "Colours");
    ui.horizontal(|ui| {
        ui.radio_value(&mut choice.is_dark, false, tr("Light, for paper"));
        ui.radio_value(&mut choice.is_dark, true, tr("Dark"));
    });
    if kind.group() == Group::Films {
        ui.add_space(8.0);
        kicker(ui, "Length");
        let words = |secs: u32| tr_with("{} seconds", &[&secs]);
        let combo = ComboBox::from_id_salt("length").selected_text(words(choice.length_secs)).show_ui(ui, |ui| {
            for secs in LENGTHS {
                ui.selectable_value(&mut choice.length_secs, secs, words(secs));
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr_with("Length: {}", &[&words(choice.length_secs)])));
    }
}

impl Preview {
    fn preview_ui(&mut self, ui: &mut Ui, story: &Arc<Story>, look: Look, theme: &Theme) {
        self.collect(ui.ctx());
        if self.shown != Some(look) && self.receiver.is_none() {
            self.draw(ui, story, look);
        }
        let [w, h] = look.size.map(|side| side.max(1) as f32);
        let room = vec2(ui.available_width(), (ui.available_height() - 170.0).max(80.0));
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, tr("Preview of the picture")));
        let scale = (room.x / w).min(room.y / h);
        let picture = Rect::from_center_size(rect.center(), vec2(w, h) * scale);
        ui.painter().rect_filled(picture, 0, color32(theme_of(look.is_dark).paper));
        match &self.texture {
            Some(texture) if self.shown.is_some_and(|s| s.size == look.size) => {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                ui.painter().image(texture.id(), picture, whole, egui::Color32::WHITE);
            }
            _ => {
                let words = if self.trouble.is_empty() { tr("Drawing…") } else { self.trouble.as_str() };
                ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, words, Type::SECOND.font(), color32(theme.ink_weak));
            }
        }
        ui.painter().rect_stroke(picture, 0, rule(theme), egui::StrokeKind::Outside);
    }

    /// Takes the picture that a thread has drawn.
    fn collect(&mut self, ctx: &Context) {
        let Some(result) = self.receiver.as_ref().and_then(|r| r.try_recv().ok()) else { return };
        self.receiver = None;
        self.shown = self.wanted;
        match result {
            Ok(image) => {
                self.trouble.clear();
                self.texture = Some(ctx.load_texture("preview of an export", image, egui::TextureOptions::LINEAR));
            }
            Err(words) => (self.trouble, self.texture) = (words, None),
        }
    }

    fn draw(&mut self, ui: &Ui, story: &Arc<Story>, look: Look) {
        let (sender, receiver) = channel();
        let (story, ctx) = (story.clone(), ui.ctx().clone());
        let side = 340.0 * ui.pixels_per_point();
        self.wanted = Some(look);
        self.receiver = Some(receiver);
        std::thread::spawn(move || {
            let [w, h] = look.size.map(|side| side.max(1) as f32);
            let options = Options { theme: theme_of(look.is_dark), has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
            let page = scene::page(&story, look.playhead, w, h, &options);
            let picture = export::pixels(&page, (side / w.max(h)).min(1.0)).map_err(|e| e.to_string());
            let image = picture.map(|p| egui::ColorImage::from_rgba_premultiplied([p.width() as usize, p.height() as usize], p.data()));
            // Where the sheet was closed, nobody waits.
            let _ = sender.send(image);
            ctx.request_repaint();
        });
    }
}
