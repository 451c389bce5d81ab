//! The right half of the export sheet: how it will look, and what decides that.

use super::controls::kicker;
use super::export_kinds::{Choice, Group, Kind, LENGTHS, SCALES, SIZES};
use super::export_preview::{Look, Preview};
use super::language::{tr, tr_with};
use super::look::Type;
use super::state::State;
use crate::export;
use crate::scene::Theme;
use crate::story::Story;
use egui::{ComboBox, DragValue, Role, ScrollArea, Ui, WidgetInfo};
use std::sync::Arc;

/// Lower than this, in points, the preview and what can be chosen do not all show at once, and scroll.
const LEAST_HEIGHT: f32 = 320.0;

/// Shows the export as it will be, and what can be chosen of it: what is on it, size, colours, the length of a film.
pub(super) fn look_ui(ui: &mut Ui, choice: &mut Choice, kind: Kind, of: (&State, &Arc<Story>), preview: &mut Preview, theme: &Theme) {
    let height = ui.available_height();
    if height >= LEAST_HEIGHT {
        return parts_ui(ui, height, choice, kind, of, preview, theme);
    }
    let scroll = ScrollArea::vertical().id_salt("look").auto_shrink(false);
    scroll.show(ui, |ui| parts_ui(ui, height, choice, kind, of, preview, theme));
}

fn parts_ui(
    ui: &mut Ui,
    height: f32,
    choice: &mut Choice,
    kind: Kind,
    (state, story): (&State, &Arc<Story>),
    preview: &mut Preview,
    theme: &Theme,
) {
    if kind.group() == Group::Films && !kind.fits(choice.size) {
        choice.size = [1280, 720];
    }
    let look = Look { generation: state.generation, playhead: state.playhead, choice: choice.clone() };
    if kind.group() == Group::Data {
        data_ui(ui, kind, story, theme);
        let room = (height - 76.0).max(80.0);
        preview.preview_ui(ui, story, look, kind, room, theme);
        return;
    }
    // Below it stand the controls.
    let room = (height - 196.0).max(80.0);
    preview.preview_ui(ui, story, look, kind, room, theme);
    ui.add_space(12.0);
    if kind.group() == Group::Pictures {
        let is_narrow = ui.available_width() < 300.0;
        let mut offer = |ui: &mut Ui| {
            ui.radio_value(&mut choice.is_screen, false, tr("The story on a page"));
            ui.add_enabled_ui(choice.view.is_some(), |ui| ui.radio_value(&mut choice.is_screen, true, tr("The map as on the screen")));
        };
        if is_narrow {
            ui.vertical(&mut offer)
        } else {
            ui.horizontal(&mut offer)
        };
        if choice.shows_screen(kind) {
            ui.label(Type::SECOND.text(super::basemaps::still::note(&choice.basemap), theme.ink_weak));
        }
        ui.add_space(8.0);
    }
    size_ui(ui, choice, kind, theme);
    ui.add_space(8.0);
    kicker(ui, "Colours");
    ui.horizontal_wrapped(|ui| {
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

/// What a file of data will hold.
fn data_ui(ui: &mut Ui, kind: Kind, story: &Story, theme: &Theme) {
    ui.label(Type::NAME.text(crate::scene::words::capital(tr(kind.about)), theme.ink));
    ui.add_space(4.0);
    let (places, events) = (story.places.iter().filter(|p| p.point.is_some()).count(), story.reading.events.len());
    let words = tr_with("{} places, {} events, {} journeys", &[&places, &events, &story.routes.len()]);
    ui.label(Type::SECOND.text(words, theme.ink_weak));
    if kind.is_folder() {
        ui.label(Type::SECOND.text(tr("Several files, into a folder that you choose"), theme.ink_weak));
    }
    ui.add_space(8.0);
}

/// The size: one of those on offer or any other, and how many pixels to the point.
fn size_ui(ui: &mut Ui, choice: &mut Choice, kind: Kind, theme: &Theme) {
    kicker(ui, "Size");
    let words = |[w, h]: [u32; 2]| format!("{w} × {h}");
    ui.horizontal_wrapped(|ui| {
        if choice.shows_screen(kind) {
            ui.label(Type::NAME.text(words(choice.pixels(kind)), theme.ink));
        } else {
            let combo = ComboBox::from_id_salt("size").width(112.0).selected_text(words(choice.size)).show_ui(ui, |ui| {
                for (size, about) in SIZES.into_iter().filter(|(size, _)| kind.fits(*size)) {
                    ui.selectable_value(&mut choice.size, size, format!("{}, {}", words(size), tr(about)));
                }
            });
            combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr_with("Size: {}", &[&words(choice.size)])));
            let most = if kind.group() == Group::Films { 3840 } else { export::LARGEST_SIDE };
            let [width, height] = &mut choice.size;
            for (side, name) in [(width, tr("Width")), (height, tr("Height"))] {
                let value = *side;
                let drag = ui.add(DragValue::new(side).range(64..=most).speed(2.0)).on_hover_text(name);
                drag.widget_info(|| WidgetInfo { label: Some(name.to_owned()), ..WidgetInfo::drag_value(true, f64::from(value)) });
            }
        }
        if kind.has_pixels() {
            let name = |scale: u32| format!("{scale} ×");
            let whole = choice.pixels(kind).map(|side| side / choice.scale.max(1));
            let combo = ComboBox::from_id_salt("scale").width(48.0).selected_text(name(choice.scale)).show_ui(ui, |ui| {
                for scale in SCALES.into_iter().filter(|s| kind.fits(whole.map(|side| side.saturating_mul(*s)))) {
                    let size = whole.map(|side| side.saturating_mul(scale));
                    ui.selectable_value(&mut choice.scale, scale, format!("{}, {}", name(scale), words(size)));
                }
            });
            let said = tr_with("Pixels to the point: {}", &[&choice.scale]);
            combo.response.on_hover_text(&said).widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
            if !kind.fits(choice.pixels(kind)) {
                choice.scale = 1;
            }
        }
    });
}
