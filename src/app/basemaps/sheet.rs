//! The sheet that asks for a basemap, with what each choice means for who sees what is looked at.

use super::{Basemap, host_of};
use crate::app::Outbox;
use crate::app::command::Command;
use crate::app::controls::{Weight, button, focus_ring, kicker, name_field};
use crate::app::language::tr;
use crate::app::lists;
use crate::app::look::{Type, color32};
use crate::app::overlays::sheet_frame;
use crate::app::state::{Overlay, State};
use crate::scene::Theme;
use egui::{Context, Id, Key, Margin, Modal, Rect, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

/// What the sheet remembers: the address being typed.
#[derive(Default)]
pub(in crate::app) struct BasemapSheet {
    address: String,
    is_open: bool,
}

impl BasemapSheet {
    /// Shows the sheet while it is asked for.
    pub fn basemap_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        if state.overlay != Some(Overlay::Basemap) {
            self.is_open = false;
            return;
        }
        if !std::mem::replace(&mut self.is_open, true)
            && let Basemap::Address(address) = &state.basemap
        {
            self.address.clone_from(address);
        }
        let sheet = Modal::new(Id::unique("basemap")).frame(sheet_frame(theme)).show(ctx, |ui| {
            ui.set_width(440.0f32.min(ctx.content_rect().width() - 60.0));
            ui.label(Type::TITLE.text(tr("Map beneath the story"), theme.ink));
            ui.add_space(8.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let now = &state.basemap;
            if row_ui(ui, theme, tr("Embedded"), tr("Offline, in the colours of the window"), *now == Basemap::Embedded) {
                out.send(Command::SetBasemap(Basemap::Embedded));
            }
            let told = tr("Online: tile.openstreetmap.org sees which parts of the map you look at");
            if row_ui(ui, theme, "OpenStreetMap", told, *now == Basemap::OpenStreetMap) {
                out.send(Command::SetBasemap(Basemap::OpenStreetMap));
            }
            let is_file = matches!(now, Basemap::File(_));
            let name = if let Basemap::File(path) = now {
                path.display().to_string()
            } else {
                tr("PMTiles or MBTiles with pictures; offline").to_owned()
            };
            if row_ui(ui, theme, tr("A file of tiles…"), &name, is_file) {
                out.send(Command::BasemapFile);
            }
            ui.add_space(14.0);
            kicker(ui, "A server’s address");
            ui.add_space(6.0);
            self.address_ui(ui, theme, out);
            ui.add_space(10.0);
            let note = tr("Only a PNG of the map as on the screen has it beneath: pages, films and other pictures have the embedded map");
            ui.add(egui::Label::new(Type::SECOND.text(note, theme.ink_weak)).wrap());
            ui.add_space(14.0);
            if button(ui, "Close", Weight::Bordered).clicked() {
                out.send(Command::Escape);
            }
        });
        if sheet.should_close() {
            out.send(Command::Escape);
        }
    }

    fn address_ui(&mut self, ui: &mut Ui, theme: &Theme, out: &mut Outbox) {
        ui.horizontal(|ui| {
            let hint = "https://…/{z}/{x}/{y}.png";
            let field = TextEdit::singleline(&mut self.address)
                .desired_width(ui.available_width() - 90.0)
                .margin(Margin::symmetric(8, 5))
                .hint_text(hint);
            let response = ui.add(field);
            name_field(&response, Role::TextInput, tr("Address of the tiles, with {z}, {x} and {y}"), &self.address);
            let is_entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let is_address = host_of(self.address.trim()).is_some();
            let clicked = ui.add_enabled_ui(is_address, |ui| button(ui, "Use", Weight::Bordered)).inner.clicked();
            if is_address && (clicked || is_entered) {
                out.send(Command::SetBasemap(Basemap::Address(self.address.trim().to_owned())));
            }
        });
        if !self.address.trim().is_empty() && host_of(self.address.trim()).is_none() {
            ui.add_space(4.0);
            ui.label(Type::SECOND.text(tr("The address of a map begins with https:// and holds {z}, {x} and {y}"), theme.place_unresolved));
        }
    }
}

/// A choice; returns whether it was clicked.
fn row_ui(ui: &mut Ui, theme: &Theme, name: &str, second: &str, is_chosen: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, 2, color32(if is_chosen { theme.hover } else { theme.chrome }));
    }
    if is_chosen {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(2.0, rect.height())), 0, color32(theme.ink));
    }
    let (left, width) = (rect.left() + 12.0, rect.width() - 20.0);
    lists::line(ui, pos2(left, rect.top() + 4.0), name, Type::STRONG, color32(theme.ink), width);
    let weak = color32(if is_chosen { theme.ink } else { theme.ink_weak });
    lists::line(ui, pos2(left, rect.top() + 23.0), second, Type::SECOND, weak, width);
    focus_ring(ui.painter(), &response, rect.shrink(3.0), theme);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use crate::story::Story;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn window(basemap: Basemap) -> Harness<'static, App> {
        let mut harness = Harness::builder().with_size([1280.0, 800.0]).with_step_dt(0.05).with_max_steps(8).build_eframe(|cc| {
            let story = Story::new(Article::from_text("They met in Oslo."), Gazetteer::embedded());
            let mut app = App::new(&cc.egui_ctx, Some(story));
            app.state.basemap = basemap;
            app
        });
        harness.run_steps(2);
        harness
    }

    fn says(harness: &mut Harness<'static, App>, words: &str) -> bool {
        (0..100).any(|_| {
            harness.run_steps(1);
            std::thread::sleep(std::time::Duration::from_millis(20));
            harness.query_by_label_contains(words).is_some()
        })
    }

    #[test]
    fn a_map_that_fails_gives_way_and_says_so() {
        let mut file = window(Basemap::File("/nowhere/none.pmtiles".into()));
        assert!(says(&mut file, "The embedded map is shown instead"));
        assert!(file.state().state.is_basemap_broken && file.state().state.basemap != Basemap::Embedded, "the next start tries again");
        // Another choice is tried afresh.
        file.key_press(Key::B);
        file.run_steps(4);
        file.get_by_label("Embedded").click();
        file.run_steps(4);
        assert!(!file.state().state.is_basemap_broken && file.state().state.basemap == Basemap::Embedded);
    }

    #[cfg(feature = "net")]
    #[test]
    fn a_server_that_does_not_answer_is_named_once() {
        // Nobody listens at this port of this machine: it was given back to the system.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut harness = window(Basemap::Address(format!("http://127.0.0.1:{port}/{{z}}/{{x}}/{{y}}.png")));
        assert!(says(&mut harness, "Could not get the map from 127.0.0.1"));
        assert!(harness.state().state.is_basemap_broken);
        assert_eq!(harness.state().state.toasts.len(), 1);
    }
}
