//! Panels that look as they did at the last frame: painted as a picture of themselves.
//!
//! Only where there is no GPU. There, setting the letters of the panels around the map costs more than the map; copying their pixels, a tenth of
//! that. What a panel painted is compared with what it paints; its picture is taken from the window once it has stayed the same.

use super::opaque::{self, Photo, Picture};
use egui::epaint::{ClippedShape, Shape, TextShape};
use egui::layers::ShapeIdx;
use egui::{Context, LayerId, Rect, Ui, emath::GuiRounding as _};
use std::collections::HashMap;
use std::sync::Arc;

/// The panels of a window as they were painted last, by their names.
#[derive(Default)]
pub(super) struct Retained {
    panels: HashMap<&'static str, Kept>,
}

struct Kept {
    rect: Rect,
    scale: f32,
    shapes: Vec<ClippedShape>,
    /// Which of the shapes the picture stands for: those that lie on it whole.
    is_within: Vec<bool>,
    photo: Arc<Photo>,
}

impl Retained {
    /// Shows a panel: whatever `show` paints. It returns where the panel lies, too.
    pub fn panel<R>(&mut self, ui: &mut Ui, name: &'static str, show: impl FnOnce(&mut Ui) -> (Rect, R)) -> R {
        let (ctx, layer) = (ui.ctx().clone(), ui.layer_id());
        if !opaque::can_copy(&ctx) {
            return show(ui).1;
        }
        let from = ctx.graphics(|g| g.get(layer).map_or(0, |list| list.next_idx().0));
        let (rect, shown) = show(ui);
        self.keep(&ctx, layer, from, name, rect);
        shown
    }

    /// Paints the picture of a panel in place of its shapes, those from the number `from` on, or has one taken.
    fn keep(&mut self, ctx: &Context, layer: LayerId, from: usize, name: &'static str, rect: Rect) {
        let scale = ctx.pixels_per_point();
        let rect = rect.round_to_pixels(scale);
        let is_same = |kept: &Kept| {
            let is_placed = kept.rect == rect && (kept.scale - scale).abs() < 1e-6;
            is_placed
                && ctx.graphics(|g| {
                    let now = g.get(layer).map(|list| list.all_entries().skip(from));
                    now.is_some_and(|now| now.len() == kept.shapes.len() && now.zip(&kept.shapes).all(|(a, b)| is_alike(a, b)))
                })
        };
        match self.panels.get(name).filter(|kept| is_same(kept)) {
            Some(kept) => kept.paint(ctx, layer, from),
            None => {
                let shapes: Vec<ClippedShape> =
                    ctx.graphics(|g| g.get(layer).map_or(Vec::new(), |list| list.all_entries().skip(from).cloned().collect()));
                let on_it = rect.expand(0.01);
                let is_within = shapes.iter().map(|s| on_it.contains_rect(s.shape.visual_bounding_rect().intersect(s.clip_rect))).collect();
                self.panels.insert(name, Kept { rect, scale, shapes, is_within, photo: Arc::default() });
            }
        }
    }
}

impl Kept {
    fn paint(&self, ctx: &Context, layer: LayerId, from: usize) {
        let Some(texture) = self.photo.texture() else {
            if let Some(shape) = opaque::photograph(ctx, self.rect, &self.photo) {
                ctx.graphics_mut(|g| g.entry(layer).add(self.rect, shape));
            }
            return;
        };
        let whole = Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
        let Some(shape) = opaque::shape(ctx, vec![Picture { texture, place: self.rect, part: whole, is_exact: true }], self.rect) else {
            return;
        };
        ctx.graphics_mut(|g| {
            let list = g.entry(layer);
            let mut within = self.is_within.iter().enumerate().filter(|(_, is)| **is).map(|(i, _)| ShapeIdx(from + i));
            if let Some(first) = within.next() {
                list.set(first, self.rect, shape);
            }
            within.for_each(|i| list.reset_shape(i));
        });
    }
}

/// Whether two shapes paint the same. Words are told apart by where they were set: comparing letters would cost as much as painting them.
fn is_alike(a: &ClippedShape, b: &ClippedShape) -> bool {
    a.clip_rect == b.clip_rect && a.transform_after_tessellation == b.transform_after_tessellation && are_alike(&a.shape, &b.shape)
}

fn are_alike(a: &Shape, b: &Shape) -> bool {
    match (a, b) {
        (Shape::Text(a), Shape::Text(b)) => {
            let but_words = |t: &TextShape| (t.pos, t.underline, t.fallback_color, t.override_text_color, t.opacity_factor, t.angle);
            Arc::ptr_eq(&a.galley, &b.galley) && but_words(a) == but_words(b)
        }
        (Shape::Vec(a), Shape::Vec(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| are_alike(a, b)),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::emath::TSTransform;
    use egui::{Color32, FontId, Pos2, pos2, vec2};

    #[test]
    fn what_is_painted_anew_is_alike_until_anything_of_it_changes() {
        let ctx = Context::default();
        super::super::look::install(&ctx);
        let (mut before, mut seen) = (Vec::new(), Vec::new());
        let mut frame = |words: &str, at: Pos2, color: Color32| {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                let clip_rect = Rect::from_min_size(Pos2::ZERO, vec2(300.0, 200.0));
                let galley = ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(14.0), Color32::PLACEHOLDER);
                let rect = Shape::rect_filled(Rect::from_min_size(at, vec2(20.0, 10.0)), 2, color);
                let shapes = [Shape::galley(at, galley, Color32::BLACK), Shape::Vec(vec![rect])];
                let now =
                    shapes.map(|shape| ClippedShape { clip_rect, shape, transform_after_tessellation: TSTransform::IDENTITY }).to_vec();
                seen = now.iter().zip(&before).map(|(a, b)| is_alike(a, b)).collect();
                before = now;
            });
            output.textures_delta.clear();
            seen.clone()
        };
        let (here, there) = (pos2(10.0, 10.0), pos2(10.0, 11.0));
        frame("Osan", here, Color32::RED);
        assert_eq!(frame("Osan", here, Color32::RED), [true, true]);
        assert_eq!(frame("Oslo", here, Color32::RED), [false, true]);
        assert_eq!(frame("Oslo", here, Color32::BLUE), [true, false]);
        assert_eq!(frame("Oslo", there, Color32::BLUE), [false, false]);
    }
}
